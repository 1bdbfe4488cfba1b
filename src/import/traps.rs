//! Is every trap of which the guide of export shapes warns told, with what exports it right or what is wrong?
//!
//! One small organisation in which nothing is wrong, as CSV; each row of the table changes one thing in it.

use super::base::base;
use super::collect;
use super::notes::{Gravity, Note};
use super::organisation::{Gathered, Organisation};
use super::probe::probe;
use super::record::Class;
use super::shapes::{self, Export};
use crate::check::{FindingCode, check_all};
use crate::lang::Lang;
use crate::scenario::base::gather;
use crate::sim::Budget;

/// The files of an organisation in which everybody gets in who may.
const SOUND: &[(&str, &str)] = &[
    (
        "ExchangeServer.csv",
        "\
Name,Fqdn,AdminDisplayVersion,IsClientAccessServer,IsMailboxServer,Site
EX10A,ex10a.contoso.com,Version 14.3 (Build 123.4),True,True,HQ
EX13A,ex13a.contoso.com,Version 15.0 (Build 1497.2),True,True,HQ
",
    ),
    (
        "ImapSettings.csv",
        "\
Server,ProtocolName,UnencryptedOrTLSBindings,SSLBindings,InternalConnectionSettings,LoginType,X509CertificateName
EX10A,IMAP4,0.0.0.0:143,0.0.0.0:993,ex10a.contoso.com:993:SSL;ex10a.contoso.com:143:TLS,SecureLogin,mail.contoso.com
EX13A,IMAP4,0.0.0.0:143,0.0.0.0:993,ex13a.contoso.com:993:SSL;ex13a.contoso.com:143:TLS,SecureLogin,mail.contoso.com
",
    ),
    (
        "PopSettings.csv",
        "\
Server,ProtocolName,UnencryptedOrTLSBindings,SSLBindings,InternalConnectionSettings,LoginType,X509CertificateName
EX10A,POP3,0.0.0.0:110,0.0.0.0:995,ex10a.contoso.com:995:SSL;ex10a.contoso.com:110:TLS,SecureLogin,mail.contoso.com
EX13A,POP3,0.0.0.0:110,0.0.0.0:995,ex13a.contoso.com:995:SSL;ex13a.contoso.com:110:TLS,SecureLogin,mail.contoso.com
",
    ),
    (
        "MailboxDatabase.csv",
        "\
Name,Server,Servers,MasterServerOrAvailabilityGroup,Mounted,Recovery
DB10,EX10A,EX10A,EX10A,True,False
DB13,EX13A,EX13A,EX13A,True,False
",
    ),
    (
        "ServerComponentState.csv",
        "\
ServerFqdn,Component,State
ex13a.contoso.com,ServerWideOffline,Active
ex13a.contoso.com,ImapProxy,Active
ex13a.contoso.com,PopProxy,Active
",
    ),
    (
        "Service.csv",
        "\
ServerName,Name,State,StartMode
EX10A,MSExchangeIMAP4,Running,Auto
EX10A,MSExchangePOP3,Running,Auto
EX13A,MSExchangeIMAP4,Running,Auto
EX13A,MSExchangePOP3,Running,Auto
EX13A,MSExchangeIMAP4BE,Running,Auto
EX13A,MSExchangePOP3BE,Running,Auto
",
    ),
    (
        "ExchangeCertificate.csv",
        "\
ServerName,Thumbprint,Subject,Services,CertificateDomains,IsSelfSigned,HasPrivateKey
EX10A,A1,CN=mail.contoso.com,\"IMAP, POP, IIS\",mail.contoso.com;ex10a.contoso.com,False,True
EX13A,A2,CN=mail.contoso.com,\"IMAP, POP, IIS\",mail.contoso.com;ex13a.contoso.com,False,True
",
    ),
    ("MailboxCount.csv", "Name,Count\nDB10,40\nDB13,60\n"),
];

