//! How does a line read in IMAP4 (RFC 3501, and section 11 of the specification)?
//!
//! Where section 11 is silent, a comment says so and names what was taken instead: the nearest text that it does
//! document, else the words of the RFC. The password is never written: it reads `******`, and so does whatever is
//! derived from it.

use super::{CapabilityFacts, Context, Line, mechanism_name};
use crate::policy::route::login_type_refuses;
use crate::world::{LoginType, Mechanism, Security};

/// The line as it stands on the wire, the password masked. More than one line where the reply has more than one.
///
/// # Panics
/// For `USER`, `PASS` and the answer to `USER`, which only POP3 has.
#[must_use]
pub(crate) fn text(line: Line, context: &Context<'_>) -> Vec<String> {
    let Context { tag, user, banner, version, bytes, .. } = *context;
    let product = version.product().signature;
    let one = |text: String| vec![text];
    match line {
        Line::AskCapability => one(format!("a{tag} CAPABILITY")),
        Line::StartTls => one(format!("a{tag} STARTTLS")),
        Line::Login => one(format!("a{tag} LOGIN {} ******", astring(user))),
        Line::User | Line::Pass | Line::UserAccepted => unreachable!("{line:?} in IMAP4"),
        // PLAIN carries name and password in one piece. RFC 3501 has it follow an empty `+`; the two are told as one.
        Line::Authenticate(Mechanism::Plain) => one(format!("a{tag} AUTHENTICATE PLAIN ******")),
        Line::Authenticate(it @ (Mechanism::Login | Mechanism::Ntlm | Mechanism::Gssapi)) => {
            one(format!("a{tag} AUTHENTICATE {}", mechanism_name(it)))
        }
        Line::AuthenticateData => one("******".to_owned()),
        Line::HandOver => one(format!("(the authenticated user {user} is handed over; how is not modelled)")),
        // RFC 3501, section 6.2.2.
        Line::CancelAuthenticate => one("*".to_owned()),
        Line::ProbeFolder => one(format!("a{tag} SELECT Missing{tag}")),
        Line::LongCommand => one(format!("a{tag} XUNKNOWN ({bytes} bytes)")),
        // Section 11 is silent; RFC 3501, section 6.3.1: `NO`, and the words are the server's own.
        Line::NoSuchFolder => one(format!("a{tag} NO SELECT failed.")),
        Line::UnknownCommand => one(format!("a{tag} BAD Command Error. 12")),
        Line::ArgumentError => one(format!("a{tag} BAD Command Argument Error. 11")),
        Line::CommandTooLong => one(format!("a{tag} BAD Command Error. 10")),
        Line::ServerUnavailable => one(format!("a{tag} NO Server Unavailable. 15")),
        Line::ByeErrors => one("* BYE Connection closed. 14".to_owned()),
        Line::OpenInbox => one(format!("a{tag} SELECT INBOX")),
        Line::WebRequest | Line::WebAnswer | Line::WebRedirect | Line::WebUnauthorized | Line::WebUnavailable => {
            unreachable!("{line:?} is HTTP")
        }
        Line::LogOut => one(format!("a{tag} LOGOUT")),
        Line::Greeting => one(format!("* OK {banner}")),
        Line::Capability(it) => {
            vec![format!("* CAPABILITY {}", capability(it.facts())), format!("a{tag} OK CAPABILITY completed.")]
        }
        // Section 11 is silent; the words of RFC 3501, section 6.2.1.
        Line::BeginTls => one(format!("a{tag} OK Begin TLS negotiation now.")),
        Line::Continue => one("+".to_owned()),
        // Section 11 knows one text for success, whatever the mechanism.
        Line::LoggedOn => one(format!("a{tag} OK LOGIN completed.")),
        Line::LogonFailed => one(format!("a{tag} NO LOGIN failed.")),
        Line::AuthenticateFailed => one(format!("a{tag} NO AUTHENTICATE failed.")),
        // RFC 3501, section 6.2.2, asks for `BAD`; the words are not known.
        Line::AuthenticateCancelled => one(format!("a{tag} BAD AUTHENTICATE cancelled.")),
        Line::InvalidState => one(format!("a{tag} BAD Command received in Invalid state.")),
        Line::NotConnected => one(format!("a{tag} BAD User is authenticated but not connected.")),
        // Section 11 is silent; RFC 3501, section 6.3.1. Messages are not modelled, so an inbox is always empty, and
        // the untagged replies that only describe messages (FLAGS, RECENT) are left out.
        Line::InboxOpened => vec!["* 0 EXISTS".to_owned(), format!("a{tag} OK [READ-WRITE] SELECT completed.")],
        Line::SignOff => {
            vec![format!("* BYE {product} IMAP4 server signing off."), format!("a{tag} OK LOGOUT completed.")]
        }
        Line::ByeTimeout => one("* BYE Connection is closed. 13".to_owned()),
    }
}

