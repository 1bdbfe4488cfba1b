//! What does a page show of a run?
//!
//! One serializable value with everything that a page needs and nothing that it would have to work out: texts in both
//! languages, who points at whom, what is asked before a decision, which states change when. The core that runs inside
//! the page makes the same value, so that a what-if reads like the run itself. The form is private to the page: it
//! travels with the program that reads it, and may change with it.

pub(crate) mod controls;
mod meters;
pub(crate) mod overview;
mod questions;
#[cfg(feature = "cli")]
pub(crate) mod read;
mod records;
pub(crate) mod spans;
mod states;
mod texts;
pub(crate) mod walked;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::explain::Failure;
use crate::explain::proof::Study;
use crate::picture::topology::{self, Sight};
use crate::render::explain::{Block, Case, Kind, blocks, plan_blocks};
use crate::render::people as laid;
use crate::render::text::summary::headlines_of;
use crate::render::{Lang, Options, PaintRole, Plain, digest, text};
use crate::telling::Scope;
use crate::telling::fold::folds;
use crate::telling::people::people;
use crate::trace::{Run, Stop};
use crate::trial::plan::Plan;
use crate::verdict::{AttemptVerdict, Overall, Verdict};
use crate::words::names::{self, Names};
use crate::world::{Outcome, World};
use meters::MeterOnPage;
use overview::{Fares, Folded, GroupOfClients};
pub(crate) use questions::{Asked, Question};
use records::{Decided, Lane, Records};
use spans::Span;
use states::States;
use texts::{Text, TextId, Texts};

/// The version of the form.
const SCHEMA: u32 = 1;

/// How many records a page holds at the most. What is beyond is told.
pub(crate) const RECORDS_MAX: usize = 200_000;

/// Everything that a page shows of a run.
#[derive(Debug, Serialize)]
pub struct Page {
    schema: u32,
    coexist: &'static str,
    /// The name of the scenario: that of its file.
    name: String,
    title: [String; 2],
    /// What stands in its place while somebody predicts.
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<String>,
    seed: u64,
    /// When the run begins, in seconds since 1970-01-01 of its own clock; `null` without a clock.
    date: Option<u64>,
    digest: String,
    /// The scenario itself, as it is written.
    source: String,
    /// `pass`, `nothing_expected`, `fail` or `inconclusive`.
    overall: &'static str,
    stop: &'static str,
    /// How many records the run has.
    total: usize,
    lanes: Vec<Lane>,
    texts: Vec<Text>,
    records: Records,
    rules: Vec<Vec<CitedRule>>,
    decisions: Vec<Decided>,
    /// The words by which runs are compared.
    met: Vec<String>,
    questions: Vec<Question>,
    attempts: Vec<Attempted>,
    /// What stands together as one row where one walks.
    folds: Vec<Folded>,
    /// What belongs together: attempts, legs, waits in vain.
    spans: Vec<Span>,
    /// What is counted, and what of it comes near its limit.
    meters: Vec<MeterOnPage>,
    /// The records with which an answer of DNS is kept, and which.
    kept: Vec<(u32, TextId)>,
    /// The records that show why attempts fail, in order.
    causes: Vec<u32>,
    /// Clients that are told together.
    groups: Vec<GroupOfClients>,
    /// How people fare.
    fares: Fares,
    /// How many expectations held, and how many there are.
    expectations: [usize; 2],
    /// What mends all failures together, where there are several.
    plan: Option<Planned>,
    failures: Vec<Failed>,
    /// Who gets on, and when.
    people: [laid::Laid; 2],
    /// The same, the expectations and the counts in words.
    verdict: [String; 2],
    states: States,
    /// The picture of the organisation, in both languages.
    topology: [String; 2],
    /// Of a large organisation: pictures of those who take part in attempts.
    focus: Vec<Focus>,
    /// The names of the servers, by the numbers that stand in the keys of states and pictures.
    servers: Vec<String>,
    /// The sites between which each link leads, by the same kind of numbers.
    links: Vec<[usize; 2]>,
    /// What can be set in the page: the entities and what is written of them.
    entities: Vec<controls::Entity>,
}

/// A rule that speaks, and the switch if it is assumed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct CitedRule(
    pub(crate) &'static str,
    #[serde(skip_serializing_if = "Option::is_none")] pub(crate) Option<&'static str>,
);

/// What mends all failures together.
#[derive(Debug, Serialize)]
struct Planned {
    blocks: [Vec<Piece>; 2],
    /// The scenario with all of it.
    scenario: String,
}

/// How an attempt went.
#[derive(Debug, Serialize)]
struct Attempted {
    client: String,
    number: u32,
    protocol: &'static str,
    began: u32,
    ended: Option<u32>,
    outcome: Option<&'static str>,
    well: bool,
    text: TextId,
}

