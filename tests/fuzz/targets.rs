//! Which parts of the program take what anybody may have written, and what must hold of each, whatever it is?
//!
//! Each is one function of bytes. A fuzzer looks for bytes for which one does not hold (`main.rs` beside this file),
//! and `tests/fuzz.rs` asks those that are kept in `corpus/<name>` at every change. No run is longer than
//! [`EVENTS_MOST`] events, and nothing is read from a disk or started.

use std::ffi::OsString;
use std::io::Cursor;

use coexist::check::check;
use coexist::cli::lsp::{Serving, converse};
use coexist::cli::objection;
use coexist::diag::render::{Color, report};
use coexist::import::shapes::anything;
use coexist::page::Session;
use coexist::rehearsal::otherwise::{carried_out, ways};
use coexist::rehearsal::pauses::pause;
use coexist::rehearsal::{Rehearser, StepPlan};
use coexist::render::{Lang, Length, Options, Plain, text};
use coexist::resolve::{load, load_bytes};
use coexist::scenario::When;
use coexist::scenario::edit::{set, with};
use coexist::scenario::format::format;
use coexist::scenario::parse::parse;
use coexist::sim::tracer::Ends;
use coexist::sim::{Budget, Simulator, run_within};
use coexist::sweep::{Found, Level, Space, Sweep, Worker};
use coexist::trace::Stop;
use coexist::trial::Ground;
use coexist::verdict::judge;
use coexist::world::{StepId, World};
use serde_json::{Value, json};

/// A part of the program.
pub(crate) struct Target {
    /// What it is called: the folder of its corpus, and what the fuzzer is asked for.
    pub(crate) name: &'static str,
    /// Panics where something does not hold of these bytes.
    pub(crate) holds: fn(&[u8]),
}

/// All of them. Another one is a row here, and a folder with a few beginnings in `corpus`.
pub(crate) const TARGETS: [Target; 12] = [
    Target { name: "reading", holds: reading },
    Target { name: "running", holds: running },
    Target { name: "editing", holds: editing },
    Target { name: "layout", holds: layout },
    Target { name: "cmdlets", holds: cmdlets },
    Target { name: "questions", holds: questions },
    Target { name: "editor", holds: editor },
    Target { name: "arguments", holds: arguments },
    Target { name: "exports", holds: exports },
    Target { name: "plans", holds: plans },
    Target { name: "faults", holds: faults },
    Target { name: "spaces", holds: spaces },
];

/// No run has more events.
const EVENTS_MOST: u64 = 2_000;
/// Of what is varied, no more are run.
const VARIED_MOST: usize = 12;
/// No more is kept of a run.
const KEPT: Budget = Budget { bytes: 1 << 20 };
const BOTH: [Lang; 2] = [Lang::En, Lang::Zh];

/// A file: it is read, or what is wrong with it is said at a place that is there, in both languages. Whoever edits it
/// is answered wherever the cursor stands.
fn reading(bytes: &[u8]) {
    let text = &*String::from_utf8_lossy(bytes);
    if let Err(problems) = load_bytes(bytes, "fuzzed") {
        assert!(!problems.is_empty(), "nothing is said");
    }
    if let Err(problems) = load(text, "fuzzed") {
        for it in &problems {
            assert!(it.span.start <= it.span.end && it.span.end <= text.len(), "a place that is not there: {it:?}");
            assert!(text.is_char_boundary(it.span.start) && text.is_char_boundary(it.span.end), "{it:?}");
        }
        for lang in BOTH {
            assert!(!report(text, "fuzzed.ron", &problems, lang, Color::Never).trim().is_empty());
        }
    }
    let mut asked = vec![opened(text)];
    let lines = text.split('\n').count();
    for it in 0..6 {
        let line = lines * it / 6;
        let long = text.split('\n').nth(line).map_or(0, |it| it.encode_utf16().count());
        let document = json!({ "uri": URI });
        let at = json!({ "textDocument": document, "position": { "line": line, "character": long * (it % 3) / 2 } });
        asked.extend(["hover", "completion", "signatureHelp", "definition"].map(|method| request(method, &at)));
    }
    let wanted = asked.len();
    // What is said of the text, and an answer to each question.
    assert_eq!(said(&asked).len(), wanted);
}

