//! What is shown of a run, in which rows, folded how?
//!
//! Rows of ids and enums, without language and without format: which records are shown and what stands where others
//! are left out, who takes part, which attempts are told together, of which blocks an explanation is made. Text, page,
//! full screen and pictures take these rows and only say and draw them.

pub(crate) mod content;
pub(crate) mod crowd;
pub mod explain;
pub(crate) mod fold;
pub mod matrix;
pub(crate) mod meters;
pub mod people;
pub(crate) mod rows;
pub(crate) mod scene;
pub(crate) mod summary;

use crate::trace::Actor;
use crate::world::{BalancerId, ClientId, ServerId, Whom, World};

/// Which part of a run is shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scope {
    /// Only the attempts of this client, or of this group (and what changes meanwhile).
    pub client: Option<Whom>,
    /// How much of them.
    pub length: Length,
}

/// How much is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Length {
    /// What repeats is told once, with a line that says what was left out.
    #[default]
    Bounded,
    /// Everything.
    All,
}

impl Scope {
    /// Whether the attempts of a client are shown.
    pub(crate) fn has(&self, world: &World, client: ClientId) -> bool {
        self.client.is_none_or(|it| it.is(world, client))
    }

    /// At most so many, or all where everything is wanted.
    pub(crate) fn most(&self, bounded: usize) -> usize {
        match self.length {
            Length::Bounded => bounded,
            Length::All => usize::MAX,
        }
    }
}

/// Who takes part, as a picture shows it: a server and the service on it are one party, unless the service is a back
/// end beside a front end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Party {
    Client(ClientId),
    Server(ServerId),
    BackEnd(ServerId),
    Balancer(BalancerId),
    Network,
    Admin,
}

impl Party {
    /// The party that an actor is.
    pub(crate) const fn of(actor: Actor) -> Self {
        match actor {
            Actor::Client(it) => Self::Client(it),
            Actor::Service(it) if it.service().is_back_end() => Self::BackEnd(it.server()),
            Actor::Service(it) => Self::Server(it.server()),
            Actor::Server(it) => Self::Server(it),
            Actor::Balancer(it) => Self::Balancer(it),
            Actor::Network => Self::Network,
            Actor::Admin => Self::Admin,
        }
    }
}

/// The node of a picture at which an actor is: `server:0`.
pub(crate) fn node(actor: Actor) -> String {
    match actor {
        Actor::Client(it) => format!("client:{}", it.0),
        Actor::Service(it) => format!("server:{}", it.server().0),
        Actor::Server(it) => format!("server:{}", it.0),
        Actor::Balancer(it) => format!("balancer:{}", it.0),
        Actor::Network => "network".to_owned(),
        Actor::Admin => "admin".to_owned(),
    }
}
