//! To whom does a record point?

use crate::trace::{Actor, Record, RecordKind, Trace};
use crate::world::{Endpoint, Host, HostRef, World};

/// To whom a record points, where it is an arrow and not a note.
pub(super) fn points_to(world: &World, trace: &Trace, record: Record<'_>) -> Option<Actor> {
    let connection = &trace.connections[record.connection()?.0 as usize];
    let acceptor = connection
        .service
        .map_or_else(|| host(world, trace, connection.endpoint, record), |it| Some(Actor::Service(it)));
    match record.kind() {
        RecordKind::Says { line, .. } => {
            if line.is_command() {
                acceptor
            } else {
                Some(connection.opener)
            }
        }
        RecordKind::Connects { endpoint } => host(world, trace, endpoint, record).or(acceptor),
        RecordKind::Accepts
        | RecordKind::Refuses(_)
        | RecordKind::ClosesForLimit(_)
        | RecordKind::ClosesForComponent { .. }
        | RecordKind::StopsForComponent { .. } => Some(connection.opener),
        RecordKind::CallsStore { server } => Some(Actor::Server(server)),
        RecordKind::StoreAnswers => acceptor,
        RecordKind::Forwards { member, .. } => Some(connection.service.map_or(Actor::Server(member), Actor::Service)),
        RecordKind::Began { .. }
        | RecordKind::Skipped
        | RecordKind::Ended(_)
        | RecordKind::Resolved { .. }
        | RecordKind::NotResolved(_)
        | RecordKind::NoMember
        | RecordKind::IsOff
        | RecordKind::DoesNotStart
        | RecordKind::ObeysLoginDisabled
        | RecordKind::NoTicket
        | RecordKind::Lost { .. }
        | RecordKind::Broken
        | RecordKind::Secured { .. }
        | RecordKind::TlsFailed(_)
        | RecordKind::RejectsCertificate(_)
        | RecordKind::TimedOut(_)
        | RecordKind::Closes(_)
        | RecordKind::Decides { .. }
        | RecordKind::LegFailed { .. }
        | RecordKind::Changed(_)
        | RecordKind::LineRefused(_)
        | RecordKind::Checked { .. }
        | RecordKind::Probed { .. }
        | RecordKind::TakenOffline { .. }
        | RecordKind::Logs(_) => None,
    }
}

/// Who stands at an endpoint that no service accepted for.
fn host(world: &World, trace: &Trace, endpoint: Endpoint, connects: Record<'_>) -> Option<Actor> {
    let address = match endpoint.host {
        HostRef::Address(address) => Some(address),
        HostRef::Name(_) => super::citation::resolved(trace, connects),
    };
    match world.host(address?)? {
        Host::Server(server) => Some(Actor::Server(server)),
        Host::Balancer(balancer) => Some(Actor::Balancer(balancer)),
    }
}
