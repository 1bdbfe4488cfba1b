### What does a sweep say: which faults are there, whom do they lock out, and what was run?

# A fault.
# $service, $server
fault-service-stopped = { $service } on { $server } is stopped
# A fault.
# $service, $server
fault-service-hung = { $service } on { $server } hangs
# A fault.
# $component, $server
fault-component-inactive = { $component } on { $server } is inactive
# A fault.
fault-server-off = { $server } is switched off
# A fault.
# $one, $other
fault-link-cut = the link between { $one } and { $other } is cut
# A fault.
# $one, $other
fault-link-cut-one-way = the link from { $one } to { $other } is cut, and not the way back
# A fault.
# $certificate, $server
fault-certificate-expired = certificate { $certificate } on { $server } has expired
# A fault.
# $certificate, $server, $service
fault-certificate-not-enabled = certificate { $certificate } on { $server } is not enabled for { $service }
# A fault.
fault-name-stays = { $name } stays at its old address: its change never reaches DNS
# A fault.
fault-name-gone = { $name } does not exist in DNS
# A fault.
# $member, $balancer, $check
fault-member-dead = { $member } does not serve, and the check of { $balancer } ({ $check }) does not see it
# A fault: a setting with a wrong value, and the finding that knows it.
# $cmdlet, $server, $setting, $value, $code
fault-setting-wrong = { $cmdlet } on { $server }: { $setting } is { $value } ({ $code })
# A fault: an open question of the rules.
# $rule, $switch, $value
fault-read-otherwise = { $rule } is read otherwise: { $switch } is { $value }
# A value of a factor of the reader's own.
# $factor, $value
fault-own = { $factor }: { $value }
# Several faults at once.
# $first, $second
and = { $first } + { $second }
# The heading of everything.
# $title, $seed
title = Faults of { $title } · seed { $seed }
# Nobody logs on in the run without any fault.
nobody = Without any fault nobody logs on in this scenario, so no fault can lock anybody out.
# How many single faults there are.
# $count
faults-alone = { $count } faults, each alone
# How many sets of a size there are.
# $count, $size
faults-together = { $count } sets of { $size } faults
# Whom those that were run hit.
# $run, $locking, $harming, $unnoticed
ran = { $run } run: { $locking } lock somebody out, { $harming } only cost log-ons, { $unnoticed } nobody notices
# Why others were not run.
# $count
not-touched = { $count } cannot matter: no log-on touches what they befall
# Why others were not run.
# $count
not-both = { $count } cannot be: two of them befall the same thing
# Why others were not run.
# $count
not-written = { $count } cannot be written into the scenario
# Why others were not run, and whether that holds.
# $count, $sampled, $contradicted
not-needed = { $count } are implied: everybody is locked out by fewer of them. Of { $sampled } of this kind that were run as a sample, { $contradicted } let somebody in again
# The work was ended before its end.
# $done, $all
cut-off = This is what was known when it was ended: { $done } of { $all } sets
# The heading of the smallest sets of faults.
locked-out = Who is locked out by what
# Nobody is locked out.
nobody-locked-out = Nobody is locked out by any of them.
# A group, and how many sets lock it out.
# $who, $sets
locked-out-by = { $who }: { $sets }
# So many single faults.
# $count
by-alone = { $count ->
    [1] 1 single point of failure
   *[other] { $count } single points of failure
}
# So many sets of a size.
# $count, $size
by-together = { $count } sets of { $size }
# Nothing locks a group out.
by-nothing = by nothing
# More sets of a group.
# $count
more-sets = …  { $count } more (--all shows them)
# How long somebody is without mail.
# $span
without = { $span } without mail
# The heading of the heat map.
heat-map = Log-ons that are lost under each fault alone, in hundredths
# The heading of the column of faults.
fault = fault
# More rows of the heat map.
# $count
more-rows = …  { $count } more faults (--all shows them)
# More columns of the heat map.
# $count
more-columns = …  { $count } more groups that fare otherwise (--format csv and html show them)
# What a number over a column stands for.
# $number, $who
column = { $number } = { $who }
# The heading of the column of groups, for tables.
group = group
# The heading of the time without mail, for tables.
time-without = time without mail
# The heading of sets of faults, for tables.
faults = faults
# How many combinations of a space were gone through, of how many there are.
# $count, $all
combinations = { $count } combinations, of { $all } that there are
# So many values of a space.
# $count
by-values = { $count ->
    [1] 1 value, whatever else is combined with it
   *[other] { $count } values, whatever else is combined with them
}
# So many pairs of values of a space.
# $count
by-pairs = { $count ->
    [1] 1 pair of values
   *[other] { $count } pairs of values
}
# What a plan says: its mark, how many sets there are, and how many of them are shared out.
# $mark, $sets, $shared
plan = plan { $mark }: { $sets } sets of faults, of which { $shared } are shared out
# A factor of a plan.
# $kind, $count
plan-kind = { $kind }: { $count }
