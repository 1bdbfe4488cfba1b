//! What is one step of a repair, and which steps are the same for several clients?

use super::harm::{Harm, Kind};
use crate::scenario::settings::Value;
use crate::scenario::{Action, CertificateService, ConnectionSetting, ProtocolSettings};

/// Something that an admin can do about a failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    /// The actions that make it up; what must restart for them is not among them.
    pub actions: Vec<Action>,
    /// Of which kind it is: that of the action which harms most.
    pub kind: Kind,
}

impl Step {
    /// In which order the steps of one remedy are made: what a service needs comes before its start.
    #[must_use]
    pub(crate) fn turn(&self) -> u32 {
        let turn = |it: &Action| match it {
            Action::StartServer { .. } => 0,
            Action::StartService { .. } | Action::RestartService { .. } => 2,
            _ => 1,
        };
        // Before its start a service may want another start type.
        let starts = self.actions.iter().map(turn).max() == Some(2);
        if starts { 2 } else { self.actions.first().map_or(1, turn) }
    }

    /// Whether both set the same thing, so that one would undo the other or repeat it.
    #[must_use]
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        let of = |step: &Self| step.actions.iter().flat_map(touches).collect::<Vec<_>>();
        let others = of(other);
        of(self).iter().any(|it| others.contains(it)) || self.actions.iter().any(|it| other.actions.contains(it))
    }

    /// The limit that it raises, whatever to: where a smaller value does, no larger one is tried.
    #[must_use]
    pub(crate) fn raises(&self) -> Option<(&str, &'static str)> {
        match self.actions.first()? {
            Action::SetImapSettings { server, settings } | Action::SetPopSettings { server, settings } => {
                match settings.values().as_slice() {
                    [(setting, Value::Number(_) | Value::Span(_))] => Some((server, setting.name())),
                    _ => None,
                }
            }
            Action::SetStoreSessions { server, .. } => Some((server, "store_sessions_per_user")),
            _ => None,
        }
    }
}

/// How steps are ranked: by the worst harm, then by how many and how large they are.
#[must_use]
pub(crate) fn rank(steps: &[Step]) -> (Harm, usize, u32) {
    let harm = steps.iter().map(|it| it.kind.harm()).max().unwrap_or(Harm::None);
    (harm, steps.len(), steps.iter().map(|it| it.kind as u32).sum())
}

/// What an action sets: of what, and what of it.
fn touches(action: &Action) -> Vec<(String, &'static str)> {
    let of = |server: &str, protocol: &str, settings: &ProtocolSettings| {
        settings.values().iter().map(|(it, _)| (format!("{protocol} of {server}"), it.name())).collect()
    };
    match action {
        Action::SetImapSettings { server, settings } => of(server, "IMAP4", settings),
        Action::SetPopSettings { server, settings } => of(server, "POP3", settings),
        Action::SetDns { name, .. } | Action::AddDnsRecord { name, .. } => vec![(name.clone(), "DNS")],
        Action::SetPool { load_balancer, .. } => vec![(load_balancer.clone(), "pool")],
        Action::SetPorts { load_balancer, .. } => vec![(load_balancer.clone(), "ports")],
        Action::SetBalancerTls { load_balancer, .. } => vec![(load_balancer.clone(), "TLS")],
        Action::ImportCertificate { server, .. } => vec![(server.clone(), "certificate")],
        Action::SetTls { server, .. } => vec![(server.clone(), "TLS")],
        Action::SetStoreSessions { server, .. } => vec![(server.clone(), "store")],
        Action::FailOver { database, .. } => vec![(database.clone(), "copy")],
        Action::MoveMailbox { mailbox, .. } => vec![(mailbox.clone(), "database")],
        Action::StartService { server, service } | Action::RestartService { server, service } => {
            vec![(server.clone(), service.windows_name())]
        }
        Action::SetClient { client, connect, protocol, mechanism, log_on_as, timeout, .. } => [
            (connect.is_some(), "connect"),
            (protocol.is_some(), "protocol"),
            (mechanism.is_some(), "mechanism"),
            (log_on_as.is_some(), "log_on_as"),
            (timeout.is_some(), "timeout"),
        ]
        .into_iter()
        .filter(|it| it.0)
        .map(|it| (client.clone(), it.1))
        .collect(),
        _ => Vec::new(),
    }
}

