//! Which course comes with the program?
//!
//! Every file below `scenarios/lessons/` is part of the binary. The table is made of the folder while the program is
//! built, so the two cannot differ.

use std::borrow::Cow;

use super::files::{CourseFiles, LessonFiles};

include!(concat!(env!("OUT_DIR"), "/lessons.rs"));

/// The files of the course that comes with the program.
#[must_use]
pub fn files() -> CourseFiles {
    let lesson = |(name, texts): &(&str, &[(&str, &'static str)])| LessonFiles {
        name: (*name).to_owned(),
        texts: texts.iter().map(|(path, text)| ((*path).to_owned(), Cow::Borrowed(*text))).collect(),
    };
    CourseFiles {
        course: COURSE.map(Cow::Borrowed),
        lessons: LESSONS.iter().map(lesson).collect(),
        stray: STRAY.iter().map(|it| (*it).to_owned()).collect(),
    }
}
