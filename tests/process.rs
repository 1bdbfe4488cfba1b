//! How is the program called in a test, and what came of it?

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::{env, fs};

use serde_json::{Value, json};

/// What came of one call.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Came {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Calls the program in the folder of the crate.
pub(crate) fn call(arguments: &[&str]) -> Came {
    call_with(arguments, b"")
}

/// The same with something on standard input.
pub(crate) fn call_with(arguments: &[&str], input: &[u8]) -> Came {
    call_in(Path::new(env!("CARGO_MANIFEST_DIR")), arguments, input)
}

/// The same in a folder.
pub(crate) fn call_in(folder: &Path, arguments: &[&str], input: &[u8]) -> Came {
    let mut child = Command::new(env!("CARGO_BIN_EXE_coexist"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .env("COEXIST_LANG", "en")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("it is piped");
    let output = std::thread::scope(|scope| {
        // From another thread, because the program may answer at length before it has read everything; and one that
        // refuses its arguments does not read at all.
        scope.spawn(move || {
            let _ = stdin.write_all(input);
        });
        child.wait_with_output().expect("the program ends")
    });
    Came {
        code: output.status.code().expect("it ends by itself"),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// A folder of its own for one test.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder can be made");
    folder
}

/// Writes a file and returns its path.
pub(crate) fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder can be made");
    fs::write(&path, bytes).expect("it can be written");
    path.to_string_lossy().into_owned()
}

/// Every file below a folder, in order.
pub(crate) fn files_below(folder: &Path) -> Vec<PathBuf> {
    let (mut all, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(it) = open.pop() {
        for entry in fs::read_dir(it).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() { &mut open } else { &mut all }.push(path);
        }
    }
    all.sort();
    all
}

/// Reads a file as text.
pub(crate) fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(path.as_ref()).unwrap_or_else(|error| panic!("{}: {error}", path.as_ref().display()))
}

/// One server, one client, which logs on.
pub(crate) const SMALL: &str = r#"Scenario(
    schema: 1,
    title: "small",
    servers: [(name: "EX10", version: Exchange2010, running: [Imap4])],
    databases: [(name: "DB", on: ["EX10"])],
    mailboxes: [(name: "anna", database: "DB")],
    clients: [(name: "laptop", user: "anna", connect: "ex10.contoso.com:993:SSL")],
    expect: [(client: "laptop", outcome: LoggedOn)],
)
"#;

/// The same, but its only service does not run.
pub(crate) fn stopped() -> String {
    SMALL.replace(", running: [Imap4]", "")
}

/// The same, but the run is cut off while the client would go on.
pub(crate) fn cut_off() -> String {
    SMALL.replace("SSL\")]", "SSL\", every: \"5min\")]").replace("title:", "until: \"1h\", title:")
}

/// An editor that says one thing after the other.
pub(crate) struct Editor {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Editor {
    /// Starts a server for it.
    pub(crate) fn open() -> Self {
        Self::open_in("en")
    }

    /// The same, in another language.
    pub(crate) fn open_in(lang: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_coexist"))
            .args(["lsp", "--lang", lang])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let input = child.stdin.take().expect("it listens");
        let output = BufReader::new(child.stdout.take().expect("it talks"));
        let mut editor = Self { child, input, output };
        let hello = json!({ "jsonrpc": "2.0", "id": 900, "method": "initialize", "params": { "capabilities": {} } });
        assert_eq!(editor.tells(&hello).len(), 1);
        editor
    }

    /// Says something, and hears everything that is said to it.
    pub(crate) fn tells(&mut self, message: &Value) -> Vec<Value> {
        // What is unknown is answered after all that came before it.
        let last = json!({ "jsonrpc": "2.0", "id": "last", "method": "coexist/unknown" });
        self.says(message);
        self.says(&last);
        let mut all = Vec::new();
        loop {
            let it = self.hears();
            if it["id"] == "last" {
                return all;
            }
            all.push(it);
        }
    }

    /// Says something, and goes on at once.
    pub(crate) fn says(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("it listens");
    }

    /// What is said next; waits for it.
    pub(crate) fn hears(&mut self) -> Value {
        let mut head = String::new();
        self.output.read_line(&mut head).expect("a header");
        let length = head.trim_end().strip_prefix("Content-Length: ").expect("a length");
        let mut body = vec![0; 2 + length.parse::<usize>().expect("a number")];
        self.output.read_exact(&mut body).expect("a message");
        serde_json::from_slice(&body[2..]).expect("a message is JSON")
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
