//! What is there to be said of an organisation that was put together from exports?
//!
//! What contradicts itself, what was left out and why, what a scenario cannot hold as it stands, and where an entry
//! came from. A remark stands as a comment at its entry, or is told with the import, or both.

use crate::import::collect::{self, PARTS};
use crate::import::record::{Class, Origin};
use crate::lang::Lang;
use crate::scenario::settings::MailProtocol;
use crate::scenario::{Service, Version};
use crate::words::{list, mapping as say, thousands};

/// What something is said of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// A server.
    Server(String),
    /// The settings of a protocol on a server.
    Settings(String, MailProtocol),
    /// A database.
    Database(String),
    /// A site link.
    SiteLink(String),
    /// A service of a server.
    Service(String, String),
    /// A component of a server.
    Component(String, String),
    /// A certificate of a server.
    Certificate(String, String),
}

impl What {
    /// As it is said.
    pub(crate) fn said(&self, lang: Lang) -> String {
        match self {
            Self::Server(name) => name.clone(),
            Self::Settings(name, protocol) => say::of_settings(lang, name, protocol_word(*protocol)),
            Self::Database(name) => say::of_database(lang, name),
            Self::SiteLink(name) => say::of_site_link(lang, name),
            Self::Service(server, name) => say::of_service(lang, name, server),
            Self::Component(server, name) => say::of_component(lang, name, server),
            Self::Certificate(server, name) => say::of_certificate(lang, name, server),
        }
    }
}

/// `IMAP4`, `POP3`.
pub(crate) const fn protocol_word(protocol: MailProtocol) -> &'static str {
    match protocol {
        MailProtocol::Imap4 => "IMAP4",
        MailProtocol::Pop3 => "POP3",
    }
}

/// Two exports that say different things of one property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Contradiction {
    /// Of what.
    pub(crate) whose: What,
    /// The property.
    pub(crate) property: &'static str,
    /// What is taken, and where it stands.
    pub(crate) taken: (String, Origin),
    /// What is not.
    pub(crate) other: (String, Origin),
    /// Whether what is taken is known to be newer. Else it is the one that was read last.
    pub(crate) is_newer: bool,
}

/// A limit that the version does not take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OutOfRange {
    /// Of which protocol.
    pub(crate) protocol: MailProtocol,
    /// Which one.
    pub(crate) setting: &'static str,
    /// What the export says.
    pub(crate) value: String,
    /// What is written.
    pub(crate) written: String,
}

/// Why a server is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum LeftOutBecause {
    /// It is an Edge server, or one that is only prepared.
    Edge,
    /// It has neither of the roles that serve POP3 and IMAP4.
    OtherRoles,
    /// Its version is none that is simulated.
    NotSimulated,
    /// Nothing says which version it has.
    NoVersion,
}

