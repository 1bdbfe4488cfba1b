// Small tools that everything else stands on: elements, words, numbers, announcements.
//
// Whatever comes from data becomes text through `textContent`. There is one place that reads markup: the picture of
// the organisation, which our own code wrote and escaped.

const byId = (id) => document.getElementById(id);

/** What stands in the file beside the runs: words, rules, what can be set, the list of runs. */
const index = JSON.parse(byId("index").textContent);
// The list tells outcomes, and whoever predicts may look into the document.
byId("index").remove();

/** How the page is shown. The rest of the state belongs to `walk.js`. */
const shown = { lang: index.lang === "zh" ? "zh" : "en", theme: "system", big: false };

/** One of two languages; what is the same in both is written once. */
const pick = (text) => (Array.isArray(text) ? text[shown.lang === "zh" ? 1 : 0] : text);

/** A text of the page. `{0}`, `{1}` … are replaced. */
function word(key, ...values) {
  const text = pick(index.words[key] ?? key);
  return text.replace(/\{(\d)\}/g, (_, at) => String(values[Number(at)] ?? ""));
}

/**
 * Makes an element: `el("p", { class: "note", text: "…", on: { click } }, child, …)`.
 * `data` sets `data-` attributes, `attrs` any others; children that are null are left out.
 */
function el(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  const { text, data, on, attrs, ...rest } = props;
  if (rest.class) made.className = rest.class;
  if (rest.id) made.id = rest.id;
  if (rest.type) made.type = rest.type;
  if (tag === "button" && !rest.type) made.type = "button";
  if (rest.value !== undefined) made.value = rest.value;
  if (rest.checked) made.checked = true;
  if (rest.disabled) made.disabled = true;
  if (rest.hidden) made.hidden = true;
  if (text !== undefined) made.textContent = text;
  for (const [key, value] of Object.entries(data ?? {})) made.dataset[key] = value;
  for (const [key, value] of Object.entries(attrs ?? {})) if (value !== null) made.setAttribute(key, value);
  for (const [key, value] of Object.entries(on ?? {})) made.addEventListener(key, value);
  made.append(...children.filter((it) => it !== null && it !== undefined && it !== false));
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

/** Makes an element of a drawing. */
function draw(tag, attrs = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attrs)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** A glyph that only repeats what words say. */
const glyph = (sign) => el("span", { class: "glyph", text: sign, attrs: { "aria-hidden": "true" } });

/** Puts children in place of those that are there. */
const fill = (parent, ...children) => parent.replaceChildren(...children.filter((it) => it !== null && it !== false));

/** Numbers in groups of three, as everywhere else in the program. */
const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");

/** A moment of a run as the program writes it: `0.005s`, `5:00.000500s`, `1:00:00.000s`; where the run begins at a
 *  date (in seconds since 1970), as the clock shows it: `22:00:00.005`, after the first midnight `03-22 06:30:00.005`;
 *  or with so many decimals. */
function moment(micros, date = null, places = 0) {
  const seconds = Math.floor(micros / 1e6);
  const rest = micros - seconds * 1e6;
  const decimals = places > 0 ? String(rest).padStart(6, "0").slice(0, places) : rest % 1000 === 0 ? String(rest / 1000).padStart(3, "0") : String(rest).padStart(6, "0");
  const two = (number) => String(number).padStart(2, "0");
  if (date !== null) {
    const at = new Date((date + seconds) * 1000);
    const day = Math.floor((date + seconds) / 86400) === Math.floor(date / 86400) ? ""
      : `${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())} `;
    return `${day}${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}.${decimals}`;
  }
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const whole = h > 0 ? `${h}:${two(m)}:${two(s)}` : m > 0 ? `${m}:${two(s)}` : `${s}`;
  return `${whole}.${decimals}s`;
}

/**
 * What measures the layout waits for the next frame: once there for each who asks, however many steps came before it.
 * Every measure between two changes of the document lays all of it out anew, which costs more than the step itself.
 */
const nextFrame = {
  jobs: new Map(),
  asked: null,

  /** Does it in the next frame, in place of what `who` asked for before. */
  ask(who, job) {
    this.jobs.set(who, job);
    this.asked ??= requestAnimationFrame(() => this.now());
  },

  /** Does at once what was asked for: nobody may see, or measure, what stands there from before. */
  now() {
    if (this.asked !== null) cancelAnimationFrame(this.asked);
    this.asked = null;
    const jobs = [...this.jobs.values()];
    this.jobs.clear();
    for (const job of jobs) job();
  },
};

/** Lets the page do what else there is to do, before it goes on. */
const pause = () => new Promise((done) => { setTimeout(done, 0); });

/** Tells something to those who listen. The same text twice is told twice. */
function announce(text) {
  const place = byId("announce");
  place.textContent = "";
  setTimeout(() => { place.textContent = text; }, 30);
}

/** Whether things may move. */
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Text with `code` in it, as the rules are written. */
function withCode(text) {
  return pick(text).split("`").map((part, at) => (at % 2 ? el("code", { text: part }) : document.createTextNode(part)));
}

/** Copies a text; where the browser does not let a page do so, it is selected for the user. */
async function copy(text, button) {
  let done = false;
  try {
    await navigator.clipboard.writeText(text);
    done = true;
  } catch {
    const area = el("textarea", { value: text, class: "hidden-text", attrs: { "aria-hidden": "true", tabindex: "-1" } });
    (button.closest("dialog") ?? document.body).append(area);
    area.select();
    done = document.execCommand("copy");
    area.remove();
    button.focus();
  }
  const before = button.textContent;
  button.textContent = word(done ? "copied" : "not_copied");
  announce(button.textContent);
  setTimeout(() => { button.textContent = before; }, 1600);
}

/** Gives every text of the template its words; again when the language is changed. */
function wordsOfTemplate() {
  document.documentElement.lang = shown.lang === "zh" ? "zh-Hans" : "en";
  for (const it of document.querySelectorAll("[data-word]")) it.textContent = word(it.dataset.word);
  for (const it of document.querySelectorAll("[data-label]")) {
    it.setAttribute("aria-label", word(it.dataset.label));
    if (it.tagName === "BUTTON") it.title = word(it.dataset.label);
  }
  for (const it of document.querySelectorAll("[data-hint]")) it.title = word(it.dataset.hint);
}

/** Opens the one dialog of the page. */
function openDialog(title, ...body) {
  const dialog = byId("dialog");
  byId("dialog-title").textContent = title;
  fill(byId("dialog-body"), ...body);
  if (!dialog.open) dialog.showModal();
  return dialog;
}
