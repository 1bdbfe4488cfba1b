//! Is the first cause named, dated and told from what looks alike? Cases in which it once was not, each with what its
//! explanation must say, in this order, and what it must not.

use crate::repairs::explained;

/// A case, what its explanations say in this order, and what they do not say.
type Row = (&'static str, &'static [&'static str], &'static [&'static str]);

const ROWS: [Row; 4] = [
    (
        "starttls-on-an-ssl-port",
        &[
            "The first failing step On the client's own connection: starttls waits for a greeting (over TLS), while EX13 \
             waits for TLS from the first byte on port 993",
            "DET-1",
            "1. Let starttls connect to ex13.contoso.com:993 over SSL",
            "● STARTTLS or clear text on an SSL port",
        ],
        &["A time ran out", "PreAuthenticatedConnectionTimeout of"],
    ),
    (
        "client-of-the-other-protocol",
        &[
            "listener speaks IMAP4, and port 995 of EX13 is one of POP3",
            "PORT-1",
            "1. Let listener connect to ex13.contoso.com:993 over SSL",
            "● a port of the other protocol",
        ],
        &["No single step"],
    ),
    (
        "a-pop-port-with-the-default-protocol",
        &["laptop speaks IMAP4, and port 995 of EX10", "1. Let laptop connect to ex10.contoso.com:993 over SSL"],
        &["No single step"],
    ),
    (
        "repair-that-what-if-refutes",
        &[
            "anna.meier is the alias of anna, not a log-on name",
            "and that is a.meier",
            "1. Let imap log on as a.meier",
            "○ a wrong password",
            "● a log-on name that is nobody's",
        ],
        &["● a wrong password"],
    ),
];

#[test]
fn the_first_cause_is_named() {
    for (name, says, never) in ROWS {
        let text = explained(name).concat().split_whitespace().collect::<Vec<_>>().join(" ");
        let mut rest = text.as_str();
        for it in says {
            let Some(at) = rest.find(it) else { panic!("{name}: no {it:?} (in this order) in\n{text}") };
            rest = &rest[at + it.len()..];
        }
        for it in never {
            assert!(!text.contains(it), "{name}: {it:?} stands in\n{text}");
        }
    }
}
