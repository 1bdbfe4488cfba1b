//! How does the organisation look, drawn as admins draw it?
//!
//! From the [`World`](crate::world::World), at the start or at a moment of a run ([`Sight`]): columns by role from the
//! clients at the left to the mailbox servers at the right, rows boxed by site. [`layout`] decides where everything
//! stands, as plain data; [`svg`], [`dot`] and [`mermaid`] only write it down. Boxes stand in a grid and lines run
//! between its columns and rows only, so that no line crosses a box or a text, however large the organisation is.

mod graph;
mod grid;
mod links;
mod parties;
mod parts;
mod place;
mod route;
pub mod sight;
mod svg;
mod way;

pub(super) use graph::quoted;
pub use graph::{dot, mermaid};
pub use parties::{is_large, parties};
pub use place::caption;
pub use sight::{Sight, Tone};
pub use svg::svg;
pub(super) use svg::{open, text};

use crate::words::Lang;
use crate::world::Version;

/// The CSS of the pictures, for pages that show one written with [`Style::FromPage`]. Every color is a custom property
/// on `.coexist-picture`, which a page may set for its own theme.
pub const CSS: &str = super::style::CSS;

/// Where the style of an SVG comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// The SVG stands alone: it holds its own style, for light and dark.
    Inside,
    /// The page around it has [`CSS`]. There is neither a `<style>` element nor a `style` attribute, and every chip
    /// says in `data-` attributes what it would say in its other states.
    FromPage,
}

/// A point, in pixels from the top left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
}

/// A rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// The left edge.
    pub x: i32,
    /// The upper edge.
    pub y: i32,
    /// The width.
    pub w: i32,
    /// The height.
    pub h: i32,
}

/// What a text is, which decides how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextRole {
    /// The title of the picture.
    Title,
    /// The heading of a column.
    Heading,
    /// The name of a site.
    Site,
    /// The name of a node.
    Name,
    /// The version, beside the name.
    Version,
    /// A line of a node.
    Line,
    /// The name of a service or component.
    Service,
    /// The state of one.
    State,
    /// The text of a link.
    Link,
    /// A line of a mark.
    Tag,
    /// What happens at the moment that is drawn.
    Caption,
    /// An entry of the legend.
    Legend,
    /// A line of a message or note in a sequence.
    Message,
    /// The rules that speak in one.
    Rules,
    /// The time of one.
    Time,
}

impl TextRole {
    /// The size of the type in pixels.
    #[must_use]
    pub const fn size(self) -> i32 {
        match self {
            Self::Title => 22,
            Self::Site | Self::Caption => 17,
            Self::Heading | Self::Name => 15,
            Self::Version | Self::Line | Self::Service | Self::State | Self::Link | Self::Tag | Self::Legend => 14,
            Self::Message | Self::Rules | Self::Time => 14,
        }
    }

    /// The size with which widths are counted: bold type is a little wider.
    const fn measured(self) -> i32 {
        match self {
            Self::Title | Self::Site | Self::Heading | Self::Name | Self::Version | Self::Caption => self.size() + 1,
            Self::Line | Self::Service | Self::State | Self::Link | Self::Tag | Self::Legend => self.size(),
            Self::Message | Self::Rules | Self::Time => self.size(),
        }
    }

    /// Its class in SVG.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Heading => "heading",
            Self::Site => "site-name",
            Self::Name => "name",
            Self::Version => "version",
            Self::Line => "line",
            Self::Service => "service",
            Self::State => "state",
            Self::Link => "link-text",
            Self::Tag => "tag-text",
            Self::Caption => "caption",
            Self::Legend => "legend-text",
            Self::Message => "words",
            Self::Rules => "rules",
            Self::Time => "time",
        }
    }
}

/// A text and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// What it is.
    pub role: TextRole,
    /// The box that it may fill: the text is no wider.
    pub frame: Frame,
    /// The text as it is shown.
    pub text: String,
    /// The whole text, where what is shown was shortened.
    pub full: Option<String>,
}

impl Label {
    /// A text in a frame, shortened in the middle where it would not fit.
    pub(super) fn fitted(text: &str, role: TextRole, frame: Frame) -> Self {
        let short = super::measure::shorten(text, role.measured(), frame.w);
        let full = (short != text).then(|| text.to_owned());
        Self { role, frame, text: short.into_owned(), full }
    }

