//! What does `coexist rules` say?

use super::sentences;

sentences! {
    /// What to do with the list.
    more() {
        En: "coexist rules ID tells which scenarios show a rule; docs/rules.md has the same.",
        Zh: "coexist rules ID 说明哪些场景展示某条规则；docs/rules.md 中有同样的内容。",
    }
    /// No such rule.
    no_rule(id) { En: "there is no rule {id}", Zh: "没有规则 {id}" }
    /// Where they are listed.
    lists_them() { En: "coexist rules lists them", Zh: "coexist rules 列出全部规则" }
    /// How many scenarios show a rule.
    one_scenario() { En: "1 scenario", Zh: "1 个场景" }
    /// How many scenarios show a rule.
    scenarios(count) { En: "{count} scenarios", Zh: "{count} 个场景" }
    /// A rule that no trace names.
    built_in() { En: "kept without a word", Zh: "始终遵守，不予提及" }
    /// A rule that the program does not know yet.
    not_modelled() { En: "not modelled yet", Zh: "尚未建模" }
    /// A line of one rule.
    mark(mark) { En: "mark      {mark}", Zh: "标记      {mark}" }
    /// A line of one rule.
    source(source) { En: "source    {source}", Zh: "来源      {source}" }
    /// A line of one rule.
    switch(switches) { En: "switch    {switches} (in assumptions)", Zh: "开关      {switches}（在 assumptions 中）" }
    /// A line of one rule.
    decided(module) { En: "decided   {module}", Zh: "判定处    {module}" }
    /// A line of one rule.
    shown_by_none(why) { En: "shown     by no scenario: {why}", Zh: "展示      没有场景展示：{why}" }
    /// A line of one rule.
    shown_by() { En: "shown by", Zh: "展示它的场景" }
}
