### Why can a text not be edited so?

not-path-and-value = { $edit } 不是 PATH=VALUE 的形式
for-example-login-type = 例如 servers.EX10.imap4.LoginType=PlainTextLogin
no-value = { $path }= 之后没有值
left-open = 无法确定 { $path } 应放在何处：它前面的内容没有关闭
path-incomplete = 路径 { $path } 不完整
has-entries = { $list } 有 { $count } 项，从 0 数起
no-such-entry = { $list } 没有项 { $step }
scenario-has-no-field = 场景没有字段 { $step }
has-no-field = { $place } 没有字段 { $step }
entry-not-written = { $list } 没有项 { $step }：文件中没有写它
single-value = { $place } 是单个值：其中没有名为 { $step } 的内容
did-you-mean = 您是指 { $meant } 吗？
there-are = 可用的有：{ $names }
cannot-be = { $place } 不能是 { $value }
it-takes = 可取的值有：{ $names }
expected = 应为：{ $wanted }
one-of-a-group = 它是组 { $group } 的一个成员：`{ $list }.{ $group }` 用于整个组；只针对这一个时，请用指明“{ $step }”的操作（SetClient、SetCASMailbox、MoveMailbox）
an-action = 一个操作
more-than-one = { $place } 只接受一个值：{ $first } 之后还有 { $more }
each-by-itself = 请逐项设置
no-whole-value = { $place } 只接受一个值，而 { $value } 不是一个完整的值
brackets-and-marks = 打开的每个括号和引号都要依次关闭
in-square-brackets = 应为方括号中的列表：`[…]`
in-round-brackets = 应为圆括号中的字段：`(…)`
