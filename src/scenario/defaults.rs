//! Which value holds where nobody wrote one?
//!
//! What several fields, or other places than a field, share. A default that only its field has stands in the field's
//! row; the defaults of the POP3 and IMAP4 settings and of the switches stand in their tables ([`super::settings`],
//! [`super::switches`]).

use crate::lang::Lang;
use crate::time::{Date, Micros};

/// The day on which a run begins: 2014-01-15, when 2013 had been installed beside 2010 and 2007 in many places.
pub const DATE: Date = Date(1_389_744_000);

/// Session objects of one user in the store of a 2010 Mailbox server (LEG-9).
pub(crate) const STORE_SESSIONS: u32 = 16;

/// The name of the only site where the scenario names none: that of Active Directory itself.
pub(crate) const SITE: &str = "Default-First-Site-Name";

/// That there is one site of this name (Markdown).
pub(crate) fn one_site(lang: Lang) -> String {
    match lang {
        Lang::En => format!("one site, `{SITE}`"),
        Lang::Zh => format!("一个站点 `{SITE}`"),
    }
}

/// The latency inside a site (ours; a switched local network).
pub const SITE_LATENCY: Micros = Micros(500);
/// The latency of a link (ours).
pub(crate) const LINK_LATENCY: Micros = Micros::from_millis(10);
/// The DNS suffix (ours; Microsoft's example company).
pub(crate) const DOMAIN: &str = "contoso.com";
/// The TTL of a DNS answer: the default of the Windows DNS server.
pub(crate) const TTL: Micros = Micros::from_secs(3_600);
/// The end of the run (ours).
pub(crate) const UNTIL: Micros = Micros::from_secs(86_400);
/// The most events (ours).
pub(crate) const EVENT_LIMIT: u64 = 1_000_000;
/// The most that may be asked for (ours): a trace of so many events still fits into a large memory.
pub(crate) const EVENT_LIMIT_MAX: u64 = 100_000_000;
/// How many ports times servers a load balancer may have to watch (ours; it bounds the memory of a run).
pub(crate) const WATCHED_MAX: u64 = 1_000_000;
/// How long a client waits for one answer (ours; mail programs ask for one to ten minutes).
pub(crate) const CLIENT_TIMEOUT: Micros = Micros::from_secs(120);
/// The last column and row of a site in pictures.
pub(crate) const PLACE_MAX: (u32, u32) = (31, 99);
