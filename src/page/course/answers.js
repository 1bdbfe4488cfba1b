// The form in which one predicts, and the words of an answer. An answer has no language: `src/lesson/questions.rs`.

/** So many hosts of a route can be answered. */
const HOSTS_MAX = 12;

/** The fields of a question; `given` is what was answered before. */
function fieldsOf(question, given) {
  const { id, choices: { kind, choices = [], names = [], most, word: other } } = question;
  const name = `answer-${id}`;
  const radio = (value, text, checked = given === value) => el("label", { class: "choice" },
    el("input", { type: "radio", value, checked, attrs: { name } }), ` ${text}`);
  if (kind === "one") return choices.map((it) => radio(it.answer, pick(it.said)));
  if (kind === "several") {
    const chosen = new Set((given ?? "").split(", "));
    const box = (value, text) => el("label", { class: "choice" },
      el("input", { type: "checkbox", value, checked: chosen.has(value), attrs: { name } }), ` ${text}`);
    return [...names.map((it) => box(it, it)), box("none", word("answer_nobody"))];
  }
  if (kind === "number") {
    const number = given !== undefined && given !== null && given !== other ? given : "";
    const field = el("input", { type: "number", value: number, attrs: { min: "1", max: String(most), step: "1", inputmode: "numeric",
      name: `${name}-number`, "aria-label": word("answer_number") }, on: { input: (event) => {
      const own = event.target.closest("fieldset").querySelector("[value='number']");
      own.checked = true;
    } } });
    return [el("span", { class: "choice" }, radio("number", word("answer_number"), number !== ""), " ", field),
      radio(other, word(other === "never" ? "answer_never" : "answer_no_set"))];
  }
  const hosts = (given ?? "").split(" > ").filter(Boolean);
  const list = el("div", { class: "route" });
  const next = (at) => {
    if (at >= HOSTS_MAX || list.children.length > at) return;
    const select = el("select", { attrs: { name, "aria-label": word("answer_host", at + 1) } },
      el("option", { value: "", text: at === 0 ? word("answer_no_host") : word("answer_no_further") }),
      ...names.map((it) => el("option", { value: it, text: it })));
    select.value = hosts[at] ?? "";
    select.addEventListener("change", () => { if (select.value) next(at + 1); });
    list.append(el("span", { class: "hop" }, el("span", { class: "note", text: at === 0 ? "" : "→ ", attrs: { "aria-hidden": "true" } }), select));
    if (select.value) next(at + 1);
  };
  next(0);
  return [list];
}

/** What was answered to a question in its form; nothing where that is not an answer. */
function answerIn(form, { id, choices: { kind, most } }) {
  const data = new FormData(form);
  const name = `answer-${id}`;
  if (kind === "several") {
    const all = data.getAll(name);
    if (all.length === 0 || (all.includes("none") && all.length > 1)) return null;
    return all.join(", ");
  }
  if (kind === "order") return data.getAll(name).filter(Boolean).join(" > ") || null;
  const value = data.get(name);
  if (value !== "number") return value;
  const number = Number(data.get(`${name}-number`));
  return Number.isInteger(number) && number >= 1 && number <= most ? String(number) : null;
}

/** What somebody has filled in so far: the value of each field, and whether it is chosen. */
const filledIn = (form) => ({ lesson: form.dataset.lesson, fields: [...form.elements].map((it) => [it.value, it.checked]) });

/** Fills it into a form of the same questions. */
function fillIn(form, before) {
  if (before?.lesson !== form.dataset.lesson) return;
  for (const [at, [value, checked]] of before.fields.entries()) {
    const it = form.elements[at];
    if (it.type === "radio" || it.type === "checkbox") it.checked = checked;
    else if (it.tagName === "SELECT" || it.type === "number") it.value = value;
    // Behind a host that is chosen stands the field for the next one.
    if (it.tagName === "SELECT") it.dispatchEvent(new Event("change"));
  }
}

/** An answer in words. */
function answerWords({ choices: { kind, choices } }, answer) {
  if (answer === null || answer === undefined) return word("not_predicted");
  if (kind === "one") return pick(choices.find((it) => it.answer === answer)?.said ?? answer);
  if (kind === "number" && /^\d+$/.test(answer)) return grouped(answer);
  if (answer === "never") return word("answer_never");
  if (answer === "none") return word(kind === "several" ? "answer_nobody" : "answer_no_set");
  return answer.replaceAll(" > ", " → ");
}

/** The questions of a lesson as one form: `store(answers)` gets all answers, as pairs. */
function questionForm(lesson, given, store) {
  const hint = el("p", { class: "warning", attrs: { role: "alert" } });
  const form = el("form", { id: "predictions", data: { lesson: lesson.name }, on: { submit: (event) => {
    event.preventDefault();
    const answers = lesson.asked.map((it) => [it.id, answerIn(event.target, it)]);
    const open = answers.findIndex((it) => it[1] === null);
    if (open >= 0) {
      hint.textContent = word("answer_all", open + 1);
      event.target.querySelectorAll("fieldset")[open].querySelector("input, select").focus();
      return;
    }
    store(answers);
  } } },
  ...lesson.asked.map((it, at) => el("fieldset", { data: { ask: it.id } },
    el("legend", { text: `${at + 1}. ${pick(it.ask)}` }),
    el("div", { class: it.choices.kind === "one" && it.choices.choices.length > 5 ? "choices many" : "choices" }, ...fieldsOf(it, given(it.id))))),
  hint,
  el("p", { class: "buttons" }, el("button", { type: "submit", class: "main", id: "store", text: word("store_prediction") })));
  return form;
}
