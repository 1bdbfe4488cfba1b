### Why can a page not be answered?

the-question-cannot-be-read = the question cannot be read: { $error }
the-scenario-cannot-be-used = the scenario cannot be used
there-is-no-such-failure = there is no such failure
there-is-no-such-remedy = there is no such remedy
this-run-was-not-opened = this run was not opened
nothing-was-begun = nothing was begun that could go on
# $at
no-time = { $at } is no time
# Why a progress cannot be used.
# $megabytes
progress-too-large = it is larger than { $megabytes } MiB
# $line, $column, $why
progress-unreadable = it cannot be read (line { $line }, column { $column }): { $why }
# $schema, $own
progress-of-other-schema = it is of version { $schema }, and this program reads version { $own }
