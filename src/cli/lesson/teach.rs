//! What does a trainer do with lessons?

use std::path::Path;

use anstream::ColorChoice;

use super::super::UNUSABLE;
use super::super::files::replace;
use super::super::output::{Output, Shell, already_there, complain, folder_already_there};
use super::desk::{course, found};
use super::folder;
use super::page::page;
use super::{Lint, LintFormat, New, Poll, PollFormat, Unpack};
use crate::diag::render::{Color, report};
use crate::diag::{Diagnostic, Lines};
use crate::lesson::files::{COURSE, START, is_name};
use crate::lesson::lint::{LintProblem, lint as linted};
use crate::lesson::{LessonFiles, PredictionChoices, predictions, shipped};
use crate::words::markup::xml;
use crate::words::names::clean;
use crate::words::{cli, lesson as say, typed};

/// Something is wrong with a lesson.
const WRONG: u8 = 1;

/// Tells everything that is wrong with a course, or with one lesson.
pub(super) fn lint(arguments: &Lint, shell: Shell, output: &mut Output) -> Result<u8, u8> {
    let files = match &arguments.folder {
        Some(folder) => folder::course(folder, shell)?,
        None => shipped::files(),
    };
    // A folder that is a lesson itself has no course around it.
    let alone = files.course.is_none() && files.lessons.len() == 1 && files.stray.is_empty();
    let only = files.lessons.first().filter(|_| alone).map(|it| it.name.clone());
    let problems = linted(&files, only.as_deref());
    let paint = if shell.color.stdout() == ColorChoice::Never { Color::Never } else { Color::Always };
    for of_file in problems.chunk_by(|one, other| one.path == other.path) {
        let LintProblem { path, text, .. } = &of_file[0];
        let of_one: Vec<Diagnostic> = of_file.iter().map(|it| it.problem.clone()).collect();
        match arguments.format {
            LintFormat::Text => {
                let told = report(text, path, &of_one, shell.lang, paint);
                output.text(&format!("{}\n\n", told.trim_end()));
            }
            LintFormat::Short => {
                let lines = Lines::new(text);
                for it in &of_one {
                    output.text(&format!("{}\n", it.line(&lines, path, shell.lang)));
                }
            }
        }
    }
    output.text(&format!("{}\n", say::linted(shell.lang, files.lessons.len(), problems.len())));
    Ok(if problems.is_empty() { 0 } else { WRONG })
}

/// Shows one question with its choices, for a show of hands. Nothing of it tells the answer.
pub(super) fn poll(arguments: &Poll, shell: Shell, output: &mut Output) -> Result<u8, u8> {
    let lang = shell.lang;
    let course = course(arguments.from.as_deref(), shell)?;
    let lesson = found(&course, &arguments.lesson, shell)?;
    let asked = predictions(&lesson.lesson, lesson.files.start()).map_err(|problems| {
        super::told(&format!("{}/{START}", lesson.files.name), lesson.files.start(), &problems, shell);
        UNUSABLE
    })?;
    let chosen = match &arguments.question {
        Some(id) => asked.iter().find(|it| it.id == *id),
        None => asked.first(),
    };
    let Some(it) = chosen else {
        let all = asked.iter().map(|it| it.id.as_str()).collect::<Vec<_>>().join(", ");
        let wanted = arguments.question.clone().unwrap_or_default();
        complain(shell, &say::no_question(lang, format!("{wanted:?}")), Some(&say::questions_are(lang, all)));
        return Err(UNUSABLE);
    };
    let choices: Vec<String> = match &it.choices {
        PredictionChoices::One(choices) => choices.iter().map(|it| it.said.of(lang).to_owned()).collect(),
        PredictionChoices::Order(names) | PredictionChoices::Several(names) => names.clone(),
        PredictionChoices::Number(..) => vec![it.choices.help().of(lang).to_owned()],
    };
    let title = it.ask.of(lang);
    let text = match arguments.format {
        PollFormat::Text => {
            let letters = ('A'..='Z').map(String::from).chain((27..).map(|it: u32| it.to_string()));
            let lines: Vec<String> = letters.zip(&choices).map(|(at, it)| format!("  {at}  {}", clean(it))).collect();
            format!("{}\n\n{}\n", clean(title), lines.join("\n"))
        }
        PollFormat::Html => {
            let items: Vec<String> = choices.iter().map(|it| format!("<li>{}</li>\n", xml(it))).collect();
            let items = items.concat();
            page(title, "poll", &format!("<h1>{}</h1>\n<ol type=\"A\">\n{items}</ol>\n", xml(title)), lang)
        }
    };
    match &arguments.output {
        None => output.text(&text),
        Some(path) if path.exists() && !arguments.force => return Err(already_there(shell, path)),
        Some(path) => replace(path, text.as_bytes()).map_err(|error| {
            complain(shell, &cli::cannot_write(lang, path.display(), error), None);
            UNUSABLE
        })?,
    }
    Ok(0)
}

