### What is said only in pictures of an organisation?

clients = 客户端
names = DNS 名称
balancers = 负载均衡器
front-servers = 面向客户端的服务器
other-servers = 其他客户端访问
mailbox-servers = 邮箱服务器
databases = 数据库
site = 站点 { $name }
both-roles = 客户端访问、邮箱
client-access-role = 客户端访问
mailbox-role = 邮箱
running = ● 正在运行
stopped = ○ 已停止
hung = ◐ 挂起
off = ✕ 已关机
# Names only.
active = ● Active
# Names only.
inactive = ✕ Inactive
# Names only.
draining = ◐ Draining
held-by = 由 { $requesters } 设置
logs-on = { $user }，{ $protocol }
clients-like = { $count } 个客户端
databases-like = { $count } 个数据库
and-more = { $names }，另有 { $count } 个
ttl = TTL { $ttl }
points-to = → { $targets }
points-to-for = { $sites } → { $targets }
elsewhere = 其他站点 → { $targets }
not-registered = DNS 中没有
more-lines = ……另有 { $count } 项
pool = { $method }，池中 { $count } 个成员
checks = { $check }，间隔 { $every }
no-check = 不检查
active-on = 活动副本在 { $server }
copies-on = 副本在 { $servers }
mailboxes = { $count } 个邮箱
one-mailbox = 1 个邮箱
no-mailbox = 没有邮箱
mailboxes-named = { $count }：{ $names }
link = { $arrow } { $site } · { $latency }
jitter = { " " }±{ $jitter }
loss = { " " }· 丢包 { $share }
cut = { " " }· ✕ 已切断
line-connects = 连接、指向、转发
line-active = 活动副本
line-passive = 其他副本
copies-are-named = 副本写在数据库中
line-link = 站点间链路
about = { $title }：一个组织，有 { $sites } 个站点、{ $servers } 台服务器和 { $clients } 个客户端。
about-server = { $server }（{ $version }，{ $site }）：{ $services }。
about-more = 另有 { $count } 台服务器。
behind = 位于 { $address } 之后（NAT）
