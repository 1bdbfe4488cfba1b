//! Organisations of any size, for tests of pictures, always the same: mixed ones of 3 to 60 servers in 1 to 8 sites, and
//! ordinary ones of any size, in which most servers are like others.

use std::fmt::Write;

/// How many servers in how many sites.
pub(crate) const SIZES: [(usize, usize); 14] = [
    (3, 1),
    (3, 3),
    (4, 2),
    (7, 1),
    (7, 4),
    (12, 2),
    (12, 8),
    (20, 1),
    (24, 4),
    (33, 3),
    (40, 8),
    (60, 1),
    (60, 5),
    (60, 8),
];

/// How things are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Names {
    /// As one does.
    Plain,
    /// In Chinese.
    Chinese,
    /// As long as can be.
    Long,
}

impl Names {
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [Self::Plain, Self::Chinese, Self::Long];

    fn of(self, what: &str, number: usize) -> String {
        match self {
            Self::Plain => format!("{what}-{number:02}"),
            Self::Chinese => format!("北京数据中心{what}服务器{number}号"),
            Self::Long => format!("{what}-{}-{number:02}", "a-very-long-name-that-nobody-would-use-mW"),
        }
    }
}

/// A small generator of numbers: a linear congruence, which is good enough to mix things.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }
}

/// An organisation as a scenario.
pub(crate) fn text(servers: usize, sites: usize, names: Names) -> String {
    let mut numbers = Numbers((servers * 100 + sites) as u64);
    let mut out = format!("Scenario(schema: 1, title: \"{}\", sites: [", names.of("organisation", servers));
    let site = |it: usize| names.of("site", it);
    for it in 0..sites {
        let _ = write!(out, "Site(name: \"{}\"),", site(it));
    }
    out.push_str("], links: [");
    for it in 1..sites {
        let hub = if numbers.below(3) == 0 { it - 1 } else { 0 };
        let more = ["", ", loss: \"0.5%\"", ", cut: true", ", jitter: \"2ms\"", ", one_way: true"][numbers.below(5)];
        let _ = write!(out, "Link(between: (\"{}\", \"{}\"), latency: \"{it}8ms\"{more}),", site(hub), site(it));
    }
    out.push_str("], servers: [");
    let mut kinds = Vec::new();
    for it in 0..servers {
        let version = ["Exchange2013", "Exchange2013", "Exchange2010", "Exchange2007"][numbers.below(4)];
        let roles = if it == 0 { 0 } else { numbers.below(3) };
        kinds.push((version, roles, it % sites));
        let written = ["", "roles: [ClientAccess],", "roles: [Mailbox],"][roles];
        let running = match (roles, version) {
            (2, "Exchange2013") => "Imap4BE, Pop3BE",
            (2, _) => "",
            (0, "Exchange2013") => "Imap4, Imap4BE",
            _ => "Imap4",
        };
        let more = match numbers.below(8) {
            0 => "off: true,".to_owned(),
            1 if roles != 2 => format!("hung: [Pop3], running: [{running}],"),
            2 if roles != 2 && version == "Exchange2013" => format!(
                "running: [{running}], components: [ComponentState(component: ServerWideOffline, requester: Maintenance, \
                 state: Inactive), ComponentState(component: ImapProxy, requester: HealthAPI, state: Draining)],"
            ),
            _ => format!("running: [{running}],"),
        };
        let name = names.of("ex", it);
        let _ = write!(
            out,
            "Server(name: \"{name}\", version: {version}, site: \"{}\", {written}{more}),",
            site(it % sites)
        );
    }
    out.push_str("], load_balancers: [");
    let client_access = |site: usize| kinds.iter().enumerate().filter(move |it| it.1.1 != 2 && it.1.2 == site);
    let mut balanced = Vec::new();
    for it in 0..sites {
        let pool: Vec<_> = client_access(it).take(5).map(|it| format!("\"{}\"", names.of("ex", it.0))).collect();
        if !pool.is_empty() {
            balanced.push(it);
            let _ = write!(
                out,
                "LoadBalancer(name: \"{}.contoso.com\", pool: [{}]),",
                names.of("mail", it),
                pool.join(", ")
            );
        }
    }
    let first = names.of("mail", balanced[0]);
    let _ = write!(
        out,
        "], dns: [DnsName(name: \"pop.contoso.com\", points_to: [\"{first}.contoso.com\", \"10.99.0.1\"]),"
    );
    let _ = write!(out, "DnsName(name: \"new.contoso.com\", points_to: [])], databases: [");
    let mut databases = 0;
    for (it, kind) in kinds.iter().enumerate().filter(|it| it.1.1 != 1) {
        let alike: Vec<_> = kinds.iter().enumerate().filter(|other| other.1.0 == kind.0 && other.1.1 != 1).collect();
        let copies = 1 + numbers.below(3);
        let mut on = vec![it];
        on.extend(alike.iter().map(|it| it.0).filter(|other| *other != it).take(copies - 1));
        let on: Vec<_> = on.iter().map(|it| format!("\"{}\"", names.of("ex", *it))).collect();
        for _ in 0..=numbers.below(2) {
            let _ = write!(out, "Database(name: \"{}\", on: [{}]),", names.of("db", databases), on.join(", "));
            databases += 1;
        }
    }
    out.push_str("], mailboxes: [");
    let mut users = Vec::new();
    for it in 0..databases {
        for number in 0..[0, 1, 3, 40][numbers.below(4)].max(usize::from(it == 0)) {
            let user = format!("{}-{number}", names.of("user", it));
            let _ = write!(out, "Mailbox(name: \"{user}\", database: \"{}\"),", names.of("db", it));
            users.push(user);
        }
    }
    out.push_str("], clients: [");
    for it in 0..servers.max(4) {
        let host = match numbers.below(5) {
            0 => "pop.contoso.com".to_owned(),
            1 => "nobody.contoso.com".to_owned(),
            2 => names.of("ex", 0).to_lowercase(),
            _ => format!("{}.contoso.com", names.of("mail", balanced[numbers.below(balanced.len())])),
        };
        let (name, user) = (names.of("laptop", it), &users[it % users.len()]);
        let _ = write!(
            out,
            "Client(name: \"{name}\", user: \"{user}\", site: \"{}\", connect: \"{host}:993:SSL\"),",
            site(it % sites)
        );
    }
    out.push_str("])");
    out
}

