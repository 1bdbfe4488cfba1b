// The current step: one large sentence, what was decided and why, the wire, the rules.

/** Lines of the wire that are shown before one asks for all. */
const WIRE_LINES = 60;
/** Rules whose records are counted in runs up to this length. */
const COUNTED = 300000;

/** A rule as a button that opens its text. What is assumed says so. */
function ruleChip([id, assumed]) {
  const rule = index.rules.find((it) => it.id === id);
  return el("button", { class: `rule${assumed ? " assumed" : ""}`, attrs: { title: rule ? pick(rule.text).replaceAll("`", "") : null },
    data: { rule: id, ...(assumed ? { assumed } : {}) } },
    id, assumed ? el("span", { class: "assumed-text", text: ` ${assumedWord(assumed)}` }) : null);
}

/** What a rule says. */
const ruleText = (id) => withCode(index.rules.find((it) => it.id === id)?.text ?? "");

/** That something is assumed, with its switch where there is one. */
const assumedWord = (assumed) => (assumed.endsWith("no switch") ? word("assumed_alone") : word("assumed", switchOf(assumed)));

/** The switch of an assumption; that there is none is said in the reader's language. */
function switchOf(assumed) {
  if (assumed.endsWith("no switch")) return word("no_switch");
  return assumed === "not modelled" ? word("not_modelled") : assumed;
}

function openRule(id, assumed) {
  const rule = index.rules.find((it) => it.id === id);
  if (!rule) return;
  const line = (key, ...value) => [el("dt", { text: word(key) }), el("dd", {}, ...value)];
  openDialog(id,
    el("p", { class: "rule-text" }, ...withCode(pick(rule.text))),
    assumed ? el("p", { class: "warning", text: assumed.endsWith("no switch") || assumed === "not modelled"
      ? word("assumed_here_without", switchOf(assumed)) : word("assumed_here", switchOf(assumed)) }) : null,
    el("dl", {},
      ...line("mark", `${rule.mark} — `, marks(rule.mark)),
      ...line("source", pick(rule.source)),
      ...(rule.switch ? line("switch", el("code", { text: rule.switch })) : [])),
    el("p", { class: "note", text: word("rule_command", id) }));
}

/** What the letters of a mark mean. */
function marks(mark) {
  const means = { S: "mark_article", D: "mark_documented", R: "mark_reported", A: "mark_assumed" };
  const letters = [...new Set(mark.match(/\b[SDRA]\b/g) ?? [])];
  return letters.map((it) => word(means[it])).join(word("comma"));
}

/** Who does what, as nodes: the names, then the words. */
function sentence(run, n) {
  const target = run.target(n);
  const wire = run.kind[n] === KIND.command || run.kind[n] === KIND.reply;
  const lines = run.words(n).split("\n");
  const bad = run.bad[n] > 0 && !predict.hides();
  return [
    bad ? el("span", { class: "mark", text: "✕ " }) : null,
    el("b", { class: "who", text: run.actor(n) }),
    target !== null && run.kind[n] !== KIND.connects ? el("b", { class: "who", text: ` → ${target}` }) : null,
    " ",
    ...(wire
      ? lines.slice(0, 3).flatMap((it, i) => [i ? el("br") : null, el("code", { text: it })])
      : [el("span", { text: lines[0] })]),
    wire && lines.length > 3 ? el("span", { class: "note", text: ` ${word("more_lines", lines.length - 3)}` }) : null,
  ].filter((it) => it !== null);
}

function renderStep(n) {
  const { run } = walk;
  const attempt = run.attemptOf(n);
  const when = [run.moment(n)];
  if (attempt) when.push(word("attempt_of", attempt.client, attempt.number));
  if (run.depth[n] > 0) when.push(word("leg", run.depth[n]));
  byId("when").textContent = when.join(" · ");
  const step = byId("step");
  step.classList.toggle("bad", run.bad[n] > 0 && !predict.hides());
  step.dataset.record = String(n);
  const fold = foldAt(run, n);
  byId("now").classList.toggle("folded", fold !== null);
  fill(step, ...(fold ? folded(run, fold) : sentence(run, n)));
  fill(byId("step-rules"), ...(fold ? [] : run.rules(n).map(ruleChip)));
  renderMeters(run, n);
  const why = fold || predict.hides() || !run.causes.has(n) ? null : findingAt(run, n);
  byId("cause").hidden = predict.hides() || fold !== null || !run.causes.has(n);
  if (!byId("cause").hidden) fill(byId("cause"), el("b", {}, glyph("◉ "), word("cause")), why ? el("span", { text: ` ${why.text}` }) : null);
}

/** What stands together as one row: what it is, which records, and how to see them. */
function folded(run, fold) {
  const [name, told] = fold.span === undefined ? [run.text(fold.text), null] : [spanName(run, fold), spanTold(run, fold)];
  return [
    glyph("⋯ "),
    el("span", { text: name }), " ",
    told ? el("span", { class: "note", text: `· ${told} ` }) : null,
    el("span", { class: "note", text: word("folded_records", grouped(fold.first), grouped(fold.last)) }), " ",
    el("button", { data: { action: "unfold" }, text: word("unfold") }),
  ];
}

