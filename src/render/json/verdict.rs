//! How do the run, its attempts, its expectations and its end stand in JSON?

use std::borrow::Cow;

use super::mirror::{Choice, Described, Field, Object, Row, Shape, is_flatten, is_skipped, mirror};
use super::record::{ActorObject, EndpointObject, How, actor, endpoint, how};
use super::words::{HeldWord, OutcomeWord, OverallWord, StopWord};
use crate::render::Options;
use crate::rules::Rule;
use crate::telling::people::{People, RowOfPeople, WhyNot};
use crate::time::SimTime;
use crate::trace::{Pending, Run};
use crate::verdict::{AttemptVerdict, Expectation, KeyFact, Miss, Verdict};
use crate::words::names::Names;
use crate::words::people;
use crate::world::{ClientId, Expect, ServerId};

mirror! {
    /// The first line.
    struct RunLine<'a> {
        /// `run`.
        r#type: &'static str,
        /// The version of the program.
        coexist: &'static str,
        /// The version of this format.
        schema: u32,
        /// The title.
        title: &'a str,
        /// The seed.
        seed: u64,
        /// When the run begins, in local time; only with a `date` in the scenario.
        #[serde(skip_serializing_if = "Option::is_none")]
        date: Option<String>,
        /// How far that is from UTC; only where `date` is.
        #[serde(skip_serializing_if = "Option::is_none")]
        time_zone: Option<String>,
        /// With `--client`: whose attempts alone are here.
        client: Option<Cow<'a, str>>,
    }

    /// Why log-ons fail, for the lines `who`.
    struct CauseLine<'a> {
        /// `cause`.
        r#type: &'static str,
        /// Its number, from 0.
        cause: usize,
        /// In a few words.
        says: String,
        /// The rule that speaks in it.
        rule: Option<&'static str>,
        /// The servers at which it was met.
        servers: Vec<Cow<'a, str>>,
        /// How the log-ons end.
        outcomes: Vec<OutcomeWord>,
        /// How many log-ons fail.
        failed: u32,
        /// Whose is the first of them.
        client: Cow<'a, str>,
        /// Its number among the attempts of that client.
        attempt: u32,
    }

    /// Who gets on, and when: a line for each client or group.
    struct WhoLine<'a> {
        /// `who`.
        r#type: &'static str,
        /// The client, or the group.
        client: Cow<'a, str>,
        /// What becomes of the log-ons that it begins, between the moments at which anything differs for anybody.
        cells: Vec<CellObject>,
    }

    /// What becomes of the log-ons that are begun in a stretch of time.
    struct CellObject {
        /// From when; `null`: from the start.
        from_us: Option<u64>,
        /// Until when; `null`: until the end.
        until_us: Option<u64>,
        /// How many there are; of a group how many members.
        tried: u32,
        /// How many get on.
        logged_on: u32,
        /// How many were still running when the run was cut off.
        running: u32,
        /// Why the others do not.
        causes: Vec<CountObject>,
    }

    /// How many fail for a cause.
    struct CountObject {
        /// The number of the cause.
        cause: usize,
        /// How many.
        failed: u32,
    }

    /// How one attempt ended.
    struct AttemptLine<'a> {
        /// `attempt`.
        r#type: &'static str,
        /// Whose.
        client: Cow<'a, str>,
        /// Of which group that client is one.
        #[serde(skip_serializing_if = "Option::is_none")]
        group: Option<Cow<'a, str>>,
        /// Its number among the attempts of that client, from 1.
        number: u32,
        /// When it began.
        began_us: u64,
        /// What the clock shows then; only with a `date` in the scenario.
        #[serde(skip_serializing_if = "Option::is_none")]
        began_clock: Option<String>,
        /// How long it took; `null` while it is still running.
        duration_us: Option<u64>,
        /// How it ended, as in the scenario language; `null` while it is still running.
        outcome: Option<OutcomeWord>,
        /// How a session ended that was logged on and then closed because it lay idle; `null` for all others.
        then: Option<OutcomeWord>,
        /// When the user was told to be logged on; `null` where that never was.
        logged_on_us: Option<u64>,
        /// The server of the last service that accepted the log-on or to which it was handed.
        served_by: Option<Cow<'a, str>>,
        /// The record of the last line that a server said to the client.
        heard: Option<u32>,
        /// Every rule that decided something in it.
        rules: Vec<&'static str>,
        /// Of a failure: its key facts.
        why: Option<Vec<KeyFactObject<'a>>>,
    }

    /// A key fact of a failure.
    choice KeyFactObject<'a> by "fact" {
        /// The InternalConnectionSettings of a candidate lead elsewhere.
        WrongTarget "wrong_target" {
            /// Whose setting.
            candidate: Cow<'a, str>,
            /// Its value.
            endpoint: EndpointObject<'a>,
            /// The balancer to which it leads, if it is one.
            balancer: Option<Cow<'a, str>>,
            /// The servers that were reached through it.
            reached: Vec<Cow<'a, str>>,
        },
        /// Front ends proxied to front ends.
        Loop "loop" {
            /// Through which.
            through: Vec<Cow<'a, str>>,
            /// How many times the log-on came back to a front end.
            depth: u32,
            /// The record that ended it.
            end: Option<u32>,
        },
        /// A proxying service failed at an endpoint.
        Leg "leg" {
            /// Which service.
            by: ActorObject<'a>,
            /// On behalf of which candidate.
            candidate: Cow<'a, str>,
            /// Where.
            endpoint: EndpointObject<'a>,
            /// How.
            #[serde(flatten)]
            how: How,
            /// The record that brought it about.
            cause: Option<u32>,
            /// How many times in the attempt.
            times: u32,
        },
        /// A service refused by its own decision.
        Decided "decided" {
            /// That decision.
            record: u32,
        },
        /// What the client met on its own connection.
        Met "met" {
            /// That record.
            record: u32,
        },
    }

    /// What became of one expectation.
    struct ExpectationLine<'a> {
        /// `expectation`.
        r#type: &'static str,
        /// Of which client, or of which group of clients.
        client: Cow<'a, str>,
        /// Of how many clients, where it is of a group.
        #[serde(skip_serializing_if = "Option::is_none")]
        clients: Option<u32>,
        /// Of which attempt.
        attempt: Option<u32>,
        /// Of the attempts that begin at this time or later.
        from_us: Option<u64>,
        /// Of the attempts that begin before this time.
        until_us: Option<u64>,
        /// How many attempts, exactly.
        count: Option<u32>,
        /// How many at the least.
        at_least: Option<u32>,
        /// How many at the most.
        at_most: Option<u32>,
        /// How they should end.
        outcome: OutcomeWord,
        /// The rules that should be cited.
        rules: Vec<&'static str>,
        /// Those that should not.
        not_rules: Vec<&'static str>,
        /// Who should serve.
        served_by: Option<Cow<'a, str>>,
        /// Whether it held.
        held: HeldWord,
        /// What was found instead.
        misses: Vec<MissObject<'a>>,
    }

    /// How an expectation was missed.
    choice MissObject<'a> by "miss" {
        /// The client made no such attempt.
        NoAttempt "no_attempt" {
            /// Of a group: which.
            #[serde(skip_serializing_if = "Option::is_none")]
            client: Option<Cow<'a, str>>,
        },
        /// The run was cut off before the attempt began or ended.
        NotYet "not_yet" {},
        /// An attempt ended otherwise.
        Outcome "outcome" {
            /// Of a group: whose.
            #[serde(skip_serializing_if = "Option::is_none")]
            client: Option<Cow<'a, str>>,
            /// Which.
            attempt: u32,
            /// How.
            outcome: OutcomeWord,
        },
        /// Another number of attempts ended so.
        Count "count" {
            /// How many.
            found: u32,
        },
        /// Fewer attempts ended so when the run was cut off.
        CountSoFar "count_so_far" {
            /// How many.
            found: u32,
        },
        /// The rule decided nothing.
        Silent "rule_silent" {
            /// Which.
            rule: &'static str,
        },
        /// The rule decided something.
        Spoke "rule_spoke" {
            /// Of a group: whose.
            #[serde(skip_serializing_if = "Option::is_none")]
            client: Option<Cow<'a, str>>,
            /// In which attempt.
            attempt: u32,
            /// Which.
            rule: &'static str,
        },
        /// An attempt came last to another server, or to none.
        ServedBy "served_by" {
            /// Of a group: whose.
            #[serde(skip_serializing_if = "Option::is_none")]
            client: Option<Cow<'a, str>>,
            /// Which.
            attempt: u32,
            /// To which server.
            served_by: Option<Cow<'a, str>>,
        },
    }

    /// The last line.
    struct EndLine<'a> {
        /// `end`.
        r#type: &'static str,
        /// All in all.
        verdict: OverallWord,
        /// How the run stopped.
        stop: StopWord,
        /// When the last thing happened.
        ended_us: u64,
        /// What was still to do when the run was cut off.
        pending: Vec<PendingObject<'a>>,
        /// How many clients there are.
        clients: usize,
        /// How many attempts.
        attempts: usize,
        /// How many of them logged on.
        logged_on: usize,
        /// How many ended otherwise.
        failed: usize,
        /// How many expectations there are.
        expectations: usize,
        /// How many of them held.
        held: usize,
        /// How many records.
        records: usize,
        /// Two runs with the same digest did the same.
        digest: &'a str,
    }

    /// What was still to do.
    choice PendingObject<'a> by "pending" {
        /// An attempt was still running.
        Attempt "attempt" {
            /// Whose.
            client: Cow<'a, str>,
            /// Its number.
            number: u32,
        },
        /// A client would have come again.
        Client "client" {
            /// Which.
            client: Cow<'a, str>,
        },
        /// A change had not happened yet.
        Change "change" {
            /// When it would have.
            at_us: u64,
            /// What the clock shows then; only with a `date` in the scenario.
            #[serde(skip_serializing_if = "Option::is_none")]
            at_clock: Option<String>,
        },
    }
}

