//! What does a change look like in JSON?

use std::borrow::Cow;
use std::net::Ipv4Addr;

use super::mirror::{Choice, Described, Field, Row, Shape, is_flatten, is_skipped, mirror};
use super::record::{MappedObject, TlsObject, tls};
use crate::words::names::{self, Names};
use crate::world::{Action, HostRef, LinkId, NewSettings, ServerId, ServiceId, TlsHalves};

mirror! {
    /// What was changed.
    choice ChangeObject<'a> by "change" {
        /// StartService.
        StartService "start_service" {
            /// The server.
            server: Cow<'a, str>,
            /// The service.
            service: &'static str,
        },
        /// StopService.
        StopService "stop_service" {
            /// The server.
            server: Cow<'a, str>,
            /// The service.
            service: &'static str,
        },
        /// HangService.
        HangService "hang_service" {
            /// The server.
            server: Cow<'a, str>,
            /// The service.
            service: &'static str,
        },
        /// RestartService.
        RestartService "restart_service" {
            /// The server.
            server: Cow<'a, str>,
            /// The service.
            service: &'static str,
        },
        /// SetImapSettings or SetPopSettings.
        SetSettings "set_settings" {
            /// The server.
            server: Cow<'a, str>,
            /// `IMAP4` or `POP3`.
            protocol: &'static str,
        },
        /// SetCASMailbox.
        SetCasMailbox "set_cas_mailbox" {
            /// The mailbox.
            mailbox: Cow<'a, str>,
            /// PopEnabled, where it changes.
            #[serde(skip_serializing_if = "Option::is_none")]
            pop_enabled: Option<bool>,
            /// ImapEnabled, where it changes.
            #[serde(skip_serializing_if = "Option::is_none")]
            imap_enabled: Option<bool>,
        },
        /// AddMailboxPermission.
        AddMailboxPermission "add_mailbox_permission" {
            /// The mailbox.
            mailbox: Cow<'a, str>,
            /// Who may open it from now on.
            user: Cow<'a, str>,
        },
        /// SetPrimarySmtpAddress.
        SetPrimarySmtpAddress "set_primary_smtp_address" {
            /// The mailbox or account.
            user: Cow<'a, str>,
            /// Whether it has an address from now on.
            has_address: bool,
        },
        /// SetAuthenticationPolicy.
        SetAuthenticationPolicy "set_authentication_policy" {
            /// The policy.
            policy: Cow<'a, str>,
            /// BlockLegacyAuthImap, where it changes.
            #[serde(skip_serializing_if = "Option::is_none")]
            block_legacy_auth_imap: Option<bool>,
            /// BlockLegacyAuthPop, where it changes.
            #[serde(skip_serializing_if = "Option::is_none")]
            block_legacy_auth_pop: Option<bool>,
        },
        /// SetUser.
        SetUser "set_user" {
            /// The mailbox or account.
            user: Cow<'a, str>,
            /// The policy of its own from now on, or `null`.
            authentication_policy: Option<Cow<'a, str>>,
        },
        /// SetOrganizationConfig.
        SetOrganizationConfig "set_organization_config" {
            /// The policy from now on of all who have none of their own, or `null`.
            default_authentication_policy: Option<Cow<'a, str>>,
        },
        /// InstallUpdate.
        InstallUpdate "install_update" {
            /// The server.
            server: Cow<'a, str>,
            /// The defect that is mended.
            mends: String,
        },
        /// SetStoreSessions.
        SetStoreSessions "set_store_sessions" {
            /// The server.
            server: Cow<'a, str>,
            /// How many from now on.
            store_sessions_per_user: u32,
        },
        /// SetClient.
        SetClient "set_client" {
            /// The client.
            client: Cow<'a, str>,
            /// What is other than at the start: `field value`, as the scenario writes them.
            told: Vec<String>,
        },
        /// MoveMailbox.
        MoveMailbox "move_mailbox" {
            /// The mailbox.
            mailbox: Cow<'a, str>,
            /// Where to.
            database: Cow<'a, str>,
        },
        /// FailOver.
        FailOver "fail_over" {
            /// The database.
            database: Cow<'a, str>,
            /// The server whose copy is active from now on.
            server: Cow<'a, str>,
        },
        /// SetServerComponentState.
        SetServerComponentState "set_server_component_state" {
            /// The server.
            server: Cow<'a, str>,
            /// The component.
            component: &'static str,
            /// Who asks for it.
            requester: &'static str,
            /// `Active`, `Inactive` or `Draining`.
            state: &'static str,
        },
        /// SetClientAccessServer.
        SetClientAccessServer "set_client_access_server" {
            /// The server.
            server: Cow<'a, str>,
            /// IsOutOfService.
            is_out_of_service: bool,
        },
        /// ShutDownServer.
        ShutDownServer "shut_down_server" {
            /// The server.
            server: Cow<'a, str>,
        },
        /// StartServer.
        StartServer "start_server" {
            /// The server.
            server: Cow<'a, str>,
        },
        /// RestartServer.
        RestartServer "restart_server" {
            /// The server.
            server: Cow<'a, str>,
        },
        /// FailedUpdate.
        FailedUpdate "failed_update" {
            /// The server.
            server: Cow<'a, str>,
        },
        /// InstallServicePack.
        InstallServicePack "install_service_pack" {
            /// The server.
            server: Cow<'a, str>,
        },
        /// SetStartType.
        SetStartType "set_start_type" {
            /// The server.
            server: Cow<'a, str>,
            /// The service.
            service: &'static str,
            /// The start type from now on.
            start_type: &'static str,
        },
        /// RemoveServer.
        RemoveServer "remove_server" {
            /// The server.
            server: Cow<'a, str>,
        },
        /// AddServer.
        AddServer "add_server" {
            /// The server.
            server: Cow<'a, str>,
        },
        /// UpdateServer.
        UpdateServer "update_server" {
            /// The server.
            server: Cow<'a, str>,
            /// The version from then on.
            version: &'static str,
            /// The build from then on.
            build: String,
        },
        /// ImportCertificate.
        ImportCertificate "import_certificate" {
            /// The server.
            server: Cow<'a, str>,
            /// The certificate.
            certificate: Cow<'a, str>,
            /// Where its name is written into X509CertificateName.
            names_for: Vec<&'static str>,
        },
        /// RemoveCertificate.
        RemoveCertificate "remove_certificate" {
            /// The server.
            server: Cow<'a, str>,
            /// The certificate.
            certificate: Cow<'a, str>,
        },
        /// EnableCertificate.
        EnableCertificate "enable_certificate" {
            /// The server.
            server: Cow<'a, str>,
            /// The certificate.
            certificate: Cow<'a, str>,
            /// Where its name is written into X509CertificateName.
            names_for: Vec<&'static str>,
            /// Whether for IMAP4.
            imap: bool,
            /// Whether for POP3.
            pop: bool,
            /// Whether for IIS.
            iis: bool,
        },
        /// SetTls.
        SetTls "set_tls" {
            /// The server.
            server: Cow<'a, str>,
            /// What it accepts, and where nothing else is said offers, once it has restarted.
            tls: TlsObject,
            /// What it offers, where that is something else.
            #[serde(skip_serializing_if = "Option::is_none")]
            offers: Option<TlsObject>,
        },
        /// SetDns.
        SetDns "set_dns" {
            /// The name.
            name: Cow<'a, str>,
            /// Where it points to from now on.
            addresses: Vec<Ipv4Addr>,
        },
        /// AddDnsRecord.
        AddDnsRecord "add_dns_record" {
            /// The name.
            name: Cow<'a, str>,
            /// Where it points to from now on.
            addresses: Vec<Ipv4Addr>,
        },
        /// SetPorts.
        SetPorts "set_ports" {
            /// The load balancer.
            balancer: Cow<'a, str>,
            /// The ports that it forwards from now on.
            ports: Vec<u16>,
        },
        /// SetBalancerTls.
        SetBalancerTls "set_balancer_tls" {
            /// The load balancer.
            balancer: Cow<'a, str>,
            /// What it does about TLS from now on.
            tls: String,
            /// The certificate that it shows where it ends TLS.
            certificate: Cow<'a, str>,
            /// To which port of a member it passes which port on.
            map_ports: Vec<MappedObject>,
        },
        /// SetPool.
        SetPool "set_pool" {
            /// The load balancer.
            balancer: Cow<'a, str>,
            /// Its members from now on.
            pool: Vec<Cow<'a, str>>,
        },
        /// CutLink.
        CutLink "cut_link" {
            /// From this site.
            from: Cow<'a, str>,
            /// To that.
            to: Cow<'a, str>,
            /// Whether that direction alone.
            one_way: bool,
        },
        /// MendLink.
        MendLink "mend_link" {
            /// From this site.
            from: Cow<'a, str>,
            /// To that.
            to: Cow<'a, str>,
            /// Whether that direction alone.
            one_way: bool,
        },
    }
}

