### What does `coexist course` say?

written = 已写出 { $path }（课：{ $lessons }，{ $size } kB）：请在浏览器中打开
no-lesson = 此课程中没有课
too-large = 页面将有 { $size } MB，最多写出 { $most } MB
smaller = 从课程中去掉一些课，或缩短其文字
