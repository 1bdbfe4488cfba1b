//! What do the cmdlets of authentication policies do? (AUTH-2.)
//!
//! They mean no server: they write into the directory, and exist where the server on which they are typed knows
//! policies; where nobody says which one that is, where some server does.

use super::bind::Bound;
use super::read::{Run, Stop};
use super::run::{Stream, switched, texts};
use super::table::Cmdlet;
use super::told::{CommandRefusal, Wanted};
use crate::diag::suggest::closest;
use crate::scenario::Action;

/// What a client access rule of 2019 and later can be about (AUTH-5).
const RULE_PROTOCOLS: &[&str] = &["ExchangeAdminCenter", "RemotePowerShell"];

impl Run<'_> {
    /// Refuses what none of the servers that may be meant knows.
    fn check_policies(&self, refused: impl FnOnce(&super::organisation::Server) -> CommandRefusal) -> Result<(), Stop> {
        let servers = &self.organisation.servers;
        let knows = |it: &&super::organisation::Server| it.version.product().has_authentication_policies(it.build);
        let meant: Vec<_> = match self.here {
            Some(here) => vec![&servers[here]],
            None => servers.iter().filter(|it| it.in_directory).collect(),
        };
        match meant.iter().max_by_key(|it| it.version) {
            Some(newest) if !meant.iter().any(knows) => Err(refused(newest).into()),
            _ => Ok(()),
        }
    }

    fn policy(&self, name: &str) -> Result<String, Stop> {
        if name.is_empty() {
            return Ok(String::new());
        }
        let known = || self.organisation.policies.iter().map(String::as_str);
        known().find(|it| it.eq_ignore_ascii_case(name)).map(str::to_owned).ok_or_else(|| {
            CommandRefusal::NoSuchPolicy(name.to_owned(), closest(name, known()).map(str::to_owned)).into()
        })
    }

    pub(super) fn set_policy(&mut self, cmdlet: Cmdlet, bound: &Bound, input: Option<&[super::read::Value]>) -> Stream {
        let row = cmdlet.row();
        self.check_policies(|it| CommandRefusal::NotInVersion(row.name, it.name.clone(), it.version))?;
        let (imap, pop) = (switched(bound, "BlockLegacyAuthImap")?, switched(bound, "BlockLegacyAuthPop")?);
        let is_new = cmdlet == Cmdlet::NewAuthenticationPolicy;
        if let Some(it) = input.into_iter().flatten().next() {
            return Err(Stop::NotModelled(super::read::shown(it)));
        }
        let name = bound.must(cmdlet, if is_new { "Name" } else { "Identity" })?;
        let found = self.policy(&name);
        let policy = match (is_new, found) {
            (true, Ok(it)) if !it.is_empty() => return Err(CommandRefusal::PolicyExists(it).into()),
            (true, _) => name,
            (false, found) => found?,
        };
        if is_new || imap.is_some() || pop.is_some() {
            // One of which nothing is said blocks nothing.
            let (imap, pop) = if imap.or(pop).is_none() { (Some(false), Some(false)) } else { (imap, pop) };
            self.act(Action::SetAuthenticationPolicy { policy, BlockLegacyAuthImap: imap, BlockLegacyAuthPop: pop });
        }
        Ok(Vec::new())
    }

    pub(super) fn set_user(&mut self, cmdlet: Cmdlet, bound: &Bound, input: Option<Vec<super::read::Value>>) -> Stream {
        let users = self.mailboxes(cmdlet, bound, input)?;
        let Some(name) = bound.text("AuthenticationPolicy") else { return Ok(Vec::new()) };
        self.check_policy_parameter(cmdlet, "AuthenticationPolicy")?;
        let policy = self.policy(&name)?;
        for user in users {
            self.act(Action::SetUser { user, AuthenticationPolicy: policy.clone() });
        }
        Ok(Vec::new())
    }

    pub(super) fn set_organisation(&mut self, cmdlet: Cmdlet, bound: &Bound) -> Stream {
        let Some(name) = bound.text("DefaultAuthenticationPolicy") else { return Ok(Vec::new()) };
        self.check_policy_parameter(cmdlet, "DefaultAuthenticationPolicy")?;
        let policy = self.policy(&name)?;
        self.act(Action::SetOrganizationConfig { DefaultAuthenticationPolicy: policy });
        Ok(Vec::new())
    }

    /// A client access rule decides nothing here: of the protocols that it takes POP3 and IMAP4 are none (AUTH-5).
    pub(super) fn access_rule(&self, cmdlet: Cmdlet, bound: &Bound) -> Stream {
        let row = cmdlet.row();
        let meant: Vec<_> = match self.here {
            Some(here) => vec![&self.organisation.servers[here]],
            None => self.organisation.servers.iter().filter(|it| it.in_directory).collect(),
        };
        if let Some(newest) = meant.iter().max_by_key(|it| it.version)
            && !meant.iter().any(|it| row.versions.has(it.version))
        {
            return Err(CommandRefusal::NotInVersion(row.name, newest.name.clone(), newest.version).into());
        }
        for name in ["AnyOfProtocols", "ExceptAnyOfProtocols"] {
            let Some(given) = bound.value(name) else { continue };
            for word in texts(given)? {
                if !RULE_PROTOCOLS.iter().any(|it| it.eq_ignore_ascii_case(&word)) {
                    let wanted = Wanted::Words(RULE_PROTOCOLS);
                    return Err(CommandRefusal::BadValue(name.to_owned(), word, wanted).into());
                }
            }
        }
        Ok(Vec::new())
    }

    fn check_policy_parameter(&self, cmdlet: Cmdlet, name: &str) -> Result<(), Stop> {
        let row = cmdlet.row();
        self.check_policies(|it| {
            CommandRefusal::ParameterNotInVersion(row.name, name.to_owned(), it.name.clone(), it.version)
        })
    }
}
