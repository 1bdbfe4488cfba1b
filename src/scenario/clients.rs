//! Who is there to log on, and with which mail program?

use compact_str::{CompactString, format_compact};

use super::language::language;
use super::{ConnectionSetting, Tls, defaults};
use crate::time::{Micros, Time};

language! {
    /// A user, with or without a mailbox.
    pub(crate) struct Mailbox {
        /// The name, which is also the log-on name. With `count` the name of the group.
        name: CompactString,
        /// How many there are: `Mailbox(name: "branch", count: 1200, …)` is branch-1 to branch-1200, each a
        /// mailbox like any other. In texts that belong to one alone (`SamAccountName`, `Alias`, `UserPrincipalName`)
        /// `#` stands for the number.
        count: Option<u32> = "one, of this name",
        /// The database that holds the mailbox. Empty: an account without a mailbox.
        database: CompactString,
        /// The sAMAccountName: `DOMAIN\\user`.
        SamAccountName: Option<CompactString> = "the name",
        /// The alias of the mailbox. Alone it is a log-on name only where it is also the sAMAccountName.
        Alias: Option<CompactString> = "the name",
        /// The user principal name.
        UserPrincipalName: Option<CompactString> = "`<name>@<domain>`",
        /// Who else may open the mailbox (Full Access).
        FullAccess: Vec<CompactString> = "nobody",
        /// Whether the password has characters that IMAP4 wants in quotation marks, for example `*` or `%`.
        password_needs_quotes: Option<bool> => false,
        /// Whether POP3 is enabled, as in Set-CASMailbox.
        PopEnabled: Option<bool> => true,
        /// Whether IMAP4 is enabled, as in Set-CASMailbox.
        ImapEnabled: Option<bool> => true,
        /// The primary SMTP address. Empty: the user has none, and 2013 and later refuse the log-on (FE-7).
        PrimarySmtpAddress: Option<CompactString> = "`<name>@<domain>`; empty for an account without a mailbox",
        /// The authentication policy of its own, as in Set-User -AuthenticationPolicy. It comes before the default one
        /// (AUTH-2).
        authentication_policy: Option<CompactString> = "`default_authentication_policy`",
    }

    /// A mail program. Every log-on that it tries is an *attempt*, numbered from 1.
    pub(crate) struct Client {
        /// The name. With `count` the name of the group.
        name: CompactString,
        /// How many there are: `Client(name: "phones", count: 1200, …)` is phones-1 to phones-1200, each a
        /// mail program like any other. Reports speak of the group and give one of it as the example; limits,
        /// addresses and loops see every one.
        count: Option<u32> = "one, of this name",
        /// The mailbox (or account) that logs on. Where both are groups, phones-7 logs on as branch-7; where it is a
        /// single mailbox, all of a group use it.
        user: CompactString,
        /// The protocol.
        protocol: Option<Protocol> => Protocol::Imap4,
        /// Where it was told to connect: `host:port:SSL`, `host:port:TLS` (STARTTLS or STLS before the log-on), or
        /// `host:port` (no encryption).
        connect: ConnectionSetting,
        /// How it authenticates.
        mechanism: Option<Mechanism> => Mechanism::Login,
        /// The mechanisms that it tries one after the other in the same session, each after the one before it was
        /// refused, instead of the one in `mechanism` (DET-11). What the server does not list is passed over.
        mechanisms: Vec<Mechanism> = "the one in `mechanism` alone",
        /// Whether the password is right.
        password: Option<Password> => Password::Right,
        /// When it logs on: one time or several. A time that comes while an earlier attempt is still running, or its
        /// session is still open, is a connection more (DET-11).
        at: Vec<Time> => vec![Time::from(Micros::ZERO)],
        /// How many connections it opens at once at each of its times, each with a log-on of its own (DET-11).
        connections: Option<u32> => 1,
        /// How often it comes again after its first time. A poll that comes while an attempt is still running is
        /// left out.
        every: Option<Micros> = "never",
        /// Over how long the times of a group are dealt out, evenly and without chance: the first comes at its time,
        /// the one with the number k of n `(k - 1) / n` of this span later.
        spread: Option<Micros> = "all at once",
        /// When it stops coming again.
        until: Option<Time> = "the end of the run, which is then inconclusive",
        /// What it does after log-on.
        then: Option<AfterLogon> => AfterLogon::CheckMail,
        /// What it does after a failed attempt, beside its times in `at` and `every`.
        on_failure: Option<OnFailure> => OnFailure::GiveUp,
        /// The log-on name that it was given (DET-10): a user principal name, `DOMAIN\\user`, a bare name, or
        /// `DOMAIN\\user\\alias` for a shared mailbox. The password is that of `user`. In a group `#` stands for the
        /// number: `CONTOSO\\branch-#`.
        log_on_as: Option<CompactString> = "the name of `user`",
        /// Whether it takes the strongest mechanism that the server lists, instead of the one in `mechanism`:
        /// GSSAPI, NTLM, PLAIN, LOGIN.
        strongest_mechanism: Option<bool> => false,
        /// Whether it has a Kerberos ticket, without which GSSAPI comes to nothing.
        kerberos_ticket: Option<bool> => true,
        /// Whether it binds NTLM and GSSAPI to its TLS connection, as ExtendedProtectionPolicy may require.
        channel_binding: Option<bool> => true,
        /// What it does where the server lists LOGINDISABLED.
        login_disabled: Option<LoginDisabled> => LoginDisabled::Ignore,
        /// Whether it begins TLS once more by STARTTLS (STLS) on a port for SSL (DET-2).
        starttls_inside_ssl: Option<bool> => false,
        /// What it does in the same session after its log-on was refused.
        on_refusal: Option<OnRefusal> => OnRefusal::Close,
        /// What it does about a certificate that is for another name, expired or from an unknown issuer.
        certificate_errors: Option<CertificateErrors> => CertificateErrors::Accept,
        /// What TLS it speaks.
        tls: Option<Tls> = "every version and every cipher",
        /// How long it waits for one answer.
        timeout: Option<Micros> => defaults::CLIENT_TIMEOUT,
        /// The site whose network and resolver it uses.
        site: Option<CompactString> = "the only site; must be written where there are several",
        /// Behind which address it is (network address translation, NAT, a proxy): an IPv4 address, or a name
        /// that several clients share and that gets one address. Servers, limits, load balancers, logs and the trace
        /// see this one address for all who are behind it.
        behind: Option<CompactString> = "none: it has an address of its own",
        /// Where it stands in pictures (`coexist diagram`): column and row in the box of its site, counted from
        /// `(0, 0)` at the top left, in whole boxes; at most `(31, 99)`. Where the cell is taken, it stands in the next
        /// free one below. It has no part in a run.
        place: Option<(u32, u32)> = "the picture decides",
    }

    /// A client protocol.
    pub(crate) enum Protocol {
        /// IMAP4.
        Imap4,
        /// POP3.
        Pop3,
        /// Outlook on the web (OWA): a web client, for contrast (section 10).
        Owa,
        /// The Exchange Control Panel (ECP).
        Ecp,
        /// Exchange Web Services (EWS).
        Ews,
        /// Exchange ActiveSync.
        ActiveSync,
        /// The offline address book (OAB).
        Oab,
    }

    /// Which of the two a mail program speaks, and which cmdlet sets the settings: Set-ImapSettings those of IMAP4,
    /// Set-PopSettings those of POP3.
    pub enum MailProtocol {
        /// IMAP4.
        Imap4,
        /// POP3.
        Pop3,
    }

    /// How a client proves who it is.
    pub enum Mechanism {
        /// `LOGIN` in IMAP4, `USER` and `PASS` in POP3.
        Login,
        /// `AUTHENTICATE PLAIN` or `AUTH PLAIN`.
        Plain,
        /// NTLM: the password never reaches the server.
        Ntlm,
        /// Kerberos: the password never reaches the server.
        Gssapi,
    }

    /// Whether a client knows the password.
    pub enum Password {
        /// The right one.
        Right,
        /// A wrong one.
        Wrong,
    }

    /// What a mail program does where the server lists LOGINDISABLED (RFC 3501, section 6.2.3).
    pub enum LoginDisabled {
        /// It does not even ask what the server can do, and sends LOGIN.
        Ignore,
        /// It asks, and sends no LOGIN.
        Obey,
    }

    /// What a mail program does after its log-on was refused.
    pub enum OnRefusal {
        /// It closes the connection.
        Close,
        /// It goes on as if it were logged on, and reports the error that follows.
        GoOn,
    }

    /// What a mail program does about a certificate that is not in order.
    pub enum CertificateErrors {
        /// Somebody has told it to accept the certificate.
        Accept,
        /// It closes the connection.
        Refuse,
    }

    /// What a client does once it is logged on.
    pub enum AfterLogon {
        /// Looks for mail (`SELECT INBOX`, `STAT`) and logs out.
        CheckMail,
        /// Logs out at once.
        LogOut,
        /// Closes the connection without logging out.
        Disconnect,
        /// Asks for folders that do not exist, one after the other, then logs out.
        ProbeFolders {
            /// How many.
            missing: u32,
        },
        /// Sends a command that the server does not know, then logs out.
        SendCommand {
            /// How long the command is, in bytes. MaxCommandSize limits it.
            bytes: u32,
        },
        /// Looks for mail and stays connected, idle, then logs out.
        Stay {
            /// For how long.
            wait: Micros,
        },
    }

    /// What a client does after a failed attempt.
    pub enum OnFailure {
        /// Nothing: it comes again only at its next time, if it has one.
        GiveUp,
        /// Tries again after a pause.
        Retry {
            /// The pause.
            after: Micros,
            /// How many times at the most, counted from the attempt that failed first.
            times: u32,
        },
    }
}

/// The name of the member of a group with a number.
pub(crate) fn member_name(group: &str, number: u32) -> CompactString {
    format_compact!("{group}-{number}")
}

/// Whether a name is that of a member of a group.
pub(crate) fn is_member(name: &str, group: &str) -> bool {
    name.rsplit_once('-').is_some_and(|(of, number)| {
        of.eq_ignore_ascii_case(group) && !number.starts_with('0') && number.parse::<u32>().is_ok()
    })
}

/// What stands for the number of a member in a text that is written for all.
pub(crate) const NUMBER: char = '#';

/// A text as it is for the member with a number.
pub(crate) fn numbered(text: &str, number: u32) -> String {
    text.replace(NUMBER, &number.to_string())
}
