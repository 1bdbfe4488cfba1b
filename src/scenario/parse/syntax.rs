//! What is said about a mistake of syntax?

use std::ops::Range;

use super::plain as said;
use crate::diag::{Code, Diagnostic, Sink};
use crate::lang::{Text, both};
use crate::scenario::tree::{Missing, Mistake, MistakeKind, closing};

/// Reports the mistakes of syntax, each in words for people who write scenarios.
pub(super) fn report(text: &str, mistakes: &[Mistake], sink: &mut Sink) {
    for it in mistakes {
        sink.add(code(&it.kind), || diagnostic(text, it));
    }
}

/// Under which code a mistake is told.
const fn code(kind: &MistakeKind) -> Code {
    match kind {
        MistakeKind::Unclosed { .. } | MistakeKind::Text | MistakeKind::Comment => Code::S005,
        MistakeKind::TooDeep => Code::S006,
        MistakeKind::AfterTheEnd => Code::S007,
        MistakeKind::Extension => Code::S008,
        MistakeKind::Nul => Code::S009,
        MistakeKind::NeverOpened
        | MistakeKind::Typographic
        | MistakeKind::FullWidth
        | MistakeKind::Escape
        | MistakeKind::Comma
        | MistakeKind::Colon
        | MistakeKind::SecondColon
        | MistakeKind::Name
        | MistakeKind::Value
        | MistakeKind::Stray => Code::S004,
    }
}

fn diagnostic(text: &str, mistake: &Mistake) -> Diagnostic {
    let span = word_at(text, mistake);
    let s = |message: Text, label: Text, help: Text| said(code(&mistake.kind), span.clone(), message, label, help);
    match &mistake.kind {
        MistakeKind::Unclosed { open, others, missing } => unclosed(&span, *open, others, missing),
        MistakeKind::NeverOpened => s(
            both!("this bracket closes nothing", "此括号没有与之对应的左括号"),
            both!("never opened", "从未打开"),
            both!("remove it, or add the opening bracket", "请删除它，或加上左括号"),
        ),
        MistakeKind::Text => s(
            both!("this text is not closed on its line", "此文本没有在本行闭合"),
            both!("opened here", "在此处打开"),
            both!("add the closing quotation mark `\"`", "请加上右引号 `\"`"),
        ),
        MistakeKind::Comment => s(
            both!("this comment is never closed", "此注释没有闭合"),
            both!("opened here", "在此处打开"),
            both!(
                "add `*/`, or use `//` for a comment that ends with its line",
                "请加上 `*/`，或者用 `//` 写到行尾为止的注释"
            ),
        ),
        MistakeKind::TooDeep => s(
            both!("brackets are nested more than 128 deep", "括号嵌套超过 128 层"),
            both!("too deep", "太深"),
            both!("the language needs fewer than ten levels", "此语言所需的嵌套不到十层"),
        ),
        MistakeKind::AfterTheEnd => s(
            both!("there is more text after the end of the scenario", "场景结束之后还有文本"),
            both!("the scenario ended before this", "场景在此之前已结束"),
            both!("remove it, or look for a bracket that is closed too early", "请删除它，或查找过早闭合的括号"),
        ),
        MistakeKind::Extension => s(
            both!("the language has no extensions", "此语言没有扩展"),
            both!("not needed", "不需要"),
            both!(
                "remove this line: values are written as they are, never as `Some(…)`",
                "请删除此行：值直接写出，从不写作 `Some(…)`"
            ),
        ),
        MistakeKind::Nul => s(
            both!("the text holds a NUL byte", "文本中含有 NUL 字节"),
            both!("here", "此处"),
            both!(
                "save the file as UTF-8; UTF-16 (\"Unicode\" in some editors) has such bytes",
                "请将文件另存为 UTF-8；UTF-16（某些编辑器中的“Unicode”）含有这样的字节"
            ),
        ),
        MistakeKind::Typographic => s(
            both!("this is a typographic quotation mark", "这是排版用的引号"),
            both!("not the one on the keyboard", "不是直引号"),
            both!("use the straight quotation mark `\"`", "请使用直引号 `\"`"),
        ),
        MistakeKind::FullWidth => s(
            both!("this is a full-width punctuation mark", "这是全角标点符号"),
            both!("not the one that is expected", "不是所需的半角符号"),
            both!(
                "use the marks of the Latin keyboard: `,` `:` `(` `)` `[` `]`",
                "请使用半角符号：`,` `:` `(` `)` `[` `]`"
            ),
        ),
        MistakeKind::Escape => s(
            both!(
                "a backslash in a text begins an escape, and this is none",
                "文本中的反斜杠表示转义，而此处不是有效的转义"
            ),
            both!("not an escape", "不是转义"),
            both!("write a backslash twice: \"CONTOSO\\\\anna\"", "反斜杠要写两次：\"CONTOSO\\\\anna\""),
        ),
        MistakeKind::Comma => s(
            both!("a comma is missing before this", "此前缺少逗号"),
            both!("a comma belongs before this", "此前应有逗号"),
            both!("values of a list and fields are separated by commas", "列表的值之间、字段之间用逗号分隔"),
        ),
        MistakeKind::Colon => s(
            both!("a colon is missing here", "此处缺少冒号"),
            both!("expected `:`", "应为 `:`"),
            both!("fields are written as `name: value`", "字段写作 `名称: 值`"),
        ),
        MistakeKind::SecondColon => s(
            both!("there is a second colon here", "此处有第二个冒号"),
            both!("not expected here", "此处不应有"),
            both!(
                "texts with a colon are written in quotation marks: \"mail.contoso.com:993:SSL\"",
                "含冒号的文本要写在引号中：\"mail.contoso.com:993:SSL\""
            ),
        ),
        MistakeKind::Name => s(
            both!("the name of a field is expected here", "此处应为字段名"),
            both!("not a name", "不是名称"),
            both!(
                "fields are written as `name: value`, without quotation marks around the name",
                "字段写作 `名称: 值`，名称不加引号"
            ),
        ),
        MistakeKind::Value => s(
            both!("a value is missing before this", "此前缺少值"),
            both!("no value before this", "此前没有值"),
            both!("remove what is left over, or add the value", "请删除多余的部分，或补上值"),
        ),
        MistakeKind::Stray => s(
            both!("this cannot be read", "无法读取此处"),
            both!("not expected here", "此处不应有"),
            both!(
                "a value is a text in quotation marks, a number, a word of the language, or `(…)` or `[…]`",
                "值可以是引号中的文本、数字、此语言中的词，或者 `(…)`、`[…]`"
            ),
        ),
    }
}

