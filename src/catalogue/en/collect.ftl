### What is said of the script of `coexist collect`? The script itself is English, because old shells read ASCII alone.

# What is needed to read a part: rights in Exchange.
rights-view-only = the role group View-Only Organization Management (in 2007: Exchange View-Only Administrators)
# What is needed to read the sites, by the documentation.
rights-organization = by the documentation Organization Management; the view-only group may do. If it is refused, write the sites by hand
# What is needed to read Windows services.
rights-administrator = local Administrators on each server (or WMI delegated), and a firewall that lets WMI through
# A part that is made only with a switch.
# $switch
with-switch = only with { $switch }
# A part that is made only without a switch.
# $switch
without-switch = not with { $switch }
# A part that has something to ask only of newer servers.
servers-from-2013 = servers of 2013 and later
# The heads of the table of parts.
file = File
cmdlet = Cmdlet
rights = What it takes
