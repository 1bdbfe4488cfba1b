//! Does a lesson keep what it promises, and is a learner told the truth about what he did?
//!
//! The course that comes with the program is linted; every rule of the lint has a lesson that breaks it; and the
//! commands are called as a learner and a trainer call them.

use crate::process;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use coexist::diag::Code;
use coexist::lesson::exam::{BREAKS_MAX, BreakKind, exam};
use coexist::lesson::files::LESSON;
use coexist::lesson::lint::{LintProblem, lint};
use coexist::lesson::{Begun, CourseFiles, LessonFiles, goals, shipped, truths};
use coexist::verdict::Held;
use process::{Came, call_in, files_below, folder, read, write};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn told(found: &[LintProblem]) -> Vec<String> {
    found.iter().map(|it| format!("{}: {} {:?}", it.path, it.problem.code, it.problem.message)).collect()
}

#[test]
fn the_course_of_the_program_keeps_what_it_promises() {
    let found = lint(&shipped::files(), None);
    assert!(found.is_empty(), "{:#?}", told(&found));
    assert!(shipped::files().lessons.len() >= 12);
}

#[test]
fn the_program_holds_every_file_of_the_folder() {
    let folder = root().join("scenarios/lessons");
    let name = |path: &Path| path.strip_prefix(&folder).expect("below").to_string_lossy().replace('\\', "/");
    let wanted: BTreeMap<String, String> = files_below(&folder).iter().map(|it| (name(it), read(it))).collect();
    let files = shipped::files();
    let mut held: BTreeMap<String, String> = BTreeMap::new();
    held.extend(files.course.iter().map(|it| ("course.ron".to_owned(), it.to_string())));
    for lesson in &files.lessons {
        held.extend(lesson.texts.iter().map(|(path, text)| (format!("{}/{path}", lesson.name), text.to_string())));
    }
    assert_eq!(held, wanted);
}

/// A lesson in which nothing is wrong: that which `lesson new` begins, with something written wherever that is empty.
fn sound() -> CourseFiles {
    let new = root().join("src/cli/lesson/new");
    let written = |text: String| text.replace("en: \"\"", "en: \"Text.\"").replace("zh: \"\"", "zh: \"文字。\"");
    let mut lesson = LessonFiles { name: "01-sound".to_owned(), ..LessonFiles::default() };
    let mut put = |path: &str, text: String| lesson.texts.insert(path.to_owned(), text.into());
    put("lesson.ron", written(read(new.join("lesson.ron"))));
    put("start.ron", read(new.join("start.ron")));
    put("solution.ron", read(new.join("solution.ron")));
    put("variants/other.ron", read(new.join("variant.ron")));
    put("wrong/other.ron", read(new.join("wrong.ron")));
    for name in ["text", "after"] {
        put(&format!("{name}.en.md"), "A story.\n".to_owned());
        put(&format!("{name}.zh.md"), "故事。\n".to_owned());
    }
    put("teacher.en.md", "## Misconception\n\nThat it runs.\n".to_owned());
    put("teacher.zh.md", "## 常见误解\n\n以为它在运行。\n".to_owned());
    let course = r#"Course(
        schema: 1,
        title: (en: "C", zh: "课"),
        tracks: [(name: "all", title: (en: "A", zh: "全"), minutes: 60, lessons: ["01-sound"])],
    )"#;
    CourseFiles { course: Some(course.into()), lessons: vec![lesson], stray: Vec::new() }
}

/// The sound course with a file otherwise.
fn with(path: &str, alter: impl FnOnce(&str) -> String) -> CourseFiles {
    let mut course = sound();
    if path == "course.ron" {
        let altered = alter(course.course.as_deref().unwrap_or_default());
        course.course = Some(altered.into());
        return course;
    }
    let texts = &mut course.lessons[0].texts;
    let altered = alter(texts.get(path).map_or("", |it| it.as_ref()));
    assert_ne!(texts.get(path).map(AsRef::as_ref), Some(altered.as_str()), "{path} is as it was");
    texts.insert(path.to_owned(), altered.into());
    course
}

/// The sound course with one text in place of another.
fn swap(path: &'static str, one: &'static str, other: &'static str) -> CourseFiles {
    with(path, |it| it.replacen(one, other, 1))
}

fn without(path: &str) -> CourseFiles {
    let mut course = sound();
    course.lessons[0].texts.remove(path).expect("it is there");
    course
}

#[test]
fn a_lesson_in_which_nothing_is_wrong_is_not_blamed() {
    let found = lint(&sound(), None);
    assert!(found.is_empty(), "{:#?}", told(&found));
}

