//! How is one record said in one line?
//!
//! Records become sentences here, for every renderer that shows sentences. The actor is not part of the sentence.

use crate::change::Stopped;
use crate::policy::discover::EndpointSource;
use crate::policy::{Reason, Refusal};
use crate::reading::Moment;
use crate::telling::content::Content;
use crate::trace::{
    Actor, CertificateProblem, Decision, Disagreement, Event, LegFailure, Limit, RecordKind, Timer, WhyClosed,
    WhyNoTls, WhyProbeFails, WhyRefused,
};
use crate::words::names::{self, Names};
use crate::words::{facts, marks, reasons as words};
use crate::world::{
    Action, Agreed, AuthPolicyCheckedAt, CandidateOrder, CertificateId, Cipher, Component, DiscoverySite, Enabled,
    Enabling, Host, HostRef, LoginType, Mechanism, NewSettings, NoCertificate, Protocol, ProtocolCheckedAt, Requesters,
    SameTypeEndpoints, ServiceId, TlsSet, TlsVersion, WebService, World,
};

/// Services of a certificate, as the cmdlet calls them.
fn services(enabled: Enabled) -> Vec<String> {
    let all = [(enabled.imap, "IMAP"), (enabled.pop, "POP"), (enabled.iis, "IIS")];
    all.iter().filter(|it| it.0).map(|it| it.1.to_owned()).collect()
}

/// Says records, each at its moment: the banner of a service is whatever its settings were when it last started.
#[derive(Debug)]
pub(crate) struct Say<'a> {
    pub(crate) names: Names<'a>,
}

impl<'a> Say<'a> {
    pub(crate) const fn new(names: Names<'a>) -> Self {
        Self { names }
    }

