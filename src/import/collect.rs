//! What does an admin run, so that the servers say what they are?
//!
//! One table, a row for each file of the export: what gives its objects, what is kept of each, and the rights that it
//! takes. From it come the script of `coexist collect`, the table in docs/import.md, and the command that a note names
//! where an export has lost something ([`line()`]). Whatever the script does beside that stands in
//! `collect/Collect-Coexist.ps1`; it is written for Windows PowerShell 2.0, which is what 2007 and 2010 run on.

use std::sync::LazyLock;

use super::record::Class;
use crate::catalogue::{collect as say, marks};
use crate::lang::Lang;
use crate::render::text::wrapped;
use crate::scenario::settings::{MailProtocol, SetBy, Value};
use crate::scenario::{Setting, Version};

/// A file of the export.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// What its objects are.
    pub class: Class,
    /// Its name, without the ending.
    pub file: &'static str,
    /// What gives the objects, in PowerShell; of one server where it is asked server by server (`$it`).
    source: &'static str,
    /// What gives them where the shell is too old for that, the newer first.
    older: &'static [&'static str],
    /// What is made of the objects before anything of them is kept.
    then: &'static str,
    /// Who is asked.
    pub asked: Asked,
    /// What is kept of each object.
    kept: &'static [Kept],
    /// What is needed to read it.
    pub rights: Rights,
    /// Whether CLIXML keeps all of it as the cmdlet gives it, in a few kilobytes for each.
    keeps_whole: bool,
}

/// Who is asked for a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// The organisation, once.
    Organisation,
    /// The organisation, and only where each mailbox is asked for.
    OrganisationPerMailbox,
    /// The organisation, and only where mailboxes are counted.
    OrganisationCounting,
    /// Every server with the Client Access role.
    FrontEnds,
    /// Every server of 2013 and later.
    Components,
    /// Every server with the Client Access or the Mailbox role.
    Servers,
}

/// What it takes to read a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rights {
    /// To see the organisation.
    ViewOnly,
    /// The whole management of the organisation, by the documentation.
    Organisation,
    /// Those of a local administrator on each server.
    Administrator,
}

