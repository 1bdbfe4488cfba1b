//! Which problems may only follow from what could not be read?
//!
//! A file with mistakes of syntax or shape is judged as far as it is understood. What could not be read has a stand-in
//! or is left out (see [`Doubts`]), and a problem that may come from that alone is not reported: each kind says here on
//! what it depends, besides the value that it is about. In doubt nothing is said.

use compact_str::CompactString;

use super::directory::{folded_cmp, same_name};
use super::problem::{Entity, GroupFault, Path, PathSegment, Problem, ProblemKind};
use crate::scenario::Scenario;
use crate::scenario::parse::doubts::Doubts;

/// What could not be read.
#[derive(Debug)]
pub(super) struct Unread {
    doubts: Doubts,
    /// The servers on which each database has copies.
    copies: Vec<Vec<CompactString>>,
    /// The servers by name, with their places in the file.
    servers: Vec<(CompactString, usize)>,
}

impl ProblemKind {
    /// Whether it may hang on when something happens.
    pub(super) fn follows_from_a_time(&self) -> bool {
        matches!(
            self,
            Self::ZeroTime("until")
                | Self::UntilBeforeStart(..)
                | Self::ChangeAfterEnd(..)
                | Self::LogonAfterEnd(..)
                | Self::NeverTested(..)
        )
    }
}

impl Unread {
    pub(super) fn new(scenario: &Scenario, doubts: Doubts) -> Self {
        let mut servers: Vec<_> = scenario.servers.iter().zip(0..).map(|(it, at)| (it.name.clone(), at)).collect();
        servers.sort_by(|left, right| folded_cmp(&left.0, &right.0));
        Self { doubts, copies: scenario.databases.iter().map(|it| it.on.clone()).collect(), servers }
    }

