//! What is seen in a picture: the organisation at which moment, with which marks on it?
//!
//! At the start, at a record of a run, or, for a page, over a whole run: then whatever stands there at some time has
//! its room from the beginning on, and is told when it is there. What was set, what has changed and what decides
//! stand as *marks* on the box that they concern.

use std::collections::{BTreeMap, BTreeSet};

use super::NodeKind;
use crate::change::Org;
use crate::reading::{Moment, Nature, Reading, RecordClass};
use crate::scenario::Setting;
use crate::scenario::settings::Value;
use crate::telling::node;
use crate::trace::{RecordId, RecordKind, Run, WhyRefused};
use crate::verdict::Verdict;
use crate::verdict::trouble::Trouble;
use crate::world::{
    Action, AnswerId, ChangedClientId, ClientId, Endpoint, HostRef, PoolId, Protocol, Security, ServerId, Service,
    ServiceId, ServiceState, Settings, World,
};

/// How a mark is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// Somebody set it: it is not as installed.
    Set,
    /// It is another one than at the start, or than before an edit.
    Changed,
    /// An attempt failed at it.
    Decides,
}

impl Tone {
    /// Its class in SVG.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Set => "set",
            Self::Changed => "changed",
            Self::Decides => "decides",
        }
    }
}

/// What a mark says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// The value of a setting, and what it was.
    Setting(Protocol, Setting, Value<Endpoint>, Option<String>),
    /// What an answer of DNS was.
    Answered(AnswerId),
    /// What a pool was.
    Pool(PoolId),
    /// What a client became.
    Client(ClientId, ChangedClientId),
    /// What else the admin did.
    Change(Action),
    /// What went wrong.
    Trouble(Trouble),
}

/// Something that stands on a box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// On which: its kind and its position in the arena.
    pub(super) on: (NodeKind, usize),
    pub(super) tone: Tone,
    pub(super) says: Says,
}

/// To what the connection settings of a server lead.
pub(super) type Reach = (ServerId, HostRef);

/// Who does something at the moment that is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Acting {
    pub(super) from: String,
    pub(super) to: Option<String>,
    pub(super) bad: bool,
    pub(super) answer: bool,
    /// The service that refuses.
    pub(super) refuses: Option<ServiceId>,
    pub(super) record: RecordId,
}

/// What is seen.
#[derive(Clone, Debug)]
pub struct Sight<'a> {
    pub(super) world: &'a World,
    pub(super) org: Org,
    /// Each with whether it is there now.
    pub(super) marks: Vec<(Mark, bool)>,
    pub(super) reaches: Vec<(Reach, bool)>,
    /// The services that are in another state than at the start or before an edit.
    pub(super) changed: BTreeSet<ServiceId>,
    pub(super) acting: Option<Acting>,
    /// The run and its record, where a sentence of it stands above the picture.
    pub(super) run: Option<&'a Run>,
    /// What is said above the picture in the place of the record.
    pub(super) says: Option<String>,
    /// Those that are drawn whole; of all others how many there are.
    pub(super) focus: Option<BTreeSet<String>>,
    /// Whether there is more room beside than below.
    pub(super) flat: bool,
}

/// What becomes of what is seen over a run, for pages: the key of a state, and the state after a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Appearances {
    /// At the start.
    pub initial: BTreeMap<String, String>,
    /// After a record.
    pub changes: Vec<(u32, String, String)>,
}

impl<'a> Sight<'a> {
    /// The organisation as it is at the start, of which nothing was run.
    #[must_use]
    pub fn start(world: &'a World) -> Self {
        Self::of(world, Org::at_start(world), &[], None)
    }

    /// The same as it is once a record has happened.
    #[must_use]
    pub fn at(world: &'a World, run: &'a Run, verdict: &Verdict, record: RecordId) -> Self {
        let mut reading = Reading::new(world, &run.trace);
        let moment = reading.advance_to(record);
        let acting = acting(moment);
        let troubles = troubles(verdict);
        let troubles: Vec<_> = troubles.into_iter().filter(|it| it.0 <= record).map(|it| it.1).collect();
        let made = made_until(world, run, record);
        let mut sight = Self::of(world, moment.org().clone(), &made, None);
        sight.marks.extend(troubles.into_iter().map(|it| (it, true)));
        sight.acting = Some(acting);
        sight.run = Some(run);
        sight
    }

