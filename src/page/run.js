// A run as the page reads it: columns of numbers, texts by their position, and what can be asked of them quickly.

/** What a record is. The numbers are those of `src/reading/class.rs`. */
const KIND = {
  note: 0, command: 1, reply: 2, connects: 3, accepts: 4, refuses: 5, decides: 6, fails: 7, changes: 8, begins: 9,
  endsWell: 10, endsBadly: 11, watches: 12,
};

/** More clients than these share one column of the sequence. */
const CLIENT_COLUMNS = 6;
/** More columns than these are not drawn; those that are used least share one. */
const COLUMNS = 9;

/** What nature a record has. The numbers are those of `src/page/form/records.rs`. */
const NATURE = { neutral: 0, good: 1, warning: 2, refusal: 3, trouble: 4 };

class Run {
  /** `page` is the value that `src/page/form.rs` makes; `place` is where the scenario is from; `bytes` gives its text. */
  constructor(page, place, bytes = async () => new TextEncoder().encode(JSON.stringify(page))) {
    const columns = page.records;
    this.page = page;
    this.place = place;
    this.bytes = bytes;
    this.count = columns.kind.length;
    this.total = page.total;
    this.kind = Uint8Array.from(columns.kind);
    this.nature = Uint8Array.from(columns.nature);
    this.lane = Int32Array.from(columns.lane);
    this.to = Int32Array.from(columns.to);
    this.depth = Int32Array.from(columns.depth);
    this.connection = Int32Array.from(columns.connection);
    this.attempt = Int32Array.from(columns.attempt);
    this.cause = Int32Array.from(columns.cause);
    this.textOf = Int32Array.from(columns.text);
    this.rulesOf = Int32Array.from(columns.rules);
    this.decisionOf = Int32Array.from(columns.decision);
    this.fold = Int32Array.from(columns.fold);
    this.span = Int32Array.from(columns.span);
    this.causes = new Set(page.causes);
    this.time = new Float64Array(this.count);
    this.question = new Map(page.questions.map((it) => [it.record, it]));
    this.bad = new Uint8Array(this.count);
    let now = 0;
    for (let n = 0; n < this.count; n += 1) {
      now += columns.after[n];
      this.time[n] = now;
      // Who looks for what went wrong does not stop at a reply: it only says what was decided before it.
      const failed = this.nature[n] >= NATURE.refusal;
      this.bad[n] = !failed ? 0 : this.kind[n] === KIND.reply ? 1 : 2;
    }
  }

  /** With how many decimals every moment of it can be told. */
  get places() {
    this.decimals ??= [3, 4, 5].find((it) => this.time.every((micros) => micros % 10 ** (6 - it) === 0)) ?? 6;
    return this.decimals;
  }

  /** When a record is, as it is shown; or with so many decimals. */
  moment(n, places = 0) {
    return moment(this.time[n], this.page.date, places);
  }

  text(id) {
    return pick(this.page.texts[id]);
  }

  /** What a record says. */
  words(n) {
    return this.text(this.textOf[n]);
  }

  laneName(lane) {
    return this.text(this.page.lanes[lane].name);
  }

  actor(n) {
    return this.laneName(this.lane[n]);
  }

  /** To whom it points, or nothing. */
  target(n) {
    return this.to[n] < 0 ? null : this.laneName(this.to[n]);
  }

  /** The rules that speak at a record: `[id, switch?]` each. */
  rules(n) {
    const decision = this.decisionOf[n];
    const own = this.rulesOf[n] < 0 ? [] : this.page.rules[this.rulesOf[n]];
    if (decision < 0) return own;
    const all = new Map(own.map((it) => [it[0], it]));
    for (const it of this.page.decisions[decision].reasons) {
      if (!all.has(it.rule)) all.set(it.rule, it.assumed ? [it.rule, it.assumed] : [it.rule]);
    }
    return [...all.values()];
  }

  decision(n) {
    return this.decisionOf[n] < 0 ? null : this.page.decisions[this.decisionOf[n]];
  }

  attemptOf(n) {
    return this.attempt[n] < 0 ? null : this.page.attempts[this.attempt[n]];
  }

  /** The clients that make attempts, in the order in which they begin. */
  clients() {
    this.names ??= [...new Set(this.page.attempts.map((it) => it.client))];
    return this.names;
  }

  /** How many attempts logged on. */
  get well() {
    return this.page.attempts.filter((it) => it.well).length;
  }

