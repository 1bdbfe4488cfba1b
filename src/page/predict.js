// Predict first: outcomes are hidden, and before each decision the reader says what will happen.
//
// What is asked, what is right, and how far one may go is the core's business; here is the card with the question. What
// is hidden is not in the document: rows behind the furthest one that was shown are not made, columns of those who have
// not yet acted neither.

const predict = {
  /** Whether somebody wants to predict; on the index too, where nothing is walked through yet. */
  on: false,

  /** Whether outcomes are hidden. When all is seen, nothing is. */
  hides() {
    return walk.view === "index" || !walk.now ? this.on : walk.now.hides;
  },

  toggle() {
    stop();
    this.on = !this.on;
    if (walk.view === "index") {
      runList.render();
      renderHead();
      return;
    }
    if (this.on) {
      if (walk.view === "compare") closeCompare();
      // The what-if of before would tell.
      walk.hidden.clear();
      walk.tab = "step";
      setSide(false);
      dropVariant();
      follow(walk.base);
      hear({ hide: [] }, { go: "first" }, { predict: true });
    } else {
      hear({ predict: false });
    }
    render();
    announce(word(this.on ? "predict_on" : "predict_off"));
  },

  score() {
    const { score } = walk.now;
    return score ? ` · ${word("score", ...score)}` : "";
  },

  /** The question, where one is due. */
  card() {
    const it = walk.now.question;
    if (!it) return null;
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
        this.take(it.ask === "accepted" ? { accepted: given === "yes" } : { next: [given === "" ? null : given.slice(1), security || null] });
      },
    } },
    el("h3", {}, glyph("? "), word("what_will_happen")),
    ...groups, hint,
    el("p", { class: "buttons" },
      el("button", { type: "submit", class: "main", data: { answer: "" }, text: word("answer") }),
      el("button", { data: { answer: "unknown" }, text: word("show_me"), on: { click: () => this.take("nothing") } })));
    return form;
  },

  /** Takes an answer, shows what happens, and says whether it was right. */
  take(answer) {
    command({ answer }, { moving: true });
    render();
    byId("main").focus();
    const it = walk.now.feedback;
    if (it) announce(word(it.is_right ? "was_right" : "was_wrong", this.truth(it)));
  },

  /** What would have been right, in words. */
  truth(it) {
    if (it.ask === "accepted") return word(it.answer ? "goes_on" : "refused");
    if (it.server === null) return word("nobody");
    return it.security === null ? it.server : word("server_over", it.server, word(`security_${it.security}`));
  },

  /** What became of the answer, at the record that was asked for. */
  feedback() {
    const it = walk.now.feedback;
    if (!it) return null;
    return el("p", { class: `feedback ${it.is_right ? "right" : "wrong"}`, data: { right: String(it.is_right) } },
      el("b", {}, glyph(it.is_right ? "✓ " : "✕ "),
        word(it.is_right ? "was_right" : it.said === "nothing" ? "was_shown" : "was_wrong", this.truth(it))));
  },
};
