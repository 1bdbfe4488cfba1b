//! Do the fast and the slow pass agree about every text?
//!
//! The slow pass must refuse exactly what the fast pass refuses: correct texts are damaged in many ways, and both are
//! asked. Nothing may panic, and every place must be in the text.

use proptest::prelude::*;

use super::*;
use crate::scenario::reference::EXAMPLE;

/// Both passes refuse a text, or both read the same out of it. What they give is judged further as a file is, without
/// reading it for a second time.
fn check(text: &str) {
    let slow = match slow(&Sources::of("", text)) {
        Ok((mut scenario, _)) => {
            scenario.settle_times();
            Broken { problems: Sink::default(), scenario: Some(Box::new((scenario, Doubts::default()))) }
        }
        Err(broken) => broken,
    };
    let fast = tree::after_attributes(text).map(|start| read(&text[start..]));
    let understood = match fast {
        Some(Ok(mut fast)) => {
            fast.settle_times();
            let is_other = fast.schema != SCHEMA;
            let found: Vec<_> = slow.problems.finish().iter().map(|it| it.code).collect();
            assert_eq!(found, if is_other { &[Code::S020][..] } else { &[] }, "{text}");
            assert!(is_other || slow.scenario.is_some_and(|it| it.0 == fast), "{text}\n{fast:?}");
            Ok(fast)
        }
        refused => {
            assert!(!slow.problems.is_empty(), "{text}\nfast: {refused:?}");
            Err(slow)
        }
    };
    let read = understood.map(|it| (it, Origins::default()));
    let problems = crate::resolve::judged(&Sources::of("", text), "x", read).map_or_else(|it| it, |it| it.warnings);
    for it in problems {
        for span in [&it.span].into_iter().chain(it.notes.iter().map(|it| &it.0)) {
            assert!(text.get(span.clone()).is_some(), "{it:?} points outside of the text\n{text}");
        }
    }
}

const LARGE: &str = r#"Scenario(schema: 1, title: "t", seed: 7, until: "1h", event_limit: 5, domain: "contoso.com",
    sites: [Site(name: "HQ", latency: "1ms"), (name: "总部")], // a comment
    links: [Link(between: ("HQ", "总部"), latency: "18ms", loss: "0.5%", cut: false)],
    servers: [Server(name: "EX10", version: Exchange2010, site: "HQ", roles: [ClientAccess, Mailbox], running: [Imap4],
        address: "10.0.0.5", imap4: (InternalConnectionSettings: ["mail.contoso.com:993:SSL"], LoginType: SecureLogin,
        MaxConnections: 1_000, SSLBindings: [993]), certificates: [(subject_names: [r"*.contoso.com"], trusted: false)]), ],
    load_balancers: [LoadBalancer(name: "mail.contoso.com", pool: ["EX10"], check: None, every: "5s", down_after: 0x3)],
    dns: [DnsName(name: "a", points_to: [], for_sites: ["HQ"])], databases: [Database(name: "DB", on: ["EX10"])],
    mailboxes: [Mailbox(name: "anna", database: "DB", PopEnabled: false)],
    clients: [Client(name: "l", user: "anna", connect: "mail:993:TLS", at: ["0s", "1s"], site: "HQ",
        then: Stay(wait: "5s"), on_failure: Retry(after: "1s", times: 3))],
    changes: [Change(at: "5s", action: SetDns(name: "a", points_to: ["EX10"])), /* two */
        (at: "6s", action: CutLink(between: ("HQ", "总部"), one_way: true))],
    assumptions: (fallback: SelectOnce, http_ping: ()), expect: [Expect(client: "l", outcome: LoggedOn, rules: ["FE-1"])],
)"#;