/// For each rule of the lint a course that breaks it, and the file at which that is told.
fn cases() -> Vec<(Code, &'static str, CourseFiles)> {
    let lesson = "01-sound/lesson.ron";
    let about = "Outcome(client: \"anna\")";
    let mut named = sound();
    "01 Sound".clone_into(&mut named.lessons[0].name);
    // Of a lesson that stands alone nobody knows what stands before it.
    let mut needing = swap("lesson.ron", "needs: []", "needs: [\"02-other\"]");
    assert!(lint(&needing, None).is_empty(), "{:?}", told(&lint(&needing, None)));
    needing.lessons.push(LessonFiles { name: "03-lonely".to_owned(), ..sound().lessons[0].clone() });
    let mut taken = sound();
    "exam".clone_into(&mut taken.lessons[0].name);
    let mut lonely = sound();
    lonely.lessons.push(LessonFiles { name: "02-lonely".to_owned(), ..lonely.lessons[0].clone() });
    let mut stray = sound();
    stray.stray.push("notes.txt".to_owned());
    vec![
        (Code::L001, "01-sound", without("text.zh.md")),
        (Code::L001, "01-sound", without("solution.ron")),
        (Code::L002, "01-sound", with("picture.png", |_| "x".to_owned())),
        (Code::L002, "notes.txt", stray),
        (Code::L003, "01 Sound", named),
        (Code::L003, "exam", taken),
        (Code::L004, "course.ron", swap("course.ron", "\"01-sound\"", "\"01-sound\", \"02-other\"")),
        (Code::L004, lesson, needing),
        (Code::L005, "course.ron", lonely),
        (Code::L006, lesson, swap("lesson.ron", "\"reads\"]", "\"writes\"]")),
        (Code::L007, lesson, swap("lesson.ron", about, "Outcome(client: \"anna\", attempt: 7)")),
        (Code::L007, lesson, swap("lesson.ron", about, "Outcome(client: \"carl\")")),
        (Code::L007, lesson, swap("lesson.ron", about, "HurtingStep")),
        (Code::L007, lesson, swap("lesson.ron", about, "Rule(client: \"anna\", choices: [\"LB-1\"])")),
        (Code::L007, lesson, swap("lesson.ron", about, "Actor(client: \"anna\", nth: 9999)")),
        (Code::L008, lesson, swap("lesson.ron", "\"mailboxes\"", "\"mailboxes.*.colour\"")),
        (Code::L009, lesson, swap("lesson.ron", "clients: [\"bob\"]", "clients: [\"carl\"]")),
        (Code::L009, lesson, sound().with_goal("FindingGone(code: \"F999\")")),
        (
            Code::L009,
            lesson,
            sound().with_goal("UnderFaults(faults: 1, kinds: [\"rain\"], clients: [\"bob\"], at_least: 9)"),
        ),
        (Code::L010, lesson, swap("lesson.ron", about, "Duration(client: \"anna\", buckets: [\"9s\", \"1s\"])")),
        (Code::L010, lesson, swap("lesson.ron", about, "SmallestSet(clients: [\"anna\"], faults: 9)")),
        (Code::L011, lesson, swap("lesson.ron", "en: \"Text.\"", "en: \"\"")),
        (Code::L011, lesson, swap("lesson.ron", "zh: \"文字。\"", "zh: \"Text.\"")),
        (Code::L011, "01-sound/after.zh.md", with("after.zh.md", |_| "English.\n".to_owned())),
        (Code::L012, "01-sound/text.en.md", with("text.en.md", |_| "A line.\n".repeat(41))),
        (
            Code::L013,
            "01-sound/teacher.en.md",
            with("teacher.en.md", |_| "## Misconception\n\n## Ask\n\nWho?\n".to_owned()),
        ),
        (Code::L014, lesson, swap("lesson.ron", "by: [\"outcome\", \"reads\"]", "by: []")),
        (Code::L015, lesson, sound().with_goal("Expect(client: \"bob\", outcome: LoggedOn)")),
        (Code::L016, lesson, sound().with_goal("StillWorks(clients: [\"anna\"])")),
        (Code::L017, "01-sound/solution.ron", swap("solution.ron", ", running: [Imap4])", ")")),
        (Code::L017, "01-sound/variants/other.ron", swap("variants/other.ron", "user: \"bob\"", "user: \"anna\"")),
        // A goal that nothing can meet.
        (Code::L017, "01-sound/solution.ron", sound().with_goal("Expect(client: \"bob\", outcome: NoAnswer)")),
        (Code::L018, "01-sound/wrong/other.ron", swap("wrong/other.ron", "// fails: stays\n", "")),
        (Code::L018, "01-sound/wrong/other.ron", swap("wrong/other.ron", "// fails: stays", "// fails: g9")),
        (Code::L019, "01-sound/wrong/other.ron", swap("wrong/other.ron", "// fails: stays", "// fails: others")),
        (Code::L020, lesson, swap("lesson.ron", "en: \"Text.\"", "en: \"LogonFailed again\"")),
        (Code::L020, "01-sound/text.en.md", with("text.en.md", |_| "It ends LogonFailed.\n".to_owned())),
        (
            Code::L020,
            "01-sound/start.ron",
            swap("start.ron", "schema: 1,", "schema: 1, expect: [(client: \"bob\", outcome: LoggedOn)],"),
        ),
        (Code::L021, "course.ron", swap("course.ron", "minutes: 60", "minutes: 19")),
        (Code::L022, lesson, swap("lesson.ron", "rules: []", "rules: [\"SVC-4\"]")),
        (Code::L023, lesson, swap("lesson.ron", "needs: []", "needs: [\"01-sound\"]")),
        // Codes that scenarios have, too.
        (Code::R001, lesson, swap("lesson.ron", "id: \"stays\"", "id: \"reads\"")),
        (Code::R037, lesson, swap("lesson.ron", "rules: []", "rules: [\"SVC-99\"]")),
        (Code::R041, lesson, swap("lesson.ron", "id: \"stays\"", "id: \"../stays\"")),
        (Code::S011, lesson, swap("lesson.ron", "level: Basic", "levels: Basic")),
        (Code::S004, lesson, swap("lesson.ron", "level: Basic,", "level: : Basic,")),
        (Code::S020, lesson, swap("lesson.ron", "schema: 1", "schema: 2")),
        (Code::S003, lesson, with("lesson.ron", |_| String::new())),
        (Code::S014, "01-sound/start.ron", swap("start.ron", "[Imap4, Imap4BE]", "[Imap5]")),
        (Code::R003, "01-sound/solution.ron", swap("solution.ron", "on: [\"EX10\"]", "on: [\"EX11\"]")),
    ]
}

