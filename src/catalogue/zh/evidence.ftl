### What is said around the product's own logs? The logs themselves are in the product's English.

log-of = { $server }，{ $service }
log-file = 文件 { $file }（LogFileRollOverSettings；名称的形式为假定）
in-substance = 各列以文档为准；其中的内容为大意
columns-assumed = 假定：{ $version } 写入 Exchange 2013 的列（coexist help log）
version-assumed = 假定：{ $version } 自称 { $number }（coexist help log）
signature-assumed = 假定：它以 "{ $signature }" 结束会话（coexist help log）
no-log = { $server } 没有 { $protocol } 日志：ProtocolLogEnabled 为 false。请运行 Set-{ $noun }Settings -Server { $server } -ProtocolLogEnabled $true，然后重启服务。
no-log-2007 = { $server } 没有 { $protocol } 日志：ProtocolLogEnabled 为 false。在 2007 上它位于服务的配置文件中（在场景中：位于设置中）。更改后请重启服务。
nobody-came = 没有日志：没有连接到达 POP3 或 IMAP4 服务
nobody-came-to = 没有日志：没有连接到达 { $servers } 上的 POP3 或 IMAP4 服务
no-events = 没有事件。失败的代理连接不会写入事件，未激活的组件也不会：请查看协议日志（--log）。
event-1008 = 大意：客户端访问服务器 { $server } 拒绝了用户 { $user }：邮箱在另一站点 { $site }。
event-9646 = 大意：{ $user } 在存储中的会话对象超过上限 { $limit }。
event-1009 = 大意：用户 { $user } 的连接数超过每用户上限（{ $limit }）。客户端访问服务器：{ $server }。
event-no-certificate = 大意：服务没有可用于 X509CertificateName { $name } 的证书，既不提供 SSL 也不提供 STARTTLS
