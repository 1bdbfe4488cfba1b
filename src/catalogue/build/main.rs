//! Makes the program's sentences: src/catalogue becomes one Rust function for each of them. And the table of what each
//! scenario of the gallery shows ([`shown`]), so that whoever lists them need not read them all; and that of the
//! lessons ([`lessons`]).
//!
//! A sentence that one language lacks, or whose placeholders differ, does not build; the error names file and line.

mod catalogue;
mod lessons;
mod shown;

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use catalogue::{LANGUAGES, Source};

fn main() -> io::Result<()> {
    let folder = Path::new("src/catalogue");
    println!("cargo::rerun-if-changed=src/catalogue/build");
    println!("cargo::rerun-if-changed={}", folder.display());
    println!("cargo::rerun-if-changed=scenarios");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo says where"));
    let mut sources = Vec::new();
    for (language, _) in LANGUAGES {
        for entry in fs::read_dir(folder.join(language))? {
            let path = entry?.path();
            let topic = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let text = fs::read_to_string(&path)?.replace("\r\n", "\n");
            let path = path.to_string_lossy().replace('\\', "/");
            sources.push(Source { language, topic, path, text });
        }
    }
    let scenarios = scenarios(Path::new("scenarios"))?;
    fs::write(out.join("shown.rs"), shown::table(&scenarios))?;
    fs::write(out.join("lessons.rs"), lessons::table(&Path::new("scenarios").join(lessons::FOLDER))?)?;
    sources.extend(catalogue::gallery(&scenarios));
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    match catalogue::compile(&sources) {
        Ok(code) => fs::write(out.join("catalogue.rs"), code),
        Err(problems) => {
            for it in problems {
                println!("cargo::error={it}");
            }
            std::process::exit(1);
        }
    }
}

/// The scenarios of the gallery: `change/hung-service-wants-a-restart`, and what the file holds.
fn scenarios(folder: &Path) -> io::Result<Vec<(String, String)>> {
    let mut found = Vec::new();
    for topic in fs::read_dir(folder)? {
        let topic = topic?.path();
        if topic.ends_with(lessons::FOLDER) {
            continue;
        }
        for entry in fs::read_dir(topic)? {
            let path = entry?.path();
            if path.extension().is_some_and(|it| it == "ron") {
                let name = path.strip_prefix(folder).unwrap_or(&path).with_extension("");
                let name = name.to_string_lossy().replace('\\', "/");
                found.push((name, fs::read_to_string(&path)?.replace("\r\n", "\n")));
            }
        }
    }
    found.sort();
    Ok(found)
}
