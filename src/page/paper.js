// What is printed: title, picture, steps, explanations, and no controls. Made when somebody prints, gone afterwards.

/** So many steps fit into a document that somebody reads. */
const PRINTED = 1500;

const paper = {
  /** With `still` it is not for paper: it stands where nothing can be walked through. */
  make({ still = walk.still !== null } = {}) {
    if (!walk.base || walk.view === "index") return;
    const { run, track } = walk;
    const hides = predict.hides();
    const theme = document.documentElement.dataset.theme;
    if (!still) {
      this.theme ??= theme;
      // Paper is white.
      document.documentElement.dataset.theme = "light";
    }
    byId("paper").classList.toggle("still", still);
    const picture = el("div", { class: "picture" });
    if (run.page.topology) {
      picture.innerHTML = pick(run.page.topology);
      picture.querySelector("svg").removeAttribute("width");
      picture.querySelector("svg").removeAttribute("height");
    }
    const most = Math.min(PRINTED, walk.now ? walk.now.shown : hides ? 0 : track.length);
    const rows = [];
    let before = -1;
    for (let row = 0; row < most; row += 1) {
      const n = track.record(row);
      const target = run.target(n);
      rows.push(el("tr", { class: run.bad[n] && !hides ? "bad" : "" },
        el("td", { text: String(n) }),
        el("td", { text: run.time[n] === before ? "" : moment(run.time[n]) }),
        el("td", { text: target === null || run.kind[n] === KIND.connects ? run.actor(n) : `${run.actor(n)} → ${target}` }),
        el("td", { text: `${run.bad[n] && !hides ? "✕ " : ""}${run.words(n)}` }),
        el("td", { text: run.rules(n).map((it) => (it[1] ? `${it[0]}*` : it[0])).join(" ") })));
      before = run.time[n];
    }
    const left = run.total - most;
    fill(byId("paper"),
      el("h1", { text: pick(run.page.title) }),
      walk.variant && walk.flipped ? el("p", {}, el("strong", { text: word(walk.variant.kind === "remedy" ? "banner_remedy" : "banner_whatif", pick(walk.variant.text)) })) : null,
      hides ? null : el("pre", { text: pick(run.page.verdict).trim() }),
      picture,
      el("h2", { text: word("steps") }),
      left > 0 ? el("p", { text: hides ? word("steps_hidden") : word("steps_left", grouped(most), grouped(run.total), `coexist run ${index.runs[walk.number].command ?? run.page.name} --all`) }) : null,
      el("table", {}, el("thead", {}, el("tr", {}, ...["number", "time", "who", "what_happens", "tab_rules"].map((it) => el("th", { text: word(it) })))),
        el("tbody", {}, ...rows)),
      el("p", { class: "note", text: word("star_assumed") }),
      ...(hides ? [] : run.page.failures.flatMap((_, at) => [el("h2", { text: word("why_failed", at + 1) }), ...blocksOf(run, at, { plain: true })])),
      el("p", { class: "note", text: word("made_by", index.coexist, run.page.seed, run.page.digest) }));
    byId("paper").hidden = false;
  },

  clear() {
    if (walk.still) return;
    byId("paper").hidden = true;
    fill(byId("paper"));
    if (this.theme) document.documentElement.dataset.theme = this.theme;
    this.theme = null;
  },
};
