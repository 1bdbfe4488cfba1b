### What is expected of a single value?

span-of-time = 带单位的数字，例如 "250ms"、"5s"、"10min" 或 "1h30min"，或钟点 "22:00"
descending-units = 单位从长到短，每个一次，例如 "1h30min"
longest-span = 最多 366 天
date = 从 1990 到 2100 年的日期，例如 "2014-01-15" 或 "2014-01-15 09:30"（UTC）
day-of-month = 该月中有的日子，例如 "2014-01-15"
a-span-of-time = 时间长度
a-date = 日期
binding = 端口（即每个地址）或地址加冒号加端口，例如 993、"0.0.0.0:993"、"[::]:993" 或 "10.0.0.5:993"
a-binding = 绑定
a-connection-setting = 连接设置
a-share = 百分比
an-ipv4-address = IPv4 地址
a-finding-code = 发现的代码
whole-number-up-to-65535 = 不超过 65,535 的整数
a-whole-number = 整数
connection-setting = HostName:Port:SSL、HostName:Port:TLS 或 HostName:Port，例如 "ex10.contoso.com:993:SSL"
connection-setting-port = { $wanted }；端口是从 1 到 65535 的数字
connection-setting-security = { $wanted }；第三部分为 SSL、TLS 或不写
host = DNS 名称或 IPv4 地址，例如 "mail.contoso.com"
share = 从 "0%" 到 "100%" 的百分比，最多四位小数，例如 "0.5%"
finding-code = 发现的代码：F 加三位数字，例如 "F001"
host-address = 主机的 IPv4 地址，例如 "10.0.0.5"
any-text = 文本
true-or-false = true 或 false
whole-number = 从 { $least } 到 { $most } 的整数
