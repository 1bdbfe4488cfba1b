//! Is a group the same as its members, written one by one?
//!
//! The law of groups: whatever is said of a group is said of each member, and the run is the same record by record.

use coexist::render::json;
use coexist::resolve::load;
use coexist::sim::run;
use coexist::verdict::judge;
use coexist::world::World;

fn world(text: &str) -> World {
    load(text, "groups").unwrap_or_else(|it| panic!("{it:#?}\n{text}")).world
}

/// Each line of a run, its records first, and how each expectation fared.
fn lines(world: &World) -> Vec<String> {
    let run = run(world);
    let mut out = String::new();
    json::write(world, &run, &judge(world, &run), &mut out);
    out.lines().map(str::to_owned).collect()
}

/// The records of a run, and how its attempts ended.
fn records(world: &World) -> Vec<String> {
    let of_group = |line: &str| match (line.find(",\"group\":"), line.find(",\"number\":")) {
        (Some(from), Some(to)) if from < to => format!("{}{}", &line[..from], &line[to..]),
        _ => line.to_owned(),
    };
    let is_meant = |it: &String| it.contains("\"type\":\"record\"") || it.contains("\"type\":\"attempt\"");
    lines(world).iter().filter(|it| is_meant(it)).map(|it| of_group(it)).collect()
}

const ORGANISATION: &str = r#"schema: 1, until: "2h",
    servers: [
        Server(name: "EX10", version: Exchange2010, running: [Imap4, Pop3],
            imap4: ProtocolSettings(MaxConnectionFromSingleIP: 5, MaxConnectionsPerUser: 2)),
        Server(name: "EX13", version: Exchange2013, running: [Imap4, Imap4BE, Pop3, Pop3BE]),
    ],
    load_balancers: [LoadBalancer(name: "mail.contoso.com", pool: ["EX13"], method: SourceHash)],
    databases: [Database(name: "DB10", on: ["EX10"]), Database(name: "DB13", on: ["EX13"])],"#;

