//! Do all shapes give one organisation, is what was written read back as the same, and how long does a large one take?

use std::fmt::Write as _;
use std::path::Path;

use super::base::base;
use super::notes::Note;
use super::organisation::{Gathered, Organisation};
use super::probe::probe;
use super::redact::Pseudonyms;
use super::shapes::{self, Export};
use super::sources::{self, Limits};
use crate::lang::Lang;
use crate::resolve::{load, load_all};
use crate::scenario::base::gather;
use crate::scenario::settings::{MailProtocol, Value};
use crate::scenario::write::ToRon;
use crate::scenario::{Component, ComponentState, RequestedState, Role, Scenario, Service, Setting, Version};
use crate::time::Micros;

/// Files with their names.
type Files = Vec<(String, Vec<u8>)>;

fn samples(names: &[&str]) -> Files {
    let mut all = all_samples();
    all.retain(|it| names.contains(&it.0.as_str()));
    assert_eq!(all.len(), names.len(), "{names:?}");
    all
}

fn all_samples() -> Files {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/samples");
    let all: Files = sources::open(&[folder], Limits::USUAL)
        .map(|it| {
            let it = it.unwrap_or_else(|note| panic!("{note:?}"));
            let name = it.name.rsplit_once("/samples/").expect("it is one of the samples").1.to_owned();
            (name, it.bytes)
        })
        .collect();
    assert_eq!(all.len(), 33);
    all
}

fn exports(files: &Files) -> impl Iterator<Item = Result<Export, Note>> {
    files.iter().map(|(name, bytes)| Ok(Export { name: name.as_str().into(), made: None, bytes: bytes.clone() }))
}

fn import(files: &Files) -> Organisation {
    let (mut gathered, mut notes) = (Gathered::keeping(&[], &[]), Vec::new());
    shapes::read(&mut exports(files), &mut |it| gathered.take(it), &mut notes);
    gathered.organisation()
}

fn redacted(files: &Files) -> (Organisation, Pseudonyms) {
    let mut pseudonyms = Pseudonyms::default();
    shapes::read(&mut exports(files), &mut |it| pseudonyms.meet(&it), &mut Vec::new());
    pseudonyms.number();
    let mut gathered = Gathered::keeping(&[], &[]);
    shapes::read(&mut exports(files), &mut |it| gathered.take(pseudonyms.instead(&it)), &mut Vec::new());
    (gathered.organisation(), pseudonyms)
}

/// The settings of every server that has other than its version installs, one line each.
fn settings(it: &Organisation) -> String {
    let mut text = String::new();
    for server in it.servers.iter().map(|it| &it.entry) {
        for (word, settings) in [("IMAP4", &server.imap4), ("POP3", &server.pop3)] {
            if let Some(settings) = settings {
                let _ = writeln!(text, "{} {word} {}", server.name, settings.ron());
            }
        }
    }
    text
}

const SERVERS: &str = "clixml-ems/Get-ExchangeServer.xml";

