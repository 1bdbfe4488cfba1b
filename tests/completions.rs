//! Does Tab offer what there is, in each shell?

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use coexist::gallery;
use coexist::rules::Rule;

use crate::editor::{commands, situations};
use crate::process::{SMALL, call, folder, write};

/// The shells that `completions` knows.
const SHELLS: [&str; 5] = ["bash", "elvish", "fish", "powershell", "zsh"];

/// What a shell is offered for the last of these words, line by line as that shell wants it.
fn asked(shell: &str, folder: &Path, words: &[&str]) -> Vec<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_coexist"))
        .arg("--")
        .arg("coexist")
        .args(words)
        .current_dir(folder)
        .env("COEXIST_LANG", "en")
        .env("COEXIST_COMPLETE", shell)
        .env("_CLAP_COMPLETE_INDEX", words.len().to_string())
        .env("_CLAP_IFS", "\n")
        .stdin(Stdio::null())
        .output()
        .expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    assert!(output.status.success() && output.stderr.is_empty(), "{words:?}: {}", text(output.stderr));
    text(output.stdout).lines().map(str::to_owned).collect()
}

/// What bash is offered for the last of these words, without the options that may stand there as well.
fn offered(folder: &Path, words: &[&str]) -> Vec<String> {
    let all = asked("bash", folder, words);
    all.into_iter().filter(|it| !it.starts_with('-')).collect()
}

#[test]
fn every_shell_has_a_script_and_is_offered_every_command() {
    let here = folder("completions-commands");
    for shell in SHELLS {
        let came = call(&["completions", shell]);
        assert_eq!((came.code, came.err.as_str()), (0, ""), "{shell}");
        assert!(came.out.contains("COEXIST_COMPLETE") && came.out.contains("coexist"), "{shell}: {}", came.out);
        let first = asked(shell, &here, &[""]);
        for command in commands() {
            let is = |it: &&String| it.split([':', '\t', ' ']).next() == Some(command.as_str());
            assert!(first.iter().any(|it| is(&it)), "{shell} is not offered {command}: {first:?}");
        }
        let options = asked(shell, &here, &["test", "--req"]);
        assert!(options.len() == 1 && options[0].starts_with("--require-snapshots"), "{shell}: {options:?}");
    }
    let unknown = call(&["completions", "cmd"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (2, ""));
    assert!(unknown.err.contains("powershell"), "{}", unknown.err);
}

/// What is said beside a command is said in the language of the user.
#[test]
fn what_is_said_beside_it_is_in_the_language() {
    let here = folder("completions-language");
    let said = |words: &[&str]| asked("fish", &here, words).join("\n");
    assert!(said(&["rules", "LB-1"]).len() > 20);
    assert!(!coexist::lang::has_chinese(&said(&["rules", "LB-1"])));
    assert!(coexist::lang::has_chinese(&said(&["--lang", "zh", "rules", "LB-1"])));
}

#[test]
fn scenarios_are_files_and_the_gallery() {
    let here = folder("completions-scenarios");
    for name in ["mine.ron", "theirs.JSON", "notes.txt", "sub/deep.ron", "service.ron"] {
        write(&here, name, SMALL);
    }
    for command in ["run", "explain", "check", "report", "step", "diagram", "what-if", "flatten", "diff"] {
        let first = offered(&here, &[command, ""]);
        for it in ["mine.ron", "theirs.JSON", "sub/", "service/", "load-balancer/"] {
            assert!(first.iter().any(|that| that == it), "{command}: {it} is not in {first:?}");
        }
        assert!(!first.iter().any(|it| it.contains("notes") || it.contains("loops")), "{command}: {first:?}");
    }
    assert_eq!(offered(&here, &["run", "sub/"]), ["sub/deep.ron"]);
    assert_eq!(offered(&here, &["diff", "mine.ron", "their"]), ["theirs.JSON"]);
    let begun = offered(&here, &["run", "shared-name-loops-through"]);
    assert_eq!(begun, [gallery::DEFAULT]);
    // Everything that stands in a topic, each once, as the program takes it.
    let topic: Vec<_> = gallery::ALL.iter().filter(|it| it.topic == "login").collect();
    let whole: Vec<_> = topic.iter().map(|it| format!("{}/{}", it.topic, it.claim)).collect();
    assert!(whole.len() > 5);
    assert_eq!(offered(&here, &["run", "login/"]), whole);
    // Only what is a file is formatted and tested.
    for command in ["fmt", "test", "watch"] {
        assert_eq!(offered(&here, &[command, "se"]), ["service.ron"], "{command}");
    }
}

#[test]
fn clients_are_those_of_the_scenario_that_was_named() {
    let here = folder("completions-clients");
    let two =
        SMALL.replacen("clients: [", "clients: [(name: \"phone\", user: \"anna\", connect: \"ex10:993:SSL\"), ", 1);
    assert_ne!(two, SMALL);
    write(&here, "mine.ron", two);
    write(&here, "broken.ron", "Scenario(");
    let own = offered(&here, &["run", "mine.ron", "--client", ""]);
    assert!(own.contains(&"phone".to_owned()) && own.len() == 2, "{own:?}");
    assert_eq!(offered(&here, &["explain", "--lang", "en", "mine.ron", "--client", "ph"]), ["phone"]);
    assert_eq!(offered(&here, &["what-if", "mine.ron", "--run", "x", "--on", ""]), ["EX10"]);
    for nobody in ["broken.ron", "nothing.ron", "-"] {
        assert_eq!(offered(&here, &["run", nobody, "--client", ""]), [""; 0], "{nobody}");
    }
}

#[test]
fn what_has_a_name_is_offered_by_it() {
    let here = folder("completions-names");
    let ids: std::collections::BTreeSet<_> = Rule::ALL.iter().map(|it| it.id().to_owned()).collect();
    for words in [&["rules", ""][..], &["list", "--rule", ""]] {
        let found = offered(&here, words);
        assert_eq!(found.len(), ids.len(), "{words:?}");
        assert!(found.iter().all(|it| ids.contains(it)), "{words:?}");
    }
    assert!(offered(&here, &["rules", "lb-"]).contains(&"LB-1".to_owned()));
    let mut all = situations();
    all.sort();
    assert_eq!(offered(&here, &["new", ""]), all);
    assert_eq!(offered(&here, &["list", "--outcome", "logged"]), ["LoggedOn"]);
    assert!(offered(&here, &["list", ""]).contains(&"tls".to_owned()));
    assert!(offered(&here, &["help", "logint"]).contains(&"LoginType".to_owned()));
    assert_eq!(offered(&here, &["help", ""]), [""; 0]);
    assert!(offered(&here, &["run", "--format", "js"]).contains(&"json".to_owned()));
}

/// A variable that is set for something else, or to nothing, keeps nobody from the program.
#[test]
fn a_shell_that_is_not_known_is_told_so() {
    let with = |value: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_coexist"));
        command.arg("--version").env("COEXIST_COMPLETE", value).output().expect("the program starts")
    };
    assert!(String::from_utf8_lossy(&with("").stdout).starts_with("coexist "));
    let unknown = with("cmd");
    assert_eq!((unknown.status.code(), unknown.stdout.as_slice()), (Some(2), b"".as_slice()));
    let told = String::from_utf8_lossy(&unknown.stderr).into_owned();
    assert!(told.contains("cmd") && told.contains("powershell"), "{told}");
}

