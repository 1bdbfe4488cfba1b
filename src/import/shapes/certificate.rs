//! What does a certificate say of itself?
//!
//! CLIXML of a live certificate keeps the certificate (`RawData`, in DER) and drops what Exchange knows beside it. What
//! Exchange knows of it beside that, above all what it is used for, is not in there.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha1::{Digest, Sha1};
use x509_parser::extensions::GeneralName;
use x509_parser::objects::{oid_registry, oid2abbrev};
use x509_parser::prelude::{FromDer, X509Certificate};
use x509_parser::x509::X509Name;

use crate::import::record::ExportValue;
use crate::time::date;

/// The properties of a certificate in base 64, by the names that Exchange gives them; None where it is none.
pub(super) fn read(base64: &str) -> Option<Vec<(&'static str, ExportValue)>> {
    let letters: Vec<u8> = base64.bytes().filter(|it| !it.is_ascii_whitespace()).collect();
    let der = STANDARD.decode(letters).ok()?;
    let (_, certificate) = X509Certificate::from_der(&der).ok()?;
    let text = |it: String| ExportValue::Text(it.into());
    let moment = |it: x509_parser::time::ASN1Time| text(date::iso(it.timestamp()));
    let mut domains: Vec<Box<str>> = Vec::new();
    if let Ok(Some(names)) = certificate.subject_alternative_name() {
        for name in &names.value.general_names {
            if let GeneralName::DNSName(name) = name {
                domains.push((*name).into());
            }
        }
    }
    let thumbprint = Sha1::digest(&der).iter().map(|it| format!("{it:02X}")).collect::<Vec<_>>().concat();
    Some(vec![
        ("Subject", text(name(certificate.subject())?)),
        ("Issuer", text(name(certificate.issuer())?)),
        ("NotBefore", moment(certificate.validity().not_before)),
        ("NotAfter", moment(certificate.validity().not_after)),
        ("Thumbprint", text(thumbprint)),
        ("CertificateDomains", ExportValue::List(domains)),
    ])
}

/// `CN=mail.contoso.com, O=Contoso`: the last part of a distinguished name first, as Windows writes it.
fn name(name: &X509Name) -> Option<String> {
    let mut parts = Vec::new();
    for part in name.iter_attributes() {
        let key = oid2abbrev(part.attr_type(), oid_registry())
            .map_or_else(|_| part.attr_type().to_id_string(), str::to_owned);
        let value = part.as_str().ok()?;
        let is_quoted = value.contains([',', '+', '"', ';', '<', '>']);
        let value = if is_quoted { format!("\"{}\"", value.replace('"', "\"\"")) } else { value.to_owned() };
        parts.push(format!("{key}={value}"));
    }
    parts.reverse();
    Some(parts.join(", "))
}
