//! Which closed lists of words stand in the JSON of a run?

use super::mirror::{Described, Shape, Words, values};
use crate::policy::Refusal;
use crate::policy::discover::EndpointSource;
use crate::protocol::Line;
use crate::trace::{CertificateProblem, Event, Stop, Timer, WhyClosed, WhyProbeFails};
use crate::verdict::{Held, Overall};
use crate::words::names;
use crate::world::{
    AuthPolicyCheckedAt, CandidateOrder, DiscoverySite, Mechanism, Outcome, ProtocolCheckedAt, SameTypeEndpoints,
};

values! {
    /// Why a log-on was refused although the password is right.
    RefusalWord of Refusal {
        /// The account has no mailbox.
        Refusal::NoMailbox => "no_mailbox",
        /// This version never opens or proxies to a mailbox of that version.
        Refusal::NotSupported => "not_supported",
        /// 2007 does not serve a mailbox of another site.
        Refusal::OtherSite => "other_site",
        /// `proxy_2010_to_2007` or `proxy_up` is off.
        Refusal::NotProxied => "not_proxied",
        /// The back end does not run, and the front end looked.
        Refusal::BackEndDown => "back_end_down",
        /// There is no Client Access server of the mailbox's version in the site.
        Refusal::NoCandidate => "no_candidate",
        /// No candidate offers an endpoint.
        Refusal::NoEndpoint => "no_endpoint",
        /// NTLM or GSSAPI left no password.
        Refusal::NoPassword => "no_password",
        /// This back end does not hold the active copy.
        Refusal::NotHere => "not_here",
        /// The server with the active copy is switched off.
        Refusal::StoreOff => "store_off",
        /// The server with the active copy is not reached over the network (RPC-1).
        Refusal::StoreNotReached => "store_not_reached",
        /// The user has too many session objects in the store.
        Refusal::StoreSessions => "store_sessions",
        /// Every target of a web request is down or out of service.
        Refusal::NoHealthyTarget => "no_healthy_target",
        /// What happens then is not modelled.
        Refusal::NotModelled => "not_modelled",
        /// There is no legacy namespace to send a web client to.
        Refusal::NoLegacyNamespace => "no_legacy_namespace",
    }
    /// What is wrong with a certificate.
    CertificateWord of CertificateProblem {
        /// It does not cover the name.
        CertificateProblem::NameMismatch => "name_mismatch",
        /// It is not valid yet.
        CertificateProblem::NotYetValid => "not_yet_valid",
        /// It has expired.
        CertificateProblem::Expired => "expired",
        /// Its issuer is not trusted.
        CertificateProblem::UnknownIssuer => "unknown_issuer",
    }
    /// Why a local probe failed.
    ProbeWord of WhyProbeFails {
        /// A port is not bound to 127.0.0.1.
        WhyProbeFails::NoLoopback(_) => "no_loopback",
        /// No port is bound.
        WhyProbeFails::NotBound => "not_bound",
        /// The service is stopped.
        WhyProbeFails::Stopped => "stopped",
        /// The service hangs.
        WhyProbeFails::Hung => "hung",
        /// The service has no certificate.
        WhyProbeFails::NoCertificate => "no_certificate",
    }
    /// Which time ran out.
    TimerWord of Timer {
        /// PreAuthenticatedConnectionTimeout.
        Timer::PreAuthenticated => "pre_authenticated",
        /// AuthenticatedConnectionTimeout.
        Timer::Authenticated => "authenticated",
        /// The switch `proxy_connect_timeout`.
        Timer::Proxy => "proxy",
        /// The client's own time-out.
        Timer::Client => "client_patience",
    }
    /// Why a side closes the connection.
    ClosedWord of WhyClosed {
        /// It is done.
        WhyClosed::Done => "done",
        /// The other connection, to which this one is relayed, has ended.
        WhyClosed::OtherSideEnded => "other_side_ended",
        /// It gave up.
        WhyClosed::GaveUp => "gave_up",
        /// Its service stopped or restarted.
        WhyClosed::ServiceStopped => "service_stopped",
        /// The database failed over.
        WhyClosed::FailedOver => "failed_over",
        /// It said goodbye because a time ran out.
        WhyClosed::TimedOut => "time_ran_out",
        /// The command was longer than MaxCommandSize.
        WhyClosed::TooLong => "too_long",
        /// Too many commands have failed.
        WhyClosed::TooManyErrors => "too_many_errors",
    }
    /// An entry in the event log.
    EventWord of Event {
        /// Refused, because the mailbox is in another site.
        Event::RefusedAcrossSites(_) => "1008",
        /// The user has too many connections.
        Event::TooManyForUser(_) => "1009",
        /// The user has too many session objects in the store.
        Event::StoreSessions(_) => "9646",
        /// A service started without a usable certificate; the number is not known.
        Event::NoCertificate(_) => "no_certificate",
    }
    /// A line on the wire.
    LineWord of Line {
        /// `CAPABILITY`, `CAPA`.
        Line::AskCapability => "ask_capability",
        /// `STARTTLS`, `STLS`.
        Line::StartTls => "start_tls",
        /// IMAP4 `LOGIN`.
        Line::Login => "login",
        /// POP3 `USER`.
        Line::User => "user",
        /// POP3: the name is taken, whoever it is; the password comes next.
        Line::UserAccepted => "user_accepted",
        /// POP3 `PASS`.
        Line::Pass => "pass",
        /// `AUTHENTICATE`, `AUTH`; `mechanism` tells which.
        Line::Authenticate(_) => "authenticate",
        /// The second message of NTLM or GSSAPI.
        Line::AuthenticateData => "authenticate_data",
        /// A front end hands the authenticated user to a back end; how is not modelled.
        Line::HandOver => "hand_over",
        /// `SELECT INBOX`, `STAT`.
        Line::OpenInbox => "open_inbox",
        /// `LOGOUT`, `QUIT`.
        Line::LogOut => "log_out",
        /// The Banner.
        Line::Greeting => "greeting",
        /// What the server can do.
        Line::Capability(_) => "capability",
        /// Go ahead with TLS.
        Line::BeginTls => "begin_tls",
        /// Go on (`+`).
        Line::Continue => "continue",
        /// The log-on succeeded.
        Line::LoggedOn => "logged_on",
        /// The log-on failed, in the words for a wrong password.
        Line::LogonFailed => "logon_failed",
        /// `AUTHENTICATE` failed, in the words for a wrong password.
        Line::AuthenticateFailed => "authenticate_failed",
        /// A mechanism that the client broke off is at an end.
        Line::AuthenticateCancelled => "authenticate_cancelled",
        /// The command is not accepted in this state.
        Line::InvalidState => "invalid_state",
        /// Authenticated, and no mailbox behind it.
        Line::NotConnected => "not_connected",
        /// The inbox is open.
        Line::InboxOpened => "inbox_opened",
        /// The server says goodbye after `LOGOUT` or `QUIT`.
        Line::SignOff => "sign_off",
        /// The server closes, because a time ran out (`13`).
        Line::ByeTimeout => "bye_timeout",
        /// A web request.
        Line::WebRequest => "web_request",
        /// `200 OK`.
        Line::WebAnswer => "web_answer",
        /// `302 Found`.
        Line::WebRedirect => "web_redirect",
        /// `401 Unauthorized`.
        Line::WebUnauthorized => "web_unauthorized",
        /// `503 Service Unavailable`.
        Line::WebUnavailable => "web_unavailable",
        /// The client breaks a mechanism off (`*`).
        Line::CancelAuthenticate => "cancel_authenticate",
        /// The client asks for a folder or message that does not exist.
        Line::ProbeFolder => "probe_folder",
        /// A command that the server does not know, of a length that the scenario names.
        Line::LongCommand => "long_command",
        /// There is no such folder or message.
        Line::NoSuchFolder => "no_such_folder",
        /// The command is not known (`12`).
        Line::UnknownCommand => "unknown_command",
        /// The argument is not accepted (`11`).
        Line::ArgumentError => "argument_error",
        /// The command is longer than the server takes (`10`).
        Line::CommandTooLong => "command_too_long",
        /// The mailbox cannot be opened now (`15`, `21`).
        Line::ServerUnavailable => "server_unavailable",
        /// The server closes after ten failed commands (`14`).
        Line::ByeErrors => "bye_errors",
    }
    /// A mechanism.
    MechanismWord of Mechanism {
        /// `LOGIN`, `USER` and `PASS`.
        Mechanism::Login => "Login",
        /// PLAIN.
        Mechanism::Plain => "Plain",
        /// NTLM.
        Mechanism::Ntlm => "Ntlm",
        /// Kerberos.
        Mechanism::Gssapi => "Gssapi",
    }
    /// What a server would need to offer an endpoint.
    LacksWord of EndpointSource {
        /// A value of InternalConnectionSettings.
        EndpointSource::ConnectionSettings => "internal_connection_settings",
        /// A value of InternalConnectionSettings over SSL.
        EndpointSource::AcrossSites => "ssl_value",
        /// A binding.
        EndpointSource::Bindings => "bindings",
        /// A binding over SSL.
        EndpointSource::SslBindings => "ssl_bindings",
        /// ProxyTargetPort.
        EndpointSource::BackEnd => "proxy_target_port",
    }
    /// The switch `protocol_disabled_checked_at`.
    CheckedAtWord of ProtocolCheckedAt {
        /// At the server that opens the mailbox.
        ProtocolCheckedAt::Target => "Target",
        /// At the front end.
        ProtocolCheckedAt::FrontEnd => "FrontEnd",
    }
    /// The switch `auth_policy_checked_at`.
    PolicyCheckedAtWord of AuthPolicyCheckedAt {
        /// At the server to which the client came.
        AuthPolicyCheckedAt::FrontEnd => "FrontEnd",
        /// At the server that opens the mailbox.
        AuthPolicyCheckedAt::Target => "Target",
    }
    /// The switch `discovery_site`.
    DiscoverySiteWord of DiscoverySite {
        /// In the site of the mailbox.
        DiscoverySite::MailboxSite => "MailboxSite",
        /// In the site of the front end.
        DiscoverySite::FrontEndSite => "FrontEndSite",
    }
    /// The switch `candidate_order`.
    OrderWord of CandidateOrder {
        /// By chance.
        CandidateOrder::Random => "Random",
        /// One after the other.
        CandidateOrder::RoundRobin => "RoundRobin",
        /// By name.
        CandidateOrder::ByName => "ByName",
    }
    /// The switch `same_type_endpoints`.
    SameTypeWord of SameTypeEndpoints {
        /// The first alone.
        SameTypeEndpoints::First => "First",
        /// Each in turn.
        SameTypeEndpoints::Each => "Each",
    }
    /// How the run stopped.
    StopWord of Stop {
        /// Nothing was left to do.
        Stop::Finished => "finished",
        /// The time named in `until` came.
        Stop::Horizon => "until",
        /// The limit on events was met.
        Stop::EventLimit => "event_limit",
        /// There was no room for more records.
        Stop::RecordLimit => "record_limit",
    }
    /// All in all.
    OverallWord of Overall {
        /// Every expectation held.
        Overall::Pass => "pass",
        /// The scenario expects nothing.
        Overall::NothingExpected => "nothing_expected",
        /// One at least did not.
        Overall::Fail => "fail",
        /// None failed, but the run was cut off.
        Overall::Inconclusive => "inconclusive",
    }
    /// Whether an expectation held.
    HeldWord of Held {
        /// It did.
        Held::Yes => "yes",
        /// It did not.
        Held::No => "no",
        /// The run was cut off before it could be told.
        Held::Open => "open",
    }
}

/// How an attempt ended, in the words of the scenario language, whose reference says what each means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(transparent)]
pub(super) struct OutcomeWord(&'static str);

impl From<Outcome> for OutcomeWord {
    fn from(outcome: Outcome) -> Self {
        Self(names::outcome(outcome))
    }
}

impl Described for OutcomeWord {
    const SHAPE: Shape = Shape::Text;
}
