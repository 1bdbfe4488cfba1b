//! Is every mistake in a file reported, at its place, in words that help?
//!
//! `tests/bad` holds one small file per code, named after it, and files with dozens of mistakes. The report on each is
//! a snapshot. What cannot be a small file is made here.

use std::path::{Path, PathBuf};

use coexist::diag::render::{Color, report};
use coexist::diag::{Code, Diagnostic, Lines, REPORT_MAX, Severity, reference};
use coexist::lang::reference::Reference;
use coexist::lang::{Lang, Text, has_chinese};
use coexist::resolve::{load, load_all, load_bytes};
use coexist::scenario::base::gather;
use coexist::world::Version;

/// What is said about a file: its problems, or its warnings where it can be run.
fn said(bytes: &[u8]) -> Vec<Diagnostic> {
    match load_bytes(bytes, "bad") {
        Ok(loaded) => loaded.warnings,
        Err(problems) => {
            assert!(problems.iter().any(|it| it.severity == Severity::Error), "refused without an error");
            problems
        }
    }
}

/// The same of a file by its name, whose bases are not there.
fn said_of(path: &Path) -> Vec<Diagnostic> {
    let bytes = std::fs::read(path).unwrap();
    match std::str::from_utf8(&bytes) {
        Ok(text) => {
            load_all(&gather(&file_name(path), text, &mut |_| None), "bad").map_or_else(|it| it, |it| it.warnings)
        }
        Err(_) => said(&bytes),
    }
}

fn codes(text: &str) -> Vec<Code> {
    said(text.as_bytes()).iter().map(|it| it.code).collect()
}

/// The codes of what cannot be a small file; the tests below make them.
const MADE_HERE: [Code; 4] = [Code::S002, Code::S006, Code::S021, Code::R043];

fn bad_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|it| it.unwrap().path())
        .filter(|it| it.extension().is_some_and(|it| it == "ron"))
        .collect();
    files.sort();
    files
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}

fn rendered(path: &Path, lang: Lang) -> String {
    let bytes = std::fs::read(path).unwrap();
    report(&String::from_utf8_lossy(&bytes), &file_name(path), &said_of(path), lang, Color::Never)
}

fn compare_all(lang: Lang) {
    for path in bad_files() {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        insta::assert_snapshot!(name, rendered(&path, lang));
    }
}

#[test]
fn reports_are_as_they_were() {
    insta::with_settings!({ snapshot_path => "bad/snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        compare_all(Lang::En);
    });
}

#[test]
fn reports_in_chinese_are_as_they_were() {
    insta::with_settings!({ snapshot_path => "bad/snapshots/zh", prepend_module_to_snapshot => false, omit_expression => true }, {
        compare_all(Lang::Zh);
    });
}

/// Every text of a problem, with what it is.
fn texts(it: &Diagnostic) -> Vec<&Text> {
    let notes = it.notes.iter().map(|it| &it.1);
    [&it.message, &it.label].into_iter().chain(&it.help).chain(notes).filter(|it| **it != Text::default()).collect()
}

/// That each text has its Chinese is held by the compiler; here, that nothing goes around it.
#[test]
fn every_text_is_there_in_chinese() {
    let mut seen = 0;
    for path in bad_files() {
        for it in said_of(&path) {
            for text in texts(&it) {
                seen += 1;
                let (en, zh) = (text.of(Lang::En), text.of(Lang::Zh));
                // The label of R013 and R070 is the name of the product.
                let is_name = en == zh && Version::ALL.iter().any(|it| en == it.word());
                assert!(is_name || (has_chinese(zh) && en != zh), "{}: {en} / {zh}", file_name(&path));
            }
            assert!(has_chinese(it.message.of(Lang::Zh)), "{it:?}");
        }
    }
    assert!(seen > 400, "the test has stopped seeing texts: {seen}");
}

/// Nothing of the English frame is left around the texts.
#[test]
fn the_frame_of_a_report_is_chinese_too() {
    for path in bad_files() {
        let shown = rendered(&path, Lang::Zh);
        for word in ["error", "warning", "= at:", "= help:"] {
            assert!(!shown.contains(word), "{word} in\n{shown}");
        }
        let last = shown.lines().last().unwrap_or_default();
        assert!(last.ends_with("个错误") || last.ends_with("个警告"), "{shown}");
    }
}

