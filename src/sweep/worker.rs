//! How is a set of faults run?
//!
//! A worker keeps the memory of one run to the next: after its first run nothing is allocated, but where a set must be
//! resolved anew.

use super::fare::{Client, Fare, add_up};
use super::sets::Bits;
use super::touched::Touched;
use super::{Laid, Sweep};
use crate::sim::Simulator;
use crate::sim::tracer::{Ends, Tracer};
use crate::world::World;

/// On which world a set of faults is run.
enum Begun {
    /// On the shared one, on which it is laid.
    Laid,
    /// On one of its own.
    Anew(Box<World>),
}

/// Runs sets of faults, one after the other.
#[derive(Debug)]
pub struct Worker<'a> {
    sweep: &'a Sweep,
    /// The world, with switches of its own; everything else is shared.
    world: World,
    ends: Simulator<Ends>,
    touching: Simulator<Touched>,
    clients: Vec<Client>,
    fares: Vec<Fare>,
    /// How many sets were resolved anew.
    pub anew: u64,
}

impl<'a> Worker<'a> {
    /// A worker for a sweep.
    #[must_use]
    pub fn new(sweep: &'a Sweep) -> Self {
        Self {
            sweep,
            world: sweep.world.clone(),
            ends: Simulator::default(),
            touching: Simulator::default(),
            clients: vec![Client::default(); sweep.world.clients.len()],
            fares: vec![Fare::default(); sweep.groups.len()],
            anew: 0,
        }
    }

    /// Runs the scenario under these faults; how each group fares. Nothing where they cannot be written together.
    pub fn run(&mut self, set: &[u32]) -> Option<&[Fare]> {
        match self.begin(set)? {
            Begun::Anew(world) => self.ends.run(&world),
            Begun::Laid => {
                laid_on(&mut self.ends, self.sweep, set);
                self.ends.run(&self.world)
            }
        };
        add_up(&self.ends.tracer.attempts, &self.sweep.group_of, &mut self.clients, &mut self.fares);
        Some(&self.fares)
    }

    /// How each attempt of the last run ended.
    #[must_use]
    pub fn ends(&self) -> &Ends {
        &self.ends.tracer
    }

    /// The same, and which faults befall what the run touched.
    pub fn touch(&mut self, set: &[u32]) -> Option<(&[Fare], Bits)> {
        let begun = self.begin(set)?;
        let world = match &begun {
            Begun::Anew(world) => world,
            Begun::Laid => {
                laid_on(&mut self.touching, self.sweep, set);
                &self.world
            }
        };
        self.touching.tracer.begin(world);
        self.touching.run(world);
        self.touching.tracer.finish(world);
        let touched = &self.touching.tracer;
        add_up(touched.attempts(), &self.sweep.group_of, &mut self.clients, &mut self.fares);
        let mut bits = Bits::new(self.sweep.faults.len());
        for (at, _) in self.sweep.faults.iter().enumerate().filter(|it| touched.has(it.1.part)) {
            bits.set(at);
        }
        Some((&self.fares, bits))
    }

    /// Turns the switches of these faults, or resolves the world that they need where the shared one will not do.
    fn begin(&mut self, set: &[u32]) -> Option<Begun> {
        self.ends.overlay.clear();
        self.touching.overlay.clear();
        if self.sweep.is_anew(set) {
            self.anew += 1;
            return self.sweep.resolved(set).map(|it| Begun::Anew(Box::new(it)));
        }
        self.world.assumptions = self.sweep.world.assumptions;
        for (switch, turned) in laid(self.sweep, set).filter_map(|it| it.turned.as_ref()) {
            self.world.assumptions.take(*switch, turned);
        }
        Some(Begun::Laid)
    }
}

fn laid<'a>(sweep: &'a Sweep, set: &'a [u32]) -> impl Iterator<Item = &'a Laid> {
    set.iter().map(|it| &sweep.laid[*it as usize])
}

fn laid_on<T: Tracer>(simulator: &mut Simulator<T>, sweep: &Sweep, set: &[u32]) {
    simulator.overlay.extend(laid(sweep, set).flat_map(|it| it.steps.iter().copied()));
}
