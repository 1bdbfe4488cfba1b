//! Which misconfigurations do the rules know, before anything is run?
//!
//! Looked for in the world as it is at its start, with what the scenario's changes will do to it where that matters.
//! A [`Finding`] carries ids, the place in the file, and the actions that mend it. Each predicts a failure that a run
//! confirms (a test holds it), or is marked as advice.

mod certificates;
mod clients;
mod code;
mod targets;

pub use code::{FindingCode, FindingSeverity};

use crate::change::Org;
use crate::diag::Diagnostic;
use crate::explain::actions::Writer;
use crate::resolve::{load_both, text_of};
use crate::scenario::parse::locate::PathSegment;
use crate::scenario::parse::{self, locate::Place};
use crate::scenario::write::ToRon;
use crate::scenario::{Action, Scenario, Setting};
use crate::world::{
    BalancerId, CertificateId, ClientId, Endpoint, Host, HostRef, NoCertificate, Protocol, Requesters, ServerId,
    Service, ServiceId, ServiceState, Settings, SiteId, TlsSet, Version, World,
};
use std::net::Ipv4Addr;

/// One misconfiguration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub what: FindingKind,
    /// Where it is written: the path, and once the text was looked at, the place.
    pub path: Vec<PathSegment>,
    /// The place in the text.
    pub place: Place,
    /// What mends it; what must restart for that is not among them.
    pub(crate) mends: Vec<Action>,
    /// Why it is not reported, if the file accepts it.
    pub accepted: Option<String>,
}

impl Finding {
    /// Each action that mends it, as a scenario writes it.
    #[must_use]
    pub fn mends(&self) -> Vec<String> {
        self.mends.iter().map(ToRon::ron).collect()
    }
}

/// What is misconfigured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FindingKind {
    /// F001: what a candidate offers leads to another host.
    ForeignName(ServerId, Endpoint, Host),
    /// F002: no service is bound to the port that a candidate offers.
    NotBound(ServerId, Endpoint),
    /// F002: the port is bound for the other kind of connection.
    OtherKind(ServerId, Endpoint),
    /// F002: the service behind what a candidate offers does not run.
    CandidateStopped(ServiceId),
    /// F003: mailboxes in a site, and no Client Access server of their version there.
    NoCandidate(SiteId, Version),
    /// F003: mailboxes in a site, and no Client Access server of their version there runs the protocol.
    NoneRuns(SiteId, Version, Protocol),
    /// F004: a front end whose back end does not run.
    NoBackEnd(ServiceId),
    /// F005: plaintext is offered and LoginType refuses it.
    PlaintextRefused(ServerId, Protocol),
    /// F006: no usable certificate.
    NoCertificate(ServiceId, NoCertificate),
    /// F007: a front end minds certificates, and this one is not in order for what is offered.
    CertificateRejected {
        /// The front end.
        by: ServerId,
        /// The target.
        server: ServerId,
        /// What it offers.
        endpoint: Endpoint,
        /// The certificate that it shows.
        shown: CertificateId,
    },
    /// F008: a front end and a target share no TLS version or cipher.
    NoCommonTls(ServerId, ServerId, TlsSet, TlsSet),
    /// F009: more clients than MaxConnectionFromSingleIP allows come over one front end.
    TooMany {
        /// The target.
        server: ServerId,
        /// For which protocol.
        protocol: Protocol,
        /// The limit.
        limit: u32,
        /// How many clients there are.
        clients: u32,
    },
    /// F010: an answer is kept for long although the name will move.
    LongTtl(crate::world::NameId, crate::time::Micros),
    /// F011: a component is held inactive at the start.
    Inactive(ServiceId, crate::world::Component, Requesters),
    /// F012: a loop, and the limit that will end it.
    LoopLimit(ServerId, Protocol, u32),
    /// F013: a client is sent to a service that does not run.
    ClientToStopped(ClientId, ServiceId),
    /// F014: a name is asked for that DNS does not know, by a client or for a candidate.
    Unresolved(crate::world::NameId),
    /// F015: a pool member that cannot serve, and a check that does not see it.
    DeadMember(BalancerId, ServiceId),
    /// F016: a mechanism that leaves no password, for a mailbox to which the log-on is replayed.
    NothingToReplay(ClientId, ServerId),
    /// F017: the protocol is disabled for the mailbox that a client asks for.
    Disabled(ClientId, Protocol),
    /// F018: a client logs on in plaintext where LoginType refuses it.
    ClientInPlaintext(ClientId, ServerId),
    /// F019: settings are changed and the service is not restarted afterwards.
    NotRestarted(ServerId, Protocol),
    /// F020: a service hangs at the start.
    Hung(ServiceId),
    /// F000: the file accepts a finding that is not there.
    NothingToAccept(String),
}

