//! What do actions do that were perhaps done before the run, and perhaps not?
//!
//! They are resolved where the run begins, and whatever follows knows nothing of them: a world that is resolved once
//! can be run with each of them ([`crate::change::overlay`]).

use super::Resolver;
use crate::resolve::Report;
use crate::resolve::problem::path_to;
use crate::scenario::Action as WrittenAction;
use crate::world::Action;

impl Resolver<'_> {
    /// What actions do that come on top of what was done so far, and of which nothing later knows; nothing where they
    /// cannot be. What they bring stands in the world beside all else.
    pub(super) fn overlay(&mut self, actions: Vec<WrittenAction>) -> Option<Vec<Action>> {
        let (current, ttls, answers) = (self.current.clone(), self.ttls.clone(), self.answers.clone());
        let (clients, certificates) = (self.clients.clone(), self.certificates.clone());
        let (of_balancers, defects) = (self.of_balancers.clone(), self.defects.clone());
        let (passwords, members) = (self.passwords.clone(), self.members.clone());
        let mut report = Report::default();
        let path = || path_to!["from_start"];
        let done = actions.into_iter().flat_map(|it| self.actions(it, &mut report, &path)).collect();
        (self.current, self.ttls, self.answers) = (current, ttls, answers);
        (self.clients, self.certificates) = (clients, certificates);
        (self.of_balancers, self.defects) = (of_balancers, defects);
        (self.passwords, self.members) = (passwords, members);
        report.problems.is_empty().then_some(done)
    }
}
