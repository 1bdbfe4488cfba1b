### How are two runs compared?

side = { $letter }  { $name }：{ $attempts } 次登录中 { $logged-on } 次成功
with = { $name }，并设置 { $sets }
doing = { $name }，并执行 { $what }
at = { $what }（于 { $at }）
without = { $name }，去掉更改 { $change }
without-all = { $name }，去掉全部更改
unrelated = 两者没有共同的客户端，因此没有可比较的内容。
same = 没有差别：每个客户端的结果和所经决定都相同。
better = 改善
worse = 恶化
otherwise = 结果相当，过程不同
only-a = 仅在 A 中
only-b = 仅在 B 中
unchanged = 无变化
outcomes = { $client }：{ $a } → { $b }
alone = { $client }：{ $outcomes }
times = { $count } 次{ $outcome }
no-attempt = 没有登录
running = 仍在进行
parts = 第 { $number } 次登录：A，记录 { $a-record }（{ $a-at }）：{ $a }。B，记录 { $b-record }（{ $b-at }）：{ $b }。
parts-at-the-end = 第 { $number } 次登录：此前相同，之后 { $side } 继续，记录 { $record }（{ $at }）：{ $text }。
expectations = 在 B 中 { $of } 个预期有 { $held } 个成立。
refused = 在 B 中被拒绝，没有改变任何东西：{ $line }
