// Why attempts failed and what to change, as the program explains it, with a button that runs each remedy.

function renderWhy() {
  const panel = byId("panel-why");
  const { run } = walk;
  if (predict.hides()) {
    fill(panel, el("p", { class: "note", text: word("hidden_while_predicting") }));
    return;
  }
  const { failures } = run.page;
  if (failures.length === 0) {
    const failed = run.page.attempts.some((it) => it.outcome !== null && !it.well);
    fill(panel,
      el("p", { text: word(failed ? "not_explained" : "nothing_failed") }),
      failed && walk.variant?.kind === "sets" && walk.flipped
        ? el("button", { text: word("explain"), on: { click: () => whatif.run({ explain: true }) } }) : null,
      el("h3", { text: word("attempts") }), attemptList(run));
    return;
  }
  walk.failure = Math.min(walk.failure ?? 0, failures.length - 1);
  const which = failures[walk.failure];
  const chooser = failures.length < 2 ? null : el("p", {}, el("label", { attrs: { for: "which-failure" }, text: `${word("which_failure")} ` }),
    el("select", { id: "which-failure", on: { change: (event) => {
      walk.failure = Number(event.target.value);
      renderWhy();
      byId("which-failure").focus();
    } } }, ...failures.map((it, at) => {
      const attempt = run.page.attempts[it.attempt];
      const option = el("option", { value: String(at), text: `${word("attempt_of", attempt.client, attempt.number)}: ${attempt.outcome ?? "…"} ${it.alike.length > 1 ? `×${it.alike.length}` : ""}` });
      option.selected = at === walk.failure;
      return option;
    })));
  const attempt = run.page.attempts[which.attempt];
  fill(panel, chooser,
    el("p", {}, el("button", { class: "link", data: { goto: attempt.began }, text: word("walk_attempt") })),
    ...blocksOf(run, walk.failure),
    el("h3", { text: word("attempts") }), attemptList(run));
}

/** The blocks of an explanation. Commands that follow each other are one box, with one button to copy it. */
function blocksOf(run, failure, { plain = false } = {}) {
  const made = [];
  let commands = null;
  for (const it of pick(run.page.failures[failure].blocks)) {
    if (it.kind !== "command") commands = null;
    const chips = (it.rules ?? []).flatMap((rule) => [" ", plain ? document.createTextNode(`[${rule[0]}]`) : ruleChip(rule)]);
    if (it.kind === "headline") made.push(el("p", { class: "headline" }, glyph("✕ "), it.text, ...chips));
    else if (it.kind === "heading") made.push(el("h3", { text: it.text }));
    else if (it.kind === "finding") made.push(el("p", { class: "finding" }, it.text, ...chips));
    else if (it.kind === "evidence") {
      made.push(plain ? el("p", { class: "evidence", text: it.text })
        : el("button", { class: "link evidence", data: { goto: it.record }, text: it.text }));
    } else if (it.kind === "remedy") {
      const harmful = it.role === "bad";
      made.push(el("div", { class: `remedy${harmful ? " harmful" : ""}` }, el("p", {}, el("b", {}, glyph(harmful ? "⚠ " : "✓ "), it.text), ...chips),
        plain || it.remedy === undefined ? null : el("button", { data: { remedy: it.remedy, failure }, text: word("run_with_it"),
          on: { click: (event) => runRemedy(failure, it.remedy, event.currentTarget) } })));
    } else if (it.kind === "command") {
      if (!commands) {
        commands = { lines: [], code: el("code") };
        const { lines } = commands;
        made.push(el("div", { class: "command" }, el("pre", { attrs: { tabindex: "0", "aria-label": word("command") } }, commands.code),
          plain ? null : el("button", { text: word("copy"), on: { click: (event) => copy(lines.join("\n"), event.currentTarget) } })));
      }
      commands.lines.push(it.text);
      commands.code.textContent = commands.lines.join("\n");
    } else made.push(el("p", { class: it.role === "note" ? "note" : "" }, it.text, ...chips));
  }
  return made;
}

/** Every attempt and how it went; each leads to where it begins. */
function attemptList(run) {
  const most = 200;
  const groupOf = new Map(run.page.groups.flatMap(({ name, clients }) => clients.map((it) => [it, name])));
  const own = run.page.attempts.filter((it) => !groupOf.has(it.client));
  const list = (all) => el("ul", { class: "attempts" }, ...all.slice(0, most).map((it) => el("li", {},
    el("button", { class: `link ${it.well ? "good" : "bad"}`, data: { goto: it.began } },
      glyph(it.outcome === null ? "… " : it.well ? "✓ " : "✕ "), run.text(it.text)))),
  all.length > most ? el("li", { class: "note", text: word("and_more", grouped(all.length - most)) }) : null);
  // A group is one line; its members are there when they are asked for.
  const groups = run.page.groups.map(({ name, clients }) => {
    const all = run.page.attempts.filter((it) => groupOf.get(it.client) === name);
    const failed = new Set(all.filter((it) => it.outcome !== null && !it.well).map((it) => it.client)).size;
    const box = el("details", { class: "group" }, el("summary", { text: word("group_fares", name, grouped(failed), grouped(clients.length)) }));
    box.addEventListener("toggle", () => { if (box.open && box.children.length === 1) box.append(list(all)); });
    return box;
  });
  return el("div", {}, own.length > 0 ? list(own) : null, ...groups);
}

async function runRemedy(failure, remedy, button) {
  const before = walk.run;
  const { blocks } = before.page.failures[failure];
  const text = blocks.map((all) => (all.find((it) => it.remedy === remedy)?.text ?? "").replace(/^\d+\.\s*/, ""));
  button.disabled = true;
  const name = before.page.name;
  const answer = await whatif.answer({ op: "remedy", name, source: before.page.source, failure, remedy }, byId("panel-why"));
  button.disabled = false;
  if (!answer) return;
  whatif.clear();
  const { actions, at } = answer;
  await take({ kind: "remedy", before, run: new Run(answer.page, before.place), text, actions, at,
    remedy: before === walk.base ? [failure, remedy] : null });
  announce(resultWords(walk.variant));
}
