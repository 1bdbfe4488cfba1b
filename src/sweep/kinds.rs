//! Which kinds of faults are there, and what does each make of an organisation?
//!
//! One row a kind: its name, the walk over the parts of the organisation that it befalls, and what it says. What a
//! fault does is actions of the language wherever there are some, so that it can be written, tried and told like any
//! change.

use super::fault::{Part, SweepFault, Thing, What};
use crate::change::Org;
use crate::check::misconfigured::misconfigured;
use crate::scenario::{Action, CertificateService, Component, RequestedState, Requester, Service, Switch};
use crate::world::{
    self, BalancerId, CertificateId, Check, LinkId, NameId, Protocol, ServerId, ServiceId, ServiceState, World,
};

/// Makes the kinds from their rows.
macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $name:ident $id:literal by $walk:path;)+) => {
        /// What befalls a part of the organisation.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum FaultKind {
            $($(#[doc = $doc])+ $name,)+
            /// Values of the reader's own (`--space`).
            Own,
        }

        impl FaultKind {
            /// Every one that is derived, in the order of the rows.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its name for programs.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)+ Self::Own => "own" }
            }

            /// The kind of a name.
            #[must_use]
            pub fn named(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().chain([Self::Own]).find(|it| it.id() == id)
            }

            fn walk(self, over: &Walk<'_>) -> Vec<SweepFault> {
                match self { $(Self::$name => $walk(over),)+ Self::Own => Vec::new() }
            }
        }
    };
}
kinds! {
    /// A service is stopped (SVC-4).
    ServiceStopped "service-stopped" by services_stopped;
    /// A service hangs (SVC-5).
    ServiceHung "service-hung" by services_hung;
    /// The component of a front end is inactive (CMP-1).
    ComponentInactive "component-inactive" by components;
    /// A server is switched off.
    ServerOff "server-off" by servers;
    /// A link is cut in both directions.
    LinkCut "link-cut" by links;
    /// A link is cut in one direction.
    LinkCutOneWay "link-cut-one-way" by links_one_way;
    /// A certificate has expired (LEG-4).
    CertificateExpired "certificate-expired" by certificates_expired;
    /// A certificate is not enabled for a service (LEG-6).
    CertificateNotEnabled "certificate-not-enabled" by certificates_not_enabled;
    /// A DNS name that will be changed stays at what it points to (LB-6).
    NameStays "name-stays" by names_stay;
    /// A DNS name does not exist.
    NameGone "name-gone" by names_gone;
    /// A member of a pool does not serve, and the check of its balancer does not see it.
    MemberDead "member-dead" by members;
    /// A setting has a wrong value that a finding knows.
    SettingWrong "setting-wrong" by settings;
    /// An open question is read otherwise.
    ReadOtherwise "read-otherwise" by switches;
}

/// Over which organisation the kinds walk.
pub(super) struct Walk<'a> {
    pub(super) world: &'a World,
    /// As it is at the start.
    pub(super) org: Org,
    /// How a switch is turned, and how else it can be.
    pub(super) switches: Vec<(Switch, String)>,
}

/// Every fault that an organisation can have.
pub(super) fn all(over: &Walk<'_>) -> Vec<SweepFault> {
    FaultKind::ALL.iter().flat_map(|it| it.walk(over)).collect()
}

impl Walk<'_> {
    fn servers(&self) -> impl Iterator<Item = (ServerId, &world::Server)> {
        let here = |it: &(ServerId, &world::Server)| !it.1.off && !it.1.removed;
        self.world.servers.iter().enumerate().map(|(at, it)| (ServerId::at(at), it)).filter(here)
    }

    /// The services that run.
    fn services(&self) -> impl Iterator<Item = (ServiceId, &str)> {
        let of = |(id, server)| Service::ALL.into_iter().map(move |it| (ServiceId::new(id, it), server));
        let runs = |it: &(ServiceId, &world::Server)| self.org.state(it.0) == ServiceState::Running;
        self.servers().flat_map(of).filter(runs).map(|(id, it)| (id, it.name.as_str()))
    }

    fn name(&self, server: ServerId) -> String {
        self.world.servers[server.index()].name.to_string()
    }
}

fn service(kind: FaultKind, id: ServiceId, server: &str, action: fn(String, Service) -> Action) -> SweepFault {
    SweepFault {
        kind,
        names: vec![id.service().windows_name().to_owned(), server.to_owned()],
        thing: Thing::Service(id),
        part: Part::Server(id.server()),
        what: What::Does(vec![action(server.to_owned(), id.service())]),
    }
}

fn services_stopped(over: &Walk<'_>) -> Vec<SweepFault> {
    let stopped = |server, service| Action::StopService { server, service };
    over.services().map(|(id, server)| service(FaultKind::ServiceStopped, id, server, stopped)).collect()
}

