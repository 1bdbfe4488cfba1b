//! Along which way does a message travel?
//!
//! Along the lines that lead there; else along a line of its own above the boxes.

use std::collections::{BTreeMap, VecDeque};

use super::{Edge, EdgeKind, Frame, Node, NodeKind, Picture, Point};

/// How far above the boxes that it passes a line of its own runs.
const ABOVE: i32 = 12;

impl Picture {
    /// The node that stands for a key: its own, or that of the group to which it belongs.
    #[must_use]
    pub fn node(&self, key: &str) -> Option<&Node> {
        self.nodes
            .iter()
            .find(|it| it.key == key)
            .or_else(|| self.nodes.iter().find(|it| it.members.iter().any(|it| it == key)))
    }

    /// The way that a message between two nodes travels: along the lines that lead there (in either direction), else
    /// straight from border to border, or above the boxes between. `None` where one of them is not in the picture.
    #[must_use]
    pub fn route(&self, from: &str, to: &str) -> Option<Vec<Point>> {
        let (a, b) = (self.node(from)?, self.node(to)?);
        if a.key == b.key {
            return Some(around(a.frame));
        }
        if let Some(way) = self.along(a, b) {
            return Some(way);
        }
        let (start, end) = (a.frame.border_towards(b.frame.center()), b.frame.border_towards(a.frame.center()));
        let others = || self.nodes.iter().filter(|it| it.key != a.key && it.key != b.key);
        let between: Vec<_> = others().filter(|it| meets(start, end, it.frame)).collect();
        if between.is_empty() {
            return Some(vec![start, end]);
        }
        let (left, right) = (a.frame.center().x.min(b.frame.center().x), a.frame.center().x.max(b.frame.center().x));
        let low = a.frame.y.max(b.frame.y);
        let passed = others().filter(|it| it.frame.x < right && left < it.frame.right() && it.frame.y < low);
        let passed = passed.filter(|it| it.frame.bottom() > a.frame.y.min(b.frame.y) - 2 * ABOVE);
        let top = passed.map(|it| it.frame.y).chain([a.frame.y, b.frame.y]).min().unwrap_or(0) - ABOVE;
        let (x, y) = (a.frame.center().x, b.frame.center().x);
        Some(vec![Point { x, y: a.frame.y }, Point { x, y: top }, Point { x: y, y: top }, Point { x: y, y: b.frame.y }])
    }

    /// The lines that lead from one node to another. Names and balancers are passed on the way only by clients: what
    /// two servers say to each other does not take the way of the clients, although lines would lead along it.
    fn along(&self, a: &Node, b: &Node) -> Option<Vec<Point>> {
        let leads = |it: &&Edge| {
            matches!(it.kind, EdgeKind::Connects | EdgeKind::Points | EdgeKind::Pool) && !it.classes.contains(&"gone")
        };
        let lines: Vec<&Edge> = self.edges.iter().filter(leads).collect();
        let passing = a.kind == NodeKind::Client || b.kind == NodeKind::Client;
        let passes = |key: &str| key.starts_with("name:") || key.starts_with("balancer:");
        let mut before: BTreeMap<&str, Option<(&str, usize, bool)>> = BTreeMap::from([(a.key.as_str(), None)]);
        let mut open = VecDeque::from([a.key.as_str()]);
        while let Some(at) = open.pop_front() {
            if at == b.key {
                break;
            }
            if at != a.key && !(passing && passes(at)) {
                continue;
            }
            for (number, it) in lines.iter().enumerate() {
                let (next, back) = match (it.from == at, it.to == at) {
                    (true, _) => (it.to.as_str(), false),
                    (_, true) => (it.from.as_str(), true),
                    _ => continue,
                };
                if !before.contains_key(next) {
                    before.insert(next, Some((at, number, back)));
                    open.push_back(next);
                }
            }
        }
        let mut way: Vec<Vec<Point>> = Vec::new();
        let mut step = *before.get(b.key.as_str())?;
        while let Some((at, number, back)) = step {
            let mut points = lines[number].points.clone();
            if back {
                points.reverse();
            }
            way.push(points);
            step = before.get(at).copied().flatten();
        }
        way.reverse();
        Some(way.concat())
    }
}

/// From a box to itself, above it.
fn around(frame: Frame) -> Vec<Point> {
    let (left, right, top) = (frame.x + frame.w * 3 / 10, frame.x + frame.w * 7 / 10, frame.y - ABOVE);
    vec![
        Point { x: left, y: frame.y },
        Point { x: left, y: top },
        Point { x: right, y: top },
        Point { x: right, y: frame.y },
    ]
}

/// Whether a straight line meets a frame.
fn meets(a: Point, b: Point, frame: Frame) -> bool {
    const STEPS: i32 = 48;
    (1..STEPS).any(|at| {
        let (x, y) = (a.x + (b.x - a.x) * at / STEPS, a.y + (b.y - a.y) * at / STEPS);
        frame.x < x && x < frame.right() && frame.y < y && y < frame.bottom()
    })
}