/// What was found in a file that can be run.
#[derive(Debug)]
pub struct Checked {
    /// The world.
    pub world: World,
    /// Warnings about how it is written.
    pub warnings: Vec<Diagnostic>,
    /// In the order of the file; those that the file accepts are marked.
    pub findings: Vec<Finding>,
}

/// Reads a file and looks for misconfigurations.
///
/// # Errors
/// Every mistake of the file, where it cannot be run.
pub fn check(text: &str, name: &str) -> Result<Checked, Vec<Diagnostic>> {
    let (loaded, scenario) = load_both(text, name)?;
    let mut findings = find(&loaded.world, &scenario);
    let paths: Vec<Vec<PathSegment>> = findings.iter().map(|it| it.path.clone()).collect();
    for (finding, place) in findings.iter_mut().zip(parse::places(text, &paths)) {
        finding.place = place;
    }
    findings.sort_by_key(|it| (it.place.span.start, it.what.code(), it.place.span.end));
    findings.dedup_by(|a, b| a.what == b.what && a.place == b.place);
    accept(&loaded.world, &scenario, text, &mut findings);
    Ok(Checked { world: loaded.world, warnings: loaded.warnings, findings })
}

/// As [`check`], for bytes that may not be text: those have no other mistakes.
///
/// # Errors
/// As [`check`].
pub(crate) fn check_bytes(bytes: &[u8], name: &str) -> Result<Checked, Vec<Diagnostic>> {
    check(text_of(bytes)?, name)
}

/// Everything that is found in a world; the scenario tells where it is written.
#[must_use]
pub fn find(world: &World, scenario: &Scenario) -> Vec<Finding> {
    let (start, after) = (Org::at_start(world), Org::with_changes(world, world.changes.len()));
    let mut look = Look { world, scenario, start, after, found: Vec::new() };
    look.services();
    look.candidates();
    look.mailboxes();
    look.certificates();
    look.balancers();
    look.clients();
    look.changes();
    look.found
}

/// Marks what the file accepts, and tells what it accepts in vain.
fn accept(world: &World, scenario: &Scenario, text: &str, findings: &mut Vec<Finding>) {
    let mut in_vain = Vec::new();
    for (at, accepted) in scenario.accepted.iter().enumerate() {
        let mut used = false;
        for finding in findings.iter_mut() {
            let meant = finding.what.code().id() == accepted.finding.0;
            let there = accepted.on.as_ref().is_none_or(|on| finding.concerns(world, on));
            if meant && there {
                finding.accepted = Some(accepted.reason.clone());
                used = true;
            }
        }
        if !used {
            in_vain.push((at, accepted.finding.0.clone()));
        }
    }
    let paths: Vec<Vec<PathSegment>> =
        in_vain.iter().map(|it| vec!["accepted".into(), it.0.into(), "finding".into()]).collect();
    for ((path, place), (_, code)) in paths.iter().zip(parse::places(text, &paths)).zip(in_vain) {
        let what = FindingKind::NothingToAccept(code);
        findings.push(Finding { what, path: path.clone(), place, mends: Vec::new(), accepted: None });
    }
}

impl Finding {
    /// Whether it is about what has this name, or whose place begins with it.
    fn concerns(&self, world: &World, name: &str) -> bool {
        let quoted = format!("\"{name}\"");
        let server = match &self.what {
            FindingKind::ForeignName(it, ..)
            | FindingKind::NotBound(it, _)
            | FindingKind::OtherKind(it, _)
            | FindingKind::PlaintextRefused(it, _)
            | FindingKind::CertificateRejected { server: it, .. }
            | FindingKind::TooMany { server: it, .. }
            | FindingKind::LoopLimit(it, ..)
            | FindingKind::NotRestarted(it, _) => Some(*it),
            FindingKind::CandidateStopped(it)
            | FindingKind::NoBackEnd(it)
            | FindingKind::NoCertificate(it, _)
            | FindingKind::Inactive(it, ..)
            | FindingKind::Hung(it) => Some(it.server()),
            _ => None,
        };
        server.is_some_and(|it| world.servers[it.index()].name == name) || self.place.entity.contains(&quoted)
    }
}

