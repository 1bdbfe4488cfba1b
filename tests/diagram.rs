//! Are the pictures right, readable and safe? Nothing overlaps, every text fits its box, names are text whatever they
//! hold, and the command writes what it is asked for.

use crate::organisations;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::{Command, Output};

use coexist::gallery;
use coexist::picture::mermaid;
use coexist::picture::sequence::{self, Ladder, RungLine};
use coexist::picture::topology::{self, EdgeKind, Frame, Label, NodeKind, Picture, Point, Sight, Style};
use coexist::render::{Lang, Length, Options};
use coexist::resolve::load;
use coexist::sim;
use coexist::trace::RecordKind;
use coexist::world::World;

const BOTH: [Lang; 2] = [Lang::En, Lang::Zh];

fn world(text: &str) -> World {
    load(text, "diagram").unwrap_or_else(|it| panic!("{it:#?}\n{text}")).world
}

fn of_gallery(claim: &str) -> World {
    world(gallery::find(claim).unwrap_or_else(|| panic!("{claim} is in the gallery")).text)
}

/// Every text of a picture with the frame that must hold its box.
fn labels(picture: &Picture) -> Vec<(&Label, Frame)> {
    let whole = Frame { x: 0, y: 0, w: picture.width, h: picture.height };
    let mut all = vec![(&picture.title, whole)];
    all.extend(picture.caption.iter().map(|it| (it, whole)));
    all.extend(picture.headings.iter().map(|it| (it, whole)));
    all.extend(picture.areas.iter().map(|it| (&it.name, it.frame)));
    all.extend(picture.legend.iter().map(|it| (&it.label, whole)));
    for it in &picture.edges {
        all.extend(it.labels.iter().map(|it| (it, whole)));
    }
    for node in &picture.nodes {
        all.extend(node.labels.iter().map(|it| (it, node.frame)));
        for chip in &node.chips {
            all.extend([(&chip.name, chip.frame), (&chip.state, chip.frame)]);
        }
        all.extend(node.tags.iter().flat_map(|tag| tag.labels.iter().map(|it| (it, tag.frame))));
    }
    all
}

/// Whether a stretch of a line runs through the inside of a frame.
fn crosses(a: Point, b: Point, frame: Frame) -> bool {
    let (left, right, top, bottom) = (a.x.min(b.x), a.x.max(b.x), a.y.min(b.y), a.y.max(b.y));
    left < frame.right()
        && frame.x < right + i32::from(left == right)
        && top < frame.bottom()
        && frame.y < bottom + i32::from(top == bottom)
        && (left != right || frame.x < left)
        && (top != bottom || frame.y < top)
}

#[track_caller]
fn check_picture(picture: &Picture, what: &str) {
    let whole = Frame { x: 0, y: 0, w: picture.width, h: picture.height };
    for (at, node) in picture.nodes.iter().enumerate() {
        assert!(picture.areas[node.area].frame.holds(node.frame), "{what}: {} is not in its site", node.key);
        let inner = node.chips.iter().map(|it| it.frame).chain(node.tags.iter().map(|it| it.frame));
        assert!(inner.clone().all(|it| node.frame.holds(it)), "{what}: {}", node.key);
        for other in &picture.nodes[..at] {
            assert!(!node.frame.overlaps(other.frame), "{what}: {} and {} overlap", node.key, other.key);
        }
    }
    for (at, area) in picture.areas.iter().enumerate() {
        assert!(whole.holds(area.frame), "{what}: {} is cut off", area.key);
        assert!(picture.areas[..at].iter().all(|it| !it.frame.overlaps(area.frame)), "{what}: {}", area.key);
    }
    let labels = labels(picture);
    for (at, (label, home)) in labels.iter().enumerate() {
        assert!(home.holds(label.frame), "{what}: {label:?} is not in {home:?}");
        assert!(label.width() <= label.frame.w, "{what}: {label:?} is {} wide", label.width());
        assert!(label.role.size() >= 14, "{what}: {label:?} is too small to read");
        for (other, _) in &labels[..at] {
            assert!(!label.frame.overlaps(other.frame), "{what}: {label:?} and {other:?} overlap");
        }
    }
    for edge in &picture.edges {
        assert!(edge.points.len() >= 2, "{what}: {} → {} is no line", edge.from, edge.to);
        for pair in edge.points.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            assert!(a.x == b.x || a.y == b.y, "{what}: {} → {} is askew", edge.from, edge.to);
            assert!(whole.holds(Frame { x: a.x, y: a.y, w: 0, h: 0 }), "{what}: {} → {}", edge.from, edge.to);
            for node in &picture.nodes {
                let title = (&edge.from, &edge.to, &node.key);
                assert!(!crosses(a, b, node.frame), "{what}: {title:?}: {a:?} {b:?} {:?}", node.frame);
            }
            for (label, _) in labels.iter().filter(|it| !edge.labels.contains(it.0)) {
                assert!(!crosses(a, b, label.frame), "{what}: {} → {} runs through {label:?}", edge.from, edge.to);
            }
        }
    }
}

