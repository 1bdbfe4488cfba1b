//! Do all languages have the same sentences with the same placeholders, each in its own words?

use super::{File, LANGUAGES, Part, Problem, Sentence, Shape, shape};

/// A topic in all languages.
pub(super) struct Topic<'a> {
    pub(super) name: &'a str,
    pub(super) about: &'a str,
    pub(super) shape: Shape,
    pub(super) entries: Vec<Entry<'a>>,
}

/// A sentence in all languages.
pub(super) struct Entry<'a> {
    pub(super) key: &'a str,
    pub(super) comment: Vec<&'a str>,
    /// Its placeholders in the order in which the program gives them.
    pub(super) holes: Vec<Hole>,
    /// What is said, in the order of [`LANGUAGES`].
    pub(super) said: Vec<&'a [Part]>,
}

/// What the program fills in.
pub(super) struct Hole {
    pub(super) name: String,
    /// A choice depends on it in one of the languages.
    pub(super) is_number: bool,
}

/// Every topic, with what is wrong about it.
pub(super) fn topics<'a>(files: &'a [File], problems: &mut Vec<Problem>) -> Vec<Topic<'a>> {
    let of = |language: &'static str| files.iter().filter(move |it| it.source.language == language);
    let first = LANGUAGES[0].0;
    let mut topics = Vec::new();
    for (language, _) in &LANGUAGES[1..] {
        for file in of(language).filter(|file| of(first).all(|it| it.source.topic != file.source.topic)) {
            trouble(problems, file, 1, format!("there is no src/catalogue/{first}/{}.ftl", file.source.topic));
        }
    }
    for file in of(first) {
        let mut others = Vec::new();
        for (language, _) in &LANGUAGES[1..] {
            match of(language).find(|it| it.source.topic == file.source.topic) {
                Some(it) => others.push(it),
                None => {
                    let text = format!("there is no src/catalogue/{language}/{}.ftl", file.source.topic);
                    trouble(problems, file, 1, text);
                }
            }
        }
        topics.push(topic(file, &others, problems));
    }
    topics
}

fn trouble(problems: &mut Vec<Problem>, file: &File, line: usize, text: String) {
    problems.push(Problem { path: file.source.path.clone(), line, text });
}

