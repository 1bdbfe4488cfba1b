// Where the reader is: which run, which row, playing or not; the buttons, the keys and the address that move there.

/** Records in a second. */
const SPEEDS = [0.25, 0.5, 1, 2, 5, 20, 100];
const SPEED = 1;

const walk = {
  /** `index`, `walk` or `compare`. */
  view: "walk",
  /** The number of the run among those of the file. */
  number: 0,
  /** The run as it stands in the file, and what was made of it: `{ before, run, kind, text, sets }`. */
  base: null,
  variant: null,
  flipped: false,
  track: null,
  row: 0,
  client: "",
  hidden: new Set(),
  playing: null,
  speed: SPEED,
  tab: "step",

  /** The run that is walked. */
  get run() {
    if (!this.variant) return this.base;
    return this.flipped ? this.variant.run : this.variant.before;
  },

  get record() {
    return this.track && this.track.length > 0 ? this.track.record(this.row) : 0;
  },

  /** The last row that may be shown. */
  get last() {
    return this.track ? Math.min(this.track.length - 1, predict.limit()) : 0;
  },
};

const views = {};

/** Makes the track of the run, its filter and hidden columns, and stays near a record. */
function retrack(record = walk.record) {
  const { run, client, hidden } = walk;
  let keep = null;
  if (client && run.clients().includes(client)) {
    const own = new Uint8Array(run.page.attempts.length);
    run.page.attempts.forEach((it, at) => { own[at] = it.client === client ? 1 : 0; });
    // What is done to the organisation concerns everybody.
    keep = (n) => (run.attempt[n] >= 0 ? own[run.attempt[n]] === 1 : run.kind[n] === KIND.changes);
  }
  walk.keep = keep;
  const until = predict.hides() ? predict.seen : Infinity;
  walk.track = new Track(run, { keep, hidden, until });
  walk.row = walk.track.row(record);
}

/** Goes to a row. Nothing leads past a question that is not answered yet. */
function go(row, { moving = false } = {}) {
  if (walk.view === "compare") {
    compare.go(row, moving);
    return;
  }
  const { last } = walk;
  if (row > last) {
    if (predict.hides() && last < walk.track.length - 1) announce(word("answer_first"));
    stop();
  }
  const before = walk.row;
  const hid = predict.hides();
  walk.row = Math.max(0, Math.min(row, last));
  if (predict.see(walk.record)) retrack();
  const step = moving || walk.row === before + 1;
  // At the end of a prediction everything is shown.
  if (hid && !predict.hides()) {
    retrack();
    render({ moving: step });
    announce(word("all_shown", predict.right, predict.answers.size));
  } else {
    render({ moving: step, moved: true });
  }
}

/** Goes to the next or previous row of which something holds, or to the end. */
function jump(step, holds) {
  if (walk.view === "compare") {
    compare.jump(step, holds);
    return;
  }
  const found = walk.track.find(walk.row, step, (n) => holds(walk.run, n));
  if (found >= 0) go(found);
  else if (step > 0 && walk.last < walk.track.length - 1) go(walk.last + 1);
  else announce(word("no_more"));
}

const isDecision = (run, n) => run.kind[n] === KIND.decides;
const isFailure = (run, n) => run.bad[n] === 2;
const isBegin = (run, n) => run.kind[n] === KIND.begins;

function play() {
  if (walk.playing) return stop();
  const end = walk.view === "compare" ? compare.length - 1 : walk.track.length - 1;
  const at = walk.view === "compare" ? compare.row : walk.row;
  if (at >= end) go(0);
  const tick = () => {
    const now = walk.view === "compare" ? compare.row : walk.row;
    const most = walk.view === "compare" ? compare.length - 1 : walk.last;
    if (now >= most) return stop();
    // Faster than the screen is drawn, several records are one step.
    const many = Math.max(1, Math.round(walk.speed / 20));
    go(Math.min(most, now + many), { moving: walk.speed <= 5 });
    walk.playing = setTimeout(tick, (1000 / walk.speed) * many);
    return undefined;
  };
  walk.playing = setTimeout(tick, 250);
  renderPlay();
  return undefined;
}

function stop() {
  if (walk.playing) clearTimeout(walk.playing);
  walk.playing = null;
  renderPlay();
}

