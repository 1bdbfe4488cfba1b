//! What does each command do?

use compact_str::CompactString;

use super::bind::Bound;
use super::organisation::name_of;
use super::read::{Object, Run, Stop, Value, certificate_of, flat, is_like, shown, text_of};
use super::table::Cmdlet;
use super::told::{CommandRefusal, Question, Wanted};
use super::{filter, values};
use crate::diag::suggest::closest;
use crate::scenario::{
    Action, CertificateKey, CertificateService, Component, ProtocolSettings, RequestedState, Requester, Role, Service,
    StartType,
};
use crate::time::Micros;

pub(super) type Stream = Result<Vec<Value>, Stop>;

impl Run<'_> {
    /// Runs a command; each object that comes through the pipe for itself.
    pub(super) fn run(&mut self, cmdlet: Cmdlet, bound: &Bound, input: Option<Vec<Value>>) -> Stream {
        match cmdlet {
            Cmdlet::SetImapSettings | Cmdlet::SetPopSettings => self.set_settings(cmdlet, bound, input),
            Cmdlet::StartService | Cmdlet::StopService | Cmdlet::RestartService => self.services(cmdlet, bound, input),
            Cmdlet::SetService => self.set_service(bound, input),
            Cmdlet::RestartComputer | Cmdlet::StopComputer => self.computers(cmdlet, bound, input),
            Cmdlet::EnableExchangeCertificate => self.enable(cmdlet, bound, input),
            Cmdlet::ImportExchangeCertificate => self.import(cmdlet, bound, input),
            Cmdlet::RemoveExchangeCertificate => {
                for (server, certificate) in self.certificates(cmdlet, bound, input)? {
                    let server = self.organisation.servers[server].name.clone();
                    self.act(Action::RemoveCertificate { server, certificate });
                }
                Ok(Vec::new())
            }
            Cmdlet::SetServerComponentState => self.set_component(cmdlet, bound, input),
            Cmdlet::SetCasMailbox => self.set_cas_mailbox(cmdlet, bound, input),
            Cmdlet::AddMailboxPermission => self.add_permission(cmdlet, bound, input),
            Cmdlet::NewAuthenticationPolicy | Cmdlet::SetAuthenticationPolicy => {
                self.set_policy(cmdlet, bound, input.as_deref())
            }
            Cmdlet::SetUser => self.set_user(cmdlet, bound, input),
            Cmdlet::SetOrganizationConfig => self.set_organisation(cmdlet, bound),
            Cmdlet::NewMoveRequest => self.move_mailbox(cmdlet, bound, input),
            Cmdlet::MoveActiveMailboxDatabase => self.activate(cmdlet, bound),
            Cmdlet::SetClientAccessServer | Cmdlet::SetClientAccessService => self.out_of_service(cmdlet, bound, input),
            Cmdlet::AddDnsRecord => {
                let name = zoned(&bound.must(cmdlet, "Name")?, &bound.must(cmdlet, "ZoneName")?);
                let given = bound.value("IPv4Address").cloned();
                let given = given.ok_or(CommandRefusal::Missing(cmdlet.row().name, "IPv4Address"))?;
                let points_to = texts(&given)?;
                self.act(Action::AddDnsRecord { name, points_to });
                Ok(Vec::new())
            }
            Cmdlet::RemoveDnsRecord => {
                let name = zoned(&bound.must(cmdlet, "Name")?, &bound.must(cmdlet, "ZoneName")?);
                let kind = bound.must(cmdlet, "RRType")?;
                if let Some(it) = bound.value("RecordData") {
                    return Err(Stop::NotModelled(format!("-RecordData {}", shown(it))));
                }
                if kind.eq_ignore_ascii_case("A") {
                    self.act(Action::SetDns { name, points_to: Vec::new(), ttl: None });
                }
                Ok(Vec::new())
            }
            Cmdlet::StartSleep => {
                let number = |name| bound.text(name).and_then(|it| it.parse::<u64>().ok());
                let waited = match (number("Seconds"), number("Milliseconds")) {
                    (Some(it), _) => Micros::from_secs(it.min(31_536_000)),
                    (None, Some(it)) => Micros::from_millis(it.min(31_536_000_000)),
                    (None, None) => return Err(CommandRefusal::Missing(cmdlet.row().name, "Seconds").into()),
                };
                if !self.dry {
                    self.delay = self.delay + waited;
                }
                Ok(Vec::new())
            }
            Cmdlet::InvokeCommand => {
                let (text, line) = block(bound, "ScriptBlock", cmdlet)?;
                let kept = self.here;
                let mut out = Vec::new();
                // What comes through the pipe is for the block, and names no computer.
                for server in self.targets(bound, "ComputerName", None)? {
                    self.here = Some(server);
                    out.extend(self.block(&text, line, None)?);
                }
                self.here = kept;
                Ok(out)
            }
            Cmdlet::ForEachObject => {
                let (text, line) = block(bound, "Process", cmdlet)?;
                self.block(&text, line, Some(input.unwrap_or_default()))
            }
            Cmdlet::WhereObject => filter::passed(self, bound, input.unwrap_or_default()),
            Cmdlet::GetExchangeServer
            | Cmdlet::GetClientAccessServer
            | Cmdlet::GetClientAccessService
            | Cmdlet::GetMailboxServer
            | Cmdlet::GetImapSettings
            | Cmdlet::GetPopSettings
            | Cmdlet::GetService
            | Cmdlet::GetExchangeCertificate
            | Cmdlet::InvokeMonitoringProbe
            | Cmdlet::GetServerHealth
            | Cmdlet::GetServerComponentState
            | Cmdlet::GetMailbox => self.looked_up(cmdlet, bound, input),
            Cmdlet::NewClientAccessRule | Cmdlet::SetClientAccessRule | Cmdlet::RemoveClientAccessRule => {
                self.access_rule(cmdlet, bound)
            }
        }
    }

    /// Whether the server's version has the command, and each parameter that is written.
    fn check_version(&self, cmdlet: Cmdlet, bound: &Bound, server: usize) -> Result<(), Stop> {
        let (row, it) = (cmdlet.row(), &self.organisation.servers[server]);
        if !row.versions.has(it.version) {
            return Err(CommandRefusal::NotInVersion(row.name, it.name.clone(), it.version).into());
        }
        for name in bound.names() {
            if let Some(parameter) = row.parameter(name)
                && !parameter.versions.has(it.version)
            {
                let missing =
                    CommandRefusal::ParameterNotInVersion(row.name, name.to_owned(), it.name.clone(), it.version);
                return Err(missing.into());
            }
        }
        Ok(())
    }

    /// Does something on each server, and tells of those that refuse it.
    fn on_each(&mut self, servers: Vec<usize>, mut what: impl FnMut(&mut Self, usize) -> Result<(), Stop>) {
        for server in servers {
            self.server = Some(server);
            if let Err(stop) = what(self, server) {
                self.tell(stop);
            }
        }
    }

    fn name(&self, server: usize) -> String {
        self.organisation.servers[server].name.clone()
    }

    fn set_settings(&mut self, cmdlet: Cmdlet, bound: &Bound, input: Option<Vec<Value>>) -> Stream {
        let Some(protocol) = cmdlet.protocol() else { return Ok(Vec::new()) };
        let servers = self.targets(bound, "Server", input)?;
        self.on_each(servers, |run, at| {
            run.check_version(cmdlet, bound, at)?;
            let mut settings = ProtocolSettings::default();
            for (setting, given) in &bound.settings {
                let server = &run.organisation.servers[at];
                let value = values::value(cmdlet.row().name, server, protocol, (*setting, given))?;
                settings.write(*setting, value);
            }
            if settings != ProtocolSettings::default() {
                let server = run.name(at);
                run.act(match cmdlet {
                    Cmdlet::SetPopSettings => Action::SetPopSettings { server, settings },
                    _ => Action::SetImapSettings { server, settings },
                });
            }
            Ok(())
        });
        Ok(Vec::new())
    }

    pub(super) fn services(&mut self, cmdlet: Cmdlet, bound: &Bound, input: Option<Vec<Value>>) -> Stream {
        let input = bound.value("InputObject").map(|it| flat(it.clone())).or(input);
        let mut meant = Vec::new();
        if let Some(it) = bound.text("DisplayName") {
            return Err(Stop::NotModelled(it));
        }
        match (bound.value("Name"), input) {
            (Some(names), _) => {
                let server = self.here.ok_or(Stop::Asks(Question::Host))?;
                for name in texts(names)? {
                    match self.services_named(server, &name) {
                        Ok(found) => meant.extend(found.into_iter().map(|it| (self.name(server), it))),
                        Err(stop) => self.tell(stop),
                    }
                }
            }
            (None, Some(input)) => {
                for it in input {
                    match it {
                        Value::Object(Object::Service(server, service)) => meant.push((server, service)),
                        Value::Text(name) => {
                            let server = self.here.ok_or(Stop::Asks(Question::Host))?;
                            let found = self.services_named(server, &name)?;
                            meant.extend(found.into_iter().map(|it| (self.name(server), it)));
                        }
                        other => return Err(Stop::NotModelled(shown(&other))),
                    }
                }
            }
            (None, None) => return Err(CommandRefusal::Missing(cmdlet.row().name, "Name").into()),
        }
        let out = passed_on(bound, &meant);
        for (server, service) in meant {
            self.act(match cmdlet {
                Cmdlet::StartService => Action::StartService { server, service },
                Cmdlet::StopService => Action::StopService { server, service },
                _ => Action::RestartService { server, service },
            });
        }
        Ok(out)
    }

    fn set_service(&mut self, bound: &Bound, input: Option<Vec<Value>>) -> Stream {
        let mut meant = Vec::new();
        match (bound.value("Name"), bound.value("InputObject").map(|it| flat(it.clone())).or(input)) {
            (Some(names), _) => {
                for server in self.targets(bound, "ComputerName", None)? {
                    for name in texts(names)? {
                        for service in self.services_named(server, &name)? {
                            meant.push((self.name(server), service));
                        }
                    }
                }
            }
            (None, Some(input)) => {
                for it in input {
                    match it {
                        Value::Object(Object::Service(server, service)) => meant.push((server, service)),
                        other => return Err(Stop::NotModelled(shown(&other))),
                    }
                }
            }
            (None, None) => return Err(CommandRefusal::Missing("Set-Service", "Name").into()),
        }
        let status = bound.text("Status");
        let out = passed_on(bound, &meant);
        for (server, service) in meant {
            if let Some(it) = bound.text("StartupType") {
                let start_type = match it.to_lowercase().as_str() {
                    "automatic" => StartType::Automatic,
                    "manual" => StartType::Manual,
                    "disabled" => StartType::Disabled,
                    _ => {
                        let words = Wanted::Words(&["Automatic", "Manual", "Disabled"]);
                        return Err(CommandRefusal::BadValue("StartupType".to_owned(), it, words).into());
                    }
                };
                self.act(Action::SetStartType { server: server.clone(), service, start_type });
            }
            match status.as_deref().map(str::to_lowercase).as_deref() {
                None => {}
                Some("running") => self.act(Action::StartService { server, service }),
                Some("stopped") => self.act(Action::StopService { server, service }),
                Some(other) => {
                    let words = Wanted::Words(&["Running", "Stopped"]);
                    return Err(CommandRefusal::BadValue("Status".to_owned(), other.to_owned(), words).into());
                }
            }
        }
        Ok(out)
    }

    fn computers(&mut self, cmdlet: Cmdlet, bound: &Bound, input: Option<Vec<Value>>) -> Stream {
        let servers = self.targets(bound, "ComputerName", input)?;
        self.on_each(servers, |run, at| {
            let server = run.name(at);
            run.act(match cmdlet {
                Cmdlet::RestartComputer => Action::RestartServer { server },
                _ => Action::ShutDownServer { server },
            });
            Ok(())
        });
        Ok(Vec::new())
    }

    /// The certificates that a command means, and where they are.
    fn certificates(
        &mut self,
        cmdlet: Cmdlet,
        bound: &Bound,
        input: Option<Vec<Value>>,
    ) -> Result<Vec<(usize, String)>, Stop> {
        let mut meant = Vec::new();
        if let Some(it) = bound.value("Thumbprint") {
            let servers = self.targets(bound, "Server", None)?;
            for thumbprint in texts(it)? {
                for server in &servers {
                    self.check_version(cmdlet, bound, *server)?;
                    meant.push((*server, certificate_of(self.organisation, *server, &thumbprint)?));
                }
            }
            return Ok(meant);
        }
        let Some(input) = input else { return Err(CommandRefusal::Missing(cmdlet.row().name, "Thumbprint").into()) };
        for it in input {
            let Value::Object(Object::Certificate(_, certificate)) = it else {
                return Err(Stop::NotModelled(shown(&it)));
            };
            // The pipe hands over the certificate, and not its server.
            let server = match bound.value("Server") {
                Some(_) => {
                    let named = self.targets(bound, "Server", None)?;
                    *named.first().ok_or(CommandRefusal::NoValue("Server".to_owned()))?
                }
                None => self.here.ok_or(Stop::Asks(Question::Host))?,
            };
            self.check_version(cmdlet, bound, server)?;
            meant.push((server, certificate_of(self.organisation, server, &certificate)?));
        }
        Ok(meant)
    }

    fn enable(&mut self, cmdlet: Cmdlet, bound: &Bound, input: Option<Vec<Value>>) -> Stream {
        let meant = self.certificates(cmdlet, bound, input)?;
        let services = certificate_services(cmdlet, bound)?;
        for (server, certificate) in meant {
            let it = &self.organisation.servers[server];
            // Its own name is the first one.
            let is_own =
                |it: &crate::scenario::Certificate| it.subject_names.first().is_some_and(|it| it.starts_with("*."));
            let has_star = it.certificate(&certificate).is_some_and(is_own);
            let is_mail = services.iter().any(|it| *it != CertificateService::Iis);
            if has_star && is_mail && super::table::Versions::Remote.has(it.version) {
                return Err(CommandRefusal::Wildcard(certificate, it.name.clone()).into());
            }
            let is_curve = it.certificate(&certificate).is_some_and(|it| it.key() == CertificateKey::Ecc);
            if is_curve && is_mail && !it.version.product().takes_ecc(it.build) {
                return Err(CommandRefusal::EccKey(certificate, it.name.clone(), it.version).into());
            }
            let server = it.name.clone();
            if !services.is_empty() {
                self.act_enabling(server, certificate, services.clone());
            }
        }
        Ok(Vec::new())
    }

    fn import(&mut self, cmdlet: Cmdlet, bound: &Bound, input: Option<Vec<Value>>) -> Stream {
        let servers = self.targets(bound, "Server", input)?;
        let mut out = Vec::new();
        for server in servers {
            self.check_version(cmdlet, bound, server)?;
            let given = ["FileData", "FileName", "Path"].into_iter().find_map(|it| Some((it, bound.value(it)?)));
            let Some((by, given)) = given else {
                return Err(CommandRefusal::Missing(cmdlet.row().name, "FileData").into());
            };
            let path = text_of(given).ok_or_else(|| Stop::NotModelled(shown(given)))?;
            if by == "FileName" && self.here != Some(server) && !path.starts_with("\\\\") {
                return Err(CommandRefusal::NotUnc(path).into());
            }
            let file = self.organisation.files.iter().find(|it| it.0.eq_ignore_ascii_case(&path));
            let mut certificate = file.ok_or_else(|| CommandRefusal::NoSuchFile(path.clone()))?.1.clone();
            // What is imported serves nothing yet.
            certificate.services = Some(Vec::new());
            let (server, name) = (self.name(server), name_of(&certificate));
            self.act(Action::ImportCertificate { server: server.clone(), certificate });
            out.push(Value::Object(Object::Certificate(server, name)));
        }
        Ok(out)
    }

    fn set_component(&mut self, cmdlet: Cmdlet, bound: &Bound, input: Option<Vec<Value>>) -> Stream {
        // Of the two places in which a state is kept, each of these leaves one as it was (CMP-7).
        for only in ["LocalOnly", "RemoteOnly"] {
            if bound.value(only).is_some_and(|it| *it != Value::Bool(false)) {
                return Err(Stop::NotModelled(format!("Set-ServerComponentState -{only}")));
            }
        }
        let component = bound.must(cmdlet, "Component")?;
        let requester = bound.must(cmdlet, "Requester")?;
        let state = bound.must(cmdlet, "State")?;
        let requesters = [
            Requester::HealthAPI,
            Requester::Maintenance,
            Requester::Sidelined,
            Requester::Functional,
            Requester::Deployment,
        ];
        let words = &["HealthAPI", "Maintenance", "Sidelined", "Functional", "Deployment"];
        let requester = one_of(&requesters, "Requester", &requester, words, Requester::word)?;
        let states = [RequestedState::Active, RequestedState::Inactive, RequestedState::Draining];
        let state = one_of(&states, "State", &state, &["Active", "Inactive", "Draining"], RequestedState::word)?;
        let components = [Component::ImapProxy, Component::PopProxy, Component::ServerWideOffline];
        let modelled = components.into_iter().find(|it| it.word().eq_ignore_ascii_case(&component));
        let servers = self.targets(bound, "Identity", input)?;
        self.on_each(servers, |run, at| {
            run.check_version(cmdlet, bound, at)?;
            let server = run.name(at);
            // The others have no part in POP3 and IMAP4.
            if let Some(component) = modelled {
                run.act(Action::SetServerComponentState { server, component, requester, state });
            }
            Ok(())
        });
        Ok(Vec::new())
    }

    /// The mailboxes that a command means.
    pub(super) fn mailboxes(
        &mut self,
        cmdlet: Cmdlet,
        bound: &Bound,
        input: Option<Vec<Value>>,
    ) -> Result<Vec<String>, Stop> {
        let named = match (bound.value("Identity"), input) {
            (Some(it), _) => flat(it.clone()),
            (None, Some(input)) => input,
            (None, None) => return Err(CommandRefusal::Missing(cmdlet.row().name, "Identity").into()),
        };
        named
            .iter()
            .map(|it| {
                let name = text_of(it).ok_or_else(|| Stop::NotModelled(shown(it)))?;
                self.mailbox(&name)
            })
            .collect()
    }

    fn mailbox(&self, name: &str) -> Result<String, Stop> {
        self.organisation.mailbox(name).map(|it| it.0.clone()).ok_or_else(|| {
            let meant = closest(name, self.organisation.mailboxes.iter().map(|it| it.0.as_str()));
            CommandRefusal::NoSuchMailbox(name.to_owned(), meant.map(str::to_owned)).into()
        })
    }

    fn database(&self, name: &str) -> Result<(String, Vec<String>), Stop> {
        self.organisation.database(name).cloned().ok_or_else(|| {
            let meant = closest(name, self.organisation.databases.iter().map(|it| it.0.as_str()));
            CommandRefusal::NoSuchDatabase(name.to_owned(), meant.map(str::to_owned)).into()
        })
    }

    fn set_cas_mailbox(&mut self, cmdlet: Cmdlet, bound: &Bound, input: Option<Vec<Value>>) -> Stream {
        let (pop, imap) = (switched(bound, "PopEnabled")?, switched(bound, "ImapEnabled")?);
        for mailbox in self.mailboxes(cmdlet, bound, input)? {
            if pop.is_some() || imap.is_some() {
                self.act(Action::SetCASMailbox { mailbox, PopEnabled: pop, ImapEnabled: imap });
            }
        }
        Ok(Vec::new())
    }

    fn add_permission(&mut self, cmdlet: Cmdlet, bound: &Bound, input: Option<Vec<Value>>) -> Stream {
        let user = self.mailbox(&bound.must(cmdlet, "User")?)?;
        let rights = bound.value("AccessRights").ok_or(CommandRefusal::Missing(cmdlet.row().name, "AccessRights"))?;
        let is_full = texts(rights)?.iter().any(|it| it.eq_ignore_ascii_case("FullAccess"));
        for mailbox in self.mailboxes(cmdlet, bound, input)? {
            // Other rights do not open a mailbox for POP3 and IMAP4.
            if is_full {
                self.act(Action::AddMailboxPermission { mailbox, user: user.clone() });
            }
        }
        Ok(Vec::new())
    }

    fn move_mailbox(&mut self, cmdlet: Cmdlet, bound: &Bound, input: Option<Vec<Value>>) -> Stream {
        let (database, _) = self.database(&bound.must(cmdlet, "TargetDatabase")?)?;
        for mailbox in self.mailboxes(cmdlet, bound, input)? {
            let takes = self.answer("move").and_then(|it| Micros::parse(&it).ok());
            let Some(takes) = takes else {
                self.tell(Stop::Asks(Question::MoveEnds(mailbox)));
                continue;
            };
            let kept = self.delay;
            self.delay = self.delay + takes;
            self.act(Action::MoveMailbox { mailbox, database: database.clone() });
            self.delay = kept;
        }
        Ok(Vec::new())
    }

    fn activate(&mut self, cmdlet: Cmdlet, bound: &Bound) -> Stream {
        let (database, on) = self.database(&bound.must(cmdlet, "Identity")?)?;
        let named = bound.text("ActivateOnServer").or_else(|| self.answer("copy"));
        let Some(to) = named else { return Err(Stop::Asks(Question::Copy(database))) };
        let server = self.server(&to)?;
        let to = self.name(server);
        if !on.iter().any(|it| it.eq_ignore_ascii_case(&to)) {
            return Err(CommandRefusal::NoSuchDatabase(format!("{database}\\{to}"), None).into());
        }
        self.act(Action::FailOver { database, to });
        Ok(Vec::new())
    }

    fn out_of_service(&mut self, cmdlet: Cmdlet, bound: &Bound, input: Option<Vec<Value>>) -> Stream {
        let value = switched(bound, "IsOutOfService")?;
        let servers = self.targets(bound, "Identity", input)?;
        self.on_each(servers, |run, at| {
            run.check_version(cmdlet, bound, at)?;
            let server = run.name(at);
            if let Some(is_out) = value {
                run.act(Action::SetClientAccessServer { server, IsOutOfService: is_out });
            }
            Ok(())
        });
        Ok(Vec::new())
    }

    /// The servers that a command looks at; nothing where it is not known on which one it is typed.
    fn looked_at(&mut self, bound: &Bound, by: &str, input: Option<Vec<Value>>) -> Result<Option<Vec<usize>>, Stop> {
        match self.targets(bound, by, input) {
            Ok(found) => Ok(Some(found)),
            Err(Stop::Asks(Question::Host)) => Ok(None),
            Err(other) => Err(other),
        }
    }

    /// What a command that looks hands to the next one.
    fn looked_up(&mut self, cmdlet: Cmdlet, bound: &Bound, input: Option<Vec<Value>>) -> Stream {
        let identity = bound.text("Identity");
        let fits = |name: &str, fqdn: &str| {
            identity.as_deref().is_none_or(|it| is_like(name, it) || it.eq_ignore_ascii_case(fqdn))
        };
        let servers = |run: &Self, role: Option<Role>| -> Vec<Value> {
            let meant = run.organisation.servers.iter().filter(|it| {
                it.in_directory && fits(&it.name, &it.fqdn) && role.is_none_or(|role| it.roles.contains(&role))
            });
            meant.map(|it| Value::Object(Object::Server(it.name.clone()))).collect()
        };
        Ok(match cmdlet {
            Cmdlet::GetExchangeServer => servers(self, None),
            Cmdlet::GetClientAccessServer => servers(self, Some(Role::ClientAccess)),
            Cmdlet::GetClientAccessService => {
                if let Some(here) = self.here {
                    self.check_version(cmdlet, bound, here)?;
                }
                servers(self, Some(Role::ClientAccess))
            }
            Cmdlet::GetMailboxServer => servers(self, Some(Role::Mailbox)),
            Cmdlet::GetImapSettings | Cmdlet::GetPopSettings => {
                use crate::scenario::settings::MailProtocol;
                let protocol = if cmdlet == Cmdlet::GetPopSettings { MailProtocol::Pop3 } else { MailProtocol::Imap4 };
                let Some(found) = self.looked_at(bound, "Server", input)? else { return Ok(unknown(cmdlet)) };
                found.into_iter().map(|it| Value::Object(Object::Settings(self.name(it), protocol))).collect()
            }
            Cmdlet::InvokeMonitoringProbe | Cmdlet::GetServerHealth | Cmdlet::GetServerComponentState => {
                let by = if cmdlet == Cmdlet::InvokeMonitoringProbe { "Server" } else { "Identity" };
                let Some(found) = self.looked_at(bound, by, input)? else { return Ok(unknown(cmdlet)) };
                for server in found {
                    self.check_version(cmdlet, bound, server)?;
                }
                unknown(cmdlet)
            }
            Cmdlet::GetService => {
                let names = match bound.value("Name") {
                    Some(it) => texts(it)?,
                    None => vec!["*".to_owned()],
                };
                // A server that comes through the pipe would be taken for the name of a service.
                if input.is_some() && bound.value("ComputerName").is_none() {
                    return Ok(unknown(cmdlet));
                }
                let Some(found) = self.looked_at(bound, "ComputerName", None)? else { return Ok(unknown(cmdlet)) };
                let mut out = Vec::new();
                for server in found {
                    for name in &names {
                        // One that is not there hinders none of the others.
                        match self.services_named(server, name) {
                            Ok(found) => out.extend(
                                found.into_iter().map(|it| Value::Object(Object::Service(self.name(server), it))),
                            ),
                            Err(stop) => self.tell(stop),
                        }
                    }
                }
                out
            }
            Cmdlet::GetExchangeCertificate => {
                let Some(found) = self.looked_at(bound, "Server", input)? else { return Ok(unknown(cmdlet)) };
                let (thumbprint, domain) = (bound.text("Thumbprint"), bound.text("DomainName"));
                let mut out = Vec::new();
                for server in found {
                    self.check_version(cmdlet, bound, server)?;
                    if let Some(it) = &thumbprint {
                        let name = certificate_of(self.organisation, server, it)?;
                        out.push(Value::Object(Object::Certificate(self.name(server), name)));
                        continue;
                    }
                    let it = &self.organisation.servers[server];
                    let covers = |names: &[CompactString]| {
                        domain.as_deref().is_none_or(|domain| names.iter().any(|it| it.eq_ignore_ascii_case(domain)))
                    };
                    let fitting = it.certificates.iter().filter(|it| covers(&it.subject_names));
                    out.extend(fitting.map(|cert| Value::Object(Object::Certificate(it.name.clone(), name_of(cert)))));
                }
                out
            }
            _ => {
                if bound.value("Server").is_some() {
                    return Ok(vec![Value::Unknown(format!("{} -Server", cmdlet.row().name))]);
                }
                let database = bound.text("Database");
                let on = |it: &str| database.as_deref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(it));
                let all = self.organisation.mailboxes.iter().filter(|it| !it.1.is_empty() && on(&it.1));
                all.filter(|it| fits(&it.0, &format!("{}@{}", it.0, self.organisation.domain)))
                    .map(|it| Value::Object(Object::Mailbox(it.0.clone())))
                    .collect()
            }
        })
    }
}

