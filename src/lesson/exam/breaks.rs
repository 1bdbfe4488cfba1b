//! In which ways is a sound organisation broken?
//!
//! One row for each kind of cause. A way is written as a state of the organisation, as an admin would find it: a
//! service that does not run, a setting with a wrong value (the table of [`crate::check::misconfigured`]), an answer of
//! DNS that leads elsewhere.

use compact_str::CompactString;

use super::Sound;
use crate::change::Org;
use crate::check::misconfigured::misconfigured;
use crate::scenario::write::ToRon;
use crate::scenario::{Component, ComponentState, RequestedState, Requester, Scenario, Service, edit, parse};
use crate::time::Date;
use crate::world::{Protocol, ServerId};

/// Makes the kinds from their rows.
macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $name:ident by $walk:path;)+) => {
        /// A kind of cause.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum BreakKind {
            $($(#[doc = $doc])+ $name,)+
        }

        impl BreakKind {
            /// Each of them.
            pub const ALL: [Self; [$(stringify!($name)),+].len()] = [$(Self::$name),+];

            /// Every way of this kind that there is in an organisation.
            pub(super) fn ways(self, sound: &Sound) -> Vec<Way> {
                match self { $(Self::$name => $walk(sound)),+ }
            }
        }
    };
}
kinds! {
    /// A service does not run (SVC-4).
    ServiceStopped by stopped;
    /// A service hangs (SVC-5).
    ServiceHung by hung;
    /// The component of a front end is inactive (CMP-1).
    ComponentInactive by inactive;
    /// A setting has a value that a finding knows to be wrong.
    SettingWrong by settings;
    /// A certificate has expired (LEG-4).
    CertificateExpired by expired;
    /// A certificate is for another name.
    CertificateForAnotherName by other_name;
    /// A name leads to a server that does not serve everybody.
    NameElsewhere by elsewhere;
    /// A link is cut.
    LinkCut by cut;
    /// A server is in a pool that does not belong there.
    PoolMember by members;
    /// The protocol is switched off for a mailbox (LEG-8).
    MailboxSwitchedOff by switched_off;
}

/// One way to break an organisation.
#[derive(Clone, Debug)]
pub(super) enum Way {
    /// Of a server a service does not run.
    Stopped(usize, Service),
    /// Of a server a service hangs.
    Hung(usize, Service),
    /// Of a server a component is inactive.
    Inactive(usize, Component),
    /// A value at a path: `PATH=VALUE`.
    Set(String),
    /// The certificates of a server have expired.
    Expired(usize),
    /// The certificates of a server are for this name.
    OtherName(usize, CompactString),
    /// A name points there.
    Elsewhere(usize, CompactString),
    /// A link is cut.
    Cut(usize),
    /// A balancer has this member, too.
    Member(usize, CompactString),
    /// A mailbox may not use IMAP4, or POP3 (`true`).
    SwitchedOff(usize, bool),
}

impl Way {
    /// The organisation with this done to it; nothing where it cannot be, or is so already.
    pub(super) fn done(&self, scenario: &Scenario) -> Option<Scenario> {
        let mut it = scenario.clone();
        match self {
            Self::Stopped(server, service) => {
                let running = &mut it.servers[*server].running;
                let before = running.len();
                running.retain(|it| it != service);
                (running.len() < before).then_some(it)
            }
            Self::Hung(server, service) => {
                let server = &mut it.servers[*server];
                let at = server.running.iter().position(|it| it == service)?;
                server.running.remove(at);
                server.hung.push(*service);
                Some(it)
            }
            Self::Inactive(server, component) => {
                let state = ComponentState {
                    component: *component,
                    requester: Requester::Maintenance,
                    state: RequestedState::Inactive,
                };
                it.servers[*server].components.push(state);
                Some(it)
            }
            Self::Set(edit) => {
                let text = edit::set(&it.ron(), edit).ok()?;
                parse::understand(&text).ok()
            }
            Self::Expired(server) => {
                let certificates = &mut it.servers[*server].certificates;
                for it in certificates.iter_mut() {
                    it.valid_to = Date::parse("2026-05-01").ok();
                }
                (!certificates.is_empty()).then_some(it)
            }
            Self::OtherName(server, name) => {
                let server = &mut it.servers[*server];
                server.certificates.iter_mut().for_each(|it| it.subject_names = vec![name.clone()]);
                // The services show it all the same: whoever installed it named it to them.
                for settings in [&mut server.imap4, &mut server.pop3].into_iter().flatten() {
                    settings.X509CertificateName = Some(name.as_str().into());
                }
                (!server.certificates.is_empty()).then_some(it)
            }
            Self::Elsewhere(name, server) => {
                it.dns[*name].points_to = vec![server.clone()];
                Some(it)
            }
            Self::Cut(link) => {
                it.links[*link].cut = Some(true);
                Some(it)
            }
            Self::Member(balancer, server) => {
                it.load_balancers[*balancer].pool.push(server.clone());
                Some(it)
            }
            Self::SwitchedOff(mailbox, is_pop) => {
                let mailbox = &mut it.mailboxes[*mailbox];
                *(if *is_pop { &mut mailbox.PopEnabled } else { &mut mailbox.ImapEnabled }) = Some(false);
                Some(it)
            }
        }
    }
}

