//! Which misconfigurations do the rules know, at the start and after every change?
//!
//! One catalogue of conditions ([`FindingKind`]) is asked of the organisation at each of these moments: what is written
//! is looked at for every pair of front end and target, and each client is sent to log on there, so that nothing that a
//! log-on meets is judged by a second copy of the product's rules. Then the file is run as it is written, with several
//! seeds: an error is what every run confirms, and what depends on order or chance, or what nobody of the file meets,
//! is advice. A [`Finding`] carries ids, the place in the file, since when and until when it holds and by which change,
//! and the actions that mend it.

mod addresses;
mod behind;
mod certificates;
mod clients;
mod code;
mod crowd;
mod general;
mod kind;
mod leads;
mod look;
mod mends;
mod met;
pub(crate) mod misconfigured;
mod phases;
mod runs;
mod targets;

pub use code::{FindingCode, FindingSeverity};
pub use kind::{FindingKind, LimitKind, NotAllowed, NotTaken};

use std::cell::{Cell, RefCell};

use crate::change::Org;
use crate::diag::Diagnostic;
use crate::diag::sources::Sources;
use crate::explain::actions::Writer;
use crate::resolve::load_while;
use crate::scenario::parse::locate::PathSegment;
use crate::scenario::parse::{self, locate::Place};
use crate::scenario::write::ToRon;
use crate::scenario::{Action, Scenario, When};
use crate::sim::tracer::Full;
use crate::sim::{self, Budget, Simulator};
use crate::time::SimTime;
use crate::trace::{Run, Stop};
use crate::world::{CertificateId, ChangeId, ClientId, World};

/// One misconfiguration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub what: FindingKind,
    /// Where it is written: the path, and once the text was looked at, the place.
    pub path: Vec<PathSegment>,
    /// The place in the text.
    pub place: Place,
    /// How bad it is in this file.
    pub severity: FindingSeverity,
    /// What brought it about; `None`: it holds from the start.
    pub since: Option<Turn>,
    /// What ends it; `None`: it holds until the end.
    pub until: Option<Turn>,
    /// How many runs were made, and in how many of them a log-on met it.
    pub odds: Odds,
    /// Of a client of a group: what it is for the whole group, and of which of its clients it is true.
    pub(crate) general: FindingKind,
    /// Those of whom it is true, where it is about one of a group and about others of it too.
    pub(crate) who: Vec<ClientId>,
    /// Whose log-ons failed by it in these runs, and how many of each in the first, which has the seed of the file.
    pub met_by: Vec<(ClientId, u32)>,
    /// Each list of actions mends it; what must restart for that is not among them.
    pub(crate) mends: Vec<Vec<Action>>,
    /// Whether it shows only once what stands before it is mended: a service that does not run, or what the client was
    /// told wrong before.
    pub(crate) behind: bool,
    /// Why it is not reported, if the file accepts it.
    pub accepted: Option<String>,
}

/// What turns a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// When.
    pub at: SimTime,
    /// By what.
    pub by: Cause,
}

/// By what a condition turns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A change of the scenario: which, in the order in which they happen, and as the file writes it.
    Change(ChangeId, String),
    /// A certificate expires.
    Expires(CertificateId),
    /// A certificate becomes valid.
    BecomesValid(CertificateId),
}

/// In how many runs a log-on met a finding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Odds {
    /// In so many a log-on failed by it.
    pub met: u32,
    /// Of so many.
    pub of: u32,
}

impl Finding {
    /// What mends it: lists of actions, each of which does, as a scenario writes them.
    #[must_use]
    pub fn mends(&self) -> Vec<Vec<String>> {
        self.mends.iter().map(|it| it.iter().map(ToRon::ron).collect()).collect()
    }

    /// The actions of one of its mends, and the restarts for which they wait, as a scenario writes them.
    #[must_use]
    pub fn steps(&self, world: &World, mend: usize) -> Vec<String> {
        self.with_restarts(world, &self.mends[mend]).iter().map(ToRon::ron).collect()
    }

    /// Actions, and the restarts for which they wait where services run already.
    pub(crate) fn with_restarts(&self, world: &World, actions: &[Action]) -> Vec<Action> {
        let org = Org::at(world, self.when());
        let write = Writer { world, org: &org };
        let mut all = actions.to_vec();
        for restart in actions.iter().flat_map(|it| write.restarts(it, None)) {
            if !all.contains(&restart) {
                all.push(restart);
            }
        }
        all
    }

    /// When it is to be mended: from the start, or right after the change that brought it about.
    #[must_use]
    pub fn when(&self) -> When {
        self.since.as_ref().map_or(When::FromStart, |it| When::At(it.at.since(SimTime::ZERO)))
    }
}

/// What was found in a file that can be run.
#[derive(Debug)]
pub struct Checked {
    /// The world.
    pub world: World,
    /// Warnings about how it is written.
    pub warnings: Vec<Diagnostic>,
    /// In the order of the file; those that the file accepts are marked.
    pub findings: Vec<Finding>,
    /// Whether a run that was made for it ended for want of room, so that something may not have been found.
    pub cut_short: bool,
}

/// How much may be kept of each run that is made, and whether one of them ended for want of it.
#[derive(Debug, Default)]
struct Room {
    budget: Budget,
    is_short: Cell<bool>,
    /// What makes all runs, in the memory of those before.
    simulator: RefCell<Simulator<Full>>,
}

impl Room {
    /// Makes a run, and says whether anything was drawn in it.
    fn run(&self, world: &World) -> (Run, bool) {
        let mut simulator = self.simulator.borrow_mut();
        let run = simulator.keep(world, self.budget, u64::MAX, &mut |_| true);
        self.is_short.set(self.is_short.get() || run.stop == Stop::RecordLimit);
        (run, simulator.has_drawn())
    }

