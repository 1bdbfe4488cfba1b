//! In which words are the problems of groups told?

use super::super::problem::GroupFault;
use super::{Words, words};
use crate::catalogue::organisation;
use crate::diag::Code;

impl GroupFault {
    /// The words for it.
    pub(super) fn words(&self) -> Words {
        match self {
            Self::TooFew { user, has, wanted } => words(
                organisation::group_too_small(user, has, wanted),
                organisation::too_few(),
                organisation::make_the_counts_fit(user, wanted, has),
            ),
            Self::OneWanted(entity, name, count) => words(
                organisation::group_where_one_is_wanted(name, count, entity.list()),
                organisation::a_group(),
                organisation::name_one_of_the_group(name, count),
            ),
            Self::SameForAll(field) => words(
                organisation::same_for_all(field),
                organisation::one_text_for_all(),
                organisation::write_the_number(),
            ),
            Self::SpreadAlone => words(
                organisation::spread_without_count(),
                organisation::nobody_to_deal_out_to(),
                organisation::write_count_or_leave_spread_out(),
            ),
        }
    }

    /// The stable code.
    pub(super) const fn code(&self) -> Code {
        match self {
            Self::TooFew { .. } => Code::R090,
            Self::OneWanted(..) => Code::R091,
            Self::SameForAll(_) => Code::R092,
            Self::SpreadAlone => Code::R093,
        }
    }
}
