//! How do messages of the Language Server Protocol come in and go out?
//!
//! A header that says how many bytes follow, then JSON. What is broken is told as such and passed over, so that one bad
//! message does not end the session.

use std::io::{self, BufRead, Read, Write};

use serde_json::Value;

/// The longest message that is taken: that of the largest scenario, with room for its escapes.
const LONGEST: u64 = 512 << 20;
/// The longest line of a header that is taken.
const LONGEST_LINE: u64 = 8 << 10;

/// What came in.
#[derive(Debug, PartialEq)]
pub(super) enum Came {
    /// A message: JSON, whatever is in it.
    Message(Value),
    /// Something that is no message, and why.
    Broken(String),
    /// Nothing more will come.
    End,
}

/// Reads the next message.
///
/// # Errors
/// Those of `from`.
pub(super) fn read(from: &mut impl BufRead) -> io::Result<Came> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if from.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(Came::End);
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.trim().eq_ignore_ascii_case("Content-Length")
        {
            length = Some(value.trim().to_owned());
        }
    }
    let Some(length) = length else { return Ok(Came::Broken("a message without Content-Length".to_owned())) };
    let Ok(length) = length.parse::<u64>() else {
        return Ok(Came::Broken(format!("Content-Length is no number: {length:?}")));
    };
    if length > LONGEST {
        io::copy(&mut from.take(length), &mut io::sink())?;
        return Ok(Came::Broken(format!("a message of {length} bytes is too long")));
    }
    let mut body = Vec::new();
    from.take(length).read_to_end(&mut body)?;
    if (body.len() as u64) < length {
        return Ok(Came::End);
    }
    Ok(match serde_json::from_slice(&body) {
        Ok(message) => Came::Message(message),
        Err(error) => Came::Broken(format!("a message that is not JSON: {error}")),
    })
}

/// Writes a message.
///
/// # Errors
/// Those of `to`.
pub(super) fn write(to: &mut impl Write, message: &Value) -> io::Result<()> {
    let text = message.to_string();
    write!(to, "Content-Length: {}\r\n\r\n{text}", text.len())?;
    to.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn all(mut bytes: &[u8]) -> Vec<Came> {
        let mut all = Vec::new();
        loop {
            let came = read(&mut bytes).expect("a slice can be read");
            let ends = came == Came::End;
            all.push(came);
            if ends {
                return all;
            }
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let messages = [json!({ "id": 1, "text": "组织 😀\r\n" }), json!(null)];
        let mut bytes = Vec::new();
        for it in &messages {
            write(&mut bytes, it).expect("a vector takes everything");
        }
        let [first, second] = messages;
        assert_eq!(all(&bytes), [Came::Message(first), Came::Message(second), Came::End]);
    }

    #[test]
    fn what_is_broken_is_passed_over() {
        let good = "Content-Type: x\r\ncontent-length: 2\r\n\r\n{}";
        for bad in ["X: 1\r\n\r\n", "Content-Length: x\r\n\r\n", "Content-Length: 3\r\n\r\n{]}", "junk\n\n"] {
            let came = all(format!("{bad}{good}").as_bytes());
            assert!(matches!(&came[0], Came::Broken(_)), "{bad:?}: {came:?}");
            assert_eq!(came[1..], [Came::Message(json!({})), Came::End], "{bad:?}");
        }
        for cut in ["", "Content-", "Content-Length: 9\r\n", "Content-Length: 9\r\n\r\n{}"] {
            assert_eq!(all(cut.as_bytes()), [Came::End], "{cut:?}");
        }
        let long = all(b"Content-Length: 99999999999999\r\n\r\n{}");
        assert!(matches!(&long[..], [Came::Broken(_), Came::End]), "{long:?}");
    }
}
