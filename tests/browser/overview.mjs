// The pages of `rehearse` and `sweep`: what is drawn, what a click and a key open, and whether it can be heard.
import { axe, check, end, hold, open, position } from "./tools.mjs";

const SIZES = [{ width: 1280, height: 720 }, { width: 1920, height: 1080 }];
const state = (page) => page.evaluate(() => window.coexist.state());
/** Waits until a place says this: what a page shows follows what it knows by a frame. */
async function says(page, at, ...words) {
  const held = await page.waitForFunction(([at, words]) => words.every((it) => document.querySelector(at).textContent.includes(it)), [at, words])
    .catch(() => null);
  hold(held, `${at} does not say ${words}, but ${await page.locator(at).first().textContent()}`);
}
const sees = (page, view) => page.waitForFunction((view) => window.coexist.state().view === view, view);

for (const file of ["plan.html", "faults.html"]) {
  for (const size of SIZES) {
    for (const lang of ["en", "zh"]) {
      await check(`${file} at ${size.width} in ${lang} fits its window and can be heard`, async () => {
        const { page, close } = await open(file, { hash: `#lang=${lang}`, size, bypassCSP: true });
        hold((await state(page)).view === "index", "it begins with the overview");
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        hold(wide <= 0, `it is ${wide} too wide`);
        await page.evaluate(axe);
        const found = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] }));
        hold(found.violations.length === 0, JSON.stringify(found.violations.map((it) => [it.id, it.nodes.slice(0, 2).map((node) => node.html)])));
        await close();
      });
    }
  }
}

await check("the timeline has three steps, and the scanner alone is without mail, from the second to the third", async () => {
  const { page, close } = await open("plan.html");
  hold((await page.locator(".timeline .mark").count()) === 3, "three steps");
  const out = page.locator(".timeline .out");
  hold((await out.count()) === 1, "one outage");
  const said = await out.getAttribute("aria-label");
  hold(said === "scanner: without mail from 22:00 to 22:20 (20min): 1 of 1", said);
  const box = async (at) => (await at.boundingBox());
  const [red, second, third] = [await box(out), await box(page.locator(".mark").nth(1)), await box(page.locator(".mark").nth(2))];
  hold(Math.abs(red.x - (second.x + second.width / 2)) < 3, "it begins with the second step");
  hold(Math.abs(red.x + red.width - (third.x + third.width / 2)) < 3, "it ends with the third");
  await close();
});

await check("red opens the log-on that fails first, a step its change, and one comes back", async () => {
  const { page, close } = await open("plan.html");
  await page.locator(".timeline .out").click();
  await sees(page, "walk");
  await says(page, "#when", "scanner, attempt 4", "22:00:00");
  await page.locator("#to-index").click();
  await sees(page, "index");
  // By the keyboard alone.
  await page.locator(".mark").nth(2).focus();
  await page.keyboard.press("Enter");
  await sees(page, "walk");
  await says(page, "#when", "22:20:00");
  const there = await position(page);
  // The address follows at some distance.
  await page.waitForFunction((there) => new RegExp(`[#&/]r${there}(&|$)`).test(location.hash), there);
  await page.reload();
  await page.evaluate(() => window.coexist.ready);
  hold((await position(page)) === there, "the address keeps where one is");
  await close();
});

await check("a cell opens the run under its fault, by mouse and by keyboard", async () => {
  const { page, close } = await open("faults.html");
  const cell = page.locator(".heat button", { hasText: "100" }).first();
  const said = await cell.getAttribute("aria-label");
  hold(said.includes("MSExchangePOP3 on CAS10-BJ is stopped; beijing") && said.includes("100% of log-ons lost"), said);
  await cell.focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => window.coexist.state().variant === "sets");
  await says(page, "#banner", "20 of 61 cannot log on");
  await page.locator("#to-index").click();
  await page.locator(".heat button").nth(1).click();
  await says(page, "#banner", "HangService");
  await close();
});

await end();
