// What is printed: what happened, why, what helps, the picture, the steps with what repeats in one row, and no controls.
// Made when somebody prints, gone afterwards.

/** So many steps fit into a document that somebody reads. */
const PRINTED = 1500;

const paper = {
  /** With `still` it is not for paper: it stands where nothing can be walked through. */
  make({ still = walk.still !== null } = {}) {
    const theme = document.documentElement.dataset.theme;
    if (!still) {
      this.theme ??= theme;
      // Paper is white.
      document.documentElement.dataset.theme = "light";
    }
    byId("paper").classList.toggle("still", still);
    if (around.views.has(walk.view)) {
      fill(byId("paper"), ...around.paper());
      byId("paper").hidden = false;
      return;
    }
    if (walk.view === "index" && overview.data) {
      fill(byId("paper"), el("h1", { text: pick(index.runs[0].about.title) }), el("ul", {}, ...overview.data.said.map((it) => el("li", { text: pick(it) }))),
        ...(overview.data.kind === "timeline" ? overview.timeline(overview.data) : overview.heat(overview.data)));
      byId("paper").hidden = false;
      return;
    }
    if (walk.view === "index") {
      fill(byId("paper"), el("h1", { text: word("runs") }),
        runList.table(runList.found(byId("index-search").value.trim().toLowerCase()), { plain: true }));
      byId("paper").hidden = false;
      return;
    }
    if (!walk.base) return;
    const { run } = walk;
    const hides = predict.hides();
    const told = faresOf(run);
    const { variant } = walk;
    const banner = { remedy: "banner_remedy", plan: "banner_plan", sets: "banner_whatif" };
    fill(byId("paper"),
      el("h1", { text: titleOf(run) }),
      variant && walk.flipped ? el("p", {}, el("strong", { text: word(banner[variant.kind], pick(variant.text)) })) : null,
      ...(hides ? [] : [
        el("p", { class: `fares ${told.kind}` }, el("strong", { text: `${told.sign} ${told.text}` })),
        ...run.page.failures.flatMap((_, at) => this.short(run, at)),
        ...(run.page.plan ? [el("h2", { text: word("what_helps") }), ...pick(run.page.plan.blocks).slice(1).map((it) => this.piece(it))] : []),
      ]),
      this.picture(run),
      el("h2", { text: word("steps") }),
      ...this.steps(run, hides),
      ...(hides ? [] : run.page.failures.flatMap((_, at) => [el("h2", { text: word("why_failed", at + 1) }), ...blocksOf(run, at, { plain: true })])),
      hides ? null : el("h2", { text: word("verdict") }),
      hides ? null : el("pre", { text: pick(run.page.verdict).trim() }),
      el("p", { class: "note", text: word("made_by", index.coexist, run.page.seed, run.page.digest) }));
    byId("paper").hidden = false;
  },

  /** A failure in short: what is seen, the first failing step, what helps. */
  short(run, failure) {
    const it = shortOf(run, failure);
    const helps = it.remedy && !run.page.plan;
    return [
      el("p", { text: it.headline }),
      it.finding ? el("h3", { text: word("first_failing_step") }) : null,
      it.finding ? el("p", { class: "finding", text: it.finding.text }) : null,
      helps ? el("h3", { text: word("what_helps") }) : null,
      helps ? el("p", {}, el("b", { text: `✓ ${withoutNumber(it.remedy.text)}` })) : null,
      helps && it.commands.length > 0 ? el("div", { class: "command" }, el("pre", { text: it.commands.join("\n") })) : null,
    ].filter(Boolean);
  },

  piece(it) {
    if (it.kind === "command") return el("div", { class: "command" }, el("pre", { text: it.text }));
    return el("p", {}, it.kind === "remedy" ? el("b", { text: `✓ ${it.text}` }) : it.text);
  },

  picture(run) {
    const picture = el("div", { class: "picture" });
    if (run.page.topology) {
      picture.innerHTML = pick(run.page.topology);
      const svg = picture.querySelector("svg");
      for (const it of [svg.querySelector(":scope > title"), svg.querySelector("text.title")]) it?.remove();
      if (predict.hides()) {
        neutral(svg);
        for (const it of svg.querySelectorAll(":scope > desc, .gone")) it.remove();
      }
      svg.removeAttribute("width");
      svg.removeAttribute("height");
    }
    return picture;
  },

  steps(run, hides) {
    const { track } = walk;
    const most = Math.min(PRINTED, walk.now ? walk.now.shown : hides ? 0 : track.length);
    const rows = [];
    let before = -1;
    for (let row = 0; row < most; row += 1) {
      const n = track.record(row);
      const fold = hides ? null : foldAt(run, n);
      const target = run.target(n);
      const isCause = !hides && run.causes.has(n);
      const bad = !hides && !fold && (run.bad[n] > 0 || isCause);
      const mark = isCause && !fold ? `◉ ${word("cause")}: ` : bad ? "✕ " : "";
      rows.push(el("tr", { class: `${bad ? "bad" : ""}${fold ? " fold" : ""}` },
        el("td", { text: fold ? `${fold.first}–${fold.last}` : String(n) }),
        el("td", { text: run.time[n] === before ? "" : run.moment(n) }),
        el("td", { text: fold ? "" : target === null || run.kind[n] === KIND.connects ? run.actor(n) : `${run.actor(n)} → ${target}` }),
        el("td", { text: fold ? `⋯ ${[foldWords(run, fold), ...metersAt(run, n).map((it) => meterWords(run, it))].join(" · ")}` : `${mark}${run.words(n)}` }),
        el("td", { text: fold ? "" : run.rules(n).map((it) => (it[1] ? `${it[0]}*` : it[0])).join(" ") })));
      before = run.time[n];
    }
    const left = walk.now && most < track.length ? track.length - most : hides ? 1 : run.total - run.count;
    return [
      left > 0 ? el("p", { text: hides ? word("steps_hidden") : word("steps_left", grouped(most), grouped(track.length), `coexist run ${index.runs[walk.number].command ?? run.page.name} --all`) }) : null,
      el("table", {}, el("thead", {}, el("tr", {}, ...["number", "time", "who", "what_happens", "tab_rules"].map((it) => el("th", { text: word(it) })))),
        el("tbody", {}, ...rows)),
      el("p", { class: "note", text: word("star_assumed") }),
    ];
  },

  clear() {
    if (walk.still) return;
    byId("paper").hidden = true;
    fill(byId("paper"));
    if (this.theme) document.documentElement.dataset.theme = this.theme;
    this.theme = null;
  },
};
