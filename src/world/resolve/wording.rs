//! In which words are the problems of an organisation told?

use super::LIST_MAX;
use super::problem::{BadName, Entity, ProblemKind};
use crate::diag::Code;
use crate::lang::{Fixed, Text, both, fixed};
use crate::scenario::parse::{not_understood, schema_help, schema_message};

/// What is said about one problem.
pub(super) struct Words {
    /// What is wrong.
    pub(super) message: Text,
    /// What is said at the underlined text.
    pub(super) label: Text,
    /// What to do about it.
    pub(super) help: Option<Text>,
    /// What is said at the second place, if there is one.
    pub(super) other: Fixed,
}

const FIRST_HERE: Fixed = fixed!("first here", "第一次在此处");

/// Words for one place; where there is a second, it came first.
fn words(message: Text, label: Text, help: Text) -> Words {
    Words { message, label, help: Some(help), other: FIRST_HERE }
}

/// What was perhaps meant.
fn did_you_mean(meant: &str) -> Text {
    both!("did you mean \"{meant}\"?", "您是指“{meant}”吗？")
}

/// What is said at the second of two.
fn second() -> Text {
    both!("the second one", "第二个")
}

/// What is said at something that is there again.
fn again() -> Text {
    both!("a second time", "第二次")
}

fn not_defined() -> Text {
    both!("not defined", "未定义")
}

fn out_of_range() -> Text {
    both!("out of range", "超出范围")
}

fn empty() -> Text {
    both!("empty", "为空")
}

fn taken() -> Text {
    both!("taken", "已被占用")
}

fn too_early() -> Text {
    both!("too early", "太早")
}

fn after_the_end() -> Text {
    both!("after the end", "在结束之后")
}

fn other_time() -> Text {
    both!("choose an earlier time, or a later `until` for the run", "请选择更早的时间，或将运行的 `until` 改晚")
}

fn remove_one() -> Text {
    both!("remove it from one of the two", "请从其中一个中删除")
}

fn cmdlet_takes(from: &dyn std::fmt::Display, to: &dyn std::fmt::Display) -> Text {
    both!("the cmdlet takes {from} to {to}", "该 cmdlet 接受 {from} 到 {to}")
}

fn cannot_be(field: &str, found: &dyn std::fmt::Display) -> Text {
    both!("`{field}` cannot be {found}", "`{field}` 不能是 {found}")
}

