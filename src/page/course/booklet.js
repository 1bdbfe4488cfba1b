// What is printed: a handout for learners, with room for answers and without any, and the booklet of solutions for the trainer.

const booklet = { kind: "handout", truth: new Map() };

async function openBooklet(kind) {
  closeDesk();
  desk.lesson = null;
  closePresent();
  booklet.kind = kind;
  showView("booklet");
  renderHead();
  fill(byId("booklet-view"), el("p", { attrs: { role: "status" }, text: word("computing") }));
  if (kind === "solutions") {
    for (const it of lessonList.shown()) {
      if (booklet.truth.has(it.name) || it.asked.length === 0) continue;
      const told = await fromAfar({ op: "lesson_truth", lesson: it.ron, start: it.start }).catch(calledOff);
      if (!told || walk.view !== "booklet") return;
      booklet.truth.set(it.name, new Map(told.truth.map((one) => [one.id, one.answer])));
    }
  }
  drawBooklet();
  byId("main").focus();
}

function drawBooklet() {
  fill(byId("booklet-view"),
    el("p", { class: "buttons no-print" }, el("button", { class: "main", data: { action: "print" }, text: word("print") })),
    ...bookletBody());
}

function bookletBody() {
  const { kind } = booklet;
  const all = lessonList.shown();
  return [
    el("h2", { class: "cover", text: pick(index.course.title) }),
    el("p", { text: word(`${kind}_text`) }),
    kind === "handout" ? el("p", { class: "blank", text: `${word("your_name")}: ` }) : null,
    ...all.map((it, at) => el("section", { class: "sheet", data: { sheet: it.name } },
      el("h3", { text: word("lesson_number", at + 1, pick(it.title)) }),
      el("p", { class: "note", text: [word("minutes", it.minutes[0] + it.minutes[1]), word(`level_${it.level}`)].join(" · ") }),
      ...(kind === "handout" ? handoutOf(it) : solutionOf(it)))),
  ].filter(Boolean);
}

function handoutOf(lesson) {
  return [
    storyOf(lesson),
    pictureOf(lesson),
    lesson.asked.length === 0 ? null : el("h4", { text: word("what_will_happen") }),
    ...lesson.asked.map((it) => el("div", { class: "asked-on-paper" }, el("p", {}, el("strong", { text: pick(it.ask) })), choicesOnPaper(it))),
    el("h4", { text: word("scenario") }), listing(lesson.start),
    el("h4", { text: word("room_for_notes") }), el("div", { class: "lines" }),
  ].filter(Boolean);
}

/** How a question is answered with a pen. */
function choicesOnPaper({ choices: { kind, choices, names, word: other } }) {
  const box = (text) => el("li", { text: `☐ ${text}` });
  if (kind === "one") return el("ul", { class: "boxes" }, ...choices.map((it) => box(pick(it.said))));
  if (kind === "several") return el("ul", { class: "boxes" }, ...names.map(box), box(word("answer_nobody")));
  if (kind === "number") return el("p", { class: "blank", text: `☐ ${word(other === "never" ? "answer_never" : "answer_no_set")}   ☐ ${word("answer_number")} ` });
  return el("p", { class: "blank", text: `${names.join(word("comma"))}: ` });
}

function solutionOf(lesson) {
  const truth = booklet.truth.get(lesson.name);
  return [
    lesson.asked.length === 0 ? null : el("dl", {}, ...lesson.asked.flatMap((it) => [
      el("dt", { text: pick(it.ask) }), el("dd", {}, el("strong", { text: answerWords(it, truth?.get(it.id)) }))])),
    prose(lesson.after),
    lesson.solution === null ? null : el("h4", { text: word("solution") }),
    lesson.solution === null ? null : listing(lesson.solution),
    el("h4", { text: word("trainer_notes") }), prose(lesson.teacher),
  ].filter(Boolean);
}
