### How is each outcome called? In English as the scenario language names it; elsewhere with that name in brackets.

LoggedOn = LoggedOn
LogonFailed = LogonFailed
LogonNotSent = LogonNotSent
ServiceUnavailable = ServiceUnavailable
LogonDisabled = LogonDisabled
NotConnected = NotConnected
NameNotResolved = NameNotResolved
ConnectionRefused = ConnectionRefused
NoAnswer = NoAnswer
NoGreeting = NoGreeting
TlsFailed = TlsFailed
ClosedByServer = ClosedByServer
ClientGaveUp = ClientGaveUp
ConnectionLost = ConnectionLost
