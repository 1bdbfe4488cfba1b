//! What does the command line itself say?

use super::sentences;

sentences! {
    /// The label of an error.
    error() { En: "error", Zh: "错误" }
    /// The label of help.
    help() { En: "help", Zh: "帮助" }
    /// A name that was probably meant.
    did_you_mean(name) { En: "did you mean {name}?", Zh: "您是指 {name} 吗？" }
    /// What there is.
    there_are(names) { En: "there are: {names}", Zh: "可用的有：{names}" }
    /// No such client.
    no_client(name) { En: "there is no client {name} in the scenario", Zh: "场景中没有客户端 {name}" }
    /// A bug.
    bug(title, seed) {
        En: "this is a bug of coexist; scenario {title}, seed {seed}",
        Zh: "这是 coexist 的一个缺陷；场景 {title}，种子 {seed}",
    }
    /// What to do about a bug.
    report_bug() { En: "please report it with the scenario", Zh: "请连同场景一起报告" }
    /// Attempt without client.
    attempt_needs_client() {
        En: "--attempt needs --client: the scenario has several clients",
        Zh: "--attempt 需要与 --client 一起使用：场景中有多个客户端",
    }
}
