### Why can a page not be answered?

the-question-cannot-be-read = the question cannot be read: { $error }
the-scenario-cannot-be-used = the scenario cannot be used
there-is-no-such-failure = there is no such failure
there-is-no-such-remedy = there is no such remedy
this-run-was-not-opened = this run was not opened
nothing-was-begun = nothing was begun that could go on
# $at
no-time = { $at } is no time
