//! The limit: the story of the benchmarks written by hand, on our own queue. It keeps what the simulator must keep
//! (connections with both ends, time-outs that are looked at only when they come up, counts for limits, states of
//! services, the plan of the legs, no overtaking), delivers the same events, and finds every decision in a table. What
//! is not in the story is a panic: a limit that is met, a service that is down, a password that is wrong.

#![allow(dead_code, reason = "each benchmark uses its part")]

use coexist::chance::Stream;
use coexist::sim::queue::Queue;
use coexist::time::SimTime;

const NEVER: u64 = u64::MAX;
const LATENCY: u64 = 500;
const REQUEST_TIMEOUT: u64 = 21_000_000;
const PATIENCE: u64 = 60_000_000;
const PATIENCE_OF_LEGS: u64 = 21_000_000;
const PATIENCE_LOGGED_ON: u64 = 1_800_000_000;

/// Which story.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Story {
    /// In turn in each of the sites.
    pub(crate) clients: u32,
    pub(crate) logons_each: u32,
    pub(crate) every: u64,
    pub(crate) stagger: u64,
    /// Each with one front end.
    pub(crate) sites: u32,
    /// In each site, all of which answer.
    pub(crate) targets: u32,
    /// How many targets are tried before that never answer.
    pub(crate) dead: u32,
    /// Whether TLS comes before everything.
    pub(crate) tls: bool,
    /// Whether a client opens its inbox and logs out; otherwise it closes once it is logged on.
    pub(crate) mail: bool,
}

/// Who listens.
pub(crate) trait Listen: Default {
    fn clear(&mut self);
    fn note(&mut self, at: u64, place: &Connection, slot: Slot, what: u32);
}

/// Nobody does.
#[derive(Default)]
pub(crate) struct Nobody;

/// Somebody keeps one record wherever the simulator makes one.
#[derive(Default)]
pub(crate) struct Kept(pub(crate) Vec<Record>);

/// 32 bytes.
#[derive(Clone, Copy)]
pub(crate) struct Record {
    pub(crate) at: u64,
    pub(crate) cause: u32,
    pub(crate) client: u32,
    pub(crate) slot: u32,
    pub(crate) serial: u32,
    pub(crate) service: u32,
    pub(crate) what: u32,
}

const _: () = assert!(size_of::<Record>() == 32);

impl Listen for Nobody {
    fn clear(&mut self) {}
    fn note(&mut self, _: u64, _: &Connection, _: Slot, _: u32) {}
}

impl Listen for Kept {
    fn clear(&mut self) {
        self.0.clear();
    }
    fn note(&mut self, at: u64, place: &Connection, slot: Slot, what: u32) {
        let cause = self.0.len() as u32;
        let &Connection { client, serial, service, .. } = place;
        self.0.push(Record { at, cause, client, slot, serial, service, what });
    }
}

type Slot = u32;
const NONE: u32 = u32::MAX;
const OPENER: usize = 0;
const ACCEPTOR: usize = 1;

/// What happens. Whatever travels says by its kind to which end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Attempt,
    Request,
    Accepted,
    Hello,
    Finished,
    Login,
    LoggedOn,
    OpenInbox,
    InboxOpened,
    LogOut,
    SignOff,
    StoreAnswers,
    Close,
    Deadline,
}

#[derive(Clone, Copy, Debug)]
struct Event {
    serial: u32,
    slot: Slot,
    kind: Kind,
    end: u8,
}

#[derive(Clone, Copy)]
struct Client {
    user: u32,
    front: u32,
    site: u32,
    timeout: u64,
    every: u64,
    until: u64,
    open: u32,
}

#[derive(Clone, Copy)]
struct User {
    password_right: bool,
    enabled: bool,
    database: u32,
    /// How many connections it has at its front end and at its target.
    at: [u32; 2],
    sessions: u32,
}

#[derive(Clone, Copy)]
struct Service {
    running: bool,
    hung: bool,
    held: bool,
    version: usize,
    site: u32,
    open: u32,
    most: u32,
    from_front_end: u32,
    most_from_one: u32,
    most_of_user: u32,
    patience: u64,
    patience_logged_on: u64,
    /// The sets of TLS versions it accepts.
    tls: u8,
    certificate: bool,
}

