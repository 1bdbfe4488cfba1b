//! Does the README tell the truth? Its samples are made by the program, its tables by the types, its commands run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use coexist::lang::Lang;
use coexist::lang::reference::Reference;
use coexist::policy::route::{Access, Sites, Switches, matrix};
use coexist::product::together::Together;
use coexist::scenario::language::{Describe, Kind};
use coexist::world::{Outcome, Version};

const SAMPLE: &str = "service/stopped-target-stays-a-candidate";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn coexist(lang: Lang, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_coexist"))
        .args(arguments)
        .args(["--lang", word(lang)])
        .current_dir(root())
        .output()
        .expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
    (output.status.code().expect("it ends by itself"), text(output.stdout), text(output.stderr))
}

/// The README in each language.
const PAGES: [(Lang, &str); 2] = [(Lang::En, "README.md"), (Lang::Zh, "README.zh.md")];

/// Holds the part of a page between two markers against what it should be; with `UPDATE_DOCS` writes it.
fn hold(page: &str, name: &str, expected: &str) {
    let path = root().join(page);
    let page = fs::read_to_string(&path).expect("the README is there");
    let (begin, end) = (format!("<!-- begin: {name} -->\n"), format!("<!-- end: {name} -->"));
    let start = page.find(&begin).unwrap_or_else(|| panic!("the README has no part {name}")) + begin.len();
    let stop = start + page[start..].find(&end).unwrap_or_else(|| panic!("the part {name} does not end"));
    if page[start..stop] == *expected {
        return;
    }
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, format!("{}{expected}{}", &page[..start], &page[stop..])).expect("the README can be written");
    } else {
        panic!("{name} is out of date, UPDATE_DOCS=1 cargo test readme:: rewrites it:\n{expected}");
    }
}

fn word(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en",
        Lang::Zh => "zh",
    }
}

/// One test for all generated parts, so that nobody writes the file while another reads it.
#[test]
fn samples_and_tables_are_what_the_program_says() {
    for (lang, page) in PAGES {
        hold(page, "sample", &sample(lang));
        hold(page, "mistakes", &mistakes(lang));
        hold(page, "explain", &said(lang, &["explain", SAMPLE], 0));
        hold(page, "what-if", &said(lang, &["what-if", SAMPLE, "--set", "servers.EX10.running=[Imap4]"], 1));
        hold(page, "outcomes", &outcomes(lang));
        hold(page, "matrix", &version_matrix(lang));
    }
}

fn prints(lang: Lang, command: &str) -> String {
    match lang {
        Lang::En => format!("`{command}` prints:"),
        Lang::Zh => format!("`{command}` 打印："),
    }
}

/// The scenario, with its opening words and its title in the language, and its report.
fn sample(lang: Lang) -> String {
    let scenario = fs::read_to_string(root().join(format!("scenarios/{SAMPLE}.ron"))).expect("the sample is there");
    let (code, report, errors) = coexist(lang, &["run", SAMPLE]);
    assert_eq!((code, errors.as_str()), (0, ""));
    let prints = prints(lang, &format!("coexist run {SAMPLE}"));
    let scenario = match lang {
        Lang::En => scenario,
        Lang::Zh => in_chinese(&scenario),
    };
    format!("```ron\n{scenario}```\n\n{prints}\n\n```text\n{report}```\n")
}

/// The sample as `coexist list` describes it in Chinese.
fn in_chinese(scenario: &str) -> String {
    let (_, described, _) = coexist(Lang::Zh, &["list", SAMPLE]);
    let mut lines = described.lines().skip(2).map(str::trim);
    let title = lines.next().expect("it has a title");
    let opening = lines.skip(1).take_while(|it| !it.is_empty()).fold(String::new(), |all, it| all + "// " + it + "\n");
    let code = &scenario[scenario.find("Scenario(").expect("it is a scenario")..];
    let code = code.lines().fold(String::new(), |all, it| {
        if it.starts_with("    title: ") { format!("{all}    title: {title:?},\n") } else { all + it + "\n" }
    });
    opening + &code
}

