//! Which factors and values does somebody want to see combined?
//!
//! A space of the reader's own: each factor has one of its values, and a value is what was done for it, in actions. A
//! combination is made of its number (mixed radix, the last factor turning quickest), so no list of them exists. Where
//! there are too many, a covering array stands for them ([`super::cover`]).

use serde::Deserialize;

use super::cover::cover;
use super::fault::{Part, SweepFault, Thing, What};
use super::kinds::FaultKind;
use crate::scenario::Action;

/// So many bytes may a file with a space have.
pub const FILE_MAX: usize = 1 << 20;
/// So many values may all factors have together.
pub const VALUES_MAX: usize = 2_000;

#[derive(Debug, Deserialize)]
#[serde(rename = "Space", deny_unknown_fields)]
struct Written {
    factors: Vec<WrittenFactor>,
}

#[derive(Debug, Deserialize)]
#[serde(rename = "Factor", deny_unknown_fields)]
struct WrittenFactor {
    name: String,
    values: Vec<WrittenValue>,
}

#[derive(Debug, Deserialize)]
#[serde(rename = "Value", deny_unknown_fields)]
struct WrittenValue {
    name: String,
    #[serde(default)]
    actions: Vec<Action>,
}

/// What is wrong with a space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpaceProblem {
    /// It cannot be read: line, column, and why.
    Unreadable(usize, usize, String),
    /// It has no factor.
    NoFactor,
    /// A factor has no value.
    NoValue(String),
    /// Two factors, or two values of one, bear one name.
    Twice(String),
    /// There are more values than fit: so many.
    TooMany(usize, usize),
    /// A value of a factor cannot be written into the scenario.
    CannotBe(String, String),
}

/// A factor, with the name of each of its values and what is done for it.
type Factor = (String, Vec<(String, Vec<Action>)>);

/// Factors with their values.
#[derive(Clone, Debug)]
pub struct Space {
    factors: Vec<Factor>,
    /// By factor: the first of its values among all.
    firsts: Vec<u32>,
    /// The combinations that stand for all, where there are too many.
    rows: Option<Vec<Vec<u32>>>,
}

impl Space {
    /// Reads a space.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(text: &str) -> Result<Self, SpaceProblem> {
        let read = ron::Options::default().from_str::<Written>(text.trim_start_matches('\u{feff}'));
        let written =
            read.map_err(|it| SpaceProblem::Unreadable(it.span.start.line, it.span.start.col, it.code.to_string()))?;
        if written.factors.is_empty() {
            return Err(SpaceProblem::NoFactor);
        }
        once(written.factors.iter().map(|it| &it.name))?;
        let count = written.factors.iter().map(|it| it.values.len()).sum();
        if count > VALUES_MAX {
            return Err(SpaceProblem::TooMany(count, VALUES_MAX));
        }
        let (mut firsts, mut next) = (Vec::new(), 0);
        for it in &written.factors {
            if it.values.is_empty() {
                return Err(SpaceProblem::NoValue(it.name.clone()));
            }
            once(it.values.iter().map(|it| &it.name))?;
            firsts.push(next);
            next += it.values.len() as u32;
        }
        let factor = |it: WrittenFactor| (it.name, it.values.into_iter().map(|it| (it.name, it.actions)).collect());
        Ok(Self { factors: written.factors.into_iter().map(factor).collect(), firsts, rows: None })
    }

    /// How many values each factor has.
    #[must_use]
    pub fn sizes(&self) -> Vec<u32> {
        self.factors.iter().map(|it| it.1.len() as u32).collect()
    }

    /// How many combinations there are, whatever stands for them.
    #[must_use]
    pub fn all(&self) -> u128 {
        self.sizes().iter().fold(1_u128, |count, it| count.saturating_mul(u128::from(*it)))
    }

    /// Takes combinations in which any so many values stand together for all; false where that is too much, too.
    pub fn stand_for(&mut self, strength: usize) -> bool {
        self.rows = cover(&self.sizes(), strength);
        self.rows.is_some()
    }

    /// How many combinations are run; the most that a number can be where there are more.
    #[must_use]
    pub fn count(&self) -> u64 {
        match &self.rows {
            Some(rows) => rows.len() as u64,
            None => u64::try_from(self.all()).unwrap_or(u64::MAX),
        }
    }

    /// The values of a combination, one for each factor.
    pub(super) fn decode(&self, number: u64, into: &mut Vec<u32>) {
        into.clear();
        if let Some(rows) = &self.rows {
            into.extend(rows[number as usize].iter().zip(&self.firsts).map(|(it, first)| it + first));
            return;
        }
        let mut rest = number;
        for (at, (_, values)) in self.factors.iter().enumerate().rev() {
            let size = values.len() as u64;
            into.push(self.firsts[at] + (rest % size) as u32);
            rest /= size;
        }
        into.reverse();
    }

    /// The number of a combination.
    #[cfg(test)]
    fn encode(&self, values: &[u32]) -> u64 {
        let digits = self.factors.iter().zip(&self.firsts).zip(values);
        digits.fold(0, |sum, (((_, of), first), it)| sum * of.len() as u64 + u64::from(it - first))
    }

    /// Each value as a fault.
    pub(super) fn faults(&self) -> Vec<SweepFault> {
        let each = self.factors.iter().enumerate().flat_map(|(at, (factor, values))| {
            values.iter().map(move |(value, actions)| SweepFault {
                kind: FaultKind::Own,
                names: vec![factor.clone(), value.clone()],
                thing: Thing::Factor(at),
                part: Part::Everything,
                what: What::Does(actions.clone()),
            })
        });
        each.collect()
    }
}

