// The trainer's view: on the projector one step of a lesson, and in a window of its own the notes and the time. What comes out is
// not in the document of the projector before a key is pressed.

const present = {
  lesson: null,
  /** The number of the slide, and whether what it hides is shown. */
  at: 0,
  open: false,
  /** What was true of the start, once it was asked for. */
  truth: null,
  /** The window with the notes. */
  notes: null,
  since: 0,
  timer: null,
};

/** The slides of a lesson, each with its name, and whether it hides something. */
function slidesOf(lesson) {
  return [
    { name: "story" },
    { name: "picture" },
    { name: "scenario" },
    ...lesson.asked.map((asks) => ({ name: "question", asks, hides: true })),
    ...(lesson.goals.length > 0 ? [{ name: "task" }] : []),
    ...(lesson.solution === null ? [] : [{ name: "solution", hides: true }]),
    { name: "after", hides: true },
  ];
}

function openPresent(name) {
  const lesson = lessonNamed(name) ?? index.course.lessons[0];
  if (!lesson) return openList();
  closeDesk();
  desk.lesson = null;
  Object.assign(present, { lesson, at: 0, open: false, truth: null, since: Date.now() });
  showView("present");
  if (!shown.big) setBig(true);
  drawSlide();
  renderHead();
  byId("main").focus();
  return undefined;
}

function closePresent() {
  clearInterval(present.timer);
  present.timer = null;
  if (present.notes && !present.notes.closed) present.notes.close();
  present.notes = null;
  if (present.lesson && shown.big) setBig(false);
  present.lesson = null;
}

function slideNow() {
  return slidesOf(present.lesson)[present.at];
}

/** Goes to another slide; behind the last one is the next lesson. */
function slide(by) {
  const all = slidesOf(present.lesson);
  const to = present.at + by;
  if (to < 0 || to >= all.length) {
    const lessons = lessonList.shown();
    const next = lessons[lessons.indexOf(present.lesson) + by];
    if (!next) return announce(word("no_further_slide"));
    Object.assign(present, { lesson: next, at: by > 0 ? 0 : slidesOf(next).length - 1, truth: null, since: Date.now() });
    renderHead();
    saveAddress();
  } else {
    present.at = to;
  }
  present.open = false;
  drawSlide();
  return undefined;
}

/** Shows what the slide hides, or hides it again. */
async function reveal() {
  const { lesson } = present;
  const now = slideNow();
  if (!now.hides) return;
  if (now.asks && !present.truth) {
    const told = await fromAfar({ op: "lesson_truth", lesson: lesson.ron, start: lesson.start }).catch(calledOff);
    if (!told) return;
    present.truth = new Map(told.truth.map((it) => [it.id, it]));
    if (present.lesson !== lesson) return;
  }
  present.open = !present.open;
  drawSlide();
}

function drawSlide() {
  const { lesson, at, open } = present;
  const all = slidesOf(lesson);
  const now = all[at];
  const question = now.asks ? all.slice(0, at + 1).filter((it) => it.asks).length : 0;
  fill(byId("present-view"),
    el("div", { class: "slide", data: { slide: now.name, open: String(open) } },
      el("h2", { text: now.asks ? word("question_number", question) : word(`slide_${now.name}`) }),
      ...slideBody(now, open)),
    el("div", { class: "slide-foot" },
      el("span", { class: "buttons" },
        el("button", { id: "slide-back", text: "←", attrs: { "aria-label": word("slide_before") }, on: { click: () => slide(-1) } }),
        el("button", { id: "slide-next", text: "→", attrs: { "aria-label": word("slide_forward") }, on: { click: () => slide(1) } }),
        now.hides ? el("button", { id: "reveal", class: open ? "" : "main", text: word(open ? "hide_again" : "reveal"), on: { click: () => reveal() } }) : null,
        el("button", { id: "open-notes", text: word("open_notes"), on: { click: () => openNotes() } })),
      el("span", { class: "note", attrs: { role: "status" }, text: word("slide_of", at + 1, all.length) })));
  drawNotes();
}