/// What is kept of an object. Whatever is no number, word or truth is made a text, or a list of texts, by the script:
/// no reader then depends on where the cmdlet ran.
#[derive(Debug, Clone, Copy)]
enum Kept {
    /// As it is.
    Plain(&'static str),
    /// As a text.
    Text(&'static str),
    /// As a list of texts.
    List(&'static str),
    /// As a text under another name.
    Renamed(&'static str, &'static str),
    /// The same for all objects: a text in PowerShell.
    Always(&'static str, &'static str),
    /// Every setting that a cmdlet shows, each as its type wants it.
    EverySetting,
}

use Kept::{Always, EverySetting, List, Plain, Renamed, Text};

/// The server that was asked.
const ASKED_SERVER: Kept = Always("ServerName", "$it.Name");

/// The files, in the order in which they are made.
pub const PARTS: &[Part] = &[
    Part {
        class: Class::Server,
        file: "ExchangeServer",
        source: "Get-ExchangeServer",
        older: &[],
        then: "",
        asked: Asked::Organisation,
        kept: &[
            Plain("Name"),
            Plain("Fqdn"),
            Text("AdminDisplayVersion"),
            Text("ServerRole"),
            Text("Site"),
            Plain("IsClientAccessServer"),
            Plain("IsMailboxServer"),
            Plain("IsEdgeServer"),
            Plain("IsProvisionedServer"),
        ],
        rights: Rights::ViewOnly,
        keeps_whole: true,
    },
    Part {
        class: Class::PopSettings,
        file: "PopSettings",
        source: "Get-PopSettings -Server $it.Name",
        older: &[],
        then: "",
        asked: Asked::FrontEnds,
        kept: &[Text("Server"), Always("ProtocolName", "'POP3'"), EverySetting],
        rights: Rights::ViewOnly,
        keeps_whole: true,
    },
    Part {
        class: Class::ImapSettings,
        file: "ImapSettings",
        source: "Get-ImapSettings -Server $it.Name",
        older: &[],
        then: "",
        asked: Asked::FrontEnds,
        kept: &[Text("Server"), Always("ProtocolName", "'IMAP4'"), EverySetting],
        rights: Rights::ViewOnly,
        keeps_whole: true,
    },
    Part {
        class: Class::Database,
        file: "MailboxDatabase",
        source: "Get-MailboxDatabase -IncludePreExchange2013 -Status",
        older: &["Get-MailboxDatabase -IncludePreExchange2010 -Status", "Get-MailboxDatabase -Status"],
        then: "",
        asked: Asked::Organisation,
        kept: &[
            Plain("Name"),
            Text("Identity"),
            Text("Server"),
            List("Servers"),
            Text("MasterServerOrAvailabilityGroup"),
            Plain("Mounted"),
            Text("MountedOnServer"),
            Plain("Recovery"),
            Text("RpcClientAccessServer"),
        ],
        rights: Rights::ViewOnly,
        keeps_whole: true,
    },
    Part {
        class: Class::Site,
        file: "ADSite",
        source: "Get-ADSite",
        older: &[],
        then: "",
        asked: Asked::Organisation,
        kept: &[Plain("Name")],
        rights: Rights::Organisation,
        keeps_whole: true,
    },
    Part {
        class: Class::SiteLink,
        file: "ADSiteLink",
        source: "Get-ADSiteLink",
        older: &[],
        then: "",
        asked: Asked::Organisation,
        kept: &[Plain("Name"), Plain("Cost"), Plain("ADCost"), Plain("ExchangeCost"), List("Sites")],
        rights: Rights::Organisation,
        keeps_whole: true,
    },
    Part {
        class: Class::Component,
        file: "ServerComponentState",
        source: "Get-ServerComponentState -Identity $it.Fqdn",
        older: &[],
        then: "",
        asked: Asked::Components,
        kept: &[Plain("ServerFqdn"), Plain("Component"), Text("State")],
        rights: Rights::ViewOnly,
        keeps_whole: true,
    },
    Part {
        class: Class::Service,
        file: "Service",
        source: "Get-WmiObject Win32_Service -ComputerName $it.Fqdn \
                 -Filter \"Name LIKE 'MSExchangePOP3%' OR Name LIKE 'MSExchangeIMAP4%'\"",
        older: &[],
        then: "",
        asked: Asked::Servers,
        kept: &[ASKED_SERVER, Plain("Name"), Plain("State"), Plain("StartMode")],
        rights: Rights::Administrator,
        keeps_whole: false,
    },
    Part {
        class: Class::Certificate,
        file: "ExchangeCertificate",
        source: "Get-ExchangeCertificate -Server $it.Name",
        older: &[],
        then: "",
        asked: Asked::Servers,
        kept: &[
            ASKED_SERVER,
            Plain("Thumbprint"),
            Plain("Subject"),
            Plain("Issuer"),
            Text("Services"),
            Text("Status"),
            List("CertificateDomains"),
            Plain("NotBefore"),
            Plain("NotAfter"),
            Plain("IsSelfSigned"),
            Plain("HasPrivateKey"),
        ],
        rights: Rights::ViewOnly,
        keeps_whole: false,
    },
    Part {
        class: Class::MailboxCount,
        file: "MailboxCount",
        source: "Get-Mailbox -ResultSize Unlimited -IgnoreDefaultScope",
        older: &["Get-Mailbox -ResultSize Unlimited"],
        then: " | Group-Object -Property { \"$($_.Database)\" } -NoElement",
        asked: Asked::OrganisationCounting,
        kept: &[Plain("Name"), Plain("Count")],
        rights: Rights::ViewOnly,
        keeps_whole: false,
    },
    Part {
        class: Class::CasMailbox,
        file: "CASMailbox",
        source: "Get-CASMailbox -ResultSize Unlimited -IgnoreDefaultScope",
        older: &["Get-CASMailbox -ResultSize Unlimited"],
        then: "",
        asked: Asked::OrganisationPerMailbox,
        kept: &[
            Renamed("Id", "Guid"),
            Text("PrimarySmtpAddress"),
            Text("ServerName"),
            Plain("PopEnabled"),
            Plain("ImapEnabled"),
        ],
        rights: Rights::ViewOnly,
        keeps_whole: false,
    },
    Part {
        class: Class::Mailbox,
        file: "Mailbox",
        source: "Get-Mailbox -ResultSize Unlimited -IgnoreDefaultScope",
        older: &["Get-Mailbox -ResultSize Unlimited"],
        then: "",
        asked: Asked::OrganisationPerMailbox,
        kept: &[Renamed("Id", "Guid"), Text("Database"), Text("AdminDisplayVersion")],
        rights: Rights::ViewOnly,
        keeps_whole: false,
    },
    Part {
        class: Class::VirtualDirectory,
        file: "OwaVirtualDirectory",
        source: "Get-OwaVirtualDirectory -ADPropertiesOnly",
        older: &["Get-OwaVirtualDirectory"],
        then: "",
        asked: Asked::Organisation,
        kept: &[Text("Server"), Plain("Name"), Text("InternalUrl"), Text("ExternalUrl")],
        rights: Rights::ViewOnly,
        keeps_whole: false,
    },
];

/// The file that says of the export itself what it is: an object of the type `Coexist.Manifest` for each part, with
/// the `Name` of its file, the `Cmdlet`, the `Count` of objects, the `Errors` that were met, each as its text, and when
/// it was `Made` (`2026-11-27T16:40:34Z`).
pub const MANIFEST: &str = "Manifest";

/// All of the script but the parts.
const TEMPLATE: &str = include_str!("collect/Collect-Coexist.ps1");

/// What prints the script.
const COMMAND: &str = "coexist collect > Collect-Coexist.ps1";

/// The command that exports a class right, in one line for the Exchange Management Shell of the newest version.
#[must_use]
pub fn line(class: Class) -> &'static str {
    static LINES: LazyLock<Vec<(Class, String)>> =
        LazyLock::new(|| PARTS.iter().map(|it| (it.class, it.line())).collect());
    let class = match class {
        // Which servers are front ends, Get-ExchangeServer says for every version.
        Class::FrontEnd => Class::Server,
        Class::Manifest => return COMMAND,
        other => other,
    };
    LINES.iter().find(|it| it.0 == class).map_or(COMMAND, |it| &it.1)
}

impl Asked {
    /// Where not everybody is asked, whom or when.
    fn said(self, lang: Lang) -> Option<String> {
        match self {
            Self::Organisation | Self::FrontEnds | Self::Servers => None,
            Self::OrganisationPerMailbox => Some(say::with_switch(lang, "`-PerMailbox`")),
            Self::OrganisationCounting => Some(say::without_switch(lang, "`-PerMailbox`")),
            Self::Components => Some(say::servers_from_2013(lang)),
        }
    }

    /// Which of all servers are asked one by one, as a condition in PowerShell.
    #[must_use]
    pub const fn filter(self) -> Option<&'static str> {
        match self {
            Self::Organisation | Self::OrganisationPerMailbox | Self::OrganisationCounting => None,
            Self::FrontEnds => Some("$_.IsClientAccessServer"),
            Self::Components => Some("\"$($_.AdminDisplayVersion)\" -like 'Version 15*' -and -not $_.IsEdgeServer"),
            Self::Servers => Some("$_.IsClientAccessServer -or $_.IsMailboxServer"),
        }
    }
}

impl Part {
    /// The cmdlet that gives its objects.
    #[must_use]
    pub fn cmdlet(&self) -> &'static str {
        self.source.split(' ').next().unwrap_or(self.source)
    }

