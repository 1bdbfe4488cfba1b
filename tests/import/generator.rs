//! An organisation of any size, as `coexist collect` would export it: CLIXML of selected properties, one file a cmdlet.

use std::fmt::Write;

/// How large.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    pub(crate) servers: usize,
    pub(crate) sites: usize,
    pub(crate) databases: usize,
    pub(crate) mailboxes: usize,
}

/// A value of a property.
enum Cell {
    Text(String),
    Number(usize),
    Truth(bool),
    List(Vec<String>),
}

use Cell::{List, Number, Text, Truth};

/// What servers of each version say of themselves, and whether they are of 2013 or later.
const VERSIONS: [(&str, bool); 5] = [
    ("Version 8.3 (Build 83.6)", false),
    ("Version 14.3 (Build 123.4)", false),
    ("Version 15.0 (Build 1497.2)", true),
    ("Version 15.1 (Build 2507.6)", true),
    ("Version 15.2 (Build 1544.4)", true),
];

fn server(number: usize) -> String {
    format!("EX{number:04}")
}

fn fqdn(number: usize) -> String {
    format!("ex{number:04}.contoso.com")
}

fn site(number: usize) -> String {
    format!("Site-{number:02}")
}

fn text(of: &str) -> Cell {
    Text(of.to_owned())
}

