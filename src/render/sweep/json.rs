//! How does another program read what locks whom out?
//!
//! One object, of types of its own: the core promises nothing about the form of its own. The parts of a sweep that was
//! shared out (`coexist sweep run --shard`) are written and read in the same form.

use serde::{Deserialize, Serialize};

use crate::lang::Lang;
use crate::sweep::{Count, Fare, FaultKind, Harm, NamedFault, Pattern, Results, SeenValues, SweepGroup};
use crate::time::Micros;
use crate::words::sweep::fault;

/// The version of this format. It grows when a field is renamed or removed; new fields may come at any time.
pub const SCHEMA: u32 = 1;

/// What came out of a sweep.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SweepObject {
    /// The version of the format.
    pub schema: u32,
    /// What the scenario is called.
    pub title: String,
    /// Its seed.
    pub seed: u64,
    /// How many sets of faults there are, and of how many something is known.
    pub sets: u64,
    done: u64,
    groups: Vec<GroupObject>,
    faults: Vec<FaultObject>,
    sizes: Vec<SizeObject>,
    found: Vec<PatternObject>,
    /// Of a space of the reader's own: how many combinations it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    combinations: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seen: Option<SeenObject>,
}

/// A part of a sweep: some of its largest sets, and what everybody knows of the smaller ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartObject {
    /// The version of the format.
    pub schema: u32,
    /// Of which plan it is a part.
    pub plan: String,
    /// The numbers of its sets: the first, and the one behind the last.
    pub first: u64,
    /// The one behind the last.
    pub behind: u64,
    /// How many sets of the largest size there are in all parts.
    pub of: u64,
    /// The scenario, whose runs the page opens.
    pub scenario: SweptScenario,
    /// What is known.
    pub known: SweepObject,
}

/// The scenario of a part, with all that it stands on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SweptScenario {
    /// Where it is from.
    pub place: String,
    /// Whether it is one of the gallery.
    pub is_of_gallery: bool,
    /// What it is called where it has no title of its own.
    pub name: String,
    /// What it holds.
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct SeenObject {
    met: Vec<u64>,
    groups: Vec<SeenGroupObject>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct SeenGroupObject {
    logged_on: Vec<u64>,
    without_us: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct GroupObject {
    name: String,
    clients: u32,
    tried: u32,
    logged_on: u32,
    without_us: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct FaultObject {
    kind: String,
    names: Vec<String>,
    said: String,
    asked: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct SizeObject {
    sets: u64,
    run: u64,
    unnoticed: u64,
    locking: u64,
    untouched: u64,
    implied: u64,
    sampled: u64,
    contradicted: u64,
    excluded: u64,
    impossible: u64,
    resolved_anew: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct PatternObject {
    faults: Vec<u32>,
    group: u32,
    lost: u32,
    of: u32,
    percent: u32,
    without_us: u64,
    locked_out: bool,
}

impl SweepObject {
    /// The results in this form; faults are said in English, which programs read.
    #[must_use]
    pub fn new(results: &Results) -> Self {
        let group = |it: &SweepGroup| GroupObject {
            name: it.name.clone(),
            clients: it.clients,
            tried: it.plain.tried,
            logged_on: it.plain.well,
            without_us: it.plain.without.0,
        };
        let fault = |it: &NamedFault| FaultObject {
            kind: it.kind.id().to_owned(),
            names: it.names.clone(),
            said: fault(Lang::En, it),
            asked: it.asked.clone(),
        };
        let found = |it: &Pattern| PatternObject {
            faults: it.set.clone(),
            group: it.group,
            lost: it.harm.lost,
            of: it.harm.of,
            percent: it.harm.percent(),
            without_us: it.harm.without.0,
            locked_out: it.harm.locked_out,
        };
        Self {
            schema: SCHEMA,
            title: results.title.clone(),
            seed: results.seed,
            sets: results.all,
            done: results.done(),
            groups: results.groups.iter().map(group).collect(),
            faults: results.faults.iter().map(fault).collect(),
            sizes: results.counts.iter().map(|it| size(*it)).collect(),
            found: results.patterns.iter().map(found).collect(),
            combinations: results.space.as_ref().map(|it| it.1.to_string()),
            seen: None,
        }
    }

    /// The same of what is not everything yet, with all that is needed to put it together with the rest.
    #[must_use]
    pub fn of_part(results: &Results) -> Self {
        let seen = results.space.as_ref().map(|(seen, _)| {
            let (met, groups) = seen.marks();
            let group = |(logged_on, without): (&[u64], Micros)| SeenGroupObject {
                logged_on: logged_on.to_vec(),
                without_us: without.0,
            };
            SeenObject { met: met.to_vec(), groups: groups.map(group).collect() }
        });
        Self { seen, ..Self::new(results) }
    }

    fn space(&self, all: &str) -> Option<(SeenValues, u128)> {
        let seen = match &self.seen {
            None => SeenValues::new(self.faults.len(), self.groups.len()),
            Some(it) => {
                let alive = it.groups.iter().map(|it| it.logged_on.clone()).collect();
                let without = it.groups.iter().map(|it| Micros(it.without_us)).collect();
                SeenValues::of(self.faults.len(), it.met.clone(), alive, without)?
            }
        };
        Some((seen, all.parse().ok()?))
    }

    /// The results that stand in it; nothing where something in it refers to what is not there.
    #[must_use]
    pub fn results(&self) -> Option<Results> {
        let fault = |it: &FaultObject| {
            let (names, asked) = (it.names.clone(), it.asked.clone());
            Some(NamedFault { kind: FaultKind::named(&it.kind)?, names, asked })
        };
        let group = |it: &GroupObject| SweepGroup {
            name: it.name.clone(),
            clients: it.clients,
            plain: Fare { tried: it.tried, well: it.logged_on, without: Micros(it.without_us) },
        };
        let found = |it: &PatternObject| {
            let is_there = |it: &u32| (*it as usize) < self.faults.len();
            let is_whole = !it.faults.is_empty() && it.faults.iter().all(is_there);
            (is_whole && (it.group as usize) < self.groups.len()).then(|| Pattern {
                set: it.faults.clone(),
                group: it.group,
                harm: Harm { lost: it.lost, of: it.of, without: Micros(it.without_us), locked_out: it.locked_out },
            })
        };
        let space = match &self.combinations {
            Some(all) => Some(self.space(all)?),
            None => None,
        };
        Some(Results {
            title: self.title.clone(),
            seed: self.seed,
            faults: self.faults.iter().map(fault).collect::<Option<_>>()?,
            groups: self.groups.iter().map(group).collect(),
            counts: self.sizes.iter().map(count).collect(),
            patterns: self.found.iter().map(found).collect::<Option<_>>()?,
            all: self.sets,
            space,
        })
    }
}

const fn size(it: Count) -> SizeObject {
    SizeObject {
        sets: it.sets,
        run: it.run,
        unnoticed: it.unnoticed,
        locking: it.locking,
        untouched: it.untouched,
        implied: it.implied,
        sampled: it.sampled,
        contradicted: it.contradicted,
        excluded: it.excluded,
        impossible: it.impossible,
        resolved_anew: it.anew,
    }
}

const fn count(it: &SizeObject) -> Count {
    Count {
        sets: it.sets,
        run: it.run,
        unnoticed: it.unnoticed,
        locking: it.locking,
        untouched: it.untouched,
        implied: it.implied,
        sampled: it.sampled,
        contradicted: it.contradicted,
        excluded: it.excluded,
        impossible: it.impossible,
        anew: it.resolved_anew,
    }
}
