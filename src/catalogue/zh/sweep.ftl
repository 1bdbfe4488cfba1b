### 故障遍历说什么：有哪些故障，谁因此登录不了，运行了什么？

fault-service-stopped = { $server } 上的 { $service } 已停止
fault-service-hung = { $server } 上的 { $service } 挂起
fault-component-inactive = { $server } 上的 { $component } 为非活动
fault-server-off = { $server } 已关机
fault-link-cut = { $one } 与 { $other } 之间的链路中断
fault-link-cut-one-way = 从 { $one } 到 { $other } 的链路中断，反方向正常
fault-certificate-expired = { $server } 上的证书 { $certificate } 已过期
fault-certificate-not-enabled = { $server } 上的证书 { $certificate } 未为 { $service } 启用
fault-name-stays = { $name } 仍指向旧地址：更改未到达 DNS
fault-name-gone = { $name } 在 DNS 中不存在
fault-member-dead = { $member } 不提供服务，而 { $balancer } 的检查（{ $check }）看不出来
fault-setting-wrong = { $server } 上的 { $cmdlet }：{ $setting } 为 { $value }（{ $code }）
fault-read-otherwise = { $rule } 按另一种理解：{ $switch } 为 { $value }
# Names only.
fault-own = { $factor }：{ $value }
# Names only.
and = { $first } + { $second }
title = { $title } 的故障 · 种子 { $seed }
nobody = 没有任何故障时，此场景中也无人登录成功，因此没有故障能让谁登录不了。
faults-alone = { $count } 个故障，逐个出现
faults-together = { $size } 个故障的组合共 { $count } 个
ran = 运行了 { $run } 个：{ $locking } 个使某些人完全登录不了，{ $harming } 个只损失部分登录，{ $unnoticed } 个无人察觉
not-touched = { $count } 个不可能有影响：没有登录触及它们所涉及的部分
not-both = { $count } 个不可能存在：其中两个涉及同一事物
not-written = { $count } 个无法写入此场景
not-needed = { $count } 个已由更小的组合蕴含：其中一部分故障就已使所有人登录不了。抽样运行了其中 { $sampled } 个，有 { $contradicted } 个又让某些人登录成功
cut-off = 这是中止时已知的结果：{ $all } 个组合中的 { $done } 个
locked-out = 谁因什么而登录不了
nobody-locked-out = 其中没有任何故障使谁完全登录不了。
locked-out-by = { $who }：{ $sets }
by-alone = { $count } 个单点故障
by-together = { $count } 个 { $size } 故障组合
by-nothing = 无
more-sets = …  还有 { $count } 个（用 --all 显示）
without = { $span } 收不到邮件
heat-map = 每个故障单独出现时损失的登录，百分比
fault = 故障
more-rows = …  还有 { $count } 个故障（用 --all 显示）
more-columns = …  还有 { $count } 个情况不同的组（用 --format csv 和 html 显示）
# Names only.
column = { $number } = { $who }
group = 组
time-without = 收不到邮件的时间
faults = 故障
combinations = { $all } 个组合中的 { $count } 个
by-values = { $count } 个值，不论与什么组合
by-pairs = { $count } 对值
plan = 计划 { $mark }：共 { $sets } 个故障组合，其中 { $shared } 个分开运行
# Names only.
plan-kind = { $kind }：{ $count }
