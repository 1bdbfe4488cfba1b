//! How do two runs compare, client by client, and where do they part?
//!
//! Clients are matched by their names. Of the first attempt that fared otherwise the decisions and what was met are
//! compared in order, in words and without their time; where the words differ first, the runs part.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt::{Result, Write};

use super::{Lang, Paint, Role};
use crate::trace::{AttemptId, RecordId, RecordKind, Run};
use crate::verdict::{AttemptVerdict, Held, Verdict};
use crate::words::names::{self, Names};
use crate::words::say::Say;
use crate::words::{diff as words_, list};
use crate::world::{Outcome, World};

/// How many clients of one kind are told.
const CLIENTS: usize = 12;

/// One of the two.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Its world.
    pub world: &'a World,
    /// Its run.
    pub run: &'a Run,
    /// What came out.
    pub verdict: &'a Verdict,
}

/// How a client fares in the second run, compared with the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fares {
    /// More of its attempts log on, or fewer fail.
    Better,
    /// Fewer log on, or more fail.
    Worse,
    /// As many, but with other outcomes, at another server, or by other decisions.
    Otherwise,
    /// It is only in the first.
    OnlyInA,
    /// It is only in the second.
    OnlyInB,
    /// Nothing is different.
    Unchanged,
}

/// One client in both runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// Its name.
    pub client: String,
    /// How it fares.
    pub fares: Fares,
    /// The number of the attempt at which the runs part, and the records: in the first run, in the second.
    pub parts: Option<(u32, Option<RecordId>, Option<RecordId>)>,
}

/// Compares two runs, clients in the order of their names.
#[must_use]
pub fn compare(a: &Side<'_>, b: &Side<'_>) -> Vec<Compared> {
    let (of_a, of_b) = (by_client(a), by_client(b));
    let (told_a, told_b) = (told(a), told(b));
    let mut names: Vec<&str> = of_a.keys().chain(of_b.keys()).copied().collect();
    names.sort_unstable();
    names.dedup();
    let mut compared = Vec::new();
    for name in names {
        let (fares, parts) = match (of_a.get(name), of_b.get(name)) {
            (Some(x), Some(y)) => {
                let parts = parts(x, y, &told_a, &told_b);
                let well = |all: &[&AttemptVerdict]| {
                    let well = all.iter().filter(|it| it.outcome == Some(Outcome::LoggedOn)).count();
                    (well, all.len() - well)
                };
                let fares = match fares(well(x), well(y)) {
                    Ordering::Greater => Fares::Better,
                    Ordering::Less => Fares::Worse,
                    Ordering::Equal if parts.is_some() => Fares::Otherwise,
                    Ordering::Equal => Fares::Unchanged,
                };
                (fares, parts)
            }
            (Some(_), None) => (Fares::OnlyInA, None),
            (None, _) => (Fares::OnlyInB, None),
        };
        compared.push(Compared { client: name.to_owned(), fares, parts });
    }
    compared
}

/// How the second count of good and bad attempts compares with the first. More good and not more bad ones are better;
/// where both are more or both fewer, the share of the good ones decides, so that swapping the two swaps the answer.
fn fares((well_a, ill_a): (usize, usize), (well_b, ill_b): (usize, usize)) -> Ordering {
    match (well_b.cmp(&well_a), ill_a.cmp(&ill_b)) {
        (one, other) if one == other => one,
        (one, Ordering::Equal) => one,
        (Ordering::Equal, other) => other,
        _ => (well_b * (well_a + ill_a)).cmp(&(well_a * (well_b + ill_b))),
    }
}

fn by_client<'a>(side: &Side<'a>) -> BTreeMap<&'a str, Vec<&'a AttemptVerdict>> {
    let mut all: BTreeMap<&str, Vec<&AttemptVerdict>> =
        side.world.clients.iter().map(|it| (it.name.as_str(), Vec::new())).collect();
    for it in &side.verdict.attempts {
        all.entry(&side.world.clients[it.client.index()].name).or_default().push(it);
    }
    all
}

