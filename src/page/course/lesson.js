// One lesson: read, predict, run, change, check. What comes out is nowhere in the document before it was predicted: the core is
// asked for it when somebody runs.

/** The lesson of this name; that of the exam is the one that was drawn for whoever learns here, if it was. */
const lessonNamed = (name) => (name === index.course.exam ? (exam.of === examinee() ? exam.lesson : null)
  : index.course.lessons.find((it) => it.name === name));

/** What is open. All of it is gone when another lesson is opened. */
const desk = {
  lesson: null,
  /** The scenario in the editor. */
  text: "",
  editor: null,
  /** Whether the start was run: only then is there something to compare with, and something to change. */
  ran: false,
  /** What was true of the start, by question, and the run of it. */
  truth: null,
  start: null,
  /** The last run: `{ run, of }`. */
  last: null,
  goals: null,
  /** What the goals were judged of. */
  judged: null,
  solution: false,
};

/** Opens a lesson as the learner left it. */
function openLesson(name) {
  const lesson = lessonNamed(name);
  if (!lesson) return openList();
  stop();
  closeDesk();
  const done = pupil.of(name);
  Object.assign(desk, { lesson, text: done.text ?? lesson.start, ran: false, truth: null, start: null, last: null, goals: null, judged: null, solution: false });
  showView("lesson");
  drawLesson();
  openEditor();
  byId("main").focus({ preventScroll: true });
  for (const it of [byId("main"), byId("lesson-view"), document.documentElement]) it.scrollTop = 0;
  return true;
}

function closeDesk() {
  aside.cancel();
  desk.editor?.close();
  desk.editor = null;
  for (const it of [desk.start, desk.last?.run]) if (it) core.close(it);
  dropWalk();
}

/** The answers that were given about the start, by question. */
function answersGiven() {
  const all = pupil.of(desk.lesson.name).predictions.filter((it) => it.of === desk.lesson.digest);
  return new Map(all.map((it) => [it.id, it.answer]));
}

const hasPredicted = () => desk.lesson.asked.length === 0 || answersGiven().size > 0;

/** Where one is: `predict`, `run`, `change` or `done`. */
function stageOf() {
  if (pupil.of(desk.lesson.name).passed) return "done";
  if (desk.ran) return "change";
  return hasPredicted() ? "run" : "predict";
}

/** Draws all parts but the editor, which keeps what is typed. */
function drawLesson() {
  const { lesson } = desk;
  const at = index.course.lessons.indexOf(lesson);
  fill(byId("lesson-head"),
    el("h2", { id: "lesson-title", text: at < 0 ? pick(lesson.title) : word("lesson_number", at + 1, pick(lesson.title)) }),
    el("p", { class: "note", text: [...(at < 0 ? [examinee()] : []), word("minutes", lesson.minutes[0] + lesson.minutes[1]), word(`level_${lesson.level}`)].join(" · ") }),
    stagesOf());
  fill(byId("lesson-story"), el("h3", { text: word("story") }), storyOf(lesson), objectivesOf(lesson));
  fill(byId("lesson-picture"), el("h3", { text: word("picture") }), pictureOf(lesson));
  byId("lesson-editor-title").textContent = word("scenario");
  drawParts();
}

function objectivesOf(lesson) {
  if (lesson.objectives.length === 0) return null;
  return el("details", {}, el("summary", { text: word("objectives") }),
    el("ul", {}, ...lesson.objectives.map((it) => el("li", { text: pick(it) }))));
}

function stagesOf() {
  const all = ["predict", "run", "change", "done"].filter((it) => desk.lesson.asked.length > 0 || it !== "predict");
  const now = stageOf();
  return el("ol", { class: "stages", attrs: { "aria-label": word("stages") } }, ...all.map((it) => el("li", {
    class: it === now ? "now" : all.indexOf(it) < all.indexOf(now) ? "past" : "", attrs: it === now ? { "aria-current": "step" } : {},
    text: word(`stage_${it}`) })));
}

/** Draws what changes while one works. */
function drawParts() {
  byId("lesson-head").querySelector(".stages")?.replaceWith(stagesOf());
  drawPrediction();
  drawResult();
  drawWork();
  drawGoals();
  drawHelp();
  drawAfter();
  renderHead();
}

