//! Is whatever cannot be read refused with what, where, and how it is mended, in bounded time and memory?

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use coexist::import::notes::{Gravity, Note};
use coexist::import::record::{ExportRecord, ExportValue};
use coexist::import::shapes::{Export, anything, read};
use coexist::import::sources::{Limits, open};
use coexist::lang::Lang;
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::process::folder;

/// What one file holds, under a name.
pub(super) fn records(name: &str, bytes: &[u8]) -> (Vec<ExportRecord>, Vec<Note>) {
    let (mut records, mut notes) = (Vec::new(), Vec::new());
    let export = Export { name: name.into(), made: None, bytes: bytes.to_vec() };
    read(&mut std::iter::once(Ok(export)), &mut |it| records.push(it), &mut notes);
    (records, notes)
}

/// A line for each note: how grave, where, what.
pub(super) fn told(notes: &[Note]) -> String {
    let line = |it: &Note| format!("{:?}: {}: {}", it.gravity(), it.place(Lang::En), it.said(Lang::En));
    notes.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// How many objects a file gives, and what is said of it.
#[track_caller]
fn check(name: &str, text: impl AsRef<[u8]>, count: usize, said: &str) {
    let (records, notes) = records(name, text.as_ref());
    assert_eq!(told(&notes), said);
    assert_eq!(records.len(), count);
    for note in notes {
        assert!(!note.said(Lang::Zh).is_empty() && note.said(Lang::Zh) != note.said(Lang::En), "{note:?}");
        // Whoever is told of a mistake is told how to mend it.
        assert!(note.gravity() != Gravity::Error || note.help(Lang::En).is_some(), "{note:?}");
    }
}

const SITE: &str = "<Obj RefId=\"0\"><TN RefId=\"0\"><T>X.ADSite</T></TN><MS><S N=\"Name\">A</S></MS></Obj>";

#[test]
fn clixml_that_is_not_as_export_clixml_writes_it() {
    check(
        "a.xml",
        format!("<!DOCTYPE x [<!ENTITY a \"aaaa\">]>\n<Objs>{SITE}</Objs>"),
        0,
        "Error: a.xml: line 1: it declares a document type, which Export-Clixml never does; nothing after it was read",
    );
    check(
        "a.xml",
        format!("<Objs>\n{SITE}\n<Obj><MS><S N=\"Name\">B</S>"),
        1,
        "Error: a.xml: it ends inside an element MS: it was cut off; the objects before were used",
    );
    check(
        "a.xml",
        format!("<Objs>\n{SITE}\n<Obj><MS><S N=\"Na"),
        1,
        "Error: a.xml: it ends inside an element MS: it was cut off; the objects before were used",
    );
    check(
        "a.xml",
        format!("<Objs>\n{SITE}\n<Obj></MS></Objs>"),
        1,
        "Error: a.xml: line 3, column 6: it is not well-formed XML: ill-formed document: expected `</Obj>`, but `</MS>` \
         was found; what stands before was used",
    );
    check(
        "a.xml",
        format!("<Objs>{SITE}<Obj><MS><S N=\"Name\">&nbsp;</S></MS></Obj></Objs>"),
        1,
        "Error: a.xml: line 1, column 115: it is not well-formed XML: unknown entity; what stands before was used",
    );
    check(
        "a.xml",
        format!("<Objs>{SITE}</Objs>\r\n<Objs>{SITE}</Objs>"),
        1,
        "Error: a.xml: line 2: a second document begins; only the first was used",
    );
    check(
        "a.xml",
        "<html><body>",
        0,
        "Warning: a.xml: it is XML, but not of Export-Clixml: its root is html and not Objs",
    );
    check(
        "a.xml",
        "<Objs></Objs>",
        0,
        "Warning: a.xml: there is no object in it: the command that wrote it found nothing, or failed",
    );
}

#[test]
fn clixml_that_refers_to_itself() {
    let circle = "<Objs><Obj RefId=\"7\"><TN RefId=\"0\"><T>X.ADSiteLink</T></TN><MS><S N=\"Name\">A</S>\
                  <Ref N=\"Sites\" RefId=\"7\" /><Ref N=\"Cost\" RefId=\"8\" /></MS></Obj></Objs>";
    check(
        "a.xml",
        circle,
        1,
        "Warning: a.xml, object 1: Sites was not used: it refers to an object that holds it\n\
         Warning: a.xml, object 1: Cost was not used: it refers to an object that is not in the file",
    );
    // A chain of references as long as the file: lists in lists, which no property is.
    let mut chain = "<Obj N=\"a\" RefId=\"0\"><LST><S>a</S></LST></Obj>".to_owned();
    for at in 1..100_000 {
        chain += &format!("<Obj N=\"a\" RefId=\"{at}\"><LST><Ref RefId=\"{}\" /></LST></Obj>", at - 1);
        chain += &format!(
            "<Obj N=\"a\" RefId=\"x{at}\"><Props><Ref N=\"ExportValue\" RefId=\"{}\" /></Props></Obj>",
            at - 1
        );
    }
    let link = "<Obj RefId=\"999999\"><TN RefId=\"0\"><T>X.ADSiteLink</T></TN><MS>";
    check(
        "a.xml",
        format!("<Objs>{link}{chain}<Ref N=\"Sites\" RefId=\"99999\" /></MS></Obj></Objs>"),
        1,
        "Warning: a.xml, object 1: Sites was not used: a nested object stands there, of which nobody knows what it says",
    );
    // A long list that a thousand objects refer to.
    let list = "<S>a</S>".repeat(100_000);
    let first = format!("{link}<Obj N=\"Sites\" RefId=\"1\"><LST>{list}</LST></Obj></MS></Obj>");
    let other = "<Obj><TNRef RefId=\"0\" /><MS><Ref N=\"Sites\" RefId=\"1\" /></MS></Obj>".repeat(1000);
    let (records, notes) = records("a.xml", format!("<Objs>{first}{other}</Objs>").as_bytes());
    assert!((100..500).contains(&records.len()), "{}", records.len());
    assert_eq!(
        told(&notes),
        "Error: a.xml: its references make many times more of it than it holds, which no export does; what was read \
         before that was used",
    );
}

#[test]
fn clixml_that_is_a_hundred_thousand_deep() {
    let deep = "<Obj><MS>".repeat(50_000);
    check(
        "a.xml",
        format!("<Objs>{SITE}\n{deep}"),
        1,
        "Error: a.xml: line 2: elements stand more than 100 deep in each other, which Export-Clixml never writes; what \
         stands before was used",
    );
}

#[test]
fn csv_with_other_columns_than_its_header() {
    let rows =
        "\"Name\",\"Fqdn\",\"ServerRole\"\nA,a.b,Mailbox\nB,b.b,Mailbox,x\nC,c.b\nD,d.b,Mailbox,,\nE,e.b,Mailbox,y\n";
    check(
        "a.csv",
        rows,
        2,
        "Error: a.csv, and in 1 more place: line 3: 4 columns, but 3 in the header; the row was not used\n\
         Error: a.csv: line 4: 2 columns, but 3 in the header; the row was not used",
    );
    check(
        "a.csv",
        "#TYPE X.ExchangeServer\r\nName;Fqdn;ServerRole\r\nA,a.b,Mailbox\r\n",
        0,
        "Error: a.csv: line 3: 1 column, but 3 in the header; the row was not used",
    );
    check(
        "a.csv",
        "Name,Fqdn,ServerRole\nA,a.b,Mailbox\n\"B,b.b,Mailbox\nC,c.b,Mailbox\n",
        1,
        "Error: a.csv: line 3: a quotation mark is never closed; from there on nothing was used",
    );
    check("a.csv", "Name:Fqdn:Site\nA:a.b:S\n", 0, NOTHING_OF_ALL);
}

const NOTHING_OF_ALL: &str = "Warning: a.csv: it is nothing that is read here: neither CLIXML nor CSV, JSON, the text of \
                              Format-List or a transcript";

#[test]
fn json_that_is_cut_off_or_broken() {
    check(
        "a.json",
        "[{\"Name\": \"A\", \"HubSiteEnabled\": true},\n {\"Name\": \"B\", \"Hub",
        1,
        "Error: a.json: line 2: it ends in the middle: it was cut off; the objects before were used",
    );
    check(
        "a.json",
        "[{\"Name\": \"A\", \"HubSiteEnabled\": true}\n {\"Name\": \"B\"}]",
        1,
        "Error: a.json: line 2, column 2: it is not JSON: expected `,` or `]`; what stands before was used",
    );
    let deep = "[".repeat(100_000);
    check(
        "a.json",
        deep,
        0,
        "Error: a.json: line 1, column 128: it is not JSON: recursion limit exceeded; what stands before was used",
    );
    check(
        "a.json",
        "[{\"Name\": \"A\", \"StartType\": 9, \"State\": \"Running\"}]",
        1,
        "Warning: a.json, object 1: StartType was not used: nobody knows what the number 9 means there",
    );
}

#[test]
fn lists_that_were_cut_or_wrapped() {
    check(
        "a.txt",
        "Server : A\nSSLBindings : {0.0.0.0:993, ...}\nInternalConnectionSettings : {a.b:993:SSL…}\n\
         UnencryptedOrTLSBindings : {0.0.0.0:143}\n",
        1,
        "Warning: a.txt, object 1: SSLBindings was not used: the value is cut: it ends in an ellipsis\n\
         Warning: a.txt, object 1: InternalConnectionSettings was not used: the value is cut: it ends in an ellipsis",
    );
    check(
        "a.txt",
        "Server : A\nSSLBindings : {0.0.0.0:993,\n[::]:993}\nX509CertificateName : mail.cont\noso.com\n",
        1,
        "Warning: a.txt, object 1: X509CertificateName was not used: the value goes over several lines, and the paste \
         has lost where a word ends",
    );
    check(
        "a.txt",
        "[PS] C:\\>Get-ImapSettings | ft\n\nServer   LoginType\n------   ---------\nEX10A    Secure...\n\n[PS] C:\\>",
        0,
        "Error: a.txt: line 4: a table of Format-Table, in which values are cut; it was not used",
    );
}

#[test]
fn bytes_that_are_no_text() {
    let list = "Name : A\r\nServerRole : Mailbox\r\n\r\n".repeat(3);
    let more: Vec<u8> = list.encode_utf16().flat_map(u16::to_le_bytes).collect();
    check(
        "a.txt",
        [list.as_bytes(), &more].concat(),
        0,
        "Error: a.txt: two encodings are mixed in it, from line 10 on; nothing of it was used",
    );
    check(
        "a.txt",
        b"Name : M\xfcnchen\nHubSiteEnabled : False\n",
        1,
        "Warning: a.txt: it is neither UTF-8 nor UTF-16 and was read as windows-1252; letters beyond ASCII may be wrong",
    );
    check("a.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 0, NOTHING_OF_ALL);
    check("a.csv", b"\x7fELF \xff\xfe\xfd of no shape", 0, NOTHING_OF_ALL);
    check("a.csv", "Title\n-----\n\nA text.\n", 0, NOTHING_OF_ALL);
    check("a.csv", "Dear all,\nplease find attached: nothing.\n", 0, NOTHING_OF_ALL);
    check("a.xml", "\r\n ", 0, "Warning: a.xml: it is empty: the command that wrote it had nothing to say, or failed");
}

/// A certificate that OpenSSL made for this test. What is expected is what OpenSSL says of it.
const CERTIFICATE: &str = "\
MIICiTCCAfKgAwIBAgIUbbW39Yp5Td97jGyWDbhDQyTrXJQwDQYJKoZIhvcNAQELBQAwPzELMAkGA1UEBhMCREUxFTATBgNVBAoM
DENvbnRvc28sIEx0ZDEZMBcGA1UEAwwQbWFpbC5jb250b3NvLmNvbTAeFw0yNjExMjcxNzI4MDlaFw0zNjExMjQxNzI4MDlaMD8x
CzAJBgNVBAYTAkRFMRUwEwYDVQQKDAxDb250b3NvLCBMdGQxGTAXBgNVBAMMEG1haWwuY29udG9zby5jb20wgZ8wDQYJKoZIhvcN
AQEBBQADgY0AMIGJAoGBAL9zDJH3ChmRRb0owDJ00KV/jkTKOFkSy/Il/zscyAzz5Qo3+4lYPRdI8K0e3jXcUQvVa+Shs3VW4Si0
vr3EXullwkG5Ai1V0hwRTrjZN2Q1sEkMPY4Tul94i/AytYeOiyQyOeJh9//bQS3inTAXyb8jTBLfbIbzfSJ4EfQNIhWvAgMBAAGj
gYEwfzAdBgNVHQ4EFgQUYgqVmMLpPQBetaImRMEOgcZA03EwHwYDVR0jBBgwFoAUYgqVmMLpPQBetaImRMEOgcZA03EwDwYDVR0T
AQH/BAUwAwEB/zAsBgNVHREEJTAjghBtYWlsLmNvbnRvc28uY29tgg9wb3AuY29udG9zby5jb20wDQYJKoZIhvcNAQELBQADgYEA
c9CQGWZ6NDWCIYHw2ovAWd4iW/ELiY97VcjEGLYPSliFD3MwHEH5+G5dezKIa8J33mF6rdSJPlffcoIwPerpmsYhtj55hE83KhRb
uIe8zX+q4AdZwY2NkOsUW8DXzZ+cKhun6fKHBOd2HP06m6QSk0KLD3wwdQwfkZ4fBMkSLvc=";

#[test]
fn a_live_certificate_says_all_but_what_it_is_used_for() {
    let of = |raw: &str| {
        format!(
            "<Objs><Obj RefId=\"0\"><TN RefId=\"0\"><T>System.Security.Cryptography.X509Certificates.X509Certificate2\
             </T></TN><Props><BA N=\"RawData\">{raw}</BA></Props></Obj></Objs>"
        )
    };
    let (records, notes) = records("a.xml", of(CERTIFICATE).as_bytes());
    assert_eq!(
        told(&notes),
        "Warning: a.xml, object 1: the file does not say what the certificates are used for: Export-Clixml drops Services"
    );
    let [certificate] = records.as_slice() else { panic!("{records:?}") };
    let text = |name| certificate.text(name).unwrap_or_else(|| panic!("{certificate:?} has no {name}"));
    assert_eq!(text("Subject"), "CN=mail.contoso.com, O=\"Contoso, Ltd\", C=DE");
    assert_eq!(text("Issuer"), text("Subject"));
    assert_eq!((text("NotBefore"), text("NotAfter")), ("2026-11-27T17:28:09Z", "2036-11-24T17:28:09Z"));
    assert_eq!(text("Thumbprint"), "F72E6FAC8D5A7A53215A7E050FB1B2E9CE07F0B8");
    let domains = ExportValue::List(vec!["mail.contoso.com".into(), "pop.contoso.com".into()]);
    assert_eq!(certificate.get("CertificateDomains"), Some(&domains));
    check(
        "a.xml",
        of("AAEAAAD/"),
        1,
        "Error: a.xml, object 1: a certificate cannot be read, and what the file says beside it was used\n\
         Warning: a.xml, object 1: the file does not say what the certificates are used for: Export-Clixml drops Services",
    );
}

/// What is said of a path within bounds, and how many objects it gives.
fn given(path: &Path, bounds: Limits) -> (usize, String) {
    let (mut count, mut notes) = (0, Vec::new());
    read(&mut open(&[path.to_owned()], bounds), &mut |_| count += 1, &mut notes);
    let base = path.parent().expect("it is in a folder").to_string_lossy().replace('\\', "/") + "/";
    (count, told(&notes).replace(&base, ""))
}

/// Small enough to be met by a test.
const SMALL: Limits = Limits { file: 1 << 20, all: 2 << 20, files: 5, ratio: 400 };

fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        archive.start_file(*name, SimpleFileOptions::default()).expect("a member begins");
        archive.write_all(bytes).expect("a member is written");
    }
    archive.finish().expect("the archive ends").into_inner()
}

