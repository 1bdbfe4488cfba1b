//! What does the editor in a page ask while somebody types?
//!
//! An editor counts in UTF-16, so every place is told so.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::check::{Checked, check};
use crate::diag::sources::Sources;
use crate::lang::Lang;
use crate::render::check::remark::{Remark, RemarkWorth};
use crate::scenario::assist::{CompletionKind, complete, word_before};
use crate::scenario::colored::{WordKind, colored};

/// In which language an editor is answered.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Tongue {
    /// English.
    En,
    /// Chinese.
    Zh,
}

impl From<Tongue> for Lang {
    fn from(it: Tongue) -> Self {
        match it {
            Tongue::En => Self::En,
            Tongue::Zh => Self::Zh,
        }
    }
}

/// What each word is: from where to where, and which kind.
pub(super) fn colors(text: &str) -> Vec<(usize, usize, WordKind)> {
    let units = Units::of(text);
    let told = |(span, kind): (Range<usize>, WordKind)| (units.at(span.start), units.at(span.end), kind);
    colored(&Sources::of("", text)).into_iter().map(told).collect()
}

/// What may be typed at a place.
#[derive(Debug, Serialize)]
pub(super) struct Offered {
    /// Where the word begins that it takes the place of.
    from: usize,
    /// What may be typed.
    options: Vec<Offer>,
}

/// Something that may be typed.
#[derive(Debug, Serialize)]
struct Offer {
    label: String,
    insert: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<String>,
    kind: CompletionKind,
    /// What it means (Markdown).
    doc: String,
}

/// What may be typed at a place.
pub(super) fn offers(text: &str, at: usize, lang: Lang) -> Offered {
    let units = Units::of(text);
    let here = units.byte(at);
    let word = word_before(text, here);
    let offer = |it: crate::scenario::assist::Proposal| Offer {
        insert: it.inserted_after(&text[..word]).to_owned(),
        label: it.label,
        snippet: it.snippet,
        kind: it.sort,
        doc: it.doc,
    };
    Offered { from: units.at(word), options: complete(text, here, lang).into_iter().map(offer).collect() }
}

/// Something that is said of a place, in both languages.
#[derive(Debug, Serialize)]
pub(super) struct Told {
    from: usize,
    to: usize,
    worth: RemarkWorth,
    code: &'static str,
    message: [String; 2],
}

/// What is said of a text: its mistakes, or what `check` finds.
pub(super) fn remarks(text: &str, name: &str) -> Vec<Told> {
    let units = Units::of(text);
    let told = |of: &dyn Fn(Lang) -> Remark| {
        let [en, zh] = [of(Lang::En), of(Lang::Zh)];
        let (from, to) = (units.at(en.span.start), units.at(en.span.end));
        Told { from, to, worth: en.worth, code: en.code, message: [en.message, zh.message] }
    };
    let mistake = |it| told(&|lang| Remark::of_mistake(it, lang));
    match check(text, name) {
        Err(mistakes) => mistakes.iter().map(mistake).collect(),
        Ok(Checked { world, warnings, findings, .. }) => {
            let open = findings.iter().filter(|it| it.accepted.is_none());
            let found = open.map(|it| told(&|lang| Remark::of_finding(&world, it, lang)));
            warnings.iter().map(mistake).chain(found).collect()
        }
    }
}

/// Where the bytes of a text are, counted in UTF-16.
struct Units {
    /// Each letter of more than one byte: its byte, and how many units are before it.
    wide: Vec<(usize, usize, char)>,
    length: usize,
}

impl Units {
    fn of(text: &str) -> Self {
        let (mut wide, mut units) = (Vec::new(), 0);
        for (at, letter) in text.char_indices() {
            if letter.len_utf8() > 1 {
                wide.push((at, units, letter));
            }
            units += letter.len_utf16();
        }
        Self { wide, length: text.len() }
    }

    /// How many units are before a byte.
    fn at(&self, byte: usize) -> usize {
        match self.wide[..self.wide.partition_point(|it| it.0 < byte)].last() {
            None => byte,
            Some((at, units, letter)) => {
                // A byte inside a letter is where the letter begins.
                let after = byte.checked_sub(at + letter.len_utf8());
                after.map_or(*units, |it| units + letter.len_utf16() + it)
            }
        }
    }

    /// The byte before which there are so many units; the end where there are not so many.
    fn byte(&self, units: usize) -> usize {
        let byte = match self.wide[..self.wide.partition_point(|it| it.1 < units)].last() {
            None => units,
            Some((at, before, letter)) => {
                let after = units.checked_sub(before + letter.len_utf16());
                after.map_or(*at, |it| at + letter.len_utf8() + it)
            }
        };
        byte.min(self.length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_in_utf_16() {
        let text = "a中😀b\nx";
        let units = Units::of(text);
        for (byte, unit) in [(0, 0), (1, 1), (4, 2), (8, 4), (9, 5), (10, 6), (11, 7)] {
            assert_eq!((units.at(byte), units.byte(unit)), (unit, byte));
        }
        assert_eq!((units.at(2), units.at(6)), (1, 2), "inside a letter");
        assert_eq!((units.byte(3), units.byte(99)), (4, 11));
        // Every place of every text is one at which text may be cut.
        assert!((0..9).all(|it| text.is_char_boundary(units.byte(it))));
    }

    #[test]
    fn an_editor_is_told_what_stands_there() {
        let text = "Scenario(schema: 1, /* 中😀 */ servers: [Server(name: \"EX\", version: Exch";
        let end = text.encode_utf16().count();
        let told = offers(text, end, Lang::En);
        assert_eq!(told.from, end - 4);
        assert!(told.options.iter().any(|it| it.insert == "Exchange2010" && it.kind == CompletionKind::Variant));
        let colors = colors(text);
        let servers = text.encode_utf16().position(|it| it == u16::from(b'v')).map(|it| it - 3).expect("it is there");
        assert!(colors.contains(&(servers, servers + 7, WordKind::Property)), "{colors:?}");
        assert!(colors.iter().any(|it| it.2 == WordKind::Comment));
        let said = remarks(text, "x");
        assert!(said.iter().any(|it| it.worth == RemarkWorth::Error && it.message[1] != it.message[0]), "{said:?}");
        let entry = crate::gallery::find("stopped-target-stays-a-candidate").expect("it is there");
        let said = remarks(entry.text, "x");
        assert!(said.iter().any(|it| it.worth == RemarkWorth::Warning && it.code.starts_with('F')), "{said:?}");
    }
}
