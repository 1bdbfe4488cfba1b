// Opens the pages that tests/browser.rs wrote, in a real browser, and says of each check whether it holds.
//
//   node run.mjs FOLDER [PICTURES]
//
// FOLDER holds *.html and questions.json; with PICTURES the screenshots of the documentation are written there.
// The browser has no network; a page that asks for anything but itself fails.
import { readFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { act, axe, check, count, end, folder, hold, open, pictures, position, visible } from "./tools.mjs";
import { measures } from "./measures.mjs";

await check("opens from disk, asks for nothing, says nothing on the console", async () => {
  const { page, close } = await open("default.html");
  hold(await count(page) === 220, `the default has 220 records, the page ${await count(page)}`);
  hold((await page.locator("#step").innerText()).length > 5, "the current step is told");
  await close();
});

await check("every scenario of the gallery can be walked to its end", async () => {
  const { page, close } = await open("gallery.html");
  const runs = await page.locator("#index-table [data-open]").count();
  let [records, folded] = [0, 0];
  for (let run = 0; run < runs; run += 1) {
    await page.evaluate((run) => window.coexist.open(run), run);
    const walked = await page.evaluate(async () => {
      const { goto, position, count } = window.coexist;
      const wrong = [];
      const through = (last) => {
        goto(0);
        let rows = 1;
        for (let before = position(); ; before = position(), rows += 1) {
          document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
          if (position() === before) break;
          if (position() < before) wrong.push({ before, at: position() });
          if (!document.getElementById("step").textContent.trim()) wrong.push({ silent: position() });
        }
        if (position() !== last) wrong.push({ ends: position(), last });
        return rows;
      };
      // First with what repeats in one row, then each record.
      const end = count() - 1;
      const all = document.getElementById("fold-all");
      const folds = !all.hidden;
      const rows = through(folds ? window.coexist.rows().at(-1) : end);
      if (folds) {
        all.click();
        if (through(end) !== end + 1) wrong.push({ rows });
        all.click();
      }
      return { last: end, rows, wrong };
    });
    hold(walked.last > 0 && walked.wrong.length === 0 && walked.rows <= walked.last + 1, `run ${run}: ${JSON.stringify(walked)}`);
    records += walked.last + 1;
    folded += walked.last + 1 - walked.rows;
  }
  await close();
  hold(runs > 200, `only ${runs} runs`);
  return `${runs} runs, ${records} records, of which ${folded} repeat others or are passed by`;
});

await check("the keyboard walks, jumps and plays", async () => {
  const { page, close } = await open("default.html");
  await page.locator("body").click({ position: { x: 5, y: 5 } });
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  hold(await position(page) === 2, `two steps lead to ${await position(page)}`);
  await page.keyboard.press("ArrowLeft");
  hold(await position(page) === 1, "one step back");
  await page.keyboard.press("d");
  const decision = await position(page);
  hold(await page.evaluate(() => document.querySelector("#step").textContent.length > 0) && decision > 1, "d goes to a decision");
  await page.keyboard.press("f");
  hold(await position(page) > decision, "f goes to a failure");
  await page.keyboard.press("End");
  hold(await position(page) === await count(page) - 1, "End goes to the end");
  await page.keyboard.press("PageUp");
  await page.keyboard.press("PageDown");
  hold(await position(page) === await count(page) - 1, "a remote goes back and on");
  await page.keyboard.press("Home");
  await page.keyboard.press(" ");
  await page.waitForFunction(() => window.coexist.position() > 1);
  await page.keyboard.press(" ");
  const stopped = await position(page);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  hold(await position(page) - stopped <= 1, "space stops again");
  await close();
});

await check("the address keeps the moment, and leads to it", async () => {
  const { page, close } = await open("default.html", { hash: "#r42" });
  hold(await position(page) === 42, `#r42 leads to ${await position(page)}`);
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => location.hash.includes("r43"));
  await close();
});

