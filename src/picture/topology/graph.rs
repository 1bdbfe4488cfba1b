//! How is the organisation written for other drawing programs?
//!
//! The same parts and ties as in the picture; where they stand is left to the program. Names are text and nothing
//! else, whatever they hold.

use std::fmt::Write;

use super::parts::{Part, parts};
use super::{EdgeKind, NodeKind};
use crate::picture::mermaid::label;
use crate::product::Look;
use crate::words::names::Names;
use crate::words::{Lang, topology as say};
use crate::world::{Version, World};

/// Writes the organisation as a graph in DOT: a cluster for each site.
#[must_use]
pub fn dot(world: &World, lang: Lang) -> String {
    let (parts, names) = (parts(world, lang), Names::new(world, lang));
    let mut out = String::from(
        "graph organisation {\n    rankdir=LR;\n    ranksep=0.9;\n    compound=true;\n    fontname=\"sans-serif\";\n",
    );
    out.push_str("    node [fontname=\"sans-serif\", shape=box, style=filled, fillcolor=white];\n");
    out.push_str("    edge [fontname=\"sans-serif\"];\n");
    let _ = writeln!(out, "    label={};\n    labelloc=t;", quoted(&names.title()));
    for (site, it) in world.sites.iter().enumerate() {
        let name = quoted(&say::site(lang, names.text(&it.name)));
        let _ =
            writeln!(out, "    subgraph cluster_{site} {{\n        label={name};\n        style=\"rounded,filled\";");
        let _ = writeln!(out, "        fillcolor=\"#f3f6fa\";\n        color=\"#b9c3d0\";");
        let _ = writeln!(out, "        site_{site} [shape=point, style=invis];");
        for (index, part) in parts.nodes.iter().enumerate().filter(|it| it.1.site == site) {
            let text = quoted(&lines(part).join("\n"));
            let _ = writeln!(out, "        n{index} [label={text}{}];", look(part));
        }
        out.push_str("    }\n");
    }
    for it in &parts.wires {
        let style = if it.classes.contains(&"passive") { ", style=dashed" } else { "" };
        let direction = if it.kind == EdgeKind::Copy { "none" } else { "forward" };
        let _ = writeln!(out, "    n{} -- n{} [dir={direction}{style}];", it.from, it.to);
    }
    for (link, text) in links(world, lang) {
        let (a, b) = (link.0, link.1);
        let _ = writeln!(
            out,
            "    site_{a} -- site_{b} [label={}, ltail=cluster_{a}, lhead=cluster_{b}, penwidth=2, color=\"#7c8998\", constraint=false];",
            quoted(&text)
        );
    }
    out.push_str("}\n");
    out
}

/// Writes the organisation as a flow chart in Mermaid: a subgraph for each site.
#[must_use]
pub fn mermaid(world: &World, lang: Lang) -> String {
    let (parts, names) = (parts(world, lang), Names::new(world, lang));
    let mut out = String::from("flowchart LR\n");
    for (site, it) in world.sites.iter().enumerate() {
        let _ = writeln!(out, "    subgraph site{site}[\"{}\"]", label(&say::site(lang, names.text(&it.name))));
        for (index, part) in parts.nodes.iter().enumerate().filter(|it| it.1.site == site) {
            let text = lines(part).iter().map(|it| label(it)).collect::<Vec<_>>().join("<br/>");
            let (open, close) = match part.kind {
                NodeKind::Client => ("([", "])"),
                NodeKind::Name => ("[", "]"),
                NodeKind::Balancer => ("{{", "}}"),
                NodeKind::Server => ("[", "]"),
                NodeKind::Database => ("[(", ")]"),
            };
            let class = part.version.filter(|_| part.kind == NodeKind::Server).map(|it| it.product().look.class);
            let class = class.map_or_else(String::new, |it| format!(":::{it}"));
            let _ = writeln!(out, "        n{index}{open}\"{text}\"{close}{class}");
        }
        if !parts.nodes.iter().any(|it| it.site == site) {
            let _ = writeln!(out, "        e{site}[\" \"]");
        }
        out.push_str("    end\n");
    }
    for it in &parts.wires {
        let arrow = match (it.kind, it.classes.contains(&"passive")) {
            (EdgeKind::Copy, true) => "-.-",
            (EdgeKind::Copy, false) => "---",
            (EdgeKind::Connects | EdgeKind::Points | EdgeKind::Pool | EdgeKind::Link, _) => "-->",
        };
        let _ = writeln!(out, "    n{} {arrow} n{}", it.from, it.to);
    }
    for (link, text) in links(world, lang) {
        let _ = writeln!(out, "    site{} ===|\"{}\"| site{}", link.0, label(&text), link.1);
    }
    for version in Version::ALL {
        let Look { class, color, .. } = version.product().look;
        if parts.nodes.iter().any(|it| it.kind == NodeKind::Server && it.version == Some(version)) {
            let _ = writeln!(out, "    classDef {class} fill:{color},color:#ffffff,stroke:{color}");
        }
    }
    out
}

/// What a part says, line by line.
fn lines(part: &Part) -> Vec<String> {
    let mut lines = vec![match part.year() {
        Some(version) => format!("{} · {version}", part.name),
        None => part.name.clone(),
    }];
    lines.extend(part.lines.iter().cloned());
    if part.classes.contains(&"off") {
        lines.extend(part.power.clone());
    }
    for chip in &part.chips {
        let state = chip.states.iter().find(|it| it.0 == chip.class).map_or("", |it| it.1.as_str());
        let by = chip.by.as_ref().map_or_else(String::new, |it| format!(" ({it})"));
        lines.push(format!("{} {state}{by}", chip.name));
    }
    lines
}

/// How a part looks in DOT.
fn look(part: &Part) -> String {
    match (part.kind, part.version) {
        (NodeKind::Client, _) => ", style=\"rounded,filled\"".to_owned(),
        (NodeKind::Name, _) => ", shape=note".to_owned(),
        (NodeKind::Balancer, _) => ", shape=cds, margin=\"0.25,0.15\"".to_owned(),
        (NodeKind::Database, _) => ", shape=cylinder".to_owned(),
        (NodeKind::Server, Some(version)) => {
            format!(", fillcolor=\"{}\", fontcolor=white", version.product().look.color)
        }
        (NodeKind::Server, None) => unreachable!("a server has a version"),
    }
}

/// The links, each once with its text.
fn links(world: &World, lang: Lang) -> Vec<((usize, usize), String)> {
    super::place::links_in_words(world, &Names::new(world, lang))
}

/// Text between quotation marks, as DOT takes it. A backslash is a backslash, a line break breaks the line.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for it in text.chars() {
        match it {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            // DOT reads entities in labels.
            '&' => out.push_str("&amp;"),
            '\n' => out.push_str("\\n"),
            it if it.is_control() => out.push('\u{fffd}'),
            it => out.push(it),
        }
    }
    out.push('"');
    out
}
