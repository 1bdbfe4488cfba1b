//! In which words are the problems of an organisation told?

use super::LIST_MAX;
use super::problem::{BadName, Entity, What};
use crate::diag::Code;
use crate::scenario::parse::{SCHEMA_HELP, schema_message};

/// What is said about one problem.
pub(super) struct Words {
    /// What is wrong.
    pub(super) message: String,
    /// What is said at the underlined text.
    pub(super) label: String,
    /// What to do about it.
    pub(super) help: Option<String>,
    /// What is said at the second place, if there is one.
    pub(super) other: &'static str,
}

/// Words for one place; where there is a second, it came first.
fn words(message: String, label: &str, help: Option<String>) -> Words {
    Words { message, label: label.to_owned(), help, other: "first here" }
}

impl What {
    /// The words for it.
    pub(super) fn words(&self) -> Words {
        match self {
            Self::DuplicateName(entity, name) => words(
                format!("two entries of `{}` are called \"{name}\"", entity.list()),
                "the second one",
                Some("rename one of them; capital and small letters make no difference".to_owned()),
            ),
            Self::Unknown { entity, name, meant } => unknown(*entity, name, meant.as_deref()),
            Self::BadName(entity, name, bad) => words(
                format!("\"{}\" cannot be the name of a {}: {}", name.escape_debug(), entity.word(), bad.word()),
                bad.label(),
                Some(bad.help().to_owned()),
            ),
            Self::BadText(text, bad) => words(
                format!("\"{}\" cannot stand here: {}", text.escape_debug(), bad.word()),
                bad.label(),
                Some(bad.help().to_owned()),
            ),
            Self::SiteMissing(entity, name) => words(
                format!("the site of {} \"{name}\" is missing", entity.word()),
                "in which site?",
                Some("add `site: \"…\"`: it may be left out only where there is a single site".to_owned()),
            ),
            Self::LinkToItself(site) => words(
                format!("the link leads from \"{site}\" to itself"),
                "one site twice",
                Some("a link connects two sites; within a site write `latency` at the site".to_owned()),
            ),
            Self::DuplicateLink(from, to) => words(
                format!("the way between \"{from}\" and \"{to}\" is described twice"),
                "a second time",
                Some("a link serves both directions; for one only, write `one_way: true` in both entries".to_owned()),
            ),
            Self::NoSuchLink(from, to) => words(
                format!("there is no link from \"{from}\" to \"{to}\""),
                "not in `links`",
                Some(format!("add `Link(between: (\"{from}\", \"{to}\"))` to `links`")),
            ),
            Self::MixedVersions(server, version, home) => Words {
                message: format!("\"{server}\" is {}, but the database is on {}", version.word(), home.word()),
                label: version.word().to_owned(),
                help: Some("all copies of a database are on servers of one version".to_owned()),
                other: "its home server",
            },
            Self::NoMailboxRole(server) => words(
                format!("\"{server}\" cannot hold a database: it does not have the Mailbox role"),
                "no Mailbox role",
                Some("add `Mailbox` to its `roles`, or put the database on another server".to_owned()),
            ),
            Self::NoCopy(database) => words(
                format!("database \"{database}\" is on no server"),
                "empty",
                Some("name at least one server with the Mailbox role".to_owned()),
            ),
            Self::ActiveWithoutCopy(server, database) => words(
                format!("\"{server}\" holds no copy of \"{database}\", so its copy cannot be the active one"),
                "not in `on`",
                Some(format!("add \"{server}\" to `on`, or name a server that is in it")),
            ),
            Self::FailOverWithoutCopy(server, database) => words(
                format!("\"{database}\" cannot fail over to \"{server}\", which holds no copy of it"),
                "no copy there",
                Some(format!("add \"{server}\" to `on` of the database, or name a server that is in it")),
            ),
            Self::ListedTwice(name) => {
                words(format!("{name} is listed twice"), "a second time", Some("remove one of the two".to_owned()))
            }
            Self::NoSuchService { server, version, service } => words(
                format!("\"{server}\" has no service `{service:?}`"),
                "not on this server",
                Some(if service.is_back_end() {
                    format!("back ends exist on the Mailbox role of 2013 only; \"{server}\" is {}", version.word())
                } else {
                    format!("`{service:?}` belongs to the Client Access role, which \"{server}\" does not have")
                }),
            ),
            Self::RunningAndHung(server, service) => words(
                format!("`{service:?}` on \"{server}\" is both running and hung"),
                "also in `running`",
                Some("a hung service is not running: remove it from one of the two lists".to_owned()),
            ),
            Self::NoSuchSetting(setting, version) => words(
                format!("{} has no setting `{setting}`", version.word()),
                "not on this version",
                Some("remove it".to_owned()),
            ),
            Self::TimeoutOutOfRange(setting, found, from, to) => words(
                format!("`{setting}` cannot be {found}"),
                "out of range",
                Some(format!("the cmdlet takes {from} to {to}")),
            ),
            Self::OutOfRange(setting, found, from, to) => words(
                format!("`{setting}` cannot be {found}"),
                "out of range",
                Some(format!("the cmdlet takes {from} to {to}")),
            ),
            Self::TooMany(field, found, most) => {
                words(format!("`{field}` cannot be {found}"), "out of range", Some(format!("write at most {most}")))
            }
            Self::PlaceOutOfRange(column, row) => words(
                format!("there is no place ({column}, {row}) in pictures"),
                "out of range",
                Some("write column and row, counted from (0, 0), at most (31, 99)".to_owned()),
            ),
            Self::ZeroCount(field) => {
                words(format!("`{field}` must be at least 1"), "nothing", Some("write a number from 1".to_owned()))
            }
            Self::PortZero => {
                words("there is no port 0".to_owned(), "not a port", Some("ports are 1 to 65535".to_owned()))
            }
            Self::PortTwice(port, other) => words(
                format!("port {port} is taken already: it is in {other}"),
                "the same port",
                Some("give every binding of a server a port of its own".to_owned()),
            ),
            Self::EmptyPool(balancer) => words(
                format!("load balancer \"{balancer}\" has nobody to forward to"),
                "empty",
                Some("name at least one server".to_owned()),
            ),
            Self::BalancerInPool(name) => words(
                format!("\"{name}\" is a load balancer, not a server"),
                "a load balancer",
                Some("a pool holds servers; name the servers behind it".to_owned()),
            ),
            Self::PointsToName(name) => words(
                format!("\"{name}\" is another DNS name"),
                "an alias",
                Some("point to what it points to: servers, load balancers or IPv4 addresses".to_owned()),
            ),
            Self::PointsToNothing { name, meant } => words(
                format!("\"{name}\" is neither a server, nor a load balancer, nor an IPv4 address"),
                "not defined",
                meant.as_ref().map(|it| format!("did you mean \"{it}\"?")),
            ),
            Self::NameTaken(name, entity, owner) => Words {
                message: format!("\"{name}\" is already the name of {} \"{owner}\" in DNS", entity.word()),
                label: "taken".to_owned(),
                help: Some("servers and load balancers register their own names: choose another one".to_owned()),
                other: "registered by this one",
            },
            Self::DnsTwice(name, site) => words(
                site.as_ref().map_or_else(
                    || format!("\"{name}\" is listed twice without `for_sites`"),
                    |site| format!("\"{name}\" is listed twice for site \"{site}\""),
                ),
                "the second one",
                Some("list all addresses in one entry, or give the entries different `for_sites`".to_owned()),
            ),
            Self::AddressTaken(address, entity, owner) => Words {
                message: format!("{address} is already the address of {} \"{owner}\"", entity.word()),
                label: "taken".to_owned(),
                help: Some("choose another one, or leave it out: a free one is given".to_owned()),
                other: "also here",
            },
            Self::ZeroTime(field) => words(
                format!("`{field}` must be longer than nothing"),
                "no time at all",
                Some("write for example \"10s\"".to_owned()),
            ),
            Self::UntilBeforeStart(client, until, first) => words(
                format!("\"{client}\" stops at {until}, before it begins at {first}"),
                "too early",
                Some(format!("write a time after {first}")),
            ),
            Self::AttemptZero => words(
                "attempts are numbered from 1".to_owned(),
                "no such attempt",
                Some("the first attempt is `attempt: 1`".to_owned()),
            ),
            Self::AttemptWithCount => Words {
                message: "`attempt` and `count` exclude each other".to_owned(),
                label: "how many attempts".to_owned(),
                help: Some("write two expectations, one with each".to_owned()),
                other: "which attempt",
            },
            Self::UnknownRule(rule, meant) => words(
                format!("there is no rule \"{rule}\""),
                "not known",
                Some(meant.as_ref().map_or_else(
                    || "rules are written as in the list of rules, for example \"FALL-3\"".to_owned(),
                    |it| format!("did you mean \"{it}\"?"),
                )),
            ),
            Self::RuleBothWays(rule) => words(
                format!("\"{rule}\" is in `rules` and in `not_rules`"),
                "also in `rules`",
                Some("remove it from one of the two".to_owned()),
            ),
            Self::WebNeedsSsl(connect) => words(
                format!("a web client connects over SSL, and \"{connect}\" does not"),
                "no SSL",
                Some("write the port and SSL, for example \"mail.contoso.com:443:SSL\"".to_owned()),
            ),
            Self::NotForWeb(field) => words(
                format!("`{field}` is for POP3 and IMAP4 clients"),
                "not for a web client",
                Some("leave it out".to_owned()),
            ),
            Self::NoComponents(server, version) => words(
                format!("\"{server}\" is {}, which has no component states", version.word()),
                "only on 2013",
                Some("stop or start its services instead (CMP-6)".to_owned()),
            ),
            Self::RunningWhileOff(server) => words(
                format!("\"{server}\" is switched off, so nothing runs on it"),
                "`off: true`",
                Some("list in `automatic` what comes back when the server starts".to_owned()),
            ),
            Self::CertificateTwice(name) => Words {
                message: format!("the server has two certificates called \"{name}\""),
                label: "the second one".to_owned(),
                help: Some("give one of them another `name`; the name is only for changes to refer to".to_owned()),
                other: "first here",
            },
            Self::UnknownCertificate { name, server, names } => words(
                format!("\"{server}\" has no certificate called \"{name}\" at that time"),
                "not installed",
                Some(if names.is_empty() {
                    "it has none at all then".to_owned()
                } else {
                    format!("it has \"{}\"", names.join("\", \""))
                }),
            ),
            Self::NeverValid(from, to) => words(
                format!("the certificate expires on {to}, before its validity begins on {from}"),
                "too early",
                Some("`valid_to` comes after `valid_from`".to_owned()),
            ),
            Self::NoMailbox(name) => words(
                format!("\"{name}\" is an account without a mailbox"),
                "no mailbox",
                Some("give it a `database`".to_owned()),
            ),
            Self::NotAnSmtpAddress(text) => words(
                format!("\"{}\" is not an SMTP address", text.escape_debug()),
                "no address",
                Some("write for example \"anna@contoso.com\", or \"\" where there is none".to_owned()),
            ),
            Self::ListTooLong(list, length) => {
                words(format!("`{list}` holds {length} items"), &format!("at most {LIST_MAX}"), None)
            }
            Self::Schema(schema) => words(schema_message(*schema), "not understood", Some(SCHEMA_HELP.to_owned())),
            Self::More(count) => {
                let it = crate::diag::more(*count);
                words(it.message, "", it.help)
            }
            Self::ChangeAfterEnd(..)
            | Self::LogonAfterEnd(..)
            | Self::NeverTested(..)
            | Self::EveryWithoutUntil(_)
            | Self::ChangesNothing(_)
            | Self::UntilWithoutEvery(_) => self.warning(),
        }
    }