    /// Whether a problem may only be there because something could not be read.
    pub(super) fn is_moot(&self, problem: &Problem) -> bool {
        let path = &problem.path;
        let unknown = |it: &Path| self.doubts.about(&it.0);
        if unknown(path) || problem.other.as_ref().is_some_and(unknown) {
            return true;
        }
        let open = |list: &'static str| self.doubts.is_open(list);
        let anywhere = |list, field| self.doubts.anywhere(list, field);
        match &problem.what {
            // What can be told from the value alone.
            ProblemKind::BadName(..)
            | ProblemKind::BadText(..)
            | ProblemKind::LinkToItself(_)
            | ProblemKind::ListedTwice(_)
            | ProblemKind::ZeroCount(_)
            | ProblemKind::PortZero
            | ProblemKind::ZeroTime(_)
            | ProblemKind::AttemptZero
            | ProblemKind::AttemptWithCount
            | ProblemKind::CountedTwice(_)
            | ProblemKind::BoundsCross(..)
            | ProblemKind::WindowOfNothing(..)
            | ProblemKind::UnknownRule(..)
            | ProblemKind::RuleBothWays(_)
            | ProblemKind::NotAnSmtpAddress(_)
            | ProblemKind::ListTooLong(..)
            | ProblemKind::PlaceOutOfRange(..)
            | ProblemKind::TooMany(..)
            | ProblemKind::Schema(_)
            | ProblemKind::ClientAccepts
            | ProblemKind::StepWithTwoTimes(_)
            | ProblemKind::DuplicateName(..) => self.doubts.within(&path.0),
            ProblemKind::NeverValid(..) => self.beside(path, &["valid_from", "valid_to"]),
            ProblemKind::CertificateTwice(_) => {
                let certificate = |it: &Path| it.within(&self.doubts, &["name", "subject_names"]);
                certificate(path)
                    || problem.other.as_ref().is_some_and(certificate)
                    || (is_change(path) && self.certificates())
            }
            ProblemKind::UnknownCertificate { .. } => self.certificates() || anywhere("servers", "version"),
            ProblemKind::Unknown { entity: Entity::DnsName, .. } | ProblemKind::PointsToName(_) => self.names(),
            ProblemKind::Unknown { entity, .. } => open(entity.list()),
            ProblemKind::BalancerInPool(_) => open("servers"),
            ProblemKind::PointsToNothing { .. } | ProblemKind::NameTaken(..) => self.names(),
            ProblemKind::DnsTwice(..) => self.names() || anywhere("dns", "for_sites"),
            ProblemKind::SiteMissing(..) => open("sites") || self.doubts.within(&path.with("site").0),
            ProblemKind::DuplicateLink(..) | ProblemKind::NoSuchLink(..) => {
                open("links") || anywhere("links", "between") || anywhere("links", "one_way")
            }
            ProblemKind::MixedVersions(..) => self.copies(path, &["version"]),
            ProblemKind::Apart { .. } => {
                open("servers") || anywhere("servers", "version") || anywhere("servers", "build")
            }
            ProblemKind::NoSuchBuild(..) | ProblemKind::BuildOfAnother(..) if !is_change(path) => {
                self.entry(path, &["version", "build"])
            }
            ProblemKind::NoSuchBuild(..) | ProblemKind::BuildOfAnother(..) | ProblemKind::NotInPlace { .. } => {
                open("servers") || anywhere("servers", "version") || anywhere("servers", "build")
            }
            ProblemKind::NoSeparateRole(_) => self.entry(path, &["version"]),
            ProblemKind::NoMailboxRole(server) => self.server(server, &["roles"]),
            ProblemKind::NoCopy(_) | ProblemKind::EmptyPool(_) => self.doubts.within(&path.0),
            ProblemKind::ActiveWithoutCopy(..) => self.entry(path, &["on"]),
            ProblemKind::FailOverWithoutCopy(..) => anywhere("databases", "on"),
            ProblemKind::NoSuchService { server, .. } => self.server(server, &["version", "roles"]),
            ProblemKind::NoComponents(server, _) => self.server(server, &["version"]),
            ProblemKind::OtherRole(..) => {
                if is_change(path) {
                    ["version", "roles"].iter().any(|it| anywhere("servers", it))
                } else {
                    self.entry(path, &["version", "roles"])
                }
            }
            ProblemKind::NoSuchSetting(..) | ProblemKind::TimeoutOutOfRange(..) | ProblemKind::OutOfRange(..) => {
                if is_change(path) {
                    anywhere("servers", "version")
                } else {
                    self.entry(path, &["version"])
                }
            }
            ProblemKind::RunningAndHung(..) | ProblemKind::RunningWhileOff(_) => {
                self.entry(path, &["running", "hung", "off", "version", "roles"])
            }
            ProblemKind::RunningWhileAbsent(_) => self.entry(path, &["running", "hung"]) || self.changes(),
            ProblemKind::PortTwice(..) => {
                let fields = ["imap4", "pop3", "version", "roles"];
                let changes = || fields.iter().any(|it| anywhere("servers", it)) || self.changes();
                if is_change(path) { changes() } else { self.entry(path, &fields) }
            }
            ProblemKind::AddressTaken(..) => anywhere("servers", "site") || anywhere("load_balancers", "site"),
            ProblemKind::NoMailbox(_) => anywhere("mailboxes", "database"),
            ProblemKind::WebNeedsSsl(_) | ProblemKind::NotForWeb(_) => self.entry(path, &["protocol"]),
            ProblemKind::NoSuchTime(..) => self.doubts.within(&["date".into()]),
            ProblemKind::UntilBeforeStart(..)
            | ProblemKind::EveryWithoutUntil(_)
            | ProblemKind::UntilWithoutEvery(_) => self.entry(path, &["at", "every", "until"]),
            ProblemKind::ChangeAfterEnd(..) | ProblemKind::LogonAfterEnd(..) | ProblemKind::StepAfterEnd(..) => {
                self.run()
            }
            ProblemKind::StepWithoutTime(_) => self.entry(path, &["at", "after"]),
            ProblemKind::NeedsInCircle(_) | ProblemKind::StepBeforeNeed(..) => self.doubts.within(&["steps".into()]),
            ProblemKind::NeverTested(..) | ProblemKind::NothingInWindow(_) => {
                let fields = ["at", "every", "until", "on_failure"];
                self.run() || fields.iter().any(|it| anywhere("clients", it))
            }
            ProblemKind::ChangesNothing(_) | ProblemKind::ChangeSaysNothing | ProblemKind::ChangeSaysBoth => {
                self.doubts.within(&path.0)
            }
            ProblemKind::Group(GroupFault::TooFew { .. }) => {
                self.entry(path, &["count"]) || open("mailboxes") || anywhere("mailboxes", "count")
            }
            ProblemKind::Group(GroupFault::OneWanted(..) | GroupFault::SameForAll(_) | GroupFault::SpreadAlone) => {
                self.entry(path, &["count"])
            }
            // What a line does depends on the whole organisation.
            ProblemKind::Line(_) => true,
        }
    }