/// By what a trap is told.
#[derive(Clone, Copy, Debug)]
enum ToldBy {
    /// By the import: these words, and the command that exports this class right.
    Import(&'static str, Class),
    /// By the import, where nothing is wrong with the export: these words.
    Words(&'static str),
    /// At the top of the base: these words.
    Head(&'static str),
    /// By the check of the probe.
    Finding(FindingCode),
}

use ToldBy::{Finding, Head, Import, Words};

/// The rows: the trap in the words of the guide, the file, what stands there, what stands there instead, and by what it
/// is told. A file that is replaced as a whole has nothing that stands there.
const TRAPS: &[(&str, &str, &str, &str, ToldBy)] = &[
    (
        "front end without settings record",
        "ImapSettings.csv",
        "EX10A,IMAP4,0.0.0.0:143,0.0.0.0:993,ex10a.contoso.com:993:SSL;ex10a.contoso.com:143:TLS,SecureLogin,\
         mail.contoso.com\n",
        "",
        Import("IMAP4 settings of EX10A", Class::ImapSettings),
    ),
    (
        "InternalConnectionSettings host that is not the server's own FQDN",
        "ImapSettings.csv",
        "ex10a.contoso.com:993:SSL;ex10a.contoso.com:143:TLS",
        "ex13a.contoso.com:993:SSL",
        Finding(FindingCode::F001),
    ),
    (
        "port in InternalConnectionSettings without matching binding",
        "ImapSettings.csv",
        "ex10a.contoso.com:993:SSL;ex10a.contoso.com:143:TLS",
        "ex10a.contoso.com:1993:SSL",
        Finding(FindingCode::F002),
    ),
    (
        "mode in InternalConnectionSettings without matching binding",
        "ImapSettings.csv",
        "ex10a.contoso.com:993:SSL;ex10a.contoso.com:143:TLS",
        "ex10a.contoso.com:993:TLS",
        Finding(FindingCode::F002),
    ),
    (
        "no plaintext entry while LoginType is 1",
        "ImapSettings.csv",
        "ex10a.contoso.com:143:TLS,SecureLogin",
        "ex10a.contoso.com:143:TLS,1",
        Words("LoginType of EX10A takes log-ons in clear"),
    ),
    (
        "no plaintext entry while LoginType is 2",
        "PopSettings.csv",
        "ex10a.contoso.com:110:TLS,SecureLogin",
        "ex10a.contoso.com:110:TLS,PlainTextAuthentication",
        Words("LoginType of EX10A takes log-ons in clear"),
    ),
    (
        "service stopped on a server that other versions must proxy to",
        "Service.csv",
        "EX10A,MSExchangeIMAP4,Running,Auto",
        "EX10A,MSExchangeIMAP4,Stopped,Manual",
        Finding(FindingCode::F003),
    ),
    (
        "service disabled on a server that other versions must proxy to",
        "Service.csv",
        "EX10A,MSExchangeIMAP4,Running,Auto",
        "EX10A,MSExchangeIMAP4,Stopped,Disabled",
        Finding(FindingCode::F044),
    ),
    (
        "service unknown on a server that other versions must proxy to",
        "Service.csv",
        "EX10A,MSExchangeIMAP4,Running,Auto\n",
        "",
        Head("Whether all services of EX10A run"),
    ),
    (
        "component Inactive",
        "ServerComponentState.csv",
        "PopProxy,Active",
        "PopProxy,Inactive",
        Finding(FindingCode::F011),
    ),
    (
        "X509CertificateName matching no certificate that has the service",
        "ExchangeCertificate.csv",
        "A1,CN=mail.contoso.com,\"IMAP, POP, IIS\"",
        "A1,CN=mail.contoso.com,\"POP, IIS\"",
        Finding(FindingCode::F006),
    ),
    (
        "X509CertificateName matching no certificate",
        "PopSettings.csv",
        "ex13a.contoso.com:110:TLS,SecureLogin,mail.contoso.com",
        "ex13a.contoso.com:110:TLS,SecureLogin,pop.contoso.com",
        Finding(FindingCode::F006),
    ),
    (
        "databases missing (IncludePreExchange2013)",
        "MailboxDatabase.csv",
        "DB10,EX10A,EX10A,EX10A,True,False\n",
        "",
        Import("no export lists a database of Exchange 2010", Class::Database),
    ),
    ("exactly 1000 mailboxes", "Mailbox.csv", "", "a thousand", Import("exactly 1,000 mailboxes", Class::Mailbox)),
    (
        "lists cut by an ellipsis",
        "ImapSettings.txt",
        "",
        "Server : EX13A\nProtocolName : IMAP4\nSSLBindings : {0.0.0.0:993, ...}\n",
        Import("SSLBindings was not used: the value is cut", Class::ImapSettings),
    ),
    (
        "type names instead of values",
        "ImapSettings.csv",
        "0.0.0.0:143,0.0.0.0:993,ex10a.contoso.com:993:SSL;ex10a.contoso.com:143:TLS",
        "0.0.0.0:143,Microsoft.Exchange.Data.MultiValuedProperty`1[Microsoft.Exchange.Data.IPBinding],\
         ex10a.contoso.com:993:SSL;ex10a.contoso.com:143:TLS",
        Import("SSLBindings was not used: the name of a type", Class::ImapSettings),
    ),
    (
        "copies of a database in a group that are not said",
        "MailboxDatabase.csv",
        "Name,Server,Servers,MasterServerOrAvailabilityGroup,Mounted,Recovery\nDB10,EX10A,EX10A,EX10A,True,False\n\
         DB13,EX13A,EX13A,EX13A,True,False\n",
        "Name,Server,MasterServerOrAvailabilityGroup,Mounted,Recovery\nDB10,EX10A,EX10A,True,False\n\
         DB13,EX13A,DAG1,True,False\n",
        Import("which servers hold its copies", Class::Database),
    ),
];

/// What an import makes of files, all that it tells with what mends it, and the findings of the check.
struct Came {
    told: Vec<(String, Option<String>)>,
    base: String,
    findings: Vec<FindingCode>,
}

fn files(changed: Option<(&str, &str, &str)>) -> Vec<(String, String)> {
    let mut all: Vec<_> = SOUND.iter().map(|it| (it.0.to_owned(), it.1.to_owned())).collect();
    let Some((file, from, to)) = changed else { return all };
    if from.is_empty() {
        let text = if to == "a thousand" {
            (0..1_000).fold("Id,Database\n".to_owned(), |all, it| all + &format!("id{it},DB10\n"))
        } else {
            to.to_owned()
        };
        all.push((file.to_owned(), text));
        return all;
    }
    let (_, text) = all.iter_mut().find(|it| it.0 == file).unwrap_or_else(|| panic!("there is no {file}"));
    assert!(text.contains(from), "{from} is not in {file}");
    *text = text.replacen(from, to, 1);
    all
}

fn came(changed: Option<(&str, &str, &str)>) -> Came {
    let files = files(changed);
    let mut exports = files
        .iter()
        .map(|(name, text)| Ok(Export { name: name.as_str().into(), made: None, bytes: text.clone().into_bytes() }));
    let (mut gathered, mut notes) = (Gathered::keeping(&[], &[]), Vec::<Note>::new());
    shapes::read(&mut exports, &mut |it| gathered.take(it), &mut notes);
    let it: Organisation = gathered.organisation();
    let of_files = notes.iter().filter(|it| it.gravity() != Gravity::Remark);
    let of_files = of_files.map(|it| (it.said(Lang::En), it.help(Lang::En)));
    let told = of_files.chain(it.remarks.iter().map(|it| (it.said(Lang::En), it.help(Lang::En)))).collect();
    let (base, probe) = (base(&it, Lang::En), probe(&it, "base.ron", Lang::En));
    let mut find = |path: &str| (path == "base.ron").then(|| base.clone());
    let sources = gather("probe.ron", probe.text.as_str(), &mut find);
    let checked = check_all(&sources, "probe", Budget::default()).unwrap_or_else(|it| panic!("{it:?}\n{base}"));
    Came { told, findings: checked.findings.iter().map(|it| it.what.code()).collect(), base }
}

impl Came {
    fn tells(&self, by: ToldBy) -> bool {
        match by {
            Import(words, class) => self.told.iter().any(|(said, help)| {
                said.contains(words) && help.as_ref().is_some_and(|it| it.contains(collect::line(class)))
            }),
            Words(words) => self.told.iter().any(|it| it.0.contains(words)),
            // A comment is broken into lines.
            Head(words) => self.base.replace("\n//  ", "").replace("\n// ", " ").contains(words),
            Finding(code) => self.findings.contains(&code),
        }
    }
}

#[test]
fn every_trap_of_the_guide_is_told_and_only_where_it_is() {
    let sound = came(None);
    assert!(sound.told.is_empty(), "{:?}", sound.told);
    for &(trap, file, from, to, by) in TRAPS {
        assert!(!sound.tells(by), "{trap}: {by:?} is told where nothing is wrong");
        let came = came(Some((file, from, to)));
        assert!(came.tells(by), "{trap}: {by:?} is not among {:#?} and {:?}\n{}", came.told, came.findings, came.base);
    }
}

/// What no export can know stands at the top of every base, as what is not known.
#[test]
fn what_no_export_can_know_is_said_to_be_unknown() {
    let base = came(None).base;
    let (head, _) = base.split_once("Scenario(").expect("there is one");
    for part in [
        "Load balancers: ",
        "how they check them",
        "DNS: ",
        "Firewalls: ",
        "Mail programs: ",
        "Credentials: ",
        "Kerberos and NTLM",
        "Stores: ",
        "Whether services were restarted since their settings were changed",
        "The bindings and settings of the back ends of 2013 and later",
    ] {
        assert!(head.replace("\n//  ", "").replace("\n//   ", " ").contains(part), "{part} is not in\n{head}");
    }
}
