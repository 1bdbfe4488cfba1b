// Does the packaged extension hold what it must, and does its code do what it says?
//
//     node extension.mjs FOLDER PROGRAM
//
// The package is made by the official packager and unpacked in FOLDER; its code runs there against a stub of VS Code,
// with the real PROGRAM as its server. Each check throws; at the end one line says that all was well.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [folder, program] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const home = join(root, "editors/vscode");
const tool = createRequire(join(home, "package.json"));
const json = (text) => JSON.parse(text);

// --- What is in it ---------------------------------------------------------------------------------------------------

const vsix = join(folder, "coexist.vsix");
const packager = join(dirname(tool.resolve("@vscode/vsce/package.json")), "vsce");
const made = spawnSync(
    process.execPath,
    [packager, "package", "--no-dependencies", "--allow-missing-repository", "--out", vsix],
    { cwd: home, encoding: "utf8", env: { ...process.env, npm_config_update_notifier: "false" } },
);
assert.equal(made.status, 0, made.stdout + made.stderr);
assert.doesNotMatch(made.stdout + made.stderr, /warning/i, "the packager warns");

/** The files of an archive, by name. */
function unzip(file) {
    const { open } = tool("yauzl");
    return new Promise((resolve, reject) => {
        open(file, { lazyEntries: true }, (error, zip) => {
            if (error) {
                return reject(error);
            }
            const all = new Map();
            zip.on("entry", (entry) =>
                zip.openReadStream(entry, async (error, stream) => {
                    if (error) {
                        return reject(error);
                    }
                    const parts = [];
                    for await (const part of stream) {
                        parts.push(part);
                    }
                    all.set(entry.fileName, Buffer.concat(parts));
                    zip.readEntry();
                }),
            );
            zip.on("end", () => resolve(all)).on("error", reject);
            zip.readEntry();
        });
    });
}

const files = await unzip(vsix);
assert.deepEqual([...files.keys()].sort(), [
    "[Content_Types].xml",
    "extension.vsixmanifest",
    "extension/LICENSE.txt",
    "extension/changelog.md",
    "extension/dist/THIRD-PARTY.txt",
    "extension/dist/extension.js",
    "extension/icon.png",
    "extension/l10n/bundle.l10n.zh-cn.json",
    "extension/language-configuration.json",
    "extension/package.json",
    "extension/package.nls.json",
    "extension/package.nls.zh-cn.json",
    "extension/readme.md",
    "extension/snippets/ron.json",
    "extension/syntaxes/ron.tmLanguage.json",
]);
const text = (name) => files.get(`extension/${name}`)?.toString("utf8");
for (const [name, bytes] of files) {
    assert.ok(bytes.length > 0, `${name} is empty`);
    assert.ok(!bytes.includes(root), `${name} tells where it was made`);
}

