//! Does a comparison of two runs tell who is better and worse, whichever way round, and never touch a file?

use crate::process;

use coexist::gallery;
use coexist::lang::has_chinese;
use coexist::render::diff::{Compared, Fares, Side, compare, write as tell};
use coexist::render::{Lang, Plain};
use coexist::resolve::load;
use coexist::scenario::When;
use coexist::scenario::edit;
use coexist::world::World;

use process::{Came, SMALL, call, call_with, folder, read, stopped, write};

fn worlds() -> Vec<(&'static str, World)> {
    let world = |it: &gallery::Entry| {
        let loaded = load(it.text, it.claim).unwrap_or_else(|error| panic!("{}: {error:#?}", it.claim));
        (it.claim, loaded.world)
    };
    gallery::ALL.iter().map(world).collect()
}

fn played<'a>(worlds: &'a [(&'static str, World)]) -> Vec<Side<'a>> {
    worlds.iter().map(|it| side(it.0, &it.1)).collect()
}

fn side<'a>(name: &'a str, world: &'a World) -> Side<'a> {
    Side::heard(name, world, u64::MAX, &mut |_| true)
}

/// Another run of the same scenario differs in nothing.
#[test]
fn a_scenario_does_not_differ_from_itself() {
    let worlds = worlds();
    for (a, b) in played(&worlds).iter().zip(&played(&worlds)) {
        let compared = compare(a, b);
        assert_eq!(compared.len(), a.world.clients.len(), "{}", a.name);
        assert!(compared.iter().all(|it| it.fares == Fares::Unchanged && it.parts.is_none()), "{}", a.name);
        let mut told = String::new();
        tell(a, b, Lang::En, &Plain, &mut told).expect("a String takes everything");
        assert!(told.ends_with("\nNo difference: every client fares as before, by the same decisions.\n"), "{told}");
    }
}

#[test]
fn swapping_the_sides_swaps_better_and_worse() {
    let worlds = worlds();
    let all = played(&worlds);
    let mut seen = [0; 6];
    for (at, a) in all.iter().enumerate() {
        for b in all.iter().skip(at + 1).take(6) {
            let (there, back) = (compare(a, b), compare(b, a));
            let swapped: Vec<_> = back.into_iter().map(swap).collect();
            assert_eq!(there, swapped, "{} and {}", a.name, b.name);
            for it in &there {
                seen[it.fares as usize] += 1;
            }
        }
    }
    // Better, worse, otherwise, only in A, only in B: all of them were seen.
    assert!(seen[..5].iter().all(|it| *it > 0), "{seen:?}");
}

fn swap(it: Compared) -> Compared {
    let fares = match it.fares {
        Fares::Better => Fares::Worse,
        Fares::Worse => Fares::Better,
        Fares::OnlyInA => Fares::OnlyInB,
        Fares::OnlyInB => Fares::OnlyInA,
        same => same,
    };
    Compared { fares, parts: it.parts.map(|(number, a, b)| (number, b, a)), ..it }
}

#[test]
fn two_files_are_compared_client_by_client() {
    let folder = folder("diff-files");
    // Laptop is refused in A only; phone is only in A, tablet only in B; tool fares as before.
    let other = |name: &str| format!("(name: \"{name}\", user: \"anna\", connect: \"ex10.contoso.com:995:SSL\"),");
    let with = |text: &str, name| text.replace("clients: [", &format!("clients: [{}{}", other("tool"), other(name)));
    let a = write(&folder, "a.ron", with(&stopped(), "phone"));
    let b = write(&folder, "b.ron", with(SMALL, "tablet"));
    let there = call(&["diff", &a, &b]);
    assert_eq!((there.code, there.err.as_str()), (1, ""), "{}", there.out);
    for wanted in [
        "\nbetter\n  laptop: ConnectionRefused → LoggedOn\n    attempt 1: A, record ",
        "\nonly in A\n  phone: ConnectionRefused\n",
        "\nonly in B\n  tablet: ConnectionRefused\n",
        "\nunchanged\n  tool\n",
        "MSExchangeIMAP4 is stopped",
    ] {
        assert!(there.out.contains(wanted), "{wanted:?} is not in\n{}", there.out);
    }
    let back = call(&["diff", &b, &a]);
    assert_eq!(back.code, 1);
    for wanted in ["\nworse\n  laptop: LoggedOn → ConnectionRefused\n", "\nonly in A\n  tablet", "\nonly in B\n  phone"]
    {
        assert!(back.out.contains(wanted), "{wanted:?} is not in\n{}", back.out);
    }
    let same = call(&["diff", &a, &a]);
    assert_eq!((same.code, same.err.as_str()), (0, ""));
    assert!(same.out.ends_with("by the same decisions.\n"), "{}", same.out);
    let chinese = call(&["diff", &a, &b, "--lang", "zh"]);
    assert!(chinese.out.contains("改善") && chinese.out.contains("仅在 A 中"), "{}", chinese.out);
}

/// Twenty servers, of which the first ones have other settings: over a base, so that nothing of it stands in the file.
#[test]
fn what_changed_in_the_organisation_is_said_before_the_verdicts() {
    let folder = folder("diff-organisation");
    let organisation = |changed: usize, more: &str| {
        let server = |it: usize| {
            let setting = if it < changed { ", imap4: (LoginType: PlainTextLogin)" } else { "" };
            format!("(name: \"EX-{it:02}\", version: Exchange2013, running: [Imap4, Imap4BE]{setting}),")
        };
        let servers: String = (1..=20).map(server).collect();
        format!(
            "(schema: 1, domain: \"contoso.com\", servers: [{servers}{more}], databases: [(name: \"DB\", on: [\"EX-20\"])], \
             mailboxes: [(name: \"anna\", database: \"DB\")])"
        )
    };
    let gone = "(name: \"EX07\", version: Exchange2007),";
    write(&folder, "old.ron", organisation(0, gone));
    write(
        &folder,
        "new.ron",
        organisation(13, "").replace(
            "EX-19\", version: Exchange2013, running: [Imap4, Imap4BE]",
            "EX-19\", version: Exchange2013, running: [Pop3, Imap4]",
        ),
    );
    let top = |base: &str| {
        let client = "(name: \"x\", user: \"anna\", connect: \"ex-20.contoso.com:993:SSL\")";
        write(&folder, &format!("on-{base}"), format!("(schema: 1, base: \"{base}\", clients: [{client}])"))
    };
    let (old, new) = (top("old.ron"), top("new.ron"));
    let came = call(&["diff", &old, &new]);
    assert_eq!((came.code, came.err.as_str()), (0, ""), "{}", came.out);
    let said = "What changed in the organisation, from A to B\n  servers: removed EX07\n  running of EX-19 (servers): added Pop3; \
                removed Imap4BE\n  imap4.LoginType of 12: EX-01, EX-02 and EX-03, and 9 more (servers): default \
                (SecureLogin) →\n    PlainTextLogin\n\nA  ";
    assert!(came.out.starts_with(said), "{}", came.out);
    assert!(came.out.contains("No difference"), "{}", came.out);
    let chinese = call(&["diff", &old, &new, "--lang", "zh"]);
    assert!(chinese.out.contains("EX07") && !chinese.out.contains("What changed"), "{}", chinese.out);
    // Whoever compares one with itself is told in the line above what is otherwise.
    let set = call(&["what-if", &old, "--set", "servers.EX-20.imap4.LoginType=PlainTextLogin"]);
    assert!(!set.out.contains("What changed"), "{}", set.out);
    assert!(!call(&["diff", &old, &old]).out.contains("What changed"));
}

#[test]
fn unrelated_files_have_nothing_to_compare() {
    let folder = folder("diff-unrelated");
    let a = write(&folder, "a.ron", SMALL);
    let b = write(&folder, "b.ron", SMALL.replace("laptop", "phone"));
    let none = write(&folder, "none.ron", "Scenario(schema: 1)");
    for (a, b) in [(&a, &b), (&b, &a), (&a, &none)] {
        let came = call(&["diff", a, b]);
        assert_eq!((came.code, came.err.as_str()), (1, ""));
        assert!(came.out.contains("have no client in common"), "{}", came.out);
    }
    let nobody = call(&["diff", &none, &none]);
    assert_eq!(nobody.code, 0);
    assert!(nobody.out.contains("No difference"), "{}", nobody.out);
}

#[test]
fn what_cannot_be_compared_is_told() {
    let folder = folder("diff-unusable");
    let good = write(&folder, "good.ron", SMALL);
    let bad = write(&folder, "bad.ron", "Scenario(schema: 1, severs: [])");
    for (arguments, wanted) in [
        (&["diff", &good, &bad][..], "did you mean `servers`?"),
        (&["diff", &bad, &good], "did you mean `servers`?"),
        (&["diff", &good, "nowhere.ron"], "there is no file"),
        (&["diff", &good], "required"),
        (&["diff", &good, &good, "--without", "1"], "cannot be used with"),
        (&["diff", &good, "--assume", "fallbak=SelectOnce"], "did you mean \"fallback\"?"),
        (&["diff", &good, "--assume", "fallback=Never"], "FallThrough"),
        (&["diff", &good, "--assume", "fallback"], "PATH=VALUE"),
        (&["diff", &good, "--without", "1"], "there is no change \"1\""),
        (&["diff", &good, "--without", "0"], "counted from 1"),
        (&["diff", &good, "--without", "some"], "all"),
        (&["what-if", &bad, "--set", "title=x"], "did you mean `servers`?"),
        (&["what-if", &good, "--set", "servers.EX11.version=Exchange2013"], "EX10"),
        (&["what-if", &good, "--set", "servers.EX10.imap4.LoginTyp=SecureLogin"], "did you mean \"LoginType\"?"),
        (&["what-if", &good, "--set", "servers.EX10.imap4.LoginType=Secure"], "SecureLogin"),
        (&["what-if", &good, "--set", "servers.EX10.imap4.LoginType="], "there is no value"),
        (&["what-if", &good, "--set", "title.x=1"], "single value"),
        (&["what-if", &good, "--set", "servers[EX10=1"], "not complete"),
        (&["what-if", &good, "--set", "=1"], "not complete"),
        (&["what-if", &good, "--set", "seed=x"], "expected"),
        (&["what-if", &good, "--set", "assumptions.source_nat=maybe"], "true or false"),
        (&["what-if", &good, "--set", "databases.DB.on=[\"EX99\"]"], "EX99"),
        (&["what-if", &good, "--set", "servers=[(name: \"A\""], "error"),
    ] {
        let came = call(arguments);
        assert_eq!((came.code, came.out.as_str()), (2, ""), "{arguments:?}");
        assert!(came.err.starts_with("error") && came.err.contains(wanted), "{arguments:?}: {}", came.err);
    }
    // Deeper than anything that can be read: refused, not a crash.
    let deep = format!("servers={}", "[".repeat(60_000));
    assert_eq!(call(&["what-if", &good, "--set", &deep, "--set", "title=x"]).code, 2);
    assert_eq!(read(&good), SMALL);
}

#[test]
fn an_assumption_is_switched_for_the_comparison_only() {
    let folder = folder("diff-assume");
    let text = gallery::find("hung-target-costs-21-seconds-for-each-type").expect("it is in the gallery").text;
    let path = write(&folder, "a.ron", text);
    let came = call(&["diff", &path, "--assume", "fallback=SelectOnce"]);
    assert_eq!((came.code, came.err.as_str()), (1, ""));
    assert!(came.out.contains("attempt 1: A, record "), "{}", came.out);
    assert!(came.out.contains("a.ron with assumptions.fallback=SelectOnce: "), "{}", came.out);
    let by_hand = edit::set(text, "assumptions.fallback=SelectOnce").expect("there is such a switch");
    assert!(by_hand.contains("fallback: SelectOnce"));
    let other = write(&folder, "b.ron", by_hand);
    let files = call(&["diff", &path, &other]);
    let rest = |came: &Came| came.out.lines().skip(2).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!((files.code, rest(&files)), (came.code, rest(&came)));
    assert_eq!(read(&path), text);
}

/// Two changes that stand in the file in another order than they happen.
const CHANGES: &str = r#"Scenario(
    schema: 1,
    until: "31min",
    servers: [(name: "EX10", version: Exchange2010, running: [Imap4])],
    databases: [(name: "DB", on: ["EX10"])],
    mailboxes: [(name: "anna", database: "DB")],
    clients: [(name: "laptop", user: "anna", connect: "ex10.contoso.com:993:SSL", at: ["0s", "15min", "30min"])],
    changes: [
        (at: "20min", action: StartService(server: "EX10", service: Imap4)), // repaired
        (at: "10min", action: StopService(server: "EX10", service: Imap4)),
    ],
)
"#;

#[test]
fn a_change_is_left_out_by_its_place_in_the_file() {
    let without = |which: &str| call_with(&["diff", "-", "--without", which], CHANGES.as_bytes());
    for (which, a) in [
        ("1", "without change 1: 1 of 3 attempts logged on"),
        ("2", "without change 2: 3 of 3 attempts logged on"),
        ("all", "without its changes: 3 of 3 attempts logged on"),
    ] {
        let came = without(which);
        assert_eq!(came.code, 1, "{}", came.err);
        let mut lines = came.out.lines();
        assert_eq!(lines.next(), Some(format!("A  standard input {a}").as_str()));
        assert_eq!(lines.next(), Some("B  standard input: 2 of 3 attempts logged on"));
    }
    assert!(without("1").out.contains("\nbetter\n") && without("2").out.contains("\nworse\n"));
    for which in ["0", "3", "-1", "ALL", ""] {
        let came = without(which);
        assert_eq!((came.code, came.out.as_str()), (2, ""), "{which}");
    }
}

/// Settings are changed one after the other: what the change that is left out had set is not set by a later one.
#[test]
fn what_a_change_had_set_goes_with_it() {
    let text = r#"Scenario(
        schema: 1,
        until: "1h",
        servers: [Server(name: "EX13", version: Exchange2013, running: [Imap4, Imap4BE])],
        databases: [Database(name: "DB13", on: ["EX13"])],
        mailboxes: [Mailbox(name: "anna", database: "DB13")],
        clients: [Client(name: "scanner", user: "anna", connect: "ex13.contoso.com:143", at: ["20min"])],
        changes: [
            Change(at: "1min", action: SetImapSettings(server: "EX13", settings: (LoginType: PlainTextLogin))),
            Change(at: "2min", action: SetImapSettings(server: "EX13", settings: (MaxConnections: 50))),
            Change(at: "3min", action: RestartService(server: "EX13", service: Imap4)),
        ],
    )"#;
    let of = |which: &str| call_with(&["diff", "-", "--without", which], text.as_bytes()).out;
    assert!(of("1").contains("scanner: LogonDisabled → LoggedOn"), "{}", of("1"));
    assert!(of("2").contains("No difference"), "{}", of("2"));
    assert!(of("3").contains("scanner: LogonDisabled → LoggedOn"), "{}", of("3"));
}

