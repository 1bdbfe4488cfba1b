### What is wrong with a file?

not-shown = 另有 { $count } 个问题未显示
repair-first-ones = 请先修复前面的问题，然后再次检查
at = 位于
help = 帮助
error = 错误
warning = 警告
errors = { $count } 个错误
warnings = { $count } 个警告
