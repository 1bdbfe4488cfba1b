//! What does `coexist check` do?

use anstream::ColorChoice;
use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::UNUSABLE;
use super::load::problems;
use super::memory;
use super::output::{Output, Shell, complain};
use super::several::worst;
use super::source::{self, Missing, Source};
use crate::catalogue::marks;
use crate::check::{Checked, Finding, FindingSeverity, check_all};
use crate::diag::render::{Color, Shown, ShownKind, shown};
use crate::diag::sources::{Places, Sources};
use crate::diag::{Diagnostic, Lines};
use crate::render::{Lang, check as tell};
use crate::resolve::text_of;
use crate::scenario::change::When;
use crate::scenario::edit;
use crate::scenario::write::ToRon;
use crate::words::{check as say, cli as words};
use crate::world::World;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(value_name = "NAME|FILE|-", required = true)]
    scenarios: Vec<String>,
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[arg(long)]
    accepted: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Sarif,
    Markdown,
}

/// Checks files and returns the exit code: 0 nothing but advice, 1 findings, 2 a file cannot be used.
pub(super) fn check(arguments: &Arguments, shell: Shell, output: &mut Output) -> u8 {
    let mut objects = Vec::new();
    let mut codes = Vec::new();
    let mut found = 0;
    let names = match source::files_below(&arguments.scenarios, shell.lang) {
        Ok(names) => names,
        Err(Missing { message, help }) => {
            complain(shell, &message, help.as_deref());
            return UNUSABLE;
        }
    };
    for name in &names {
        let source = match source::find(Some(name), shell.lang) {
            Ok(source) => source,
            Err(Missing { message, help }) => {
                complain(shell, &message, help.as_deref());
                codes.push(UNUSABLE);
                continue;
            }
        };
        match one(arguments, shell, &source, &mut objects, output) {
            Ok(errors) => {
                found += errors;
                codes.push(u8::from(errors > 0));
            }
            Err(code) => codes.push(code),
        }
    }
    if arguments.format == Format::Text && names.len() > 1 {
        output.text(&format!("{}\n", say::files(shell.lang, names.len(), found)));
    }
    if arguments.format == Format::Markdown {
        let nothing = names.iter().map(|it| format!("{}\n", say::nothing(shell.lang, it)));
        let told = if objects.is_empty() { nothing.collect() } else { tell::report(&objects) };
        output.text(&told);
    }
    if arguments.format == Format::Sarif {
        output.text(&format!("{:#}\n", tell::sarif(shell.lang, &objects)));
    }
    codes.extend(memory::cut_short(shell));
    worst(&codes)
}

fn one(
    arguments: &Arguments,
    shell: Shell,
    source: &Source,
    objects: &mut Vec<Value>,
    output: &mut Output,
) -> Result<usize, u8> {
    let sources = source.sources(if arguments.format == Format::Text { &source.place } else { &source.file });
    let places = Places::new(&sources);
    let checked = text_of(&source.bytes).and_then(|_| check_all(&sources, &source.name, memory::of_one(1)));
    let Checked { world, warnings, findings, cut_short } = match checked {
        Ok(checked) => checked,
        Err(mistakes) => {
            if arguments.format == Format::Text {
                problems(source, &mistakes, shell);
            }
            for it in &mistakes {
                add(arguments, mistake(it, shell.lang, &places), objects, output);
            }
            return Err(UNUSABLE);
        }
    };
    let lang = shell.lang;
    if cut_short {
        memory::note_cut();
    }
    let meant = |it: &&Finding| it.accepted.is_none();
    let count = |severity| findings.iter().filter(meant).filter(|it| it.severity == severity).count();
    let (errors, advice) = (count(FindingSeverity::Error), count(FindingSeverity::Advice));
    if arguments.format != Format::Text {
        for it in &warnings {
            add(arguments, mistake(it, shell.lang, &places), objects, output);
        }
        for it in findings.iter().filter(|it| arguments.accepted || arguments.format == Format::Sarif || meant(it)) {
            let mut object = tell::object(&world, lang, it, &places);
            if arguments.format == Format::Sarif {
                object["fixes"] = json!(fixes(&sources, &world, lang, it));
            }
            add(arguments, object, objects, output);
        }
        return Ok(errors);
    }
    problems(source, &warnings, shell);
    if findings.is_empty() {
        output.text(&format!("{}\n", say::nothing(lang, &source.place)));
        return Ok(0);
    }
    let color = if shell.color.stdout() == ColorChoice::Never { Color::Never } else { Color::Always };
    let all: Vec<Shown> = findings.iter().filter(meant).map(|it| at_its_place(&world, shell, it)).collect();
    output.text(&shown(&sources, &all, shell.lang, color));
    let accepted: Vec<_> = findings.iter().filter(|it| !meant(it)).collect();
    if arguments.accepted {
        for it in &accepted {
            let reason = it.accepted.as_deref().unwrap_or_default();
            output.text(&format!("{}\n", say::accepted(lang, it.what.code().id(), &it.place.entity, reason)));
        }
    }
    output.text(&format!(
        "{}{}{}\n",
        source.place,
        marks::colon(lang),
        say::counts(lang, errors, advice, accepted.len())
    ));
    Ok(errors)
}