#[test]
fn what_if_sets_several_things_and_leaves_the_file() {
    let folder = folder("what-if");
    let path = write(&folder, "mine.ron", stopped());
    let came = call(&["what-if", &path, "--set", "servers.EX10.running=Imap4", "--set", "clients[0].name=laptop"]);
    assert_eq!((came.code, came.err.as_str()), (1, ""));
    let wanted = "\nbetter\n  laptop: ConnectionRefused → LoggedOn\n    attempt 1: A, record";
    assert!(came.out.contains(wanted) && came.out.contains("In B 1 of 1 expectations hold."), "{}", came.out);
    assert_eq!(read(&path), stopped(), "the file is never changed");
    // Printed, it is a file of its own, which differs as was said.
    let sets = ["--set", "servers.ex10.running=[Imap4]", "--set", "title=又一次 \"x\"\\", "--set", "seed=7"];
    let printed = call(&[&["what-if", &path, "--print"][..], &sets].concat());
    assert_eq!((printed.code, printed.err.as_str()), (0, ""));
    let world = load(&printed.out, "mine").expect("what is printed can be read").world;
    assert_eq!((world.title.as_str(), world.seed), ("又一次 \"x\"\\", 7));
    assert_eq!(call_with(&["run", "-q", "-"], printed.out.as_bytes()).code, 0);
    let of_input = call_with(&["what-if", "-", "--set", "seed=7", "--print"], SMALL.as_bytes());
    assert!(of_input.code == 0 && of_input.out.contains("seed: 7"), "{}", of_input.err);
}

