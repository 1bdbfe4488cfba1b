//! Is every shape of an export read for what it says?
//!
//! The samples are one organisation in many shapes. What is expected of each was written by hand from the files.

use std::fs;
use std::path::{Path, PathBuf};

use coexist::import::notes::Note;
use coexist::import::record::{ExportRecord, ExportValue};
use coexist::import::shapes::{Export, read};

use super::generator::{Size, files};
use super::refused::{records, told};

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/samples")
}

fn sample(name: &str) -> (Vec<ExportRecord>, Vec<Note>) {
    records(name, &fs::read(samples().join(name)).expect("the sample is there"))
}

/// A line for each record: its class, and what it says of some properties; `-` where it says nothing, `unset` where it
/// says that there is nothing, `LOST` where it is refused.
fn lines(records: &[ExportRecord], properties: &[&str]) -> String {
    let mut text = String::new();
    for record in records {
        text += &format!("{:?}", record.class);
        for property in properties {
            text += " | ";
            text += &match record.get(property) {
                None => "-".to_owned(),
                Some(ExportValue::Unset) => "unset".to_owned(),
                Some(ExportValue::Lost) => "LOST".to_owned(),
                Some(ExportValue::Text(text)) => text.to_string(),
                Some(ExportValue::List(items)) => format!("{{{}}}", items.join(", ")),
            };
        }
        text.push('\n');
    }
    text
}

/// What a file says of some properties, and what is said of the file, a line each.
#[track_caller]
fn check((records, notes): (Vec<ExportRecord>, Vec<Note>), properties: &[&str], expected: &str, said: &str) {
    assert_eq!(lines(&records, properties), expected, "{}", told(&notes));
    assert_eq!(told(&notes), said);
}

/// The same for bytes that are given here.
#[track_caller]
fn check_text(name: &str, text: &str, properties: &[&str], expected: &str) {
    check(records(name, text.as_bytes()), properties, expected, "");
}

const SERVER: [&str; 4] = ["Name", "Fqdn", "AdminDisplayVersion", "ServerRole"];
const SIX_SERVERS: &str = "\
Server | EX07CAS | ex07cas.contoso.com | Version 8.3 (Build 83.6) | ClientAccess, HubTransport
Server | EX07MBX | ex07mbx.contoso.com | Version 8.3 (Build 83.6) | Mailbox
Server | EX10A | ex10a.contoso.com | Version 14.3 (Build 123.4) | Mailbox, ClientAccess, HubTransport
Server | EX10B | ex10b.contoso.com | Version 14.3 (Build 123.4) | Mailbox, ClientAccess, HubTransport
Server | EX13CAS | ex13cas.contoso.com | Version 15.0 (Build 847.32) | ClientAccess
Server | EX13A | ex13a.contoso.com | Version 15.0 (Build 847.32) | Mailbox, ClientAccess
";

#[test]
fn servers_are_the_same_in_every_shape() {
    for name in [
        "clixml-ems/Get-ExchangeServer.xml",
        "csv/ExchangeServers.ascii.csv",
        "format-list/Get-ExchangeServer.selected.utf16le.txt",
    ] {
        check(sample(name), &SERVER, SIX_SERVERS, "");
    }
    let (all, notes) = sample("json/recommended-flattened.ps7-utf8.json");
    assert_eq!(lines(&all[..6], &SERVER), SIX_SERVERS);
    assert_eq!(told(&notes), "");
    let third = SIX_SERVERS.lines().nth(2).expect("there are six").to_owned() + "\n";
    check(sample("clixml-remote/Get-ExchangeServer.xml"), &SERVER, &third, "");
    check(sample("json/raw-ems-depth2-enums-as-ints.UNVERIFIED.json"), &SERVER, &third, "");
}

