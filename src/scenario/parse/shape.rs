//! What in the text does not fit the language, and what can be understood all the same?
//!
//! One walk over the tree of the text, beside the description of the language ([`Kind`]). Everything that does not fit
//! is reported at its own place, item after item. Whatever the fast pass refuses is found here too, and nothing else: a
//! property test holds the two together. What does fit is handed on, with a stand-in where something must be written
//! and cannot be read, and with the places about which nothing more can be said ([`Doubts`]).

use std::borrow::Cow;
use std::ops::Range;

use super::SCHEMA;
use super::doubts::Doubts;
use super::meaning::meaning;
use super::meant;
use super::merge::{self, Origins};
use super::place::{Frame, Shape, entity, head, is_keyed, path, shape, span};
use super::understood::Understood;
use crate::catalogue::shapes;
use crate::diag::{Code, Diagnostic, Sink, suggest};
use crate::lang::{Fixed, Text};
use crate::scenario::language::{ANY_TEXT, EnumKind, Field, Form, Kind, LeafKind, StructKind};
use crate::scenario::tree::{Closed, Group, ITEMS_MAX, MistakeKind, Tree, TreeEntry, TreeNode};

/// Reports everything that does not fit `kind`, at most as much as the sink takes. Returns what is understood.
pub(super) fn check(
    text: &str,
    tree: &Tree,
    kind: &'static Kind,
    how: How,
    sink: &mut Sink,
    doubts: &mut Doubts,
) -> Found {
    let too_deep = tree.mistakes.iter().find(|it| it.kind == MistakeKind::TooDeep).map(|it| it.span.start);
    let mut walk = Walk { text, how, frames: Vec::new(), sink, doubts, too_deep, owed: Vec::new() };
    let top = tree.top.as_ref().filter(|_| !tree.broken);
    let understood = top.and_then(|it| walk.value(it, kind));
    Found { understood, owed: walk.owed }
}

/// How a text is to be read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct How {
    /// Whether it is JSON.
    pub(super) is_json: bool,
    /// Whether it stands on a base, so that what an entry lacks may be there.
    pub(super) is_partial: bool,
}

/// What was found in a text.
#[derive(Debug)]
pub(super) struct Found {
    /// What is understood of it.
    pub(super) understood: Option<Understood>,
    /// What its entries lack, and their base must have.
    pub(super) owed: Vec<Owed>,
}

/// A field that an entry of a list at the top lacks, and what is to be said where the base lacks it too.
#[derive(Debug)]
pub(super) struct Owed {
    list: &'static str,
    place: usize,
    field: &'static str,
    pub(super) problem: Diagnostic,
}

impl Owed {
    /// Whether the entry that stands in a file has the field once all files are put together.
    pub(super) fn is_paid(&self, all: &[(&'static str, Understood)], origins: &Origins, file: usize) -> bool {
        let Some(at) = origins.among_all(self.list, file, self.place) else { return false };
        let list = all.iter().find(|it| it.0 == self.list).map(|it| &it.1);
        let Some(Understood::Items(items)) = list else { return false };
        items.get(at).is_some_and(|it| merge::value(it, self.field).is_some())
    }
}

struct Walk<'a, 's> {
    text: &'a str,
    how: How,
    frames: Vec<Frame<'a>>,
    sink: &'s mut Sink,
    doubts: &'s mut Doubts,
    /// Where brackets were nested too deeply.
    too_deep: Option<usize>,
    owed: Vec<Owed>,
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
        self.sink.add(code, || problem(code, span, frames, said()));
    }

    fn shape(&self, value: &TreeNode) -> Shape<'a> {
        shape(self.text, value)
    }

    /// Nothing more can be said of what is here.
    fn doubt(&mut self) {
        self.doubts.bad(path(&self.frames));
    }

    /// Whether brackets are nested too deeply in a value: that is all that is said of it.
    fn is_too_deep(&self, value: &TreeNode) -> bool {
        self.too_deep.is_some_and(|it| value.span.contains(&it))
    }

