//! Which files have the lessons that come with the program?

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The folder of the lessons, among those of the scenarios.
pub(super) const FOLDER: &str = "lessons";

/// The table of all files as Rust: `COURSE`, and by lesson the path and the text of each of its files.
pub(super) fn table(folder: &Path) -> io::Result<String> {
    let (mut course, mut stray, mut lessons) = ("None".to_owned(), Vec::new(), String::new());
    for path in listed(folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            let mut files = Vec::new();
            walk(&path, "", &mut files)?;
            let files: Vec<String> =
                files.iter().map(|(name, path)| format!("({name:?}, {})", included(path))).collect();
            writeln!(lessons, "    ({name:?}, &[{}]),", files.join(", ")).expect("a string takes everything");
        } else if name == "course.ron" {
            course = format!("Some({})", included(&path));
        } else {
            stray.push(name);
        }
    }
    Ok(format!(
        "/// `course.ron`.\nconst COURSE: Option<&str> = {course};\n/// The files of each lesson.\nconst LESSONS: \
         &[(&str, &[(&str, &str)])] = &[\n{lessons}];\n/// What else lies beside them.\nconst STRAY: &[&str] = \
         &{stray:?};\n"
    ))
}

/// What is in a folder, in the order of the names; nothing where it is not there.
fn listed(folder: &Path) -> io::Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut found: Vec<PathBuf> = fs::read_dir(folder)?.map(|it| it.map(|it| it.path())).collect::<io::Result<_>>()?;
    found.sort();
    Ok(found)
}

fn walk(folder: &Path, before: &str, found: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    for path in listed(folder)? {
        let name = format!("{before}{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            walk(&path, &format!("{name}/"), found)?;
        } else {
            found.push((name, path));
        }
    }
    Ok(())
}

/// The text of a file, read when the program is compiled.
fn included(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    format!("include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/{path}\"))")
}