await check("predict mode reveals nothing before the answer", async () => {
  const { page, close } = await open("stopped.html");
  await act(page, "predict");
  for (let tries = 0; tries < 5; tries += 1) await page.keyboard.press("End");
  const last = await count(page) - 1;
  hold(await position(page) < last, "End does not jump past a question");
  const said = await page.evaluate(() => document.documentElement.outerHTML.replace(/<script[\s\S]*?<\/script>/g, "").replace(/<style[\s\S]*?<\/style>/g, ""));
  for (const word of ["LogonFailed", "NO LOGIN failed", "is stopped", "gives the log-on up"]) {
    hold(!said.includes(word), `the page already says ${word}`);
  }
  await close();
});

await check("both languages, switched in the page", async () => {
  const { page, close } = await open("default.html");
  const english = await visible(page);
  await page.keyboard.press("l");
  await page.waitForFunction(() => document.documentElement.lang.startsWith("zh"));
  const chinese = await visible(page);
  // The one Chinese word on an English page is the button that turns to Chinese.
  hold(/[一-鿿]/.test(chinese) && !/[一-鿿]/.test(english.replace("中文", "")), "the texts follow");
  const left = await page.evaluate(() => [...document.querySelectorAll("button, h1, h2, h3, label, [role=tab], summary")]
    .filter((it) => it.id !== "title") // The scenario's own.
    .map((it) => it.innerText.trim())
    .filter((it) => /[a-z]{4,} [a-z]{3,}/i.test(it) && !/[一-鿿]/.test(it)));
  hold(left.length === 0, `still English: ${left.slice(0, 5).join(" | ")}`);
  await close();
});

for (const scheme of ["light", "dark"]) {
  for (const [file, hash] of [["default.html", "#r16"], ["gallery.html", ""], ["stopped.html", "#r8"]]) {
    await check(`accessibility of ${file} (${scheme})`, async () => {
      const { page, close } = await open(file, { hash, scheme, bypassCSP: true });
      await page.evaluate(axe);
      const tabs = await page.locator("[role=tab]:visible").count();
      for (let tab = -1; tab < tabs; tab += 1) {
        if (tab >= 0) await page.locator("[role=tab]:visible").nth(tab).click();
        const found = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] }));
        const told = found.violations.map((it) => `${it.id}: ${it.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" ~ ")}`);
        hold(told.length === 0, told.join("\n      "));
      }
      await close();
    });
  }
}

await check("what-ifs are answered in the page as by the program", async () => {
  const { page, close } = await open("default.html");
  const asked = JSON.parse(readFileSync(join(folder, "questions.json"), "utf8"));
  for (const { question, answer } of asked) {
    const said = await page.evaluate((it) => window.coexist.ask(it), question);
    hold(said === answer, `${question.slice(0, 200)} is answered otherwise`);
  }
  await close();
  return `${asked.length} questions`;
});

await check("a remedy is run in the page, and one flips between before and after", async () => {
  const { page, close } = await open("stopped.html");
  await page.locator("#tab-why").click();
  hold((await page.locator("#panel-why").innerText()).includes("Start-Service"), "the command is shown");
  const before = await page.locator("#tally").textContent();
  await page.locator("#panel-why [data-remedy]").first().click();
  await page.locator("#banner.after").waitFor();
  const after = await page.locator("#tally").textContent();
  hold(before === "✕ laptop cannot log on" && after === "✓ laptop logs on", `${before} → ${after}`);
  await act(page, "ron");
  const handed = await page.locator("#dialog").innerText();
  hold(handed.includes("coexist what-if") && handed.includes("--do") && handed.includes("StartService"), `the remedy is handed out: ${handed}`);
  hold((await page.locator("#ron").inputValue()).includes("from_start: [StartService("), "and so is its scenario");
  await act(page, "close-dialog");
  await page.keyboard.press("s");
  await page.locator("#banner.before").waitFor();
  hold(await page.locator("#tally").textContent() === before, "before is as it was");
  await act(page, "compare");
  await page.locator("[data-side='1'] [data-outcome=true]").waitFor();
  await page.locator("[data-side='0'] [data-outcome=false]").waitFor();
  hold(Number(await page.locator("#parting").getAttribute("data-parting")) > 0, "the place where they part is told");
  await close();
});