    /// The organisation at the start, with room for all that a run brings, and when it does. Where something was
    /// edited, `base` is as it was before.
    #[must_use]
    pub fn of_run(world: &'a World, run: &'a Run, verdict: &Verdict, base: Option<&World>) -> (Self, Appearances) {
        let mut sight = Self::of(world, Org::at_start(world), &[], base);
        let mut now = (present(&sight.marks), present(&sight.reaches));
        let mut changes = Vec::new();
        let mut troubles = troubles(verdict).into_iter().peekable();
        let mut decided: Vec<Mark> = Vec::new();
        let mut made = Vec::new();
        let mut reading = Reading::new(world, &run.trace);
        while let Some(moment) = reading.advance() {
            let mut news = moment.changes_organisation();
            if let RecordKind::Changed(change) = moment.record.kind() {
                made.push(world.changes[change.index()].action);
            }
            while let Some((_, mark)) = troubles.next_if(|it| it.0 <= moment.id) {
                decided.push(mark);
                news = true;
            }
            if !news {
                continue;
            }
            let later = Self::of(world, moment.org().clone(), &made, base);
            let marks: Vec<Mark> = later.marks.into_iter().map(|it| it.0).chain(decided.iter().cloned()).collect();
            let marks = positions(&mut sight.marks, marks);
            let reaches = positions(&mut sight.reaches, later.reaches.into_iter().map(|it| it.0).collect());
            for (what, before, after) in [("mark", &now.0, &marks), ("reach", &now.1, &reaches)] {
                let mut say = |it: &usize, state: &str| {
                    changes.push((moment.id.0, format!("{what}:{it}"), state.to_owned()));
                };
                before.difference(after).for_each(|it| say(it, "off"));
                after.difference(before).for_each(|it| say(it, "on"));
            }
            now = (marks, reaches);
        }
        let state = |on: bool| if on { "on" } else { "off" }.to_owned();
        let marks = sight.marks.iter().enumerate().map(|(at, it)| (format!("mark:{at}"), state(it.1)));
        let reaches = sight.reaches.iter().enumerate().map(|(at, it)| (format!("reach:{at}"), state(it.1)));
        let initial = marks.chain(reaches).collect();
        (sight, Appearances { initial, changes })
    }

    /// The same, with those parties whole that take part in an attempt, and of all others how many there are.
    #[must_use]
    pub fn focused(mut self, parties: BTreeSet<String>) -> Self {
        self.focus = Some(parties);
        self
    }

    /// The same for a place that is wide and low.
    #[must_use]
    pub fn flat(mut self) -> Self {
        self.flat = true;
        self
    }

    /// The same where several records are told as one: nobody does anything, and this is said.
    #[must_use]
    pub fn saying(mut self, text: String) -> Self {
        self.acting = None;
        self.says = Some(text);
        self
    }

    fn of(world: &'a World, org: Org, made: &[Action], base: Option<&World>) -> Self {
        let (mut marks, mut changed) = (Vec::new(), BTreeSet::new());
        let start = base.unwrap_or(world);
        for index in 0..world.servers.len() {
            server_marks((world, start), &org, ServerId::at(index), &mut marks);
            services((world, start), &org, ServerId::at(index), &mut changed);
        }
        for action in made {
            if let Some(mark) = change_mark(world, &org, *action)
                && !marks.contains(&mark)
            {
                marks.push(mark);
            }
        }
        let reaches = reaches(world, &org);
        Self {
            world,
            org,
            marks: marks.into_iter().map(|it| (it, true)).collect(),
            reaches: reaches.into_iter().map(|it| (it, true)).collect(),
            changed,
            acting: None,
            run: None,
            says: None,
            focus: None,
            flat: false,
        }
    }
}

/// Which of a list are there now.
fn present<T>(list: &[(T, bool)]) -> BTreeSet<usize> {
    list.iter().enumerate().filter(|it| it.1.1).map(|it| it.0).collect()
}

/// Where those that are there now stand in the list; what is new comes to its end.
fn positions<T: PartialEq>(list: &mut Vec<(T, bool)>, now: Vec<T>) -> BTreeSet<usize> {
    now.into_iter()
        .map(|it| match list.iter().position(|known| known.0 == it) {
            Some(at) => at,
            None => {
                list.push((it, false));
                list.len() - 1
            }
        })
        .collect()
}

/// What was changed up to a record.
fn made_until(world: &World, run: &Run, record: RecordId) -> Vec<Action> {
    let records = run.trace.records().iter().take(record.0 as usize + 1);
    records
        .filter_map(|it| match it.kind() {
            RecordKind::Changed(change) => Some(world.changes[change.index()].action),
            _ => None,
        })
        .collect()
}

