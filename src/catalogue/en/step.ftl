### What does `coexist step` say, beside what the run says?

# Standard output is no terminal.
no-terminal = `coexist step` fills a terminal, and standard output is none
# What to do instead.
run-instead = `coexist run` writes the same run as text, to a file or a pipe too
# The terminal does not obey.
terminal-failed = the terminal cannot be used: { $error }
# The run has no record.
nothing-happens = nothing happens in this scenario
# No such record.
# $at, $last
no-record = there is no record { $at }: they are counted from 0 to { $last }
# The client has no record.
never-connects = { $client } never begins an attempt in this run

## the first two lines

# Where one is.
# $at, $last
position = record { $at } of { $last }
# The run is longer than what can be walked through.
longer = of { $total } in all
# An attempt and how it ended, as far as one knows.
# $client, $number, $outcome
attempt = { $client }, attempt { $number }: { $outcome }
# Every expectation held.
as-expected = as expected
# One at least did not.
not-as-expected = not as expected
# The run was cut off.
inconclusive = inconclusive
# It plays.
plays = { $speed } steps/s
# One step in several seconds.
plays-slowly = a step in { $seconds } s
# Only one client is shown.
only = only { $client }
# Outcomes are hidden, and the score.
# $right, $asked
predicting = predict: { $right } of { $asked } right

## headings

# Clients.
clients = Clients
# Load balancers.
balancers = Load balancers
# A site.
site = Site { $name }
# Links.
links = Links
# The picture.
topology = Topology
# The records.
sequence = Sequence
# The wire.
wire = Wire { $way }
# A decision.
decision = Decision of { $actor }
# A record of no connection.
record = This step
# A question.
question = What comes next?
# Rules.
rules = Rules at this step
# Why.
why = Why did it fail?
# Keys.
keys = Keys and signs
# Whose records.
whose = Whose attempts?

## the picture

# A component that somebody holds inactive.
inactive = { $component } inactive
# A server is switched off.
off = off
# Back-end services.
back-end = back end
# Databases that are active here.
active = active: { $databases }
# A link that is cut.
cut = cut
# More than are shown.
more = … { $count } more
# States of many servers are not followed.
not-followed = states as at the start

## decisions

# More lines than there is room for.
more-lines = … { $count } more lines: Enter shows all
# Earlier lines than there is room for.
earlier-lines = … { $count } lines before: Enter shows all

## rules

# No rule.
no-rule = No rule speaks at this step.
# The mark.
mark = mark { $mark }
# The source.
source = source: { $source }
# The switch.
switch = switch: { $switch } (in assumptions)
# A source.
by-article = the article
# A source.
by-documentation = Microsoft's documentation
# A source.
by-reports = reports of admins, with logs
# No source.
by-assumption = none: assumed

## why

# It is being computed.
running-again = Running the scenario again to prove what helps …
# Nothing has failed.
# $client, $number
nothing-to-explain = { $client }, attempt { $number }, did not fail: there is nothing to explain
# No attempt failed yet.
no-failure-yet = no attempt belongs to this step, and none has failed before it
# Not while one predicts.
hidden = hidden while you predict: p shows it

## notes

# There is no further one.
no-more = there is none in this direction
# At the end.
the-end = this is the last record
# No colors.
no-colors = colors are off (NO_COLOR or --color never)
# A theme.
theme-dark = dark
# A theme.
theme-light = light
# A theme.
theme-plain = plain
# Answer first.
answer-first = answer first: ↑↓ and Enter, or a number; s shows the answer
# Too small.
# $width, $height
too-small = { $width }×{ $height } is too small: 60×16 is the least

## questions

# Whether it goes on.
ask-accepted = Does { $actor } let the log-on through?
# Yes.
yes = yes, it goes on
# No.
no = no, it is refused here
# Which server.
ask-server = Which server does { $actor } try next for this log-on?
# None.
nobody = none: the log-on is not handed on
# Which type.
ask-security = With which connection type does it try { $server }?
# SSL.
ssl = SSL: TLS from the first byte
# TLS.
tls = TLS: STARTTLS or STLS after the greeting
# Plaintext.
plaintext = plaintext
# A server over a type.
# $server, $security
over = { $server } over { $security }
# A server in plaintext.
in-plaintext = { $server } in plaintext
# Right.
right = right: { $answer }
# Wrong.
# $said, $answer
wrong = you said: { $said }; it is: { $answer }
# How to answer.
how-to-answer = ↑↓ Enter or a number · s shows the answer · Esc back

## keys

# Space, in the line of keys.
key-space = space
# Plays.
bar-play = play
# Pauses.
bar-pause = pause
# Steps.
bar-step = step
# Decisions.
bar-decision = decision
# Failures.
bar-failure = failure
# Attempts.
bar-attempt = attempt
# Why.
bar-why = why
# Rules.
bar-rules = rules
# All of the step.
bar-detail = details
# Predicts.
bar-predict = predict
# Client.
bar-client = client
# Language.
# Names only.
bar-language = 中文
# Theme.
bar-theme = theme
# Help.
bar-help = help
# Quits.
bar-quit = quit
# Scrolls.
bar-scroll = scroll
# Closes.
bar-close = close
# Chooses.
bar-choose = choose
# Explains a key.
help-play = play or pause
# Explains a key.
help-speed = play faster or slower
# Explains a key.
help-step = the next or the previous record (↓ ↑ too)
# Explains a key.
help-page = a screen of records on or back
# Explains a key.
help-ends = the first or the last record
# Explains a key.
help-decision = the next decision; D the previous one
# Explains a key.
help-failure = the next failure; F the previous one
# Explains a key.
help-change = the next change of the organisation; G the previous one
# Explains a key.
help-attempt = the next attempt; A the previous one
# Explains a key.
help-detail = all of this step: the whole decision or transcript
# Explains a key.
help-why = why the attempt failed, and what repairs it, with commands
# Explains a key.
help-rules = the rules at this step: text, mark, source
# Explains a key.
help-predict = predict: hide outcomes, ask before each decision
# Explains a key.
help-client = show the attempts of one client only
# Explains a key.
help-language = language: English or Chinese
# Explains a key.
help-theme = theme: dark, light, plain
# Explains a key.
help-quit = quit (Esc and Ctrl-C too)
# All clients.
all-clients = all
# Explains a sign.
sign-running = running
# Explains a sign.
sign-stopped = stopped: refuses connections
# Explains a sign.
sign-hung = hung: accepts and never answers
# Explains a sign.
sign-off = switched off, or a link that is cut
# Explains a sign.
sign-inactive = component inactive: closes without a greeting
# Explains a sign.
sign-actor = takes part in this step; → is pointed at
# Explains a sign.
sign-decision = a decision
# Explains a sign.
sign-failure = a failure
# Explains a sign.
sign-success = a log-on that succeeded
# Explains a sign.
sign-change = something changes
# Explains a sign.
sign-depth = how deep the connection is: a leg, a leg of a leg …
