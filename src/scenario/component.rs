//! What may be written about the component states of 2013 (CMP-1)?

use super::language::language;

language! {
    /// One entry of Get-ServerComponentState: what one requester wants of one component. A component is active unless
    /// some requester holds it inactive (CMP-2).
    pub(crate) struct ComponentState {
        /// The component.
        component: Component,
        /// Who asked for it.
        requester: Requester,
        /// The state.
        state: RequestedState,
    }

    /// A component of a 2013 server.
    pub enum Component {
        /// What IMAP4 clients meet.
        ImapProxy,
        /// What POP3 clients meet.
        PopProxy,
        /// The whole server: inactive, it takes every component along (CMP-5).
        ServerWideOffline,
    }

    /// Who asks for a state.
    pub enum Requester {
        /// Managed Availability.
        HealthAPI,
        /// An admin, for maintenance.
        Maintenance,
        /// Sidelined.
        Sidelined,
        /// An admin, or setup.
        Functional,
        /// Deployment.
        Deployment,
    }

    /// The values of `-State` in Set-ServerComponentState.
    pub enum RequestedState {
        /// Active.
        Active,
        /// Inactive.
        Inactive,
        /// Documented for transport only; what it does here is the switch `draining_component`.
        Draining,
    }
}

macro_rules! copy {
    ($($type:ident)*) => { $(impl Copy for $type {})* };
}
copy! { ComponentState Component Requester RequestedState }
