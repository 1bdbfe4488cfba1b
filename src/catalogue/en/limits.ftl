### Which bounds are there, and what happens at each?

title = Limits
introduction = What is bounded, where, and what happens there. No bound is met in silence: each is said, with what to do. Written by the tests from the table in the program.
head = What
head-most = At the most
head-then = And then
memory = Memory for what is kept of runs, by commands that show what happened: `run` without `-q`, `explain`, `step`, `diagram`, `report` (each of its runs), `check` and `lsp` (each run that they make), `test` of what has a snapshot (all of its processes together); `--memory SIZE` sets another
memory-then = said before the run where it can be foreseen; the run ends there, inconclusive, code 3
memory-page = Memory for what is kept of one run in the page, which runs what-ifs in a browser
memory-page-then = the run ends there, inconclusive
system = Memory that the system gives: `ulimit -v`, a container, a small machine
system-then = it is said, and the program ends, code 3
numbers = Records, connections and attempts of one run
numbers-then = the run ends there, inconclusive, code 3
events = Events of one run; `event_limit` in the file sets another
events-then = the run ends there, inconclusive, code 3
events-most = The largest `event_limit`
events-most-then = refused, R021
span = The longest span of time and the latest moment of a run
span-then = refused, S016
file = The size of a file
file-then = refused, S002
nesting = How deep brackets may stand in brackets
nesting-then = refused, S006
list = Entries of one list
list-then = refused, R043
name = Letters of a name
name-then = refused, R041
watched = Ports times servers that balancers watch
watched-then = refused, R021
place = Column and row in a picture (`place`)
place-then = refused, R057
problems = Problems that are told of one file
problems-then = the others are counted, S021
script = A file of lines for `what-if --run`
script-then = refused, code 2
script-steps = Statements that are carried out of one script
script-steps-then = the script is refused there
script-told = Lines that are told of one script
script-told-then = the script is refused there
remedies = Re-runs of `explain` in a search for remedies
remedies-then = the search ends, and it is said
remedies-events = Events of all these re-runs together
remedies-events-then = the search ends, and it is said
pivot = Records of the re-runs that tell from when on a failure was certain
pivot-then = it is said that this is not known
page = Records that a page of `report` holds
page-then = the first are shown, and it is said
report = The size of a page of `report`
report-then = not written, code 2
parts = Items that `lsp` names in the outline of a document, and places where it can be folded
parts-then = of the list the first, with how many there are; of the places the longest
tokens = Words of a document that `lsp` colors
tokens-then = the first; behind them the editor's own grammar colors
pixels = Pixels in a row or a column of a PNG
pixels-then = not written, code 2
import-file = A file, or a member of an archive, that `import` reads
import-file-then = it is not read, and that is said
import-all = All files of one `import` together
import-all-then = the others are not read, and that is said
import-files = Files of one `import`, or members of an archive
import-files-then = the others are not read, and that is said
import-ratio = Into how many bytes a packed byte may unpack in an archive that `import` reads
import-ratio-then = the member is not read, and that is said
import-nesting = How deep elements of CLIXML may stand in elements
import-nesting-then = what stands before is used, and that is said
import-notes = Different notes that are told of one file of an `import`
import-notes-then = the others are counted
shrink = Smaller scenarios that `shrink` runs
shrink-then = what was found by then is written, with code 3
shrink-events = Events of all these runs together
shrink-events-then = what was found by then is written, with code 3
# A bound.
probe = Log-ons in the probe of an import (`coexist import --probe`)
# What happens there.
probe-then = Of front ends that are alike one is asked, then mailboxes are told by version alone, and then only the first front ends are asked; the probe and the import say so
# A bound.
sweep = Sets of faults, or combinations of a space, that one `sweep` goes through
# What happens there.
sweep-then = nothing is run, and it is said what would fit
# A bound.
sweep-space = Values of all factors of a space together
# What happens there.
sweep-space-then = nothing is run
# A bound.
rehearsed = Ways in which `rehearse` carries a plan out otherwise
# What happens there.
rehearsed-then = the rest is counted, and not run
# A bound.
edges = Steps that `rehearse --orders` runs, each behind each set of others
# What happens there.
edges-then = no order is put together: a search runs single orders
# A bound.
searched = Orders that this search runs, and single steps for them
# What happens there.
searched-then = the best that was found by then is told
# A bound.
pauses = Wait after a step that `rehearse --pauses` tries, where the plan waits no longer
# What happens there.
pauses-then = how many fail even so is told
lesson-text = Size of a file of a lesson
lesson-text-then = the course is not read
lesson-files = Files of a course in a folder
lesson-files-then = the course is not read
lesson-progress = Size of a file with a learner's progress
lesson-progress-then = it is not read, and not overwritten
lesson-attempts = Checks of one lesson of which the scenarios are kept
lesson-attempts-then = the last takes the place of the one before it
lesson-sets = Sets of faults that a question or a goal of a lesson runs
lesson-sets-then = nothing is run; the question has no answer, the goal is open
