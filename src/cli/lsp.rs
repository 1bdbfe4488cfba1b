//! What does `coexist lsp` do?
//!
//! A small language server over standard input and output. Everything that it knows is computed by the core; here are
//! only the protocol and its UTF-16 positions. What cannot be understood is answered, and nothing ends the server but
//! `exit` or the end of the input.

mod named;
mod wire;

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use lsp_types::{
    CodeDescription, CompletionItem, CompletionItemKind, CompletionOptions, CompletionParams, CompletionResponse,
    CompletionTextEdit, Diagnostic as LspDiagnostic, DiagnosticSeverity, DocumentFormattingParams, Documentation,
    Hover, HoverContents, HoverParams, HoverProviderCapability, MarkupContent, MarkupKind, NumberOrString, OneOf,
    Position, PublishDiagnosticsParams, Range, ServerCapabilities, TextDocumentSyncCapability, TextDocumentSyncKind,
    TextEdit, Uri,
};
use serde_json::{Value, json};

use super::UNUSABLE;
use super::output::{Shell, complain};
use crate::check::{Checked, FindingSeverity as Worth, check_all};
use crate::diag::sources::Sources;
use crate::diag::{Diagnostic, Lines, Severity};
use crate::render::{Lang, check as tell};
use crate::scenario::assist::{CompletionKind, complete, hover};
use crate::scenario::base;
use crate::scenario::format::format;
use crate::scenario::parse::by_itself;
use crate::scenario::tree::json::is_json;
use wire::Came;

/// Serves an editor until it says goodbye.
pub(super) fn serve(shell: Shell) -> u8 {
    // One thread for everything: the lock on standard output that the caller holds is this thread's.
    let mut server = Server {
        out: io::stdout().lock(),
        documents: BTreeMap::new(),
        judged: BTreeMap::new(),
        lang: shell.lang,
        stage: Stage::Before,
    };
    match server.run(&mut io::stdin().lock()) {
        Ok(code) => code,
        // The editor is gone without a word.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
        Err(error) => {
            complain(shell, &error.to_string(), None);
            UNUSABLE
        }
    }
}

/// How far the session has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// `initialize` has not come yet.
    Before,
    /// Everything is served.
    Serving,
    /// `shutdown` has come: only `exit` may follow.
    After,
}

/// What is said because of a document.
struct Judged {
    /// By the file of which it is said.
    said: BTreeMap<String, Vec<LspDiagnostic>>,
    /// The paths of its bases.
    bases: Vec<String>,
}

struct Server {
    out: io::StdoutLock<'static>,
    documents: BTreeMap<String, String>,
    /// What is said because of each document that is open.
    judged: BTreeMap<String, Judged>,
    lang: Lang,
    stage: Stage,
}

/// What is wrong with a request, as JSON-RPC and the protocol number it.
#[derive(Clone, Copy, Debug)]
enum ErrorCode {
    ParseError = -32700,
    InvalidRequest = -32600,
    MethodNotFound = -32601,
    InvalidParams = -32602,
    ServerNotInitialized = -32002,
}

/// Why a request has no answer.
struct Refusal(ErrorCode, String);

impl Server {
    /// Returns the exit code.
    fn run(&mut self, input: &mut impl io::BufRead) -> io::Result<u8> {
        loop {
            let message = match wire::read(input)? {
                Came::Message(message) => message,
                Came::Broken(why) => {
                    self.refuse(&Value::Null, Refusal(ErrorCode::ParseError, why))?;
                    continue;
                }
                Came::End => return Ok(0),
            };
            let (id, params) = (message.get("id"), message.get("params").cloned().unwrap_or_default());
            match (message.get("method").and_then(Value::as_str), id) {
                (Some("exit"), None) => return Ok(u8::from(self.stage != Stage::After)),
                (Some(method), None) => self.note(method, &params)?,
                (Some(method), Some(id)) => match self.answer(method, params) {
                    Ok(result) => {
                        wire::write(&mut self.out, &json!({ "jsonrpc": "2.0", "id": id, "result": result }))?;
                    }
                    Err(refusal) => self.refuse(id, refusal)?,
                },
                // An answer: this server asks for nothing.
                (None, Some(_)) if message.get("result").is_some() || message.get("error").is_some() => {}
                (None, id) => {
                    let why = "neither a request nor a notification nor an answer".to_owned();
                    self.refuse(id.unwrap_or(&Value::Null), Refusal(ErrorCode::InvalidRequest, why))?;
                }
            }
        }
    }

