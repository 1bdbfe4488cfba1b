//! What does `coexist lsp` do?
//!
//! A small language server over standard input and output. Everything that it knows is computed by the core; here are
//! only the protocol and its UTF-16 positions. What cannot be understood is answered, and nothing ends the server but
//! `exit` or the end of the input.

mod commands;
mod inbox;
mod lenses;
mod mends;
mod named;
mod names;
pub(crate) mod outline;
mod places;
mod said;
mod wire;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead, BufReader, Write};
use std::path::PathBuf;

use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionParams, CodeActionProviderCapability, CodeLensOptions, CompletionItem,
    CompletionItemKind, CompletionOptions, CompletionParams, CompletionResponse, CompletionTextEdit,
    Diagnostic as LspDiagnostic, DiagnosticSeverity, DocumentFormattingParams, DocumentLinkOptions, Documentation,
    ExecuteCommandOptions, ExecuteCommandParams, FoldingRangeProviderCapability, Hover, HoverContents, HoverParams,
    HoverProviderCapability, InsertTextFormat, MarkupContent, MarkupKind, OneOf, ParameterInformation, ParameterLabel,
    PublishDiagnosticsParams, ReferenceParams, RenameOptions, RenameParams, SemanticTokensFullOptions,
    SemanticTokensLegend, SemanticTokensOptions, ServerCapabilities, SignatureHelp, SignatureHelpOptions,
    SignatureInformation, TextDocumentContentChangeEvent, TextDocumentIdentifier, TextDocumentPositionParams,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextEdit, Uri, WorkDoneProgressOptions,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::output::{Shell, complain};
use super::{UNUSABLE, memory, source};
use crate::diag::Lines;
use crate::diag::sources::Sources;
use crate::render::Lang;
use crate::scenario::assist::{CompletionKind, complete, hover, signature, word_before};
use crate::scenario::base;
use crate::scenario::format::format;
use crate::scenario::parse::by_itself;
use crate::scenario::tree::json::is_json;
use crate::sim::Budget;
use crate::verdict::Held;
use commands::{COMMANDS, Running};
use inbox::{Event, Inbox};
use names::Files;
use places::{offset, range};
use said::Said;
use wire::Came;

/// After so many events an editor does not wait any longer for how a scenario comes out.
const EVENTS: u64 = 200_000;

/// With what an editor is served.
#[derive(Clone, Debug)]
pub struct Serving {
    /// In which language it is told.
    pub lang: Lang,
    /// What runs and explains; without it neither is done.
    pub program: Option<PathBuf>,
    /// Where a base is found that is not open.
    pub find: fn(&str) -> Option<String>,
    /// After so many events nobody waits any longer for how a scenario comes out.
    pub events_most: u64,
    /// How much may be kept of a run.
    pub budget: Budget,
}

/// Serves an editor until it says goodbye.
pub(super) fn serve(shell: Shell) -> u8 {
    let program = std::env::current_exe().ok();
    let (find, budget) = (source::text_at, memory::of_one(1));
    let serving = Serving { lang: shell.lang, program, find, events_most: EVENTS, budget };
    match converse(BufReader::new(io::stdin()), io::stdout().lock(), serving) {
        Ok(code) => code,
        // The editor is gone without a word.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
        Err(error) => {
            complain(shell, &error.to_string(), None);
            UNUSABLE
        }
    }
}

/// Serves an editor that is heard over an input and answered over an output. Returns the exit code.
///
/// # Errors
/// Those of the two, or there is no thread that listens.
pub fn converse(input: impl BufRead + Send + 'static, out: impl Write, serving: Serving) -> io::Result<u8> {
    let mut server = Server {
        inbox: RefCell::new(Inbox::open(input)?),
        out,
        documents: BTreeMap::new(),
        judged: BTreeMap::new(),
        running: None,
        begun: 0,
        serving,
        stage: Stage::Before,
        fills_in: false,
    };
    server.run()
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
    /// What is known of it beside that.
    all: Said,
}

struct Server<W: Write> {
    /// What the editor says. Whoever works on a document looks whether it has said something newer.
    inbox: RefCell<Inbox>,
    out: W,
    documents: BTreeMap<String, String>,
    /// What is said because of each document that is open.
    judged: BTreeMap<String, Judged>,
    /// What is carried out while the conversation goes on: one command, which a newer one takes the place of.
    running: Option<Running>,
    /// How many commands were begun. The last of them is the one that may be under way.
    begun: u64,
    serving: Serving,
    stage: Stage,
    /// Whether the editor fills in places of what is inserted.
    fills_in: bool,
}

