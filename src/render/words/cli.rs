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
    /// A file or folder that cannot be read.
    cannot_read(path, error) { En: "{path} cannot be read: {error}", Zh: "无法读取 {path}：{error}" }
    /// A file that cannot be written.
    cannot_write(path, error) { En: "{path} cannot be written: {error}", Zh: "无法写入 {path}：{error}" }
    /// A file was formatted.
    formatted(path) { En: "formatted {path}", Zh: "已整理 {path}" }
    /// A broken file is left as it is.
    left_alone(path) { En: "{path} was left as it is: it cannot be read as a scenario", Zh: "{path} 保持原样：它不能作为场景读取" }
    /// Formatting would change what the file says.
    format_bug(path) {
        En: "this is a bug of coexist: formatting {path} would change what it says, so it was left as it is",
        Zh: "这是 coexist 的一个缺陷：整理 {path} 会改变其内容，因此保持原样",
    }
    /// No such change.
    no_change(which) { En: "there is no change {which}", Zh: "没有更改 {which}" }
    /// How many changes there are.
    changes_are(count) {
        En: "the scenario has {count}, counted from 1; all stands for all of them",
        Zh: "场景共有 {count} 个更改，从 1 数起；all 表示全部",
    }
    /// Attempt without client.
    attempt_needs_client() {
        En: "--attempt needs --client: the scenario has several clients",
        Zh: "--attempt 需要与 --client 一起使用：场景中有多个客户端",
    }
    /// Arguments that a picture of the organisation does not take.
    only_for_sequence() {
        En: "--client, --attempt and --all are about a run, and the topology is drawn without one",
        Zh: "--client、--attempt 和 --all 与运行有关，而拓扑图不需要运行",
    }
    /// What to do about that.
    only_for_sequence_help() { En: "add --what sequence", Zh: "请加上 --what sequence" }
    /// A picture was written.
    drawn(path) { En: "wrote {path}", Zh: "已写入 {path}" }
}
