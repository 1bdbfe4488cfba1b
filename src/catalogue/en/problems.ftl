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
nothing-in-the-file = there is nothing in the file
the-smallest-scenario = the smallest one is `Scenario(schema: 1)`
# $schema, $known
other-schema = the file is written for version { $schema } of the language; this program understands version { $known }
not-understood = not understood
write-schema-1 = write `schema: 1`, or use a newer program
# $path
no-base = there is no base at { $path }
not-found = not found
base-beside = the path is relative to the file that names it
# $path
base-in-a-circle = { $path } stands on this file itself
comes-back = comes back to where it began
break-the-circle = name another base in one of the files, or none
# $most
too-many-bases = more than { $most } scenarios stand on each other
one-more = one more
flatten-some = put some of them into one file, for example by coexist flatten
no-json = this is no JSON
not-json-from-here = up to here it is
json-or-ron = a text that begins with a brace is read as JSON: names and texts in double quotation marks, commas between values and none behind the last, no comments
