//! What does an action harm, and how large is it?
//!
//! Repairs are ranked by harm, then by size. Each action is of one [`Kind`]; the kinds stand in one table, the smallest
//! first, each with what it harms and the commands that do it, whose rows name that harm too.

use super::actions::Writer;
pub(crate) use crate::cmdlet::harm::{Harm, Harms};
#[cfg(test)]
use crate::cmdlet::table::Cmdlet;
use crate::scenario::settings::Value;
use crate::scenario::{Action, ConnectionSetting, ProtocolSettings, Setting, StartType};
use crate::world::{BalancerTls, CertificateErrors, LoginType, Protocol, Security, TlsHalves, TlsSet, TlsVersion};

/// Makes the kinds from their rows.
macro_rules! kinds {
    ($($(#[$doc:meta])+ $name:ident, $harms:ident $(by $($cmdlet:ident)+)?;)+) => {
        /// Of which kind an action is, the smallest first.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Kind { $($(#[$doc])+ $name,)+ }

        impl Kind {
            /// What it harms.
            #[must_use]
            pub(crate) const fn harms(self) -> Harms {
                match self { $(Self::$name => Harms::$harms,)+ }
            }

            /// How much that is.
            #[must_use]
            pub(crate) const fn harm(self) -> Harm {
                self.harms().harm()
            }

            /// Every one, with the commands that do it, where a command does.
            #[cfg(test)]
            const ALL: &'static [(Self, &'static [Cmdlet])] =
                &[$((Self::$name, &[$($(Cmdlet::$cmdlet),+)?])),+];
        }
    };
}
kinds! {
    /// A service is started.
    Start, Nobody by StartService SetService;
    /// A service is restarted: its sessions end.
    Restart, Sessions by RestartService;
    /// A component is given back.
    Activate, Nobody by SetServerComponentState SetClientAccessServer;
    /// One mailbox or account is allowed something.
    Allow, Nobody by SetCasMailbox AddMailboxPermission NewAuthenticationPolicy;
    /// A user gets an authentication policy of its own.
    OwnPolicy, OwnPolicy by SetUser;
    /// A server is switched on.
    PowerOn, Nobody;
    /// A link is mended.
    Mend, Nobody;
    /// A connection setting names the server itself.
    OwnFqdn, Nobody by SetImapSettings SetPopSettings;
    /// A protected endpoint is added.
    Offer, Nobody by SetImapSettings SetPopSettings;
    /// A certificate that is there is enabled.
    Enable, Nobody by EnableExchangeCertificate;
    /// A certificate that is there is named.
    Named, Nobody by SetImapSettings SetPopSettings;
    /// A certificate is added.
    Import, Nobody by ImportExchangeCertificate;
    /// A setting takes a value that takes nothing from anybody.
    Setting, Nobody by SetImapSettings SetPopSettings;
    /// A mail program is told its user's name or password.
    Identity, Nobody;
    /// A mail program is told another port, protection or mechanism.
    Connect, Nobody;
    /// A balancer forwards a port more.
    Forward, Nobody;
    /// A mailbox is moved back to where it was.
    MoveBack, Nobody by NewMoveRequest;
    /// Mechanisms are no longer offered to anybody.
    Mechanisms, Mechanisms by SetImapSettings SetPopSettings;
    /// A whole server restarts.
    Reboot, Server by RestartComputer;
    /// Another TLS for every service of a server.
    Tls, Tls;
    /// The build of a server.
    Update, Build;
    /// A name, for every protocol.
    Name, Name by AddDnsRecord RemoveDnsRecord;
    /// A pool, for everybody who comes through it.
    Pool, Pool;
    /// What a balancer does about TLS, for everybody who comes through it.
    BalancerTls, BalancerTls;
    /// Another copy of a database.
    FailOver, Database by MoveActiveMailboxDatabase;
    /// What a store allows every user.
    Store, Store;
    /// What a policy keeps from all of its users is allowed again.
    Policy, Policy by SetAuthenticationPolicy;
    /// What no policy of their own keeps from users is allowed.
    DefaultPolicy, DefaultPolicy by SetOrganizationConfig;
    /// A TLS version that is no longer safe.
    OldTls, OldTls;
    /// Any certificate is taken.
    AnyCertificate, AnyCertificate by SetImapSettings SetPopSettings;
    /// Passwords cross the network in clear.
    InClear, InClear by SetImapSettings SetPopSettings;
    /// Something is stopped, removed, cut or taken away.
    Destroy, Gone by StopService RemoveExchangeCertificate StopComputer RemoveDnsRecord SetService
        SetServerComponentState SetCasMailbox SetAuthenticationPolicy NewAuthenticationPolicy SetClientAccessServer;
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
            Action::SetUser { AuthenticationPolicy, .. } if !AuthenticationPolicy.is_empty() => Self::OwnPolicy,
            Action::SetUser { .. } => Self::Allow,
            Action::SetOrganizationConfig { .. } => Self::DefaultPolicy,
            Action::MoveMailbox { .. } => Self::MoveBack,
            Action::InstallUpdate { .. } | Action::UpdateServer { .. } => Self::Update,
            Action::InstallServicePack { .. } | Action::FailedUpdate { .. } => Self::Destroy,
            Action::SetStoreSessions { .. } => Self::Store,
            Action::SetClient { certificate_errors: Some(CertificateErrors::Accept), .. } => Self::AnyCertificate,
            Action::SetClient { connect: Some(ConnectionSetting { security: Security::Plaintext, .. }), .. } => {
                Self::InClear
            }
            Action::SetClient { tls: Some(tls), client, .. } => {
                let now = at.world.whom(client).map(|it| at.org.client(at.world, it.client).tls);
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
            Action::SetBalancerTls { .. } => Self::BalancerTls,
            Action::SetPool { .. } => Self::Pool,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_kind_harms_is_named_in_the_rows_of_its_commands() {
        for (kind, commands) in Kind::ALL {
            for it in *commands {
                let named = it.row().harms;
                assert!(kind.harms() == Harms::Nobody || named.contains(&kind.harms()), "{kind:?}: {it:?} {named:?}");
            }
        }
    }

    #[test]
    fn what_a_row_names_is_the_harm_of_a_kind() {
        for it in Cmdlet::ALL {
            let kinds: Vec<_> = Kind::ALL.iter().filter(|kind| kind.1.contains(it)).map(|it| it.0.harms()).collect();
            for named in it.row().harms.iter().filter(|it| **it != Harms::Sessions) {
                assert!(kinds.contains(named), "{it:?}: {named:?}");
            }
        }
    }
}
