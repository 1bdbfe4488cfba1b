//! How is a ladder written as SVG?

use std::fmt::Write;

use super::{Head, Ladder, Rung, RungLine};
use crate::picture::topology::{Frame, Label, Point, Style, open, text};
use crate::words::markup::xml;
use crate::world::Version;

/// Writes the SVG.
#[must_use]
pub fn svg(ladder: &Ladder, style: Style) -> String {
    let mut out = String::new();
    open(&mut out, (ladder.width, ladder.height), ladder.lang, &ladder.title, &ladder.description, style);
    for it in &ladder.bands {
        rect(&mut out, "band", *it, 6);
    }
    text(&mut out, &ladder.title, "");
    let bottom = ladder.height - 24;
    for it in &ladder.heads {
        let _ = writeln!(out, "<path class=\"lifeline\" d=\"M{} {} V{bottom}\"/>", it.x, it.frame.bottom());
    }
    for it in &ladder.heads {
        head(&mut out, it);
    }
    for it in &ladder.rungs {
        rung(&mut out, it, &ladder.heads);
    }
    out.push_str("</svg>\n");
    out
}

fn rect(out: &mut String, class: &str, frame: Frame, corner: i32) {
    let Frame { x, y, w, h } = frame;
    let _ = writeln!(out, "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"{corner}\"/>");
}

fn head(out: &mut String, head: &Head) {
    let _ = writeln!(out, "<g class=\"party {}\" data-node=\"{}\">", head.class, head.key);
    let look = Version::ALL.into_iter().map(|it| it.product().look).find(|it| it.server_class == head.class);
    let corner = look.map_or(10, |it| it.corner);
    rect(out, "head", head.frame, corner);
    rect(out, "outline", head.frame, corner);
    for it in &head.labels {
        text(out, it, "");
    }
    out.push_str("</g>\n");
}

fn rung(out: &mut String, rung: &Rung, heads: &[Head]) {
    let record = rung.record.map(|it| format!(" data-record=\"{it}\"")).unwrap_or_default();
    let _ = writeln!(out, "<g class=\"rung {}\"{record}>", rung.class);
    let refusal = rung.class.starts_with("refusal");
    match rung.line {
        RungLine::Note(frame) => rect(out, "note-box", frame, 5),
        RungLine::Arrow { from, to } => {
            // Where a lane would run through the text, the text has a ground of its own.
            for it in &rung.labels {
                let crossed = heads.iter().any(|head| it.frame.x - 4 < head.x && head.x < it.frame.right() + 4);
                if crossed {
                    let Frame { x, y, w, h } = it.frame;
                    rect(out, "paper", Frame { x: x - 4, y, w: w + 8, h }, 0);
                }
            }
            let side = if to.x > from.x { 1 } else { -1 };
            let end = to.x - side * if refusal { 12 } else { 7 };
            let _ = writeln!(out, "<path class=\"message\" d=\"M{} {} H{end}\"/>", from.x, from.y);
            if refusal { cross(out, Point { x: to.x - side * 10, y: to.y }) } else { arrow(out, to, side) }
        }
        RungLine::Hook { from, height } => {
            let Point { x, y } = from;
            let _ =
                writeln!(out, "<path class=\"message\" d=\"M{x} {y} h22 q8 0 8 8 v{} q0 8 -8 8 h-15\"/>", height - 16);
            let end = Point { x, y: y + height };
            if refusal { cross(out, Point { x: x + 8, y: end.y }) } else { arrow(out, end, -1) }
        }
    }
    let centered = matches!(rung.line, RungLine::Arrow { .. });
    if let Some(it) = &rung.time {
        label(out, it, false);
    }
    for it in &rung.labels {
        label(out, it, centered);
    }
    out.push_str("</g>\n");
}

fn label(out: &mut String, it: &Label, centered: bool) {
    let (x, anchor) = if centered { (it.frame.center().x, " text-anchor=\"middle\"") } else { (it.frame.x, "") };
    let (class, y) = (it.role.class(), it.baseline());
    let _ = writeln!(out, "<text class=\"{class}\"{anchor} x=\"{x}\" y=\"{y}\">{}</text>", xml(&it.text));
}

fn arrow(out: &mut String, end: Point, side: i32) {
    let _ = writeln!(out, "<path class=\"arrow\" d=\"M{} {} l{} -5 v10 Z\"/>", end.x, end.y, -9 * side);
}

fn cross(out: &mut String, middle: Point) {
    let Point { x, y } = middle;
    let _ = writeln!(out, "<path class=\"cross\" d=\"M{} {} l12 12 m0 -12 l-12 12\"/>", x - 6, y - 6);
}
