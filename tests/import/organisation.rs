//! Does the command make an organisation of exports, and does it leave alone what is not its own?

use std::fs;
use std::path::PathBuf;

use crate::process::{call, call_in, folder};

/// The samples, all of them.
const SAMPLES: &str = "tests/import/samples";

/// A folder of the test's own with the paths of the files that an import writes there.
struct Place {
    folder: PathBuf,
}

impl Place {
    fn of(name: &str) -> Self {
        Self { folder: folder(name) }
    }

    fn path(&self, name: &str) -> String {
        self.folder.join(name).to_string_lossy().into_owned()
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }
}

#[test]
fn one_command_goes_from_exports_to_the_matrix() {
    let place = Place::of("import-matrix");
    let [base, hand, probe] = ["base.ron", "hand.ron", "probe.ron"].map(|it| place.path(it));
    let came = call(&["import", SAMPLES, "-o", &base, "--with", &hand, "--probe", &probe]);
    assert_eq!(came.code, 0, "{}", came.err);
    for part in ["An organisation of 6 servers, 2 sites, 4 databases and 4 mailboxes", "120 log-ons", "coexist run -q"]
    {
        assert!(came.out.contains(part), "{part} in\n{}", came.out);
    }
    assert_eq!(call(&["fmt", "--check", &base, &hand, &probe]).code, 0);
    let came = call(&["run", "-q", &probe]);
    assert_eq!(came.code, 0, "{}", came.err);
    assert!(came.out.contains("2007 does not serve 2010 mailboxes"), "{}", came.out);
    // What an import can tell of the samples, check tells: a name in InternalConnectionSettings that leads nowhere.
    let came = call(&["check", &probe]);
    assert!(came.code < 2 && came.out.contains("mail.contoso.com leads to nobody"), "{}", came.out);
}

#[test]
fn what_goes_to_standard_output_can_be_checked_there() {
    let came = call(&["import", SAMPLES]);
    assert_eq!(came.code, 0, "{}", came.err);
    let dash = call(&["import", SAMPLES, "-o", "-"]);
    assert_eq!((dash.code, &dash.out, &dash.err), (0, &came.out, &came.err));
    assert!(dash.err.contains("| coexist check -"), "{}", dash.err);
    assert!(!PathBuf::from("-").exists());
    let folder = folder("import-piped");
    let checked = call_in(&folder, &["check", "-"], dash.out.as_bytes());
    assert!(checked.code < 2, "{}", checked.err);
    // A probe stands on a file.
    let probe = call(&["import", SAMPLES, "-o", "-", "--probe", "p.ron"]);
    assert!(probe.code == 2 && probe.err.contains("-o base.ron"), "{}", probe.err);
}

/// What is told to be typed is a word of its own for each file.
#[test]
fn names_of_files_with_blanks_are_told_in_quotation_marks() {
    let place = Place::of("import with blanks");
    let [base, probe] = ["my base.ron", "my probe.ron"].map(|it| place.path(it));
    let came = call(&["import", SAMPLES, "-o", &base, "--probe", &probe]);
    assert_eq!(came.code, 0, "{}", came.err);
    for told in [format!("coexist check '{base}'"), format!("coexist run -q '{probe}'")] {
        assert!(came.out.contains(&told), "{told} in\n{}", came.out);
    }
}

#[test]
fn importing_again_changes_the_base_alone() {
    let place = Place::of("import-again");
    let [base, hand, probe] = ["base.ron", "hand.ron", "probe.ron"].map(|it| place.path(it));
    let arguments = ["import", SAMPLES, "-o", &base, "--with", &hand, "--probe", &probe];
    assert_eq!(call(&arguments).code, 0);
    let first = place.text("base.ron");
    let by_hand = place.text("hand.ron").replace("title: ", "seed: 7, title: ");
    fs::write(&hand, &by_hand).expect("it can be written");
    let came = call(&arguments);
    assert_eq!(came.code, 0, "{}", came.err);
    assert_eq!((place.text("hand.ron"), place.text("base.ron")), (by_hand, first));
    assert!(came.out.contains("was left as it is"), "{}", came.out);
    // What is no import is not overwritten, and nothing else is written either.
    fs::write(&base, "Scenario(schema: 1)\n").expect("it can be written");
    fs::remove_file(&probe).expect("it is there");
    let came = call(&arguments);
    assert_eq!(came.code, 2);
    assert!(came.err.contains("is there already") && came.err.contains("--force"), "{}", came.err);
    assert_eq!(place.text("base.ron"), "Scenario(schema: 1)\n");
    assert!(!PathBuf::from(&probe).exists());
    assert_eq!(call(&[&arguments[..], &["--force"]].concat()).code, 0);
}