    fn world(&self) -> &'a World {
        self.names.world
    }

    /// What happened, without who did it. For a line on the wire the text of its last line.
    pub(crate) fn what(&self, moment: Moment<'_>) -> String {
        self.content(&Content::of(moment))
    }

    /// The same of what a record says.
    pub(crate) fn content(&self, content: &Content) -> String {
        let lang = self.names.lang;
        match content.what {
            RecordKind::Began { number } => facts::begins(lang, number),
            RecordKind::Skipped => facts::skipped(lang),
            RecordKind::Ended(outcome) => {
                facts::ended(lang, content.attempt.unwrap_or(0), names::outcome_said(lang, outcome))
            }
            RecordKind::Resolved { name, address, ttl, cached } => {
                let host = self.names.behind(name, address);
                let name = self.names.host(HostRef::Name(name));
                if cached {
                    facts::resolved_cached(lang, name, address, host, ttl)
                } else {
                    facts::resolved(lang, name, address, host, ttl)
                }
            }
            RecordKind::NotResolved(name) => facts::not_resolved(lang, self.names.host(HostRef::Name(name))),
            RecordKind::Connects { endpoint } => {
                facts::connects(lang, self.names.place(endpoint), self.names.security(endpoint.security))
            }
            RecordKind::Forwards { member, up, of } => facts::forwards(lang, self.names.server(member), up, of),
            RecordKind::NoMember => facts::no_member(lang),
            RecordKind::Accepts => self.accepts(content),
            RecordKind::Refuses(why) => self.refuses(content, why),
            RecordKind::ClosesForLimit(Limit::Connections(limit)) => facts::closes_for_connections(lang, limit),
            RecordKind::ClosesForLimit(Limit::FromSingleIp(limit, address)) => {
                facts::closes_for_address(lang, limit, self.address(address))
            }
            RecordKind::ClosesForComponent { component, by } => {
                facts::closes_for_component(lang, component.word(), self.requesters(by))
            }
            RecordKind::StopsForComponent { component, by } => {
                facts::stops_for_component(lang, component.word(), self.requesters(by))
            }
            RecordKind::IsOff if content.is_gone => facts::is_gone(lang),
            RecordKind::IsOff => facts::is_off(lang),
            RecordKind::DoesNotStart => facts::does_not_start(lang),
            RecordKind::NoTicket => facts::no_ticket(lang),
            RecordKind::ObeysLoginDisabled => facts::obeys_logindisabled(lang),
            RecordKind::Lost { link: Some(link), sent } => {
                let link = &self.world().links[link.index()];
                facts::lost(lang, self.names.site(link.from), self.names.site(link.to), sent)
            }
            RecordKind::Lost { link: None, sent } => facts::no_way(lang, sent),
            RecordKind::Broken => facts::broken(lang),
            RecordKind::Secured { agreed: Agreed { version, cipher }, shown, ignored } => {
                let (shown, version, cipher) = (self.names.certificate(shown), version.word(), cipher.word());
                match ignored {
                    None => facts::secured(lang, version, cipher, shown),
                    Some(it) => facts::secured_although(lang, version, cipher, shown, self.certificate(it)),
                }
            }
            RecordKind::TlsFailed(why) => self.tls_failed(content, why),
            RecordKind::RejectsCertificate(problem) if let Some(it) = content.balancer => {
                facts::rejects_certificate_of_balancer(lang, self.names.balancer(it), self.certificate(problem))
            }
            RecordKind::RejectsCertificate(problem) => match content.actor {
                Actor::Client(_) => facts::client_rejects_certificate(lang, self.certificate(problem)),
                Actor::Service(_) | Actor::Server(_) | Actor::Balancer(_) | Actor::Network | Actor::Admin => {
                    facts::rejects_certificate(lang, self.certificate(problem))
                }
            },
            RecordKind::Says { .. } => content.wire.last().map_or_else(String::new, |it| names::clean(it).into_owned()),
            RecordKind::TimedOut(timer) => match timer {
                Timer::PreAuthenticated => facts::timed_out_pre_authenticated(lang),
                Timer::Authenticated => facts::timed_out_authenticated(lang),
                Timer::Proxy => facts::timed_out_proxy(lang),
                Timer::Client => facts::timed_out_client(lang),
            },
            RecordKind::Closes(why) => match why {
                WhyClosed::Done => facts::closes_done(lang),
                WhyClosed::OtherSideEnded => facts::closes_other_side(lang),
                WhyClosed::GaveUp => facts::closes_gave_up(lang),
                WhyClosed::ServiceStopped => facts::closes_service_stopped(lang),
                WhyClosed::FailedOver => facts::closes_failed_over(lang),
                WhyClosed::TimedOut => facts::closes_timed_out(lang),
                WhyClosed::TooLong => facts::closes_too_long(lang),
                WhyClosed::TooManyErrors => facts::closes_too_many_errors(lang),
            },
            RecordKind::Decides { decision, .. } => self.decision(decision),
            RecordKind::CallsStore { server } => facts::calls_store(lang, self.names.server(server)),
            RecordKind::StoreAnswers => facts::store_answers(lang),
            RecordKind::LegFailed { endpoint, candidate, how } => {
                facts::leg_failed(lang, self.names.setting(endpoint), self.names.server(candidate), self.leg(how))
            }
            RecordKind::Changed(change) => self.change(self.world().changes[change.index()].action),
            RecordKind::LineRefused(line) => {
                let it = &self.world().refused_lines[line.index()];
                let (text, why) = (names::clean(&it.text), it.why.said());
                facts::line_refused(lang, text, why.of(lang))
            }
            RecordKind::Checked { member, port, up: true } => facts::checked_up(lang, self.names.server(member), port),
            RecordKind::Checked { member, port, up: false } => {
                facts::checked_down(lang, self.names.server(member), port)
            }
            RecordKind::TakenOffline { component, why } => {
                facts::taken_offline(lang, component.word(), self.probe(why))
            }
            RecordKind::Probed { target, up: true } => facts::probed_up(lang, self.names.server(target)),
            RecordKind::Probed { target, up: false } => facts::probed_down(lang, self.names.server(target)),
            RecordKind::Logs(Event::RefusedAcrossSites(user)) => facts::logs_1008(lang, self.names.user(user)),
            RecordKind::Logs(Event::StoreSessions(user)) => facts::logs_9646(lang, self.names.user(user)),
            RecordKind::Logs(Event::TooManyForUser(user)) => facts::logs_1009(lang, self.names.user(user)),
            RecordKind::Logs(Event::NoCertificate(why)) => match why {
                NoCertificate::NotCovered => facts::logs_not_covered(lang),
                NoCertificate::NotEnabled => facts::logs_not_enabled(lang),
                NoCertificate::NoPrivateKey => facts::logs_no_private_key(lang),
                NoCertificate::KeyNotUsable => facts::logs_key_not_usable(lang),
                NoCertificate::WildcardName => facts::logs_wildcard_name(lang),
            },
        }
    }

    /// What Enable-ExchangeCertificate also does, and what it does not do although it was asked to (LEG-6).
    fn also_names(&self, said: String, it: CertificateId, enabling: Enabling, named: NewSettings) -> String {
        let (lang, certificate) = (self.names.lang, &self.world().certificates[it.index()]);
        let Enabling { asked, granted: can } = enabling;
        let protocols: Vec<_> = named.each().map(|it| names::protocol(it.0).to_string()).collect();
        let mut all = vec![said];
        if can != asked {
            let left = Enabled { imap: asked.imap && !can.imap, pop: asked.pop && !can.pop, iis: false };
            let left = crate::words::list(lang, &services(left));
            all.push(if certificate.ecc && !certificate.is_wildcard() {
                facts::ecc_not_enabled(lang, left)
            } else {
                facts::wildcard_not_enabled(lang, left)
            });
        }
        if let Some(name) = certificate.names.first()
            && !protocols.is_empty()
        {
            let protocols = crate::words::list(lang, &protocols);
            all.push(facts::names_certificate(lang, names::clean(name), protocols));
        }
        all.join(&marks::semicolon(lang))
    }

    fn requesters(&self, by: Requesters) -> String {
        let words: Vec<_> = by.each().map(|it| it.word().to_owned()).collect();
        crate::words::list(self.names.lang, &words)
    }

    fn tls_failed(&self, content: &Content, why: WhyNoTls) -> String {
        let lang = self.names.lang;
        let other = || match (content.balancer, content.acceptor) {
            (Some(it), _) => self.names.balancer(it),
            (None, Some(it)) => self.names.server(it),
            (None, None) => "?".into(),
        };
        let all = |words: Vec<&str>| {
            if words.is_empty() { facts::no_tls_at_all(lang) } else { words.join(&crate::catalogue::marks::item(lang)) }
        };
        let versions = |it: TlsSet| all(it.versions().map(TlsVersion::word).collect());
        let ciphers = |it: TlsSet| all(it.ciphers().map(Cipher::word).collect());
        match why {
            WhyNoTls::NoCertificate(_) if content.balancer.is_some() => facts::tls_without_key(lang, other()),
            WhyNoTls::NoCertificate(why) => {
                let name = names::clean(content.certificate.as_deref().unwrap_or("?"));
                match why {
                    NoCertificate::NotCovered => facts::no_certificate(lang, other(), name),
                    NoCertificate::NotEnabled => facts::certificate_not_enabled(lang, other(), name),
                    NoCertificate::NoPrivateKey => facts::certificate_without_key(lang, other(), name),
                    NoCertificate::KeyNotUsable => facts::certificate_key_not_usable(lang, other(), name),
                    NoCertificate::WildcardName => facts::certificate_name_with_a_star(lang, other(), name),
                }
            }
            WhyNoTls::Disagree(Disagreement::Version { opener, acceptor }) => {
                facts::no_common_version(lang, versions(opener), other(), versions(acceptor))
            }
            WhyNoTls::Disagree(Disagreement::Cipher { opener, acceptor, version }) => {
                facts::no_common_cipher(lang, version.word(), ciphers(opener), other(), ciphers(acceptor))
            }
            WhyNoTls::InsideTls => facts::tls_inside_tls(lang),
            WhyNoTls::NotSpokenHere => facts::tls_not_spoken(lang),
            WhyNoTls::NotOffered => facts::tls_not_offered(lang),
        }
    }

    fn accepts(&self, content: &Content) -> String {
        let lang = self.names.lang;
        match content.front_end {
            None => facts::accepts(lang),
            it if it == content.acceptor => facts::accepts_own(lang),
            Some(it) => facts::accepts_from_front_end(lang, self.names.server(it)),
        }
    }

    fn refuses(&self, content: &Content, why: WhyRefused) -> String {
        let lang = self.names.lang;
        match why {
            WhyRefused::Stopped(service) => match content.stopped_by {
                None => facts::refuses_stopped(lang, Names::service(service)),
                Some(Stopped::Maintenance) => facts::refuses_since_maintenance(lang, Names::service(service)),
                Some(Stopped::Component) => {
                    let component = Component::of(service.service().protocol()).map_or("", Component::word);
                    facts::refuses_since_component(lang, Names::service(service), component)
                }
                Some(Stopped::PowerCut) => facts::refuses_since_power_cut(lang, Names::service(service)),
                Some(Stopped::FailedUpdate) => facts::refuses_since_failed_update(lang, Names::service(service)),
            },
            WhyRefused::NothingListens(port) => facts::refuses_nothing_listens(lang, port),
            WhyRefused::OtherAddress(port) => facts::refuses_other_address(lang, port),
            WhyRefused::NotForwarded(port) => facts::refuses_not_forwarded(lang, port),
        }
    }

    /// An address, by the name of whoever has it.
    fn address(&self, address: std::net::Ipv4Addr) -> String {
        match self.world().host(address) {
            Some(Host::Server(server)) => self.names.server(server).into_owned(),
            Some(Host::Balancer(balancer)) => self.names.balancer(balancer).into_owned(),
            None => address.to_string(),
        }
    }

    pub(crate) fn certificate(&self, problem: CertificateProblem) -> String {
        match problem {
            CertificateProblem::NameMismatch => facts::name_mismatch(self.names.lang),
            CertificateProblem::NotYetValid => facts::not_yet_valid(self.names.lang),
            CertificateProblem::Expired => facts::expired(self.names.lang),
            CertificateProblem::UnknownIssuer => facts::unknown_issuer(self.names.lang),
        }
    }

    /// Why a local probe failed.
    pub(crate) fn probe(&self, why: WhyProbeFails) -> String {
        let lang = self.names.lang;
        match why {
            WhyProbeFails::NoLoopback(port) => facts::probe_no_loopback(lang, port),
            WhyProbeFails::NotBound => facts::probe_not_bound(lang),
            WhyProbeFails::Stopped => facts::probe_stopped(lang),
            WhyProbeFails::Hung => facts::probe_hung(lang),
            WhyProbeFails::NoCertificate => facts::probe_no_certificate(lang),
        }
    }

    pub(crate) fn leg(&self, how: LegFailure) -> String {
        let lang = self.names.lang;
        match how {
            LegFailure::NameNotResolved => facts::leg_name(lang),
            LegFailure::Refused => facts::leg_refused(lang),
            LegFailure::NoAnswer { connected: false } => facts::leg_no_answer(lang),
            LegFailure::NoAnswer { connected: true } => facts::leg_silence(lang),
            LegFailure::OtherProtocol => facts::leg_other_protocol(lang),
            LegFailure::TlsHandshake => facts::leg_tls(lang),
            LegFailure::Certificate(_) => facts::leg_certificate(lang),
            LegFailure::StartTlsNotOffered => facts::leg_no_starttls(lang),
            LegFailure::LogonRefused => facts::leg_logon_refused(lang),
            LegFailure::Closed => facts::leg_closed(lang),
            LegFailure::Abandoned => facts::leg_abandoned(lang),
        }
    }

    /// A decision, without its reasons.
    pub(crate) fn decision(&self, decision: Decision) -> String {
        let (lang, names) = (self.names.lang, &self.names);
        match decision {
            Decision::Authenticates { user, accepted: true } => words::authenticates(lang, names.user(user)),
            Decision::Authenticates { user, accepted: false } => words::rejects(lang, names.user(user)),
            Decision::Serves(user) => words::serves(lang, names.user(user)),
            Decision::Proxies { user, to } => words::proxies(lang, names.user(user), names.server(to)),
            Decision::Refuses { user, why } => words::refuses(lang, names.user(user), self.refusal(why)),
            Decision::Tries(endpoint) => words::tries(lang, names.place(endpoint), names.security(endpoint.security)),
            Decision::GivesUp => words::gives_up(lang),
            Decision::Redirects(user) => {
                let legacy = self.world().legacy_namespace.map_or("", |it| self.world().name(it));
                words::redirects(lang, names.user(user), names.text(legacy))
            }
            Decision::NotAllowed(user) => words::not_allowed(lang, names.user(user)),
        }
    }

    /// What a candidate lacks that offers no endpoint.
    fn lacks(&self, leg: EndpointSource) -> String {
        let lang = self.names.lang;
        match leg {
            EndpointSource::ConnectionSettings => words::lacks_connection_settings(lang),
            EndpointSource::AcrossSites => words::lacks_ssl_value(lang),
            EndpointSource::Bindings | EndpointSource::BackEnd => words::lacks_bindings(lang),
            EndpointSource::SslBindings => words::lacks_ssl_bindings(lang),
        }
    }

    fn refusal(&self, why: Refusal) -> String {
        let lang = self.names.lang;
        match why {
            Refusal::NoMailbox => words::refusal_no_mailbox(lang),
            Refusal::NotSupported => words::refusal_not_supported(lang),
            Refusal::OtherSite => words::refusal_other_site(lang),
            Refusal::NotProxied => words::refusal_not_proxied(lang),
            Refusal::BackEndDown => words::refusal_back_end_down(lang),
            Refusal::NoCandidate => words::refusal_no_candidate(lang),
            Refusal::NoEndpoint => words::refusal_no_endpoint(lang),
            Refusal::NoPassword => words::refusal_no_password(lang),
            Refusal::NotHere => words::refusal_not_here(lang),
            Refusal::StoreOff => words::refusal_store_off(lang),
            Refusal::StoreNotReached => words::refusal_store_not_reached(lang),
            Refusal::NoHealthyTarget => words::refusal_no_healthy_target(lang),
            Refusal::NotModelled => words::refusal_not_modelled(lang),
            Refusal::NoLegacyNamespace => words::refusal_no_legacy(lang),
            Refusal::StoreSessions => words::refusal_store_sessions(lang),
        }
    }

    /// One reason of a decision.
    pub(crate) fn reason(&self, reason: Reason) -> String {
        let (lang, names) = (self.names.lang, &self.names);
        match reason {
            Reason::PasswordRight(_) => words::password_right(lang),
            Reason::PasswordWrong(_) => words::password_wrong(lang),
            Reason::WebProxied(version, web) => words::web_proxied(lang, web.word(), version.word()),
            Reason::WebRedirected(web) => match web {
                WebService::Owa | WebService::Ecp => words::web_redirected(lang, web.word()),
                WebService::Ews | WebService::ActiveSync | WebService::Oab => {
                    words::web_by_autodiscover(lang, web.word())
                }
            },
            Reason::WebBackEnd(server) => words::web_back_end(lang, names.server(server)),
            Reason::WebOwnVersion(version) => words::web_own_version(lang, version.word()),
            Reason::WebNotModelled(version, mailbox) => words::web_not_modelled(lang, version.word(), mailbox.word()),
            Reason::ProbedDown(server) => words::probed_down(lang, names.server(server)),
            Reason::OutOfService(server) => words::out_of_service(lang, names.server(server)),
            Reason::NoTargetInService(site, version) => {
                words::no_target_in_service(lang, version.word(), names.site(site))
            }
            Reason::NoHealthyTarget(site, version) => words::no_healthy_target(lang, version.word(), names.site(site)),
            Reason::HashPicked(server, 1) => words::picked_only_healthy(lang, names.server(server)),
            Reason::HashPicked(server, of) => words::hash_picked(lang, names.server(server), of),
            Reason::WebRetry(true) => words::web_retries(lang),
            Reason::WebRetry(false) => words::web_does_not_retry(lang),
            Reason::UnknownName => words::unknown_name(lang),
            Reason::Reserved(user) => words::reserved(lang, names.user(user)),
            Reason::NtlmAlias(user) => words::ntlm_alias(lang, names.user(user)),
            Reason::UnquotedReplay(user) => words::unquoted_replay(lang, names.user(user)),
            Reason::NoRights { user, mailbox } => words::no_rights(lang, names.user(user), names.user(mailbox)),
            Reason::StoreSessions { user, server, limit } => {
                words::store_sessions(lang, names.user(user), names.server(server), limit)
            }
            Reason::NoSmtpAddress(user) => words::no_smtp_address(lang, names.user(user)),
            Reason::PolicyBlocks { user, policy, own, protocol, at } => {
                let (user, policy, protocol) = (names.user(user), names.policy(policy), names::protocol(protocol));
                match (own, at) {
                    (true, AuthPolicyCheckedAt::FrontEnd) => {
                        words::own_policy_at_front_end(lang, user, policy, protocol)
                    }
                    (true, AuthPolicyCheckedAt::Target) => words::own_policy_at_target(lang, user, policy, protocol),
                    (false, AuthPolicyCheckedAt::FrontEnd) => words::policy_at_front_end(lang, user, policy, protocol),
                    (false, AuthPolicyCheckedAt::Target) => words::policy_at_target(lang, user, policy, protocol),
                }
            }
            Reason::PolicyNotKnown(server) => words::policy_not_known(lang, names.server(server)),
            Reason::UserLimit { user, open, limit } => {
                let open = if open == 1 { words::one_connection(lang) } else { words::connections(lang, open) };
                words::user_limit(lang, names.user(user), open, limit)
            }
            Reason::OwnLogon(server) => words::own_logon(lang, names.server(server)),
            Reason::LoginTypeRefuses { login_type, mechanism, on_leg: _ } => {
                words::login_type_refuses(lang, login_type_name(login_type), self.mechanism(mechanism))
            }
            Reason::MechanismStays(mechanism) => words::mechanism_stays(lang, self.mechanism(mechanism)),
            Reason::NotBound(mechanism) => words::not_bound(lang, self.mechanism(mechanism)),
            Reason::MechanismOff(mechanism, _) => words::mechanism_off(lang, self.mechanism(mechanism)),
            Reason::ProtocolDisabled { user, protocol, at } => {
                let (setting, user) = (enabled_setting(protocol), names.user(user));
                match at {
                    None => words::protocol_disabled(lang, setting, user),
                    Some(ProtocolCheckedAt::Target) => words::protocol_disabled_at_target(lang, setting, user),
                    Some(ProtocolCheckedAt::FrontEnd) => words::protocol_disabled_at_front_end(lang, setting, user),
                }
            }
            Reason::MailboxSwitch { user, protocol, waits } => {
                let say = if waits { words::mailbox_switch_waits } else { words::mailbox_switch_at_once };
                say(lang, enabled_setting(protocol), names.user(user))
            }
            Reason::Mailbox { user, database, version, server, site } => {
                let database = names.database(database);
                let (server, site) = (names.server(server), names.site(site));
                words::mailbox(lang, names.user(user), database, version.word(), server, site)
            }
            Reason::HomeServerSite(site) => words::home_server_site(lang, names.site(site)),
            Reason::ActiveCopySite(site) => words::active_copy_site(lang, names.site(site)),
            Reason::NoMailbox(user) => words::no_mailbox(lang, names.user(user)),
            Reason::DiscoverySite(site, DiscoverySite::MailboxSite) => {
                words::discovery_site_of_mailbox(lang, names.site(site))
            }
            Reason::DiscoverySite(site, DiscoverySite::FrontEndSite) => {
                words::discovery_site_of_front_end(lang, names.site(site))
            }
            Reason::Candidate(server, version) => words::candidate(lang, names.server(server), version.word()),
            Reason::Offers(server, _, endpoint) => {
                let (server, setting) = (names.server(server), names.setting(endpoint));
                if self.is_balancer_name(endpoint.host) {
                    words::offers_balancer(lang, server, setting)
                } else {
                    words::offers(lang, server, setting)
                }
            }
            Reason::BackEnd(server, endpoint) => words::back_end(lang, names.server(server), names.setting(endpoint)),
            Reason::OtherVersion(server) => {
                let version = self.world().servers[server.index()].version.word();
                words::other_version(lang, names.server(server), version)
            }
            Reason::OtherSites(count) => words::other_sites(lang, count),
            Reason::OffersNothing(server, leg) => words::offers_nothing(lang, names.server(server), self.lacks(leg)),
            Reason::NoCandidate(site, version) => words::no_candidate(lang, names.site(site), version.word()),
            Reason::NoEndpoint(site, leg) => words::no_endpoint(lang, names.site(site), self.lacks(leg)),
            Reason::Picked(server, 1, _) => words::picked_only(lang, names.server(server)),
            Reason::Picked(server, of, order) => {
                let order = match order {
                    CandidateOrder::Random => words::order_random(lang),
                    CandidateOrder::RoundRobin => words::order_round_robin(lang),
                    CandidateOrder::ByName => words::order_by_name(lang),
                };
                words::picked(lang, names.server(server), of, order)
            }
            Reason::NotChecked(server) | Reason::Unchecked(server) => words::not_checked(lang, names.server(server)),
            Reason::EncryptedOrder => words::encrypted_order(lang),
            Reason::PlaintextOrder => words::plaintext_order(lang),
            Reason::StartTlsCounts(true) => words::starttls_counts(lang),
            Reason::StartTlsCounts(false) => words::starttls_does_not_count(lang),
            Reason::NotOffered(server, security) => match security {
                crate::world::Security::Ssl | crate::world::Security::Tls => {
                    words::not_offered(lang, names.server(server), security.word())
                }
                crate::world::Security::Plaintext => words::not_offered_plaintext(lang, names.server(server)),
            },
            Reason::SameType(server, security, SameTypeEndpoints::First) => {
                words::same_type_first(lang, names.server(server), names.security(security))
            }
            Reason::SameType(server, security, SameTypeEndpoints::Each) => {
                words::same_type_each(lang, names.server(server), names.security(security))
            }
            Reason::NextType(security) => words::next_type(lang, security.word()),
            Reason::SelectedOnce(security) => words::selected_once(lang, security.word()),
            Reason::NoNextTarget => words::no_next_target(lang),
            Reason::NextTarget(server) => words::next_target(lang, names.server(server)),
            Reason::RefusalIsFinal(true) => words::refusal_is_final(lang),
            Reason::RefusalIsFinal(false) => words::refusal_is_not_final(lang),
            Reason::Replays(user) => words::replays(lang, names.user(user)),
            Reason::NoPassword(mechanism) => words::no_password(lang, self.mechanism(mechanism)),
            Reason::HandsOver(user) => words::hands_over(lang, names.user(user)),
            Reason::Served { by, on } if by == on => words::served_on_same(lang, names.server(by)),
            Reason::Served { by, on } => words::served(lang, names.server(by), names.server(on)),
            Reason::ServedAcrossSites(site) => words::served_across_sites(lang, names.site(site)),
            Reason::RefusedAcrossSites(site) => words::refused_across_sites(lang, names.site(site)),
            Reason::ProxiedAcrossSites(site) => words::proxied_across_sites(lang, names.site(site)),
            Reason::Proxies2010To2007(true) => words::proxies_2010_to_2007(lang),
            Reason::Proxies2010To2007(false) => words::does_not_proxy_2010_to_2007(lang),
            Reason::ProxiesUp { front, mailbox, does: true } => words::proxies_up(lang, front.word(), mailbox.word()),
            Reason::ProxiesUp { front, mailbox, does: false } => {
                words::does_not_proxy_up(lang, front.word(), mailbox.word())
            }
            Reason::ProxiesDown(front, mailbox) => words::proxies_down(lang, front.word(), mailbox.word()),
            Reason::Checked(server, true) => words::back_end_runs(lang, names.server(server)),
            Reason::Checked(server, false) => words::back_end_does_not_run(lang, names.server(server)),
            Reason::NotSupported(version, mailbox) => words::not_supported(lang, version.word(), mailbox.word()),
            Reason::Removed(server) => words::removed(lang, names.server(server)),
            Reason::StoreOff(server) => words::store_off(lang, names.server(server)),
            Reason::StoreNotThere(server) => words::store_not_there(lang, names.server(server)),
            Reason::StoreNotReached(server) => words::store_not_reached(lang, names.server(server)),
            Reason::NotHere(server) => words::not_here(lang, names.server(server)),
        }
    }

    fn is_balancer_name(&self, host: HostRef) -> bool {
        match host {
            HostRef::Name(name) => self.world().balancers.iter().any(|it| it.name == name),
            HostRef::Address(address) => matches!(self.world().host(address), Some(Host::Balancer(_))),
        }
    }

    fn mechanism(&self, mechanism: Mechanism) -> String {
        match mechanism {
            Mechanism::Login => words::mechanism_login(self.names.lang),
            Mechanism::Plain => "PLAIN".to_owned(),
            Mechanism::Ntlm => "NTLM".to_owned(),
            Mechanism::Gssapi => "GSSAPI".to_owned(),
        }
    }

    pub(crate) fn change(&self, action: Action) -> String {
        let (lang, names) = (self.names.lang, &self.names);
        let on = |it: ServiceId| names.server(it.server());
        let service = Names::service;
        match action {
            Action::Start(it) => facts::starts(lang, service(it), on(it)),
            Action::Stop(it) => facts::stops(lang, service(it), on(it)),
            Action::Hang(it) => facts::hangs(lang, service(it), on(it)),
            Action::Restart(it) => facts::restarts(lang, service(it), on(it)),
            Action::Set(server, protocol, _) => facts::sets(lang, names::protocol(protocol), names.server(server)),
            Action::SetCasMailbox { user, pop, imap } => {
                let set = |name: &str, value: Option<bool>| value.map(|it| format!("{name} {it}"));
                let what: Vec<_> = set("PopEnabled", pop).into_iter().chain(set("ImapEnabled", imap)).collect();
                facts::sets_cas_mailbox(lang, names.user(user), crate::words::list(lang, &what))
            }
            Action::Grant { mailbox, user } => facts::grants(lang, names.user(user), names.user(mailbox)),
            Action::SetSmtpAddress(user, true) => facts::gives_smtp_address(lang, names.user(user)),
            Action::SetSmtpAddress(user, false) => facts::takes_smtp_address(lang, names.user(user)),
            Action::SetAuthPolicy { policy, imap, pop } => {
                let set = |name: &str, value: Option<bool>| value.map(|it| format!("{name} {it}"));
                let each = [set("BlockLegacyAuthPop", pop), set("BlockLegacyAuthImap", imap)];
                let what: Vec<_> = each.into_iter().flatten().collect();
                facts::sets_policy(lang, names.policy(policy), crate::words::list(lang, &what))
            }
            Action::SetUserPolicy(user, Some(it)) => facts::gives_policy(lang, names.user(user), names.policy(it)),
            Action::SetUserPolicy(user, None) => facts::takes_policy(lang, names.user(user)),
            Action::SetDefaultPolicy(Some(it)) => facts::sets_default_policy(lang, names.policy(it)),
            Action::SetDefaultPolicy(None) => facts::takes_default_policy(lang),
            Action::InstallUpdate(server, mends) => {
                facts::installs_update(lang, format_args!("{mends:?}"), names.server(server))
            }
            Action::SetStoreSessions(server, limit) => facts::sets_store_sessions(lang, limit, names.server(server)),
            Action::SetClient(client, changed) => {
                let told = names.told(client, changed).into_iter().map(|(field, value)| format!("{field} {value}"));
                facts::sets_client(lang, names.client(client), crate::words::list(lang, &told.collect::<Vec<_>>()))
            }
            Action::Move(user, database) => {
                let database = names.database(database);
                facts::moves(lang, names.user(user), database)
            }
            Action::FailOver(database, server) => {
                let database = names.database(database);
                facts::fails_over(lang, database, names.server(server))
            }
            Action::SetComponent(server, component, requester, state) => {
                let (component, requester, state) = (component.word(), requester.word(), state.word());
                facts::sets_component(lang, component, names.server(server), state, requester)
            }
            Action::SetOutOfService(server, true) => facts::out_of_service(lang, names.server(server)),
            Action::SetOutOfService(server, false) => facts::in_service(lang, names.server(server)),
            Action::ShutDown(server) => facts::shuts_down(lang, names.server(server)),
            Action::StartUp(server) => facts::starts_server(lang, names.server(server)),
            Action::Reboot(server) => facts::restarts_server(lang, names.server(server)),
            Action::FailedUpdate(server) => facts::fails_to_update(lang, names.server(server)),
            Action::ResetFiles(server, _) => facts::installs_service_pack(lang, names.server(server)),
            Action::SetStartType(it, start_type) => {
                facts::sets_start_type(lang, Names::service(it), names.server(it.server()), start_type.word())
            }
            Action::RemoveServer(server) => facts::removes_server(lang, names.server(server)),
            Action::AddServer(server, _) => facts::adds_server(lang, names.server(server)),
            Action::UpdateServer(server, (version, build), _) => {
                // Beside the start: what it was in between decides nothing about the sentence.
                if version == self.world().servers[server.index()].version {
                    facts::updates_server(lang, version.build_word(build), names.server(server))
                } else {
                    let build = format!("{} {}", version.word(), version.build_word(build));
                    facts::updates_server(lang, build, names.server(server))
                }
            }
            Action::Import(server, it, enabled, named) => {
                let said = facts::imports_certificate(lang, names.certificate(it), names.server(server));
                self.also_names(said, it, enabled, named)
            }
            Action::Uninstall(server, it) => {
                facts::removes_certificate(lang, names.certificate(it), names.server(server))
            }
            Action::Enable(server, it, enabled, named) => {
                let services = services(enabled.asked);
                let (certificate, server) = (names.certificate(it), names.server(server));
                let said = facts::enables_certificate(lang, certificate, server, crate::words::list(lang, &services));
                self.also_names(said, it, enabled, named)
            }
            Action::SetTls(server, tls) => {
                let words = |it: TlsSet| {
                    let all = it.versions().map(TlsVersion::word).chain(it.ciphers().map(Cipher::word));
                    crate::words::list(lang, &all.map(str::to_owned).collect::<Vec<_>>())
                };
                if tls.accepts == tls.offers {
                    facts::sets_tls(lang, names.server(server), words(tls.accepts))
                } else {
                    facts::sets_tls_halves(lang, names.server(server), words(tls.accepts), words(tls.offers))
                }
            }
            Action::SetDns(name, answer) => {
                let name = names.host(HostRef::Name(name));
                let addresses: Vec<_> =
                    self.world().answers[answer.index()].addresses.iter().map(|it| self.address(*it)).collect();
                if addresses.is_empty() {
                    facts::removes_dns(lang, name)
                } else {
                    facts::sets_dns(lang, name, crate::words::list(lang, &addresses))
                }
            }
            Action::AddDns(name, first) => {
                let views = self.world().names[name.index()].views.len() as u32;
                let mut addresses: Vec<String> = Vec::new();
                for answer in first.0..first.0 + views {
                    let answer = &self.world().answers[answer as usize];
                    addresses.extend(answer.addresses.iter().map(|it| self.address(*it)));
                }
                addresses.sort_unstable();
                addresses.dedup();
                let name = names.host(HostRef::Name(name));
                facts::adds_dns(lang, name, crate::words::list(lang, &addresses))
            }
            Action::SetPorts(balancer, ports) => {
                let ports: Vec<_> = self.world().ports[ports.index()].iter().map(ToString::to_string).collect();
                facts::sets_ports(lang, names.balancer(balancer), crate::words::list(lang, &ports))
            }
            Action::SetOffload(balancer, offload) => {
                let it = &self.world().offloads[offload.index()];
                let does = crate::words::offload::does(lang, it.tls, &it.map_ports);
                facts::sets_balancer_tls(lang, names.balancer(balancer), does)
            }
            Action::SetPool(balancer, pool) => {
                let members = &self.world().pools[pool.index()];
                if members.is_empty() {
                    facts::empties_pool(lang, names.balancer(balancer))
                } else {
                    facts::sets_pool(lang, names.balancer(balancer), names.servers(members))
                }
            }
            Action::Cut(link, back) => {
                let (from, to) = self.ends(link);
                if back.is_some() { facts::cuts(lang, from, to) } else { facts::cuts_one_way(lang, from, to) }
            }
            Action::Mend(link, back) => {
                let (from, to) = self.ends(link);
                if back.is_some() { facts::mends(lang, from, to) } else { facts::mends_one_way(lang, from, to) }
            }
        }
    }

    fn ends(&self, link: crate::world::LinkId) -> (std::borrow::Cow<'a, str>, std::borrow::Cow<'a, str>) {
        let link = &self.world().links[link.index()];
        (self.names.site(link.from), self.names.site(link.to))
    }
}

/// A LoginType as the cmdlet takes it.
pub(crate) const fn login_type_name(login_type: LoginType) -> &'static str {
    match login_type {
        LoginType::PlainTextLogin => "PlainTextLogin",
        LoginType::PlainTextAuthentication => "PlainTextAuthentication",
        LoginType::SecureLogin => "SecureLogin",
    }
}

/// The setting of Set-CASMailbox for a protocol.
const fn enabled_setting(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::Imap4 => "ImapEnabled",
        Protocol::Pop3 => "PopEnabled",
        Protocol::Http => "OWAEnabled",
    }
}
