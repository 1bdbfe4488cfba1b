//! What is named at a place: where does it have its name, who else means it, what is it, may it be called otherwise?

use std::collections::BTreeMap;

use lsp_types::{
    DocumentHighlight, DocumentHighlightKind, Hover, HoverContents, Location, MarkupContent, MarkupKind, TextEdit, Uri,
    WorkspaceEdit,
};
use serde_json::{Value, json};

use super::places::range;
use crate::diag::Lines;
use crate::diag::sources::Sources;
use crate::lang::Lang;
use crate::resolve::load_all;
use crate::scenario::mentions::{Declared, Mention, NamedKind, NamesInFiles, PlaceInFile};
use crate::scenario::tree::read;
use crate::words::editor as say;

/// The files of a document: their texts, and what the editor calls them.
pub(super) struct Files<'a> {
    pub(super) sources: &'a Sources<'a>,
    pub(super) uris: &'a [String],
}

/// Where that which is meant at a byte of the document has its name.
pub(super) fn definition(files: &Files<'_>, at: usize) -> Value {
    let names = NamesInFiles::of(files.sources);
    let Some((of, _)) = names.meant(0, at) else { return Value::Null };
    let all: Vec<_> = of.iter().filter_map(|it| files.location(&names.declared[*it].at)).collect();
    json!(all)
}

/// The same within the document, to be shown at once.
pub(super) fn highlights(files: &Files<'_>, at: usize) -> Value {
    let names = NamesInFiles::of(files.sources);
    let Some((of, _)) = names.meant(0, at) else { return Value::Null };
    let lines = Lines::new(files.text(0));
    let light = |place: &PlaceInFile, kind| DocumentHighlight { range: range(&lines, &place.span), kind: Some(kind) };
    let own = of.iter().map(|it| (&names.declared[*it].at, DocumentHighlightKind::WRITE));
    let others = names.mentions_of(&of).map(|it| (&it.at, DocumentHighlightKind::READ));
    let all: Vec<_> = own.chain(others).filter(|it| it.0.file == 0).map(|(it, kind)| light(it, kind)).collect();
    json!(all)
}

/// What can be called otherwise at a byte: its place, and how it is called now.
pub(super) fn renames(files: &Files<'_>, at: usize) -> Value {
    let names = NamesInFiles::of(files.sources);
    let Some((of, place)) = names.meant(0, at) else { return Value::Null };
    let Some(first) = of.first().map(|it| &names.declared[*it]) else { return Value::Null };
    json!({ "range": range(&Lines::new(files.text(place.file)), &place.span), "placeholder": first.name })
}

