//! What is each kind of thing called in JSON?
//!
//! One table for each enum of the trace. The names are part of the format: `docs/trace.md` lists every one of them,
//! and a test holds that. All names of a table are in its `ALL_…` list.

use crate::policy::discover::EndpointSource;
use crate::policy::{Reason, Refusal};
use crate::protocol::Line;
use crate::trace::{
    Actor, CertificateProblem, Decision, Disagreement, Event, LegFailure, Limit, Pending, RecordKind, Stop, Timer,
    WhyClosed, WhyNoTls, WhyRefused,
};
use crate::verdict::{Held, KeyFact, Miss, Overall};
use crate::world::{Action, NoCertificate};

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $name:ident, $all:ident, $type:ty { $($pattern:pat => $text:literal,)+ })*) => {$(
        $(#[doc = $doc])+
        #[must_use]
        pub const fn $name(it: $type) -> &'static str {
            match it { $($pattern => $text),+ }
        }
        $(#[doc = $doc])+
        pub const $all: &[&str] = &[$($text),+];
    )*};
}

kinds! {
    /// Who did it.
    actor, ALL_ACTORS, Actor {
        Actor::Client(_) => "client",
        Actor::Service(_) => "service",
        Actor::Server(_) => "server",
        Actor::Balancer(_) => "balancer",
        Actor::Network => "network",
        Actor::Admin => "admin",
    }
    /// What happened.
    what, ALL_WHATS, &RecordKind {
        RecordKind::Began { .. } => "began",
        RecordKind::Skipped => "skipped",
        RecordKind::Ended(_) => "ended",
        RecordKind::Resolved { .. } => "resolved",
        RecordKind::NotResolved(_) => "not_resolved",
        RecordKind::Connects { .. } => "connects",
        RecordKind::Forwards { .. } => "forwards",
        RecordKind::NoMember => "no_member",
        RecordKind::Accepts => "accepts",
        RecordKind::Refuses(_) => "refuses",
        RecordKind::ObeysLoginDisabled => "obeys_logindisabled",
        RecordKind::NoTicket => "no_ticket",
        RecordKind::ClosesForLimit(_) => "closes_for_limit",
        RecordKind::ClosesForComponent { .. } => "closes_for_component",
        RecordKind::StopsForComponent { .. } => "stops_for_component",
        RecordKind::IsOff => "is_off",
        RecordKind::Lost { .. } => "lost",
        RecordKind::Broken => "broken",
        RecordKind::Secured { .. } => "secured",
        RecordKind::TlsFailed(_) => "tls_failed",
        RecordKind::RejectsCertificate(_) => "rejects_certificate",
        RecordKind::Says { .. } => "says",
        RecordKind::TimedOut(_) => "timed_out",
        RecordKind::Closes(_) => "closes",
        RecordKind::Decides { .. } => "decides",
        RecordKind::LegFailed { .. } => "leg_failed",
        RecordKind::Changed(_) => "changed",
        RecordKind::Checked { .. } => "checked",
        RecordKind::Probed { .. } => "probed",
        RecordKind::Logs(_) => "logs",
    }
    /// What was decided.
    decision, ALL_DECISIONS, Decision {
        Decision::Authenticates { .. } => "authenticates",
        Decision::Serves(_) => "serves",
        Decision::Proxies { .. } => "proxies",
        Decision::Refuses { .. } => "refuses_logon",
        Decision::Tries(_) => "tries",
        Decision::GivesUp => "gives_up",
        Decision::NotAllowed(_) => "not_allowed",
        Decision::Redirects(_) => "redirects",
    }
    /// Why a log-on was refused although the password is right.
    refusal, ALL_REFUSALS, Refusal {
        Refusal::NoMailbox => "no_mailbox",
        Refusal::NotSupported => "not_supported",
        Refusal::OtherSite => "other_site",
        Refusal::NotProxied => "not_proxied",
        Refusal::NoCandidate => "no_candidate",
        Refusal::NoEndpoint => "no_endpoint",
        Refusal::NoPassword => "no_password",
        Refusal::NotHere => "not_here",
        Refusal::StoreOff => "store_off",
        Refusal::StoreSessions => "store_sessions",
        Refusal::NoHealthyTarget => "no_healthy_target",
        Refusal::NotModelled => "not_modelled",
        Refusal::NoLegacyNamespace => "no_legacy_namespace",
    }
    /// One reason of a decision.
    reason, ALL_REASONS, &Reason {
        Reason::PasswordRight(_) => "password_right",
        Reason::PasswordWrong(_) => "password_wrong",
        Reason::NoSmtpAddress(_) => "no_smtp_address",
        Reason::UserLimit { .. } => "user_limit",
        Reason::OwnLogon(_) => "own_logon",
        Reason::LoginTypeRefuses { .. } => "login_type_refuses",
        Reason::MechanismOff(_) => "mechanism_off",
        Reason::ProtocolDisabled { .. } => "protocol_disabled",
        Reason::Mailbox { .. } => "mailbox",
        Reason::HomeServerSite(_) => "home_server_site",
        Reason::ActiveCopySite(_) => "active_copy_site",
        Reason::NoMailbox(_) => "no_mailbox",
        Reason::DiscoverySite(..) => "discovery_site",
        Reason::Candidate(..) => "candidate",
        Reason::Offers(..) => "offers",
        Reason::BackEnd(..) => "back_end",
        Reason::OtherVersion(_) => "other_version",
        Reason::OtherSites(_) => "other_sites",
        Reason::OffersNothing(..) => "offers_nothing",
        Reason::NoCandidate(..) => "no_candidate",
        Reason::NoEndpoint(..) => "no_endpoint",
        Reason::Picked(..) => "picked",
        Reason::NotChecked(_) => "not_checked",
        Reason::EncryptedOrder => "encrypted_order",
        Reason::PlaintextOrder => "plaintext_order",
        Reason::StartTlsCounts(_) => "starttls_counts",
        Reason::NotOffered(..) => "not_offered",
        Reason::NextType(_) => "next_type",
        Reason::SameType(..) => "same_type",
        Reason::SelectedOnce(_) => "selected_once",
        Reason::NoNextTarget => "no_next_target",
        Reason::NextTarget(_) => "next_target",
        Reason::RefusalIsFinal(_) => "refusal_is_final",
        Reason::Replays(_) => "replays",
        Reason::NoPassword(_) => "no_password",
        Reason::HandsOver(_) => "hands_over",
        Reason::Served { .. } => "served",
        Reason::ServedAcrossSites(_) => "served_across_sites",
        Reason::RefusedAcrossSites(_) => "refused_across_sites",
        Reason::ProxiedAcrossSites(_) => "proxied_across_sites",
        Reason::Proxies2010To2007(_) => "proxies_2010_to_2007",
        Reason::NotSupported(..) => "not_supported",
        Reason::NotHere(_) => "not_here",
        Reason::Removed(_) => "removed",
        Reason::StoreOff(_) => "store_off",
        Reason::UnknownName => "unknown_name",
        Reason::WebProxied(..) => "web_proxied",
        Reason::WebRedirected(_) => "web_redirected",
        Reason::WebBackEnd(_) => "web_back_end",
        Reason::WebOwnVersion(_) => "web_own_version",
        Reason::WebNotModelled(..) => "web_not_modelled",
        Reason::ProbedDown(_) => "probed_down",
        Reason::OutOfService(_) => "out_of_service",
        Reason::NoHealthyTarget(..) => "no_healthy_target",
        Reason::HashPicked(..) => "hash_picked",
        Reason::WebRetry(_) => "web_retry",
        Reason::Reserved(_) => "reserved",
        Reason::NtlmAlias(_) => "ntlm_alias",
        Reason::UnquotedReplay(_) => "unquoted_replay",
        Reason::NoRights { .. } => "no_rights",
        Reason::StoreSessions { .. } => "store_sessions",
    }
    /// How a leg failed.
    leg_failure, ALL_LEG_FAILURES, LegFailure {
        LegFailure::NameNotResolved => "name_not_resolved",
        LegFailure::Refused => "refused",
        LegFailure::NoAnswer { connected: false } => "no_answer",
        LegFailure::NoAnswer { connected: true } => "silence",
        LegFailure::OtherProtocol => "other_protocol",
        LegFailure::TlsHandshake => "tls_handshake",
        LegFailure::Certificate(_) => "certificate",
        LegFailure::StartTlsNotOffered => "starttls_not_offered",
        LegFailure::LogonRefused => "logon_refused",
        LegFailure::Closed => "closed",
        LegFailure::Abandoned => "abandoned",
    }
    /// Why a connection was refused.
    refused, ALL_REFUSED, WhyRefused {
        WhyRefused::Stopped(_) => "stopped",
        WhyRefused::NothingListens(_) => "nothing_listens",
        WhyRefused::NotForwarded(_) => "not_forwarded",
    }
    /// A limit on connections.
    limit, ALL_LIMITS, Limit {
        Limit::Connections(_) => "max_connections",
        Limit::FromSingleIp(..) => "max_connection_from_single_ip",
    }
    /// What is wrong with a certificate.
    certificate, ALL_CERTIFICATES, CertificateProblem {
        CertificateProblem::NameMismatch => "name_mismatch",
        CertificateProblem::NotYetValid => "not_yet_valid",
        CertificateProblem::Expired => "expired",
        CertificateProblem::UnknownIssuer => "unknown_issuer",
    }
    /// Why there is no TLS.
    no_tls, ALL_NO_TLS, WhyNoTls {
        WhyNoTls::NoCertificate(NoCertificate::NotCovered) => "no_certificate",
        WhyNoTls::NoCertificate(NoCertificate::NotEnabled) => "certificate_not_enabled",
        WhyNoTls::Disagree(Disagreement::Version { .. }) => "no_common_version",
        WhyNoTls::Disagree(Disagreement::Cipher { .. }) => "no_common_cipher",
        WhyNoTls::NotSpokenHere => "not_spoken_here",
        WhyNoTls::InsideTls => "inside_tls",
        WhyNoTls::NotOffered => "not_offered",
    }
    /// Which time ran out.
    timer, ALL_TIMERS, Timer {
        Timer::PreAuthenticated => "pre_authenticated",
        Timer::Authenticated => "authenticated",
        Timer::Proxy => "proxy",
        Timer::Client => "client_patience",
    }
    /// Why a side closed.
    closed, ALL_CLOSED, WhyClosed {
        WhyClosed::Done => "done",
        WhyClosed::OtherSideEnded => "other_side_ended",
        WhyClosed::GaveUp => "gave_up",
        WhyClosed::ServiceStopped => "service_stopped",
        WhyClosed::FailedOver => "failed_over",
        WhyClosed::TimedOut => "time_ran_out",
        WhyClosed::TooLong => "too_long",
        WhyClosed::TooManyErrors => "too_many_errors",
    }
    /// An entry in the event log.
    event, ALL_EVENTS, Event {
        Event::RefusedAcrossSites(_) => "1008",
        Event::TooManyForUser(_) => "1009",
        Event::StoreSessions(_) => "9646",
    }
    /// A line on the wire.
    line, ALL_LINES, Line {
        Line::AskCapability => "ask_capability",
        Line::StartTls => "start_tls",
        Line::Login => "login",
        Line::User => "user",
        Line::UserAccepted => "user_accepted",
        Line::Pass => "pass",
        Line::Authenticate(_) => "authenticate",
        Line::AuthenticateData => "authenticate_data",
        Line::HandOver => "hand_over",
        Line::OpenInbox => "open_inbox",
        Line::LogOut => "log_out",
        Line::Greeting => "greeting",
        Line::Capability(_) => "capability",
        Line::BeginTls => "begin_tls",
        Line::Continue => "continue",
        Line::LoggedOn => "logged_on",
        Line::LogonFailed => "logon_failed",
        Line::AuthenticateFailed => "authenticate_failed",
        Line::InvalidState => "invalid_state",
        Line::NotConnected => "not_connected",
        Line::InboxOpened => "inbox_opened",
        Line::SignOff => "sign_off",
        Line::ByeTimeout => "bye_timeout",
        Line::WebRequest => "web_request",
        Line::WebAnswer => "web_answer",
        Line::WebRedirect => "web_redirect",
        Line::WebUnauthorized => "web_unauthorized",
        Line::WebUnavailable => "web_unavailable",
        Line::CancelAuthenticate => "cancel_authenticate",
        Line::ProbeFolder => "probe_folder",
        Line::LongCommand => "long_command",
        Line::NoSuchFolder => "no_such_folder",
        Line::UnknownCommand => "unknown_command",
        Line::ArgumentError => "argument_error",
        Line::ServerUnavailable => "server_unavailable",
        Line::ByeErrors => "bye_errors",
    }
    /// A change.
    change, ALL_CHANGES, Action {
        Action::Start(_) => "start_service",
        Action::Stop(_) => "stop_service",
        Action::Hang(_) => "hang_service",
        Action::Restart(_) => "restart_service",
        Action::Set(..) => "set_settings",
        Action::SetCasMailbox { .. } => "set_cas_mailbox",
        Action::Move(..) => "move_mailbox",
        Action::FailOver(..) => "fail_over",
        Action::SetDns(..) => "set_dns",
        Action::SetComponent(..) => "set_server_component_state",
        Action::SetOutOfService(..) => "set_client_access_server",
        Action::ShutDown(_) => "shut_down_server",
        Action::StartUp(_) => "start_server",
        Action::RemoveServer(_) => "remove_server",
        Action::Import(..) => "import_certificate",
        Action::Enable(..) => "enable_certificate",
        Action::Uninstall(..) => "remove_certificate",
        Action::SetTls(..) => "set_tls",
        Action::SetPool(..) => "set_pool",
        Action::Cut(..) => "cut_link",
        Action::Mend(..) => "mend_link",
    }
    /// How the run stopped.
    stop, ALL_STOPS, Stop {
        Stop::Finished => "finished",
        Stop::Horizon => "until",
        Stop::EventLimit => "event_limit",
    }
    /// What was still to do.
    pending, ALL_PENDING, Pending {
        Pending::Attempt(_) => "attempt",
        Pending::Client(_) => "client",
        Pending::Change(_) => "change",
    }
    /// All in all.
    overall, ALL_OVERALL, Overall {
        Overall::Pass => "pass",
        Overall::Fail => "fail",
        Overall::Inconclusive => "inconclusive",
    }
    /// Whether an expectation held.
    held, ALL_HELD, Held {
        Held::Yes => "yes",
        Held::No => "no",
        Held::Open => "open",
    }
    /// How an expectation was missed.
    miss, ALL_MISSES, Miss {
        Miss::NoAttempt => "no_attempt",
        Miss::NotYet => "not_yet",
        Miss::Outcome(..) => "outcome",
        Miss::Count(_) => "count",
        Miss::CountSoFar(_) => "count_so_far",
        Miss::Silent(_) => "rule_silent",
        Miss::Spoke(..) => "rule_spoke",
        Miss::ServedBy(..) => "served_by",
    }
    /// A key fact of a failure.
    fact, ALL_FACTS, &KeyFact {
        KeyFact::WrongTarget { .. } => "wrong_target",
        KeyFact::Loop { .. } => "loop",
        KeyFact::Leg { .. } => "leg",
        KeyFact::Decided(_) => "decided",
        KeyFact::Met(_) => "met",
    }
}

