//! Nothing that a file can say brings the engine down: scenarios of the gallery with values changed at random to
//! others that the language takes, and a small organisation in which everything goes wrong at every moment.

use std::fmt::Write as _;

use coexist::gallery;
use coexist::picture::mermaid;
use coexist::render::{Lang, Length, Options, Plain, json, text};
use coexist::resolve::load;
use coexist::scenario::Scenario;
use coexist::scenario::language::{Describe, EnumKind, Field, Form, Kind};
use coexist::sim::run;
use coexist::time::SimTime;
use coexist::trace::{RecordKind, Run, Stop};
use coexist::verdict::judge;
use coexist::world::World;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

// --- what must hold of every run -------------------------------------------------------------------------------------

/// Runs, judges and shows a world in every form.
#[track_caller]
fn lives_through(world: &World) -> Run {
    let run = run(world);
    holds(world, &run);
    let verdict = judge(world, &run);
    let options = Options { lang: Lang::En, client: None, length: Length::Bounded };
    let mut shown = String::new();
    text::report(world, &run, &verdict, &options, &Plain, &mut shown).expect("a string takes everything");
    assert!(!shown.is_empty());
    shown.clear();
    json::write(world, &run, &verdict, &mut shown);
    assert_eq!(shown.lines().filter(|it| it.starts_with("{\"type\":\"record\"")).count(), run.trace.records().len());
    shown.clear();
    mermaid::diagram(world, &run, &options, &mut shown).expect("a string takes everything");
    assert!(shown.contains("sequenceDiagram"), "{shown}");
    run
}

#[track_caller]
fn holds(world: &World, run: &Run) {
    let records = run.trace.records();
    let mut last = SimTime::ZERO;
    let mut ended = vec![0_u32; run.trace.attempts.len()];
    for (at, record) in records.iter().enumerate() {
        assert!(record.cause().is_none_or(|it| (it.0 as usize) < at), "record {at} is its own cause: {record:?}");
        assert!(last <= record.at(), "time runs backwards at {record:?}");
        last = record.at();
        let cause = record.cause().map(|it| run.trace.record(it).at());
        assert!(cause.is_none_or(|it| it <= record.at()), "an effect before its cause");
        assert!(record.at() <= world.until, "after the end: {record:?}");
        if let (RecordKind::Ended(_), Some(attempt)) = (record.kind(), record.attempt()) {
            ended[attempt.0 as usize] += 1;
        }
    }
    assert!(ended.iter().all(|it| *it <= 1), "an attempt ended twice: {ended:?}");
    match run.stop {
        Stop::Finished => {
            assert!(ended.iter().all(|it| *it == 1), "an attempt has no end in a finished run: {ended:?}");
            assert!(run.pending.is_empty());
        }
        Stop::Horizon | Stop::EventLimit | Stop::RecordLimit => {}
    }
}

// --- values changed at random ----------------------------------------------------------------------------------------