    /// What is kept of each object, every setting on its own.
    fn kept(&self) -> Vec<Kept> {
        let settings = || Setting::ALL.iter().filter(|it| is_shown(**it)).map(|it| of_setting(*it));
        self.kept.iter().flat_map(|it| if let EverySetting = it { settings().collect() } else { vec![*it] }).collect()
    }

    /// One line that makes the file. The servers are read before the first of them is asked: in a remote shell a cmdlet
    /// of Exchange fails while another is at work.
    fn line(&self) -> String {
        let columns: Vec<String> = self.kept().into_iter().filter_map(Kept::column).collect();
        let select = if self.keeps_whole { String::new() } else { format!(" | Select-Object {}", columns.join(",")) };
        let (source, then) = (self.source, self.then);
        let objects = match self.asked.filter() {
            None => format!("{source}{then}{select}"),
            Some(filter) => format!(
                "$all = @(Get-ExchangeServer); $all | Where-Object {{ {filter} }} | \
                 ForEach-Object {{ $it = $_; {source}{then}{select} }}"
            ),
        };
        format!("{objects} | Export-Clixml {}.xml -Encoding UTF8", self.file)
    }
}

impl Part {
    /// The lines of the script that make the file.
    fn block(&self) -> String {
        let servers = match self.asked.filter() {
            None => "$organisation".to_owned(),
            Some(filter) => format!("@(\n    $all | Where-Object {{ {filter} }}\n)"),
        };
        let columns: Vec<String> = self.kept().into_iter().filter_map(Kept::calculated).collect();
        let (file, cmdlet, then) = (self.file, self.cmdlet(), self.then);
        let block = format!(
            "Save-Part '{file}' '{cmdlet}' {servers} {{\n    param($it)\n    {}{then} |\n        Select-Object -Property \
             @(\n            {}\n        )\n}}\n",
            self.in_any_shell(),
            columns.join(",\n            ")
        );
        let only = match self.asked {
            Asked::OrganisationPerMailbox => "if ($PerMailbox) {",
            Asked::OrganisationCounting => "if (-not $PerMailbox) {",
            Asked::Organisation | Asked::FrontEnds | Asked::Components | Asked::Servers => return block,
        };
        let inside = block.lines().fold(String::new(), |all, it| all + "    " + it + "\n");
        format!("{only}\n{inside}}}\n")
    }

