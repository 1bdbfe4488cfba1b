// What came of many runs, in front of the one that one walks through: the timeline of a plan, or faults against groups.
// Each part leads into the run: a moment to its record, a fault to the run under it.

const overview = {
  get data() {
    return index.overview ?? null;
  },

  title() {
    return word(this.data.kind === "timeline" ? "timeline" : "heat_map");
  },

  render() {
    const { data } = this;
    byId("index-title").textContent = this.title();
    document.querySelector("#index-view .search").hidden = true;
    const said = el("ul", { class: `said ${data.well ? "well" : "ill"}` }, ...data.said.map((it) => el("li", { text: pick(it) })));
    fill(byId("index-table"), said, ...(data.kind === "timeline" ? this.timeline(data) : this.heat(data)));
  },

  /** Goes to a record of the run. */
  async go(record) {
    await openRun(0, record);
    byId("main").focus();
    saveAddress();
  },

  /** Opens the run under what is set. */
  async under(sets) {
    if (!(await openRun(0, 0)) || walk.still) return;
    await makeVariant({ sets, lines: [] });
    byId("main").focus();
    saveAddress();
  },

  /** Steps along the top, one bar a client or group below, and what each step is called. */
  timeline(data) {
    const place = (at) => `${Math.min(100, Math.max(0, ((at - data.from) / Math.max(1, data.to - data.from)) * 100))}%`;
    const put = (made, from, to = null) => {
      made.style.left = place(from);
      if (to !== null) made.style.width = `max(0.5rem, calc(${place(to)} - ${place(from)}))`;
      return made;
    };
    const levels = [];
    const level = (at) => {
      const x = parseFloat(place(at));
      let free = levels.findIndex((last) => x - last > 3);
      if (free < 0) free = levels.push(x) - 1;
      levels[free] = x;
      return free;
    };
    const marks = data.steps.map((it, n) => {
      const button = put(el("button", { class: "mark", text: String(n + 1), data: { step: n + 1 }, on: { click: () => this.go(it.record) } }), it.at);
      button.title = `${it.moment} ${pick(it.name)}`;
      button.setAttribute("aria-label", word("timeline_step", n + 1, it.moment, pick(it.name)));
      button.style.top = `${level(it.at) * 1.7}rem`;
      return button;
    });
    const head = el("div", { class: "bar marks", attrs: { role: "group", "aria-label": word("timeline_steps") } }, ...marks);
    head.style.height = `${Math.max(1, levels.length) * 1.7}rem`;
    const ticks = () => data.steps.map((it) => put(el("span", { class: "tick", attrs: { "aria-hidden": "true" } }), it.at));
    const rows = data.rows.map((row) => {
      const label = row.spans.length === 0 ? word("timeline_always", pick(row.name)) : pick(row.name);
      const spans = row.spans.map((it) => {
        const button = put(el("button", { class: "out", data: { record: it.record }, on: { click: () => this.go(it.record) } }), it.from, it.to);
        button.title = pick(it.said);
        button.setAttribute("aria-label", `${pick(row.name)}: ${pick(it.said)}`);
        return button;
      });
      return [el("div", { class: "who" }, pick(row.name), el("span", { class: row.spans.length === 0 ? "good" : "bad", text: row.spans.length === 0 ? " ✓" : " ✕", attrs: { "aria-hidden": "true" } })),
        el("div", { class: "bar", attrs: { role: "group", "aria-label": label } }, ...ticks(), ...spans)];
    }).flat();
    const ends = el("div", { class: "ends note" }, el("span", { text: data.ends[0] }), el("span", { text: data.ends[1] }));
    const names = data.steps.map((it, n) => el("li", {},
      el("button", { class: "link", data: { named: n + 1 }, text: `${it.moment}  ${pick(it.name)}`, on: { click: () => this.go(it.record) } }),
      it.verified === null ? null : el("span", { class: it.verified ? "good" : "bad", text: word(it.verified ? "timeline_held" : "timeline_not_held") })));
    return [el("p", { class: "note", text: word("timeline_hint") }),
      el("div", { class: "timeline" }, el("div", { class: "who note", text: word("timeline_steps") }), head, ...rows, el("div"), ends),
      el("ol", { class: "steps" }, ...names)];
  },

  /** Faults against groups, and the smallest sets that lock somebody out. */
  heat(data) {
    const open = (text, sets, label, cell = null) => sets === null ? el("span", { text })
      : el("button", { class: "link", text, data: cell, attrs: { "aria-label": label }, on: { click: () => this.under(sets) } });
    const locked = data.locked.map((it) => el("details", { attrs: { open: "" } }, el("summary", { text: pick(it.said) }),
      el("ul", {}, ...it.sets.map((set) => el("li", {}, open(pick(set.said), set.sets, word("heat_open", pick(set.said))), el("span", { class: "note", text: ` · ${pick(set.note)}` }))))));
    const cell = (row, at, n) => {
      const it = row.cells[at];
      if (it === null) return el("td", { class: "number", text: "·" });
      const said = word("heat_cell", pick(row.said), pick(data.groups[at]), it.percent, pick(it.note));
      const made = el("td", { class: "number heat" }, open(String(it.percent), row.sets, said, { fault: n, group: at }));
      made.title = pick(it.note);
      made.style.setProperty("--part", `${15 + Math.floor((it.percent * 55) / 100)}%`);
      return made;
    };
    const table = el("table", { class: "heatmap" },
      el("caption", { class: "note", text: word("heat_hint") }),
      el("thead", {}, el("tr", {}, el("th", { attrs: { scope: "col" }, text: word("heat_fault") }),
        ...data.groups.map((it) => el("th", { attrs: { scope: "col" }, text: pick(it) })))),
      el("tbody", {}, ...data.rows.map((row, n) => el("tr", {}, el("th", { attrs: { scope: "row" }, text: pick(row.said) }),
        ...data.groups.map((_, at) => cell(row, at, n))))));
    return [data.rows.length > 0 ? table : null, ...locked].filter((it) => it !== null);
  },
};