function renderPlay() {
  const button = byId("play");
  const on = walk.playing !== null;
  button.dataset.action = on ? "pause" : "play";
  const sign = draw("svg", { class: "icon", viewBox: "0 0 16 16", "aria-hidden": "true" },
    draw("path", { d: on ? "M3 2h4v12H3zM9 2h4v12H9z" : "M3 1v14l11-7z" }));
  fill(button, sign, el("span", { text: word(on ? "pause" : "play") }));
  // While it runs fast, nobody could listen to every step.
  byId("step").setAttribute("aria-live", on && walk.speed > 1 ? "off" : "polite");
}

/** Shows the state. `moved` tells that only the position is another one. */
function render({ moving = false, moved = false } = {}) {
  if (walk.view === "index" || !walk.base) return;
  const { run, track } = walk;
  const many = track.length;
  byId("walk-view").classList.toggle("predicting", predict.hides());
  const comparing = walk.view === "compare";
  byId("stage").hidden = comparing;
  byId("now").hidden = comparing;
  byId("compare-view").hidden = !comparing;
  if (!moved) {
    renderHead();
    renderBanner();
    renderFilter();
    renderPlay();
    views.picture.set(run);
    views.sequence.set(track, { last: predict.hides() ? Math.min(track.row(predict.seen), many - 1) : many - 1,
      quiet: predict.hides() });
  } else if (predict.hides()) {
    views.sequence.set(track, { last: Math.min(track.row(predict.seen), many - 1), quiet: true });
    renderHead();
  }
  if (comparing) {
    compare.render(moving);
    renderScrubber(compare.row, compare.length, null);
    renderTabs();
    saveAddress();
    return;
  }
  if (many === 0) {
    fill(byId("step"), el("span", { text: word(run.count === 0 ? "no_records" : "nothing_here") }));
    fill(byId("when"));
    fill(byId("step-rules"));
    renderScrubber(0, 1, null);
    renderTabs(moved);
    return;
  }
  const n = walk.record;
  views.picture.show(n, { moving, period: 1000 / walk.speed });
  views.sequence.show(walk.row);
  renderStep(n);
  renderScrubber(walk.row, predict.hides() ? Math.max(walk.row, track.row(predict.seen)) + 1 : many, n);
  renderTabs(moved);
  saveAddress();
}

function renderScrubber(row, many, n) {
  const scrubber = byId("scrubber");
  scrubber.max = String(Math.max(0, many - 1));
  scrubber.value = String(row);
  const hides = predict.hides();
  const of = n === null ? word("step_of", row + 1, grouped(many))
    : hides ? word("record_alone", grouped(n)) : word("record_of", grouped(n), grouped(walk.run.total - 1));
  byId("place").textContent = n === null ? of : `${of} · ${moment(walk.run.time[n])}${predict.score()}`;
  scrubber.setAttribute("aria-valuetext", byId("place").textContent);
  const key = hides || n === null ? null : walk.track;
  if (walk.marks !== key) {
    walk.marks = key;
    const [attempts, failures] = [new Set(), new Set()];
    for (let at = 0; key && at < many; at += 1) {
      const record = key.record(at);
      const place = Math.round((at / Math.max(1, many - 1)) * 1000);
      if (key.run.kind[record] === KIND.begins) attempts.add(place);
      if (key.run.bad[record] === 2) failures.add(place);
    }
    // Where attempts are everywhere, their marks would be a wall.
    if (attempts.size > 200) attempts.clear();
    const ticks = (all, from, to) => [...all].map((it) => `M${it} ${from}V${to}`).join("");
    document.querySelector("#marks .attempts").setAttribute("d", ticks(attempts, 0, 10));
    document.querySelector("#marks .failures").setAttribute("d", ticks(failures, 3, 10));
  }
}

/** Title, verdict, what is pressed. */
function renderHead() {
  const { run } = walk;
  const onIndex = walk.view === "index";
  byId("to-index").hidden = onIndex || index.runs.length < 2;
  byId("title").textContent = onIndex ? word("runs") : run.page.title;
  document.title = onIndex ? "coexist" : run.page.title;
  byId("badges").hidden = onIndex;
  for (const it of document.querySelectorAll("[data-action=compare]")) {
    it.disabled = onIndex || predict.hides();
    it.setAttribute("aria-pressed", String(walk.view === "compare"));
  }
  const pressed = (action, is) => {
    for (const it of document.querySelectorAll(`[data-action=${action}]`)) it.setAttribute("aria-pressed", String(is));
  };
  pressed("predict", predict.on);
  pressed("projector", shown.big);
  document.querySelector("[data-action=lang]").textContent = shown.lang === "zh" ? "English" : "中文";
  document.querySelector("[data-action=lang]").lang = shown.lang === "zh" ? "en" : "zh-Hans";
  if (onIndex) return;
  const verdict = byId("verdict");
  const hides = predict.hides();
  byId("failure-jumps").hidden = hides;
  const overall = hides ? "hidden" : run.page.overall;
  verdict.className = `badge ${overall}`;
  verdict.dataset.overall = overall;
  verdict.disabled = hides;
  const signs = { pass: "✓", fail: "✕", inconclusive: "?", hidden: "…" };
  fill(verdict, glyph(signs[overall]), document.createTextNode(` ${word(`verdict_${overall}`)}`));
  const tally = byId("tally");
  const of = run.page.attempts.length;
  tally.textContent = hides ? "" : word("logged_on_of", grouped(run.well), grouped(of));
  tally.className = hides || run.well === of ? "badge" : "badge warn";
  tally.hidden = hides || of === 0;
}

