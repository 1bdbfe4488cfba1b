//! What holds at the start, and what from which change on?

use std::rc::Rc;

use super::behind::look_behind;
use super::clients::Plan;
use super::crowd::Crowd;
use super::general::{SENT, StandIns, stand_ins};
use super::look::{Look, Places};
use super::{Cause, Finding, FindingKind, Room, Turn};
use crate::change::Org;
use crate::explain::groups::widened;
use crate::scenario::parse::locate::PathSegment;
use crate::scenario::write::ToRon;
use crate::scenario::{Action, Scenario};
use crate::time::{Micros, SimTime};
use crate::verdict::judge;
use crate::world::{AfterLogon, CertificateId, ChangeId, Client, ClientId, OnFailure, World};

/// How many times each client is sent to log on, so that each member of a pool and each candidate has its turn.
const TIMES: u64 = 3;
/// How far apart: no attempt should meet another.
const APART: Micros = Micros::from_secs(300);
/// The most attempts that are made for one file: beyond, only the start and the end are tried.
const ATTEMPTS: usize = 20_000;

/// What was found at one moment.
#[derive(Clone)]
struct Held {
    /// What it is for whole groups.
    general: FindingKind,
    /// What it is for one of them.
    what: FindingKind,
    /// Of whom it is true, where that is a part of a group or all of it.
    who: Vec<ClientId>,
    /// Where it is written.
    path: Vec<PathSegment>,
    /// What mends it there.
    mends: Vec<Vec<Action>>,
    /// Whether it shows only once what stands before it is mended.
    behind: bool,
}

/// A moment at which the organisation, or what the calendar says of it, is another.
struct Step {
    /// How many changes have happened.
    count: usize,
    /// When it is.
    at: SimTime,
    /// By what it came; `None`: it is the start.
    by: Option<Cause>,
}

/// The start, every change, and every moment at which a certificate expires or becomes valid, in their order.
fn steps(world: &World, scenario: &Scenario) -> Vec<Step> {
    let mut steps = vec![Step { count: 0, at: SimTime::ZERO, by: None }];
    for (at, change) in world.changes.iter().enumerate() {
        // What is done to a group is one step, and not one for each member.
        if world.changes.get(at + 1).is_some_and(|it| it.nth == change.nth && it.at == change.at) {
            continue;
        }
        let by = turn(world, scenario, ChangeId::at(at)).by;
        steps.push(Step { count: at + 1, at: change.at, by: Some(by) });
    }
    let start = world.date.at(SimTime::ZERO);
    for (index, it) in world.certificates.iter().enumerate() {
        let id = CertificateId::at(index);
        for (date, by) in [(it.from, Cause::BecomesValid(id)), (it.to, Cause::Expires(id))] {
            let after = date.0.saturating_sub(start.0);
            let at = SimTime::ZERO + Micros(after.saturating_mul(1_000_000));
            if after > 0 && at <= world.until {
                let count = world.changes.partition_point(|it| it.at < at);
                steps.push(Step { count, at, by: Some(by) });
            }
        }
    }
    // What the calendar does comes before what an admin does at the same instant, as its count says.
    steps.sort_by_key(|it| (it.at, it.count));
    steps
}

/// Everything that is found, each with what it holds between.
pub(super) fn findings(world: &World, scenario: &Scenario, room: &Room) -> Vec<Finding> {
    let steps = steps(world, scenario);
    let alone = world.clients.iter().filter(|it| it.protocol.is_mail() && it.group.is_none()).count();
    let clients = alone + world.groups.iter().map(|it| it.members.len().min(SENT)).sum::<usize>();
    let all = clients * steps.len() * usize::try_from(TIMES).expect("a small number") <= ATTEMPTS;
    // What changes of one instant bring about together holds from then on; what only lies between them never does.
    let lasts = |it: &usize| *it + 1 >= steps.len() || steps[*it].at < steps[*it + 1].at;
    let moments: Vec<usize> = (0..steps.len()).filter(|it| *it == 0 || lasts(it)).collect();
    let mut phases = Phases {
        world,
        scenario,
        room,
        held: vec![None; steps.len()],
        all,
        steps,
        plan: Plan::of(world),
        places: Rc::default(),
        last: None,
    };
    let mut open: Vec<Finding> = Vec::new();
    let mut done: Vec<Finding> = Vec::new();
    let mut before = 0;
    for &moment in &moments {
        let held = phases.at(moment);
        let mut still = Vec::new();
        for mut finding in open {
            if held.iter().any(|it| it.general == finding.general) {
                still.push(finding);
            } else {
                finding.until = Some(phases.ends(&finding.general, before, moment));
                done.push(finding);
            }
        }
        for Held { general, what, who, path, mends, behind } in held {
            if let Some(known) = still.iter_mut().find(|it| it.general == general) {
                // Those of whom it becomes true later are told with those of whom it was before.
                known.who.extend(who);
                known.who.sort_unstable();
                known.who.dedup();
                known.behind &= behind;
                continue;
            }
            let mut finding = Finding { general, who, behind, ..Finding::of(what, path, mends) };
            if moment > 0 {
                let turn = told_by_tls(world, scenario, &finding.what, phases.begins(&finding.general, before, moment));
                if let Cause::Change(change, _) = turn.by {
                    finding.path = change_path(world, scenario, change);
                }
                finding.since = Some(turn);
            }
            still.push(finding);
        }
        open = still;
        before = moment;
    }
    done.extend(open);
    done
}