const manifest = json(text("package.json"));
const version = /^version = "(.*)"$/m.exec(readFileSync(join(root, "Cargo.toml"), "utf8"))[1];
assert.equal(manifest.version, version, "the extension has the version of the program");
const { languages, grammars, snippets, commands, configuration } = manifest.contributes;
for (const it of [manifest.main, manifest.icon, ...[...grammars, ...snippets].map((it) => it.path), languages[0].configuration]) {
    assert.ok(text(it.replace(/^\.\//, "")), `${it} is not in the package`);
}

// What is indented, and what is one word.
const { wordPattern, indentationRules: indent } = json(text("language-configuration.json"));
const [deeper, back] = [indent.increaseIndentPattern, indent.decreaseIndentPattern].map((it) => new RegExp(it));
for (const it of ["Scenario(", "    servers: [ // all", 'a: "x", b: [', 'a: "\\"(", b: (', "a: {"]) {
    assert.ok(deeper.test(it), it);
}
for (const it of ["a: [1],", 'a: "(', 'a: "(",', "// all of (", "a: 1, // (", ")"]) {
    assert.ok(!deeper.test(it), it);
}
assert.ok(back.test("    ),") && back.test("]") && !back.test("a: []"));
const words = [...'Server(name: "安娜-EX10", at: 1.5)'.matchAll(new RegExp(wordPattern.pattern, `g${wordPattern.flags}`))];
assert.deepEqual(words.map((it) => it[0]), ["Server", "name", "安娜-EX10", "at", "1.5"]);

// The snippet is a scenario that holds, laid out as the program lays it out.
for (const { body } of Object.values(json(text("snippets/ron.json")))) {
    const given = new Map();
    const first = body.join("\n").replace(/\$\{(\d+):([^}]*)\}/g, (_, at, it) => (given.set(at, it), it));
    const file = join(folder, "snippet.ron");
    writeFileSync(file, `${first.replace(/\$(\d+)/g, (_, at) => given.get(at))}\n`);
    for (const command of [["test"], ["check"], ["fmt", "--check"]]) {
        const { status, stdout, stderr } = spawnSync(program, [...command, file], { encoding: "utf8" });
        assert.equal(status, 0, stdout + stderr);
    }
}
assert.equal(grammars[0].scopeName, json(text("syntaxes/ron.tmLanguage.json")).scopeName);

// Each text is there in both languages, and none that nobody uses.
const placeholders = (it) => [...it.matchAll(/"%([\w.]+)%"/g)].map((it) => it[1]).sort();
const used = placeholders(text("package.json"));
for (const name of ["package.nls.json", "package.nls.zh-cn.json"]) {
    assert.deepEqual(Object.keys(json(text(name))).sort(), used, name);
}
const source = readFileSync(join(home, "extension.js"), "utf8");
const said = [...source.matchAll(/l10n\.t\(\s*("(?:[^"\\]|\\.)*")/g)].map((it) => json(it[1]));
const chinese = json(text("l10n/bundle.l10n.zh-cn.json"));
assert.ok(said.length >= 5);
assert.deepEqual(Object.keys(chinese).sort(), [...new Set(said)].sort());
for (const [english, it] of Object.entries({ ...chinese, ...json(text("package.nls.zh-cn.json")) })) {
    assert.match(it, /\p{Script=Han}/u, `${english} is not in Chinese`);
    assert.deepEqual((it.match(/\{\d\}/g) ?? []).sort(), (english.match(/\{\d\}/g) ?? []).sort(), english);
}

// Nothing has to be installed beside it.
const wanted = new Set([...text("dist/extension.js").matchAll(/\brequire\("([^"]+)"\)/g)].map((it) => it[1]));
for (const it of wanted) {
    assert.ok(it === "vscode" || Module.isBuiltin(it), `${it} is wanted at run time`);
}
assert.ok(wanted.has("vscode"));
for (const it of ["vscode-languageclient", "vscode-jsonrpc", "semver"]) {
    assert.match(text("dist/THIRD-PARTY.txt"), new RegExp(`^${it} [\\d.]+ \\(\\w+\\)$`, "m"));
}
assert.match(text("LICENSE.txt"), /MIT License[^]*Apache License/);

// --- What it does ----------------------------------------------------------------------------------------------------

for (const [name, bytes] of files) {
    const path = join(folder, "unpacked", name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
}
const require = createRequire(import.meta.url);
const { vscode, seen, state, events, registered, document, Document, Uri, Position } = require("./stub.cjs");
const load = Module._load;
Module._load = (name, ...rest) => (name === "vscode" ? vscode : load(name, ...rest));
const extension = require(join(folder, "unpacked/extension/dist/extension.js"));

const defaults = Object.entries(configuration.properties).map(([name, it]) => [name, it.default]);
const settle = (settings) => (state.settings = { ...Object.fromEntries(defaults), "coexist.path": program, ...settings });
events.seen = new vscode.EventEmitter();

/** Waits until something holds; what is waited for comes as an event, so nothing is waited for in vain. */
async function until(what, holds) {
    const late = Date.now() + 20_000;
    while (!holds()) {
        assert.ok(Date.now() < late, `waited in vain: ${what}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
    }
}

async function active(settings = {}) {
    settle(settings);
    const context = { subscriptions: [] };
    await extension.activate(context);
    return async () => {
        await extension.deactivate();
        context.subscriptions.forEach((it) => it.dispose());
        seen.errors.length = seen.infos.length = seen.shown.length = seen.executed.length = 0;
    };
}

// A program that is not there is told, with the way to the setting; the commands are there all the same.
state.answer = "Open Settings";
let end = await active({ "coexist.path": join(folder, "no such program") });
await until("the message", () => seen.executed.length > 0);
assert.match(seen.errors[0].text, /^The program ".*no such program" was not found\. .* coexist\.path\.$/);
assert.deepEqual(seen.executed, [["workbench.action.openSettings", "coexist.path"]]);
assert.deepEqual([...seen.commands.keys()].sort(), commands.map((it) => it.command).sort());
await end();
state.answer = undefined;

// Another program of that name is told, too.
const other = join(folder, "other");
writeFileSync(other, "#!/bin/sh\necho something else 7\n");
chmodSync(other, 0o755);
end = await active({ "coexist.path": other });
await until("the message", () => seen.errors.length > 0);
assert.match(seen.errors[0].text, /is another program: it calls itself "something else 7"\.$/);
await end();

// With the real server: diagnostics, completion, hover, formatting.
const BROKEN = `Scenario(
    schema: 1,
    servers: [Server(name: "EX10", version: Exchange2010, runing: [Imap4])],
)
`;
const scenario = document(join(folder, "broken.scenario.ron"), BROKEN);
for (const [language, says] of [
    ["en", /running/],
    ["zh-cn", /\p{Script=Han}/u],
]) {
    state.language = language;
    end = await active();
    const key = scenario.uri.toString();
    await until("diagnostics", () => seen.diagnostics.get(key)?.length > 0);
    const [mistake] = seen.diagnostics.get(key);
    assert.match(mistake.message, says);
    assert.deepEqual([mistake.range.start.line, mistake.range.start.character], [2, 58]);
    assert.deepEqual(seen.errors, []);
    const token = vscode.CancellationToken.None;
    const provider = (name) => registered[`register${name}Provider`].at(-1)[1];
    const asked = (line, character) => [scenario, new Position(line, character), token];
    const offered = await provider("CompletionItem").provideCompletionItems(...asked(2, 53), {});
    assert.ok((offered.items ?? offered).some((it) => it.label === "Exchange2010" || it.label.label === "Exchange2010"));
    const told = await provider("Hover").provideHover(...asked(2, 37));
    assert.ok(JSON.stringify(told).length > 40, JSON.stringify(told));
    await end();
    assert.equal(seen.diagnostics.size, 0, "nothing stays underlined");
}
state.language = "en";
scenario.text = 'Scenario(schema:1,servers:[Server(name:"EX10",version:Exchange2010)])';
end = await active();
const edits = await registered.registerDocumentFormattingEditProvider
    .at(-1)[1]
    .provideDocumentFormattingEdits(scenario, { tabSize: 4, insertSpaces: true }, vscode.CancellationToken.None);
assert.match(edits[0].newText, /^Scenario\(\n {4}schema: 1,\n/);
await end();

// What is typed goes over in parts; what fails is explained by a click; the verdict stands beside it.
const FAILS = `Scenario(
    schema: 1,
    servers: [Server(name: "EX10", version: Exchange2010, running: [Pop3])],
    databases: [Database(name: "DB1", on: ["EX10"])],
    mailboxes: [Mailbox(name: "anna", database: "DB1")],
    clients: [
        Client(name: "laptop", user: "anna", connect: "EX10.contoso.com:993:SSL"),
    ],
    expect: [Expect(client: "laptop", outcome: LoggedOn)],
)
`;
scenario.text = FAILS.replace("running", "runing");
end = await active();
const underlined = () => (seen.diagnostics.get(scenario.uri.toString()) ?? []).map((it) => it.message);
await until("the mistake", () => underlined().some((it) => it.includes("`runing`")));
const at = new Position(2, FAILS.split("\n")[2].indexOf("running") + 3);
const range = new vscode.Range(at, at);
scenario.text = FAILS;
scenario.version = 2;
const change = { range, rangeOffset: 0, rangeLength: 0, text: "n" };
events.onDidChangeTextDocument.fire({ document: scenario, contentChanges: [change] });
await until("no mistake", () => !underlined().some((it) => it.includes("`runing`")));
vscode.window.activeTextEditor = { document: scenario };
const token = vscode.CancellationToken.None;
const lenses = await registered.registerCodeLensProvider.at(-1)[1].provideCodeLenses(scenario, token);
const lensOf = (name) => lenses.map((it) => it.command).find((it) => it.command === name);
const { arguments: of } = lensOf("coexist.explain");
await seen.commands.get("coexist.explain")(...of);
assert.equal(seen.shown.at(-1).document.uri.path, "/explain broken.scenario.ron laptop.txt");
assert.match(seen.shown.at(-1).document.getText(), /laptop[^]*Imap4/i);
await seen.commands.get("coexist.run")();
assert.match(seen.shown.at(-1).document.getText(), /laptop/);
const all = new vscode.Range(0, 0, 99, 0);
const hints = await registered.registerInlayHintsProvider.at(-1)[1].provideInlayHints(scenario, all, token);
assert.deepEqual(hints.map((it) => JSON.stringify(it.given?.[1] ?? it.label)[1]), ["✕"]);
assert.deepEqual(seen.errors, []);
await end();

// The commands: what is sent, and where the answer is shown. The server is one that repeats what it is asked.
const echo = join(folder, "echo");
writeFileSync(echo, `#!${process.execPath}\n${readFileSync(join(here, "echo.cjs"), "utf8")}`);
chmodSync(echo, 0o755);
end = await active({ "coexist.path": echo, "coexist.lang": "zh" });
const run = seen.commands.get("coexist.run");
const last = () => {
    const { document, options } = seen.shown.at(-1);
    return { of: document.uri.path, options, ...json(document.getText()) };
};
vscode.window.activeTextEditor = { document: scenario };
await run();
const fromPalette = { of: "/run broken.scenario.ron.txt", command: "coexist.run", arguments: [scenario.uri.toString()] };
const beside = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true, preview: true };
const started = { started: ["lsp", "--lang", "zh"] };
assert.deepEqual(last(), { ...fromPalette, ...started, options: beside });
// The menu gives the file, and what else it has to say of it.
await run(scenario.uri, { groupId: 0 });
assert.deepEqual(last().arguments, fromPalette.arguments);
// A lens gives what the server put into it, and all of it.
const ofLens = [scenario.uri.toString(), "the/laptop", { more: 3 }];
await seen.commands.get("coexist.explain")(...ofLens);
assert.deepEqual(last(), {
    of: "/explain broken.scenario.ron the-laptop.txt",
    command: "coexist.explain",
    arguments: ofLens,
    ...started,
    options: beside,
});
// An answer that is shown already is written anew, and told so.
const fired = [];
seen.contents["coexist-answer"].onDidChange((it) => fired.push(it.path));
await run();
assert.deepEqual(fired, ["/run broken.scenario.ron.txt"]);
// Without a scenario, or where the server refuses, that is said.
vscode.window.activeTextEditor = { document: new Document(Uri.file("/notes.txt"), "plaintext", "") };
const shown = seen.shown.length;
await run();
assert.match(seen.infos[0], /Open a scenario first/);
await run("refuse");
assert.match(seen.errors[0].text, /^coexist: no such thing$/);
// What another command took the place of is no mistake.
await run("cancel");
assert.equal(seen.errors.length, 1);
assert.equal(seen.shown.length, shown);
// A setting that changes takes effect at once.
const lens = () => seen.commands.get("coexist.run")("untitled:x");
settle({ "coexist.path": echo, "coexist.lang": "en" });
events.onDidChangeConfiguration.fire({ affectsConfiguration: (it) => it === "coexist.lang" });
await lens();
assert.deepEqual(last().started, ["lsp", "--lang", "en"]);
// A program that was put where it belongs is found by the next command.
settle({ "coexist.path": join(folder, "no such program") });
await seen.commands.get("coexist.restart")();
settle({ "coexist.path": echo });
await lens();
assert.deepEqual(last().arguments, ["untitled:x"]);
await end();
assert.equal(seen.commands.size, 0);

console.log("the extension is right");
process.exit(0);