/// One connection with both of its ends.
#[derive(Clone, Copy)]
pub(crate) struct Connection {
    serial: u32,
    client: u32,
    parent: Slot,
    leg: Slot,
    service: u32,
    from: u32,
    open: [bool; 2],
    step: u16,
    relaying: bool,
    logged_on: bool,
    deadline: [u64; 2],
    armed: [u64; 2],
    arrival: [u64; 2],
}

/// The whole program.
#[derive(Default)]
pub(crate) struct Fair<L> {
    pub(crate) listener: L,
    queue: Queue<Event>,
    connections: Vec<Connection>,
    free: Vec<Slot>,
    next: u32,
    clients: Vec<Client>,
    users: Vec<User>,
    databases: Vec<u32>,
    services: Vec<Service>,
    /// By the version of the front end and of the mailbox: whether the log-on is handed on.
    matrix: [[bool; 4]; 4],
    /// By site and site.
    latencies: Vec<u64>,
    sites: u32,
    /// The targets of each site, of which one is drawn, and those that are tried before it.
    targets: Vec<Vec<u32>>,
    dead: u32,
    streams: Vec<Option<Stream>>,
    drawn: Vec<u32>,
    tls: bool,
    mail: bool,
    foreground: u64,
    running: u64,
    events: u64,
    logged_on: u64,
}

/// What came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) events: u64,
    pub(crate) logged_on: u64,
}

impl<L: Listen> Fair<L> {
    pub(crate) fn run(&mut self, story: &Story) -> Told {
        self.reset(story);
        while self.foreground > 0 || self.running > 0 {
            let Some((at, _, event)) = self.queue.pop() else { break };
            if event.kind != Kind::Deadline {
                self.foreground -= 1;
            }
            self.events += u64::from(self.deliver(at.0, event));
        }
        Told { events: self.events, logged_on: self.logged_on }
    }

    fn reset(&mut self, story: &Story) {
        self.listener.clear();
        self.queue.clear();
        self.connections.clear();
        self.free.clear();
        (self.next, self.foreground, self.running, self.events, self.logged_on) = (0, 0, 0, 0, 0);
        (self.sites, self.dead, self.tls, self.mail) = (story.sites, story.dead, story.tls, story.mail);
        let per_site = 1 + story.targets;
        self.services.clear();
        for site in 0..story.sites {
            for at in 0..per_site {
                self.services.push(Service {
                    running: true,
                    hung: false,
                    held: false,
                    version: if at == 0 { 2 } else { 1 },
                    site,
                    open: 0,
                    most: i32::MAX as u32,
                    from_front_end: 0,
                    most_from_one: i32::MAX as u32,
                    most_of_user: 16,
                    patience: PATIENCE,
                    patience_logged_on: PATIENCE_LOGGED_ON,
                    tls: 0b111,
                    certificate: true,
                });
            }
        }
        self.matrix = [[false; 4]; 4];
        self.matrix[2][1] = true;
        self.latencies.clear();
        self.latencies.resize((story.sites * story.sites) as usize, LATENCY);
        self.targets.resize_with(story.sites as usize, Vec::new);
        for (site, targets) in (0..).zip(&mut self.targets) {
            targets.clear();
            targets.extend((1..per_site).map(|it| site * per_site + it));
        }
        self.streams.clear();
        self.streams.resize_with(story.sites as usize, || None);
        self.clients.clear();
        self.users.clear();
        self.databases.clear();
        for site in 0..story.sites {
            self.databases.extend((1..per_site).map(|it| site * per_site + it));
        }
        for client in 0..story.clients {
            let (site, first) = (client % story.sites, u64::from(client) * story.stagger);
            let until = first + u64::from(story.logons_each - 1) * story.every;
            let (front, timeout, every) = (site * per_site, PATIENCE, story.every);
            self.clients.push(Client { user: client, front, site, timeout, every, until, open: 0 });
            let database = site * story.targets + client / story.sites % story.targets;
            self.users.push(User { password_right: true, enabled: true, database, at: [0; 2], sessions: 0 });
            self.push(first, Event { serial: 0, slot: client, kind: Kind::Attempt, end: 0 });
        }
    }

    fn push(&mut self, at: u64, event: Event) {
        self.foreground += 1;
        self.queue.push(SimTime(at), event);
    }

