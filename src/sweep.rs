//! What locks whom out?
//!
//! A scenario is run under every fault, alone or several at a time. All runs share one world: what is different lies on
//! it ([`crate::change::overlay`]). A [`Sweep`] knows the faults and the groups; a [`Worker`] runs sets of faults, as
//! many workers as somebody has threads; a [`Level`] says of each set of one size whether it is worth a run; and
//! [`Found`] gathers what came out. Nothing depends on who ran what, or in which order.

mod asked;
mod cover;
mod fare;
mod fault;
mod found;
mod kinds;
mod level;
mod results;
mod seen;
mod sets;
mod space;
mod touched;
mod worker;

use crate::change::Org;
use crate::change::overlay::Step;
use crate::scenario::{Action, Switch};
use crate::sim::Simulator;
use crate::sim::tracer::Off;
use crate::trial::Ground;
use crate::world::{self, Assumptions, CertificateId, ChangeId, Client, ClientId, World};
pub use fare::{Fare, Harm};
pub use fault::SweepFault;
use fault::{Key, Laid, What, expired, keys};
pub use found::{Count, Found, Pattern};
pub use kinds::FaultKind;
use kinds::Walk;
pub use level::{Due, Level, Told};
pub use results::{Alike, NamedFault, Results};
pub use seen::SeenValues;
pub use sets::{Bits, Sets};
pub use space::{FILE_MAX as SPACE_MAX, Space, SpaceProblem, VALUES_MAX};
pub use worker::Worker;

/// Who is told of together: a client, or a group of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SweepGroup {
    /// What it is called.
    pub name: String,
    /// How many clients.
    pub clients: u32,
    /// How it fares where nothing is wrong beside what the scenario says.
    pub plain: Fare,
}

/// A scenario with all that may befall it.
#[derive(Clone, Debug)]
pub struct Sweep {
    ground: Ground,
    world: World,
    faults: Vec<SweepFault>,
    laid: Vec<Laid>,
    /// What the changes of the scenario replace as a whole.
    later: Vec<Key>,
    groups: Vec<SweepGroup>,
    /// By client: its group.
    group_of: Vec<u32>,
    /// Where the faults are values of the reader's own: how they are combined.
    space: Option<Space>,
}

impl Sweep {
    /// Every fault of a scenario; `text` is what the world was loaded from.
    ///
    /// # Panics
    /// If no world could be loaded from the text.
    #[must_use]
    pub fn new(text: &str, world: &World) -> Self {
        let ground = Ground::new(text, world);
        let switches = Switch::ALL.iter().map(|it| (*it, ground.turned(*it))).collect();
        let faults = kinds::all(&Walk { world, org: Org::at_start(world), switches });
        Self::of(ground, faults).expect("the scenario was loaded before")
    }

    /// A scenario in every combination of a space; `text` is what the world was loaded from.
    ///
    /// # Errors
    /// The value that cannot be written into the scenario.
    ///
    /// # Panics
    /// If no world could be loaded from the text.
    pub fn of_space(text: &str, world: &World, space: Space) -> Result<Self, SpaceProblem> {
        let faults = space.faults();
        let mut sweep = Self::of(Ground::new(text, world), faults.clone()).expect("the scenario was loaded before");
        let is_kept = |it: &&SweepFault| !sweep.faults.iter().any(|kept| kept.names == it.names);
        if let Some(it) = faults.iter().find(is_kept) {
            return Err(SpaceProblem::CannotBe(it.names[0].clone(), it.names[1].clone()));
        }
        sweep.space = Some(space);
        Ok(sweep)
    }

    /// How many sets there are of a size; where there is a space, how many combinations are run.
    #[must_use]
    pub fn count(&self, size: usize) -> u64 {
        self.space.as_ref().map_or_else(|| Sets::new(self.faults.len(), size).count(), Space::count)
    }

    /// How the values are combined, where they are the reader's own.
    #[must_use]
    pub const fn space(&self) -> Option<&Space> {
        self.space.as_ref()
    }

    /// A scenario under faults of which each is written as actions; nothing where the scenario cannot be resolved.
    fn of(ground: Ground, faults: Vec<SweepFault>) -> Option<Self> {
        let actions = |it: &SweepFault| match &it.what {
            What::Does(actions) => actions.clone(),
            What::Expired(..) | What::NotEnabled(..) | What::Stays(_) | What::Assumes(..) => Vec::<Action>::new(),
        };
        let (mut world, overlays) = ground.with_overlays(faults.iter().map(actions).collect())?;
        let mut kept = Vec::with_capacity(faults.len());
        let mut laid = Vec::with_capacity(faults.len());
        for (fault, done) in faults.into_iter().zip(overlays) {
            let Some(it) = lay(&mut world, &fault, done) else { continue };
            // What reaches further than a layer is resolved now already, to see whether it can be.
            if it.anew && ground.altered(|scenario| fault.what.write(&world, scenario)).is_none() {
                continue;
            }
            kept.push(fault);
            laid.push(it);
        }
        let mut later: Vec<Key> = world.changes.iter().flat_map(|it| keys(it.action)).collect();
        later.sort_unstable();
        later.dedup();
        let (groups, group_of) = groups(&world);
        let mut sweep = Self { ground, world, faults: kept, laid, later, groups, group_of, space: None };
        let plain: Vec<Fare> = Worker::new(&sweep).run(&[])?.to_vec();
        for (group, fare) in sweep.groups.iter_mut().zip(plain) {
            group.plain = fare;
        }
        Some(sweep)
    }

