//! Which files has a lesson, and what is each?
//!
//! Texts by the path in the folder, whether they come from the binary, from a folder or from a page.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::exam::EXAM;
use crate::chance::fnv1a;
use crate::lang::Lang;
use crate::scenario::edit;
use crate::scenario::format::format;

/// What a lesson is called at the most, in bytes.
pub const NAME_MAX: usize = 64;
/// The machine part of a lesson.
pub const LESSON: &str = "lesson.ron";
/// The scenario with which a learner begins.
pub const START: &str = "start.ron";
/// The author's answer.
pub const SOLUTION: &str = "solution.ron";
/// The machine part of a course.
pub const COURSE: &str = "course.ron";
/// The folder with other answers that are right.
pub const VARIANTS: &str = "variants";
/// The folder with answers that are wrong.
pub const WRONG: &str = "wrong";

/// What is told to people beside a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LessonText {
    /// The story, on one screen.
    Story,
    /// What is told once all goals are met.
    After,
    /// What the trainer must know.
    Teacher,
}

impl LessonText {
    /// Each of them.
    pub const ALL: [Self; 3] = [Self::Story, Self::After, Self::Teacher];

    /// The file in which it stands.
    #[must_use]
    pub const fn file(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Story, Lang::En) => "text.en.md",
            (Self::Story, Lang::Zh) => "text.zh.md",
            (Self::After, Lang::En) => "after.en.md",
            (Self::After, Lang::Zh) => "after.zh.md",
            (Self::Teacher, Lang::En) => "teacher.en.md",
            (Self::Teacher, Lang::Zh) => "teacher.zh.md",
        }
    }
}

/// The files of a lesson.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LessonFiles {
    /// The name of its folder.
    pub name: String,
    /// What they hold, by their path in the folder with `/` between its parts.
    pub texts: BTreeMap<String, Cow<'static, str>>,
}

impl LessonFiles {
    /// What a file holds, if it is there.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&str> {
        self.texts.get(path).map(AsRef::as_ref)
    }

    /// What is told to people.
    #[must_use]
    pub fn told(&self, what: LessonText, lang: Lang) -> Option<&str> {
        self.text(what.file(lang))
    }

    /// The scenario with which a learner begins; nothing where it is missing, which the lint tells.
    #[must_use]
    pub fn start(&self) -> &str {
        self.text(START).unwrap_or_default()
    }

    /// The author's answer, where there is one.
    #[must_use]
    pub fn solution(&self) -> Option<&str> {
        self.text(SOLUTION)
    }

    /// Other answers that are right, by their paths.
    pub fn variants(&self) -> impl Iterator<Item = (&str, &str)> {
        self.below(VARIANTS)
    }

    /// The same lesson with the seed of a learner in its start and in the author's answer, so that chance falls
    /// otherwise for everybody, and whose scenario it is shows in it. What cannot be read stays as it is.
    #[must_use]
    pub fn seeded(&self, learner: &str) -> Self {
        let mut own = self.clone();
        let seed = format!("seed={}", seed_of(learner));
        for path in [START, SOLUTION] {
            if let Some(text) = own.texts.get_mut(path)
                && let Ok(seeded) = edit::set(text, &seed)
            {
                *text = format(&seeded).into();
            }
        }
        own
    }

    /// Answers that are wrong, by their paths.
    pub fn wrong(&self) -> impl Iterator<Item = (&str, &str)> {
        self.below(WRONG)
    }

    fn below(&self, folder: &str) -> impl Iterator<Item = (&str, &str)> {
        let is_below = move |it: &str| {
            let rest = it.strip_prefix(folder).and_then(|it| it.strip_prefix('/'));
            rest.and_then(|it| it.strip_suffix(".ron")).is_some_and(|it| !it.is_empty())
        };
        let all = self.texts.iter().map(|(path, text)| (path.as_str(), text.as_ref()));
        all.filter(move |it| is_below(it.0))
    }

    /// The name without the number before it.
    #[must_use]
    pub fn bare_name(&self) -> &str {
        bare(&self.name)
    }
}

/// A name without the number before it.
pub(super) fn bare(name: &str) -> &str {
    match name.split_once('-') {
        Some((number, rest)) if !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit()) => rest,
        _ => name,
    }
}

/// The files of a course.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CourseFiles {
    /// `course.ron`, if it is there.
    pub course: Option<Cow<'static, str>>,
    /// The lessons, in the order of their names.
    pub lessons: Vec<LessonFiles>,
    /// What else lies in the folder.
    pub stray: Vec<String>,
}

/// The seed of a learner: of his name, without what stands around it.
#[must_use]
pub fn seed_of(learner: &str) -> u64 {
    // As many digits as anybody would read.
    fnv1a(learner.trim().as_bytes()) % 1_000_000_000
}

/// Whether a folder of a lesson may be called so: small letters, digits and hyphens. Such a name is the same on every
/// system, leads nowhere else, and needs no quotation marks. The exam has its name for itself.
#[must_use]
pub fn is_name(name: &str) -> bool {
    let fits = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
    !name.is_empty()
        && name != EXAM
        && name.len() <= NAME_MAX
        && name.bytes().all(fits)
        && !name.starts_with('-')
        && !name.ends_with('-')
}
