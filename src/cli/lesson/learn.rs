//! What does a learner do in a lesson?
//!
//! Read the story, say what will happen, run it, see where that and the run part, change the scenario, check the goals.

use std::io::{BufRead, IsTerminal, Write};

use super::super::output::{Output, Shell, already_there, complain, is_dumb};
use super::super::{INCONCLUSIVE, UNUSABLE, explain as explaining, run as running};
use super::desk::{Desk, Study};
use super::page::{page, table};
use super::{Export, One, Predict, Run, Solution};
use crate::diag::Lines;
use crate::lesson::course::OpenLesson;
use crate::lesson::exam::EXAM;
use crate::lesson::files::{SOLUTION, START};
use crate::lesson::progress::LessonProgress;
use crate::lesson::{AskedPrediction, Begun, GoalCheck, GoalResult, LessonText, PredictionChoices, goals};
use crate::lesson::{predictions, truths};
use crate::reading::Reading;
use crate::render::text::wrapped;
use crate::trace::RecordId;
use crate::verdict::Held;
use crate::words::markup::xml;
use crate::words::names::{Names, clean};
use crate::words::say::Say;
use crate::words::{lesson as say, typed};

/// Something is not as it should be yet.
const NOT_YET: u8 = 1;

/// So many characters are shown of a line that is responsible.
const LINE_SHOWN: usize = 100;

/// Marks before lines: done, begun, not begun; met and missed.
struct Marks {
    done: &'static str,
    begun: &'static str,
    open: &'static str,
    met: &'static str,
    missed: &'static str,
}

const SIGNS: Marks = Marks { done: "✓", begun: "◐", open: "○", met: "✓", missed: "✗" };
const ASCII: Marks = Marks { done: "[x]", begun: "[-]", open: "[ ]", met: "[ok]", missed: "[no]" };

/// The marks that the terminal shows: the plain ones where it says that it is one for plain text.
fn marks() -> &'static Marks {
    let set = |name: &str| std::env::var(name).ok().filter(|it| !it.is_empty());
    let locale = set("LC_ALL").or_else(|| set("LC_CTYPE")).or_else(|| set("LANG"));
    let is_plain = locale.is_some_and(|it| it == "C" || it == "POSIX");
    if is_dumb() || is_plain { &ASCII } else { &SIGNS }
}

/// Lists the lessons with how far the learner is.
pub(super) fn list(desk: &Desk, shell: Shell, output: &mut Output) -> Result<u8, u8> {
    let (lang, study) = (shell.lang, desk.open(shell)?);
    let marks = marks();
    output.text(&format!("{}\n\n", clean(study.course.course.title.of(lang))));
    let width = study.course.lessons.iter().map(|it| it.files.name.len()).max().unwrap_or(0);
    for it in &study.course.lessons {
        let mark = match study.progress.lessons.get(&it.files.name) {
            Some(progress) if is_done(it, progress) => marks.done,
            Some(_) => marks.begun,
            None => marks.open,
        };
        let here = study.progress.current.as_deref() == Some(it.files.name.as_str());
        let here = if here { say::is_open(lang) } else { String::new() };
        let title = clean(it.lesson.title.of(lang)).into_owned();
        output.text(&format!("  {mark} {:width$}  {title}{here}\n", it.files.name));
    }
    // The exam has no place in a track, and is there for whoever has a name.
    let exam = study.progress.lessons.get(EXAM);
    let mark = exam.map_or(marks.open, |it| if it.passed { marks.done } else { marks.begun });
    output.text(&format!("  {mark} {EXAM:width$}  {}\n", say::exam_listed(lang)));
    for it in &study.course.course.tracks {
        let names: Vec<&str> = it.lessons.iter().map(compact_str::CompactString::as_str).collect();
        let title = say::track(lang, clean(it.title.of(lang)), it.minutes);
        output.text(&format!("\n{title}\n"));
        for line in wrapped(&names.join(", "), output.width().saturating_sub(2)) {
            output.text(&format!("  {line}\n"));
        }
    }
    let next = study.course.lessons.iter().find(|it| {
        let progress = study.progress.lessons.get(&it.files.name);
        progress.is_none_or(|progress| !is_done(it, progress))
    });
    let text = match next {
        None => say::all_done(lang),
        Some(it) => say::go_on(lang, study.command(&format!("open {}", number(&it.files.name)))),
    };
    output.text(&format!("\n{text}\n"));
    Ok(0)
}