function slideBody(now, open) {
  const { lesson } = present;
  if (now.name === "story") return [storyOf(lesson), objectivesOf(lesson)];
  if (now.name === "picture") return [pictureOf(lesson)];
  if (now.name === "scenario") return [listing(lesson.start)];
  if (now.name === "task") return [el("p", { class: "asked", text: word("task_text", lesson.minutes[1]) })];
  if (now.name === "solution") return open ? [listing(lesson.solution)] : [hidden()];
  if (now.name === "after") return open ? [prose(lesson.after)] : [hidden()];
  const { ask, id, choices } = now.asks;
  const truth = open ? present.truth.get(id) : null;
  const options = choices.kind === "one" ? choices.choices.map((it) => [it.answer, pick(it.said)])
    : choices.kind === "number" ? [] : choices.names.map((it) => [null, it]);
  return [el("p", { class: "asked", text: pick(ask) }),
    choices.kind === "order" ? el("p", { class: "note", text: word("in_which_order") }) : null,
    options.length === 0 ? null : el("ol", { class: "poll" }, ...options.map(([answer, text]) => el("li", {
      class: truth && answer === truth.answer ? "true" : "", text: `${truth && answer === truth.answer ? "✓ " : ""}${text}` }))),
    truth ? el("p", { class: "truth", data: { truth: id }, attrs: { role: "status" }, text: answerWords(now.asks, truth.answer) }) : hidden()].filter(Boolean);
}

const hidden = () => el("p", { class: "note", text: word("hidden_until") });

/** Opens the window with the notes. It is drawn from here, so it needs no file and no channel of its own. */
function openNotes() {
  if (present.notes && !present.notes.closed) return present.notes.focus();
  const notes = window.open("", "coexist-notes", "width=900,height=760");
  if (!notes) return openDialog(word("open_notes"), el("p", { text: word("notes_blocked") }));
  present.notes = notes;
  const sheet = new notes.CSSStyleSheet();
  sheet.replaceSync([...document.querySelector("style").sheet.cssRules].map((it) => it.cssText).join("\n"));
  notes.document.adoptedStyleSheets = [sheet];
  notes.document.addEventListener("keydown", (event) => { presentKey(event); });
  present.timer ??= setInterval(drawTime, 1000);
  drawNotes();
  return undefined;
}

function drawNotes() {
  const { notes, lesson, at } = present;
  if (!notes || notes.closed) return;
  const all = slidesOf(lesson);
  const [talk, work] = lesson.minutes;
  const name = (it) => (it.asks ? pick(it.asks.ask) : word(`slide_${it.name}`));
  notes.document.title = word("notes_of", pick(lesson.title));
  notes.document.documentElement.lang = document.documentElement.lang;
  notes.document.documentElement.dataset.theme = document.documentElement.dataset.theme;
  const made = el("main", { class: "notes" },
    el("h1", { text: pick(lesson.title) }),
    el("p", { class: "time" }, el("span", { id: "time" }), ` · ${word("planned", talk, work)}`),
    el("p", {}, el("strong", { text: word("slide_of", at + 1, all.length) }), ` ${name(all[at])}`,
      all[at].hides ? el("span", { class: "note", text: ` (${word(present.open ? "is_shown" : "is_hidden")})` }) : null),
    el("p", { class: "note", text: all[at + 1] ? word("then", name(all[at + 1])) : word("then_next_lesson") }),
    el("p", { class: "note", text: word("present_keys") }),
    prose(lesson.teacher));
  notes.document.body.replaceChildren(notes.document.adoptNode(made));
  drawTime();
}

function drawTime() {
  const { notes, since } = present;
  if (!notes || notes.closed) return;
  const seconds = Math.floor((Date.now() - since) / 1000);
  const place = notes.document.getElementById("time");
  if (place) place.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Keys of the projector and of the notes. Tells whether the key was one. */
function presentKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || !present.lesson) return false;
  const on = { ArrowRight: () => slide(1), PageDown: () => slide(1), ArrowLeft: () => slide(-1), PageUp: () => slide(-1),
    r: reveal, n: openNotes, b: () => setBlack(byId("black").hidden), ".": () => setBlack(byId("black").hidden), Escape: openList }[event.key];
  if (!on) return false;
  event.preventDefault();
  on();
  return true;
}
