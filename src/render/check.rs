//! How are misconfigurations told: to people, to programs, and on the page of findings?

use std::collections::BTreeSet;
use std::fmt::Write;

use serde_json::{Value, json};

use super::Lang;
use super::explain::title;
use crate::change::Org;
use crate::check::{Finding, FindingCode, FindingKind, FindingSeverity};
use crate::diag::Lines;
use crate::explain::actions::Writer;
use crate::scenario::Action;
use crate::words::names::{self, Names};
use crate::words::powershell;
use crate::words::{self, check as words_, list};
use crate::world::{Cipher, Host, HostRef, TlsSet, TlsVersion, World};

/// A finding in one sentence.
#[must_use]
pub fn message(world: &World, lang: Lang, finding: &Finding) -> String {
    let names = Names::new(world, lang);
    let server = |it| names.server(it);
    let service = Names::service;
    match &finding.what {
        FindingKind::NothingToAccept(code) => words_::nothing_to_accept(lang, code),
        FindingKind::ForeignName(it, endpoint, host) => {
            let host = match host {
                Host::Server(it) => names.server(*it).into_owned(),
                Host::Balancer(it) => words::facts::load_balancer(lang, names.balancer(*it)),
            };
            words_::foreign_name(lang, server(*it), names.setting(*endpoint), host)
        }
        FindingKind::NotBound(it, endpoint) => {
            words_::not_bound(lang, server(*it), names.setting(*endpoint), endpoint.port)
        }
        FindingKind::OtherKind(it, endpoint) => {
            words_::other_kind(lang, server(*it), names.setting(*endpoint), endpoint.port)
        }
        FindingKind::CandidateStopped(it) => words_::candidate_stopped(lang, server(it.server()), service(*it)),
        FindingKind::NoCandidate(site, version) => words_::no_candidate(lang, names.site(*site), version.word()),
        FindingKind::NoneRuns(site, version, protocol) => {
            words_::none_runs(lang, names.site(*site), version.word(), names::protocol(*protocol))
        }
        FindingKind::NoBackEnd(it) => words_::no_back_end(lang, server(it.server()), service(*it)),
        FindingKind::PlaintextRefused(it, protocol) => {
            let login_type = login_type(world, *it, *protocol);
            words_::plaintext_refused(lang, server(*it), names::protocol(*protocol), login_type)
        }
        FindingKind::NoCertificate(it, _) => {
            let here = &world.servers[it.server().index()];
            let settings = &world.settings[here.settings[it.service().protocol()].index()];
            let name = names.text(&settings.certificate_name);
            words_::no_certificate(lang, server(it.server()), service(*it), name)
        }
        FindingKind::CertificateRejected { by, server: it, endpoint, shown } => {
            let certificate = names.certificate(*shown);
            words_::certificate_minded(lang, server(*by), server(*it), names.place(*endpoint), certificate)
        }
        FindingKind::NoCommonTls(by, it, own, other) => {
            words_::no_common_tls(lang, server(*by), server(*it), tls(lang, *own), tls(lang, *other))
        }
        FindingKind::TooMany { server: it, limit, clients, .. } => words_::too_many(lang, server(*it), limit, clients),
        FindingKind::LongTtl(name, ttl) => words_::long_ttl(lang, names.host(HostRef::Name(*name)), ttl),
        FindingKind::Inactive(it, component, by) => {
            let by: Vec<_> = by.each().map(|it| it.word().to_owned()).collect();
            words_::inactive(lang, component.word(), server(it.server()), list(lang, &by))
        }
        FindingKind::LoopLimit(it, _, limit) => words_::loop_limit(lang, server(*it), limit),
        FindingKind::ClientToStopped(client, it) => {
            words_::client_to_stopped(lang, names.client(*client), service(*it), server(it.server()))
        }
        FindingKind::Unresolved(name) => words_::unresolved(lang, names.host(HostRef::Name(*name))),
        FindingKind::DeadMember(balancer, it) => {
            words_::dead_member(lang, names.balancer(*balancer), server(it.server()), service(*it))
        }
        FindingKind::NothingToReplay(client, it) => words_::nothing_to_replay(lang, names.client(*client), server(*it)),
        FindingKind::Disabled(client, protocol) => {
            let user = names.user(world.clients[client.index()].mailbox);
            words_::disabled(lang, names.client(*client), names::protocol(*protocol), user)
        }
        FindingKind::ClientInPlaintext(client, it) => {
            let login_type = login_type(world, *it, world.clients[client.index()].protocol);
            words_::client_in_plaintext(lang, names.client(*client), server(*it), login_type)
        }
        FindingKind::NotRestarted(it, protocol) => words_::not_restarted(lang, server(*it), names::protocol(*protocol)),
        FindingKind::Hung(it) => words_::hung(lang, server(it.server()), service(*it)),
    }
}

