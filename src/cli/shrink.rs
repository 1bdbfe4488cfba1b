//! What does `coexist shrink` do?

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::Args;

use super::files::replace;
use super::interrupt::stop;
use super::load::problems;
use super::long::{self, Counted};
use super::output::{Output, Shell, complain, to_stderr};
use super::source;
use super::{INCONCLUSIVE, UNUSABLE, bug};
use crate::catalogue::marks;
use crate::lang::Lang;
use crate::resolve::{load, text_of};
use crate::scenario::edit;
use crate::scenario::parse::flattened;
use crate::scenario::shrink::{Shrunk, lists, parts, shrink as shrunk};
use crate::sim::Simulator;
use crate::sim::tracer::Off;
use crate::telling::Scope;
use crate::trace::{Stop, Trace};
use crate::verdict::listen::{Audience, Hold, listen};
use crate::verdict::{AttemptVerdict, Held};
use crate::words::names::{self, Names};
use crate::words::people::in_short;
use crate::words::{cli as say, thousands, typed};
use crate::world::World;

/// The condition does not hold in what is to be shrunk.
const DOES_NOT_HOLD: u8 = 1;
/// How many smaller scenarios are run at the most.
pub(super) const RUNS_MAX: u32 = 20_000;
/// How many events happen in all of them together at the most.
pub(super) const EVENTS_MAX: u64 = 2_000_000_000;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(value_name = "NAME|FILE|-")]
    scenario: Option<String>,
    #[arg(long, value_name = "EXPECT")]
    keep: Option<String>,
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[arg(long, requires = "output")]
    force: bool,
}

/// Makes a scenario smaller for as long as the same log-on fails for the same reason, and writes what is left.
pub(super) fn shrink(arguments: &Arguments, shell: Shell, output: &mut Output) -> u8 {
    match smaller(arguments, shell, output) {
        Ok(code) | Err(code) => code,
    }
}

fn smaller(arguments: &Arguments, shell: Shell, output: &mut Output) -> Result<u8, u8> {
    let lang = shell.lang;
    if let Some(path) = arguments.output.as_ref().filter(|it| it.exists() && !arguments.force) {
        return Err(super::output::already_there(shell, path));
    }
    let source = source::find(arguments.scenario.as_deref(), lang).map_err(|it| {
        complain(shell, &it.message, it.help.as_deref());
        UNUSABLE
    })?;
    let sources = source.sources(&source.place);
    let told = |found: Vec<_>| {
        problems(&source, &found, shell);
        UNUSABLE
    };
    let whole = text_of(&source.bytes).and_then(|_| flattened(&sources)).map_err(told)?;
    source.load().map_err(told)?;
    let bare = edit::without_field(&whole, "expect");
    let name = source.name.as_str();
    let text = match &arguments.keep {
        Some(keep) => kept(&bare, keep, name, shell)?,
        None => first_failure(&bare, name, shell)?,
    };
    let world = load(&text, name).expect("it was loaded before").world;
    let _at_work = bug::at_work(shell, &world);
    let Some(first) = Heard::of(&world) else {
        complain(shell, &say::keep_does_not_hold(lang), Some(&say::keep_what_holds(lang)));
        return Err(DOES_NOT_HOLD);
    };
    // A smaller scenario that goes on for ever is none.
    let longest = 2 * Simulator::<Off>::default().run(&world).events + 1_000;
    let stopped = stop();
    let all = parts(&text);
    let bar = Counted::of(all as u64, lang);
    let (mut events, mut asked, mut out) = (0, 0_u64, 0);
    let found = shrunk(&text, RUNS_MAX, &mut |text| {
        bar.at(out, |seconds| say::far_smaller(lang, thousands(asked), thousands(asked / seconds)));
        asked += 1;
        let holds = load(text, name).is_ok_and(|loaded| {
            let mut world = loaded.world;
            world.event_limit = world.event_limit.min(longest).min(EVENTS_MAX.saturating_sub(events));
            let goes_on = &mut |_| !stopped.load(Ordering::Relaxed);
            events += Simulator::<Off>::default().run_watched(&world, long::EACH, goes_on).events;
            Heard::until(&world, &stopped)
                .is_some_and(|it| first.reasons.is_empty() || it.reasons.iter().any(|it| first.is_first(it)))
        });
        if holds && bar.is_shown() {
            out = all.saturating_sub(parts(text)) as u64;
        }
        // What was cut off in the middle says nothing.
        (!stopped.load(Ordering::Relaxed)).then_some(holds)
    });
    bar.done();
    let is_least = found.is_least && events < EVENTS_MAX;
    say_how_much(&text, &found, is_least, shell);
    let code = if is_least { 0 } else { INCONCLUSIVE };
    match &arguments.output {
        None => output.text(&found.text),
        Some(path) => match replace(path, found.text.as_bytes()) {
            Ok(()) => output
                .text(&format!("{}\n", say::written_smaller(lang, path.display(), typed(&path.to_string_lossy())))),
            Err(error) => {
                complain(shell, &say::cannot_write(lang, path.display(), error), None);
                return Err(UNUSABLE);
            }
        },
    }
    Ok(code)
}

