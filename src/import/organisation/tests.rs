//! Does the mapping say what the records say, and nothing else?

use std::rc::Rc;

use super::remark::{LeftOutBecause, Remark};
use super::{Gathered, Organisation};
use crate::import::base;
use crate::import::probe;
use crate::import::record::{Class, ExportRecord, ExportValue, Origin, property};
use crate::lang::Lang;
use crate::resolve::{load, load_all};
use crate::scenario::base::gather;
use crate::scenario::format::format;

/// A record of a file that was made then, of properties with their values; `[a; b]` is a list, `` nothing.
fn record(class: Class, file: &str, made: Option<i64>, fields: &[(&str, &str)]) -> ExportRecord {
    let value = |text: &str| match text.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
        Some(list) if !text.contains("]:") || text.contains(';') => {
            ExportValue::List(list.split("; ").filter(|it| !it.is_empty()).map(Into::into).collect())
        }
        _ if text.is_empty() => ExportValue::Unset,
        _ => ExportValue::Text(text.into()),
    };
    ExportRecord {
        class,
        fields: fields.iter().map(|(name, text)| (property(name).expect("it is of use"), value(text))).collect(),
        origin: Origin { file: Rc::from(file), object: 1, made },
    }
}

fn server(name: &str, version: &str, roles: &str, site: &str) -> ExportRecord {
    let fqdn = format!("{}.contoso.com", name.to_lowercase());
    let site = format!("contoso.com/Configuration/Sites/{site}");
    record(
        Class::Server,
        "ExchangeServer.xml",
        None,
        &[("Name", name), ("Fqdn", &fqdn), ("AdminDisplayVersion", version), ("ServerRole", roles), ("Site", &site)],
    )
}

const V2007: &str = "Version 8.3 (Build 83.6)";
const V2010: &str = "Version 14.3 (Build 123.4)";
const V2013: &str = "Version 15.0 (Build 847.32)";
const V2016: &str = "Version 15.1 (Build 2507.6)";

fn organisation(records: Vec<ExportRecord>) -> Organisation {
    keeping(records, &[])
}

fn keeping(records: Vec<ExportRecord>, keep: &[String]) -> Organisation {
    let mut gathered = Gathered::keeping(keep, &[]);
    for it in records {
        gathered.take(it);
    }
    gathered.organisation()
}

/// The base, which must be a sound scenario in canonical layout.
fn base_of(organisation: &Organisation) -> String {
    for lang in [Lang::En, Lang::Zh] {
        let text = base::base(organisation, lang);
        assert_eq!(format(&text), text);
        load(&text, "base").unwrap_or_else(|it| panic!("{it:?}\n{text}"));
    }
    base::base(organisation, Lang::En)
}