/// What a lesson begins with: its scenarios are right, and what only its author knows is empty.
const BEGUN: [(&str, &str); 11] = [
    ("lesson.ron", include_str!("new/lesson.ron")),
    ("start.ron", include_str!("new/start.ron")),
    ("solution.ron", include_str!("new/solution.ron")),
    ("variants/for-the-next-start-too.ron", include_str!("new/variant.ron")),
    ("wrong/asks-the-other-server.ron", include_str!("new/wrong.ron")),
    ("text.en.md", ""),
    ("text.zh.md", ""),
    ("after.en.md", ""),
    ("after.zh.md", ""),
    ("teacher.en.md", "## Minutes\n\n## Misconception\n\n## Ask\n\n## Show\n"),
    ("teacher.zh.md", "## 时间\n\n## 常见误解\n\n## 提问\n\n## 演示\n"),
];

/// Begins a lesson.
pub(super) fn new(arguments: &New, shell: Shell, output: &mut Output) -> Result<u8, u8> {
    let lang = shell.lang;
    let name = &arguments.lesson;
    if !is_name(name) {
        let help = say::no_lesson_name_help(lang);
        complain(shell, &say::no_lesson_name(lang, format!("{name:?}")), Some(&help));
        return Err(UNUSABLE);
    }
    let folder = arguments.output.clone().unwrap_or_default().join(name);
    if folder.exists() {
        return Err(folder_already_there(shell, &folder));
    }
    for (path, text) in BEGUN {
        put(&folder.join(path), text, shell)?;
    }
    let lint = format!("coexist lesson lint {}", typed(&folder.to_string_lossy()));
    output.text(&format!("{}\n", say::lesson_begun(lang, folder.display(), lint)));
    Ok(0)
}

/// Writes a file of a lesson, with the folder in which it stands.
fn put(file: &Path, text: &str, shell: Shell) -> Result<(), u8> {
    let made = file.parent().map_or(Ok(()), std::fs::create_dir_all);
    made.and_then(|()| replace(file, text.as_bytes())).map_err(|error| {
        complain(shell, &cli::cannot_write(shell.lang, file.display(), error), None);
        UNUSABLE
    })
}

/// What the folder of a whole course is called where nobody says otherwise.
const UNPACKED: &str = "course";

/// Writes the folder of a lesson, or of the whole course, as its author has it: to be read, shown and changed.
pub(super) fn unpack(arguments: &Unpack, shell: Shell, output: &mut Output) -> Result<u8, u8> {
    let lang = shell.lang;
    let files = match &arguments.from {
        Some(folder) => folder::course(folder, shell)?,
        None => shipped::files(),
    };
    let whole = |it: &LessonFiles, folder: &Path| {
        it.texts.iter().try_for_each(|(path, text)| put(&folder.join(path), text, shell))
    };
    let folder = match &arguments.lesson {
        Some(name) => {
            let course = course(arguments.from.as_deref(), shell)?;
            let lesson = &found(&course, name, shell)?.files;
            let folder = arguments.output.clone().unwrap_or_default().join(&lesson.name);
            if folder.exists() {
                return Err(folder_already_there(shell, &folder));
            }
            whole(lesson, &folder)?;
            folder
        }
        None => {
            let folder = arguments.output.clone().unwrap_or_else(|| UNPACKED.into());
            if folder.exists() {
                return Err(folder_already_there(shell, &folder));
            }
            for it in &files.lessons {
                whole(it, &folder.join(&it.name))?;
            }
            if let Some(text) = &files.course {
                put(&folder.join(COURSE), text, shell)?;
            }
            folder
        }
    };
    output.text(&format!("{}\n", say::unpacked(lang, folder.display())));
    Ok(0)
}