impl ProblemKind {
    /// The words for it.
    pub(super) fn words(&self) -> Words {
        match self {
            Self::DuplicateName(entity, name) => words(
                both!(
                    "two entries of `{list}` are called \"{name}\"",
                    "`{list}` 中有两项都名为“{name}”",
                    list = entity.list()
                ),
                second(),
                both!(
                    "rename one of them; capital and small letters make no difference",
                    "请重命名其中一个；名称不区分大小写"
                ),
            ),
            Self::Unknown { entity, name, meant } => unknown(*entity, name, meant.as_deref()),
            Self::BadName(entity, name, bad) => words(
                both!(
                    "\"{name}\" cannot be the name of a {entity}: {why}",
                    "“{name}”不能作为{entity}的名称：{why}",
                    name = name.escape_debug().to_string(),
                    entity = entity.owner(),
                    why = bad.word()
                ),
                bad.label().into(),
                bad.help().into(),
            ),
            Self::BadText(text, bad) => words(
                both!(
                    "\"{text}\" cannot stand here: {why}",
                    "此处不能是“{text}”：{why}",
                    text = text.escape_debug().to_string(),
                    why = bad.word()
                ),
                bad.label().into(),
                bad.help().into(),
            ),
            Self::SiteMissing(entity, name) => words(
                both!("the site of {entity} \"{name}\" is missing", "{entity}“{name}”缺少站点", entity = entity.word()),
                both!("in which site?", "在哪个站点？"),
                both!(
                    "add `site: \"…\"`: it may be left out only where there is a single site",
                    "请添加 `site: \"…\"`：只有一个站点时才可省略"
                ),
            ),
            Self::LinkToItself(site) => words(
                both!("the link leads from \"{site}\" to itself", "链路从“{site}”通向它自己"),
                both!("one site twice", "同一站点两次"),
                both!(
                    "a link connects two sites; within a site write `latency` at the site",
                    "链路连接两个站点；站点内的延迟请写在站点的 `latency` 中"
                ),
            ),
            Self::DuplicateLink(from, to) => words(
                both!(
                    "the way between \"{from}\" and \"{to}\" is described twice",
                    "“{from}”与“{to}”之间的路径描述了两次"
                ),
                again(),
                both!(
                    "a link serves both directions; for one only, write `one_way: true` in both entries",
                    "链路适用于两个方向；若只适用于一个方向，请在两项中都写 `one_way: true`"
                ),
            ),
            Self::NoSuchLink(from, to) => words(
                both!("there is no link from \"{from}\" to \"{to}\"", "没有从“{from}”到“{to}”的链路"),
                both!("not in `links`", "不在 `links` 中"),
                both!(
                    "add `Link(between: (\"{from}\", \"{to}\"))` to `links`",
                    "请在 `links` 中添加 `Link(between: (\"{from}\", \"{to}\"))`"
                ),
            ),
            Self::MixedVersions(server, version, home) => Words {
                message: both!(
                    "\"{server}\" is {version}, but the database is on {home}",
                    "“{server}”是 {version}，而数据库在 {home} 上",
                    version = version.word(),
                    home = home.word()
                ),
                label: Text::same(version.word()),
                help: Some(both!(
                    "all copies of a database are on servers of one version",
                    "一个数据库的所有副本都在相同版本的服务器上"
                )),
                other: fixed!("its home server", "其主服务器"),
            },
            Self::NoMailboxRole(server) => words(
                both!(
                    "\"{server}\" cannot hold a database: it does not have the Mailbox role",
                    "“{server}”不能持有数据库：它没有邮箱角色"
                ),
                both!("no Mailbox role", "没有邮箱角色"),
                both!(
                    "add `Mailbox` to its `roles`, or put the database on another server",
                    "请在其 `roles` 中添加 `Mailbox`，或将数据库放到另一台服务器上"
                ),
            ),
            Self::NoCopy(database) => words(
                both!("database \"{database}\" is on no server", "数据库“{database}”不在任何服务器上"),
                empty(),
                both!("name at least one server with the Mailbox role", "请至少写出一台具有邮箱角色的服务器"),
            ),
            Self::ActiveWithoutCopy(server, database) => words(
                both!(
                    "\"{server}\" holds no copy of \"{database}\", so its copy cannot be the active one",
                    "“{server}”没有“{database}”的副本，因此活动副本不能在其上"
                ),
                both!("not in `on`", "不在 `on` 中"),
                both!(
                    "add \"{server}\" to `on`, or name a server that is in it",
                    "请将“{server}”加入 `on`，或写出其中已有的服务器"
                ),
            ),
            Self::FailOverWithoutCopy(server, database) => words(
                both!(
                    "\"{database}\" cannot fail over to \"{server}\", which holds no copy of it",
                    "“{database}”不能故障转移到“{server}”，后者没有其副本"
                ),
                both!("no copy there", "该处没有副本"),
                both!(
                    "add \"{server}\" to `on` of the database, or name a server that is in it",
                    "请将“{server}”加入该数据库的 `on`，或写出其中已有的服务器"
                ),
            ),
            Self::ListedTwice(name) => words(
                both!("{name} is listed twice", "{name} 列出了两次", name = name),
                again(),
                both!("remove one of the two", "请删除其中一个"),
            ),
            Self::NoSuchService { server, version, service } => words(
                both!("\"{server}\" has no service `{service:?}`", "“{server}”没有服务 `{service:?}`"),
                both!("not on this server", "不在此服务器上"),
                if service.is_back_end() {
                    both!(
                        "back ends exist on the Mailbox role of 2013 only; \"{server}\" is {version}",
                        "后端只存在于 2013 的邮箱角色上；“{server}”是 {version}",
                        version = version.word()
                    )
                } else {
                    both!(
                        "`{service:?}` belongs to the Client Access role, which \"{server}\" does not have",
                        "`{service:?}` 属于客户端访问角色，而“{server}”没有该角色"
                    )
                },
            ),
            Self::RunningAndHung(server, service) => words(
                both!(
                    "`{service:?}` on \"{server}\" is both running and hung",
                    "“{server}”上的 `{service:?}` 既在运行又已挂起"
                ),
                both!("also in `running`", "也在 `running` 中"),
                both!(
                    "a hung service is not running: remove it from one of the two lists",
                    "挂起的服务不算在运行：请从其中一个列表中删除"
                ),
            ),
            Self::NoSuchSetting(setting, version) => words(
                both!(
                    "{version} has no setting `{setting}`",
                    "{version} 没有设置 `{setting}`",
                    version = version.word()
                ),
                both!("not on this version", "此版本没有"),
                both!("remove it", "请删除"),
            ),
            Self::TimeoutOutOfRange(setting, found, from, to) => {
                words(cannot_be(setting, found), out_of_range(), cmdlet_takes(from, to))
            }
            Self::OutOfRange(setting, found, from, to) => {
                words(cannot_be(setting, found), out_of_range(), cmdlet_takes(from, to))
            }
            Self::TooMany(field, found, most) => {
                words(cannot_be(field, found), out_of_range(), both!("write at most {most}", "最多写 {most}"))
            }
            Self::PlaceOutOfRange(column, row) => words(
                both!("there is no place ({column}, {row}) in pictures", "图中没有位置 ({column}, {row})"),
                out_of_range(),
                both!(
                    "write column and row, counted from (0, 0), at most (31, 99)",
                    "请写列和行，从 (0, 0) 数起，最大为 (31, 99)"
                ),
            ),
            Self::ZeroCount(field) => words(
                both!("`{field}` must be at least 1", "`{field}` 至少为 1"),
                both!("nothing", "为零"),
                both!("write a number from 1", "请写从 1 起的数字"),
            ),
            Self::PortZero => words(
                both!("there is no port 0", "没有端口 0"),
                both!("not a port", "不是端口"),
                both!("ports are 1 to 65535", "端口为 1 到 65535"),
            ),
            Self::PortTwice(port, other) => words(
                both!(
                    "port {port} is taken already: it is in {other}",
                    "端口 {port} 已被占用：它在{other}中",
                    other = other
                ),
                both!("the same port", "相同的端口"),
                both!("give every binding of a server a port of its own", "请为服务器的每个绑定使用各自的端口"),
            ),
            Self::EmptyPool(balancer) => words(
                both!(
                    "load balancer \"{balancer}\" has nobody to forward to",
                    "负载均衡器“{balancer}”没有可转发到的服务器"
                ),
                empty(),
                both!("name at least one server", "请至少写出一台服务器"),
            ),
            Self::BalancerInPool(name) => words(
                both!("\"{name}\" is a load balancer, not a server", "“{name}”是负载均衡器，不是服务器"),
                both!("a load balancer", "负载均衡器"),
                both!("a pool holds servers; name the servers behind it", "池中是服务器；请写出其后的服务器"),
            ),
            Self::PointsToName(name) => words(
                both!("\"{name}\" is another DNS name", "“{name}”是另一个 DNS 名称"),
                both!("an alias", "别名"),
                both!(
                    "point to what it points to: servers, load balancers or IPv4 addresses",
                    "请直接指向它所指向的：服务器、负载均衡器或 IPv4 地址"
                ),
            ),
            Self::PointsToNothing { name, meant } => Words {
                message: both!(
                    "\"{name}\" is neither a server, nor a load balancer, nor an IPv4 address",
                    "“{name}”既不是服务器，也不是负载均衡器，也不是 IPv4 地址"
                ),
                label: not_defined(),
                help: meant.as_deref().map(did_you_mean),
                other: FIRST_HERE,
            },
            Self::NameTaken(name, entity, owner) => Words {
                message: both!(
                    "\"{name}\" is already the name of {entity} \"{owner}\" in DNS",
                    "“{name}”已经是{entity}“{owner}”在 DNS 中的名称",
                    entity = entity.owner()
                ),
                label: taken(),
                help: Some(both!(
                    "servers and load balancers register their own names: choose another one",
                    "服务器和负载均衡器会注册自己的名称：请换一个名称"
                )),
                other: fixed!("registered by this one", "由此项注册"),
            },
            Self::DnsTwice(name, site) => words(
                match site {
                    None => both!(
                        "\"{name}\" is listed twice without `for_sites`",
                        "“{name}”在没有 `for_sites` 的情况下列出了两次"
                    ),
                    Some(site) => {
                        both!("\"{name}\" is listed twice for site \"{site}\"", "“{name}”为站点“{site}”列出了两次")
                    }
                },
                second(),
                both!(
                    "list all addresses in one entry, or give the entries different `for_sites`",
                    "请在一项中列出所有地址，或让各项的 `for_sites` 互不相同"
                ),
            ),
            Self::AddressTaken(address, entity, owner) => Words {
                message: both!(
                    "{address} is already the address of {entity} \"{owner}\"",
                    "{address} 已经是{entity}“{owner}”的地址",
                    entity = entity.owner()
                ),
                label: taken(),
                help: Some(both!(
                    "choose another one, or leave it out: a free one is given",
                    "请换一个地址，或省略它：会分配空闲的地址"
                )),
                other: fixed!("also here", "也在此处"),
            },
            Self::ZeroTime(field) => words(
                both!("`{field}` must be longer than nothing", "`{field}` 必须大于零"),
                both!("no time at all", "时间为零"),
                both!("write for example \"10s\"", "例如可写 \"10s\""),
            ),
            Self::UntilBeforeStart(client, until, first) => words(
                both!(
                    "\"{client}\" stops at {until}, before it begins at {first}",
                    "“{client}”在 {until} 停止，早于其开始时间 {first}"
                ),
                too_early(),
                both!("write a time after {first}", "请写 {first} 之后的时间"),
            ),
            Self::AttemptZero => words(
                both!("attempts are numbered from 1", "登录从 1 开始编号"),
                both!("no such attempt", "没有这次登录"),
                both!("the first attempt is `attempt: 1`", "第一次登录是 `attempt: 1`"),
            ),
            Self::AttemptWithCount => Words {
                message: both!("`attempt` and `count` exclude each other", "`attempt` 和 `count` 不能同时使用"),
                label: both!("how many attempts", "多少次登录"),
                help: Some(both!("write two expectations, one with each", "请写成两个预期，各用其一")),
                other: fixed!("which attempt", "哪一次登录"),
            },
            Self::UnknownRule(rule, meant) => words(
                both!("there is no rule \"{rule}\"", "没有规则“{rule}”"),
                both!("not known", "无法识别"),
                match meant {
                    None => both!(
                        "rules are written as in the list of rules, for example \"FALL-3\"",
                        "规则的写法与规则列表中相同，例如 \"FALL-3\""
                    ),
                    Some(meant) => did_you_mean(meant),
                },
            ),
            Self::RuleBothWays(rule) => words(
                both!("\"{rule}\" is in `rules` and in `not_rules`", "“{rule}”既在 `rules` 中又在 `not_rules` 中"),
                both!("also in `rules`", "也在 `rules` 中"),
                remove_one(),
            ),
            Self::WebNeedsSsl(connect) => words(
                both!(
                    "a web client connects over SSL, and \"{connect}\" does not",
                    "Web 客户端通过 SSL 连接，而“{connect}”不是"
                ),
                both!("no SSL", "没有 SSL"),
                both!(
                    "write the port and SSL, for example \"mail.contoso.com:443:SSL\"",
                    "请写出端口和 SSL，例如 \"mail.contoso.com:443:SSL\""
                ),
            ),
            Self::NotForWeb(field) => words(
                both!("`{field}` is for POP3 and IMAP4 clients", "`{field}` 用于 POP3 和 IMAP4 客户端"),
                both!("not for a web client", "不适用于 Web 客户端"),
                both!("leave it out", "请省略"),
            ),
            Self::NoComponents(server, version) => words(
                both!(
                    "\"{server}\" is {version}, which has no component states",
                    "“{server}”是 {version}，没有组件状态",
                    version = version.word()
                ),
                both!("only on 2013", "仅用于 2013"),
                both!("stop or start its services instead (CMP-6)", "请改为停止或启动其服务（CMP-6）"),
            ),
            Self::RunningWhileOff(server) => words(
                both!(
                    "\"{server}\" is switched off, so nothing runs on it",
                    "“{server}”已关机，因此其上没有运行任何服务"
                ),
                both!("`off: true`", "因为 `off: true`"),
                both!(
                    "list in `automatic` what comes back when the server starts",
                    "请在 `automatic` 中列出服务器启动后恢复的服务"
                ),
            ),
            Self::CertificateTwice(name) => words(
                both!("the server has two certificates called \"{name}\"", "该服务器有两个名为“{name}”的证书"),
                second(),
                both!(
                    "give one of them another `name`; the name is only for changes to refer to",
                    "请为其中一个使用另外的 `name`；该名称只供更改引用"
                ),
            ),
            Self::UnknownCertificate { name, server, names } => words(
                both!(
                    "\"{server}\" has no certificate called \"{name}\" at that time",
                    "“{server}”在那时没有名为“{name}”的证书"
                ),
                both!("not installed", "未安装"),
                if names.is_empty() {
                    both!("it has none at all then", "它在那时没有任何证书")
                } else {
                    let names = Text::new(names.join("\", \""), names.join("”、“"));
                    both!("it has \"{names}\"", "它有“{names}”", names = &names)
                },
            ),
            Self::NeverValid(from, to) => words(
                both!(
                    "the certificate expires on {to}, before its validity begins on {from}",
                    "证书在 {to} 过期，早于其生效日期 {from}"
                ),
                too_early(),
                both!("`valid_to` comes after `valid_from`", "`valid_to` 应晚于 `valid_from`"),
            ),
            Self::NoMailbox(name) => words(
                both!("\"{name}\" is an account without a mailbox", "“{name}”是没有邮箱的帐户"),
                both!("no mailbox", "没有邮箱"),
                both!("give it a `database`", "请为它指定 `database`"),
            ),
            Self::NotAnSmtpAddress(text) => words(
                both!(
                    "\"{text}\" is not an SMTP address",
                    "“{text}”不是 SMTP 地址",
                    text = text.escape_debug().to_string()
                ),
                both!("no address", "不是地址"),
                both!(
                    "write for example \"anna@contoso.com\", or \"\" where there is none",
                    "例如可写 \"anna@contoso.com\"；没有地址时写 \"\""
                ),
            ),
            Self::ListTooLong(list, length) => Words {
                message: both!("`{list}` holds {length} items", "`{list}` 含有 {length} 项"),
                label: both!("at most {LIST_MAX}", "最多 {LIST_MAX} 项"),
                help: None,
                other: FIRST_HERE,
            },
            Self::Schema(schema) => words(schema_message(*schema), not_understood(), schema_help()),
            Self::More(count) => {
                let it = crate::diag::more(*count);
                Words { message: it.message, label: it.label, help: it.help, other: FIRST_HERE }
            }
            Self::ChangeAfterEnd(..)
            | Self::LogonAfterEnd(..)
            | Self::NeverTested(..)
            | Self::EveryWithoutUntil(_)
            | Self::ChangesNothing(_)
            | Self::UntilWithoutEvery(_) => self.warning(),
        }
    }

