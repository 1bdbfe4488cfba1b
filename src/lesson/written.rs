//! What may stand in `lesson.ron` and `course.ron`?
//!
//! The language of lessons, described like that of scenarios and read by the same pass, so that everything that is
//! wrong with such a file is told at its place. What is expected of a learner's scenario is what scenarios expect of
//! themselves ([`Expect`]).

use compact_str::CompactString;

use crate::lang::{Lang, Text};
use crate::scenario::language::{Describe, EnumKind, Field, Kind, Variant, language};
use crate::scenario::write::ToRon;
use crate::scenario::{Expect, FindingId};
use crate::time::Micros;

language! {
    /// A course: which lessons there are, and in which order a group goes through them.
    pub struct Course {
        /// The version of this language. Always 1.
        schema: u32,
        /// What the course is called.
        title: BothTexts,
        /// The ways through the course, each for a group that has so much time.
        tracks: Vec<Track>,
    }

    /// A way through the course.
    pub struct Track {
        /// The name by which commands know it.
        name: CompactString,
        /// What it is called.
        title: BothTexts,
        /// How many minutes the group has. The minutes of its lessons fit in.
        minutes: u32,
        /// The lessons by the names of their folders, in this order.
        lessons: Vec<CompactString>,
    }

    /// A text in both languages.
    pub struct BothTexts {
        /// English.
        en: String,
        /// Chinese.
        zh: String,
    }

    /// The machine part of a lesson. Everything that is told to people beside it stands in the files around it.
    pub struct Lesson {
        /// The version of this language. Always 1.
        schema: u32,
        /// The situation in one line, and never what comes of it.
        title: BothTexts,
        /// How long it takes.
        minutes: Minutes,
        /// How much must be known.
        level: LessonLevel,
        /// The rules that it teaches.
        rules: Vec<CompactString> = "none",
        /// The lessons that come before it, by the names of their folders.
        needs: Vec<CompactString> = "none",
        /// What whoever has done it can do.
        objectives: Vec<Objective>,
        /// What is asked before anything is run.
        predict: Vec<Prediction> = "nothing is asked",
        /// What the learner's scenario must come to. A lesson without goals has questions only.
        goals: Vec<Goal> = "none",
        /// What helps, in the order in which it is told.
        hints: Vec<Hint> = "none",
    }

    /// How long a lesson takes.
    pub struct Minutes {
        /// How many minutes the trainer talks.
        talk: u32,
        /// How many minutes the learner works.
        work: u32,
    }

    /// How much must be known.
    pub enum LessonLevel {
        /// Nothing.
        Basic,
        /// How a log-on goes.
        Intermediate,
        /// How versions find each other.
        Advanced,
    }

    /// What whoever has done the lesson can do.
    pub struct Objective {
        /// English.
        en: String,
        /// Chinese.
        zh: String,
        /// The goals and predictions by which that shows.
        by: Vec<CompactString>,
    }

    /// A question that is asked before anything is run. Its one true answer is read off a run of `start.ron`.
    pub struct Prediction {
        /// The name by which answers know it.
        id: CompactString,
        /// What is asked.
        ask: BothTexts,
        /// What it is about, which says how it may be answered.
        about: AskedAbout,
    }

    /// What a prediction is about. `attempt` is the number of a log-on of the client, from 1.
    pub enum AskedAbout {
        /// How the log-on ends.
        Outcome {
            /// Whose log-on.
            client: CompactString,
            /// Which of his log-ons.
            attempt: Option<u32> = "the first",
        },
        /// Which hosts it reaches, in which order.
        Route {
            /// Whose log-on.
            client: CompactString,
            /// Which of his log-ons.
            attempt: Option<u32> = "the first",
        },
        /// How long it takes.
        Duration {
            /// Whose log-on.
            client: CompactString,
            /// Which of his log-ons.
            attempt: Option<u32> = "the first",
            /// Where one answer ends and the next one begins, the shortest first.
            buckets: Vec<Micros>,
        },
        /// Who acts in a record of the log-on.
        Actor {
            /// Whose log-on.
            client: CompactString,
            /// Which of his log-ons.
            attempt: Option<u32> = "the first",
            /// Which of its records, from 1.
            nth: u32,
        },
        /// From which log-on on they fail.
        FirstFailed {
            /// Whose log-ons; of a group those of all of its clients, in the order in which they begin.
            client: CompactString,
        },
        /// Who loses a log-on.
        WhoFails {
            /// The clients among whom they are.
            clients: Vec<CompactString>,
        },
        /// How large a share of the log-ons fails, in percent.
        Share {
            /// Whose log-ons.
            clients: Vec<CompactString>,
            /// Where one answer ends and the next one begins, the smallest first.
            buckets: Vec<u32>,
        },
        /// Which rule decides the first failure.
        Rule {
            /// Whose log-on.
            client: CompactString,
            /// Which of his log-ons.
            attempt: Option<u32> = "the first",
            /// The rules among which it is.
            choices: Vec<CompactString>,
        },
        /// Because of which step of the plan somebody loses mail.
        HurtingStep,
        /// How many faults it takes to lock all of them out.
        SmallestSet {
            /// Whom.
            clients: Vec<CompactString>,
            /// How many faults at once are tried at the most.
            faults: u32,
        },
    }

    /// What the learner's scenario must come to.
    pub struct Goal {
        /// The name by which objectives and wrong answers know it.
        id: CompactString,
        /// What is checked.
        check: GoalCheck,
        /// What is said where it is met.
        pass: Option<BothTexts> = "nothing is said",
        /// What is said where it is not.
        fail: BothTexts,
    }

    /// Nothing of this may be otherwise than in `start.ron`.
    pub struct NotChanged {
        /// What: `mailboxes`, `servers.*.version`, `servers.EX13.imap4.LoginType`.
        paths: Vec<CompactString>,
    }

    /// Every log-on of these clients goes well.
    pub struct StillWorks {
        /// Clients and groups.
        clients: Vec<CompactString>,
    }

    /// These clients log on whatever befalls the organisation (`coexist sweep`).
    pub struct UnderFaults {
        /// How many faults at once, at most 2.
        faults: u32,
        /// The kinds of faults, as `coexist sweep` calls them.
        kinds: Vec<CompactString> = "all",
        /// Whose log-ons.
        clients: Vec<CompactString>,
        /// In how many of a hundred cases none of these clients may be locked out.
        at_least: u32,
    }

    /// `coexist check` finds this no more.
    pub struct FindingGone {
        /// The finding.
        code: FindingId,
        /// The server, client or whatever else it is about.
        on: Option<CompactString> = "every finding of this code",
    }

    /// The scenario differs from `start.ron` in so many places at the most: fields, and entries of lists.
    pub struct AtMostEdits {
        /// How many.
        edits: u32,
    }

    /// A help that is told after so many runs.
    pub struct Hint {
        /// When it is due.
        after: HintAfter,
        /// English.
        en: String,
        /// Chinese.
        zh: String,
    }

    /// When a hint is due.
    pub struct HintAfter {
        /// After so many runs of the learner's scenario.
        runs: u32,
    }
}