trait WithGoal {
    /// With one goal more.
    fn with_goal(self, check: &str) -> Self;
}

impl WithGoal for CourseFiles {
    fn with_goal(mut self, check: &str) -> Self {
        let texts = &mut self.lessons[0].texts;
        let goal = format!("goals: [(id: \"more\", check: {check}, fail: (en: \"No.\", zh: \"否。\")),");
        let text = texts["lesson.ron"].replacen("goals: [", &goal, 1);
        texts.insert("lesson.ron".to_owned(), text.into());
        self
    }
}

#[test]
fn whatever_is_wrong_with_a_lesson_is_told_at_its_file() {
    let cases: Vec<_> = cases().into_iter().collect();
    for (code, path, course) in &cases {
        let found = lint(course, None);
        assert!(
            found.iter().any(|it| it.problem.code == *code && it.path == *path),
            "{code} {path}: {:#?}",
            told(&found)
        );
    }
    let untested: Vec<&Code> = Code::ALL.iter().filter(|it| it.is_of_lessons()).collect();
    let untested: Vec<_> = untested.into_iter().filter(|it| !cases.iter().any(|case| case.0 == **it)).collect();
    assert!(untested.is_empty(), "{untested:?}");
}

fn lesson(folder: &Path, words: &[&str]) -> Came {
    let all: Vec<&str> = ["lesson"].into_iter().chain(words.iter().copied()).collect();
    call_in(folder, &all, b"")
}