/// A scenario: it runs to an end that can be told, the same each time, and `check` reads what a run reads.
fn running(bytes: &[u8]) {
    let source = &*String::from_utf8_lossy(bytes);
    let Ok(loaded) = load(source, "fuzzed") else { return };
    let mut world = loaded.world;
    world.event_limit = world.event_limit.min(EVENTS_MOST);
    let told = || {
        let run = run_within(&world, KEPT, u64::MAX, &mut |_| true);
        let verdict = judge(&world, &run);
        let mut shown = String::new();
        for lang in BOTH {
            let options = Options { lang, client: None, length: Length::Bounded };
            text::report(&world, &run, &verdict, &options, &Plain, &mut shown).expect("a string takes everything");
        }
        shown
    };
    let once = told();
    assert!(!once.is_empty());
    assert_eq!(once, told(), "another run is another");
    assert!(check(source, "fuzzed").is_ok(), "`check` cannot read what `run` can");
}

/// A line with an edit, and the text that it is made in: what was edited says what is wanted, so that the same edit
/// changes nothing any more. An action that is added to the text stands in its list and nowhere else.
fn editing(bytes: &[u8]) {
    let all = String::from_utf8_lossy(bytes);
    let (edit, source) = all.split_once('\n').unwrap_or((&all, ""));
    match set(source, edit) {
        Ok(edited) => assert_eq!(set(&edited, edit).ok().as_ref(), Some(&edited), "{edit:?} twice"),
        Err(refused) => {
            for lang in BOTH {
                assert!(!refused.message.of(lang).is_empty());
            }
        }
    }
    let emptied = |text: &str| set(text, "from_start=[]").map(|it| format(&it));
    if let (Ok(added), Ok(without)) = (with(source, &[ACTION.to_owned()], When::FromStart), emptied(source)) {
        assert!(added.contains("StopService"), "nothing was added");
        assert_eq!(emptied(&added), Ok(without), "an action changed something else");
    }
}

/// A file that is laid out: once is enough, and it says what it said.
fn layout(bytes: &[u8]) {
    let source = &*String::from_utf8_lossy(bytes);
    let laid_out = format(source);
    let Ok(before) = load(source, "fuzzed") else { return };
    assert_eq!(format(&laid_out), laid_out, "laid out once more it is another text");
    let after = load(&laid_out, "fuzzed").unwrap_or_else(|it| panic!("it is no scenario any more: {it:?}"));
    assert_eq!(format!("{:?}", after.world), format!("{:?}", before.world), "it says something else");
}

/// What somebody types into a shell, in an organisation of three servers: it does something, or it is said why not.
fn cmdlets(bytes: &[u8]) {
    let typed = String::from_utf8_lossy(bytes);
    let lines = json!([{ "at": "1s", "run": typed, "on": "EX13" }]);
    answered(&json!({ "op": "run", "name": "fuzzed", "source": ORGANISATION, "lines": lines }));
}

/// Lines that a page asks: each is answered with JSON.
fn questions(bytes: &[u8]) {
    let mut session = Session::default();
    for (run, source) in [(0, ORGANISATION), (1, STOPPED)] {
        let asked = json!({ "op": "run", "name": "fuzzed", "source": source });
        let answer: Value = serde_json::from_str(&session.answer(&asked.to_string())).expect("JSON");
        session.open(run, &answer["page"].to_string()).expect("an answer is a page");
    }
    for line in String::from_utf8_lossy(bytes).lines().take(20) {
        let mut asked = line.to_owned();
        if let Ok(mut question) = serde_json::from_str::<Value>(line)
            && let Some(source) = question["source"].as_str()
            && let Ok(bounded) = set(source, &format!("event_limit={EVENTS_MOST}"))
        {
            question["source"] = json!(bounded);
            asked = question.to_string();
        }
        let answer: Value = serde_json::from_str(&session.answer(&asked)).expect("an answer is JSON");
        assert!(["page", "walk", "pair", "error"].iter().any(|it| answer.get(it).is_some()), "{answer}");
    }
}

