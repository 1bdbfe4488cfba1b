//! Does the page work in a real browser?
//!
//! The program writes pages, and `tests/browser/run.mjs` opens them in Chromium: no request, no console error, walks
//! to the end, keyboard, languages, accessibility, what-ifs. Where node, Chromium or the development tools are not
//! installed this is skipped, and says so; `.ci/run` installs them and sets `COEXIST_BROWSER=required`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use coexist::{gallery, page};
use serde_json::json;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What is missing here, if anything.
fn missing() -> Option<String> {
    let runs = |it: &str| Command::new(it).arg("--version").output().is_ok_and(|it| it.status.success());
    let chromium = std::env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".to_owned());
    if !runs("node") {
        return Some("node is not installed".to_owned());
    }
    if !Path::new(&chromium).exists() {
        return Some(format!("there is no Chromium at {chromium}"));
    }
    let tools = root().join("tests/browser/node_modules/playwright-core");
    (!tools.exists()).then(|| "the development tools are not installed: npm ci in tests/browser".to_owned())
}

fn write(folder: &Path, name: &str, scenarios: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_coexist"))
        .arg("report")
        .args(scenarios)
        .args(["--lang", "en", "-o"])
        .arg(folder.join(name))
        .current_dir(root())
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Names that a careless page would run, or that would break its markup.
const HOSTILE: &str = r#"Scenario(
    schema: 1,
    title: "<script>window.owned = 1</script> \" ' & 安娜 📫",
    servers: [Server(name: "EX13", version: Exchange2013), Server(name: "EX10", version: Exchange2010)],
    databases: [Database(name: "<img src=x onerror=owned=1>", on: ["EX10"])],
    mailboxes: [Mailbox(name: "an\"na'&</script>", database: "<img src=x onerror=owned=1>")],
    clients: [Client(
        name: "<script>owned=1</script>",
        user: "an\"na'&</script>",
        connect: "ex13.contoso.com:993:SSL",
    )],
)
"#;

/// Two hundred people of whom fifty meet a stopped service; nothing is expected of it.
fn many() -> String {
    let clients = (0..200).fold(String::new(), |all, it| {
        let server = if it % 4 == 0 { "off" } else { "on" };
        all + &format!(
            "        Client(name: \"{}person-{it:03}\", user: \"anna\", connect: \"{server}.contoso.com:993:SSL\", \
             at: [\"{it}s\"]),\n",
            if it == 7 { "a-name-that-is-longer-than-anything-that-would-fit-into-a-column-of-" } else { "" }
        )
    });
    let server =
        |name: &str, running: &str| format!("Server(name: \"{name}\", version: Exchange2010, running: [{running}])");
    format!(
        "Scenario(\n    schema: 1,\n    title: \"Many\",\n    servers: [{}, {}],\n    databases: [Database(name: \"DB\", \
         on: [\"on\"])],\n    mailboxes: [Mailbox(name: \"anna\", database: \"DB\")],\n    clients: [\n{clients}    ],\n)\n",
        server("on", "Imap4"),
        server("off", "")
    )
}

/// Pollers enough for a hundred thousand records.
fn large() -> String {
    let clients = (0..110).fold(String::new(), |all, it| {
        all + &format!(
            "        Client(name: \"client-{it:03}\", user: \"anna\", connect: \"ex10.contoso.com:993:SSL\", every: \
             \"1min\", until: \"1h\", at: [\"{it}s\"]),\n"
        )
    });
    format!(
        "Scenario(\n    schema: 1,\n    title: \"Large\",\n    servers: [Server(name: \"EX10\", version: Exchange2010, \
         running: [Imap4])],\n    databases: [Database(name: \"DB\", on: [\"EX10\"])],\n    mailboxes: [Mailbox(name: \
         \"anna\", database: \"DB\")],\n    clients: [\n{clients}    ],\n)\n"
    )
}

