//! How do two runs compare, client by client, and where do they part?
//!
//! What is compared, and how, is the business of `parting`: for a page and the full screen too. Here it is written.

pub(crate) mod parting;

use std::collections::BTreeMap;
use std::fmt::{Result, Write};

use super::{Lang, Paint, PaintRole};
use crate::catalogue::marks;
use crate::reading::Reading;
use crate::trace::{RecordId, RecordKind, Run};
use crate::verdict::{AttemptVerdict, Verdict};
use crate::words::names::{self, Names};
use crate::words::say::Say;
use crate::words::{diff as words_, list};
use crate::world::{GroupId, Outcome, World};
use parting::{Attempt, Clients, Meets};

pub use parting::{Compared, Fares};

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

/// Compares two runs, clients in the order of their names.
#[must_use]
pub fn compare(a: &Side<'_>, b: &Side<'_>) -> Vec<Compared> {
    parting::compare(&met(a), &met(b))
}

/// What is compared of a run: of each client its attempts.
fn met<'a>(side: &Side<'a>) -> Clients<'a, String> {
    let mut all: Vec<Attempt<String>> = Vec::new();
    for it in &side.verdict.attempts {
        all.push(Attempt { well: it.outcome == Some(Outcome::LoggedOn), met: Vec::new() });
    }
    let meets = Meets::new(side.world, &side.run.trace);
    let mut reading = Reading::new(side.world, &side.run.trace);
    while let Some(moment) = reading.advance() {
        if let (Some(text), Some(attempt)) = (meets.text(moment), moment.record.attempt()) {
            all[attempt.0 as usize].met.push((moment.id.0, text));
        }
    }
    let mut clients: Clients<'a, String> = side.world.clients.iter().map(|it| (it.name.as_str(), Vec::new())).collect();
    for (it, attempt) in side.verdict.attempts.iter().zip(all) {
        clients.entry(&side.world.clients[it.client.index()].name).or_default().push(attempt);
    }
    clients
}

fn by_client<'a>(side: &Side<'a>) -> BTreeMap<&'a str, Vec<&'a AttemptVerdict>> {
    let mut all: BTreeMap<&str, Vec<&AttemptVerdict>> =
        side.world.clients.iter().map(|it| (it.name.as_str(), Vec::new())).collect();
    for it in &side.verdict.attempts {
        all.entry(&side.world.clients[it.client.index()].name).or_default().push(it);
    }
    all
}

/// Writes the comparison.
///
/// # Errors
/// Those of `out`.
pub fn write(a: &Side<'_>, b: &Side<'_>, lang: Lang, paint: &dyn Paint, out: &mut dyn Write) -> Result {
    let compared = compare(a, b);
    for (letter, side) in [("A", a), ("B", b)] {
        let text = words_::side(lang, letter, side.name, side.verdict.logged_on(), side.verdict.attempts.len());
        writeln!(out, "{}{text}{}", paint.start(PaintRole::Title), paint.end(PaintRole::Title))?;
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
        let held = b.verdict.held();
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
        Fares::Better => (PaintRole::Good, words_::better(lang)),
        Fares::Worse => (PaintRole::Bad, words_::worse(lang)),
        Fares::Otherwise => (PaintRole::Plain, words_::otherwise(lang)),
        Fares::OnlyInA => (PaintRole::Note, words_::only_a(lang)),
        Fares::OnlyInB => (PaintRole::Note, words_::only_b(lang)),
        Fares::Unchanged => (PaintRole::Note, words_::unchanged(lang)),
    };
    writeln!(out, "{}{heading}{}", paint.start(role), paint.end(role))?;
    let told = parties(a, b, lang, of);
    if fares == Fares::Unchanged {
        let named: Vec<_> = told.iter().take(CLIENTS).map(|it| it.name.clone()).collect();
        let more = told.len().saturating_sub(CLIENTS);
        let more = if more > 0 { format!(" … +{more}") } else { String::new() };
        return writeln!(out, "  {}{more}", list(lang, &named));
    }
    let (of_a, of_b) = (by_client(a), by_client(b));
    for PartyInBoth { name, clients } in told.iter().take(CLIENTS) {
        let it = clients[0];
        let fared = |all: &BTreeMap<&str, Vec<&AttemptVerdict>>| {
            let own = clients.iter().filter_map(|it| all.get(it.client.as_str()));
            if own.clone().next().is_none() {
                return String::new();
            }
            outcomes(lang, &own.flatten().copied().collect::<Vec<_>>())
        };
        let text = match fares {
            Fares::OnlyInA => words_::alone(lang, name, fared(&of_a)),
            Fares::OnlyInB => words_::alone(lang, name, fared(&of_b)),
            _ => words_::outcomes(lang, name, fared(&of_a), fared(&of_b)),
        };
        writeln!(out, "  {text}")?;
        if let Some((number, at_a, at_b)) = it.parts {
            let mut text = parting(a, b, lang, number, at_a, at_b);
            // Of several one is the example.
            if clients.len() > 1 {
                text = format!("{}{}{text}", clean(&it.client), marks::colon(lang));
            }
            for line in super::text::wrapped(&text, 100) {
                writeln!(out, "    {line}")?;
            }
        }
    }
    if told.len() > CLIENTS {
        writeln!(out, "  … +{}", told.len() - CLIENTS)?;
    }
    Ok(())
}

