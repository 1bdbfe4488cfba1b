//! How do runs, texts, script and core become one file?
//!
//! Everything is inline: data compressed and in letters, the script and the style named by their digests in a content
//! security policy that allows nothing else, so that a browser itself proves that nothing is fetched.

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::{Compression, GzBuilder};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::cli::source::Source;
use crate::gallery;
use crate::ledger;
use crate::page::form::{Page, controls};
use crate::picture::topology;
use crate::render::Lang;
use crate::rules::Rule;
use crate::scenario::Switch;
use crate::words::page as words;

const TEMPLATE: &str = include_str!("../../page/report.html");
const STYLE: &str = include_str!("../../page/report.css");
/// The script, in the order in which it is read; together one function, so that nothing of it is global.
const SCRIPT: [&str; 24] = [
    "(() => {\n\"use strict\";\n",
    include_str!("../../page/base.js"),
    include_str!("../../page/run.js"),
    include_str!("../../page/core.js"),
    include_str!("../../page/distant.js"),
    include_str!("../../page/picture.js"),
    include_str!("../../page/sequence.js"),
    include_str!("../../page/walk.js"),
    include_str!("../../page/folds.js"),
    include_str!("../../page/address.js"),
    include_str!("../../page/clock.js"),
    include_str!("../../page/keys.js"),
    include_str!("../../page/step.js"),
    include_str!("../../page/summary.js"),
    include_str!("../../page/why.js"),
    include_str!("../../page/predict.js"),
    include_str!("../../page/lines.js"),
    include_str!("../../page/whatif.js"),
    include_str!("../../page/compare.js"),
    include_str!("../../page/paper.js"),
    include_str!("../../page/runs.js"),
    include_str!("../../page/overview.js"),
    include_str!("../../page/report.js"),
    "})();\n",
];
/// The core as WebAssembly; `tests/core.rs` proves that it is this source.
const CORE: &[u8] = include_bytes!("../../page/core.wasm.gz");

/// A run as it stands in the file.
pub(super) struct Run {
    /// Where the scenario is from.
    place: String,
    /// What it is called on a command line.
    command: String,
    /// What the index tells of it.
    about: Value,
    /// The page, as JSON, compressed.
    packed: Vec<u8>,
}

impl Run {
    pub(super) fn new(source: &Source, page: &Page) -> Self {
        let json = serde_json::to_string(page).expect("a page is plain data");
        let is_as_there = || gallery::find(&source.name).is_some_and(|it| it.text.as_bytes() == source.bytes);
        let in_gallery = source.is_of_gallery || is_as_there();
        let place = source.place.replace('\\', "/");
        // A page is made to be sent: where its maker keeps files is nobody's business.
        let is_absolute = place.starts_with('/') || place.get(1..2) == Some(":");
        let file = place.rsplit('/').next().unwrap_or(&place).to_owned();
        let command = match (in_gallery, is_absolute) {
            (true, _) => source.name.clone(),
            (false, true) => file,
            (false, false) => place.clone(),
        };
        Self { place, command, about: page.about(), packed: packed(json.as_bytes()) }
    }
}

/// Where the scenarios are from, without the folders that they have in common.
fn places(runs: &[Run]) -> Vec<&str> {
    let folder = |it: &'_ str| it.rfind('/').map_or(0, |at| at + 1);
    let mut common = runs.first().map_or("", |it| &it.place[..folder(&it.place)]);
    for it in runs {
        while !it.place.starts_with(common) {
            common = &common[..folder(common.trim_end_matches('/'))];
        }
    }
    runs.iter().map(|it| &it.place[common.len()..]).collect()
}

/// The same bytes give the same bytes: there is no time and no name in it.
fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut out = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    out.write_all(bytes).expect("memory takes everything");
    out.finish().expect("memory takes everything")
}

/// A picture whose width tells one page from another: a page that was opened from disk may look at pictures, and at
/// nothing else.
pub(super) fn mark(page: &[u8]) -> String {
    let [a, b, ..] = Sha256::digest(page)[..] else { return String::new() };
    let width = 1 + u32::from(u16::from_be_bytes([a, b])) % 30_000;
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"1\"/>\n")
}

