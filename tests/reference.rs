//! Is the reference of the scenario language true?

use std::collections::BTreeSet;

use coexist::diag;
use coexist::lang::Lang;
use coexist::lang::reference::{self as texts, Reference};
use coexist::scenario::{Version, reference};

/// Compares a generated page with the file, or rewrites the file where `UPDATE_DOCS` is set.
#[track_caller]
fn check_page(path: &str, page: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, page).unwrap();
    }
    let file = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(file == page, "{} is out of date: run the tests with UPDATE_DOCS=1", path.display());
}

#[track_caller]
fn in_every_language(name: &str, page: fn(&Reference) -> String) {
    check_page(&format!("docs/{name}"), &page(&Reference::new(Lang::En)));
    check_page(&format!("docs/zh/{name}"), &page(&Reference::new(Lang::Zh)));
}

/// Whoever adds a field, a value or a code, or words one anew, writes its Chinese into `src/catalogue/zh.po`.
#[test]
fn every_text_of_the_reference_has_its_chinese() {
    let reference = Reference::new(Lang::Zh);
    for page in [reference::markdown, coexist::cmdlet::reference::markdown, coexist::render::json::reference::markdown]
    {
        let _ = page(&reference);
    }
    let _ = diag::reference::markdown(&reference, |_| None);
    let asked = reference.asked();
    let known: BTreeSet<String> = texts::chinese().keys().cloned().collect();
    let missing: Vec<String> = asked.difference(&known).map(|it| format!("msgid {it:?}\nmsgstr \"\"\n")).collect();
    assert!(missing.is_empty(), "src/catalogue/zh.po lacks\n\n{}", missing.join("\n"));
    let left: Vec<&String> = known.difference(&asked).collect();
    assert!(left.is_empty(), "src/catalogue/zh.po has what nobody asks for any more: {left:#?}");
}

#[test]
fn the_bounds_are_all_in_one_table() {
    check_page("docs/limits.md", &coexist::cli::limits::page(Lang::En));
    check_page("docs/zh/limits.md", &coexist::cli::limits::page(Lang::Zh));
}

#[test]
fn the_page_is_what_the_language_is() {
    in_every_language("scenario.md", reference::markdown);
}

#[test]
fn the_example_is_a_scenario() {
    let loaded = coexist::resolve::load(reference::EXAMPLE, "example").unwrap_or_else(|it| panic!("{it:#?}"));
    assert_eq!(loaded.warnings, []);
    assert_eq!(loaded.world.servers.len(), 2);
}

/// The one default that differs by version and is no setting: it stands in the table of products.
#[test]
fn the_usual_windows_of_each_version_is_in_the_page() {
    let rows = Version::ALL.map(|it| format!("{}: `{:?}`", it.product().year, it.product().windows[0]));
    assert!(reference::markdown(&Reference::new(Lang::En)).contains(&format!("| {} |", rows.join(", "))), "{rows:?}");
}

#[test]
fn every_field_is_in_the_page() {
    let page = reference::markdown(&Reference::new(Lang::En));
    for field in ["InternalConnectionSettings", "AllowCrossSiteSessions", "for_sites", "site_of_2010_mailbox", "after"]
    {
        assert!(page.contains(&format!("| `{field}` |")), "{field}");
    }
    for word in ["serde", "Vec<", "Option<", "Rust"] {
        assert!(!page.contains(word), "{word} means nothing to an admin");
    }
}

#[test]
fn the_page_of_the_commands_is_what_is_read() {
    in_every_language("commands.md", coexist::cmdlet::reference::markdown);
}

#[test]
fn the_page_of_the_format_is_what_is_written() {
    in_every_language("trace.md", coexist::render::json::reference::markdown);
}