/// What is told of each attempt, in words without time.
fn told(side: &Side<'_>) -> BTreeMap<AttemptId, Vec<(RecordId, String)>> {
    let names = Names::raw(side.world);
    let mut say = Say::new(names, &side.run.trace);
    let mut told: BTreeMap<AttemptId, Vec<(RecordId, String)>> = BTreeMap::new();
    for (index, record) in side.run.trace.records.iter().enumerate() {
        say.pass(record);
        let Some(attempt) = record.attempt else { continue };
        let text = match record.what {
            // For how long an answer is still kept is time.
            RecordKind::Resolved { name, address, .. } => {
                format!("{}: {address}", names.host(crate::world::HostRef::Name(name)))
            }
            RecordKind::Decides { reasons, .. } => {
                let reasons: Vec<_> = side.run.trace.reasons(reasons).iter().map(|it| say.reason(*it)).collect();
                format!("{} ({})", say.what(record), reasons.join("; "))
            }
            RecordKind::Forwards { .. }
            | RecordKind::NotResolved(_)
            | RecordKind::NoMember
            | RecordKind::Refuses(_)
            | RecordKind::ClosesForLimit(_)
            | RecordKind::ClosesForComponent { .. }
            | RecordKind::StopsForComponent { .. }
            | RecordKind::IsOff
            | RecordKind::Lost { .. }
            | RecordKind::Broken
            | RecordKind::Secured { .. }
            | RecordKind::TlsFailed(_)
            | RecordKind::RejectsCertificate(_)
            | RecordKind::TimedOut(_)
            | RecordKind::LegFailed { .. }
            | RecordKind::ObeysLoginDisabled
            | RecordKind::NoTicket
            | RecordKind::Ended(_) => say.what(record),
            RecordKind::Began { .. }
            | RecordKind::Skipped
            | RecordKind::Connects { .. }
            | RecordKind::Accepts
            | RecordKind::Says { .. }
            | RecordKind::Closes(_)
            | RecordKind::Changed(_)
            | RecordKind::Checked { .. }
            | RecordKind::Probed { .. }
            | RecordKind::Logs(_) => continue,
        };
        let text = format!("{} {text}", names.actor(record.actor));
        told.entry(attempt).or_default().push((RecordId(index as u32), text));
    }
    told
}

type Decisions = BTreeMap<AttemptId, Vec<(RecordId, String)>>;

/// The first attempt in which the runs part, and the records.
fn parts(
    x: &[&AttemptVerdict],
    y: &[&AttemptVerdict],
    told_a: &Decisions,
    told_b: &Decisions,
) -> Option<(u32, Option<RecordId>, Option<RecordId>)> {
    for at in 0..x.len().max(y.len()) {
        let none = Vec::new();
        let of = |all: &[&AttemptVerdict], told: &'_ Decisions| all.get(at).and_then(|it| told.get(&it.id).cloned());
        let (a, b) = (of(x, told_a).unwrap_or(none.clone()), of(y, told_b).unwrap_or(none));
        let first = (0..a.len().max(b.len())).find(|&it| a.get(it).map(|it| &it.1) != b.get(it).map(|it| &it.1));
        if let Some(first) = first {
            return Some((at as u32 + 1, a.get(first).map(|it| it.0), b.get(first).map(|it| it.0)));
        }
    }
    None
}

