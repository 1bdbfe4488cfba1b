// The page of a course in Chromium: a learner who goes through every lesson, once by keyboard alone and once with a mouse in
// Chinese; the trainer's view, what is printed, accessibility, what a phone and a projector show.
//
//   node course.mjs FOLDER [PICTURES]
//
// FOLDER holds course.html, lessons.json and exams.json as tests/course.rs wrote them.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { axe, check, end, folder, hold, open, pictures, visible } from "./tools.mjs";
import { everything, fill, learning } from "./learner.mjs";

const [lessons, exams] = ["lessons.json", "exams.json"].map((it) => JSON.parse(readFileSync(join(folder, it), "utf8")));
const PAGE = "course.html";

/** What a learner is told of a lesson: in one language. */
const briefed = (it, lang) => ({ ...it, secrets: it.secrets[lang === "zh" ? 1 : 0], after: it.after[lang === "zh" ? 1 : 0] });

/** What has the focus, in the editor too. */
const focused = (page) => page.evaluate(() => {
  let it = document.activeElement;
  while (it?.shadowRoot?.activeElement) it = it.shadowRoot.activeElement;
  return it ? `${it.tagName} ${it.id} ${it.name ?? ""} ${it.value ?? ""} ${it.className}` : "";
});

/** Goes with Tab to what a selector names. Tells where one has been, if it is never reached. */
async function tabTo(page, selector) {
  for (let tries = 0; tries < 150; tries += 1) {
    const there = await page.evaluate((it) => {
      let found = document.activeElement;
      while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
      return found?.matches(it) ?? false;
    }, selector);
    if (there) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never comes to ${selector}; it is at ${await focused(page)}`);
}

const settled = (page, what) => page.waitForFunction(what, null, { timeout: 180_000, polling: 25 });

await check("a learner goes through every lesson by keyboard alone", async () => {
  const { page, close } = await open(PAGE, { edits: true, size: { width: 1280, height: 720 } });
  await tabTo(page, "#learner");
  await page.keyboard.type("Zhang Wei 张伟");
  await page.keyboard.press("Shift+Tab");
  await page.evaluate(() => document.getElementById("main").focus());
  await tabTo(page, "#go-on");
  await page.keyboard.press("Enter");
  for (const lesson of lessons.map((it) => briefed(it, "en"))) {
    await page.waitForFunction((name) => window.coexist.state().lesson === name, lesson.name);
    const silent = async (when) => {
      const shown = await page.evaluate(everything);
      const told = lesson.secrets.find((it) => shown.includes(it));
      hold(!told, `${lesson.name}: ${when} the page tells "${told}"`);
    };
    await silent("at first");
    for (const { id, kind, answer } of lesson.asked) {
      const field = `[data-ask="${id}"]`;
      if (kind === "one") {
        // Of a group of radios Tab comes to one; arrows choose.
        await tabTo(page, `${field} input`);
        await page.keyboard.press("Space");
        for (let tries = 0; tries < 60 && (await page.evaluate(() => document.activeElement.value)) !== answer; tries += 1) await page.keyboard.press("ArrowDown");
      } else if (kind === "several") {
        for (const it of answer.split(", ")) {
          await tabTo(page, `${field} input[value="${it}"]`);
          await page.keyboard.press("Space");
        }
      } else if (kind === "number" && /^\d+$/.test(answer)) {
        await tabTo(page, `${field} input[type=number]`);
        await page.keyboard.type(answer);
      } else if (kind === "number") {
        await tabTo(page, `${field} input[type=radio]`);
        await page.keyboard.press("Space");
        for (let tries = 0; tries < 3 && (await page.evaluate(() => document.activeElement.value)) !== answer; tries += 1) await page.keyboard.press("ArrowDown");
      } else {
        for (const [at, host] of answer.split(" > ").entries()) {
          await tabTo(page, `${field} .hop:nth-child(${at + 1}) select`);
          for (let tries = 0; tries < 60 && (await page.evaluate(() => document.activeElement.value)) !== host; tries += 1) await page.keyboard.press("ArrowDown");
        }
      }
    }
    if (lesson.asked.length > 0) {
      await tabTo(page, "#store");
      await page.keyboard.press("Enter");
      await settled(page, () => document.activeElement?.id === "run");
      await silent("once it was predicted");
    } else {
      await tabTo(page, "#run");
    }
    await page.keyboard.press("Enter");
    await settled(page, () => document.querySelector("#fares"));
    const told = await page.evaluate(() => [...document.querySelectorAll("[data-result]")].map((it) => it.dataset.right).join());
    const wanted = lesson.asked.map((_, at) => (at === 0 && lesson.mistaken ? "wrong" : "right")).join();
    hold(told === wanted, `${lesson.name}: the answers are told to be ${told}, not ${wanted}`);
    if (lesson.solution !== null) {
      // The editor stands before its buttons.
      for (let tries = 0; tries < 30 && !(await focused(page)).includes("cm-content"); tries += 1) await page.keyboard.press("Shift+Tab");
      await page.keyboard.press("Control+a");
      await page.keyboard.insertText(lesson.solution);
      await tabTo(page, "#check");
      await page.keyboard.press("Enter");
      await settled(page, () => document.querySelector("#goals-told"));
      const missed = await page.evaluate(() => [...document.querySelectorAll("[data-goal]:not([data-met=yes])")].map((it) => it.textContent));
      hold(missed.length === 0, `${lesson.name}: ${missed}`);
    }
    const after = (await page.locator("#lesson-after").innerText()).replace(/\s+/g, " ");
    hold(after.includes(lesson.after), `${lesson.name}: the end does not say "${lesson.after}"`);
    await tabTo(page, "#next-lesson");
    await page.keyboard.press("Enter");
  }
  await settled(page, () => window.coexist.state().view === "course");
  hold((await page.locator("#course-tally").innerText()).includes(`${lessons.length} of ${lessons.length}`), "not all are passed");
  // What was done is kept, and is handed in as a file.
  // The address follows at some distance.
  await settled(page, () => !location.hash.includes("lesson="));
  await page.reload();
  await page.evaluate(() => window.coexist.ready);
  const kept = async () => page.locator(".lessons li.passed").count();
  for (let tries = 0; tries < 40 && (await kept()) < lessons.length; tries += 1) await page.waitForTimeout(50);
  hold((await kept()) === lessons.length, `of what was done ${await kept()} lessons are there after a reload`);
  const [file] = await Promise.all([page.waitForEvent("download"), tabTo(page, "#export").then(() => page.keyboard.press("Enter"))]);
  await file.saveAs(join(folder, "progress.json"));
  await close();
  return `${lessons.length} lessons`;
});

await check("a learner goes through every lesson in Chinese", async () => {
  const { page, close } = await open(PAGE, { edits: true, hash: "#lang=zh", size: { width: 1280, height: 720 } });
  for (const lesson of lessons) {
    await page.evaluate((name) => { location.hash = `lesson=${name}&lang=zh`; }, lesson.name);
    await page.waitForFunction((name) => window.coexist.state().lesson === name, lesson.name);
    await page.evaluate(learning(briefed(lesson, "zh")));
  }
  await close();
  return `${lessons.length} lessons`;
});

/** Hands in what was done, where `lesson grade` looks for it. */
async function handIn(page, number, press) {
  const [file] = await Promise.all([page.waitForEvent("download"), press()]);
  mkdirSync(join(folder, `exam-${number}`), { recursive: true });
  await file.saveAs(join(folder, `exam-${number}`, "progress.json"));
}

await check("the exam is drawn from a name that is asked for, and taken by keyboard alone", async () => {
  const { page, close } = await open(PAGE, { edits: true, size: { width: 1280, height: 720 } });
  const exam = briefed(exams[0], "en");
  const last = page.locator(".lessons li").last();
  hold((await last.getAttribute("data-lesson")) === "exam", "it is not the last one of the list");
  await tabTo(page, "button[data-lesson=exam]");
  await page.keyboard.press("Enter");
  await page.locator("#exam-name").waitFor();
  hold((await focused(page)).includes("exam-name"), `the name is not asked for: ${await focused(page)}`);
  await page.keyboard.type(exam.learner);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => window.coexist.state().lesson === "exam");
  const shown = await page.evaluate(everything);
  const told = exam.secrets.find((it) => shown.includes(it));
  hold(!told, `before it is run the exam tells "${told}"`);
  await tabTo(page, "#run");
  await page.keyboard.press("Enter");
  await settled(page, () => document.querySelector("#fares"));
  const ran = await page.evaluate(() => JSON.parse(window.coexist.state().progress).lessons.exam.text);
  hold(ran === exam.start, "it is another exam than the program draws from this name");
  await tabTo(page, "#check");
  await page.keyboard.press("Enter");
  await settled(page, () => document.querySelector("#goals-told"));
  hold((await page.locator("[data-goal]:not([data-met=yes])").count()) > 0, "it is solved from the start");
  for (let tries = 0; tries < 30 && !(await focused(page)).includes("cm-content"); tries += 1) await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(exam.solution);
  await tabTo(page, "#check");
  await page.keyboard.press("Enter");
  await page.locator("#lesson-after").waitFor();
  hold((await page.locator("#lesson-after").innerText()).includes(exam.after), "the end is not told");
  await handIn(page, 0, () => tabTo(page, "#hand-in").then(() => page.keyboard.press("Enter")));
  await page.keyboard.press("Escape");
  await settled(page, () => window.coexist.state().view === "course");
  hold((await last.getAttribute("class")) === "passed", "the list does not say that it is passed");
  hold(await page.locator("#learner").evaluate((it) => it.readOnly), "the name can be changed, and the exam with it");
  // It is kept, and comes back by its address, which follows at some distance.
  await settled(page, () => !location.hash.includes("lesson="));
  await page.evaluate(() => { location.hash = "lesson=exam"; });
  await page.waitForFunction(() => window.coexist.state().lesson === "exam");
  await settled(page, () => location.hash.includes("lesson=exam"));
  await page.reload();
  await page.waitForFunction(() => window.coexist.state().lesson === "exam");
  await close();
});

await check("the exam is taken in Chinese, on a phone", async () => {
  const { page, close } = await open(PAGE, { edits: true, hash: "#lang=zh", size: { width: 390, height: 844 } });
  const exam = briefed(exams[1], "zh");
  await page.locator("#learner").fill(exam.learner);
  await page.locator("#learner").blur();
  await page.locator(".lessons li", { hasText: exam.learner }).getByRole("button").click();
  await page.waitForFunction(() => window.coexist.state().lesson === "exam");
  await page.evaluate(learning(exam));
  hold(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "it is wider than the phone");
  await handIn(page, 1, () => page.locator("#hand-in").click());
  await close();
});

await check("who turns to the other language in the middle of a prediction loses nothing", async () => {
  for (const kind of ["one", "several", "number", "order"]) {
    const lesson = lessons.find((it) => it.asked.some((asked) => asked.kind === kind));
    hold(lesson, `no lesson asks for ${kind}`);
    const { page, close } = await open(PAGE, { hash: `#lesson=${lesson.name}` });
    const filled = () => page.evaluate(() => JSON.stringify([...new FormData(document.getElementById("predictions"))]));
    const legend = () => page.locator("#predictions legend").first().innerText();
    const [empty, english] = [await filled(), await legend()];
    await page.evaluate(`(${fill})(${JSON.stringify(lesson.asked.find((it) => it.kind === kind))})`);
    const before = await filled();
    hold(before !== empty, `${lesson.name}: nothing was filled in`);
    await page.locator("[data-action=lang]").first().click();
    hold((await legend()) !== english, `${lesson.name}: it is still told in English`);
    hold((await filled()) === before, `${lesson.name}: ${before} has become ${await filled()}`);
    await close();
  }
});

