### What is said only in pictures of an organisation?

# The heading of a column.
clients = Clients
# The heading of a column.
names = DNS names
# The heading of a column.
balancers = Load balancers
# The heading of the column of servers to which clients connect.
front-servers = Client-facing servers
# The heading of the column of all other servers with the Client Access role.
other-servers = Other Client Access
# The heading of the column of servers with the Mailbox role only.
mailbox-servers = Mailbox servers
# A site.
site = Site { $name }
# A server with both roles.
both-roles = Client Access, Mailbox
# A server with one role.
client-access-role = Client Access
# A server with one role.
mailbox-role = Mailbox
# The state of a service.
running = ● running
# The state of a service.
stopped = ○ stopped
# The state of a service.
hung = ◐ hung
# The state of a service whose server is switched off, and of the server.
off = ✕ off
# The state of a component.
active = ● Active
# The state of a component.
inactive = ✕ Inactive
# The state of a component.
draining = ◐ Draining
# Who holds a component.
held-by = held by { $requesters }
# Who logs on, over which protocol.
# $user, $protocol
logs-on = { $user } over { $protocol }
# How many clients stand in one box.
clients-like = { $count } clients
# A few names of many.
# $names, $count
and-more = { $names }, { $count } more
# How long resolvers keep an answer.
ttl = TTL { $ttl }
# To what a name points.
points-to = → { $targets }
# To what a name points for some sites.
# $sites, $targets
points-to-for = { $sites } → { $targets }
# To what a name points for the sites that are not named.
elsewhere = elsewhere → { $targets }
# A name that nobody registered.
not-registered = not in DNS
# The lines of a box that do not fit.
more-lines = … { $count } more
# How a balancer chooses, and among how many.
# $method, $count
pool = { $method }, pool of { $count }
# How a balancer checks.
# $check, $every
checks = { $check } every { $every }
# A balancer that does not check.
no-check = no check
# How many mailboxes a database holds.
mailboxes = { $count } mailboxes
# No mailbox.
no-mailbox = no mailbox
# The mailboxes of a database by name.
# $count, $names
mailboxes-named = { $count }: { $names }
# A link: the other site and how long a packet takes.
# $arrow, $site, $latency
link = { $arrow } { $site } · { $latency }
# What chance adds to the latency.
jitter = { " " }±{ $jitter }
# Packets that are lost.
loss = { " " }· { $share } lost
# A link that is cut.
cut = { " " }· ✕ cut
# The legend of a line.
line-connects = connects, points to, forwards
# The legend of a line.
line-link = link between sites
# What the picture is, for those who cannot see it.
# $title, $sites, $servers, $clients
about = { $title }: an organisation with { $sites } sites, { $servers } servers and { $clients } clients.
# One server of the description.
# $server, $version, $site, $services
about-server = { $server } ({ $version }, { $site }): { $services }.
# What more there is than the description tells.
about-more = And { $count } more servers.
# Behind which address programs are.
# $address
behind = behind { $address } (NAT)
# Services of a protocol that nobody speaks here.
# $services, $state
not-used = { $services }: { $state }
# The state of a service that somebody needs.
stopped-needed = ✕ stopped
# The state of a service that somebody needs.
hung-needed = ✕ hung
# The active copy of a database, and the mailboxes in it.
active-copy = ● active · { $mailboxes }
# Another copy of a database.
passive-copy = ○ copy
# How many databases are active on a server, and how many mailboxes they hold.
# $count, $mailboxes
databases-like = databases: { $count } · mailboxes: { $mailboxes }
# How many further copies a server has.
copies-like = further copies: { $count }
# How many servers of a version.
# $count, $version
servers-like = { $count } × { $version }
# What is left out of a site.
rest-more-servers = + { $count } more servers
# A site of which nothing is drawn.
rest-servers = { $count } servers
# What is left out of a site, none of it a server.
rest-more = + { $count } more
# A site without servers of which nothing is drawn.
rest-things = { $count } clients and names
# A setting and its value.
# $name, $value
setting = { $name }: { $value }
# A setting of one protocol.
# $protocol, $setting
of-protocol = { $protocol } { $setting }
# What a value was and what it is now.
# $old, $new
was = { $old } → { $new }
# What something was before.
before = before: { $old }
# Where an attempt failed.
name-unknown = ✕ cannot be resolved
# Where an attempt failed.
nobody-there = ✕ nobody has this address
# Where an attempt failed.
nothing-listens = ✕ nothing listens on port { $port }
# Where an attempt failed.
not-forwarded = ✕ port { $port } is not forwarded
# Where an attempt failed.
no-member = ✕ no member is up
# Where an attempt failed.
no-certificate = ✕ no certificate for { $protocol }
# Where an attempt failed.
no-common-tls = ✕ no common TLS
# Where an attempt failed.
certificate = ✕ certificate: { $problem }
# A limit at which an attempt failed.
# $setting, $limit
limit = ✕ { $setting } { $limit } is reached
# The legend of a line.
line-reaches = is reached by (a foreign name in its connection settings)
# The legend of a mark.
tag-set = not as installed
# The legend of a mark.
tag-changed = changed
# The legend of a mark.
tag-decides = the log-on failed here
# What happens at the moment that is drawn.
# $time, $record, $who, $what
caption = At { $time }, step { $record }: { $who } { $what }