    /// The baseline of the text.
    #[must_use]
    pub const fn baseline(&self) -> i32 {
        self.frame.y + i32::midpoint(self.frame.h, self.role.size() * 7 / 10)
    }

    /// How wide the text is at the most, counted on the safe side.
    #[must_use]
    pub fn width(&self) -> i32 {
        super::measure::width(&self.text, self.role.measured())
    }
}

/// What a node stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NodeKind {
    /// A client, or several that connect alike.
    Client,
    /// A DNS name.
    Name,
    /// A load balancer.
    Balancer,
    /// A server.
    Server,
    /// What of a site is left out.
    Rest,
}

impl NodeKind {
    /// Its class in SVG, and what its keys begin with.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Name => "name",
            Self::Balancer => "balancer",
            Self::Server => "server",
            Self::Rest => "rest",
        }
    }
}

/// What a chip stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChipKind {
    /// A service.
    Service,
    /// A component of 2013.
    Component,
    /// A copy of a database.
    Database,
}

/// A service, a component or a copy of a database that a server has, and its state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// `server:0:MSExchangeIMAP4`, `server:0:ImapProxy` or `database:0@0`: which copy, and on which server.
    pub key: String,
    /// What it is.
    pub kind: ChipKind,
    /// Where it stands.
    pub frame: Frame,
    /// What it is called.
    pub name: Label,
    /// Its state in words, with a glyph.
    pub state: Label,
    /// Its state: `running`, `stopped`, `hung` or `off`; `active`, `inactive` or `draining`; `active` or `passive`.
    pub class: &'static str,
    /// What else it is: `needed` by a log-on, `changed` since the start, `refusing` at the moment that is drawn.
    pub classes: Vec<&'static str>,
    /// What is shown in each state that it can have.
    pub states: Vec<(&'static str, String)>,
}

/// What was set, has changed or decides, on the box that it concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// `mark:0`: the key of its state, which is `on` or `off`.
    pub key: String,
    /// `set`, `changed` or `decides`; `set foreign` of connection settings that lead elsewhere.
    pub class: &'static str,
    /// Whether it is there at the moment that is drawn; in a page it has its room at any moment.
    pub on: bool,
    /// Where it stands.
    pub frame: Frame,
    /// Its lines.
    pub labels: Vec<Label>,
}

/// Something that stands in the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// `client:0`, `name:0`, `balancer:0` or `server:0`: the number is the index in the arena of the
    /// [`World`](crate::world::World); `rest:0` with that of its site.
    pub key: String,
    /// The keys of everything for which it stands, its own first. A server stands for the databases that are active on
    /// it.
    pub members: Vec<String>,
    /// How many boxes of its kind it stands for.
    pub count: usize,
    /// What it is.
    pub kind: NodeKind,
    /// More classes: `v2013`, `off`.
    pub classes: Vec<&'static str>,
    /// The version of a server.
    pub version: Option<Version>,
    /// The site in which it stands, as an index into [`Picture::areas`].
    pub area: usize,
    /// Where it stands.
    pub frame: Frame,
    /// Its texts.
    pub labels: Vec<Label>,
    /// Its services, components and copies of databases.
    pub chips: Vec<Chip>,
    /// What was set, has changed or decides.
    pub tags: Vec<Tag>,
    /// All of it in words.
    pub title: String,
}

/// A site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// `site:0`.
    pub key: String,
    /// Where it is.
    pub frame: Frame,
    /// Its name.
    pub name: Label,
}

/// What a line means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EdgeKind {
    /// A client connects to a name, balancer or server.
    Connects,
    /// A name points to a balancer or server.
    Points,
    /// A balancer forwards to a server.
    Pool,
    /// The connection settings of a server lead somewhere else than to itself.
    Reaches,
    /// Two sites are linked.
    Link,
}

impl EdgeKind {
    /// Its class in SVG.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Connects => "connects",
            Self::Points => "points",
            Self::Pool => "pool",
            Self::Reaches => "reaches",
            Self::Link => "link",
        }
    }
}

