//! Where are the mailboxes, and what do the clients ask for?
//!
//! What is counted over all clients and mailboxes of an organisation: once for as long as no change touches them,
//! because a plan has thousands of changes and most are about servers.

use std::collections::BTreeMap;

use crate::change::Org;
use crate::time::SimTime;
use crate::world::{Action, AfterLogon, ByVersion, ClientId, Protocol, ServerId, SiteId, UserId, Version, World};

/// What is counted.
#[derive(Debug, Default)]
pub(super) struct Crowd {
    /// Which protocols the file is about: those of its clients, both where it has none.
    pub(super) protocols: Vec<Protocol>,
    /// The sites in which mailboxes of a version are, in the order of their first mailbox.
    pub(super) inhabited: ByVersion<Vec<SiteId>>,
    /// By server: whether a mailbox is on it.
    pub(super) holds: Vec<bool>,
    /// By protocol: how many clients stay whom the Client Access servers of a site may have to bear, each all of them
    /// (LEG-7).
    pub(super) staying: Vec<(Protocol, BTreeMap<ServerId, u32>)>,
    /// Written times after which a client was told not to come any more.
    pub(super) late: Vec<(ClientId, Vec<SimTime>)>,
}

impl Crowd {
    /// As it is in an organisation.
    pub(super) fn of(world: &World, org: &Org) -> Self {
        let protocols = protocols(world, org);
        let mut inhabited: ByVersion<Vec<SiteId>> = ByVersion::default();
        let mut is_in: Vec<ByVersion<bool>> = vec![ByVersion::default(); world.sites.len()];
        let mut holds = vec![false; world.servers.len()];
        for database in (0..world.users.len()).filter_map(|it| org.database(UserId::at(it))) {
            let active = org.active(database);
            let (site, version) = (world.servers[active.index()].site, org.version_of(database));
            holds[active.index()] = true;
            if !std::mem::replace(&mut is_in[site.index()][version], true) {
                inhabited[version].push(site);
            }
        }
        let staying = protocols.iter().map(|it| (*it, staying(world, org, *it))).collect();
        let mut late = Vec::new();
        for (at, it) in world.clients.iter().enumerate() {
            let is_late = |time: &SimTime| it.until.is_some_and(|until| until < *time);
            if it.times.last().is_some_and(is_late) {
                late.push((ClientId::at(at), it.times.iter().copied().filter(is_late).collect()));
            }
        }
        Self { protocols, inhabited, holds, staying, late }
    }

    /// Whether a change is about neither clients nor mailboxes nor where they are. What is not listed may be.
    pub(super) const fn is_left_alone_by(action: Action) -> bool {
        matches!(
            action,
            Action::Start(_)
                | Action::Stop(_)
                | Action::Hang(_)
                | Action::Restart(_)
                | Action::SetStartType(..)
                | Action::Set(..)
                | Action::SetCasMailbox { .. }
                | Action::SetSmtpAddress(..)
                | Action::SetUserPolicy(..)
                | Action::SetTls(..)
                | Action::SetComponent(..)
                | Action::SetDns(..)
                | Action::SetPool(..)
        )
    }
}

fn protocols(world: &World, org: &Org) -> Vec<Protocol> {
    let (mut mail, mut imap, mut pop) = (false, false, false);
    for at in 0..world.clients.len() {
        let protocol = org.client(world, ClientId::at(at)).protocol;
        mail |= protocol.is_mail();
        imap |= protocol == Protocol::Imap4;
        pop |= protocol == Protocol::Pop3;
    }
    let used = [(Protocol::Imap4, imap), (Protocol::Pop3, pop)];
    used.into_iter().filter(|it| !mail || it.1).map(|it| it.0).collect()
}

fn staying(world: &World, org: &Org, protocol: Protocol) -> BTreeMap<ServerId, u32> {
    let mut of_sites: BTreeMap<(SiteId, Version), u32> = BTreeMap::new();
    for client in (0..world.clients.len()).map(ClientId::at) {
        let it = org.client(world, client);
        if it.protocol != protocol || !matches!(it.then, AfterLogon::Stay { .. }) {
            continue;
        }
        let Some(database) = org.database(it.mailbox) else { continue };
        let version = org.version_of(database);
        if version.product().crowds_one_address {
            *of_sites.entry((world.servers[org.active(database).index()].site, version)).or_default() += 1;
        }
    }
    let mut waiting: BTreeMap<ServerId, u32> = BTreeMap::new();
    for ((site, version), clients) in of_sites {
        for server in world.client_access(site, version) {
            *waiting.entry(*server).or_default() += clients;
        }
    }
    waiting
}
