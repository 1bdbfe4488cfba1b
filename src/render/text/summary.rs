//! What is said after the trace: how each attempt ended and why, what was expected, and the counts?
//!
//! Attempts of one client that ended alike are told together, so that a poller of a week is one paragraph.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{Result, Write};

use super::row;
use crate::catalogue::marks;
use crate::policy::Reason;
use crate::protocol::Line;
use crate::reading::citation::fall7_switch;
use crate::reading::{Citation, Moment, Reading};
use crate::render::{Lang, Length, Options, Paint, PaintRole, digest};
use crate::rules::Rule;
use crate::scenario::Switch;
use crate::time::Micros;
use crate::trace::{Decision, LegFailure, Pending, RecordId, RecordKind, Run, Stop};
use crate::verdict::{AttemptVerdict, Expectation, Held, KeyFact, Miss, Overall, Verdict};
use crate::words::names::{self, Names};
use crate::words::say::Say;
use crate::words::{self, list, reasons as reason_words, summary as sum, thousands};
use crate::world::{Expect, Outcome, Password, World};

/// How many groups of attempts are told.
const GROUPS_SHOWN: usize = 40;
/// How many facts of one failure are told.
const FACTS_SHOWN: usize = 8;
/// How many things that were still to do, and how many misses of one expectation, are listed.
const ITEMS_SHOWN: usize = 4;

/// One sentence with its rules, each with what is assumed about it.
type Sentence = (String, Vec<Citation>);

/// What a record that a summary speaks of says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Quote {
    pub(crate) actor: String,
    pub(crate) text: String,
    rules: Vec<Citation>,
    /// Whether these are the words for a wrong password (FE-4).
    as_wrong_password: bool,
}

/// What attempts that are told together have in common: the client, the outcome, and what is said of them.
type Alike = (u32, Option<&'static str>, String, Vec<String>);

/// Attempts of one client that ended alike.
struct Group<'a> {
    first: &'a AttemptVerdict,
    numbers: Vec<u32>,
    shortest: Option<Micros>,
    longest: Option<Micros>,
    sees: String,
    why: Vec<Sentence>,
}

/// Writes a paragraph for each attempt: how it ended, what the client sees, why it failed.
pub(crate) fn paragraphs(
    world: &World,
    run: &Run,
    verdict: &Verdict,
    options: &Options,
    paint: &dyn Paint,
    out: &mut dyn Write,
) -> Result {
    told(world, run, verdict, options, paint, true, out)
}

/// Writes a line for each attempt.
pub(crate) fn lines(
    world: &World,
    run: &Run,
    verdict: &Verdict,
    options: &Options,
    paint: &dyn Paint,
    out: &mut dyn Write,
) -> Result {
    told(world, run, verdict, options, paint, false, out)
}

fn told(
    world: &World,
    run: &Run,
    verdict: &Verdict,
    options: &Options,
    paint: &dyn Paint,
    with_why: bool,
    out: &mut dyn Write,
) -> Result {
    let names = Names::new(world, options.lang);
    let groups = groups(&names, run, verdict, options);
    let most = if options.length == Length::All { usize::MAX } else { GROUPS_SHOWN };
    for group in groups.iter().take(most) {
        let role = match group.first.outcome {
            Some(Outcome::LoggedOn) => PaintRole::Good,
            Some(_) => PaintRole::Bad,
            None => PaintRole::Note,
        };
        let text = headline(&names, group);
        if with_why {
            row::paragraph(paint, role, &text, out)?;
            let facts = if options.length == Length::All { usize::MAX } else { FACTS_SHOWN };
            for (text, rules) in group.why.iter().take(facts) {
                row::sentence(text, options.lang, rules, PaintRole::Plain, paint, out)?;
            }
            if group.why.len() > facts {
                let text = sum::more_facts(options.lang, group.why.len() - facts);
                row::sentence(&text, options.lang, &[], PaintRole::Note, paint, out)?;
            }
            out.write_char('\n')?;
        } else {
            row::line(paint, role, &text, out)?;
        }
    }
    if let Some(left) = groups.get(most..).filter(|it| !it.is_empty()) {
        let attempts: usize = left.iter().map(|it| it.numbers.len()).sum();
        let clients: std::collections::BTreeSet<_> = left.iter().map(|it| it.first.client).collect();
        let attempts = words::counts::attempts(options.lang, attempts as u64);
        let clients = words::counts::clients(options.lang, clients.len() as u64);
        row::line(paint, PaintRole::Note, &sum::beyond_bound(options.lang, attempts, clients), out)?;
    }
    if !with_why || groups.len() > most {
        out.write_char('\n')?;
    }
    Ok(())
}

