//! How is a run written as a capture that Wireshark opens?
//!
//! pcapng: IPv4 and TCP with the addresses, ports and times of the run. Each segment stands at the moment at which its
//! sender sends it, so there is one capture of the whole, as no single machine would have it. What travels inside TLS
//! is there in clear, without TLS; the comment of the file says so. Segments of more than one line are cut as TCP cuts
//! them, and numbers and checksums are right, so that streams can be followed.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use super::Options;
use crate::reading::citation::resolved;
use crate::reading::{Moment, Reading};
use crate::telling::content::wire;
use crate::time::SimTime;
use crate::trace::{Actor, ConnectionId, RecordKind, Run, WhyClosed};
use crate::words::names::Names;
use crate::words::say::Say;
use crate::words::summary as words;
use crate::world::{Host, HostRef, World};

/// Raw IP: there is no Ethernet in the simulation.
const LINK_TYPE: u16 = 101;
/// How much of a stream is in one segment: what is usual on Ethernet.
const SEGMENT: usize = 1460;
/// The first of the ports that openers take, and how many there are.
const PORTS: (u16, u16) = (49_152, 16_384);

const FIN: u8 = 1;
const SYN: u8 = 2;
const RST: u8 = 4;
const PSH: u8 = 8;
const ACK: u8 = 16;

/// Writes the sessions of a run as a capture: those of the attempts that are meant.
#[must_use]
pub fn capture(world: &World, run: &Run, options: &Options) -> Vec<u8> {
    let names = Names::new(world, options.lang);
    let comment = words::capture_comment(options.lang, names.title(), world.seed);
    let mut out = Writer { bytes: Vec::new() };
    out.begin(&comment, &words::capture_interface(options.lang));
    out.names(world, &names);
    let scope = options.scope();
    let mut capture = Capture {
        world,
        start: world.time_zone.utc(world.date).0 * 1_000_000,
        out,
        streams: BTreeMap::new(),
        ports: BTreeMap::new(),
        told: BTreeMap::new(),
    };
    let say = Say::new(Names::new(world, options.lang));
    let mut reading = Reading::new(world, &run.trace);
    while let Some(moment) = reading.advance() {
        let meant =
            moment.record.attempt().is_some_and(|it| scope.has(world, run.trace.attempts[it.0 as usize].client));
        if let Some(on) = moment.record.connection().filter(|_| meant) {
            capture.read(moment, on, &say);
        }
    }
    capture.out.bytes
}

/// A TCP connection while it is written.
struct Stream {
    /// Of the opener and of the other side: the address, the port, and the number of its next byte.
    ends: [(Ipv4Addr, u16, u32); 2],
    established: bool,
    closed: bool,
}

struct Capture<'a> {
    world: &'a World,
    /// When the run begins, in microseconds since 1970.
    start: u64,
    out: Writer,
    streams: BTreeMap<ConnectionId, Stream>,
    /// How many connections each address has opened.
    ports: BTreeMap<Ipv4Addr, u16>,
    /// What is told beside the next packet of a connection.
    told: BTreeMap<ConnectionId, String>,
}

