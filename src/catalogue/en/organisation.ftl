### What is wrong with the organisation that a file describes?

first-here = first here
did-you-mean = did you mean "{ $meant }"?
the-second-one = the second one
a-second-time = a second time
not-defined = not defined
out-of-range = out of range
empty = empty
taken = taken
too-early = too early
after-the-end = after the end
choose-an-earlier-time = choose an earlier time, or a later `until` for the run
remove-it-from-one = remove it from one of the two
# $from, $to
the-cmdlet-takes = the cmdlet takes { $from } to { $to }
# $field, $found
cannot-be = `{ $field }` cannot be { $found }
# $list, $name
two-of-one-name = two entries of `{ $list }` are called "{ $name }"
rename-one-of-them-capital = rename one of them; capital and small letters make no difference
# $name, $entity, $why
bad-name = "{ $name }" cannot be the name of a { $entity }: { $why }
# $text, $why
bad-text = "{ $text }" cannot stand here: { $why }
# $entity, $name
site-missing = the site of { $entity } "{ $name }" is missing
in-which-site = in which site?
add-site-it-may = add `site: "…"`: it may be left out only where there is a single site
the-link-leads-from = the link leads from "{ $site }" to itself
one-site-twice = one site twice
a-link-connects-two-sites = a link connects two sites; within a site write `latency` at the site
# $from, $to
link-described-twice = the way between "{ $from }" and "{ $to }" is described twice
a-link-serves-both-directions = a link serves both directions; for one only, write `one_way: true` in both entries
# $from, $to
no-such-link = there is no link from "{ $from }" to "{ $to }"
not-in-links = not in `links`
# $from, $to
add-to-links = add `Link(between: ("{ $from }", "{ $to }"))` to `links`
# $server, $version, $home
versions-mixed-in-database = "{ $server }" is { $version }, but the database is on { $home }
all-copies-of-a-database = all copies of a database are on servers of one version
its-home-server = its home server
cannot-hold-a-database = "{ $server }" cannot hold a database: it does not have the Mailbox role
no-mailbox-role = no Mailbox role
add-mailbox-to-its-roles = add `Mailbox` to its `roles`, or put the database on another server
database-is-on-no-server = database "{ $database }" is on no server
name-a-mailbox-server = name at least one server with the Mailbox role
# $server, $database
no-copy-to-activate = "{ $server }" holds no copy of "{ $database }", so its copy cannot be the active one
not-in-on = not in `on`
add-to-on-or-name = add "{ $server }" to `on`, or name a server that is in it
# $database, $server
no-copy-to-fail-over-to = "{ $database }" cannot fail over to "{ $server }", which holds no copy of it
no-copy-there = no copy there
add-to-on = add "{ $server }" to `on` of the database, or name a server that is in it
listed-twice = { $name } is listed twice
remove-one-of-the-two = remove one of the two
# $server, $service
has-no-service = "{ $server }" has no service `{ $service }`
not-on-this-server = not on this server
# $server, $version
back-ends-exist-on = back ends exist on the Mailbox role of 2013 and later only; "{ $server }" is { $version }
# $service, $server
belongs-to-the-client-access = `{ $service }` belongs to the Client Access role, which "{ $server }" does not have
# $service, $server
on-is-both-running = `{ $service }` on "{ $server }" is both running and hung
also-in-running = also in `running`
a-hung-service = a hung service is not running: remove it from one of the two lists
# $version, $setting
has-no-setting = { $version } has no setting `{ $setting }`
# $setting, $role
of-the-other-role = `{ $setting }` belongs to the role { $role }, which this server does not have
read-only-here = read-only here
# $role
write-it-for-that-role = write it for a server with the role { $role }
not-on-this-version = not on this version
remove-it = remove it
write-at-most = write at most { $most }
# $column, $row
there-is-no-place = there is no place ({ $column }, { $row }) in pictures
write-column-and-row-counted = write column and row, counted from (0, 0), at most (31, 99)
must-be-at-least-1 = `{ $field }` must be at least 1
nothing-at-all = nothing
write-a-number-from-1 = write a number from 1
there-is-no-port-0 = there is no port 0
not-a-port = not a port
ports-are-1-to-65535 = ports are 1 to 65535
# $port, $other
port-is-taken-already = port { $port } is taken already: it is in { $other }
the-same-port = the same port
give-every-binding = give every binding of a server a port of its own
load-balancer-has-nobody = load balancer "{ $balancer }" has nobody to forward to
name-a-server = name at least one server
is-a-load-balancer = "{ $name }" is a load balancer, not a server
a-load-balancer = a load balancer
a-pool-holds-servers-name = a pool holds servers; name the servers behind it
is-another-dns-name = "{ $name }" is another DNS name
an-alias = an alias
point-to-what-it-points = point to what it points to: servers, load balancers or IPv4 addresses
is-neither-a-server-nor = "{ $name }" is neither a server, nor a load balancer, nor an IPv4 address
# $name, $entity, $owner
dns-name-taken = "{ $name }" is already the name of { $entity } "{ $owner }" in DNS
servers-and-load-balancers-register = servers and load balancers register their own names: choose another one
registered-by-this-one = registered by this one
is-listed-twice-without = "{ $name }" is listed twice without `for_sites`
# $name, $site
is-listed-twice-for-site = "{ $name }" is listed twice for site "{ $site }"
list-all-addresses-in-one = list all addresses in one entry, or give the entries different `for_sites`
# $address, $entity, $owner
address-taken = { $address } is already the address of { $entity } "{ $owner }"
choose-another-one-or-leave = choose another one, or leave it out: a free one is given
also-here = also here
must-be-longer-than-nothing = `{ $field }` must be longer than nothing
no-time-at-all = no time at all
write-for-example-10s = write for example "10s"
# $client, $until, $first
stops-at-before-it-begins = "{ $client }" stops at { $until }, before it begins at { $first }
write-a-time-after = write a time after { $first }
attempts-are-numbered-from-1 = attempts are numbered from 1
no-such-attempt = no such attempt
the-first-attempt-is-attempt = the first attempt is `attempt: 1`
attempt-and-count-exclude-each = `attempt` and `count` exclude each other
how-many-attempts = how many attempts
write-two-expectations-one-with = write two expectations, one with each
which-attempt = which attempt
there-is-no-rule = there is no rule "{ $rule }"
not-known = not known
rules-are-written-as = rules are written as in the list of rules, for example "FALL-3"
is-in-rules = "{ $rule }" is in `rules` and in `not_rules`
also-in-rules = also in `rules`
a-web-client-connects-over = a web client connects over SSL, and "{ $connect }" does not
no-ssl = no SSL
write-the-port-and-ssl = write the port and SSL, for example "mail.contoso.com:443:SSL"
is-for-pop3-and-imap4 = `{ $field }` is for POP3 and IMAP4 clients
not-for-a-web-client = not for a web client
leave-it-out = leave it out
# $server, $version
is-which-has-no-component = "{ $server }" is { $version }, which has no component states
only-on-2013 = only on 2013 and later
stop-or-start-its-services = stop or start its services instead (CMP-6)
is-switched-off-so-nothing = "{ $server }" is switched off, so nothing runs on it
off-true = `off: true`
list-in-automatic-what-comes = list in `automatic` what comes back when the server starts
the-server-has-two-certificates = the server has two certificates called "{ $name }"
give-one-of-them-another = give one of them another `name`; the name is only for changes to refer to
# $server, $name
has-no-certificate-called-at = "{ $server }" has no certificate called "{ $name }" at that time
not-installed = not installed
no-certificate-then = it has none at all then
certificates-there = it has "{ $names }"
# $to, $from
the-certificate-expires-on-before = the certificate expires on { $to }, before its validity begins on { $from }
valid-to-comes-after-valid = `valid_to` comes after `valid_from`
is-an-account-without = "{ $name }" is an account without a mailbox
no-mailbox = no mailbox
give-it-a-database = give it a `database`
is-not-an-smtp-address = "{ $text }" is not an SMTP address
no-address = no address
write-for-example-or-where = write for example "anna@contoso.com", or "" where there is none
# $list, $length
holds-items = `{ $list }` holds { $length } items
at-most = at most { $list-max }
# $at, $end
the-change-at-never-happens = the change at { $at } never happens: the run ends at { $end }
# $at, $end
the-log-on-at-never = the log-on at { $at } never happens: the run ends at { $end }
# $client, $most, $wanted
makes-at-most-attempts = "{ $client }" makes at most { $most } attempts, not { $wanted }
never = never
give-the-client-more-times = give the client more times in `at`, an `every` with `until`, or `Retry`
comes-again-for-ever-so = "{ $client }" comes again for ever, so the run ends inconclusive
without-an-end = without an end
say-until-when-until-1h = say until when: `until: "1h"`
this-changes-nothing = this `{ $action }` changes nothing
says-nothing = says nothing
name-at-least-one-setting = name at least one setting, or remove the change
does-not-come-again-so = "{ $client }" does not come again, so `until` means nothing
no-effect = no effect
say-how-often = say how often: `every: "10min"`
add-to-dns = add `DnsName(name: "{ $shown }", points_to: [])` to `dns`
define-it-in = define it in `{ $list }`
# $entity, $shown
entity-not-defined = { $entity } "{ $shown }" is not defined
it-is-empty = it is empty
it-is-longer-than-characters = it is longer than { $most } characters
it-holds-a-control-character = it holds a control character
it-begins-or-ends-with = it begins or ends with a space
it-is-not-a-dns = it is not a DNS name
it-has-a-dot = it has a dot
too-long = too long
not-visible = not visible
a-space-too-many = a space too many
not-a-dns-name = not a DNS name
a-dot = a dot
write-a-name = write a name
shorten-it = shorten it
remove-line-breaks-tabs = remove line breaks, tabs and the like
remove-the-space = remove the space
letters-digits-and-hyphens-at = letters, digits and hyphens, at most 63 between two dots: "mail.contoso.com"
name-is-the-netbios-name = `name` is the NetBIOS name; the full one belongs in `fqdn`
site = site
server = server
load-balancer = load balancer
dns-name = DNS name
database = database
mailbox = mailbox
client = client
dns-name-within = DNS name
the-file-is-utf-16 = the file is UTF-16, not UTF-8
the-file-is-not-utf = the file is not UTF-8 text
the-first-byte = the first byte that is not
save-it-as-utf-8 = save it as UTF-8; in PowerShell: `Set-Content -Encoding utf8`
# $component, $requester
component-of-requester = { $component } of { $requester }
of-imap4 = { $first-field } of IMAP4
of-pop3 = { $first-field } of POP3
the-web-server = the web server
a-client-accepts-nothing = a client only offers: what it would accept in `accepts` decides nothing
say-what-it-offers = leave it out, or say what the client offers: `offers: [Tls12]`
# $older, $one, $newer, $other, $rule
versions-apart = { $older } ({ $one }) and { $newer } ({ $other }) never stand in one organisation ({ $rule })
# The help.
take-one-of-them-out = Setup of the newer version refuses while the older one is there; take one of them out
# $server, $version, $other, $build, $rule
build-too-old = { $server } is too old: { $version } stands beside { $other } from { $build } on ({ $rule })
# The help.
write-a-newer-build = write the build that it has, or leave it out: then it is new enough
# $server, $version, $other, $build, $rule
build-too-new = { $server } is too new: { $version } stands beside { $other } before { $build } only ({ $rule })
# The help.
write-an-older-build = write the build that it has, or leave it out: then it fits its neighbours
# $version
no-service-packs = { $version } has no service packs
# $version, $update
no-such-update = there is no update { $update } of { $version }
# $version, $pack, $update
no-such-build = there is no service pack { $pack } with update { $update } of { $version }
# The label.
no-such-build-here = no such build
# The help. $builds
these-builds-are-known = known are { $builds }
# $other, $version
build-of-another = this is a build of { $other }, and the server is { $version }
# $server, $from, $to
never-in-place = { $server } ({ $from }) cannot become { $to } in place
# The help.
add-one-beside-it = add a server of that version with `AddServer`, move the mailboxes, and take this one out with `RemoveServer`
# $server, $from, $to, $build
too-old-in-place = { $server } is too old: { $from } becomes { $to } in place from { $build } on (COEX-9)
# The help.
update-it-before = update it before, or write the build that it has
# $older, $one, $newer, $other, $rule
added-too-late = { $older } ({ $one }) can no longer be added: { $newer } ({ $other }) came when there was no { $one } ({ $rule })
# The help.
add-it-before = add it before the newer version, or leave it out
# $server
is-not-there-until-it-is-added = "{ $server }" is not there until `AddServer` brings it, so nothing runs on it before
# The label.
not-there-yet = not there at the start
# The help.
list-in-automatic-what-starts = list in `automatic` what starts with it, or start it by `StartService` after `AddServer`
# $version
no-separate-role = { $version } has no separate Client Access role
# The label.
no-such-role = no role of its own here
# The help.
leave-roles-out = leave `roles` out: its one role, Mailbox, runs front end and back end (VER-2)
# The kind of a thing with a name.
authentication-policy = authentication policy