/// One written value and everything below it, with what the language says of its place.
#[derive(Clone)]
enum Tree {
    Fields { head: String, fields: Vec<(String, Tree)> },
    Items { kind: &'static Kind, items: Vec<Tree> },
    Pair(Vec<Tree>),
    Scalar { kind: &'static Kind, written: String },
}

/// Reads what the language describes: enough of RON for texts that the program accepts.
struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn blank(&mut self) {
        loop {
            self.rest = self.rest.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t', ',']);
            match self.rest.strip_prefix("//") {
                Some(_) => self.rest = self.rest.find('\n').map_or("", |at| &self.rest[at..]),
                None => return,
            }
        }
    }

    fn eats(&mut self, wanted: char) -> bool {
        self.blank();
        self.rest.strip_prefix(wanted).map(|rest| self.rest = rest).is_some()
    }

    fn word(&mut self) -> &'a str {
        self.blank();
        let end = self.rest.find(|it: char| !it.is_alphanumeric() && it != '_').unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    fn scalar(&mut self) -> String {
        self.blank();
        let mut end = 0;
        if self.rest.starts_with("r\"") {
            end = self.rest[2..].find('"').expect("a raw text ends") + 3;
        } else if self.rest.starts_with('"') {
            let mut escaped = false;
            for (at, it) in self.rest.char_indices().skip(1) {
                if it == '"' && !escaped {
                    end = at + 1;
                    break;
                }
                escaped = it == '\\' && !escaped;
            }
        } else {
            end = self.rest.find(|it: char| !it.is_alphanumeric()).unwrap_or(self.rest.len());
        }
        let (scalar, rest) = self.rest.split_at(end);
        self.rest = rest;
        scalar.to_owned()
    }

    fn fields(&mut self, head: &str, known: &'static [Field]) -> Tree {
        let mut fields = Vec::new();
        while !self.eats(')') {
            let name = self.word();
            assert!(self.eats(':'), "{name:?} has a value before {:.80}", self.rest);
            let field = known.iter().find(|it| it.name == name).unwrap_or_else(|| panic!("{name} is known"));
            fields.push((name.to_owned(), self.value(field.kind)));
        }
        Tree::Fields { head: head.to_owned(), fields }
    }

    fn value(&mut self, kind: &'static Kind) -> Tree {
        match kind {
            Kind::Struct(it) => {
                if let Some(text) = it.text.filter(|_| self.rest.trim_start().starts_with('"')) {
                    return self.value(text);
                }
                let _name = self.word();
                assert!(self.eats('('), "{} begins at {:.80}", it.name, self.rest);
                self.fields("", it.fields)
            }
            Kind::Enum(it) => {
                let name = self.word();
                let variant = it.variants.iter().find(|it| it.name == name).expect("a known variant");
                if variant.fields.is_empty() {
                    return Tree::Scalar { kind, written: name.to_owned() };
                }
                assert!(self.eats('('), "{name} has fields");
                self.fields(name, variant.fields)
            }
            Kind::List(item) | Kind::ListOrText(item) => {
                assert!(self.eats('['), "a list begins at {:.80}", self.rest);
                let mut items = Vec::new();
                while !self.eats(']') {
                    items.push(self.value(item));
                }
                Tree::Items { kind: item, items }
            }
            Kind::Pair(item) => {
                assert!(self.eats('('), "a pair begins at {:.80}", self.rest);
                let pair = vec![self.value(item), self.value(item)];
                assert!(self.eats(')'), "a pair ends at {:.80}", self.rest);
                Tree::Pair(pair)
            }
            Kind::Leaf(_) => Tree::Scalar { kind, written: self.scalar() },
        }
    }
}

fn write(tree: &Tree, out: &mut String) {
    match tree {
        Tree::Scalar { written, .. } => out.push_str(written),
        Tree::Fields { head, fields } => {
            write!(out, "{head}(").expect("text can be written");
            for (name, value) in fields {
                write!(out, "{name}: ").expect("text can be written");
                write(value, out);
                out.push(',');
            }
            out.push_str(")\n");
        }
        Tree::Items { items, .. } => {
            out.push('[');
            for item in items {
                write(item, out);
                out.push(',');
            }
            out.push(']');
        }
        Tree::Pair(pair) => {
            out.push('(');
            write(&pair[0], out);
            out.push(',');
            write(&pair[1], out);
            out.push(')');
        }
    }
}

/// Small draws from a fixed recipe, so that proptest can shrink it.
struct Dice<'a> {
    draws: std::slice::Iter<'a, u32>,
}

impl Dice<'_> {
    fn below(&mut self, bound: usize) -> usize {
        *self.draws.next().unwrap_or(&0) as usize % bound.max(1)
    }

    fn of<'t, T: ?Sized>(&mut self, all: &[&'t T]) -> &'t T {
        all[self.below(all.len())]
    }
}

const SPANS: [&str; 14] =
    ["0s", "1us", "499us", "500us", "1ms", "3ms", "300ms", "1s", "10s", "30s", "60s", "2min", "1h", "366d"];
const SHARES: [&str; 5] = ["0%", "1%", "50%", "99.9%", "100%"];
const NUMBERS: [&str; 14] =
    ["0", "1", "2", "3", "16", "110", "143", "993", "995", "1993", "1995", "65535", "2147483647", "4294967295"];
const ENDS: [&str; 12] = [
    ":993:SSL",
    ":995:SSL",
    ":143:TLS",
    ":110:TLS",
    ":143",
    ":110",
    ":1993:SSL",
    ":1995:SSL",
    ":143:SSL",
    ":993:TLS",
    ":993",
    ":25",
];

const BINDINGS: [&str; 5] = ["[::]:993", "0.0.0.0:993", "10.0.0.1:993", "127.0.0.1:143", "10.0.0.1:0"];

