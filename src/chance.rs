//! Where does chance come from?
//!
//! From one seed, through one independent stream per component, chosen by a fixed hash of the component's *name*:
//! adding a link or a server leaves the draws of all others alone. Only integers are drawn, and only here, with the
//! distributions of the `rand` crate; a release of it that drew otherwise would fail the test of the first draws, and
//! the lock file keeps the release. A component that needs no chance makes no stream.

use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// The stream of draws of one component.
#[derive(Clone, Debug)]
pub struct Stream(ChaCha8Rng);

impl Stream {
    /// The stream of the component called `name` (for example `link/HQ>Branch`) under `seed`.
    #[must_use]
    pub fn new(seed: u64, name: &str) -> Self {
        Self::of_parts(seed, &[name])
    }

    /// The stream of the component whose name is these parts one after the other.
    #[must_use]
    pub(crate) fn of_parts(seed: u64, name: &[&str]) -> Self {
        let mut generator = ChaCha8Rng::seed_from_u64(seed);
        generator.set_stream(name.iter().fold(fnv1a(b""), |hash, part| fnv1a_more(hash, part.as_bytes())));
        Self(generator)
    }

    /// A whole number from 0 up to and without `bound`, each as likely as any other. Draws nothing for a bound of 1.
    ///
    /// # Panics
    /// If `bound` is 0.
    pub fn below(&mut self, bound: u32) -> u32 {
        if bound == 1 { 0 } else { self.0.random_range(0..bound) }
    }

    /// True in `parts_per_million` of a million cases. Draws nothing where the answer is certain.
    pub fn happens(&mut self, parts_per_million: u32) -> bool {
        match parts_per_million {
            0 => false,
            1_000_000.. => true,
            share => self.0.random_ratio(share, 1_000_000),
        }
    }

    /// Puts `amount` of the items first, in the order in which they are drawn; each order is as likely as any other.
    /// Draws nothing where there is nothing to choose.
    pub fn put_first<T>(&mut self, items: &mut [T], amount: usize) {
        if items.len() > 1 {
            // The library leaves what it has drawn at the end.
            let drawn = items.partial_shuffle(&mut self.0, amount).0.len();
            items.rotate_right(drawn);
        }
    }
}

/// The 64-bit FNV-1a hash: fixed for ever, used for stream numbers and digests.
#[must_use]
pub(crate) fn fnv1a(bytes: &[u8]) -> u64 {
    fnv1a_more(0xcbf2_9ce4_8422_2325, bytes)
}

/// Continues an FNV-1a hash with more bytes.
#[must_use]
pub(crate) fn fnv1a_more(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first draws are pinned: were they to change, every seed would mean another run.
    #[test]
    fn the_first_draws_of_a_stream_are_fixed() {
        let draws = |name: &str| {
            let mut stream = Stream::new(7, name);
            [stream.below(100), stream.below(100), stream.below(100), stream.below(1_000_000)]
        };
        assert_eq!(draws("link/HQ>Branch"), [72, 48, 12, 872_350]);
        assert_ne!(draws("link/Branch>HQ"), draws("link/HQ>Branch"));
        assert_eq!(Stream::of_parts(7, &["link/", "HQ", ">", "Branch"]).0, Stream::new(7, "link/HQ>Branch").0);
        let mut stream = Stream::new(7, "link/HQ>Branch");
        let happened: String = (0..16).map(|_| if stream.happens(250_000) { 'x' } else { '.' }).collect();
        assert_eq!(happened, "....x.xx.......x");
        let mut items = ["a", "b", "c", "d", "e"];
        stream.put_first(&mut items, 2);
        assert_eq!(items.concat(), "baedc");
        assert_eq!(fnv1a(b"a"), 0xaf63_dc4c_8601_ec8c);
    }

    #[test]
    fn every_order_comes_about_as_often() {
        let mut stream = Stream::new(1, "orders");
        let mut found = std::collections::BTreeMap::new();
        for _ in 0..12_000 {
            let mut items = [1, 2, 3, 4];
            stream.put_first(&mut items, 2);
            *found.entry([items[0], items[1]]).or_insert(0) += 1;
        }
        assert_eq!(found.len(), 12, "{found:?}");
        assert!(found.values().all(|it| (850..1_150).contains(it)), "{found:?}");
    }

    #[test]
    fn certain_outcomes_draw_nothing() {
        let mut stream = Stream::new(1, "x");
        let before = format!("{:?}", stream.0);
        assert!(!stream.happens(0) && stream.happens(1_000_000) && stream.below(1) == 0);
        stream.put_first(&mut ["alone"], 1);
        assert_eq!(before, format!("{:?}", stream.0));
    }
}
