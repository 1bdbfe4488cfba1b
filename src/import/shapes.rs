//! Of which shape is a file, and which records does it hold?
//!
//! A shape is known by what the file holds, never by its name.

mod certificate;
mod clixml;
mod csv;
mod item;
mod json;
mod list;

use std::rc::Rc;

pub(crate) use self::clixml::DEEPEST;
use self::item::Item;
use crate::import::class::{self, Hints, Told};
use crate::import::notes::{Note, Noted};
use crate::import::record::{Class, ExportRecord, ExportValue, Origin};
use crate::import::text;

/// How many different notes are told of one file.
pub(crate) const NOTES_MAX: usize = 100;

/// One file of an export.
#[derive(Debug)]
pub struct Export {
    /// As it was named, with `archive.zip/` before a member of an archive.
    pub name: Rc<str>,
    /// When it was written, in seconds since 1970, UTC.
    pub made: Option<i64>,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Reads files one after the other and hands on what each says, record by record; what is to be said of them goes to
/// the notes. A file that cannot be read is a note like any other.
pub fn read(
    exports: &mut dyn Iterator<Item = Result<Export, Note>>,
    to: &mut dyn FnMut(ExportRecord),
    notes: &mut Vec<Note>,
) {
    for it in exports {
        match it {
            Ok(export) => one(export, to, notes),
            Err(note) => notes.push(note),
        }
    }
}

/// Reads any bytes as if they were a file of an export; says how many records and notes come of them. For whoever looks
/// for bytes that it cannot bear.
#[must_use]
pub fn anything(bytes: &[u8]) -> (usize, usize) {
    let (mut records, mut notes) = (0, Vec::new());
    let export = Export { name: "".into(), made: None, bytes: bytes.to_vec() };
    read(&mut std::iter::once(Ok(export)), &mut |_| records += 1, &mut notes);
    (records, notes.len())
}

fn one(export: Export, to: &mut dyn FnMut(ExportRecord), notes: &mut Vec<Note>) {
    let mut out =
        Out { file: export.name, made: export.made, objects: 0, untold: 0, notes: Vec::new(), known: None, to };
    match text::decode(export.bytes) {
        Ok((text, guessed)) => {
            let is_export = shape(&text, &mut out);
            if let Some(it) = guessed.filter(|_| is_export) {
                out.note(it);
            }
        }
        Err(it) => out.note(it),
    }
    if out.untold > 0 {
        let at = out.origin(0);
        out.notes.push(Note::new(Noted::More(out.untold), at));
    }
    notes.append(&mut out.notes);
}

/// Recognises the shape of a text and reads it; says whether it is one.
fn shape(text: &str, out: &mut Out) -> bool {
    let trimmed = text.trim_start();
    if trimmed.is_empty() {
        out.note(Noted::Empty);
    } else if trimmed.starts_with('<') || trimmed.starts_with("#< CLIXML") {
        clixml::read(text, out);
    } else if csv::is(text) {
        csv::read(text, out);
    } else if list::is(text) {
        list::read(text, out);
    } else if trimmed.starts_with(['{', '[']) {
        json::read(text, out);
    } else {
        out.note(Noted::NotAnExport);
        return false;
    }
    if out.objects == 0 && out.notes.is_empty() {
        out.note(Noted::NoObjects);
    }
    true
}

/// An object as its shape has it.
#[derive(Debug, Default)]
struct Raw {
    /// The name of its type.
    type_name: Option<Rc<str>>,
    /// The cmdlet of a prompt, or a key, under which it stands.
    under: Option<Rc<str>>,
    /// Its properties that are of use.
    fields: Vec<(&'static str, Item)>,
}

/// Where the objects of one file go.
struct Out<'a> {
    file: Rc<str>,
    made: Option<i64>,
    /// How many were seen.
    objects: u32,
    /// How many notes are not told for their number.
    untold: u32,
    notes: Vec<Note>,
    /// The type that was met last, and the class that it says.
    known: Option<(Rc<str>, Class)>,
    to: &'a mut dyn FnMut(ExportRecord),
}

impl Out<'_> {
    fn origin(&self, object: u32) -> Origin {
        Origin { file: self.file.clone(), object, made: self.made }
    }