    /// The words for a warning.
    fn warning(&self) -> Words {
        match self {
            Self::ChangeAfterEnd(at, end) => words(
                format!("the change at {at} never happens: the run ends at {end}"),
                "after the end",
                Some("choose an earlier time, or a later `until` for the run".to_owned()),
            ),
            Self::LogonAfterEnd(at, end) => words(
                format!("the log-on at {at} never happens: the run ends at {end}"),
                "after the end",
                Some("choose an earlier time, or a later `until` for the run".to_owned()),
            ),
            Self::NeverTested(client, wanted, most) => words(
                format!("\"{client}\" makes at most {most} attempts, not {wanted}"),
                "never",
                Some("give the client more times in `at`, an `every` with `until`, or `Retry`".to_owned()),
            ),
            Self::EveryWithoutUntil(client) => words(
                format!("\"{client}\" comes again for ever, so the run ends inconclusive"),
                "without an end",
                Some("say until when: `until: \"1h\"`".to_owned()),
            ),
            Self::ChangesNothing(action) => words(
                format!("this `{action}` changes nothing"),
                "says nothing",
                Some("name at least one setting, or remove the change".to_owned()),
            ),
            Self::UntilWithoutEvery(client) => words(
                format!("\"{client}\" does not come again, so `until` means nothing"),
                "no effect",
                Some("say how often: `every: \"10min\"`".to_owned()),
            ),
            other => unreachable!("{other:?} is not a warning"),
        }
    }
}

