//! What do authentication policies block by now, and whose are they? (AUTH-2.)

use super::Org;
use crate::world::{Action, AuthPolicyId, ByProtocol, Protocol, Sorted, UserId, World};

/// The authentication policies as they are now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Policies {
    /// What each blocks.
    blocks: Vec<ByProtocol<bool>>,
    /// Whether each is there.
    there: Vec<bool>,
    /// The one of all who have none of their own.
    default: Option<AuthPolicyId>,
    /// The users whose own one was changed.
    own: Sorted<UserId, Option<AuthPolicyId>>,
}

impl Policies {
    pub(super) fn reset(&mut self, world: &World) {
        self.blocks.clear();
        self.blocks.extend(world.auth_policies.iter().map(|it| it.blocks));
        self.there.clear();
        self.there.extend(world.auth_policies.iter().map(|it| !it.made));
        self.default = world.default_auth_policy;
        self.own.clear();
    }

    pub(super) fn apply(&mut self, action: Action) {
        match action {
            Action::SetAuthPolicy { policy, imap, pop } => {
                self.there[policy.index()] = true;
                let blocks = &mut self.blocks[policy.index()];
                for (protocol, value) in [(Protocol::Pop3, pop), (Protocol::Imap4, imap)] {
                    if let Some(value) = value {
                        blocks[protocol] = value;
                    }
                }
            }
            Action::SetUserPolicy(user, policy) => {
                self.own.insert(user, policy);
            }
            Action::SetDefaultPolicy(policy) => self.default = policy,
            _ => {}
        }
    }

    /// Makes of what they are now what they are at the start.
    pub(super) fn begin(self, world: &mut World) {
        for (it, (blocks, there)) in world.auth_policies.iter_mut().zip(self.blocks.into_iter().zip(self.there)) {
            (it.blocks, it.made) = (blocks, !there);
        }
        world.default_auth_policy = self.default;
        for (user, policy) in self.own {
            world.users[user.index()].auth_policy = policy;
        }
    }
}

impl Org {
    /// The authentication policy of a user now, and whether it is the user's own: it comes before the default one.
    #[must_use]
    pub(crate) fn policy_of(&self, world: &World, user: UserId) -> Option<(AuthPolicyId, bool)> {
        let at_the_start = || world.users[user.index()].auth_policy;
        let own = self.policies.own.get(user).copied().unwrap_or_else(at_the_start);
        own.map(|it| (it, true)).or_else(|| self.policies.default.map(|it| (it, false)))
    }

    /// The policy of a user's own now.
    #[must_use]
    pub(crate) fn own_policy(&self, world: &World, user: UserId) -> Option<AuthPolicyId> {
        self.policy_of(world, user).filter(|it| it.1).map(|it| it.0)
    }

    /// The policy now of all who have none of their own.
    #[must_use]
    pub(crate) fn default_policy(&self) -> Option<AuthPolicyId> {
        self.policies.default
    }

    /// Whether a policy is there now.
    #[must_use]
    pub(crate) fn has_policy(&self, policy: AuthPolicyId) -> bool {
        self.policies.there[policy.index()]
    }

    /// Whether a policy blocks a protocol now.
    #[must_use]
    pub(crate) fn policy_blocks(&self, policy: AuthPolicyId, protocol: Protocol) -> bool {
        self.policies.blocks[policy.index()][protocol]
    }

    /// The policy that blocks a protocol for a user now, and whether it is the user's own.
    #[must_use]
    pub(crate) fn blocked_by(&self, world: &World, user: UserId, protocol: Protocol) -> Option<(AuthPolicyId, bool)> {
        self.policy_of(world, user).filter(|it| self.policy_blocks(it.0, protocol))
    }
}
