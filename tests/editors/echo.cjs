// A server that answers each command with what it was asked, as JSON, and refuses the arguments "refuse" and "cancel".
const started = process.argv.slice(2);
if (started[0] === "--version") {
    console.log("coexist 0.0.0");
    process.exit(0);
}
let came = Buffer.alloc(0);
function answer(id, message) {
    const text = JSON.stringify({ jsonrpc: "2.0", id, ...message });
    process.stdout.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
}
process.stdin.on("data", (part) => {
    came = Buffer.concat([came, part]);
    for (;;) {
        const head = came.indexOf("\r\n\r\n");
        const length = head < 0 ? NaN : Number(/Content-Length: (\d+)/i.exec(came.subarray(0, head))[1]);
        if (!(came.length >= head + 4 + length)) {
            return;
        }
        const { id, method, params } = JSON.parse(came.subarray(head + 4, head + 4 + length));
        came = came.subarray(head + 4 + length);
        const commands = ["coexist.run", "coexist.explain"];
        if (method === "exit") {
            process.exit(0);
        } else if (method === "initialize") {
            answer(id, { result: { capabilities: { textDocumentSync: 1, executeCommandProvider: { commands } } } });
        } else if (method === "workspace/executeCommand") {
            const refusals = {
                refuse: { error: { code: -32602, message: "no such thing" } },
                cancel: { error: { code: -32800, message: "cancelled" } },
            };
            const { command, arguments: given } = params;
            const said = { result: JSON.stringify({ command, arguments: given, started }) };
            answer(id, refusals[given[0]] ?? said);
        } else if (id !== undefined) {
            answer(id, { result: null });
        }
    }
});