/// A name that is not defined.
fn unknown(entity: Entity, name: &str, meant: Option<&str>) -> Words {
    let shown = name.escape_debug();
    let help = match (meant, entity) {
        (Some(meant), _) => format!("did you mean \"{meant}\"?"),
        (None, Entity::DnsName) => format!("add `DnsName(name: \"{shown}\", points_to: [])` to `dns`"),
        (None, _) => format!("define it in `{}`", entity.list()),
    };
    words(format!("{} \"{shown}\" is not defined", entity.word()), "not defined", Some(help))
}

impl BadName {
    /// What is wrong, as it is said in a sentence.
    fn word(self) -> String {
        match self {
            Self::Empty => "it is empty".to_owned(),
            Self::TooLong(most) => format!("it is longer than {most} characters"),
            Self::Control => "it holds a control character".to_owned(),
            Self::Space => "it begins or ends with a space".to_owned(),
            Self::NotDns => "it is not a DNS name".to_owned(),
            Self::Dot => "it has a dot".to_owned(),
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong(_) => "too long",
            Self::Control => "not visible",
            Self::Space => "a space too many",
            Self::NotDns => "not a DNS name",
            Self::Dot => "a dot",
        }
    }

    const fn help(self) -> &'static str {
        match self {
            Self::Empty => "write a name",
            Self::TooLong(_) => "shorten it",
            Self::Control => "remove line breaks, tabs and the like",
            Self::Space => "remove the space",
            Self::NotDns => "letters, digits and hyphens, at most 63 between two dots: \"mail.contoso.com\"",
            Self::Dot => "`name` is the NetBIOS name; the full one belongs in `fqdn`",
        }
    }
}