/// A field is added where it is found again: not behind a value that is left open, which would take it for its own.
#[test]
fn what_is_left_open_takes_no_field() {
    for open in ["(schema: 1, servers: [(name: \"a\"", "(schema: 1, databases: [(on: [\"a\""] {
        let refused = edit::set(open, "seed=5").expect_err(open);
        assert!(refused.message.of(Lang::En).contains("what stands before it is not closed"), "{open}: {refused:?}");
    }
    let own = edit::set("(schema: 1, title: \"x\"", "seed=5");
    assert_eq!(own.as_deref(), Ok("(schema: 1, title: \"x\", seed: 5"));
    let closed = edit::set("(schema: 1, servers: [(name \"a\")])", "seed=5");
    assert_eq!(closed.as_deref(), Ok("(schema: 1, servers: [(name \"a\")], seed: 5)"));
}

/// Nor an action: one that is left open would take the next for its own, and a server that is would take all.
#[test]
fn what_is_left_open_takes_no_action() {
    let stops = |server: &str| format!("StopService(server: \"{server}\", service: Imap4)");
    let with = |text: &str| edit::with(text, &[stops("b"), stops("c")], When::FromStart);
    for open in [
        "(schema: 1, servers: [(name: \"a\"",
        "(schema: 1, from_start: [SetPool(load_balancer: \"a\", pool: [\"b\"",
        "(schema: 1, databases: [(on: [\"a\"",
    ] {
        let refused = with(open).expect_err(open);
        assert!(refused.message.of(Lang::En).contains("what stands before it is not closed"), "{open}: {refused:?}");
    }
    let added = format!("{}, {}", stops("b"), stops("c"));
    for (text, wanted) in [
        ("(schema: 1", format!("(schema: 1, from_start: [{added}]")),
        ("(from_start: [", format!("(from_start: [{added}]")),
        ("(from_start: [Off", format!("(from_start: [Off, {added}")),
        ("(servers: [(name \"a\")])", format!("(servers: [(name \"a\")], from_start: [{added}])")),
    ] {
        assert_eq!(with(text), Ok(wanted), "{text}");
    }
}

