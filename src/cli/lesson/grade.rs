//! What have learners really reached?
//!
//! Everything is judged anew from the scenarios that they hand in; what a progress file says of itself is compared with
//! that and never believed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::super::UNUSABLE;
use super::super::files::below_all;
use super::super::output::{Output, Shell, complain, warn};
use super::desk::{PROGRESS, course, unreadable};
use super::{Grade, GradeShown};
use crate::lesson::course::{OpenCourse, OpenLesson};
use crate::lesson::exam::{EXAM, exam};
use crate::lesson::files::seed_of;
use crate::lesson::progress::{LearnerProgress, LessonProgress, digest};
use crate::lesson::{Begun, goals, truths};
use crate::scenario::parse::understand;
use crate::verdict::Held;
use crate::words::names::clean;
use crate::words::{cli, lesson as say};

/// A file was altered, or says what does not hold.
const DOUBTFUL: u8 = 1;
/// So many scenarios of one lesson are judged at the most: the last ones.
const TEXTS_MAX: usize = 20;

/// What came of one lesson for one learner.
struct Row {
    /// The file with his progress.
    file: PathBuf,
    learner: String,
    lesson: String,
    /// How many goals the best of his scenarios meets, and of how many.
    met: usize,
    goals: usize,
    /// How many of his first answers were right, and how many questions there are.
    right: usize,
    asked: usize,
    progress: LessonProgress,
    /// Whether the file was altered.
    altered: bool,
    /// Whose seed his scenarios have that is not his own: of other learners, or `?` for nobody here.
    copied_from: Vec<String>,
}

impl Row {
    fn passed(&self) -> bool {
        if self.goals > 0 { self.met == self.goals } else { self.progress.runs > 0 }
    }

    /// Whether the progress says that the goals were met, and no scenario in it does.
    fn claims(&self) -> bool {
        self.goals > 0 && self.progress.passed && !self.passed()
    }
}

/// Grades the work of everybody in a folder.
pub(super) fn grade(arguments: &Grade, shell: Shell, output: &mut Output) -> Result<u8, u8> {
    let lang = shell.lang;
    let course = course(arguments.from.as_deref(), shell)?;
    let files = handed_in(&arguments.folder, shell)?;
    let mut starts = BTreeMap::new();
    let (mut read_all, mut rows, mut unread) = (Vec::new(), Vec::new(), 0);
    for file in &files {
        let read = fs::read_to_string(file).map_err(|it| cli::cannot_read(lang, file.display(), it));
        let read = read.and_then(|it| LearnerProgress::read(&it).map_err(|it| unreadable(file, &it, shell)));
        match read {
            Ok(progress) => read_all.push((file, progress)),
            Err(message) => {
                warn(shell, &message, None);
                unread += 1;
            }
        }
    }
    for (file, progress) in &read_all {
        of_learner(&course, file, progress, &mut starts, &mut rows, shell);
    }
    if arguments.seed_by_name {
        let learners: BTreeMap<u64, String> =
            read_all.iter().map(|(file, it)| learner(file, it)).map(|it| (seed_of(&it), it)).collect();
        // The exam is another one for everybody anyway.
        for row in rows.iter_mut().filter(|it| it.lesson != EXAM) {
            row.copied_from = copied_from(row, &learners);
        }
    }
    if arguments.csv {
        csv(&rows, arguments, output);
    } else {
        text(&course, &rows, arguments.show.unwrap_or(GradeShown::Failed), shell, output);
    }
    if rows.is_empty() && unread > 0 {
        return Err(UNUSABLE);
    }
    let is_doubtful = unread > 0 || rows.iter().any(|it| it.altered || it.claims() || !it.copied_from.is_empty());
    Ok(if is_doubtful { DOUBTFUL } else { 0 })
}

/// The files with progress below a folder.
fn handed_in(folder: &Path, shell: Shell) -> Result<Vec<PathBuf>, u8> {
    let lang = shell.lang;
    let found = below_all(&[folder.to_owned()], ".json").map_err(|(path, error)| {
        complain(shell, &cli::cannot_read(lang, path.display(), error), None);
        UNUSABLE
    })?;
    // What somebody altered is kept beside the file that goes on.
    let is_kept = |it: &PathBuf| it.file_name().is_some_and(|it| it.to_string_lossy().starts_with("progress.altered-"));
    let found: Vec<PathBuf> = found.into_iter().filter(|it| !is_kept(it)).collect();
    if found.is_empty() {
        complain(shell, &say::nobody_handed_in(lang, folder.display()), Some(&say::nobody_handed_in_help(lang)));
        return Err(UNUSABLE);
    }
    Ok(found)
}

