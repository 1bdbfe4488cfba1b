//! What is asked before a decision, and was the answer right?

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::page::form::{Asked, Question};

/// Outcomes are hidden, and somebody predicts them.
#[derive(Clone, Debug)]
pub(super) struct Predict {
    /// The furthest record that was shown. Nothing beyond it is.
    pub(super) seen: u32,
    /// What was answered, by record.
    pub(super) said: BTreeMap<u32, Said>,
    /// How many answers were right, and how many there are. What was only shown is none.
    pub(super) score: (u32, u32),
}

impl Predict {
    pub(super) const fn from(seen: u32) -> Self {
        Self { seen, said: BTreeMap::new(), score: (0, 0) }
    }
}

/// What somebody answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Said {
    /// Whether the log-on goes on.
    Accepted(bool),
    /// Who is tried next, and how: nobody where nothing is tried.
    Next(Option<String>, Option<String>),
    /// Nothing: the answer is to be shown.
    Nothing,
}

impl Said {
    /// Whether it answers what is asked, rightly or not.
    pub(super) const fn answers(&self, asked: &Asked) -> bool {
        matches!(
            (self, asked),
            (Self::Nothing, _) | (Self::Accepted(_), Asked::Accepted { .. }) | (Self::Next(..), Asked::Next { .. })
        )
    }
}

/// A question as it is put: without its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Asking {
    /// The record of the decision.
    pub record: u32,
    /// `accepted` or `next`.
    pub ask: &'static str,
    /// The servers that may be named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub servers: Vec<String>,
}

impl Asking {
    pub(super) fn of(question: &Question) -> Self {
        let (ask, servers) = match &question.about {
            Asked::Accepted { .. } => ("accepted", Vec::new()),
            Asked::Next { servers, .. } => ("next", servers.clone()),
        };
        Self { record: question.record, ask, servers }
    }
}

/// What became of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Feedback {
    /// Whether it was right.
    pub is_right: bool,
    /// What was answered.
    pub said: Said,
    /// What was asked, with the answer.
    #[serde(flatten)]
    pub(crate) about: Asked,
}

/// Whether an answer is right. A connection type that the run does not show is not asked to be right.
pub(super) fn is_right(said: &Said, asked: &Asked) -> bool {
    match (said, asked) {
        (Said::Accepted(said), Asked::Accepted { answer }) => said == answer,
        (Said::Next(said, over), Asked::Next { server, security, .. }) => {
            said == server && (security.is_none() || security == over)
        }
        _ => false,
    }
}
