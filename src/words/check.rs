//! How is a misconfiguration said, what does it lead to, and what stands on its page?

use super::Lang;
pub(crate) use crate::catalogue::check::*;
use crate::check::Code;

/// What a kind of finding is called.
#[must_use]
pub const fn title(lang: Lang, code: Code) -> &'static str {
    match lang {
        Lang::En => match code {
            Code::F000 => "An accepted finding that is not there",
            Code::F001 => "A shared or foreign name in InternalConnectionSettings",
            Code::F002 => "An endpoint that nobody listens on",
            Code::F003 => "Mailboxes in a site where nobody serves the protocol",
            Code::F004 => "A front end without its back end",
            Code::F005 => "Plaintext is offered and LoginType refuses it",
            Code::F006 => "No usable certificate",
            Code::F007 => "A certificate that an enforcing front end will not accept",
            Code::F008 => "No common TLS version or cipher",
            Code::F009 => "More clients behind one address than the limit allows",
            Code::F010 => "A TTL too long for a planned move",
            Code::F011 => "An inactive component",
            Code::F012 => "The limit that will end a loop",
            Code::F013 => "A client is sent to a service that does not run",
            Code::F014 => "A name that leads to nobody",
            Code::F015 => "A dead pool member that the check does not see",
            Code::F016 => "A mechanism that leaves nothing to replay",
            Code::F017 => "The protocol is disabled for the mailbox",
            Code::F018 => "A client in plaintext meets SecureLogin",
            Code::F019 => "A changed setting without a restart",
            Code::F020 => "A service that hangs",
        },
        Lang::Zh => match code {
            Code::F000 => "接受了并不存在的发现",
            Code::F001 => "InternalConnectionSettings 中的共享名称或他人名称",
            Code::F002 => "无人侦听的端点",
            Code::F003 => "站点中有邮箱却无人提供该协议",
            Code::F004 => "前端没有后端",
            Code::F005 => "提供明文而 LoginType 拒绝明文",
            Code::F006 => "没有可用的证书",
            Code::F007 => "强制检查的前端不会接受的证书",
            Code::F008 => "没有共同的 TLS 版本或密码套件",
            Code::F009 => "同一地址后的客户端数超过限制",
            Code::F010 => "对计划中的迁移而言 TTL 过长",
            Code::F011 => "组件未激活",
            Code::F012 => "将结束循环的限制",
            Code::F013 => "客户端被指向未运行的服务",
            Code::F014 => "名称没有指向任何主机",
            Code::F015 => "检查看不出的失效池成员",
            Code::F016 => "没有可重放内容的身份验证机制",
            Code::F017 => "邮箱禁用了该协议",
            Code::F018 => "明文客户端遇到 SecureLogin",
            Code::F019 => "更改设置后没有重启",
            Code::F020 => "服务挂起",
        },
    }
}

