//! How are values kept, one for each protocol, service, version?
//!
//! An array with the enum for its index, as quick as the array. What the enum's variants are stands once more here, in
//! their order, and does not compile where one is missing: whatever is kept by the enum grows with it.

use super::{Component, Outcome, Service, Version};
use crate::lang::Lang;

/// Makes a map with one value for each variant of an enum, the enum's `ALL` and its order.
macro_rules! keyed {
    ($($(#[$doc:meta])+ $map:ident by $key:ident { $($variant:ident),+ $(,)? })*) => {$(
        impl $key {
            /// All of them, in their order.
            pub const ALL: [Self; [$(stringify!($variant)),+].len()] = [$(Self::$variant),+];
        }

        impl PartialOrd for $key {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $key {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                (*self as usize).cmp(&(*other as usize))
            }
        }

        // Every variant stands above, and each at the place of its discriminant.
        const _: () = {
            let mut at = 0;
            while at < $key::ALL.len() {
                match $key::ALL[at] {
                    $($key::$variant)|+ => assert!($key::ALL[at] as usize == at, "not in the order of the enum"),
                }
                at += 1;
            }
        };

        $(#[$doc])+
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct $map<T>([T; $key::ALL.len()]);

        impl<T> $map<T> {
            /// The values, in the order of the variants.
            #[must_use]
            pub const fn new(values: [T; $key::ALL.len()]) -> Self {
                Self(values)
            }

            /// The value that `of` has for each.
            #[must_use]
            pub fn of(of: impl FnMut($key) -> T) -> Self {
                Self($key::ALL.map(of))
            }

            /// The value of one.
            #[must_use]
            pub const fn at(&self, key: $key) -> &T {
                &self.0[key as usize]
            }

            /// The value of one, to be changed.
            #[must_use]
            pub const fn at_mut(&mut self, key: $key) -> &mut T {
                &mut self.0[key as usize]
            }

            /// Each with its value.
            pub fn iter(&self) -> impl Iterator<Item = ($key, &T)> {
                $key::ALL.into_iter().zip(&self.0)
            }

            /// The values alone.
            pub fn values(&self) -> std::slice::Iter<'_, T> {
                self.0.iter()
            }

            /// The same, to be changed.
            #[allow(dead_code, reason = "not every map is changed as a whole")]
            pub fn values_mut(&mut self) -> std::slice::IterMut<'_, T> {
                self.0.iter_mut()
            }
        }

        impl<T> std::ops::Index<$key> for $map<T> {
            type Output = T;

            fn index(&self, key: $key) -> &T {
                &self.0[key as usize]
            }
        }

        impl<T> std::ops::IndexMut<$key> for $map<T> {
            fn index_mut(&mut self, key: $key) -> &mut T {
                &mut self.0[key as usize]
            }
        }
    )*};
}
pub(crate) use keyed;

keyed! {
    /// A value for each version of Exchange.
    ByVersion by Version { Exchange2007, Exchange2010, Exchange2013, Exchange2016, Exchange2019, ExchangeSE }
    /// A value for each service of a server.
    ByService by Service { Imap4, Pop3, Imap4BE, Pop3BE, W3SVC }
    /// A value for each component.
    ByComponent by Component { ImapProxy, PopProxy, ServerWideOffline }
    /// A value for each outcome.
    ByOutcome by Outcome {
        LoggedOn, LogonFailed, LogonNotSent, ServiceUnavailable, LogonDisabled, NotConnected, NameNotResolved,
        ConnectionRefused, NoAnswer, NoGreeting, TlsFailed, ClosedByServer, ClientGaveUp, ConnectionLost,
    }
}

/// Some versions, in their order, as they are said in a sentence: `2007 and 2010`, `2013 and later`.
#[must_use]
pub(crate) fn years(versions: &[Version], lang: Lang) -> String {
    let year = |it: &Version| format!("{it:?}").replace("Exchange", "");
    let and = match lang {
        Lang::En => " and ",
        Lang::Zh => " 和 ",
    };
    match versions {
        [] => String::new(),
        [first, .., last]
            if *last == Version::ALL[Version::ALL.len() - 1]
                && versions.len() == Version::ALL.len() - *first as usize =>
        {
            match lang {
                Lang::En => format!("{} and later", year(first)),
                Lang::Zh => format!("{} 及更高版本", year(first)),
            }
        }
        [before @ .., last] if before.len() > 1 => {
            let comma = if lang == Lang::En { ", " } else { "、" };
            format!("{}{and}{}", before.iter().map(year).collect::<Vec<_>>().join(comma), year(last))
        }
        few => few.iter().map(year).collect::<Vec<_>>().join(and),
    }
}