/// Whoever types a value sets that value and nothing else, whatever is in it: left the edit, right what is said of it.
#[test]
fn what_is_typed_is_exactly_one_value() {
    let two =
        |place: &str, first: &str, more: &str| format!("{place} takes one value: behind `{first}` comes `{more}`");
    let broken = |place: &str, value: &str| format!("{place} takes one value, and `{value}` is no whole one");
    for (edit, wanted) in [
        (
            "servers.EX10.running=[Imap4], imap4: (LoginType: PlainTextLogin)",
            two("servers.EX10.running", "[Imap4]", "imap4: (LoginType: PlainTextLogin)"),
        ),
        ("servers.EX10.running=[Imap4]), (name: \"B\"", two("servers.EX10.running", "[Imap4]", "), (name: \\\"B\\\"")),
        ("servers.EX10.running=[Imap4] // and", two("servers.EX10.running", "[Imap4]", "// and")),
        ("servers.EX10.running=[Imap4 /*", broken("servers.EX10.running", "[Imap4 /*")),
        ("servers.EX10.running=[Imap4", broken("servers.EX10.running", "[Imap4")),
        ("servers.EX10.running=[Imap4]]", two("servers.EX10.running", "[Imap4]", "]")),
        ("seed=7, title: \"x\"", "seed takes one value".to_owned()),
        ("seed=7 // x", two("seed", "7", "// x")),
        ("title=\"x\", seed: 7", two("title", "\\\"x\\\"", "seed: 7")),
        ("servers.EX10.version=Exchange2010, off: true", "cannot be \"Exchange2010, off: true\"".to_owned()),
        ("servers.EX10.imap4=x, off: true", "servers.EX10.imap4 takes one value".to_owned()),
        ("servers.EX10.imap4=x", "expected fields in round brackets".to_owned()),
        ("servers.EX10.imap4=[]", "cannot be".to_owned()),
        ("servers.EX10.running=[Imap4] [Pop3]", two("servers.EX10.running", "[Imap4]", "[Pop3]")),
        (
            "servers.EX10.imap4=(LoginType: PlainTextLogin), off: true",
            two("servers.EX10.imap4", "(LoginType: PlainTextLogin)", "off: true"),
        ),
        (
            "clients.laptop.connect=(host: \"EX10\", port: 143), user: \"x\"",
            "clients.laptop.connect cannot be".to_owned(),
        ),
        ("clients.laptop.connections=3, user: \"x\"", "clients.laptop.connections takes one value".to_owned()),
    ] {
        let refused = edit::set(SMALL, edit).map(|it| panic!("{edit} made {it}")).unwrap_err();
        assert!(
            refused.message.of(Lang::En).contains(&wanted)
                || refused.help.as_ref().is_some_and(|it| it.of(Lang::En).contains(&wanted)),
            "{edit}: {refused:?}"
        );
        assert!(has_chinese(refused.message.of(Lang::Zh)), "{edit}: {refused:?}");
        let came = call_with(&["what-if", "-", "--set", edit, "--print"], SMALL.as_bytes());
        assert_eq!((came.code, came.out.as_str()), (2, ""), "{edit}");
    }
    // An action is one, too.
    for (action, wanted) in [
        ("RestartServer(server: \"EX10\"), StopServer(server: \"EX10\")", "an action takes one value"),
        ("RestartServer(server: \"EX10\")], until: \"1h\", expect: [", "an action takes one value"),
        ("RestartServer(server: \"EX10\") //", "an action takes one value"),
        ("", "an action takes one value"),
    ] {
        for at in [&[][..], &["--at", "1min"]] {
            let came = call_with(&[&["what-if", "-", "--do", action, "--print"], at].concat(), SMALL.as_bytes());
            assert_eq!((came.code, came.out.as_str()), (2, ""), "{action}");
            assert!(came.err.contains(wanted), "{action}: {}", came.err);
        }
    }
    // What is long is cut.
    let long = format!("seed={}", "9".repeat(100_000));
    assert!(call_with(&["what-if", "-", "--set", &long], SMALL.as_bytes()).err.len() < 1000);
}

