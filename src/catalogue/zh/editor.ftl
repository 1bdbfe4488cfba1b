### What does the editor say?

nothing-named-here = 此处没有任何有名称的内容
no-such-name = { $name } 不能作为名称：它没有字符，或含有引号、反斜杠或换行
name-is-taken = { $name } 已是 `{ $list }` 中某项的名称
name-does-not-hold = 改名为 { $name } 后场景不再成立：{ $why }
meant-once = 别处没有提到。
meant-elsewhere =
    { $count ->
       *[other] 另有 { $count } 处提到。
    }
mailbox-in = 在 { $name } 中，{ $on }
database-on = 在 { $servers } 上，活动副本在 { $active }（{ $version }）
replace-by = 是否指 `{ $word }`？
add-bracket = 补上缺少的 `{ $bracket }`
mend = { $code }：{ $what }
accept-of = 对 { $on } 接受 { $code }，并写明理由
accept = 处处接受 { $code }，并写明理由
accept-reason = 为何有意如此
lens-held = ▶ 运行：{ $of } 项预期中 { $held } 项成立
lens-run = ▶ 运行：{ $of } 次尝试中 { $logged-on } 次登录成功
lens-run-alone = ▶ 运行
lens-explain = ✕ 解释 { $client } 为何无法登录
