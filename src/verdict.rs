//! How did each attempt end, and did what was expected come out?
//!
//! Derived from the records and never stored beside them: an attempt ended as its
//! [`RecordKind::Ended`](crate::trace::RecordKind::Ended) says, and one without it is still running. Everything is made
//! of ids; renderers word it.

mod brings;
mod expect;
mod facts;
mod kin;
pub mod listen;
mod offload;
#[cfg(test)]
pub(crate) mod sample;
pub mod trouble;
mod why;

pub use expect::{Expectation, Held, Miss};
pub use why::{Fault, KeyFact, Why};

use crate::reading::Reading;
use crate::rules::Rule;
use crate::time::{Micros, SimTime};
use crate::trace::{AttemptId, RecordId, Run, Stop, Timer, Window};
use crate::world::{ClientId, Outcome, ServerId, World};

/// What came out of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// All in all.
    pub overall: Overall,
    /// By [`AttemptId`].
    pub attempts: Window<AttemptVerdict>,
    /// By position in [`expects`](crate::world::WorldTables::expects).
    pub expectations: Vec<Expectation>,
    /// How many attempts ended how.
    pub counts: AttemptCounts,
}

/// How many attempts ended how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AttemptCounts {
    /// How many logged on.
    pub logged_on: usize,
    /// How many ended otherwise.
    pub failed: usize,
}

impl AttemptCounts {
    fn count(&mut self, attempt: &AttemptVerdict) {
        self.logged_on += usize::from(attempt.outcome == Some(Outcome::LoggedOn));
        self.failed += usize::from(attempt.has_failed());
    }
}

/// All in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overall {
    /// Every expectation held.
    Pass,
    /// The scenario expects nothing, so nothing is as expected and nothing is not.
    NothingExpected,
    /// One at least did not.
    Fail,
    /// None failed, but the run was cut off while something was still to do.
    Inconclusive,
}

impl Overall {
    /// The exit code of the process: 0, 1 or 3. (2 is unusable input.)
    #[must_use]
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Pass | Self::NothingExpected => 0,
            Self::Fail => 1,
            Self::Inconclusive => 3,
        }
    }
}

impl Verdict {
    /// How many attempts logged on.
    #[must_use]
    pub const fn logged_on(&self) -> usize {
        self.counts.logged_on
    }

    /// How many attempts ended otherwise.
    #[must_use]
    pub const fn failed(&self) -> usize {
        self.counts.failed
    }

    /// How many expectations held.
    #[must_use]
    pub fn held(&self) -> usize {
        self.expectations.iter().filter(|it| it.held() == Held::Yes).count()
    }
}

/// How one attempt ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttemptVerdict {
    /// Which.
    pub id: AttemptId,
    /// Whose.
    pub client: ClientId,
    /// Its number among the attempts of that client, from 1.
    pub number: u32,
    /// When it began.
    pub began: SimTime,
    /// How long it took; `None` while it is still running.
    pub duration: Option<Micros>,
    /// How it ended; `None` while it is still running.
    pub outcome: Option<Outcome>,
    /// How a session ended that was logged on and then lay idle for longer than its server allows: nobody failed.
    pub then: Option<Outcome>,
    /// When the user was told to be logged on.
    pub logged_on: Option<SimTime>,
    /// The rules that decided something in it.
    pub rules: RuleSet,
    /// The server of the last service that accepted the log-on or to which it was handed.
    pub served_by: Option<ServerId>,
    /// The last line that a server said to the client.
    pub heard: Option<RecordId>,
    /// The key facts of a failure; `None` for a success.
    pub why: Option<Why>,
    /// Everything that went wrong, in the order in which it was met: the first is the first failing step. Empty for a
    /// success.
    pub findings: Vec<Fault>,
}

