//! What is meant by an error of the RON parser, and where does it come from?

use ron::error::{Error, Position, SpannedError};

use super::plain as said;
use super::tokens::{Unpaired, closing, unpaired};
use crate::diag::{Code, Diagnostic};
use crate::lang::{Text, both};

/// The one diagnostic about a text that is not RON.
pub(super) fn diagnose(text: &str, error: &SpannedError) -> Diagnostic {
    let noticed = byte_of(text, error.span.start).max(byte_of(text, error.span.end).saturating_sub(1));
    if let Some(nul) = text.find('\0') {
        return said(
            Code::S009,
            nul..nul + 1,
            both!("the text holds a NUL byte", "文本中含有 NUL 字节"),
            both!("here", "此处"),
            both!(
                "save the file as UTF-8; UTF-16 (\"Unicode\" in some editors) has such bytes",
                "请将文件另存为 UTF-8；UTF-16（某些编辑器中的“Unicode”）含有这样的字节"
            ),
        );
    }
    if error.code == Error::ExceededRecursionLimit {
        return said(
            Code::S006,
            token_at(text, noticed),
            both!("brackets are nested more than 128 deep", "括号嵌套超过 128 层"),
            both!("too deep", "太深"),
            both!("the language needs fewer than ten levels", "此语言所需的嵌套不到十层"),
        );
    }
    // Where the text just ends, the parser may complain about the last word instead.
    let at_the_end = super::level::skip_blank(&text[token_at(text, noticed).end..]).is_empty();
    match unpaired(text) {
        Some(it) if it.noticed(text) <= noticed || at_the_end => unclosed(text, it),
        Some(_) | None => spoken(text, error, noticed),
    }
}

/// Something was opened and not closed.
fn unclosed(text: &str, unpaired: Unpaired) -> Diagnostic {
    match unpaired {
        Unpaired::Bracket { opened, instead } => {
            let open = text[opened..].chars().next().unwrap_or('(');
            let close = closing(open);
            let mut it = said(
                Code::S005,
                opened..opened + 1,
                both!("this `{open}` is never closed", "此 `{open}` 没有闭合"),
                both!("opened here", "在此处打开"),
                both!(
                    "add the closing `{close}`, and a comma where more follows",
                    "请加上闭合的 `{close}`，后面还有内容时再加一个逗号"
                ),
            );
            it.notes.push(if let Some((at, found)) = instead {
                (at..at + 1, both!("`{found}` stands where `{close}` is missing", "此处缺少 `{close}`，却有 `{found}`"))
            } else {
                let end = text.trim_end().len();
                (
                    end.saturating_sub(1).max(opened)..end,
                    both!("the file ends and `{close}` is missing", "文件到此结束，缺少 `{close}`"),
                )
            });
            settle(text, it)
        }
        Unpaired::Closing(at) => said(
            Code::S004,
            at..at + 1,
            both!("this bracket closes nothing", "此括号没有与之对应的左括号"),
            both!("never opened", "从未打开"),
            both!("remove it, or add the opening bracket", "请删除它，或加上左括号"),
        ),
        Unpaired::Text(at) => {
            let line = text[at..].find('\n').unwrap_or(text.len() - at);
            let end = at + text[at..at + line].trim_end().len();
            said(
                Code::S005,
                at..end,
                both!("this text is not closed on its line", "此文本没有在本行闭合"),
                both!("opened here", "在此处打开"),
                both!("add the closing quotation mark `\"`", "请加上右引号 `\"`"),
            )
        }
        Unpaired::Comment(at) => said(
            Code::S005,
            at..at + 2,
            both!("this comment is never closed", "此注释没有闭合"),
            both!("opened here", "在此处打开"),
            both!(
                "add `*/`, or use `//` for a comment that ends with its line",
                "请加上 `*/`，或者用 `//` 写到行尾为止的注释"
            ),
        ),
    }
}

/// Keeps the places of the notes on the borders of characters.
fn settle(text: &str, mut it: Diagnostic) -> Diagnostic {
    for (span, _) in &mut it.notes {
        while !text.is_char_boundary(span.start) {
            span.start -= 1;
        }
    }
    it
}

