### What is said around the trace: the header, what was left out, outcomes, why, expectations, the footer?

# The first line.
# $version, $title, $seed
header = coexist { $version } · { $title } · seed { $seed }
# Left out: the deeper levels of a loop.
# $count, $first, $last
loop-levels = …  { $count } deeper in the same loop (records { $first } to { $last }; --all shows them)
# Levels.
one-level = 1 level
# Levels.
levels = { $count } levels
# Left out: attempts that went like one that is shown.
# $client, $attempts, $first, $last
like-shown = …  { $client }, { $attempts }: like one that is shown (records { $first } to { $last }; --all shows them)
# A row that can be opened: the deeper levels of a loop.
folded-levels = { $levels } deeper in the same loop
# A row that can be opened: attempts that went like one that is shown.
# $client, $attempts
folded-alike = { $client }, { $attempts }: like one that is shown
# A row that can be opened: the same change to more of a group.
folded-change = the same change to { $count } more of the group
# Left out: attempts beyond the bound.
# $count, $clients
beyond-bound = …  { $count } of { $clients } not shown (--client NAME shows one client, --all shows everything)
# Left out: changes and checks beyond the bound.
events-beyond-bound = …  { $count } not shown (--all shows everything)
# An attempt that ended.
# $client, $attempts, $outcome, $duration
ended = { $client }, { $attempts }: { $outcome } after { $duration }.
# Several attempts that ended alike.
# $client, $attempts, $outcome, $shortest, $longest
ended-alike = { $client }, { $attempts }: { $outcome }, each after { $shortest } to { $longest }.
# An attempt that ended well; the duration is that of the whole session.
# $client, $attempts, $outcome, $duration
ended-well = { $client }, { $attempts }: { $outcome }, { $duration } in all.
# Several attempts that ended well.
# $client, $attempts, $outcome, $shortest, $longest
ended-alike-well = { $client }, { $attempts }: { $outcome }, each { $shortest } to { $longest } in all.
# An attempt that did not end.
# $client, $attempts
still-running = { $client }, { $attempts }: still running when the run was cut off.
# One attempt.
attempt = attempt { $number }
# One attempt of one of a group.
# $client, $number
attempt-of = attempt { $number } of { $client }
# Several attempts.
attempts = attempts { $numbers }
# From one to another.
# $first, $last
range = { $first } to { $last }
# More ranges.
and-more = { $count } more
# What the client sees: logged on.
sees-logged-on = The mailbox is served by { $server }.
# A web client without an answer.
sees-unavailable = The user sees that the service is unavailable (503).
# A web client that has its answer.
# $service, $server
sees-web = { $service } is answered by { $server }.
# The client obeys LOGINDISABLED.
sees-logindisabled = The client says that the server does not allow to log on like this.
# What the client sees: words as for a wrong password.
sees-wrong-password = The client sees "{ $words }", as for a wrong password.
# What the client sees: words.
sees-words = The client sees "{ $words }".
# What the client sees: no such host.
sees-no-name = The client says that it cannot find the server.
# What the client sees: refused.
sees-refused = The client says that the server refuses the connection.
# What the client sees: no answer.
sees-no-answer = The client says that the server does not answer.
# What the client sees: no greeting.
sees-no-greeting = The client connects and hears nothing.
# What the client sees: IMAP4 meets POP3.
sees-other-protocol = The client is greeted in the other protocol: "{ $heard }"
# What the client sees: no TLS.
sees-no-tls = The client says that it cannot set up an encrypted connection.
# What the client sees: gave up.
sees-gave-up = The client waits in vain for an answer.
# What the client sees: lost.
sees-lost = The client says that the connection was lost.
# Why: the setting leads to a balancer.
# $candidate, $endpoint, $balancer, $reached
wrong-target-balancer = { $candidate }'s InternalConnectionSettings names { $endpoint }, which leads to the load balancer { $balancer }{ $reached }, not to { $candidate }.
# Why: the setting leads to a server.
# $candidate, $endpoint, $reached
wrong-target = { $candidate }'s InternalConnectionSettings names { $endpoint }, which does not lead to { $candidate }{ $reached }.
# Who stands behind a balancer.
in-front-of = { " " }in front of { $servers }
# Where it leads instead.
but-to = { " " }but to { $servers }
# Why: a front end proxied to itself.
# $server, $times
loop-itself = So { $server } proxied to itself, { $times }.
# Why: several front ends proxied to each other.
# $servers, $times
loop-circle = So { $servers } proxied to each other, { $times }.
# Times.
once = once
# Times.
times = { $count } times over
# What ended the loop.
# $actor, $what
loop-end = It ended at the deepest level: { $actor } { $what }.
# Why: a leg failed.
# $by, $endpoint, $security, $candidate, $how, $cause
leg = { $by } proxied to { $endpoint } { $security } for { $candidate }: { $how }{ $cause }.
# What brought the failure of a leg about.
# $actor, $what
leg-cause = { " " }({ $actor } { $what })
# Why: the service that was waited for hangs.
# $text, $service, $server
because-it-hangs = { $text }: { $service } on { $server } hangs
# Why: it happened several times.
# $sentence, $count
leg-times = { $sentence } This happened { $count } times.
# Why: a decision, or what the client met.
# $actor, $what
fact = { $actor } { $what }.
# Why: a decision, with the deciding reason.
more-facts = …  { $count } more (--all shows them)
# An expectation, all attempts.
expects-every = { $client }, every attempt
# An expectation, one attempt.
# $client, $number
expects-attempt = { $client }, attempt { $number }
# An expectation, so many attempts.
# $client, $count
expects-count = { $client }, exactly { $count }
# An expectation, its parts.
expects-rules = by { $rules }
# An expectation, its parts.
expects-not-rules = not by { $rules }
# An expectation, its parts.
expects-served-by = at { $server }
# It held.
held = held      { $expectation }
# It did not hold.
# $expectation, $misses
not-held = not held  { $expectation }: { $misses }
# It cannot be told.
# $expectation, $misses
open = open      { $expectation }: { $misses }
# Miss: no such attempt.
miss-no-attempt = there was no such attempt
# Of a group: which of its clients.
# $client
miss-no-attempt-of = { $client } made no such attempt
# Miss: not yet.
miss-not-yet = the run was cut off before it could be told
# Miss: another outcome.
# $attempt, $outcome
miss-outcome = { $attempt } ended { $outcome }
# Miss: another count.
miss-count = it was { $found }
# Miss: another count so far.
miss-count-so-far = it was { $found } when the run was cut off
# Miss: a rule kept silent.
miss-silent = { $rule } decided nothing
# Miss: a rule spoke.
# $attempt, $rule
miss-spoke = { $rule } decided in { $attempt }
# Miss: another server.
# $attempt, $server
miss-served-by = { $attempt } came last to { $server }
# Miss: no server.
miss-served-by-nobody = { $attempt } came to no server
# More misses.
misses-more = and { $count } more
# The run was cut off at its time.
# $at, $pending
cut-off-horizon = Inconclusive: the run ended at { $at }, its last moment (until), with this still to do: { $pending }.
# The run was cut off at its limit.
# $limit, $pending
cut-off-limit = Inconclusive: the run ended after { $limit } events, its limit (event_limit), with this still to do: { $pending }.
# The run was cut off at its time, and failed anyway.
# $at, $pending
cut-off-horizon-failed = The run ended at { $at }, its last moment (until), with this still to do: { $pending }.
# The run was cut off at its limit, and failed anyway.
# $limit, $pending
cut-off-limit-failed = The run ended after { $limit } events, its limit (event_limit), with this still to do: { $pending }.
# The run was cut off because it became too long to be kept.
# $limit, $pending
cut-off-records = Inconclusive: the run ended after { $limit } records, as many as there is room for, with this still to do: { $pending }. With -q nothing is kept, with --memory more; to ask for less, let it end earlier (until), poll less often (every), or take fewer clients.
# The run was cut off because it became too long to be kept, and failed anyway.
# $limit, $pending
cut-off-records-failed = The run ended after { $limit } records, as many as there is room for, with this still to do: { $pending }. With -q nothing is kept, with --memory more; to ask for less, let it end earlier (until), poll less often (every), or take fewer clients.
# Still to do: an attempt.
# $client, $number
pending-attempt = { $client }, attempt { $number }
# Still to do: a client.
pending-client = { $client } would have come again
# Still to do: a change.
pending-change = the change at { $at }
# Still to do: more.
pending-more = { $count } more
# The footer.
# $clients, $attempts, $logged-on, $held, $records, $digest
footer = { $clients } · { $attempts } · { $logged-on } logged on · { $held } · { $records } · digest { $digest }
# The footer's expectations.
# $held, $of
footer-held = { $held } of { $of } expectations held
# The footer where nothing is expected.
footer-nothing-expected = nothing expected
# Assumed, by a switch.
assumed = assumed: { $switch }
# Assumed, without a switch.
assumed-no-switch = assumed
# Attempts of several of a group.
# $attempts, $at, $client
attempts-of-many = { $attempts } from { $at } on, the first by { $client }
# The same change to more of a group.
# $count, $first, $last
same-change = …  the same for { $count } more of the group (records { $first } to { $last }; --all shows them)
# It logged on, and was closed when it had lain idle.
# $outcome, $then
outcome-then = { $outcome }, then { $then } (idle)
# The footer where nothing is expected, and some failed.
# $failed, $attempts
footer-nothing-expected-failed = nothing expected, { $failed } of { $attempts } failed
# An expectation, when.
# $whom, $when
expects-when = { $whom } { $when }
# An expectation: not one.
expects-none = { $client }, no attempt
# An expectation: so many at the least.
# $client, $count
expects-at-least = { $client }, at least { $count }
# An expectation: so many at the most.
# $client, $count
expects-at-most = { $client }, at most { $count }
# An expectation: from so many to so many.
# $client, $least, $most
expects-between = { $client }, { $least } to { $most }
# The comment of a capture.
# $title, $seed
capture-comment = { $title } (seed { $seed }). Simulated by coexist: nothing of it was on a wire. One capture of all parties; each segment stands at the moment at which its sender sends it, acknowledgements alone are left out but where a connection begins and ends. What travels inside TLS is shown in clear, without TLS: choose Decode As, and IMAP for port 993 or POP for port 995 (tshark -d tcp.port==993,imap). Passwords are masked. Where a load balancer passes a connection on, the stream is that from its opener to the balancer's address.
# The interface of a capture.
capture-interface = simulated
# What stands beside a packet of a capture.
# $record, $who, $what
capture-record = record { $record }: { $who } { $what }
