//! Which text do the bytes of a file hold?
//!
//! Windows PowerShell writes UTF-16 with a mark, UTF-8 with a mark, ASCII or the code page of the machine, by cmdlet;
//! PowerShell 7 writes UTF-8 without a mark; and whoever appends with `>>` mixes them.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::import::notes::Noted;

/// How many bytes at the start tell UTF-16 that has no mark.
const LOOKED_AT: usize = 512;

/// A zero among so many bytes at the start is not of a text.
const BINARY: usize = 64;

/// The text of a file, and whether its encoding had to be guessed.
///
/// # Errors
/// Two encodings in one file.
pub(super) fn decode(bytes: Vec<u8>) -> Result<(String, Option<Noted>), Noted> {
    let (text, guessed) = match Encoding::for_bom(&bytes) {
        Some((encoding, mark)) if encoding == UTF_8 => {
            let mut bytes = bytes;
            bytes.drain(..mark);
            utf_8(bytes)
        }
        Some((encoding, mark)) => (whole(encoding, &bytes[mark..]), None),
        None => match unmarked_utf_16(&bytes) {
            Some(encoding) => (whole(encoding, &bytes), None),
            // No text begins so.
            None if bytes.iter().take(BINARY).any(|it| *it == 0) => return Err(Noted::NotAnExport),
            None => utf_8(bytes),
        },
    };
    // One letter at a time, which is looked for quickly.
    match text.find('\0').or_else(|| text.find('\u{feff}')) {
        Some(at) => Err(Noted::MixedEncodings(line_of(&text, at))),
        None => Ok((text, guessed)),
    }
}

/// The line, from 1, in which a byte of a text stands.
pub(super) fn line_of(text: &str, at: usize) -> u32 {
    u32::try_from(text.match_indices('\n').take_while(|it| it.0 < at).count() + 1).unwrap_or(u32::MAX)
}

fn whole(encoding: &'static Encoding, bytes: &[u8]) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

fn utf_8(bytes: Vec<u8>) -> (String, Option<Noted>) {
    match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => (whole(WINDOWS_1252, error.as_bytes()), Some(Noted::GuessedEncoding)),
    }
}

/// UTF-16 without a mark: every other byte of the start is zero, as it is of what exports begin with.
fn unmarked_utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(LOOKED_AT) & !1];
    let all = |odd: usize| {
        let pairs = start.chunks_exact(2);
        pairs.len() > 0 && pairs.clone().all(|it| it[odd] == 0 && it[1 - odd] != 0)
    };
    if all(1) {
        Some(UTF_16LE)
    } else if all(0) {
        Some(UTF_16BE)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the bytes hold; `?` behind it where the encoding was guessed.
    fn check(bytes: &[u8], expected: &str) {
        let said = match decode(bytes.to_vec()) {
            Ok((text, guessed)) => text + if guessed.is_some() { "?" } else { "" },
            Err(trouble) => format!("{trouble:?}"),
        };
        assert_eq!(said, expected);
    }

    #[test]
    fn a_mark_says_it() {
        check(b"\xff\xfeM\0\xfc\0", "Mü");
        check(b"\xfe\xff\0M\0\xfc", "Mü");
        check(b"\xef\xbb\xbfM\xc3\xbc", "Mü");
    }

    #[test]
    fn without_a_mark_the_bytes_say_it() {
        check(b"M\xc3\xbc", "Mü");
        check(b"<\0O\0b\0j\0s\0", "<Objs");
        check(b"\0<\0O\0b\0j\0s", "<Objs");
        check(b"M\xfcller", "Müller?");
        check(b"", "");
    }

    #[test]
    fn two_encodings_in_one_file_are_refused() {
        let begin = "Name : a\r\n".repeat(10);
        check(&[begin.as_bytes(), b"N\0a\0m\0e\0"].concat(), "MixedEncodings(11)");
        check(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", "NotAnExport");
        check(b"Name : a\n\xef\xbb\xbfName : b", "MixedEncodings(2)");
    }
}