/// The first line.
pub(super) fn run<'a>(names: &Names<'a>, schema: u32, options: &Options) -> RunLine<'a> {
    RunLine {
        r#type: "run",
        coexist: env!("CARGO_PKG_VERSION"),
        schema,
        title: &names.world.title,
        seed: names.world.seed,
        date: names.world.clock().iso(SimTime::ZERO),
        time_zone: names.world.has_clock.then(|| names.world.time_zone.to_string()),
        client: options.client.map(|it| names.text(it.name(names.world))),
    }
}

/// The line of a cause.
pub(super) fn cause<'a>(names: &Names<'a>, verdict: &Verdict, number: usize, it: &WhyNot) -> CauseLine<'a> {
    let first = &verdict.attempts[it.first.0 as usize];
    CauseLine {
        r#type: "cause",
        cause: number,
        says: people::cause(names, it),
        rule: it.rule.map(|it| it.0.id()),
        servers: servers(names, &it.servers),
        outcomes: it.outcomes.iter().map(|it| (*it).into()).collect(),
        failed: it.failed,
        client: names.client(first.client),
        attempt: first.number,
    }
}

/// The line of a client or group.
pub(super) fn who<'a>(names: &Names<'a>, of: &People, row: &RowOfPeople) -> WhoLine<'a> {
    let cells = of.columns.iter().zip(&row.cells).map(|(column, cell)| CellObject {
        from_us: column.from.map(|it| it.0),
        until_us: column.until.map(|it| it.0),
        tried: cell.tried,
        logged_on: cell.well,
        running: cell.running,
        causes: cell.causes.iter().map(|it| CountObject { cause: it.0, failed: it.1 }).collect(),
    });
    WhoLine { r#type: "who", client: people::party(names, row.whose[0]).into(), cells: cells.collect() }
}

