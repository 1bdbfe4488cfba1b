### Why can a text not be edited so?

not-path-and-value = { $edit } is not of the form PATH=VALUE
for-example-login-type = for example servers.EX10.imap4.LoginType=PlainTextLogin
no-value = there is no value after { $path }=
left-open = nobody can tell where { $path } belongs: what stands before it is not closed
path-incomplete = the path { $path } is not complete
# $list, $count
has-entries = { $list } has { $count } entries, counted from 0
# $list, $step
no-such-entry = { $list } has no entry { $step }
scenario-has-no-field = a scenario has no field { $step }
# $place, $step
has-no-field = { $place } has no field { $step }
# $list, $step
entry-not-written = { $list } has no entry { $step }: it is not written in the file
# $place, $step
single-value = { $place } is a single value: nothing called { $step } is in it
did-you-mean = did you mean { $meant }?
there-are = there are: { $names }
# $place, $value
cannot-be = { $place } cannot be { $value }
it-takes = it takes { $names }
expected = expected { $wanted }
# $group, $list, $step
one-of-a-group = it is one of the group { $group }: `{ $list }.{ $group }` is for all of it; for this one alone there are actions that name "{ $step }" (SetClient, SetCASMailbox, MoveMailbox)
an-action = an action
# $place, $first, $more
more-than-one = { $place } takes one value: behind { $first } comes { $more }
each-by-itself = set each thing by itself
# $place, $value
no-whole-value = { $place } takes one value, and { $value } is no whole one
brackets-and-marks = every bracket and every quotation mark that is opened is closed, in their order
in-square-brackets = expected a list in square brackets: `[…]`
in-round-brackets = expected fields in round brackets: `(…)`
