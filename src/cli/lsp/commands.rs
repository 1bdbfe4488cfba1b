//! What is run or explained while the editor goes on talking?
//!
//! It is the program itself, as a process of its own, so that an editor shows what a terminal shows, and what nobody
//! waits for any more can be ended. What it says comes into the inbox beside what the editor says.

use std::io::{self, Read, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::SyncSender;
use std::sync::{Arc, Mutex};

use serde_json::Value;

use super::inbox::Event;
use crate::cli::lang::code;
use crate::diag::sources::Sources;
use crate::lang::Lang;
use crate::scenario::parse::flattened;

/// What an editor may ask the server to do.
pub(super) const COMMANDS: [&str; 2] = ["coexist.run", "coexist.explain"];
/// No answer is longer.
const LONGEST: u64 = 4 << 20;

/// A command that is carried out. It ends with its owner.
#[derive(Debug)]
pub(super) struct Running {
    /// The request that is answered by what it says.
    pub(super) id: Value,
    child: Arc<Mutex<Child>>,
}

impl Running {
    /// Starts the program with a text on its standard input. What it says is sent under the number.
    ///
    /// # Errors
    /// The process or its thread cannot be started.
    pub(super) fn start(
        program: &Path,
        arguments: &[String],
        text: String,
        (id, number): (Value, u64),
        to: SyncSender<Event>,
    ) -> io::Result<Self> {
        let mut child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let (input, out, err) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let running = Self { id, child: Arc::new(Mutex::new(child)) };
        let child = Arc::clone(&running.child);
        // It may answer before it has read all.
        std::thread::Builder::new().spawn(move || input.map(|mut it| it.write_all(text.as_bytes())))?;
        let err = std::thread::Builder::new().spawn(move || all_of(err))?;
        let work = move || {
            let (out, err) = (all_of(out), err.join().unwrap_or_default());
            if let Ok(mut child) = child.lock() {
                let _ = child.wait();
            }
            // Where nobody listens any more, nobody asks for it either.
            let _ = to.send(Event::Done(number, if out.is_empty() { err } else { out }));
        };
        std::thread::Builder::new().spawn(work)?;
        Ok(running)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Ok(mut child) = self.child.lock() {
            let _ = child.kill();
        }
    }
}

fn all_of(from: Option<impl Read>) -> String {
    let mut bytes = Vec::new();
    if let Some(from) = from {
        let _ = from.take(LONGEST).read_to_end(&mut bytes);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// With which arguments the program does what is asked, and with which text.
pub(super) fn asked(command: &str, sources: &Sources<'_>, client: Option<&str>, lang: Lang) -> (Vec<String>, String) {
    let text = flattened(sources).unwrap_or_else(|_| sources.own().text.to_string());
    let what: &[&str] = match command {
        "coexist.explain" => &["explain", "-"],
        _ => &["run", "-q", "-"],
    };
    let mut arguments: Vec<String> = what.iter().copied().map(str::to_owned).collect();
    // A name may begin as an option does.
    arguments.extend(client.map(|it| format!("--client={it}")));
    arguments.extend(["--lang", code(lang), "--color", "never"].map(str::to_owned));
    (arguments, text)
}
