### What do man pages say beside the help of the commands?

manual = User Commands
name = NAME
synopsis = SYNOPSIS
# What ends a sentence.
stop = .
description = DESCRIPTION
options = OPTIONS
commands = COMMANDS
exit-status = EXIT STATUS
see-also = SEE ALSO
more = and the documents that "coexist help" lists.

environment = ENVIRONMENT
    .own-language = The language, en or zh, before that of the locale and behind --lang.
    .language = The locale: the first of these that is set and not empty tells the language. What is not Chinese is English.
    .color = Whether the output is colored where --color is auto.
    .terminal = Where it is "dumb", there is no full screen, and no color.

files = FILES
    .scenario = Scenarios: UTF-8, or UTF-16 with its mark; "coexist help scenario" tells what may stand in them.
    .json = Scenarios written as JSON, with the same fields; "coexist schema" writes their schema.
    .snapshot = What a scenario beside it said when it was accepted; compared and written by "coexist test".
    .progress = What a learner has done: predictions, runs, scenarios that were checked.
    .course = The page that "coexist course" writes where no other file is named.
    .report = The page that "coexist report" writes where no other file is named.

examples = EXAMPLES
    .diff = who is better, worse or unchanged in the second one
    .fmt = which files below a folder are not in canonical layout
    .flatten = a scenario together with what it stands on, as one file
    .shrink = the smallest scenario in which the same log-on still fails for the same reason
    .rehearse = who loses mail at which step of a plan, and for how long
    .rehearse-script = the same of a script whose comments name the steps
    .sweep = who is locked out by which fault, or pair of faults
    .lesson = the first lesson, with its scenario to work on
    .lint = whether the lessons of a folder keep what they promise
    .collect = the script that an admin runs in the Exchange Management Shell
    .import = an organisation of what its servers export, and who gets in where
    .accept = accept what is new or different as right from now on
    .schema = the schema, for an editor that checks JSON
    .lsp = what an editor starts: it is spoken to over standard input
    .completions = what bash reads to complete with Tab
    .man = all of these pages in a folder
    .course = the course that comes with the program as one page for the browser
    .report = every scenario below a folder on one page for the browser
    .help = what a field means, which values it takes and what it is by default
    .watch = the verdict, again whenever the file is saved
