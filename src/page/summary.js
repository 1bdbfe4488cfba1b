// What happened, before anybody walks: who cannot log on and since when, what they see, the first failing step, and what
// is proven to help. All of it is told by the core; here it is put on one card.

/** So many causes stand on the card; all of them are in the table below it. */
const CAUSES_ON_CARD = 3;

/** What happened to people, in a few words, and of which kind that is. */
function fareWords({ clients, fail, hindered, running }, only) {
  if (clients === 0) return { kind: "none", sign: "○", text: word("fares_nobody") };
  if (fail > 0) {
    const said = clients === 1 && only ? word("fares_one_fails", only) : word("fares_fail", grouped(fail), grouped(clients));
    return { kind: "fail", sign: "✕", text: hindered > 0 ? `${said} ${word("fares_and_hindered", grouped(hindered))}` : said };
  }
  if (hindered > 0) return { kind: "some", sign: "!", text: word("fares_hindered", grouped(hindered), grouped(clients)) };
  if (running > 0) return { kind: "some", sign: "…", text: word("fares_running", grouped(running), grouped(clients)) };
  return { kind: "pass", sign: "✓", text: clients === 1 && only ? word("fares_one_well", only) : word("fares_well", grouped(clients)) };
}

const faresOf = (run) => fareWords(run.page.fares, run.page.fares.clients === 1 ? run.page.attempts[0]?.client : null);

/** What an explanation says in short: the headline, the first failing step with its record, the first proven remedy. */
function shortOf(run, failure) {
  const blocks = pick(run.page.failures[failure].blocks);
  const at = (kind) => blocks.findIndex((it) => it.kind === kind);
  const [finding, evidence] = [at("finding"), at("evidence")];
  const first = blocks.findIndex((it) => it.kind === "remedy" && it.role !== "bad" && it.remedy !== undefined);
  const after = first < 0 ? [] : blocks.slice(first + 1);
  const end = after.findIndex((it) => it.kind === "remedy" || it.kind === "heading");
  const own = end < 0 ? after : after.slice(0, end);
  return {
    headline: blocks[at("headline")]?.text ?? "",
    finding: finding < 0 ? null : blocks[finding],
    record: evidence < 0 ? null : blocks[evidence].record,
    remedy: first < 0 ? null : blocks[first],
    commands: own.filter((it) => it.kind === "command").map((it) => it.text),
    place: own.find((it) => it.kind === "text")?.text,
  };
}

/** The finding that a record is the evidence of, if any. */
function findingAt(run, n) {
  if (!run.findings) {
    run.findings = new Map();
    run.page.failures.forEach((_, at) => {
      for (const lang of [0, 1]) {
        let finding = null;
        for (const it of run.page.failures[at].blocks[lang]) {
          if (it.kind === "finding") finding = it;
          if (it.kind !== "evidence" || !finding) continue;
          const known = run.findings.get(it.record) ?? [null, null];
          known[lang] ??= finding;
          run.findings.set(it.record, known);
        }
      }
    });
  }
  const found = run.findings.get(n);
  return found ? pick(found) : null;
}

/** A command as it is typed, with a button that copies it. */
function commandBox(lines) {
  return el("div", { class: "command" },
    el("pre", { attrs: { tabindex: "0", "aria-label": word("command") } }, el("code", { text: lines.join("\n") })),
    el("button", { text: word("copy"), on: { click: (event) => copy(lines.join("\n"), event.currentTarget) } }));
}

const withoutNumber = (text) => text.replace(/^\d+\.\s*/, "");