function drawPrediction() {
  const { lesson } = desk;
  const place = byId("lesson-predict");
  place.hidden = lesson.asked.length === 0 || desk.ran;
  if (place.hidden) return fill(place);
  const given = answersGiven();
  const stored = given.size > 0;
  const head = el("h3", { text: word("what_will_happen") });
  if (!stored) {
    // Who turns to the other language has not answered everything yet, and loses nothing.
    const before = byId("predictions") && filledIn(byId("predictions"));
    fill(place, head, el("p", { class: "note", text: word("predict_text") }),
      questionForm(lesson, (id) => given.get(id), async (answers) => {
        await pupil.did({ predicted: { lesson: lesson.name, of: lesson.start, answers } });
        drawParts();
        announce(word("prediction_stored"));
        byId("run").focus();
      }),
      el("p", {}, el("button", { class: "link", id: "skip-prediction", text: word("skip_prediction"), on: { click: () => runText() } })));
    return fillIn(byId("predictions"), before);
  }
  return fill(place, head,
    el("p", {}, el("strong", { class: "good", text: `✓ ${word("prediction_stored")}` })),
    el("dl", {}, ...lesson.asked.flatMap((it) => [el("dt", { text: pick(it.ask) }), el("dd", { text: answerWords(it, given.get(it.id)) })])));
}

/** Prediction and run beside each other. */
function drawResult() {
  const place = byId("lesson-result");
  const { lesson, truth } = desk;
  place.hidden = !truth || lesson.asked.length === 0;
  if (place.hidden) return fill(place);
  const given = answersGiven();
  const rows = lesson.asked.map((it) => {
    const { answer, record } = truth.get(it.id);
    const own = given.get(it.id);
    const right = own === answer;
    const told = own === undefined ? "skipped" : right ? "right" : "wrong";
    return el("tr", { class: told, data: { result: it.id, right: told } },
      el("th", { attrs: { scope: "row" }, text: pick(it.ask) }),
      el("td", { text: answerWords(it, own) }),
      el("td", {}, el("b", {}, glyph(right ? "✓ " : "✕ "), answerWords(it, answer)), el("span", { class: "hidden-text", text: ` ${word(`told_${told}`)}` })),
      el("td", {}, record === null ? null : el("button", { class: "link", data: { parts: it.id }, text: word("show_step", grouped(record)),
        on: { click: () => walkRun(desk.start, record) } })));
  });
  const right = lesson.asked.filter((it) => given.get(it.id) === truth.get(it.id).answer).length;
  return fill(place, el("h3", { text: word("predicted_and_seen") }),
    el("p", {}, el("strong", { id: "score", text: word("right_of", right, lesson.asked.length) })),
    el("div", { class: "wide" }, el("table", { class: "results" },
      el("thead", {}, el("tr", {}, ...["question", "your_prediction", "what_happened", "shown_where"].map((it) => el("th", { attrs: { scope: "col" }, text: word(it) })))),
      el("tbody", {}, ...rows))));
}

/** The buttons below the editor, and what the last run came to. */
function drawWork() {
  const { lesson, last, ran } = desk;
  const has = lesson.goals.length > 0;
  const fares = last ? faresOf(last.run) : null;
  fill(byId("lesson-work"),
    el("p", { class: "buttons" },
      el("button", { id: "run", class: ran || !hasPredicted() ? "" : "main", disabled: !hasPredicted(), text: word("run"), on: { click: () => runText() } }),
      has ? el("button", { id: "check", class: ran ? "main" : "", disabled: !ran, text: word("check_goals"), on: { click: () => checkGoals() } }) : null,
      el("button", { id: "reset", disabled: !ran, text: word("start_again"), on: { click: () => resetText() } })),
    last ? el("p", { id: "fares", attrs: { role: "status" } }, el("span", { class: `badge fares ${fares.kind}` }, glyph(`${fares.sign} `), fares.text),
      " ", el("button", { id: "walk-through", text: word("walk_through"), on: { click: () => walkRun(last.run) } }),
      last.of === desk.text ? null : el("span", { class: "note", text: ` ${word("changed_since")}` })) : null,
    !ran ? el("p", { class: "note", text: word(hasPredicted() ? "run_first" : "predict_first") }) : null);
}

function drawGoals() {
  const { lesson, goals } = desk;
  const place = byId("lesson-goals");
  place.hidden = lesson.goals.length === 0 || !desk.ran;
  if (place.hidden) return fill(place);
  if (!goals) return fill(place, el("h3", { text: word("goals") }), el("p", { class: "note", text: word("goals_text") }));
  const stale = desk.judged !== desk.text;
  const row = (it) => {
    const met = it.met === "yes";
    return el("li", { class: met ? "met" : "missed", data: { goal: it.id, met: it.met } },
      el("b", {}, glyph(met ? "✓ " : "✕ "), el("span", { class: "hidden-text", text: word(met ? "goal_met" : "goal_missed") }),
        ` ${it.said ? pick(it.said) : word("goal_holds")}`),
      it.why ? el("p", { class: "note", text: pick(it.why) }) : null,
      it.line ? el("button", { class: "link", text: word("to_line", it.line), on: { click: () => desk.editor.goto(it.line) } }) : null);
  };
  const all = goals.every((it) => it.met === "yes");
  return fill(place, el("h3", { text: word("goals") }),
    el("p", { id: "goals-told", attrs: { role: "status" } }, el("strong", { class: all ? "good" : "bad",
      text: all ? word("all_goals_met") : word("goals_met_of", goals.filter((it) => it.met === "yes").length, goals.length) }),
    stale ? el("span", { class: "note", text: ` ${word("changed_since")}` }) : null),
    el("ul", { class: "goals" }, ...goals.map(row)));
}

