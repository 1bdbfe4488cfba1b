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