#[test]
fn a_learner_goes_through_a_lesson() {
    let here = folder("lesson-learner");
    let came = lesson(&here, &["open", "3"]);
    assert_eq!((came.code, came.err.as_str()), (0, ""), "{}", came.out);
    let file = here.join("work/03-mailbox-on-2010.ron");
    assert!(file.is_file() && came.out.contains("coexist lesson predict"), "{}", came.out);
    // Nothing is run before something was said of it; and no outcome is told.
    let came = lesson(&here, &["run"]);
    assert_eq!((came.code, came.out.as_str()), (2, ""), "{}", came.err);
    let came = lesson(&here, &["predict", "--answer", "outcome=nonsense"]);
    assert!(came.code == 2 && came.err.contains("LogonFailed"), "{}", came.err);
    let answers = ["predict", "--answer", "who=anna", "--answer", "outcome=LoggedOn", "--answer", "rule=DET-9"];
    assert_eq!(lesson(&here, &answers).code, 0);
    let came = lesson(&here, &["run"]);
    assert!(came.out.contains("you said LoggedOn; it is LogonFailed"), "{}", came.out);
    assert_eq!(came.out.matches("as you said").count(), 2, "{}", came.out);
    let came = lesson(&here, &["check"]);
    assert_eq!(came.code, 1, "{}", came.out);
    assert!(came.out.contains("work/03-mailbox-on-2010.ron:11:"), "the place is told: {}", came.out);
    assert_eq!(lesson(&here, &["hints"]).out.lines().count(), 2);
    assert_eq!(lesson(&here, &["solution"]).code, 1, "it is too early");
    assert!(lesson(&here, &["explain"]).out.contains("DET-9"));
    fs::copy(root().join("scenarios/lessons/03-mailbox-on-2010/solution.ron"), &file).expect("it can be copied");
    let came = lesson(&here, &["check"]);
    assert!(came.code == 0 && came.out.contains("What happened"), "{}", came.out);
    let came = lesson(&here, &["solution"]);
    assert_eq!((came.code, came.out), (0, read(&file)));
    let came = lesson(&here, &["export"]);
    assert_eq!(came.code, 0, "{}", came.err);
    let page = read(here.join("work/03-mailbox-on-2010.html"));
    assert!(page.contains("LogonFailed") && !page.contains("://"), "{page}");
    assert!(lesson(&here, &[]).out.contains("✓ 03-mailbox-on-2010"));
    assert_eq!(lesson(&here, &["list"]).out, lesson(&here, &[]).out);
    // What is begun anew is not lost.
    let own = read(&file);
    assert_eq!(lesson(&here, &["reset"]).code, 0);
    assert_eq!(read(here.join("work/03-mailbox-on-2010.before.ron")), own);
    assert_ne!(read(&file), own);
}

#[test]
fn giving_up_is_recorded() {
    let here = folder("lesson-give-up");
    assert_eq!(lesson(&here, &["open", "2"]).code, 0);
    assert_eq!(lesson(&here, &["solution", "--give-up"]).code, 0);
    assert!(read(here.join("work/progress.json")).contains("\"gave_up\": true"));
}

#[test]
fn nothing_of_a_progress_is_lost() {
    let here = folder("lesson-progress");
    assert_eq!(lesson(&here, &["open", "1"]).code, 0);
    let file = here.join("work/progress.json");
    for bad in [
        "{",
        "[]",
        "{\"schema\": 7, \"learner\": \"\"}",
        "{\"schema\": 1}",
        "{\"schema\": 1, \"learner\": \"\", \"x\": 1}",
    ] {
        fs::write(&file, bad).expect("it can be written");
        for words in [&["open", "2"][..], &["check"], &["reset", "1"], &[]] {
            let came = lesson(&here, words);
            assert_eq!(came.code, 2, "{bad} {words:?} {}", came.out);
            assert!(came.err.contains("progress.json"), "{}", came.err);
            assert_eq!(read(&file), bad, "it was overwritten");
        }
    }
    // One that somebody altered is used, and kept as it was.
    fs::remove_file(&file).expect("it is there");
    assert_eq!(lesson(&here, &["open", "1"]).code, 0);
    let altered = read(&file).replace("\"runs\": 0", "\"runs\": 9");
    fs::write(&file, &altered).expect("it can be written");
    let came = lesson(&here, &["hints"]);
    assert!(came.code == 0 && came.err.contains("altered"), "{came:?}");
    assert_eq!(read(here.join("work/progress.altered-1.json")), altered);
    assert!(read(&file).contains("\"edited\": true"));
}

#[test]
fn hostile_names_lead_nowhere() {
    let here = folder("lesson-names");
    for name in ["../../etc", "a/b", "a\\b", ".", "", "CON", "x\u{1b}[2J", " x", "x."] {
        let came = lesson(&here, &["open", "1", "--name", name]);
        assert_eq!(came.code, 2, "{name:?}");
        assert!(!came.err.contains("\u{1b}[2J"), "{}", came.err);
        let came = lesson(&here, &["open", name]);
        assert_eq!(came.code, 2, "{name:?}: {}", came.out);
    }
    assert_eq!(fs::read_dir(&here).expect("a folder").count(), 0, "something was written");
    // Lessons of others with names that lead elsewhere, or are none.
    let bad = here.join("course");
    write(&bad, "course.ron", "Course(schema: 1, title: (en: \"C\", zh: \"课\"), tracks: [])");
    write(&bad, "Bad Name/lesson.ron", "Lesson(");
    let came = lesson(&here, &["lint", "course", "--format", "short"]);
    assert_eq!(came.code, 1);
    assert!(came.out.contains("L003") && came.out.contains("S005"), "{}", came.out);
    let came = lesson(&here, &["lint", "nowhere"]);
    assert_eq!(came.code, 2);
}

