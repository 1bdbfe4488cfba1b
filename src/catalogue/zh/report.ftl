### What does `coexist report` say?

written = 已写入 { $path }（运行：{ $runs }，{ $size } kB）：请用浏览器打开
no-scenario = 这些路径下没有场景
left-out = 因无法使用而略去的场景：{ $count }
too-large = 页面将达 { $size } MB，而最多写入 { $most } MB
smaller = 请减少场景，或用 `until` 缩短其运行
