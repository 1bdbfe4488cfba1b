//! Is every rule of the product accounted for?
//!
//! `docs/rules.md` is written here, from [`coexist::ledger`] (`UPDATE_DOCS=1` writes it anew). The test fails where the
//! page is out of date, where a rule is shown by no scenario and excused by no reason, and where an excuse has outlived
//! its reason.

use std::fs;
use std::path::{Path, PathBuf};

use coexist::lang::Lang;
use coexist::ledger::Standing::{BuiltIn, Decides, NotModelled};
use coexist::ledger::{gallery, page, standing};
use coexist::rules::Rule;

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A rule that decides is shown; a rule that is excused is not.
#[test]
fn every_rule_is_shown_or_excused() {
    let gallery = gallery();
    let mut wrong = Vec::new();
    for &rule in Rule::ALL {
        let by = gallery.iter().filter(|it| it.rules.contains(&rule)).count();
        match standing(rule).1 {
            Decides if by == 0 => wrong.push(format!("{}: no scenario expects it", rule.id())),
            BuiltIn(why) | NotModelled(why) if by > 0 => {
                wrong.push(format!("{}: {by} scenarios expect it, but it is excused: {}", rule.id(), why.of(Lang::En)));
            }
            Decides | BuiltIn(_) | NotModelled(_) => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The module that is named is there; where the rule decides, it names the rule.
#[test]
fn every_rule_is_at_home_where_the_page_says() {
    let mut wrong = Vec::new();
    for &rule in Rule::ALL {
        let (module, standing) = standing(rule);
        let path: PathBuf = home().join("src").join(format!("{}.rs", module.replace("::", "/")));
        let Ok(text) = fs::read_to_string(&path) else {
            wrong.push(format!("{}: there is no module {module}", rule.id()));
            continue;
        };
        let (id, variant) = (rule.id(), format!("Rule::{rule:?}"));
        let whole = |word: &str| {
            text.to_lowercase()
                .split(&word.to_lowercase())
                .skip(1)
                .any(|it| !it.starts_with(|it: char| it.is_alphanumeric()))
        };
        if matches!(standing, Decides) && !whole(id) && !whole(&variant) {
            wrong.push(format!("{id}: {module} does not name it"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_page_of_rules_is_up_to_date() {
    for (lang, path) in [(Lang::En, "docs/rules.md"), (Lang::Zh, "docs/zh/rules.md")] {
        let page = page(lang);
        if std::env::var_os("UPDATE_DOCS").is_some() {
            fs::write(home().join(path), &page).expect("the page can be written");
        }
        let written = fs::read_to_string(home().join(path)).unwrap_or_default();
        assert!(written == page, "{path} is out of date: UPDATE_DOCS=1 cargo test rules:: writes it anew");
    }
}

/// No rule falls between the headings.
#[test]
fn every_rule_is_on_the_page_once() {
    let page = page(Lang::Zh);
    for rule in Rule::ALL {
        assert_eq!(page.matches(&format!("\n| {} |", rule.id())).count(), 1, "{}", rule.id());
    }
}