/// One thing to be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Remark {
    /// Where an entry was read.
    From(Vec<Origin>),
    /// Two exports contradict each other.
    Contradiction(Box<Contradiction>),
    /// A value that nobody understands. It is not used.
    NotUnderstood {
        /// Of what.
        whose: What,
        /// Which property.
        property: &'static str,
        /// As it is written.
        value: String,
        /// Where.
        origin: Origin,
    },
    /// Servers that are left out, with their versions.
    ServersLeftOut(LeftOutBecause, Vec<String>),
    /// Servers of one name in several domains: in the scenario they are told apart.
    SameName(Vec<String>),
    /// Records of servers that are in no list of servers.
    ServersNotListed(Vec<String>),
    /// Records that do not say of which server they speak.
    NoServer(Class, Vec<Origin>),
    /// A server whose FQDN is not said.
    FqdnAssumed(String),
    /// A server whose site is not said.
    SiteAssumed(String, String),
    /// A server whose roles are not said.
    RolesAssumed(String),
    /// A front end without settings.
    NoSettings(String, MailProtocol),
    /// Limits that the version does not take, and what is written instead.
    OutOfRange(Version, Vec<OutOfRange>),
    /// On which servers there are such.
    OutOfRangeOn(Vec<String>),
    /// A LoginType that takes a log-on in clear, where other servers find no connection in clear.
    NoClearEntry(MailProtocol),
    /// On which servers there is such.
    NoClearEntryOn(Vec<String>),
    /// Bindings to an IPv6 address, which a scenario does not hold.
    Ipv6(What, &'static str, Vec<String>),
    /// A text that a scenario cannot hold as a setting.
    TextLeftOut(What, &'static str, String),
    /// A setting that switches a listener off: an empty list.
    NoListener(What, &'static str),
    /// Services that are taken to run because nothing says whether they do.
    RunningAssumed(Vec<Service>),
    /// A service that is in no state that a scenario has.
    ServiceState(What, String),
    /// Who holds a component inactive is not said.
    RequesterAssumed,
    /// All other components follow ServerWideOffline.
    OfflineAsWhole,
    /// The certificate that a setting names is taken to be there.
    CertificateAssumed(String),
    /// For what a certificate is enabled is not said.
    ServicesAssumed(What),
    /// A date that is written in the local form of somebody.
    DateNotRead(What, &'static str, String),
    /// A certificate without a name.
    CertificateLeftOut(What),
    /// A name that a scenario cannot hold as it stands, and what is written instead.
    Renamed(String, String),
    /// Databases of an availability group of whose other copies nothing is said.
    CopiesNotSaid(Vec<String>),
    /// Recovery databases are left out.
    Recovery(Vec<String>),
    /// Databases whose servers are not in the organisation.
    DatabasesLeftOut(Vec<String>),
    /// Databases that mailboxes speak of and no list has; these stand on the server that the mailboxes name.
    DatabaseFromMailboxes,
    /// Mailboxes in databases that are in no list.
    DatabaseNotListed(String, u64),
    /// Mailboxes of which nothing says where they are.
    MailboxesNotPlaced(u64),
    /// A mailbox whose database is taken to be the only one of its server.
    PlacedByServer(u64),
    /// Databases that are not mounted.
    Dismounted(Vec<String>),
    /// Versions that have servers for mailboxes, and no database.
    NoDatabasesOf(Vec<Version>),
    /// A file with exactly as many mailboxes as a shell shows where nobody asks for more.
    Thousand(Origin),
    /// Mailboxes are counted and listed, and the numbers differ.
    CountDiffers(String, u64, u64),
    /// Somebody who is to be kept by name is nowhere.
    NobodyToKeep(String),
    /// A site link with so many sites that not every pair is written.
    Star(String, String),
    /// The cost of a site link.
    Cost(String, Option<String>),
    /// Sites are taken to be linked because nothing says how.
    LinksAssumed,
    /// The version shows the service pack, and nothing of the rollup after it.
    RollupUnknown(u32),
    /// The build is in no list that the program knows.
    BuildUnknown(String),
    /// The script that exported met an error.
    ExportFailed(String, String),
}

/// The number of mailboxes at which a shell stops where nobody asks for more.
pub(super) const USUAL_RESULT: u64 = 1_000;

/// The most names that one sentence lists.
const LISTED: usize = 12;

/// Names in a sentence: the first of them, and how many more.
pub(crate) fn names(lang: Lang, all: &[String]) -> String {
    if all.len() <= LISTED {
        return list(lang, all);
    }
    let shown = all[..LISTED].join(&crate::catalogue::marks::item(lang));
    say::and_more(lang, shown, thousands((all.len() - LISTED) as u64))
}

/// Where something was read, in a sentence. The objects of one file stand together.
pub(crate) fn origins(lang: Lang, all: &[Origin]) -> String {
    let mut files: Vec<(&str, Vec<String>)> = Vec::new();
    for it in all {
        let objects = match files.last_mut() {
            Some((file, objects)) if **file == *it.file => objects,
            _ => {
                files.push((&it.file, Vec::new()));
                &mut files.last_mut().expect("one was added").1
            }
        };
        if it.object > 0 {
            objects.push(it.object.to_string());
        }
    }
    let said = files.into_iter().map(|(file, objects)| match objects.as_slice() {
        [] => file.to_owned(),
        [only] => say::object(lang, file, only),
        several => say::objects(lang, file, names(lang, several)),
    });
    names(lang, &said.collect::<Vec<_>>())
}

impl Remark {
    /// In words.
    pub(crate) fn said(&self, lang: Lang) -> String {
        let origin = |it: &Origin| origins(lang, std::slice::from_ref(it));
        match self {
            Self::From(all) => say::from(lang, origins(lang, all)),
            Self::Contradiction(it) => {
                let (taken, by) = (shown(&it.taken.0), origin(&it.taken.1));
                let (other, by_other) = (shown(&it.other.0), origin(&it.other.1));
                let (whose, property) = (it.whose.said(lang), it.property);
                if it.is_newer {
                    say::contradiction_newer(lang, whose, property, taken, by, other, by_other)
                } else {
                    say::contradiction_later(lang, whose, property, taken, by, other, by_other)
                }
            }
            Self::NotUnderstood { whose, property, value, origin: at } => {
                say::not_understood(lang, whose.said(lang), property, shown(value), origin(at))
            }
            Self::ServersLeftOut(because, all) => {
                let (count, all) = (all.len() as u64, names(lang, all));
                match because {
                    LeftOutBecause::Edge => say::left_out_edge(lang, count, all),
                    LeftOutBecause::OtherRoles => say::left_out_roles(lang, count, all),
                    LeftOutBecause::NotSimulated => say::left_out_version(lang, count, all),
                    LeftOutBecause::NoVersion => say::left_out_no_version(lang, count, all),
                }
            }
            Self::SameName(all) => say::same_name(lang, names(lang, all)),
            Self::ServersNotListed(all) => say::not_listed(lang, all.len() as u64, names(lang, all)),
            Self::NoServer(class, at) => say::no_server(lang, cmdlet(*class), origins(lang, at)),
            Self::FqdnAssumed(fqdn) => say::fqdn_assumed(lang, fqdn),
            Self::SiteAssumed(server, site) => say::site_assumed(lang, server, site),
            Self::RolesAssumed(server) => say::roles_assumed(lang, server),
            Self::NoSettings(server, protocol) => say::no_settings(lang, server, protocol_word(*protocol)),
            Self::OutOfRange(version, all) => {
                let all: Vec<_> = all
                    .iter()
                    .map(|it| {
                        let protocol = protocol_word(it.protocol);
                        say::instead_of(lang, protocol, it.setting, &it.written, &it.value)
                    })
                    .collect();
                say::out_of_range(lang, version.word(), list(lang, &all))
            }
            Self::OutOfRangeOn(all) => say::out_of_range_on(lang, names(lang, all)),
            Self::NoClearEntry(protocol) => say::no_clear_entry(lang, protocol_word(*protocol)),
            Self::NoClearEntryOn(all) => say::no_clear_entry_on(lang, names(lang, all)),
            Self::Ipv6(whose, setting, all) => say::ipv6(lang, whose.said(lang), setting, names(lang, all)),
            Self::TextLeftOut(whose, setting, text) => say::text_left_out(lang, whose.said(lang), setting, shown(text)),
            Self::NoListener(whose, setting) => say::no_listener(lang, whose.said(lang), setting),
            Self::RunningAssumed(all) => {
                let all: Vec<_> = all.iter().map(|it| it.windows_name().to_owned()).collect();
                say::running_assumed(lang, names(lang, &all))
            }
            Self::ServiceState(whose, state) => say::service_state(lang, whose.said(lang), shown(state)),
            Self::RequesterAssumed => say::requester_assumed(lang),
            Self::OfflineAsWhole => say::offline_as_whole(lang),
            Self::CertificateAssumed(name) => say::certificate_assumed(lang, name),
            Self::ServicesAssumed(whose) => say::services_assumed(lang, whose.said(lang)),
            Self::DateNotRead(whose, property, text) => {
                say::date_not_read(lang, whose.said(lang), property, shown(text))
            }
            Self::CertificateLeftOut(whose) => say::certificate_left_out(lang, whose.said(lang)),
            Self::Renamed(from, to) => say::renamed(lang, shown(from), shown(to)),
            Self::CopiesNotSaid(all) => say::copies_not_said(lang, all.len() as u64, names(lang, all)),
            Self::Recovery(all) => say::recovery(lang, all.len() as u64, names(lang, all)),
            Self::DatabasesLeftOut(all) => say::databases_left_out(lang, all.len() as u64, names(lang, all)),
            Self::DatabaseFromMailboxes => say::database_from_mailboxes(lang),
            Self::DatabaseNotListed(name, count) => say::database_not_listed(lang, name, *count),
            Self::MailboxesNotPlaced(count) => say::mailboxes_not_placed(lang, *count),
            Self::PlacedByServer(count) => say::placed_by_server(lang, *count),
            Self::Dismounted(all) => say::dismounted(lang, all.len() as u64, names(lang, all)),
            Self::NoDatabasesOf(all) => {
                let all: Vec<_> = all.iter().map(|it| it.word().to_owned()).collect();
                say::no_databases_of(lang, names(lang, &all))
            }
            Self::Thousand(at) => say::thousand(lang, origins(lang, &[Origin { object: 0, ..at.clone() }])),
            Self::CountDiffers(name, listed, counted) => {
                say::count_differs(lang, name, thousands(*listed), thousands(*counted))
            }
            Self::NobodyToKeep(name) => say::nobody_to_keep(lang, shown(name)),
            Self::Star(link, center) => say::star(lang, link, center),
            Self::Cost(link, None) => say::site_link(lang, link),
            Self::Cost(link, Some(cost)) => say::site_link_cost(lang, link, cost),
            Self::LinksAssumed => say::links_assumed(lang),
            Self::BuildUnknown(build) => say::build_unknown(lang, build),
            Self::ExportFailed(part, error) => say::export_failed(lang, part, shown(error)),
            Self::RollupUnknown(0) => say::rollup_unknown_rtm(lang),
            Self::RollupUnknown(pack) => say::rollup_unknown(lang, pack),
        }
    }
}

impl Remark {
    /// What mends it: the command that exports it right.
    pub(crate) fn help(&self, lang: Lang) -> Option<String> {
        let class = match self {
            Self::ServersLeftOut(LeftOutBecause::NoVersion, _) | Self::ServersNotListed(_) | Self::RolesAssumed(_) => {
                Class::Server
            }
            Self::NoServer(class, _) => *class,
            Self::NoSettings(_, MailProtocol::Imap4) => Class::ImapSettings,
            Self::NoSettings(_, MailProtocol::Pop3) => Class::PopSettings,
            Self::ServicesAssumed(_) | Self::DateNotRead(..) | Self::CertificateLeftOut(_) => Class::Certificate,
            Self::DatabaseNotListed(..) | Self::NoDatabasesOf(_) | Self::CopiesNotSaid(_) => Class::Database,
            Self::MailboxesNotPlaced(_) | Self::PlacedByServer(_) | Self::Thousand(_) => Class::Mailbox,
            Self::CountDiffers(..) => Class::MailboxCount,
            _ => return None,
        };
        Some(say::export_right(lang, collect::line(class)))
    }
}

/// The cmdlet that exports a class.
pub(crate) fn cmdlet(class: Class) -> &'static str {
    PARTS.iter().find(|it| it.class == class).map_or("coexist collect", |it| it.cmdlet())
}

/// A text of an export in a sentence: in quotation marks, with whatever could deceive the eye spelled out, and no
/// longer than anybody reads.
pub(crate) fn shown(text: &str) -> String {
    const LONGEST: usize = 160;
    let mut out = String::from("\"");
    for letter in text.chars().take(LONGEST) {
        match letter {
            '"' | '\\' => {
                out.push('\\');
                out.push(letter);
            }
            it if turns_the_eye(it) => out.extend(it.escape_unicode()),
            it => out.push(it),
        }
    }
    if text.chars().nth(LONGEST).is_some() {
        out.push('…');
    }
    out.push('"');
    out
}

/// Whether a letter is no letter: it ends a line, or changes the direction of what comes after it.
pub(crate) fn turns_the_eye(letter: char) -> bool {
    letter.is_control()
        || matches!(
            u32::from(letter),
            0x200b..=0x200f | 0x2028 | 0x2029 | 0x202a..=0x202e | 0x2060..=0x2069 | 0xfeff
        )
}
