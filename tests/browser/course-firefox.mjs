// The page of a course in Firefox: a learner who goes through every lesson, in both languages.
//
//   node course-firefox.mjs FOLDER
//
// FOLDER holds course.html, lessons.json and exams.json as tests/course.rs wrote them. FIREFOX names the program.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { check, context, end, folder, hold, patiently, send } from "./firefox-tools.mjs";
import { learning } from "./learner.mjs";

const [lessons, exams] = ["lessons.json", "exams.json"].map((it) => JSON.parse(readFileSync(join(folder, it), "utf8")));

/** The value of an expression in the page, which may be a promise. */
async function asked(expression) {
  const told = await send("script.evaluate", { expression, target: { context }, awaitPromise: true, resultOwnership: "none" });
  if (told.type === "exception") throw new Error(told.exceptionDetails.text);
  return told.result.value;
}

await send("browsingContext.setViewport", { context, viewport: { width: 1280, height: 720 } });
for (const [at, lang] of ["en", "zh"].entries()) {
  await check(`a learner goes through every lesson (${lang})`, () => patiently(async () => {
    await send("browsingContext.navigate", { context, url: "about:blank", wait: "complete" });
    await send("browsingContext.navigate", { context, url: `${pathToFileURL(join(folder, "course.html")).href}#lang=${lang}`, wait: "complete" });
    hold(await asked("window.coexist.ready"), "the page does not start");
    // What the browser has kept of a learner before would show what he has seen.
    await asked("document.getElementById('forget').click()");
    await asked("document.getElementById('forget-all').click()");
    await asked("new Promise((done) => { setTimeout(done, 300); })");
    const name = JSON.stringify(exams[at].learner);
    await asked(`{ const it = document.getElementById("learner"); it.value = ${name}; it.dispatchEvent(new Event("change")); }`);
    for (const it of [...lessons, exams[at]]) {
      await asked(`location.hash = ${JSON.stringify(`lesson=${it.name}&lang=${lang}`)}; new Promise((done) => { setTimeout(done, 50); })`);
      const briefed = { ...it, secrets: it.secrets[at], after: it.after[at] };
      await asked(learning(briefed));
    }
    const passed = await asked("Object.values(JSON.parse(window.coexist.state().progress).lessons).filter((it) => it.passed).length");
    hold(passed === lessons.length + 1, `${passed} of ${lessons.length} lessons and an exam are passed`);
    return `${lessons.length} lessons, and the exam`;
  }));
}
await end();
