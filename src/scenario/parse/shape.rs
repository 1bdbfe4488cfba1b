//! What in the text does not fit the language?
//!
//! The text is walked against the description of the language ([`Kind`]); everything that does not fit is reported
//! at its own place, item after item. Whatever the fast pass refuses is found here too, and nothing else: a property
//! test holds the two together.

use std::ops::Range;

use super::level::{ITEMS_MAX, Inside, Shape, Value};
use super::place::{Frame, entity, name_of};
use crate::diag::{Code, Diagnostic, Sink, suggest};
use crate::scenario::language::{EnumKind, Field, Form, Kind, LeafKind, StructKind};

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
    message: String,
    label: String,
    help: Option<String>,
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
                message: "`Some(…)` and `None` are not part of this language".to_owned(),
                label: format!("{} belongs here", wanted(kind)),
                help: Some("write the value as it is, or leave the field out".to_owned()),
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
    fn wrong_shape(&mut self, value: Value<'a>, wanted: &str, help: Option<String>) {
        let found = value.shape.word();
        self.report(Code::S015, value.span(self.text), || Said {
            message: format!("expected {wanted}, found {found}"),
            label: format!("this is {found}"),
            help,
        });
    }

    fn structure(&mut self, value: Value<'a>, kind: &'static StructKind) {
        let Shape::Round(name) = value.shape else {
            let example = kind.fields.iter().find(|it| it.default.is_none()).map_or(String::new(), example);
            let help = format!("write it as `{}({example}…)`", kind.name);
            self.wrong_shape(value, &format!("`{}(…)`", kind.name), Some(help));
            return;
        };
        if let Some(name) = name.filter(|it| *it != kind.name) {
            self.report(Code::S010, value.head_span(self.text), || Said {
                message: format!("expected `{}(…)`, found `{name}(…)`", kind.name),
                label: format!("not a {}", kind.name),
                help: Some(format!("write `{}(…)`, or leave the name out", kind.name)),
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
                let help = format!("write `{owner}({})`", names.join(", "));
                self.wrong_shape(value, "fields with their names", Some(help));
                return;
            }
        };
        let mut seen: Vec<Option<&str>> = vec![None; kinds.len()];
        for (name, inner) in fields {
            let name_start = super::level::offset(self.text, name);
            let name_span = name_start..name_start + name.len();
            let Some(at) = kinds.iter().position(|it| it.name == name) else {
                self.unknown_field(name, name_span, owner, kinds);
                continue;
            };
            self.frames.push(Frame::Field(kinds[at].name));
            if seen[at].replace(name).is_some() {
                self.report(Code::S012, name_span, || Said {
                    message: format!("`{name}` is written twice"),
                    label: "a second time".to_owned(),
                    help: Some("keep one of the two".to_owned()),
                });
            }
            self.value(inner, kinds[at].kind);
            self.frames.pop();
        }
        for (field, _) in kinds.iter().zip(&seen).filter(|(kind, seen)| kind.default.is_none() && seen.is_none()) {
            self.report(Code::S013, value.head_span(self.text), || Said {
                message: format!("`{}` is missing in `{owner}`", field.name),
                label: format!("needs `{}`", field.name),
                help: Some(format!("add `{}`: {}", example(field), first_sentence(field.doc))),
            });
        }
    }

    fn unknown_field(
        &mut self,
        name: &str,
        span: Range<usize>,
        owner: &'static str,
        kinds: &'static [Field],
    ) {
        self.report(Code::S011, span, || {
            let allowed = kinds.iter().map(|it| it.name);
            let help = match suggest::closest(name, allowed.clone()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None if kinds.is_empty() => format!("`{owner}` has no fields"),
                None => format!("`{owner}` has: {}", allowed.collect::<Vec<_>>().join(", ")),
            };
            Said {
                message: format!("`{owner}` has no field `{name}`"),
                label: "not known here".to_owned(),
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
                let help = meant.map_or_else(|| one_of(kind), |it| format!("write `{it}` without quotation marks"));
                self.wrong_shape(value, "a bare word", Some(help));
                return;
            }
            Shape::Number | Shape::Round(None) | Shape::List | Shape::Map | Shape::Other => {
                self.wrong_shape(value, "a bare word", Some(one_of(kind)));
                return;
            }
        };
        let Some(variant) = kind.variants.iter().find(|it| it.name == name) else {
            self.report(Code::S014, value.head_span(self.text), || {
                let meant = suggest::closest(name, kind.variants.iter().map(|it| it.name));
                Said {
                    message: format!("`{name}` is not one of the values of {}", kind.name),
                    label: "not known here".to_owned(),
                    help: Some(meant.map_or_else(|| one_of(kind), |it| format!("did you mean `{it}`?"))),
                }
            });
            return;
        };
        match (variant.fields.is_empty(), has_fields) {
            (true, false) => {}
            (true, true) => {
                self.wrong_shape(value, &format!("`{name}` alone"), Some(format!("write `{name}` without `(…)`")));
            }
            (false, false) => {
                let fields: Vec<_> =
                    variant.fields.iter().filter(|it| it.default.is_none()).map(example).collect();
                let help = format!("write `{name}({})`", fields.join(", "));
                self.wrong_shape(value, &format!("`{name}(…)`"), Some(help));
            }
            (false, true) => self.fields(value, variant.name, variant.fields),
        }
    }

    fn list(&mut self, value: Value<'a>, kind: &'static Kind, item: &'static Kind) {
        let (Shape::List, Inside::Items { items, count }) = (value.shape, value.inside()) else {
            let help = "a list of one needs its brackets too: `[…]`".to_owned();
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
                message: format!("a list holds {count} items"),
                label: format!("at most {ITEMS_MAX}"),
                help: None,
            });
        }
    }

    fn pair(&mut self, value: Value<'a>, kind: &'static Kind, item: &'static Kind) {
        let (Shape::Round(None), Inside::Items { items, count }) = (value.shape, value.inside()) else {
            self.wrong_shape(value, &wanted(kind), Some("write it as `(\"HQ\", \"Branch\")`".to_owned()));
            return;
        };
        if count != 2 {
            self.report(Code::S018, value.span(self.text), || Said {
                message: format!("expected two values, found {count}"),
                label: "a pair holds two".to_owned(),
                help: Some("write it as `(\"HQ\", \"Branch\")`".to_owned()),
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
            let help = match (leaf.form, value.shape) {
                (Form::Text, Shape::Word(_) | Shape::Number) if leaf.is_free_text() => {
                    format!("write it in quotation marks: \"{}\"", value.line())
                }
                (Form::Text, Shape::Number) => format!("write it with its unit, in quotation marks: {}", leaf.example),
                (Form::Number | Form::Bool, Shape::Text) => {
                    format!("write it without quotation marks: {}", leaf.example)
                }
                _ => format!("for example {}", leaf.example),
            };
            self.wrong_shape(value, &wanted(kind), Some(help));
            return;
        }
        let (code, verdict) = match leaf.form {
            Form::Text => {
                (Code::S016, value.read::<String>().map_or(Err("a text".to_owned()), |it| (leaf.check)(&it)))
            }
            Form::Number => (Code::S017, (leaf.check)(value.text)),
            Form::Bool => (Code::S017, Ok(())),
        };
        if let Err(expected) = verdict {
            self.report(code, value.span(self.text), || Said {
                message: format!("this is not {}", leaf.name),
                label: String::new(),
                help: Some(format!("expected {expected}")),
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

/// What belongs in a place, as it is said in a sentence.
fn wanted(kind: &Kind) -> String {
    match kind {
        Kind::Struct(kind) => format!("`{}(…)`", kind.name),
        Kind::Enum(_) => "a bare word".to_owned(),
        Kind::List(_) => "a list `[…]`".to_owned(),
        Kind::Leaf(leaf) => leaf.name.to_owned(),
        Kind::Pair(_) => "a pair `(…, …)`".to_owned(),
    }
}

/// The variants of a choice.
fn one_of(kind: &EnumKind) -> String {
    format!("one of: {}", kind.variants.iter().map(|it| it.name).collect::<Vec<_>>().join(", "))
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
        Kind::Leaf(leaf) => leaf.example.to_owned(),
        Kind::Pair(item) => format!("({}, {})", example_value(item), example_value(item)),
    }
}

/// The first sentence of a description, as one line.
fn first_sentence(doc: &str) -> String {
    let line = doc.split_whitespace().collect::<Vec<_>>().join(" ");
    let end = line.find(". ").map_or(line.len(), |it| it + 1);
    let sentence = line[..end].trim_end_matches('.');
    let mut letters = sentence.chars();
    letters.next().map_or(String::new(), |it| it.to_lowercase().collect::<String>() + letters.as_str())
}
