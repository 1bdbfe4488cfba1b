//! How are the messages of a run written as a numbered graph in DOT?
//!
//! Parties are nodes, messages are edges with their numbers, so that any DOT tool shows who talks to whom and in which
//! order. What a party does by itself has a number too, and stands at a loop.

use std::fmt::Write;

use crate::render::Options;
use crate::render::names::Names;
use crate::render::parties::{Row, Shape, scene};
use crate::render::topology::quoted;
use crate::render::words::diagram as say;
use crate::trace::{Actor, AttemptId, Run};
use crate::world::World;

/// How many messages are written.
const SHOWN: usize = 160;

/// Writes the graph of one attempt, or of all that are meant.
#[must_use]
pub fn dot(world: &World, run: &Run, options: &Options, attempt: Option<AttemptId>) -> String {
    let scene = scene(world, run, options, attempt, (SHOWN, usize::MAX));
    let names = Names::new(world, options.lang);
    let mut out = String::from("digraph sequence {\n    rankdir=LR;\n    node [fontname=\"sans-serif\", shape=box];\n");
    out.push_str("    edge [fontname=\"sans-serif\", fontsize=11];\n");
    let _ = writeln!(out, "    label={};\n    labelloc=t;", quoted(&names.text(&world.title)));
    for (index, it) in scene.parties.iter().enumerate() {
        let shape = if matches!(it, Actor::Client(_)) { ", style=rounded" } else { "" };
        let _ = writeln!(out, "    p{index} [label={}{shape}];", quoted(&names.actor(*it)));
    }
    for (number, row) in (1..).zip(&scene.rows) {
        let _ = writeln!(out, "    {}", line(number, row, options));
    }
    if let Some(cut) = scene.cut_note(options.lang) {
        let _ = writeln!(out, "    cut [shape=note, label={}];", quoted(&cut));
    }
    out.push_str("}\n");
    out
}

fn line(number: usize, row: &Row, options: &Options) -> String {
    let text =
        if row.rules.is_empty() { row.text.clone() } else { say::with_rules(options.lang, &row.text, &row.rules) };
    let text = quoted(&say::numbered(options.lang, number, text));
    let color = if row.bad { ", color=\"#b3141c\", fontcolor=\"#b3141c\"" } else { "" };
    let (from, to) = (row.from, row.to.unwrap_or(row.from));
    match row.shape {
        Shape::Left => format!("left{number} [shape=note, label={text}];"),
        Shape::Request => format!("p{from} -> p{to} [label={text}{color}];"),
        Shape::Answer => format!("p{from} -> p{to} [label={text}, style=dashed{color}];"),
        Shape::Refusal => format!("p{from} -> p{to} [label={text}, style=dashed, arrowhead=tee{color}];"),
        Shape::Note | Shape::Decision | Shape::Change => {
            format!("p{from} -> p{from} [label={text}, arrowhead=none, style=dotted{color}];")
        }
    }
}
