//! Which target is tried, over which connection types, in which order? (Sections 4 and 5.)

use super::{Ask, Because, Step, View};
use crate::world::{Security, ServerId};

/// Lays out every connection that the log-on may need, in order, into `steps`. `candidates` is what
/// [`route`](super::route::route) found, in the order in which they are to be taken (the first is the one picked).
pub fn plan(
    view: &View<'_>,
    ask: &Ask,
    only: Option<Security>,
    candidates: &[ServerId],
    steps: &mut Vec<Step>,
    because: &mut impl Because,
) {
    let _ = (view, ask, only, candidates, steps, because);
    unimplemented!()
}