    /// Whether somebody wanted the event.
    fn deliver(&mut self, now: u64, event: Event) -> bool {
        let Event { serial, slot, kind, end } = event;
        if kind == Kind::Attempt {
            self.attempt(now, event);
            return true;
        }
        let it = &self.connections[slot as usize];
        if it.serial != serial {
            return false;
        }
        if kind == Kind::Deadline {
            return self.deadline(now, slot, end as usize);
        }
        if kind == Kind::Request {
            self.request(now, slot);
            return true;
        }
        // Whoever has closed its end reads nothing more.
        if !it.open[end as usize] {
            return true;
        }
        match kind {
            Kind::Attempt | Kind::Deadline | Kind::Request => unreachable!("delivered above"),
            Kind::Accepted if self.tls => {
                self.send(now, slot, ACCEPTOR, Kind::Hello);
                self.opener_waits(now, slot);
            }
            Kind::Accepted | Kind::Finished => {
                self.say(now, slot, ACCEPTOR, Kind::Login);
                self.opener_waits(now, slot);
            }
            Kind::Hello => self.hello(now, slot),
            Kind::Login => self.login(now, slot),
            Kind::StoreAnswers => {
                self.note(now, slot, 14);
                self.opens(now, slot);
            }
            Kind::LoggedOn => self.logged_on(now, slot),
            Kind::OpenInbox | Kind::LogOut => self.command(now, slot, kind),
            Kind::InboxOpened => match it.parent {
                NONE => {
                    self.say(now, slot, ACCEPTOR, Kind::LogOut);
                    self.opener_waits(now, slot);
                }
                parent => self.say(now, parent, OPENER, Kind::InboxOpened),
            },
            Kind::SignOff => match it.parent {
                NONE => self.over(now, slot),
                parent => {
                    self.say(now, parent, OPENER, Kind::SignOff);
                    self.connections[parent as usize].leg = NONE;
                    self.shut(slot, OPENER);
                    self.close(now, parent, ACCEPTOR);
                }
            },
            Kind::Close => {
                let leg = std::mem::replace(&mut self.connections[slot as usize].leg, NONE);
                if leg != NONE {
                    self.close(now, leg, OPENER);
                }
                self.shut(slot, end as usize);
            }
        }
        true
    }

    fn attempt(&mut self, now: u64, event: Event) {
        let client = self.clients[event.slot as usize];
        if now + client.every <= client.until {
            self.foreground += 1;
            self.queue.push_in_line(SimTime(now + client.every), event);
        }
        self.running += 1;
        let slot = self.open(event.slot, NONE, client.front, client.site);
        self.note(now, slot, 0);
        self.note(now, slot, 1);
        self.note(now, slot, 2);
        self.send_request(now, slot);
        self.wait(slot, OPENER, now + client.timeout.min(REQUEST_TIMEOUT));
    }

    fn open(&mut self, client: u32, parent: Slot, service: u32, from: u32) -> Slot {
        let connection = Connection {
            serial: self.next,
            client,
            parent,
            leg: NONE,
            service,
            from,
            open: [true, false],
            step: 0,
            relaying: false,
            logged_on: false,
            deadline: [NEVER; 2],
            armed: [NEVER; 2],
            arrival: [0; 2],
        };
        self.next += 1;
        match self.free.pop() {
            Some(slot) => {
                self.connections[slot as usize] = connection;
                slot
            }
            None => {
                self.connections.push(connection);
                self.connections.len() as Slot - 1
            }
        }
    }

    fn send_request(&mut self, now: u64, slot: Slot) {
        let &Connection { serial, service, from, .. } = &self.connections[slot as usize];
        let to = self.services[service as usize].site;
        let latency = self.latencies[(from * self.sites + to) as usize];
        self.push(now + latency, Event { serial, slot, kind: Kind::Request, end: ACCEPTOR as u8 });
    }

    fn request(&mut self, now: u64, slot: Slot) {
        let connection = &mut self.connections[slot as usize];
        let service = &mut self.services[connection.service as usize];
        assert!(service.running && !service.hung && !service.held && service.open < service.most, "not in this story");
        let from_one = match connection.parent {
            NONE => &mut self.clients[connection.client as usize].open,
            _ => &mut service.from_front_end,
        };
        assert!(*from_one < service.most_from_one, "not in this story");
        *from_one += 1;
        service.open += 1;
        let patience = service.patience;
        connection.open[ACCEPTOR] = true;
        self.note(now, slot, 3);
        if !self.tls {
            self.note(now, slot, 4);
        }
        self.send(now, slot, OPENER, Kind::Accepted);
        self.wait(slot, ACCEPTOR, now + patience);
    }

