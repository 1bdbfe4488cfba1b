//! Which fields does each kind of record, and each kind of reason, have in JSON?

use super::kinds;
use super::object::{Object, string};
use crate::policy::Reason;
use crate::trace::{Decision, Disagreement, Event, LegFailure, Limit, RecordKind, WhyNoTls, WhyRefused};
use crate::words::names::{self, Names};
use crate::words::say::login_type_name;
use crate::world::{
    Action, CandidateOrder, DiscoverySite, Enabled, Endpoint, HostRef, LinkId, Mechanism, ProtocolCheckedAt,
    SameTypeEndpoints, Security, SiteId, TlsSet,
};

/// Writes `what` and the fields that belong to it.
pub(super) fn fields(names: &Names<'_>, what: RecordKind, object: &mut Object<'_>) {
    object.text("what", kinds::what(&what));
    match what {
        RecordKind::Began { number } => object.number("number", u64::from(number)),
        RecordKind::Skipped
        | RecordKind::NoMember
        | RecordKind::Accepts
        | RecordKind::Broken
        | RecordKind::IsOff
        | RecordKind::ObeysLoginDisabled
        | RecordKind::NoTicket => {}
        RecordKind::Ended(outcome) => object.text("outcome", names::outcome(outcome)),
        RecordKind::Resolved { name, address, ttl, cached } => {
            object.text("name", &names.host(HostRef::Name(name)));
            object.text("address", &address.to_string());
            object.number("ttl_us", ttl.0);
            object.truth("cached", cached);
        }
        RecordKind::NotResolved(name) => object.text("name", &names.host(HostRef::Name(name))),
        RecordKind::Connects { endpoint: it } => endpoint(names, it, object.key("endpoint")),
        RecordKind::Forwards { member, up, of } => {
            object.text("member", &names.server(member));
            object.number("up", u64::from(up));
            object.number("of", u64::from(of));
        }
        RecordKind::Refuses(why) => {
            object.text("why", kinds::refused(why));
            match why {
                WhyRefused::Stopped(service) => {
                    object.text("server", &names.server(service.server()));
                    object.text("service", Names::service(service));
                }
                WhyRefused::NothingListens(port) | WhyRefused::NotForwarded(port) => {
                    object.number("port", u64::from(port));
                }
            }
        }
        RecordKind::ClosesForLimit(limit) => {
            object.text("why", kinds::limit(limit));
            match limit {
                Limit::Connections(limit) => object.number("limit", u64::from(limit)),
                Limit::FromSingleIp(limit, address) => {
                    object.number("limit", u64::from(limit));
                    object.text("address", &address.to_string());
                }
            }
        }
        RecordKind::ClosesForComponent { component, by } | RecordKind::StopsForComponent { component, by } => {
            object.text("component", component.word());
            object.list("requesters", by.each(), |it, out| string(it.word(), out));
        }
        RecordKind::Lost { link, sent } => {
            let ends = link.map(|it| &names.world.links[it.index()]);
            object.optional("from", ends.map(|it| names.site(it.from)).as_deref());
            object.optional("to", ends.map(|it| names.site(it.to)).as_deref());
            object.number("sent", u64::from(sent));
        }
        RecordKind::Secured { agreed, shown, ignored } => {
            object.text("version", agreed.version.word());
            object.text("cipher", agreed.cipher.word());
            object.text("certificate", &names.certificate(shown));
            object.optional("ignored", ignored.map(kinds::certificate));
        }
        RecordKind::TlsFailed(why) => {
            object.text("why", kinds::no_tls(why));
            if let WhyNoTls::Disagree(
                Disagreement::Version { opener, acceptor } | Disagreement::Cipher { opener, acceptor, .. },
            ) = why
            {
                tls(opener, object.key("opener"));
                tls(acceptor, object.key("acceptor"));
            }
        }
        RecordKind::RejectsCertificate(problem) => object.text("why", kinds::certificate(problem)),
        RecordKind::Says { line, tag } => {
            object.text("line", kinds::line(line));
            object.truth("command", line.is_command());
            object.number("tag", u64::from(tag));
            if let crate::protocol::Line::Authenticate(it) = line {
                object.text("mechanism", mechanism(it));
            }
        }
        RecordKind::TimedOut(timer) => object.text("timer", kinds::timer(timer)),
        RecordKind::Closes(why) => object.text("why", kinds::closed(why)),
        RecordKind::Decides { decision: it, .. } => decision(names, it, object),
        RecordKind::LegFailed { endpoint: at, candidate, how } => {
            endpoint(names, at, object.key("endpoint"));
            object.text("candidate", &names.server(candidate));
            leg_failure(how, object);
        }
        RecordKind::Changed(change) => {
            let change = names.world.changes[change.index()];
            action(names, change.action, object);
        }
        RecordKind::Checked { member, port, up } => {
            object.text("member", &names.server(member));
            object.number("port", u64::from(port));
            object.truth("up", up);
        }
        RecordKind::Probed { target, up } => {
            object.text("target", &names.server(target));
            object.truth("up", up);
        }
        RecordKind::Logs(event) => {
            object.text("event", kinds::event(event));
            match event {
                Event::RefusedAcrossSites(user) | Event::TooManyForUser(user) | Event::StoreSessions(user) => {
                    object.text("user", &names.user(user));
                }
            }
        }
    }
}

