//! Which change of the scenario can have brought a trouble about?
//!
//! One arm for each kind of trouble: the changes that lead to it.

use super::trouble::Trouble;
use crate::policy::Reason;
use crate::trace::Actor;
use crate::world::{Action, Component, HostRef, RequestedState, ServerId, ServiceId, World};

/// Whether a change can have brought a trouble about.
pub(super) fn brings(world: &World, action: Action, trouble: &Trouble) -> bool {
    let of_server = |server: ServerId| match action {
        Action::ShutDown(it)
        | Action::RemoveServer(it)
        | Action::StartUp(it)
        | Action::Reboot(it)
        | Action::UpdateServer(it, ..)
        | Action::FailedUpdate(it) => it == server,
        _ => false,
    };
    let sets = |service: ServiceId| {
        let (server, protocol) = (service.server(), service.service().protocol());
        matches!(action, Action::Set(a, b, _) if a == server && b == protocol)
    };
    let certificates = |server: ServerId| match action {
        Action::Import(it, ..) | Action::Enable(it, ..) | Action::Uninstall(it, _) => it == server,
        _ => false,
    };
    match *trouble {
        Trouble::Stopped(service) => {
            let offline = matches!(action,
                Action::SetComponent(it, Component::ServerWideOffline, _, RequestedState::Inactive)
                if it == service.server());
            action == Action::Stop(service) || offline || of_server(service.server())
        }
        Trouble::Hung(service) => action == Action::Hang(service),
        Trouble::Off(server) => of_server(server),
        Trouble::Component { service, component, probe, .. } => {
            let probed = probe.is_some()
                && (sets(service)
                    || matches!(action, Action::Stop(it) | Action::Hang(it) | Action::Restart(it) if it == service));
            let held = matches!(action,
                Action::SetComponent(it, which, _, RequestedState::Inactive | RequestedState::Draining)
                if it == service.server() && which == component);
            held || probed
        }
        Trouble::Elsewhere { candidate, .. } => match action {
            Action::Set(it, _, _) => it == candidate,
            Action::SetDns(..) | Action::AddDns(..) | Action::SetPool(..) => true,
            _ => false,
        },
        Trouble::NameUnknown(name, _) => matches!(action, Action::SetDns(it, _) if it == name),
        Trouble::Nobody(endpoint, _) => {
            matches!(action, Action::SetDns(it, _) if endpoint.host == HostRef::Name(it))
                || matches!(action, Action::RemoveServer(_))
        }
        Trouble::Lost(Some(link)) => matches!(action, Action::Cut(a, b) if a == link || b == Some(link)),
        Trouble::Lost(None) => matches!(action, Action::Cut(..)),
        Trouble::Offload(balancer, fault) => {
            fault.is_brought_by(action)
                || matches!(action, Action::SetOffload(it, _) | Action::SetPool(it, _) if it == balancer)
        }
        Trouble::NoMember(balancer) | Trouble::NotForwarded(balancer, _) => {
            matches!(action, Action::SetPool(it, _) if it == balancer)
                || matches!(action, Action::SetPorts(it, _) | Action::SetOffload(it, _) if it == balancer)
                || matches!(action, Action::Stop(_) | Action::Hang(_) | Action::ShutDown(_))
        }
        Trouble::NoCertificate(service, _) | Trouble::StartTlsMissing(service) => {
            certificates(service.server()) || sets(service)
        }
        Trouble::CertificateRejected { by, service, .. } => {
            let enforced = matches!(by, Actor::Service(by) if sets(by));
            certificates(service.server()) || enforced || matches!(action, Action::SetDns(..))
        }
        Trouble::Disagree(opener, service, _) => {
            let side = |server: ServerId| match action {
                Action::SetTls(it, _) | Action::UpdateServer(it, ..) => it == server,
                _ => false,
            };
            side(service.server()) || matches!(opener, Actor::Service(it) if side(it.server()))
        }
        Trouble::Cut(service) => {
            matches!(action, Action::Stop(it) | Action::Restart(it) if it == service)
                || matches!(action, Action::FailOver(..))
                || of_server(service.server())
        }
        Trouble::Decided(service, reason) => match reason {
            Reason::ProtocolDisabled { user, .. } => {
                matches!(action, Action::SetCasMailbox { user: it, .. } if it == user)
            }
            Reason::StoreOff(server) | Reason::StoreNotThere(server) => of_server(server),
            Reason::NoTargetInService(site, _) => {
                matches!(action, Action::SetOutOfService(it, true) if world.servers[it.index()].site == site)
            }
            Reason::PolicyBlocks { user, policy, own, .. } => match action {
                Action::SetAuthPolicy { policy: it, .. } => it == policy,
                Action::SetUserPolicy(it, _) => it == user,
                Action::SetDefaultPolicy(it) => !own && it == Some(policy),
                _ => false,
            },
            Reason::NoSmtpAddress(user) => action == Action::SetSmtpAddress(user, false),
            Reason::StoreSessions { server, .. } => {
                matches!(action, Action::SetStoreSessions(it, _) if it == server)
            }
            Reason::LoginTypeRefuses { .. }
            | Reason::MechanismOff(..)
            | Reason::NotBound(_)
            | Reason::UserLimit { .. } => sets(service),
            Reason::NoCandidate(..) => matches!(action, Action::RemoveServer(_) | Action::Move(..)),
            Reason::NoEndpoint(site, _) => {
                matches!(action, Action::Set(it, ..) if world.servers[it.index()].site == site)
            }
            Reason::NotHere(_) | Reason::RefusedAcrossSites(_) | Reason::NotSupported(..) => {
                matches!(action, Action::Move(..) | Action::FailOver(..))
            }
            _ => false,
        },
        Trouble::LoginDisabled(service) | Trouble::TooLong(service) | Trouble::Limit(service, _) => sets(service),
        Trouble::NothingListens(server, _) => matches!(action, Action::Set(it, ..) if it == server),
        Trouble::ClearMeetsTls(service, _) | Trouble::OtherProtocol(service, _) => {
            sets(service) || matches!(action, Action::SetClient(..))
        }
        Trouble::TlsInsideTls
        | Trouble::NoTicket
        | Trouble::TooManyErrors(_)
        | Trouble::Waited(..)
        | Trouble::Leg(..) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::offload::OffloadFault;
    use super::super::sample;
    use super::*;
    use crate::policy::accept::Limit;
    use crate::product::matrix::EndpointSource;
    use crate::trace::CertificateProblem;
    use crate::world::{
        AnswerId, AuthPolicyCheckedAt, AuthPolicyId, BalancerId, CertificateId, ChangedClientId, ClientId, DatabaseId,
        Enabled, Enabling, Endpoint, LinkId, LoginType, Mechanism, NameId, NewSettings, NoCertificate, OffloadId,
        PoolId, PortsId, Protocol, Requester, Requesters, Security, Service, SettingsId, SiteId, StartType, TlsHalves,
        TlsSet, UserId, Version,
    };

    /// Two of everything: what a trouble is about, and another one.
    const OF: [u32; 2] = [0, 1];

    fn imap(of: u32) -> ServiceId {
        ServiceId::new(ServerId(of), Service::Imap4)
    }

    /// Changes of one thing of each kind, by a word each.
    fn changes(of: u32) -> Vec<(&'static str, Action)> {
        let (server, protocol, settings) = (ServerId(of), Protocol::Imap4, SettingsId(0));
        let certificate = CertificateId(of);
        let enabling = Enabling { asked: Enabled::default(), granted: Enabled::default() };
        let component = |which, state| Action::SetComponent(server, which, Requester::Maintenance, state);
        vec![
            ("start", Action::Start(imap(of))),
            ("stop", Action::Stop(imap(of))),
            ("hang", Action::Hang(imap(of))),
            ("restart", Action::Restart(imap(of))),
            ("start-type", Action::SetStartType(imap(of), StartType::Manual)),
            ("set", Action::Set(server, protocol, settings)),
            ("set-pop", Action::Set(server, Protocol::Pop3, settings)),
            ("cas-mailbox", Action::SetCasMailbox { user: UserId(of), pop: None, imap: Some(false) }),
            ("grant", Action::Grant { mailbox: UserId(of), user: UserId(of) }),
            ("no-smtp", Action::SetSmtpAddress(UserId(of), false)),
            ("smtp", Action::SetSmtpAddress(UserId(of), true)),
            ("policy", Action::SetAuthPolicy { policy: AuthPolicyId(of), imap: Some(false), pop: None }),
            ("user-policy", Action::SetUserPolicy(UserId(of), Some(AuthPolicyId(of)))),
            ("default-policy", Action::SetDefaultPolicy(Some(AuthPolicyId(of)))),
            ("sessions", Action::SetStoreSessions(server, 1)),
            ("client", Action::SetClient(ClientId(of), ChangedClientId(of))),
            ("move", Action::Move(UserId(of), DatabaseId(of))),
            ("import", Action::Import(server, certificate, enabling, NewSettings::default())),
            ("enable", Action::Enable(server, certificate, enabling, NewSettings::default())),
            ("uninstall", Action::Uninstall(server, certificate)),
            ("tls", Action::SetTls(server, TlsHalves::both(TlsSet::up_to_tls12()))),
            ("proxy-inactive", component(Component::ImapProxy, RequestedState::Inactive)),
            ("proxy-draining", component(Component::ImapProxy, RequestedState::Draining)),
            ("proxy-active", component(Component::ImapProxy, RequestedState::Active)),
            ("pop-inactive", component(Component::PopProxy, RequestedState::Inactive)),
            ("offline", component(Component::ServerWideOffline, RequestedState::Inactive)),
            ("online", component(Component::ServerWideOffline, RequestedState::Active)),
            ("out", Action::SetOutOfService(server, true)),
            ("in", Action::SetOutOfService(server, false)),
            ("shut-down", Action::ShutDown(server)),
            ("start-up", Action::StartUp(server)),
            ("reboot", Action::Reboot(server)),
            ("failed-update", Action::FailedUpdate(server)),
            ("remove", Action::RemoveServer(server)),
            ("add", Action::AddServer(server, None)),
            ("fail-over", Action::FailOver(DatabaseId(of), server)),
            ("dns", Action::SetDns(NameId(of), AnswerId(0))),
            ("add-dns", Action::AddDns(NameId(of), AnswerId(0))),
            ("ports", Action::SetPorts(BalancerId(of), PortsId(0))),
            ("offload", Action::SetOffload(BalancerId(of), OffloadId(0))),
            ("pool", Action::SetPool(BalancerId(of), PoolId(0))),
            ("cut", Action::Cut(LinkId(of), None)),
            ("cut-both", Action::Cut(LinkId(7), Some(LinkId(of)))),
            ("mend", Action::Mend(LinkId(of), None)),
        ]
    }

    /// What becomes of a server itself.
    const SERVER: &str = "shut-down start-up reboot failed-update remove";
    const CERTIFICATES: &str = "import enable uninstall";

    #[test]
    #[allow(clippy::too_many_lines)]
    fn a_trouble_comes_of_what_is_about_it() {
        let world = sample::world("laptop");
        let [it, other] = OF.map(imap);
        let server = it.server();
        let endpoint = Endpoint { host: HostRef::Name(NameId(0)), port: 993, security: Security::Ssl };
        let decided = |reason| Trouble::Decided(it, reason);
        let rejected =
            |by| Trouble::CertificateRejected { by, service: it, endpoint, problem: CertificateProblem::NameMismatch };
        let blocks = |own| {
            decided(Reason::PolicyBlocks {
                user: UserId(0),
                policy: AuthPolicyId(0),
                own,
                protocol: Protocol::Imap4,
                at: AuthPolicyCheckedAt::FrontEnd,
            })
        };
        let held = |probe| Trouble::Component {
            service: it,
            component: Component::ImapProxy,
            by: Requesters::only(Requester::Maintenance),
            stops: false,
            probe,
        };
        let side =
            crate::world::tls::Disagreement::Version { opener: TlsSet::up_to_tls12(), acceptor: TlsSet::up_to_tls12() };
        let any = Trouble::Lost(None);
        // The trouble; what of the same thing brings it about; what of another thing does.
        let rows = [
            (Trouble::Stopped(it), format!("stop offline {SERVER}"), ""),
            (Trouble::Hung(it), "hang".into(), ""),
            (Trouble::Off(server), SERVER.into(), ""),
            (held(None), "proxy-inactive proxy-draining".into(), ""),
            (
                held(Some(crate::trace::WhyProbeFails::Stopped)),
                "stop hang restart set proxy-inactive proxy-draining".into(),
                "",
            ),
            (
                Trouble::Elsewhere { candidate: server, endpoint, host: None },
                "set set-pop dns add-dns pool".into(),
                "dns add-dns pool",
            ),
            (Trouble::NameUnknown(NameId(0), None), "dns".into(), ""),
            (Trouble::Nobody(endpoint, None), "dns remove".into(), "remove"),
            (Trouble::Lost(Some(LinkId(0))), "cut cut-both".into(), ""),
            (any, "cut cut-both".into(), "cut cut-both"),
            (Trouble::NoMember(BalancerId(0)), "stop hang shut-down ports offload pool".into(), "stop hang shut-down"),
            (
                Trouble::NotForwarded(BalancerId(0), 993),
                "stop hang shut-down ports offload pool".into(),
                "stop hang shut-down",
            ),
            (Trouble::NoCertificate(it, NoCertificate::NotEnabled), format!("set {CERTIFICATES}"), ""),
            (Trouble::StartTlsMissing(it), format!("set {CERTIFICATES}"), ""),
            (rejected(Actor::Client(ClientId(0))), format!("{CERTIFICATES} dns"), "dns"),
            // A service may have been told to look at names.
            (rejected(Actor::Service(other)), format!("{CERTIFICATES} dns"), "set dns"),
            (Trouble::Disagree(Actor::Client(ClientId(0)), it, side), "tls".into(), ""),
            (Trouble::Disagree(Actor::Service(other), it, side), "tls".into(), "tls"),
            (Trouble::Cut(it), format!("stop restart {SERVER} fail-over"), "fail-over"),
            (
                decided(Reason::ProtocolDisabled { user: UserId(0), protocol: Protocol::Imap4, at: None }),
                "cas-mailbox".into(),
                "",
            ),
            (decided(Reason::StoreOff(server)), SERVER.into(), ""),
            (decided(Reason::StoreNotThere(server)), SERVER.into(), ""),
            // Both stand in the site.
            (decided(Reason::NoTargetInService(SiteId(0), Version::Exchange2013)), "out".into(), "out"),
            (decided(Reason::NoTargetInService(SiteId(1), Version::Exchange2013)), String::new(), ""),
            (blocks(true), "policy user-policy".into(), ""),
            (blocks(false), "policy user-policy default-policy".into(), ""),
            (decided(Reason::NoSmtpAddress(UserId(0))), "no-smtp".into(), ""),
            (decided(Reason::StoreSessions { user: UserId(0), server, limit: 16 }), "sessions".into(), ""),
            (
                decided(Reason::LoginTypeRefuses {
                    login_type: LoginType::SecureLogin,
                    mechanism: Mechanism::Plain,
                    on_leg: false,
                }),
                "set".into(),
                "",
            ),
            (decided(Reason::MechanismOff(Mechanism::Gssapi, false)), "set".into(), ""),
            (decided(Reason::NotBound(Mechanism::Ntlm)), "set".into(), ""),
            (decided(Reason::UserLimit { user: UserId(0), open: 16, limit: 16 }), "set".into(), ""),
            (decided(Reason::NoCandidate(SiteId(0), Version::Exchange2010)), "move remove".into(), "move remove"),
            (decided(Reason::NoEndpoint(SiteId(0), EndpointSource::BackEnd)), "set set-pop".into(), "set set-pop"),
            (decided(Reason::NoEndpoint(SiteId(1), EndpointSource::BackEnd)), String::new(), ""),
            (decided(Reason::NotHere(server)), "move fail-over".into(), "move fail-over"),
            (decided(Reason::RefusedAcrossSites(SiteId(0))), "move fail-over".into(), "move fail-over"),
            (
                decided(Reason::NotSupported(Version::Exchange2010, Version::Exchange2013)),
                "move fail-over".into(),
                "move fail-over",
            ),
            (decided(Reason::PasswordWrong(UserId(0))), String::new(), ""),
            (Trouble::LoginDisabled(it), "set".into(), ""),
            (Trouble::TooLong(it), "set".into(), ""),
            (Trouble::Limit(it, Limit::Connections(2000)), "set".into(), ""),
            (Trouble::NothingListens(server, 993), "set set-pop".into(), ""),
            (Trouble::ClearMeetsTls(it, endpoint), "set client".into(), "client"),
            (Trouble::OtherProtocol(it, endpoint), "set client".into(), "client"),
            (Trouble::TlsInsideTls, String::new(), ""),
            (Trouble::NoTicket, String::new(), ""),
            // Beside what a balancer is told, what is told to who stands behind it.
            (Trouble::Offload(BalancerId(0), OffloadFault::InClear(it)), "set offload pool".into(), ""),
            (Trouble::Offload(BalancerId(0), OffloadFault::OtherKind(it, 143)), "set offload pool".into(), ""),
            (
                Trouble::Offload(BalancerId(0), OffloadFault::NothingListens(server, 143)),
                "set set-pop offload pool".into(),
                "",
            ),
            (Trouble::Offload(BalancerId(0), OffloadFault::NoTls(it)), "tls offload pool".into(), ""),
            (Trouble::Offload(BalancerId(0), OffloadFault::NoKey), "offload pool".into(), ""),
            (
                Trouble::Offload(
                    BalancerId(0),
                    OffloadFault::Rejected {
                        by: Actor::Service(other),
                        endpoint,
                        problem: CertificateProblem::NameMismatch,
                    },
                ),
                "dns offload pool".into(),
                "set dns",
            ),
            (
                Trouble::Offload(
                    BalancerId(0),
                    OffloadFault::Rejected {
                        by: Actor::Client(ClientId(0)),
                        endpoint,
                        problem: CertificateProblem::NameMismatch,
                    },
                ),
                "client dns offload pool".into(),
                "client dns",
            ),
        ];
        for (trouble, same, another) in rows {
            for (of, wanted) in OF.into_iter().zip([same.as_str(), another]) {
                let mut wanted: Vec<&str> = wanted.split_whitespace().collect();
                let mut found: Vec<&str> =
                    changes(of).into_iter().filter(|it| brings(&world, it.1, &trouble)).map(|it| it.0).collect();
                wanted.sort_unstable();
                found.sort_unstable();
                assert_eq!(found, wanted, "{trouble:?} of {of}");
            }
        }
    }
}
