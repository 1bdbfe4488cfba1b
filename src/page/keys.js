// What the whole page can be asked to do: buttons, keys, and the dialogs that tell of them.

function setLang(lang) {
  shown.lang = lang;
  wordsOfTemplate();
  if (walk.view === "index") runList.render();
  around.words?.();
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

/** The details over the picture, where the picture has all the room. */
function setSide(on) {
  document.documentElement.classList.toggle("aside", on);
  for (const it of document.querySelectorAll("[data-action=side]")) it.setAttribute("aria-expanded", String(on));
}

/** The buttons of the page, where there is no room for them in a row. */
function setTools(on) {
  document.documentElement.classList.toggle("tooled", on);
  document.querySelector("[data-action=tools]").setAttribute("aria-expanded", String(on));
}

/** A black screen, for when one wants to be listened to. */
function setBlack(on) {
  byId("black").hidden = !on;
  if (on) stop();
}

function setLayout(layout) {
  byId("stage").dataset.layout = layout;
  for (const it of ["picture", "both", "sequence"]) {
    document.querySelector(`[data-action=layout-${it}]`).setAttribute("aria-pressed", String(it === layout));
  }
  views.picture.resize();
  // What had no room was not drawn.
  if (walk.view === "walk" && walk.track?.length > 0) {
    views.sequence.redraw();
    views.sequence.show(walk.now.row);
    views.picture.show(walk.record, walk.states);
  }
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
  variant.result = resultOf(variant);
  walk.variant = variant;
  walk.flipped = true;
  follow(variant.run);
  // Where both tell the same nobody needs to look.
  if (variant.result.record !== null) hear({ near: variant.result.record });
  if (walk.tab === "summary") walk.tab = "step";
  for (const it of [old?.before, old?.run]) if (it && ![walk.base, variant.before, variant.run].includes(it)) core.close(it);
  if (walk.view === "compare") compare.start();
  render();
}

/** What came of it, in a sentence, and where it parts from before. */
function resultOf({ before, run }) {
  const sides = [before, run].map((it) => ({ run: core.number(it), attempt: null }));
  const { pair } = core.now({ op: "compare", sides });
  const now = faresOf(run);
  if (pair.parting === null) return { record: null, kind: now.kind };
  return { record: Math.min(pair.sides[1].parts ?? run.count - 1, run.count - 1), kind: now.kind };
}

/** The same in the reader's language. */
function resultWords({ before, run, result }) {
  const [was, is] = [faresOf(before).text, faresOf(run).text];
  if (result.record === null) return word("no_difference", is);
  return was === is ? word("still_so", is) : word("now_so", is, was);
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
  unfold: toggleHere,
  shut: shutAround,
  "fold-all": () => {
    stop();
    command({ fold_all: walk.now.unfolded === null });
  },
  "walk-through": () => {
    stop();
    openTab("step");
    const { failures, attempts } = walk.run.page;
    if (failures.length > 0) goto(attempts[failures[0].attempt].began);
    else if (walk.record > 0) goto(0);
    byId("main").focus();
  },
  why: () => openTab("why"),
  summary: () => {
    if (walk.view === "compare") closeCompare();
    openTab("summary");
    setSide(true);
  },
  side: () => setSide(!document.documentElement.classList.contains("aside")),
  tools: () => setTools(!document.documentElement.classList.contains("tooled")),
  black: () => setBlack(byId("black").hidden),
  fullscreen: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.().catch(() => {})),
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
  clock: () => clock.toggle(),
  undo: () => whatif.undo(),
  cancel: () => distant.cancel(true),
  "close-dialog": () => byId("dialog").close(),
  "zoom-in": () => views.picture.resize(views.picture.zoom * 1.4),
  "zoom-out": () => views.picture.resize(views.picture.zoom / 1.4),
  "zoom-fit": () => views.picture.fit(),
  "layout-picture": () => setLayout("picture"),
  "layout-both": () => setLayout("both"),
  "layout-sequence": () => setLayout("sequence"),
};

/** What a course leaves out: it asks for predictions itself, and scenarios are changed in its editor. */
const NOT_IN_COURSES = new Set(["predict", "compare", "part", "flip", "what-if", "undo"]);