const first = lessons.find((it) => it.asked.length > 0 && it.solution !== null);

await check("where prediction and run part, one is led there, and back", async () => {
  const { page, close } = await open(PAGE, { hash: `#lesson=${first.name}` });
  await page.evaluate(learning(briefed(first, "en")));
  await page.locator("[data-parts]").first().click();
  await settled(page, () => window.coexist.state().view === "walk");
  hold((await page.evaluate(() => window.coexist.position())) > 0, "it begins at the record that shows it");
  hold((await page.locator("#sequence .row").count()) > 3, "there are no rows");
  await page.locator("#to-index").click();
  hold(await page.locator("#lesson-result").isVisible(), "one is back in the lesson");
  await close();
});

await check("the editor completes, colors and tells what check finds, all from the core", async () => {
  const { page, close } = await open(PAGE, { edits: true, hash: `#lesson=${first.name}` });
  const content = page.locator("#lesson-editor .cm-content");
  hold((await page.locator("#lesson-editor .ron-property").count()) > 5, "no word is colored");
  await page.evaluate(learning(briefed(first, "en")));
  // What check finds is asked for in a thread of its own: however long it takes, one types on.
  await page.evaluate(() => {
    window.afar = [];
    const send = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function postMessage(...all) {
      window.afar.push(JSON.parse(all[0].text).op);
      return send.apply(this, all);
    };
  });
  await content.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText('Scenario(\n    schema: 1,\n    servers: [Server(name: "EX10", version: Exch');
  await page.keyboard.type("a");
  await page.locator("#lesson-editor .cm-tooltip-autocomplete li", { hasText: "Exchange2010" }).first().waitFor();
  await page.keyboard.press("Escape");
  await page.locator("#lesson-editor .cm-lintRange-error").first().waitFor();
  hold((await page.evaluate(() => window.afar)).includes("remarks"), "what check finds is looked for where one types");
  await page.locator("#run").click();
  await page.locator("#dialog .trouble").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("#reset").click();
  await page.locator("#lesson-editor .cm-lintRange-warning, #lesson-editor .cm-lintRange-info").first().waitFor();
  await close();
});

