the-network = 网络
no-step = 没有这样的步骤
less-than = 小于 { $to }
at-least = { $from } 或以上
from-to = { $from } 以上，小于 { $to }
no-answer = { $typed } 不是这个问题的答案
one-of = 以下之一：{ $all }
in-order-of = 从以下主机中按顺序选取，用 > 隔开：{ $all }
several-of = 从以下选取若干，用逗号隔开，或写 none：{ $all }
number-or = 1 到 { $most } 的整数，或者 { $word }
no-such-record = 这次登录没有第 { $nth } 条记录
no-such-attempt = { $client } 没有第 { $number } 次登录
attempt-goes-on = 运行结束时，{ $client } 的第 { $number } 次登录尚未结束
reaches-nobody = 这次登录没有到达任何主机
number-too-large = 这个数字会大于 { $most }
nothing-fails = 这次登录没有任何失败
no-rule-of-these = 选项中没有一条规则决定第一次失败；起作用的是：{ $rules }
several-rules-of-these = 选项中有多条规则决定第一次失败：{ $rules }
no-plan = 场景中没有步骤
several-steps-hurt = 有人因多个步骤而无法收信
too-many-sets = 需要运行 { $sets } 组故障，最多只运行 { $most } 组

ended-so = { $client } 的第 { $number } 次登录以 { $outcome } 结束
still-running = 运行结束时，{ $client } 的第 { $number } 次登录尚未结束
not-there = { $name } 已不存在，或者没有登录
does-not-fit = 无法对现在的场景提出这个要求：{ $why }
rule-silent = { $rule } 没有起任何作用
rule-speaks = { $rule } 起了作用
counted-so = 计数：{ $found }
served-elsewhere = { $client } 的第 { $number } 次登录由别的服务器处理
changed-here = { $path } 与开始时不同
changed-of = { $entries } 的 { $path } 与开始时不同
too-many-edits = 与开始时相比有 { $count } 处不同，最多允许 { $most } 处
still-found = 仍然会发现 { $code }
under-faults-so = 在 { $all } 个故障中，有 { $well } 个故障下他们仍能登录（{ $percent }%）；要求至少 { $least }%
no-faults = 没有这些种类的故障

file-missing = 缺少 { $file }
stray-file = { $file } 不属于任何课程单元
bad-folder-name = { $name } 不能作为课程单元的名称：只能用小写字母、数字和连字符，最多 64 个，且不能叫 exam
no-such-lesson = 没有名为 { $name } 的课程单元
in-no-track = 课程单元 { $name } 不在任何路线中
no-id = { $id } 不能作为这里的名称：只能用字母、数字和连字符，最多 64 个
id-twice = { $id } 出现了两次
no-such-id = 没有名为 { $id } 的目标或预测
objective-untouched = 没有任何东西能说明这个学习目标是否达到
no-such-rule = 没有规则 { $id }
no-such-finding = 没有检查结果 { $id }
no-such-kind = 没有故障种类 { $id }
no-such-client = start.ron 中没有客户端或客户端组 { $name }
about-nobody = 没有指定任何人
path-leads-nowhere = 路径 { $path } 不通向任何地方
bounds-do-not-rise = 界限必须递增，并且至少有一个
share-over-100 = 比例最多为 100
number-from-to = { $number } 不在 1 到 { $most } 之间
no-english = 缺少英文文本
no-chinese = 缺少中文文本
story-too-long = 故事有 { $lines } 行，一屏最多容纳 { $most } 行
no-misconception = 标题 { $heading } 下面没有内容
rule-not-told = 要讲授 { $rule }，但 { $after } 和 { $teacher } 都没有提到它
outcome-told = 在提问之前就说出了结果 { $outcome }
answer-told = 在提问之前就说出了答案 { $answer }
start-expects = `expect` 说出了会出现什么结果
start-meets-goal = 开始的场景已经满足目标 { $id }
start-fails-guard = 开始的场景不满足必须保持的 { $id }
answer-fails = 这个答案没有达到目标 { $id }
wrong-without-goal = 错误答案没有写明目标
wrong-names-no-goal = { $id } 不是这个课程单元的目标
first-line-fails = 第一行写明由哪个目标识别它：{ $fails } g1
wrong-meets-goal = 错误答案达到了本应识别它的目标 { $id }
track-too-long = 其中的课程单元共需 { $minutes } 分钟，而它只有 { $most } 分钟
need-comes-later = { $name } 需要 { $need }，而后者排在后面
needs-itself = { $need } 自己又需要 { $name }

exam-title = 考试：{ $domain } 的星期一早上
exam-objective = 修复一个课程中从未出现过的组织。
exam-hint = 逐个解释每个人的登录；最先失败的地方就是入手之处。
exam-story =
    {"#"} 考试：{ $domain } 的星期一早上

    星期五每个人都能收信。周末有人动过 { $domain } 的服务器，却没有留下记录。今天早上这些人无法登录，或者时好时坏：{ $who }。

    {"**"}你的任务。** 让每个人每次都能登录。不改动任何人的邮件程序，不移动邮箱和数据库，也不更换服务器的版本。
must-log-on = { $client } 不是每次都能登录。
others-must-go-on = 原来能收信的人现在收不到了。
what-stays = 请修复被弄坏的地方：邮件程序、数据库、邮箱所在位置和版本都保持不变。
