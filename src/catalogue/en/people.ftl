### Who gets on, when, and why not in a few words?

# The heading of the table.
heading = Who logs on, and when
# The heading of the first column.
who = who
# The heading of a column that is the whole run.
always = all the time
# The heading of the first of several columns.
until = until { $until }
# The heading of a column in the middle.
# $from, $until
between = { $from } to { $until }
# The heading of the last column.
from = from { $from }
# Nobody has ended: the run was cut off.
running = still running
# Some log-ons of one client succeed.
# $well, $tried
well-of = { $well } of { $tried } log-ons
# Some members of a group get on.
# $well, $tried
members-of = { $well } of { $tried }
# Several causes in one cell.
more-causes = { $count } more
# A row of several clients: their names, and how many they are.
# $names, $count
several = { $names } ({ $count })
# Names of a row, some of them left out.
# $names, $more
and-more = { $names } and { $more } more
# A cause with its rule.
# $cause, $rule
by-rule = { $cause } · { $rule }
# A number before a cause.
# $number, $cause
number-and-cause = { $number }: { $cause }
# Whom a cause hits.
# $clients, $attempts
hits = { $clients }, { $attempts }
# Below a cause: whom it hits.
label-who = who
# Below a cause: which change brought it about.
label-since = since
# Below a cause: where what helps is told.
label-helps = helps
# Below a cause: since when, by which change.
# $at, $what
since = { $at }: somebody { $what }
# Whom, and from when to when.
# $names, $when
who-when = { $names } { $when }
# More rows.
more-rows = …  { $count } more rows (--all shows them)
# More causes.
more-causes-below = …  { $count } more causes (--all shows them)
# No cause can be named.
# $outcome
brief-nothing = { $outcome }, no step to blame
# A name is not known.
brief-name-unknown = { $name } is not known
# Nobody has the address.
brief-nobody = nobody answers at { $host }
# A setting leads elsewhere.
brief-elsewhere = setting of { $server } leads elsewhere
# A link loses packets, or is cut.
# $a, $b
brief-lost-on-link = packets lost between { $a } and { $b }
# No way.
brief-no-way = no way through the network
# A service is stopped.
# $service, $server
brief-stopped = { $service } stopped on { $server }
# A service hangs.
# $service, $server
brief-hung = { $service } hangs on { $server }
# A back end.
# $protocol
back-end = { $protocol } back end
# A server is off.
brief-off = { $server } is switched off
# Nothing listens.
# $port, $server
brief-nothing-listens = nothing on port { $port } of { $server }
# A balancer does not forward a port.
# $balancer, $port
brief-not-forwarded = { $balancer } does not forward { $port }
# Nobody is up.
brief-no-member = { $balancer } has nobody up
# A component.
# $component, $server
brief-component = { $component } inactive on { $server }
# A session was cut.
# $service, $server
brief-cut = session cut: { $service } on { $server }
# No certificate.
brief-no-certificate = no usable certificate on { $server }
# No common TLS.
brief-disagree = no common TLS with { $server }
# Clear text on a port that speaks TLS.
# $port, $server
brief-clear-meets-tls = clear text meets TLS, { $server }:{ $port }
# The other protocol.
# $port, $protocol
brief-other-protocol = port { $port } speaks { $protocol }
# TLS in TLS.
brief-tls-inside = STARTTLS inside SSL
# No STARTTLS.
brief-no-starttls = { $server } offers no STARTTLS
# A certificate is refused.
# $server, $problem
brief-rejected = certificate of { $server }: { $problem }
# What is wrong with it.
problem-name = another name
# What is wrong with it.
problem-not-yet = not yet valid
# What is wrong with it.
problem-expired = expired
# What is wrong with it.
problem-issuer = unknown issuer
# TLS on a balancer.
brief-offload = TLS at { $balancer } goes wrong
# A limit.
# $setting, $server
brief-limit = { $setting } of { $server } reached
# No ticket.
brief-no-ticket = no Kerberos ticket
# LOGINDISABLED.
brief-login-disabled = { $server } lists LOGINDISABLED
# Too long.
brief-too-long = command too long for { $server }
# Too many errors.
brief-too-many-errors = ten failed commands at { $server }
# A time.
brief-too-slow = answer came too late
# A time before the log-on.
brief-log-on-too-slow = log-on takes { $server } too long
# A time after the log-on.
brief-idle = { $server } closes idle sessions
# A leg.
brief-leg = proxying to { $host } fails
# A wrong password.
brief-password = wrong password
# A name that is nobody's.
brief-unknown-name = log-on name is nobody's
# A reserved account.
brief-reserved = reserved account
# NTLM.
brief-ntlm-alias = NTLM with another alias
# Quotes.
brief-unquoted = password with * or % replayed
# No right.
brief-no-rights = no right to the mailbox
# Store sessions.
brief-store-sessions = session limit of the store, { $server }
# SMTP.
brief-no-smtp = no primary SMTP address
# A policy.
brief-policy = blocked by policy { $policy }
# LoginType.
# $login-type, $server
brief-login-type = LoginType { $login-type } on { $server }
# A mechanism.
# $mechanism, $server
brief-mechanism-off = { $mechanism } is off on { $server }
# Not bound.
brief-not-bound = { $mechanism } not bound to TLS
# A mailbox without the protocol.
brief-disabled = { $protocol } disabled for the mailbox
# No mailbox.
brief-no-mailbox = account without a mailbox
# The store is off.
brief-store-off = { $server } (database) is switched off
# The store is not reached.
brief-store-not-reached = { $server } (database) not reached
# No candidate.
# $version, $site
brief-no-candidate = no { $version } Client Access in { $site }
# No endpoint.
brief-no-endpoint = no candidate says where
# No password to replay.
brief-no-password = { $mechanism } leaves no password
# Not modelled.
brief-not-modelled = not modelled
# Nobody healthy.
# $version, $site
brief-none-healthy = no healthy { $version } in { $site }
# Nobody in service.
# $version, $site
brief-none-in-service = no { $version } in service in { $site }
# Another site.
brief-other-site = mailbox in another site ({ $site })
# Does not proxy.
# $front, $mailbox
brief-does-not-proxy = { $front } does not proxy to { $mailbox }
# Does not proxy here.
brief-not-proxied = not proxied to Exchange 2007
# Does not serve.
# $front, $mailbox
brief-not-supported = { $front } does not serve { $mailbox } mailboxes
# Not here.
brief-not-here = active copy is not on { $server }
# The back end.
brief-back-end-down = back end of { $server } does not run
# Refused otherwise.
brief-refused = refused by { $server }
# The heading of a matrix: rows are mailboxes, columns ways in.
matrix-heading = Who logs on, and through which front end (✓ or the number of a cause below)
# The heading of the first column of a matrix.
matrix-mailbox = mailbox
# The port above a column, with its protection.
# $port, $security
matrix-port = { $port } { $security }
# Mailboxes, or front ends, of which everybody fares alike.
# $names
matrix-alike = { $names } alike
# Why the clients are no matrix.
matrix-small = they ask for one mailbox, or in one way, alone
# Why the clients are no matrix.
matrix-changes = something changes during the run
# Why the clients are no matrix.
# $group
matrix-group = { $group } is a group
# Why the clients are no matrix.
# $client
matrix-often = { $client } does not try exactly once
# Why the clients are no matrix.
# $one, $other
matrix-twice = { $one } and { $other } ask for the same mailbox in the same way
# Why the clients are no matrix.
# $mailbox, $to, $protocol
matrix-missing = no client asks for the mailbox of { $mailbox } at { $to } over { $protocol }
# The server to which the client connects.
front-end-itself = the front end
# Why log-ons of a matrix fail, how they end, and how many they are.
# $cause, $outcomes, $attempts
matrix-cause = { $cause }: { $outcomes }, { $attempts }
