//! Which server may serve which mailbox? (Section 7.)

use super::{Ask, Because, Route, View};
use crate::world::ServerId;

/// Decides what `ask.service` does with a log-on whose password is right. Where it proxies, `candidates` is filled
/// with the servers that may be picked, by name; each offers at least one endpoint (of the type in
/// [`Route::Proxy::only`], if that is set).
pub fn route(view: &View<'_>, ask: &Ask, candidates: &mut Vec<ServerId>, because: &mut impl Because) -> Route {
    let _ = (view, ask, candidates, because);
    unimplemented!()
}

pub fn login_type_refuses(_: crate::world::LoginType, _: crate::world::Mechanism, _: crate::world::Security) -> bool {
    unimplemented!()
}
