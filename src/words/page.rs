//! What does a page say, beside what the run says?
//!
//! One table; the page gets all of it, because its reader can turn from one language to the other. `{0}`, `{1}` … are
//! replaced by the page.

use serde_json::{Map, Value, json};

macro_rules! table {
    ($($key:ident: $en:literal, $zh:literal;)*) => {
        /// Every text of the page: its key, English, Chinese.
        pub const TEXTS: &[(&str, &str, &str)] = &[$((stringify!($key), $en, $zh)),*];
    };
}

table! {
    // The frame.
    skip: "Skip to the content", "跳到内容";
    tools: "Page", "页面";
    to_index: "All runs", "全部运行";
    projector: "Projector", "投影";
    projector_hint: "Larger type for a projector (j)", "为投影放大字体（j）";
    theme: "Light or dark (t)", "浅色或深色（t）";
    print: "Print", "打印";
    help: "Help and keys (?)", "帮助与按键（?）";
    close: "Close", "关闭";
    comma: ", ", "、";
    cannot_open: "This run cannot be opened: {0}", "无法打开此运行：{0}";
    no_decompression: "This browser has no DecompressionStream, which unpacks the runs in this file. Use Chrome or Edge 80, Firefox 113, Safari 16.4, or later.", "此浏览器没有 DecompressionStream，无法解压此文件中的运行。请使用 Chrome 或 Edge 80、Firefox 113、Safari 16.4 或更高版本。";
    no_wasm: "This browser has no WebAssembly (or it is switched off), so nothing can be walked through or run in the page. Below stands what came out, step by step, and why.", "此浏览器没有 WebAssembly（或已停用），因此无法在页面中逐步查看或运行。下方列出结果、各个步骤和原因。";
    core_failed: "The core in this page failed: {0}", "页面中的核心失败：{0}";
    copy: "Copy", "复制";
    copied: "Copied", "已复制";
    not_copied: "Not copied: select it and copy by hand", "未复制：请选中后手动复制";
    made_by: "coexist {0} · seed {1} · digest {2}", "coexist {0} · 种子 {1} · 摘要 {2}";
    self_contained: "coexist {0}. Everything is in this file; it fetches nothing.", "coexist {0}。所有内容都在此文件中，不会从网络获取任何内容。";

    // The list of runs.
    runs: "Runs", "运行";
    runs_of: "{0} of {1}", "{1} 个中的 {0} 个";
    search: "Search", "搜索";
    title: "Title", "标题";
    file: "Scenario", "场景";
    verdict: "Verdict", "结论";
    attempts: "Attempts", "登录尝试";
    logged_on: "Logged on", "登录成功";
    records: "Records", "记录";
    logged_on_of: "{0} of {1} logged on", "{1} 次登录中 {0} 次成功";
    verdict_pass: "As expected", "符合期望";
    verdict_fail: "Not as expected", "不符合期望";
    verdict_inconclusive: "Inconclusive", "无法定论";
    verdict_hidden: "Outcome hidden", "结果已隐藏";
    verdict_pass_text: "Every expectation of the scenario holds. That says nothing about whether anybody logged on: a scenario may expect a failure.", "场景的期望全部成立。这并不说明有人登录成功：场景也可以期望失败。";
    verdict_fail_text: "At least one expectation of the scenario does not hold.", "场景的期望至少有一个不成立。";
    verdict_inconclusive_text: "The run was cut off before every expectation could be judged.", "运行在能够判定全部期望之前被截断。";
    stop_horizon: "The run ended at its horizon (`until`) while something was still going on.", "运行到达其时间界限（`until`）时仍有事件在进行。";
    stop_event_limit: "The run ended at the limit of events.", "运行在达到事件数上限时结束。";

    // Walking.
    transport: "Walk through the run", "逐步查看运行";
    moves: "Steps", "步进";
    jumps: "Jumps", "跳转";
    play: "Play", "播放";
    pause: "Pause", "暂停";
    next: "Next step (→)", "下一步（→）";
    back: "Step back (←)", "上一步（←）";
    first: "To the beginning (Home)", "到开头（Home）";
    last: "To the end (End)", "到结尾（End）";
    decision: "Decision", "决定";
    failure: "Failure", "失败";
    attempt: "Attempt", "登录";
    next_decision: "Next decision (d)", "下一个决定（d）";
    previous_decision: "Previous decision (Shift+D)", "上一个决定（Shift+D）";
    next_failure: "Next failure (f)", "下一个失败（f）";
    previous_failure: "Previous failure (Shift+F)", "上一个失败（Shift+F）";
    next_attempt: "Next attempt (a)", "下一次登录（a）";
    previous_attempt: "Previous attempt (Shift+A)", "上一次登录（Shift+A）";
    next_change: "Next change (g)", "下一个更改（g）";
    previous_change: "Previous change (Shift+G)", "上一个更改（Shift+G）";
    scrubber: "Position in the run", "在运行中的位置";
    speed: "Speed", "速度";
    no_more: "There is none any more in this direction", "这个方向上没有更多了";
    record_of: "record {0} of {1}", "记录 {0} / {1}";
    record_alone: "record {0}", "记录 {0}";
    step_of: "step {0} of {1}", "第 {0} 步，共 {1} 步";
    no_records: "Nothing happens in this run: the scenario has no client that connects.", "本次运行中什么都没有发生：场景中没有连接的客户端。";
    nothing_here: "No record is left with this client and these columns.", "按此客户端和这些列筛选后没有记录。";
    now: "Current step", "当前步骤";
    attempt_of: "{0}, attempt {1}", "{0}，第 {1} 次登录";
    leg: "leg {0}", "第 {0} 段代理连接";
    more_lines: "and {0} more lines", "另有 {0} 行";

    // Picture and sequence.
    picture: "Organisation", "组织";
    no_picture: "This organisation has too many servers to be drawn here. Everything else works.", "此组织的服务器过多，无法在此绘制。其余功能均可使用。";
    zoom: "Size of the picture", "图的大小";
    zoom_in: "Larger", "放大";
    zoom_out: "Smaller", "缩小";
    zoom_fit: "Fit", "适合";
    layout: "Layout", "布局";
    layout_picture: "Picture", "图";
    layout_both: "Both", "两者";
    layout_sequence: "Sequence", "序列";
    is_cut: "cut", "已切断";
    sequence: "Sequence", "序列";
    time: "Time", "时间";
    who: "Who", "参与者";
    number: "No.", "编号";
    what_happens: "What happens", "发生了什么";
    client: "Client", "客户端";
    every_client: "every client", "全部客户端";
    lanes: "Columns", "列";
    column_clients: "{0} clients", "{0} 个客户端";
    column_others: "{0} others", "其他 {0} 个";
    cut: "The first {0} of {1} records are here. For the rest: {2}", "此处只有 {1} 条记录中的前 {0} 条。其余请用：{2}";
    they_part: "they part here", "在此分开";

    // Tabs.
    side: "Details", "详细信息";
    tab_step: "Step", "步骤";
    tab_why: "Why", "原因";
    tab_whatif: "What if", "假设分析";
    tab_rules: "Rules", "规则";
    follows_from: "follows from", "起因于";
    decision_by: "{0} decides", "{0} 作出决定";
    candidates: "Candidates", "候选服务器";
    is_chosen: "chosen", "选中";
    is_rejected: "not chosen", "未选中";
    is_candidate: "candidate", "候选";
    also: "What else counted", "其他依据";
    because: "Because", "依据";
    assumed: "assumed: {0}", "假设：{0}";
    not_modelled: "not modelled", "未建模";
    no_switch: "no switch", "无开关";
    assumed_here: "Assumed here ({0}): no public source settles it. A switch stands in `assumptions` and can be set under What if.", "此处为假设（{0}）：没有公开资料可以确定。开关位于 `assumptions`，可在“假设分析”中设置。";
    wire: "On the wire, in this attempt", "本次登录的协议对话";
    connection: "connection {0}", "连接 {0}";
    earlier_lines: "Show {0} earlier lines", "显示之前的 {0} 行";
    no_wire: "Nothing was said yet.", "尚无对话。";
    rules_now: "At this step", "此步骤的规则";
    no_rule: "No rule speaks at this step.", "此步骤没有涉及规则。";
    rules_so_far: "So far in this run", "本次运行至此涉及的规则";
    spoke: "×{0}, first at", "×{0}，首次在";
    all_rules: "All rules", "全部规则";
    mark: "Mark", "标记";
    source: "Source", "来源";
    switch: "Switch", "开关";
    mark_article: "said by the article", "文章所述";
    mark_documented: "documented by Microsoft", "Microsoft 文档所述";
    mark_reported: "reported by admins, with logs", "管理员报告，附有日志";
    mark_assumed: "assumed", "假设";
    rule_command: "coexist rules {0} tells which scenarios show it.", "coexist rules {0} 列出展示此规则的场景。";

    // Why.
    nothing_failed: "Nothing failed in this run.", "本次运行中没有失败。";
    not_explained: "The failures of this run are not explained here: an explanation re-runs it many times.", "此处没有解释本次运行的失败：解释需要多次重新运行。";
    explain: "Explain it now", "现在解释";
    which_failure: "Failure", "失败";
    walk_attempt: "Walk through this attempt from its beginning", "从头逐步查看这次登录";
    run_with_it: "Run with it", "应用后运行";
    command: "Command", "命令";
    and_more: "… and {0} more", "……另有 {0} 个";
    computing: "Running …", "正在运行……";
    trouble: "That does not work:", "无法这样做：";
    banner_remedy: "With remedy: {0}", "应用修复：{0}";
    banner_whatif: "What if: {0}", "假设：{0}";
    banner_before: "Before.", "修改前。";
    flip_to_before: "Before (b)", "修改前（b）";
    flip_to_after: "After (b)", "修改后（b）";
    now_after: "After", "修改后";
    now_before: "Before", "修改前";
    discard: "Discard", "放弃";

    // What if.
    whatif_text: "Edits are run at once by the core in this page. The run in the file never changes.", "修改后立即由页面中的核心运行。文件中的运行不会改变。";
    edits: "Edits", "修改";
    no_edits: "No edits yet.", "尚无修改。";
    overridden: "overridden", "已覆盖";
    was: "was {0}", "原为 {0}";
    was_default: "was not written", "原未写明";
    remove: "Remove", "移除";
    remove_edit: "Remove {0}", "移除 {0}";
    discard_all: "Discard all", "全部放弃";
    services: "Services and servers", "服务与服务器";
    state_running: "running", "正在运行";
    state_stopped: "stopped", "已停止";
    state_hung: "hung", "挂起";
    state_off: "off", "已关机";
    off_of: "{0} is off", "{0} 已关机";
    links: "Links between sites", "站点间链路";
    latency: "Latency", "延迟";
    any_setting: "Any setting", "任意设置";
    what: "Of what", "对象";
    field: "Setting", "设置";
    value: "Value", "值";
    values_by_line: "Values, one on each line", "值，每行一个";
    written: "Written: {0}", "已写明：{0}";
    not_written: "Not written. Default: {0}", "未写明。默认值：{0}";
    no_value: "There is no value.", "没有值。";
    add_edit: "Set and run", "设置并运行";
    free_edit: "Anything else in the file", "文件中的其他内容";
    list_servers: "Servers", "服务器";
    list_links: "Links", "链路";
    list_load_balancers: "Load balancers", "负载均衡器";
    list_dns: "DNS", "DNS";
    list_mailboxes: "Mailboxes", "邮箱";
    list_assumptions: "Assumptions", "假设";
    ran_with: "Run with {0} edits", "已按 {0} 处修改运行";
    runs_not: "The scenario does not run with these edits, so there is nothing to hand out.", "按这些修改场景无法运行，因此没有可导出的内容。";
    hand_out: "Export", "导出";
    as_command: "As a command", "作为命令";
    as_file: "As a scenario (RON)", "作为场景（RON）";
    download: "Download", "下载";

    // Compare.
    compare: "Compare", "比较";
    compare_hint: "Two runs or attempts side by side (c)", "并排比较两次运行或登录（c）";
    close_compare: "Close", "关闭";
    left: "left", "左侧";
    right: "right", "右侧";
    choose_run: "Run, {0}", "运行，{0}";
    choose_attempt: "Attempt, {0}", "登录，{0}";
    whole_run: "the whole run", "整个运行";
    this_run: "this run", "此运行";
    side_before: "before", "修改前";
    side_after: "after: {0}", "修改后：{0}";
    part_at: "They part at step {0}.", "在第 {0} 步分开。";
    never_part: "They do not part: every decision is the same, and so is all that is met.", "没有分开：每个决定以及遇到的一切都相同。";
    fares: "Better off in the second: {0}; worse off: {1}.", "第二个运行中变好的客户端：{0}；变差的：{1}。";
    to_parting: "To where they part (x)", "到分开之处（x）";
    ended_before: "has ended before", "已先结束";

    // Predict.
    predict: "Predict", "预测";
    predict_hint: "Hide outcomes and ask before each decision (p)", "隐藏结果，并在每个决定之前提问（p）";
    predict_on: "Outcomes are hidden; the page asks before each decision.", "结果已隐藏；页面会在每个决定之前提问。";
    predict_off: "Outcomes are shown.", "已显示结果。";
    hidden_while_predicting: "Hidden while you predict. It is shown when you have come to the end, or when you switch predicting off (p).", "预测时隐藏。到达结尾或关闭预测（p）后显示。";
    answer_first: "Answer the question first.", "请先回答问题。";
    what_will_happen: "What will happen?", "接下来会发生什么？";
    ask_accepted: "Does the log-on go on at {0}?", "登录在 {0} 上会继续吗？";
    goes_on: "It goes on", "会继续";
    refused: "It is refused", "会被拒绝";
    ask_next: "Whom does {0} try next?", "{0} 接下来尝试哪台服务器？";
    nobody: "nobody: it is opened, refused or given up here", "没有：在此打开、拒绝或放弃";
    ask_security: "Over which connection?", "使用哪种连接？";
    security_SSL: "SSL", "SSL";
    security_TLS: "TLS (STARTTLS)", "TLS（STARTTLS）";
    security_plaintext: "plaintext", "明文";
    security_none: "none", "无";
    server_over: "{0}, {1}", "{0}，{1}";
    choose_first: "Choose an answer first.", "请先选择答案。";
    answer: "Answer", "回答";
    show_me: "Show me", "直接显示";
    was_right: "Right: {0}.", "正确：{0}。";
    was_wrong: "Not quite. It is: {0}.", "不对。正确答案：{0}。";
    was_shown: "It is: {0}.", "答案是：{0}。";
    all_shown: "That was all: {0} of {1} right. Outcomes are shown now.", "全部结束：{1} 题答对 {0} 题。现在显示结果。";
    score: "right: {0} of {1}", "答对：{0} / {1}";

    // Help.
    help_text: "A run is a list of records. Walk through them; the picture, the sequence and the details follow. The address keeps the position, so it can be sent to somebody who has this file.", "一次运行是一列记录。逐条查看时，图、序列和详细信息会随之变化。地址中保存当前位置，可以发给持有此文件的人。";
    key: "Key", "按键";
    what_it_does: "What it does", "作用";
    key_space: "Space", "空格";
    key_play: "Play or pause", "播放或暂停";
    key_next: "Next step", "下一步";
    key_back: "Step back", "上一步";
    key_flip: "Before or after: a remedy, a what-if", "切换修改前后：修复、假设分析";
    key_lang: "English or Chinese", "英文或中文";
    signs: "Signs", "符号";
    sign_command: "solid arrow: a connection or a command", "实线箭头：连接或命令";
    sign_reply: "dashed arrow: an answer", "虚线箭头：应答";
    sign_refusal: "arrow with a cross: a refusal", "带叉的箭头：拒绝";
    sign_decision: "card: a decision; its reasons are under Step", "卡片：决定；其依据见“步骤”";
    sign_failure: "circle or octagon with a cross: something failed", "带叉的圆形或八边形：发生失败";
    sign_change: "diamond: an admin changes something", "菱形：管理员作出更改";

    // On paper.
    steps: "Steps", "步骤";
    steps_left: "The first {0} of {1} records are printed. For the rest: {2}", "此处打印了 {1} 条记录中的前 {0} 条。其余请用：{2}";
    steps_hidden: "Later records are hidden while you predict.", "预测时不显示后面的记录。";
    star_assumed: "* assumed: no public source settles it.", "* 假设：没有公开资料可以确定。";
    why_failed: "Failure {0}: why, and what to change", "失败 {0}：原因与修复";
}

/// The table as the page reads it: `{"play": ["Play", "播放"]}`.
#[must_use]
pub fn all() -> Value {
    Value::Object(TEXTS.iter().map(|(key, en, zh)| ((*key).to_owned(), json!([en, zh]))).collect::<Map<_, _>>())
}
