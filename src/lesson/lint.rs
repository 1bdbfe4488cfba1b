//! Does a course keep what it promises?
//!
//! Everything that can be proven of a lesson is: that its start misses each goal that is not a guard, that its answers
//! meet all, that each wrong answer is recognized by the goal that it names, that each question has one true answer,
//! and that nothing tells it beforehand. What is told of a file stands at its place in it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::begun::Begun;
use super::files::{self, CourseFiles, LessonFiles, LessonText};
use super::meaning::{At, placed};
use super::written::{AskedAbout, BothTexts, Course, GoalCheck, Lesson};
use super::{goals, truth};
use crate::catalogue::lessons;
use crate::diag::{Code, Diagnostic};
use crate::lang::{Lang, Text, has_chinese};
use crate::scenario::Outcome;
use crate::verdict::Held;

/// So many lines may a story have.
pub const STORY_LINES: usize = 40;
/// With what the first line of a wrong answer begins.
pub const FAILS: &str = "// fails:";
/// The heading over what learners usually get wrong.
const MISCONCEPTION: [(Lang, &str); 2] = [(Lang::En, "## Misconception"), (Lang::Zh, "## 常见误解")];

/// A problem of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LintProblem {
    /// The file, by its path in the course.
    pub path: String,
    /// What it holds; nothing where it is not there.
    pub text: String,
    /// What is wrong.
    pub problem: Diagnostic,
}

/// What is found out about one lesson.
struct Linter<'a> {
    files: &'a LessonFiles,
    found: Vec<LintProblem>,
}

/// Everything that is wrong with a course, in the order of its lessons. `only`, where there is one, is the lesson of
/// which alone is told.
#[must_use]
pub fn lint(course: &CourseFiles, only: Option<&str>) -> Vec<LintProblem> {
    let mut found = Vec::new();
    let read: BTreeMap<&str, Option<Lesson>> = course
        .lessons
        .iter()
        .map(|it| (it.name.as_str(), it.text(files::LESSON).and_then(|it| super::read(it).ok())))
        .collect();
    if only.is_none() {
        found.extend(of_course(course, &read));
    }
    for it in course.lessons.iter().filter(|it| only.is_none_or(|only| only == it.name)) {
        found.extend(of_lesson(it, &read));
    }
    found
}

/// A problem of a file as a whole.
pub(super) fn whole(code: Code, message: Text, help: Option<Text>) -> Diagnostic {
    Diagnostic {
        code,
        severity: code.severity(),
        span: 0..0,
        entity: String::new(),
        message,
        label: Text::default(),
        help,
        notes: Vec::new(),
    }
    .shortened()
}

/// What is wrong with `course.ron`, and with what lies beside it.
fn of_course(files: &CourseFiles, read: &BTreeMap<&str, Option<Lesson>>) -> Vec<LintProblem> {
    let text = files.course.as_deref().unwrap_or_default();
    let of = |problem| LintProblem { path: files::COURSE.to_owned(), text: text.to_owned(), problem };
    let mut found: Vec<LintProblem> = Vec::new();
    for it in &files.stray {
        let problem = whole(Code::L002, lessons::stray_file(format!("{it:?}")), None);
        found.push(LintProblem { path: it.clone(), text: String::new(), problem });
    }
    if files.course.is_none() {
        found.push(of(whole(Code::L001, lessons::file_missing(files::COURSE), None)));
        return found;
    }
    match super::course::read_course(text) {
        Ok(course) => found.extend(placed(text, tracks(&course, read)).into_iter().map(of)),
        Err(problems) => found.extend(problems.into_iter().map(of)),
    }
    found
}

