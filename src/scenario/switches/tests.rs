//! Does the table of switches say what the specification says?
//!
//! Names, defaults and rules are written out from the specification.

use super::*;

/// Name, default, rule.
const SWITCHES: &str = "
discovery_site               | `MailboxSite`         | DISC-3
candidate_order              | `Random`              | DISC-8
topology_refresh             | 15min                 | DISC-9
fallback                     | `FallThrough`         | FALL-3
same_type_endpoints          | `First`               | FALL-4
starttls_counts_as_encrypted | true                  | FALL-5
next_target                  | `Never`               | FALL-6
proxy_connect_timeout        | 21s                   | FALL-7
retry_after_login_refused    | false                 | FALL-7
protocol_disabled_checked_at | `Target`              | LEG-8
builds                       | `NewEnough`           | LEG-5
store_not_reached            | `LogonFailure`        | RPC-1
proxy_up                     | true                  | DISC-10
checks_back_end              | false                 | FE-3
tls13_for_mail               | false                 | TLS-6
server_2025_tls10            | `Off`                 | TLS-1
auth_policy_checked_at       | `FrontEnd`            | AUTH-3
mailbox_switch_needs_restart | false                 | section 2
proxy_2010_to_2007           | true                  | section 7
upn_with_mailbox             | false                 | DET-10
slash_as_separator           | false                 | DET-10
gssapi_ntlm_setting          | `AllConnections`      | section 2
oversized_command            | `CommandError`        | section 2
loop_guard                   | `None`                | LB-3
inactive_component           | `AsDocumented`        | CMP-4
draining_component           | `AsActive`            | CMP-1
offline_responder            | `Off`                 | BIND-1
server_wide_offline          | `StopServices`        | CMP-5
http_retry                   | `Never`               | HTTP-1
http_ping                    | every 1min, timeout 10s, down_after 1, up_after 1 | HTTP-2
source_nat                   | true                  | DET-3
check_every                  | 10s                   | DET-4
down_after                   | 3                     | DET-4
up_after                     | 1                     | DET-4
site_of_2010_mailbox         | `ActiveCopy`          | DET-6
dns_order                    | `RoundRobin`          | DET-9
";

fn default_of(switch: Switch) -> String {
    let language::Kind::Struct(it) = <Assumptions as language::Describe>::KIND else { panic!("a struct") };
    let field = it.fields.iter().find(|it| it.name == switch.name()).expect("every switch is a field");
    field.default.expect("every switch has a default").text(Lang::En).into_owned()
}

#[test]
fn the_switches_are_those_of_the_specification() {
    let rows: Vec<Vec<_>> =
        SWITCHES.trim().lines().map(|line| line.split('|').map(str::trim).map(str::to_owned).collect()).collect();
    let known: Vec<Vec<_>> =
        Switch::ALL.iter().map(|it| vec![it.name().to_owned(), default_of(*it), it.rule().id().to_owned()]).collect();
    assert_eq!(known, rows);
}

/// A rule that names a switch with a value names the default first.
#[test]
fn the_rules_name_the_same_defaults() {
    let mut named = 0;
    for switch in Switch::ALL {
        for text in [Lang::En, Lang::Zh].map(|lang| switch.rule().said(lang)) {
            let start = format!("`{}: ", switch.name());
            let Some((_, rest)) = text.split_once(&start) else { continue };
            let value = rest.split('`').next().expect("the code ends");
            // A value with fields is left to its own rows.
            if value == "(…)" {
                continue;
            }
            assert_eq!(value, default_of(*switch).trim_matches('`'), "{}: {text}", switch.name());
            named += 1;
        }
    }
    assert!(named >= 20, "the rules name their switches: {named}");
}

#[test]
fn a_switch_is_found_by_its_name_and_its_rule() {
    for switch in Switch::ALL {
        assert_eq!(Switch::named(switch.name()), Some(*switch));
    }
    assert_eq!(Switch::named("discovery"), None);
    assert_eq!(Switch::names_of(Rule::Det4), "check_every, down_after, up_after");
    assert_eq!(Switch::names_of(Rule::Svc1), "");
    assert_eq!(
        Switch::proxy_2010_to_2007.said(Lang::En),
        "Section 7: whether a 2010 server proxies for a mailbox on 2007."
    );
    assert_eq!(Switch::loop_guard.said(Lang::Zh), "LB-3：前端是否察觉它代理到了自己。");
}
