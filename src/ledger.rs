//! Which rules does the program keep, and which scenarios show each?
//!
//! The ledger: the rules themselves ([`crate::rules`]), the table of where each stands ([`standing`]), and the
//! scenarios of the gallery that name it in an expectation. `docs/rules.md` and `coexist rules` are made of it; a test
//! fails where a rule is shown by no scenario and excused by no reason.

use std::fmt::Write as _;

use crate::catalogue::{ledger, marks};
use crate::gallery::{self, Entry};
use crate::lang::{Fixed, Lang};
use crate::rules::{Mark, Rule};
use crate::scenario::Switch;
use crate::words::gallery::title_of;

/// How a rule stands in the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It decides something in a run, so a scenario of the gallery has to show it.
    Decides,
    /// The program keeps it, but nothing in a run is decided by it alone: why.
    BuiltIn(Fixed),
    /// The program does not know it yet: why.
    NotModelled(Fixed),
}
use Standing::{BuiltIn, Decides, NotModelled};

/// Where in the code a rule is decided, and how it stands. Every rule has a row.
#[must_use]
pub const fn standing(rule: Rule) -> (&'static str, Standing) {
    match rule {
        Rule::Svc1 | Rule::Svc2 => ("resolve", BuiltIn(ledger::a_server_has_the_services())),
        Rule::Svc3 => ("scenario", Decides),
        Rule::Svc4 => ("policy::accept", Decides),
        Rule::Svc5 => ("policy::accept", Decides),
        Rule::Svc6 => ("change", Decides),
        Rule::Svc7 => ("policy::discover", BuiltIn(ledger::advice_for_a_design())),
        Rule::Svc8 => ("change", Decides),
        Rule::Svc9 => ("change", BuiltIn(ledger::what_a_service_pack_resets())),
        Rule::Ver1 => ("product", BuiltIn(ledger::the_rows_of_the_product())),
        Rule::Ver2 | Rule::Ver3 => ("resolve::servers", BuiltIn(ledger::other_roles_are_refused())),
        Rule::Dag1 => ("resolve::stores", BuiltIn(ledger::copies_of_two_versions_are_refused())),
        Rule::Coex0
        | Rule::Coex1
        | Rule::Coex2
        | Rule::Coex3
        | Rule::Coex4
        | Rule::Coex5
        | Rule::Coex6
        | Rule::Coex7
        | Rule::Coex8
        | Rule::Coex9 => ("product::together", BuiltIn(ledger::such_a_file_is_refused())),
        Rule::Coex10 => ("resolve::together", BuiltIn(ledger::such_a_file_is_refused())),
        Rule::Role1 => ("resolve::settings", Decides),
        Rule::Port1 => ("world::defaults", BuiltIn(ledger::the_defaults_of_the_ports())),
        Rule::Port2 => ("policy::accept", Decides),
        Rule::Bind1 => ("policy::accept", Decides),
        Rule::Fe1 => ("policy::authenticate", Decides),
        Rule::Fe2 => ("policy::discover", Decides),
        Rule::Fe3 => ("policy::target", Decides),
        Rule::Fe4 => ("policy::serve", Decides),
        Rule::Fe5 => ("render::protocol_log", Decides),
        Rule::Fe6 => ("sim::proxy", Decides),
        Rule::Fe7 => ("policy::authenticate", Decides),
        Rule::Disc1 | Rule::Disc2 => ("policy::discover", Decides),
        Rule::Disc3 => ("policy::route", Decides),
        Rule::Disc4 => ("policy::route", Decides),
        Rule::Disc5 | Rule::Disc6 | Rule::Disc7 => ("policy::discover", Decides),
        Rule::Disc8 => ("policy::target", Decides),
        Rule::Disc9 => ("change", Decides),
        Rule::Disc10 | Rule::Disc11 => ("policy::route", Decides),
        Rule::Fall1 | Rule::Fall2 | Rule::Fall5 => ("policy::fallback", Decides),
        Rule::Fall3 => ("policy::route", Decides),
        Rule::Fall4 => ("policy::target", Decides),
        Rule::Fall6 => ("policy::fallback", Decides),
        Rule::Fall7 => ("policy::fallback", Decides),
        Rule::Fall8 => ("policy::patience", Decides),
        Rule::Fall9 => ("policy::target", BuiltIn(ledger::nothing_is_kept_from_one())),
        Rule::Leg1 => ("policy::target", Decides),
        Rule::Leg2 => ("policy::route", Decides),
        Rule::Leg3 => ("policy::route", Decides),
        Rule::Leg4 => ("policy::handshake", Decides),
        Rule::Leg5 => ("world::tls", Decides),
        Rule::Leg6 => ("world::tls", Decides),
        Rule::Leg7 => ("reading::citation", Decides),
        Rule::Leg8 => ("policy::serve", Decides),
        Rule::Leg9 => ("policy::serve", Decides),
        Rule::Tls1 => ("reading::disagreement", Decides),
        Rule::Tls2 => ("product", BuiltIn(ledger::what_windows_has_is_spoken())),
        Rule::Tls3 | Rule::Tls4 => ("reading::disagreement", Decides),
        Rule::Tls5 => ("world::tls", BuiltIn(ledger::what_comes_of_it_shows_as_leg_5())),
        Rule::Tls6 => ("reading::disagreement", Decides),
        Rule::Tls7 => ("check::targets", BuiltIn(ledger::advice_of_check())),
        Rule::Tls8 => ("world::tls", BuiltIn(ledger::what_comes_of_it_shows_as_leg_5())),
        Rule::Cert1 => ("world::tls", Decides),
        Rule::Cert2 => ("check::certificates", BuiltIn(ledger::advice_of_check())),
        Rule::Rpc1 => ("policy::serve", Decides),
        Rule::Site1 => ("policy::route", BuiltIn(ledger::a_route_is_to_serve())),
        Rule::Site2 => ("policy::route", Decides),
        Rule::Lb1 => ("reading::citation", Decides),
        Rule::Lb2 => ("actor::balancer", Decides),
        Rule::Lb3 | Rule::Lb4 => ("reading::citation", Decides),
        Rule::Lb5 => ("world", BuiltIn(ledger::a_certificate_for_the_shared())),
        Rule::Lb6 => ("actor::resolver", Decides),
        Rule::Lb7 => ("sim::handshakes", Decides),
        Rule::Lb8 => ("policy::accept", Decides),
        Rule::Lb9 => ("sim::handshakes", BuiltIn(ledger::what_comes_of_it_shows_as_lb_7())),
        Rule::Lb10 => ("actor::resolver", BuiltIn(ledger::what_comes_of_it_shows_as_det_9())),
        Rule::Lb11 => ("world", BuiltIn(ledger::advice_for_a_design())),
        Rule::Cmp1 => ("world::component", BuiltIn(ledger::the_words_of_the_language())),
        Rule::Cmp2 => ("world::component", Decides),
        Rule::Cmp3 => ("policy::accept", Decides),
        Rule::Cmp4 => ("policy::accept", Decides),
        Rule::Cmp5 => ("change", Decides),
        Rule::Cmp6 => ("resolve::servers", BuiltIn(ledger::a_component_of_any_other())),
        Rule::Cmp7 => ("cmdlet", BuiltIn(ledger::both_states_are_one())),
        Rule::Ma1 => ("policy::accept", BuiltIn(ledger::what_comes_of_it_shows_as_bind_1())),
        Rule::Ma2 | Rule::Ma3 => ("change", BuiltIn(ledger::what_comes_of_it_shows_as_bind_1())),
        Rule::Auth1 | Rule::Auth4 | Rule::Auth5 | Rule::Ep1 => {
            ("scenario", BuiltIn(ledger::nothing_of_it_plays_a_part()))
        }
        Rule::Auth2 | Rule::Auth3 => ("policy::authenticate", Decides),
        Rule::Auth6 => ("resolve::identity", BuiltIn(ledger::it_holds_for_every_version())),
        Rule::Auth7 => ("policy::authenticate", BuiltIn(ledger::it_shows_as_fe_7())),
        Rule::Http1 | Rule::Http3 | Rule::Http4 | Rule::Http5 => ("policy::http", Decides),
        Rule::Http2 => ("actor::prober", BuiltIn(ledger::how_often_and_how_long())),
        Rule::Det1 => ("scenario::leaf", Decides),
        Rule::Det2 => ("actor::session", Decides),
        Rule::Det3 => ("sim::balancers", BuiltIn(ledger::whose_address_a_member_sees())),
        Rule::Det4 => ("actor::balancer", Decides),
        Rule::Det5 | Rule::Det6 => ("policy::discover", Decides),
        Rule::Det7 => ("sim::changes", Decides),
        Rule::Det8 => ("sim::clients", BuiltIn(ledger::what_a_client_does_next())),
        Rule::Det9 => ("actor::resolver", Decides),
        Rule::Det10 => ("resolve::identity", Decides),
        Rule::Det11 => ("actor::logon", Decides),
        Rule::Lim1 => ("policy::authenticate", Decides),
        Rule::Lim2 => ("policy::accept", Decides),
        Rule::Lim3 => ("policy::authenticate", BuiltIn(ledger::front_end_and_back_end())),
        Rule::Lim4 => ("reading::citation", Decides),
        Rule::Section2 => ("policy::route", Decides),
        Rule::Section7 => ("policy::route", Decides),
        Rule::Section11 => ("protocol::imap4", Decides),
    }
}

