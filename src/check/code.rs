//! Which kinds of findings are there, how bad is each, and which rule does it rest on?

use crate::rules::Rule;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingSeverity {
    /// Log-ons fail because of it in every run.
    Error,
    /// It fails nobody by itself, or not in every run, or nobody who logs on in this file meets it.
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
    F021,
    F022,
    F023,
    F024,
    F025,
    F026,
    F027,
    F028,
    F029,
    F030,
    F031,
    F032,
    F033,
    F034,
    F035,
    F036,
    F037,
    F038,
    F039,
    F040,
    F041,
    F042,
    F043,
    F044,
    F045,
    F046,
    F047,
    F048,
    F049,
    F050,
    F051,
    F052,
    F053,
    F054,
}

impl FindingCode {
    /// All of them.
    pub const ALL: [Self; 55] = [
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
        Self::F021,
        Self::F022,
        Self::F023,
        Self::F024,
        Self::F025,
        Self::F026,
        Self::F027,
        Self::F028,
        Self::F029,
        Self::F030,
        Self::F031,
        Self::F032,
        Self::F033,
        Self::F034,
        Self::F035,
        Self::F036,
        Self::F037,
        Self::F038,
        Self::F039,
        Self::F040,
        Self::F041,
        Self::F042,
        Self::F043,
        Self::F044,
        Self::F045,
        Self::F046,
        Self::F047,
        Self::F048,
        Self::F049,
        Self::F050,
        Self::F051,
        Self::F052,
        Self::F053,
        Self::F054,
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
            Self::F021 => "F021",
            Self::F022 => "F022",
            Self::F023 => "F023",
            Self::F024 => "F024",
            Self::F025 => "F025",
            Self::F026 => "F026",
            Self::F027 => "F027",
            Self::F028 => "F028",
            Self::F029 => "F029",
            Self::F030 => "F030",
            Self::F031 => "F031",
            Self::F032 => "F032",
            Self::F033 => "F033",
            Self::F034 => "F034",
            Self::F035 => "F035",
            Self::F036 => "F036",
            Self::F037 => "F037",
            Self::F038 => "F038",
            Self::F039 => "F039",
            Self::F040 => "F040",
            Self::F041 => "F041",
            Self::F042 => "F042",
            Self::F043 => "F043",
            Self::F044 => "F044",
            Self::F045 => "F045",
            Self::F046 => "F046",
            Self::F047 => "F047",
            Self::F048 => "F048",
            Self::F049 => "F049",
            Self::F050 => "F050",
            Self::F051 => "F051",
            Self::F052 => "F052",
            Self::F053 => "F053",
            Self::F054 => "F054",
        }
    }

    /// The code with this id, in whatever case.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id().eq_ignore_ascii_case(id.trim()))
    }

    /// How bad it can be: what no run confirms is advice, whatever its code.
    #[must_use]
    pub const fn severity(self) -> FindingSeverity {
        match self {
            Self::F000
            | Self::F010
            | Self::F012
            | Self::F019
            | Self::F022
            | Self::F038
            | Self::F041
            | Self::F042
            | Self::F046
            | Self::F050
            | Self::F051
            | Self::F052
            | Self::F054 => FindingSeverity::Advice,
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
            Self::F019 => &[Rule::Svc6, Rule::Leg5],
            Self::F020 => &[Rule::Svc5],
            Self::F021 => &[Rule::Section7],
            Self::F022 => &[Rule::Lb1, Rule::Disc1],
            Self::F023 => &[Rule::Det1],
            Self::F024 => &[Rule::Det1, Rule::Det2],
            Self::F025 => &[Rule::Leg5],
            Self::F026 => &[Rule::Section2],
            Self::F027 => &[Rule::Det10],
            Self::F028 => &[Rule::Fe1],
            Self::F029 => &[Rule::Leg6],
            Self::F030 => &[Rule::Site2, Rule::Section7],
            Self::F031 => &[Rule::Svc4, Rule::Port1, Rule::Bind1],
            Self::F032 => &[Rule::Lb2],
            Self::F033 => &[Rule::Lb2, Rule::Det4],
            Self::F034 => &[Rule::Svc4],
            Self::F035 => &[],
            Self::F036 => &[Rule::Fe7, Rule::Det10, Rule::Section11, Rule::Auth2],
            Self::F037 => &[Rule::Lim1, Rule::Lim2, Rule::Leg9],
            Self::F038 => &[Rule::Det7],
            Self::F039 => &[Rule::Fall8],
            Self::F040 => &[Rule::Section2],
            Self::F041 => &[Rule::Det8],
            Self::F042 => &[Rule::Leg5],
            Self::F043 => &[Rule::Leg1, Rule::Det10],
            Self::F044 => &[Rule::Svc8],
            Self::F045 => &[Rule::Lb8, Rule::Det4],
            Self::F046 => &[Rule::Leg5],
            Self::F047 => &[Rule::Lb7],
            Self::F048 => &[Rule::Bind1, Rule::Cmp2],
            Self::F049 => &[Rule::Svc9],
            Self::F050 => &[Rule::Tls7],
            Self::F051 => &[Rule::Cert1],
            Self::F052 => &[Rule::Cert2],
            Self::F053 => &[Rule::Bind1],
            Self::F054 => &[],
        }
    }
}