/// A look through a world.
struct Look<'a> {
    world: &'a World,
    scenario: &'a Scenario,
    found: Vec<Finding>,
    /// The organisation at the start.
    start: Org,
    /// The organisation after all its changes. Whether somebody connects meanwhile, and what comes of that, is for a
    /// run to say.
    after: Org,
}

impl Look<'_> {
    fn add(&mut self, what: FindingKind, path: Vec<PathSegment>, mends: impl IntoIterator<Item = Action>) {
        let mends = mends.into_iter().collect();
        self.found.push(Finding { what, path, place: Place::default(), mends, accepted: None });
    }

    /// Whoever writes what mends a finding.
    fn write(&self) -> Writer<'_> {
        Writer { world: self.world, org: &self.start }
    }

    fn settings(&self, server: ServerId, protocol: Protocol) -> &Settings {
        &self.world.settings[self.world.servers[server.index()].settings[protocol].index()]
    }

    fn has(&self, service: ServiceId) -> bool {
        self.world.servers[service.server().index()].services[service.service()].is_some()
    }

    /// How a service is at the start.
    fn state(&self, service: ServiceId) -> ServiceState {
        let server = &self.world.servers[service.server().index()];
        let state = server.services[service.service()].unwrap_or(ServiceState::Stopped);
        if server.off { ServiceState::Stopped } else { state }
    }

    /// Whether a service runs at the start, or after a change.
    fn ever_runs(&self, service: ServiceId) -> bool {
        self.after.has_run(service)
    }

    /// Which protocols the file is about: those of its clients, both where it has none.
    fn protocols(&self) -> Vec<Protocol> {
        let used = |it: Protocol| {
            let mut mail = self.world.clients.iter().filter(|it| it.protocol.is_mail()).peekable();
            mail.peek().is_none() || mail.any(|client| client.protocol == it)
        };
        [Protocol::Imap4, Protocol::Pop3].into_iter().filter(|it| used(*it)).collect()
    }

    fn servers(&self) -> impl Iterator<Item = ServerId> + use<> {
        (0..self.world.servers.len()).map(ServerId::at)
    }

    /// The front ends of 2013 that speak a protocol.
    fn front_ends(&self, protocol: Protocol) -> Vec<ServerId> {
        let meant = |it: &ServerId| {
            let server = &self.world.servers[it.index()];
            server.version.has_back_end()
                && server.client_access
                && self.ever_runs(ServiceId::new(*it, Service::of(protocol)))
        };
        self.servers().filter(meant).collect()
    }

    /// What a name stands for at the start, as resolvers in a site see it.
    fn resolve(&self, host: HostRef, site: SiteId) -> Option<Ipv4Addr> {
        let name = match host {
            HostRef::Address(address) => return Some(address),
            HostRef::Name(name) => name,
        };
        let views = self.world.names[name.index()].views.clone().map(|it| &self.world.views[it as usize]);
        let view =
            views.filter(|it| it.sites.is_empty() || it.sites.contains(&site)).min_by_key(|it| it.sites.is_empty())?;
        self.world.answers[view.answer.index()].addresses.first().copied()
    }

    /// Where a server is written.
    fn server_path(&self, server: ServerId) -> Vec<PathSegment> {
        let name = &self.world.servers[server.index()].name;
        let at = self.scenario.servers.iter().position(|it| it.name == *name).unwrap_or(0);
        vec!["servers".into(), at.into()]
    }

    /// Where a setting of a server is written, or would be.
    fn setting_path(&self, server: ServerId, protocol: Protocol, setting: Setting) -> Vec<PathSegment> {
        let mut path = self.server_path(server);
        path.push(if protocol == Protocol::Pop3 { "pop3" } else { "imap4" }.into());
        path.push(setting.name().into());
        path
    }

    fn client_path(&self, client: ClientId, field: &'static str) -> Vec<PathSegment> {
        let name = &self.world.clients[client.index()].name;
        let at = self.scenario.clients.iter().position(|it| it.name == *name).unwrap_or(0);
        vec!["clients".into(), at.into(), field.into()]
    }
}
