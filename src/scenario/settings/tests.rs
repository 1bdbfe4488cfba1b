//! Does the table of settings say what the specification says?
//!
//! The expected values are written out from its sections 1 and 2, in the words of a scenario file.

use super::*;
use crate::resolve::{Loaded, load};

/// Name, protocol (`-`: both), and the default on 2007, on 2010, and on 2013 and all that came after it (the reference
/// has one page for 2010 to SE: "basically unchanged from Exchange 2013"); `-` where the version has no such setting.
const DEFAULTS: &str = r#"
InternalConnectionSettings        | imap4 | -                | ["ex.contoso.com:993:SSL", "ex.contoso.com:143:TLS"] | ["ex.contoso.com:993:SSL", "ex.contoso.com:143:TLS"]
InternalConnectionSettings        | pop3  | -                | ["ex.contoso.com:995:SSL", "ex.contoso.com:110:TLS"] | ["ex.contoso.com:995:SSL", "ex.contoso.com:110:TLS"]
ExternalConnectionSettings        | -     | -                | []               | []
LoginType                         | -     | SecureLogin      | SecureLogin      | SecureLogin
X509CertificateName               | -     | "ex.contoso.com" | "ex.contoso.com" | "ex.contoso.com"
EnforceCertificateErrors          | -     | -                | false            | false
MaxConnections                    | -     | 2000             | 2000             | 2147483647
MaxConnectionFromSingleIP         | -     | 20               | 2000             | 2147483647
MaxConnectionsPerUser             | -     | 10               | 16               | 16
MaxCommandSize                    | imap4 | 10240            | 10240            | 10240
MaxCommandSize                    | pop3  | 512              | 512              | 512
PreAuthenticatedConnectionTimeout | -     | "1min"           | "1min"           | "1min"
AuthenticatedConnectionTimeout    | -     | "30min"          | "30min"          | "30min"
EnableGSSAPIAndNTLMAuth           | -     | -                | true             | true
ExtendedProtectionPolicy          | -     | -                | None             | None
ProtocolLogEnabled                | -     | false            | false            | false
LogFileRollOverSettings           | -     | -                | Daily            | Daily            | Hourly
Banner                            | imap4 | "The Microsoft Exchange IMAP4 service is ready." | "The Microsoft Exchange IMAP4 service is ready." | "The Microsoft Exchange IMAP4 service is ready."
Banner                            | pop3  | "The Microsoft Exchange POP3 service is ready."  | "The Microsoft Exchange POP3 service is ready."  | "The Microsoft Exchange POP3 service is ready."
UnencryptedOrTLSBindings          | imap4 | [143]            | [143]            | [143]
UnencryptedOrTLSBindings          | pop3  | [110]            | [110]            | [110]
SSLBindings                       | imap4 | [993]            | [993]            | [993]
SSLBindings                       | pop3  | [995]            | [995]            | [995]
ProxyTargetPort                   | imap4 | -                | -                | 1993
ProxyTargetPort                   | pop3  | -                | -                | 1995
AllowCrossSiteSessions            | -     | false            | -                | -
"#;