function renderBanner() {
  const banner = byId("banner");
  const { variant, flipped } = walk;
  banner.hidden = !variant || predict.hides();
  if (banner.hidden) return fill(banner);
  banner.className = flipped ? "after" : "before";
  const title = variant.kind === "remedy" ? word("banner_remedy", pick(variant.text)) : word("banner_whatif", variant.text);
  fill(banner,
    el("strong", { text: flipped ? title : word("banner_before"), attrs: { title } }),
    flipped ? null : el("span", { text: title, attrs: { title } }),
    el("span", { class: "buttons" },
      el("button", { data: { action: "flip" }, text: word(flipped ? "flip_to_before" : "flip_to_after") }),
      el("button", { data: { action: "compare" }, attrs: { "aria-pressed": String(walk.view === "compare") }, text: word("compare") }),
      variant.kind === "sets" ? el("button", { data: { action: "ron" }, text: word("hand_out") }) : null,
      el("button", { data: { action: "discard" }, text: word("discard") })));
  return undefined;
}

function renderFilter() {
  const { run, track } = walk;
  const select = byId("client");
  fill(select, el("option", { value: "", text: word("every_client") }),
    ...run.clients().map((it) => el("option", { value: it, text: it })));
  select.value = run.clients().includes(walk.client) ? walk.client : "";
  fill(byId("lane-list"), ...track.columns.map((it) => el("label", {},
    el("input", { type: "checkbox", checked: !walk.hidden.has(it.key), data: { lane: it.key } }),
    ` ${track.columnName(it)}`)));
  const cut = byId("cut");
  cut.textContent = run.total > run.count
    ? word("cut", grouped(run.count), grouped(run.total), `coexist run ${run.page.name} --client NAME --all`) : "";
  cut.hidden = cut.textContent === "";
}

/* ---- the address ---- */