fn tracks(course: &Course, read: &BTreeMap<&str, Option<Lesson>>) -> Vec<At> {
    let mut found = Vec::new();
    both(&course.title, vec!["title".into()], &mut found);
    for (at, track) in course.tracks.iter().enumerate() {
        let within = |field: &'static str| vec!["tracks".into(), at.into(), field.into()];
        both(&track.title, within("title"), &mut found);
        if course.tracks[..at].iter().any(|it| it.name == track.name) {
            found.push(At::new(Code::R001, within("name"), lessons::id_twice(format!("{:?}", track.name))));
        }
        let mut minutes = 0_u32;
        for (nth, name) in track.lessons.iter().enumerate() {
            let path = || within("lessons").into_iter().chain([nth.into()]).collect();
            let Some(lesson) = read.get(name.as_str()) else {
                found.push(At::new(Code::L004, path(), lessons::no_such_lesson(format!("{name:?}"))));
                continue;
            };
            if track.lessons[..nth].contains(name) {
                found.push(At::new(Code::R017, path(), lessons::id_twice(format!("{name:?}"))));
            }
            let Some(lesson) = lesson else { continue };
            minutes = minutes.saturating_add(lesson.minutes.all());
            for need in lesson.needs.iter().filter(|it| track.lessons[nth..].contains(it)) {
                let message = lessons::need_comes_later(format!("{name:?}"), format!("{need:?}"));
                found.push(At::new(Code::L023, path(), message));
            }
        }
        if minutes > track.minutes {
            let message = lessons::track_too_long(minutes, track.minutes);
            found.push(At::new(Code::L021, within("minutes"), message));
        }
    }
    let in_track = |name: &str| course.tracks.iter().any(|it| it.lessons.iter().any(|it| it == name));
    for name in read.keys().filter(|it| !in_track(it)) {
        found.push(At::new(Code::L005, vec!["tracks".into()], lessons::in_no_track(format!("{name:?}"))));
    }
    found
}

/// A text must be there in both languages.
fn both(it: &BothTexts, path: Vec<crate::scenario::parse::locate::PathSegment>, found: &mut Vec<At>) {
    pair(&it.en, &it.zh, path, found);
}

fn pair(en: &str, zh: &str, path: Vec<crate::scenario::parse::locate::PathSegment>, found: &mut Vec<At>) {
    if let Some(message) = missing(en, Lang::En).or_else(|| missing(zh, Lang::Zh)) {
        found.push(At::new(Code::L011, path, message));
    }
}

/// What is missing in a text of a language.
fn missing(text: &str, lang: Lang) -> Option<Text> {
    match lang {
        Lang::En if text.trim().is_empty() || has_chinese(text) => Some(lessons::no_english().into()),
        Lang::Zh if !has_chinese(text) => Some(lessons::no_chinese().into()),
        Lang::En | Lang::Zh => None,
    }
}

/// What is wrong with a lesson.
fn of_lesson(files: &LessonFiles, read: &BTreeMap<&str, Option<Lesson>>) -> Vec<LintProblem> {
    let mut linter = Linter { files, found: Vec::new() };
    if !files::is_name(&files.name) {
        let message = lessons::bad_folder_name(format!("{:?}", files.name));
        linter.whole("", Code::L003, message, None);
    }
    linter.files();
    linter.prose();
    let Some(text) = files.text(files::LESSON) else { return linter.found };
    let lesson = match super::read(text) {
        Ok(lesson) => lesson,
        Err(problems) => {
            linter.all(files::LESSON, problems);
            return linter.found;
        }
    };
    linter.machine_part(&lesson, read);
    linter.rules_are_told(&lesson);
    linter.nothing_is_told(&lesson);
    linter.scenarios(&lesson);
    linter.found
}

