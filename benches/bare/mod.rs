//! The yardstick: a hand-written loop with nothing but a binary heap, 24-byte `Copy` entries and an enum match.

#![allow(dead_code, reason = "each benchmark uses its part")]

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// One entry of the bare heap: time, sequence, and an event of eight bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry {
    pub(crate) at: u64,
    pub(crate) sequence: u64,
    pub(crate) event: Bare,
}

/// What a bare event is: which step of which log-on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Bare {
    pub(crate) step: Step,
    pub(crate) client: u32,
}

/// The steps of the bare chain, in the order in which they happen.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    Begin,
    RequestAtFrontEnd,
    GreetingAtClient,
    LogonAtFrontEnd,
    FirstTargetTimedOut,
    SecondTargetTimedOut,
    RequestAtTarget,
    GreetingAtFrontEnd,
    LogonAtTarget,
    SuccessAtFrontEnd,
    SuccessAtClient,
    CloseAtFrontEnd,
    CloseAtTarget,
}

/// The bare heap.
#[derive(Default)]
pub(crate) struct Heap {
    heap: BinaryHeap<Reverse<Entry>>,
    sequence: u64,
}

impl Heap {
    pub(crate) fn push(&mut self, at: u64, step: Step, client: u32) {
        self.heap.push(Reverse(Entry { at, sequence: self.sequence, event: Bare { step, client } }));
        self.sequence += 1;
    }

    pub(crate) fn pop(&mut self) -> Option<Entry> {
        self.heap.pop().map(|it| it.0)
    }
}

/// The bare chain: as many clients, log-ons, latencies and time-outs as the scenario of the same name, and nothing
/// else. Returns how many events were delivered and how many log-ons succeeded.
pub(crate) fn chain(
    clients: u32,
    logons_each: u32,
    every: u64,
    stagger: u64,
    latency: u64,
    timeout: u64,
) -> (u64, u64) {
    let mut heap = Heap::default();
    let mut left = vec![logons_each; clients as usize];
    for client in 0..clients {
        heap.push(u64::from(client) * stagger, Step::Begin, client);
    }
    let (mut events, mut succeeded) = (0, 0);
    while let Some(Entry { at, event: Bare { step, client }, .. }) = heap.pop() {
        events += 1;
        let (after, next) = match step {
            Step::Begin => {
                let left = &mut left[client as usize];
                *left -= 1;
                if *left > 0 {
                    heap.push(at + every, Step::Begin, client);
                }
                (latency, Step::RequestAtFrontEnd)
            }
            Step::RequestAtFrontEnd => (latency, Step::GreetingAtClient),
            Step::GreetingAtClient => (latency, Step::LogonAtFrontEnd),
            Step::LogonAtFrontEnd => (timeout, Step::FirstTargetTimedOut),
            Step::FirstTargetTimedOut => (timeout, Step::SecondTargetTimedOut),
            Step::SecondTargetTimedOut => (latency, Step::RequestAtTarget),
            Step::RequestAtTarget => (latency, Step::GreetingAtFrontEnd),
            Step::GreetingAtFrontEnd => (latency, Step::LogonAtTarget),
            Step::LogonAtTarget => (latency, Step::SuccessAtFrontEnd),
            Step::SuccessAtFrontEnd => (latency, Step::SuccessAtClient),
            Step::SuccessAtClient => {
                succeeded += 1;
                (latency, Step::CloseAtFrontEnd)
            }
            Step::CloseAtFrontEnd => (latency, Step::CloseAtTarget),
            Step::CloseAtTarget => continue,
        };
        heap.push(at + after, next, client);
    }
    (events, succeeded)
}
