// What a room gets out of the page, in numbers: what is seen without scrolling, how large, how soon, and what is not told.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { act, check, count, folder, hold, open, position, visible } from "./tools.mjs";

const LAPTOP = { width: 1280, height: 720 };
const SIZES = [{ width: 1024, height: 768 }, LAPTOP, { width: 1920, height: 1080 }, { width: 3840, height: 2160 }];
const PHONE = { width: 390, height: 844 };

/** Whether an element is in view, whole. */
const inView = (locator) => locator.evaluate((it) => {
  const box = it.getBoundingClientRect();
  const around = it.closest("[role=tabpanel]")?.getBoundingClientRect() ?? { top: 0, bottom: innerHeight };
  return box.height > 0 && box.top >= around.top && box.bottom <= Math.min(innerHeight, around.bottom);
});

/** How large the type of the picture is, and how many rows of the sequence are whole in view. */
const seen = (page) => page.evaluate(() => {
  const svg = document.querySelector("#picture svg");
  const sight = document.querySelector("#sequence .scroller").getBoundingClientRect();
  const rows = [...document.querySelectorAll("#sequence .row")].map((it) => it.getBoundingClientRect())
    .filter((it) => it.height > 0 && it.top >= sight.top - 1 && it.bottom <= Math.min(sight.bottom, innerHeight) + 1);
  return { type: (14 * svg.getBoundingClientRect().width) / svg.viewBox.baseVal.width, rows: rows.length };
});

async function summary() {
  await check("it opens on what happened: who, the first failing step, the remedy with its commands, without scrolling", async () => {
    for (const file of ["default.html", "stopped.html"]) {
      const { page, close } = await open(file, { size: LAPTOP });
      hold((await page.locator("#tally").textContent()) === "✕ laptop cannot log on", "the first badge tells of people");
      for (const it of [".fares", ".finding", ".remedy", ".command pre", "[data-remedy]", "[data-action=walk-through]"]) {
        hold(await inView(page.locator(`#panel-summary ${it}`).first()), `${file}: ${it} is in view`);
      }
      await page.locator("#panel-summary [data-cause]").click();
      hold(await position(page) > 0 && await page.locator("#cause").isVisible(), "the link leads to the cause");
      await close();
    }
  });
  await check("a file that expects nothing never says that all is as expected", async () => {
    const { page, close } = await open("many.html", { size: LAPTOP });
    const said = await visible(page);
    hold((await page.locator("#tally").textContent()) === "✕ 50 of 200 cannot log on", await page.locator("#tally").textContent());
    hold(!/as expected/i.test(said) && said.includes("no expectations written"), "nothing was expected");
    await close();
  });
  await check("an expectation of the file is not held against a remedy", async () => {
    const { page, close } = await open("stopped.html", { size: LAPTOP });
    await page.locator("#panel-summary [data-remedy]").click();
    await page.locator("#result.pass").waitFor();
    hold(!/not as expected/i.test(await visible(page)) && await page.locator("#verdict").isHidden(), "the verdict is left out");
    hold(await page.locator("#tally.pass").isVisible(), "people log on");
    await close();
  });
}

