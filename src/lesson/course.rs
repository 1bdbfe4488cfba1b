//! Which lessons are there, in which order?

use super::files::{CourseFiles, LessonFiles, bare};
pub use super::written::Course;
use super::written::{Lesson, Track};
use crate::catalogue::lessons;
use crate::diag::{Code, Diagnostic};
use crate::scenario::parse::read_as;

/// A lesson that was read, with everything that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenLesson {
    /// Its machine part.
    pub lesson: Lesson,
    /// Everything that belongs to it.
    pub files: LessonFiles,
}

/// A course that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenCourse {
    /// Its machine part.
    pub course: Course,
    /// Its lessons, in the order of their names.
    pub lessons: Vec<OpenLesson>,
}

/// A file of a course that cannot be used, by its path in the course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnusableFile {
    /// The path.
    pub path: String,
    /// What it holds.
    pub text: String,
    /// What is wrong.
    pub problems: Vec<Diagnostic>,
}

/// Reads `course.ron`.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read_course(text: &str) -> Result<Course, Vec<Diagnostic>> {
    read_as(text)
}

/// Reads a course. A lesson that cannot be used does not hinder the others.
///
/// # Errors
/// `course.ron`, where it cannot be used.
pub fn open(files: CourseFiles) -> Result<(OpenCourse, Vec<UnusableFile>), UnusableFile> {
    let Some(text) = files.course else {
        let problems = vec![super::lint::whole(Code::L001, lessons::file_missing(super::files::COURSE), None)];
        return Err(UnusableFile { path: super::files::COURSE.to_owned(), text: String::new(), problems });
    };
    let course = read_course(&text).map_err(|problems| UnusableFile {
        path: super::files::COURSE.to_owned(),
        text: text.into_owned(),
        problems,
    })?;
    let (mut lessons, mut unusable) = (Vec::new(), Vec::new());
    for files in files.lessons {
        let text = files.text(super::files::LESSON).unwrap_or_default();
        match super::read(text) {
            Ok(lesson) => lessons.push(OpenLesson { lesson, files }),
            Err(problems) => unusable.push(UnusableFile {
                path: format!("{}/{}", files.name, super::files::LESSON),
                text: text.to_owned(),
                problems,
            }),
        }
    }
    Ok((OpenCourse { course, lessons }, unusable))
}

impl OpenCourse {
    /// The lesson that is meant: by its whole name, its number, or its name without the number.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&OpenLesson> {
        let by = |is: &dyn Fn(&str) -> bool| self.lessons.iter().find(|it| is(&it.files.name));
        by(&|it| it == name).or_else(|| {
            let number = name.parse::<u32>().ok().filter(|_| name.bytes().all(|it| it.is_ascii_digit()));
            match number {
                Some(number) => by(&|it| it.split('-').next().and_then(|it| it.parse().ok()) == Some(number)),
                None => by(&|it| bare(it) == name),
            }
        })
    }

    /// The track of a name.
    #[must_use]
    pub fn track(&self, name: &str) -> Option<&Track> {
        self.course.tracks.iter().find(|it| it.name == name)
    }
}
