//! Which certificate is shown, what is wrong with one, and on what do two sides agree?

use super::*;

fn certificate(name: &str, from: &str, to: &str) -> Certificate {
    let date = |it| Date::parse(it).expect("a date");
    let enabled = Enabled { imap: true, pop: false, iis: false };
    Certificate {
        name: CompactString::default(),
        thumbprint: None,
        names: vec![name.into()],
        trusted: true,
        from: date(from),
        to: date(to),
        private_key: true,
        ecc: false,
        enabled,
    }
}

#[test]
fn the_best_certificate_is_shown() {
    let all = [
        certificate("mail.contoso.com", "2010-01-01", "2013-01-01"),
        certificate("*.contoso.com", "2013-01-01", "2015-01-01"),
        certificate("mail.contoso.com", "2013-06-01", "2016-01-01"),
        certificate("other.contoso.com", "2013-01-01", "2099-01-01"),
    ];
    let chosen = |ids: &[usize], name, protocol, now| {
        let installed = ids.iter().map(|&it| (CertificateId::at(it), all[it].enabled));
        choose(&all, installed, name, protocol, (Date::parse(now).expect("a date"), false))
    };
    let (name, imap) = ("mail.contoso.com", Protocol::Imap4);
    assert_eq!(chosen(&[0, 1, 2, 3], name, imap, "2014-01-01"), Ok(CertificateId::at(2)));
    assert_eq!(chosen(&[0, 1, 2, 3], name, imap, "2013-02-01"), Ok(CertificateId::at(1)), "one is not valid yet");
    assert_eq!(chosen(&[0, 3], name, imap, "2014-01-01"), Ok(CertificateId::at(0)), "expired is better than none");
    assert_eq!(chosen(&[0, 2], name, Protocol::Pop3, "2014-01-01"), Err(NoCertificate::NotEnabled));
    assert_eq!(chosen(&[0, 1], name, Protocol::Pop3, "2014-01-01"), Ok(CertificateId::at(1)), "a star");
    assert_eq!(chosen(&[0, 1], name, Protocol::Http, "2014-01-01"), Err(NoCertificate::NotEnabled));
    assert_eq!(chosen(&[1], "*.contoso.com", imap, "2014-01-01"), Err(NoCertificate::WildcardName));
    assert_eq!(chosen(&[3], name, imap, "2014-01-01"), Err(NoCertificate::NotCovered));
    assert_eq!(chosen(&[], name, imap, "2014-01-01"), Err(NoCertificate::NotCovered));
    let mut without = all.clone();
    without[2].private_key = false;
    let of = |ids: &[usize]| {
        let installed = ids.iter().map(|&it| (CertificateId::at(it), without[it].enabled));
        choose(&without, installed, name, imap, (Date::parse("2014-01-01").expect("a date"), false))
    };
    assert_eq!(of(&[0, 2]), Ok(CertificateId::at(0)), "one without its key is none");
    assert_eq!(of(&[2]), Err(NoCertificate::NoPrivateKey));
    let mut curve = all.clone();
    curve[2].ecc = true;
    let by = |ids: &[usize], takes_ecc| {
        let installed = ids.iter().map(|&it| (CertificateId::at(it), curve[it].enabled));
        choose(&curve, installed, name, imap, (Date::parse("2014-01-01").expect("a date"), takes_ecc))
    };
    let of = |ids: &[usize]| by(ids, false);
    assert_eq!(by(&[0, 2], true), Ok(CertificateId::at(2)), "one whose key can be used is one");
    assert_eq!(of(&[0, 2]), Ok(CertificateId::at(0)), "one whose key cannot be used is none");
    assert_eq!(of(&[2]), Err(NoCertificate::KeyNotUsable));
    let all = Enabled { imap: true, pop: true, iis: true };
    assert_eq!(curve[2].can_be(all, true), all);
    assert_eq!(curve[2].can_be(all, false), Enabled { iis: true, ..Enabled::default() });
}

/// Without its key it serves nobody; a key on an elliptic curve only where the server takes one, and the web always.
#[test]
fn a_key_is_of_a_kind_that_the_server_takes() {
    let (imap, pop, web) = (Protocol::Imap4, Protocol::Pop3, Protocol::Http);
    // Whether the key is there, and on a curve; whether such a key is taken; by whom it can be used.
    for (private_key, ecc, takes_ecc, usable) in [
        (true, false, false, &[imap, pop, web][..]),
        (true, false, true, &[imap, pop, web]),
        (true, true, true, &[imap, pop, web]),
        (true, true, false, &[web]),
        (false, false, false, &[]),
        (false, false, true, &[]),
        (false, true, true, &[]),
        (false, true, false, &[]),
    ] {
        let it = Certificate { private_key, ecc, ..certificate("mail.contoso.com", "2013-01-01", "2014-01-01") };
        for protocol in [imap, pop, web] {
            let can = it.has_key_for(protocol, takes_ecc);
            assert_eq!(can, usable.contains(&protocol), "{private_key} {ecc} {takes_ecc} {protocol:?}");
        }
    }
}