impl Capture<'_> {
    fn read(&mut self, moment: Moment<'_>, on: ConnectionId, say: &Say<'_>) {
        let record = moment.record;
        let at = record.at();
        if let RecordKind::Connects { endpoint } = record.kind() {
            let to = match endpoint.host {
                HostRef::Address(it) => Some(it),
                HostRef::Name(_) => resolved(moment.trace(), record),
            };
            let (Some(from), Some(to)) = (self.address(record.actor()), to) else { return };
            let port = self.port(from);
            // Numbers differ from stream to stream, so that nobody takes one for another.
            let first = on.0.wrapping_mul(2_654_435_761) ^ 0x00c0_ffee;
            let ends = [(from, port, first), (to, endpoint.port, first.wrapping_add(0x0100_0000))];
            self.streams.insert(on, Stream { ends, established: false, closed: false });
            let comment = comment(moment, say);
            self.send(on, at, 0, SYN, &[], &comment);
            return;
        }
        if self.streams.get(&on).is_none_or(|it| it.closed) {
            return;
        }
        let mut comment = comment(moment, say);
        if let Some(before) = self.told.remove(&on) {
            comment = format!("{before}\n{comment}");
        }
        match record.kind() {
            RecordKind::Accepts => self.establish(on, at, &comment),
            RecordKind::Refuses(_) | RecordKind::NoMember => {
                self.send(on, at, 1, RST | ACK, &[], &comment);
                self.close(on);
            }
            RecordKind::ClosesForLimit(_) | RecordKind::ClosesForComponent { .. } => {
                self.establish(on, at, "");
                self.finish(on, at, 1, &comment);
            }
            // TLS has no messages here: what becomes of it is told beside the next packet.
            RecordKind::Secured { .. } | RecordKind::TlsFailed(_) => {
                self.told.insert(on, comment);
            }
            RecordKind::Says { line, .. } if self.is_established(on) => {
                let text = wire(moment).iter().fold(String::new(), |text, it| text + it + "\r\n");
                self.say(on, at, usize::from(!line.is_command()), text.as_bytes(), &comment);
            }
            RecordKind::Closes(why) if self.is_established(on) => {
                self.finish(on, at, side(moment, why), &comment);
            }
            RecordKind::Closes(_) | RecordKind::Broken => {
                self.send(on, at, 0, RST, &[], &comment);
                self.close(on);
            }
            RecordKind::RejectsCertificate(_) if self.is_established(on) => self.finish(on, at, 0, &comment),
            // Nothing is sent, and what waits to be told goes on to wait.
            _ => {
                if let Some((before, _)) = comment.split_once('\n') {
                    self.told.insert(on, before.to_owned());
                }
            }
        }
    }

    /// The address from which somebody connects.
    fn address(&self, actor: Actor) -> Option<Ipv4Addr> {
        match actor {
            Actor::Client(it) => Some(self.world.clients[it.index()].address),
            Actor::Service(it) => Some(self.world.servers[it.server().index()].address),
            Actor::Server(it) => Some(self.world.servers[it.index()].address),
            Actor::Balancer(it) => Some(self.world.balancers[it.index()].address),
            Actor::Network | Actor::Admin => None,
        }
    }

    fn port(&mut self, from: Ipv4Addr) -> u16 {
        let next = self.ports.entry(from).or_default();
        let port = PORTS.0 + *next % PORTS.1;
        *next = next.wrapping_add(1);
        port
    }

    fn is_established(&self, on: ConnectionId) -> bool {
        self.streams.get(&on).is_some_and(|it| it.established)
    }

    fn establish(&mut self, on: ConnectionId, at: SimTime, comment: &str) {
        if self.is_established(on) {
            return;
        }
        self.send(on, at, 1, SYN | ACK, &[], comment);
        self.send(on, at, 0, ACK, &[], "");
        if let Some(it) = self.streams.get_mut(&on) {
            it.established = true;
        }
    }

    /// What one side says, in as many segments as it takes.
    fn say(&mut self, on: ConnectionId, at: SimTime, side: usize, bytes: &[u8], comment: &str) {
        let last = bytes.len().div_ceil(SEGMENT).saturating_sub(1);
        for (number, part) in bytes.chunks(SEGMENT).enumerate() {
            let push = if number == last { PSH | ACK } else { ACK };
            self.send(on, at, side, push, part, if number == 0 { comment } else { "" });
        }
    }

    /// One side closes, and the other follows.
    fn finish(&mut self, on: ConnectionId, at: SimTime, side: usize, comment: &str) {
        self.send(on, at, side, FIN | ACK, &[], comment);
        self.send(on, at, 1 - side, FIN | ACK, &[], "");
        self.send(on, at, side, ACK, &[], "");
        self.close(on);
    }

    fn close(&mut self, on: ConnectionId) {
        if let Some(it) = self.streams.get_mut(&on) {
            it.closed = true;
        }
    }

    /// Writes a segment of one side.
    fn send(&mut self, on: ConnectionId, at: SimTime, side: usize, flags: u8, data: &[u8], comment: &str) {
        let Some(stream) = self.streams.get_mut(&on) else { return };
        let (own, other) = (stream.ends[side], stream.ends[1 - side]);
        let acknowledged = if flags & ACK == 0 { 0 } else { other.2 };
        let packet = packet((own.0, own.1), (other.0, other.1), (own.2, acknowledged), flags, data);
        let counted = data.len() as u32 + u32::from(flags & (SYN | FIN) != 0);
        stream.ends[side].2 = own.2.wrapping_add(counted);
        self.out.packet(self.start + at.0, &packet, comment);
    }
}

