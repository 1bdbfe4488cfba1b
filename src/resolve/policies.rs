//! Which authentication policies are there, and who has which?

use super::changes::Resolver;
use super::directory::{judge_text, same_name};
use super::problem::{BadName, Entity, ProblemKind, path_to};
use super::{Path, Report, SymbolTables, look_up};
use crate::diag::suggest;
use crate::scenario;
use crate::world::{Action, AuthPolicy, AuthPolicyId, ByProtocol, Protocol, Server, UserId, Version};

/// The policies of the file by id.
pub(super) fn policies(
    written: Vec<scenario::AuthenticationPolicy>,
    servers: &[Server],
    ground: &SymbolTables,
    report: &mut Report,
) -> Vec<AuthPolicy> {
    if !written.is_empty() {
        check_known(servers, "authentication_policies", report, || path_to!["authentication_policies"]);
    }
    let names = &ground.policies.names;
    let policy = |(it, name): (scenario::AuthenticationPolicy, &String)| {
        let blocks = ByProtocol::of(|protocol| match protocol {
            Protocol::Imap4 => it.BlockLegacyAuthImap(),
            Protocol::Pop3 => it.BlockLegacyAuthPop(),
            Protocol::Http => false,
        });
        AuthPolicy { name: name.clone(), blocks, made: false }
    };
    written.into_iter().zip(names).map(policy).collect()
}

/// Reports policies where no server of the organisation knows them (AUTH-2).
fn check_known(servers: &[Server], what: &'static str, report: &mut Report, path: impl FnOnce() -> Path) {
    let knows = |it: &Server| it.version.product().has_authentication_policies(it.build);
    if !servers.is_empty() && !servers.iter().any(knows) {
        let newest = servers.iter().map(|it| it.version).max().unwrap_or(Version::NEWEST);
        report.add(ProblemKind::NoSuchSetting(what, newest), path);
    }
}

impl Resolver<'_> {
    /// What a policy blocks; one that is not there yet is made.
    pub(super) fn set_policy(
        &mut self,
        name: &str,
        imap: Option<bool>,
        pop: Option<bool>,
        report: &mut Report,
        path: &impl Fn() -> Path,
    ) -> Action {
        check_known(&self.world.servers, "SetAuthenticationPolicy", report, path);
        let policy = self.find_policy(name).unwrap_or_else(|| {
            if let Some(bad) = judge_text(name) {
                report.add(ProblemKind::BadName(Entity::Policy, name.to_owned(), bad), || path().with("policy"));
            }
            let blocks = ByProtocol::of(|_| false);
            self.world.auth_policies.push(AuthPolicy { name: name.to_owned(), blocks, made: true });
            AuthPolicyId::at(self.world.auth_policies.len() - 1)
        });
        Action::SetAuthPolicy { policy, imap, pop }
    }

    /// The policy of one user; nothing written: the default one.
    pub(super) fn set_user_policy(
        &self,
        user: &str,
        policy: &str,
        report: &mut Report,
        path: &impl Fn() -> Path,
    ) -> Option<Action> {
        check_known(&self.world.servers, "SetUser", report, path);
        let user = look_up(&self.ground.mailboxes, report, user, || path().with("user"));
        let policy = self.policy(policy, report, || path().with("AuthenticationPolicy")).ok()?;
        Some(Action::SetUserPolicy(UserId::at(user?), policy))
    }

    /// The policy of all who have none of their own.
    pub(super) fn set_default_policy(
        &self,
        policy: &str,
        report: &mut Report,
        path: &impl Fn() -> Path,
    ) -> Option<Action> {
        check_known(&self.world.servers, "SetOrganizationConfig", report, path);
        self.policy(policy, report, || path().with("DefaultAuthenticationPolicy")).ok().map(Action::SetDefaultPolicy)
    }

    fn find_policy(&self, name: &str) -> Option<AuthPolicyId> {
        self.world.auth_policies.iter().position(|it| same_name(&it.name, name)).map(AuthPolicyId::at)
    }

    /// A policy by its name; none where nothing is written.
    fn policy(&self, name: &str, report: &mut Report, path: impl Fn() -> Path) -> Result<Option<AuthPolicyId>, ()> {
        if judge_text(name) == Some(BadName::Empty) {
            return Ok(None);
        }
        let found = self.find_policy(name);
        if found.is_none() {
            let names = self.world.auth_policies.iter().map(|it| it.name.as_str());
            let meant = suggest::closest(name, names).map(str::to_owned);
            report.add(ProblemKind::Unknown { entity: Entity::Policy, name: name.to_owned(), meant }, path);
        }
        found.map(Some).ok_or(())
    }
}
