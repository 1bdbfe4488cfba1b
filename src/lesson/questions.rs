//! What is asked before anything is run, and how may it be answered?
//!
//! The choices come from the language and from the names in the scenario, and hang on nothing that happens in a run:
//! who reads them learns nothing of the answer ([`super::truth`] knows that). An answer is a text without language, so
//! that scripts and other languages know it.

use serde::Serialize;

use super::written::{AskedAbout, Lesson, Prediction};
use crate::catalogue::{lessons, outcomes};
use crate::diag::Diagnostic;
use crate::lang::{Lang, Text};
use crate::resolve::load;
use crate::rules::Rule;
use crate::scenario::Outcome;
use crate::time::Micros;

/// What stands between hosts in the answer about a route.
pub const THEN: &str = " > ";
/// What stands between names in the answer about who fails.
pub const AND: &str = ", ";
/// The answer that it is nobody, nothing, or no step.
pub const NONE: &str = "none";
/// The answer that it never happens.
pub const NEVER: &str = "never";
/// The network, where the answer is who acts.
pub const NETWORK: &str = "network";
/// The largest number that can be answered.
pub const NUMBER_MAX: u32 = 1_000;

/// A question with its choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedPrediction {
    /// The name by which answers know it.
    pub id: String,
    /// What is asked.
    pub ask: Text,
    /// How it may be answered.
    pub choices: PredictionChoices,
}

/// How a question may be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PredictionChoices {
    /// One of these.
    One(Vec<PredictionChoice>),
    /// Some of these names in an order, with [`THEN`] between them.
    Order(Vec<String>),
    /// Some of these names, in this order and with [`AND`] between them; or [`NONE`].
    Several(Vec<String>),
    /// A whole number from 1 to this; or else the word, [`NEVER`] or [`NONE`].
    Number(u32, &'static str),
}

/// One of several answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PredictionChoice {
    /// The answer, without language.
    pub answer: String,
    /// What it says.
    pub said: Text,
}

/// The same for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChoiceKind {
    /// [`PredictionChoices::One`].
    One,
    /// [`PredictionChoices::Order`].
    Order,
    /// [`PredictionChoices::Several`].
    Several,
    /// [`PredictionChoices::Number`].
    Number,
}

/// Why an answer is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoAnswer {
    /// What is wrong.
    pub message: Text,
    /// What may be answered.
    pub help: Text,
}

/// The questions of a lesson about its start, in the order in which they are asked.
///
/// # Errors
/// What is wrong with the start.
pub fn predictions(lesson: &Lesson, start: &str) -> Result<Vec<AskedPrediction>, Vec<Diagnostic>> {
    let world = load(start, "start")?.world;
    // In the order of their names, which tells nothing.
    let servers = world.servers.iter().map(|it| it.name.to_string());
    let balancers = world.balancers.iter().map(|it| world.name(it.name).to_owned());
    let hosts: Vec<String> = balancers.chain(servers).collect();
    let steps: Vec<String> = world.steps.iter().map(|it| it.name.clone()).collect();
    Ok(lesson.predict.iter().map(|it| asked(it, &hosts, &steps)).collect())
}

fn asked(prediction: &Prediction, hosts: &[String], steps: &[String]) -> AskedPrediction {
    let named = |it: &String| PredictionChoice { answer: it.clone(), said: Text::same(it) };
    let choices = match &prediction.about {
        AskedAbout::Outcome { .. } => PredictionChoices::One(Outcome::ALL.iter().map(|it| outcome(*it)).collect()),
        AskedAbout::Route { .. } => PredictionChoices::Order(hosts.to_vec()),
        AskedAbout::Duration { buckets, .. } => PredictionChoices::One(between(buckets, |it| it.to_string())),
        AskedAbout::Actor { client, .. } => {
            let network = PredictionChoice { answer: NETWORK.to_owned(), said: lessons::the_network().into() };
            let parties = [client.to_string()];
            PredictionChoices::One(parties.iter().chain(hosts).map(named).chain([network]).collect())
        }
        AskedAbout::FirstFailed { .. } => PredictionChoices::Number(NUMBER_MAX, NEVER),
        AskedAbout::WhoFails { clients } => {
            PredictionChoices::Several(clients.iter().map(ToString::to_string).collect())
        }
        AskedAbout::Share { buckets, .. } => PredictionChoices::One(of_hundred(buckets)),
        AskedAbout::Rule { choices, .. } => {
            PredictionChoices::One(choices.iter().filter_map(|it| Rule::from_id(it)).map(rule).collect())
        }
        AskedAbout::HurtingStep => {
            let nothing = PredictionChoice { answer: NONE.to_owned(), said: lessons::no_step().into() };
            PredictionChoices::One(steps.iter().map(named).chain([nothing]).collect())
        }
        AskedAbout::SmallestSet { faults, .. } => PredictionChoices::Number(*faults, NONE),
    };
    AskedPrediction { id: prediction.id.to_string(), ask: prediction.ask.text(), choices }
}

