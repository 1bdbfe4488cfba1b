### How is a misconfiguration said, what does it lead to, and what stands on its page?

# F000.
nothing-to-accept = the file accepts { $code }, which is not found there
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
no-common-tls = { $by } and { $server } share no TLS: { $by } { $own }; { $server } { $other }
# F009.
# $server, $limit, $clients
too-many = { $clients } clients that stay connected come to { $server } over so few front ends that MaxConnectionFromSingleIP, { $limit }, is not enough
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
page = { $code } in docs/findings.md; rules: { $rules }
# Page of a finding that no rule is behind.
page-alone = { $code } in docs/findings.md
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
label-page = page
