// Does the grammar color scenarios as they are read?
//
// With the engine of VS Code: every scenario of the gallery and every bad file is taken apart, and whatever is a comment or
// a string by a scanner of its own, which knows nothing of the grammar, must be one there, letter by letter. In files that
// are right no token is invalid. What stands in `run:` is looked at by hand.

import assert from "node:assert/strict";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const home = join(root, "editors/vscode");
const tool = createRequire(join(home, "package.json"));
const { Registry, INITIAL } = tool("vscode-textmate");
const oniguruma = tool("vscode-oniguruma");

await oniguruma.loadWASM(readFileSync(tool.resolve("vscode-oniguruma/release/onig.wasm")).buffer);
const registry = new Registry({
    onigLib: Promise.resolve({
        createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
        createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => JSON.parse(readFileSync(join(home, "syntaxes/ron.tmLanguage.json"), "utf8")),
});
const grammar = await registry.loadGrammar("source.ron");

/** The tokens of a text: where each begins and ends, and its scopes. */
function tokens(text) {
    const all = [];
    let [stack, start] = [INITIAL, 0];
    for (const line of text.split("\n")) {
        const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
        for (const { startIndex, endIndex, scopes } of tokens) {
            // The end of a line is counted in, though there is no letter.
            const end = start + Math.min(endIndex, line.length);
            all.push({ start: start + startIndex, end, scopes, text: text.slice(start + startIndex, end) });
        }
        stack = ruleStack;
        start += line.length + 1;
    }
    return all;
}

const has = (token, begin, end) => token.scopes.some((it) => it.startsWith(begin) && it.endsWith(end));

/** Of each letter by the grammar: part of a comment, of a string, or of neither. */
function colored(text) {
    const of = new Array(text.length).fill(" ");
    for (const it of tokens(text)) {
        const kind = has(it, "comment.", ".ron") ? "c" : has(it, "string.", ".ron") ? "s" : ".";
        of.fill(kind, it.start, it.end);
    }
    return of;
}

/** The same by the rules of RON. */
function scanned(text) {
    const of = new Array(text.length).fill(".");
    const end = (found, length) => (found < 0 ? text.length : found + length);
    for (let at = 0; at < text.length; ) {
        let to = at + 1;
        let kind = ".";
        const raw = /^b?r(#*)"/.exec(text.slice(at, at + 20));
        const letter = /^b?'(?:[^'\\\n]|\\(?:x..|u\{[^}]*\}|.))'/u.exec(text.slice(at, at + 20));
        const within = at > 0 && /[\p{L}\p{N}_]/u.test(text[at - 1]);
        if (text.startsWith("//", at)) {
            [kind, to] = ["c", end(text.indexOf("\n", at), 0)];
        } else if (text.startsWith("/*", at)) {
            kind = "c";
            let depth = 0;
            for (to = at; to < text.length; ) {
                const two = text.slice(to, to + 2);
                depth += two === "/*" ? 1 : two === "*/" ? -1 : 0;
                to += two === "/*" || two === "*/" ? 2 : 1;
                if (depth === 0) {
                    break;
                }
            }
        } else if (raw && !within) {
            const close = '"' + raw[1];
            [kind, to] = ["s", end(text.indexOf(close, at + raw[0].length), close.length)];
        } else if (text[at] === '"') {
            kind = "s";
            while (to < text.length && text[to] !== '"') {
                to += text[to] === "\\" ? 2 : 1;
            }
            to = Math.min(to + 1, text.length);
        } else if (letter) {
            [kind, to] = ["s", at + letter[0].length];
        }
        of.fill(kind, at, to);
        at = to;
    }
    return of.map((it, at) => (text[at] === "\n" ? " " : it));
}

/** Where both differ first, if they do. */
function difference(text) {
    const [one, other] = [colored(text), scanned(text)].map((all) => all.map((it, at) => (text[at] === "\n" ? " " : it)));
    const at = one.findIndex((it, at) => it !== other[at]);
    return at < 0 ? undefined : `${one[at]} instead of ${other[at]} at ${JSON.stringify(text.slice(at, at + 40))}`;
}

function below(folder) {
    return readdirSync(join(root, folder)).flatMap((name) => {
        const path = `${folder}/${name}`;
        return statSync(join(root, path)).isDirectory() ? below(path) : path.endsWith(".ron") ? [path] : [];
    });
}