#[test]
fn an_exam_is_another_one_for_everybody_and_can_be_passed() {
    let here = folder("lesson-exam");
    assert_eq!(lesson(&here, &["exam"]).code, 2, "a name is asked for");
    for name in ["Anna Li", "李安娜"] {
        assert_eq!(lesson(&here, &["exam", "--name", name]).code, 0);
        let came = lesson(&here, &["check", "--name", name]);
        assert_eq!(came.code, 1, "{}", came.out);
    }
    assert_ne!(read(here.join("work/Anna Li/exam.ron")), read(here.join("work/李安娜/exam.ron")));
    // An exam is not told by trying often.
    for _ in 0..6 {
        assert!(lesson(&here, &["run", "--name", "Anna Li"]).code < 2);
    }
    assert_eq!(lesson(&here, &["solution", "--name", "Anna Li"]).code, 1, "the exam tells its solution");
    let solution = lesson(&here, &["solution", "--give-up", "--name", "Anna Li"]);
    assert_eq!(solution.code, 0);
    write(&here, "work/Anna Li/exam.ron", &solution.out);
    let came = lesson(&here, &["check", "--name", "Anna Li"]);
    assert_eq!(came.code, 0, "{}", came.out);
    let list = lesson(&here, &["--name", "Anna Li"]).out;
    assert!(list.lines().any(|it| it.starts_with("  ✓ exam ")), "{list}");
    let came = lesson(&here, &["grade", "work/Anna Li"]);
    assert!(
        came.out.contains("exam: all goals are met") && came.out.contains("exam: the solution was asked for"),
        "{}",
        came.out
    );
    // The page draws the same one.
    for name in ["Anna Li", "李安娜"] {
        let answer = coexist::page::answer(&serde_json::json!({ "op": "exam", "name": name }).to_string());
        let told: serde_json::Value = serde_json::from_str(&answer).expect("it is JSON");
        let (start, drawn) = (&told["lesson"]["start"], exam(name));
        assert_eq!(start.as_str(), Some(drawn.files.start()));
        assert_eq!(told["lesson"]["ron"].as_str(), drawn.files.text(LESSON));
        if name != "Anna Li" {
            assert_eq!(start.as_str(), Some(read(here.join(format!("work/{name}/exam.ron"))).as_str()));
        }
    }
    // Somebody else's answer passes nobody's exam but his own.
    write(&here, "work/李安娜/exam.ron", &solution.out);
    assert_eq!(lesson(&here, &["check", "--name", "李安娜"]).code, 1);
}

#[test]
fn grades_come_of_scenarios_and_not_of_what_is_claimed() {
    let here = folder("lesson-grade");
    for name in ["anna", "bob"] {
        assert_eq!(lesson(&here, &["open", "3", "--name", name]).code, 0);
        assert_eq!(lesson(&here, &["predict", "--answer", "outcome=LogonFailed", "--name", name]).code, 0);
        assert_eq!(lesson(&here, &["check", "--name", name]).code, 1);
    }
    let solution = root().join("scenarios/lessons/03-mailbox-on-2010/solution.ron");
    fs::copy(solution, here.join("work/anna/03-mailbox-on-2010.ron")).expect("it can be copied");
    let bobs = here.join("work/bob/progress.json");
    let claims = read(&bobs).replace("\"passed\": false", "\"passed\": true");
    fs::write(&bobs, claims).expect("it can be written");
    let came = lesson(&here, &["grade", "work", "--csv"]);
    assert_eq!(came.code, 1, "{}", came.err);
    let rows: Vec<&str> = came.out.lines().collect();
    assert_eq!(rows.len(), 3, "{}", came.out);
    assert!(rows[1].starts_with("anna,03-mailbox-on-2010,true,4,4,1,3,"), "{}", rows[1]);
    assert!(rows[1].ends_with("false,false,false"), "{}", rows[1]);
    assert!(rows[2].starts_with("bob,03-mailbox-on-2010,false,3,4,1,3,"), "{}", rows[2]);
    assert!(rows[2].ends_with("false,true,true"), "{}", rows[2]);
    let came = lesson(&here, &["grade", "work"]);
    assert!(came.out.contains("bob") && came.out.contains("3 of 4 goals met"), "{}", came.out);
    assert_eq!(lesson(&here, &["grade", "nowhere"]).code, 2);
}

