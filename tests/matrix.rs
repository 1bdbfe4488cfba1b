//! Is the matrix of a verdict right: a row for each mailbox, a column for each way in, the same outcome in every form?

use coexist::gallery;
use coexist::render::{Lang, Options, Plain, matrix as written};
use coexist::resolve::load;
use coexist::sim;
use coexist::telling::Scope;
use coexist::telling::matrix::matrix;
use coexist::telling::people::each;
use coexist::verdict::judge;
use coexist::world::Outcome;
use unicode_width::UnicodeWidthStr;

use crate::process::{call, folder, write};

/// How a client connects: protocol, port and type.
const WAYS: [(&str, &str); 4] = [("Imap4", "993:SSL"), ("Imap4", "143:TLS"), ("Pop3", "995:SSL"), ("Imap4", "143")];

/// `fronts` servers of 2013, all alike but the last, whose services are stopped, before one of 2010 whose IMAP4 alone
/// runs; so many mailboxes on either.
fn probe(fronts: usize, mailboxes: usize) -> String {
    let name = |at: usize| format!("EX13-{at:02}");
    let server = |at: usize| {
        let running = if at == fronts { "" } else { "Imap4, Pop3, Imap4BE, Pop3BE" };
        format!("(name: \"{}\", version: Exchange2013, running: [{running}]),", name(at))
    };
    let old = "(name: \"EX10\", version: Exchange2010, running: [Imap4]),";
    let servers: String = (1..=fronts).map(server).collect();
    let kinds =
        || ["new", "old"].into_iter().flat_map(|kind| (1..=mailboxes).map(move |at| (kind, format!("{kind}-{at:02}"))));
    let people: Vec<String> = kinds()
        .map(|(kind, name)| {
            format!("(name: \"{name}\", database: \"{}\"),", if kind == "new" { "DB13" } else { "DB10" })
        })
        .collect();
    let people = people.concat();
    let clients: String = kinds()
        .flat_map(|(_, user)| (1..=fronts).map(move |at| (user.clone(), at)))
        .flat_map(|(user, at)| {
            WAYS.map(|(protocol, port)| {
                format!(
                    "(name: \"{user} {at} {protocol} {port}\", user: \"{user}\", protocol: {protocol}, \
                     connect: \"{}.contoso.com:{port}\", at: [\"{at}s\"]),",
                    name(at).to_lowercase()
                )
            })
        })
        .collect();
    format!(
        "Scenario(schema: 1, title: \"Probe\", domain: \"contoso.com\", servers: [{old}{servers}], databases: [(name: \
         \"DB13\", on: [\"EX13-01\"]), (name: \"DB10\", on: [\"EX10\"])], mailboxes: [{people}], clients: [{clients}])"
    )
}

/// Every cell says what the verdict says of the client whose it is, whatever is folded.
#[test]
fn each_cell_is_the_outcome_of_its_client() {
    let world = load(&probe(3, 2), "probe").expect("it is sound").world;
    let (run, matrix) = (sim::run(&world), matrix(&world).expect("it is a matrix"));
    let verdict = judge(&world, &run);
    let people = each(&world, &run, &verdict, Scope::default());
    assert_eq!((matrix.mailboxes.len(), matrix.ways.len()), (4, 12));
    let mut well = 0;
    let mut csv = String::new();
    written::csv(&world, (&matrix, &people), &Options::default(), &mut csv).expect("a String takes everything");
    let rows: Vec<Vec<&str>> = csv.trim_end().split("\r\n").map(|it| it.split(',').collect()).collect();
    for attempt in &verdict.attempts {
        let client = &world.clients[attempt.client.index()];
        let row = matrix.mailboxes.iter().position(|it| *it == client.mailbox).expect("it has a row");
        let is_its = |it: &&coexist::telling::matrix::WayIn| {
            let (host, kind) = (it.host, it.kind);
            (host, kind.port, kind.security, kind.protocol)
                == (client.connect.host, client.connect.port, client.connect.security, client.protocol)
        };
        let column = matrix.ways.iter().position(|it| is_its(&it)).expect("it has a column");
        let is_well = attempt.outcome == Some(Outcome::LoggedOn);
        assert_eq!(matrix.cell(&people, row, column).is_well(), is_well, "{}", client.name);
        assert_eq!(rows[row + 1][column + 1] == "✓", is_well, "{csv}");
        well += usize::from(is_well);
    }
    assert!(well > 0 && well < verdict.attempts.len(), "{well}");
}

