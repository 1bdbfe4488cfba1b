//! Which servers are there at which moment of the file, and of which builds?
//!
//! A server with an `AddServer` before any `RemoveServer` is none of the organisation until then: not in the directory,
//! not in DNS, and off.

use super::SymbolTables;
use crate::scenario::{Action, Change, WrittenBuild, added_first};
use crate::world::{AnswerId, BuildNumber, DnsRecordSet, ServerId, TlsHalves, TlsSet, Version, World};

/// The servers that are not there at the start, as what comes first of them is that they are added.
pub(super) fn absent(from_start: &[Action], changes: &[Change], ground: &SymbolTables) -> Vec<ServerId> {
    let names = added_first(from_start, changes);
    names.into_iter().filter_map(|it| ground.servers.find(it).map(ServerId::at)).collect()
}

/// The servers that changes update, by name, and to which build.
pub(super) fn updates(from_start: &[Action], changes: &[Change]) -> Vec<(String, WrittenBuild)> {
    let later = changes.iter().filter_map(|it| it.action.as_ref());
    let update = |it: &Action| match it {
        Action::UpdateServer { server, build } => Some((server.clone(), build.clone())),
        _ => None,
    };
    from_start.iter().chain(later).filter_map(update).collect()
}

/// Which servers are there by now, and of which builds.
#[derive(Clone)]
pub(super) struct Members {
    present: Vec<bool>,
    versions: Vec<Version>,
    builds: Vec<Option<BuildNumber>>,
    /// What TLS is switched on, whatever the build can speak of it.
    switched_on: Vec<TlsHalves>,
    /// What DNS will say of those that are not there at the start.
    answers: Vec<(ServerId, AnswerId)>,
    /// Whether 2013 can never be added any more, as it was not there when a newer one came (COEX-10); by that one.
    pub(super) closed: Option<ServerId>,
}

impl Members {
    /// Those that are there at the start. The others are taken out of DNS.
    pub(super) fn at_the_start(world: &mut World, absent: &[ServerId]) -> Self {
        let mut answers = Vec::with_capacity(absent.len());
        for &id in absent {
            let name = world.servers[id.index()].fqdn;
            for view in world.names[name.index()].views.clone() {
                let registered = world.views[view as usize].answer;
                let ttl = world.answers[registered.index()].ttl;
                world.answers.push(DnsRecordSet { addresses: Vec::new(), ttl });
                world.views[view as usize].answer = AnswerId::at(world.answers.len() - 1);
                answers.push((id, registered));
            }
        }
        Self {
            present: (0..world.servers.len()).map(|it| !absent.contains(&ServerId::at(it))).collect(),
            versions: world.servers.iter().map(|it| it.version).collect(),
            builds: world.servers.iter().map(|it| it.build).collect(),
            switched_on: world.servers.iter().map(|it| it.switched_on).collect(),
            answers,
            closed: None,
        }
    }

    /// Those that are there.
    pub(super) fn ids(&self) -> impl Iterator<Item = ServerId> + Clone {
        self.present.iter().enumerate().filter(|it| *it.1).map(|it| ServerId::at(it.0))
    }

    /// One comes; false where it is there already.
    pub(super) fn add(&mut self, id: ServerId) -> bool {
        !std::mem::replace(&mut self.present[id.index()], true)
    }

    /// One goes.
    pub(super) fn remove(&mut self, id: ServerId) {
        self.present[id.index()] = false;
    }

    /// The version of one.
    pub(super) fn version(&self, id: ServerId) -> Version {
        self.versions[id.index()]
    }

    /// The build of one, where it is known.
    pub(super) fn build(&self, id: ServerId) -> Option<BuildNumber> {
        self.builds[id.index()]
    }

    /// Whether one can use keys on elliptic curves for POP3 and IMAP4 (CERT-1).
    pub(super) fn takes_ecc(&self, id: ServerId) -> bool {
        self.version(id).product().takes_ecc(self.build(id))
    }

    /// One has another build, perhaps of another version. What TLS it speaks with it.
    pub(super) fn update(
        &mut self,
        world: &World,
        id: ServerId,
        (version, build): (Version, BuildNumber),
    ) -> TlsHalves {
        self.versions[id.index()] = version;
        self.builds[id.index()] = Some(build);
        self.speaks(world, id)
    }

    /// Other TLS is switched on. What its build can speak of it.
    pub(super) fn switch_on(&mut self, world: &World, id: ServerId, set: TlsHalves) -> TlsHalves {
        self.switched_on[id.index()] = set;
        self.speaks(world, id)
    }

    fn speaks(&self, world: &World, id: ServerId) -> TlsHalves {
        let product = self.version(id).product();
        let speakable = TlsSet::of_build(product, self.build(id), world.assumptions.tls13_for_mail);
        self.switched_on[id.index()].and(speakable)
    }

    /// What DNS is to say of one that was not there at the start.
    pub(super) fn first_answer(&self, id: ServerId) -> Option<AnswerId> {
        self.answers.iter().find(|it| it.0 == id).map(|it| it.1)
    }
}
