//! What is known of a plan when its rehearsal is ended, and how is that kept for the next call?

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::cli::UNUSABLE;
use crate::cli::files::replace;
use crate::cli::long::{Counted, KEPT};
use crate::cli::mark::Mark;
use crate::cli::output::{Shell, complain};
use crate::lang::{Lang, Text};
use crate::rehearsal::StepPlan;
use crate::rehearsal::losses::Toll;
use crate::rehearsal::orders::{KnownOrders, Price, StepBehind, StepOrder};
use crate::rehearsal::otherwise::{Came, Otherwise, ways};
use crate::rehearsal::pauses::Pause;
use crate::rehearsal::restore::NotRestored;
use crate::render::rehearsal::LossObject;
use crate::telling::Scope;
use crate::telling::people::parties;
use crate::time::Micros;
use crate::words::cli as say;
use crate::world::{StepId, World};

/// The version of the form in which it is kept.
const SCHEMA: u32 = 1;
/// So many bytes may a file of it have.
const BYTES_MAX: u64 = 1 << 28;

/// What is known of a plan.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// By their place among the ways.
    pub(super) ways: BTreeMap<usize, Came<String>>,
    pub(super) orders: KnownOrders,
    /// By step.
    pub(super) pauses: BTreeMap<usize, Pause<String>>,
}

/// What is known, and the file in which it is kept, if it is.
pub(super) struct Kept {
    pub(super) known: Known,
    path: Option<PathBuf>,
    mark: String,
    /// What tells how long it has been, and when it was kept last, in seconds.
    since: Counted,
    last: u64,
    failed: Option<io::Error>,
}

impl Kept {
    /// What is known before anything is run: what stands in the file, if it is there.
    pub(super) fn begun(
        path: Option<&Path>,
        text: &str,
        (world, plan): (&World, &StepPlan),
        shell: Shell,
    ) -> Result<Self, u8> {
        let mut mark = Mark::new(text, world.seed);
        mark.part("rehearse");
        // What fails is kept in words.
        mark.part(match shell.lang {
            Lang::En => "en",
            Lang::Zh => "zh",
        });
        let mark = mark.end();
        let known = match path {
            Some(path) => read(path, &mark, (world, plan), shell)?,
            None => Known::default(),
        };
        Ok(Self {
            known,
            path: path.map(Path::to_owned),
            mark,
            since: Counted::of(0, shell.lang),
            last: 0,
            failed: None,
        })
    }

    /// Keeps what is known, where that is long ago.
    pub(super) fn now_and_then(&mut self) {
        if self.last + KEPT <= self.since.passed() {
            self.write();
            self.last = self.since.passed();
        }
    }

    /// Keeps what is known in the end; whether that could be done.
    pub(super) fn end(mut self, shell: Shell) -> bool {
        self.failed = None;
        self.write();
        let (Some(path), Some(error)) = (&self.path, &self.failed) else { return true };
        complain(shell, &say::cannot_write(shell.lang, path.display(), error), None);
        false
    }

    fn write(&mut self) {
        if let Some(path) = &self.path {
            let text = serde_json::to_string(&KnownObject::of(&self.known, &self.mark)).expect("it is plain data");
            self.failed = replace(path, format!("{text}\n").as_bytes()).err();
        }
    }
}

fn read(path: &Path, mark: &str, plan: (&World, &StepPlan), shell: Shell) -> Result<Known, u8> {
    let lang = shell.lang;
    let bytes = match std::fs::metadata(path) {
        Ok(it) if it.len() > BYTES_MAX => Err(say::too_large(lang, path.display())),
        // A device may be read without end.
        Ok(it) if !it.is_file() => Err(say::not_kept(lang, path.display())),
        Ok(_) => std::fs::read(path).map_err(|error| say::cannot_read(lang, path.display(), error)),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Known::default()),
        Err(error) => Err(say::cannot_read(lang, path.display(), error)),
    };
    let known = bytes.and_then(|bytes| {
        let object = serde_json::from_slice::<KnownObject>(&bytes).ok().filter(|it| it.schema == SCHEMA);
        let object = object.ok_or_else(|| say::not_kept(lang, path.display()))?;
        if object.plan != mark {
            return Err(say::foreign_kept(lang, path.display()));
        }
        object.known(plan).ok_or_else(|| say::not_kept(lang, path.display()))
    });
    known.map_err(|message| {
        complain(shell, &message, Some(&say::foreign_resume_help(lang)));
        UNUSABLE
    })
}

/// What is known as it is kept: the core promises nothing about the form of its own.
#[derive(Serialize, Deserialize)]
struct KnownObject {
    schema: u32,
    plan: String,
    otherwise: Vec<(usize, CameObject)>,
    prices: Vec<(u64, u32, Option<PriceObject>)>,
    orders: Vec<(Vec<u32>, Option<OrderObject>)>,
    pauses: Vec<(usize, PauseObject)>,
}

