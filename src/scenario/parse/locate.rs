//! Where in the text is what a path names?

use std::ops::Range;

use super::place::{Frame, entity, head, span};
use crate::scenario::tree::{Tree, TreeNode, json};

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

/// Finds the place of a path. One that leads to something that is not written ends at the last value that is, and there
/// at its name.
#[must_use]
pub(super) fn place_of(text: &str, tree: &Tree, path: &[PathSegment]) -> Place {
    tree.top.as_ref().map_or_else(Place::default, |top| follow(text, top, path))
}

/// How many steps of a path are written.
#[must_use]
pub(super) fn matched(text: &str, tree: &Tree, path: &[PathSegment]) -> usize {
    let (mut node, mut depth) = (tree.top.as_ref(), 0);
    while let (Some(here), Some(step)) = (node, path.get(depth)) {
        node = inside(text, here, *step);
        depth += usize::from(node.is_some());
    }
    depth
}

/// What a step leads to.
fn inside<'a>(text: &str, node: &'a TreeNode, step: PathSegment) -> Option<&'a TreeNode> {
    let group = node.group.as_ref()?;
    let entry = match step {
        PathSegment::Field(field) => group.field(text, field).or_else(|| {
            // The fields of a variant stand one level further in where it is JSON.
            let [variant] = group.entries.as_slice() else { return None };
            let fields = variant.value.as_ref().filter(|_| json::is_json(text))?.group.as_ref()?;
            fields.field(text, field)
        }),
        PathSegment::Item(at) => group.entries.get(at as usize).filter(|_| group.open != '{'),
    };
    entry?.value.as_ref()
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

fn follow(text: &str, top: &TreeNode, path: &[PathSegment]) -> Place {
    let mut frames = Vec::with_capacity(path.len());
    let mut node = top;
    let mut steps = path.iter();
    let underlined = loop {
        let Some(step) = steps.next() else {
            // An entry of a list as a whole is underlined at its name only.
            let is_entry =
                matches!(frames.last(), Some(Frame::Item(..))) && node.group.as_ref().is_some_and(|it| it.open == '(');
            break if is_entry { head(text, node) } else { span(text, node) };
        };
        let group = node.group.as_ref();
        let next = inside(text, node, *step);
        frames.push(match step {
            PathSegment::Field(field) => Frame::Field(field),
            PathSegment::Item(at) => Frame::Item(*at as usize, next.and_then(|it| it.name(text))),
        });
        match next {
            Some(next) => node = next,
            None => {
                let name = group.and_then(|it| it.field(text, "name")).and_then(|it| it.value.as_ref());
                break name.map_or_else(|| head(text, node), |it| span(text, it));
            }
        }
    };
    Place { span: underlined, entity: entity(&frames) }
}
