//! Which databases and mailboxes are there?

use compact_str::CompactString;

use super::identity::Accounts;
use super::problem::{ProblemKind, path_to};
use super::{Report, SymbolTables, look_up};
use crate::scenario;
use crate::world::{AuthPolicyId, Database, DatabaseId, MailboxGroupId, Server, ServerId, User, UserId};

/// The databases by id.
pub(super) fn databases(
    written: Vec<scenario::Database>,
    servers: &[Server],
    ground: &SymbolTables,
    report: &mut Report,
) -> Vec<Database> {
    let database = |(id, it): (usize, scenario::Database)| {
        let place = ground.databases.place(id);
        let name = &ground.databases.names[id];
        let copies = copies(&it.on, name, place, servers, ground, report);
        let active = match &it.active {
            None => copies.first().copied(),
            Some(written) => {
                let path = || path_to!["databases", place, "active"];
                let active = look_up(&ground.servers, report, written, path).map(ServerId::at);
                if active.is_some_and(|it| !copies.contains(&it)) {
                    report.add(ProblemKind::ActiveWithoutCopy(written.to_string(), name.to_string()), path);
                }
                active
            }
        };
        Database { name: CompactString::default(), active: active.unwrap_or(ServerId(0)), copies }
    };
    written.into_iter().enumerate().map(database).collect()
}

/// The servers with a copy: of one version, with the Mailbox role, each once, at least one.
fn copies(
    on: &[CompactString],
    database: &str,
    place: u32,
    servers: &[Server],
    ground: &SymbolTables,
    report: &mut Report,
) -> Vec<ServerId> {
    let path = || path_to!["databases", place, "on"];
    if on.is_empty() {
        report.add(ProblemKind::NoCopy(database.to_owned()), path);
    }
    let mut found = Vec::with_capacity(on.len());
    let mut version = None;
    for (at, name) in on.iter().enumerate() {
        let id = look_up(&ground.servers, report, name, || path().with(at)).map(ServerId::at);
        if let Some(server) = id.map(|it| &servers[it.index()]) {
            if !server.mailbox {
                report.add(ProblemKind::NoMailboxRole(name.to_string()), || path().with(at));
            }
            let home = *version.get_or_insert(server.version);
            if server.version != home {
                let what = ProblemKind::MixedVersions(name.to_string(), server.version, home);
                report.add_pair(what, || path().with(at), || path().with(0_usize));
            }
        }
        found.push(id);
    }
    report.listed_twice(&found, |at| on[at].clone(), path);
    found.into_iter().flatten().collect()
}

/// The users by id.
pub(super) fn users(
    written: Vec<scenario::Mailbox>,
    accounts: &Accounts,
    ground: &SymbolTables,
    report: &mut Report,
) -> Vec<User> {
    let user = |(id, it): (usize, scenario::Mailbox)| {
        let place = ground.mailboxes.place(id);
        report.of(&ground.mailboxes, id);
        let has_mailbox = !it.database.is_empty();
        // An unknown database is reported once; it does not make an account without a mailbox of the user.
        let database = has_mailbox.then(|| {
            look_up(&ground.databases, report, &it.database, || path_to!["mailboxes", place, "database"]).unwrap_or(0)
        });
        let has_smtp_address = match &it.PrimarySmtpAddress {
            None => has_mailbox,
            Some(address) => has_smtp_address(address, report, || path_to!["mailboxes", place, "PrimarySmtpAddress"]),
        };
        User {
            name: CompactString::default(),
            group: ground.mailboxes.member(id).map(|it| MailboxGroupId(it.group)),
            log_on_name: accounts.log_on_name(id).into(),
            database: database.map(DatabaseId::at),
            pop_enabled: it.PopEnabled(),
            imap_enabled: it.ImapEnabled(),
            has_smtp_address,
            auth_policy: it.authentication_policy.as_deref().and_then(|name| {
                let path = || path_to!["mailboxes", place, "authentication_policy"];
                look_up(&ground.policies, report, name, path).map(AuthPolicyId::at)
            }),
            full_access: {
                let written = it.FullAccess.iter().enumerate();
                let path = |at| path_to!["mailboxes", place, "FullAccess", at];
                let is_member = ground.mailboxes.member(id).is_some();
                let of_name = |(at, name): (usize, &CompactString)| match ground.mailboxes.group(name) {
                    Some(group) if !is_member => group.members.iter().map(|it| UserId(*it)).collect(),
                    _ => look_up(&ground.mailboxes, report, name, || path(at)).map(UserId::at).into_iter().collect(),
                };
                written.flat_map::<Vec<_>, _>(of_name).collect()
            },
            alias: accounts.alias(id).into(),
            alias_is_sam: accounts.alias_is_sam(id),
            password_needs_quotes: it.password_needs_quotes(),
            reserved: accounts.is_reserved(id),
        }
    };
    let users = written.into_iter().enumerate().map(user).collect();
    report.muted = false;
    users
}

/// Whether what is written is an address, and not the word for none.
pub(super) fn has_smtp_address(address: &str, report: &mut Report, path: impl FnOnce() -> super::Path) -> bool {
    if !address.is_empty() && !is_smtp_address(address) {
        report.add(ProblemKind::NotAnSmtpAddress(address.to_owned()), path);
    }
    !address.is_empty()
}

/// Something before one `@`, a domain after it, nothing blank.
fn is_smtp_address(text: &str) -> bool {
    text.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty()
            && !text.chars().any(|it| it.is_whitespace() || it.is_control())
            && super::directory::judge_host(domain).is_none()
    })
}
