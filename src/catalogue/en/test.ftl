### What does `coexist test` say?

# No scenario there.
no-scenario = there is no scenario in { $folders }
# What to do.
no-scenario-help = scenarios are files that end in .ron; coexist new writes a first one
# Result.
passed = passed
# Result.
new = passed (new, not compared; --accept writes the snapshot)
# Result.
accepted = accepted
# Result.
inconclusive = inconclusive
# Result.
failed = failed
# Result.
unusable = cannot be used
# Result.
bug = a bug of coexist
# No snapshot.
no-snapshot = there is no snapshot { $path }
# A folder.
snapshot-is-folder = the snapshot { $path } is a folder
# No text.
snapshot-is-no-text = the snapshot { $path } is not text; --accept writes a new one in its place
# A difference.
differs = the report is not that of the snapshot (- snapshot, + now):
# More lines.
more-lines = …  { $count } more lines
# What to do.
accept-help = if this is as it should be: coexist test --accept
# A stale snapshot.
stale = stale    { $path }: its scenario is gone (--accept --prune deletes it)
# A stale snapshot is deleted.
pruned = deleted  { $path }
# Count.
count-passed = { $count } passed
# Count.
count-new = { $count } new
# Count.
count-accepted = { $count } accepted
# Count.
count-failed = { $count } failed
# Count.
count-inconclusive = { $count } inconclusive
# Count.
count-unusable = { $count } cannot be used
# Count.
count-bugs = { $count } bugs of coexist
# Situations of coexist new.
situations = Situations:
# How to use coexist new.
new-help = coexist new SITUATION -o FILE.ron writes a commented starting file.
# No such situation.
no-situation = there is no situation { $name }
# It is there already.
exists = { $path } is there already and was not touched
# What to do.
exists-help = choose another name, or --force to overwrite it
# What helps where a whole folder would be written, which is never overwritten.
folder-exists-help = choose another name, or move it away first
# A file was written; $typed is its name as a command takes it.
# $path, $typed
written = wrote { $path }; next: coexist check { $typed }, then coexist run { $typed }
# Situation.
situation-2010 = 2013 in front, mailboxes still on 2010
# Situation.
situation-2007 = 2013 in front, mailboxes still on 2007
# Situation.
situation-2010-2016 = 2016 in front, mailboxes still on 2010
# Situation.
situation-2013-2016 = 2013 and 2016 behind one name
# Situation.
situation-2013-2019 = 2013 and 2019 behind one name, TLS 1.2 first
# Situation.
situation-2016-se = 2016 and Subscription Edition behind one name
# Situation.
situation-all = 2013 in front of 2010 and 2007
# Situation.
situation-sites = two sites with a slow link between them
# Situation.
situation-balancer = a load balancer in front of two 2013 servers
