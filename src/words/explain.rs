//! How is a failure explained: what failed first, what it means, when it was certain, who fared otherwise?

use super::sentences;

sentences! {
    /// Nothing failed.
    nothing_failed(attempts) {
        En: "Nothing to explain: {attempts}, and every one logged on.",
        Zh: "没有需要解释的失败：{attempts}，全部登录成功。",
    }
    /// Nothing failed for this client.
    client_did_not_fail(client, attempts) {
        En: "Nothing to explain: {client} logged on every time ({attempts}).",
        Zh: "没有需要解释的失败：{client} 每次都登录成功（{attempts}）。",
    }
    /// The client never connects.
    never_connects(client) {
        En: "{client} never began an attempt in this run, so there is nothing to explain. Look at `at`, `every` and \
             `until` of the client, and at `until` of the scenario.",
        Zh: "{client} 在本次运行中从未开始登录，因此没有可解释的内容。请检查该客户端的 `at`、`every`、`until` 以及场景的 `until`。",
    }
    /// No client at all.
    nobody_connects() {
        En: "The scenario has no client that connects, so there is nothing to explain. Add one to `clients`.",
        Zh: "该场景中没有任何客户端连接，因此没有可解释的内容。请在 `clients` 中添加一个。",
    }
    /// No such attempt.
    no_such_attempt(client, number, count) {
        En: "{client} has no attempt {number}: it began {count}.",
        Zh: "{client} 没有第 {number} 次登录：它一共开始了 {count}。",
    }
    /// The attempt is still running.
    still_running(client, number) {
        En: "{client}, attempt {number}, was still running when the run was cut off. What had gone wrong until then:",
        Zh: "运行被截断时，{client} 的第 {number} 次登录仍在进行。到那时为止出现的问题：",
    }
    /// The run is inconclusive.
    inconclusive() {
        En: "The run was cut off before everything had happened (inconclusive); this explains what had failed by then.",
        Zh: "运行在全部事件发生之前被截断（无法定论）；以下解释的是截断之前的失败。",
    }
    /// The attempt logged on.
    this_logged_on(client, number) {
        En: "{client}, attempt {number}, logged on; there is nothing to explain.",
        Zh: "{client} 的第 {number} 次登录成功，没有需要解释的内容。",
    }
    /// More attempts failed alike.
    alike(attempts) { En: "The same holds for {attempts}.", Zh: "{attempts}的失败原因相同。" }
    /// More failures.
    more_failures(count) {
        En: "…  {count} more failures of other kinds (--client NAME and --attempt N explain one, --all explains all)",
        Zh: "……  还有 {count} 类其他失败（用 --client NAME 和 --attempt N 解释其中之一，用 --all 解释全部）",
    }

    /// Heading: the first failing step.
    heading_first() { En: "The first failing step", Zh: "最先失败的一步" }
    /// Heading: what came then.
    heading_then() { En: "And then", Zh: "随后" }
    /// Heading: connections.
    heading_legs() { En: "The connections of this attempt", Zh: "本次登录的各段连接" }
    /// Heading: contrast.
    heading_contrast() { En: "Who fared otherwise", Zh: "与成功者的对比" }
    /// Heading: pivot.
    heading_pivot() { En: "From when it was certain", Zh: "从何时起失败已成定局" }
    /// Heading: other causes.
    heading_others() {
        En: "What else looks like this to the user, and what tells it apart",
        Zh: "用户看到同样现象的其他可能原因，以及如何区分",
    }
    /// Heading: evidence on the real servers.
    heading_look() { En: "Where the real servers show it", Zh: "在真实服务器上何处可见" }
    /// An event.
    look_event(event, server) { En: "Event log of {server}: event {event}.", Zh: "{server} 的事件日志：事件 {event}。" }
    /// No event.
    look_no_event() {
        En: "Event log: nothing is written about this.",
        Zh: "事件日志：没有任何相关记录。",
    }
    /// The protocol log, switched on.
    look_log(server, kind) {
        En: "Protocol log of {server} ({kind}): there the failed leg and its target stand. coexist run --log {server} shows \
             the lines.",
        Zh: "{server} 的协议日志（{kind}）：其中有失败的代理连接及其目标。coexist run --log {server} 可显示这些行。",
    }
    /// The protocol log, switched off.
    look_log_off(server, command) {
        En: "Protocol log of {server}: it is off; switch it on and restart the service: {command}",
        Zh: "{server} 的协议日志：当前已关闭；请启用并重启服务：{command}",
    }
    /// Nothing of it reaches a server's log.
    look_client_only() {
        En: "No service got far enough to log anything: look at the mail program and the network.",
        Zh: "没有任何服务执行到可以记录日志的程度：请检查邮件程序和网络。",
    }
    /// A code in what the client hears.
    look_code(code, meaning) { En: "The number {code} in the reply: {meaning}.", Zh: "应答中的数字 {code}：{meaning}。" }
    /// 11.
    code_11() { En: "an argument that was not accepted", Zh: "参数不被接受" }
    /// 12.
    code_12() { En: "a command that is not known, or too long", Zh: "命令未知或过长" }
    /// 13.
    code_13() { En: "a time ran out: before the log-on or in a silent session", Zh: "超时：登录之前或会话空闲" }
    /// 14.
    code_14() { En: "ten failed commands in one session", Zh: "一个会话中有十条命令失败" }
    /// 15 and 21.
    code_15() {
        En: "the mailbox cannot be opened now, for example because the store has too many sessions of this user",
        Zh: "现在无法打开邮箱，例如该用户在存储中的会话过多",
    }

    /// Heading: remedies.
    heading_remedies(candidates, runs) {
        En: "What helps ({candidates} looked into, {runs})",
        Zh: "有效的修复（共考察 {candidates}，{runs}）",
    }
    /// Nothing was found that went wrong.
    no_finding() {
        En: "No single step of this attempt can be named: see the trace (coexist run).",
        Zh: "无法指出本次登录中的某一步：请查看跟踪（coexist run）。",
    }
    /// A record as evidence.
    record(number, at, actor, text) {
        En: "record {number}  {at}  {actor}  {text}",
        Zh: "记录 {number}  {at}  {actor}  {text}",
    }
    /// More records.
    more_records(count) { En: "…  and {count} more records like this", Zh: "……  另有 {count} 条同样的记录" }
    /// Since a change.
    since(at, text, number) {
        En: "It is so since {at}: somebody {text} (record {number}).",
        Zh: "自 {at} 起如此：管理员{text}（记录 {number}）。",
    }
    /// On which leg.
    on_own_connection() { En: "On the client's own connection", Zh: "在客户端自己的连接上" }
    /// On which leg.
    on_leg(by) { En: "On the leg that {by} opened", Zh: "在 {by} 发起的代理连接上" }

    /// A connection in the table.
    leg(opener, acceptor, endpoint, security) {
        En: "{opener} → {acceptor}   {endpoint} {security}",
        Zh: "{opener} → {acceptor}   {endpoint} {security}",
    }
    /// TLS of a connection.
    leg_secured(version, cipher, certificate) {
        En: "{version}, {cipher}, certificate {certificate}",
        Zh: "{version}，{cipher}，证书 {certificate}",
    }
    /// No TLS.
    leg_clear() { En: "no TLS", Zh: "无 TLS" }
    /// Nobody answered.
    leg_nobody() { En: "nobody", Zh: "无应答者" }
    /// Went well.
    leg_fine() { En: "in order", Zh: "正常" }
    /// More connections.
    legs_more(count) { En: "…  and {count} more like these", Zh: "……  另有 {count} 段同样的连接" }

    /// Contrast: another attempt logged on.
    contrast(other, number, at) {
        En: "{other}, attempt {number}, at {at}, logged on.",
        Zh: "{other} 的第 {number} 次登录（{at}）成功。",
    }
    /// Where they part.
    parts(here, a, there, b) {
        En: "They part at record {here}, where {a}; there (record {there}), {b}.",
        Zh: "两者在记录 {here} 处分开：此处 {a}；彼处（记录 {there}）{b}。",
    }
    /// Nobody logged on.
    no_contrast() { En: "Nobody logged on in this run.", Zh: "本次运行中没有任何人登录成功。" }

    /// Pivot: start.
    pivot_start(runs) {
        En: "It was certain from the start: nothing that was left open, and no change, could have turned it ({runs}).",
        Zh: "从一开始就已成定局：没有任何未定的选择或更改能够扭转它（{runs}）。",
    }
    /// Pivot: start, nothing open.
    pivot_nothing_open() {
        En: "It was certain from the start: no step of it was left to chance or to turns, and nothing was changed before.",
        Zh: "从一开始就已成定局：其中没有任何一步取决于随机或轮流，之前也没有任何更改。",
    }
    /// Pivot: a bound was met.
    pivot_cut_off(runs) {
        En: "When it became certain was not found within the bound of re-runs ({runs}): not every earlier step and change was looked at.",
        Zh: "在重新运行的上限内（{runs}）未能确定从何时起已成定局：更早的步骤和更改没有全部考察。",
    }
    /// Pivot: step.
    pivot_step(number, at, actor, text, well, of) {
        En: "It was certain from record {number} on, at {at}, when {actor} {text}: of {of} re-runs that were free to go \
             another way from there, {well} logged on.",
        Zh: "从记录 {number}（{at}，{actor} {text}）起失败已成定局：从该处改走他路的 {of} 次重新运行中，有 {well} 次登录成功。",
    }
    /// Pivot: change.
    pivot_change(number, at, text, runs) {
        En: "It was certain from record {number} on, at {at}, when somebody {text}: without that change the attempt logs \
             on ({runs}).",
        Zh: "从记录 {number}（{at}，管理员{text}）起失败已成定局：没有这一更改，登录就会成功（{runs}）。",
    }

    /// A possible cause, and how to tell.
    possible(cause, test) { En: "{cause}: {test}", Zh: "{cause}：{test}" }
    /// It is the case here.
    is_the_case() { En: "this is the case here", Zh: "本例正是如此" }

    /// What is inconclusive about a question.
    only_this_scenario() {
        En: "What the user sees does not tell these apart; the scenario does.",
        Zh: "用户看到的现象无法区分这些原因；场景可以。",
    }
    /// What `explain` says at its end.
    see_trace(name) {
        En: "The whole trace: coexist run {name} --client {name}",
        Zh: "完整跟踪：coexist run {name} --client {name}",
    }
}