#[test]
fn on_a_terminal_what_is_alike_is_one_and_causes_stand_below() {
    let folder = folder("matrix");
    let file = write(&folder, "probe.ron", probe(5, 6));
    let came = call(&["run", "-q", &file]);
    assert_eq!((came.code, came.err.as_str()), (0, ""));
    let text = came.out.as_str();
    // A command is never broken, however long the way to its file is.
    assert!(text.lines().all(|it| it.width() <= 110 || it.contains("coexist explain ")), "{text}");
    // Four front ends are alike, and so are the six mailboxes of either kind.
    assert!(text.contains("ex13-01.contoso.com, ex13-02.contoso.com, ex13-03.contoso.com and 1 more alike"), "{text}");
    assert_eq!(text.lines().filter(|it| it.starts_with("new-01, ")).count(), 2, "{text}");
    assert!(text.contains("IMAP4          IMAP4    IMAP4    POP3\n"), "{text}");
    assert!(text.contains("143 plaintext  143 TLS  993 SSL  995 SSL\n"), "{text}");
    assert!(text.contains("LoginType SecureLogin on the front end"), "{text}");
    assert!(text.contains("ex13-05.contoso.com\n"), "{text}");
    assert!(text.lines().count() < 40, "{text}");
    // The command that a cause names explains just that.
    let command = text.lines().find_map(|it| it.split_once("coexist explain ")).expect("a cause names a command").1;
    assert!(command.contains(" --client '"), "{command}");
    for (format, said) in
        [("html", "<td class=\"good\">✓</td>"), ("markdown", "| ✓ |"), ("csv", "IMAP4 ex13-05.contoso.com:143")]
    {
        let came = call(&["run", "--format", format, &file]);
        assert_eq!((came.code, came.err.as_str()), (0, ""));
        assert!(came.out.contains(said) && came.out.contains("SVC-4"), "{format}: {}", came.out);
    }
    let chinese = call(&["run", "-q", &file, "--lang", "zh"]);
    assert!(chinese.out.contains("相同") && !chinese.out.contains("alike"), "{}", chinese.out);
    let other = call(&["run", "-q", &file, "--matrix", "never"]);
    assert!(other.out.contains("Who logs on, and when"), "{}", other.out);
}

/// Forty kinds of mailboxes by a hundred and twenty columns stay a screen or two.
#[test]
fn a_large_matrix_is_readable_where_much_is_alike() {
    let world = load(&probe(30, 20), "probe").expect("it is sound").world;
    let (run, matrix) = (sim::run(&world), matrix(&world).expect("it is a matrix"));
    let verdict = judge(&world, &run);
    let people = each(&world, &run, &verdict, Scope::default());
    let mut text = String::new();
    let told = (&world, &verdict);
    let options = Options { lang: Lang::En, ..Options::default() };
    written::text(told, (&matrix, &people), coexist::render::people::Beside::default(), &options, &Plain, &mut text)
        .expect("a String takes everything");
    assert!(text.lines().count() < 30, "{text}");
    // Two kinds of mailboxes at two kinds of front ends.
    let rows = |kind: &str| text.lines().filter(|it| it.starts_with(&format!("{kind}-01, {kind}-02, "))).count();
    assert_eq!((rows("new"), rows("old")), (2, 2), "{text}");
}

#[test]
fn what_is_no_matrix_is_told_where_one_is_asked_for() {
    let folder = folder("no-matrix");
    let whole = probe(2, 1);
    let first = "(name: \"new-01 1 Imap4 993:SSL\", user: \"new-01\", protocol: Imap4, connect: \
                 \"ex13-01.contoso.com:993:SSL\", at: [\"1s\"]),";
    assert!(whole.contains(first), "{whole}");
    let cases = [
        (
            whole.replace(first, ""),
            "no client asks for the mailbox of new-01 at ex13-01.contoso.com:993:SSL over IMAP4",
        ),
        (whole.replace(first, &format!("{first}{}", first.replace("new-01 1", "second"))), "in the same way"),
        (whole.replace("at: [\"1s\"]", "at: [\"1s\", \"5s\"]"), "does not try exactly once"),
    ];
    for (text, said) in cases {
        let file = write(&folder, "none.ron", text);
        let came = call(&["run", "-q", "--matrix", "always", &file]);
        assert_eq!(came.code, 2, "{}", came.out);
        assert!(came.err.contains("are no matrix") && came.err.contains(said), "{}", came.err);
        assert_eq!(call(&["run", "-q", &file]).code, 0);
    }
    let file = write(&folder, "whole.ron", whole);
    assert_eq!(call(&["run", "-q", "--matrix", "always", &file]).code, 0);
    let came = call(&["run", "--matrix", "always", &file]);
    assert_eq!(came.code, 2);
    assert!(came.err.contains("add -q"), "{}", came.err);
}

/// Of the gallery only what truly is one is shown as one.
#[test]
fn of_the_gallery_these_are_matrices() {
    let of = |entry: &gallery::Entry| load(entry.text, entry.claim).unwrap_or_else(|it| panic!("{it:#?}")).world;
    let found: Vec<&str> = gallery::ALL.iter().filter(|it| matrix(&of(it)).is_ok()).map(|it| it.claim).collect();
    let both = ["disabled-protocol-is-refused-by-the-front-end", "disabled-protocol-shows-only-behind-the-log-on"];
    assert_eq!(found, both);
}
