//! What may an admin write? `docs/scenario.md` is generated from here.
//!
//! The same description that reads a file writes the reference, so that the reference is complete and right.

use std::fmt::Write;

use super::Scenario;
use super::language::{Describe, EnumKind, Field, Form, Kind, LeafKind, StructKind};
use super::left_out::LeftOut;
use crate::lang::Lang;
use crate::lang::reference::Reference;

/// The whole page (Markdown).
#[must_use]
pub fn markdown(reference: &Reference) -> String {
    let mut found = Found::default();
    found.visit(Scenario::KIND);
    let told = in_either(reference.lang, include_str!("reference.en.md"), include_str!("reference.zh.md"));
    let (introduction, rules) = told.split_once("---\n").expect("it has two parts");
    let mut page = String::from(introduction);
    page.push_str("\n```ron\n");
    page.push_str(&EXAMPLE.replacen(GOAL, &reference.say(GOAL), 1));
    page.push_str("```\n");
    page.push_str(rules);
    let mut page = Page { reference, out: page };
    page.values(&found.leaves);
    for kind in &found.kinds {
        match kind {
            Named::Struct(it) => page.structure(it),
            Named::Enum(it) => page.choice(it),
        }
    }
    page.out
}

/// The type and the field that a path means: `servers.EX10.imap4.LoginType`, `Client.connect`,
/// `changes.action.SetDns.ttl`. Names of entries may stand in it or not; a path begins at the file, at a type or at a
/// variant.
#[must_use]
pub(crate) fn owner_of(path: &str) -> Option<(&'static str, &'static str)> {
    let steps: Vec<&str> = path.split('.').filter(|it| !it.is_empty()).collect();
    let (first, rest) = steps.split_first()?;
    let mut found = Found::default();
    found.visit(Scenario::KIND);
    let named = found.kinds.iter().filter_map(|it| match it {
        Named::Struct(it) if it.name.eq_ignore_ascii_case(first) => Some((it.name, it.fields)),
        Named::Struct(_) => None,
        Named::Enum(it) => fields_of(it, first),
    });
    named.into_iter().find_map(|(owner, fields)| down(owner, fields, rest)).or_else(|| {
        let Kind::Struct(it) = Scenario::KIND else { return None };
        down(it.name, it.fields, &steps)
    })
}

fn fields_of(list: &EnumKind, variant: &str) -> Option<(&'static str, &'static [Field])> {
    list.variants.iter().find(|it| it.name.eq_ignore_ascii_case(variant)).map(|it| (it.name, it.fields))
}

/// Follows a path from a type that has these fields.
fn down(owner: &'static str, fields: &'static [Field], steps: &[&str]) -> Option<(&'static str, &'static str)> {
    let (step, rest) = steps.split_first()?;
    // `load_balancers[0]` is any of them.
    let step = step.split('[').next().unwrap_or(step);
    let field = fields.iter().find(|it| it.name.eq_ignore_ascii_case(step))?;
    if rest.is_empty() {
        return Some((owner, field.name));
    }
    let mut kind = field.kind;
    let mut is_list = false;
    while let Kind::List(item) | Kind::ListOrText(item) = kind {
        (kind, is_list) = (item, true);
    }
    match kind {
        Kind::Struct(it) => {
            down(it.name, it.fields, rest).or_else(|| is_list.then(|| down(it.name, it.fields, &rest[1..])).flatten())
        }
        Kind::Enum(it) => {
            let (owner, fields) = fields_of(it, rest[0])?;
            down(owner, fields, &rest[1..])
        }
        Kind::Pair(_) | Kind::List(_) | Kind::ListOrText(_) | Kind::Leaf(_) => None,
    }
}

