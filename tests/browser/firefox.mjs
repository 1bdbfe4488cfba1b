// The main measures once more in Firefox, over WebDriver BiDi: it opens, what a room gets out of it, and a what-if.
//
//   node firefox.mjs FOLDER
//
// FOLDER holds the pages that tests/browser.rs wrote. FIREFOX names the program.
import { check, end, hold, look } from "./firefox-tools.mjs";

await check("it opens on what happened", async () => {
  const [tally, remedy, bottom] = await look("stopped.html", "", [1280, 720],
    "[document.querySelector('#tally').textContent, document.querySelector('#panel-summary .remedy').textContent, document.querySelector('#panel-summary [data-remedy]').getBoundingClientRect().bottom]");
  hold(tally === "✕ laptop cannot log on" && remedy.includes("Start MSExchangeIMAP4") && bottom <= 720, `${tally}, ${remedy}, ${bottom}`);
});
for (const size of [[1024, 768], [1280, 720], [1920, 1080], [3840, 2160]]) {
  await check(`a projector of ${size.join("×")} shows type of 14 pixels and three rows`, async () => {
    const [type, rows] = await look("default.html", "#r11&big", size, `(() => {
      const svg = document.querySelector("#picture svg");
      const sight = document.querySelector("#sequence .scroller").getBoundingClientRect();
      const rows = [...document.querySelectorAll("#sequence .row")].map((it) => it.getBoundingClientRect())
        .filter((it) => it.height > 0 && it.top >= sight.top - 1 && it.bottom <= Math.min(sight.bottom, innerHeight) + 1);
      return [(14 * svg.getBoundingClientRect().width) / svg.viewBox.baseVal.width, rows.length];
    })()`);
    hold(type >= 14 && rows >= 3, `type of ${type.toFixed(1)} pixels, ${rows} rows`);
    return `${type.toFixed(1)} px, ${rows} rows`;
  });
}
await check("what repeats is folded, and the default is walked to its end", async () => {
  const [rows, last] = await look("default.html", "", [1280, 720], `(() => {
    const rows = window.coexist.rows();
    for (const it of rows) document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
    return [rows.length, window.coexist.position()];
  })()`);
  hold(rows === 40 && last === 219, `${rows} rows, the last is ${last}`);
});
await check("a leg is folded by a click, and the quantity that ends the loop is told", async () => {
  const [before, after, said, meter] = await look("default.html", "#r42", [1280, 720], `(() => {
    const meter = document.querySelector("#meters [data-meter=user]")?.textContent.trim();
    const before = window.coexist.rows().length;
    document.querySelector("#sequence .row [data-toggle^=shut]").click();
    return [before, window.coexist.rows().length, document.querySelector("#sequence .row.fold[data-span]").textContent, meter];
  })()`);
  hold(after < before && / records, /.test(said), `${before} rows became ${after}: ${said}`);
  hold(/^connections of anna on EX13: \d+ of 16$/.test(meter), meter);
});
for (const many of [30, 150, 500]) {
  await check(`of ${many} servers every party of the current attempt is in view, in type of at least 11 pixels`, async () => {
    const [type, parties, out] = await look(`wide-${many}.html`, "#r20", [1920, 1080], `(() => {
      const svg = document.querySelector("#picture svg");
      const sight = document.getElementById("picture").getBoundingClientRect();
      const nodes = [...svg.querySelectorAll("[data-node]:not(.rest) > .outline")].map((it) => it.getBoundingClientRect());
      const out = nodes.filter((it) => it.left < sight.left - 1 || it.right > sight.right + 1 || it.top < sight.top - 1 || it.bottom > sight.bottom + 1);
      return [(14 * svg.getBoundingClientRect().width) / svg.viewBox.baseVal.width, nodes.length, out.length];
    })()`);
    hold(type >= 11 && parties >= 5 && out === 0, `type of ${type.toFixed(1)} pixels, ${out} of ${parties} are not in view`);
    return `${type.toFixed(1)} px, ${parties} parties`;
  });
}
await check("a what-if of the address is run beside the page", async () => {
  const result = await look("stopped.html", "#set=servers%5B%22EX10%22%5D.running=%5BImap4%5D", [1280, 720], "document.querySelector('#result')?.textContent");
  hold(result === "laptop logs on (before: laptop cannot log on).", result);
});
await end();