impl Linter<'_> {
    fn add(&mut self, path: &str, problem: Diagnostic) {
        let text = self.files.text(path).unwrap_or_default().to_owned();
        let path = if path.is_empty() { self.files.name.clone() } else { format!("{}/{path}", self.files.name) };
        self.found.push(LintProblem { path, text, problem });
    }

    fn all(&mut self, path: &str, problems: Vec<Diagnostic>) {
        for it in problems {
            self.add(path, it);
        }
    }

    fn whole(&mut self, path: &str, code: Code, message: Text, help: Option<Text>) {
        self.add(path, whole(code, message, help));
    }

    fn at(&mut self, path: &str, found: Vec<At>) {
        let problems = placed(self.files.text(path).unwrap_or_default(), found);
        self.all(path, problems);
    }

    /// Which files are there, and which are not.
    fn files(&mut self) {
        let texts = LessonText::ALL.iter().flat_map(|it| [it.file(Lang::En), it.file(Lang::Zh)]);
        let must: Vec<&str> = [files::LESSON, files::START].into_iter().chain(texts).collect();
        for path in &must {
            if self.files.text(path).is_none() {
                self.whole("", Code::L001, lessons::file_missing(path), None);
            }
        }
        let is_answer = |it: &str| self.files.variants().chain(self.files.wrong()).any(|answer| answer.0 == it);
        let stray: Vec<String> = self
            .files
            .texts
            .keys()
            .filter(|it| !must.contains(&it.as_str()) && *it != files::SOLUTION && !is_answer(it))
            .cloned()
            .collect();
        for it in stray {
            self.whole("", Code::L002, lessons::stray_file(format!("{it:?}")), None);
        }
    }

    /// What is told to people: in both languages, not too long, with a misconception.
    fn prose(&mut self) {
        for what in LessonText::ALL {
            for lang in [Lang::En, Lang::Zh] {
                let path = what.file(lang);
                let Some(text) = self.files.told(what, lang) else { continue };
                let text = text.to_owned();
                // A Chinese word may be quoted in English, but a text in Chinese alone is none.
                let is_missing = match lang {
                    Lang::En => !text.lines().any(|it| !it.trim().is_empty() && !has_chinese(it)),
                    Lang::Zh => !has_chinese(&text),
                };
                if is_missing {
                    let message = missing(&text, lang).unwrap_or_else(|| lessons::no_english().into());
                    self.whole(path, Code::L011, message, None);
                }
                let lines = text.trim_end().lines().count();
                if what == LessonText::Story && lines > STORY_LINES {
                    self.whole(path, Code::L012, lessons::story_too_long(lines, STORY_LINES), None);
                }
                if what == LessonText::Teacher && !names_misconception(&text, lang) {
                    let heading = MISCONCEPTION.iter().find(|it| it.0 == lang).map_or("", |it| it.1);
                    self.whole(path, Code::L013, lessons::no_misconception(heading), None);
                }
            }
        }
    }

    /// What is wrong with `lesson.ron` beside other files.
    fn machine_part(&mut self, lesson: &Lesson, read: &BTreeMap<&str, Option<Lesson>>) {
        let mut found = Vec::new();
        both(&lesson.title, vec!["title".into()], &mut found);
        for (at, it) in lesson.objectives.iter().enumerate() {
            pair(&it.en, &it.zh, vec!["objectives".into(), at.into()], &mut found);
        }
        for (at, it) in lesson.predict.iter().enumerate() {
            both(&it.ask, vec!["predict".into(), at.into(), "ask".into()], &mut found);
        }
        for (at, it) in lesson.goals.iter().enumerate() {
            if let Some(pass) = &it.pass {
                both(pass, vec!["goals".into(), at.into(), "pass".into()], &mut found);
            }
            both(&it.fail, vec!["goals".into(), at.into(), "fail".into()], &mut found);
        }
        for (at, it) in lesson.hints.iter().enumerate() {
            pair(&it.en, &it.zh, vec!["hints".into(), at.into()], &mut found);
        }
        for (at, need) in lesson.needs.iter().enumerate() {
            let path = vec!["needs".into(), at.into()];
            match read.get(need.as_str()) {
                // Of a lesson alone nobody knows which ones stand beside it.
                None if read.len() == 1 => {}
                None => found.push(At::new(Code::L004, path, lessons::no_such_lesson(format!("{need:?}")))),
                Some(_) if needs(read, need, &self.files.name) => {
                    let message = lessons::needs_itself(format!("{:?}", self.files.name), format!("{need:?}"));
                    found.push(At::new(Code::L023, path, message));
                }
                Some(_) => {}
            }
        }
        if !lesson.goals.is_empty() && self.files.solution().is_none() {
            self.whole("", Code::L001, lessons::file_missing(files::SOLUTION), None);
        }
        self.at(files::LESSON, found);
    }

    /// Each rule that is taught is told of in each language.
    fn rules_are_told(&mut self, lesson: &Lesson) {
        let mut found = Vec::new();
        for (at, rule) in lesson.rules.iter().enumerate() {
            for lang in [Lang::En, Lang::Zh] {
                let told = [LessonText::After, LessonText::Teacher].iter().filter_map(|it| self.files.told(*it, lang));
                if !told.into_iter().any(|it| names(it, rule)) {
                    let of = [LessonText::After.file(lang), LessonText::Teacher.file(lang)];
                    let message = lessons::rule_not_told(rule, of[0], of[1]);
                    found.push(At::new(Code::L022, vec!["rules".into(), at.into()], message));
                }
            }
        }
        self.at(files::LESSON, found);
    }

    /// Nothing that stands before a prediction tells an outcome.
    fn nothing_is_told(&mut self, lesson: &Lesson) {
        let tells = |it: &str| {
            let outcomes = Outcome::ALL.iter().map(|it| format!("{it:?}"));
            outcomes.into_iter().find(|outcome| names(it, outcome))
        };
        let mut found = Vec::new();
        let told = |outcome: String| lessons::outcome_told(outcome);
        let titles = [(&lesson.title, vec!["title".into()])];
        let asks = lesson.predict.iter().enumerate();
        let asks = asks.map(|(at, it)| (&it.ask, vec!["predict".into(), at.into(), "ask".into()]));
        for (text, path) in titles.into_iter().chain(asks) {
            if let Some(outcome) = tells(&text.en).or_else(|| tells(&text.zh)) {
                found.push(At::new(Code::L020, path, told(outcome)));
            }
        }
        self.at(files::LESSON, found);
        for path in [LessonText::Story.file(Lang::En), LessonText::Story.file(Lang::Zh), files::START] {
            let Some(text) = self.files.text(path) else { continue };
            if let Some(outcome) = tells(text) {
                let at = text.find(&outcome).unwrap_or_default();
                let problem = whole(Code::L020, told(outcome.clone()), None);
                self.add(path, Diagnostic { span: at..at + outcome.len(), ..problem });
            }
        }
    }

    /// What becomes of the scenarios.
    fn scenarios(&mut self, lesson: &Lesson) {
        let Some(text) = self.files.text(files::START) else { return };
        let start = match Begun::new(text, &self.files.name) {
            Ok(start) => start,
            Err(problems) => return self.all(files::START, problems),
        };
        if !start.scenario.expect.is_empty() {
            self.at(files::START, vec![At::new(Code::L020, vec!["expect".into()], lessons::start_expects().into())]);
        }
        self.questions(lesson, &start);
        let unknown = unknown(lesson, &start);
        if !unknown.is_empty() {
            return self.at(files::LESSON, unknown);
        }
        self.start(lesson, &start);
        let answers: Vec<(String, String)> = self
            .files
            .solution()
            .map(|it| (files::SOLUTION, it))
            .into_iter()
            .chain(self.files.variants())
            .map(|(path, text)| (path.to_owned(), text.to_owned()))
            .collect();
        for (path, text) in answers {
            self.answer(lesson, &start, &path, &text);
        }
        let wrong: Vec<(String, String)> =
            self.files.wrong().map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
        for (path, text) in wrong {
            self.wrong(lesson, &start, &path, &text);
        }
    }

    /// Each question has one true answer, and nothing tells it.
    fn questions(&mut self, lesson: &Lesson, start: &Begun) {
        let mut found = Vec::new();
        for (at, it) in lesson.predict.iter().enumerate() {
            match truth(it, start) {
                Err(no) => {
                    found.push(At::new(Code::L007, vec!["predict".into(), at.into(), "about".into()], no.0));
                }
                Ok(answer) if matches!(it.about, AskedAbout::Rule { .. }) => {
                    let stories = [Lang::En, Lang::Zh].map(|it| self.files.told(LessonText::Story, it));
                    let told = |text: &str| names(text, &answer.answer);
                    if stories.iter().flatten().any(|it| told(it)) || told(&start.text) {
                        let message = lessons::answer_told(&answer.answer);
                        found.push(At::new(Code::L020, vec!["predict".into(), at.into()], message));
                    }
                }
                Ok(_) => {}
            }
        }
        self.at(files::LESSON, found);
    }

    /// The start misses every goal that is not a guard, and keeps those that are.
    fn start(&mut self, lesson: &Lesson, start: &Begun) {
        let Some(results) = self.judged(lesson, start, start, files::START) else { return };
        let mut found = Vec::new();
        for (at, it) in results.into_iter().enumerate() {
            let path = vec!["goals".into(), at.into()];
            match (it.guard, it.met) {
                (false, Held::No) | (true, Held::Yes) => {}
                (false, _) => found.push(At::new(Code::L015, path, lessons::start_meets_goal(&it.id))),
                (true, _) => {
                    let message = lessons::start_fails_guard(&it.id);
                    found.push(At { help: it.why, ..At::new(Code::L016, path, message) });
                }
            }
        }
        self.at(files::LESSON, found);
    }

    /// What came of the goals; where that cannot be told, why is told.
    fn judged(&mut self, lesson: &Lesson, start: &Begun, answer: &Begun, path: &str) -> Option<Vec<super::GoalResult>> {
        match goals::judged(lesson, start, answer) {
            Ok(results) => Some(results),
            Err(problems) => {
                self.all(path, problems);
                None
            }
        }
    }

    fn begun(&mut self, path: &str, text: &str) -> Option<Begun> {
        match Begun::new(text, &self.files.name) {
            Ok(it) => Some(it),
            Err(problems) => {
                self.all(path, problems);
                None
            }
        }
    }

    /// An answer that is right meets every goal.
    fn answer(&mut self, lesson: &Lesson, start: &Begun, path: &str, text: &str) {
        let Some(answer) = self.begun(path, text) else { return };
        let Some(results) = self.judged(lesson, start, &answer, path) else { return };
        for it in results.into_iter().filter(|it| it.met != Held::Yes) {
            let problem = whole(Code::L017, lessons::answer_fails(&it.id), it.why);
            let span = it.place.map_or(0..0, |it| it.span);
            self.add(path, Diagnostic { span, ..problem });
        }
    }

    /// An answer that is wrong misses the goals that it names.
    fn wrong(&mut self, lesson: &Lesson, start: &Begun, path: &str, text: &str) {
        let first = text.lines().next().unwrap_or_default();
        let named: Vec<&str> =
            first.strip_prefix(FAILS).map_or_else(Vec::new, |it| it.split(',').map(str::trim).collect());
        let unknown = named.iter().find(|it| !lesson.goals.iter().any(|goal| goal.id == **it));
        if named.is_empty() || unknown.is_some() {
            let message = match unknown {
                Some(it) => lessons::wrong_names_no_goal(format!("{it:?}")),
                None => lessons::wrong_without_goal().into(),
            };
            let problem = whole(Code::L018, message, Some(lessons::first_line_fails(FAILS)));
            return self.add(path, Diagnostic { span: 0..first.len(), ..problem });
        }
        let named: Vec<String> = named.into_iter().map(str::to_owned).collect();
        let Some(answer) = self.begun(path, text) else { return };
        let Some(results) = self.judged(lesson, start, &answer, path) else { return };
        for it in results.iter().filter(|it| it.met != Held::No && named.contains(&it.id)) {
            let problem = whole(Code::L019, lessons::wrong_meets_goal(&it.id), None);
            self.add(path, Diagnostic { span: 0..first.len(), ..problem });
        }
    }
}