/// What mends a finding: each what it is called, and its actions as a scenario writes them.
pub(super) fn mends(world: &World, lang: Lang, finding: &Finding) -> Vec<(String, Vec<String>)> {
    let titles = tell::mends(world, lang, finding).into_iter().map(|it| it.what);
    let actions = finding.mends.iter().filter(|it| !it.is_empty()).map(|it| it.iter().map(ToRon::ron).collect());
    titles.zip(actions).collect()
}

/// What mends a finding, as an edit of the file: the same actions, done before the run begins.
fn fixes(sources: &Sources<'_>, world: &World, lang: Lang, finding: &Finding) -> Vec<Value> {
    let text = &sources.own().text;
    let lines = Lines::new(text);
    let each = mends(world, lang, finding).into_iter().filter_map(|(what, actions)| {
        let after = edit::with(text, &actions, When::FromStart).ok()?;
        let (span, inserted) = edit::difference(text, &after);
        let ((line, column), (end_line, end_column)) = (lines.place(span.start), lines.place(span.end));
        Some(json!({
            "what": what, "file": sources.own().name, "line": line, "column": column, "end_line": end_line,
            "end_column": end_column, "inserted": inserted,
        }))
    });
    each.collect()
}

fn at_its_place(world: &crate::world::World, shell: Shell, finding: &Finding) -> Shown {
    let code = finding.what.code();
    let word = tell::severity(shell.lang, finding.severity);
    let kind = match finding.severity {
        FindingSeverity::Error => ShownKind::Error(word),
        FindingSeverity::Advice => ShownKind::Advice(word),
    };
    let mut lines = tell::lines(world, shell.lang, finding);
    lines.insert(0, (words::at(shell.lang), finding.place.entity.clone()));
    Shown {
        id: code.id().to_owned(),
        kind,
        message: tell::message(world, shell.lang, finding),
        label: String::new(),
        span: finding.place.span.clone(),
        lines,
    }
}

fn add(arguments: &Arguments, object: Value, objects: &mut Vec<Value>, output: &mut Output) {
    match arguments.format {
        Format::Text => {}
        Format::Json => output.text(&format!("{object}\n")),
        Format::Sarif | Format::Markdown => objects.push(object),
    }
}

/// A mistake of the file as an object like that of a finding.
fn mistake(it: &Diagnostic, lang: Lang, places: &Places<'_>) -> Value {
    let (file, (line, column), (end_line, end_column)) = places.of(&it.span);
    json!({
        "kind": "mistake",
        "file": file,
        "code": it.code.id(),
        "severity": it.severity.word(),
        "at": it.entity,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "message": it.message.of(lang),
        "why": it.label.of(lang),
        "rules": [],
        "mend": it.help.iter().map(|it| json!({ "what": it.of(lang), "commands": [] })).collect::<Vec<_>>(),
        "accepted": null,
    })
}