fn once<'a>(names: impl Iterator<Item = &'a String>) -> Result<(), SpaceProblem> {
    let mut all: Vec<&String> = names.collect();
    all.sort_unstable();
    match all.windows(2).find(|it| it[0] == it[1]) {
        Some(it) => Err(SpaceProblem::Twice(it[0].clone())),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn space(sizes: &[usize]) -> Space {
        let values = |count: usize| (0..count).map(|it| format!("Value(name: \"{it}\")")).collect::<Vec<_>>().join(",");
        let factors: Vec<String> = sizes
            .iter()
            .enumerate()
            .map(|(at, it)| format!("Factor(name: \"{at}\", values: [{}])", values(*it)))
            .collect();
        Space::read(&format!("Space(factors: [{}])", factors.join(","))).expect("it is right")
    }

    #[test]
    fn a_combination_is_its_number() {
        let space = space(&[3, 1, 4, 2]);
        let (mut values, mut before) = (Vec::new(), Vec::new());
        assert_eq!(space.count(), 24);
        for number in 0..space.count() {
            space.decode(number, &mut values);
            assert!(before < values, "{before:?} before {values:?}");
            assert_eq!(space.encode(&values), number);
            before.clone_from(&values);
        }
        let large = super::tests::space(&[10; 15]);
        assert_eq!(large.all(), 10_u128.pow(15));
    }

    #[test]
    fn what_is_wrong_with_a_space_is_said() {
        let of = |text: &str| Space::read(text).expect_err("it is wrong");
        assert_eq!(of("Space(factors: [])"), SpaceProblem::NoFactor);
        assert_eq!(of("Space(factors: [Factor(name: \"a\", values: [])])"), SpaceProblem::NoValue("a".to_owned()));
        let value = "Value(name: \"v\")";
        let twice = format!("Space(factors: [Factor(name: \"a\", values: [{value}, {value}])])");
        assert_eq!(of(&twice), SpaceProblem::Twice("v".to_owned()));
        assert!(matches!(of("Space(factors: [\n  Factor(nome: 1)])"), SpaceProblem::Unreadable(2, ..)));
    }
}