/// Writes the comparison.
///
/// # Errors
/// Those of `out`.
pub fn write(a: &Side<'_>, b: &Side<'_>, lang: Lang, paint: &dyn Paint, out: &mut dyn Write) -> Result {
    let compared = compare(a, b);
    for (letter, side) in [("A", a), ("B", b)] {
        let all = &side.verdict.attempts;
        let well = all.iter().filter(|it| it.outcome == Some(Outcome::LoggedOn)).count();
        let text = words_::side(lang, letter, side.name, well, all.len());
        writeln!(out, "{}{text}{}", paint.start(Role::Title), paint.end(Role::Title))?;
    }
    writeln!(out)?;
    let in_both = |it: &Compared| !matches!(it.fares, Fares::OnlyInA | Fares::OnlyInB);
    // Two without any client are the same rather than unrelated.
    if !compared.is_empty() && !compared.iter().any(in_both) {
        writeln!(out, "{}", words_::unrelated(lang))?;
        return Ok(());
    }
    if compared.iter().all(|it| it.fares == Fares::Unchanged) {
        writeln!(out, "{}", words_::same(lang))?;
        return Ok(());
    }
    for fares in [Fares::Worse, Fares::Better, Fares::Otherwise, Fares::OnlyInA, Fares::OnlyInB, Fares::Unchanged] {
        let of: Vec<&Compared> = compared.iter().filter(|it| it.fares == fares).collect();
        if !of.is_empty() {
            kind(a, b, fares, &of, lang, paint, out)?;
        }
    }
    if !b.world.expects.is_empty() {
        let held = b.verdict.expectations.iter().filter(|it| it.held() == Held::Yes).count();
        writeln!(out, "\n{}", words_::expectations(lang, held, b.world.expects.len()))?;
    }
    Ok(())
}

fn kind(
    a: &Side<'_>,
    b: &Side<'_>,
    fares: Fares,
    of: &[&Compared],
    lang: Lang,
    paint: &dyn Paint,
    out: &mut dyn Write,
) -> Result {
    let (role, heading) = match fares {
        Fares::Better => (Role::Good, words_::better(lang)),
        Fares::Worse => (Role::Bad, words_::worse(lang)),
        Fares::Otherwise => (Role::Plain, words_::otherwise(lang)),
        Fares::OnlyInA => (Role::Note, words_::only_a(lang)),
        Fares::OnlyInB => (Role::Note, words_::only_b(lang)),
        Fares::Unchanged => (Role::Note, words_::unchanged(lang)),
    };
    writeln!(out, "{}{heading}{}", paint.start(role), paint.end(role))?;
    if fares == Fares::Unchanged {
        let named: Vec<_> = of.iter().take(CLIENTS).map(|it| clean(&it.client)).collect();
        let more = of.len().saturating_sub(CLIENTS);
        let more = if more > 0 { format!(" … +{more}") } else { String::new() };
        return writeln!(out, "  {}{more}", list(lang, &named));
    }
    let (of_a, of_b) = (by_client(a), by_client(b));
    for it in of.iter().take(CLIENTS) {
        let name = clean(&it.client);
        let fared = |all: &BTreeMap<&str, Vec<&AttemptVerdict>>| {
            all.get(it.client.as_str()).map_or(String::new(), |it| outcomes(lang, it))
        };
        let text = match fares {
            Fares::OnlyInA => words_::alone(lang, name, fared(&of_a)),
            Fares::OnlyInB => words_::alone(lang, name, fared(&of_b)),
            _ => words_::outcomes(lang, name, fared(&of_a), fared(&of_b)),
        };
        writeln!(out, "  {text}")?;
        if let Some((number, at_a, at_b)) = it.parts {
            for line in super::text::wrapped(&parting(a, b, lang, number, at_a, at_b), 100) {
                writeln!(out, "    {line}")?;
            }
        }
    }
    if of.len() > CLIENTS {
        writeln!(out, "  … +{}", of.len() - CLIENTS)?;
    }
    Ok(())
}