/// What RON's parser says, in words for people who write scenarios.
fn spoken(text: &str, error: &SpannedError, noticed: usize) -> Diagnostic {
    let span = token_at(text, noticed);
    let token = text[span.clone()].to_owned();
    let s004 = |message: Text, label: Text, help: Text| said(Code::S004, span.clone(), message, label, help);
    match &error.code {
        Error::TrailingCharacters => said(
            Code::S007,
            span,
            both!("there is more text after the end of the scenario", "场景结束之后还有文本"),
            both!("the scenario ended before this", "场景在此之前已结束"),
            both!("remove it, or look for a bracket that is closed too early", "请删除它，或查找过早闭合的括号"),
        ),
        _ if token.starts_with(['\u{201c}', '\u{201d}', '\u{201e}', '\u{2018}', '\u{2019}', '\u{ff02}']) => s004(
            both!("this is a typographic quotation mark", "这是排版用的引号"),
            both!("not the one on the keyboard", "不是直引号"),
            both!("use the straight quotation mark `\"`", "请使用直引号 `\"`"),
        ),
        _ if token.starts_with(['\u{ff0c}', '\u{ff1a}', '\u{ff08}', '\u{ff09}', '\u{3001}']) => s004(
            both!("this is a full-width punctuation mark", "这是全角标点符号"),
            both!("not the one that is expected", "不是所需的半角符号"),
            both!(
                "use the marks of the Latin keyboard: `,` `:` `(` `)` `[` `]`",
                "请使用半角符号：`,` `:` `(` `)` `[` `]`"
            ),
        ),
        Error::ExpectedComma if token.starts_with(':') => s004(
            both!("there is a second colon here", "此处有第二个冒号"),
            both!("not expected here", "此处不应有"),
            both!(
                "texts with a colon are written in quotation marks: \"mail.contoso.com:993:SSL\"",
                "含冒号的文本要写在引号中：\"mail.contoso.com:993:SSL\""
            ),
        ),
        Error::ExpectedComma => s004(
            both!("a comma is missing before this", "此前缺少逗号"),
            both!("a comma belongs before this", "此前应有逗号"),
            both!("values of a list and fields are separated by commas", "列表的值之间、字段之间用逗号分隔"),
        ),
        Error::ExpectedMapColon => s004(
            both!("a colon is missing here", "此处缺少冒号"),
            both!("expected `:`", "应为 `:`"),
            both!("fields are written as `name: value`", "字段写作 `名称: 值`"),
        ),
        Error::InvalidEscape(_) => s004(
            both!(
                "a backslash in a text begins an escape, and this is none",
                "文本中的反斜杠表示转义，而此处不是有效的转义"
            ),
            both!("not an escape", "不是转义"),
            both!("write a backslash twice: \"CONTOSO\\\\anna\"", "反斜杠要写两次：\"CONTOSO\\\\anna\""),
        ),
        Error::SuggestRawIdentifier(word) => s004(
            both!("`{word}` is not a word of the language", "`{word}` 不是此语言中的词"),
            both!("not a word", "不是词"),
            both!(
                "names and other texts are written in quotation marks: \"{word}\"",
                "名称和其他文本要写在引号中：\"{word}\""
            ),
        ),
        Error::ExpectedIdentifier => s004(
            both!("the name of a field is expected here", "此处应为字段名"),
            both!("not a name", "不是名称"),
            both!(
                "fields are written as `name: value`, without quotation marks around the name",
                "字段写作 `名称: 值`，名称不加引号"
            ),
        ),
        Error::Eof => s004(
            both!("the file ends too early", "文件结束得过早"),
            both!("the end", "结尾"),
            both!("something is missing after this", "此后缺少内容"),
        ),
        _ if token.starts_with(',') => s004(
            both!("a value is missing before this comma", "此逗号之前缺少值"),
            both!("no value before this", "此前没有值"),
            both!("remove the comma, or add the value", "请删除逗号，或补上值"),
        ),
        _ => s004(
            both!("this cannot be read", "无法读取此处"),
            both!("not expected here", "此处不应有"),
            both!(
                "a value is a text in quotation marks, a number, a word of the language, or `(…)` or `[…]`",
                "值可以是引号中的文本、数字、此语言中的词，或者 `(…)`、`[…]`"
            ),
        ),
    }
}

/// The byte of a position, whose columns count characters from 1.
fn byte_of(text: &str, position: Position) -> usize {
    let mut line_start = 0;
    for _ in 1..position.line {
        match text[line_start..].find('\n') {
            Some(end) => line_start += end + 1,
            None => return text.len(),
        }
    }
    let mut letters = text[line_start..].char_indices();
    letters.nth(position.col.saturating_sub(1)).map_or(text.len(), |it| line_start + it.0)
}

/// The token at a place, blanks before it left aside: a word, or one character.
fn token_at(text: &str, at: usize) -> std::ops::Range<usize> {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let rest = super::level::skip_blank(&text[at..]);
    let start = text.len() - rest.len();
    let word = rest.find(|it: char| !it.is_alphanumeric() && it != '_').unwrap_or(rest.len());
    let length = if word > 0 { word } else { rest.chars().next().map_or(0, char::len_utf8) };
    start..start + length
}