/// An outcome as an answer.
fn outcome(it: Outcome) -> PredictionChoice {
    let answer = format!("{it:?}");
    let said = outcomes::get(&answer);
    PredictionChoice { answer, said: said.into() }
}

/// A rule as an answer.
fn rule(it: Rule) -> PredictionChoice {
    let in_lang = |lang| format!("{}: {}", it.id(), it.said(lang));
    PredictionChoice { answer: it.id().to_owned(), said: Text::new(in_lang(Lang::En), in_lang(Lang::Zh)) }
}

/// What lies below, between and above these.
fn between<T: Copy>(bounds: &[T], write: impl Fn(T) -> String) -> Vec<PredictionChoice> {
    (0..=bounds.len())
        .map(|at| {
            let (from, to) = (at.checked_sub(1).map(|it| write(bounds[it])), bounds.get(at).map(|it| write(*it)));
            match (from, to) {
                (None, None) => PredictionChoice { answer: NONE.to_owned(), said: Text::default() },
                (None, Some(to)) => PredictionChoice { said: lessons::less_than(&to), answer: format!("<{to}") },
                (Some(from), None) => PredictionChoice { said: lessons::at_least(&from), answer: format!(">={from}") },
                (Some(from), Some(to)) => {
                    PredictionChoice { said: lessons::from_to(&from, &to), answer: format!("{from}-{to}") }
                }
            }
        })
        .collect()
}

/// Shares of a hundred: below nothing there is none.
fn of_hundred(bounds: &[u32]) -> Vec<PredictionChoice> {
    let mut found = between(bounds, |it| format!("{it}%"));
    if bounds.first() == Some(&0) {
        found.remove(0);
    }
    found
}

/// Among which of the answers between bounds a value is: its place among them.
fn place<T: Copy + PartialOrd>(bounds: &[T], value: T) -> usize {
    bounds.partition_point(|it| *it <= value)
}

/// The answer that a time is.
pub(super) fn of_time(buckets: &[Micros], time: Micros) -> PredictionChoice {
    between(buckets, |it| it.to_string()).swap_remove(place(buckets, time))
}

/// The answer that a share of a hundred is.
pub(super) fn of_share(buckets: &[u32], percent: u32) -> PredictionChoice {
    between(buckets, |it| format!("{it}%")).swap_remove(place(buckets, percent))
}

impl PredictionChoices {
    /// Of which kind they are.
    #[must_use]
    pub const fn kind(&self) -> ChoiceKind {
        match self {
            Self::One(_) => ChoiceKind::One,
            Self::Order(_) => ChoiceKind::Order,
            Self::Several(_) => ChoiceKind::Several,
            Self::Number(..) => ChoiceKind::Number,
        }
    }

    /// An answer in its one form, whatever blanks and cases it was typed with.
    ///
    /// # Errors
    /// It is no answer to this.
    pub fn understood(&self, typed: &str) -> Result<String, NoAnswer> {
        let typed = typed.trim();
        let is = |it: &str, other: &str| it.eq_ignore_ascii_case(other.trim());
        match self {
            Self::One(choices) => {
                let number = typed.parse::<usize>().ok().and_then(|it| choices.get(it.checked_sub(1)?));
                let named = choices.iter().find(|it| is(&it.answer, typed));
                named.or(number).map(|it| it.answer.clone())
            }
            Self::Order(names) => {
                let parts: Vec<&str> = typed.split(['>', ',']).collect();
                let found = parts.iter().map(|part| names.iter().find(|it| is(it, part)).map(String::as_str));
                found.collect::<Option<Vec<&str>>>().map(|it| it.join(THEN))
            }
            Self::Several(_) if is(NONE, typed) => Some(NONE.to_owned()),
            Self::Several(names) => {
                let parts: Vec<&str> = typed.split(',').collect();
                let all_known = parts.iter().all(|part| names.iter().any(|it| is(it, part)));
                let chosen = names.iter().filter(|it| parts.iter().any(|part| is(it, part))).map(String::as_str);
                all_known.then(|| chosen.collect::<Vec<_>>().join(AND))
            }
            Self::Number(_, word) if is(word, typed) => Some((*word).to_owned()),
            Self::Number(most, _) => {
                let number = typed.parse::<u32>().ok().filter(|it| (1..=*most).contains(it));
                number.map(|it| it.to_string())
            }
        }
        .ok_or_else(|| NoAnswer { message: lessons::no_answer(format!("{typed:?}")), help: self.help() })
    }

    /// What may be answered, in one sentence.
    #[must_use]
    pub fn help(&self) -> Text {
        match self {
            Self::One(choices) => {
                let all: Vec<&str> = choices.iter().map(|it| it.answer.as_str()).collect();
                lessons::one_of(all.join(AND))
            }
            Self::Order(names) => lessons::in_order_of(names.join(AND)),
            Self::Several(names) => lessons::several_of(names.join(AND)),
            Self::Number(most, word) => lessons::number_or(most, word),
        }
    }
}
