//! Does a line do what the cmdlet does, and are the printed commands of a repair what was run?
//!
//! Lines are given to a scenario as an admin types or pastes them; what must come of each is written by hand, as an
//! action or as the beginning of what is told. And the law: the commands of every repair of every scenario, printed,
//! read, carried out and run, have the digest of what the repair claims.

use coexist::diag::Severity;
use coexist::explain::failures;
use coexist::explain::proof::Missed;
use coexist::gallery;
use coexist::render;
use coexist::render::explain::Case;
use coexist::render::text;
use coexist::resolve::load;
use coexist::sim;
use coexist::trace::RecordKind;
use coexist::trial::{Ground, printed, study};
use coexist::verdict::judge;
use coexist::world::World;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::worlds;

/// Three versions, split roles, certificates, a database with two copies.
const ORGANISATION: &str = r#"
    until: "1h",
    sites: [Site(name: "HQ"), Site(name: "Branch")],
    links: [Link(between: ("HQ", "Branch"))],
    servers: [
        Server(name: "EX07", version: Exchange2007, site: "HQ", running: [Imap4, Pop3]),
        Server(name: "EX10", version: Exchange2010, site: "HQ", running: [Imap4], certificates: [
            Certificate(name: "old", subject_names: ["ex10.contoso.com"]),
            Certificate(name: "public", subject_names: ["mail.contoso.com"], services: [], thumbprint: "5F3A9C01"),
            Certificate(name: "star", subject_names: ["*.contoso.com"], services: []),
        ]),
        Server(name: "EX10B", version: Exchange2010, site: "Branch"),
        Server(name: "CAS13", version: Exchange2013, site: "HQ", roles: [ClientAccess], running: [Imap4, Pop3]),
        Server(name: "MBX13", version: Exchange2013, site: "HQ", roles: [Mailbox], running: [Imap4BE, Pop3BE]),
        Server(name: "MBX13B", version: Exchange2013, site: "Branch", roles: [Mailbox]),
    ],
    databases: [Database(name: "DB10", on: ["EX10", "EX10B"]), Database(name: "DB13", on: ["MBX13", "MBX13B"])],
    mailboxes: [
        Mailbox(name: "anna", database: "DB10"),
        Mailbox(name: "bob", database: "DB13"),
        Mailbox(name: "team", database: "DB13"),
    ],
    files: [CertificateFile(path: "\\\\dc\\c$\\new.pfx", certificate: Certificate(name: "new", subject_names: ["mail.contoso.com"]))],
"#;

/// What changes a scenario with these lines brings about, or what is told of them.
fn come_of(lines: &str, on: Option<&str>, answers: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
    come_of_in(ORGANISATION, lines, on, answers)
}

/// The same in another organisation.
fn come_of_in(
    organisation: &str,
    lines: &str,
    on: Option<&str>,
    answers: &[(&str, &str)],
) -> (Vec<String>, Vec<String>) {
    let on = on.map_or(String::new(), |it| format!(", on: {it:?}"));
    let answers: Vec<_> = answers.iter().map(|(name, value)| format!("({name:?}, {value:?})")).collect();
    let text = format!(
        "Scenario(schema: 1,{organisation} changes: [Change(at: \"1min\", run: {lines:?}{on}, answers: [{}])])",
        answers.join(", ")
    );
    match load(&text, "lines") {
        Ok(loaded) => {
            let told = loaded.warnings.iter().map(|it| it.message.of(coexist::lang::Lang::En).to_owned()).collect();
            (printed::changes(&text), told)
        }
        Err(problems) => {
            let told = problems.iter().filter(|it| it.severity == Severity::Error);
            (Vec::new(), told.map(|it| it.message.of(coexist::lang::Lang::En).to_owned()).collect())
        }
    }
}

