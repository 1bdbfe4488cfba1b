### What does the help of the commands say?
###
### A message for each command, and an attribute for each of its arguments. A term is said by several.

-one-scenario = A scenario of the gallery, a file, or - for standard input
-this-seed = Take this seed instead of the scenario's
-overwrite = Overwrite the file if it is there
-to-file = Write it to this file instead of standard output
-ask-first = Begin with outcomes hidden, and ask before each decision
-one-client = Show only the attempts of this client, and what changes meanwhile

coexist = Simulates POP3 and IMAP4 log-ons where versions of Exchange from 2007 to Subscription Edition run side by side
    .color = Whether to color the output: auto (on a terminal, unless NO_COLOR is set), always or never
    .lang = The language: en or zh; by default that of the locale
run = Run a scenario and show what happened, why, and whether what was expected came out
    .scenario = { -one-scenario }
    .format = How to show the run: text (for people), json (one JSON object a line, docs/trace.md) or mermaid (a sequence diagram)
    .quiet = Show only the verdict: how each attempt ended, what was expected, the counts
    .client = { -one-client }
    .log = Instead of the report, print the protocol log that the real servers would have written: imap4, pop3, or the name of a server; may be given several times
    .events = Instead of the report, print what would stand in the servers' event logs
    .all = Show everything, however long
    .seed = { -this-seed }
explain = Say why log-ons failed, when failure became inevitable, and what makes them succeed, proven by re-runs
    .scenario = { -one-scenario }
    .client = Explain the failures of this client only
    .attempt = Explain this attempt of the client, counted from 1
    .all = Explain every failure, however many kinds there are
    .seed = { -this-seed }
    .remedy = Instead of explaining, print the scenario with this remedy of the failure, by the number that is shown
check = Find mistakes and misconfigurations, at the start and after every change
    .scenarios = Scenarios of the gallery, files, or - for standard input
    .format = How to show what is found: text (for people), json (one JSON object a line) or sarif (for other tools, SARIF 2.1.0)
    .accepted = Show what the files accept, too
diagram = Draw the organisation, or who said what to whom in a run: SVG for slides, Mermaid or DOT
    .scenario = { -one-scenario }
    .what = What to draw: topology (the organisation: sites, servers and their services, names, databases) or sequence (a run: who said what to whom)
    .format = How to write it: svg (a picture that stands alone), mermaid (code hosts and wikis draw it) or dot (for Graphviz)
    .output = { -to-file }
    .force = { -overwrite }
    .client = Of a sequence, draw only the attempts of this client, and what changes meanwhile
    .attempt = Of a sequence, draw only this attempt of the client, counted from 1
    .all = Of a sequence, draw everything, however long
    .seed = { -this-seed }
diff = Compare two runs: who is better, worse or unchanged, and at which decision they diverge
    .first = The first scenario
    .second = The second scenario
    .assume = Instead of B: A under this switch, for example fallback=SelectOnce; may be given several times
    .without = Compare A without this change (counted from 1 in the order of the file, or all) with A as it is
what-if = Compare a scenario with itself, with something else set; the file is never changed
    .scenario = { -one-scenario }
    .set = What to set, for example servers.EX10.imap4.LoginType=PlainTextLogin; may be given several times
    .actions = An action to carry out, as `changes` has it, for example 'StartService(server: "EX10", service: Imap4)'; may be given several times
    .run = Lines as an admin types them, for example 'Set-ImapSettings -Server EX10 -LoginType PlainTextLogin', or @ and a file with lines (@night.ps1); may be given several times. What the cmdlets would refuse is told and changes nothing
    .on = The server on which the lines are typed
    .answer = What a variable of the lines holds, for example thumbprint=self-signed; move=2h says how long a move takes, copy=EX13-B which copy is meant; may be given several times
    .skip_unknown = Pass over lines that are right and not modelled; each is told
    .at = When to carry it out, for example 10min; without it, it was carried out before the run begins
    .print = Print the other scenario instead of comparing
fmt = Put scenario files into the canonical layout, comments kept
    .paths = Files or folders; - formats standard input to standard output
    .check = Change nothing: name the files that would change, with exit code 1
test = Run every scenario below the paths: hold what it expects, compare its report with the snapshot beside it
    .paths = Files and folders; the current folder if none is named
    .accept = Write the snapshots that are new or different
    .prune = Delete snapshots whose scenario is gone; with --accept
    .require_snapshots = A scenario without a snapshot fails
    .filter = Only files whose path contains this
    .junit = Write the results as JUnit XML, too
    .threads = How many threads; as many as the machine has by default
new = Write a commented starting file for a situation
    .situation = The situation to start from; without one they are listed
    .output = { -to-file }
    .force = { -overwrite }
schema = Write the JSON Schema of the scenario language, for editors
lsp = Serve an editor: mistakes and findings while one types, completion, hover, formatting (docs/editor.md)
completions = Write the completions of a shell
    .terminal = For which shell: bash, elvish, fish, powershell or zsh
man = Write the man pages
    .folder = Write one page for each command into this folder, instead of the main page to standard output
report = Write one page for the browser: the run to walk through, why it failed, what helps, and what-ifs
    .scenarios = Scenarios: a name in the gallery, a file, a folder (every scenario below it), or - for standard input
    .output = The file to write
    .predict = { -ask-first }
step = Walk through a run on a full screen of the terminal, step by step
    .scenario = { -one-scenario }
    .at = Begin at this record, counted from 0 as in an explanation
    .client = { -one-client }
    .predict = { -ask-first }
    .seed = { -this-seed }
list = List the scenarios that come with the program
    .topic = Only the scenarios of this topic
rules = List the rules of the product that are simulated, or tell which scenarios show one
    .id = Only this rule, with every scenario that shows it (FALL-3), or this group of rules (FALL)

## What the library that reads the arguments says by itself, in English.

usage = Usage:{ " " }
options = Options
arguments = Arguments
commands = Commands
any-options = [OPTIONS]
any-command = [COMMAND]
print-help = Print help
print-version = Print version