    /// A note of the file as a whole.
    fn note(&mut self, what: Noted) {
        self.note_of(what, 0);
    }

    /// A note of one object of the file; the same note of several is one.
    fn note_of(&mut self, what: Noted, object: u32) {
        if let Some(same) = self.notes.iter_mut().find(|it| it.what.is_same(&what)) {
            same.count = same.count.saturating_add(1);
        } else if self.notes.len() < NOTES_MAX {
            let at = self.origin(object);
            self.notes.push(Note::new(what, at));
        } else {
            self.untold = self.untold.saturating_add(1);
        }
    }

    /// Hands on an object as a record, if it is of use.
    fn object(&mut self, raw: &Raw) {
        self.objects = self.objects.saturating_add(1);
        let object = self.objects;
        let file = self.file.clone();
        let hints = Hints { type_name: raw.type_name.as_deref(), under: raw.under.as_deref(), file: &file };
        let has = |name: &str| raw.fields.iter().any(|it| it.0 == name);
        let known = self.known.as_ref().filter(|it| raw.type_name.as_ref() == Some(&it.0));
        let told = known.map_or_else(|| class::told(&hints, &has), |it| Told::Class(it.1));
        let class = match told {
            Told::Class(class) => class,
            Told::Protocol => match class::protocol(&|name| said(raw, name), hints.file) {
                Some(class) => class,
                None => return self.note_of(Noted::NoProtocol, object),
            },
            Told::Other(name) => return self.note_of(Noted::OtherClass(name.into()), object),
            Told::Formatted => return self.note_of(Noted::FormatObjects, object),
            Told::Nothing => return self.note_of(Noted::NoClass, object),
        };
        // What a type says it says of every object of the file.
        if known.is_none()
            && let Some(type_name) = &raw.type_name
            && class::says(type_name)
        {
            self.known = Some((type_name.clone(), class));
        }
        let mut fields: Vec<(&'static str, ExportValue)> = Vec::with_capacity(raw.fields.len());
        for (property, item) in &raw.fields {
            if *property == "RawData" {
                continue;
            }
            let value = item::value(class, property, item).unwrap_or_else(|how| {
                self.note_of(Noted::Lost { class, property, how }, object);
                ExportValue::Lost
            });
            fields.push((property, value));
        }
        if class == Class::Certificate {
            self.certificate(raw, &mut fields, object);
        }
        let origin = self.origin(object);
        (self.to)(ExportRecord { class, fields, origin });
    }

    /// Adds what a certificate says of itself to what is said of it.
    fn certificate(&mut self, raw: &Raw, fields: &mut Vec<(&'static str, ExportValue)>, object: u32) {
        if let Some((_, Item::Text(base64))) = raw.fields.iter().find(|it| it.0 == "RawData") {
            match certificate::read(base64) {
                Some(own) => {
                    fields.extend(own.into_iter().filter(|it| raw.fields.iter().all(|said| said.0 != it.0)));
                }
                None => self.note_of(Noted::CertificateBroken, object),
            }
        }
        if fields.iter().all(|it| it.0 != "Services") {
            self.note_of(Noted::CertificateServices, object);
        }
    }
}

/// What a property of settings says, as far as it can be read.
fn said(raw: &Raw, name: &str) -> Vec<String> {
    let Some((property, item)) = raw.fields.iter().find(|it| it.0 == name) else { return Vec::new() };
    match item::value(Class::ImapSettings, property, item) {
        Ok(ExportValue::Text(text)) => vec![text.into()],
        Ok(ExportValue::List(items)) => items.into_iter().map(Into::into).collect(),
        Ok(ExportValue::Unset | ExportValue::Lost) | Err(_) => Vec::new(),
    }
}

/// The number in a table, from an index.
fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