/// Lines that have nothing to do with each other do not run on top of each other.
#[track_caller]
fn check_lines(picture: &Picture, what: &str) {
    let lines: Vec<_> = picture.edges.iter().filter(|it| it.kind != EdgeKind::Link).collect();
    let shared = |a: Point, b: Point, c: Point, d: Point| {
        let along = |a: i32, b: i32, c: i32, d: i32| a.max(b).min(c.max(d)) - a.min(b).max(c.min(d));
        if a.x == b.x && c.x == d.x && a.x == c.x {
            along(a.y, b.y, c.y, d.y)
        } else if a.y == b.y && c.y == d.y && a.y == c.y {
            along(a.x, b.x, c.x, d.x)
        } else {
            0
        }
    };
    for (at, one) in lines.iter().enumerate() {
        let unlike = |it: &&&topology::Edge| it.kind != one.kind || (it.from != one.from && it.to != one.to);
        for other in lines[..at].iter().filter(unlike) {
            for (p, q) in one.points.windows(2).flat_map(|p| other.points.windows(2).map(move |q| (p, q))) {
                let length = shared(p[0], p[1], q[0], q[1]);
                let ends = (&one.from, &one.to, &other.from, &other.to);
                assert!(length <= 2, "{what}: {ends:?} share {length} pixels: {p:?} {q:?}");
            }
        }
    }
}

/// Everything of the world is there.
#[track_caller]
fn check_complete(world: &World, picture: &Picture, what: &str) {
    let has = |key: String| assert!(picture.node(&key).is_some(), "{what}: {key} is missing");
    (0..world.clients.len()).for_each(|it| has(format!("client:{it}")));
    (0..world.balancers.len()).for_each(|it| has(format!("balancer:{it}")));
    (0..world.servers.len()).for_each(|it| has(format!("server:{it}")));
    (0..world.databases.len()).for_each(|it| has(format!("database:{it}")));
    assert_eq!(picture.areas.len(), world.sites.len(), "{what}");
    let keys: BTreeSet<_> = picture.nodes.iter().map(|it| &it.key).collect();
    assert_eq!(keys.len(), picture.nodes.len(), "{what}: two nodes have one key");
}

#[track_caller]
fn check_ladder(ladder: &Ladder, what: &str) {
    let whole = Frame { x: 0, y: 0, w: ladder.width, h: ladder.height };
    for pair in ladder.heads.windows(2) {
        assert!(!pair[0].frame.overlaps(pair[1].frame), "{what}: two heads overlap");
    }
    let heads = ladder.heads.iter().flat_map(|head| head.labels.iter().map(move |it| (it, head.frame)));
    for (label, home) in heads.chain([(&ladder.title, whole)]) {
        assert!(home.holds(label.frame) && label.width() <= label.frame.w, "{what}: {label:?}");
    }
    for pair in ladder.rungs.windows(2) {
        assert!(pair[0].frame.bottom() < pair[1].frame.y, "{what}: two rows overlap");
    }
    for rung in &ladder.rungs {
        let home = match rung.line {
            RungLine::Note(frame) => frame,
            RungLine::Arrow { from, .. } => {
                // The text stands above its arrow.
                assert!(rung.labels.iter().all(|it| it.frame.bottom() <= from.y), "{what}: {rung:?}");
                rung.frame
            }
            RungLine::Hook { .. } => rung.frame,
        };
        assert!(whole.holds(home), "{what}: {rung:?}");
        for (at, label) in rung.labels.iter().enumerate() {
            assert!(home.holds(label.frame), "{what}: {label:?} is not in {home:?}");
            assert!(label.width() <= label.frame.w, "{what}: {label:?}");
            let over = rung.labels[..at].iter().chain(&rung.time).any(|it| it.frame.overlaps(label.frame));
            assert!(!over, "{what}: {rung:?}");
        }
        if let Some(time) = &rung.time {
            assert!(time.width() <= time.frame.w && time.frame.right() <= rung.frame.x, "{what}: {time:?}");
        }
    }
}

/// A picture is XML, holds no script and nothing from elsewhere.
#[track_caller]
fn check_svg(svg: &str, style: Style) {
    let document = roxmltree::Document::parse(svg).unwrap_or_else(|it| panic!("{it}\n{svg}"));
    let root = document.root_element();
    assert_eq!(root.attribute("role"), Some("img"));
    let first: Vec<_> = root.children().filter(roxmltree::Node::is_element).map(|it| it.tag_name().name()).collect();
    assert_eq!(first[..2], ["title", "desc"]);
    for it in document.descendants().filter(roxmltree::Node::is_element) {
        let name = it.tag_name().name();
        assert!(["svg", "title", "desc", "style", "g", "rect", "path", "text"].contains(&name), "{name}");
        for attribute in it.attributes() {
            let name = attribute.name();
            assert!(!name.starts_with("on") && name != "href" && name != "style", "{name}");
        }
    }
    let styles = document.descendants().filter(|it| it.has_tag_name("style")).count();
    assert_eq!(styles, usize::from(style == Style::Inside));
}

#[test]
fn every_scenario_of_the_gallery_has_its_pictures() {
    for entry in gallery::ALL {
        let world = world(entry.text);
        let run = sim::run(&world);
        for lang in BOTH {
            let picture = topology::layout(&Sight::start(&world), lang);
            check_picture(&picture, entry.claim);
            check_lines(&picture, entry.claim);
            check_complete(&world, &picture, entry.claim);
            check_svg(&topology::svg(&picture, Style::FromPage), Style::FromPage);
            let options = Options { lang, ..Options::default() };
            let ladder = sequence::layout(&world, &run, &options, None);
            check_ladder(&ladder, entry.claim);
            check_svg(&sequence::svg(&ladder, Style::Inside), Style::Inside);
        }
    }
}