#[test]
fn a_server_says_its_site_and_its_roles() {
    let asked = ["Site", "IsClientAccessServer", "IsMailboxServer"];
    let expected = "\
Server | contoso.com/Configuration/Sites/Default-First-Site-Name | True | False
Server | contoso.com/Configuration/Sites/Default-First-Site-Name | False | True
Server | contoso.com/Configuration/Sites/Default-First-Site-Name | True | True
Server | contoso.com/Configuration/Sites/Branch | True | True
Server | contoso.com/Configuration/Sites/Default-First-Site-Name | True | False
Server | contoso.com/Configuration/Sites/Default-First-Site-Name | True | True
";
    check(sample("clixml-ems/Get-ExchangeServer.xml"), &asked, expected, "");
    check(sample("csv/ExchangeServers.ascii.csv"), &asked, expected, "");
    // The name alone stands in the nested object of JSON.
    let raw = "json/raw-ems-depth2-enums-as-ints.UNVERIFIED.json";
    check(sample(raw), &asked, "Server | Default-First-Site-Name | True | -\n", "");
}

const SETTINGS: [&str; 6] = [
    "Server",
    "SSLBindings",
    "UnencryptedOrTLSBindings",
    "InternalConnectionSettings",
    "LoginType",
    "X509CertificateName",
];

/// What Get-ImapSettings says of the servers of 2010 and 2013.
const FOUR_SETTINGS: [&str; 4] = [
    "ImapSettings | EX10A | {[::]:993, 0.0.0.0:993} | {[::]:143, 0.0.0.0:143} | \
     {ex10a.contoso.com:993:SSL, ex10a.contoso.com:143:TLS} | SecureLogin | ex10a.contoso.com\n",
    "ImapSettings | EX10B | {[::]:993, 0.0.0.0:993} | {[::]:143, 0.0.0.0:143} | \
     {mail.contoso.com:993:SSL, mail.contoso.com:143:TLS, mail.contoso.com:143:} | SecureLogin | ex10b.contoso.com\n",
    "ImapSettings | EX13CAS | {[::]:993, 0.0.0.0:993} | {[::]:143, 0.0.0.0:143} | \
     {ex13cas.contoso.com:993:SSL, ex13cas.contoso.com:143:TLS} | SecureLogin | mail.contoso.com\n",
    "ImapSettings | EX13A | {[::]:993, 0.0.0.0:993} | {[::]:143, 0.0.0.0:143} | \
     {ex13a.contoso.com:993:SSL, ex13a.contoso.com:143:TLS} | SecureLogin | ex13a.contoso.com\n",
];

#[test]
fn settings_are_the_same_in_every_shape() {
    let all = FOUR_SETTINGS.concat();
    for name in [
        "clixml-remote/Get-ImapSettings.xml",
        "csv/ImapSettings.UseCulture-de.semicolon-delimited.csv",
        "csv/ImapSettings.deserialized-space-joined.csv",
        "csv/ImapSettings.recommended-semicolon-in-cell.utf8bom.csv",
    ] {
        check(sample(name), &SETTINGS, &all, "");
    }
    let of_2007 = "ImapSettings | EX07CAS | {[::]:993, 0.0.0.0:993} | {[::]:143, 0.0.0.0:143} | - | \
                   PlainTextLogin | EX07CAS\n";
    let every = of_2007.to_owned() + &all;
    check(sample("clixml-ems/Get-ImapSettings.all-servers.xml"), &SETTINGS, &every, "");
    let (records, _) = sample("json/recommended-flattened.ps7-utf8.json");
    assert_eq!(lines(&records[6..], &SETTINGS), every);
    check(sample("clixml-selected/EX10A-ImapSettings.xml"), &SETTINGS, FOUR_SETTINGS[0], "");
    let two = FOUR_SETTINGS[0].to_owned() + FOUR_SETTINGS[2];
    check(sample("format-list/EX10A+EX13CAS-Get-ImapSettings.width80.utf16le.txt"), &SETTINGS, &two, "");
    check(
        sample("format-list/EX10B-Get-ImapSettings.pasted-collapsed-spaces.utf8.txt"),
        &SETTINGS,
        FOUR_SETTINGS[1],
        "",
    );
}

