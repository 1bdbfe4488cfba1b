//! Who holds a component of a server in which state? (Section 9.)

use crate::scenario::{Component, RequestedState, Requester};

use super::{ByComponent, DrainingComponent, Protocol};

/// Which requesters hold one component inactive or draining; all others want it active (CMP-2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Holds {
    inactive: u8,
    draining: u8,
}

/// The requesters that hold a component.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requesters(u8);

/// The components of a server.
pub type Components = ByComponent<Holds>;

const REQUESTERS: [Requester; 5] =
    [Requester::HealthAPI, Requester::Maintenance, Requester::Sidelined, Requester::Functional, Requester::Deployment];

impl Holds {
    /// A requester wants another state.
    pub fn set(&mut self, requester: Requester, state: RequestedState) {
        let bit = 1 << requester as u8;
        self.inactive &= !bit;
        self.draining &= !bit;
        match state {
            RequestedState::Active => {}
            RequestedState::Inactive => self.inactive |= bit,
            RequestedState::Draining => self.draining |= bit,
        }
    }

    /// Who keeps the component from working, if anybody does.
    #[must_use]
    pub const fn held_by(self, draining: DrainingComponent) -> Option<Requesters> {
        let held = match draining {
            DrainingComponent::AsActive => self.inactive,
            DrainingComponent::AsInactive => self.inactive | self.draining,
        };
        if held == 0 { None } else { Some(Requesters(held)) }
    }

    /// Whether a requester lets it drain.
    #[must_use]
    pub const fn drains(self) -> bool {
        self.draining != 0
    }
}

impl Requesters {
    /// One alone.
    #[must_use]
    pub const fn only(requester: Requester) -> Self {
        Self(1 << requester as u8)
    }

    /// Each of them.
    pub fn each(self) -> impl Iterator<Item = Requester> {
        REQUESTERS.into_iter().filter(move |it| self.0 & 1 << *it as u8 != 0)
    }
}

/// The component that keeps a protocol from working, and who holds it: that of the protocol, or the whole server
/// (CMP-2, CMP-5).
#[must_use]
pub fn held(
    components: &Components,
    protocol: Protocol,
    draining: DrainingComponent,
) -> Option<(Component, Requesters)> {
    all_held(components, protocol, draining).next()
}

/// Every component that does so: both may, and then the protocol works only once both are active.
pub(crate) fn all_held(
    components: &Components,
    protocol: Protocol,
    draining: DrainingComponent,
) -> impl Iterator<Item = (Component, Requesters)> {
    let own = Component::of(protocol);
    let all = own.map(|own| [Component::ServerWideOffline, own]).into_iter().flatten();
    all.filter_map(move |it| Some((it, components[it].held_by(draining)?)))
}

impl Component {
    /// The component of a protocol. Those of the web are not modelled.
    #[must_use]
    pub const fn of(protocol: Protocol) -> Option<Self> {
        match protocol {
            Protocol::Imap4 => Some(Self::ImapProxy),
            Protocol::Pop3 => Some(Self::PopProxy),
            Protocol::Http => None,
        }
    }

    /// As the cmdlet takes it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::ImapProxy => "ImapProxy",
            Self::PopProxy => "PopProxy",
            Self::ServerWideOffline => "ServerWideOffline",
        }
    }
}

impl Requester {
    /// As the cmdlet takes it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::HealthAPI => "HealthAPI",
            Self::Maintenance => "Maintenance",
            Self::Sidelined => "Sidelined",
            Self::Functional => "Functional",
            Self::Deployment => "Deployment",
        }
    }
}

impl RequestedState {
    /// As the cmdlet takes it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Active => "Active",
            Self::Inactive => "Inactive",
            Self::Draining => "Draining",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// CMP-2, for every set of requesters: the component works only if nobody holds it inactive.
    #[test]
    fn a_component_is_active_only_if_nobody_holds_it() {
        for bits in 0..32_u8 {
            let mut components = Components::default();
            for requester in REQUESTERS {
                let state =
                    if bits & 1 << requester as u8 != 0 { RequestedState::Inactive } else { RequestedState::Active };
                components[Component::ImapProxy].set(requester, state);
            }
            let found = held(&components, Protocol::Imap4, DrainingComponent::AsActive);
            assert_eq!(found.is_some(), bits != 0);
            if let Some((component, by)) = found {
                assert_eq!(component, Component::ImapProxy);
                assert_eq!(by.each().count(), bits.count_ones() as usize);
            }
            assert_eq!(held(&components, Protocol::Pop3, DrainingComponent::AsActive), None);
        }
    }

    #[test]
    fn the_whole_server_takes_every_component_along() {
        let mut components = Components::default();
        components[Component::ServerWideOffline].set(Requester::Maintenance, RequestedState::Inactive);
        for protocol in [Protocol::Imap4, Protocol::Pop3] {
            let found = held(&components, protocol, DrainingComponent::AsActive).expect("held");
            assert_eq!(found.0, Component::ServerWideOffline);
        }
        components[Component::ServerWideOffline].set(Requester::Maintenance, RequestedState::Draining);
        assert_eq!(held(&components, Protocol::Imap4, DrainingComponent::AsActive), None);
        assert!(held(&components, Protocol::Imap4, DrainingComponent::AsInactive).is_some());
    }
}