    /// The words for a warning.
    fn warning(&self) -> Words {
        match self {
            Self::ChangeAfterEnd(at, end) => words(
                both!(
                    "the change at {at} never happens: the run ends at {end}",
                    "{at} 的更改不会发生：运行在 {end} 结束"
                ),
                after_the_end(),
                other_time(),
            ),
            Self::LogonAfterEnd(at, end) => words(
                both!(
                    "the log-on at {at} never happens: the run ends at {end}",
                    "{at} 的登录不会发生：运行在 {end} 结束"
                ),
                after_the_end(),
                other_time(),
            ),
            Self::NeverTested(client, wanted, most) => words(
                both!(
                    "\"{client}\" makes at most {most} attempts, not {wanted}",
                    "“{client}”最多登录 {most} 次，而不是 {wanted} 次"
                ),
                both!("never", "永不成立"),
                both!(
                    "give the client more times in `at`, an `every` with `until`, or `Retry`",
                    "请为该客户端在 `at` 中增加时间，或使用 `every` 加 `until`，或使用 `Retry`"
                ),
            ),
            Self::EveryWithoutUntil(client) => words(
                both!(
                    "\"{client}\" comes again for ever, so the run ends inconclusive",
                    "“{client}”会无休止地再次登录，因此运行结束时无法定论"
                ),
                both!("without an end", "没有终点"),
                both!("say until when: `until: \"1h\"`", "请写明到何时为止：`until: \"1h\"`"),
            ),
            Self::ChangesNothing(action) => words(
                both!("this `{action}` changes nothing", "此 `{action}` 没有更改任何内容"),
                both!("says nothing", "没有内容"),
                both!("name at least one setting, or remove the change", "请至少写出一项设置，或删除此更改"),
            ),
            Self::UntilWithoutEvery(client) => words(
                both!(
                    "\"{client}\" does not come again, so `until` means nothing",
                    "“{client}”不会再次登录，因此 `until` 没有意义"
                ),
                both!("no effect", "不起作用"),
                both!("say how often: `every: \"10min\"`", "请写明多久一次：`every: \"10min\"`"),
            ),
            other => unreachable!("{other:?} is not a warning"),
        }
    }
}

