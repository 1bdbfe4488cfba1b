//! Which builds of a version are there?
//!
//! As the public list of build numbers has them. A build is a service pack and an update after it; how it is called is
//! what [`Version::build_word`] says.

use super::BuildNumber;
use crate::scenario::Version;

/// A service pack, or none, with its updates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Series {
    pack: u32,
    updates: Updates,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Updates {
    /// So many.
    To(u32),
    /// There will be more.
    Open,
    /// It is what another one was called: the update of this number, without a service pack.
    Alias(u32),
}

impl Series {
    /// A service pack with so many updates.
    pub(super) const fn to(pack: u32, last: u32) -> Self {
        Self { pack, updates: Updates::To(last) }
    }

    /// One whose updates are still being made.
    pub(super) const fn open(pack: u32) -> Self {
        Self { pack, updates: Updates::Open }
    }

    /// A service pack that is an update by another name; the updates are counted through.
    pub(super) const fn alias(pack: u32, update: u32) -> Self {
        Self { pack, updates: Updates::Alias(update) }
    }
}

impl Version {
    /// The build of such a service pack and update, as it is counted here; `None` where there is none.
    #[must_use]
    pub fn build(self, (pack, update): BuildNumber) -> Option<BuildNumber> {
        let series = self.product().builds.iter().find(|it| it.pack == pack)?;
        match series.updates {
            Updates::Open => Some((pack, update)),
            Updates::To(last) => (update <= last).then_some((pack, update)),
            Updates::Alias(first) if update == 0 => self.build((0, first)),
            Updates::Alias(first) if first <= update => self.build((0, update)),
            Updates::Alias(_) => None,
        }
    }

    /// The builds that there are, as they are called: `RTM, CU1–CU23`.
    #[must_use]
    pub fn builds(self) -> String {
        let words = self.product().builds.iter().map(|it| {
            let first = self.build_word((it.pack, 0));
            match it.updates {
                Updates::To(last) => {
                    let last = self.build_word((it.pack, last));
                    let last = last.split_whitespace().last().unwrap_or_default();
                    format!("{first}, {}–{last}", self.build_word((it.pack, 1)))
                }
                Updates::Open => format!("{first}, {} …", self.build_word((it.pack, 1))),
                Updates::Alias(update) => format!("SP{} = {}", it.pack, self.build_word((0, update))),
            }
        });
        words.collect::<Vec<_>>().join("; ")
    }

    /// Whether it has service packs.
    #[must_use]
    pub fn has_service_packs(self) -> bool {
        self.product().builds.iter().any(|it| it.pack > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn builds_that_there_are() {
        for (version, build, counted) in [
            (Version::Exchange2007, (3, 23), Some((3, 23))),
            (Version::Exchange2010, (3, 11), Some((3, 11))),
            (Version::Exchange2010, (3, 33), None),
            (Version::Exchange2010, (4, 0), None),
            (Version::Exchange2013, (1, 0), Some((0, 4))),
            (Version::Exchange2013, (1, 23), Some((0, 23))),
            (Version::Exchange2013, (1, 3), None),
            (Version::Exchange2016, (0, 24), None),
            (Version::Exchange2019, (1, 0), None),
            (Version::Exchange2019, (0, 15), Some((0, 15))),
            (Version::ExchangeSE, (0, 7), Some((0, 7))),
            (Version::ExchangeSE, (1, 0), None),
        ] {
            assert_eq!(version.build(build), counted, "{version:?} {build:?}");
        }
        assert_eq!(Version::Exchange2016.builds(), "RTM, CU1–CU23");
        assert_eq!(Version::Exchange2013.builds(), "RTM, CU1–CU23; SP1 = CU4");
        assert_eq!(Version::ExchangeSE.builds(), "RTM, CU1 …");
        let of_2010 = "RTM, RU1–RU5; SP1, SP1 RU1–RU8; SP2, SP2 RU1–RU8; SP3, SP3 RU1–RU32";
        assert_eq!(Version::Exchange2010.builds(), of_2010);
    }

    #[test]
    fn versions_with_service_packs() {
        let with = Version::ALL.into_iter().filter(|it| it.has_service_packs());
        let (first, last) = (Version::Exchange2007, Version::Exchange2013);
        assert_eq!(with.collect::<Vec<_>>(), [first, Version::Exchange2010, last]);
    }

    /// What other rows of the product speak of is there.
    #[test]
    fn builds_in_other_rows_are_there() {
        for version in Version::ALL {
            let it = version.product();
            let named = [it.tls12_from, it.tls10_off_from, it.tls13_from, it.authentication_policies_from, it.ecc_from];
            let windows = it.newer_windows.iter().map(|it| it.1);
            for build in named.into_iter().flatten().chain(windows) {
                assert_eq!(version.build(build), Some(build), "{version:?}");
            }
        }
    }
}
