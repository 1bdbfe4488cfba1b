### What is said only in diagrams?

# What was cut.
cut = cut here: { $steps } more (--all shows everything, --client NAME one client)
# A rule that is assumed here.
assumed = { $rule } (assumed)
# A sentence and its rules.
# $text, $rules
with-rules = { $text } [{ $rules }]
# A message and its number.
# $number, $text
numbered = { $number }: { $text }
# Something that failed.
failed = ✕ { $text }
# A party.
a-client = Client
# A party.
a-balancer = Load balancer
# The title of a picture of one attempt.
# $title, $client, $number
title-of = { $title }: { $client }, attempt { $number }
# What a picture is, for those who cannot see it.
# $title, $rows, $parties
about = { $title }: { $rows } steps between { $parties }.
# Nothing happened.
nothing = Nothing happens in this run.
# The heading of a column: the file of a picture.
file = file
# The heading of a column: what a picture shows.
shows = shows
# What the first picture of a series shows.
at-the-start = the organisation at the start