sentences! {
    /// Services are not checked.
    means_stopped(service, server) {
        En: "Nobody asks whether {service} on {server} runs before a log-on is sent there; both services are stopped \
             and manual until an admin starts them.",
        Zh: "在把登录转给 {server} 之前，没有任何环节检查 {service} 是否在运行；这两个服务默认停止且为手动启动。",
    }
    /// Hung.
    means_hung(service, server) {
        En: "{service} on {server} still accepts connections, so a TCP check passes; only a restart of the service helps.",
        Zh: "{server} 上的 {service} 仍接受连接，因此 TCP 检查会通过；只有重启该服务才有用。",
    }
    /// Off.
    means_off(server) {
        En: "{server} is switched off. It stays a candidate all the same, because its settings are read from the directory.",
        Zh: "{server} 已关机，但它仍是候选服务器，因为其设置是从目录中读取的。",
    }
    /// Elsewhere.
    means_elsewhere(server) {
        En: "InternalConnectionSettings is for other servers, not for clients: it must hold {server}'s own FQDN. A shared or \
             load-balanced name there sends the log-on to whoever stands behind that name. For clients there is \
             ExternalConnectionSettings.",
        Zh: "InternalConnectionSettings 供其他服务器使用，而不是供客户端使用：其中必须是 {server} 自己的 FQDN。填写共享名称或负载均衡名称会把登录送到该名称背后的任何服务器。供客户端使用的是 ExternalConnectionSettings。",
    }
    /// Name unknown.
    means_name_unknown(name) {
        En: "The resolver of the host that connects answers, not the client's: look {name} up from there.",
        Zh: "由发起连接的主机所用的 DNS 解析，而不是客户端的 DNS：请在该主机上解析 {name}。",
    }
    /// Nobody.
    means_nobody(name) {
        En: "{name} leads to an address that no server and no load balancer has.",
        Zh: "{name} 指向的地址不属于任何服务器或负载均衡器。",
    }
    /// Lost.
    means_lost() {
        En: "The packets do not arrive: it is the network or a firewall between the sites, not Exchange.",
        Zh: "数据包没有到达：问题在网络或站点之间的防火墙，而不在 Exchange。",
    }
    /// Nothing listens.
    means_nothing_listens(port) {
        En: "No service is bound to port {port}: a binding is missing, or the service is not installed there.",
        Zh: "没有服务绑定到端口 {port}：缺少绑定，或者该处没有安装此服务。",
    }
    /// Not forwarded.
    means_not_forwarded(port) {
        En: "The load balancer does not forward port {port}.",
        Zh: "负载均衡器没有转发端口 {port}。",
    }
    /// No member.
    means_no_member() {
        En: "The load balancer's check has taken out every member of its pool for this port.",
        Zh: "负载均衡器的运行状况检查已将该端口的所有池成员移出。",
    }
    /// Component.
    means_component(component) {
        En: "{component} is active only if no requester holds it inactive; whoever set it must release it. TCP connects, no \
             greeting comes, and the event log is silent: Get-ServerComponentState shows it.",
        Zh: "只有在没有任何请求者将 {component} 设为 Inactive 时它才处于活动状态；必须由设置它的请求者释放。TCP 能连接，但没有问候语，事件日志也没有记录：请用 Get-ServerComponentState 查看。",
    }
    /// Cut.
    means_cut() {
        En: "Stopping or restarting a service, and a fail-over of the database, end the sessions that are open.",
        Zh: "停止或重启服务、数据库故障转移都会结束已打开的会话。",
    }
    /// No certificate.
    means_no_certificate(server) {
        En: "Without a usable certificate {server} offers neither SSL nor STARTTLS. X509CertificateName must name an \
             installed certificate that is enabled for the service. On 2013 this breaks even plaintext clients: the \
             front end speaks TLS with the back end.",
        Zh: "没有可用证书时，{server} 既不提供 SSL 也不提供 STARTTLS。X509CertificateName 必须与已安装并为该服务启用的证书相符。在 2013 上这甚至会影响明文客户端：前端与后端之间使用 TLS。",
    }
    /// Disagree.
    means_disagree() {
        En: "The handshake fails whatever EnforceCertificateErrors says: the two sides share no TLS version or no cipher.",
        Zh: "无论 EnforceCertificateErrors 如何设置，握手都会失败：双方没有共同的 TLS 版本或密码套件。",
    }
    /// Clear text meets SSL.
    means_clear_meets_tls() {
        En: "Port and connection type do not go together: 993 and 995 speak TLS from the first byte, 143 and 110 begin in \
             clear text and take STARTTLS (STLS).",
        Zh: "端口与连接类型不匹配：993 和 995 从第一个字节起就是 TLS，143 和 110 以明文开始并支持 STARTTLS（STLS）。",
    }
    /// Certificate rejected by a server.
    means_enforced() {
        En: "EnforceCertificateErrors is set, so the name, the validity and the issuer of the target's certificate count. \
             With its default, false, they are ignored.",
        Zh: "已设置 EnforceCertificateErrors，因此会检查目标证书的名称、有效期和颁发者。默认值 false 时这些都会被忽略。",
    }
    /// Certificate rejected by a client.
    means_client_rejects() {
        En: "It is the mail program that refuses the certificate; the server does not notice why the client went away.",
        Zh: "拒绝证书的是邮件程序；服务器并不知道客户端离开的原因。",
    }
    /// Limit from one address.
    means_source_limit(server) {
        En: "All connections that a front end proxies come from one address, so {server} sees many connections of one host. \
             The limit lives in the settings of {server}, and changing it takes a restart of its service.",
        Zh: "一台前端代理的所有连接都来自同一个地址，因此 {server} 看到的是来自一台主机的大量连接。该限制位于 {server} 的设置中，更改后需要重启其服务。",
    }
    /// Limit.
    means_limit(server) {
        En: "The limit lives in the settings of {server}; changing it takes a restart of its service.",
        Zh: "该限制位于 {server} 的设置中；更改后需要重启其服务。",
    }
    /// User limit.
    means_user_limit(server) {
        En: "MaxConnectionsPerUser counts the authenticated connections of one user on {server}; on 2013 both front end \
             and back end count. Changing it takes a restart of both services.",
        Zh: "MaxConnectionsPerUser 统计同一用户在 {server} 上已通过身份验证的连接数；在 2013 上前端和后端都会计数。更改后需要重启这两个服务。",
    }
    /// Store sessions.
    means_store_sessions(server) {
        En: "The limit is that of the store on {server} (event 9646 there), not a POP or IMAP setting, which does not raise it.",
        Zh: "这是 {server} 上存储的限制（该处记录事件 9646），不是 POP 或 IMAP 设置，调整后者无效。",
    }
    /// LoginType.
    means_login_type(server) {
        En: "LoginType of {server}: SecureLogin (the default) takes a log-on only over SSL or after STARTTLS, \
             PlainTextAuthentication takes LOGIN only there but NTLM and GSSAPI anywhere, PlainTextLogin takes anything anywhere.",
        Zh: "{server} 的 LoginType：SecureLogin（默认）只接受 SSL 或 STARTTLS 之后的登录；PlainTextAuthentication 在明文连接上不接受 LOGIN，但接受 NTLM 和 GSSAPI；PlainTextLogin 在任何连接上都接受。",
    }
    /// Mechanism off.
    means_mechanism_off(server) {
        En: "EnableGSSAPIAndNTLMAuth is false on {server}: only LOGIN (USER, PASS) and PLAIN are taken there.",
        Zh: "{server} 上的 EnableGSSAPIAndNTLMAuth 为 false：该处只接受 LOGIN（USER、PASS）和 PLAIN。",
    }
    /// No password.
    means_no_password() {
        En: "To 2007 and 2010 name and password are replayed, and NTLM and GSSAPI leave no password to replay. A client that \
             takes the strongest mechanism which is listed chooses one of these: take it off the list, or use LOGIN or PLAIN.",
        Zh: "代理到 2007 和 2010 时会重放用户名和密码，而 NTLM 和 GSSAPI 不会留下可重放的密码。选择所列最强机制的客户端会选中其中之一：请从列表中去掉它们，或使用 LOGIN 或 PLAIN。",
    }
    /// Protocol disabled.
    means_disabled() {
        En: "PopEnabled and ImapEnabled belong to the mailbox (Get-CASMailbox); the password is right, and the client is \
             told so only over IMAP4.",
        Zh: "PopEnabled 和 ImapEnabled 属于邮箱（Get-CASMailbox）；密码是正确的，只有 IMAP4 会告诉客户端这一点。",
    }
    /// Wrong password.
    means_password() {
        En: "The front end refuses before it looks for the mailbox: nothing behind it is asked.",
        Zh: "前端在查找邮箱之前就已拒绝：其后的服务器都没有被询问。",
    }
    /// Log-on name.
    means_name() {
        En: "The log-on name has the forms domain\\user, user@domain, user, and for another mailbox domain\\user\\alias; what \
             stands there is nobody's.",
        Zh: "登录名的形式有 domain\\user、user@domain、user，打开其他邮箱时为 domain\\user\\alias；此处的登录名不属于任何人。",
    }
    /// Alias.
    means_alias() {
        En: "A defect of builds before CU21: NTLM fails where alias and sAMAccountName differ; PLAIN works.",
        Zh: "CU21 之前版本的缺陷：别名与 sAMAccountName 不同时 NTLM 会失败；PLAIN 可以使用。",
    }
    /// Quotes.
    means_quotes() {
        En: "A defect (KB 932605): the password is replayed without quotation marks, so one with * or % fails only when proxied.",
        Zh: "一个缺陷（KB 932605）：重放密码时没有加引号，因此含有 * 或 % 的密码只有在被代理时才失败。",
    }
    /// Rights.
    means_rights() {
        En: "Authentication and mailbox are two questions: the password is right, the right to the mailbox is missing.",
        Zh: "身份验证和邮箱是两个问题：密码正确，但缺少对该邮箱的权限。",
    }
    /// SMTP address.
    means_smtp() {
        En: "The account has no primary SMTP address (log: NoPrimarySmtpAddress); OWA and EWS do not need one.",
        Zh: "该帐户没有主 SMTP 地址（日志：NoPrimarySmtpAddress）；OWA 和 EWS 不需要它。",
    }
    /// No candidate.
    means_no_candidate() {
        En: "Only Client Access servers of the mailbox's version in the site where the front end looks are candidates. No \
             setting helps where there is none: install the role, or move the mailbox.",
        Zh: "只有前端查找的站点中与邮箱版本相同的客户端访问服务器才是候选。如果一台都没有，任何设置都无济于事：请安装该角色，或移动邮箱。",
    }
    /// No endpoint.
    means_no_endpoint() {
        En: "Candidates are there, but none says how it can be reached: InternalConnectionSettings (2010) or the bindings \
             (2007) are empty.",
        Zh: "有候选服务器，但都没有说明如何连接：InternalConnectionSettings（2010）或绑定（2007）为空。",
    }
    /// Version matrix.
    means_matrix() {
        En: "Which server may serve which mailbox is fixed: 2013 serves or proxies all three, 2010 its own, 2007 its own in \
             its own site. There is no redirection for POP3 and IMAP4; clients must be given another name.",
        Zh: "哪台服务器能为哪个邮箱服务是固定的：2013 可服务或代理全部三个版本，2010 只服务本版本，2007 只服务本版本且在本站点内。POP3 和 IMAP4 没有重定向；必须给客户端另一个名称。",
    }
    /// Store off.
    means_store_off() {
        En: "The server with the active copy of the database is off: nobody can open the mailbox.",
        Zh: "拥有数据库活动副本的服务器已关机：谁都无法打开该邮箱。",
    }
    /// Waited.
    means_waited() {
        En: "A time ran out before the log-on was answered. The clock of whoever waits runs through the whole chain.",
        Zh: "在登录得到答复之前时间已到。等待方的时钟贯穿整个链条。",
    }
    /// Reserved.
    means_reserved() {
        En: "Administrator, Guest and the like may not use POP3 and IMAP4 on 2013.",
        Zh: "在 2013 上，Administrator、Guest 等帐户不能使用 POP3 和 IMAP4。",
    }
    /// Too long.
    means_too_long(server) {
        En: "MaxCommandSize of {server} counts the whole line.",
        Zh: "{server} 的 MaxCommandSize 按整行计算。",
    }
    /// Too many errors.
    means_too_many_errors() {
        En: "After ten failed commands the server closes (14 in the log); the client must stop asking for what is not there.",
        Zh: "十条命令失败后服务器会关闭连接（日志中为 14）；客户端必须停止请求不存在的内容。",
    }
    /// Web.
    means_web() {
        En: "The web services are probed, and a server whose probe fails is left out; with none left the user gets 503.",
        Zh: "Web 服务会被探测，探测失败的服务器会被移出；一台不剩时用户得到 503。",
    }
    /// Ticket.
    means_ticket() {
        En: "The client takes GSSAPI because the server lists it, and has no Kerberos ticket for it.",
        Zh: "服务器列出了 GSSAPI，因此客户端选用了它，却没有相应的 Kerberos 票据。",
    }
    /// TLS inside TLS.
    means_tls_inside() {
        En: "The client is set to SSL and to STARTTLS at once; on 993 and 995 STARTTLS is out of place.",
        Zh: "客户端同时设置了 SSL 和 STARTTLS；在 993 和 995 上不应使用 STARTTLS。",
    }
}