#[test]
fn organisations_of_any_size_are_readable() {
    for (servers, sites) in organisations::SIZES {
        for names in organisations::Names::ALL {
            let text = organisations::text(servers, sites, names);
            let (world, what) = (world(&text), format!("{servers} servers in {sites} sites, {names:?}"));
            for lang in BOTH {
                let picture = topology::layout(&Sight::start(&world), lang);
                check_picture(&picture, &what);
                check_lines(&picture, &what);
                check_complete(&world, &picture, &what);
            }
            check_svg(&topology::svg(&topology::layout(&Sight::start(&world), Lang::En), Style::Inside), Style::Inside);
        }
    }
}

#[test]
fn the_same_world_gives_the_same_picture() {
    let world = world(&organisations::text(24, 4, organisations::Names::Plain));
    assert_eq!(topology::layout(&Sight::start(&world), Lang::En), topology::layout(&Sight::start(&world), Lang::En));
}

#[test]
fn what_the_scenario_places_stands_there() {
    let text = r#"Scenario(schema: 1,
        servers: [
            Server(name: "EX13", version: Exchange2013, place: (2, 1)),
            Server(name: "EX10", version: Exchange2010, place: (2, 1)),
        ],
        load_balancers: [LoadBalancer(name: "mail.contoso.com", pool: ["EX13"], place: (1, 3))],
        dns: [DnsName(name: "old.contoso.com", points_to: ["EX10"], place: (1, 0))],
        databases: [Database(name: "DB", on: ["EX13"])],
        mailboxes: [Mailbox(name: "anna", database: "DB")],
        clients: [
            Client(name: "laptop", user: "anna", connect: "mail.contoso.com:993:SSL", place: (5, 2)),
            Client(name: "phone", user: "anna", connect: "old.contoso.com:993:SSL"),
        ],
    )"#;
    let picture = topology::layout(&Sight::start(&world(text)), Lang::En);
    check_picture(&picture, "placed");
    let frame = |key: &str| picture.node(key).expect("it is there").frame;
    // Arenas are sorted by name: EX10 comes first and has the cell; EX13 stands in the next one below.
    assert_eq!(frame("server:0").x, frame("server:1").x);
    assert!(frame("server:0").y < frame("server:1").y);
    assert!(frame("client:0").x > frame("server:0").x, "the client was placed at the right");
    assert!(frame("name:3").y < frame("server:0").y, "the name was placed in the first row");
    assert!(frame("balancer:0").y > frame("server:1").y);
}

#[test]
fn messages_travel_along_the_lines() {
    let world = of_gallery("shared-name-loops-through-2013");
    let picture = topology::layout(&Sight::start(&world), Lang::En);
    let travelled = |it: &&topology::Edge| !matches!(it.kind, EdgeKind::Link | EdgeKind::Reaches);
    for edge in picture.edges.iter().filter(travelled) {
        assert_eq!(picture.route(&edge.from, &edge.to), Some(edge.points.clone()));
        let back: Vec<_> = edge.points.iter().rev().copied().collect();
        assert_eq!(picture.route(&edge.to, &edge.from), Some(back));
        let on = |key: &str, it: Point| {
            let frame = picture.node(key).expect("it is there").frame;
            frame.holds(Frame { x: it.x, y: it.y, w: 0, h: 0 })
        };
        assert!(on(&edge.from, edge.points[0]) && on(&edge.to, edge.points[edge.points.len() - 1]));
    }
    // From the client through the balancer to the new server, along both lines.
    let edge = |from: &str| picture.edges.iter().find(|it| it.from == from && it.kind != EdgeKind::Reaches);
    let both = [edge("client:0").expect("a line"), edge("balancer:0").expect("a line")].map(|it| it.points.clone());
    assert_eq!(picture.route("client:0", "server:1"), Some(both.concat()));
    // No line leads from one server to the other: straight, from border to border.
    let way = picture.route("server:1", "server:0").expect("both are there");
    assert_eq!(way.len(), 2);
    assert_eq!(picture.route("client:0", "server:99"), None);
}

