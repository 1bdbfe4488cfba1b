//! Where does everything stand, and how is it drawn?
//!
//! Geometry first, then SVG, DOT and Mermaid. What stands in a picture is decided here from the world and the records;
//! in which words, by [`crate::words`].

pub mod frames;
pub(crate) mod measure;
pub mod mermaid;
#[allow(clippy::cast_possible_wrap, reason = "what is counted here is far below 2^31: lists and rows are bounded")]
pub mod sequence;
pub(crate) mod style;
#[allow(clippy::cast_possible_wrap, reason = "what is counted here is far below 2^31: lists and rows are bounded")]
pub mod topology;
