//! Which authentication policies are there, and who has which?

use compact_str::CompactString;

use super::changes::Resolver;
use super::directory::{judge_text, same_name};
use super::problem::{BadName, Entity, ProblemKind, path_to};
use super::{Path, Report, SymbolTables, look_up};
use crate::diag::suggest;
use crate::scenario::{self, WrittenBuild};
use crate::world::{Action, AuthPolicy, AuthPolicyId, BuildNumber, ByProtocol, Protocol, Server, UserId, Version};

/// The policies of the file by id.
pub(super) fn policies(
    written: Vec<scenario::AuthenticationPolicy>,
    (servers, updates): (&[Server], &[(String, WrittenBuild)]),
    ground: &SymbolTables,
    report: &mut Report,
) -> Vec<AuthPolicy> {
    // Somebody may know them later only, by a server that comes or is updated.
    let at_the_start = servers.iter().map(|it| (it.version, it.build));
    let later = updates.iter().filter_map(|(server, build)| {
        let version = build.version().or_else(|| ground.servers.find(server).map(|it| servers[it].version))?;
        Some((version, Some(build.number())))
    });
    if !written.is_empty() {
        let all: Vec<_> = at_the_start.chain(later).collect();
        check_known(&all, "authentication_policies", report, || path_to!["authentication_policies"]);
    }
    let names = &ground.policies.names;
    let policy = |(it, name): (scenario::AuthenticationPolicy, &CompactString)| {
        let blocks = ByProtocol::of(|protocol| match protocol {
            Protocol::Imap4 => it.BlockLegacyAuthImap(),
            Protocol::Pop3 => it.BlockLegacyAuthPop(),
            Protocol::Http => false,
        });
        AuthPolicy { name: name.clone(), blocks, made: false }
    };
    written.into_iter().zip(names).map(policy).collect()
}

/// Reports policies where none of these servers knows them (AUTH-2).
fn check_known(
    servers: &[(Version, Option<BuildNumber>)],
    what: &'static str,
    report: &mut Report,
    path: impl FnOnce() -> Path,
) {
    let knows = |(version, build): (Version, Option<BuildNumber>)| version.product().has_authentication_policies(build);
    if let Some(newest) = servers.iter().map(|it| it.0).max()
        && !servers.iter().copied().any(knows)
    {
        report.add(ProblemKind::NoSuchSetting(what, newest), path);
    }
}

impl Resolver<'_> {
    /// Reports that nobody knows policies who is there by now.
    fn check_known_by_now(&self, what: &'static str, report: &mut Report, path: &impl Fn() -> Path) {
        let servers = self.members.ids().map(|it| (self.members.version(it), self.members.build(it)));
        check_known(&servers.collect::<Vec<_>>(), what, report, path);
    }

    /// What a policy blocks; one that is not there yet is made.
    pub(super) fn set_policy(
        &mut self,
        name: &str,
        imap: Option<bool>,
        pop: Option<bool>,
        report: &mut Report,
        path: &impl Fn() -> Path,
    ) -> Action {
        self.check_known_by_now("SetAuthenticationPolicy", report, path);
        let policy = self.find_policy(name).unwrap_or_else(|| {
            if let Some(bad) = judge_text(name) {
                report.add(ProblemKind::BadName(Entity::Policy, name.to_owned(), bad), || path().with("policy"));
            }
            let blocks = ByProtocol::of(|_| false);
            self.world.auth_policies.push(AuthPolicy { name: name.into(), blocks, made: true });
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
        self.check_known_by_now("SetUser", report, path);
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
        self.check_known_by_now("SetOrganizationConfig", report, path);
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