    /// What gives the objects, or what gives them in an older shell that lacks a parameter of it.
    fn in_any_shell(&self) -> String {
        if self.older.is_empty() {
            return self.source.to_owned();
        }
        let forms = std::iter::once(&self.source).chain(self.older);
        let forms: Vec<String> = forms.map(|it| format!("        {{ {it} }}")).collect();
        format!("Invoke-Newest @(\n{}\n    )", forms.join(",\n"))
    }
}

/// The script: ASCII, because old shells read a file without a mark of its encoding in the system's code page, and with
/// the line ends of Windows.
#[must_use]
pub fn script() -> String {
    let files: Vec<String> =
        PARTS.iter().map(|it| format!("    {:25} {}", format!("{}.xml", it.file), it.cmdlet())).collect();
    let blocks: Vec<String> = PARTS.iter().map(Part::block).collect();
    TEMPLATE
        .replace("\r\n", "\n")
        .replace("{{files}}\n", &(files.join("\n") + "\n"))
        .replace("{{rights}}\n", &rights_in_the_script())
        .replace("{{parts}}\n", &blocks.join("\n"))
        .replace("{{version}}", env!("CARGO_PKG_VERSION"))
        .replace('\n', "\r\n")
}

/// The parts as a table in Markdown, for the documentation.
#[must_use]
pub fn table(lang: Lang) -> String {
    let mut text = format!("| {} | {} | {} |\n|---|---|---|\n", say::file(lang), say::cmdlet(lang), say::rights(lang));
    for it in PARTS {
        let file = format!("`{}.xml`", it.file);
        let file = it.asked.said(lang).map_or_else(|| file.clone(), |when| marks::beside(lang, &file, when));
        text += &format!("| {file} | `{}` | {} |\n", it.cmdlet(), it.rights.said(lang));
    }
    text
}

