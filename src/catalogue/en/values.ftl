### What is expected of a single value?

span-of-time = a number with a unit, for example "250ms", "5s", "10min" or "1h30min", or a time on the clock, "22:00"
descending-units = units from the longest to the shortest, each once, for example "1h30min"
longest-span = at most 366 days
date = a date from 1990 to 2100, for example "2014-01-15" or "2014-01-15 09:30" (UTC)
day-of-month = a day that its month has, for example "2014-01-15"
a-span-of-time = a span of time
a-date = a date
binding = a port, for every address, or "address:port", for example 993, "0.0.0.0:993", "[::]:993" or "10.0.0.5:993"
a-binding = a binding
a-connection-setting = a connection setting
a-share = a share
an-ipv4-address = an IPv4 address
a-build-name = a build by its name
a-finding-code = the code of a finding
whole-number-up-to-65535 = a whole number up to 65,535
a-whole-number = a whole number
build-name = a build as it is called, for example "CU23", "SP3 RU11" or "RTM"; in front of it the version may stand: "SE RTM"
connection-setting = HostName:Port:SSL, HostName:Port:TLS or HostName:Port, for example "ex10.contoso.com:993:SSL"
connection-setting-port = { $wanted }; the port is a number from 1 to 65535
connection-setting-security = { $wanted }; the third part is SSL, TLS or nothing
host = a DNS name or an IPv4 address, for example "mail.contoso.com"
share = a share from "0%" to "100%" with at most four decimals, for example "0.5%"
finding-code = the code of a finding: F and three digits, for example "F001"
host-address = an IPv4 address of a host, for example "10.0.0.5"
any-text = a string
true-or-false = true or false
# $least, $most
whole-number = a whole number from { $least } to { $most }
