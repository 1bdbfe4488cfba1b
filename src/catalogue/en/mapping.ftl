### What is there to be said of an organisation that was imported?

# What something is said of.
# $server, $protocol
of-settings = { $server } ({ $protocol })
# The same.
of-database = database { $name }
# The same.
of-site-link = site link { $name }
# The same.
# $name, $server
of-service = { $name } on { $server }
# The same.
# $name, $server
of-component = { $name } of { $server }
# The same.
# $name, $server
of-certificate = certificate { $name } of { $server }
# A list that goes on.
# $names, $count
and-more = { $names } and { $count } more
# Where something was read: an object of a file, counted from 1.
# $file, $number
object = { $file } (object { $number })
# The same, several objects.
# $file, $numbers
objects = { $file } (objects { $numbers })
# Above an entry: where it was read.
from = From { $origins }.
# Two exports contradict each other.
# $whose, $property, $taken, $by, $other, $by-other
contradiction-newer = { $whose }: { $property } is { $taken } in { $by } and { $other } in { $by-other }; the newer is taken, { $taken }
# The same, and nobody knows which is newer.
# $whose, $property, $taken, $by, $other, $by-other
contradiction-later = { $whose }: { $property } is { $taken } in { $by } and { $other } in { $by-other }; nothing says which is newer, and the one that was read last is taken, { $taken }
# A value that cannot be read.
# $whose, $property, $value, $origin
not-understood = { $whose }: { $property } is { $value } in { $origin }, which is not understood and not used
# Servers that are left out.
# $count, $names
left-out-edge =
    { $count ->
        [one] 1 server is left out, because it is an Edge server or one that is only prepared: { $names }
       *[other] { $count } servers are left out, because they are Edge servers or ones that are only prepared: { $names }
    }
# The same.
# $count, $names
left-out-roles =
    { $count ->
        [one] 1 server is left out, because it has neither the Client Access nor the Mailbox role: { $names }
       *[other] { $count } servers are left out, because they have neither the Client Access nor the Mailbox role: { $names }
    }
# The same.
# $count, $names
left-out-version =
    { $count ->
        [one] 1 server is left out, because its version is not simulated: { $names }
       *[other] { $count } servers are left out, because their versions are not simulated: { $names }
    }
# The same.
# $count, $names
left-out-no-version =
    { $count ->
        [one] 1 server is left out, because no export says its AdminDisplayVersion: { $names }
       *[other] { $count } servers are left out, because no export says their AdminDisplayVersion: { $names }
    }
# Several servers of one name.
same-name = servers of one name in several domains are told apart by the domain: { $names }
# Records of servers that nobody lists.
# $count, $names
not-listed =
    { $count ->
        [one] 1 server has records and stands in no list of servers, so that its version is unknown; what is said of it is not used: { $names }
       *[other] { $count } servers have records and stand in no list of servers, so that their versions are unknown; what is said of them is not used: { $names }
    }
# Records without a server.
# $cmdlet, $origins
no-server = what { $cmdlet } gave does not say of which server it speaks, and is not used: { $origins }
# An FQDN that nobody said.
fqdn-assumed = No export says its FQDN; { $fqdn } is assumed.
# A site that nobody said.
# $server, $site
site-assumed = No export says in which site { $server } stands; { $site } is assumed, where most servers stand.
# Roles that nobody said.
roles-assumed = No export says which roles { $server } has; both are assumed.
# Settings that nobody said.
# $server, $protocol
no-settings = No export says the { $protocol } settings of { $server }; those that its version installs are assumed.
# Limits that the version does not take.
# $version, $limits
out-of-range = { $version } does not take every limit of the export; the nearest that it takes is written: { $limits }.
# One of them.
# $protocol, $setting, $written, $value
instead-of = { $protocol } { $setting } { $written } instead of { $value }
# On which servers there are such.
out-of-range-on = limits in the export that the version of the server does not take are written as the nearest that it takes: on { $servers }
# Bindings to IPv6 addresses.
# $whose, $setting, $bindings
ipv6 = { $whose }: { $setting } has bindings to IPv6 addresses of their own, which a scenario does not hold: { $bindings }.
# A text that cannot be written.
# $whose, $setting, $text
text-left-out = { $whose }: { $setting } is { $text }, which a scenario cannot hold; it is left out.
# An empty list of bindings.
# $whose, $setting
no-listener = { $whose }: { $setting } is empty: nothing listens there.
# Services of which nothing is said.
running-assumed = No export says whether these run; they are assumed to: { $services }.
# A service in between.
# $whose, $state
service-state = { $whose } is { $state }, which is neither running nor stopped; it is taken as unknown
# Nobody knows who holds a component.
requester-assumed = Who holds the component is in no export; Maintenance is assumed.
# The whole server is held.
offline-as-whole = ServerWideOffline is inactive, and every component with it; whether one of them is held of itself as well, the export does not say.
# A certificate that is assumed.
certificate-assumed = No export says which certificates it has; one for { $name }, as X509CertificateName wants it, is assumed beside the one that the product installs.
# Services of a certificate that nobody said.
services-assumed = { $whose }: the export does not say for which services it is enabled; IMAP, POP and IIS are assumed
# A date in a local form.
# $whose, $property, $text
date-not-read = { $whose }: { $property } is { $text }, in the form of one language; it is not read, because nobody knows which number is the month
# A certificate that is left out.
certificate-left-out = { $whose } has no name of a host and is left out
# A name that cannot be written.
# $from, $to
renamed = It is called { $from } in the export; a scenario cannot hold that, so it is called { $to } here.
# A log-on in clear that no other server can hand on in clear.
no-clear-entry = { $protocol } LoginType takes a log-on in clear, and InternalConnectionSettings offers no connection in clear: other servers hand such a log-on on over SSL or TLS (FALL-2).
# $names
no-clear-entry-on = LoginType of { $names } takes log-ons in clear, and InternalConnectionSettings offers no connection in clear; other servers hand such log-ons on over SSL or TLS
# Databases of an availability group.
# $count, $names
copies-not-said =
    { $count ->
        [one] 1 database belongs to a database availability group, and no export says which servers hold its copies; one copy is written: { $names }
       *[other] { $count } databases belong to a database availability group, and no export says which servers hold their copies; one copy of each is written: { $names }
    }
