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
