//! What does a field mean that must be written, in one line?
//!
//! By what it is a field of, or of any; a test walks the language and fails where a field that can be missed has no
//! words.

use crate::catalogue::fields;
use crate::lang::Text;
use crate::scenario::language::Field;

/// What a field of `owner` means; nothing where it may be left out.
pub(super) fn meaning(owner: &str, field: &Field) -> Option<Text> {
    let [own, any] = [owner, "any"].map(|it| format!("{it}-{}", field.name));
    let found = |key: &str| fields::ALL.iter().find(|it| it.0 == key);
    found(&own).or_else(|| found(&any)).map(|it| it.1.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::{Lang, has_chinese};
    use crate::scenario::Scenario;
    use crate::scenario::language::{Describe, Kind};

    /// Visits every list of fields of the language, with its owner.
    fn visit(kind: &'static Kind, depth: usize, see: &mut dyn FnMut(&'static str, &'static [Field])) {
        // The language is no deeper; the bound only keeps a type that holds itself from going on for ever.
        if depth > 12 {
            return;
        }
        let mut fields = |owner, fields: &'static [Field]| {
            see(owner, fields);
            for it in fields {
                visit(it.kind, depth + 1, see);
            }
        };
        match kind {
            Kind::Struct(it) => fields(it.name, it.fields),
            Kind::Enum(it) => {
                for it in it.variants {
                    fields(it.name, it.fields);
                }
            }
            Kind::List(inner) | Kind::ListOrText(inner) | Kind::Pair(inner) => visit(inner, depth + 1, see),
            Kind::Leaf(_) => {}
        }
    }

    #[test]
    fn every_field_that_can_be_missed_is_explained_in_both_languages() {
        let first_sentence = |doc: &str| {
            let line = doc.split_whitespace().collect::<Vec<_>>().join(" ");
            let end = line.find(". ").map_or(line.len(), |it| it + 1);
            let mut letters = line[..end].trim_end_matches('.').chars();
            letters.next().map_or(String::new(), |it| it.to_lowercase().collect::<String>() + letters.as_str())
        };
        let (mut count, mut wrong) = (0, Vec::new());
        visit(Scenario::KIND, 0, &mut |owner, fields| {
            for it in fields.iter().filter(|it| it.default.is_none()) {
                count += 1;
                let (said, it_doc) = (meaning(owner, it), it.doc);
                let fits = |it: &Text| has_chinese(it.of(Lang::Zh)) && it.of(Lang::En) == first_sentence(it_doc);
                if !said.as_ref().is_some_and(fits) {
                    wrong.push(format!("{owner}.{}", it.name));
                }
            }
        });
        assert!(count > 50, "the test has stopped seeing fields: {count}");
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}