/// Real shells, where they are installed, with the line of docs/install.md.
#[test]
fn shells_complete_with_the_line_of_the_document() {
    let here = folder("completions-shells");
    write(&here, "mine.ron", SMALL);
    let page = include_str!("../docs/install.md");
    let line = |shell: &str| {
        let row = page.lines().find(|it| it.starts_with(&format!("| {shell} |"))).expect("a row for each shell");
        row.split('`').nth(1).expect("a line of code").replace("\\|", "|")
    };
    for (shell, options, ask) in [
        (
            "bash",
            &["--norc", "-c"][..],
            "COMP_WORDS=(coexist check min); COMP_CWORD=2; COMP_TYPE=9; _clap_complete_coexist coexist min check; \
             printf '%s\\n' \"${COMPREPLY[@]}\"",
        ),
        ("fish", &["--no-config", "-c"][..], "complete -C 'coexist check min'"),
    ] {
        if !Command::new(shell).arg("--version").output().is_ok_and(|it| it.status.success()) {
            eprintln!("skipped: {shell} is not installed");
            continue;
        }
        let programs = Path::new(env!("CARGO_BIN_EXE_coexist")).parent().expect("it stands in a folder").to_owned();
        let paths: Vec<PathBuf> =
            std::iter::once(programs).chain(env::split_paths(&env::var_os("PATH").unwrap_or_default())).collect();
        let output = Command::new(shell)
            .args(options)
            .arg(format!("{}\n{ask}", line(shell)))
            .current_dir(&here)
            .env("PATH", env::join_paths(paths).expect("they were joined before"))
            .env("HOME", &here)
            .stdin(Stdio::null())
            .output()
            .expect("it was here a moment ago");
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(told.trim(), "mine.ron", "{shell}: {}", String::from_utf8_lossy(&output.stderr));
    }
}