#[test]
fn every_code_has_a_file_that_has_it() {
    let files = bad_files();
    // Those of lessons have theirs in tests/lessons.rs.
    for code in Code::ALL.iter().filter(|it| !MADE_HERE.contains(it) && !it.is_of_lessons()) {
        let name = format!("{}-{}.ron", code.id(), code.slug());
        let path =
            files.iter().find(|it| file_name(it) == name).unwrap_or_else(|| panic!("tests/bad/{name} is missing"));
        let found: Vec<_> = said_of(path).iter().map(|it| it.code).collect();
        assert!(found.contains(code), "{name} has {found:?}");
        assert!(found.iter().all(|it| it.id()[..1] == code.id()[..1] || it == code), "{name} has {found:?}");
    }
}

#[test]
fn the_page_is_what_the_codes_are() {
    let files = bad_files();
    for (lang, path, colon) in [(Lang::En, "docs/diagnostics.md", ": "), (Lang::Zh, "docs/zh/diagnostics.md", "：")] {
        let reference = Reference::new(lang);
        let example =
            |code: Code| files.iter().find(|it| file_name(it).starts_with(code.id())).map(|it| rendered(it, lang));
        let page = reference::markdown(&reference, example);
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(&path, &page).unwrap();
        }
        let file = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        assert!(file == page, "{} is out of date: run the tests with UPDATE_DOCS=1", path.display());
        for code in Code::ALL {
            assert!(file.contains(&format!("\n## {}{colon}", code.id())), "{code} has no section");
            assert!(file.contains(&format!("(#{})", reference::anchor(&reference, *code))), "{code} has no link");
        }
    }
}

#[test]
fn codes_are_unique_and_found_by_their_ids() {
    for code in Code::ALL {
        assert_eq!(Code::from_id(&code.id().to_lowercase()), Some(*code));
        assert_eq!(Code::ALL.iter().filter(|it| it.slug() == code.slug()).count(), 1, "{code}");
        assert!(code.explain().ends_with('.') && !code.explain().contains('\n'), "{code}");
    }
}

#[test]
fn dozens_of_mistakes_are_reported_in_one_pass() {
    for name in ["forty-mistakes.ron", "forty-mistakes-of-shape.ron"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad").join(name);
        let text = std::fs::read_to_string(path).unwrap();
        let found = said(text.as_bytes());
        assert!(found.len() >= 40, "{name}: {}", found.len());
        let errors: Vec<_> = found.iter().filter(|it| it.severity == Severity::Error).map(|it| it.span.start).collect();
        assert!(errors.is_sorted(), "{name} is not reported in the order of the file");
        for it in &found {
            assert!(!text[it.span.clone()].trim().is_empty(), "{it:?} points at nothing");
            assert!(!it.entity.is_empty() && !it.message.of(Lang::En).ends_with('.'), "{it:?}");
        }
    }
}

/// The text that a diagnostic underlines, and its line and column.
#[track_caller]
fn check(text: &str, code: Code, underlined: &str, place: (usize, usize), entity: &str) {
    let found = said(text.as_bytes());
    let it = found.iter().find(|it| it.code == code).unwrap_or_else(|| panic!("{code} is not among {found:#?}"));
    assert_eq!(&text[it.span.clone()], underlined);
    assert_eq!(Lines::new(text).place(it.span.start), place);
    assert_eq!(it.entity, entity);
}

#[test]
fn places_are_exact() {
    let text = "Scenario(schema: 1,\n servers: [(name: \"EX10\", version: Exchange2010, site: \"Branch\")])";
    check(text, Code::R002, "\"Branch\"", (2, 56), "servers[\"EX10\"].site");
    // Comments, blanks and characters of several bytes before the place.
    let text =
        "/* 总部 */ Scenario( schema: 1, // 一\n sites: [ /* 二 */ Site( name : \"总部\" ), Site(name: \"总部\") ] )";
    check(text, Code::R001, "\"总部\"", (2, 51), "sites[\"总部\"].name");
    // The name of a field, not its value.
    check("(schema: 1, sites: [(nam: \"HQ\", name: \"x\")])", Code::S011, "nam", (1, 22), "sites[\"x\"].nam");
    // A byte order mark is no column.
    check("\u{feff}(schema: 1, sites: [(name: \"\")])", Code::R041, "\"\"", (1, 28), "sites[0].name");
    check("#![type = \"x\"]\n(schema: 1, seed: x)", Code::S015, "x", (2, 19), "seed");
}

