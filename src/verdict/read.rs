//! Which settings has a service read, and what does the directory hold by now?
//!
//! A changed setting takes effect when the service starts (SVC-6). Followed along the records, so that a banner is
//! shown as it was, and so that a service that goes on with old settings is noticed.

use std::collections::BTreeMap;

use crate::world::{
    Action, ByProtocol, Component, PerService, Protocol, RequestedState, ServerId, ServerWideOffline, Service,
    ServiceId, Settings, SettingsId, World,
};

/// The settings of every server and every service at one moment of the trace.
#[derive(Debug)]
pub struct Read<'a> {
    world: &'a World,
    /// By server and protocol: in the directory.
    directory: Vec<ByProtocol<SettingsId>>,
    /// What it read when it last started.
    services: PerService<SettingsId>,
    /// What stopped the services that were not stopped by hand.
    stopped: BTreeMap<ServiceId, Stopped>,
}

/// What stopped a service, where that was not somebody who stopped it by hand, or nobody ever started it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// `ServerWideOffline` became inactive (CMP-5).
    Maintenance,
    /// Somebody connected while its component was inactive (CMP-4).
    Component,
    /// Its server was switched off, and it does not start by itself (SVC-3).
    PowerCut,
}

impl<'a> Read<'a> {
    /// At the start of the run, when every service has read what the directory holds.
    #[must_use]
    pub fn new(world: &'a World) -> Self {
        let directory: Vec<_> = world.servers.iter().map(|it| it.settings).collect();
        let services = PerService::of(directory.len(), |it| directory[it.server().index()][it.service().protocol()]);
        Self { world, directory, services, stopped: BTreeMap::new() }
    }

    /// Takes note of a change.
    pub fn change(&mut self, action: Action) {
        match action {
            Action::Set(server, protocol, settings) => self.directory[server.index()][protocol] = settings,
            Action::Start(service) | Action::Restart(service) => {
                self.stopped.remove(&service);
                self.services[service] = self.directory[service.server().index()][service.service().protocol()];
            }
            Action::StartUp(server) => {
                for service in Service::ALL {
                    if self.world.servers[server.index()].automatic[service] {
                        self.stopped.remove(&ServiceId::new(server, service));
                        self.services[ServiceId::new(server, service)] =
                            self.directory[server.index()][service.protocol()];
                    }
                }
            }
            Action::Stop(service) => {
                self.stopped.remove(&service);
            }
            Action::SetComponent(server, Component::ServerWideOffline, _, RequestedState::Inactive) => {
                if self.world.assumptions.server_wide_offline == ServerWideOffline::StopServices {
                    self.stop_all(server, Stopped::Maintenance, |it| it.protocol().is_mail() && !it.is_back_end());
                }
            }
            Action::ShutDown(server) | Action::RemoveServer(server) => {
                self.stop_all(server, Stopped::PowerCut, |_| true);
            }
            Action::SetComponent(..)
            | Action::SetOutOfService(..)
            | Action::Hang(_)
            | Action::SetCasMailbox { .. }
            | Action::Move(..)
            | Action::FailOver(..)
            | Action::SetDns(..)
            | Action::Import(..)
            | Action::Enable(..)
            | Action::Uninstall(..)
            | Action::SetTls(..)
            | Action::SetPool(..)
            | Action::Cut(..)
            | Action::Mend(..) => {}
        }
    }

    fn stop_all(&mut self, server: ServerId, why: Stopped, is_meant: impl Fn(Service) -> bool) {
        for service in Service::ALL.into_iter().filter(|it| is_meant(*it)) {
            self.stopped.entry(ServiceId::new(server, service)).or_insert(why);
        }
    }

    /// A service has stopped, because its component is inactive.
    pub fn stops_for_component(&mut self, service: ServiceId) {
        self.stopped.insert(service, Stopped::Component);
    }

    /// What stopped a service, where that is worth telling.
    #[must_use]
    pub fn stopped_by(&self, service: ServiceId) -> Option<Stopped> {
        self.stopped.get(&service).copied()
    }

    /// What a service goes by.
    #[must_use]
    pub fn settings(&self, service: ServiceId) -> &'a Settings {
        &self.world.settings[self.services[service].index()]
    }

    /// What the directory holds.
    #[must_use]
    pub fn directory(&self, server: ServerId, protocol: Protocol) -> &'a Settings {
        &self.world.settings[self.directory[server.index()][protocol].index()]
    }

    /// Whether a setting by which a service goes was changed since it read it.
    #[must_use]
    pub fn is_stale(&self, service: ServiceId) -> bool {
        let now = self.directory[service.server().index()][service.service().protocol()];
        let read = self.services[service];
        read != now && goes_by(&self.world.settings[read.index()]) != goes_by(&self.world.settings[now.index()])
    }
}

/// The settings that a service itself goes by. InternalConnectionSettings are for other servers, which read them in the
/// directory (DISC-9).
fn goes_by(settings: &Settings) -> impl PartialEq + '_ {
    let Settings {
        internal: _,
        login_type,
        certificate_name,
        enforce_certificate_errors,
        max_connections,
        max_from_single_ip,
        max_per_user,
        max_command_size,
        pre_authenticated_timeout,
        authenticated_timeout,
        gssapi_and_ntlm,
        protocol_log,
        banner,
        plain_ports,
        ssl_ports,
        proxy_target_port,
        cross_site_sessions,
    } = settings;
    (
        (login_type, certificate_name, enforce_certificate_errors),
        (max_connections, max_from_single_ip, max_per_user, max_command_size),
        (pre_authenticated_timeout, authenticated_timeout, gssapi_and_ntlm, protocol_log, banner),
        (plain_ports, ssl_ports, proxy_target_port, cross_site_sessions),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::sample;

    #[test]
    fn a_changed_setting_waits_for_the_restart_of_its_service() {
        let world = sample::world("laptop");
        let (server, protocol) = (ServerId(1), Protocol::Imap4);
        let service = |it| ServiceId::new(server, it);
        let mut read = Read::new(&world);
        assert!(Service::ALL.into_iter().all(|it| !read.is_stale(service(it))));
        read.change(Action::Set(server, protocol, SettingsId(0)));
        assert!(read.is_stale(service(Service::Imap4)) && read.is_stale(service(Service::Imap4BE)));
        assert!(!read.is_stale(service(Service::Pop3)));
        assert!(std::ptr::eq(read.settings(service(Service::Imap4)), &raw const world.settings[2]));
        assert!(std::ptr::eq(read.directory(server, protocol), &raw const world.settings[0]));
        read.change(Action::Restart(service(Service::Imap4)));
        assert!(!read.is_stale(service(Service::Imap4)) && read.is_stale(service(Service::Imap4BE)));
    }
}