/// Seeds by name: with the seed of anybody the lessons are as they are linted, and copies show.
#[test]
fn the_seed_of_a_name_breaks_no_lesson() {
    for files in shipped::files().lessons {
        let read = coexist::lesson::read(files.text(LESSON).expect("it is there")).expect("it is a lesson");
        let own = files.seeded("Anna Li");
        assert_ne!(own.start(), files.start(), "{}", files.name);
        assert_ne!(own.start(), files.seeded("Bob").start(), "{}", files.name);
        let start = Begun::new(own.start(), &own.name).expect("it can be run");
        for truth in truths(&read, &start) {
            assert!(truth.is_ok(), "{}: {truth:?}", files.name);
        }
        for result in goals::judged(&read, &start, &start).expect("it can be judged") {
            assert_eq!(result.met == Held::Yes, result.guard, "{}: {result:?}", files.name);
        }
        if let Some(solution) = own.solution() {
            let solution = Begun::new(solution, &own.name).expect("it can be run");
            for result in goals::judged(&read, &start, &solution).expect("it can be judged") {
                assert_eq!(result.met, Held::Yes, "{}: {result:?}", files.name);
            }
        }
    }
}

#[test]
fn a_copied_answer_shows_by_its_seed() {
    let here = folder("lesson-seeds");
    let came = lesson(&here, &["open", "3", "--seed-by-name"]);
    assert!(came.code == 2 && came.err.contains("needs a name"), "{}", came.err);
    for name in ["anna", "bob", "carl"] {
        assert_eq!(lesson(&here, &["open", "3", "--name", name, "--seed-by-name"]).code, 0);
        // The answers that are true of the lesson are true of it with any seed.
        let answers = ["predict", "--answer", "who=anna", "--answer", "rule=DET-9", "--name", name];
        assert_eq!(lesson(&here, &answers).code, 0);
    }
    let seed = |name: &str| {
        let text = read(here.join(format!("work/{name}/03-mailbox-on-2010.ron")));
        let seed = text.lines().find_map(|it| it.trim().strip_prefix("seed: ")).expect("it has a seed").to_owned();
        (text, seed)
    };
    assert_ne!(seed("anna").1, seed("bob").1);
    let solved = lesson(&here, &["solution", "--give-up", "--name", "anna"]).out;
    write(&here, "work/anna/03-mailbox-on-2010.ron", &solved);
    assert_eq!(lesson(&here, &["check", "--name", "anna"]).code, 0);
    // What is begun anew has the seed, too.
    assert_eq!(lesson(&here, &["reset", "--name", "carl"]).code, 0);
    let came = lesson(&here, &["grade", "work", "--csv", "--seed-by-name"]);
    assert_eq!(came.code, 0, "{}", came.out);
    let rows: Vec<&str> = came.out.lines().collect();
    assert!(
        rows[0].ends_with(",copied_from") && rows[1].starts_with("anna,03-mailbox-on-2010,true,4,4,2,3,"),
        "{rows:?}"
    );
    assert!(rows[1..].iter().all(|it| it.ends_with(",false,")), "{rows:?}");
    // Bob hands in what Anna wrote.
    write(&here, "work/bob/03-mailbox-on-2010.ron", &solved);
    let came = lesson(&here, &["grade", "work", "--csv", "--seed-by-name"]);
    let rows: Vec<&str> = came.out.lines().collect();
    assert!(
        came.code == 1 && rows[2].starts_with("bob,03-mailbox-on-2010,true,") && rows[2].ends_with(",anna"),
        "{rows:?}"
    );
    let came = lesson(&here, &["grade", "work", "--seed-by-name"]);
    assert!(came.code == 1 && came.out.contains("03-mailbox-on-2010: a scenario has the seed of anna"), "{}", came.out);
    // Nobody asked.
    assert_eq!(lesson(&here, &["grade", "work"]).code, 0);
    // Whoever has begun without cannot change to it.
    assert_eq!(lesson(&here, &["open", "3", "--name", "dora"]).code, 0);
    let came = lesson(&here, &["open", "4", "--name", "dora", "--seed-by-name"]);
    assert!(came.code == 2 && came.err.contains("without a seed"), "{}", came.err);
    let came = lesson(&here, &["grade", "work", "--seed-by-name"]);
    assert!(came.out.contains("the seed of nobody"), "{}", came.out);
}