    /// Whether the fields of the entry at the beginning of a path are in doubt.
    fn entry(&self, path: &Path, fields: &[&'static str]) -> bool {
        let entry = Path(path.0.iter().take(2).copied().collect());
        entry.within(&self.doubts, fields)
    }

    /// Whether fields beside the one at the end of a path are in doubt.
    fn beside(&self, path: &Path, fields: &[&'static str]) -> bool {
        let above = path.0.len().saturating_sub(1);
        Path(path.0[..above].to_vec()).within(&self.doubts, fields)
    }

    /// Whether the fields of a server are in doubt.
    fn server(&self, name: &str, fields: &[&'static str]) -> bool {
        let from = self.servers.partition_point(|it| folded_cmp(&it.0, name).is_lt());
        let mut same = self.servers[from..].iter().take_while(|it| same_name(&it.0, name));
        same.any(|it| Path(vec!["servers".into(), it.1.into()]).within(&self.doubts, fields))
            || self.doubts.is_open("servers")
    }

    /// Whether the fields of a server with a copy of the database at the beginning of a path are in doubt.
    fn copies(&self, path: &Path, fields: &[&'static str]) -> bool {
        let Some(PathSegment::Item(database)) = path.0.get(1) else { return true };
        let copies = self.copies.get(*database as usize);
        self.entry(path, &["on"]) || copies.is_none_or(|it| it.iter().any(|it| self.server(it, fields)))
    }

    /// Whether it is in doubt which certificates a server has.
    fn certificates(&self) -> bool {
        self.doubts.anywhere("servers", "certificates") || self.changes()
    }

    /// Whether it is in doubt which names there are in DNS.
    fn names(&self) -> bool {
        ["servers", "load_balancers", "dns"].iter().any(|it| self.doubts.is_open(it))
            || self.doubts.anywhere("servers", "fqdn")
            || self.doubts.within(&["domain".into()])
            || self.changes()
    }

    /// Whether it is in doubt what is done to the organisation.
    fn changes(&self) -> bool {
        LISTS_OF_ACTIONS.iter().any(|it| self.doubts.within(&[PathSegment::Field(it)]))
    }

    /// Whether it is in doubt when the run ends.
    fn run(&self) -> bool {
        self.doubts.within(&["until".into()])
    }
}

impl Path {
    /// Whether fields of the value at the path are in doubt.
    fn within(&self, doubts: &Doubts, fields: &[&'static str]) -> bool {
        doubts.about(&self.0) || fields.iter().any(|it| doubts.within(&self.with(*it).0))
    }
}

/// Where actions are written.
const LISTS_OF_ACTIONS: [&str; 3] = ["changes", "steps", "from_start"];

fn is_change(path: &Path) -> bool {
    LISTS_OF_ACTIONS.iter().any(|it| path.0.first() == Some(&PathSegment::Field(it)))
}
