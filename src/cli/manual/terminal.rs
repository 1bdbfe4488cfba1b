//! How does Markdown read in a terminal?
//!
//! Headings stand out, paragraphs fit the width, code stands as it is, and a row of a table is a paragraph with a label
//! for each cell: a table of sentences fits no terminal.

use std::fmt::Write as _;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::render::text::wrapped;
use crate::render::{Paint, PaintRole};

/// A text (Markdown) for a terminal of this width.
pub(super) fn rendered(markdown: &str, width: usize, paint: &dyn Paint) -> String {
    let mut it = Terminal {
        width,
        paint,
        out: String::new(),
        said: String::new(),
        indent: 0,
        head: Vec::new(),
        cells: Vec::new(),
    };
    let mut in_code = false;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => {
                in_code = false;
                it.code();
            }
            Event::Text(text) if in_code => it.said.push_str(&text),
            Event::Text(text) | Event::Code(text) => it.said.push_str(&text),
            Event::SoftBreak | Event::HardBreak => it.said.push(' '),
            Event::Start(Tag::Item) => {
                it.flush();
                it.indent += 2;
                it.said.push_str("* ");
            }
            Event::End(TagEnd::Item) => {
                it.flush();
                it.indent -= 2;
            }
            Event::End(TagEnd::Paragraph) => it.paragraph(),
            Event::End(TagEnd::List(_)) => it.out.push('\n'),
            Event::End(TagEnd::Heading(_)) => it.heading(),
            Event::End(TagEnd::TableCell) => {
                let cell = std::mem::take(&mut it.said);
                it.cells.push(cell);
            }
            Event::End(TagEnd::TableHead) => it.head = std::mem::take(&mut it.cells),
            Event::End(TagEnd::TableRow) => it.row(),
            Event::End(TagEnd::Table) => it.out.push('\n'),
            _ => {}
        }
    }
    it.flush();
    let text = it.out.trim_end();
    format!("{text}\n")
}

/// A paragraph, indented, no wider than this.
pub(super) fn paragraph(text: &str, indent: usize, width: usize) -> String {
    if text.is_empty() {
        return String::new();
    }
    wrapped(text, width.saturating_sub(indent).max(20)).iter().fold(String::new(), |mut out, line| {
        writeln!(out, "{:indent$}{line}", "").expect("a String takes everything");
        out
    })
}

struct Terminal<'a> {
    width: usize,
    paint: &'a dyn Paint,
    out: String,
    /// What is said since the last block.
    said: String,
    indent: usize,
    /// The cells of the head of the table that is read.
    head: Vec<String>,
    /// Those of the row.
    cells: Vec<String>,
}

impl Terminal<'_> {
    /// What is said so far, as it stands in a list.
    fn flush(&mut self) {
        let said = std::mem::take(&mut self.said);
        let Some(item) = said.strip_prefix("* ") else {
            self.out.push_str(&paragraph(said.trim(), self.indent, self.width));
            return;
        };
        let lines = paragraph(item.trim(), self.indent, self.width);
        let lines = if lines.is_empty() {
            String::new()
        } else {
            format!("{}*{}", &lines[..self.indent - 2], &lines[self.indent - 1..])
        };
        self.out.push_str(&lines);
    }

    fn paragraph(&mut self) {
        let in_list = self.indent > 0;
        self.flush();
        if !in_list {
            self.out.push('\n');
        }
    }

    fn heading(&mut self) {
        let said = std::mem::take(&mut self.said);
        let (start, end) = (self.paint.start(PaintRole::Title), self.paint.end(PaintRole::Title));
        writeln!(self.out, "{start}{}{end}\n", said.trim()).expect("a String takes everything");
    }

    fn code(&mut self) {
        let said = std::mem::take(&mut self.said);
        for line in said.lines() {
            writeln!(self.out, "    {line}").expect("a String takes everything");
        }
        self.out.push('\n');
    }

    /// A row: its first cell, and below it the others, each with its label.
    fn row(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        let mut cells = cells.iter().map(|it| it.trim());
        let (start, end) = (self.paint.start(PaintRole::Actor), self.paint.end(PaintRole::Actor));
        writeln!(self.out, "{start}{}{end}", cells.next().unwrap_or_default()).expect("a String takes everything");
        let labels = self.head.iter().skip(1).map(|it| it.trim());
        let said: Vec<_> = labels.zip(cells).filter(|it| !it.1.is_empty()).collect();
        for (label, cell) in &said {
            // With one cell beside the name no label is needed.
            let text = if said.len() == 1 { (*cell).to_owned() } else { format!("{label}: {cell}") };
            self.out.push_str(&paragraph(&text, 2, self.width));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::Plain;

    #[test]
    fn markdown_reads_as_text() {
        let text = "## Server\n\nAn *Exchange* server with `name`.\n\n* one\n* two\n\n| field | value | meaning |\n|---|---|---|\n| `a` | [text](#t) | A. |\n\n```text\nrun -q\n```\n";
        let read = "Server\n\nAn Exchange server with name.\n\n* one\n* two\n\na\n  value: text\n  meaning: A.\n\n    run -q\n";
        assert_eq!(rendered(text, 60, &Plain), read);
    }
}