async function room() {
  for (const size of SIZES) {
    await check(`a projector of ${size.width}×${size.height} shows type of 14 pixels and three rows`, async () => {
      const { page, close } = await open("default.html", { hash: "#r11&big", size });
      const { type, rows } = await seen(page);
      hold(type >= 14 && rows >= 3, `type of ${type.toFixed(1)} pixels, ${rows} rows`);
      hold(await page.evaluate(() => document.getElementById("title").getBoundingClientRect().height < 2 * parseFloat(getComputedStyle(document.getElementById("title")).fontSize)), "the title is one line");
      await act(page, "tools");
      hold(await page.locator("[data-action=predict]").isVisible(), "the buttons come when they are called");
      await page.keyboard.press("Escape");
      await act(page, "side");
      hold(await page.locator("#panel-step").isVisible(), "so do the details");
      await close();
      return `${type.toFixed(1)} px, ${rows} rows`;
    });
  }
  await check("type grows with the window", async () => {
    const sizes = [];
    for (const size of SIZES) {
      const { page, close } = await open("default.html", { size });
      sizes.push(await page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize)));
      await close();
    }
    hold(sizes.at(-1) >= 28 && sizes.every((it, at) => at === 0 || it >= sizes[at - 1]), sizes.join());
  });
  for (const lang of ["en", "zh"]) {
    for (const [name, size] of [["a telephone", PHONE], ["200 % zoom", { width: 640, height: 360 }]]) {
      await check(`nothing leaves ${name} at its side (${lang})`, async () => {
        for (const file of ["default.html", "many.html"]) {
          const { page, close } = await open(file, { hash: `#lang=${lang}`, size });
          for (const tab of ["summary", "step", "why", "whatif", "rules"]) {
            await page.locator(`#tab-${tab}`).click();
            const wide = await page.evaluate(() => document.documentElement.scrollWidth);
            hold(wide <= size.width, `${file}, ${tab}: ${wide} pixels wide`);
          }
          await close();
        }
      });
    }
  }
  await check("a presenter's remote walks and makes the screen black", async () => {
    const { page, close } = await open("default.html", { hash: "#big", size: LAPTOP });
    await page.keyboard.press("PageDown");
    await page.keyboard.press("PageDown");
    await page.keyboard.press("PageUp");
    hold(await position(page) === 1, "on, on, back");
    for (const key of [".", "b"]) {
      await page.keyboard.press(key);
      hold(await page.locator("#black").isVisible(), "it is black");
      await page.keyboard.press("PageDown");
      hold(await page.locator("#black").isHidden() && await position(page) === 1, "any key brings it back");
    }
    await act(page, "next");
    await page.keyboard.press(" ");
    hold(await page.locator("[data-action=pause]").count() === 1, "after a click space plays");
    await close();
  });
  await check("the sequence stands where one is, after another layout too", async () => {
    const { page, close } = await open("large.html");
    await act(page, "layout-picture");
    await page.evaluate(() => window.coexist.goto(50000));
    await act(page, "layout-both");
    hold(await page.locator("#sequence .row.current").evaluate((it) => {
      const [box, around] = [it.getBoundingClientRect(), it.closest(".scroller").getBoundingClientRect()];
      return Number(it.dataset.record) === 50000 && box.top >= around.top && box.bottom <= around.bottom;
    }), "the current row is in view");
    await close();
  });
}

async function steps() {
  await check("the default is walked through in 40 steps, and what repeats can be opened", async () => {
    const { page, close } = await open("default.html");
    await act(page, "walk-through");
    let steps = 0;
    for (let before = -1; before !== await position(page); steps += 1) {
      before = await position(page);
      await page.keyboard.press("ArrowRight");
    }
    hold(steps <= 40 && await position(page) === await count(page) - 1, `${steps} steps`);
    hold((await page.evaluate(() => window.coexist.rows())).length === 40, "the loop is folded on the way down and on the way up");
    await page.evaluate(() => window.coexist.goto(18));
    const folds = page.locator("#sequence .row.fold");
    const first = await folds.first().evaluate((it) => Number(it.dataset.record));
    await folds.first().locator("[data-action=unfold]").click();
    hold(await position(page) === first && await page.locator("#sequence .row.fold").count() <= 1, "it opens where it is");
    await page.keyboard.press("ArrowRight");
    hold(await position(page) === first + 1, "and is walked through");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("o");
    await page.keyboard.press("ArrowRight");
    hold(await position(page) > first + 1, "and closes again");
    await close();
    return `${steps} steps`;
  });
  await check("the next failure is the cause that Why names, then the next cause", async () => {
    const { page, close } = await open("default.html");
    await page.locator("body").click({ position: { x: 3, y: 3 } });
    const stops = [];
    for (let press = 0; press < 3; press += 1) {
      await page.keyboard.press("f");
      stops.push(await position(page));
    }
    await page.locator("#tab-why").click();
    const named = await page.locator("#panel-why .evidence").evaluateAll((all) => all.map((it) => Number(it.dataset.goto)));
    hold(stops[0] === named[0] && stops[0] === 11 && named.includes(stops[1]) && stops[1] === stops[2], `${stops} of ${named}`);
    hold(await page.locator("#marks .causes").evaluate((it) => (it.getAttribute("d").match(/M/g) ?? []).length) === 2, "both are marked");
    await close();
    return stops.join(", ");
  });
  await check("rules tell what they say wherever their code stands", async () => {
    const { page, close } = await open("default.html", { hash: "#r10&tab=rules" });
    const bare = await page.locator("button.rule").evaluateAll((all) => all.filter((it) => !(it.title.length > 20)).length);
    hold(bare === 0, `${bare} codes say nothing`);
    hold((await page.locator("#panel-rules .rules").first().innerText()).length > 200, "the panel says it");
    await close();
  });
}

