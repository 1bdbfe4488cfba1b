//! What can be wrong with an organisation that is written correctly, and where is it written?
//!
//! Facts only: the words are made in `wording`. A place is a path into the file, turned into line and column
//! only when somebody reads it, so that a correct file pays nothing for it.

use std::fmt;
use std::net::Ipv4Addr;

use crate::catalogue::organisation;
use crate::diag::Code;
use crate::lang::{Fixed, Text};
use crate::product::BuildNumber;
use crate::rules::Rule;
pub use crate::scenario::parse::locate::PathSegment;
use crate::scenario::{Role, Service, Version};
use crate::time::{Micros, NoSuchTime};

/// Where a value stands in the file: the steps from its top.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path(pub Vec<PathSegment>);

impl Path {
    /// The path of something inside.
    #[must_use]
    pub fn with(&self, step: impl Into<PathSegment>) -> Self {
        let mut steps = self.0.clone();
        steps.push(step.into());
        Self(steps)
    }
}

impl fmt::Display for Path {
    /// As `servers[3].imap4.InternalConnectionSettings[0]`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                PathSegment::Field(name) if at == 0 => f.write_str(name)?,
                PathSegment::Field(name) => write!(f, ".{name}")?,
                PathSegment::Item(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// The path made of its arguments: `path_to!["servers", 3_usize, "site"]`.
macro_rules! path_to {
    ($($step:expr),* $(,)?) => {
        $crate::resolve::problem::Path(vec![$($crate::resolve::problem::PathSegment::from($step)),*])
    };
}
pub(super) use path_to;

/// Why two servers never stand in one organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Apart {
    /// Their versions never do.
    Versions,
    /// The older one's build is not yet this one.
    OlderTooOld(BuildNumber),
    /// The newer one's build is not yet this one.
    NewerTooOld(BuildNumber),
    /// The newer one's build is this one already, or a later one.
    NewerTooNew(BuildNumber),
    /// The older one can no longer be added: the newer one came when there was none of the older (COEX-10).
    TooLate,
}

/// One thing that is wrong, or suspicious, with a scenario whose syntax is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it is written.
    pub path: Path,
    /// Another place that has to do with it: the first of two entries with one name.
    pub other: Option<Path>,
    /// What it is.
    pub what: ProblemKind,
}

impl Problem {
    /// The stable code of the kind of problem.
    #[must_use]
    pub fn code(&self) -> Code {
        self.what.code()
    }
}

/// The kinds of things with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entity {
    /// A site.
    Site,
    /// A server.
    Server,
    /// A load balancer.
    Balancer,
    /// A name in DNS.
    DnsName,
    /// A database.
    Database,
    /// A mailbox or an account without one.
    Mailbox,
    /// A client.
    Client,
    /// An authentication policy.
    Policy,
    /// A step of the plan.
    Step,
}

impl Entity {
    /// As it is called in a sentence.
    #[must_use]
    pub const fn word(self) -> Fixed {
        match self {
            Self::Site => organisation::site(),
            Self::Server => organisation::server(),
            Self::Balancer => organisation::load_balancer(),
            Self::DnsName => organisation::dns_name(),
            Self::Database => organisation::database(),
            Self::Mailbox => organisation::mailbox(),
            Self::Client => organisation::client(),
            Self::Policy => organisation::authentication_policy(),
            Self::Step => organisation::step(),
        }
    }

    /// The same where it follows another word: Chinese parts itself from Latin letters by a space.
    #[must_use]
    pub const fn owner(self) -> Fixed {
        match self {
            Self::DnsName => organisation::dns_name_within(),
            Self::Site
            | Self::Server
            | Self::Balancer
            | Self::Database
            | Self::Mailbox
            | Self::Client
            | Self::Policy
            | Self::Step => self.word(),
        }
    }

    /// The list of the file in which it is defined.
    #[must_use]
    pub const fn list(self) -> &'static str {
        match self {
            Self::Site => "sites",
            Self::Server => "servers",
            Self::Balancer => "load_balancers",
            Self::DnsName => "dns",
            Self::Database => "databases",
            Self::Mailbox => "mailboxes",
            Self::Client => "clients",
            Self::Policy => "authentication_policies",
            Self::Step => "steps",
        }
    }
}

