//! What will the clients meet, and what will the planned changes bring about?

use std::collections::BTreeMap;

use super::{FindingKind, Look};
use crate::explain::actions::ClientTold;
use crate::scenario::Setting;
use crate::scenario::settings::Value;
use crate::time::Micros;
use crate::world::{
    Action, ClientId, Endpoint, Host, HostRef, LoginType, Mechanism, Protocol, Security, ServerId, Service, ServiceId,
    ServiceState,
};

/// An answer that is kept for longer than this is told where its name moves.
const LONG: Micros = Micros::from_secs(300);

impl Look<'_> {
    /// Clients, in the order of their names.
    pub(super) fn clients(&mut self) {
        for index in 0..self.world.clients.len() {
            let client = ClientId::at(index);
            if self.world.clients[index].protocol.is_mail() {
                self.client(client);
            }
        }
        self.too_many();
    }

    fn client(&mut self, client: ClientId) {
        let it = &self.world.clients[client.index()];
        let (protocol, connect) = (it.protocol, it.connect);
        let mailbox = &self.world.users[it.mailbox.index()];
        let enabled = match protocol {
            Protocol::Pop3 => mailbox.pop_enabled,
            Protocol::Imap4 | Protocol::Http => mailbox.imap_enabled,
        };
        if !enabled {
            let at = self.scenario.mailboxes.iter().position(|it| it.name == mailbox.name).unwrap_or(0);
            let field = if protocol == Protocol::Pop3 { "PopEnabled" } else { "ImapEnabled" };
            let path = vec!["mailboxes".into(), at.into(), field.into()];
            let mends = [self.write().cas_mailbox(it.mailbox, protocol)];
            self.add(FindingKind::Disabled(client, protocol), path, mends);
        }
        let Some(address) = self.resolve(connect.host, it.site) else {
            if let HostRef::Name(name) = connect.host {
                let moves =
                    self.world.changes.iter().any(|it| matches!(it.action, Action::SetDns(it, _) if it == name));
                if !moves {
                    self.add(FindingKind::Unresolved(name), self.client_path(client, "connect"), None);
                }
            }
            return;
        };
        let servers = match self.world.host(address) {
            Some(Host::Server(server)) => vec![server],
            Some(Host::Balancer(it)) => self.world.pools[self.world.balancers[it.index()].pool.index()].clone(),
            None => return,
        };
        let services: Vec<_> = servers.iter().map(|it| ServiceId::new(*it, Service::of(protocol))).collect();
        let none = services.iter().all(|it| self.state(*it) == ServiceState::Stopped && !self.ever_runs(*it));
        if let Some(first) = services.first().filter(|_| none) {
            let path = self.client_path(client, "connect");
            self.add(FindingKind::ClientToStopped(client, *first), path, [self.write().start(*first)]);
        }
        for server in servers {
            if self.refuses(client, server) {
                let path = self.client_path(client, "connect");
                let port = if protocol == Protocol::Pop3 { 995 } else { 993 };
                let ssl = Endpoint { port, security: Security::Ssl, ..connect };
                let told = ClientTold { connect: Some(ssl), ..ClientTold::default() };
                let mends = [self.write().client(client, told)];
                self.add(FindingKind::ClientInPlaintext(client, server), path, mends);
                break;
            }
            if self.leaves_nothing(client, server) {
                let path = self.client_path(client, "mechanism");
                let told = ClientTold { mechanism: Some(Mechanism::Plain), ..ClientTold::default() };
                let mends = [self.write().client(client, told)];
                self.add(FindingKind::NothingToReplay(client, server), path, mends);
                break;
            }
        }
    }

    /// Section 2: LoginType of the server that the client talks to.
    fn refuses(&self, client: ClientId, server: ServerId) -> bool {
        let it = &self.world.clients[client.index()];
        let plaintext = it.connect.security == Security::Plaintext && !it.strongest_mechanism;
        plaintext
            && match self.settings(server, it.protocol).login_type {
                LoginType::PlainTextLogin => false,
                LoginType::SecureLogin => true,
                LoginType::PlainTextAuthentication => it.mechanisms().all(Mechanism::leaves_password),
            }
    }

    /// LEG-2: the password does not come along, and the mailbox is on an older version.
    fn leaves_nothing(&self, client: ClientId, server: ServerId) -> bool {
        let it = &self.world.clients[client.index()];
        let settings = self.settings(server, it.protocol);
        let without = it.strongest_mechanism || it.mechanisms().all(|it| !it.leaves_password());
        let down_level = self.world.users[it.mailbox.index()]
            .database
            .is_some_and(|it| self.world.databases[it.index()].version.is_down_level());
        self.world.servers[server.index()].version.has_back_end() && without && settings.gssapi_and_ntlm && down_level
    }

    /// LEG-7: everything that one front end proxies comes from one address.
    fn too_many(&mut self) {
        for protocol in self.protocols() {
            let mut waiting: BTreeMap<ServerId, u32> = BTreeMap::new();
            for it in self.world.clients.iter().filter(|it| it.protocol == protocol) {
                let Some(database) = self.world.users[it.mailbox.index()].database else { continue };
                let database = &self.world.databases[database.index()];
                let site = self.world.servers[database.active.index()].site;
                let stays = matches!(it.then, crate::world::AfterLogon::Stay { .. });
                if database.version.product().crowds_one_address && stays {
                    for server in self.world.client_access(site, database.version) {
                        *waiting.entry(*server).or_default() += 1;
                    }
                }
            }
            let front_ends = self.front_ends(protocol).len() as u32;
            for (server, clients) in waiting {
                let limit = self.settings(server, protocol).max_from_single_ip;
                if front_ends > 0 && limit.saturating_mul(front_ends) < clients {
                    let setting = Setting::MaxConnectionFromSingleIP;
                    let path = self.setting_path(server, protocol, setting);
                    let value = Value::Number(clients.saturating_mul(2));
                    let mends = self.write().set(server, protocol, setting, value);
                    self.add(FindingKind::TooMany { server, protocol, limit, clients }, path, mends);
                }
            }
        }
    }

    /// What the planned changes bring about.
    pub(super) fn changes(&mut self) {
        let changes = self.world.changes.clone();
        for (at, change) in changes.iter().enumerate() {
            match change.action {
                Action::SetDns(name, _) => {
                    let views = self.world.names[name.index()].views.clone();
                    let kept = views
                        .map(|it| self.world.views[it as usize].answer)
                        .map(|it| self.world.answers[it.index()].ttl);
                    let Some(longest) = kept.max().filter(|it| LONG < *it) else { continue };
                    let text = self.world.name(name).to_owned();
                    let index = self.scenario.dns.iter().position(|it| it.name.eq_ignore_ascii_case(&text));
                    let path = match index {
                        Some(index) => vec!["dns".into(), index.into(), "ttl".into()],
                        None => vec!["changes".into()],
                    };
                    self.add(FindingKind::LongTtl(name, longest), path, None);
                }
                Action::Set(server, protocol, _) => {
                    // Told once for all changes of these settings: what counts is what the service goes by in the end.
                    let first = changes[..at]
                        .iter()
                        .all(|it| !matches!(it.action, Action::Set(a, b, _) if (a, b) == (server, protocol)));
                    let service = ServiceId::new(server, Service::of(protocol));
                    if first && self.after.is_stale(self.world, service) && self.ever_runs(service) {
                        self.add(FindingKind::NotRestarted(server, protocol), vec!["changes".into()], None);
                    }
                }
                _ => {}
            }
        }
    }
}
