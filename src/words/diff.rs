//! How are two runs compared?

use super::sentences;

sentences! {
    /// A side.
    side(letter, name, logged_on, attempts) {
        En: "{letter}  {name}: {logged_on} of {attempts} attempts logged on",
        Zh: "{letter}  {name}：{attempts} 次登录中 {logged_on} 次成功",
    }
    /// A side that is another with something set.
    with(name, sets) { En: "{name} with {sets}", Zh: "{name}，并设置 {sets}" }
    /// A side without a change.
    without(name, change) { En: "{name} without change {change}", Zh: "{name}，去掉更改 {change}" }
    /// A side without any change.
    without_all(name) { En: "{name} without its changes", Zh: "{name}，去掉全部更改" }
    /// No client in common.
    unrelated() {
        En: "The two have no client in common, so there is nothing to compare.",
        Zh: "两者没有共同的客户端，因此没有可比较的内容。",
    }
    /// No difference.
    same() {
        En: "No difference: every client fares as before, by the same decisions.",
        Zh: "没有差别：每个客户端的结果和所经决定都相同。",
    }
    /// Heading.
    better() { En: "better", Zh: "变好" }
    /// Heading.
    worse() { En: "worse", Zh: "变差" }
    /// Heading.
    otherwise() { En: "as good, but otherwise", Zh: "结果相当，过程不同" }
    /// Heading.
    only_a() { En: "only in A", Zh: "仅在 A 中" }
    /// Heading.
    only_b() { En: "only in B", Zh: "仅在 B 中" }
    /// Heading.
    unchanged() { En: "unchanged", Zh: "无变化" }
    /// A client's outcomes.
    outcomes(client, a, b) { En: "{client}: {a} → {b}", Zh: "{client}：{a} → {b}" }
    /// A client alone.
    alone(client, outcomes) { En: "{client}: {outcomes}", Zh: "{client}：{outcomes}" }
    /// Outcomes, counted.
    times(outcome, count) { En: "{count} × {outcome}", Zh: "{count} 次 {outcome}" }
    /// No attempt.
    no_attempt() { En: "no attempt", Zh: "没有登录" }
    /// Still running.
    running() { En: "still running", Zh: "仍在进行" }
    /// Where they part.
    parts(number, a_record, a_at, a, b_record, b_at, b) {
        En: "attempt {number}: A, record {a_record} at {a_at}: {a}. B, record {b_record} at {b_at}: {b}.",
        Zh: "第 {number} 次登录：A，记录 {a_record}（{a_at}）：{a}。B，记录 {b_record}（{b_at}）：{b}。",
    }
    /// One ends where the other goes on.
    parts_at_the_end(number, side, record, at, text) {
        En: "attempt {number}: alike, until {side} goes on, record {record} at {at}: {text}.",
        Zh: "第 {number} 次登录：此前相同，之后 {side} 继续，记录 {record}（{at}）：{text}。",
    }
    /// Clients, counted.
    clients(count) { En: "{count} of the clients", Zh: "{count} 个客户端" }
    /// The expectations of the second side.
    expectations(held, of) {
        En: "In B {held} of {of} expectations hold.",
        Zh: "在 B 中 {of} 个期望有 {held} 个成立。",
    }
}