    /// The world that all runs share.
    #[must_use]
    pub const fn world(&self) -> &World {
        &self.world
    }

    /// The faults.
    #[must_use]
    pub fn faults(&self) -> &[SweepFault] {
        &self.faults
    }

    /// Who is told of.
    #[must_use]
    pub fn groups(&self) -> &[SweepGroup] {
        &self.groups
    }

    /// Whether two faults cannot both be: they befall the same thing.
    #[must_use]
    pub fn excludes(&self, one: u32, other: u32) -> bool {
        self.faults[one as usize].thing == self.faults[other as usize].thing
    }

    /// Whether a set of faults must be resolved anew: one of them reaches further than a layer does, or two of them, or
    /// one and a change of the scenario, are about what each replaces as a whole.
    fn is_anew(&self, set: &[u32]) -> bool {
        let of = |it: &u32| &self.laid[*it as usize];
        set.iter().enumerate().any(|(at, it)| {
            let meets = |key: &Key| {
                self.later.binary_search(key).is_ok() || set[..at].iter().any(|it| of(it).keys.contains(key))
            };
            of(it).anew || of(it).keys.iter().any(meets)
        })
    }

    /// The world in which a set of faults is written, resolved from the scenario; nothing where that cannot be.
    #[must_use]
    pub fn resolved(&self, set: &[u32]) -> Option<World> {
        self.ground.altered(|scenario| set.iter().all(|it| self.faults[*it as usize].what.write(&self.world, scenario)))
    }

    /// The same for the plain run, without a trace: how many events it has.
    #[must_use]
    pub fn events(&self) -> u64 {
        Simulator::<Off>::default().run(&self.world).events
    }
}

/// What a fault makes of a world, in which what it brings is added; nothing where it cannot be there.
fn lay(world: &mut World, fault: &SweepFault, done: Option<Vec<world::Action>>) -> Option<Laid> {
    let mut laid = Laid { steps: Vec::new(), turned: None, keys: Vec::new(), anew: false };
    match &fault.what {
        What::Does(_) => {
            for action in done? {
                laid.keys.extend(keys(action));
                match Step::of(action) {
                    Some(step) => laid.steps.push(step),
                    None => laid.anew = true,
                }
            }
            laid.keys.sort_unstable();
            laid.keys.dedup();
        }
        What::Expired(server, id) => {
            let before = expired(world);
            let it = &world.certificates[id.index()];
            let from = if it.from < before { it.from } else { crate::time::Date(0) };
            let other = world::Certificate { from, to: before, ..it.clone() };
            let enabled = other.enabled;
            world.certificates.push(other);
            let new = CertificateId::at(world.certificates.len() - 1);
            laid.steps.push(Step::Replace(*server, *id, (new, enabled)));
            laid.keys.push(Key::Certificates(*server));
        }
        What::NotEnabled(server, id, service) => {
            let mut other = world.certificates[id.index()].clone();
            let enabled = &mut other.enabled;
            match service {
                crate::scenario::CertificateService::Imap => enabled.imap = false,
                crate::scenario::CertificateService::Pop => enabled.pop = false,
                crate::scenario::CertificateService::Iis => enabled.iis = false,
            }
            let enabled = other.enabled;
            world.certificates.push(other);
            let new = CertificateId::at(world.certificates.len() - 1);
            laid.steps.push(Step::Replace(*server, *id, (new, enabled)));
            laid.keys.push(Key::Certificates(*server));
        }
        What::Stays(name) => {
            let changes = world.changes.iter().enumerate();
            let of_name = changes.filter(|it| matches!(it.1.action, world::Action::SetDns(it, _) if it == *name));
            laid.steps.extend(of_name.map(|it| Step::LeaveOut(ChangeId::at(it.0))));
        }
        What::Assumes(switch, value) => {
            let turned = Assumptions::from(&switch.written(value)?);
            laid.anew = switch.is_asked_at_the_start();
            laid.turned = Some((*switch, turned));
        }
    }
    Some(laid)
}

/// Who is told of together, in the order of their first clients, and by client whose group it is in.
fn groups(world: &World) -> (Vec<SweepGroup>, Vec<u32>) {
    let mut groups: Vec<SweepGroup> = Vec::new();
    let mut firsts: Vec<(ClientId, u32)> = Vec::new();
    let mut group_of = Vec::with_capacity(world.clients.len());
    let own = |it: &Client| it.name.to_string();
    for client in (0..world.clients.len()).map(ClientId::at) {
        let first = world.stands_for(client);
        let at = match firsts.binary_search_by_key(&first, |it| it.0) {
            Ok(at) => firsts[at].1,
            Err(at) => {
                let name = world
                    .group_of(client)
                    .map_or_else(|| own(&world.clients[client.index()]), |it| it.name.to_string());
                groups.push(SweepGroup { name, clients: 0, plain: Fare::default() });
                firsts.insert(at, (first, groups.len() as u32 - 1));
                groups.len() as u32 - 1
            }
        };
        groups[at as usize].clients += 1;
        group_of.push(at);
    }
    (groups, group_of)
}
