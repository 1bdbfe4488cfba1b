### What does `coexist step` say, beside what the run says?

no-terminal = `coexist step` 需要终端，而标准输出不是终端
run-instead = 请改用 `coexist run`：它把同一次运行写成文本，也可写入文件或管道
terminal-failed = 无法使用终端：{ $error }
nothing-happens = 此场景中什么也不会发生
no-record = 没有记录 { $at }：记录从 0 编号到 { $last }
never-connects = { $client } 在本次运行中从未开始登录

## the first two lines

position = 记录 { $at } / { $last }
longer = 总计 { $total }
attempt = { $client } 第 { $number } 次登录：{ $outcome }
as-expected = 符合预期
not-as-expected = 不符合预期
inconclusive = 无法定论
plays = { $speed } 步/秒
plays-slowly = { $seconds } 秒一步
only = 仅 { $client }
predicting = 预测：答对 { $right }/{ $asked }

## headings

clients = 客户端
balancers = 负载均衡器
site = 站点 { $name }
links = 链路
topology = 拓扑
sequence = 时序
wire = 线路 { $way }
decision = { $actor } 的决定
record = 此步
question = 接下来会怎样？
rules = 此步的规则
why = 为什么失败？
keys = 按键与符号
whose = 显示哪个客户端？

## the picture

inactive = { $component } 为 Inactive
off = 已关机
back-end = 后端
active = 活动副本：{ $databases }
cut = 已切断
more = …… 另有 { $count } 个
not-followed = 均为初始状态

## decisions

more-lines = …… 另有 { $count } 行：按 Enter 显示全部
earlier-lines = …… 之前还有 { $count } 行：按 Enter 显示全部

## rules

no-rule = 此步不涉及任何规则。
mark = 标记 { $mark }
source = 来源：{ $source }
switch = 开关：{ $switch }（在 assumptions 中）
by-article = 该文章
by-documentation = Microsoft 文档
by-reports = 管理员的报告（附日志）
by-assumption = 无：属于假定

## why

running-again = 正在重新运行场景，以证明哪些修复有效……
nothing-to-explain = { $client } 的第 { $number } 次登录没有失败：没有需要解释的内容
no-failure-yet = 此步不属于任何登录，之前也没有失败的登录
hidden = 预测时不显示：按 p 显示

## notes

no-more = 这个方向上没有了
the-end = 这是最后一条记录
no-colors = 颜色已关闭（NO_COLOR 或 --color never）
theme-dark = 深色
theme-light = 浅色
theme-plain = 无颜色
answer-first = 请先回答：用 ↑↓ 和 Enter，或按数字；s 显示答案
too-small = { $width }×{ $height } 太小：至少需要 60×16

## questions

ask-accepted = { $actor } 会让登录通过吗？
yes = 会，登录继续
no = 不会，在此处被拒绝
ask-server = { $actor } 接下来为这次登录尝试哪台服务器？
nobody = 都不会：登录不再转交
ask-security = 它用哪种连接类型尝试 { $server }？
ssl = SSL：从第一个字节起就是 TLS
tls = TLS：横幅（Banner）之后用 STARTTLS 或 STLS
plaintext = 明文
over = { $server }，经 { $security }
in-plaintext = { $server }，以明文
right = 正确：{ $answer }
wrong = 您的回答：{ $said }；实际：{ $answer }
how-to-answer = ↑↓ Enter 或数字 · s 显示答案 · Esc 返回

## keys

key-space = 空格
bar-play = 播放
bar-pause = 暂停
bar-step = 单步
bar-decision = 决定
bar-failure = 失败
bar-attempt = 登录
bar-why = 原因
bar-rules = 规则
bar-detail = 详情
bar-predict = 预测
bar-client = 客户端
# Names only.
bar-language = English
bar-theme = 主题
bar-help = 帮助
bar-quit = 退出
bar-scroll = 滚动
bar-close = 关闭
bar-choose = 选择
help-play = 播放或暂停
help-speed = 加快或放慢播放
help-step = 下一条或上一条记录（↓ ↑ 亦可）
help-page = 向后或向前一屏记录
help-ends = 第一条或最后一条记录
help-decision = 下一个决定；D 为上一个
help-failure = 下一个失败；F 为上一个
help-change = 下一个组织更改；G 为上一个
help-attempt = 下一次登录；A 为上一次
help-detail = 此步的全部内容：完整的决定或对话
help-why = 这次登录为什么失败、怎样修复，附命令
help-rules = 此步的规则：内容、标记、来源
help-predict = 预测：隐藏结果，并在每个决定之前提问
help-client = 只显示一个客户端的登录
help-language = 语言：英文或中文
help-theme = 主题：深色、浅色、无颜色
help-quit = 退出（Esc 和 Ctrl-C 亦可）
all-clients = 全部
sign-running = 正在运行
sign-stopped = 已停止：拒绝连接
sign-hung = 挂起：接受连接但从不应答
sign-off = 已关机，或已切断的链路
sign-inactive = 组件为 Inactive：不发送横幅（Banner）即关闭
sign-actor = 参与此步；→ 为其指向
sign-decision = 一个决定
sign-failure = 一个失败
sign-success = 成功的登录
sign-change = 发生更改
sign-depth = 连接的层次：代理连接、代理连接的代理连接……
