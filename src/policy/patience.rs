//! How long does each side wait, and which limit is it that runs out? (FALL-7, FALL-8.)
//!
//! Only spans: when they begin is the engine's, which has the clock.

use crate::time::Micros;
use crate::world::{Client, ServiceState, Settings, World};

/// Which time runs out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timer {
    /// PreAuthenticatedConnectionTimeout (FALL-8).
    PreAuthenticated,
    /// AuthenticatedConnectionTimeout.
    Authenticated,
    /// `proxy_connect_timeout` (FALL-7).
    Proxy,
    /// A client's own time-out.
    Client,
}

/// How long a service waits for what its client says next: less before it is logged on than after (FALL-8). One that
/// hangs does nothing any more, and so never ends a connection (SVC-5).
#[must_use]
pub fn of_service(settings: &Settings, state: ServiceState, logged_on: bool) -> Option<(Timer, Micros)> {
    match (state, logged_on) {
        (ServiceState::Hung, _) => None,
        (ServiceState::Running | ServiceState::Stopped, false) => {
            Some((Timer::PreAuthenticated, settings.pre_authenticated_timeout))
        }
        (ServiceState::Running | ServiceState::Stopped, true) => {
            Some((Timer::Authenticated, settings.authenticated_timeout))
        }
    }
}

/// How long whoever opened a connection waits for the next answer: a client as long as the scenario says, a service
/// that proxies as long as `proxy_connect_timeout` (FALL-7).
#[must_use]
pub fn of_opener(world: &World, client: Option<&Client>) -> (Timer, Micros) {
    match client {
        Some(client) => (Timer::Client, client.timeout),
        None => (Timer::Proxy, world.assumptions.proxy_connect_timeout),
    }
}