/// The rest of a scenario with groups, and the same with each member written.
fn pairs() -> Vec<(String, String)> {
    let each = |count: u32, of: &dyn Fn(u32) -> String| (1..=count).map(of).collect::<String>();
    let mailboxes = |rest: &str| {
        (
            format!(r#"mailboxes: [Mailbox(name: "branch", count: 12, database: "DB10"{rest})],"#),
            format!(
                "mailboxes: [{}],",
                each(12, &|it| format!(
                    r#"Mailbox(name: "branch-{it}", database: "DB10"{}),"#,
                    rest.replace('#', &it.to_string())
                ))
            ),
        )
    };
    let mut pairs = Vec::new();
    for (client, changes, group_changes) in [
        // Each has its own mailbox and comes at its own time.
        (r#"connect: "mail.contoso.com:993:SSL", every: "10min", until: "1h""#, String::new(), String::new()),
        // All are behind one address and stay.
        (
            r#"connect: "ex10.contoso.com:993:SSL", then: Stay(wait: "27min"), behind: "203.0.113.7""#,
            String::new(),
            String::new(),
        ),
        (
            r#"connect: "ex10.contoso.com:993:SSL", then: Stay(wait: "10min"), behind: "nat", connections: 3"#,
            String::new(),
            String::new(),
        ),
        // They are moved, and told to connect elsewhere, under the names that are theirs alone.
        (
            r#"connect: "ex10.contoso.com:995:SSL", protocol: Pop3, every: "10min", until: "1h", log_on_as: "CONTOSO\\b#""#,
            each(12, &|it| {
                format!(r#"Change(at: "20min", action: MoveMailbox(mailbox: "branch-{it}", database: "DB13")),"#)
            }) + &each(12, &|it| {
                format!(
                    r#"Change(at: "40min", action: SetClient(client: "phones-{it}", connect: "ex13:995:SSL", log_on_as: "branch-{it}")),"#
                )
            }),
            r#"Change(at: "20min", action: MoveMailbox(mailbox: "branch", database: "DB13")),
               Change(at: "40min", action: SetClient(client: "phones", connect: "ex13:995:SSL", log_on_as: "branch-#")),"#
                .to_owned(),
        ),
    ] {
        let (group, single) = mailboxes(r#", SamAccountName: "b#""#);
        let members = each(12, &|it| {
            // Every member a twelfth of an hour after the one before: what `spread` says, worked out by hand.
            let (at, own) = (format!("{}min", (it - 1) * 5), client.replace('#', &it.to_string()));
            format!(r#"Client(name: "phones-{it}", user: "branch-{it}", at: ["{at}"], {own}),"#)
        });
        let beside = r#"Client(name: "phonograph", user: "branch-3", connect: "ex10.contoso.com:993:SSL"),"#;
        let written = |mailboxes: &str, clients: &str, changes: &str| {
            format!("({ORGANISATION} {mailboxes} clients: [{beside} {clients}], changes: [{changes}])")
        };
        pairs.push((
            written(
                &group,
                &format!(r#"Client(name: "phones", count: 12, user: "branch", spread: "1h", {client})"#),
                &group_changes,
            ),
            written(&single, &members, &changes),
        ));
    }
    pairs
}

#[test]
fn a_group_is_its_members() {
    for (group, members) in pairs() {
        let (group, members) = (records(&world(&group)), records(&world(&members)));
        assert!(group.len() > 100, "{}", group.len());
        for (one, other) in group.iter().zip(&members) {
            assert_eq!(one, other);
        }
        assert_eq!(group.len(), members.len());
    }
}

/// Where all of a group are meant, each of them is: what is expected of the group holds where it holds of each.
#[test]
fn what_is_expected_of_a_group_is_expected_of_each() {
    let (group, _) = pairs().remove(1);
    // One every five minutes, each for 27, and five from one address: the sixth finds nobody gone yet, at 25 minutes; the
    // twelfth finds those there who came from 30 to 50 minutes, the first of them until 57.
    for (expect, held) in [
        (r#"Expect(client: "phones", outcome: LoggedOn)"#, "no"),
        (r#"Expect(client: "phones", count: 10, outcome: LoggedOn)"#, "yes"),
        (r#"Expect(client: "phones", count: 12, outcome: LoggedOn)"#, "no"),
        (r#"Expect(client: "phones", count: 2, outcome: NoGreeting, rules: ["LIM-2"])"#, "yes"),
        (r#"Expect(client: "phones-5", outcome: LoggedOn, not_rules: ["LIM-2"])"#, "yes"),
        (r#"Expect(client: "phones-6", outcome: NoGreeting)"#, "yes"),
        (r#"Expect(client: "phones-12", outcome: NoGreeting)"#, "yes"),
        (r#"Expect(client: "phones-9", outcome: LoggedOn)"#, "yes"),
        (r#"Expect(client: "phones-9", attempt: 2, outcome: LoggedOn)"#, "no"),
    ] {
        let text = group.replace("changes: []", &format!("changes: [], expect: [{expect}]"));
        let world = world(&text);
        let fared: Vec<_> = lines(&world).into_iter().filter(|it| it.contains("\"type\":\"expectation\"")).collect();
        assert!(fared[0].contains(&format!("\"held\":\"{held}\"")), "{expect}: {fared:?}");
    }
}

#[test]
fn the_first_times_are_dealt_out_evenly() {
    let (group, _) = pairs().remove(0);
    let world = world(&group);
    let phones = &world.groups[0];
    assert_eq!((phones.name.as_str(), phones.count()), ("phones", 12));
    for (before, id) in (0..).zip(&phones.members) {
        let client = &world.clients[id.index()];
        assert_eq!(client.name, format!("phones-{}", before + 1));
        assert_eq!(client.times[0].0, before * 5 * 60 * 1_000_000);
        assert_eq!(world.users[client.user.index()].name, format!("branch-{}", before + 1));
        assert_eq!(client.group.map(|it| it.0), Some(0));
    }
}
