### How is a misconfiguration said, what does it lead to, and what stands on its page?

# F000.
nothing-to-accept = the file accepts { $code }, which is not found there
# F054.
# $needed, $allowed
will-not-fit = keeping all of this run takes about { $needed } of memory, and no more than { $allowed } is taken: it ends where that is full
# F001.
# $server, $endpoint, $host
foreign-name = { $server } offers { $endpoint }, which leads to { $host } and not to { $server } itself
# F002.
# $server, $endpoint, $port
not-bound = { $server } offers { $endpoint }, and nothing is bound to port { $port } there
# F002.
# $server, $endpoint, $port
other-kind = { $server } offers { $endpoint }, and port { $port } is bound for the other kind of connection
# F002.
# $server, $service
candidate-stopped = { $server } is a candidate, and its { $service } does not run
# F003.
# $site, $version
no-candidate = { $site } has mailboxes on { $version }, and no Client Access server of { $version }
# F003.
# $site, $version, $protocol
none-runs = { $site } has mailboxes on { $version }, and no Client Access server of { $version } there runs { $protocol }
# F004.
# $server, $service
no-back-end = { $server } holds mailboxes, and its back end { $service } does not run
# F005.
# $server, $protocol, $login-type
plaintext-refused = { $server } offers { $protocol } in plaintext, and its LoginType { $login-type } refuses the log-on there
# F006.
# $server, $service, $name
no-certificate = { $service } on { $server } has no usable certificate for X509CertificateName { $name }
# F007.
# $by, $server, $endpoint, $certificate
certificate-minded = { $by } enforces certificate errors, and certificate { $certificate } of { $server } is not in order for { $endpoint }
# F008.
# $by, $server, $own, $other
no-common-tls = { $by } and { $server } share no TLS: { $by } offers { $own }; { $server } accepts { $other }
# F009.
# $server, $limit, $clients
too-many = { $clients } clients that stay connected may come to { $server } over so few front ends that MaxConnectionFromSingleIP, { $limit }, is met
# F010.
# $name, $ttl
long-ttl = { $name } will move, and its answer is kept for { $ttl }: until then old and new are both in use
# F011.
# $component, $server, $by
inactive = { $component } on { $server } is held inactive by { $by }
# F012.
# $server, $limit
loop-limit = the log-on will come back to { $server } until MaxConnectionsPerUser, { $limit }, ends the loop
# F013.
# $client, $service, $server
client-to-stopped = { $client } is sent to { $server }, where { $service } does not run
# F014.
unresolved = { $name } leads to nobody
# F015.
# $balancer, $server, $service
dead-member = { $server } is in the pool of { $balancer }, cannot serve { $service }, and the check does not see it
# F016.
# $client, $server
nothing-to-replay = { $client } authenticates with NTLM or GSSAPI at { $server }, and its mailbox is on an older version
# F017.
# $client, $protocol, $user
disabled = { $client } asks for the mailbox of { $user }, for which { $protocol } is disabled
# F018.
# $client, $server, $login-type
client-in-plaintext = { $client } logs on in plaintext, and LoginType of { $server } is { $login-type }
# F019.
# $server, $protocol
not-restarted = the { $protocol } settings of { $server } are changed, and its service is not restarted afterwards
# F020.
# $server, $service
hung = { $service } on { $server } hangs
# The label of advice.
advice = advice
# Accepted.
# $code, $entity, $reason
accepted = accepted  { $code } at { $entity }: { $reason }
# Page.
# $code, $rules
page = coexist help { $code }; rules: { $rules }
# Page of a finding that no rule is behind.
page-alone = coexist help { $code }
# Nothing.
nothing = { $file }: no findings
# Count.
# $errors, $advice, $accepted
counts = errors: { $errors } · advice: { $advice } · accepted: { $accepted }
# Several files.
# $files, $findings
files = { $files } files, { $findings } findings
# The name of a line below a finding.
label-why = why
# The name of a line below a finding.
label-fix = fix
# The name of a line below a finding.
label-page = more
# F003.
# $site, $protocol
no-endpoint = { $site } has mailboxes, and no Client Access server of their version there offers an endpoint for { $protocol }
# F021.
# $client, $host, $server, $version
wrong-version = { $client } is led over { $host } to { $server }, which does not serve mailboxes on { $version }
# F022.
# $server, $endpoint
not-own-name = { $server } offers { $endpoint }, which is not its own FQDN, wherever it leads today
# F023.
# $client, $port, $server
other-protocol = { $client } connects to port { $port } of { $server }, which belongs to the other protocol
# F024.
# $client, $endpoint
wrong-mode = { $client } connects to { $endpoint }, and the port is for the other kind of connection
# F024.
# $client
inside-tls = { $client } begins TLS by STARTTLS on a connection that is TLS already
# F025.
# $client, $server
client-no-tls = { $client } and { $server } share no TLS version or cipher
# F026.
# $client, $server
no-mechanism = { $server } does not take the mechanism of { $client }
# F026.
# $client
no-ticket = { $client } takes GSSAPI and has no Kerberos ticket
# F027.
# $client
nobodys-name = the log-on name of { $client } is nobody's
# F028.
# $client
wrong-password = { $client } logs on with a password that is not that of its log-on name
# F029.
# $client, $server, $problem
client-minds = { $client } minds certificates, and that of { $server } is not in order for where it connects: { $problem }
# F030.
# $server, $protocol, $site
across-sites = { $server } is reached over { $protocol } for mailboxes in { $site } and does not open mailboxes of another site
# F031.
# $server, $port
nothing-listens = somebody connects to port { $port } of { $server }, and nothing is bound to it
# F032.
# $balancer, $port
not-forwarded = somebody connects to port { $port } of { $balancer }, which does not forward it
# F033.
# $balancer, $protocol
no-member = { $balancer } has no member that its check believes to be up for { $protocol }
# F034.
# $server
server-off = { $server } is switched off, and log-ons need it
# $server
server-not-there = { $server } is not installed, and log-ons need it
# F035.
# $one, $other
link-cut = there is no way between { $one } and { $other }, and log-ons need it
# F035.
no-way = there is no link over which a log-on could go on
# F036.
# $client, $user
no-mailbox = { $client } logs on as { $user }, who has no mailbox
# F036.
# $client, $user
no-smtp-address = { $client } logs on as { $user }, who has no primary SMTP address
# F036.
# $client, $user, $mailbox
no-rights = { $client } asks as { $user } for the mailbox of { $mailbox }, without Full Access to it
# F036.
# $client, $user
reserved = { $client } logs on as { $user }, an account that may not use POP3 and IMAP4
# F037.
# $server, $service, $setting
limit-met = { $setting } of { $service } on { $server } is met
# F038.
# $server, $service
sessions-end = sessions on { $service } of { $server } end in the middle
# F039.
# $client, $timer
out-of-time = time runs out for { $client }: { $timer }
# F040.
# $client, $server
too-long = { $client } sends a command that is longer than { $server } takes
# F040.
# $client, $server
too-many-errors = { $client } sends more failed commands than { $server } bears in one session
# F041.
# $client, $times
dropped-times = { $client } does not log on at { $times }: that is after its until
# F042.
# $server, $version, $windows
wrong-windows = { $server } is { $version } on { $windows }, which does not carry it
# F042, where later builds are carried by it.
# $server, $version, $windows, $from
windows-of-a-later-build = { $server } is { $version } on { $windows }, which carries it from { $from } on
# F050.
# $server, $version, $windows, $from
tls13-before-its-build = TLS 1.3 is on in { $windows } of { $server }, and { $version } supports it from { $from } on
# F051.
# $certificate, $server, $version
ecc-unused = { $certificate } on { $server } has a key on an elliptic curve, and this build of { $version } cannot use it for POP3 and IMAP4: another certificate serves until it expires
# F052.
# $name, $one, $other
other-certificate = behind { $name } the certificate of { $one } is in order for it, and that of { $other } is not
# F052.
# $name, $one, $other
other-tls = behind { $name } { $one } and { $other } take other versions of TLS
# F043.
# $server, $defect
known-defect = the build of { $server } has a known defect that log-ons meet: { $defect }
# Of a finding.
from-start = from the start
# Of a finding.
# $until, $ending
from-start-until = from the start until { $until }, when { $ending } ends it
# Of a finding.
# $since, $by
since = since { $since }, by { $by }
# Of a finding.
# $since, $by, $until, $ending
since-until = since { $since }, by { $by }, until { $until }, when { $ending } ends it
# Of a finding.
# $of
odds-all = log-ons of this file fail by it in every one of { $of } runs
# Of a finding.
# $met, $of
odds-some = log-ons of this file fail by it in { $met } of { $of } runs: it depends on order or chance
# Of a finding.
# $of
odds-none = no log-on of this file fails by it in { $of } runs
# Of a finding that stands behind another: a service that does not run, or what the client was told wrong before.
# $of
odds-behind = no log-on of this file fails by it in { $of } runs: it shows once what stands before it is mended
# Of a finding.
label-when = when
# Of a finding.
label-runs = runs
# Of a finding.
timer-pre-authenticated = PreAuthenticatedConnectionTimeout
# Of a finding.
timer-authenticated = AuthenticatedConnectionTimeout
# Of a finding.
timer-proxy = the front end waits no longer for an answer
# Of a finding.
timer-client = its own time-out
# Of a finding.
problem-name = another name
# Of a finding.
problem-not-yet = not yet valid
# Of a finding.
problem-expired = expired
# Of a finding.
problem-issuer = unknown issuer
# Of a finding.
# $certificate
certificate-expires = the end of certificate { $certificate }
# Of a finding.
# $certificate
certificate-becomes-valid = the first day of certificate { $certificate }
# Of a finding.
# $client, $times
who = { $client } ({ $times })
# Of a finding.
# $count
who-else = { $count } more
# Of a finding.
# $odds, $who
odds-and-who = { $odds }: { $who }
# Of a finding.
# $client, $server, $service, $timer
out-of-time-at = time runs out for { $client } at { $service } on { $server }: { $timer }
# F044.
# $server, $service
service-disabled = { $service } on { $server } is disabled, and does not start
# F045.
# $balancer, $text, $server, $service
text-missing = the check of { $balancer } looks for "{ $text }" and takes { $server } out: { $service } does not greet with it
# F006.
# $server, $service
certificate-name-with-a-star = X509CertificateName of { $service } on { $server } is a name with a star, and no certificate is found by one
# F046.
# $server, $product
tls-off-on-no-build = TLS 1.0 or 1.1 is switched off on { $server }, and no build of { $product } is made for that
# F046.
# $server, $product, $update
tls-off-before-update = TLS 1.0 or 1.1 is switched off on { $server }, and { $product } is made for that from CU{ $update } on
# F046.
# $server, $product, $pack, $update
tls-off-before-rollup = TLS 1.0 or 1.1 is switched off on { $server }, and { $product } is made for that from SP{ $pack } RU{ $update } on
# F048.
# $server, $service, $port
no-loopback = { $service } on { $server } does not answer at 127.0.0.1:{ $port }, where Managed Availability probes it
# F053.
# $service, $server, $port, $at, $not
other-address = { $service } on { $server } answers on port { $port } at { $at }, and not at { $not }
# F036.
# $client, $user, $policy, $protocol
own-policy-blocks = { $client } logs on as { $user }, whose authentication policy { $policy } blocks { $protocol }
# F036.
# $client, $user, $policy, $protocol
default-policy-blocks = { $client } logs on as { $user }, for whom the default authentication policy { $policy } blocks { $protocol }
# F006.
# $server, $service, $version
certificate-key-not-usable = { $service } on { $server } has no certificate: the key of the one that it would show is on an elliptic curve, which { $version } cannot use for POP3 and IMAP4
# F019.
# $server, $accepts, $offers
tls-not-in-force = the TLS that is set for { $server } (it accepts { $accepts } and offers { $offers }) waits for a restart of the computer, and nobody restarts it afterwards
# F049.
# $server, $protocol, $settings
file-reset = the service pack wrote the configuration file of { $protocol } on { $server } anew: { $settings } as installed, from the next restart of the service
