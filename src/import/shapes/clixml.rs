//! How is CLIXML read, which Export-Clixml writes?
//!
//! Element by element, so that only the object at hand is in memory, and of it only what is of use. An object is
//! reduced to the list that it is, or to its text, its one number, or its fields; whatever a live object carries beside
//! that (most of the file is `SerializationData`) is passed over and never decoded.

use std::collections::BTreeMap;
use std::rc::Rc;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Error, Reader, XmlVersion};

use super::item::{self, Item};
use super::{Out, Raw, number};
use crate::import::notes::{Loss, Noted};
use crate::import::record::property;
use crate::import::text::line_of;

/// How deep elements may stand in elements. PowerShell goes two objects deep where it is not told otherwise, which is
/// about a dozen elements.
pub(crate) const DEEPEST: usize = 100;

/// How much references may add to what a file holds, in letters and elements.
const REPEATED_MAX: usize = 64 * 1024 * 1024;

/// The first line of what PowerShell writes to another process.
const PIPED: &str = "#< CLIXML";

/// Reads a text that begins as XML does.
pub(super) fn read(text: &str, out: &mut Out) {
    let begin = text.trim_start().strip_prefix(PIPED).unwrap_or(text.trim_start());
    let offset = text.len() - begin.len();
    let mut reader = Reader::from_str(begin);
    let mut it = Parser {
        out,
        open: Vec::new(),
        has_ended: false,
        types: BTreeMap::new(),
        objects: BTreeMap::new(),
        repeated: 0,
        names: BTreeMap::new(),
    };
    loop {
        let event = reader.read_event();
        // Where the event begins is not kept by the reader; where it ends is near enough to find it.
        let at = |reader: &Reader<&[u8]>| offset + usize::try_from(reader.buffer_position()).unwrap_or(0);
        let went = match event {
            Ok(Event::Start(tag)) => it.start(&tag),
            Ok(Event::Empty(tag)) => it.start(&tag).map(|()| it.end()),
            Ok(Event::DocType(_)) => Err(Stop::Doctype),
            Ok(Event::Eof) => break,
            Err(error) => Err(Stop::Xml(error)),
            Ok(Event::GeneralRef(name)) => match letter(&name) {
                Some(letter) => {
                    it.text(letter.encode_utf8(&mut [0; 4]));
                    Ok(())
                }
                None => Err(Stop::Entity),
            },
            Ok(other) => {
                match other {
                    Event::End(_) => it.end(),
                    Event::Text(piece) => it.text(&piece.into_inner()),
                    Event::CData(piece) => it.text(&piece.into_inner()),
                    _ => {}
                }
                Ok(())
            }
        };
        let Err(stop) = went else { continue };
        let at = match &stop {
            Stop::Xml(_) => offset + usize::try_from(reader.error_position()).unwrap_or(0),
            _ => at(&reader),
        };
        let (line, column) = place(text, at);
        let trouble = match stop {
            Stop::Xml(error) => it.broken(&error, line, column),
            Stop::Entity => Noted::XmlBroken { line, column, why: "unknown entity".into() },
            Stop::Attribute(why) => Noted::XmlBroken { line, column, why },
            Stop::Doctype => Noted::XmlDoctype(line),
            Stop::TooDeep => Noted::XmlTooDeep { line, most: number(DEEPEST) },
            Stop::Repeats => Noted::XmlRepeats,
            Stop::Second => Noted::XmlSecond(line),
            Stop::OtherRoot(name) => Noted::OtherXml(name),
        };
        it.out.note(trouble);
        return;
    }
    if let Some(open) = it.open.last() {
        let name = open.name().into();
        it.out.note(Noted::XmlUnclosed(name));
    } else if !it.has_ended {
        it.out.note(Noted::NotAnExport);
    }
}

/// Why the reading ends before the file does.
enum Stop {
    Xml(Error),
    Attribute(Box<str>),
    Entity,
    Doctype,
    TooDeep,
    Repeats,
    Second,
    OtherRoot(Box<str>),
}

