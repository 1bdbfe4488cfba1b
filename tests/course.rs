//! Does the page of a course take a learner through it?
//!
//! The program writes the page of the whole course, and a learner goes through every lesson of it in both languages:
//! in Chromium (`tests/browser/course.mjs`), once by keyboard alone, and in Firefox (`course-firefox.mjs`). What would
//! give an outcome away is taken from runs of the core that the page does not see, and nothing of it may stand in the
//! page before it was predicted.

use std::fs;
use std::path::Path;

use coexist::lang::Lang;
use coexist::lesson::course::{OpenLesson, open};
use coexist::lesson::exam::exam;
use coexist::lesson::{Begun, LearnerProgress, LessonText, PredictionChoices, predictions, shipped, truths};
use coexist::page;
use regex::Regex;
use serde_json::{Value, json};

use crate::browser::{has_chromium, has_firefox, held, makes_pictures};
use crate::process::{call, folder};

/// Writes the page of the course.
fn written(folder: &Path, arguments: &[&str]) {
    let page = folder.join("course.html");
    let came = call(&[&["course", "-o", &page.to_string_lossy()], arguments].concat());
    assert_eq!(came.code, 0, "{}", came.err);
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A line of prose without marks of Markdown.
fn plain(text: &str) -> String {
    let mut lines = text.lines().map(str::trim).filter(|it| !it.is_empty() && !it.starts_with(['#', '|']));
    let bare = one_line(lines.next().unwrap_or_default().trim_start_matches(['*', '-', '>', ' ']));
    // Up to the first mark that changes more than how a word looks: what stands there is the same in the page.
    let end = bare.find(['[', '<', '&']).unwrap_or(bare.len());
    bare[..end].replace(['`', '*'], "").trim().to_owned()
}

/// What a learner does in a lesson, and what he may not read before.
fn told(number: usize, it: &OpenLesson) -> Value {
    let start = Begun::new(it.files.start(), &it.files.name).expect("the start is sound");
    let questions = predictions(&it.lesson, it.files.start()).expect("the start is sound");
    let answers = truths(&it.lesson, &start).into_iter().map(|it| it.expect("there is one true answer").answer);
    // Now and then somebody is wrong, and must be told so.
    let mistaken = number % 2 == 1
        && matches!(questions.first().map(|it| &it.choices), Some(PredictionChoices::One(all)) if all.len() > 1);
    let asked = questions.iter().zip(answers).enumerate().map(|(at, (question, truth))| {
        let kind = question.choices.kind();
        let answer = match &question.choices {
            PredictionChoices::One(all) if at == 0 && mistaken => {
                all.iter().find(|it| it.answer != truth).expect("there is another one").answer.clone()
            }
            _ => truth,
        };
        json!({ "id": question.id, "kind": kind, "answer": answer })
    });
    let asked: Vec<_> = asked.collect();
    let secrets = |lang| secrets(it, &start, &questions, lang);
    let after = |lang| plain(it.files.told(LessonText::After, lang).unwrap_or_default());
    json!({
        "name": it.files.name, "asked": asked, "mistaken": mistaken,
        "solution": it.files.solution(),
        "secrets": [secrets(Lang::En), secrets(Lang::Zh)],
        "after": [after(Lang::En), after(Lang::Zh)],
    })
}

/// Sentences that would tell how the run of the start goes: those of its records, what is said of goals, and the end.
/// What the page shows anyway (the story, the file, the choices) may be read.
fn secrets(it: &OpenLesson, start: &Begun, questions: &[coexist::lesson::AskedPrediction], lang: Lang) -> Vec<String> {
    let page = json!(page::of_world(&it.files.name, it.files.start(), &start.world, false));
    let said = |text: &Value| match text {
        Value::Array(both) => both[usize::from(lang == Lang::Zh)].as_str().unwrap_or_default().to_owned(),
        other => other.as_str().unwrap_or_default().to_owned(),
    };
    let texts = page["texts"].as_array().expect("a list");
    let of_records = page["records"]["text"].as_array().expect("a list").iter().filter_map(Value::as_u64);
    let mut all: Vec<String> = of_records.map(|it| said(&texts[it as usize])).collect();
    // Behind the questions stand the goals, with what is said of them, and the hints.
    let machine = it.files.text("lesson.ron").expect("it is there");
    let (before, later) = machine.split_at(machine.find("goals:").or(machine.find("hints:")).unwrap_or(machine.len()));
    all.extend(said_in(later, lang));
    all.push(plain(it.files.told(LessonText::After, lang).unwrap_or_default()));
    let mut open =
        one_line(&format!("{} {}", it.files.start(), it.files.told(LessonText::Story, lang).unwrap_or_default()));
    open += &said_in(before, lang).concat();
    for question in questions {
        open += question.ask.of(lang);
        if let PredictionChoices::One(choices) = &question.choices {
            for it in choices {
                open += it.said.of(lang);
            }
        }
    }
    let mut all: Vec<String> = all.iter().map(|it| one_line(it)).collect();
    all.retain(|it| it.chars().count() >= 12 && !open.contains(it.as_str()));
    all.sort();
    all.dedup();
    all
}

/// The texts of a language in a file of a lesson.
fn said_in(text: &str, lang: Lang) -> Vec<String> {
    let key = if lang == Lang::Zh { "zh" } else { "en" };
    let pattern = Regex::new(&format!(r#"\b{key}: "((?:[^"\\]|\\.)*)""#)).expect("a pattern");
    pattern.captures_iter(text).map(|it| it[1].replace("\\\"", "\"")).collect()
}

/// Who takes the exam: by keyboard, and with a mouse.
const EXAMINEES: [&str; 2] = ["Zhang Wei 张伟", "李安娜"];

/// What somebody does in his exam: as in a lesson, but for questions, of which it has none.
fn examined(learner: &str) -> Value {
    let drawn = exam(learner);
    let it = OpenLesson { lesson: drawn.lesson, files: drawn.files };
    let mut told = told(0, &it);
    // The program does not know what the page says at the end.
    told["after"] = json!(["You have repaired an organisation", "您修复了一个课程中从未出现过的组织"]);
    told["learner"] = json!(learner);
    told["start"] = json!(it.files.start());
    told
}

#[test]
fn a_learner_goes_through_every_lesson() {
    if !has_chromium() {
        return;
    }
    let folder = folder("course");
    written(&folder, &[]);
    let size = fs::metadata(folder.join("course.html")).expect("it is written").len();
    assert!(size < 12_000_000, "{size}");
    let (course, unusable) = open(shipped::files()).expect("the course is sound");
    assert!(unusable.is_empty(), "{unusable:?}");
    let lessons: Vec<_> = course.lessons.iter().enumerate().map(|(number, it)| told(number, it)).collect();
    let exams = EXAMINEES.map(examined);
    for it in lessons.iter().chain(&exams) {
        assert!(it["secrets"][0].as_array().is_some_and(|it| it.len() > 5), "{it}");
    }
    fs::write(folder.join("lessons.json"), json!(lessons).to_string()).expect("it can be written");
    fs::write(folder.join("exams.json"), json!(exams).to_string()).expect("it can be written");
    held("course.mjs", &folder, makes_pictures(), 13);
    // What was handed in is what `lesson grade` reads, by the same hand.
    let handed = fs::read_to_string(folder.join("progress.json")).expect("it was handed in");
    let progress = LearnerProgress::read(&handed).expect("it is a progress");
    assert!(progress.is_as_saved() && progress.learner == EXAMINEES[0], "{}", progress.learner);
    assert_eq!(progress.lessons.len(), lessons.len());
    assert!(progress.lessons.values().all(|it| it.passed && it.runs >= 1), "{handed}");
    // The exam, too: it is drawn from the name again, and judged.
    for (number, learner) in EXAMINEES.iter().enumerate() {
        let handed = folder.join(format!("exam-{number}"));
        let came = call(&["lesson", "grade", &handed.to_string_lossy(), "--csv"]);
        assert_eq!(came.code, 0, "{}", came.err);
        let row = came.out.lines().nth(1).unwrap_or_default();
        assert!(row.starts_with(&format!("{learner},exam,true,")), "{}", came.out);
    }
    if has_firefox() {
        held("course-firefox.mjs", &folder, false, 2);
    }
}
