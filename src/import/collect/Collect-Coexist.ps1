<#
.SYNOPSIS
    Writes down what an Exchange organisation says of itself, for "coexist import". Read-only.

.DESCRIPTION
    Reads servers, POP3 and IMAP4 settings, databases, Active Directory sites, component states, services,
    certificates and how many mailboxes each database holds, from Exchange 2007 to Subscription Edition, and writes
    them into one new folder as CLIXML (text that you can read before you hand it on), with a manifest, and beside it
    into an archive (zip) where this system can make one.

    NOTHING IS CHANGED. Every command that asks a server only reads. Files are written into the new folder and the
    archive beside it only, and nothing that exists is overwritten.

    NOTHING LEAVES THIS MACHINE. The only connections are those of the Exchange cmdlets and of WMI to your own
    servers.

    Run it once, in the Exchange Management Shell of the NEWEST version of Exchange that you have. Where the manifest
    then names errors about older servers, run it again in the shell of the older version and hand in both folders:
    "coexist import" merges them.

    What cannot be read is skipped, and the text of every error stands in Manifest.xml.

    What it reads:

{{files}}

    What it takes:

{{rights}}

.PARAMETER OutputPath
    The folder to write to. It must not exist, or be empty. By default a folder with the present time in its name,
    below the current one.

.PARAMETER Server
    Ask only these servers one by one (for settings, component states, services and certificates). By default all.

.PARAMETER PerMailbox
    Write a line for each mailbox, with its address, instead of how many there are in each database. Only needed where
    the case of one person is to be traced.

.EXAMPLE
    .\Collect-Coexist.ps1

.EXAMPLE
    .\Collect-Coexist.ps1 -OutputPath D:\Export -Server EX10A,EX13A

.NOTES
    Written by coexist {{version}} for Windows PowerShell 2.0 and later. Not for PowerShell 7, where WMI and the
    Exchange cmdlets are missing.
#>
[CmdletBinding()]
param(
    [string] $OutputPath = '',
    [string[]] $Server = @(),
    [switch] $PerMailbox
)

# Errors go into the manifest and stop nothing.
$ErrorActionPreference = 'Continue'

# What the part that is being read has come to.
$script:count = 0
$script:errors = @()
$script:place = ''
$script:manifest = @()

# One value as a text: what a value is written as then depends neither on the shell nor on the language of the system.
function ConvertTo-OneText($Value) {
    if ($null -ne $Value) { "$Value" }
}

# Several values, each as a text. The comma keeps a list of one a list.
function ConvertTo-TextList($Values) {
    $texts = @()
    foreach ($it in $Values) {
        if ($null -ne $it) { $texts += "$it" }
    }
    , $texts
}

function Add-Failure($Text) {
    if ($script:place -ne '') { $Text = "$($script:place): $Text" }
    $script:errors += "$Text"
}

# Hands objects on and counts them; keeps errors back for the manifest.
filter Select-Good {
    if ($_ -is [System.Management.Automation.ErrorRecord]) {
        Add-Failure $_
    } else {
        $script:count += 1
        $_
    }
}

# Tries several forms of a command: a shell that is too old for one lacks a parameter of it.
function Invoke-Newest($Forms) {
    foreach ($form in $Forms) {
        try {
            & $form
            return
        } catch [System.Management.Automation.ParameterBindingException] {
            $refused = $_
        }
    }
    $refused
}

# Whether this shell knows a command.
function Test-Command($Name) {
    $null -ne (Get-Command $Name -ErrorAction SilentlyContinue)
}

# Reads one part, asking each of the servers, and writes it into its file. Whatever goes wrong, the rest goes on.
function Save-Part($Name, $Cmdlet, $Servers, $Read) {
    $script:count = 0
    $script:errors = @()
    $script:place = ''
    $made = [System.DateTime]::UtcNow.ToString('s') + 'Z'
    $file = Join-Path $folder "$Name.xml"
    Write-Host "$Name ..."
    if (Test-Command $Cmdlet) {
        try {
            & {
                foreach ($it in $Servers) {
                    if ($null -ne $it) { $script:place = "$($it.Name)" }
                    try { & $Read $it } catch { $_ }
                }
            } 2>&1 | Select-Good | Export-Clixml -Path $file -Encoding UTF8
        } catch {
            Add-Failure $_
        }
    } else {
        Add-Failure "$Cmdlet is not known to this shell"
    }
    $entry = New-Object PSObject -Property @{
        Format = 1
        Name = "$Name.xml"
        Cmdlet = $Cmdlet
        Count = $script:count
        Errors = $script:errors
        Made = $made
        ServersAsked = ConvertTo-TextList $Server
        Coexist = '{{version}}'
        PowerShell = "$($PSVersionTable.PSVersion)"
        Exchange = $exchange
        Windows = "$([System.Environment]::OSVersion.Version)"
    }
    $entry.PSObject.TypeNames.Insert(0, 'Coexist.Manifest')
    $script:manifest += $entry
    foreach ($it in $script:errors) { Write-Warning $it }
}

