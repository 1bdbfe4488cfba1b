//! How is a run told that nobody kept?
//!
//! The verdict alone needs none of the records: whoever listens to the run knows who got on when, what was expected and
//! the digest, and holds no more than what lives ([`crate::verdict::listen`]).

use super::Digest;
use crate::reading::Moment;
use crate::sim::Progress;
use crate::telling::Scope;
use crate::telling::people::{People, Sights, lay_out};
use crate::time::SimTime;
use crate::trace::{AttemptId, Run, Trace};
use crate::verdict::listen::{Audience, Hold, VerdictListener};
use crate::verdict::{AttemptVerdict, Verdict};
use crate::words::names::Names;
use crate::words::say::Say;
use crate::world::{ClientId, World};

/// Somebody who notes who gets on when, and the digest where it is wanted.
#[derive(Debug, Default)]
struct Listening {
    sights: Sights,
    digest: Option<Digest>,
}

impl Audience for Listening {
    fn hear(&mut self, moment: Moment<'_>) {
        if let Some(it) = &mut self.digest {
            it.pass(&Say::new(Names::raw(moment.world())), moment);
        }
        self.sights.pass(moment.record);
    }
    fn begins(&mut self, world: &World, client: ClientId, attempt: AttemptId, at: SimTime) {
        self.sights.begins(world, client, attempt, at);
    }
    fn ends(&mut self, world: &World, trace: &Trace, attempt: &AttemptVerdict) {
        self.sights.see(world, trace, attempt);
    }
    fn knows_until(&mut self, now: SimTime) {
        self.sights.knows_until(now);
    }
    fn names(&self) -> Vec<AttemptId> {
        self.sights.examples().collect()
    }
}

/// Whoever hears one run after the other, in the memory of those before.
#[derive(Debug, Default)]
pub struct Hearer(VerdictListener<Listening>);

/// Runs a scenario and says who gets on when, without keeping the run. Where something turns while nothing is changed,
/// the run happens twice: what comes before that moment and after it can be counted only by whoever knows it. `folds`:
/// whether rows that are alike are one.
#[must_use]
pub fn heard(
    world: &World,
    (scope, folds): (Scope, bool),
    hold: Hold,
    each: u64,
    watch: &mut dyn FnMut(Progress) -> bool,
) -> (Run, Verdict, People) {
    Hearer::default().heard(world, (scope, folds), hold, each, watch)
}

impl Hearer {
    /// Hears the next run, as [`heard`] does one.
    pub fn heard(
        &mut self,
        world: &World,
        (scope, folds): (Scope, bool),
        hold: Hold,
        each: u64,
        watch: &mut dyn FnMut(Progress) -> bool,
    ) -> (Run, Verdict, People) {
        let mut told: Option<(Run, Verdict)> = None;
        let people = lay_out(world, scope, folds, &mut |breaks| {
            let digest = told.is_none().then(Digest::default);
            let listening = Listening { sights: Sights::new(world, scope, breaks), digest };
            let (mut run, verdict, mut it) = self.0.listen(world, listening, hold, each, watch);
            if let Some(digest) = it.digest {
                run.digest = Some(digest.hash());
                told = Some((run, verdict));
            }
            it.sights.settle();
            it.sights
        });
        let (run, verdict) = told.expect("the run happened");
        (run, verdict, people)
    }

    /// Takes back what was said of a run, once nobody needs it: the next is told in its memory.
    pub fn take_back(&mut self, run: Run, verdict: Verdict) {
        self.0.take_back(run, verdict);
    }
}