/// An organisation as they are: in each site a balancer before servers of 2013 and some of 2010 beside them, databases with
/// two copies, a client of each version. In the first site the connection settings of 2010 name the balancer.
pub(crate) fn ordinary(servers: usize, sites: usize) -> String {
    let mut out = format!("Scenario(schema: 1, title: \"{servers} servers in {sites} sites\", sites: [");
    let site = |it: usize| format!("site-{it:02}");
    for it in 0..sites {
        let _ = write!(out, "Site(name: \"{}\"),", site(it));
    }
    out.push_str("], links: [");
    for it in 1..sites {
        let _ = write!(out, "Link(between: (\"{}\", \"{}\"), latency: \"{it}8ms\"),", site(0), site(it));
    }
    out.push_str("], servers: [");
    let name = |it: usize| format!("ex-{it:03}");
    // Every third server is an old one; the first of a site is a new one.
    let old = |it: usize| (it / sites) % 3 == 2;
    for it in 0..servers {
        let (version, running) = if old(it) { ("Exchange2010", "Imap4") } else { ("Exchange2013", "Imap4, Imap4BE") };
        let loops = it % sites == 0 && old(it);
        let settings = "imap4: (InternalConnectionSettings: [\"mail-00.contoso.com:993:SSL\"]),";
        let settings = if loops { settings } else { "" };
        let _ = write!(
            out,
            "Server(name: \"{}\", version: {version}, site: \"{}\", running: [{running}], {settings}),",
            name(it),
            site(it % sites)
        );
    }
    out.push_str("], load_balancers: [");
    for it in 0..sites {
        let pool: Vec<_> =
            (it..servers).step_by(sites).filter(|it| !old(*it)).map(|it| format!("\"{}\"", name(it))).collect();
        let _ = write!(out, "LoadBalancer(name: \"mail-{it:02}.contoso.com\", pool: [{}]),", pool.join(", "));
    }
    out.push_str("], databases: [");
    for it in 0..servers {
        let alike = |other: &usize| old(*other) == old(it) && other % sites == it % sites && *other != it;
        let second = (0..servers).find(alike).map_or_else(String::new, |it| format!(", \"{}\"", name(it)));
        let _ = write!(out, "Database(name: \"db-{it:03}\", on: [\"{}\"{second}]),", name(it));
    }
    out.push_str("], mailboxes: [");
    for it in 0..servers {
        let _ = write!(out, "Mailbox(name: \"user-{it:03}\", database: \"db-{it:03}\"),");
    }
    out.push_str("], clients: [");
    for it in 0..servers {
        let at = it % sites;
        let _ = write!(
            out,
            "Client(name: \"laptop-{it:03}\", user: \"user-{it:03}\", site: \"{}\", connect: \"{}\"),",
            site(at),
            format_args!("mail-{at:02}.contoso.com:993:SSL")
        );
    }
    out.push_str("])");
    out
}
