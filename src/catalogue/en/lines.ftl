### What comes of lines that an admin types: faults, refusals, and what they lack.

# $line, $what
in-line = line { $line }: { $what }
# $line
script-does-not-run = line { $line } is no PowerShell, so that nothing of these lines runs
# $name
not-modelled = not modelled: { $name }
not-modelled-label = not modelled
not-modelled-help = take the line out, or skip what is not modelled with `coexist what-if --skip-unknown`
refused-label = refused: nothing changes by it
lacks-label = what it lacks is never guessed
change-says-nothing = the change says neither `action` nor `run`
change-says-both = the change says both `action` and `run`
change-says-help = say one of the two: `action: RestartService(…)`, or `run: "…"` with lines as they are typed
fault-quote = a quotation mark is not closed
# $bracket
fault-bracket = the bracket { $bracket } is not closed
# $bracket
fault-surplus = the bracket { $bracket } was never opened
fault-backtick = a blank stands behind the backtick, so that the line does not go on
fault-backtick-help = remove the blank behind the backtick
fault-pipe = nothing stands on one side of the pipe
fault-parameter = the line begins with a parameter
fault-parameter-help = end the line before it with a backtick, with nothing behind it
fault-value = a value is missing
fault-deep = the brackets nest too deep
fault-help = close it, or take it out
# $name
no-such-command = there is no command { $name }
# $name
meant = it is called { $name }
check-the-name = check how it is written
# $cmdlet, $server, $version
not-in-version = { $cmdlet } does not exist for { $server }, which is { $version }
not-in-version-help = leave it out for this server
# $cmdlet, $parameter
no-such-parameter = { $cmdlet } has no parameter { $parameter }
no-such-parameter-help = leave it out
# $cmdlet, $parameter, $server, $version
parameter-not-in-version = { $cmdlet } has no parameter { $parameter } for { $server }, which is { $version }
# $setting, $server
in-a-file = { $setting } is no parameter for { $server }: it stands in the configuration file of the service
# $key, $server
in-a-file-help = set the key { $key } in the configuration file of the service in the folder ClientAccess of { $server }, and restart the service
# $cmdlet
no-computer-name = { $cmdlet } has no parameter ComputerName
# $cmdlet
no-computer-name-help = hand the service over: `Get-Service -ComputerName SERVER -Name NAME | { $cmdlet }`
# $parameter, $names
ambiguous = -{ $parameter } could be { $names }
ambiguous-help = write the parameter out
# $parameter
twice = -{ $parameter } is written twice
# $parameter
no-value = -{ $parameter } has no value
write-a-value = write its value behind it
# $cmdlet, $parameter
missing = { $cmdlet } needs -{ $parameter }
# $parameter
missing-help = add -{ $parameter }
# $parameter, $value
bad-value = -{ $parameter } does not take { $value }
wanted-bool = it takes $true or $false
wanted-number = it takes a whole number
wanted-span = it takes hh:mm:ss; a day is 1.00:00:00
# $words
wanted-words = it takes one of { $words }
wanted-binding = it takes address:port, as in 0.0.0.0:143, [::]:143 or 10.0.0.5:143
wanted-endpoint = it takes host:port:SSL, host:port:TLS, or for clear text host:port: with both colons
wanted-text = it takes one text
wanted-list = it takes the whole list; Add and Remove exist for lists, on Exchange 2010 and later
# $value
surplus = nothing takes { $value }
surplus-help = write the parameter's name before it
# $parameter, $value, $from, $to
out-of-range = -{ $parameter } cannot be { $value }: the cmdlet takes { $from } to { $to }
out-of-range-help = stay within the range
# $setting, $server
read-only = { $setting } is read-only on { $server }: it belongs to the other role
# $role
read-only-help = set it on a server with the role { $role }
# $name
no-such-server = there is no server { $name }
# $server, $service
no-such-service = { $server } has no service { $service }
# $name
no-such-mailbox = there is no mailbox { $name }
# $name
no-such-database = there is no database or copy { $name }
# $server, $thumbprint
no-such-certificate = { $server } has no certificate { $thumbprint }
no-such-certificate-help = thumbprints are written in the scenario as `thumbprint` of a certificate; its `name` serves as well
# $path
no-such-file = no certificate is known to be in the file "{ $path }"
# $path
no-such-file-help = say what is in it: `files: [CertificateFile(path: "{ $path }", certificate: Certificate(…))]`
# $path
not-unc = with -Server the file must be given by a UNC path, and "{ $path }" is none
not-unc-help = write \\server\share\file, or hand over the bytes with -FileData
# $certificate, $server
wildcard = { $certificate } has a star in its name, and cannot be enabled for POP3 or IMAP4 on { $server }
wildcard-help = name the service with X509CertificateName instead, as in `Set-ImapSettings -X509CertificateName mail.contoso.com`
set-content = in PowerShell `sc` is Set-Content
set-content-help = the program is called sc.exe
asks-host = it does not say on which server it is typed
asks-host-help = say so: `on: "EX10"` beside `run`, or `--on EX10`
# $name
asks-variable = it does not say what ${ $name } holds
# $name
asks-variable-help = say so: `answers: [("{ $name }", "…")]` beside `run`, or `--answer { $name }=…`
# $mailbox
asks-move = it does not say when the move of { $mailbox } ends
asks-move-help = say how long it takes: `answers: [("move", "2h")]` beside `run`, or `--answer move=2h`
# $database
asks-copy = it does not say which copy of { $database } becomes the active one
asks-copy-help = add -ActivateOnServer, or say it: `answers: [("copy", "EX13-B")]` beside `run`, or `--answer copy=EX13-B`
# No such policy.
no-such-policy = there is no authentication policy { $name }
# There is one.
policy-exists = there is an authentication policy { $name } already
# What to do.
policy-exists-help = Set-AuthenticationPolicy changes it
# CERT-1.
# $certificate, $server, $version
ecc-key = { $version } on { $server } cannot use the key of { $certificate }
# What to do.
ecc-key-help = it is ECC, which serves POP and IMAP from 2019 CU15 on; the certificate that was enabled before stays; enable one with an RSA key before that one expires
