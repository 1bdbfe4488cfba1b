//! How are files found and written, so that nothing is half done?

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::lesson::files::{COURSE, LESSON};

/// Every scenario below these paths, in the order of their names; a path that is a file is taken as it is. Hidden
/// folders and `target` are left out, and so is what is only linked to. Of lessons, which have scenarios that are wrong
/// on purpose, only those are taken whose own folder is named.
///
/// # Errors
/// A path that is not there or may not be read.
pub(super) fn scenarios(paths: &[PathBuf]) -> Result<Vec<PathBuf>, (PathBuf, io::Error)> {
    below_all(paths, ".ron")
}

/// The same for files whose names end otherwise.
///
/// # Errors
/// A path that is not there or may not be read.
pub(super) fn below_all(paths: &[PathBuf], ending: &str) -> Result<Vec<PathBuf>, (PathBuf, io::Error)> {
    let mut found = Vec::new();
    for path in paths {
        if fs::metadata(path).map_err(|error| (path.clone(), error))?.is_dir() {
            below(path, ending, &mut found)?;
        } else {
            found.push(path.clone());
        }
    }
    found.sort();
    found.dedup();
    Ok(found)
}

fn below(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) -> Result<(), (PathBuf, io::Error)> {
    let at = |error| (folder.to_owned(), error);
    for entry in fs::read_dir(folder).map_err(at)? {
        let entry = entry.map_err(at)?;
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        let kind = entry.file_type().map_err(at)?;
        let is_lesson = |it: &Path| ending == ".ron" && it.join(LESSON).is_file();
        if kind.is_dir() && !name.starts_with('.') && name != "target" && !is_lesson(&path) {
            below(&path, ending, found)?;
        } else if kind.is_file()
            && ![LESSON, COURSE].contains(&name.as_str())
            && name.len() > ending.len()
            && name.to_lowercase().ends_with(ending)
        {
            found.push(path);
        }
    }
    Ok(())
}

/// Writes a file as a whole or not at all: beside it first, then in its place. A device or a pipe is written to.
///
/// # Errors
/// Whatever kept it from being written.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // What a link points to is written, not the link; and a device or a pipe is not replaced by a file.
    let target = fs::canonicalize(path);
    let path = target.as_deref().unwrap_or(path);
    if fs::metadata(path).is_ok_and(|it| !it.is_file() && !it.is_dir()) {
        return fs::OpenOptions::new().write(true).open(path)?.write_all(bytes);
    }
    let name = path.file_name().map_or_else(String::new, |it| it.to_string_lossy().into_owned());
    let beside = path.with_file_name(format!(".{name}.{}.new", std::process::id()));
    let written = fs::File::create(&beside).and_then(|mut file| {
        file.write_all(bytes)?;
        // A file that was executable, or readable by some only, stays so.
        if let Ok(old) = fs::metadata(path) {
            file.set_permissions(old.permissions())?;
        }
        drop(file);
        fs::rename(&beside, path)
    });
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}