/// Judges everything of one learner.
fn of_learner<'a>(
    course: &'a OpenCourse,
    file: &Path,
    progress: &LearnerProgress,
    starts: &mut BTreeMap<&'a str, Option<Begun>>,
    rows: &mut Vec<Row>,
    shell: Shell,
) {
    let learner = learner(file, progress);
    let altered = progress.edited || !progress.is_as_saved();
    for (name, of) in &progress.lessons {
        let row = |(met, goals), (right, asked)| Row {
            file: file.to_owned(),
            copied_from: Vec::new(),
            learner: learner.clone(),
            lesson: name.clone(),
            met,
            goals,
            right,
            asked,
            progress: of.clone(),
            altered,
        };
        if name == EXAM {
            let drawn = exam(&progress.learner);
            let lesson = OpenLesson { lesson: drawn.lesson, files: drawn.files };
            let start = Begun::new(lesson.files.start(), EXAM).ok();
            rows.push(row(best(&lesson, start.as_ref(), file, of), (0, 0)));
            continue;
        }
        let Some(lesson) = course.lessons.iter().find(|it| it.files.name == *name) else {
            warn(shell, &say::foreign_lesson(shell.lang, file.display(), format!("{name:?}")), None);
            continue;
        };
        if progress.seeded {
            let files = lesson.files.seeded(&learner);
            let start = Begun::new(files.start(), &files.name).ok();
            let own = OpenLesson { lesson: lesson.lesson.clone(), files };
            rows.push(row(best(&own, start.as_ref(), file, of), answers(&own, start.as_ref(), of)));
            continue;
        }
        let start = starts.entry(&lesson.files.name);
        let start = start.or_insert_with(|| Begun::new(lesson.files.start(), &lesson.files.name).ok());
        rows.push(row(best(lesson, start.as_ref(), file, of), answers(lesson, start.as_ref(), of)));
    }
}

/// What a learner is called.
fn learner(file: &Path, progress: &LearnerProgress) -> String {
    if progress.learner.is_empty() { called(file) } else { progress.learner.clone() }
}

/// Whose seed the scenarios of a row have, where it is not the learner's own.
fn copied_from(row: &Row, learners: &BTreeMap<u64, String>) -> Vec<String> {
    let texts = handed_in_texts(&row.lesson, &row.file, &row.progress);
    let seeds = texts.iter().filter_map(|it| understand(it).ok()).map(|it| it.seed);
    let foreign: BTreeSet<Option<u64>> = seeds.filter(|it| *it != Some(seed_of(&row.learner))).collect();
    let whose = |it: &Option<u64>| it.and_then(|it| learners.get(&it)).map_or_else(|| "?".to_owned(), Clone::clone);
    foreign.iter().map(whose).collect()
}

/// The scenarios of a lesson that a learner hands in: the last ones that he had checked, and that in his folder.
fn handed_in_texts(lesson: &str, file: &Path, of: &LessonProgress) -> Vec<String> {
    let beside = file.with_file_name(format!("{lesson}.ron"));
    let own = fs::metadata(&beside).ok().filter(|it| it.len() <= super::TEXT_MAX);
    let own = own.and_then(|_| fs::read_to_string(&beside).ok());
    let mut texts: Vec<String> = of.attempts.iter().rev().take(TEXTS_MAX).map(|it| it.text.clone()).collect();
    texts.extend(own);
    texts.extend(of.text.clone());
    texts.sort_unstable();
    texts.dedup();
    texts
}

/// What a learner is called who does not say so: by his file, or by the folder in which it lies.
fn called(file: &Path) -> String {
    let is_usual = file.file_name().is_some_and(|it| it == PROGRESS);
    let named = if is_usual { file.parent().and_then(Path::file_name) } else { file.file_stem() };
    named.map_or_else(String::new, |it| it.to_string_lossy().into_owned())
}

/// How many goals the best of a learner's scenarios meets, and of how many.
fn best(lesson: &OpenLesson, start: Option<&Begun>, file: &Path, of: &LessonProgress) -> (usize, usize) {
    let count = lesson.lesson.goals.len();
    let Some(start) = start.filter(|_| count > 0) else { return (0, count) };
    let texts = handed_in_texts(&lesson.files.name, file, of);
    let met = |text: &String| {
        let learner = Begun::new(text, &lesson.files.name).ok()?;
        let results = goals::judged(&lesson.lesson, start, &learner).ok()?;
        Some(results.iter().filter(|it| it.met == Held::Yes).count())
    };
    (texts.iter().filter_map(met).max().unwrap_or(0), count)
}

/// How many of the first answers were right, and how many questions there are.
fn answers(lesson: &OpenLesson, start: Option<&Begun>, of: &LessonProgress) -> (usize, usize) {
    let asked = lesson.lesson.predict.len();
    let Some(start) = start else { return (0, asked) };
    let text = digest(lesson.files.start());
    let given = |id: &str| of.predictions.iter().find(|it| it.id == id && it.of == text).map(|it| it.answer.as_str());
    let all = lesson.lesson.predict.iter().zip(truths(&lesson.lesson, start));
    let right =
        all.filter(|(it, truth)| truth.as_ref().is_ok_and(|truth| given(&it.id) == Some(truth.answer.as_str())));
    (right.count(), asked)
}