    fn refuse(&mut self, id: &Value, Refusal(code, message): Refusal) -> io::Result<()> {
        let error = json!({ "code": code as i32, "message": message });
        wire::write(&mut self.out, &json!({ "jsonrpc": "2.0", "id": id, "error": error }))
    }

    /// Texts that are opened, changed and closed.
    fn note(&mut self, method: &str, params: &Value) -> io::Result<()> {
        if self.stage != Stage::Serving {
            return Ok(());
        }
        let Some(uri) = params["textDocument"]["uri"].as_str() else { return Ok(()) };
        let path = named::path(uri);
        let text = match method {
            "textDocument/didOpen" => params["textDocument"]["text"].as_str(),
            "textDocument/didChange" => params["contentChanges"].as_array().and_then(|it| it.last()?["text"].as_str()),
            "textDocument/didClose" => {
                self.documents.remove(uri);
                let mut affected = self.forget(uri);
                affected.extend(self.judge_those_on(&path));
                affected.insert(uri.to_owned());
                return self.publish(&affected);
            }
            _ => return Ok(()),
        };
        let Some(text) = text else { return Ok(()) };
        self.documents.insert(uri.to_owned(), text.to_owned());
        let mut affected = self.judge(uri);
        affected.extend(self.judge_those_on(&path));
        affected.insert(uri.to_owned());
        self.publish(&affected)
    }

    /// Judges a document with its bases, those that are open as they are there. Returns the files of which something
    /// is said now or was before.
    fn judge(&mut self, uri: &str) -> BTreeSet<String> {
        let mut affected = self.forget(uri);
        let Some(text) = self.documents.get(uri) else { return affected };
        let open = |path: &str| self.documents.iter().find(|it| named::path(it.0) == path).map(|it| it.1.clone());
        let mut find = |path: &str| open(path).or_else(|| std::fs::read_to_string(path).ok());
        let sources = base::gather(&named::path(uri), text.as_str(), &mut find);
        let uris: Vec<String> = sources
            .files()
            .iter()
            .enumerate()
            .map(|(at, it)| if at == 0 { uri.to_owned() } else { self.uri_of(&it.name) })
            .collect();
        let mut said: BTreeMap<String, Vec<LspDiagnostic>> = BTreeMap::new();
        for (file, it) in diagnostics(&sources, self.lang) {
            said.entry(uris[file].clone()).or_default().push(it);
        }
        affected.extend(said.keys().cloned());
        let bases = sources.files().iter().skip(1).map(|it| it.name.clone()).collect();
        self.judged.insert(uri.to_owned(), Judged { said, bases });
        affected
    }

    /// What the editor calls a file, or would.
    fn uri_of(&self, path: &str) -> String {
        let open = self.documents.keys().find(|it| named::path(it) == path);
        open.cloned().unwrap_or_else(|| named::uri(path))
    }

    /// Judges the open documents again that stand on this file.
    fn judge_those_on(&mut self, path: &str) -> BTreeSet<String> {
        let on = |it: &Judged| it.bases.iter().any(|it| it == path);
        let those: Vec<String> = self.judged.iter().filter(|it| on(it.1)).map(|it| it.0.clone()).collect();
        those.iter().flat_map(|it| self.judge(it)).collect()
    }

    /// Nothing is said of a document any more. Returns the files of which something was.
    fn forget(&mut self, uri: &str) -> BTreeSet<String> {
        self.judged.remove(uri).map_or_else(BTreeSet::new, |it| it.said.into_keys().collect())
    }

    /// Says of files what is said of them by all open documents.
    fn publish(&mut self, uris: &BTreeSet<String>) -> io::Result<()> {
        for name in uris {
            let Ok(uri) = name.parse::<Uri>() else { continue };
            let mut all: Vec<LspDiagnostic> = Vec::new();
            for it in self.judged.values().filter_map(|it| it.said.get(name)).flatten() {
                if !all.contains(it) {
                    all.push(it.clone());
                }
            }
            let params = PublishDiagnosticsParams { uri, diagnostics: all, version: None };
            let message = json!({ "jsonrpc": "2.0", "method": "textDocument/publishDiagnostics", "params": params });
            wire::write(&mut self.out, &message)?;
        }
        Ok(())
    }

