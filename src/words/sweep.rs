//! How is a fault called?

use super::Lang;
use super::names::clean;
use crate::catalogue::sweep as words;
use crate::sweep::{FaultKind, NamedFault};

/// A fault in a few words.
#[must_use]
pub(crate) fn fault(lang: Lang, it: &NamedFault) -> String {
    let name = |at: usize| clean(it.names.get(at).map_or("", String::as_str));
    match it.kind {
        FaultKind::ServiceStopped => words::fault_service_stopped(lang, name(0), name(1)),
        FaultKind::ServiceHung => words::fault_service_hung(lang, name(0), name(1)),
        FaultKind::ComponentInactive => words::fault_component_inactive(lang, name(0), name(1)),
        FaultKind::ServerOff => words::fault_server_off(lang, name(0)),
        FaultKind::LinkCut => words::fault_link_cut(lang, name(0), name(1)),
        FaultKind::LinkCutOneWay => words::fault_link_cut_one_way(lang, name(0), name(1)),
        FaultKind::CertificateExpired => words::fault_certificate_expired(lang, name(0), name(1)),
        FaultKind::CertificateNotEnabled => words::fault_certificate_not_enabled(lang, name(0), name(1), name(2)),
        FaultKind::NameStays => words::fault_name_stays(lang, name(0)),
        FaultKind::NameGone => words::fault_name_gone(lang, name(0)),
        FaultKind::MemberDead => words::fault_member_dead(lang, name(0), name(1), name(2)),
        FaultKind::SettingWrong => words::fault_setting_wrong(lang, name(1), name(0), name(2), name(3), name(4)),
        FaultKind::ReadOtherwise => words::fault_read_otherwise(lang, name(2), name(0), name(1)),
        FaultKind::Own => words::fault_own(lang, name(0), name(1)),
    }
}

/// Several at once.
#[must_use]
pub(crate) fn faults<'a>(lang: Lang, all: impl Iterator<Item = &'a NamedFault>) -> String {
    all.map(|it| fault(lang, it)).reduce(|first, second| words::and(lang, first, second)).unwrap_or_default()
}
