//! What in the text does not fit the language?
//!
//! The text is walked against the description of the language ([`Kind`]); everything that does not fit is reported
//! at its own place, item after item. Whatever the fast pass refuses is found here too, and nothing else: a property
//! test holds the two together.

use std::ops::Range;

use super::level::{ITEMS_MAX, Inside, Shape, Value};
use super::meaning::meaning;
use super::place::{Frame, entity, name_of};
use crate::diag::{Code, Diagnostic, Sink, suggest};
use crate::lang::{Fixed, Text, both, fixed};
use crate::scenario::language::{ANY_TEXT, EnumKind, Field, Form, Kind, LeafKind, StructKind};

/// Reports everything that does not fit `kind`, at most as much as the sink takes.
pub(super) fn check(text: &str, kind: &'static Kind, sink: &mut Sink) {
    let mut walk = Walk { text, frames: Vec::new(), sink };
    walk.value(Value::new(text), kind);
}

struct Walk<'a, 's> {
    text: &'a str,
    frames: Vec<Frame<'a>>,
    sink: &'s mut Sink,
}

/// What is said about one problem.
struct Said {
    message: Text,
    label: Text,
    help: Option<Text>,
}

impl<'a> Walk<'a, '_> {
    /// Reports a problem; the words are asked for only if there is room for them.
    fn report(&mut self, code: Code, span: Range<usize>, said: impl FnOnce() -> Said) {
        let frames = &self.frames;
        self.sink.add(code, || {
            let Said { message, label, help } = said();
            Diagnostic {
                code,
                severity: code.severity(),
                span,
                entity: entity(frames),
                message,
                label,
                help,
                notes: Vec::new(),
            }
        });
    }

    fn value(&mut self, value: Value<'a>, kind: &'static Kind) {
        if is_some_or_none(value.shape) && !has_variant(kind, value.shape) {
            self.report(Code::S019, value.head_span(self.text), || Said {
                message: both!(
                    "`Some(…)` and `None` are not part of this language",
                    "`Some(…)` 和 `None` 不属于此语言"
                ),
                label: both!("{wanted} belongs here", "此处应为：{wanted}", wanted = wanted(kind)),
                help: Some(both!("write the value as it is, or leave the field out", "请直接写出值，或省略该字段")),
            });
            return;
        }
        match kind {
            Kind::Struct(kind) => self.structure(value, kind),
            Kind::Enum(kind) => self.choice(value, kind),
            Kind::List(item) => self.list(value, kind, item),
            Kind::Leaf(leaf) => self.leaf(value, kind, leaf),
            Kind::Pair(item) => self.pair(value, kind, item),
        }
    }

    /// Something of another kind than the language wants.
    fn wrong_shape(&mut self, value: Value<'a>, wanted: &Text, help: Option<Text>) {
        let found = value.shape.word();
        self.report(Code::S015, value.span(self.text), || Said {
            message: both!(
                "expected {wanted}, found {found}",
                "此处应为：{wanted}，实际为：{found}",
                wanted = wanted,
                found = found
            ),
            label: both!("this is {found}", "这是{found}", found = found),
            help,
        });
    }

    fn structure(&mut self, value: Value<'a>, kind: &'static StructKind) {
        let Shape::Round(name) = value.shape else {
            let example = kind.fields.iter().find(|it| it.default.is_none()).map_or(String::new(), example);
            let help = write_it(&format!("{}({example}…)", kind.name));
            self.wrong_shape(value, &Text::same(&format!("`{}(…)`", kind.name)), Some(help));
            return;
        };
        if let Some(name) = name.filter(|it| *it != kind.name) {
            let wanted = kind.name;
            self.report(Code::S010, value.head_span(self.text), || Said {
                message: both!(
                    "expected `{wanted}(…)`, found `{name}(…)`",
                    "此处应为 `{wanted}(…)`，实际为 `{name}(…)`"
                ),
                label: both!("not a {wanted}", "不是 {wanted}"),
                help: Some(both!("write `{wanted}(…)`, or leave the name out", "请写 `{wanted}(…)`，或省略名称")),
            });
        }
        self.fields(value, kind.name, kind.fields);
    }

    /// The fields of a struct or of a variant.
    fn fields(&mut self, value: Value<'a>, owner: &'static str, kinds: &'static [Field]) {
        let inside = value.inside();
        if let Some(Frame::Item(_, slot)) = self.frames.last_mut() {
            *slot = name_of(&inside);
        }
        let fields = match inside {
            Inside::Fields(fields) => fields,
            Inside::Items { count: 0, .. } => Vec::new(),
            Inside::Items { .. } | Inside::Nothing => {
                let names: Vec<_> = kinds.iter().take(2).map(|it| format!("{}: …", it.name)).collect();
                let help = write(&format!("{owner}({})", names.join(", ")));
                self.wrong_shape(value, &both!("fields with their names", "带名称的字段"), Some(help));
                return;
            }
        };
        let mut seen: Vec<Option<&str>> = vec![None; kinds.len()];
        for (name, inner) in fields {
            let name_start = super::level::offset(self.text, name);
            let name_span = name_start..name_start + name.len();
            let Some(at) = kinds.iter().position(|it| it.name == name) else {
                self.frames.push(Frame::Field(name));
                self.unknown_field(name, name_span, owner, kinds);
                self.frames.pop();
                continue;
            };
            self.frames.push(Frame::Field(kinds[at].name));
            if seen[at].replace(name).is_some() {
                self.report(Code::S012, name_span, || Said {
                    message: both!("`{name}` is written twice", "`{name}` 写了两次"),
                    label: both!("a second time", "第二次"),
                    help: Some(both!("keep one of the two", "请只保留其中一个")),
                });
            }
            self.value(inner, kinds[at].kind);
            self.frames.pop();
        }
        for (field, _) in kinds.iter().zip(&seen).filter(|(kind, seen)| kind.default.is_none() && seen.is_none()) {
            let (name, example) = (field.name, example(field));
            self.report(Code::S013, value.head_span(self.text), || Said {
                message: both!("`{name}` is missing in `{owner}`", "`{owner}` 中缺少 `{name}`"),
                label: both!("needs `{name}`", "需要 `{name}`"),
                help: Some(match meaning(owner, field) {
                    Some(it) => both!("add `{example}`: {it}", "请添加 `{example}`：{it}", it = it),
                    None => both!("add `{example}`", "请添加 `{example}`"),
                }),
            });
        }
    }

    fn unknown_field(&mut self, name: &str, span: Range<usize>, owner: &'static str, kinds: &'static [Field]) {
        self.report(Code::S011, span, || {
            let allowed = kinds.iter().map(|it| it.name);
            let help = match suggest::closest(name, allowed.clone()) {
                Some(meant) => did_you_mean(meant),
                None if kinds.is_empty() => both!("`{owner}` has no fields", "`{owner}` 没有字段"),
                None => {
                    let names = allowed.collect::<Vec<_>>().join(", ");
                    both!("`{owner}` has: {names}", "`{owner}` 的字段有：{names}")
                }
            };
            Said {
                message: both!("`{owner}` has no field `{name}`", "`{owner}` 没有字段 `{name}`"),
                label: not_known(),
                help: Some(help),
            }
        });
    }

    fn choice(&mut self, value: Value<'a>, kind: &'static EnumKind) {
        let (name, has_fields) = match value.shape {
            Shape::Word(name) => (name, false),
            Shape::Round(Some(name)) => (name, true),
            Shape::Text => {
                let text = value.read::<String>().unwrap_or_default();
                let meant = suggest::closest(&text, kind.variants.iter().map(|it| it.name));
                let help = meant.map_or_else(
                    || one_of(kind),
                    |it| both!("write `{it}` without quotation marks", "请写 `{it}`，不加引号"),
                );
                self.wrong_shape(value, &WORD.into(), Some(help));
                return;
            }
            Shape::Number | Shape::Round(None) | Shape::List | Shape::Map | Shape::Other => {
                self.wrong_shape(value, &WORD.into(), Some(one_of(kind)));
                return;
            }
        };
        let Some(variant) = kind.variants.iter().find(|it| it.name == name) else {
            self.report(Code::S014, value.head_span(self.text), || {
                let meant = suggest::closest(name, kind.variants.iter().map(|it| it.name));
                let list = kind.name;
                Said {
                    message: both!("`{name}` is not one of the values of {list}", "`{name}` 不是 {list} 的取值之一"),
                    label: not_known(),
                    help: Some(meant.map_or_else(|| one_of(kind), did_you_mean)),
                }
            });
            return;
        };
        match (variant.fields.is_empty(), has_fields) {
            (true, false) => {}
            (true, true) => {
                let help = both!("write `{name}` without `(…)`", "请写 `{name}`，不加 `(…)`");
                self.wrong_shape(value, &both!("`{name}` alone", "单独的 `{name}`"), Some(help));
            }
            (false, false) => {
                let fields: Vec<_> = variant.fields.iter().filter(|it| it.default.is_none()).map(example).collect();
                let help = write(&format!("{name}({})", fields.join(", ")));
                self.wrong_shape(value, &Text::same(&format!("`{name}(…)`")), Some(help));
            }
            (false, true) => self.fields(value, variant.name, variant.fields),
        }
    }

    fn list(&mut self, value: Value<'a>, kind: &'static Kind, item: &'static Kind) {
        let (Shape::List, Inside::Items { items, count }) = (value.shape, value.inside()) else {
            let help = both!("a list of one needs its brackets too: `[…]`", "只有一项的列表也要写括号：`[…]`");
            self.wrong_shape(value, &wanted(kind), Some(help));
            return;
        };
        for (at, it) in items.into_iter().enumerate() {
            self.frames.push(Frame::Item(at, None));
            self.value(it, item);
            self.frames.pop();
        }
        if count > ITEMS_MAX {
            self.report(Code::R043, value.head_span(self.text), || Said {
                message: both!("a list holds {count} items", "列表含有 {count} 项"),
                label: both!("at most {ITEMS_MAX}", "最多 {ITEMS_MAX} 项"),
                help: None,
            });
        }
    }

    fn pair(&mut self, value: Value<'a>, kind: &'static Kind, item: &'static Kind) {
        let (Shape::Round(None), Inside::Items { items, count }) = (value.shape, value.inside()) else {
            self.wrong_shape(value, &wanted(kind), Some(write_it("(\"HQ\", \"Branch\")")));
            return;
        };
        if count != 2 {
            self.report(Code::S018, value.span(self.text), || Said {
                message: both!("expected two values, found {count}", "此处应为两个值，实际有 {count} 个"),
                label: both!("a pair holds two", "一对值是两个"),
                help: Some(write_it("(\"HQ\", \"Branch\")")),
            });
        }
        for (at, it) in items.into_iter().enumerate() {
            self.frames.push(Frame::Item(at, None));
            self.value(it, item);
            self.frames.pop();
        }
    }

    fn leaf(&mut self, value: Value<'a>, kind: &'static Kind, leaf: &'static LeafKind) {
        let fits = match leaf.form {
            Form::Text => value.shape == Shape::Text,
            // RON reads `b'A'` as a number too.
            Form::Number => value.shape == Shape::Number || value.text.starts_with("b'"),
            Form::Bool => matches!(value.shape, Shape::Word("true" | "false")),
        };
        if !fits {
            let (line, example) = (value.line(), leaf.example);
            let help = match (leaf.form, value.shape) {
                (Form::Text, Shape::Word(_) | Shape::Number) if leaf.is_free_text() => {
                    both!("write it in quotation marks: \"{line}\"", "请写在引号中：\"{line}\"")
                }
                (Form::Text, Shape::Number) => {
                    both!("write it with its unit, in quotation marks: {example}", "请连同单位写在引号中：{example}")
                }
                (Form::Number | Form::Bool, Shape::Text) => {
                    both!("write it without quotation marks: {example}", "请不加引号书写：{example}")
                }
                _ => both!("for example {example}", "例如 {example}"),
            };
            self.wrong_shape(value, &wanted(kind), Some(help));
            return;
        }
        let (code, verdict) = match leaf.form {
            Form::Text => {
                (Code::S016, value.read::<String>().map_or(Err(Text::from(ANY_TEXT)), |it| (leaf.check)(&it)))
            }
            Form::Number => (Code::S017, (leaf.check)(value.text)),
            Form::Bool => (Code::S017, Ok(())),
        };
        if let Err(expected) = verdict {
            self.report(code, value.span(self.text), || Said {
                message: both!("this is not {name}", "值无效，此处应为：{name}", name = leaf.name),
                label: Text::default(),
                help: Some(both!("expected {expected}", "应为：{expected}", expected = expected)),
            });
        }
    }
}