/** What `#run=2&r42&lang=zh&theme=dark&big` says. */
function readAddress() {
  const found = {};
  for (const part of location.hash.replace(/^#/, "").split("&")) {
    const record = /^r(\d+)$/.exec(part);
    const [key, value] = part.split("=");
    if (record) found.record = Number(record[1]);
    else if (key === "run" && /^\d+$/.test(value ?? "")) found.run = Number(value);
    else if (key === "lang" && (value === "en" || value === "zh")) found.lang = value;
    else if (key === "theme" && (value === "light" || value === "dark")) found.theme = value;
    else if (key === "big") found.big = true;
  }
  return found;
}

function address() {
  const parts = [];
  if (index.runs.length > 1 && walk.view !== "index") parts.push(`run=${walk.number}`);
  if (walk.view !== "index" && walk.track) parts.push(`r${walk.record}`);
  if (shown.lang !== (index.lang === "zh" ? "zh" : "en")) parts.push(`lang=${shown.lang}`);
  if (shown.theme !== "system") parts.push(`theme=${shown.theme}`);
  if (shown.big) parts.push("big");
  return `#${parts.join("&")}`;
}

/** Browsers allow only so many changes of the address in a while, so it follows at some distance. */
function saveAddress() {
  if (walk.saving) return;
  walk.saving = setTimeout(() => {
    walk.saving = null;
    if (location.hash === address()) return;
    try {
      history.replaceState(null, "", address());
    } catch {
      // A file that some browser does not let keep a history: then the address stays as it was.
    }
  }, 150);
}

/* ---- what the whole page can be asked to do ---- */

function setLang(lang) {
  shown.lang = lang;
  wordsOfTemplate();
  if (walk.view === "index") renderIndex();
  renderHead();
  render();
  saveAddress();
}

function setTheme(theme) {
  shown.theme = theme;
  const dark = theme === "dark" || (theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  saveAddress();
}

function setBig(big) {
  shown.big = big;
  document.documentElement.classList.toggle("big", big);
  renderHead();
  render();
  saveAddress();
}

function setLayout(layout) {
  byId("stage").dataset.layout = layout;
  for (const it of ["picture", "both", "sequence"]) {
    document.querySelector(`[data-action=layout-${it}]`).setAttribute("aria-pressed", String(it === layout));
  }
  views.picture.resize();
}

/** Changes between before and after. Where both tell the same, the record is the same moment. */
function flip() {
  if (!walk.variant || predict.hides()) return;
  stop();
  const { record } = walk;
  walk.flipped = !walk.flipped;
  retrack(record);
  render();
  announce(walk.flipped ? word("now_after") : word("now_before"));
}

/** Takes what the core answered as the other run. */
function take(variant) {
  stop();
  const { record } = walk;
  walk.variant = variant;
  walk.flipped = true;
  retrack(record);
  if (walk.view === "compare") compare.start();
  render();
}

function discard() {
  whatif.edits.clear();
  walk.variant = null;
  walk.flipped = false;
  if (walk.view === "compare") closeCompare();
  retrack();
  render();
}

/** Where the buttons lead. `data-action` of a button is a key here. */
const actions = {
  play, pause: stop,
  next: () => { stop(); go(at() + 1, { moving: true }); },
  back: () => { stop(); go(at() - 1); },
  first: () => { stop(); go(0); },
  last: () => { stop(); go(walk.view === "compare" ? compare.length - 1 : walk.track.length - 1); },
  "next-decision": () => { stop(); jump(1, isDecision); },
  "previous-decision": () => { stop(); jump(-1, isDecision); },
  "next-failure": () => { stop(); if (!predict.hides()) jump(1, isFailure); },
  "previous-failure": () => { stop(); if (!predict.hides()) jump(-1, isFailure); },
  "next-attempt": () => { stop(); jump(1, isBegin); },
  "previous-attempt": () => { stop(); jump(-1, isBegin); },
  flip,
  discard,
  index: () => { stop(); openIndex(); },
  predict: () => predict.toggle(),
  compare: () => (walk.view === "compare" ? closeCompare() : openCompare()),
  part: () => compare.toParting(),
  lang: () => setLang(shown.lang === "zh" ? "en" : "zh"),
  theme: () => setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"),
  projector: () => setBig(!shown.big),
  print: () => window.print(),
  help: openHelp,
  verdict: openVerdict,
  ron: () => whatif.handOut(),
  "what-if": () => openTab("whatif"),
  "close-dialog": () => byId("dialog").close(),
  "zoom-in": () => views.picture.resize(views.picture.zoom * 1.4),
  "zoom-out": () => views.picture.resize(views.picture.zoom / 1.4),
  "zoom-fit": () => views.picture.resize(1),
  "layout-picture": () => setLayout("picture"),
  "layout-both": () => setLayout("both"),
  "layout-sequence": () => setLayout("sequence"),
};

/** The row of what is walked: the run, or two of them in step. */
const at = () => (walk.view === "compare" ? compare.row : walk.row);

/** What the keys do: key, action, what the help says. */
const KEYS = [
  [" ", "play", "key_play"], ["ArrowRight", "next", "key_next"], ["ArrowLeft", "back", "key_back"],
  ["ArrowDown", "next", ""], ["ArrowUp", "back", ""],
  ["d", "next-decision", "next_decision"], ["D", "previous-decision", "previous_decision"],
  ["f", "next-failure", "next_failure"], ["F", "previous-failure", "previous_failure"],
  ["a", "next-attempt", "next_attempt"], ["A", "previous-attempt", "previous_attempt"],
  ["Home", "first", "first"], ["End", "last", "last"],
  ["b", "flip", "key_flip"], ["c", "compare", "compare_hint"], ["x", "part", "to_parting"],
  ["p", "predict", "predict_hint"], ["w", "what-if", "tab_whatif"],
  ["l", "lang", "key_lang"], ["t", "theme", "theme"], ["j", "projector", "projector_hint"], ["?", "help", "help"],
];

function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || byId("dialog").open) return;
  const { target, key } = event;
  if (target.matches("input:not([type=range]):not([type=checkbox]):not([type=radio]), textarea, select")) return;
  if (target.matches("input[type=radio]") && key.startsWith("Arrow")) return;
  // Keys that mean something to what has the focus are left to it.
  if (key === " " && target.matches("button, summary, a, input")) return;
  if (target.matches("input[type=range]") && /^(Arrow|Home|End|Page)/.test(key)) return;
  if (target.matches("[role=tab]") && /^(Arrow|Home|End)/.test(key)) return;
  if (target.matches("[role=tabpanel], .picture, #index-table *") && /^(ArrowUp|ArrowDown|Page)/.test(key)) return;
  const found = KEYS.find((it) => it[0] === key);
  if (!found) return;
  if (walk.view === "index" && !["lang", "theme", "projector", "predict", "help"].includes(found[1])) return;
  event.preventDefault();
  actions[found[1] === "play" && walk.playing ? "pause" : found[1]]();
}