#[test]
fn folders_and_archives_are_read_in_the_order_of_names() {
    let folder = folder("import-folder");
    let site = |name: &str| format!("Name,HubSiteEnabled\n{name},False\n");
    fs::create_dir_all(folder.join("all/b")).expect("a folder is made");
    for (name, of) in [("all/c.csv", "C"), ("all/b/x.csv", "B"), ("all/a.csv", "A"), ("all/.hidden.csv", "H")] {
        fs::write(folder.join(name), site(of)).expect("a file is written");
    }
    let (e, d) = (site("E"), site("D"));
    let zip = archive(&[("z/e.csv", e.as_bytes()), ("d.csv", d.as_bytes()), ("__MACOSX/d.csv", b"x")]);
    fs::write(folder.join("all/m.zip"), zip).expect("an archive is written");
    let mut names = Vec::new();
    let mut notes = Vec::new();
    let mut all = open(&[folder.join("all")], SMALL);
    read(&mut all, &mut |it| names.push((it.text("Name").expect("a name").to_owned(), it.origin)), &mut notes);
    assert_eq!(told(&notes), "");
    assert_eq!(names.iter().map(|it| it.0.as_str()).collect::<String>(), "ABCDE");
    assert!(names[4].1.file.ends_with("all/m.zip/z/e.csv"), "{:?}", names[4]);
    assert!(names[0].1.made.is_some_and(|it| it > 1_500_000_000), "{:?}", names[0]);
}

