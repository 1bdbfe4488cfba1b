// What if: edits are collected, the core in the page runs the scenario with them, and the base never changes.

/** So many records of a variant are shown: they have to be there at once. */
const RECORDS_IN_PAGE = 20000;
/** Runs with more records are not explained at once after an edit: an explanation re-runs them many times. */
const EXPLAINED_AT_ONCE = 3000;
/** Services as a scenario names them, by their names in Windows. */
const SERVICES = { MSExchangeIMAP4: "Imap4", MSExchangePOP3: "Pop3", MSExchangeIMAP4BE: "Imap4BE", MSExchangePOP3BE: "Pop3BE", W3SVC: "W3SVC" };
/** So many servers are offered as a table; others can be set field by field. */
const TABLE = 40;

const whatif = {
  /** The edits in their order: path → value. */
  edits: new Map(),
  entity: "",
  field: "",
  trouble: null,
  /** What the core has told of the lines of the last question. */
  said: null,
  /** Whether the last question was called off by hand. */
  off: false,
  /** What the edits were before each of them. */
  past: [],
  /** Which groups of controls are open, and whose are looked at. */
  open: new Map(),
  at: null,

  /** Takes everything out. */
  clear() {
    this.edits.clear();
    this.past = [];
    typed.clear();
  },

  /** How many edits there are; lines that are typed at one moment count as one. */
  get count() {
    return this.edits.size + typed.blocks.length;
  },

  /** Asks the core and gives the answer, or tells in `place` what is wrong. It runs beside the page. */
  async answer(question, place) {
    this.off = false;
    try {
      const answer = JSON.parse(await distant.ask(question));
      this.said = answer.lines ?? null;
      if (answer.error === undefined) return answer;
      this.tell(place, answer.error, answer.help);
    } catch (error) {
      this.off = error instanceof CalledOff && error.byHand;
      if (error instanceof CalledOff) announce(word("called_off"));
      else this.tell(place, error.message, null);
    }
    return null;
  },

  tell(place, error, help) {
    place.querySelector(".trouble")?.remove();
    place.prepend(el("div", { class: "trouble", attrs: { role: "alert" } },
      el("b", { text: word("trouble") }), el("pre", { text: pick(error) }), help ? el("p", { text: pick(help) }) : null,
      el("button", { text: word("close"), on: { click: (event) => event.currentTarget.parentElement.remove() } })));
    place.scrollTop = 0;
  },

  sets() {
    return [...this.edits].map(([path, value]) => `${path}=${value}`);
  },

  /** Keeps what the edits are, so that one can go back to it. */
  remember() {
    this.past.push([new Map(this.edits), [...typed.blocks]]);
  },

  /** Takes back the last edit. */
  undo() {
    const before = this.past.pop();
    if (!before || predict.hides()) return announce(word("nothing_to_undo"));
    [this.edits, typed.blocks] = before;
    return this.apply();
  },

  /** Shows the edits, and runs with them. */
  apply() {
    this.render();
    return this.run();
  },

  /** Runs the scenario with all edits and lines. Hands out whether it ran. */
  async run({ explain = false, ran = null, keeps = true } = {}) {
    if (this.count === 0) {
      discard();
      return true;
    }
    const { base } = walk;
    const { name, source } = base.page;
    const sets = this.sets();
    const lines = typed.asked();
    const ask = { op: "run", name, source, sets, lines, explain: false, most: RECORDS_IN_PAGE };
    const answer = await this.answer(ask, byId(`panel-${walk.tab}`));
    // What was called off is taken back: what is listed is what is shown.
    if (!answer && this.off && this.past.length > 0) {
      [this.edits, typed.blocks] = this.past.pop();
      this.render();
      return false;
    }
    if (!answer) {
      // What holds the list up stays in it, so that it can be corrected or taken out.
      typed.keep(this.said ?? []);
      if (keeps) this.render({ keep: true });
      return false;
    }
    typed.keep(answer.lines ?? []);
    ran?.(answer.lines);
    const text = [...sets, ...lines.map((it) => it.run.split("\n").join("; "))].join(" · ");
    await pause();
    await take({ kind: "sets", before: base, run: new Run(answer.page, base.place), text, sets, lines });
    announce(resultWords(walk.variant));
    // An explanation runs it many times: the result is there before.
    const wants = answer.page.fares.fail + answer.page.fares.hindered > 0;
    if (wants && (explain || answer.page.total <= EXPLAINED_AT_ONCE)) await this.explain(ask);
    return true;
  },

  /** Explains what is shown, where it still is when the explanation is there. */
  async explain(ask) {
    const { variant } = walk;
    const answer = await this.answer({ ...ask, explain: true }, byId(`panel-${walk.tab}`));
    if (!answer || walk.variant !== variant) return;
    for (const it of ["failures", "plan"]) variant.run.page[it] = answer.page[it];
    variant.run.findings = null;
    if (walk.flipped && walk.view === "walk") render();
  },

  /** Adds an edit, or takes it out where the value is what the file says. */
  set(path, value, written) {
    this.remember();
    this.put(path, value, written);
  },

  put(path, value, written) {
    if (written !== undefined && value === written) this.edits.delete(path);
    else this.edits.set(path, value);
  },

  /** The value of a field: as edited, else as written, else nothing. */
  now(entity, field) {
    return this.edits.get(pathOf(entity, field)) ?? entity.values[field];
  },

  render({ keep = false } = {}) {
    const panel = byId("panel-whatif");
    if (predict.hides()) {
      fill(panel, el("p", { class: "note", text: word("hidden_while_predicting") }));
      return;
    }
    const trouble = keep ? panel.querySelector(".trouble") : null;
    const top = panel.scrollTop;
    const focus = document.activeElement?.dataset?.focus;
    fill(panel, trouble,
      el("p", { class: "note", text: word("whatif_text") }),
      this.list(), typed.form(), this.servers(), this.links(), this.form(), this.free());
    panel.scrollTop = keep ? 0 : top;
    if (focus) panel.querySelector(`[data-focus="${CSS.escape(focus)}"]`)?.focus();
  },

  /** The edits, each with its old value. */
  list() {
    const rows = [...this.edits].map(([path, value]) => {
      const entity = walk.base.page.entities.find((it) => path.startsWith(`${it.path}.`));
      const old = entity?.values[path.slice(entity.path.length + 1)];
      return el("li", { class: "edit", data: { edit: path } },
        el("span", { class: "badge overridden" }, glyph("✎ "), word("overridden")), " ",
        el("code", { text: `${path} = ${value}` }),
        el("span", { class: "note", text: ` ${old === undefined ? word("was_default") : word("was", old)}` }), " ",
        el("button", { class: "link", text: word("remove"), attrs: { "aria-label": word("remove_edit", path) },
          on: { click: () => { this.remember(); this.edits.delete(path); this.apply(); } } }));
    });
    rows.push(...typed.rows());
    if (rows.length === 0) return el("p", { class: "note", text: word("no_edits") });
    return el("section", { class: "card", attrs: { "aria-label": word("edits") } },
      el("h3", { text: word("edits") }), el("ul", { class: "edits" }, ...rows),
      el("p", { class: "buttons" },
        el("button", { data: { action: "undo" }, text: word("undo") }),
        el("button", { data: { action: "ron" }, text: word("hand_out") }),
        el("button", { data: { action: "discard" }, text: word("discard_all") })));
  },

  /** A group of controls, which stays open or shut as somebody left it. */
  group(key, open, ...inner) {
    const is = this.open.get(key) ?? open;
    const made = el("details", { class: "group", data: { group: key }, attrs: is ? { open: "" } : {} },
      el("summary", { text: word(key), data: { focus: `group ${key}` } }), ...inner);
    made.addEventListener("toggle", () => { this.open.set(key, made.open); });
    return made;
  },

  /** Opens the controls of what was clicked in the picture. */
  look(entity, focus) {
    if (!entity || predict.hides()) return;
    this.entity = entity.path;
    this.at = entity.label;
    openTab("whatif");
    setSide(true);
    const panel = byId("panel-whatif");
    const target = (focus && panel.querySelector(`[data-focus="${CSS.escape(focus)}"]`))
      ?? panel.querySelector(`[data-server="${CSS.escape(entity.label)}"] select`) ?? panel.querySelector("[data-focus=field]");
    for (const it of panel.querySelectorAll("details")) if (it.contains(target)) it.open = true;
    target?.scrollIntoView({ block: "center" });
    target?.focus();
  },

  /** Which services run, for all servers at a glance. */
  servers() {
    const { page } = walk.base;
    const { initial = {} } = page.states ?? {};
    const names = page.servers ?? [];
    const entities = page.entities.filter((it) => it.list === "servers");
    if (names.length === 0 || entities.length > TABLE || Object.keys(initial).length === 0) return null;
    const short = SERVICES;
    const offBox = (entity) => el("label", {}, el("input", {
      type: "checkbox", checked: this.now(entity, "off") === "true", data: { focus: `${entity.path} off` },
      attrs: { "aria-label": word("off_of", entity.label) },
      on: { change: (event) => {
        this.set(pathOf(entity, "off"), String(event.target.checked), entity.values.off ?? "false");
        this.apply();
      } },
    }), ` ${word("state_off")}`);
    const rows = entities.map((entity) => {
      const at = names.indexOf(entity.label);
      const services = Object.keys(short).filter((it) => initial[`server:${at}:${it}`] !== undefined);
      return el("div", { class: `machine${entity.label === this.at ? " at" : ""}`, data: { server: entity.label } },
        el("b", { text: entity.label }),
        offBox(entity),
        el("div", { class: "services" }, ...services.map((service) => {
          const word_ = short[service];
          const state = this.service(entity, word_);
          const changed = ["running", "hung", "stopped"].some((it) => this.edits.has(pathOf(entity, it))) && state !== this.service(entity, word_, true);
          return el("label", { class: changed ? "changed" : "" }, `${word_} `,
            el("select", { attrs: { "aria-label": `${entity.label} ${word_}` }, data: { focus: `${entity.path} ${word_}` },
              on: { change: (event) => this.switchService(entity, word_, event.target.value) } },
            ...["running", "stopped", "hung"].map((it) => {
              const option = el("option", { value: it, text: word(`state_${it}`) });
              option.selected = it === state;
              return option;
            })));
        })));
    });
    return this.group("services", true, ...rows);
  },

  service(entity, service, written = false) {
    const of = (field) => items(written ? entity.values[field] : this.now(entity, field));
    if (of("hung").includes(service)) return "hung";
    // The web server runs unless it is stopped; the others run where they are listed.
    if (service === "W3SVC") return of("stopped").includes(service) ? "stopped" : "running";
    return of("running").includes(service) ? "running" : "stopped";
  },

  switchService(entity, service, state) {
    this.remember();
    const lists = { running: state === "running" && service !== "W3SVC", hung: state === "hung", stopped: state === "stopped" && service === "W3SVC" };
    for (const [field, is] of Object.entries(lists)) {
      const before = items(this.now(entity, field));
      if (before.includes(service) === is) continue;
      const after = is ? [...before, service] : before.filter((it) => it !== service);
      this.put(pathOf(entity, field), `[${after.join(", ")}]`, normal(entity.values[field] ?? "[]"));
    }
    this.apply();
  },

  /** Links between sites: cut them, or make them slower. */
  links() {
    const entities = walk.base.page.entities.filter((it) => it.list === "links");
    if (entities.length === 0) return null;
    const rows = entities.slice(0, TABLE).map((entity) => el("tr", {},
      el("th", { attrs: { scope: "row" }, text: entity.label.replace(/[()"]/g, "").replace(", ", " ⇄ ") }),
      el("td", {}, el("label", {}, el("input", { type: "checkbox", checked: this.now(entity, "cut") === "true", data: { focus: `${entity.path} cut` },
        on: { change: (event) => {
          this.set(pathOf(entity, "cut"), String(event.target.checked), entity.values.cut ?? "false");
          this.apply();
        } } }), ` ${word("is_cut")}`)),
      el("td", {}, el("label", {}, `${word("latency")} `, el("input", { type: "text", value: plain(this.now(entity, "latency") ?? "10ms"), class: "short",
        data: { focus: `${entity.path} latency` },
        on: { change: (event) => {
          this.set(pathOf(entity, "latency"), event.target.value.trim(), plain(entity.values.latency ?? "10ms"));
          this.apply();
        } } })))));
    return this.group("links", true, el("table", {}, el("tbody", {}, ...rows)));
  },

  /** Anything that can be set: an entity, one of its fields, a value. */
  form() {
    const { entities } = walk.base.page;
    const lists = [...new Set(entities.map((it) => it.list))];
    if (!entities.some((it) => it.path === this.entity)) this.entity = entities[0]?.path ?? "";
    const entity = entities.find((it) => it.path === this.entity);
    if (!entity) return null;
    const { version } = entity.values;
    const fields = (index.settable[entity.list] ?? []).filter((it) => !it.versions || !version || it.versions.includes(version) || it.field in entity.values);
    // What is written comes first: that is what one wants to change most often.
    const sorted = [...fields].sort((a, b) => Number(b.field in entity.values) - Number(a.field in entity.values));
    if (!fields.some((it) => it.field === this.field)) this.field = sorted[0]?.field ?? "";
    const field = fields.find((it) => it.field === this.field);
    const option = (value, text, is) => {
      const made = el("option", { value, text });
      made.selected = is;
      return made;
    };
    const control = field ? this.control(entity, field) : null;
    return this.group("any_setting", true,
      el("form", { class: "setting", on: { submit: (event) => {
        event.preventDefault();
        const value = control.read();
        if (value === "") {
          this.tell(byId("panel-whatif"), word("no_value"), null);
          return;
        }
        this.set(pathOf(entity, field.field), value, entity.values[field.field]);
        this.apply();
      } } },
      el("label", {}, el("span", { text: word("what") }), el("select", { data: { focus: "entity" }, on: { change: (event) => { this.entity = event.target.value; this.render(); } } },
        ...lists.map((list) => el("optgroup", { attrs: { label: word(`list_${list}`) } },
          ...entities.filter((it) => it.list === list).map((it) => option(it.path, list === "assumptions" ? word("list_assumptions") : it.label, it.path === this.entity)))))),
      el("label", {}, el("span", { text: word("field") }), el("select", { data: { focus: "field" }, on: { change: (event) => { this.field = event.target.value; this.render(); } } },
        ...sorted.map((it) => option(it.field, it.field in entity.values ? `${it.field} ●` : it.field, it.field === this.field)))),
      field ? el("p", { class: "note" }, entity.values[field.field] !== undefined ? word("written", entity.values[field.field])
        : word("not_written", pick(field.default).replaceAll("`", "") || "—")) : null,
      field ? el("p", { class: "note meaning" }, ...withCode(field.text)) : null,
      control?.made ?? null,
      el("button", { type: "submit", class: "main", data: { focus: "add" }, text: word("add_edit") })));
  },

  /** The control for a kind of values, and how its value is written. */
  control(entity, field) {
    const now = this.now(entity, field.field);
    const text = now === undefined ? "" : plain(now);
    const labelled = (made) => el("label", {}, el("span", { text: word("value") }), made);
    const select = (options) => {
      const made = el("select", { data: { focus: "value" } }, ...options.map((it) => {
        const option = el("option", { value: it, text: it });
        option.selected = it === text;
        return option;
      }));
      return { made: labelled(made), read: () => made.value };
    };
    if (field.form === "bool") return select(["true", "false"]);
    if (field.form === "choice") return select(field.options);
    if (field.form === "choices") {
      const boxes = field.options.map((it) => el("input", { type: "checkbox", value: it, checked: items(now).includes(it), data: { focus: `value ${it}` } }));
      return {
        made: el("fieldset", {}, el("legend", { text: word("value") }), ...boxes.map((it) => el("label", { class: "choice" }, it, ` ${it.value}`))),
        read: () => `[${boxes.filter((it) => it.checked).map((it) => it.value).join(", ")}]`,
      };
    }
    if (field.form === "texts") {
      const made = el("textarea", { value: items(now).map(plain).join("\n"), data: { focus: "value" }, attrs: { rows: "3", spellcheck: "false", placeholder: field.example.replaceAll('"', "") } });
      return {
        made: el("label", {}, el("span", { text: word("values_by_line") }), made),
        read: () => `[${made.value.split("\n").map((it) => it.trim()).filter(Boolean).map(quoted).join(", ")}]`,
      };
    }
    const made = el("input", { type: "text", value: text, data: { focus: "value" }, attrs: { placeholder: field.example, spellcheck: "false", autocomplete: "off", inputmode: field.form === "number" ? "numeric" : null } });
    return { made: labelled(made), read: () => made.value.trim() };
  },

  /** Whatever else stands in the file, as it is written on the command line. */
  free() {
    const input = el("input", { type: "text", data: { focus: "free" }, attrs: { placeholder: "seed=8", spellcheck: "false", autocomplete: "off" } });
    return this.group("free_edit", false,
      el("form", { class: "setting", on: { submit: (event) => {
        event.preventDefault();
        const at = input.value.indexOf("=");
        if (at < 1) {
          this.tell(byId("panel-whatif"), word("no_value"), null);
          return;
        }
        this.set(input.value.slice(0, at).trim(), input.value.slice(at + 1).trim());
        this.apply();
      } } },
      el("label", {}, el("span", { text: "PATH=VALUE" }), input),
      el("button", { type: "submit", text: word("add_edit") })));
  },

  /** The variant as a file, and as a command. */
  handOut() {
    const { variant } = walk;
    if (!variant) {
      if (this.count > 0) this.tell(byId("panel-whatif"), word("runs_not"), null);
      return;
    }
    const { source } = variant.run.page;
    const name = index.runs[walk.number].command ?? variant.run.page.name;
    const lines = variant.lines ?? [];
    const options = variant.kind === "plan" ? [] : variant.kind === "sets" ? [...variant.sets.map((it) => `--set ${shellQuoted(it)}`), ...runOptions(lines)]
      : [...variant.actions.map((it) => `--do ${shellQuoted(it)}`), ...(variant.at ? [`--at ${variant.at}`] : [])];
    const command = ["coexist what-if", shellQuoted(name), ...options].join(" ");
    const url = URL.createObjectURL(new Blob([source], { type: "text/plain;charset=utf-8" }));
    const dialog = openDialog(word("hand_out"),
      ...(lines.length > 1 || variant.kind === "plan" ? [] : [el("h3", { text: word("as_command") }),
      el("div", { class: "command" }, el("pre", { id: "command-line", attrs: { tabindex: "0" } }, el("code", { text: command })),
        el("button", { text: word("copy"), on: { click: (event) => copy(command, event.currentTarget) } }))]),
      el("h3", { text: word("as_file") }),
      el("p", { class: "buttons" },
        el("button", { data: { copy: "ron" }, text: word("copy"), on: { click: (event) => copy(source, event.currentTarget) } }),
        el("a", { class: "button", id: "download", text: word("download"), attrs: { href: url, download: `${variant.run.page.name.replace(/[^\w.-]+/g, "-")}-what-if.ron` } })),
      el("label", {}, el("span", { class: "hidden-text", text: word("as_file") }),
        el("textarea", { id: "ron", value: source, attrs: { rows: "16", readonly: "", spellcheck: "false" } })));
    dialog.addEventListener("close", () => URL.revokeObjectURL(url), { once: true });
  },
};

const pathOf = (entity, field) => `${entity.path}.${field}`;

/** The items of a list as it is written: `["a, b", C]`. */
function items(text) {
  const inner = normal(text ?? "[]").replace(/^\[/, "").replace(/\]$/, "");
  return (inner.match(/"(?:[^"\\]|\\.)*"|[^,]+/g) ?? []).map((it) => it.trim()).filter(Boolean);
}

/** A written value on one line, without comments and closing commas, so that two ways of writing it compare equal. */
const normal = (text) => text.replace(/("(?:[^"\\]|\\.)*")|\/\/[^\n]*/g, "$1").replace(/\s+/g, " ")
  .replace(/\[ /g, "[").replace(/,? \]/g, "]").replace(/,\]/g, "]").trim();

/** A text without its quotation marks. */
const plain = (text) => (/^".*"$/s.test(text) ? text.slice(1, -1).replace(/\\(["\\])/g, "$1") : text);

const quoted = (text) => (/^".*"$/s.test(text) ? text : `"${text.replace(/(["\\])/g, "\\$1")}"`);

/** Lines that are typed at one moment, on the command line; of several moments only a file tells. */
const runOptions = (blocks) => blocks.flatMap(({ run, at, on }) =>
  [`--run ${shellQuoted(run)}`, ...(on ? [`--on ${shellQuoted(on)}`] : []), `--at ${at ?? "0s"}`]);

/** A word as a shell takes it. */
const shellQuoted = (text) => (/^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