# Makes an archive of the folder: whether it is whole.
function Save-Zip($Zip) {
    if (Test-Path -LiteralPath $Zip) { return $false }
    if ($null -ne [System.Reflection.Assembly]::LoadWithPartialName('System.IO.Compression.FileSystem')) {
        [System.IO.Compression.ZipFile]::CreateFromDirectory($folder, $Zip)
        return $true
    }
    # Before .NET 4.5 only the desktop of Windows can do it: an empty archive, into which files are copied.
    Write-Host 'The archive ... (ten minutes at the most; the folder is complete already)'
    [System.IO.File]::WriteAllBytes($Zip, [byte[]] (@(80, 75, 5, 6) + @(0) * 18))
    $desktop = New-Object -ComObject Shell.Application
    $files = $desktop.NameSpace("$folder").Items()
    $archive = $desktop.NameSpace("$Zip")
    $archive.CopyHere($files, 20) | Out-Null
    # The copy goes on by itself. It is over when all files are there and nobody holds the archive any more.
    for ($second = 0; $second -lt 600; $second += 1) {
        Start-Sleep -Seconds 1
        if ($archive.Items().Count -eq $files.Count) {
            try {
                [System.IO.File]::Open($Zip, 'Open', 'Read', 'None').Close()
                return $true
            } catch {
                Write-Verbose "$_"
            }
        }
    }
    return $false
}

if (-not (Test-Command Get-ExchangeServer)) {
    throw 'Get-ExchangeServer is not known here: run this in the Exchange Management Shell.'
}

# The servers are read before the first of them is asked: in a remote shell a cmdlet of Exchange fails while another is at
# work.
$known = @()
try { $known = @(Get-ExchangeServer) } catch { Write-Warning "$_" }
foreach ($name in $Server) {
    if (@($known | Where-Object { $_.Name -eq $name -or $_.Fqdn -eq $name }).Count -eq 0) {
        throw "There is no server '$name': write its name or its FQDN as Get-ExchangeServer does."
    }
}
$all = @($known | Where-Object { $Server.Count -eq 0 -or $Server -contains $_.Name -or $Server -contains $_.Fqdn })

if ($OutputPath -eq '') {
    $now = [System.DateTime]::Now.ToString('s').Replace(':', '')
    $OutputPath = Join-Path (Get-Location -PSProvider FileSystem).ProviderPath "Coexist-$now"
}
# Old shells take brackets in a path for a pattern, whatever they are asked.
if ($OutputPath -like '*[[]*' -or $OutputPath -like '*]*') {
    throw "'$OutputPath' has brackets in it, which old shells cannot write to: name another folder with -OutputPath."
}
if (-not (Test-Path -LiteralPath $OutputPath)) {
    New-Item -ItemType Directory -Path $OutputPath -ErrorAction Stop | Out-Null
}
if (@(Get-ChildItem -LiteralPath $OutputPath -Force).Count -ne 0) {
    throw "'$OutputPath' is not empty: name another folder with -OutputPath."
}
$folder = (Resolve-Path -LiteralPath $OutputPath -ErrorAction Stop).ProviderPath

# The version of the Exchange tools on this machine, from the file that tells it; it is not run.
$exchange = ''
$setup = @(Get-Command ExSetup.exe -ErrorAction SilentlyContinue)
if ($setup.Count -ne 0) { $exchange = "$($setup[0].FileVersionInfo.FileVersion)" }

# The organisation is asked once.
$organisation = @($null)

{{parts}}
$script:manifest | Export-Clixml -Path (Join-Path $folder 'Manifest.xml') -Encoding UTF8

$zip = $folder.TrimEnd('\') + '.zip'
$whole = $false
try { $whole = Save-Zip $zip } catch { Write-Warning "$_" }

Write-Host ''
$failed = @($script:manifest | Where-Object { $_.Errors.Count -ne 0 })
if ($failed.Count -ne 0) {
    Write-Host "Not everything could be read; Manifest.xml says why: $($failed | ForEach-Object { $_.Name })"
}
if ($whole) {
    Write-Host "Look at the files in $folder. Then, where coexist is: coexist import `"$zip`" -o organisation.ron"
} else {
    Write-Host "No archive was made: copy the folder or make one by hand (Send to, Compressed folder). Then, where"
    Write-Host "coexist is: coexist import `"$folder`" -o organisation.ron"
}