/// What each sample says of settings, written by hand from the files. A shape that has no column for a setting says
/// nothing of it; the one that lost its lists says nothing of them.
#[test]
fn every_shape_says_the_same_settings() {
    const INTERNAL_10B: &str = r#"InternalConnectionSettings: ["mail.contoso.com:993:SSL", "mail.contoso.com:143:TLS", "mail.contoso.com:143"]"#;
    const LIMITS_2010: &str = "MaxConnections: 25000, MaxConnectionFromSingleIP: 25000";
    const EXTERNAL: &str = r#"ExternalConnectionSettings: ["mail.contoso.com:993:SSL"]"#;
    const NAME: &str = r#"X509CertificateName: "mail.contoso.com""#;
    let of_13 = format!("EX13A IMAP4 ({EXTERNAL})\nEX13CAS IMAP4 ({EXTERNAL}, {NAME})\n");
    let full_10a = format!("EX10A IMAP4 ({LIMITS_2010}, MaxCommandSize: 1024)\n");
    let full_10b = format!("EX10B IMAP4 ({INTERNAL_10B}, {LIMITS_2010}, MaxCommandSize: 1024)\n");
    let of_07 = "LoginType: PlainTextLogin, X509CertificateName: \"EX07CAS\", MaxConnections: 25000, \
                 MaxConnectionFromSingleIP: 1000, MaxConnectionsPerUser: 16";
    let joined = format!("EX10B IMAP4 ({INTERNAL_10B})\n{of_13}");
    let pop_10a = format!("EX10A POP3 ({LIMITS_2010})\n");
    let pop_13 = EXTERNAL.replace("993", "995");
    for (file, expected) in [
        (
            "clixml-ems/Get-ImapSettings.all-servers.xml",
            format!("EX07CAS IMAP4 ({of_07}, MaxCommandSize: 1024)\n{full_10a}{full_10b}{of_13}"),
        ),
        (
            "clixml-ems/Get-PopSettings.all-servers.xml",
            format!(
                "EX07CAS POP3 ({of_07})\n{pop_10a}EX10B POP3 ({LIMITS_2010})\nEX13A POP3 ({pop_13})\n\
                 EX13CAS POP3 ({pop_13}, {NAME})\n"
            ),
        ),
        ("clixml-remote/Get-ImapSettings.xml", format!("{full_10a}{full_10b}{of_13}")),
        ("clixml-selected/EX10A-ImapSettings.xml", full_10a.clone()),
        ("clixml-selected/EX10A-PopSettings.xml", pop_10a.clone()),
        ("csv/ImapSettings.UseCulture-de.semicolon-delimited.csv", joined.clone()),
        ("csv/ImapSettings.deserialized-space-joined.csv", joined.clone()),
        ("csv/ImapSettings.recommended-semicolon-in-cell.utf8bom.csv", joined),
        ("csv/ImapSettings.ems-type-names-LOST-VALUES.csv", format!("EX13CAS IMAP4 ({NAME})\n")),
        ("format-list/EX07CAS-Get-PopSettings.width120.utf16le.txt", format!("EX07CAS POP3 ({of_07})\n")),
        (
            "format-list/EX10A+EX13CAS-Get-ImapSettings.width80.utf16le.txt",
            format!("{full_10a}EX13CAS IMAP4 ({EXTERNAL}, {NAME})\n"),
        ),
        ("format-list/EX10A-Get-ImapSettings.ipv6-without-brackets.txt", String::new()),
        ("format-list/EX10B-Get-ImapSettings.pasted-collapsed-spaces.utf8.txt", full_10b),
        ("format-list/transcript.two-commands.utf8bom.txt", String::new()),
        ("json/raw-ems-ImapSettings.UNVERIFIED.json", String::new()),
        (
            "json/recommended-flattened.ps7-utf8.json",
            format!(
                "EX07CAS IMAP4 ({of_07})\nEX10A IMAP4 ({LIMITS_2010})\nEX10B IMAP4 ({INTERNAL_10B}, {LIMITS_2010})\n{of_13}"
            ),
        ),
    ] {
        assert_eq!(settings(&import(&samples(&[SERVERS, file]))), expected, "{file}");
    }
}

/// Every shape of a list of servers gives the same servers, as far as it has them.
#[test]
fn every_shape_says_the_same_servers() {
    let whole = import(&samples(&[SERVERS]));
    let line = |it: &Organisation| {
        let of = |it: &crate::scenario::Server| format!("{} {:?} {:?} {:?}", it.name, it.version, it.site, it.roles);
        it.servers.iter().map(|it| of(&it.entry)).collect::<Vec<_>>()
    };
    let hq = "Some(\"Default-First-Site-Name\")";
    let expected = [
        format!("EX07CAS Exchange2007 {hq} [ClientAccess]"),
        format!("EX07MBX Exchange2007 {hq} [Mailbox]"),
        format!("EX10A Exchange2010 {hq} []"),
        "EX10B Exchange2010 Some(\"Branch\") []".to_owned(),
        format!("EX13A Exchange2013 {hq} []"),
        format!("EX13CAS Exchange2013 {hq} [ClientAccess]"),
    ];
    assert_eq!(line(&whole), expected);
    for (file, some) in [
        ("csv/ExchangeServers.ascii.csv", &[0, 1, 2, 3, 4, 5][..]),
        ("format-list/Get-ExchangeServer.selected.utf16le.txt", &[0, 1, 2, 3, 4, 5]),
        ("json/recommended-flattened.ps7-utf8.json", &[0, 1, 2, 3, 4, 5]),
        ("format-list/transcript.two-commands.utf8bom.txt", &[2, 3]),
        ("clixml-remote/Get-ExchangeServer.xml", &[2]),
        ("json/raw-ems-depth2-enums-as-ints.UNVERIFIED.json", &[2]),
    ] {
        let expected: Vec<_> = some.iter().map(|it| expected[*it].clone()).collect();
        assert_eq!(line(&import(&samples(&[file]))), expected, "{file}");
    }
}

