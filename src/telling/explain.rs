//! Of which blocks is an explanation made, and what is in each?
//!
//! From the top: how the attempt ended and what the user sees; the first failing step with its evidence; what came
//! then; the connections; how it compares with an attempt that succeeded; when failure became inevitable; where the
//! real servers show it; what helps; and what else looks like this. One list, which is worded in one place and shown by
//! every renderer in its own way.

mod likeness;

pub(crate) use likeness::Cause;

use super::content::{Quotes, quotes};
use crate::explain::candidates::Step;
use crate::explain::proof::{At, Missed, Pivot, Remedy, Study, Turned, Uncovered};
use crate::explain::trouble::Trouble;
use crate::explain::{Contrast, Fault, Leg};
use crate::protocol::Line;
use crate::trace::{Actor, Event, RecordId, RecordKind, Run};
use crate::verdict::{AttemptVerdict, Verdict};
use crate::world::{Action, ClientId, Protocol, ServerId, ServiceId, World};

/// How many records stand as evidence of one finding.
const EVIDENCE: usize = 3;
/// How many findings are told after the first.
const THEN: usize = 6;
/// How many steps that did not help are named.
const IN_VAIN: usize = 4;

/// Everything that is told about one failure.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The attempts that failed alike, by client, the one that is explained among them.
    pub alike: &'a [(ClientId, Vec<u32>)],
    /// Why it failed, from when that was certain, and what helps.
    pub study: &'a Study,
}

/// Where a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// On the client's own connection.
    Own,
    /// On a leg, and who opened it.
    Leg(Actor),
    /// On the way from a service to a Mailbox server (RPC-1).
    Store(Actor, ServerId),
}

/// Where a fault is: what is lost on the way to a Mailbox server is on no connection of the client's protocol.
pub(crate) fn place(run: &Run, fault: &Fault, record: RecordId) -> Place {
    let trace = &run.trace;
    let mut at = trace.record(record);
    while let (RecordKind::Lost { .. }, Some(cause)) = (at.kind(), at.cause()) {
        at = trace.record(cause);
        if let RecordKind::CallsStore { server } = at.kind() {
            return Place::Store(at.actor(), server);
        }
    }
    let opener = trace.record(record).connection().map(|it| trace.connections[it.0 as usize].opener);
    opener.filter(|_| fault.depth > 0).map_or(Place::Own, Place::Leg)
}