    fn answer(&mut self, method: &str, params: Value) -> Result<Value, Refusal> {
        let refused = |code, why: &str| Err(Refusal(code, why.to_owned()));
        match (self.stage, method) {
            (Stage::Before, "initialize") => {
                self.stage = Stage::Serving;
                Ok(introduction())
            }
            (Stage::Before, _) => refused(ErrorCode::ServerNotInitialized, "initialize comes first"),
            (Stage::After, _) => refused(ErrorCode::InvalidRequest, "after shutdown comes only exit"),
            (Stage::Serving, "initialize") => refused(ErrorCode::InvalidRequest, "initialize has come already"),
            (Stage::Serving, "shutdown") => {
                self.stage = Stage::After;
                Ok(Value::Null)
            }
            (Stage::Serving, "textDocument/hover") => from(params).map(|it: HoverParams| self.hover(&it)),
            (Stage::Serving, "textDocument/completion") => {
                from(params).map(|it: CompletionParams| self.completion(&it))
            }
            (Stage::Serving, "textDocument/formatting") => {
                from(params).map(|it: DocumentFormattingParams| self.formatting(&it))
            }
            (Stage::Serving, _) => refused(ErrorCode::MethodNotFound, &format!("{method} is not supported")),
        }
    }

    /// Of a document that was never opened nothing is known.
    fn text(&self, uri: &Uri) -> Option<&str> {
        self.documents.get(uri.as_str()).map(String::as_str)
    }

    fn hover(&self, params: &HoverParams) -> Value {
        let at = &params.text_document_position_params;
        let Some(text) = self.text(&at.text_document.uri) else { return Value::Null };
        let found = hover(text, offset(text, at.position), self.lang).map(|(span, value)| Hover {
            contents: HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value }),
            range: Some(range(&Lines::new(text), &span)),
        });
        json!(found)
    }

    fn completion(&self, params: &CompletionParams) -> Value {
        let at = &params.text_document_position;
        let Some(text) = self.text(&at.text_document.uri) else { return Value::Null };
        let here = offset(text, at.position);
        let (word, lines) = (word_before(text, here), Lines::new(text));
        let items: Vec<CompletionItem> = complete(text, here, self.lang)
            .into_iter()
            .map(|it| {
                // Inside quotation marks they are there already.
                let quoted = it.insert.starts_with('"') && text[..word].ends_with('"');
                let bare = it.insert.strip_prefix('"').and_then(|it| it.strip_suffix('"')).filter(|_| quoted);
                let insert = bare.unwrap_or(&it.insert).to_owned();
                let kind = match it.sort {
                    CompletionKind::Field => CompletionItemKind::FIELD,
                    CompletionKind::Variant => CompletionItemKind::ENUM_MEMBER,
                    CompletionKind::Value => CompletionItemKind::VALUE,
                };
                let edit = TextEdit { range: range(&lines, &(word..here)), new_text: insert };
                CompletionItem {
                    label: it.label,
                    kind: Some(kind),
                    documentation: (!it.doc.is_empty()).then_some(Documentation::MarkupContent(MarkupContent {
                        kind: MarkupKind::Markdown,
                        value: it.doc,
                    })),
                    text_edit: Some(CompletionTextEdit::Edit(edit)),
                    ..CompletionItem::default()
                }
            })
            .collect();
        json!(CompletionResponse::Array(items))
    }

    /// The whole text in canonical layout; nothing where it is no scenario.
    fn formatting(&self, params: &DocumentFormattingParams) -> Value {
        let Some(text) = self.text(&params.text_document.uri).filter(|it| !is_json(it) && by_itself(it).is_ok()) else {
            return Value::Null;
        };
        let formatted = format(text);
        if formatted == text {
            return json!([]);
        }
        json!([TextEdit { range: range(&Lines::new(text), &(0..text.len())), new_text: formatted }])
    }
}

fn from<T: serde::de::DeserializeOwned>(params: Value) -> Result<T, Refusal> {
    serde_json::from_value(params).map_err(|error| Refusal(ErrorCode::InvalidParams, error.to_string()))
}

/// What the server can do, and what it is called.
fn introduction() -> Value {
    let capabilities = ServerCapabilities {
        text_document_sync: Some(TextDocumentSyncCapability::Kind(TextDocumentSyncKind::FULL)),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(["(", "[", ":", ",", "\""].map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        }),
        document_formatting_provider: Some(OneOf::Left(true)),
        ..ServerCapabilities::default()
    };
    json!({
        "capabilities": capabilities,
        "serverInfo": { "name": "coexist", "version": env!("CARGO_PKG_VERSION") },
    })
}