/// The base without comments.
fn plain(it: &Organisation) -> String {
    let text = base(it, Lang::En);
    load(&text, "base").unwrap_or_else(|it| panic!("{it:?}\n{text}"));
    text.lines().filter(|it| !it.trim_start().starts_with("//")).fold(String::new(), |all, it| all + it + "\n")
}

/// All 33 together are one organisation, and nothing contradicts itself.
#[test]
fn all_samples_are_one_organisation() {
    let it = import(&all_samples());
    let said: Vec<String> = it.remarks.iter().map(|it| it.said(Lang::En)).collect();
    assert!(!said.iter().any(|it| it.contains("nothing says which is newer")), "{said:#?}");
    let text = plain(&it);
    for part in [
        "running: [Imap4],\n            automatic: [Imap4],",
        "running: [Imap4, Pop3, Pop3BE],\n            automatic: [Pop3BE],\n            disabled: [Imap4BE],",
        "Database(name: \"MDB10-01\", on: [\"EX10A\", \"EX10B\"]),",
        "Mailbox(name: \"in-mdb07-01\", database: \"MDB07-01\"),",
        "Mailbox(name: \"in-mdb10-01\", database: \"MDB10-01\"),",
        "Mailbox(name: \"in-mdb10-br\", database: \"MDB10-BR\"),",
        "Mailbox(name: \"in-mdb13-01-no-imap4\", database: \"MDB13-01\", ImapEnabled: false),",
        "links: [Link(between: (\"Branch\", \"Default-First-Site-Name\"))],",
    ] {
        let is_there =
            text.contains(part) || text.replace("[\n        Link", "[Link").replace("),\n    ],", ")],").contains(part);
        assert!(is_there, "{part}\nin\n{text}");
    }
}

/// How each log-on of the probe ends.
fn verdicts(it: &Organisation) -> Vec<String> {
    let (base, probe) = (base(it, Lang::En), probe(it, "base.ron", Lang::En));
    let mut find = |path: &str| (path == "base.ron").then(|| base.clone());
    let sources = gather("probe.ron", probe.text.as_str(), &mut find);
    let world = load_all(&sources, "probe").unwrap_or_else(|it| panic!("{it:?}")).world;
    let verdict = crate::verdict::judge(&world, &crate::sim::run(&world));
    verdict.attempts.iter().map(|it| format!("{:?}", it.outcome)).collect()
}

#[test]
fn whoever_is_redacted_fares_as_before() {
    let files = all_samples();
    let (open, (closed, pseudonyms)) = (import(&files), redacted(&files));
    let text = base(&closed, Lang::En) + &probe(&closed, "base.ron", Lang::En).text;
    let said = closed.remarks.iter().map(|it| it.said(Lang::En)).collect::<String>();
    for name in
        ["contoso", "ex07", "ex10", "ex13", "branch", "mdb", "default-first", "ipsitelink", "get-", "imapsettings"]
    {
        let in_text = text.to_lowercase().lines().filter(|it| !it.contains("//   >")).any(|it| it.contains(name));
        // The commands that are proposed are those of everybody.
        assert!(!in_text || ["get-", "imapsettings"].contains(&name), "{name} in\n{text}");
        assert!(!said.to_lowercase().contains(name) || ["get-", "imapsettings"].contains(&name), "{name} in\n{said}");
    }
    let (before, after) = (verdicts(&open), verdicts(&closed));
    assert!(before.len() == 120 && before.iter().any(|it| it == "Some(LoggedOn)"), "{before:?}");
    assert_eq!(before, after);
    assert!(pseudonyms.key().contains("\tex10a\thost\n"), "{}", pseudonyms.key());
    let shape = |it: &Organisation| {
        let servers: Vec<_> = it.servers.iter().map(|it| (it.entry.version, it.entry.running.clone())).collect();
        (servers, it.sites.len(), it.links.len(), it.databases.len(), it.mailboxes.len())
    };
    assert_eq!(shape(&open), shape(&closed));
}

/// Writes what `coexist collect` would export of a scenario: CLIXML, all properties below `MS`, lists as `LST` of `S`.
struct Exporter {
    files: Files,
}

