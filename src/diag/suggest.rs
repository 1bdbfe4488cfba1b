//! What was perhaps meant?

use strsim::damerau_levenshtein;

/// The candidate that is most like `written`, if any is like it at all. Case does not count. Among equals the first.
pub(crate) fn closest<'a>(written: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = written.to_lowercase();
    let length = wanted.chars().count();
    // Up to a third of the letters may differ; in short names one.
    let most = (length / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        // Comparing costs the product of the lengths; most candidates are told apart by their lengths.
        if candidate.len().abs_diff(written.len()) > most * 4 || length > LENGTH_MAX {
            continue;
        }
        let folded = candidate.to_lowercase();
        if folded.chars().count().abs_diff(length) > most {
            continue;
        }
        let distance = damerau_levenshtein(&wanted, &folded);
        if distance <= most && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|it| it.1)
}

/// Longer texts are no misspelt names.
const LENGTH_MAX: usize = 100;
