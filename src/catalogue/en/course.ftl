### What does `coexist course` say?

# The page was written.
# $path, $lessons, $size
written = { $path } is written (lessons: { $lessons }, { $size } kB): open it in a browser
# There is nothing to learn.
no-lesson = there is no lesson in this course
# Too large.
# $size, $most
too-large = the page would have { $size } MB, and { $most } MB is the most that is written
# What to do about it.
smaller = take lessons out of the course, or write their texts shorter
