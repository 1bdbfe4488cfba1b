//! Which scenario is meant, and what does its file hold?

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use crate::diag::Diagnostic;
use crate::diag::sources::Sources;
use crate::gallery::{self, Entry};
use crate::render::Lang;
use crate::resolve::{Loaded, load_all, text_of};
use crate::scenario::base;
use crate::scenario::parse::flattened;
use crate::scenario::tree::json::is_json;
use crate::words::cli as say;

/// The largest file that is read, in bytes: 64 MiB. An organisation of a hundred thousand mailboxes needs a tenth.
const LARGEST: u64 = 64 * 1024 * 1024;

/// A scenario as it was found.
#[derive(Debug)]
pub(super) struct Source {
    /// What it is called in diagnostics: the path, or the name in the gallery.
    pub(super) place: String,
    /// The same for programs, in every language.
    pub(super) file: String,
    /// Whether it is one of the gallery.
    pub(super) is_of_gallery: bool,
    /// What it is called where it has no title of its own.
    pub(super) name: String,
    /// What it holds.
    pub(super) bytes: Vec<u8>,
}

impl Source {
    /// What it holds, as text: that of one file, also where it stands on others.
    pub(super) fn text(&self) -> String {
        let own = String::from_utf8_lossy(&self.bytes);
        let own = own.trim_start_matches('\u{feff}');
        let stands_alone = !base::has(own) && !is_json(own);
        let whole = if stands_alone { None } else { flattened(&self.sources(&self.place)).ok() };
        whole.unwrap_or_else(|| own.to_owned())
    }

    /// Its text and those of its bases; it is called `name` itself.
    pub(super) fn sources(&self, name: &str) -> Sources<'_> {
        let mut find = |path: &str| {
            let told = path.rsplit('/').next().and_then(|it| it.strip_suffix(".ron"));
            if self.is_of_gallery {
                return told.and_then(gallery::find).map(|it| it.text.to_owned());
            }
            text_at(path)
        };
        let mut sources = base::gather(&self.place, String::from_utf8_lossy(&self.bytes), &mut find);
        sources.call(name);
        sources
    }

    /// The world that it describes, and what is suspicious about it.
    ///
    /// # Errors
    /// Everything that is wrong with it and its bases.
    pub(super) fn load(&self) -> Result<Loaded, Vec<Diagnostic>> {
        text_of(&self.bytes)?;
        load_all(&self.sources(&self.place), &self.name)
    }
}

/// Why there is no scenario.
#[derive(Debug)]
pub(super) struct Missing {
    pub(super) message: String,
    pub(super) help: Option<String>,
}

/// Finds the scenario that is meant: a file, `-` for standard input, or one of the gallery.
pub(super) fn find(name: Option<&str>, lang: Lang) -> Result<Source, Missing> {
    let Some(name) = name else {
        return Ok(of_gallery(gallery::find(gallery::DEFAULT).expect("the default is in the gallery")));
    };
    if name == "-" {
        let place = say::standard_input(lang);
        let bytes = read(std::io::stdin().lock(), &place, lang)?;
        let (name, file) = (place.clone(), say::standard_input(Lang::En));
        return Ok(Source { is_of_gallery: false, name, place, file, bytes });
    }
    let path = Path::new(name);
    let ends = |ending| path.extension().is_some_and(|it| it.eq_ignore_ascii_case(ending));
    let names_file = name.contains(['/', '\\']) || ends("ron") || ends("json");
    if names_file && path.exists() {
        return file(name, lang);
    }
    match gallery::find(name) {
        Some(entry) => Ok(of_gallery(entry)),
        None if path.is_dir() => file(name, lang),
        None => Err(unknown(name, names_file, lang)),
    }
}

/// Names of scenarios, with the files of a folder in its place.
pub(super) fn files_below(names: &[String], lang: Lang) -> Result<Vec<String>, Missing> {
    let mut found = Vec::new();
    for name in names {
        if !Path::new(name).is_dir() || gallery::find(name).is_some() {
            found.push(name.clone());
            continue;
        }
        let below = super::files::scenarios(&[name.into()])
            .map_err(|(path, error)| Missing { message: say::cannot_read(lang, path.display(), error), help: None })?;
        if below.is_empty() {
            return Err(Missing { message: say::no_scenario_below(lang, format!("{name:?}")), help: None });
        }
        found.extend(below.iter().map(|it| it.to_string_lossy().into_owned()));
    }
    Ok(found)
}

fn of_gallery(entry: &Entry) -> Source {
    let place = format!("scenarios/{}/{}.ron", entry.topic, entry.claim);
    let (file, name) = (place.clone(), entry.claim.to_owned());
    Source { is_of_gallery: true, file, place, name, bytes: entry.text.as_bytes().to_vec() }
}

/// The scenario in a file.
pub(super) fn file(name: &str, lang: Lang) -> Result<Source, Missing> {
    let path = Path::new(name);
    if path.is_dir() {
        let message = say::is_folder(lang, format!("{name:?}"));
        return Err(Missing { message, help: Some(say::is_folder_help(lang)) });
    }
    let opened = File::open(path).map_err(|error| unreadable(name, &error, lang))?;
    let bytes = read(opened, &format!("{name:?}"), lang)?;
    let stem = path.file_stem().map_or_else(|| name.to_owned(), |it| it.to_string_lossy().into_owned());
    Ok(Source { is_of_gallery: false, place: name.to_owned(), file: name.to_owned(), name: stem, bytes })
}

