### What does the page of a course say, beside what every page says?

## The list.

lessons = 课程列表
passed-of = 已通过：{ $passed }／{ $all }
track = 路线
every-lesson = 全部课
minutes = { $minutes } 分钟
begin = 开始
go-on = 继续
all-done = 已全部完成。
comes-after = 先学：{ $lessons }
state-lesson-new = 未开始
state-lesson-begun = 已开始
state-lesson-passed = 已通过
level-basic = 入门
level-intermediate = 需要了解登录过程
level-advanced = 需要了解各版本如何互相找到
lesson-number = { $number }. { $title }

## The exam.

exam = 结业考试
exam-text = 一个课程中从未出现过的组织，根据您的姓名抽取
exam-of = 一个课程中从未出现过的组织，为 { $name } 抽取
exam-name-text = 考试根据您的姓名抽取：每个人的题目都不同，而您得到的总是同一份。考试开始之后，姓名不能再改。
exam-passed = 您修复了一个课程中从未出现过的组织。请提交您的进度：评分时会根据您的姓名抽取同一份考试，并重新判定您的方案。
name-stays = 您的考试是根据这个姓名抽取的，因此不能再改。

## The learner's file.

your-progress = 您的进度
your-name = 您的姓名
export-progress = 提交：保存为文件
import-progress = 读入文件
forget-progress = 全部清除
forget-text = 您在本课程中的所有预测、尝试和解答都会从此浏览器中删除。如果还有人需要，请先保存为文件。
progress-text = 进度保存在此浏览器中。保存的文件就是 `coexist lesson grade` 所读取的文件。
progress-unreadable = 这不是可在此使用的进度，未作任何更改：{ $why }
not-kept = 此浏览器不允许页面保存内容：关闭之前请将进度保存为文件。
imported = 已读入 { $learner } 的进度。
imported-altered = 已读入 { $learner } 的进度。此文件在保存后被手工改动过；评分时会指出这一点。
take-back = 撤销

## The trainer.

for-the-trainer = 供讲师使用
trainer-text = 所用的课是上面选定路线中的课。演示视图只有按键后才显示结果。
present = 演示
handout = 讲义
solutions = 解答
handout-text = 发生了什么、要回答什么，以及写下想法和观察的地方。
solutions-text = 供讲师使用：全部答案、解答和备注。其中会透露课中所问的内容。

## A lesson.

back-to-list = 返回
story = 情况
objectives = 学完之后您能做什么
stages = 您在本课中的位置
stage-predict = 预测
stage-run = 运行
stage-change = 修改
stage-done = 完成
scenario = 场景
predict-text = 在运行之前说出您的预期。它会被保存，并与运行结果对照。
store-prediction = 保存我的预测
prediction-stored = 您的预测已保存。现在可以运行。
skip-prediction = 不作预测，直接运行
answer-all = 第 { $number } 题尚未回答，或答案自相矛盾。
answer-number = 数字：
answer-never = 从不
answer-nobody = 没有人
answer-no-set = 没有
answer-host = 第 { $number } 个主机
answer-no-host = 选择第一个主机
answer-no-further = 没有下一个
not-predicted = 未预测
predicted-and-seen = 预测与运行
question = 问题
your-prediction = 您的预测
shown-where = 何处
told-right = 与您的预测一致
told-wrong = 与您的预测不同
told-skipped = 您没有预测
right-of = 与预测一致：{ $right }／{ $all }
show-step = 显示记录 { $record }
run = 运行
predict-first = 请先预测，然后才能运行。
run-first = 先按原样运行一次，然后就可以修改。
check-goals = 检查目标
start-again = 重新开始
changed-since = 此后场景已被修改。
cannot-run = 无法运行
goals = 目标
goals-text = 修改场景，然后检查它是否达到目标。
goal-met = 已达到
goal-missed = 未达到
goal-holds = 成立。
goals-met-of = 已达到的目标：{ $met }／{ $all }
all-goals-met = 所有目标都已达到。
to-line = 转到第 { $line } 行
help-here = 帮助
hint-of = 提示 { $number }／{ $all }
hint-after = 再运行这么多次后有下一条提示：{ $runs }
explain-run = 为什么失败？
solution = 一种解答
show-solution = 显示一种解答
give-up = 放弃并显示一种解答
give-up-text = 通过本课之后，或运行 { $runs } 次之后，无须放弃即可看到解答。放弃会记录在您的进度中。
give-up-exam = 考试的解答只有在通过之后才会直接显示。放弃会记录在您的进度中，评分时会指出。
after = 您所看到的
rules-of-it = 规则：
next-lesson = 下一课：{ $title }
to-list = 返回课程列表

## The editor.

editor-completions = 可以输入的内容
editor-diagnostics = 检查结果
editor-close = 关闭
editor-no-diagnostics = 没有发现问题
editor-control-character = 控制字符

## The presenter's view.

slide-story = 情况
slide-picture = 组织
slide-scenario = 场景
slide-task = 轮到您了
slide-solution = 一种解答
slide-after = 我们所看到的
slide-forward = 下一张（→）
slide-before = 上一张（←）
slide-of = { $number }／{ $all }
no-further-slide = 没有更多内容。
question-number = 问题 { $number }
in-which-order = 其中哪些，按什么顺序？
task-text = 打开本课，修改场景，并检查目标。您有 { $minutes } 分钟。
hidden-until = 按 r 键之前不显示。
reveal = 显示（r）
hide-again = 隐藏（r）
open-notes = 备注和时间（n）
notes-of = 备注：{ $title }
notes-blocked = 浏览器不允许页面打开窗口。请允许此页面打开窗口，然后再按 n。
planned = 计划：讲解 { $talk } 分钟，练习 { $work } 分钟
is-shown = 已显示
is-hidden = 未显示
then = 接着：{ $name }
then-next-lesson = 接着：下一课
present-keys = → ← 翻页，r 显示或隐藏，b 使投影变黑，Esc 退出。两个窗口中都可使用这些按键。

## What is printed.

room-for-notes = 记录
trainer-notes = 讲师备注