/// Lines that only look pass without noise, even where it is not known where they look.
fn unknown(cmdlet: Cmdlet) -> Vec<Value> {
    vec![Value::Unknown(cmdlet.row().name.to_owned())]
}

/// With `-PassThru` the services go on through the pipe.
fn passed_on(bound: &Bound, meant: &[(String, Service)]) -> Vec<Value> {
    let passes = bound.value("PassThru").is_some_and(|it| *it != Value::Bool(false));
    let objects = meant.iter().filter(|_| passes);
    objects.map(|(server, service)| Value::Object(Object::Service(server.clone(), *service))).collect()
}

/// The texts of a value or of a list.
pub(super) fn texts(it: &Value) -> Result<Vec<String>, Stop> {
    flat(it.clone()).iter().map(|it| text_of(it).ok_or_else(|| Stop::NotModelled(shown(it)))).collect()
}

fn block(bound: &Bound, name: &'static str, cmdlet: Cmdlet) -> Result<(String, u32), Stop> {
    match bound.value(name) {
        Some(Value::Block(text, line)) => Ok((text.clone(), *line)),
        Some(other) => Err(Stop::NotModelled(shown(other))),
        None => Err(CommandRefusal::Missing(cmdlet.row().name, name).into()),
    }
}

pub(super) fn switched(bound: &Bound, name: &str) -> Result<Option<bool>, Stop> {
    match bound.value(name) {
        None => Ok(None),
        Some(Value::Bool(it)) => Ok(Some(*it)),
        Some(Value::Text(it)) if it == "1" => Ok(Some(true)),
        Some(Value::Text(it)) if it == "0" => Ok(Some(false)),
        Some(other) => Err(CommandRefusal::BadValue(name.to_owned(), shown(other), Wanted::Bool).into()),
    }
}

