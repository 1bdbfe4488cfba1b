//! What is each scenario of the gallery called, and with which words does it open?
//!
//! In English the scenario says so itself, in its `title` and in the comment above it; so the English sentences of
//! these two topics are made of the files, and what another language lacks, or has too much, does not build either.

use super::{LANGUAGES, Source};

/// The English titles (`gallery`) and opening words (`openings`) of scenarios, given by name and text.
pub(crate) fn gallery(scenarios: &[(String, String)]) -> [Source; 2] {
    let of = |topic: &str, about: &str, said: fn(&str) -> String| {
        let mut text = format!("### {about}\n\n");
        for (name, scenario) in scenarios {
            text += &format!("{} = {}\n", name.replace('/', "-"), quoted(&said(scenario)));
        }
        Source { language: LANGUAGES[0].0, topic: topic.to_owned(), path: "scenarios".to_owned(), text }
    };
    [
        of("gallery", "What is each scenario of the gallery called?", title),
        of("openings", "With which words does each scenario of the gallery open?", opening),
    ]
}

/// The title. What is no text in one line is left to the test that holds titles against the scenarios.
fn title(scenario: &str) -> String {
    let title = scenario.lines().find_map(|it| it.trim_start().strip_prefix("title: \"")?.strip_suffix("\","));
    title.unwrap_or_default().to_owned()
}

/// The comment at the beginning, as one paragraph.
fn opening(scenario: &str) -> String {
    let lines = scenario.lines().map_while(|it| it.strip_prefix("//")).map(str::trim);
    lines.collect::<Vec<_>>().join(" ")
}

/// As text that Fluent takes as it stands.
fn quoted(text: &str) -> String {
    format!("{{ \"{}\" }}", text.replace('\\', "\\\\").replace('"', "\\\""))
}
