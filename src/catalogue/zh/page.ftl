### What does a page say, beside what the run says?
###
### The page gets all of it, because its reader can turn from one language to the other; the page itself fills in the
### placeholders.

## The frame.

skip = 跳到内容
tools = 页面
to-index = 全部运行
projector = 投影
projector-hint = 为投影放大字体（j）
fullscreen = 全屏（Shift+J）
theme = 浅色或深色（t）
print = 打印
help = 帮助与按键（?）
close = 关闭
comma = 、
cannot-open = 无法打开此运行：{ $why }
no-decompression = 此浏览器没有 DecompressionStream，无法解压此文件中的运行。请使用 Chrome 或 Edge 80、Firefox 113、Safari 16.4 或更高版本。
no-wasm = 此浏览器没有 WebAssembly（或已停用），因此无法在页面中逐步查看或运行。下方列出结果、各个步骤和原因。
core-failed = 页面中的核心失败：{ $why }
copy = 复制
copied = 已复制
not-copied = 未复制：请选中后手动复制
made-by = coexist { $version } · 种子 { $seed } · 摘要 { $digest }
made-with = 生成命令
self-contained = coexist { $version }。所有内容都在此文件中，不会从网络获取任何内容。

## The list of runs.

runs = 运行
runs-of = { $all } 个中的 { $shown } 个
no-folder = 无文件夹
what-happened = 结果
search = 搜索
title = 标题
verdict = 结论
attempts = 登录尝试
records = 记录
logged-on-of = { $attempts } 次登录中 { $logged-on } 次成功
fares-nobody = 无人尝试登录
fares-fail = { $clients } 个中有 { $fail } 个无法登录
fares-one-fails = { $client } 无法登录
fares-and-hindered = （另有 { $hindered } 个有时无法登录）
fares-hindered = { $clients } 个中有 { $hindered } 个有时无法登录
fares-running = { $clients } 个中有 { $running } 个仍在尝试
fares-well = 全部 { $clients } 个都能登录
fares-one-well = { $client } 能登录
expectations-held = 预期：{ $all } 项中 { $held } 项成立
expectations-none = 未写预期
scenario-number = 场景 { $number }
verdict-nothing-expected-text = 场景没有写出预期（`expect`），因此无所谓符合与不符合。
verdict-fail = 不符合预期
verdict-hidden = 结果已隐藏
verdict-pass-text = 场景的预期全部成立。这并不说明有人登录成功：场景也可以预期失败。
verdict-fail-text = 场景的预期至少有一个不成立。
verdict-inconclusive-text = 运行在能够判定全部预期之前被截断。
stop-horizon = 运行到达其时间界限（`until`）时仍有事件在进行。
stop-event-limit = 运行在达到事件数上限时结束。
stop-record-limit = 运行在达到保留记录数上限时结束。

## Walking.

transport = 逐步查看运行
moves = 步进
jumps = 跳转
play = 播放
pause = 暂停
next = 下一步（→）
back = 上一步（←）
first = 到开头（Home）
last = 到结尾（End）
decision = 决定
failure = 失败
attempt = 登录
next-decision = 下一个决定（d）
previous-decision = 上一个决定（Shift+D）
next-failure = 下一个失败（f）
previous-failure = 上一个失败（Shift+F）
next-change = 下一个更改（g）
previous-change = 上一个更改（Shift+G）
next-attempt = 下一次登录（a）
previous-attempt = 上一次登录（Shift+A）
scrubber = 在运行中的位置
speed = 速度
no-more = 这个方向上没有更多了
record-of = 记录 { $record } / { $records }
records-of = 记录 { $first } 到 { $last }，共 { $records }
record-alone = 记录 { $record }
step-of = 第 { $step } 步，共 { $steps } 步
no-records = 本次运行中什么都没有发生：场景中没有连接的客户端。
nothing-here = 按此客户端和这些列筛选后没有记录。
now = 当前步骤
attempt-of = { $client }，第 { $attempt } 次登录
leg = 第 { $leg } 段代理连接
more-lines = 另有 { $lines } 行

## Picture and sequence.

picture = 组织
no-picture = 此组织的服务器过多，无法在此绘制。其余功能均可使用。
zoom = 图的大小
zoom-in = 放大
zoom-out = 缩小
zoom-fit = 适合
layout = 布局
layout-picture = 图
layout-both = 两者
layout-sequence = 时序
is-cut = 已切断
sequence = 时序
time = 时间
who = 参与者
number = 编号
what-happens = 发生了什么
client = 客户端
every-client = 全部客户端
group-of = { $name }（{ $clients }）
members-of = { $name } 的成员
group-fares = { $name }：{ $clients } 个中有 { $failed } 个无法登录
clock = 时间轴
clock-hint = 按时间显示整次运行（k）
clock-label = 按时间显示整次运行，到 { $end }；单击可前往
others = 其他
lanes = 列
column-clients = { $clients } 个客户端
column-others = 其他 { $parties } 个
cut = 此处只有 { $records } 条记录中的前 { $shown } 条。其余请用：{ $command }
they-part = 在此分开
unfold = 展开
fold = 收起
unfold-all = 逐条显示
span-told = { $records } 条记录，{ $time }；最后：{ $end }
span-leg = 第 { $leg } 段代理连接，{ $who } → { $whom }
span-wait = { $who } 空等
folded-records = （记录 { $first } 到 { $last }）