/** What the keys do: key, action, what the help says. */
const KEYS = [
  [" ", "play", "key_play"], ["ArrowRight", "next", "key_next"], ["ArrowLeft", "back", "key_back"],
  ["ArrowDown", "next", ""], ["ArrowUp", "back", ""], ["PageDown", "next", "key_page_down"], ["PageUp", "back", "key_page_up"],
  ["d", "next-decision", "next_decision"], ["D", "previous-decision", "previous_decision"],
  ["f", "next-failure", "next_failure"], ["F", "previous-failure", "previous_failure"],
  ["a", "next-attempt", "next_attempt"], ["A", "previous-attempt", "previous_attempt"],
  ["g", "next-change", "next_change"], ["G", "previous-change", "previous_change"],
  ["Home", "first", "first"], ["End", "last", "last"],
  ["o", "unfold", "key_unfold"], ["O", "shut", "key_shut"], ["k", "clock", "clock_hint"], ["s", "flip", "key_flip"], ["c", "compare", "compare_hint"], ["x", "part", "to_parting"],
  ["p", "predict", "predict_hint"], ["z", "undo", "key_undo"], ["w", "what-if", "tab_whatif"],
  ["l", "lang", "key_lang"], ["t", "theme", "theme"], ["j", "projector", "projector_hint"],
  ["J", "fullscreen", "fullscreen"], ["b", "black", "key_black"], [".", "black", ""], ["i", "side", "key_side"], ["?", "help", "help"],
];

function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || byId("dialog").open) return;
  const { target, key } = event;
  // An editor stands in a tree of its own: to the page its keys come from the place around it.
  if (event.composedPath()[0].isContentEditable) return;
  if (!byId("black").hidden) {
    event.preventDefault();
    setBlack(false);
    return;
  }
  if (target.matches("input:not([type=range]):not([type=checkbox]):not([type=radio]), textarea, select")) return;
  if (target.matches("input[type=radio]") && key.startsWith("Arrow")) return;
  // Keys that mean something to what has the focus are left to it.
  if (key === " " && target.matches("button, summary, a, input")) return;
  if (target.matches("input[type=range]") && /^(Arrow|Home|End|Page)/.test(key)) return;
  if (target.matches("[role=tab]") && /^(Arrow|Home|End)/.test(key)) return;
  const pages = key.startsWith("Page") && shown.big && walk.view !== "index";
  if (target.matches("[role=tabpanel], .picture, #index-table *") && /^(ArrowUp|ArrowDown|Page)/.test(key) && !pages) return;
  if (key === "Escape" && document.documentElement.matches(".aside, .tooled")) {
    setSide(false);
    setTools(false);
    return;
  }
  const elsewhere = around.views.has(walk.view);
  if (around.key?.(event)) return;
  const found = KEYS.find((it) => it[0] === key);
  if (!found || (around.follow && NOT_IN_COURSES.has(found[1]))) return;
  if ((elsewhere || walk.view === "index") && !["lang", "theme", "projector", "predict", "help", "fullscreen", "black"].includes(found[1])) return;
  event.preventDefault();
  actions[found[1] === "play" && walk.playing ? "pause" : found[1]]();
}

function openHelp() {
  const names = { " ": word("key_space"), ArrowRight: "→", ArrowLeft: "←" };
  const rows = KEYS.filter((it) => it[2] && !(around.follow && NOT_IN_COURSES.has(it[1]))).map(([key, , text]) => el("tr", {},
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
  const name = index.runs[walk.number].command ?? page.name;
  const command = `coexist report ${shellQuoted(name)}`;
  openDialog(word("verdict"),
    el("p", {}, el("strong", { text: faresOf(walk.run).text })),
    el("p", { text: word(`verdict_${page.overall}_text`) }),
    page.stop === "finished" ? null : el("p", { class: "warning", text: word(`stop_${page.stop}`) }),
    el("pre", { text: pick(page.verdict).trim(), attrs: { tabindex: "0" } }),
    el("p", { class: "note", text: word("made_by", index.coexist, page.seed, page.digest) }),
    el("h3", { text: word("made_with") }), commandBox([command]));
}

function listen() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-action]");
    if (button && !button.disabled && actions[button.dataset.action]) {
      actions[button.dataset.action]();
      // Who clicks and then takes the keyboard wants the keys of the page.
      if (event.detail > 0 && button.closest("#transport")) button.blur();
    }
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
    const all = TABS;
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