    fn hello(&mut self, now: u64, slot: Slot) {
        let connection = &self.connections[slot as usize];
        let service = &self.services[connection.service as usize];
        let offered = match connection.parent {
            NONE => 0b110,
            parent => self.services[self.connections[parent as usize].service as usize].tls,
        };
        assert!(service.certificate && service.tls & offered != 0, "not in this story");
        self.note(now, slot, 5);
        self.note(now, slot, 4);
        self.send(now, slot, OPENER, Kind::Finished);
    }

    fn login(&mut self, now: u64, slot: Slot) {
        let &Connection { client, service: here, parent, .. } = &self.connections[slot as usize];
        let (client, service) = (self.clients[client as usize], self.services[here as usize]);
        let user = &mut self.users[client.user as usize];
        let count = &mut user.at[usize::from(parent != NONE)];
        assert!(user.password_right && user.enabled && *count < service.most_of_user, "not in this story");
        *count += 1;
        self.connections[slot as usize].logged_on = true;
        let active = self.databases[user.database as usize];
        let version = self.services[active as usize].version;
        if self.matrix[service.version][version] {
            self.note(now, slot, 6);
            self.note(now, slot, 7);
            self.leg(now, slot);
        } else {
            assert!(service.version == version, "not in this story");
            self.note(now, slot, 6);
            self.note(now, slot, 8);
            if active == here {
                self.opens(now, slot);
            } else {
                self.note(now, slot, 13);
                let store = self.services[active as usize].site;
                let latencies = [(service.site, store), (store, service.site)];
                let latency: u64 = latencies.map(|(a, b)| self.latencies[(a * self.sites + b) as usize]).iter().sum();
                let serial = self.connections[slot as usize].serial;
                self.push(now + latency, Event { serial, slot, kind: Kind::StoreAnswers, end: ACCEPTOR as u8 });
            }
        }
    }

    /// The mailbox is opened here.
    fn opens(&mut self, now: u64, slot: Slot) {
        let &Connection { client, service, .. } = &self.connections[slot as usize];
        let user = &mut self.users[self.clients[client as usize].user as usize];
        assert!(user.sessions < 32, "not in this story");
        user.sessions += 1;
        let patience = self.services[service as usize].patience_logged_on;
        self.say(now, slot, OPENER, Kind::LoggedOn);
        self.wait(slot, ACCEPTOR, now + patience);
    }

    /// Opens a leg for the step that is next.
    fn leg(&mut self, now: u64, slot: Slot) {
        let &Connection { client, service, step, .. } = &self.connections[slot as usize];
        let site = self.services[service as usize].site;
        let targets = &self.targets[site as usize];
        if u32::from(step) < self.dead {
            let leg = self.open(client, slot, targets[0], site);
            self.connections[slot as usize].leg = leg;
            self.note(now, leg, 2);
            return self.wait(leg, OPENER, now + PATIENCE_OF_LEGS);
        }
        self.drawn.clear();
        self.drawn.extend_from_slice(targets);
        if self.drawn.len() > 1 {
            // The same draws as in the simulator, so that the same log-ons go by way of another server.
            let stream = self.streams[site as usize]
                .get_or_insert_with(|| Stream::new(1, &format!("service/S{site:02}-EX13/MSExchangeIMAP4")));
            stream.put_first(&mut self.drawn, 1);
        }
        let leg = self.open(client, slot, self.drawn[0], site);
        self.connections[slot as usize].leg = leg;
        self.note(now, leg, 1);
        self.note(now, leg, 2);
        self.send_request(now, leg);
        self.wait(leg, OPENER, now + PATIENCE_OF_LEGS);
    }

    fn logged_on(&mut self, now: u64, slot: Slot) {
        match self.connections[slot as usize].parent {
            NONE if self.mail => {
                self.say(now, slot, ACCEPTOR, Kind::OpenInbox);
                self.opener_waits(now, slot);
            }
            NONE => self.over(now, slot),
            parent => {
                self.connections[slot as usize].deadline[OPENER] = NEVER;
                let connection = &mut self.connections[parent as usize];
                connection.relaying = true;
                let patience = self.services[connection.service as usize].patience_logged_on;
                self.say(now, parent, OPENER, Kind::LoggedOn);
                self.wait(parent, ACCEPTOR, now + patience);
            }
        }
    }