fn is_some_or_none(shape: Shape<'_>) -> bool {
    matches!(shape, Shape::Round(Some("Some")) | Shape::Word("None"))
}

/// Whether a list of variants has one of this name.
fn has_variant(kind: &Kind, shape: Shape<'_>) -> bool {
    let (Kind::Enum(kind), Shape::Word(name) | Shape::Round(Some(name))) = (kind, shape) else { return false };
    kind.variants.iter().any(|it| it.name == name)
}

/// What one of several variants looks like.
const WORD: Fixed = fixed!("a word without quotation marks", "不加引号的词");

/// What is said of a name that does not belong here.
fn not_known() -> Text {
    both!("not known here", "此处无法识别")
}

fn did_you_mean(meant: &str) -> Text {
    both!("did you mean `{meant}`?", "您是指 `{meant}` 吗？")
}

fn write(example: &str) -> Text {
    both!("write `{example}`", "请写 `{example}`")
}

fn write_it(example: &str) -> Text {
    both!("write it as `{example}`", "请写作 `{example}`")
}

/// What belongs in a place, as it is said in a sentence.
fn wanted(kind: &Kind) -> Text {
    match kind {
        Kind::Struct(kind) => Text::same(&format!("`{}(…)`", kind.name)),
        Kind::Enum(_) => WORD.into(),
        Kind::List(_) => both!("a list `[…]`", "列表 `[…]`"),
        Kind::Leaf(leaf) => leaf.name.into(),
        Kind::Pair(_) => both!("a pair `(…, …)`", "一对值 `(…, …)`"),
    }
}

/// The variants of a choice.
fn one_of(kind: &EnumKind) -> Text {
    let names = kind.variants.iter().map(|it| it.name).collect::<Vec<_>>().join(", ");
    both!("one of: {names}", "可用的有：{names}")
}

/// A field as it might be written.
fn example(field: &Field) -> String {
    format!("{}: {}", field.name, example_value(field.kind))
}

fn example_value(kind: &Kind) -> String {
    match kind {
        Kind::Struct(_) => "(…)".to_owned(),
        Kind::Enum(kind) => kind.variants.first().map_or(String::new(), |it| it.name.to_owned()),
        Kind::List(item) => format!("[{}]", example_value(item)),
        Kind::Leaf(leaf) if leaf.is_free_text() => "\"…\"".to_owned(),
        Kind::Leaf(leaf) => leaf.example.to_owned(),
        Kind::Pair(item) => format!("({}, {})", example_value(item), example_value(item)),
    }
}