impl AttemptVerdict {
    /// Whether it ended otherwise than with a log-on.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        self.outcome.is_some_and(|it| it != Outcome::LoggedOn)
    }

    /// Whether it ended so: a session that was logged on and then closed is both.
    #[must_use]
    pub fn ended(&self, so: Outcome) -> bool {
        self.outcome == Some(so) || self.then == Some(so)
    }

    /// Whether its client got what it wanted: it was logged on, and stayed so for as long as it liked.
    #[must_use]
    pub fn ended_well(&self) -> bool {
        self.outcome == Some(Outcome::LoggedOn) && self.then.is_none()
    }

    /// Whether there is something to explain: it ended, and not well.
    #[must_use]
    pub fn went_wrong(&self) -> bool {
        self.outcome.is_some() && !self.ended_well()
    }

    /// A session that was logged on and then closed because it lay idle (AuthenticatedConnectionTimeout) was logged
    /// on; why it ended is there to be told.
    fn forgive_idleness(&mut self) {
        let idle = |it: &Fault| matches!(it.trouble, trouble::Trouble::Waited(Timer::Authenticated, _));
        if self.logged_on.is_some() && self.has_failed() && !self.findings.is_empty() && self.findings.iter().all(idle)
        {
            self.then = self.outcome.replace(Outcome::LoggedOn);
        }
    }
}

/// So many words hold a bit for every rule.
const WORDS: usize = Rule::ALL.len().div_ceil(u64::BITS as usize);

/// A set of rules, in the order of the specification.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuleSet([u64; WORDS]);

impl RuleSet {
    /// The word of a rule, and its bit in that.
    const fn place(rule: Rule) -> (usize, u64) {
        (rule as usize / u64::BITS as usize, 1 << (rule as u32 % u64::BITS))
    }

    /// Adds a rule.
    pub const fn insert(&mut self, rule: Rule) {
        let (word, bit) = Self::place(rule);
        self.0[word] |= bit;
    }

    /// With those of another.
    #[must_use]
    pub const fn with(mut self, other: Self) -> Self {
        let mut word = 0;
        while word < WORDS {
            self.0[word] |= other.0[word];
            word += 1;
        }
        self
    }

    /// Whether the rule is in it.
    #[must_use]
    pub const fn contains(self, rule: Rule) -> bool {
        let (word, bit) = Self::place(rule);
        self.0[word] & bit != 0
    }

    /// The rules, in the order of the specification.
    pub fn iter(self) -> impl Iterator<Item = Rule> {
        Rule::ALL.iter().copied().filter(move |it| self.contains(*it))
    }
}

impl FromIterator<Rule> for RuleSet {
    fn from_iter<T: IntoIterator<Item = Rule>>(rules: T) -> Self {
        let mut set = Self::default();
        rules.into_iter().for_each(|it| set.insert(it));
        set
    }
}

/// Judges a run: how each attempt ended and why, and whether each expectation of the world held.
#[must_use]
pub fn judge(world: &World, run: &Run) -> Verdict {
    let trace = &run.trace;
    let mut attempts = Window::default();
    let mut reading = Reading::new(world, trace);
    while let Some(moment) = reading.advance() {
        facts::read(&mut attempts, moment);
    }
    let is_well = |it: &AttemptVerdict| it.outcome == Some(Outcome::LoggedOn);
    // Where all went well there is nothing to look for.
    if !attempts.iter().all(is_well) {
        let mut causes = why::Causes::default();
        let mut reading = Reading::new(world, trace);
        while let Some(moment) = reading.advance() {
            causes.read(moment, &mut attempts, is_well);
        }
        for it in 0..attempts.len() {
            causes.conclude(&mut attempts[it]);
        }
    }
    let mut watch = expect::Watch::new(world, usize::MAX);
    attempts.iter().for_each(|it| watch.see(world, it));
    let expectations = watch.held(world, run, &attempts);
    let mut counts = AttemptCounts::default();
    attempts.iter().for_each(|it| counts.count(it));
    Verdict { overall: overall(&expectations, run), attempts, expectations, counts }
}

/// All in all.
fn overall(expectations: &[Expectation], run: &Run) -> Overall {
    let cut_off = run.stop != Stop::Finished && !run.pending.is_empty();
    if expectations.iter().any(|it| it.held() == Held::No) {
        Overall::Fail
    } else if cut_off {
        Overall::Inconclusive
    } else if expectations.is_empty() {
        Overall::NothingExpected
    } else {
        Overall::Pass
    }
}

#[cfg(test)]
mod tests {
    use super::trouble::Trouble;
    use super::why::Fault;
    use super::*;
    use crate::protocol::Line;
    use crate::trace::{Decision, Pending, RecordKind};
    use crate::world::{Action, Bounds, Change, Expect, Protocol, Service, ServiceId};

    fn judged(world: &World) -> Verdict {
        judge(world, &sample::run(world))
    }