/// What is put in place of something, or between two things.
const BITS: &[&str] = &[
    "",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "()",
    "[]",
    "{}",
    ",",
    ":",
    "\"",
    "'",
    "\\",
    "//",
    "/*",
    "*/",
    " ",
    "\n",
    "#",
    "#!",
    "None",
    "Some(1)",
    "Some",
    "true",
    "0",
    "-1",
    "1.5",
    "1..2",
    "..",
    "99999999999999999999",
    "b'a'",
    "b\"a\"",
    "'a'",
    "r\"x\"",
    "r#\"x\"#",
    "r#name",
    "\"5s\"",
    "\"x\"",
    "name",
    "name:",
    "name: \"x\",",
    "Imap4",
    "Imap4()",
    "Site",
    "Site(",
    "inf",
    "NaN",
    "0x1F",
    "1_0",
    "\u{feff}",
    "\0",
    "é",
    "总",
    "(a: 1)",
    "(1, 2)",
    "Stay(wait: \"1s\")",
    "[[[[]]]]",
    "\\u{41}",
];

/// Where a text can be cut without breaking a character or, mostly, a token.
fn borders(text: &str) -> Vec<usize> {
    let mut borders = vec![0];
    let class = |it: char| if it.is_alphanumeric() || it == '_' { 0 } else { it as u32 };
    let mut last = None;
    for (at, letter) in text.char_indices() {
        if last.is_some_and(|it| it != class(letter) || class(letter) != 0) {
            borders.push(at);
        }
        last = Some(class(letter));
    }
    borders.push(text.len());
    borders
}

#[derive(Clone, Debug)]
enum Damage {
    /// Puts a bit at a border.
    Insert(usize, usize),
    /// Puts a bit in place of a token.
    Replace(usize, usize),
    /// Removes some tokens.
    Remove(usize, usize),
    /// Repeats some tokens somewhere else.
    Copy(usize, usize, usize),
    /// Cuts the text off.
    Cut(usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<usize>;
    prop_oneof![
        1 => (at(), at()).prop_map(|(at, bit)| Damage::Insert(at, bit)),
        4 => (at(), at()).prop_map(|(at, bit)| Damage::Replace(at, bit)),
        1 => (at(), 1..12_usize).prop_map(|(at, count)| Damage::Remove(at, count)),
        1 => (at(), 1..40_usize, at()).prop_map(|(at, count, to)| Damage::Copy(at, count, to)),
        1 => at().prop_map(Damage::Cut),
    ]
}

fn damaged(mut text: String, damages: &[Damage]) -> String {
    for it in damages {
        let borders = borders(&text);
        let border = |at: usize| borders[at % borders.len()];
        let after = |at: usize, count: usize| borders[(at % borders.len() + count).min(borders.len() - 1)];
        match it {
            Damage::Insert(at, bit) => text.insert_str(border(*at), BITS[bit % BITS.len()]),
            Damage::Replace(at, bit) => text.replace_range(border(*at)..after(*at, 1), BITS[bit % BITS.len()]),
            Damage::Remove(at, count) => text.replace_range(border(*at)..after(*at, *count), ""),
            Damage::Copy(at, count, to) => {
                let copy = text[border(*at)..after(*at, *count)].to_owned();
                text.insert_str(border(*to), &copy);
            }
            Damage::Cut(at) => text.truncate(border(*at)),
        }
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_passes_refuse_the_same_texts(small in any::<bool>(), damages in prop::collection::vec(damage(), 1..4)) {
        check(&damaged((if small { EXAMPLE } else { LARGE }).to_owned(), &damages));
    }

    #[test]
    fn any_text_is_judged(text in "[ -~\\n\u{feff}总(\\[{\"':,/*#]{0,60}") {
        check(&text);
    }
}

#[test]
fn the_undamaged_texts_are_right() {
    for text in [EXAMPLE, LARGE] {
        assert!(parse(text).is_ok(), "{:#?}", parse(text));
        crate::resolve::load(text, "x").unwrap_or_else(|it| panic!("{it:#?}"));
    }
}

#[test]
fn every_single_replacement_is_judged_alike() {
    for at in 0..borders(EXAMPLE).len() {
        for bit in 0..BITS.len() {
            check(&damaged(EXAMPLE.to_owned(), &[Damage::Replace(at, bit)]));
        }
    }
}
