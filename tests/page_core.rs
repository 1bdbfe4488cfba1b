//! Is the core that travels in a page the core that is here?
//!
//! `src/page/core.wasm.gz` is the core compiled to WebAssembly; `.ci/core.sh` makes it. It is held against the sources
//! twice: by a fingerprint of everything that is compiled into it, and by asking both the same questions, over a part of
//! the gallery that reaches every topic (over all of it with `COEXIST_CORE=required`, as `.ci/run` sets it), and comparing
//! the answers byte for byte.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use coexist::{gallery, page};
use serde_json::json;
use sha2::{Digest, Sha256};
use wasmi::{Engine, Instance, Linker, Memory, Module, Store, TypedFunc};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Where the artefact is. With `UPDATE_CORE=FILE.wasm` it is written first.
fn artefact() -> PathBuf {
    static WRITTEN: OnceLock<()> = OnceLock::new();
    let path = root().join("src/page/core.wasm.gz");
    WRITTEN.get_or_init(|| {
        let Some(wasm) = std::env::var_os("UPDATE_CORE") else { return };
        let wasm = fs::read(wasm).expect("it was compiled");
        let mut packed = flate2::GzBuilder::new().mtime(0).write(Vec::new(), flate2::Compression::best());
        packed.write_all(&wasm).expect("memory takes everything");
        fs::write(&path, packed.finish().expect("memory takes everything")).expect("it can be written");
        fs::write(path.with_extension("sources"), format!("{}\n", fingerprint())).expect("it can be written");
    });
    path
}

/// The core in a machine of its own.
struct Core {
    store: Store<()>,
    memory: Memory,
    room: TypedFunc<u32, u32>,
    answer: TypedFunc<(), u32>,
    text: TypedFunc<(), u32>,
    open: TypedFunc<u32, u32>,
}

impl Core {
    fn new() -> Self {
        let mut wasm = Vec::new();
        let packed = fs::File::open(artefact()).expect("the artefact is there; .ci/core.sh makes it");
        flate2::read::GzDecoder::new(packed).read_to_end(&mut wasm).expect("it is compressed");
        let engine = Engine::default();
        let module = Module::new(&engine, &wasm[..]).expect("it is WebAssembly");
        assert_eq!(module.imports().count(), 0, "the core asks for nothing from outside");
        let mut store = Store::new(&engine, ());
        let instance: Instance = Linker::new(&engine)
            .instantiate(&mut store, &module)
            .and_then(|it| it.start(&mut store))
            .expect("it can be started");
        let memory = instance.get_memory(&store, "memory").expect("it has a memory");
        let room = instance.get_typed_func(&store, "coexist_room").expect("it is exported");
        let answer = instance.get_typed_func(&store, "coexist_answer").expect("it is exported");
        let text = instance.get_typed_func(&store, "coexist_text").expect("it is exported");
        let open = instance.get_typed_func(&store, "coexist_open").expect("it is exported");
        Self { store, memory, room, answer, text, open }
    }

    fn write(&mut self, text: &str) {
        let length = u32::try_from(text.len()).expect("a text is short");
        let at = self.room.call(&mut self.store, length).expect("there is room");
        self.memory.write(&mut self.store, at as usize, text.as_bytes()).expect("it fits");
    }

    /// Opens a page as a run.
    fn open(&mut self, run: u32, page: &str) {
        self.write(page);
        assert_eq!(self.open.call(&mut self.store, run).expect("it answers"), 0, "it is a page");
    }

    fn ask(&mut self, question: &str) -> String {
        self.write(question);
        let length = self.answer.call(&mut self.store, ()).expect("it answers");
        let at = self.text.call(&mut self.store, ()).expect("it answers");
        let mut answer = vec![0; length as usize];
        self.memory.read(&self.store, at as usize, &mut answer).expect("the answer is there");
        String::from_utf8(answer).expect("an answer is UTF-8")
    }
}

