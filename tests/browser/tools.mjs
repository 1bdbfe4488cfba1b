// What the checks stand on: the browser, pages that were opened in it, and what is told of a check.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

export const [folder, pictures] = process.argv.slice(2);
export const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
export const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--disable-quic"],
});

let failed = 0;
/** Runs a check. `ONLY=words` in the environment leaves out all others, for whoever works on one. */
export async function check(name, what) {
  if (process.env.ONLY && !new RegExp(process.env.ONLY).test(name)) return;
  const begun = performance.now();
  try {
    const told = await what();
    const took = ((performance.now() - begun) / 1000).toFixed(1);
    console.log(`ok    ${name}${told ? ` (${told})` : ""} ${took} s`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL  ${name}: ${String(error.stack ?? error).split("\n").slice(0, 6).join("\n      ")}`);
  }
}
export function hold(condition, message) {
  if (!condition) throw new Error(message);
}

/** Opens a page and gathers whatever it asks for or complains about. */
export async function open(file, { hash = "", scheme = "light", size = { width: 1600, height: 900 }, bypassCSP = false, calm = false, edits = false } = {}) {
  const context = await browser.newContext({ colorScheme: scheme, viewport: size, bypassCSP, reducedMotion: calm ? "reduce" : "no-preference", offline: true });
  // Nobody is in a hurry: a machine that does other things too is no fault of the page.
  context.setDefaultTimeout(180_000);
  const page = await context.newPage();
  const heard = { requests: [], errors: [] };
  // Of what somebody types over a selection Chromium makes elements with style of its own, which the policy of the page
  // refuses: it is told, and nothing comes of it.
  const isOfTyping = (text) => edits && text.startsWith("Applying inline style violates");
  page.on("request", (it) => { if (!/^(file|data|blob):/.test(it.url())) heard.requests.push(it.url()); });
  page.on("console", (it) => { if ((it.type() === "error" || it.type() === "warning") && !isOfTyping(it.text())) heard.errors.push(it.text()); });
  page.on("pageerror", (it) => heard.errors.push(String(it)));
  await page.goto(pathToFileURL(join(folder, file)).href + hash);
  await page.evaluate(() => window.coexist.ready);
  const close = async () => {
    await context.close();
    hold(heard.requests.length === 0, `the page asked for ${heard.requests}`);
    hold(heard.errors.length === 0, `the console says ${heard.errors.join(" | ")}`);
  };
  return { page, close };
}
export const position = (page) => page.evaluate(() => window.coexist.position());
export const count = (page) => page.evaluate(() => window.coexist.count());
export const act = (page, action) => page.locator(`[data-action="${action}"]`).first().click();
export const visible = (page) => page.evaluate(() => document.body.innerText);

/** Closes the browser and tells whether all held. */
export async function end() {
  await browser.close();
  console.log(failed ? `${failed} failed` : "all hold");
  process.exit(failed ? 1 : 0);
}