    /// How the expectation fares in the organisation, and the misses.
    fn fares(mut world: World, expect: Expect) -> (Overall, Vec<Miss>) {
        world.expects = vec![expect];
        let verdict = judged(&world);
        (verdict.overall, verdict.expectations[0].misses.clone())
    }

    #[test]
    fn a_loop_is_recognized_with_its_cause_and_its_end() {
        let world = sample::world("laptop");
        let run = sample::run(&world);
        let verdict = judge(&world, &run);
        let attempt = &verdict.attempts[0];
        assert_eq!(attempt.outcome, Some(Outcome::LogonFailed));
        for rule in [Rule::Lb1, Rule::Lb2, Rule::Lb3, Rule::Lim1, Rule::Lim4, Rule::Fe4, Rule::Fall7] {
            assert!(
                attempt.rules.contains(rule),
                "{rule:?} is not among {:?}",
                attempt.rules.iter().collect::<Vec<_>>()
            );
        }
        assert!(!attempt.rules.contains(Rule::Svc4) && !attempt.rules.contains(Rule::Svc5));
        let facts = &attempt.why.as_ref().expect("a failure has a why").facts;
        let KeyFact::WrongTarget { balancer: Some(_), reached, .. } = &facts[0] else { panic!("{facts:?}") };
        assert_eq!(reached.len(), 1);
        let KeyFact::Loop { through, depth: 16, end: Some(end) } = &facts[1] else { panic!("{facts:?}") };
        assert_eq!(through, reached);
        let end = run.trace.record(*end);
        assert!(matches!(
            end.kind(),
            RecordKind::Decides { decision: Decision::Authenticates { accepted: false, .. }, .. }
        ));
        assert_eq!(facts.len(), 2, "{facts:?}");
    }

    /// AuthenticatedConnectionTimeout: a session that was logged on, and ended for that alone, was no failure.
    #[test]
    fn idleness_is_forgiven_to_whoever_was_logged_on() {
        let idle = Trouble::Waited(Timer::Authenticated, None);
        let other = Trouble::Waited(Timer::PreAuthenticated, None);
        let (told, no, closed) = (Some(SimTime(7)), Some(Outcome::LoggedOn), Some(Outcome::ClosedByServer));
        let rows = [
            (told, closed, vec![idle], no, closed),
            (told, closed, vec![idle, idle], no, closed),
            (None, closed, vec![idle], closed, None),
            (told, closed, vec![], closed, None),
            (told, closed, vec![other], closed, None),
            (told, closed, vec![idle, other], closed, None),
            (told, no, vec![idle], no, None),
            (told, None, vec![idle], None, None),
        ];
        let world = sample::repaired("laptop");
        let one = &judged(&world).attempts[0];
        for (logged_on, outcome, troubles, ends, then) in rows {
            let fault = |trouble: Trouble| Fault {
                trouble,
                depth: 0,
                records: Vec::new(),
                rules: Vec::new(),
                since: Vec::new(),
            };
            let row = format!("{logged_on:?} {outcome:?} {troubles:?}");
            let findings = troubles.into_iter().map(fault).collect();
            let mut attempt = AttemptVerdict { logged_on, outcome, findings, then: None, ..one.clone() };
            attempt.forgive_idleness();
            assert_eq!((attempt.outcome, attempt.then), (ends, then), "{row}");
            // Both ends count, and only one is what the client wanted.
            let is_end = |it: Outcome| Some(it) == ends || Some(it) == then;
            assert!(
                [Outcome::LoggedOn, Outcome::ClosedByServer, Outcome::NoAnswer]
                    .iter()
                    .all(|&it| attempt.ended(it) == is_end(it))
            );
            assert_eq!(attempt.has_failed(), ends == closed, "{row}");
            assert_eq!(attempt.ended_well(), ends == no && then.is_none(), "{row}");
            assert_eq!(attempt.went_wrong(), ends == closed || then == closed, "{row}");
        }
    }