#[test]
fn as_much_is_graded_as_one_wants_to_see() {
    let here = folder("lesson-shown");
    for name in ["anna", "bob"] {
        for number in ["3", "4"] {
            assert_eq!(lesson(&here, &["open", number, "--name", name]).code, 0);
        }
    }
    let solution = root().join("scenarios/lessons/03-mailbox-on-2010/solution.ron");
    fs::copy(solution, here.join("work/anna/03-mailbox-on-2010.ron")).expect("it can be copied");
    let lines = |words: &[&str]| {
        let came = lesson(&here, &[&["grade", "work"], words].concat());
        assert_eq!(came.code, 0, "{}", came.err);
        came.out.lines().count()
    };
    // In words a line for each learner, and below it what is missed, or all of it; for a spreadsheet a head and rows.
    assert_eq!([lines(&["--show", "summary"]), lines(&[]), lines(&["--show", "all"])], [2, 5, 6]);
    let csv = ["summary", "failed", "all"].map(|it| lines(&["--csv", "--show", it]));
    assert_eq!((csv, lines(&["--csv"])), ([3, 4, 5], 5));
    let summary = lesson(&here, &["grade", "work", "--csv", "--show", "summary"]).out;
    assert!(summary.lines().nth(1).is_some_and(|it| it.starts_with("anna,1,2,0,")), "{summary}");
}

#[test]
fn every_command_that_is_told_goes_on_with_the_same_work() {
    let here = folder("lesson-commands");
    let told = |words: &[&str]| {
        let words = [words, &["--name", "Anna Li", "--work", "my class"]].concat();
        let came = lesson(&here, &words);
        came.out + &came.err
    };
    let said: Vec<String> = [&["run"][..], &["check", "4"], &["list"], &["open", "3"], &["run"]].map(told).into();
    let mut count = 0;
    for text in &said {
        for at in text.match_indices("coexist lesson ").map(|it| it.0) {
            let command = text[at..].lines().next().unwrap_or_default();
            // What is said to everybody, and not of this work.
            if command.contains("NAME") {
                continue;
            }
            assert!(command.contains("--work 'my class' --name 'Anna Li'"), "{command}");
            count += 1;
        }
    }
    assert_eq!(count, said.len(), "{said:?}");
}

/// A folder that is there is left as it is, and nobody is sent to an option that there is not.
fn is_never_overwritten(came: &Came) {
    assert_eq!(came.code, 2, "it is there already");
    assert!(came.err.contains("was not touched") && !came.err.contains("--force"), "{}", came.err);
}

#[test]
fn a_shipped_lesson_is_unpacked_as_its_author_has_it() {
    let here = folder("lesson-unpack");
    assert_eq!(lesson(&here, &["unpack", "3"]).code, 0);
    let (own, shipped) = (here.join("03-mailbox-on-2010"), root().join("scenarios/lessons/03-mailbox-on-2010"));
    for file in ["lesson.ron", "start.ron", "solution.ron", "teacher.en.md", "teacher.zh.md", "text.zh.md"] {
        assert_eq!(read(own.join(file)), read(shipped.join(file)));
    }
    assert_eq!(lesson(&here, &["lint", "03-mailbox-on-2010"]).code, 0, "a lesson alone is one that can be linted");
    is_never_overwritten(&lesson(&here, &["unpack", "3"]));
    assert_eq!(lesson(&here, &["unpack", "none-such"]).code, 2);
    // The whole course is one that can be taken instead.
    assert_eq!(lesson(&here, &["unpack", "-o", "mine"]).code, 0);
    let [own, shipped] = [&["--from", "mine"][..], &[]].map(|it| lesson(&here, it));
    // Each goes on with its own course.
    assert_eq!((own.code, own.out.replace(" --from mine", "")), (0, shipped.out), "{}", own.err);
    is_never_overwritten(&lesson(&here, &["unpack", "-o", "mine"]));
}

#[test]
fn a_question_is_shown_without_its_answer() {
    let here = folder("lesson-poll");
    let came = lesson(&here, &["poll", "3", "rule"]);
    assert!(came.code == 0 && came.out.contains("DET-9") && came.out.contains("FE-1"), "{}", came.out);
    let came = lesson(&here, &["poll", "3", "rule", "--format", "html", "-o", "poll.html"]);
    assert_eq!(came.code, 0, "{}", came.err);
    assert!(read(here.join("poll.html")).contains("<ol type=\"A\">"));
    assert_eq!(lesson(&here, &["poll", "3", "none-such"]).code, 2);
}

#[test]
fn a_lesson_that_is_begun_lacks_nothing_but_what_is_to_be_written() {
    let here = folder("lesson-new");
    assert_eq!(lesson(&here, &["new", "../x"]).code, 2);
    assert_eq!(lesson(&here, &["new", "my-lesson"]).code, 0);
    is_never_overwritten(&lesson(&here, &["new", "my-lesson"]));
    let came = lesson(&here, &["lint", "my-lesson", "--format", "short"]);
    assert_eq!(came.code, 1);
    let problems: Vec<&str> = came.out.lines().filter(|it| it.contains("error[")).collect();
    assert!(problems.len() > 8, "{}", came.out);
    assert!(problems.iter().all(|it| it.contains("[L011]") || it.contains("[L013]")), "{}", came.out);
}

