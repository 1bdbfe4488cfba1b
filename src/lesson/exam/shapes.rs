//! Which shapes has an organisation of an exam?
//!
//! One row for each: the versions, whether a balancer stands in front, whether there are two sites, whether databases
//! have copies. Names are drawn. Every shape is sound, which a test holds.

use crate::chance::Stream;
use crate::scenario::Version;

/// A shape.
pub(super) struct Shape {
    /// The version that everybody connects to.
    new: u16,
    /// The versions behind it.
    old: &'static [u16],
    balancer: bool,
    sites: bool,
    copies: bool,
}

/// The shapes.
pub(super) const SHAPES: [Shape; 8] = [
    Shape { new: 2013, old: &[2010], balancer: false, sites: false, copies: false },
    Shape { new: 2013, old: &[2007, 2010], balancer: false, sites: false, copies: false },
    Shape { new: 2013, old: &[2010], balancer: true, sites: false, copies: false },
    Shape { new: 2013, old: &[2010], balancer: false, sites: true, copies: false },
    Shape { new: 2013, old: &[2007, 2010], balancer: true, sites: true, copies: false },
    Shape { new: 2016, old: &[2013], balancer: false, sites: true, copies: true },
    Shape { new: 2016, old: &[2010], balancer: true, sites: true, copies: false },
    Shape { new: 2019, old: &[2016], balancer: true, sites: true, copies: true },
];

/// What the domain may be called.
const DOMAINS: [&str; 6] =
    ["fabrikam.com", "adatum.com", "litware.com", "tailspin.com", "northwind.com", "wingtip.com"];
/// What the people may be called.
const PEOPLE: [&str; 12] =
    ["anna", "bob", "chen", "dora", "emil", "fang", "gita", "hugo", "ines", "jun", "kim", "lena"];
/// What the sites may be called.
const SITES: [&str; 6] = ["Harbin", "Lhasa", "Oslo", "Porto", "Quito", "Riga"];

impl Shape {
    /// The text of a sound organisation of this shape.
    pub(super) fn text(&self, stream: &mut Stream) -> String {
        let domain = DOMAINS[stream.below(DOMAINS.len() as u32) as usize];
        let (mut people, mut sites) = (PEOPLE, SITES);
        stream.put_first(&mut people, 5);
        stream.put_first(&mut sites, 2);
        let site =
            |far: bool| if self.sites { format!(", site: \"{}\"", sites[usize::from(far)]) } else { String::new() };
        let two = self.balancer || self.copies;
        let newer: Vec<String> =
            ["A", "B"].iter().take(1 + usize::from(two)).map(|it| format!("MBX{}-{it}", self.new % 100)).collect();
        let older: Vec<String> = self.old.iter().map(|it| format!("EX{:02}", it % 100)).collect();
        let mail = format!("mail.{domain}");
        let quoted = |names: &[String]| names.iter().map(|it| format!("\"{it}\"")).collect::<Vec<_>>().join(", ");
        let mut servers = Vec::new();
        for it in &newer {
            servers.push(format!(
                "Server(name: \"{it}\", version: Exchange{}{}, running: [Imap4, Imap4BE, Pop3, Pop3BE], imap4: (\
                 X509CertificateName: \"{mail}\"), pop3: (X509CertificateName: \"{mail}\"), certificates: [Certificate(\
                 subject_names: [\"{mail}\"], valid_from: \"2025-11-01\", valid_to: \"2027-11-01\")])",
                self.new,
                site(false)
            ));
        }
        for (it, version) in older.iter().zip(self.old) {
            let back_ends = if has_back_ends(*version) { ", Imap4BE, Pop3BE" } else { "" };
            servers.push(format!(
                "Server(name: \"{it}\", version: Exchange{version}{}, running: [Imap4, Pop3{back_ends}])",
                site(true)
            ));
        }
        let front = if self.balancer {
            format!("load_balancers: [LoadBalancer(name: \"{mail}\", pool: [{}]{})]", quoted(&newer), site(false))
        } else {
            format!("dns: [DnsName(name: \"{mail}\", points_to: [\"{}\"])]", newer[0])
        };
        let holders = if self.copies { &newer[..] } else { &newer[..1] };
        let mut databases = vec![format!("Database(name: \"DB-{}\", on: [{}])", self.new, quoted(holders))];
        databases.extend(
            older.iter().zip(self.old).map(|(it, version)| format!("Database(name: \"DB-{version}\", on: [\"{it}\"])")),
        );
        // Of the newest version, of the oldest, of the newest of those behind, and once more of the newest.
        let homes = [self.new, self.old[0], self.old[self.old.len() - 1], self.new, self.old[0]];
        let mut mailboxes = Vec::new();
        let mut clients = Vec::new();
        for (at, (who, home)) in people.iter().zip(homes).enumerate() {
            mailboxes.push(format!("Mailbox(name: \"{who}\", database: \"DB-{home}\")"));
            // The third speaks POP3, the fourth minds certificates, the second and the fifth are away.
            let (port, more) = match at {
                2 => (995, ", protocol: Pop3"),
                3 => (993, ", certificate_errors: Refuse"),
                _ => (993, ""),
            };
            clients.push(format!(
                "Client(name: \"{who}\", user: \"{who}\", connect: \"{mail}:{port}:SSL\"{more}, at: [\"08:0{at}\", \
                 \"08:1{at}\"]{})",
                site(at == 1 || at == 4)
            ));
        }
        let network = if self.sites {
            format!(
                "sites: [Site(name: \"{0}\"), Site(name: \"{1}\")], links: [Link(between: (\"{0}\", \"{1}\"), latency: \
                 \"15ms\")], ",
                sites[0], sites[1]
            )
        } else {
            String::new()
        };
        format!(
            "Scenario(schema: 1, title: \"{domain} on Monday morning\", date: \"2026-05-04 08:00\", domain: \
             \"{domain}\", {network}servers: [{}], {front}, databases: [{}], mailboxes: [{}], clients: [{}])",
            servers.join(", "),
            databases.join(", "),
            mailboxes.join(", "),
            clients.join(", ")
        )
    }
}

/// Whether servers of a version have back ends of their own, which must run, too.
fn has_back_ends(year: u16) -> bool {
    let year = year.to_string();
    Version::ALL.iter().map(|it| it.product()).any(|it| it.year == year && it.components)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::Begun;

    #[test]
    fn every_shape_is_sound_and_check_finds_nothing() {
        for (at, shape) in SHAPES.iter().enumerate() {
            let text = shape.text(&mut Stream::new(7, "shape"));
            let begun = Begun::new(&text, "shape").unwrap_or_else(|it| panic!("{at}: {it:?}\n{text}"));
            assert!(begun.verdict.attempts.len() >= 10, "{at}");
            assert!(begun.verdict.attempts.iter().all(crate::verdict::AttemptVerdict::ended_well), "{at}\n{text}");
            let found = crate::check::check(&text, "shape").expect("it is sound").findings;
            assert!(found.is_empty(), "{at}: {found:?}\n{text}");
        }
    }
}