fn services_hung(over: &Walk<'_>) -> Vec<SweepFault> {
    let hung = |server, service| Action::HangService { server, service };
    over.services().map(|(id, server)| service(FaultKind::ServiceHung, id, server, hung)).collect()
}

fn components(over: &Walk<'_>) -> Vec<SweepFault> {
    let fault = |(id, server): (ServiceId, &str)| {
        let component = Component::of(id.service().protocol()).filter(|_| !id.service().is_back_end())?;
        let has = over.org.version(id.server()).product().components;
        has.then(|| SweepFault {
            kind: FaultKind::ComponentInactive,
            names: vec![component.word().to_owned(), server.to_owned()],
            thing: Thing::Component(id.server(), component),
            part: Part::Server(id.server()),
            what: What::Does(vec![Action::SetServerComponentState {
                server: server.to_owned(),
                component,
                requester: Requester::HealthAPI,
                state: RequestedState::Inactive,
            }]),
        })
    };
    over.services().filter_map(fault).collect()
}

fn servers(over: &Walk<'_>) -> Vec<SweepFault> {
    let fault = |(id, it): (ServerId, &world::Server)| SweepFault {
        kind: FaultKind::ServerOff,
        names: vec![it.name.to_string()],
        thing: Thing::Server(id),
        part: Part::Server(id),
        what: What::Does(vec![Action::ShutDownServer { server: it.name.to_string() }]),
    };
    over.servers().map(fault).collect()
}

/// The links that are not cut, each with the one back, where there is one.
fn each_link(over: &Walk<'_>) -> impl Iterator<Item = (LinkId, Option<LinkId>, (String, String))> {
    let world = over.world;
    let site = |it: world::SiteId| world.sites[it.index()].name.to_string();
    world.links.iter().enumerate().filter(|it| !it.1.cut).map(move |(at, it)| {
        let back = world.links.iter().position(|other| (other.from, other.to) == (it.to, it.from) && !other.cut);
        (LinkId::at(at), back.map(LinkId::at), (site(it.from), site(it.to)))
    })
}

fn link(kind: FaultKind, thing: LinkId, between: (String, String), one_way: Option<bool>) -> SweepFault {
    SweepFault {
        kind,
        names: vec![between.0.clone(), between.1.clone()],
        thing: Thing::Link(thing),
        part: Part::Network,
        what: What::Does(vec![Action::CutLink { between, one_way }]),
    }
}

fn links(over: &Walk<'_>) -> Vec<SweepFault> {
    let both = each_link(over).filter(|it| it.1.is_none_or(|back| it.0 < back));
    both.map(|(id, _, between)| link(FaultKind::LinkCut, id, between, None)).collect()
}

fn links_one_way(over: &Walk<'_>) -> Vec<SweepFault> {
    let each = each_link(over).filter_map(|(id, back, between)| Some((id.min(back?), between)));
    each.map(|(id, between)| link(FaultKind::LinkCutOneWay, id, between, Some(true))).collect()
}

/// The certificates that are installed at the start, each with its server.
fn each_certificate(over: &Walk<'_>) -> impl Iterator<Item = (ServerId, CertificateId)> {
    over.servers().flat_map(|(id, it)| it.certificates.iter().map(move |certificate| (id, *certificate)))
}

fn certificates_expired(over: &Walk<'_>) -> Vec<SweepFault> {
    let now = over.world.date;
    let valid = |it: &(ServerId, CertificateId)| {
        let certificate = &over.world.certificates[it.1.index()];
        certificate.from <= now && now < certificate.to
    };
    let fault = |(server, id): (ServerId, CertificateId)| SweepFault {
        kind: FaultKind::CertificateExpired,
        names: vec![over.world.certificates[id.index()].name.to_string(), over.name(server)],
        thing: Thing::Certificate(server, id),
        part: Part::Server(server),
        what: What::Expired(server, id),
    };
    each_certificate(over).filter(valid).map(fault).collect()
}

fn certificates_not_enabled(over: &Walk<'_>) -> Vec<SweepFault> {
    let services = [CertificateService::Imap, CertificateService::Pop, CertificateService::Iis];
    let mut found = Vec::new();
    for (server, id) in each_certificate(over) {
        let it = &over.world.certificates[id.index()];
        let enabled = [it.enabled.imap, it.enabled.pop, it.enabled.iis];
        for (service, _) in services.into_iter().zip(enabled).filter(|it| it.1) {
            found.push(SweepFault {
                kind: FaultKind::CertificateNotEnabled,
                names: vec![it.name.to_string(), over.name(server), format!("{service:?}").to_uppercase()],
                thing: Thing::Certificate(server, id),
                part: Part::Server(server),
                what: What::NotEnabled(server, id, service),
            });
        }
    }
    found
}

/// The names that somebody registered.
fn each_name<'a>(over: &'a Walk<'_>) -> impl Iterator<Item = (NameId, &'a world::Name)> {
    let names = over.world.names.iter().enumerate().map(|(at, it)| (NameId::at(at), it));
    names.filter(|it| !it.1.views.is_empty())
}