/// Where a bracket was opened, and where it should have been closed.
fn unclosed(span: &Range<usize>, open: char, others: &[usize], missing: &Missing) -> Diagnostic {
    let close = closing(open);
    let mut it = said(
        Code::S005,
        span.clone(),
        both!("this `{open}` is never closed", "此 `{open}` 没有闭合"),
        both!("opened here", "在此处打开"),
        both!(
            "add the closing `{close}`, and a comma where more follows",
            "请加上闭合的 `{close}`，后面还有内容时再加一个逗号"
        ),
    );
    it.notes.push(match missing {
        Missing::Instead(at, found) => {
            (*at..*at + 1, both!("`{found}` stands where `{close}` is missing", "此处缺少 `{close}`，却有 `{found}`"))
        }
        Missing::Behind(last) => (
            last.clone(),
            both!(
                "`{close}` is missing after this: what follows belongs further out",
                "此后缺少 `{close}`：后面的内容属于外层"
            ),
        ),
        Missing::AtTheEnd(last) => {
            (last.clone(), both!("the file ends and `{close}` is missing", "文件到此结束，缺少 `{close}`"))
        }
    });
    let also = || both!("this one is not closed either", "这一个也没有闭合");
    // A file that was cut off says so once.
    if !matches!(missing, Missing::AtTheEnd(_)) {
        it.notes.extend(others.iter().map(|at| (*at..*at + 1, also())));
    }
    it
}

/// What to underline: a word as a whole, where it is told by its beginning.
fn word_at(text: &str, mistake: &Mistake) -> Range<usize> {
    let Range { start, end } = mistake.span;
    match mistake.kind {
        MistakeKind::Comma | MistakeKind::AfterTheEnd => {
            let rest = &text[start..end];
            let word = rest.find(|it: char| !it.is_alphanumeric() && it != '_').unwrap_or(rest.len());
            let length = if word > 0 { word } else { rest.chars().next().map_or(0, char::len_utf8) };
            start..start + length
        }
        _ => start..end,
    }
}
