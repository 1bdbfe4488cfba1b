//! What is said only in diagrams?

use super::sentences;

sentences! {
    /// What was cut.
    cut(steps) { En: "cut here: {steps} more (--all shows everything, --client NAME one client)" }
    /// A rule that is assumed here.
    assumed(rule) { En: "{rule} (assumed)" }
    /// A sentence and its rules.
    with_rules(text, rules) { En: "{text} [{rules}]" }
}
