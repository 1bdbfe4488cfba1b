//! Which value does a port or anything else have when nobody set it?
//!
//! The defaults of the language ([`crate::scenario::defaults`]), and the well-known ports: those of POP3 and IMAP4
//! stand in the table of settings, the web has its own.

use super::Protocol;
pub use crate::scenario::defaults::*;
use crate::scenario::settings::PRESETS;

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
pub(crate) const fn ssl_port(protocol: Protocol) -> u16 {
    match protocol.mail() {
        Some(it) => PRESETS.SSLBindings.newest(it)[0],
        None => 443,
    }
}

/// The port of the back end (PORT-1).
#[must_use]
pub(crate) const fn proxy_target_port(protocol: Protocol) -> u16 {
    match protocol.mail() {
        Some(it) => PRESETS.ProxyTargetPort.newest(it),
        None => 444,
    }
}
