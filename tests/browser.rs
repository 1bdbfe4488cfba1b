//! Does the page work in a real browser?
//!
//! The program writes pages, and `tests/browser/run.mjs` opens them in Chromium: no request, no console error, walks
//! to the end, keyboard, languages, accessibility, what-ifs, what a room gets out of them; `firefox.mjs` takes the main
//! measures in Firefox. Where node, a browser or the development tools are not installed this is skipped, and says so;
//! `.ci/run` installs them and sets `COEXIST_BROWSER=required`, and `COEXIST_FIREFOX=required` where that came too.

use std::fs;
use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::process::Command;

use coexist::{gallery, page};
use serde_json::json;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Whether pages can be opened in Chromium here. Where they cannot, that is told; where they must, it fails.
pub(crate) fn has_chromium() -> bool {
    let Some(why) = missing() else { return true };
    assert!(std::env::var_os("COEXIST_BROWSER").is_none(), "the browser is required here: {why}");
    eprintln!("skipped: {why}");
    false
}

/// The same of Firefox.
pub(crate) fn has_firefox() -> bool {
    let firefox = std::env::var("FIREFOX").unwrap_or_else(|_| "firefox-esr".to_owned());
    if Command::new(&firefox).arg("--version").output().is_ok_and(|it| it.status.success()) {
        return true;
    }
    let is_required = std::env::var_os("COEXIST_FIREFOX").is_some();
    assert!(!is_required, "Firefox is required here, and {firefox} is not installed");
    eprintln!("skipped: {firefox} is not installed");
    false
}