/// For a spreadsheet: a line for each learner and lesson, or for each learner.
fn csv(rows: &[Row], arguments: &Grade, output: &mut Output) {
    let shown = arguments.show.unwrap_or(GradeShown::All);
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut written = |it: &[String]| writer.write_record(it).expect("memory takes everything");
    let head: &[&str] = match shown {
        GradeShown::Summary => {
            &["learner", "passed", "lessons", "predictions_right", "predictions", "altered", "claims_otherwise"]
        }
        GradeShown::Failed | GradeShown::All => &[
            "learner",
            "lesson",
            "passed",
            "goals_met",
            "goals",
            "predictions_right",
            "predictions",
            "runs",
            "attempts",
            "hints",
            "gave_up",
            "altered",
            "claims_otherwise",
        ],
    };
    let seeds = |it: Vec<String>| arguments.seed_by_name.then(|| harmless(&it.join(", ")));
    let mut head: Vec<String> = head.iter().map(|it| (*it).to_owned()).collect();
    head.extend(arguments.seed_by_name.then(|| "copied_from".to_owned()));
    written(&head);
    if shown == GradeShown::Summary {
        for of in rows.chunk_by(|one, other| one.file == other.file) {
            let count = |is: &dyn Fn(&Row) -> bool| of.iter().filter(|it| is(it)).count().to_string();
            let sum = |each: &dyn Fn(&Row) -> usize| of.iter().map(each).sum::<usize>().to_string();
            let mut line = vec![
                harmless(&of[0].learner),
                count(&Row::passed),
                of.len().to_string(),
                sum(&|it| it.right),
                sum(&|it| it.asked),
                of[0].altered.to_string(),
                of.iter().any(Row::claims).to_string(),
            ];
            let all: BTreeSet<String> = of.iter().flat_map(|it| it.copied_from.clone()).collect();
            line.extend(seeds(all.into_iter().collect()));
            written(&line);
        }
    }
    let wanted = |it: &&Row| shown == GradeShown::All || (shown == GradeShown::Failed && !it.passed());
    for it in rows.iter().filter(wanted) {
        let of = &it.progress;
        let mut line = vec![
            harmless(&it.learner),
            harmless(&it.lesson),
            it.passed().to_string(),
            it.met.to_string(),
            it.goals.to_string(),
            it.right.to_string(),
            it.asked.to_string(),
            of.runs.to_string(),
            of.attempts.len().to_string(),
            of.hints.to_string(),
            of.gave_up.to_string(),
            it.altered.to_string(),
            it.claims().to_string(),
        ];
        line.extend(seeds(it.copied_from.clone()));
        written(&line);
    }
    output.text(&String::from_utf8_lossy(&writer.into_inner().expect("memory takes everything")));
}

/// A text that no spreadsheet takes for a formula, and no terminal for a command.
fn harmless(text: &str) -> String {
    let text: String = text.chars().filter(|it| !it.is_control()).collect();
    if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text }
}

/// For people: how far everybody is, and what is not reached.
fn text(course: &OpenCourse, rows: &[Row], shown: GradeShown, shell: Shell, output: &mut Output) {
    let lang = shell.lang;
    for of in rows.chunk_by(|one, other| one.file == other.file) {
        let passed = of.iter().filter(|it| it.passed() && it.lesson != EXAM).count();
        let (right, asked) = of.iter().fold((0, 0), |sum, it| (sum.0 + it.right, sum.1 + it.asked));
        let line = say::graded(lang, clean(&of[0].learner), passed, course.lessons.len(), right, asked);
        output.text(&format!("{line}\n"));
        if of[0].altered {
            output.text(&format!("  {}\n", say::graded_altered(lang)));
        }
        let is_told = |it: &&Row| match shown {
            GradeShown::Summary => false,
            GradeShown::Failed => !it.passed() || it.lesson == EXAM,
            GradeShown::All => true,
        };
        for it in of.iter().filter(is_told) {
            let name = clean(&it.lesson).into_owned();
            let line = if it.passed() {
                say::graded_passed(lang, name)
            } else {
                say::graded_missed(lang, name, it.met, it.goals)
            };
            output.text(&format!("  {line}\n"));
        }
        for it in of.iter().filter(|it| it.progress.gave_up && shown != GradeShown::Summary) {
            output.text(&format!("  {}\n", say::graded_gave_up(lang, clean(&it.lesson))));
        }
        for it in of.iter().filter(|it| it.claims()) {
            output.text(&format!("  {}\n", say::graded_claims(lang, clean(&it.lesson))));
        }
        for it in of {
            for whose in &it.copied_from {
                let (lesson, whose) = (clean(&it.lesson), clean(whose));
                let line = if whose == "?" {
                    say::graded_foreign_seed(lang, lesson)
                } else {
                    say::graded_copied(lang, lesson, whose)
                };
                output.text(&format!("  {line}\n"));
            }
        }
    }
}
