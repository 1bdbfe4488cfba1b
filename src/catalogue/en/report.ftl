### What does `coexist report` say?

# The page was written.
# $path, $runs, $size
written = { $path } is written (runs: { $runs }, { $size } kB): open it in a browser
# Nothing to show.
no-scenario = there is no scenario below these paths
# Files that cannot be used.
left-out = scenarios left out because they cannot be used: { $count }
# Too large.
# $size, $most
too-large = the page would have { $size } MB, and { $most } MB is the most that is written
# What to do about it.
smaller = name fewer scenarios, or shorten their runs with `until`
