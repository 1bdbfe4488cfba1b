//! How does a group fare in a run?

use crate::sim::tracer::AttemptEnd;
use crate::time::{Micros, SimTime};

/// How a group fares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fare {
    /// The log-ons that ended.
    pub tried: u32,
    /// Those of them that logged on.
    pub well: u32,
    /// The longest time that one of its clients was without mail: from its first log-on that fails to its next one that
    /// does not, or to its last one where none does.
    pub without: Micros,
}

/// How a group fares under a fault, beside how it fares without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Harm {
    /// Of so many log-ons that went well in the plain run, this many are lost.
    pub lost: u32,
    /// How many went well in the plain run.
    pub of: u32,
    /// The longest time without mail.
    pub without: Micros,
    /// Whether nobody of the group logs on any more.
    pub locked_out: bool,
}

impl Harm {
    /// The share of log-ons that are lost, in hundredths, rounded up: something is not nothing.
    #[must_use]
    pub const fn percent(self) -> u32 {
        if self.of == 0 { 0 } else { ((self.lost as u64 * 100).div_ceil(self.of as u64)) as u32 }
    }
}

impl Fare {
    /// What a fault does to a group that would fare like this; nothing where it loses no log-on.
    #[must_use]
    pub fn harm(self, under: Self) -> Option<Harm> {
        let lost = self.well.saturating_sub(under.well);
        let harm = Harm { lost, of: self.well, without: under.without, locked_out: self.well > 0 && under.well == 0 };
        (lost > 0).then_some(harm)
    }
}

/// How one client fares, while its attempts are gone through.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Client {
    /// Since when its log-ons fail.
    since: Option<SimTime>,
    without: Micros,
}

/// Adds up how the attempts of a run end, by group.
pub(super) fn add_up(attempts: &[AttemptEnd], group_of: &[u32], clients: &mut [Client], fares: &mut [Fare]) {
    clients.fill(Client::default());
    fares.fill(Fare::default());
    for it in attempts {
        let (client, fare) = (&mut clients[it.client.index()], &mut fares[group_of[it.client.index()] as usize]);
        if it.ended_well() {
            fare.tried += 1;
            fare.well += 1;
            if let Some(since) = client.since.take() {
                client.without = client.without.max(it.began.since(since));
            }
        } else if it.went_wrong() {
            fare.tried += 1;
            let since = *client.since.get_or_insert(it.began);
            client.without = client.without.max(it.began.since(since));
        }
        fare.without = fare.without.max(client.without);
    }
}
