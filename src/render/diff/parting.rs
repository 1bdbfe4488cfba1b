//! What is compared of two runs, who fares better in the second, and where do they part?
//!
//! Clients are matched by their names, their attempts by number. Of an attempt the decisions with their reasons and
//! what was met are compared in order, in words and without their time; where the words differ first, the runs part.
//! There is no other comparison: `coexist diff` and the page name the same record.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::reading::Moment;
use crate::trace::{RecordId, RecordKind};
use crate::words::names::Names;
use crate::words::say::Say;
use crate::world::{HostRef, World};

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

/// What is compared of a record: the words of what it meets, or nothing where it only carries out.
#[derive(Debug)]
pub(crate) struct Meets<'a> {
    say: Say<'a>,
}

impl<'a> Meets<'a> {
    pub(crate) fn new(world: &'a World) -> Self {
        Self { say: Say::new(Names::raw(world)) }
    }

    /// The words of a record.
    pub(crate) fn text(&self, moment: Moment<'_>) -> Option<String> {
        let record = moment.record;
        record.attempt()?;
        let say = &self.say;
        let text = match record.kind() {
            // For how long an answer is still kept is time.
            RecordKind::Resolved { name, address, .. } => format!("{}: {address}", say.names.host(HostRef::Name(name))),
            RecordKind::Decides { reasons, .. } => {
                let reasons: Vec<_> = moment.trace().reasons(reasons).iter().map(|it| say.reason(*it)).collect();
                format!("{} ({})", say.what(moment), reasons.join("; "))
            }
            RecordKind::Forwards { .. }
            | RecordKind::NotResolved(_)
            | RecordKind::NoMember
            | RecordKind::Refuses(_)
            | RecordKind::ClosesForLimit(_)
            | RecordKind::ClosesForComponent { .. }
            | RecordKind::StopsForComponent { .. }
            | RecordKind::IsOff
            | RecordKind::DoesNotStart
            | RecordKind::Lost { .. }
            | RecordKind::Broken
            | RecordKind::Secured { .. }
            | RecordKind::TlsFailed(_)
            | RecordKind::RejectsCertificate(_)
            | RecordKind::TimedOut(_)
            | RecordKind::CallsStore { .. }
            | RecordKind::LegFailed { .. }
            | RecordKind::ObeysLoginDisabled
            | RecordKind::NoTicket
            | RecordKind::Ended(_) => say.what(moment),
            RecordKind::Began { .. }
            | RecordKind::Skipped
            | RecordKind::Connects { .. }
            | RecordKind::Accepts
            | RecordKind::StoreAnswers
            | RecordKind::Says { .. }
            | RecordKind::Closes(_)
            | RecordKind::Changed(_)
            | RecordKind::LineRefused(_)
            | RecordKind::Checked { .. }
            | RecordKind::Probed { .. }
            | RecordKind::TakenOffline { .. }
            | RecordKind::Logs(_) => return None,
        };
        Some(format!("{} {text}", say.names.actor(record.actor())))
    }
}

/// What an attempt met, in order: the records and their words.
pub(crate) type Met<T> = Vec<(u32, T)>;

/// An attempt as it is compared.
#[derive(Clone, Debug)]
pub(crate) struct Attempt<T> {
    /// Whether it logged on.
    pub(crate) well: bool,
    pub(crate) met: Met<T>,
}

/// The attempts of each client, by its name.
pub(crate) type Clients<'a, T> = BTreeMap<&'a str, Vec<Attempt<T>>>;

/// Where two attempts part: the records, of which one is missing where it ended before. `None` where they never do.
pub(crate) fn part<T: PartialEq>(a: &[(u32, T)], b: &[(u32, T)]) -> Option<(Option<u32>, Option<u32>)> {
    let first = alike(a, b);
    (first < a.len().max(b.len())).then(|| (a.get(first).map(|it| it.0), b.get(first).map(|it| it.0)))
}

/// How much of what two attempts met is the same, from the beginning on.
pub(crate) fn alike<T: PartialEq>(a: &[(u32, T)], b: &[(u32, T)]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a.1 == b.1).count()
}

/// Compares two runs, clients in the order of their names.
pub(crate) fn compare<T: PartialEq>(a: &Clients<'_, T>, b: &Clients<'_, T>) -> Vec<Compared> {
    let mut names: Vec<&str> = a.keys().chain(b.keys()).copied().collect();
    names.sort_unstable();
    names.dedup();
    let mut compared = Vec::new();
    for name in names {
        let (fares, parts) = match (a.get(name), b.get(name)) {
            (Some(x), Some(y)) => {
                let parts = first_part(x, y);
                let well = |all: &[Attempt<T>]| {
                    let well = all.iter().filter(|it| it.well).count();
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

/// The first attempt in which the runs part, and the records.
fn first_part<T: PartialEq>(x: &[Attempt<T>], y: &[Attempt<T>]) -> Option<(u32, Option<RecordId>, Option<RecordId>)> {
    (0..x.len().max(y.len())).find_map(|at| {
        let [a, b] = [x, y].map(|all| all.get(at).map_or(&[][..], |it| &it.met));
        part(a, b).map(|(a, b)| (at as u32 + 1, a.map(RecordId), b.map(RecordId)))
    })
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
