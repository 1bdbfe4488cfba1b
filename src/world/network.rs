//! Which sites and links are there, and what does DNS answer?

use std::net::Ipv4Addr;
use std::ops::Range;

use compact_str::CompactString;

use super::{AnswerId, SiteId};
use crate::time::Micros;

/// A site.
#[derive(Clone, Debug)]
pub struct Site {
    /// The name.
    pub name: CompactString,
    /// One way between two hosts of the site.
    pub latency: Micros,
}

/// One direction of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Whence.
    pub from: SiteId,
    /// Whither.
    pub to: SiteId,
    /// One way.
    pub latency: Micros,
    /// The most that chance adds to it.
    pub jitter: Micros,
    /// Lost packets in a million.
    pub loss: u32,
    /// Whether it is cut at the start.
    pub cut: bool,
}

/// A DNS name.
#[derive(Clone, Debug)]
pub struct Name {
    /// As first written.
    pub text: CompactString,
    /// Its views in `World::views`; the one for all other sites, if any, is the last. Empty: nobody registered it.
    pub views: Range<u32>,
    /// Whether a change touches it during the run. Resolvers of a name that never changes need no memory.
    pub changes: bool,
    /// Where the scenario places it in pictures: column and row in the box of its site.
    pub place: Option<(u32, u32)>,
}

/// What the resolvers of some sites answer for a name.
#[derive(Clone, Debug)]
pub struct NameView {
    /// The sites; empty: all that have no view of their own.
    pub sites: Vec<SiteId>,
    /// The answer at the start.
    pub answer: AnswerId,
}

/// A DNS answer.
#[derive(Clone, Debug)]
pub struct DnsRecordSet {
    /// The addresses; empty: the name does not exist.
    pub addresses: Vec<Ipv4Addr>,
    /// How long a resolver may keep it.
    pub ttl: Micros,
}