/// For which protocols X509CertificateName became the name of a certificate.
fn names_for(named: NewSettings) -> Vec<&'static str> {
    named.each().map(|it| names::protocol(it.0)).collect()
}

/// What was changed.
pub(super) fn change<'a>(names: &Names<'a>, action: Action) -> ChangeObject<'a> {
    let server = |it: ServerId| names.server(it);
    let both = |it: ServiceId| (names.server(it.server()), Names::service(it));
    let ends = |it: LinkId| {
        let link = &names.world.links[it.index()];
        (names.site(link.from), names.site(link.to))
    };
    match action {
        Action::Start(it) => {
            let (server, service) = both(it);
            ChangeObject::StartService { server, service }
        }
        Action::Stop(it) => {
            let (server, service) = both(it);
            ChangeObject::StopService { server, service }
        }
        Action::Hang(it) => {
            let (server, service) = both(it);
            ChangeObject::HangService { server, service }
        }
        Action::Restart(it) => {
            let (server, service) = both(it);
            ChangeObject::RestartService { server, service }
        }
        Action::Set(it, protocol, _) => {
            ChangeObject::SetSettings { server: server(it), protocol: names::protocol(protocol) }
        }
        Action::SetCasMailbox { user, pop, imap } => {
            ChangeObject::SetCasMailbox { mailbox: names.user(user), pop_enabled: pop, imap_enabled: imap }
        }
        Action::Grant { mailbox, user } => {
            ChangeObject::AddMailboxPermission { mailbox: names.user(mailbox), user: names.user(user) }
        }
        Action::SetSmtpAddress(user, has_address) => {
            ChangeObject::SetPrimarySmtpAddress { user: names.user(user), has_address }
        }
        Action::SetAuthPolicy { policy, imap, pop } => ChangeObject::SetAuthenticationPolicy {
            policy: names.policy(policy),
            block_legacy_auth_imap: imap,
            block_legacy_auth_pop: pop,
        },
        Action::SetUserPolicy(user, policy) => {
            ChangeObject::SetUser { user: names.user(user), authentication_policy: policy.map(|it| names.policy(it)) }
        }
        Action::SetDefaultPolicy(policy) => {
            ChangeObject::SetOrganizationConfig { default_authentication_policy: policy.map(|it| names.policy(it)) }
        }
        Action::InstallUpdate(it, mends) => {
            ChangeObject::InstallUpdate { server: server(it), mends: format!("{mends:?}") }
        }
        Action::SetStoreSessions(it, limit) => {
            ChangeObject::SetStoreSessions { server: server(it), store_sessions_per_user: limit }
        }
        Action::SetClient(client, changed) => ChangeObject::SetClient {
            client: names.client(client),
            told: names.told(client, changed).into_iter().map(|(field, value)| format!("{field} {value}")).collect(),
        },
        Action::Move(user, to) => ChangeObject::MoveMailbox { mailbox: names.user(user), database: names.database(to) },
        Action::FailOver(which, it) => ChangeObject::FailOver { database: names.database(which), server: server(it) },
        Action::SetComponent(it, component, requester, state) => ChangeObject::SetServerComponentState {
            server: server(it),
            component: component.word(),
            requester: requester.word(),
            state: state.word(),
        },
        Action::SetOutOfService(it, out) => {
            ChangeObject::SetClientAccessServer { server: server(it), is_out_of_service: out }
        }
        Action::ShutDown(it) => ChangeObject::ShutDownServer { server: server(it) },
        Action::StartUp(it) => ChangeObject::StartServer { server: server(it) },
        Action::Reboot(it) => ChangeObject::RestartServer { server: server(it) },
        Action::FailedUpdate(it) => ChangeObject::FailedUpdate { server: server(it) },
        Action::ResetFiles(it, _) => ChangeObject::InstallServicePack { server: server(it) },
        Action::SetStartType(it, start_type) => {
            let (server, service) = both(it);
            ChangeObject::SetStartType { server, service, start_type: start_type.word() }
        }
        Action::RemoveServer(it) => ChangeObject::RemoveServer { server: server(it) },
        Action::AddServer(it, _) => ChangeObject::AddServer { server: server(it) },
        Action::UpdateServer(it, (version, build), _) => {
            ChangeObject::UpdateServer { server: server(it), version: version.word(), build: version.build_word(build) }
        }
        Action::Import(it, certificate, _, named) => ChangeObject::ImportCertificate {
            server: server(it),
            certificate: names.certificate(certificate),
            names_for: names_for(named),
        },
        Action::Uninstall(it, certificate) => {
            ChangeObject::RemoveCertificate { server: server(it), certificate: names.certificate(certificate) }
        }
        Action::Enable(it, certificate, enabled, named) => ChangeObject::EnableCertificate {
            server: server(it),
            certificate: names.certificate(certificate),
            names_for: names_for(named),
            imap: enabled.asked.imap,
            pop: enabled.asked.pop,
            iis: enabled.asked.iis,
        },
        Action::SetTls(it, TlsHalves { accepts, offers }) => ChangeObject::SetTls {
            server: server(it),
            tls: tls(accepts),
            offers: (accepts != offers).then(|| tls(offers)),
        },
        Action::SetDns(name, answer) => ChangeObject::SetDns {
            name: names.host(HostRef::Name(name)),
            addresses: names.world.answers[answer.index()].addresses.clone(),
        },
        Action::AddDns(name, first) => {
            let views = names.world.names[name.index()].views.len();
            let answers = names.world.answers[first.index()..].iter().take(views);
            let mut addresses: Vec<_> = answers.flat_map(|it| it.addresses.iter().copied()).collect();
            addresses.sort_unstable();
            addresses.dedup();
            ChangeObject::AddDnsRecord { name: names.host(HostRef::Name(name)), addresses }
        }
        Action::SetPorts(balancer, ports) => ChangeObject::SetPorts {
            balancer: names.balancer(balancer),
            ports: names.world.ports[ports.index()].clone(),
        },
        Action::SetOffload(balancer, offload) => {
            let it = &names.world.offloads[offload.index()];
            ChangeObject::SetBalancerTls {
                balancer: names.balancer(balancer),
                tls: format!("{:?}", it.tls),
                certificate: names.certificate(it.certificate),
                map_ports: it.map_ports.iter().map(|(from, to)| MappedObject { from: *from, to: *to }).collect(),
            }
        }
        Action::SetPool(balancer, pool) => ChangeObject::SetPool {
            balancer: names.balancer(balancer),
            pool: names.world.pools[pool.index()].iter().map(|it| server(*it)).collect(),
        },
        Action::Cut(link, back) => {
            let (from, to) = ends(link);
            ChangeObject::CutLink { from, to, one_way: back.is_none() }
        }
        Action::Mend(link, back) => {
            let (from, to) = ends(link);
            ChangeObject::MendLink { from, to, one_way: back.is_none() }
        }
    }
}