#[test]
fn what_is_redacted_names_nobody_and_the_key_tells_who_it_is() {
    let place = Place::of("import-redact");
    let [base, key] = ["base.ron", "key.txt"].map(|it| place.path(it));
    let came = call(&["import", SAMPLES, "-o", &base, "--redact", "--key", &key, "--keep", "anna"]);
    assert_eq!(came.code, 0, "{}", came.err);
    let text = place.text("base.ron").to_lowercase();
    for name in ["contoso", "ex10", "mdb", "anna", "branch"] {
        assert!(!text.contains(name), "{name} in\n{text}");
    }
    assert!(place.text("key.txt").contains("\tex10a\thost\n"));
    // What is told names nobody either: no file by its name, no server in the text of an error.
    let told = (came.out + &came.err).replace(&*place.folder.to_string_lossy(), "").to_lowercase();
    let told = told.lines().filter(|it| !it.contains("export-clixml")).collect::<Vec<_>>().join("\n");
    for name in ["contoso", "ex10", "mdb", "branch", "clixml-ems", "format-list/", "samples"] {
        assert!(!told.contains(name), "{name} in\n{told}");
    }
    assert!(told.contains("file"), "{told}");
    assert_eq!(call(&["import", SAMPLES, "--key", &key]).code, 2);
}

#[test]
fn where_nothing_can_be_made_it_is_said_why() {
    let place = Place::of("import-nothing");
    let empty = place.path("empty");
    fs::create_dir_all(&empty).expect("it can be made");
    let settings = format!("{SAMPLES}/clixml-ems/Get-ImapSettings.all-servers.xml");
    let bad = format!("{SAMPLES}/csv/format-objects-BAD.csv");
    for path in [&empty, &settings, &bad, &place.path("missing")] {
        let base = place.path("base.ron");
        let came = call(&["import", path, "-o", &base]);
        assert_eq!((came.code, came.out.as_str()), (2, ""), "{path}: {}", came.err);
        assert!(
            came.err.contains("which servers there are") && came.err.contains("Get-ExchangeServer"),
            "{}",
            came.err
        );
        assert!(!PathBuf::from(&base).exists(), "{path}");
    }
    for (arguments, told) in [
        (&["import", SAMPLES, "--probe", "p.ron"][..], "-o base.ron"),
        (&["import", SAMPLES, "-o", "same.ron", "--probe", "same.ron"], "named twice"),
    ] {
        let came = call(arguments);
        assert!(came.code == 2 && came.err.contains(told), "{}", came.err);
    }
}

#[test]
fn it_speaks_chinese() {
    let place = Place::of("import-zh");
    let base = place.path("base.ron");
    let came = call(&["--lang", "zh", "import", SAMPLES, "-o", &base]);
    assert_eq!(came.code, 0, "{}", came.err);
    assert!(came.out.contains("6 台服务器"), "{}", came.out);
    assert!(place.text("base.ron").starts_with("// coexist import: 组织"));
}

#[test]
fn whom_the_file_by_hand_means_is_kept_by_name() {
    let place = Place::of("import-meant");
    let [base, hand] = ["base.ron", "hand.ron"].map(|it| place.path(it));
    let client = "clients: [Client(name: \"laptop\", user: \"anna\", connect: \"mail.contoso.com:993:SSL\"), \
                  Client(name: \"guest\", user: \"nobody-of-the-export\", connect: \"mail.contoso.com:993:SSL\")]";
    fs::write(&hand, format!("Scenario(schema: 1, base: \"base.ron\", {client})\n")).expect("it can be written");
    let more = place.path("more");
    fs::create_dir_all(&more).expect("it can be made");
    let mailboxes = "Guid,Name,SamAccountName,PrimarySmtpAddress,Database,ServerName\n\
                     3f2504e0-4f89-11d3-9a0c-0305e82c3301,Anna,anna,anna@contoso.com,MDB10-01,EX10A\n\
                     3f2504e0-4f89-11d3-9a0c-0305e82c3302,Bob,bob,bob@contoso.com,MDB10-01,EX10A\n";
    fs::write(format!("{more}/Get-Mailbox.csv"), mailboxes).expect("it can be written");
    let came = call(&["import", SAMPLES, &more, "-o", &base, "--with", &hand]);
    let text = place.text("base.ron");
    assert!(text.contains("Mailbox(name: \"anna\"") && !text.contains("Mailbox(name: \"bob\""), "{text}");
    let without = call(&["import", SAMPLES, &more, "-o", "-"]);
    assert!(without.out.contains("count: 2, database: \"MDB10-01\""), "{}", without.out);
    // Whom only the file by hand has, nobody looks for.
    assert!(!came.err.contains("nobody-of-the-export") && !came.out.contains("nobody-of-the-export"), "{}", came.err);
}
