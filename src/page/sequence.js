// The sequence of records as a list of rows of which only those in sight are in the document.
//
// Every row is equally high but the current one, whose words are never cut; so the place of a row is its number times a
// height, and a little more behind that one, however long the run is. Columns stand for who takes part, an arrow leads from one to another, and the words stand beside it, indented by the depth
// of the connection.

/** Rows beyond the edges that are kept, so that a short scroll shows no gap. */
const SPARE = 6;
/** How deep words are indented at the most; beyond, the depth is written. */
const INDENTS = 6;

let sequences = 0;

class Sequence {
  /** `pick(row)` is called when a row is chosen. */
  constructor(place, { label, pick: choose, whole = false }) {
    sequences += 1;
    this.whole = whole;
    this.id = `rows-${sequences}`;
    this.choose = choose;
    this.rows = new Map();
    this.at = -1;
    /** By how much the current row is higher than the others. */
    this.extra = 0;
    this.head = el("div", { class: "heads", attrs: { "aria-hidden": "true" } });
    this.list = el("div", { class: "list", attrs: { role: "listbox", tabindex: "0" } });
    this.label = label;
    this.scroller = el("div", { class: "scroller" }, this.head, this.list);
    this.scroller.addEventListener("scroll", () => this.#later(), { passive: true });
    this.list.addEventListener("click", (event) => {
      const row = event.target.closest("[data-row]");
      // A button in a row means that row.
      if (row) this.choose(Number(row.dataset.row));
      const toggle = event.target.closest("[data-toggle]");
      if (toggle) {
        const [kind, number] = toggle.dataset.toggle.split(":");
        command({ [kind]: Number(number) });
      }
    });
    fill(place, this.scroller);
    new ResizeObserver(() => this.redraw()).observe(this.scroller);
  }

  /** Shows the rows of a track, up to `last`. */
  set(track, { last = track.length - 1, apart = -1, quiet = false } = {}) {
    Object.assign(this, { track, last, apart, quiet, stale: true });
    nextFrame.ask(this, () => this.#arrange());
  }

  /** Draws everything anew: after another language, another size, other columns. */
  redraw() {
    if (!this.track) return;
    this.stale = false;
    const { track } = this;
    const font = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const width = this.scroller.clientWidth;
    this.height = Math.round(font * 2.1);
    const many = Math.max(1, track.visible.length);
    this.column = Math.round(Math.max(font * 3.2, Math.min(font * 8.5, (width * (width < 50 * font ? 0.36 : 0.45)) / many)));
    // As wide as the longest time, in digits.
    const end = track.length > 0 ? track.run.moment(track.record(track.length - 1), track.run.places).length : 6;
    this.scroller.style.setProperty("--time", `${Math.round(font * (1 + 0.54 * Math.max(9, end + (end < 10 ? 2 : 1))))}px`);
    this.extra = 0;
    this.list.style.height = `${(this.last + 1) * this.height}px`;
    this.list.setAttribute("aria-label", word(this.label));
    this.scroller.style.setProperty("--lanes", `${many * this.column}px`);
    this.scroller.style.setProperty("--row", `${this.height}px`);
    fill(this.head,
      el("span", { class: "time", text: word("time") }),
      el("span", { class: "lanes" }, ...track.visible.map((it) => {
        const name = track.columnName(it);
        // Names break at their dots; where there is little room, the first part has to do.
        const fits = name.includes(" ") || this.column > font * 6;
        const shownName = fits ? name : name.replace(/^([^.]+)\..+$/, "$1");
        const parts = shownName.split(".").flatMap((part, i) => (i > 0 ? [el("wbr"), `.${part}`] : [part]));
        const head = el("span", { class: `head ${it.kind}`, attrs: { title: name } }, ...parts);
        head.style.width = `${this.column}px`;
        // A piece that cannot break is as wide as its column: smaller letters are read more easily than half words.
        const longest = Math.max(...shownName.split(/[.\s]|(?<=-)/).map((part) => part.length + (shownName.includes(`.${part}`) ? 1 : 0)));
        head.style.fontSize = `${Math.max(9.5, Math.min(font * 0.78, (this.column - font * 0.5) / (0.62 * longest))).toFixed(1)}px`;
        return head;
      })),
      el("span", { class: "words", text: word("what_happens") }));
    this.rows.clear();
    this.list.replaceChildren();
    this.#draw();
    this.#mark();
    this.#fit();
  }

  /** Where a row begins. */
  #top(row) {
    return row * this.height + (row > this.at ? this.extra : 0);
  }

  /** Makes a row the current one and brings it into sight. */
  show(at) {
    this.at = at;
    nextFrame.ask(this, () => this.#arrange());
  }

  /** Draws what `set` and `show` asked for. */
  #arrange() {
    if (this.stale) this.redraw();
    const { at, high } = this;
    if (!this.track || this.track.length === 0) return;
    if (high !== at) {
      // It is as high as the others again.
      this.rows.get(high)?.remove();
      this.rows.delete(high);
      this.high = at;
    }
    this.#keep(at);
    this.#fit();
    if (this.scroller.clientHeight > 0) {
      const head = this.head.offsetHeight;
      const [top, bottom] = [at * this.height, (at + 1) * this.height + this.extra];
      const sight = this.scroller.clientHeight - head;
      const from = this.scroller.scrollTop;
      // The row before and the row behind are seen where there is room for them.
      const room = (rows) => bottom - top + rows * this.height <= sight;
      const [before, behind] = [room(1) ? this.height : 0, room(2) ? this.height : 0];
      if (top < from + before || bottom > from + sight - behind) {
        // A step further scrolls by as much as is needed; a jump puts the row into the upper middle.
        const near = bottom > from + sight - behind && bottom < from + sight + this.height + this.extra;
        const to = sight < 5 * this.height ? top - before
          : near ? bottom - sight + 2 * behind : top - Math.round(sight * 0.35);
        // Whole rows stand below the head.
        this.scroller.scrollTop = Math.ceil(to / this.height) * this.height;
      }
    }
    this.#draw();
    this.#mark();
  }

  /** Makes the current row as high as its words need, and puts those behind it lower. */
  #fit() {
    const row = this.rows.get(this.at);
    if (!row || this.scroller.clientHeight === 0) return;
    this.#mark();
    // A projector has the sentence in full beside the rows.
    const needs = shown.big ? 0 : Math.max(...[...row.querySelectorAll(".words, .who-acts")].map((it) => it.scrollHeight)) + 6;
    // No higher than what is seen of the rows: the sentence stands in full above them.
    const sight = this.scroller.clientHeight - this.head.offsetHeight;
    this.extra = Math.max(0, Math.ceil(Math.min(needs, sight) - this.height));
    if (this.extra > 0) {
      const made = this.#row(this.at, this.height + this.extra);
      row.replaceWith(made);
      this.rows.set(this.at, made);
    }
    this.#mark();
    this.list.style.height = `${(this.last + 1) * this.height + this.extra}px`;
    for (const [at, it] of this.rows) it.style.transform = `translateY(${this.#top(at)}px)`;
  }