await check("a service is switched in the page; what is overridden is marked, and the base stays", async () => {
  const { page, close } = await open("stopped.html");
  const base = await page.locator("#tally").textContent();
  await page.locator("#tab-whatif").click();
  await page.locator("select[aria-label='EX10 Imap4']").selectOption("running");
  await page.locator("#banner.after").waitFor();
  hold(await page.locator("#tally").textContent() !== base, "another result");
  const edit = page.locator("[data-edit]");
  hold(await edit.count() === 1 && (await edit.innerText()).includes("running"), "the edit is listed");
  hold((await page.locator("[data-service='server:0:MSExchangeIMAP4']").getAttribute("class")).includes("running")
    || (await page.locator("[data-service='server:1:MSExchangeIMAP4']").getAttribute("class")).includes("running"), "the picture follows");
  await act(page, "ron");
  const dialog = await page.locator("#dialog").innerText();
  hold(dialog.includes("coexist what-if") && (await page.locator("#ron").inputValue()).includes("running: [Imap4]"), "the variant is handed out");
  await act(page, "close-dialog");
  await act(page, "discard");
  await page.waitForFunction((base) => document.querySelector("#tally").textContent === base, base);
  await page.locator("[data-focus=free]").evaluate((it) => { it.closest("details").open = true; });
  await page.locator("[data-focus=free]").fill("servers.EX99.off=true");
  await page.locator("[data-focus=free]").press("Enter");
  await page.locator(".trouble").waitFor();
  hold((await page.locator(".trouble").innerText()).includes("EX99"), "what cannot be set is told");
  await close();
});

await check("lines are typed; what the cmdlets refuse is told beside the line, and the scenario keeps them", async () => {
  const { page, close } = await open("stopped.html");
  await page.locator("#tab-whatif").click();
  const box = page.locator("[data-focus=lines]");
  // Nobody says on which server it is typed: nothing runs, and the line stays where it can be mended.
  await box.fill("# the run sheet\nnet start MSExchangeIMAP4");
  await page.locator("[data-focus=run-lines]").click();
  await page.locator("[data-told=draft] [data-told=hinders]").waitFor();
  hold((await page.locator("[data-told=draft] li").nth(1).innerText()).includes("server"), "it is told beside the second line");
  hold(await box.inputValue() === "# the run sheet\nnet start MSExchangeIMAP4" && await page.locator("[data-lines]").count() === 0, "it stays in the box");
  await box.fill("Restart-Service -ComputerName EX10 -Name MSExchangeIMAP4\nGet-Service -ComputerName EX10 -Name MSExchangeIMAP4 | Start-Service");
  await page.locator("[data-focus=run-lines]").click();
  await page.locator("#banner.after").waitFor();
  const told = page.locator("[data-lines='0'] li");
  hold((await told.nth(0).innerText()).includes("has no parameter ComputerName"), "the refusal stands beside the first line");
  hold((await told.nth(1).innerText()).includes("StartService(server: \"EX10\", service: Imap4)"), "what the second does beside it");
  hold(await box.inputValue() === "", "the box is empty again");
  await page.locator("#banner.after").waitFor();
  await page.evaluate(() => window.coexist.goto(0));
  hold((await visible(page)).includes("which is refused"), "the refusal is a row of the run");
  await act(page, "ron");
  const source = await page.locator("#ron").inputValue();
  hold(source.includes("changes: [") && source.includes("run: \"Restart-Service -ComputerName EX10"), `the lines are in the scenario: ${source}`);
  hold((await page.locator("#dialog").innerText()).includes("--run"), "and on the command line");
  await act(page, "close-dialog");
  // A second block, at a moment at which it is too late, on a server.
  await page.locator("[data-focus=lines-when]").selectOption("time");
  await page.locator("[data-focus=lines-at]").fill("22h");
  await page.locator("[data-focus=lines-on]").selectOption("EX10");
  await box.fill("Stop-Service MSExchangeIMAP4");
  await page.keyboard.press("Tab");
  await page.locator("[data-focus=run-lines]").click();
  await page.locator("[data-lines='1']").waitFor();
  await page.keyboard.press("Escape");
  await act(page, "ron");
  hold((await page.locator("#ron").inputValue()).includes("on: \"EX10\""), "the server is kept");
  await act(page, "close-dialog");
  await page.locator("[data-lines='0'] button").first().click();
  await page.locator("[data-lines='1']").waitFor({ state: "detached" });
  hold((await page.locator("[data-lines='0']").innerText()).includes("Stop-Service"), "one block is taken out");
  await close();
});

