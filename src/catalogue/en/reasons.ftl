### How is each decision, and each reason of one, said in one line?

# Decision: authenticated.
authenticates = authenticates { $user }
# Decision: not authenticated.
rejects = refuses the log-on of { $user }
# Decision: served here.
serves = opens the mailbox of { $user }
# Decision: handed on.
# $user, $to
proxies = proxies { $user }'s log-on (first target { $to })
# Decision: refused.
# $user, $why
refuses = refuses { $user }: { $why }
# Decision: an endpoint.
# $endpoint, $security
tries = tries { $endpoint } { $security }
# Decision: gives up.
gives-up = gives up
# Decision: gives up, told without a reason.
gives-up-at-last = gives up: nothing left to try
# Decision: not allowed.
not-allowed = authenticates { $user }, but does not connect to the mailbox
# A decision and its only reason.
# $decision, $reason
because = { $decision }: { $reason }
# Refusal: no mailbox.
refusal-no-mailbox = the account has no mailbox
# Refusal: unsupported.
refusal-not-supported = this version neither opens nor proxies to such a mailbox
# Refusal: another site.
refusal-other-site = the mailbox is in another site
# Refusal: 2010 to 2007.
refusal-not-proxied = this version does not proxy to that of the mailbox here
# Why a log-on is refused.
refusal-back-end-down = the back end does not run
# Refusal: nobody.
refusal-no-candidate = there is no Client Access server of the mailbox's version in the site
# Refusal: nothing offered.
refusal-no-endpoint = no candidate offers an endpoint
# Refusal: no password to replay.
refusal-no-password = there is no password to replay
# Refusal: not the active copy.
refusal-store-off = the server with the database is switched off or not there
# Refusal: the Mailbox server is not reached.
refusal-store-not-reached = the server with the database is not reached
# RPC-1.
store-not-reached = { $server } with the database is not reached over the network
# No candidate any more.
removed = no candidate { $server }   it is not in the directory
# The store cannot be opened.
store-off = the database is on { $server }, which is switched off
# The store cannot be opened: its server is none of the organisation.
store-not-there = the database is on { $server }, which is not installed
# The refusal of a back end without the active copy.
refusal-not-here = the active copy is not on this server
# FE-1.
password-right = the password is right
# FE-1.
password-wrong = the password is wrong
# FE-7.
# $service, $version
web-proxied = { $service } for a mailbox on { $version } is proxied
# OWA and ECP to 2007.
web-redirected = { $service } for a mailbox on Exchange 2007 is redirected to the legacy namespace
# EWS and OAB to 2007.
web-by-autodiscover = { $service } for a mailbox on Exchange 2007 is reached by the URL that Autodiscover hands out
# To the server with the active copy.
web-back-end = the active copy is on { $server }
# A web request for the own version.
web-own-version = { $version } answers web requests for its own mailboxes
# A web request for another version.
# $version, $mailbox
web-not-modelled = not modelled: what { $version } does with a web request for a mailbox on { $mailbox }
# Not modelled.
refusal-not-modelled = not modelled
# Left out.
probed-down = no candidate { $server }   its probe failed
# Out of service.
out-of-service = no candidate { $server }   IsOutOfService
# Nobody left.
# $version, $site
no-target-in-service = every { $version } Client Access server in { $site } is out of service
# HTTP-1.
# $version, $site
no-healthy-target = no healthy { $version } Client Access server in { $site }
# The only healthy one.
picked-only-healthy = picked    { $server }, the only healthy candidate
# By hash.
# $server, $of
hash-picked = picked    { $server }, one of { $of } healthy candidates, by a hash of the user
# Tries the next.
web-retries = the next healthy candidate is tried
# Does not.
web-does-not-retry = no other candidate is tried for the same request
# Sends a web client elsewhere.
# $user, $name
redirects = sends the client of { $user } to { $name }
# Nobody can serve it.
refusal-no-healthy-target = no healthy target
# Nowhere to send it.
refusal-no-legacy = there is no legacy namespace (`legacy_namespace`)
# The log-on name is nobody's.
unknown-name = the log-on name is nobody's in any of its forms
# Anonymous, Guest, Administrator.
reserved = { $user } is one of Anonymous, Guest and Administrator, who may not use POP3 and IMAP4
# NTLM with another alias.
ntlm-alias = a defect of this build: NTLM fails where the alias of { $user } is not the sAMAccountName
# Replayed without quotation marks.
unquoted-replay = a defect of this build: name and password of { $user } are replayed without quotation marks
# No rights on the mailbox.
# $user, $mailbox
no-rights = { $user } has no Full Access to the mailbox { $mailbox }
# Too many session objects.
# $user, $server, $limit
store-sessions = { $user } has { $limit } session objects in the store of { $server }, which is the limit
# Refused for session objects.
refusal-store-sessions = too many session objects in the store
# No primary SMTP address.
no-smtp-address = { $user } has no primary SMTP address
# LIM-1.
# $user, $open, $limit
user-limit = { $user } has { $open } here, MaxConnectionsPerUser is { $limit }
# LB-3.
own-logon = the log-on came from { $server } itself
# LEG-3.
# $login-type, $mechanism
login-type-refuses = LoginType { $login-type } refuses { $mechanism } without TLS
# gssapi_ntlm_setting.
mechanism-stays = { $mechanism } stays over TLS, although EnableGSSAPIAndNTLMAuth is off
# ExtendedProtectionPolicy.
not-bound = { $mechanism } is not bound to a TLS connection of this server, as ExtendedProtectionPolicy requires
# Section 2.
mechanism-off = { $mechanism } is not offered
# LEG-8.
# $setting, $user
protocol-disabled = { $setting } is false for { $user }
# LEG-8.
# $setting, $user
protocol-disabled-at-target = { $setting } is false for { $user } (looked at by the server that opens the mailbox)
# LEG-8.
# $setting, $user
protocol-disabled-at-front-end = { $setting } is false for { $user } (looked at by the front end)
# FE-2.
# $user, $database, $version, $server, $site
mailbox = { $user } → { $database } → { $version }, active on { $server }, site { $site }
# DET-6.
home-server-site = the mailbox counts as in { $site }, the site of its home server
# DET-6.
active-copy-site = the mailbox counts as in { $site }, the site of its active copy
# FE-2.
no-mailbox = { $user } has no mailbox
# DISC-3.
discovery-site-of-mailbox = targets are looked for in { $site }, the site of the mailbox
# DISC-3.
discovery-site-of-front-end = targets are looked for in { $site }, the site of the front end
# DISC-1, DISC-2.
# $server, $version
candidate = candidate { $server }   { $version }
# DISC-1.
# $server, $endpoint
offers = offered   { $endpoint }   by { $server }
# DISC-1, a name that is a balancer's.
# $server, $endpoint
offers-balancer = offered   { $endpoint }   by { $server }, the name of a load balancer
# DISC-4.
# $server, $endpoint
back-end = the back end of { $server }, { $endpoint }
# DISC-5.
# $server, $version
other-version = no candidate { $server }   it is { $version }
# DISC-3.
other-sites = no candidates: { $count } of the right version in other sites
# DISC-6.
# $server, $lacks
offers-nothing = no candidate { $server }   { $lacks }
# DISC-6: what a server lacks.
lacks-connection-settings = InternalConnectionSettings is empty
# DISC-6: what a server lacks.
lacks-ssl-value = InternalConnectionSettings has no SSL value
# DISC-6: what a server lacks.
lacks-bindings = there is no binding
# DISC-6: what a server lacks.
lacks-ssl-bindings = SSLBindings is empty
# DISC-1, DISC-2.
# $site, $version
no-candidate = no { $version } Client Access server stands in { $site }
# DISC-6.
# $site, $lacks
no-endpoint = no candidate in { $site } offers an endpoint: { $lacks }
# DISC-8.
picked-only = picked    { $server }, the only candidate
# DISC-8.
# $server, $of, $order
picked = picked    { $server }, one of { $of }, { $order }
# DISC-8.
order-random = by chance
# DISC-8.
order-round-robin = in turn
# DISC-8.
order-by-name = the first by name
# FE-3.
not-checked = whether { $server }'s service runs is not asked
# FALL-1.
encrypted-order = the client came encrypted: SSL, then TLS, then plaintext
# FALL-2.
plaintext-order = the client came in plaintext: plaintext, then SSL, then TLS
# FALL-5.
starttls-counts = STARTTLS (STLS) before the log-on counts as encrypted
# FALL-5.
starttls-does-not-count = STARTTLS (STLS) before the log-on does not count as encrypted
# FALL-4.
# $server, $security
not-offered = { $server } offers nothing over { $security }
# FALL-4.
not-offered-plaintext = { $server } offers nothing in plaintext
# FALL-4.
# $server, $security
same-type-first = { $server } offers several endpoints { $security }: the first is tried
# FALL-4.
# $server, $security
same-type-each = { $server } offers several endpoints { $security }: each is tried
# FALL-3.
next-type = next on the same target, { $security }
# FALL-3.
selected-once = { $security } is the type that is used, and no other
# FALL-6.
no-next-target = every type failed there, and no other target is tried
# FALL-6.
next-target = the next target is { $server }
# FALL-7.
refusal-is-final = a refused log-on is final
# FALL-7.
refusal-is-not-final = a refused log-on is a failure like any other
# LEG-1.
replays = name and password of { $user } are replayed
# LEG-2.
no-password = { $mechanism } left no password to replay
# DISC-4.
hands-over = the back end is handed { $user } as authenticated
# Section 7.
served-on-same = the mailbox is on { $by } itself
# Section 7.
# $by, $on
served = { $by } opens a mailbox on { $on }
# Section 7.
served-across-sites = AllowCrossSiteSessions is set: the mailbox in { $site } is reached by RPC
# SITE-2.
refused-across-sites = 2007 does not serve a mailbox in another site, and this one is in { $site }
# DET-5.
proxied-across-sites = the mailbox is in { $site }: proxied to a 2010 Client Access server there, over SSL
# Section 7.
proxies-2010-to-2007 = 2010 proxies for a mailbox on 2007
# Section 7.
does-not-proxy-2010-to-2007 = 2010 does not proxy for a mailbox on 2007
# DISC-10.
# $front, $mailbox
proxies-up = { $front } proxies to the back end of { $mailbox }, which is newer
# DISC-10.
# $front, $mailbox
does-not-proxy-up = { $front } does not proxy to the back end of { $mailbox }, which is newer
# DISC-11.
# $front, $mailbox
proxies-down = { $front } proxies to the back end of { $mailbox }, which is older
# FE-3, where `checks_back_end` is on.
back-end-runs = the front end looked: the back end on { $server } runs
# FE-3, where `checks_back_end` is on.
back-end-does-not-run = the front end looked: the back end on { $server } does not run
# Section 7.
# $version, $mailbox
not-supported = { $version } does not serve mailboxes on { $mailbox }
# DISC-4.
not-here = { $server } does not hold the active copy
# One connection.
one-connection = 1 connection logged on
# Several connections.
connections = { $count } connections logged on
# The mechanism, as it is typed.
mechanism-login = LOGIN (USER and PASS)
# Too many reasons to show all.
more-reasons = …  { $count } more reasons (--all shows them)
# AUTH-2.
# $user, $policy, $protocol
own-policy-at-front-end = the authentication policy { $policy } of { $user } blocks { $protocol } by whatever mechanism (looked at by the server to which the client came)
# AUTH-2.
# $user, $policy, $protocol
own-policy-at-target = the authentication policy { $policy } of { $user } blocks { $protocol } by whatever mechanism (looked at by the server that opens the mailbox)
# AUTH-2.
# $user, $policy, $protocol
policy-at-front-end = the default authentication policy { $policy } blocks { $protocol } for { $user } by whatever mechanism (looked at by the server to which the client came)
# AUTH-2.
# $user, $policy, $protocol
policy-at-target = the default authentication policy { $policy } blocks { $protocol } for { $user } by whatever mechanism (looked at by the server that opens the mailbox)
# AUTH-3.
policy-not-known = { $server } does not know authentication policies: nobody looks at the one that would block this
# Section 2.
# $setting, $user
mailbox-switch-waits = { $setting } of { $user } was changed since this service started, which goes by what was before until it restarts
# Section 2.
# $setting, $user
mailbox-switch-at-once = { $setting } of { $user } was changed since this service started, which goes by it at once