#[test]
fn states_are_told_by_class_glyph_and_word() {
    let text = r#"Scenario(schema: 1, servers: [
        Server(name: "A", version: Exchange2013, running: [Imap4, Imap4BE], hung: [Pop3],
            components: [ComponentState(component: ImapProxy, requester: HealthAPI, state: Inactive)]),
        Server(name: "B", version: Exchange2010, off: true),
    ])"#;
    let world = world(text);
    let page = topology::svg(&topology::layout(&Sight::start(&world), Lang::En), Style::FromPage);
    let document = roxmltree::Document::parse(&page).expect("it is XML");
    let chip = |key: &str, data: &str| {
        let found = document.descendants().find(|it| it.attribute(data) == Some(key));
        let found = found.unwrap_or_else(|| panic!("{key} is missing"));
        let texts: Vec<_> =
            found.descendants().filter(|it| it.has_tag_name("text")).filter_map(|it| it.text()).collect();
        format!("{} | {}", found.attribute("class").unwrap_or(""), texts.join(" "))
    };
    assert_eq!(chip("server:0:MSExchangeIMAP4", "data-service"), "chip running | IMAP4 ● running");
    assert_eq!(chip("server:0:MSExchangePOP3", "data-service"), "chip hung | POP3 ◐ hung");
    assert_eq!(chip("server:0:MSExchangePOP3BE", "data-service"), "chip stopped | POP3BE ○ stopped");
    assert_eq!(chip("server:1:MSExchangeIMAP4", "data-service"), "chip off | IMAP4 ✕ off");
    assert_eq!(chip("server:0:ImapProxy", "data-component"), "chip component inactive | ImapProxy ✕ Inactive");
    assert!(page.contains("data-running=\"● running\"") && page.contains("held by HealthAPI"), "{page}");
    assert!(page.contains("class=\"node server v2013\" data-node=\"server:0\""), "{page}");
    assert!(page.contains("class=\"node server v2010 off\" data-node=\"server:1\""), "{page}");
    assert!(topology::CSS.contains("--cx-v2013"));
}

/// Text that would be markup, a command or a trick if anybody took it for more than text.
const HOSTILE: [&str; 8] = [
    "<script>alert(1)</script>",
    "\"];evil[label=\"x",
    "back\\slash\\n\\\"",
    "a\u{202e}b\u{200f}c",
    "]]>&amp;<!--",
    "📫 emoji 👩‍👩‍👧",
    "one\ntwo\r\u{0}\u{7}",
    "end",
];

/// A small organisation in which everything that can be named is called so.
fn hostile(name: &str) -> World {
    let mut world = of_gallery("shared-name-loops-through-2013");
    world.title = name.into();
    world.sites.iter_mut().for_each(|it| it.name = name.into());
    world.servers.iter_mut().for_each(|it| it.name = name.into());
    world.databases.iter_mut().for_each(|it| it.name = name.into());
    world.users.iter_mut().for_each(|it| it.name = name.into());
    world.clients.iter_mut().for_each(|it| it.name = name.into());
    world.names.iter_mut().for_each(|it| it.text = name.into());
    world
}

#[test]
fn names_are_text_whatever_they_hold() {
    for name in HOSTILE {
        let world = hostile(name);
        let run = sim::run(&world);
        let options = Options { length: Length::All, ..Options::default() };
        for style in [Style::Inside, Style::FromPage] {
            let picture = topology::layout(&Sight::start(&world), Lang::En);
            check_picture(&picture, name);
            check_svg(&topology::svg(&picture, style), style);
            let ladder = sequence::layout(&world, &run, &options, None);
            check_ladder(&ladder, name);
            check_svg(&sequence::svg(&ladder, style), style);
        }
        let mut sequence_mermaid = String::new();
        mermaid::diagram_of(&world, &run, &options, None, &mut sequence_mermaid).expect("a String takes everything");
        for text in [topology::mermaid(&Sight::start(&world), Lang::En), sequence_mermaid] {
            assert!(!text.contains("<script>") && !text.contains('\u{202e}') && !text.contains('\0'), "{text}");
            // Nothing but the lines that are meant: a line break in a name would begin another.
            for line in text.lines().skip(1) {
                assert!(line.starts_with("    "), "{line:?}");
                assert!(line.matches('"').count() % 2 == 0, "{line:?}");
            }
            let ends = text.lines().filter(|it| it.trim() == "end").count();
            assert_eq!(ends, text.lines().filter(|it| it.trim().starts_with("subgraph")).count(), "{text}");
        }
        check_dot(&topology::dot(&Sight::start(&world), Lang::En));
        check_dot(&sequence::dot(&world, &run, &options, None));
    }
}

/// Outside of quotation marks a graph holds nothing but what we write, and its brackets match.
#[track_caller]
fn check_dot(text: &str) {
    let (mut quoted, mut escaped, mut depth) = (false, false, 0_i32);
    for it in text.chars() {
        assert!(!it.is_control() || it == '\n', "{it:?} in\n{text}");
        if quoted {
            assert!(it != '\n', "a text with a line break\n{text}");
            (quoted, escaped) = (escaped || it != '"', !escaped && it == '\\');
        } else {
            quoted = it == '"';
            depth += i32::from("[{".contains(it)) - i32::from("]}".contains(it));
            let ours = it.is_ascii_alphanumeric() || "[]{}=,;->_. \n\"".contains(it);
            assert!(ours, "{it:?} in\n{text}");
        }
    }
    assert!(!quoted && depth == 0, "{text}");
}

#[test]
fn a_picture_of_a_deep_loop_says_what_it_leaves_out() {
    let world = of_gallery("two-front-ends-loop-with-a-count-each");
    let run = sim::run(&world);
    let shown = sequence::layout(&world, &run, &Options::default(), None);
    assert!(shown.rungs.iter().any(|it| it.class == "left"));
    let all = Options { length: Length::All, ..Options::default() };
    let all = sequence::layout(&world, &run, &all, None);
    check_ladder(&all, "everything");
    assert!(all.rungs.len() > shown.rungs.len() && all.rungs.iter().all(|it| it.class != "left"));
}

