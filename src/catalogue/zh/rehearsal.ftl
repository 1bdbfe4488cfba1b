### What does a rehearsal say?

before-the-plan = 计划之前
# Names only.
step = { $number }  { $at }  { $name }
step-named = 步骤 { $number }“{ $name }”
nothing-is-done = 不作更改
nobody-here = 无人收不到邮件
worse-and-back = { $who }：一度无法登录，在下一步之前恢复
worse = { $who }：无法登录，其中 { $count } 个直到下一步之后或结束都未恢复
better = { $who }：恢复登录，或首次登录成功
fails = { $why }：{ $attempts }，最早为 { $client }（{ $at }）
brought-about-by = 由步骤 { $number }“{ $name }”引起
more-kinds = …  另有 { $count } 种失败（见 --format json）
verified = 验证：{ $expectation }
table-heading = 各步骤之后，谁有多久收不到邮件
column-before = 之前
column-failed = 失败
column-longest = 最长
column-outage = 合计
cell-failed = { $count } 次失败
nobody = 无人收不到邮件：{ $clients }，{ $steps }。
somebody = { $who } 收不到邮件，最长 { $longest }，合计 { $outage }，起因是{ $steps }。
not-all-held = { $all } 项预期中有 { $held } 项成立。
without-mail-before = { $clients }在第一步之前就已收不到邮件，不计入此处。
lines-from = 第 { $line } 行起
# Names only.
once-more = { $name }（{ $number }）
