//! How does a whole file become a world?

use super::super::World;
use crate::diag::Diagnostic;

/// A world, and what is suspicious about its scenario.
#[derive(Debug)]
pub struct Loaded {
    /// The world.
    pub world: World,
    /// Suspicious but runnable, in the order of the file.
    pub warnings: Vec<Diagnostic>,
}

/// Reads and resolves a scenario; `name` is its title if it has none.
///
/// # Errors
/// Every problem of the file, in its order.
pub fn load(text: &str, name: &str) -> Result<Loaded, Vec<Diagnostic>> {
    let scenario = crate::scenario::parse::parse(text)?;
    let (world, report) = super::judge(scenario, name);
    match world {
        Some(world) if report.problems.is_empty() => Ok(Loaded { world, warnings: Vec::new() }),
        _ => Err(report.into_problems().iter().map(spoken).collect()),
    }
}

fn spoken(problem: &super::Problem) -> Diagnostic {
    Diagnostic {
        code: problem.code(),
        severity: problem.code().severity(),
        span: 0..0,
        entity: problem.path.to_string(),
        message: format!("{:?}", problem.what),
        label: String::new(),
        help: None,
        notes: Vec::new(),
    }
}

/// As [`load`], for bytes that may not be text.
///
/// # Errors
/// Every problem of the file, in its order.
pub fn load_bytes(bytes: &[u8], name: &str) -> Result<Loaded, Vec<Diagnostic>> {
    load(std::str::from_utf8(bytes).expect("UTF-8"), name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::{HostRef, ServiceState};

    #[test]
    fn a_small_organisation_becomes_a_world() {
        let text = r#"
            Scenario(
                schema: 1,
                sites: [Site(name: "HQ"), Site(name: "Branch")],
                links: [Link(between: ("HQ", "Branch"), latency: "18ms", jitter: "2ms")],
                servers: [
                    Server(name: "EX13", version: Exchange2013, site: "HQ", running: [Imap4, Imap4BE]),
                    Server(name: "EX10", version: Exchange2010, site: "HQ", running: [Imap4],
                        imap4: (InternalConnectionSettings: ["mail.contoso.com:993:SSL"])),
                ],
                load_balancers: [LoadBalancer(name: "mail.contoso.com", pool: ["EX13"], check: None)],
                databases: [Database(name: "DB10", on: ["ex10"])],
                mailboxes: [Mailbox(name: "anna", database: "DB10")],
                clients: [Client(name: "laptop", user: "anna", connect: "mail:993:SSL", site: "HQ")],
                changes: [
                    (at: "31s", action: RestartService(server: "EX10", service: Imap4)),
                    (at: "30s", action: SetImapSettings(server: "EX10", settings: (
                        InternalConnectionSettings: ["EX10:993:SSL", "10.9.9.9:143:TLS"]))),
                ],
                expect: [(client: "laptop", attempt: 1, outcome: LogonFailed, rules: ["LB-3"])],
            )"#;
        let loaded = load(text, "small").unwrap_or_else(|it| panic!("{it:#?}"));
        let world = loaded.world;
        assert_eq!(world.title, "small");
        assert_eq!(world.servers[0].name, "EX10");
        assert_eq!(world.servers[0].services[0], Some(ServiceState::Running));
        assert_eq!(world.balancers[0].check, crate::world::Check::None);
        let names: Vec<_> = world.names.iter().map(|it| it.text.as_str()).collect();
        assert_eq!(names, ["ex10.contoso.com", "ex13.contoso.com", "mail.contoso.com"]);
        assert_eq!(world.clients[0].connect.host, HostRef::Name(world.balancers[0].name));
        assert_eq!(world.settings[4].internal[0].host, HostRef::Name(world.servers[0].fqdn));
        assert!(matches!(world.settings[4].internal[1].host, HostRef::Address(_)));
        assert!(matches!(world.changes[0].action, crate::world::Action::Set(..)));
    }
}