/// The line of an attempt.
pub(super) fn attempt<'a>(names: &Names<'a>, it: &AttemptVerdict) -> AttemptLine<'a> {
    AttemptLine {
        r#type: "attempt",
        client: names.client(it.client),
        group: names.world.group_of(it.client).map(|it| names.text(&it.name)),
        number: it.number,
        began_us: it.began.0,
        began_clock: names.world.clock().iso(it.began),
        duration_us: it.duration.map(|it| it.0),
        outcome: it.outcome.map(Into::into),
        then: it.then.map(Into::into),
        logged_on_us: it.logged_on.map(|it| it.0),
        served_by: it.served_by.map(|it| names.server(it)),
        heard: it.heard.map(|it| it.0),
        rules: it.rules.iter().map(Rule::id).collect(),
        why: it.why.as_ref().map(|it| it.facts.iter().map(|it| fact(names, it)).collect()),
    }
}

fn servers<'a>(names: &Names<'a>, servers: &[ServerId]) -> Vec<Cow<'a, str>> {
    servers.iter().map(|it| names.server(*it)).collect()
}

fn fact<'a>(names: &Names<'a>, fact: &KeyFact) -> KeyFactObject<'a> {
    match fact {
        KeyFact::WrongTarget { candidate, endpoint: at, balancer, reached } => KeyFactObject::WrongTarget {
            candidate: names.server(*candidate),
            endpoint: endpoint(names, *at),
            balancer: balancer.map(|it| names.balancer(it)),
            reached: servers(names, reached),
        },
        KeyFact::Loop { through, depth, end } => {
            KeyFactObject::Loop { through: servers(names, through), depth: *depth, end: end.map(|it| it.0) }
        }
        KeyFact::Leg { by, candidate, endpoint: at, how: it, cause, times } => KeyFactObject::Leg {
            by: actor(names, *by),
            candidate: names.server(*candidate),
            endpoint: endpoint(names, *at),
            how: how(*it),
            cause: cause.map(|it| it.0),
            times: *times,
        },
        KeyFact::Decided(record) => KeyFactObject::Decided { record: record.0 },
        KeyFact::Met(record) => KeyFactObject::Met { record: record.0 },
    }
}

