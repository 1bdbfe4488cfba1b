//! Which certificates does a server have, and for what are they enabled?

use std::collections::BTreeMap;

use compact_str::{CompactString, format_compact};

use super::merged::{Merged, Use, as_list, words};
use super::names;
use super::remark::{Remark, What};
use super::servers::Directory;
use super::unplaced::Unplaced;
use crate::import::record::{ExportRecord, ExportValue};
use crate::scenario::{Certificate, CertificateService};
use crate::time::Date;

/// The certificates of each server, by its place in the directory.
pub(super) fn certificates(
    records: &[ExportRecord],
    directory: &Directory,
    unplaced: &mut Unplaced,
    told: &mut Vec<Remark>,
) -> BTreeMap<usize, Vec<Certificate>> {
    let merged = Merged::by(records, |it| {
        let key = ["Thumbprint", "Subject"].into_iter().find_map(|property| it.text(property));
        Some((unplaced.server(it, directory)?, key.unwrap_or_default().to_uppercase()))
    });
    let mut all: BTreeMap<usize, Vec<Certificate>> = BTreeMap::new();
    for ((at, key), it) in merged {
        let whose = What::Certificate(directory.servers[at].name.clone(), key);
        match certificate(&whose, &it, told) {
            Some(certificate) => all.entry(at).or_default().push(certificate),
            None => told.push(Remark::CertificateLeftOut(whose)),
        }
    }
    for of_server in all.values_mut() {
        name(of_server);
    }
    all
}

/// Certificates that would be called alike are called by their thumbprints too.
fn name(all: &mut [Certificate]) {
    let first = |it: &Certificate| it.subject_names[0].to_lowercase();
    let mut counts: BTreeMap<CompactString, usize> = BTreeMap::new();
    for it in all.iter() {
        *counts.entry(first(it)).or_default() += 1;
    }
    for (number, it) in (1..).zip(all.iter_mut()) {
        if counts[&first(it)] > 1 {
            let by = it.thumbprint.as_deref().map_or_else(|| format!("{number}"), |it| it.chars().take(8).collect());
            it.name = Some(format_compact!("{} {by}", it.subject_names[0]));
        }
    }
}

fn certificate(whose: &What, records: &Merged<'_>, told: &mut Vec<Remark>) -> Option<Certificate> {
    let subject = records.text(whose, "Subject", told);
    let domains = records.get(whose, "CertificateDomains", as_list, told).unwrap_or_default();
    let mut subject_names: Vec<CompactString> = Vec::new();
    for it in subject.as_deref().and_then(common_name).into_iter().chain(domains) {
        let it = CompactString::from(it.to_lowercase());
        if names::is_host(it.strip_prefix("*.").unwrap_or(&it)) && !subject_names.contains(&it) {
            subject_names.push(it);
        }
    }
    if subject_names.is_empty() {
        return None;
    }
    let services = records.get(whose, "Services", services, told);
    if services.is_none() {
        told.push(Remark::ServicesAssumed(whose.clone()));
    }
    let is_self_signed = records.switch(whose, "IsSelfSigned", told) == Some(true);
    let status = records.text(whose, "Status", told).map(|it| it.to_ascii_lowercase());
    let is_trusted = !is_self_signed && status.as_deref() != Some("untrusted");
    let private_key = records.switch(whose, "HasPrivateKey", told).filter(|has| !has);
    let mut date = |property| {
        let text = records.text(whose, property, told)?;
        let date = of_iso(&text);
        if date.is_none() {
            told.push(Remark::DateNotRead(whose.clone(), property, text));
        }
        date
    };
    let (valid_from, valid_to) = (date("NotBefore"), date("NotAfter"));
    let is_backwards = valid_from.zip(valid_to).is_some_and(|(from, to)| to <= from);
    let thumbprint = records.text(whose, "Thumbprint", told).map(|it| names::clean(&it).to_uppercase());
    let all_services = Certificate::named(None, Vec::new()).services();
    Some(Certificate {
        trusted: (!is_trusted).then_some(false),
        valid_from: valid_from.filter(|_| !is_backwards),
        valid_to,
        thumbprint: thumbprint.map(Into::into),
        private_key,
        services: services.filter(|it| *it != all_services),
        ..Certificate::named(None, subject_names)
    })
}

/// The common name of a subject: `CN=mail.contoso.com, OU=IT, O=Contoso`.
fn common_name(subject: &str) -> Option<String> {
    let name = subject.split(',').map(str::trim).find_map(|it| {
        let (kind, name) = it.split_once('=')?;
        kind.trim().eq_ignore_ascii_case("CN").then(|| name.trim().trim_matches('"').to_owned())
    });
    name.filter(|it| !it.is_empty())
}

/// `IMAP, POP, IIS, SMTP`. Letters of a table, as in `IP.WS`, are no list of services.
fn services(value: &ExportValue) -> Use<Vec<CertificateService>> {
    let text = match value {
        ExportValue::Unset | ExportValue::Lost => return Use::Unsaid,
        other => words(other),
    };
    let mut found = Vec::new();
    for it in text.split([',', ';', ' ']).map(str::trim).filter(|it| !it.is_empty()) {
        match it.to_ascii_lowercase().as_str() {
            "imap" => found.push(CertificateService::Imap),
            "pop" => found.push(CertificateService::Pop),
            "iis" => found.push(CertificateService::Iis),
            "none" | "federation" | "smtp" | "um" | "umcallrouter" => {}
            _ => return Use::NotUnderstood,
        }
    }
    let order = Certificate::named(None, Vec::new()).services();
    found.sort_by_key(|it| order.iter().position(|other| other == it));
    found.dedup();
    Use::As(found)
}

/// `2021-06-08T09:05:52-07:00`: a date that no language writes otherwise. The clock is that of whoever exported it.
fn of_iso(text: &str) -> Option<Date> {
    let (day, clock) = text.trim().split_once('T')?;
    Date::parse(&format!("{day} {}", clock.get(..5)?)).ok()
}
