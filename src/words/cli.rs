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
    /// Standard input among other paths.
    input_alone() {
        En: "- (standard input) cannot be formatted together with other paths",
        Zh: "-（标准输入）不能与其他路径一起整理",
    }
    /// No such change.
    no_change(which) { En: "there is no change {which}", Zh: "没有更改 {which}" }
    /// How many changes there are.
    changes_are(count) {
        En: "the scenario has {count}, counted from 1; all stands for all of them",
        Zh: "场景共有 {count} 个更改，从 1 数起；all 表示全部",
    }
    /// What is read where a file is named `-`.
    standard_input() { En: "standard input", Zh: "标准输入" }
    /// A file that is too large.
    too_large(what) { En: "{what} is larger than 64 MiB, the largest that is read", Zh: "{what} 大于 64 MiB，超过可读取的上限" }
    /// A file that the user may not read.
    not_allowed(name) { En: "{name} may not be read by you", Zh: "您无权读取 {name}" }
    /// A folder where a file is wanted.
    is_folder(name) { En: "{name} is a folder", Zh: "{name} 是一个文件夹" }
    /// What to do about it.
    is_folder_help() { En: "name the file in it that you want to run", Zh: "请指定其中要运行的文件" }
    /// No such file.
    no_file(name) { En: "there is no file {name}", Zh: "没有文件 {name}" }
    /// No such scenario.
    no_scenario(name) { En: "there is no scenario {name}", Zh: "没有场景 {name}" }
    /// No such scenario, but a file of this name.
    not_in_gallery(name) { En: "there is no scenario {name} in the gallery", Zh: "示例库中没有场景 {name}" }
    /// How to run that file.
    write_path(name) { En: "to run the file of this name, write ./{name}", Zh: "要运行此名称的文件，请写 ./{name}" }
    /// A scenario that was probably meant.
    did_you_mean_scenario(name) {
        En: "did you mean {name}? `coexist list` shows all",
        Zh: "您是指 {name} 吗？`coexist list` 列出全部",
    }
    /// Where the scenarios are listed.
    list_shows() {
        En: "`coexist list` shows the scenarios that come with the program",
        Zh: "`coexist list` 列出程序自带的场景",
    }
    /// No such topic.
    no_topic(name) { En: "there is no topic {name}", Zh: "没有主题 {name}" }
    /// The mark of the scenario that is run when none is named.
    default_scenario() { En: " (run when none is named)", Zh: "（未指定场景时运行）" }
    /// What to do with a list of scenarios.
    run_one() { En: "coexist run NAME runs one.", Zh: "coexist run NAME 可运行其中一个。" }
    /// No such protocol log.
    no_log(name) { En: "there is no log {name}", Zh: "没有日志 {name}" }
    /// What --log takes.
    log_takes(names) { En: "--log takes {names}", Zh: "--log 可取：{names}" }
    /// What --log takes where there are many servers.
    log_takes_any() {
        En: "--log takes imap4, pop3 or the name of a server",
        Zh: "--log 可取 imap4、pop3 或服务器名称",
    }
    /// The output cannot be written.
    cannot_write_output(error) { En: "cannot write the output: {error}", Zh: "无法写入输出：{error}" }
    /// The label of a place.
    at() { En: "at", Zh: "位于" }
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
