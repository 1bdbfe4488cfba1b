### What in a file does not fit the language?

no-some-or-none = `Some(…)` and `None` are not part of this language
belongs-here = { $wanted } belongs here
write-the-value-as-it-is = write the value as it is, or leave the field out
# $wanted, $found
expected-found = expected { $wanted }, found { $found }
this-is = this is { $found }
# $wanted, $name
expected-name-found = expected `{ $wanted }(…)`, found `{ $name }(…)`
not-a = not a { $wanted }
write-name-or-leave-out = write `{ $wanted }(…)`, or leave the name out
fields-with-names = fields with their names
written-twice = `{ $name }` is written twice
a-second-time = a second time
keep-one = keep one of the two
# $name, $owner
missing-in = `{ $name }` is missing in `{ $owner }`
needs = needs `{ $name }`
# $example, $meaning
add-with-meaning = add `{ $example }`: { $meaning }
add = add `{ $example }`
has-no-fields = `{ $owner }` has no fields
# $owner, $names
owner-has = `{ $owner }` has: { $names }
# $owner, $name
has-no-field = `{ $owner }` has no field `{ $name }`
write-without-marks = write `{ $word }` without quotation marks
# $name, $list
not-one-of-values = `{ $name }` is not one of the values of { $list }
write-without-brackets = write `{ $name }` without `(…)`
alone = `{ $name }` alone
list-needs-brackets = a list of one needs its brackets too: `[…]`
list-holds = a list holds { $count } items
at-most = at most { $most }
expected-two-values = expected two values, found { $count }
pair-holds-two = a pair holds two
put-in-marks = write it in quotation marks: "{ $line }"
put-in-marks-with-unit = write it with its unit, in quotation marks: { $example }
leave-out-marks = write it without quotation marks: { $example }
for-example = for example { $example }
this-is-not = this is not { $name }
expected = expected { $expected }
a-string = a string
a-number = a number
a-word = a word without quotation marks
a-value-in-brackets = a value in `(…)`
a-list = a list
a-map = a map in `{ "{" }…{ "}" }`
not-of-this-language = something that this language does not have
not-known-here = not known here
# $version, $build
version-and-build = write `{ $version }` and beside it `build: "{ $build }"`
# The help for a version before the first.
no-older-version = versions before Exchange 2007 are not modelled
# The help for a version after the last: $names
no-such-version = this version is not simulated; one of: { $names }
# The help for a role.
edge-has-no-mail-clients = an Edge Transport server handles mail flow only, no POP3 and no IMAP4 (VER-3): leave it out
# The help for a role.
hub-has-no-mail-clients = Hub Transport handles mail flow only, no POP3 and no IMAP4: leave it out
# The help for a role.
messaging-has-no-mail-clients = Unified Messaging handles neither POP3 nor IMAP4: leave it out
# The help for a field.
version-stands-in-the-build = the version stands in front of its build: `build: "SE RTM"`
# $meant
did-you-mean = did you mean `{ $meant }`?
write = write `{ $example }`
write-it-as = write it as `{ $example }`
a-list-in-brackets = a list `[…]`
a-pair = a pair `(…, …)`
one-of = one of: { $names }
# AUTH-1.
no-modern-authentication = modern authentication does not cover POP3 and IMAP4 on premises (AUTH-1): a client logs on by `Login`, `Plain`, `Ntlm` or `Gssapi`
# The help for a word that admins use.
a-cluster-is-two-servers = CCR and SCC are two servers with `roles: [Mailbox]` and one database `on` both: `Database(name: "DB07", on: ["NODE-A", "NODE-B"])`; `FailOver` activates it on the other
# The help for a word that admins use.
a-dag-is-where-the-copies-are = a DAG is the servers that hold a copy of a database: name them in `on` of the database, the home server first; `FailOver` activates another copy
# The help for a word that admins use.
a-cas-array-is-a-balancer = a CAS array is a load balancer in front of Client Access servers: `LoadBalancer(name: "mail.contoso.com", pool: ["EX10-A", "EX10-B"])`
# The help for a word that admins use.
nat-is-behind = NAT is written at the clients that are behind it: `behind: "203.0.113.7"`, or a name that several share; a load balancer that puts its own address in place has `source_nat: true`
form-of-json = as JSON: objects `{"{"}"name": "EX10"{"}"}`, lists and pairs `["HQ", "Branch"]`, words of the language as texts `"Imap4"`, with fields `{"{"}"Stay": {"{"}"wait": "5min"{"}"}{"}"}`; what is left out is not written (no null)
