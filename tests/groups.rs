//! Is a group the same as its members, written one by one?
//!
//! The law of groups: whatever is said of a group is said of each member, and the run is the same record by record.

use coexist::check::{FindingCode, check};
use coexist::explain::failures;
use coexist::lang::Lang;
use coexist::picture::{mermaid, topology};
use coexist::render::check::message;
use coexist::render::diff::Side;
use coexist::render::explain::Case;
use coexist::render::{Options, Plain, diff, json, text};
use coexist::resolve::load;
use coexist::scenario::edit;
use coexist::sim::run;
use coexist::trial::{Ground, study};
use coexist::verdict::judge;
use coexist::world::World;

use crate::repairs::explained_text;

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

// --- who is told of ---------------------------------------------------------------------------------------------------

/// An organisation in which something is the matter with all of a group, or with one.
fn trouble(count: &str, client: &str, rest: &str) -> String {
    format!(
        r#"(schema: 1, until: "2h",
        servers: [Server(name: "EX10", version: Exchange2010, running: [Imap4])],
        databases: [Database(name: "DB10", on: ["EX10"])],
        mailboxes: [Mailbox(name: "branch", {count} database: "DB10"), Mailbox(name: "anna", database: "DB10")],
        clients: [
            Client(name: "phones", {count} user: "branch", connect: "ex10.contoso.com:993:SSL", {client}),
            Client(name: "laptop", user: "anna", connect: "ex10.contoso.com:993:SSL"),
        ], {rest})"#
    )
}

fn found(text: &str) -> Vec<(FindingCode, String)> {
    let checked = check(text, "groups").unwrap_or_else(|it| panic!("{it:#?}"));
    let each = checked.findings.iter().map(|it| (it.what.code(), message(&checked.world, Lang::En, it)));
    each.collect()
}

const ALL: &str = r#"every: "20min", until: "1h", password: Wrong"#;

