//! How does a line read in POP3 (RFC 1939, 2449, 2595, and section 11 of the specification)?
//!
//! As in [`super::imap4`]: where section 11 is silent a comment says so, and the password reads `******`. POP3 has
//! no tags.

use super::{CapabilityFacts, Context, Line, mechanism_name};
use crate::world::Mechanism;

/// The line as it stands on the wire, the password masked. More than one line where the reply has more than one.
///
/// # Panics
/// For `LOGIN`, which only IMAP4 has.
#[must_use]
pub(crate) fn text(line: Line, context: &Context<'_>) -> Vec<String> {
    let Context { tag, user, banner, version, bytes, .. } = *context;
    let one = |text: &str| vec![text.to_owned()];
    match line {
        Line::AskCapability => one("CAPA"),
        Line::StartTls => one("STLS"),
        Line::Login => unreachable!("{line:?} in POP3"),
        Line::User => vec![format!("USER {user}")],
        Line::Pass => one("PASS ******"),
        // PLAIN carries name and password in one piece, as an initial response (RFC 5034).
        Line::Authenticate(Mechanism::Plain) => one("AUTH PLAIN ******"),
        Line::Authenticate(it @ (Mechanism::Login | Mechanism::Ntlm | Mechanism::Gssapi)) => {
            vec![format!("AUTH {}", mechanism_name(it))]
        }
        Line::AuthenticateData => one("******"),
        Line::HandOver => vec![format!("(the authenticated user {user} is handed over; how is not modelled)")],
        // RFC 1734.
        Line::CancelAuthenticate => one("*"),
        Line::ProbeFolder => vec![format!("RETR {tag}")],
        Line::LongCommand => vec![format!("XUNKNOWN ({bytes} bytes)")],
        // Section 11 is silent; RFC 1939, section 5.
        Line::NoSuchFolder => one("-ERR no such message"),
        // Section 11 has these for IMAP4 only; the nearest text that it has for POP3.
        Line::UnknownCommand | Line::ArgumentError | Line::CommandTooLong => {
            one("-ERR Command is not valid in this state.")
        }
        Line::ServerUnavailable => one("-ERR Server Unavailable. 21"),
        Line::ByeErrors => one("-ERR Connection is closed."),
        Line::OpenInbox => one("STAT"),
        Line::WebRequest | Line::WebAnswer | Line::WebRedirect | Line::WebUnauthorized | Line::WebUnavailable => {
            unreachable!("{line:?} is HTTP")
        }
        Line::LogOut => one("QUIT"),
        Line::Greeting => vec![format!("+OK {banner}")],
        Line::Capability(it) => capability(it.facts()),
        // Section 11 is silent; the words of RFC 2595, section 4.
        Line::BeginTls => one("+OK Begin TLS negotiation."),
        Line::Continue => one("+"),
        // Section 11 is silent; RFC 1939 asks for `+OK` and leaves the words open.
        Line::UserAccepted => one("+OK"),
        Line::LoggedOn => one("+OK User successfully logged on."),
        // POP3 has one text for a log-on that failed, after PASS and after AUTH alike; also where IMAP4 says that the
        // user is not connected (LEG-8).
        Line::LogonFailed | Line::AuthenticateFailed | Line::NotConnected => {
            one("-ERR Logon failure: unknown user name or bad password.")
        }
        // RFC 5034, section 4, asks for `-ERR`; the words are not known.
        Line::AuthenticateCancelled => one("-ERR AUTH cancelled."),
        Line::InvalidState => one("-ERR Command is not valid in this state."),
        // Section 11 is silent; RFC 1939, section 5: number and size of the messages. Messages are not modelled, so
        // an inbox is always empty.
        Line::InboxOpened => one("+OK 0 0"),
        Line::SignOff => vec![format!("+OK {} POP3 server signing off.", version.product().signature)],
        // Section 11 has the text of IMAP4 only (FALL-8); the same words, without the code 13 that is IMAP4's own.
        Line::ByeTimeout => one("-ERR Connection is closed."),
    }
}

