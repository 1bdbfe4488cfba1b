// What of VS Code does the extension need? A stub of the module `vscode`: documents, commands, messages and what
// providers are registered with, each kept where a test can look. What the client library asks for beside that is
// answered with classes and numbers that do nothing.

const path = require("node:path");
const { EventEmitter: Emitter } = require("node:events");

class Disposable {
    constructor(what) {
        this.what = what;
    }
    dispose() {
        this.what?.();
    }
    static from(...all) {
        return new Disposable(() => all.forEach((it) => it.dispose()));
    }
}

class EventEmitter {
    emitter = new Emitter().setMaxListeners(100);
    event = (listener, self) => {
        const bound = self ? listener.bind(self) : listener;
        this.emitter.on("it", bound);
        return new Disposable(() => this.emitter.off("it", bound));
    };
    fire(it) {
        this.emitter.emit("it", it);
    }
    dispose() {
        this.emitter.removeAllListeners();
    }
}

class Uri {
    constructor({ scheme, path, authority = "" }) {
        Object.assign(this, { scheme, path, authority, query: "", fragment: "" });
    }
    static from(parts) {
        return new Uri(parts);
    }
    static file(it) {
        return new Uri({ scheme: "file", path: it.replaceAll("\\", "/") });
    }
    static parse(it) {
        const url = new URL(it);
        return new Uri({ scheme: url.protocol.slice(0, -1), authority: url.host, path: decodeURIComponent(url.pathname) });
    }
    get fsPath() {
        return this.path;
    }
    toString() {
        const escaped = this.path.split("/").map(encodeURIComponent).join("/");
        return `${this.scheme}:${this.scheme === "file" ? "//" : ""}${escaped}`;
    }
}

class Position {
    constructor(line, character) {
        Object.assign(this, { line, character });
    }
}

class Range {
    constructor(start, end, line, character) {
        const given = typeof start === "number" ? [new Position(start, end), new Position(line, character)] : [start, end];
        [this.start, this.end] = given;
    }
}

class Document {
    constructor(uri, languageId, text) {
        Object.assign(this, { uri, languageId, text, version: 1, isClosed: false, fileName: uri.fsPath });
    }
    getText() {
        return this.text;
    }
}

/** Of each kind what is registered, by its name. */
const registered = {};
const seen = { errors: [], infos: [], shown: [], executed: [], diagnostics: new Map(), commands: new Map(), contents: {} };
const state = { settings: {}, language: "en", answer: undefined };
const events = {};

const nothing = () => new Disposable();

/** An object that answers what it does not know by `otherwise`. */
const open = (known, otherwise) =>
    new Proxy(known, { get: (it, name) => (name in it || typeof name === "symbol" ? it[name] : otherwise(name)) });

const on = (name) => (events[name] ??= new EventEmitter()).event;

/** `onDid…` is an event, `register…` keeps what is given, `create…` is an object of which nothing is wanted. */
const space = (known) =>
    open(known, (name) => {
        if (/^on[A-Z]/.test(name)) {
            return on(name);
        }
        if (/^register[A-Z]/.test(name)) {
            return (...given) => {
                (registered[name] ??= []).push(given);
                return new Disposable(() => (registered[name] = registered[name].filter((it) => it !== given)));
            };
        }
        return /^create[A-Z]/.test(name) ? () => open({}, () => nothing) : undefined;
    });

const filled = (text, ...given) => text.replace(/\{(\d+)\}/g, (_, at) => given[at]);

const workspace = space({
    textDocuments: [],
    notebookDocuments: [],
    workspaceFolders: undefined,
    getConfiguration: (section) => ({
        get: (name, otherwise) => state.settings[section ? `${section}.${name}` : name] ?? otherwise,
        inspect: () => undefined,
    }),
    registerTextDocumentContentProvider: (scheme, provider) => {
        seen.contents[scheme] = provider;
        return new Disposable();
    },
    openTextDocument: async (uri) =>
        new Document(uri, "plaintext", seen.contents[uri.scheme].provideTextDocumentContent(uri)),
});

const vscode = {
    Disposable,
    EventEmitter,
    Uri,
    Position,
    Range,
    version: "1.82.0",
    workspace,
    window: space({
        activeTextEditor: undefined,
        visibleTextEditors: [],
        tabGroups: space({ all: [] }),
        createOutputChannel: () => open({ name: "coexist" }, () => () => {}),
        showErrorMessage: async (text, ...buttons) => {
            seen.errors.push({ text, buttons });
            return state.answer;
        },
        showInformationMessage: async (text) => void seen.infos.push(text),
        showTextDocument: async (document, options) => void seen.shown.push({ document, options }),
    }),
    commands: {
        registerCommand: (name, what) => {
            if (seen.commands.has(name)) {
                throw new Error(`command '${name}' already exists`);
            }
            seen.commands.set(name, what);
            return new Disposable(() => seen.commands.delete(name));
        },
        executeCommand: async (...given) => void seen.executed.push(given),
    },
    languages: space({
        match: (selector, document) =>
            [selector].flat().some((it) => it.scheme === document.uri.scheme && it.language === document.languageId)
                ? 10
                : 0,
        createDiagnosticCollection: () => ({
            set: (uri, found) => {
                seen.diagnostics.set(uri.toString(), found ?? []);
                events.seen?.fire();
            },
            delete: (uri) => seen.diagnostics.delete(uri.toString()),
            clear: () => seen.diagnostics.clear(),
            dispose: () => seen.diagnostics.clear(),
        }),
    }),
    l10n: { t: filled },
    env: open({ appName: "stub", clipboard: {} }, (name) => (name === "language" ? state.language : undefined)),
    CancellationTokenSource: class {
        token = { isCancellationRequested: false, onCancellationRequested: nothing };
        cancel() {}
        dispose() {}
    },
};
vscode.CancellationToken = { None: new vscode.CancellationTokenSource().token };

/** What has a name in capitals and is not above: a class, of which the numbers in it are counted off. */
const classes = {};
const whole = open(vscode, (name) => {
    if (!/^[A-Z]/.test(name)) {
        return space({});
    }
    if (!classes[name]) {
        const kind = class {
            constructor(...given) {
                this.given = given;
                if (name === "Diagnostic") {
                    [this.range, this.message, this.severity] = given;
                }
                if (name === "TextEdit") {
                    [this.range, this.newText] = given;
                }
                if (name === "CompletionItem") {
                    [this.label, this.kind] = given;
                }
                if (name === "Hover") {
                    [this.contents, this.range] = given;
                }
                if (name === "MarkdownString") {
                    [this.value] = given;
                }
            }
            appendMarkdown(text) {
                this.value = (this.value ?? "") + text;
                return this;
            }
        };
        let count = 0;
        classes[name] = open(kind, (member) => (kind[member] = /^[A-Z]/.test(member) ? count++ : undefined));
    }
    return classes[name];
});

/** The same, with the document open before the server is. */
function document(file, text) {
    const it = new Document(Uri.file(path.resolve(file)), "ron", text);
    workspace.textDocuments.push(it);
    return it;
}

module.exports = { vscode: whole, seen, state, events, registered, document, Document, Uri, Position };
