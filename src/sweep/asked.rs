//! How is a fault asked for in a re-run?
//!
//! `coexist what-if` and the page take actions (`--do`), and values at their places in the file (`--set`). What no
//! action of the language does is set at the certificate or the change that it is about; only that place is named, so
//! that several faults can be asked for together.

use super::Sweep;
use super::fault::{SweepFault, What, expired, is_name, position};
use crate::resolve;
use crate::scenario::write::ToRon;
use crate::scenario::{Action, Scenario, parse};
use crate::time::Date;
use crate::world::{CertificateId, NameId, ServerId};

/// A day before every other one.
const LONG_AGO: Date = Date(0);

impl Sweep {
    /// What a re-run is asked for to see a fault (`coexist what-if`); nothing where it cannot be asked for so.
    #[must_use]
    pub fn asked(&self, fault: &SweepFault) -> Vec<String> {
        let sets = match &fault.what {
            What::Does(actions) => return actions.iter().map(|it| format!("--do={}", it.ron())).collect(),
            What::Assumes(switch, value) => Some(vec![format!("assumptions.{}={value}", switch.name())]),
            What::Expired(server, id) | What::NotEnabled(server, id, _) => {
                self.certificate_set(&fault.what, *server, *id)
            }
            What::Stays(name) => self.changes_set(&fault.what, *name),
        };
        sets.unwrap_or_default().iter().map(|it| format!("--set={it}")).collect()
    }

    /// What is set at a certificate; where none is written, that of Setup is.
    fn certificate_set(&self, what: &What, server: ServerId, id: CertificateId) -> Option<Vec<String>> {
        let name = &self.world.servers[server.index()].name;
        let written = self.ground.scenario().servers.iter().find(|it| it.name.eq_ignore_ascii_case(name))?;
        let mut here = written.clone();
        let at = position(&self.world, server, id, &mut here)?;
        let list = format!("servers[{name:?}].certificates");
        let before = here.certificates[at].clone();
        what.alter(&self.world, &mut here.certificates[at]);
        if written.certificates.is_empty() {
            return Some(vec![format!("{list}={}", here.certificates.ron())]);
        }
        let field = |name: &str, value: String| format!("{list}[{at}].{name}={value}");
        Some(match what {
            What::Expired(..) => {
                let begins_later = before.valid_from.is_some_and(|it| expired(&self.world) <= it);
                let from = begins_later.then(|| field("valid_from", LONG_AGO.ron()));
                from.into_iter().chain([field("valid_to", expired(&self.world).ron())]).collect()
            }
            _ => vec![field("services", here.certificates[at].services().ron())],
        })
    }

    /// What is set so that the changes of a name do not come; nothing where lines that are typed move it.
    fn changes_set(&self, what: &What, name: NameId) -> Option<Vec<String>> {
        let mut scenario = parse::understand(self.ground.text()).ok()?;
        let moves = |it: &Action| matches!(it, Action::SetDns { name: moved, .. } if is_name(&self.world, name, moved));
        let mut sets = Vec::new();
        let count = scenario.changes.len();
        scenario.changes.retain(|it| !it.action.as_ref().is_some_and(moves));
        if scenario.changes.len() < count {
            sets.push(format!("changes={}", scenario.changes.ron()));
        }
        for (at, step) in scenario.steps.iter_mut().enumerate() {
            let count = step.actions.len();
            step.actions.retain(|it| !moves(it));
            if step.actions.len() < count {
                sets.push(format!("steps[{at}].actions={}", step.actions.ron()));
            }
        }
        let mut wanted: Scenario = self.ground.scenario().clone();
        let is_written = what.write(&self.world, &mut wanted);
        (is_written && resolve::plain(scenario).0.changes.ron() == wanted.changes.ron()).then_some(sets)
    }
}