const summary = {
  render() {
    const panel = byId("panel-summary");
    const { run } = walk;
    if (predict.hides()) {
      fill(panel, el("p", { class: "note", text: word("hidden_while_predicting") }));
      return;
    }
    const told = faresOf(run);
    const { failures } = run.page;
    const several = failures.length > 1;
    fill(panel,
      el("article", { class: `summary ${told.kind}`, attrs: { "aria-label": word("tab_summary") } },
        el("p", { class: "fares" }, glyph(`${told.sign} `), el("b", { text: told.text })),
        ...this.since(run),
        ...(failures.length === 0 ? [] : several ? this.causes(run) : this.one(run)),
        failures.length > 0 ? null : el("p", { class: "note", text: word(told.kind === "fail" ? "not_explained" : "nothing_failed") }),
        el("p", { class: "buttons" },
          several ? null : this.runs(0, failures.length > 0 ? shortOf(run, 0).remedy : null),
          el("button", { data: { action: "walk-through" }, text: word("walk_through") }),
          failures.length === 0 ? null : el("button", { data: { action: "why" }, text: word("all_of_why") }))),
      this.people(run));
  },

  /** Since when, by the table of people: whom a cause hits, and since which change. */
  since(run) {
    const { causes } = pick(run.page.people);
    if (causes.length !== 1) return [];
    // Whom it hits is told already where there is but one, all the time.
    const all = run.page.fares.clients === 1 && pick(run.page.people).heads.length === 1;
    return causes[0].lines.slice(all ? 1 : 0).map(([label, text]) => el("p", { class: "note since", text: `${label.trim()}: ${text}` }));
  },

  /** One failure: what is seen, where it begins, what helps. */
  one(run) {
    const it = shortOf(run, 0);
    return [
      el("p", { class: "sees", text: it.headline }),
      it.finding ? el("h3", { text: word("first_failing_step") }) : null,
      it.finding ? el("p", { class: "finding" },
        it.record === null ? it.finding.text
          : el("button", { class: "link", data: { goto: it.record, cause: "" }, text: it.finding.text })) : null,
      el("h3", { text: word("what_helps") }),
      ...this.remedy(run, 0, it),
    ];
  },

  remedy(run, failure, it) {
    if (!it.remedy) return [el("p", { class: "note", text: word("no_remedy") })];
    return [
      el("div", { class: "remedy" }, el("p", {}, el("b", {}, glyph("✓ "), withoutNumber(it.remedy.text))),
        run.page.failures.length > 1 ? this.runs(failure, it.remedy) : null),
      it.commands.length > 0 ? commandBox(it.commands) : it.place ? el("p", { class: "note", text: it.place }) : null,
    ];
  },

  /** A button that runs with a remedy. */
  runs(failure, remedy) {
    return remedy && el("button", { class: "main", data: { remedy: remedy.remedy, failure }, text: word("run_with_it"),
      on: { click: (event) => runRemedy(failure, remedy.remedy, event.currentTarget) } });
  },

  /** Several causes: each with its first failing step, and the plan that mends all of them where there is one. */
  causes(run) {
    const { failures, plan } = run.page;
    const order = failures.map((it, at) => [it.alike.length, at]).sort((a, b) => b[0] - a[0] || a[1] - b[1]);
    const made = [el("h3", { text: word("causes", failures.length) })];
    for (const [many, at] of order.slice(0, CAUSES_ON_CARD)) {
      const it = shortOf(run, at);
      made.push(el("p", { class: "finding" },
        el("button", { class: "link", data: { goto: it.record ?? run.page.attempts[failures[at].attempt].began, cause: "" },
          text: it.finding?.text ?? it.headline }), el("span", { class: "note", text: ` ×${grouped(many)}` })));
      if (!plan) made.push(...this.remedy(run, at, it));
    }
    if (failures.length > CAUSES_ON_CARD) made.push(el("p", { class: "note", text: word("and_more", failures.length - CAUSES_ON_CARD) }));
    if (!plan) return made;
    const lines = pick(plan.blocks);
    const steps = lines.filter((it) => it.kind === "remedy");
    const commands = lines.filter((it) => it.kind === "command").map((it) => it.text);
    made.push(el("h3", { text: word("what_helps") }),
      el("div", { class: "remedy" }, el("p", {}, ...steps.flatMap((it, at) => [at ? el("br") : null, glyph("✓ "), withoutNumber(it.text)]).filter(Boolean)),
        el("button", { class: "main", data: { plan: "" }, text: word("run_with_all"), on: { click: (event) => runPlan(event.currentTarget) } })),
      commands.length > 0 ? commandBox(commands) : null);
    return made;
  },

  /** Who gets on, and when: told where more than one tries, or tries more than once. */
  people(run) {
    const told = pick(run.page.people);
    if (run.page.attempts.length < 2 || told.rows.length === 0) return null;
    const cell = ([text, look]) => el("td", { class: look, text });
    const box = el("details", { id: "people", attrs: walk.peopleShut ? {} : { open: "" }, on: { toggle: (event) => { walk.peopleShut = !event.target.open; } } },
      el("summary", { text: told.heading }),
      el("div", { class: "wide" }, el("table", {},
        el("thead", {}, el("tr", {}, el("th", { text: "" }), ...told.heads.map((text) => el("th", { text, attrs: { scope: "col" } })))),
        el("tbody", {}, ...told.rows.map(([name, cells]) =>
          el("tr", {}, el("th", { text: name, attrs: { scope: "row" } }), ...cells.map(cell)))))),
      told.more ? el("p", { class: "note", text: told.more }) : null,
      told.causes.length === 0 ? null : el("dl", {}, ...told.causes.flatMap((it) => [
        el("dt", {}, el("button", { class: "link", data: { goto: run.page.attempts[it.attempt].began }, text: it.text })),
        ...it.lines.map(([label, text]) => el("dd", { text: `${label.trim()} ${text}` })),
      ])));
    return box;
  },
};

/** Runs with everything that the plan does. */
async function runPlan(button) {
  const before = walk.run;
  button.disabled = true;
  const { name, plan } = before.page;
  const answer = await whatif.answer({ op: "run", name, source: plan.scenario, explain: false }, byId(`panel-${walk.tab}`));
  button.disabled = false;
  if (!answer) return;
  whatif.clear();
  const steps = plan.blocks.map((all) => all.filter((it) => it.kind === "remedy").map((it) => withoutNumber(it.text)).join("; "));
  await take({ kind: "plan", before, run: new Run(answer.page, before.place), text: steps, sets: [] });
}