/// The capabilities, without `* CAPABILITY`.
///
/// Section 11 documents 2013 in clear under SecureLogin and over TLS, and 2010 in clear under SecureLogin, and has the
/// order of the mechanisms over TLS on 2010 from logs. The rest is composed of the same parts: under the other
/// LoginTypes a clear connection lists the mechanisms that it accepts, in the place where 2010 lists them; 2007 reads
/// as 2010 without NTLM and GSSAPI, which it does not have.
fn capability(it: CapabilityFacts) -> String {
    let more = it.version.product().capability;
    let words = [
        ("IMAP4 IMAP4rev1", true),
        ("AUTH=PLAIN", lists_plain(&it) && more.plain_first),
        ("AUTH=NTLM AUTH=GSSAPI", lists_ntlm_and_gssapi(&it)),
        ("AUTH=PLAIN", lists_plain(&it) && !more.plain_first),
        ("LOGINDISABLED", is_login_disabled(&it)),
        ("STARTTLS", !it.encrypted && it.tls_available),
        ("UIDPLUS", true),
        (more.more.unwrap_or_default(), more.more.is_some()),
        ("CHILDREN IDLE NAMESPACE LITERAL+", true),
        // Documented to be added after log-on; where in the list it stands is not.
        (more.after_log_on.unwrap_or_default(), more.after_log_on.is_some() && it.authenticated),
    ];
    let words: Vec<&str> = words.iter().filter(|it| it.1).map(|it| it.0).collect();
    words.join(" ")
}

fn refuses(it: &CapabilityFacts, mechanism: Mechanism) -> bool {
    login_type_refuses(it.login_type, mechanism, if it.encrypted { Security::Ssl } else { Security::Plaintext })
}

/// Whether LOGINDISABLED is listed.
pub(super) const fn is_login_disabled(it: &CapabilityFacts) -> bool {
    match it.login_type {
        LoginType::SecureLogin | LoginType::PlainTextAuthentication => !it.encrypted,
        LoginType::PlainTextLogin => false,
    }
}

/// Whether AUTH=PLAIN is listed.
pub(super) fn lists_plain(it: &CapabilityFacts) -> bool {
    !refuses(it, Mechanism::Plain)
}

/// Whether NTLM and GSSAPI are listed.
pub(super) fn lists_ntlm_and_gssapi(it: &CapabilityFacts) -> bool {
    it.gssapi_and_ntlm && (it.version.product().capability.lists_refused || !refuses(it, Mechanism::Ntlm))
}

