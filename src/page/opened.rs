//! What does the page of a course know of a lesson before anything is run?
//!
//! Its story, its start with a picture, and its questions with their choices: nothing that a run would tell. The
//! program writes it into the page for each lesson of the course; the exam is drawn in the page, from the learner's
//! name.

use serde_json::{Value, json};

use crate::diag::Diagnostic;
use crate::lang::{Lang, Text};
use crate::lesson::exam::exam;
use crate::lesson::files::{LESSON, LessonFiles, LessonText};
use crate::lesson::progress::digest;
use crate::lesson::{AskedPrediction, Lesson, PredictionChoices, predictions};
use crate::picture::topology::{Sight, Style, layout, svg};
use crate::resolve::load;

/// What the page knows of a lesson. `prose` makes of a text in Markdown what a page can show.
///
/// # Errors
/// Everything that is wrong with its start.
pub fn of_lesson(
    lesson: &Lesson,
    files: &LessonFiles,
    prose: &dyn Fn(&str) -> Value,
) -> Result<Value, Vec<Diagnostic>> {
    let start = files.start();
    let world = load(start, &files.name)?.world;
    let picture = |lang| {
        let sight = Sight::start(&world);
        svg(&layout(&sight, lang), Style::FromPage)
    };
    let told = |what: LessonText| [Lang::En, Lang::Zh].map(|lang| prose(files.told(what, lang).unwrap_or_default()));
    let hints = lesson.hints.iter().map(|it| json!({ "runs": it.after.runs, "said": [it.en, it.zh] }));
    let asked: Vec<Value> = predictions(lesson, start)?.iter().map(asked).collect();
    Ok(json!({
        "name": files.name,
        "title": both(&lesson.title.text()),
        "minutes": [lesson.minutes.talk, lesson.minutes.work],
        "level": format!("{:?}", lesson.level).to_lowercase(),
        "needs": lesson.needs,
        "rules": lesson.rules,
        "objectives": lesson.objectives.iter().map(|it| json!([it.en, it.zh])).collect::<Vec<_>>(),
        "ron": files.text(LESSON),
        "start": start,
        "digest": digest(start),
        "solution": files.solution(),
        "goals": lesson.goals.iter().map(|it| json!(it.id)).collect::<Vec<_>>(),
        "hints": hints.collect::<Vec<_>>(),
        "asked": asked,
        "picture": [picture(Lang::En), picture(Lang::Zh)],
        "story": told(LessonText::Story),
        "after": told(LessonText::After),
        "teacher": told(LessonText::Teacher),
    }))
}

/// The same of the exam of whoever has this name.
pub(super) fn of_exam(name: &str) -> Value {
    let drawn = exam(name);
    of_lesson(&drawn.lesson, &drawn.files, &plain).expect("an exam can be loaded: it was run when it was drawn")
}

fn both(text: &Text) -> [&str; 2] {
    [text.of(Lang::En), text.of(Lang::Zh)]
}

/// A question with its choices.
fn asked(it: &AskedPrediction) -> Value {
    let choices = match &it.choices {
        PredictionChoices::One(all) => {
            let each = all.iter().map(|it| json!({ "answer": it.answer, "said": both(&it.said) }));
            json!({ "kind": it.choices.kind(), "choices": each.collect::<Vec<_>>() })
        }
        PredictionChoices::Order(names) | PredictionChoices::Several(names) => {
            json!({ "kind": it.choices.kind(), "names": names })
        }
        PredictionChoices::Number(most, word) => json!({ "kind": it.choices.kind(), "most": most, "word": word }),
    };
    json!({ "id": it.id, "ask": both(&it.ask), "choices": choices })
}

/// The tree of a text of the program's own, which has headings, paragraphs and what is said with stress, and no other
/// mark: the core has no reader of Markdown.
fn plain(text: &str) -> Value {
    let blocks = text.split("\n\n").map(str::trim).filter(|it| !it.is_empty());
    Value::Array(blocks.map(block).collect())
}

fn block(text: &str) -> Value {
    if let Some(heading) = text.strip_prefix("# ") {
        return json!(["h3", {}, heading]);
    }
    let mut made = vec![json!("p"), json!({})];
    for (at, line) in text.lines().enumerate() {
        if at > 0 {
            made.push(json!("\n"));
        }
        // What stands between two marks is said with stress: every second part.
        for (at, part) in line.split("**").enumerate().filter(|it| !it.1.is_empty()) {
            made.push(if at % 2 == 1 { json!(["strong", {}, part]) } else { json!(part) });
        }
    }
    Value::Array(made)
}
