### How is said what an admin can do, and what a re-run with it showed?

# Start a service.
# $service, $server
start = Start { $service } on { $server }
# Restart a service.
# $service, $server
restart = Restart { $service } on { $server }
# Switch a server on.
start-server = Switch { $server } on
# Restart a server.
# $server
restart-server = Restart the server { $server }
# An update fails.
# $server
failed-update = Let an update fail on { $server }
# A service pack.
# $server
service-pack = Install the service pack on { $server }
# A start type.
# $service, $server, $when
start-type = Set the start type of { $service } on { $server } to { $when }
# Stop a service.
# $service, $server
stop = Stop { $service } on { $server }
# Let a service hang.
# $service, $server
hang = Let { $service } on { $server } hang
# Switch a server off.
shut-down = Switch { $server } off
# Take a server out.
remove-server = Take { $server } out of the organisation
# $server
add-server = Bring { $server } into the organisation
# $server, $build
update-server = Install { $build } on { $server }
# The state of a component.
# $component, $server, $state, $requester
set-component = Set { $component } on { $server } { $state } for { $requester }
# Own FQDN.
own-fqdn = Let InternalConnectionSettings of { $server } name its own FQDN
# Offer an endpoint.
# $server, $kind
offer = Add an endpoint { $kind } to InternalConnectionSettings of { $server }
# Kind of endpoint.
kind-ssl = over SSL
# Kind of endpoint.
kind-tls = over TLS
# Kind of endpoint.
kind-plaintext = in plaintext
# A setting.
# $setting, $value, $server
set = Set { $setting } of { $server } to { $value }
# A binding.
# $port, $server
bind = Bind port { $port } on { $server }
# Enable a certificate.
# $certificate, $server, $service
enable = Enable certificate { $certificate } on { $server } for { $service }
# Install a certificate.
# $server, $name, $service
import = Give { $server } a certificate for { $service } that is valid, trusted and covers { $name }
# Remove a certificate.
# $certificate, $server
remove-certificate = Remove certificate { $certificate } from { $server }
# TLS versions.
# $server, $versions
tls = Let { $server } speak { $versions }, with the ciphers that go with it
# TLS versions, by half.
# $server, $accepts, $offers
tls-halves = Let { $server } accept { $accepts } and offer { $offers }, with the ciphers that go with it
# DNS.
# $name, $address
dns = Let { $name } point to { $address }
# DNS: one record more.
# $name, $address
add-dns = Add a DNS record for { $name } that points to { $address }
# DNS: the name goes.
remove-dns = Remove { $name } from DNS
# Link.
# $from, $to
cut = Cut the link between { $from } and { $to }
# Link.
# $from, $to
mend = Mend the link between { $from } and { $to }
# What a balancer does about TLS.
# $balancer, $does
balancer-tls = Change what { $balancer } does about TLS: { $does }
# The certificate of a balancer.
# $balancer, $names
balancer-certificate = Give { $balancer } a certificate from a trusted issuer for { $names }
# Pool.
# $balancer, $members
pool = Give { $balancer } the pool { $members }
# Forward.
# $balancer, $ports
forward = Let { $balancer } forward the ports { $ports }
# Protocol of a mailbox.
# $protocol, $user
cas-mailbox = Enable { $protocol } for the mailbox of { $user }
# Protocol of a mailbox.
# $protocol, $user
cas-mailbox-off = Disable { $protocol } for the mailbox of { $user }
# Rights.
# $user, $mailbox
full-access = Give { $user } full access to the mailbox of { $mailbox }
# SMTP address.
smtp = Give { $user } a primary SMTP address (an account with a mailbox has one)
# No SMTP address.
no-smtp = Take the primary SMTP address of { $user } away
# Move a mailbox.
# $mailbox, $database
move-mailbox = Move the mailbox of { $mailbox } to { $database }
# Update.
update-cu21 = Update { $server } to CU21 or later
# Update.
update-kb = Install the update of KB 932605 on { $server }
# An update.
# $server
update-kb-wildcard = Install the update of KB 948896 on { $server }
# Store sessions.
# $server, $limit
store-sessions = Allow each user { $limit } service sessions in the store of { $server }
# Fail over.
# $database, $server
fail-over = Activate the copy of { $database } on { $server }
# In service.
in-service = Put { $server } into service again for web clients
# Out of service.
out-of-service = Put { $server } out of service for web clients
# Client: connect.
# $client, $endpoint, $security
client-connect = Let { $client } connect to { $endpoint } { $security }
# Client: mechanism.
# $client, $mechanism
client-mechanism = Let { $client } log on with { $mechanism }
# Client: protocol.
# $client, $protocol
client-protocol = Let { $client } speak { $protocol }
# Client: password.
client-password = Give { $client } the right password
# Client: name.
# $client, $name
client-name = Let { $client } log on as { $name }
# Client: TLS inside TLS.
client-tls = Switch STARTTLS off in { $client }, which uses SSL already
# Client: certificate.
client-accept = Let { $client } accept the certificate as it is
# Client: patience.
# $client, $span
client-patience = Let { $client } wait for up to { $span }
# Client: ticket.
client-ticket = See that { $client } has a Kerberos ticket
# Client: password.
client-wrong-password = Let { $client } have a wrong password
# Client: TLS inside TLS.
client-tls-inside = Let { $client } begin TLS inside TLS
# Client: certificate.
client-refuse = Let { $client } refuse a certificate that is not in order
# Client: ticket.
client-no-ticket = Take the Kerberos ticket of { $client } away
# In the client, not on a server.
in-the-client = in the settings of the mail program
# On the balancer.
on-the-balancer = in the settings of the load balancer
# On the server itself.
on-the-server-itself = on { $server } itself: there these cmdlets know no other server
# In the DNS.
on-the-dns-server = on the DNS server
# In a configuration file.
# $key, $value, $file
in-a-file = { $key } = { $value } in { $file }, in the ClientAccess folder of the server
# Danger: clear text. $whose is a server or a client.
danger-in-clear = careful: passwords cross the network in clear to or from { $whose }
# Danger: certificates.
danger-any-certificate = careful: { $whose } then takes any certificate, whoever shows it
# Danger: old TLS.
# $server, $version
danger-old-tls = careful: { $version } weakens every connection of { $server }
# Danger: a name.
danger-name = careful: every protocol of { $name } follows, Outlook, the web and phones too
# Danger: a pool.
danger-pool = careful: everybody who comes through { $balancer } then gets to this pool
# Danger: what a balancer does about TLS.
# $balancer
danger-balancer-tls = careful: that holds for everybody who comes through { $balancer }
# Danger: the store.
danger-restart-server = careful: { $server } is away until it has restarted, with everything that runs on it
danger-store = careful: this holds for every database of { $server }
# Danger: a failover.
danger-fail-over = careful: all sessions on { $database } end
# On the network.
on-the-network = in the network
# At the machine.
at-the-machine = at the machine
# By an update.
by-update = run Setup of the update on the server
# Numbered.
# $number, $text
numbered = { $number }. { $text }
# A pair.
# $one, $other
both = { $one }; and { $other }
# Restart: command follows.
then-restart = then restart, which ends the open sessions:
# No restart.
no-restart = nothing to restart; front ends read it within { $refresh } (assumed: topology_refresh), or when they start
# When.
at-the-moment = shown by a re-run in which it was done at { $at }, just before the attempt
# When: always.
from-the-start = shown by a re-run as if it had always been so; done after the failure, it is not enough
# Also helps.
also-helps = also lets log on: { $clients }
# Of all failures.
# $repaired, $of
repaired = { $repaired } of { $of } failed attempts then log on
# Heading: harmful.
harmful = This helps one and harms another:
# Harms.
harms = but these can no longer log on: { $clients }
# Nothing helps.
# $candidates, $runs
nothing-helps = Nothing that was tried lets this attempt log on ({ $candidates }, alone and together, { $runs }).
# No candidates.
no-candidates = No single setting or state that could be changed stands behind this failure.
# Nothing single helps.
only-pairs = No single change is enough; these together are:
# Bound.
cut-off = The search ended at its bound ({ $runs }); there may be more that helps.
# By the last failure only a restart is wanting.
# $at, $restart, $again
only-waits = By { $at } only the restart is wanting, for what is set waits for it: { $restart }. A new log-on at { $again } then succeeds
# In vain.
in-vain = Did not help: { $list }.
# $server, $keys
in-schannel = in the registry of Windows on { $server }: { $keys } below HKLM\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols, in Server and in Client (made only where they are missing) Enabled = 1 and DisabledByDefault = 0; and SystemDefaultTlsVersions = 1 below both .NET Framework keys v4.0.30319
# $server, $keys
in-schannel-accepts = in the registry of Windows on { $server }: { $keys } below HKLM\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols, in Server (made only where it is missing) Enabled = 1 and DisabledByDefault = 0; and SystemDefaultTlsVersions = 1 below both .NET Framework keys v4.0.30319
# $server, $keys
in-schannel-offers = in the registry of Windows on { $server }: { $keys } below HKLM\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols, in Client (made only where it is missing) Enabled = 1 and DisabledByDefault = 0; and SystemDefaultTlsVersions = 1 below both .NET Framework keys v4.0.30319
# $server, $accepts, $offers
in-schannel-each = in the registry of Windows on { $server }: below HKLM\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols, { $accepts } in Server and { $offers } in Client (made only where they are missing) Enabled = 1 and DisabledByDefault = 0; and SystemDefaultTlsVersions = 1 below both .NET Framework keys v4.0.30319
# $server, $limit
in-the-store-key = in the registry of Windows on { $server }: Maximum Allowed Service Sessions Per User = { $limit } below HKLM\SYSTEM\CurrentControlSet\Services\MSExchangeIS\ParametersSystem
# $user, $address
in-proxy-addresses = in the directory: SMTP:{ $address } in proxyAddresses of { $user }
by-move-of-2007 = by a move request of the version that holds the database
# Done after the failure.
also-afterwards = shown as if it had always been so, and done after the failure too: a new log-on at { $at } succeeds
# As if always.
as-if-always = shown by a re-run as if it had always been so
# The first of several faults.
# $steps
uncovers = { $steps }: this mends the first fault, and then the next fault shows:
# Danger: mechanisms.
danger-mechanisms = careful: nobody can log on to { $server } with NTLM or GSSAPI any more
# A policy.
# $policy, $protocol
policy-blocks = Let the authentication policy { $policy } block { $protocol }
# A policy.
# $policy, $protocol
policy-allows = Let the authentication policy { $policy } no longer block { $protocol }
# A policy.
# $policy, $protocol
new-policy = Make an authentication policy { $policy } that does not block { $protocol }
# A policy.
# $user, $policy
own-policy = Give { $user } the authentication policy { $policy }
# A policy.
no-policy = Give { $user } the default authentication policy again
# A policy.
default-policy = Make { $policy } the default authentication policy
# A policy.
no-default-policy = Have no default authentication policy
# What it endangers.
danger-policy = Everybody who has the authentication policy { $policy } may log on with a password again
# What it endangers.
# $user, $policy
danger-own-policy = What the policy of before keeps from { $user } in other protocols is allowed, unless { $policy } blocks it too
# What it endangers.
danger-default-policy = It holds for everybody who has no authentication policy of their own
# After the restart of a computer.
# $server
until-it-is-back = wait until { $server } is up again
# Heading: one plan for all failures.
plan-heading = What helps all of it, one step after the other ({ $runs })
# The proof of a plan.
# $mended, $failed
plan-proof = With all of it { $mended } of { $failed } failed attempts no longer fail: that is the last re-run
# No plan.
no-plan = No step was found that helps without harming anybody; what was tried stands with each failure.