/// The line of an expectation.
pub(super) fn expectation<'a>(
    names: &Names<'a>,
    verdict: &Verdict,
    expect: &Expect,
    found: &Expectation,
) -> ExpectationLine<'a> {
    let exact = expect.count.filter(|it| it.least == it.most);
    ExpectationLine {
        r#type: "expectation",
        client: names.expected(expect),
        clients: expect.group.map(|it| names.world.groups[it.index()].count()),
        attempt: expect.attempt,
        from_us: expect.from.map(|it| it.0),
        until_us: expect.until.map(|it| it.0),
        count: exact.and_then(|it| it.least),
        at_least: expect.count.filter(|_| exact.is_none()).and_then(|it| it.least),
        at_most: expect.count.filter(|_| exact.is_none()).and_then(|it| it.most),
        outcome: expect.outcome.into(),
        rules: expect.rules.iter().map(|it| it.id()).collect(),
        not_rules: expect.not_rules.iter().map(|it| it.id()).collect(),
        served_by: expect.served_by.map(|it| names.server(it)),
        held: found.held().into(),
        misses: found.misses.iter().map(|it| miss(names, verdict, expect, *it)).collect(),
    }
}

fn miss<'a>(names: &Names<'a>, verdict: &Verdict, expect: &Expect, miss: Miss) -> MissObject<'a> {
    let of = |id: crate::trace::AttemptId| &verdict.attempts[id.0 as usize];
    let number = |id| of(id).number;
    let whose = |it: ClientId| expect.group.map(|_| names.client(it));
    let client = |id| whose(of(id).client);
    match miss {
        Miss::NoAttempt(it) => MissObject::NoAttempt { client: whose(it) },
        Miss::NotYet => MissObject::NotYet {},
        Miss::Outcome(id, outcome) => {
            MissObject::Outcome { client: client(id), attempt: number(id), outcome: outcome.into() }
        }
        Miss::Count(found) => MissObject::Count { found },
        Miss::CountSoFar(found) => MissObject::CountSoFar { found },
        Miss::Silent(rule) => MissObject::Silent { rule: rule.id() },
        Miss::Spoke(id, rule) => MissObject::Spoke { client: client(id), attempt: number(id), rule: rule.id() },
        Miss::ServedBy(id, server) => {
            let served_by = server.map(|it| names.server(it));
            MissObject::ServedBy { client: client(id), attempt: number(id), served_by }
        }
    }
}

/// The last line.
pub(super) fn end<'a>(names: &Names<'a>, run: &Run, verdict: &Verdict, digest: &'a str) -> EndLine<'a> {
    EndLine {
        r#type: "end",
        verdict: verdict.overall.into(),
        stop: run.stop.into(),
        ended_us: run.ended.0,
        pending: run.pending.iter().map(|it| pending(names, verdict, *it)).collect(),
        clients: names.world.clients.len(),
        attempts: verdict.attempts.len(),
        logged_on: verdict.logged_on(),
        failed: verdict.failed(),
        expectations: verdict.expectations.len(),
        held: verdict.held(),
        records: run.trace.records().len(),
        digest,
    }
}

fn pending<'a>(names: &Names<'a>, verdict: &Verdict, pending: Pending) -> PendingObject<'a> {
    match pending {
        Pending::Attempt(id) => {
            let attempt = &verdict.attempts[id.0 as usize];
            PendingObject::Attempt { client: names.client(attempt.client), number: attempt.number }
        }
        Pending::Client(client) => PendingObject::Client { client: names.client(client) },
        Pending::Change(id) => {
            let at = names.world.changes[id.index()].at;
            PendingObject::Change { at_us: at.0, at_clock: names.world.clock().iso(at) }
        }
    }
}