    #[test]
    fn a_set_of_rules_holds_what_was_put_into_it() {
        assert_eq!(RuleSet::default().iter().count(), 0);
        for (at, &rule) in Rule::ALL.iter().enumerate() {
            let other = Rule::ALL[(at + 70) % Rule::ALL.len()];
            let (one, two) = (RuleSet::from_iter([rule]), RuleSet::from_iter([other]));
            assert_eq!(one.iter().collect::<Vec<_>>(), [rule]);
            let mut both = vec![rule, other];
            both.sort_unstable_by_key(|it| *it as usize);
            assert_eq!(one.with(two).iter().collect::<Vec<_>>(), both);
            assert_eq!(one.with(one), one);
        }
        assert_eq!(Rule::ALL.iter().rev().copied().collect::<RuleSet>().iter().collect::<Vec<_>>(), Rule::ALL);
    }

    #[test]
    fn the_exit_code_tells_how_it_came_out() {
        let all = [Overall::Pass, Overall::NothingExpected, Overall::Fail, Overall::Inconclusive];
        assert_eq!(all.map(Overall::exit_code), [0, 0, 1, 3]);
    }

    #[test]
    fn a_success_needs_no_why_and_is_served_by_the_target() {
        let verdict = judged(&sample::repaired("laptop"));
        let attempt = &verdict.attempts[0];
        assert_eq!((attempt.outcome, &attempt.why), (Some(Outcome::LoggedOn), &None));
        assert_eq!(attempt.served_by, Some(ServerId(0)));
        assert!(attempt.rules.contains(Rule::Fe6) && !attempt.rules.contains(Rule::Lb1));
        assert_eq!(verdict.overall, Overall::Pass);
    }

    /// A log-on that nobody accepted and that was handed to nobody is served by nobody, whatever was said before.
    #[test]
    fn who_is_refused_at_the_front_end_is_served_by_nobody() {
        let mut world = sample::repaired("laptop");
        world.clients[0].password = crate::world::Password::Wrong;
        let verdict = judged(&world);
        let attempt = &verdict.attempts[0];
        assert_eq!((attempt.outcome, attempt.served_by), (Some(Outcome::LogonFailed), None));
        // The front end accepts; on the leg STARTTLS is said, and then both agree on no version:
        // nothing was handed over.
        let mut world = sample::repaired("laptop");
        world.servers[0].tls = crate::world::TlsHalves::both(crate::world::TlsSet::new(&[], &[]));
        for settings in &mut world.settings {
            for endpoint in &mut settings.internal {
                (endpoint.port, endpoint.security) = (143, crate::world::Security::Tls);
            }
        }
        let run = sample::run(&world);
        let asks = |it: crate::trace::Record<'_>| matches!(it.kind(), RecordKind::Says { line: Line::StartTls, .. });
        assert!(run.trace.records().iter().any(asks), "it is said");
        let attempt = &judge(&world, &run).attempts[0];
        assert_eq!((attempt.outcome, attempt.served_by), (Some(Outcome::LogonFailed), Some(ServerId(1))));
    }

    /// What the client hears counts, and not what the front end hears of its target before.
    #[test]
    fn a_log_on_is_known_when_the_client_is_told() {
        let world = sample::repaired("laptop");
        let run = sample::run(&world);
        let attempt = &judge(&world, &run).attempts[0];
        let mut told = [None; 2];
        let mut heard = None;
        for (at, record) in run.trace.records().iter().enumerate() {
            let RecordKind::Says { line, .. } = record.kind() else { continue };
            let on = record.connection().expect("it is said on a connection");
            let leg = usize::from(run.trace.connections[on.0 as usize].depth > 0);
            if line == Line::LoggedOn {
                told[leg] = Some(record.at());
            }
            if !line.is_command() && leg == 0 {
                heard = Some(RecordId(at as u32));
            }
        }
        let [Some(client), Some(front_end)] = told else { panic!("both are told: {told:?}") };
        assert!(front_end < client, "the target answers first");
        assert_eq!((attempt.logged_on, attempt.heard), (Some(client), heard));
    }