/// The reply to `CAPA`. Section 11 documents the list over TLS, and that STLS is added before TLS; it knows no
/// difference by version, LoginType or log-on. USER stands in it under SecureLogin too: there it is PASS that is
/// refused.
fn capability(it: CapabilityFacts) -> Vec<String> {
    let lines = [
        ("+OK", true),
        ("TOP", true),
        ("UIDL", true),
        ("SASL PLAIN", true),
        ("USER", true),
        ("STLS", !it.encrypted && it.tls_available),
        (".", true),
    ];
    lines.iter().filter(|it| it.1).map(|it| it.0.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::tests::{all_lines, capability as given};
    use crate::world::Version;

    fn read(line: Line, version: Version) -> String {
        let banner = "The Microsoft Exchange POP3 service is ready.";
        text(line, &Context { tag: 7, user: "anna", banner, version, bytes: 0, web: None, legacy: "" }).join(" / ")
    }

    /// Every text that section 11 documents.
    #[test]
    fn documented_texts() {
        use Version::{Exchange2010, Exchange2013};
        let failed = "-ERR Logon failure: unknown user name or bad password.";
        for (line, version, wanted) in [
            (Line::Greeting, Exchange2013, "+OK The Microsoft Exchange POP3 service is ready."),
            (Line::InvalidState, Exchange2013, "-ERR Command is not valid in this state."),
            (Line::LogonFailed, Exchange2013, failed),
            (Line::AuthenticateFailed, Exchange2013, failed),
            (Line::NotConnected, Exchange2010, failed),
            (Line::ServerUnavailable, Exchange2010, "-ERR Server Unavailable. 21"),
            (Line::LoggedOn, Exchange2010, "+OK User successfully logged on."),
            (Line::SignOff, Exchange2010, "+OK Microsoft Exchange Server 2010 POP3 server signing off."),
            (Line::User, Exchange2013, "USER anna"),
            (Line::UserAccepted, Exchange2013, "+OK"),
            (Line::Pass, Exchange2013, "PASS ******"),
            (Line::Authenticate(Mechanism::Plain), Exchange2013, "AUTH PLAIN ******"),
            (Line::HandOver, Exchange2013, "(the authenticated user anna is handed over; how is not modelled)"),
        ] {
            assert_eq!(read(line, version), wanted, "{line:?}");
        }
    }

    /// Version, LoginType, then `tls` (over TLS), `in` (logged on), `nocert`, `nontlm`.
    #[test]
    fn capabilities() {
        for (when, wanted) in [
            ("2013 SecureLogin tls", "+OK / TOP / UIDL / SASL PLAIN / USER / ."),
            ("2013 SecureLogin", "+OK / TOP / UIDL / SASL PLAIN / USER / STLS / ."),
            ("2010 PlainTextLogin", "+OK / TOP / UIDL / SASL PLAIN / USER / STLS / ."),
            ("2010 SecureLogin nocert", "+OK / TOP / UIDL / SASL PLAIN / USER / ."),
        ] {
            assert_eq!(read(Line::Capability(given(when).into()), given(when).version), wanted, "{when}");
        }
    }

    /// Every reply of the server begins as RFC 1939 and RFC 5034 want it, and nothing is without text.
    #[test]
    fn every_line_reads() {
        for line in all_lines().into_iter().filter(|it| !matches!(it, Line::Login)) {
            let lines = text(
                line,
                &Context {
                    tag: 7,
                    user: "anna",
                    banner: "b",
                    version: Version::Exchange2007,
                    bytes: 0,
                    web: None,
                    legacy: "",
                },
            );
            assert!(lines.iter().all(|it| !it.is_empty() && it.trim() == it && !it.contains('\n')), "{line:?}");
            assert_eq!(lines[0].starts_with(['+', '-']), !line.is_command(), "{line:?}");
        }
    }
}
