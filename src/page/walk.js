// Buttons, keys and the address that move the reader, and what is shown of where the reader is.
//
// Where that is, what may be seen from there and what is asked is decided by the core: `src/page/walk.rs`, the machine
// that walks on a terminal too. Commands go there, and what it answers is drawn.

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
  /** What the core tells of where one is. */
  now: null,
  /** Which records are rows, who takes part in them, and the states of the picture, as the core told. */
  rows: null,
  parties: [],
  states: new Map(),
  track: null,
  /** The keys of hidden columns, and what the core was told of them. */
  hidden: new Set(),
  gone: "",
  timer: null,
  speed: SPEED,
  tab: "step",
  /** Whether one is where the address says: before, it is only read. */
  awake: false,
  /** Why nothing can be walked through. */
  still: null,

  /** The run that is walked. */
  get run() {
    if (!this.variant) return this.base;
    return this.flipped ? this.variant.run : this.variant.before;
  },

  get record() {
    return this.now?.record ?? 0;
  },

  /** Where one is, or where both are that are compared. */
  get here() {
    return this.view === "compare" ? compare.now : this.now;
  },

  get playing() {
    return this.here?.playing === true;
  },
};

const views = {};

/** Takes what the core tells. Tells whether there are other rows or columns. */
function learn(answer) {
  walk.now = answer.walk;
  for (const [key, state] of Object.entries(answer.states ?? {})) walk.states.set(key, state);
  if (answer.rows !== undefined) walk.rows = answer.rows && Int32Array.from(answer.rows);
  if (answer.parties !== undefined) walk.parties = answer.parties;
  const other = answer.rows !== undefined || answer.parties !== undefined;
  if (other) {
    walk.track = new Track(walk.run, walk);
    const { gone } = walk.track;
    if (gone.join() !== walk.gone) {
      walk.gone = gone.join();
      hear({ hide: gone });
    }
  }
  return other;
}

/** Sends commands to the core, and takes what it tells. */
const hear = (...commands) => learn(core.now({ op: "move", commands }));

/** Begins to walk through a run that was opened, at a record. */
function begin(run, record = 0) {
  Object.assign(walk, { states: new Map(), gone: "" });
  learn(core.now({ op: "walk", run: core.number(run), predict: predict.on }));
  if (record > 0) hear({ record });
}

/** Goes on in another run that was opened, near the same record. */
function follow(run) {
  Object.assign(walk, { states: new Map(), gone: "" });
  learn(core.now({ op: "walk", run: core.number(run), goes_on: true }));
}

/** Opens anew what the core has lost, and goes back to where one was. */
async function revive() {
  if (core.lives || !walk.base) return;
  const { record } = walk;
  for (const run of [walk.base, walk.variant?.before, walk.variant?.run]) if (run) await core.open(run);
  if (walk.view === "compare") closeCompare();
  begin(walk.run, record);
  render();
}

/** Carries out a command, and shows what comes of it. */
function command(wanted, { moving = false } = {}) {
  const before = walk.now;
  const other = hear(wanted);
  const { now } = walk;
  const step = moving || now.row === before.row + 1;
  // At the end of a prediction everything is shown.
  if (before.hides && now.predicting && !now.hides) {
    render({ moving: step });
    announce(word("all_shown", ...now.score));
  } else {
    render({ moving: step, moved: before.client === now.client && (now.predicting || !other) });
  }
  tell(now.note);
}

/** Says what there is to say of a command. */
function tell(note) {
  if (note === "answer_first") announce(word("answer_first"));
  if (note === "no_more") announce(word("no_more"));
}

/** Moves: a `Step` of `src/page/walk.rs`. */
function go(step, { moving = false } = {}) {
  if (walk.view === "compare") compare.ask({ go: step }, moving);
  else command({ go: step }, { moving });
}

/** Moves because somebody wants to: what plays stands still. */
function move(step, moving = false) {
  stop();
  go(step, { moving });
}

