### How is a failure explained: what failed first, what it means, when it was certain, who fared otherwise?

# Nothing failed.
nothing-failed = Nothing to explain: { $attempts }, and every one logged on.
# Nothing failed for this client.
# $client, $attempts
client-did-not-fail = Nothing to explain: { $client } logged on every time ({ $attempts }).
# The client never connects.
never-connects = { $client } never began an attempt in this run, so there is nothing to explain. Look at `at`, `every` and `until` of the client, and at `until` of the scenario.
# No client at all.
nobody-connects = The scenario has no client that connects, so there is nothing to explain. Add one to `clients`.
# No such attempt.
# $client, $number, $count
no-such-attempt = { $client } has no attempt { $number }: it began { $count }.
# No such remedy.
# $number, $count
no-such-remedy = There is no remedy { $number } of this failure: { $count } were found.
# The attempt is still running.
# $client, $number
still-running = { $client }, attempt { $number }, was still running when the run was cut off. What had gone wrong until then:
# The run is inconclusive.
inconclusive = The run was cut off before everything had happened (inconclusive); this explains what had failed by then.
# The attempt logged on.
# $client, $number
this-logged-on = { $client }, attempt { $number }, logged on; there is nothing to explain.
# More attempts failed alike.
alike = The same holds for { $attempts }.
# More failures.
more-failures = …  { $count } more failures of other kinds (--client NAME and --attempt N explain one, --all explains all)
# Heading: the first failing step.
heading-first = The first failing step
# Heading: what came then.
heading-then = And then
# Heading: connections.
heading-legs = The connections of this attempt
# Heading: contrast.
heading-contrast = Compared with an attempt that succeeded
# Heading: pivot.
heading-pivot = When failure became inevitable
# Heading: other causes.
heading-others = What else looks like this to the user, and what tells it apart
# Heading: evidence on the real servers.
heading-look = Where the real servers show it
# An event.
# $event, $server
look-event = Event log of { $server }: event { $event }.
# The event of a service without a certificate.
# $server
look-event-at-start = Event log of { $server }: an error event of the service at its start (number not known).
# No event.
look-no-event = Event log: nothing is written about this.
# The protocol log, switched on.
# $server, $kind
look-log = Protocol log of { $server } ({ $kind }): there the failed leg and its target stand. coexist run --log { $server } shows the lines.
# The protocol log, switched off.
# $server, $command
look-log-off = Protocol log of { $server }: it is off; switch it on and restart the service: { $command }
# Nothing of it reaches a server's log.
look-client-only = No service got far enough to log anything: look at the mail program and the network.
# A code in what the client hears.
# $code, $meaning
look-code = The number { $code } in the reply: { $meaning }.
# 10.
code-10 = a command that is longer than the server takes (MaxCommandSize)
# 11.
code-11 = an argument that was not accepted
# 12.
code-12 = a command that is not known
# 13.
code-13 = a time ran out: before the log-on or in a silent session
# 14.
code-14 = ten failed commands in one session
# 15 and 21.
code-15 = the mailbox cannot be opened now, for example because the store has too many sessions of this user
# Heading: remedies.
# $candidates, $runs
heading-remedies = What helps ({ $candidates } looked into, { $runs })
# Nothing was found that went wrong.
no-finding = No single step of this attempt can be named: see the trace (coexist run).
# A record as evidence.
# $number, $at, $actor, $text
record = record { $number }  { $at }  { $actor }  { $text }
# More records.
more-records = …  and { $count } more records like this
# Since a change.
# $at, $text, $number, $attempts
since-refused = At { $at } somebody { $text } (record { $number }). Where it is run as it was perhaps meant, these log on: { $attempts }.
# $at, $text, $number
since = Since { $at }: somebody { $text } (record { $number }).
# The restart for which a change waited.
# $at, $text, $number
in-force = In force since { $at }: somebody { $text } (record { $number }).
# On which leg.
on-own-connection = On the client's own connection
# On which leg.
# $service, $server
on-the-way-to-the-store = On the way from { $service } to the Mailbox server { $server }
# On which leg.
on-leg = On the leg that { $by } opened
# A connection in the table.
# $opener, $acceptor, $endpoint, $security
leg = { $opener } → { $acceptor }   { $endpoint } { $security }
# TLS of a connection.
# $version, $cipher, $certificate
leg-secured-although = { $version }, { $cipher }, certificate { $certificate }, which is not checked
# TLS.
# $version, $cipher, $certificate
leg-secured = { $version }, { $cipher }, certificate { $certificate }
# No TLS.
leg-clear = no TLS
# Nobody answered.
leg-nobody = nobody
# Went well.
leg-fine = in order
# More connections.
legs-more = …  and { $count } more like these
# Contrast: another attempt logged on.
# $other, $number, $at
contrast = { $other }, attempt { $number }, at { $at }, logged on.
# Where they part.
# $here, $a, $there, $b
parts = They diverge at record { $here }, where { $a }; there (record { $there }), { $b }.
# Nobody logged on.
no-contrast = Nobody logged on in this run.
# Pivot: start.
pivot-start = Failure was inevitable from the start: nothing that was left open, and no change, could have turned it ({ $runs }).
# Pivot: start, nothing open.
pivot-nothing-open = Failure was inevitable from the start: no step of it was left to chance or to turns, and nothing was changed before.
# Pivot: a bound was met.
pivot-cut-off = When failure became inevitable was not found within the bound of re-runs ({ $runs }): not every earlier step and change was looked at.
# Pivot: step.
# $number, $at, $actor, $text, $well, $of
pivot-step = Failure was inevitable from record { $number } on, at { $at }, when { $actor } { $text }: of { $of } re-runs that were free to go another way from there, { $well } logged on.
# Pivot: change.
# $number, $at, $text, $runs
pivot-change = Failure was inevitable from record { $number } on, at { $at }, when somebody { $text }: without that change the attempt logs on ({ $runs }).
# Pivot: a certificate.
# $at, $certificate, $runs
pivot-expires = Failure was inevitable from { $at } on, when certificate { $certificate } expired: were it valid for longer, the attempt would log on ({ $runs }).
# A possible cause, and how to tell.
# $cause, $test
possible = { $cause }: { $test }
# It is the case here.
is-the-case = this is the case here
# Services are not checked.
# $service, $server
means-stopped = Nobody asks whether { $service } on { $server } runs before a log-on is sent there; both services are stopped and manual until an admin starts them.
# Hung.
# $service, $server
means-hung = { $service } on { $server } still accepts connections, so a TCP check passes; only a restart of the service helps.
# Off.
means-off = { $server } is switched off. It stays a candidate all the same, because its settings are read from the directory.
# Not there.
means-not-there = { $server } is not installed, not yet or no longer: nothing answers at its address.
# Off: the server that a client connects to.
means-off-client = { $server } is switched off: nothing answers at its address.
# Off: the server with the active copy.
means-off-active = { $server } is switched off. A log-on goes to the server that the directory says has the active copy, and nobody asks whether it answers.
# Elsewhere.
means-elsewhere = InternalConnectionSettings is for other servers, not for clients: it must hold { $server }'s own FQDN. A shared or load-balanced name there sends the log-on to whoever stands behind that name. For clients there is ExternalConnectionSettings.
# Name unknown.
means-name-unknown = The resolver of the host that connects answers, not the client's: look { $name } up from there.
# Nobody.
means-nobody = { $name } leads to an address that no server and no load balancer has.
# Lost.
means-lost = The packets do not arrive: it is the network or a firewall between the sites, not Exchange.
# Nothing listens.
means-nothing-listens = No service is bound to port { $port } of that address: a binding is missing or names another address, or the service is not installed there.
# Not forwarded.
means-not-forwarded = The load balancer does not forward port { $port }.
# No member.
means-no-member = The load balancer's check has taken out every member of its pool for this port.
# Component.
means-component = { $component } is active only if no requester holds it inactive; whoever set it must release it. TCP connects, no greeting comes, and the event log is silent. Who holds it, (Get-ServerComponentState NAME -Component { $component }).LocalStates shows; without .LocalStates the requester is not shown.
# Component that the responder holds.
# $server, $component, $why
means-taken-offline = Managed Availability of { $server } holds { $component } inactive, because its local probe, which connects to 127.0.0.1, fails: { $why }. As long as that is so it does it again after every time that somebody sets { $component } active, and it never lets go by itself (when, and that, are assumed: offline_responder). TCP connects, no greeting comes, and the event log is silent.
# Cut.
means-cut = Stopping or restarting a service, and a fail-over of the database, end the sessions that are open.
# No certificate.
means-no-certificate = Without a usable certificate { $server } offers neither SSL nor STARTTLS. X509CertificateName must name an installed certificate that is enabled for the service. On 2013 and later this breaks even plaintext clients: the front end speaks TLS with the back end.
# Disagree.
means-disagree = The handshake fails whatever EnforceCertificateErrors says: the two sides share no TLS version or no cipher.
# Clear text meets SSL.
means-clear-meets-tls = Port and connection type do not go together: 993 and 995 speak TLS from the first byte, 143 and 110 begin in clear text and take STARTTLS (STLS).
# A balancer that ends TLS.
# $balancer, $server
means-in-clear-behind = The mail program's own TLS is in order: it ends at { $balancer }, so { $server } sees a log-on in clear. The balancer begins TLS anew, or whoever answers for the network behind it lets the LoginType of { $server } take what comes in clear.
# A balancer that maps ports.
means-mapped-wrongly = A balancer must lead each port to one of the kind that it speaks to the server: TLS to 993 and 995, clear text to 143 and 110.
# The certificate of a balancer.
# $balancer
means-certificate-of-balancer = TLS ends at { $balancer }, so its own certificate counts, whatever the servers behind it show.
# Certificate rejected by a server.
means-enforced = EnforceCertificateErrors is set, so the name, the validity and the issuer of the target's certificate count. With its default, false, they are ignored.
# Certificate rejected by a client.
means-client-rejects = It is the mail program that refuses the certificate; the server does not notice why the client went away.
# Limit from one address.
means-source-limit = All connections that a front end proxies come from one address, so { $server } sees many connections of one host. The limit lives in the settings of { $server }, and changing it takes a restart of its service.
# Meaning of a fault.
# $address, $server
means-limit-of-nat = All clients behind { $address } (NAT) come from one address, so { $server } sees many connections of one host; the network between them is not at fault. The limit lives in the settings of { $server }, and changing it takes a restart of its service.
# Limit.
means-limit = The limit lives in the settings of { $server }; changing it takes a restart of its service.
# User limit.
means-user-limit-kept = MaxConnectionsPerUser counts the authenticated connections of one user on { $server } too, and there it is read-only: with split roles the setting belongs to the Client Access servers, and the back end keeps its default (ROLE-1; the last is assumed).
# User limit.
means-user-limit = MaxConnectionsPerUser counts the authenticated connections of one user on { $server }; on 2013 and later both front end and back end count. Changing it takes a restart of both services.
# User limit of a version without a back end.
means-user-limit-alone = MaxConnectionsPerUser counts the authenticated connections of one user on { $server }. Changing it takes a restart of its service.
# Store sessions.
means-store-sessions = The limit is that of the store on { $server } (event 9646 there), not a POP or IMAP setting, which does not raise it.
# LoginType.
means-login-type = LoginType of { $server }: SecureLogin (the default) takes a log-on only over SSL or after STARTTLS, PlainTextAuthentication takes LOGIN only there but NTLM and GSSAPI anywhere, PlainTextLogin takes anything anywhere.
# Not bound.
means-not-bound = ExtendedProtectionPolicy of { $server } is Require: NTLM and GSSAPI must be bound to the TLS connection, which they cannot be in clear or where a load balancer ends TLS.
# Mechanism off.
means-mechanism-off = EnableGSSAPIAndNTLMAuth is false on { $server }: only LOGIN (USER, PASS) and PLAIN are taken there.
# No password.
means-no-password = To 2007 and 2010 name and password are replayed, and NTLM and GSSAPI leave no password to replay. A client that takes the strongest mechanism which is listed chooses one of these: take it off the list, or use LOGIN or PLAIN.
# Protocol disabled.
means-disabled = PopEnabled and ImapEnabled belong to the mailbox (Get-CASMailbox); the password is right, and the client is told so only over IMAP4.
# Wrong password.
means-password = The front end refuses before it looks for the mailbox: nothing behind it is asked.
# Log-on name.
means-name = The log-on name has the forms domain\user, user@domain, user, and for another mailbox domain\user\alias; what stands there is nobody's.
# Alias.
means-alias = A defect of builds before CU21: NTLM fails where alias and sAMAccountName differ; PLAIN works.
# Quotes.
means-quotes = A defect (KB 932605): the password is replayed without quotation marks, so one with * or % fails only when proxied.
# Rights.
means-rights = Authentication and mailbox are two questions: the password is right, the right to the mailbox is missing.
# SMTP address.
means-smtp = The account has no primary SMTP address (log: NoPrimarySmtpAddress); OWA and EWS do not need one.
# No candidate.
means-no-candidate = Only Client Access servers of the mailbox's version in the site where the front end looks are candidates. No setting helps where there is none: install the role, or move the mailbox.
# No endpoint.
means-no-endpoint = Candidates are there, but none says how it can be reached: InternalConnectionSettings (2010) or the bindings (2007) are empty.
# Version matrix.
means-matrix = Which server may serve which mailbox is fixed: 2013 and later serve or proxy all versions beside which they may stand (one that is newer is assumed, DISC-10), 2010 its own, 2007 its own in its own site. There is no redirection for POP3 and IMAP4; clients must be given another name.
# Store off.
means-store-off = The server with the active copy of the database is off: nobody can open the mailbox.
# Store not there.
means-store-not-there = The server with the active copy of the database is not installed, not yet or no longer: nobody can open the mailbox.
# Waited.
means-waited = A time ran out before the log-on was answered. The clock of whoever waits runs through the whole chain.
# An idle session.
means-idle = Nothing came for so long that the session was closed; the log-on is not concerned. Every service on the way has such a clock, and a mail program that stays connected has to say something before it runs out.
# Reserved.
means-reserved = Administrator, Guest and the like may not use POP3 and IMAP4 on 2013 and later.
# Too long.
means-too-long = MaxCommandSize of { $server } counts the whole line.
# Too many errors.
means-too-many-errors = After ten failed commands the server closes (14 in the log); the client must stop asking for what is not there.
# Web.
means-out-of-service = IsOutOfService keeps web clients away from a server; its services and its probe are fine, and POP3 and IMAP4 ignore it. With no server left in service the user gets 503.
# Web.
means-web = The web services are probed, and a server whose probe fails is left out; with none left the user gets 503.
# Ticket.
means-ticket = The client takes GSSAPI because the server lists it, and has no Kerberos ticket for it.
# TLS inside TLS.
means-tls-inside = The client is set to SSL and to STARTTLS at once; on 993 and 995 STARTTLS is out of place.
# A port of the other protocol.
means-other-protocol = 993 and 143 are ports of IMAP4, 995 and 110 of POP3: the greeting tells them apart, and a mail program that speaks the other protocol goes no further.
# A sentence: clear text on a port that speaks TLS.
# $who, $way, $port, $server
clear-on-a-tls-port = { $who } waits for a greeting ({ $way }), while { $server } waits for TLS from the first byte on port { $port }: neither says anything.
# A sentence: the other protocol.
# $who, $spoken, $port, $server, $bound
speaks-another = { $who } speaks { $spoken }, and port { $port } of { $server } is one of { $bound }.
# The alias is no log-on name.
# $alias, $user, $sam
means-alias-is-no-name = { $alias } is the alias of { $user }, not a log-on name: POP3 and IMAP4 take an alias only where it is the sAMAccountName too, and that is { $sam }. (user@domain and DOMAIN\user work as well.)
# A wrong password.
cause-password = a wrong password
# Test.
test-password = the protocol log of the front end then has no line with a proxy target for the log-on; OWA fails as well
# A stopped service on the target.
cause-stopped = a stopped service on the target
# Test.
test-stopped = Get-Service MSExchangeIMAP4, MSExchangePOP3 on every candidate; telnet to the port is refused
# A hung service.
cause-hung = a hung service
# Test.
test-hung = telnet connects and stays blank, without end; a component closes the connection at once instead
# Shared name.
cause-elsewhere = a shared name in InternalConnectionSettings
# Test.
test-elsewhere = Get-ImapSettings -Server NAME | fl InternalConnectionSettings: every value must name the server itself
# No common TLS.
cause-tls = no common TLS version
# Test.
test-tls = Schannel events 36871, 36874, 36888 in the system log; plaintext legs work
# LoginType of the target.
cause-login-type = the target's LoginType
# Test.
test-login-type = only plaintext legs are refused; Get-ImapSettings | fl LoginType on the target
# A limit.
cause-limit = a limit that was met
# Test.
test-limit = UserConnectionLimitReached in the protocol log (2013 and later), event 1009 (2007, 2010); works again later
# Not allowed.
cause-disabled = the protocol is disabled for the mailbox
# Test.
test-disabled = Get-CASMailbox USER | fl PopEnabled,ImapEnabled; other users are fine
# NTLM.
cause-mechanism = NTLM or GSSAPI, which cannot be proxied
# Test.
test-mechanism = the same user logs on with LOGIN or PLAIN
# Component.
cause-component = an inactive component
# Test.
test-component = (Get-ServerComponentState NAME).LocalStates; the connection is closed at once, the event log is silent
# Address limit.
cause-address-limit = MaxConnections or MaxConnectionFromSingleIP
# Test.
test-address-limit = it works for the first clients and after some have left; Get-ImapSettings | fl Max*
# No certificate.
cause-certificate = no usable certificate
# Test.
test-certificate = Get-ExchangeCertificate -Server NAME | fl Services,CertificateDomains,NotAfter against X509CertificateName
# Own stopped service.
cause-own-stopped = a stopped service
# Test.
test-own-stopped = Get-Service MSExchangeIMAP4, MSExchangePOP3 on the server, or on the members of the pool
# No binding.
cause-binding = a port without a binding
# Test.
test-binding = Get-ImapSettings | fl *Bindings; netstat -ano shows no listener although the service runs
# Balancer.
cause-balancer = a load balancer without a living member
# Test.
test-balancer = connect to each member by its own name
# Firewall.
cause-network = a firewall or a broken link
# Test.
test-network = Test-NetConnection NAME -Port 993 from the host that connects; nothing is refused, nothing answers
# Off.
cause-off = a server that is switched off
# Test.
test-off = it answers no ping either
# Own LoginType.
cause-secure-login = LoginType SecureLogin and no encryption
# Test.
test-secure-login = CAPABILITY lists LOGINDISABLED; the same log-on works over 993
# TLS inside.
cause-tls-inside = STARTTLS on a port that is encrypted already
# Test.
test-tls-inside = the client's settings: SSL and STARTTLS both on
# A second error.
cause-goes-on = a refused log-on after which the client went on
# Test.
test-goes-on = look at the first error of the session, not at the last
# A cause.
cause-name = a log-on name that is nobody's
# Test.
test-name = the same user logs on as user@domain or DOMAIN\user; the protocol log has no line with a proxy target
# A cause.
cause-client-rejects = a certificate that the mail program refuses
# Test.
test-client-rejects = the mail program names what it dislikes: name, date or issuer; the server notices nothing
# A cause.
cause-store-sessions = too many sessions of the user in the store
# Test.
test-store-sessions = event 9646 on the Mailbox server; works again when other programs of the user are closed
# A cause.
cause-store-off = the Mailbox server is off or not reached
# Test.
test-store-off = Test-MapiConnectivity; OWA and Outlook fail for the same mailboxes
# A cause.
cause-rights = no right to the mailbox that was asked for
# Test.
test-rights = the user's own mailbox opens; Get-MailboxPermission of the other one
# A cause.
cause-smtp-address = an account without a primary SMTP address
# Test.
test-smtp-address = NoPrimarySmtpAddress in the protocol log; OWA works
# A cause.
cause-matrix = a server that does not serve mailboxes of that version or site
# Test.
test-matrix = Get-Mailbox USER | fl Database,ServerName: users on the server's own version are fine
# A cause.
cause-no-target = no server to which the log-on could be handed
# Test.
test-no-target = Get-ClientAccessServer: is there one of the mailbox's version in its site, and does it say how it is reached?
# A cause.
cause-dns = a name that leads nowhere
# Test.
test-dns = nslookup NAME on the host that connects, not on the admin's
# A cause.
cause-other-protocol = a port of the other protocol
# Test.
test-other-protocol = the greeting: "* OK" is IMAP4 (993, 143), "+OK" is POP3 (995, 110)
# A cause.
cause-wrong-port = STARTTLS or clear text on an SSL port, or the reverse
# Test.
test-wrong-port = openssl s_client -connect NAME:993 is greeted at once; the mail program's setting is not SSL
# A cause.
cause-too-long = a command that is longer than MaxCommandSize
# Test.
test-too-long = short commands pass; Get-ImapSettings | fl MaxCommandSize
# A cause.
cause-too-many-errors = ten failed commands in one session
# Test.
test-too-many-errors = the protocol log shows the refused commands before the end
# A cause.
cause-too-slow = an answer that came too late
# Test.
test-too-slow = the protocol log shows when each command came and was answered; ping shows the way
# A cause.
cause-cut = a service that was stopped or restarted, or a fail-over
# Test.
test-cut = the system log shows the start and stop of the services at that time
# A cause.
cause-web = no web server that can serve the mailbox now
# Test.
test-web = the HttpProxy logs of the front end; the target's virtual directory
# A sentence: a service hangs.
# $service, $server
hangs = { $service } on { $server } has accepted the connection and does not answer.
# A sentence: a server that was switched off in the middle.
goes-silent = { $server } has been switched off and says nothing more.
# Heading: assumptions.
heading-assumed = What is assumed in it
# A switch that decides.
# $switch, $is, $values
assumed-turns = assumed: { $switch }: { $is }; with { $values } it would log on.
# Switches that decide nothing.
# $list
assumed-in-vain = Assumed, and turning it changes nothing: { $list }.
# What it means.
means-policy = An authentication policy blocks this protocol for the account, whatever the mechanism. Modern authentication is no way around it: on premises it does not cover POP3 and IMAP4.
# A cause.
cause-policy = an authentication policy that blocks the protocol
# Test.
test-policy = Get-User USER | fl AuthenticationPolicy; Get-OrganizationConfig | fl DefaultAuthenticationPolicy; users of another policy get on
# What it means.
means-key-not-usable = The certificate is there, and { $server } cannot use its key: elliptic curves serve POP3 and IMAP4 from 2019 CU15 on. OWA may show it all the same.