await check("what was typed is there again after a reload, and a broken file changes nothing", async () => {
  const { page, close } = await open(PAGE, { edits: true, hash: `#lesson=${first.name}` });
  await page.evaluate(learning(briefed(first, "en")));
  await page.locator("#lesson-editor .cm-content").click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.insertText("// mine\n");
  await page.waitForFunction(() => JSON.parse(window.coexist.state().progress).lessons && window.coexist.state().progress.includes("// mine"));
  await page.reload();
  await page.evaluate(() => window.coexist.ready);
  hold((await page.locator("#lesson-editor .cm-content").innerText()).startsWith("// mine"), "it is gone");
  hold(!(await page.locator("#lesson-after").isVisible()), "the end is shown before it was run again");
  await page.locator("#to-index").click();
  const before = await page.evaluate(() => window.coexist.state().progress);
  const take = async (text) => {
    await page.locator("#import").setInputFiles({ name: "p.json", mimeType: "application/json", buffer: Buffer.from(text) });
    await page.locator("#dialog p").first().waitFor();
    const told = await page.locator("#dialog").innerText();
    await page.keyboard.press("Escape");
    return told;
  };
  hold(/version 99/.test(await take(before.replace(/"schema": 1/, '"schema": 99'))), "another version is told");
  hold(/line 1/.test(await take("nothing")), "no progress is told");
  hold((await page.evaluate(() => window.coexist.state().progress)) === before, "a file that was refused changed something");
  hold(/altered/.test(await take(before.replace(/"runs": \d+/, '"runs": 77'))), "what was altered by hand is told");
  await close();
});