function play() {
  if (walk.playing) return stop();
  if (walk.here.row >= walk.here.rows - 1) go("first");
  go("play");
  const tick = () => {
    // Faster than the screen is drawn, several records are one step.
    const many = Math.max(1, Math.round(walk.speed / 20));
    go({ tick: many }, { moving: walk.speed <= 5 });
    if (!walk.playing) return stop();
    walk.timer = setTimeout(tick, (1000 / walk.speed) * many);
    return undefined;
  };
  if (walk.playing) walk.timer = setTimeout(tick, 250);
  renderPlay();
  return undefined;
}

function stop() {
  clearTimeout(walk.timer);
  walk.timer = null;
  if (walk.playing) {
    if (walk.view === "compare") compare.learn(core.now({ op: "move_pair", commands: [{ go: "pause" }] }));
    else hear({ go: "pause" });
  }
  renderPlay();
}

function renderPlay() {
  const button = byId("play");
  const on = walk.playing;
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
  const { run, track, now } = walk;
  const many = track.length;
  byId("walk-view").classList.toggle("predicting", predict.hides());
  const comparing = walk.view === "compare";
  byId("stage").hidden = comparing;
  byId("now").hidden = comparing;
  byId("compare-view").hidden = !comparing;
  if (!moved) {
    renderBanner();
    renderFilter();
    renderPlay();
    views.picture.set(run);
  }
  if (!moved || predict.hides()) {
    views.sequence.set(track, { last: now.shown - 1, quiet: predict.hides() });
    renderHead();
  }
  if (comparing) {
    compare.render(moving);
    renderScrubber(compare.now.row, compare.now.rows, null);
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
  views.picture.show(n, walk.states, { moving, period: 1000 / walk.speed });
  views.sequence.show(now.row);
  renderStep(n);
  renderScrubber(now.row, now.shown, n);
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

/** Who gets on, and when: drawn once for each run and language. */
function renderPeople() {
  const { run } = walk;
  const box = byId("people");
  const told = pick(run.page.people);
  box.hidden = predict.hides() || run.page.attempts.length < 2 || told.rows.length === 0;
  const key = box.hidden ? null : told;
  if (walk.people === key) return;
  walk.people = key;
  if (!key) return fill(box);
  const cell = ([text, look]) => el("td", { class: look, text });
  fill(box,
    el("summary", { text: told.heading }),
    el("table", {},
      el("thead", {}, el("tr", {}, el("th", { text: "" }), ...told.heads.map((text) => el("th", { text, attrs: { scope: "col" } })))),
      el("tbody", {}, ...told.rows.map(([name, cells]) =>
        el("tr", {}, el("th", { text: name, attrs: { scope: "row" } }), ...cells.map(cell))))),
    told.more ? el("p", { class: "note", text: told.more }) : null,
    told.causes.length === 0 ? null : el("dl", {}, ...told.causes.flatMap((it) => [
      el("dt", {}, el("button", { class: "link", data: { goto: run.page.attempts[it.attempt].began }, text: it.text })),
      ...it.lines.map(([label, text]) => el("dd", { text: `${label.trim()} ${text}` })),
    ])));
  box.open = told.causes.length > 0;
}

/** Title, verdict, what is pressed. */
function renderHead() {
  const { run } = walk;
  const onIndex = walk.view === "index";
  byId("to-index").hidden = onIndex || index.runs.length < 2;
  byId("title").textContent = onIndex ? word("runs") : pick(run.page.title);
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
  const signs = { pass: "✓", nothing_expected: "○", fail: "✕", inconclusive: "?", hidden: "…" };
  const of = run.page.attempts.length;
  const failed = run.page.attempts.filter((it) => it.outcome !== null && !it.well).length;
  const said = overall === "hidden" ? word("verdict_hidden") : verdictWord(overall, failed, of);
  fill(verdict, glyph(signs[overall]), document.createTextNode(` ${said}`));
  const tally = byId("tally");
  tally.textContent = hides ? "" : word("logged_on_of", grouped(run.well), grouped(of));
  tally.className = hides || run.well === of ? "badge" : "badge warn";
  tally.hidden = hides || of === 0;
  renderPeople();
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
      el("button", { data: { action: "ron" }, text: word("hand_out") }),
      el("button", { data: { action: "discard" }, text: word("discard") })));
  return undefined;
}

