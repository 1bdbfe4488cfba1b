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
  /** The attempt whose parties have columns of their own, where there are many. */
  near: -1,
  timer: null,
  speed: SPEED,
  tab: "summary",
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

/** What is around the walk: the page of a course has views that are none, with a head, words, keys and addresses of
 *  their own (`course/places.js`). */
const around = { views: new Set(), follow: null };

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
  Object.assign(walk, { states: new Map(), gone: "", near: -1 });
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
  // Who walks looks at the steps.
  if (walk.tab === "summary" && now.record !== before.record) walk.tab = "step";
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
function render(of = {}) {
  renderState(of);
  // Of a step the layout can wait for the next frame: see `nextFrame`.
  if (!of.moved) nextFrame.now();
}

function renderState({ moving = false, moved = false }) {
  if (walk.view === "index" || around.views.has(walk.view) || !walk.base) return;
  const { run, track, now } = walk;
  const many = track.length;
  byId("walk-view").classList.toggle("predicting", predict.hides());
  const comparing = walk.view === "compare";
  byId("stage").hidden = comparing;
  byId("stage").classList.toggle("focused", run.page.focus.length > 0 && !predict.hides());
  byId("now").hidden = comparing;
  byId("compare-view").hidden = !comparing;
  if (!moved) {
    renderBanner();
    renderFilter();
    renderPlay();
    views.picture.set(run);
  }
  const near = comparing || many === 0 ? -1 : run.attempt[walk.record];
  const other = track.crowded && near >= 0 && near !== walk.near;
  if (other) {
    walk.near = near;
    walk.track = new Track(run, walk);
    renderFilter();
  }
  if (!moved || other || predict.hides()) {
    views.sequence.set(walk.track, { last: now.shown - 1, quiet: predict.hides() });
    renderHead();
  }
  if (comparing) {
    byId("clock").hidden = true;
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
  nextFrame.ask(clock, () => clock.render(run, n));
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
  const fold = n === null || hides ? null : foldAt(walk.run, n);
  const of = n === null ? word("step_of", row + 1, grouped(many))
    : fold ? word("records_of", grouped(fold.first), grouped(fold.last), grouped(walk.run.total - 1))
      : hides ? word("record_alone", grouped(n)) : word("record_of", grouped(n), grouped(walk.run.total - 1));
  byId("place").textContent = n === null ? of : `${of} · ${walk.run.moment(n)}${predict.score()}`;
  scrubber.setAttribute("aria-valuetext", byId("place").textContent);
  const key = hides || n === null ? null : walk.track;
  if (walk.marks !== key) {
    walk.marks = key;
    const [attempts, failures, causes] = [new Set(), new Set(), new Set()];
    for (let at = 0; key && at < many; at += 1) {
      const record = key.record(at);
      const place = Math.round((at / Math.max(1, many - 1)) * 1000);
      if (key.run.kind[record] === KIND.begins) attempts.add(place);
      if (key.run.causes.has(record)) causes.add(place);
      else if (key.run.bad[record] === 2) failures.add(place);
    }
    // Where attempts are everywhere, their marks would be a wall.
    if (attempts.size > 200) attempts.clear();
    byId("marks").classList.toggle("many", causes.size > 40);
    const ticks = (all, from, to) => [...all].map((it) => `M${it} ${from}V${to}`).join("");
    document.querySelector("#marks .attempts").setAttribute("d", ticks(attempts, 0, 10));
    document.querySelector("#marks .failures").setAttribute("d", ticks(failures, 6, 10));
    document.querySelector("#marks .causes").setAttribute("d", ticks(causes, 0, 10));
  }
}

/** Title, verdict, what is pressed. */
function renderHead() {
  if (around.views.has(walk.view)) return around.head();
  const { run } = walk;
  const onIndex = walk.view === "index";
  byId("to-index").hidden = onIndex || (!hasIndex() && !around.follow);
  if (overview.data) byId("to-index").title = overview.title();
  if (overview.data) byId("to-index").setAttribute("aria-label", overview.title());
  byId("title").textContent = !onIndex ? titleOf(run) : overview.data ? pick(index.runs[0].about.title) : word("runs");
  byId("title").title = byId("title").textContent;
  document.title = onIndex ? "coexist" : titleOf(run);
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
  if (onIndex) return undefined;
  const hides = predict.hides();
  byId("failure-jumps").hidden = hides;
  const told = hides ? { kind: "hidden", sign: "…", text: word("verdict_hidden") } : faresOf(run);
  const tally = byId("tally");
  tally.className = `badge fares ${told.kind}`;
  tally.disabled = hides;
  fill(tally, glyph(`${told.sign} `), document.createTextNode(told.text));
  // What was expected is said of the file as it is: an edit is there to make it otherwise.
  const verdict = byId("verdict");
  const { overall, expectations: [held, all] } = run.page;
  verdict.hidden = hides || (walk.variant !== null && walk.flipped);
  verdict.className = `badge quiet ${overall}`;
  verdict.dataset.overall = overall;
  verdict.textContent = all === 0 ? word("expectations_none") : word("expectations_held", held, all);
  return undefined;
}

/** The title of a run; while somebody predicts, what is asked of it, or what tells nothing. */
function titleOf(run) {
  if (!predict.hides()) return pick(run.page.title);
  return run.page.question ?? word("scenario_number", walk.number + 1);
}

function renderBanner() {
  const banner = byId("banner");
  const { variant, flipped } = walk;
  banner.hidden = !variant || predict.hides();
  if (banner.hidden) return fill(banner);
  banner.className = flipped ? "after" : "before";
  const title = variant.kind === "remedy" ? word("banner_remedy", pick(variant.text))
    : variant.kind === "plan" ? word("banner_plan", pick(variant.text)) : word("banner_whatif", variant.text);
  fill(banner,
    flipped ? el("strong", { id: "result", class: variant.result.kind, text: resultWords(variant) }) : el("strong", { text: word("banner_before") }),
    flipped && variant.result.record !== null
      ? el("button", { class: "link", data: { goto: variant.result.record, parts: "" }, text: word("parts_at", grouped(variant.result.record)) }) : null,
    el("span", { class: "edits-told", text: title, attrs: { title } }),
    el("span", { class: "buttons" },
      el("button", { data: { action: "flip" }, text: word(flipped ? "flip_to_before" : "flip_to_after") }),
      el("button", { data: { action: "compare" }, attrs: { "aria-pressed": String(walk.view === "compare") }, text: word("compare") }),
      el("button", { data: { action: "ron" }, text: word("hand_out") }),
      el("button", { data: { action: "discard" }, text: word("discard") })));
  return undefined;
}

/** Whom one can look at alone: groups as one, with their members where one of them is looked at. */
function clientOptions(run, chosen) {
  const { groups } = run.page;
  const grouped_ = new Set(groups.flatMap((it) => it.clients));
  const option = (name, text = name) => el("option", { value: name, text });
  const own = run.clients().filter((it) => !grouped_.has(it)).map((it) => option(it));
  return [...own, ...groups.flatMap((it) => {
    const whole = option(it.name, word("group_of", it.name, grouped(it.clients.length)));
    const isOpen = chosen === it.name || it.clients.includes(chosen);
    return isOpen ? [whole, el("optgroup", { attrs: { label: word("members_of", it.name) } }, ...it.clients.map((name) => option(name)))] : [whole];
  })];
}

function renderFilter() {
  const { run, track } = walk;
  const select = byId("client");
  fill(select, el("option", { value: "", text: word("every_client") }),
    ...clientOptions(run, walk.now.client));
  select.value = walk.now.client ?? "";
  const folds = byId("fold-all");
  folds.hidden = run.page.folds.length === 0 || walk.now.predicting;
  folds.setAttribute("aria-pressed", String(walk.now.unfolded === null));
  fill(byId("lane-list"), ...track.columns.map((it) => el("label", {},
    el("input", { type: "checkbox", checked: !walk.hidden.has(it.key), data: { lane: it.key } }),
    ` ${track.columnName(it)}`)));
  const cut = byId("cut");
  cut.textContent = run.total > run.count
    ? word("cut", grouped(run.count), grouped(run.total), predict.hides() ? "" : `coexist run ${run.page.name} --client NAME --all`) : "";
  cut.hidden = cut.textContent === "";
}