    /// Takes back a run that nobody needs any more.
    fn take_back(&self, run: Run) {
        self.simulator.borrow_mut().take_back(run);
    }
}

/// Reads a file that stands alone and looks for misconfigurations.
///
/// # Errors
/// Every mistake of the file, where it cannot be run.
pub fn check(text: &str, name: &str) -> Result<Checked, Vec<Diagnostic>> {
    check_all(&Sources::of("", text), name, Budget::default())
}

/// As [`check`], of a scenario with its bases; so much may be kept of each run.
///
/// # Errors
/// As [`check`].
pub fn check_all(sources: &Sources<'_>, name: &str, budget: Budget) -> Result<Checked, Vec<Diagnostic>> {
    check_while(sources, name, budget, &mut || true).expect("it is wanted to the end")
}

/// The same, for as long as somebody wants it: nothing where they do no longer.
pub(crate) fn check_while(
    sources: &Sources<'_>,
    name: &str,
    budget: Budget,
    is_wanted: &mut dyn FnMut() -> bool,
) -> Option<Result<Checked, Vec<Diagnostic>>> {
    let (loaded, scenario, origins) = match load_while(sources, name, is_wanted)? {
        Ok(loaded) => loaded,
        Err(mistakes) => return Some(Err(mistakes)),
    };
    if !is_wanted() {
        return None;
    }
    let places = |paths: &[Vec<PathSegment>]| parse::places(sources, &origins, paths);
    let room = Room { budget, ..Room::default() };
    let mut findings = phases::findings(&loaded.world, &scenario, &room);
    if !is_wanted() {
        return None;
    }
    runs::confirm(&loaded.world, &scenario, &room, &mut findings);
    if let Some(needed) = sim::foretold(&loaded.world, budget) {
        let what = FindingKind::WillNotFit { needed, budget };
        findings.push(Finding::of(what, vec!["event_limit".into()], Vec::new()));
    }
    let paths: Vec<Vec<PathSegment>> = findings.iter().map(|it| it.path.clone()).collect();
    for (finding, place) in findings.iter_mut().zip(places(&paths)) {
        finding.place = place;
    }
    findings.sort_by_key(|it| (it.place.span.start, it.what.code(), it.place.span.end));
    accept(&loaded.world, &scenario, &places, &mut findings);
    let cut_short = room.is_short.get();
    Some(Ok(Checked { world: loaded.world, warnings: loaded.warnings, findings, cut_short }))
}

/// Everything that is found in a world; the scenario tells where it is written.
#[must_use]
pub fn find(world: &World, scenario: &Scenario) -> Vec<Finding> {
    let room = Room::default();
    let mut findings = phases::findings(world, scenario, &room);
    runs::confirm(world, scenario, &room, &mut findings);
    findings
}

/// Marks what the file accepts, and tells what it accepts in vain.
fn accept(
    world: &World,
    scenario: &Scenario,
    places: &dyn Fn(&[Vec<PathSegment>]) -> Vec<Place>,
    findings: &mut Vec<Finding>,
) {
    let mut in_vain = Vec::new();
    for (at, accepted) in scenario.accepted.iter().enumerate() {
        let mut used = false;
        for finding in findings.iter_mut() {
            let meant = finding.what.code().id() == accepted.finding.0;
            let there = accepted.on.as_ref().is_none_or(|on| finding.concerns(world, on));
            if meant && there {
                finding.accepted = Some(accepted.reason.to_string());
                used = true;
            }
        }
        if !used {
            in_vain.push((at, accepted.finding.0.clone()));
        }
    }
    let paths: Vec<Vec<PathSegment>> =
        in_vain.iter().map(|it| vec!["accepted".into(), it.0.into(), "finding".into()]).collect();
    for ((path, place), (_, code)) in paths.iter().zip(places(&paths)).zip(in_vain) {
        let mut finding = Finding::of(FindingKind::NothingToAccept(code), path.clone(), Vec::new());
        finding.place = place;
        findings.push(finding);
    }
}

impl Finding {
    fn of(what: FindingKind, path: Vec<PathSegment>, mends: Vec<Vec<Action>>) -> Self {
        Self {
            general: what.clone(),
            who: Vec::new(),
            what,
            path,
            place: Place::default(),
            severity: FindingSeverity::Advice,
            since: None,
            until: None,
            odds: Odds::default(),
            met_by: Vec::new(),
            mends,
            behind: false,
            accepted: None,
        }
    }

    /// What `on` of an accepted finding calls it: the server or client that it is about, else the thing in which it is
    /// written; `None` where it is about the organisation as a whole.
    #[cfg(feature = "cli")]
    pub(crate) fn about(&self, world: &World) -> Option<String> {
        let server = self.what.server().map(|it| world.servers[it.index()].name.to_string());
        let client = || self.what.client().map(|it| world.called(it).to_owned());
        let written = || self.place.entity.split('"').nth(1).map(str::to_owned);
        server.or_else(client).or_else(written).filter(|it| self.concerns(world, it))
    }

    /// Whether it is about what has this name, or whose place begins with it.
    pub(crate) fn concerns(&self, world: &World, name: &str) -> bool {
        let quoted = format!("\"{name}\"");
        let is_server = self.what.server().is_some_and(|it| world.servers[it.index()].name == name);
        let is_client =
            self.what.client().is_some_and(|it| world.clients[it.index()].name == name || world.called(it) == name);
        is_server || is_client || self.place.entity.contains(&quoted)
    }
}
