//! Do the documents say the same in both languages?
//!
//! Each document of `docs`, and the README, has a Chinese sister: with the same headings, the same tables, the same
//! commands, and a link to the other at its top. What is generated is held by the tests that write it; what is written
//! by hand is held here, so that nobody changes the one and forgets the other.

use std::fs;
use std::path::Path;

use coexist::lang::has_chinese;

/// What a page is made of.
#[derive(Debug, Default, PartialEq, Eq)]
struct Shape {
    /// The level of each heading.
    headings: Vec<usize>,
    /// The tables: how many columns each row has.
    tables: Vec<Vec<usize>>,
    /// How many items the lists have.
    items: usize,
    /// The blocks of code: their language, and what stands in them unless the program has printed it.
    blocks: Vec<(String, String)>,
    /// The commands in the text.
    commands: Vec<String>,
}

fn shape(page: &str) -> Shape {
    let mut shape = Shape::default();
    let (mut block, mut is_table) = (None::<(String, String)>, false);
    let mut prose = String::new();
    for line in page.lines() {
        if let Some(language) = line.strip_prefix("```") {
            match block.take() {
                None => block = Some((language.to_owned(), String::new())),
                Some(it) => shape.blocks.push(it),
            }
            continue;
        }
        if let Some((_, text)) = &mut block {
            *text += line.trim();
            *text += "\n";
            continue;
        }
        let level = line.chars().take_while(|it| *it == '#').count();
        if level > 0 {
            shape.headings.push(level);
        }
        shape.items += usize::from(line.starts_with("* ") || line.starts_with("1. "));
        if line.starts_with('|') {
            if !is_table {
                shape.tables.push(Vec::new());
            }
            let columns = line.replace("\\|", "").matches('|').count();
            shape.tables.last_mut().expect("one was begun").push(columns);
        }
        is_table = line.starts_with('|');
        prose += line;
        prose += " ";
    }
    let quoted = prose.split('`').skip(1).step_by(2);
    shape.commands = quoted.filter(|it| it.starts_with("coexist ")).map(str::to_owned).collect();
    shape.commands.sort();
    shape
}

/// What is typed is the same in both; what the program prints, and what a scenario says of itself, is not.
fn typed(blocks: &[(String, String)]) -> Vec<(&str, String)> {
    let is_typed = |language: &str| !matches!(language, "text" | "ron");
    let lines = |(language, text): &(String, String)| {
        if is_typed(language) { text.clone() } else { String::new() }
    };
    blocks.iter().map(|it| (it.0.as_str(), lines(it))).collect()
}

#[test]
fn every_document_has_its_chinese_sister_of_the_same_shape() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pairs = vec![("README.md".to_owned(), "README.zh.md".to_owned())];
    for entry in fs::read_dir(root.join("docs")).expect("the folder is there") {
        let path = entry.expect("the entry can be read").path();
        if path.extension().is_some_and(|it| it == "md") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            pairs.push((format!("docs/{name}"), format!("docs/zh/{name}")));
        }
    }
    let sisters = fs::read_dir(root.join("docs/zh")).expect("the folder is there").count();
    assert_eq!(sisters + 1, pairs.len(), "a document in docs/zh has no English one");
    let mut wrong = Vec::new();
    for (english, chinese) in &pairs {
        let read = |path: &str| fs::read_to_string(root.join(path)).unwrap_or_default().replace("\r\n", "\n");
        let (en, zh) = (read(english), read(chinese));
        let (one, other) = (shape(&en), shape(&zh));
        let mut differ = |what: &str, left: String, right: String| {
            if left != right {
                wrong.push(format!("{chinese}: {what}\n  {english}: {left}\n  {chinese}: {right}"));
            }
        };
        differ("headings", format!("{:?}", one.headings), format!("{:?}", other.headings));
        differ("tables", format!("{:?}", one.tables), format!("{:?}", other.tables));
        differ("items of lists", one.items.to_string(), other.items.to_string());
        differ("blocks", format!("{:?}", typed(&one.blocks)), format!("{:?}", typed(&other.blocks)));
        differ("commands", one.commands.join("\n"), other.commands.join("\n"));
        let name = |path: &str| path.rsplit('/').next().expect("a path has a name").to_owned();
        let down = if english == "README.md" { chinese.clone() } else { format!("zh/{}", name(chinese)) };
        let up = if english == "README.md" { english.clone() } else { format!("../{}", name(english)) };
        let top = |page: &str| page.lines().take(4).collect::<String>();
        differ("links to each other", "both".to_owned(), {
            let is_linked =
                top(&en).contains(&format!("[中文]({down})")) && top(&zh).contains(&format!("[English]({up})"));
            if is_linked { "both".to_owned() } else { "missing at the top".to_owned() }
        });
        let title = zh.lines().next().unwrap_or_default();
        differ("title", "in Chinese".to_owned(), {
            let is_chinese = has_chinese(title) || english == "README.md";
            if is_chinese { "in Chinese".to_owned() } else { title.to_owned() }
        });
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn shapes_differ_where_a_row_a_heading_or_a_command_does() {
    let page = "# A\n\n| a | b |\n|---|---|\n| 1 | `coexist run` |\n\n```sh\ncargo test\n```\n";
    assert_eq!(shape(page), shape(&page.replace("| a |", "| 甲 |")));
    for (found, other) in
        [("# A", "## A"), ("| 1 |", "| 1 | 2 |"), ("coexist run", "coexist list"), ("cargo test", "cargo bench")]
    {
        assert_ne!(shape(page), shape(&page.replace(found, other)), "{found}");
    }
}
