//! Which parts of the organisation does a run touch?
//!
//! A tracer that keeps nothing but which servers, names and ways over the network had a part in it, or were weighed in
//! a decision. What a run never touched cannot change it: a law holds that (`tests/sweep.rs`). It errs on the side of
//! more: a server is touched with everything on it, and where a balancer or the probes of the web take part, so do all
//! that they watch.

use std::collections::BTreeSet;
use std::net::Ipv4Addr;

use super::fault::{Part, pools};
use crate::policy::Reason;
use crate::sim::tracer::{AttemptEnd, Ends, Tracer};
use crate::time::SimTime;
use crate::trace::{Actor, Attempt, Connection, ConnectionId, Decision, RecordId, RecordKind, RecordPlace};
use crate::world::{BalancerId, Endpoint, Host, HostRef, NameId, ServerId, ServiceId, World};

/// How the attempts end, and what was touched on the way.
#[derive(Clone, Debug, Default)]
pub(super) struct Touched {
    ends: Ends,
    why: Vec<Reason>,
    /// Servers, balancers and names by id.
    servers: Vec<bool>,
    balancers: Vec<bool>,
    names: Vec<bool>,
    /// Addresses to which somebody connected, as far as they are no names.
    addresses: BTreeSet<Ipv4Addr>,
}

impl Touched {
    /// How the attempts end.
    pub(super) fn attempts(&self) -> &[AttemptEnd] {
        &self.ends.attempts
    }

    /// Begins with nothing of a world touched.
    pub(super) fn begin(&mut self, world: &World) {
        for (marks, count) in [
            (&mut self.servers, world.servers.len()),
            (&mut self.balancers, world.balancers.len()),
            (&mut self.names, world.names.len()),
        ] {
            marks.clear();
            marks.resize(count, false);
        }
        self.addresses.clear();
    }

    /// Adds what follows from what was met.
    pub(super) fn finish(&mut self, world: &World) {
        // The probes of the web ask everybody.
        if world.clients.iter().any(|it| it.web.is_some()) {
            self.servers.fill(true);
        }
        for (_, name) in world.names.iter().enumerate().filter(|it| self.names[it.0]) {
            for view in name.views.clone() {
                let answer = &world.answers[world.views[view as usize].answer.index()];
                self.addresses.extend(&answer.addresses);
            }
        }
        for address in std::mem::take(&mut self.addresses) {
            match world.host(address) {
                Some(Host::Server(it)) => self.servers[it.index()] = true,
                Some(Host::Balancer(it)) => self.balancers[it.index()] = true,
                None => {}
            }
        }
        for id in (0..world.balancers.len()).map(BalancerId::at).filter(|it| self.balancers[it.index()]) {
            for pool in pools(world, id) {
                world.pools[pool.index()].iter().for_each(|it| self.servers[it.index()] = true);
            }
        }
    }

    /// Whether a part had a part in it.
    pub(super) fn has(&self, part: Part) -> bool {
        match part {
            Part::Server(it) => self.servers[it.index()],
            Part::Name(it) => self.names[it.index()],
            Part::Network | Part::Everything => true,
        }
    }

    fn server(&mut self, it: ServerId) {
        self.servers[it.index()] = true;
    }

    fn name(&mut self, it: NameId) {
        self.names[it.index()] = true;
    }

    fn endpoint(&mut self, it: Endpoint) {
        match it.host {
            HostRef::Name(it) => self.name(it),
            HostRef::Address(it) => {
                self.addresses.insert(it);
            }
        }
    }