/// A name that is not defined.
fn unknown(entity: Entity, name: &str, meant: Option<&str>) -> Words {
    let shown = name.escape_debug();
    let help = match (meant, entity) {
        (Some(meant), _) => did_you_mean(meant),
        (None, Entity::DnsName) => both!(
            "add `DnsName(name: \"{shown}\", points_to: [])` to `dns`",
            "请在 `dns` 中添加 `DnsName(name: \"{shown}\", points_to: [])`"
        ),
        (None, _) => both!("define it in `{list}`", "请在 `{list}` 中定义", list = entity.list()),
    };
    let message = both!("{entity} \"{shown}\" is not defined", "{entity}“{shown}”未定义", entity = entity.word());
    words(message, not_defined(), help)
}

impl BadName {
    /// What is wrong, as it is said in a sentence.
    fn word(self) -> Text {
        match self {
            Self::Empty => both!("it is empty", "它为空"),
            Self::TooLong(most) => both!("it is longer than {most} characters", "它超过 {most} 个字符"),
            Self::Control => both!("it holds a control character", "它含有控制字符"),
            Self::Space => both!("it begins or ends with a space", "它以空格开头或结尾"),
            Self::NotDns => both!("it is not a DNS name", "它不是 DNS 名称"),
            Self::Dot => both!("it has a dot", "它含有点号"),
        }
    }