const read = (path) => readFileSync(join(root, path), "utf8").replaceAll("\r\n", "\n");
const invalid = (text) => tokens(text).filter((it) => has(it, "invalid.", ""));
const good = [...below("scenarios"), ...below("tests/failing"), ...below("tests/findings")];
const bad = below("tests/bad");
assert.ok(good.length >= 200 && bad.length >= 50, `${good.length} and ${bad.length} files`);
let strings = 0;
for (const path of [...good, ...bad]) {
    const text = read(path);
    assert.equal(difference(text), undefined, path);
    strings += colored(text).filter((it) => it === "s").length;
}
assert.ok(strings > 50_000, `${strings}`);
for (const path of good) {
    const text = read(path);
    assert.deepEqual(invalid(text).map((it) => it.text), [], path);
    for (const it of tokens(text).filter((it) => /^[A-Z]\w*-[A-Z]\w*$/.test(it.text) && has(it, "support.", ""))) {
        assert.ok(has(it, "meta.commands", "ron"), `${path}: ${it.text}`);
    }
}

// Letters that the gallery does not have.
for (const text of [
    "/* one /* two */ still */ Scenario()",
    "/* open",
    'a: "open\n// no comment\n',
    'a: "// no comment" // a comment "no string"',
    'a: "ends in a backslash \\\\", // comment',
    'a: r"no \\ escape", b: r#"a " within // no comment"#, c: 1, // comment',
    'bar"x"',
    'a: r##"one "# still"##, // comment',
    "a: ('\"', '\\'', 'x'), // comment",
    'run: "Get-Service # no end \\" still" // comment',
    "run: \"Set-User 'it' # rest 'open\" // comment",
    'run: "one \\"two" // comment',
    "run: \"one 'two\" // comment",
    'run: r#"Set-User "anna" # rest"# // comment',
    'run: // comment\n  /* and */ "Get-Service" // comment',
    'run: Some("Get-Service // no comment") // comment',
    "run: , // comment",
    "run: 5 / 'a' // comment",
    '安娜: "中😀文" // 注释',
]) {
    assert.equal(difference(text), undefined, text);
}
assert.deepEqual(invalid('title: "\\q", title: "\\u{zz}"; %').map((it) => it.text), ["\\q", "\\u", ";", "%"]);

/** The innermost scope of each piece that is asked for. */
function scopes(text, pieces) {
    const all = tokens(text);
    return pieces.map((piece) => {
        const at = text.indexOf(piece);
        return all.find((it) => it.start <= at && at < it.end).scopes.at(-1);
    });
}

const LINE =
    '#![enable(implicit_some)]\nChange(at: "5min", run: "Set-ImapSettings -Server EX13 -SSLBindings \\"10.0.0.5:993\\"\\n' +
    "Get-Service -ComputerName ex-get-it 'Name' | Where-Object { $_.Status -eq $true } # Start-Service\", port: -1.5e3, is: true, " +
    'kind: Exchange2010, x: "Stop-Service")';
const wanted = {
    implicit_some: "entity.other.attribute-name.ron",
    "Change(": "entity.name.type.ron",
    "at:": "variable.other.property.ron",
    "5min": "string.quoted.double.ron",
    "run:": "variable.other.property.ron",
    "Set-ImapSettings": "support.function.cmdlet.powershell",
    "-Server": "variable.parameter.powershell",
    EX13: "meta.embedded.line.powershell",
    "10.0.0.5": "string.quoted.double.powershell",
    "Get-Service": "support.function.cmdlet.powershell",
    "ex-get-it": "meta.embedded.line.powershell",
    "Name' ": "string.quoted.single.powershell",
    "|": "keyword.operator.powershell",
    "Where-Object": "support.function.cmdlet.powershell",
    $_: "variable.other.powershell",
    "-eq": "keyword.operator.powershell",
    $true: "constant.language.powershell",
    "# Start": "comment.line.number-sign.powershell",
    "-1.5e3": "constant.numeric.ron",
    "true,": "constant.language.boolean.ron",
    Exchange2010: "variable.other.enummember.ron",
    "Stop-Service": "string.quoted.double.ron",
};
assert.deepEqual(scopes(LINE, Object.keys(wanted)), Object.values(wanted));
assert.deepEqual(invalid(LINE), []);

console.log(`the grammar is right: ${good.length + bad.length} files`);