/* ---- the tabs ---- */

const TABS = ["summary", "step", "why", "whatif", "rules"];

function openTab(tab) {
  walk.tab = tab;
  renderTabs();
}

function renderTabs(moved = false) {
  for (const it of TABS) {
    const [tab, panel] = [byId(`tab-${it}`), byId(`panel-${it}`)];
    const is = walk.tab === it;
    tab.setAttribute("aria-selected", String(is));
    tab.tabIndex = is ? 0 : -1;
    panel.hidden = !is;
  }
  const nothing = walk.track.length === 0;
  if (nothing && (walk.tab === "step" || walk.tab === "rules")) fill(byId(`panel-${walk.tab}`));
  else if (walk.tab === "step") renderStepTab();
  else if (walk.tab === "rules") renderRules();
  // The explanation and the edits do not depend on the position.
  else if (!moved && walk.tab === "summary") summary.render();
  else if (!moved && walk.tab === "why") renderWhy();
  else if (!moved && walk.tab === "whatif") whatif.render();
  if (walk.tab !== "why" && predict.hides()) fill(byId("panel-why"));
  if (walk.tab !== "summary" && predict.hides()) fill(byId("panel-summary"));
  if (predict.hides() && walk.now.question && walk.tab !== "step" && moved) openTab("step");
}

function renderStepTab() {
  const { run } = walk;
  const panel = byId("panel-step");
  const n = walk.record;
  const decision = run.decision(n);
  const cause = run.cause[n];
  const asked = predict.card();
  fill(panel,
    predict.feedback(),
    asked,
    decision ? decisionCard(run, n, decision) : null,
    ...changedHere(run, n),
    el("p", { class: "note" },
      word("record_alone", grouped(n)),
      ...(cause >= 0 ? [" · ", word("follows_from"), " ", recordLink(run, cause)] : [])),
    ...(run.attempt[n] >= 0 ? [...wire(run, n), ...timeSpent(run, n)] : []));
  // What is said now is in sight, unless there is a decision to read.
  const said = decision || asked ? null : panel.querySelector(".wire .now");
  if (said) nextFrame.ask(panel, () => intoSight(panel, said));
}

/** Scrolls a panel so that something in it is seen. */
function intoSight(panel, said) {
  const [box, around] = [said.getBoundingClientRect(), panel.getBoundingClientRect()];
  // The panel alone: where the page scrolls as a whole it stays where it is.
  if (box.bottom > around.bottom) panel.scrollTop += box.bottom - around.bottom + 8;
  else if (box.top < around.top) panel.scrollTop -= around.top - box.top + 8;
}

/** What changed in this step; where it stands for several, in all of them. */
function changedHere(run, n) {
  const fold = foldAt(run, n);
  const all = predict.hides() ? [] : changedAt(run, n, fold ? fold.last : n);
  if (all.length === 0) return [];
  return [el("h3", { text: word("changed_here") }), el("ul", { class: "changed" }, ...all.map((text) => el("li", { text })))];
}

/** A button that leads to a record. */
function recordLink(run, n) {
  return el("button", { class: "link", data: { goto: n }, text: word("record_alone", grouped(n)) });
}

/** What was decided: the candidates, which was chosen, why each other was not, and what else was decisive. */
function decisionCard(run, n, decision) {
  const servers = new Map();
  const because = [];
  for (const it of decision.reasons) {
    if (it.server && it.part !== "because") {
      if (!servers.has(it.server)) servers.set(it.server, []);
      servers.get(it.server).push(it);
    } else {
      because.push(it);
    }
  }
  const signs = { candidate: "○", offered: "◇", rejected: "✕", chosen: "✓", because: "•" };
  const line = (it) => el("li", { class: `reason is-${it.part}` },
    el("span", { class: "sign", text: signs[it.part], attrs: { "aria-hidden": "true" } }),
    el("span", { class: "why" }, run.text(it.text).replace(/ {2,}/g, " · "), " ",
      ruleChip(it.assumed ? [it.rule, it.assumed] : [it.rule])));
  const states = [...servers].map(([name, reasons]) => {
    const has = (part) => reasons.some((it) => it.part === part);
    const state = has("chosen") ? "chosen" : has("rejected") ? "rejected" : "candidate";
    return { name, reasons, state };
  });
  const order = { chosen: 0, candidate: 1, rejected: 2 };
  states.sort((a, b) => order[a.state] - order[b.state]);
  const bad = run.bad[n] === 2 && !predict.hides();
  return el("article", { class: `card${bad ? " bad" : ""}`, data: { decision: n } },
    el("h3", {}, glyph(bad ? "✕ " : "◆ "), word("decision_by", run.actor(n))),
    el("p", { class: "made", text: run.words(n) }),
    states.length > 0 ? el("h4", { text: word("candidates") }) : null,
    ...states.map((it) => el("div", { class: `candidate ${it.state}`, data: { candidate: it.name, state: it.state } },
      el("p", { class: "name" }, el("b", { text: it.name }),
        el("span", { class: `badge ${it.state}` }, glyph(`${signs[it.state]} `), word(`is_${it.state}`))),
      el("ul", {}, ...it.reasons.map(line)))),
    because.length > 0 ? el("h4", { text: word(states.length > 0 ? "also" : "because") }) : null,
    because.length > 0 ? el("ul", {}, ...because.map(line)) : null);
}

