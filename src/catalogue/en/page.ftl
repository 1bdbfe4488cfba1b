### What does a page say, beside what the run says?
###
### The page gets all of it, because its reader can turn from one language to the other; the page itself fills in the
### placeholders.

## The frame.

skip = Skip to the content
tools = Page
to-index = All runs
projector = Projector
projector-hint = Larger type for a projector (j)
fullscreen = Full screen (Shift+J)
theme = Light or dark (t)
print = Print
help = Help and keys (?)
close = Close
comma = ,{ " " }
cannot-open = This run cannot be opened: { $why }
no-decompression = This browser has no DecompressionStream, which unpacks the runs in this file. Use Chrome or Edge 80, Firefox 113, Safari 16.4, or later.
no-wasm = This browser has no WebAssembly (or it is switched off), so nothing can be walked through or run in the page. Below stands what came out, step by step, and why.
core-failed = The core in this page failed: { $why }
copy = Copy
copied = Copied
not-copied = Not copied: select it and copy by hand
# $version, $seed, $digest
made-by = coexist { $version } · seed { $seed } · digest { $digest }
made-with = Made with
self-contained = coexist { $version }. Everything is in this file; it fetches nothing.

## The list of runs.

runs = Runs
# $shown, $all
runs-of = { $shown } of { $all }
no-folder = without a folder
what-happened = What happened
search = Search
title = Title
verdict = Verdict
attempts = Attempts
records = Records
# $logged-on, $attempts
logged-on-of = { $logged-on } of { $attempts } logged on
fares-nobody = Nobody tries to log on
# $fail, $clients
fares-fail = { $fail } of { $clients } cannot log on
fares-one-fails = { $client } cannot log on
fares-and-hindered = ({ $hindered } more at times)
# $hindered, $clients
fares-hindered = { $hindered } of { $clients } could not log on at times
# $running, $clients
fares-running = { $running } of { $clients } still trying
fares-well = All { $clients } log on
fares-one-well = { $client } logs on
# $held, $all
expectations-held = expectations: { $held } of { $all } held
expectations-none = no expectations written
scenario-number = Scenario { $number }
verdict-nothing-expected-text = The scenario expects nothing (`expect`), so nothing is as expected, and nothing is not.
verdict-fail = Not as expected
verdict-hidden = Outcome hidden
verdict-pass-text = Every expectation of the scenario holds. That says nothing about whether anybody logged on: a scenario may expect a failure.
verdict-fail-text = At least one expectation of the scenario does not hold.
verdict-inconclusive-text = The run was cut off before every expectation could be judged.
stop-horizon = The run ended at its horizon (`until`) while something was still going on.
stop-event-limit = The run ended at the limit of events.
stop-record-limit = The run ended where no more records are kept.

## Walking.

transport = Walk through the run
moves = Steps
jumps = Jumps
play = Play
pause = Pause
next = Next step (→)
back = Step back (←)
first = To the beginning (Home)
last = To the end (End)
decision = Decision
failure = Failure
attempt = Attempt
next-decision = Next decision (d)
previous-decision = Previous decision (Shift+D)
next-failure = Next failure (f)
previous-failure = Previous failure (Shift+F)
next-change = Next change (g)
previous-change = Previous change (Shift+G)
next-attempt = Next attempt (a)
previous-attempt = Previous attempt (Shift+A)
scrubber = Position in the run
speed = Speed
no-more = There is none any more in this direction
# $record, $records
record-of = record { $record } of { $records }
# $first, $last, $records
records-of = records { $first } to { $last } of { $records }
record-alone = record { $record }
# $step, $steps
step-of = step { $step } of { $steps }
no-records = Nothing happens in this run: the scenario has no client that connects.
nothing-here = No record is left with this client and these columns.
now = Current step
# $client, $attempt
attempt-of = { $client }, attempt { $attempt }
leg = leg { $leg }
more-lines = and { $lines } more lines

## Picture and sequence.

