//! What does a page show of what comes near its limit?
//!
//! The quantity that ends a loop or a chain of tries, at each record: "connections of anna on EX13: 8 of 16".

use serde::Serialize;

use super::texts::{TextId, Texts};
use crate::render::Lang;
use crate::scenario::settings::UNLIMITED;
use crate::telling::meters::{Quantity, meters};
use crate::telling::node;
use crate::trace::{Actor, RecordKind, Trace};
use crate::words::names::{self, Names};
use crate::world::{Host, World};

/// So many changes of quantities that come near no limit are told at the most.
const CHANGES: usize = 20_000;
/// And so many answers that are kept.
const KEPT: usize = 5_000;

/// A quantity of which there may be only so many.
#[derive(Debug, Serialize)]
pub(crate) struct MeterOnPage {
    /// Whether it comes near its limit.
    near: bool,
    /// `user`, `address`, `service` or `sessions`.
    kind: &'static str,
    /// Whose: a user's, or an address.
    #[serde(skip_serializing_if = "Option::is_none")]
    who: Option<String>,
    /// Where: the service, or the server.
    at: TextId,
    /// The node of the picture at which that is.
    node: String,
    /// The attempts whose connections count for it.
    attempts: Vec<u32>,
    /// From which record on, how many there are, and how many there may be; nothing where there is no limit.
    marks: Vec<(u32, u32, Option<u32>)>,
}

/// What comes near its limit in a run.
pub(super) fn told(world: &World, trace: &Trace, texts: &mut Texts) -> Vec<MeterOnPage> {
    let names = [Lang::En, Lang::Zh].map(|lang| Names::new(world, lang));
    let told = meters(world, trace, CHANGES).into_iter().map(|(quantity, meter)| {
        let user = |it: crate::world::UserId| names::clean(&world.users[it.index()].name).into_owned();
        let (kind, who, at) = match quantity {
            Quantity::User(who, service) => ("user", Some(user(who)), Actor::Service(service)),
            Quantity::Address(address, service) => {
                let host = match world.host(address) {
                    Some(Host::Server(it)) => names[0].server(it).into_owned(),
                    Some(Host::Balancer(it)) => names[0].balancer(it).into_owned(),
                    None => address.to_string(),
                };
                ("address", Some(host), Actor::Service(service))
            }
            Quantity::Service(service) => ("service", None, Actor::Service(service)),
            Quantity::Sessions(who, server) => ("sessions", Some(user(who)), Actor::Server(server)),
        };
        let [en, zh] = names.each_ref().map(|it| it.actor(at).into_owned());
        MeterOnPage {
            near: meter.comes_near(),
            kind,
            who,
            at: texts.both(en, zh),
            node: node(at),
            attempts: meter.attempts.iter().map(|it| it.0).collect(),
            marks: meter
                .marks
                .iter()
                .map(|it| (it.from.0, it.now, (it.limit < UNLIMITED).then_some(it.limit)))
                .collect(),
        }
    });
    told.collect()
}

/// The records with which somebody keeps an answer of DNS that was not kept before, and what it is.
pub(super) fn kept(world: &World, trace: &Trace, texts: &mut Texts) -> Vec<(u32, TextId)> {
    let names = [Lang::En, Lang::Zh].map(|lang| Names::new(world, lang));
    let records = (0..).zip(trace.records().iter());
    let answers = records.filter_map(|(record, it)| match it.kind() {
        RecordKind::Resolved { name, address, cached: false, .. } => Some((record, name, address)),
        _ => None,
    });
    let told = answers.take(KEPT).map(|(record, name, address)| {
        let text = |it: &Names<'_>| format!("{}: {address}{}", it.text(world.name(name)), it.behind(name, address));
        (record, texts.both(text(&names[0]), text(&names[1])))
    });
    told.collect()
}