/// A picture of those who take part in some attempts; of all others how many there are.
#[derive(Debug, Serialize)]
struct Focus {
    /// The positions of the attempts.
    attempts: Vec<u32>,
    /// In both languages.
    picture: [String; 2],
}

/// So many pictures of a large organisation are in a page at the most, beside that of the whole.
const FOCUSES: usize = 64;

/// A failure and what is known about it.
#[derive(Debug, Serialize)]
struct Failed {
    /// The position of the attempt.
    attempt: u32,
    /// The positions of all attempts that failed alike.
    alike: Vec<u32>,
    /// The explanation, block by block, in both languages.
    blocks: [Vec<Piece>; 2],
    /// How many remedies can be flipped to.
    remedies: usize,
}

/// A block of an explanation.
#[derive(Debug, Serialize)]
struct Piece {
    kind: &'static str,
    role: &'static str,
    text: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rules: Vec<CitedRule>,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remedy: Option<usize>,
}

/// One failure with what re-runs showed of it.
#[derive(Debug)]
pub struct Known {
    /// The attempt, and those that failed alike.
    pub failure: Failure,
    /// Why it failed, from when that was certain, and what helps.
    pub study: Study,
}

/// What a page is about.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// What the scenario is called.
    pub name: &'a str,
    /// The scenario as it is written.
    pub source: &'a str,
    /// What it describes.
    pub world: &'a World,
    /// What happened.
    pub run: &'a Run,
    /// What came out.
    pub verdict: &'a Verdict,
    /// The failures that are explained.
    pub known: &'a [Known],
    /// What mends all of them together.
    pub plan: Option<&'a Plan>,
    /// How many records are told at the most.
    pub most: usize,
    /// What the scenario described before it was edited.
    pub base: Option<&'a World>,
}

impl Page {
    /// What an index of several runs tells of this one.
    #[must_use]
    pub fn about(&self) -> serde_json::Value {
        serde_json::json!({
            "name": self.name,
            "title": self.title,
            "question": self.question,
            "overall": self.overall,
            "records": self.total,
            "attempts": self.attempts.len(),
            "failed": self.attempts.iter().filter(|it| it.outcome.is_some() && !it.well).count(),
            "well": self.attempts.iter().filter(|it| it.well).count(),
            "fares": self.fares,
        })
    }
}

/// Everything that a page shows of a run.
#[must_use]
pub fn page(about: &About<'_>) -> Page {
    let About { world, run, verdict, .. } = *about;
    let mut texts = Texts::default();
    let folded = folds(world, &run.trace);
    let most = about.most.min(RECORDS_MAX);
    let spans = spans::spans(&run.trace, most);
    let told = records::tell(world, &run.trace, (&folded, &spans, most), &mut texts);
    let folds = overview::folded(world, &folded, told.records.fold.len(), &mut texts);
    let [en, zh] =
        [Lang::En, Lang::Zh].map(|lang| headlines_of(&Names::new(world, lang), run, verdict.attempts.iter()));
    let headlines = en.into_iter().zip(zh);
    let gets_on = people(world, run, verdict, Scope::default());
    let attempts = verdict.attempts.iter().zip(headlines);
    let attempts = attempts.map(|(it, said)| attempted(about, it, said, &told.ended, &mut texts)).collect();
    let (sight, seen) = Sight::of_run(world, run, verdict, about.base);
    Page {
        schema: SCHEMA,
        coexist: env!("CARGO_PKG_VERSION"),
        name: about.name.to_owned(),
        title: [Lang::En, Lang::Zh].map(|lang| Names::new(world, lang).title().into_owned()),
        question: world.question.as_deref().map(|it| names::clean(it).into_owned()),
        seed: world.seed,
        date: world.clock().start.map(|it| it.0),
        digest: digest(world, run),
        source: about.source.to_owned(),
        overall: match verdict.overall {
            Overall::Pass => "pass",
            Overall::NothingExpected => "nothing_expected",
            Overall::Fail => "fail",
            Overall::Inconclusive => "inconclusive",
        },
        stop: match run.stop {
            Stop::Finished => "finished",
            Stop::Horizon => "horizon",
            Stop::EventLimit => "event_limit",
            Stop::RecordLimit => "record_limit",
        },
        total: run.trace.records().len(),
        questions: questions::questions(world, &run.trace),
        lanes: told.lanes,
        records: told.records,
        rules: told.rules,
        decisions: told.decisions,
        met: told.met,
        attempts,
        folds,
        spans: spans.all,
        meters: meters::told(world, &run.trace, &mut texts),
        kept: meters::kept(world, &run.trace, &mut texts),
        causes: overview::causes(verdict, run.trace.records().len().min(most)),
        groups: overview::groups(world),
        fares: overview::fares(verdict),
        expectations: [verdict.held(), verdict.expectations.len()],
        plan: about.plan.map(planned),
        failures: about.known.iter().map(|it| failed(about, it)).collect(),
        people: [Lang::En, Lang::Zh].map(|lang| laid::laid_out((world, run, verdict), &gets_on, lang)),
        verdict: [Lang::En, Lang::Zh].map(|lang| verdict_in_words(about, lang)),
        states: states::states(world, &run.trace, seen),
        topology: drawn(&sight),
        focus: focuses(about, &sight),
        servers: world.servers.iter().map(|it| names::clean(&it.name).into_owned()).collect(),
        links: world.links.iter().map(|it| [it.from.index(), it.to.index()]).collect(),
        entities: controls::entities(about.source),
        texts: texts.finish(),
    }
}