  #later() {
    if (this.pending) return;
    this.pending = requestAnimationFrame(() => {
      this.pending = null;
      this.#draw();
    });
  }

  #draw() {
    if (!this.track) return;
    const first = Math.max(0, Math.floor(this.scroller.scrollTop / this.height) - SPARE);
    const sight = Math.ceil(this.scroller.clientHeight / this.height);
    const end = Math.min(this.last, first + sight + 2 * SPARE);
    for (const [row, it] of this.rows) {
      if ((row < first || row > end) && row !== this.at) {
        it.remove();
        this.rows.delete(row);
      }
    }
    for (let row = first; row <= end; row += 1) this.#keep(row);
    if (this.at >= 0 && this.at <= this.last) this.#keep(this.at);
  }

  #keep(row) {
    if (this.rows.has(row)) return;
    const made = this.#row(row);
    this.rows.set(row, made);
    // In their order, for those who read without seeing.
    let next = null;
    for (const it of this.list.children) {
      if (Number(it.dataset.row) > row) {
        next = it;
        break;
      }
    }
    this.list.insertBefore(made, next);
    if (row === this.at) this.#current(made, true);
  }

  #current(row, is) {
    row.classList.toggle("current", is);
    row.setAttribute("aria-selected", String(is));
  }

  #mark() {
    for (const [row, it] of this.rows) this.#current(it, row === this.at);
    const current = this.rows.get(this.at);
    if (current) this.list.setAttribute("aria-activedescendant", current.id);
    else this.list.removeAttribute("aria-activedescendant");
  }

  #row(at, height = this.height) {
    const { track, column } = this;
    const { run } = track;
    const n = track.record(at);
    const kind = run.kind[n];
    const fold = this.quiet || this.whole ? null : foldAt(run, n);
    if (fold) return this.#fold(at, n, fold, height);
    const bad = this.quiet ? 0 : run.bad[n];
    const isCause = !this.quiet && run.causes.has(n);
    const warns = !this.quiet && run.nature[n] === NATURE.warning;
    const wire = kind === KIND.command || kind === KIND.reply;
    const lines = run.words(n).split("\n");
    const before = at > 0 ? run.time[track.record(at - 1)] : -1;
    const time = run.time[n] === before ? "" : run.moment(n, run.places);
    const lane = track.columns[track.columnOf[run.lane[n]]];
    const target = run.to[n] < 0 ? null : track.columns[track.columnOf[run.to[n]]];
    const made = el("div", {
      id: `${this.id}-${at}`,
      class: `row kind-${kind}${bad ? " bad" : ""}${isCause ? " cause" : bad ? " unwinds" : ""}${warns ? " warn" : ""}${wire ? " says" : ""}${at === this.apart ? " apart" : ""}`,
      data: { row: at, record: n },
      attrs: { role: "option", "aria-selected": "false", "aria-posinset": String(at + 1),
        "aria-setsize": String(this.last + 1) },
    });
    made.style.transform = `translateY(${this.#top(at)}px)`;
    if (height > this.height) made.style.height = `${height}px`;
    const words = el("span", { class: "words" });
    const depth = Math.min(INDENTS, Math.max(0, run.depth[n]));
    words.style.paddingInlineStart = `${depth * 0.6}em`;
    if (run.depth[n] > INDENTS) words.append(el("span", { class: "depth", text: `${run.depth[n]}↳ ` }));
    if (isCause) words.append(el("b", { class: "tag", text: word("cause") }), " ");
    else if (bad) words.append(el("span", { class: "glyph", text: "✕ " }));
    for (const it of this.quiet || this.whole ? [] : togglesAt(run, n)) words.append(opener(it), " ");
    if (lane?.group) words.append(el("b", { class: "whose", text: `${run.actor(n)} ` }));
    const to = target?.group ? `→ ${run.target(n)} ` : "";
    if (to) words.append(el("b", { class: "whose", text: to }));
    words.append(el("span", { text: lines.length > 1 ? `${lines.join(" ⏎ ")}` : lines[0] }));
    words.title = lines.join("\n");
    made.append(
      el("span", { class: "time", text: time }),
      el("span", { class: "who-acts", text: `${run.actor(n)}${run.target(n) ? ` → ${run.target(n)}` : ""}: ` }),
      this.#arrow(kind, [lane?.at ?? 0, target ? target.at : -1], bad, height),
      words,
    );
    // Before the words, which may be longer than there is room.
    if (at === this.apart) words.prepend(el("span", { class: "part", text: word("they_part") }));
    return made;
  }

  /** One row for what repeats, or was folded by hand. */
  #fold(at, n, fold, height) {
    const { track } = this;
    const { run } = track;
    const lanes = Math.max(1, track.visible.length) * this.column;
    const isSpan = fold.span !== undefined;
    const bad = isSpan && (fold.kind === "attempt" ? !run.page.attempts[fold.attempt].well : run.bad[fold.end] > 0);
    const made = el("div", { id: `${this.id}-${at}`, class: `row fold${isSpan ? " span" : ""}${bad ? " bad" : ""}`,
      data: { row: at, record: n, ...(isSpan ? { span: fold.span } : { fold: fold.fold }) },
      attrs: { role: "option", "aria-selected": "false", "aria-posinset": String(at + 1), "aria-setsize": String(this.last + 1) } });
    made.style.transform = `translateY(${this.#top(at)}px)`;
    if (height > this.height) made.style.height = `${height}px`;
    const name = isSpan ? spanName(run, fold) : run.text(fold.text);
    const meters = metersAt(run, n).map((it) => meterWords(run, it));
    const words = el("span", { class: "words" },
      el("span", { class: "opens", data: { action: "unfold" }, attrs: { title: word("unfold") }, text: "▸" }), ` ${name} `,
      el("span", { class: "note", text: isSpan ? `· ${spanTold(run, fold)} ` : "" }),
      ...meters.map((text) => el("span", { class: "counts", text: `${text} ` })),
      el("span", { class: "note", text: word("folded_records", grouped(fold.first), grouped(fold.last)) }));
    words.title = words.textContent;
    const y = Math.round(height / 2);
    made.append(el("span", { class: "time", text: run.moment(n, run.places) }),
      draw("svg", { class: "lanes", width: lanes, height, "aria-hidden": "true" },
        draw("path", { class: "life dashed", d: `M8 ${y - 6}H${lanes - 8}M8 ${y}H${lanes - 8}M8 ${y + 6}H${lanes - 8}` })), words);
    return made;
  }

  /** Life lines, and the arrow or sign of a row. */
  #arrow(kind, [from, to], bad, height) {
    const { column } = this;
    const many = Math.max(1, this.track.visible.length);
    const svg = draw("svg", { class: "lanes", width: many * column, height, "aria-hidden": "true" });
    const x = (lane) => Math.round((lane + 0.5) * column) + 0.5;
    const y = Math.round(height / 2);
    let lives = "";
    for (let lane = 0; lane < many; lane += 1) lives += `M${x(lane)} 0V${height}`;
    svg.append(draw("path", { class: "life", d: lives }));
    const start = x(from);
    if (to >= 0) {
      const dashed = kind === KIND.reply || kind === KIND.accepts || kind === KIND.refuses || kind === KIND.fails;
      const line = `line${dashed ? " dashed" : ""}`;
      if (to === from) {
        const far = start + Math.min(column * 0.42, 44);
        svg.append(draw("path", { class: line, d: `M${start} ${y - 7}H${far}V${y + 7}H${start + 8}` }));
        svg.append(draw("path", { class: "tip", d: `M${start + 2} ${y + 7}l10 -5v10z` }));
        if (bad) svg.append(cross(far, y));
      } else {
        const end = x(to);
        const side = end > start ? 1 : -1;
        svg.append(draw("path", { class: line, d: `M${start} ${y}H${end - side * 9}` }));
        const tip = kind === KIND.reply || kind === KIND.accepts
          ? draw("path", { class: "open-tip", d: `M${end - side * 10} ${y - 6}L${end - side} ${y}L${end - side * 10} ${y + 6}` })
          : draw("path", { class: "tip", d: `M${end - side} ${y}l${-side * 11} -6v12z` });
        svg.append(tip);
        if (kind === KIND.connects) svg.append(draw("circle", { class: "hollow", cx: start, cy: y, r: 5 }));
        if (kind === KIND.accepts) svg.append(draw("circle", { class: "solid", cx: start, cy: y, r: 4 }));
        if (bad) svg.append(cross((start + end) / 2, y));
      }
      return svg;
    }
    svg.append(...sign(this.quiet && kind === KIND.endsWell ? KIND.endsBadly : kind, start, y, bad));
    return svg;
  }
}