#[test]
fn settings_of_pop3_are_told_from_those_of_imap4() {
    let asked = ["Server", "SSLBindings", "ProxyTargetPort", "LoginType"];
    let of_2007 = "PopSettings | EX07CAS | {[::]:995, 0.0.0.0:995} | 110 | PlainTextLogin\n";
    let all = of_2007.to_owned()
        + "\
PopSettings | EX10A | {[::]:995, 0.0.0.0:995} | 110 | SecureLogin
PopSettings | EX10B | {[::]:995, 0.0.0.0:995} | 110 | SecureLogin
PopSettings | EX13CAS | {[::]:995, 0.0.0.0:995} | 1995 | SecureLogin
PopSettings | EX13A | {[::]:995, 0.0.0.0:995} | 1995 | SecureLogin
";
    check(sample("clixml-ems/Get-PopSettings.all-servers.xml"), &asked, &all, "");
    check(sample("format-list/EX07CAS-Get-PopSettings.width120.utf16le.txt"), &asked, of_2007, "");
    let of_2010 = all.lines().nth(1).expect("there are five").to_owned() + "\n";
    check(sample("clixml-selected/EX10A-PopSettings.xml"), &asked, &of_2010, "");
    let ports = "Server : A\nSSLBindings : {0.0.0.0:995}\n\nServer : A\nSSLBindings : {0.0.0.0:993}\n";
    check_text("a.txt", ports, &["Server"], "PopSettings | A\nImapSettings | A\n");
}

#[test]
fn addresses_without_brackets_are_kept_as_they_stand() {
    check(
        sample("format-list/EX10A-Get-ImapSettings.ipv6-without-brackets.txt"),
        &["Server", "SSLBindings", "UnencryptedOrTLSBindings"],
        "ImapSettings | EX10A | {:::993, 0.0.0.0:993} | {:::143, 0.0.0.0:143}\n",
        "",
    );
}

#[test]
fn databases_sites_and_links_are_read() {
    check(
        sample("clixml-ems/Get-MailboxDatabase.IncludePreExchange2013.Status.xml"),
        &["Name", "Server", "Servers", "ActivationPreference", "MountedOnServer", "Recovery"],
        "\
Database | MDB07-01 | EX07MBX | - | - | - | False
Database | MDB10-01 | EX10A | {EX10A, EX10B} | {[EX10A, 1], [EX10B, 2]} | ex10a.contoso.com | False
Database | MDB10-BR | EX10B | {EX10B} | {[EX10B, 1]} | ex10b.contoso.com | False
Database | MDB13-01 | EX13A | {EX13A} | {[EX13A, 1]} | ex13a.contoso.com | False
",
        "",
    );
    let sites = "Site | Default-First-Site-Name\nSite | Branch\n";
    check(sample("clixml-ems/Get-ADSite.xml"), &["Name"], sites, "");
    let link = ["Name", "Cost", "ADCost", "ExchangeCost", "Sites"];
    let (first, branch) = ("Default-First-Site-Name", "Branch");
    let from = "contoso.com/Configuration/Sites/";
    let live = format!("SiteLink | DEFAULTIPSITELINK | 50 | 100 | 50 | {{{from}{first}, {from}{branch}}}\n");
    check(sample("clixml-ems/Get-ADSiteLink.xml"), &link, &live, "");
    let listed = format!("SiteLink | DEFAULTIPSITELINK | 100 | 100 | unset | {{{branch}, {first}}}\n");
    check(sample("format-list/Get-AdSiteLink.2010.txt"), &link, &listed, "");
    let identity = "SiteLink | contoso.com/Configuration/Sites/Inter-Site Transports/IP/DEFAULTIPSITELINK\n";
    check(sample("format-list/Get-AdSiteLink.2010.txt"), &["Identity"], identity, "");
}