    fn command(&mut self, now: u64, slot: Slot, kind: Kind) {
        let &Connection { service, relaying, leg, .. } = &self.connections[slot as usize];
        let patience = self.services[service as usize].patience_logged_on;
        self.wait(slot, ACCEPTOR, now + patience);
        if relaying {
            self.say(now, leg, ACCEPTOR, kind);
        } else if kind == Kind::OpenInbox {
            self.say(now, slot, OPENER, Kind::InboxOpened);
        } else {
            self.say(now, slot, OPENER, Kind::SignOff);
            self.close(now, slot, ACCEPTOR);
        }
    }

    /// The attempt has succeeded.
    fn over(&mut self, now: u64, slot: Slot) {
        self.logged_on += 1;
        self.running -= 1;
        let connection = self.connections[slot as usize];
        if connection.open[ACCEPTOR] {
            self.close(now, slot, OPENER);
        } else {
            self.shut(slot, OPENER);
        }
        self.listener.note(now, &connection, slot, 9);
    }

    fn deadline(&mut self, now: u64, slot: Slot, end: usize) -> bool {
        let connection = &mut self.connections[slot as usize];
        if !connection.open[end] || connection.armed[end] != now {
            return false;
        }
        connection.armed[end] = NEVER;
        let deadline = connection.deadline[end];
        if now < deadline {
            if deadline != NEVER {
                self.wait(slot, end, deadline);
            }
            return false;
        }
        let parent = connection.parent;
        assert!(parent != NONE && end == OPENER, "not in this story");
        self.note(now, slot, 10);
        self.note(now, slot, 11);
        self.note(now, slot, 12);
        self.shut(slot, OPENER);
        self.connections[parent as usize].leg = NONE;
        self.connections[parent as usize].step += 1;
        self.leg(now, parent);
        true
    }

    fn note(&mut self, now: u64, slot: Slot, what: u32) {
        self.listener.note(now, &self.connections[slot as usize], slot, what);
    }

    fn say(&mut self, now: u64, slot: Slot, to: usize, kind: Kind) {
        self.note(now, slot, 15 + kind as u32);
        self.send(now, slot, to, kind);
    }

    fn send(&mut self, now: u64, slot: Slot, to: usize, kind: Kind) {
        let connection = &mut self.connections[slot as usize];
        let site = self.services[connection.service as usize].site;
        let latency = self.latencies[(connection.from * self.sites + site) as usize];
        let at = (now + latency).max(connection.arrival[to]);
        connection.arrival[to] = at;
        let serial = connection.serial;
        self.push(at, Event { serial, slot, kind, end: to as u8 });
    }

    fn opener_waits(&mut self, now: u64, slot: Slot) {
        let connection = &self.connections[slot as usize];
        let patience = match connection.parent {
            NONE => self.clients[connection.client as usize].timeout,
            _ => PATIENCE_OF_LEGS,
        };
        self.wait(slot, OPENER, now + patience);
    }

    fn wait(&mut self, slot: Slot, end: usize, at: u64) {
        let connection = &mut self.connections[slot as usize];
        connection.deadline[end] = at;
        if at < connection.armed[end] {
            connection.armed[end] = at;
            let serial = connection.serial;
            self.queue.push_in_line(SimTime(at), Event { serial, slot, kind: Kind::Deadline, end: end as u8 });
        }
    }

    fn close(&mut self, now: u64, slot: Slot, end: usize) {
        self.note(now, slot, 15 + Kind::Close as u32);
        self.send(now, slot, 1 - end, Kind::Close);
        self.shut(slot, end);
    }

    fn shut(&mut self, slot: Slot, end: usize) {
        let connection = &mut self.connections[slot as usize];
        connection.deadline[end] = NEVER;
        if std::mem::replace(&mut connection.open[end], false) && end == ACCEPTOR {
            let service = &mut self.services[connection.service as usize];
            service.open -= 1;
            let (is_leg, client) = (connection.parent != NONE, &mut self.clients[connection.client as usize]);
            if is_leg {
                service.from_front_end -= 1;
            } else {
                client.open -= 1;
            }
            if connection.logged_on {
                let user = &mut self.users[client.user as usize];
                user.at[usize::from(is_leg)] -= 1;
                user.sessions -= u32::from(is_leg);
            }
        }
        if connection.open == [false; 2] {
            connection.serial = NONE;
            self.free.push(slot);
        }
    }
}
