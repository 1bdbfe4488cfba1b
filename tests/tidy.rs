//! Is the house in order? Layers, file lengths, words that do not belong, and a goal in every scenario.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use coexist::scenario::Setting;
use coexist::world::Version;

/// The rooms from the top to the bottom: each imports only from those behind it.
const LAYERS: [&str; 36] = [
    "cli",
    "import",
    "wasm",
    "page",
    "ledger",
    "gallery",
    "picture",
    "render",
    "words",
    "lesson",
    "rehearsal",
    "telling",
    "sweep",
    "trial",
    "check",
    "explain",
    "verdict",
    "reading",
    "sim",
    "trace",
    "actor",
    "net",
    "resolve",
    "change",
    "protocol",
    "policy",
    "world",
    "cmdlet",
    "product",
    "scenario",
    "diag",
    "rules",
    "chance",
    "time",
    "catalogue",
    "lang",
];

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("the entry can be read").path();
            if path.is_dir() {
                open.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The module at the top of the crate to which a file belongs.
fn room(path: &Path) -> String {
    let below = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).expect("below src");
    let first = below.components().next().expect("a file has a name").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// Whether a file below `src` holds nothing but tests.
fn is_test(path: &Path) -> bool {
    path.ends_with("tests.rs") || path.ends_with("differential.rs") || path.ends_with("sample.rs")
}

/// A source up to its tests, which stand at its end.
fn without_tests(text: &str) -> &str {
    let begins = |it: &(usize, &str)| text[it.0..].lines().nth(1).is_some_and(|line| line.ends_with('{'));
    let tests = text.match_indices("#[cfg(test)]\n").find(begins);
    tests.map_or(text, |(at, _)| &text[..at])
}

#[test]
fn modules_import_only_from_below() {
    let mut wrong = Vec::new();
    let mut imports = 0;
    for path in files("src", ".rs") {
        let room = room(&path);
        if room == "lib" || room == "main" || is_test(&path) {
            continue;
        }
        let layer = LAYERS.iter().position(|it| *it == room).unwrap_or_else(|| panic!("{room} is in no layer"));
        let text = fs::read_to_string(&path).expect("sources are UTF-8");
        let text = without_tests(&text);
        for (number, line) in text.lines().enumerate() {
            let line = line.split("//").next().expect("there is a first part");
            for part in line.split("crate::").skip(1) {
                let name: String = part.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect();
                if let Some(other) = LAYERS.iter().position(|it| *it == name) {
                    imports += 1;
                    if other < layer {
                        wrong.push(format!("{}:{}: {room} imports {name}", path.display(), number + 1));
                    }
                }
            }
        }
    }
    assert!(imports > 50, "the test has stopped seeing imports: {imports}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What differs by version stands in the product's tables, and nobody else asks which version it is: a version that is
/// added cannot be forgotten anywhere in silence. What is kept for each version, service, protocol, component or
/// outcome is kept by that and not by a number.
#[test]
fn versions_are_named_by_the_product_alone() {
    let names: Vec<String> = Version::ALL.iter().map(|it| format!("::{it:?}")).collect();
    let mut found_in_product = 0;
    let mut wrong = Vec::new();
    for path in files("src", ".rs").into_iter().filter(|it| !is_test(it)) {
        let text = fs::read_to_string(&path).expect("sources are UTF-8");
        let text = without_tests(&text);
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().expect("there is a first part");
            let named = names.iter().any(|it| code.contains(it))
                || ["Version::{", "Version::*"].iter().any(|it| {
                    code.match_indices(it).any(|(at, _)| !code[..at].ends_with(|it: char| it.is_alphanumeric()))
                });
            let counted = ["version", "service", "protocol", "component", "outcome"]
                .iter()
                .any(|it| ["as usize", "as u32"].iter().any(|to| code.contains(&format!("{it} {to}"))));
            match (room(&path).as_str(), named) {
                ("product", true) => found_in_product += 1,
                (_, true) => wrong.push(format!("{}:{}: asks for a version by its name", path.display(), number + 1)),
                (_, false) if counted => wrong.push(format!("{}:{}: counts", path.display(), number + 1)),
                (_, false) => {}
            }
        }
    }
    assert!(found_in_product >= Version::ALL.len(), "the test has stopped seeing versions: {found_in_product}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// How a version looks and what it is called in pictures stands in its row too. The style sheet is one text; a test of
/// its own holds it to the rows.
#[test]
fn versions_look_as_their_rows_say() {
    let spelled: Vec<String> = Version::ALL
        .iter()
        .map(|it| it.product())
        .flat_map(|it| [format!("\"{}\"", it.year), it.look.class.to_owned(), it.look.color.to_owned()])
        .collect();
    let mut wrong = Vec::new();
    for path in files("src", ".rs").into_iter().filter(|it| !is_test(it) && !it.ends_with("picture/style.rs")) {
        if room(&path) != "product" {
            wrong.extend(literals(&path).filter(|it| spelled.iter().any(|word| it.1.contains(word.as_str()))));
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// CONTRIBUTING.md names every file of the sources that has something for each version, and no other: whoever adds one
/// is led to all of them.
#[test]
fn the_places_of_a_version_are_in_the_list() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(home.join("CONTRIBUTING.md")).expect("it is there");
    let (_, section) = text.split_once("### … a version\n").expect("a section about versions");
    let section = section.split("\n#").next().expect("there is a first part");
    let mut listed: Vec<&str> = section.split('`').filter(|it| it.starts_with("src/")).collect();
    listed.sort_unstable();
    listed.dedup();
    let classes = Version::ALL.map(|it| it.product().look.class.to_owned());
    let names = Version::ALL.map(|it| format!("{it:?}"));
    let mut found = Vec::new();
    for path in files("src", ".rs").into_iter().filter(|it| !is_test(it)) {
        let text = fs::read_to_string(&path).expect("sources are UTF-8");
        let code = without_tests(&text);
        let each = |words: &[String]| words.iter().all(|it| code.contains(it.as_str()));
        let cells = ["By::versions([", "ByVersion::new("].iter().any(|it| code.contains(it));
        if each(&names) || each(&classes) || cells {
            let path = path.strip_prefix(home).expect("below the home").display().to_string();
            found.push(path.replace('\\', "/"));
        }
    }
    found.sort_unstable();
    assert_eq!(found, listed, "the files that have something for each version, and those in CONTRIBUTING.md");
}

/// One word has one meaning: no two public types share a name. What is of the crate alone may, where its module says
/// which is meant; `pub` is what can be reached from outside, the compiler says so of the rest.
#[test]
fn no_two_public_types_share_a_name() {
    let mut named: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in files("src", ".rs").into_iter().filter(|it| !it.to_string_lossy().contains("build")) {
        let text = fs::read_to_string(&path).expect("sources are UTF-8");
        for (number, line) in without_tests(&text).lines().enumerate() {
            let Some(item) = line.trim_start().strip_prefix("pub ") else { continue };
            let Some((kind, rest)) = item.split_once(' ') else { continue };
            let name: String = rest.chars().take_while(|it| it.is_alphanumeric()).collect();
            if ["struct", "enum", "union", "trait", "type"].contains(&kind) && !name.is_empty() {
                named.entry(name).or_default().push(format!("{}:{}", path.display(), number + 1));
            }
        }
    }
    assert!(named.len() > 100, "the test has stopped seeing types: {}", named.len());
    let twice: Vec<_> = named.iter().filter(|it| it.1.len() > 1).collect();
    assert!(twice.is_empty(), "{twice:#?}");
}

/// A setting is spelled in its row. Whoever needs its name, as a field of the language or as the parameter of a cmdlet,
/// asks for it.
#[test]
fn settings_are_named_by_their_rows_alone() {
    let spelled: Vec<[String; 2]> =
        Setting::ALL.iter().map(|it| [format!("\"{}\"", it.name()), format!("-{} ", it.name())]).collect();
    let mut wrong = Vec::new();
    for path in files("src", ".rs").into_iter().filter(|it| !is_test(it)) {
        if !path.ends_with("scenario/settings.rs") {
            let is_spelled = |text: &str| spelled.iter().flatten().any(|word| text.contains(word.as_str()));
            wrong.extend(literals(&path).filter(|it| is_spelled(&it.1)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// The lines of a source that hold a text, each with its place, without comments and tests.
fn literals(path: &Path) -> impl Iterator<Item = (String, String)> {
    let text = fs::read_to_string(path).expect("sources are UTF-8");
    let code = without_tests(&text).to_owned();
    let path = path.display().to_string();
    let lines: Vec<_> =
        code.lines().enumerate().map(|(at, it)| (format!("{path}:{}", at + 1), it.to_owned())).collect();
    lines.into_iter().filter(|(_, it)| !it.trim_start().starts_with("//") && it.contains('"'))
}

/// The core has no files, clock, threads, environment or terminal.
#[test]
fn the_core_touches_nothing_outside() {
    let banned = [
        "std::fs",
        "std::env",
        "std::io",
        "std::thread",
        "std::process",
        "std::net::Tcp",
        "println!",
        "thread_local!",
        "f32",
        "f64",
    ];
    let mut wrong = Vec::new();
    for path in files("src", ".rs") {
        // What reads the catalogue runs while the program is built, and is no part of it.
        if matches!(room(&path).as_str(), "cli" | "main")
            || path.to_string_lossy().replace('\\', "/").contains("/catalogue/build/")
        {
            continue;
        }
        let text = fs::read_to_string(&path).expect("sources are UTF-8");
        for (number, line) in text.lines().enumerate().filter(|it| !it.1.trim_start().starts_with("//")) {
            for word in banned {
                // What can be read or written in general is named by the trait; a digest refuses it, an import passes it by.
                let is_refused = word.starts_with('f')
                    && (path.ends_with("render/digest.rs") || path.ends_with("import/shapes/json.rs"));
                // The one place of the import that reads files.
                let is_reading = word.starts_with("std::") && path.ends_with("import/sources.rs");
                if line.contains(word) && !is_refused && !is_reading {
                    wrong.push(format!("{}:{}: {word}", path.display(), number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn sources_open_with_their_question_and_stay_readable() {
    let mut wrong = Vec::new();
    for path in files("src", ".rs") {
        let text = fs::read_to_string(&path).expect("sources are UTF-8");
        if !text.starts_with("//!") {
            wrong.push(format!("{}: does not open with `//!`", path.display()));
        }
        // The scenario language is one reference and reads best in one piece.
        let allowed = if path.ends_with("src/scenario.rs") || path.ends_with("src/world.rs") { 1_000 } else { 700 };
        if text.lines().count() > allowed {
            wrong.push(format!("{}: {} lines", path.display(), text.lines().count()));
        }
        for (number, line) in text.lines().enumerate() {
            // A table of sentences keeps each sentence in one piece; all else is for the formatter.
            let long = line.chars().count() > 120 && !line.contains('"') && !line.contains("<!--");
            let word =
                ["TODO", "FIXME", "XXX", "dbg!", "unimplemented!", "todo!"].iter().find(|it| line.contains(**it));
            if long {
                wrong.push(format!("{}:{}: longer than 120", path.display(), number + 1));
            }
            if let Some(word) = word {
                wrong.push(format!("{}:{}: {word}", path.display(), number + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_scenario_opens_with_its_goal_and_expects_something() {
    let is_of_lesson = |it: &PathBuf| it.to_string_lossy().replace('\\', "/").contains("/scenarios/lessons/");
    let scenarios: Vec<PathBuf> = files("scenarios", ".ron").into_iter().filter(|it| !is_of_lesson(it)).collect();
    assert!(!scenarios.is_empty(), "the gallery is empty");
    let mut wrong = Vec::new();
    for path in scenarios {
        let text = fs::read_to_string(&path).expect("scenarios are UTF-8");
        if !text.starts_with("// ") {
            wrong.push(format!("{}: does not open with a comment that says what it shows", path.display()));
        }
        if !text.contains("expect:") {
            wrong.push(format!("{}: expects nothing", path.display()));
        }
        if text.contains('\r') || text.contains('\t') {
            wrong.push(format!("{}: carriage returns or tabs", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