/// An element that is open.
enum Open {
    /// `Objs`.
    Root,
    Object(Box<Object>),
    /// `Props`, `MS`: which.
    Fields(&'static str),
    /// `LST`, `IE`, `STK`, `QUE`.
    List,
    /// `DCT`.
    Table,
    /// `En`: an entry of a table.
    Entry {
        key: Option<Rc<str>>,
    },
    /// `TN`: names of types, of which the first says it.
    Types {
        number: Option<u64>,
        first: Option<Rc<str>>,
    },
    /// A value, or a text that belongs to the object around it. `text` is None where nobody asks for it.
    Leaf {
        tag: Leaf,
        name: Option<Name>,
        text: Option<String>,
    },
}

/// Which leaf.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leaf {
    Nil,
    Number,
    Text,
    Type,
    ToString,
    /// What is passed over, and what should not be here.
    Other,
}

/// The name of a property, looked up once in a file.
#[derive(Clone)]
struct Name {
    text: Rc<str>,
    /// As Exchange writes it, where it is of use.
    property: Option<&'static str>,
    /// Whether nested objects are asked for it.
    is_asked_for: bool,
}

impl Name {
    fn new(text: &str) -> Self {
        Self { text: text.into(), property: property(text), is_asked_for: item::is_asked_for(text) }
    }

    fn is_of_use(&self) -> bool {
        self.property.is_some() || self.is_asked_for
    }

    fn is_same(&self, other: &Self) -> bool {
        self.property == other.property && (self.property.is_some() || self.text.eq_ignore_ascii_case(&other.text))
    }
}

/// How many names of properties are remembered of a file. The objects of Exchange have a few hundred.
const NAMES_MAX: usize = 10_000;

/// An `Obj` that is open.
#[derive(Default)]
struct Object {
    name: Option<Name>,
    number: Option<u64>,
    type_name: Option<Rc<str>>,
    to_string: Option<Rc<str>>,
    /// The one primitive value of an enumeration.
    only: Option<Item>,
    list: Option<Vec<Item>>,
    fields: Vec<(Name, Item)>,
    /// Whether it stands where records stand: in the root, or in lists and tables in the root alone.
    is_outer: bool,
    /// How much a reference to it repeats.
    cost: usize,
}

impl Open {
    fn name(&self) -> &'static str {
        match self {
            Self::Root => "Objs",
            Self::Object(_) => "Obj",
            Self::Fields(name) => name,
            Self::List => "LST",
            Self::Table => "DCT",
            Self::Entry { .. } => "En",
            Self::Types { .. } => "TN",
            Self::Leaf { tag: Leaf::Type, .. } => "T",
            Self::Leaf { tag: Leaf::ToString, .. } => "ToString",
            Self::Leaf { .. } => "S",
        }
    }
}

struct Parser<'a, 'b> {
    out: &'a mut Out<'b>,
    open: Vec<Open>,
    has_ended: bool,
    /// `TN` by its number.
    types: BTreeMap<u64, Option<Rc<str>>>,
    /// What each `Obj` reduced to, by its number, and how much of it there is.
    objects: BTreeMap<u64, (Item, usize)>,
    repeated: usize,
    /// The names of properties, by how they are written.
    names: BTreeMap<Box<str>, Name>,
}

