//! Which rules of the product does the simulator know, and how certain is each?
//!
//! The table of every rule id, in the order of the specification, with its mark and its sentence. Decisions and
//! records cite rules from here and nowhere else; `docs/rules.md` is generated from here. A rule id is stable:
//! it is never renamed and never used again for another rule.

use crate::catalogue::rule_texts;
use crate::lang::{Fixed, Lang};

/// A rule that applies, and what is assumed where it does: a switch, or something for which there is none.
pub type Citation = (Rule, Option<&'static str>);

/// How far a rule is certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Said by the article that the project starts from.
    Article,
    /// Documented by Microsoft.
    Documented,
    /// Reported by admins from real systems, with logs.
    Reported,
    /// Assumed: no public source settles it.
    Assumed,
}

impl Mark {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Article, Self::Documented, Self::Reported, Self::Assumed];

    /// The letter by which the list of rules has it.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Article => 'S',
            Self::Documented => 'D',
            Self::Reported => 'R',
            Self::Assumed => 'A',
        }
    }
}

macro_rules! rules {
    ($($variant:ident, $id:literal, $marks:literal, $note:literal;)*) => {
        /// A rule of the product, by its stable id.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Rule {
            $(#[doc = concat!("`", $id, "` (", $note, ").")] $variant,)*
        }

        impl Rule {
            /// Every rule, in the order of the specification.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The id as it is written everywhere, for example `DISC-3`.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),* }
            }

            /// The letters of its mark, for example `S, D`.
            #[must_use]
            pub const fn mark_note(self) -> &'static str {
                match self { $(Self::$variant => $note),* }
            }

            const fn mark_letters(self) -> &'static str {
                match self { $(Self::$variant => $marks),* }
            }
        }
    };
}

rules! {
    Svc1, "SVC-1", "D", "D";
    Svc2, "SVC-2", "D", "D";
    Svc3, "SVC-3", "D", "D";
    Svc4, "SVC-4", "D", "D";
    Svc5, "SVC-5", "R", "R";
    Svc6, "SVC-6", "D", "D";
    Svc7, "SVC-7", "D", "D";
    Svc8, "SVC-8", "DR", "D, R";
    Svc9, "SVC-9", "D", "D";
    Ver1, "VER-1", "D", "D";
    Ver2, "VER-2", "D", "D";
    Ver3, "VER-3", "D", "D";
    Dag1, "DAG-1", "R", "R";
    Coex0, "COEX-0", "D", "D";
    Coex1, "COEX-1", "D", "D";
    Coex2, "COEX-2", "D", "D";
    Coex3, "COEX-3", "D", "D";
    Coex4, "COEX-4", "D", "D";
    Coex5, "COEX-5", "D", "D";
    Coex6, "COEX-6", "DR", "D; not with CU15: R";
    Coex7, "COEX-7", "D", "D";
    Coex8, "COEX-8", "D", "D";
    Coex9, "COEX-9", "DR", "D; the minima R";
    Coex10, "COEX-10", "D", "D";
    Role1, "ROLE-1", "DA", "D; the last sentence A";
    Port1, "PORT-1", "D", "D";
    Port2, "PORT-2", "D", "D";
    Bind1, "BIND-1", "D", "D";
    Fe1, "FE-1", "S", "S";
    Fe2, "FE-2", "S", "S";
    Fe3, "FE-3", "S", "S";
    Fe4, "FE-4", "R", "R";
    Fe5, "FE-5", "R", "R";
    Fe6, "FE-6", "D", "D";
    Fe7, "FE-7", "D", "D";
    Disc1, "DISC-1", "SD", "S, D";
    Disc2, "DISC-2", "S", "S";
    Disc3, "DISC-3", "A", "A";
    Disc4, "DISC-4", "DA", "D; SE: A";
    Disc5, "DISC-5", "SD", "S, D";
    Disc6, "DISC-6", "A", "A";
    Disc7, "DISC-7", "A", "A";
    Disc8, "DISC-8", "A", "A";
    Disc9, "DISC-9", "A", "A";
    Disc10, "DISC-10", "A", "A";
    Disc11, "DISC-11", "DA", "D for 2016 and 2019; A for SE";
    Fall1, "FALL-1", "S", "S";
    Fall2, "FALL-2", "S", "S";
    Fall3, "FALL-3", "SA", "S / A";
    Fall4, "FALL-4", "DA", "D, A";
    Fall5, "FALL-5", "A", "A";
    Fall6, "FALL-6", "A", "A";
    Fall7, "FALL-7", "A", "A";
    Fall8, "FALL-8", "DR", "D, R";
    Fall9, "FALL-9", "S", "S";
    Leg1, "LEG-1", "A", "A";
    Leg2, "LEG-2", "A", "A";
    Leg3, "LEG-3", "D", "D";
    Leg4, "LEG-4", "D", "D";
    Leg5, "LEG-5", "R", "R";
    Leg6, "LEG-6", "R", "R";
    Leg7, "LEG-7", "D", "D";
    Leg8, "LEG-8", "A", "A";
    Leg9, "LEG-9", "D", "D";
    Tls1, "TLS-1", "DA", "D; Windows Server 2025 A";
    Tls2, "TLS-2", "D", "D";
    Tls3, "TLS-3", "D", "D";
    Tls4, "TLS-4", "D", "D";
    Tls5, "TLS-5", "DR", "D, R";
    Tls6, "TLS-6", "DA", "D for HTTPS; A";
    Tls7, "TLS-7", "D", "D";
    Tls8, "TLS-8", "D", "D";
    Cert1, "CERT-1", "R", "R";
    Cert2, "CERT-2", "R", "R";
    Rpc1, "RPC-1", "DA", "D; the client's words A";
    Site1, "SITE-1", "D", "D";
    Site2, "SITE-2", "D", "D";
    Lb1, "LB-1", "SD", "S, D";
    Lb2, "LB-2", "D", "D";
    Lb3, "LB-3", "A", "A";
    Lb4, "LB-4", "S", "S";
    Lb5, "LB-5", "A", "A";
    Lb6, "LB-6", "D", "D";
    Lb7, "LB-7", "RA", "R, A";
    Lb8, "LB-8", "R", "R";
    Lb9, "LB-9", "DRA", "D (advice), R, A";
    Lb10, "LB-10", "D", "D";
    Lb11, "LB-11", "D", "D";
    Cmp1, "CMP-1", "D", "D";
    Cmp2, "CMP-2", "D", "D";
    Cmp3, "CMP-3", "D", "D";
    Cmp4, "CMP-4", "D", "D";
    Cmp5, "CMP-5", "D", "D";
    Cmp6, "CMP-6", "D", "D";
    Cmp7, "CMP-7", "D", "D";
    Ma1, "MA-1", "DA", "D for 2013; A";
    Ma2, "MA-2", "DA", "D; when: A";
    Ma3, "MA-3", "A", "A";
    Auth1, "AUTH-1", "DR", "D; IMAP4 R";
    Auth2, "AUTH-2", "D", "D";
    Auth3, "AUTH-3", "A", "A";
    Auth4, "AUTH-4", "D", "D";
    Auth5, "AUTH-5", "D", "D";
    Auth6, "AUTH-6", "D", "D";
    Auth7, "AUTH-7", "D", "D";
    Ep1, "EP-1", "D", "D";
    Http1, "HTTP-1", "S", "S";
    Http2, "HTTP-2", "A", "A";
    Http3, "HTTP-3", "DR", "D, R";
    Http4, "HTTP-4", "D", "D";
    Http5, "HTTP-5", "DA", "D / A";
    Det1, "DET-1", "D", "D";
    Det2, "DET-2", "D", "D";
    Det3, "DET-3", "A", "A";
    Det4, "DET-4", "A", "A";
    Det5, "DET-5", "DA", "D, A";
    Det6, "DET-6", "DA", "D / A";
    Det7, "DET-7", "D", "D";
    Det8, "DET-8", "D", "D";
    Det9, "DET-9", "DA", "D, A";
    Det10, "DET-10", "D", "D";
    Det11, "DET-11", "R", "R";
    Lim1, "LIM-1", "RA", "R, A";
    Lim2, "LIM-2", "A", "A";
    Lim3, "LIM-3", "R", "R";
    Lim4, "LIM-4", "A", "A";
    Section2, "section 2", "D", "D";
    Section7, "section 7", "DRSA", "D, R, S, A";
    Section11, "section 11", "D", "D";
}