/// A log-on name as an `astring` of RFC 3501: quoted where it is more than an atom, for example `"CONTOSO\\anna"`.
/// A name in another script is quoted too, where the RFC would have a literal: it is to be read.
fn astring(name: &str) -> String {
    let atom = |it: char| it.is_ascii_graphic() && !matches!(it, '(' | ')' | '{' | '%' | '*' | '"' | '\\');
    if !name.is_empty() && name.chars().all(atom) {
        return name.to_owned();
    }
    format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::tests::{all_lines, capability as given};
    use crate::world::Version;

    fn read(line: Line, version: Version) -> String {
        let banner = "The Microsoft Exchange IMAP4 service is ready.";
        text(line, &Context { tag: 7, user: "anna", banner, version, bytes: 0, web: None, legacy: "" }).join(" / ")
    }

    /// Every text that section 11 documents.
    #[test]
    fn documented_texts() {
        use Version::{Exchange2010, Exchange2013};
        for (line, version, wanted) in [
            (Line::Greeting, Exchange2013, "* OK The Microsoft Exchange IMAP4 service is ready."),
            (Line::InvalidState, Exchange2010, "a7 BAD Command received in Invalid state."),
            (Line::LoggedOn, Exchange2013, "a7 OK LOGIN completed."),
            (Line::LogonFailed, Exchange2013, "a7 NO LOGIN failed."),
            (Line::AuthenticateFailed, Exchange2013, "a7 NO AUTHENTICATE failed."),
            (Line::UnknownCommand, Exchange2013, "a7 BAD Command Error. 12"),
            (Line::ArgumentError, Exchange2013, "a7 BAD Command Argument Error. 11"),
            (Line::CommandTooLong, Exchange2013, "a7 BAD Command Error. 10"),
            (Line::ServerUnavailable, Exchange2010, "a7 NO Server Unavailable. 15"),
            (Line::ByeErrors, Exchange2013, "* BYE Connection closed. 14"),
            (Line::NotConnected, Exchange2010, "a7 BAD User is authenticated but not connected."),
            (Line::ByeTimeout, Exchange2013, "* BYE Connection is closed. 13"),
            (
                Line::SignOff,
                Exchange2010,
                "* BYE Microsoft Exchange Server 2010 IMAP4 server signing off. / a7 OK LOGOUT completed.",
            ),
            (
                Line::SignOff,
                Exchange2013,
                "* BYE Microsoft Exchange Server 2013 IMAP4 server signing off. / a7 OK LOGOUT completed.",
            ),
            (Line::Login, Exchange2013, "a7 LOGIN anna ******"),
            (Line::Authenticate(Mechanism::Plain), Exchange2013, "a7 AUTHENTICATE PLAIN ******"),
            (Line::Authenticate(Mechanism::Ntlm), Exchange2013, "a7 AUTHENTICATE NTLM"),
            (Line::HandOver, Exchange2013, "(the authenticated user anna is handed over; how is not modelled)"),
        ] {
            assert_eq!(read(line, version), wanted, "{line:?}");
        }
    }

    /// Version, LoginType, then `tls` (over TLS), `in` (logged on), `nocert`, `nontlm`; the first three rows and the
    /// row with `in` are documented, the others composed.
    #[test]
    fn capabilities() {
        const TABLE: &str = "
2013 SecureLogin               … LOGINDISABLED STARTTLS UIDPLUS MOVE ID …
2013 SecureLogin tls           … AUTH=PLAIN AUTH=NTLM AUTH=GSSAPI UIDPLUS MOVE ID …
2010 SecureLogin               … AUTH=NTLM AUTH=GSSAPI LOGINDISABLED STARTTLS UIDPLUS …
2013 SecureLogin tls in        … AUTH=PLAIN AUTH=NTLM AUTH=GSSAPI UIDPLUS MOVE ID … XPROXY3
2013 PlainTextAuthentication   … AUTH=NTLM AUTH=GSSAPI LOGINDISABLED STARTTLS UIDPLUS MOVE ID …
2013 PlainTextLogin            … AUTH=PLAIN AUTH=NTLM AUTH=GSSAPI STARTTLS UIDPLUS MOVE ID …
2013 SecureLogin nocert        … LOGINDISABLED UIDPLUS MOVE ID …
2013 SecureLogin tls nontlm    … AUTH=PLAIN UIDPLUS MOVE ID …
2010 SecureLogin tls           … AUTH=NTLM AUTH=GSSAPI AUTH=PLAIN UIDPLUS …
2010 SecureLogin tls in        … AUTH=NTLM AUTH=GSSAPI AUTH=PLAIN UIDPLUS …
2010 PlainTextLogin            … AUTH=NTLM AUTH=GSSAPI AUTH=PLAIN STARTTLS UIDPLUS …
2007 SecureLogin nontlm        … LOGINDISABLED STARTTLS UIDPLUS …
2007 SecureLogin tls nontlm    … AUTH=PLAIN UIDPLUS …
";
        // The ends, which no row changes.
        let complete =
            |row: &str| row.replacen('…', "IMAP4 IMAP4rev1", 1).replacen('…', "CHILDREN IDLE NAMESPACE LITERAL+", 1);
        for row in TABLE.trim().lines() {
            let (when, wanted) = (&row[..31], complete(&row[31..]));
            assert_eq!(capability(given(when)), wanted, "{when}");
            let reply = format!("* CAPABILITY {wanted} / a7 OK CAPABILITY completed.");
            assert_eq!(read(Line::Capability(given(when).into()), given(when).version), reply);
        }
    }

    #[test]
    fn log_on_names_are_quoted_where_they_must_be() {
        for (name, wanted) in [
            ("anna@contoso.com", "anna@contoso.com"),
            ("CONTOSO\\anna", r#""CONTOSO\\anna""#),
            ("anna berg", r#""anna berg""#),
            ("a\"b", r#""a\"b""#),
            ("王芳", "\"王芳\""),
            ("", "\"\""),
        ] {
            assert_eq!(astring(name), wanted);
        }
    }

    /// A command shows its tag and no reply is without text; replies that end a command carry the tag of it.
    #[test]
    fn every_line_reads() {
        for line in all_lines().into_iter().filter(|it| !matches!(it, Line::User | Line::Pass | Line::UserAccepted)) {
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
            if line.takes_tag() && line != Line::HandOver {
                assert!(lines[0].starts_with("a7 "), "{line:?}");
            }
        }
    }
}
