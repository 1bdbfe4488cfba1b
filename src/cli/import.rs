//! What does `coexist import` do?

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::rc::Rc;

use clap::Args;

use super::UNUSABLE;
use super::files::replace;
use super::load::problems;
use super::output::{Output, Shell, already_there, complain, to_stderr, warn};
use super::source::Source;
use crate::catalogue::marks;
use crate::import::base::{self, MARK};
use crate::import::collect;
use crate::import::notes::{Gravity, Note};
use crate::import::organisation::{Gathered, Organisation};
use crate::import::probe::probe;
use crate::import::record::Class;
use crate::import::redact::Pseudonyms;
use crate::import::shapes::{self, Export};
use crate::import::sources::{self, Limits};
use crate::scenario::mentions::mailboxes_of_others;
use crate::words::{cli, imported as say, typed};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    probe: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    with: Option<PathBuf>,
    #[arg(long, value_name = "NAME")]
    keep: Vec<String>,
    #[arg(long)]
    redact: bool,
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    #[arg(long)]
    force: bool,
}

impl Arguments {
    /// The file to which the base goes; none where it goes to standard output.
    fn base(&self) -> Option<&PathBuf> {
        self.output.as_ref().filter(|it| it.as_os_str() != "-")
    }
}

/// Makes a scenario from exports.
pub(super) fn import(arguments: &Arguments, shell: Shell, output: &mut Output) -> u8 {
    let lang = shell.lang;
    if let Err(message) = fits(arguments, lang) {
        complain(shell, &message, None);
        return UNUSABLE;
    }
    let owned = [arguments.base(), arguments.probe.as_ref()];
    for path in owned.into_iter().flatten() {
        if !arguments.force && path.exists() && !is_import(path) {
            return already_there(shell, path);
        }
    }
    if let Some(key) = arguments.key.as_ref().filter(|it| it.exists() && !arguments.force) {
        return already_there(shell, key);
    }
    let mut pseudonyms = arguments.redact.then(Pseudonyms::default);
    if let Some(pseudonyms) = &mut pseudonyms {
        // The first time only names are taken, so that each is numbered in their order.
        let mut notes = Vec::new();
        shapes::read(&mut exports(&arguments.paths), &mut |it| pseudonyms.meet(&it), &mut notes);
        for it in &notes {
            pseudonyms.meet_file(&it.at.file);
        }
        pseudonyms.number();
    }
    let keep: Vec<String> = match &pseudonyms {
        Some(pseudonyms) => arguments.keep.iter().map(|it| pseudonyms.person(it)).collect(),
        None => arguments.keep.clone(),
    };
    // Whom the file by hand means is not in a group next time.
    let meant = match arguments.with.as_ref().filter(|it| it.is_file()) {
        None => Vec::new(),
        Some(path) => match fs::read_to_string(path) {
            Ok(text) => mailboxes_of_others(&text),
            Err(error) => {
                complain(shell, &cli::cannot_read(lang, path.display(), error), None);
                return UNUSABLE;
            }
        },
    };
    let mut gathered = Gathered::keeping(&keep, &meant);
    let (mut notes, mut records, mut files) = (Vec::new(), 0_u64, 0_u64);
    let mut all = exports(&arguments.paths).inspect(|it| files += u64::from(it.is_ok()));
    let mut take = |record| {
        records += 1;
        match &pseudonyms {
            Some(pseudonyms) => gathered.take(pseudonyms.instead(&record)),
            None => gathered.take(record),
        }
    };
    shapes::read(&mut all, &mut take, &mut notes);
    drop(all);
    if let Some(pseudonyms) = &pseudonyms {
        for it in &mut notes {
            it.at.file = pseudonyms.file(&it.at.file);
        }
    }
    let organisation = gathered.organisation();
    tell(&notes, &organisation, shell);
    if organisation.servers.is_empty() {
        let help = say::no_servers_help(lang, collect::line(Class::Server));
        complain(shell, &say::no_servers(lang), Some(&help));
        return UNUSABLE;
    }
    let text = base::base(&organisation, lang);
    let mut said = vec![say::read(lang, files, crate::words::thousands(records)), made(&organisation, shell)];
    let code = match write(arguments, &organisation, &text, pseudonyms.as_ref(), shell, &mut said) {
        Ok(()) => 0,
        Err((path, error)) => {
            complain(shell, &cli::cannot_write(lang, path.display(), error), None);
            return UNUSABLE;
        }
    };
    said.push(next(arguments, shell));
    let said = said.into_iter().map(|it| it + "\n").collect::<String>();
    if arguments.base().is_some() {
        output.text(&said);
    } else {
        output.text(&text);
        to_stderr(shell.color, &said);
    }
    sound(arguments, text, shell);
    code
}

/// Whether the arguments fit each other.
fn fits(arguments: &Arguments, lang: crate::render::Lang) -> Result<(), String> {
    if arguments.key.is_some() && !arguments.redact {
        return Err(say::key_without_redact(lang));
    }
    if arguments.base().is_none() {
        for (option, path) in [("--probe", &arguments.probe), ("--with", &arguments.with)] {
            if path.is_some() {
                return Err(say::needs_output(lang, option));
            }
        }
    }
    let other = [&arguments.probe, &arguments.with, &arguments.key];
    let all: Vec<&PathBuf> = arguments.base().into_iter().chain(other.into_iter().flatten()).collect();
    for (at, path) in all.iter().enumerate() {
        if all[..at].contains(path) {
            return Err(say::same_file(lang, path.display()));
        }
    }
    Ok(())
}

/// Whether a file was written by an import, so that the next may write it anew.
fn is_import(path: &Path) -> bool {
    fs::read(path).is_ok_and(|it| it.starts_with(MARK.as_bytes()))
}