/// What is compiled into the core, without comments and tests.
fn fingerprint() -> String {
    let mut files = Vec::new();
    let mut open = vec![root().join("src")];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("the entry can be read").path();
            let name = path.strip_prefix(root()).expect("below the root").to_string_lossy().replace('\\', "/");
            if path.is_dir() {
                if name != "src/cli" && name != "src/catalogue/build" {
                    open.push(path);
                }
            } else if path.extension().is_some_and(|it| it == "rs" || it == "ftl")
                && !matches!(name.as_str(), "src/main.rs" | "src/cli.rs")
                && !name.ends_with("/tests.rs")
            {
                files.push((name, path));
            }
        }
    }
    files.sort();
    let mut hash = Sha256::new();
    // The titles of the gallery are made of its files.
    for title in gallery::ALL.iter().filter_map(|it| it.text.lines().find(|it| it.starts_with("    title: "))) {
        hash.update(title.as_bytes());
    }
    for (name, path) in files {
        let text = fs::read_to_string(path).expect("sources are UTF-8");
        let text = text.split("#[cfg(test)]\nmod tests").next().expect("there is a first part");
        hash.update(name.as_bytes());
        for line in text.lines().map(str::trim).filter(|it| !it.is_empty() && !it.starts_with("//")) {
            hash.update(line.as_bytes());
            hash.update(b"\n");
        }
    }
    // The scenarios of the gallery are compiled in, and so are the libraries.
    for entry in gallery::ALL {
        hash.update(entry.text.as_bytes());
    }
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("it is committed");
    for library in
        ["compact_str", "petgraph", "rand", "rand_chacha", "ron", "serde", "serde_json", "strsim", "unicode-width"]
    {
        let from = lock.find(&format!("name = \"{library}\"\nversion")).expect("the library is locked");
        hash.update(lock[from..].lines().take(2).collect::<String>().as_bytes());
    }
    hash.finalize().iter().fold(String::new(), |mut text, it| {
        write!(text, "{it:02x}").expect("a String takes everything");
        text
    })
}

/// Whether the core is to be held, as before a change lands.
fn is_required() -> bool {
    std::env::var_os("COEXIST_CORE").is_some_and(|it| it == "required")
}

/// Whether the artefact is made of these sources. Where it is not, somebody who has no toolchain for WebAssembly is told
/// and may go on; with `COEXIST_CORE=required`, as `.ci/run` sets it, nobody may.
fn is_made_of_these_sources() -> bool {
    let made_of =
        fs::read_to_string(artefact().with_extension("sources")).expect("the artefact tells of what it was made");
    let is_same = made_of.trim() == fingerprint();
    if !is_same {
        let stale = "src/page/core.wasm.gz is not made of these sources: run .ci/core.sh before this lands";
        assert!(!is_required(), "{stale}");
        eprintln!("skipped: {stale}");
    }
    is_same
}

#[test]
fn the_artefact_is_made_of_these_sources() {
    is_made_of_these_sources();
    let size = fs::metadata(artefact()).expect("it is there").len();
    assert!(size < 1_800_000, "the artefact has {size} bytes: a page is to stay small");
}

