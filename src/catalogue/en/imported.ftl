### What does an imported organisation say in its file, and what does the import say of it?

# The first line of the base.
head = the organisation as its servers describe themselves.
# What becomes of the file.
made-anew = The next import writes this file anew. Write what you know yourself into a file of its own that stands on this one; coexist import with --with hand.ron makes one, and never touches it again.
# What nobody said.
not-said = No export says this, and so it is assumed; behind it stands what would export it:
# What nobody can say.
not-known = Exchange does not know this; ask those who do, and fill it in (at the end of this file are lines for it):
# To be asked.
balancers = Load balancers: which names and ports they serve, which servers stand behind each, how they check them, and whether they end TLS. Ask whoever runs them.
# To be asked.
names = DNS: which names lead where, inside and outside. Ask whoever runs it, or Resolve-DnsName NAME.
# To be asked.
firewalls = Firewalls: which ports are closed between sites, and to the outside; every one is assumed to be open. Ask whoever runs them, or Test-NetConnection HOST -Port 993.
# To be asked.
mail-programs = Mail programs: who uses which name, port and encryption. Ask the help desk, or the protocol logs (ProtocolLogEnabled).
# What was read and serves little.
aside = This was read, and serves little or nothing here:
# Read.
groups = Database availability groups: { $groups }. A group has no name of its own in a scenario: its servers are those that stand at the databases (on), and FailOver activates another copy.
# Read.
arrays =
    { $count ->
        [one] RpcClientAccessServer of 1 database: it concerns Outlook, and neither POP3 nor IMAP4.
       *[other] RpcClientAccessServer of { $count } databases: it concerns Outlook, and neither POP3 nor IMAP4.
    }
# Read.
directories =
    { $count ->
        [one] 1 virtual directory: the names in its addresses stand at the end of this file, as names that may lead to a load balancer.
       *[other] { $count } virtual directories: the names in their addresses stand at the end of this file, as names that may lead to a load balancer.
    }
# To be asked.
credentials = Credentials: whether passwords are right, which accounts are locked or disabled, and whether Kerberos and NTLM work between the servers; all of it is assumed to be in order. Ask whoever runs Active Directory.
# To be asked.
stores = Stores: whether every database is mounted and answers in time; every one is assumed to. Ask whoever runs the mailbox servers.
# Lines to be filled in.
ready = Ready to be filled in; take the slashes away:
# The same, of servers.
ready-servers = What no export says of the servers; take the slashes away:
# At the top of the file for what is written by hand.
hand-head = What people know of the organisation. This file stands on the import and is never written again by coexist: importing once more changes only the file below it.
# Its title.
hand-title = The organisation with what its people know
# Servers of a version.
# $count, $year
servers-of =
    { $count ->
        [one] 1 server of { $year }
       *[other] { $count } servers of { $year }
    }
# The title of the base.
# $servers, $mailboxes
title =
    { $mailboxes ->
        [0] Imported: { $servers }
        [one] Imported: { $servers }; 1 mailbox
       *[other] Imported: { $servers }; { $mailboxes } mailboxes
    }
