//! What is said around the trace: the header, what was left out, outcomes, why, expectations, the footer?

use super::sentences;

sentences! {
    /// The first line.
    header(version, title, seed) { En: "coexist {version} · {title} · seed {seed}", Zh: "coexist {version} · {title} · 种子 {seed}" }
    /// Left out: the deeper levels of a loop.
    loop_levels(count, first, last) {
        En: "…  {count} deeper in the same loop (records {first} to {last}; --all shows them)", Zh: "……  同一循环中更深 {count}（记录 {first} 到 {last}；--all 显示）"
    }
    /// Levels.
    one_level() { En: "1 level", Zh: "1 层" }
    /// Levels.
    levels(count) { En: "{count} levels", Zh: "{count} 层" }
    /// Left out: attempts that went like one that is shown.
    like_shown(client, attempts, first, last) {
        En: "…  {client}, {attempts}: like one that is shown (records {first} to {last}; --all shows them)", Zh: "……  {client}，{attempts}：与已显示的一次相同（记录 {first} 到 {last}；--all 显示）"
    }
    /// Left out: attempts beyond the bound.
    beyond_bound(count, clients) {
        En: "…  {count} of {clients} not shown (--client NAME shows one client, --all shows everything)", Zh: "……  {clients}的 {count} 未显示（--client NAME 显示一个客户端，--all 显示全部）"
    }
    /// Left out: changes and checks beyond the bound.
    events_beyond_bound(count) { En: "…  {count} not shown (--all shows everything)", Zh: "……  {count} 未显示（--all 显示全部）" }

    /// An attempt that ended.
    ended(client, attempts, outcome, duration) { En: "{client}, {attempts}: {outcome} after {duration}.", Zh: "{client}，{attempts}：{duration} 后 {outcome}。" }
    /// Several attempts that ended alike.
    ended_alike(client, attempts, outcome, shortest, longest) {
        En: "{client}, {attempts}: {outcome}, each after {shortest} to {longest}.", Zh: "{client}，{attempts}：各在 {shortest} 到 {longest} 后 {outcome}。"
    }
    /// An attempt that ended well; the duration is that of the whole session.
    ended_well(client, attempts, outcome, duration) { En: "{client}, {attempts}: {outcome}, {duration} in all.", Zh: "{client}，{attempts}：{outcome}，共 {duration}。" }
    /// Several attempts that ended well.
    ended_alike_well(client, attempts, outcome, shortest, longest) {
        En: "{client}, {attempts}: {outcome}, each {shortest} to {longest} in all.", Zh: "{client}，{attempts}：{outcome}，各共 {shortest} 到 {longest}。"
    }
    /// An attempt that did not end.
    still_running(client, attempts) { En: "{client}, {attempts}: still running when the run was cut off.", Zh: "{client}，{attempts}：运行被截断时仍在进行。" }
    /// One attempt.
    attempt(number) { En: "attempt {number}", Zh: "第 {number} 次登录" }
    /// Several attempts.
    attempts(numbers) { En: "attempts {numbers}", Zh: "第 {numbers} 次登录" }
    /// From one to another.
    range(first, last) { En: "{first} to {last}", Zh: "{first} 到 {last}" }
    /// More ranges.
    and_more(count) { En: "{count} more", Zh: "另外 {count} 个" }

    /// What the client sees: logged on.
    sees_logged_on(server) { En: "The mailbox is served by {server}.", Zh: "邮箱由 {server} 提供服务。" }
    /// A web client without an answer.
    sees_unavailable() { En: "The user sees that the service is unavailable (503).", Zh: "用户看到服务不可用（503）。" }
    /// A web client that has its answer.
    sees_web(service, server) { En: "{service} is answered by {server}.", Zh: "{service} 由 {server} 答复。" }
    /// The client obeys LOGINDISABLED.
    sees_logindisabled() { En: "The client says that the server does not allow to log on like this.", Zh: "客户端提示服务器不允许这样登录。" }
    /// What the client sees: words as for a wrong password.
    sees_wrong_password(words) { En: "The client sees \"{words}\", as for a wrong password.", Zh: "客户端看到“{words}”，与密码错误时相同。" }
    /// What the client sees: words.
    sees_words(words) { En: "The client sees \"{words}\".", Zh: "客户端看到“{words}”。" }
    /// What the client sees: no such host.
    sees_no_name() { En: "The client says that it cannot find the server.", Zh: "客户端提示找不到服务器。" }
    /// What the client sees: refused.
    sees_refused() { En: "The client says that the server refuses the connection.", Zh: "客户端提示服务器拒绝连接。" }
    /// What the client sees: no answer.
    sees_no_answer() { En: "The client says that the server does not answer.", Zh: "客户端提示服务器没有应答。" }
    /// What the client sees: no greeting.
    sees_no_greeting() { En: "The client connects and hears nothing.", Zh: "客户端能连接，但收不到任何内容。" }
    /// What the client sees: IMAP4 meets POP3.
    sees_other_protocol(heard) { En: "The client is greeted in the other protocol: \"{heard}\"", Zh: "客户端收到另一种协议的问候语：“{heard}”" }
    /// What the client sees: no TLS.
    sees_no_tls() { En: "The client says that it cannot set up an encrypted connection.", Zh: "客户端提示无法建立加密连接。" }
    /// What the client sees: gave up.
    sees_gave_up() { En: "The client waits in vain for an answer.", Zh: "客户端一直等不到应答。" }
    /// What the client sees: lost.
    sees_lost() { En: "The client says that the connection was lost.", Zh: "客户端提示连接已断开。" }

    /// Why: the setting leads to a balancer.
    wrong_target_balancer(candidate, endpoint, balancer, reached) {
        En: "{candidate}'s InternalConnectionSettings names {endpoint}, which leads to the load balancer \
             {balancer}{reached}, not to {candidate}.", Zh: "{candidate} 的 InternalConnectionSettings 写着 {endpoint}，它指向负载均衡器 {balancer}{reached}，而不是 {candidate}。"
    }
    /// Why: the setting leads to a server.
    wrong_target(candidate, endpoint, reached) {
        En: "{candidate}'s InternalConnectionSettings names {endpoint}, which does not lead to {candidate}{reached}.", Zh: "{candidate} 的 InternalConnectionSettings 写着 {endpoint}，它没有指向 {candidate}{reached}。"
    }
    /// Who stands behind a balancer.
    in_front_of(servers) { En: " in front of {servers}", Zh: "（其后是 {servers}）" }
    /// Where it leads instead.
    but_to(servers) { En: " but to {servers}", Zh: "，而是 {servers}" }
    /// Why: a front end proxied to itself.
    loop_itself(server, times) { En: "So {server} proxied to itself, {times}.", Zh: "因此 {server} 代理到自己，{times}。" }
    /// Why: several front ends proxied to each other.
    loop_circle(servers, times) { En: "So {servers} proxied to each other, {times}.", Zh: "因此 {servers} 互相代理，{times}。" }
    /// Times.
    once() { En: "once", Zh: "一次" }
    /// Times.
    times(count) { En: "{count} times over", Zh: "反复 {count} 次" }
    /// What ended the loop.
    loop_end(actor, what) { En: "It ended at the deepest level: {actor} {what}.", Zh: "它在最深一层结束：{actor} {what}。" }
    /// Why: a leg failed.
    leg(by, endpoint, security, candidate, how, cause) {
        En: "{by} proxied to {endpoint} {security} for {candidate}: {how}{cause}.", Zh: "{by} 为 {candidate} 代理到 {endpoint} {security}：{how}{cause}。"
    }
    /// What brought the failure of a leg about.
    leg_cause(actor, what) { En: " ({actor} {what})", Zh: "（{actor} {what}）" }
    /// Why: the service that was waited for hangs.
    because_it_hangs(text, service, server) { En: "{text}: {service} on {server} hangs", Zh: "{text}：{server} 上的 {service} 挂起" }
    /// Why: it happened several times.
    leg_times(sentence, count) { En: "{sentence} This happened {count} times.", Zh: "{sentence} 共发生 {count} 次。" }
    /// Why: a decision, or what the client met.
    fact(actor, what) { En: "{actor} {what}.", Zh: "{actor} {what}。" }
    /// Why: a decision, with the deciding reason.
    more_facts(count) { En: "…  {count} more (--all shows them)", Zh: "……  另有 {count} 条（--all 显示）" }

    /// An expectation, all attempts.
    expects_every(client) { En: "{client}, every attempt", Zh: "{client}，每次登录" }
    /// An expectation, one attempt.
    expects_attempt(client, number) { En: "{client}, attempt {number}", Zh: "{client}，第 {number} 次登录" }
    /// An expectation, so many attempts.
    expects_count(client, count) { En: "{client}, exactly {count}", Zh: "{client}，恰好 {count}" }
    /// An expectation, its parts.
    expects_rules(rules) { En: "by {rules}", Zh: "依据 {rules}" }
    /// An expectation, its parts.
    expects_not_rules(rules) { En: "not by {rules}", Zh: "不依据 {rules}" }
    /// An expectation, its parts.
    expects_served_by(server) { En: "at {server}", Zh: "在 {server}" }
    /// It held.
    held(expectation) { En: "held      {expectation}", Zh: "成立      {expectation}" }
    /// It did not hold.
    not_held(expectation, misses) { En: "not held  {expectation}: {misses}", Zh: "不成立    {expectation}：{misses}" }
    /// It cannot be told.
    open(expectation, misses) { En: "open      {expectation}: {misses}", Zh: "未定      {expectation}：{misses}" }

    /// Miss: no such attempt.
    miss_no_attempt() { En: "there was no such attempt", Zh: "没有这次登录" }
    /// Miss: not yet.
    miss_not_yet() { En: "the run was cut off before it could be told", Zh: "在能够判断之前运行已被截断" }
    /// Miss: another outcome.
    miss_outcome(attempt, outcome) { En: "{attempt} ended {outcome}", Zh: "{attempt}的结果是 {outcome}" }
    /// Miss: another count.
    miss_count(found) { En: "it was {found}", Zh: "实际为 {found}" }
    /// Miss: another count so far.
    miss_count_so_far(found) { En: "it was {found} when the run was cut off", Zh: "运行被截断时为 {found}" }
    /// Miss: a rule kept silent.
    miss_silent(rule) { En: "{rule} decided nothing", Zh: "{rule} 没有决定任何事" }
    /// Miss: a rule spoke.
    miss_spoke(attempt, rule) { En: "{rule} decided in {attempt}", Zh: "{rule} 在{attempt}中起了决定作用" }
    /// Miss: another server.
    miss_served_by(attempt, server) { En: "{attempt} came last to {server}", Zh: "{attempt}最后到达 {server}" }
    /// Miss: no server.
    miss_served_by_nobody(attempt) { En: "{attempt} came to no server", Zh: "{attempt}没有到达任何服务器" }
    /// More misses.
    misses_more(count) { En: "and {count} more", Zh: "另外 {count} 项" }

    /// The run was cut off at its time.
    cut_off_horizon(at, pending) {
        En: "Inconclusive: the run ended at {at}, its last moment (until), with this still to do: {pending}.", Zh: "无法定论：运行在最后时刻 {at}（until）结束，尚有未完成：{pending}。"
    }
    /// The run was cut off at its limit.
    cut_off_limit(limit, pending) {
        En: "Inconclusive: the run ended after {limit} events, its limit (event_limit), with this still to do: \
             {pending}.", Zh: "无法定论：运行在 {limit} 个事件的上限（event_limit）处结束，尚有未完成：{pending}。"
    }
    /// The run was cut off at its time, and failed anyway.
    cut_off_horizon_failed(at, pending) {
        En: "The run ended at {at}, its last moment (until), with this still to do: {pending}.", Zh: "运行在最后时刻 {at}（until）结束，尚有未完成：{pending}。"
    }
    /// The run was cut off at its limit, and failed anyway.
    cut_off_limit_failed(limit, pending) {
        En: "The run ended after {limit} events, its limit (event_limit), with this still to do: {pending}.", Zh: "运行在 {limit} 个事件的上限（event_limit）处结束，尚有未完成：{pending}。"
    }
    /// Still to do: an attempt.
    pending_attempt(client, number) { En: "{client}, attempt {number}", Zh: "{client} 的第 {number} 次登录" }
    /// Still to do: a client.
    pending_client(client) { En: "{client} would have come again", Zh: "{client} 还会再来" }
    /// Still to do: a change.
    pending_change(at) { En: "the change at {at}", Zh: "{at} 的更改" }
    /// Still to do: more.
    pending_more(count) { En: "{count} more", Zh: "另外 {count} 项" }

    /// The footer.
    footer(clients, attempts, logged_on, held, records, digest) {
        En: "{clients} · {attempts} · {logged_on} logged on · {held} · {records} · digest {digest}", Zh: "{clients} · {attempts} · {logged_on} 次登录成功 · {held} · {records} · 摘要 {digest}"
    }
    /// The footer's expectations.
    footer_held(held, of) { En: "{held} of {of} expectations held", Zh: "{of} 个期望中 {held} 个成立" }
    /// The footer where nothing is expected.
    footer_nothing_expected() { En: "nothing expected", Zh: "没有期望" }
    /// Assumed, by a switch.
    assumed(switch) { En: "assumed: {switch}", Zh: "假定：{switch}" }
    /// Assumed, without a switch.
    assumed_no_switch() { En: "assumed", Zh: "假定" }
}
