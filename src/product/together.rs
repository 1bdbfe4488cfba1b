//! Which versions may stand in one organisation, and from which builds on?
//!
//! One row for each pair of versions that differ, as the requirements of each version's Setup have it (COEX-0 to
//! COEX-9). What no real organisation holds is no scenario: a file with such a pair is refused.

use crate::rules::Rule;
use crate::scenario::Version;
use crate::scenario::keyed::ByVersion;

/// A build: service pack, and Update Rollup or Cumulative Update after that. Versions without service packs have 0.
pub type BuildNumber = (u32, u32);

/// Whether a build is another one or a later one. Where the other has no service pack, the updates are counted through.
#[must_use]
pub const fn is_at_least(build: BuildNumber, from: BuildNumber) -> bool {
    match (from, build) {
        ((0, from), (_, update)) => from <= update,
        ((pack, from), (has, update)) => pack < has || pack == has && from <= update,
    }
}

/// What is known of two versions side by side.
#[derive(Clone, Copy, Debug)]
pub struct Together {
    /// The older one.
    pub older: Version,
    /// The newer one.
    pub newer: Version,
    /// Whether they may stand in one organisation, and how.
    pub may: May,
    /// The rule that says so.
    pub rule: Rule,
}

/// Whether two versions may stand in one organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum May {
    /// Never.
    Never,
    /// From a build of each on, and before one of the newer one.
    From {
        /// The least build of the older one.
        older: BuildNumber,
        /// The least build of the newer one.
        newer: BuildNumber,
        /// The build of the newer one whose Setup refuses the older one.
        newer_before: Option<BuildNumber>,
    },
}

macro_rules! together {
    ($($older:ident + $newer:ident : $may:ident $(($from:expr $(, $of:ident $build:expr)?))? ,
        $rule:ident;)*) => {
        &[$(Together {
            older: Version::$older,
            newer: Version::$newer,
            may: together!(@may $may $(($from $(, $of $build)?))?),
            rule: Rule::$rule,
        },)*]
    };
    (@may Never) => { May::Never };
    (@may From ($from:expr)) => { May::From { older: $from, newer: (0, 0), newer_before: None } };
    (@may From ($from:expr, from $newer:expr)) => { May::From { older: $from, newer: $newer, newer_before: None } };
    (@may From ($from:expr, before $before:expr)) => {
        May::From { older: $from, newer: (0, 0), newer_before: Some($before) }
    };
}

const ROWS: &[Together] = together! {
    // older       + newer        : the least build of the older one; of the newer one its least, or what it must not be
    Exchange2007   + Exchange2010 : From((0, 0)), Section7;
    Exchange2007   + Exchange2013 : From((3, 10), from (0, 2)), Coex0;
    Exchange2007   + Exchange2016 : Never, Coex1;
    Exchange2007   + Exchange2019 : Never, Coex1;
    Exchange2007   + ExchangeSE   : Never, Coex1;
    Exchange2010   + Exchange2013 : From((3, 0), from (0, 2)), Coex0;
    Exchange2010   + Exchange2016 : From((3, 11)), Coex2;
    Exchange2010   + Exchange2019 : Never, Coex3;
    Exchange2010   + ExchangeSE   : Never, Coex3;
    Exchange2013   + Exchange2016 : From((0, 10)), Coex4;
    Exchange2013   + Exchange2019 : From((0, 21), before (0, 15)), Coex6;
    Exchange2013   + ExchangeSE   : Never, Coex8;
    Exchange2016   + Exchange2019 : From((0, 11)), Coex7;
    Exchange2016   + ExchangeSE   : From((0, 23), before (0, 2)), Coex9;
    Exchange2019   + ExchangeSE   : From((0, 14), before (0, 2)), Coex9;
};

/// The rows by both versions, in whatever order. A pair without a row, or with two, does not compile.
const TABLE: ByVersion<ByVersion<Option<Together>>> = {
    let mut table = ByVersion::new([ByVersion::new([None; Version::ALL.len()]); Version::ALL.len()]);
    let mut one = 0;
    while one < Version::ALL.len() {
        let mut other = 0;
        while other < one {
            let row = row(Version::ALL[other], Version::ALL[one]);
            *table.at_mut(Version::ALL[one]).at_mut(Version::ALL[other]) = Some(row);
            *table.at_mut(Version::ALL[other]).at_mut(Version::ALL[one]) = Some(row);
            other += 1;
        }
        one += 1;
    }
    table
};

/// The one row of a pair.
const fn row(older: Version, newer: Version) -> Together {
    row_of!(ROWS, (older: older, newer: newer)).expect("a pair of versions is missing in the table")
}

impl Together {
    /// What is known of two versions; `None` for a version beside itself.
    #[must_use]
    pub const fn of(one: Version, other: Version) -> Option<&'static Self> {
        TABLE.at(one).at(other).as_ref()
    }

    /// Whether the two may stand side by side at all, whatever their builds.
    #[must_use]
    pub const fn may_be(one: Version, other: Version) -> bool {
        match Self::of(one, other) {
            None => true,
            Some(it) => !matches!(it.may, May::Never),
        }
    }
}

impl Version {
    /// Whether it can never be added to an organisation in which a newer version came while there was none of it
    /// (COEX-10).
    #[must_use]
    pub const fn is_never_added_later(self) -> bool {
        matches!(self, Self::Exchange2013)
    }

    /// Whether it is one of those newer versions.
    #[must_use]
    pub const fn shuts_out_those_before(self) -> bool {
        self.product().one_role
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The largest organisations, as the specification has them.
    #[test]
    fn the_largest_organisations() {
        let years = |it: &[Version]| it.iter().map(|it| it.product().year).collect::<Vec<_>>().join(" ");
        let all = Version::ALL;
        let sound = |set: &[Version]| set.iter().all(|a| set.iter().all(|b| Together::may_be(*a, *b)));
        let sets: Vec<Vec<Version>> = (1_u32..1 << all.len())
            .map(|bits| all.into_iter().filter(|it| bits & 1 << *it as u32 != 0).collect())
            .filter(|it: &Vec<_>| sound(it))
            .collect();
        let within =
            |one: &[Version], other: &[Version]| one.len() < other.len() && one.iter().all(|it| other.contains(it));
        let mut largest: Vec<_> =
            sets.iter().filter(|it| !sets.iter().any(|other| within(it, other))).map(|it| years(it)).collect();
        largest.sort();
        assert_eq!(largest, ["2007 2010 2013", "2010 2013 2016", "2013 2016 2019", "2016 2019 SE"]);
    }

    /// Once 2016 is there without 2013, 2013 can never be added, and that is said of no other version (COEX-10).
    #[test]
    fn exchange_2013_alone_can_come_too_late() {
        use Version::{Exchange2013, Exchange2016, Exchange2019, ExchangeSE};

        let of = |law: fn(Version) -> bool| Version::ALL.into_iter().filter(|it| law(*it)).collect::<Vec<_>>();
        assert_eq!(of(Version::is_never_added_later), [Exchange2013]);
        assert_eq!(of(Version::shuts_out_those_before), [Exchange2016, Exchange2019, ExchangeSE]);
    }

    #[test]
    fn builds_are_counted() {
        for (build, from, holds) in [
            ((3, 11), (3, 11), true),
            ((3, 10), (3, 11), false),
            ((2, 30), (3, 11), false),
            ((4, 0), (3, 11), true),
            ((1, 21), (0, 21), true),
            ((0, 20), (0, 21), false),
        ] {
            assert_eq!(is_at_least(build, from), holds, "{build:?} {from:?}");
        }
    }
}
