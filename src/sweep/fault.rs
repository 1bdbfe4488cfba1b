//! What is a fault?
//!
//! What befalls which part, and what that makes of the organisation. Whatever an action of the language does is one;
//! what none does changes a row of what is written.

use super::kinds::FaultKind;
use crate::change::overlay::Step;
use crate::scenario::{Action, Certificate, CertificateService, Scenario, Switch};
use crate::time::Date;
use crate::world::{
    self, Assumptions, BalancerId, CertificateId, ClientId, Component, LinkId, NameId, PoolId, Protocol, ServerId,
    ServiceId, World,
};

/// Something that may be otherwise from the start.
#[derive(Clone, Debug)]
pub struct SweepFault {
    /// Of which kind.
    pub kind: FaultKind,
    /// What it is about, in the order in which its sentence needs them.
    pub names: Vec<String>,
    /// What it befalls: of two faults of the same thing only one can be.
    pub(super) thing: Thing,
    /// The part of the organisation that a run must touch for it to matter.
    pub(super) part: Part,
    /// What it makes of it.
    pub(super) what: What,
}

/// What a fault befalls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Thing {
    /// A service.
    Service(ServiceId),
    /// A component.
    Component(ServerId, Component),
    /// A whole server.
    Server(ServerId),
    /// A link, or the pair of both directions.
    Link(LinkId),
    /// A certificate.
    Certificate(ServerId, CertificateId),
    /// A DNS name.
    Name(NameId),
    /// A member of a pool.
    Member(BalancerId, ServerId),
    /// A setting.
    Setting(ServerId, Protocol, crate::scenario::Setting),
    /// A switch.
    Switch(Switch),
    /// A factor of the reader's own.
    Factor(usize),
}

/// A part of the organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A server with all of its services, settings and certificates.
    Server(ServerId),
    /// The links between sites.
    Network,
    /// A DNS name.
    Name(NameId),
    /// Everything: no run can be told not to touch it.
    Everything,
}

/// What a fault makes of the organisation.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// These actions were done.
    Does(Vec<Action>),
    /// A certificate of a server has expired.
    Expired(ServerId, CertificateId),
    /// A certificate of a server is not enabled for a service.
    NotEnabled(ServerId, CertificateId, CertificateService),
    /// The changes of a name in DNS do not come.
    Stays(NameId),
    /// A switch is turned to a value.
    Assumes(Switch, String),
}

/// A fault as it lies on a world.
#[derive(Clone, Debug)]
pub(super) struct Laid {
    /// What is different.
    pub(super) steps: Vec<Step>,
    /// The switch that is turned, and to what.
    pub(super) turned: Option<(Switch, Assumptions)>,
    /// What else must not be about the same: what it brings is complete, and was made ready without the other.
    pub(super) keys: Vec<Key>,
    /// Whether it reaches further than a layer can, so that the world is resolved with it.
    pub(super) anew: bool,
}

/// What is replaced as a whole by a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// The settings of a server.
    Settings(ServerId, bool),
    /// The certificates of a server.
    Certificates(ServerId),
    /// What a name points to.
    Name(NameId),
    /// What a client was told.
    Client(ClientId),
    /// What a balancer does about TLS.
    Balancer(BalancerId),
    /// Authentication policies, which changes make.
    Policies,
}

/// What an action replaces as a whole.
pub(super) fn keys(action: world::Action) -> Vec<Key> {
    let both = |server| [Key::Settings(server, true), Key::Settings(server, false)];
    match action {
        world::Action::Set(server, protocol, _) => vec![Key::Settings(server, protocol == Protocol::Pop3)],
        world::Action::ResetFiles(server, _) => both(server).to_vec(),
        world::Action::Import(server, ..)
        | world::Action::Enable(server, ..)
        | world::Action::InstallUpdate(server, _)
        | world::Action::UpdateServer(server, ..) => {
            both(server).into_iter().chain([Key::Certificates(server)]).collect()
        }
        world::Action::Uninstall(server, _) => vec![Key::Certificates(server)],
        world::Action::SetDns(name, _) | world::Action::AddDns(name, _) => vec![Key::Name(name)],
        world::Action::SetClient(client, _) => vec![Key::Client(client)],
        world::Action::SetOffload(balancer, _) => vec![Key::Balancer(balancer)],
        world::Action::SetAuthPolicy { .. } | world::Action::SetUserPolicy(..) | world::Action::SetDefaultPolicy(_) => {
            vec![Key::Policies]
        }
        world::Action::Start(_)
        | world::Action::Stop(_)
        | world::Action::Hang(_)
        | world::Action::Restart(_)
        | world::Action::SetStartType(..)
        | world::Action::SetCasMailbox { .. }
        | world::Action::Grant { .. }
        | world::Action::SetSmtpAddress(..)
        | world::Action::SetStoreSessions(..)
        | world::Action::Move(..)
        | world::Action::SetTls(..)
        | world::Action::SetComponent(..)
        | world::Action::SetOutOfService(..)
        | world::Action::ShutDown(_)
        | world::Action::StartUp(_)
        | world::Action::Reboot(_)
        | world::Action::FailedUpdate(_)
        | world::Action::RemoveServer(_)
        | world::Action::AddServer(..)
        | world::Action::FailOver(..)
        | world::Action::SetPorts(..)
        | world::Action::SetPool(..)
        | world::Action::Cut(..)
        | world::Action::Mend(..) => Vec::new(),
    }
}