/// Clients that are told as one: of a group all that fare alike.
struct PartyInBoth<'a> {
    name: String,
    clients: Vec<&'a Compared>,
}

/// The clients as they are told, in the order of the first of each.
fn parties<'a>(a: &Side<'_>, b: &Side<'_>, lang: Lang, of: &[&'a Compared]) -> Vec<PartyInBoth<'a>> {
    let mut groups: BTreeMap<&str, (&World, GroupId)> = BTreeMap::new();
    for side in [a, b] {
        for it in &side.world.clients {
            if let Some(group) = it.group {
                groups.insert(&it.name, (side.world, group));
            }
        }
    }
    let group = |it: &Compared| groups.get(it.client.as_str()).map(|(world, id)| &*world.groups[id.index()].name);
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let mut told: Vec<PartyInBoth<'a>> = Vec::new();
    for it in of {
        match group(it).map(|name| (name, known.get(name).copied())) {
            Some((_, Some(at))) => told[at].clients.push(it),
            Some((name, None)) => {
                known.insert(name, told.len());
                told.push(PartyInBoth { name: clean(&it.client), clients: vec![it] });
            }
            None => told.push(PartyInBoth { name: clean(&it.client), clients: vec![it] }),
        }
    }
    for party in told.iter_mut().filter(|it| it.clients.len() > 1) {
        if let Some((world, id)) = groups.get(party.clients[0].client.as_str()) {
            party.name = Names::new(world, lang).part(*id, party.clients.len() as u32);
        }
    }
    told
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
                let say = Say::new(Names::new(side.world, lang));
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
        let say = Say::new(names);
        let mut reading = Reading::new(side.world, &side.run.trace);
        let mut text = format!("{} {}", names.actor(record.actor()), say.what(reading.advance_to(id)));
        // Of a decision the reasons tell the two apart where its words do not.
        if let Some(reason) = reasons(side, id).get(differ).map(|it| say.reason(*it)) {
            text = marks::beside(lang, text, reason);
        }
        (side.world.clock().exact(record.at()), text)
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
    match side.run.trace.record(id).kind() {
        RecordKind::Decides { reasons, .. } => side.run.trace.reasons(reasons),
        _ => &[],
    }
}

/// `LogonFailed`, `3 × LoggedOn, 1 × LogonFailed`.
fn outcomes(lang: Lang, all: &[&AttemptVerdict]) -> String {
    let name = |it: &AttemptVerdict| {
        it.outcome.map_or_else(|| words_::running(lang), |it| names::outcome_said(lang, it).to_owned())
    };
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
            told.join(&marks::comma(lang))
        }
    }
}

fn clean(name: &str) -> String {
    names::clean(name).into_owned()
}
