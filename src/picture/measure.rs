//! How wide is a text in a picture?
//!
//! Nobody knows with which font a picture will be shown, so widths are counted on the safe side, in hundredths of an
//! em and in whole numbers: a wide (CJK) character is one em, an emoji a little more, a capital letter or digit 0.68,
//! every other character 0.58. Whatever is fitted to these widths fits in the fonts that the pictures name.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

/// The width of one character in hundredths of an em.
fn hundredths(it: char) -> i32 {
    match it.width_cjk() {
        None | Some(0) => 0,
        Some(1) if it.is_ascii_uppercase() || matches!(it, 'm' | 'w' | '@' | '%') => 72,
        Some(1) => 58,
        Some(_) if it >= '\u{1f000}' => 135,
        Some(_) => 100,
    }
}

/// The width of a text in pixels, where an em is `size` pixels.
pub(crate) fn width(text: &str, size: i32) -> i32 {
    let sum: i32 = text.chars().map(hundredths).fold(0, i32::saturating_add);
    sum.saturating_mul(size).div_euclid(100) + 1
}

/// The text, shortened in the middle so that it is at most `most` pixels wide. Its beginning and its end are what
/// tells names apart.
pub(crate) fn shorten(text: &str, size: i32, most: i32) -> Cow<'_, str> {
    if width(text, size) <= most {
        return Cow::Borrowed(text);
    }
    let room = ((most - 1) * 100 / size.max(1) - hundredths('…')).max(0);
    let (front, back) = (room - room / 2, room / 2);
    let characters: Vec<char> = text.chars().collect();
    let mut taken = 0;
    let head: String = characters
        .iter()
        .take_while(|it| {
            taken += hundredths(**it);
            taken <= front
        })
        .collect();
    taken = 0;
    let mut from = characters.len();
    for (at, it) in characters.iter().enumerate().rev() {
        taken += hundredths(*it);
        if taken > back {
            break;
        }
        from = at;
    }
    // A mark does not stand without the letter that bears it.
    while characters.get(from).is_some_and(|it| hundredths(*it) == 0) {
        from += 1;
    }
    let tail: String = characters[from..].iter().collect();
    Cow::Owned(format!("{}…{}", head.trim_end(), tail.trim_start()))
}

/// The text in lines of at most `most` pixels: broken at spaces, between wide characters and behind punctuation, and
/// anywhere where a word alone is too long.
pub(crate) fn wrap(text: &str, size: i32, most: i32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in words(text) {
        let longer = format!("{line}{word}");
        if width(longer.trim_end(), size) <= most {
            line = longer;
            continue;
        }
        if !line.trim().is_empty() {
            lines.push(line.trim_end().to_owned());
        }
        line = String::new();
        for it in word.trim_start().chars() {
            if !line.is_empty() && width(&line, size) + hundredths(it) * size / 100 + 1 > most {
                lines.push(std::mem::take(&mut line));
            }
            line.push(it);
        }
    }
    if !line.trim().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// The pieces between which a line may be broken.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, it) in text.char_indices() {
        let wide = |it: char| it.width().unwrap_or(0) > 1;
        let closing = |it: char| matches!(it, '，' | '。' | '：' | '；' | '）' | '、' | '”' | ')' | ',' | '.' | ':');
        let may = match before {
            None => false,
            Some(' ') => it != ' ',
            Some(last) => it != ' ' && hundredths(it) > 0 && !closing(it) && last != '（' && (wide(last) || wide(it)),
        };
        if may {
            words.push(&text[start..at]);
            start = at;
        }
        before = Some(it);
    }
    words.push(&text[start..]);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_count_one_em() {
        assert_eq!(width("安娜", 14), 29);
        assert_eq!(width("anna", 100), 233);
        assert_eq!(width("", 14), 1);
        assert_eq!(width("a\u{301}", 100), 59);
    }

    #[test]
    fn long_names_keep_their_beginning_and_their_end() {
        assert_eq!(shorten("EX13", 14, 100), "EX13");
        let short = shorten("EX13-NEW-YORK-CLIENT-ACCESS-07", 14, 120);
        assert!(short.starts_with("EX13") && short.ends_with("07") && short.contains('…'), "{short}");
        for most in 0..300 {
            for text in ["北京数据中心的客户端访问服务器甲", "a\u{301}b\u{301}c\u{301}d\u{301}", "📫📫📫📫", "x y z w"]
            {
                let short = shorten(text, 14, most);
                assert!(width(&short, 14) <= most.max(width("…", 14)), "{short} in {most}");
            }
        }
    }

    #[test]
    fn lines_fit_and_lose_nothing() {
        for text in
            ["picks EX10 of 2 candidates, because of the order", "在邮箱所在的站点中查找目标，因为版本不同", "x"]
        {
            for most in [20, 60, 100, 1000] {
                let lines = wrap(text, 14, most);
                assert!(lines.iter().all(|it| width(it, 14) <= most.max(20)), "{lines:?}");
                let squeeze = |it: &str| it.chars().filter(|it| *it != ' ').collect::<String>();
                assert_eq!(squeeze(&lines.concat()), squeeze(text));
            }
        }
    }
}
