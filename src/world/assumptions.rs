//! Which reading of the open questions holds in this world?
//!
//! The same rows as in the language ([`crate::scenario::switches`]), every default filled in.

use super::{
    AuthPolicyCheckedAt, Builds, CandidateOrder, DiscoverySite, DnsOrder, DrainingComponent, Fallback,
    GssapiNtlmSetting, HttpPing, HttpRetry, InactiveComponent, LoopGuard, NextTarget, OfflineResponder,
    OversizedCommand, ProtocolCheckedAt, SameTypeEndpoints, SchannelDefault, ServerWideOffline, SiteOf2010Mailbox,
    StoreNotReached,
};
use crate::scenario::switches::switches;
use crate::scenario::{self, Switch};
use crate::time::Micros;

macro_rules! resolved {
    ($(
        $(#[doc = $doc:literal])+ $zh:literal $name:ident : $type:ident = $default:expr, $rule:ident, $mark:ident;
    )+) => {
        /// The switches of the scenario's `assumptions`, every default filled in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct Assumptions {
            $(
                #[doc = concat!("[`Rule::", stringify!($rule), "`](crate::rules::Rule::", stringify!($rule), "):", $($doc, "\n"),+)]
                pub $name: $type,
            )+
        }

        impl Assumptions {
            /// Takes over how a switch is turned elsewhere.
            pub(crate) fn take(&mut self, switch: Switch, from: &Self) {
                match switch { $(Switch::$name => self.$name = from.$name),+ }
            }
        }

        impl From<&scenario::Assumptions> for Assumptions {
            fn from(written: &scenario::Assumptions) -> Self {
                Self { $($name: written.$name().into()),+ }
            }
        }
    };
}
switches!(resolved);

impl Default for Assumptions {
    /// Where nobody turned a switch.
    fn default() -> Self {
        Self::from(&scenario::Assumptions::default())
    }
}

impl From<scenario::HttpPing> for HttpPing {
    fn from(written: scenario::HttpPing) -> Self {
        Self {
            every: written.every(),
            timeout: written.timeout(),
            down_after: written.down_after(),
            up_after: written.up_after(),
        }
    }
}