function renderFilter() {
  const { run, track } = walk;
  const select = byId("client");
  fill(select, el("option", { value: "", text: word("every_client") }),
    ...run.clients().map((it) => el("option", { value: it, text: it })));
  select.value = walk.now.client ?? "";
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
  if (walk.saving || !walk.awake) return;
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
  walk.flipped = !walk.flipped;
  follow(walk.run);
  render();
  announce(walk.flipped ? word("now_after") : word("now_before"));
}

/** Takes what the core answered as the other run. */
async function take(variant) {
  stop();
  await core.open(variant.run);
  const old = walk.variant;
  walk.variant = variant;
  walk.flipped = true;
  follow(variant.run);
  for (const it of [old?.before, old?.run]) if (it && ![walk.base, variant.before, variant.run].includes(it)) core.close(it);
  if (walk.view === "compare") compare.start();
  render();
}

/** Forgets the other run. */
function dropVariant() {
  const old = walk.variant;
  walk.variant = null;
  walk.flipped = false;
  for (const it of [old?.before, old?.run]) if (it && it !== walk.base) core.close(it);
}

function discard() {
  whatif.clear();
  dropVariant();
  if (walk.view === "compare") closeCompare();
  follow(walk.base);
  render();
}

/** Where the buttons lead. `data-action` of a button is a key here. */
const actions = {
  play, pause: stop,
  next: () => move("next", true),
  back: () => move("back"),
  first: () => move("first"),
  last: () => move("last"),
  "next-decision": () => move({ seek: ["decision", "after"] }),
  "previous-decision": () => move({ seek: ["decision", "before"] }),
  "next-failure": () => { if (!predict.hides()) move({ seek: ["failure", "after"] }); },
  "previous-failure": () => { if (!predict.hides()) move({ seek: ["failure", "before"] }); },
  "next-attempt": () => move({ seek: ["attempt", "after"] }),
  "previous-attempt": () => move({ seek: ["attempt", "before"] }),
  "next-change": () => move({ seek: ["change", "after"] }),
  "previous-change": () => move({ seek: ["change", "before"] }),
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

/** What the keys do: key, action, what the help says. */
const KEYS = [
  [" ", "play", "key_play"], ["ArrowRight", "next", "key_next"], ["ArrowLeft", "back", "key_back"],
  ["ArrowDown", "next", ""], ["ArrowUp", "back", ""],
  ["d", "next-decision", "next_decision"], ["D", "previous-decision", "previous_decision"],
  ["f", "next-failure", "next_failure"], ["F", "previous-failure", "previous_failure"],
  ["a", "next-attempt", "next_attempt"], ["A", "previous-attempt", "previous_attempt"],
  ["g", "next-change", "next_change"], ["G", "previous-change", "previous_change"],
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
  byId("scrubber").addEventListener("input", (event) => move({ to: Number(event.target.value) }));
  byId("speed").addEventListener("change", (event) => { walk.speed = Number(event.target.value); renderPlay(); });
  byId("client").addEventListener("change", (event) => {
    command({ client: event.target.value || null });
  });
  byId("lane-list").addEventListener("change", (event) => {
    const { lane } = event.target.dataset;
    if (event.target.checked) walk.hidden.delete(lane);
    else walk.hidden.add(lane);
    walk.gone = new Track(walk.run, walk).gone.join();
    hear({ hide: new Track(walk.run, walk).gone });
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

/** Goes to a record as a link does. */
function goto(record) {
  if (!walk.now) return;
  if (walk.view === "compare") closeCompare();
  command({ record });
}