#[test]
fn the_marks_stand_under_wide_characters() {
    let text = "(schema: 1, sites: [(name: \"总部\"), (name: \"总部\")])";
    let shown = report(text, "x.ron", &said(text.as_bytes()), Lang::En, Color::Never);
    let source = shown.lines().find(|it| it.contains("schema")).unwrap();
    let marks = shown.lines().find(|it| it.contains('^')).unwrap();
    let width = |text: &str| unicode_width::UnicodeWidthStr::width(text);
    let second = source.rfind("\"总部\"").unwrap();
    assert_eq!(width(&marks[..marks.find('^').unwrap()]), width(&source[..second]), "{shown}");
}

#[test]
fn color_is_only_there_on_request() {
    let text = "(schema: 1, seed: x)";
    assert!(!report(text, "x.ron", &said(text.as_bytes()), Lang::En, Color::Never).contains('\u{1b}'));
    assert!(report(text, "x.ron", &said(text.as_bytes()), Lang::En, Color::Always).contains('\u{1b}'));
}

#[test]
fn files_that_hold_no_scenario_are_refused() {
    assert_eq!(codes(""), [Code::S003]);
    assert_eq!(codes(" \n\t "), [Code::S003]);
    assert_eq!(codes("\u{feff}"), [Code::S003]);
    assert_eq!(codes("// nothing"), [Code::S003]);
    assert_eq!(codes("/* nothing /* at */ all */"), [Code::S003]);
    assert_eq!(codes("/* nothing"), [Code::S005]);
    assert_eq!(codes("[1, 2]"), [Code::S015]);
    assert_eq!(codes("42"), [Code::S015]);
    assert_eq!(codes("Organisation(schema: 1)"), [Code::S010]);
    assert_eq!(codes("Scenario"), [Code::S015]);
    assert_eq!(codes("()"), [Code::S013]);
    assert_eq!(codes("(schema: 1, schema: 1)"), [Code::S012]);
    assert_eq!(codes("(schema: 0)"), [Code::S020]);
    assert_eq!(codes("\u{feff}(schema: 1)"), []);
    assert_eq!(said(&[0xFF, 0xFE, b'(', 0]).iter().map(|it| it.code).collect::<Vec<_>>(), [Code::S001]);
    assert_eq!(said(b"(schema: 1) // \x80").iter().map(|it| it.span.start).collect::<Vec<_>>(), [15]);
}

#[test]
fn a_file_that_was_cut_off_says_so() {
    let text = "Scenario(schema: 1, servers: [Server(name: \"EX10\", version: Exchange2010, running: [Imap4])])";
    load(text, "whole").unwrap_or_else(|it| panic!("{it:#?}"));
    for end in (0..text.len()).filter(|it| text.is_char_boundary(*it)) {
        let cut = &text[..end];
        let found = said(cut.as_bytes());
        assert_eq!(found.iter().filter(|it| it.severity == Severity::Error).count(), 1, "{cut}: {found:#?}");
        if cut.contains('(') {
            assert_eq!(found[0].code, Code::S005, "{cut}: {found:#?}");
        }
    }
}

#[test]
fn deep_nesting_is_refused() {
    for (open, close) in
        [("[", "]"), ("(", ")"), ("(a: ", ")"), ("A(", ")"), ("{1: ", "}"), ("Some(", ")"), ("/*", "*/")]
    {
        let deep = format!("(schema: 1, sites: {}{})", open.repeat(10_000), close.repeat(10_000));
        let found = codes(&deep);
        assert!(found == [Code::S006] || open == "/*", "{open}: {found:?}");
        // Never closed.
        assert!(!said(format!("(schema: 1, sites: {}", open.repeat(100_000)).as_bytes()).is_empty());
    }
}

#[test]
fn huge_files_are_refused_unread() {
    let huge = vec![b'('; (64 << 20) + 1];
    assert_eq!(said(&huge).iter().map(|it| it.code).collect::<Vec<_>>(), [Code::S002]);
    let most = vec![b' '; 64 << 20];
    assert_eq!(said(&most).iter().map(|it| it.code).collect::<Vec<_>>(), [Code::S003]);
}