#[derive(Serialize, Deserialize)]
struct CameObject {
    /// In every language.
    refused: Option<(String, String)>,
    more: Vec<(usize, LossObject)>,
    why: Option<String>,
    told_by: Vec<u32>,
    not_restored: Vec<(String, String, String, String)>,
    final_steps: Vec<u32>,
}

#[derive(Serialize, Deserialize)]
struct PriceObject {
    outage_us: u64,
    failed: u64,
}

#[derive(Serialize, Deserialize)]
struct OrderObject {
    price: PriceObject,
    hit: u32,
    /// Behind each of its steps.
    fails: Vec<u64>,
}

#[derive(Serialize, Deserialize)]
struct PauseObject {
    planned_us: u64,
    tried_us: u64,
    least_us: Option<u64>,
    even_so: u32,
    with_less: Option<(u32, String)>,
}

const fn price(it: Price) -> PriceObject {
    PriceObject { outage_us: it.outage.0, failed: it.failed }
}

impl PriceObject {
    const fn price(&self) -> Price {
        Price { outage: Micros(self.outage_us), failed: self.failed }
    }
}

fn numbers(steps: &[StepId]) -> Vec<u32> {
    steps.iter().map(|it| it.0).collect()
}

impl CameObject {
    fn of(it: &Came<String>) -> Self {
        let more = |(party, toll): &(usize, Toll)| (*party, LossObject::of(toll));
        let part = |it: &NotRestored| (it.of.clone(), it.part.clone(), it.was.clone(), it.is.clone());
        Self {
            refused: it.refused.as_ref().map(|it| (it.of(Lang::En).to_owned(), it.of(Lang::Zh).to_owned())),
            more: it.more.iter().map(more).collect(),
            why: it.why.clone(),
            told_by: numbers(&it.told_by),
            not_restored: it.not_restored.iter().map(part).collect(),
            final_steps: numbers(&it.final_steps),
        }
    }
}

impl KnownObject {
    fn of(known: &Known, mark: &str) -> Self {
        let pause = |it: &Pause<String>| PauseObject {
            planned_us: it.planned.0,
            tried_us: it.tried.0,
            least_us: it.least.map(|it| it.0),
            even_so: it.even_so,
            with_less: it.with_less.clone(),
        };
        let order = |(it, fails): &(StepOrder, Vec<u64>)| OrderObject {
            price: price(it.price),
            hit: it.hit,
            fails: fails.clone(),
        };
        let orders = &known.orders;
        Self {
            schema: SCHEMA,
            plan: mark.to_owned(),
            otherwise: known.ways.iter().map(|(at, it)| (*at, CameObject::of(it))).collect(),
            prices: orders.prices.iter().map(|(at, it)| (at.done, at.next.0, it.map(price))).collect(),
            orders: orders.whole.iter().map(|(at, it)| (numbers(at), it.as_ref().map(order))).collect(),
            pauses: known.pauses.iter().map(|(at, it)| (*at, pause(it))).collect(),
        }
    }

    /// What stands in it; nothing where something in it is about what the plan does not have.
    fn known(self, (world, plan): (&World, &StepPlan)) -> Option<Known> {
        let (ways, parties) = (ways(plan).0, parties(world, Scope::default()).len());
        let step = |it: u32| ((it as usize) < plan.len()).then_some(StepId(it));
        let steps = |all: &[u32]| all.iter().map(|it| step(*it)).collect::<Option<Vec<_>>>();
        let came = |how: Otherwise, it: CameObject| {
            let more = |(party, it): (usize, LossObject)| (party < parties).then(|| (party, it.toll()));
            Some(Came {
                how,
                refused: it.refused.map(|(en, zh)| Text::new(en, zh)),
                more: it.more.into_iter().map(more).collect::<Option<_>>()?,
                why: it.why,
                told_by: steps(&it.told_by)?,
                not_restored: it
                    .not_restored
                    .into_iter()
                    .map(|(of, part, was, is)| NotRestored { of, part, was, is })
                    .collect(),
                final_steps: steps(&it.final_steps)?,
            })
        };
        let mut known = Known::default();
        for (at, it) in self.otherwise {
            known.ways.insert(at, came(*ways.get(at)?, it)?);
        }
        for (done, next, it) in self.prices {
            let edge = StepBehind { done, next: step(next)? };
            known.orders.prices.insert(edge, it.map(|it| it.price()));
        }
        for (order, it) in self.orders {
            let order = steps(&order)?;
            let whole = match it {
                Some(it) if it.fails.len() == order.len() => {
                    Some((StepOrder { steps: order.clone(), price: it.price.price(), hit: it.hit }, it.fails))
                }
                Some(_) => return None,
                None => None,
            };
            known.orders.whole.insert(order, whole);
        }
        for (at, it) in self.pauses {
            let pause = Pause {
                step: step(u32::try_from(at).ok()?)?,
                planned: Micros(it.planned_us),
                tried: Micros(it.tried_us),
                least: it.least_us.map(Micros),
                even_so: it.even_so,
                with_less: it.with_less,
            };
            known.pauses.insert(at, pause);
        }
        Some(known)
    }
}
