//! Is there such a build, and of which version is it?
//!
//! Which builds there are stands in the product's rows; what a server becomes in place too.

use super::problem::{NotInPlace, ProblemKind};
use super::{Path, Report};
use crate::product::together::is_at_least;
use crate::scenario::WrittenBuild;
use crate::world::{BuildNumber, Version};

/// The build that is written beside a version.
pub(super) fn of_server(
    version: Version,
    build: &WrittenBuild,
    report: &mut Report,
    path: impl FnOnce() -> Path,
) -> BuildNumber {
    if let Some(other) = build.version().filter(|it| *it != version) {
        report.add(ProblemKind::BuildOfAnother(version, other), path);
        return build.number();
    }
    counted(version, build.number(), report, path)
}

/// What an update makes of a server: its version and its build; nothing where it cannot be.
pub(super) fn of_update(
    (server, version, now): (&str, Version, Option<BuildNumber>),
    build: &WrittenBuild,
    report: &mut Report,
    path: impl Fn() -> Path,
) -> Option<(Version, BuildNumber)> {
    let to = build.version().unwrap_or(version);
    let number = counted(to, build.number(), report, &path);
    if to != version {
        let why = match version.in_place(to) {
            None => Some(NotInPlace::Never),
            Some(it) if now.is_some_and(|now| !is_at_least(now, it.least)) => Some(NotInPlace::From(it.least)),
            Some(_) => None,
        };
        if let Some(why) = why {
            report.add(ProblemKind::NotInPlace { server: server.to_owned(), from: version, to, why }, path);
            return None;
        }
    }
    Some((to, number))
}

/// The build as it is counted; one that does not exist is reported, and taken as it is written.
fn counted(version: Version, build: BuildNumber, report: &mut Report, path: impl FnOnce() -> Path) -> BuildNumber {
    version.build(build).unwrap_or_else(|| {
        report.add(ProblemKind::NoSuchBuild(version, build), path);
        build
    })
}