/// A picture in both languages.
fn drawn(sight: &Sight<'_>) -> [String; 2] {
    [Lang::En, Lang::Zh].map(|lang| topology::svg(&topology::layout(sight, lang), topology::Style::FromPage))
}

/// The pictures of those who take part, those of attempts that failed first.
fn focuses(about: &About<'_>, sight: &Sight<'_>) -> Vec<Focus> {
    if !topology::is_large(about.world) {
        return Vec::new();
    }
    let mut groups: BTreeMap<BTreeSet<String>, Vec<u32>> = BTreeMap::new();
    for (attempt, parties) in (0_u32..).zip(topology::parties(about.world, about.run)) {
        groups.entry(parties).or_default().push(attempt);
    }
    let well = |it: u32| about.verdict.attempts[it as usize].outcome == Some(Outcome::LoggedOn);
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(_, attempts)| (attempts.iter().all(|it| well(*it)), attempts[0]));
    groups.truncate(FOCUSES);
    let draw = |(parties, attempts)| Focus { attempts, picture: drawn(&sight.clone().focused(parties).flat()) };
    groups.into_iter().map(draw).collect()
}

fn attempted(
    about: &About<'_>,
    it: &AttemptVerdict,
    (en, zh): (String, String),
    ended: &[Option<u32>],
    texts: &mut Texts,
) -> Attempted {
    Attempted {
        client: names::clean(&about.world.clients[it.client.index()].name).into_owned(),
        number: it.number,
        protocol: names::protocol(about.run.trace.attempts[it.id.0 as usize].protocol),
        began: about.run.trace.attempts[it.id.0 as usize].began.0,
        ended: ended[it.id.0 as usize],
        outcome: it.outcome.map(names::outcome),
        well: it.outcome == Some(Outcome::LoggedOn),
        text: texts.both(en, zh),
    }
}

fn failed(about: &About<'_>, known: &Known) -> Failed {
    let case = Case { alike: &known.failure.alike, study: &known.study };
    let told = |lang| blocks(about.world, about.run, about.verdict, &case, lang).into_iter().map(piece).collect();
    let alike = known.failure.alike.iter().flat_map(|(client, numbers)| numbers.iter().map(|it| (*client, *it)));
    let alike: BTreeSet<_> = alike.collect();
    let meant = |it: &&AttemptVerdict| alike.contains(&(it.client, it.number));
    Failed {
        attempt: known.failure.attempt.0,
        alike: about.verdict.attempts.iter().filter(meant).map(|it| it.id.0).collect(),
        blocks: [Lang::En, Lang::Zh].map(told),
        remedies: known.study.remedies.proven.len() + known.study.remedies.harmful.len(),
    }
}

fn planned(plan: &Plan) -> Planned {
    let told = |lang| plan_blocks(plan, lang).into_iter().map(piece).collect();
    Planned { blocks: [Lang::En, Lang::Zh].map(told), scenario: plan.scenario.clone() }
}

fn piece(block: Block) -> Piece {
    let (mut record, mut remedy) = (None, None);
    let kind = match block.kind {
        Kind::Headline => "headline",
        Kind::Heading => "heading",
        Kind::Fault => "finding",
        Kind::Evidence(id) => {
            record = Some(id.0);
            "evidence"
        }
        Kind::Remedy(index) => {
            remedy = Some(index);
            "remedy"
        }
        Kind::Command => "command",
        Kind::Text(_) => "text",
    };
    let rules = block.rules.iter().map(|(rule, assumed)| CitedRule(rule.id(), *assumed)).collect();
    Piece { kind, role: role(block.role), text: block.text, rules, record, remedy }
}

const fn role(role: PaintRole) -> &'static str {
    match role {
        PaintRole::Plain => "plain",
        PaintRole::Title => "title",
        PaintRole::Time => "time",
        PaintRole::Actor => "actor",
        PaintRole::Wire => "wire",
        PaintRole::Rule => "rule",
        PaintRole::Note => "note",
        PaintRole::Good => "good",
        PaintRole::Warning => "warning",
        PaintRole::Bad => "bad",
    }
}

fn verdict_in_words(about: &About<'_>, lang: Lang) -> String {
    let options = Options { lang, ..Options::default() };
    let mut out = String::new();
    text::verdict(about.world, about.run, about.verdict, &options, &Plain, &mut out)
        .expect("a String takes everything");
    out
}