/// Why a kind of finding matters.
#[must_use]
pub const fn matters(lang: Lang, code: Code) -> &'static str {
    match lang {
        Lang::En => match code {
            Code::F000 => "An acceptance that fits nothing hides a later finding that nobody has looked at.",
            Code::F001 => {
                "InternalConnectionSettings is read by other servers, and must hold the server's own FQDN. With a shared name the log-on lands on whoever stands behind it: on the 2013 front end itself, which proxies in a circle, or on another 2010 server, with or without a running service. The user sees a wrong password. A certificate for the shared name fits, so EnforceCertificateErrors does not catch it."
            }
            Code::F002 => {
                "The 2013 front end never asks whether the service of a target runs or a port is bound. The connection is refused and the log-on fails in the words for a wrong password, always or whenever this candidate is picked."
            }
            Code::F003 => {
                "Only Client Access servers of the mailbox's own version, in the site where the front end looks, are candidates. Without one that runs the service, no log-on for these mailboxes can succeed over 2013."
            }
            Code::F004 => {
                "On 2013 POP3 and IMAP4 are two services each. The front end takes the log-on and hands it to the back end of the server with the active copy; both must run, and both are stopped after Setup."
            }
            Code::F005 => {
                "A plaintext client is proxied in plaintext first. LoginType of the target applies to that leg and refuses it, and a refused log-on is taken as final (assumed: retry_after_login_refused)."
            }
            Code::F006 => {
                "Without a certificate that covers X509CertificateName and is enabled for the service, neither SSL nor STARTTLS is offered. On 2013 even plaintext clients fail, because front end and back end speak TLS with each other."
            }
            Code::F007 => {
                "EnforceCertificateErrors makes the name, validity and issuer of the target's certificate count. Any of them fails the leg."
            }
            Code::F008 => {
                "The TLS handshake fails whatever EnforceCertificateErrors says. Windows Server 2003 and 2008 speak TLS 1.0 and older unless changed; hardening the new servers cuts them off."
            }
            Code::F009 => {
                "Everything that one front end proxies comes from one address, and 2007 takes 20 connections from one address by default. The 21st is closed without a greeting."
            }
            Code::F010 => {
                "DNS answers are kept for their TTL, by clients and by servers. Lower the TTL at least one old TTL before the move; 5 minutes is usual."
            }
            Code::F011 => {
                "An inactive component lets TCP connect, sends no greeting and closes, before any TLS. The event log is silent. It is active only if no requester holds it."
            }
            Code::F012 => {
                "There is no loop guard (assumed: loop_guard). Each level is one more authenticated connection of the same user, so the loop also uses up what the user's other programs need."
            }
            Code::F013 => "The client's connection is refused at once, whatever stands behind.",
            Code::F014 => {
                "The resolver of the host that connects answers. A name that is not registered, or leads to an address that nobody has, fails every attempt over it; the second only after the time-out."
            }
            Code::F015 => {
                "POP3 and IMAP4 have no health page. A TCP check passes on a server whose component is inactive or whose service hangs, so a share of all connections is lost."
            }
            Code::F016 => {
                "To 2007 and 2010 name and password are replayed. NTLM and GSSAPI leave no password, so the log-on cannot be proxied; on 2013 mailboxes it works, which makes it look like a fault of the migration."
            }
            Code::F017 => {
                "PopEnabled and ImapEnabled belong to the mailbox. The password is right and the log-on fails all the same; over IMAP4 the client is told that it is authenticated but not connected."
            }
            Code::F018 => {
                "SecureLogin, the default, takes a log-on only over SSL or after STARTTLS; the client hears that the command is received in invalid state."
            }
            Code::F019 => {
                "A service reads its settings when it starts. Until then it goes on with the old ones; of InternalConnectionSettings, which others read, this does not hold."
            }
            Code::F020 => {
                "It accepts connections and never answers. A TCP check passes, and whoever waits does so until the time-out."
            }
        },
        Lang::Zh => match code {
            Code::F000 => "没有对应发现的接受条目会掩盖以后无人查看过的发现。",
            Code::F001 => {
                "InternalConnectionSettings 由其他服务器读取，其中必须是该服务器自己的 FQDN。若为共享名称，登录会落到该名称背后的任何服务器：2013 前端自身（于是循环代理），或另一台 2010 服务器（其服务可能并未运行）。用户看到的是密码错误。用于共享名称的证书是相符的，因此 EnforceCertificateErrors 发现不了这个错误。"
            }
            Code::F002 => {
                "2013 前端从不检查目标的服务是否运行、端口是否绑定。连接被拒绝，登录以密码错误的说法失败；总是如此，或每当选中这台候选服务器时如此。"
            }
            Code::F003 => {
                "只有前端查找的站点中、与邮箱版本相同的客户端访问服务器才是候选。没有一台运行该服务时，经由 2013 对这些邮箱的登录都不可能成功。"
            }
            Code::F004 => {
                "在 2013 上，POP3 和 IMAP4 各有两个服务。前端接受登录后交给活动副本所在服务器的后端；两者都必须运行，而安装后两者都是停止的。"
            }
            Code::F005 => {
                "明文客户端首先以明文被代理。目标的 LoginType 适用于该连接并会拒绝它，而被拒绝的登录视为最终结果（假定：retry_after_login_refused）。"
            }
            Code::F006 => {
                "没有涵盖 X509CertificateName 并为该服务启用的证书，就既不提供 SSL 也不提供 STARTTLS。在 2013 上连明文客户端也会失败，因为前端与后端之间使用 TLS。"
            }
            Code::F007 => {
                "EnforceCertificateErrors 使目标证书的名称、有效期和颁发者都起作用，其中任何一项有误都会使该连接失败。"
            }
            Code::F008 => {
                "无论 EnforceCertificateErrors 如何设置，TLS 握手都会失败。Windows Server 2003 和 2008 若未更改只支持 TLS 1.0 及更旧版本；加固新服务器会将它们隔断。"
            }
            Code::F009 => {
                "一台前端代理的所有连接都来自同一地址，而 2007 默认只接受来自同一地址的 20 个连接。第 21 个在没有问候语的情况下被关闭。"
            }
            Code::F010 => {
                "客户端和服务器都会按 TTL 保留 DNS 应答。请至少提前一个旧 TTL 的时间降低 TTL；通常为 5 分钟。"
            }
            Code::F011 => {
                "组件未激活时 TCP 能连接，但没有问候语，随即关闭，发生在任何 TLS 之前。事件日志没有记录。只有没有任何请求者持有它时组件才处于活动状态。"
            }
            Code::F012 => {
                "没有循环保护（假定：loop_guard）。每一层都是同一用户的又一个已验证连接，因此循环还会耗尽该用户其他程序所需的连接。"
            }
            Code::F013 => "无论后面是什么，客户端的连接都会立即被拒绝。",
            Code::F014 => {
                "由发起连接的主机所用的 DNS 解析。未注册的名称，或指向无人拥有的地址的名称，会使经由它的每次登录失败；后者要等到超时之后。"
            }
            Code::F015 => {
                "POP3 和 IMAP4 没有运行状况页。组件未激活或服务挂起的服务器也能通过 TCP 检查，因此有一部分连接会丢失。"
            }
            Code::F016 => {
                "代理到 2007 和 2010 时会重放用户名和密码。NTLM 和 GSSAPI 不会留下密码，因此无法代理；而对 2013 邮箱可以使用，这看起来就像是迁移的故障。"
            }
            Code::F017 => {
                "PopEnabled 和 ImapEnabled 属于邮箱。密码正确，登录仍会失败；IMAP4 会告诉客户端已验证身份但未连接。"
            }
            Code::F018 => "SecureLogin（默认）只接受 SSL 或 STARTTLS 之后的登录；客户端得到的是命令在无效状态下收到。",
            Code::F019 => {
                "服务在启动时读取设置，在此之前继续使用旧设置；由他人读取的 InternalConnectionSettings 不受此限。"
            }
            Code::F020 => "它接受连接却从不应答。TCP 检查会通过，等待者要一直等到超时。",
        },
    }
}
