// The list of the runs of a page: by folder, those first where somebody cannot log on, and by what is searched.

/** What a run is called; while somebody predicts, what is asked of it, or what tells nothing. */
function runTitle({ about, place, number }) {
  if (!predict.on) return pick(about.title) || place;
  return about.question ?? word("scenario_number", number + 1);
}

/** The folder of a run. */
const folderOf = (place) => place.split("/").slice(0, -1).join("/");

/** How badly people fare: those first that cannot log on. */
const weight = ({ fares }) => (fares.fail > 0 ? 0 : fares.hindered > 0 ? 1 : fares.running > 0 ? 2 : 3);

const runList = {
  /** The runs that are found, by folder. */
  found(wanted = "") {
    const hides = predict.on;
    const all = index.runs.map((it, number) => ({ ...it, number }))
      .filter((it) => `${runTitle(it)} ${hides ? "" : `${it.place} ${fareWords(it.about.fares).text}`}`.toLowerCase().includes(wanted));
    const folders = new Map();
    for (const it of all) {
      const folder = folderOf(it.place);
      if (!folders.has(folder)) folders.set(folder, []);
      folders.get(folder).push(it);
    }
    // While somebody predicts the order must not tell.
    if (!hides) for (const runs of folders.values()) runs.sort((a, b) => weight(a.about) - weight(b.about) || a.number - b.number);
    return { all, folders: [...folders] };
  },

  table({ folders }, { plain = false } = {}) {
    const hides = predict.on;
    const heads = ["title", ...(hides ? [] : ["what_happened"]), "attempts", "records"];
    const row = (it) => {
      const told = fareWords(it.about.fares);
      const file = it.place.split("/").at(-1).replace(/\.ron$/, "");
      const odd = !hides && it.about.overall === "fail";
      return el("tr", {},
        el("td", {}, plain ? el("span", { text: runTitle(it) })
          : el("button", { class: "link", data: { open: it.number }, text: runTitle(it), on: { click: () => openRun(it.number) } }),
        hides ? null : el("div", { class: "note file", text: file })),
        hides ? null : el("td", {}, el("span", { class: `badge fares ${told.kind}` }, glyph(`${told.sign} `), told.text),
          odd ? el("span", { class: "badge quiet fail", text: word("verdict_fail") }) : null),
        el("td", { class: "number", text: grouped(it.about.attempts) }),
        el("td", { class: "number", text: grouped(it.about.records) }));
    };
    return el("table", {},
      el("thead", {}, el("tr", {}, ...heads.map((it) => el("th", { attrs: { scope: "col" }, text: word(it) })))),
      ...folders.map(([folder, runs]) => el("tbody", {},
        folders.length > 1 || folder ? el("tr", { class: "folder" }, el("th", { attrs: { scope: "colgroup", colspan: String(heads.length) } },
          folder || word("no_folder"), el("span", { class: "note", text: ` ${grouped(runs.length)}` }))) : null,
        ...runs.map(row))));
  },

  render() {
    if (overview.data) {
      overview.render();
      return;
    }
    const found = this.found(byId("index-search").value.trim().toLowerCase());
    byId("index-count").textContent = word("runs_of", grouped(found.all.length), grouped(index.runs.length));
    fill(byId("index-table"), this.table(found));
  },
};

/** Whether there is something in front of the runs. */
const hasIndex = () => index.runs.length > 1 || Boolean(index.overview);

function openIndex() {
  if (!hasIndex()) return;
  walk.view = "index";
  byId("index-view").hidden = false;
  byId("walk-view").hidden = true;
  runList.render();
  renderHead();
  saveAddress();
  if (overview.data) byId("main").focus();
  else byId("index-search").focus();
}
