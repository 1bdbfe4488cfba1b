//! Which services run, how do they start, and which components are inactive?

use std::collections::BTreeMap;

use super::merged::{Merged, Use, as_text};
use super::remark::{Remark, What};
use super::servers::{Directory, ListedServer};
use super::unplaced::Unplaced;
use crate::import::record::{ExportRecord, ExportValue};
use crate::scenario::{Component, ComponentState, RequestedState, Requester, Service, StartType};

/// What is known of one service of one server.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    /// Whether it runs.
    pub(super) runs: Option<bool>,
    /// How it starts.
    pub(super) starts: Option<StartType>,
}

/// What is known of the services of every server, by its place in the directory.
pub(super) type KnownServices = BTreeMap<(usize, Service), Known>;

/// Whether a server has a service.
pub(super) fn has(server: &ListedServer, service: Service) -> bool {
    match service {
        Service::Imap4 | Service::Pop3 | Service::W3SVC => server.has_client_access,
        Service::Imap4BE | Service::Pop3BE => server.has_mailbox && server.version.has_back_end(),
    }
}

fn service(record: &ExportRecord) -> Option<Service> {
    let name = record.text("ServiceName").or_else(|| record.text("Name"))?.trim();
    Service::ALL.into_iter().find(|it| it.windows_name().eq_ignore_ascii_case(name))
}

/// Reads what is known of services.
pub(super) fn services(
    records: &[ExportRecord],
    directory: &Directory,
    unplaced: &mut Unplaced,
    told: &mut Vec<Remark>,
) -> KnownServices {
    let records: Vec<ExportRecord> = records.iter().map(as_win32).collect();
    let merged = Merged::by(&records, |it| {
        let service = service(it)?;
        Some((unplaced.server(it, directory)?, service))
    });
    let mut known = KnownServices::new();
    for ((at, service), it) in merged {
        let server = &directory.servers[at];
        let whose = What::Service(server.name.clone(), service.windows_name().to_owned());
        let runs = match it.get(&whose, "State", run_state, told) {
            Some(Ok(runs)) => Some(runs),
            Some(Err(other)) => {
                told.push(Remark::ServiceState(whose.clone(), other));
                None
            }
            None => None,
        };
        let starts = it.get(&whose, "StartMode", start_type, told);
        known.insert((at, service), Known { runs, starts });
    }
    known
}

/// A service as Win32_Service shows it. Get-Service says `Status` and `StartType`; where `State` stands too, `Status`
/// is the health of the service and not what is meant.
fn as_win32(record: &ExportRecord) -> ExportRecord {
    let mut fields = record.fields.clone();
    for (other, own) in [("Status", "State"), ("StartType", "StartMode")] {
        if record.get(own).is_some() {
            fields.retain(|it| it.0 != other);
        }
        for it in fields.iter_mut().filter(|it| it.0 == other) {
            it.0 = own;
        }
    }
    ExportRecord { class: record.class, fields, origin: record.origin.clone() }
}

/// Whether a service runs, or in which other state it is: `Running`, `Stopped`, or the number of it.
fn run_state(value: &ExportValue) -> Use<Result<bool, String>> {
    match as_text(value) {
        Use::As(text) => match text.to_ascii_lowercase().as_str() {
            "running" | "4" => Use::As(Ok(true)),
            "stopped" | "1" => Use::As(Ok(false)),
            _ => Use::As(Err(text)),
        },
        Use::Unsaid => Use::Unsaid,
        Use::NotUnderstood => Use::NotUnderstood,
    }
}

/// `Auto`, `Automatic`, `Manual`, `Disabled`, or the number of it.
fn start_type(value: &ExportValue) -> Use<StartType> {
    match as_text(value) {
        Use::As(text) => match text.to_ascii_lowercase().as_str() {
            "auto" | "automatic" | "2" => Use::As(StartType::Automatic),
            "manual" | "3" => Use::As(StartType::Manual),
            "disabled" | "4" => Use::As(StartType::Disabled),
            _ => Use::NotUnderstood,
        },
        Use::Unsaid => Use::Unsaid,
        Use::NotUnderstood => Use::NotUnderstood,
    }
}

/// Which components of which server are inactive, and of which servers anything is known.
pub(super) fn components(
    records: &[ExportRecord],
    directory: &Directory,
    unplaced: &mut Unplaced,
    told: &mut Vec<Remark>,
) -> BTreeMap<usize, Vec<ComponentState>> {
    let component = |it: &ExportRecord| {
        let name = it.text("Component")?;
        Component::ALL.into_iter().find(|it| format!("{it:?}").eq_ignore_ascii_case(name.trim()))
    };
    let mut known: BTreeMap<usize, Vec<ComponentState>> = BTreeMap::new();
    let merged = Merged::by(records, |it| {
        let at = unplaced.server(it, directory)?;
        known.entry(at).or_default();
        component(it).map(|it| (at, it))
    });
    for ((at, component), it) in merged {
        let server = &directory.servers[at];
        if !server.version.product().components {
            continue;
        }
        let whose = What::Component(server.name.clone(), format!("{component:?}"));
        let state = it.get(&whose, "State", state, told);
        if let Some(state) = state.filter(|it| *it != RequestedState::Active) {
            // Who asked for it is in no flat export; an admin who holds a component for maintenance is the usual case.
            known.entry(at).or_default().push(ComponentState { component, requester: Requester::Maintenance, state });
        }
    }
    known
}

/// `Active`, `Inactive`, `Draining`, or the number of it.
fn state(value: &ExportValue) -> Use<RequestedState> {
    match as_text(value) {
        Use::As(text) => match text.to_ascii_lowercase().as_str() {
            "active" | "1" => Use::As(RequestedState::Active),
            "inactive" | "0" => Use::As(RequestedState::Inactive),
            "draining" => Use::As(RequestedState::Draining),
            _ => Use::NotUnderstood,
        },
        Use::Unsaid => Use::Unsaid,
        Use::NotUnderstood => Use::NotUnderstood,
    }
}