    const fn label(self) -> Fixed {
        match self {
            Self::Empty => fixed!("empty", "为空"),
            Self::TooLong(_) => fixed!("too long", "太长"),
            Self::Control => fixed!("not visible", "不可见"),
            Self::Space => fixed!("a space too many", "多余的空格"),
            Self::NotDns => fixed!("not a DNS name", "不是 DNS 名称"),
            Self::Dot => fixed!("a dot", "点号"),
        }
    }

    const fn help(self) -> Fixed {
        match self {
            Self::Empty => fixed!("write a name", "请写出名称"),
            Self::TooLong(_) => fixed!("shorten it", "请缩短"),
            Self::Control => fixed!("remove line breaks, tabs and the like", "请删除换行符、制表符之类的字符"),
            Self::Space => fixed!("remove the space", "请删除空格"),
            Self::NotDns => fixed!(
                "letters, digits and hyphens, at most 63 between two dots: \"mail.contoso.com\"",
                "字母、数字和连字符，两个点号之间最多 63 个：\"mail.contoso.com\""
            ),
            Self::Dot => fixed!(
                "`name` is the NetBIOS name; the full one belongs in `fqdn`",
                "`name` 是 NetBIOS 名称；完整名称应写在 `fqdn` 中"
            ),
        }
    }
}

