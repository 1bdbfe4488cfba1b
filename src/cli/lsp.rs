//! What does `coexist lsp` do?
//!
//! A small language server over standard input and output. Everything that it knows is computed by the core; here are
//! only the protocol and its UTF-16 positions. What cannot be understood is answered, and nothing ends the server but
//! `exit` or the end of the input.

use std::collections::BTreeMap;

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
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
use crate::check::{Checked, Severity as Worth, check};
use crate::diag::{Diagnostic, Severity};
use crate::render::{Lang, check as tell};
use crate::scenario::assist::{Sort, complete, hover};
use crate::scenario::format::format;
use crate::scenario::parse::parse;

/// Serves an editor until it says goodbye.
pub(super) fn serve(shell: Shell) -> u8 {
    let (connection, threads) = Connection::stdio();
    let mut server = Server { connection, documents: BTreeMap::new(), lang: shell.lang };
    let code = match server.run() {
        Ok(()) => 0,
        Err(error) => {
            complain(shell, &error, None);
            UNUSABLE
        }
    };
    drop(server);
    let _ = threads.join();
    code
}

struct Server {
    connection: Connection,
    documents: BTreeMap<String, String>,
    lang: Lang,
}

impl Server {
    fn run(&mut self) -> Result<(), String> {
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
        let capabilities = serde_json::to_value(capabilities).map_err(|error| error.to_string())?;
        let server = json!({ "name": "coexist", "version": env!("CARGO_PKG_VERSION") });
        let (id, _) = self.connection.initialize_start().map_err(|error| error.to_string())?;
        let answer = json!({ "capabilities": capabilities, "serverInfo": server });
        self.connection.initialize_finish(id, answer).map_err(|error| error.to_string())?;
        while let Ok(message) = self.connection.receiver.recv() {
            match message {
                Message::Request(request) => {
                    if self.connection.handle_shutdown(&request).map_err(|error| error.to_string())? {
                        return Ok(());
                    }
                    let response = self.answer(request);
                    self.send(Message::Response(response))?;
                }
                Message::Notification(notification) if notification.method == "exit" => return Ok(()),
                Message::Notification(notification) => self.note(notification)?,
                Message::Response(_) => {}
            }
        }
        Ok(())
    }

    fn send(&self, message: Message) -> Result<(), String> {
        self.connection.sender.send(message).map_err(|error| error.to_string())
    }

    /// Texts that are opened, changed and closed.
    fn note(&mut self, notification: Notification) -> Result<(), String> {
        let Notification { method, params } = notification;
        let uri = params["textDocument"]["uri"].as_str().unwrap_or_default().to_owned();
        let text = match method.as_str() {
            "textDocument/didOpen" => params["textDocument"]["text"].as_str(),
            "textDocument/didChange" => params["contentChanges"].as_array().and_then(|it| it.last()?["text"].as_str()),
            "textDocument/didClose" => {
                self.documents.remove(&uri);
                return self.publish(&uri, Vec::new());
            }
            _ => return Ok(()),
        };
        let Some(text) = text.map(str::to_owned) else { return Ok(()) };
        let diagnostics = diagnostics(&text, self.lang);
        self.documents.insert(uri.clone(), text);
        self.publish(&uri, diagnostics)
    }

    fn publish(&self, uri: &str, diagnostics: Vec<LspDiagnostic>) -> Result<(), String> {
        let Ok(uri) = uri.parse::<Uri>() else { return Ok(()) };
        let params = PublishDiagnosticsParams { uri, diagnostics, version: None };
        let params = serde_json::to_value(params).map_err(|error| error.to_string())?;
        self.send(Message::Notification(Notification { method: "textDocument/publishDiagnostics".to_owned(), params }))
    }

    fn answer(&self, request: Request) -> Response {
        let Request { id, method, params } = request;
        let answer = match method.as_str() {
            "textDocument/hover" => from(params).map(|it: HoverParams| self.hover(&it)),
            "textDocument/completion" => from(params).map(|it: CompletionParams| self.completion(&it)),
            "textDocument/formatting" => from(params).map(|it: DocumentFormattingParams| self.formatting(&it)),
            _ => {
                let code = ErrorCode::MethodNotFound as i32;
                return Response::new_err(id, code, format!("{method} is not supported"));
            }
        };
        match answer {
            Ok(value) => Response::new_ok(id, value),
            Err(error) => Response::new_err(id, ErrorCode::InvalidParams as i32, error),
        }
    }