#[test]
fn mailboxes_are_read() {
    check(
        sample("clixml-remote/Get-Mailbox.xml"),
        &["SamAccountName", "Database", "ServerName", "AdminDisplayVersion"],
        "\
Mailbox | ann | MDB07-01 | ex07mbx | Version 8.3 (Build 83.6)
Mailbox | bob | MDB10-01 | ex10a | Version 14.3 (Build 123.4)
Mailbox | cy | MDB10-BR | ex10b | Version 14.3 (Build 123.4)
Mailbox | dee | MDB13-01 | ex13a | Version 15.0 (Build 847.32)
",
        "",
    );
    check(
        sample("clixml-remote/Get-CASMailbox.xml"),
        &["PrimarySmtpAddress", "ServerName", "PopEnabled", "ImapEnabled"],
        "\
CasMailbox | ann@contoso.com | ex07mbx | True | True
CasMailbox | bob@contoso.com | ex10a | True | True
CasMailbox | cy@contoso.com | ex10b | True | True
CasMailbox | dee@contoso.com | ex13a | True | False
",
        "",
    );
    check(
        sample("json/implicit-remoting-single-object.ps51-utf16le.json"),
        &["Name", "Database", "ServerName", "ImapEnabled", "AdminDisplayVersion"],
        "Mailbox | bob | MDB10-01 | ex10a | True | Version 14.3 (Build 123.4)\n",
        "",
    );
    check(
        sample("csv/Mailboxes.ascii-question-marks.csv"),
        &["Database", "ServerName"],
        "\
Mailbox | MDB07-01 | ex07mbx
Mailbox | MDB10-01 | ex10a
Mailbox | MDB10-BR | ex10b
Mailbox | MDB13-01 | ex13a
",
        "Warning: csv/Mailboxes.ascii-question-marks.csv, and in 1 more place: in the column DisplayName letters beyond \
         ASCII were written as question marks",
    );
}

#[test]
fn services_are_read() {
    check(
        sample("csv/Services.win32_service.csv"),
        &["ServerName", "Name", "State", "StartMode"],
        "\
Service | EX07CAS | MSExchangePOP3 | Stopped | Manual
Service | EX07CAS | MSExchangeIMAP4 | Running | Auto
Service | EX10A | MSExchangePOP3 | Running | Auto
Service | EX10A | MSExchangeIMAP4 | Stopped | Manual
Service | EX13CAS | MSExchangePop3 | Running | Auto
Service | EX13CAS | MSExchangeImap4 | Running | Auto
Service | EX13A | MSExchangePOP3BE | Running | Auto
Service | EX13A | MSExchangeIMAP4BE | Stopped | Disabled
",
        "",
    );
    check(
        sample("json/Get-Service.ps51-enums-as-ints.json"),
        &["MachineName", "Name", "Status", "StartType"],
        "\
Service | EX13CAS | MSExchangePop3 | Running | Automatic
Service | . | MSExchangeIMAP4BE | Stopped | Manual
",
        "",
    );
}

#[test]
fn what_a_shape_has_lost_is_refused_and_told() {
    let name = "csv/ImapSettings.ems-type-names-LOST-VALUES.csv";
    let lost = |property: &str| {
        format!(
            "Warning: {name}, object 1 and 3 more: {property} was not used: \
             the name of a type stands where the values were"
        )
    };
    check(
        sample(name),
        &SETTINGS,
        "\
ImapSettings | EX10A | LOST | LOST | LOST | SecureLogin | ex10a.contoso.com
ImapSettings | EX10B | LOST | LOST | LOST | SecureLogin | ex10b.contoso.com
ImapSettings | EX13CAS | LOST | LOST | LOST | SecureLogin | mail.contoso.com
ImapSettings | EX13A | LOST | LOST | LOST | SecureLogin | ex13a.contoso.com
",
        &["UnencryptedOrTLSBindings", "SSLBindings", "InternalConnectionSettings", "ExternalConnectionSettings"]
            .map(lost)
            .join("\n"),
    );
    check(
        sample("json/raw-ems-ImapSettings.UNVERIFIED.json"),
        &["Server", "UnencryptedOrTLSBindings", "InternalConnectionSettings", "AuthenticatedConnectionTimeout"],
        "ImapSettings | EX10A | {[::]:143, 0.0.0.0:143} | LOST | 00:30:00\n",
        "Warning: json/raw-ems-ImapSettings.UNVERIFIED.json, object 1: InternalConnectionSettings was not used: \
         a nested object stands there, of which nobody knows what it says",
    );
    check(
        sample("csv/format-objects-BAD.csv"),
        &[],
        "",
        "Error: csv/format-objects-BAD.csv: it holds what Format-List or Format-Table hands to the screen, and no values",
    );
    check(
        sample("format-list/truncated-enumeration.limit4.txt"),
        &[],
        "",
        "Warning: format-list/truncated-enumeration.limit4.txt, object 1: neither type, nor properties, nor the name of \
         the file say what it describes; it was passed over",
    );
}