/// The servers, each with its place.
fn servers(sound: &Sound) -> impl Iterator<Item = (usize, &crate::scenario::Server)> {
    sound.scenario.servers.iter().enumerate()
}

fn running(sound: &Sound, way: fn(usize, Service) -> Way) -> Vec<Way> {
    servers(sound).flat_map(|(at, it)| it.running.iter().map(move |service| way(at, *service))).collect()
}

fn stopped(sound: &Sound) -> Vec<Way> {
    running(sound, Way::Stopped)
}

fn hung(sound: &Sound) -> Vec<Way> {
    running(sound, Way::Hung)
}

fn inactive(sound: &Sound) -> Vec<Way> {
    let has = |it: &crate::scenario::Server| it.version.product().components;
    let all = [Component::ImapProxy, Component::PopProxy, Component::ServerWideOffline];
    servers(sound).filter(|it| has(it.1)).flat_map(|(at, _)| all.map(|it| Way::Inactive(at, it))).collect()
}

fn settings(sound: &Sound) -> Vec<Way> {
    let org = Org::at_start(&sound.world);
    let mut found = Vec::new();
    for (at, server) in sound.world.servers.iter().enumerate() {
        for (protocol, field) in [(Protocol::Imap4, "imap4"), (Protocol::Pop3, "pop3")] {
            for it in misconfigured(&sound.world, &org, ServerId::at(at), protocol) {
                let (name, setting, value) = (&server.name, it.setting.name(), it.value);
                found.push(Way::Set(format!("servers.{name}.{field}.{setting}={value}")));
            }
        }
    }
    found
}

fn expired(sound: &Sound) -> Vec<Way> {
    servers(sound).filter(|it| !it.1.certificates.is_empty()).map(|it| Way::Expired(it.0)).collect()
}

fn other_name(sound: &Sound) -> Vec<Way> {
    let domain = sound.scenario.domain();
    let has = servers(sound).filter(|it| !it.1.certificates.is_empty());
    has.map(|it| Way::OtherName(it.0, compact_str::format_compact!("webmail.{domain}"))).collect()
}

fn elsewhere(sound: &Sound) -> Vec<Way> {
    let names = sound.scenario.dns.iter().enumerate();
    let to = |at: usize| servers(sound).map(move |it| Way::Elsewhere(at, it.1.name.clone()));
    names.flat_map(|it| to(it.0)).collect()
}

fn cut(sound: &Sound) -> Vec<Way> {
    (0..sound.scenario.links.len()).map(Way::Cut).collect()
}

fn members(sound: &Sound) -> Vec<Way> {
    let mut found = Vec::new();
    for (at, balancer) in sound.scenario.load_balancers.iter().enumerate() {
        let not_in = servers(sound).filter(|it| !balancer.pool.contains(&it.1.name));
        found.extend(not_in.map(|it| Way::Member(at, it.1.name.clone())));
    }
    found
}

fn switched_off(sound: &Sound) -> Vec<Way> {
    (0..sound.scenario.mailboxes.len()).flat_map(|at| [false, true].map(|it| Way::SwitchedOff(at, it))).collect()
}