fn names_stay(over: &Walk<'_>) -> Vec<SweepFault> {
    let mut found = Vec::new();
    for (id, it) in each_name(over) {
        let mut changes = over.world.changes.iter().map(|it| it.action);
        // What comes into the organisation brings its name with it, and what is added stands beside the rest.
        let others = changes.clone().any(|it| match it {
            world::Action::AddDns(name, _) => name == id,
            world::Action::AddServer(server, _) => over.world.servers[server.index()].fqdn == id,
            _ => false,
        });
        if !others && changes.any(|it| matches!(it, world::Action::SetDns(name, _) if name == id)) {
            found.push(SweepFault {
                kind: FaultKind::NameStays,
                names: vec![it.text.to_string()],
                thing: Thing::Name(id),
                part: Part::Name(id),
                what: What::Stays(id),
            });
        }
    }
    found
}

fn names_gone(over: &Walk<'_>) -> Vec<SweepFault> {
    let views = |it: &world::Name| it.views.clone().map(|it| &over.world.views[it as usize]);
    let exists =
        |it: &(NameId, &world::Name)| views(it.1).any(|it| !over.world.answers[it.answer.index()].addresses.is_empty());
    let fault = |(id, it): (NameId, &world::Name)| SweepFault {
        kind: FaultKind::NameGone,
        names: vec![it.text.to_string()],
        thing: Thing::Name(id),
        part: Part::Name(id),
        what: What::Does(vec![Action::SetDns { name: it.text.to_string(), points_to: Vec::new(), ttl: None }]),
    };
    each_name(over).filter(exists).map(fault).collect()
}

/// The least that a check of this kind does not see.
fn unseen(check: Check, over: &Walk<'_>, server: ServerId) -> Vec<Action> {
    let name = over.name(server);
    let running = |back_end: bool| {
        let meant = move |it: &Service| it.protocol().is_mail() && it.is_back_end() == back_end;
        let runs = |it: &Service| over.org.state(ServiceId::new(server, *it)) == ServiceState::Running;
        Service::ALL.into_iter().filter(meant).filter(runs)
    };
    match check {
        Check::None => vec![Action::ShutDownServer { server: name }],
        Check::TcpConnect => {
            running(false).map(|service| Action::HangService { server: name.clone(), service }).collect()
        }
        // The front end greets, and its own back end answers nobody.
        Check::Banner => running(true).map(|service| Action::HangService { server: name.clone(), service }).collect(),
    }
}

fn members(over: &Walk<'_>) -> Vec<SweepFault> {
    let mut found = Vec::new();
    for (at, it) in over.world.balancers.iter().enumerate() {
        for &member in &over.world.pools[it.pool.index()] {
            let actions = unseen(it.check, over, member);
            if actions.is_empty() || over.org.is_off(member) {
                continue;
            }
            found.push(SweepFault {
                kind: FaultKind::MemberDead,
                names: vec![over.name(member), over.world.name(it.name).to_owned(), format!("{:?}", it.check)],
                thing: Thing::Member(BalancerId::at(at), member),
                part: Part::Server(member),
                what: What::Does(actions),
            });
        }
    }
    found
}

fn settings(over: &Walk<'_>) -> Vec<SweepFault> {
    let mut found = Vec::new();
    for (server, _) in over.servers() {
        for protocol in [Protocol::Imap4, Protocol::Pop3] {
            let services = [Some(Service::of(protocol)), Service::back_end_of(protocol)];
            if services
                .into_iter()
                .flatten()
                .all(|it| over.org.state(ServiceId::new(server, it)) == ServiceState::Stopped)
            {
                continue;
            }
            for it in misconfigured(over.world, &over.org, server, protocol) {
                let cmdlet = protocol.mail().map_or("", |it| it.cmdlet());
                let names = vec![over.name(server), cmdlet.to_owned(), it.setting.name().to_owned(), it.value];
                found.push(SweepFault {
                    kind: FaultKind::SettingWrong,
                    names: names.into_iter().chain([format!("{:?}", it.code)]).collect(),
                    thing: Thing::Setting(server, protocol, it.setting),
                    part: Part::Server(server),
                    what: What::Does(vec![it.action]),
                });
            }
        }
    }
    found
}

fn switches(over: &Walk<'_>) -> Vec<SweepFault> {
    let each = over.switches.iter().flat_map(|(switch, now)| switch.others(now).into_iter().map(|it| (*switch, it)));
    let fault = |(switch, value): (Switch, String)| SweepFault {
        kind: FaultKind::ReadOtherwise,
        names: vec![switch.name().to_owned(), value.clone(), switch.rule().id().to_owned()],
        thing: Thing::Switch(switch),
        part: Part::Everything,
        what: What::Assumes(switch, value),
    };
    each.map(fault).collect()
}
