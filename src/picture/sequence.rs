//! How does a run look as a ladder: who said what to whom, one row for each thing?
//!
//! A table with arrows: a lane for each party that appears, a row for each record that is shown, the time at the left
//! where it changes. Rows are as high as their text needs, so nothing overlaps; what repeats is folded as in the
//! report, and where something is left out stands a row that says so. [`layout`] decides where everything stands,
//! [`svg`] writes it down, [`dot`] writes the same messages as a numbered graph.

mod dot;
mod svg;

pub use dot::dot;
pub use svg::svg;

use super::measure;
use super::topology::{Frame, Label, Point, TextRole};
use crate::reading::Nature;
use crate::render::Options;
use crate::telling::node;
use crate::telling::scene::{Row, Says, Scene, Shape, scene};
use crate::time::SimTime;
use crate::trace::{Actor, AttemptId, Run};
use crate::words::names::Names;
use crate::words::say::Say;
use crate::words::{Lang, diagram as words, rows as said};
use crate::world::World;

/// How many rows a picture has before the rest is counted, and how many where everything is wanted.
const ROWS_SHOWN: (usize, usize) = (240, 500_000);
/// Around the picture.
const MARGIN: i32 = 24;
/// From one lane to the next.
const STEP: i32 = 280;
/// The head of a lane.
const HEAD: (i32, i32) = (236, 52);
/// A line of text.
const LINE: i32 = 19;
/// Between two rows.
const GAP: i32 = 12;
/// The widest note.
const NOTE: i32 = 460;
/// Left and right of the text of a note.
const PAD: i32 = 12;
/// How far a message to oneself reaches to the right.
const HOOK: i32 = 30;

/// The head of a lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// `client:0`, `balancer:0`, `server:0` or, for a back end beside a front end, `server:0:MSExchangeIMAP4BE`;
    /// `network` and `admin`.
    pub key: String,
    /// Its classes: `server v2013`.
    pub class: &'static str,
    /// Where it stands.
    pub frame: Frame,
    /// Its texts.
    pub labels: Vec<Label>,
    /// The middle of its lane.
    pub x: i32,
}

/// How a row is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RungLine {
    /// An arrow from one lane to another.
    Arrow {
        /// Where it begins.
        from: Point,
        /// Where it ends.
        to: Point,
    },
    /// An arrow from a lane to itself.
    Hook {
        /// Where it begins and, further down, ends.
        from: Point,
        /// How high it is.
        height: i32,
    },
    /// A box on a lane.
    Note(Frame),
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rung {
    /// The number of the record in the trace; `None` where something was left out.
    pub record: Option<u32>,
    /// Its classes: `request`, `answer`, `refusal`, `note`, `decision`, `change` or `left`, and `bad` or `warn`.
    pub class: String,
    /// What it takes up from the first lane to the last.
    pub frame: Frame,
    /// How it is drawn.
    pub line: RungLine,
    /// The time, where it has changed.
    pub time: Option<Label>,
    /// Its texts, line by line.
    pub labels: Vec<Label>,
}

/// Everything that is drawn, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ladder {
    /// The language of its texts.
    pub lang: Lang,
    /// The width.
    pub width: i32,
    /// The height.
    pub height: i32,
    /// What it shows.
    pub title: Label,
    /// The same for those who cannot see it.
    pub description: String,
    /// The lanes, from the left to the right.
    pub heads: Vec<Head>,
    /// The rows, from the top to the bottom.
    pub rungs: Vec<Rung>,
    /// While something was broken.
    pub bands: Vec<Frame>,
}