/// Which rights are needed for which files, as the comment at the top of the script says it.
fn rights_in_the_script() -> String {
    let mut text = String::new();
    for rights in Rights::ALL {
        let files: Vec<&str> = PARTS.iter().filter(|it| it.rights == rights).map(|it| it.file).collect();
        let said = format!("{}: {}", files.join(", "), rights.said(Lang::En));
        for (at, line) in wrapped(&said, 108).into_iter().enumerate() {
            text += &format!("    {}{line}\n", if at == 0 { "* " } else { "  " });
        }
    }
    text
}

impl Rights {
    /// All, the least first.
    pub const ALL: [Self; 3] = [Self::ViewOnly, Self::Organisation, Self::Administrator];

    /// In words.
    #[must_use]
    pub fn said(self, lang: Lang) -> String {
        match self {
            Self::ViewOnly => say::rights_view_only(lang),
            Self::Organisation => say::rights_organization(lang),
            Self::Administrator => say::rights_administrator(lang),
        }
    }
}

/// Whether the cmdlet of some version shows a setting.
fn is_shown(setting: Setting) -> bool {
    Version::ALL.into_iter().any(|it| setting.set_by(it) == SetBy::Cmdlet)
}

/// How a setting is kept.
fn of_setting(setting: Setting) -> Kept {
    let [.., newest] = Version::ALL;
    match setting.default(newest, MailProtocol::Imap4, "") {
        Value::Switch(_) | Value::Number(_) | Value::Port(_) | Value::Text(_) => Plain(setting.name()),
        Value::Bindings(_) | Value::Endpoints(_) => List(setting.name()),
        Value::Span(_) | Value::LoginType(_) | Value::ExtendedProtection(_) | Value::LogRollOver(_) => {
            Text(setting.name())
        }
    }
}

impl Kept {
    /// Its name in the export.
    const fn name(self) -> Option<&'static str> {
        match self {
            Plain(name) | Text(name) | List(name) | Renamed(name, _) | Always(name, _) => Some(name),
            EverySetting => None,
        }
    }

    /// As a column of Select-Object in the script.
    fn calculated(self) -> Option<String> {
        let name = self.name()?;
        let text = match self {
            Plain(_) | EverySetting => return Some(format!("'{name}'")),
            Text(_) => format!("ConvertTo-OneText $_.{name}"),
            List(_) => format!("ConvertTo-TextList $_.{name}"),
            Renamed(_, from) => format!("ConvertTo-OneText $_.{from}"),
            Always(_, text) => text.to_owned(),
        };
        Some(format!("@{{ n = '{name}'; e = {{ {text} }} }}"))
    }

    /// As a column of Select-Object that CLIXML keeps by itself.
    fn column(self) -> Option<String> {
        let name = self.name()?;
        Some(match self {
            Plain(_) | Text(_) | List(_) | EverySetting => name.to_owned(),
            Renamed(_, from) => format!("@{{n='{name}';e={{\"$($_.{from})\"}}}}"),
            Always(_, text) => format!("@{{n='{name}';e={{{text}}}}}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::record::property;

    #[test]
    fn nothing_is_exported_that_no_reader_takes() {
        for part in PARTS {
            for name in part.kept().into_iter().filter_map(Kept::name) {
                assert_eq!(property(name), Some(name), "{}", part.file);
            }
        }
    }

    #[test]
    fn every_class_has_a_command_that_exports_it() {
        assert_eq!(
            line(Class::ImapSettings),
            "$all = @(Get-ExchangeServer); $all | Where-Object { $_.IsClientAccessServer } | ForEach-Object { $it = \
             $_; Get-ImapSettings -Server $it.Name } | Export-Clixml ImapSettings.xml -Encoding UTF8"
        );
        assert_eq!(
            line(Class::Mailbox),
            "Get-Mailbox -ResultSize Unlimited -IgnoreDefaultScope | Select-Object @{n='Id';e={\"$($_.Guid)\"}},Database,AdminDisplayVersion \
             | Export-Clixml Mailbox.xml -Encoding UTF8"
        );
        assert_eq!(line(Class::FrontEnd), line(Class::Server));
        assert_eq!(line(Class::Manifest), "coexist collect > Collect-Coexist.ps1");
    }
}
