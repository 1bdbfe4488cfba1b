//! How does another program read a rehearsal?
//!
//! One JSON object a line: the plan, its steps, who loses what behind each of them, what fails, and the end. Names, not
//! ids; times in microseconds of the run.

use std::fmt::{Result, Write};

use serde::{Deserialize, Serialize};

use super::{Told, orders, otherwise};
use crate::rehearsal::losses::Toll;
use crate::render::json::SCHEMA;
use crate::scenario::write::ToRon;
use crate::time::Micros;
use crate::verdict::Held;
use crate::words::names::{self, Names};
use crate::words::people::{cause, party};
use crate::world::StepId;

#[derive(Serialize)]
struct PlanLine<'a> {
    r#type: &'static str,
    coexist: &'static str,
    schema: u32,
    title: &'a str,
    seed: u64,
    steps: usize,
}

#[derive(Serialize)]
struct StepLine<'a> {
    r#type: &'static str,
    /// From 1.
    step: usize,
    name: &'a str,
    at_us: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    at_clock: Option<String>,
    /// What is done, each as a scenario writes it.
    does: Vec<String>,
    /// The lines that are typed for it.
    lines: &'a [String],
    /// Whether what it verifies held; `null` where it verifies nothing.
    verified: Option<&'static str>,
}

#[derive(Serialize)]
struct LossLine {
    r#type: &'static str,
    /// Behind so many steps; of the whole plan `null`.
    step: Option<usize>,
    client: String,
    #[serde(flatten)]
    loss: LossObject,
}

/// What somebody lost, as it is told and as it is kept.
#[derive(Serialize, Deserialize)]
pub(crate) struct LossObject {
    failed: u64,
    cut: u64,
    hit: u32,
    worse: u32,
    back: u32,
    better: u32,
    outage_us: u64,
    longest_us: u64,
}

impl LossObject {
    pub(crate) const fn of(it: &Toll) -> Self {
        Self {
            failed: it.failed,
            cut: it.cut,
            hit: it.hit,
            worse: it.worse,
            back: it.back,
            better: it.better,
            outage_us: it.outage.0,
            longest_us: it.longest.0,
        }
    }

    /// What it tells of.
    pub(crate) const fn toll(&self) -> Toll {
        Toll {
            failed: self.failed,
            cut: self.cut,
            hit: self.hit,
            worse: self.worse,
            back: self.back,
            better: self.better,
            outage: Micros(self.outage_us),
            longest: Micros(self.longest_us),
        }
    }
}

#[derive(Serialize)]
struct FailureLine<'a> {
    r#type: &'static str,
    /// Behind so many steps.
    step: usize,
    says: String,
    rule: Option<&'static str>,
    outcomes: Vec<&'static str>,
    failed: u32,
    client: Option<String>,
    attempt: Option<u32>,
    /// The step that brought it about.
    because_of: Option<&'a str>,
}

#[derive(Serialize)]
struct EndLine {
    r#type: &'static str,
    /// Whether everything that was expected held and nobody lost mail.
    well: bool,
    #[serde(flatten)]
    loss: LossObject,
    /// How many clients had no mail already before the first step.
    without_before: u32,
    /// Whether somebody ended it before all of it was run.
    ended: bool,
}

const fn held(it: Held) -> &'static str {
    match it {
        Held::Yes => "held",
        Held::No => "not_held",
        Held::Open => "open",
    }
}

/// Writes a rehearsal, one object a line.
///
/// # Errors
/// Those of `out`.
pub(crate) fn json(told: Told<'_>, out: &mut dyn Write) -> Result {
    let Told { world, plan, rehearsed, .. } = told;
    let (names, lost) = (Names::raw(world), &rehearsed.lost);
    line(
        &PlanLine {
            r#type: "plan",
            coexist: env!("CARGO_PKG_VERSION"),
            schema: SCHEMA,
            title: &world.title,
            seed: world.seed,
            steps: world.steps.len(),
        },
        out,
    )?;
    for (at, step) in world.steps.iter().enumerate() {
        let id = StepId::at(at);
        let told = StepLine {
            r#type: "step",
            step: at + 1,
            name: &step.name,
            at_us: step.at.0,
            at_clock: world.clock().iso(step.at),
            does: plan.does(id).iter().map(|it| it.1.ron()).collect(),
            lines: plan.lines(id),
            verified: rehearsed.verified(world, id).map(held),
        };
        line(&told, out)?;
    }
    for ((at, stretch), loss) in &lost.cells {
        let client = party(&names, lost.parties[*at].0);
        line(&LossLine { r#type: "loss", step: Some(*stretch), client, loss: LossObject::of(loss) }, out)?;
    }
    for ((whose, _), loss) in lost.parties.iter().zip(&lost.parts) {
        let client = party(&names, *whose);
        line(&LossLine { r#type: "loss", step: None, client, loss: LossObject::of(loss) }, out)?;
    }
    for (kind, blamed) in lost.kinds.iter().zip(&rehearsed.blamed) {
        let first = rehearsed.verdict.attempts.get(kind.why.first.0 as usize);
        let told = FailureLine {
            r#type: "failure",
            step: kind.stretch,
            says: cause(&names, &kind.why),
            rule: kind.why.rule.map(|it| it.0.id()),
            outcomes: kind.why.outcomes.iter().map(|it| names::outcome(*it)).collect(),
            failed: kind.why.failed,
            client: first.map(|it| names.client(it.client).into_owned()),
            attempt: first.map(|it| it.number),
            because_of: blamed.map(|it| world.steps[it.index()].name.as_str()),
        };
        line(&told, out)?;
    }
    otherwise::json(told, out)?;
    orders::json(told, out)?;
    let end = EndLine {
        r#type: "end",
        well: rehearsed.went_well(),
        loss: LossObject::of(&lost.all),
        without_before: lost.without_before,
        ended: told.ended.is_some(),
    };
    line(&end, out)
}

pub(super) fn line(object: &impl Serialize, out: &mut dyn Write) -> Result {
    writeln!(out, "{}", serde_json::to_string(object).expect("the format is plain data"))
}
