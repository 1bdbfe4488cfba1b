//! How does a folder become a course?

use std::borrow::Cow;
use std::fs;
use std::io::Read;
use std::path::Path;

use super::super::UNUSABLE;
use super::super::output::{Shell, complain};
use crate::lesson::files::{COURSE, LESSON};
use crate::lesson::{CourseFiles, LessonFiles};
use crate::words::{cli, lesson as say};

/// So many bytes may a file of a lesson have.
pub(in crate::cli) const TEXT_MAX: u64 = 1 << 20;
/// So many files are read of one course.
pub(in crate::cli) const FILES_MAX: usize = 4_000;

/// Reads the files of a course from a folder; of a folder that is a lesson itself, that one. What is linked to is not
/// read, so that nothing outside the folder gets into a course.
///
/// # Errors
/// The exit code, once it was told what cannot be read.
pub(super) fn course(folder: &Path, shell: Shell) -> Result<CourseFiles, u8> {
    let mut files = CourseFiles::default();
    let mut count = 0;
    if folder.join(LESSON).is_file() {
        files.lessons.push(lesson(folder, &name_of(folder), &mut count, shell)?);
        return Ok(files);
    }
    for (name, path, is_folder) in entries(folder, shell)? {
        if is_folder {
            files.lessons.push(lesson(&path, &name, &mut count, shell)?);
        } else if name == COURSE {
            files.course = Some(Cow::Owned(text(&path, shell)?));
        } else {
            files.stray.push(name);
        }
    }
    if files.course.is_none() && files.lessons.is_empty() {
        complain(shell, &say::no_course(shell.lang, folder.display()), Some(&say::no_course_help(shell.lang)));
        return Err(UNUSABLE);
    }
    Ok(files)
}

/// The name of a folder, also of the one that is called `.`.
fn name_of(folder: &Path) -> String {
    let whole = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    whole.file_name().map_or_else(String::new, |it| it.to_string_lossy().into_owned())
}

fn lesson(folder: &Path, name: &str, count: &mut usize, shell: Shell) -> Result<LessonFiles, u8> {
    let mut found = LessonFiles { name: name.to_owned(), ..LessonFiles::default() };
    for (name, path, is_folder) in entries(folder, shell)? {
        if is_folder {
            for (inner, path, is_folder) in entries(&path, shell)? {
                let name = format!("{name}/{inner}");
                let text = if is_folder { String::new() } else { text(&path, shell)? };
                found.texts.insert(name, Cow::Owned(text));
                bounded(count, folder, shell)?;
            }
        } else {
            // A picture or an archive belongs to no lesson: that is told by its name, and it is not read.
            let is_text = [".ron", ".md"].iter().any(|it| name.ends_with(it));
            let text = if is_text { text(&path, shell)? } else { String::new() };
            found.texts.insert(name, Cow::Owned(text));
            bounded(count, folder, shell)?;
        }
    }
    Ok(found)
}

fn bounded(count: &mut usize, folder: &Path, shell: Shell) -> Result<(), u8> {
    *count += 1;
    if *count > FILES_MAX {
        complain(shell, &say::too_many_files(shell.lang, folder.display(), FILES_MAX), None);
        return Err(UNUSABLE);
    }
    Ok(())
}

/// What is in a folder, in the order of the names: name, path, and whether it is a folder. Hidden files are left out.
fn entries(folder: &Path, shell: Shell) -> Result<Vec<(String, std::path::PathBuf, bool)>, u8> {
    let told = |error: &std::io::Error| {
        complain(shell, &cli::cannot_read(shell.lang, folder.display(), error), None);
        UNUSABLE
    };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(|it| told(&it))?.take(FILES_MAX + 1) {
        let entry = entry.map_err(|it| told(&it))?;
        let kind = entry.file_type().map_err(|it| told(&it))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') && (kind.is_dir() || kind.is_file()) {
            found.push((name, entry.path(), kind.is_dir()));
        }
    }
    found.sort();
    Ok(found)
}

/// The text of a file.
fn text(path: &Path, shell: Shell) -> Result<String, u8> {
    let lang = shell.lang;
    let told = |message: String| {
        complain(shell, &message, None);
        UNUSABLE
    };
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|it| it.take(TEXT_MAX + 1).read_to_end(&mut bytes));
    read.map_err(|it| told(cli::cannot_read(lang, path.display(), it)))?;
    if bytes.len() as u64 > TEXT_MAX {
        return Err(told(say::text_too_large(lang, path.display(), TEXT_MAX >> 20)));
    }
    let text = String::from_utf8(bytes).map_err(|_| told(say::no_text(lang, path.display())))?;
    Ok(text.trim_start_matches('\u{feff}').replace("\r\n", "\n"))
}