  /** The records of an attempt, in order. All attempts are sorted at once, when one is asked for first. */
  recordsOf(attempt) {
    if (!this.byAttempt) {
      const many = this.page.attempts.length;
      const starts = new Int32Array(many + 1);
      for (let n = 0; n < this.count; n += 1) if (this.attempt[n] >= 0) starts[this.attempt[n] + 1] += 1;
      for (let at = 0; at < many; at += 1) starts[at + 1] += starts[at];
      const all = new Int32Array(starts[many]);
      const next = starts.slice();
      for (let n = 0; n < this.count; n += 1) {
        const it = this.attempt[n];
        if (it >= 0) {
          all[next[it]] = n;
          next[it] += 1;
        }
      }
      this.byAttempt = { starts, all };
    }
    const { starts, all } = this.byAttempt;
    return all.subarray(starts[attempt], starts[attempt + 1]);
  }

}

/** The rows that are walked, as the core names them, and the columns in which they are drawn. */
class Track {
  /**
   * `rows` are the records, or nothing where all are; `parties` are those who take part, each with the number of its
   * records; `hidden` holds the keys of hidden columns. Of many parties those of the attempt `near` have columns of
   * their own.
   */
  constructor(run, { rows = null, parties = [], hidden = new Set(), near = -1 } = {}) {
    Object.assign(this, { run, rows, hidden, near, length: rows ? rows.length : run.count });
    this.#columns(parties);
    this.visible = this.columns.filter((it) => !hidden.has(it.key));
    this.visible.forEach((it, at) => { it.at = at; });
  }

  #columns(parties) {
    const { lanes } = this.run.page;
    const clients = parties.filter(([lane]) => lanes[lane].kind === "client").length;
    // A server and its services of the same name are one column: who accepts is who was connected to.
    const order = { client: 0, network: 1, balancer: 2, server: 3, service: 3, admin: 4 };
    const byKey = new Map();
    for (const [lane, count] of parties) {
      const { kind, node, name } = lanes[lane];
      const together = kind === "client" && clients > CLIENT_COLUMNS;
      const key = together ? "clients" : `${node}|${name}`;
      const known = byKey.get(key) ?? { key, kind, lanes: [], count: 0, order: order[kind] ?? 3, group: together };
      known.lanes.push(lane);
      known.count += count;
      byKey.set(key, known);
    }
    let all = [...byKey.values()].sort((a, b) => a.order - b.order);
    this.crowded = all.length > COLUMNS;
    if (this.crowded) {
      const lanesNear = new Set();
      for (const it of this.near < 0 ? [] : this.run.recordsOf(this.near)) {
        lanesNear.add(this.run.lane[it]);
        if (this.run.to[it] >= 0) lanesNear.add(this.run.to[it]);
      }
      const far = (it) => (it.lanes.some((lane) => lanesNear.has(lane)) ? 0 : 1);
      const most = new Set([...all].sort((a, b) => far(a) - far(b) || b.count - a.count).slice(0, COLUMNS - 1));
      const rest = all.filter((it) => !most.has(it));
      const others = { key: "others", kind: "others", lanes: rest.flatMap((it) => it.lanes), group: true };
      all = [...all.filter((it) => most.has(it)), others];
    }
    this.columns = all;
    this.columnOf = new Int32Array(lanes.length).fill(-1);
    all.forEach((it, at) => it.lanes.forEach((lane) => { this.columnOf[lane] = at; }));
  }

  /** The parties of hidden columns. */
  get gone() {
    return this.columns.filter((it) => this.hidden.has(it.key)).flatMap((it) => it.lanes);
  }

  columnName(column) {
    if (column.key === "clients") return word("column_clients", column.lanes.length);
    if (column.key === "others") return word("column_others", column.lanes.length);
    return this.run.laneName(column.lanes[0]);
  }

  record(row) {
    return this.rows ? this.rows[row] : row;
  }

}

/** The runs that stand in the file, unpacked when they are asked for. */
const archive = {
  runs: new Map(),

  async unpack(id) {
    const text = atob(byId(id).textContent);
    const packed = new Uint8Array(text.length);
    for (let at = 0; at < text.length; at += 1) packed[at] = text.charCodeAt(at);
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).arrayBuffer();
  },

  async run(number) {
    if (!this.runs.has(number)) {
      const bytes = () => this.unpack(`run-${number}`);
      const page = JSON.parse(new TextDecoder().decode(await bytes()));
      this.runs.set(number, new Run(page, index.runs[number].place, bytes));
    }
    return this.runs.get(number);
  },
};
