//! Does Parquet hold the table that CSV and JSON hold? Built with `--features parquet` alone
//! (`cargo test --features parquet --test parquet`), so that nobody else waits for what writes it.

#[allow(dead_code)]
#[path = "process.rs"]
mod process;

use std::fs;
use std::path::Path;

use parquet::basic::{LogicalType, Type};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use process::{call_in, folder, write};
use serde_json::{Value, json};

/// Two front ends behind one name; who comes to them by two protocols, one with a name that CSV must quote.
const SMALL: &str = r#"Scenario(
    schema: 1,
    title: "Two front ends",
    servers: [
        Server(name: "A", version: Exchange2013, running: [Imap4, Imap4BE, Pop3, Pop3BE]),
        Server(name: "B", version: Exchange2013, running: [Imap4, Imap4BE]),
    ],
    load_balancers: [LoadBalancer(name: "mail.contoso.com", pool: ["A", "B"], down_after: 1, every: "1s")],
    databases: [Database(name: "DB", on: ["A", "B"])],
    mailboxes: [Mailbox(name: "anna", database: "DB"), Mailbox(name: "bert", database: "DB")],
    clients: [
        Client(name: "desk, \"first\" floor", user: "anna", protocol: Imap4, connect: "mail.contoso.com:993:SSL",
            at: ["10s"], every: "1min", until: "5min"),
        Client(name: "印表机", user: "bert", protocol: Pop3, connect: "A:995:SSL"),
    ],
)"#;

/// Runs a sweep that finds somebody who is locked out, or nobody.
fn swept(folder: &Path, arguments: &[&str]) -> String {
    let came = call_in(folder, &[&["sweep"], arguments].concat(), b"");
    assert!(came.code < 2, "{arguments:?}: {}", came.err);
    came.out
}

fn reader(path: &Path) -> SerializedFileReader<fs::File> {
    SerializedFileReader::new(fs::File::open(path).expect("it was written")).expect("it is Parquet")
}

/// The rows of a file, each value as JSON by the name of its column.
fn rows(path: &Path) -> Vec<Value> {
    let value = |it: &Field| match it {
        Field::Long(it) => json!(it),
        Field::Str(it) => json!(it),
        Field::Bool(it) => json!(it),
        other => panic!("{other:?}"),
    };
    let row = |it: parquet::record::Row| it.get_column_iter().map(|it| (it.0.clone(), value(it.1))).collect();
    let rows = reader(path);
    let rows = rows.get_row_iter(None).expect("it can be read").map(|it| row(it.expect("a row")));
    rows.collect()
}

#[test]
fn it_holds_what_csv_and_json_hold() {
    let folder = folder("parquet-forms");
    write(&folder, "small.ron", SMALL);
    for more in [&["small.ron"][..], &["small.ron", "--faults", "2"]] {
        let path = folder.join(format!("of-{}.parquet", more.len()));
        let file = path.to_string_lossy();
        swept(&folder, &[more, &["--format", "parquet", "-o", &file]].concat());
        let rows = rows(&path);

        let told: Value = serde_json::from_str(&swept(&folder, &[more, &["--format", "json"]].concat())).expect("JSON");
        let at = |list: &str, at: &Value| told[list][at.as_u64().expect("a number") as usize].clone();
        let wanted = told["found"].as_array().expect("a list").iter().map(|it| {
            let faults: Vec<Value> =
                it["faults"].as_array().expect("a list").iter().map(|it| at("faults", it)).collect();
            let kinds: Vec<&str> = faults.iter().map(|it| it["kind"].as_str().expect("a text")).collect();
            let group = at("groups", &it["group"]);
            json!({
                "size": faults.len(), "kinds": kinds.join("+"), "group": group["name"], "clients": group["clients"],
                "lost": it["lost"], "of": it["of"], "percent": it["percent"],
                "seconds_without_mail": it["without_us"].as_u64().expect("a number") / 1_000_000,
                "locked_out": it["locked_out"],
            })
        });
        let wanted: Vec<Value> = wanted.collect();
        assert!(wanted.len() > 10 && wanted.iter().any(|it| it["locked_out"] == false), "{wanted:#?}");
        let mut bare = rows.clone();
        for (row, told) in bare.iter_mut().zip(told["found"].as_array().expect("a list")) {
            let said = row.as_object_mut().expect("a row").remove("faults").expect("it is there");
            for it in told["faults"].as_array().expect("a list") {
                let one = at("faults", it);
                assert!(said.as_str().expect("a text").contains(one["said"].as_str().expect("a text")), "{said} {one}");
            }
        }
        assert_eq!(bare, wanted);

        let csv = swept(&folder, &[more, &["--format", "csv"]].concat());
        let mut csv = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
        let names: Vec<String> = csv.headers().expect("a head").iter().map(str::to_owned).collect();
        let text = |it: &Value| it.as_str().map_or_else(|| it.to_string(), str::to_owned);
        let mut compared = 0;
        for (line, row) in csv.records().zip(&rows) {
            let line = line.expect("a line");
            let of_row: Vec<String> = names.iter().map(|it| text(&row[it])).collect();
            assert_eq!(line.iter().collect::<Vec<_>>(), of_row);
            assert_eq!(row.as_object().expect("a row").len(), names.len());
            compared += 1;
        }
        assert_eq!(compared, rows.len());
    }
}

