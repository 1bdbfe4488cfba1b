//! What comes of a TLS handshake, and does its opener mind the certificate? (LEG-4 to LEG-6.)
//!
//! That there is no TLS is one thing, and the same for everybody; that a certificate is not good enough is another, and
//! only a side that looks at it can mind.

use super::Event;
use super::accept::Port;
use crate::time::Date;
use crate::world::tls::{Agreed, CertificateProblem, Disagreement};
use crate::world::{
    Certificate, CertificateErrors, CertificateId, NoCertificate, Protocol, Settings, TlsSet, Version, tls,
};

/// Why there is no TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNoTls {
    /// The service has no usable certificate (LEG-6).
    NoCertificate(NoCertificate),
    /// The two sides have no version or cipher in common (LEG-5).
    Disagree(Disagreement),
    /// One side speaks TLS and the other does not expect it on this port (DET-2).
    NotSpokenHere,
    /// TLS was to begin inside TLS (DET-2).
    InsideTls,
    /// STARTTLS or STLS is not offered (DET-1), which is so where the service has no usable certificate (LEG-6).
    NotOffered,
}

/// What a service writes to the event log when it starts, by the certificate that it has chosen (LEG-6). The web server
/// is none of Exchange's services.
#[must_use]
pub fn event_at_start(
    version: Version,
    protocol: Protocol,
    shown: Result<CertificateId, NoCertificate>,
) -> Option<Event> {
    let why = shown.err().filter(|_| protocol.is_mail())?;
    Event::NoCertificate(why).written_by(version)
}

/// Somebody begins TLS: what is known then.
#[derive(Clone, Copy, Debug)]
pub struct HandshakeAsk {
    /// The kind of port.
    pub port: Port,
    /// Whether STARTTLS or STLS was agreed on before.
    pub starttls: bool,
    /// The certificate that the service shows.
    pub shown: Result<CertificateId, NoCertificate>,
    /// What the side offers that begins.
    pub opener: TlsSet,
    /// What the service accepts.
    pub acceptor: TlsSet,
}

/// On which TLS both sides agree, and which certificate is shown. In clear TLS is expected after STARTTLS or STLS only
/// (DET-2); without a usable certificate there is none (LEG-6).
///
/// # Errors
/// Why there is no TLS.
pub fn handshake(ask: &HandshakeAsk) -> Result<(Agreed, CertificateId), WhyNoTls> {
    if ask.port == Port::UnencryptedOrTls && !ask.starttls {
        return Err(WhyNoTls::NotSpokenHere);
    }
    let shown = ask.shown.map_err(WhyNoTls::NoCertificate)?;
    let agreed = tls::agree(ask.opener, ask.acceptor).map_err(WhyNoTls::Disagree)?;
    Ok((agreed, shown))
}

/// Who looks at a certificate.
#[derive(Clone, Copy, Debug)]
pub enum Looks<'a> {
    /// A service that proxies, by its settings.
    Service(&'a Settings),
    /// A mail program, as the scenario says.
    Client(CertificateErrors),
}

/// Whether it refuses a certificate that is not good enough (LEG-4).
#[must_use]
pub fn minds(looks: Looks<'_>) -> bool {
    match looks {
        Looks::Service(settings) => settings.enforce_certificate_errors,
        Looks::Client(CertificateErrors::Refuse) => true,
        Looks::Client(CertificateErrors::Accept) => false,
    }
}

/// What the opener makes of a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// It is good enough, or good enough for somebody who does not mind what is wrong with it.
    Taken(Option<CertificateProblem>),
    /// It is not (LEG-4).
    Rejected(CertificateProblem),
}

/// What somebody makes of a certificate who connected to `host` (`None`: to an address) and `minds` or does not
/// (LEG-4).
#[must_use]
pub fn look(certificate: &Certificate, host: Option<&str>, now: Date, minds: bool) -> Seen {
    match tls::problem(certificate, host, now) {
        Some(problem) if minds => Seen::Rejected(problem),
        problem => Seen::Taken(problem),
    }
}

/// Whether the service greets with the end of the handshake: a mail service on a port for SSL, where nothing could be
/// said before. After STARTTLS or STLS it has greeted; a web server says nothing by itself.
#[must_use]
pub const fn greets(starttls: bool, protocol: Protocol) -> bool {
    !starttls && protocol.is_mail()
}
