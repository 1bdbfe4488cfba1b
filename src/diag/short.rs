//! How long is a name where it is told?
//!
//! What somebody wrote by mistake may be as long as a file. A message has to be read all the same, so what is quoted in
//! it is cut, and so is a word that is longer than any line.

use std::borrow::Cow;

use crate::lang::{Lang, Text};

/// The longest that a text is quoted which cannot be used, in characters.
const QUOTED_MAX: usize = 80;
/// The longest word of letters, digits, dots and hyphens that is told whole where it is not quoted.
const WORD_MAX: usize = 160;

/// A text as it is quoted: without what a terminal would obey, and cut where it is long.
pub(crate) fn cut(text: &str) -> String {
    let mut quoted: String = text.chars().take(QUOTED_MAX).flat_map(char::escape_debug).collect();
    if text.chars().nth(QUOTED_MAX).is_some() {
        quoted.push('…');
    }
    quoted
}

/// The sentence in every language, with what is too long in it cut.
pub(crate) fn shortened(text: Text) -> Text {
    let of = |lang| short(text.of(lang));
    match (of(Lang::En), of(Lang::Zh)) {
        (Cow::Borrowed(_), Cow::Borrowed(_)) => text,
        (en, zh) => Text::new(en.into_owned(), zh.into_owned()),
    }
}

/// A sentence with what is too long in it cut.
pub(crate) fn short(text: &str) -> Cow<'_, str> {
    if text.len() <= QUOTED_MAX {
        return Cow::Borrowed(text);
    }
    let (mut out, mut rest) = (String::new(), text);
    while let Some(at) = rest.find(['"', '`', '“']) {
        let open = rest[at..].chars().next().unwrap_or('"');
        let (before, after) = rest.split_at(at + open.len_utf8());
        out.push_str(before);
        rest = after;
        let Some(end) = rest.find(if open == '“' { '”' } else { open }) else { break };
        let inner = &rest[..end];
        // What has blanks and stands in backticks is an example or a command, and no name.
        push(&mut out, inner, if open == '`' && inner.contains(' ') { usize::MAX } else { QUOTED_MAX });
        // The closing mark goes with what follows, so that it opens nothing.
        let mark = rest[end..].chars().next().map_or(0, char::len_utf8);
        out.push_str(&rest[end..end + mark]);
        rest = &rest[end + mark..];
    }
    out.push_str(rest);
    let out = words(&out);
    if out == text { Cow::Borrowed(text) } else { Cow::Owned(out) }
}

fn push(out: &mut String, text: &str, most: usize) {
    match text.char_indices().nth(most) {
        Some((end, _)) => {
            out.push_str(&text[..end]);
            out.push('…');
        }
        None => out.push_str(text),
    }
}

/// With every word cut that is longer than a line.
fn words(text: &str) -> String {
    let is_part = |it: char| it.is_ascii_alphanumeric() || matches!(it, '-' | '_' | '.');
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(start) = rest.find(is_part) {
        let word = &rest[start..];
        let end = word.find(|it| !is_part(it)).unwrap_or(word.len());
        out.push_str(&rest[..start]);
        push(&mut out, &word[..end], if end > WORD_MAX { QUOTED_MAX } else { usize::MAX });
        rest = &word[end..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_long_is_cut_and_nothing_else() {
        let (long, most) = ("x".repeat(81), "x".repeat(80));
        let wide = "信".repeat(81);
        for (text, wanted) in [
            (format!("no site \"{most}\""), format!("no site \"{most}\"")),
            (format!("no site \"{long}\""), format!("no site \"{most}…\"")),
            (format!("no site \"{wide}\" here"), format!("no site \"{}…\" here", "信".repeat(80))),
            (format!("没有站点“{wide}”，`{long}`"), format!("没有站点“{}…”，`{most}…`", "信".repeat(80))),
            (format!("no field `{long}`, no \"{long}\""), format!("no field `{most}…`, no \"{most}…\"")),
            (format!("write `{} {long}`", "a b"), format!("write `{} {long}`", "a b")),
            (format!("clients.{}", "x".repeat(200)), format!("clients.{}…", "x".repeat(72))),
            (format!("a quote \" alone {long}"), format!("a quote \" alone {long}")),
            ("word ".repeat(100), "word ".repeat(100)),
            ("“".repeat(90), "“".repeat(90)),
        ] {
            assert_eq!(short(&text), wanted);
            assert_eq!(short(&wanted), wanted, "once is enough");
        }
    }
}
