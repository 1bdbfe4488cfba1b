//! How does text stand in HTML, SVG and XML, so that nothing in it is markup?

/// Text for elements and attributes. What XML cannot hold at all is replaced; lines stay lines.
pub(crate) fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for it in text.chars() {
        match it {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(it),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            it if it.is_control() => out.push('\u{fffd}'),
            it => out.push(it),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_markup() {
        assert_eq!(xml("<a b=\"c\">&'\n\u{1}\u{ffff}"), "&lt;a b=&quot;c&quot;&gt;&amp;&#39;\n\u{fffd}\u{fffd}");
    }
}
