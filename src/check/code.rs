//! Which kinds of findings are there, how bad is each, and which rule does it rest on?

use super::FindingKind;
use crate::rules::Rule;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingSeverity {
    /// Log-ons will fail because of it.
    Error,
    /// It fails nobody by itself; something to think of before a change.
    Advice,
}

/// The stable code of a kind of finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each has its page in docs/findings.md, which the words beside make")]
pub enum FindingCode {
    F000,
    F001,
    F002,
    F003,
    F004,
    F005,
    F006,
    F007,
    F008,
    F009,
    F010,
    F011,
    F012,
    F013,
    F014,
    F015,
    F016,
    F017,
    F018,
    F019,
    F020,
}

impl FindingCode {
    /// All of them.
    pub const ALL: [Self; 21] = [
        Self::F000,
        Self::F001,
        Self::F002,
        Self::F003,
        Self::F004,
        Self::F005,
        Self::F006,
        Self::F007,
        Self::F008,
        Self::F009,
        Self::F010,
        Self::F011,
        Self::F012,
        Self::F013,
        Self::F014,
        Self::F015,
        Self::F016,
        Self::F017,
        Self::F018,
        Self::F019,
        Self::F020,
    ];

    /// As it is written: `F001`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::F000 => "F000",
            Self::F001 => "F001",
            Self::F002 => "F002",
            Self::F003 => "F003",
            Self::F004 => "F004",
            Self::F005 => "F005",
            Self::F006 => "F006",
            Self::F007 => "F007",
            Self::F008 => "F008",
            Self::F009 => "F009",
            Self::F010 => "F010",
            Self::F011 => "F011",
            Self::F012 => "F012",
            Self::F013 => "F013",
            Self::F014 => "F014",
            Self::F015 => "F015",
            Self::F016 => "F016",
            Self::F017 => "F017",
            Self::F018 => "F018",
            Self::F019 => "F019",
            Self::F020 => "F020",
        }
    }

    /// The code with this id, in whatever case.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id().eq_ignore_ascii_case(id.trim()))
    }

    /// How bad it is.
    #[must_use]
    pub const fn severity(self) -> FindingSeverity {
        match self {
            Self::F000 | Self::F010 | Self::F012 | Self::F019 => FindingSeverity::Advice,
            _ => FindingSeverity::Error,
        }
    }

    /// The rules on which it rests.
    #[must_use]
    pub const fn rules(self) -> &'static [Rule] {
        match self {
            Self::F000 => &[],
            Self::F001 => &[Rule::Lb1, Rule::Disc1],
            Self::F002 => &[Rule::Svc4, Rule::Fe3, Rule::Det1],
            Self::F003 => &[Rule::Disc1, Rule::Disc2, Rule::Svc4],
            Self::F004 => &[Rule::Svc2, Rule::Disc4],
            Self::F005 => &[Rule::Leg3],
            Self::F006 => &[Rule::Leg6],
            Self::F007 => &[Rule::Leg4],
            Self::F008 => &[Rule::Leg5],
            Self::F009 => &[Rule::Leg7, Rule::Lim2],
            Self::F010 => &[Rule::Lb6],
            Self::F011 => &[Rule::Cmp3, Rule::Cmp2],
            Self::F012 => &[Rule::Lb3, Rule::Lim4],
            Self::F013 => &[Rule::Svc4],
            Self::F014 => &[Rule::Det9],
            Self::F015 => &[Rule::Lb2],
            Self::F016 => &[Rule::Leg2],
            Self::F017 => &[Rule::Leg8],
            Self::F018 => &[Rule::Section2],
            Self::F019 => &[Rule::Svc6],
            Self::F020 => &[Rule::Svc5],
        }
    }
}

impl FindingKind {
    /// The stable code of its kind.
    #[must_use]
    pub const fn code(&self) -> FindingCode {
        match self {
            Self::NothingToAccept(_) => FindingCode::F000,
            Self::ForeignName(..) => FindingCode::F001,
            Self::NotBound(..) | Self::OtherKind(..) | Self::CandidateStopped(_) => FindingCode::F002,
            Self::NoCandidate(..) | Self::NoneRuns(..) => FindingCode::F003,
            Self::NoBackEnd(_) => FindingCode::F004,
            Self::PlaintextRefused(..) => FindingCode::F005,
            Self::NoCertificate(..) => FindingCode::F006,
            Self::CertificateRejected { .. } => FindingCode::F007,
            Self::NoCommonTls(..) => FindingCode::F008,
            Self::TooMany { .. } => FindingCode::F009,
            Self::LongTtl(..) => FindingCode::F010,
            Self::Inactive(..) => FindingCode::F011,
            Self::LoopLimit(..) => FindingCode::F012,
            Self::ClientToStopped(..) => FindingCode::F013,
            Self::Unresolved(_) => FindingCode::F014,
            Self::DeadMember(..) => FindingCode::F015,
            Self::NothingToReplay(..) => FindingCode::F016,
            Self::Disabled(..) => FindingCode::F017,
            Self::ClientInPlaintext(..) => FindingCode::F018,
            Self::NotRestarted(..) => FindingCode::F019,
            Self::Hung(_) => FindingCode::F020,
        }
    }
}