/** What is folded by hand, and what comes near its limit. */
async function spans() {
  await check("a leg, an attempt, a wait are folded and opened by click and by key, and stepped over", async () => {
    const { page, close } = await open("stopped.html", { hash: "#r9", size: LAPTOP });
    const rows = () => page.evaluate(() => window.coexist.rows());
    const all = (await rows()).length;
    await page.locator("#sequence .row[data-record='10'] [data-toggle]").first().click();
    const row = page.locator("#sequence .row.fold[data-span]");
    const said = await row.innerText();
    hold(await row.count() === 1 && /leg 1, EX13 → EX10 · 3 records, 0.001s; at the end: EX13/.test(said.replace(/\s+/g, " ")), said);
    hold(/refused/.test(said) && (await rows()).length === all - 2, `${(await rows()).length} of ${all} rows: ${said}`);
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    hold(await position(page) === 13, `it is stepped over: ${await position(page)}`);
    hold((await page.locator("#step").innerText()).length > 0, "the next step is told");
    // It is in the address, survives a reload, an edit, and the way back from it.
    await page.waitForFunction(() => /shut=/.test(location.hash));
    await page.reload();
    await page.evaluate(() => window.coexist.ready);
    hold((await rows()).length === all - 2, "after a reload it is folded");
    await page.locator("#tab-whatif").click();
    await page.locator("select[aria-label='EX10 Imap4']").selectOption("running");
    await page.locator("#result.pass").waitFor();
    hold(await page.locator("#sequence .row.fold[data-span]").count() === 1, "the leg that goes well is folded too");
    await page.keyboard.press("Escape");
    await act(page, "discard");
    await page.locator("#banner").waitFor({ state: "hidden" });
    hold((await rows()).length === all - 2, "and so it is without the edit");
    // A link into it opens it.
    await page.evaluate(() => window.coexist.goto(11));
    hold((await rows()).length === all && await position(page) === 11, "a link opens it");
    // By keys: the leg around, then the attempt around, then open again.
    await page.locator("body").click({ position: { x: 3, y: 3 } });
    await page.keyboard.press("O");
    hold((await rows()).length === all - 2, "the leg around is folded");
    await page.keyboard.press("O");
    hold((await rows()).length === 1, "the attempt around it");
    hold(/laptop, attempt 1/.test(await page.locator("#step").innerText()) && /LogonFailed/.test(await page.locator("#step").innerText()), await page.locator("#step").innerText());
    await page.keyboard.press("o");
    hold((await rows()).length === all - 2, "it opens with what was folded in it");
    await close();
  });
  await check("a wait in vain is one row that says how long it was", async () => {
    const { page, close } = await open("hung.html", { hash: "#r5", size: LAPTOP });
    await page.locator("body").click({ position: { x: 3, y: 3 } });
    await page.keyboard.press("O");
    const said = await page.locator("#sequence .row.fold[data-span]").innerText();
    hold(/tool waits in vain · 2 records, 20.001s/.test(said.replace(/\s+/g, " ")), said);
    await close();
  });
  await check("the quantity that ends a loop is told where the loop is walked, on the box, and in what is folded", async () => {
    const { page, close } = await open("default.html", { hash: "#r42", size: LAPTOP });
    const said = { en: [], zh: [] };
    for (const lang of ["en", "zh"]) {
      const rows = await page.evaluate(() => window.coexist.rows());
      for (const it of rows) {
        await page.evaluate((it) => window.coexist.goto(it), it);
        const told = await page.locator("#meters:visible [data-meter]").allInnerTexts();
        const drawn = await page.locator("#picture .meter-text").allTextContents();
        hold(told.map((it) => it.trim()).join() === drawn.join(), `record ${it}: ${told} and ${drawn}`);
        said[lang].push(...told.map((it) => it.trim()));
      }
      await page.keyboard.press("l");
    }
    const counts = (lang, form) => [...new Set(said[lang].map((it) => Number(form.exec(it)?.[1])))];
    const up = counts("en", /^connections of anna on EX13: (\d+) of 16$/);
    hold(up.includes(8) && Math.max(...up.filter((it) => it)) === 16, said.en.join(" | "));
    hold(counts("zh", /^anna 在 EX13 上的连接：(\d+)\/16$/).includes(8), said.zh.join(" | "));
    // Folded again, the row says from how many to how many.
    await page.evaluate(() => window.coexist.goto(18));
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("o");
    const fold = await page.locator("#sequence .row.fold").first().innerText();
    hold(/EX13: \d+ → \d+ of 16/.test(fold), fold);
    await close();
    return fold.replace(/\s+/g, " ").slice(0, 160);
  });
  await check("no word of the current row is cut", async () => {
    for (const size of [SIZES[0], PHONE]) {
      for (const [file, lang] of [["default.html", "en"], ["default.html", "zh"], ["stopped.html", "en"]]) {
        const { page, close } = await open(file, { hash: `#r1&lang=${lang}`, size });
        const cut = await page.evaluate(() => {
          const wrong = [];
          for (const it of window.coexist.rows()) {
            window.coexist.goto(it);
            const row = document.querySelector("#sequence .row.current");
            const words = row.querySelector(".words");
            const [box, own] = [row.getBoundingClientRect(), document.createRange()];
            own.selectNodeContents(words);
            const text = own.getBoundingClientRect();
            const list = row.closest(".scroller").getBoundingClientRect();
            const next = [...document.querySelectorAll("#sequence .row")].find((it) => Number(it.dataset.row) === Number(row.dataset.row) + 1);
            if (text.bottom > box.bottom + 1 || text.top < box.top - 1 || text.right > list.right + 1) wrong.push(`${it}: ${words.textContent}`);
            if (next && next.getBoundingClientRect().top < box.bottom - 2) wrong.push(`${it} lies under the next`);
          }
          return wrong;
        });
        hold(cut.length === 0, `${file} ${lang} ${size.width}: ${cut.slice(0, 3).join(" | ")}`);
        await close();
      }
    }
  });
}