#[test]
fn what_is_too_large_or_not_there() {
    let folder = folder("import-bounds");
    let here = |name: &str| folder.join(name);
    fs::create_dir_all(here("empty/in/it")).expect("a folder is made");
    assert_eq!(given(&here("empty"), SMALL), (0, "Error: empty: there is no file in it".to_owned()));
    let (count, said) = given(&here("none"), SMALL);
    assert_eq!(count, 0);
    assert!(said.starts_with("Error: none: it cannot be read: "), "{said}");
    let site = "Name,HubSiteEnabled\nA,False\n".as_bytes();
    let large = site.repeat((1 << 20) / site.len() + 1);
    fs::write(here("large.csv"), &large).expect("a file is written");
    let said = "Error: large.csv: it is larger than 1 MiB, the largest that is read";
    assert_eq!(given(&here("large.csv"), SMALL), (0, said.to_owned()));
    fs::create_dir_all(here("all")).expect("a folder is made");
    for name in ["a", "b", "c"] {
        fs::write(here("all").join(name), &large[..900_000]).expect("a file is written");
    }
    let (_, said) = given(&here("all"), SMALL);
    assert!(
        said.ends_with("Error: all/c: all files together are larger than 2 MiB, and from here on none was read"),
        "{said}"
    );
    fs::create_dir_all(here("many")).expect("a folder is made");
    for name in 0..6 {
        fs::write(here("many").join(name.to_string()), site).expect("a file is written");
    }
    let said = "Error: many: there are more than 5 files, and the others were not read";
    assert_eq!(given(&here("many"), SMALL), (0, said.to_owned()));
}

