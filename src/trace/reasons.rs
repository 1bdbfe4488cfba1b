//! Which reasons has which decision?

use crate::policy::Reason;

/// The reasons of one decision: a list of [`super::Trace::reasons`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reasons(u32);

impl Reasons {
    /// Of a decision that has none.
    pub const NONE: Self = Self(u32::MAX);
}

/// Lists of reasons, one after the other.
#[derive(Clone, Debug, Default)]
pub(super) struct ReasonLists {
    all: Vec<Reason>,
    /// By [`Reasons`]: how many reasons there are up to the end of its list.
    ends: Vec<u32>,
}

impl ReasonLists {
    /// Adds a list.
    pub(super) fn add(&mut self, reasons: &[Reason]) -> Reasons {
        if reasons.is_empty() {
            return Reasons::NONE;
        }
        self.all.extend_from_slice(reasons);
        self.ends.push(u32::try_from(self.all.len()).expect("fewer than 2^32 reasons"));
        Reasons(self.ends.len() as u32 - 1)
    }

    /// A list.
    pub(super) fn get(&self, reasons: Reasons) -> &[Reason] {
        if reasons == Reasons::NONE {
            return &[];
        }
        let at = reasons.0 as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start as usize..self.ends[at] as usize]
    }

    /// How many reasons there are.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// How many bytes that takes which is held.
    pub(super) fn bytes(&self) -> usize {
        self.all.len() * size_of::<Reason>() + self.ends.len() * size_of::<u32>()
    }

    /// Forgets all, and keeps the memory.
    pub(super) fn clear(&mut self) {
        self.all.clear();
        self.ends.clear();
    }
}

/// The lists that stay when others are forgotten.
pub(super) struct Carried<'a> {
    from: &'a ReasonLists,
    to: ReasonLists,
    /// By [`Reasons`]: where the list stands now, if it has been carried over.
    moved: Vec<Option<Reasons>>,
}

impl<'a> From<&'a ReasonLists> for Carried<'a> {
    fn from(from: &'a ReasonLists) -> Self {
        Self { from, to: ReasonLists::default(), moved: vec![None; from.ends.len()] }
    }
}

impl Carried<'_> {
    /// One that stays.
    pub(super) fn carry(&mut self, reasons: Reasons) -> Reasons {
        if reasons == Reasons::NONE {
            return reasons;
        }
        *self.moved[reasons.0 as usize].get_or_insert_with(|| self.to.add(self.from.get(reasons)))
    }
}

impl From<Carried<'_>> for ReasonLists {
    fn from(it: Carried<'_>) -> Self {
        it.to
    }
}