/// The protocols of mail that somebody speaks; both where nobody does anything.
pub(super) fn spoken(world: &World) -> Vec<Protocol> {
    let all = [Protocol::Imap4, Protocol::Pop3];
    let speaks =
        |it: &Protocol| world.clients.iter().chain(&world.changed_clients).any(|client| client.protocol == *it);
    if world.clients.is_empty() { all.to_vec() } else { all.into_iter().filter(speaks).collect() }
}

/// What of the settings of a server is not as installed, and what has changed.
fn server_marks((world, start): (&World, &World), org: &Org, id: ServerId, marks: &mut Vec<Mark>) {
    let server = &world.servers[id.index()];
    let fqdn = (HostRef::Name(server.fqdn), world.name(server.fqdn));
    let before = start.servers.iter().find(|it| it.name == server.name);
    for protocol in spoken(world) {
        let Some(mail) = protocol.mail() else { continue };
        // Neither settings nor services of a role that it has not.
        let service = Service::of(protocol);
        if server.services[service].is_none() {
            continue;
        }
        let now = org.directory(world).settings(id, protocol);
        let installed = Settings::installed(org.version(id), mail, fqdn.0, fqdn.1);
        for &setting in Setting::ALL {
            if setting == Setting::InternalConnectionSettings && !org.version(id).is_found_by_settings() {
                continue;
            }
            let Some(value) = now.value(setting) else { continue };
            // Names have other numbers in another world: endpoints are compared as they are written.
            let said = |world: &World, it: &Value<Endpoint>| written(world, it);
            let was = before.and_then(|it| start.settings[it.settings[protocol].index()].value(setting));
            let changed = was.as_ref().is_some_and(|it| said(start, it) != said(world, &value));
            if !changed && installed.value(setting).as_ref() == Some(&value) {
                continue;
            }
            let tone = if changed { Tone::Changed } else { Tone::Set };
            let was = was.filter(|_| changed).map(|it| said(start, &it));
            let says = Says::Setting(protocol, setting, value, was);
            marks.push(Mark { on: (NodeKind::Server, id.index()), tone, says });
        }
    }
}

/// A value as text, in no language.
pub(super) fn written(world: &World, value: &Value<Endpoint>) -> String {
    let endpoint = |it: &Endpoint| {
        let host = match it.host {
            HostRef::Name(name) => world.name(name).to_owned(),
            HostRef::Address(address) => address.to_string(),
        };
        let security = match it.security {
            Security::Plaintext => String::new(),
            other => format!(":{}", other.word()),
        };
        format!("{host}:{}{security}", it.port)
    };
    match value {
        Value::Endpoints(all) if all.is_empty() => "$null".to_owned(),
        Value::Endpoints(all) => all.iter().map(endpoint).collect::<Vec<_>>().join(", "),
        Value::Text(it) => it.to_string(),
        Value::Span(it) => it.to_string(),
        other => other.clone().with_endpoints(|it| endpoint(&it)).argument(),
    }
}

/// Which services are in another state than at the start.
fn services((world, start): (&World, &World), org: &Org, id: ServerId, changed: &mut BTreeSet<ServiceId>) {
    let server = &world.servers[id.index()];
    let Some(before) = start.servers.iter().find(|it| it.name == server.name) else { return };
    for service in Service::ALL {
        let it = ServiceId::new(id, service);
        let was = before.services[service].map(|it| if before.off { ServiceState::Stopped } else { it });
        if server.services[service].is_some() && was.is_some_and(|was| was != org.state(it)) {
            changed.insert(it);
        }
    }
}