#[test]
fn faults_are_shaded_until_they_are_mended() {
    let world = of_gallery("hung-service-wants-a-restart");
    let ladder = sequence::layout(&world, &sim::run(&world), &Options::default(), None);
    let [band] = ladder.bands[..] else { panic!("{:?}", ladder.bands) };
    let inside = |it: &&sequence::Rung| band.y <= it.frame.y && it.frame.bottom() <= band.bottom();
    let ended: Vec<_> = ladder
        .rungs
        .iter()
        .filter(inside)
        .filter(|it| it.labels.iter().any(|it| it.text.contains("LogonFailed")))
        .collect();
    assert_eq!(ended.len(), 1, "the attempt that fails lies in the band");
    assert!(ended[0].class.contains("bad"));
}

#[test]
fn pictures_are_as_they_were() {
    for claim in [
        "shared-name-loops-through-2013",
        "2013-proxies-to-2010-of-any-site",
        "split-dns-sends-each-site-to-its-own-front-end",
        "every-requester-has-to-let-go",
        "hung-service-wants-a-restart",
        "failover-between-sites-ends-sessions-and-turns-the-route",
    ] {
        let world = of_gallery(claim);
        let run = sim::run(&world);
        // Both languages of the first, one of each other.
        let langs: &[Lang] = match claim {
            "shared-name-loops-through-2013" => &BOTH,
            "split-dns-sends-each-site-to-its-own-front-end" => &[Lang::Zh],
            _ => &[Lang::En],
        };
        for lang in langs.iter().copied() {
            let name = |what: &str| format!("{claim}-{what}-{}", if lang == Lang::En { "en" } else { "zh" });
            let options = Options { lang, ..Options::default() };
            let picture = topology::svg(&topology::layout(&Sight::start(&world), lang), Style::FromPage);
            let ladder = sequence::svg(&sequence::layout(&world, &run, &options, None), Style::FromPage);
            let mut messages = String::new();
            mermaid::diagram(&world, &run, &options, &mut messages).expect("a String takes everything");
            insta::with_settings!({ snapshot_path => "snapshots/diagram", prepend_module_to_snapshot => false, omit_expression => true }, {
                insta::assert_snapshot!(name("topology.svg"), picture);
                insta::assert_snapshot!(name("topology.mermaid"), topology::mermaid(&Sight::start(&world), lang));
                insta::assert_snapshot!(name("topology.dot"), topology::dot(&Sight::start(&world), lang));
                insta::assert_snapshot!(name("sequence.svg"), ladder);
                insta::assert_snapshot!(name("sequence.mermaid"), messages);
                insta::assert_snapshot!(name("sequence.dot"), sequence::dot(&world, &run, &options, None));
            });
        }
    }
}

// --- the command ---------------------------------------------------------------------------------------------------

fn coexist(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_coexist"))
        .args(arguments)
        .env("LC_ALL", "C")
        .env_remove("COEXIST_LANG")
        .output()
        .expect("the program starts")
}

#[track_caller]
fn said(arguments: &[&str], code: i32) -> (String, String) {
    let output = coexist(arguments);
    let text = |it: Vec<u8>| String::from_utf8(it).expect("UTF-8");
    let (out, err) = (text(output.stdout), text(output.stderr));
    assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{out}\n{err}");
    (out, err)
}

/// A file in the folder for what tests write, which is not there yet.
fn fresh(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_file(&path);
    path
}

const CLAIM: &str = "shared-name-loops-through-2013";

#[test]
fn every_kind_comes_in_every_format() {
    for lang in ["en", "zh"] {
        for (what, format, start) in [
            ("topology", "svg", "<svg "),
            ("topology", "mermaid", "flowchart LR\n"),
            ("topology", "dot", "graph organisation {\n"),
            ("sequence", "svg", "<svg "),
            ("sequence", "mermaid", "sequenceDiagram\n"),
            ("sequence", "dot", "digraph sequence {\n"),
        ] {
            let (out, err) = said(&["diagram", CLAIM, "--what", what, "--format", format, "--lang", lang], 0);
            assert!(out.starts_with(start) && err.is_empty(), "{what} {format}: {out}\n{err}");
        }
    }
    // Of the format and the kind that most want, neither needs to be said.
    assert!(said(&["diagram"], 0).0.starts_with("<svg "));
}

#[test]
fn one_attempt_is_drawn_alone() {
    let claim = "hung-service-wants-a-restart";
    let (out, _) = said(&["diagram", claim, "--what", "sequence", "--format", "mermaid", "--attempt", "2"], 0);
    assert!(out.contains("begins attempt 2") && !out.contains("begins attempt 1"), "{out}");
    let (_, err) = said(&["diagram", claim, "--what", "sequence", "--attempt", "9"], 2);
    assert!(err.contains('9') && err.contains("phone"), "{err}");
}