    /// What is understood of a value; nothing where it cannot stand here.
    fn value(&mut self, value: &TreeNode, kind: &'static Kind) -> Option<Understood> {
        let shape = self.shape(value);
        if is_some_or_none(shape) && !has_variant(kind, shape) {
            if self.is_too_deep(value) {
                return None;
            }
            self.report(Code::S019, head(self.text, value), || Said {
                message: shapes::no_some_or_none().into(),
                label: shapes::belongs_here(wanted(kind)),
                help: Some(shapes::write_the_value_as_it_is().into()),
            });
            return None;
        }
        match kind {
            Kind::Struct(kind) => self.structure(value, kind),
            Kind::Enum(kind) => self.choice(value, kind),
            Kind::List(item) => self.list(value, kind, item),
            Kind::ListOrText(Kind::Leaf(leaf)) if self.shape(value) == Shape::Text => self.list_in_text(value, leaf),
            Kind::ListOrText(item) => self.list(value, kind, item),
            Kind::Leaf(leaf) => self.leaf(value, kind, leaf),
            Kind::Pair(item) => self.pair(value, kind, item),
        }
    }

    /// Something of another kind than the language wants.
    fn wrong_shape(&mut self, value: &TreeNode, wanted: &Text, help: Option<Text>) {
        if self.is_too_deep(value) {
            return;
        }
        let found = self.shape(value).word();
        let help = if self.how.is_json { Some(shapes::form_of_json().into()) } else { help };
        self.report(Code::S015, span(self.text, value), || Said {
            message: shapes::expected_found(wanted, found),
            label: shapes::this_is(found),
            help,
        });
    }

    /// A field as it might be written.
    fn example(&self, field: &Field) -> String {
        if !self.how.is_json {
            return example(field);
        }
        let value = match field.kind {
            Kind::Struct(_) => "{…}".to_owned(),
            Kind::Enum(kind) => format!("\"{}\"", kind.variants.first().map_or("", |it| it.name)),
            Kind::List(_) | Kind::ListOrText(_) | Kind::Pair(_) => "[…]".to_owned(),
            Kind::Leaf(_) => example_value(field.kind),
        };
        format!("\"{}\": {value}", field.name)
    }

    fn structure(&mut self, value: &TreeNode, kind: &'static StructKind) -> Option<Understood> {
        if let (Some(kind @ Kind::Leaf(leaf)), Shape::Text) = (kind.text, self.shape(value)) {
            return self.leaf(value, kind, leaf);
        }
        let (Shape::Round(name), Some(group)) = (self.shape(value), &value.group) else {
            let example = kind.fields.iter().find(|it| it.default.is_none()).map_or(String::new(), example);
            let help = shapes::write_it_as(format!("{}({example}…)", kind.name));
            self.wrong_shape(value, &Text::same(&format!("`{}(…)`", kind.name)), Some(help));
            return None;
        };
        if let Some(name) = name.filter(|it| *it != kind.name) {
            let wanted = kind.name;
            self.report(Code::S010, head(self.text, value), || Said {
                message: shapes::expected_name_found(wanted, name),
                label: shapes::not_a(wanted),
                help: Some(shapes::write_name_or_leave_out(wanted)),
            });
        }
        self.fields(value, group, kind.name, kind.fields).map(Understood::Fields)
    }