/// The lines without comments, without blanks around them.
fn plain(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|it| !it.starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The base with its comments, each in one line.
fn text_with_comments(it: &Organisation) -> String {
    let text = base::base(it, Lang::En);
    text.lines().map(|it| it.trim().trim_start_matches("// ")).collect::<Vec<_>>().join(" ")
}

fn small() -> Vec<ExportRecord> {
    vec![
        server("EX10A", V2010, "Mailbox, ClientAccess, HubTransport", "HQ"),
        server("EX13A", V2013, "Mailbox, ClientAccess", "HQ"),
    ]
}

#[test]
fn servers_have_the_versions_roles_and_sites_that_are_said() {
    let it = organisation(vec![
        server("EX07CAS", V2007, "ClientAccess, HubTransport", "HQ"),
        server("EX07MBX", V2007, "Mailbox", "HQ"),
        server("EX10B", V2010, "Mailbox, ClientAccess, HubTransport", "Branch"),
        server("EX13CAS", V2013, "ClientAccess", "HQ"),
        server("HUB", V2010, "HubTransport", "HQ"),
        server("OLD", "Version 6.5 (Build 7638.2)", "None", "HQ"),
        record(Class::Server, "f", None, &[("Name", "EDGE"), ("IsEdgeServer", "True"), ("AdminDisplayVersion", V2010)]),
        record(Class::Server, "f", None, &[("Name", "NONE"), ("Fqdn", "none.contoso.com")]),
    ]);
    let text = plain(&base_of(&it));
    for line in [
        "name: \"EX07CAS\",\nversion: Exchange2007,\nsite: \"HQ\",\nroles: [ClientAccess],",
        "Server(name: \"EX07MBX\", version: Exchange2007, site: \"HQ\", roles: [Mailbox]),",
        "Server(name: \"EX10B\", version: Exchange2010, site: \"Branch\", running: [Imap4, Pop3]),",
        "name: \"EX13CAS\",\nversion: Exchange2013,\nsite: \"HQ\",\nroles: [ClientAccess],",
        "build: \"CU4\",",
        "sites: [Site(name: \"Branch\"), Site(name: \"HQ\")],",
    ] {
        assert!(text.contains(line) || text.contains(&line.replace('\n', " ")), "{line}\nin\n{text}");
    }
    for (because, names) in [
        (LeftOutBecause::Edge, "EDGE"),
        (LeftOutBecause::OtherRoles, "HUB"),
        (LeftOutBecause::NotSimulated, "OLD (6.5.7638)"),
        (LeftOutBecause::NoVersion, "NONE"),
    ] {
        let remark = Remark::ServersLeftOut(because, vec![names.to_owned()]);
        assert!(it.remarks.contains(&remark), "{:?}", it.remarks);
    }
}

/// From 2016 on `ServerRole` shows Mailbox alone, and the front end is there all the same.
#[test]
fn the_one_role_of_2016_has_the_front_end() {
    let it = organisation(vec![server("EX16", V2016, "Mailbox", "HQ")]);
    assert!(it.servers[0].entry.roles.is_empty(), "both roles need not be written");
    let lab = [("Name", "EX19"), ("AdminDisplayVersion", "Version 15.2 (Build 1748.10)"), ("ServerRole", "2")];
    let it = organisation(vec![record(Class::Server, "f", None, &lab)]);
    assert!(it.servers[0].entry.roles.is_empty());
    assert!(base_of(&it).contains("build: \"CU15\""));
}

#[test]
fn only_settings_that_differ_are_written() {
    let mut records = small();
    records.push(record(
        Class::ImapSettings,
        "i",
        None,
        &[
            ("Server", "ex10a"),
            ("LoginType", "SecureLogin"),
            ("SSLBindings", "[0.0.0.0:993; [::]:993]"),
            ("UnencryptedOrTLSBindings", "[]"),
            ("InternalConnectionSettings", "[EX10A.contoso.com:143:TLS; ex10a.contoso.com:993:SSL]"),
            ("X509CertificateName", "Mail.contoso.com"),
            ("MaxConnections", "2147483647"),
            ("AuthenticatedConnectionTimeout", "00:30:00"),
            ("EnableGSSAPIAndNTLMAuth", "False"),
            ("ProxyTargetPort", "143"),
        ],
    ));
    let it = organisation(records);
    let text = plain(&base_of(&it));
    let settings = "imap4: (\nX509CertificateName: \"Mail.contoso.com\",\nMaxConnections: 25000,\n\
                    EnableGSSAPIAndNTLMAuth: false,\nUnencryptedOrTLSBindings: [],\n),";
    assert!(text.contains(settings), "{text}");
    let said: Vec<_> = it.remarks.iter().map(|it| it.said(Lang::En)).collect();
    assert!(text_with_comments(&it).contains("IMAP4 MaxConnections 25,000 instead of 2,147,483,647"));
    assert!(said.iter().any(|it| it.contains("UnencryptedOrTLSBindings is empty")), "{said:?}");
    assert_eq!(it.namespaces[0].name, "mail.contoso.com");
}

#[test]
fn of_two_exports_the_newer_is_taken_and_both_are_told() {
    let settings =
        |file, made, login| record(Class::PopSettings, file, made, &[("Server", "EX10A"), ("LoginType", login)]);
    let of = |old, new| {
        let mut records = small();
        records.extend([settings("new.xml", new, "PlainTextLogin"), settings("old.xml", old, "SecureLogin")]);
        organisation(records)
    };
    let it = of(Some(1_400_000_000), Some(1_400_000_200));
    assert!(base_of(&it).contains("pop3: (LoginType: PlainTextLogin)"));
    let said = it.remarks.iter().map(|it| it.said(Lang::En)).collect::<String>();
    assert!(said.contains("new.xml") && said.contains("old.xml") && said.contains("the newer is taken"), "{said}");
    // Nobody knows which is newer: that which was read last.
    let it = of(None, None);
    assert!(!base_of(&it).contains("PlainTextLogin)"));
    let said = it.remarks.iter().map(|it| it.said(Lang::En)).collect::<String>();
    assert!(said.contains("nothing says which is newer"), "{said}");
}

/// A copy of a file is dated anew, and its manifest says when it was made.
#[test]
fn the_manifest_says_which_export_is_newer() {
    let settings = |file, login| {
        record(Class::PopSettings, file, Some(1_500_000_000), &[("Server", "EX10A"), ("LoginType", login)])
    };
    let part =
        |file, made| record(Class::Manifest, file, Some(1_600_000_000), &[("Name", "PopSettings.xml"), ("Made", made)]);
    let mut records = small();
    records.extend([
        settings("may/PopSettings.xml", "PlainTextLogin"),
        settings("march/PopSettings.xml", "SecureLogin"),
        part("march/Manifest.xml", "2014-03-02T08:00:00Z"),
        part("may/Manifest.xml", "2014-05-02T08:00:00Z"),
    ]);
    let it = organisation(records.clone());
    assert!(
        base_of(&it).contains("pop3: (LoginType: PlainTextLogin)") && base_of(&it).contains("date: \"2014-05-02\"")
    );
    assert!(!it.unsaid.date && !it.unsaid.date_of_files);
    // Without one the files are dated, and that is said.
    records.truncate(records.len() - 2);
    let it = organisation(records);
    assert!(it.unsaid.date_of_files && text_with_comments(&it).contains("no manifest says so"));
    assert!(base_of(&it).contains("date: \"2017-07-14\""), "{}", base_of(&it));
}

#[test]
fn services_run_as_they_are_said_to_or_are_assumed_to() {
    let mut records = small();
    let service = |server, name, state, mode| {
        let fields = [("ServerName", server), ("Name", name), ("State", state), ("StartMode", mode)];
        record(Class::Service, "s", None, &fields)
    };
    records.extend([
        service("EX10A", "MSExchangePOP3", "Running", "Auto"),
        service("EX10A", "MSExchangeIMAP4", "Stopped", "Manual"),
        service("EX13A", "MSExchangeIMAP4BE", "Stopped", "Disabled"),
        service("EX99", "MSExchangeIMAP4BE", "Stopped", "Disabled"),
        record(Class::Service, "t", None, &[("MachineName", "."), ("Name", "MSExchangePop3"), ("Status", "4")]),
    ]);
    let it = organisation(records);
    let [ex10, ex13] = it.servers.as_slice() else { panic!("two servers") };
    assert_eq!(
        format!("{:?} {:?} {:?}", ex10.entry.running, ex10.entry.automatic, ex10.entry.disabled),
        "[Pop3] [Pop3] []"
    );
    assert_eq!(
        format!("{:?} {:?} {:?}", ex13.entry.running, ex13.entry.automatic, ex13.entry.disabled),
        "[Imap4, Pop3, Pop3BE] [] [Imap4BE]"
    );
    assert_eq!(it.unsaid.services, ["EX13A"]);
    assert!(it.remarks.contains(&Remark::ServersNotListed(vec!["EX99".to_owned()])));
    assert!(it.remarks.iter().any(|it| matches!(it, Remark::NoServer(Class::Service, _))));
    base_of(&it);
}

#[test]
fn components_and_certificates_are_those_of_the_records() {
    let mut records = small();
    let component = |name, state| {
        let fields = [("ServerFqdn", "ex13a.contoso.com"), ("Component", name), ("State", state)];
        record(Class::Component, "c", None, &fields)
    };
    records.extend([component("ImapProxy", "Inactive"), component("PopProxy", "Active"), component("Hub", "Inactive")]);
    let certificate = |server, thumbprint, subject, services| {
        let fields = [
            ("ServerName", server),
            ("Thumbprint", thumbprint),
            ("Subject", subject),
            ("CertificateDomains", "[mail.contoso.com; imap.contoso.com]"),
            ("Services", services),
            ("NotBefore", "2013-06-08T09:05:52-07:00"),
            ("NotAfter", "2015-06-08T09:05:52-07:00"),
            ("IsSelfSigned", "False"),
            ("Status", "Valid"),
        ];
        record(Class::Certificate, "x", None, &fields)
    };
    records.extend([
        certificate("EX13A", "AB12CD34EF", "CN=mail.contoso.com, O=Contoso", "IMAP, IIS, SMTP"),
        certificate("EX13A", "FFFF000011", "CN=mail.contoso.com", "None"),
        certificate("EX10A", "AB12CD34EF", "CN=mail.contoso.com", "IP.WS"),
    ]);
    let it = organisation(records);
    let text = plain(&base_of(&it)).replace('\n', " ");
    for part in [
        "components: [ComponentState(component: ImapProxy, requester: Maintenance, state: Inactive)]",
        "name: \"mail.contoso.com AB12CD34\", subject_names: [\"mail.contoso.com\", \"imap.contoso.com\"], \
         valid_from: \"2013-06-08 09:05\", valid_to: \"2015-06-08 09:05\", thumbprint: \"AB12CD34EF\", \
         services: [Imap, Iis],",
        "services: [],",
    ] {
        assert!(text.contains(part), "{part}\nin\n{text}");
    }
    let said = it.remarks.iter().map(|it| it.said(Lang::En)).collect::<String>();
    assert!(said.contains("IP.WS") && said.contains("IMAP, POP and IIS are assumed"), "{said}");
}

#[test]
fn databases_have_their_copies_and_mailboxes_are_groups() {
    let mut records = vec![
        server("EX10A", V2010, "Mailbox, ClientAccess", "HQ"),
        server("EX10B", V2010, "Mailbox, ClientAccess", "Branch"),
    ];
    let database = |fields: &[(&str, &str)]| record(Class::Database, "d", None, fields);
    records.extend([
        database(&[
            ("Name", "DB1"),
            ("Server", "EX10A"),
            ("Servers", "[EX10A; EX10B]"),
            ("MountedOnServer", "ex10b.contoso.com"),
            ("Recovery", "False"),
        ]),
        database(&[("Name", "RDB"), ("Server", "EX10A"), ("Recovery", "True")]),
        database(&[("Name", "GONE"), ("Server", "EX99")]),
    ]);
    let mailbox = |id: &str, database, server| {
        record(Class::Mailbox, "m", None, &[("Id", id), ("Database", database), ("ServerName", server)])
    };
    let cas = |id: &str, smtp: &str, imap| {
        let fields = [("Guid", id), ("PrimarySmtpAddress", smtp), ("PopEnabled", "True"), ("ImapEnabled", imap)];
        record(Class::CasMailbox, "c", None, &fields)
    };
    for it in 0..5 {
        records.push(mailbox(&format!("id{it}"), "DB1", "ex10b"));
        let smtp = format!("user{it}@contoso.com");
        records.push(cas(&format!("ID{it}"), &smtp, if it == 2 { "False" } else { "True" }));
    }
    records.push(mailbox("other", "DB2", "ex10a"));
    records.push(mailbox("lost", "DB3", ""));
    let it = keeping(records, &["User4".to_owned(), "nobody".to_owned()]);
    let text = plain(&base_of(&it)).replace('\n', " ");
    for part in [
        "Database(name: \"DB1\", on: [\"EX10A\", \"EX10B\"], active: \"EX10B\")",
        "Database(name: \"DB2\", on: [\"EX10A\"])",
        "Mailbox(name: \"in-db1\", count: 3, database: \"DB1\")",
        "Mailbox(name: \"in-db1-no-imap4\", database: \"DB1\", ImapEnabled: false)",
        "Mailbox(name: \"User4\", database: \"DB1\", PrimarySmtpAddress: \"user4@contoso.com\")",
        "Mailbox(name: \"in-db2\", database: \"DB2\")",
    ] {
        assert!(text.contains(part), "{part}\nin\n{text}");
    }
    for remark in [
        Remark::Recovery(vec!["RDB".to_owned()]),
        Remark::DatabasesLeftOut(vec!["GONE".to_owned()]),
        Remark::DatabaseNotListed("DB3".to_owned(), 1),
        Remark::NobodyToKeep("nobody".to_owned()),
    ] {
        assert!(it.remarks.contains(&remark), "{remark:?} in {:?}", it.remarks);
    }
}

#[test]
fn mailboxes_that_are_counted_are_groups_and_a_thousand_is_told() {
    let mut records = small();
    records.push(record(Class::Database, "d", None, &[("Name", "DB1"), ("Server", "EX10A")]));
    records.push(record(Class::MailboxCount, "n", None, &[("Name", "DB1"), ("Count", "1200")]));
    let it = organisation(records.clone());
    assert!(base_of(&it).contains("Mailbox(name: \"in-db1\", count: 1200, database: \"DB1\")"));
    assert!(it.remarks.iter().any(|it| matches!(it, Remark::NoDatabasesOf(all) if all.len() == 1)));
    records.extend(
        (0..1_000).map(|it| record(Class::Mailbox, "m", None, &[("Id", &format!("id{it}")), ("Database", "DB1")])),
    );
    let it = organisation(records);
    assert!(it.remarks.iter().any(|it| matches!(it, Remark::Thousand(_))));
    assert!(it.remarks.contains(&Remark::CountDiffers("DB1".to_owned(), 1_000, 1_200)));
    assert!(base_of(&it).contains("count: 1000"));
}

/// On 2007 each server may have a database of one and the same name.
#[test]
fn databases_of_one_name_on_several_servers_are_told_apart() {
    let mut records = vec![server("EX07A", V2007, "Mailbox", "HQ"), server("EX07B", V2007, "Mailbox", "HQ")];
    for it in ["EX07A", "EX07B"] {
        let identity = format!("{it}\\First Storage Group\\Mailbox Database");
        records.push(record(
            Class::Database,
            "d",
            None,
            &[("Name", "Mailbox Database"), ("Server", it), ("Identity", &identity)],
        ));
        records.push(record(Class::Mailbox, "m", None, &[("Id", it), ("Database", &identity)]));
    }
    let it = organisation(records);
    let names: Vec<_> = it.databases.iter().map(|it| it.entry.name.as_str()).collect();
    assert_eq!(names, ["Mailbox Database (EX07A)", "Mailbox Database (EX07B)"]);
    assert_eq!(it.mailboxes.len(), 2);
    base_of(&it);
}

#[test]
fn two_servers_of_one_name_are_told_apart() {
    let of = |domain: &str| {
        let fqdn = format!("ex10.{domain}");
        let fields = [("Name", "EX10"), ("Fqdn", &*fqdn), ("AdminDisplayVersion", V2010), ("ServerRole", "Mailbox")];
        record(Class::Server, "s", None, &fields)
    };
    let it = organisation(vec![of("emea.contoso.com"), of("apac.contoso.com"), small().remove(0)]);
    let names: Vec<_> = it.servers.iter().map(|it| it.entry.name.as_str()).collect();
    assert_eq!(names, ["EX10-APAC", "EX10-EMEA", "EX10A"]);
    assert!(it.remarks.iter().any(|it| matches!(it, Remark::SameName(_))));
    base_of(&it);
}

#[test]
fn links_are_those_of_site_links_and_names_may_hold_anything() {
    let odd = "A \"b\" \\ {c}\u{202e}";
    let mut records = vec![
        server("EX10A", V2010, "Mailbox, ClientAccess", odd),
        server("EX10B", V2010, "Mailbox, ClientAccess", "Branch"),
        record(Class::Database, "d\n\u{202e}//", None, &[("Name", "DB\r\n\"1\\"), ("Server", "EX10A")]),
    ];
    let it = organisation(records.clone());
    assert!(it.unsaid.links && text_with_comments(&it).contains("every one is assumed to be linked to every other"));
    let list = format!("[Branch; contoso.com/Configuration/Sites/{odd}]");
    let link = [("Name", "LINK"), ("Cost", "100"), ("ADCost", "100"), ("ExchangeCost", ""), ("Sites", &*list)];
    records.push(record(Class::SiteLink, "l", None, &link));
    let it = organisation(records);
    assert!(!it.unsaid.links && it.links.len() == 1);
    let text = base_of(&it);
    assert!(text.contains("Site link LINK, cost 100."));
    assert!(!text.lines().any(|it| it.trim_start().starts_with("//") && it.contains('\u{202e}')), "{text}");
    assert!(it.databases[0].entry.name == "DB__\"1\\");
}

/// What is ready to be filled in is a part of the scenario once the slashes are gone.
#[test]
fn lines_that_are_ready_can_be_used() {
    let mut records = small();
    records.push(record(Class::Database, "d", None, &[("Name", "DB1"), ("Server", "EX10A")]));
    records.push(record(Class::MailboxCount, "n", None, &[("Name", "DB1"), ("Count", "12")]));
    let fields = [("Server", "EX13A"), ("X509CertificateName", "mail.contoso.com")];
    records.push(record(Class::ImapSettings, "i", None, &fields));
    let it = organisation(records);
    let use_them = |text: &str| {
        let mut used = 0;
        let lines: Vec<String> = text
            .lines()
            .map(|line| match line.trim_start().strip_prefix("//     ") {
                Some(ready) => {
                    used += 1;
                    ready.to_owned()
                }
                None => line.to_owned(),
            })
            .collect();
        assert!(used > 5, "{used} lines in\n{text}");
        lines.join("\n")
    };
    for lang in [Lang::En, Lang::Zh] {
        let base = base::base(&it, lang);
        let filled = use_them(&base);
        let loaded = load(&filled, "base").unwrap_or_else(|it| panic!("{it:?}\n{filled}"));
        assert_eq!(loaded.world.clients.len(), 12);
        let hand = use_them(&base::hand(&it, "base.ron", lang));
        let mut find = |path: &str| (path == "base.ron").then(|| base.clone());
        let sources = gather("hand.ron", hand.as_str(), &mut find);
        let loaded = load_all(&sources, "hand").unwrap_or_else(|it| panic!("{it:?}\n{hand}"));
        assert_eq!((loaded.world.clients.len(), loaded.world.servers.len()), (12, 2));
    }
}

/// What is read and hardly serves stands at the top, and a group of databases is its servers.
#[test]
fn what_is_read_and_not_used_is_said() {
    let mut records = vec![
        server("EX10A", V2010, "Mailbox, ClientAccess", "HQ"),
        server("EX10B", V2010, "Mailbox, ClientAccess", "HQ"),
    ];
    let group = ("MasterServerOrAvailabilityGroup", "DAG1");
    let array = ("RpcClientAccessServer", "outlook.contoso.com");
    let servers = ("Servers", "[EX10A; EX10B]");
    records.push(record(Class::Database, "d", None, &[("Name", "DB1"), ("Server", "EX10A"), servers, group, array]));
    let alone = ("MasterServerOrAvailabilityGroup", "EX10B");
    records.push(record(Class::Database, "d", None, &[("Name", "DB2"), alone]));
    records.push(record(Class::Database, "d", None, &[("Name", "DB3"), ("Server", "EX10B"), group]));
    let directory = [("Server", "EX10A"), ("Name", "owa"), ("InternalUrl", "https://mail.contoso.com/owa")];
    records.push(record(Class::VirtualDirectory, "v", None, &directory));
    let front = [("Name", "EX99"), ("Fqdn", "ex99.contoso.com")];
    records.push(record(Class::FrontEnd, "f", None, &front));
    let it = organisation(records);
    let text = text_with_comments(&it);
    for part in [
        "Database availability groups: DAG1 (EX10A and EX10B).",
        "RpcClientAccessServer of 1 database",
        "1 virtual directory:",
        "Which other servers hold copies of DB3",
        "LoadBalancer(name: \"mail.contoso.com\", pool: [\"EX10A\"])",
        "Database(name: \"DB1\", on: [\"EX10A\", \"EX10B\"])",
        "Database(name: \"DB2\", on: [\"EX10B\"])",
    ] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    assert!(it.remarks.contains(&Remark::CopiesNotSaid(vec!["DB3".to_owned()])));
    assert!(it.remarks.contains(&Remark::ServersNotListed(vec!["ex99.contoso.com".to_owned()])), "{:?}", it.remarks);
}

#[test]
fn a_probe_asks_every_door_for_every_kind_of_mailbox() {
    let mut records = small();
    for (name, on) in [("DB10", "EX10A"), ("DB13", "EX13A"), ("DB14", "EX13A")] {
        records.push(record(Class::Database, "d", None, &[("Name", name), ("Server", on)]));
    }
    let it = organisation(records);
    let made = probe::probe(&it, "base.ron", Lang::En);
    // Two front ends, two protocols, SSL, STARTTLS and clear, two kinds.
    assert_eq!((made.clients, made.left_out.len()), (24, 0));
    assert_eq!(format(&made.text), made.text);
    for part in [
        "Mailbox(name: \"2010\", database: \"DB10\")",
        "Mailbox(name: \"2013\", database: \"DB13\")",
        "ex10a.contoso.com:993:SSL",
        "ex13a.contoso.com:110",
    ] {
        assert!(made.text.contains(part), "{part} in\n{}", made.text);
    }
    assert!(!made.text.contains("DB14"));
}

#[test]
fn a_probe_is_bounded_and_says_what_it_leaves_out() {
    let mut records: Vec<_> =
        (0..300).map(|it| server(&format!("EX{it:03}"), V2010, "Mailbox, ClientAccess", &format!("S{it}"))).collect();
    records.extend((0..300).map(|it| {
        let (name, on) = (format!("DB{it}"), format!("EX{it:03}"));
        record(Class::Database, "d", None, &[("Name", &name), ("Server", &on)])
    }));
    let made = probe::probe(&organisation(records), "base.ron", Lang::En);
    assert!(made.clients <= probe::CLIENTS_MAX && made.clients >= 300, "{}", made.clients);
    assert_eq!(made.left_out.len(), 2, "{:?}", made.left_out);
}