/// How one attempt ended, and what the client sees.
pub(crate) fn headline_of(names: &Names<'_>, run: &Run, attempt: &AttemptVerdict) -> String {
    headlines_of(names, run, std::slice::from_ref(attempt)).remove(0)
}

/// The same of several attempts: the trace is read once.
pub(crate) fn headlines_of(names: &Names<'_>, run: &Run, attempts: &[AttemptVerdict]) -> Vec<String> {
    let quotes = quotes_of(names, run, attempts.iter().filter_map(|it| it.heard));
    let told = attempts.iter().map(|it| {
        let (numbers, span, sees) = (vec![it.number], it.duration, sees(names, it, &quotes));
        headline(names, &Group { first: it, numbers, shortest: span, longest: span, sees, why: Vec::new() })
    });
    told.collect()
}

fn headline(names: &Names<'_>, group: &Group<'_>) -> String {
    let (lang, client) = (names.lang, names.client(group.first.client));
    let attempts = words::attempts(lang, &group.numbers);
    let text = match (group.first.outcome, group.shortest, group.longest) {
        (Some(outcome), Some(shortest), Some(longest)) => {
            let outcome = names::outcome_said(lang, outcome);
            // A success lasts until the client leaves: that is not how long the log-on took.
            let well = group.first.outcome == Some(Outcome::LoggedOn);
            match (shortest == longest, well) {
                (true, true) => sum::ended_well(lang, client, attempts, outcome, span(shortest)),
                (true, false) => sum::ended(lang, client, attempts, outcome, span(shortest)),
                (false, true) => sum::ended_alike_well(lang, client, attempts, outcome, span(shortest), span(longest)),
                (false, false) => sum::ended_alike(lang, client, attempts, outcome, span(shortest), span(longest)),
            }
        }
        _ => sum::still_running(lang, client, attempts),
    };
    if group.sees.is_empty() { text } else { format!("{text}{}{}", words::marks::space(lang), group.sees) }
}

/// A length of time as the time column shows it.
pub(crate) fn span(span: Micros) -> String {
    crate::time::SimTime(span.0).to_string()
}

/// The attempts that are meant, those of one client that ended alike together, in the order of the first of each.
fn groups<'a>(names: &Names<'_>, run: &Run, verdict: &'a Verdict, options: &Options) -> Vec<Group<'a>> {
    let quotes = quotes(names, run, verdict);
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut known: BTreeMap<Alike, usize> = BTreeMap::new();
    for attempt in verdict.attempts.iter().filter(|it| options.client.is_none_or(|client| client == it.client)) {
        let sees = sees(names, attempt, &quotes);
        let why = why(names, attempt, &quotes);
        let texts = why.iter().map(|it| it.0.clone()).collect();
        let key = (attempt.client.0, attempt.outcome.map(names::outcome), sees.clone(), texts);
        let index = *known.entry(key).or_insert_with(|| {
            groups.push(Group { first: attempt, numbers: Vec::new(), shortest: None, longest: None, sees, why });
            groups.len() - 1
        });
        let group = &mut groups[index];
        group.numbers.push(attempt.number);
        group.shortest = group.shortest.into_iter().chain(attempt.duration).min();
        group.longest = group.longest.into_iter().chain(attempt.duration).max();
    }
    groups
}