/// Who closes: in a loop a service may be on both sides of its own connection.
fn side(moment: Moment<'_>, why: WhyClosed) -> usize {
    let Some(connection) = moment.connection() else { return 0 };
    let actor = moment.record.actor();
    let acceptor = connection.service.map(Actor::Service);
    if connection.opener != actor {
        1
    } else if acceptor != Some(actor) {
        0
    } else {
        usize::from(!matches!(why, WhyClosed::Done | WhyClosed::GaveUp | WhyClosed::OtherSideEnded))
    }
}

/// What stands beside a packet: the record, in words.
fn comment(moment: Moment<'_>, say: &Say<'_>) -> String {
    let who = say.names.actor(moment.record.actor());
    words::capture_record(say.names.lang, moment.id.0, who, say.what(moment))
}

/// An IPv4 packet with a TCP segment.
fn packet(
    (from, from_port): (Ipv4Addr, u16),
    (to, to_port): (Ipv4Addr, u16),
    (number, acknowledged): (u32, u32),
    flags: u8,
    data: &[u8],
) -> Vec<u8> {
    let mut tcp = Vec::with_capacity(20 + data.len());
    tcp.extend(from_port.to_be_bytes());
    tcp.extend(to_port.to_be_bytes());
    tcp.extend(number.to_be_bytes());
    tcp.extend(acknowledged.to_be_bytes());
    // Five words of header, the flags, a window of 65,535, then checksum and urgent pointer.
    tcp.extend([5 << 4, flags, 0xff, 0xff, 0, 0, 0, 0]);
    tcp.extend(data);
    let mut pseudo = [from.octets(), to.octets()].concat();
    pseudo.extend([0, 6]);
    pseudo.extend((tcp.len() as u16).to_be_bytes());
    pseudo.extend(&tcp);
    tcp[16..18].copy_from_slice(&checksum(&pseudo).to_be_bytes());

    let mut ip = vec![0x45, 0];
    ip.extend((20 + tcp.len() as u16).to_be_bytes());
    // No identification, do not fragment, 64 hops, TCP, then the checksum.
    ip.extend([0, 0, 0x40, 0, 64, 6, 0, 0]);
    ip.extend(from.octets());
    ip.extend(to.octets());
    let sum = checksum(&ip);
    ip[10..12].copy_from_slice(&sum.to_be_bytes());
    ip.extend(tcp);
    ip
}