/// A request about a document.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct AboutDocument {
    text_document: TextDocumentIdentifier,
}

/// What is wrong with a request, as JSON-RPC and the protocol number it.
#[derive(Clone, Copy, Debug)]
enum ErrorCode {
    ParseError = -32700,
    InvalidRequest = -32600,
    MethodNotFound = -32601,
    InvalidParams = -32602,
    ServerNotInitialized = -32002,
    RequestCancelled = -32800,
    RequestFailed = -32803,
}

/// Why a request has no answer.
struct Refusal(ErrorCode, String);

impl<W: Write> Server<W> {
    /// Returns the exit code.
    fn run(&mut self) -> io::Result<u8> {
        loop {
            let message = match self.inbox.get_mut().take() {
                Event::Said(Ok(Came::Message(message))) => message,
                Event::Said(Ok(Came::Broken(why))) => {
                    self.refuse(&Value::Null, Refusal(ErrorCode::ParseError, why))?;
                    continue;
                }
                Event::Said(Ok(Came::End)) => return Ok(0),
                Event::Said(Err(error)) => return Err(error),
                Event::Done(number, said) => {
                    // Of one that was given up nobody wants to hear.
                    if number == self.begun
                        && let Some(done) = self.running.take()
                    {
                        self.reply(&done.id, &json!(said))?;
                    }
                    continue;
                }
            };
            let (id, params) = (message.get("id"), message.get("params").cloned().unwrap_or_default());
            match (message.get("method").and_then(Value::as_str), id) {
                (Some("exit"), None) => return Ok(u8::from(self.stage != Stage::After)),
                (Some(method), None) => self.note(method, &params)?,
                (Some("workspace/executeCommand"), Some(id)) if self.stage == Stage::Serving => {
                    self.give_up()?;
                    if let Err(refusal) = from(params).and_then(|it| self.begin(id, &it)) {
                        self.refuse(id, refusal)?;
                    }
                }
                (Some(method), Some(id)) => {
                    if method == "shutdown" {
                        self.give_up()?;
                    }
                    match self.answer(method, params) {
                        Ok(result) => self.reply(id, &result)?,
                        Err(refusal) => self.refuse(id, refusal)?,
                    }
                }
                // An answer: this server asks for nothing.
                (None, Some(_)) if message.get("result").is_some() || message.get("error").is_some() => {}
                (None, id) => {
                    let why = "neither a request nor a notification nor an answer".to_owned();
                    self.refuse(id.unwrap_or(&Value::Null), Refusal(ErrorCode::InvalidRequest, why))?;
                }
            }
        }
    }