/// Decides where everything stands: of one attempt, or of all that are meant.
#[must_use]
pub fn layout(world: &World, run: &Run, options: &Options, attempt: Option<AttemptId>) -> Ladder {
    let scene = scene(world, run, options.scope(), attempt, ROWS_SHOWN);
    let names = Names::new(world, options.lang);
    let say = Say::new(names);
    let lanes = lanes(&scene);
    let times = scene.rows.iter().filter_map(|it| it.at).map(|it| measure::width(&world.clock().exact(it), 14)).max();
    let left = MARGIN + times.unwrap_or(0) + 16;
    let x = |party: usize| left + HEAD.0 / 2 + lanes[party] as i32 * STEP;
    let count = scene.parties.len().max(1) as i32;
    let last = left + HEAD.0 / 2 + (count - 1) * STEP;
    let hooks = scene.rows.iter().any(|it| it.to == Some(it.from) && it.shape != Shape::Left && x(it.from) == last);
    let right = last + HEAD.0 / 2 + if hooks { HOOK + STEP - HEAD.0 / 2 } else { 0 };
    let right = right.max(left + NOTE);
    let top = MARGIN + 44;
    let head = |party: usize| Frame { x: x(party) - HEAD.0 / 2, y: top, w: HEAD.0, h: HEAD.1 };
    let mut heads: Vec<Head> = scene
        .parties
        .iter()
        .enumerate()
        .map(|(party, actor)| self::head(&names, *actor, &said::party(&names, &scene, party), head(party)))
        .collect();
    heads.sort_by_key(|it| it.x);
    let mut y = top + HEAD.1 + 16;
    let mut rungs = Vec::new();
    let mut time: Option<SimTime> = None;
    let space = Space { left, right, last };
    for row in &scene.rows {
        let mut rung = space.rung(&say, row, (x(row.from), row.to.map(x)), y);
        if row.at.is_some() && row.at != time {
            time = row.at;
            let at =
                Frame { x: MARGIN, y: rung.labels.first().map_or(y, |it| it.frame.y), w: left - MARGIN - 8, h: LINE };
            rung.time = time.map(|it| label(&world.clock().exact(it), TextRole::Time, at));
        }
        y = rung.frame.bottom() + GAP;
        rungs.push(rung);
    }
    let after = if scene.cut > 0 {
        Some((Says::Cut(scene.cut), x(0)))
    } else {
        rungs.is_empty().then_some((Says::Nothing, left + NOTE / 2))
    };
    if let Some((says, at)) = after {
        let rung = space.rung(&say, &Row::left(None, says), (at, None), y);
        y = rung.frame.bottom() + GAP;
        rungs.push(rung);
    }
    let bands = scene.faults.iter().map(|(from, to)| band(&rungs, *from, *to, y)).collect();
    let width = right + MARGIN;
    let shown = match attempt.map(|it| run.trace.attempts[it.0 as usize]) {
        Some(it) => words::title_of(options.lang, names.title(), names.client(it.client), it.number),
        None => names.title().into_owned(),
    };
    let title = label(&shown, TextRole::Title, Frame { x: MARGIN, y: 18, w: width - 2 * MARGIN, h: 32 });
    let who: Vec<String> = (0..scene.parties.len()).map(|it| said::party(&names, &scene, it)).collect();
    let description = words::about(options.lang, &shown, rungs.len(), crate::words::list(options.lang, &who));
    Ladder { lang: options.lang, width, height: y + MARGIN, title, description, heads, rungs, bands }
}

/// By party: its lane. Clients stand at the left, what is not a host at the right.
fn lanes(scene: &Scene) -> Vec<usize> {
    let order = |actor: Actor| match actor {
        Actor::Client(_) => 0,
        Actor::Balancer(_) => 1,
        Actor::Service(_) | Actor::Server(_) => 2,
        Actor::Network => 3,
        Actor::Admin => 4,
    };
    let mut parties: Vec<usize> = (0..scene.parties.len()).collect();
    parties.sort_by_key(|it| (order(scene.parties[*it]), *it));
    let mut lanes = vec![0; parties.len()];
    for (lane, party) in parties.into_iter().enumerate() {
        lanes[party] = lane;
    }
    lanes
}

fn head(names: &Names<'_>, actor: Actor, name: &str, frame: Frame) -> Head {
    let lang = names.lang;
    let version = |server: crate::world::ServerId| {
        let version = names.world.servers[server.index()].version;
        (version.product().look.server_class, names.versions(server))
    };
    let (class, kind) = match actor {
        Actor::Client(_) => ("client", words::a_client(lang)),
        Actor::Balancer(_) => ("balancer", words::a_balancer(lang)),
        Actor::Server(it) => version(it),
        Actor::Service(it) => version(it.server()),
        Actor::Network | Actor::Admin => ("other", String::new()),
    };
    let mut key = node(actor);
    if let Actor::Service(it) = actor
        && it.service().is_back_end()
    {
        key = format!("{key}:{}", Names::service(it));
    }
    let inner = frame.w - 2 * PAD;
    let text = |y: i32| Frame { x: frame.x + PAD, y: frame.y + y, w: inner, h: 22 };
    let mut labels = vec![label(name, TextRole::Name, text(if kind.is_empty() { 15 } else { 5 }))];
    if !kind.is_empty() {
        labels.push(label(&kind, TextRole::Line, text(27)));
    }
    Head { key, class, frame, labels, x: frame.center().x }
}

fn label(text: &str, role: TextRole, frame: Frame) -> Label {
    Label::fitted(text, role, frame)
}

/// The room for rows.
struct Space {
    left: i32,
    right: i32,
    /// The last lane.
    last: i32,
}