/// Where a change is written: its action, or the lines that bring it about.
pub(super) fn change_path(world: &World, scenario: &Scenario, change: ChangeId) -> Vec<PathSegment> {
    let written = scenario.change_written(world.changes[change.index()].written);
    written.map_or_else(|| vec!["changes".into()], |it| it.0.path())
}

/// Of changes of one instant that only together bring it about that no TLS is shared, it is the one of TLS: not the
/// restart that it waits for, nor the start of a service after that.
fn told_by_tls(world: &World, scenario: &Scenario, what: &FindingKind, by: Turn) -> Turn {
    let (Cause::Change(last, _), servers) = (
        &by.by,
        match *what {
            FindingKind::NoCommonTls(by, server, ..) => [by, server],
            FindingKind::ClientNoTls(_, server) => [server, server],
            _ => return by,
        },
    ) else {
        return by;
    };
    let sets = |it: &usize| {
        let change = &world.changes[*it];
        change.at == by.at && matches!(change.action, crate::world::Action::SetTls(it, _) if servers.contains(&it))
    };
    (0..=last.index()).rev().find(sets).map_or_else(|| by.clone(), |it| turn(world, scenario, ChangeId::at(it)))
}

/// A change as the file writes it.
pub(super) fn turn(world: &World, scenario: &Scenario, change: ChangeId) -> Turn {
    let it = &world.changes[change.index()];
    let written = scenario.change_written(it.written).map(|it| it.1);
    let said = written.map(|it| it.run.clone().unwrap_or_else(|| it.action.ron())).unwrap_or_default();
    Turn { at: it.at, by: Cause::Change(change, said) }
}

struct Phases<'a> {
    world: &'a World,
    scenario: &'a Scenario,
    /// For the runs in which clients are sent.
    room: &'a Room,
    steps: Vec<Step>,
    /// By step; `None`: nobody has asked yet.
    held: Vec<Option<Vec<Held>>>,
    /// Whether clients are sent at every step.
    all: bool,
    /// What all changes are about.
    plan: Plan,
    /// Where everything is written, once somebody has asked.
    places: Rc<Places>,
    /// After how many changes was looked at last, and what the organisation was then.
    last: Option<(usize, Org, Rc<Crowd>)>,
}

impl Phases<'_> {
    /// The organisation after so many changes, and who is there: what was looked at before is only gone on with.
    fn org_at(&mut self, count: usize) -> (Org, Rc<Crowd>) {
        let Some((done, before, crowd)) = self.last.take().filter(|it| it.0 <= count) else {
            let org = Org::with_changes(self.world, count);
            let crowd = Rc::new(Crowd::of(self.world, &org));
            return (org, crowd);
        };
        let changes = &self.world.changes[done..count];
        let mut org = before;
        for it in changes {
            org.apply(self.world, it.at, it.action);
        }
        let touched = !changes.iter().all(|it| Crowd::is_left_alone_by(it.action));
        let crowd = if touched { Rc::new(Crowd::of(self.world, &org)) } else { crowd };
        (org, crowd)
    }

    /// What holds at a step.
    fn at(&mut self, step: usize) -> Vec<Held> {
        if self.held[step].is_none() {
            let Step { count, at, .. } = self.steps[step];
            let (org, crowd) = self.org_at(count);
            let mut look = Look::new(self.world, self.scenario, &org, at).in_crowd(&crowd, &self.places);
            look.everything();
            look.reset(count, &self.plan);
            let (mut behind, mut shown) = (usize::MAX..usize::MAX, Vec::new());
            if self.all || step == 0 || step + 1 == self.steps.len() {
                let met = send(&mut look, count, self.room);
                behind.start = look.found.len();
                shown = look_behind(&mut look, (count, met), self.room);
                behind.end = look.found.len();
            }
            look.planned(count, &self.plan);
            let found = std::mem::take(&mut look.found);
            let all = if self.world.groups.is_empty() { StandIns::new() } else { stand_ins(&look, count) };
            let mut held: Vec<Held> = Vec::new();
            for (at, what) in found.into_iter().enumerate() {
                let general = what.in_general(self.world);
                let who = who(self.world, &what, &all);
                if let Some(known) = held.iter_mut().find(|it| it.general == general) {
                    known.who.extend(who);
                    continue;
                }
                let (path, mends, behind) = (look.path(&what), Vec::new(), behind.contains(&at));
                held.push(Held { general, what, who, path, mends, behind });
            }
            for it in &mut held {
                it.who.sort_unstable();
                it.who.dedup();
                let shown = shown.iter().find(|shown| shown.0 == it.what).map(|it| it.1.clone());
                it.mends = for_all(self.world, &it.who, shown.unwrap_or_else(|| look.mends(&it.what)));
            }
            self.held[step] = Some(held);
            self.last = Some((count, org, crowd));
        }
        self.held[step].clone().expect("it was asked for")
    }

    fn holds(&mut self, what: &FindingKind, step: usize) -> bool {
        self.at(step).iter().any(|it| it.general == *what)
    }

    /// With what it began to hold for good, between two steps.
    fn begins(&mut self, what: &FindingKind, before: usize, step: usize) -> Turn {
        let first = (before + 1..step).rev().take_while(|it| self.holds(what, *it)).last().unwrap_or(step);
        self.turn(first)
    }

    /// With what it ceased to hold for good, between two steps.
    fn ends(&mut self, what: &FindingKind, before: usize, step: usize) -> Turn {
        let first = (before + 1..step).rev().take_while(|it| !self.holds(what, *it)).last().unwrap_or(step);
        self.turn(first)
    }

    fn turn(&self, step: usize) -> Turn {
        let Step { at, by, .. } = &self.steps[step];
        Turn { at: *at, by: by.clone().expect("the start is brought about by nothing") }
    }
}