/// The number with which the name of a lesson begins, or else the name.
fn number(name: &str) -> &str {
    let number = name.split('-').next().unwrap_or(name).trim_start_matches('0');
    if !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit()) { number } else { name }
}

/// Whether nothing is left to do: the goals are met, or where there are none the questions answered and the run seen.
fn is_done(lesson: &OpenLesson, progress: &LessonProgress) -> bool {
    if !lesson.lesson.goals.is_empty() {
        return progress.passed;
    }
    let asked = &lesson.lesson.predict;
    let is_answered = |id: &str| progress.answer(id, lesson.files.start()).is_some();
    progress.runs > 0 && asked.iter().all(|it| is_answered(&it.id))
}

/// Opens a lesson: the start is copied where the learner has no copy yet, and the story is shown.
pub(super) fn open(one: &One, seed_by_name: bool, shell: Shell, output: &mut Output) -> Result<u8, u8> {
    let lang = shell.lang;
    let mut study = one.desk.open(shell)?;
    if seed_by_name {
        study.seed_by_name(shell)?;
    }
    let lesson = study.lesson(one.lesson.as_deref(), shell)?;
    let file = study.file(&lesson);
    let is_new = !file.exists();
    if is_new {
        study.write(&file, lesson.files.start().as_bytes(), shell)?;
    }
    study.progress.current = Some(lesson.files.name.clone());
    study.of(&lesson);
    study.keep(shell, output)?;
    prose(&lesson, LessonText::Story, shell, output);
    let path = file.display();
    let text = if is_new { say::copied(lang, path) } else { say::goes_on(lang, path) };
    output.text(&format!("\n{text}\n"));
    let [source, picture] = [&file, &file.with_extension("svg")].map(|it| typed(&it.to_string_lossy()));
    let picture = format!("coexist diagram {source} -o {picture}");
    output.text(&format!("{}\n", say::picture(lang, picture)));
    let next = if lesson.lesson.predict.is_empty() { "run" } else { "predict" };
    output.text(&format!("{}\n", say::next(lang, study.command(next))));
    Ok(0)
}

/// Shows what is told to people, without its marks of emphasis.
pub(super) fn prose(lesson: &OpenLesson, what: LessonText, shell: Shell, output: &mut Output) {
    let Some(text) = lesson.files.told(what, shell.lang) else { return };
    for line in text.trim_end().lines() {
        output.text(&format!("{}\n", clean(line)));
    }
}

/// The questions of a lesson.
fn asked(lesson: &OpenLesson, shell: Shell) -> Result<Vec<AskedPrediction>, u8> {
    predictions(&lesson.lesson, lesson.files.start()).map_err(|problems| {
        super::told(&format!("{}/{START}", lesson.files.name), lesson.files.start(), &problems, shell);
        UNUSABLE
    })
}