impl Parser<'_, '_> {
    fn start(&mut self, tag: &BytesStart) -> Result<(), Stop> {
        if self.open.len() >= DEEPEST {
            return Err(Stop::TooDeep);
        }
        let local = tag.local_name();
        let local = local.as_ref();
        if self.open.is_empty() {
            if self.has_ended {
                return Err(Stop::Second);
            }
            if local != "Objs" {
                return Err(Stop::OtherRoot(local.chars().take(60).collect::<String>().into()));
            }
            self.open.push(Open::Root);
            return Ok(());
        }
        let (name, number) = self.attributes(tag)?;
        let open = match local {
            "Obj" => Open::Object(Box::new(Object { name, number, is_outer: self.is_outer(), ..Object::default() })),
            "Props" => Open::Fields("Props"),
            "MS" => Open::Fields("MS"),
            "LST" | "IE" | "STK" | "QUE" => {
                if let Some(Open::Object(object)) = self.open.last_mut() {
                    object.list.get_or_insert_default();
                }
                Open::List
            }
            "DCT" => Open::Table,
            "En" => Open::Entry { key: None },
            "TN" => Open::Types { number, first: None },
            "TNRef" => {
                let known = number.and_then(|it| self.types.get(&it).cloned()).flatten();
                if let Some(Open::Object(object)) = self.open.last_mut() {
                    object.type_name = known;
                }
                Open::Leaf { tag: Leaf::Other, name: None, text: None }
            }
            "Ref" => {
                let item = self.referred(number)?;
                self.deliver(name.as_ref(), item, 1);
                Open::Leaf { tag: Leaf::Other, name: None, text: None }
            }
            _ => {
                let tag = leaf(local, name.as_ref());
                let is_wanted = match tag {
                    Leaf::Other | Leaf::Nil => false,
                    Leaf::Type | Leaf::ToString => true,
                    Leaf::Number | Leaf::Text => self.is_wanted(name.as_ref()),
                };
                Open::Leaf { tag, name, text: is_wanted.then(String::new) }
            }
        };
        self.open.push(open);
        Ok(())
    }

    fn text(&mut self, piece: &str) {
        if let Some(Open::Leaf { text: Some(text), .. }) = self.open.last_mut() {
            text.push_str(piece);
        }
    }

    fn end(&mut self) {
        match self.open.pop() {
            Some(Open::Root) | None => self.has_ended = true,
            Some(Open::Object(object)) => self.end_of_object(*object),
            Some(Open::Types { number, first }) => {
                if let Some(number) = number {
                    self.types.insert(number, first.clone());
                }
                if let Some(Open::Object(object)) = self.open.last_mut() {
                    object.type_name = first;
                }
            }
            Some(Open::Leaf { tag, name, text }) => self.end_of_leaf(tag, name.as_ref(), text),
            Some(Open::Fields(_) | Open::List | Open::Table | Open::Entry { .. }) => {}
        }
    }

    fn end_of_leaf(&mut self, tag: Leaf, name: Option<&Name>, text: Option<String>) {
        let text = text.map(|it| Rc::from(unescaped(it)));
        match (tag, text) {
            (Leaf::Type, Some(text)) => {
                if let Some(Open::Types { first, .. }) = self.open.last_mut() {
                    first.get_or_insert(text);
                }
            }
            (Leaf::ToString, Some(text)) => {
                if let Some(Open::Object(object)) = self.open.last_mut() {
                    object.cost += text.len();
                    object.to_string = Some(text);
                }
            }
            (Leaf::Nil, _) => self.deliver(name, Item::Nil, 1),
            (Leaf::Number, Some(text)) => {
                let cost = text.len() + 1;
                self.deliver(name, Item::Number(text), cost);
            }
            (Leaf::Text, Some(text)) => {
                let cost = text.len() + 1;
                self.deliver(name, Item::Text(text), cost);
            }
            _ => {}
        }
    }

    /// Hands on an object as a record, or as a value to what it stands in.
    fn end_of_object(&mut self, object: Object) {
        let Object { name, number, type_name, to_string, only, list, fields, is_outer, cost } = object;
        if is_outer {
            if let Some(number) = number {
                // Whoever refers to it means its name.
                self.objects.insert(number, (to_string.map_or(Item::Nil, Item::Text), cost));
            }
            let is_object = list.is_none() && only.is_none() && (type_name.is_some() || !fields.is_empty());
            // A table of records is no record.
            let is_object = is_object && !(fields.is_empty() && type_name.as_deref().is_some_and(is_table));
            if is_object {
                let of_use = fields.into_iter().filter_map(|(name, item)| Some((name.property?, item))).collect();
                self.out.object(&Raw { type_name, under: self.under(), fields: of_use });
            }
            return;
        }
        let item = match (list, to_string, only) {
            (Some(list), _, _) => Item::List(list.into()),
            (None, Some(text), _) => Item::Text(text),
            (None, None, Some(only)) => only,
            (None, None, None) if fields.is_empty() => Item::Nil,
            (None, None, None) => Item::Fields(fields.into_iter().map(|it| (it.0.text, it.1)).collect()),
        };
        if let Some(number) = number {
            self.objects.insert(number, (item.clone(), cost));
        }
        self.deliver(name.as_ref(), item, cost + 1);
    }

