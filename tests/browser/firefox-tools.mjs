// What the checks in Firefox stand on: the browser over WebDriver BiDi, and pages that were opened in it.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

export const folder = resolve(process.argv[2]);
// The connection that the tool for Chromium brings along: older releases of node have none of their own.
const { ws: Socket } = createRequire(import.meta.url)("playwright-core/lib/utilsBundle");
const profile = mkdtempSync(join(tmpdir(), "coexist-firefox-"));
const firefox = spawn(process.env.FIREFOX ?? "firefox-esr",
  ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0", "about:blank"], { stdio: ["ignore", "ignore", "pipe"] });
// A browser that does not answer must not hold up the others.
setTimeout(() => {
  console.log("FAIL  Firefox: it does not answer");
  firefox.kill("SIGKILL");
  process.exit(1);
}, 300000).unref();
const address = await new Promise((done, fail) => {
  const late = setTimeout(() => fail(new Error("Firefox does not answer")), 120000);
  firefox.stderr.on("data", (it) => {
    const found = /WebDriver BiDi listening on (ws:\S+)/.exec(String(it));
    if (found) {
      clearTimeout(late);
      done(found[1]);
    }
  });
});
const socket = new Socket(`${address}/session`);
await new Promise((done, fail) => { socket.onopen = done; socket.onerror = fail; });
const waiting = new Map();
const heard = [];
let number = 0;
socket.onmessage = ({ data }) => {
  const it = JSON.parse(data);
  if (it.method === "log.entryAdded" && it.params.level === "error") heard.push(it.params.text);
  waiting.get(it.id)?.(it);
  waiting.delete(it.id);
};
export const send = (method, params) => new Promise((done, fail) => {
  number += 1;
  setTimeout(() => fail(new Error(`${method}: no answer`)), 15000).unref();
  waiting.set(number, (it) => (it.type === "error" ? fail(new Error(`${method}: ${it.message}`)) : done(it.result)));
  socket.send(JSON.stringify({ id: number, method, params }));
});
await send("session.new", { capabilities: {} });
await send("session.subscribe", { events: ["log.entryAdded"] });
export const { context } = await send("browsingContext.create", { type: "tab" });

/** Does something, and begins it anew where there was no answer: Firefox now and then answers a command never. */
export async function patiently(what) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await what();
    } catch (error) {
      if (tries === 3 || !String(error.message).endsWith("no answer")) throw error;
    }
  }
}

/** Opens a page at a size, and gives the value of an expression in it. */
export const look = (...what) => patiently(() => seen(...what));

async function seen(file, hash, [width, height], expression) {
  await send("browsingContext.setViewport", { context, viewport: { width, height } });
  await send("browsingContext.navigate", { context, url: "about:blank", wait: "complete" });
  await send("browsingContext.navigate", { context, url: pathToFileURL(join(folder, file)).href + hash, wait: "complete" });
  const told = await send("script.evaluate", { expression: `window.coexist.ready.then(() => new Promise((done) => { setTimeout(done, 500); requestAnimationFrame(() => requestAnimationFrame(done)); })).then(() => JSON.stringify(${expression}))`,
    target: { context }, awaitPromise: true, resultOwnership: "none" });
  if (told.type === "exception") throw new Error(told.exceptionDetails.text);
  return JSON.parse(told.result.value);
}

let failed = 0;
/** Runs a check. */
export async function check(name, what) {
  heard.length = 0;
  try {
    const told = await what();
    if (heard.length > 0) throw new Error(`the console says ${heard.join(" | ")}`);
    console.log(`ok    Firefox: ${name}${told ? ` (${told})` : ""}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL  Firefox: ${name}: ${error.message}`);
  }
}
export function hold(condition, message) {
  if (!condition) throw new Error(message);
}

/** Closes the browser and tells whether all held. */
export async function end() {
  firefox.kill();
  await new Promise((done) => { firefox.once("exit", done); });
  rmSync(profile, { recursive: true, force: true });
  console.log(failed ? `${failed} failed` : "all hold");
  process.exit(failed ? 1 : 0);
}
