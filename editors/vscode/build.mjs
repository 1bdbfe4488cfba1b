// Makes what the package holds beside what stands here: the one file of the extension, and whose work is in it.

import { build } from "esbuild";
import { readFileSync, readdirSync, writeFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
rmSync(join(here, "dist"), { recursive: true, force: true });

const made = await build({
    absWorkingDir: here,
    entryPoints: ["extension.js"],
    outfile: "dist/extension.js",
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node18",
    external: ["vscode"],
    charset: "utf8",
    minifyWhitespace: true,
    minifySyntax: true,
    metafile: true,
    logLevel: "warning",
});

const folders = new Set();
for (const input of Object.keys(made.metafile.inputs)) {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found) {
        folders.add(found[1]);
    }
}
const notices = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(here, folder, "package.json"), "utf8"));
    const file = readdirSync(join(here, folder)).find((it) => /^licen[cs]e/i.test(it));
    if (!file) {
        throw new Error(`${name} carries no licence`);
    }
    const text = readFileSync(join(here, folder, file), "utf8").trim().replaceAll("\r\n", "\n");
    return `${name} ${version} (${license})\n\n${text}\n`;
});
const line = `\n${"-".repeat(80)}\n\n`;
writeFileSync(
    join(here, "dist/THIRD-PARTY.txt"),
    `dist/extension.js contains the libraries below.\n${line}${notices.join(line)}`,
);

const own = ["LICENSE-MIT", "LICENSE-APACHE"].map((it) => readFileSync(join(root, it), "utf8").trim() + "\n");
writeFileSync(
    join(here, "LICENSE.txt"),
    `This extension is licensed under the MIT license or the Apache License 2.0, whichever you choose.\n${line}${own.join(line)}`,
);
