//! What is told of a sweep?
//!
//! Names and numbers alone: it can be written, read again and told where the scenario is not at hand.

use super::{Count, FaultKind, Found, Harm, Pattern, SeenValues, Sweep, SweepGroup};

/// A fault by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedFault {
    /// Of which kind.
    pub kind: FaultKind,
    /// What it is about, in the order in which its sentence needs them.
    pub names: Vec<String>,
    /// What a re-run is asked for to see it (`coexist what-if`); nothing where it cannot be asked for so.
    pub asked: Vec<String>,
}

/// What came out of a sweep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Results {
    /// What the scenario is called.
    pub title: String,
    /// Its seed.
    pub seed: u64,
    /// The faults.
    pub faults: Vec<NamedFault>,
    /// Who is told of.
    pub groups: Vec<SweepGroup>,
    /// By size: how many sets came to what.
    pub counts: Vec<Count>,
    /// Whom which sets harm.
    pub patterns: Vec<Pattern>,
    /// Of how many sets there were to go through.
    pub all: u64,
    /// Where the faults are values of the reader's own, combined: what is known of them, and how many combinations
    /// there are, whatever stood for them.
    pub space: Option<(SeenValues, u128)>,
}

/// Groups that fare alike under every fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// Their positions.
    pub groups: Vec<u32>,
    /// How many clients they are.
    pub clients: u64,
    /// What harms them: sets of faults, each as bad as for the one of them that it hits longest.
    pub harms: Vec<(Vec<u32>, Harm)>,
}

impl Results {
    /// What was found of a sweep, whose sets are so many.
    #[must_use]
    pub fn new(sweep: &Sweep, found: &Found, all: u64) -> Self {
        let named =
            |it: &super::SweepFault| NamedFault { kind: it.kind, names: it.names.clone(), asked: sweep.asked(it) };
        Self {
            title: sweep.world.title.to_string(),
            seed: sweep.world.seed,
            faults: sweep.faults.iter().map(named).collect(),
            groups: sweep.groups.clone(),
            counts: found.counts.clone(),
            patterns: found.patterns.clone(),
            all,
            space: None,
        }
        .with_space(sweep, found)
    }

    fn with_space(mut self, sweep: &Sweep, found: &Found) -> Self {
        if let Some(space) = sweep.space() {
            let nothing = || SeenValues::new(sweep.faults.len(), sweep.groups.len());
            self.space = Some((found.seen.clone().unwrap_or_else(nothing), space.all()));
        }
        self
    }

    /// Adds what came of other sets of the largest size.
    pub fn add(&mut self, more: Self) {
        let size = self.counts.len();
        if let (Some(sum), Some(it)) = (self.counts.last_mut(), more.counts.last()) {
            sum.add(*it);
        }
        self.patterns.extend(more.patterns.into_iter().filter(|it| it.set.len() == size));
        if let (Some((sum, _)), Some((it, _))) = (&mut self.space, &more.space) {
            sum.merge(it);
        }
    }

    /// Whether both know the same of all but the sets of the largest size.
    #[must_use]
    pub fn is_of_one_plan(&self, other: &Self) -> bool {
        let size = self.counts.len();
        let smaller = |it: &Self| it.patterns.iter().filter(|it| it.set.len() < size).cloned().collect::<Vec<_>>();
        (&self.title, self.seed, self.all, &self.faults, &self.groups)
            == (&other.title, other.seed, other.all, &other.faults, &other.groups)
            && size == other.counts.len()
            && self.counts.iter().zip(&other.counts).take(size.saturating_sub(1)).all(|it| it.0 == it.1)
            && smaller(self) == smaller(other)
    }

    /// Reads off whom which values of a space lock out, once everything is known.
    pub fn settle(&mut self) {
        if let Some((seen, _)) = &self.space {
            self.patterns = seen.patterns(&self.groups);
        }
    }

    /// Of how many sets something is known.
    #[must_use]
    pub fn done(&self) -> u64 {
        self.counts.iter().map(|it| it.sets).sum()
    }

    /// Whether everything was gone through.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.done() == self.all
    }

    /// Whether anybody is locked out by anything.
    #[must_use]
    pub fn locks_out(&self) -> bool {
        self.patterns.iter().any(|it| it.harm.locked_out)
    }

    /// Whether anybody logs on where nothing is wrong.
    #[must_use]
    pub fn is_anybody_alive(&self) -> bool {
        self.groups.iter().any(|it| it.plain.well > 0)
    }

    /// The groups that log on, those together that fare alike, in the order of the first of each.
    #[must_use]
    pub fn alike(&self) -> Vec<Alike> {
        let mut by_group: Vec<Vec<(Vec<u32>, Harm)>> = vec![Vec::new(); self.groups.len()];
        for it in &self.patterns {
            by_group[it.group as usize].push((it.set.clone(), it.harm));
        }
        let mut found: Vec<Alike> = Vec::new();
        for (at, harms) in by_group.into_iter().enumerate().filter(|it| self.groups[it.0].plain.well > 0) {
            let same = |one: &(Vec<u32>, Harm), other: &(Vec<u32>, Harm)| {
                one.0 == other.0 && one.1.percent() == other.1.percent() && one.1.locked_out == other.1.locked_out
            };
            let is_same = |it: &&mut Alike| {
                it.harms.len() == harms.len() && it.harms.iter().zip(&harms).all(|it| same(it.0, it.1))
            };
            let clients = u64::from(self.groups[at].clients);
            match found.iter_mut().find(is_same) {
                Some(it) => {
                    it.groups.push(at as u32);
                    it.clients += clients;
                    for (known, more) in it.harms.iter_mut().zip(harms) {
                        known.1.without = known.1.without.max(more.1.without);
                    }
                }
                None => found.push(Alike { groups: vec![at as u32], clients, harms }),
            }
        }
        found
    }

    /// The faults that cost anybody a log-on alone, in their order.
    #[must_use]
    pub fn harmful(&self) -> Vec<u32> {
        let single = self.patterns.iter().filter(|it| it.set.len() == 1 && self.space.is_none());
        let mut found: Vec<u32> = single.map(|it| it.set[0]).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

impl Alike {
    /// The harm of a fault alone.
    #[must_use]
    pub fn alone(&self, fault: u32) -> Option<Harm> {
        self.harms.iter().find(|it| it.0 == [fault]).map(|it| it.1)
    }

    /// The sets that lock them out.
    pub fn locked_out(&self) -> impl Iterator<Item = &(Vec<u32>, Harm)> {
        self.harms.iter().filter(|it| it.1.locked_out)
    }
}
