### What does `coexist rules` say?

# What to do with the list.
more = coexist rules ID tells which scenarios show a rule; `coexist help rules` has all of it.
# No such rule.
no-rule = there is no rule { $id }
# Where they are listed.
lists-them = coexist rules lists them
# How many scenarios show a rule.
one-scenario = 1 scenario
# How many scenarios show a rule.
scenarios = { $count } scenarios
# A rule that no trace names.
built-in = kept without a word
# A rule that the program does not know yet.
not-modelled = not modelled yet
# A line of one rule.
mark = mark      { $mark }
# A line of one rule.
source = source    { $source }
# A line of one rule.
switch = switch    { $switches } (in assumptions)
# A line of one rule.
decided = decided   { $module }
# A line of one rule.
shown-by-none = shown     by no scenario: { $why }
# A line of one rule.
shown-by = shown by
