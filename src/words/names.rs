//! What is everything called?
//!
//! Ids become names here. A name comes from a file and goes to a terminal, so whatever could move the cursor, color
//! the screen or turn the direction of the text is shown as an escape.

use std::borrow::Cow;
use std::net::Ipv4Addr;

use crate::telling::crowd::{Crowd, crowds};
use crate::trace::Actor;
use crate::words::gallery::title;
use crate::words::{Lang, facts, list, thousands};
use crate::world::{
    AuthPolicyId, BalancerId, ChangedClientId, Cipher, Client, ClientId, DatabaseId, Endpoint, Expect, GroupId, Host,
    HostRef, NameId, Outcome, Protocol, Security, ServerId, ServiceId, SiteId, TlsSet, TlsVersion, UserId, World,
};

/// The names of a world in one language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Names<'a> {
    pub(crate) world: &'a World,
    pub(crate) lang: Lang,
    raw: bool,
}

impl<'a> Names<'a> {
    /// For people: names are made safe for a terminal.
    pub(crate) const fn new(world: &'a World, lang: Lang) -> Self {
        Self { world, lang, raw: false }
    }

    /// For programs: names as they stand in the file.
    pub(crate) const fn raw(world: &'a World) -> Self {
        Self { world, lang: Lang::En, raw: true }
    }

