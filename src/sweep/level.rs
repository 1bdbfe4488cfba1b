//! Which sets of one size are worth a run, and what comes of those that are?
//!
//! A set is not run where that cannot show anything: where two of its faults cannot both be, where one of them befalls
//! what the run under the others never touched, so that nothing would be different, and where each group is locked out
//! by some of them already. That a fault more lets nobody in again is no law, so of the last kind a sample is run.

use super::found::{Count, Found};
use super::sets::{Bits, Sets};
use super::{Fare, Harm, SeenValues, Space, Sweep, Worker};

/// Of so many sets that are implied one is run.
const SAMPLED: u64 = 64;

/// Whether a set is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Yes.
    Run,
    /// It is implied, and run all the same, to see whether that holds.
    Sample,
    /// Not: the run under all but one of them never touches what that one befalls. The number of that set.
    Untouched(u64),
    /// Not: every group is locked out by fewer of them.
    Implied,
    /// Not: two of them cannot both be.
    Excluded,
}

/// What came of sets of one size, in the order of their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// How many sets came to what.
    pub count: Count,
    /// Whom a set harms: of single faults everybody who loses a log-on, of larger sets whom it locks out while no part
    /// of it does.
    pub rows: Vec<(u64, u32, Harm)>,
    /// What the run under a set touched: of one that was not run, the set that it comes to. Only where larger sets
    /// follow.
    pub(super) touched: Vec<(u64, Touch)>,
    /// Whom a set locks out.
    pub(super) locks: Vec<(u64, Bits)>,
    /// Of combinations of a space: what is known of its values.
    pub seen: Option<SeenValues>,
}

/// What is known of what the run under a set touches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Touch {
    /// This.
    These(Bits),
    /// The same as that under another one, of the size below.
    As(u64),
}

/// The sets of one size.
#[derive(Debug)]
pub struct Level<'a> {
    sweep: &'a Sweep,
    sets: Sets,
    before: &'a Found,
}

impl<'a> Level<'a> {
    /// The sets of a size, after everything of the sizes below was found.
    #[must_use]
    pub fn after(sweep: &'a Sweep, before: &'a Found, size: usize) -> Self {
        Self { sweep, sets: Sets::new(sweep.faults.len(), size), before }
    }

    /// How many sets there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.sweep.count(self.sets.size())
    }

    /// Whether a set is run.
    #[must_use]
    pub fn due(&self, number: u64, set: &[u32]) -> Due {
        for (at, it) in set.iter().enumerate() {
            if set[at + 1..].iter().any(|other| self.sweep.excludes(*it, *other)) {
                return Due::Excluded;
            }
        }
        let below = Sets::new(self.sweep.faults.len(), set.len() - 1);
        let mut rest = [0; Sets::LARGEST];
        let mut implied = Bits::new(self.sweep.groups.len());
        for (at, it) in set.iter().enumerate() {
            let rest = without(set, at, &mut rest);
            let number = below.encode(rest);
            if self.before.touches(number).is_some_and(|touched| !touched.has(*it as usize)) {
                return Due::Untouched(number);
            }
            self.before.add_locked(rest, &mut implied);
        }
        if set.len() < 2 || !self.before.are_all(&implied) {
            return Due::Run;
        }
        // Any sample will do, if it is the same everywhere.
        if number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32 & (SAMPLED - 1) == 0 { Due::Sample } else { Due::Implied }
    }

    /// Goes through the sets with these numbers. Where larger sets follow (`goes_on`), what the runs touch is kept.
    pub fn work(&self, worker: &mut Worker<'_>, goes_on: bool, numbers: std::ops::Range<u64>) -> Told {
        let mut told = Told::default();
        let mut set = Vec::new();
        if let Some(space) = &self.sweep.space {
            self.combine(space, worker, numbers, &mut told);
            return told;
        }
        for number in numbers {
            self.sets.decode(number, &mut set);
            told.count.sets += 1;
            let due = self.due(number, &set);
            match due {
                Due::Excluded => told.count.excluded += 1,
                Due::Implied => told.count.implied += 1,
                Due::Untouched(other) => {
                    told.count.untouched += 1;
                    if goes_on {
                        told.touched.push((number, Touch::As(other)));
                    }
                }
                Due::Run | Due::Sample => {
                    self.run(worker, goes_on, (number, &set), due == Due::Sample, &mut told);
                }
            }
        }
        told
    }

    fn run(
        &self,
        worker: &mut Worker<'_>,
        goes_on: bool,
        (number, set): (u64, &[u32]),
        is_sample: bool,
        told: &mut Told,
    ) {
        let anew = worker.anew;
        let fares = if goes_on {
            worker.touch(set).map(|(fares, bits)| {
                told.touched.push((number, Touch::These(bits)));
                fares
            })
        } else {
            worker.run(set)
        };
        let Some(fares) = fares else {
            told.count.impossible += 1;
            return;
        };
        let mut locked = Bits::new(self.sweep.groups.len());
        let mut harms = 0;
        let known = self.locked_by_parts(set);
        for (at, (group, fare)) in self.sweep.groups.iter().zip(fares).enumerate() {
            let Some(harm) = Fare::harm(group.plain, *fare) else { continue };
            harms += 1;
            if harm.locked_out {
                locked.set(at);
            }
            let is_new = harm.locked_out && !known.has(at);
            if set.len() == 1 || (is_new && !is_sample) {
                told.rows.push((number, at as u32, harm));
            }
        }
        told.count.run += 1;
        told.count.anew += worker.anew - anew;
        if is_sample {
            told.count.sampled += 1;
            told.count.contradicted += u64::from(!self.before.are_all(&locked));
            return;
        }
        if harms == 0 {
            told.count.unnoticed += 1;
        }
        if locked.count() > 0 {
            told.count.locking += 1;
            told.locks.push((number, locked));
        }
    }

    /// Goes through combinations of a space.
    fn combine(&self, space: &Space, worker: &mut Worker<'_>, numbers: std::ops::Range<u64>, told: &mut Told) {
        let groups = &self.sweep.groups;
        let mut seen = SeenValues::new(self.sweep.faults.len(), groups.len());
        let mut values = Vec::new();
        for number in numbers {
            space.decode(number, &mut values);
            told.count.sets += 1;
            let anew = worker.anew;
            let Some(fares) = worker.run(&values) else {
                told.count.impossible += 1;
                continue;
            };
            seen.add(&values, groups.iter().zip(fares).map(|(group, fare)| (group.plain.well > 0, *fare)));
            let harms = groups.iter().zip(fares).filter_map(|(group, fare)| Fare::harm(group.plain, *fare));
            let (harmed, locked) = harms.fold((false, false), |sum, it| (true, sum.1 || it.locked_out));
            told.count.run += 1;
            told.count.unnoticed += u64::from(!harmed);
            told.count.locking += u64::from(locked);
            told.count.anew += worker.anew - anew;
        }
        told.seen = Some(seen);
    }

    /// Who is locked out by fewer of them.
    fn locked_by_parts(&self, set: &[u32]) -> Bits {
        let mut bits = Bits::new(self.sweep.groups.len());
        let mut rest = [0; Sets::LARGEST];
        for at in 0..set.len() {
            self.before.add_locked(without(set, at, &mut rest), &mut bits);
        }
        bits
    }
}

/// A set without one of its members.
fn without<'a>(set: &[u32], at: usize, into: &'a mut [u32; Sets::LARGEST]) -> &'a [u32] {
    let mut count = 0;
    for (_, it) in set.iter().enumerate().filter(|it| it.0 != at) {
        into[count] = *it;
        count += 1;
    }
    &into[..count]
}
