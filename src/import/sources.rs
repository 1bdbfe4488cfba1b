//! What was given: which files are in a folder or an archive, and what does each hold?
//!
//! One file after the other, in the order of their names, each within bounds that are set before it is read. Nothing is
//! ever written, so that a name that leads out of an archive could do no harm; it is refused because nobody who packs a
//! folder makes such names.

use std::collections::VecDeque;
use std::fs;
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::UNIX_EPOCH;

use zip::ZipArchive;
use zip::result::ZipError;

use crate::import::notes::{Note, Noted};
use crate::import::record::Origin;
use crate::import::shapes::Export;
use crate::time::date;

/// How much is read.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of one file, or of one member of an archive.
    pub file: u64,
    /// Bytes of all together.
    pub all: u64,
    /// How many files.
    pub files: usize,
    /// How many bytes a packed byte may become.
    pub ratio: u64,
}

impl Limits {
    /// The usual: a hundred thousand mailboxes as `coexist collect` exports them are 60 MiB.
    pub const USUAL: Self = Self { file: 256 << 20, all: 1 << 30, files: 10_000, ratio: 400 };
}

/// A member smaller than this is not measured by how well it was packed: little files pack to almost nothing.
const MEASURED_FROM: u64 = 1 << 20;

/// The exported files in what was given: folders with all that is below them, archives, single files.
#[must_use]
pub fn open(paths: &[PathBuf], bounds: Limits) -> Given {
    Given { roots: paths.iter().cloned().collect(), open: VecDeque::new(), archive: None, files: 0, bytes: 0, bounds }
}

/// Files to be read, one after the other.
#[derive(Debug)]
pub struct Given {
    /// What was named, and not looked at yet.
    roots: VecDeque<PathBuf>,
    /// Files that were found, in order.
    open: VecDeque<PathBuf>,
    archive: Option<Archive>,
    files: usize,
    bytes: u64,
    bounds: Limits,
}

/// An archive whose members are being read.
#[derive(Debug)]
struct Archive {
    name: String,
    zip: ZipArchive<Cursor<Vec<u8>>>,
    /// The members by name, the first last.
    members: Vec<(String, usize)>,
}

impl Iterator for Given {
    type Item = Result<Export, Note>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(archive) = &mut self.archive {
                let Some((name, index)) = archive.members.pop() else {
                    self.archive = None;
                    continue;
                };
                let place = format!("{}/{}", archive.name, shown(&name));
                let read = member(&mut archive.zip, &name, index, self.bounds);
                return Some(
                    read.and_then(|(bytes, made)| self.count(&place, bytes, made)).map_err(|it| at(&place, it)),
                );
            }
            let Some(path) = self.open.pop_front() else {
                let root = self.roots.pop_front()?;
                match below(&root, self.bounds.files) {
                    Ok(found) => self.open = found.into(),
                    Err(note) => return Some(Err(note)),
                }
                continue;
            };
            let place = shown(&path.to_string_lossy());
            match load(&path, self.bounds.file) {
                Ok(Some((bytes, _))) if is_archive(&bytes) => match unpack(&place, bytes) {
                    Ok(archive) => self.archive = Some(archive),
                    Err(what) => return Some(Err(at(&place, what))),
                },
                Ok(Some((bytes, made))) => return Some(self.count(&place, bytes, made).map_err(|it| at(&place, it))),
                Ok(None) => return Some(Err(at(&place, Noted::TooLarge(self.bounds.file >> 20)))),
                Err(error) => return Some(Err(at(&place, Noted::CannotRead(error.to_string().into())))),
            }
        }
    }
}

impl Given {
    /// A file that was read, unless with it all is too much; then it is the last.
    fn count(&mut self, place: &str, bytes: Vec<u8>, made: Option<i64>) -> Result<Export, Noted> {
        self.files += 1;
        self.bytes = self.bytes.saturating_add(bytes.len() as u64);
        let refused = if self.files > self.bounds.files {
            Noted::TooManyFiles(self.bounds.files as u64)
        } else if self.bytes > self.bounds.all {
            Noted::TooMuch(self.bounds.all >> 20)
        } else {
            return Ok(Export { name: Rc::from(place), made, bytes });
        };
        (self.roots, self.open, self.archive) = (VecDeque::new(), VecDeque::new(), None);
        Err(refused)
    }
}

/// The members of an archive.
fn unpack(place: &str, bytes: Vec<u8>) -> Result<Archive, Noted> {
    let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|it| broken(&it))?;
    let mut members = Vec::new();
    for index in 0..zip.len() {
        let member = zip.by_index_data(index).map_err(|it| broken(&it))?;
        let name = member.name().map_err(|it| broken(&it))?.replace('\\', "/");
        let is_hidden = name.split('/').any(|it| it == "__MACOSX" || it.starts_with('.') && it != ".." && it != ".");
        if !name.ends_with('/') && !is_hidden {
            members.push((name, index));
        }
    }
    if members.is_empty() {
        return Err(Noted::NothingThere);
    }
    members.sort_by(|one, other| other.cmp(one));
    Ok(Archive { name: place.to_owned(), zip, members })
}

