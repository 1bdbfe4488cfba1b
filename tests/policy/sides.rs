//! What two sides of a connection agree on, and how long each waits: tables beside those of services.

use coexist::policy::accept::Port;
use coexist::policy::handshake::{HandshakeAsk, Looks, Seen, WhyNoTls, greets, handshake, look, minds};
use coexist::policy::patience;
use coexist::policy::target::{Order, order};
use coexist::scenario::{Cipher, TlsVersion, Windows};
use coexist::time::{Date, Micros};
use coexist::trace::Disagreement;
use coexist::world::{
    Certificate, CertificateErrors, CertificateId, Enabled, NoCertificate, Protocol, ServiceState, TlsSet,
};

use super::check_rows;
use super::house::House;
use super::services::{Given, named};

/// The day on which every handshake of the table happens.
const TODAY: &str = "2014-06-01";

/// `all`, a Windows, or versions and ciphers: `Tls12+AesGcm`.
fn tls_set(text: &str) -> TlsSet {
    if text == "all" {
        return TlsSet::all();
    }
    if text.starts_with("Windows") {
        let all = [
            Windows::WindowsServer2003,
            Windows::WindowsServer2008,
            Windows::WindowsServer2008R2,
            Windows::WindowsServer2012,
            Windows::WindowsServer2012R2,
            Windows::WindowsServer2016,
            Windows::WindowsServer2019,
            Windows::WindowsServer2022,
            Windows::WindowsServer2025,
        ];
        return TlsSet::of(named(&all, text), coexist::world::SchannelDefault::Off);
    }
    let (mut versions, mut ciphers) = (Vec::new(), Vec::new());
    for word in text.split('+') {
        let version = [TlsVersion::Ssl3, TlsVersion::Tls10, TlsVersion::Tls11, TlsVersion::Tls12];
        match version.into_iter().find(|it| format!("{it:?}") == word) {
            Some(version) => versions.push(version),
            None => ciphers.push(named(&[Cipher::Rc4, Cipher::TripleDes, Cipher::AesCbc, Cipher::AesGcm], word)),
        }
    }
    TlsSet::new(&versions, &ciphers)
}

/// `from=2014-01-01 to=2015-01-01 untrusted`, by name `mail.contoso.com` where nothing else is given.
fn certificate(given: &Given<'_>) -> Certificate {
    let date = |name, otherwise| Date::parse(given.value(name).unwrap_or(otherwise)).expect("a date");
    Certificate {
        name: "it".into(),
        names: vec![given.value("name").unwrap_or("mail.contoso.com").into()],
        trusted: !given.has("untrusted"),
        private_key: true,
        ecc: false,
        from: date("from", "2014-01-01"),
        to: date("to", "2015-01-01"),
        enabled: Enabled { imap: true, pop: true, iis: true },
        thumbprint: None,
    }
}

/// `SSL Imap4 | WindowsServer2008 | all | certificate | connected to | who looks | switches`.
fn secures(house: &House, row: &[String]) -> Vec<String> {
    let given = Given(&row[3]);
    given.knows(&["from", "to", "name", "untrusted", "NotCovered", "NotEnabled"]);
    let (port, protocol) = row[0].split_once(' ').expect("port and protocol");
    let protocol = named(&Protocol::ALL, protocol);
    let why = [NoCertificate::NotCovered, NoCertificate::NotEnabled];
    let ask = HandshakeAsk {
        port: if port == "SSL" { Port::Ssl } else { Port::UnencryptedOrTls },
        starttls: port == "STARTTLS",
        shown: match why.into_iter().find(|it| given.has(&format!("{it:?}"))) {
            Some(why) => Err(why),
            None => Ok(CertificateId::at(0)),
        },
        opener: tls_set(&row[1]),
        acceptor: tls_set(&row[2]),
    };
    let agreed = match handshake(&ask) {
        Ok((agreed, _)) => agreed,
        Err(why) => {
            let why = match why {
                WhyNoTls::Disagree(Disagreement::Version { .. }) => "no common version".to_owned(),
                WhyNoTls::Disagree(Disagreement::Cipher { .. }) => "no common cipher".to_owned(),
                why => format!("{why:?}"),
            };
            return vec![why, "-".to_owned(), "-".to_owned()];
        }
    };
    let mut settings = house.world.settings[0].clone();
    let looks = match row[5].as_str() {
        "service" => Looks::Service(&settings),
        "service, enforces" => {
            settings.enforce_certificate_errors = true;
            Looks::Service(&settings)
        }
        client => Looks::Client(named(&[CertificateErrors::Accept, CertificateErrors::Refuse], client)),
    };
    let host = (row[4] != "10.0.0.1").then_some(row[4].as_str());
    let today = Date::parse(TODAY).expect("a date");
    let seen = look(&certificate(&given), host, today, minds(looks));
    let says = greets(ask.starttls, protocol) && !matches!(seen, Seen::Rejected(_));
    let seen = match seen {
        Seen::Taken(None) => "taken".to_owned(),
        Seen::Taken(Some(problem)) => format!("taken all the same: {problem:?}"),
        Seen::Rejected(problem) => format!("rejected: {problem:?}"),
    };
    let agreed = format!("{:?} {:?}", agreed.version, agreed.cipher);
    vec![agreed, seen, if says { "greets" } else { "silent" }.to_owned()]
}

#[test]
fn two_sides_agree_on_tls_or_do_not() {
    check_rows("tls.txt", 7, secures);
}

/// `EX13.Imap4 | Running | before log-on | switches`.
fn waits(house: &House, row: &[String]) -> Vec<String> {
    let waited = if row[0] == "leg" {
        Some(patience::of_opener(&house.world, None))
    } else {
        let (server, protocol) = row[0].split_once(' ').expect("server and protocol");
        let protocol = named(&Protocol::ALL, protocol);
        let state = named(&[ServiceState::Running, ServiceState::Stopped, ServiceState::Hung], &row[1]);
        let settings = house.view().settings(house.server_id(server), protocol);
        patience::of_service(settings, state, row[2] == "after log-on")
    };
    vec![waited.map_or_else(|| "for ever".to_owned(), |(timer, span): (_, Micros)| format!("{span}, {timer:?}"))]
}

#[test]
fn each_side_waits_so_long() {
    check_rows("waits.txt", 4, waits);
}

#[test]
fn candidates_are_put_in_order() {
    check_rows("order.txt", 2, |house, row| {
        let said = match order(&house.world.assumptions, row[0].parse().expect("a number")) {
            Order::AsFound => "as found".to_owned(),
            Order::InTurn => "in turn".to_owned(),
            Order::Drawn(amount) => format!("{amount} drawn"),
        };
        vec![said]
    });
}