impl What {
    /// The stable code of the kind of problem.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::DuplicateName(..) => Code::R001,
            Self::Unknown { entity, .. } => match entity {
                Entity::Site => Code::R002,
                Entity::Server => Code::R003,
                Entity::Database => Code::R004,
                Entity::Mailbox => Code::R005,
                Entity::Client => Code::R006,
                Entity::Balancer => Code::R007,
                Entity::DnsName => Code::R008,
            },
            Self::SiteMissing(..) => Code::R009,
            Self::LinkToItself(_) => Code::R010,
            Self::DuplicateLink(..) => Code::R011,
            Self::NoSuchLink(..) => Code::R012,
            Self::MixedVersions(..) => Code::R013,
            Self::NoMailboxRole(_) => Code::R014,
            Self::NoCopy(_) => Code::R015,
            Self::ActiveWithoutCopy(..) => Code::R016,
            Self::ListedTwice(_) => Code::R017,
            Self::NoSuchService { .. } => Code::R018,
            Self::RunningAndHung(..) => Code::R019,
            Self::NoSuchSetting(..) => Code::R020,
            Self::TimeoutOutOfRange(..) | Self::OutOfRange(..) | Self::TooMany(..) => Code::R021,
            Self::PortZero => Code::R022,
            Self::PortTwice(..) => Code::R023,
            Self::FailOverWithoutCopy(..) => Code::R024,
            Self::EmptyPool(_) => Code::R025,
            Self::BalancerInPool(_) => Code::R026,
            Self::PointsToNothing { .. } => Code::R027,
            Self::PointsToName(_) => Code::R028,
            Self::NameTaken(..) => Code::R029,
            Self::DnsTwice(..) => Code::R030,
            Self::AddressTaken(..) => Code::R031,
            Self::ZeroTime(_) => Code::R032,
            Self::ZeroCount(_) => Code::R033,
            Self::UntilBeforeStart(..) => Code::R034,
            Self::AttemptZero => Code::R035,
            Self::AttemptWithCount => Code::R036,
            Self::UnknownRule(..) => Code::R037,
            Self::RuleBothWays(_) => Code::R038,
            Self::NoMailbox(_) => Code::R039,
            Self::NotAnSmtpAddress(_) => Code::R040,
            Self::BadName(..) => Code::R041,
            Self::BadText(..) => Code::R042,
            Self::ListTooLong(..) => Code::R043,
            Self::UnknownCertificate { .. } => Code::R050,
            Self::CertificateTwice(_) => Code::R051,
            Self::NeverValid(..) => Code::R052,
            Self::NoComponents(..) => Code::R053,
            Self::RunningWhileOff(_) => Code::R054,
            Self::WebNeedsSsl(_) => Code::R055,
            Self::NotForWeb(_) => Code::R056,
            Self::PlaceOutOfRange(..) => Code::R057,
            Self::Schema(_) => Code::S020,
            Self::More(_) => Code::S021,
            Self::ChangeAfterEnd(..) => Code::W002,
            Self::NeverTested(..) => Code::W003,
            Self::EveryWithoutUntil(_) => Code::W004,
            Self::ChangesNothing(_) => Code::W005,
            Self::LogonAfterEnd(..) => Code::W006,
            Self::UntilWithoutEvery(_) => Code::W007,
        }
    }
}