    /// The fields of a struct or of a variant.
    fn fields(
        &mut self,
        value: &TreeNode,
        group: &Group,
        owner: &'static str,
        kinds: &'static [Field],
    ) -> Option<Vec<(&'static str, Understood)>> {
        if let Some(Frame::Item(_, slot)) = self.frames.last_mut() {
            *slot = value.name(self.text);
        }
        // Where the text ends, the name of a field may just have begun.
        if !group.entries.is_empty() && !is_keyed(group) && group.closed != Closed::CutOff {
            let names: Vec<_> = kinds.iter().take(2).map(|it| format!("{}: …", it.name)).collect();
            let help = shapes::write(format!("{owner}({})", names.join(", ")));
            self.wrong_shape(value, &shapes::fields_with_names().into(), Some(help));
            return None;
        }
        let mut found: Vec<Option<Understood>> = kinds.iter().map(|_| None).collect();
        let mut seen = vec![false; kinds.len()];
        // Whether more fields may be meant than can be seen.
        let mut more = group.closed == Closed::CutOff;
        for entry in &group.entries {
            let Some(key) = entry.key.clone() else { continue };
            let name = crate::scenario::tree::plain(&self.text[key.clone()]);
            let start = key.end - name.len();
            let Some(at) = kinds.iter().position(|it| it.name == name) else {
                if entry.broken && entry.value.is_none() {
                    more = true;
                    continue;
                }
                self.frames.push(Frame::Unknown(name));
                self.unknown_field(name, start..key.end, owner, kinds);
                self.frames.pop();
                match suggest::closest(name, kinds.iter().map(|it| it.name)) {
                    Some(meant) => self.doubt_field(meant, kinds),
                    None => more = true,
                }
                continue;
            };
            self.frames.push(Frame::Field(kinds[at].name));
            if std::mem::replace(&mut seen[at], true) {
                self.report(Code::S012, start..key.end, || Said {
                    message: shapes::written_twice(name),
                    label: shapes::a_second_time().into(),
                    help: Some(shapes::keep_one().into()),
                });
                self.doubt();
            }
            let understood = self.entry(entry, kinds[at].kind);
            if understood.is_some() {
                found[at] = understood;
            }
            self.frames.pop();
        }
        for (field, _) in kinds.iter().zip(&seen).filter(|it| !it.1) {
            let must = field.default.is_none();
            let owes = must && self.may_owe(field.name);
            if (more || must) && !owes {
                self.doubt_field(field.name, kinds);
            }
            if must && group.closed == Closed::Bracket {
                let (name, example) = (field.name, self.example(field));
                let said = || Said {
                    message: shapes::missing_in(name, owner),
                    label: shapes::needs(name),
                    help: Some(match meaning(owner, field) {
                        Some(it) => shapes::add_with_meaning(example, it),
                        None => shapes::add(example),
                    }),
                };
                let span = head(self.text, value);
                if let (true, [Frame::Field(list), Frame::Item(place, _)]) = (owes, self.frames.as_slice()) {
                    let problem = problem(Code::S013, span, &self.frames, said());
                    self.owed.push(Owed { list, place: *place, field: name, problem });
                } else {
                    self.report(Code::S013, span, said);
                }
            }
        }
        let mut fields = Vec::with_capacity(kinds.len());
        for (field, understood) in kinds.iter().zip(found) {
            let is_entry = matches!(self.frames.last(), Some(Frame::Item(..)));
            if is_entry && field.default.is_none() && field.name == "name" && understood.is_none() {
                self.doubts.open(path(&self.frames[..self.frames.len().saturating_sub(1)]));
            }
            match understood {
                Some(it) => fields.push((field.name, it)),
                None if field.default.is_none() && !self.may_owe(field.name) => {
                    fields.push((field.name, Understood::stand_in(field.kind)));
                }
                None => {}
            }
        }
        Some(fields)
    }

    /// The value of an entry; what is wrong with it leaves a doubt.
    fn entry(&mut self, entry: &TreeEntry, kind: &'static Kind) -> Option<Understood> {
        let Some(value) = &entry.value else {
            self.doubt();
            return None;
        };
        if entry.broken && value.group.is_none() {
            self.doubt();
            return readable(self.text, value, kind);
        }
        let before = self.sink.count();
        let understood = self.value(value, kind);
        if understood.is_none() || (self.sink.count() > before && matches!(kind, Kind::Leaf(_))) {
            self.doubt();
        }
        understood
    }

    /// Nothing can be said of a field of the value that the walk is at.
    fn doubt_field(&mut self, name: &str, kinds: &'static [Field]) {
        let Some(field) = kinds.iter().find(|it| it.name == name) else { return };
        self.frames.push(Frame::Field(field.name));
        self.doubt();
        self.frames.pop();
    }

    fn unknown_field(&mut self, name: &str, span: Range<usize>, owner: &'static str, kinds: &'static [Field]) {
        self.report(Code::S011, span, || {
            let allowed = kinds.iter().map(|it| it.name);
            let closest = || match suggest::closest(name, allowed.clone()) {
                Some(meant) => shapes::did_you_mean(meant),
                None if kinds.is_empty() => shapes::has_no_fields(owner),
                None => {
                    let names = allowed.clone().collect::<Vec<_>>().join(", ");
                    shapes::owner_has(owner, names)
                }
            };
            let help = meant::field(owner, name).unwrap_or_else(closest);
            Said {
                message: shapes::has_no_field(owner, name),
                label: shapes::not_known_here().into(),
                help: Some(help),
            }
        });
    }

    /// Whether the entry at which the walk is may leave a field to its base.
    fn may_owe(&self, field: &str) -> bool {
        self.how.is_partial
            && matches!(self.frames.as_slice(), [Frame::Field(_), Frame::Item(..)])
            && !merge::KNOWN_BY.contains(&field)
    }