picture = Organisation
no-picture = This organisation has too many servers to be drawn here. Everything else works.
zoom = Size of the picture
zoom-in = Larger
zoom-out = Smaller
zoom-fit = Fit
layout = Layout
layout-picture = Picture
layout-both = Both
layout-sequence = Sequence
is-cut = cut
sequence = Sequence
time = Time
who = Who
number = No.
what-happens = What happens
client = Client
every-client = every client
# $name, $clients
group-of = { $name } ({ $clients })
members-of = members of { $name }
# $name, $failed, $clients
group-fares = { $name }: { $failed } of { $clients } could not log on
clock = Clock
clock-hint = The whole run by the clock (k)
clock-label = The whole run by the clock, until { $end }; a click goes there
others = others
lanes = Columns
column-clients = { $clients } clients
column-others = { $parties } others
# $shown, $records, $command
cut = The first { $shown } of { $records } records are here. For the rest: { $command }
they-part = they diverge here
unfold = open
fold = close
unfold-all = Each record
# $records, $time, $end
span-told = { $records } records, { $time }; at the end: { $end }
# $leg, $who, $whom
span-leg = leg { $leg }, { $who } → { $whom }
# $who
span-wait = { $who } waits in vain
# $first, $last
folded-records = (records { $first } to { $last })

## Limits that come near.

meters = What comes near its limit
# $who, $where
count-user = connections of { $who } on { $where }
# $who, $where
count-address = connections from { $who } to { $where }
# $where
count-service = connections to { $where }
# $who, $where
count-sessions = sessions of { $who } in the store of { $where }
# $what, $now, $limit
meter = { $what }: { $now } of { $limit }

## Tabs.

side = Details
tab-step = Step
tab-why = Why
tab-whatif = What if
tab-rules = Rules
tab-summary = Summary
details = Details
first-failing-step = The first failing step
what-helps = What helps (proven by a re-run)
no-remedy = No single change was found that helps.
causes = { $causes } causes
run-with-all = Run with all of it
walk-through = Walk through ▸
all-of-why = All of why
cause = cause
follows-from = follows from
changed-here = What changed in this step
# $who, $what
keeps = { $who } keeps { $what }
# $what, $from, $to
counted = { $what }: { $from } → { $to }
time-went = Where the time went ({ $whole })
until-record = until { $what }
held-by = held by
decision-by = { $server } decides
candidates = Candidates
is-chosen = chosen
is-rejected = not chosen
is-candidate = candidate
also = What else counted
because = Because
assumed = assumed: { $switch }
assumed-alone = assumed
not-modelled = not modelled
no-switch = no switch
assumed-here = Assumed here ({ $switch }): no public source settles it. A switch stands in `assumptions` and can be set under What if.
assumed-here-without = Assumed here ({ $what }): no public source settles it, and no switch turns it.
wire = On the wire, in this attempt
connection = connection { $connection }
earlier-lines = Show { $lines } earlier lines
no-wire = Nothing was said yet.
no-wire-yet = The connection is there; nothing was said in it yet.
rules-now = At this step
no-rule = No rule speaks at this step.
rules-so-far = So far in this run
spoke = ×{ $times }, first at
all-rules = All rules
mark = Mark
source = Source
switch = Switch
mark-article = said by the article
mark-documented = documented by Microsoft
mark-reported = reported by admins, with logs
mark-assumed = assumed
rule-command = coexist rules { $rule } tells which scenarios show it.

## Why.

nothing-failed = Nothing failed in this run.
not-explained = The failures of this run are not explained here: an explanation re-runs it many times.
explain = Explain it now
which-failure = Failure
walk-attempt = Walk through this attempt from its beginning
run-with-it = Run with it
command = Command
and-more = … and { $more } more
computing = Running …
computing-for = Running for { $seconds } s …
cancel = Cancel
called-off = Called off
no-difference = No difference: { $fares }.
still-so = Still so: { $fares }, but it goes another way.
# $now, $before
now-so = { $now } (before: { $before }).
parts-at = They diverge at record { $record } ▸
trouble = That does not work:
banner-remedy = With remedy: { $remedy }
banner-plan = With the whole plan: { $steps }
banner-whatif = What if: { $edits }
banner-before = Before.
flip-to-before = Before (s)
flip-to-after = After (s)
now-after = After
now-before = Before
discard = Discard

## What if.