/// Name, protocol, version, the least and the most that it takes.
const RANGES: &str = r#"
MaxConnections                    | imap4 | 2007 | 1     | 25000
MaxConnections                    | pop3  | 2010 | 1     | 25000
MaxConnections                    | imap4 | 2013 | 1     | 2147483647
MaxConnectionFromSingleIP         | imap4 | 2007 | 1     | 1000
MaxConnectionFromSingleIP         | imap4 | 2010 | 1     | 25000
MaxConnectionFromSingleIP         | pop3  | 2013 | 1     | 2147483647
MaxConnectionsPerUser             | pop3  | 2007 | 1     | 1000
MaxConnectionsPerUser             | imap4 | 2010 | 1     | 25000
MaxConnectionsPerUser             | imap4 | 2013 | 1     | 2147483647
MaxCommandSize                    | imap4 | 2007 | 1024  | 16384
MaxCommandSize                    | pop3  | 2010 | 40    | 1024
MaxCommandSize                    | imap4 | 2013 | 1024  | 16384
PreAuthenticatedConnectionTimeout | imap4 | 2007 | "1s"  | "200s"
PreAuthenticatedConnectionTimeout | pop3  | 2010 | "1s"  | "200s"
PreAuthenticatedConnectionTimeout | imap4 | 2013 | "30s" | "1h"
AuthenticatedConnectionTimeout    | pop3  | 2007 | "1s"  | "18000s"
AuthenticatedConnectionTimeout    | imap4 | 2010 | "1s"  | "18000s"
AuthenticatedConnectionTimeout    | pop3  | 2013 | "30s" | "1d"
"#;

fn protocols(text: &str) -> Vec<(MailProtocol, &'static str)> {
    let both = [(MailProtocol::Imap4, "imap4"), (MailProtocol::Pop3, "pop3")];
    both.into_iter().filter(|it| text == "-" || text == it.1).collect()
}