await check("a question takes an answer, shows what happens, and says whether it was right", async () => {
  const { page, close } = await open("stopped.html");
  await act(page, "predict");
  await page.keyboard.press("End");
  await page.locator("#question[data-ask=accepted]").waitFor();
  await page.locator("#question input[value=yes]").check();
  await page.locator("#question [data-answer='']").click();
  await page.locator(".feedback[data-right=true]").waitFor();
  await page.keyboard.press("End");
  await page.locator("#question[data-ask=next]").waitFor();
  await page.locator("#question input[name=server][value='sEX13']").check();
  await page.locator("#question input[name=security][value=SSL]").check();
  await page.locator("#question [data-answer='']").click();
  await page.locator(".feedback[data-right=false]").waitFor();
  hold((await page.locator(".feedback").innerText()).includes("EX10"), "the right answer is told");
  await close();
});

await check("a rule opens its text, its mark and its source", async () => {
  const { page, close } = await open("default.html", { hash: "#r9" });
  await page.locator("#step-rules [data-assumed]").first().click();
  const said = await page.locator("#dialog").innerText();
  hold(said.length > 80 && /assumed/i.test(said), said);
  await page.keyboard.press("Escape");
  await page.locator("[data-decision] [data-candidate][data-state=rejected]").first().waitFor();
  await close();
});

await check("names are shown as text, whatever they are", async () => {
  const { page, close } = await open("hostile.html");
  const last = await count(page);
  for (let at = 0; at < last; at += 1) await page.evaluate((it) => window.coexist.goto(it), at);
  hold(await page.evaluate(() => window.owned === undefined), "a script in a name was run");
  hold((await visible(page)).includes("<script>"), "the name is shown");
  await close();
});

await check("a hundred thousand records open and scroll", async () => {
  const began = performance.now();
  const { page, close } = await open("large.html");
  const opened = Math.round(performance.now() - began);
  const records = await count(page);
  hold(records >= 100000, `only ${records} records`);
  await page.evaluate(() => window.coexist.goto(90000));
  const nodes = await page.evaluate(() => document.querySelectorAll("*").length);
  hold(nodes < 5000, `${nodes} elements: what is not seen should not be there`);
  await close();
  return `${records} records, opened in ${opened} ms, ${nodes} elements`;
});

await check("it prints", async () => {
  const { page, close } = await open("default.html");
  const pdf = await page.pdf({ format: "A4" });
  hold(pdf.length > 10000, "the PDF is empty");
  await close();
});

await measures();

if (pictures) {
  mkdirSync(pictures, { recursive: true });
  const shots = JSON.parse(readFileSync(join(folder, "pictures.json"), "utf8"));
  for (const { file, hash, scheme, name, size, keys, print } of shots) {
    await check(`picture ${name}`, async () => {
      const { page, close } = await open(file, { hash, scheme, ...(size ? { size: { width: size[0], height: size[1] } } : {}) });
      for (const it of keys ?? []) await page.keyboard.press(it);
      if (print) {
        await page.emulateMedia({ media: "print" });
        await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      }
      await page.waitForTimeout(600); // The message has arrived.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      await page.screenshot({ path: join(pictures, `${name}.png`) });
      await close();
    });
  }
}

await end();