/// It is valid from the first moment of its first day, and no longer on the day on which it ends.
#[test]
fn the_day_on_which_one_begins_or_ends_counts() {
    let all = [
        certificate("mail.contoso.com", "2013-01-01", "2015-01-01"),
        certificate("mail.contoso.com", "2014-06-01", "2016-01-01"),
        certificate("mail.contoso.com", "2012-01-01", "2014-06-01"),
        certificate("mail.contoso.com", "2014-09-01", "2014-10-01"),
        certificate("mail.contoso.com", "2013-01-01", "2015-01-01"),
    ];
    let chosen = |ids: &[usize], now| {
        let installed = ids.iter().map(|&it| (CertificateId::at(it), all[it].enabled));
        let now = Date::parse(now).expect("a date");
        choose(&all, installed, "mail.contoso.com", Protocol::Imap4, (now, false)).expect("one of them").index()
    };
    for ids in [[0, 1], [1, 0]] {
        assert_eq!((chosen(&ids, "2014-05-31 23:59:59"), chosen(&ids, "2014-06-01")), (0, 1), "one begins");
    }
    for ids in [[2, 3], [3, 2]] {
        assert_eq!((chosen(&ids, "2014-05-31 23:59:59"), chosen(&ids, "2014-06-01")), (2, 3), "one ends");
    }
    // Of equal ones the one that was installed last.
    assert_eq!((chosen(&[0, 4], "2014-01-01"), chosen(&[4, 0], "2014-01-01")), (4, 0));
}

#[test]
fn a_certificate_is_judged_by_name_then_time_then_issuer() {
    let mut it = certificate("*.contoso.com", "2013-01-01", "2014-01-01");
    it.trusted = false;
    let judged = |it: &Certificate, host, now| problem(it, host, Date::parse(now).expect("a date"));
    let host = Some("ex10.contoso.com");
    assert_eq!(judged(&it, Some("contoso.com"), "2013-05-01"), Some(CertificateProblem::NameMismatch));
    assert_eq!(judged(&it, None, "2013-05-01"), Some(CertificateProblem::NameMismatch));
    assert_eq!(judged(&it, host, "2012-12-31"), Some(CertificateProblem::NotYetValid));
    assert_eq!(judged(&it, host, "2014-01-01"), Some(CertificateProblem::Expired));
    assert_eq!(judged(&it, host, "2013-12-31"), Some(CertificateProblem::UnknownIssuer));
    it.trusted = true;
    assert_eq!(judged(&it, host, "2013-12-31"), None);
}

/// Every pair of sets: whatever is agreed on, both sides have; where nothing is, they really have nothing.
#[test]
fn both_sides_have_what_is_agreed_on() {
    let all: Vec<TlsSet> = (0..512_u32)
        .map(|bits| {
            let versions: Vec<_> = TlsSet::all().versions().filter(|it| bits & 1 << *it as u32 != 0).collect();
            let ciphers: Vec<_> = TlsSet::all().ciphers().filter(|it| bits & 32 << *it as u32 != 0).collect();
            TlsSet::new(&versions, &ciphers)
        })
        .collect();
    for &one in &all {
        for &other in &all {
            let highest = one.versions().rfind(|it| other.speaks(*it));
            match agree(one, other) {
                Ok(it) => {
                    assert_eq!(Some(it.version), highest);
                    assert!(one.has(it.cipher) && other.has(it.cipher) && it.cipher.goes_with(it.version));
                }
                Err(Disagreement::Version { .. }) => assert_eq!(highest, None),
                Err(Disagreement::Cipher { version, .. }) => {
                    assert_eq!(Some(version), highest);
                    assert!(one.ciphers().all(|it| !other.has(it) || !it.goes_with(version)));
                }
            }
        }
    }
}

#[test]
fn windows_versions_meet() {
    let of = |windows| TlsSet::of(windows, SchannelDefault::Off);
    let newest = agree(of(Windows::WindowsServer2012R2), of(Windows::WindowsServer2016));
    assert_eq!(newest, Ok(Agreed { version: TlsVersion::Tls12, cipher: Cipher::AesGcm }));
    let oldest = agree(of(Windows::WindowsServer2012), of(Windows::WindowsServer2003));
    assert_eq!(oldest, Ok(Agreed { version: TlsVersion::Tls10, cipher: Cipher::TripleDes }));
    let hardened = TlsSet::new(&[TlsVersion::Tls12], &[Cipher::AesCbc]);
    assert!(matches!(agree(hardened, of(Windows::WindowsServer2008R2)), Err(Disagreement::Version { .. })));
    let newer = agree(of(Windows::WindowsServer2022), of(Windows::WindowsServer2025));
    assert_eq!(newer, Ok(Agreed { version: TlsVersion::Tls13, cipher: Cipher::AesGcm }));
    let old = TlsSet::new(&[TlsVersion::Tls10], &CIPHERS);
    assert!(matches!(agree(old, of(Windows::WindowsServer2025)), Err(Disagreement::Version { .. })));
    assert!(agree(old, TlsSet::of(Windows::WindowsServer2025, SchannelDefault::On)).is_ok());
}