    /// What a certificate is called.
    pub(crate) fn certificate(&self, id: crate::world::CertificateId) -> Cow<'a, str> {
        self.text(&self.world.certificates[id.index()].name)
    }

    /// Text from the file.
    pub(crate) fn text(&self, text: &'a str) -> Cow<'a, str> {
        if self.raw { Cow::Borrowed(text) } else { clean(text) }
    }

    /// What heads every report.
    pub(crate) fn title(&self) -> Cow<'a, str> {
        if self.raw { Cow::Borrowed(&self.world.title) } else { clean(title(self.lang, &self.world.title)) }
    }

    pub(crate) fn client(&self, id: ClientId) -> Cow<'a, str> {
        self.text(&self.world.clients[id.index()].name)
    }

    /// A group: `phones (1,200)`.
    pub(crate) fn group(&self, id: GroupId) -> String {
        let group = &self.world.groups[id.index()];
        facts::group(self.lang, self.text(&group.name), thousands(u64::from(group.count())))
    }

    /// So many of a group: `phones (37 of 1,200)`, or all of it.
    pub(crate) fn part(&self, id: GroupId, clients: u32) -> String {
        let group = &self.world.groups[id.index()];
        let count = |it: u32| thousands(u64::from(it));
        if clients >= group.count() {
            return self.group(id);
        }
        facts::part_of_group(self.lang, self.text(&group.name), count(clients), count(group.count()))
    }

    /// The mailboxes of so many of a group: `branch (37 of 1,200)`; one that belongs to no group is its own.
    pub(crate) fn mailboxes(&self, user: UserId, clients: usize) -> String {
        let Some(id) = self.world.users[user.index()].group else { return self.user(user).into_owned() };
        let group = &self.world.mailbox_groups[id.index()];
        let (name, count) = (self.text(&group.name), thousands(u64::from(group.count())));
        if clients >= group.members.len() {
            return facts::group(self.lang, name, count);
        }
        facts::part_of_group(self.lang, name, thousands(clients as u64), count)
    }

    /// Clients, those of a group together, each once.
    pub(crate) fn crowd(&self, clients: &[ClientId]) -> Vec<String> {
        let each = crowds(self.world, clients.iter().map(|it| (*it, &[][..])));
        each.iter().map(|it| self.of_crowd(it)).collect()
    }

    /// Whom of them: a client by its name, several of a group by that of the group.
    pub(crate) fn of_crowd(&self, crowd: &Crowd) -> String {
        match crowd {
            Crowd::One(client, _) => self.client(*client).into_owned(),
            Crowd::Many { group, clients, .. } => self.part(*group, *clients),
        }
    }

    /// Who is meant by an expectation: a client, or a group by its name.
    pub(crate) fn expected(&self, expect: &Expect) -> Cow<'a, str> {
        match expect.group {
            Some(it) if self.raw => self.text(&self.world.groups[it.index()].name),
            Some(it) => Cow::Owned(self.group(it)),
            None => self.client(expect.client),
        }
    }

    pub(crate) fn server(&self, id: ServerId) -> Cow<'a, str> {
        self.text(&self.world.servers[id.index()].name)
    }

    /// The version of a server, and what it becomes in place: `Exchange 2019 → Exchange SE`.
    pub(crate) fn versions(&self, id: ServerId) -> String {
        self.world.versions_of(id).into_iter().map(crate::world::Version::word).collect::<Vec<_>>().join(" → ")
    }

    pub(crate) fn servers(&self, ids: &[ServerId]) -> String {
        list(self.lang, &ids.iter().map(|it| self.server(*it).into_owned()).collect::<Vec<_>>())
    }

    pub(crate) fn balancer(&self, id: BalancerId) -> Cow<'a, str> {
        self.text(self.world.name(self.world.balancers[id.index()].name))
    }

    pub(crate) fn database(&self, id: DatabaseId) -> Cow<'a, str> {
        self.text(&self.world.databases[id.index()].name)
    }

    pub(crate) fn user(&self, id: UserId) -> Cow<'a, str> {
        self.text(&self.world.users[id.index()].name)
    }

    pub(crate) fn policy(&self, id: AuthPolicyId) -> Cow<'a, str> {
        self.text(&self.world.auth_policies[id.index()].name)
    }

    pub(crate) fn site(&self, id: SiteId) -> Cow<'a, str> {
        self.text(&self.world.sites[id.index()].name)
    }

    /// An actor as it stands in the column of actors.
    pub(crate) fn actor(&self, actor: Actor) -> Cow<'a, str> {
        match actor {
            Actor::Client(id) => self.client(id),
            Actor::Service(id) if id.service().is_back_end() => {
                Cow::Owned(facts::back_end(self.lang, self.server(id.server())))
            }
            Actor::Service(id) => self.server(id.server()),
            Actor::Server(id) => self.server(id),
            Actor::Balancer(id) => self.balancer(id),
            Actor::Network => Cow::Owned(facts::network(self.lang)),
            Actor::Admin => Cow::Owned(facts::admin(self.lang)),
        }
    }

    /// `mail.contoso.com`.
    pub(crate) fn host(&self, host: HostRef) -> Cow<'a, str> {
        match host {
            HostRef::Name(name) => self.text(self.world.name(name)),
            HostRef::Address(address) => Cow::Owned(address.to_string()),
        }
    }

    /// `mail.contoso.com:993`.
    pub(crate) fn place(&self, endpoint: Endpoint) -> String {
        format!("{}:{}", self.host(endpoint.host), endpoint.port)
    }

    /// `mail.contoso.com:993:SSL`.
    pub(crate) fn setting(&self, endpoint: Endpoint) -> String {
        match endpoint.security {
            Security::Ssl | Security::Tls => format!("{}:{}", self.place(endpoint), endpoint.security.setting()),
            Security::Plaintext => self.place(endpoint),
        }
    }

    /// What a change told a client: each field of the language that is another one than at the start, with its value.
    pub(crate) fn told(&self, client: ClientId, changed: ChangedClientId) -> Vec<(&'static str, String)> {
        let (old, new) = (&self.world.clients[client.index()], &self.world.changed_clients[changed.index()]);
        let tls = |it: TlsSet| it.versions().map(TlsVersion::word).chain(it.ciphers().map(Cipher::word)).collect();
        let words = |it: Vec<&str>| it.join(" ");
        let name = |it: &Client| it.log_on_as.clone().unwrap_or_else(|| self.world.users[it.user.index()].name.clone());
        [
            ("connect", old.connect != new.connect, self.setting(new.connect)),
            ("protocol", old.protocol != new.protocol, format!("{:?}", new.protocol)),
            ("mechanism", old.mechanism != new.mechanism, format!("{:?}", new.mechanism)),
            ("password", old.password != new.password, format!("{:?}", new.password)),
            ("log_on_as", name(old) != name(new), clean(&name(new)).into_owned()),
            ("kerberos_ticket", old.kerberos_ticket != new.kerberos_ticket, new.kerberos_ticket.to_string()),
            (
                "starttls_inside_ssl",
                old.starttls_inside_ssl != new.starttls_inside_ssl,
                new.starttls_inside_ssl.to_string(),
            ),
            (
                "certificate_errors",
                old.certificate_errors != new.certificate_errors,
                format!("{:?}", new.certificate_errors),
            ),
            ("tls", old.tls != new.tls, words(tls(new.tls))),
            ("timeout", old.timeout != new.timeout, new.timeout.to_string()),
        ]
        .into_iter()
        .filter(|it| it.1)
        .map(|(field, _, value)| (field, value))
        .collect()
    }

    /// `over SSL`.
    pub(crate) fn security(&self, security: Security) -> String {
        match security {
            Security::Ssl | Security::Tls => facts::over(self.lang, security.word()),
            Security::Plaintext => facts::in_plaintext(self.lang),
        }
    }

    /// ` (load balancer mail.contoso.com)`, to stand behind the address that a name was `asked` for.
    pub(crate) fn behind(&self, asked: NameId, address: Ipv4Addr) -> String {
        match self.world.host(address) {
            Some(Host::Server(server)) => facts::host_is(self.lang, self.server(server)),
            Some(Host::Balancer(id)) if asked == self.world.balancers[id.index()].name => {
                facts::host_is(self.lang, facts::the_load_balancer(self.lang))
            }
            Some(Host::Balancer(id)) => facts::host_is(self.lang, facts::load_balancer(self.lang, self.balancer(id))),
            None => facts::nobody(self.lang),
        }
    }

    /// `MSExchangeIMAP4`.
    pub(crate) const fn service(service: ServiceId) -> &'static str {
        service.service().windows_name()
    }
}

