//! Which value does a setting have when nobody set it?
//!
//! The defaults of the POP3 and IMAP4 settings stand in their table ([`crate::scenario::settings`]); here is the rest.

use super::Protocol;
use crate::scenario::settings::PRESETS;
use crate::time::{Date, Micros};

/// The day on which a run begins: 2014-01-15, when 2013 had been installed beside 2010 and 2007 in many places.
pub const DATE: Date = Date(1_389_744_000);

/// The port for plaintext and STARTTLS (PORT-1).
#[must_use]
pub const fn plain_port(protocol: Protocol) -> u16 {
    match protocol.mail() {
        Some(it) => PRESETS.UnencryptedOrTLSBindings.newest(it)[0],
        None => 80,
    }
}

/// The port for SSL (PORT-1).
#[must_use]
pub const fn ssl_port(protocol: Protocol) -> u16 {
    match protocol.mail() {
        Some(it) => PRESETS.SSLBindings.newest(it)[0],
        None => 443,
    }
}

/// The port of the back end (PORT-1).
#[must_use]
pub const fn proxy_target_port(protocol: Protocol) -> u16 {
    match protocol.mail() {
        Some(it) => PRESETS.ProxyTargetPort.newest(it),
        None => 444,
    }
}

/// Session objects of one user in the store of a 2010 Mailbox server (LEG-9).
pub const STORE_SESSIONS: u32 = 16;

/// How often the HTTP proxy probes a target (HTTP-2).
pub const PING_EVERY: Micros = Micros::from_secs(60);

/// How long a probe waits (HTTP-2).
pub const PING_TIMEOUT: Micros = Micros::from_secs(10);

/// The name of the only site where the scenario names none: that of Active Directory itself.
pub const SITE: &str = "Default-First-Site-Name";
/// The latency inside a site (ours; a switched local network).
pub const SITE_LATENCY: Micros = Micros(500);
/// The latency of a link (ours).
pub const LINK_LATENCY: Micros = Micros::from_millis(10);
/// The DNS suffix (ours; Microsoft's example company).
pub const DOMAIN: &str = "contoso.com";
/// The TTL of a DNS answer: the default of the Windows DNS server.
pub const TTL: Micros = Micros::from_secs(3_600);
/// The end of the run (ours).
pub const UNTIL: Micros = Micros::from_secs(86_400);
/// The most events (ours).
pub const EVENT_LIMIT: u64 = 1_000_000;
/// The most that may be asked for (ours): a trace of so many events still fits into a large memory.
pub const EVENT_LIMIT_MAX: u64 = 100_000_000;
/// How many ports times servers a load balancer may have to watch (ours; it bounds the memory of a run).
pub const WATCHED_MAX: u64 = 1_000_000;
/// How long a client waits for one answer (ours; mail programs ask for one to ten minutes).
pub const CLIENT_TIMEOUT: Micros = Micros::from_secs(120);
/// The interval of a balancer's check (DET-4, assumed).
pub const CHECK_EVERY: Micros = Micros::from_secs(10);
/// DET-4, assumed.
pub const DOWN_AFTER: u32 = 3;
/// DET-4, assumed.
pub const UP_AFTER: u32 = 1;
/// FALL-7, assumed: three connection requests of TCP on Windows.
pub const PROXY_CONNECT_TIMEOUT: Micros = Micros::from_secs(21);
/// DISC-9, assumed.
pub const TOPOLOGY_REFRESH: Micros = Micros::from_secs(900);
/// The last column and row of a site in pictures.
pub const PLACE_MAX: (u32, u32) = (31, 99);
