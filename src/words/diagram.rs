//! What is said only in diagrams?

use super::sentences;

sentences! {
    /// What was cut.
    cut(steps) { En: "cut here: {steps} more (--all shows everything, --client NAME one client)", Zh: "在此截断：还有 {steps}（--all 显示全部，--client NAME 显示一个客户端）" }
    /// A rule that is assumed here.
    assumed(rule) { En: "{rule} (assumed)", Zh: "{rule}（假定）" }
    /// A sentence and its rules.
    with_rules(text, rules) { En: "{text} [{rules}]", Zh: "{text} [{rules}]" }
    /// A message and its number.
    numbered(number, text) { En: "{number}: {text}", Zh: "{number}：{text}" }
    /// Something that failed.
    failed(text) { En: "✕ {text}", Zh: "✕ {text}" }
    /// A party.
    a_client() { En: "Client", Zh: "客户端" }
    /// A party.
    a_balancer() { En: "Load balancer", Zh: "负载均衡器" }
    /// The title of a picture of one attempt.
    title_of(title, client, number) { En: "{title}: {client}, attempt {number}", Zh: "{title}：{client}，第 {number} 次登录" }
    /// What a picture is, for those who cannot see it.
    about(title, rows, parties) { En: "{title}: {rows} steps between {parties}.", Zh: "{title}：{parties} 之间的 {rows} 步。" }
    /// Nothing happened.
    nothing() { En: "Nothing happens in this run.", Zh: "此次运行没有发生任何事。" }
}
