// Two runs, or two attempts of one run, side by side and in step, with the point where they part.
//
// What stands beside what, and where they part, is decided by the core (`src/page/walk/pair.rs`), as for `coexist diff`.

const compare = {
  /** What the core tells of where both are. */
  now: null,
  sides: null,
  /** What stands on each side: a source and an attempt. `-1` is the whole run. */
  chosen: [{ source: "before", attempt: 0 }, { source: "after", attempt: 0 }],

  /** The runs that can be chosen. */
  sources() {
    const { variant, base } = walk;
    const all = [];
    if (variant) all.push({ id: "before", text: word("side_before"), run: variant.before }, { id: "after", text: word("side_after", pick(variant.text)), run: variant.run });
    else all.push({ id: "before", text: word("this_run"), run: base });
    index.runs.forEach((it, number) => {
      if (number !== walk.number) all.push({ id: `run-${number}`, text: pick(it.about.title) || it.place, number });
    });
    return all;
  },

  async runOf(side) {
    const found = this.sources().find((it) => it.id === this.chosen[side].source) ?? this.sources()[0];
    this.chosen[side].source = found.id;
    return found.run ?? archive.run(found.number);
  },

  /** Begins to compare: what one flips between if there is such, else two attempts of the run. */
  async start(wanted = null) {
    if (wanted) {
      this.chosen = wanted.sides.map((it) => ({ ...it }));
      await this.build();
      this.ask({ go: { to: wanted.step ?? this.now.parting ?? 0 } });
      return;
    }
    const { variant, run } = walk;
    const attempt = Math.max(0, run.attempt[walk.record]);
    if (variant) this.chosen = [{ source: "before", attempt }, { source: "after", attempt: this.sameIn(variant, attempt) }];
    else if (run.page.attempts.length > 1) {
      this.chosen = [{ source: "before", attempt }, { source: "before", attempt: this.partner(run, attempt) }];
    } else {
      const other = this.sources()[1]?.id ?? "before";
      this.chosen = [{ source: "before", attempt: 0 }, { source: other, attempt: 0 }];
    }
    await this.build();
    if (this.now.parting !== null) this.ask({ go: { to: this.now.parting } });
  },

  /** The same attempt of the same client in the other run. */
  sameIn({ before, run }, attempt) {
    const { client, number } = before.page.attempts[attempt] ?? {};
    const same = run.page.attempts.findIndex((it) => it.client === client && it.number === number);
    return same < 0 ? attempt : same;
  },

  /** Who accepts the first connection of an attempt. */
  front(run, attempt) {
    const accepts = run.recordsOf(attempt).find((it) => run.kind[it] === KIND.accepts);
    return accepts === undefined ? "" : run.actor(accepts);
  },

  /** What teaches most beside an attempt: one that went otherwise, of the same client, else of one that differs least. */
  partner(run, attempt) {
    const { attempts } = run.page;
    const mine = attempts[attempt];
    const front = this.front(run, attempt);
    const far = (it, at) => [it.well === mine.well ? 8 : 0, it.client === mine.client ? 0 : 4, it.protocol === mine.protocol ? 0 : 2,
      it.client === mine.client || this.front(run, at) === front ? 0 : 1].reduce((sum, one) => sum + one, 0);
    let best = null;
    attempts.forEach((it, at) => {
      if (at === attempt) return;
      const distance = [far(it, at), Math.abs(it.began - mine.began)];
      if (!best || distance[0] < best.distance[0] || (distance[0] === best.distance[0] && distance[1] < best.distance[1])) best = { at, distance };
    });
    return best.at;
  },

  /** Makes both sides for what is chosen. */
  async build() {
    const runs = await Promise.all([0, 1].map((side) => this.runOf(side)));
    for (const run of runs) await core.open(run);
    const sides = runs.map((run, side) => {
      const chosen = this.chosen[side];
      chosen.attempt = Math.min(chosen.attempt, run.page.attempts.length - 1);
      return { run: core.number(run), attempt: chosen.attempt < 0 ? null : chosen.attempt };
    });
    const answer = core.now({ op: "compare", sides });
    this.sides = runs.map((run, side) => {
      const { rows, parties } = answer.sides[side];
      return { run, states: new Map(), track: new Track(run, { rows: rows && Int32Array.from(rows), parties }) };
    });
    this.learn(answer);
    walk.view = "compare";
    this.draw();
    render();
  },

  /** Takes what the core tells. */
  learn({ pair, sides }) {
    this.now = pair;
    sides.forEach((it, side) => {
      for (const [key, state] of Object.entries(it.states ?? {})) this.sides[side].states.set(key, state);
    });
  },

  /** Sends a command to the core, and shows what comes of it. */
  ask(wanted, moving = false) {
    this.learn(core.now({ op: "move_pair", commands: [wanted] }));
    render({ moving, moved: true });
    tell(this.now.note);
  },

  /** The frame of both sides. */
  draw() {
    const sources = this.sources();
    const view = byId("compare-view");
    const side = (at) => {
      const { run } = this.sides[at];
      const { source, attempt } = this.chosen[at];
      const option = (value, text, is) => {
        const made = el("option", { value, text });
        made.selected = is;
        return made;
      };
      const choose = (change) => async (event) => {
        const { focus } = event.target.dataset;
        Object.assign(this.chosen[at], change(event.target.value));
        await this.build();
        view.querySelector(`[data-focus="${focus}"]`)?.focus();
      };
      const label = word(at === 0 ? "left" : "right");
      const outcome = attempt < 0 ? word("logged_on_of", grouped(run.well), grouped(run.page.attempts.length)) : run.text(run.page.attempts[attempt].text);
      const well = attempt < 0 ? run.well === run.page.attempts.length : run.page.attempts[attempt].well;
      const picture = el("div", { class: "picture" });
      const sequence = el("div", { class: "sequence" });
      const step = el("p", { class: "step" });
      const when = el("p", { class: "when" });
      const made = el("section", { class: "side", data: { side: at }, attrs: { "aria-label": label } },
        el("p", { class: "choose" },
          el("select", { attrs: { "aria-label": word("choose_run", label) }, data: { focus: `run-${at}` }, on: { change: choose((value) => ({ source: value, attempt: 0 })) } },
            ...sources.map((it) => option(it.id, it.text, it.id === source))),
          el("select", { attrs: { "aria-label": word("choose_attempt", label) }, data: { focus: `attempt-${at}` }, on: { change: choose((value) => ({ attempt: Number(value) })) } },
            option("-1", word("whole_run"), attempt < 0),
            ...run.page.attempts.map((it, number) => option(String(number), `${word("attempt_of", it.client, it.number)}: ${it.outcome ?? "…"}`, number === attempt)))),
        el("p", { class: `outcome ${well ? "good" : "bad"}`, data: { outcome: String(well) } }, glyph(well ? "✓ " : "✕ "), outcome),
        el("div", { class: "said" }, when, step), picture, sequence);
      Object.assign(this.sides[at], { step, when, picture: new Picture(picture), place: sequence });
      return made;
    };
    const [a, b] = [0, 1].map(side);
    const { parting, fares } = this.now;
    const part = parting ?? -1;
    const told = [part < 0 ? word("never_part") : word("part_at", part + 1)];
    if (fares && (fares[0] > 0 || fares[1] > 0)) told.push(word("fares", ...fares.map(grouped)));
    fill(view,
      el("div", { class: "bar" },
        el("h2", { text: word("compare") }),
        el("p", { id: "parting", data: { parting: part }, text: told.join(" ") }),
        part < 0 ? null : el("button", { data: { action: "part" }, text: word("to_parting") }),
        el("button", { data: { action: "compare" }, attrs: { "aria-pressed": "true" }, text: word("close_compare") })),
      el("div", { class: "sides" }, a, b));
    this.sides.forEach((it, at) => {
      it.sequence = new Sequence(it.place, { label: "sequence", whole: true, pick: (row) => { stop(); this.ask({ pick: [at, row] }); } });
      it.picture.set(it.run);
      it.sequence.set(it.track, { apart: this.now.sides[at].parts ?? -1 });
    });
  },

  /** What the address keeps: both sides, and the step. */
  address() {
    return `${this.chosen.map(({ source, attempt }) => `${source}.${attempt}`).join("~")}.${this.now.row}`;
  },

  toParting() {
    if (walk.view !== "compare" || this.now.parting === null) return;
    move({ to: this.now.parting });
  },

  render(moving) {
    if (!this.sides) return;
    if (this.lang !== shown.lang) {
      this.lang = shown.lang;
      this.draw();
    }
    this.sides.forEach(({ run, states, picture, sequence, step, when }, at) => {
      const { record: n, row, over } = this.now.sides[at];
      if (n === null) return;
      sequence.show(row);
      picture.show(n, states, { moving, period: 1000 / walk.speed });
      when.textContent = over ? word("ended_before") : run.moment(n);
      step.classList.toggle("bad", run.bad[n] > 0);
      step.classList.toggle("over", over);
      fill(step, ...sentence(run, n));
    });
  },
};

async function openCompare(wanted = null) {
  if (predict.hides() || !walk.base) return;
  stop();
  compare.lang = shown.lang;
  await compare.start(wanted);
}

function closeCompare() {
  stop();
  walk.view = "walk";
  render();
}
