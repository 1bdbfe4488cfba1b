// The whole run by the clock: who tries when, how it goes, and what changes meanwhile. Silence is as long as it is.

/** So many lines are drawn; those beyond share the last one. */
const CLOCK_LINES = 6;

const clock = {
  on: innerHeight >= 860,
  run: null,

  /** Whose line an attempt stands in: that of its group, or its client's own. */
  parties(run) {
    const groupOf = new Map(run.page.groups.flatMap(({ name, clients }) => clients.map((it) => [it, name])));
    const lines = new Map();
    run.page.attempts.forEach((it) => {
      const name = groupOf.get(it.client) ?? it.client;
      const at = lines.has(name) || lines.size < CLOCK_LINES - 1 ? name : "";
      if (!lines.has(at)) lines.set(at, []);
      lines.get(at).push(it);
    });
    return lines;
  },

  toggle() {
    this.on = !this.on;
    this.run = null;
    render();
  },

  /** Draws the strip where the run or the room for it is another one, and puts the hand where one is. */
  render(run, n) {
    const place = byId("clock");
    const useful = run.count > 1 && run.time[run.count - 1] > 0;
    place.hidden = !this.on || !useful || predict.hides() || walk.view !== "walk";
    for (const it of document.querySelectorAll("[data-action=clock]")) {
      it.setAttribute("aria-pressed", String(this.on));
      it.hidden = !useful || predict.hides();
    }
    if (place.hidden) return;
    const width = place.clientWidth;
    if (this.run !== run || this.width !== width || this.lang !== shown.lang) {
      Object.assign(this, { run, width, lang: shown.lang });
      this.draw(place, run, width);
    }
    const x = this.x(run.time[n]);
    this.hand.setAttribute("d", `M${x.toFixed(1)} 0V${this.height}`);
  },

  x(micros) {
    return this.left + (micros / this.end) * (this.width - this.left - 12);
  },

  draw(place, run, width) {
    const font = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const lines = this.parties(run);
    const line = Math.round(font * (lines.size > 3 ? 0.8 : 1));
    this.end = Math.max(1, run.time[run.count - 1]);
    this.left = Math.round(Math.min(width * 0.2, font * 9));
    this.height = Math.round(font * 1.25) + line * lines.size + 4;
    const svg = draw("svg", { width, height: this.height, role: "img", "aria-label": word("clock_label", moment(this.end)) });
    const head = Math.round(font * 1.1);
    for (const micros of ticks(this.end)) {
      const x = this.x(micros);
      const text = draw("text", { class: "tick", x, y: head - 5, "text-anchor": "middle" });
      const { date } = run.page;
      text.textContent = date === null ? moment(micros).replace(/\.000s$/, micros < 6e7 ? "s" : "") : moment(micros, date).replace(/(:00)?\.000$/, "");
      if (x > width - 3 * font) text.setAttribute("text-anchor", "end");
      svg.append(draw("path", { class: "grid", d: `M${x.toFixed(1)} ${head}V${this.height}` }), text);
    }
    let y = head;
    for (const [name, attempts] of lines) {
      const label = draw("text", { class: "party", x: 6, y: y + line * 0.78 });
      label.textContent = shorten(name || word("others"), 16);
      svg.append(label, draw("path", { class: "grid", d: `M${this.left} ${y + line / 2}H${width - 12}` }));
      // Attempts that share a pixel are one mark: that of one that failed, if there is one.
      const marks = new Map();
      for (const it of attempts) {
        const began = this.x(run.time[it.began] ?? 0);
        const ended = it.ended === null || it.ended >= run.count ? began : this.x(run.time[it.ended]);
        const key = `${Math.round(began)}`;
        const bad = it.outcome !== null && !it.well;
        const known = marks.get(key);
        if (!known || (bad && !known.bad)) marks.set(key, { began, width: Math.max(4, ended - began), bad, open: it.outcome === null });
      }
      for (const it of marks.values()) {
        svg.append(it.bad
          ? draw("path", { class: "bad", d: `M${it.began.toFixed(1)} ${y + 2}h${it.width.toFixed(1)}v${line - 4}h-${it.width.toFixed(1)}z` })
          : draw("path", { class: it.open ? "open" : "good", d: `M${it.began.toFixed(1)} ${y + 4}h${it.width.toFixed(1)}v${line - 8}h-${it.width.toFixed(1)}z` }));
      }
      y += line;
    }
    const changes = new Set();
    for (let n = 0; n < run.count; n += 1) if (run.kind[n] === KIND.changes) changes.add(Math.round(this.x(run.time[n])));
    for (const x of changes) svg.append(draw("path", { class: "change", d: `M${x} ${head - 4}l4 5l-4 5l-4 -5zM${x} ${head + 6}V${this.height}` }));
    this.hand = draw("path", { class: "hand", d: "" });
    svg.append(this.hand);
    svg.addEventListener("click", (event) => this.pick(event.clientX - svg.getBoundingClientRect().left));
    fill(place, svg);
  },

  /** Goes to the last row at or before a moment. */
  pick(x) {
    const micros = ((x - this.left) / (this.width - this.left - 12)) * this.end;
    const { track } = walk;
    let [low, high] = [0, track.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.run.time[track.record(middle)] <= micros) low = middle;
      else high = middle - 1;
    }
    move({ to: low });
  },
};

