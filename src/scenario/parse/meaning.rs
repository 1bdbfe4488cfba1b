//! What does a field mean that must be written, in one line?
//!
//! English is the first sentence of the reference. Chinese stands here, for the fields that can be missed; a test
//! walks the language and fails where one has none.

use crate::lang::Text;
use crate::scenario::language::Field;

/// What a field of `owner` means; nothing where it may be left out.
pub(super) fn meaning(owner: &str, field: &Field) -> Option<Text> {
    in_chinese(owner, field.name).map(|it| Text::new(first_sentence(field.doc), it.to_owned()))
}

/// The first sentence of a description, as one line.
fn first_sentence(doc: &str) -> String {
    let line = doc.split_whitespace().collect::<Vec<_>>().join(" ");
    let end = line.find(". ").map_or(line.len(), |it| it + 1);
    let sentence = line[..end].trim_end_matches('.');
    let mut letters = sentence.chars();
    letters.next().map_or(String::new(), |it| it.to_lowercase().collect::<String>() + letters.as_str())
}

fn in_chinese(owner: &str, field: &str) -> Option<&'static str> {
    Some(match (owner, field) {
        ("Scenario", "schema") => "此语言的版本",
        ("Accepted", "finding") => "发现的代码，例如 `\"F001\"`（见 findings.md）",
        ("Accepted", "reason") => "为什么是有意如此",
        ("Site", "name") => "站点的名称",
        ("Link", "between") => "两个站点；有 `one_way` 时为从第一个到第二个",
        ("Server", "name") => "NetBIOS 名称，例如 `EX10`",
        ("Server", "version") => "版本",
        ("LoadBalancer", "name") => "DNS 名称，例如 `mail.contoso.com`",
        ("LoadBalancer", "pool") => "所转发到的服务器",
        ("DnsName" | "Database" | "Client", "name") => "名称",
        ("DnsName", "points_to") => "所指向的内容：服务器或负载均衡器的名称，或 IPv4 地址",
        ("Database", "on") => "持有副本的服务器；只有一台服务器即没有副本",
        ("Mailbox", "name") => "名称，也是登录名",
        ("Mailbox", "database") => "邮箱所在的数据库",
        ("Client", "user") => "登录所用的邮箱（或帐户）",
        ("Client", "connect") => {
            "客户端中设置的连接目标：`host:port:SSL`、`host:port:TLS`（登录前 STARTTLS 或 STLS）或 `host:port`（不加密）"
        }
        ("ProbeFolders", "missing") => "数量",
        ("SendCommand", "bytes") => "命令的长度，以字节计",
        ("Stay", "wait") => "时间长度",
        ("Retry", "after") => "间隔",
        ("Retry", "times") => "最多重试几次，从最先失败的登录数起",
        ("Expect", "client") => "客户端",
        ("Expect", "outcome") => "登录如何结束",
        ("Change", "at") => "何时",
        ("Change", "action") => "做什么",
        ("SetImapSettings" | "SetPopSettings", "settings") => "要更改的设置",
        ("ImportCertificate", "certificate") => "证书",
        ("EnableCertificate" | "RemoveCertificate", "certificate") => "证书，用其 `name` 指定",
        ("EnableCertificate", "services") => "服务",
        ("SetTls", "tls") => "此后所支持的 TLS",
        ("SetServerComponentState", "requester") => "由谁请求",
        ("SetServerComponentState", "state") => "就此请求者而言，从此刻起的状态",
        ("SetClientAccessServer", "IsOutOfService") => "从此刻起是否停止服务",
        ("SetCASMailbox" | "MoveMailbox" | "AddMailboxPermission", "mailbox") => "邮箱",
        ("AddMailboxPermission", "user") => "从此刻起可以打开该邮箱的用户",
        ("SetPrimarySmtpAddress", "user") => "邮箱，或没有邮箱的帐户",
        ("SetPrimarySmtpAddress", "PrimarySmtpAddress") => "从此刻起的主 SMTP 地址；为空即没有",
        ("InstallUpdate", "mends") => "所修复的缺陷",
        ("SetStoreSessions", "store_sessions_per_user") => "从此刻起一个用户可以有多少个会话对象",
        ("SetClient", "client") => "客户端",
        ("AddDnsRecord", "name") => "名称",
        ("AddDnsRecord", "points_to") => "从此刻起还指向的内容",
        ("SetPorts", "ports") => "从此刻起所转发的端口",
        ("MoveMailbox", "database") => "从此刻起邮箱所在的数据库",
        ("FailOver", "database") => "数据库",
        ("FailOver", "to") => "其副本将成为活动副本的服务器",
        ("SetDns", "name") => "名称：`dns` 中的名称，或负载均衡器、服务器的名称",
        ("SetDns", "points_to") => "从此刻起所指向的内容；为空则删除该名称",
        ("SetPool" | "SetPorts", "load_balancer") => "负载均衡器",
        ("SetPool", "pool") => "从此刻起的服务器",
        ("CutLink" | "MendLink", "between") => "两个站点",
        ("Certificate", "subject_names") => "使用者名称，可以是 `*.contoso.com`",
        ("ComponentState", "requester") => "由谁请求",
        ("ComponentState", "state") => "状态",
        (_, "server") => "服务器",
        (_, "service") => "服务",
        (_, "component") => "组件",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::{Lang, has_chinese};
    use crate::scenario::Scenario;
    use crate::scenario::language::{Describe, Kind};

    /// Visits every list of fields of the language, with its owner.
    fn visit(kind: &'static Kind, depth: usize, see: &mut dyn FnMut(&'static str, &'static [Field])) {
        // The language is no deeper; the bound only keeps a type that holds itself from going on for ever.
        if depth > 12 {
            return;
        }
        let mut fields = |owner, fields: &'static [Field]| {
            see(owner, fields);
            for it in fields {
                visit(it.kind, depth + 1, see);
            }
        };
        match kind {
            Kind::Struct(it) => fields(it.name, it.fields),
            Kind::Enum(it) => {
                for it in it.variants {
                    fields(it.name, it.fields);
                }
            }
            Kind::List(inner) | Kind::Pair(inner) => visit(inner, depth + 1, see),
            Kind::Leaf(_) => {}
        }
    }

    #[test]
    fn every_field_that_can_be_missed_is_explained_in_both_languages() {
        let (mut count, mut wrong) = (0, Vec::new());
        visit(Scenario::KIND, 0, &mut |owner, fields| {
            for it in fields.iter().filter(|it| it.default.is_none()) {
                count += 1;
                let said = meaning(owner, it);
                if !said.is_some_and(|it| has_chinese(it.of(Lang::Zh)) && !it.of(Lang::En).is_empty()) {
                    wrong.push(format!("{owner}.{}", it.name));
                }
            }
        });
        assert!(count > 50, "the test has stopped seeing fields: {count}");
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}