/// One block. A record is one of those that are quoted.
#[derive(Debug)]
pub(crate) enum Block<'a> {
    /// How the attempt ended, and what its client sees.
    Ended(&'a AttemptVerdict),
    Running(&'a AttemptVerdict),
    /// Other attempts that failed alike, by client; those of the same client.
    Alike {
        client: ClientId,
        others: Vec<(ClientId, Vec<u32>)>,
    },
    Heading(Part),
    NoFinding,
    /// What went wrong, and where. The record shows it.
    Fault {
        finding: &'a Fault,
        place: Place,
        record: RecordId,
    },
    /// A record that proves it.
    Evidence(RecordId),
    MoreEvidence(usize),
    /// The change that brought it about.
    Since(RecordId),
    /// The restart for which that change waited.
    InForce(RecordId),
    /// A line that was refused, and with which attempts would have logged on.
    Refused(&'a Missed),
    /// What an admin should know about it.
    Meaning(&'a Fault),
    Leg(&'a Leg),
    MoreLegs(u32),
    /// No attempt succeeded that could be compared.
    NoContrast,
    /// An attempt that succeeded, and where the two diverge.
    Contrast {
        other: &'a AttemptVerdict,
        parts: Option<(RecordId, RecordId)>,
    },
    /// When failure became inevitable.
    Pivot(Pivot),
    /// An event that the real server writes.
    Event(Event, ServerId),
    NoEvent,
    /// The protocol log of a service, and whether it is kept.
    Log(ServiceId, bool),
    /// Only the client can tell.
    OnlyTheClient,
    /// The number that stands in the reply, and the reply.
    Code(&'static str, Line),
    /// Why else the user would see just this, and whether it is so here.
    Possible(Cause, bool),
    NoCandidates,
    NothingHelps,
    OnlyPairs,
    /// What helps, by its number.
    Remedy(usize, &'a Remedy),
    /// That the following harm somebody else.
    Harmful,
    /// What repairs the first fault, and which shows then.
    Uncovered(&'a Uncovered),
    /// What is enough by the last failure: what is set waits for it.
    Waiting(&'a Remedy),
    /// A switch on which the failure hangs.
    Assumed(&'a Turned),
    /// Switches that were turned and changed nothing.
    AssumedInVain(Vec<&'a Turned>),
    InVain(&'a [Step]),
    /// That not everything was tried.
    CutOff,
}

/// A part of an explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    First,
    Then,
    Assumed,
    Legs,
    Contrast,
    Pivot,
    Look,
    Others,
    Remedies,
}

/// An explanation.
#[derive(Debug)]
pub(crate) struct Blocks<'a> {
    pub(crate) blocks: Vec<Block<'a>>,
    /// The records that are quoted.
    pub(crate) quotes: Quotes,
}

/// The explanation of one failure.
pub(crate) fn blocks<'a>(world: &World, run: &Run, verdict: &'a Verdict, case: &'a Case<'a>) -> Blocks<'a> {
    let mut writer = Writer { world, run, verdict, case, blocks: Vec::new(), quoted: Vec::new() };
    writer.write();
    Blocks { blocks: writer.blocks, quotes: quotes(world, &run.trace, writer.quoted) }
}

struct Writer<'w, 'a> {
    world: &'w World,
    run: &'w Run,
    verdict: &'a Verdict,
    case: &'a Case<'a>,
    blocks: Vec<Block<'a>>,
    quoted: Vec<RecordId>,
}

impl<'a> Writer<'_, 'a> {
    fn write(&mut self) {
        let attempt = &self.verdict.attempts[self.case.study.explanation.attempt.0 as usize];
        self.put(match attempt.outcome {
            Some(_) => Block::Ended(attempt),
            None => Block::Running(attempt),
        });
        let mut others = Vec::new();
        for (client, numbers) in self.case.alike {
            let other = |it: &u32| *client != attempt.client || *it != attempt.number;
            let numbers: Vec<u32> = numbers.iter().copied().filter(other).collect();
            if !numbers.is_empty() {
                others.push((*client, numbers));
            }
        }
        if !others.is_empty() {
            self.put(Block::Alike { client: attempt.client, others });
        }
        self.findings();
        self.assumed();
        self.legs();
        if attempt.outcome.is_some() {
            self.contrast();
            self.pivot();
            self.look(attempt);
            self.remedies();
            self.others(attempt);
        }
    }

    fn put(&mut self, block: Block<'a>) {
        self.blocks.push(block);
    }

    fn quote(&mut self, id: RecordId) -> RecordId {
        self.quoted.push(id);
        id
    }

    fn findings(&mut self) {
        self.put(Block::Heading(Part::First));
        let Some((first, then)) = self.case.study.explanation.findings.split_first() else {
            return self.put(Block::NoFinding);
        };
        self.finding(first);
        for line in &self.case.study.refused {
            self.quote(line.record);
            self.put(Block::Refused(line));
        }
        if !then.is_empty() {
            self.put(Block::Heading(Part::Then));
            for finding in then.iter().take(THEN) {
                self.finding(finding);
            }
        }
    }

    fn finding(&mut self, finding: &'a Fault) {
        let record = self.quote(*finding.records.first().expect("a finding has a record"));
        let place = place(self.run, finding, record);
        self.put(Block::Fault { finding, place, record });
        for id in self.probes(finding) {
            let id = self.quote(id);
            self.put(Block::Evidence(id));
        }
        for id in finding.records.iter().take(EVIDENCE) {
            let id = self.quote(*id);
            self.put(Block::Evidence(id));
        }
        if finding.records.len() > EVIDENCE {
            self.put(Block::MoreEvidence(finding.records.len() - EVIDENCE));
        }
        if let Some(since) = finding.since.first() {
            let since = self.quote(*since);
            self.put(Block::Since(since));
            self.in_force(finding, since);
        }
        self.put(Block::Meaning(finding));
    }

    /// What a balancer had seen of its members when that decided (LB-2): of each the last check before it turned
    /// somebody away, or that of the one which it chose and which does not serve.
    fn probes(&self, finding: &Fault) -> Vec<RecordId> {
        let trace = &self.run.trace;
        let Some(last) = finding.records.last().copied() else { return Vec::new() };
        let record = trace.record(last);
        let Some(on) = record.connection() else { return Vec::new() };
        let before = || (0..last.0).rev().map(RecordId);
        let (balancer, chosen) = match finding.trouble {
            Trouble::NoMember(_) => (record.actor(), None),
            Trouble::Stopped(_)
            | Trouble::Hung(_)
            | Trouble::Off(_)
            | Trouble::NothingListens(..)
            | Trouble::Component { .. } => {
                let on_it = before().map(|it| trace.record(it)).filter(|it| it.connection() == Some(on));
                let chosen = on_it.filter_map(|it| match it.kind() {
                    RecordKind::Forwards { member, .. } => Some((it.actor(), Some(member))),
                    _ => None,
                });
                let Some(it) = chosen.into_iter().next() else { return Vec::new() };
                it
            }
            _ => return Vec::new(),
        };
        let asked = trace.connections[on.0 as usize].endpoint.port;
        let (mut seen, mut told) = (Vec::new(), Vec::new());
        for id in before() {
            let RecordKind::Checked { member, port, .. } = trace.record(id).kind() else { continue };
            let is_it = trace.record(id).actor() == balancer && port == asked && chosen.is_none_or(|it| it == member);
            if is_it && !seen.contains(&member) {
                seen.push(member);
                told.push(id);
            }
        }
        told.truncate(EVIDENCE);
        told.reverse();
        told
    }

    /// What was changed may have waited for a restart (SVC-6): then the failure is there since that.
    fn in_force(&mut self, finding: &Fault, since: RecordId) {
        let At::Change(record) = self.case.study.pivot.at else { return };
        let is_first = self.case.study.explanation.findings.first() == Some(finding);
        let RecordKind::Changed(change) = self.run.trace.record(record).kind() else { return };
        let restarts = matches!(
            self.world.changes[change.index()].action,
            Action::Restart(_) | Action::Start(_) | Action::Reboot(_) | Action::StartUp(_)
        );
        if is_first && restarts && since.0 < record.0 {
            let record = self.quote(record);
            self.put(Block::InForce(record));
        }
    }

    /// What is assumed, and whether the failure hangs on it.
    fn assumed(&mut self) {
        let all = &self.case.study.assumed;
        if all.is_empty() {
            return;
        }
        self.put(Block::Heading(Part::Assumed));
        all.iter().filter(|it| !it.logs_on.is_empty()).for_each(|it| self.put(Block::Assumed(it)));
        let in_vain: Vec<_> = all.iter().filter(|it| it.logs_on.is_empty()).collect();
        if !in_vain.is_empty() {
            self.put(Block::AssumedInVain(in_vain));
        }
    }

    fn legs(&mut self) {
        let explanation = &self.case.study.explanation;
        if explanation.legs.is_empty() {
            return;
        }
        self.put(Block::Heading(Part::Legs));
        for leg in &explanation.legs {
            self.quoted.extend(leg.failed);
            self.put(Block::Leg(leg));
        }
        if explanation.legs_left_out > 0 {
            self.put(Block::MoreLegs(explanation.legs_left_out));
        }
    }

    fn contrast(&mut self) {
        self.put(Block::Heading(Part::Contrast));
        let Some(Contrast { other, parts }) = self.case.study.explanation.contrast else {
            return self.put(Block::NoContrast);
        };
        self.quoted.extend(parts.into_iter().flat_map(|(here, there)| [here, there]));
        self.put(Block::Contrast { other: &self.verdict.attempts[other.0 as usize], parts });
    }

    fn pivot(&mut self) {
        self.put(Block::Heading(Part::Pivot));
        match self.case.study.pivot.at {
            At::Start | At::Expires(..) => {}
            At::Step { record, .. } | At::Change(record) => self.quoted.push(record),
        }
        self.put(Block::Pivot(self.case.study.pivot));
    }

    /// Where the real servers show the failure, and what the number in the reply means.
    fn look(&mut self, attempt: &AttemptVerdict) {
        self.put(Block::Heading(Part::Look));
        let trace = &self.run.trace;
        let mut events: Vec<(Event, ServerId)> = Vec::new();
        // The service that the client talked to: the first that would write into its protocol log.
        let mut logs: Option<ServiceId> = None;
        for record in trace.records().iter().filter(|it| it.attempt() == Some(attempt.id)) {
            let Actor::Service(service) = record.actor() else { continue };
            if let RecordKind::Logs(event) = record.kind() {
                let is_known = |it: &(Event, ServerId)| {
                    (it.0.logged().number(), it.1) == (event.logged().number(), service.server())
                };
                if !events.iter().any(is_known) {
                    events.push((event, service.server()));
                }
            }
            let is_logged = matches!(
                record.kind(),
                RecordKind::Decides { .. } | RecordKind::LegFailed { .. } | RecordKind::Says { .. }
            );
            if is_logged && service.service().protocol().is_mail() {
                logs = logs.or(Some(service));
            }
        }
        if events.is_empty() {
            self.put(Block::NoEvent);
        }
        for (event, server) in events {
            self.put(Block::Event(event, server));
        }
        self.put(logs.map_or(Block::OnlyTheClient, |it| {
            let here = &self.world.servers[it.server().index()];
            let settings = &self.world.settings[here.settings[it.service().protocol()].index()];
            Block::Log(it, settings.protocol_log)
        }));
        let Some(RecordKind::Says { line, .. }) = attempt.heard.map(|it| trace.record(it).kind()) else { return };
        let is_pop = logs.is_some_and(|it| it.service().protocol() == Protocol::Pop3);
        let code = match line {
            Line::CommandTooLong => "10",
            Line::ArgumentError => "11",
            Line::UnknownCommand => "12",
            Line::ByeTimeout => "13",
            Line::ByeErrors => "14",
            Line::ServerUnavailable if is_pop => "21",
            Line::ServerUnavailable => "15",
            _ => return,
        };
        self.put(Block::Code(code, line));
    }

    /// Why else the user would see just this. The cause itself is one of them, and the only one that is marked.
    fn others(&mut self, attempt: &AttemptVerdict) {
        let Some(outcome) = attempt.then.or(attempt.outcome) else { return };
        let trace = &self.run.trace;
        let heard = attempt.heard.and_then(|it| match trace.record(it).kind() {
            RecordKind::Says { line, .. } => Some(line),
            _ => None,
        });
        let own = trace.connections.iter().find(|it| it.attempt == attempt.id && it.depth == 0);
        let version = own.and_then(|it| it.service).map(|it| self.world.servers[it.server().index()].version);
        let protocol = trace.attempts[attempt.id.0 as usize].protocol;
        let mut causes = likeness::possible(self.world, likeness::Met { outcome, heard, protocol, version });
        let here = self.case.study.explanation.findings.first().map(Cause::of);
        causes.extend(here.filter(|it| !causes.contains(it)));
        if causes.is_empty() {
            return;
        }
        self.put(Block::Heading(Part::Others));
        for cause in causes {
            self.put(Block::Possible(cause, Some(cause) == here));
        }
    }

    fn remedies(&mut self) {
        self.put(Block::Heading(Part::Remedies));
        let remedies = &self.case.study.remedies;
        if remedies.candidates == 0 {
            return self.put(Block::NoCandidates);
        }
        if remedies.proven.is_empty() && remedies.harmful.is_empty() {
            self.put(Block::NothingHelps);
        }
        remedies.uncovered.iter().for_each(|it| self.put(Block::Uncovered(it)));
        if remedies.proven.first().is_some_and(|it| it.steps.len() > 1) {
            self.put(Block::OnlyPairs);
        }
        for (index, remedy) in remedies.proven.iter().chain(&remedies.harmful).enumerate() {
            if index == remedies.proven.len() {
                self.put(Block::Harmful);
            }
            self.put(Block::Remedy(index + 1, remedy));
        }
        remedies.waiting.iter().for_each(|it| self.put(Block::Waiting(it)));
        if !remedies.in_vain.is_empty() && !remedies.proven.is_empty() {
            self.put(Block::InVain(&remedies.in_vain[..remedies.in_vain.len().min(IN_VAIN)]));
        }
        if remedies.cut_off {
            self.put(Block::CutOff);
        }
    }
}
