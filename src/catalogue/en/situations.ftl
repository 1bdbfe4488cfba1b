### What do the comments and the titles of the starting files say?
###
### The files (src/cli/new) name a text by its key in braces; `coexist new` puts it there, each line behind its own `//`.

front-of-2007 = 2013 in front, mailboxes still on 2007.
front-of-2010 = 2013 in front, mailboxes still on 2010.
front-of-both = 2013 in front of 2010 and 2007.
behind-a-balancer = A load balancer in front of two 2013 servers, mailboxes on 2010 and 2013.
over-a-slow-link = Two sites with a slow link between them: 2013 in one, 2010 in both.
front-of-2010-by-2016 = Two 2016 servers behind one name in front, mailboxes still on 2010.
beside-2013-is-2016 = 2013 and 2016 behind one name, mailboxes on both.
beside-2013-is-2019 = 2013 and 2019 behind one name, mailboxes on both.
beside-2016-is-se = 2016 and Subscription Edition behind one name, mailboxes on both.
written-by =
    Written by `coexist new`. Replace the names by yours. Lines that begin with // are comments; what may be left out
    has a default, and `coexist help Server` tells which. `coexist check` finds what is wrong,
    `coexist run` shows what happens, `coexist explain` tells why a log-on failed and what to type.
shown-above = Shown above every report.
domain = The DNS domain: a server called EX13 is ex13.contoso.com unless `fqdn` says otherwise.
new-server = The new server. Roles: both by default. Services are stopped after Setup; list those that you have started:
new-servers-of-one-role =
    The new server has one role, so front end and back end run on each: all four services on every server. They are
    stopped after Setup; list those that you have started. `build` is the Cumulative Update, checked by what may stand
    together (COEX); left out, it is new enough:
old-back-end = The older server. Its back end is reached from the newer front ends, and the reverse (assumed: proxy_up):
tls-first =
    Setup of 2019 leaves TLS 1.2 only (TLS-4): the older one must speak it, in both halves, before 2019 comes. What its
    Windows speaks: Get-ItemProperty "HKLM:\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\*\*"
old-server = The old server. What other servers use to reach it:
oldest-server = The oldest server. 2007 has no InternalConnectionSettings: it is reached by its FQDN and its bindings:
other-site = The server of the other site. Targets are looked for in the site of the mailbox (assumed: discovery_site).
name-of-users = Where the name of your users leads: Resolve-DnsName mail.contoso.com
shared-name =
    The shared name. `check` is what the balancer looks at: None, TcpConnect or Banner. A TCP check does not see a
    service that hangs, nor an inactive component.
active-copy = Get-MailboxDatabase | ft Name, Server. The first of `on` has the active copy.
one-of-each-moved = One of each kind is enough: somebody who was moved, and somebody who was not.
one-of-each = One of each kind is enough.
sites = Get-ADSite; with several sites every server and client says in which it is.
one-way = One way; loss and jitter may be given, too.
mail-programs =
    The mail programs: protocol (Imap4 by default), and where they connect: HostName:Port:SSL, HostName:Port:TLS
    (STARTTLS) or HostName:Port (plaintext).
what-must-come-out = What must come out. It makes the file a test: coexist test runs it.
title-2007 = From 2007 to 2013
title-2010 = From 2010 to 2013
title-2010-2016 = From 2010 to 2016
title-2013-2016 = From 2013 to 2016
title-2013-2019 = From 2013 to 2019
title-2016-se = From 2016 to Subscription Edition
title-all = Three versions side by side
title-balancer = A load balancer in front
title-sites = Two sites
