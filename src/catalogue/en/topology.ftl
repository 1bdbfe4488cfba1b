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
# The heading of a column.
databases = Databases
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
# How many databases stand in one box.
databases-like = { $count } databases
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
# Where the active copy of a database is.
active-on = active on { $server }
# Where the other copies are.
copies-on = copies on { $servers }
# How many mailboxes a database holds.
mailboxes = { $count } mailboxes
# One mailbox.
one-mailbox = 1 mailbox
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
line-active = active copy
# The legend of a line.
line-passive = other copy
# The legend, where copies are too many for lines.
copies-are-named = copies are named in the databases
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