/// Writes what TLS one side speaks.
fn tls(set: TlsSet, out: &mut String) {
    let mut object = Object::open(out);
    object.list("versions", set.versions(), |it, out| string(it.word(), out));
    object.list("ciphers", set.ciphers(), |it, out| string(it.word(), out));
    object.close();
}

/// Writes how a leg failed.
pub(super) fn leg_failure(how: LegFailure, object: &mut Object<'_>) {
    object.text("how", kinds::leg_failure(how));
    if let LegFailure::Certificate(problem) = how {
        object.text("certificate", kinds::certificate(problem));
    }
}

/// Writes an endpoint.
pub(super) fn endpoint(names: &Names<'_>, endpoint: Endpoint, out: &mut String) {
    let mut object = Object::open(out);
    object.text("host", &names.host(endpoint.host));
    object.number("port", u64::from(endpoint.port));
    object.text("security", endpoint.security.word());
    object.close();
}

fn decision(names: &Names<'_>, decision: Decision, object: &mut Object<'_>) {
    object.text("decision", kinds::decision(decision));
    match decision {
        Decision::Authenticates { user, accepted } => {
            object.text("user", &names.user(user));
            object.truth("accepted", accepted);
        }
        Decision::Serves(user) | Decision::NotAllowed(user) | Decision::Redirects(user) => {
            object.text("user", &names.user(user));
        }
        Decision::Proxies { user, to } => {
            object.text("user", &names.user(user));
            object.text("to", &names.server(to));
        }
        Decision::Refuses { user, why } => {
            object.text("user", &names.user(user));
            object.text("why", kinds::refusal(why));
        }
        Decision::Tries(at) => endpoint(names, at, object.key("endpoint")),
        Decision::GivesUp => {}
    }
}

