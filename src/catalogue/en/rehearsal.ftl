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
# Behind a step: who has no mail, and none of them has any at the next step. $who
worse-throughout = { $who }: mail lost until after the next step or the end
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
somebody = Without mail: { $who }, for { $longest } at the longest and { $outage } in sum, because of { $steps }.
# Not all that was expected came out.
# $held, $all
not-all-held = { $held } of { $all } expectations held.
# Some had no mail already.
without-mail-before = Already without mail before the first step, and not counted: { $clients }.
# A step of a script that has no name.
lines-from = lines from { $line } on
# A name that a step before it has.
# $name, $number
once-more = { $name } ({ $number })
# The heading of what could go wrong with the plan.
otherwise-heading = If the plan is carried out otherwise
# A step is left out.
left-out = { $step } left out
# Two steps change places.
# $first, $second
swapped = { $second } before { $first }
# Only the first actions of a step are done.
# $step, $count, $all
half-done = { $step } fails half way: { $count } of { $all } actions done
# The plan is taken back.
taken-back = stopped after { $step }, and taken back
# A plan carried out otherwise: what comes of it.
# $how, $what
otherwise-comes = { $how }: { $what }
# It cannot be carried out so.
cannot-be = it cannot be: { $why }
# Who loses more than with the plan, and for how long.
# $who, $longest, $outage
loses-more = more without mail: { $who }, for { $longest } at the longest and { $outage } more in sum
# Who loses more than with the plan, where the next log-on is good.
# $who, $failed
fails-more = { $who }: { $failed } more fail
# What a step verifies would tell.
would-be-told = the verify of { $steps } tells it
# Nothing that is verified would tell.
would-not-be-told = no verify tells it
# Of a plan that was taken back: what is not as it was.
# $of, $part, $is, $was
not-restored = not as it was: { $part } of { $of } is { $is }, and was { $was }
# The same of the organisation.
# $part, $is, $was
not-restored-at-all = not as it was: { $part } is { $is }, and was { $was }
# A value that is nothing.
empty-value = nothing
# Steps that nothing takes back.
nothing-takes-back = nothing takes back { $steps }
# More parts are not as they were.
more-not-restored = …  { $count } more are not as they were (--format json has them)
# What nobody notices.
# $count, $all, $ways
harmless = Nobody notices { $count } of { $all }: { $ways }.
# More ways than are run.
# $count, $most
ways-beyond = { $count } more were not run: { $most } are the most.
# The heading of what comes of other orders.
orders-heading = The order of the steps
# How many orders were compared, and how.
# $orders, $runs
orders-compared = { $orders } orders are allowed; they are made of { $runs } single steps that were run
# How many orders were searched.
# $orders, $runs
orders-searched = too many orders to try all of them: { $orders } were run, and { $runs } single steps
# The order with the least outage.
# $order, $price
order-best = least outage: { $order }: { $price }
# The plan is the best order.
order-is-planned = no order is better than the plan: { $price }
# The order as it is planned.
order-planned = as planned: { $price }
# What an order costs: nothing.
price-nothing = nobody loses mail
# What an order costs.
# $outage, $clients, $failed
price = { $outage } in sum for { $clients }, { $failed } failed
# There is an order without any outage.
order-without-outage = an order in which nobody loses mail exists
# There is none.
order-none-without = no order is without outage
# The search found none.
order-none-found = no order without outage was found
# A dependency that matters.
# $first, $later, $so, $otherwise
order-matters = { $first } before { $later }: { $so } instead of { $otherwise }
# What a search learned.
# $first, $later
order-learned = learned: { $first } must come before { $later }
# The heading of how long must be waited.
pauses-heading = How long to wait
# How long must be waited after a step.
# $step, $least, $planned
pause-least = after { $step }: at least { $least } (planned: { $planned })
# No wait is needed.
# $step, $planned
pause-none = after { $step }: no wait is needed (planned: { $planned })
# The plan cannot be carried out with another wait.
pause-cannot-be = after { $step }: the plan cannot be carried out with another wait
# What happens with less.
# $clients, $why
pause-with-less = with less, more without mail ({ $clients }): { $why }
# Some fail with the longest wait too.
# $clients, $tried
pause-even-so = without mail however long it is: { $clients } (tried up to { $tried })
# Somebody ended it, and what is known is told.
ended = This is what was known when it was ended: { $what }.
# How far the plan itself was run.
left-plan = the plan until { $at }
# How many ways were run.
# $done, $all
left-ways = { $done } of { $all } ways to carry it out otherwise
# How many single steps were run of which orders are put together.
# $done, $all
left-steps = { $done } of { $all } single steps, of which orders are put together
# The search for an order was ended.
left-orders = a part of the search for an order
# How many waits are known.
# $done, $all
left-waits = { $done } of { $all } waits
# In the page: when somebody of a group is without mail, how long, and how many of how many.
# $from, $to, $long, $count, $all
timeline-without = without mail from { $from } to { $to } ({ $long }): { $count } of { $all }