#[test]
fn what_cannot_be_drawn_is_told() {
    let (_, err) = said(&["diagram", CLAIM, "--what", "sequence", "--client", "lapto"], 2);
    assert!(err.contains("lapto") && err.contains("did you mean"), "{err}");
    let (_, err) = said(&["diagram", CLAIM, "--client", "laptop"], 2);
    assert!(err.contains("--what sequence"), "{err}");
    let two = "2013-proxies-to-2010-of-any-site";
    let (_, err) = said(&["diagram", two, "--what", "sequence", "--attempt", "1"], 2);
    assert!(err.contains("--client"), "{err}");
    let (_, err) = said(&["diagram", CLAIM, "-o", "/nowhere/at/all.svg"], 2);
    assert!(err.contains("cannot be written"), "{err}");
    said(&["diagram", CLAIM, "--format", "jpeg"], 2);
    let (_, err) = said(&["diagram", CLAIM, "--at", "99999"], 2);
    assert!(err.contains("99999") && err.contains("records 0 to"), "{err}");
    let (_, err) = said(&["diagram", CLAIM, "--what", "sequence", "--at", "1"], 2);
    assert!(err.contains("--what sequence"), "{err}");
    // The disk is full.
    #[cfg(target_os = "linux")]
    {
        let (out, err) = said(&["diagram", CLAIM, "--at", "3", "-o", "/dev/full", "--format", "svg", "--force"], 2);
        assert!(out.is_empty() && err.contains("/dev/full cannot be written"), "{err}");
    }
}

#[test]
fn a_file_is_overwritten_only_when_told_so() {
    let path = fresh("diagram.svg");
    let path = path.to_str().expect("UTF-8");
    let (out, _) = said(&["diagram", CLAIM, "-o", path], 0);
    assert!(out.contains("diagram.svg"), "{out}");
    let first = std::fs::read_to_string(path).expect("it was written");
    check_svg(&first, Style::Inside);
    let (_, err) = said(&["diagram", CLAIM, "--lang", "zh", "-o", path], 2);
    assert!(err.contains("--force"), "{err}");
    assert_eq!(std::fs::read_to_string(path).expect("it is still there"), first);
    said(&["diagram", CLAIM, "--lang", "zh", "-o", path, "--force"], 0);
    assert_ne!(std::fs::read_to_string(path).expect("it was written"), first);
}

#[test]
fn kinds_have_their_keys() {
    for (kind, key) in [(NodeKind::Client, "client"), (NodeKind::Name, "name"), (NodeKind::Balancer, "balancer")] {
        assert_eq!(kind.class(), key);
    }
}

// --- the fault is in the picture ------------------------------------------------------------------------------------

fn start(claim: &str) -> (World, Picture) {
    let world = of_gallery(claim);
    let picture = topology::layout(&Sight::start(&world), Lang::En);
    (world, picture)
}

#[track_caller]
fn chip<'a>(picture: &'a Picture, key: &str) -> &'a topology::Chip {
    let mut chips = picture.nodes.iter().flat_map(|it| &it.chips);
    chips.find(|it| it.key == key).unwrap_or_else(|| panic!("{key} is missing"))
}

/// The texts of the marks of a kind on a box.
fn tags(picture: &Picture, key: &str, class: &str) -> Vec<String> {
    let node = picture.node(key).expect("it is there");
    let tags = node.tags.iter().filter(|it| it.on && it.class.starts_with(class));
    tags.map(|it| it.labels.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join(" ")).collect()
}

/// What connection settings lead to is a line, where that is somebody else; and the setting stands on the box.
#[test]
fn connection_settings_that_lead_elsewhere_are_a_line() {
    let (world, picture) = start(CLAIM);
    let leads: Vec<_> = picture.edges.iter().filter(|it| it.kind == EdgeKind::Reaches).collect();
    let ends: Vec<_> = leads.iter().map(|it| (it.from.as_str(), it.to.as_str())).collect();
    // EX10 comes before EX13.
    assert_eq!(ends, [("server:0", "balancer:0")]);
    let setting = "InternalConnectionSettings: mail.contoso.com:993:SSL";
    assert_eq!(tags(&picture, "server:0", "set foreign"), [setting]);
    let dot = topology::dot(&Sight::start(&world), Lang::En);
    assert!(dot.contains("dir=forward, style=dashed") && dot.contains(setting), "{dot}");
    let mermaid = topology::mermaid(&Sight::start(&world), Lang::En);
    assert!(mermaid.contains("-.->"), "{mermaid}");
    // Its own name leads nowhere else, and is as installed.
    let (_, plain) = start("stopped-target-stays-a-candidate");
    assert!(plain.edges.iter().all(|it| it.kind != EdgeKind::Reaches));
    assert!(plain.nodes.iter().all(|it| it.tags.is_empty()));
}