/// What a command prints, below the command.
fn said(lang: Lang, arguments: &[&str], code: i32) -> String {
    let (found, report, errors) = coexist(lang, arguments);
    assert_eq!((found, errors.as_str()), (code, ""), "{arguments:?}");
    let prints = prints(lang, &format!("coexist {}", arguments.join(" ")));
    format!("{prints}\n\n```text\n{}\n```\n", report.trim_end())
}

fn mistakes(lang: Lang) -> String {
    let folder = std::env::temp_dir().join(format!("coexist-readme-{}-{}", word(lang), std::process::id()));
    fs::create_dir_all(&folder).expect("a folder can be made");
    let file = folder.join("mine.ron");
    let text = "Scenario(\n    schema: 1,\n    servers: [Server(name: \"EX13\", version: Exchange2013, runing: [Imap4])],\n    \
                databases: [Database(name: \"DB13\", on: [\"EX31\"])],\n    clients: [Client(name: \"laptop\", user: \"anna\", \
                connect: \"ex13.contoso.com:993:SLL\")],\n)\n";
    fs::write(&file, text).expect("a file can be written");
    let (code, report, errors) = coexist(lang, &["run", file.to_str().expect("a path in UTF-8")]);
    fs::remove_dir_all(&folder).expect("the folder can be removed");
    assert_eq!((code, report.as_str()), (2, ""));
    let errors = errors.replace(file.to_str().expect("a path in UTF-8"), "mine.ron");
    format!("```text\n{}\n```\n", errors.lines().map(str::trim_end).collect::<Vec<_>>().join("\n"))
}

fn outcomes(lang: Lang) -> String {
    let Kind::Enum(outcomes) = Outcome::KIND else { panic!("Outcome is a list of variants") };
    let head = match lang {
        Lang::En => "| outcome | meaning |",
        Lang::Zh => "| 结果 | 含义 |",
    };
    let (mut table, reference) = (format!("{head}\n|---|---|\n"), Reference::new(lang));
    for variant in outcomes.variants {
        table += &format!("| `{}` | {} |\n", variant.name, reference.say(variant.doc));
    }
    table
}

/// What becomes of a log-on, in each language.
fn access(lang: Lang, access: Access) -> &'static str {
    let (en, zh) = match access {
        Access::Served => ("served", "提供服务"),
        Access::ServedAcrossSites => ("served by RPC across sites", "通过 RPC 跨站点提供服务"),
        Access::RefusedAcrossSites => ("refused, event 1008", "拒绝，事件 1008"),
        Access::ToBackEnd => ("proxied to the back end", "代理到后端"),
        Access::ToNewerBackEnd => ("proxied to the back end (assumed)", "代理到后端（假定）"),
        Access::ToDownLevel => ("proxied to a Client Access server of that version", "代理到该版本的客户端访问服务器"),
        Access::ToMailboxSite => {
            ("proxied to a 2010 Client Access server there, over SSL", "经 SSL 代理到该处的 2010 客户端访问服务器")
        }
        Access::To2007 => ("proxied to a 2007 Client Access server (assumed)", "代理到 2007 客户端访问服务器（假定）"),
        Access::NotProxied | Access::NotProxiedUp => ("refused", "拒绝"),
        Access::NotSupported => ("not supported", "不支持"),
    };
    match lang {
        Lang::En => en,
        Lang::Zh => zh,
    }
}

fn version_matrix(lang: Lang) -> String {
    let versions = Version::ALL;
    let switches = |on| Switches { cross_site_sessions: on, proxy_2010_to_2007: !on, proxy_up: !on };
    let words = |it| access(lang, it);
    let head = match lang {
        Lang::En => "| client hits | mailbox on | in the same site | in another site |",
        Lang::Zh => "| 客户端到达 | 邮箱在 | 同一站点 | 另一站点 |",
    };
    let mut table = format!("{head}\n|---|---|---|---|\n");
    for front in versions {
        for mailbox in versions.into_iter().filter(|it| Together::may_be(front, *it)) {
            let cell = |sites| {
                let (plain, switched) =
                    (matrix(front, mailbox, sites, switches(false)), matrix(front, mailbox, sites, switches(true)));
                if plain == switched {
                    return words(plain).to_owned();
                }
                let switch = match front {
                    Version::Exchange2007 => "`AllowCrossSiteSessions`",
                    Version::Exchange2010 => "`proxy_2010_to_2007: false`",
                    _ => "`proxy_up: false`",
                };
                match lang {
                    Lang::En => format!("{}; with {switch} {}", words(plain), words(switched)),
                    Lang::Zh => format!("{}；使用 {switch} 时{}", words(plain), words(switched)),
                }
            };
            table += &format!(
                "| {} | {} | {} | {} |\n",
                front.word(),
                mailbox.word(),
                cell(Sites::Same),
                cell(Sites::Other)
            );
        }
    }
    table
}

