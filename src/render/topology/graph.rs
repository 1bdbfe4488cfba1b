//! How is the organisation written for other drawing programs?

use crate::render::words::Lang;
use crate::world::World;

/// DOT.
#[must_use]
pub fn dot(_world: &World, _lang: Lang) -> String {
    String::new()
}

/// Mermaid.
#[must_use]
pub fn mermaid(_world: &World, _lang: Lang) -> String {
    String::new()
}