/// A service that a log-on needs and that does not run stands out; one that nobody uses is one of a line.
#[test]
fn a_needed_service_that_is_stopped_stands_out() {
    let (world, picture) = start("stopped-target-stays-a-candidate");
    let needed = chip(&picture, "server:0:MSExchangeIMAP4");
    assert_eq!((needed.class, needed.classes.as_slice()), ("stopped", ["needed"].as_slice()));
    assert_eq!(needed.state.text, "✕ stopped");
    // The mailbox is elsewhere, so the back end of the front end is not asked.
    let other = chip(&picture, "server:1:MSExchangeIMAP4BE");
    assert_eq!((other.class, other.classes.len()), ("stopped", 0));
    assert_eq!(other.state.text, "○ stopped");
    let pop = picture.nodes.iter().flat_map(|it| &it.chips).filter(|it| it.name.text.starts_with("POP3"));
    assert_eq!(pop.count(), 0);
    let lines: Vec<_> = picture.nodes.iter().flat_map(|it| &it.labels).map(|it| it.text.as_str()).collect();
    assert!(lines.contains(&"POP3, POP3BE: ○ stopped"), "{lines:?}");
    // The same in text.
    let sight = Sight::start(&world);
    let dot = topology::dot(&sight, Lang::En);
    let of = |name: &str| dot.lines().find(|it| it.contains(&format!("\"{name} ·"))).expect("it is there").to_owned();
    assert!(of("EX10").contains("fillcolor=\"#fff4e0\"") && !of("EX13").contains("#fff4e0"), "{dot}");
    let mermaid = topology::mermaid(&sight, Lang::En);
    assert!(mermaid.contains(":::fault") && mermaid.contains("classDef fault"), "{mermaid}");
}

/// A server that is switched off looks like none that runs, in every format.
#[test]
fn a_server_that_is_off_does_not_look_like_a_running_one() {
    let text = r#"Scenario(schema: 1, servers: [
        Server(name: "A", version: Exchange2013, running: [Imap4]), Server(name: "B", version: Exchange2013, off: true),
    ])"#;
    let world = world(text);
    let dot = topology::dot(&Sight::start(&world), Lang::En);
    let of = |name: &str| dot.lines().find(|it| it.contains(&format!("\"{name} ·"))).expect("it is there").to_owned();
    assert!(of("B").contains("dashed") && !of("A").contains("dashed"), "{dot}");
    let mermaid = topology::mermaid(&Sight::start(&world), Lang::En);
    assert_eq!(mermaid.matches(":::off").count(), 1, "{mermaid}");
    assert!(mermaid.contains("classDef off"), "{mermaid}");
}

/// A moment of a run: who acts, what has changed until then, and where it fails.
#[test]
fn a_moment_shows_who_acts_and_what_has_changed() {
    let at = |claim: &str, find: &dyn Fn(&RecordKind) -> bool| {
        let world = of_gallery(claim);
        let run = sim::run(&world);
        let verdict = coexist::verdict::judge(&world, &run);
        let record = run.trace.records().iter().rposition(|it| find(&it.kind())).expect("there is one");
        let record = coexist::trace::RecordId(u32::try_from(record).expect("a small run"));
        let sight = Sight::at(&world, &run, &verdict, record);
        let picture = topology::layout(&sight, Lang::En);
        check_picture(&picture, claim);
        check_svg(&topology::svg(&picture, Style::Inside), Style::Inside);
        picture
    };
    let refused = at("stopped-target-stays-a-candidate", &|it| matches!(it, RecordKind::Refuses(_)));
    let service = chip(&refused, "server:0:MSExchangeIMAP4");
    assert!(service.classes.contains(&"refusing"), "{service:?}");
    assert!(refused.node("server:0").is_some_and(|it| it.classes.contains(&"acting")));
    let message = refused.message.as_ref().expect("an arrow");
    assert!(message.bad && message.points.len() >= 2);
    assert!(refused.caption.iter().any(|it| it.text.contains("refuses")), "{:?}", refused.caption);
    // The limit that ends a loop is told on the server that has it.
    let loops = at(CLAIM, &|it| matches!(it, RecordKind::Ended(_)));
    assert_eq!(tags(&loops, "server:1", "decides"), ["✕ MaxConnectionsPerUser 16 is reached"]);
    assert_eq!(tags(&start(CLAIM).1, "server:1", "decides"), [""; 0]);
    // What an admin has set since stands beside what it was.
    let repaired = "namespace-moves-to-2013-and-the-shared-name-loops";
    let changed = at(repaired, &|it| matches!(it, RecordKind::Changed(_)));
    let marks: Vec<_> = changed.nodes.iter().flat_map(|it| tags(&changed, &it.key, "changed")).collect();
    assert!(marks.iter().any(|it| it.contains("→") || it.starts_with("before:")), "{marks:?}");
}

// --- large organisations --------------------------------------------------------------------------------------------

/// How wide a picture may be so that its type of 14 pixels is one of at least 11 where it is fitted to a page of 1920.
const WIDE: i32 = 1920 * 14 / 11;

/// Whatever its size, an organisation is drawn; on a wide page its type can be read.
#[test]
fn large_organisations_fit_a_wide_page() {
    for (servers, sites) in [(30, 4), (60, 6), (150, 10), (500, 20)] {
        let what = format!("{servers} servers in {sites} sites");
        let world = world(&organisations::ordinary(servers, sites));
        let picture = topology::layout(&Sight::start(&world), Lang::En);
        check_picture(&picture, &what);
        check_lines(&picture, &what);
        check_complete(&world, &picture, &what);
        assert!(picture.width <= WIDE, "{what}: {} wide", picture.width);
        // Servers that are alike share a box.
        let boxes: Vec<_> = picture.nodes.iter().filter(|it| it.kind == NodeKind::Server).collect();
        assert_eq!(boxes.iter().map(|it| it.count).sum::<usize>(), servers, "{what}");
        assert!(boxes.len() <= servers / 2, "{what}: {} boxes", boxes.len());
    }
}