await check("the projector shows a step, and what comes out only when a key is pressed", async () => {
  const { page, close } = await open(PAGE, { hash: `#present=${first.name}`, size: { width: 1920, height: 1080 } });
  const notes = page.waitForEvent("popup");
  await page.keyboard.press("n");
  const second = await notes;
  const secrets = first.secrets[0];
  let hides = 0;
  for (let at = 0; at < 20; at += 1) {
    const slide = page.locator("[data-slide]");
    const name = await slide.getAttribute("data-slide");
    const shown = await page.evaluate(everything);
    const told = secrets.find((it) => shown.includes(it));
    hold(!told, `slide ${name} tells "${told}"`);
    hold(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `slide ${name} is too wide`);
    if (await page.locator("#reveal").count()) {
      hides += 1;
      await page.keyboard.press("r");
      await page.locator("[data-slide][data-open=true]").waitFor();
      if (name === "question") hold(await page.locator("[data-truth]").isVisible(), "the answer is not shown");
      await page.keyboard.press("r");
      await page.locator("[data-slide][data-open=false]").waitFor();
    }
    if (name === "after") break;
    // The keys work in the window with the notes, too.
    await second.keyboard.press("ArrowRight");
  }
  hold(hides >= 3, `only ${hides} slides hide something`);
  const beside = await second.locator("main").innerText();
  hold(/Misconception/i.test(beside) && /\d:\d\d/.test(beside), beside);
  await page.keyboard.press("Escape");
  hold((await page.evaluate(() => window.coexist.state().view)) === "course", "Escape leaves it");
  await close();
});