fn rows(table: &'static str) -> Vec<Vec<&'static str>> {
    table.trim().lines().map(|line| line.split('|').map(str::trim).collect()).collect()
}

#[test]
fn the_defaults_are_those_of_the_specification() {
    let mut seen = Vec::new();
    for row in rows(DEFAULTS) {
        let setting = Setting::named(row[0]).unwrap_or_else(|| panic!("{} is a setting", row[0]));
        for (protocol, word) in protocols(row[1]) {
            seen.push((setting, protocol));
            let newer = std::iter::repeat(row.last().expect("2013"));
            for (version, expected) in Version::ALL.into_iter().zip(row[2..].iter().chain(newer)) {
                let what = format!("{} of {word} on {version:?}", row[0]);
                assert_eq!(setting.exists_on(version), *expected != "-", "{what}");
                if setting.exists_on(version) {
                    assert_eq!(setting.default(version, protocol, "ex.contoso.com").ron(), *expected, "{what}");
                }
            }
        }
    }
    assert_eq!(seen.len(), 2 * Setting::ALL.len(), "every setting has its line");
}

/// A server alone, with this setting.
fn loads(year: &str, protocol: &str, setting: &str, value: &str) -> Result<Loaded, String> {
    let text = format!(
        "Scenario(schema: 1, servers: [Server(name: \"EX\", version: Exchange{year}, {protocol}: ({setting}: {value}))])"
    );
    load(&text, "test").map_err(|it| format!("{it:?}"))
}

#[test]
fn what_the_cmdlet_refuses_the_language_refuses() {
    let next = |value: &str, up: bool| match value.trim_matches('"').strip_suffix(|it: char| it.is_alphabetic()) {
        None => {
            let number: u64 = value.parse().expect("a number");
            if up { (number + 1).to_string() } else { (number - 1).to_string() }
        }
        Some(_) => {
            let span = Micros::parse(value.trim_matches('"')).expect("a span");
            format!("\"{}\"", if up { Micros(span.0 + 1) } else { Micros(span.0 - 1) })
        }
    };
    for row in rows(RANGES) {
        let [name, protocol, year, least, most] = row[..] else { panic!("{row:?}") };
        for (value, fits) in [(least, true), (most, true), (&next(least, false), false), (&next(most, true), false)] {
            let loaded = loads(year, protocol, name, value);
            assert_eq!(loaded.is_ok(), fits, "{name} {value} on {year}: {:?}", loaded.err());
        }
    }
}

/// A default that is written out changes nothing: what is printed is read back, and resolved to the same.
#[test]
fn a_default_that_is_written_out_changes_nothing() {
    for version in Version::ALL {
        for (protocol, word) in protocols("-") {
            for setting in Setting::ALL.iter().copied().filter(|it| it.exists_on(version)) {
                let default = setting.default(version, protocol, "ex.contoso.com");
                let mut written = ProtocolSettings::default();
                assert!(written.write(setting, default.clone()), "{setting:?}");
                assert_eq!(written.values(), [(setting, default.clone())]);
                let wrong = if default == Value::Number(7) { Value::Switch(true) } else { Value::Number(7) };
                if !matches!(default, Value::Number(_)) {
                    assert!(!written.write(setting, wrong), "{setting:?} takes no value of another type");
                }
                let year = format!("{version:?}").replace("Exchange", "");
                let loaded = loads(&year, word, setting.name(), &default.ron()).unwrap_or_else(|it| panic!("{it}"));
                let plain = loads(&year, word, "LoginType", "SecureLogin").expect("nothing but a default");
                assert_eq!(loaded.world.settings, plain.world.settings, "{setting:?} on {version:?}");
            }
        }
    }
}

#[test]
fn values_are_written_as_cmdlets_take_them() {
    let day = Micros::from_secs(86_400);
    let endpoint = |text: &str| ConnectionSetting::parse(text).expect("an endpoint");
    for (value, expected) in [
        (Value::Switch(true), "$true"),
        (Value::Number(25_000), "25000"),
        (Value::Span(Micros::from_secs(240)), "00:04:00"),
        // Hours end at 23: a day is written as a day.
        (Value::Span(day), "1.00:00:00"),
        (Value::Span(Micros(day.0 + 3_661_000_000)), "1.01:01:01"),
        // Writing a list replaces it: an address family that is left out is lost.
        (
            Value::Bindings(vec![Binding::every(143), Binding::every(1143)]),
            r#""[::]:143","0.0.0.0:143","[::]:1143","0.0.0.0:1143""#,
        ),
        (Value::Port(1993), "1993"),
        (Value::LoginType(LoginType::PlainTextLogin), "PlainTextLogin"),
        (Value::ExtendedProtection(ExtendedProtection::Require), "Require"),
        (Value::Text("mail.contoso.com".into()), "mail.contoso.com"),
        (Value::Text("It's ready.".into()), "'It''s ready.'"),
        (Value::Text("*.contoso.com".into()), "'*.contoso.com'"),
        (Value::Text("".into()), "''"),
        (Value::Endpoints(vec![endpoint("a:993:SSL"), endpoint("a:143:TLS")]), r#""a:993:SSL","a:143:TLS""#),
        (Value::Endpoints(Vec::new()), "$null"),
    ] {
        assert_eq!(value.argument(), expected);
    }
}

#[test]
fn limits_are_said_in_both_languages() {
    let said = |setting: Setting, lang| setting.limits(lang);
    assert_eq!(said(Setting::InternalConnectionSettings, Lang::En), "Not on 2007.");
    assert_eq!(said(Setting::ProxyTargetPort, Lang::En), "Only on 2013 and later.");
    assert_eq!(said(Setting::ProxyTargetPort, Lang::Zh), "仅限 2013 及更高版本。");
    assert_eq!(said(Setting::LoginType, Lang::En), "");
    assert_eq!(
        said(Setting::MaxConnections, Lang::En),
        "It takes 1 to 25,000 on 2007 and 2010, 1 to 2,147,483,647 on 2013 and later."
    );
    assert_eq!(said(Setting::MaxCommandSize, Lang::Zh), "取值为 1,024 到 16,384；POP3 为 40 到 1,024。");
    assert_eq!(Setting::MaxConnectionsPerUser.default_words(Lang::En), "10 on 2007, 16 on 2010 and later");
    assert_eq!(
        Setting::ProxyTargetPort.said(Lang::En),
        "The port of the back end. Only on 2013 and later. On the Mailbox role; comes into effect when its service restarts."
    );
    assert_eq!(Setting::Banner.said(Lang::Zh), "横幅（Banner）。位于客户端访问角色；服务重启后生效。");
}
