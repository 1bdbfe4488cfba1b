//! What would an admin type in this organisation, and is it what was run?
//!
//! The commands of a repair are read back, as somebody would type them: what they do is held against what was run.

use super::actions::Writer;
use crate::cmdlet::write::{self, Blank, Commands, Known, StandsFor};
use crate::cmdlet::{Context, Organisation, Outcome, read};
use crate::scenario::{Action, Scenario};
use crate::time::Micros;
use crate::world::{DatabaseId, ServerId, Version, World};

impl Known for World {
    fn version(&self, server: &str) -> Option<Version> {
        self.servers.iter().find(|it| it.name == server).map(|it| it.version)
    }

    fn thumbprint(&self, server: &str, certificate: &str) -> Option<String> {
        let server = self.servers.iter().find(|it| it.name == server)?;
        // One of the same name elsewhere is another certificate.
        let mut installed = server.certificates.iter().map(|it| &self.certificates[it.index()]);
        installed.find(|it| it.name.eq_ignore_ascii_case(certificate))?.thumbprint.as_deref().map(str::to_owned)
    }

    fn has_policy(&self, name: &str) -> bool {
        self.auth_policies.iter().any(|it| it.name.eq_ignore_ascii_case(name))
    }

    fn version_of_database(&self, database: &str) -> Option<Version> {
        let at = self.databases.iter().position(|it| it.name.eq_ignore_ascii_case(database))?;
        Some(self.version_of(DatabaseId::at(at)))
    }

    fn is_group(&self, mailbox: &str) -> bool {
        let Some(group) = self.mailbox_groups.iter().find(|it| it.name.eq_ignore_ascii_case(mailbox)) else {
            return false;
        };
        let begins = format!("{}-", group.name.to_lowercase());
        let alike = self.users.iter().filter(|it| it.name.to_lowercase().starts_with(&begins)).count();
        alike == group.members.len()
    }
}

/// What comes of the commands of actions when they are typed.
#[derive(Clone, Debug, Default)]
pub(crate) struct ReadBack {
    /// The lines, as they are printed.
    pub lines: Vec<String>,
    /// What they do; actions without commands as they are.
    pub actions: Vec<Action>,
    /// Lines that do something else than an action at once, as they were told: there must be none.
    pub told: Vec<String>,
}

/// Types the commands of actions into the organisation of a scenario, as it is then.
pub(crate) fn typed(at: Writer<'_>, scenario: &Scenario, actions: &[Action]) -> ReadBack {
    let mut organisation = Organisation::of(scenario);
    // What changes have made by then is there for the lines to name.
    let made = |it: &&Action| matches!(it, Action::SetAuthenticationPolicy { .. });
    scenario.changes.iter().filter_map(|it| it.action.as_ref()).filter(made).for_each(|it| organisation.apply(it));
    // What a server takes goes by the version and build that it has by then.
    for (id, it) in at.world.servers.iter().enumerate() {
        if let Some(place) = organisation.server(&it.name) {
            let id = ServerId::at(id);
            organisation.servers[place].version = at.org.version(id);
            organisation.servers[place].build = at.org.build(id);
        }
    }
    let mut back = ReadBack::default();
    for action in actions {
        let Commands { lines, blanks, on, beside } = write::commands(at.world, action);
        if lines.is_empty() {
            organisation.apply(action);
            back.actions.push(action.clone());
            continue;
        }
        let answers = answers(&blanks, &mut organisation);
        let context = Context { here: on.as_deref(), answers: &answers };
        match read(&lines.join("\n"), &mut organisation, &context) {
            Err(fault) => back.told.push(format!("{fault:?}")),
            Ok(told) => {
                for it in told {
                    match it.what {
                        Outcome::Does(Micros::ZERO, action) => back.actions.push(action),
                        other => back.told.push(format!("{other:?}")),
                    }
                }
            }
        }
        back.actions.extend(beside);
        back.lines.extend(lines);
    }
    back
}

/// What somebody fills in for the blanks, and for what no line can say.
fn answers(blanks: &[Blank], organisation: &mut Organisation) -> Vec<(String, String)> {
    let mut answers = vec![("move".to_owned(), "0s".to_owned())];
    for blank in blanks {
        let value = match &blank.stands_for {
            StandsFor::Thumbprint(name) => name.clone(),
            StandsFor::File(certificate) => {
                let path = format!("\\\\server\\share\\{}.pfx", blank.variable);
                organisation.files.push((path.clone(), (**certificate).clone()));
                path
            }
        };
        answers.push((blank.variable.clone(), value));
    }
    answers
}
