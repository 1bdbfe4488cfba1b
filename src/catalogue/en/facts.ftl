### How is each thing that happens said in one line? The actor stands before it.

# An attempt begins.
begins = begins attempt { $number }
# A poll was left out.
skipped = skips this poll: the attempt before it is still running
# An attempt ends; the outcome as the scenario language names it.
# $number, $outcome
ended = attempt { $number } ends: { $outcome }
# A name was resolved by a fresh look-up.
# $name, $address, $host, $ttl
resolved = resolves { $name }: { $address }{ $host }, kept for { $ttl }
# A name was resolved from what the resolver kept.
# $name, $address, $host, $ttl
resolved-cached = resolves { $name }: { $address }{ $host }, kept from before, for another { $ttl }
# Who has an address, behind it.
host-is = { " " }({ $host })
# A host that is a load balancer.
load-balancer = load balancer { $name }
# A host that is a load balancer, whose name was asked for.
the-load-balancer = the load balancer
# An address that nobody has.
nobody = { " " }(nobody has this address)
# A name was not resolved.
not-resolved = cannot resolve { $name }
# A connection request to a host whose name was resolved in the same breath.
# $endpoint, $security, $address, $host, $ttl
connects-resolved = → { $endpoint } { $security }   { $address }{ $host }, TTL { $ttl }
# A connection request to a host whose name was resolved in the same breath, from what was kept.
# $endpoint, $security, $address, $host, $ttl
connects-cached = → { $endpoint } { $security }   { $address }{ $host }, kept from before, for another { $ttl }
# A connection request.
# $endpoint, $security
connects = → { $endpoint } { $security }
# Over SSL or TLS.
over = over { $security }
# Without protection.
in-plaintext = in plaintext
# A balancer passes a connection on.
# $member, $up, $of
forwards = forwards to { $member } ({ $up } of { $of } members believed up)
# A balancer has nobody to pass it on to.
no-member = refuses the connection: it believes that no member of its pool is up
# A connection is accepted.
accepts = accepts the connection
# A front end accepts a connection from itself.
accepts-own = accepts the connection, which comes from itself
# A front end accepts a connection from another front end.
accepts-from-front-end = accepts the connection, which comes from the front end { $opener }
# A service is stopped.
refuses-stopped = refuses the connection: { $service } is stopped
# Nothing listens.
refuses-nothing-listens = refuses the connection: nothing listens on port { $port }
refuses-other-address = refuses the connection: port { $port } is bound to another address
# A service that maintenance has stopped.
refuses-since-maintenance = refuses the connection: { $service } is stopped since ServerWideOffline was inactive
# A service that has stopped because of its component.
# $service, $component
refuses-since-component = refuses the connection: { $service } has stopped itself, because { $component } was inactive
# A service that did not come back with its server.
refuses-since-power-cut = refuses the connection: { $service } is stopped since its server was switched off
# Stopped by a failed update.
# $service
refuses-since-failed-update = refuses the connection: { $service } is stopped and disabled, since an update failed
# The balancer does not forward a port.
refuses-not-forwarded = refuses the connection: port { $port } is not forwarded
# Too many connections.
closes-for-connections = accepts and closes without a greeting: MaxConnections is { $limit }
# Too many connections from one address.
# $limit, $address
closes-for-address = accepts and closes without a greeting: MaxConnectionFromSingleIP is { $limit }, and { $address } has as many
# A component is inactive.
# $component, $requesters
closes-for-component = accepts and closes without a greeting: { $component } is held inactive by { $requesters }
# The same where the service stops.
# $component, $requesters
stops-for-component = stops, because somebody connected: { $component } is held inactive by { $requesters }
# Nobody answers.
is-off = answers nothing: the server is switched off
# Nobody answers: the server is not there yet, or was taken out.
is-gone = answers nothing: the server is not installed
# A component is set.
# $component, $server, $state, $requester
sets-component = sets { $component } on { $server } { $state } for { $requester }
# A probe fails.
probed-down = leaves { $target } out for web clients: its probe failed
# A probe passes again.
probed-up = uses { $target } again for web clients: its probe passed
# IsOutOfService.
out-of-service = takes { $server } out of service for web clients
# IsOutOfService, back.
in-service = puts { $server } into service again for web clients
# A server is switched off.
shuts-down = switches { $server } off
# A server is switched on.
starts-server = switches { $server } on
# Change: a server restarts.
# $server
restarts-server = restarts the server { $server }
# Change: an update fails.
# $server
fails-to-update = installs an update on { $server }, which fails: its POP3 and IMAP4 services are stopped and disabled
# Change: Service Pack 1.
# $server
installs-service-pack = installs the service pack on { $server }: AllowCrossSiteSessions and the protocol log are off again
# Change: start type.
# $service, $server, $when
sets-start-type = sets the start type of { $service } on { $server } to { $when }
# A disabled service.
# $text, $why
line-refused = types `{ $text }`, which is refused and changes nothing: { $why }
does-not-start = does not start: its start type is Disabled
# A server is removed.
removes-server = takes { $server } out of the organisation
# $server
adds-server = brings { $server } into the organisation
# $server, $build
updates-server = installs { $build } on { $server }, which starts anew
# A packet is lost on a link.
# $from, $to, $sent
lost = loses the packet between { $from } and { $to } (sent { $sent } so far)
# A service asks a Mailbox server.
calls-store = asks { $server } over RPC to open the mailbox
# The Mailbox server has answered.
store-answers = answers over RPC
# There is no way.
no-way = loses the packet: there is no way to that site (sent { $sent } so far)
# TCP gives up.
broken = gives the connection up: packets were sent again and again in vain
# TLS is up.
# $version, $cipher, $certificate
secured = sets up { $version } ({ $cipher }), certificate { $certificate }
# TLS is up although something is wrong.
# $version, $cipher, $certificate, $problem
secured-although = sets up { $version } ({ $cipher }), certificate { $certificate }; ignored by the other side: { $problem }
# The certificate is for another name.
name-mismatch = the certificate does not cover the name
# The certificate is expired.
expired = the certificate is expired
# It is too new.
not-yet-valid = the certificate is not valid yet
# The issuer is unknown.
unknown-issuer = the issuer of the certificate is not trusted
# No certificate.
# $server, $name
no-certificate = cannot set up TLS: no certificate on { $server } covers X509CertificateName { $name }
# The certificate is not enabled for the service.
# $server, $name
certificate-not-enabled = cannot set up TLS: the certificate on { $server } for X509CertificateName { $name } is not enabled for this service
# Its private key is missing.
# $server, $name
certificate-without-key = cannot set up TLS: the certificate on { $server } for X509CertificateName { $name } has no private key
# The name has a star.
# $server, $name
certificate-name-with-a-star = cannot set up TLS: X509CertificateName { $name } of { $server } is no server's name, so the service finds no certificate for it
# No common version.
# $own, $server, $other
no-common-version = cannot set up TLS, no common version: own { $own }; { $server } { $other }
# No common cipher.
# $version, $own, $server, $other
no-common-cipher = cannot set up TLS, no common cipher for { $version }: own { $own }; { $server } { $other }
# One side speaks no TLS.
no-tls-at-all = none
# Not spoken here.
tls-not-spoken = cannot set up TLS: one side speaks it, and the other does not expect it on this port
# STARTTLS is not offered.
tls-not-offered = cannot set up TLS: the service has no usable certificate, so it offers no STARTTLS (STLS)
# The certificate is refused.
rejects-certificate = closes the connection, because EnforceCertificateErrors is set: { $problem }
# The certificate of a balancer is refused.
# $balancer, $problem
rejects-certificate-of-balancer = does not accept the certificate of { $balancer }, which ends TLS, and closes the connection: { $problem }
# No TLS with a balancer.
# $balancer
tls-without-key = cannot set up TLS: the certificate of { $balancer }, which ends TLS, has no private key
# A mail program refuses the certificate.
client-rejects-certificate = does not accept the certificate and closes the connection: { $problem }
# A certificate is installed.
# $certificate, $server
imports-certificate = installs certificate { $certificate } on { $server }
# A certificate is removed.
# $certificate, $server
removes-certificate = removes certificate { $certificate } from { $server }
# A certificate is enabled.
# $certificate, $server, $services
enables-certificate = enables certificate { $certificate } on { $server } for { $services }
# What Enable-ExchangeCertificate also does.
# $name, $protocols
names-certificate = this writes { $name } into X509CertificateName of { $protocols }
# What it leaves.
# $services
wildcard-not-enabled = a wildcard certificate is not enabled for { $services }: there X509CertificateName picks it
# Schannel.
# $server, $what
sets-tls = lets { $server } speak { $what }, once it has restarted
# $server, $accepts, $offers
sets-tls-halves = lets { $server } accept { $accepts } and offer { $offers }, once it has restarted
# The ports of a balancer.
# $balancer, $ports
sets-ports = lets { $balancer } forward the ports { $ports }
# A DNS record is added.
# $name, $addresses
adds-dns = adds a DNS record for { $name }, which now points to { $addresses }
# A client is told something.
# $client, $what
sets-client = tells { $client }: { $what }
# The store.
# $limit, $server
sets-store-sessions = allows each user { $limit } sessions in the store of { $server }
# An update.
# $defect, $server
installs-update = installs the update that mends { $defect } on { $server }
# An address is taken away.
takes-smtp-address = takes the primary SMTP address of { $user } away
# An address is given.
gives-smtp-address = gives { $user } a primary SMTP address
# A right is given.
# $user, $mailbox
grants = gives { $user } full access to the mailbox of { $mailbox }
# PreAuthenticatedConnectionTimeout.
timed-out-pre-authenticated = saw no log-on within PreAuthenticatedConnectionTimeout
# AuthenticatedConnectionTimeout.
timed-out-authenticated = saw nothing for AuthenticatedConnectionTimeout
# The proxying service waited in vain.
timed-out-proxy = got no answer within proxy_connect_timeout
# The client waited in vain.
timed-out-client = got no answer within its own time-out
# Closed, done.
closes-done = closes the connection
# The relayed connection ended.
closes-other-side = closes the connection, because the one that is relayed to it has ended
# Gave up.
closes-gave-up = gives up and closes the connection
# Service stopped.
closes-service-stopped = closes the connection, because the service stops
# Failed over.
closes-failed-over = closes the connection, because the database fails over
# Timed out.
closes-timed-out = closes the connection after its time ran out
# A leg failed.
# $endpoint, $candidate, $how
leg-failed = fails at { $endpoint } for { $candidate }: { $how }
# Leg failure: name.
leg-name = the name is not resolved
# Leg failure: refused.
leg-refused = the connection is refused
# Leg failure: nothing answers the connection request.
leg-no-answer = nothing answers the connection request
# Leg failure: silence after the connection.
leg-silence = the connection is accepted, then nothing is said
# Leg failure: TLS.
leg-tls = TLS cannot be set up
# Leg failure: certificate.
leg-certificate = the certificate is not accepted
# Leg failure: no STARTTLS.
leg-no-starttls = STARTTLS (STLS) is not offered
# Leg failure: log-on refused.
leg-logon-refused = the log-on is refused there
# Leg failure: closed.
leg-closed = the connection is closed before the log-on is answered
# Leg failure: IMAP4 meets POP3.
leg-other-protocol = the greeting is that of the other protocol
# Leg failure: the client went.
leg-abandoned = the leg is cut off
# A check changed its mind: up.
# $member, $port
checked-up = now believes { $member } up on port { $port }
# A check changed its mind: down.
# $member, $port
checked-down = now believes { $member } down on port { $port }
# 1008.
logs-1008 = logs event 1008: refused, because the mailbox of { $user } is in another site
# 9646.
logs-9646 = logs event 9646: { $user } has too many session objects in the store
# LOGINDISABLED is obeyed.
obeys-logindisabled = sends no LOGIN, because LOGINDISABLED is listed
# No ticket.
no-ticket = breaks GSSAPI off: there is no Kerberos ticket
# TLS inside TLS.
tls-inside-tls = cannot begin TLS once more inside TLS
# Command too long.
closes-too-long = closes the connection, because the command is longer than MaxCommandSize
# Ten failed commands.
closes-too-many-errors = closes the connection after ten failed commands
# 1009.
logs-1009 = logs event 1009: { $user } has too many connections
# No certificate covers the name, at the start of a service.
logs-not-covered = writes an error event at its start (its number is not known): no installed certificate covers X509CertificateName
# It is not enabled.
logs-not-enabled = writes an error event at its start (its number is not known): the certificate for X509CertificateName is not enabled for it
# It has no private key.
logs-no-private-key = writes an error event at its start (its number is not known): the certificate for X509CertificateName has no private key
# The name has a star.
logs-wildcard-name = writes an error event at its start (its number is not known): it finds no certificate for an X509CertificateName with a star
# Change: start.
# $service, $server
starts = starts { $service } on { $server }
# Change: stop.
# $service, $server
stops = stops { $service } on { $server }
# Change: hang.
# $service, $server
hangs = makes { $service } on { $server } stop responding
# Change: restart.
# $service, $server
restarts = restarts { $service } on { $server }
# Change: settings.
# $protocol, $server
sets = changes the { $protocol } settings of { $server }; they are read at the next start of the service
# Change: CAS mailbox.
# $user, $what
sets-cas-mailbox = sets { $what } for the mailbox of { $user }
# Change: move.
# $user, $database
moves = moves the mailbox of { $user } to { $database }
# Change: fail over.
# $database, $server
fails-over = activates the copy of { $database } on { $server }
# Change: DNS.
# $name, $addresses
sets-dns = lets { $name } point to { $addresses }
# Change: DNS name removed.
removes-dns = removes { $name } from DNS
# Change: what a balancer does about TLS.
# $balancer, $does
sets-balancer-tls = changes what { $balancer } does about TLS: { $does }
# What a balancer does about TLS.
balancer-passes = passes TLS through
# What a balancer does about TLS.
balancer-terminates = ends TLS
# What a balancer does about TLS.
balancer-re-encrypts = ends TLS and begins it anew
# What a balancer does about TLS, and its ports.
# $does, $ports
balancer-maps = { $does }; { $ports }
# A balancer that ends TLS, and a server that refuses what comes in clear.
# $balancer, $service, $server
offload-in-clear = { $balancer } ends TLS and passes log-ons on in clear, which the LoginType of { $service } on { $server } refuses
# A balancer that leads a port to one of the other kind.
# $balancer, $port, $to, $server
offload-other-kind = { $balancer } leads port { $port } to port { $to } of { $server }, where one side speaks TLS and the other does not
# A balancer that leads a port to one to which nothing is bound.
# $balancer, $port, $to, $server
offload-nothing-listens = { $balancer } leads port { $port } to port { $to } of { $server }, to which nothing is bound
# A balancer that begins TLS anew.
# $balancer, $server
offload-no-tls = { $balancer } begins TLS anew with { $server }, and the two have no TLS version or cipher in common
# A balancer that ends TLS.
# $balancer
offload-no-key = { $balancer } ends TLS, and its certificate has no private key
# A balancer that ends TLS.
# $who, $balancer, $host, $problem
offload-rejected = { $who } does not accept the certificate of { $balancer }, which ends TLS, for { $host }: { $problem }
# Change: pool.
# $balancer, $members
sets-pool = gives { $balancer } the pool { $members }
# Change: empty pool.
empties-pool = empties the pool of { $balancer }
# Change: cut one way.
# $from, $to
cuts-one-way = cuts the link from { $from } to { $to }
# Change: cut both ways.
# $from, $to
cuts = cuts the link between { $from } and { $to }
# Change: mend one way.
# $from, $to
mends-one-way = mends the link from { $from } to { $to }
# Change: mend both ways.
# $from, $to
mends = mends the link between { $from } and { $to }
# The actor of changes.
admin = admin
# The actor of losses.
network = network
# A back end beside the front end of the same server.
back-end = { $server } (back end)
# A component is taken offline.
# $component, $why
taken-offline = Managed Availability sets { $component } inactive by HealthAPI: its local probe failed ({ $why })
# Why.
# $port
probe-no-loopback = port { $port } is not bound to 127.0.0.1
# Why.
probe-not-bound = the service is bound to no port
# Why.
probe-stopped = the service is stopped
# Why.
probe-hung = the service hangs
# Why.
probe-no-certificate = the service has no usable certificate
# An authentication policy.
# $policy, $what
sets-policy = sets in the authentication policy { $policy }: { $what }
# A policy is given.
# $user, $policy
gives-policy = gives { $user } the authentication policy { $policy }
# A policy is taken.
takes-policy = gives { $user } the default authentication policy again
# The default policy.
sets-default-policy = makes { $policy } the default authentication policy
# No default policy.
takes-default-policy = makes no authentication policy the default one
# No usable key.
logs-key-not-usable = writes an error event at its start (its number is not known): the key of the certificate for X509CertificateName is on an elliptic curve
# No TLS.
# $server, $name
certificate-key-not-usable = cannot set up TLS: the key of the certificate on { $server } for X509CertificateName { $name } is on an elliptic curve, which it cannot use for POP3 and IMAP4
# What is refused.
ecc-not-enabled = it is refused for { $services }: its key is on an elliptic curve, and what they had before stays
# A group of clients, all of it.
# $name, $count
group = { $name } ({ $count })
# Some of a group.
# $name, $some, $count
part-of-group = { $name } ({ $some } of { $count })
