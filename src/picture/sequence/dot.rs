//! How are the messages of a run written as a numbered graph in DOT?
//!
//! Parties are nodes, and what one says to another is one edge with all the numbered lines, so that any DOT tool shows
//! who talks to whom and in which order. What a party does by itself stands in a note beside it.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::picture::measure;
use crate::picture::topology::quoted;
use crate::reading::Nature;
use crate::render::Options;
use crate::telling::scene::{Row, Shape, scene};
use crate::trace::{Actor, AttemptId, Run};
use crate::words::names::Names;
use crate::words::say::Say;
use crate::words::{diagram as words, rows as said};
use crate::world::World;

/// How many messages are written.
const SHOWN: usize = 160;
/// How wide a line is, in pixels of 14-pixel type.
const WIDTH: i32 = 420;

/// How an edge looks: the same for all lines that stand at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Look {
    Request,
    Answer,
    Refusal,
}

/// Writes the graph of one attempt, or of all that are meant.
#[must_use]
pub fn dot(world: &World, run: &Run, options: &Options, attempt: Option<AttemptId>) -> String {
    let scene = scene(world, run, options.scope(), attempt, (SHOWN, usize::MAX));
    let names = Names::new(world, options.lang);
    let say = Say::new(names);
    let mut out = String::from("digraph sequence {\n    rankdir=LR;\n    ranksep=1.2;\n    fontname=\"sans-serif\";\n");
    out.push_str("    node [fontname=\"sans-serif\", shape=box];\n    edge [fontname=\"sans-serif\", fontsize=11];\n");
    let _ = writeln!(out, "    label={};\n    labelloc=t;", quoted(&names.title()));
    for (index, it) in scene.parties.iter().enumerate() {
        let shape = if matches!(it, Actor::Client(_)) { ", style=rounded" } else { "" };
        let _ =
            writeln!(out, "    p{index} [label={}{shape}, penwidth=2];", quoted(&said::party(&names, &scene, index)));
    }
    // By ends, look and color: the numbered lines.
    let mut edges: BTreeMap<(usize, usize, Look, &str), Vec<String>> = BTreeMap::new();
    let mut notes: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut left = Vec::new();
    for (number, row) in (1..).zip(&scene.rows) {
        let text = line(&say, number, row);
        let look = match row.shape {
            Shape::Request => Look::Request,
            Shape::Answer => Look::Answer,
            Shape::Refusal => Look::Refusal,
            Shape::Left => {
                left.extend(text);
                continue;
            }
            Shape::Note | Shape::Decision | Shape::Change => {
                notes.entry(row.from).or_default().extend(text);
                continue;
            }
        };
        match row.to.filter(|it| *it != row.from) {
            Some(to) => edges.entry((row.from, to, look, color(row.nature))).or_default().extend(text),
            None => notes.entry(row.from).or_default().extend(text),
        }
    }
    for ((from, to, look, color), text) in &edges {
        let look = match look {
            Look::Request => "",
            Look::Answer => ", style=dashed",
            Look::Refusal => ", style=dashed, arrowhead=tee",
        };
        let _ = writeln!(out, "    p{from} -> p{to} [label={}{look}{color}];", listed(text));
    }
    for (party, text) in &notes {
        let _ = writeln!(out, "    note{party} [shape=note, fontsize=11, label={}];", listed(text));
        let _ = writeln!(out, "    {{ rank=same; p{party}; note{party}; }}");
        let _ = writeln!(out, "    p{party} -> note{party} [style=dotted, arrowhead=none];");
    }
    left.extend((scene.cut > 0).then(|| said::cut(options.lang, scene.cut)));
    if !left.is_empty() {
        let _ = writeln!(out, "    left [shape=note, fontsize=11, style=dashed, label={}];", listed(&left));
    }
    out.push_str("}\n");
    out
}

/// The color of an arrow.
const fn color(nature: Nature) -> &'static str {
    match nature {
        Nature::Trouble | Nature::Refusal => ", color=\"#b3141c\", fontcolor=\"#b3141c\"",
        Nature::Warning => ", color=\"#8a5200\", fontcolor=\"#8a5200\"",
        Nature::Good | Nature::Neutral => "",
    }
}

/// The lines of a row, with its number.
fn line(say: &Say<'_>, number: usize, row: &Row) -> Vec<String> {
    let (lang, text) = (say.names.lang, said::text(say, row));
    let text = if row.rules.is_empty() { text } else { words::with_rules(lang, text, said::rules(lang, &row.rules)) };
    let text = if row.nature.is_failure() { words::failed(lang, text) } else { text };
    let text = if row.to == Some(row.from) && row.shape != Shape::Left { format!("↻ {text}") } else { text };
    measure::wrap(&words::numbered(lang, number, text), 14, WIDTH)
}

/// Lines that begin below each other, as a label.
fn listed(lines: &[String]) -> String {
    let mut label = String::from("\"");
    for it in lines {
        let text = quoted(it);
        label.push_str(&text[1..text.len() - 1]);
        label.push_str("\\l");
    }
    label.push('"');
    label
}