async function large() {
  for (const many of [30, 60, 150, 500]) {
    await check(`of ${many} servers every party of the current attempt is in view, in type of at least 11 pixels`, async () => {
      const { page, close } = await open(`wide-${many}.html`, { size: SIZES[2] });
      const last = await count(page);
      const wrong = [];
      let [least, parties] = [Infinity, 0];
      for (let at = 0; at < last; at += 3) {
        const told = await page.evaluate(async (at) => {
          window.coexist.goto(at);
          // The picture follows where its room has become another.
          await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
          const svg = document.querySelector("#picture svg");
          const sight = document.getElementById("picture").getBoundingClientRect();
          const nodes = [...svg.querySelectorAll("[data-node]:not(.rest)")];
          const out = nodes.filter((it) => {
            const box = it.querySelector(".outline").getBoundingClientRect();
            return box.left < sight.left - 1 || box.right > sight.right + 1 || box.top < sight.top - 1 || box.bottom > sight.bottom + 1;
          });
          return { type: (14 * svg.getBoundingClientRect().width) / svg.viewBox.baseVal.width, many: nodes.length,
            out: out.map((it) => it.querySelector(".name").textContent), acting: svg.querySelectorAll(".node.acting").length,
            wall: document.getElementById("picture").getBoundingClientRect().bottom <= innerHeight };
        }, at);
        least = Math.min(least, told.type);
        parties = Math.max(parties, told.many);
        if (told.out.length > 0 || told.type < 11 || !told.wall) wrong.push(`record ${at}: ${told.type.toFixed(1)} px, not in view: ${told.out}`);
      }
      hold(wrong.length === 0, wrong.slice(0, 3).join(" | "));
      hold(parties >= 5 && parties < 12, `${parties} parties`);
      await close();
      return `${least.toFixed(1)} px, up to ${parties} parties`;
    });
  }
  await check("of many parties those of the current attempt have columns of their own, with whole names", async () => {
    const { page, close } = await open("wide-60.html", { hash: "#r20", size: SIZES[2] });
    const heads = await page.locator("#sequence .heads .head").evaluateAll((all) => all.map((it) => it.title));
    hold(heads.includes("mail.contoso.com") && heads.includes("EX13-000") && heads.includes("EX10-016"), heads.join());
    await close();
  });
}

