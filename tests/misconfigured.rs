//! Does each wrong value that a sweep gives a setting raise the finding that it names?
//!
//! The table is written by hand from what each finding is about. Each row is applied to a sound organisation, in which
//! every one of these settings matters to somebody, and what `check` says of it is held against the row.

use std::collections::BTreeSet;

use coexist::check::{Checked, check};
use coexist::resolve::load;
use coexist::sweep::{FaultKind, Sweep};

const SOUND: &str = include_str!("misconfigured/sound.ron");

/// A setting with a wrong value, the finding, and a server on which the value hurts.
const ROWS: [(&str, &str, &str); 17] = [
    // The name of the balancer leads back to the front end; a port that offers no TLS at once; nothing is offered.
    ("InternalConnectionSettings", "F001", "EX10"),
    ("InternalConnectionSettings", "F002", "EX10"),
    ("InternalConnectionSettings", "F003", "EX10"),
    // Somebody logs on in clear.
    ("LoginType", "F018", "EX13"),
    // No certificate has the name, so there is no TLS.
    ("X509CertificateName", "F006", "EX13"),
    // The certificates of the old servers are their own.
    ("EnforceCertificateErrors", "F007", "EX13"),
    // All who are proxied to 2007 come from one address; whoever comes to a newer server meets a limit like any other.
    ("MaxConnectionFromSingleIP", "F009", "EX07"),
    ("MaxConnectionFromSingleIP", "F037", "EX10"),
    // Somebody logs on by NTLM, and somebody else does not bind it to TLS.
    ("EnableGSSAPIAndNTLMAuth", "F026", "EX13"),
    ("ExtendedProtectionPolicy", "F026", "EX13"),
    // Somebody comes to the server itself.
    ("SSLBindings", "F031", "EX10"),
    ("UnencryptedOrTLSBindings", "F031", "EX10"),
    ("MaxConnections", "F037", "EX13"),
    ("MaxConnectionsPerUser", "F037", "EX13"),
    // Somebody far away takes a second and more to log on.
    ("PreAuthenticatedConnectionTimeout", "F039", "EX10"),
    // Somebody sends a command of 5,000 bytes.
    ("MaxCommandSize", "F040", "EX13"),
    // The mailbox of somebody who comes to it is in another site.
    ("AllowCrossSiteSessions", "F030", "HQ07"),
];

fn codes(checked: &Checked) -> BTreeSet<&'static str> {
    checked.findings.iter().map(|it| it.what.code().id()).collect()
}

#[test]
fn every_wrong_value_raises_the_finding_that_it_names() {
    let sound = check(SOUND, "sound").expect("it loads");
    assert_eq!(codes(&sound), BTreeSet::new(), "nothing is wrong with it");
    let world = load(SOUND, "sound").expect("it loads").world;
    let sweep = Sweep::new(SOUND, &world);
    let wrong: Vec<_> = sweep.faults().iter().filter(|it| it.kind == FaultKind::SettingWrong).collect();
    let mut known = BTreeSet::new();
    for it in &wrong {
        let [_, _, setting, _, code] = &it.names[..] else { panic!("{:?}", it.names) };
        known.insert((setting.as_str(), code.as_str()));
    }
    let rows: BTreeSet<(&str, &str)> = ROWS.iter().map(|it| (it.0, it.1)).collect();
    assert_eq!(known, rows, "the table is that of the program");
    for (setting, code, server) in ROWS {
        let is_meant = |names: &[String]| names[0] == server && names[2] == setting && names[4] == code;
        let fault = wrong.iter().find(|it| is_meant(&it.names) && it.names[1].contains("Imap"));
        let fault = fault.unwrap_or_else(|| panic!("{setting} of {server} is never wrong by {code}"));
        let asked = sweep.asked(fault);
        let actions: Vec<&str> = asked.iter().filter_map(|it| it.strip_prefix("--do=")).collect();
        assert!(!actions.is_empty(), "{:?}", fault.names);
        let body = SOUND.trim_end().strip_suffix(')').expect("it ends like a scenario");
        let text = format!("{body}    from_start: [{}],\n)\n", actions.join(", "));
        let checked = check(&text, "wrong").unwrap_or_else(|it| panic!("{:?}: {it:#?}", fault.names));
        assert!(codes(&checked).contains(code), "{:?}: {:?}", fault.names, codes(&checked));
    }
}