/// Every record of which a summary speaks, in words.
fn quotes(names: &Names<'_>, run: &Run, verdict: &Verdict) -> BTreeMap<RecordId, Quote> {
    let mut ids = Vec::new();
    for attempt in &verdict.attempts {
        ids.extend(attempt.heard);
        for fact in attempt.why.iter().flat_map(|it| &it.facts) {
            let id = match fact {
                KeyFact::WrongTarget { .. } => None,
                KeyFact::Loop { end, .. } => *end,
                KeyFact::Leg { cause, .. } => *cause,
                KeyFact::Decided(id) | KeyFact::Met(id) => Some(*id),
            };
            ids.extend(id);
        }
    }
    quotes_of(names, run, ids)
}

/// These records in words.
pub(crate) fn quotes_of(
    names: &Names<'_>,
    run: &Run,
    ids: impl IntoIterator<Item = RecordId>,
) -> BTreeMap<RecordId, Quote> {
    let mut quotes: BTreeMap<_, _> = ids.into_iter().map(|it| (it, Quote::default())).collect();
    let say = Say::new(*names, &run.trace);
    let mut reading = Reading::new(names.world, &run.trace);
    while let Some(moment) = reading.advance() {
        if let Some(quote) = quotes.get_mut(&moment.id) {
            let record = moment.record;
            quote.actor = names.actor(record.actor).into_owned();
            quote.as_wrong_password =
                matches!(record.what, RecordKind::Says { line: Line::LogonFailed | Line::AuthenticateFailed, .. });
            (quote.text, quote.rules) = quoted(&say, moment);
        }
    }
    quotes
}

/// A record in words, with its rules. Of a decision the reason that decided: the last.
fn quoted(say: &Say<'_>, moment: Moment<'_>) -> (String, Vec<Citation>) {
    let record = moment.record;
    let mut rules: Vec<_> = moment.rules().to_vec();
    let RecordKind::Decides { decision, reasons } = record.what else {
        let text = say.what(moment);
        // Who waited in vain is no help; whom for is.
        return match hung(say, record, &rules) {
            Some((service, server)) => (sum::because_it_hangs(say.names.lang, text, service, server), rules),
            None => (text, rules),
        };
    };
    let Some(reason) = say.trace.reasons(reasons).last() else { return (say.decision(decision), rules) };
    rules.insert(0, (reason.rule(), reason.assumed()));
    // That nobody was found may be because of where was looked (DISC-3).
    let looked = say.trace.reasons(reasons).iter().filter(|it| matches!(it, Reason::DiscoverySite(..)));
    rules.extend(looked.map(|it| (it.rule(), it.assumed())));
    let (lang, reason) = (say.names.lang, say.reason(*reason));
    let text = match decision {
        Decision::Refuses { user, .. } => reason_words::refuses(lang, say.names.user(user), reason),
        Decision::Authenticates { .. }
        | Decision::Serves(_)
        | Decision::Proxies { .. }
        | Decision::Tries(_)
        | Decision::GivesUp
        | Decision::Redirects(_)
        | Decision::NotAllowed(_) => reason_words::because(lang, say.decision(decision), reason),
    };
    (text, rules)
}

/// The service that hangs, and its server, where a record says that it kept silent (SVC-5).
fn hung<'a>(say: &Say<'a>, record: &crate::trace::Record, rules: &[Citation]) -> Option<(&'static str, Cow<'a, str>)> {
    let silent = matches!(record.what, RecordKind::TimedOut(_)) && rules.iter().any(|it| it.0 == Rule::Svc5);
    let connection = &say.trace.connections[record.connection.filter(|_| silent)?.0 as usize];
    connection.service.map(|it| (Names::service(it), say.names.server(it.server())))
}