/// A line from one node (or area) to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// What it means.
    pub kind: EdgeKind,
    /// The key of the node or area where it begins.
    pub from: String,
    /// The key of the one where it ends.
    pub to: String,
    /// More classes: `gone` of a line that is not there now, `cut` of a link.
    pub classes: Vec<&'static str>,
    /// The key of its state, which is `on` or `off`, where it has one.
    pub state: Option<String>,
    /// Its corners, both ends included.
    pub points: Vec<Point>,
    /// What it says where it is labeled; each label stands in its own box.
    pub labels: Vec<Label>,
    /// All of it in words.
    pub title: String,
}

/// The message of the moment that is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its way.
    pub points: Vec<Point>,
    /// Whether something goes wrong with it.
    pub bad: bool,
    /// Whether it is an answer.
    pub answer: bool,
}

/// An entry of the legend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// What is shown: the classes of a small sample.
    pub class: &'static str,
    /// Where the sample stands.
    pub frame: Frame,
    /// What it means.
    pub label: Label,
}

/// Everything that is drawn, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The language of its texts.
    pub lang: Lang,
    /// The width.
    pub width: i32,
    /// The height.
    pub height: i32,
    /// What it shows.
    pub title: Label,
    /// What happens at the moment that is drawn, line by line.
    pub caption: Vec<Label>,
    /// The same for those who cannot see it.
    pub description: String,
    /// The headings of the columns.
    pub headings: Vec<Label>,
    /// The sites.
    pub areas: Vec<Area>,
    /// What stands in them.
    pub nodes: Vec<Node>,
    /// The lines.
    pub edges: Vec<Edge>,
    /// The message of the moment that is drawn.
    pub message: Option<Message>,
    /// The legend.
    pub legend: Vec<Key>,
}

/// How wide a picture with sites beside each other may be: its type of 14 pixels is one of 11 on a page of 1920.
const WIDE: i32 = 2400;
/// The same beside other panels of a page, in a panel that is low.
const WIDE_AND_LOW: i32 = 1500;
/// How many columns find room there, where boxes are as narrow as they can be.
const FLAT_COLUMNS: usize = 6;

/// Decides where everything stands.
#[must_use]
pub fn layout(sight: &Sight<'_>, lang: Lang) -> Picture {
    let parts = parts::parts(sight, lang);
    let (mut most, mut flat) = (usize::MAX, sight.flat.then_some(FLAT_COLUMNS));
    loop {
        let grid = grid::grid(&parts, most, flat);
        let routes = route::plan(&parts, &grid);
        let picture = place::place(sight, lang, parts.clone(), &grid, &routes);
        match flat {
            Some(columns) if picture.width > WIDE_AND_LOW && columns > 1 => flat = Some(columns - 1),
            None if picture.width > WIDE && grid.across > 1 => most = grid.across - 1,
            _ => return picture,
        }
    }
}

impl Frame {
    /// Its middle.
    #[must_use]
    pub const fn center(self) -> Point {
        Point { x: self.x + self.w / 2, y: self.y + self.h / 2 }
    }

    /// The edge at the right.
    #[must_use]
    pub const fn right(self) -> i32 {
        self.x + self.w
    }

    /// The edge at the bottom.
    #[must_use]
    pub const fn bottom(self) -> i32 {
        self.y + self.h
    }

    /// Whether two frames share any point.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Whether `other` is within.
    #[must_use]
    pub const fn holds(self, other: Self) -> bool {
        self.x <= other.x && self.y <= other.y && other.right() <= self.right() && other.bottom() <= self.bottom()
    }

    /// Where a straight line from the middle to `point` leaves the frame.
    fn border_towards(self, point: Point) -> Point {
        let middle = self.center();
        let (dx, dy) = (i64::from(point.x - middle.x), i64::from(point.y - middle.y));
        let (half_w, half_h) = (i64::from(self.w / 2), i64::from(self.h / 2));
        if dx == 0 && dy == 0 {
            return middle;
        }
        // The side that is met first is the one with the larger share of the way.
        let (x, y) = if dx.abs() * half_h >= dy.abs() * half_w {
            (dx.signum() * half_w, dy * half_w / dx.abs())
        } else {
            (dx * half_h / dy.abs(), dy.signum() * half_h)
        };
        Point { x: middle.x + x as i32, y: middle.y + y as i32 }
    }
}