/// What the admin did that no other part of the picture shows.
fn change_mark(world: &World, org: &Org, action: Action) -> Option<Mark> {
    let of_user = |user: crate::world::UserId| {
        let database = org.database(user)?;
        Some((NodeKind::Server, org.active(database).index()))
    };
    let (on, says) = match action {
        Action::Start(_) | Action::Stop(_) | Action::Hang(_) | Action::Restart(_) => return None,
        Action::Set(..) | Action::ResetFiles(..) | Action::SetComponent(..) | Action::SetOutOfService(..) => {
            return None;
        }
        Action::ShutDown(_) | Action::StartUp(_) | Action::Reboot(_) | Action::FailOver(..) => return None,
        Action::Cut(..) | Action::Mend(..) => return None,
        Action::SetAuthPolicy { .. } | Action::SetDefaultPolicy(_) => return None,
        Action::SetClient(client, changed) => ((NodeKind::Client, client.index()), Says::Client(client, changed)),
        Action::SetDns(name, _) | Action::AddDns(name, _) => {
            let first = world.names[name.index()].views.clone().next()?;
            let was = world.views[first as usize].answer;
            ((NodeKind::Name, name.index()), Says::Answered(was))
        }
        Action::SetPool(balancer, _) => {
            let was = world.balancers[balancer.index()].pool;
            ((NodeKind::Balancer, balancer.index()), Says::Pool(was))
        }
        Action::SetPorts(balancer, _) | Action::SetOffload(balancer, _) => {
            ((NodeKind::Balancer, balancer.index()), Says::Change(action))
        }
        Action::SetCasMailbox { user, .. }
        | Action::Grant { mailbox: user, .. }
        | Action::SetSmtpAddress(user, _)
        | Action::SetUserPolicy(user, _)
        | Action::Move(user, _) => (of_user(user)?, Says::Change(action)),
        Action::SetStartType(service, _) => ((NodeKind::Server, service.server().index()), Says::Change(action)),
        Action::InstallUpdate(server, _)
        | Action::SetStoreSessions(server, _)
        | Action::Import(server, ..)
        | Action::Enable(server, ..)
        | Action::Uninstall(server, _)
        | Action::SetTls(server, _)
        | Action::FailedUpdate(server)
        | Action::RemoveServer(server)
        | Action::AddServer(server, _)
        | Action::UpdateServer(server, ..) => ((NodeKind::Server, server.index()), Says::Change(action)),
    };
    Some(Mark { on, tone: Tone::Changed, says })
}

/// To what the connection settings of each server lead that others find by them: not where that is the server itself.
fn reaches(world: &World, org: &Org) -> Vec<Reach> {
    let mut all = Vec::new();
    for (index, server) in world.servers.iter().enumerate() {
        let id = ServerId::at(index);
        if !server.client_access || !org.version(id).is_found_by_settings() {
            continue;
        }
        for protocol in spoken(world) {
            for it in &org.directory(world).settings(id, protocol).internal {
                let own = match it.host {
                    HostRef::Name(name) => name == server.fqdn,
                    HostRef::Address(address) => address == server.address,
                };
                if !own && !all.contains(&(id, it.host)) {
                    all.push((id, it.host));
                }
            }
        }
    }
    all
}

/// At what attempts failed, with the first record that shows it, in the order of these.
fn troubles(verdict: &Verdict) -> Vec<(RecordId, Mark)> {
    let mut all: Vec<(RecordId, Mark)> = Vec::new();
    for fault in verdict.attempts.iter().flat_map(|it| &it.findings) {
        let Some(on) = shown_on(fault.trouble) else { continue };
        let mark = Mark { on, tone: Tone::Decides, says: Says::Trouble(fault.trouble) };
        let Some(record) = fault.records.iter().min() else { continue };
        match all.iter_mut().find(|it| it.1 == mark) {
            Some(known) => known.0 = known.0.min(*record),
            None => all.push((*record, mark)),
        }
    }
    all.sort_by_key(|it| it.0);
    all
}

/// On which box a trouble is told that no other part of the picture shows.
fn shown_on(trouble: Trouble) -> Option<(NodeKind, usize)> {
    let server = |it: ServerId| (NodeKind::Server, it.index());
    let on = match trouble {
        Trouble::NameUnknown(name, _) => (NodeKind::Name, name.index()),
        Trouble::Nobody(endpoint, _) => match endpoint.host {
            HostRef::Name(name) => (NodeKind::Name, name.index()),
            HostRef::Address(_) => return None,
        },
        Trouble::NothingListens(it, _) => server(it),
        Trouble::NotForwarded(it, _) | Trouble::NoMember(it) => (NodeKind::Balancer, it.index()),
        Trouble::NoCertificate(it, _)
        | Trouble::StartTlsMissing(it)
        | Trouble::Disagree(_, it, _)
        | Trouble::CertificateRejected { service: it, .. }
        | Trouble::Limit(it, _) => server(it.server()),
        Trouble::Decided(it, reason) if super::parts::marks::limit(reason).is_some() => server(it.server()),
        _ => return None,
    };
    Some(on)
}

/// Who does what at a moment.
fn acting(moment: Moment<'_>) -> Acting {
    let refuses = match moment.record.kind() {
        RecordKind::Refuses(WhyRefused::Stopped(service)) => Some(service),
        _ => moment.connection().filter(|it| moment.is_hung(it)).and_then(|it| it.service),
    };
    Acting {
        from: node(moment.record.actor()),
        to: moment.points_to().map(node),
        bad: matches!(moment.nature(), Nature::Trouble | Nature::Refusal),
        answer: matches!(moment.class(), RecordClass::Reply | RecordClass::Accepts),
        refuses,
        record: moment.id,
    }
}
