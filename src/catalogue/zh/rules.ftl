### What does `coexist rules` say?

more = coexist rules ID 说明哪些场景展示某条规则；`coexist help rules` 列出全部。
no-rule = 没有规则 { $id }
lists-them = coexist rules 列出全部规则
one-scenario = 1 个场景
scenarios = { $count } 个场景
built-in = 始终遵守，不予提及
not-modelled = 尚未建模
mark = 标记      { $mark }
source = 来源      { $source }
switch = 开关      { $switches }（在 assumptions 中）
decided = 判定处    { $module }
shown-by-none = 展示      没有场景展示：{ $why }
shown-by = 展示它的场景
