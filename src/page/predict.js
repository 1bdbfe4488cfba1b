// Predict first: outcomes are hidden, and before each decision the reader says what will happen.
//
// What is hidden is not in the document: rows behind the furthest one that was shown are not made, columns of those who
// have not yet acted neither. The answers come from the run itself.

const predict = {
  on: false,
  /** What was answered: record → `{ right, text }`. */
  answers: new Map(),
  right: 0,
  /** The furthest record that was shown. */
  seen: 0,
  /** The first question that may still be open, by its position; those before it are answered or filtered out. */
  next: 0,

  /** Whether outcomes are hidden. When all is seen, nothing is. */
  hides() {
    if (!this.on || !walk.track || walk.view === "index") return this.on;
    return !(this.seen >= walk.track.record(walk.track.length - 1) && !this.open());
  },

  /** The first question that is not answered yet. */
  open() {
    const { questions } = walk.run.page;
    while (this.next < questions.length) {
      const it = questions[this.next];
      const shownRow = it.record < walk.run.count && (!walk.keep || walk.keep(it.record));
      if (shownRow && !this.answers.has(it.record)) return it;
      this.next += 1;
    }
    return null;
  },

  /** The last row to which one may go. */
  limit() {
    if (!this.on || !walk.track) return Infinity;
    const open = this.open();
    return open ? Math.max(0, walk.track.row(open.record - 1)) : Infinity;
  },

  /** Whether the row that is shown is the last one before a question. */
  due() {
    return this.on && this.open() !== null && walk.row >= this.limit();
  },

  /** Notes how far the reader has come, and tells whether that is further than before. */
  see(record) {
    if (!this.on || record <= this.seen) return false;
    this.seen = record;
    return true;
  },

  reset() {
    this.next = 0;
  },

  restart() {
    this.answers.clear();
    this.right = 0;
    this.seen = 0;
    this.next = 0;
  },

  toggle() {
    stop();
    this.on = !this.on;
    this.restart();
    if (walk.view === "index") {
      renderIndex();
      renderHead();
      return;
    }
    if (this.on) {
      if (walk.view === "compare") closeCompare();
      // The what-if of before would tell.
      walk.variant = null;
      walk.flipped = false;
      walk.hidden.clear();
      openTabQuietly("step");
      retrack(0);
      walk.row = 0;
    } else {
      retrack();
    }
    render();
    announce(word(this.on ? "predict_on" : "predict_off"));
  },

  score() {
    return this.on ? ` · ${word("score", this.right, this.answers.size)}` : "";
  },

  /** The question, where one is due. */
  card() {
    if (!this.due()) return null;
    const it = this.open();
    const { run } = walk;
    const radio = (name, value, text, checked) => el("label", { class: "choice" },
      el("input", { type: "radio", value, checked, attrs: { name } }), ` ${text}`);
    const groups = [];
    if (it.ask === "accepted") {
      groups.push(el("fieldset", {}, el("legend", { text: word("ask_accepted", run.actor(it.record)) }),
        radio("accepted", "yes", word("goes_on")), radio("accepted", "no", word("refused"))));
    } else {
      groups.push(
        el("fieldset", {}, el("legend", { text: word("ask_next", run.actor(it.record)) }),
          ...it.servers.map((name) => radio("server", `s${name}`, name)),
          radio("server", "", word("nobody"))),
        el("fieldset", { id: "ask-security" }, el("legend", { text: word("ask_security") }),
          ...["SSL", "TLS", "plaintext"].map((name) => radio("security", name, word(`security_${name}`))),
          radio("security", "", word("security_none"))));
    }
    const hint = el("p", { class: "note", attrs: { role: "alert" } });
    const form = el("form", { id: "question", class: "card question", data: { record: it.record, ask: it.ask }, on: {
      submit: (event) => {
        event.preventDefault();
        const data = new FormData(event.target);
        const given = it.ask === "accepted" ? data.get("accepted") : data.get("server");
        const security = data.get("security");
        if (given === null || (it.ask === "next" && given !== "" && security === null)) {
          hint.textContent = word("choose_first");
          return;
        }
        this.take(it, it.ask === "accepted" ? { accepted: given === "yes" } : { server: given === "" ? null : given.slice(1), security: security || null });
      },
    } },
    el("h3", {}, glyph("? "), word("what_will_happen")),
    ...groups, hint,
    el("p", { class: "buttons" },
      el("button", { type: "submit", class: "main", data: { answer: "" }, text: word("answer") }),
      el("button", { data: { answer: "unknown" }, text: word("show_me"), on: { click: () => this.take(it, null) } })));
    return form;
  },

  /** Takes an answer, shows what happens, and says whether it was right. */
  take(it, given) {
    const right = given !== null && (it.ask === "accepted" ? given.accepted === it.answer
      // Where the run opens no connection at once, there is no type to be guessed.
      : given.server === it.server && (it.server === null || it.security === null || given.security === it.security));
    const truth = it.ask === "accepted" ? word(it.answer ? "goes_on" : "refused")
      : it.server === null ? word("nobody") : it.security === null ? it.server
        : word("server_over", it.server, word(`security_${it.security}`));
    this.answers.set(it.record, { right, truth, unknown: given === null });
    if (right) this.right += 1;
    go(walk.track.row(it.record), { moving: true });
    render();
    byId("main").focus();
    announce(word(right ? "was_right" : "was_wrong", truth));
  },

  /** What became of the answer, at the record that was asked for. */
  feedback(n) {
    const it = this.answers.get(n);
    if (!this.on || !it) return null;
    return el("p", { class: `feedback ${it.right ? "right" : "wrong"}`, data: { right: String(it.right) } },
      el("b", {}, glyph(it.right ? "✓ " : "✕ "), word(it.right ? "was_right" : it.unknown ? "was_shown" : "was_wrong", it.truth)));
  },
};

function openTabQuietly(tab) {
  walk.tab = tab;
}
