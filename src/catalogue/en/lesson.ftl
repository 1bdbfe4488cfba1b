### What does `coexist lesson` say?

# The folder is no course.
no-course = { $folder } holds no course and no lesson
no-course-help = a course has course.ron and a folder for each lesson; coexist lesson new NAME begins a lesson
# More files than one course has.
# $folder, $most
too-many-files = { $folder } belongs to a course of more than { $most } files, which are not read
# $path, $most
text-too-large = { $path } is larger than { $most } MiB and was not read
no-text = { $path } is not UTF-8 text
no-name = { $name } cannot be the name of a learner here
no-name-help = a folder is called so: at most 64 letters, digits, spaces and hyphens
# The file with the progress cannot be used.
# $path, $most
progress-too-large = { $path } is larger than { $most } MiB and was not read
# $path, $line, $column, $why
no-progress = { $path }:{ $line }:{ $column }: this is no progress: { $why }
# $path, $schema, $known
other-progress = { $path } is progress of version { $schema }; this program knows version { $known }
progress-help = nothing was overwritten; move the file away to begin anew, or use the program that wrote it
# The seal does not fit.
progress-altered = { $path } was altered by somebody else than this program; it is used, and marked as altered
altered-kept = as it was altered it is kept in { $path }
none-open = no lesson is open
# $command
none-open-help = { $command }
not-open = the lesson { $name } was not opened here
# $command
not-open-help = { $command }
no-lesson = there is no lesson { $name }
lessons-are-listed = coexist lesson lists them
# Behind the title of the lesson that is open.
is-open = {"  "}(open)
# $title, $minutes
track = { $title } ({ $minutes } min)
all-done = Everything is done. coexist lesson exam --name NAME draws an organisation that the course never showed.
go-on = Go on: { $command }
# Below what is watched.
watch-keys = keys: h hints · d picture · e explain · r begin anew · n next lesson · q end
no-next-lesson = This is the last lesson. coexist lesson exam --name NAME draws an organisation that the course never showed.
copied = your scenario: { $path }
goes-on = your scenario, as you left it: { $path }
picture = the organisation as a picture: { $command }
next = next: { $command }
nothing-asked = Nothing is asked in this lesson.
no-question = there is no question { $id }
questions-are = the questions are: { $all }
# $count
answers-stored =
    { $count ->
        [one] 1 answer is stored
       *[other] { $count } answers are stored
    }
answers-left =
    { $count ->
        [one] 1 question is still open
       *[other] { $count } questions are still open
    }
nobody-answers = nobody answers
answer-by-option = in a script: --answer { $id }=ANSWER
predict-first = first say what will happen
# $command
predict-first-help = { $command }; or go on without: --skip
predict-now = Say first what will happen? [Y/n]
predicted = What you said, and what happens at the start:
not-predicted = you said nothing about this
was-right = as you said: { $answer }
# $given, $truth
was-otherwise = you said { $given }; it is { $truth }
parts-here = The steps in which that shows:
# $command
hint-due = A hint is due: { $command }
no-goals = This lesson has questions and no goals.
passed = All goals are met.
goal-met = met
# $runs
next-hint =
    { $runs ->
        [one] the next hint comes after 1 more run
       *[other] the next hint comes after { $runs } more runs
    }
no-hints = This lesson has no hints.
no-more-hints = These are all hints.
no-solution = This lesson has no solution: it has no goals.
solution-later = the solution is shown once the goals are met, or after five runs
# $runs
solution-later-help =
    { $runs ->
        [one] run it once more, or give up (which is recorded): --give-up
       *[other] run it { $runs } more times, or give up (which is recorded): --give-up
    }
exam-solution-later = the solution of an exam is shown once the goals are met
exam-solution-later-help = or give up, which is recorded, and which whoever grades is told: --give-up
kept = what you had is kept in { $path }
# $lessons, $problems
linted = lessons: { $lessons }; problems: { $problems }

nobody-handed-in = there is no progress below { $folder }
nobody-handed-in-help = each learner hands in his progress.json, or the whole folder in which he worked
# $path, $name
foreign-lesson = { $path }: the lesson { $name } is not of this course (--from names another one)
# $learner, $passed, $lessons, $right, $asked
graded = { $learner }: { $passed } of { $lessons } lessons done; { $right } of { $asked } first answers right
graded-altered = the progress was altered by somebody else than the program
graded-passed = { $lesson }: all goals are met
# $lesson, $met, $goals
graded-missed = { $lesson }: { $met } of { $goals } goals met
graded-gave-up = { $lesson }: the solution was asked for before the goals were met
graded-claims = { $lesson }: the progress says that all goals were met, and no scenario that was handed in meets them
seed-without-name = a seed by name needs a name
seed-without-name-help = coexist lesson open 1 --name "Anna Li" --seed-by-name
begun-without-seed = the lessons in { $folder } were begun without a seed of their own
begun-without-seed-help = begin in another folder: --work FOLDER
unpacked = { $folder } is written
# $lesson, $learner
graded-copied = { $lesson }: a scenario has the seed of { $learner }
graded-foreign-seed = { $lesson }: a scenario has the seed of nobody who handed in here
no-lesson-name = { $name } cannot be the name of a lesson
no-lesson-name-help = small letters, digits and hyphens, at most 64, as in 22-my-lesson; exam is the exam
# $folder, $command
lesson-begun = { $folder } is there; { $command } tells what is yet to be written
exam-listed = An organisation that no lesson showed, drawn from your name
exam-without-name = an exam is drawn from a name
exam-without-name-help = coexist lesson exam --name "Anna Li"
exported = { $path } is written
# Headings of what is handed in.
asked = question
answered = answer
happened = what happens
goal = goal
met = met
seen = what was seen
learner = learner
runs = runs
attempts = checks
hints-seen = hints seen
gave-up = gave up
yes = yes
no = no
