//! Does docs/import.md tell the truth? Its commands are run, its table and its matrix are what the program says.

use std::fs;
use std::path::Path;

use coexist::import::collect::table;
use coexist::lang::Lang;

use crate::process::{call, call_in, folder};

const PAGES: [(Lang, &str, &str); 2] = [(Lang::En, "en", "docs/import.md"), (Lang::Zh, "zh", "docs/zh/import.md")];

/// What stands in the blocks of commands of a page.
fn commands(page: &str) -> Vec<&str> {
    let blocks = page.split("```sh\n").skip(1).filter_map(|it| it.split_once("```"));
    blocks.flat_map(|it| it.0.lines()).collect()
}

/// The words of a command, as a shell takes them.
fn words(command: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for (at, part) in command.split('\'').enumerate() {
        if at % 2 == 0 { words.extend(part.split_whitespace()) } else { words.push(part) }
    }
    words
}

/// A page with what stands between two marks put there anew.
fn with(page: &str, name: &str, text: &str) -> String {
    let (begin, end) = (format!("<!-- begin: {name} -->\n"), format!("<!-- end: {name} -->"));
    let (before, rest) = page.split_once(&begin).expect("the part begins");
    let (_, after) = rest.split_once(&end).expect("the part ends");
    format!("{before}{begin}{text}{end}{after}")
}

#[test]
fn what_the_page_shows_comes_of_its_commands() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (lang, word, path) in PAGES {
        let page = fs::read_to_string(root.join(path)).expect("the page is there");
        let folder = folder(&format!("documented-{word}"));
        let export = folder.join("docs/examples/contoso-export");
        fs::create_dir_all(&export).expect("there is room");
        for it in fs::read_dir(root.join("docs/examples/contoso-export")).expect("the export is there") {
            let it = it.expect("it can be read");
            fs::copy(it.path(), export.join(it.file_name())).expect("there is room");
        }
        let said: Vec<(i32, String)> = commands(&page)
            .into_iter()
            .map(|it| {
                let words = words(it);
                assert_eq!(words[0], "coexist", "{it}");
                let mut arguments = words[1..].to_vec();
                arguments.extend(["--lang", word]);
                let came = call_in(&folder, &arguments, b"");
                assert!(came.code < 2, "{it}: {}", came.err);
                (came.code, came.out)
            })
            .collect();
        // Collected, imported, run, checked: advice is no failure; and what mends it makes a difference.
        assert_eq!(said.iter().map(|it| it.0).collect::<Vec<_>>(), [0, 0, 0, 0, 1], "{said:?}");
        assert!(said[3].1.contains("F003") && said[3].1.contains("MSExchangeIMAP4"), "{}", said[3].1);
        assert!(said[4].1.contains("EX13A-Imap4-993-SSL-"), "{}", said[4].1);
        let matrix: Vec<&str> = said[2].1.lines().take_while(|it| !it.starts_with("120 ")).collect();
        let told = with(&page, "parts", &table(lang));
        let told = with(&told, "matrix", &format!("```text\n{}\n```\n", matrix.join("\n").trim_end()));
        if told != page {
            assert!(
                std::env::var_os("UPDATE_DOCS").is_some(),
                "{path} is out of date; UPDATE_DOCS=1 cargo test writes it"
            );
            fs::write(root.join(path), told).expect("the page can be written");
        }
    }
}

/// The export of the page is of the shape that the script writes: each file is one of its parts.
#[test]
fn the_export_of_the_page_has_the_files_of_the_script() {
    let script = call(&["collect"]).out;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/examples/contoso-export");
    let mut files = 0;
    for it in fs::read_dir(folder).expect("the export is there") {
        let name = it.expect("it can be read").file_name().into_string().expect("UTF-8");
        assert!(script.contains(&name), "{name}");
        files += 1;
    }
    assert_eq!(files, 11);
}
