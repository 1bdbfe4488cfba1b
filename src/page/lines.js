// Lines as an admin types them into the shell: a box for them, and what came of each beside it. They are read and run by
// the core, as `coexist what-if --run` does.

const typed = {
  /** What was typed and run: blocks of lines, each with its moment, its server and what came of each line. */
  blocks: [],
  /** What stands in the box, and what is told of it. */
  draft: { run: "", at: null, on: "" },
  told: [],

  get any() {
    return this.blocks.length > 0;
  },

  clear() {
    this.blocks = [];
    this.told = [];
  },

  /** The blocks as the core takes them. */
  asked() {
    return this.blocks.map(({ run, at, on }) => ({ run, ...(at ? { at } : {}), ...(on ? { on } : {}) }));
  },

  /** Keeps what the core has told of each block. */
  keep(told = []) {
    told.forEach((it, at) => { if (this.blocks[at]) this.blocks[at].told = it; });
  },

  /** Runs what stands in the box, beside what was run before; where it cannot be run, it stays in the box. */
  async submit() {
    if (this.draft.run.trim() === "") {
      whatif.tell(byId("panel-whatif"), word("no_lines"), null);
      return;
    }
    if (this.draft.at !== null && this.draft.at.trim() === "") {
      whatif.tell(byId("panel-whatif"), word("no_value"), null);
      return;
    }
    whatif.remember();
    this.blocks.push({ ...this.draft, told: [] });
    const answer = await whatif.run({ ran: (lines) => this.keep(lines), keeps: false });
    if (answer) {
      this.draft = { run: "", at: this.draft.at, on: this.draft.on };
      this.told = [];
    } else if (!whatif.off) {
      this.blocks.pop();
      whatif.past.pop();
      this.told = whatif.said?.at(-1) ?? [];
    }
    whatif.render({ keep: !answer });
  },

  /** The lines of a text, each with what came of it. */
  lines(run, told) {
    return el("ol", { class: "typed" }, ...run.split("\n").map((text, at) => el("li", {},
      el("code", { text }),
      ...told.filter((it) => it.line === at + 1).map((it) => el("div", { class: `told ${it.what}`, data: { told: it.what } },
        it.what === "does" ? el("code", { text: `→ ${pick(it.text)}` }) : el("span", {}, glyph("✗ "), pick(it.text)),
        it.what !== "does" && it.help ? el("span", { class: "note", text: ` ${pick(it.help)}` }) : null)))));
  },

  /** What was run, in the list of edits. */
  rows() {
    return this.blocks.map((block, at) => el("li", { class: "edit", data: { lines: String(at) } },
      el("span", { class: "badge overridden" }, glyph("✎ "), block.at ? word("typed_at", block.at) : word("typed_at_start")),
      block.on ? el("span", { class: "note", text: ` ${word("typed_on", block.on)}` }) : null, " ",
      el("button", { class: "link", text: word("remove"), attrs: { "aria-label": word("remove_edit", block.run.split("\n")[0]) },
        on: { click: () => { whatif.remember(); this.blocks = this.blocks.filter((it) => it !== block); whatif.apply(); } } }),
      this.lines(block.run, block.told)));
  },

  /** The box. */
  form() {
    const { draft } = this;
    const option = (value, text, is) => {
      const made = el("option", { value, text });
      made.selected = is;
      return made;
    };
    const box = el("textarea", { value: draft.run, data: { focus: "lines" },
      attrs: { rows: "5", spellcheck: "false", autocapitalize: "off", wrap: "off", placeholder: "Set-ImapSettings -Server EX10 -LoginType PlainTextLogin\nGet-Service -ComputerName EX10 -Name MSExchangeIMAP4 | Restart-Service" },
      on: { input: (event) => { draft.run = event.target.value; } } });
    const time = el("input", { type: "text", class: "short", value: draft.at ?? "", data: { focus: "lines-at" },
      attrs: { placeholder: "22:00", spellcheck: "false", autocomplete: "off", "aria-label": word("at_time") },
      on: { input: (event) => { draft.at = event.target.value; } } });
    time.hidden = draft.at === null;
    const when = el("select", { data: { focus: "lines-when" }, on: { change: (event) => {
      draft.at = event.target.value === "start" ? null : "";
      whatif.render();
    } } }, option("start", word("at_start"), draft.at === null), option("time", word("at_time"), draft.at !== null));
    const servers = walk.base.page.servers ?? [];
    const on = el("select", { data: { focus: "lines-on" }, on: { change: (event) => { draft.on = event.target.value; } } },
      option("", word("on_none"), draft.on === ""), ...servers.map((it) => option(it, it, draft.on === it)));
    return whatif.group("lines", true,
      el("form", { class: "setting", on: { submit: (event) => {
        event.preventDefault();
        this.submit();
      } } },
      el("p", { class: "note", text: word("lines_text") }),
      el("label", {}, el("span", { text: word("lines_box") }), box),
      this.told.length > 0 ? el("div", { data: { told: "draft" } }, this.lines(draft.run, this.told)) : null,
      el("label", {}, el("span", { text: word("lines_when") }), when, time),
      el("label", {}, el("span", { text: word("lines_on") }), on),
      el("button", { type: "submit", class: "main", data: { focus: "run-lines" }, text: word("run_lines") })));
  },
};
