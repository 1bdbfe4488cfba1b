### What does the command line itself say?

# The label of an error.
error = error
# The label of help.
help = help
# A name that was probably meant.
did-you-mean = did you mean { $name }?
# What there is.
there-are = there are: { $names }
# No such client.
no-client = there is no client { $name } in the scenario
# A bug.
# $title, $seed
bug = this is a bug of coexist; scenario { $title }, seed { $seed }
# What to do about a bug.
report-bug = please report it with the scenario
# A file or folder that cannot be read.
# $path, $error
cannot-read = { $path } cannot be read: { $error }
# What a variable of a script holds.
answer-without-value = --answer { $given } is not of the form NAME=VALUE
# A server on which lines are said to be typed.
no-server = there is no server { $name } in the scenario
# A script that is too large.
# $path, $most
script-too-large = { $path } is larger than { $most } MiB
# What comes of a line of a file.
# $path, $what
in-file = { $path }: { $what }
# What comes of a line, and what that means.
# $what, $label
line-and-label = { $what } ({ $label })
# A file that cannot be written.
# $path, $error
cannot-write = { $path } cannot be written: { $error }
# A file was formatted.
formatted = formatted { $path }
# A broken file is left as it is.
left-alone = { $path } was left as it is: it cannot be read as a scenario
# Formatting would change what the file says.
format-bug = this is a bug of coexist: formatting { $path } would change what it says, so it was left as it is
# Standard input among other paths.
input-alone = - (standard input) cannot be formatted together with other paths
# No such change.
no-change = there is no change { $which }
# How many changes there are.
changes-are = the scenario has { $count }, counted from 1; all stands for all of them
# What is read where a file is named `-`.
standard-input = standard input
# A file that is too large.
too-large = { $what } is larger than 64 MiB, the largest that is read
# A file that the user may not read.
not-allowed = permission denied: { $name }
# A folder where a file is wanted.
is-folder = { $name } is a folder
# What to do about it.
is-folder-help = name the file in it that you want to run
# No such file.
no-file = there is no file { $name }
# No such scenario.
no-scenario = there is no scenario { $name }
# No such scenario, but a file of this name.
not-in-gallery = there is no scenario { $name } in the gallery
# How to run that file.
write-path = to run the file of this name, write ./{ $name }
# A scenario that was probably meant.
did-you-mean-scenario = did you mean { $name }? `coexist list` shows all
# Where the scenarios are listed.
list-shows = `coexist list` shows the scenarios that come with the program
# No such topic.
no-command = there is no command { $name }
no-argument = there is no option or argument { $name } here
argument-missing = { $name } is missing
# $name, $other
argument-beside = { $name } cannot stand beside { $other }
# $value, $name
not-a-value = { $value } is no value of { $name }
value-missing = { $name } lacks its value
arguments-cannot-be-read = { $name } cannot be read so
usage-shows = --help shows what may be written
no-topic = there is no topic { $name }
# The mark of the scenario that is run when none is named.
default-scenario = { " " }(run when none is named)
# What to do with a list of scenarios.
run-one = coexist run NAME runs one.
run-this = coexist run { $name } runs it.
# No such protocol log.
no-log = there is no log { $name }
# What --log takes.
log-takes = --log takes { $names }
# What --log takes where there are many servers.
log-takes-any = --log takes imap4, pop3 or the name of a server
# The output cannot be written.
cannot-write-output = cannot write the output: { $error }
# The label of a place.
at = at
# Attempt without client.
attempt-needs-client = --attempt needs --client: the scenario has several clients
# Arguments that a picture of the organisation does not take.
only-for-sequence = --client, --attempt and --all are about a run, and the topology is drawn without one
# What to do about that.
only-for-sequence-help = add --what sequence
# A picture was written.
drawn = wrote { $path }
# No help of this name.
no-help = nothing is known of { $topic }
# What to do about it.
help-lists = `coexist help` shows what can be asked for; `coexist list --search WORD` looks through the scenarios
# A name that stands in many places.
several-topics = { $topic } stands in several places; ask for one of them:
# Where a topic stands.
from-document = from { $place }
# A word that no topic bears.
only-mentioned = there is no topic { $word }; these speak of it:
# What is not listed.
and-more = and { $count } more
# The head of `coexist help`.
help-of-topics = coexist help TOPIC tells what is known of one of these.
help-commands = Commands
help-documents = Documents
help-topics = Topics, for example
help-a-field = a field, by its path
help-an-action = what can change
help-an-outcome = how an attempt ends
help-a-rule = a rule of the product
help-a-finding = a finding of `coexist check`
help-a-diagnostic = a mistake in a file
help-a-cmdlet = a cmdlet that may be typed
help-as-page = coexist help --html -o help.html writes all of it as one page that opens offline.
help-page-title = coexist: the reference
# A file was written.
wrote = wrote { $path }
# A name that is no scenario but something else.
no-scenario-but-topic = `coexist help { $topic }` tells what { $topic } is
# A file beside the name that was typed.
file-is-here = the file { $file } is here: write { $file }
# What is asked for is in no scenario.
no-scenario-found = no scenario of the gallery is like that
# What to do about it.
search-help = look for fewer words, or for one that stands in its title or its text
# No such rule.
no-such-rule = there is no rule { $id }
# Where rules are listed.
rules-are-listed = `coexist rules` lists them
# No such outcome.
no-outcome = there is no outcome { $name }
# A picture of a kind that is not written.
no-picture-format = no picture is written as { $path }
# What is written.
picture-formats = by its ending a picture is .svg, .png, .mmd (Mermaid) or .dot (Graphviz); or name it by --format
# What --seed takes.
what-a-seed-is = a seed is a whole number from 0 to 18446744073709551615; the same seed gives the same run
# Several scenarios for a command that tells much of one.
several-at-once = several scenarios are told in short only
several-need-quiet = write -q for the verdict of each, or `coexist test` to hold them to what they expect; a path with blanks stands in quotation marks
# How far a long run is.
# $time, $events, $rate
far = { $time } · { $events } events · { $rate } a second
# How far a search of many runs is: how many in a second, and how long it will still take.
# $rate, $left
far-of-many = { $rate } a second, { $left } left
# How far a scenario is that is made smaller.
# $runs, $rate
far-smaller = parts left out · { $runs } smaller scenarios were run · { $rate } a second
# A folder without scenarios.
no-scenario-below = there is no scenario (.ron) below { $name }
# A file is watched.
watching = { $file }: shown again whenever it is saved (Ctrl-C ends)
# $error
keys-are-not-heard = no key is heard here: { $error }
# A moment of a run is wanted of a sequence.
only-for-topology = --at and --frames draw the organisation
# What helps there.
only-for-topology-help = leave out --what sequence
# There is no such record.
no-such-record = there is no record { $record }
# Which records there are.
records-are = the run has records 0 to { $last }
# A series of pictures was written.
# $folder, $count
series-drawn = { $folder }: { $count } pictures, and index.md tells what each shows
# --output is given with another format than pcapng.
only-of-a-capture = --output is for --format pcapng
# What helps there.
only-of-a-capture-help = what is text goes to standard output: coexist run FILE > report.txt
# A capture would go to a terminal.
no-text = a capture is no text for a terminal
# What helps there.
no-text-help = coexist run FILE --format pcapng -o run.pcapng
json-is-not-laid-out = { $path } was left as it is: JSON has no canonical layout here; coexist flatten writes it as a scenario file
# What --scale takes.
what-a-scale-is = a number from 0.1 to 20, for example 2 or 1.5: how many times as large as the SVG
# What --scale, --width and --font are for.
only-of-a-png = --scale, --width and --font are for a PNG
# What helps there.
only-of-a-png-help = add --format png, or let the name of the file end in .png; an SVG is sharp at every size
# A PNG would go to a terminal.
no-png-for-terminal = a PNG is no text for a terminal
# What helps there.
no-png-for-terminal-help = coexist diagram FILE -o picture.png
# The program was built without PNG.
no-png = this program was built without PNG
# How to get it.
no-png-help = cargo install --path . --features png builds it with PNG; or write an SVG (-o picture.svg), which slides and documents take as it is
# The program was built without Parquet.
no-parquet = this program was built without Parquet
# How to get it.
no-parquet-help = cargo install --path . --features parquet builds it with Parquet; or write CSV (--format csv -o table.csv), which holds the same table
# Parquet would go to a terminal.
no-parquet-for-terminal = Parquet is no text for a terminal
# What helps there.
no-parquet-for-terminal-help = add -o table.parquet
# $path, $error
cannot-read-font = cannot read the font { $path }: { $error }
# $path
no-font-in = there is no font in { $path }
# There is no font at all.
no-font = no font was found on this machine, so no letter can be drawn
# What helps there.
no-font-help = install fonts (Debian: fonts-noto-cjk), or name font files (.ttf, .otf, .ttc) with --font
# No font has these letters.
no-letters = no font has the letters { $letters }: the picture would show empty boxes
# What helps there.
no-letters-help = install a font that has them (for Chinese on Debian: fonts-noto-cjk; Windows and macOS bring one along), or name its file with --font
# No font has these signs, which are no letters.
no-signs = no font has { $signs }: an empty box stands there
# What helps there.
no-signs-help = name a font that has them with --font
# $wide, $high, $most
png-too-large = the PNG would be { $wide } by { $high } pixels, and more than { $most } either way, or more than memory holds, is not drawn
# What helps there.
png-too-large-help = choose a smaller --scale or --width, or write an SVG
# What can be done about it.
mends-of-memory = run -q and test keep nothing; --memory SIZE (for example --memory 8GB) keeps more; to ask for less, let the run end earlier (until), let clients come less often (every), or take fewer of them
# After a run of which more would have been kept than might.
did-not-fit = the run ended where { $allowed } of memory were full, before all had happened: nothing is certain
# The system gives no more memory.
no-more-memory = there is no more memory: the system gives the program none, so it ends before it knows
# What is expected of --memory.
what-memory-is = an amount of memory in MB, GB or TB, at least { $least }, for example 4GB
# What --keep asks for is not so in the scenario that is to be shrunk.
keep-does-not-hold = what is to be kept does not hold in the whole scenario
# What helps there.
keep-what-holds = coexist run FILE -q shows how each log-on ends; where only some of a client's log-ons end so, add at_least: 1
# Nobody fails, and nothing else was said to be kept.
nobody-fails = nobody fails, so there is no failure to keep
# What --keep takes.
keep-is = say what is to be kept as one entry of `expect`: --keep 'client: "anna", outcome: LogonFailed, rules: ["LB-1"]'
# $why
keep-cannot-be = --keep cannot be expected: { $why }
# $list, $before, $after
shrunk-list = { $list }: { $before } → { $after }
# $runs
shrunk-to-the-least = nothing more can be left out, and the same still fails first (runs: { $runs })
# $runs
shrunk-in-part = the search was ended before everything was tried (runs: { $runs }): what is left still fails for the same reason, and may not be the least
# More sets of faults than a sweep goes through.
# $sets, $most
sweep-too-large = there are { $sets } sets of faults, more than the { $most } that one sweep goes through
# What would fit.
# $size, $sets
sweep-would-fit = up to { $size } at a time there are { $sets }: --faults { $size }
# A file with a space that cannot be read.
# $path, $line, $column, $why
space-unreadable = { $path }:{ $line }:{ $column }: this is no space: { $why }. It is written Space(factors: [Factor(name: "…", values: [Value(name: "…", actions: [StopService(server: "…", service: Imap4)])])])
# A space without factors.
# $path
space-without-factor = { $path }: the space has no factor
# A factor without values.
# $path, $factor
space-without-value = { $path }: the factor { $factor } has no value
# A name that stands twice.
# $path, $name
space-twice = { $path }: { $name } stands there twice; each factor, and each value of one, needs a name of its own
# Too many values.
# $path, $count, $most
space-values = { $path }: the factors have { $count } values together; up to { $most } are combined
# A value whose actions cannot be carried out.
# $path, $factor, $value
space-cannot-be = { $path }: the actions of { $value } of the factor { $factor } cannot be carried out in this scenario before the run begins; coexist what-if FILE --do 'ACTION' says why
# Too many combinations.
# $all, $most
space-too-large = the space has { $all } combinations, more than the { $most } that one sweep goes through
# What would fit.
# $strength, $rows
space-would-fit = { $rows } combinations hold every { $strength } values together: --strength { $strength }
# A covering array that is too large.
# $strength
space-strength = the space is too large for --strength { $strength }
# What helps there.
space-strength-help = take a smaller strength, or leave values out
# A shard that is none.
# $given
no-shard = --shard { $given } is no part of a sweep
# What it may be.
what-a-shard-is = --shard 17/40 is the 17th of 40 parts; auto takes both from a Slurm array, auto/40 the number of the task from a Slurm array or a Kubernetes Job
# A folder that is not there.
# $path
no-folder = { $path } is no folder
# A part that was ended before its end.
# $part
part-not-whole = { $part } was not written: it was ended before everything in it was tried
# A part was written.
# $path
wrote-part = wrote { $path }
# A part that is damaged.
# $path
part-broken = { $path } is cut off or changed, or of another version of the program
# What helps there.
part-broken-help = run this part once more
# Files that are no parts.
# $count
no-parts = files in the folder that are no parts, and were passed over: { $count }
# No part at all.
# $path
without-parts = there is no part of a sweep in { $path }
# What helps there.
without-parts-help = coexist sweep run FILE --shard 1/4 -o FOLDER writes one
# A part of another plan.
# $path, $first
foreign-part = { $path } is not of the same sweep as { $first }
# What helps there.
foreign-part-help = parts belong together if scenario, options and version of the program are the same (coexist sweep plan); put others into a folder of their own
# A part that stands there twice.
# $path
part-twice = { $path } holds what another part holds already, and was passed over
# A part of another sharing.
# $path
part-overlaps = { $path } holds a part of what another part holds: it was shared out otherwise
# Parts that are missing.
# $missing, $of
parts-missing = parts are missing: the sets { $missing } of { $of }
# What helps there.
parts-missing-help = run them, and merge once more; what is shown is what is known without them
# A file to go on from that belongs to something else.
# $path
foreign-resume = { $path } belongs to another sweep
# The same of what is known of a rehearsal.
# $path
foreign-kept = { $path } belongs to another rehearsal: of another plan, seed or language, or of another version of coexist
# A file that is to hold what is known of a rehearsal.
not-kept = { $path } does not hold what is known of a rehearsal, or is cut off
# What helps where what is known of a sweep or a rehearsal cannot be taken up.
foreign-resume-help = name another file, or none that is there, to begin anew
# A file was written; $typed is its name as a command takes it.
# $path, $typed
written-smaller = wrote { $path }; next: coexist explain { $typed }
# A matrix was asked for, and the clients are none.
# $why
no-matrix = the clients of this scenario are no matrix: { $why }
# What a matrix is.
no-matrix-help = each client asks once, and every mailbox that is asked for is asked for in every way (host, port, type and protocol) exactly once; leave --matrix out for the table of who logs on when
# A matrix was asked for in a form that has none.
matrix-needs-quiet = --matrix always is only for the verdict: add -q, or --format csv, html or markdown
# In a man page: what an argument is where it is left out.
# $value
usually = (default: { $value })
# There is no plan to rehearse.
no-plan = the scenario has no plan: it lists no `steps`
# What to do about it.
no-plan-help = add `steps: [Step(name: "…", at: "22:00", actions: […])]`, or name a script with --script
# A value of an argument that cannot be one.
# $argument, $value, $expected
bad-value = { $argument } { $value }: expected { $expected }
# A script in which nothing stands.
script-says-nothing = { $path } holds no lines to run
# Nobody knows when a script is run.
script-without-time = nobody knows when the lines of { $path } are run
# What to do about it.
script-without-time-help = say it with --at 22:00, or write it before the name of a step: "# 22:00 Move the namespace"