/// One file: objects of a type.
fn file(type_name: &str, objects: impl Iterator<Item = Vec<(&'static str, Cell)>>) -> String {
    let mut xml = "<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">\r\n".to_owned();
    let mut number = 0;
    for (index, fields) in objects.enumerate() {
        let types = if index == 0 {
            format!(
                "<TN RefId=\"0\"><T>Selected.{type_name}</T><T>System.Management.Automation.PSCustomObject</T></TN>"
            )
        } else {
            "<TNRef RefId=\"0\" />".to_owned()
        };
        write!(xml, "  <Obj RefId=\"{number}\">\r\n    {types}\r\n    <MS>\r\n").expect("a text takes all");
        number += 1;
        for (name, cell) in fields {
            match cell {
                Text(it) => write!(xml, "      <S N=\"{name}\">{it}</S>\r\n"),
                Number(it) => write!(xml, "      <I32 N=\"{name}\">{it}</I32>\r\n"),
                Truth(it) => write!(xml, "      <B N=\"{name}\">{it}</B>\r\n"),
                List(items) => {
                    let items: Vec<String> = items.iter().map(|it| format!("<S>{it}</S>")).collect();
                    number += 1;
                    let items = items.concat();
                    write!(xml, "      <Obj N=\"{name}\" RefId=\"{}\"><LST>{items}</LST></Obj>\r\n", number - 1)
                }
            }
            .expect("a text takes all");
        }
        xml += "    </MS>\r\n  </Obj>\r\n";
    }
    xml + "</Objs>"
}

/// The settings of a protocol: its name, its port in plaintext, that for SSL, and what is added for the back end.
fn settings(size: Size, name: &'static str, [plain, ssl]: [usize; 2], type_name: &str) -> String {
    let of = |number: usize| {
        let (_, is_2013) = VERSIONS[number % VERSIONS.len()];
        let host = fqdn(number);
        let bindings = |port: usize| List(vec![format!("[::]:{port}"), format!("0.0.0.0:{port}")]);
        let mut fields = vec![
            ("Server", Text(server(number))),
            ("ProtocolName", text(name)),
            ("UnencryptedOrTLSBindings", bindings(plain)),
            ("SSLBindings", bindings(ssl)),
            ("LoginType", text("SecureLogin")),
            ("X509CertificateName", Text(host.clone())),
            ("ProxyTargetPort", Number(if is_2013 { 1000 + ssl } else { plain })),
        ];
        if !number.is_multiple_of(VERSIONS.len()) {
            let inner = vec![format!("{host}:{ssl}:SSL"), format!("{host}:{plain}:TLS")];
            fields.push(("InternalConnectionSettings", List(inner)));
            fields.push(("ExternalConnectionSettings", List(Vec::new())));
        }
        fields
    };
    file(type_name, (0..size.servers).map(of))
}

/// The files of an export, by their names.
pub(crate) fn files(size: Size) -> Vec<(&'static str, String)> {
    let Size { servers, sites, databases, mailboxes } = size;
    let configuration = "Microsoft.Exchange.Data.Directory.SystemConfiguration";
    let management = "Microsoft.Exchange.Data.Directory.Management";
    let version = |number: usize| VERSIONS[number % VERSIONS.len()].0;
    let services = ["MSExchangePOP3", "MSExchangeIMAP4"];
    vec![
        ("ADSite.xml", file(&format!("{configuration}.ADSite"), (0..sites).map(|it| vec![("Name", Text(site(it)))]))),
        (
            "ADSiteLink.xml",
            file(
                &format!("{configuration}.ADSiteLink"),
                (1..sites).map(|it| {
                    let ends = vec![site(0), site(it)];
                    vec![("Name", Text(format!("Link-{it}"))), ("Cost", Number(10 + it)), ("Sites", List(ends))]
                }),
            ),
        ),
        (
            "CASMailbox.xml",
            file(
                &format!("{management}.CASMailbox"),
                (0..mailboxes).map(|it| {
                    vec![
                        ("Id", Text(format!("00000000-0000-0000-0000-{it:012x}"))),
                        ("PrimarySmtpAddress", Text(format!("user{it}@contoso.com"))),
                        ("ServerName", Text(server(it % databases % servers).to_lowercase())),
                        ("PopEnabled", Truth(true)),
                        ("ImapEnabled", Truth(it % 7 > 0)),
                        ("PopUseProtocolDefaults", Truth(true)),
                        ("ImapUseProtocolDefaults", Truth(true)),
                    ]
                }),
            ),
        ),
        (
            "ExchangeServer.xml",
            file(
                &format!("{management}.ExchangeServer"),
                (0..servers).map(|it| {
                    vec![
                        ("Name", Text(server(it))),
                        ("Fqdn", Text(fqdn(it))),
                        ("AdminDisplayVersion", text(version(it))),
                        ("ServerRole", text("Mailbox, ClientAccess")),
                        ("Site", Text(format!("contoso.com/Configuration/Sites/{}", site(it % sites)))),
                        ("IsClientAccessServer", Truth(true)),
                        ("IsMailboxServer", Truth(true)),
                        ("IsEdgeServer", Truth(false)),
                    ]
                }),
            ),
        ),
        ("ImapSettings.xml", settings(size, "IMAP4", [143, 993], &format!("{configuration}.Imap4AdConfiguration"))),
        (
            "Mailbox.xml",
            file(
                &format!("{management}.Mailbox"),
                (0..mailboxes).map(|it| {
                    vec![
                        ("Id", Text(format!("00000000-0000-0000-0000-{it:012x}"))),
                        ("Database", Text(format!("DB{:04}", it % databases))),
                        ("AdminDisplayVersion", text(version(it % databases % servers))),
                    ]
                }),
            ),
        ),
        (
            "MailboxDatabase.xml",
            file(
                &format!("{configuration}.MailboxDatabase"),
                (0..databases).map(|it| {
                    vec![
                        ("Name", Text(format!("DB{it:04}"))),
                        ("Server", Text(server(it % servers))),
                        ("Servers", List(vec![server(it % servers)])),
                        ("Mounted", Truth(true)),
                        ("Recovery", Truth(false)),
                    ]
                }),
            ),
        ),
        ("PopSettings.xml", settings(size, "POP3", [110, 995], &format!("{configuration}.Pop3AdConfiguration"))),
        (
            "Service.xml",
            file(
                "System.Management.ManagementObject",
                (0..servers * services.len()).map(|it| {
                    vec![
                        ("ServerName", Text(server(it / services.len()))),
                        ("Name", text(services[it % services.len()])),
                        ("State", text("Running")),
                        ("StartMode", text("Auto")),
                    ]
                }),
            ),
        ),
    ]
}