fn one_of<T: Copy>(
    all: &[T],
    name: &str,
    given: &str,
    words: &'static [&'static str],
    word: impl Fn(T) -> &'static str,
) -> Result<T, Stop> {
    let found = all.iter().copied().find(|it| word(*it).eq_ignore_ascii_case(given));
    found.ok_or_else(|| CommandRefusal::BadValue(name.to_owned(), given.to_owned(), Wanted::Words(words)).into())
}

/// Services of certificates; those that are not modelled have no part in POP3 and IMAP4.
fn certificate_services(cmdlet: Cmdlet, bound: &Bound) -> Result<Vec<CertificateService>, Stop> {
    const WORDS: &[&str] = &["IMAP", "POP", "IIS", "SMTP", "UM", "UMCallRouter", "Federation", "None"];
    let given = bound.value("Services").ok_or(CommandRefusal::Missing(cmdlet.row().name, "Services"))?;
    let mut services = Vec::new();
    for text in texts(given)? {
        // `'IMAP, POP'` is one text that names two.
        for word in text.split(',').map(str::trim) {
            match word.to_uppercase().as_str() {
                "IMAP" => services.push(CertificateService::Imap),
                "POP" => services.push(CertificateService::Pop),
                "IIS" => services.push(CertificateService::Iis),
                _ if WORDS.iter().any(|it| it.eq_ignore_ascii_case(word)) => {}
                _ => {
                    let bad = CommandRefusal::BadValue("Services".to_owned(), word.to_owned(), Wanted::Words(WORDS));
                    return Err(bad.into());
                }
            }
        }
    }
    services.dedup();
    Ok(services)
}

/// The whole name of a record in a zone.
fn zoned(name: &str, zone: &str) -> String {
    if name == "@" { zone.to_owned() } else { format!("{name}.{zone}") }
}