impl Files<'_> {
    fn location(&self, place: &PlaceInFile) -> Option<Location> {
        let uri = self.uris.get(place.file)?.parse::<Uri>().ok()?;
        Some(Location { uri, range: range(&Lines::new(self.text(place.file)), &place.span) })
    }

    fn text(&self, file: usize) -> &str {
        &self.sources.files()[file].text
    }

    /// Everywhere that it is meant.
    pub(super) fn references(&self, at: usize, with_declaration: bool) -> Value {
        let names = NamesInFiles::of(self.sources);
        let Some((of, _)) = names.meant(0, at) else { return Value::Null };
        let own = of.iter().filter(|_| with_declaration).map(|it| &names.declared[*it].at);
        let all: Vec<_> =
            own.chain(names.mentions_of(&of).map(|it| &it.at)).filter_map(|it| self.location(it)).collect();
        json!(all)
    }

    /// The edits by which it is called otherwise everywhere, in this document and its bases.
    ///
    /// # Errors
    /// Why it cannot be called so, in the language.
    pub(super) fn renamed(&self, at: usize, to: &str, lang: Lang) -> Result<Value, String> {
        let names = NamesInFiles::of(self.sources);
        let Some((of, _)) = names.meant(0, at) else { return Err(say::nothing_named_here(lang)) };
        let Some(first) = of.first().map(|it| &names.declared[*it]) else {
            return Err(say::nothing_named_here(lang));
        };
        if to.is_empty() || to.chars().any(|it| it.is_control() || matches!(it, '"' | '\\')) {
            return Err(say::no_such_name(lang, format_args!("{to:?}")));
        }
        let is_taken = |it: &Declared| {
            let same_kind = it.kind == first.kind || is_host(it.kind) && is_host(first.kind);
            same_kind
                && it.name.to_lowercase() == to.to_lowercase()
                && it.name.to_lowercase() != first.name.to_lowercase()
        };
        if let Some(other) = names.declared.iter().find(|it| is_taken(it)) {
            return Err(say::name_is_taken(lang, to, other.kind.list()));
        }
        let mut edits: BTreeMap<usize, Vec<(std::ops::Range<usize>, String)>> = BTreeMap::new();
        for it in &of {
            let place = &names.declared[*it].at;
            edits.entry(place.file).or_default().push((place.span.clone(), to.to_owned()));
        }
        for Mention { at, .. } in names.mentions_of(&of).filter(|it| it.by_name) {
            let before = &self.text(at.file)[at.span.clone()];
            let is_small = before != first.name && before.to_lowercase() == before;
            let text = if is_small { to.to_lowercase() } else { to.to_owned() };
            edits.entry(at.file).or_default().push((at.span.clone(), text));
        }
        self.holds(&edits, to, lang)?;
        let mut changes = serde_json::Map::new();
        for (file, edits) in &edits {
            let lines = Lines::new(self.text(*file));
            let edits: Vec<_> = edits
                .iter()
                .map(|(span, text)| TextEdit { range: range(&lines, span), new_text: text.clone() })
                .collect();
            changes.insert(self.uris[*file].clone(), json!(edits));
        }
        let edit: WorkspaceEdit = serde_json::from_value(json!({ "changes": changes })).map_err(|it| it.to_string())?;
        Ok(json!(edit))
    }

    /// Whether the scenario is as sound after the edits as before.
    fn holds(
        &self,
        edits: &BTreeMap<usize, Vec<(std::ops::Range<usize>, String)>>,
        to: &str,
        lang: Lang,
    ) -> Result<(), String> {
        if load_all(self.sources, "scenario").is_err() {
            return Ok(());
        }
        let mut after = None::<Sources<'_>>;
        for (file, it) in self.sources.files().iter().enumerate() {
            let mut text = it.text.to_string();
            let mut own = edits.get(&file).cloned().unwrap_or_default();
            own.sort_by_key(|it| it.0.start);
            own.dedup();
            for (span, new) in own.into_iter().rev() {
                text.replace_range(span, &new);
            }
            match &mut after {
                None => after = Some(Sources::of(&it.name, text)),
                Some(all) => all.add(it.name.clone(), text),
            }
        }
        let Some(after) = after else { return Ok(()) };
        match load_all(&after, "scenario") {
            Ok(_) => Ok(()),
            Err(problems) => {
                let why = problems.first().map_or_else(String::new, |it| it.message.of(lang).to_owned());
                Err(say::name_does_not_hold(lang, to, why))
            }
        }
    }

    /// What is named at a byte: how it is written, where it is, and how often it is meant.
    pub(super) fn hover(&self, at: usize, lang: Lang) -> Option<Hover> {
        let names = NamesInFiles::of(self.sources);
        let (of, place) = names.meant(0, at)?;
        let mut parts = Vec::new();
        for it in &of {
            let it = &names.declared[*it];
            if matches!(it.kind, NamedKind::Behind) {
                continue;
            }
            let told = [self.told(&names, it, lang), self.written(it)].into_iter().flatten();
            parts.push(told.collect::<Vec<_>>().join("\n\n"));
        }
        parts.push(match names.mentions_of(&of).count() as u64 {
            0 => say::meant_once(lang),
            times => say::meant_elsewhere(lang, times),
        });
        let value = parts.join("\n\n");
        Some(Hover {
            contents: HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value }),
            range: Some(range(&Lines::new(self.text(place.file)), &place.span)),
        })
    }

    /// What is to be known of it first: of a database and a mailbox on which servers they are, and of which version.
    fn told(&self, names: &NamesInFiles, it: &Declared, lang: Lang) -> Option<String> {
        let head = format!("**{}**", it.name);
        match it.kind {
            NamedKind::Database => Some(format!("{head}: {}", self.database(names, it, lang)?)),
            NamedKind::Mailbox => {
                let database = self.field(it, "database")?;
                let found = names.of_kind(NamedKind::Database).find(|it| it.name.eq_ignore_ascii_case(&database))?;
                let on = self.database(names, found, lang)?;
                Some(format!("{head}: {}", say::mailbox_in(lang, &found.name, on)))
            }
            NamedKind::Server | NamedKind::LoadBalancer => Some(format!("{head}: {}", names.host(it))),
            _ => Some(head),
        }
    }

    fn database(&self, names: &NamesInFiles, it: &Declared, lang: Lang) -> Option<String> {
        let on = self.list(it, "on");
        let active = self.field(it, "active").or_else(|| on.first().cloned())?;
        let server = names.of_kind(NamedKind::Server).find(|it| it.name.eq_ignore_ascii_case(&active));
        let version = server.and_then(|it| self.field(it, "version")).unwrap_or_default();
        Some(say::database_on(lang, crate::words::list(lang, &on), active, version))
    }

    /// A field as it says: a text, or a word.
    fn field(&self, it: &Declared, field: &str) -> Option<String> {
        let (text, group) = self.group(it)?;
        let value = group.field(&text, field)?.value.as_ref()?;
        Some(value.said(&text).map_or_else(|| text[value.span.clone()].to_owned(), std::borrow::Cow::into_owned))
    }

    fn list(&self, it: &Declared, field: &str) -> Vec<String> {
        let found = || {
            let (text, group) = self.group(it)?;
            let values = group.field(&text, field)?.value.as_ref()?.group.as_ref()?.entries.iter();
            let said = values.filter_map(|it| it.value.as_ref()?.said(&text).map(std::borrow::Cow::into_owned));
            Some(said.collect())
        };
        found().unwrap_or_default()
    }

    fn group(&self, it: &Declared) -> Option<(String, crate::scenario::tree::Group)> {
        let text = self.text(it.whole.file).get(it.whole.span.clone())?.to_owned();
        let group = *read(&text).top?.group?;
        Some((text, group))
    }

    /// As it is written, as far as one looks at it.
    fn written(&self, it: &Declared) -> Option<String> {
        const LINES: usize = 14;
        let text = self.text(it.whole.file).get(it.whole.span.clone())?;
        let indent = text.lines().skip(1).filter(|it| !it.trim().is_empty());
        let indent = indent.map(|it| it.len() - it.trim_start().len()).min().unwrap_or(0);
        let mut lines =
            text.lines().enumerate().map(|(at, it)| if at == 0 { it } else { it.get(indent..).unwrap_or("") });
        let mut shown: Vec<_> = lines.by_ref().take(LINES).collect();
        if lines.next().is_some() {
            shown.push("…");
        }
        Some(format!("```ron\n{}\n```", shown.join("\n")))
    }
}

const fn is_host(kind: NamedKind) -> bool {
    matches!(kind, NamedKind::LoadBalancer | NamedKind::DnsName)
}