/// The pools that a balancer has at some time.
pub(super) fn pools(world: &World, id: BalancerId) -> impl Iterator<Item = PoolId> {
    let later = world.changes.iter().filter_map(move |it| match it.action {
        world::Action::SetPool(balancer, pool) if balancer == id => Some(pool),
        _ => None,
    });
    [world.balancers[id.index()].pool].into_iter().chain(later)
}

impl What {
    /// Writes it into a scenario, in which nothing else of it is done. False where it cannot be written there.
    pub(super) fn write(&self, world: &World, scenario: &mut Scenario) -> bool {
        match self {
            Self::Does(actions) => scenario.from_start.extend(actions.iter().cloned()),
            Self::Assumes(switch, value) => {
                let Some(turned) = switch.written(value) else { return false };
                scenario.assumptions.get_or_insert_default().take(*switch, &turned);
            }
            Self::Stays(name) => {
                let names = |it: &str| is_name(world, *name, it);
                let moves = |action: &Action| matches!(action, Action::SetDns { name, .. } if names(name));
                scenario.changes.retain(|it| !it.action.as_ref().is_some_and(moves));
            }
            Self::Expired(server, id) | Self::NotEnabled(server, id, _) => {
                let name = &world.servers[server.index()].name;
                let here = scenario.servers.iter_mut().find(|it| it.name.eq_ignore_ascii_case(name));
                let Some((at, here)) = here.and_then(|it| Some((position(world, *server, *id, it)?, it))) else {
                    return false;
                };
                self.alter(world, &mut here.certificates[at]);
            }
        }
        true
    }

    /// What it makes of the certificate that it is about.
    pub(super) fn alter(&self, world: &World, it: &mut Certificate) {
        match self {
            Self::Expired(..) => {
                it.valid_to = Some(expired(world));
                it.valid_from = it.valid_from.filter(|it| *it < expired(world));
            }
            Self::NotEnabled(_, _, service) => {
                it.services = Some(it.services().into_iter().filter(|it| it != service).collect());
            }
            Self::Does(_) | Self::Stays(_) | Self::Assumes(..) => {}
        }
    }
}

/// A day that was over before the run began.
pub(super) fn expired(world: &World) -> Date {
    Date(world.date.0.saturating_sub(86_400))
}

/// Whether a name as it is written is this one.
pub(super) fn is_name(world: &World, id: NameId, written: &str) -> bool {
    let server = world.servers.iter().find(|it| it.name.eq_ignore_ascii_case(written));
    if let Some(server) = server {
        return server.fqdn == id;
    }
    let text = world.name(id);
    let suffix = text.len().checked_sub(written.len()).filter(|it| *it > 0);
    let begins = suffix.is_some()
        && text.get(..written.len()).is_some_and(|it| it.eq_ignore_ascii_case(written))
        && text[written.len()..].starts_with('.');
    text.eq_ignore_ascii_case(written) || (!written.contains('.') && begins)
}

/// Which of the certificates that are written at its server one is; one that Setup makes is written there first.
pub(super) fn position(
    world: &World,
    server: ServerId,
    id: CertificateId,
    here: &mut crate::scenario::Server,
) -> Option<usize> {
    if here.certificates.is_empty() {
        let fqdn = world.name(world.servers[server.index()].fqdn);
        here.certificates.push(crate::cmdlet::organisation::self_signed(&here.name, fqdn));
    }
    let wanted = &world.certificates[id.index()].name;
    let called = |it: &Certificate| it.name.clone().or_else(|| it.subject_names.first().cloned()).unwrap_or_default();
    here.certificates.iter().position(|it| called(it).eq_ignore_ascii_case(wanted))
}
