//! What does `coexist test` say?

use super::sentences;

sentences! {
    /// No scenario there.
    no_scenario(folders) { En: "there is no scenario in {folders}", Zh: "{folders} 中没有场景" }
    /// What to do.
    no_scenario_help() {
        En: "scenarios are files that end in .ron; coexist new writes a first one",
        Zh: "场景是以 .ron 结尾的文件；coexist new 可生成第一个",
    }
    /// Result.
    passed() { En: "passed", Zh: "通过" }
    /// Result.
    new() { En: "passed (new, not compared; --accept writes the snapshot)", Zh: "通过（新的，未比较；--accept 写入快照）" }
    /// Result.
    accepted() { En: "accepted", Zh: "已接受" }
    /// Result.
    inconclusive() { En: "inconclusive", Zh: "无法定论" }
    /// Result.
    failed() { En: "failed", Zh: "失败" }
    /// Result.
    unusable() { En: "cannot be used", Zh: "无法使用" }
    /// Result.
    bug() { En: "a bug of coexist", Zh: "coexist 的缺陷" }
    /// No snapshot.
    no_snapshot(path) { En: "there is no snapshot {path}", Zh: "没有快照 {path}" }
    /// A folder.
    snapshot_is_folder(path) { En: "the snapshot {path} is a folder", Zh: "快照 {path} 是一个文件夹" }
    /// No text.
    snapshot_is_no_text(path) {
        En: "the snapshot {path} is not text; --accept writes a new one in its place",
        Zh: "快照 {path} 不是文本；--accept 会写入新的快照取代它",
    }
    /// A difference.
    differs() { En: "the report is not that of the snapshot (- snapshot, + now):", Zh: "报告与快照不同（- 快照，+ 现在）：" }
    /// More lines.
    more_lines(count) { En: "…  {count} more lines", Zh: "……  另有 {count} 行" }
    /// What to do.
    accept_help() {
        En: "if this is as it should be: coexist test --accept",
        Zh: "如果这是应有的结果：coexist test --accept",
    }
    /// A stale snapshot.
    stale(path) { En: "stale    {path}: its scenario is gone (--accept --prune deletes it)", Zh: "过期    {path}：其场景已不存在（--accept --prune 可删除）" }
    /// A stale snapshot is deleted.
    pruned(path) { En: "deleted  {path}", Zh: "已删除  {path}" }
    /// Count.
    count_passed(count) { En: "{count} passed", Zh: "{count} 个通过" }
    /// Count.
    count_new(count) { En: "{count} new", Zh: "{count} 个新的" }
    /// Count.
    count_accepted(count) { En: "{count} accepted", Zh: "{count} 个已接受" }
    /// Count.
    count_failed(count) { En: "{count} failed", Zh: "{count} 个失败" }
    /// Count.
    count_inconclusive(count) { En: "{count} inconclusive", Zh: "{count} 个无法定论" }
    /// Count.
    count_unusable(count) { En: "{count} cannot be used", Zh: "{count} 个无法使用" }
    /// Count.
    count_bugs(count) { En: "{count} bugs of coexist", Zh: "{count} 个 coexist 的缺陷" }
    /// Situations of coexist new.
    situations() { En: "Situations:", Zh: "可选情形：" }
    /// How to use coexist new.
    new_help() {
        En: "coexist new SITUATION -o FILE.ron writes a commented starting file.",
        Zh: "coexist new SITUATION -o FILE.ron 可写出带注释的起始文件。",
    }
    /// No such situation.
    no_situation(name) { En: "there is no situation {name}", Zh: "没有名为 {name} 的情形" }
    /// It is there already.
    exists(path) { En: "{path} is there already and was not touched", Zh: "{path} 已存在，未作改动" }
    /// What to do.
    exists_help() { En: "choose another name, or --force to overwrite it", Zh: "请换一个名称，或用 --force 覆盖" }
    /// Written.
    written(path) {
        En: "wrote {path}; next: coexist check {path}, then coexist run {path}",
        Zh: "已写入 {path}；接下来：coexist check {path}，然后 coexist run {path}",
    }
    /// Situation.
    situation_2010() { En: "2013 in front, mailboxes still on 2010", Zh: "2013 在前，邮箱仍在 2010 上" }
    /// Situation.
    situation_2007() { En: "2013 in front, mailboxes still on 2007", Zh: "2013 在前，邮箱仍在 2007 上" }
    /// Situation.
    situation_all() { En: "2013 in front of 2010 and 2007", Zh: "2013 在前，2010 和 2007 在后" }
    /// Situation.
    situation_sites() { En: "two sites with a slow link between them", Zh: "两个站点，之间为慢速链路" }
    /// Situation.
    situation_balancer() { En: "a load balancer in front of two 2013 servers", Zh: "负载均衡器后有两台 2013 服务器" }
}
