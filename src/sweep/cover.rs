//! Which few combinations hold every t values of t factors together?
//!
//! A covering array, built factor by factor (IPOG; Lei, Kacker, Kuhn, Okun and Lawrence 2007): the rows that cover the
//! factors so far grow by the value that covers most of what is new, and what is left gets rows of its own. It has no
//! chance in it. The law that it covers everything stands below.

/// So many tuples of values are looked after at the most.
const TUPLES_MAX: u64 = 40_000_000;
/// A value that nothing asks for.
const ANY: u32 = u32::MAX;

/// What is still to be covered of some earlier factors and the new one.
struct Wanted {
    /// The earlier factors.
    of: Vec<usize>,
    /// By their values and that of the new one, in mixed radix: whether it is covered.
    covered: Vec<bool>,
    left: usize,
}

/// The rows of a covering array of a strength over factors with so many values: in each, a value of every factor.
/// Nothing where there is more to look after than a machine bears.
#[must_use]
pub(super) fn cover(values: &[u32], strength: usize) -> Option<Vec<Vec<u32>>> {
    let strength = strength.min(values.len());
    if strength == 0 || values.contains(&0) {
        return Some(Vec::new());
    }
    if tuples(values, strength)? > TUPLES_MAX {
        return None;
    }
    // Those with most values first: the rows that they need cover much of the rest. The order of equals is theirs.
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by_key(|it| (std::cmp::Reverse(values[*it]), *it));
    let sizes: Vec<u32> = order.iter().map(|it| values[*it]).collect();
    let mut rows = every(&sizes[..strength]);
    for new in strength..sizes.len() {
        grow(&mut rows, &sizes, new, strength);
    }
    // Back into the order of the factors; whatever will do is the first value.
    let place = |row: &Vec<u32>| {
        let mut placed = vec![0; row.len()];
        for (at, value) in order.iter().zip(row) {
            placed[*at] = if *value == ANY { 0 } else { *value };
        }
        placed
    };
    Some(rows.iter().map(place).collect())
}

/// How many tuples of values there are.
fn tuples(values: &[u32], strength: usize) -> Option<u64> {
    // The elementary symmetric polynomial: by how many factors were taken so far.
    let mut sums = vec![0_u64; strength + 1];
    sums[0] = 1;
    for value in values {
        for at in (1..=strength).rev() {
            sums[at] = sums[at].checked_add(sums[at - 1].checked_mul(u64::from(*value))?)?;
        }
    }
    Some(sums[strength])
}

/// Every combination.
fn every(sizes: &[u32]) -> Vec<Vec<u32>> {
    let mut rows: Vec<Vec<u32>> = vec![Vec::new()];
    for size in sizes {
        let longer = |row: &Vec<u32>| {
            let row = row.clone();
            (0..*size).map(move |it| row.iter().copied().chain([it]).collect())
        };
        rows = rows.iter().flat_map(longer).collect();
    }
    rows
}

/// Adds a factor to the rows.
fn grow(rows: &mut Vec<Vec<u32>>, sizes: &[u32], new: usize, strength: usize) {
    let mut wanted: Vec<Wanted> = subsets(new, strength - 1)
        .into_iter()
        .map(|of| {
            let count = of.iter().chain([&new]).map(|it| sizes[*it] as usize).product();
            Wanted { of, covered: vec![false; count], left: count }
        })
        .collect();
    for row in rows.iter_mut() {
        let gain = |value: u32| {
            let covers = |it: &&Wanted| it.place(row, sizes, new, value).is_some_and(|at| !it.covered[at]);
            wanted.iter().filter(covers).count()
        };
        let most = (0..sizes[new]).map(|value| (gain(value), value));
        let (gained, value) = most.max_by_key(|it| (it.0, std::cmp::Reverse(it.1))).unwrap_or((0, ANY));
        row.push(if gained == 0 { ANY } else { value });
        if gained > 0 {
            for it in &mut wanted {
                it.cover(row, sizes, new);
            }
        }
    }
    for at in 0..wanted.len() {
        while let Some(tuple) = wanted[at].next(sizes, new) {
            let fits = |row: &&mut Vec<u32>| tuple.iter().all(|(factor, value)| [ANY, *value].contains(&row[*factor]));
            let row = match rows.iter_mut().find(fits) {
                Some(row) => row,
                None => {
                    rows.push(vec![ANY; new + 1]);
                    rows.last_mut().expect("it was put there")
                }
            };
            for (factor, value) in tuple {
                row[factor] = value;
            }
            for it in &mut wanted {
                it.cover(row, sizes, new);
            }
        }
    }
}

