//! How does a run look as a sequence diagram?
//!
//! Mermaid text, which code hosts and wikis draw. A diagram of more than a page helps nobody, so it is bounded, and
//! its last note says what was cut. Names from the file may hold anything; here they always come out as text.

use std::collections::BTreeMap;
use std::fmt::{Result, Write};

use super::names::Names;
use super::say::Say;
use super::view::{Step, view};
use super::words::{self, diagram, summary as sum};
use super::{Length, Options};
use crate::trace::{Actor, Decision, Record, RecordId, Run, What};
use crate::verdict::facts::{Facts, Spoken};
use crate::world::World;

/// How many arrows and notes a diagram has.
const LINES_SHOWN: usize = 160;

/// Writes the diagram of the attempts that are meant.
///
/// # Errors
/// Those of `out`.
pub fn diagram(world: &World, run: &Run, options: &Options, out: &mut dyn Write) -> Result {
    let mut drawing = Drawing::new(world, run, options);
    let steps: Vec<Step> =
        view(world, &run.trace, options).steps.into_iter().filter(|it| drawing.belongs(it)).collect();
    let most = if options.length == Length::All { usize::MAX } else { LINES_SHOWN };
    let mut left = 0;
    for step in &steps {
        if drawing.lines.len() < most {
            drawing.step(step);
        } else {
            left += 1;
        }
    }
    writeln!(out, "sequenceDiagram")?;
    for (index, actor) in drawing.actors.iter().enumerate() {
        let name = label(&drawing.say.names.actor(*actor));
        let kind = if matches!(actor, Actor::Client(_)) { "actor" } else { "participant" };
        writeln!(out, "    {kind} p{index} as {name}")?;
    }
    for line in &drawing.lines {
        writeln!(out, "    {line}")?;
    }
    if left > 0 && !drawing.actors.is_empty() {
        let left = words::count(options.lang, left, "step", "steps");
        writeln!(out, "    Note over p0: {}", label(&diagram::cut(options.lang, left)))?;
    }
    Ok(())
}

struct Drawing<'a> {
    world: &'a World,
    run: &'a Run,
    options: &'a Options,
    say: Say<'a>,
    facts: Facts<'a>,
    /// The participants in the order in which they appear: their number is their alias.
    actors: Vec<Actor>,
    aliases: BTreeMap<(bool, String), usize>,
    lines: Vec<String>,
    next: u32,
    rules: Vec<Spoken>,
}

impl<'a> Drawing<'a> {
    fn new(world: &'a World, run: &'a Run, options: &'a Options) -> Self {
        Self {
            world,
            run,
            options,
            say: Say::new(Names::new(world, options.lang), &run.trace),
            facts: Facts::new(world, &run.trace),
            actors: Vec::new(),
            aliases: BTreeMap::new(),
            lines: Vec::new(),
            next: 0,
            rules: Vec::new(),
        }
    }

    /// A diagram of one client shows its attempts and what the admin changes; checks of balancers are noise there.
    fn belongs(&self, step: &Step) -> bool {
        match step {
            Step::Record(id) => !matches!(self.run.trace.record(*id).what, What::Checked { .. }),
            Step::Levels(_) | Step::Alike(..) | Step::Attempts(..) | Step::Events(_) => true,
        }
    }

    /// The alias of a participant, which appears now if it has not before.
    fn alias(&mut self, actor: Actor) -> usize {
        // A server and the service on it are one party, unless the service is a back end beside a front end.
        let key = (matches!(actor, Actor::Client(_)), self.say.names.actor(actor).into_owned());
        if let Some(alias) = self.aliases.get(&key) {
            return *alias;
        }
        self.actors.push(actor);
        self.aliases.insert(key, self.actors.len() - 1);
        self.actors.len() - 1
    }