/// Asks the questions and stores the answers.
pub(super) fn predict(arguments: &Predict, shell: Shell, output: &mut Output) -> Result<u8, u8> {
    let lang = shell.lang;
    let mut study = arguments.one.desk.open(shell)?;
    let lesson = study.lesson(arguments.one.lesson.as_deref(), shell)?;
    let asked = asked(&lesson, shell)?;
    if asked.is_empty() {
        output.text(&format!("{}\n", say::nothing_asked(lang)));
        return Ok(0);
    }
    let mut answers = Vec::new();
    for written in &arguments.answer {
        let (id, answer) = written.split_once('=').unwrap_or((written, ""));
        let Some(it) = asked.iter().find(|it| it.id == id) else {
            let all = asked.iter().map(|it| it.id.as_str()).collect::<Vec<_>>().join(", ");
            complain(shell, &say::no_question(lang, format!("{id:?}")), Some(&say::questions_are(lang, all)));
            return Err(UNUSABLE);
        };
        let answer = it.choices.understood(answer).map_err(|no| {
            complain(shell, no.message.of(lang), Some(no.help.of(lang)));
            UNUSABLE
        })?;
        answers.push((it.id.clone(), answer));
    }
    if answers.is_empty() {
        answers = interview(&asked, shell, output)?;
    }
    let start = lesson.files.start().to_owned();
    let of = study.of(&lesson);
    for (id, answer) in &answers {
        of.predict(id, answer, &start);
    }
    let left = asked.iter().filter(|it| of.answer(&it.id, &start).is_none()).count();
    study.progress.current = Some(lesson.files.name.clone());
    study.keep(shell, output)?;
    output.text(&format!("{}\n", say::answers_stored(lang, answers.len() as u64)));
    let text = if left > 0 { say::answers_left(lang, left as u64) } else { say::next(lang, study.command("run")) };
    output.text(&format!("{text}\n"));
    Ok(0)
}

/// Asks question after question, until each has an answer or nobody answers any more.
fn interview(asked: &[AskedPrediction], shell: Shell, output: &mut Output) -> Result<Vec<(String, String)>, u8> {
    let lang = shell.lang;
    let mut answers = Vec::new();
    let mut lines = std::io::stdin().lock().lines();
    for (at, it) in asked.iter().enumerate() {
        question(at, asked.len(), it, shell, output);
        loop {
            output.text("> ");
            output.flush();
            let Some(Ok(line)) = lines.next() else {
                output.text("\n");
                if answers.is_empty() {
                    complain(shell, &say::nobody_answers(lang), Some(&say::answer_by_option(lang, &asked[at].id)));
                    return Err(UNUSABLE);
                }
                return Ok(answers);
            };
            match it.choices.understood(&line) {
                Ok(answer) => {
                    answers.push((it.id.clone(), answer));
                    break;
                }
                Err(no) => output.text(&format!("{}\n{}\n", no.message.of(lang), no.help.of(lang))),
            }
        }
    }
    Ok(answers)
}

/// Writes a question with its choices.
pub(super) fn question(at: usize, of: usize, it: &AskedPrediction, shell: Shell, output: &mut Output) {
    let lang = shell.lang;
    let head = format!("{}/{of}  {}  [{}]", at + 1, clean(it.ask.of(lang)), it.id);
    output.text(&format!("\n{head}\n"));
    match &it.choices {
        PredictionChoices::One(choices) => {
            let width = choices.len().to_string().len();
            for (at, choice) in choices.iter().enumerate() {
                output.text(&format!("  {:>width$}  {}\n", at + 1, clean(choice.said.of(lang))));
            }
        }
        PredictionChoices::Order(_) | PredictionChoices::Several(_) | PredictionChoices::Number(..) => {
            output.text(&format!("  {}\n", clean(it.choices.help().of(lang))));
        }
    }
}

/// Runs the learner's scenario, and puts each prediction beside what the start really comes to.
pub(super) fn run(arguments: &Run, shell: Shell, output: &mut Output) -> Result<u8, u8> {
    let mut study = arguments.one.desk.open(shell)?;
    let lesson = study.lesson(arguments.one.lesson.as_deref(), shell)?;
    let code = ran(&mut study, &lesson, arguments.skip, shell, output)?;
    output.text("\n");
    if lesson.lesson.goals.is_empty() {
        prose(&lesson, LessonText::After, shell, output);
    } else {
        output.text(&format!("{}\n", say::next(shell.lang, study.command("check"))));
    }
    Ok(code)
}

