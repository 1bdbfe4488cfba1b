//! Which sentences stand in a file?
//!
//! Of the Fluent syntax the catalogue uses: messages and their attributes, terms (`-name`) without parameters,
//! placeholders (`{ $name }`), quoted text (`{ "  " }`), and a choice by number (`{ $count -> [one] … *[other] … }`).

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use fluent_syntax::parser;

use super::{File, Part, Problem, Sentence, Source, plural_forms};

pub(super) fn file(source: &Source, problems: &mut Vec<Problem>) -> File {
    let text = source.text.as_str();
    let resource = match parser::parse(text) {
        Ok(it) => it,
        Err((it, errors)) => {
            for error in errors {
                problems.push(problem(source, line(text, error.pos.start), &format!("not Fluent: {}", error.kind)));
            }
            it
        }
    };
    let terms = resource.body.iter().filter_map(|it| match it {
        Entry::Term(it) => Some((it.id.name, &it.value)),
        _ => None,
    });
    let mut reader = Reader { source, terms: terms.collect(), problems };
    let (mut about, mut sentences) = (Vec::new(), Vec::new());
    for entry in &resource.body {
        match entry {
            Entry::Message(it) => {
                let comment: Vec<String> =
                    it.comment.iter().flat_map(|it| &it.content).map(|it| (*it).to_owned()).collect();
                let own = it.value.iter().map(|pattern| (it.id.name.to_owned(), it.id.name, pattern));
                let attributes = it
                    .attributes
                    .iter()
                    .map(|more| (format!("{}.{}", it.id.name, more.id.name), more.id.name, &more.value));
                for (key, name, pattern) in own.chain(attributes) {
                    let line = reader.line_of(name);
                    let parts = reader.pattern(pattern, line);
                    sentences.push(Sentence { key, line, comment: comment.clone(), parts });
                }
            }
            Entry::ResourceComment(it) => about.extend(it.content.iter().map(|it| (*it).to_owned())),
            Entry::Term(_) | Entry::Comment(_) | Entry::GroupComment(_) | Entry::Junk { .. } => {}
        }
    }
    File { source: source.clone(), about: about.join("\n"), sentences }
}

fn problem(source: &Source, line: usize, text: &str) -> Problem {
    Problem { path: source.path.clone(), line, text: text.to_owned() }
}

fn line(text: &str, at: usize) -> usize {
    text[..at.min(text.len())].matches('\n').count() + 1
}

struct Reader<'a> {
    source: &'a Source,
    terms: Vec<(&'a str, &'a Pattern<&'a str>)>,
    problems: &'a mut Vec<Problem>,
}

impl<'a> Reader<'a> {
    /// The line of a slice of the source.
    fn line_of(&self, slice: &str) -> usize {
        line(&self.source.text, (slice.as_ptr() as usize).saturating_sub(self.source.text.as_ptr() as usize))
    }

    fn trouble(&mut self, line: usize, text: &str) {
        self.problems.push(problem(self.source, line, text));
    }

    fn pattern(&mut self, pattern: &'a Pattern<&'a str>, line: usize) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for element in &pattern.elements {
            let more = match element {
                PatternElement::TextElement { value } => vec![Part::Words((*value).to_owned())],
                PatternElement::Placeable { expression } => self.expression(expression, line),
            };
            for part in more {
                match (parts.last_mut(), part) {
                    (Some(Part::Words(before)), Part::Words(more)) => before.push_str(&more),
                    (_, part) => parts.push(part),
                }
            }
        }
        parts
    }

    fn expression(&mut self, expression: &'a Expression<&'a str>, line: usize) -> Vec<Part> {
        match expression {
            Expression::Inline(it) => self.inline(it, line),
            Expression::Select { selector: InlineExpression::VariableReference { id }, variants } => {
                let at = self.line_of(id.name);
                let (mut own, mut other) = (Vec::new(), Vec::new());
                for variant in variants {
                    let parts = self.pattern(&variant.value, at);
                    let key = match variant.key {
                        VariantKey::Identifier { name } | VariantKey::NumberLiteral { value: name } => name,
                    };
                    let known = plural_forms(self.source.language).contains(&key) || key.parse::<u64>().is_ok();
                    match (variant.default, key) {
                        (true, "other") => other = parts,
                        (false, _) if known => own.push((key.to_owned(), parts)),
                        _ => {
                            self.trouble(at, &format!("[{key}] is no form of a number here; the last one is *[other]"));
                        }
                    }
                }
                vec![Part::Plural { hole: id.name.to_owned(), variants: own, other }]
            }
            Expression::Select { .. } => {
                self.trouble(line, "only a number can choose: { $count -> … }");
                Vec::new()
            }
        }
    }

    fn inline(&mut self, expression: &'a InlineExpression<&'a str>, line: usize) -> Vec<Part> {
        match expression {
            InlineExpression::StringLiteral { value } => {
                vec![Part::Words(fluent_syntax::unicode::unescape_unicode_to_string(value).into_owned())]
            }
            InlineExpression::NumberLiteral { value } => vec![Part::Words((*value).to_owned())],
            InlineExpression::VariableReference { id } => vec![Part::Hole(id.name.to_owned())],
            InlineExpression::TermReference { id, attribute: None, arguments: None } => {
                let at = self.line_of(id.name);
                match self.terms.iter().find(|it| it.0 == id.name).map(|it| it.1) {
                    // A term that names itself would never end; Fluent forbids it, too.
                    Some(term) if !names_a_term(term) => self.pattern(term, at),
                    Some(_) => {
                        self.trouble(at, &format!("-{} names another term", id.name));
                        Vec::new()
                    }
                    None => {
                        self.trouble(at, &format!("-{} is not defined in this file", id.name));
                        Vec::new()
                    }
                }
            }
            InlineExpression::FunctionReference { .. }
            | InlineExpression::MessageReference { .. }
            | InlineExpression::TermReference { .. }
            | InlineExpression::Placeable { .. } => {
                self.trouble(
                    line,
                    "only { $name }, { -term }, { \"text\" } and a choice by number can stand in braces",
                );
                Vec::new()
            }
        }
    }
}

fn names_a_term(pattern: &Pattern<&str>) -> bool {
    pattern.elements.iter().any(|it| {
        let PatternElement::Placeable { expression } = it else { return false };
        matches!(expression, Expression::Inline(InlineExpression::TermReference { .. }) | Expression::Select { .. })
    })
}
