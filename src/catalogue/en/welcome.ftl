### What is said when nothing is asked for, and below the help of the program?
###
### The commands themselves are the same in every language; the program puts them beside what is said of each.

welcome =
    coexist simulates POP3 and IMAP4 log-ons where versions of Exchange from 2007 to
    Subscription Edition run side by side, and tells which decision of the front end
    made one fail, and why.
    .run = run a first scenario: a shared name in InternalConnectionSettings
    .list = see which other scenarios there are
    .new = a starting file for your own organisation
    .check = find mistakes and misconfigurations
    .run-file = run it
    .explain = why a log-on failed, and which commands repair it
    .rest = coexist --help tells the rest.

examples = Examples:
    .first = the scenario that the documentation begins with
    .own = your own organisation: why each log-on succeeded or failed
    .one-client = only what happened to one mail program
    .quiet = only whether what you expect came out
    .logs = the protocol logs and event logs that the real servers would have written
    .new = a commented starting file for your own organisation
    .check = mistakes and misconfigurations, at the start and after every change
    .explain = the first failing step, and repairs that are proven by re-runs
    .step = the run step by step on a full screen: topology, wire, decisions
    .what-if = who is better or worse off, and where the runs diverge
    .diagram = a picture of the organisation, for slides and wikis
    .test = every scenario below this folder, as a regression test
    .list = the scenarios that come with the program
    .rules = what a rule says, how certain it is, and which scenarios show it

exit-codes =
    Exit codes: 0 everything expected held, 1 something did not, 2 the input
    cannot be used, 3 inconclusive (the run was cut off).