async function predicting() {
  await check("while somebody predicts nothing on the screen, in a title or in a class tells what is to come, in any scenario", async () => {
    const { page, close } = await open("predict.html");
    const runs = await page.evaluate(() => document.querySelectorAll("#index-table [data-open]").length);
    let [leaks, looks] = [[], 0];
    for (let run = 0; run < runs; run += 1) {
      const told = await page.evaluate(async (run) => {
        const packed = Uint8Array.from(atob(document.getElementById(`run-${run}`).textContent), (it) => it.charCodeAt(0));
        const text = await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
        const it = JSON.parse(text);
        await window.coexist.open(run);
        const wrong = [];
        const { records } = it;
        const both = (text) => (Array.isArray(text) ? text : [text, text])[0];
        const press = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
        let looks = 0;
        // At the beginning, and before each question.
        for (let stop = 0; stop < 12 && document.querySelector("#walk-view.predicting"); stop += 1) {
          looks += 1;
          window.coexist.draw();
          const seen = window.coexist.position();
          const copy = document.getElementById("app").cloneNode(true);
          const now = new Set(records.text.slice(0, seen + 1));
          const told = [...now].map((id) => both(it.texts[id])).join("\n");
          const html = copy.outerHTML;
          const shown = `${copy.textContent} ${[...copy.querySelectorAll("*")].flatMap((it) => ["title", "aria-label", "aria-valuetext"].map((name) => it.getAttribute(name) ?? "")).join(" ")}`;
          // What is said later, and is longer than a word, is not said now.
          const later = new Set();
          for (let at = seen + 1; at < records.text.length; at += 1) {
            if (!now.has(records.text[at]) && records.nature[at] >= 2) later.add(records.text[at]);
          }
          for (const id of later) {
            const line = both(it.texts[id]).split("\n")[0];
            if (line.length > 24 && shown.includes(line) && !told.includes(line)) wrong.push(`${seen}: ${line}`);
          }
          for (const failure of it.failures) {
            for (const block of failure.blocks[0]) {
              const said = block.text ?? "";
              if (["headline", "finding", "remedy"].includes(block.kind) && said.length > 12 && shown.includes(said)) wrong.push(`${seen}: ${said}`);
            }
          }
          for (const attempt of it.attempts) if (attempt.ended > seen && attempt.outcome && shown.includes(both(it.texts[attempt.text]))) wrong.push(`${seen}: ${both(it.texts[attempt.text])}`);
          for (const name of ["needed", "refusing", "foreign", "unwinds", "cause", "full", "meter", "fold"]) {
            if (copy.querySelector(`.${name}`)) wrong.push(`${seen}: class ${name}`);
          }
          if (copy.querySelector(".tag.gone, [data-reach].gone, #picture .bad, #sequence .bad, #step.bad, #tally.fail, #tally.pass, #verdict:not([hidden])")) wrong.push(`${seen}: something is red`);
          if (/✕ (stopped|hung)/.test(html)) wrong.push(`${seen}: a service is crossed out`);
          const decides = [...copy.querySelectorAll("#picture .tag.decides")].length;
          const came = it.states.changes.filter(([at, key, state]) => at <= seen && key.startsWith("mark:") && state === "on").length
            + Object.entries(it.states.initial).filter(([key, state]) => key.startsWith("mark:") && state === "on").length;
          if (decides > came) wrong.push(`${seen}: ${decides} marks of ${came}`);
          // On to the next question, whose answer is shown.
          press("End");
          document.querySelector("#question [data-answer=unknown]")?.click();
        }
        return { wrong, looks };
      }, run);
      looks += told.looks;
      leaks.push(...told.wrong.map((it) => `run ${run}, record ${it}`));
    }
    hold(leaks.length === 0, `${leaks.length}: ${leaks.slice(0, 6).join(" | ")}`);
    hold(looks > 400, `only ${looks} looks`);
    await close();
    return `${runs} scenarios, ${looks} looks`;
  });
  await check("a page that asks for predictions tells nothing of what comes, in any scenario", async () => {
    const told = JSON.parse(readFileSync(join(folder, "titles.json"), "utf8"));
    const { page, close } = await open("predict.html");
    const leaks = [];
    const look = async (where, words) => {
      const html = (await page.evaluate(() => {
        const copy = document.documentElement.cloneNode(true);
        for (const it of copy.querySelectorAll("script, style")) it.remove();
        return copy.outerHTML + document.title;
      })).toLowerCase();
      for (const it of words) if (html.includes(it.toLowerCase())) leaks.push(`${where}: ${it}`);
    };
    await look("the list", told.flatMap((it) => it.words));
    for (const [run, { words }] of told.entries()) {
      await page.evaluate((run) => window.coexist.open(run), run);
      await look(`run ${run}`, words);
    }
    hold(leaks.length === 0, leaks.slice(0, 5).join(" | "));
    await close();
    return `${told.length} scenarios`;
  });
}

