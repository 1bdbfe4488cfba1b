//! Which service on which server, and how is something kept for each?

use std::ops::{Index, IndexMut};

use super::{ByService, ServerId, Service};

/// One service on one server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ServiceId {
    server: ServerId,
    service: Service,
}

impl ServiceId {
    /// The service `service` on `server`.
    #[must_use]
    pub const fn new(server: ServerId, service: Service) -> Self {
        Self { server, service }
    }

    /// The server.
    #[must_use]
    pub const fn server(self) -> ServerId {
        self.server
    }

    /// Which of its services.
    #[must_use]
    pub const fn service(self) -> Service {
        self.service
    }
}

/// A value for each service of each server, whether the server has the service or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PerService<T>(Vec<ByService<T>>);

impl<T> Default for PerService<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> PerService<T> {
    /// The value that `of` has for each service of so many servers.
    #[must_use]
    pub fn of(servers: usize, of: impl FnMut(ServiceId) -> T) -> Self {
        let mut all = Self::default();
        all.reset(servers, of);
        all
    }

    /// The same in the memory that is there.
    pub fn reset(&mut self, servers: usize, mut of: impl FnMut(ServiceId) -> T) {
        self.0.clear();
        self.0.extend((0..servers).map(ServerId::at).map(|server| ByService::of(|it| of(ServiceId::new(server, it)))));
    }
}

impl<T> PerService<T> {
    /// The values of all services.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.0.iter().flat_map(ByService::values)
    }

    /// The same, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.0.iter_mut().flat_map(ByService::values_mut)
    }
}

impl<T> Index<ServiceId> for PerService<T> {
    type Output = T;

    fn index(&self, id: ServiceId) -> &T {
        &self.0[id.server.index()][id.service]
    }
}

impl<T> IndexMut<ServiceId> for PerService<T> {
    fn index_mut(&mut self, id: ServiceId) -> &mut T {
        &mut self.0[id.server.index()][id.service]
    }
}
