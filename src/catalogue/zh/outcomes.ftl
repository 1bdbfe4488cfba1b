### How is each outcome called? In English as the scenario language names it; elsewhere with that name in brackets.

LoggedOn = 登录成功（LoggedOn）
LogonFailed = 登录失败（LogonFailed）
LogonNotSent = 未发送登录（LogonNotSent）
ServiceUnavailable = 服务不可用（ServiceUnavailable）
LogonDisabled = 登录被禁用（LogonDisabled）
NotConnected = 已验证但未连接（NotConnected）
NameNotResolved = 名称无法解析（NameNotResolved）
ConnectionRefused = 连接被拒绝（ConnectionRefused）
NoAnswer = 没有应答（NoAnswer）
NoGreeting = 未发送横幅（NoGreeting）
TlsFailed = 无法建立 TLS（TlsFailed）
ClosedByServer = 被服务器关闭（ClosedByServer）
ClientGaveUp = 客户端放弃（ClientGaveUp）
ConnectionLost = 连接中断（ConnectionLost）