fn login_type(world: &World, server: crate::world::ServerId, protocol: crate::world::Protocol) -> &'static str {
    let here = &world.servers[server.index()];
    crate::words::say::login_type_name(world.settings[here.settings[protocol].index()].login_type)
}

fn tls(lang: Lang, set: TlsSet) -> String {
    let mut all: Vec<_> = set.versions().map(|it: TlsVersion| it.word().to_owned()).collect();
    all.extend(set.ciphers().map(|it: Cipher| it.word().to_owned()));
    if all.is_empty() { words::facts::no_tls_at_all(lang) } else { all.join(&words::marks::item(lang)) }
}

/// What mends a finding: what is done, and the commands that do it.
#[must_use]
pub(crate) fn mends(world: &World, lang: Lang, finding: &Finding) -> Vec<(String, Vec<String>)> {
    let names = Names::new(world, lang);
    let org = Org::at_start(world);
    let write = Writer { world, org: &org };
    let commands = |action: &Action| {
        let restarts = write.restarts(action, None);
        std::iter::once(action).chain(&restarts).flat_map(|it| powershell::commands(write, it).lines).collect()
    };
    finding.mends.iter().map(|it| (title(&names, write, it), commands(it))).collect()
}

/// The word for how bad a finding is.
#[must_use]
pub fn severity(lang: Lang, severity: FindingSeverity) -> String {
    match severity {
        FindingSeverity::Error => words::cli::error(lang),
        FindingSeverity::Advice => words_::advice(lang),
    }
}

/// What stands below a finding: why it matters, what mends it, and where to read more; each with the name of its line.
#[must_use]
pub fn lines(world: &World, lang: Lang, finding: &Finding) -> Vec<(String, String)> {
    let code = finding.what.code();
    let (why, fix, page) = (words_::label_why(lang), words_::label_fix(lang), words_::label_page(lang));
    let matters = super::text::wrapped(words_::matters(lang, code), 92).join("\n");
    let mut lines = vec![(why, matters)];
    for (what, commands) in mends(world, lang, finding) {
        let mut text = what;
        for command in commands {
            let _ = write!(text, "\n{command}");
        }
        lines.push((fix.clone(), text));
    }
    let rules: Vec<_> = code.rules().iter().map(|it| it.id()).collect();
    let read_more = match rules.as_slice() {
        [] => words_::page_alone(lang, code.id()),
        rules => words_::page(lang, code.id(), rules.join(&words::marks::item(lang))),
    };
    lines.push((page, read_more));
    lines
}

/// One finding as a JSON object.
#[must_use]
pub(crate) fn object(world: &World, lang: Lang, finding: &Finding, lines: &Lines<'_>, file: &str) -> Value {
    let code = finding.what.code();
    let (line, column) = lines.place(finding.place.span.start);
    let (end_line, end_column) = lines.place(finding.place.span.end);
    let mends: Vec<_> = mends(world, lang, finding)
        .into_iter()
        .map(|(what, commands)| json!({ "what": what, "commands": commands }))
        .collect();
    let severity = match code.severity() {
        FindingSeverity::Error => "error",
        FindingSeverity::Advice => "advice",
    };
    json!({
        "kind": "finding",
        "file": file,
        "code": code.id(),
        "severity": severity,
        "at": finding.place.entity,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "message": message(world, lang, finding),
        "why": words_::matters(lang, code),
        "rules": code.rules().iter().map(|it| it.id()).collect::<Vec<_>>(),
        "mend": mends,
        "accepted": finding.accepted,
    })
}

