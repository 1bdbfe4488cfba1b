//! How is CSV read, with whatever separator, of whichever cmdlet?

use std::rc::Rc;

use csv::{ReaderBuilder, StringRecord};

use super::item::Item;
use super::{Out, Raw, number};
use crate::import::notes::{Loss, Noted};
use crate::import::record::property;

/// The first line of Export-Csv where nobody forbids it.
const TYPE: &str = "#TYPE ";

/// The separators: the usual, those of other cultures, and one that people choose by hand.
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];

/// A column that only objects for the screen have.
const FORMATTED: &str = "ClassId2e4f51ef21dd47e99d3c952918aff9cd";

/// Whether a text is CSV: it says so, or its first line is names of columns of which one is of use.
pub(super) fn is(text: &str) -> bool {
    let text = text.trim_start();
    if text.starts_with(TYPE) {
        return true;
    }
    let header = header(text);
    let names = split(header, separator(header));
    let is_name = |it: &str| {
        it.starts_with(|it: char| it.is_ascii_alphabetic())
            && it.chars().all(|it| it.is_ascii_alphanumeric() || matches!(it, '_' | ' ' | '.' | '-'))
    };
    names.iter().all(|it| it.is_empty() || is_name(it)) && names.iter().any(|it| property(it).is_some())
        || names.iter().any(|it| it == FORMATTED)
}

/// The header: the text up to the first end of a line.
fn header(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// The separator of a header: of those outside quotation marks the most frequent.
fn separator(header: &str) -> char {
    let count = |separator: char| {
        let mut is_quoted = false;
        header
            .chars()
            .filter(|it| {
                is_quoted ^= *it == '"';
                !is_quoted && *it == separator
            })
            .count()
    };
    // Of several maxima the last is taken, and the usual one is to win.
    SEPARATORS.into_iter().rev().max_by_key(|it| count(*it)).unwrap_or(',')
}

fn split(header: &str, separator: char) -> Vec<String> {
    header.split(separator).map(|it| it.trim().trim_matches('"').to_owned()).collect()
}

/// Reads a text that is CSV.
pub(super) fn read(text: &str, out: &mut Out) {
    let mut rest = text.trim_start();
    let mut type_name = None;
    if let Some(line) = rest.strip_prefix(TYPE) {
        let (name, after) = line.split_once('\n').unwrap_or((line, ""));
        type_name = Some(Rc::from(name.trim()));
        rest = after;
    }
    let header_line = header(rest);
    let separator = separator(header_line);
    if split(header_line, separator).iter().any(|it| it == FORMATTED) {
        return out.note(Noted::FormatObjects);
    }
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(u8::try_from(separator).unwrap_or(b','))
        .from_reader(rest.as_bytes());
    // Where a quotation mark is never closed, the last row has swallowed the rest of the file.
    let is_open = rest.bytes().filter(|it| *it == b'"').count() % 2 == 1;
    let may_lose_letters = rest.is_ascii() && rest.contains('?');
    let mut place = Place { text, offset: text.len() - rest.len(), at: 0, line: 1 };
    let mut row = StringRecord::new();
    let mut columns: Option<Vec<(String, Option<&'static str>)>> = None;
    loop {
        let begin = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        match reader.read_record(&mut row) {
            Ok(true) => {}
            // It reads from memory, and the text is UTF-8.
            Ok(false) | Err(_) => return,
        }
        if is_open && reader.position().byte() >= rest.len() as u64 {
            return out.note(Noted::CsvQuote(place.line(begin)));
        }
        let Some(columns) = &columns else {
            columns = Some(row.iter().map(|it| (it.trim().to_owned(), property(it.trim()))).collect());
            continue;
        };
        let too_many = row.iter().skip(columns.len()).any(|it| !it.is_empty());
        if row.len() < columns.len() || too_many {
            let (line, found, header) = (place.line(begin), number(row.len()), number(columns.len()));
            out.note(Noted::CsvColumns { line, found, header });
            continue;
        }
        let mut raw = Raw { type_name: type_name.clone(), ..Raw::default() };
        for ((name, property), cell) in columns.iter().zip(row.iter()) {
            let has_lost = may_lose_letters && cell.contains('?') && !cell.contains("://");
            if has_lost && property.is_none() {
                out.note(Noted::Letters(name.as_str().into()));
            }
            let Some(property) = property else { continue };
            if raw.fields.iter().any(|it| it.0 == *property) {
                continue;
            }
            let item = match cell.trim() {
                "" => Item::Nil,
                _ if has_lost => Item::Lost(Loss::Letters),
                cell => Item::Text(cell.into()),
            };
            raw.fields.push((property, item));
        }
        out.object(&raw);
    }
}

/// Where rows begin, asked from the first to the last.
struct Place<'a> {
    text: &'a str,
    /// Where the rows begin in the text.
    offset: usize,
    /// Up to where lines were counted, and how many those are.
    at: usize,
    line: u64,
}

impl Place<'_> {
    /// The line, from 1, of the row before which the reader stood at a byte. It may have stood before the end of the
    /// line above.
    fn line(&mut self, begin: usize) -> u64 {
        let bytes = self.text.as_bytes();
        let mut to = (self.offset + begin).clamp(self.at, bytes.len());
        while bytes.get(to).is_some_and(|it| matches!(it, b'\r' | b'\n')) {
            to += 1;
        }
        self.line += bytes[self.at..to].iter().filter(|it| **it == b'\n').map(|_| 1).sum::<u64>();
        self.at = to;
        self.line
    }
}
