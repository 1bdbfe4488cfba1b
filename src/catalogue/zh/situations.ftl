### What do the comments and the titles of the starting files say?
###
### The files (src/cli/new) name a text by its key in braces; `coexist new` puts it there, each line behind its own `//`.

front-of-2007 = 2013 在前端，邮箱仍在 2007 上。
front-of-2010 = 2013 在前端，邮箱仍在 2010 上。
front-of-both = 2013 在 2010 和 2007 之前。
behind-a-balancer = 负载均衡器在两台 2013 服务器之前，邮箱在 2010 和 2013 上。
over-a-slow-link = 两个站点之间是慢速链路：一个站点有 2013，两个站点都有 2010。
front-of-2010-by-2016 = 两台 2016 服务器以同一名称在前端，邮箱仍在 2010 上。
beside-2013-is-2016 = 2013 和 2016 使用同一名称，两者上都有邮箱。
beside-2013-is-2019 = 2013 和 2019 使用同一名称，两者上都有邮箱。
beside-2016-is-se = 2016 和订阅版使用同一名称，两者上都有邮箱。
written-by =
    由 `coexist new` 写出。请换成您自己的名称。以 // 开头的行是注释；可以省略的内容
    都有默认值，`coexist help Server` 有说明。`coexist check` 找出错误，
    `coexist run` 显示发生了什么，`coexist explain` 说明登录为什么失败、该输入什么命令。
shown-above = 显示在每份报告的上方。
domain = DNS 域：名为 EX13 的服务器即 ex13.contoso.com，除非 `fqdn` 另有规定。
new-server = 新服务器。角色：默认两种都有。安装后服务是停止的；请列出您已启动的服务：
new-servers-of-one-role =
    新服务器只有一个角色，因此每台服务器上都运行前端和后端：四个服务都要有。安装后服务是
    停止的；请列出您已启动的服务。`build` 是累积更新，按哪些版本可以共存来检查（COEX）；
    不写则视为足够新：
old-back-end = 较旧的服务器。较新的前端连接它的后端，反之亦然（假定：proxy_up）：
tls-first =
    2019 的安装程序只留下 TLS 1.2（TLS-4）：在 2019 到来之前，较旧的服务器必须在两个方向上都支持它。
    其 Windows 使用什么：Get-ItemProperty "HKLM:\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\*\*"
old-server = 旧服务器。其他服务器用以下设置连接它：
oldest-server = 最旧的服务器。2007 没有 InternalConnectionSettings：通过其 FQDN 和绑定连接它：
other-site = 另一站点的服务器。目标在邮箱所在的站点中查找（假定：discovery_site）。
name-of-users = 用户所用的名称指向何处：Resolve-DnsName mail.contoso.com
shared-name =
    共享名称。`check` 是负载均衡器所检查的内容：None、TcpConnect 或 Banner。TCP 检查发现不了
    挂起的服务，也发现不了未激活的组件。
active-copy = Get-MailboxDatabase | ft Name, Server。`on` 中的第一台持有活动副本。
one-of-each-moved = 每一类有一个就够：一个已迁移的用户，一个未迁移的用户。
one-of-each = 每一类有一个就够。
sites = Get-ADSite；有多个站点时，每台服务器和每个客户端都要写明所在的站点。
one-way = 单程延迟；也可以给出丢包率和抖动。
mail-programs =
    邮件程序：协议（默认 Imap4），以及连接到何处：HostName:Port:SSL、HostName:Port:TLS
    （STARTTLS）或 HostName:Port（明文）。
what-must-come-out = 应当得到的结果。它使文件成为测试：由 coexist test 运行。
title-2007 = 从 2007 到 2013
title-2010 = 从 2010 到 2013
title-2010-2016 = 从 2010 到 2016
title-2013-2016 = 从 2013 到 2016
title-2013-2019 = 从 2013 到 2019
title-2016-se = 从 2016 到订阅版
title-all = 三个版本共存
title-balancer = 前面有负载均衡器
title-sites = 两个站点
