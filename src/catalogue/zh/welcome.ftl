### What is said when nothing is asked for, and below the help of the program?
###
### The commands themselves are the same in every language; the program puts them beside what is said of each.

welcome =
    coexist 模拟 Exchange 2007 至 Subscription Edition 各版本共存时的 POP3 和 IMAP4 登录，
    并说明前端的哪个决定使登录失败、为什么，以及用什么命令修复。
    .run = 运行第一个场景：InternalConnectionSettings 中的共享名称
    .list = 查看还有哪些场景
    .new = 为您自己的组织写出起始文件
    .check = 找出错误和配置错误
    .run-file = 运行它
    .explain = 登录为什么失败，用哪些命令修复
    .rest = 其余请见 coexist --help。

examples = 示例：
    .first = 文档开头所用的场景
    .own = 您自己的组织：每次登录为什么成功或失败
    .one-client = 只显示一个邮件程序的经过
    .quiet = 只显示预期是否成立
    .logs = 真实服务器会写入的协议日志和事件日志
    .new = 您自己组织的带注释的起始文件
    .check = 错误和配置错误：在开始时以及每次更改之后
    .explain = 最先失败的一步，以及经重新运行证明有效的修复
    .step = 在全屏终端中逐步查看运行：拓扑、线路、决定
    .what-if = 谁改善、恶化，以及两次运行在哪里分开
    .diagram = 组织的图片，供幻灯片和维基使用
    .test = 将此文件夹下的所有场景作为回归测试
    .list = 程序自带的场景
    .rules = 某条规则的内容、可靠程度，以及哪些场景展示它

exit-codes =
    退出代码：0 所有预期均成立；1 有预期不成立；2 输入无法使用；
    3 无法定论（运行被截断）。
