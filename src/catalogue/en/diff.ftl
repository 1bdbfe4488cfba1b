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
# What changed in the organisation: the heading.
organisation = What changed in the organisation, from A to B
# Changes that are not told.
more-differences = … and { $count } more
# Entries of a list that are new.
# $list, $who
added = { $list }: added { $who }
# Entries of a list that are there no more.
# $list, $who
removed = { $list }: removed { $who }
# A field of entries of a list.
# $path, $list, $who
of-entries = { $path } of { $who } ({ $list })
# Something within an entry is new.
# $what
is-new = { $what }: added
# Something within an entry is there no more.
# $what
is-gone = { $what }: removed
# A value.
# $what, $before, $after
from-to = { $what }: { $before } → { $after }
# Values of a list.
# $what, $new
items-new = { $what }: added { $new }
# Values of a list.
# $what, $gone
items-gone = { $what }: removed { $gone }
# Values of a list.
# $what, $new, $gone
items-both = { $what }: added { $new }; removed { $gone }
# A value that is not written.
left-out = default
# A value that is not written, and what it is then.
# $value
left-out-is = default ({ $value })
# Many entries.
# $count, $some, $more
entries-and-more = { $count }: { $some }, and { $more } more
