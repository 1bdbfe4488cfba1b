//! Do scenarios work in real editors, set up as docs/editor.md says?
//!
//! The extension for VS Code is packed by the packager of VS Code, and its code runs against the real server
//! (`tests/editors/extension.mjs`); its colors are held to every scenario (`grammar.mjs`). Neovim, Vim and Emacs are
//! started with the configuration that stands in the document, and a script types into each. What is not installed is
//! skipped, and says so; `COEXIST_EDITORS` names what must be there, or `required` for all of it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use coexist::world::Version;
use serde_json::Value;

use crate::process::{call_with, folder, read, write};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Whether an editor is here; why not is said, and is a failure where it is required.
fn is_here(name: &str, missing: Option<String>) -> bool {
    let Some(why) = missing else { return true };
    let required = std::env::var("COEXIST_EDITORS").unwrap_or_default();
    let is_required = required.split_whitespace().any(|it| it == "required" || it == name);
    assert!(!is_required, "{name} is required here: {why}");
    eprintln!("skipped: {why}");
    false
}

/// Why a program cannot be used, unless it ends well.
fn unusable(program: &str, arguments: &[&str], why: &str) -> Option<String> {
    let mut command = Command::new(program);
    let ended = command.args(arguments).stdin(Stdio::null()).output();
    (!ended.is_ok_and(|it| it.status.success())).then(|| why.to_owned())
}

/// What runs a program, ended after two minutes where there is something that does it: an editor may wait for a key.
fn start(program: &str) -> Command {
    if unusable("timeout", &["--version"], "").is_some() {
        return Command::new(program);
    }
    let mut command = Command::new("timeout");
    command.args(["--kill-after=5", "120", program]);
    command
}

/// Runs a command to its end, and returns what it printed.
fn run(command: &mut Command) -> String {
    let ended = command.stdin(Stdio::null()).output().expect("it was here a moment ago");
    let told = format!("{}{}", String::from_utf8_lossy(&ended.stdout), String::from_utf8_lossy(&ended.stderr));
    assert!(ended.status.success(), "{command:?} ended with {}:\n{told}", ended.status);
    told
}

fn no_node() -> Option<String> {
    if cfg!(windows) {
        return Some("what the extension is tried with are scripts of Unix".to_owned());
    }
    unusable("node", &["--version"], "node is not installed").or_else(|| {
        let tools = root().join("editors/vscode/node_modules/@vscode/vsce");
        (!tools.exists()).then(|| "the packager is not installed: npm ci --ignore-scripts in editors/vscode".to_owned())
    })
}

#[test]
fn the_extension_holds_what_it_must_and_does_what_it_says() {
    if is_here("vscode", no_node()) {
        let folder = folder("editors-vscode");
        let script = root().join("tests/editors/extension.mjs");
        let told = run(start("node").arg(script).arg(folder).arg(env!("CARGO_BIN_EXE_coexist")));
        assert!(told.contains("the extension is right"), "{told}");
    }
}

#[test]
fn the_grammar_colors_every_scenario_as_it_is_read() {
    if is_here("vscode", no_node()) {
        let told = run(start("node").arg(root().join("tests/editors/grammar.mjs")));
        assert!(told.contains("the grammar is right"), "{told}");
    }
}

/// The blocks of code under a heading of the document, in a language.
fn blocks(heading: &str, language: &str) -> Vec<String> {
    let page = read(root().join("docs/editor.md")).replace("\r\n", "\n");
    let (_, section) = page.split_once(&format!("\n## {heading}\n")).expect("the editor is in the document");
    let section = section.split("\n## ").next().expect("there is a first part");
    let begin = format!("```{language}\n");
    let found: Vec<_> =
        section.split(&begin).skip(1).filter_map(|it| Some(it.split_once("```")?.0.to_owned())).collect();
    assert!(!found.is_empty(), "{heading} has no {language}");
    found
}

/// Where a mistake stands, behind `before`: an editor counts columns in a way of its own.
fn broken(before: &str) -> String {
    format!(
        "Scenario(\n    schema: 1,\n    {before}servers: [Server(name: \"EX10\", version: Exchange2010, runing: \
         [Imap4])],\n)\n"
    )
}

const UGLY: &str = "// ugly\n\
Scenario(schema:1,servers:[Server(name:\"EX10\",version:Exchange2010,running:[Imap4])],\n\
databases:[Database(name:\"DB1\",on:[\"EX10\"])],mailboxes:[Mailbox(name:\"anna\",database:\"DB1\")],\n\
clients:[Client(name:\"laptop\",user:\"anna\",connect:\"EX10.contoso.com:993:SSL\")])\n";