fn at(place: &str, what: Noted) -> Note {
    Note::new(what, Origin { file: Rc::from(place), object: 0, made: None })
}

/// A name as it is told: whatever steers a terminal, or turns the direction of a text, does not belong there.
fn shown(name: &str) -> String {
    let steers = |it: char| {
        it.is_control() || matches!(it, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    name.chars()
        .map(|it| {
            if steers(it) {
                '\u{fffd}'
            } else if it == '\\' {
                '/'
            } else {
                it
            }
        })
        .collect()
}

/// The one place where a file is read: what it holds and when it was written; None where that is more than `most`.
fn load(path: &Path, most: u64) -> io::Result<Option<(Vec<u8>, Option<i64>)>> {
    let file = fs::File::open(path)?;
    let about = file.metadata()?;
    if about.len() > most {
        return Ok(None);
    }
    let made = about.modified().ok().and_then(|it| it.duration_since(UNIX_EPOCH).ok());
    let made = made.and_then(|it| i64::try_from(it.as_secs()).ok());
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0));
    file.take(most + 1).read_to_end(&mut bytes)?;
    Ok(if bytes.len() as u64 > most { None } else { Some((bytes, made)) })
}

/// The files below a path, in the order of their names, without what is hidden or only linked to; the path itself
/// where it is a file.
fn below(root: &Path, most: usize) -> Result<Vec<PathBuf>, Note> {
    let failed = |path: &Path, error: &io::Error| {
        at(&shown(&path.to_string_lossy()), Noted::CannotRead(error.to_string().into()))
    };
    if !fs::metadata(root).map_err(|it| failed(root, &it))?.is_dir() {
        return Ok(vec![root.to_owned()]);
    }
    let (mut found, mut folders) = (Vec::new(), vec![root.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(|it| failed(&folder, &it))? {
            let entry = entry.map_err(|it| failed(&folder, &it))?;
            let kind = entry.file_type().map_err(|it| failed(&entry.path(), &it))?;
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                found.push(entry.path());
            }
            if found.len() + folders.len() > most {
                return Err(at(&shown(&root.to_string_lossy()), Noted::TooManyFiles(most as u64)));
            }
        }
    }
    if found.is_empty() {
        return Err(at(&shown(&root.to_string_lossy()), Noted::NothingThere));
    }
    found.sort();
    Ok(found)
}

fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

fn broken(error: &ZipError) -> Noted {
    Noted::ArchiveBroken(error.to_string().into())
}

/// Whether a name leads out of the folder into which an archive is unpacked.
fn leads_outside(name: &str) -> bool {
    let has_drive = name.as_bytes().get(1) == Some(&b':');
    name.starts_with('/') || has_drive || name.split('/').any(|it| it == "..")
}

/// What a member of an archive holds, and when it was written. An archive knows the time of day and no zone.
fn member(
    zip: &mut ZipArchive<Cursor<Vec<u8>>>,
    name: &str,
    index: usize,
    bounds: Limits,
) -> Result<(Vec<u8>, Option<i64>), Noted> {
    if leads_outside(name) {
        return Err(Noted::ArchiveOutside);
    }
    let about = zip.by_index_data(index).map_err(|it| broken(&it))?;
    if about.encrypted() {
        return Err(Noted::ArchiveLocked);
    }
    let (packed, unpacked) = (about.compressed_size(), about.size());
    let made = about.last_modified().map(|it| {
        let (day, clock) = ((it.year(), it.month(), it.day()), (it.hour(), it.minute(), it.second()));
        date::seconds((day.0.into(), day.1.into(), day.2.into()), (clock.0.into(), clock.1.into(), clock.2.into()))
    });
    // What an archive says of the size of a member may be a lie: it is measured again while it is unpacked.
    let proportionate = packed.saturating_mul(bounds.ratio).max(MEASURED_FROM);
    let refused = |size: u64| {
        if size > proportionate {
            Some(Noted::ArchiveBomb(bounds.ratio))
        } else if size > bounds.file {
            Some(Noted::TooLarge(bounds.file >> 20))
        } else {
            None
        }
    };
    if let Some(refused) = refused(unpacked) {
        return Err(refused);
    }
    let member = zip.by_index(index).map_err(|it| broken(&it))?;
    let mut bytes = Vec::new();
    let most = proportionate.min(bounds.file);
    member.take(most + 1).read_to_end(&mut bytes).map_err(|it| Noted::ArchiveBroken(it.to_string().into()))?;
    match refused(bytes.len() as u64) {
        Some(refused) => Err(refused),
        None if is_archive(&bytes) => Err(Noted::ArchiveNested),
        None => Ok((bytes, made)),
    }
}
