//! What do the comments of a starting file say in Chinese?
//!
//! Line by line, so that the scenario itself stands in one file for both languages. Lines with a cmdlet stay as they
//! are. A test fails where a line has no Chinese, or where one is no longer needed.

/// The lines of comments and the titles.
const LINES: &[(&str, &str)] = &[
    ("2013 in front, mailboxes still on 2007.", "2013 在前端，邮箱仍在 2007 上。"),
    ("2013 in front, mailboxes still on 2010.", "2013 在前端，邮箱仍在 2010 上。"),
    ("2013 in front of 2010 and 2007.", "2013 在 2010 和 2007 之前。"),
    (
        "A load balancer in front of two 2013 servers, mailboxes on 2010 and 2013.",
        "负载均衡器在两台 2013 服务器之前，邮箱在 2010 和 2013 上。",
    ),
    (
        "Two sites with a slow link between them: 2013 in one, 2010 in both.",
        "两个站点之间是慢速链路：一个站点有 2013，两个站点都有 2010。",
    ),
    (
        "Written by `coexist new`. Replace the names by yours. Lines that begin with // are comments; what may be left out",
        "由 `coexist new` 写出。请换成您自己的名称。以 // 开头的行是注释；可以省略的内容",
    ),
    (
        "has a default, and the reference (docs/scenario.md) tells which. `coexist check` finds what is wrong,",
        "都有默认值，参考（docs/scenario.md）中有说明。`coexist check` 找出错误，",
    ),
    (
        "`coexist run` shows what happens, `coexist explain` tells why a log-on failed and what to type.",
        "`coexist run` 显示发生了什么，`coexist explain` 说明登录为什么失败、该输入什么命令。",
    ),
    ("Shown above every report.", "显示在每份报告的上方。"),
    (
        "The DNS domain: a server called EX13 is ex13.contoso.com unless `fqdn` says otherwise.",
        "DNS 域：名为 EX13 的服务器即 ex13.contoso.com，除非 `fqdn` 另有规定。",
    ),
    (
        "The new server. Roles: both by default. Services are stopped after Setup; list those that you have started:",
        "新服务器。角色：默认两种都有。安装后服务是停止的；请列出您已启动的服务：",
    ),
    ("The old server. What other servers use to reach it:", "旧服务器。其他服务器用以下设置连接它："),
    (
        "The oldest server. 2007 has no InternalConnectionSettings: it is reached by its FQDN and its bindings:",
        "最旧的服务器。2007 没有 InternalConnectionSettings：通过其 FQDN 和绑定连接它：",
    ),
    (
        "The server of the other site. Targets are looked for in the site of the mailbox (assumed: discovery_site).",
        "另一站点的服务器。目标在邮箱所在的站点中查找（假定：discovery_site）。",
    ),
    (
        "Where the name of your users leads: Resolve-DnsName mail.contoso.com",
        "用户所用的名称指向何处：Resolve-DnsName mail.contoso.com",
    ),
    (
        "The shared name. `check` is what the balancer looks at: None, TcpConnect or Banner. A TCP check does not see a",
        "共享名称。`check` 是负载均衡器所检查的内容：None、TcpConnect 或 Banner。TCP 检查发现不了",
    ),
    ("service that hangs, nor an inactive component.", "挂起的服务，也发现不了未激活的组件。"),
    (
        "Get-MailboxDatabase | ft Name, Server. The first of `on` has the active copy.",
        "Get-MailboxDatabase | ft Name, Server。`on` 中的第一台持有活动副本。",
    ),
    (
        "One of each kind is enough: somebody who was moved, and somebody who was not.",
        "每一类有一个就够：一个已迁移的用户，一个未迁移的用户。",
    ),
    ("One of each kind is enough.", "每一类有一个就够。"),
    (
        "Get-ADSite; with several sites every server and client says in which it is.",
        "Get-ADSite；有多个站点时，每台服务器和每个客户端都要写明所在的站点。",
    ),
    ("One way; loss and jitter may be given, too.", "单程延迟；也可以给出丢包率和抖动。"),
    (
        "The mail programs: protocol (Imap4 by default), and where they connect: HostName:Port:SSL, HostName:Port:TLS",
        "邮件程序：协议（默认 Imap4），以及连接到何处：HostName:Port:SSL、HostName:Port:TLS",
    ),
    ("(STARTTLS) or HostName:Port (plaintext).", "（STARTTLS）或 HostName:Port（明文）。"),
    (
        "What must come out. It makes the file a test: coexist test runs it.",
        "应当得到的结果。它使文件成为测试：由 coexist test 运行。",
    ),
];

/// The titles.
const TITLES: &[(&str, &str)] = &[
    ("From 2007 to 2013", "从 2007 到 2013"),
    ("From 2010 to 2013", "从 2010 到 2013"),
    ("Three versions side by side", "三个版本并存"),
    ("A load balancer in front", "前面有负载均衡器"),
    ("Two sites", "两个站点"),
];

/// A starting file with its comments and its title in Chinese.
pub(super) fn in_chinese(text: &str) -> String {
    text.lines().fold(String::new(), |all, line| all + &one(line) + "\n")
}

fn one(line: &str) -> String {
    let code = line.trim_start();
    let indent = &line[..line.len() - code.len()];
    if let Some(said) = code.strip_prefix("// ")
        && let Some((_, chinese)) = LINES.iter().find(|it| it.0 == said)
    {
        return format!("{indent}// {chinese}");
    }
    if code.starts_with("title:")
        && let Some((english, chinese)) = TITLES.iter().find(|it| code.contains(&format!("\"{}\"", it.0)))
    {
        return line.replace(english, chinese);
    }
    line.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::new::SITUATIONS;
    use crate::scenario::parse::parse;

    #[test]
    fn every_comment_has_its_chinese_and_the_scenario_stays() {
        let mut used = Vec::new();
        for it in &SITUATIONS {
            for line in it.text.lines().map(str::trim_start) {
                let Some(said) = line.strip_prefix("//") else { continue };
                let is_cmdlet =
                    said.is_empty() || said.starts_with("   ") || said.starts_with(" Get-MailboxDatabase | ft");
                let known = LINES.iter().any(|it| said.strip_prefix(' ') == Some(it.0));
                assert!(is_cmdlet || known, "{}: no Chinese for {said:?}", it.name);
                used.push(said.trim_start());
            }
            let (english, chinese) =
                (parse(it.text).expect("it is sound"), parse(&in_chinese(it.text)).expect("it is sound"));
            assert_ne!(english.title, chinese.title, "{}", it.name);
            assert_eq!((english.servers, english.expect), (chinese.servers, chinese.expect), "{}", it.name);
        }
        let left: Vec<_> = LINES.iter().filter(|it| !used.contains(&it.0)).collect();
        assert!(left.is_empty(), "no longer needed: {left:?}");
    }
}