/// What a page has beside the walk through its runs.
#[derive(Default)]
pub(in crate::cli) struct Around<'a> {
    /// Its views, as they stand in the template.
    pub(in crate::cli) views: &'a str,
    /// Their style.
    pub(in crate::cli) style: &'a str,
    /// Their scripts, before the last one of all pages, which starts it.
    pub(in crate::cli) scripts: &'a [&'a str],
    /// What the page knows of them, beside words and rules.
    pub(in crate::cli) course: Option<serde_json::Value>,
    /// Their words.
    pub(in crate::cli) words: Option<serde_json::Value>,
    /// What they unpack when it is asked for: the name of each, and what it holds.
    pub(in crate::cli) data: &'a [(&'a str, &'a [u8])],
    /// What the window is called.
    pub(in crate::cli) title: Option<&'a str>,
}

/// What a page has of its own beside its runs: the picture that lies beside one which is written again and again, and
/// what is shown first, from which one comes into the run.
type Beside<'a> = (Option<&'a str>, Option<&'a Value>);

/// The whole file.
pub(super) fn assemble(runs: &[Run], lang: Lang, predict: bool, beside: Beside<'_>) -> String {
    assemble_around(runs, lang, predict, beside, &Around::default())
}

/// The whole script of a page, as one function.
fn script(more: &[&str]) -> String {
    let (start, rest) = SCRIPT.split_at(SCRIPT.len() - 2);
    [start, more, rest].concat().concat()
}

/// A page without runs in the file, with views of its own.
pub(in crate::cli) fn assemble_views(lang: Lang, around: &Around<'_>) -> String {
    assemble_around(&[], lang, false, (None, None), around)
}

fn assemble_around(
    runs: &[Run],
    lang: Lang,
    predict: bool,
    (watched, overview): Beside<'_>,
    around: &Around<'_>,
) -> String {
    let rules: Vec<_> = Rule::ALL
        .iter()
        .map(|it| {
            json!({ "id": it.id(), "text": [it.said(Lang::En), it.said(Lang::Zh)], "mark": it.mark_said(Lang::En),
                    "switch": Switch::names_of(*it),
                    "source": [ledger::sources(*it, Lang::En), ledger::sources(*it, Lang::Zh)] })
        })
        .collect();
    let mut index = json!({
        "coexist": env!("CARGO_PKG_VERSION"),
        "lang": match lang { Lang::En => "en", Lang::Zh => "zh" },
        "predict": predict,
        "watched": watched,
        "overview": overview,
        "words": words::all(),
        "rules": rules,
        "settable": controls::settable(),
        "runs": runs
            .iter()
            .zip(places(runs))
            .map(|(it, place)| json!({ "place": place, "command": it.command, "about": it.about }))
            .collect::<Vec<_>>(),
    });
    if let Some(course) = &around.course {
        index["course"] = course.clone();
    }
    for (key, text) in around.words.iter().filter_map(serde_json::Value::as_object).flatten() {
        index["words"][key] = text.clone();
    }
    // A page is read by a parser for HTML first: no text in it can end the element it stands in.
    let index = index.to_string().replace('<', "\\u003c");
    let own = runs.iter().enumerate().map(|(at, it)| (format!("run-{at}"), STANDARD.encode(&it.packed)));
    let others = around.data.iter().map(|(id, bytes)| ((*id).to_owned(), STANDARD.encode(packed(bytes))));
    let data = own.chain(others).fold(String::new(), |all, (id, packed)| {
        all + &format!("<script type=\"application/gzip;base64\" id=\"{id}\">{packed}</script>\n")
    });
    let core = STANDARD.encode(CORE);
    let (script, style) = (script(around.scripts), format!("{}{STYLE}{}", picture_style(), around.style));
    let policy = format!(
        "default-src 'none'; script-src 'sha256-{}' 'wasm-unsafe-eval'; style-src 'sha256-{}'; img-src data:{}; \
         worker-src blob:; base-uri 'none'; form-action 'none'",
        digest(&script),
        digest(&style),
        if watched.is_some() { " file:" } else { "" }
    );
    let own = |run: &Run| run.about["title"][usize::from(lang == Lang::Zh)].as_str().map(str::to_owned);
    // Whoever predicts must not read what comes in the name of the window.
    let title = if let ([only], false) = (runs, predict) { own(only) } else { None };
    let title = title.or_else(|| around.title.map(str::to_owned)).unwrap_or_else(|| "coexist".to_owned());
    let title = crate::words::markup::xml(&title);
    let lang = match lang {
        Lang::En => "en",
        Lang::Zh => "zh-Hans",
    };
    // In one pass, so that nothing that stands in the data is taken for a mark of the template.
    let mut file = String::with_capacity(TEMPLATE.len() + style.len() + script.len() + data.len() + core.len());
    for part in TEMPLATE.split("{{") {
        match part.split_once("}}") {
            None => file.push_str(part),
            Some((mark, after)) => {
                file.push_str(match mark {
                    "lang" => lang,
                    "title" => &title,
                    "policy" => &policy,
                    "style" => &style,
                    "views" => around.views,
                    "index" => &index,
                    "data" => &data,
                    "core" => &core,
                    "script" => &script,
                    other => unreachable!("the template has no place for {other}"),
                });
                file.push_str(after);
            }
        }
    }
    file
}