    /// Gives a value to the element in which it stands.
    fn deliver(&mut self, name: Option<&Name>, item: Item, cost: usize) {
        let Some((last, around)) = self.open.split_last_mut() else { return };
        match last {
            Open::Object(object) => {
                object.cost += cost;
                object.only.get_or_insert(item);
            }
            Open::Fields(_) | Open::List => {
                let is_list = matches!(last, Open::List);
                let Some(Open::Object(object)) = around.last_mut() else { return };
                object.cost += cost;
                let item = if object.is_outer { item } else { flat(item) };
                if is_list {
                    object.list.get_or_insert_default().push(item);
                } else if let Some(name) = name
                    && name.is_of_use()
                    && object.fields.iter().all(|it| !it.0.is_same(name))
                {
                    object.fields.push((name.clone(), item));
                }
            }
            Open::Entry { key } => match (name.map(|it| &*it.text), &item, &key) {
                (Some("Key"), Item::Text(text), _) => *key = Some(text.clone()),
                (Some("Value"), _, Some(key)) if property(key).is_some() => {
                    let key = Name::new(key);
                    if let [.., Open::Object(object), Open::Table] = around {
                        object.cost += cost;
                        let item = if object.is_outer { item } else { flat(item) };
                        object.fields.push((key, item));
                    }
                }
                _ => {}
            },
            Open::Root | Open::Table | Open::Types { .. } | Open::Leaf { .. } => {}
        }
    }

    /// What a reference means.
    fn referred(&mut self, number: Option<u64>) -> Result<Item, Stop> {
        let Some(number) = number else { return Ok(Item::Lost(Loss::Reference)) };
        if let Some((item, cost)) = self.objects.get(&number) {
            self.repeated = self.repeated.saturating_add(*cost);
            return if self.repeated > REPEATED_MAX { Err(Stop::Repeats) } else { Ok(item.clone()) };
        }
        let is_open = |it: &Open| matches!(it, Open::Object(object) if object.number == Some(number));
        Ok(Item::Lost(if self.open.iter().any(is_open) { Loss::Circle } else { Loss::Reference }))
    }

    /// Whether what comes now stands where records stand.
    fn is_outer(&self) -> bool {
        self.open.iter().all(|it| match it {
            Open::Object(object) => object.is_outer,
            Open::Root | Open::List | Open::Table | Open::Entry { .. } => true,
            Open::Fields(_) | Open::Types { .. } | Open::Leaf { .. } => false,
        })
    }

    /// Whether the text of a value of this name is of use where it stands.
    fn is_wanted(&self, name: Option<&Name>) -> bool {
        match self.open.last() {
            Some(Open::Fields(_)) => name.is_some_and(Name::is_of_use),
            Some(Open::Object(_) | Open::List | Open::Entry { .. }) => true,
            _ => false,
        }
    }