/// The files of an export, each read when it is its turn. They are called by their place below the folder that all
/// paths have in common, so that the base says the same wherever the export lies.
fn exports(paths: &[PathBuf]) -> impl Iterator<Item = Result<Export, Note>> {
    let shown = |path: &Path| path.to_string_lossy().replace('\\', "/");
    let folders = paths.iter().map(|it| it.parent().map(Path::components).map(Iterator::collect).unwrap_or_default());
    let common = folders.reduce(|one: Vec<Component<'_>>, other| {
        let same = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
        one[..same].to_vec()
    });
    let common = shown(&common.unwrap_or_default().iter().collect::<PathBuf>());
    let common = if common.is_empty() || common.ends_with('/') { common } else { common + "/" };
    let called = move |name: &Rc<str>| name.strip_prefix(&*common).map_or_else(|| name.clone(), Rc::from);
    sources::open(paths, Limits::USUAL).map(move |it| match it {
        Ok(export) => Ok(Export { name: called(&export.name), ..export }),
        Err(mut note) => {
            note.at.file = called(&note.at.file);
            Err(note)
        }
    })
}

/// Tells what was read otherwise than it is meant, and what became of it.
fn tell(notes: &[Note], organisation: &Organisation, shell: Shell) {
    let lang = shell.lang;
    for it in notes {
        let message = format!("{}{}{}", it.place(lang), marks::colon(lang), it.said(lang));
        match it.gravity() {
            Gravity::Error => complain(shell, &message, it.help(lang).as_deref()),
            Gravity::Warning => warn(shell, &message, it.help(lang).as_deref()),
            Gravity::Remark => to_stderr(shell.color, &format!("{message}\n")),
        }
    }
    let mut helped: Vec<String> = Vec::new();
    for it in &organisation.remarks {
        // The same command mends many; it is said once.
        let help = it.help(lang).filter(|help| !helped.contains(help));
        helped.extend(help.clone());
        warn(shell, &it.said(lang), help.as_deref());
    }
}

/// What came of it, and how much was assumed.
fn made(organisation: &Organisation, shell: Shell) -> String {
    let mailboxes: u64 = organisation.mailboxes.iter().map(|it| u64::from(it.entry.count.unwrap_or(1))).sum();
    let count = |it: usize| crate::words::thousands(it as u64);
    let made = say::made(
        shell.lang,
        count(organisation.servers.len()),
        count(organisation.sites.len()),
        count(organisation.databases.len()),
        crate::words::thousands(mailboxes),
    );
    format!("{made}\n{}", say::assumed_things(shell.lang, base::unsaid(organisation, shell.lang).len() as u64))
}

/// Writes the files.
fn write(
    arguments: &Arguments,
    organisation: &Organisation,
    text: &str,
    pseudonyms: Option<&Pseudonyms>,
    shell: Shell,
    said: &mut Vec<String>,
) -> Result<(), (PathBuf, io::Error)> {
    let lang = shell.lang;
    let put = |path: &PathBuf, text: &str| replace(path, text.as_bytes()).map_err(|error| (path.clone(), error));
    if let (Some(path), Some(pseudonyms)) = (&arguments.key, pseudonyms) {
        put(path, &pseudonyms.key())?;
        said.push(cli::wrote(lang, path.display()));
    }
    let Some(base) = arguments.base() else { return Ok(()) };
    put(base, text)?;
    said.push(cli::wrote(lang, base.display()));
    if let Some(path) = &arguments.with {
        if path.exists() {
            said.push(say::left_by_hand(lang, path.display()));
        } else {
            put(path, &base::hand(organisation, &from(path, base), lang))?;
            said.push(cli::wrote(lang, path.display()));
        }
    }
    if let Some(path) = &arguments.probe {
        let below = arguments.with.as_ref().unwrap_or(base);
        let probe = probe(organisation, &from(path, below), lang);
        put(path, &probe.text)?;
        said.extend(probe.left_out);
        said.push(say::wrote_probe(lang, path.display(), probe.clients as u64));
    }
    Ok(())
}

/// The way from the folder of one file to another file, as a scenario writes it.
fn from(file: &Path, to: &Path) -> String {
    let whole = |it: &Path| std::path::absolute(it).unwrap_or_else(|_| it.to_owned());
    let (file, to) = (whole(file), whole(to));
    let folder: Vec<Component<'_>> = file.parent().map(|it| it.components().collect()).unwrap_or_default();
    let parts: Vec<Component<'_>> = to.components().collect();
    let same = folder.iter().zip(&parts).take_while(|(one, other)| one == other).count();
    let up = folder[same..].iter().map(|_| "..".to_owned());
    let down = parts[same..].iter().map(|it| it.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// What to do next.
fn next(arguments: &Arguments, shell: Shell) -> String {
    let check = |path: &Path| format!("coexist check {}", typed(&path.to_string_lossy()));
    match (arguments.base(), &arguments.probe) {
        (Some(base), Some(probe)) => {
            let top = arguments.with.as_ref().unwrap_or(base);
            let run = format!("coexist run -q {}", typed(&probe.to_string_lossy()));
            say::next_steps(shell.lang, check(top), run)
        }
        (Some(base), None) => say::next_check(shell.lang, check(base)),
        (None, _) => say::next_piped(shell.lang, check(Path::new("-"))),
    }
}

/// Tells what keeps the base from being run: an organisation may be one that the simulator does not take.
fn sound(arguments: &Arguments, text: String, shell: Shell) {
    let place = arguments.base().map_or_else(|| "-".to_owned(), |it| it.display().to_string());
    let source =
        Source { name: place.clone(), file: place.clone(), place, is_of_gallery: false, bytes: text.into_bytes() };
    if let Err(found) = source.load() {
        problems(&source, &found, shell);
    }
}
