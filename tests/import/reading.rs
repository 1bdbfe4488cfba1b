//! Is every shape of an export read for what it says, and is what it does not say refused aloud?
//!
//! The samples are one organisation in many shapes. What is expected of each was written by hand from the files.

use std::fs;
use std::path::{Path, PathBuf};

use coexist::import::notes::Note;
use coexist::import::record::{Record, Value};
use coexist::import::shapes::{Export, read};
use coexist::lang::Lang;

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/samples")
}

/// What one file holds, under a name.
fn bytes(name: &str, bytes: &[u8]) -> (Vec<Record>, Vec<Note>) {
    let (mut records, mut notes) = (Vec::new(), Vec::new());
    let export = Export { name: name.into(), made: None, bytes: bytes.to_vec() };
    read(&mut std::iter::once(Ok(export)), &mut |it| records.push(it), &mut notes);
    (records, notes)
}

fn sample(name: &str) -> (Vec<Record>, Vec<Note>) {
    bytes(name, &fs::read(samples().join(name)).expect("the sample is there"))
}

/// A line for each record: its class, and what it says of some properties; `-` where it says nothing, `unset` where it
/// says that there is nothing.
fn lines(records: &[Record], properties: &[&str]) -> String {
    let mut text = String::new();
    for record in records {
        text += &format!("{:?}", record.class);
        for property in properties {
            text += " | ";
            text += &match record.get(property) {
                None => "-".to_owned(),
                Some(Value::Unset) => "unset".to_owned(),
                Some(Value::Lost) => "LOST".to_owned(),
                Some(Value::Text(text)) => text.to_string(),
                Some(Value::List(items)) => format!("{{{}}}", items.join(", ")),
            };
        }
        text.push('\n');
    }
    text
}

/// A line for each note: how grave, where, what.
fn told(notes: &[Note]) -> String {
    let line = |it: &Note| format!("{:?}: {}: {}", it.gravity(), it.place(Lang::En), it.said(Lang::En));
    notes.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn check((records, notes): (Vec<Record>, Vec<Note>), properties: &[&str], expected: &str) {
    assert_eq!(lines(&records, properties), expected, "{}", told(&notes));
    assert_eq!(told(&notes), "");
}

#[test]
fn live_objects_are_read_from_clixml() {
    check(
        sample("clixml-ems/Get-ExchangeServer.xml"),
        &["Name", "Fqdn", "AdminDisplayVersion", "ServerRole", "IsClientAccessServer", "IsMailboxServer"],
        "\
Server | EX07CAS | ex07cas.contoso.com | Version 8.3 (Build 83.6) | ClientAccess, HubTransport | True | False
Server | EX07MBX | ex07mbx.contoso.com | Version 8.3 (Build 83.6) | Mailbox | False | True
Server | EX10A | ex10a.contoso.com | Version 14.3 (Build 123.4) | Mailbox, ClientAccess, HubTransport | True | True
Server | EX10B | ex10b.contoso.com | Version 14.3 (Build 123.4) | Mailbox, ClientAccess, HubTransport | True | True
Server | EX13CAS | ex13cas.contoso.com | Version 15.0 (Build 847.32) | ClientAccess | True | False
Server | EX13A | ex13a.contoso.com | Version 15.0 (Build 847.32) | Mailbox, ClientAccess | True | True
",
    );
}