/// Runs the checks of a script over the pages in a folder, of which so many hold at the least.
pub(crate) fn held(script: &str, folder: &Path, pictures: bool, least: usize) {
    let mut command = Command::new("node");
    command.arg(script).arg(folder).current_dir(root().join("tests/browser"));
    if pictures {
        command.arg(root().join("docs/pictures"));
    }
    let output = command.output().expect("node starts");
    let told = String::from_utf8_lossy(&output.stdout);
    println!("{told}");
    assert!(output.status.success(), "{told}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(told.lines().filter(|it| it.starts_with("ok ")).count() >= least, "{told}");
}

/// Whether pictures of the documentation are to be made anew.
pub(crate) fn makes_pictures() -> bool {
    std::env::var_os("UPDATE_PICTURES").is_some()
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

/// The page of a file that is watched.
fn watched(folder: &Path, file: &str) {
    let page = folder.join("watched.html");
    let mut child = Command::new(env!("CARGO_BIN_EXE_coexist"))
        .args(["watch", file, "--lang", "en", "-o"])
        .arg(&page)
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut told = std::io::BufReader::new(child.stdout.take().expect("it is piped")).lines();
    assert!(told.any(|it| it.is_ok_and(|it| it.contains("watched.html"))), "the page is written");
    child.kill().expect("it still runs");
    child.wait().expect("it ends");
}

/// By run of a page of the whole gallery: what nobody who predicts may read.
fn titles() -> serde_json::Value {
    let mut files = Vec::new();
    let mut folders = vec![root().join("scenarios")];
    while let Some(folder) = folders.pop() {
        for it in fs::read_dir(folder).expect("the gallery is there") {
            let path = it.expect("it can be read").path();
            if path.is_dir() && !path.ends_with("lessons") {
                folders.push(path);
            } else if path.is_file() {
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
    if !has_chromium() {
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
    write(&folder, "hung.html", &["i-49-one-member-with-a-hung-service"]);
    write(&folder, "gallery.html", &["scenarios"]);
    write(&folder, "hostile.html", &[&own("hostile.ron")]);
    write(&folder, "large.html", &[&own("large.ron")]);
    write(&folder, "many.html", &[&own("many.ron")]);
    for many in [30, 60, 150, 500] {
        fs::write(folder.join(format!("wide-{many}.ron")), wide(many)).expect("it can be written");
        write(&folder, &format!("wide-{many}.html"), &[&own(&format!("wide-{many}.ron"))]);
    }
    watched(&folder, &own("many.ron"));
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
    if makes_pictures() {
        pictures(&folder);
    }
    held("run.mjs", &folder, makes_pictures(), 20);
    // The main measures once more.
    if has_firefox() {
        held("firefox.mjs", &folder, false, 11);
    }
}

/// An organisation of so many servers, ten in each site, of three versions: a load balancer in the first site, databases
/// with copies, links to all other sites, and people of all of them; all of 2010 in the second site have stopped what their people need.
fn wide(servers: usize) -> String {
    const VERSIONS: [(&str, &str); 5] = [
        ("Exchange2013", "Imap4, Imap4BE, Pop3, Pop3BE"),
        ("Exchange2010", "Imap4, Pop3"),
        ("Exchange2010", "Imap4, Pop3"),
        ("Exchange2007", "Imap4, Pop3"),
        ("Exchange2013", "Imap4, Imap4BE, Pop3, Pop3BE"),
    ];
    let sites = servers / 10;
    let list = |each: &dyn Fn(usize) -> String, many: usize| (0..many).map(each).collect::<String>();
    let name = |it: usize| format!("EX{}-{it:03}", &VERSIONS[it % 5].0[10..]);
    let server = |it: usize| {
        let (version, running) = VERSIONS[it % 5];
        let running = if matches!(it, 11 | 12 | 16 | 17) { "" } else { running };
        let name = name(it);
        format!(
            "        Server(name: \"{name}\", version: {version}, site: \"Site{}\", running: [{running}]),\n",
            it / 10
        )
    };
    let link = |it: usize| format!("        Link(between: (\"Site0\", \"Site{}\")),\n", it + 1);
    let database = |it: usize| {
        // Two of 2010 in a site have copies of each other's databases.
        let copy = if it % 5 == 1 { format!(", \"{}\"", name(it + 1)) } else { String::new() };
        format!("        Database(name: \"DB{it:03}\", on: [\"{}\"{copy}]),\n", name(it))
    };
    let mailbox = |it: usize| format!("        Mailbox(name: \"user{it:03}\", database: \"DB{it:03}\"),\n");
    let client = |it: usize| {
        let user = (it * 7 + 11) % servers;
        let (protocol, port) = if it % 3 == 2 { ("Pop3", 995) } else { ("Imap4", 993) };
        format!(
            "        Client(name: \"pc{it}\", user: \"user{user:03}\", protocol: {protocol}, connect: \
             \"mail.contoso.com:{port}:SSL\", site: \"Site{}\", at: [\"{it}s\"]),\n",
            it % 2
        )
    };
    let pool = (0..10).filter(|it| it % 5 == 0 || it % 5 == 4).map(|it| format!("\"{}\", ", name(it)));
    format!(
        "Scenario(\n    schema: 1,\n    title: \"{servers} servers\",\n    sites: [{}],\n    links: [\n{}    ],\n    servers: \
         [\n{}    ],\n    load_balancers: [LoadBalancer(name: \"mail.contoso.com\", pool: [{}])],\n    databases: [\n{}    \
         ],\n    mailboxes: [\n{}    ],\n    clients: [\n{}    ],\n)\n",
        list(&|it| format!("Site(name: \"Site{it}\"), "), sites),
        list(&link, sites - 1),
        list(&server, servers),
        pool.collect::<String>(),
        list(&database, servers),
        list(&mailbox, servers),
        list(&client, 12),
    )
}

/// The pages that show first what came of many runs: a plan by time, and faults against groups.
#[test]
fn the_pages_of_a_plan_and_of_faults_lead_into_their_runs() {
    if !has_chromium() {
        return;
    }
    let folder = crate::process::folder("browser-overview");
    for (command, file, page) in [
        ("rehearse", "docs/examples/contoso-plan.ron", "plan.html"),
        ("sweep", "docs/examples/contoso.ron", "faults.html"),
    ] {
        let came = Command::new(env!("CARGO_BIN_EXE_coexist"))
            .args([command, file, "--lang", "en", "--format", "html", "-o"])
            .arg(folder.join(page))
            .current_dir(root())
            .output()
            .expect("the program starts");
        assert_eq!(came.status.code(), Some(1), "{page}: {}", String::from_utf8_lossy(&came.stderr));
    }
    held("overview.mjs", &folder, false, 10);
}

/// The pictures of the documentation: what the page is for, each at a moment worth looking at.
fn pictures(folder: &Path) {
    const LOOP: &str = "shared-name-loops-through-2013";
    const STOPPED: &str = "stopped-target-stays-a-candidate";
    const HUNG: &str = "i-49-one-member-with-a-hung-service";
    const PLAN: &str = "i-16-services-stay-stopped-after-maintenance";
    const RENEWED: &str = "renewed-certificate-breaks-even-plaintext-clients";
    let shots = json!([
        {"file": LOOP, "hash": "", "name": LOOP},
        {"file": LOOP, "hash": "#lang=zh", "name": "default-zh"},
        {"file": HUNG, "hash": "#r3&lang=zh", "name": HUNG},
        {"file": LOOP, "hash": "#r11&big", "name": "projector", "size": [1280, 720]},
        {"file": "wide-60.ron", "hash": "", "name": "60-servers", "size": [1920, 1080]},
        {"file": "wide-150.ron", "hash": "", "name": "150-servers", "size": [1920, 1080]},
        {"file": LOOP, "hash": "#r18", "name": "fold-closed"},
        {"file": LOOP, "hash": "#r42", "name": "fold-opened"},
        {"file": STOPPED, "hash": "", "name": "predict", "keys": ["p", "End"]},
        {"file": STOPPED, "hash": "#set=servers%5B%22EX10%22%5D.running=%5BImap4%5D&tab=whatif", "name": "what-if"},
        {"file": RENEWED, "hash": "", "name": "compare", "keys": ["c"]},
        {"file": PLAN, "hash": "#r62", "name": "plan"},
        {"file": STOPPED, "hash": "", "name": "dark", "scheme": "dark"},
        {"file": LOOP, "hash": "", "name": "phone", "size": [390, 844]},
        {"file": LOOP, "hash": "", "name": "print", "print": true, "size": [900, 1200]},
    ]);
    let mut list = shots.as_array().cloned().unwrap_or_default();
    for it in &mut list {
        let scenario = it["file"].as_str().unwrap_or_default().to_owned();
        let file = format!("{}.html", scenario.trim_end_matches(".ron"));
        let own = folder.join(&scenario).to_string_lossy().into_owned();
        if !folder.join(&file).exists() {
            write(folder, &file, &[if scenario.starts_with("wide-") { &own } else { &scenario }]);
        }
        it["file"] = json!(file);
        it["name"] = json!(format!("report-{}", it["name"].as_str().unwrap_or_default()));
    }
    fs::write(folder.join("pictures.json"), json!(list).to_string()).expect("it can be written");
}