/// A scenario of the gallery with the rules that its expectations name.
#[derive(Clone, Debug)]
pub struct Showing {
    /// The scenario.
    pub entry: &'static Entry,
    /// The rules that must decide something in it.
    pub rules: Vec<Rule>,
}

/// Of each scenario its name, the rules that its expectations name, and their outcomes: read while the program was
/// built.
const SHOWN: &[(&str, &[&str], &[&str])] = include!(concat!(env!("OUT_DIR"), "/shown.rs"));

/// What a scenario's expectations name: the rules, and the outcomes.
fn shown(entry: &Entry) -> (&'static [&'static str], &'static [&'static str]) {
    let name = format!("{}/{}", entry.topic, entry.claim);
    let place = SHOWN.binary_search_by(|it| it.0.cmp(&name));
    let found = &SHOWN[place.unwrap_or_else(|_| panic!("{name} was there when the program was built"))];
    (found.1, found.2)
}

/// Every scenario of the gallery with the rules that it shows.
///
/// # Panics
/// If a scenario of the gallery names a rule that there is not, which a test excludes.
#[must_use]
pub fn gallery() -> Vec<Showing> {
    let of = |entry: &'static Entry| {
        let rule = |id: &&str| Rule::from_id(id).unwrap_or_else(|| panic!("{}: {id}", entry.claim));
        let mut rules: Vec<Rule> = shown(entry).0.iter().map(rule).collect();
        rules.sort();
        Showing { entry, rules }
    };
    gallery::ALL.iter().map(of).collect()
}

