// Makes the editor of the pages one file, src/page/editor.min.js, with the licences of what is in it, and beside it the
// fingerprint of what it was made of. `node build.mjs FOLDER` writes elsewhere.

import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, "../../src/page");
/** What the file is made of. The same list stands in tests/supply.rs. */
const SOURCES = ["build.mjs", "editor.js", "package-lock.json", "package.json"];

const made = await build({
  absWorkingDir: here,
  entryPoints: ["editor.js"],
  bundle: true,
  write: false,
  platform: "browser",
  format: "iife",
  globalName: "codemirror",
  target: ["chrome100", "firefox110", "safari16"],
  charset: "ascii",
  minify: true,
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
});

const folders = new Set();
for (const input of Object.keys(made.metafile.inputs)) {
  const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
  if (found) folders.add(found[1]);
}
/** Libraries by the text of their licence. */
const licences = new Map();
for (const folder of [...folders].sort()) {
  const { name, version, license } = JSON.parse(readFileSync(join(here, folder, "package.json"), "utf8"));
  if (license !== "MIT") throw new Error(`${name} is under ${license}`);
  const file = readdirSync(join(here, folder)).find((it) => /^licen[cs]e/i.test(it));
  if (!file) throw new Error(`${name} carries no licence`);
  const text = readFileSync(join(here, folder, file), "utf8").trim();
  licences.set(text, [...(licences.get(text) ?? []), `${name} ${version}`]);
}
const notices = [...licences].map(([text, names]) => `${names.join(", ")}\n\n${text}`).join("\n\n");
if (notices.includes("*/")) throw new Error("a licence would end its comment");
const [{ text }] = made.outputFiles;
writeFileSync(join(out, "editor.min.js"), `/*\n${notices}\n*/\n${text.trim()}\n`);
const hash = createHash("sha256");
for (const it of SOURCES) hash.update(readFileSync(join(here, it)));
writeFileSync(join(out, "editor.min.sources"), `${hash.digest("hex")}\n`);