/// The clients of which goals and questions speak, and that the start has not.
fn unknown(lesson: &Lesson, start: &Begun) -> Vec<At> {
    let mut found = Vec::new();
    for (at, goal) in lesson.goals.iter().enumerate() {
        let (field, clients): (&'static str, Vec<Cow<'_, str>>) = match &goal.check {
            GoalCheck::Expect(it) => ("client", vec![it.client.as_str().into()]),
            GoalCheck::StillWorks(it) => ("clients", it.clients.iter().map(|it| it.as_str().into()).collect()),
            GoalCheck::UnderFaults(it) => ("clients", it.clients.iter().map(|it| it.as_str().into()).collect()),
            GoalCheck::NotChanged(_) | GoalCheck::FindingGone(_) | GoalCheck::AtMostEdits(_) => continue,
        };
        for it in clients.iter().filter(|it| start.clients(it).is_empty()) {
            let path = vec!["goals".into(), at.into(), "check".into(), field.into()];
            found.push(At::new(Code::L009, path, lessons::no_such_client(format!("{it:?}"))));
        }
    }
    found
}

/// Whether a lesson comes, over any number of others, to need another one.
fn needs(read: &BTreeMap<&str, Option<Lesson>>, from: &str, wanted: &str) -> bool {
    let (mut open, mut seen) = (vec![from], Vec::new());
    while let Some(name) = open.pop() {
        if name == wanted {
            return true;
        }
        if seen.contains(&name) {
            continue;
        }
        seen.push(name);
        if let Some(Some(lesson)) = read.get(name) {
            open.extend(lesson.needs.iter().map(compact_str::CompactString::as_str));
        }
    }
    false
}

/// Whether a text has a word as a whole.
fn names(text: &str, word: &str) -> bool {
    let is_part = |it: Option<char>| it.is_some_and(|it| it.is_ascii_alphanumeric());
    text.match_indices(word).any(|(at, _)| {
        let (before, behind) = (text[..at].chars().next_back(), text[at + word.len()..].chars().next());
        !is_part(before) && !is_part(behind)
    })
}

/// Whether the trainer's notes say under its heading what learners usually get wrong.
fn names_misconception(text: &str, lang: Lang) -> bool {
    let heading = MISCONCEPTION.iter().find(|it| it.0 == lang).map_or("", |it| it.1);
    let mut lines = text.lines().skip_while(|it| !it.trim_end().starts_with(heading)).skip(1);
    lines.by_ref().take_while(|it| !it.starts_with('#')).any(|it| !it.trim().is_empty())
}