/// A scenario of ten lines that says a whole organisation.
pub const EXAMPLE: &str = "\
// One site, two versions, and a client that connects through the 2013 front end to a 2010 mailbox.
Scenario(
    schema: 1,
    servers: [
        Server(name: \"EX13\", version: Exchange2013, running: [Imap4, Imap4BE]),
        Server(name: \"EX10\", version: Exchange2010, running: [Imap4]),
    ],
    databases: [Database(name: \"DB10\", on: [\"EX10\"])],
    mailboxes: [Mailbox(name: \"anna\", database: \"DB10\")],
    clients: [Client(name: \"laptop\", user: \"anna\", connect: \"ex13.contoso.com:993:SSL\")],
    expect: [Expect(client: \"laptop\", outcome: LoggedOn)],
)
";

/// What the example shows.
const GOAL: &str = "One site, two versions, and a client that connects through the 2013 front end to a 2010 mailbox.";

#[derive(Clone, Copy)]
enum Named {
    Struct(&'static StructKind),
    Enum(&'static EnumKind),
}

/// Everything that the language has, in the order in which a reader meets it.
#[derive(Default)]
struct Found {
    kinds: Vec<Named>,
    leaves: Vec<&'static LeafKind>,
}

impl Found {
    fn visit(&mut self, kind: &'static Kind) {
        match kind {
            Kind::List(inner) | Kind::ListOrText(inner) | Kind::Pair(inner) => self.visit(inner),
            Kind::Leaf(leaf) => {
                if !self.leaves.iter().any(|it| it.name == leaf.name) {
                    self.leaves.push(leaf);
                }
            }
            Kind::Struct(it) => {
                if self.insert(Named::Struct(it), it.name) {
                    it.fields.iter().for_each(|field| self.visit(field.kind));
                    it.text.into_iter().for_each(|text| self.visit(text));
                }
            }
            Kind::Enum(it) => {
                if self.insert(Named::Enum(it), it.name) {
                    let fields = it.variants.iter().flat_map(|variant| variant.fields);
                    fields.for_each(|field| self.visit(field.kind));
                }
            }
        }
    }

    /// False if it was there already.
    fn insert(&mut self, kind: Named, name: &str) -> bool {
        let known = self.kinds.iter().any(|it| match it {
            Named::Struct(it) => it.name == name,
            Named::Enum(it) => it.name == name,
        });
        if !known {
            self.kinds.push(kind);
        }
        !known
    }
}

struct Page<'a> {
    reference: &'a Reference,
    out: String,
}

impl Page<'_> {
    fn say(&self, english: &str) -> String {
        self.reference.say(english)
    }

    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        self.out.write_fmt(text).expect("a string takes everything");
    }

    /// A heading of the second level.
    fn heading(&mut self, text: &str) {
        self.put(format_args!("\n## {text}\n"));
    }

    /// The head of a table.
    fn head(&mut self, columns: &[&str]) {
        let columns: Vec<_> = columns.iter().map(|it| self.say(it)).collect();
        self.put(format_args!("\n| {} |\n{}|\n", columns.join(" | "), "|---".repeat(columns.len())));
    }

    fn values(&mut self, leaves: &[&LeafKind]) {
        self.heading(&self.say("Single values"));
        self.head(&["value", "written", "example"]);
        let lang = self.reference.lang;
        for leaf in leaves {
            let form = self.say(match leaf.form {
                Form::Text => "in quotation marks",
                Form::Number => "digits",
                Form::NumberOrText => "digits, or in quotation marks",
                Form::Bool => "one of the two words",
                Form::BoolOrText => "one of the two words, or in quotation marks",
            });
            let expected = match (leaf.check)("?") {
                Err(expected) if matches!(leaf.form, Form::Text | Form::NumberOrText | Form::BoolOrText) => {
                    format!("{form}{}{}", in_either(lang, ": ", "："), expected.of(lang).replace('|', "\\|"))
                }
                Ok(()) | Err(_) => form,
            };
            self.put(format_args!("| {} | {expected} | `{}` |\n", leaf.name.of(lang), leaf.example));
        }
    }

    fn structure(&mut self, it: &StructKind) {
        self.heading(it.name);
        self.described(it.doc);
        self.fields(it.fields);
    }

    /// A description as one paragraph.
    fn described(&mut self, doc: &str) {
        let said = self.say(doc);
        let text = match self.reference.lang {
            Lang::En => doc.lines().map(str::trim).collect::<Vec<_>>().join("\n").trim().to_owned(),
            Lang::Zh => said,
        };
        self.put(format_args!("\n{text}\n"));
    }

    fn fields(&mut self, fields: &[Field]) {
        self.head(&["field", "value", "if left out", "meaning"]);
        let lang = self.reference.lang;
        for it in fields {
            let default = match it.default {
                None => self.say("**must be written**"),
                Some(LeftOut::Prose(text)) => self.say(text),
                Some(LeftOut::Value(print)) => print(lang),
            };
            let meaning = it.said.map_or_else(|| self.say(it.doc), |said| said(lang));
            let (link, default, meaning) = (link(it.kind, lang), cell(&default), cell(&meaning));
            self.put(format_args!("| `{}` | {link} | {default} | {meaning} |\n", it.name));
        }
    }

    fn choice(&mut self, it: &EnumKind) {
        self.heading(it.name);
        self.described(it.doc);
        self.head(&["value", "meaning"]);
        for variant in it.variants {
            let open = if variant.fields.is_empty() { "" } else { "(…)" };
            let meaning = cell(&self.say(variant.doc));
            self.put(format_args!("| `{}{open}` | {meaning} |\n", variant.name));
        }
        for variant in it.variants.iter().filter(|it| !it.fields.is_empty()) {
            let written: Vec<_> = variant.fields.iter().map(|it| format!("{}: …", it.name)).collect();
            self.put(format_args!("\n### {}\n\n`{}({})`\n", variant.name, variant.name, written.join(", ")));
            self.fields(variant.fields);
        }
    }
}

fn in_either<T>(lang: Lang, en: T, zh: T) -> T {
    match lang {
        Lang::En => en,
        Lang::Zh => zh,
    }
}

/// What may stand in a field, with a link to where it is described.
fn link(kind: &Kind, lang: Lang) -> String {
    match kind {
        Kind::Struct(it) => match it.text {
            Some(text) => {
                let (name, text) = (named(it.name), link(text, lang));
                in_either(lang, format!("{name} or {text}"), format!("{name} 或{text}"))
            }
            None => named(it.name),
        },
        Kind::Enum(it) => named(it.name),
        Kind::List(item) => {
            let of = link(item, lang);
            in_either(lang, format!("list of {of}"), format!("{of}的列表"))
        }
        Kind::ListOrText(item) => {
            let of = link(item, lang);
            in_either(
                lang,
                format!("list of {of}, or one text with all of them"),
                format!("{of}的列表，或写有全部的一个文本"),
            )
        }
        Kind::Pair(item) => {
            let of = link(item, lang);
            in_either(lang, format!("pair of {of}"), format!("一对{of}"))
        }
        Kind::Leaf(it) => it.name.of(lang).to_owned(),
    }
}

fn named(name: &str) -> String {
    format!("[{name}](#{})", name.to_lowercase())
}

/// A description as one cell of a table.
fn cell(doc: &str) -> String {
    doc.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
}
