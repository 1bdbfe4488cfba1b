//! What does `coexist step` say, beside what the run says?

use super::sentences;

sentences! {
    /// Standard output is no terminal.
    no_terminal() {
        En: "`coexist step` fills a terminal, and standard output is none",
        Zh: "`coexist step` 需要终端，而标准输出不是终端",
    }
    /// What to do instead.
    run_instead() {
        En: "`coexist run` writes the same run as text, to a file or a pipe too",
        Zh: "请改用 `coexist run`：它把同一次运行写成文本，也可写入文件或管道",
    }
    /// The terminal does not obey.
    terminal_failed(error) { En: "the terminal cannot be used: {error}", Zh: "无法使用终端：{error}" }
    /// The run has no record.
    nothing_happens() { En: "nothing happens in this scenario", Zh: "此场景中什么也不会发生" }
    /// No such record.
    no_record(at, last) {
        En: "there is no record {at}: they are counted from 0 to {last}",
        Zh: "没有记录 {at}：记录从 0 编号到 {last}",
    }
    /// The client has no record.
    never_connects(client) { En: "{client} never begins an attempt in this run", Zh: "{client} 在本次运行中从未开始登录" }

    // --- the first two lines ---
    /// Where one is.
    position(at, last) { En: "record {at} of {last}", Zh: "记录 {at} / {last}" }
    /// The run is longer than what can be walked through.
    longer(total) { En: "of {total} in all", Zh: "总计 {total}" }
    /// An attempt and how it ended, as far as one knows.
    attempt(client, number, outcome) { En: "{client}, attempt {number}: {outcome}", Zh: "{client} 第 {number} 次登录：{outcome}" }
    /// Every expectation held.
    as_expected() { En: "as expected", Zh: "符合期望" }
    /// One at least did not.
    not_as_expected() { En: "not as expected", Zh: "不符合期望" }
    /// The run was cut off.
    inconclusive() { En: "inconclusive", Zh: "无法定论" }
    /// It plays.
    plays(speed) { En: "{speed} steps/s", Zh: "{speed} 步/秒" }
    /// One step in several seconds.
    plays_slowly(seconds) { En: "a step in {seconds} s", Zh: "{seconds} 秒一步" }
    /// Only one client is shown.
    only(client) { En: "only {client}", Zh: "仅 {client}" }
    /// Outcomes are hidden, and the score.
    predicting(right, asked) { En: "predict: {right} of {asked} right", Zh: "预测：答对 {right}/{asked}" }

    // --- headings ---
    /// Clients.
    clients() { En: "Clients", Zh: "客户端" }
    /// Load balancers.
    balancers() { En: "Load balancers", Zh: "负载均衡器" }
    /// A site.
    site(name) { En: "Site {name}", Zh: "站点 {name}" }
    /// Links.
    links() { En: "Links", Zh: "链路" }
    /// The picture.
    topology() { En: "Topology", Zh: "拓扑" }
    /// The records.
    sequence() { En: "Sequence", Zh: "时序" }
    /// The wire.
    wire(way) { En: "Wire {way}", Zh: "线路 {way}" }
    /// A decision.
    decision(actor) { En: "Decision of {actor}", Zh: "{actor} 的决定" }
    /// A record of no connection.
    record() { En: "This step", Zh: "此步" }
    /// A question.
    question() { En: "What comes next?", Zh: "接下来会怎样？" }
    /// Rules.
    rules() { En: "Rules at this step", Zh: "此步的规则" }
    /// Why.
    why() { En: "Why did it fail?", Zh: "为什么失败？" }
    /// Keys.
    keys() { En: "Keys and signs", Zh: "按键与符号" }
    /// Whose records.
    whose() { En: "Whose attempts?", Zh: "显示哪个客户端？" }

    // --- the picture ---
    /// A component that somebody holds inactive.
    inactive(component) { En: "{component} inactive", Zh: "{component} 为 Inactive" }
    /// A server is switched off.
    off() { En: "off", Zh: "已关机" }
    /// Back-end services.
    back_end() { En: "back end", Zh: "后端" }
    /// Databases that are active here.
    active(databases) { En: "active: {databases}", Zh: "活动副本：{databases}" }
    /// A link that is cut.
    cut() { En: "cut", Zh: "已断开" }
    /// More than are shown.
    more(count) { En: "… {count} more", Zh: "…… 另有 {count} 个" }
    /// States of many servers are not followed.
    not_followed() { En: "states as at the start", Zh: "均为初始状态" }

    // --- decisions ---
    /// More lines than there is room for.
    more_lines(count) { En: "… {count} more lines: Enter shows all", Zh: "…… 另有 {count} 行：按 Enter 显示全部" }
    /// Earlier lines than there is room for.
    earlier_lines(count) { En: "… {count} lines before: Enter shows all", Zh: "…… 之前还有 {count} 行：按 Enter 显示全部" }

    // --- rules ---
    /// No rule.
    no_rule() { En: "No rule speaks at this step.", Zh: "此步不涉及任何规则。" }
    /// The mark.
    mark(mark) { En: "mark {mark}", Zh: "标记 {mark}" }
    /// The source.
    source(source) { En: "source: {source}", Zh: "来源：{source}" }
    /// The switch.
    switch(switch) { En: "switch: {switch} (in assumptions)", Zh: "开关：{switch}（在 assumptions 中）" }
    /// A source.
    by_article() { En: "the article", Zh: "该文章" }
    /// A source.
    by_documentation() { En: "Microsoft's documentation", Zh: "微软文档" }
    /// A source.
    by_reports() { En: "reports of admins, with logs", Zh: "管理员的报告（附日志）" }
    /// No source.
    by_assumption() { En: "none: assumed", Zh: "无：属于假定" }

    // --- why ---
    /// It is being computed.
    running_again() { En: "Running the scenario again to prove what helps …", Zh: "正在重新运行场景，以证明哪些修复有效……" }
    /// Nothing has failed.
    nothing_to_explain(client, number) {
        En: "{client}, attempt {number}, did not fail: there is nothing to explain",
        Zh: "{client} 的第 {number} 次登录没有失败：没有需要解释的内容",
    }
    /// No attempt failed yet.
    no_failure_yet() { En: "no attempt belongs to this step, and none has failed before it", Zh: "此步不属于任何登录，之前也没有失败的登录" }
    /// Not while one predicts.
    hidden() { En: "hidden while you predict: p shows it", Zh: "预测时不显示：按 p 显示" }

    // --- notes ---
    /// There is no further one.
    no_more() { En: "there is none in this direction", Zh: "这个方向上没有了" }
    /// At the end.
    the_end() { En: "this is the last record", Zh: "这是最后一条记录" }
    /// No colors.
    no_colors() { En: "colors are off (NO_COLOR or --color never)", Zh: "颜色已关闭（NO_COLOR 或 --color never）" }
    /// A theme.
    theme_dark() { En: "dark", Zh: "深色" }
    /// A theme.
    theme_light() { En: "light", Zh: "浅色" }
    /// A theme.
    theme_plain() { En: "plain", Zh: "无颜色" }
    /// Answer first.
    answer_first() { En: "answer first: ↑↓ and Enter, or a number; s shows the answer", Zh: "请先回答：用 ↑↓ 和 Enter，或按数字；s 显示答案" }
    /// Too small.
    too_small(width, height) {
        En: "{width}×{height} is too small: 60×16 is the least",
        Zh: "{width}×{height} 太小：至少需要 60×16",
    }

    // --- questions ---
    /// Whether it goes on.
    ask_accepted(actor) { En: "Does {actor} let the log-on through?", Zh: "{actor} 会让登录通过吗？" }
    /// Yes.
    yes() { En: "yes, it goes on", Zh: "会，登录继续" }
    /// No.
    no() { En: "no, it is refused here", Zh: "不会，在此处被拒绝" }
    /// Which server.
    ask_server(actor) { En: "Which server does {actor} try next for this log-on?", Zh: "{actor} 接下来为这次登录尝试哪台服务器？" }
    /// None.
    nobody() { En: "none: the log-on is not handed on", Zh: "都不会：登录不再转交" }
    /// Which type.
    ask_security(server) { En: "With which connection type does it try {server}?", Zh: "它用哪种连接类型尝试 {server}？" }
    /// SSL.
    ssl() { En: "SSL: TLS from the first byte", Zh: "SSL：从第一个字节起就是 TLS" }
    /// TLS.
    tls() { En: "TLS: STARTTLS or STLS after the greeting", Zh: "TLS：问候之后用 STARTTLS 或 STLS" }
    /// Plaintext.
    plaintext() { En: "plaintext", Zh: "明文" }
    /// A server over a type.
    over(server, security) { En: "{server} over {security}", Zh: "{server}，经 {security}" }
    /// A server in plaintext.
    in_plaintext(server) { En: "{server} in plaintext", Zh: "{server}，以明文" }
    /// Right.
    right(answer) { En: "right: {answer}", Zh: "正确：{answer}" }
    /// Wrong.
    wrong(said, answer) { En: "you said: {said}; it is: {answer}", Zh: "您的回答：{said}；实际：{answer}" }
    /// How to answer.
    how_to_answer() { En: "↑↓ Enter or a number · s shows the answer · Esc back", Zh: "↑↓ Enter 或数字 · s 显示答案 · Esc 返回" }

    // --- keys ---
    /// Space, in the line of keys.
    key_space() { En: "space", Zh: "空格" }
    /// Plays.
    bar_play() { En: "play", Zh: "播放" }
    /// Pauses.
    bar_pause() { En: "pause", Zh: "暂停" }
    /// Steps.
    bar_step() { En: "step", Zh: "单步" }
    /// Decisions.
    bar_decision() { En: "decision", Zh: "决定" }
    /// Failures.
    bar_failure() { En: "failure", Zh: "失败" }
    /// Attempts.
    bar_attempt() { En: "attempt", Zh: "登录" }
    /// Why.
    bar_why() { En: "why", Zh: "原因" }
    /// Rules.
    bar_rules() { En: "rules", Zh: "规则" }
    /// All of the step.
    bar_detail() { En: "details", Zh: "详情" }
    /// Predicts.
    bar_predict() { En: "predict", Zh: "预测" }
    /// Client.
    bar_client() { En: "client", Zh: "客户端" }
    /// Language.
    bar_language() { En: "中文", Zh: "English" }
    /// Theme.
    bar_theme() { En: "theme", Zh: "主题" }
    /// Help.
    bar_help() { En: "help", Zh: "帮助" }
    /// Quits.
    bar_quit() { En: "quit", Zh: "退出" }
    /// Scrolls.
    bar_scroll() { En: "scroll", Zh: "滚动" }
    /// Closes.
    bar_close() { En: "close", Zh: "关闭" }
    /// Chooses.
    bar_choose() { En: "choose", Zh: "选择" }
    /// Explains a key.
    help_play() { En: "play or pause", Zh: "播放或暂停" }
    /// Explains a key.
    help_speed() { En: "play faster or slower", Zh: "加快或放慢播放" }
    /// Explains a key.
    help_step() { En: "the next or the previous record (↓ ↑ too)", Zh: "下一条或上一条记录（↓ ↑ 亦可）" }
    /// Explains a key.
    help_page() { En: "a screen of records on or back", Zh: "向后或向前一屏记录" }
    /// Explains a key.
    help_ends() { En: "the first or the last record", Zh: "第一条或最后一条记录" }
    /// Explains a key.
    help_decision() { En: "the next decision; D the previous one", Zh: "下一个决定；D 为上一个" }
    /// Explains a key.
    help_failure() { En: "the next failure; F the previous one", Zh: "下一个失败；F 为上一个" }
    /// Explains a key.
    help_attempt() { En: "the next attempt; A the previous one", Zh: "下一次登录；A 为上一次" }
    /// Explains a key.
    help_change() { En: "the next change of the organisation; G the previous one", Zh: "下一个组织更改；G 为上一个" }
    /// Explains a key.
    help_detail() { En: "all of this step: the whole decision or transcript", Zh: "此步的全部内容：完整的决定或对话" }
    /// Explains a key.
    help_why() { En: "why the attempt failed, and what repairs it, with commands", Zh: "这次登录为什么失败、怎样修复，附命令" }
    /// Explains a key.
    help_rules() { En: "the rules at this step: text, mark, source", Zh: "此步的规则：内容、标记、来源" }
    /// Explains a key.
    help_predict() { En: "predict: hide outcomes, ask before each decision", Zh: "预测：隐藏结果，并在每个决定之前提问" }
    /// Explains a key.
    help_client() { En: "show the attempts of one client only", Zh: "只显示一个客户端的登录" }
    /// Explains a key.
    help_language() { En: "language: English or Chinese", Zh: "语言：英文或中文" }
    /// Explains a key.
    help_theme() { En: "theme: dark, light, plain", Zh: "主题：深色、浅色、无颜色" }
    /// Explains a key.
    help_quit() { En: "quit (Esc and Ctrl-C too)", Zh: "退出（Esc 和 Ctrl-C 亦可）" }
    /// All clients.
    all_clients() { En: "all", Zh: "全部" }
    /// Explains a sign.
    sign_running() { En: "running", Zh: "正在运行" }
    /// Explains a sign.
    sign_stopped() { En: "stopped: refuses connections", Zh: "已停止：拒绝连接" }
    /// Explains a sign.
    sign_hung() { En: "hung: accepts and never answers", Zh: "挂起：接受连接但从不应答" }
    /// Explains a sign.
    sign_off() { En: "switched off, or a link that is cut", Zh: "已关机，或已断开的链路" }
    /// Explains a sign.
    sign_inactive() { En: "component inactive: closes without a greeting", Zh: "组件为 Inactive：不发问候即关闭" }
    /// Explains a sign.
    sign_actor() { En: "takes part in this step; → is pointed at", Zh: "参与此步；→ 为其指向" }
    /// Explains a sign.
    sign_decision() { En: "a decision", Zh: "一个决定" }
    /// Explains a sign.
    sign_failure() { En: "a failure", Zh: "一个失败" }
    /// Explains a sign.
    sign_success() { En: "a log-on that succeeded", Zh: "成功的登录" }
    /// Explains a sign.
    sign_change() { En: "something changes", Zh: "发生更改" }
    /// Explains a sign.
    sign_depth() { En: "how deep the connection is: a leg, a leg of a leg …", Zh: "连接的层次：代理连接、代理连接的代理连接……" }
}