fn action(names: &Names<'_>, action: Action, object: &mut Object<'_>) {
    object.text("change", kinds::change(action));
    match action {
        Action::Start(service) | Action::Stop(service) | Action::Hang(service) | Action::Restart(service) => {
            object.text("server", &names.server(service.server()));
            object.text("service", Names::service(service));
        }
        Action::Set(server, protocol, _) => {
            object.text("server", &names.server(server));
            object.text("protocol", names::protocol(protocol));
        }
        Action::SetCasMailbox { user, pop, imap } => {
            object.text("mailbox", &names.user(user));
            if let Some(pop) = pop {
                object.truth("pop_enabled", pop);
            }
            if let Some(imap) = imap {
                object.truth("imap_enabled", imap);
            }
        }
        Action::Move(user, to) => {
            object.text("mailbox", &names.user(user));
            object.text("database", &names.database(to));
        }
        Action::FailOver(which, server) => {
            object.text("database", &names.database(which));
            object.text("server", &names.server(server));
        }
        Action::SetComponent(server, component, requester, state) => {
            object.text("server", &names.server(server));
            object.text("component", component.word());
            object.text("requester", requester.word());
            object.text("state", state.word());
        }
        Action::SetOutOfService(server, out) => {
            object.text("server", &names.server(server));
            object.truth("is_out_of_service", out);
        }
        Action::ShutDown(server) | Action::StartUp(server) | Action::RemoveServer(server) => {
            object.text("server", &names.server(server));
        }
        Action::Import(server, certificate) | Action::Uninstall(server, certificate) => {
            object.text("server", &names.server(server));
            object.text("certificate", &names.certificate(certificate));
        }
        Action::Enable(server, certificate, Enabled { imap, pop, iis }) => {
            object.text("server", &names.server(server));
            object.text("certificate", &names.certificate(certificate));
            object.truth("imap", imap);
            object.truth("pop", pop);
            object.truth("iis", iis);
        }
        Action::SetTls(server, set) => {
            object.text("server", &names.server(server));
            tls(set, object.key("tls"));
        }
        Action::SetDns(name, answer) => {
            object.text("name", &names.host(HostRef::Name(name)));
            let addresses = &names.world.answers[answer.index()].addresses;
            object.list("addresses", addresses, |it, out| string(&it.to_string(), out));
        }
        Action::SetPool(balancer, pool) => {
            object.text("balancer", &names.balancer(balancer));
            object.list("pool", &names.world.pools[pool.index()], |it, out| string(&names.server(*it), out));
        }
        Action::Cut(link, back) | Action::Mend(link, back) => ends(names, link, back, object),
    }
}

fn ends(names: &Names<'_>, link: LinkId, back: Option<LinkId>, object: &mut Object<'_>) {
    let link = &names.world.links[link.index()];
    object.text("from", &names.site(link.from));
    object.text("to", &names.site(link.to));
    object.truth("one_way", back.is_none());
}

const fn mechanism(mechanism: Mechanism) -> &'static str {
    match mechanism {
        Mechanism::Login => "Login",
        Mechanism::Plain => "Plain",
        Mechanism::Ntlm => "Ntlm",
        Mechanism::Gssapi => "Gssapi",
    }
}

