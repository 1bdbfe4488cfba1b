//! Which scenarios come with the program?
//!
//! Every file below `scenarios/` is part of the binary, so that a person with one file on a USB stick has them all.
//! A test walks the folder and fails where this list and the folder differ.

/// A scenario of the gallery. Its claim is its file's name: what the scenario shows, in one phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The folder that it is in.
    pub topic: &'static str,
    /// The file's name without `.ron`.
    pub claim: &'static str,
    /// The text of the file.
    pub text: &'static str,
}

macro_rules! gallery {
    ($($topic:literal / $claim:literal)*) => {
        /// Every scenario of the gallery, by topic and claim.
        pub const ALL: &[Entry] = &[$(Entry {
            topic: $topic,
            claim: $claim,
            text: include_str!(concat!("../scenarios/", $topic, "/", $claim, ".ron")),
        }),*];
    };
}

gallery! {
    "front-end" / "wrong-password-ends-at-the-front-end"
    "load-balancer" / "shared-name-loops-through-2013"
    "settings" / "repaired-name-waits-for-the-front-end"
    "stopped-services" / "stopped-target-looks-like-a-wrong-password"
}

/// The claim of the scenario that runs when none is named.
pub const DEFAULT: &str = "shared-name-loops-through-2013";

/// The scenario called `claim` or `topic/claim`.
#[must_use]
pub fn find(name: &str) -> Option<&'static Entry> {
    ALL.iter().find(|it| it.claim == name || name.split_once('/') == Some((it.topic, it.claim)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_is_there_and_every_claim_is_unique() {
        assert!(find(DEFAULT).is_some());
        assert_eq!(find("load-balancer/shared-name-loops-through-2013"), find(DEFAULT));
        assert_eq!(find("settings/shared-name-loops-through-2013"), None);
        for pair in ALL.windows(2) {
            assert!((pair[0].topic, pair[0].claim) < (pair[1].topic, pair[1].claim), "{pair:?} are not in order");
        }
        for it in ALL {
            assert_eq!(ALL.iter().filter(|other| other.claim == it.claim).count(), 1, "{}", it.claim);
        }
    }
}
