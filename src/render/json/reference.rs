//! What stands on the page of the format?
//!
//! `docs/trace.md`: how to read the text by hand-written prose, how to read the JSON from the description that
//! `mirror` keeps beside each type. What is used in several places has a section of its own.

use std::fmt::Write;

use super::mirror::{Choice, Described, Field, Object, Row, Shape, Words};
use super::record::RecordLine;
use super::verdict::{AttemptLine, EndLine, ExpectationLine, RunLine};

/// What is written by hand.
const PROSE: &str = include_str!("trace.md");

/// A list of words that is no longer than this stands where it is used.
const WORDS_INLINE: usize = 4;

/// The page.
#[must_use]
pub fn markdown() -> String {
    let mut page = Page { out: PROSE.to_owned(), open: Vec::new(), told: Vec::new() };
    for (heading, shape) in [
        ("`run`: the first line", <RunLine<'_> as Described>::SHAPE),
        ("`record`: one thing that happened", <RecordLine<'_> as Described>::SHAPE),
        ("`attempt`: how one attempt ended", <AttemptLine<'_> as Described>::SHAPE),
        ("`expectation`: what became of one", <ExpectationLine<'_> as Described>::SHAPE),
        ("`end`: the last line", <EndLine<'_> as Described>::SHAPE),
    ] {
        let Shape::Object(object) = shape else { unreachable!("a line is an object") };
        page.heading(heading);
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

    fn title(self) -> String {
        self.doc().trim().trim_end_matches('.').to_owned()
    }
}

struct Page {
    out: String,
    /// The sections that are still to be written.
    open: Vec<Section>,
    /// The titles of those that are.
    told: Vec<String>,
}

impl Page {
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
            self.line(format_args!("\n#### {}\n", section.title()));
            match section {
                Section::Words(words) => {
                    self.line(format_args!("| value | meaning |\n|---|---|"));
                    for (word, doc) in words.rows {
                        self.line(format_args!("| `{word}` | {} |", doc.trim()));
                    }
                }
                Section::Object(object) => self.object(object),
                Section::Choice(choice) => self.choice(choice),
            }
        }
    }

    fn object(&mut self, object: &'static Object) {
        self.line(format_args!("| field | value | meaning |\n|---|---|---|"));
        for field in object.fields {
            let (name, value) = self.field(field);
            // The tag of parts is a field of its own, which stands before what comes between.
            if field.is_inside && object.fields.iter().any(|it| name_of(it) == name) {
                continue;
            }
            let value = self.parts(object, field).unwrap_or(value);
            self.line(format_args!("| {name} | {value} | {} |", field.doc.trim()));
        }
    }

    fn choice(&mut self, choice: &'static Choice) {
        self.line(format_args!("| `{}` | meaning | further fields |\n|---|---|---|", choice.tag));
        for row in choice.rows {
            let Row { word, doc, fields } = row;
            let fields: Vec<String> = fields
                .iter()
                .map(|it| {
                    let (name, value) = self.field(it);
                    format!("{name} ({value}): {}", it.doc.trim())
                })
                .collect();
            self.line(format_args!("| `{word}` | {} | {} |", doc.trim(), fields.join("<br>")));
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
            (Shape::Optional(of), _) if field.is_left_out => {
                (name_of(field), format!("{}; left out where it does not apply", self.value(of)))
            }
            _ => (name_of(field), self.value(&field.shape)),
        }
    }

    /// What stands in a place, with a link to its section where it has one.
    fn value(&mut self, shape: &'static Shape) -> String {
        match shape {
            Shape::Text => "text".to_owned(),
            Shape::Number => "number".to_owned(),
            Shape::Truth => "`true` or `false`".to_owned(),
            Shape::Word(words) if words.rows.len() <= WORDS_INLINE => {
                let words: Vec<String> = words.rows.iter().map(|it| format!("`{}`", it.0)).collect();
                words.join(", ")
            }
            Shape::Word(words) => self.link("a word", Section::Words(words)),
            Shape::Object(object) => self.link("object", Section::Object(object)),
            Shape::Choice(choice) => self.link("object", Section::Choice(choice)),
            Shape::List(of) => format!("list of {}", self.value(of)),
            Shape::Optional(of) => format!("{} or `null`", self.value(of)),
        }
    }

    fn link(&mut self, word: &str, section: Section) -> String {
        let title = section.title();
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

/// The name as it is written.
fn name_of(field: &Field) -> String {
    format!("`{}`", field.name.trim_start_matches("r#"))
}
