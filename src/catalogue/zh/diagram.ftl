### What is said only in diagrams?

cut = 在此截断：还有 { $steps }（--all 显示全部，--client NAME 显示一个客户端）
assumed = { $rule }（假定）
with-rules = { $text } [{ $rules }]
numbered = { $number }：{ $text }
failed = ✕ { $text }
a-client = 客户端
a-balancer = 负载均衡器
title-of = { $title }：{ $client }，第 { $number } 次登录
about = { $title }：{ $parties } 之间的 { $rows } 步。
nothing = 此次运行没有发生任何事。
file = 文件
shows = 内容
at-the-start = 开始时的组织