    fn step(&mut self, step: &Step) {
        let lang = self.options.lang;
        let text = match step {
            Step::Record(id) => return self.record(*id),
            Step::Levels(left) => {
                let levels = if left.levels == 1 { sum::one_level(lang) } else { sum::levels(lang, left.levels) };
                sum::loop_levels(lang, levels, left.first.0, left.last.0)
            }
            Step::Alike(client, numbers, left) => {
                let attempts = super::text::attempts(lang, numbers);
                let client = self.say.names.client(*client);
                sum::like_shown(lang, client, attempts, left.first.0, left.last.0)
            }
            Step::Attempts(attempts, clients) => sum::beyond_bound(
                lang,
                words::count(lang, *attempts, "attempt", "attempts"),
                words::count(lang, *clients, "client", "clients"),
            ),
            Step::Events(count) => {
                sum::events_beyond_bound(lang, words::count(lang, *count, "change or check", "changes and checks"))
            }
        };
        if !self.actors.is_empty() {
            let last = self.actors.len() - 1;
            let over = if last == 0 { "p0".to_owned() } else { format!("p0,p{last}") };
            self.lines.push(format!("Note over {over}: {}", label(&text)));
        }
    }

    fn record(&mut self, id: RecordId) {
        while self.next <= id.0 {
            let at = RecordId(self.next);
            self.rules.clear();
            self.facts.observe(at, &mut self.rules);
            self.say.pass(self.run.trace.record(at));
            self.next += 1;
        }
        let record = *self.run.trace.record(id);
        let text = self.text(&record);
        let from = self.alias(record.actor);
        let line = match self.other(&record) {
            Some(other) => {
                let to = self.alias(other);
                format!("p{from}{}p{to}: {}", arrow(&record), label(&text))
            }
            None => format!("Note over p{from}: {}", label(&text)),
        };
        self.lines.push(line);
    }

    /// The sentence of a record, and the rules that speak in it.
    fn text(&self, record: &Record) -> String {
        let lang = self.options.lang;
        let mut text = self.say.what(record);
        let mut rules = self.rules.clone();
        if let What::Decides { decision, reasons } = record.what {
            let reasons = self.run.trace.reasons(reasons);
            rules.extend(reasons.iter().map(|it| (it.rule(), it.assumed())));
            // One reason has room beside its decision. Of several, that which decided is told where it says no.
            if let Some(last) = reasons.last().filter(|_| reasons.len() == 1 || says_no(decision)) {
                text = words::reasons::because(lang, text, self.say.reason(*last));
            }
        }
        let mut shown: Vec<String> = Vec::new();
        for (rule, assumed) in rules {
            let id = match assumed {
                Some(_) => diagram::assumed(lang, rule.id()),
                None => rule.id().to_owned(),
            };
            if !shown.contains(&id) {
                shown.push(id);
            }
        }
        if !shown.is_empty() {
            text = diagram::with_rules(lang, text, shown.join(", "));
        }
        text
    }

    /// To whom a record points, where it is an arrow and not a note.
    fn other(&self, record: &Record) -> Option<Actor> {
        let connection = &self.run.trace.connections[record.connection?.0 as usize];
        let acceptor =
            connection.service.map_or_else(|| self.host(connection.endpoint, record), |it| Some(Actor::Service(it)));
        match record.what {
            What::Says { line, .. } => {
                if line.is_command() {
                    acceptor
                } else {
                    Some(connection.opener)
                }
            }
            What::Connects { endpoint } => self.host(endpoint, record).or(acceptor),
            What::Accepts
            | What::Refuses(_)
            | What::ClosesForLimit(_)
            | What::ClosesForComponent { .. }
            | What::StopsForComponent { .. } => Some(connection.opener),
            What::Forwards { member, .. } => Some(connection.service.map_or(Actor::Server(member), Actor::Service)),
            What::Began { .. }
            | What::Skipped
            | What::Ended(_)
            | What::Resolved { .. }
            | What::NotResolved(_)
            | What::NoMember
            | What::IsOff
            | What::ObeysLoginDisabled
            | What::NoTicket
            | What::Lost { .. }
            | What::Broken
            | What::Secured { .. }
            | What::TlsFailed(_)
            | What::RejectsCertificate(_)
            | What::TimedOut(_)
            | What::Closes(_)
            | What::Decides { .. }
            | What::LegFailed { .. }
            | What::Changed(_)
            | What::Checked { .. }
            | What::Probed { .. }
            | What::Logs(_) => None,
        }
    }

