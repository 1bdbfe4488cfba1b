//! Which version and which build does `AdminDisplayVersion` speak of?
//!
//! What the property shows of 2007 and 2010 ends with the service pack: a rollup never changes it. Of 2013 and later
//! it is the whole build; a security update changes its last number alone. That 15.2 is Subscription Edition from
//! build 2562 on is documented (VER-1). Which build is which update is assumed: the numbers are those of the public
//! list as it was known when this was written, they were not compared with it since, and an import says so at the top
//! of its base.

use super::BuildNumber;
use crate::scenario::Version;

/// `Version 15.0 (Build 847.32)`: what a server says of its version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Displayed {
    major: u32,
    minor: u32,
    build: u32,
}

/// What of the build is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownBuild {
    /// All that counts here.
    Whole(BuildNumber),
    /// The service pack, and nothing of the rollup after it.
    ServicePack(u32),
    /// Nothing: the number is in no list that is known here.
    Nothing,
}

/// The first parts of the build numbers, from RTM on; one for each update. Assumed, as said above.
const OF_2013: &[u32] = &[
    516, 620, 712, 775, 847, 913, 995, 1044, 1076, 1104, 1130, 1156, 1178, 1210, 1236, 1263, 1293, 1320, 1347, 1365,
    1367, 1395, 1473, 1497,
];
const OF_2016: &[u32] = &[
    225, 396, 466, 544, 669, 845, 1034, 1261, 1415, 1466, 1531, 1591, 1713, 1779, 1847, 1913, 1979, 2044, 2106, 2176,
    2242, 2308, 2375, 2507,
];
const OF_2019: &[u32] = &[221, 330, 397, 464, 529, 595, 659, 721, 792, 858, 922, 986, 1118, 1258, 1544, 1748];
/// The first of them is where 2019 ends (VER-1).
const OF_SE: &[u32] = &[2562];

impl Displayed {
    /// Reads `Version 15.0 (Build 847.32)` or `15.0.847.32`; nothing where it is neither.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_prefix("Version").unwrap_or(text).trim_start();
        let mut numbers = text.split(|it: char| !it.is_ascii_digit()).filter(|it| !it.is_empty());
        let mut next = || numbers.next().map(str::parse::<u32>);
        let (Some(Ok(major)), Some(Ok(minor))) = (next(), next()) else { return None };
        let build = match next() {
            Some(build) => build.ok()?,
            None => 0,
        };
        let begins = text.starts_with(|it: char| it.is_ascii_digit());
        begins.then_some(Self { major, minor, build })
    }

    /// The version; nothing where it is none that is simulated.
    #[must_use]
    pub fn version(self) -> Option<Version> {
        let version = match (self.major, self.minor) {
            (8, 0..=3) => Version::Exchange2007,
            (14, 0..=3) => Version::Exchange2010,
            (15, 0) => Version::Exchange2013,
            (15, 1) => Version::Exchange2016,
            (15, 2) if self.build < OF_SE[0] => Version::Exchange2019,
            (15, 2) => Version::ExchangeSE,
            _ => return None,
        };
        Some(version)
    }

    /// What of the build is known.
    #[must_use]
    pub fn build(self) -> KnownBuild {
        let updates = match self.version() {
            Some(Version::Exchange2007 | Version::Exchange2010) => return KnownBuild::ServicePack(self.minor),
            Some(Version::Exchange2013) => OF_2013,
            Some(Version::Exchange2016) => OF_2016,
            Some(Version::Exchange2019) => OF_2019,
            Some(Version::ExchangeSE) => OF_SE,
            None => return KnownBuild::Nothing,
        };
        match (0..).zip(updates).find(|(_, build)| **build == self.build) {
            Some((update, _)) => KnownBuild::Whole((0, update)),
            None => KnownBuild::Nothing,
        }
    }
}

impl std::fmt::Display for Displayed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.build)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_and_builds() {
        use KnownBuild::{Nothing, ServicePack, Whole};
        use Version::{Exchange2007, Exchange2010, Exchange2013, Exchange2016, Exchange2019, ExchangeSE};
        for (text, version, build) in [
            ("Version 8.3 (Build 83.6)", Some(Exchange2007), ServicePack(3)),
            ("Version 14.3 (Build 123.4)", Some(Exchange2010), ServicePack(3)),
            ("Version 14.0 (Build 639.21)", Some(Exchange2010), ServicePack(0)),
            ("Version 15.0 (Build 847.32)", Some(Exchange2013), Whole((0, 4))),
            ("Version 15.0 (Build 1497.48)", Some(Exchange2013), Whole((0, 23))),
            ("Version 15.1 (Build 225.42)", Some(Exchange2016), Whole((0, 0))),
            ("Version 15.1 (Build 2507.6)", Some(Exchange2016), Whole((0, 23))),
            ("15.2.1748.10", Some(Exchange2019), Whole((0, 15))),
            ("Version 15.2 (Build 2562.17)", Some(ExchangeSE), Whole((0, 0))),
            ("Version 15.2 (Build 2700.1)", Some(ExchangeSE), Nothing),
            ("Version 15.0 (Build 848.1)", Some(Exchange2013), Nothing),
            ("Version 6.5 (Build 7638.2)", None, Nothing),
            ("Version 15.3 (Build 1.1)", None, Nothing),
        ] {
            let read = Displayed::parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((read.version(), read.build()), (version, build), "{text}");
        }
        for wrong in ["", "Version", "2013", "System.Object", "Version 15", "x 15.0", "99999999999.0"] {
            assert_eq!(Displayed::parse(wrong), None, "{wrong}");
        }
    }

    /// The lists end where those of the product end.
    #[test]
    fn every_update_has_a_number() {
        for (version, numbers) in
            [(Version::Exchange2013, OF_2013), (Version::Exchange2016, OF_2016), (Version::Exchange2019, OF_2019)]
        {
            let last = u32::try_from(numbers.len()).expect("a short list") - 1;
            assert!(version.build((0, last)).is_some() && version.build((0, last + 1)).is_none(), "{version:?}");
            assert!(numbers.is_sorted(), "{version:?}");
        }
    }
}