## Limits that come near.

meters = 接近上限的数量
count-user = { $who } 在 { $where } 上的连接
count-address = 从 { $who } 到 { $where } 的连接
count-service = 到 { $where } 的连接
count-sessions = { $who } 在 { $where } 存储中的会话
meter = { $what }：{ $now }/{ $limit }

## Tabs.

side = 详细信息
tab-step = 步骤
tab-why = 原因
tab-whatif = 假设分析
tab-rules = 规则
tab-summary = 概要
details = 详情
first-failing-step = 首先失败的步骤
what-helps = 解决办法（已重新运行证实）
no-remedy = 未找到单独有效的更改。
causes = { $causes } 个原因
run-with-all = 全部应用后运行
walk-through = 逐步查看 ▸
all-of-why = 完整原因
cause = 原因
follows-from = 起因于
changed-here = 此步骤中的变化
keeps = { $who } 缓存 { $what }
counted = { $what }：{ $from } → { $to }
time-went = 时间用在何处（{ $whole }）
until-record = 直到 { $what }
held-by = 受制于
decision-by = { $server } 作出决定
candidates = 候选服务器
is-chosen = 选中
is-rejected = 未选中
is-candidate = 候选
also = 其他依据
because = 依据
assumed = 假定：{ $switch }
assumed-alone = 假定
not-modelled = 未建模
no-switch = 无开关
assumed-here = 此处为假定（{ $switch }）：没有公开资料可以确定。开关位于 `assumptions`，可在“假设分析”中设置。
assumed-here-without = 此处为假定（{ $what }）：没有公开来源能确定，也没有开关可以改变。
wire = 本次登录的协议对话
connection = 连接 { $connection }
earlier-lines = 显示之前的 { $lines } 行
no-wire = 尚无对话。
no-wire-yet = 连接已建立，其中尚未说任何内容。
rules-now = 此步骤的规则
no-rule = 此步骤没有涉及规则。
rules-so-far = 本次运行至此涉及的规则
spoke = ×{ $times }，首次在
all-rules = 全部规则
mark = 标记
source = 来源
switch = 开关
mark-article = 文章所述
mark-documented = Microsoft 文档所述
mark-reported = 管理员报告，附有日志
mark-assumed = 假定
rule-command = coexist rules { $rule } 列出展示此规则的场景。

## Why.

nothing-failed = 本次运行中没有失败。
not-explained = 此处没有解释本次运行的失败：解释需要多次重新运行。
explain = 现在解释
which-failure = 失败
walk-attempt = 从头逐步查看这次登录
run-with-it = 应用后运行
command = 命令
and-more = ……另有 { $more } 个
computing = 正在运行……
computing-for = 已运行 { $seconds } 秒……
cancel = 取消
called-off = 已取消
no-difference = 没有差别：{ $fares }。
still-so = 仍然如此：{ $fares }，但过程不同。
now-so = { $now }（之前：{ $before }）。
parts-at = 在记录 { $record } 处分开 ▸
trouble = 无法这样做：
banner-remedy = 应用修复：{ $remedy }
banner-plan = 应用完整方案：{ $steps }
banner-whatif = 假设分析：{ $edits }
banner-before = 修改前。
flip-to-before = 修改前（s）
flip-to-after = 修改后（s）
now-after = 修改后
now-before = 修改前
discard = 放弃

## What if.

