//! How far has an answer come?
//!
//! What is asked, and whether an answer is right, is the business of [`crate::page::walk`]; here is what is typed.

use crate::page::form::read::Asked;
use crate::page::walk::Said;
use crate::world::Security;

/// The connection types in the order in which they are offered.
pub(super) const SECURITIES: [Security; 3] = [Security::Ssl, Security::Tls, Security::Plaintext];

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
                    Some(Said::Next(Some(server), Some(security.to_owned())))
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
