//! What was perhaps meant?
//!
//! Comparing two words letter by letter costs the product of their lengths, and a file may have a hundred thousand
//! names. So the names are told apart by their letters first, those that look nearest are compared first, and how much
//! is compared has an end.

use strsim::damerau_levenshtein;

/// The candidate that is most like `written`, if any is like it at all. Case does not count. Among equals the first.
pub(crate) fn closest<'a>(written: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    counted(written, candidates).0
}

/// Longer texts are no misspelt names.
const LENGTH_MAX: usize = 100;
/// How many pairs of letters are compared for one word, at the most.
const COMPARED_MAX: usize = 20_000;

/// The same, and how many pairs of letters were compared for it.
fn counted<'a>(written: &str, candidates: impl Iterator<Item = &'a str>) -> (Option<&'a str>, usize) {
    let wanted = written.to_lowercase();
    let length = wanted.chars().count();
    if length > LENGTH_MAX {
        return (None, 0);
    }
    // Up to a third of the letters may differ; in short names one.
    let most = (length / 3).max(1);
    let letters = Letters::of(&wanted);
    let near = |(at, it): (usize, &'a str)| {
        let is_near = it.len().abs_diff(written.len()) <= most * 4 && letters.differ_by(it) <= most;
        is_near.then(|| (letters.apart(it), at, it)).filter(|near| near.0 <= most)
    };
    let mut near: Vec<_> = candidates.enumerate().filter_map(near).collect();
    near.sort_unstable_by_key(|it| (it.0, it.1));
    let (mut best, mut compared) = (None::<(usize, usize, &str)>, 0);
    for (apart, at, candidate) in near {
        // No distance is less than that.
        if COMPARED_MAX < compared || best.is_some_and(|best| best.0 < apart) {
            break;
        }
        let folded = candidate.to_lowercase();
        let count = folded.chars().count();
        if count.abs_diff(length) > most {
            continue;
        }
        compared += length * count;
        let distance = damerau_levenshtein(&wanted, &folded);
        if distance <= most && best.is_none_or(|best| (distance, at) < (best.0, best.1)) {
            best = Some((distance, at, candidate));
        }
    }
    (best.map(|it| it.2), compared)
}

/// The letters of a word, in whichever order: a change of one letter takes one away and brings one, and letters that
/// are swapped change nothing.
struct Letters {
    count: [u8; KINDS],
    /// Those that are there at all, a bit each.
    mask: u64,
}

/// So many letters are told apart; others share a place, which makes words more alike and never less.
const KINDS: usize = 64;

/// Tells each letter of a word, by its place, in whichever case. Nearly every name is ASCII, and quickly told.
fn each_place(word: &str, mut tell: impl FnMut(usize)) {
    if word.is_ascii() {
        word.bytes().for_each(|it| tell(place(u32::from(it.to_ascii_lowercase()))));
    } else {
        word.chars().flat_map(char::to_lowercase).for_each(|it| tell(place(u32::from(it))));
    }
}

/// The place of a letter: digits and the letters of English, of which most names are, have one each.
const fn place(letter: u32) -> usize {
    let at = match letter {
        0x30..=0x39 => letter - 0x30,
        0x61..=0x7A => letter - 0x61 + 10,
        _ => 36 + letter % 28,
    };
    at as usize
}

impl Letters {
    fn of(folded: &str) -> Self {
        let mut letters = Self { count: [0; KINDS], mask: 0 };
        each_place(folded, |at| {
            letters.count[at] = letters.count[at].saturating_add(1);
            letters.mask |= 1 << at;
        });
        letters
    }

    /// In how many kinds of letters a word differs, which it has and this has not, or the other way round.
    fn differ_by(&self, word: &str) -> usize {
        let mut mask = 0_u64;
        each_place(word, |at| mask |= 1 << at);
        (mask & !self.mask).count_ones().max((self.mask & !mask).count_ones()) as usize
    }

    /// In how many letters a word differs at the least.
    fn apart(&self, word: &str) -> usize {
        let mut left = self.count.map(i32::from);
        each_place(word, |at| left[at] -= 1);
        let more = left.iter().filter(|it| **it > 0).sum::<i32>();
        let fewer = -left.iter().filter(|it| **it < 0).sum::<i32>();
        more.max(fewer).unsigned_abs() as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::Stream;

    /// As it is said, and nothing else: every candidate compared with the word.
    fn plainly<'a>(written: &str, candidates: &[&'a str]) -> Option<&'a str> {
        let wanted = written.to_lowercase();
        let most = (wanted.chars().count() / 3).max(1);
        let distances = candidates.iter().map(|it| (damerau_levenshtein(&wanted, &it.to_lowercase()), *it));
        let mut near: Vec<_> = distances.filter(|it| it.0 <= most).collect();
        near.sort_by_key(|it| it.0);
        near.first().map(|it| it.1)
    }

    #[test]
    fn the_nearest_is_found() {
        let mut stream = Stream::of_parts(1, &["words"]);
        let mut word = |most: u32| -> String {
            let length = 1 + stream.below(most);
            (0..length).map(|_| ['a', 'b', 'C', 'ä', '信', '1'][stream.below(6) as usize]).collect()
        };
        let mut found = 0;
        for _ in 0..2_000 {
            let written = word(9);
            let words: Vec<String> = (0..12).map(|_| word(9)).collect();
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let nearest = plainly(&written, &words);
            assert_eq!(closest(&written, words.iter().copied()), nearest, "{written} among {words:?}");
            found += usize::from(nearest.is_some());
        }
        assert!((300..1_900).contains(&found), "{found}");
    }

    /// What is compared among a hundred thousand names has an end, and what was meant is found all the same.
    #[test]
    fn a_hundred_thousand_names_are_not_all_compared() {
        let names: Vec<String> = (0..100_000).map(|it| format!("user-{it:05}")).collect();
        let all = || names.iter().map(String::as_str);
        for (written, meant) in [
            ("user-54321x", Some("user-54321")),
            ("usr-00042", Some("user-00042")),
            ("USER-99999", Some("user-99999")),
            ("user-", None),
            ("mailbox of somebody else", None),
        ] {
            let (found, compared) = counted(written, all());
            assert_eq!(found, meant, "{written}");
            assert!(compared <= COMPARED_MAX + LENGTH_MAX * LENGTH_MAX, "{written}: {compared}");
        }
        // Where each is as near as any other.
        let same: Vec<String> = (0..10_000).map(|_| "abcdefghij".repeat(9)).collect();
        let (_, compared) = counted(&"jihgfedcba".repeat(9), same.iter().map(String::as_str));
        assert!(compared <= COMPARED_MAX + LENGTH_MAX * LENGTH_MAX, "{compared}");
    }
}
