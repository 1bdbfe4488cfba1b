//! What does `coexist diagram` do?

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::files::replace;
use super::load::{client, loaded, who};
use super::long;
use super::memory;
use super::output::{Output, Shell, already_there, complain};
use super::raster::{Painter, Wish};
use super::source::{self, Missing};
use super::{UNUSABLE, bug};
use crate::catalogue::marks;
use crate::picture::topology::{self, Sight, Style};
use crate::picture::{frames, mermaid, sequence};
use crate::render::{Lang, Length, Options};
use crate::trace::{AttemptId, RecordId, Run};
use crate::verdict::judge;
use crate::words::{self, cli as say, explain as sentences};
use crate::world::{ClientId, Whom, World};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(value_name = "NAME|FILE|-")]
    scenario: Option<String>,
    #[arg(long, value_enum, default_value_t = Subject::Topology)]
    what: Subject,
    #[arg(long, value_enum)]
    format: Option<Format>,
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[arg(long)]
    force: bool,
    #[arg(long, value_name = "RECORD", conflicts_with_all = ["frames", "attempt", "client"])]
    at: Option<u32>,
    #[arg(long, value_name = "DIR", conflicts_with = "output")]
    frames: Option<PathBuf>,
    #[arg(long, value_name = "NAME")]
    client: Option<String>,
    #[arg(long, value_name = "N")]
    attempt: Option<u32>,
    #[arg(long)]
    all: bool,
    #[arg(long, value_name = "N", value_parser = super::seed)]
    seed: Option<u64>,
    #[command(flatten)]
    png: Wish,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Subject {
    Topology,
    Sequence,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Svg,
    Png,
    Mermaid,
    Dot,
}

impl Format {
    /// How the names of its files end.
    const fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Mermaid => "mmd",
            Self::Dot => "dot",
        }
    }
}

/// Draws a scenario and returns the exit code: 0 wherever there is a picture, whatever came out of the run, unless
/// there was no room for all of it.
pub(super) fn diagram(arguments: &Arguments, shell: Shell, output: &mut Output) -> u8 {
    match drawn(arguments, shell, output) {
        0 => memory::cut_short(shell).unwrap_or(0),
        code => code,
    }
}

fn drawn(arguments: &Arguments, shell: Shell, output: &mut Output) -> u8 {
    let lang = shell.lang;
    let refuse = |Missing { message, help }| {
        complain(shell, &message, help.as_deref());
        UNUSABLE
    };
    let moments = arguments.at.is_some() || arguments.frames.is_some();
    if arguments.what == Subject::Sequence && moments {
        complain(shell, &say::only_for_topology(lang), Some(&say::only_for_topology_help(lang)));
        return UNUSABLE;
    }
    if arguments.what == Subject::Topology
        && !moments
        && (arguments.client.is_some() || arguments.attempt.is_some() || arguments.all)
    {
        complain(shell, &say::only_for_sequence(lang), Some(&say::only_for_sequence_help(lang)));
        return UNUSABLE;
    }
    let Some(format) = arguments.format.or_else(|| format_of(arguments.output.as_deref())) else {
        let path = arguments.output.as_ref().map_or_else(String::new, |it| it.display().to_string());
        complain(shell, &say::no_picture_format(lang, path), Some(&say::picture_formats(lang)));
        return UNUSABLE;
    };
    // Before anything is run, so that nobody waits in vain.
    if let Some(path) = arguments.output.as_ref().filter(|it| it.exists() && !arguments.force) {
        return already_there(shell, path);
    }
    let brush = match brush(arguments, format, shell) {
        Ok(brush) => brush,
        Err(code) => return code,
    };
    let prepared = source::find(arguments.scenario.as_deref(), shell.lang).map_err(refuse).and_then(|source| {
        let mut world = loaded(&source, shell)?;
        world.seed = arguments.seed.unwrap_or(world.seed);
        let client =
            arguments.client.as_deref().map(|it| client(&world, it, shell.lang)).transpose().map_err(refuse)?;
        Ok((world, client))
    });
    let (world, client) = match prepared {
        Ok(prepared) => prepared,
        Err(code) => return code,
    };
    let at_work = bug::at_work(shell, &world);
    bug::where_asked_for(&world);
    let drawn = match (arguments.what, arguments.at, &arguments.frames) {
        (Subject::Topology, _, Some(folder)) => Err(series(arguments, (&brush, folder), &world, client, shell, output)),
        (Subject::Topology, Some(record), None) => moment_of(arguments, brush.format(), &world, record, shell),
        (Subject::Topology, None, None) => Ok(topology_of(brush.format(), &Sight::start(&world), lang)),
        (Subject::Sequence, ..) => sequence_of(arguments, brush.format(), &world, client, shell),
    };
    drop(at_work);
    match drawn {
        Ok(text) => deliver(arguments, &brush, text, shell, output),
        Err(code) => code,
    }
}