/// The scenario in which what is to be kept is expected, and nothing else.
fn kept(bare: &str, keep: &str, name: &str, shell: Shell) -> Result<String, u8> {
    let lang = shell.lang;
    let text = edit::with_typed(bare, "expect", &format!("Expect({keep})")).map_err(|it| {
        complain(shell, it.message.of(lang), it.help.as_ref().map(|it| it.of(lang)));
        UNUSABLE
    })?;
    load(&text, name).map_err(|found| {
        let first = &found[0];
        let message = say::keep_cannot_be(lang, first.message.of(lang));
        complain(shell, &message, Some(first.help.as_ref().map_or(say::keep_is(lang).as_str(), |it| it.of(lang))));
        UNUSABLE
    })?;
    Ok(text)
}

/// The same for the failure that hits most.
fn first_failure(bare: &str, name: &str, shell: Shell) -> Result<String, u8> {
    let world = load(bare, name).expect("it was loaded before").world;
    let (_, verdict, people) = long::heard(&world, (Scope::default(), true), shell.lang);
    // The first of those that hit as many.
    let most = people.causes.iter().rev().max_by_key(|it| (people.hit(it), it.failed));
    let Some((cause, attempt)) = most.and_then(|it| Some((it, verdict.attempts.get(it.first.0 as usize)?))) else {
        complain(shell, &say::nobody_fails(shell.lang), Some(&say::keep_is(shell.lang)));
        return Err(DOES_NOT_HOLD);
    };
    let outcome = attempt.then.or(attempt.outcome).map_or("", names::outcome);
    let client = world.called(attempt.client);
    let rules = cause.rule.map_or_else(String::new, |it| format!(", rules: [{:?}]", it.0.id()));
    let all = format!("client: {client:?}, outcome: {outcome}{rules}");
    // Where some of its log-ons end otherwise, one is enough.
    let ways = [all.clone(), format!("{all}, at_least: 1")];
    let texts = ways.iter().filter_map(|it| edit::with_items(bare, "expect", &[format!("Expect({it})")]).ok());
    let holds = |text: &String| load(text, name).is_ok_and(|it| Heard::of(&it.world).is_some());
    texts.into_iter().find(holds).ok_or_else(|| {
        complain(shell, &say::keep_does_not_hold(shell.lang), Some(&say::keep_is(shell.lang)));
        DOES_NOT_HOLD
    })
}

/// Why the log-ons fail that are to be kept.
#[derive(Debug, Default)]
struct Heard {
    /// What failed first in each of them, in words; nothing where they are to succeed.
    reasons: BTreeSet<String>,
    /// That of the first of them.
    first: Option<String>,
}

impl Heard {
    /// Of a scenario that expects one thing: none where that does not hold.
    fn of(world: &World) -> Option<Self> {
        Self::until(world, &AtomicBool::new(false))
    }

    /// The same, and none where somebody wants it to end before.
    fn until(world: &World, stopped: &AtomicBool) -> Option<Self> {
        let goes_on = &mut |_| !stopped.load(Ordering::Relaxed);
        let (run, verdict, heard) = listen(world, Self::default(), Hold::default(), long::EACH, goes_on);
        let holds = verdict.expectations.first().is_some_and(|it| it.held() == Held::Yes);
        (holds && run.stop != Stop::EventLimit).then_some(heard)
    }

    fn is_first(&self, reason: &str) -> bool {
        self.first.as_deref() == Some(reason)
    }
}

impl Audience for Heard {
    fn ends(&mut self, world: &World, _: &Trace, attempt: &AttemptVerdict) {
        let Some(wanted) = world.expects.first() else { return };
        if world.stands_for(attempt.client) != world.stands_for(wanted.client) || !attempt.ended(wanted.outcome) {
            return;
        }
        if let Some(fault) = attempt.findings.first() {
            let why = in_short(&Names::new(world, Lang::En), fault.trouble);
            self.first.get_or_insert_with(|| why.clone());
            self.reasons.insert(why);
        }
    }
}

/// Tells of what there was how much is left.
fn say_how_much(before: &str, found: &Shrunk, is_least: bool, shell: Shell) {
    let (before, after) = (lists(before), lists(&found.text));
    let of = |name: &str, all: &[(&'static str, usize)]| all.iter().find(|it| it.0 == name).map_or(0, |it| it.1);
    let each = before.iter().filter(|it| it.1 > 0 && it.0 != "expect");
    let each = each.map(|(name, count)| say::shrunk_list(shell.lang, name, thousands(*count as u64), of(name, &after)));
    let each: Vec<String> = each.collect();
    let runs = thousands(u64::from(found.asked));
    let end = if is_least { say::shrunk_to_the_least(shell.lang, runs) } else { say::shrunk_in_part(shell.lang, runs) };
    to_stderr(shell.color, &format!("{}\n{end}\n", each.join(&marks::item(shell.lang))));
}