#[test]
fn the_same_sweep_gives_the_same_bytes_whoever_ran_it() {
    let folder = folder("parquet-bytes");
    write(&folder, "small.ron", SMALL);
    let file = |name: &str| fs::read(folder.join(name)).expect("it was written");
    let asked = ["small.ron", "--faults", "2", "--format", "parquet"];
    swept(&folder, &[&asked[..], &["-o", "one.parquet", "--threads", "1"]].concat());
    swept(&folder, &[&asked[..], &["-o", "other.parquet", "--threads", "3"]].concat());
    fs::create_dir(folder.join("parts")).expect("it is made");
    for shard in ["1/3", "2/3", "3/3"] {
        swept(&folder, &["run", "small.ron", "--faults", "2", "--shard", shard, "-o", "parts"]);
    }
    swept(&folder, &["merge", "parts", "--format", "parquet", "-o", "merged.parquet"]);
    assert!(file("one.parquet") == file("other.parquet") && file("one.parquet") == file("merged.parquet"));
    // A pipe takes the same.
    let out = std::process::Command::new(env!("CARGO_BIN_EXE_coexist"))
        .args(["sweep", "merge", "parts", "--format", "parquet"])
        .current_dir(&folder)
        .output()
        .expect("the program runs");
    assert!(out.stdout == file("one.parquet"));
    // Nothing in it tells of the day, or of what it was written with.
    let reader = reader(&folder.join("one.parquet"));
    let about = reader.metadata().file_metadata();
    assert_eq!((about.created_by(), about.key_value_metadata()), (Some("coexist"), None));
    // A file that is there stays.
    let came = call_in(&folder, &[&["sweep"], &asked[..], &["-o", "one.parquet"]].concat(), b"");
    assert!(came.code == 2 && came.err.contains("one.parquet"), "{}", came.err);
}

#[test]
fn columns_have_types_also_where_there_are_no_rows() {
    let folder = folder("parquet-types");
    // Nobody logs on in the default scenario, so nobody can be locked out.
    swept(&folder, &["--format", "parquet", "-o", "none.parquet"]);
    let path = folder.join("none.parquet");
    assert_eq!(rows(&path), Vec::<Value>::new());
    let reader = reader(&path);
    let columns = reader.metadata().file_metadata().schema_descr().columns().to_vec();
    let types: Vec<_> = columns.iter().map(|it| (it.name(), it.physical_type(), it.logical_type_ref())).collect();
    let (number, text) = ((Type::INT64, None), (Type::BYTE_ARRAY, Some(&LogicalType::String)));
    let wanted = [
        ("size", number),
        ("kinds", text),
        ("faults", text),
        ("group", text),
        ("clients", number),
        ("lost", number),
        ("of", number),
        ("percent", number),
        ("seconds_without_mail", number),
        ("locked_out", (Type::BOOLEAN, None)),
    ];
    assert_eq!(types, wanted.map(|(name, (physical, logical))| (name, physical, logical)));
    assert!(columns.iter().all(|it| it.max_def_level() == 0), "no value is missing");
}

/// Many rows stand in several groups, and none is lost between them.
#[test]
fn many_rows_are_all_there() {
    let folder = folder("parquet-many");
    // Each with a mailbox and a second of its own, so that no limit of connections is met.
    let client = |at: usize| {
        format!(
            "Client(name: \"{at}\", user: \"u{at}\", protocol: Imap4, connect: \"mail.contoso.com:993:SSL\", \
             at: [\"{at}s\"]),\n"
        )
    };
    let clients: String = (0..3_000).map(client).collect();
    let mailboxes: String = (0..3_000).map(|at| format!("Mailbox(name: \"u{at}\", database: \"DB\"),\n")).collect();
    let begins = SMALL.find("mailboxes: [").expect("it has mailboxes");
    let many = format!("{}mailboxes: [{mailboxes}],\nclients: [{clients}],\n)", &SMALL[..begins]);
    write(&folder, "many.ron", many);
    swept(&folder, &["many.ron", "--format", "parquet", "-o", "many.parquet"]);
    let told: Value = serde_json::from_str(&swept(&folder, &["many.ron", "--format", "json"])).expect("JSON");
    let path = folder.join("many.parquet");
    let groups = reader(&path).metadata().num_row_groups();
    let found = told["found"].as_array().expect("a list");
    assert!(groups > 1, "{groups} groups of {} rows", found.len());
    let name = |it: &Value| told["groups"][it["group"].as_u64().expect("a number") as usize]["name"].clone();
    let wanted: Vec<Value> = found.iter().map(name).collect();
    assert_eq!(rows(&path).iter().map(|it| it["group"].clone()).collect::<Vec<_>>(), wanted);
}
