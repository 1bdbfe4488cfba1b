//! By which rules do the two sides of a TLS connection have nothing in common?
//!
//! That the handshake fails is LEG-5. Why a server does not speak what the other side does is told beside it: what its
//! Windows has, what Setup left of it, and what its build can (TLS-1 to TLS-6).

use crate::change::Org;
use crate::product::SetupTls;
use crate::rules::{Citation, Rule};
use crate::scenario::{SchannelDefault, Switch, TlsVersion};
use crate::trace::{Actor, Connection};
use crate::world::tls::Disagreement;
use crate::world::{Builds, ServerId, TlsSet, World};

/// The rules beside LEG-5.
pub(super) fn cited(world: &World, org: &Org, connection: &Connection, disagreement: Disagreement) -> Vec<Citation> {
    let (Disagreement::Version { opener, acceptor } | Disagreement::Cipher { opener, acceptor, .. }) = disagreement;
    let mut rules = Vec::new();
    if let Actor::Service(it) = connection.opener {
        of_server(world, org, it.server(), opener, acceptor, &mut rules);
    }
    if let Some(it) = connection.service {
        of_server(world, org, it.server(), acceptor, opener, &mut rules);
    }
    rules.sort_unstable();
    rules.dedup();
    rules
}

/// Why a server that speaks `own` does not speak what the other side does.
fn of_server(world: &World, org: &Org, id: ServerId, own: TlsSet, other: TlsSet, rules: &mut Vec<Citation>) {
    let (server, build) = (&world.servers[id.index()], org.build(id));
    let (product, written) = (org.version(id).product(), &world.assumptions);
    let lacks = |it: TlsVersion| other.speaks(it) && !own.speaks(it);
    let windows = TlsSet::of(server.windows, written.server_2025_tls10);
    if let SetupTls::Only(versions, ciphers) = product.setup_tls {
        let left = TlsSet::new(versions, ciphers);
        let by_setup = |it: TlsVersion| lacks(it) && windows.speaks(it) && !left.speaks(it);
        let cipher = |it| other.has(it) && !own.has(it) && windows.has(it) && !left.has(it);
        if other.versions().any(by_setup) || other.ciphers().any(cipher) {
            rules.push((Rule::Tls4, None));
        }
    }
    if lacks(TlsVersion::Tls12) && !product.speaks_tls12(build) {
        let assumed = (build == Some((0, 0)) && written.builds == Builds::AsReleased).then(|| Switch::builds.name());
        rules.push((Rule::Tls3, assumed));
    }
    if lacks(TlsVersion::Tls13) && windows.speaks(TlsVersion::Tls13) && product.speaks_tls13(build) {
        rules.push((Rule::Tls6, Some(Switch::tls13_for_mail.name())));
    }
    // What the one reading has and the other has not.
    let [on, off] = [SchannelDefault::On, SchannelDefault::Off].map(|it| TlsSet::of(server.windows, it));
    if other.versions().any(|it| lacks(it) && on.speaks(it) && !off.speaks(it)) {
        rules.push((Rule::Tls1, Some(Switch::server_2025_tls10.name())));
    }
}
