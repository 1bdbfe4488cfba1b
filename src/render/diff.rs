//! How do two runs compare, client by client, and where do they part?
//!
//! What is compared, and how, is the business of `parting`: for a page and the full screen too. Here it is written.

pub(crate) mod parting;

mod organisation;
mod sides;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Result, Write};

use super::{Lang, Paint, PaintRole};
use crate::catalogue::marks;
use crate::trace::RecordId;
use crate::words::names::{self, Names};
use crate::words::{diff as words_, list};
use crate::world::{GroupId, Outcome, World};
use sides::{Quote, Quotes};

pub use organisation::write_organisation;
pub use parting::{Compared, Fares};
pub use sides::Side;

/// How many clients of one kind are told.
const CLIENTS: usize = 12;
/// In which order the kinds are told.
const KINDS: [Fares; 6] =
    [Fares::Worse, Fares::Better, Fares::Otherwise, Fares::OnlyInA, Fares::OnlyInB, Fares::Unchanged];

/// Compares two runs, clients in the order of their names.
#[must_use]
pub fn compare(a: &Side<'_>, b: &Side<'_>) -> Vec<Compared> {
    parting::compare(&a.met(a), &b.met(a))
}

/// Writes the comparison.
///
/// # Errors
/// Those of `out`.
pub fn write(a: &Side<'_>, b: &Side<'_>, lang: Lang, paint: &dyn Paint, out: &mut dyn Write) -> Result {
    let compared = compare(a, b);
    for (letter, side) in [("A", a), ("B", b)] {
        let text = words_::side(lang, letter, side.name, side.verdict().logged_on(), side.verdict().attempts.len());
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
    let kinds: Vec<(Fares, Vec<PartyInBoth<'_>>)> = KINDS
        .iter()
        .map(|&fares| {
            let of: Vec<&Compared> = compared.iter().filter(|it| it.fares == fares).collect();
            (fares, parties(a, b, lang, &of))
        })
        .filter(|it| !it.1.is_empty())
        .collect();
    let parts = || kinds.iter().filter(|it| it.0 != Fares::Unchanged).flat_map(|it| it.1.iter().take(CLIENTS));
    let parts = || parts().filter_map(|it| it.clients[0].parts);
    let quotes = [
        a.quotes(lang, parts().filter_map(|it| it.1).collect::<BTreeSet<_>>()),
        b.quotes(lang, parts().filter_map(|it| it.2).collect::<BTreeSet<_>>()),
    ];
    for (fares, told) in &kinds {
        kind([a, b], *fares, told, &quotes, lang, paint, out)?;
    }
    if !b.world.expects.is_empty() {
        let held = b.verdict().held();
        writeln!(out, "\n{}", words_::expectations(lang, held, b.world.expects.len()))?;
    }
    Ok(())
}

fn kind(
    [a, b]: [&Side<'_>; 2],
    fares: Fares,
    told: &[PartyInBoth<'_>],
    quotes: &[Quotes; 2],
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
    if fares == Fares::Unchanged {
        let named: Vec<_> = told.iter().take(CLIENTS).map(|it| it.name.clone()).collect();
        let more = told.len().saturating_sub(CLIENTS);
        let more = if more > 0 { format!(" … +{more}") } else { String::new() };
        return writeln!(out, "  {}{more}", list(lang, &named));
    }
    let (of_a, of_b) = (a.by_client(), b.by_client());
    for PartyInBoth { name, clients } in told.iter().take(CLIENTS) {
        let it = clients[0];
        let fared = |all: &BTreeMap<&str, Vec<Option<Outcome>>>| {
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
            let quote = |at: usize, id: Option<RecordId>| id.map(|it| (it.0, &quotes[at][&it]));
            let mut text = parting(lang, number, quote(0, at_a), quote(1, at_b));
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

/// Where the runs part: the record of each, where it has one.
fn parting(lang: Lang, number: u32, a: Option<(u32, &Quote)>, b: Option<(u32, &Quote)>) -> String {
    let differ = match (a, b) {
        (Some((_, Quote { reasons: x, .. })), Some((_, Quote { reasons: y, .. }))) => {
            (0..x.len().max(y.len())).find(|&it| x.get(it) != y.get(it)).unwrap_or(usize::MAX)
        }
        _ => usize::MAX,
    };
    // Of a decision the reasons tell the two apart where its words do not.
    let text = |it: &Quote| match it.reasons.get(differ) {
        Some(reason) => marks::beside(lang, it.text.clone(), reason.clone()),
        None => it.text.clone(),
    };
    match (a, b) {
        (Some((x, a)), Some((y, b))) => words_::parts(lang, number, x, &*a.at, text(a), y, &*b.at, text(b)),
        (Some((x, a)), None) => words_::parts_at_the_end(lang, number, "A", x, &*a.at, text(a)),
        (None, Some((y, b))) => words_::parts_at_the_end(lang, number, "B", y, &*b.at, text(b)),
        (None, None) => String::new(),
    }
}

/// `LogonFailed`, `3 × LoggedOn, 1 × LogonFailed`.
fn outcomes(lang: Lang, all: &[Option<Outcome>]) -> String {
    let name =
        |it: &Option<Outcome>| it.map_or_else(|| words_::running(lang), |it| names::outcome_said(lang, it).to_owned());
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