/// What the client sees.
fn sees(names: &Names<'_>, attempt: &AttemptVerdict, quotes: &BTreeMap<RecordId, Quote>) -> String {
    let lang = names.lang;
    let Some(outcome) = attempt.outcome else { return String::new() };
    let quote = attempt.heard.and_then(|it| quotes.get(&it));
    let as_wrong_password = quote.is_some_and(|it| it.as_wrong_password);
    let heard = quote.map(|it| &it.text);
    match (outcome, heard) {
        (Outcome::LoggedOn, _) => {
            let web = names.world.clients[attempt.client.index()].web;
            attempt.served_by.map_or(String::new(), |it| match web {
                Some(web) => sum::sees_web(lang, web.word(), names.server(it)),
                None => sum::sees_logged_on(lang, names.server(it)),
            })
        }
        // FE-4: whatever made the log-on fail, the words are those for a wrong password.
        (Outcome::LogonFailed, Some(heard))
            if names.world.clients[attempt.client.index()].password == Password::Right && as_wrong_password =>
        {
            sum::sees_wrong_password(lang, heard)
        }
        (
            Outcome::LogonFailed | Outcome::LogonDisabled | Outcome::NotConnected | Outcome::ClosedByServer,
            Some(heard),
        ) => sum::sees_words(lang, heard),
        (
            Outcome::LogonFailed
            | Outcome::LogonDisabled
            | Outcome::NotConnected
            | Outcome::ClosedByServer
            | Outcome::ConnectionLost,
            _,
        ) => sum::sees_lost(lang),
        (Outcome::ServiceUnavailable, _) => sum::sees_unavailable(lang),
        (Outcome::LogonNotSent, _) => sum::sees_logindisabled(lang),
        (Outcome::NameNotResolved, _) => sum::sees_no_name(lang),
        (Outcome::ConnectionRefused, _) => sum::sees_refused(lang),
        (Outcome::NoAnswer, _) => sum::sees_no_answer(lang),
        (Outcome::NoGreeting, Some(heard)) => sum::sees_other_protocol(lang, heard),
        (Outcome::NoGreeting, None) => sum::sees_no_greeting(lang),
        (Outcome::TlsFailed, _) => sum::sees_no_tls(lang),
        (Outcome::ClientGaveUp, _) => sum::sees_gave_up(lang),
    }
}

/// Why the attempt failed, a sentence for each key fact.
fn why(names: &Names<'_>, attempt: &AttemptVerdict, quotes: &BTreeMap<RecordId, Quote>) -> Vec<Sentence> {
    let facts = attempt.why.iter().flat_map(|it| &it.facts);
    facts.flat_map(|it| sentences(names, it, quotes)).collect()
}