/// Whether a scenario expects a rule at work.
#[must_use]
pub(crate) fn expects_rule(entry: &Entry, rule: Rule) -> bool {
    shown(entry).0.contains(&rule.id())
}

/// Whether a scenario expects an attempt to end so.
#[must_use]
pub(crate) fn expects_outcome(entry: &Entry, outcome: &str) -> bool {
    shown(entry).1.contains(&outcome)
}

/// On what a rule rests, in words.
#[must_use]
pub(crate) fn sources(rule: Rule, lang: Lang) -> String {
    let word = |it| match it {
        Mark::Article => ledger::the_article(),
        Mark::Documented => ledger::microsoft_s_documentation(),
        Mark::Reported => ledger::reports_of_admins_with_logs(),
        Mark::Assumed => ledger::none_assumed(),
    };
    let words: Vec<_> = rule.marks().map(|it| word(it).of(lang)).collect();
    words.join(&marks::semicolon(lang))
}

// --- the page --------------------------------------------------------------------------------------------------------

const OPENING: &str = "\
# Rules

[中文](zh/rules.md)

<!-- Written by tests/rules.rs: UPDATE_DOCS=1 cargo test rules:: -->

Everything the simulator decides, it decides by one of these rules. Each has an id that never changes. Traces and
explanations show the id beside what it decided, and a scenario can expect it:
`Expect(client: \"laptop\", outcome: LogonFailed, rules: [\"LB-3\"])`.