    fn text(&self, uri: &Uri) -> &str {
        self.documents.get(uri.as_str()).map_or("", String::as_str)
    }

    fn hover(&self, params: &HoverParams) -> Value {
        let at = &params.text_document_position_params;
        let text = self.text(&at.text_document.uri);
        let found = hover(text, offset(text, at.position)).map(|(span, value)| Hover {
            contents: HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value }),
            range: Some(range(text, &span)),
        });
        json!(found)
    }

    fn completion(&self, params: &CompletionParams) -> Value {
        let at = &params.text_document_position;
        let text = self.text(&at.text_document.uri);
        let here = offset(text, at.position);
        let word = word_before(text, here);
        let items: Vec<CompletionItem> = complete(text, here)
            .into_iter()
            .map(|it| {
                // Inside quotation marks they are there already.
                let quoted = it.insert.starts_with('"') && text[..word].ends_with('"');
                let insert = if quoted { it.insert.trim_matches('"').to_owned() } else { it.insert };
                let kind = match it.sort {
                    Sort::Field => CompletionItemKind::FIELD,
                    Sort::Variant => CompletionItemKind::ENUM_MEMBER,
                    Sort::Value => CompletionItemKind::VALUE,
                };
                let edit = TextEdit { range: range(text, &(word..here)), new_text: insert };
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
        let text = self.text(&params.text_document.uri);
        if parse(text).is_err() {
            return Value::Null;
        }
        let formatted = format(text);
        if formatted == text {
            return json!([]);
        }
        json!([TextEdit { range: range(text, &(0..text.len())), new_text: formatted }])
    }
}

fn from<T: serde::de::DeserializeOwned>(params: Value) -> Result<T, String> {
    serde_json::from_value(params).map_err(|error| error.to_string())
}

/// What `check` says of a text.
fn diagnostics(text: &str, lang: Lang) -> Vec<LspDiagnostic> {
    match check(text, "scenario") {
        Err(mistakes) => mistakes.iter().map(|it| mistake(text, it, lang)).collect(),
        Ok(Checked { world, warnings, findings }) => {
            let mut all: Vec<_> = warnings.iter().map(|it| mistake(text, it, lang)).collect();
            for it in findings.iter().filter(|it| it.accepted.is_none()) {
                let code = it.what.code();
                let mut message = tell::message(&world, lang, it);
                for (what, commands) in tell::mends(&world, lang, it) {
                    message.push_str(&format!("\n{what}\n{}", commands.join("\n")));
                }
                let severity = match code.severity() {
                    Worth::Error => DiagnosticSeverity::WARNING,
                    Worth::Advice => DiagnosticSeverity::INFORMATION,
                };
                all.push(diagnostic(text, &it.place.span, severity, code.id(), message));
            }
            all
        }
    }
}

fn mistake(text: &str, it: &Diagnostic, lang: Lang) -> LspDiagnostic {
    let severity = match it.severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
    };
    let help = it.help.as_ref().map_or(String::new(), |it| format!("\n{}", it.of(lang)));
    diagnostic(text, &it.span, severity, it.code.id(), format!("{}{help}", it.message.of(lang)))
}

fn diagnostic(
    text: &str,
    span: &std::ops::Range<usize>,
    severity: DiagnosticSeverity,
    code: &str,
    message: String,
) -> LspDiagnostic {
    LspDiagnostic {
        range: range(text, span),
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

fn range(text: &str, span: &std::ops::Range<usize>) -> Range {
    Range { start: position(text, span.start), end: position(text, span.end.max(span.start)) }
}

/// The line and the UTF-16 column of a byte, both from 0.
fn position(text: &str, at: usize) -> Position {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let before = &text[..at];
    let start = before.rfind('\n').map_or(0, |it| it + 1);
    let line = before.bytes().filter(|it| *it == b'\n').count();
    let column: usize = before[start..].chars().map(char::len_utf16).sum();
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
        for (at, line, character) in [(0, 0, 0), (1, 0, 1), (4, 0, 2), (8, 0, 4), (9, 0, 5), (11, 1, 0), (12, 1, 1)] {
            assert_eq!(position(text, at), Position { line, character });
            assert_eq!(offset(text, Position { line, character }), at);
        }
        assert_eq!(offset(text, Position { line: 0, character: 99 }), 9);
        assert_eq!(offset(text, Position { line: 9, character: 0 }), text.len());
        assert_eq!(position(text, 2), position(text, 1));
    }
}