/// What pictures are written with.
enum Brush {
    /// As they are.
    Text(Format),
    /// From SVG.
    Png(Painter),
}

impl Brush {
    /// The text that is to be made.
    const fn format(&self) -> Format {
        match self {
            Self::Text(format) => *format,
            Self::Png(_) => Format::Svg,
        }
    }

    /// How the names of files end.
    const fn ending(&self) -> &'static str {
        match self {
            Self::Text(format) => format.ending(),
            Self::Png(_) => Format::Png.ending(),
        }
    }

    /// The bytes of the file.
    fn bytes(&self, text: String, shell: Shell) -> Result<Vec<u8>, u8> {
        match self {
            Self::Text(_) => Ok(text.into_bytes()),
            Self::Png(painter) => painter.paint(&text, shell),
        }
    }
}

/// What a format is written with; whether this program, this machine and this terminal can take it.
fn brush(arguments: &Arguments, format: Format, shell: Shell) -> Result<Brush, u8> {
    let lang = shell.lang;
    if format != Format::Png {
        if arguments.png.is_any() {
            complain(shell, &say::only_of_a_png(lang), Some(&say::only_of_a_png_help(lang)));
            return Err(UNUSABLE);
        }
        return Ok(Brush::Text(format));
    }
    let painter = Painter::new(&arguments.png, shell)?;
    if arguments.output.is_none() && arguments.frames.is_none() && std::io::stdout().is_terminal() {
        complain(shell, &say::no_png_for_terminal(lang), Some(&say::no_png_for_terminal_help(lang)));
        return Err(UNUSABLE);
    }
    Ok(Brush::Png(painter))
}

/// What the ending of a file asks for; SVG where there is none to ask.
fn format_of(path: Option<&Path>) -> Option<Format> {
    let Some(ending) = path.and_then(Path::extension) else { return Some(Format::Svg) };
    match &*ending.to_string_lossy().to_lowercase() {
        "svg" => Some(Format::Svg),
        "png" => Some(Format::Png),
        "mmd" | "mermaid" => Some(Format::Mermaid),
        "dot" | "gv" => Some(Format::Dot),
        _ => None,
    }
}

fn topology_of(format: Format, sight: &Sight<'_>, lang: Lang) -> String {
    match format {
        Format::Svg | Format::Png => topology::svg(&topology::layout(sight, lang), Style::Inside),
        Format::Mermaid => topology::mermaid(sight, lang),
        Format::Dot => topology::dot(sight, lang),
    }
}

/// The picture at a record.
fn moment_of(arguments: &Arguments, format: Format, world: &World, record: u32, shell: Shell) -> Result<String, u8> {
    let run = long::run(world, shell);
    let count = run.trace.records().len();
    if record as usize >= count {
        let last = words::thousands(count.saturating_sub(1) as u64);
        complain(shell, &say::no_such_record(shell.lang, record), Some(&say::records_are(shell.lang, last)));
        return Err(UNUSABLE);
    }
    let verdict = judge(world, &run);
    let sight = frames::at(world, &run, &verdict, RecordId(record), arguments.all);
    Ok(topology_of(format, &sight, shell.lang))
}

