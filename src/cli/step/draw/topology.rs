//! How does the organisation look, and who takes part in the current record?

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::{Pen, put};
use crate::cli::step::lines::cut;
use crate::cli::step::theme::Tone;
use crate::cli::step::walk::Walk;
use crate::page::form::read::{Lane, clean};
use crate::words::step as words;
use crate::world::{BalancerId, ServerId, Service, ServiceState, SiteId};

/// How many clients are listed; of more, only the one that takes part.
const CLIENTS: usize = 6;

/// Draws the picture; where it is too high, the part of it in which something happens.
pub(super) fn draw(buffer: &mut Buffer, walk: &Walk, area: Rect) {
    put(buffer, area, &[Pen(walk).heading(&words::topology(walk.lang), area.width)]);
    let body = Rect { y: area.y + 1, height: area.height - 1, ..area };
    let mut picture = Picture::new(walk, usize::from(area.width));
    picture.draw();
    let room = usize::from(body.height);
    picture.space(room);
    let from = if picture.lines.len() <= room {
        0
    } else {
        let focus = picture.focus.unwrap_or(0);
        focus.saturating_sub(room / 2).min(picture.lines.len() - room)
    };
    put(buffer, body, &picture.lines[from..]);
}

/// How somebody takes part.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    None,
    Actor,
    Target,
}

struct Picture<'a> {
    walk: &'a Walk,
    pen: Pen<'a>,
    width: usize,
    actor: &'a Lane,
    target: Option<&'a Lane>,
    lines: Vec<Line<'static>>,
    /// The lines that are headings.
    titles: Vec<usize>,
    /// The first line of somebody who takes part.
    focus: Option<usize>,
}

impl<'a> Picture<'a> {
    fn new(walk: &'a Walk, width: usize) -> Self {
        let page = &walk.story.page;
        Self {
            walk,
            pen: Pen(walk),
            width,
            actor: page.lane(walk.at()),
            target: page.target(walk.at()),
            lines: Vec::new(),
            titles: Vec::new(),
            focus: None,
        }
    }

    fn draw(&mut self) {
        self.clients();
        self.balancers();
        self.sites();
        self.links();
    }

    /// Sets the groups apart, where there is room for it.
    fn space(&mut self, room: usize) {
        if self.lines.len() + self.titles.len() <= room {
            for title in self.titles.iter().skip(1).rev() {
                self.lines.insert(*title, Line::default());
            }
        }
    }

    fn part(&self, node: &str) -> Part {
        if self.actor.node == node {
            Part::Actor
        } else if self.target.is_some_and(|it| it.node == node) {
            Part::Target
        } else {
            Part::None
        }
    }

    /// A line that begins with the sign of who takes part.
    fn line(&mut self, part: Part, mut spans: Vec<Span<'static>>) {
        let sign = match part {
            Part::None => " ",
            Part::Actor => "►",
            Part::Target => "→",
        };
        if part != Part::None && self.focus.is_none() {
            self.focus = Some(self.lines.len());
        }
        spans.insert(0, self.pen.text(if part == Part::None { Tone::Plain } else { Tone::Key }, sign));
        self.lines.push(Line::from(spans));
    }

    fn title(&mut self, text: &str) {
        let span = self.pen.text(Tone::Title, cut(text, self.width));
        self.titles.push(self.lines.len());
        self.lines.push(Line::from(span));
    }