whatif-text = 修改后立即由页面中的核心运行。文件中的运行不会改变。
edits = 修改
no-edits = 尚无修改。
overridden = 已覆盖
was = 原为 { $value }
was-default = 原未写明
remove = 移除
remove-edit = 移除 { $edit }
discard-all = 全部放弃
undo = 撤销
nothing-to-undo = 没有可撤销的修改。
list-clients = 客户端
list-databases = 数据库
services = 服务与服务器
state-running = 正在运行
state-stopped = 已停止
state-hung = 挂起
state-off = 已关机
off-of = { $server } 已关机
links = 站点间链路
latency = 延迟
any-setting = 任意设置
what = 对象
field = 设置
value = 值
values-by-line = 值，每行一个
written = 已写明：{ $value }
not-written = 未写明。默认值：{ $value }
no-value = 没有值。
add-edit = 设置并运行
free-edit = 文件中的其他内容
lines = 如在命令行管理程序中键入的命令行
lines-text = 请键入或粘贴管理员会键入的内容。cmdlet 拒绝的会被拒绝，并在该行旁说明。
lines-box = 命令行
lines-when = 时间
at-start = 开始时
at-time = 某一时刻
lines-on = 在哪台服务器上键入
on-none = 不指定：每行自行写明服务器
run-lines = 运行这些命令行
no-lines = 没有命令行。
typed-at = 于 { $at } 键入
typed-at-start = 于开始时键入
typed-on = 在 { $server } 上
list-servers = 服务器
list-links = 链路
list-load-balancers = 负载均衡器
list-dns = DNS
list-mailboxes = 邮箱
list-assumptions = 假定
runs-not = 按这些修改场景无法运行，因此没有可导出的内容。
hand-out = 导出
as-command = 作为命令
as-file = 作为场景（RON）
download = 下载

## Compare.

compare = 比较
compare-hint = 并排比较两次运行或登录（c）
close-compare = 关闭
left = 左侧
right = 右侧
choose-run = 运行，{ $side }
choose-attempt = 登录，{ $side }
whole-run = 整个运行
this-run = 此运行
side-before = 修改前
side-after = 修改后：{ $edits }
part-at = 在第 { $step } 步分开。
never-part = 没有分开：每个决定以及遇到的一切都相同。
fares = 第二个运行中改善的客户端：{ $better }；恶化的：{ $worse }。
to-parting = 到分开之处（x）
ended-before = 已先结束

## Predict.

predict = 预测
predict-hint = 隐藏结果，并在每个决定之前提问（p）
predict-on = 结果已隐藏；页面会在每个决定之前提问。
predict-off = 已显示结果。
hidden-while-predicting = 预测时隐藏。到达结尾或关闭预测（p）后显示。
answer-first = 请先回答问题。
what-will-happen = 接下来会发生什么？
ask-accepted = 登录在 { $server } 上会继续吗？
goes-on = 会继续
refused = 会被拒绝
ask-next = { $server } 接下来尝试哪台服务器？
nobody = 没有：在此打开、拒绝或放弃
ask-security = 使用哪种连接？
security-SSL = SSL
security-TLS = TLS（STARTTLS）
security-plaintext = 明文
security-none = 无
server-over = { $server }，{ $security }
choose-first = 请先选择答案。
answer = 回答
show-me = 直接显示
was-right = 正确：{ $answer }。
was-wrong = 不对。正确答案：{ $answer }。
was-shown = 答案是：{ $answer }。
all-shown = 全部结束：{ $questions } 题答对 { $right } 题。现在显示结果。
score = 答对：{ $right } / { $questions }

## Help.

help-text = 一次运行是一列记录。逐条查看时，图、时序和详细信息会随之变化。地址中保存当前位置，可以发给持有此文件的人。
key = 按键
what-it-does = 作用
key-space = 空格
key-play = 播放或暂停
key-next = 下一步
key-back = 上一步
key-page-down = 下一步（翻页笔）
key-page-up = 上一步（翻页笔）
key-unfold = 展开或收起重复部分，或从此处开始的部分
key-shut = 把所在的等待、代理连接或尝试收成一行
key-black = 黑屏，也可用 .
key-side = 在图上显示详情（投影）
key-flip = 切换修改前后：修复、假设分析
key-undo = 撤销上一次修改
key-lang = 英文或中文
signs = 符号
sign-command = 实线箭头：连接或命令
sign-reply = 虚线箭头：应答
sign-refusal = 带叉的箭头：拒绝
sign-decision = 卡片：决定；其依据见“步骤”
sign-failure = 带叉的圆形或八边形：发生失败
sign-change = 菱形：管理员作出更改

## On paper.

steps = 步骤
steps-left = 此处打印了 { $records } 条记录中的前 { $shown } 条。其余请用：{ $command }
steps-hidden = 预测时不显示后面的记录。
star-assumed = * 假定：没有公开资料可以确定。
why-failed = 失败 { $failure }：原因与修复

## What stands in front of a run: the timeline of a plan, or faults against groups.

timeline = 时间线
timeline-steps = 步骤
timeline-hint = 红色：该客户端或组中有人收不到邮件。点击步骤或红色部分，即可在运行中打开那一刻。
timeline-step = 第 { $number } 步，{ $at }：{ $name }
timeline-always = { $who }：始终能收到邮件
timeline-held = { " " }✓ verify 成立
timeline-not-held = { " " }✕ verify 不成立
heat-map = 故障与组
heat-fault = 故障
heat-hint = 失败的登录所占的百分比。点击数字即可打开该故障下的运行。
heat-open = 打开运行：{ $fault }
heat-cell = { $fault }；{ $group }：{ $percent }% 的登录失败，{ $note }。打开运行。