/// How many exams are drawn; `COEXIST_EXAMS` says more.
fn count() -> usize {
    std::env::var("COEXIST_EXAMS").ok().and_then(|it| it.parse().ok()).unwrap_or(60)
}

/// Each is solvable by undoing what was broken, none is solved from the start, and causes are drawn evenly.
#[test]
fn exams_can_be_solved_and_are_not_solved_yet() {
    let count = count();
    let mut drawn = BTreeMap::new();
    let mut all = 0;
    for number in 0..count {
        let it = exam(&format!("learner {number}"));
        let (start, solution) = (it.files.start(), it.files.solution().expect("it has one"));
        let read = coexist::lesson::read(it.files.text(LESSON).expect("it is there")).expect("it is a lesson");
        assert_eq!(read, it.lesson);
        let [broken, sound] = [start, solution].map(|it| Begun::new(it, "exam").expect("it can be run"));
        for result in goals::judged(&it.lesson, &broken, &broken).expect("it can be judged") {
            assert_eq!(result.met == Held::Yes, result.guard, "{result:?}\n{start}");
        }
        let mut said = BTreeSet::new();
        for result in goals::judged(&it.lesson, &broken, &sound).expect("it can be judged") {
            assert_eq!(result.met, Held::Yes, "{result:?}\n{start}");
            // Whoever only hears it knows which one is met.
            assert!(
                said.insert(result.said.as_ref().map(|it| it.of(coexist::lang::Lang::En).to_owned())),
                "{result:?}"
            );
        }
        assert!((1..=BREAKS_MAX as usize).contains(&it.breaks.len()));
        for kind in it.breaks {
            *drawn.entry(kind).or_insert(0_usize) += 1;
            all += 1;
        }
    }
    let fair = all / BreakKind::ALL.len();
    for kind in BreakKind::ALL {
        let times = drawn.get(&kind).copied().unwrap_or(0);
        // Of a hundred draws the one or other kind comes seldom by chance; of a thousand none does.
        let (least, most) = if count >= 500 { (fair * 3 / 4, fair * 5 / 4) } else { (fair / 4, fair * 2 + 2) };
        assert!((least..=most).contains(&times), "{kind:?} {times} of {all}: {drawn:?}");
    }
}

#[test]
fn the_same_name_gives_the_same_bytes_and_another_one_another_exam() {
    assert_eq!(exam("Anna Li"), exam(" Anna Li "));
    assert_eq!(exam("李安娜"), exam("李安娜"));
    let different: BTreeSet<String> =
        (0..12).map(|it| exam(&format!("learner {it}")).files.start().to_owned()).collect();
    assert!(different.len() >= 11, "{}", different.len());
}

/// Nothing in the text tells what was done to it.
#[test]
fn what_was_broken_is_not_told() {
    for number in 0..6 {
        let it = exam(&format!("quiet {number}"));
        let text = it.files.start();
        assert!(!text.contains("//") && !text.contains("from_start") && !text.contains("expect"), "{text}");
    }
}

/// Does docs/lessons.md tell the truth? Its commands are run one after the other, and what it shows is what they say.
#[test]
fn what_the_page_shows_comes_of_its_commands() {
    for (lang, path) in [("en", "docs/lessons.md"), ("zh", "docs/zh/lessons.md")] {
        let here = folder(&format!("lesson-page-{lang}"));
        let page = read(root().join(path));
        let (mut told, mut rest, mut shown) = (String::new(), page.as_str(), 0);
        while let Some((before, block)) = rest.split_once("```sh\n") {
            let (command, after) = block.split_once("\n```\n").expect("a block ends");
            let words: Vec<&str> = command.split_whitespace().skip(1).chain(["--lang", lang]).collect();
            let came = call_in(&here, &words, b"");
            assert!(came.code < 2, "{command}: {}", came.err);
            told.push_str(&format!("{before}```sh\n{command}\n```\n"));
            rest = after;
            // What comes at once next is what it says.
            if let Some(block) = after.strip_prefix("\n```text\n") {
                let (_, after) = block.split_once("```\n").expect("a block ends");
                told.push_str(&format!("\n```text\n{}\n```\n", came.out.trim_end()));
                rest = after;
            }
            shown += 1;
        }
        told.push_str(rest);
        assert!(shown >= 8, "{path}");
        if told != page {
            let may = std::env::var_os("UPDATE_DOCS").is_some();
            assert!(may, "{path} is out of date; UPDATE_DOCS=1 cargo test writes it\n{told}");
            fs::write(root().join(path), told).expect("the page can be written");
        }
    }
}