#[test]
fn archives_that_are_traps() {
    let folder = folder("import-archives");
    let site = b"Name,HubSiteEnabled\nA,False\n";
    let check = |name: &str, bytes: &[u8], count: usize, said: &str| {
        let path = folder.join(name);
        fs::write(&path, bytes).expect("an archive is written");
        assert_eq!(given(&path, Limits { file: 4 << 20, ..SMALL }), (count, said.to_owned()));
    };
    let zeros = vec![b' '; 3 << 20];
    check(
        "bomb.zip",
        &archive(&[("a.xml", &zeros), ("b.csv", site)]),
        1,
        "Error: bomb.zip/a.xml: it was packed to less than one part in 400, which no export is, and it was not read",
    );
    check(
        "outside.zip",
        &archive(&[("../../a.csv", site), ("/etc/a.csv", site), ("C:\\a.csv", site), ("b.csv", site)]),
        1,
        "Error: outside.zip/../../a.csv: its name leads out of the archive, and it was not read\n\
         Error: outside.zip//etc/a.csv: its name leads out of the archive, and it was not read\n\
         Error: outside.zip/C:/a.csv: its name leads out of the archive, and it was not read",
    );
    check(
        "nested.zip",
        &archive(&[("in.zip", &archive(&[("a.csv", site)]))]),
        0,
        "Error: nested.zip/in.zip: it is an archive in an archive, and it was not read",
    );
    check("empty.zip", &archive(&[]), 0, "Error: empty.zip: there is no file in it");
    let whole = archive(&[("a.csv", site)]);
    fs::write(folder.join("cut.zip"), &whole[..whole.len() / 2]).expect("an archive is written");
    let (count, said) = given(&folder.join("cut.zip"), SMALL);
    assert_eq!(count, 0);
    assert!(said.starts_with("Error: cut.zip: it is an archive that cannot be read: "), "{said}");
}