/// Lines, and the actions that they are, as a scenario writes them.
const DONE: &[(&str, &[&str])] = &[
    // As people type and paste them.
    (
        "Set-ImapSettings -Server EX10 -LoginType PlainTextLogin",
        &[r#"SetImapSettings(server: "EX10", settings: (LoginType: PlainTextLogin))"#],
    ),
    (
        "[PS] C:\\Windows\\system32>set-imapsettings \u{2013}server ex10.contoso.com \u{2013}logintype 3",
        &[r#"SetImapSettings(server: "EX10", settings: (LoginType: SecureLogin))"#],
    ),
    (
        "Set-PopSettings -Server:EX10 -EnforceCert: $true -X509 \u{201C}mail.contoso.com\u{201D} -Confirm:$false",
        &[
            r#"SetPopSettings(server: "EX10", settings: (X509CertificateName: "mail.contoso.com", EnforceCertificateErrors: true))"#,
        ],
    ),
    (
        "# night\nGet-ImapSettings -Server EX10 | fl\n\nTest-ImapConnectivity -ClientAccessServer EX10\n<# not\nnow #>\n",
        &[],
    ),
    (
        "Set-ImapSettings -Server EX10 `\n    -MaxConnections 100 `\n    -Banner 'it''s me'",
        &[r#"SetImapSettings(server: "EX10", settings: (MaxConnections: 100, Banner: "it's me"))"#],
    ),
    // Lists: replaced, added to, as the cmdlet prints them.
    (
        "Set-ImapSettings -Server EX10 -InternalConnectionSettings 'ex10.contoso.com:993:SSL','ex10.contoso.com:143:'",
        &[
            r#"SetImapSettings(server: "EX10", settings: (InternalConnectionSettings: ["ex10.contoso.com:993:SSL", "ex10.contoso.com:143"]))"#,
        ],
    ),
    (
        "Set-ImapSettings -Server EX10 -InternalConnectionSettings {ex10.contoso.com:993:SSL, ex10.contoso.com:143:TLS}",
        &[
            r#"SetImapSettings(server: "EX10", settings: (InternalConnectionSettings: ["ex10.contoso.com:993:SSL", "ex10.contoso.com:143:TLS"]))"#,
        ],
    ),
    (
        "Set-ImapSettings -Server EX10 -InternalConnectionSettings @{Remove='ex10.contoso.com:143:TLS'; Add=\"ex10.contoso.com:9993:SSL\"}",
        &[
            r#"SetImapSettings(server: "EX10", settings: (InternalConnectionSettings: ["ex10.contoso.com:993:SSL", "ex10.contoso.com:9993:SSL"]))"#,
        ],
    ),
    (
        "Set-PopSettings -Server EX10 -InternalConnectionSettings $null",
        &[r#"SetPopSettings(server: "EX10", settings: (InternalConnectionSettings: []))"#],
    ),
    // Bindings: one family of a port, one address, and both families as one.
    (
        "Set-ImapSettings -Server EX10 -SSLBindings '0.0.0.0:993'",
        &[r#"SetImapSettings(server: "EX10", settings: (SSLBindings: ["0.0.0.0:993"]))"#],
    ),
    (
        "Set-ImapSettings -Server EX10 -SSLBindings '10.0.0.5:993','0.0.0.0:9993','127.0.0.1:993','[::]:9993'",
        &[r#"SetImapSettings(server: "EX10", settings: (SSLBindings: ["10.0.0.5:993", 9993, "127.0.0.1:993"]))"#],
    ),
    (
        "Set-ImapSettings -Server EX10 -SSLBindings @{Remove='[::]:993'; Add='10.0.0.5:9993'}",
        &[r#"SetImapSettings(server: "EX10", settings: (SSLBindings: ["0.0.0.0:993", "10.0.0.5:9993"]))"#],
    ),
    // A second line finds what the first one has left.
    (
        "Set-ImapSettings -Server EX10 -InternalConnectionSettings $null\nSet-ImapSettings -Server EX10 -InternalConnectionSettings @{Add='a.contoso.com:993:SSL'}",
        &[
            r#"SetImapSettings(server: "EX10", settings: (InternalConnectionSettings: []))"#,
            r#"SetImapSettings(server: "EX10", settings: (InternalConnectionSettings: ["a.contoso.com:993:SSL"]))"#,
        ],
    ),
    (
        "Set-ImapSettings -Server CAS13 -AuthenticatedConnectionTimeout 1.00:00:00; Set-ImapSettings -Server EX10 -PreAuthenticatedConnectionTimeout 00:02:00",
        &[
            r#"SetImapSettings(server: "CAS13", settings: (AuthenticatedConnectionTimeout: "1d"))"#,
            r#"SetImapSettings(server: "EX10", settings: (PreAuthenticatedConnectionTimeout: "2min"))"#,
        ],
    ),
    // Services: through the pipe, with stars.
    (
        "Get-Service -ComputerName CAS13 -Name MSExchangeIMAP4 | Restart-Service -Force",
        &[r#"RestartService(server: "CAS13", service: Imap4)"#],
    ),
    (
        "'CAS13','MBX13' | % { Get-Service -ComputerName $_ -Name MSExchangeIMAP4* | Stop-Service }",
        &[r#"StopService(server: "CAS13", service: Imap4)"#, r#"StopService(server: "MBX13", service: Imap4BE)"#],
    ),
    (
        "foreach ($s in Get-ClientAccessServer EX1*) { Get-Service MSExchangePOP3 -ComputerName $s.Name | Start-Service }",
        &[r#"StartService(server: "EX10", service: Pop3)"#, r#"StartService(server: "EX10B", service: Pop3)"#],
    ),
    (
        "Invoke-Command -ComputerName EX10, EX07 -ScriptBlock { Start-Service MSExchangePOP3 }",
        &[r#"StartService(server: "EX10", service: Pop3)"#, r#"StartService(server: "EX07", service: Pop3)"#],
    ),
    ("Get-Mailbox -Filter {Name -like 'a*'} | fl\nGet-ExchangeServer -Nonsense 1", &[]),
    // Pipelines into the settings cmdlets.
    (
        "Get-ImapSettings -Server EX10 | Set-ImapSettings -LoginType 1",
        &[r#"SetImapSettings(server: "EX10", settings: (LoginType: PlainTextLogin))"#],
    ),
    (
        "Get-ExchangeServer | Where-Object { $_.AdminDisplayVersion -like 'Version 14*' -and $_.Site -ne 'Branch' } | Set-ImapSettings -EnforceCertificateErrors $true",
        &[r#"SetImapSettings(server: "EX10", settings: (EnforceCertificateErrors: true))"#],
    ),
    (
        "Get-ClientAccessServer | ForEach-Object { Set-ImapSettings -Server $_.Name -MaxConnectionsPerUser 32 }",
        &[
            r#"SetImapSettings(server: "EX07", settings: (MaxConnectionsPerUser: 32))"#,
            r#"SetImapSettings(server: "EX10", settings: (MaxConnectionsPerUser: 32))"#,
            r#"SetImapSettings(server: "EX10B", settings: (MaxConnectionsPerUser: 32))"#,
            r#"SetImapSettings(server: "CAS13", settings: (MaxConnectionsPerUser: 32))"#,
        ],
    ),
    // It only says what it would do.
    ("Set-ImapSettings -Server EX10 -LoginType PlainTextLogin -WhatIf", &[]),
    // Certificates: by the thumbprint, by a variable, through the pipe.
    (
        "Enable-ExchangeCertificate -Server EX10 -Thumbprint 5F3A9C01 -Services 'IMAP, POP, SMTP'",
        &[r#"EnableCertificate(server: "EX10", certificate: "public", services: [Imap, Pop])"#],
    ),
    (
        "$t = '5f3a 9c01'\nEnable-ExchangeCertificate -Server EX10 -Thumbprint $t -Services IMAP",
        &[r#"EnableCertificate(server: "EX10", certificate: "public", services: [Imap])"#],
    ),
    (
        "Get-ExchangeCertificate -Server EX10 -DomainName mail.contoso.com | Enable-ExchangeCertificate -Server EX10 -Services IIS",
        &[r#"EnableCertificate(server: "EX10", certificate: "public", services: [Iis])"#],
    ),
    (
        "Import-ExchangeCertificate -Server CAS13 -FileName '\\\\dc\\c$\\new.pfx' -Password (Get-Credential).Password",
        &[
            r#"ImportCertificate(server: "CAS13", certificate: Certificate(name: "new", subject_names: ["mail.contoso.com"], services: []))"#,
        ],
    ),
    // What `-PassThru` hands on goes on; what a method does to a service.
    (
        "Get-Service -ComputerName EX10 -Name MSExchangePOP3 | Set-Service -StartupType Automatic -PassThru | Start-Service",
        &[
            r#"SetStartType(server: "EX10", service: Pop3, start_type: Automatic)"#,
            r#"StartService(server: "EX10", service: Pop3)"#,
        ],
    ),
    (
        "Get-Service -ComputerName EX10 -Name MSExchangePOP3 | Set-Service -StartupType Automatic | Start-Service",
        &[r#"SetStartType(server: "EX10", service: Pop3, start_type: Automatic)"#],
    ),
    (
        "$s = Get-Service -ComputerName EX10 -Name MSExchangePOP3\n$s.Start()\n$s.WaitForStatus('Running')",
        &[r#"StartService(server: "EX10", service: Pop3)"#],
    ),
    ("(Get-Service MSExchangeIMAP4 -ComputerName EX10).Stop()", &[r#"StopService(server: "EX10", service: Imap4)"#]),
    // Programs of Windows.
    (
        "sc.exe \\\\EX10 config MSExchangePOP3 start= auto; sc.exe \\\\EX10 start MSExchangePOP3; sc.exe \\\\EX10 query",
        &[
            r#"SetStartType(server: "EX10", service: Pop3, start_type: Automatic)"#,
            r#"StartService(server: "EX10", service: Pop3)"#,
        ],
    ),
    (
        "Invoke-Command EX10 { net stop MSExchangeIMAP4 /y; net.exe start msexchangeimap4; net start }",
        &[r#"StopService(server: "EX10", service: Imap4)"#, r#"StartService(server: "EX10", service: Imap4)"#],
    ),
    ("iisreset EX10 /noforce", &[r#"RestartService(server: "EX10", service: W3SVC)"#]),
    ("shutdown -r -f -m \\\\EX10 -t 0 -c 'to wait for it'", &[r#"RestartServer(server: "EX10")"#]),
    ("shutdown /s /m \\\\EX10 /t 60", &[r#"ShutDownServer(server: "EX10")"#]),
    (
        "Invoke-Command EX10 { Set-ImapSettings -Server $env:COMPUTERNAME -LoginType PlainTextLogin }",
        &[r#"SetImapSettings(server: "EX10", settings: (LoginType: PlainTextLogin))"#],
    ),
    // Components, mailboxes, databases, DNS.
    (
        "Set-ServerComponentState CAS13.contoso.com -Component imapproxy -Requester Maintenance -State Inactive\nSet-ServerComponentState CAS13 -Component HubTransport -State Draining -Requester Maintenance",
        &[r#"SetServerComponentState(server: "CAS13", component: ImapProxy, requester: Maintenance, state: Inactive)"#],
    ),
    (
        "Get-Mailbox -Database DB10 -ResultSize Unlimited | Set-CASMailbox -ImapEnabled $false -OWAEnabled $true",
        &[r#"SetCASMailbox(mailbox: "anna", ImapEnabled: false)"#],
    ),
    (
        "Add-MailboxPermission team -User bob -AccessRights FullAccess, ReadPermission\nAdd-MailboxPermission team -User anna -AccessRights ReadPermission",
        &[r#"AddMailboxPermission(mailbox: "team", user: "bob")"#],
    ),
    (
        "Move-ActiveMailboxDatabase DB13 -ActivateOnServer MBX13B -SkipClientExperienceChecks",
        &[r#"FailOver(database: "DB13", to: "MBX13B")"#],
    ),
    (
        "Set-ClientAccessServer EX10 -IsOutOfService $true",
        &[r#"SetClientAccessServer(server: "EX10", IsOutOfService: true)"#],
    ),
    (
        "Add-DnsServerResourceRecordA -ComputerName DC1 -ZoneName contoso.com -Name imap -IPv4Address 10.0.0.7",
        &[r#"AddDnsRecord(name: "imap.contoso.com", points_to: ["10.0.0.7"])"#],
    ),
];

#[test]
fn a_line_is_the_action_that_the_cmdlet_does() {
    for (lines, wanted) in DONE {
        let (actions, told) = come_of(lines, None, &[]);
        let told: Vec<_> = told.into_iter().filter(|it| !it.contains("changes nothing")).collect();
        assert_eq!(told, Vec::<String>::new(), "{lines}");
        assert_eq!(actions, *wanted, "{lines}");
    }
}

/// Lines, and how what is told of them begins.
const TOLD: &[(&str, &str)] = &[
    (
        "Set-ImapSettings -Server EX07 -EnforceCertificateErrors $true",
        "line 1: Set-ImapSettings has no parameter EnforceCertificateErrors for EX07",
    ),
    (
        "\n\nSet-ImapSettings -Server EX07 -ProtocolLogEnabled $true",
        "line 3: ProtocolLogEnabled is no parameter for EX07: it stands in the configuration file",
    ),
    (
        "Set-ImapSettings -Server EX07 -AllowCrossSiteSessions $true",
        "line 1: AllowCrossSiteSessions is no parameter for EX07",
    ),
    (
        "Set-ImapSettings -Server EX10 -AllowCrossSiteSessions $true",
        "line 1: Set-ImapSettings has no parameter AllowCrossSiteSessions",
    ),
    ("Set-ImapSettings -Server EX07 -SSLBindings @{Add='0.0.0.0:9993'}", "line 1: -SSLBindings does not take"),
    (
        "Set-ImapSettings -Server EX10 -MaxCommandSize 40960",
        "line 1: -MaxCommandSize cannot be 40960: the cmdlet takes 1024 to 16384",
    ),
    (
        "Set-PopSettings -Server EX10 -MaxCommandSize 2048",
        "line 1: -MaxCommandSize cannot be 2048: the cmdlet takes 40 to 1024",
    ),
    (
        "Set-ImapSettings -Server EX07 -MaxConnectionFromSingleIP 2000",
        "line 1: -MaxConnectionFromSingleIP cannot be 2000: the cmdlet takes 1 to 1000",
    ),
    ("Set-ImapSettings -Server MBX13 -MaxConnections 5", "line 1: MaxConnections is read-only on MBX13"),
    ("Set-ImapSettings -Server CAS13 -ProxyTargetPort 5", "line 1: ProxyTargetPort is read-only on CAS13"),
    ("Set-ImapSettings EX10 -LoginType SecureLogin", "line 1: nothing takes EX10"),
    (
        "Set-ImapSettings -Server EX10 -Max 5",
        "line 1: -Max could be MaxConnections, MaxConnectionFromSingleIP, MaxConnectionsPerUser, MaxCommandSize",
    ),
    ("Set-ImapSettings -Server EX10 -LoginTpye SecureLogin", "line 1: Set-ImapSettings has no parameter LoginTpye"),
    (
        "Set-ImapSettings -Server EX10 -EnforceCertificateErrors true",
        "line 1: -EnforceCertificateErrors does not take true",
    ),
    ("Set-ImapSettings -Server EX10 -LoginType", "line 1: -LoginType has no value"),
    (
        "Restart-Service -ComputerName EX10 -Name MSExchangeIMAP4",
        "line 1: Restart-Service has no parameter ComputerName",
    ),
    ("Restart-Service MSExchangeIMAP4", "line 1: it does not say on which server it is typed"),
    (
        "Get-Service -ComputerName EX10 -Name MSExchangeIMAP4BE | Start-Service",
        "line 1: EX10 has no service MSExchangeIMAP4BE",
    ),
    ("Get-Service -ComputerName EX10 -Name MSExchangeIS | Restart-Service", "line 1: not modelled: MSExchangeIS"),
    ("sc config MSExchangeIMAP4 start= auto", "line 1: in PowerShell `sc` is Set-Content"),
    (
        "Set-ServerComponentState EX10 -Component ImapProxy -Requester HealthAPI -State Active",
        "line 1: Set-ServerComponentState does not exist for EX10",
    ),
    (
        "Set-ClientAccessServer CAS13 -IsOutOfService $true",
        "line 1: Set-ClientAccessServer has no parameter IsOutOfService for CAS13",
    ),
    (
        "Enable-ExchangeCertificate -Server EX07 -Thumbprint self-signed -Services IMAP",
        "line 1: Enable-ExchangeCertificate has no parameter Server for EX07",
    ),
    (
        "Enable-ExchangeCertificate -Server EX10 -Thumbprint star -Services IMAP",
        "line 1: star has a star in its name, and cannot be enabled",
    ),
    ("Enable-ExchangeCertificate -Server EX10 -Thumbprint '' -Services IMAP", "line 1: EX10 has no certificate"),
    (
        "$t = ''\nEnable-ExchangeCertificate -Server EX10 -Thumbprint $t -Services IMAP",
        "line 2: it does not say what $t holds",
    ),
    (
        "Import-ExchangeCertificate -Server CAS13 -FileName C:\\new.pfx",
        "line 1: with -Server the file must be given by a UNC path",
    ),
    ("New-MoveRequest anna -TargetDatabase DB13", "line 1: it does not say when the move of anna ends"),
    ("Move-ActiveMailboxDatabase DB13", "line 1: it does not say which copy of DB13"),
    ("Set-CASMailbox ana -ImapEnabled $true", "line 1: there is no mailbox ana"),
    (
        "Get-Mailbox -Filter {Name -like 'a*'} | Set-CASMailbox -ImapEnabled $false",
        "line 1: not modelled: Get-Mailbox -Filter",
    ),
    ("Get-Mailbox -Server EX10 | Set-CASMailbox -ImapEnabled $false", "line 1: not modelled: Get-Mailbox -Server"),
    ("Set-CASMailbox anna -ShowGalAsDefaultView $true", "line 1: not modelled: Set-CASMailbox -ShowGalAsDefaultView"),
    (
        "Get-ExchangeCertificate -Server EX10 -Thumbprint public | Enable-ExchangeCertificate -Services IMAP",
        "line 1: it does not say on which server it is typed",
    ),
    (
        "Get-ExchangeCertificate -Server EX10 -Thumbprint public | Enable-ExchangeCertificate -Server @() -Services IMAP",
        "line 1: -Server has no value",
    ),
    ("Get-ExchangeServer EX10 | Get-Service | Stop-Service", "line 1: not modelled: Get-Service"),
    (
        "Get-ExchangeServer | ?{ $_.Name -match 'EX1*' } | Set-ImapSettings -Banner b",
        "line 1: not modelled: -match 'EX1*'",
    ),
    (
        "$a = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'\nforeach ($i in 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16) { $a = \"$a$a\" }\nWrite-Host $a",
        "line 2: not modelled: \"…\" >",
    ),
    (
        "Set-ServerComponentState CAS13 -Component ImapProxy -Requester HealthAPI -State Active -LocalOnly",
        "line 1: not modelled: Set-ServerComponentState -LocalOnly",
    ),
    ("net start MSExchangeIMAP4", "line 1: it does not say on which server it is typed"),
    ("sc.exe \\\\EX10 start MSExchangeIMAP4BE", "line 1: EX10 has no service MSExchangeIMAP4BE"),
    ("sc.exe \\\\EX10 stop MSExchange*", "line 1: EX10 has no service MSExchange*"),
    ("sc.exe \\\\EX99 stop MSExchangeIMAP4", "line 1: there is no server EX99"),
    ("sc.exe \\\\EX10 config MSExchangeIMAP4 start= on", "line 1: -start= does not take on"),
    ("sc.exe \\\\EX10 delete MSExchangeIMAP4", "line 1: not modelled: sc.exe delete MSExchangeIMAP4"),
    ("net use x: \\\\fs\\share", "line 1: not modelled: net use"),
    ("shutdown /h", "line 1: not modelled: shutdown /h"),
    ("(Get-ExchangeServer EX10).Delete()", "line 1: not modelled: (Get-ExchangeServer).Delete()"),
    ("[System.IO.File]::Delete('x')", "line 1: not modelled: [System.IO.File]::Delete"),
    ("Set-ImapSettings @parameters", "line 1: not modelled: @parameters"),
    ("Set-OwaVirtualDirectory -Identity 'EX10\\owa'", "line 1: not modelled: Set-OwaVirtualDirectory"),
    ("if ($true) { Stop-Service x }", "line 1: not modelled: if"),
    ("Get-Service -ComputerName EX10 | ?{$_.Status -eq 'Stopped'} | Start-Service", "line 1: not modelled: $_.Status"),
    ("Set-ImapSettings -Server EX10 -Banner \"x", "line 1 is no PowerShell"),
    ("Get-ImapSettings\nSet-ImapSettings -Server EX10 ` \n -Banner x", "line 2 is no PowerShell"),
    ("Set-ImapSettings -Server EX10\n-Banner x", "line 2 is no PowerShell"),
];

#[test]
fn a_line_that_does_nothing_says_why() {
    for (lines, wanted) in TOLD {
        let (actions, told) = come_of(lines, None, &[]);
        assert_eq!(actions, Vec::<String>::new(), "{lines}");
        assert!(told.len() == 1 && told[0].starts_with(wanted), "{lines}\n{told:#?}");
    }
}

/// Two versions with one role, whichever way it is written; a 2013 server beside them.
const NEWER: &str = r#"
    servers: [
        Server(name: "EX13", version: Exchange2013, running: [Imap4, Imap4BE]),
        Server(name: "EX16", version: Exchange2016, roles: [Mailbox], running: [Imap4, Imap4BE]),
        Server(name: "EX19", version: Exchange2019, build: Build(update: 14), running: [Imap4, Imap4BE]),
    ],
    databases: [Database(name: "DB", on: ["EX19"])],
    mailboxes: [Mailbox(name: "anna", database: "DB")],
    files: [CertificateFile(path: "\\\\dc\\c$\\new.pfx", certificate: Certificate(name: "new", subject_names: ["mail.contoso.com"]))],
"#;

/// VER-2, ROLE-1 and section 9: where there is one role every setting is the server's, and its cmdlets are newer ones.
#[test]
fn lines_at_servers_of_one_role() {
    let imported = |server: &str| {
        format!(
            "ImportCertificate(server: {server:?}, certificate: Certificate(name: \"new\", subject_names: \
             [\"mail.contoso.com\"], services: []))"
        )
    };
    let path = "'\\\\dc\\c$\\new.pfx'";
    let by_name = |server: &str| format!("Import-ExchangeCertificate -Server {server} -FileName {path}");
    let by_bytes = |server: &str| {
        format!("Import-ExchangeCertificate -Server {server} -FileData ([System.IO.File]::ReadAllBytes({path}))")
    };
    let set = |server: &str, it: &str| format!("SetImapSettings(server: {server:?}, settings: ({it}))");
    for (lines, wanted) in [
        (
            "Set-ImapSettings -Server EX16 -MaxConnectionsPerUser 32".to_owned(),
            vec![set("EX16", "MaxConnectionsPerUser: 32")],
        ),
        ("Set-ImapSettings -Server EX16 -ProxyTargetPort 9993".to_owned(), vec![set("EX16", "ProxyTargetPort: 9993")]),
        (
            "Get-ClientAccessService EX16 | Set-ImapSettings -MaxConnections 100".to_owned(),
            vec![set("EX16", "MaxConnections: 100")],
        ),
        (
            "Get-ExchangeServer | ? {$_.ServerRole -eq 'Mailbox'} | % { Set-ImapSettings -Server $_.Name -Banner x }"
                .to_owned(),
            vec![set("EX16", "Banner: \"x\""), set("EX19", "Banner: \"x\"")],
        ),
        (by_bytes("EX16"), vec![imported("EX16")]),
        (by_bytes("EX19"), vec![imported("EX19")]),
        (by_name("EX13"), vec![imported("EX13")]),
    ] {
        assert_eq!(come_of_in(NEWER, &lines, None, &[]), (wanted, vec![]), "{lines}");
    }
    for (lines, on, wanted) in [
        (by_name("EX16"), None, "line 1: Import-ExchangeCertificate has no parameter FileName for EX16"),
        (by_name("EX19"), None, "line 1: Import-ExchangeCertificate has no parameter FileName for EX19"),
        (
            "Set-ClientAccessServer EX19 -IsOutOfService $true".to_owned(),
            None,
            "line 1: Set-ClientAccessServer has no parameter IsOutOfService for EX19",
        ),
        (
            "Set-ClientAccessService EX19 -IsOutOfService $true".to_owned(),
            None,
            "line 1: not modelled: Set-ClientAccessService -IsOutOfService",
        ),
        ("Get-ClientAccessService".to_owned(), Some("EX13"), "line 1: Get-ClientAccessService does not exist for EX13"),
    ] {
        let (actions, told) = come_of_in(NEWER, &lines, on, &[]);
        assert_eq!(actions, Vec::<String>::new(), "{lines}");
        assert!(told.len() == 1 && told[0].starts_with(wanted), "{lines}\n{told:#?}");
    }
}

/// What a script lacks can be said beside it; what is refused leaves the next line alone.
#[test]
fn what_a_line_lacks_is_said_beside_it() {
    let (actions, told) = come_of("Restart-Service MSExchangeIMAP4", Some("EX10"), &[]);
    assert_eq!((actions.len(), told.len()), (1, 0));
    let lines = "$t = ''\nEnable-ExchangeCertificate -Server EX10 -Thumbprint $t -Services IMAP";
    let (actions, _) = come_of(lines, None, &[("t", "public")]);
    assert_eq!(actions, [r#"EnableCertificate(server: "EX10", certificate: "public", services: [Imap])"#]);
    let (actions, _) = come_of("New-MoveRequest anna -TargetDatabase DB13", None, &[("move", "10min")]);
    assert_eq!(actions, [r#"MoveMailbox(mailbox: "anna", database: "DB13")"#]);
    let lines = "Set-ImapSettings -Server EX10 -Nonsense 1\nSet-ImapSettings -Server EX10 -Banner b";
    let (actions, told) = come_of(lines, None, &[]);
    assert_eq!((actions.len(), told.len()), (1, 1));
}

/// Every command of every repair, printed, read, carried out and run, does what the repair claims.
#[test]
fn printed_commands_do_what_was_run() {
    let (mut lines, mut repairs, mut wrong) = (0, 0, Vec::new());
    for it in gallery::ALL {
        let loaded = load(it.text, it.claim).expect("the gallery is sound");
        let run = sim::run(&loaded.world);
        for claim in printed::claims(it.text, &loaded.world, &run) {
            repairs += 1;
            lines += claim.lines.len();
            let digest = |world: &Option<World>| world.as_ref().map(|world| render::digest(world, &sim::run(world)));
            let (claimed, typed) = (digest(&claim.claimed), digest(&claim.typed));
            if claimed.is_none() || claimed != typed || !claim.told.is_empty() {
                wrong.push(format!("{}: {:#?}", it.claim, (claim.lines, claim.told)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(repairs > 250 && lines > 250, "the law is about {repairs} repairs and {lines} lines");
}

/// Whatever changes a small organisation, its commands do that and nothing else.
#[test]
fn commands_of_any_action_are_read_as_that_action() {
    let (mut with, mut groups, mut wrong) = (0, 0, Vec::new());
    for seed in worlds::sample(2_500) {
        let text = worlds::text(seed);
        let Ok(loaded) = load(&text, "small") else { continue };
        for it in printed::changes_read_back(&text, &loaded.world) {
            with += u32::from(!it.lines.is_empty());
            // The language lets a certificate with a star be enabled and says that it comes to nothing; the cmdlet
            // refuses.
            let is_star = it.told.iter().all(|it| it.contains("Wildcard")) && !it.told.is_empty();
            // Services that are left out are all three; a line names them.
            let written = |it: &str| it.replace(", services: [Imap, Pop, Iis]", "");
            let does: Vec<_> = it.does.iter().map(|it| written(it)).collect();
            // Part of it may stand in a file of the service; a server that was taken out of the directory is none to
            // the cmdlets.
            let in_a_file =
                ["ProtocolLogEnabled", "AllowCrossSiteSessions"].iter().any(|name| it.action.contains(name));
            if in_a_file && it.told.is_empty() && does.len() == 1 + usize::from(!it.lines.is_empty()) {
                continue;
            }
            let is_gone = text.contains("RemoveServer") && it.told.iter().all(|it| it.contains("NoSuchServer"));
            if is_gone && !it.told.is_empty() {
                continue;
            }
            // What is done to a group is done to each of its mailboxes.
            let each = |action: &str| -> Vec<String> {
                if it.lines.is_empty() {
                    return vec![action.to_owned()];
                }
                let Some((before, (name, after))) =
                    action.split_once("mailbox: \"").and_then(|(before, it)| Some((before, it.split_once('"')?)))
                else {
                    return vec![action.to_owned()];
                };
                let members = (1..).map(|it| format!("{name}-{it}"));
                let members = members.take_while(|it| loaded.world.users.iter().any(|user| user.name == *it));
                let all: Vec<_> = members.map(|it| format!("{before}mailbox: \"{it}\"{after}")).collect();
                if all.is_empty() { vec![action.to_owned()] } else { all }
            };
            groups += u32::from(each(&it.action).len() > 1);
            if !is_star && (does != each(&written(&it.action)) || !it.told.is_empty()) {
                wrong.push(format!("{seed}: {it:#?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {with}: {}", wrong.len(), wrong[..wrong.len().min(5)].join("\n"));
    assert!(with > 1_000 && groups > 5, "only {with} actions had commands, {groups} of them of groups");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is pasted, something is told or done, and nothing breaks.
    #[test]
    fn any_text_is_read(
        row in 0..DONE.len() + TOLD.len(),
        cut in any::<Index>(),
        put in "[-`'\"{}()@$|;,:=\\[\\]\n #<>a-c1]{0,6}",
        away in 0_usize..6,
    ) {
        let line = DONE.get(row).map_or_else(|| TOLD[row - DONE.len()].0, |it| it.0);
        let chars: Vec<char> = line.chars().collect();
        let at = cut.index(chars.len());
        let text: String =
            chars[..at].iter().copied().chain(put.chars()).chain(chars[at..].iter().copied().skip(away)).collect();
        let (actions, told) = come_of(&text, Some("EX10"), &[]);
        prop_assert!(actions.len() + told.len() < 100);
    }
}

/// What lines bring about is found at the lines, whichever of them it was.
#[test]
fn check_points_at_the_lines() {
    let text = r#"Scenario(
        schema: 1,
        until: "1h",
        servers: [Server(name: "EX10", version: Exchange2010, running: [Imap4])],
        databases: [Database(name: "DB10", on: ["EX10"])],
        mailboxes: [Mailbox(name: "anna", database: "DB10")],
        clients: [Client(name: "laptop", user: "anna", connect: "ex10.contoso.com:993:SSL", at: ["1min", "30min"])],
        changes: [
            Change(at: "5min", action: SetCASMailbox(mailbox: "anna", PopEnabled: false)),
            Change(
                at: "10min",
                run: "Set-ImapSettings -Server EX10 -Banner hello\nGet-Service -ComputerName EX10 -Name MSExchangeIMAP4 | Stop-Service",
            ),
        ],
    )"#;
    let checked = coexist::check::check(text, "lines").expect("it can be run");
    let stopped = checked.findings.iter().find(|it| it.what.code().id() == "F013").expect("the service is stopped");
    let path: Vec<_> = stopped.path.iter().map(|it| format!("{it:?}")).collect();
    assert!(path.concat().contains("changes") && path.concat().contains("run"), "{path:?}");
    assert!(text[stopped.place.span.clone()].contains("Stop-Service"), "{}", &text[stopped.place.span.clone()]);
}

/// A loop over loops over loops, a text that doubles for ever: a script that asks for more than anybody types is told so.
#[test]
fn a_script_that_goes_on_for_ever_ends() {
    let many = vec!["'a'"; 200].join(",");
    let lines = format!("foreach ($a in {many}) {{ foreach ($b in {many}) {{ foreach ($c in {many}) {{ fl }} }} }}");
    let (actions, told) = come_of(&lines, None, &[]);
    assert_eq!(actions, Vec::<String>::new());
    assert!(told.len() == 1 && told[0].contains("> 1000000"), "{told:?}");
}

/// A line that is refused stands in the trace and changes nothing: without it everything else happens as before.
#[test]
fn a_refused_line_is_recorded_and_changes_nothing() {
    let text = gallery::find("refused-restart-changes-nothing").expect("it is there").text;
    let refused = "\\nRestart-Service -ComputerName EX10 -Name MSExchangeIMAP4";
    assert!(text.contains(refused));
    let told = |text: &str| {
        let world = load(text, "refused").expect("it can be run").world;
        let run = sim::run(&world);
        let mut lines = String::new();
        render::json::write(&world, &run, &judge(&world, &run), &mut lines);
        let what = |line: &str| {
            let it: serde_json::Value = serde_json::from_str(line).expect("it is JSON");
            let of = |name: &str| it[name].clone();
            (it["type"] == "record").then(|| (of("what"), of("t_us"), of("server"), of("text"), of("why")))
        };
        lines.lines().filter_map(what).collect::<Vec<_>>()
    };
    let (with, without) = (told(text), told(&text.replace(refused, "")));
    let is_refused = |it: &&(serde_json::Value, _, _, _, _)| it.0 == "line_refused";
    let [record] = with.iter().filter(is_refused).collect::<Vec<_>>()[..] else {
        panic!("one line is refused: {with:?}")
    };
    assert_eq!(record.1, 36_000_000_000_u64);
    assert_eq!((&record.2, &record.4), (&"EX10".into(), &"no_computer_name".into()));
    assert_eq!(record.3, "Restart-Service -ComputerName EX10 -Name MSExchangeIMAP4");
    // It stands behind what the line before it has changed.
    let at = with.iter().position(|it| it.0 == "line_refused").expect("it is there");
    assert_eq!(with[at - 1].0, "changed");
    assert_eq!(with.iter().filter(|it| it.0 != "line_refused").collect::<Vec<_>>(), without.iter().collect::<Vec<_>>());
}

/// What a refused line was perhaps meant to do is run, and told where failures would not have come.
#[test]
fn a_refused_line_is_a_reason_where_the_failure_would_have_gone_away() {
    let organisation = |lines: &str| {
        format!(
            r#"Scenario(
                schema: 1,
                until: "1h",
                servers: [Server(name: "EX10", version: Exchange2010, running: [Imap4], imap4: (LoginType: PlainTextLogin))],
                databases: [Database(name: "DB10", on: ["EX10"])],
                mailboxes: [Mailbox(name: "anna", database: "DB10", ImapEnabled: false)],
                clients: [Client(name: "laptop", user: "anna", connect: "ex10.contoso.com:993:SSL", at: ["1min", "30min"])],
                changes: [Change(at: "10min", run: {lines:?})],
            )"#
        )
    };
    for (lines, helps) in [
        // A parameter, a command and a mailbox that are misspelt.
        ("Set-CASMailbox anna -ImapEnabeld $true", true),
        ("Set-CASMailbx anna -ImapEnabled $true", true),
        ("Set-CASMailbox ana -ImapEnabled $true", true),
        ("Set-CASMailbox ana -ImapEnabeld $true", true),
        // As it was meant, it would not have helped either.
        ("Set-CASMailbox ana -PopEnabled $true", false),
        ("Set-ImapSettings -Server EX10 -MaxConnections 50000", false),
        // Nobody can tell what was meant.
        ("Set-ImapSettings EX10 -ImapEnabled $true", false),
    ] {
        let text = organisation(lines);
        let world = load(&text, "meant").unwrap_or_else(|it| panic!("{lines}: {it:?}")).world;
        let run = sim::run(&world);
        let verdict = judge(&world, &run);
        let failure = failures(&world, &verdict, None).remove(0);
        assert_eq!(failure.alike[0].1, [1, 2], "{lines}");
        let ground = Ground::new(&text, &world);
        let study = study(&ground, &world, &run, &verdict, &failure);
        let case = Case { alike: &failure.alike, study: &study };
        let mut out = String::new();
        text::explanation(&world, &run, &verdict, &case, &render::Options::default(), &render::Plain, &mut out)
            .expect("a String takes everything");
        let words = out.split_whitespace().collect::<Vec<_>>().join(" ");
        let told = words.contains("run as it was perhaps meant, these log on: laptop (attempt 2).");
        assert_eq!(told, helps, "{lines}\n{out}");
        let is_record = |it: &&Missed| matches!(run.trace.record(it.record).kind(), RecordKind::LineRefused(_));
        assert_eq!(study.refused.iter().filter(is_record).count(), usize::from(helps), "{lines}");
    }
}