/// Natively or in a page: the same answer, byte for byte.
#[test]
fn a_page_answers_what_the_program_answers() {
    if !is_made_of_these_sources() {
        return;
    }
    let mut core = Core::new();
    let mut compare = |question: &serde_json::Value| {
        let question = question.to_string();
        let (native, inside) = (page::answer(&question), core.ask(&question));
        assert!(native == inside, "{question}\n{native}\n{inside}");
        serde_json::from_str::<serde_json::Value>(&native).expect("an answer is JSON")
    };
    let (mut asked, mut explained) = (0, 0);
    let mut topics = BTreeSet::new();
    for (index, entry) in gallery::ALL.iter().enumerate() {
        // A machine inside a test is slow. Both sides are the same sources (the fingerprint says so), so that what could
        // differ is how they are compiled: words of 32 bits, the allocator, a panic that ends everything. That shows in
        // every answer, not in one of four: the first of each topic and every fourth do. Where the core is to be held,
        // the whole gallery is asked.
        if !(topics.insert(entry.topic) || index % 4 == 0 || is_required()) {
            continue;
        }
        asked += 1;
        // Explanations cost many re-runs: every eighth has to do.
        let explain = index % 8 == 0;
        explained += usize::from(explain);
        let ask = json!({"op": "run", "name": entry.claim, "source": entry.text, "explain": explain});
        let answer = compare(&ask);
        assert!(answer["page"]["records"]["kind"].as_array().is_some_and(|it| !it.is_empty()), "{}", entry.claim);
        let sets = ["assumptions.fallback=SelectOnce", "seed=99"];
        compare(&json!({"op": "run", "name": entry.claim, "source": entry.text, "sets": sets, "explain": false}));
    }
    assert!(asked > 50 && (asked == gallery::ALL.len() || !is_required()), "{asked}");
    assert!(explained > 20);
    let shared = gallery::find(gallery::DEFAULT).expect("the default is there");
    compare(&json!({"op": "remedy", "name": shared.claim, "source": shared.text, "failure": 0, "remedy": 1}));
    compare(&json!({"op": "run", "name": "broken", "source": "Scenario(schema: 1, servers: [(nam: 3)])"}));
    compare(&json!({"op": "run", "name": "x", "source": shared.text, "sets": ["servers.EX99.off=true"]}));
    // Of an exam every draw is one of chance, and its organisation is drawn as a picture, too.
    for name in ["Anna Li", "李安娜"] {
        let exam = compare(&json!({"op": "exam", "name": name}));
        assert_eq!(exam["lesson"]["name"], "exam", "{exam}");
    }
    compare(&json!({"op": "unknown"}));
}

/// The full screen calls the machine, a page asks the core for it: the same commands show the same, byte for byte.
#[test]
fn a_page_walks_as_the_program_does() {
    if !is_made_of_these_sources() {
        return;
    }
    let (mut core, mut session) = (Core::new(), page::Session::default());
    let names = ["shared-name-loops-through-2013", "i-16-services-stay-stopped-after-maintenance"];
    for (run, name) in (0..).zip(names) {
        let entry = gallery::find(name).expect("it is in the gallery");
        let world = coexist::resolve::load(entry.text, entry.claim).expect("the gallery is sound").world;
        let page = page::of_world(entry.claim, entry.text, &world, false);
        let text = serde_json::to_string(&page).expect("a page is plain data");
        core.open(run, &text);
        session.open(run, &text).expect("it is a page");
    }
    let mut both = |question: serde_json::Value| {
        let question = question.to_string();
        let (native, inside) = (session.answer(&question), core.ask(&question));
        assert_eq!(native, inside, "{question}");
        assert!(!native.contains("\"error\""), "{question}: {native}");
    };
    let seek = |what: &str| json!({"op": "move", "commands": [{"go": {"seek": [what, "after"]}}]});
    for run in [0, 1] {
        both(json!({"op": "walk", "run": run, "predict": true}));
        for _ in 0..6 {
            both(json!({"op": "move", "commands": [{"go": "last"}]}));
            both(
                json!({"op": "move", "commands": [{"answer": {"accepted": true}}, {"answer": {"next": ["EX10", "SSL"]}}]}),
            );
            both(json!({"op": "move", "commands": [{"go": "back"}, {"go": "next"}, {"answer": "nothing"}]}));
        }
        both(
            json!({"op": "move", "commands": [{"predict": false}, {"go": "first"}, {"go": "play"}, {"go": {"tick": 3}}]}),
        );
        for what in ["decision", "failure", "attempt", "change"] {
            both(seek(what));
        }
        both(json!({"op": "move", "commands": [{"hide": [0]}, {"client": "laptop"}, {"record": 5}]}));
        both(json!({"op": "walk", "run": 1 - run, "goes_on": true}));
    }
    both(json!({"op": "compare", "sides": [{"run": 0, "attempt": 0}, {"run": 1, "attempt": null}]}));
    both(
        json!({"op": "move_pair", "commands": [{"go": "next"}, {"go": {"seek": ["failure", "after"]}}, {"pick": [1, 9]}]}),
    );
}
