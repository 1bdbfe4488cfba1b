//! Which documents are in the program, and which topics stand in them?
//!
//! Read anew when somebody asks: that takes milliseconds, and nothing has to be kept in step.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::render::Lang;

/// A document.
pub(super) struct Document {
    /// The name under which it is asked for: that of its file.
    pub(super) name: &'static str,
    en: &'static str,
    zh: &'static str,
}

impl Document {
    /// Its text in a language (Markdown).
    pub(super) const fn text(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Zh => self.zh,
        }
    }
}

macro_rules! documents {
    ($($name:literal)*) => {
        /// All documents for those who use the program, in the order in which one reads them.
        pub(super) const DOCUMENTS: &[Document] = &[$(Document {
            name: $name,
            en: include_str!(concat!("../../../docs/", $name, ".md")),
            zh: include_str!(concat!("../../../docs/zh/", $name, ".md")),
        }),*];
    };
}

documents! {
    "scenario" "import" "findings" "rules" "commands" "rehearse" "sweep" "lessons" "diagnostics" "trace" "log" "report"
    "editor" "limits"
}

/// Something that can be asked for.
#[derive(Clone, Debug)]
pub(super) struct Topic {
    /// What it is called: the first is the one to show.
    pub(super) names: Vec<String>,
    /// The document in which it stands.
    pub(super) document: &'static str,
    /// The heading under which it stands, where it is a row of a table; otherwise empty.
    pub(super) under: String,
    /// Whether it is a heading with what stands below it.
    pub(super) is_section: bool,
    /// What it says (Markdown): a section, or a head and a row of a table.
    pieces: Vec<&'static str>,
}

impl Topic {
    /// What it says (Markdown).
    pub(super) fn text(&self) -> String {
        self.pieces.concat()
    }

    /// Whether it is a row that only leads to where the rest is.
    pub(super) fn only_links(&self) -> bool {
        let first = self.pieces.last().map_or("", |it| it.trim_start_matches('|').trim_start());
        !self.is_section && first.starts_with('[') && first.contains("](#")
    }
}

/// All topics of the documents.
pub(super) fn topics(lang: Lang) -> Vec<Topic> {
    DOCUMENTS.iter().flat_map(|it| of(it.name, it.text(lang))).collect()
}

/// A heading: its level, its names, and where it begins.
struct Heading {
    level: HeadingLevel,
    names: Vec<String>,
    start: usize,
}

/// A row of a table: what stands in its first cell, where it is, and the head of its table.
struct Row {
    names: Vec<String>,
    span: Range<usize>,
    head: Range<usize>,
}

fn of(document: &'static str, text: &'static str) -> Vec<Topic> {
    let (headings, rows) = read(text);
    let end_of = |index: usize| {
        let level = headings[index].level;
        headings[index + 1..].iter().find(|it| it.level <= level).map_or(text.len(), |it| it.start)
    };
    let section = |(index, it): (usize, &Heading)| Topic {
        names: it.names.clone(),
        document,
        under: String::new(),
        is_section: true,
        pieces: vec![&text[it.start..end_of(index)]],
    };
    // The title of a document is asked for by the name of the document.
    let sections = headings.iter().enumerate().filter(|it| it.1.level > HeadingLevel::H1).map(section);
    let rows = rows.into_iter().map(|it| {
        let above = headings.iter().rev().find(|heading| heading.start < it.span.start);
        let under = above.filter(|it| it.level > HeadingLevel::H1).and_then(|it| it.names.first());
        Topic {
            names: it.names,
            document,
            under: under.cloned().unwrap_or_default(),
            is_section: false,
            pieces: vec![&text[it.head], &text[it.span]],
        }
    });
    sections.chain(rows).collect()
}

fn read(text: &'static str) -> (Vec<Heading>, Vec<Row>) {
    let (mut headings, mut rows) = (Vec::new(), Vec::new());
    let (mut said, mut codes) = (String::new(), Vec::new());
    let (mut head, mut first_cell) = (0..0, false);
    for (event, span) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { .. } | Tag::TableRow) => {
                (said, codes, first_cell) = (String::new(), Vec::new(), true);
            }
            Event::End(TagEnd::Heading(level)) => {
                headings.push(Heading { level, names: names(&said, &codes), start: span.start });
            }
            // The row of hyphens belongs to the head.
            Event::Start(Tag::TableHead) => {
                let rest = &text[span.end..];
                let line = |from: usize| rest[from..].find('\n').map_or(rest.len(), |it| from + it + 1);
                let begins = usize::from(rest.starts_with('\n'));
                head = span.start..span.end + line(begins);
            }
            Event::End(TagEnd::TableCell) => first_cell = false,
            Event::End(TagEnd::TableRow) => {
                rows.push(Row { names: names(&said, &codes), span, head: head.clone() });
            }
            Event::Code(code) if first_cell => {
                said.push_str(&code);
                codes.push(code.into_string());
            }
            Event::Text(text) if first_cell => said.push_str(&text),
            _ => {}
        }
    }
    (headings, rows)
}

/// What a heading or the first cell of a row is called: as a whole, by what is code in it, and by the code in front of
/// a colon (`R003: unknown server`).
fn names(said: &str, codes: &[String]) -> Vec<String> {
    let bare = |it: &str| it.split(['(', '=']).next().unwrap_or_default().trim().to_owned();
    let mut names: Vec<String> = codes.iter().map(|it| bare(it)).collect();
    if let Some((code, _)) = said.split_once([':', '：']) {
        names.push(code.trim().to_owned());
    }
    names.push(bare(said));
    names.retain(|it| !it.is_empty());
    let mut seen = Vec::new();
    names.retain(|it| {
        !seen.contains(it) && {
            seen.push(it.clone());
            true
        }
    });
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_and_rows_are_topics() {
        let topics = topics(Lang::En);
        let find = |name: &str| topics.iter().filter(|it| it.names.iter().any(|it| it == name)).collect::<Vec<_>>();
        for (name, document, said) in [
            ("F003", "findings", "Get-Service"),
            ("R003", "diagnostics", "error[R003]"),
            ("LB-3", "rules", "LB-3"),
            ("SetDns", "scenario", "points_to"),
            ("LogonFailed", "scenario", "wrong password"),
            ("LoginType", "scenario", "SecureLogin"),
            ("Set-ImapSettings", "commands", "-LoginType"),
        ] {
            let found = find(name);
            assert!(found.iter().any(|it| it.document == document && it.text().contains(said)), "{name}: {found:?}");
        }
        let row = find("MaxConnections");
        let row = row.iter().find(|it| it.under == "ProtocolSettings").expect("it is a setting");
        assert!(row.text().starts_with("| field |") && row.text().contains("|---|"), "{}", row.text());
    }
}
