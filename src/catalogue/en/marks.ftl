### With which marks are words put together?

colon = :{ " " }
comma = ,{ " " }
semicolon = ;{ " " }
# Between sentences.
space = { " " }
# Between the items of a list.
item = ,{ " " }
# A text and what belongs to it.
# $text, $note
beside = { $text } ({ $note })
# The last item of a list.
# $before, $last
last-item = { $before } and { $last }