fn sentences(names: &Names<'_>, fact: &KeyFact, quotes: &BTreeMap<RecordId, Quote>) -> Vec<Sentence> {
    let lang = names.lang;
    match fact {
        KeyFact::WrongTarget { candidate, endpoint, balancer, reached } => {
            let (candidate, setting) = (names.server(*candidate), names.setting(*endpoint));
            let servers = names.servers(reached);
            let reached = match (balancer, reached.is_empty()) {
                (_, true) => String::new(),
                (Some(_), false) => sum::in_front_of(lang, servers),
                (None, false) => sum::but_to(lang, servers),
            };
            let text = match balancer {
                Some(balancer) => {
                    sum::wrong_target_balancer(lang, candidate, setting, names.balancer(*balancer), reached)
                }
                None => sum::wrong_target(lang, candidate, setting, reached),
            };
            vec![(text, vec![(Rule::Lb1, None)])]
        }
        KeyFact::Loop { through, depth, end } => {
            let times = if *depth == 1 { sum::once(lang) } else { sum::times(lang, depth) };
            let text = match through.as_slice() {
                [only] => sum::loop_itself(lang, names.server(*only), times),
                several => sum::loop_circle(lang, names.servers(several), times),
            };
            let end = end.and_then(|it| quotes.get(&it));
            let end = end.map(|it| (sum::loop_end(lang, &it.actor, &it.text), it.rules.clone()));
            std::iter::once((text, vec![(Rule::Lb3, Some(Switch::loop_guard.name()))])).chain(end).collect()
        }
        KeyFact::Leg { by, candidate, endpoint, how, cause, times } => {
            let quote = cause.and_then(|it| quotes.get(&it));
            // What cut a leg off is what ended the connection above it, and is told for itself.
            let told = quote.filter(|_| *how != LegFailure::Abandoned);
            let cause = told.map(|it| sum::leg_cause(lang, &it.actor, &it.text)).unwrap_or_default();
            let place = names.place(*endpoint);
            let security = names.security(endpoint.security);
            let (by, candidate) = (names.actor(*by), names.server(*candidate));
            let text = sum::leg(lang, by, place, security, candidate, leg(names, *how), cause);
            let text = if *times > 1 { sum::leg_times(lang, text, times) } else { text };
            let rules = quote.map(|it| it.rules.clone()).unwrap_or_default();
            // That this failure moves the front end on is FALL-7; it is told only where nothing more precise is known.
            vec![(text, if rules.is_empty() { vec![(Rule::Fall7, Some(fall7_switch(*how)))] } else { rules })]
        }
        KeyFact::Decided(id) | KeyFact::Met(id) => {
            let quote = quotes.get(id).cloned().unwrap_or_default();
            vec![(sum::fact(lang, quote.actor, quote.text), quote.rules)]
        }
    }
}

/// How a leg failed.
fn leg(names: &Names<'_>, how: LegFailure) -> String {
    let trace = crate::trace::Trace::default();
    Say::new(*names, &trace).leg(how)
}

/// Writes the expectations, whether the run was cut off, and the counts.
pub(crate) fn end(
    world: &World,
    run: &Run,
    verdict: &Verdict,
    options: &Options,
    paint: &dyn Paint,
    out: &mut dyn Write,
) -> Result {
    let names = Names::new(world, options.lang);
    let lang = options.lang;
    for (expect, found) in world.expects.iter().zip(&verdict.expectations) {
        let text = expectation(&names, expect);
        let misses = misses(&names, verdict, found);
        let (role, text) = match found.held() {
            Held::Yes => (PaintRole::Good, sum::held(lang, text)),
            Held::No => (PaintRole::Bad, sum::not_held(lang, text, misses)),
            Held::Open => (PaintRole::Note, sum::open(lang, text, misses)),
        };
        row::paragraph(paint, role, &text, out)?;
    }
    if !world.expects.is_empty() {
        out.write_char('\n')?;
    }
    if let Some(text) = cut_off(&names, run, verdict) {
        row::paragraph(paint, PaintRole::Bad, &text, out)?;
        out.write_char('\n')?;
    }
    row::line(paint, PaintRole::Plain, &footer(world, run, verdict, lang), out)
}

/// What was expected, in one phrase.
fn expectation(names: &Names<'_>, expect: &Expect) -> String {
    let (lang, client) = (names.lang, names.client(expect.client));
    let whom = match (expect.attempt, expect.count) {
        (Some(number), _) => sum::expects_attempt(lang, client, number),
        (None, Some(count)) => sum::expects_count(lang, client, words::counts::attempts(lang, u64::from(count))),
        (None, None) => sum::expects_every(lang, client),
    };
    let mut text = format!("{whom}{}{}", marks::colon(lang), names::outcome_said(lang, expect.outcome));
    let ids = |rules: &[Rule]| list(lang, &rules.iter().map(|it| it.id().to_owned()).collect::<Vec<_>>());
    let parts = [
        expect.served_by.map(|it| sum::expects_served_by(lang, names.server(it))),
        (!expect.rules.is_empty()).then(|| sum::expects_rules(lang, ids(&expect.rules))),
        (!expect.not_rules.is_empty()).then(|| sum::expects_not_rules(lang, ids(&expect.not_rules))),
    ];
    for part in parts.into_iter().flatten() {
        text.push_str(&marks::comma(lang));
        text.push_str(&part);
    }
    text
}

