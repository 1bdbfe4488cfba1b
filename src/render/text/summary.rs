//! How does what is said after the trace read: how each attempt ended and why, what was expected, the counts?
//!
//! What is said is decided in [`crate::telling::summary`]; here are its words and its lines.

use std::fmt::{Result, Write};

use super::row;
use crate::catalogue::{marks, people as words_of_time};
use crate::render::{Lang, Options, Paint, PaintRole, digest};
use crate::rules::Rule;
use crate::telling::content::Quotes;
use crate::telling::crowd::Crowd;
use crate::telling::fold::LeftOut;
use crate::telling::summary::{
    CutOff, FactSays, Few, Group, Sees, Summary, cause_of, cut_off, ends, misses as shown_misses, summary,
};
use crate::time::{Micros, SimTime};
use crate::trace::{Pending, RecordId, Run, Stop};
use crate::verdict::{AttemptVerdict, Expectation, Held, KeyFact, Miss, Verdict};
use crate::words::names::{self, Names};
use crate::words::say::Say;
use crate::words::{self, explain as explained, list, rows, summary as sum, thousands};
use crate::world::{BalancerId, Bounds, Endpoint, Expect, Outcome, ServerId, World};

/// Writes a paragraph for each attempt: how it ended, what the client sees, why it failed.
pub(crate) fn attempts(
    world: &World,
    run: &Run,
    verdict: &Verdict,
    options: &Options,
    paint: &dyn Paint,
    out: &mut dyn Write,
) -> Result {
    let say = Say::new(Names::new(world, options.lang));
    let Summary { groups, quotes, beyond, facts } = summary(world, run, verdict, options.scope());
    for group in &groups {
        let role = match group.first.outcome {
            Some(Outcome::LoggedOn) => PaintRole::Good,
            Some(_) => PaintRole::Bad,
            None => PaintRole::Note,
        };
        let text = headline(&say, group, &quotes);
        row::paragraph(paint, role, &text, out)?;
        let Few { shown, more } = Few::of(&group.why, facts);
        for fact in shown {
            let text = self::fact(&say, fact.says, &quotes);
            row::sentence(&text, options.lang, &fact.rules, PaintRole::Plain, paint, out)?;
        }
        if more > 0 {
            row::sentence(&sum::more_facts(options.lang, more), options.lang, &[], PaintRole::Note, paint, out)?;
        }
        out.write_char('\n')?;
    }
    if let Some((attempts, clients)) = beyond {
        let text = rows::left_out(&say.names, &LeftOut::Attempts(attempts, clients));
        row::line(paint, PaintRole::Note, &text, out)?;
    }
    if beyond.is_some() {
        out.write_char('\n')?;
    }
    Ok(())
}

/// How one attempt ended, and what the client sees.
pub(crate) fn headline_of(names: &Names<'_>, run: &Run, attempt: &AttemptVerdict) -> String {
    headlines_of(names, run, std::iter::once(attempt)).remove(0)
}

/// The same of several attempts: the trace is read once.
pub(crate) fn headlines_of<'a>(
    names: &Names<'_>,
    run: &Run,
    attempts: impl Iterator<Item = &'a AttemptVerdict> + Clone,
) -> Vec<String> {
    let (say, Summary { groups, quotes, .. }) = (Say::new(*names), ends(names.world, run, attempts));
    groups.iter().map(|it| headline(&say, it, &quotes)).collect()
}