/// Another value for the place of `written`; `texts` holds those that stand in the file, names above all.
fn another(kind: &'static Kind, written: &str, texts: &[String], dice: &mut Dice<'_>) -> Tree {
    let scalar = |written: String| Tree::Scalar { kind, written };
    match kind {
        Kind::Enum(it) => variant(kind, it, texts, dice),
        Kind::Leaf(leaf) => match leaf.form {
            Form::Bool | Form::BoolOrText => scalar(if written == "true" { "false" } else { "true" }.to_owned()),
            Form::Number => scalar(dice.of(&NUMBERS).to_owned()),
            Form::NumberOrText => scalar(match dice.below(5) {
                0 if (leaf.check)(BINDINGS[0]).is_ok() => format!("\"{}\"", dice.of(&BINDINGS)),
                0 => "\"Unlimited\"".to_owned(),
                _ => dice.of(&NUMBERS).to_owned(),
            }),
            Form::Text if (leaf.check)("5s").is_ok() && !leaf.is_free_text() => {
                scalar(format!("\"{}\"", dice.of(&SPANS)))
            }
            Form::Text if (leaf.check)("5%").is_ok() && !leaf.is_free_text() => {
                scalar(format!("\"{}\"", dice.of(&SHARES)))
            }
            Form::Text if leaf.is_free_text() => scalar(texts[dice.below(texts.len())].clone()),
            Form::Text => {
                let host = texts[dice.below(texts.len())].trim_matches('"').split(':').next().unwrap_or("x").to_owned();
                let host = if dice.below(2) == 0 {
                    host
                } else {
                    written.trim_matches('"').split(':').next().unwrap_or("x").to_owned()
                };
                let text = format!("{host}{}", dice.of(&ENDS));
                scalar(format!("\"{}\"", if (leaf.check)(&text).is_ok() { text } else { host }))
            }
        },
        Kind::Struct(it) => {
            let fields = it.fields.iter().filter(|field| field.default.is_none() || dice.below(4) == 0);
            let fields: Vec<_> = fields.collect();
            let fields = fields.into_iter().map(|it| (it.name.to_owned(), another(it.kind, "", texts, dice))).collect();
            Tree::Fields { head: String::new(), fields }
        }
        Kind::List(item) | Kind::ListOrText(item) => {
            let items = (0..dice.below(3)).map(|_| another(item, "", texts, dice)).collect();
            Tree::Items { kind: item, items }
        }
        Kind::Pair(item) => Tree::Pair(vec![another(item, "", texts, dice), another(item, "", texts, dice)]),
    }
}

fn variant(kind: &'static Kind, it: &'static EnumKind, texts: &[String], dice: &mut Dice<'_>) -> Tree {
    let variant = &it.variants[dice.below(it.variants.len())];
    if variant.fields.is_empty() {
        return Tree::Scalar { kind, written: variant.name.to_owned() };
    }
    let fields = variant.fields.iter().map(|it| (it.name.to_owned(), another(it.kind, "", texts, dice))).collect();
    Tree::Fields { head: variant.name.to_owned(), fields }
}

/// Every place below `tree` that can be changed, counted in the order of the text; the one of number `at` is.
fn change(tree: &mut Tree, at: &mut usize, texts: &[String], dice: &mut Dice<'_>) -> bool {
    let mut here = || {
        let here = *at == 0;
        *at = at.wrapping_sub(1);
        here
    };
    match tree {
        Tree::Scalar { kind, written } => {
            let (kind, written) = (*kind, written.clone());
            if here() {
                *tree = another(kind, &written, texts, dice);
                return true;
            }
            false
        }
        Tree::Items { kind, items } => {
            if here() {
                let place = dice.below(items.len());
                match dice.below(3) {
                    0 if !items.is_empty() => drop(items.remove(place)),
                    1 if !items.is_empty() => items.push(items[place].clone()),
                    _ => items.push(another(kind, "", texts, dice)),
                }
                return true;
            }
            items.iter_mut().any(|it| change(it, at, texts, dice))
        }
        Tree::Pair(pair) => pair.iter_mut().any(|it| change(it, at, texts, dice)),
        Tree::Fields { fields, .. } => {
            if here() && !fields.is_empty() {
                fields.remove(dice.below(fields.len()));
                return true;
            }
            fields.iter_mut().any(|it| change(&mut it.1, at, texts, dice))
        }
    }
}

