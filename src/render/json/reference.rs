//! What stands on the page of the format?
//!
//! `docs/trace.md`: how to read the text by hand-written prose, how to read the JSON from the description that
//! `mirror` keeps beside each type. What is used in several places has a section of its own.

use std::fmt::Write;

use crate::lang::Lang;
use crate::lang::reference::Reference;

use super::mirror::{Choice, Described, Field, Object, Row, Shape, Words};
use super::record::RecordLine;
use super::verdict::{AttemptLine, CauseLine, EndLine, ExpectationLine, RunLine, WhoLine};

/// What is written by hand.
const PROSE: &str = include_str!("trace.md");

/// A list of words that is no longer than this stands where it is used.
const WORDS_INLINE: usize = 4;

/// The page.
#[must_use]
pub fn markdown(reference: &Reference) -> String {
    let prose = match reference.lang {
        Lang::En => PROSE,
        Lang::Zh => include_str!("trace.zh.md"),
    };
    let mut page = Page { reference, out: prose.to_owned(), open: Vec::new(), told: Vec::new() };
    for (heading, shape) in [
        ("`run`: the first line", <RunLine<'_> as Described>::SHAPE),
        ("`record`: one thing that happened", <RecordLine<'_> as Described>::SHAPE),
        ("`cause`: why log-ons fail", <CauseLine<'_> as Described>::SHAPE),
        ("`who`: who gets on, and when", <WhoLine<'_> as Described>::SHAPE),
        ("`attempt`: how one attempt ended", <AttemptLine<'_> as Described>::SHAPE),
        ("`expectation`: what became of one", <ExpectationLine<'_> as Described>::SHAPE),
        ("`end`: the last line", <EndLine<'_> as Described>::SHAPE),
    ] {
        let Shape::Object(object) = shape else { unreachable!("a line is an object") };
        page.heading(&reference.say(heading));
        page.object(object);
        page.sections();
    }
    page.out
}

/// What has a section of its own.
#[derive(Clone, Copy, Debug)]
enum Section {
    Words(&'static Words),
    Object(&'static Object),
    Choice(&'static Choice),
}

impl Section {
    fn doc(self) -> &'static str {
        match self {
            Self::Words(it) => it.doc,
            Self::Object(it) => it.doc,
            Self::Choice(it) => it.doc,
        }
    }

    fn title(self, reference: &Reference) -> String {
        reference.say(self.doc().trim().trim_end_matches('.'))
    }
}

struct Page<'a> {
    reference: &'a Reference,
    out: String,
    /// The sections that are still to be written.
    open: Vec<Section>,
    /// The titles of those that are.
    told: Vec<String>,
}

impl Page<'_> {
    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        self.out.write_fmt(line).expect("a String takes everything");
        self.out.push('\n');
    }

    fn heading(&mut self, text: &str) {
        self.line(format_args!("\n### {text}\n"));
    }

    /// The sections that were asked for, and those that they ask for.
    fn sections(&mut self) {
        while !self.open.is_empty() {
            let section = self.open.remove(0);
            self.line(format_args!("\n#### {}\n", section.title(self.reference)));
            match section {
                Section::Words(words) => {
                    let (value, meaning) = (self.say("value"), self.say("meaning"));
                    self.line(format_args!("| {value} | {meaning} |\n|---|---|"));
                    for (word, doc) in words.rows {
                        let doc = self.say(doc);
                        self.line(format_args!("| `{word}` | {doc} |"));
                    }
                }
                Section::Object(object) => self.object(object),
                Section::Choice(choice) => self.choice(choice),
            }
        }
    }

    fn object(&mut self, object: &'static Object) {
        let (name, value, meaning) = (self.say("field"), self.say("value"), self.say("meaning"));
        self.line(format_args!("| {name} | {value} | {meaning} |\n|---|---|---|"));
        for field in object.fields {
            let (name, value) = self.field(field);
            // The tag of parts is a field of its own, which stands before what comes between.
            if field.is_inside && object.fields.iter().any(|it| name_of(it) == name) {
                continue;
            }
            let value = self.parts(object, field).unwrap_or(value);
            let doc = self.say(field.doc);
            self.line(format_args!("| {name} | {value} | {doc} |"));
        }
    }

    fn choice(&mut self, choice: &'static Choice) {
        let (meaning, further) = (self.say("meaning"), self.say("further fields"));
        self.line(format_args!("| `{}` | {meaning} | {further} |\n|---|---|---|", choice.tag));
        for row in choice.rows {
            let Row { word, doc, fields } = row;
            let fields: Vec<String> = fields
                .iter()
                .map(|it| {
                    let (name, value) = self.field(it);
                    let doc = self.say(it.doc);
                    match self.reference.lang {
                        Lang::En => format!("{name} ({value}): {doc}"),
                        Lang::Zh => format!("{name}（{value}）：{doc}"),
                    }
                })
                .collect();
            let doc = self.say(doc);
            self.line(format_args!("| `{word}` | {doc} | {} |", fields.join("<br>")));
        }
    }

    /// Where a field is the tag of parts that the object goes on with: the link to them.
    fn parts(&mut self, object: &'static Object, field: &'static Field) -> Option<String> {
        object.fields.iter().find_map(|it| match &it.shape {
            Shape::Choice(choice) if it.is_inside && choice.tag == field.name => {
                Some(self.link("a word, with fields of its own", Section::Choice(choice)))
            }
            _ => None,
        })
    }

    /// The name of a field, and what stands in it.
    fn field(&mut self, field: &'static Field) -> (String, String) {
        match (&field.shape, field.is_inside) {
            (Shape::Choice(choice), true) => {
                let link = self.link("a word, with fields of its own", Section::Choice(choice));
                (format!("`{}`", choice.tag), link)
            }
            (Shape::Optional(of), _) if field.is_left_out => (name_of(field), {
                let (value, note) = (self.value(of), self.say("left out where it does not apply"));
                format!("{value}{} {note}", in_either(self.reference.lang, ";", "；")).replace("； ", "；")
            }),
            _ => (name_of(field), self.value(&field.shape)),
        }
    }

    /// What stands in a place, with a link to its section where it has one.
    fn value(&mut self, shape: &'static Shape) -> String {
        match shape {
            Shape::Text => self.say("text"),
            Shape::Number => self.say("number"),
            Shape::Truth => self.say("`true` or `false`"),
            Shape::Word(words) if words.rows.len() <= WORDS_INLINE => {
                let words: Vec<String> = words.rows.iter().map(|it| format!("`{}`", it.0)).collect();
                words.join(in_either(self.reference.lang, ", ", "、"))
            }
            Shape::Word(words) => self.link("a word", Section::Words(words)),
            Shape::Object(object) => self.link("object", Section::Object(object)),
            Shape::Choice(choice) => self.link("object", Section::Choice(choice)),
            Shape::List(of) => {
                let of = self.value(of);
                in_either(self.reference.lang, format!("list of {of}"), format!("{of}的列表"))
            }
            Shape::Optional(of) => {
                let of = self.value(of);
                in_either(self.reference.lang, format!("{of} or `null`"), format!("{of}，或 `null`"))
            }
        }
    }

    fn say(&self, english: &str) -> String {
        self.reference.say(english)
    }

    fn link(&mut self, word: &str, section: Section) -> String {
        let word = self.say(word);
        let title = section.title(self.reference);
        if !self.told.contains(&title) {
            self.told.push(title.clone());
            self.open.push(section);
        }
        let anchor: String = title
            .to_lowercase()
            .chars()
            .filter(|it| it.is_alphanumeric() || matches!(it, ' ' | '-' | '_'))
            .map(|it| if it == ' ' { '-' } else { it })
            .collect();
        format!("[{word}](#{anchor})")
    }
}

fn in_either<T>(lang: Lang, en: T, zh: T) -> T {
    match lang {
        Lang::En => en,
        Lang::Zh => zh,
    }
}

/// The name as it is written.
fn name_of(field: &Field) -> String {
    format!("`{}`", field.name.trim_start_matches("r#"))
}