# Recovery databases.
# $count, $names
recovery =
    { $count ->
        [one] 1 recovery database is left out: { $names }
       *[other] { $count } recovery databases are left out: { $names }
    }
# Databases of servers that are not there.
# $count, $names
databases-left-out =
    { $count ->
        [one] 1 database is left out, because none of its servers is in the organisation: { $names }
       *[other] { $count } databases are left out, because none of their servers is in the organisation: { $names }
    }
# A database that only mailboxes speak of.
database-from-mailboxes = No list of databases has it; mailboxes name it together with this server. Its copies are unknown.
# The same, without a server.
# $name, $count
database-not-listed =
    { $count ->
        [one] 1 mailbox is in a database that no export lists, { $name }, and is left out
       *[other] { $count } mailboxes are in a database that no export lists, { $name }, and are left out
    }
# Mailboxes without a place.
mailboxes-not-placed =
    { $count ->
        [one] 1 mailbox is left out, because no export says in which database it is
       *[other] { $count } mailboxes are left out, because no export says in which databases they are
    }
# Mailboxes that are placed by their server.
placed-by-server =
    { $count ->
        [one] 1 mailbox is assumed to be in the only database of its server, because no export says in which it is
       *[other] { $count } mailboxes are assumed to be in the only database of their server, because no export says in which they are
    }
# Databases that are not mounted.
# $count, $names
dismounted =
    { $count ->
        [one] 1 database is not mounted, which a scenario does not hold: { $names }
       *[other] { $count } databases are not mounted, which a scenario does not hold: { $names }
    }
# Versions without databases.
no-databases-of = no export lists a database of { $versions }, though there are Mailbox servers: a shell shows those of older versions only where it is asked for them
# A file that was cut off.
thousand = { $file } holds exactly 1,000 mailboxes: as many as a shell gives where nobody asks for more. There may be others
# Two numbers of mailboxes.
# $database, $listed, $counted
count-differs = database { $database }: { $listed } mailboxes are listed and { $counted } are counted; those that are listed are taken
# Somebody who is not there.
nobody-to-keep = nobody is called { $name } in the exports (--keep)
# A site link with very many sites.
# $link, $center
star = Site link { $link } has so many sites that each is written as linked to { $center } alone.
# Above a link: its site link.
site-link = Site link { $link }.
# The same.
# $link, $cost
site-link-cost = Site link { $link }, cost { $cost }.
# Links that nobody said.
links-assumed = No export says how the sites are linked; every one is assumed to be linked to every other.
# A rollup that nobody said.
rollup-unknown = The export shows Service Pack { $pack } and no rollup, as it always does; new enough is assumed.
# The same, without a service pack.
rollup-unknown-rtm = The export shows no Service Pack and no rollup; new enough is assumed.
# A build that is not known.
build-unknown = Build { $build } is in no list that this program has; new enough is assumed.
# The script that exported met an error.
# $part, $error
export-failed = while { $part } was exported: { $error }
# What mends it.
export-right = in the Exchange Management Shell of the newest version: { $line }