/// Of whom of a group a finding is true that is about one of it: of all in the same situation.
fn who(world: &World, what: &FindingKind, all: &StandIns) -> Vec<ClientId> {
    let client = what.client().filter(|it| world.clients[it.index()].group.is_some());
    client.map_or_else(Vec::new, |it| all.get(&it).cloned().unwrap_or_else(|| vec![it]))
}

/// What mends a finding about one of a group, for all of whom it is true.
pub(super) fn for_all(world: &World, who: &[ClientId], mends: Vec<Vec<Action>>) -> Vec<Vec<Action>> {
    if who.len() < 2 {
        return mends;
    }
    let failed = who.iter().copied().collect();
    let wide = |actions: Vec<Action>| {
        let mut all: Vec<Action> = Vec::with_capacity(actions.len());
        for it in actions.into_iter().flat_map(|it| widened(world, &failed, it)) {
            if !all.contains(&it) {
                all.push(it);
            }
        }
        all
    };
    mends.into_iter().map(wide).collect()
}

/// Sends every client to log on, of a group a few for all who are in the same situation, some times and one after the
/// other, once everybody has noticed the last change, adds what it meets, and tells that with what was known.
pub(super) fn send(look: &mut Look<'_>, count: usize, room: &Room) -> Vec<FindingKind> {
    let mut world = look.world.clone();
    world.changes.truncate(count);
    world.expects.clear();
    let settled = world.assumptions.topology_refresh.max(Micros::from_secs(120));
    let begin = if look.at == SimTime::ZERO { SimTime::ZERO } else { look.at + settled };
    // The calendar shows the moment that is asked about, not the one at which everybody has noticed.
    world.date.0 = world.date.0.saturating_sub(begin.since(look.at).0 / 1_000_000);
    let mut next = begin;
    let sent = stand_ins(look, count);
    for (at, client) in world.clients.iter_mut().enumerate() {
        if client.protocol.is_mail() && sent.contains_key(&ClientId::at(at)) {
            client.times = (0..TIMES).map(|it| next + Micros(APART.0 * it)).collect();
            next = next + Micros(APART.0 * TIMES);
        } else {
            client.times.clear();
        }
        once(client);
    }
    for (id, changed) in changed(&world) {
        let tables = &mut *world;
        tables.changed_clients[changed].times.clone_from(&tables.clients[id.index()].times);
        once(&mut world.changed_clients[changed]);
    }
    world.until = next + APART;
    let (run, _) = room.run(&world);
    let verdict = judge(&world, &run);
    let mut met = Vec::new();
    for attempt in verdict.attempts.iter().filter(|it| it.went_wrong()) {
        for what in look.met(attempt.client, &attempt.findings) {
            // What stands on the way of others says nothing of the organisation.
            if matches!(what, FindingKind::LimitMet(..) | FindingKind::SessionsEnd(_)) || met.contains(&what) {
                continue;
            }
            if !look.found.iter().any(|it| it.covers(&what)) {
                look.found.push(what.clone());
            }
            met.push(what);
        }
    }
    room.take_back(run);
    met
}

/// A client logs on at its times and at no other, and goes.
fn once(client: &mut Client) {
    (client.every, client.until, client.on_failure) = (None, None, OnFailure::GiveUp);
    client.connections = 1;
    if matches!(client.then, AfterLogon::Stay { .. }) {
        client.then = AfterLogon::LogOut;
    }
}

/// Which states clients have after changes, by number.
fn changed(world: &World) -> Vec<(ClientId, usize)> {
    let all = world.changes.iter().filter_map(|it| match it.action {
        crate::world::Action::SetClient(client, changed) => Some((client, changed.index())),
        _ => None,
    });
    all.collect()
}
