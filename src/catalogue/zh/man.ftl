### What do man pages say beside the help of the commands?

manual = 用户命令
name = 名称
synopsis = 概要
stop = 。
description = 描述
options = 选项
commands = 命令
exit-status = 退出状态
see-also = 另见
more = 以及 “coexist help” 列出的文档。

environment = 环境变量
    .own-language = 语言，en 或 zh；优先于区域设置，次于 --lang。
    .language = 区域设置：其中第一个已设置且不为空的变量决定语言。非中文即为英文。
    .color = 在 --color 为 auto 时，决定输出是否使用颜色。
    .terminal = 值为 “dumb” 时没有全屏界面，也不使用颜色。

files = 文件
    .scenario = 场景：UTF-8，或带标记的 UTF-16；其中可写的内容见 “coexist help scenario”。
    .json = 以 JSON 书写的场景，字段相同；“coexist schema” 写出其架构。
    .snapshot = 旁边的场景在被接受时的输出；由 “coexist test” 比较和写入。
    .progress = 学员做过的事：预测、运行次数、检查过的场景。
    .course = 未指定其他文件时 “coexist course” 写入的页面。
    .report = 未指定其他文件时 “coexist report” 写入的页面。

examples = 示例
    .diff = 在第二个场景中，谁改善、谁恶化、谁不变
    .fmt = 文件夹中哪些文件不是规范格式
    .flatten = 把场景与其所依据的场景合为一个文件
    .shrink = 同一次登录仍因同样的原因失败的最小场景
    .rehearse = 计划的哪一步让谁收不到邮件，多久
    .rehearse-script = 对脚本作同样的演练，其注释即步骤名称
    .sweep = 谁因哪个故障或哪两个故障而登录不了
    .lesson = 第一个课程单元，以及可以动手修改的场景
    .lint = 一个文件夹中的课程单元是否名副其实
    .collect = 管理员在 Exchange 命令行管理程序中运行的脚本
    .import = 由服务器导出的内容得出的组织，以及谁能从哪里登录
    .accept = 把新的或不同的内容接受为今后的正确结果
    .schema = 供检查 JSON 的编辑器使用的架构
    .lsp = 由编辑器启动，通过标准输入与之通信
    .completions = bash 用 Tab 补全时所读取的内容
    .man = 将全部手册页写入一个文件夹
    .course = 将程序自带的课程写成一个供浏览器打开的页面
    .report = 将文件夹中的每个场景写入一个供浏览器打开的页面
    .help = 某个字段的含义、可取的值及默认值
    .watch = 显示结论，并在每次保存文件后再次显示
