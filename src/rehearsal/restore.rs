//! Is the organisation as it was, once a plan was taken back?
//!
//! Two organisations are compared part by part as a scenario would write them. Parts bear the names that the language
//! gives them.

use std::collections::BTreeMap;

use crate::change::Org;
use crate::explain::actions::Writer;
use crate::scenario::Setting;
use crate::world::{Host, Protocol, ServerId, Service, World};

/// What is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NotRestored {
    /// Whose it is: a server, a balancer, a name, a mailbox; of a link both sites.
    pub of: String,
    /// What: as a scenario calls it.
    pub part: String,
    /// As it was; empty where it was not there.
    pub was: String,
    /// As it is.
    pub is: String,
}

/// What is otherwise in the second organisation than in the first, at their starts.
#[must_use]
pub(super) fn not_restored(before: &World, after: &World) -> Vec<NotRestored> {
    let (mut was, mut is) = (parts(before), parts(after));
    let all: Vec<_> = was.keys().chain(is.keys().filter(|it| !was.contains_key(*it))).cloned().collect();
    let mut found: Vec<NotRestored> = all
        .into_iter()
        .filter_map(|key| {
            let (was, is) = (was.remove(&key).unwrap_or_default(), is.remove(&key).unwrap_or_default());
            (was != is).then_some(NotRestored { of: key.0, part: key.1, was, is })
        })
        .collect();
    found.sort();
    found
}

/// Every part of an organisation that a change can touch, by whose it is and what.
fn parts(world: &World) -> BTreeMap<(String, String), String> {
    let mut all = BTreeMap::new();
    let org = Org::at_start(world);
    let writer = Writer { world, org: &org };
    let mut put = |of: &str, part: &str, value: String| {
        all.insert((of.to_owned(), part.to_owned()), value);
    };
    for (at, it) in world.servers.iter().enumerate() {
        server(writer, ServerId::at(at), &mut |part, value| put(&it.name, part, value));
    }
    for it in &world.balancers {
        let name = world.name(it.name);
        let pool = world.pools[it.pool.index()].iter().map(|it| world.servers[it.index()].name.to_string());
        put(name, "pool", list(pool));
        put(name, "ports", format!("{:?}", world.ports[it.ports.index()]));
        let offload = &world.offloads[it.offload.index()];
        let certificate = &world.certificates[offload.certificate.index()].name;
        put(name, "tls", format!("{:?}, {:?}, {certificate}", offload.tls, offload.map_ports));
    }
    for it in &world.names {
        let answers = &world.views[it.views.start as usize..it.views.end as usize];
        for (at, view) in answers.iter().enumerate() {
            let answer = &world.answers[view.answer.index()];
            let sites = list(view.sites.iter().map(|it| world.sites[it.index()].name.to_string()));
            let part = if answers.len() == 1 { String::new() } else { format!("[{at}], {sites}") };
            let to = answer.addresses.iter().map(|it| match world.host(*it) {
                Some(Host::Server(server)) => world.servers[server.index()].name.to_string(),
                Some(Host::Balancer(balancer)) => world.name(world.balancers[balancer.index()].name).to_owned(),
                None => it.to_string(),
            });
            put(&it.text, &format!("points_to{part}"), list(to));
            put(&it.text, &format!("ttl{part}"), answer.ttl.to_string());
        }
    }
    for it in &world.databases {
        put(&it.name, "active", world.servers[it.active.index()].name.to_string());
    }
    for it in &world.users {
        let database = it.database.map(|it| world.databases[it.index()].name.to_string());
        put(&it.name, "database", database.unwrap_or_default());
        put(&it.name, "PopEnabled", it.pop_enabled.to_string());
        put(&it.name, "ImapEnabled", it.imap_enabled.to_string());
        put(&it.name, "PrimarySmtpAddress", it.has_smtp_address.to_string());
        let policy = it.auth_policy.map(|it| world.auth_policies[it.index()].name.to_string());
        put(&it.name, "authentication_policy", policy.unwrap_or_default());
        let mut others: Vec<String> =
            it.full_access.iter().map(|it| world.users[it.index()].name.to_string()).collect();
        others.sort();
        others.dedup();
        put(&it.name, "FullAccess", list(others.into_iter()));
    }
    for it in world.auth_policies.iter().filter(|it| !it.made) {
        let blocks = |protocol| it.blocks[protocol].to_string();
        put(&it.name, "BlockLegacyAuthImap", blocks(Protocol::Imap4));
        put(&it.name, "BlockLegacyAuthPop", blocks(Protocol::Pop3));
    }
    let default = world.default_auth_policy.map(|it| world.auth_policies[it.index()].name.to_string());
    put("", "default_authentication_policy", default.unwrap_or_default());
    for it in &world.clients {
        let connect = writer.endpoint(it.connect);
        put(&it.name, "connect", format!("{connect}, {:?}, {:?}, {:?}", it.protocol, it.mechanism, it.password));
        put(&it.name, "log_on_as", it.log_on_as.as_deref().unwrap_or_default().to_owned());
        put(&it.name, "kerberos_ticket", it.kerberos_ticket.to_string());
        put(&it.name, "starttls_inside_ssl", it.starttls_inside_ssl.to_string());
        put(&it.name, "certificate_errors", format!("{:?}", it.certificate_errors));
        put(&it.name, "tls", format!("{:?}", it.tls));
        put(&it.name, "timeout", it.timeout.to_string());
    }
    for it in &world.links {
        let (from, to) = (&world.sites[it.from.index()].name, &world.sites[it.to.index()].name);
        put(&format!("{from} → {to}"), "cut", it.cut.to_string());
    }
    all
}

/// What of a server a change can touch.
fn server(writer: Writer<'_>, id: ServerId, put: &mut dyn FnMut(&str, String)) {
    let world = writer.world;
    let it = &world.servers[id.index()];
    for service in Service::ALL {
        if let Some(state) = it.services[service] {
            put(&format!("{service:?}"), format!("{state:?}, {:?}", it.start_types[service]));
        }
    }
    for protocol in [Protocol::Pop3, Protocol::Imap4] {
        let settings = &world.settings[it.settings[protocol].index()];
        for setting in Setting::ALL {
            if let Some(value) = settings.value(*setting) {
                let value = value.with_endpoints(|it| writer.endpoint(it)).ron();
                put(&format!("{protocol:?}.{}", setting.name()), value);
            }
        }
    }
    let certificates = it.certificates.iter().map(|it| {
        let it = &world.certificates[it.index()];
        format!("{} {:?}", it.name, it.enabled)
    });
    put("certificates", list(certificates));
    put("IsOutOfService", it.out_of_service.to_string());
    put("off", it.off.to_string());
    put("removed", it.removed.to_string());
    put("store_sessions_per_user", it.store_sessions.to_string());
    put("defects", format!("{:?}", it.defects));
    put("components", format!("{:?}", it.components));
    put("tls", format!("{:?}", it.tls));
    put("version", it.version.word().to_owned());
    put("build", it.build.map(|it| format!("{it:?}")).unwrap_or_default());
}

fn list(all: impl Iterator<Item = String>) -> String {
    all.collect::<Vec<_>>().join(", ")
}