for (const kind of ["handout", "solutions"]) {
  await check(`the ${kind} is printed`, async () => {
    const { page, close } = await open(PAGE, { hash: `#${kind}` });
    await page.locator(".sheet").first().waitFor();
    hold((await page.locator(".sheet").count()) === lessons.length, "a lesson is missing");
    const told = await page.locator("#booklet-view").innerText();
    const after = lessons.map((it) => it.after[0]);
    const flat = told.replace(/\s+/g, " ");
    if (kind === "handout") hold(after.every((it) => !flat.includes(it)), "the handout tells the end");
    else hold(after.every((it) => flat.includes(it)), "an end is missing");
    const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
    const pages = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    hold(pages >= lessons.length && pages <= lessons.length * 6, `${pages} pages for ${lessons.length} lessons`);
    await page.setViewportSize({ width: 794, height: 1123 });
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    const wide = await page.evaluate(() => [...document.querySelectorAll("#paper *")].filter((it) => it.getBoundingClientRect().right > innerWidth + 1).length);
    hold(wide === 0, `${wide} elements are wider than the paper`);
    await close();
    return `${pages} pages`;
  });
}

for (const [name, scheme, lang, size] of [["light", "light", "en", [1280, 720]], ["dark", "dark", "zh", [390, 844]]]) {
  await check(`nobody is kept out (${name}, ${lang}, ${size.join("×")})`, async () => {
    const { page, close } = await open(PAGE, { hash: `#lang=${lang}`, scheme, bypassCSP: true, calm: true, size: { width: size[0], height: size[1] } });
    await page.evaluate(axe);
    const sound = async (where) => {
      const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
      hold(violations.length === 0, `${where}: ${violations.map((it) => `${it.id} (${it.nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(" | ")})`).join("; ")}`);
      hold(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${where}: it is wider than the window`);
    };
    await sound("list");
    await page.locator("button[data-lesson=exam]").click();
    await page.locator("#exam-name").waitFor();
    await sound("name for the exam");
    await page.keyboard.press("Escape");
    await page.evaluate(([to, lang_]) => { location.hash = `lesson=${to}&lang=${lang_}`; }, [first.name, lang]);
    await page.waitForFunction((it) => window.coexist.state().lesson === it, first.name);
    await sound("prediction");
    await page.evaluate(learning(briefed(first, lang)));
    await sound("end");
    await page.evaluate((lang_) => { location.hash = `handout&lang=${lang_}`; }, lang);
    await page.locator(".sheet").first().waitFor();
    await sound("handout");
    await page.evaluate(([to, lang_]) => { location.hash = `present=${to}&lang=${lang_}`; }, [first.name, lang]);
    await page.locator("[data-slide]").waitFor();
    await sound("slide");
    await close();
  });
}

if (pictures) {
  mkdirSync(pictures, { recursive: true });
  const shots = [
    { name: "course-list", hash: "#" },
    { name: "course-predict", hash: `#lesson=${first.name}` },
    { name: "course-parted", hash: `#lesson=${first.name}`, learnt: "en" },
    { name: "course-zh", hash: `#lesson=${first.name}&lang=zh`, learnt: "zh" },
    { name: "course-present", hash: `#present=${first.name}`, keys: ["ArrowRight", "ArrowRight", "ArrowRight", "r"], size: [1920, 1080] },
    { name: "course-phone", hash: `#lesson=${first.name}`, size: [390, 844] },
  ];
  for (const { name, hash, learnt, keys, size } of shots) {
    await check(`picture ${name}`, async () => {
      const { page, close } = await open(PAGE, { hash, size: { width: size?.[0] ?? 1280, height: size?.[1] ?? 900 } });
      if (learnt) await page.evaluate(learning(briefed({ ...first, mistaken: first.mistaken }, learnt)));
      for (const it of keys ?? []) await page.keyboard.press(it);
      await page.waitForTimeout(900);
      await page.screenshot({ path: join(pictures, `${name}.png`) });
      await close();
    });
  }
}

await end();
