// Two runs, or two attempts of one run, side by side and in step, with the point where they part.

/**
 * What counts when two records are compared: neither the tag of a command or reply, nor which attempt it is, nor for how
 * long a name is still kept.
 */
function bare(run, n) {
  const text = run.page.texts[run.textOf[n]];
  const english = Array.isArray(text) ? text[0] : text;
  const kind = run.kind[n];
  if (kind === KIND.begins || kind === KIND.endsWell || kind === KIND.endsBadly) return english.replace(/\d+/g, "");
  return english.replace(/^([CS]: )[a-z]+\d+ /gm, "$1").replace(/, kept (for|from before) .*$/, "");
}

const compare = {
  row: 0,
  length: 1,
  parting: -1,
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
      if (number !== walk.number) all.push({ id: `run-${number}`, text: it.about.title || it.place, number });
    });
    return all;
  },

  async runOf(side) {
    const found = this.sources().find((it) => it.id === this.chosen[side].source) ?? this.sources()[0];
    this.chosen[side].source = found.id;
    return found.run ?? archive.run(found.number);
  },

  /** Begins to compare: what one flips between if there is such, else two attempts of the run. */
  async start() {
    const { variant, run } = walk;
    const attempt = Math.max(0, run.attempt[walk.record]);
    if (variant) this.chosen = [{ source: "before", attempt }, { source: "after", attempt }];
    else if (run.page.attempts.length > 1) {
      // One that went well against one that did not tells most.
      const { attempts } = run.page;
      const { client, well } = attempts[attempt];
      const same = attempts.findIndex((it) => it.well !== well && it.client === client);
      const other = same >= 0 ? same : attempts.findIndex((it) => it.well !== well);
      this.chosen = [{ source: "before", attempt }, { source: "before", attempt: other >= 0 ? other : (attempt + 1) % attempts.length }];
    } else {
      const other = this.sources()[1]?.id ?? "before";
      this.chosen = [{ source: "before", attempt: 0 }, { source: other, attempt: 0 }];
    }
    await this.build();
  },

  /** Makes both sides for what is chosen. */
  async build() {
    const runs = await Promise.all([0, 1].map((side) => this.runOf(side)));
    this.sides = runs.map((run, side) => {
      const { attempt } = this.chosen[side];
      const last = run.page.attempts.length - 1;
      if (attempt > last) this.chosen[side].attempt = last;
      const rows = this.chosen[side].attempt < 0 ? null : run.recordsOf(this.chosen[side].attempt);
      return { run, track: new Track(run, { rows }) };
    });
    const [a, b] = this.sides.map((it) => it.track);
    this.length = Math.max(1, a.length, b.length);
    this.parting = this.parts(a, b);
    this.row = 0;
    this.draw();
    render();
  },

  parts(a, b) {
    const shared = Math.min(a.length, b.length);
    for (let row = 0; row < shared; row += 1) {
      const [one, other] = [a.record(row), b.record(row)];
      if (a.run.kind[one] !== b.run.kind[other] || bare(a.run, one) !== bare(b.run, other)) return row;
    }
    return a.length === b.length ? -1 : shared;
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
        when, step, picture, sequence);
      Object.assign(this.sides[at], { step, when, picture: new Picture(picture), place: sequence });
      return made;
    };
    const [a, b] = [0, 1].map(side);
    const part = this.parting;
    fill(view,
      el("div", { class: "bar" },
        el("h2", { text: word("compare") }),
        el("p", { id: "parting", data: { parting: part }, text: part < 0 ? word("never_part") : word("part_at", part + 1) }),
        part < 0 ? null : el("button", { data: { action: "part" }, text: word("to_parting") }),
        el("button", { data: { action: "compare" }, attrs: { "aria-pressed": "true" }, text: word("close_compare") })),
      el("div", { class: "sides" }, a, b));
    for (const it of this.sides) {
      it.sequence = new Sequence(it.place, { label: "sequence", pick: (row) => { stop(); go(row); } });
      it.picture.set(it.run);
      it.sequence.set(it.track, { apart: part });
    }
  },

  go(row, moving) {
    this.row = Math.max(0, Math.min(row, this.length - 1));
    render({ moving, moved: true });
  },

  jump(step, holds) {
    for (let row = this.row + step; row >= 0 && row < this.length; row += step) {
      if (this.sides.some(({ run, track }) => row < track.length && holds(run, track.record(row)))) {
        this.go(row);
        return;
      }
    }
    announce(word("no_more"));
  },

  toParting() {
    if (walk.view !== "compare" || this.parting < 0) return;
    stop();
    this.go(this.parting);
  },

  render(moving) {
    if (!this.sides) return;
    if (this.lang !== shown.lang) {
      this.lang = shown.lang;
      this.draw();
    }
    for (const { run, track, picture, sequence, step, when } of this.sides) {
      const row = Math.min(this.row, track.length - 1);
      if (row < 0) continue;
      const n = track.record(row);
      sequence.show(row);
      picture.show(n, { moving, period: 1000 / walk.speed });
      const over = this.row >= track.length;
      when.textContent = over ? word("ended_before") : moment(run.time[n]);
      step.classList.toggle("bad", run.bad[n] > 0);
      step.classList.toggle("over", over);
      fill(step, ...sentence(run, n));
    }
  },
};

async function openCompare() {
  if (predict.hides() || !walk.base) return;
  stop();
  walk.view = "compare";
  compare.lang = shown.lang;
  await compare.start();
}

function closeCompare() {
  stop();
  walk.view = "walk";
  render();
}
