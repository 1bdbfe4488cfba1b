# 21:40 Start IMAP4 on the new server
Get-Service -ComputerName EX13 -Name MSExchangeIMAP4 | Start-Service

# 21:50 Let the scanner in without encryption
Set-PopSettings -Server EX13 -LoginType PlainTextLogin
Get-Service -ComputerName EX13 -Name MSExchangePOP3 | Restart-Service -Force
