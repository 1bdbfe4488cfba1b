//! Which values and names stand in a text that is JSON?
//!
//! The same tree as that of RON: an object is a value in round brackets, a string a text in quotation marks, and words
//! and numbers are themselves. What JSON is, is the business of `serde_json`; here it is only looked where everything
//! stands.

use std::ops::Range;

use serde::de::IgnoredAny;

use super::{Closed, Group, Tree, TreeEntry, TreeNode};

/// Whether a text is meant as JSON: it begins with a brace, as no scenario does.
#[must_use]
pub(crate) fn is_json(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with('{')
}

/// The tree of a text.
///
/// # Errors
/// The place where it stops being JSON.
pub(crate) fn read(text: &str) -> Result<Tree, usize> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    if let Err(error) = serde_json::from_str::<IgnoredAny>(&text[start..]) {
        let before: usize =
            text[start..].split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
        let mut at = (start + before + error.column().saturating_sub(1)).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        return Err(at);
    }
    let mut reader = Reader { text, at: start };
    let top = Some(reader.value());
    Ok(Tree { head: Vec::new(), blank_between: false, top, broken: false, tail: Vec::new(), mistakes: Vec::new() })
}

/// Reads a text that is JSON.
struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn next(&mut self) -> u8 {
        let rest = self.text[self.at..].trim_start();
        self.at = self.text.len() - rest.len();
        rest.as_bytes().first().copied().unwrap_or_default()
    }

    fn value(&mut self) -> TreeNode {
        match self.next() {
            b'{' => self.group('(', b'}'),
            b'[' => self.group('[', b']'),
            b'"' => TreeNode { span: self.string(), group: None },
            _ => {
                let rest = &self.text[self.at..];
                let length = rest.find(|it: char| it.is_whitespace() || ",]}".contains(it)).unwrap_or(rest.len());
                self.at += length;
                TreeNode { span: self.at - length..self.at, group: None }
            }
        }
    }

    /// A string with its quotation marks.
    fn string(&mut self) -> Range<usize> {
        let (start, bytes) = (self.at, self.text.as_bytes());
        self.at += 1;
        while let Some(byte) = bytes.get(self.at) {
            match byte {
                b'\\' => self.at += 2,
                b'"' => break,
                _ => self.at += 1,
            }
        }
        self.at = (self.at + 1).min(self.text.len());
        start..self.at
    }

    fn group(&mut self, open: char, close: u8) -> TreeNode {
        let start = self.at;
        self.at += 1;
        let mut entries = Vec::new();
        while !matches!(self.next(), it if it == close || it == 0) {
            let mut key = None;
            if open == '(' {
                let name = self.string();
                key = Some(name.start + 1..name.end - 1);
                // The colon.
                self.next();
                self.at += 1;
            }
            let value = self.value();
            let end = value.span.end;
            entries.push(TreeEntry {
                key,
                value: Some(value),
                end,
                before: Vec::new(),
                after: None,
                blank_before: false,
                blank_between: false,
                broken: false,
            });
            if self.next() == b',' {
                self.at += 1;
            }
        }
        let end = self.at;
        self.at = (self.at + 1).min(self.text.len());
        let group = Group {
            name: None,
            open,
            start: start + 1,
            end,
            closed: Closed::Bracket,
            count: entries.len(),
            entries,
            last_comments: Vec::new(),
        };
        TreeNode { span: start..self.at, group: Some(Box::new(group)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_stands_where_it_is() {
        let text = "\u{feff} {\"a\" : [1, true , \"x\\\"\\u0041,]\"], \"b\":{}, \"c\": {\"d\": -2.5e3}}\n";
        let tree = read(text).expect("it is JSON");
        let top = tree.top.expect("a value");
        let group = top.group.as_ref().expect("an object");
        let list = group.field(text, "a").and_then(|it| it.value.as_ref()).expect("a list");
        let items = &list.group.as_ref().expect("a list").entries;
        let written: Vec<_> =
            items.iter().filter_map(|it| it.value.as_ref()).map(|it| &text[it.span.clone()]).collect();
        assert_eq!(written, ["1", "true", "\"x\\\"\\u0041,]\""]);
        assert_eq!(items[2].value.as_ref().and_then(|it| it.said(text)).as_deref(), Some("x\"A,]"));
        assert_eq!(&text[list.span.clone()], "[1, true , \"x\\\"\\u0041,]\"]");
        let inner =
            group.field(text, "c").and_then(|it| it.value.as_ref()?.group.as_ref()?.field(text, "d")).expect("d");
        assert_eq!(&text[inner.value.as_ref().expect("a value").span.clone()], "-2.5e3");
        assert!(group.field(text, "b").is_some_and(|it| it.value.as_ref().is_some_and(|it| it.span.len() == 2)));
        assert_eq!(top.span, text.find('{').expect("it is there")..text.len() - 1);
    }

    #[test]
    fn what_is_no_json_is_refused_where_it_stops_being_it() {
        for (text, at) in [("{\"a\": 1,}", 8), ("{\"a\": #}", 6), ("{\n\"é\": x}", 8), ("{\"a\": 1", 6), ("{} {}", 3)]
        {
            assert_eq!(read(text).map(drop), Err(at), "{text}");
        }
        assert!(is_json(" \n{") && !is_json("(schema: 1)") && !is_json("// {"));
    }
}