### Groups

# $user, $has, $wanted
group-too-small = the group "{ $user }" has { $has } mailboxes, and { $wanted } clients are to use them, each its own
too-few = too few
# $user, $wanted, $has
make-the-counts-fit = write `count: { $wanted }` at the mailbox "{ $user }", or `count: { $has }` at the client
# $name, $count, $list
group-where-one-is-wanted = "{ $name }" is a group of { $count } in `{ $list }`, and one alone is wanted here
a-group = a group
# $name, $count
name-one-of-the-group = name one of them: "{ $name }-1" to "{ $name }-{ $count }"
# $field
same-for-all = `{ $field }` would be the same for every member of the group
one-text-for-all = one text for all
write-the-number = write `#` where the number of the member belongs, for example "branch-#"
spread-without-count = `spread` deals the times of a group out, and this client is alone
nobody-to-deal-out-to = nobody to deal out to
write-count-or-leave-spread-out = write how many there are (`count: 100`), or leave `spread` out; several times of one client stand in `at`
it-is-no-address = it looks like an IPv4 address and is none
no-such-address = no address
write-an-address-or-a-name = write an address, for example "203.0.113.7", or a name that several clients share, for example "branch-nat"
# $field
count-and-bounds = `count` and `{ $field }` exclude each other
exactly-is-both = `count` says exactly how many; leave it out, or `at_least` and `at_most`
how-many-exactly = exactly how many
# $least, $most
at-least-is-more-than-at-most = at least { $least } and at most { $most } cannot both be
fewer-than-at-least = fewer than at the least
write-at-least-below = write `at_least` no greater than `at_most`, or `count` for an exact number
at-the-least = at the least
# $from, $until
the-stretch-of-time-ends-before = from { $from } until { $until } is no time at all
not-after-the-beginning = not after its beginning
begins-here = begins here
begins-no-attempt-in-this-time = "{ $client }" begins no attempt in this time
nothing-begins-then = nothing begins then
give-it-an-attempt-then = look at `at`, `every` and `until` of the client, or make the time longer

