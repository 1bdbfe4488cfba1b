head = 组织，如其服务器对自身的描述。
made-anew = 下一次导入会重写此文件。请把您自己知道的内容写入另一个以本文件为基础的文件；coexist import 加上 --with hand.ron 会创建这样一个文件，此后不再改动它。
not-said = 以下内容没有任何导出说明，因此为假定；其后是可以导出它的命令：
not-known = 以下内容 Exchange 并不知道；请询问知情者，然后填入（本文件末尾有现成的行）：
balancers = 负载均衡器：提供哪些名称和端口，每个后面有哪些服务器，如何检查它们，是否终止 TLS。请询问其管理者。
names = DNS：哪些名称指向何处，内部与外部。请询问其管理者，或运行 Resolve-DnsName NAME。
firewalls = 防火墙：站点之间以及对外关闭了哪些端口；假定全部开放。请询问其管理者，或运行 Test-NetConnection HOST -Port 993。
mail-programs = 邮件程序：谁使用哪个名称、端口和加密方式。请询问服务台，或查看协议日志（ProtocolLogEnabled）。
aside = 以下内容已读取，在此处用处很少或没有用处：
groups = 数据库可用性组：{ $groups }。组在场景中没有自己的名称：其服务器即各数据库 on 中列出的服务器，FailOver 激活另一个副本。
arrays = { $count } 个数据库的 RpcClientAccessServer：它只与 Outlook 有关，与 POP3 和 IMAP4 无关。
directories = { $count } 个虚拟目录：其地址中的名称列在本文件末尾，作为可能指向负载均衡器的名称。
credentials = 凭据：密码是否正确，哪些帐户被锁定或禁用，服务器之间的 Kerberos 和 NTLM 是否正常；均假定正常。请询问 Active Directory 的管理者。
stores = 存储：每个数据库是否已装入并及时响应；均假定如此。请询问邮箱服务器的管理者。
ready = 可直接填写；去掉斜杠即可：
ready-servers = 关于服务器，没有任何导出说明的内容；去掉斜杠即可：
hand-head = 人们对组织的了解。此文件以导入为基础，coexist 不会再次写入：再次导入只改变其下的文件。
hand-title = 组织，加上人们所知道的
servers-of = { $count } 台 { $year } 服务器
title =
    { $mailboxes ->
        [0] 导入：{ $servers }
       *[other] 导入：{ $servers }；{ $mailboxes } 个邮箱
    }
services = { $servers } 的所有服务是否在运行：没有说明的假定在运行。
imap-settings = { $servers } 的 IMAP4 设置：假定为其版本安装时的设置。
pop-settings = { $servers } 的 POP3 设置：假定为其版本安装时的设置。
some-imap-settings = { $servers } 的 IMAP4 设置中，没有任何导出说明 { $settings }：假定为该版本安装时的值。
some-pop-settings = { $servers } 的 POP3 设置中，没有任何导出说明 { $settings }：假定为该版本安装时的值。
components = { $servers } 的哪些组件为非活动：假定没有。
certificates = { $servers } 有哪些证书：假定有产品自带的证书，以及与 X509CertificateName 相符的证书。
builds = { $servers } 安装了哪个更新：假定足够新。在服务器上运行：(Get-Command ExSetup.exe).FileVersionInfo.FileVersion
databases = 有哪些数据库：只知道邮箱记录与服务器一起提到的那些。
mailboxes = 有哪些邮箱：没有写入任何邮箱。
switches = 对谁关闭了 POP3 和 IMAP4：假定对任何人都没有关闭。
sites = 服务器位于哪些站点：假定只有一个站点 { $site }。
links = 站点如何相连：假定每个站点都与其他每个站点相连。
date = 何时导出：运行从 { $date } 开始，证书是否有效以此为准。
date-of-files = 何时导出：没有清单说明。最新的文件日期为 { $date }，运行由此开始，证书是否有效以此为准；两份导出相互矛盾时，采用较新文件的内容。
build-list = 2013 及更高版本的内部版本号对应哪个更新：依照本程序中的列表，该列表未与厂商的现行列表核对。请将各服务器的 build 字段与公开的 Exchange 内部版本号列表对照。
copies = { $databases } 属于数据库可用性组，还有哪些服务器保存其副本：假定没有。
latency = 数据包在站点之间需要多久：假定为 { $span }。请询问网络的管理者。
windows = 服务器使用哪个 Windows，启用了哪些 TLS：假定为各版本常用的。在服务器上运行：(Get-WmiObject Win32_OperatingSystem).Caption
restarts = 更改设置后是否重新启动过服务：假定服务已读取设置。
back-ends = 2013 及更高版本后端的绑定和设置，没有任何 cmdlet 显示：假定为安装时的设置。
probe-mark = 谁能从哪里登录？
probe-head = 每个前端、协议、端口、连接类型和邮箱种类（版本和站点）各登录一次。下一次导入会重写此文件。
probe-how = coexist run -q 以表格显示结果；coexist explain 说明为何有人无法登录，coexist check 说明哪里有问题。
probe-title = 谁能从哪里登录
probe-alike = { $before } 个前端中询问 { $after } 个：版本、站点和绑定都相同的，只询问第一个。
probe-kinds = { $before } 种邮箱中询问 { $after } 种：每个版本一种，不论站点。
probe-first = { $before } 个前端中只询问前 { $after } 个：再多就不是有人会读的表格了。
read = 读取了 { $files } 个文件，其中有用的记录 { $records } 条。
made = 组织：{ $servers } 台服务器、{ $sites } 个站点、{ $databases } 个数据库、{ $mailboxes } 个邮箱。
assumed-things =
    { $count ->
        [0] 没有需要假定的内容。
       *[other] 有 { $count } 项内容没有任何导出说明，因此为假定；它们列在基础的开头，并附有可导出它们的命令。
    }
wrote-probe = 已写入 { $path }，其中有 { $clients } 次登录
left-by-hand = { $path } 由人手工编写，未作改动
next-steps = 下一步：{ $check } 找出哪里有问题；{ $run } 显示谁能从哪里登录。
next-check = 下一步：{ $check } 找出哪里有问题。
next-piped = 下一步：写入文件（-o base.ron），或用管道传递（ | { $check } ）：{ $check } 找出哪里有问题。
no-servers = 没有任何导出说明有哪些服务器以及各自的版本，因此无法生成组织
no-servers-help = 在 Exchange 命令行管理程序中运行：{ $line }
key-without-redact = --key 指定化名写到何处，而没有 --redact 就没有化名
same-file = { $path } 出现了两次；每个文件需要自己的名称
needs-output = { $option } 以基础为根据，因此请指定基础写到何处：-o base.ron