/// Makes the enum of what is checked from structs of the language: a variant has the fields of its struct.
macro_rules! checks {
    ($($(#[doc = $doc:literal])+ $name:ident,)+) => {
        /// What is checked.
        #[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
        pub(crate) enum GoalCheck {
            $($(#[doc = $doc])+ $name($name),)+
        }

        impl Describe for GoalCheck {
            const KIND: &'static Kind = &Kind::Enum(&EnumKind {
                name: "GoalCheck",
                doc: "What is checked.\n",
                variants: &[$(Variant {
                    name: stringify!($name),
                    doc: concat!($($doc, "\n"),+),
                    fields: fields(<$name as Describe>::KIND),
                }),+],
            });
        }

        impl ToRon for GoalCheck {
            fn write(&self, out: &mut String) {
                match self { $(Self::$name(it) => it.write(out),)+ }
            }
        }
    };
}
checks! {
    /// What comes out, as in `expect` of a scenario.
    Expect,
    /// Nothing of this is otherwise.
    NotChanged,
    /// These clients still log on.
    StillWorks,
    /// They log on whatever happens.
    UnderFaults,
    /// A finding is gone.
    FindingGone,
    /// Little was changed.
    AtMostEdits,
}

const fn fields(kind: &'static Kind) -> &'static [Field] {
    match kind {
        Kind::Struct(it) => it.fields,
        Kind::Enum(_) | Kind::List(_) | Kind::ListOrText(_) | Kind::Leaf(_) | Kind::Pair(_) => &[],
    }
}

impl GoalCheck {
    /// Whether it holds in the start already, and must go on to hold.
    #[must_use]
    pub(crate) const fn is_guard(&self) -> bool {
        match self {
            Self::NotChanged(_) | Self::StillWorks(_) | Self::AtMostEdits(_) => true,
            Self::Expect(_) | Self::UnderFaults(_) | Self::FindingGone(_) => false,
        }
    }
}

impl BothTexts {
    /// The text in a language.
    #[must_use]
    pub fn of(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }

    /// The same as a text that does not know yet in which language it is read.
    #[must_use]
    pub fn text(&self) -> Text {
        Text::new(self.en.clone(), self.zh.clone())
    }
}

impl Objective {
    /// What it says.
    #[must_use]
    pub fn text(&self) -> Text {
        Text::new(self.en.clone(), self.zh.clone())
    }
}

impl Hint {
    /// What it says.
    #[must_use]
    pub fn text(&self) -> Text {
        Text::new(self.en.clone(), self.zh.clone())
    }
}

impl Minutes {
    /// Talk and work together.
    #[must_use]
    pub const fn all(&self) -> u32 {
        self.talk.saturating_add(self.work)
    }
}
