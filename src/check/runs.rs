//! Which of what was found does every run confirm, and what do runs find beside?

use std::collections::BTreeMap;

use super::look::Look;
use super::met::only_causes;
use super::phases::{change_path, for_all, turn};
use super::{Finding, FindingKind, FindingSeverity, Odds, Room};
use crate::change::Org;
use crate::explain::Fault;
use crate::scenario::Scenario;
use crate::time::SimTime;
use crate::trace::{RecordKind, Run};
use crate::verdict::{AttemptVerdict, judge};
use crate::world::{ChangeId, ClientId, World};

/// How many runs are made: with the seed of the file and those behind it. Where nothing is drawn, one stands for all.
pub(super) const RUNS: u32 = 4;
/// The most events in one of them.
const EVENTS: u64 = 200_000;

/// What log-ons met: when first, in which runs, and since which change.
struct Met {
    what: FindingKind,
    /// What it is for whole groups.
    general: FindingKind,
    first: SimTime,
    last: SimTime,
    runs: Vec<bool>,
    since: Option<ChangeId>,
    /// By whom, and how often in the first run.
    by: BTreeMap<ClientId, u32>,
}

/// Tells of each finding whether every run confirms it, and adds what runs show beside.
pub(super) fn confirm(world: &World, scenario: &Scenario, room: &Room, findings: &mut Vec<Finding>) {
    let mut seen = Seen { world, scenario, orgs: BTreeMap::new(), met: Vec::new() };
    let mut again = world.clone();
    again.event_limit = again.event_limit.min(EVENTS);
    for number in 0..RUNS {
        again.seed = world.seed.wrapping_add(u64::from(number));
        let (run, has_drawn) = room.run(&again);
        for attempt in judge(&again, &run).attempts {
            if attempt.went_wrong() {
                seen.failed(&run, &attempt, number);
            }
        }
        room.take_back(run);
        if number == 0 && !has_drawn {
            // Every other run is like this one.
            seen.met.iter_mut().for_each(|it| it.runs.fill(true));
            break;
        }
    }
    let met = seen.met;
    for finding in findings.iter_mut() {
        let begins = finding.since.as_ref().map_or(SimTime::ZERO, |it| it.at);
        let shown = |it: &&Met| begins <= it.last && finding.general.covers(&it.general);
        let in_runs = (0..RUNS as usize).filter(|run| met.iter().filter(shown).any(|it| it.runs[*run])).count();
        finding.odds = Odds { met: in_runs as u32, of: RUNS };
        let mut by: BTreeMap<ClientId, u32> = BTreeMap::new();
        for (client, times) in met.iter().filter(shown).flat_map(|it| &it.by) {
            *by.entry(*client).or_default() += times;
        }
        finding.met_by = by.into_iter().collect();
    }
    for it in met {
        let known = findings.iter().any(|known| {
            let begins = known.since.as_ref().map_or(SimTime::ZERO, |it| it.at);
            begins <= it.last && known.general.covers(&it.general)
        });
        if known {
            continue;
        }
        let org = Org::after(world, it.first);
        let look = Look::new(world, scenario, &org, it.first);
        let mut finding = Finding::of(it.what.clone(), look.path(&it.what), Vec::new());
        finding.general = it.general;
        if it.what.client().is_some_and(|it| world.clients[it.index()].group.is_some()) {
            finding.who = it.by.keys().copied().collect();
        }
        if let Some(change) = it.since {
            finding.path = change_path(world, scenario, change);
            finding.since = Some(turn(world, scenario, change));
        }
        // It is mended in the organisation in which that is done; what only later has something to mend, as it is then.
        let (then, when) = (Org::at(world, finding.when()), finding.since.as_ref().map_or(SimTime::ZERO, |it| it.at));
        finding.mends = Look::new(world, scenario, &then, when).mends(&it.what);
        if finding.mends.is_empty() {
            finding.mends = look.mends(&it.what);
        }
        finding.mends = for_all(world, &finding.who, finding.mends);
        finding.odds = Odds { met: it.runs.iter().filter(|it| **it).count() as u32, of: RUNS };
        finding.met_by = it.by.into_iter().collect();
        findings.push(finding);
    }
    for it in findings {
        let certain = it.odds.met == RUNS;
        it.severity = if certain { it.what.code().severity() } else { FindingSeverity::Advice };
    }
}

struct Seen<'a> {
    world: &'a World,
    scenario: &'a Scenario,
    /// The organisation after so many changes.
    orgs: BTreeMap<usize, Org>,
    met: Vec<Met>,
}

impl Seen<'_> {
    /// Reads an attempt that failed.
    fn failed(&mut self, run: &Run, attempt: &AttemptVerdict, number: u32) {
        let ended = attempt.duration.map_or(attempt.began, |it| attempt.began + it);
        // A change may fall into an attempt: what was met is read off the organisation of the record that shows it.
        let mut at: BTreeMap<SimTime, Vec<Fault>> = BTreeMap::new();
        for fault in &attempt.findings {
            let shown = fault.records.last().map_or(attempt.began, |it| run.trace.record(*it).at());
            at.entry(shown).or_default().push(fault.clone());
        }
        if at.is_empty() {
            at.insert(attempt.began, Vec::new());
        }
        let since: Vec<_> = attempt.findings.iter().flat_map(|it| it.since.iter().copied()).collect();
        let since = since.first().and_then(|it| match run.trace.record(*it).kind() {
            RecordKind::Changed(change) => Some(change),
            _ => None,
        });
        let mut all: Vec<FindingKind> = Vec::new();
        let (world, scenario) = (self.world, self.scenario);
        let began = self.changes_until(attempt.began);
        self.orgs.entry(began).or_insert_with(|| Org::with_changes(world, began));
        for (moment, faults) in at {
            let count = self.changes_until(moment);
            self.orgs.entry(count).or_insert_with(|| Org::with_changes(world, count));
            let look = Look { began: &self.orgs[&began], ..Look::new(world, scenario, &self.orgs[&count], moment) };
            let met = look.met(attempt.client, &faults);
            for what in met {
                if !all.contains(&what) {
                    all.push(what);
                }
            }
        }
        only_causes(&mut all, self.orgs[&began].client(world, attempt.client));
        for what in all {
            self.note(what, attempt.client, ended, since, number);
        }
    }

    fn changes_until(&self, moment: SimTime) -> usize {
        self.world.changes.partition_point(|it| it.at <= moment)
    }

    fn note(&mut self, what: FindingKind, client: ClientId, at: SimTime, since: Option<ChangeId>, number: u32) {
        let at_run = number as usize;
        let once = u32::from(number == 0);
        let general = what.in_general(self.world);
        if let Some(known) = self.met.iter_mut().find(|it| it.general == general) {
            known.runs[at_run] = true;
            *known.by.entry(client).or_default() += once;
            (known.first, known.last) = (known.first.min(at), known.last.max(at));
            return;
        }
        let mut runs = vec![false; RUNS as usize];
        runs[at_run] = true;
        self.met.push(Met { what, general, first: at, last: at, runs, since, by: BTreeMap::from([(client, once)]) });
    }
}