/// Every command that the README shows in its tables and text runs.
#[test]
fn the_commands_of_the_readme_work() {
    for (lang, page) in PAGES {
        commands_work(lang, &fs::read_to_string(root().join(page)).expect("the README is there"));
    }
}

fn commands_work(lang: Lang, page: &str) {
    assert!(page.contains("cargo run --release -- run") && page.contains("cargo test "), "the two commands are shown");
    let mut ran = 0;
    for command in page.split('`').filter(|it| it.starts_with("coexist ")) {
        let mut arguments: Vec<&str> = command.split_whitespace().skip(1).collect();
        // `lsp` speaks with an editor, `test` with a folder; `what-if` says with 1 that something is different.
        let is_pattern = arguments.iter().any(|it| ["NAME", "FILE", "A", "PATH=VALUE"].contains(it));
        if is_pattern || matches!(arguments[0], "lsp" | "test" | "what-if") {
            continue;
        }
        if matches!(arguments.as_slice(), ["explain" | "diff" | "check"]) {
            continue;
        }
        // What a command writes does not belong among the sources.
        let written;
        if arguments == ["course"] {
            arguments.extend(["-o", "course.html"]);
        }
        if let Some(at) = arguments.iter().position(|it| *it == "-o") {
            written = format!("{}/{}", env!("CARGO_TARGET_TMPDIR"), arguments[at + 1]);
            let _ = fs::remove_file(&written);
            arguments[at + 1] = &written;
        }
        let (code, out, errors) = coexist(lang, &arguments);
        assert_eq!(code, 0, "{command}: {errors}");
        assert!(!out.is_empty(), "{command} prints nothing");
        ran += 1;
    }
    assert!(ran >= 3, "the test has stopped finding commands: {ran}");
    for options in [
        &["-q"][..],
        &["--client", "laptop"],
        &["--all"],
        &["--seed", "9"],
        &["--format", "json"],
        &["--format", "mermaid"],
    ] {
        assert!(page.contains(&options.join(" ")) || page.contains(options[0]), "{options:?} is in the README");
        let (code, out, errors) = coexist(lang, &[&["run"], options].concat());
        assert_eq!(code, 0, "{options:?}: {errors}");
        assert!(!out.is_empty(), "{options:?} prints nothing");
    }
}

#[test]
fn links_lead_to_files_that_are_there() {
    for page in [
        "README.md",
        "docs/scenario.md",
        "docs/rules.md",
        "docs/diagnostics.md",
        "docs/trace.md",
        "docs/findings.md",
        "docs/editor.md",
        "docs/install.md",
        "docs/report.md",
        "CHANGELOG.md",
        "README.zh.md",
        "docs/zh/scenario.md",
        "docs/zh/rules.md",
        "docs/zh/diagnostics.md",
        "docs/zh/trace.md",
        "docs/zh/findings.md",
        "docs/zh/editor.md",
        "docs/zh/install.md",
        "docs/zh/report.md",
        "docs/zh/commands.md",
        "docs/zh/log.md",
        "docs/zh/translating.md",
        "docs/zh/architecture.md",
    ] {
        let text = fs::read_to_string(root().join(page)).expect("the page is there");
        let folder = root().join(page).parent().expect("a page is in a folder").to_owned();
        for link in text.split("](").skip(1) {
            let link = link.split(')').next().expect("a link ends");
            let file = link.split('#').next().expect("there is a first part");
            // `[Byte[]](Get-Content …)` is PowerShell.
            if !file.is_empty() && !file.starts_with("http") && !file.contains(' ') {
                assert!(folder.join(file).exists(), "{page} links to {link}");
            }
        }
    }
}
