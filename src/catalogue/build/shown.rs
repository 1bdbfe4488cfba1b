//! What does each scenario of the gallery expect?
//!
//! Read by its look, as titles are; a test of `ledger` holds it against what the scenarios say.

/// The table: of each scenario its name, the rules that its expectations name, and their outcomes.
pub(crate) fn table(scenarios: &[(String, String)]) -> String {
    let mut code = "&[\n".to_owned();
    for (name, text) in scenarios {
        code += &format!("({name:?}, &{:?}, &{:?}),\n", rules(text), outcomes(text));
    }
    code + "]\n"
}

/// What stands behind each `field:` of a text, but for comments.
fn fields<'a>(text: &'a str, field: &'a str) -> impl Iterator<Item = &'a str> {
    text.lines().filter(|it| !it.trim_start().starts_with("//")).flat_map(move |line| {
        line.match_indices(field).filter_map(move |(at, _)| {
            let alone = !line[..at].ends_with(|it: char| it.is_alphanumeric() || it == '_');
            alone.then(|| line[at + field.len()..].strip_prefix(':')).flatten().map(str::trim_start)
        })
    })
}

/// The ids of rules, each once. A list stands on one line, or a rule on each of the lines below.
fn rules(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for list in fields(text, "rules") {
        let begin = list.as_ptr() as usize - text.as_ptr() as usize;
        let list = text[begin..].split(']').next().unwrap_or_default();
        found.extend(list.split('"').skip(1).step_by(2));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The outcomes, each once.
fn outcomes(text: &str) -> Vec<&str> {
    let end = |it: char| !it.is_alphanumeric();
    let mut found: Vec<_> = fields(text, "outcome").map(|it| it.split(end).next().unwrap_or_default()).collect();
    found.sort_unstable();
    found.dedup();
    found
}
