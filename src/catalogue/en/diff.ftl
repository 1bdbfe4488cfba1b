### How are two runs compared?

# A side.
# $letter, $name, $logged-on, $attempts
side = { $letter }  { $name }: { $logged-on } of { $attempts } attempts logged on
# A side that is another with something set.
# $name, $sets
with = { $name } with { $sets }
# A side that is another with actions carried out.
# $name, $what
doing = { $name } with { $what }
# Actions that are carried out at a moment.
# $what, $at
at = { $what } at { $at }
# A side without a change.
# $name, $change
without = { $name } without change { $change }
# A side without any change.
without-all = { $name } without its changes
# No client in common.
unrelated = The two have no client in common, so there is nothing to compare.
# No difference.
same = No difference: every client fares as before, by the same decisions.
# Heading.
better = better
# Heading.
worse = worse
# Heading.
otherwise = as good, but otherwise
# Heading.
only-a = only in A
# Heading.
only-b = only in B
# Heading.
unchanged = unchanged
# A client's outcomes.
# $client, $a, $b
outcomes = { $client }: { $a } → { $b }
# A client alone.
# $client, $outcomes
alone = { $client }: { $outcomes }
# Outcomes, counted.
# $outcome, $count
times = { $count } × { $outcome }
# No attempt.
no-attempt = no attempt
# Still running.
running = still running
# Where they part.
# $number, $a-record, $a-at, $a, $b-record, $b-at, $b
parts = attempt { $number }: A, record { $a-record } at { $a-at }: { $a }. B, record { $b-record } at { $b-at }: { $b }.
# One ends where the other goes on.
# $number, $side, $record, $at, $text
parts-at-the-end = attempt { $number }: alike, until { $side } goes on, record { $record } at { $at }: { $text }.
# The expectations of the second side.
# $held, $of
expectations = In B { $held } of { $of } expectations hold.
# A line that a cmdlet refused: it is part of what came out.
# $line
refused = Refused in B, and nothing changed by it: { $line }
