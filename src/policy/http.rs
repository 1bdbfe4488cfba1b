//! Where does a web request go? (Section 10, for contrast.)
//!
//! What POP3 and IMAP4 do not have: targets whose probe failed are left out (HTTP-1), a target can be taken out of
//! service (HTTP-5), and a request can be redirected (HTTP-3). Only a 2013 front end is modelled; 2010 and 2007 serve
//! mailboxes of their own version and refuse others (not modelled, and told so).

use super::discover;
use super::{Reason, ReasonSink, Refusal, View};
use crate::chance::{fnv1a, fnv1a_more};
use crate::product::Pair;
use crate::product::matrix::WebCell;
use crate::world::{
    Assumptions, DiscoverySite, HttpRetry, NameId, ServerId, ServiceId, ServiceState, SiteId, UserId, WebService,
};

/// What a web server does with a request whose password is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebRoute {
    /// It answers itself.
    Serve,
    /// It hands the request to one of the candidates, the first that was put into the list.
    Proxy,
    /// It tells the client to come to this name.
    Redirect(NameId),
    /// It cannot have the request served.
    Refuse(Refusal),
}

/// What is known of a target beside the directory.
pub trait Health {
    /// Whether the probe of the front end has seen the target down (HTTP-1).
    fn probed_down(&self, target: ServerId) -> bool;
}

/// Decides what `service` does with a request of `user` for `web`. Where it proxies, `candidates` is filled with the
/// targets in the order in which they are to be tried.
pub fn route(
    view: &View<'_>,
    (service, user, web): (ServiceId, UserId, WebService),
    health: &impl Health,
    candidates: &mut Vec<ServerId>,
    reasons: &mut impl ReasonSink,
) -> WebRoute {
    candidates.clear();
    let Some(mailbox) = discover::mailbox(view, user, reasons) else { return WebRoute::Refuse(Refusal::NoMailbox) };
    let here = service.server();
    let front = view.version(here);
    match Pair::of(front, mailbox.version).web {
        WebCell::ToActiveCopy => {
            if mailbox.active == here {
                reasons.push(Reason::WebBackEnd(here));
                return WebRoute::Serve;
            }
            reasons.push(Reason::WebBackEnd(mailbox.active));
            candidates.push(mailbox.active);
            WebRoute::Proxy
        }
        WebCell::Proxies => {
            reasons.push(Reason::WebProxied(mailbox.version, web));
            proxied(view, here, user, &mailbox, health, candidates, reasons)
        }
        WebCell::Redirects => match web {
            WebService::ActiveSync => {
                reasons.push(Reason::WebProxied(mailbox.version, web));
                proxied(view, here, user, &mailbox, health, candidates, reasons)
            }
            WebService::Owa | WebService::Ecp | WebService::Ews | WebService::Oab => {
                reasons.push(Reason::WebRedirected(web));
                match view.world.legacy_namespace {
                    Some(name) => WebRoute::Redirect(name),
                    None => WebRoute::Refuse(Refusal::NoLegacyNamespace),
                }
            }
        },
        WebCell::Serves => {
            reasons.push(Reason::WebOwnVersion(front));
            WebRoute::Serve
        }
        WebCell::NotModelled => {
            reasons.push(Reason::WebNotModelled(front, mailbox.version));
            WebRoute::Refuse(Refusal::NotModelled)
        }
    }
}

/// The step to take once step `at` of `of` has failed although its target was believed to be up (`http_retry`); `None`
/// where the request has failed for good.
pub fn next(assumptions: &Assumptions, at: usize, of: usize, reasons: &mut impl ReasonSink) -> Option<usize> {
    let retries = match assumptions.http_retry {
        HttpRetry::Never => false,
        HttpRetry::EachCandidate => at + 1 < of,
    };
    if of > 1 {
        reasons.push(Reason::WebRetry(retries));
    }
    retries.then_some(at + 1)
}

/// How a probe ends (HTTP-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Probe {
    /// It is answered.
    Passes,
    /// It is refused at once.
    Fails,
    /// Nothing answers.
    Waits,
}

/// How a probe ends of a target that can be reached and is switched on, or not (`reached`), and whose web server is
/// in this state.
#[must_use]
pub const fn probe(reached: bool, state: ServiceState) -> Probe {
    match (reached, state) {
        (false, _) | (true, ServiceState::Hung) => Probe::Waits,
        (true, ServiceState::Running) => Probe::Passes,
        (true, ServiceState::Stopped) => Probe::Fails,
    }
}

/// A Client Access server of the mailbox's version in its site, chosen among the healthy ones by a hash of the user
/// (HTTP-4).
fn proxied(
    view: &View<'_>,
    here: ServerId,
    user: UserId,
    mailbox: &discover::Mailbox,
    health: &impl Health,
    candidates: &mut Vec<ServerId>,
    reasons: &mut impl ReasonSink,
) -> WebRoute {
    let site = site(view, here, mailbox);
    let (mut out, mut down) = (false, false);
    for &server in view.world.client_access(site, mailbox.version) {
        if view.is_removed(server) {
            reasons.push(Reason::Removed(server));
        } else if view.is_out_of_service(server) {
            out = true;
            reasons.push(Reason::OutOfService(server));
        } else if health.probed_down(server) {
            down = true;
            reasons.push(Reason::ProbedDown(server));
        } else {
            candidates.push(server);
        }
    }
    if candidates.is_empty() {
        // What no probe has to do with is no failed probe (HTTP-5).
        let only_out = out && !down;
        reasons.push(if only_out {
            Reason::NoTargetInService(site, mailbox.version)
        } else {
            Reason::NoHealthyTarget(site, mailbox.version)
        });
        return WebRoute::Refuse(Refusal::NoHealthyTarget);
    }
    let hash = folded_hash(&view.world.users[user.index()].name);
    let chosen = (hash % candidates.len() as u64) as usize;
    candidates.rotate_left(chosen);
    reasons.push(Reason::HashPicked(candidates[0], candidates.len() as u32));
    WebRoute::Proxy
}

/// The site in which targets are looked for; as for POP3 and IMAP4 (DISC-3).
fn site(view: &View<'_>, here: ServerId, mailbox: &discover::Mailbox) -> SiteId {
    match view.world.assumptions.discovery_site {
        DiscoverySite::MailboxSite => mailbox.site,
        DiscoverySite::FrontEndSite => view.world.servers[here.index()].site,
    }
}

/// The hash of a name without regard to case. Nearly every name is ASCII, and costs no memory then.
fn folded_hash(name: &str) -> u64 {
    if name.is_ascii() {
        name.bytes().fold(fnv1a(b""), |hash, byte| fnv1a_more(hash, &[byte.to_ascii_lowercase()]))
    } else {
        fnv1a(name.to_lowercase().as_bytes())
    }
}