/// An object of CLIXML that is being written.
struct Written<'a> {
    text: &'a mut String,
    id: u32,
}

impl Written<'_> {
    fn text(&mut self, name: &str, value: &str) {
        let value = value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let _ = write!(self.text, "<S N=\"{name}\">{value}</S>");
    }

    fn switch(&mut self, name: &str, value: bool) {
        let _ = write!(self.text, "<B N=\"{name}\">{value}</B>");
    }

    fn list(&mut self, name: &str, all: &[impl std::fmt::Display]) {
        self.id += 1;
        let _ = write!(self.text, "<Obj N=\"{name}\" RefId=\"{}\"><LST>", self.id);
        for it in all {
            let _ = write!(self.text, "<S>{it}</S>");
        }
        self.text.push_str("</LST></Obj>");
    }
}

impl Exporter {
    /// A file of objects of a type.
    fn file<T>(&mut self, name: &str, of_type: &str, all: &[T], mut one: impl FnMut(&T, &mut Written<'_>)) {
        let mut text =
            String::from("<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">\n");
        let mut id = 0;
        for it in all {
            let _ = write!(text, "<Obj RefId=\"{id}\"><TN RefId=\"{id}\"><T>Selected.{of_type}</T></TN><MS>");
            let mut written = Written { text: &mut text, id };
            one(it, &mut written);
            id = written.id + 1;
            text.push_str("</MS></Obj>\n");
        }
        text.push_str("</Objs>\n");
        self.files.push((format!("{name}.xml"), text.into_bytes()));
    }

    /// All of a scenario that Exchange knows; mailboxes one by one, with who may use which protocol, or counted.
    fn of(scenario: &Scenario, per_mailbox: bool) -> Files {
        let mut it = Self { files: Files::new() };
        let fqdn = |it: &crate::scenario::Server| {
            crate::scenario::full_name(&it.name, it.fqdn.as_deref(), crate::scenario::defaults::DOMAIN)
        };
        let displayed = |it: &crate::scenario::Server| {
            let update = it.build.as_ref().map(|it| it.number().1);
            match (it.version, update) {
                (Version::Exchange2007, _) => "Version 8.3 (Build 83.6)",
                (Version::Exchange2010, _) => "Version 14.3 (Build 123.4)",
                (Version::Exchange2013, Some(4)) => "Version 15.0 (Build 847.32)",
                (Version::Exchange2013, Some(23)) => "Version 15.0 (Build 1497.2)",
                other => panic!("{other:?} is in no test"),
            }
        };
        it.file(
            "ExchangeServer",
            "Microsoft.Exchange.Data.Directory.Management.ExchangeServer",
            &scenario.servers,
            |it, to| {
                let roles = it.roles();
                to.text("Name", &it.name);
                to.text("Fqdn", &fqdn(it));
                to.text("AdminDisplayVersion", displayed(it));
                to.text("Site", &format!("contoso.com/Configuration/Sites/{}", it.site.as_deref().unwrap_or_default()));
                to.switch("IsClientAccessServer", roles.contains(&Role::ClientAccess));
                to.switch("IsMailboxServer", roles.contains(&Role::Mailbox));
                to.switch("IsEdgeServer", false);
            },
        );
        for (protocol, name, file, class) in [
            (MailProtocol::Imap4, "IMAP4", "ImapSettings", "Imap4AdConfiguration"),
            (MailProtocol::Pop3, "POP3", "PopSettings", "Pop3AdConfiguration"),
        ] {
            let fronts: Vec<_> =
                scenario.servers.iter().filter(|it| it.roles().contains(&Role::ClientAccess)).collect();
            it.file(
                file,
                &format!("Microsoft.Exchange.Data.Directory.SystemConfiguration.{class}"),
                &fronts,
                |it, to| {
                    let written = match protocol {
                        MailProtocol::Imap4 => it.imap4.as_ref(),
                        MailProtocol::Pop3 => it.pop3.as_ref(),
                    };
                    to.text("Server", &it.name);
                    to.text("ProtocolName", name);
                    for &setting in Setting::ALL.iter().filter(|setting| setting.exists_on(it.version)) {
                        let set = written.map(crate::scenario::ProtocolSettings::values).unwrap_or_default();
                        let set = set.into_iter().find(|it| it.0 == setting).map(|it| it.1);
                        match set.unwrap_or_else(|| setting.default(it.version, protocol, &fqdn(it))) {
                            Value::Switch(it) => to.switch(setting.name(), it),
                            Value::Number(it) => to.text(setting.name(), &it.to_string()),
                            Value::Port(it) => to.text(setting.name(), &it.to_string()),
                            Value::Span(it) => to.text(setting.name(), &span(it)),
                            Value::Text(it) => to.text(setting.name(), &it),
                            Value::LoginType(it) => to.text(setting.name(), &format!("{it:?}")),
                            Value::ExtendedProtection(it) => to.text(setting.name(), &format!("{it:?}")),
                            Value::LogRollOver(it) => to.text(setting.name(), &format!("{it:?}")),
                            Value::Bindings(it) => {
                                let all: Vec<_> =
                                    it.iter().flat_map(|it| it.each_family()).map(|it| it.to_string()).collect();
                                to.list(setting.name(), &all);
                            }
                            Value::Endpoints(it) => {
                                to.list(setting.name(), &it.iter().map(ToString::to_string).collect::<Vec<_>>());
                            }
                        }
                    }
                },
            );
        }
        it.file(
            "MailboxDatabase",
            "Microsoft.Exchange.Data.Directory.SystemConfiguration.MailboxDatabase",
            &scenario.databases,
            |it, to| {
                to.text("Name", &it.name);
                to.text("Server", it.active.as_ref().unwrap_or(&it.on[0]));
                to.list("Servers", &it.on);
                // A group is called as nobody else; where there is none, the only server stands for it.
                to.text("MasterServerOrAvailabilityGroup", if it.on.len() > 1 { "DAG1" } else { &it.on[0] });
                to.switch("Recovery", false);
            },
        );
        let components: Vec<_> = scenario
            .servers
            .iter()
            .filter(|it| it.version.product().components)
            .flat_map(|it| Component::ALL.map(|component| (it, component)))
            .collect();
        it.file(
            "ServerComponentState",
            "Microsoft.Exchange.Management.SystemConfigurationTasks.ServerComponentStatePresentationObject",
            &components,
            |(it, component), to| {
                // A server that is offline as a whole shows so in each of its components.
                let held = |of: &ComponentState| {
                    of.state == RequestedState::Inactive
                        && (of.component == *component || of.component == Component::ServerWideOffline)
                };
                to.text("ServerFqdn", &fqdn(it));
                to.text("Component", &format!("{component:?}"));
                to.text("State", if it.components.iter().any(held) { "Inactive" } else { "Active" });
            },
        );
        it.file("ADSite", "Microsoft.Exchange.Data.Directory.SystemConfiguration.ADSite", &scenario.sites, |it, to| {
            to.text("Name", &it.name);
        });
        it.file(
            "ADSiteLink",
            "Microsoft.Exchange.Data.Directory.SystemConfiguration.ADSiteLink",
            &scenario.links,
            |it, to| {
                to.text("Name", &format!("{}-{}", it.between.0, it.between.1));
                to.text("Cost", "100");
                to.list("Sites", &[it.between.0.clone(), it.between.1.clone()]);
            },
        );
        let services: Vec<_> = scenario
            .servers
            .iter()
            .flat_map(|it| Service::ALL.map(|service| (it, service)))
            .filter(|(it, service)| {
                let role = if service.is_back_end() { Role::Mailbox } else { Role::ClientAccess };
                it.roles().contains(&role) && (it.version.has_back_end() || !service.is_back_end())
            })
            .filter(|it| it.1 != Service::W3SVC)
            .collect();
        it.file(
            "Service",
            "System.Management.ManagementObject#root\\cimv2\\Win32_Service",
            &services,
            |(it, service), to| {
                to.text("ServerName", &it.name);
                to.text("Name", service.windows_name());
                to.text("State", if it.running.contains(service) { "Running" } else { "Stopped" });
                let mode = if it.automatic.contains(service) {
                    "Auto"
                } else if it.disabled.contains(service) {
                    "Disabled"
                } else {
                    "Manual"
                };
                to.text("StartMode", mode);
            },
        );
        let certificates: Vec<_> =
            scenario.servers.iter().flat_map(|it| it.certificates.iter().map(move |of| (it, of))).collect();
        it.file(
            "ExchangeCertificate",
            "System.Security.Cryptography.X509Certificates.X509Certificate2",
            &certificates,
            |(it, of), to| {
                to.text("ServerName", &it.name);
                if let Some(thumbprint) = &of.thumbprint {
                    to.text("Thumbprint", thumbprint);
                }
                to.text("Subject", &format!("CN={}, O=Contoso", of.subject_names[0]));
                to.list("CertificateDomains", &of.subject_names);
                let services: Vec<_> = of.services().iter().map(|it| format!("{it:?}").to_uppercase()).collect();
                to.text("Services", &services.join(", "));
                to.text("Status", if of.trusted() { "Valid" } else { "Untrusted" });
                for (name, date) in [("NotBefore", of.valid_from), ("NotAfter", of.valid_to)] {
                    if let Some(date) = date {
                        let shown = format!("{date} 00:00");
                        let _ = write!(to.text, "<DT N=\"{name}\">{}T{}:00</DT>", &shown[..10], &shown[11..16]);
                    }
                }
                to.switch("HasPrivateKey", of.private_key());
            },
        );
        if per_mailbox {
            it.mailboxes(scenario);
            return it.files;
        }
        it.file("MailboxCount", "Microsoft.PowerShell.Commands.GroupInfo", &scenario.databases, |it, to| {
            let of = scenario.mailboxes.iter().filter(|of| of.database == it.name);
            to.text("Name", &it.name);
            to.text("Count", &of.map(|it| it.count.unwrap_or(1)).sum::<u32>().to_string());
        });
        it.files
    }

    /// Each mailbox, as Get-Mailbox and Get-CASMailbox show it.
    fn mailboxes(&mut self, scenario: &Scenario) {
        let each = scenario.mailboxes.iter().flat_map(|it| (0..it.count.unwrap_or(1)).map(move |_| it));
        let all: Vec<_> = each.enumerate().collect();
        let id = |number: usize| format!("00000000-0000-0000-0000-{number:012}");
        self.file("CASMailbox", "Microsoft.Exchange.Data.Directory.Management.CASMailbox", &all, |(number, it), to| {
            to.text("Id", &id(*number));
            to.text("PrimarySmtpAddress", &format!("user{number}@contoso.com"));
            to.switch("PopEnabled", it.PopEnabled != Some(false));
            to.switch("ImapEnabled", it.ImapEnabled != Some(false));
        });
        self.file("Mailbox", "Microsoft.Exchange.Data.Directory.Management.Mailbox", &all, |(number, it), to| {
            to.text("Id", &id(*number));
            to.text("Database", &it.database);
        });
    }
}

fn span(it: Micros) -> String {
    let seconds = it.0 / 1_000_000;
    format!("{:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
}

/// An organisation with something other than usual of everything that Exchange knows.
const ODD: &str = r#"Scenario(
    schema: 1,
    sites: [Site(name: "A & B"), Site(name: "C")],
    links: [Link(between: ("A & B", "C"))],
    servers: [
        Server(name: "CAS07", version: Exchange2007, site: "C", roles: [ClientAccess], running: [Pop3]),
        Server(
            name: "EX10", version: Exchange2010, site: "A & B", running: [Imap4], automatic: [Imap4], disabled: [Pop3],
            imap4: (
                InternalConnectionSettings: ["mail.contoso.com:993:SSL", "ex10.contoso.com:143"],
                LoginType: PlainTextAuthentication,
                X509CertificateName: "mail.contoso.com",
                EnforceCertificateErrors: true,
                MaxConnections: 3000,
                PreAuthenticatedConnectionTimeout: "2min",
                ExtendedProtectionPolicy: Allow,
                Banner: "Hello <you> & you",
                UnencryptedOrTLSBindings: ["10.0.0.5:143"],
                SSLBindings: [],
            ),
            certificates: [Certificate(
                subject_names: ["mail.contoso.com", "*.contoso.com"], trusted: false, valid_from: "2013-01-02",
                valid_to: "2016-01-02 10:30", thumbprint: "AB12", private_key: false, services: [Imap],
            )],
        ),
        Server(
            name: "EX13", version: Exchange2013, site: "C", running: [Imap4, Imap4BE], build: "CU23",
            disabled: [Pop3BE], fqdn: "ex13.emea.contoso.com", pop3: (ProxyTargetPort: 2995),
            components: [
                ComponentState(component: ImapProxy, requester: Maintenance, state: Inactive),
                ComponentState(component: PopProxy, requester: Maintenance, state: Inactive),
            ],
        ),
        Server(
            name: "EX13B", version: Exchange2013, site: "C", running: [Imap4, Pop3, Imap4BE, Pop3BE],
            automatic: [Imap4BE], build: "CU23",
            components: [ComponentState(component: ServerWideOffline, requester: Maintenance, state: Inactive)],
        ),
    ],
    databases: [
        Database(name: "DB10", on: ["EX10"]),
        Database(name: "DB13", on: ["EX13"]),
        Database(name: "DB13-DAG", on: ["EX13", "EX13B"], active: "EX13B"),
    ],
    mailboxes: [
        Mailbox(name: "in-db10", count: 40, database: "DB10"),
        Mailbox(name: "in-db10-no-imap4", count: 3, database: "DB10", ImapEnabled: false),
        Mailbox(name: "in-db13", database: "DB13"),
        Mailbox(name: "in-db13-neither", count: 2, database: "DB13", PopEnabled: false, ImapEnabled: false),
        Mailbox(name: "in-db13-dag-no-pop3", database: "DB13-DAG", PopEnabled: false),
    ],
)"#;

/// What was imported, exported and imported again is the same.
#[test]
fn an_import_of_what_was_imported_is_the_same() {
    let scenario = crate::scenario::parse::parse(ODD).unwrap_or_else(|it| panic!("{it:?}"));
    let first = plain(&import(&Exporter::of(&scenario, true)));
    let again = crate::scenario::parse::parse(&first).expect("it was loaded");
    // What was written by hand came back, but for the title.
    assert_eq!(Scenario { title: None, ..again.clone() }.ron(), scenario.ron());
    assert_eq!(plain(&import(&Exporter::of(&again, true))), first);
    let of_samples = plain(&import(&all_samples()));
    let again = crate::scenario::parse::parse(&of_samples).expect("it was loaded");
    assert_eq!(plain(&import(&Exporter::of(&again, true))), of_samples);
}

/// Where mailboxes are counted, they are the same but for who may use which protocol, and that is said.
#[test]
fn mailboxes_that_are_counted_are_as_many() {
    let scenario = crate::scenario::parse::parse(ODD).unwrap_or_else(|it| panic!("{it:?}"));
    let (each, counted) = (import(&Exporter::of(&scenario, true)), import(&Exporter::of(&scenario, false)));
    let by_database = |it: &Organisation| {
        let mut all = std::collections::BTreeMap::<String, u32>::new();
        for it in it.mailboxes.iter().map(|it| &it.entry) {
            *all.entry(it.database.to_string()).or_default() += it.count.unwrap_or(1);
        }
        all
    };
    assert_eq!(by_database(&counted), by_database(&each));
    assert!(counted.unsaid.switches && !each.unsaid.switches);
    assert_eq!((counted.servers, counted.databases), (each.servers, each.databases));
}

/// A domain below another is below it still, and one address is one.
#[test]
fn what_is_redacted_keeps_its_structure() {
    let scenario = crate::scenario::parse::parse(ODD).unwrap_or_else(|it| panic!("{it:?}"));
    let (it, pseudonyms) = redacted(&Exporter::of(&scenario, true));
    let domain = it.domain.clone().expect("it is another one");
    let fqdns: Vec<_> = it.servers.iter().map(|it| it.entry.fqdn.clone()).collect();
    let [None, None, Some(child), None] = fqdns.as_slice() else { panic!("{fqdns:?}") };
    let above = child.splitn(3, '.').nth(2).expect("host, child, domain");
    assert_eq!(above, domain);
    assert!(above.split('.').next_back() == Some("com") && !child.contains("emea"), "{child}");
    let text = plain(&it);
    let mail = &it.namespaces.iter().find(|it| it.name.ends_with(&domain)).expect("mail.contoso.com").name;
    // The name that X509CertificateName wants is that of the certificate, and of InternalConnectionSettings.
    assert_eq!(text.matches(mail.as_str()).count(), 3, "{text}");
    for part in ["198.18.0.1:143", "PlainTextAuthentication", "MaxConnections: 3000", "2995", "Banner: \"text1\""] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    assert!(pseudonyms.key().contains("198.18.0.1\t10.0.0.5\taddress\n"), "{}", pseudonyms.key());
}

/// Each error of a manifest is told as it stands, whatever stands in it; redacted, only that there was one.
#[test]
fn what_a_script_could_not_read_is_told() {
    let mut files = samples(&[SERVERS]);
    let errors = "<Obj N=\"Errors\" RefId=\"1\"><LST><S>EX10A: access denied, or not; ask</S>\
                  <S>EX10B: no answer</S></LST></Obj>";
    let manifest = format!(
        "<Objs><Obj RefId=\"0\"><TN RefId=\"0\"><T>Coexist.Manifest</T></TN><MS><S N=\"Name\">Service.xml</S>\
         <S N=\"Cmdlet\">Get-WmiObject</S>{errors}<S N=\"Made\">2014-05-02T08:00:00Z</S></MS></Obj></Objs>"
    );
    files.push(("clixml-ems/Manifest.xml".to_owned(), manifest.into_bytes()));
    let said = |it: &Organisation| it.remarks.iter().map(|it| it.said(Lang::En)).collect::<Vec<_>>();
    let open = said(&import(&files));
    for error in ["\"EX10A: access denied, or not; ask\"", "\"EX10B: no answer\""] {
        assert!(open.iter().any(|it| it.contains("Service.xml") && it.contains(error)), "{error} in {open:#?}");
    }
    let (closed, pseudonyms) = redacted(&files);
    let (closed, key) = (said(&closed), pseudonyms.key());
    assert_eq!(closed.len(), open.len(), "{closed:#?}");
    assert!(!closed.iter().any(|it| it.contains("EX10") || it.contains("denied")), "{closed:#?}");
    assert!(key.contains("ex10b: no answer") && key.contains("clixml-ems/service.xml\tfile"), "{key}");
}

/// An organisation as large as there is one: every server, site, database and mailbox is in what comes out.
#[test]
fn a_large_organisation_is_imported() {
    const SERVERS: usize = 300;
    const SITES: usize = 40;
    const DATABASES: usize = 2_000;
    const MAILBOXES: usize = 10_000;
    let mut out = Exporter { files: Files::new() };
    let server = |it: usize| format!("EX{it:03}");
    out.file("ExchangeServer", "X.ExchangeServer", &(0..SERVERS).collect::<Vec<_>>(), |it, to| {
        to.text("Name", &server(*it));
        to.text("Fqdn", &format!("ex{it:03}.contoso.com"));
        to.text(
            "AdminDisplayVersion",
            if it % 2 == 0 { "Version 14.3 (Build 123.4)" } else { "Version 15.0 (Build 1497.2)" },
        );
        to.text("Site", &format!("contoso.com/Configuration/Sites/Site {}", it % SITES));
        to.switch("IsClientAccessServer", true);
        to.switch("IsMailboxServer", true);
    });
    out.file("MailboxDatabase", "X.MailboxDatabase", &(0..DATABASES).collect::<Vec<_>>(), |it, to| {
        to.text("Name", &format!("DB{it:04}"));
        to.text("Server", &server(it % SERVERS));
        to.list("Servers", &[server(it % SERVERS), server((it + 2) % SERVERS)]);
    });
    let all: Vec<usize> = (0..MAILBOXES).collect();
    out.file("Mailbox", "X.Mailbox", &all, |it, to| {
        to.text("Id", &format!("00000000-0000-0000-0000-{it:012}"));
        to.text("Database", &format!("DB{:04}", it % DATABASES));
    });
    out.file("CASMailbox", "X.CASMailbox", &all, |it, to| {
        to.text("Id", &format!("00000000-0000-0000-0000-{it:012}"));
        to.text("PrimarySmtpAddress", &format!("user{it}@contoso.com"));
        to.switch("PopEnabled", it % 10 > 0);
        to.switch("ImapEnabled", true);
    });
    let it = import(&out.files);
    assert_eq!((it.servers.len(), it.sites.len(), it.databases.len()), (SERVERS, SITES, DATABASES));
    // Nobody in a database that ends in another digit is without POP3.
    let count = |without: bool| {
        let of = it.mailboxes.iter().filter(|it| it.entry.PopEnabled.is_some() == without);
        of.map(|it| it.entry.count.unwrap_or(1) as usize).sum::<usize>()
    };
    assert_eq!((count(true), count(false)), (MAILBOXES / 10, MAILBOXES - MAILBOXES / 10));
    assert_eq!(it.mailboxes.len(), DATABASES);
    // Site links are in none of the files: each of 40 sites is linked to each.
    assert_eq!(it.links.len(), SITES * (SITES - 1) / 2);
    plain(&it);
}