/** What closes that which begins at a record. */
function opener(it) {
  const [[kind, number]] = Object.entries(it);
  return el("span", { class: `opens${kind === "shut" ? " shuts" : ""}`, data: { toggle: `${kind}:${number}` }, attrs: { title: word("fold") }, text: "▾" });
}

const cross = (x, y) => draw("path", { class: "cross", d: `M${x - 6} ${y - 6}l12 12M${x + 6} ${y - 6}l-12 12` });

/** The sign of a record that is no arrow. Each differs in its shape, not only in its color. */
function sign(kind, x, y, bad) {
  switch (kind) {
    case KIND.decides:
      return [
        draw("rect", { class: "card", x: x - 10, y: y - 12, width: 20, height: 24, rx: 3 }),
        bad ? cross(x, y) : draw("path", { class: "lines", d: `M${x - 5} ${y - 5}h10M${x - 5} ${y}h10M${x - 5} ${y + 5}h6` }),
      ];
    case KIND.fails:
    case KIND.refuses:
      return bad ? [draw("circle", { class: "alarm", cx: x, cy: y, r: 11 }), cross(x, y)]
        : [draw("circle", { class: "hollow", cx: x, cy: y, r: 7 })];
    case KIND.changes:
      return [draw("path", { class: "change", d: `M${x} ${y - 11}l11 11l-11 11l-11 -11z` })];
    case KIND.begins:
      return [draw("path", { class: "solid", d: `M${x - 7} ${y - 9}l16 9l-16 9z` })];
    case KIND.endsWell:
      return [
        draw("circle", { class: "solid", cx: x, cy: y, r: 11 }),
        draw("path", { class: "check", d: `M${x - 5} ${y}l4 5l7 -9` }),
      ];
    case KIND.endsBadly:
      return bad ? [
        draw("path", { class: "alarm", d: `M${x - 5} ${y - 11}h10l6 6v10l-6 6h-10l-6 -6v-10z` }), cross(x, y),
      ] : [draw("circle", { class: "solid", cx: x, cy: y, r: 9 })];
    case KIND.watches:
      return [draw("circle", { class: "hollow", cx: x, cy: y, r: 4 })];
    default:
      return [draw("circle", { class: "solid", cx: x, cy: y, r: 4 })];
  }
}