## How certain is a rule?

No rule was taken from the product's code. What a rule rests on is its *mark*:

| mark | it was | trust it |
|---|---|---|
| **S** | said by the article about POP3 and IMAP4 coexistence that this project starts from | \
     as far as you trust the article |
| **D** | documented by Microsoft: the reference of a cmdlet, the product's library, a Knowledge Base article | \
     as the product is meant to behave |
| **R** | reported by admins from real systems, with logs | as it behaved for them |
| **A** | assumed, because no public source settles it | only after you have looked at your own system |

Several marks mean that parts of the rule rest on different grounds. Most assumptions are *switches*: name the switch in
the scenario's `assumptions: (…)` to run with the other reading. Wherever an assumption decides about a log-on, trace
and explanation say \"assumed\"; the few that are never named there stand below under \"Kept without a word\". If you know
better than an assumption, turn its switch and tell us.

\"Decided in\" names the module of the source where the rule lives. \"Shown by\" names scenarios that come with the
program and fail if the rule stops deciding in them.
";

/// The headings: the first part of an id, and the question that those rules answer.
pub(crate) const GROUPS: [(&str, Fixed); 24] = [
    ("SVC", ledger::services_what_runs_what_listens()),
    ("VER", ledger::versions_which_are_there()),
    ("DAG", ledger::databases_where_are_their_copies()),
    ("COEX", ledger::which_versions_stand_together()),
    ("ROLE", ledger::roles_whose_setting_is_it()),
    ("PORT", ledger::ports_where_do_they_listen()),
    ("BIND", ledger::bindings_at_which_address()),
    ("FE", ledger::the_log_on_at()),
    ("DISC", ledger::discovery_which_servers_are_candidates()),
    ("FALL", ledger::connection_types_and_fallback()),
    ("LEG", ledger::the_proxy_leg()),
    ("TLS", ledger::tls_what_does_a_server_speak()),
    ("CERT", ledger::certificates_which_can_be_used()),
    ("RPC", ledger::from_server_to_store()),
    ("SITE", ledger::sites()),
    ("LB", ledger::the_load_balanced_name()),
    ("CMP", ledger::component_states_of_2013()),
    ("MA", ledger::managed_availability()),
    ("AUTH", ledger::authentication()),
    ("EP", ledger::extended_protection()),
    ("HTTP", ledger::what_only_http_has()),
    ("DET", ledger::details_that_decide_a_run()),
    ("LIM", ledger::limits()),
    ("section", ledger::tables_of_the_specification()),
];

/// The page `docs/rules.md`, and its sister in another language.
#[must_use]
pub fn page(lang: Lang) -> String {
    let gallery = &gallery();
    let in_either = |en, zh| match lang {
        Lang::En => en,
        Lang::Zh => zh,
    };
    let head = in_either(
        "| id | rule | mark | source | switch | decided in | shown by |",
        "| 编号 | 规则 | 标记 | 来源 | 开关 | 决定之处 | 展示它的场景 |",
    );
    let mut page = in_either(OPENING, include_str!("ledger/opening.zh.md")).to_owned();
    for (prefix, title) in GROUPS {
        let _ = write!(page, "\n## {}\n\n{head}\n|---|---|---|---|---|---|---|\n", title.of(lang));
        for &rule in Rule::ALL.iter().filter(|it| group(**it) == prefix) {
            row(&mut page, rule, gallery, lang);
        }
    }
    let built_in = |it| if let BuiltIn(why) = it { Some(why) } else { None };
    let not_modelled = |it| if let NotModelled(why) = it { Some(why) } else { None };
    page += in_either(
        "\n## Kept without a word\n\nThese rules hold in every run, but nothing is decided by them alone, so no trace \
         names them.\n\n",
        "\n## 始终遵守，不予提及\n\n这些规则在每次运行中都成立，但没有什么单独由它们决定，因此跟踪中不会写出它们。\n\n",
    );
    excuses(&mut page, lang, built_in);
    if Rule::ALL.iter().any(|it| not_modelled(standing(*it).1).is_some()) {
        page += in_either(
            "\n## Not modelled yet\n\nThe simulator knows these rules by name only.\n\n",
            "\n## 尚未建模\n\n模拟器只知道这些规则的名称。\n\n",
        );
        excuses(&mut page, lang, not_modelled);
    }
    page
}

