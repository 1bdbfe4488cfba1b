### What is said about lessons, their questions and their goals?

# Who acts, where it is neither a client nor a host.
the-network = the network
# The answer that no step hurts.
no-step = no step
# A span of times or shares.
less-than = less than { $to }
at-least = { $from } or more
# $from, $to
from-to = from { $from } to less than { $to }
# What was typed is none of the answers.
no-answer = { $typed } is no answer to this question
one-of = one of: { $all }
in-order-of = some of these in their order, with > between them: { $all }
several-of = some of these with commas between them, or none: { $all }
# $most, $word
number-or = a whole number from 1 to { $most }, or { $word }
# Why a question has no one true answer.
no-such-record = the log-on has no record number { $nth }
# $client, $number
no-such-attempt = { $client } makes no log-on number { $number }
# $client, $number
attempt-goes-on = log-on number { $number } of { $client } has not ended when the run ends
reaches-nobody = the log-on reaches nobody
number-too-large = the number would be larger than { $most }
nothing-fails = nothing fails in the log-on
no-rule-of-these = none of the choices decides the first failure; there speak: { $rules }
several-rules-of-these = several of the choices decide the first failure: { $rules }
no-plan = the scenario has no steps
several-steps-hurt = somebody loses mail because of several steps
# $sets, $most
too-many-sets = { $sets } sets of faults would have to be run; at most { $most } are

# Why a goal is not met.
# $client, $number, $outcome
ended-so = log-on { $number } of { $client } ends { $outcome }
# $client, $number
still-running = log-on { $number } of { $client } has not ended when the run ends
not-there = there is no { $name } any more, or it does not log on
does-not-fit = this cannot be asked of the scenario as it is: { $why }
rule-silent = { $rule } decides nothing
rule-speaks = { $rule } decides something
# $found
counted-so = counted: { $found }
# $client, $number
served-elsewhere = log-on { $number } of { $client } is served elsewhere
# $path, $entries
changed-here = { $path } is otherwise than in the start
# $path, $entries
changed-of = { $path } of { $entries } is otherwise than in the start
# $count, $most
too-many-edits = { $count } places differ from the start; at most { $most } may
still-found = { $code } is still found
# $well, $all, $percent, $least
under-faults-so = under { $well } of { $all } faults they still log on ({ $percent } %); at least { $least } % are wanted
no-faults = there is no fault of these kinds

# What is wrong with a lesson or a course.
file-missing = { $file } is missing
stray-file = { $file } belongs to no lesson
bad-folder-name = { $name } cannot be the name of a lesson: small letters, digits and hyphens, at most 64, and not exam
no-such-lesson = there is no lesson { $name }
in-no-track = the lesson { $name } is in no track
no-id = { $id } cannot be a name here: letters, digits and hyphens, at most 64
id-twice = { $id } stands twice
no-such-id = there is no goal and no prediction { $id }
objective-untouched = nothing shows whether the objective is reached
no-such-rule = there is no rule { $id }
no-such-finding = there is no finding { $id }
no-such-kind = there is no kind of fault { $id }
no-such-client = there is no client or group { $name } in start.ron
about-nobody = it is about nobody
path-leads-nowhere = the path { $path } leads nowhere
bounds-do-not-rise = bounds rise, and there is at least one
share-over-100 = a share is at most 100
# $number, $most
number-from-to = { $number } is not from 1 to { $most }
no-english = the English text is missing
no-chinese = the Chinese text is missing
# $lines, $most
story-too-long = the story has { $lines } lines; at most { $most } fit on a screen
no-misconception = nothing stands under the heading { $heading }
# $rule, $after, $teacher
rule-not-told = { $rule } is taught, and neither { $after } nor { $teacher } speaks of it
outcome-told = the outcome { $outcome } is named before anybody is asked
answer-told = the answer { $answer } is told before anybody is asked
start-expects = an `expect` tells what comes out
start-meets-goal = the start meets the goal { $id } already
start-fails-guard = the start does not keep the guard { $id }
answer-fails = the answer misses the goal { $id }
wrong-without-goal = the wrong answer names no goal
wrong-names-no-goal = { $id } is no goal of this lesson
first-line-fails = the first line names the goal by which it is recognized: { $fails } g1
wrong-meets-goal = the wrong answer meets the goal { $id } by which it is to be recognized
# $minutes, $most
track-too-long = its lessons take { $minutes } minutes, and it has { $most }
# $name, $need
need-comes-later = { $name } needs { $need }, which comes later
# $name, $need
needs-itself = { $need } needs { $name } itself

# The exam.
exam-title = Exam: { $domain } on Monday morning
exam-objective = Repair an organisation that no lesson showed.
exam-hint = Explain the log-ons of one person after the other; the first thing that fails is where to begin.
# $domain, $who
exam-story =
    {"#"} Exam: { $domain } on Monday morning

    On Friday everybody had mail. Over the weekend somebody worked on the servers of { $domain } and left no note. This
    morning these people cannot log on, or not always: { $who }.

    {"**"}Your task.** See to it that everybody logs on every time. Nobody's mail program is changed, no mailbox and no
    database is moved, and no server becomes another version.
# $client
logs-on = { $client } logs on every time.
others-go-on = All others still have mail.
all-stays = Mail programs, databases, the places of mailboxes and versions are as they were.
must-log-on = { $client } does not log on every time.
others-must-go-on = Somebody who had mail has it no more.
what-stays = Repair what was broken: mail programs, databases, the homes of mailboxes and the versions stay as they are.
