//! Where in the text is what a path names?

use std::ops::Range;

use super::level::{Inside, Shape, Value};
use super::place::{Frame, entity, name_of};

/// One step of a path: into a field, or into an item of a list or pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PathSegment {
    /// The field with this name.
    Field(&'static str),
    /// The item with this number, from 0.
    Item(u32),
}

/// Where a path leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// What to underline, in bytes of the text.
    pub span: Range<usize>,
    /// The path with names: `servers["EX10"].site`.
    pub entity: String,
}

/// Finds the places of many paths in one walk. A path that leads to something that is not written ends at the last
/// value that is, and there at its name.
#[must_use]
pub fn locate(text: &str, paths: &[Vec<PathSegment>]) -> Vec<Place> {
    let mut walk = Walk { text, frames: Vec::new(), found: vec![Place::default(); paths.len()] };
    let mut wanted: Vec<(&[PathSegment], usize)> =
        paths.iter().enumerate().map(|(at, it)| (it.as_slice(), at)).collect();
    wanted.sort_unstable();
    walk.value(Value::new(text), &wanted);
    walk.found
}

impl From<&'static str> for PathSegment {
    fn from(field: &'static str) -> Self {
        Self::Field(field)
    }
}

impl From<usize> for PathSegment {
    fn from(item: usize) -> Self {
        Self::Item(u32::try_from(item).expect("lists are bounded by the size of a file"))
    }
}

impl From<u32> for PathSegment {
    fn from(item: u32) -> Self {
        Self::Item(item)
    }
}

struct Walk<'a> {
    text: &'a str,
    frames: Vec<Frame<'a>>,
    found: Vec<Place>,
}

impl<'a> Walk<'a> {
    /// Follows the rests of paths from `value` on. They are sorted, so those that go the same way are neighbors.
    fn value(&mut self, value: Value<'a>, mut wanted: &[(&[PathSegment], usize)]) {
        let is_entry = matches!((self.frames.last(), value.shape), (Some(Frame::Item(..)), Shape::Round(_)));
        if !is_entry && wanted.iter().all(|it| it.0.is_empty()) {
            for (_, at) in wanted {
                self.found[*at] = Place { span: value.span(self.text), entity: entity(&self.frames) };
            }
            return;
        }
        let inside = value.inside();
        let name = name_of(&inside);
        if let Some(Frame::Item(_, slot)) = self.frames.last_mut() {
            *slot = name;
        }
        while let Some((([], at), rest)) = wanted.split_first() {
            // An entry of a list as a whole is underlined at its name only.
            let span = if is_entry { value.head_span(self.text) } else { value.span(self.text) };
            self.found[*at] = Place { span, entity: entity(&self.frames) };
            wanted = rest;
        }
        for group in wanted.chunk_by(|left, right| left.0[0] == right.0[0]) {
            let step = group[0].0[0];
            let below: Vec<(&[PathSegment], usize)> = group.iter().map(|(path, at)| (&path[1..], *at)).collect();
            let next = match (step, &inside) {
                (PathSegment::Field(field), Inside::Fields(fields)) => {
                    fields.iter().find(|it| it.0 == field).map(|it| it.1)
                }
                (PathSegment::Item(at), Inside::Items { items, .. }) => items.get(at as usize).copied(),
                (PathSegment::Field(_), Inside::Items { .. } | Inside::Nothing)
                | (PathSegment::Item(_), Inside::Fields(_) | Inside::Nothing) => None,
            };
            self.frames.push(match step {
                PathSegment::Field(field) => Frame::Field(field),
                PathSegment::Item(at) => Frame::Item(at as usize, None),
            });
            if let Some(next) = next {
                self.value(next, &below);
            } else {
                let span = name.map_or_else(|| value.head_span(self.text), |it| it.span(self.text));
                for (_, at) in below {
                    self.found[at] = Place { span: span.clone(), entity: entity(&self.frames) };
                }
            }
            self.frames.pop();
        }
    }
}