# Assumed.
services = Whether all services of { $servers } run: those of which nothing is said are assumed to.
# Assumed.
imap-settings = The IMAP4 settings of { $servers }: those that the version installs are assumed.
# Assumed.
pop-settings = The POP3 settings of { $servers }: those that the version installs are assumed.
# Assumed.
# $servers, $settings
some-imap-settings = Of the IMAP4 settings of { $servers } no export says { $settings }: what the version installs is assumed.
# Assumed.
# $servers, $settings
some-pop-settings = Of the POP3 settings of { $servers } no export says { $settings }: what the version installs is assumed.
# Assumed.
components = Which components of { $servers } are inactive: none is assumed to be.
# Assumed.
certificates = The certificates of { $servers }: the one that the product installs is assumed, and one for the name that X509CertificateName wants.
# Assumed.
builds = The update of { $servers }: new enough is assumed. On the server: (Get-Command ExSetup.exe).FileVersionInfo.FileVersion
# Assumed.
databases = Which databases there are: only those that mailboxes name together with a server are known.
# Assumed.
mailboxes = Which mailboxes there are: none is written.
# Assumed.
switches = For whom POP3 and IMAP4 are switched off: for nobody is assumed.
# Assumed.
sites = In which sites the servers stand: one, { $site }, is assumed.
# Assumed.
links = How the sites are linked: every one is assumed to be linked to every other.
# Assumed.
date = When this was exported: the run begins on { $date }, which decides about the validity of certificates.
# Assumed.
date-of-files = When this was exported: no manifest says so. The newest of the files is of { $date }, and the run begins then, which decides about the validity of certificates; of two exports that contradict each other that of the newer file is taken.
# Assumed.
build-list = Which update a build number of 2013 and later stands for goes by a list in this program that nobody has checked against the present one of the vendor. Compare the field build of the servers with the public list of Exchange build numbers.
# Assumed.
copies = Which other servers hold copies of { $databases }, which belong to a database availability group: none is assumed to.
# Assumed.
latency = How long a packet takes between sites: { $span } is assumed. Ask whoever runs the network.
# Assumed.
windows = Which Windows the servers have, and what TLS is switched on: what was usual for each version is assumed. On the server: (Get-WmiObject Win32_OperatingSystem).Caption
# Assumed.
restarts = Whether services were restarted since their settings were changed: they are assumed to have read them.
# Assumed.
back-ends = The bindings and settings of the back ends of 2013 and later, which no cmdlet shows: those that are installed are assumed.
# The first line of a probe.
probe-mark = who gets in where?
# At the top of a probe.
probe-head = One log-on for each front end, protocol, port, type of connection and kind of mailbox: its version and its site. The next import writes this file anew.
# The same.
probe-how = coexist run -q shows it as a table; coexist explain tells why somebody stays outside, and coexist check what is wrong.
# Its title.
probe-title = Who gets in where
# What was left out of a probe.
# $before, $after
probe-alike =
    { $before ->
        [one] Of 1 front end { $after } is asked: those of one version and site with the same bindings are alike.
       *[other] Of { $before } front ends { $after } are asked: of those of one version and site with the same bindings the first.
    }
# The same.
# $before, $after
probe-kinds =
    { $before ->
        [one] Of 1 kind of mailbox { $after } is asked: one for each version.
       *[other] Of { $before } kinds of mailboxes { $after } are asked: one for each version, whatever its site.
    }
# The same.
# $before, $after
probe-first =
    { $before ->
        [one] Of 1 front end { $after } is asked, because there are too many ports.
       *[other] Of { $before } front ends only the first { $after } are asked: more would be no table that anybody reads.
    }
# What was imported.
# $files, $records
read =
    { $files ->
        [one] Read 1 file with { $records } records that are of use.
       *[other] Read { $files } files with { $records } records that are of use.
    }
# What came of it.
# $servers, $sites, $databases, $mailboxes
made = An organisation of { $servers } servers, { $sites } sites, { $databases } databases and { $mailboxes } mailboxes.
# How much was assumed.
assumed-things =
    { $count ->
        [0] Nothing had to be assumed.
        [one] 1 thing that no export says was assumed; it stands at the top of the base with what exports it.
       *[other] { $count } things that no export says were assumed; they stand at the top of the base, each with what exports it.
    }
# A probe was written.
# $path, $clients
wrote-probe =
    { $clients ->
        [one] wrote { $path }, with 1 log-on
       *[other] wrote { $path }, with { $clients } log-ons
    }
# A file of people was left alone.
left-by-hand = { $path } is written by hand and was left as it is
# What is to be done next.
# $check, $run
next-steps = Next: { $check } finds what is wrong; { $run } shows who gets in where.
# The same, without a probe.
# $check
next-check = Next: { $check } finds what is wrong.
# The base went to standard output, and nothing else was written.
# $check
next-piped = Next: written to a file (-o base.ron), or handed on ( | { $check } ), it is ready to be looked at: { $check } finds what is wrong.
# Nothing can be made.
no-servers = no export says which servers there are and which version each has, so that no organisation can be made
# What mends it.
no-servers-help = in the Exchange Management Shell: { $line }
# A file that is wanted without another.
key-without-redact = --key says where pseudonyms are written, and there are none without --redact
# Two files of one name.
same-file = { $path } is named twice; each file needs a name of its own
# A probe or a file on top without the file below.
needs-output = { $option } stands on the base, so say where that is written: -o base.ron
