### What does the editor say?

nothing-named-here = nothing that has a name stands here
no-such-name = { $name } cannot be a name: it has no letters, or quotation marks, backslashes or line breaks
# $name, $list
name-is-taken = { $name } is already the name of something in `{ $list }`
# $name, $why
name-does-not-hold = with the name { $name } the scenario would no longer be sound: { $why }
meant-once = Meant nowhere else.
meant-elsewhere =
    { $count ->
        [one] Meant in 1 other place.
       *[other] Meant in { $count } other places.
    }
# $name, $on
mailbox-in = in { $name }, { $on }
# $servers, $active, $version
database-on = on { $servers }, active on { $active } ({ $version })
# $word
replace-by = Did you mean `{ $word }`?
# $bracket
add-bracket = Add the missing `{ $bracket }`
# $code, $what
mend = { $code }: { $what }
# $code, $on
accept-of = Accept { $code } for { $on }, with a reason
accept = Accept { $code } everywhere, with a reason
accept-reason = why it is meant
# $held, $of
lens-held = ▶ run: { $held } of { $of } expectations held
# $logged-on, $of
lens-run = ▶ run: { $logged-on } of { $of } attempts logged on
lens-run-alone = ▶ run
# $client
lens-explain = ✕ explain why { $client } cannot log on
