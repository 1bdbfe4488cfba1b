//! What does `coexist report` say?

use super::sentences;

sentences! {
    /// The page was written.
    written(path, runs, size) {
        En: "{path} is written (runs: {runs}, {size} kB): open it in a browser",
        Zh: "已写入 {path}（运行：{runs}，{size} kB）：请用浏览器打开",
    }
    /// Nothing to show.
    no_scenario() { En: "there is no scenario below these paths", Zh: "这些路径下没有场景" }
    /// Files that cannot be used.
    left_out(count) { En: "scenarios left out because they cannot be used: {count}", Zh: "因无法使用而略去的场景：{count}" }
    /// Too large.
    too_large(size, most) {
        En: "the page would have {size} MB, and {most} MB is the most that is written",
        Zh: "页面将达 {size} MB，而最多写入 {most} MB",
    }
    /// What to do about it.
    smaller() {
        En: "name fewer scenarios, or shorten their runs with `until`",
        Zh: "请减少场景，或用 `until` 缩短其运行",
    }
}