/** What was said on the wire in this attempt, up to the current record. */
function wire(run, n) {
  const lines = [];
  let connection = null;
  for (const it of run.recordsOf(run.attempt[n])) {
    if (it > n) break;
    const kind = run.kind[it];
    if (kind !== KIND.command && kind !== KIND.reply) continue;
    if (run.connection[it] !== connection) {
      connection = run.connection[it];
      const [a, b] = kind === KIND.command ? [run.actor(it), run.target(it)] : [run.target(it), run.actor(it)];
      lines.push({ head: `${a ?? "?"} → ${b ?? "?"} · ${word("connection", connection)}` });
    }
    for (const text of run.words(it).split("\n")) {
      lines.push({ text, record: it, now: it === n, bad: run.bad[it] > 0 && !predict.hides() });
    }
  }
  const key = `${run.attempt[n]}`;
  const all = walk.allWire === key;
  const left = all ? 0 : Math.max(0, lines.length - WIRE_LINES);
  return [
    el("h3", { text: word("wire") }),
    left > 0 ? el("button", { class: "link", text: word("earlier_lines", grouped(left)),
      on: { click: () => { walk.allWire = key; renderStepTab(); } } }) : null,
    lines.length === 0 ? el("p", { class: "note", text: word(run.connection[n] >= 0 ? "no_wire_yet" : "no_wire") }) : el("ol", { class: "wire" },
      ...lines.slice(left).map((it) => (it.head
        ? el("li", { class: "head", text: it.head })
        : el("li", { class: `${it.now ? "now" : ""}${it.bad ? " bad" : ""}` }, el("code", { text: it.text }))))),
  ];
}

/* ---- the rules ---- */

function renderRules() {
  const panel = byId("panel-rules");
  const { run } = walk;
  const n = walk.record;
  const now = run.rules(n);
  // Which rules have spoken so far, and where first. Counted forward only, and anew when one goes back.
  if (walk.spokenOf !== run || n < walk.spokenUntil) {
    Object.assign(walk, { spokenOf: run, spokenUntil: -1, spoken: new Map() });
  }
  if (run.count <= COUNTED) {
    for (let at = walk.spokenUntil + 1; at <= n; at += 1) {
      for (const [id, assumed] of run.rules(at)) {
        const known = walk.spoken.get(id) ?? { first: at, count: 0, assumed };
        known.count += 1;
        walk.spoken.set(id, known);
      }
    }
    walk.spokenUntil = n;
  }
  const search = panel.querySelector("input")?.value ?? "";
  const focused = document.activeElement?.id === "rule-search";
  const spoken = [...walk.spoken].sort((a, b) => index.rules.findIndex((it) => it.id === a[0]) - index.rules.findIndex((it) => it.id === b[0]));
  const list = el("ul", { class: "rules" });
  const fillList = (text) => {
    const wanted = text.trim().toLowerCase();
    const found = index.rules.filter((it) => `${it.id} ${it.text} ${it.switch}`.toLowerCase().includes(wanted));
    fill(list, ...found.map((it) => el("li", {}, ruleChip([it.id]), " ",
      el("span", {}, ...withCode(it.text)))));
  };
  fillList(search);
  fill(panel,
    el("h3", { text: word("rules_now") }),
    now.length > 0 ? el("ul", { class: "rules" }, ...now.map((it) => el("li", {}, ruleChip(it), " ", el("span", {}, ...ruleText(it[0])))))
      : el("p", { class: "note", text: word("no_rule") }),
    el("h3", { text: word("rules_so_far") }),
    el("ul", { class: "spoken" }, ...spoken.map(([id, it]) => el("li", {},
      ruleChip(it.assumed ? [id, it.assumed] : [id]), " ",
      el("span", {}, ...ruleText(id)), " ",
      el("span", { class: "note", text: word("spoke", grouped(it.count)) }), " ", recordLink(run, it.first)))),
    el("h3", { text: word("all_rules") }),
    el("p", {}, el("label", { attrs: { for: "rule-search" }, text: `${word("search")} ` }),
      el("input", { id: "rule-search", type: "search", value: search, on: { input: (event) => fillList(event.target.value) } })),
    list);
  if (focused) byId("rule-search").focus();
}