fn places(tree: &Tree) -> usize {
    match tree {
        Tree::Scalar { .. } => 1,
        Tree::Items { items, .. } => 1 + items.iter().map(places).sum::<usize>(),
        Tree::Pair(pair) => pair.iter().map(places).sum(),
        Tree::Fields { fields, .. } => 1 + fields.iter().map(|it| places(&it.1)).sum::<usize>(),
    }
}

fn texts(tree: &Tree, found: &mut Vec<String>) {
    match tree {
        Tree::Scalar { written, .. } if written.starts_with('"') => found.push(written.clone()),
        Tree::Scalar { .. } => {}
        Tree::Items { items, .. } | Tree::Pair(items) => items.iter().for_each(|it| texts(it, found)),
        Tree::Fields { fields, .. } => fields.iter().for_each(|it| texts(&it.1, found)),
    }
}

fn top(tree: &mut Tree) -> &mut Vec<(String, Tree)> {
    match tree {
        Tree::Fields { fields, .. } => fields,
        Tree::Scalar { .. } | Tree::Items { .. } | Tree::Pair(_) => panic!("a scenario has fields"),
    }
}

fn read(entry: &gallery::Entry) -> Tree {
    Reader { rest: entry.text }.value(Scenario::KIND)
}

/// Adds what another scenario has to this one, list by list.
fn merge(tree: &mut Tree, mut other: Tree) {
    for (name, value) in std::mem::take(top(&mut other)) {
        let mine = top(tree).iter_mut().find(|it| it.0 == name);
        match (mine, value) {
            (Some((_, Tree::Items { items, .. })), Tree::Items { items: more, .. }) => items.extend(more),
            (None, value) => top(tree).push((name, value)),
            (Some(_), Tree::Scalar { .. } | Tree::Fields { .. } | Tree::Items { .. } | Tree::Pair(_)) => {}
        }
    }
}

/// The text of a scenario of the gallery after up to `changes` of its values, perhaps with the lists of another one.
/// A change after which the file is refused is taken back (so both answers of the loader are met), and another made.
fn changed(one: usize, other: usize, recipe: &[u32], changes: usize) -> String {
    let mut tree = read(&gallery::ALL[one % gallery::ALL.len()]);
    let mut dice = Dice { draws: recipe.iter() };
    let mut known = vec!["\"\"".to_owned()];
    texts(&tree, &mut known);
    let mut text = String::new();
    write(&tree, &mut text);
    for tried in 0..=changes {
        let mut next = tree.clone();
        if tried == 0 {
            merge(&mut next, read(&gallery::ALL[other % gallery::ALL.len()]));
        } else {
            let mut at = dice.below(places(&next));
            change(&mut next, &mut at, &known, &mut dice);
        }
        let mut written = String::new();
        write(&next, &mut written);
        if load(&written, "storm").is_ok() {
            (tree, text) = (next, written);
        }
    }
    text
}

/// Loads and runs, with an end.
fn survives(text: &str) {
    let mut loaded = load(text, "storm").expect("only what loads is kept");
    loaded.world.event_limit = loaded.world.event_limit.min(20_000);
    lives_through(&loaded.world);
}

/// Every scenario of the gallery survives the reading and writing of this test, so that its changes are those it says.
#[test]
fn the_gallery_is_read_as_it_is_written() {
    for entry in gallery::ALL {
        let mut text = String::new();
        write(&read(entry), &mut text);
        let (written, mine) = (load(entry.text, "x").expect("it loads"), load(&text, "x").expect("it still loads"));
        assert_eq!(lives_through(&written.world).trace.records(), run(&mine.world).trace.records(), "{}", entry.claim);
    }
}

/// `STORM_CASES=20000 cargo test storm::` looks harder.
#[test]
fn no_value_brings_a_run_down() {
    let cases = std::env::var("STORM_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(300);
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let recipe = proptest::collection::vec(any::<u32>(), 120);
    let outcome = runner.run(&(any::<u16>(), any::<u16>(), recipe, 0_usize..24), |(one, other, recipe, changes)| {
        let text = changed(one.into(), other.into(), &recipe, changes);
        std::panic::catch_unwind(|| survives(&text)).map_err(|_| TestCaseError::fail(text))
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}
