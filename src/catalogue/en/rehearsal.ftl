### What does a rehearsal say?

# What stands above the first step.
before-the-plan = Before the plan
# The heading of a step.
# $number, $at, $name
step = { $number }  { $at }  { $name }
# A step in a sentence.
# $number, $name
step-named = step { $number }, "{ $name }"
# A step that only verifies.
nothing-is-done = nothing is changed
# Behind a step nobody is better or worse.
nobody-here = nobody loses mail
# Behind a step: who has no mail for a time.
worse-and-back = { $who }: mail lost, and there again before the next step
# Behind a step: who has no mail, and how many still have none at the next step.
# $who, $count
worse = { $who }: mail lost, for { $count } of them until after the next step or the end
# Behind a step: who has mail at last.
better = { $who }: mail again, or for the first time
# A kind of failure behind a step.
# $why, $attempts, $client, $at
fails = { $why }: { $attempts }, first { $client } at { $at }
# Another step than the last one brought a failure about.
# $number, $name
brought-about-by = brought about by step { $number }, "{ $name }"
# More kinds of failure than are told.
more-kinds = …  { $count } more kinds of failure (--format json has them)
# What a step verifies, and whether it held.
verified = verify: { $expectation }
# The heading of the table.
table-heading = How long who is without mail, behind each step
# The column of what was before the first step.
column-before = before
# The column of log-ons that failed.
column-failed = failed
# The column of the longest outage.
column-longest = longest
# The column of all outages together.
column-outage = in sum
# Log-ons failed, and the next one was good at once.
cell-failed = { $count } failed
# Nobody loses mail.
# $clients, $steps
nobody = Nobody loses mail: { $clients }, { $steps }.
# Somebody loses mail.
# $who, $longest, $outage, $steps
somebody = { $who } lose mail, for { $longest } at the longest and { $outage } in sum, because of { $steps }.
# Not all that was expected came out.
# $held, $all
not-all-held = { $held } of { $all } expectations held.
# Some had no mail already.
without-mail-before = { $clients } had no mail already before the first step, which is not counted here.
# A step of a script that has no name.
lines-from = lines from { $line } on
# A name that a step before it has.
# $name, $number
once-more = { $name } ({ $number })