/// Each service on its own: of these, of those, of both.
#[test]
fn what_it_is_enabled_for_adds_up() {
    let services = [CertificateService::Imap, CertificateService::Pop, CertificateService::Iis];
    let protocols = [Protocol::Imap4, Protocol::Pop3, Protocol::Http];
    let of = |bits: usize| {
        let some: Vec<_> = (0..3).filter(|it| bits & 1 << it != 0).map(|it| services[it]).collect();
        Enabled::of(&some)
    };
    for one in 0..8 {
        for other in 0..8 {
            let both = of(one).and(of(other));
            for (at, protocol) in protocols.into_iter().enumerate() {
                let is_there = (one | other) & 1 << at != 0;
                assert_eq!(both.serves(protocol), is_there, "{one} and {other}: {protocol:?}");
            }
        }
    }
}

/// A set is what sets are: against one that is kept as a list, also where something is named twice.
#[test]
fn a_set_of_versions_and_ciphers_is_a_set() {
    let parts = |bits: usize| {
        let versions: Vec<_> = (0..VERSIONS.len()).filter(|it| bits & 1 << it != 0).map(|it| VERSIONS[it]).collect();
        let ciphers: Vec<_> = (0..CIPHERS.len()).filter(|it| bits & 32 << it != 0).map(|it| CIPHERS[it]).collect();
        (versions, ciphers)
    };
    let same = |set: TlsSet, bits: usize| {
        let (versions, ciphers) = parts(bits);
        assert_eq!(set.versions().collect::<Vec<_>>(), versions);
        assert_eq!(set.ciphers().collect::<Vec<_>>(), ciphers);
        assert!(VERSIONS.iter().all(|it| set.speaks(*it) == versions.contains(it)), "{bits}");
        assert!(CIPHERS.iter().all(|it| set.has(*it) == ciphers.contains(it)), "{bits}");
    };
    let of = |bits: usize| {
        let (versions, ciphers) = parts(bits);
        TlsSet::new(&versions, &ciphers)
    };
    for one in 0..512 {
        same(of(one), one);
        let (versions, ciphers) = parts(one);
        same(TlsSet::new(&versions.repeat(2), &ciphers.repeat(2)), one);
        for (at, it) in VERSIONS.into_iter().enumerate() {
            same(of(one).without(it), one & !(1 << at));
        }
        for other in [0, 1, 21, 42, 170, 341, 511, 511 - one] {
            same(of(one).and(of(other)), one & other);
            same(of(one).or(of(other)), one | other);
        }
    }
    same(TlsSet::all(), 511);
    same(TlsSet::up_to_tls12(), 511 - 16);
}

/// What Microsoft writes of each version of Windows: what is switched on as it is installed, and what can be
/// (Protocols in TLS/SSL (Schannel SSP), TLS Cipher Suites in each version).
#[test]
fn each_version_of_windows_speaks_what_its_documentation_says() {
    // SSL 3.0, TLS 1.0, 1.1, 1.2, 1.3: on, off but possible, or not there; RC4, 3DES, AES-CBC, AES-GCM.
    for (windows, versions, ciphers) in [
        (Windows::WindowsServer2003, "on  on  -   -   -", "yes yes -   -"),
        (Windows::WindowsServer2008, "on  on  -   -   -", "yes yes yes -"),
        (Windows::WindowsServer2008R2, "on  on  off off -", "yes yes yes -"),
        (Windows::WindowsServer2012, "on  on  on  on  -", "yes yes yes -"),
        (Windows::WindowsServer2012R2, "on  on  on  on  -", "yes yes yes yes"),
        (Windows::WindowsServer2016, "off on  on  on  -", "yes yes yes yes"),
        (Windows::WindowsServer2019, "off on  on  on  -", "-   yes yes yes"),
        (Windows::WindowsServer2022, "off on  on  on  on", "-   yes yes yes"),
        (Windows::WindowsServer2025, "off off off on  on", "-   yes yes yes"),
    ] {
        let [on, possible] = [TlsSet::of(windows, SchannelDefault::Off), TlsSet::possible(windows)];
        for (version, word) in VERSIONS.into_iter().zip(versions.split_whitespace()) {
            assert_eq!((on.speaks(version), possible.speaks(version)), (word == "on", word != "-"), "{windows:?}");
        }
        for (cipher, word) in CIPHERS.into_iter().zip(ciphers.split_whitespace()) {
            assert_eq!((on.has(cipher), possible.has(cipher)), (word == "yes", word == "yes"), "{windows:?}");
        }
    }
    // The one that is not certain is a switch.
    let on = TlsSet::of(Windows::WindowsServer2025, SchannelDefault::On);
    assert!(on.speaks(TlsVersion::Tls10) && on.speaks(TlsVersion::Tls11) && !on.speaks(TlsVersion::Ssl3));
}