/// A SARIF 2.1.0 log of the objects that [`object`] makes, with those of the mistakes of unusable files.
#[must_use]
pub(crate) fn sarif(lang: Lang, objects: &[Value]) -> Value {
    let mut rules: Vec<_> = FindingCode::ALL
        .iter()
        .map(|it| {
            json!({
                "id": it.id(),
                "shortDescription": { "text": words_::title(lang, *it) },
                "fullDescription": { "text": words_::matters(lang, *it) },
                "help": { "text": format!("docs/findings.md#{}", it.id().to_lowercase()) },
            })
        })
        .collect();
    // A mistake of the file has its rule, too: every result names one of the list.
    let mistakes: BTreeSet<_> =
        objects.iter().filter(|it| it["kind"] == "mistake").filter_map(|it| it["code"].as_str()).collect();
    rules.extend(mistakes.into_iter().map(|it| json!({ "id": it })));
    let results: Vec<_> = objects
        .iter()
        .map(|it| {
            let level = match it["severity"].as_str() {
                Some("error") => "error",
                Some("warning") => "warning",
                _ => "note",
            };
            let mut result = json!({
                "ruleId": it["code"],
                "level": level,
                "message": { "text": it["message"] },
                "locations": [{
                    "physicalLocation": {
                        "artifactLocation": { "uri": uri(it["file"].as_str().unwrap_or_default()) },
                        "region": {
                            "startLine": it["line"],
                            "startColumn": it["column"],
                            "endLine": it["end_line"],
                            "endColumn": it["end_column"],
                        },
                    },
                }],
            });
            if let Some(reason) = it["accepted"].as_str() {
                result["suppressions"] = json!([{ "kind": "inSource", "justification": reason }]);
            }
            result
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "coexist",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

/// A path as a reference that SARIF takes.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'\\' => out.push('/'),
            b'/' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            it if it.is_ascii_alphanumeric() => out.push(char::from(it)),
            it => {
                let _ = write!(out, "%{it:02X}");
            }
        }
    }
    out
}

/// The page of findings (Markdown). `example` gives for each code what `check` says of a file that has it.
#[must_use]
pub fn markdown(example: impl Fn(FindingCode) -> Option<String>) -> String {
    let mut page = String::from(INTRODUCTION);
    let mut say = |text: std::fmt::Arguments<'_>| page.write_fmt(text).expect("a String takes everything");
    for it in FindingCode::ALL {
        let kind = if it.severity() == FindingSeverity::Advice { " (advice)" } else { "" };
        say(format_args!(
            "| [{0}](#{1}) | {2}{kind} | {3} |\n",
            it.id(),
            it.id().to_lowercase(),
            words_::title(Lang::En, it),
            words_::title(Lang::Zh, it)
        ));
    }
    for it in FindingCode::ALL {
        let rules: Vec<_> = it.rules().iter().map(|it| it.id()).collect();
        let rules = if rules.is_empty() { "none".to_owned() } else { rules.join(", ") };
        say(format_args!(
            "\n## {}\n\n**{}.** {}\n",
            it.id(),
            words_::title(Lang::En, it),
            words_::matters(Lang::En, it)
        ));
        say(format_args!("\n**{}。** {}\n", words_::title(Lang::Zh, it), words_::matters(Lang::Zh, it)));
        say(format_args!("\nRules: {rules}.\n"));
        if let Some(example) = example(it) {
            say(format_args!("\n```text\n{}\n```\n", example.trim_end()));
        }
    }
    page
}

const INTRODUCTION: &str = "\
# Findings

<!-- Generated from the table of codes; do not edit. UPDATE_DOCS=1 cargo test check:: rewrites it. -->

`coexist check FILE` looks for misconfigurations without running anything. Each finding predicts a failure that a run
confirms, or is marked as advice. What is known and meant is accepted in the file, with the reason:

```ron
accepted: [Accepted(finding: \"F015\", on: \"EX13-B\", reason: \"drained for maintenance until Friday\")],
```

| code | what | 中文 |
|---|---|---|
";