impl Space {
    /// A row that begins at `y`.
    fn rung(&self, say: &Say<'_>, row: &Row, (from, to): (i32, Option<i32>), y: i32) -> Rung {
        let mut class = match row.shape {
            Shape::Request => "request",
            Shape::Answer => "answer",
            Shape::Refusal => "refusal",
            Shape::Note => "note",
            Shape::Decision => "decision",
            Shape::Change => "change",
            Shape::Left => "left",
        }
        .to_owned();
        let mut text = said::text(say, row);
        let rules = said::rules(say.names.lang, &row.rules);
        match row.nature {
            Nature::Trouble | Nature::Refusal => {
                class.push_str(" bad");
                text = words::failed(say.names.lang, text);
            }
            Nature::Warning => class.push_str(" warn"),
            Nature::Good | Nature::Neutral => {}
        }
        let record = row.record.map(|it| it.0);
        let (line, labels, height) = match (row.shape, to) {
            (Shape::Left, Some(to)) => self.note(&text, &rules, i32::midpoint(from.min(to), self.last), y),
            (Shape::Note | Shape::Decision | Shape::Change | Shape::Left, _) | (_, None) => {
                self.note(&text, &rules, from, y)
            }
            (_, Some(to)) if to == from => Self::hook(&text, &rules, from, y),
            (_, Some(to)) => Self::arrow(&text, &rules, from, to, y),
        };
        let frame = Frame { x: self.left, y, w: self.right - self.left, h: height };
        Rung { record, class, frame, line, time: None, labels }
    }

    /// A box, as wide as its text, on its lane as far as the picture is wide.
    fn note(&self, text: &str, rules: &str, lane: i32, y: i32) -> (RungLine, Vec<Label>, i32) {
        let most = NOTE.min(self.right - self.left) - 2 * PAD;
        let lines = lines(text, rules, most);
        let wide = lines.iter().map(|it| measure::width(&it.0, 14)).max().unwrap_or(0) + 2 * PAD;
        let x = (lane - wide / 2).clamp(self.left, (self.right - wide).max(self.left));
        let frame = Frame { x, y, w: wide, h: lines.len() as i32 * LINE + 12 };
        let at = |row: i32| Frame { x: x + PAD, y: y + 6 + row * LINE, w: wide - 2 * PAD, h: LINE };
        (RungLine::Note(frame), stack(lines, at), frame.h)
    }

    /// An arrow with its text above.
    fn arrow(text: &str, rules: &str, from: i32, to: i32, y: i32) -> (RungLine, Vec<Label>, i32) {
        let (left, right) = (from.min(to), from.max(to));
        let most = (right - left - 28).min(2 * STEP);
        let lines = lines(text, rules, most);
        let wide = lines.iter().map(|it| measure::width(&it.0, 14)).max().unwrap_or(0);
        let x = i32::midpoint(left, right) - wide / 2;
        let below = y + lines.len() as i32 * LINE + 6;
        let at = |row: i32| Frame { x, y: y + row * LINE, w: wide, h: LINE };
        let line = RungLine::Arrow { from: Point { x: from, y: below }, to: Point { x: to, y: below } };
        (line, stack(lines, at), below - y + 6)
    }

    /// An arrow to oneself, with its text at the right.
    fn hook(text: &str, rules: &str, lane: i32, y: i32) -> (RungLine, Vec<Label>, i32) {
        let lines = lines(text, rules, STEP - HOOK - 28);
        let wide = lines.iter().map(|it| measure::width(&it.0, 14)).max().unwrap_or(0);
        let height = (lines.len() as i32 * LINE).max(24);
        let at = |row: i32| Frame { x: lane + HOOK + 10, y: y + row * LINE, w: wide, h: LINE };
        (RungLine::Hook { from: Point { x: lane, y: y + 4 }, height: height - 8 }, stack(lines, at), height)
    }
}

/// The lines of a text and of its rules.
fn lines(text: &str, rules: &str, most: i32) -> Vec<(String, TextRole)> {
    let mut lines: Vec<_> = measure::wrap(text, 14, most).into_iter().map(|it| (it, TextRole::Message)).collect();
    if !rules.is_empty() {
        lines.extend(measure::wrap(rules, 14, most).into_iter().map(|it| (it, TextRole::Rules)));
    }
    lines
}

fn stack(lines: Vec<(String, TextRole)>, at: impl Fn(i32) -> Frame) -> Vec<Label> {
    (0..).zip(lines).map(|(row, (text, role))| Label { role, frame: at(row), text, full: None }).collect()
}

/// What lies behind the rows from one to before another.
fn band(rungs: &[Rung], from: usize, to: usize, bottom: i32) -> Frame {
    let first = rungs[from].frame;
    let end = rungs.get(to).map_or(bottom - GAP / 2, |it| it.frame.y - GAP / 2);
    let top = first.y - GAP / 2;
    Frame { x: first.x - 8, y: top, w: first.w + 16, h: end - top }
}
