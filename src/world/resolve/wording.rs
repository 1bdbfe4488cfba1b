//! In which words are the problems of an organisation told?

use super::problem::{Entity, What};
use crate::diag::Code;

impl What {
    /// The stable code of the kind of problem.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::DuplicateName(..) => Code::R001,
            Self::Unknown { entity, .. } => match entity {
                Entity::Site => Code::R002,
                Entity::Server => Code::R003,
                Entity::Database => Code::R004,
                Entity::Mailbox => Code::R005,
                Entity::Client => Code::R006,
                Entity::Balancer => Code::R007,
                Entity::DnsName => Code::R008,
            },
            Self::SiteMissing(..) => Code::R009,
            Self::LinkToItself(_) => Code::R010,
            Self::DuplicateLink(..) => Code::R011,
            Self::NoSuchLink(..) => Code::R012,
            Self::MixedVersions(..) => Code::R013,
            Self::NoMailboxRole(_) => Code::R014,
            Self::NoCopy(_) => Code::R015,
            Self::ActiveWithoutCopy(..) => Code::R016,
            Self::ListedTwice(_) => Code::R017,
            Self::NoSuchService { .. } => Code::R018,
            Self::RunningAndHung(..) => Code::R019,
            Self::NoSuchSetting(..) => Code::R020,
            Self::TimeoutOutOfRange(..) | Self::OutOfRange(..) => Code::R021,
            Self::PortZero => Code::R022,
            Self::PortTwice(..) => Code::R023,
            Self::FailOverWithoutCopy(..) => Code::R024,
            Self::EmptyPool(_) => Code::R025,
            Self::BalancerInPool(_) => Code::R026,
            Self::PointsToNothing { .. } => Code::R027,
            Self::PointsToName(_) => Code::R028,
            Self::NameTaken(..) => Code::R029,
            Self::DnsTwice(..) => Code::R030,
            Self::AddressTaken(..) => Code::R031,
            Self::ZeroTime(_) => Code::R032,
            Self::ZeroCount(_) => Code::R033,
            Self::UntilBeforeStart(..) => Code::R034,
            Self::AttemptZero => Code::R035,
            Self::AttemptWithCount => Code::R036,
            Self::UnknownRule(..) => Code::R037,
            Self::RuleBothWays(_) => Code::R038,
            Self::NoMailbox(_) => Code::R039,
            Self::NotAnSmtpAddress(_) => Code::R040,
            Self::BadName(..) => Code::R041,
            Self::BadText(..) => Code::R042,
            Self::ListTooLong(..) => Code::R043,
            Self::Schema(_) => Code::S020,
            Self::More(_) => Code::S021,
            Self::NotModelled(_) => Code::W001,
            Self::ChangeAfterEnd(..) => Code::W002,
            Self::NeverTested(..) => Code::W003,
            Self::EveryWithoutUntil(_) => Code::W004,
            Self::ChangesNothing(_) => Code::W005,
            Self::LogonAfterEnd(..) => Code::W006,
            Self::UntilWithoutEvery(_) => Code::W007,
        }
    }
}
