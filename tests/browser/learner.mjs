// A learner who goes through a lesson. `learn` runs inside the page, in any browser, and uses nothing but what stands there.

/** All that stands in the page and in its editor, seen or not: the title, every text, every attribute. */
export function everything() {
  const told = [document.title];
  const gather = (root) => {
    for (const it of root.querySelectorAll("*")) {
      if (["SCRIPT", "STYLE"].includes(it.tagName)) continue;
      for (const { value } of it.attributes) told.push(value);
      for (const node of it.childNodes) if (node.nodeType !== Node.ELEMENT_NODE) told.push(node.data);
      if (it.shadowRoot) gather(it.shadowRoot);
    }
  };
  gather(document);
  // Words that are marked stand in elements of their own.
  told.push(document.getElementById("app").textContent, document.getElementById("paper").textContent);
  return told.join(" ").replace(/\s+/g, " ");
}

/** Answers a question in its form. */
export function fill({ id, kind, answer: given }) {
  const field = document.querySelector(`[data-ask="${CSS.escape(id)}"]`);
  const choose = (value) => field.querySelector(`input[value="${CSS.escape(value)}"]`).click();
  if (kind === "one") choose(given);
  else if (kind === "several") given.split(", ").forEach(choose);
  else if (kind === "number" && /^\d+$/.test(given)) {
    const input = field.querySelector("input[type=number]");
    input.value = given;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  } else if (kind === "number") choose(given);
  else {
    given.split(" > ").forEach((host, number) => {
      const select = field.querySelectorAll("select")[number];
      select.value = host;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
}

/** Goes through the lesson that is open, as a learner with a mouse. Throws what is wrong. */
async function learn({ name, asked, solution, secrets, after, mistaken }, everything, fill) {
  const at = (selector) => document.querySelector(selector);
  const until = async (what, told) => {
    for (let tries = 0; tries < 1200; tries += 1) {
      const found = what();
      if (found) return found;
      await new Promise((done) => { setTimeout(done, 25); });
    }
    throw new Error(`${name}: ${told} never came`);
  };
  const inner = () => at("#lesson-editor").shadowRoot.querySelector(".cm-content");
  const silent = (when) => {
    const shown = everything();
    const told = secrets.find((it) => shown.includes(it));
    if (told) throw new Error(`${name}: ${when} the page tells "${told}"`);
  };
  await until(() => window.coexist.state().lesson === name && inner(), "the lesson");
  silent("before anything is predicted");
  if (asked.length > 0) {
    if (!at("#run").disabled) throw new Error(`${name}: it can be run before it was predicted`);
    asked.forEach(fill);
    at("#store").click();
    await until(() => !at("#run").disabled, "the button to run");
    silent("once it was predicted");
  }
  at("#run").click();
  await until(() => at("#fares"), "the run");
  const results = [...document.querySelectorAll("[data-result]")].map((it) => it.dataset.right);
  const wanted = asked.map((_, number) => (number === 0 && mistaken ? "wrong" : "right"));
  if (results.join() !== wanted.join()) throw new Error(`${name}: the answers are told to be ${results}, not ${wanted}`);
  if (solution !== null) {
    inner().focus();
    const apple = /Mac/.test(navigator.platform);
    inner().dispatchEvent(new KeyboardEvent("keydown", { key: "a", keyCode: 65, ctrlKey: !apple, metaKey: apple, bubbles: true, cancelable: true }));
    const clipboard = new DataTransfer();
    clipboard.setData("text/plain", solution);
    let paste = new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true });
    if (paste.clipboardData?.getData("text/plain") !== solution) {
      // Firefox is told in its own way what is pasted.
      paste = new ClipboardEvent("paste", { dataType: "text/plain", data: solution, bubbles: true, cancelable: true });
    }
    if (paste.clipboardData?.getData("text/plain") !== solution) throw new Error("nothing can be pasted here");
    inner().dispatchEvent(paste);
    await until(() => !at("#check").disabled, "the button to check");
    at("#check").click();
    await until(() => at("#goals-told"), "what was checked");
    const missed = [...document.querySelectorAll("[data-goal]:not([data-met=yes])")].map((it) => `${it.dataset.goal}: ${it.textContent}`);
    if (missed.length > 0) throw new Error(`${name}: ${missed}`);
  }
  await until(() => !at("#lesson-after").hidden, "the end");
  const told = at("#lesson-after").textContent.replace(/\s+/g, " ");
  if (!told.includes(after)) throw new Error(`${name}: the end does not say "${after}" but "${told.slice(0, 200)}"`);
  return null;
}

/** The same as an expression that any browser takes. */
export const learning = (briefed) => `(${learn})(${JSON.stringify(briefed)}, ${everything}, ${fill})`;
