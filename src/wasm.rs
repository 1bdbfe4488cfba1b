//! How does a page call the core?
//!
//! Four functions with plain numbers, for the core compiled to `wasm32-unknown-unknown`; no glue is generated. The
//! page asks for room, writes its question there (UTF-8), calls, and reads the answer. There is one question at a time;
//! what a page has opened, and where it is in it, is kept from one to the next. What questions there are is the
//! business of [`crate::page`].

#![allow(unsafe_code, reason = "a name that the page can call is an attribute that counts as unsafe; nothing else is")]

use std::sync::Mutex;

use crate::page::Session;

/// The question, and after the call its answer.
static TEXT: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// What the page has opened.
static SESSION: Mutex<Option<Session>> = Mutex::new(None);

/// Makes room for a question of so many bytes and tells where.
#[unsafe(no_mangle)]
pub extern "C" fn coexist_room(length: usize) -> *mut u8 {
    let mut text = TEXT.lock().expect("there is one thread");
    text.clear();
    text.resize(length, 0);
    text.as_mut_ptr()
}

/// Answers the question that was written, and tells how long the answer is.
#[unsafe(no_mangle)]
pub extern "C" fn coexist_answer() -> usize {
    let mut text = TEXT.lock().expect("there is one thread");
    let question = String::from_utf8_lossy(&text).into_owned();
    let mut session = SESSION.lock().expect("there is one thread");
    *text = session.get_or_insert_default().answer(&question).into_bytes();
    text.len()
}

/// Opens the page that was written as a run, under a number, and tells how long what is wrong with it is: 0 if it is a
/// page. With no text the run is closed.
#[unsafe(no_mangle)]
pub extern "C" fn coexist_open(run: u32) -> usize {
    let mut text = TEXT.lock().expect("there is one thread");
    let mut session = SESSION.lock().expect("there is one thread");
    let opened = session.get_or_insert_default().open(run, &String::from_utf8_lossy(&text));
    *text = opened.err().unwrap_or_default().into_bytes();
    text.len()
}

/// Tells where the answer is.
#[unsafe(no_mangle)]
pub extern "C" fn coexist_text() -> *const u8 {
    TEXT.lock().expect("there is one thread").as_ptr()
}