    fn name(&self, part: Part, text: &str, room: usize) -> Span<'static> {
        let tone = if part == Part::None { Tone::Actor } else { Tone::Here };
        self.pen.text(tone, cut(text, room))
    }

    fn clients(&mut self) {
        let clients = &self.walk.story.world.clients;
        self.title(&words::clients(self.walk.lang));
        let mut left = 0;
        for (index, client) in clients.iter().enumerate() {
            let part = self.part(&format!("client:{index}"));
            if clients.len() > CLIENTS && part == Part::None {
                left += 1;
                continue;
            }
            let protocol = match client.web {
                Some(web) => web.word(),
                None if client.protocol == crate::world::Protocol::Pop3 => "POP3",
                None => "IMAP4",
            };
            let name = self.name(part, &clean(&client.name), self.width.saturating_sub(protocol.len() + 3));
            let protocol = self.pen.text(Tone::Plain, format!(" {protocol}"));
            self.line(part, vec![name, protocol]);
        }
        if left > 0 {
            let more = self.pen.text(Tone::Note, words::more(self.walk.lang, left));
            self.line(Part::None, vec![more]);
        }
    }

    fn balancers(&mut self) {
        let world = &self.walk.story.world;
        if world.balancers.is_empty() {
            return;
        }
        self.title(&words::balancers(self.walk.lang));
        for (index, balancer) in world.balancers.iter().enumerate() {
            let part = self.part(&format!("balancer:{index}"));
            let name = self.name(part, &clean(world.name(balancer.name)), self.width.saturating_sub(2));
            self.line(part, vec![name]);
            let members: Vec<_> = self.walk.story.members(BalancerId::at(index), self.walk.at());
            let mut spans = vec![self.pen.text(Tone::Plain, "  ")];
            let mut used = 3;
            for (at, (member, is_up)) in members.iter().enumerate() {
                let name = clean(&world.servers[member.index()].name).into_owned();
                if used + name.width() + 5 > self.width && at + 1 < members.len() {
                    spans.push(self.pen.text(Tone::Note, format!("+{}", members.len() - at)));
                    break;
                }
                let (sign, tone) = if *is_up { ("●", Tone::Good) } else { ("✕", Tone::Bad) };
                spans.push(self.pen.text(tone, sign));
                let name = cut(&name, self.width.saturating_sub(used + 2));
                used += name.width() + 2;
                spans.push(self.pen.text(Tone::Plain, format!("{name} ")));
            }
            self.line(Part::None, spans);
        }
    }

    fn sites(&mut self) {
        let world = &self.walk.story.world;
        if self.walk.machine.states().is_empty() {
            let text = self.pen.text(Tone::Note, cut(&words::not_followed(self.walk.lang), self.width - 1));
            self.line(Part::None, vec![text]);
        }
        let mut active: BTreeMap<ServerId, Vec<usize>> = BTreeMap::new();
        for (index, database) in world.databases.iter().enumerate() {
            let at = self.walk.machine.states().get(&format!("database:{index}"));
            let at = at.and_then(|it| it.strip_prefix("server:")?.parse().ok()).map_or(database.active, ServerId::at);
            active.entry(at).or_default().push(index);
        }
        for (index, site) in world.sites.iter().enumerate() {
            self.title(&words::site(self.walk.lang, clean(&site.name)));
            for (server, _) in world.servers.iter().enumerate().filter(|it| it.1.site == SiteId::at(index)) {
                self.server(server, active.get(&ServerId::at(server)).map_or(&[][..], |it| it));
            }
        }
    }

    fn server(&mut self, index: usize, active: &[usize]) {
        let (walk, lang) = (self.walk, self.walk.lang);
        let server = &walk.story.world.servers[index];
        let part = self.part(&format!("server:{index}"));
        let years = walk.story.world.versions_of(ServerId::at(index));
        let version = years.iter().map(|it| it.product().year).collect::<Vec<_>>().join(" → ");
        let is_off = walk.machine.states().get(&format!("server:{index}")).map_or(server.off, |it| it == "off");
        let mut spans =
            vec![self.name(part, &clean(&server.name), self.width.saturating_sub(14)), self.pen.text(Tone::Plain, " ")];
        spans.push(self.pen.text(Tone::Plain, version));
        if is_off {
            spans.push(self.pen.text(Tone::Bad, format!(" ✕ {}", words::off(lang))));
        }
        self.line(part, spans);
        let has_web = walk.story.world.clients.iter().any(|it| it.web.is_some());
        let front = [
            Some((Service::Imap4, "IMAP4")),
            Some((Service::Pop3, "POP3")),
            has_web.then_some((Service::W3SVC, "HTTP")),
        ];
        self.services(index, None, &front);
        let back = [Some((Service::Imap4BE, "IMAP4")), Some((Service::Pop3BE, "POP3")), None];
        self.services(index, Some(words::back_end(lang)), &back);
        for service in [Service::Imap4, Service::Pop3] {
            let held = walk.machine.states().get(&format!("held:{index}:{}", service.windows_name()));
            if let Some(component) = held.and_then(|it| it.split(' ').next()).filter(|it| !it.is_empty()) {
                let text = format!("  ⊘ {}", words::inactive(lang, component));
                let text = self.pen.text(Tone::Bad, cut(&text, self.width - 1));
                self.line(Part::None, vec![text]);
            }
        }
        if !active.is_empty() {
            let names: Vec<_> =
                active.iter().map(|it| clean(&walk.story.world.databases[*it].name).into_owned()).collect();
            let text = format!("  {}", words::active(lang, names.join(" ")));
            let text = self.pen.text(Tone::Plain, cut(&text, self.width - 1));
            self.line(Part::None, vec![text]);
        }
    }

    /// One line with the states of some services of a server, if it has any of them.
    fn services(&mut self, index: usize, title: Option<String>, services: &[Option<(Service, &str)>]) {
        let node = format!("server:{index}");
        let is_of = |lane: &Lane, service: Service| lane.node == node && lane.service == Some(service.windows_name());
        let server = &self.walk.story.world.servers[index];
        let mut spans = Vec::new();
        let mut part = Part::None;
        for (service, name) in services.iter().flatten() {
            let Some(initial) = server.services[*service] else { continue };
            let state = self.walk.machine.states().get(&format!("server:{index}:{}", service.windows_name()));
            let state = state.map_or(
                match initial {
                    _ if server.off => "off",
                    ServiceState::Running => "running",
                    ServiceState::Stopped => "stopped",
                    ServiceState::Hung => "hung",
                },
                |it| it,
            );
            let (sign, tone) = match state {
                "running" => ("●", Tone::Good),
                "stopped" => ("○", Tone::Plain),
                "hung" => ("◐", Tone::Bad),
                _ => ("✕", Tone::Bad),
            };
            let own = if is_of(self.actor, *service) {
                Part::Actor
            } else if self.target.is_some_and(|it| is_of(it, *service)) {
                Part::Target
            } else {
                Part::None
            };
            if own != Part::None {
                part = own;
            }
            spans.push(self.pen.text(Tone::Plain, " "));
            spans.push(self.pen.text(tone, sign));
            spans.push(self.pen.text(if own == Part::None { Tone::Plain } else { Tone::Here }, *name));
        }
        if spans.is_empty() {
            return;
        }
        let title = title.unwrap_or_default();
        spans
            .insert(0, self.pen.text(Tone::Plain, if title.is_empty() { " ".to_owned() } else { format!(" {title}") }));
        // The server's own line already has the sign, so that only a back end needs one.
        let part = if title.is_empty() { Part::None } else { part };
        self.line(part, spans);
    }

    fn links(&mut self) {
        let (world, lang) = (&self.walk.story.world, self.walk.lang);
        if world.links.is_empty() {
            return;
        }
        self.title(&words::links(lang));
        let is_cut = |index: usize| {
            self.walk.machine.states().get(&format!("link:{index}")).map_or(world.links[index].cut, |it| it == "cut")
        };
        let mut rows = Vec::new();
        for (index, link) in world.links.iter().enumerate() {
            let back = world.links.iter().position(|it| it.from == link.to && it.to == link.from);
            let is_alike = back.is_some_and(|it| is_cut(it) == is_cut(index));
            if is_alike && back.is_some_and(|it| it < index) {
                continue;
            }
            let (from, to) = (&world.sites[link.from.index()].name, &world.sites[link.to.index()].name);
            rows.push((is_cut(index), if is_alike { "↔" } else { "→" }, clean(from), clean(to)));
        }
        for (is_cut, arrow, from, to) in rows {
            let state = if is_cut { format!(" ✕ {}", words::cut(lang)) } else { " ●".to_owned() };
            let room = self.width.saturating_sub(state.width() + 4) / 2;
            let text = format!("{} {arrow} {}", cut(&from, room), cut(&to, room));
            let tone = if is_cut { Tone::Bad } else { Tone::Good };
            let spans = vec![self.pen.text(Tone::Plain, text), self.pen.text(tone, state)];
            self.line(Part::None, spans);
        }
    }
}
