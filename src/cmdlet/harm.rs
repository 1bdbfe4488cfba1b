//! What does a command harm beside what it does, and when does what it did take force?
//!
//! Each is a column of the table of commands. The reference words it from here; repairs are ranked, and warned of, by
//! the same values.

use crate::scenario::settings::TakesEffect;

/// How much is harmed, the least first: repairs are ranked by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Harm {
    /// Nobody.
    None,
    /// Other protocols, or users whom the failure does not concern.
    Others,
    /// Sessions in a store, or all that its databases hold.
    Store,
    /// The protection of passwords and connections.
    Weakens,
    /// Something is gone afterwards, or no longer works. No repair does that.
    Destroys,
}

/// Makes the harms from their rows: how much it is, and how the reference says it; nothing where no command does it.
macro_rules! harms {
    ($($(#[$doc:meta])+ $name:ident, $harm:ident, $sentence:literal;)+) => {
        /// What is harmed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Harms { $($(#[$doc])+ $name,)+ }

        impl Harms {
            /// How much that is.
            #[must_use]
            pub(crate) const fn harm(self) -> Harm {
                match self { $(Self::$name => Harm::$harm,)+ }
            }

            /// In a sentence (Markdown).
            #[must_use]
            pub(crate) const fn sentence(self) -> &'static str {
                match self { $(Self::$name => $sentence,)+ }
            }
        }
    };
}
harms! {
    /// Nobody.
    Nobody, None, "";
    /// The sessions on a service.
    Sessions, None, "The sessions on the service end.";
    /// What other policies keep from a user.
    OwnPolicy, None, "What the policy of before keeps from the user in other protocols is allowed, unless this one \
        blocks it too.";
    /// Who logs on with NTLM or GSSAPI.
    Mechanisms, Others, "Where NTLM and GSSAPI are switched off, nobody can log on with them any more.";
    /// All that runs on a server.
    Server, Others, "Everything that runs on the computer is away meanwhile.";
    /// Every service of a server, which speaks another TLS.
    Tls, Others, "";
    /// Every service of a server, which is of another build.
    Build, Others, "";
    /// Every protocol of a name.
    Name, Others, "The name serves every protocol.";
    /// Everybody who comes through a balancer, to another pool.
    Pool, Others, "";
    /// Everybody who comes through a balancer, over another TLS.
    BalancerTls, Others, "";
    /// The sessions on a database.
    Database, Store, "The sessions on the database end.";
    /// Every database of a server.
    Store, Store, "";
    /// Those whom a policy keeps from logging on with a password.
    Policy, Weakens, "Everybody who has the policy may log on with a password where it no longer blocks that.";
    /// Those who have no policy of their own.
    DefaultPolicy, Weakens, "It holds for everybody who has no authentication policy of their own.";
    /// Connections that may use a TLS version that is no longer safe.
    OldTls, Weakens, "";
    /// Whoever takes any certificate.
    AnyCertificate, Weakens, "Where certificate errors are not enforced, any certificate is taken, whoever shows it.";
    /// Passwords, which cross the network in clear.
    InClear, Weakens, "A loosened `-LoginType` lets passwords cross the network in clear.";
    /// What is stopped, removed or taken away.
    Gone, Destroys, "What it stops, forbids or takes away is no longer served: no repair does that.";
}

/// When it takes force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Force {
    /// At once.
    AtOnce,
    /// As the row of each setting says.
    BySetting,
    /// When the services restart for which it is.
    ServiceRestart,
    /// At once, but for versions whose services may keep what was before until they restart.
    MayWait,
    /// When it is through, which is asked for.
    WhenDone,
}

impl Force {
    /// In a sentence (Markdown).
    #[must_use]
    pub(crate) const fn sentence(self) -> &'static str {
        match self {
            Self::AtOnce => "",
            Self::BySetting => {
                "Settings take force when the service restarts, on 2013 and later front end and back end; others see \
                 InternalConnectionSettings with their next look into the directory."
            }
            Self::ServiceRestart => "It takes force when the services restart for which it is.",
            Self::MayWait => {
                "On 2016 and later a service may go by what was before until it restarts (assumed: \
                 `mailbox_switch_needs_restart`)."
            }
            Self::WhenDone => "When it is through is asked for.",
        }
    }

    /// Whether a service must restart for it, where it wrote a setting of this effect or none at all.
    #[must_use]
    pub(crate) fn waits(self, mut settings: impl Iterator<Item = TakesEffect>) -> bool {
        match self {
            Self::BySetting => settings.any(|it| it == TakesEffect::ServiceRestart),
            Self::ServiceRestart => true,
            Self::AtOnce | Self::MayWait | Self::WhenDone => false,
        }
    }
}
