//! Does every command that waits end when its terminal goes away?
//!
//! A session that is dropped, a window that is closed: nobody is left who could press a key. Each command is begun in a
//! terminal of its own, which then is gone: on Unix with the signal for it and without, on Windows as a console is closed.

#![cfg(any(unix, windows))]

use std::io::{Read, Write};

use portable_pty::CommandBuilder;

use crate::process::{SMALL, call, folder, write};
use crate::pty::{self, Begun};

/// The program, which hears of the end of its terminal or ignores it.
#[cfg(unix)]
fn begun(ignores: bool) -> CommandBuilder {
    let mut command = CommandBuilder::new("sh");
    let before = if ignores { "trap '' HUP; " } else { "" };
    command.args(["-c", &format!("{before}exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_coexist")]);
    command
}

/// The program. Nobody can ignore that a console is closed.
#[cfg(windows)]
fn begun(_: bool) -> CommandBuilder {
    CommandBuilder::new(env!("CARGO_BIN_EXE_coexist"))
}

/// What a terminal sends when somebody types this.
fn keys(typed: &str) -> String {
    // A console asks first where the cursor stands, and waits for the answer.
    if cfg!(windows) { format!("\x1b[1;1R{}", typed.replace('\n', "\r")) } else { typed.to_owned() }
}

/// How a process may end whose terminal is gone: by itself, or by the signal, which is told as 1 or as 128 and its number;
/// on Windows as STATUS_CONTROL_C_EXIT.
const ENDS: [u32; 5] = [0, 1, 2, 129, 0xC000_013A];

/// Begins a command in a terminal, types something, waits for what shows that it is there, and takes the terminal away.
/// How the process ends: a command that does not makes this wait for ever.
fn left_alone(arguments: &[&str], ignores: bool, typed: &str, shown: &str) -> u32 {
    let mut command = begun(ignores);
    command.args(arguments);
    command.cwd(env!("CARGO_MANIFEST_DIR"));
    let begun = Begun::new(pty::open(30, 100), command, &[("COEXIST_LANG", "en")]);
    let Begun { mut child, master, mut reader, keys: mut writer } = begun;
    writer.write_all(keys(typed).as_bytes()).expect("somebody types");
    writer.flush().expect("it is typed");
    let (mut said, mut bytes) = (Vec::new(), [0; 4096]);
    while !String::from_utf8_lossy(&said).contains(shown) {
        let read = reader.read(&mut bytes).expect("it writes");
        assert!(read > 0, "{arguments:?} has ended: {}", String::from_utf8_lossy(&said));
        said.extend(&bytes[..read]);
    }
    drop((reader, writer, master));
    child.wait().expect("it ends").exit_code()
}

#[test]
fn whoever_waits_ends_with_its_terminal() {
    let folder = folder("terminal");
    let file = write(&folder, "mine.ron", SMALL);
    let hello = r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#;
    let hello = format!("Content-Length: {}\n\n{hello}\n", hello.len());
    let page = format!("{folder}/page.html", folder = folder.display());
    let work = folder.join("work").to_string_lossy().into_owned();
    assert_eq!(call(&["lesson", "open", "3", "--work", &work]).code, 0);
    for (arguments, typed, shown) in [
        (&["watch", &file][..], "", "1 logged on"),
        (&["watch", &file, "-o", &page], "", "1 logged on"),
        (&["lsp"], &hello, "capabilities"),
        // A learner is asked, and asked whether he wants to be.
        (&["lesson", "predict", "--work", &work], "", "> "),
        (&["lesson", "run", "--work", &work], "", "[Y/n]"),
        (&["lesson", "watch", "--work", &work], "", "[Y/n]"),
        (&["lesson", "watch", "--work", &work, "--skip"], "", "q end"),
        // Whoever reads a scenario from a terminal waits for its end. What is typed comes back at once.
        (&["run", "-"], "Scenario(\n", "Scenario("),
        (&["check", "-"], "Scenario(\n", "Scenario("),
        (&["explain", "-"], "Scenario(\n", "Scenario("),
        (&["fmt", "-"], "Scenario(\n", "Scenario("),
        (&["what-if", "-", "--set", "seed=2"], "Scenario(\n", "Scenario("),
        (&["step"], "", "record 0 of"),
    ] {
        for &ignores in if cfg!(unix) { &[false, true][..] } else { &[false] } {
            let code = left_alone(arguments, ignores, typed, shown);
            assert!(ENDS.contains(&code), "{arguments:?}: {code}");
        }
    }
}