impl Wanted {
    /// Where a row with this value of the new factor stands; nothing where it leaves something open.
    fn place(&self, row: &[u32], sizes: &[u32], new: usize, value: u32) -> Option<usize> {
        let mut at = 0;
        for factor in &self.of {
            let value = row[*factor];
            if value == ANY {
                return None;
            }
            at = at * sizes[*factor] as usize + value as usize;
        }
        (value != ANY).then(|| at * sizes[new] as usize + value as usize)
    }

    fn cover(&mut self, row: &[u32], sizes: &[u32], new: usize) {
        if let Some(at) = self.place(row, sizes, new, row[new])
            && !std::mem::replace(&mut self.covered[at], true)
        {
            self.left -= 1;
        }
    }

    /// The first that is not covered: factors with their values.
    fn next(&self, sizes: &[u32], new: usize) -> Option<Vec<(usize, u32)>> {
        if self.left == 0 {
            return None;
        }
        let mut at = self.covered.iter().position(|it| !it)?;
        let mut tuple = Vec::with_capacity(self.of.len() + 1);
        for factor in self.of.iter().chain([&new]).rev() {
            let size = sizes[*factor] as usize;
            tuple.push((*factor, (at % size) as u32));
            at /= size;
        }
        Some(tuple)
    }
}

/// The subsets of a size of the first so many factors, in order.
fn subsets(of: usize, size: usize) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in 0..size {
        let longer = |it: &Vec<usize>| {
            let it = it.clone();
            (it.last().map_or(0, |it| it + 1)..of).map(move |next| it.iter().copied().chain([next]).collect())
        };
        found = found.iter().flat_map(longer).collect();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether every t values of every t factors stand in some row.
    fn covers(values: &[u32], strength: usize, rows: &[Vec<u32>]) -> bool {
        subsets(values.len(), strength).iter().all(|of| {
            let sizes: Vec<u32> = of.iter().map(|it| values[*it]).collect();
            every(&sizes)
                .iter()
                .all(|tuple| rows.iter().any(|row| of.iter().zip(tuple).all(|(factor, value)| row[*factor] == *value)))
        })
    }

    #[test]
    fn every_tuple_of_every_strength_stands_in_some_row() {
        let spaces: [&[u32]; 6] = [&[2; 7], &[3, 2, 4, 2], &[1, 5, 1, 2], &[4], &[3; 9], &[2, 3, 2, 3, 2, 3, 2]];
        for values in spaces {
            for strength in 1..=4.min(values.len()) {
                let rows = cover(values, strength).expect("it is small");
                assert!(covers(values, strength, &rows), "{values:?} {strength}");
                assert!(rows.iter().all(|row| row.iter().zip(values).all(|(it, most)| it < most)));
                let all: u64 = values.iter().map(|it| u64::from(*it)).product();
                assert!(rows.len() as u64 <= all, "{values:?} {strength}: {}", rows.len());
            }
        }
    }

    #[test]
    fn pairs_of_ten_factors_of_ten_values_take_few_rows() {
        // 121 is what is known for ten of ten; a greedy one comes near that.
        let rows = cover(&[10; 10], 2).expect("it is small").len();
        assert!((100..190).contains(&rows), "{rows}");
        assert_eq!(cover(&[1_000; 400], 3), None);
        assert_eq!(cover(&[], 2), Some(Vec::new()));
    }
}