#[test]
fn a_transcript_is_read_by_its_prompts() {
    check(
        sample("format-list/transcript.two-commands.utf8bom.txt"),
        &["Name", "Server", "ServerRole", "InternalConnectionSettings"],
        "\
Server | EX10A | - | Mailbox, ClientAccess, HubTransport | -
Server | EX10B | - | Mailbox, ClientAccess, HubTransport | -
PopSettings | - | EX10A | - | {ex10a.contoso.com:995:SSL, ex10a.contoso.com:110:TLS}
",
        "",
    );
}

/// Every file of the samples is read by one of the tests above, and no record comes of thin air: as many as the files
/// hold.
#[test]
fn the_samples_are_all_read() {
    let mut found = Vec::new();
    let mut open = vec![samples()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("the entry can be read").path();
            if path.is_dir() { open.push(path) } else { found.push(path) }
        }
    }
    assert_eq!(found.len(), 33, "{found:?}");
    let mut count = 0;
    let exports = found.iter().map(|it| {
        let bytes = fs::read(it).expect("the sample is there");
        Ok(Export { name: it.to_string_lossy().into(), made: None, bytes })
    });
    read(&mut { exports }, &mut |_| count += 1, &mut Vec::new());
    // clixml-ems 2+1+6+5+4+5, clixml-remote 4+1+4+4, clixml-selected 1+1, csv 6+4+4+4+4+4+8, format-list
    // 1+2+1+1+1+6+3, json 2+1+1+1+11.
    assert_eq!(count, 23 + 13 + 2 + 34 + 15 + 16);
}

#[test]
fn values_are_what_they_say_in_lists_of_powershell() {
    let asked = ["Server", "SSLBindings", "LoginType"];
    let padded = "Server      : A\nSSLBindings : {0.0.0.0:993,\n              [::]:993}\nLoginType   : SecureLogin\n";
    check_text("a.txt", padded, &asked, "ImapSettings | A | {0.0.0.0:993, [::]:993} | SecureLogin\n");
    let off = "Server : A\nSSLBindings : {}\nLoginType :\nProtocolName : IMAP4";
    check_text("a.txt", off, &asked, "ImapSettings | A | {} | unset\n");
    let again = "Name : A\nServerRole : Mailbox\nName : B\nServerRole : ClientAccess\n";
    check_text("a.txt", again, &["Name", "ServerRole"], "Server | A | Mailbox\nServer | B | ClientAccess\n");
}