async function changing() {
  await check("no edit holds the page up, the result is a sentence, and one lands where it parts", async () => {
    const { page, close } = await open("stopped.html", { size: { width: 1600, height: 900 } });
    await page.evaluate(() => {
      window.longest = 0;
      new PerformanceObserver((list) => { for (const it of list.getEntries()) window.longest = Math.max(window.longest, it.duration); }).observe({ entryTypes: ["longtask"] });
    });
    await page.locator("[data-service='server:1:MSExchangeIMAP4'], [data-service='server:0:MSExchangeIMAP4']").last().click();
    hold(await page.locator("#panel-whatif").isVisible(), "a click on a service opens what can be done with it");
    await page.locator("select[aria-label='EX10 Imap4']").selectOption("running");
    await page.locator("#result.pass").waitFor();
    hold(/laptop logs on \(before: laptop cannot log on\)/.test(await page.locator("#result").innerText()), await page.locator("#result").innerText());
    const parts = Number(await page.locator("[data-parts]").getAttribute("data-goto"));
    hold(parts > 0 && parts === await position(page), `it lands at ${await position(page)}, they part at ${parts}`);
    // A second edit, which takes much longer than anybody waits.
    await page.locator("[data-focus=free]").evaluate((it) => { it.closest("details").open = true; });
    await page.locator("[data-focus=free]").fill("clients.laptop.every=1s");
    await page.locator("[data-focus=free]").press("Enter");
    await page.locator("#busy [data-action=cancel]").click();
    hold(await page.locator("#busy").isHidden() && await page.locator("[data-edit]").count() === 1, "it is called off, and taken back");
    await page.keyboard.press("Escape");
    hold(await page.locator("[data-group=free_edit]").evaluate((it) => it.open), "what was opened stays open");
    // What else the machine does may hold up some of them; what the page itself does holds up all.
    const each = [];
    for (const state of ["stopped", "running", "stopped", "running", "stopped"]) {
      await page.waitForTimeout(300);
      await page.evaluate(() => { window.longest = 0; });
      await page.locator("select[aria-label='EX10 Imap4']").selectOption(state);
      await page.waitForFunction((state) => (document.querySelector("#tally")?.classList.contains("pass")) === (state === "running"), state);
      await page.waitForTimeout(300);
      each.push(await page.evaluate(() => window.longest));
    }
    const longest = Math.min(...each);
    await close();
    hold(longest <= 200, `the page was held up for ${Math.round(longest)} ms`);
    return `${each.map(Math.round).join(", ")} ms`;
  });
  await check("edits stand in the address, survive a reload, and are taken back one by one", async () => {
    const { page, close } = await open("stopped.html");
    await page.locator("#tab-whatif").click();
    await page.locator("select[aria-label='EX10 Imap4']").selectOption("running");
    await page.locator("#result").waitFor();
    await page.locator("select[aria-label='EX10 Pop3']").selectOption("running");
    await page.waitForFunction(() => /Imap4.*Pop3/.test(decodeURIComponent(location.hash)));
    await page.waitForFunction(() => /tab=whatif/.test(location.hash));
    await page.reload();
    await page.evaluate(() => window.coexist.ready);
    await page.locator("#result.pass").waitFor();
    hold(await page.locator("#panel-whatif").isVisible() && (await page.locator("[data-edit]").innerText()).includes("Pop3"), "both are there again");
    // The address follows at some distance.
    await page.waitForTimeout(600);
    await page.evaluate(() => { location.hash = location.hash.replace(/&set=[^&]*/g, ""); });
    await page.locator("#banner").waitFor({ state: "hidden" });
    await page.locator("select[aria-label='EX10 Imap4']").selectOption("running");
    await page.locator("#result").waitFor();
    await page.locator("body").click({ position: { x: 3, y: 3 } });
    await page.keyboard.press("z");
    await page.locator("#banner").waitFor({ state: "hidden" });
    hold((await page.locator("#tally").textContent()) === "✕ laptop cannot log on", "it is as it was");
    await close();
  });
  await check("only what a version has is offered, with what it means", async () => {
    const { page, close } = await open("default.html");
    await page.locator("#tab-whatif").click();
    const offered = {};
    for (const server of ["EX10", "EX13"]) {
      await page.locator("[data-focus=entity]").selectOption({ label: server });
      offered[server] = await page.locator("[data-focus=field] option").evaluateAll((all) => all.map((it) => it.value));
      hold((await page.locator("#panel-whatif .meaning").innerText()).length > 20, "its meaning stands beside it");
    }
    hold(offered.EX10.includes("IsOutOfService") && !offered.EX13.includes("IsOutOfService"), "2013 has no IsOutOfService");
    hold((await page.locator("[data-focus=entity] optgroup").count()) >= 5, "clients and databases are there too");
    await close();
  });
}

