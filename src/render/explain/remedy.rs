//! How is an edit said in one sentence, and where is it made?

use crate::explain::edit::{ClientEdit, Edit, Setting};
use crate::render::Lang;
use crate::words::names::{self, Names};
use crate::words::powershell;
use crate::words::{self, list, remedy as cure};
use crate::world::{Defect, HostRef, Mechanism, Protocol, Security};

fn mechanism(lang: Lang, mechanism: Mechanism) -> String {
    match mechanism {
        Mechanism::Login => words::reasons::mechanism_login(lang),
        Mechanism::Plain => "PLAIN".to_owned(),
        Mechanism::Ntlm => "NTLM".to_owned(),
        Mechanism::Gssapi => "GSSAPI".to_owned(),
    }
}

/// Where an edit is made, if it is not made in a shell.
pub(crate) fn place(lang: Lang, edit: &Edit) -> Option<String> {
    match edit {
        Edit::Client(..) => Some(cure::in_the_client(lang)),
        Edit::Pool(..) | Edit::Forward(..) => Some(cure::on_the_balancer(lang)),
        Edit::Mend(_) => Some(cure::on_the_network(lang)),
        Edit::StartServer(_) => Some(cure::at_the_machine(lang)),
        Edit::Update(..) => Some(cure::by_update(lang)),
        _ => None,
    }
}

/// An edit in one sentence.
#[must_use]
pub(crate) fn title(names: &Names<'_>, edit: &Edit) -> String {
    let (lang, world) = (names.lang, names.world);
    let protocol = |it: &Protocol| names::protocol(*it);
    match edit {
        Edit::Start(it) => cure::start(lang, Names::service(*it), names.server(it.server())),
        Edit::Restart(it) => cure::restart(lang, Names::service(*it), names.server(it.server())),
        Edit::StartServer(it) => cure::start_server(lang, names.server(*it)),
        Edit::Activate(server, component, by) => {
            let by: Vec<_> = by.each().map(|it| it.word().to_owned()).collect();
            cure::activate(lang, component.word(), names.server(*server), list(lang, &by))
        }
        Edit::Set(server, _, Setting::OwnFqdn) => cure::own_fqdn(lang, names.server(*server)),
        Edit::Set(server, _, Setting::Offer(security)) => {
            let kind = match security {
                Security::Ssl => cure::kind_ssl(lang),
                Security::Tls => cure::kind_tls(lang),
                Security::Plaintext => cure::kind_plaintext(lang),
            };
            cure::offer(lang, names.server(*server), kind)
        }
        Edit::Set(server, _, Setting::Bind(port, _)) => cure::bind(lang, port, names.server(*server)),
        Edit::Set(server, protocol, setting) => {
            let (setting, value) = powershell::value(world, *server, *protocol, setting);
            cure::set(lang, setting, value, names.server(*server))
        }
        Edit::Enable(server, certificate, it) => {
            cure::enable(lang, names.certificate(*certificate), names.server(*server), protocol(it))
        }
        Edit::Import(server, name, it) => {
            cure::import(lang, names.server(*server), names.host(HostRef::Name(*name)), protocol(it))
        }
        Edit::Tls(server, set) => {
            let versions: Vec<_> = set.versions().map(|it| it.word().to_owned()).collect();
            cure::tls(lang, names.server(*server), list(lang, &versions))
        }
        Edit::Dns(name, address) => cure::dns(lang, names.host(HostRef::Name(*name)), names.who(*address)),
        Edit::Mend(link) => {
            let link = &world.links[link.index()];
            cure::mend(lang, names.site(link.from), names.site(link.to))
        }
        Edit::Pool(balancer, members) => cure::pool(lang, names.balancer(*balancer), names.servers(members)),
        Edit::Forward(balancer, port) => cure::forward(lang, names.balancer(*balancer), port),
        Edit::CasMailbox(user, it) => cure::cas_mailbox(lang, protocol(it), names.user(*user)),
        Edit::FullAccess { mailbox, user } => cure::full_access(lang, names.user(*user), names.user(*mailbox)),
        Edit::SmtpAddress(user) => cure::smtp(lang, names.user(*user)),
        Edit::Update(server, Defect::NtlmAliasMismatch) => cure::update_cu21(lang, names.server(*server)),
        Edit::Update(server, Defect::UnquotedReplay) => cure::update_kb(lang, names.server(*server)),
        Edit::StoreSessions(server, limit) => cure::store_sessions(lang, names.server(*server), limit),
        Edit::FailOver(database, server) => cure::fail_over(lang, names.database(*database), names.server(*server)),
        Edit::InService(server) => cure::in_service(lang, names.server(*server)),
        Edit::Client(client, edit) => {
            let name = names.client(*client);
            match edit {
                ClientEdit::Connect(endpoint) => {
                    cure::client_connect(lang, name, names.place(*endpoint), names.security(endpoint.security))
                }
                ClientEdit::Mechanism(it) => cure::client_mechanism(lang, name, mechanism(lang, *it)),
                ClientEdit::RightPassword => cure::client_password(lang, name),
                ClientEdit::PlainName => cure::client_name(lang, name, names.user(world.clients[client.index()].user)),
                ClientEdit::NoTlsInsideTls => cure::client_tls(lang, name),
                ClientEdit::AcceptCertificate => cure::client_accept(lang, name),
                ClientEdit::Timeout(span) => cure::client_patience(lang, name, span),
                ClientEdit::Ticket => cure::client_ticket(lang, name),
            }
        }
    }
}