function openHelp() {
  const names = { " ": word("key_space"), ArrowRight: "→", ArrowLeft: "←" };
  const rows = KEYS.filter((it) => it[2]).map(([key, , text]) => el("tr", {},
    el("td", {}, el("kbd", { text: names[key] ?? key })), el("td", { text: word(text).replace(/\s*[(（][^()（）]*[)）]$/, "") })));
  const signs = ["sign_command", "sign_reply", "sign_refusal", "sign_decision", "sign_failure", "sign_change"];
  openDialog(word("help"),
    el("p", { text: word("help_text") }),
    el("table", { class: "keys" },
      el("thead", {}, el("tr", {}, el("th", { text: word("key") }), el("th", { text: word("what_it_does") }))),
      el("tbody", {}, ...rows)),
    el("h3", { text: word("signs") }),
    el("ul", {}, ...signs.map((it) => el("li", { text: word(it) }))),
    el("p", { class: "note", text: word("self_contained", index.coexist) }));
}

function openVerdict() {
  const { page } = walk.run;
  openDialog(word("verdict"),
    el("p", { text: word(`verdict_${page.overall}_text`) }),
    page.stop === "finished" ? null : el("p", { class: "warning", text: word(`stop_${page.stop}`) }),
    el("pre", { text: pick(page.verdict).trim(), attrs: { tabindex: "0" } }),
    el("p", { class: "note", text: word("made_by", index.coexist, page.seed, page.digest) }));
}

function listen() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-action]");
    if (button && !button.disabled && actions[button.dataset.action]) actions[button.dataset.action]();
    const rule = event.target.closest("[data-rule]");
    if (rule) openRule(rule.dataset.rule, rule.dataset.assumed);
    const link = event.target.closest("[data-goto]");
    if (link) {
      const panel = link.closest("[role=tabpanel]");
      stop();
      goto(Number(link.dataset.goto));
      // What had the focus may be gone: then the focus stays near.
      if (panel && !panel.contains(document.activeElement)) panel.focus();
    }
  });
  document.addEventListener("keydown", onKey);
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    byId("main").focus();
  });
  byId("scrubber").addEventListener("input", (event) => { stop(); go(Number(event.target.value)); });
  byId("speed").addEventListener("change", (event) => { walk.speed = Number(event.target.value); renderPlay(); });
  byId("client").addEventListener("change", (event) => {
    walk.client = event.target.value;
    predict.reset();
    retrack();
    go(walk.row);
    render();
  });
  byId("lane-list").addEventListener("change", (event) => {
    const { lane } = event.target.dataset;
    if (event.target.checked) walk.hidden.delete(lane);
    else walk.hidden.add(lane);
    retrack();
    render();
    byId("lane-list").querySelector(`[data-lane="${CSS.escape(lane)}"]`)?.focus();
  });
  byId("tabs").addEventListener("click", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (tab) openTab(tab.id.slice(4));
  });
  byId("tabs").addEventListener("keydown", (event) => {
    const all = ["step", "why", "whatif", "rules"];
    const now = all.indexOf(walk.tab);
    const next = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: all.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    openTab(all[(next + all.length) % all.length]);
    byId(`tab-${walk.tab}`).focus();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTheme(shown.theme));
  addEventListener("hashchange", () => { followAddress(); });
  addEventListener("beforeprint", () => paper.make());
  addEventListener("afterprint", () => paper.clear());
}

/** Goes to a record: to its row, or to the last one before it where it is filtered out. */
function goto(record) {
  if (!walk.track) return;
  if (walk.view === "compare") closeCompare();
  const { track } = walk;
  if (walk.client && track.record(track.row(record)) !== record) {
    // A link leads to where it points, whatever is filtered.
    walk.client = "";
    retrack(record);
    render();
  }
  go(walk.track.row(record));
}