    /// The variant that is written as JSON: a string, or an object with the name of the variant as its only key.
    fn choice_in_json<'v>(&self, value: &'v TreeNode) -> Option<(Cow<'a, str>, Option<&'v Group>)> {
        match &value.group {
            None => Some((value.said(self.text)?, None)),
            Some(group) if group.open == '(' => match group.entries.as_slice() {
                [only] => {
                    let inner = only.value.as_ref()?.group.as_ref().filter(|it| it.open == '(')?;
                    Some((Cow::Borrowed(&self.text[only.key.clone()?]), Some(inner)))
                }
                _ => None,
            },
            Some(_) => None,
        }
    }

    fn choice(&mut self, value: &TreeNode, kind: &'static EnumKind) -> Option<Understood> {
        if self.how.is_json {
            let Some((name, group)) = self.choice_in_json(value) else {
                self.wrong_shape(value, &WORD.into(), Some(one_of(kind)));
                return None;
            };
            return self.variant(value, kind, &name, group);
        }
        let (name, group) = match self.shape(value) {
            Shape::Word(name) => (name, None),
            Shape::Round(Some(name)) => (name, value.group.as_deref()),
            Shape::Text => {
                let text = value.said(self.text).unwrap_or_default();
                let closest = suggest::closest(&text, kind.variants.iter().map(|it| it.name));
                let help = match (closest, meant::variant(kind, &text)) {
                    (Some(it), _) if it == text => shapes::write_without_marks(it),
                    (_, Some(it)) => it,
                    (it, None) => it.map_or_else(|| one_of(kind), shapes::write_without_marks),
                };
                self.wrong_shape(value, &WORD.into(), Some(help));
                return None;
            }
            Shape::Number | Shape::Round(None) | Shape::List | Shape::Map | Shape::Other => {
                let said = &self.text[value.span.clone()];
                let help = meant::variant(kind, said).unwrap_or_else(|| one_of(kind));
                self.wrong_shape(value, &WORD.into(), Some(help));
                return None;
            }
        };
        self.variant(value, kind, name, group)
    }

    /// The variant of this name.
    fn variant(
        &mut self,
        value: &TreeNode,
        kind: &'static EnumKind,
        name: &str,
        group: Option<&Group>,
    ) -> Option<Understood> {
        let Some(variant) = kind.variants.iter().find(|it| it.name == name) else {
            let place = if value.group.is_none() { span(self.text, value) } else { head(self.text, value) };
            self.report(Code::S014, place, || {
                let closest = suggest::closest(name, kind.variants.iter().map(|it| it.name));
                let list = kind.name;
                let help = match (meant::variant(kind, name), closest) {
                    _ if is_modern(kind, name) => shapes::no_modern_authentication().into(),
                    (Some(it), _) => it,
                    (None, Some(it)) => shapes::did_you_mean(it),
                    (None, None) => one_of(kind),
                };
                Said {
                    message: shapes::not_one_of_values(name, list),
                    label: shapes::not_known_here().into(),
                    help: Some(help),
                }
            });
            return None;
        };
        match (variant.fields.is_empty(), group) {
            (true, None) => Some(Understood::Variant(variant.name, Vec::new())),
            (true, Some(_)) => {
                let help = shapes::write_without_brackets(name);
                self.wrong_shape(value, &shapes::alone(name), Some(help));
                None
            }
            (false, None) => {
                let fields: Vec<_> = variant.fields.iter().filter(|it| it.default.is_none()).map(example).collect();
                let help = shapes::write(format!("{name}({})", fields.join(", ")));
                self.wrong_shape(value, &Text::same(&format!("`{name}(…)`")), Some(help));
                None
            }
            (false, Some(group)) => {
                let fields = self.fields(value, group, variant.name, variant.fields)?;
                Some(Understood::Variant(variant.name, fields))
            }
        }
    }

    fn list(&mut self, value: &TreeNode, kind: &'static Kind, item: &'static Kind) -> Option<Understood> {
        let (Shape::List, Some(group)) = (self.shape(value), &value.group) else {
            let help = shapes::list_needs_brackets().into();
            self.wrong_shape(value, &wanted(kind), Some(help));
            return None;
        };
        if group.closed == Closed::CutOff || group.count > group.entries.len() {
            self.doubts.open(path(&self.frames));
        }
        let items = self.items(group, item);
        let count = group.count;
        if count > ITEMS_MAX {
            self.report(Code::R043, head(self.text, value), || Said {
                message: shapes::list_holds(count),
                label: shapes::at_most(ITEMS_MAX),
                help: None,
            });
        }
        Some(Understood::Items(items))
    }

    /// A list in one text, as a cmdlet prints it.
    fn list_in_text(&mut self, value: &TreeNode, leaf: &'static LeafKind) -> Option<Understood> {
        let said = value.said(self.text)?;
        let items = crate::scenario::settings::pasted::items(&said);
        if let Some(expected) = items.iter().find_map(|it| (leaf.check)(it).err()) {
            self.report(Code::S016, span(self.text, value), || Said {
                message: shapes::this_is_not(leaf.name),
                label: Text::default(),
                help: Some(shapes::expected(expected)),
            });
            return None;
        }
        Some(Understood::Items(items.into_iter().map(|it| Understood::Text(it.to_owned())).collect()))
    }

    /// Every item, so that each keeps its number.
    fn items(&mut self, group: &Group, item: &'static Kind) -> Vec<Understood> {
        let mut items = Vec::with_capacity(group.entries.len());
        for (at, entry) in group.entries.iter().enumerate() {
            self.frames.push(Frame::Item(at, None));
            let understood = self.entry(entry, item);
            self.frames.pop();
            if understood.is_none() {
                // Its name, if it has one, is not known.
                self.doubts.open(path(&self.frames));
            }
            items.push(understood.unwrap_or_else(|| Understood::stand_in(item)));
        }
        items
    }

    fn pair(&mut self, value: &TreeNode, kind: &'static Kind, item: &'static Kind) -> Option<Understood> {
        let group = value.group.as_ref().filter(|it| !is_keyed(it));
        let shape = if self.how.is_json { Shape::List } else { Shape::Round(None) };
        let Some(group) = group.filter(|_| self.shape(value) == shape) else {
            self.wrong_shape(value, &wanted(kind), Some(shapes::write_it_as("(\"HQ\", \"Branch\")")));
            return None;
        };
        let count = group.count;
        if count != 2 && group.closed != Closed::CutOff {
            self.report(Code::S018, span(self.text, value), || Said {
                message: shapes::expected_two_values(count),
                label: shapes::pair_holds_two().into(),
                help: Some(shapes::write_it_as("(\"HQ\", \"Branch\")")),
            });
        }
        let items = self.items(group, item);
        (count == 2).then_some(Understood::Items(items))
    }

    fn is_bool(&self, value: &TreeNode) -> bool {
        value.group.is_none() && matches!(&self.text[value.span.clone()], "true" | "false")
    }

    fn leaf(&mut self, value: &TreeNode, kind: &'static Kind, leaf: &'static LeafKind) -> Option<Understood> {
        let shape = self.shape(value);
        let fits = match leaf.form {
            Form::Text => shape == Shape::Text,
            Form::Number => shape == Shape::Number,
            Form::NumberOrText => matches!(shape, Shape::Number | Shape::Text),
            Form::Bool => self.is_bool(value),
            Form::BoolOrText => shape == Shape::Text || self.is_bool(value),
        };
        let written = &self.text[value.span.clone()];
        if !fits {
            let (line, example) = (written.lines().next().unwrap_or_default(), leaf.example);
            let help = match (leaf.form, shape) {
                (Form::Text, Shape::Word(_) | Shape::Number) if leaf.is_free_text() => shapes::put_in_marks(line),
                (Form::Text, Shape::Number) => shapes::put_in_marks_with_unit(example),
                (Form::NumberOrText | Form::BoolOrText, Shape::Word(word)) if (leaf.check)(word).is_ok() => {
                    shapes::put_in_marks(line)
                }
                (Form::Number | Form::Bool, Shape::Text) => shapes::leave_out_marks(example),
                _ => shapes::for_example(example),
            };
            self.wrong_shape(value, &wanted(kind), Some(help));
            return readable(self.text, value, kind);
        }
        let said = value.said(self.text);
        let form = match (leaf.form, shape) {
            (Form::NumberOrText, Shape::Number) => Form::NumberOrText,
            (Form::NumberOrText, _) | (Form::BoolOrText, Shape::Text) => Form::Text,
            (Form::BoolOrText, _) => Form::Bool,
            (form, _) => form,
        };
        let (code, verdict) = match form {
            Form::Text => (Code::S016, said.as_ref().map_or_else(|| Err(Text::from(ANY_TEXT)), |it| (leaf.check)(it))),
            // However a number is written, it is its value that counts.
            Form::NumberOrText => {
                let digits = match Understood::number(written) {
                    Some(Understood::Number(it)) => it.to_string(),
                    _ => written.to_owned(),
                };
                (Code::S017, (leaf.check)(&digits))
            }
            Form::Number => (Code::S017, (leaf.check)(written)),
            Form::Bool | Form::BoolOrText => (Code::S017, Ok(())),
        };
        if let Err(expected) = verdict {
            self.report(code, span(self.text, value), || Said {
                message: shapes::this_is_not(leaf.name),
                label: Text::default(),
                help: Some(shapes::expected(expected)),
            });
            return None;
        }
        match form {
            Form::Text => said.map(|it| Understood::Text(it.into_owned())),
            Form::Number | Form::NumberOrText => Understood::number(written),
            Form::Bool | Form::BoolOrText => Some(Understood::Bool(written == "true")),
        }
    }
}