/// The samples, as a start for what is broken.
fn starts() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/samples");
    let names = [
        "clixml-remote/Get-ExchangeServer.xml",
        "clixml-ems/Get-ADSiteLink.xml",
        "csv/Services.win32_service.csv",
        "csv/ImapSettings.UseCulture-de.semicolon-delimited.csv",
        "format-list/transcript.two-commands.utf8bom.txt",
        "format-list/EX10A+EX13CAS-Get-ImapSettings.width80.utf16le.txt",
        "json/raw-ems-ImapSettings.UNVERIFIED.json",
        "json/implicit-remoting-single-object.ps51-utf16le.json",
    ];
    names.iter().map(|it| fs::read(root.join(it)).expect("the sample is there")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the bytes are, they are read or refused, and not much is said of them.
    #[test]
    fn any_bytes_are_read_or_refused(
        which in 0_usize..8,
        cut in 0_usize..8000,
        changes in prop::collection::vec((0_usize..8000, any::<u8>()), 0..8),
        noise in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        let mut bytes = starts().swap_remove(which);
        bytes.truncate(cut.max(1));
        for (at, it) in changes {
            let length = bytes.len();
            bytes[at % length] = it;
        }
        prop_assert!(records("a", &bytes).1.len() <= 101);
        prop_assert!(records("a", &noise).1.len() <= 101);
        prop_assert!(anything(&noise).1 <= 101);
    }
}
