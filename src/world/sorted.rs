//! What is kept by key, where there are few?

/// Values by key, in one list that is sorted by key and keeps its memory when it is cleared: a simulator that is used
/// again allocates nothing, which a tree would.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sorted<K, V>(Vec<(K, V)>);

impl<K, V> Default for Sorted<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Copy + Ord, V> Sorted<K, V> {
    /// Forgets everything and keeps the memory.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    fn place(&self, key: K) -> Result<usize, usize> {
        self.0.binary_search_by_key(&key, |it| it.0)
    }

    /// What is kept for a key.
    pub(crate) fn get(&self, key: K) -> Option<&V> {
        self.place(key).ok().map(|at| &self.0[at].1)
    }

    /// Keeps a value for a key, in place of the one that was.
    pub(crate) fn insert(&mut self, key: K, value: V) {
        match self.place(key) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.0.insert(at, (key, value)),
        }
    }

    /// What is kept for a key; this, where nothing is.
    pub(crate) fn get_or_insert(&mut self, key: K, value: V) -> &mut V {
        let at = self.place(key).unwrap_or_else(|at| {
            self.0.insert(at, (key, value));
            at
        });
        &mut self.0[at].1
    }

    /// Keeps only what is wanted.
    pub(crate) fn retain(&mut self, wanted: impl Fn(K) -> bool) {
        self.0.retain(|it| wanted(it.0));
    }
}

impl<K, V> IntoIterator for Sorted<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::Sorted;

    #[test]
    fn the_last_value_of_a_key_counts_and_keys_are_sorted() {
        let mut sorted = Sorted::default();
        for (key, value) in [(3, 'a'), (1, 'b'), (3, 'c'), (2, 'd')] {
            sorted.insert(key, value);
        }
        assert_eq!([1, 2, 3, 4].map(|it| sorted.get(it).copied()), [Some('b'), Some('d'), Some('c'), None]);
        *sorted.get_or_insert(4, 'e') = 'f';
        assert_eq!(*sorted.get_or_insert(4, 'g'), 'f');
        sorted.retain(|it| it != 2);
        assert_eq!(sorted.clone().into_iter().collect::<Vec<_>>(), [(1, 'b'), (3, 'c'), (4, 'f')]);
        sorted.clear();
        assert_eq!(sorted.get(1), None);
    }
}