/// By run of a page of the whole gallery: what nobody who predicts may read.
fn titles() -> serde_json::Value {
    let mut files = Vec::new();
    let mut folders = vec![root().join("scenarios")];
    while let Some(folder) = folders.pop() {
        for it in fs::read_dir(folder).expect("the gallery is there") {
            let path = it.expect("it can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    let told = files.iter().filter_map(|path| {
        let claim = path.file_stem()?.to_str()?;
        let entry = gallery::find(claim)?;
        let title = entry.text.lines().find_map(|it| it.trim().strip_prefix("title: \""))?.trim_end_matches("\",");
        Some(json!({ "words": [claim, title] }))
    });
    json!(told.collect::<Vec<_>>())
}

#[test]
fn pages_work_in_a_browser() {
    if let Some(why) = missing() {
        assert!(std::env::var_os("COEXIST_BROWSER").is_none(), "the browser is required here: {why}");
        eprintln!("skipped: {why}");
        return;
    }
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("browser");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder can be made");
    for (name, text) in [("hostile.ron", HOSTILE.to_owned()), ("large.ron", large()), ("many.ron", many())] {
        fs::write(folder.join(name), text).expect("it can be written");
    }
    let own = |name: &str| folder.join(name).to_string_lossy().into_owned();
    write(&folder, "default.html", &["shared-name-loops-through-2013"]);
    write(&folder, "stopped.html", &["service/stopped-target-stays-a-candidate"]);
    write(&folder, "gallery.html", &["scenarios"]);
    write(&folder, "hostile.html", &[&own("hostile.ron")]);
    write(&folder, "large.html", &[&own("large.ron")]);
    write(&folder, "many.html", &[&own("many.ron")]);
    write(&folder, "predict.html", &["--predict", "scenarios"]);
    fs::write(folder.join("titles.json"), titles().to_string()).expect("it can be written");
    let mut asked = Vec::new();
    for entry in gallery::ALL.iter().step_by(20) {
        for sets in [json!([]), json!(["seed=5"]), json!(["assumptions.fallback=SelectOnce"])] {
            let question = json!({"op": "run", "name": entry.claim, "source": entry.text, "sets": sets}).to_string();
            asked.push(json!({ "answer": page::answer(&question), "question": question }));
        }
    }
    fs::write(folder.join("questions.json"), json!(asked).to_string()).expect("it can be written");
    let mut command = Command::new("node");
    command.arg("run.mjs").arg(&folder).current_dir(root().join("tests/browser"));
    if std::env::var_os("UPDATE_PICTURES").is_some() {
        pictures(&folder);
        command.arg(root().join("docs/pictures"));
    }
    let output = command.output().expect("node starts");
    let told = String::from_utf8_lossy(&output.stdout);
    println!("{told}");
    assert!(output.status.success(), "{told}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(told.lines().filter(|it| it.starts_with("ok ")).count() >= 20, "{told}");
}

/// The pictures of the documentation: six scenarios, each at a moment worth looking at.
fn pictures(folder: &Path) {
    let shots = [
        ("shared-name-loops-through-2013", "#r9", "light"),
        ("stopped-target-stays-a-candidate", "#r8", "dark"),
        ("i-49-one-member-with-a-hung-service", "#r3&lang=zh", "light"),
        ("namespace-moves-to-2013-and-the-shared-name-loops", "#r58", "light"),
        ("renewed-certificate-breaks-even-plaintext-clients", "#r133&lang=zh", "dark"),
        ("same-outage-browser-unharmed-imap-failing", "#r28", "light"),
    ];
    let mut list = Vec::new();
    for (claim, hash, scheme) in shots {
        let file = format!("{claim}.html");
        write(folder, &file, &[claim]);
        list.push(json!({"file": file, "hash": hash, "scheme": scheme, "name": format!("report-{claim}")}));
    }
    fs::write(folder.join("pictures.json"), json!(list).to_string()).expect("it can be written");
}
