//! What does `coexist explain` do?

use clap::{Args, ValueEnum};

use super::load::{client, loaded, who};
use super::long;
use super::output::{Output, Shell, complain};
use super::several::each;
use super::source::{self, Missing};
use super::{UNUSABLE, bug};
use crate::explain::Failure;
use crate::render::explain::{Block, Case, blocks, plan_blocks, together, without_look_alikes};
use crate::render::people::Beside;
use crate::render::{Lang, Length, Options, PaintRole, markdown, people as who, text};
use crate::telling::people::people;
use crate::trace::Run;
use crate::trial::plan::{by_weight, plan};
use crate::trial::{Ground, study};
use crate::verdict::{Overall, Verdict, judge};
use crate::words::names::clean;
use crate::words::{self, cli as say, explain as sentences, remedy};
use crate::world::{ClientId, Whom, World};

/// How many failures of different kinds are explained at once.
const EXPLAINED: usize = 3;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(value_name = "NAME|FILE|-")]
    scenarios: Vec<String>,
    #[arg(short, long, conflicts_with_all = ["attempt", "all", "remedy"])]
    quiet: bool,
    #[arg(long, value_name = "NAME")]
    client: Option<String>,
    #[arg(long, value_name = "N")]
    attempt: Option<u32>,
    #[arg(long)]
    all: bool,
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[arg(long, value_name = "N", value_parser = super::seed)]
    seed: Option<u64>,
    #[arg(long, value_name = "N", conflicts_with = "all")]
    remedy: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Markdown,
}

/// Explains the failures of a scenario and returns the exit code: 0, or 3 where the run was cut off.
pub(super) fn explain(arguments: &Arguments, shell: Shell, output: &mut Output) -> u8 {
    let mut one = |name: Option<&str>, output: &mut Output| explained(arguments, name, shell, output);
    each(&arguments.scenarios, arguments.quiet, shell, output, &mut one)
}

/// Explains the failures of a client in a file; those of everybody where none is named.
pub(super) fn of_client(file: &str, client: Option<String>, shell: Shell, output: &mut Output) -> u8 {
    let arguments = Arguments {
        scenarios: vec![file.to_owned()],
        quiet: false,
        client,
        attempt: None,
        all: false,
        format: Format::Text,
        seed: None,
        remedy: None,
    };
    explain(&arguments, shell, output)
}

fn explained(arguments: &Arguments, name: Option<&str>, shell: Shell, output: &mut Output) -> u8 {
    let refuse = |Missing { message, help }| {
        complain(shell, &message, help.as_deref());
        UNUSABLE
    };
    let prepared = source::find(name, shell.lang).map_err(refuse).and_then(|source| {
        let mut world = loaded(&source, shell)?;
        world.seed = arguments.seed.unwrap_or(world.seed);
        let client =
            arguments.client.as_deref().map(|it| client(&world, it, shell.lang)).transpose().map_err(refuse)?;
        Ok((world, client, source.text()))
    });
    let (world, client, text) = match prepared {
        Ok(prepared) => prepared,
        Err(code) => return code,
    };
    let _at_work = bug::at_work(shell, &world);
    bug::where_asked_for(&world);
    let run = long::run(&world, shell);
    let verdict = judge(&world, &run);
    let length = if arguments.all { Length::All } else { Length::Bounded };
    let options = Options { lang: shell.lang, client, length };
    match chosen(arguments, &world, &verdict, client, shell) {
        Ok(chosen) => {
            let case = (&world, &run, &verdict, text.as_str());
            if let Some(number) = arguments.remedy {
                return hand_out(case, &chosen, number, shell, output);
            }
            let _ = if arguments.quiet {
                in_short(case, &chosen, (&options, arguments.format), output)
            } else {
                show(case, &chosen, (&options, arguments.format), output)
            };
            if verdict.overall == Overall::Inconclusive { verdict.overall.exit_code() } else { 0 }
        }
        Err(code) => code,
    }
}

/// What is to be explained: attempts, each with the numbers of those that failed alike.
enum Chosen {
    /// These failures.
    Failures(Vec<Failure>),
    /// There is nothing, and this is why.
    Nothing(String),
}

fn chosen(
    arguments: &Arguments,
    world: &World,
    verdict: &Verdict,
    client: Option<Whom>,
    shell: Shell,
) -> Result<Chosen, u8> {
    let lang = shell.lang;
    let is_meant = |it: ClientId| client.is_none_or(|client| client.is(world, it));
    let attempts: Vec<_> = verdict.attempts.iter().filter(|it| is_meant(it.client)).collect();
    if attempts.is_empty() {
        return Ok(Chosen::Nothing(
            client
                .map_or_else(|| sentences::nobody_connects(lang), |it| sentences::never_connects(lang, it.name(world))),
        ));
    }
    if let Some(number) = arguments.attempt {
        let only = client.map(|it| it.client).or((world.clients.len() == 1).then_some(ClientId(0)));
        let Some(only) = only else {
            let names: Vec<_> = who(world).into_iter().take(12).collect();
            complain(shell, &say::attempt_needs_client(lang), Some(&say::there_are(lang, names.join(", "))));
            return Err(UNUSABLE);
        };
        let name = &world.clients[only.index()].name;
        let Some(found) = verdict.attempts.iter().find(|it| it.client == only && it.number == number) else {
            let count = attempts_in_words(lang, verdict.attempts.iter().filter(|it| it.client == only).count());
            complain(shell, &sentences::no_such_attempt(lang, name, number, count), None);
            return Err(UNUSABLE);
        };
        if found.ended_well() {
            return Ok(Chosen::Nothing(sentences::this_logged_on(lang, name, number)));
        }
        return Ok(Chosen::Failures(vec![Failure { attempt: found.id, alike: vec![(only, vec![number])] }]));
    }
    let failures = by_weight(world, verdict, client);
    if failures.is_empty() {
        let count = attempts_in_words(lang, attempts.len());
        return Ok(Chosen::Nothing(client.map_or_else(
            || sentences::nothing_failed(lang, &count),
            |it| sentences::client_did_not_fail(lang, it.name(world), &count),
        )));
    }
    Ok(Chosen::Failures(failures))
}

