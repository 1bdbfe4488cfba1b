//! What is to be learnt, and how far has a learner come?
//!
//! A lesson is a folder of texts ([`LessonFiles`]): its machine part ([`Lesson`]), a scenario to begin with, answers
//! that are right and wrong, and what is told to people. Nothing of what it asks or wants is decided here: the one true
//! answer of a prediction is read off a run of the start ([`truths`]), and goals are judged by runs of the learner's
//! scenario ([`goals()`]).

mod begun;
pub mod course;
pub mod exam;
pub mod files;
pub mod goals;
pub mod lint;
mod meaning;
pub mod progress;
pub mod questions;
pub mod shipped;
mod truth;
mod written;

pub use begun::Begun;
pub use files::{CourseFiles, LessonFiles, LessonText};
pub use goals::{GoalResult, goals};
pub use meaning::read;
pub use progress::{LearnerProgress, LessonProgress};
pub use questions::{AskedPrediction, PredictionChoice, PredictionChoices, predictions};
pub use truth::{NoTruth, SETS_MAX, TrueAnswer, truth, truths};
pub use written::*;
