//! How is a picture of an organisation written as SVG?
//!
//! No script, nothing from elsewhere. Names from the file are text and nothing else.

use std::fmt::Write;

use super::{ChipKind, EdgeKind, Frame, Label, Node, NodeKind, Picture, Point, Style, TextRole};
use crate::picture::style;
use crate::words::Lang;
use crate::words::markup::xml;
use crate::world::Version;

/// Writes the SVG.
#[must_use]
pub fn svg(picture: &Picture, style: Style) -> String {
    let mut out = String::new();
    open(&mut out, (picture.width, picture.height), picture.lang, &picture.title, &picture.description, style);
    text(&mut out, &picture.title, "");
    for it in &picture.caption {
        text(&mut out, it, "");
    }
    for it in &picture.headings {
        text(&mut out, it, "");
    }
    for it in &picture.areas {
        let _ = writeln!(out, "<g class=\"area\" data-area=\"{}\">", it.key);
        rect(&mut out, it.frame, 14, "");
        text(&mut out, &it.name, "");
        out.push_str("</g>\n");
    }
    for it in picture.edges.iter().filter(|it| it.kind == EdgeKind::Link) {
        edge(&mut out, it);
    }
    // What is dashed lies below what is not, where they share their way.
    let dashed = |it: &super::Edge| it.kind == EdgeKind::Reaches;
    let others = || picture.edges.iter().filter(|it| it.kind != EdgeKind::Link);
    for it in others().filter(|it| dashed(it)).chain(others().filter(|it| !dashed(it))) {
        edge(&mut out, it);
    }
    for it in &picture.nodes {
        node(&mut out, it, style);
    }
    if let Some(it) = &picture.message {
        message(&mut out, it);
    }
    out.push_str("<g class=\"legend\">\n");
    for it in &picture.legend {
        sample(&mut out, it.class, it.frame);
        text(&mut out, &it.label, "");
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// The beginning of every picture: its size, its words for those who cannot see it, its style, its ground.
pub(crate) fn open(
    out: &mut String,
    (width, height): (i32, i32),
    lang: Lang,
    title: &Label,
    description: &str,
    style: Style,
) {
    let lang = match lang {
        Lang::En => "en",
        Lang::Zh => "zh-Hans",
    };
    let shown = title.full.as_deref().unwrap_or(&title.text);
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"coexist-picture\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\" role=\"img\" lang=\"{lang}\">"
    );
    let _ = writeln!(out, "<title>{}</title>\n<desc>{}</desc>", xml(shown), xml(description));
    if style == Style::Inside {
        let _ = writeln!(out, "<style>\n{}</style>", style::standalone());
    }
    let _ = writeln!(out, "<rect class=\"paper\" x=\"0\" y=\"0\" width=\"{width}\" height=\"{height}\"/>");
}

fn rect(out: &mut String, frame: Frame, corner: i32, class: &str) {
    let Frame { x, y, w, h } = frame;
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    let _ = writeln!(out, "<rect{class} x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"{corner}\"/>");
}

/// A label. What was shortened is whole in its title.
pub(crate) fn text(out: &mut String, label: &Label, more: &str) {
    let x = match label.role {
        TextRole::Version => label.frame.right(),
        TextRole::Link => label.frame.x + 10,
        _ if more.contains("power") => label.frame.right(),
        _ => label.frame.x,
    };
    let class = if more.is_empty() { label.role.class().to_owned() } else { more.to_owned() };
    let _ = write!(out, "<text class=\"{class}\" x=\"{x}\" y=\"{}\">", label.baseline());
    if let Some(full) = &label.full {
        let _ = write!(out, "<title>{}</title>", xml(full));
    }
    let _ = writeln!(out, "{}</text>", xml(&label.text));
}

fn node(out: &mut String, node: &Node, style: Style) {
    let mut class = format!("node {}", node.kind.class());
    for it in &node.classes {
        class.push(' ');
        class.push_str(it);
    }
    let _ = write!(out, "<g class=\"{class}\" data-node=\"{}\"", node.key);
    if node.members.len() > 1 {
        let _ = write!(out, " data-members=\"{}\"", node.members.join(" "));
    }
    let _ = writeln!(out, "><title>{}</title>", xml(&node.title.replace('\n', " · ")));
    body(out, node);
    for it in &node.labels {
        text(out, it, if it.role == TextRole::State { "power" } else { "" });
    }
    for it in &node.chips {
        let (kind, data) = match it.kind {
            ChipKind::Service => ("", "service"),
            ChipKind::Component => ("component ", "component"),
            ChipKind::Database => ("database ", "copy"),
        };
        let more = also(&it.classes);
        let _ = write!(
            out,
            "<g class=\"chip {kind}{}{more}\" data-{data}=\"{}\" data-state=\"{}\"",
            it.class, it.key, it.class
        );
        if style == Style::FromPage {
            for (state, text) in &it.states {
                let _ = write!(out, " data-{state}=\"{}\"", xml(text));
            }
        }
        out.push_str(">\n");
        rect(out, it.frame, 5, "");
        text(out, &it.name, "");
        text(out, &it.state, "");
        out.push_str("</g>\n");
    }
    // What is not there at the moment is there in a page alone, which shows it when it comes.
    for it in node.tags.iter().filter(|it| it.on || style == Style::FromPage) {
        let off = if it.on { "" } else { " gone" };
        let _ = writeln!(out, "<g class=\"tag {}{off}\" data-mark=\"{}\">", it.class, it.key);
        rect(out, it.frame, 5, "");
        for it in &it.labels {
            text(out, it, "");
        }
        out.push_str("</g>\n");
    }
    out.push_str("</g>\n");
}

/// Further classes, each behind a space.
fn also(classes: &[&'static str]) -> String {
    classes.iter().fold(String::new(), |all, it| all + " " + it)
}

/// The message of the moment, above everything else.
fn message(out: &mut String, message: &super::Message) {
    let mut class = String::from("moment");
    class.push_str(if message.bad { " bad" } else { "" });
    class.push_str(if message.answer { " answer" } else { "" });
    let [.., before, end] = message.points[..] else { return };
    let _ = writeln!(out, "<g class=\"{class}\">");
    for class in ["halo", "course"] {
        let _ = writeln!(out, "<path class=\"{class}\" d=\"{}\"/>", way(&message.points, 0));
    }
    let (dx, dy) = ((end.x - before.x).signum(), (end.y - before.y).signum());
    let head = match (dx, dy) {
        // Askew: a dot, which has no direction.
        (x, y) if x != 0 && y != 0 => format!("M{} {} m-8 0 a8 8 0 1 0 16 0 a8 8 0 1 0 -16 0 Z", end.x, end.y),
        (0, y) => format!("M{} {} l-8 {} h16 Z", end.x, end.y, -13 * y),
        (x, _) => format!("M{} {} l{} -8 v16 Z", end.x, end.y, -13 * x),
    };
    let _ = writeln!(out, "<path class=\"tip\" d=\"{head}\"/>");
    if message.bad {
        let middle = middle(&message.points);
        let (x, y) = (middle.x, middle.y);
        let _ = writeln!(out, "<path class=\"disc\" d=\"M{} {y} a11 11 0 1 0 22 0 a11 11 0 1 0 -22 0 Z\"/>", x - 11);
        let _ = writeln!(out, "<path class=\"strokes\" d=\"M{} {} l10 10 m0 -10 l-10 10\"/>", x - 5, y - 5);
    }
    out.push_str("</g>\n");
}

/// The middle of the longest stretch of a way.
fn middle(points: &[Point]) -> Point {
    let long = |it: &[Point]| (it[1].x - it[0].x).abs() + (it[1].y - it[0].y).abs();
    let stretch = points.windows(2).max_by_key(|it| long(it)).unwrap_or(points);
    Point {
        x: i32::midpoint(stretch[0].x, stretch[stretch.len() - 1].x),
        y: i32::midpoint(stretch[0].y, stretch[stretch.len() - 1].y),
    }
}

/// The outline of a node: its shape tells what it is, and the corners of a server its version.
fn body(out: &mut String, node: &Node) {
    let Frame { x, y, w, h } = node.frame;
    let corner = match (node.kind, node.version) {
        (NodeKind::Server, Some(version)) => version.product().look.corner,
        (NodeKind::Server, None) => unreachable!("a server has a version"),
        (NodeKind::Client, _) => 10,
        (NodeKind::Name, _) => 3,
        (NodeKind::Balancer, _) => 3,
        (NodeKind::Rest, _) => 12,
    };
    if node.count > 1 {
        // Several of them: a second edge shows behind the first.
        for class in ["box", "outline"] {
            rect(out, Frame { x: x + 5, y: y + 5, w, h }, corner, class);
        }
    }
    let (right, bottom, middle) = (x + w, y + h, y + h / 2);
    match node.kind {
        NodeKind::Rest => {
            for class in ["box", "outline"] {
                rect(out, node.frame, corner, class);
            }
        }
        NodeKind::Balancer => {
            // A signpost: it points to where it forwards.
            let shoulder = right - 10;
            let whole = format!("M{x} {y} H{shoulder} L{right} {middle} L{shoulder} {bottom} H{x} Z");
            for class in ["box", "outline"] {
                let _ = writeln!(out, "<path class=\"{class}\" d=\"{whole}\"/>");
            }
        }
        NodeKind::Client | NodeKind::Name | NodeKind::Server => {
            rect(out, node.frame, corner, "box");
            // The head has the upper corners of the box and is straight below.
            let (left, far, low) = (x + corner, right - corner, y + corner);
            let neck = y + 32;
            let _ = writeln!(
                out,
                "<path class=\"head\" d=\"M{x} {neck} V{low} Q{x} {y} {left} {y} H{far} Q{right} {y} {right} {low} V{neck} Z\"/>"
            );
            rect(out, node.frame, corner, "outline");
        }
    }
}

fn edge(out: &mut String, edge: &super::Edge) {
    let mut class = format!("edge {}", edge.kind.class());
    for it in &edge.classes {
        class.push(' ');
        class.push_str(it);
    }
    let arrow = matches!(edge.kind, EdgeKind::Connects | EdgeKind::Points | EdgeKind::Pool | EdgeKind::Reaches);
    let state = edge.state.as_ref().map_or_else(String::new, |it| format!(" data-reach=\"{it}\""));
    let _ = writeln!(
        out,
        "<path class=\"{class}\"{state} data-from=\"{}\" data-to=\"{}\" d=\"{}\"><title>{}</title></path>",
        edge.from,
        edge.to,
        way(&edge.points, if arrow { 6 } else { 0 }),
        xml(&edge.title.replace('\n', " · "))
    );
    if let (true, Some(end)) = (arrow, edge.points.last()) {
        let more = also(&edge.classes);
        head(out, *end, &format!("{}{more}", if edge.kind == EdgeKind::Reaches { " reaches" } else { "" }));
    }
    if !edge.labels.is_empty() {
        let _ = writeln!(out, "<g class=\"{}\">", class.trim_start_matches("edge "));
        for it in &edge.labels {
            let Frame { x, y, w, h } = it.frame;
            let _ = writeln!(
                out,
                "<path class=\"tab\" d=\"M{x} {y} H{} q8 0 8 8 V{} q0 8 -8 8 H{x}\"/>",
                x + w - 8,
                y + h - 8
            );
            text(out, it, "");
        }
        out.push_str("</g>\n");
    }
}

/// An arrow head that ends at a point and points to the right.
fn head(out: &mut String, end: Point, more: &str) {
    let Point { x, y } = end;
    let _ = writeln!(out, "<path class=\"arrow{more}\" d=\"M{x} {y} l-9 -5 v10 Z\"/>");
}

/// A line with round corners, `short` pixels shorter at its end.
fn way(points: &[Point], short: i32) -> String {
    let [first, .., last] = points else { return String::new() };
    let mut out = format!("M{} {}", first.x, first.y);
    for three in points.windows(3) {
        let (a, b, c) = (three[0], three[1], three[2]);
        let reach = |p: Point| i32::midpoint((p.x - b.x).abs(), (p.y - b.y).abs());
        let r = reach(a).min(reach(c)).min(6);
        let towards = |p: Point| Point { x: b.x + (p.x - b.x).signum() * r, y: b.y + (p.y - b.y).signum() * r };
        let (from, to) = (towards(a), towards(c));
        let _ = write!(out, " L{} {} Q{} {} {} {}", from.x, from.y, b.x, b.y, to.x, to.y);
    }
    let _ = write!(out, " L{} {}", last.x - short, last.y);
    out
}

/// A small sample for the legend.
fn sample(out: &mut String, class: &str, frame: Frame) {
    let Frame { x, y, w, h } = frame;
    let middle = y + h / 2;
    match class.split_once(' ') {
        None => {}
        Some(("edge", kind)) => {
            let _ = writeln!(out, "<path class=\"edge {kind}\" d=\"M{x} {middle} H{}\"/>", x + w - 6);
            if kind == "connects" || kind == "reaches" {
                head(out, Point { x: x + w, y: middle }, if kind == "reaches" { " reaches" } else { "" });
            }
        }
        Some(("tag", kind)) => {
            let _ = writeln!(out, "<g class=\"tag {kind}\">");
            rect(out, Frame { x, y: y + 2, w, h: h - 4 }, 5, "");
            out.push_str("</g>\n");
        }
        Some(_) => {
            let version = Version::ALL.into_iter().find(|it| it.product().look.server_class == class);
            let corner = version.map_or(0, |it| it.product().look.corner_in_legend);
            let _ = writeln!(out, "<g class=\"{class}\">");
            rect(out, frame, corner, "head");
            out.push_str("</g>\n");
        }
    }
}