async function printing() {
  await check("paper tells the verdict, the cause and the remedy before the picture and the steps; a list prints its table", async () => {
    const { page, close } = await open("default.html");
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    const order = await page.evaluate(() => {
      const paper = document.getElementById("paper");
      const at = (it) => [...paper.querySelectorAll("*")].indexOf(paper.querySelector(it));
      return [at(".fares"), at(".finding"), at(".command"), at("svg"), at("table")];
    });
    hold(order.every((it, at) => it >= 0 && (at === 0 || it > order[at - 1])), order.join());
    const rows = await page.locator("#paper table").first().locator("tbody tr").count();
    hold(rows <= 41, `${rows} rows`);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    await close();
    const list = await open("gallery.html");
    await list.page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    hold(await list.page.locator("#paper tbody tr").count() > 200, "the table of the list");
    await list.close();
  });
  await check("the list stands by folder, those first who cannot log on, without a path of its maker", async () => {
    const { page, close } = await open("gallery.html", { size: PHONE });
    const html = await page.evaluate(() => document.getElementById("index-view").innerHTML);
    hold(!html.includes("/work") && !html.includes("/home") && !html.includes("scenarios/"), "no path");
    const folders = await page.locator("#index-table .folder").count();
    hold(folders > 10, `${folders} folders`);
    const order = await page.locator("#index-table tbody").first().locator(".fares").evaluateAll((all) => all.map((it) => it.className.includes("fail")));
    hold(order.lastIndexOf(true) < (order.indexOf(false) < 0 ? order.length : order.indexOf(false)), "failing first");
    hold(await page.evaluate(() => document.documentElement.scrollWidth) <= PHONE.width, "it fits a telephone");
    // From a run one gets back as from any page.
    await page.locator("#index-search").fill("opened in an odd way");
    hold(await page.locator("#index-table [data-open]").count() === 0, "it is searched");
    await page.locator("#index-search").fill("");
    await page.evaluate(() => window.coexist.open(3));
    await page.waitForFunction(() => location.hash.includes("run=3"));
    await page.goBack();
    await page.locator("#index-view").waitFor();
    await close();
  });
}