/// Opens a broken scenario and an ugly one in an editor that is set up so, and looks at what is shown: the mistake and
/// its place, what a field means, what may stand there, and the file after it was saved.
fn opens_scenarios(name: &str, configuration: &str, before: &str, arguments: &[&str]) -> Value {
    let folder = folder(&format!("editors-{name}"));
    let programs = Path::new(env!("CARGO_BIN_EXE_coexist")).parent().expect("it stands in a folder").to_owned();
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let paths: Vec<PathBuf> = std::iter::once(programs).chain(std::env::split_paths(&paths)).collect();
    let ugly = write(&folder, "ugly.ron", UGLY);
    let result = folder.join("result.json");
    let mut command = start(arguments[0]);
    command
        .args(&arguments[1..])
        .current_dir(&folder)
        .env("PATH", std::env::join_paths(paths).expect("they were joined before"))
        .env("HOME", &folder)
        .env("TERM", "xterm")
        .env("LC_ALL", "C.UTF-8")
        .env("COEXIST_LANG", "en")
        .env("INIT", write(&folder, if name == "neovim" { "init.lua" } else { "init" }, configuration))
        .env("BROKEN", write(&folder, "broken.scenario.ron", broken(before)))
        .env("UGLY", &ugly)
        .env("RESULT", &result);
    for it in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"] {
        command.env(it, folder.join(it));
    }
    let told = run(&mut command);
    assert!(result.exists(), "{name} has written nothing:\n{told}");
    let seen: Value = serde_json::from_str(&read(&result)).expect("the script writes JSON");
    assert!(seen["failed"].is_null(), "{name}: {}\n{told}", seen["failed"].as_str().unwrap_or_default());
    let mistakes = seen["diagnostics"].as_array().expect("a list");
    let text = |it: &Value, of: &str| it[of].as_str().unwrap_or_default().to_owned();
    assert_eq!(mistakes.len(), 1, "{seen:#}");
    assert!(text(&mistakes[0], "at").starts_with("runing: [Imap4]"), "{seen:#}");
    assert!(text(&mistakes[0], "message").contains("did you mean `running`?"), "{seen:#}");
    assert!(text(&seen, "hover").contains("must be written"), "{seen:#}");
    let offered: Vec<_> = seen["completion"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    assert_eq!(offered, Version::ALL.map(|it| format!("{it:?}")), "{seen:#}");
    let formatted = call_with(&["fmt", "-"], UGLY.as_bytes()).out;
    assert_ne!(formatted, UGLY);
    assert_eq!(read(&ugly), formatted, "{name} formats what it saves");
    seen
}

fn script(name: &str) -> String {
    root().join("tests/editors").join(name).to_string_lossy().into_owned()
}

/// Letters of one, two and three bytes, and one of two units in UTF-16.
const LETTERS: &str = "/* é 组织 📫 */ ";

#[test]
fn neovim_serves_scenarios_in_both_ways() {
    let has =
        |what: &str| unusable("nvim", &["--headless", "--clean", "-c", &format!("exe {what} ? 'q' : 'cq'")], what);
    if !is_here("neovim", has("has('nvim-0.7')").map(|_| "Neovim 0.7 or later is not installed".to_owned())) {
        return;
    }
    let [new, old, save, lenses] = &blocks("Neovim", "lua")[..] else { panic!("two ways, and what is for both") };
    let drive = format!("luafile {}", script("neovim.lua"));
    let start = ["nvim", "--headless", "--clean", "-n", "-i", "NONE", "-c", &drive];
    let mut ways = vec![old];
    match has("has('nvim-0.11')") {
        None => ways.push(new),
        Some(_) => eprintln!("skipped: this Neovim is older than 0.11, one of two ways is not tried"),
    }
    for way in ways {
        let seen = opens_scenarios("neovim", &format!("{way}{save}{lenses}"), LETTERS, &start);
        assert!(
            seen["answer"].as_str().is_some_and(|it| it.contains("laptop") && !it.contains("Scenario(")),
            "{seen:#}"
        );
    }
}

#[test]
fn vim_serves_scenarios() {
    let runs = |it: &str| unusable("vim", &["-N", "-u", "NONE", "-i", "NONE", "-es", "-c", it], "");
    let missing = runs("exe has('terminal') && has('nvim') == 0 ? 'qall!' : 'cquit'")
        .map(|_| "Vim with a terminal in it is not installed".to_owned())
        .or_else(|| {
            runs("try | packadd ale | qall! | catch | cquit | endtry")
                .map(|_| "ALE is not installed for Vim (Debian: vim-ale)".to_owned())
        });
    if is_here("vim", missing) {
        let script = script("vim.vim");
        let start = ["vim", "-N", "-u", "NONE", "-i", "NONE", "-n", "--not-a-term", "-S", &script];
        // ALE takes a column for a number of bytes: what stands before is ASCII.
        let _ = opens_scenarios("vim", &blocks("Vim", "vim").concat(), "", &start);
    }
}

#[test]
fn emacs_serves_scenarios() {
    let find = "(progn (package-initialize) (require 'eglot))";
    let missing = unusable("emacs", &["--version"], "Emacs is not installed").or_else(|| {
        unusable("emacs", &["--batch", "--eval", find], "Eglot is not installed for Emacs (Debian: elpa-eglot)")
    });
    if is_here("emacs", missing) {
        let script = script("emacs.el");
        let start = ["emacs", "--batch", "-l", &script];
        let _ = opens_scenarios("emacs", &blocks("Emacs", "elisp").concat(), LETTERS, &start);
    }
}