    #[test]
    fn every_way_to_miss_an_expectation_is_told() {
        let id = AttemptId(0);
        let fine = || Expect { rules: Vec::new(), ..sample::expect(Outcome::LoggedOn) };
        let rows: [(Expect, Overall, &[Miss]); 10] = [
            (fine(), Overall::Pass, &[]),
            (Expect { attempt: Some(1), ..fine() }, Overall::Pass, &[]),
            (Expect { attempt: Some(2), ..fine() }, Overall::Fail, &[Miss::NoAttempt(ClientId(0))]),
            (Expect { outcome: Outcome::NoAnswer, ..fine() }, Overall::Fail, &[Miss::Outcome(id, Outcome::LoggedOn)]),
            (Expect { count: Some(Bounds::exactly(1)), ..fine() }, Overall::Pass, &[]),
            (Expect { count: Some(Bounds::exactly(2)), ..fine() }, Overall::Fail, &[Miss::Count(1)]),
            (Expect { count: Some(Bounds::exactly(0)), outcome: Outcome::NoAnswer, ..fine() }, Overall::Pass, &[]),
            (Expect { rules: vec![Rule::Fe6, Rule::Lb3], ..fine() }, Overall::Fail, &[Miss::Silent(Rule::Lb3)]),
            (Expect { not_rules: vec![Rule::Lb3, Rule::Fe6], ..fine() }, Overall::Fail, &[Miss::Spoke(id, Rule::Fe6)]),
            (
                Expect { served_by: Some(ServerId(1)), ..fine() },
                Overall::Fail,
                &[Miss::ServedBy(id, Some(ServerId(0)))],
            ),
        ];
        for (expect, overall, misses) in rows {
            let told = format!("{expect:?}");
            assert_eq!(fares(sample::repaired("laptop"), expect), (overall, misses.to_vec()), "{told}");
        }
    }

    /// What was changed and not read yet: the front end's own settings (SVC-6), and those of its candidate (DISC-9).
    #[test]
    fn stale_settings_and_a_stale_view_speak_in_the_attempts_that_they_decide() {
        let mut world = sample::polls(sample::world("laptop"), 3);
        let service = ServiceId::new(ServerId(1), Service::Imap4);
        let repaired = crate::world::SettingsId::at(world.settings.len());
        let mut settings = world.settings[0].clone();
        settings.internal[0].host = crate::world::HostRef::Name(crate::world::NameId(0));
        world.settings.push(settings);
        let at = |secs| SimTime(Micros::from_secs(secs).0);
        world.changes = vec![
            Change { at: at(100), action: Action::Set(ServerId(0), Protocol::Imap4, repaired), written: 0, nth: 0 },
            Change { at: at(100), action: Action::Set(ServerId(1), Protocol::Imap4, repaired), written: 0, nth: 1 },
            Change { at: at(500), action: Action::Restart(service), written: 0, nth: 2 },
        ];
        let told: Vec<_> = judged(&world)
            .attempts
            .iter()
            .map(|it| [Rule::Svc6, Rule::Disc9, Rule::Lb3].map(|rule| it.rules.contains(rule)))
            .collect();
        assert_eq!(told, [[false, false, true], [true, true, true], [false, false, false]]);
    }

    /// A run that is cut off is inconclusive only where nothing has failed already.
    #[test]
    fn a_run_that_is_cut_off_says_what_it_does_not_know() {
        let polls = || {
            let mut world = sample::polls(sample::repaired("laptop"), 1_000);
            world.clients[0].until = None;
            world.until = SimTime(Micros::from_secs(3_500).0);
            world
        };
        let fine = || Expect { rules: Vec::new(), ..sample::expect(Outcome::LoggedOn) };
        assert_eq!(sample::run(&polls()).pending, [Pending::Client(ClientId(0))]);
        assert_eq!(fares(polls(), fine()), (Overall::Inconclusive, Vec::new()));
        let later = Expect { attempt: Some(500), ..fine() };
        assert_eq!(fares(polls(), later), (Overall::Inconclusive, vec![Miss::NotYet]));
        let many = Expect { count: Some(Bounds::exactly(500)), ..fine() };
        assert_eq!(fares(polls(), many), (Overall::Inconclusive, vec![Miss::CountSoFar(12)]));
        let few = Expect { count: Some(Bounds::exactly(5)), ..fine() };
        assert_eq!(fares(polls(), few), (Overall::Fail, vec![Miss::Count(12)]));
        // Where nothing waited any more when it was cut off, nothing more can come.
        let world = sample::repaired("laptop");
        let run = sample::run(&world);
        assert!(run.stop == Stop::Finished && run.pending.is_empty());
        for stop in [Stop::Horizon, Stop::EventLimit] {
            assert_eq!(judge(&world, &Run { stop, ..run.clone() }).overall, Overall::Pass);
        }
    }
}