/// Asks for the prediction where there is none; who would rather go on without says so once.
pub(super) fn predicted(
    study: &mut Study,
    lesson: &OpenLesson,
    skip: bool,
    shell: Shell,
    output: &mut Output,
) -> Result<(), u8> {
    let start = lesson.files.start();
    let of = study.of(lesson);
    let missing = lesson.lesson.predict.iter().any(|it| of.answer(&it.id, start).is_none());
    if skip || !missing || goes_on_without(shell, output) {
        return Ok(());
    }
    if !std::io::stdin().is_terminal() {
        complain(
            shell,
            &say::predict_first(shell.lang),
            Some(&say::predict_first_help(shell.lang, study.command("predict"))),
        );
        return Err(UNUSABLE);
    }
    let asked = asked(lesson, shell)?;
    for (id, answer) in interview(&asked, shell, output)? {
        study.of(lesson).predict(&id, &answer, start);
    }
    study.keep(shell, output)
}

/// Asks for the prediction where there is none, runs the learner's scenario, and tells what came of both.
pub(super) fn ran(
    study: &mut Study,
    lesson: &OpenLesson,
    skip: bool,
    shell: Shell,
    output: &mut Output,
) -> Result<u8, u8> {
    study.text(lesson, shell)?;
    predicted(study, lesson, skip, shell, output)?;
    let file = study.file(lesson);
    let code = running::quietly(&file.to_string_lossy(), None, shell, output);
    if code == UNUSABLE {
        return Err(code);
    }
    let text = study.text(lesson, shell)?;
    let of = study.of(lesson);
    of.runs = of.runs.saturating_add(1);
    of.text = Some(text);
    study.progress.current = Some(lesson.files.name.clone());
    study.keep(shell, output)?;
    let begun = Study::start(lesson, shell)?;
    compared(lesson, study.of(lesson), &begun, shell, output);
    due(lesson, study, shell, output);
    Ok(code)
}

/// Whether a learner who has not predicted goes on all the same; he is asked once.
fn goes_on_without(shell: Shell, output: &mut Output) -> bool {
    if !std::io::stdin().is_terminal() {
        return false;
    }
    output.text(&format!("{} ", say::predict_now(shell.lang)));
    output.flush();
    let _ = std::io::stdout().flush();
    let mut line = String::new();
    let read = std::io::stdin().read_line(&mut line);
    read.is_ok() && line.trim().to_lowercase().starts_with('n')
}

/// Each prediction beside the truth; where they part, the step of the run that decides.
fn compared(lesson: &OpenLesson, of: &LessonProgress, start: &Begun, shell: Shell, output: &mut Output) {
    let lang = shell.lang;
    if lesson.lesson.predict.is_empty() {
        return;
    }
    let marks = marks();
    output.text(&format!("\n{}\n", say::predicted(lang)));
    let mut reading = Reading::new(&start.world, &start.run.trace);
    let all = lesson.lesson.predict.iter().zip(truths(&lesson.lesson, start));
    let mut parted: Vec<RecordId> = Vec::new();
    for (it, truth) in all {
        let ask = clean(it.ask.of(lang)).into_owned();
        let Some(given) = of.answer(&it.id, lesson.files.start()) else {
            output.text(&format!("  -  {ask}\n       {}\n", say::not_predicted(lang)));
            continue;
        };
        let truth = match truth {
            Ok(truth) => truth,
            Err(no) => {
                output.text(&format!("  -  {ask}\n       {}\n", no.0.of(lang)));
                continue;
            }
        };
        let is_right = given == truth.answer;
        let mark = if is_right { marks.met } else { marks.missed };
        output.text(&format!("  {mark}  {ask}\n"));
        if is_right {
            output.text(&format!("       {}\n", say::was_right(lang, clean(given))));
        } else {
            output.text(&format!("       {}\n", say::was_otherwise(lang, clean(given), clean(&truth.answer))));
            parted.extend(truth.shown_by);
        }
    }
    parted.sort_unstable();
    parted.dedup();
    if parted.is_empty() {
        return;
    }
    output.text(&format!("\n{}\n", say::parts_here(lang)));
    let said = Say::new(Names::new(&start.world, lang));
    for it in parted {
        let moment = reading.advance_to(it);
        let at = start.world.moment(moment.record.at());
        let who = said.names.actor(moment.record.actor()).into_owned();
        output.text(&format!("  {at}  {who}  {}\n", said.what(moment)));
    }
}

