//! How is the organisation written for other drawing programs?
//!
//! The same parts and ties as in the picture; where they stand is left to the program. Names are text and nothing
//! else, whatever they hold.

use std::fmt::Write;

use super::parts::{Part, parts};
use super::{EdgeKind, NodeKind, Sight};
use crate::picture::mermaid::label;
use crate::product::Look;
use crate::words::names::Names;
use crate::words::{Lang, topology as say};
use crate::world::Version;

/// Writes the organisation as a graph in DOT: a cluster for each site.
#[must_use]
pub fn dot(sight: &Sight<'_>, lang: Lang) -> String {
    let world = sight.world;
    let (parts, names) = (parts(sight, lang), Names::new(world, lang));
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
    for it in parts.wires.iter().filter(|it| !it.classes.contains(&"gone")) {
        let style = match it.kind {
            // It leads back, so it has no say in who stands where.
            EdgeKind::Reaches => ", style=dashed, color=\"#8a5200\", penwidth=2, constraint=false",
            EdgeKind::Connects | EdgeKind::Points | EdgeKind::Pool | EdgeKind::Link => "",
        };
        let _ = writeln!(out, "    n{} -- n{} [dir=forward{style}];", it.from, it.to);
    }
    for (link, text) in links(sight, lang) {
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
pub fn mermaid(sight: &Sight<'_>, lang: Lang) -> String {
    let world = sight.world;
    let (parts, names) = (parts(sight, lang), Names::new(world, lang));
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
                NodeKind::Rest => ("([", "])"),
            };
            let class = match (state(part), part.version) {
                (State::Off, _) => ":::off".to_owned(),
                (State::Acting, _) => ":::acting".to_owned(),
                (State::Fault, _) => ":::fault".to_owned(),
                (State::Sound, Some(it)) => format!(":::{}", it.product().look.class),
                (State::Sound, None) => String::new(),
            };
            let _ = writeln!(out, "        n{index}{open}\"{text}\"{close}{class}");
        }
        if !parts.nodes.iter().any(|it| it.site == site) {
            let _ = writeln!(out, "        e{site}[\" \"]");
        }
        out.push_str("    end\n");
    }
    for it in parts.wires.iter().filter(|it| !it.classes.contains(&"gone")) {
        let arrow = match it.kind {
            EdgeKind::Reaches => "-.->",
            EdgeKind::Connects | EdgeKind::Points | EdgeKind::Pool | EdgeKind::Link => "-->",
        };
        let _ = writeln!(out, "    n{} {arrow} n{}", it.from, it.to);
    }
    for (link, text) in links(sight, lang) {
        let _ = writeln!(out, "    site{} ===|\"{}\"| site{}", link.0, label(&text), link.1);
    }
    for (which, class, look) in [
        (State::Off, "off", "fill:#eef1f5,color:#4a5564,stroke:#b3141c,stroke-dasharray:6 4"),
        (State::Fault, "fault", "fill:#fff4e0,color:#1b222c,stroke:#8a5200,stroke-width:3px"),
        (State::Acting, "acting", "fill:#ffffff,color:#1b222c,stroke:#b0006d,stroke-width:4px"),
    ] {
        if parts.nodes.iter().any(|it| state(it) == which) {
            let _ = writeln!(out, "    classDef {class} {look}");
        }
    }
    for version in Version::ALL {
        let Look { class, color, .. } = version.product().look;
        if parts.nodes.iter().any(|it| state(it) == State::Sound && it.version == Some(version)) {
            let _ = writeln!(out, "    classDef {class} fill:{color},color:#ffffff,stroke:{color}");
        }
    }
    out
}

/// What a part says, line by line.
fn lines(part: &Part) -> Vec<String> {
    // A box that stands for several says their version with their number.
    let year = part.year().filter(|_| part.count == 1);
    let mut lines = vec![match year {
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
    for tag in part.tags.iter().filter(|it| it.on) {
        lines.push(match tag.class {
            "changed" => format!("✎ {}", tag.text),
            "set" => format!("• {}", tag.text),
            _ => tag.text.clone(),
        });
    }
    lines
}

/// How a part is, as far as its looks tell it where there are no chips.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// It is switched off.
    Off,
    /// It does something at the moment that is drawn.
    Acting,
    /// A service that is needed does not run, or a log-on failed here.
    Fault,
    /// None of these.
    Sound,
}

fn state(part: &Part) -> State {
    let down = |it: &super::parts::Spec| it.classes.contains(&"needed") && matches!(it.class, "stopped" | "hung");
    if part.classes.contains(&"off") {
        State::Off
    } else if part.chips.iter().any(down) || part.tags.iter().any(|it| it.on && it.class == "decides") {
        State::Fault
    } else if part.classes.contains(&"acting") {
        State::Acting
    } else {
        State::Sound
    }
}

/// How a part looks in DOT.
fn look(part: &Part) -> String {
    let mut look = shape(part);
    // What comes later holds.
    look.push_str(match state(part) {
        State::Off => ", style=\"dashed,filled\", fillcolor=\"#eef1f5\", fontcolor=\"#4a5564\", color=\"#b3141c\"",
        State::Fault => ", fillcolor=\"#fff4e0\", fontcolor=\"#1b222c\", color=\"#8a5200\", penwidth=3",
        State::Acting | State::Sound => "",
    });
    if part.classes.contains(&"acting") {
        look.push_str(", color=\"#b0006d\", penwidth=4");
    }
    look
}

fn shape(part: &Part) -> String {
    match (part.kind, part.version) {
        (NodeKind::Client, _) => ", style=\"rounded,filled\"".to_owned(),
        (NodeKind::Name, _) => ", shape=note".to_owned(),
        (NodeKind::Balancer, _) => ", shape=cds, margin=\"0.25,0.15\"".to_owned(),
        (NodeKind::Rest, _) => ", style=\"rounded,dashed\"".to_owned(),
        (NodeKind::Server, Some(version)) => {
            format!(", fillcolor=\"{}\", fontcolor=white", version.product().look.color)
        }
        (NodeKind::Server, None) => unreachable!("a server has a version"),
    }
}

/// The links, each once with its text.
fn links(sight: &Sight<'_>, lang: Lang) -> Vec<((usize, usize), String)> {
    super::links::links_in_words(sight, &Names::new(sight.world, lang))
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