async function looking() {
  await check("compare chooses a partner that teaches, and opens where both diverge", async () => {
    const { page, close } = await open("gallery.html");
    const run = await page.evaluate(() => [...document.querySelectorAll("[data-open]")].find((it) => /breaks front end to back end/.test(it.textContent)).dataset.open);
    await page.evaluate((run) => window.coexist.open(Number(run)), run);
    await page.evaluate(() => window.coexist.goto(0));
    await page.keyboard.press("c");
    await page.locator("#compare-view").waitFor();
    const [left, right] = await page.locator("[data-side] .outcome").allInnerTexts();
    const who = (it) => it.replace(/^\S+\s+/, "").split(",")[0];
    hold(who(left) === who(right) && await page.locator("[data-outcome=true]").count() === 1, `${left} | ${right}`);
    const parting = Number(await page.locator("#parting").getAttribute("data-parting"));
    hold(parting > 0 && Number(await page.locator("#scrubber").inputValue()) === parting, "it stands where they diverge");
    const cut = await page.locator(".row .part").evaluateAll((all) => all.filter((it) => {
      const [box, around] = [it.getBoundingClientRect(), it.closest(".scroller").getBoundingClientRect()];
      return box.left < around.left || box.right > around.right || it.scrollWidth > it.clientWidth + 1;
    }).length);
    hold(await page.locator(".row .part").count() === 2 && cut === 0, "where they diverge is marked, and whole");
    await close();
  });
  await check("on a laptop a comparison shows on both sides who acts and to whom, to the end, in type that can be read", async () => {
    for (const size of [LAPTOP, SIZES[0], SIZES[2]]) {
      const { page, close } = await open("default.html", { hash: "#remedy=0.0", size, calm: true });
      await page.keyboard.press("c");
      await page.locator("#compare-view").waitFor();
      const last = Number(await page.locator("#scrubber").getAttribute("max"));
      const wrong = [];
      for (let step = 0; step <= last; step += step < 40 ? 1 : 20) {
        const told = await page.evaluate(async (step) => {
          const bar = document.getElementById("scrubber");
          bar.value = String(step);
          bar.dispatchEvent(new Event("input", { bubbles: true }));
          window.coexist.draw();
          const rect = (it) => it.getBoundingClientRect();
          const out = (it, of) => it.left < of.left - 1 || it.right > of.right + 1 || it.top < of.top - 1 || it.bottom > of.bottom + 1;
          return [...document.querySelectorAll(".side")].flatMap((side) => {
            const [sight, svg] = [side.querySelector(".picture"), side.querySelector(".picture svg")];
            const acting = [...svg.querySelectorAll(".node.acting .outline")].map(rect);
            // Where both have no room side by side it is the one to whom something is done.
            const wide = Math.max(...acting.map((it) => it.right)) - Math.min(...acting.map((it) => it.left));
            const unseen = acting.filter((it) => out(it, rect(sight))).length;
            const type = (14 * rect(svg).width) / svg.viewBox.baseVal.width;
            const row = side.querySelector(".row.current");
            return [unseen > (wide > rect(sight).width ? 1 : 0) && `${unseen} out of sight`, type < 8.5 && `${type} px`,
              out(rect(side), rect(document.getElementById("compare-view"))) && "a side is cut",
              out(rect(row), rect(side.querySelector(".scroller"))) && "its row is cut"].filter(Boolean);
          });
        }, step);
        if (told.length > 0) wrong.push(`${size.width}, step ${step}: ${told}`);
      }
      hold(last > 100 && wrong.length === 0, `${last}: ${wrong.slice(0, 5).join(" | ")}`);
      await close();
    }
  });
  await check("whom one compares with, and where, is in the address: it survives a reload and can be sent", async () => {
    for (const size of [LAPTOP, SIZES[0]]) {
      const { page, close } = await open("gallery.html", { size });
      await page.evaluate(() => window.coexist.open(3));
      await page.waitForFunction(() => location.hash.includes("run=3"));
      await page.keyboard.press("c");
      await page.locator("#compare-view").waitFor();
      await page.locator("[data-focus=run-1]").selectOption("run-5");
      await page.locator("[data-focus=attempt-1]").selectOption("-1");
      await page.locator("[data-focus=attempt-0]").selectOption("-1");
      await page.locator("body").click({ position: { x: 3, y: 3 } });
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("ArrowRight");
      const state = () => page.evaluate(() => [...document.querySelectorAll("#compare-view select")].map((it) => it.value).concat(document.getElementById("scrubber").value).join());
      const before = await state();
      await page.waitForFunction(() => /compare=before\.-1~run-5\.-1\.2$/.test(location.hash));
      const hash = await page.evaluate(() => location.hash);
      await page.reload();
      await page.evaluate(() => window.coexist.ready);
      hold(await state() === before, `${before} became ${await state()}`);
      await close();
      const sent = await open("gallery.html", { hash, size });
      hold(await sent.page.evaluate(() => [...document.querySelectorAll("#compare-view select")].map((it) => it.value).join()) === before.split(",").slice(0, 4).join(), "it can be sent");
      await sent.close();
      const odd = await open("gallery.html", { hash: "#run=3&compare=run-99999.7~nobody.5.4444444" });
      hold(await odd.page.locator("#compare-view").isVisible(), "what is not there is survived");
      await odd.close();
    }
  });
  await check("silence is as long as it is: the run by the clock, with what changes and who fails", async () => {
    const { page, close } = await open("gallery.html", { size: { width: 1600, height: 1000 } });
    const run = await page.evaluate(() => [...document.querySelectorAll("[data-open]")].find((it) => /after the maintenance POP and IMAP/.test(it.textContent)).dataset.open);
    await page.evaluate((run) => window.coexist.open(Number(run)), run);
    hold(await page.locator("#clock .party").count() === 2 && await page.locator("#clock .bad").count() === 4, "two lines, four failures");
    hold(await page.locator("#clock .change").count() === 3, "three moments at which something is changed");
    const box = await page.locator("#clock svg").boundingBox();
    await page.mouse.click(box.x + box.width - 14, box.y + 25);
    hold(await position(page) > 100, "a click goes there");
    const hand = await page.locator("#clock .hand").getAttribute("d");
    hold(Number(/M([\d.]+)/.exec(hand)[1]) > box.width * 0.8, `the hand stands at ${hand}`);
    await page.keyboard.press("G");
    await page.locator("#tab-step").click();
    hold(/stopped → running/.test(await page.locator("#panel-step .changed").innerText()), "what changed is listed");
    await close();
  });
  await check("what does not fit is followed, fitted, and seen small beside it", async () => {
    const { page, close } = await open("many.html", { size: LAPTOP });
    const before = (await seen(page)).type;
    await act(page, "zoom-in");
    await act(page, "zoom-in");
    hold(await page.locator("#picture-panel .map").isVisible(), "there is a small one");
    await act(page, "zoom-fit");
    const sizes = await page.evaluate(() => {
      const place = document.getElementById("picture");
      return [place.scrollHeight - place.clientHeight, place.scrollWidth - place.clientWidth];
    });
    hold(sizes.every((it) => it <= 1) && (await seen(page)).type < before, `all of it is in view: ${sizes}`);
    await close();
  });
  await check("a page that is watched shows what was written anew, and stays where it is", async () => {
    const { page, close } = await open("watched.html", { hash: "#r7" });
    await page.evaluate(() => { window.stays = true; });
    await page.waitForTimeout(1600);
    hold(await page.evaluate(() => window.stays === true), "nothing was written, so it stays");
    writeFileSync(join(folder, "watched.html.svg"), '<svg xmlns="http://www.w3.org/2000/svg" width="77" height="1"/>');
    await page.waitForFunction(() => window.stays === undefined);
    await page.evaluate(() => window.coexist.ready);
    hold(await position(page) === 7, `it is at ${await position(page)}`);
    await close();
  });
}

/** All of it. */
export async function measures() {
  for (const it of [summary, room, steps, spans, large, predicting, changing, printing, looking]) await it();
}
