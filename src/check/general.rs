//! Which findings are the same for all of a group?
//!
//! What is found of one of a group is found of others too: it is told once, of so many of them, with one as the
//! example. And where several are in the same situation, a few of them are sent for all.

use std::collections::BTreeMap;

use super::look::Look;
use super::{FindingKind, LimitKind, NotAllowed};
use crate::chance::fnv1a;
use crate::world::{Action, BalancerId, Change, ClientId, Method, UserId, World};

/// So many of those who are in the same situation are sent to log on: what turns from one log-on to the next has its
/// turn.
pub(super) const SENT: usize = 4;

impl FindingKind {
    /// The same as it is told of whole groups: of each the first client or mailbox is named.
    #[must_use]
    pub(super) fn in_general(&self, world: &World) -> Self {
        let of = |it: ClientId| world.stands_for(it);
        let user = |it: UserId| world.mailbox_stands_for(it);
        match self {
            Self::ClientToStopped(it, service) => Self::ClientToStopped(of(*it), *service),
            Self::NothingToReplay(it, server) => Self::NothingToReplay(of(*it), *server),
            Self::Disabled(it, protocol) => Self::Disabled(of(*it), *protocol),
            Self::ClientInPlaintext(it, server) => Self::ClientInPlaintext(of(*it), *server),
            Self::WrongVersion { host, server, mailbox, client } => {
                Self::WrongVersion { host: *host, server: *server, mailbox: *mailbox, client: of(*client) }
            }
            Self::OtherProtocol(it, server, port) => Self::OtherProtocol(of(*it), *server, *port),
            Self::WrongMode(it, endpoint) => Self::WrongMode(of(*it), *endpoint),
            Self::InsideTls(it) => Self::InsideTls(of(*it)),
            Self::ClientNoTls(it, server) => Self::ClientNoTls(of(*it), *server),
            Self::NoMechanism(it, server) => Self::NoMechanism(of(*it), *server),
            Self::NoTicket(it) => Self::NoTicket(of(*it)),
            Self::NobodysName(it) => Self::NobodysName(of(*it)),
            Self::WrongPassword(it) => Self::WrongPassword(of(*it)),
            Self::ClientMinds(it, server, problem) => Self::ClientMinds(of(*it), *server, *problem),
            Self::NotAllowed(it, why) => Self::NotAllowed(
                of(*it),
                match *why {
                    NotAllowed::NoMailbox(it) => NotAllowed::NoMailbox(user(it)),
                    NotAllowed::NoSmtpAddress(it) => NotAllowed::NoSmtpAddress(user(it)),
                    NotAllowed::Policy { user: it, policy, own, protocol } => {
                        NotAllowed::Policy { user: user(it), policy, own, protocol }
                    }
                    NotAllowed::NoRights(it, mailbox) => NotAllowed::NoRights(user(it), user(mailbox)),
                    NotAllowed::Reserved(it) => NotAllowed::Reserved(user(it)),
                },
            ),
            Self::LimitMet(service, kind) => Self::LimitMet(
                *service,
                match *kind {
                    LimitKind::PerUser(it) => LimitKind::PerUser(user(it)),
                    LimitKind::StoreSessions(it) => LimitKind::StoreSessions(user(it)),
                    LimitKind::Connections | LimitKind::FromSingleIp => *kind,
                },
            ),
            Self::OutOfTime(it, timer, service) => Self::OutOfTime(of(*it), *timer, *service),
            Self::NotTaken(it, server, what) => Self::NotTaken(of(*it), *server, *what),
            // Each of a group has times of its own.
            Self::DroppedTimes(it, times) => {
                let alone = world.clients[it.index()].group.is_none();
                Self::DroppedTimes(of(*it), if alone { times.clone() } else { Vec::new() })
            }
            other => other.clone(),
        }
    }
}

/// Who stands for whom: those who are sent to log on, each with all who are in the same situation.
pub(super) type StandIns = BTreeMap<ClientId, Vec<ClientId>>;

/// Of each group those who are sent after so many changes, as many as there are situations; a client without a group
/// stands for itself.
pub(super) fn stand_ins(look: &Look<'_>, count: usize) -> StandIns {
    let world = look.world;
    let mut found = StandIns::new();
    let mut alike: BTreeMap<(u32, String), Vec<ClientId>> = BTreeMap::new();
    let told = if world.groups.is_empty() { Told::default() } else { Told::until(&world.changes[..count]) };
    for (at, client) in world.clients.iter().enumerate() {
        let id = ClientId::at(at);
        match client.group {
            None => {
                found.insert(id, vec![id]);
            }
            Some(group) => alike.entry((group.0, situation(look, &told, id))).or_default().push(id),
        }
    }
    for all in alike.into_values() {
        for it in all.iter().take(SENT) {
            found.insert(*it, all.clone());
        }
    }
    found
}

/// The actions that were about each client and each mailbox so far.
#[derive(Default)]
struct Told {
    clients: BTreeMap<ClientId, Vec<u32>>,
    users: BTreeMap<UserId, Vec<u32>>,
}

impl Told {
    fn until(changes: &[Change]) -> Self {
        let mut told = Self::default();
        for it in changes {
            let users = match it.action {
                Action::SetClient(client, _) => {
                    told.clients.entry(client).or_default().push(it.nth);
                    continue;
                }
                Action::Grant { mailbox, user } => [mailbox, user],
                Action::Move(user, _)
                | Action::SetCasMailbox { user, .. }
                | Action::SetSmtpAddress(user, _)
                | Action::SetUserPolicy(user, _) => [user, user],
                _ => continue,
            };
            for user in users {
                told.users.entry(user).or_default().push(it.nth);
            }
        }
        told
    }
}

/// Everything that can make a log-on of one of a group end otherwise than that of another, beside what only the others
/// bring about: how it began, what was done to it since, and where a balancer sends it that goes by the address.
fn situation(look: &Look<'_>, told: &Told, id: ClientId) -> String {
    let (world, org) = (look.world, look.org);
    let it = &world.clients[id.index()];
    let own = (
        (it.connect, it.mechanism, &it.mechanisms, it.strongest_mechanism, it.password, it.kerberos_ticket),
        (it.starttls_inside_ssl, it.certificate_errors, it.tls, it.timeout, it.name_by),
    );
    let now = org.client(world, id);
    let account = now.account.unwrap_or(now.user);
    let whose = (
        (now.account.is_some(), now.account == Some(now.user), now.mailbox == now.user),
        org.may_open(world, account, now.mailbox),
    );
    let of_user = |id: UserId| {
        let it = &world.users[id.index()];
        let flags = [it.pop_enabled, it.imap_enabled, it.has_smtp_address, it.alias_is_sam, it.password_needs_quotes];
        (it.database, flags, it.reserved, it.auth_policy, told.users.get(&id))
    };
    let hash = fnv1a(&now.address.octets());
    let by_address = world.balancers.iter().enumerate().filter(|it| it.1.method == Method::SourceHash);
    let by_address: Vec<u64> = by_address
        .flat_map(|(at, _)| {
            let members = world.pools[org.pool(BalancerId::at(at)).index()].len() as u64;
            (1..=members).map(move |up| hash % up)
        })
        .collect();
    let users = [now.user, account, now.mailbox].map(of_user);
    format!("{own:?} {whose:?} {users:?} {:?} {by_address:?}", told.clients.get(&id))
}
