//! What does `coexist course` do?
//!
//! Puts a whole course, with the core that runs and judges its scenarios, into one file that opens from disk.

mod markdown;

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use super::UNUSABLE;
use super::files::replace;
use super::lesson;
use super::output::{Output, Shell, complain};
use super::report::assemble::{Around, assemble_views};
use crate::lang::{Lang, Text};
use crate::lesson::course::OpenCourse;
use crate::lesson::exam::EXAM;
use crate::lesson::files::START;
use crate::lesson::progress::RUNS_BEFORE_SOLUTION;
use crate::page::of_lesson;
use crate::words::page as page_words;
use crate::words::{cli as say, course as words};

/// The largest page of a course that is written, in bytes.
const LARGEST: usize = 12_000_000;

const VIEWS: &str = include_str!("../page/course/course.html");
const STYLE: &str = include_str!("../page/course/course.css");
/// The scripts, in the order in which they are read.
const SCRIPTS: [&str; 10] = [
    include_str!("../page/editor.min.js"),
    include_str!("../page/course/pupil.js"),
    include_str!("../page/course/texts.js"),
    include_str!("../page/course/answers.js"),
    include_str!("../page/course/list.js"),
    include_str!("../page/course/lesson.js"),
    include_str!("../page/course/exam.js"),
    include_str!("../page/course/present.js"),
    include_str!("../page/course/booklet.js"),
    include_str!("../page/course/places.js"),
];

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(long, value_name = "DIR")]
    from: Option<PathBuf>,
    #[arg(short, long, value_name = "FILE", default_value = "course.html")]
    output: PathBuf,
}

/// Writes the page of a course.
pub(super) fn course(arguments: &Arguments, shell: Shell, output: &mut Output) -> u8 {
    let lang = shell.lang;
    let course = match lesson::opened(arguments.from.as_deref(), shell) {
        Ok(course) => course,
        Err(code) => return code,
    };
    if course.lessons.is_empty() {
        complain(shell, &words::no_lesson(lang), None);
        return UNUSABLE;
    }
    let mut lessons = Vec::new();
    let mut is_sound = true;
    for it in &course.lessons {
        match of_lesson(&it.lesson, &it.files, &markdown::tree) {
            Ok(told) => lessons.push(told),
            Err(mistakes) => {
                let start = format!("{}/{START}", it.files.name);
                lesson::told(&start, it.files.start(), &mistakes, shell);
                is_sound = false;
            }
        }
    }
    if !is_sound {
        return UNUSABLE;
    }
    let file = assembled(&course, &lessons, lang);
    if file.len() > LARGEST {
        complain(
            shell,
            &words::too_large(lang, file.len().div_ceil(1_000_000), LARGEST / 1_000_000),
            Some(&words::smaller(lang)),
        );
        return UNUSABLE;
    }
    if let Err(error) = replace(&arguments.output, file.as_bytes()) {
        complain(shell, &say::cannot_write(lang, arguments.output.display(), error), None);
        return UNUSABLE;
    }
    let size = file.len() / 1000;
    output.text(&format!("{}\n", words::written(lang, arguments.output.display(), lessons.len(), size)));
    0
}

/// The page.
fn assembled(course: &OpenCourse, lessons: &[Value], lang: Lang) -> String {
    let tracks = course.course.tracks.iter().map(
        |it| json!({ "name": it.name, "title": both(&it.title.text()), "minutes": it.minutes, "lessons": it.lessons }),
    );
    let about = json!({
        "title": both(&course.course.title.text()),
        "tracks": tracks.collect::<Vec<_>>(),
        "runs_before_solution": RUNS_BEFORE_SOLUTION,
        "exam": EXAM,
    });
    let lessons = serde_json::to_vec(lessons).expect("lessons are plain data");
    let around = Around {
        views: VIEWS,
        style: STYLE,
        scripts: &SCRIPTS,
        course: Some(about),
        words: Some(page_words::of_course()),
        data: &[("lessons", &lessons)],
        title: Some(course.course.title.of(lang)),
    };
    assemble_views(lang, &around)
}

fn both(text: &Text) -> [&str; 2] {
    [text.of(Lang::En), text.of(Lang::Zh)]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever stands behind a mark, up to a quotation mark.
    fn quoted<'a>(text: &'a str, mark: &'a str) -> impl Iterator<Item = &'a str> {
        text.split(mark).skip(1).filter_map(|it| it.split_once('"')).map(|it| it.0)
    }

    /// The scripts but for the editor, which is not ours.
    fn own() -> String {
        SCRIPTS[1..].concat()
    }

    #[test]
    fn every_word_that_the_page_asks_for_is_there() {
        let script = own();
        let mut asked: Vec<_> = quoted(&script, "word(\"").collect();
        asked.extend(quoted(VIEWS, "data-label=\""));
        assert!(asked.len() > 100, "{}", asked.len());
        for key in asked {
            let mut all = page_words::OF_COURSE.iter().chain(page_words::ALL);
            assert!(all.any(|it| page_words::key(it.0) == key), "{key} is missing");
        }
    }

    #[test]
    fn every_word_is_asked_for() {
        let page = own() + VIEWS;
        // Words whose keys are put together.
        let made =
            ["state_lesson_", "level_", "stage_", "told_", "slide_", "editor_", "handout_text", "solutions_text"];
        for key in page_words::OF_COURSE.iter().map(|it| page_words::key(it.0)) {
            let is_asked = page.contains(&format!("\"{key}\"")) || made.iter().any(|it| key.starts_with(it));
            assert!(is_asked, "nobody asks for {key}");
            let is_once = page_words::ALL.iter().all(|it| page_words::key(it.0) != key);
            assert!(is_once, "{key} is a word of every page already");
        }
    }

    /// The story of an exam is made into a tree by the core, that of a lesson by the reader of Markdown: the same tree.
    #[test]
    fn the_story_of_an_exam_is_read_as_markdown_is() {
        let question = json!({ "op": "exam", "name": "Anna Li" });
        let told: Value = serde_json::from_str(&crate::page::answer(&question.to_string())).expect("it is JSON");
        let files = crate::lesson::exam::exam("Anna Li").files;
        for (at, lang) in [Lang::En, Lang::Zh].into_iter().enumerate() {
            let story = files.told(crate::lesson::LessonText::Story, lang).expect("it has a story");
            assert_eq!(told["lesson"]["story"][at], markdown::tree(story), "{story}");
        }
    }

    /// The policy forbids it anyway; here it is told at once.
    #[test]
    fn nothing_in_the_page_is_against_its_policy() {
        for script in SCRIPTS {
            for end in ["</script", "<!--", "eval(", "fetch(", "XMLHttpRequest", "setAttribute(\"style", "new Function"]
            {
                assert!(!script.contains(end), "{end}");
            }
        }
        assert!(!VIEWS.contains(" style=") && !VIEWS.contains(" onclick="));
        // Only the picture of an organisation is read as markup: our own code writes and escapes it.
        let script = own();
        assert_eq!(script.matches("innerHTML").count(), script.matches("innerHTML = pick(lesson.picture);").count());
        assert!(!SCRIPTS[0].contains("innerHTML"), "the editor reads no markup");
    }
}