sentences! {
    /// A wrong password.
    cause_password() { En: "a wrong password", Zh: "密码错误" }
    /// Test.
    test_password() {
        En: "the protocol log of the front end then has no line with a proxy target for the log-on; OWA fails as well",
        Zh: "此时前端的协议日志中该次登录没有代理目标的行；OWA 也会失败",
    }
    /// A stopped service on the target.
    cause_stopped() { En: "a stopped service on the target", Zh: "目标上的服务已停止" }
    /// Test.
    test_stopped() {
        En: "Get-Service MSExchangeIMAP4, MSExchangePOP3 on every candidate; telnet to the port is refused",
        Zh: "在每台候选服务器上运行 Get-Service MSExchangeIMAP4, MSExchangePOP3；telnet 到该端口会被拒绝",
    }
    /// A hung service.
    cause_hung() { En: "a hung service", Zh: "服务挂起" }
    /// Test.
    test_hung() {
        En: "telnet connects and stays blank, without end; a component closes the connection at once instead",
        Zh: "telnet 能连接但一直空白；而组件未激活时连接会立刻被关闭",
    }
    /// Shared name.
    cause_elsewhere() {
        En: "a shared name in InternalConnectionSettings",
        Zh: "InternalConnectionSettings 中是共享名称",
    }
    /// Test.
    test_elsewhere() {
        En: "Get-ImapSettings -Server NAME | fl InternalConnectionSettings: every value must name the server itself",
        Zh: "Get-ImapSettings -Server NAME | fl InternalConnectionSettings：每个值都必须是该服务器自己的名称",
    }
    /// No common TLS.
    cause_tls() { En: "no common TLS version", Zh: "没有共同的 TLS 版本" }
    /// Test.
    test_tls() {
        En: "Schannel events 36871, 36874, 36888 in the system log; plaintext legs work",
        Zh: "系统日志中的 Schannel 事件 36871、36874、36888；明文连接可用",
    }
    /// LoginType of the target.
    cause_login_type() { En: "the target's LoginType", Zh: "目标的 LoginType" }
    /// Test.
    test_login_type() {
        En: "only plaintext legs are refused; Get-ImapSettings | fl LoginType on the target",
        Zh: "只有明文连接被拒绝；在目标上运行 Get-ImapSettings | fl LoginType",
    }
    /// A limit.
    cause_limit() { En: "a limit that was met", Zh: "达到了某个限制" }
    /// Test.
    test_limit() {
        En: "UserConnectionLimitReached in the protocol log (2013), event 1009 (2007, 2010); works again later",
        Zh: "协议日志中的 UserConnectionLimitReached（2013）、事件 1009（2007、2010）；稍后又可用",
    }
    /// Not allowed.
    cause_disabled() { En: "the protocol is disabled for the mailbox", Zh: "该邮箱禁用了此协议" }
    /// Test.
    test_disabled() {
        En: "Get-CASMailbox USER | fl PopEnabled,ImapEnabled; other users are fine",
        Zh: "Get-CASMailbox USER | fl PopEnabled,ImapEnabled；其他用户正常",
    }
    /// NTLM.
    cause_mechanism() { En: "NTLM or GSSAPI, which cannot be proxied", Zh: "无法代理的 NTLM 或 GSSAPI" }
    /// Test.
    test_mechanism() {
        En: "the same user logs on with LOGIN or PLAIN",
        Zh: "同一用户用 LOGIN 或 PLAIN 可以登录",
    }
    /// Component.
    cause_component() { En: "an inactive component", Zh: "组件未激活" }
    /// Test.
    test_component() {
        En: "Get-ServerComponentState NAME; the connection is closed at once, the event log is silent",
        Zh: "Get-ServerComponentState NAME；连接立刻被关闭，事件日志没有记录",
    }
    /// Address limit.
    cause_address_limit() {
        En: "MaxConnections or MaxConnectionFromSingleIP",
        Zh: "MaxConnections 或 MaxConnectionFromSingleIP",
    }
    /// Test.
    test_address_limit() {
        En: "it works for the first clients and after some have left; Get-ImapSettings | fl Max*",
        Zh: "最先的客户端可用，有人退出后又可用；Get-ImapSettings | fl Max*",
    }
    /// No certificate.
    cause_certificate() { En: "no usable certificate", Zh: "没有可用的证书" }
    /// Test.
    test_certificate() {
        En: "Get-ExchangeCertificate -Server NAME | fl Services,CertificateDomains,NotAfter against X509CertificateName",
        Zh: "将 Get-ExchangeCertificate -Server NAME | fl Services,CertificateDomains,NotAfter 与 X509CertificateName 对照",
    }
    /// Own stopped service.
    cause_own_stopped() { En: "a stopped service", Zh: "服务已停止" }
    /// Test.
    test_own_stopped() {
        En: "Get-Service MSExchangeIMAP4, MSExchangePOP3 on the server, or on the members of the pool",
        Zh: "在该服务器或池的各成员上运行 Get-Service MSExchangeIMAP4, MSExchangePOP3",
    }
    /// No binding.
    cause_binding() { En: "a port without a binding", Zh: "端口没有绑定" }
    /// Test.
    test_binding() {
        En: "Get-ImapSettings | fl *Bindings; netstat -ano shows no listener although the service runs",
        Zh: "Get-ImapSettings | fl *Bindings；服务在运行但 netstat -ano 中没有侦听",
    }
    /// Balancer.
    cause_balancer() { En: "a load balancer without a living member", Zh: "负载均衡器没有可用成员" }
    /// Test.
    test_balancer() {
        En: "connect to each member by its own name",
        Zh: "用每个成员自己的名称直接连接",
    }
    /// Firewall.
    cause_network() { En: "a firewall or a broken link", Zh: "防火墙或断开的链路" }
    /// Test.
    test_network() {
        En: "Test-NetConnection NAME -Port 993 from the host that connects; nothing is refused, nothing answers",
        Zh: "从发起连接的主机运行 Test-NetConnection NAME -Port 993；既不拒绝也不应答",
    }
    /// Off.
    cause_off() { En: "a server that is switched off", Zh: "服务器已关机" }
    /// Test.
    test_off() { En: "it answers no ping either", Zh: "ping 也没有应答" }
    /// Own LoginType.
    cause_secure_login() { En: "LoginType SecureLogin and no encryption", Zh: "LoginType 为 SecureLogin 而连接未加密" }
    /// Test.
    test_secure_login() {
        En: "CAPABILITY lists LOGINDISABLED; the same log-on works over 993",
        Zh: "CAPABILITY 列出 LOGINDISABLED；同样的登录在 993 上可用",
    }
    /// TLS inside.
    cause_tls_inside() { En: "STARTTLS on a port that is encrypted already", Zh: "在已加密的端口上使用 STARTTLS" }
    /// Test.
    test_tls_inside() { En: "the client's settings: SSL and STARTTLS both on", Zh: "客户端设置：SSL 和 STARTTLS 同时启用" }
    /// A second error.
    cause_goes_on() { En: "a refused log-on after which the client went on", Zh: "登录被拒绝后客户端仍继续" }
    /// Test.
    test_goes_on() {
        En: "look at the first error of the session, not at the last",
        Zh: "请看会话中的第一个错误，而不是最后一个",
    }
}
