// What does the extension do?
//
// It starts `coexist lsp` for files of the language `ron`, and shows what the server answers to the commands *run* and
// *explain* in a document beside. All that is known of scenarios is the server's.

const { execFile } = require("node:child_process");
const os = require("node:os");
const path = require("node:path");
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

/** What the protocol calls a request that was cancelled. */
const CANCELLED = -32800;
/** The commands of the server that answer with a text. */
const ANSWERED = { "coexist.run": "run", "coexist.explain": "explain" };

/** What is shown stands under names of this scheme; nobody can write there. */
const SCHEME = "coexist-answer";

/** @type {Client | undefined} */
let client;
/** Starts and stops come one after the other. */
let turn = Promise.resolve();

/**
 * A client that leaves the commands of the server to this extension: otherwise they would be there only while the server
 * runs, and what they answer would be shown to nobody.
 */
class Client extends LanguageClient {
    registerFeature(feature) {
        if (feature.registrationType?.method === "workspace/executeCommand") {
            feature.initialize = () => {};
            feature.register = () => {};
        }
        super.registerFeature(feature);
    }
}

/** The answers that are shown, by the document that shows each. */
class Answers {
    texts = new Map();
    changed = new vscode.EventEmitter();
    onDidChange = this.changed.event;

    provideTextDocumentContent(uri) {
        return this.texts.get(uri.toString()) ?? "";
    }

    async show(name, text) {
        const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name}` });
        this.texts.set(uri.toString(), text);
        this.changed.fire(uri);
        const document = await vscode.workspace.openTextDocument(uri);
        await vscode.window.showTextDocument(document, {
            viewColumn: vscode.ViewColumn.Beside,
            preserveFocus: true,
            preview: true,
        });
    }

    forget(uri) {
        this.texts.delete(uri.toString());
    }
}

function settings() {
    return vscode.workspace.getConfiguration("coexist");
}

/** The program as it is given: `~` and the folder of the workspace are filled in. */
function program() {
    const given = (settings().get("path") ?? "").trim() || "coexist";
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
    const filled = given.replaceAll("${workspaceFolder}", () => folder);
    return /^~[\\/]/.test(filled) ? path.join(os.homedir(), filled.slice(2)) : filled;
}

/** Chinese where VS Code is Chinese: a window that was opened by a click has no locale of its own. */
function language() {
    const wanted = settings().get("lang");
    if (wanted === "en" || wanted === "zh") {
        return wanted;
    }
    return vscode.env.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** What hinders the program from running, if anything. */
function hindrance(command) {
    return new Promise((resolve) => {
        execFile(command, ["--version"], { timeout: 10_000, windowsHide: true }, (error, out) => {
            if (error?.code === "ENOENT") {
                resolve(
                    vscode.l10n.t(
                        "The program \"{0}\" was not found. Put it into a folder of your PATH and restart VS Code, or write its whole path into the setting coexist.path.",
                        command,
                    ),
                );
            } else if (error) {
                resolve(vscode.l10n.t("The program \"{0}\" does not run: {1}", command, error.message.trim()));
            } else if (!out.startsWith("coexist ")) {
                resolve(
                    vscode.l10n.t("\"{0}\" is another program: it calls itself \"{1}\".", command, out.trim().slice(0, 60)),
                );
            } else {
                resolve(undefined);
            }
        });
    });
}

/** Says it with a button that leads to where it is mended. */
async function complain(why) {
    const open = vscode.l10n.t("Open Settings");
    if ((await vscode.window.showErrorMessage(why, open)) === open) {
        await vscode.commands.executeCommand("workbench.action.openSettings", "coexist.path");
    }
}

async function start() {
    const command = program();
    const why = await hindrance(command);
    if (why) {
        // Nobody waits for the answer: the extension is there, and starts the server once the setting is right.
        void complain(why);
        return;
    }
    const patterns = settings().get("files") ?? ["**/*.ron"];
    const selector = patterns.map((pattern) => ({ scheme: "file", language: "ron", pattern }));
    client = new Client(
        "coexist",
        "coexist",
        { command, args: ["lsp", "--lang", language()] },
        { documentSelector: [...selector, { scheme: "untitled", language: "ron" }] },
    );
    try {
        await client.start();
    } catch (error) {
        client = undefined;
        void complain(vscode.l10n.t("The program \"{0}\" does not run: {1}", command, String(error?.message ?? error)));
    }
}

async function stop() {
    const old = client;
    client = undefined;
    try {
        await old?.dispose();
    } catch {
        // It had ended by itself.
    }
}

function inTurn(what) {
    turn = turn.then(what, what);
    return turn;
}

/** Sends a command to the server and shows the answer. */
async function ask(answers, command, given) {
    await turn;
    if (!client) {
        await inTurn(start);
        if (!client) {
            return;
        }
    }
    const document = vscode.window.activeTextEditor?.document;
    if (given.length === 0 && document?.languageId !== "ron") {
        await vscode.window.showInformationMessage(vscode.l10n.t("Open a scenario first: a file that ends in .ron."));
        return;
    }
    // What a lens gives is the server's own; from the menu comes the file that is open.
    const own = given.filter((it) => it !== undefined);
    const isOfLens = own.length > 0 && !(own[0] instanceof vscode.Uri);
    const uri = own[0] instanceof vscode.Uri ? own[0] : document?.uri;
    const args = isOfLens ? own : [client.code2ProtocolConverter.asUri(uri)];
    let answer;
    try {
        answer = await client.sendRequest("workspace/executeCommand", { command, arguments: args });
    } catch (error) {
        // Whoever asks for another one meanwhile gets that one instead.
        if (error?.code !== CANCELLED) {
            await vscode.window.showErrorMessage(`coexist: ${error?.message ?? error}`);
        }
        return;
    }
    if (typeof answer === "string") {
        const [file, client] = args.map((it) => (typeof it === "string" ? it : ""));
        const of = [ANSWERED[command], path.posix.basename(vscode.Uri.parse(file).path), client];
        const name = of.filter(Boolean).join(" ").replaceAll(/[\\/?#]/g, "-");
        await answers.show(`${name}.txt`, answer);
    }
}

exports.activate = async (context) => {
    const answers = new Answers();
    context.subscriptions.push(
        answers.changed,
        vscode.workspace.registerTextDocumentContentProvider(SCHEME, answers),
        vscode.workspace.onDidCloseTextDocument((it) => it.uri.scheme === SCHEME && answers.forget(it.uri)),
        vscode.commands.registerCommand("coexist.restart", () => inTurn(() => stop().then(start))),
        vscode.workspace.onDidChangeConfiguration((it) => {
            if (["path", "lang", "files"].some((name) => it.affectsConfiguration(`coexist.${name}`))) {
                void inTurn(() => stop().then(start));
            }
        }),
        ...Object.keys(ANSWERED).map((command) =>
            vscode.commands.registerCommand(command, (...given) => ask(answers, command, given)),
        ),
    );
    await inTurn(start);
};

exports.deactivate = () => inTurn(stop);
