//! The scenarios of the benchmarks, written as an admin's script would write them.

#![allow(dead_code, reason = "each benchmark uses its part")]

use std::fmt::Write;

fn end(mut text: String) -> String {
    text.push_str("    ],\n)\n");
    text
}

/// One client, one 2013 front end, one 2010 target, over SSL.
pub(crate) fn small() -> String {
    "Scenario(
    schema: 1,
    servers: [
        Server(name: \"EX13\", version: Exchange2013, running: [Imap4, Imap4BE]),
        Server(name: \"EX10\", version: Exchange2010, running: [Imap4]),
    ],
    databases: [Database(name: \"DB10\", on: [\"EX10\"])],
    mailboxes: [Mailbox(name: \"anna\", database: \"DB10\")],
    clients: [Client(name: \"laptop\", user: \"anna\", connect: \"ex13.contoso.com:993:SSL\", then: Disconnect)],
    expect: [Expect(client: \"laptop\", outcome: LoggedOn, served_by: \"EX10\")],
)
"
    .to_owned()
}

/// Clients, each with so many log-ons, through one front end to three targets of which two never answer.
pub(crate) fn chain(clients: u32, logons_each: u32, every_us: u64, stagger_us: u64) -> String {
    let dead = |name: &str, address: &str| {
        format!(
            "        Server(name: \"{name}\", version: Exchange2010, roles: [ClientAccess], running: [Imap4],
            imap4: (InternalConnectionSettings: [\"{address}:143\"])),\n"
        )
    };
    let mut text = format!(
        "Scenario(
    schema: 1,
    until: \"300d\",
    event_limit: 100000000,
    assumptions: (candidate_order: ByName, next_target: EachCandidate),
    servers: [
        Server(name: \"EX13\", version: Exchange2013, roles: [ClientAccess], running: [Imap4], imap4: (LoginType: PlainTextLogin)),
{}{}        Server(name: \"EX10-C\", version: Exchange2010, running: [Imap4],
            imap4: (LoginType: PlainTextLogin, InternalConnectionSettings: [\"ex10-c.contoso.com:143\"])),
    ],
    databases: [Database(name: \"DB10\", on: [\"EX10-C\"])],
    mailboxes: [\n",
        dead("EX10-A", "10.99.0.1"),
        dead("EX10-B", "10.99.0.2"),
    );
    for client in 0..clients {
        writeln!(text, "        Mailbox(name: \"user{client}\", database: \"DB10\"),").expect("text can be written");
    }
    text.push_str("    ],\n    clients: [\n");
    for client in 0..clients {
        let first = u64::from(client) * stagger_us;
        let last = first + u64::from(logons_each - 1) * every_us;
        writeln!(
            text,
            "        Client(name: \"client{client:05}\", user: \"user{client}\", connect: \"ex13.contoso.com:143\", \
             at: [\"{first}us\"], every: \"{every_us}us\", until: \"{last}us\", then: Disconnect),"
        )
        .expect("text can be written");
    }
    end(text)
}

/// Sites with a 2013 front end, 2010 servers and users who poll every ten minutes for a day.
pub(crate) fn large(sites: u32, servers_per_site: u32, users: u32) -> String {
    let mut text =
        String::from("Scenario(\n    schema: 1,\n    until: \"25h\",\n    event_limit: 100000000,\n    sites: [\n");
    for site in 0..sites {
        writeln!(text, "        Site(name: \"S{site:02}\"),").expect("text can be written");
    }
    text.push_str("    ],\n    links: [\n");
    for site in 1..sites {
        writeln!(text, "        Link(between: (\"S00\", \"S{site:02}\"), latency: \"{site}ms\"),")
            .expect("text can be written");
    }
    text.push_str("    ],\n    servers: [\n");
    servers(&mut text, sites, servers_per_site);
    text.push_str("    ],\n    databases: [\n");
    for site in 0..sites {
        for server in 1..servers_per_site {
            writeln!(
                text,
                "        Database(name: \"DB{site:02}-{server:02}\", on: [\"S{site:02}-EX10-{server:02}\"]),"
            )
            .expect("text can be written");
        }
    }
    text.push_str("    ],\n    mailboxes: [\n");
    for user in 0..users {
        let (site, server) = (user % sites, 1 + user / sites % (servers_per_site - 1));
        writeln!(text, "        Mailbox(name: \"user{user}\", database: \"DB{site:02}-{server:02}\"),")
            .expect("text can be written");
    }
    text.push_str("    ],\n    clients: [\n");
    for user in 0..users {
        let (site, first) = (user % sites, u64::from(user) * 29_000);
        let last = first + 143 * 600_000_000;
        writeln!(
            text,
            "        Client(name: \"client{user:05}\", user: \"user{user}\", site: \"S{site:02}\", \
             connect: \"s{site:02}-ex13.contoso.com:993:SSL\", at: [\"{first}us\"], every: \"10min\", until: \"{last}us\"),"
        )
        .expect("text can be written");
    }
    end(text)
}

/// A night of so many steps, none of which needs another: each takes the next server of a pool into maintenance, or gives
/// the one before back to it. The clients poll every ten minutes from eight in the evening on, for twelve hours.
pub(crate) fn plan(clients: u32, steps: u32) -> String {
    let server = |it: u32| format!("\"EX10-{it:02}\"");
    let all: Vec<String> = (0..steps).map(server).collect();
    let mut text = String::from(
        "Scenario(
    schema: 1,
    date: \"2014-03-21 20:00\",
    until: \"12h\",
    event_limit: 100000000,
    servers: [\n",
    );
    for it in &all {
        writeln!(text, "        Server(name: {it}, version: Exchange2010, running: [Imap4]),")
            .expect("text can be written");
    }
    write!(
        text,
        "    ],
    databases: [Database(name: \"DB10\", on: [{first}])],
    load_balancers: [LoadBalancer(name: \"mail.contoso.com\", pool: [{pool}])],
    mailboxes: [Mailbox(name: \"user\", count: {clients}, database: \"DB10\")],
    clients: [
        Client(
            name: \"users\",
            count: {clients},
            user: \"user\",
            connect: \"mail.contoso.com:993:SSL\",
            at: [\"20:00\"],
            every: \"10min\",
            until: \"07:50\",
            spread: \"10min\",
            then: Disconnect,
        ),
    ],
    steps: [\n",
        first = all[0],
        pool = all.join(", "),
    )
    .expect("text can be written");
    for it in 0..steps {
        let kept: Vec<String> = (0..steps).filter(|other| *other != it).map(server).collect();
        let (server, hour, minute) = (server(it), 20 + it / 3, 10 + it % 3 * 15);
        writeln!(
            text,
            "        Step(
            name: \"Service {it}\",
            at: \"{hour}:{minute}\",
            actions: [
                SetPool(load_balancer: \"mail.contoso.com\", pool: [{}]),
                SetImapSettings(server: {server}, settings: (MaxConnections: 1000)),
                RestartService(server: {server}, service: Imap4),
                SetPool(load_balancer: \"mail.contoso.com\", pool: [{}]),
            ],
        ),",
            kept.join(", "),
            all.join(", "),
        )
        .expect("text can be written");
    }
    end(text)
}

/// Servers and mailboxes only: what a loader has to read.
pub(crate) fn directory(sites: u32, servers: u32, mailboxes: u32) -> String {
    let mut text = String::from("Scenario(\n    schema: 1,\n    sites: [\n");
    for site in 0..sites {
        writeln!(text, "        Site(name: \"S{site:02}\"),").expect("text can be written");
    }
    text.push_str("    ],\n    servers: [\n");
    self::servers(&mut text, sites, servers / sites);
    text.push_str("    ],\n    databases: [\n");
    for site in 0..sites {
        writeln!(text, "        Database(name: \"DB{site:02}\", on: [\"S{site:02}-EX10-01\"]),")
            .expect("text can be written");
    }
    text.push_str("    ],\n    mailboxes: [\n");
    for mailbox in 0..mailboxes {
        writeln!(text, "        Mailbox(name: \"user{mailbox}\", database: \"DB{:02}\"),", mailbox % sites)
            .expect("text can be written");
    }
    end(text)
}

/// The same with a client in every site, which logs on once.
pub(crate) fn logging_on(sites: u32, servers: u32) -> String {
    let text = directory(sites, servers, sites);
    let mut text = text.trim_end().strip_suffix(')').expect("it ends so").to_owned();
    text.push_str("    links: [\n");
    for site in 1..sites {
        writeln!(text, "        Link(between: (\"S00\", \"S{site:02}\")),").expect("text can be written");
    }
    text.push_str("    ],\n    clients: [\n");
    for site in 0..sites {
        writeln!(
            text,
            "        Client(name: \"client{site}\", user: \"user{site}\", site: \"S{site:02}\", \
             connect: \"s{site:02}-ex13.contoso.com:993:SSL\", then: Disconnect),"
        )
        .expect("text can be written");
    }
    end(text)
}

fn servers(text: &mut String, sites: u32, per_site: u32) {
    for site in 0..sites {
        writeln!(
            text,
            "        Server(name: \"S{site:02}-EX13\", version: Exchange2013, site: \"S{site:02}\", running: [Imap4, Imap4BE]),"
        )
        .expect("text can be written");
        for server in 1..per_site {
            writeln!(
                text,
                "        Server(name: \"S{site:02}-EX10-{server:02}\", version: Exchange2010, site: \"S{site:02}\", running: [Imap4]),"
            )
            .expect("text can be written");
        }
    }
}
