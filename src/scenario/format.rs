//! What is the canonical layout of a scenario file?
//!
//! Four spaces a level and lines of at most 120 columns. The fields of the scenario stand each on its line. What fits
//! on one line stands on one; what does not, or has comments in it, is written one field or item a line. Comments stay
//! where they are (one between a name and its value moves before both), and one blank line stays one.

use std::ops::Range;

use super::tree::{Comment, Group, TreeEntry, TreeNode, closing, read};
use unicode_width::UnicodeWidthStr;

/// The widest line.
const WIDTH: usize = 120;
/// One level.
const INDENT: usize = 4;

/// The text in canonical layout. It must be one that can be read; of any other the result is unspecified.
#[must_use]
pub fn format(text: &str) -> String {
    let tree = read(text);
    let printer = Printer { text };
    let mut out = String::new();
    printer.comments(&tree.head, 0, &mut out, true);
    if tree.blank_between && !tree.head.is_empty() {
        out.push('\n');
    }
    if let Some(top) = &tree.top {
        out.push_str(&printer.node(top, 0, 0, true));
        out.push('\n');
    }
    printer.comments(&tree.tail, 0, &mut out, false);
    // A file of Windows stays one: so it comes out of a checkout there.
    let ends = text.matches('\n').count();
    if ends > 0 && text.matches("\r\n").count() == ends { out.replace("\r\n", "\n").replace('\n', "\r\n") } else { out }
}

struct Printer<'a> {
    text: &'a str,
}

impl Printer<'_> {
    /// A value that begins in `column` of a line indented by `indent`. `top`: the scenario itself.
    fn node(&self, node: &TreeNode, indent: usize, column: usize, top: bool) -> String {
        let Some(group) = &node.group else { return self.text[node.span.clone()].trim().to_owned() };
        if !top
            && let Some(flat) = self.flat(node)
            && column + flat.width() < WIDTH
        {
            return flat;
        }
        self.broken(group, indent)
    }

    /// On one line; `None` where a comment stands in it, or a text that goes over several lines.
    fn flat(&self, node: &TreeNode) -> Option<String> {
        let Some(group) = &node.group else {
            let text = self.text[node.span.clone()].trim();
            return (!text.contains('\n')).then(|| text.to_owned());
        };
        if has_comments(group) {
            return None;
        }
        let entries: Option<Vec<_>> = group.entries.iter().map(|it| self.flat_entry(it)).collect();
        Some(format!("{}{}{}", self.opening(group), entries?.join(", "), closing(group.open)))
    }

    fn flat_entry(&self, entry: &TreeEntry) -> Option<String> {
        let value = match &entry.value {
            Some(value) => self.flat(value)?,
            None => String::new(),
        };
        Some(format!("{}{value}", self.key(entry)))
    }

    fn key(&self, entry: &TreeEntry) -> String {
        entry.key.clone().map_or(String::new(), |it| format!("{}: ", &self.text[it]))
    }

    fn opening(&self, group: &Group) -> String {
        format!("{}{}", group.name.clone().map_or("", |it| &self.text[it]), group.open)
    }

    /// One entry a line.
    fn broken(&self, group: &Group, indent: usize) -> String {
        let inner = indent + INDENT;
        let pad = " ".repeat(inner);
        let mut out = self.opening(group);
        out.push('\n');
        // Scalars that do not fit on one line fill several.
        let scalars = group.entries.iter().all(|it| it.value.as_ref().is_none_or(|it| it.group.is_none()));
        let items = || group.entries.iter().map(|it| self.flat_entry(it)).collect::<Option<Vec<_>>>();
        let fill = group.open == '[' && scalars && !has_comments(group);
        if let Some(items) = fill.then(items).flatten() {
            let mut line = pad.clone();
            for item in items {
                let item = format!("{item},");
                if line.len() > inner && line.width() + 1 + item.width() > WIDTH {
                    out.push_str(line.trim_end());
                    out.push('\n');
                    line.clone_from(&pad);
                }
                line.push_str(&item);
                line.push(' ');
            }
            out.push_str(line.trim_end());
            out.push('\n');
        } else {
            for (index, entry) in group.entries.iter().enumerate() {
                if entry.blank_before && index > 0 {
                    out.push('\n');
                }
                self.comments(&entry.before, inner, &mut out, true);
                if entry.blank_between {
                    out.push('\n');
                }
                let key = self.key(entry);
                let column = inner + key.width();
                let value = entry.value.as_ref().map_or(String::new(), |it| self.node(it, inner, column, false));
                out.push_str(&pad);
                out.push_str(&key);
                out.push_str(&value);
                out.push(',');
                if let Some(after) = &entry.after {
                    out.push_str("  ");
                    out.push_str(&self.comment(after));
                }
                out.push('\n');
            }
            self.comments(&group.last_comments, inner, &mut out, group.entries.is_empty());
        }
        out.push_str(&" ".repeat(indent));
        out.push(closing(group.open));
        out
    }

    fn comments(&self, comments: &[Comment], indent: usize, out: &mut String, first_told: bool) {
        for (index, comment) in comments.iter().enumerate() {
            // The blank line before the first one is that before the entry.
            if comment.blank_before && (index > 0 || !first_told) {
                out.push('\n');
            }
            out.push_str(&" ".repeat(indent));
            out.push_str(&self.comment(&comment.span));
            out.push('\n');
        }
    }

    /// A comment as it is, with the line ends of everything else.
    fn comment(&self, span: &Range<usize>) -> String {
        self.text[span.clone()].trim_end().replace("\r\n", "\n")
    }
}

fn has_comments(group: &Group) -> bool {
    let commented = |it: &TreeEntry| !it.before.is_empty() || it.after.is_some();
    let below = |it: &TreeEntry| it.value.as_ref().and_then(|it| it.group.as_ref()).is_some_and(|it| has_comments(it));
    !group.last_comments.is_empty() || group.entries.iter().any(|it| commented(it) || below(it))
}