/// The style of the picture, with dark colors where the page is dark and not where the system is: in a page one can
/// choose.
fn picture_style() -> String {
    let Some((before, dark)) = topology::CSS.split_once("@media (prefers-color-scheme: dark) { ") else {
        return topology::CSS.to_owned();
    };
    let Some((dark, after)) = dark.split_once("} }") else { return topology::CSS.to_owned() };
    format!("{before}[data-theme=\"dark\"] {dark}}}{after}")
}

fn digest(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever stands behind a mark, up to a quotation mark.
    fn quoted<'a>(text: &'a str, mark: &'a str) -> impl Iterator<Item = &'a str> {
        text.split(mark).skip(1).filter_map(|it| it.split_once('"')).map(|it| it.0)
    }

    #[test]
    fn every_word_that_the_page_asks_for_is_there() {
        let script = SCRIPT.concat();
        let mut asked: Vec<_> = quoted(&script, "word(\"").collect();
        for mark in ["data-word=\"", "data-label=\"", "data-hint=\""] {
            asked.extend(quoted(TEMPLATE, mark));
        }
        assert!(asked.len() > 150, "{}", asked.len());
        for key in asked {
            assert!(words::ALL.iter().any(|it| words::key(it.0) == key), "{key} is missing");
        }
    }

    #[test]
    fn every_word_is_asked_for() {
        let page = SCRIPT.concat() + TEMPLATE;
        // Words whose keys are put together.
        let made = ["verdict_", "stop_", "count_", "is_", "state_", "list_", "security_"];
        for key in words::ALL.iter().map(|it| words::key(it.0)) {
            let is_asked = page.contains(&format!("\"{key}\"")) || made.iter().any(|it| key.starts_with(it));
            assert!(is_asked, "nobody asks for {key}");
        }
    }

    /// The policy forbids it anyway; here it is told at once.
    #[test]
    fn nothing_in_the_page_is_against_its_policy() {
        let script = SCRIPT.concat();
        for end in ["</script", "<!--", "eval(", "fetch(", "XMLHttpRequest", "setAttribute(\"style"] {
            assert!(!script.contains(end), "{end}");
        }
        assert!(!TEMPLATE.contains(" style=") && !TEMPLATE.contains(" onclick="));
        // Only pictures are read as markup: our own code writes and escapes them.
        let markup = script.matches("innerHTML = ").count();
        let pictures = ["pick(run.page.topology)", "pick(run.page.focus?.[focus]?.picture ?? run.page.topology)"];
        let of_pictures = pictures.map(|it| script.matches(&format!("innerHTML = {it};")).count());
        assert_eq!(markup, of_pictures.iter().sum::<usize>());
        let style = picture_style();
        assert!(style.contains("[data-theme=\"dark\"] .coexist-picture {") && !style.contains("@media"), "{style}");
        assert_eq!(style.matches('{').count(), style.matches('}').count());
    }
}
