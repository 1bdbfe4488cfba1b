//! How does a run begin as if something had been done before it, in a world that is as it was?
//!
//! Runs that differ in a fault share the world. What is different lies on it as a few [`Step`]s, and [`Org`] begins as
//! it would in a world that was resolved with them done from the start: everybody has read what was set, and nobody
//! remembers how it came. A law holds that both say the same (`tests/sweep.rs`).

use super::Org;
use crate::time::SimTime;
use crate::world::{
    Action, ByProtocol, CertificateId, ChangeId, Enabled, Protocol, ServerId, Service, ServiceId, ServiceState, World,
};

/// Something that is different from the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// This was done.
    Do(Action),
    /// This change does not come.
    LeaveOut(ChangeId),
    /// In place of a certificate of a server there is another one, enabled for these services.
    Replace(ServerId, CertificateId, (CertificateId, Enabled)),
}

impl Step {
    /// A step that does this; `None` where it reaches further than what an organisation holds of itself: who is in it,
    /// and what is looked up by version or name, is settled when a world is resolved.
    #[must_use]
    pub const fn of(action: Action) -> Option<Self> {
        match action {
            Action::RemoveServer(_) | Action::AddServer(..) | Action::UpdateServer(..) | Action::AddDns(..) => None,
            Action::Start(_)
            | Action::Stop(_)
            | Action::Hang(_)
            | Action::Restart(_)
            | Action::SetStartType(..)
            | Action::Set(..)
            | Action::SetCasMailbox { .. }
            | Action::Grant { .. }
            | Action::SetSmtpAddress(..)
            | Action::SetAuthPolicy { .. }
            | Action::SetUserPolicy(..)
            | Action::SetDefaultPolicy(_)
            | Action::InstallUpdate(..)
            | Action::SetStoreSessions(..)
            | Action::SetClient(..)
            | Action::Move(..)
            | Action::Import(..)
            | Action::Enable(..)
            | Action::Uninstall(..)
            | Action::SetTls(..)
            | Action::SetComponent(..)
            | Action::SetOutOfService(..)
            | Action::ShutDown(_)
            | Action::StartUp(_)
            | Action::Reboot(_)
            | Action::FailedUpdate(_)
            | Action::ResetFiles(..)
            | Action::FailOver(..)
            | Action::SetDns(..)
            | Action::SetPorts(..)
            | Action::SetOffload(..)
            | Action::SetPool(..)
            | Action::Cut(..)
            | Action::Mend(..) => Some(Self::Do(action)),
        }
    }

    /// The server whose services read something else because of it.
    const fn read_by(self) -> Option<ServerId> {
        match self {
            Self::Replace(server, ..)
            | Self::Do(
                Action::Set(server, ..)
                | Action::Import(server, ..)
                | Action::Enable(server, ..)
                | Action::Uninstall(server, _)
                | Action::SetTls(server, _)
                | Action::ResetFiles(server, _)
                | Action::StartUp(server)
                | Action::Reboot(server),
            ) => Some(server),
            Self::Do(Action::Start(service) | Action::Restart(service)) => Some(service.server()),
            Self::Do(_) | Self::LeaveOut(_) => None,
        }
    }
}

impl Org {
    /// After [`Org::reset`]: the organisation as it is at the start where these steps were done before.
    pub fn begin_with(&mut self, world: &World, steps: &[Step]) {
        for step in steps {
            match *step {
                Step::Do(action) => {
                    self.apply(world, SimTime::ZERO, action);
                }
                Step::LeaveOut(_) => {}
                Step::Replace(server, was, is) => {
                    self.installed_on(world, server).iter_mut().filter(|it| it.0 == was).for_each(|it| *it = is);
                }
            }
        }
        self.times_changed = 0;
        self.taken_offline.clear();
        for server in steps.iter().filter_map(|it| it.read_by()) {
            self.read_again(world, server);
        }
        let (read, switches) = (self.applied.len() as u32, self.switched.len() as u32);
        for it in self.services.values_mut() {
            (it.read, it.switches, it.started, it.stopped) = (read, switches, SimTime::ZERO, None);
            it.ran = it.state == ServiceState::Running;
        }
    }

    /// The services of a server go by what is set by now.
    fn read_again(&mut self, world: &World, server: ServerId) {
        self.tls_in_force[server.index()] = self.tls_of(world, server);
        let settings = ByProtocol::of(|it| self.directory(world).settings_id(server, it));
        let shown = ByProtocol::of(|it: Protocol| self.choose(world, server, it, settings[it], SimTime::ZERO));
        for service in Service::ALL {
            let protocol = service.protocol();
            let it = &mut self.services[ServiceId::new(server, service)];
            (it.settings, it.shown) = (settings[protocol], shown[protocol]);
        }
    }

    /// Whether each link is cut.
    #[must_use]
    pub(crate) fn cut(&self) -> &[bool] {
        &self.cut
    }
}