/// The text of a file, where it is one that may be read.
pub(super) fn text_at(path: &str) -> Option<String> {
    String::from_utf8(read(File::open(path).ok()?, path, Lang::En).ok()?).ok()
}

fn read(from: impl Read, what: &str, lang: Lang) -> Result<Vec<u8>, Missing> {
    let mut bytes = Vec::new();
    if let Err(error) = from.take(LARGEST + 1).read_to_end(&mut bytes) {
        return Err(Missing { message: say::cannot_read(lang, what, error), help: None });
    }
    if bytes.len() as u64 > LARGEST {
        return Err(Missing { message: say::too_large(lang, what), help: None });
    }
    Ok(utf_8(bytes))
}

/// UTF-16 with its mark, as Windows PowerShell writes it with `>`, as UTF-8. Whatever else it is stays as it is.
fn utf_8(bytes: Vec<u8>) -> Vec<u8> {
    let unit: fn([u8; 2]) -> u16 = match bytes.get(..2) {
        Some([0xff, 0xfe]) => u16::from_le_bytes,
        Some([0xfe, 0xff]) => u16::from_be_bytes,
        _ => return bytes,
    };
    let (pairs, rest) = bytes[2..].as_chunks::<2>();
    let text: Result<String, _> = char::decode_utf16(pairs.iter().map(|it| unit(*it))).collect();
    match text {
        Ok(text) if rest.is_empty() => text.into_bytes(),
        _ => bytes,
    }
}

fn unreadable(name: &str, error: &std::io::Error, lang: Lang) -> Missing {
    let name = format!("{name:?}");
    let message = match error.kind() {
        ErrorKind::PermissionDenied => say::not_allowed(lang, name),
        _ => say::cannot_read(lang, name, error),
    };
    Missing { message, help: None }
}

fn unknown(name: &str, names_file: bool, lang: Lang) -> Missing {
    if !names_file && super::manual::is_topic(name) {
        let message = say::no_scenario(lang, format!("{name:?}"));
        return Missing { message, help: Some(say::no_scenario_but_topic(lang, name)) };
    }
    if let Some(file) = file_like(name) {
        let quoted = format!("{name:?}");
        let message = if names_file { say::no_file(lang, quoted) } else { say::no_scenario(lang, quoted) };
        return Missing { message, help: Some(say::file_is_here(lang, file)) };
    }
    let claims = gallery::ALL.iter().map(|it| it.claim);
    let claim = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let claim = claim.strip_suffix(".ron").unwrap_or(claim);
    let meant = closest(claim, claims);
    let quoted = format!("{name:?}");
    let message = if names_file {
        say::no_file(lang, quoted)
    } else if Path::new(name).is_file() {
        return Missing { message: say::not_in_gallery(lang, quoted), help: Some(say::write_path(lang, name)) };
    } else {
        say::no_scenario(lang, quoted)
    };
    let help = match meant {
        Some(meant) => say::did_you_mean_scenario(lang, format!("{meant:?}")),
        None => say::list_shows(lang),
    };
    Missing { message, help: Some(help) }
}

/// A scenario file beside the one that was named, as it is to be written: with its ending, or nearly of the same name.
fn file_like(name: &str) -> Option<String> {
    let path = Path::new(name);
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    let wanted = path.file_name()?.to_string_lossy().into_owned();
    let is_scenario = |it: &String| {
        let ending = Path::new(it).extension().map(|it| it.to_string_lossy().to_lowercase());
        ending.is_some_and(|it| matches!(&*it, "ron" | "json"))
    };
    let here = std::fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?.take(FILES_MAX);
    let mut files: Vec<String> =
        here.filter_map(|it| it.ok()?.file_name().into_string().ok()).filter(is_scenario).collect();
    files.sort();
    let stem = |it: &str| Path::new(it).file_stem().map_or_else(String::new, |it| it.to_string_lossy().to_lowercase());
    let same = files.iter().find(|it| stem(it) == wanted.to_lowercase() || stem(it) == stem(&wanted));
    let found = same.map(String::as_str).or_else(|| {
        let near = crate::diag::suggest::closest(&wanted, files.iter().map(String::as_str));
        near.or_else(|| crate::diag::suggest::closest(&format!("{wanted}.ron"), files.iter().map(String::as_str)))
    })?;
    Some(folder.map_or_else(|| found.to_owned(), |it| it.join(found).to_string_lossy().into_owned()))
}

/// In a folder with more files than this nobody looks for the one that was meant.
const FILES_MAX: usize = 10_000;

/// The candidate that was probably meant.
pub(super) fn closest<'a>(written: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let written = written.to_lowercase();
    candidates
        .map(|it| {
            let lower = it.to_lowercase();
            // A part of a name is meant as it stands. Slips are counted in the whole name and in its beginning, because
            // long names are seldom typed to their end.
            let length = written.chars().count();
            let beginning: String = lower.chars().take(length).collect();
            let part = length >= 3 && lower.contains(&written);
            let slips = strsim::damerau_levenshtein(&written, &lower)
                .min(strsim::damerau_levenshtein(&written, &beginning) + usize::from(beginning != lower));
            (if part { 0 } else { slips }, it)
        })
        .filter(|it| it.0 * 3 <= written.chars().count())
        .min()
        .map(|it| it.1)
}