impl ProblemKind {
    /// The stable code of the kind of problem.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::DuplicateName(..) => Code::R001,
            Self::Unknown { entity, .. } => match entity {
                Entity::Site => Code::R002,
                Entity::Server => Code::R003,
                Entity::Database => Code::R004,
                Entity::Mailbox => Code::R005,
                Entity::Client => Code::R006,
                Entity::Balancer => Code::R007,
                Entity::DnsName => Code::R008,
            },
            Self::SiteMissing(..) => Code::R009,
            Self::LinkToItself(_) => Code::R010,
            Self::DuplicateLink(..) => Code::R011,
            Self::NoSuchLink(..) => Code::R012,
            Self::MixedVersions(..) => Code::R013,
            Self::NoMailboxRole(_) => Code::R014,
            Self::NoCopy(_) => Code::R015,
            Self::ActiveWithoutCopy(..) => Code::R016,
            Self::ListedTwice(_) => Code::R017,
            Self::NoSuchService { .. } => Code::R018,
            Self::RunningAndHung(..) => Code::R019,
            Self::NoSuchSetting(..) => Code::R020,
            Self::TimeoutOutOfRange(..) | Self::OutOfRange(..) | Self::TooMany(..) => Code::R021,
            Self::PortZero => Code::R022,
            Self::PortTwice(..) => Code::R023,
            Self::FailOverWithoutCopy(..) => Code::R024,
            Self::EmptyPool(_) => Code::R025,
            Self::BalancerInPool(_) => Code::R026,
            Self::PointsToNothing { .. } => Code::R027,
            Self::PointsToName(_) => Code::R028,
            Self::NameTaken(..) => Code::R029,
            Self::DnsTwice(..) => Code::R030,
            Self::AddressTaken(..) => Code::R031,
            Self::ZeroTime(_) => Code::R032,
            Self::ZeroCount(_) => Code::R033,
            Self::UntilBeforeStart(..) => Code::R034,
            Self::AttemptZero => Code::R035,
            Self::AttemptWithCount => Code::R036,
            Self::UnknownRule(..) => Code::R037,
            Self::RuleBothWays(_) => Code::R038,
            Self::NoMailbox(_) => Code::R039,
            Self::NotAnSmtpAddress(_) => Code::R040,
            Self::BadName(..) => Code::R041,
            Self::BadText(..) => Code::R042,
            Self::ListTooLong(..) => Code::R043,
            Self::UnknownCertificate { .. } => Code::R050,
            Self::CertificateTwice(_) => Code::R051,
            Self::NeverValid(..) => Code::R052,
            Self::NoComponents(..) => Code::R053,
            Self::RunningWhileOff(_) => Code::R054,
            Self::WebNeedsSsl(_) => Code::R055,
            Self::NotForWeb(_) => Code::R056,
            Self::PlaceOutOfRange(..) => Code::R057,
            Self::Schema(_) => Code::S020,
            Self::More(_) => Code::S021,
            Self::ChangeAfterEnd(..) => Code::W002,
            Self::NeverTested(..) => Code::W003,
            Self::EveryWithoutUntil(_) => Code::W004,
            Self::ChangesNothing(_) => Code::W005,
            Self::LogonAfterEnd(..) => Code::W006,
            Self::UntilWithoutEvery(_) => Code::W007,
        }
    }
}