/// Says that a hint is due.
fn due(lesson: &OpenLesson, study: &mut Study, shell: Shell, output: &mut Output) {
    let command = study.command("hints");
    let of = study.of(lesson);
    let due = of.hints_due(&lesson.lesson).len();
    if due > of.hints as usize && !of.passed {
        output.text(&format!("\n{}\n", say::hint_due(shell.lang, command)));
    }
}

/// Judges the goals over the learner's scenario.
fn judged(study: &Study, lesson: &OpenLesson, shell: Shell) -> Result<(String, Vec<GoalResult>), u8> {
    let text = study.text(lesson, shell)?;
    let results = goals(&lesson.lesson, lesson.files.start(), &text).map_err(|problems| {
        super::told(&study.file(lesson).to_string_lossy(), &text, &problems, shell);
        UNUSABLE
    })?;
    Ok((text, results))
}

/// Checks the goals.
pub(super) fn check(one: &One, shell: Shell, output: &mut Output) -> Result<u8, u8> {
    let lang = shell.lang;
    let mut study = one.desk.open(shell)?;
    let lesson = study.lesson(one.lesson.as_deref(), shell)?;
    if lesson.lesson.goals.is_empty() {
        output.text(&format!("{}\n", say::no_goals(lang)));
        return Ok(0);
    }
    checked(&mut study, &lesson, shell, output)
}

/// Checks the goals of a lesson that has some, and tells what came of them.
pub(super) fn checked(study: &mut Study, lesson: &OpenLesson, shell: Shell, output: &mut Output) -> Result<u8, u8> {
    let (text, results) = judged(study, lesson, shell)?;
    let file = study.file(lesson).display().to_string();
    told(&results, &text, &file, shell, output);
    let met: Vec<String> = results.iter().filter(|it| it.met == Held::Yes).map(|it| it.id.clone()).collect();
    let passed = met.len() == results.len();
    let of = study.of(lesson);
    of.attempt(&text, met, passed);
    study.progress.current = Some(lesson.files.name.clone());
    study.keep(shell, output)?;
    if passed {
        output.text(&format!("\n{}\n\n", say::passed(shell.lang)));
        prose(lesson, LessonText::After, shell, output);
        return Ok(0);
    }
    due(lesson, study, shell, output);
    let is_open = results.iter().all(|it| it.met != Held::No);
    Ok(if is_open { INCONCLUSIVE } else { NOT_YET })
}

/// What came of the goals, each with what its author says and the line that is responsible.
fn told(results: &[GoalResult], text: &str, file: &str, shell: Shell, output: &mut Output) {
    let (lang, marks) = (shell.lang, marks());
    let lines = Lines::new(text);
    for it in results {
        let mark = if it.met == Held::Yes { marks.met } else { marks.missed };
        let said = it.said.as_ref().map_or_else(|| say::goal_met(lang), |it| it.of(lang).to_owned());
        output.text(&format!("{mark} {}  {}\n", it.id, clean(&said)));
        if let Some(why) = &it.why {
            output.text(&format!("     {}\n", clean(why.of(lang))));
        }
        if let Some(place) = &it.place {
            let (line, column) = lines.place(place.span.start);
            let written = text.lines().nth(line - 1).unwrap_or_default().trim();
            output.text(&format!(
                "     {file}:{line}:{column}: {}\n",
                clean(&written.chars().take(LINE_SHOWN).collect::<String>())
            ));
        }
    }
}