    /// The name of a property, and the number of an object or of types.
    fn attributes(&mut self, tag: &BytesStart) -> Result<(Option<Name>, Option<u64>), Stop> {
        let (mut name, mut number) = (None, None);
        for it in tag.attributes().with_checks(false) {
            let it = it.map_err(|error| Stop::Attribute(error.to_string().into()))?;
            match it.key.as_ref() {
                "N" => {
                    if let Some(known) = self.names.get(&*it.value) {
                        name = Some(known.clone());
                        continue;
                    }
                    let value = it.normalized_value(XmlVersion::Implicit1_0).map_err(Stop::Xml)?;
                    let new = Name::new(&unescaped(value.into_owned()));
                    if self.names.len() < NAMES_MAX {
                        self.names.insert((*it.value).into(), new.clone());
                    }
                    name = Some(new);
                }
                "RefId" => number = it.value.parse().ok(),
                _ => {}
            }
        }
        Ok((name, number))
    }

    /// The key of the table in which it stands.
    fn under(&self) -> Option<Rc<str>> {
        self.open.iter().rev().find_map(|it| if let Open::Entry { key } = it { key.clone() } else { None })
    }

    fn broken(&self, error: &Error, line: u32, column: u32) -> Noted {
        match error {
            // It ends in the middle of a tag, or of an element.
            Error::Syntax(_) if !self.open.is_empty() => {
                Noted::XmlUnclosed(self.open.last().map_or("Objs", Open::name).into())
            }
            _ => Noted::XmlBroken { line, column, why: error.to_string().chars().take(200).collect::<String>().into() },
        }
    }
}

/// A value inside a value: what is read of it is two objects deep at the most. References could make it as deep as a
/// file is long.
fn flat(item: Item) -> Item {
    let is_deep = match &item {
        Item::List(_) => true,
        Item::Fields(fields) => fields.iter().any(|it| matches!(it.1, Item::List(_) | Item::Fields(_))),
        _ => false,
    };
    if is_deep { Item::Lost(Loss::Nested) } else { item }
}

/// The names of types that are containers and describe nothing.
fn is_table(type_name: &str) -> bool {
    type_name.ends_with("System.Collections.Hashtable") || type_name.contains("OrderedDictionary")
}

fn leaf(tag: &str, name: Option<&Name>) -> Leaf {
    match tag {
        "Nil" => Leaf::Nil,
        "T" => Leaf::Type,
        "ToString" => Leaf::ToString,
        "I16" | "U16" | "I32" | "U32" | "I64" | "U64" | "By" | "SB" | "Sg" | "Db" | "D" => Leaf::Number,
        "S" | "B" | "G" | "DT" | "TS" | "URI" | "Version" | "XD" | "SBK" => Leaf::Text,
        "BA" if name.is_some_and(|it| it.property == Some("RawData")) => Leaf::Text,
        _ => Leaf::Other,
    }
}

/// The letter of a reference in a text: of the five entities of XML, or by its number.
fn letter(name: &quick_xml::events::BytesRef) -> Option<char> {
    if let Ok(Some(letter)) = name.resolve_char_ref() {
        return Some(letter);
    }
    match name.xml10_content().as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

/// `_x000D_` is one unit of UTF-16, so that `_xD83D__xDE00_` is one letter.
fn unescaped(text: String) -> String {
    if !text.contains("_x") && !text.contains("_X") {
        return text;
    }
    let mut units: Vec<u16> = Vec::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(letter) = rest.chars().next() {
        if let Some(unit) = escape(rest) {
            units.push(unit);
            rest = &rest[7..];
        } else {
            units.extend(letter.encode_utf16(&mut [0; 2]).iter());
            rest = &rest[letter.len_utf8()..];
        }
    }
    String::from_utf16_lossy(&units)
}

/// The unit that an escape at the beginning means.
fn escape(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("_x").or_else(|| text.strip_prefix("_X"))?.get(..5)?.strip_suffix('_')?;
    if !digits.bytes().all(|it| it.is_ascii_hexdigit()) {
        return None;
    }
    u16::from_str_radix(digits, 16).ok()
}

/// The line and the column, both from 1, of a byte of a text.
fn place(text: &str, at: usize) -> (u32, u32) {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let line_begin = text[..at].rfind('\n').map_or(0, |it| it + 1);
    (line_of(text, at), number(text[line_begin..at].chars().count() + 1))
}