    fn reply(&mut self, id: &Value, result: &Value) -> io::Result<()> {
        wire::write(&mut self.out, &json!({ "jsonrpc": "2.0", "id": id, "result": result }))
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
        if method == "$/cancelRequest" && self.running.as_ref().is_some_and(|it| it.id == params["id"]) {
            return self.give_up();
        }
        let Some(uri) = params["textDocument"]["uri"].as_str() else { return Ok(()) };
        let path = named::path(uri);
        let text = match method {
            "textDocument/didOpen" => params["textDocument"]["text"].as_str().map(str::to_owned),
            "textDocument/didChange" => self.changed(uri, &params["contentChanges"]),
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
        self.documents.insert(uri.to_owned(), text);
        // What is said of a text that is not there any more helps nobody.
        if self.inbox.get_mut().has_newer(uri) {
            return Ok(());
        }
        let Some(mut affected) = self.judge(uri) else { return Ok(()) };
        affected.extend(self.judge_those_on(&path));
        affected.insert(uri.to_owned());
        self.publish(&affected)
    }

    /// The text of a document after changes, each of a part of it or of all; `None` where it was never opened.
    fn changed(&self, uri: &str, changes: &Value) -> Option<String> {
        let changes: Vec<TextDocumentContentChangeEvent> = serde_json::from_value(changes.clone()).ok()?;
        let mut text = self.documents.get(uri).cloned();
        for it in changes {
            let Some(place) = it.range else {
                text = Some(it.text);
                continue;
            };
            let text = text.as_mut()?;
            let (start, end) = (offset(text, place.start), offset(text, place.end));
            text.replace_range(start.min(end)..end.max(start), &it.text);
        }
        text
    }

    /// A document with its bases, those that are open as they are there, and what the editor calls each.
    fn gathered(&self, uri: &str) -> Option<(Sources<'_>, Vec<String>)> {
        let text = self.documents.get(uri)?;
        let open = |path: &str| self.documents.iter().find(|it| named::path(it.0) == path).map(|it| it.1.clone());
        let mut find = |path: &str| open(path).or_else(|| (self.serving.find)(path));
        let sources = base::gather(&named::path(uri), text.as_str(), &mut find);
        let bases = sources.files().iter().skip(1).map(|it| self.uri_of(&it.name));
        let uris = std::iter::once(uri.to_owned()).chain(bases).collect();
        Some((sources, uris))
    }

    /// Judges a document with its bases, those that are open as they are there. Returns the files of which something
    /// is said now or was before; nothing where it was given up for a newer text.
    fn judge(&mut self, uri: &str) -> Option<BTreeSet<String>> {
        let Some((sources, uris)) = self.gathered(uri) else { return Some(self.forget(uri)) };
        let all = said::said(&sources, &uris, &self.serving, &mut || !self.inbox.borrow_mut().has_newer(uri))?;
        let mut said: BTreeMap<String, Vec<LspDiagnostic>> = BTreeMap::new();
        for (file, it) in &all.diagnostics {
            said.entry(uris[*file].clone()).or_default().push(it.clone());
        }
        said.entry(uri.to_owned()).or_default().extend(not_held(&sources.own().text, &all));
        let bases = sources.files().iter().skip(1).map(|it| it.name.clone()).collect();
        let mut affected = self.forget(uri);
        affected.extend(said.keys().cloned());
        self.judged.insert(uri.to_owned(), Judged { said, bases, all });
        Some(affected)
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
        those.iter().filter_map(|it| self.judge(it)).flatten().collect()
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
                let item = &params["capabilities"]["textDocument"]["completion"]["completionItem"];
                self.fills_in = item["snippetSupport"] == true;
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
            (Stage::Serving, "textDocument/definition") => self.about(params, names::definition),
            (Stage::Serving, "textDocument/documentHighlight") => self.about(params, names::highlights),
            (Stage::Serving, "textDocument/prepareRename") => self.about(params, names::renames),
            (Stage::Serving, "textDocument/references") => {
                let it: ReferenceParams = from(params)?;
                let with_declaration = it.context.include_declaration;
                Ok(self.named(&it.text_document_position, |files, at| files.references(at, with_declaration)))
            }
            (Stage::Serving, "textDocument/rename") => {
                let it: RenameParams = from(params)?;
                let lang = self.serving.lang;
                let renamed = |files: &Files<'_>, at| files.renamed(at, it.new_name.trim(), lang);
                match self.files(&it.text_document_position, renamed) {
                    Some(found) => found.map_err(|why| Refusal(ErrorCode::RequestFailed, why)),
                    None => Ok(Value::Null),
                }
            }
            (Stage::Serving, "textDocument/signatureHelp") => from(params).map(|it| self.signature(&it)),
            (Stage::Serving, "textDocument/codeAction") => from(params).map(|it| self.actions(&it)),
            (Stage::Serving, "textDocument/documentSymbol") => self.shape(params, |_, text| outline::symbols(text)),
            (Stage::Serving, "textDocument/foldingRange") => self.shape(params, |_, text| outline::folds(text)),
            (Stage::Serving, "textDocument/semanticTokens/full") => {
                self.document(params, |(sources, _)| outline::tokens(sources))
            }
            (Stage::Serving, "textDocument/documentLink") => {
                self.document(params, |(sources, uris)| outline::links(sources, uris))
            }
            (Stage::Serving, "textDocument/inlayHint") => {
                self.shape(params, |all, text| all.map_or(json!([]), |all| lenses::hints(text, &all.1.all)))
            }
            (Stage::Serving, "textDocument/codeLens") => {
                let lang = self.serving.lang;
                self.shape(params, |all, text| {
                    all.map_or(json!([]), |(uri, all)| lenses::lenses(uri, text, &all.all, lang))
                })
            }
            (Stage::Serving, _) => refused(ErrorCode::MethodNotFound, &format!("{method} is not supported")),
        }
    }