/// Writes the pictures of a run into a folder, and an index of them. The exit code.
fn series(
    arguments: &Arguments,
    (brush, folder): (&Brush, &Path),
    world: &World,
    client: Option<Whom>,
    shell: Shell,
    output: &mut Output,
) -> u8 {
    let lang = shell.lang;
    let run = long::run(world, shell);
    let attempt = match arguments.attempt.map(|it| attempt(world, &run, client, it, shell)).transpose() {
        Ok(attempt) => attempt,
        Err(code) => return code,
    };
    let verdict = judge(world, &run);
    let length = if arguments.all { Length::All } else { Length::Bounded };
    let options = Options { lang, client, length };
    let stills = frames::stills(world, &run, &options, attempt);
    let digits = stills.len().to_string().len().max(3);
    let file = |at: usize| folder.join(format!("{at:0digits$}.{}", brush.ending()));
    let index = folder.join("index.md");
    let all = (0..stills.len()).map(file).chain([index.clone()]);
    if let Some(path) = all.clone().find(|it| it.exists() && !arguments.force) {
        return already_there(shell, &path);
    }
    let write = |path: &Path, bytes: &[u8]| {
        replace(path, bytes).map_err(|error| {
            complain(shell, &say::cannot_write(lang, path.display(), error), None);
            UNUSABLE
        })
    };
    if let Err(error) = std::fs::create_dir_all(folder) {
        complain(shell, &say::cannot_write(lang, folder.display(), error), None);
        return UNUSABLE;
    }
    let mut told = Vec::new();
    for (at, still) in stills.iter().enumerate() {
        let sight = still.sight(world, &run, &verdict, arguments.all);
        let path = file(at);
        let bytes = brush.bytes(topology_of(brush.format(), &sight, lang), shell);
        if let Err(code) = bytes.and_then(|it| write(&path, &it)) {
            return code;
        }
        let name = path.file_name().map_or_else(String::new, |it| it.to_string_lossy().into_owned());
        told.push((name, topology::caption(&sight, lang).unwrap_or_else(|| words::diagram::at_the_start(lang))));
    }
    if let Err(code) = write(&index, frames::index(world, &told, lang).as_bytes()) {
        return code;
    }
    output.text(&format!("{}\n", say::series_drawn(lang, folder.display(), words::thousands(told.len() as u64))));
    0
}

fn sequence_of(
    arguments: &Arguments,
    format: Format,
    world: &World,
    client: Option<Whom>,
    shell: Shell,
) -> Result<String, u8> {
    let run = long::run(world, shell);
    let attempt = match arguments.attempt {
        Some(number) => Some(attempt(world, &run, client, number, shell)?),
        None => None,
    };
    let length = if arguments.all { Length::All } else { Length::Bounded };
    let options = Options { lang: shell.lang, client, length };
    Ok(match format {
        Format::Svg | Format::Png => sequence::svg(&sequence::layout(world, &run, &options, attempt), Style::Inside),
        Format::Mermaid => {
            let mut text = String::new();
            let _ = mermaid::diagram_of(world, &run, &options, attempt, &mut text);
            text
        }
        Format::Dot => sequence::dot(world, &run, &options, attempt),
    })
}

/// The attempt that is meant.
fn attempt(world: &World, run: &Run, client: Option<Whom>, number: u32, shell: Shell) -> Result<AttemptId, u8> {
    let lang = shell.lang;
    let Some(only) = client.map(|it| it.client).or((world.clients.len() == 1).then_some(ClientId(0))) else {
        let names: Vec<_> = who(world).into_iter().take(12).collect();
        complain(shell, &say::attempt_needs_client(lang), Some(&say::there_are(lang, names.join(&marks::item(lang)))));
        return Err(UNUSABLE);
    };
    let of_client = || run.trace.attempts.iter().enumerate().filter(|it| it.1.client == only);
    if let Some((index, _)) = of_client().find(|it| it.1.number == number) {
        return Ok(AttemptId(index as u32));
    }
    let count = words::counts::attempts(lang, of_client().count() as u64);
    complain(shell, &sentences::no_such_attempt(lang, &world.clients[only.index()].name, number, count), None);
    Err(UNUSABLE)
}

/// Writes the picture where it is wanted.
fn deliver(arguments: &Arguments, brush: &Brush, text: String, shell: Shell, output: &mut Output) -> u8 {
    let bytes = match brush.bytes(text, shell) {
        Ok(bytes) => bytes,
        Err(code) => return code,
    };
    let Some(path) = &arguments.output else {
        output.bytes(&bytes);
        return 0;
    };
    match replace(path, &bytes) {
        Ok(()) => {
            output.text(&format!("{}\n", say::drawn(shell.lang, path.display())));
            0
        }
        Err(error) => {
            complain(shell, &say::cannot_write(shell.lang, path.display(), error), None);
            UNUSABLE
        }
    }
}
