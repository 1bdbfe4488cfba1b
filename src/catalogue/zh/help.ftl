### What does the help of the commands say?
###
### A message for each command, and an attribute for each of its arguments. A term is said by several.

-one-scenario = 示例库中的场景、文件，或用 - 表示标准输入
-this-seed = 使用此种子，而不是场景中的种子
-overwrite = 文件已存在时覆盖
-to-file = 写入此文件，而不是标准输出
-ask-first = 开始时隐藏结果，并在每个决定之前提问
-one-client = 只显示此客户端的登录，以及其间的更改

coexist = 模拟 Exchange 2007 至 Subscription Edition 各版本共存时的 POP3 和 IMAP4 登录。
    .color = 是否使用颜色：auto（在终端中使用，除非设置了 NO_COLOR）、always 或 never
    .lang = 语言：en 或 zh；默认取自区域设置
run = 运行一个场景，显示发生了什么、为什么，以及预期是否成立
    .scenario = { -one-scenario }
    .format = 显示方式：text（供人阅读）、json（每行一个 JSON 对象，见 docs/trace.md）或 mermaid（时序图）
    .quiet = 只显示结论：每次登录如何结束、预期是否成立、计数
    .client = { -one-client }
    .log = 不显示报告，而是输出真实服务器会写入的协议日志：imap4、pop3 或服务器名；可多次给出
    .events = 不显示报告，而是输出服务器事件日志中的内容
    .all = 显示全部，无论多长
    .seed = { -this-seed }
explain = 说明登录为什么失败、从何时起已成定局，以及经重新运行证明有效的修复
    .scenario = { -one-scenario }
    .client = 只解释此客户端的失败
    .attempt = 解释该客户端的第几次登录，从 1 数起
    .all = 解释每一种失败，无论有多少种
    .seed = { -this-seed }
    .remedy = 打印应用该失败的这个修复（按显示的编号）之后的场景，而不进行解释
check = 找出文件的错误和配置错误：在开始时以及每次更改之后
    .scenarios = 示例库中的场景、文件，或用 - 表示标准输入
    .format = 显示方式：text（供人阅读）、json（每行一个 JSON 对象）或 sarif（供其他工具使用，SARIF 2.1.0）
    .accepted = 同时显示文件已接受的发现
diagram = 画出组织，或一次运行中谁对谁说了什么：SVG 供幻灯片使用，也可用 Mermaid 或 DOT
    .scenario = { -one-scenario }
    .what = 画什么：topology（组织：站点、服务器及其服务、名称、数据库）或 sequence（一次运行的时序）
    .format = 写成什么：svg（独立的图片）、mermaid（代码托管网站和维基可显示）或 dot（供 Graphviz 使用）
    .output = { -to-file }
    .force = { -overwrite }
    .client = 时序图只画此客户端的登录，以及其间的更改
    .attempt = 时序图只画该客户端的第几次登录，从 1 数起
    .all = 时序图画出全部，无论多长
    .seed = { -this-seed }
diff = 比较两次运行：谁改善、恶化或无变化，以及在哪个决定处分开
    .first = 第一个场景
    .second = 第二个场景
    .assume = 不用 B，而是采用此假定的 A，例如 fallback=SelectOnce；可多次给出
    .without = 将去掉此更改的 A（按文件中的顺序从 1 数起，或 all）与原样的 A 比较
what-if = 将场景与设置了其他值的自身比较；文件不会被改动
    .scenario = { -one-scenario }
    .set = 要设置的内容，例如 servers.EX10.imap4.LoginType=PlainTextLogin；可多次给出
    .actions = 要执行的操作，写法与 `changes` 中相同，例如 'StartService(server: "EX10", service: Imap4)'；可多次给出
    .at = 何时执行这些操作，例如 10min；省略时视为在运行开始之前已执行
    .run = 管理员输入的命令行，例如 'Set-ImapSettings -Server EX10 -LoginType PlainTextLogin'，或 @ 加命令文件（@night.ps1）；可以给出多次。cmdlet 会拒绝的行会告知，且不改变任何内容
    .on = 在哪台服务器上输入这些行
    .answer = 行中某个变量的内容，例如 thumbprint=self-signed；move=2h 表示移动需要多久，copy=EX13-B 表示指哪个副本；可以给出多次
    .skip_unknown = 跳过正确但未建模的行；每一行都会告知
    .print = 打印另一个场景，而不进行比较
fmt = 将场景文件整理为规范的排版，保留注释
    .paths = 文件或文件夹；- 表示从标准输入整理到标准输出
    .check = 不作改动：列出会改变的文件，退出代码为 1
test = 运行路径下的每个场景：检查其预期，并将报告与旁边的快照比较
    .paths = 文件和文件夹；未给出时为当前文件夹
    .accept = 写入新的或不同的快照
    .prune = 删除场景已不存在的快照；与 --accept 一起使用
    .require_snapshots = 没有快照的场景视为失败
    .filter = 只取路径中含有此文本的文件
    .junit = 同时将结果写为 JUnit XML
    .threads = 线程数；默认与计算机的处理器数相同
new = 为某种情形写出带注释的起始文件
    .situation = 起始的情形；未给出时列出全部
    .output = { -to-file }
    .force = { -overwrite }
schema = 输出场景语言的 JSON Schema，供编辑器使用
lsp = 为编辑器提供服务：边输入边检查、补全、悬停提示、整理（docs/editor.md）
completions = 输出 shell 的自动补全脚本
    .terminal = 哪一种 shell：bash、elvish、fish、powershell 或 zsh
man = 输出手册页
    .folder = 将每个命令的手册页写入此文件夹，而不是将主页写到标准输出
report = 写出一个供浏览器使用的页面：可逐步查看的运行、为什么失败、怎样修复，以及假设分析
    .scenarios = 场景：示例库中的名称、文件、文件夹（其下的每个场景），或用 - 表示标准输入
    .output = 要写入的文件；默认为 report.html
    .predict = { -ask-first }
step = 在全屏终端中逐步查看一次运行
    .scenario = { -one-scenario }
    .at = 从此记录开始；记录从 0 编号，与解释中的编号相同
    .client = { -one-client }
    .predict = { -ask-first }
    .seed = { -this-seed }
list = 列出程序自带的场景
    .topic = 只列出此主题的场景
rules = 列出所模拟的产品规则，或说明哪些场景展示了某条规则
    .id = 规则，例如 FALL-3（并列出展示它的场景），或一组规则，例如 FALL

## What the library that reads the arguments says by itself, in English.

usage = 用法：
options = 选项
arguments = 参数
commands = 命令
any-options = [选项]
any-command = [命令]
print-help = 显示帮助
print-version = 显示版本