/// Writes one reason of a decision.
pub(super) fn reason(names: &Names<'_>, reason: Reason, out: &mut String) {
    let mut object = Object::open(out);
    object.text("rule", reason.rule().id());
    object.text("kind", kinds::reason(&reason));
    object.optional("assumed", reason.assumed());
    let site = |it: SiteId| names.site(it);
    match reason {
        Reason::PasswordRight(user)
        | Reason::PasswordWrong(user)
        | Reason::NoSmtpAddress(user)
        | Reason::Reserved(user)
        | Reason::NtlmAlias(user)
        | Reason::UnquotedReplay(user)
        | Reason::NoMailbox(user)
        | Reason::Replays(user)
        | Reason::HandsOver(user) => object.text("user", &names.user(user)),
        Reason::UserLimit { user, open, limit } => {
            object.text("user", &names.user(user));
            object.number("open", u64::from(open));
            object.number("limit", u64::from(limit));
        }
        Reason::OwnLogon(server)
        | Reason::OtherVersion(server)
        | Reason::NotChecked(server)
        | Reason::Removed(server)
        | Reason::StoreOff(server)
        | Reason::NextTarget(server)
        | Reason::NotHere(server) => object.text("server", &names.server(server)),
        Reason::OffersNothing(server, leg) => {
            object.text("server", &names.server(server));
            object.text("lacks", kinds::lacks(leg));
        }
        Reason::NoEndpoint(it, leg) => {
            object.text("site", &names.site(it));
            object.text("lacks", kinds::lacks(leg));
        }
        Reason::LoginTypeRefuses { login_type, mechanism: it, on_leg } => {
            object.text("login_type", login_type_name(login_type));
            object.text("mechanism", mechanism(it));
            object.truth("on_leg", on_leg);
        }
        Reason::MechanismOff(it) | Reason::NoPassword(it) => object.text("mechanism", mechanism(it)),
        Reason::ProtocolDisabled { user, protocol, at } => {
            object.text("user", &names.user(user));
            object.text("protocol", names::protocol(protocol));
            let at = at.map(|it| match it {
                ProtocolCheckedAt::Target => "Target",
                ProtocolCheckedAt::FrontEnd => "FrontEnd",
            });
            object.optional("at", at);
        }
        Reason::Mailbox { user, database: it, version, server, site: at } => {
            object.text("user", &names.user(user));
            object.text("database", &names.database(it));
            object.text("version", version.word());
            object.text("server", &names.server(server));
            object.text("site", &site(at));
        }
        Reason::HomeServerSite(it)
        | Reason::ActiveCopySite(it)
        | Reason::ServedAcrossSites(it)
        | Reason::RefusedAcrossSites(it)
        | Reason::ProxiedAcrossSites(it) => object.text("site", &site(it)),
        Reason::DiscoverySite(it, reading) => {
            object.text("site", &site(it));
            object.text(
                "reading",
                match reading {
                    DiscoverySite::MailboxSite => "MailboxSite",
                    DiscoverySite::FrontEndSite => "FrontEndSite",
                },
            );
        }
        Reason::Candidate(server, version) => {
            object.text("server", &names.server(server));
            object.text("version", version.word());
        }
        Reason::Offers(server, version, at) => {
            object.text("server", &names.server(server));
            object.text("version", version.word());
            endpoint(names, at, object.key("endpoint"));
        }
        Reason::BackEnd(server, at) => {
            object.text("server", &names.server(server));
            endpoint(names, at, object.key("endpoint"));
        }
        Reason::OtherSites(count) => object.number("count", u64::from(count)),
        Reason::NoCandidate(it, version) => {
            object.text("site", &site(it));
            object.text("version", version.word());
        }
        Reason::Picked(server, of, order) => {
            object.text("server", &names.server(server));
            object.number("of", u64::from(of));
            object.text(
                "order",
                match order {
                    CandidateOrder::Random => "Random",
                    CandidateOrder::RoundRobin => "RoundRobin",
                    CandidateOrder::ByName => "ByName",
                },
            );
        }
        Reason::EncryptedOrder | Reason::PlaintextOrder | Reason::NoNextTarget => {}
        Reason::StartTlsCounts(yes) | Reason::RefusalIsFinal(yes) | Reason::Proxies2010To2007(yes) => {
            object.truth("value", yes);
        }
        Reason::NotOffered(server, it) => {
            object.text("server", &names.server(server));
            object.text("security", security(it));
        }
        Reason::SameType(server, it, reading) => {
            object.text("server", &names.server(server));
            object.text("security", security(it));
            object.text(
                "reading",
                match reading {
                    SameTypeEndpoints::First => "First",
                    SameTypeEndpoints::Each => "Each",
                },
            );
        }
        Reason::NextType(it) | Reason::SelectedOnce(it) => object.text("security", security(it)),
        Reason::Served { by, on } => {
            object.text("by", &names.server(by));
            object.text("on", &names.server(on));
        }
        Reason::UnknownName => {}
        Reason::WebProxied(version, web) => {
            object.text("version", version.word());
            object.text("service", web.word());
        }
        Reason::WebRedirected(web) => object.text("service", web.word()),
        Reason::WebBackEnd(server) | Reason::ProbedDown(server) | Reason::OutOfService(server) => {
            object.text("server", &names.server(server));
        }
        Reason::WebOwnVersion(version) => object.text("version", version.word()),
        Reason::WebNotModelled(version, mailbox) => {
            object.text("version", version.word());
            object.text("mailbox", mailbox.word());
        }
        Reason::NoHealthyTarget(site, version) => {
            object.text("site", &names.site(site));
            object.text("version", version.word());
        }
        Reason::HashPicked(server, of) => {
            object.text("server", &names.server(server));
            object.number("of", u64::from(of));
        }
        Reason::WebRetry(tries) => object.truth("tries", tries),
        Reason::NoRights { user, mailbox } => {
            object.text("user", &names.user(user));
            object.text("mailbox", &names.user(mailbox));
        }
        Reason::StoreSessions { user, server, limit } => {
            object.text("user", &names.user(user));
            object.text("server", &names.server(server));
            object.number("limit", u64::from(limit));
        }
        Reason::NotSupported(version, mailbox) => {
            object.text("version", version.word());
            object.text("mailbox", mailbox.word());
        }
    }
    object.close();
}

const fn security(security: Security) -> &'static str {
    security.word()
}
