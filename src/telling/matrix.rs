//! Do the clients of a scenario ask the same of everybody everywhere, and who of them gets on?
//!
//! Where every mailbox is asked for through every way in, once, the answers are a matrix: a row for each mailbox, a
//! column for each way in. Rows that are alike are one, and so are front ends at which everybody fares alike.

use std::collections::{BTreeMap, BTreeSet};

use super::people::{People, Tally};
use crate::scenario::Security;
use crate::world::{ClientId, GroupId, HostRef, Protocol, ServerId, UserId, World};

/// The least that is a matrix, in rows and in columns.
const LEAST: usize = 2;

/// Clients that are a matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// The rows: whose mailbox is asked for, in the order of the clients of the world.
    pub mailboxes: Vec<UserId>,
    /// The columns, in the same order.
    pub ways: Vec<WayIn>,
    /// Row by row.
    clients: Vec<ClientId>,
}

impl WayIn {
    /// The server that it leads to by its own name.
    #[must_use]
    pub fn server(self, world: &World) -> Option<ServerId> {
        world.servers.iter().position(|it| HostRef::Name(it.fqdn) == self.host).map(ServerId::at)
    }
}

/// Where and how a client connects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WayIn {
    /// The host.
    pub host: HostRef,
    /// What stands beside it.
    pub kind: WayKind,
}

/// How a client connects, wherever it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WayKind {
    /// The protocol.
    pub protocol: Protocol,
    /// The port.
    pub port: u16,
    /// The protection.
    pub security: Security,
}

/// Why clients are no matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoMatrix {
    /// There is one row or one column, or none.
    Small,
    /// Something changes during the run.
    Changes,
    /// A group of clients is counted, not told one by one.
    Group(GroupId),
    /// This client does not try exactly once.
    Often(ClientId),
    /// Two clients ask for the same mailbox in the same way.
    Twice(ClientId, ClientId),
    /// Nobody asks for this mailbox in this way.
    Missing(UserId, WayIn),
}

/// The matrix that the clients are.
///
/// # Errors
/// Why they are none.
pub fn matrix(world: &World) -> Result<Matrix, NoMatrix> {
    if !world.changes.is_empty() {
        return Err(NoMatrix::Changes);
    }
    let (mut mailboxes, mut ways, mut cells) = (Vec::new(), Vec::new(), BTreeMap::new());
    let mut known = (BTreeSet::new(), BTreeSet::new());
    for (at, client) in world.clients.iter().enumerate() {
        let id = ClientId::at(at);
        if let Some(group) = client.group {
            return Err(NoMatrix::Group(group));
        }
        if client.times.len() != 1 || client.every.is_some() || client.connections > 1 {
            return Err(NoMatrix::Often(id));
        }
        let kind = WayKind { protocol: client.protocol, port: client.connect.port, security: client.connect.security };
        let way = WayIn { host: client.connect.host, kind };
        if known.0.insert(client.mailbox) {
            mailboxes.push(client.mailbox);
        }
        if known.1.insert(way) {
            ways.push(way);
        }
        if let Some(other) = cells.insert((client.mailbox, way), id) {
            return Err(NoMatrix::Twice(other, id));
        }
    }
    if mailboxes.len() < LEAST || ways.len() < LEAST {
        return Err(NoMatrix::Small);
    }
    let mut clients = Vec::with_capacity(cells.len());
    for mailbox in &mailboxes {
        for way in &ways {
            clients.push(*cells.get(&(*mailbox, *way)).ok_or(NoMatrix::Missing(*mailbox, *way))?);
        }
    }
    Ok(Matrix { mailboxes, ways, clients })
}

/// What is shown of a matrix: rows that are alike in one, and front ends at which everybody fares alike in one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoldedMatrix {
    /// The rows: positions in [`Matrix::mailboxes`].
    pub rows: Vec<Vec<usize>>,
    /// The front ends.
    pub blocks: Vec<FrontEnds>,
}

/// Front ends at which everybody fares alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontEnds {
    /// The hosts.
    pub hosts: Vec<HostRef>,
    /// The columns of the first: positions in [`Matrix::ways`].
    pub columns: Vec<usize>,
}

impl Matrix {
    /// What became of a log-on, of all that are told with a row for each client.
    #[must_use]
    pub fn cell<'p>(&self, people: &'p People, row: usize, column: usize) -> &'p Tally {
        const NOBODY: &Tally = &Tally { is_group: false, tried: 0, well: 0, running: 0, causes: Vec::new() };
        let client = self.client(row, column);
        // The one column, or of several the one in which it tries.
        people.rows[client.index()].cells.iter().find(|it| it.tried > 0).unwrap_or(NOBODY)
    }

    /// Whose log-on stands in a cell.
    #[must_use]
    pub fn client(&self, row: usize, column: usize) -> ClientId {
        self.clients[row * self.ways.len() + column]
    }

    /// What is shown of it, where `says` numbers what a cell says.
    #[must_use]
    pub fn folded<K: PartialEq>(&self, says: &dyn Fn(usize, usize) -> K) -> FoldedMatrix {
        let cells: Vec<Vec<K>> =
            (0..self.mailboxes.len()).map(|row| (0..self.ways.len()).map(|at| says(row, at)).collect()).collect();
        let mut rows: Vec<Vec<usize>> = Vec::new();
        for row in 0..self.mailboxes.len() {
            match rows.iter_mut().find(|it| cells[it[0]] == cells[row]) {
                Some(rows) => rows.push(row),
                None => rows.push(vec![row]),
            }
        }
        let mut hosts: Vec<(HostRef, Vec<usize>)> = Vec::new();
        for (at, way) in self.ways.iter().enumerate() {
            match hosts.iter_mut().find(|it| it.0 == way.host) {
                Some((_, columns)) => columns.push(at),
                None => hosts.push((way.host, vec![at])),
            }
        }
        let mut blocks: Vec<FrontEnds> = Vec::new();
        for (host, columns) in hosts {
            let kinds = |columns: &[usize]| columns.iter().map(|it| self.ways[*it].kind).collect::<Vec<_>>();
            let like = |it: &&mut FrontEnds| {
                let pairs = || it.columns.iter().zip(&columns);
                kinds(&it.columns) == kinds(&columns)
                    && rows.iter().all(|row| pairs().all(|(a, b)| cells[row[0]][*a] == cells[row[0]][*b]))
            };
            match blocks.iter_mut().find(like) {
                Some(block) => block.hosts.push(host),
                None => blocks.push(FrontEnds { hosts: vec![host], columns }),
            }
        }
        FoldedMatrix { rows, blocks }
    }
}
