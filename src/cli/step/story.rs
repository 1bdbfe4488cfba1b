//! What is walked through?
//!
//! A run with the page that the browser would show of it: the same texts, states and questions. What needs re-runs is
//! made only when somebody asks for it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::explain::{Failure, failures};
use crate::page::form::read::clean;
use crate::page::form::{About, Known, Page, RECORDS_MAX, page, walked};
use crate::page::walk::course::Course;
use crate::reading::{Reading, RecordClass, class};
use crate::trace::{Actor, AttemptId, ConnectionId, RecordId, RecordKind, Run, Trace};
use crate::trial::{Ground, study};
use crate::verdict::{Verdict, judge};
use crate::world::{BalancerId, ClientId, PoolId, ServerId, World};

/// A run and what is told of it.
#[derive(Debug)]
pub(super) struct Story {
    pub(super) world: World,
    pub(super) run: Run,
    pub(super) verdict: Verdict,
    pub(super) page: Page,
    /// What is run again to explain a failure.
    ground: Ground,
    /// The same as it is walked through.
    pub(super) course: Arc<Course>,
    /// By connection: the records of its transcript.
    transcripts: Vec<Vec<u32>>,
    /// The record after which a balancer has another pool.
    pools: Vec<(u32, BalancerId, PoolId)>,
    /// The record after which a balancer believes something else of a member and a port.
    beliefs: Vec<(u32, BalancerId, ServerId, u16, bool)>,
}

impl Story {
    /// What is told of a run.
    pub(super) fn new(name: &str, source: &str, world: World, run: Run) -> Self {
        let verdict = judge(&world, &run);
        let page = page(&About {
            name,
            source,
            world: &world,
            run: &run,
            verdict: &verdict,
            known: &[],
            plan: None,
            base: None,
            most: RECORDS_MAX,
        });
        let mut story = Self {
            transcripts: vec![Vec::new(); run.trace.connections.len()],
            pools: Vec::new(),
            beliefs: Vec::new(),
            ground: Ground::new(source, &world),
            world,
            run,
            verdict,
            course: Arc::new(walked::of(&page)),
            page,
        };
        for at in 0..story.told() {
            story.index(at);
        }
        story.pools = pools(&story.world, &story.run.trace);
        story
    }

    fn index(&mut self, at: usize) {
        let record = self.run.trace.record(RecordId(at as u32));
        let id = u32::try_from(at).expect("a page tells fewer than 2^32 records");
        if let Some(connection) = record.connection()
            && self.is_in_transcript(at)
        {
            self.transcripts[connection.0 as usize].push(id);
        }
        if let (RecordKind::Checked { member, port, up }, Actor::Balancer(balancer)) = (record.kind(), record.actor()) {
            self.beliefs.push((id, balancer, member, port, up));
        }
    }

    /// How many records can be walked through.
    pub(super) fn told(&self) -> usize {
        self.page.told()
    }

    /// When a record is, as it is shown.
    pub(super) fn time(&self, at: usize) -> String {
        self.world.clock().exact(self.run.trace.record(RecordId(at as u32)).at())
    }

    /// What a record is.
    pub(super) fn class(&self, at: usize) -> RecordClass {
        class(self.run.trace.record(RecordId(at as u32)))
    }

    /// What a client is called.
    pub(super) fn client(&self, client: ClientId) -> String {
        clean(&self.world.clients[client.index()].name).into_owned()
    }

    /// Whether a record stands in the transcript of its connection.
    pub(super) fn is_in_transcript(&self, at: usize) -> bool {
        !matches!(self.class(at), RecordClass::Decides | RecordClass::Watches | RecordClass::Changes)
    }

    /// The connection of a record, or of what brought it about in the same attempt.
    pub(super) fn connection(&self, at: usize) -> Option<ConnectionId> {
        let trace = &self.run.trace;
        let mut record = trace.record(RecordId(at as u32));
        while record.connection().is_none() && record.attempt().is_some() {
            let cause = trace.record(record.cause()?);
            if cause.attempt() != record.attempt() {
                return None;
            }
            record = cause;
        }
        record.connection()
    }

    /// The records of a connection up to one.
    pub(super) fn transcript(&self, connection: ConnectionId, up_to: usize) -> &[u32] {
        let all = &self.transcripts[connection.0 as usize];
        &all[..all.partition_point(|it| *it as usize <= up_to)]
    }

    /// The members of a balancer at a record, each with whether it is believed to be up.
    pub(super) fn members(&self, balancer: BalancerId, at: usize) -> Vec<(ServerId, bool)> {
        let is_past = |it: u32| it as usize <= at;
        let changed = self.pools.iter().rev().find(|it| it.1 == balancer && is_past(it.0));
        let pool = changed.map_or(self.world.balancers[balancer.index()].pool, |it| it.2);
        let mut down: BTreeMap<(ServerId, u16), bool> = BTreeMap::new();
        for (_, _, member, port, up) in self.beliefs.iter().filter(|it| it.1 == balancer && is_past(it.0)) {
            down.insert((*member, *port), !up);
        }
        let is_up = |member: ServerId| !down.iter().any(|it| it.0.0 == member && *it.1);
        self.world.pools[pool.index()].iter().map(|it| (*it, is_up(*it))).collect()
    }

    /// The failures of the run, those together that failed alike.
    pub(super) fn failures(&self) -> Vec<Failure> {
        failures(&self.world, &self.verdict, None)
    }

    /// Why an attempt failed, proven by re-runs. It may take a while.
    pub(super) fn know(&self, attempt: AttemptId, failures: &[Failure]) -> Known {
        let went = &self.verdict.attempts[attempt.0 as usize];
        let is_meant = |it: &&Failure| it.alike.iter().any(|it| it.0 == went.client && it.1.contains(&went.number));
        let alike = failures.iter().find(is_meant).map_or_else(Vec::new, |it| it.alike.clone());
        let (world, run, verdict) = (&self.world, &self.run, &self.verdict);
        let failure = Failure { attempt, alike };
        Known { study: study(&self.ground, world, run, verdict, &failure), failure }
    }
}

/// The records after which a balancer has another pool.
fn pools(world: &World, trace: &Trace) -> Vec<(u32, BalancerId, PoolId)> {
    let mut now: Vec<PoolId> = world.balancers.iter().map(|it| it.pool).collect();
    let mut found = Vec::new();
    let mut reading = Reading::new(world, trace);
    while let Some(moment) = reading.advance() {
        if !moment.changes_organisation() {
            continue;
        }
        for (index, before) in now.iter_mut().enumerate() {
            let pool = moment.org().pool(BalancerId::at(index));
            if std::mem::replace(before, pool) != pool {
                found.push((moment.id.0, BalancerId::at(index), pool));
            }
        }
    }
    found
}