fn problem(code: Code, span: Range<usize>, frames: &[Frame<'_>], said: Said) -> Diagnostic {
    let Said { message, label, help } = said;
    let (severity, entity) = (code.severity(), entity(frames));
    Diagnostic { code, severity, span, entity, message, label, help, notes: Vec::new() }
}

/// What a value says that is written wrongly: a name without quotation marks is a name all the same.
fn readable(text: &str, value: &TreeNode, kind: &'static Kind) -> Option<Understood> {
    let Kind::Leaf(leaf) = kind else { return None };
    let said = value.said(text).map(std::borrow::Cow::into_owned).or_else(|| match shape(text, value) {
        Shape::Word(word) => Some(word.to_owned()),
        Shape::Number => Some(text[value.span.clone()].to_owned()),
        Shape::Text | Shape::Round(_) | Shape::List | Shape::Map | Shape::Other => None,
    })?;
    (leaf.is_free_text() && (leaf.check)(&said).is_ok()).then_some(Understood::Text(said))
}

impl Shape<'_> {
    /// As it is called in a sentence.
    const fn word(self) -> Fixed {
        match self {
            Self::Text => shapes::a_string(),
            Self::Number => shapes::a_number(),
            Self::Word(_) => shapes::a_word(),
            Self::Round(_) => shapes::a_value_in_brackets(),
            Self::List => shapes::a_list(),
            Self::Map => shapes::a_map(),
            Self::Other => shapes::not_of_this_language(),
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
const WORD: Fixed = shapes::a_word();

/// What belongs in a place, as it is said in a sentence.
fn wanted(kind: &Kind) -> Text {
    match kind {
        Kind::Struct(kind) => Text::same(&format!("`{}(…)`", kind.name)),
        Kind::Enum(_) => WORD.into(),
        Kind::List(_) | Kind::ListOrText(_) => shapes::a_list_in_brackets().into(),
        Kind::Leaf(leaf) => leaf.name.into(),
        Kind::Pair(_) => shapes::a_pair().into(),
    }
}

/// Whether somebody asks for modern authentication, which does not cover POP3 and IMAP4 on premises (AUTH-1).
fn is_modern(kind: &EnumKind, name: &str) -> bool {
    let name = name.to_lowercase();
    kind.name == "Mechanism" && ["oauth", "modern"].iter().any(|it| name.contains(it))
}

/// The variants of a choice.
fn one_of(kind: &EnumKind) -> Text {
    let names = kind.variants.iter().map(|it| it.name).collect::<Vec<_>>().join(", ");
    shapes::one_of(names)
}

/// A field as it might be written.
fn example(field: &Field) -> String {
    match field.name {
        // The one number that a file must have.
        "schema" => format!("schema: {SCHEMA}"),
        name => format!("{name}: {}", example_value(field.kind)),
    }
}

fn example_value(kind: &Kind) -> String {
    match kind {
        Kind::Struct(_) => "(…)".to_owned(),
        Kind::Enum(kind) => kind.variants.first().map_or(String::new(), |it| it.name.to_owned()),
        Kind::List(item) | Kind::ListOrText(item) => format!("[{}]", example_value(item)),
        Kind::Leaf(leaf) if leaf.is_free_text() => "\"…\"".to_owned(),
        Kind::Leaf(leaf) => leaf.example.to_owned(),
        Kind::Pair(item) => format!("({}, {})", example_value(item), example_value(item)),
    }
}