### Times

clock-without-date = `{ $time }` is a time on the clock, and the scenario has no `date`
on-which-day = of which day?
add-date = add `date: "2014-03-21 18:00"`, when the run begins, to the scenario; or write how long after the start, for example "4h"
# $time, $start
time-before-start = `{ $time }` is before the run begins, `{ $start }`
# $time, $start
time-too-late = `{ $time }` is more than 366 days after the run begins, `{ $start }`
too-late = too late
a-run-lasts = a run lasts 366 days at the most
step = step
nobody-knows-when = nobody knows when step "{ $step }" is done
no-time = no time
write-at-or-after = write `at: "22:00"`, or `after: "10min"` for the time since the step before it
says-twice-when = step "{ $step }" says twice when it is done
at-or-after-not-both = keep `at` or `after`, and not both
a-first-time = a first time
steps-need-each-other = steps need each other in a circle: { $steps }
in-a-circle = leads back to itself
take-one-need-out = take one of them out of `needs`
# $step, $need
step-comes-before-its-need = step "{ $step }" is done before "{ $need }", which it needs
is-done-later = is done later
let-it-come-later = give it a time at or after that of "{ $need }", or take that out of `needs`
this-step = this one
# $step, $at, $until
step-after-the-end = step "{ $step }" would be done at { $at }, and the run ends at { $until }
never-done = never done
let-the-run-last = let the run last longer (`until`), or give the step an earlier time