/// What was one value before is one still, brackets or not.
#[test]
fn lists_are_typed_with_and_without_brackets() {
    for (edit, wanted) in [
        ("servers.EX10.running=Imap4, Pop3", "running: [Imap4, Pop3]"),
        ("servers.EX10.running=[Imap4, /* and */ Pop3]", "running: [Imap4, /* and */ Pop3]"),
        ("servers.EX10.imap4.SSLBindings=[::]:993, 0.0.0.0:993", "SSLBindings: [\"[::]:993\", \"0.0.0.0:993\"]"),
        ("sites=(name: \"HQ\"), Site(name: \"B, C\")", "sites: [(name: \"HQ\"), Site(name: \"B, C\")]"),
        ("title=r#\"x\"#", "title: \"x\""),
        ("title=a \"b\", c: 1 // d", "title: \"a \\\"b\\\", c: 1 // d\""),
    ] {
        let made = edit::set(SMALL, edit).unwrap_or_else(|it| panic!("{edit}: {it:?}"));
        assert!(made.contains(wanted), "{edit}: {made}");
    }
}

/// Nothing set, or what is there already: no difference.
#[test]
fn an_empty_what_if_is_no_difference() {
    for arguments in [&["what-if", "-"][..], &["what-if", "-", "--set", "clients.laptop.user=anna"]] {
        let came = call_with(arguments, SMALL.as_bytes());
        assert_eq!((came.code, came.err.as_str()), (0, ""));
        assert!(came.out.contains("No difference"), "{}", came.out);
    }
    let printed = call_with(&["what-if", "-", "--print"], SMALL.as_bytes());
    assert_eq!((printed.code, printed.out.as_str()), (0, SMALL));
    for it in gallery::ALL {
        let same = edit::set(it.text, "schema=1").expect("every scenario has a schema");
        assert_eq!(same, it.text, "{}", it.claim);
    }
}