/// What is wrong about a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupFault {
    /// A group of mailboxes with fewer members than the group of clients that use them.
    TooFew {
        /// The group of mailboxes.
        user: String,
        /// How many it has.
        has: u32,
        /// How many are wanted.
        wanted: u32,
    },
    /// A group is named where one alone is wanted: what it is a group of, its name, and how many it has.
    OneWanted(Entity, String, u32),
    /// A text that all members would have, and that can be that of one alone.
    SameForAll(&'static str),
    /// `spread` of a client that is alone.
    SpreadAlone,
}

/// What is wrong. The first word of each says what is at the path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// Two entries of one kind have the same name.
    DuplicateName(Entity, String),
    /// A name that is not defined, and the defined one that was perhaps meant.
    Unknown {
        /// What should have the name.
        entity: Entity,
        /// The name as written.
        name: String,
        /// What was perhaps meant.
        meant: Option<String>,
    },
    /// A name that cannot be one, and what is wrong with it.
    BadName(Entity, String, BadName),
    /// A text (title, banner, domain, certificate name) that cannot be used, and what is wrong with it.
    BadText(String, BadName),
    /// The site has to be written, because there are several.
    SiteMissing(Entity, String),
    /// A link leads from a site to itself.
    LinkToItself(String),
    /// A link between these sites is described twice.
    DuplicateLink(String, String),
    /// No link in this direction is described.
    NoSuchLink(String, String),
    /// A database has copies on servers of different versions.
    MixedVersions(String, Version, Version),
    /// Two servers that never stand in one organisation (COEX-0 to COEX-9), and why.
    Apart {
        /// The one.
        older: (String, Version),
        /// The other, which comes later or is newer.
        newer: (String, Version),
        /// What stands against it.
        why: Apart,
        /// The version of the one at whose place it is told.
        at: Version,
        /// The rule.
        rule: Rule,
    },
    /// A build that the version does not have.
    NoSuchBuild(Version, BuildNumber),
    /// Beside this version a build is called that is of another one.
    BuildOfAnother(Version, Version),
    /// A server cannot become another version in place.
    NotInPlace {
        /// The server.
        server: String,
        /// Its version.
        from: Version,
        /// The version that it is to become.
        to: Version,
        /// What stands against it.
        why: NotInPlace,
    },
    /// A role is written that the version has not by itself (VER-2).
    NoSeparateRole(Version),
    /// A database is on a server without the Mailbox role.
    NoMailboxRole(String),
    /// A database is on no server.
    NoCopy(String),
    /// The active server holds no copy of this database.
    ActiveWithoutCopy(String, String),
    /// A database fails over to a server without a copy.
    FailOverWithoutCopy(String, String),
    /// Something is listed twice.
    ListedTwice(Text),
    /// This server does not have this service.
    NoSuchService {
        /// The server.
        server: String,
        /// Its version.
        version: Version,
        /// The service.
        service: Service,
    },
    /// A service is both running and hung.
    RunningAndHung(String, Service),
    /// A setting that this version does not have.
    NoSuchSetting(&'static str, Version),
    /// A setting that is read-only on a server without this role (ROLE-1).
    OtherRole(&'static str, Role),
    /// A time-out outside what the cmdlet takes: from, to.
    TimeoutOutOfRange(&'static str, Micros, Micros, Micros),
    /// A number that must be at least 1.
    ZeroCount(&'static str),
    /// Port 0.
    PortZero,
    /// A port that another binding of the same server has already.
    PortTwice(u16, Text),
    /// A load balancer with an empty pool.
    EmptyPool(String),
    /// A load balancer in a pool.
    BalancerInPool(String),
    /// A DNS name that points to another DNS name.
    PointsToName(String),
    /// A DNS name that points to nothing known.
    PointsToNothing {
        /// As written.
        name: String,
        /// What was perhaps meant.
        meant: Option<String>,
    },
    /// A DNS name that a server or load balancer has already.
    NameTaken(String, Entity, String),
    /// A DNS name with two entries for the same site, or two for all others.
    DnsTwice(String, Option<String>),
    /// An address that somebody has already.
    AddressTaken(Ipv4Addr, Entity, String),
    /// A span of time that must be longer than nothing.
    ZeroTime(&'static str),
    /// A time, as it is written, that is none of the run, which begins then.
    NoSuchTime(NoSuchTime, String, String),
    /// A client that stops before it begins.
    UntilBeforeStart(String, String, String),
    /// Attempt 0.
    AttemptZero,
    /// `attempt` together with `count`.
    AttemptWithCount,
    /// A rule that is not known, and the one that was perhaps meant.
    UnknownRule(String, Option<String>),
    /// A rule that must and must not decide.
    RuleBothWays(String),
    /// An account without a mailbox, where one is needed.
    NoMailbox(String),
    /// A web client without SSL.
    WebNeedsSsl(String),
    /// A field that only POP3 and IMAP4 clients have.
    NotForWeb(&'static str),
    /// Components on a server that has none.
    NoComponents(String, Version),
    /// Services that run on a server that is switched off.
    RunningWhileOff(String),
    /// Services are to run on a server that is not there at the start.
    RunningWhileAbsent(String),
    /// Two certificates of one server have the same name.
    CertificateTwice(String),
    /// A server has no certificate of this name.
    UnknownCertificate {
        /// As written.
        name: String,
        /// The server.
        server: String,
        /// Those that it has.
        names: Vec<String>,
    },
    /// A certificate that expires before it is valid: from, to.
    NeverValid(String, String),
    /// A text that is no SMTP address.
    NotAnSmtpAddress(String),
    /// A list that is too long.
    ListTooLong(&'static str, usize),
    /// A place in pictures that is too far out.
    PlaceOutOfRange(u32, u32),
    /// A number outside what the cmdlet takes.
    OutOfRange(&'static str, u64, u64, u64),
    /// A number that is larger than this program bears, and the largest that it does.
    TooMany(&'static str, u64, u64),
    /// A written schema that is not the one that is understood.
    Schema(u32),
    /// A change that says neither what is done nor which lines are run.
    ChangeSaysNothing,
    /// A change that says both.
    ChangeSaysBoth,
    /// A line that does nothing.
    Line(super::LineProblem),
    /// Something about a group.
    Group(GroupFault),
    /// A number of attempts beside another one: the field.
    CountedTwice(&'static str),
    /// At the least more than at the most.
    BoundsCross(u32, u32),
    /// A stretch of time that ends before it begins.
    WindowOfNothing(String, String),
    /// A step of which nobody knows when it is done.
    StepWithoutTime(String),
    /// A step that says twice when it is done.
    StepWithTwoTimes(String),
    /// Steps that need each other in a circle.
    NeedsInCircle(Vec<String>),
    /// A step that is done before one that it needs.
    StepBeforeNeed(String, String),
    /// A step that would be done after the end of the run: the step, when, and the end.
    StepAfterEnd(String, String, String),
    // --- warnings ------------------------------------------------------------------------------------------------
    /// A change after the end of the run.
    ChangeAfterEnd(String, String),
    /// A log-on after the end of the run.
    LogonAfterEnd(String, String),
    /// An expectation about an attempt that the client cannot make: attempt, most.
    NeverTested(String, u32, u64),
    /// An expectation about a stretch of time in which the client begins no attempt.
    NothingInWindow(String),
    /// A client that comes again for ever.
    EveryWithoutUntil(String),
    /// A change that changes nothing.
    ChangesNothing(&'static str),
    /// A time until which a client comes again, although it does not come again.
    UntilWithoutEvery(String),
    /// What a client would accept, which connects and offers.
    ClientAccepts,
}

/// Why a server cannot become another version in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotInPlace {
    /// Setup of the one never updates the other.
    Never,
    /// It does from this build on.
    From(BuildNumber),
}

/// What is wrong with a name or a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadName {
    /// It is empty.
    Empty,
    /// It is longer than this many characters.
    TooLong(usize),
    /// It holds a control character.
    Control,
    /// It begins or ends with a space.
    Space,
    /// It is not a DNS name.
    NotDns,
    /// It has a dot.
    Dot,
    /// It looks like an IPv4 address and is none.
    NotAddress,
}