function drawHelp() {
  const { lesson, ran } = desk;
  const done = pupil.of(lesson.name);
  const place = byId("lesson-help");
  place.hidden = !ran;
  if (place.hidden) return fill(place);
  const next = lesson.hints[done.hints];
  const due = next && done.runs >= next.runs;
  const may = done.passed || done.gave_up || (lesson !== exam.lesson && done.runs >= index.course.runs_before_solution);
  return fill(place, el("h3", { text: word("help_here") }),
    done.hints > 0 ? el("ol", { class: "hints" }, ...lesson.hints.slice(0, done.hints).map((it) => el("li", { text: pick(it.said) }))) : null,
    el("p", { class: "buttons" },
      next ? el("button", { id: "hint", disabled: !due, text: word("hint_of", done.hints + 1, lesson.hints.length), on: { click: async () => {
        await pupil.did({ hinted: { lesson: lesson.name, hints: done.hints + 1 } });
        drawHelp();
        announce(pick(next.said));
        (byId("hint") ?? byId("lesson-help").querySelector("button") ?? byId("main")).focus();
      } } }) : null,
      el("button", { id: "explain", disabled: faresOf(desk.last.run).kind !== "fail", text: word("explain_run"), on: { click: () => explainRun() } }),
      lesson.solution === null ? null : el("button", { id: "solution", text: word(may ? "show_solution" : "give_up"), on: { click: () => showSolution(may) } })),
    next && !due ? el("p", { class: "note", text: word("hint_after", next.runs - done.runs) }) : null,
    desk.solution ? el("div", {}, el("h4", { text: word("solution") }), listing(lesson.solution)) : null);
}

function drawAfter() {
  const { lesson } = desk;
  const done = pupil.of(lesson.name);
  const place = byId("lesson-after");
  place.hidden = !done.passed || !desk.ran;
  if (place.hidden) return fill(place);
  const all = lessonList.shown();
  const next = all[all.indexOf(lesson) + 1];
  if (lesson === exam.lesson) return fill(place, el("h3", { text: word("after") }), ...afterExam());
  return fill(place, el("h3", { text: word("after") }), prose(lesson.after),
    lesson.rules.length === 0 ? null : el("p", { class: "rules" }, `${word("rules_of_it")} `,
      ...lesson.rules.map((it) => el("button", { class: "rule", data: { rule: it }, text: it }))),
    el("p", { class: "buttons" },
      next ? el("button", { class: "main", id: "next-lesson", text: word("next_lesson", pick(next.title)), on: { click: () => openLesson(next.name) } })
        : el("button", { class: "main", id: "next-lesson", text: word("to_list"), on: { click: () => openList() } }),
      next ? null : el("button", { id: "to-exam", text: word("exam"), on: { click: () => openExam() } })));
}

/** What is asked of the core in a thread of its own, with the buttons switched off meanwhile. */
async function working(what) {
  const buttons = [...byId("lesson-work").querySelectorAll("button")].filter((it) => !it.disabled);
  for (const it of buttons) it.disabled = true;
  const focus = document.activeElement;
  try {
    return await what();
  } catch (error) {
    return calledOff(error);
  } finally {
    for (const it of buttons) it.disabled = false;
    if (focus?.id && document.activeElement === document.body) byId(focus.id)?.focus();
  }
}

/** What was called off is told nobody; anything else is. */
function calledOff(error) {
  if (error instanceof CalledOff) return null;
  openDialog(word("cannot_run"), el("pre", { class: "trouble", text: error.message }));
  return null;
}

async function fromAfar(question) {
  const answer = JSON.parse(await distant.ask(question));
  if (answer.error !== undefined) throw new Error(pick(answer.error));
  return answer;
}

