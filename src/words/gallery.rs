//! What is a scenario of the gallery called, and with which words does it open, in each language?

use super::Lang;
use crate::catalogue::gallery;
#[cfg(feature = "cli")]
use crate::catalogue::openings;
use crate::lang::Fixed;

/// A title as it is said: one that the gallery has is known in every language, any other is the author's own.
///
/// By the words and not by the name of the file, so that a copy of a scenario is headed as the scenario itself.
#[must_use]
pub(crate) fn title(lang: Lang, written: &str) -> &str {
    match lang {
        Lang::En => written,
        Lang::Zh => gallery::ALL.iter().find(|it| it.1.of(Lang::En) == written).map_or(written, |it| it.1.of(lang)),
    }
}

/// What a scenario of the gallery is called.
#[must_use]
pub(crate) fn title_of(lang: Lang, topic: &str, claim: &str) -> &'static str {
    text(gallery::ALL, topic, claim).of(lang)
}

/// The words with which it opens: what happens in it, and what it shows.
#[cfg(feature = "cli")]
#[must_use]
pub(crate) fn opening_of(lang: Lang, topic: &str, claim: &str) -> &'static str {
    text(openings::ALL, topic, claim).of(lang)
}

fn text(table: &[(&str, Fixed)], topic: &str, claim: &str) -> Fixed {
    let key = format!("{topic}-{claim}");
    let place = table.binary_search_by(|it| it.0.cmp(&key));
    table[place.unwrap_or_else(|_| panic!("{key} was there when the program was built"))].1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gallery;
    use crate::resolve::load;

    /// The build has read titles by their look; here they are held against what the scenarios say.
    #[test]
    fn titles_are_those_of_the_scenarios_and_no_two_are_alike() {
        let mut seen = std::collections::BTreeMap::new();
        for entry in gallery::ALL {
            let world = load(entry.text, entry.claim).unwrap_or_else(|it| panic!("{}: {it:?}", entry.claim)).world;
            assert_eq!(title_of(Lang::En, entry.topic, entry.claim), world.title, "{}", entry.claim);
            assert_eq!(title(Lang::Zh, &world.title), title_of(Lang::Zh, entry.topic, entry.claim), "{}", entry.claim);
            assert_eq!(seen.insert(title_of(Lang::Zh, entry.topic, entry.claim), entry.claim), None, "{}", entry.claim);
            assert!(opening_of(Lang::En, entry.topic, entry.claim).len() > 20, "{} opens with a comment", entry.claim);
        }
        assert_eq!(crate::catalogue::gallery::ALL.len(), gallery::ALL.len());
        assert_eq!(title(Lang::Zh, "Somebody's own"), "Somebody's own");
    }
}