fn topic<'a>(file: &'a File, others: &[&'a File], problems: &mut Vec<Problem>) -> Topic<'a> {
    for all in [file].iter().chain(others) {
        for (index, it) in all.sentences.iter().enumerate() {
            if all.sentences[..index].iter().any(|before| function(&before.key) == function(&it.key)) {
                trouble(problems, all, it.line, format!("{} stands here a second time", it.key));
            }
            own_words(all, it, problems);
        }
    }
    for other in others {
        for it in other.sentences.iter().filter(|it| file.sentences.iter().all(|own| own.key != it.key)) {
            trouble(problems, other, it.line, format!("{} is not in {}", it.key, file.source.path));
        }
    }
    let mut entries = Vec::new();
    for it in &file.sentences {
        let mut said = vec![it.parts.as_slice()];
        let (mut names, mut numbers) = (Vec::new(), Vec::new());
        holes(&it.parts, &mut names, &mut numbers);
        for other in others {
            let Some(same) = other.sentences.iter().find(|same| same.key == it.key) else {
                trouble(problems, other, 1, format!("{} is missing ({}:{})", it.key, file.source.path, it.line));
                continue;
            };
            let mut found = Vec::new();
            holes(&same.parts, &mut found, &mut numbers);
            for hole in names.iter().filter(|hole| !found.contains(hole)) {
                let text = format!("{} lacks {{ ${hole} }} ({}:{})", it.key, file.source.path, it.line);
                trouble(problems, other, same.line, text);
            }
            for hole in found.iter().filter(|hole| !names.contains(hole)) {
                let text = format!("{} has {{ ${hole} }}, which {}:{} has not", it.key, file.source.path, it.line);
                trouble(problems, other, same.line, text);
            }
            said.push(&same.parts);
        }
        if names.len() > 1 {
            names = declared(file, it, &names, problems);
        }
        let is_key_word =
            ["as", "else", "for", "if", "in", "loop", "match", "move", "mod", "self", "type", "use", "where"]
                .contains(&function(&it.key).as_str());
        if is_key_word {
            trouble(problems, file, it.line, format!("{} is a word of Rust; choose a longer name", it.key));
        }
        let holes = names.into_iter().map(|name| Hole { is_number: numbers.contains(&name), name }).collect();
        let comment = it.comment.iter().map(String::as_str).filter(|it| !is_list_of_holes(it)).collect();
        entries.push(Entry { key: &it.key, comment, holes, said });
    }
    Topic { name: &file.source.topic, about: &file.about, shape: shape(&file.source.topic), entries }
}

/// The order in which the program gives several placeholders is written in the comment (`# $server, $limit`), so that
/// a sentence can be worded in another order without a change of the program.
fn declared(file: &File, it: &Sentence, names: &[String], problems: &mut Vec<Problem>) -> Vec<String> {
    let line = it.comment.iter().find(|it| is_list_of_holes(it)).map_or("", String::as_str);
    let order: Vec<String> = line.split(',').map(|it| it.trim().trim_start_matches('$').to_owned()).collect();
    let mut both = [order.clone(), names.to_vec()];
    for it in &mut both {
        it.sort();
    }
    if both[0] != both[1] {
        let names: Vec<_> = names.iter().map(|it| format!("${it}")).collect();
        let text = format!("the comment of {} lists its placeholders: # {}", it.key, names.join(", "));
        trouble(problems, file, it.line, text);
    }
    order
}

fn is_list_of_holes(line: &str) -> bool {
    line.split(',').all(|it| {
        let name = it.trim().strip_prefix('$').unwrap_or_default();
        !name.is_empty() && name.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_' || it == b'-')
    })
}

/// The placeholders in the order of the text, and those on which a choice depends.
fn holes(parts: &[Part], names: &mut Vec<String>, numbers: &mut Vec<String>) {
    let add = |to: &mut Vec<String>, name: &String| {
        if !to.contains(name) {
            to.push(name.clone());
        }
    };
    for part in parts {
        match part {
            Part::Words(_) => {}
            Part::Hole(name) => add(names, name),
            Part::Plural { hole, variants, other } => {
                add(names, hole);
                add(numbers, hole);
                for parts in variants.iter().map(|it| &it.1).chain([other]) {
                    holes(parts, names, numbers);
                }
            }
        }
    }
}

/// What a comment says of a sentence that is not in the language of its file, and is meant to be so.
const NAMES_ONLY: &str = "Names only.";

/// English has no Chinese characters, and what is Chinese has some.
fn own_words(file: &File, it: &Sentence, problems: &mut Vec<Problem>) {
    if it.comment.iter().any(|it| it == NAMES_ONLY) {
        return;
    }
    let mut words = String::new();
    spoken(&it.parts, &mut words);
    let chinese = words.chars().any(|it| ('\u{4E00}'..='\u{9FFF}').contains(&it));
    let wanted = file.source.language != LANGUAGES[0].0;
    if chinese != wanted && (chinese || has_words(&words)) {
        let is = if chinese { "has Chinese characters" } else { "is not in Chinese" };
        trouble(
            problems,
            file,
            it.line,
            format!("{} {is}; if it is meant so, a comment says \"# {NAMES_ONLY}\"", it.key),
        );
    }
}

fn spoken(parts: &[Part], to: &mut String) {
    for part in parts {
        match part {
            Part::Words(it) => to.push_str(it),
            Part::Hole(_) => to.push(' '),
            Part::Plural { variants, other, .. } => {
                variants.iter().map(|it| &it.1).chain([other]).for_each(|it| spoken(it, to));
            }
        }
    }
}

/// Whether there is more than signs and abbreviations.
fn has_words(text: &str) -> bool {
    text.split(|it: char| !it.is_alphabetic()).any(|it| it.chars().filter(|it| it.is_lowercase()).count() > 1)
}

/// The name of the function of a sentence.
pub(super) fn function(key: &str) -> String {
    key.to_lowercase().replace(['-', '.'], "_")
}