    /// Of a document that was never opened nothing is known.
    fn text(&self, uri: &Uri) -> Option<&str> {
        self.documents.get(uri.as_str()).map(String::as_str)
    }

    /// Asks about what is named at a place.
    fn files<T>(&self, at: &TextDocumentPositionParams, ask: impl FnOnce(&Files<'_>, usize) -> T) -> Option<T> {
        let (sources, uris) = self.gathered(at.text_document.uri.as_str())?;
        let byte = offset(&sources.own().text, at.position);
        Some(ask(&Files { sources: &sources, uris: &uris }, byte))
    }

    fn named(&self, at: &TextDocumentPositionParams, ask: impl FnOnce(&Files<'_>, usize) -> Value) -> Value {
        self.files(at, ask).unwrap_or(Value::Null)
    }

    fn about(&self, params: Value, ask: impl FnOnce(&Files<'_>, usize) -> Value) -> Result<Value, Refusal> {
        from(params).map(|it: TextDocumentPositionParams| self.named(&it, ask))
    }

    /// Asks about a document as a whole, with its bases.
    fn document(&self, params: Value, ask: impl FnOnce((&Sources<'_>, &[String])) -> Value) -> Result<Value, Refusal> {
        let it: AboutDocument = from(params)?;
        let found = self.gathered(it.text_document.uri.as_str());
        Ok(found.map_or(Value::Null, |(sources, uris)| ask((&sources, &uris))))
    }

    /// Asks about the text of a document, with its name and what is known of it.
    fn shape(&self, params: Value, ask: impl FnOnce(Option<(&str, &Judged)>, &str) -> Value) -> Result<Value, Refusal> {
        let it: AboutDocument = from(params)?;
        let uri = it.text_document.uri.as_str();
        let known = self.judged.get(uri).map(|it| (uri, it));
        Ok(self.documents.get(uri).map_or(Value::Null, |text| ask(known, text)))
    }

    /// What can be done about what is said in a range.
    fn actions(&self, params: &CodeActionParams) -> Value {
        let uri = params.text_document.uri.as_str();
        let (Some(text), Some(judged)) = (self.documents.get(uri), self.judged.get(uri)) else { return json!([]) };
        let said = judged.said.get(uri).map_or(&[][..], Vec::as_slice);
        mends::Place { uri, text, range: params.range, lang: self.serving.lang }.actions(said, &judged.all.answers)
    }

    /// Begins to run or explain a document, as the program does it.
    fn begin(&mut self, id: &Value, params: &ExecuteCommandParams) -> Result<(), Refusal> {
        let text = |at: usize| params.arguments.get(at).and_then(Value::as_str);
        let known = COMMANDS.iter().find(|it| **it == params.command);
        let (Some(command), Some(uri)) = (known, text(0)) else {
            let why = format!("{} with {:?} is not known", params.command, params.arguments);
            return Err(Refusal(ErrorCode::InvalidParams, why));
        };
        let Some((sources, _)) = self.gathered(uri) else {
            return Err(Refusal(ErrorCode::InvalidParams, format!("{uri} is not open")));
        };
        let failed = |why: String| Refusal(ErrorCode::RequestFailed, why);
        let Some(program) = &self.serving.program else { return Err(failed("the program is not found".to_owned())) };
        let (arguments, text) = commands::asked(command, &sources, text(1), self.serving.lang);
        let (number, to) = (self.begun + 1, self.inbox.borrow().sender());
        let started = Running::start(program, &arguments, text, (id.clone(), number), to);
        self.running = Some(started.map_err(|error| failed(error.to_string()))?);
        self.begun = number;
        Ok(())
    }

    /// Ends what is under way, and says so to whoever asked for it.
    fn give_up(&mut self) -> io::Result<()> {
        let Some(running) = self.running.take() else { return Ok(()) };
        self.refuse(&running.id, Refusal(ErrorCode::RequestCancelled, "the command was cancelled".to_owned()))
    }

    fn signature(&self, at: &TextDocumentPositionParams) -> Value {
        let Some(text) = self.text(&at.text_document.uri) else { return Value::Null };
        let Some(found) = signature(text, offset(text, at.position), self.serving.lang) else { return Value::Null };
        let units = |at: usize| u32::try_from(found.label[..at].encode_utf16().count()).unwrap_or(u32::MAX);
        let markdown = |value| Some(Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value }));
        let parameters = found.fields.iter().map(|(span, doc)| ParameterInformation {
            label: ParameterLabel::LabelOffsets([units(span.start), units(span.end)]),
            documentation: markdown(doc.clone()),
        });
        let active_parameter = found.active.and_then(|it| u32::try_from(it).ok());
        let signature = SignatureInformation {
            label: found.label.clone(),
            documentation: markdown(found.doc.clone()),
            parameters: Some(parameters.collect()),
            active_parameter,
        };
        json!(SignatureHelp { signatures: vec![signature], active_signature: Some(0), active_parameter })
    }

    fn hover(&self, params: &HoverParams) -> Value {
        let at = &params.text_document_position_params;
        let Some(text) = self.text(&at.text_document.uri) else { return Value::Null };
        if let Some(found) = self.files(at, |files, at| files.hover(at, self.serving.lang)).flatten() {
            return json!(found);
        }
        let found = hover(text, offset(text, at.position), self.serving.lang).map(|(span, value)| Hover {
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
        let items: Vec<CompletionItem> = complete(text, here, self.serving.lang)
            .into_iter()
            .map(|it| {
                let insert = it.inserted_after(&text[..word]).to_owned();
                let kind = match it.sort {
                    CompletionKind::Field => CompletionItemKind::FIELD,
                    CompletionKind::Variant => CompletionItemKind::ENUM_MEMBER,
                    CompletionKind::Value => CompletionItemKind::VALUE,
                };
                let filled = it.snippet.filter(|_| self.fills_in);
                let format = filled.is_some().then_some(InsertTextFormat::SNIPPET);
                let edit = TextEdit { range: range(&lines, &(word..here)), new_text: filled.unwrap_or(insert) };
                CompletionItem {
                    label: it.label,
                    kind: Some(kind),
                    documentation: (!it.doc.is_empty()).then_some(Documentation::MarkupContent(MarkupContent {
                        kind: MarkupKind::Markdown,
                        value: it.doc,
                    })),
                    text_edit: Some(CompletionTextEdit::Edit(edit)),
                    insert_text_format: format,
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
        text_document_sync: Some(TextDocumentSyncCapability::Kind(TextDocumentSyncKind::INCREMENTAL)),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(["(", "[", ":", ",", "\""].map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        }),
        document_formatting_provider: Some(OneOf::Left(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        document_highlight_provider: Some(OneOf::Left(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        inlay_hint_provider: Some(OneOf::Left(true)),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        })),
        signature_help_provider: Some(SignatureHelpOptions {
            trigger_characters: Some(["(", ","].map(str::to_owned).to_vec()),
            ..SignatureHelpOptions::default()
        }),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
            ..CodeActionOptions::default()
        })),
        code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(false) }),
        document_link_provider: Some(DocumentLinkOptions {
            resolve_provider: Some(false),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        }),
        semantic_tokens_provider: Some(
            SemanticTokensOptions {
                legend: SemanticTokensLegend { token_types: outline::TOKENS.to_vec(), token_modifiers: Vec::new() },
                full: Some(SemanticTokensFullOptions::Bool(true)),
                ..SemanticTokensOptions::default()
            }
            .into(),
        ),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: COMMANDS.map(str::to_owned).to_vec(),
            ..ExecuteCommandOptions::default()
        }),
        ..ServerCapabilities::default()
    };
    json!({
        "capabilities": capabilities,
        "serverInfo": { "name": "coexist", "version": env!("CARGO_PKG_VERSION") },
    })
}

/// Expectations that did not hold, each where it is written.
fn not_held(text: &str, all: &Said) -> Vec<LspDiagnostic> {
    let places = lenses::expected(text);
    if places.len() != all.held.len() {
        return Vec::new();
    }
    let lines = Lines::new(text);
    let each = places.iter().zip(&all.held).filter(|(_, it)| it.0 == Held::No).map(|(span, (_, told))| {
        let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
        said::diagnostic(range(&lines, span), DiagnosticSeverity::WARNING, "expect", told)
    });
    each.collect()
}