    fn reason(&mut self, reason: Reason) {
        match reason {
            Reason::StoreSessions { server, .. }
            | Reason::PolicyNotKnown(server)
            | Reason::OwnLogon(server)
            | Reason::Mailbox { server, .. }
            | Reason::Candidate(server, _)
            | Reason::OtherVersion(server)
            | Reason::OffersNothing(server, _)
            | Reason::Removed(server)
            | Reason::StoreOff(server)
            | Reason::StoreNotThere(server)
            | Reason::StoreNotReached(server)
            | Reason::Picked(server, ..)
            | Reason::NotChecked(server)
            | Reason::NotOffered(server, _)
            | Reason::SameType(server, ..)
            | Reason::NextTarget(server)
            | Reason::WebBackEnd(server)
            | Reason::ProbedDown(server)
            | Reason::OutOfService(server)
            | Reason::HashPicked(server, _)
            | Reason::Checked(server, _)
            | Reason::Unchecked(server)
            | Reason::NotHere(server) => self.server(server),
            Reason::Offers(server, _, endpoint) | Reason::BackEnd(server, endpoint) => {
                self.server(server);
                self.endpoint(endpoint);
            }
            Reason::Served { by, on } => {
                self.server(by);
                self.server(on);
            }
            Reason::PasswordRight(_)
            | Reason::PasswordWrong(_)
            | Reason::UnknownName
            | Reason::Reserved(_)
            | Reason::NtlmAlias(_)
            | Reason::UnquotedReplay(_)
            | Reason::NoRights { .. }
            | Reason::NoSmtpAddress(_)
            | Reason::PolicyBlocks { .. }
            | Reason::UserLimit { .. }
            | Reason::LoginTypeRefuses { .. }
            | Reason::MechanismOff(..)
            | Reason::MechanismStays(_)
            | Reason::NotBound(_)
            | Reason::ProtocolDisabled { .. }
            | Reason::MailboxSwitch { .. }
            | Reason::HomeServerSite(_)
            | Reason::ActiveCopySite(_)
            | Reason::NoMailbox(_)
            | Reason::DiscoverySite(..)
            | Reason::OtherSites(_)
            | Reason::NoCandidate(..)
            | Reason::NoEndpoint(..)
            | Reason::EncryptedOrder
            | Reason::PlaintextOrder
            | Reason::StartTlsCounts(_)
            | Reason::NextType(_)
            | Reason::SelectedOnce(_)
            | Reason::NoNextTarget
            | Reason::RefusalIsFinal(_)
            | Reason::Replays(_)
            | Reason::NoPassword(_)
            | Reason::HandsOver(_)
            | Reason::WebProxied(..)
            | Reason::WebRedirected(_)
            | Reason::WebOwnVersion(_)
            | Reason::WebNotModelled(..)
            | Reason::NoHealthyTarget(..)
            | Reason::NoTargetInService(..)
            | Reason::WebRetry(_)
            | Reason::ServedAcrossSites(_)
            | Reason::RefusedAcrossSites(_)
            | Reason::ProxiedAcrossSites(_)
            | Reason::Proxies2010To2007(_)
            | Reason::NotSupported(..)
            | Reason::ProxiesUp { .. }
            | Reason::ProxiesDown(..) => {}
        }
    }
}

impl Tracer for Touched {
    const KEEPS: bool = true;
    type Why = Vec<Reason>;
    type Cause = ();

    fn scheduled(&mut self) {}
    fn delivered(&mut self, (): ()) {}
    fn clear(&mut self) {
        self.ends.clear();
        self.why.clear();
    }
    fn record(&mut self, at: SimTime, actor: Actor, place: RecordPlace, what: RecordKind) {
        match actor {
            Actor::Service(it) => self.server(it.server()),
            Actor::Server(it) => self.server(it),
            Actor::Balancer(it) => self.balancers[it.index()] = true,
            Actor::Client(_) | Actor::Network | Actor::Admin => {}
        }
        match what {
            RecordKind::Resolved { name, address, .. } => {
                self.name(name);
                self.addresses.insert(address);
            }
            RecordKind::NotResolved(name) => self.name(name),
            RecordKind::Connects { endpoint } => self.endpoint(endpoint),
            RecordKind::CallsStore { server } => self.server(server),
            RecordKind::LegFailed { endpoint, candidate, .. } => {
                self.endpoint(endpoint);
                self.server(candidate);
            }
            _ => {}
        }
        self.ends.record(at, actor, place, what);
    }
    fn why(&mut self) -> &mut Vec<Reason> {
        &mut self.why
    }
    fn decide(&mut self, at: SimTime, actor: Actor, place: RecordPlace, decision: Decision) {
        let reasons = std::mem::take(&mut self.why);
        for it in &reasons {
            self.reason(*it);
        }
        self.why = reasons;
        self.why.clear();
        match decision {
            Decision::Tries(endpoint) => self.endpoint(endpoint),
            Decision::Proxies { to, .. } => self.server(to),
            Decision::Authenticates { .. }
            | Decision::Serves(_)
            | Decision::Refuses { .. }
            | Decision::Redirects(_)
            | Decision::GivesUp
            | Decision::NotAllowed(_) => {}
        }
        if let Actor::Service(it) = actor {
            self.server(it.server());
        }
        self.ends.decide(at, actor, place, decision);
    }
    fn connection(&mut self, _: Connection) {}
    fn accepted(&mut self, _: ConnectionId, service: ServiceId, _: Ipv4Addr) {
        self.server(service.server());
    }
    fn attempt(&mut self, attempt: Attempt) {
        self.ends.attempt(attempt);
    }
    fn next_record(&self) -> RecordId {
        self.ends.next_record()
    }
}
