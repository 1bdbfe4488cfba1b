### What is said around the product's own logs? The logs themselves are in the product's English.

# Before the protocol log of a service.
# $server, $service
log-of = { $server }, { $service }
# Below it. $file
log-file = file { $file } (LogFileRollOverSettings; the form of its name is assumed)
# The log of 2007.
in-substance = the columns are those of the documentation; what stands in them is given in substance
# Below it, where the columns are not documented for the version.
columns-assumed = assumed: { $version } writes the columns of Exchange 2013 (coexist help log)
# Below it, where it is not known what the version writes as its own.
# $version, $number
version-assumed = assumed: { $version } calls itself { $number } (coexist help log)
# Below it, where it is not known what it signs off with.
# $signature
signature-assumed = assumed: it signs off as "{ $signature }" (coexist help log)
# A service to which somebody came keeps no log.
# $server, $protocol, $noun
no-log = { $server } keeps no { $protocol } log: ProtocolLogEnabled is false. Set-{ $noun }Settings -Server { $server } -ProtocolLogEnabled $true, then restart the services.
# The same of a 2007 server, where the setting stands in a file.
# $server, $protocol
no-log-2007 = { $server } keeps no { $protocol } log: ProtocolLogEnabled is false. On 2007 it stands in the configuration file of the service (in a scenario: in the settings). Restart the service after it is changed.
# No connection reached any service that was asked for.
nobody-came = no log: no connection reached a POP3 or IMAP4 service
# The same for single servers.
nobody-came-to = no log: no connection reached a POP3 or IMAP4 service on { $servers }
# Nothing was written to any event log.
no-events = no events. A failed proxy leg writes none, nor does an inactive component: look at the protocol log (--log).
# Event 1008.
# $user, $server, $site
event-1008 = in substance: user { $user } was refused by Client Access server { $server }: the mailbox is in another site, { $site }.
# Event 9646.
# $user, $limit
event-9646 = in substance: { $user } has exceeded the maximum of { $limit } objects of type session in the store.
# Event 1009.
# $user, $server, $limit
event-1009 = in substance: user { $user } has exceeded the maximum number of connections per user ({ $limit }). Client Access server: { $server }.
# A service without a certificate: neither number nor words are known.
# $name
event-no-certificate = in substance: the service has no usable certificate for X509CertificateName { $name }, and offers neither SSL nor STARTTLS