/// The steps for several clients as steps for all of them: what is the same but for the protocol and the client becomes
/// one step. In the order of the first of each.
#[must_use]
pub(crate) fn for_all(lists: Vec<Vec<Step>>) -> Vec<Step> {
    let mut all: Vec<(String, Step)> = Vec::new();
    for step in lists.into_iter().flatten() {
        let key: String = step.actions.iter().map(|it| in_general(it) + ";").collect();
        match all.iter_mut().find(|it| it.0 == key) {
            Some((_, known)) => {
                for action in step.actions {
                    join(&mut known.actions, action);
                }
                known.kind = known.kind.max(step.kind);
            }
            None => all.push((key, step)),
        }
    }
    all.into_iter().map(|it| it.1).collect()
}

/// What an action does, whatever the protocol and the client.
fn in_general(action: &Action) -> String {
    let of_settings = |server: &str, settings: &ProtocolSettings| {
        let said = |value: &Value<ConnectionSetting>| match value {
            Value::Endpoints(all) => all.iter().map(|it| format!("{:?}", it.security)).collect::<Vec<_>>().join(","),
            Value::Bindings(_) => "ports".to_owned(),
            other => other.argument(),
        };
        let each: Vec<_> =
            settings.values().iter().map(|(it, value)| format!("{}={}", it.name(), said(value))).collect();
        format!("set {server} {}", each.join(" "))
    };
    match action {
        Action::StartService { server, service } => format!("start {server} {}", service.is_back_end()),
        Action::SetStartType { server, service, start_type } => {
            format!("start type {server} {} {start_type:?}", service.is_back_end())
        }
        Action::RestartService { server, service } => format!("restart {server} {}", service.is_back_end()),
        Action::SetImapSettings { server, settings } | Action::SetPopSettings { server, settings } => {
            of_settings(server, settings)
        }
        Action::ImportCertificate { server, .. } => format!("import {server}"),
        Action::EnableCertificate { server, certificate, .. } => format!("enable {server} {certificate}"),
        Action::SetCASMailbox { mailbox, .. } => format!("allow {mailbox}"),
        Action::SetClient { connect, log_on_as, .. } => {
            let mut rest = action.clone();
            if let Action::SetClient { client, connect, log_on_as, timeout, .. } = &mut rest {
                client.clear();
                (*connect, *log_on_as) = (None, None);
                *timeout = timeout.map(|_| crate::time::Micros::ZERO);
            }
            // The port is that of the protocol.
            let usual = |it: &ConnectionSetting| {
                let port = if matches!(it.port, 143 | 110 | 993 | 995) { 0 } else { it.port };
                let port = if matches!(it.port, 993 | 995) { 1 } else { port };
                (it.host.clone(), port, it.security)
            };
            format!("tell {:?} {} {rest:?}", connect.as_ref().map(usual), log_on_as.is_some())
        }
        other => format!("{other:?}"),
    }
}

/// Adds an action to those of a step: what can be one action becomes one.
fn join(actions: &mut Vec<Action>, action: Action) {
    for known in actions.iter_mut() {
        match (known, &action) {
            (
                Action::ImportCertificate { server, certificate },
                Action::ImportCertificate { server: other, certificate: more },
            ) if server == other => {
                for name in &more.subject_names {
                    if !certificate.subject_names.contains(name) {
                        certificate.subject_names.push(name.clone());
                    }
                }
                certificate.services = Some(union(&certificate.services(), &more.services()));
                return;
            }
            (
                Action::EnableCertificate { server, certificate, services },
                Action::EnableCertificate { server: other, certificate: same, services: more },
            ) if server == other && certificate == same => {
                *services = union(services, more);
                return;
            }
            (
                Action::SetCASMailbox { mailbox, PopEnabled, ImapEnabled },
                Action::SetCASMailbox { mailbox: same, PopEnabled: pop, ImapEnabled: imap },
            ) if mailbox == same => {
                *PopEnabled = PopEnabled.or(*pop);
                *ImapEnabled = ImapEnabled.or(*imap);
                return;
            }
            (known, _) if *known == action => return,
            _ => {}
        }
    }
    actions.push(action);
}

fn union(some: &[CertificateService], more: &[CertificateService]) -> Vec<CertificateService> {
    let mut all = some.to_vec();
    all.extend(more.iter().filter(|it| !some.contains(it)));
    all
}
