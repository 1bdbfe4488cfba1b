//! What does an action harm, and how large is it?
//!
//! Repairs are ranked by harm, then by size. Each action is of one [`Kind`]; the kinds stand in one table, the smallest
//! first, each with its harm.

use super::actions::Writer;
use crate::scenario::settings::Value;
use crate::scenario::{Action, ConnectionSetting, ProtocolSettings, Setting, StartType};
use crate::world::{
    BalancerTls, CertificateErrors, Client, ClientId, LoginType, Protocol, Security, TlsHalves, TlsSet, TlsVersion,
};

/// What a repair harms beside what it repairs, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Harm {
    /// Nobody.
    None,
    /// Other protocols, or users whom the failure does not concern.
    Others,
    /// Sessions in a store, or all that its databases hold.
    Store,
    /// The protection of passwords and connections.
    Weakens,
    /// Something is gone afterwards, or no longer works. No repair does that.
    Destroys,
}

/// Makes the kinds from their rows.
macro_rules! kinds {
    ($($(#[$doc:meta])+ $name:ident, $harm:ident;)+) => {
        /// Of which kind an action is, the smallest first.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Kind { $($(#[$doc])+ $name,)+ }

        impl Kind {
            /// What it harms.
            #[must_use]
            pub(crate) const fn harm(self) -> Harm {
                match self { $(Self::$name => Harm::$harm,)+ }
            }
        }
    };
}
kinds! {
    /// A service is started.
    Start, None;
    /// A service is restarted: its sessions end.
    Restart, None;
    /// A component is given back.
    Activate, None;
    /// One mailbox or account is allowed something.
    Allow, None;
    /// A server is switched on.
    PowerOn, None;
    /// A link is mended.
    Mend, None;
    /// A connection setting names the server itself.
    OwnFqdn, None;
    /// A protected endpoint is added.
    Offer, None;
    /// A certificate that is there is enabled.
    Enable, None;
    /// A certificate that is there is named.
    Named, None;
    /// A certificate is added.
    Import, None;
    /// A setting takes a value that takes nothing from anybody.
    Setting, None;
    /// A mail program is told its user's name or password.
    Identity, None;
    /// A mail program is told another port, protection or mechanism.
    Connect, None;
    /// A balancer forwards a port more.
    Forward, None;
    /// A mailbox is moved back to where it was.
    MoveBack, None;
    /// Mechanisms are no longer offered to anybody.
    Mechanisms, Others;
    /// A whole server restarts.
    Reboot, Others;
    /// Another TLS for every service of a server.
    Tls, Others;
    /// The build of a server.
    Update, Others;
    /// A name, for every protocol.
    Name, Others;
    /// A pool, for everybody who comes through it.
    Pool, Others;
    /// Another copy of a database.
    FailOver, Store;
    /// What a store allows every user.
    Store, Store;
    /// What a policy keeps from all of its users is allowed again.
    Policy, Weakens;
    /// A TLS version that is no longer safe.
    OldTls, Weakens;
    /// Any certificate is taken.
    AnyCertificate, Weakens;
    /// Passwords cross the network in clear.
    InClear, Weakens;
    /// Something is stopped, removed, cut or taken away.
    Destroy, Destroys;
}

impl Kind {
    /// Of which kind an action is in an organisation.
    #[must_use]
    pub(crate) fn of(at: Writer<'_>, action: &Action) -> Self {
        match action {
            Action::StartService { .. } => Self::Start,
            Action::RestartService { .. } => Self::Restart,
            Action::RestartServer { .. } => Self::Reboot,
            Action::SetStartType { start_type: StartType::Automatic | StartType::Manual, .. } => Self::Start,
            Action::SetStartType { start_type: StartType::Disabled, .. } => Self::Destroy,
            Action::SetImapSettings { server, settings } => of_settings(at, server, Protocol::Imap4, settings),
            Action::SetPopSettings { server, settings } => of_settings(at, server, Protocol::Pop3, settings),
            Action::ImportCertificate { .. } => Self::Import,
            Action::EnableCertificate { .. } => Self::Enable,
            Action::SetTls { server, tls } => {
                let nothing = || TlsHalves::both(TlsSet::new(&[], &[]));
                let now = at.named(server).map_or_else(nothing, |it| at.org.tls_of(at.world, it));
                if now.new_in(tls).concat().into_iter().any(is_old) { Self::OldTls } else { Self::Tls }
            }
            Action::SetServerComponentState { state, .. } => match state {
                crate::scenario::RequestedState::Active => Self::Activate,
                crate::scenario::RequestedState::Inactive | crate::scenario::RequestedState::Draining => Self::Destroy,
            },
            Action::StartServer { .. } | Action::AddServer { .. } => Self::PowerOn,
            Action::SetClientAccessServer { IsOutOfService, .. } => {
                if *IsOutOfService {
                    Self::Destroy
                } else {
                    Self::Activate
                }
            }
            Action::SetCASMailbox { PopEnabled, ImapEnabled, .. } => {
                if [PopEnabled, ImapEnabled].contains(&&Some(false)) { Self::Destroy } else { Self::Allow }
            }
            Action::SetPrimarySmtpAddress { PrimarySmtpAddress, .. } if PrimarySmtpAddress.is_empty() => Self::Destroy,
            Action::AddMailboxPermission { .. } | Action::SetPrimarySmtpAddress { .. } => Self::Allow,
            Action::SetAuthenticationPolicy { BlockLegacyAuthImap: imap, BlockLegacyAuthPop: pop, policy } => {
                let is_there = at.world.auth_policies.iter().any(|it| it.name.eq_ignore_ascii_case(policy));
                match [imap, pop].contains(&&Some(true)) {
                    true => Self::Destroy,
                    false if is_there => Self::Policy,
                    false => Self::Allow,
                }
            }
            Action::SetUser { .. } => Self::Allow,
            Action::SetOrganizationConfig { .. } => Self::Policy,
            Action::MoveMailbox { .. } => Self::MoveBack,
            Action::InstallUpdate { .. } | Action::UpdateServer { .. } => Self::Update,
            Action::InstallServicePack { .. } | Action::FailedUpdate { .. } => Self::Destroy,
            Action::SetStoreSessions { .. } => Self::Store,
            Action::SetClient { certificate_errors: Some(CertificateErrors::Accept), .. } => Self::AnyCertificate,
            Action::SetClient { connect: Some(ConnectionSetting { security: Security::Plaintext, .. }), .. } => {
                Self::InClear
            }
            Action::SetClient { tls: Some(tls), client, .. } => {
                let is_meant = |it: &Client| it.name == *client;
                let mine = at.world.clients.iter().position(is_meant).map(ClientId::at);
                let now = mine.map(|it| at.org.client(at.world, it).tls);
                let is_new = |it: &&TlsVersion| now.is_none_or(|now| !now.speaks(**it));
                let mut new = tls.versions.iter().flatten().filter(is_new);
                if new.any(|it| is_old(*it)) { Self::OldTls } else { Self::Connect }
            }
            Action::SetClient { password, log_on_as, .. } if password.is_some() || log_on_as.is_some() => {
                Self::Identity
            }
            Action::SetClient { .. } => Self::Connect,
            Action::FailOver { .. } => Self::FailOver,
            Action::SetDns { points_to, .. } if points_to.is_empty() => Self::Destroy,
            Action::SetDns { .. } | Action::AddDnsRecord { .. } => Self::Name,
            Action::SetPorts { .. } => Self::Forward,
            // Whoever comes through it; without TLS behind it passwords cross the network in clear.
            Action::SetBalancerTls { certificate: Some(_), .. } => Self::Import,
            Action::SetBalancerTls { tls: BalancerTls::Terminate, .. } => Self::InClear,
            Action::SetBalancerTls { .. } | Action::SetPool { .. } => Self::Pool,
            Action::MendLink { .. } => Self::Mend,
            Action::StopService { .. }
            | Action::HangService { .. }
            | Action::RemoveCertificate { .. }
            | Action::ShutDownServer { .. }
            | Action::RemoveServer { .. }
            | Action::CutLink { .. } => Self::Destroy,
        }
    }
}

fn is_old(version: TlsVersion) -> bool {
    (version as u8) < TlsVersion::Tls12 as u8
}

/// Of several settings the one that harms most.
fn of_settings(at: Writer<'_>, server: &str, protocol: Protocol, settings: &ProtocolSettings) -> Kind {
    let Some(server) = at.named(server) else { return Kind::Setting };
    let now = at.settings(server, protocol);
    let own = at.world.name(at.world.servers[server.index()].fqdn);
    let kind = |(setting, value): &(Setting, Value<ConnectionSetting>)| match (setting, value) {
        (Setting::LoginType, Value::LoginType(it)) if *it != LoginType::SecureLogin && *it != now.login_type => {
            Kind::InClear
        }
        (Setting::InternalConnectionSettings, Value::Endpoints(all)) => {
            let in_clear = |it: &ConnectionSetting| it.security == Security::Plaintext;
            if all.iter().any(in_clear) && !now.internal.iter().any(|it| it.security == Security::Plaintext) {
                Kind::InClear
            } else if all.len() <= now.internal.len() && all.iter().all(|it| it.host.eq_ignore_ascii_case(own)) {
                Kind::OwnFqdn
            } else {
                Kind::Offer
            }
        }
        (Setting::X509CertificateName, _) => Kind::Named,
        (Setting::EnforceCertificateErrors, Value::Switch(false)) => Kind::AnyCertificate,
        (Setting::EnableGSSAPIAndNTLMAuth, Value::Switch(false)) => Kind::Mechanisms,
        _ => Kind::Setting,
    };
    settings.values().iter().map(kind).max_by_key(|it| (it.harm(), *it)).unwrap_or(Kind::Setting)
}