#[test]
fn what_is_wrong_with_a_group_is_found_once() {
    let one = found(&trouble("", ALL, ""));
    let many = found(&trouble("count: 1200,", ALL, ""));
    assert_eq!(one.iter().map(|it| it.0).collect::<Vec<_>>(), many.iter().map(|it| it.0).collect::<Vec<_>>());
    assert!(many.iter().any(|it| it.1.contains("phones (1,200)")), "{many:?}");
    assert!(many.iter().all(|it| !it.1.contains("phones-")), "{many:?}");
    // Of a part it is told of how many; of one alone, of that one.
    let told =
        |client| format!(r#"changes: [Change(at: "1min", action: SetClient(client: "{client}", password: Wrong))]"#);
    let single = found(&trouble("count: 1200,", r#"spread: "2min""#, &told("phones-7")));
    assert!(single.iter().any(|it| it.1.contains("phones-7")), "{single:?}");
    let two = r#"changes: [Change(at: "1min", action: SetClient(client: "phones-7", password: Wrong)),
        Change(at: "1min", action: SetClient(client: "phones-9", password: Wrong))]"#;
    let two = found(&trouble("count: 1200,", r#"spread: "2min""#, two));
    assert!(two.iter().any(|it| it.1.contains("phones (2 of 1,200)")), "{two:?}");
}

/// One cause, one explanation, one step for all of them; and the step is proven.
#[test]
fn what_helps_a_group_is_one_step() {
    let text = trouble("count: 30,", ALL, "");
    let world = world(&text);
    let run = run(&world);
    let verdict = judge(&world, &run);
    let failures = failures(&world, &verdict, world.whom("phones"));
    assert_eq!(failures.len(), 1, "{failures:?}");
    let study = study(&Ground::new(&text, &world), &world, &run, &verdict, &failures[0]);
    let best = study.remedies.proven.first().expect("something helps");
    assert_eq!(best.written(), [r#"SetClient(client: "phones", password: Right)"#]);
    assert_eq!(best.alike, (120, 120));
    let mut out = String::new();
    let case = Case { alike: &failures[0].alike, study: &study };
    text::explanation(&world, &run, &verdict, &case, &Options::default(), &Plain, &mut out).expect("a String");
    assert!(out.contains("phones (29 of 30)"), "{out}");
    assert!(out.matches("phones-").count() < 12, "{out}");
}

#[test]
fn reports_and_pictures_show_one_party() {
    let text = trouble("count: 1200,", r#"spread: "1h", behind: "203.0.113.7""#, "");
    let world = world(&text);
    let run = run(&world);
    let verdict = judge(&world, &run);
    let mut out = String::new();
    text::report(&world, &run, &verdict, &Options::default(), &Plain, &mut out).expect("a String takes everything");
    // Of 1,200 two are shown beside the last, and the rest is one line and one paragraph.
    assert!(out.contains("phones (1,197 of 1,200), 1,197 attempts: like one that is shown"), "{out}");
    assert!(out.contains("phones (1,200), 1,200 attempts from 0s on, the first by phones-1"), "{out}");
    assert!(out.lines().count() < 200, "{}", out.lines().count());
    let mut sequence = String::new();
    mermaid::diagram(&world, &run, &Options::default(), &mut sequence).expect("a String takes everything");
    assert_eq!(sequence.matches("actor ").count(), 2, "{sequence}");
    assert!(sequence.contains("as phones (1,200)"), "{sequence}");
    let picture = topology::mermaid(&topology::Sight::start(&world), Lang::En);
    assert!(picture.contains("phones (1,200)") && picture.contains("203.0.113.7"), "{picture}");
    assert!(!picture.contains("phones-"), "{picture}");
}

#[test]
fn a_change_of_a_group_is_one_row() {
    let changes = r#"changes: [Change(at: "30min", action: SetCASMailbox(mailbox: "branch", ImapEnabled: false))]"#;
    let text = trouble("count: 1200,", r#"spread: "1h""#, changes);
    let world = world(&text);
    let run = run(&world);
    let verdict = judge(&world, &run);
    assert_eq!(verdict.logged_on(), 601, "600 before, and the laptop");
    let mut out = String::new();
    text::report(&world, &run, &verdict, &Options::default(), &Plain, &mut out).expect("a String takes everything");
    assert!(out.contains("the same for 1,199 more of the group"), "{out}");
    assert!(out.contains("phones (600 of 1,200)"), "{out}");
    // The change that is told of is the one of the mailbox that is the example.
    let [told] = &explained_text(&text, "groups")[..] else { panic!("one cause") };
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("sets ImapEnabled false for the mailbox of branch-601: without that change"), "{told}");
    assert!(
        told.contains("Get-Mailbox 'branch-*' -ResultSize Unlimited | Set-CASMailbox -ImapEnabled $true"),
        "{told}"
    );
}

/// A value is set for the whole group by its name; where one of it is named, the way to that one is told.
#[test]
fn a_value_is_set_for_the_group_and_an_action_is_for_one() {
    let text = trouble("count: 12,", ALL, "");
    let all = edit::set(&text, "clients.phones.password=Right").expect("the group is an entry");
    assert!(world(&all).groups[0].members.len() == 12 && !all.contains("password: Wrong"));
    let refused = edit::set(&text, "clients.phones-7.password=Right").expect_err("a member is no entry");
    let help = refused.help.expect("it is told how").of(Lang::En).to_owned();
    assert!(help.contains("`clients.phones`") && help.contains("\"phones-7\""), "{help}");
}

/// That all are behind one address is what the limit meets, and no fault of what is between.
#[test]
fn who_is_behind_one_address_is_told_so() {
    let source = include_str!("../scenarios/network/phones-behind-one-address-use-up-its-limit.ron");
    let [told] = &explained_text(source, "nat")[..] else { panic!("one cause") };
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("All clients behind 203.0.113.7 (NAT) come from one address"), "{told}");
    assert!(told.contains("phones (3 of 24)"), "{told}");
}

/// Two runs are compared by groups as well: so many of how many fare better, and one is the example.
#[test]
fn a_comparison_speaks_of_the_group() {
    let (with, without) = (trouble("count: 40,", ALL, ""), trouble("count: 40,", r#"every: "20min", until: "1h""#, ""));
    let (a, b) = (world(&with), world(&without));
    let [one, other] = [("A", &a), ("B", &b)].map(|(name, world)| Side::heard(name, world, u64::MAX, &mut |_| true));
    let mut out = String::new();
    diff::write(&one, &other, Lang::En, &Plain, &mut out).expect("a String takes everything");
    assert!(out.contains("phones (40)") && out.contains("160 × LoggedOn"), "{out}");
    assert_eq!(out.matches("phones-").count(), 1, "{out}");
}
