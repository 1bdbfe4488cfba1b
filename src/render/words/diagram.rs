//! What is said only in diagrams?

use super::sentences;

sentences! {
    /// What was cut.
    cut(steps) { En: "cut here: {steps} more (--all shows everything, --client NAME one client)", Zh: "在此截断：还有 {steps}（--all 显示全部，--client NAME 显示一个客户端）" }
    /// A rule that is assumed here.
    assumed(rule) { En: "{rule} (assumed)", Zh: "{rule}（假定）" }
    /// A sentence and its rules.
    with_rules(text, rules) { En: "{text} [{rules}]", Zh: "{text} [{rules}]" }
}