/** Runs what stands in the editor. The first time it is the start that is run, and held against the prediction. */
async function runText() {
  const { lesson } = desk;
  await working(async () => {
    const run = (text) => fromAfar({ op: "run", name: lesson.name, source: text, explain: false }).then(({ page }) => new Run(page, lesson.name));
    const first = !desk.ran;
    if (first) {
      const told = await fromAfar({ op: "lesson_truth", lesson: lesson.ron, start: lesson.start });
      desk.start = await run(lesson.start);
      desk.truth = new Map(told.truth.map((it) => [it.id, it]));
    }
    const text = first && desk.text === lesson.start ? lesson.start : desk.text;
    const last = text === lesson.start ? desk.start : await run(text);
    await pupil.did({ ran: { lesson: lesson.name, text } });
    Object.assign(desk, { ran: true, last: { run: last, of: text } });
    if (first) desk.editor.lock(false);
    if (first && lesson.goals.length === 0) {
      await pupil.did({ tried: { lesson: lesson.name, text, met: [], passed: true } });
    }
  });
  if (desk.lesson !== lesson) return;
  drawParts();
  if (desk.last) announce(faresOf(desk.last.run).text);
  byId("run")?.focus();
}

async function checkGoals() {
  const { lesson, text } = desk;
  await working(async () => {
    const { goals } = await fromAfar({ op: "lesson_goals", lesson: lesson.ron, start: lesson.start, text });
    const met = goals.filter((it) => it.met === "yes").map((it) => it.id);
    Object.assign(desk, { goals, judged: text });
    await pupil.did({ tried: { lesson: lesson.name, text, met, passed: met.length === goals.length } });
  });
  if (desk.lesson !== lesson) return;
  drawParts();
  if (desk.goals) announce(byId("goals-told")?.textContent ?? "");
  byId("check")?.focus();
}

/** Why the first log-on of the last run failed, as the program explains it. */
async function explainRun() {
  const { lesson, last } = desk;
  const told = await fromAfar({ op: "run", name: lesson.name, source: last.of, explain: true }).catch(calledOff);
  if (!told || desk.lesson !== lesson) return;
  const run = new Run(told.page, lesson.name);
  openDialog(word("explain_run"), ...(run.page.failures.length > 0 ? blocksOf(run, 0, { plain: true }) : [el("p", { text: word("not_explained") })]));
}

async function resetText() {
  const { lesson } = desk;
  desk.editor.text = lesson.start;
  await pupil.did({ typed: { lesson: lesson.name, text: lesson.start } });
  Object.assign(desk, { goals: null, judged: null });
  drawParts();
  byId("reset").focus();
}

async function showSolution(may) {
  const { lesson } = desk;
  const show = async () => {
    if (!may) await pupil.did({ gave_up: { lesson: lesson.name } });
    desk.solution = true;
    drawHelp();
    byId("lesson-help").querySelector("pre")?.focus();
  };
  if (may) return show();
  openDialog(word("give_up"), el("p", { text: lesson === exam.lesson ? word("give_up_exam") : word("give_up_text", index.course.runs_before_solution) }),
    el("p", { class: "buttons" }, el("button", { class: "main", id: "give-up", text: word("give_up"), on: { click: () => {
      byId("dialog").close();
      show();
    } } })));
  return undefined;
}

/** The editor, with everything that it knows from the core. */
function openEditor() {
  const { lesson } = desk;
  let timer = null;
  desk.editor = codemirror.open(byId("lesson-editor"), {
    text: desk.text, ...editorWords(), locked: true,
    asks: {
      colors: (text) => core.now({ op: "colors", text }).colors,
      offers: (text, at) => core.now({ op: "offers", text, at, lang: shown.lang }),
      remarks: async (text) => {
        // Where somebody types on meanwhile, or leaves, this is called off, and the next text is asked about.
        const answer = await aside.ask({ op: "remarks", name: lesson.name, text }).catch((error) => {
          if (error instanceof CalledOff) return null;
          throw error;
        });
        return answer ? JSON.parse(answer).remarks.map((it) => ({ ...it, message: pick(it.message) })) : [];
      },
    },
    changed: (text) => {
      const before = desk.text;
      desk.text = text;
      clearTimeout(timer);
      timer = setTimeout(() => pupil.did({ typed: { lesson: lesson.name, text } }), 800);
      // What was told is told of another text from now on.
      if ((desk.last?.of === before) !== (desk.last?.of === text)) drawWork();
      if ((desk.judged === before) !== (desk.judged === text)) drawGoals();
    },
  });
}

const editorWords = () => ({
  label: word("scenario"),
  phrases: Object.fromEntries(["Completions", "Diagnostics", "close", "No diagnostics", "Control character"]
    .map((it) => [it, word(`editor_${it.toLowerCase().replaceAll(" ", "_")}`)])),
});
