### What does the page of a course say, beside what every page says?
###
### The page itself fills in the placeholders.

## The list.

lessons = Lessons
# $passed, $all
passed-of = Passed: { $passed } of { $all }
track = Track
every-lesson = Every lesson
# $minutes
minutes = { $minutes } min
begin = Begin
go-on = Go on
all-done = All of it is done.
# $lessons
comes-after = after { $lessons }
state-lesson-new = not begun
state-lesson-begun = begun
state-lesson-passed = passed
level-basic = for beginners
level-intermediate = for those who know how a log-on goes
level-advanced = for those who know how versions find each other
# $number, $title
lesson-number = { $number }. { $title }

## The exam.

exam = Final exam
exam-text = An organisation that no lesson showed, drawn from your name
# $name
exam-of = An organisation that no lesson showed, drawn for { $name }
exam-name-text = The exam is drawn from your name: everybody gets another one, and you always get yours. Once it is begun, the name stays.
exam-passed = You have repaired an organisation that the course never showed. Hand in your progress: whoever grades it draws the same exam from your name and judges your scenario anew.
name-stays = Your exam was drawn from this name, so it stays.

## The learner's file.

your-progress = Your progress
your-name = Your name
export-progress = Hand in: save as a file
import-progress = Take a file
forget-progress = Forget everything
forget-text = Everything that you predicted, tried and solved in this course is removed from this browser. Save it as a file first if anybody wants it.
progress-text = It stays in this browser. The file is the one that `coexist lesson grade` reads.
# $why
progress-unreadable = This is no progress that can be used here, and nothing was changed: { $why }
not-kept = This browser does not let the page keep anything: save your progress as a file before you close it.
# $learner
imported = The progress of { $learner } was taken.
# $learner
imported-altered = The progress of { $learner } was taken. The file was altered by hand after it was saved; whoever grades it is told.
take-back = Take it back

## The trainer.

for-the-trainer = For the trainer
trainer-text = The lessons are those of the track that is chosen above. The presenter's view shows results only when a key is pressed.
present = Present
handout = Handout
solutions = Solutions
handout-text = What happens, what is asked, and room for what you think and see.
solutions-text = For the trainer: every answer, every solution and the notes. It tells what the lessons ask.

## A lesson.

back-to-list = Back
story = The situation
objectives = What you can do afterwards
stages = Where you are in this lesson
stage-predict = Predict
stage-run = Run
stage-change = Change
stage-done = Done
scenario = Scenario
predict-text = Say what you expect before anything is run. It is kept, and held against the run.
store-prediction = Store my prediction
prediction-stored = Your prediction is stored. Now run it.
skip-prediction = Run it without predicting
# $number
answer-all = Question { $number } has no answer yet, or one that does not go together.
answer-number = the number:
answer-never = never
answer-nobody = nobody
answer-no-set = none
# $number
answer-host = Host { $number }
answer-no-host = choose the first host
answer-no-further = no further one
not-predicted = not predicted
predicted-and-seen = Prediction and run
question = Question
your-prediction = Your prediction
shown-where = Where
told-right = as you predicted
told-wrong = not as you predicted
told-skipped = you did not predict it
# $right, $all
right-of = As you predicted: { $right } of { $all }
# $record
show-step = Show record { $record }
run = Run
predict-first = Predict first: then it can be run.
run-first = Run it once as it is. Then you can change it.
check-goals = Check the goals
start-again = Start again
changed-since = The scenario was changed since.
cannot-run = This cannot be run
goals = Goals
goals-text = Change the scenario, and check whether it meets the goals.
goal-met = met
goal-missed = not met
goal-holds = It holds.
# $met, $all
goals-met-of = Goals met: { $met } of { $all }
all-goals-met = All goals are met.
# $line
to-line = Go to line { $line }
help-here = Help
# $number, $all
hint-of = Hint { $number } of { $all }
# $runs
hint-after = The next hint is there after so many more runs: { $runs }
explain-run = Why did it fail?
solution = A solution
show-solution = Show a solution
give-up = Give up and show a solution
# $runs
give-up-text = After the lesson is passed, or after { $runs } runs, the solution is shown without this. That you gave up is kept in your progress.
give-up-exam = The solution of an exam is shown without this only after it is passed. That you gave up is kept in your progress, and whoever grades it is told.
after = What you have seen
rules-of-it = Rules:
# $title
next-lesson = Next: { $title }
to-list = To the list of lessons

## The editor.

editor-completions = What may be typed
editor-diagnostics = What was found
editor-close = Close
editor-no-diagnostics = Nothing was found
editor-control-character = Control character

## The presenter's view.

slide-story = The situation
slide-picture = The organisation
slide-scenario = The scenario
slide-task = Your turn
slide-solution = A solution
slide-after = What we have seen
slide-forward = Next slide (→)
slide-before = Slide before (←)
# $number, $all
slide-of = { $number } of { $all }
no-further-slide = There is nothing further.
# $number
question-number = Question { $number }
in-which-order = Which of these, in which order?
# $minutes
task-text = Open the lesson, change the scenario, and check the goals. You have { $minutes } minutes.
hidden-until = Hidden until the key r is pressed.
reveal = Show (r)
hide-again = Hide (r)
open-notes = Notes and time (n)
# $title
notes-of = Notes: { $title }
notes-blocked = The browser did not let the page open a window. Allow windows for this page, and press n again.
# $talk, $work
planned = planned: { $talk } min of talk, { $work } min of work
is-shown = shown
is-hidden = hidden
# $name
then = Then: { $name }
then-next-lesson = Then: the next lesson
present-keys = → ← go, r shows and hides, b blackens the projector, Escape leaves. The keys work in both windows.

## What is printed.

room-for-notes = Room for notes
trainer-notes = Notes for the trainer