    /// Who stands at an endpoint that no service accepted for.
    fn host(&self, endpoint: crate::world::Endpoint, connects: &Record) -> Option<Actor> {
        let address = match endpoint.host {
            crate::world::HostRef::Address(address) => Some(address),
            crate::world::HostRef::Name(_) => crate::verdict::facts::resolved(&self.run.trace, connects),
        };
        match self.world.host(address?)? {
            crate::world::Host::Server(server) => Some(Actor::Server(server)),
            crate::world::Host::Balancer(balancer) => Some(Actor::Balancer(balancer)),
        }
    }
}

/// Whether a decision ends the log-on.
const fn says_no(decision: Decision) -> bool {
    match decision {
        Decision::Authenticates { accepted, .. } => !accepted,
        Decision::Refuses { .. } | Decision::NotAllowed(_) | Decision::GivesUp => true,
        Decision::Serves(_) | Decision::Redirects(_) | Decision::Proxies { .. } | Decision::Tries(_) => false,
    }
}

/// Requests and commands are drawn through, answers dashed, refusals with a cross.
const fn arrow(record: &Record) -> &'static str {
    match record.what {
        What::Says { line, .. } if line.is_command() => "->>",
        What::Refuses(_)
        | What::ClosesForLimit(_)
        | What::ClosesForComponent { .. }
        | What::StopsForComponent { .. } => "--x",
        What::Says { .. } | What::Accepts => "-->>",
        _ => "->>",
    }
}

/// Text that Mermaid shows as it is. Whatever has a meaning in its grammar or in HTML is written as an entity.
fn label(text: &str) -> String {
    let mut label = String::with_capacity(text.len());
    for it in text.chars() {
        match it {
            '#' | ';' | '<' | '>' | '"' | '&' | '\\' | '`' | '%' | '{' | '}' | '[' | ']' | '$' => {
                write!(label, "#{};", it as u32).expect("writing to a String does not fail");
            }
            '\n' | '\r' => label.push(' '),
            _ => label.push(it),
        }
    }
    // A label that is the word `end` alone would close a block.
    if label.trim().eq_ignore_ascii_case("end") {
        label =
            format!("#{};{}", label.trim_start().chars().next().map_or(0, |it| it as u32), &label.trim_start()[1..]);
    }
    label
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::sample;

    #[test]
    fn a_loop_is_drawn_with_the_parties_that_appear() {
        let world = sample::repaired("lap;top");
        let mut out = String::new();
        diagram(&world, &sample::run(&world), &Options::default(), &mut out).expect("a String takes everything");
        insta::assert_snapshot!(out);
    }

    #[test]
    fn what_is_cut_is_said() {
        let mut world = sample::polls(sample::world("laptop"), 3);
        world.clients[0].name = "<script>".to_owned();
        let mut out = String::new();
        diagram(&world, &sample::run(&world), &Options::default(), &mut out).expect("a String takes everything");
        assert!(out.lines().count() < LINES_SHOWN + 20, "{out}");
        assert!(out.contains("deeper in the same loop") && !out.contains("<script>"), "{out}");
    }

    #[test]
    fn whatever_a_name_holds_comes_out_as_text() {
        assert_eq!(label("mail.contoso.com:993"), "mail.contoso.com:993");
        assert_eq!(label("<script>\"x\"; #1"), "#60;script#62;#34;x#34;#59; #35;1");
        assert_eq!(label("安娜 📫"), "安娜 📫");
        assert_eq!(label("End"), "#69;nd");
    }
}
