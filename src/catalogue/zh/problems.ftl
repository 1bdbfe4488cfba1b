### What is wrong with a file?

not-shown = 另有 { $count } 个问题未显示
repair-first-ones = 请先修复前面的问题，然后再次检查
at = 位于
help = 帮助
error = 错误
warning = 警告
errors = { $count } 个错误
warnings = { $count } 个警告
too-large = 文件大于 { $most } MiB，未读取
is-it-the-right-file = 这是您要的文件吗？
no-scenario = 文件中没有场景
the-smallest-scenario = 最小的场景是 `Scenario(schema: 1)`
other-schema = 文件是为此语言的版本 { $schema } 编写的；本程序支持版本 { $known }
not-understood = 不支持
write-schema-1 = 请写 `schema: 1`，或使用更新的程序