#[test]
fn a_hundred_thousand_mistakes_are_counted() {
    let shape = format!("(schema: 1, sites: [{}])", "(nam: \"x\"),".repeat(50_000));
    let list = |entry: &dyn Fn(u32) -> String| (0..50_000).map(entry).collect::<Vec<_>>().join(",");
    let names = list(&|it| format!("(name: \"m{it}\", database: \"DB{it}\")"));
    let clients = list(&|it| format!("(name: \"c{it}\", user: \"x{it}\", connect: \"h:1\")"));
    let references = format!("(schema: 1, mailboxes: [{names}], clients: [{clients}])");
    for text in [shape, references] {
        let found = said(text.as_bytes());
        assert_eq!(found.len(), REPORT_MAX + 1);
        let last = found.last().unwrap();
        assert_eq!((last.code, last.message.of(Lang::En)), (Code::S021, "99,900 more problems are not shown"));
    }
}

/// Whatever was written by mistake, a message can be read: names in it are cut, wherever they stand.
#[test]
fn names_that_are_long_are_cut() {
    for letter in ["A", "信", "a b "] {
        let long = letter.repeat(5_000);
        let field = if letter == "A" { format!(", {long}: 3, outcome: {long}") } else { String::new() };
        let text = format!(
            "(schema: 1, sites: [(name: \"{long}\"), (name: \"x\"), (name: \"x\")],
            servers: [(name: \"EX10\", version: Exchange2010, site: \"{long}x\")],
            databases: [(name: \"DB\", on: [\"{long}y\"])],
            mailboxes: [(name: \"anna\", database: \"{long}z\")],
            clients: [(name: \"c\", user: \"{long}u\", connect: \"{long}.contoso.com:993:SSL\"{field})],
            expect: [(client: \"{long}\", outcome: LoggedOn, rules: [\"{long}\"], served_by: \"{long}\")])"
        );
        let found = said(text.as_bytes());
        assert!(found.len() > 6, "{found:#?}");
        for it in &found {
            for part in texts(it).into_iter().flat_map(|it| [it.of(Lang::En), it.of(Lang::Zh)]).chain([&*it.entity]) {
                assert!(!part.contains(&letter.repeat(161)), "{}", &part[..200]);
                assert!(part.len() < 1_200, "{} bytes: {}…", part.len(), part.chars().take(200).collect::<String>());
            }
        }
    }
}

#[test]
fn lists_have_an_end() {
    let text = format!("(schema: 1, sites: [{}])", "(name:\"\"),".repeat(1_000_001));
    assert_eq!(codes(&text), [Code::R043]);
}

#[test]
fn one_line_is_enough_for_an_editor() {
    let text = "(schema: 1,\n seed: x)";
    let found = said(text.as_bytes());
    assert_eq!(
        found[0].line(&Lines::new(text), "x.ron", Lang::En),
        "x.ron:2:8: error[S015]: expected a whole number, found a word without quotation marks"
    );
    assert_eq!(
        found[0].line(&Lines::new(text), "x.ron", Lang::Zh),
        "x.ron:2:8: 错误[S015]: 此处应为：整数，实际为：不加引号的词"
    );
}

/// Cases that once hid mistakes, or took what the cmdlet refuses: the codes of all that is wrong, in the order of the
/// file.
#[test]
fn cases_are_refused_for_all_that_is_wrong() {
    for (name, wanted) in [
        ("one-bracket-hides-three-mistakes", &["S011", "S005", "R003", "R005", "S016"][..]),
        ("a-shape-mistake-hides-reference-mistakes", &["S011", "R003", "R004", "R005", "S015", "R006", "R037"]),
        ("command-size-out-of-range", &["R021"]),
        ("connections-out-of-range", &["R021"]),
    ] {
        let path = format!("{}/tests/cases/{name}.ron", env!("CARGO_MANIFEST_DIR"));
        let found: Vec<_> =
            said(&std::fs::read(path).expect("the case is there")).iter().map(|it| it.code.id().to_owned()).collect();
        assert_eq!(found, wanted, "{name}");
    }
}