/// What a server would need to offer an endpoint on a leg.
pub(super) const fn lacks(leg: EndpointSource) -> &'static str {
    match leg {
        EndpointSource::ConnectionSettings => "internal_connection_settings",
        EndpointSource::AcrossSites => "ssl_value",
        EndpointSource::Bindings => "bindings",
        EndpointSource::SslBindings => "ssl_bindings",
        EndpointSource::BackEnd => "proxy_target_port",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every name of the format is in the documentation, and the documentation names nothing else by accident: a name
    /// stands between backticks.
    #[test]
    fn every_kind_is_documented() {
        let text = include_str!("../../../docs/trace.md");
        let tables = [
            ALL_ACTORS,
            ALL_WHATS,
            ALL_DECISIONS,
            ALL_REFUSALS,
            ALL_REASONS,
            ALL_LEG_FAILURES,
            ALL_REFUSED,
            ALL_LIMITS,
            ALL_CERTIFICATES,
            ALL_NO_TLS,
            ALL_TIMERS,
            ALL_CLOSED,
            ALL_EVENTS,
            ALL_LINES,
            ALL_CHANGES,
            ALL_STOPS,
            ALL_PENDING,
            ALL_OVERALL,
            ALL_HELD,
            ALL_MISSES,
            ALL_FACTS,
        ];
        let missing: Vec<_> =
            tables.iter().flat_map(|it| *it).filter(|it| !text.contains(&format!("`{it}`"))).collect();
        assert!(missing.is_empty(), "docs/trace.md does not tell of {missing:?}");
        for table in tables {
            for (index, name) in table.iter().enumerate() {
                assert!(!table[index + 1..].contains(name), "{name} stands for two things");
            }
        }
    }
}