impl Rule {
    /// The marks of the rule; more than one where the specification gives more than one.
    pub fn marks(self) -> impl Iterator<Item = Mark> {
        self.mark_letters().chars().map(move |letter| {
            let mark = Mark::ALL.into_iter().find(|it| it.letter() == letter);
            mark.unwrap_or_else(|| unreachable!("mark {letter} of {self:?}"))
        })
    }

    /// The mark with what is remarked on it, for example `S, D` or `A, no switch`.
    #[must_use]
    pub fn mark_said(self, lang: Lang) -> &'static str {
        self.in_words(".mark").map_or(self.mark_note(), |it| it.of(lang))
    }

    /// The rule itself in a language, in the words of the specification (Markdown).
    #[must_use]
    pub fn said(self, lang: Lang) -> &'static str {
        self.in_words("").map_or("", |it| it.of(lang))
    }

    fn in_words(self, attribute: &str) -> Option<Fixed> {
        let key = self.id().replace(' ', "-") + attribute;
        rule_texts::ALL.iter().find(|it| it.0 == key).map(|it| it.1)
    }

    /// The rule with this id, in whatever case it is written.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.id().eq_ignore_ascii_case(id.trim()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_said_and_what_is_typed_is_the_same_in_every_language() {
        for rule in Rule::ALL {
            let (en, zh) = (rule.said(Lang::En), rule.said(Lang::Zh));
            assert!(!en.is_empty(), "{}", rule.id());
            // What is typed and what is heard is the same in both: settings, switches, lines on the wire.
            for code in en.split('`').skip(1).step_by(2) {
                assert!(zh.contains(&format!("`{code}`")), "{}: `{code}` is not in {zh}", rule.id());
            }
            assert!(
                rule.marks().next().is_some()
                    && rule.mark_said(Lang::Zh).starts_with(rule.mark_letters().split_at(1).0)
            );
        }
        for (key, _) in rule_texts::ALL {
            let id = key.trim_end_matches(".mark");
            assert!(Rule::ALL.iter().any(|it| it.id().replace(' ', "-") == id), "there is no rule {id}");
        }
    }
}