/// Shows the hints that are due.
pub(super) fn hints(one: &One, shell: Shell, output: &mut Output) -> Result<u8, u8> {
    let lang = shell.lang;
    let mut study = one.desk.open(shell)?;
    let lesson = study.lesson(one.lesson.as_deref(), shell)?;
    let of = study.of(&lesson);
    let due: Vec<String> = of.hints_due(&lesson.lesson).iter().map(|it| it.text().of(lang).to_owned()).collect();
    of.hints = of.hints.max(due.len() as u32);
    let runs = of.runs;
    study.keep(shell, output)?;
    for (at, it) in due.iter().enumerate() {
        output.text(&format!("{}  {}\n", at + 1, clean(it)));
    }
    let next = lesson.lesson.hints.iter().map(|it| it.after.runs).find(|it| *it > runs);
    let text = match next {
        Some(next) => say::next_hint(lang, u64::from(next - runs)),
        None if due.is_empty() => say::no_hints(lang),
        None => say::no_more_hints(lang),
    };
    output.text(&format!("{text}\n"));
    Ok(0)
}

/// Explains the log-ons of the first goal that is not met.
pub(super) fn explain(one: &One, shell: Shell, output: &mut Output) -> Result<u8, u8> {
    let study = one.desk.open(shell)?;
    let lesson = study.lesson(one.lesson.as_deref(), shell)?;
    let file = study.file(&lesson).to_string_lossy().into_owned();
    if lesson.lesson.goals.is_empty() {
        study.text(&lesson, shell)?;
        return Ok(explaining::of_client(&file, None, shell, output));
    }
    let (text, results) = judged(&study, &lesson, shell)?;
    let Some(at) = results.iter().position(|it| it.met != Held::Yes) else {
        output.text(&format!("{}\n", say::passed(shell.lang)));
        return Ok(0);
    };
    told(&results[at..=at], &text, &file, shell, output);
    let client = match &lesson.lesson.goals[at].check {
        GoalCheck::Expect(it) => Some(it.client.to_string()),
        GoalCheck::StillWorks(it) => it.clients.first().map(ToString::to_string),
        GoalCheck::UnderFaults(_)
        | GoalCheck::NotChanged(_)
        | GoalCheck::FindingGone(_)
        | GoalCheck::AtMostEdits(_) => return Ok(0),
    };
    output.text("\n");
    Ok(explaining::of_client(&file, client, shell, output))
}

/// Shows the author's answer to whoever has passed, has tried long enough, or gives up.
pub(super) fn solution(arguments: &Solution, shell: Shell, output: &mut Output) -> Result<u8, u8> {
    let lang = shell.lang;
    let mut study = arguments.one.desk.open(shell)?;
    let lesson = study.lesson(arguments.one.lesson.as_deref(), shell)?;
    let Some(text) = lesson.files.text(SOLUTION) else {
        output.text(&format!("{}\n", say::no_solution(lang)));
        return Ok(0);
    };
    let text = text.to_owned();
    let of = study.of(&lesson);
    if !of.may_see_solution(&lesson.files.name) {
        if !arguments.give_up {
            if lesson.files.name == EXAM {
                complain(shell, &say::exam_solution_later(lang), Some(&say::exam_solution_later_help(lang)));
            } else {
                let left = crate::lesson::progress::RUNS_BEFORE_SOLUTION - of.runs;
                complain(shell, &say::solution_later(lang), Some(&say::solution_later_help(lang, u64::from(left))));
            }
            return Err(NOT_YET);
        }
        of.gave_up = true;
        study.keep(shell, output)?;
    }
    output.text(&text);
    Ok(0)
}

