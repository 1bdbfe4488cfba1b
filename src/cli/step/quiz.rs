//! What is asked before a decision, and was the answer right?
//!
//! The questions are those of the page; here is how far an answer has come.

use crate::page::form::read::Asked;
use crate::world::Security;

/// The connection types in the order in which they are offered.
pub(super) const SECURITIES: [Security; 3] = [Security::Ssl, Security::Tls, Security::Plaintext];

/// What somebody answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// Whether the log-on goes on.
    Accepted(bool),
    /// Who is tried next, and how.
    Next(Option<String>, Option<&'static str>),
    /// Nothing: the answer was to be shown.
    Nothing,
}

/// A question that is open.
#[derive(Clone, Debug)]
pub(super) struct Quiz {
    /// The record of the decision.
    pub(super) record: usize,
    /// Which of the answers is marked.
    pub(super) choice: usize,
    /// The server that was named, once the connection type is asked for.
    pub(super) server: Option<String>,
}

impl Quiz {
    pub(super) const fn new(record: usize) -> Self {
        Self { record, choice: 0, server: None }
    }

    /// How many answers there are to choose from.
    pub(super) fn choices(&self, asked: &Asked) -> usize {
        match asked {
            Asked::Accepted { .. } => 2,
            Asked::Next { .. } if self.server.is_some() => SECURITIES.len(),
            Asked::Next { servers, .. } => servers.len() + 1,
        }
    }

    /// Takes the answer that is marked. `None`: there is one more thing to ask.
    pub(super) fn answer(&mut self, asked: &Asked) -> Option<Said> {
        match asked {
            Asked::Accepted { .. } => Some(Said::Accepted(self.choice == 0)),
            Asked::Next { servers, .. } => match self.server.take() {
                Some(server) => {
                    let security = SECURITIES[self.choice.min(SECURITIES.len() - 1)].word();
                    Some(Said::Next(Some(server), Some(security)))
                }
                None => match servers.get(self.choice) {
                    Some(server) => {
                        self.server = Some(server.clone());
                        self.choice = 0;
                        None
                    }
                    None => Some(Said::Next(None, None)),
                },
            },
        }
    }
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