/// Lines that an editor says, each a message: each request is answered once, and nothing but `exit` ends it.
fn editor(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut asked = vec![opened(ORGANISATION)];
    asked.extend(text.lines().take(40).filter_map(|it| serde_json::from_str(it).ok()));
    said(&asked);
}

/// Lines, each an argument: they are understood, or it is said what is wrong, in the language that they ask for.
fn arguments(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let words = std::iter::once("coexist").chain(text.lines());
    if let Some(said) = objection(words.map(OsString::from).collect()) {
        assert!(!said.trim().is_empty(), "nothing is said");
    }
}

/// Asks a page's question, whose answer has to be a page or why there is none.
fn answered(question: &Value) {
    let answer: Value = serde_json::from_str(&coexist::page::answer(&question.to_string())).expect("JSON");
    assert!(answer.get("page").is_some() || answer.get("error").is_some(), "{answer}");
}

const URI: &str = "file:///fuzzed.ron";

fn opened(text: &str) -> Value {
    let document = json!({ "uri": URI, "languageId": "ron", "version": 1, "text": text });
    json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": { "textDocument": document } })
}

fn request(method: &str, params: &Value) -> Value {
    json!({ "jsonrpc": "2.0", "id": method, "method": format!("textDocument/{method}"), "params": params })
}

/// Everything that an editor hears that says this.
fn said(messages: &[Value]) -> Vec<Value> {
    let hello = json!({ "jsonrpc": "2.0", "id": 0, "method": "initialize", "params": { "capabilities": {} } });
    let mut input = Vec::new();
    for it in std::iter::once(&hello).chain(messages) {
        let text = it.to_string();
        input.extend(format!("Content-Length: {}\r\n\r\n{text}", text.len()).into_bytes());
    }
    let serving = Serving { lang: Lang::Zh, program: None, find: |_| None, events_most: EVENTS_MOST, budget: KEPT };
    let mut out = Vec::new();
    converse(Cursor::new(input), &mut out, serving).expect("memory is read and written");
    let mut rest = String::from_utf8(out).expect("UTF-8");
    let mut all = Vec::new();
    while let Some((head, body)) = rest.split_once("\r\n\r\n") {
        let length: usize = head.strip_prefix("Content-Length: ").and_then(|it| it.parse().ok()).expect("a length");
        all.push(serde_json::from_str(&body[..length]).expect("a message is JSON"));
        rest = body[length..].to_owned();
    }
    assert!(rest.is_empty(), "{rest}");
    all.remove(0);
    all
}

/// A file of an export, in whatever shape: it gives records, or something is said of it.
fn exports(bytes: &[u8]) {
    let (records, notes) = anything(bytes);
    assert!(records + notes > 0 || bytes.iter().all(u8::is_ascii_whitespace), "nothing came, and nothing is said");
}

/// A plan: rehearsed it is the run that its scenario is, and carried out otherwise it comes to something, or it is said
/// why it cannot be.
fn plans(bytes: &[u8]) {
    let Some((text, world)) = bounded(&String::from_utf8_lossy(bytes)) else { return };
    if world.steps.is_empty() {
        return;
    }
    let mut rehearser = Rehearser::default();
    let mut rehearsed = rehearser.rehearse(&world, u64::MAX, &mut |_| true);
    let run = run_within(&world, KEPT, u64::MAX, &mut |_| true);
    if run.stop != Stop::RecordLimit {
        assert_eq!((rehearsed.run.stop, rehearsed.run.ended), (run.stop, run.ended), "it is another run");
    }
    rehearsed.blame(&Ground::new(&text, &world), &world);
    let plan = StepPlan::new(parse(&text).expect("it was loaded"), &world);
    for how in ways(&plan).0.into_iter().take(VARIED_MOST) {
        let came = carried_out((&world, &plan, &rehearsed), how, &mut rehearser, |_, _| ());
        for lang in BOTH {
            assert!(came.refused.as_ref().is_none_or(|it| !it.of(lang).is_empty()), "nothing is said");
        }
    }
    if plan.len() > 1 {
        let pause = pause((&plan, &world), StepId::at(0), &mut rehearser, |_, _| ());
        assert!(pause.least.is_none_or(|it| it <= pause.tried), "longer than the longest");
    }
}