/// An outcome as the scenario language names it.
pub(crate) const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::LoggedOn => "LoggedOn",
        Outcome::LogonFailed => "LogonFailed",
        Outcome::LogonNotSent => "LogonNotSent",
        Outcome::ServiceUnavailable => "ServiceUnavailable",
        Outcome::LogonDisabled => "LogonDisabled",
        Outcome::NotConnected => "NotConnected",
        Outcome::NameNotResolved => "NameNotResolved",
        Outcome::ConnectionRefused => "ConnectionRefused",
        Outcome::NoAnswer => "NoAnswer",
        Outcome::NoGreeting => "NoGreeting",
        Outcome::TlsFailed => "TlsFailed",
        Outcome::ClosedByServer => "ClosedByServer",
        Outcome::ClientGaveUp => "ClientGaveUp",
        Outcome::ConnectionLost => "ConnectionLost",
    }
}

/// An outcome as it is said: in other languages than English with its name in the scenario language beside it.
pub(crate) fn outcome_said(lang: Lang, it: Outcome) -> &'static str {
    crate::catalogue::outcomes::get(outcome(it)).of(lang)
}

/// A protocol as it is said.
pub(crate) const fn protocol(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::Imap4 => "IMAP4",
        Protocol::Pop3 => "POP3",
        Protocol::Http => "HTTP",
    }
}

/// Text from a file as it may go to a terminal.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_unsafe) {
        Cow::Owned(
            text.chars()
                .flat_map(|it| {
                    let escaped = is_unsafe(it).then(|| it.escape_unicode());
                    let plain = if escaped.is_some() { None } else { Some(it) };
                    escaped.into_iter().flatten().chain(plain)
                })
                .collect(),
        )
    } else {
        Cow::Borrowed(text)
    }
}

/// Control characters, and those that turn or hide text.
fn is_unsafe(it: char) -> bool {
    it.is_control()
        || matches!(it, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_move_the_cursor_is_escaped() {
        assert_eq!(clean("mail.contoso.com"), "mail.contoso.com");
        assert_eq!(clean("安娜 📫"), "安娜 📫");
        assert_eq!(clean("a\x1b[31mb\n"), "a\\u{1b}[31mb\\u{a}");
        assert_eq!(clean("a\u{202e}b"), "a\\u{202e}b");
    }
}