#[test]
fn clixml_is_read_whatever_its_dressing() {
    let text = |objects: &str| {
        format!("<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">{objects}</Objs>")
    };
    let server = "<Obj RefId=\"0\"><TN RefId=\"0\"><T>Selected.Deserialized.Microsoft.Exchange.X.ExchangeServer</T></TN>\
                  <MS><S N=\"Name\">A</S><S N=\"Fqdn\">a.b_x002E_c &amp; &#100;</S></MS></Obj>";
    let same = "Server | A | a.b.c & d\n";
    let asked = ["Name", "Fqdn"];
    check_text("a.xml", &text(server), &asked, same);
    check_text("a.xml", &format!("#< CLIXML\r\n{}", text(server)), &asked, same);
    check_text("a.xml", &format!("<?xml version=\"1.0\"?>\r\n{}\r\n", text(server)), &asked, same);
    let utf_16: Vec<u8> = text(server).encode_utf16().flat_map(u16::to_le_bytes).collect();
    check(records("a.xml", &utf_16), &asked, same, "");
    // A list of objects that was exported as one, and a table of lists.
    check_text("a.xml", &text(&format!("<Obj RefId=\"9\"><LST>{server}</LST></Obj>")), &asked, same);
    let mute = "<Obj RefId=\"1\"><MS><S N=\"Name\">B</S></MS></Obj>";
    let table = format!(
        "<Obj RefId=\"9\"><TN RefId=\"9\"><T>System.Collections.Hashtable</T></TN><DCT><En><S N=\"Key\">sites</S>\
         <Obj N=\"ExportValue\" RefId=\"8\"><LST>{mute}</LST></Obj></En></DCT></Obj>"
    );
    check_text("a.xml", &text(&table), &["Name"], "Site | B\n");
    // A reference to what stood before; one text of nothing in a list, as a script makes it of nothing.
    let twice = "<Obj RefId=\"0\"><TN RefId=\"0\"><T>X.ADSiteLink</T></TN><MS><I32 N=\"Cost\">5</I32>\
                 <Obj N=\"Sites\" RefId=\"1\"><LST><S></S><S>S</S></LST></Obj></MS></Obj>\
                 <Obj RefId=\"2\"><TNRef RefId=\"0\" /><MS><Ref N=\"Sites\" RefId=\"1\" /></MS></Obj>";
    check_text("a.xml", &text(twice), &["Cost", "Sites"], "SiteLink | 5 | {S}\nSiteLink | - | {S}\n");
}

#[test]
fn names_keep_every_letter() {
    let odd = "a\"b\\c{d}e\u{200f}f_x000A_g_xD83D__xDE00_";
    let xml = odd.replace('"', "&quot;");
    let text = format!("<Objs><Obj><TN RefId=\"0\"><T>X.ADSite</T></TN><MS><S N=\"Name\">{xml}</S></MS></Obj></Objs>");
    check_text("a.xml", &text, &["Name"], "Site | a\"b\\c{d}e\u{200f}f\ng😀\n");
    let cell = "Name,HubSiteEnabled\n\"a\"\"b\\c{d}\ne;f\",False\n";
    check_text("a.csv", cell, &["Name"], "Site | a\"b\\c{d}\ne;f\n");
    let json = r#"[{"Name": "a\"b\\c{d}\ne", "HubSiteEnabled": false}]"#;
    check_text("a.json", json, &["Name"], "Site | a\"b\\c{d}\ne\n");
}

#[test]
fn one_object_of_json_is_as_good_as_a_list() {
    let one = r#"{"Name": "A", "HubSiteEnabled": true}"#;
    let same = "Site | A\n";
    check_text("a.json", one, &["Name"], same);
    check_text("a.json", &format!("[{one}]"), &["Name"], same);
    check_text("a.json", &format!("{{\"value\": [{one}], \"Count\": 1}}"), &["Name"], same);
    check_text("a.json", r#"{"sites": [{"Name": "A"}]}"#, &["Name"], same);
    check_text("Get-ADSite.json", r#"[{"Name": "A"}]"#, &["Name"], same);
}

#[test]
fn what_is_exported_of_a_larger_organisation_is_all_read() {
    let size = Size { servers: 12, sites: 4, databases: 30, mailboxes: 500 };
    let (mut count, mut notes) = (0, Vec::new());
    let exports = files(size)
        .into_iter()
        .map(|(name, text)| Ok(Export { name: name.into(), made: None, bytes: text.into_bytes() }));
    read(&mut { exports }, &mut |_| count += 1, &mut notes);
    assert_eq!(told(&notes), "");
    // Servers with two settings and two services each; sites and their links; mailboxes twice.
    assert_eq!(count, 12 * 5 + 4 + 3 + 30 + 500 * 2);
}