fn misses(names: &Names<'_>, verdict: &Verdict, expectation: &Expectation) -> String {
    let lang = names.lang;
    let attempt = |id: crate::trace::AttemptId| sum::attempt(lang, verdict.attempts[id.0 as usize].number);
    let mut texts: Vec<String> = expectation
        .misses
        .iter()
        .take(ITEMS_SHOWN)
        .map(|it| match *it {
            Miss::NoAttempt => sum::miss_no_attempt(lang),
            Miss::NotYet => sum::miss_not_yet(lang),
            Miss::Outcome(id, outcome) => sum::miss_outcome(lang, attempt(id), names::outcome_said(lang, outcome)),
            Miss::Count(found) => sum::miss_count(lang, found),
            Miss::CountSoFar(found) => sum::miss_count_so_far(lang, found),
            Miss::Silent(rule) => sum::miss_silent(lang, rule.id()),
            Miss::Spoke(id, rule) => sum::miss_spoke(lang, attempt(id), rule.id()),
            Miss::ServedBy(id, Some(server)) => sum::miss_served_by(lang, attempt(id), names.server(server)),
            Miss::ServedBy(id, None) => sum::miss_served_by_nobody(lang, attempt(id)),
        })
        .collect();
    if expectation.misses.len() > ITEMS_SHOWN {
        texts.push(sum::misses_more(lang, expectation.misses.len() - ITEMS_SHOWN));
    }
    texts.join(&marks::semicolon(lang))
}

/// Where the run was cut off: what was still to do.
fn cut_off(names: &Names<'_>, run: &Run, verdict: &Verdict) -> Option<String> {
    let lang = names.lang;
    if run.pending.is_empty() {
        return None;
    }
    let mut items: Vec<String> = run
        .pending
        .iter()
        .take(ITEMS_SHOWN)
        .map(|it| match *it {
            Pending::Attempt(id) => {
                let attempt = &verdict.attempts[id.0 as usize];
                sum::pending_attempt(lang, names.client(attempt.client), attempt.number)
            }
            Pending::Client(client) => sum::pending_client(lang, names.client(client)),
            Pending::Change(change) => sum::pending_change(lang, names.world.changes[change.index()].at),
        })
        .collect();
    if run.pending.len() > ITEMS_SHOWN {
        items.push(sum::pending_more(lang, run.pending.len() - ITEMS_SHOWN));
    }
    let items = list(lang, &items);
    let inconclusive = verdict.overall == Overall::Inconclusive;
    match run.stop {
        Stop::Finished => None,
        Stop::Horizon => Some(if inconclusive {
            sum::cut_off_horizon(lang, names.world.until, items)
        } else {
            sum::cut_off_horizon_failed(lang, names.world.until, items)
        }),
        Stop::EventLimit => {
            let limit = thousands(names.world.event_limit);
            Some(if inconclusive {
                sum::cut_off_limit(lang, limit, items)
            } else {
                sum::cut_off_limit_failed(lang, limit, items)
            })
        }
    }
}

fn footer(world: &World, run: &Run, verdict: &Verdict, lang: Lang) -> String {
    let logged_on = verdict.attempts.iter().filter(|it| it.outcome == Some(Outcome::LoggedOn)).count();
    let held = verdict.expectations.iter().filter(|it| it.held() == Held::Yes).count();
    let held = if world.expects.is_empty() {
        sum::footer_nothing_expected(lang)
    } else {
        sum::footer_held(lang, held, world.expects.len())
    };
    sum::footer(
        lang,
        words::counts::clients(lang, world.clients.len() as u64),
        words::counts::attempts(lang, verdict.attempts.len() as u64),
        thousands(logged_on as u64),
        held,
        words::counts::records(lang, run.trace.records.len() as u64),
        digest(world, run),
    )
}
