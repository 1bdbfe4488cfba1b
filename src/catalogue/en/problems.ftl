### What is wrong with a file?

not-shown =
    { $count ->
        [one] 1 more problem is not shown
       *[other] { $count } more problems are not shown
    }
repair-first-ones = repair the first ones and check again
at = at
help = help
error = error
warning = warning
errors =
    { $count ->
        [one] 1 error
       *[other] { $count } errors
    }
warnings =
    { $count ->
        [one] 1 warning
       *[other] { $count } warnings
    }
too-large = the file is larger than { $most } MiB and was not read
is-it-the-right-file = is this the right file?
no-scenario = there is no scenario in the file
the-smallest-scenario = the smallest one is `Scenario(schema: 1)`
# $schema, $known
other-schema = the file is written for version { $schema } of the language; this program understands version { $known }
not-understood = not understood
write-schema-1 = write `schema: 1`, or use a newer program
