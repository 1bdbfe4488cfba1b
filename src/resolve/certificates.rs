//! Which certificates does a server have, and what TLS does it speak?

use super::directory::{judge_host, judge_text, same_name};
use super::problem::{BadName, ProblemKind};
use super::{Path, Report};
use crate::cmdlet::organisation::self_signed;
use crate::scenario;
use crate::time::Date;
use crate::world::{ByProtocol, Certificate, CertificateId, Enabled, NoCertificate, Protocol, tls};

/// The certificates of a server go into the arena: those that are written, or the self-signed one that the product
/// installs.
pub(super) fn certificates(
    written: Vec<scenario::Certificate>,
    (fqdn, name, takes_ecc): (&str, &str, bool),
    arena: &mut Vec<Certificate>,
    report: &mut Report,
    path: impl Fn() -> Path,
) -> Vec<CertificateId> {
    let first = arena.len();
    if written.is_empty() {
        arena.push(certificate(self_signed(name, fqdn), true, &mut Report::default(), &path));
    }
    for (at, it) in written.into_iter().enumerate() {
        let it = certificate(it, takes_ecc, report, || path().with(at));
        if let Some(before) = arena[first..].iter().position(|other| same_name(&other.name, &it.name)) {
            report.add_pair(
                ProblemKind::CertificateTwice(it.name.to_string()),
                || path().with(at),
                || path().with(before),
            );
        }
        arena.push(it);
    }
    (first..arena.len()).map(CertificateId::at).collect()
}

/// One from a trusted issuer for one name.
pub(super) fn own(name: &str) -> Certificate {
    Certificate {
        name: name.into(),
        names: vec![name.to_ascii_lowercase().into()],
        trusted: true,
        from: Date(0),
        to: Date(u64::MAX),
        private_key: true,
        ecc: false,
        enabled: Enabled::default(),
        thumbprint: None,
    }
}

/// One certificate as it is written, on somebody who can or cannot use a key on an elliptic curve (CERT-1).
pub(super) fn certificate(
    it: scenario::Certificate,
    takes_ecc: bool,
    report: &mut Report,
    path: impl Fn() -> Path,
) -> Certificate {
    if it.subject_names.is_empty() {
        report.add(ProblemKind::BadText(String::new(), BadName::Empty), || path().with("subject_names"));
    }
    for (at, name) in it.subject_names.iter().enumerate() {
        if let Some(bad) = judge_certificate_name(name) {
            report.add(ProblemKind::BadText(name.to_string(), bad), || path().with("subject_names").with(at));
        }
    }
    if let Some(name) = &it.name
        && let Some(bad) = judge_text(name)
    {
        report.add(ProblemKind::BadText(name.to_string(), bad), || path().with("name"));
    }
    let (from, to) = (it.valid_from.unwrap_or(Date(0)), it.valid_to.unwrap_or(Date(u64::MAX)));
    if to <= from {
        report.add(ProblemKind::NeverValid(from.to_string(), to.to_string()), || path().with("valid_to"));
    }
    let (trusted, private_key, services) = (it.trusted(), it.private_key(), it.services());
    let ecc = it.key() == scenario::CertificateKey::Ecc;
    let name = it.name.or_else(|| it.subject_names.first().cloned()).unwrap_or_default();
    let names = it.subject_names.into_iter().map(|it| it.to_lowercase()).collect();
    let (thumbprint, enabled) = (it.thumbprint, Enabled::default());
    let mut certificate = Certificate { name, names, trusted, from, to, private_key, ecc, enabled, thumbprint };
    certificate.enabled = certificate.can_be(Enabled::of(&services), takes_ecc);
    certificate
}

/// A DNS name, or one with a star for its first label.
pub(crate) fn judge_certificate_name(name: &str) -> Option<BadName> {
    judge_host(name.strip_prefix("*.").unwrap_or(name))
}

/// Which certificate the services of each protocol show at the start.
pub(super) fn shown(
    certificates: &[Certificate],
    installed: &[CertificateId],
    names: ByProtocol<&str>,
    (date, takes_ecc): (Date, bool),
) -> ByProtocol<Result<CertificateId, NoCertificate>> {
    let installed = || installed.iter().map(|&it| (it, certificates[it.index()].enabled));
    let of = |protocol: Protocol| tls::choose(certificates, installed(), names[protocol], protocol, (date, takes_ecc));
    ByProtocol::of(of)
}