/// Of an attempt everybody who takes part is drawn whole, and of all others how many there are.
#[test]
fn an_attempt_in_a_large_organisation_is_in_focus() {
    for (servers, sites) in [(30, 4), (60, 6), (150, 10), (500, 20)] {
        let what = format!("{servers} servers in {sites} sites");
        let world = world(&organisations::ordinary(servers, sites));
        let run = sim::run(&world);
        let parties = topology::parties(&world, &run);
        assert!(topology::is_large(&world));
        for attempt in [0, 2 * sites] {
            let parties = parties[attempt].clone();
            assert!(parties.contains(&format!("client:{attempt}")), "{what}: {parties:?}");
            for lang in BOTH {
                let picture = topology::layout(&Sight::start(&world).focused(parties.clone()), lang);
                check_picture(&picture, &what);
                check_complete(&world, &picture, &what);
                assert!(picture.width <= WIDE, "{what}: {} wide", picture.width);
                for it in &parties {
                    let node = picture.node(it).expect("it takes part");
                    assert!(node.kind != NodeKind::Rest && node.count == 1, "{what}: {it} is not drawn whole");
                }
                let whole = picture.nodes.iter().filter(|it| it.kind != NodeKind::Rest).count();
                assert_eq!(whole, parties.len(), "{what}: {parties:?}");
                assert!(picture.nodes.len() - whole <= sites);
            }
        }
        // What was left out is counted.
        let picture = topology::layout(&Sight::start(&world).focused(parties[0].clone()), Lang::En);
        let rest: Vec<_> = picture.nodes.iter().filter(|it| it.kind == NodeKind::Rest).collect();
        let said: usize =
            rest.iter().filter_map(|it| it.labels[0].text.split(' ').find_map(|word| word.parse::<usize>().ok())).sum();
        let drawn = parties[0].iter().filter(|it| it.starts_with("server:")).count();
        assert_eq!(said + drawn, servers, "{what}");
    }
}

/// What a page shows of a large organisation is not refused for its size.
#[test]
fn a_page_has_pictures_of_a_large_organisation() {
    let source = organisations::ordinary(150, 10);
    let page = coexist::page::of_world("large", &source, &world(&source), false);
    let page = serde_json::to_value(&page).expect("plain data");
    let texts: Vec<_> = page["topology"].as_array().into_iter().flatten().filter_map(|it| it.as_str()).collect();
    assert_eq!(texts.len(), 2);
    for it in texts {
        check_svg(it, Style::FromPage);
    }
    let focus = page["focus"].as_array().expect("a list");
    assert!((1..=64).contains(&focus.len()), "{}", focus.len());
    // Those that fail come first.
    let first = focus[0]["attempts"][0].as_u64().and_then(|it| usize::try_from(it).ok()).expect("a number");
    assert_eq!(page["attempts"][first]["well"], false);
    check_svg(focus[0]["picture"][0].as_str().expect("a text"), Style::FromPage);
}

/// Any moment can be drawn, in every format and language.
#[test]
fn a_moment_is_drawn() {
    for (format, shows) in [("svg", "class=\"caption\""), ("dot", "penwidth=4"), ("mermaid", ":::acting")] {
        let (out, err) = said(&["diagram", CLAIM, "--at", "11", "--format", format], 0);
        assert!(out.contains(shows) && err.is_empty(), "{format}: {out}\n{err}");
    }
    let (zh, _) = said(&["diagram", CLAIM, "--at", "11", "--lang", "zh"], 0);
    assert!(zh.contains("第 11 步："), "{zh}");
}

/// A series for slides: numbered files, what each shows, a loop in one; nothing is overwritten unasked.
#[test]
fn a_series_is_numbered_and_told() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("frames");
    let _ = std::fs::remove_dir_all(&folder);
    let path = folder.to_str().expect("UTF-8");
    let (out, _) = said(&["diagram", CLAIM, "--frames", path], 0);
    let mut names: Vec<_> = std::fs::read_dir(&folder)
        .expect("it was written")
        .map(|it| it.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!((names[0].as_str(), names.last().map(String::as_str)), ("000.svg", Some("index.md")));
    let pictures = names.len() - 1;
    assert!(out.contains(&format!("{pictures} pictures")), "{out}");
    let index = std::fs::read_to_string(folder.join("index.md")).expect("it was written");
    let rows: Vec<_> = index.lines().filter(|it| it.contains(".svg")).collect();
    assert_eq!(rows.len(), pictures);
    assert!(rows[0].contains("the organisation at the start") && rows[1].contains("step 0: laptop"), "{index}");
    // Sixteen levels are one picture.
    assert!(index.contains("deeper in the same loop") && pictures < 60, "{index}");
    for name in &names[..pictures] {
        check_svg(&std::fs::read_to_string(folder.join(name)).expect("it was written"), Style::Inside);
    }
    let (_, err) = said(&["diagram", CLAIM, "--frames", path], 2);
    assert!(err.contains("--force"), "{err}");
    said(&["diagram", CLAIM, "--frames", path, "--force", "--lang", "zh"], 0);
    let (_, err) = said(&["diagram", CLAIM, "--frames", "/dev/null/frames"], 2);
    assert!(err.contains("cannot be written"), "{err}");
}