/// `DISC` of `DISC-3`, `section` of `section 7`.
#[must_use]
pub(crate) fn group(rule: Rule) -> &'static str {
    rule.id().split(['-', ' ']).next().unwrap_or_default()
}

fn row(page: &mut String, rule: Rule, gallery: &[Showing], lang: Lang) {
    let (module, standing) = standing(rule);
    let switches: Vec<String> =
        Switch::of(rule).map(|it| format!("`{}` ({})", it.name(), it.mark().letter())).collect();
    let (kept, unknown) = match lang {
        Lang::En => ("kept without a word", "not modelled yet"),
        Lang::Zh => ("始终遵守，不予提及", "尚未建模"),
    };
    let (module, shown) = match standing {
        Decides => (format!("`{module}`"), scenarios(rule, gallery, lang)),
        BuiltIn(_) => (format!("`{module}`"), kept.to_owned()),
        NotModelled(_) => (String::new(), unknown.to_owned()),
    };
    let text = rule.said(lang).replace('|', "\\|");
    let cells = [
        rule.id(),
        &text,
        rule.mark_said(lang),
        &sources(rule, lang),
        &switches.join(&marks::item(lang)),
        &module,
        &shown,
    ];
    let _ = writeln!(page, "| {} |", cells.join(" | "));
}

/// Links to the scenarios that show a rule; many are counted after the first three.
fn scenarios(rule: Rule, gallery: &[Showing], lang: Lang) -> String {
    let by: Vec<&Entry> = gallery.iter().filter(|it| it.rules.contains(&rule)).map(|it| it.entry).collect();
    let link = |it: &&Entry| match lang {
        Lang::En => format!("[{}](../scenarios/{}/{}.ron)", it.claim, it.topic, it.claim),
        Lang::Zh => format!("[{}](../../scenarios/{}/{}.ron)", title_of(lang, it.topic, it.claim), it.topic, it.claim),
    };
    let mut links: Vec<String> = by.iter().take(3).map(link).collect();
    if by.len() > 3 {
        links.push(match lang {
            Lang::En => format!("and {} more", by.len() - 3),
            Lang::Zh => format!("另有 {} 个", by.len() - 3),
        });
    }
    links.join(&marks::item(lang))
}

/// A list of what has an excuse, rules with the same one together.
fn excuses(page: &mut String, lang: Lang, excuse: impl Fn(Standing) -> Option<Fixed>) {
    let mut lines: Vec<(&str, Vec<&str>)> = Vec::new();
    for &rule in Rule::ALL {
        let Some(why) = excuse(standing(rule).1).map(|it| it.of(lang)) else { continue };
        match lines.iter_mut().find(|it| it.0 == why) {
            Some(line) => line.1.push(rule.id()),
            None => lines.push((why, vec![rule.id()])),
        }
    }
    for (why, ids) in lines {
        let _ = match lang {
            Lang::En => writeln!(page, "* {}: {why}", ids.join(", ")),
            Lang::Zh => writeln!(page, "* {}：{why}", ids.join("、")),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::load;

    /// The build has read the expectations by their look; here they are held against what the scenarios say.
    #[test]
    fn what_is_shown_is_what_the_scenarios_expect() {
        for entry in gallery::ALL {
            let world = load(entry.text, entry.claim).unwrap_or_else(|it| panic!("{}: {it:?}", entry.claim)).world;
            let mut rules: Vec<_> = world.expects.iter().flat_map(|it| it.rules.iter().map(|it| it.id())).collect();
            let mut outcomes: Vec<_> = world.expects.iter().map(|it| format!("{:?}", it.outcome)).collect();
            rules.sort_unstable();
            rules.dedup();
            outcomes.sort_unstable();
            outcomes.dedup();
            assert_eq!(shown(entry).0, rules, "{}", entry.claim);
            assert_eq!(shown(entry).1, outcomes, "{}", entry.claim);
        }
        assert_eq!(SHOWN.len(), gallery::ALL.len());
    }
}
