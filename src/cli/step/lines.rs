//! How does text get into columns? Widths are those on the screen, so that Chinese aligns too.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::render::text::wrapped;

/// Text cut to a width, with a mark where something is left out.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 0;
    for it in text.chars() {
        let wide = it.width().unwrap_or(0);
        if used + wide + 1 > width {
            break;
        }
        kept.push(it);
        used += wide;
    }
    if width > 0 {
        kept.push('…');
    }
    kept
}

/// Text cut or filled with blanks to exactly a width.
pub(super) fn fixed(text: &str, width: usize) -> String {
    let mut text = cut(text, width);
    let missing = width.saturating_sub(text.width());
    text.extend(std::iter::repeat_n(' ', missing));
    text
}

/// Text in lines of at most `width` columns. Words that are longer are broken.
pub(super) fn fold(text: &str, width: usize) -> Vec<String> {
    let width = width.max(2);
    let mut lines = Vec::new();
    for line in text.lines().flat_map(|it| wrapped(it, width)) {
        let mut rest = line.as_str();
        while rest.width() > width {
            let mut used = 0;
            let end = rest.char_indices().find(|(_, it)| {
                used += it.width().unwrap_or(0);
                used > width
            });
            let (head, tail) = rest.split_at(end.map_or(rest.len(), |it| it.0));
            lines.push(head.to_owned());
            rest = tail;
        }
        lines.push(rest.to_owned());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_on_the_screen() {
        assert_eq!(cut("mail.contoso.com", 16), "mail.contoso.com");
        assert_eq!(cut("mail.contoso.com", 5), "mail…");
        assert_eq!(cut("登录失败", 5), "登录…");
        assert_eq!(cut("登录失败", 6), "登录…");
        assert_eq!(fixed("登录失败", 6), "登录… ");
        assert_eq!(fixed("a", 3), "a  ");
        assert_eq!(cut("abc", 0), "");
    }

    #[test]
    fn what_has_no_gap_is_broken() {
        assert_eq!(fold("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(fold("一\n二", 10), ["一", "二"]);
        for width in 0..12 {
            let lines = fold("C: a1 LOGIN anna 登录失败：没有剩余 aaaaaaaaaaaaaaaaaaaaaaa", width);
            assert!(lines.iter().all(|it| it.width() <= width.max(2)), "{width}: {lines:?}");
        }
    }
}
