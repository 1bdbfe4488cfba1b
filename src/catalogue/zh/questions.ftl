### Why can a page not be answered?

the-question-cannot-be-read = 无法读取问题：{ $error }
the-scenario-cannot-be-used = 该场景无法使用
there-is-no-such-failure = 没有这个失败
there-is-no-such-remedy = 没有这个修复
this-run-was-not-opened = 尚未打开此运行
nothing-was-begun = 尚未开始，无法继续
no-time = { $at } 不是时间
progress-too-large = 大于 { $megabytes } MiB
progress-unreadable = 无法读取（第 { $line } 行，第 { $column } 列）：{ $why }
progress-of-other-schema = 其版本为 { $schema }，而本程序读取版本 { $own }
