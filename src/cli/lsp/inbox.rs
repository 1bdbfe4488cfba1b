//! What has an editor said that is not dealt with yet?
//!
//! A thread of its own reads, so that whoever works on a text hears of a newer one: only the last of several changes is
//! judged, and work on an older one is given up. What was done beside comes in here, too: there is one place at which
//! the server waits.

use std::collections::VecDeque;
use std::io::{self, BufRead};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use serde_json::Value;

use super::wire::{self, Came};

/// How many messages are read ahead at the most: a large text comes with each.
const AHEAD: usize = 64;

/// What cannot be answered before the text is judged.
const JUDGED_FOR: [&str; 5] = [
    "textDocument/codeAction",
    "textDocument/codeLens",
    "textDocument/inlayHint",
    "workspace/executeCommand",
    "shutdown",
];

/// What the server wakes up for.
#[derive(Debug)]
pub(super) enum Event {
    /// The editor said something, or nothing more can be heard.
    Said(io::Result<Came>),
    /// What the command with this number said.
    Done(u64, String),
}

/// What came in, in order.
#[derive(Debug)]
pub(super) struct Inbox {
    reader: Receiver<Event>,
    sender: SyncSender<Event>,
    ahead: VecDeque<Event>,
}

impl Inbox {
    /// Of what comes over this input.
    ///
    /// # Errors
    /// There is no thread for it.
    pub(super) fn open(mut input: impl BufRead + Send + 'static) -> io::Result<Self> {
        let (sender, reader) = sync_channel(AHEAD);
        let to = sender.clone();
        let read = move || loop {
            let came = wire::read(&mut input);
            let ends = matches!(came, Ok(Came::End) | Err(_));
            if to.send(Event::Said(came)).is_err() || ends {
                return;
            }
        };
        std::thread::Builder::new().spawn(read)?;
        Ok(Self { reader, sender, ahead: VecDeque::new() })
    }

    /// For whoever does something beside.
    pub(super) fn sender(&self) -> SyncSender<Event> {
        self.sender.clone()
    }

    /// What happened next; waits for it.
    pub(super) fn take(&mut self) -> Event {
        let next = self.ahead.pop_front().or_else(|| self.reader.recv().ok());
        next.unwrap_or(Event::Said(Ok(Came::End)))
    }

    /// Whether the editor has said something newer of a document already, and asks before that nothing for which it has
    /// to be judged.
    pub(super) fn has_newer(&mut self, uri: &str) -> bool {
        while self.ahead.len() < AHEAD {
            let Ok(came) = self.reader.try_recv() else { break };
            self.ahead.push_back(came);
        }
        // What comes after its farewell is not heard, and some questions are about what was said of the text.
        let says = |it: &Event, of: &dyn Fn(&Value) -> bool| matches!(it, Event::Said(Ok(Came::Message(it))) if of(it));
        let heard =
            self.ahead.iter().take_while(|it| !says(it, &|it| JUDGED_FOR.iter().any(|asked| it["method"] == **asked)));
        let is_newer = |it: &Value| changes(it, uri);
        heard.into_iter().any(|it| says(it, &is_newer))
    }
}

/// Whether a message says what a document holds, or that it is closed.
fn changes(message: &Value, uri: &str) -> bool {
    let is_change = ["textDocument/didOpen", "textDocument/didChange", "textDocument/didClose"]
        .iter()
        .any(|it| message["method"] == **it);
    is_change && message["params"]["textDocument"]["uri"] == uri
}