fn parting(
    a: &Side<'_>,
    b: &Side<'_>,
    lang: Lang,
    number: u32,
    at_a: Option<RecordId>,
    at_b: Option<RecordId>,
) -> String {
    let differ = match (at_a, at_b) {
        (Some(x), Some(y)) => {
            let texts = |side: &Side<'_>, id| {
                let say = Say::new(Names::new(side.world, lang), &side.run.trace);
                reasons(side, id).iter().map(|it| say.reason(*it)).collect::<Vec<_>>()
            };
            let (x, y) = (texts(a, x), texts(b, y));
            (0..x.len().max(y.len())).find(|&it| x.get(it) != y.get(it)).unwrap_or(usize::MAX)
        }
        _ => usize::MAX,
    };
    let said = |side: &Side<'_>, id: RecordId| {
        let record = side.run.trace.record(id);
        let names = Names::new(side.world, lang);
        let mut say = Say::new(names, &side.run.trace);
        side.run.trace.records[..=id.0 as usize].iter().for_each(|it| say.pass(it));
        let mut text = format!("{} {}", names.actor(record.actor), say.what(record));
        // Of a decision the reasons tell the two apart where its words do not.
        if let Some(reason) = reasons(side, id).get(differ).map(|it| say.reason(*it)) {
            let _ = write!(text, " ({reason})");
        }
        (record.at, text)
    };
    match (at_a, at_b) {
        (Some(x), Some(y)) => {
            let ((a_at, a), (b_at, b)) = (said(a, x), said(b, y));
            words_::parts(lang, number, x.0, a_at, a, y.0, b_at, b)
        }
        (Some(x), None) => {
            let (at, text) = said(a, x);
            words_::parts_at_the_end(lang, number, "A", x.0, at, text)
        }
        (None, Some(y)) => {
            let (at, text) = said(b, y);
            words_::parts_at_the_end(lang, number, "B", y.0, at, text)
        }
        (None, None) => String::new(),
    }
}

fn reasons<'a>(side: &Side<'a>, id: RecordId) -> &'a [crate::policy::Reason] {
    match side.run.trace.record(id).what {
        RecordKind::Decides { reasons, .. } => side.run.trace.reasons(reasons),
        _ => &[],
    }
}

/// `LogonFailed`, `3 × LoggedOn, 1 × LogonFailed`.
fn outcomes(lang: Lang, all: &[&AttemptVerdict]) -> String {
    let name =
        |it: &AttemptVerdict| it.outcome.map_or_else(|| words_::running(lang), |it| names::outcome(it).to_owned());
    match all {
        [] => words_::no_attempt(lang),
        [only] => name(only),
        several => {
            let mut counts: Vec<(String, usize)> = Vec::new();
            for it in several {
                let name = name(it);
                match counts.iter_mut().find(|it| it.0 == name) {
                    Some((_, count)) => *count += 1,
                    None => counts.push((name, 1)),
                }
            }
            let told: Vec<_> = counts.into_iter().map(|(name, count)| words_::times(lang, name, count)).collect();
            told.join(", ")
        }
    }
}

fn clean(name: &str) -> String {
    names::clean(name).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swapping_swaps_better_and_worse() {
        let counts = || (0..6).flat_map(|well| (0..6).map(move |ill| (well, ill)));
        for a in counts() {
            assert_eq!(fares(a, a), Ordering::Equal);
            for b in counts() {
                assert_eq!(fares(a, b), fares(b, a).reverse(), "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn more_that_log_on_and_fewer_that_fail_are_better() {
        for (a, b, wanted) in [
            ((1, 2), (2, 1), Ordering::Greater),
            ((1, 2), (2, 2), Ordering::Greater),
            ((1, 2), (1, 1), Ordering::Greater),
            ((0, 1), (0, 3), Ordering::Less),
            ((3, 0), (2, 0), Ordering::Less),
            ((3, 1), (6, 2), Ordering::Equal),
            ((3, 1), (4, 2), Ordering::Less),
            ((3, 3), (2, 1), Ordering::Greater),
            ((1, 0), (0, 0), Ordering::Less),
        ] {
            assert_eq!(fares(a, b), wanted, "{a:?} {b:?}");
        }
    }
}