fn headline(say: &Say<'_>, group: &Group<'_>, quotes: &Quotes) -> String {
    let lang = say.names.lang;
    let crowd = group.crowd(say.names.world);
    let (client, attempts) = (say.names.of_crowd(&crowd), made(&say.names, &crowd, group.first.began));
    let text = match (group.first.outcome, group.shortest, group.longest) {
        (Some(outcome), Some(shortest), Some(longest)) => {
            let outcome = outcome_and_then(lang, outcome, group.first.then);
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
    let sees = sees(say, group, quotes);
    if sees.is_empty() { text } else { format!("{text}{}{sees}", words::marks::space(lang)) }
}

/// Which attempts a client made, or how many several of a group made, and since when.
fn made(names: &Names<'_>, crowd: &Crowd, began: SimTime) -> String {
    match crowd {
        Crowd::One(_, numbers) => words::attempts(names.lang, numbers),
        Crowd::Many { attempts, first, .. } => {
            let attempts = words::counts::attempts(names.lang, *attempts);
            sum::attempts_of_many(names.lang, attempts, names.world.moment(began), names.client(first.0))
        }
    }
}

/// How an attempt ended; of a session that lay idle, how it ended then.
pub(crate) fn outcome_and_then(lang: Lang, outcome: Outcome, then: Option<Outcome>) -> String {
    let said = names::outcome_said(lang, outcome);
    then.map_or(said.to_owned(), |it| sum::outcome_then(lang, said, names::outcome_said(lang, it)))
}

/// A length of time as the time column shows it.
pub(crate) fn span(span: Micros) -> String {
    crate::time::SimTime(span.0).elapsed()
}

/// What the client sees.
fn sees(say: &Say<'_>, group: &Group<'_>, quotes: &Quotes) -> String {
    let (lang, names) = (say.names.lang, &say.names);
    let heard = |it: RecordId| rows::quote(say, &quotes[&it]);
    match group.sees {
        Sees::Nothing => String::new(),
        Sees::Mailbox(Some(web)) => sum::sees_web(lang, web.word(), names.servers(&group.served_by)),
        Sees::Mailbox(None) => sum::sees_logged_on(lang, names.servers(&group.served_by)),
        Sees::WrongPassword(it) => sum::sees_wrong_password(lang, heard(it)),
        Sees::Words(it) => sum::sees_words(lang, heard(it)),
        Sees::Lost => sum::sees_lost(lang),
        Sees::Unavailable => sum::sees_unavailable(lang),
        Sees::LoginDisabled => sum::sees_logindisabled(lang),
        Sees::NoName => sum::sees_no_name(lang),
        Sees::Refused => sum::sees_refused(lang),
        Sees::NoAnswer => sum::sees_no_answer(lang),
        Sees::OtherProtocol(it) => sum::sees_other_protocol(lang, heard(it)),
        Sees::NoGreeting => sum::sees_no_greeting(lang),
        Sees::NoTls => sum::sees_no_tls(lang),
        Sees::GaveUp => sum::sees_gave_up(lang),
    }
}

/// One fact in one sentence.
fn fact(say: &Say<'_>, fact: FactSays<'_>, quotes: &Quotes) -> String {
    let (lang, names) = (say.names.lang, &say.names);
    let said = |it: RecordId| (names.actor(quotes[&it].content.actor), rows::quote(say, &quotes[&it]));
    let fact = match fact {
        FactSays::LoopEnd(it) => {
            let (actor, text) = said(it);
            return sum::loop_end(lang, actor, text);
        }
        FactSays::Hangs(it) => return explained::hangs(lang, Names::service(it), names.server(it.server())),
        FactSays::Silent(it) => return explained::goes_silent(lang, names.server(it)),
        FactSays::Fact(fact) => fact,
    };
    match fact {
        KeyFact::WrongTarget { candidate, endpoint, balancer, reached } => {
            wrong_target(names, *candidate, *endpoint, *balancer, reached)
        }
        KeyFact::Loop { through, depth, .. } => {
            let times = if *depth == 1 { sum::once(lang) } else { sum::times(lang, depth) };
            match through.as_slice() {
                [only] => sum::loop_itself(lang, names.server(*only), times),
                several => sum::loop_circle(lang, names.servers(several), times),
            }
        }
        KeyFact::Leg { by, candidate, endpoint, how, times, .. } => {
            let cause = cause_of(fact).map(said);
            let cause = cause.map(|(actor, text)| sum::leg_cause(lang, actor, text)).unwrap_or_default();
            let (place, security) = (names.place(*endpoint), names.security(endpoint.security));
            let (by, candidate) = (names.actor(*by), names.server(*candidate));
            let text = sum::leg(lang, by, place, security, candidate, say.leg(*how), cause);
            if *times > 1 { sum::leg_times(lang, text, times) } else { text }
        }
        KeyFact::Decided(it) | KeyFact::Met(it) => {
            let (actor, text) = said(*it);
            sum::fact(lang, actor, text)
        }
    }
}

/// That a setting of a candidate leads elsewhere.
pub(crate) fn wrong_target(
    names: &Names<'_>,
    candidate: ServerId,
    endpoint: Endpoint,
    balancer: Option<BalancerId>,
    reached: &[ServerId],
) -> String {
    let (lang, servers) = (names.lang, names.servers(reached));
    let (candidate, setting) = (names.server(candidate), names.setting(endpoint));
    let reached = match (balancer, reached.is_empty()) {
        (_, true) => String::new(),
        (Some(_), false) => sum::in_front_of(lang, servers),
        (None, false) => sum::but_to(lang, servers),
    };
    match balancer {
        Some(it) => sum::wrong_target_balancer(lang, candidate, setting, names.balancer(it), reached),
        None => sum::wrong_target(lang, candidate, setting, reached),
    }
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
    for (held, text) in expectations(&names, verdict) {
        let role = match held {
            Held::Yes => PaintRole::Good,
            Held::No => PaintRole::Bad,
            Held::Open => PaintRole::Note,
        };
        row::paragraph(paint, role, &text, out)?;
    }
    if !world.expects.is_empty() {
        out.write_char('\n')?;
    }
    if let Some(cut) = cut_off(run, verdict) {
        row::paragraph(paint, PaintRole::Bad, &still_to_do(&names, verdict, &cut), out)?;
        out.write_char('\n')?;
    }
    row::paragraph(paint, PaintRole::Plain, &footer(world, run, verdict, lang), out)
}

/// Of each expectation, in their order, whether it held, and what is said of it.
pub(crate) fn expectations(names: &Names<'_>, verdict: &Verdict) -> Vec<(Held, String)> {
    let each = names.world.expects.iter().zip(&verdict.expectations).map(|(expect, found)| {
        let text = expectation(names, expect);
        let misses = misses(names, verdict, expect, found);
        let told = match found.held() {
            Held::Yes => sum::held(names.lang, text),
            Held::No => sum::not_held(names.lang, text, misses),
            Held::Open => sum::open(names.lang, text, misses),
        };
        (found.held(), told)
    });
    each.collect()
}

/// What was expected, in one phrase.
fn expectation(names: &Names<'_>, expect: &Expect) -> String {
    let (lang, client) = (names.lang, names.expected(expect));
    let counted = if expect.of_members { words::counts::clients } else { words::counts::attempts };
    let attempts = |count: u32| counted(lang, u64::from(count));
    let whom = match (expect.attempt, expect.count) {
        (Some(number), _) => sum::expects_attempt(lang, client, number),
        (None, Some(Bounds { least: Some(least), most: Some(most) })) if least == most => {
            sum::expects_count(lang, client, attempts(least))
        }
        (None, Some(Bounds { least: None, most: Some(0) })) => sum::expects_none(lang, client),
        (None, Some(Bounds { least: Some(least), most: None })) => sum::expects_at_least(lang, client, attempts(least)),
        (None, Some(Bounds { least: None, most: Some(most) })) => sum::expects_at_most(lang, client, attempts(most)),
        (None, Some(Bounds { least, most })) => {
            let (least, most) = (least.unwrap_or(0), most.unwrap_or(u32::MAX));
            sum::expects_between(lang, client, least, attempts(most))
        }
        (None, None) => sum::expects_every(lang, client),
    };
    let at = |it| names.world.moment(it);
    let whom = match (expect.from, expect.until) {
        (None, None) => whom,
        (Some(from), None) => sum::expects_when(lang, whom, words_of_time::from(lang, at(from))),
        (None, Some(until)) => sum::expects_when(lang, whom, words_of_time::until(lang, at(until))),
        (Some(from), Some(until)) => sum::expects_when(lang, whom, words_of_time::between(lang, at(from), at(until))),
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

fn misses(names: &Names<'_>, verdict: &Verdict, expect: &Expect, expectation: &Expectation) -> String {
    let lang = names.lang;
    let attempt = |id: crate::trace::AttemptId| {
        let it = &verdict.attempts[id.0 as usize];
        match expect.group {
            None => sum::attempt(lang, it.number),
            Some(_) => sum::attempt_of(lang, names.client(it.client), it.number),
        }
    };
    let Few { shown, more } = shown_misses(expectation);
    let mut texts: Vec<String> = shown
        .iter()
        .map(|it| match *it {
            Miss::NoAttempt(client) if expect.group.is_some() => sum::miss_no_attempt_of(lang, names.client(client)),
            Miss::NoAttempt(_) => sum::miss_no_attempt(lang),
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
    // Of several it may be that they cannot be told yet.
    texts.dedup();
    if more > 0 {
        texts.push(sum::misses_more(lang, more));
    }
    texts.join(&marks::semicolon(lang))
}

/// Where the run was cut off: what was still to do.
fn still_to_do(names: &Names<'_>, verdict: &Verdict, cut: &CutOff<'_>) -> String {
    let lang = names.lang;
    let Few { shown, more } = cut.pending;
    let mut items: Vec<String> = shown
        .iter()
        .map(|it| match *it {
            Pending::Attempt(id) => {
                let attempt = &verdict.attempts[id.0 as usize];
                sum::pending_attempt(lang, names.client(attempt.client), attempt.number)
            }
            Pending::Client(client) => sum::pending_client(lang, names.client(client)),
            Pending::Change(change) => {
                sum::pending_change(lang, names.world.moment(names.world.changes[change.index()].at))
            }
        })
        .collect();
    if more > 0 {
        items.push(sum::pending_more(lang, more));
    }
    let (items, limit) = (list(lang, &items), thousands(names.world.event_limit));
    let until = names.world.moment(names.world.until);
    match (cut.stop, cut.inconclusive) {
        (Stop::Finished | Stop::Horizon, true) => sum::cut_off_horizon(lang, until, items),
        (Stop::Finished | Stop::Horizon, false) => sum::cut_off_horizon_failed(lang, until, items),
        (Stop::EventLimit, true) => sum::cut_off_limit(lang, limit, items),
        (Stop::EventLimit, false) => sum::cut_off_limit_failed(lang, limit, items),
        (Stop::RecordLimit, true) => sum::cut_off_records(lang, thousands(cut.records as u64), items),
        (Stop::RecordLimit, false) => sum::cut_off_records_failed(lang, thousands(cut.records as u64), items),
    }
}

/// That nothing is expected, and how many log-ons failed.
pub(crate) fn nothing_expected(lang: Lang, verdict: &Verdict) -> String {
    match verdict.failed() {
        0 => sum::footer_nothing_expected(lang),
        failed => {
            let (failed, all) = (thousands(failed as u64), thousands(verdict.attempts.len() as u64));
            sum::footer_nothing_expected_failed(lang, failed, all)
        }
    }
}

fn footer(world: &World, run: &Run, verdict: &Verdict, lang: Lang) -> String {
    let held = if world.expects.is_empty() {
        nothing_expected(lang, verdict)
    } else {
        sum::footer_held(lang, verdict.held(), world.expects.len())
    };
    sum::footer(
        lang,
        words::counts::clients(lang, world.clients.len() as u64),
        words::counts::attempts(lang, verdict.attempts.len() as u64),
        thousands(verdict.logged_on() as u64),
        held,
        words::counts::records(lang, run.trace.records().len() as u64),
        digest(world, run),
    )
}