whatif-text = Edits are run at once by the core in this page. The run in the file never changes.
edits = Edits
no-edits = No edits yet.
overridden = overridden
was = was { $value }
was-default = was not written
remove = Remove
remove-edit = Remove { $edit }
discard-all = Discard all
undo = Undo
nothing-to-undo = There is nothing to undo.
list-clients = Clients
list-databases = Databases
services = Services and servers
state-running = running
state-stopped = stopped
state-hung = hung
state-off = off
off-of = { $server } is off
links = Links between sites
latency = Latency
any-setting = Any setting
what = Of what
field = Setting
value = Value
values-by-line = Values, one on each line
written = Written: { $value }
not-written = Not written. Default: { $value }
no-value = There is no value.
add-edit = Set and run
free-edit = Anything else in the file
lines = Lines as they are typed into the shell
lines-text = Type or paste what an admin would type. What the cmdlets refuse is refused, and told beside the line.
lines-box = Lines
lines-when = When
at-start = at the start
at-time = at a time
lines-on = Typed on
on-none = no server: each line names its own
run-lines = Run the lines
no-lines = There are no lines.
typed-at = typed at { $at }
typed-at-start = typed at the start
typed-on = on { $server }
list-servers = Servers
list-links = Links
list-load-balancers = Load balancers
list-dns = DNS
list-mailboxes = Mailboxes
list-assumptions = Assumptions
runs-not = The scenario does not run with these edits, so there is nothing to hand out.
hand-out = Export
as-command = As a command
as-file = As a scenario (RON)
download = Download

## Compare.

compare = Compare
compare-hint = Two runs or attempts side by side (c)
close-compare = Close
left = left
right = right
choose-run = Run, { $side }
choose-attempt = Attempt, { $side }
whole-run = the whole run
this-run = this run
side-before = before
side-after = after: { $edits }
part-at = They diverge at step { $step }.
never-part = They do not diverge: every decision is the same, and so is all that is met.
# $better, $worse
fares = Better off in the second: { $better }; worse off: { $worse }.
to-parting = To where they diverge (x)
ended-before = has ended before

## Predict.

predict = Predict
predict-hint = Hide outcomes and ask before each decision (p)
predict-on = Outcomes are hidden; the page asks before each decision.
predict-off = Outcomes are shown.
hidden-while-predicting = Hidden while you predict. It is shown when you have come to the end, or when you switch predicting off (p).
answer-first = Answer the question first.
what-will-happen = What will happen?
ask-accepted = Does the log-on go on at { $server }?
goes-on = It goes on
refused = It is refused
ask-next = Whom does { $server } try next?
nobody = nobody: it is opened, refused or given up here
ask-security = Over which connection?
security-SSL = SSL
security-TLS = TLS (STARTTLS)
security-plaintext = plaintext
security-none = none
# $server, $security
server-over = { $server }, { $security }
choose-first = Choose an answer first.
answer = Answer
show-me = Show me
was-right = Right: { $answer }.
was-wrong = Not quite. It is: { $answer }.
was-shown = It is: { $answer }.
# $right, $questions
all-shown = That was all: { $right } of { $questions } right. Outcomes are shown now.
# $right, $questions
score = right: { $right } of { $questions }

## Help.

help-text = A run is a list of records. Walk through them; the picture, the sequence and the details follow. The address keeps the position, so it can be sent to somebody who has this file.
key = Key
what-it-does = What it does
key-space = Space
key-play = Play or pause
key-next = Next step
key-back = Step back
key-page-down = Next step (presenter remote)
key-page-up = Step back (presenter remote)
key-unfold = Open or close what repeats, or what begins here
key-shut = Fold the wait, leg or attempt around, to one row
key-black = Black screen, also .
key-side = Details over the picture (projector)
key-flip = Before or after: a remedy, a what-if
key-undo = Undo the last edit
key-lang = English or Chinese
signs = Signs
sign-command = solid arrow: a connection or a command
sign-reply = dashed arrow: an answer
sign-refusal = arrow with a cross: a refusal
sign-decision = card: a decision; its reasons are under Step
sign-failure = circle or octagon with a cross: something failed
sign-change = diamond: an admin changes something

## On paper.

steps = Steps
# $shown, $records, $command
steps-left = The first { $shown } of { $records } records are printed. For the rest: { $command }
steps-hidden = Later records are hidden while you predict.
star-assumed = * assumed: no public source settles it.
why-failed = Failure { $failure }: why, and what to change

## What stands in front of a run: the timeline of a plan, or faults against groups.

timeline = Timeline
timeline-steps = Steps
timeline-hint = Red: somebody of this client or group is without mail. A click on a step or on red opens that moment in the run.
# $number, $at, $name
timeline-step = Step { $number } at { $at }: { $name }
# $who
timeline-always = { $who }: mail all the time
timeline-held = { " " }✓ verify held
timeline-not-held = { " " }✕ verify did not hold
heat-map = Faults against groups
heat-fault = Fault
heat-hint = The percentage of log-ons that are lost. A click on a number opens the run under that fault.
heat-open = Open the run: { $fault }
# $fault, $group, $percent, $note
heat-cell = { $fault }; { $group }: { $percent }% of log-ons lost, { $note }. Open the run.