fn attempts_in_words(lang: Lang, count: usize) -> String {
    words::counts::attempts(lang, count as u64)
}

/// Writes the scenario with one of the remedies of the first failure that is chosen.
fn hand_out(
    (world, run, verdict, text): (&World, &Run, &Verdict, &str),
    chosen: &Chosen,
    number: usize,
    shell: Shell,
    output: &mut Output,
) -> u8 {
    let failure = match chosen {
        Chosen::Nothing(why) => {
            complain(shell, why, None);
            return UNUSABLE;
        }
        Chosen::Failures(failures) => failures.first(),
    };
    let found = failure.map(|it| study(&Ground::new(text, world), world, run, verdict, it).remedies);
    let mut all: Vec<_> = found.into_iter().flat_map(|it| it.proven.into_iter().chain(it.harmful)).collect();
    let count = all.len();
    let meant = number.checked_sub(1).filter(|it| *it < count).map(|it| all.swap_remove(it));
    match meant.and_then(|it| it.scenario(text)) {
        Some(scenario) => {
            output.text(&scenario);
            0
        }
        None => {
            complain(shell, &sentences::no_such_remedy(shell.lang, number, count), None);
            UNUSABLE
        }
    }
}

/// The causes, and one plan for all of them: what is told of several failures before each of them.
fn as_a_whole(
    (world, run, verdict, text): (&World, &Run, &Verdict, &str),
    (options, format): (&Options, Format),
    output: &mut Output,
) -> std::fmt::Result {
    let (paint, lang) = (&output.paint(), options.lang);
    let people = people(world, run, verdict, options.scope());
    match format {
        Format::Text => who::causes((world, run, verdict), &people, options, paint, output)?,
        Format::Markdown => who::markdown((world, run, verdict), &people, Beside::default(), options, output)?,
    }
    if options.client.is_some() {
        return Ok(());
    }
    match plan(text, &world.title, world, run, verdict) {
        Some(plan) => tell(&plan_blocks(&plan, lang), (options, format), output),
        None => text::explain::line(PaintRole::Note, &remedy::no_plan(lang), paint, output),
    }
}

/// Writes blocks in the form that is wanted.
fn tell(told: &[Block], (options, format): (&Options, Format), output: &mut Output) -> std::fmt::Result {
    match format {
        Format::Text => text::explain::all(told, options, &output.paint(), output),
        Format::Markdown => markdown::explanation(told, output),
    }
}

/// The causes and the plan alone.
fn in_short(
    case: (&World, &Run, &Verdict, &str),
    chosen: &Chosen,
    way: (&Options, Format),
    output: &mut Output,
) -> std::fmt::Result {
    match chosen {
        Chosen::Nothing(why) => {
            output.text(&format!("{why}\n"));
            Ok(())
        }
        Chosen::Failures(_) => as_a_whole(case, way, output),
    }
}

fn show(
    (world, run, verdict, text): (&World, &Run, &Verdict, &str),
    chosen: &Chosen,
    (options, format): (&Options, Format),
    output: &mut Output,
) -> std::fmt::Result {
    let (paint, lang) = (&output.paint(), options.lang);
    let ground = Ground::new(text, world);
    let several = matches!(chosen, Chosen::Failures(failures) if failures.len() > 1);
    match format {
        Format::Text => text::preface(world, options, paint, output)?,
        // Of several the table begins with the title.
        Format::Markdown if several => {}
        Format::Markdown => output.text(&format!("# {}\n\n", markdown::escaped(&clean(&world.title)))),
    }
    let cut_off = verdict.overall == Overall::Inconclusive;
    if cut_off {
        output.text(&format!("{}\n\n", sentences::inconclusive(lang)));
    }
    let failures = match chosen {
        Chosen::Nothing(why) => {
            output.text(&format!("{why}\n"));
            return Ok(());
        }
        Chosen::Failures(failures) => failures,
    };
    let most = if options.length == Length::All { usize::MAX } else { EXPLAINED };
    // What fails for several causes is told as a whole before each of them.
    if several {
        as_a_whole((world, run, verdict, text), (options, format), output)?;
    }
    let mut alike = Vec::new();
    for (index, failure) in failures.iter().take(most).enumerate() {
        if several || index > 0 {
            output.text("\n\n");
        }
        let study = study(&ground, world, run, verdict, failure);
        let case = Case { alike: &failure.alike, study: &study };
        let mut told = blocks(world, run, verdict, &case, lang);
        if several {
            alike.push(without_look_alikes(&mut told, lang));
        }
        tell(&told, (options, format), output)?;
    }
    tell(&together(alike), (options, format), output)?;
    if failures.len() > most {
        output.text(&format!("\n{}\n", sentences::more_failures(lang, failures.len() - most)));
    }
    Ok(())
}