/// What `check` says of a scenario, and of which of its files.
fn diagnostics(sources: &Sources<'_>, lang: Lang) -> Vec<(usize, LspDiagnostic)> {
    let lines: &Vec<_> = &sources.files().iter().map(|it| Lines::new(&it.text)).collect();
    let at = |span: &std::ops::Range<usize>| {
        let file = sources.index(span.start);
        (file, range(&lines[file], &sources.files()[file].inner(span)))
    };
    let mistake = |it: &Diagnostic| {
        let (file, range) = at(&it.span);
        (file, mistake(range, it, lang))
    };
    match check_all(sources, "scenario") {
        Err(mistakes) => mistakes.iter().map(mistake).collect(),
        Ok(Checked { world, warnings, findings }) => {
            let mut all: Vec<_> = warnings.iter().map(mistake).collect();
            for it in findings.iter().filter(|it| it.accepted.is_none()) {
                let code = it.what.code();
                let mut message = tell::message(&world, lang, it);
                for mend in tell::mends(&world, lang, it) {
                    let lines: Vec<_> = mend.lines().map(String::as_str).collect();
                    message.push_str(&format!("\n{}\n{}", mend.what, lines.join("\n")));
                }
                let severity = match it.severity {
                    Worth::Error => DiagnosticSeverity::WARNING,
                    Worth::Advice => DiagnosticSeverity::INFORMATION,
                };
                let (file, range) = at(&it.place.span);
                all.push((file, diagnostic(range, severity, code.id(), message)));
            }
            all
        }
    }
}

fn mistake(range: Range, it: &Diagnostic, lang: Lang) -> LspDiagnostic {
    let severity = match it.severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
    };
    let help = it.help.as_ref().map_or(String::new(), |it| format!("\n{}", it.of(lang)));
    diagnostic(range, severity, it.code.id(), format!("{}{help}", it.message.of(lang)))
}

fn diagnostic(range: Range, severity: DiagnosticSeverity, code: &str, message: String) -> LspDiagnostic {
    LspDiagnostic {
        range,
        severity: Some(severity),
        code: Some(NumberOrString::String(code.to_owned())),
        code_description: None::<CodeDescription>,
        source: Some("coexist".to_owned()),
        message,
        ..LspDiagnostic::default()
    }
}

/// Where the word before a place begins.
fn word_before(text: &str, at: usize) -> usize {
    let is_part = |it: char| it.is_alphanumeric() || matches!(it, '_' | '-' | '.');
    text[..at].char_indices().rev().take_while(|it| is_part(it.1)).last().map_or(at, |it| it.0)
}

fn range(lines: &Lines<'_>, span: &std::ops::Range<usize>) -> Range {
    Range { start: position(lines, span.start), end: position(lines, span.end.max(span.start)) }
}

/// The line and the UTF-16 column of a byte, both from 0.
fn position(lines: &Lines<'_>, at: usize) -> Position {
    let (line, before) = lines.before(at);
    let column: usize = before.chars().map(char::len_utf16).sum();
    Position { line: u32::try_from(line).unwrap_or(u32::MAX), character: u32::try_from(column).unwrap_or(u32::MAX) }
}

/// The byte of a position; what lies beyond a line or the text is its end.
fn offset(text: &str, position: Position) -> usize {
    let mut start = 0;
    for _ in 0..position.line {
        match text[start..].find('\n') {
            Some(at) => start += at + 1,
            None => return text.len(),
        }
    }
    let line = text[start..].split('\n').next().unwrap_or_default();
    let mut units = 0;
    for (at, letter) in line.char_indices() {
        if units >= position.character as usize {
            return start + at;
        }
        units += letter.len_utf16();
    }
    start + line.trim_end_matches('\r').len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_in_utf_16() {
        let text = "a中😀b\r\nx";
        let lines = Lines::new(text);
        for (at, line, character) in [(0, 0, 0), (1, 0, 1), (4, 0, 2), (8, 0, 4), (9, 0, 5), (11, 1, 0), (12, 1, 1)] {
            assert_eq!(position(&lines, at), Position { line, character });
            assert_eq!(offset(text, Position { line, character }), at);
        }
        assert_eq!(offset(text, Position { line: 0, character: 99 }), 9);
        assert_eq!(offset(text, Position { line: 9, character: 0 }), text.len());
        assert_eq!(position(&lines, 2), position(&lines, 1));
    }
}