/// A line that a cmdlet refuses belongs to what came out: whoever keeps the result only must not take it for done.
#[test]
fn a_refused_line_is_part_of_the_result() {
    let line = "Restart-Service -ComputerName EX10 -Name MSExchangeIMAP4";
    let came = call_with(&["what-if", "-", "--run", line, "--at", "1min"], SMALL.as_bytes());
    let told = "line 1: Restart-Service has no parameter ComputerName";
    assert!(came.out.ends_with(&format!("\nRefused in B, and nothing changed by it: {told}\n")), "{}", came.out);
    assert!(came.err.contains(told), "{}", came.err);
    let done = "Get-Service -ComputerName EX10 -Name MSExchangeIMAP4 | Restart-Service";
    let came = call_with(&["what-if", "-", "--run", done, "--at", "1min"], SMALL.as_bytes());
    assert!(!came.out.contains("Refused"), "{}", came.out);
}

/// What is only suspicious is told once, not for each of the two runs.
#[test]
fn warnings_are_told_once() {
    let text =
        SMALL.replace("outcome: LoggedOn)", "outcome: LoggedOn), (client: \"laptop\", attempt: 7, outcome: LoggedOn)");
    let run = call_with(&["run", "-q", "-"], text.as_bytes()).err;
    assert!(run.starts_with("warning"), "{run}");
    for arguments in [&["what-if", "-", "--set", "title=x"][..], &["diff", "-", "--assume", "fallback=SelectOnce"]] {
        assert_eq!(call_with(arguments, text.as_bytes()).err, run, "{arguments:?}");
    }
}
