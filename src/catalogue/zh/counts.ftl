### How are things counted?

attempts = { $count } 次登录
clients = { $count } 个客户端
steps = { $count } 步
changes-and-checks = { $count } 项更改或检查
records = { $count } 条记录
re-runs = { $count } 次重新运行
possible-repairs = { $count } 种可能的修复
