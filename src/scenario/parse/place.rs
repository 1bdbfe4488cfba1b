//! Where in the file is the walk, in words that a reader recognizes?

use std::fmt::Write;

use super::level::{Inside, Value};

/// One step from the top of the file.
#[derive(Clone, Debug)]
pub(super) enum Frame<'a> {
    /// Into a field.
    Field(&'a str),
    /// Into an item of a list, from 0; with the value of its field `name`, as it is written.
    Item(usize, Option<Value<'a>>),
}

/// The steps as they are shown: `servers["EX10"].site`.
pub(super) fn entity(frames: &[Frame<'_>]) -> String {
    let mut text = String::new();
    for frame in frames {
        match frame {
            Frame::Field(name) => {
                if !text.is_empty() {
                    text.push('.');
                }
                text.push_str(name);
            }
            Frame::Item(at, name) => {
                let name = name.as_ref().and_then(Value::read::<String>);
                let name = name.filter(|it| !it.is_empty() && it.len() <= 64 && !it.contains(char::is_control));
                let written = match name {
                    Some(name) => write!(text, "[\"{name}\"]"),
                    None => write!(text, "[{at}]"),
                };
                written.expect("a string takes everything");
            }
        }
    }
    text
}

/// The value of the field `name`, by which an item of a list is known.
pub(super) fn name_of<'a>(inside: &Inside<'a>) -> Option<Value<'a>> {
    match inside {
        Inside::Fields(fields) => fields.iter().find(|it| it.0 == "name").map(|it| it.1),
        Inside::Items { .. } | Inside::Nothing => None,
    }
}