/// Gives the learner a new copy of the start; the one that he had is kept beside it.
pub(super) fn reset(one: &One, shell: Shell, output: &mut Output) -> Result<u8, u8> {
    let lang = shell.lang;
    let mut study = one.desk.open(shell)?;
    let lesson = study.lesson(one.lesson.as_deref(), shell)?;
    let file = study.file(&lesson);
    if let Ok(bytes) = std::fs::read(&file) {
        let kept = file.with_extension("before.ron");
        study.write(&kept, &bytes, shell)?;
        output.text(&format!("{}\n", say::kept(lang, kept.display())));
    }
    study.write(&file, lesson.files.start().as_bytes(), shell)?;
    study.of(&lesson).text = None;
    study.keep(shell, output)?;
    output.text(&format!("{}\n", say::copied(lang, file.display())));
    Ok(0)
}

/// Draws the exam of a learner, and opens it like a lesson.
pub(super) fn exam(desk: &Desk, shell: Shell, output: &mut Output) -> Result<u8, u8> {
    if desk.name.is_none() {
        complain(shell, &say::exam_without_name(shell.lang), Some(&say::exam_without_name_help(shell.lang)));
        return Err(UNUSABLE);
    }
    open(&One { lesson: Some(EXAM.to_owned()), desk: desk.clone() }, false, shell, output)
}

/// Writes what a learner did in a lesson as a page to hand in: everything in it is judged anew.
pub(super) fn export(arguments: &Export, shell: Shell, output: &mut Output) -> Result<u8, u8> {
    let lang = shell.lang;
    let mut study = arguments.one.desk.open(shell)?;
    let lesson = study.lesson(arguments.one.lesson.as_deref(), shell)?;
    let (text, results) = judged(&study, &lesson, shell)?;
    let start = Study::start(&lesson, shell)?;
    let path = arguments.output.clone().unwrap_or_else(|| study.file(&lesson).with_extension("html"));
    if path.exists() && !arguments.force {
        return Err(already_there(shell, &path));
    }
    let learner = study.progress.learner.clone();
    let of = study.of(&lesson).clone();
    let yes_no = |it: bool| if it { say::yes(lang) } else { say::no(lang) };
    let mut predicted = vec![vec![say::asked(lang), say::answered(lang), say::happened(lang)]];
    for (it, truth) in lesson.lesson.predict.iter().zip(truths(&lesson.lesson, &start)) {
        // Whoever has said nothing yet is told nothing.
        let given = of.answer(&it.id, lesson.files.start());
        let truth =
            given.map_or_else(String::new, |_| truth.map_or_else(|no| no.0.of(lang).to_owned(), |it| it.answer));
        predicted.push(vec![it.ask.of(lang).to_owned(), given.unwrap_or("–").to_owned(), truth]);
    }
    let mut reached = vec![vec![say::goal(lang), say::met(lang), say::seen(lang)]];
    for it in &results {
        let why = it.why.as_ref().or(it.said.as_ref()).map_or_else(String::new, |it| it.of(lang).to_owned());
        reached.push(vec![it.id.clone(), yes_no(it.met == Held::Yes), why]);
    }
    let facts = [
        (say::learner(lang), learner),
        (say::runs(lang), of.runs.to_string()),
        (say::attempts(lang), of.attempts.len().to_string()),
        (say::hints_seen(lang), of.hints.to_string()),
        (say::gave_up(lang), yes_no(of.gave_up)),
    ];
    let facts: Vec<String> = facts.iter().map(|(what, it)| format!("<li>{}: {}</li>\n", xml(what), xml(it))).collect();
    let title = lesson.lesson.title.of(lang);
    let body = format!(
        "<h1>{}</h1>\n<ul>\n{}</ul>\n{}{}<pre>{}</pre>\n",
        xml(title),
        facts.concat(),
        if predicted.len() > 1 { table(&predicted) } else { String::new() },
        if reached.len() > 1 { table(&reached) } else { String::new() },
        xml(&text)
    );
    study.write(&path, page(title, "handed-in", &body, lang).as_bytes(), shell)?;
    output.text(&format!("{}\n", say::exported(lang, path.display())));
    Ok(0)
}