/// A scenario that is swept: what a fault does as it lies on the shared world is what it does as it is written down.
fn faults(bytes: &[u8]) {
    let Some((text, world)) = bounded(&String::from_utf8_lossy(bytes)) else { return };
    let sweep = Sweep::new(&text, &world);
    let count = sweep.faults().len();
    let step = count.div_ceil(VARIED_MOST).max(1);
    is_as_written(&sweep, (0..count as u32).step_by(step));
}

/// A space of somebody's own: it is read and its values are as they are written, or something is wrong with it.
fn spaces(bytes: &[u8]) {
    let Ok(space) = Space::read(&String::from_utf8_lossy(bytes)) else { return };
    assert!(space.count() > 0, "a space without a combination");
    let (text, world) = bounded(ORGANISATION).expect("it is a scenario");
    let Ok(sweep) = Sweep::of_space(&text, &world, space) else { return };
    is_as_written(&sweep, 0..(sweep.faults().len() as u32).min(VARIED_MOST as u32));
    let numbers = 0..sweep.count(1).min(VARIED_MOST as u64);
    let told = Level::after(&sweep, &Found::new(&sweep), 1).work(&mut Worker::new(&sweep), false, numbers.clone());
    assert_eq!(told.count.sets, numbers.end, "each is gone through");
    assert_eq!(told.count.run + told.count.impossible, told.count.sets);
}

/// A scenario of which no run has more than [`EVENTS_MOST`] events, however often it is resolved anew.
fn bounded(source: &str) -> Option<(String, World)> {
    let text = set(source, &format!("event_limit={EVENTS_MOST}")).ok()?;
    let world = load(&text, "fuzzed").ok()?.world;
    Some((text, world))
}

/// Holds what each of these faults does where it lies on the shared world against what it does where it is written.
fn is_as_written(sweep: &Sweep, faults: impl Iterator<Item = u32>) {
    // A run that is cut off ends after so many events, and a fault that is written down is one more of them.
    if sweep.events() * 4 > EVENTS_MOST {
        return;
    }
    let (mut worker, mut simulator) = (Worker::new(sweep), Simulator::<Ends>::default());
    for it in faults {
        let fault = &sweep.faults()[it as usize];
        let Some(written) = sweep.resolved(&[it]) else { continue };
        assert!(worker.run(&[it]).is_some(), "{fault:?}");
        assert_eq!(worker.ends().attempts, simulator.ends(&written).attempts, "{fault:?}");
    }
}

/// An action of the language.
const ACTION: &str = "StopService(server: \"EX13\", service: Imap4)";
/// An organisation in which there is something to ask for.
const ORGANISATION: &str = r#"Scenario(
    schema: 1,
    event_limit: 2000,
    servers: [
        (name: "EX13", version: Exchange2013, running: [Imap4, Imap4BE, Pop3, Pop3BE]),
        (name: "EX10", version: Exchange2010, running: [Imap4, Pop3]),
        (name: "EX07", version: Exchange2007, running: [Imap4]),
    ],
    databases: [(name: "DB10", on: ["EX10"]), (name: "DB13", on: ["EX13"])],
    mailboxes: [(name: "anna", database: "DB10"), (name: "bert", database: "DB13")],
    clients: [
        (name: "laptop", user: "anna", connect: "ex13.contoso.com:993:SSL", every: "1min", until: "3min"),
        (name: "phone", user: "bert", connect: "ex13.contoso.com:993:SSL", at: ["2s"]),
    ],
    expect: [(client: "laptop", outcome: LoggedOn)],
)
"#;

/// Another one, in which something is wrong.
const STOPPED: &str = r#"Scenario(
    schema: 1,
    servers: [(name: "EX10", version: Exchange2010)],
    databases: [(name: "DB10", on: ["EX10"])],
    mailboxes: [(name: "anna", database: "DB10")],
    clients: [(name: "laptop", user: "anna", connect: "ex10.contoso.com:993:SSL")],
)
"#;