/// The checksum of IP and TCP: the complement of the sum of all words of 16 bits, carries added.
fn checksum(bytes: &[u8]) -> u16 {
    let word = |it: &[u8]| u32::from(it[0]) << 8 | it.get(1).copied().map_or(0, u32::from);
    let mut sum: u32 = bytes.chunks(2).map(word).sum();
    while sum > 0xffff {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    !(sum as u16)
}

/// Writes the blocks of pcapng, in the order of bytes of most machines.
struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    /// A block: its kind, its length before and after, and what it holds, filled up to words of 32 bits.
    fn block(&mut self, kind: u32, body: &[u8]) {
        let length = (12 + body.len()) as u32;
        self.bytes.extend(kind.to_le_bytes());
        self.bytes.extend(length.to_le_bytes());
        self.bytes.extend(body);
        self.bytes.extend(length.to_le_bytes());
    }

    /// The header of the file, and the one interface on which everything was seen.
    fn begin(&mut self, comment: &str, interface: &str) {
        let mut body = Vec::new();
        body.extend(0x1a2b_3c4d_u32.to_le_bytes());
        body.extend([1, 0, 0, 0]);
        // The length of the section is not given: it ends with the file.
        body.extend([0xff; 8]);
        option(&mut body, 1, comment);
        option(&mut body, 4, concat!("coexist ", env!("CARGO_PKG_VERSION")));
        end_of_options(&mut body);
        self.block(0x0a0d_0d0a, &body);
        let mut body = Vec::new();
        body.extend(LINK_TYPE.to_le_bytes());
        body.extend([0; 6]);
        option(&mut body, 2, interface);
        end_of_options(&mut body);
        self.block(1, &body);
    }

    /// Who has which address.
    fn names(&mut self, world: &World, names: &Names<'_>) {
        let mut body = Vec::new();
        let mut name = |address: Ipv4Addr, name: &str| {
            let mut value = address.octets().to_vec();
            value.extend(name.bytes().take(255).filter(|it| *it != 0));
            value.push(0);
            body.extend(1_u16.to_le_bytes());
            body.extend((value.len() as u16).to_le_bytes());
            body.extend(&value);
            body.resize(body.len().next_multiple_of(4), 0);
        };
        for (address, host) in &world.hosts {
            match host {
                Host::Server(it) => name(*address, world.name(world.servers[it.index()].fqdn)),
                Host::Balancer(it) => name(*address, world.name(world.balancers[it.index()].name)),
            }
        }
        for (index, it) in world.clients.iter().enumerate().filter(|it| it.1.behind.is_none()) {
            name(it.address, &names.client(crate::world::ClientId::at(index)));
        }
        body.extend([0; 4]);
        self.block(4, &body);
    }

    fn packet(&mut self, micros: u64, packet: &[u8], comment: &str) {
        let mut body = Vec::new();
        body.extend(0_u32.to_le_bytes());
        body.extend(((micros >> 32) as u32).to_le_bytes());
        body.extend((micros as u32).to_le_bytes());
        body.extend((packet.len() as u32).to_le_bytes());
        body.extend((packet.len() as u32).to_le_bytes());
        body.extend(packet);
        body.resize(body.len().next_multiple_of(4), 0);
        if !comment.is_empty() {
            option(&mut body, 1, comment);
            end_of_options(&mut body);
        }
        self.block(6, &body);
    }
}

/// An option of a block: a text, cut where it would be too long for its length.
fn option(body: &mut Vec<u8>, code: u16, text: &str) {
    let mut text = text;
    while text.len() > 60_000 {
        text = text.char_indices().next_back().map_or("", |it| &text[..it.0]);
    }
    body.extend(code.to_le_bytes());
    body.extend((text.len() as u16).to_le_bytes());
    body.extend(text.as_bytes());
    body.resize(body.len().next_multiple_of(4), 0);
}

fn end_of_options(body: &mut Vec<u8>) {
    body.extend([0; 4]);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of RFC 1071, and a header whose checksum is known.
    #[test]
    fn checksums_are_those_of_the_standard() {
        assert_eq!(checksum(&[0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7]), !0xddf2);
        let header = [
            0x45, 0x00, 0x00, 0x73, 0x00, 0x00, 0x40, 0x00, 0x40, 0x11, 0x00, 0x00, 0xc0, 0xa8, 0x00, 0x01, 0xc0, 0xa8,
            0x00, 0xc7,
        ];
        assert_eq!(checksum(&header), 0xb861);
    }
}