/** Attempts that are shorter need no account of their time, in microseconds. */
const SHORT = 1e6;
/** What took less than this share of an attempt is not told. */
const SHARE = 0.1;

/** Where the time of an attempt went: what was waited for longest. */
function timeSpent(run, n) {
  const records = [...run.recordsOf(run.attempt[n])];
  const whole = run.time[records.at(-1)] - run.time[records[0]];
  if (whole < SHORT || predict.hides()) return [];
  const waits = records.slice(1).map((it, at) => ({ record: it, long: run.time[it] - run.time[records[at]] }))
    .filter((it) => it.long >= whole * SHARE).sort((a, b) => b.long - a.long || a.record - b.record).slice(0, 5);
  if (waits.length === 0) return [];
  return [el("h3", { text: word("time_went", moment(whole)) }),
    el("ul", { class: "waits" }, ...waits.map((it) => el("li", {},
      el("meter", { attrs: { min: "0", max: "1", value: String(it.long / whole), "aria-label": moment(it.long) } }),
      ` ${moment(it.long)} `, el("button", { class: "link", data: { goto: it.record }, text: word("until_record", `${run.actor(it.record)} ${run.words(it.record).split("\n")[0]}`) }))))];
}

/** Round moments on a scale. */
function ticks(end) {
  const steps = [1e3, 5e3, 1e4, 5e4, 1e5, 5e5, 1e6, 5e6, 1e7, 3e7, 6e7, 3e8, 6e8, 1.8e9, 3.6e9, 1.08e10, 2.16e10, 4.32e10, 8.64e10];
  const step = steps.find((it) => end / it <= 8) ?? end / 4;
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, at) => at * step);
}

/** A text that has to fit. */
const shorten = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** What is another at a record than it was before: services, servers, names, copies, links. */
function changedAt(run, first, last) {
  const { changes, initial } = run.page.states ?? { changes: [], initial: {} };
  const found = [];
  const before = new Map();
  for (const [record, key, state] of changes) {
    if (record > last) break;
    if (record >= first) found.push({ key, from: before.get(key) ?? initial[key], to: state });
    before.set(key, state);
  }
  const states = found.filter((it) => it.from !== it.to && !/^(mark|reach):/.test(it.key))
    .map((it) => word("counted", stateName(run, it.key), stateWord(run, it.from), stateWord(run, it.to)));
  // A mark or a line that comes tells of a setting; one that goes, that it is as it was.
  const marks = found.filter((it) => it.key.startsWith("mark:") && it.to === "on" && it.from !== "on").map((it) => views.picture.markOf(it.key)).filter(Boolean);
  return [...states, ...marks, ...countedAt(run, first, last), ...keptAt(run, first, last)];
}

/** Which counts of open connections and sessions are others: by record, sorted once. */
function countedAt(run, first, last) {
  return run.page.meters.flatMap((meter) => {
    const [[before], [now]] = [first > 0 ? meterAt(meter, first - 1) : [0], meterAt(meter, last)];
    return before === now ? [] : [word("counted", countName(run, meter), grouped(before), grouped(now))];
  });
}

/** Which answers of DNS are kept from then on. */
function keptAt(run, first, last) {
  return [...new Set(run.page.kept.filter(([record]) => record >= first && record <= last)
    .map(([record, text]) => word("keeps", run.actor(record), run.text(text))))];
}

function stateName(run, key) {
  const [kind, number, service] = key.split(":");
  const server = run.page.servers[Number(number)];
  if (kind === "server") return service ? `${server} ${SERVICES[service] ?? service}` : server;
  if (kind === "held") return `${server} ${SERVICES[service] ?? service}, ${word("held_by")}`;
  if (kind === "link") return word("links");
  return views.picture.called(key);
}

function stateWord(run, state = "") {
  const names = state.split(/[,;]/).filter(Boolean).map((it) => (/^(server|balancer|name|database):\d/.test(it) ? views.picture.called(it) : it));
  const known = { running: "state_running", stopped: "state_stopped", hung: "state_hung", off: "state_off", cut: "is_cut" };
  return known[state] ? word(known[state]) : names.join(", ") || "–";
}
