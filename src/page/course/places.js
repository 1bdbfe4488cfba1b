// Where one is in the course: the list, a lesson, the run of a lesson, the trainer's views. Each has an address.

/** Shows one of the views of the page. */
function showView(view) {
  walk.view = view;
  document.documentElement.dataset.view = view;
  for (const it of ["course", "lesson", "present", "booklet", "walk"]) byId(`${it}-view`).hidden = it !== view;
  if (view !== "walk") byId("message").hidden = true;
  setTools(false);
  saveAddress();
}

function openList() {
  closeDesk();
  desk.lesson = null;
  closePresent();
  showView("course");
  lessonList.render();
  renderHead();
  byId("main").focus();
}

/** Walks through a run of the lesson, from a record on. */
async function walkRun(run, record = 0) {
  await core.open(run);
  index.runs = [{ place: desk.lesson.name, command: `${desk.lesson.name}.ron`, about: {} }];
  Object.assign(walk, { number: 0, base: run, failure: 0, spokenOf: null, variant: null, flipped: false });
  walk.hidden.clear();
  begin(run, record);
  walk.tab = "step";
  showView("walk");
  render();
  byId("main").focus();
}

/** The run that was walked through is no longer looked at. */
function dropWalk() {
  if (!walk.base) return;
  stop();
  core.close(walk.base);
  walk.base = null;
  walk.now = null;
}

/** Goes back from where one is. */
function goBack() {
  if (walk.view === "walk") {
    stop();
    showView("lesson");
    renderHead();
    byId("walk-through")?.focus();
  } else {
    openList();
  }
}

/** The head of the page where no run is walked through. */
function courseHead() {
  const { course } = index;
  const title = walk.view === "course" ? pick(course.title)
    : walk.view === "booklet" ? `${pick(course.title)}: ${word(booklet.kind)}` : pick((walk.view === "present" ? present.lesson : desk.lesson).title);
  byId("to-index").hidden = walk.view === "course";
  byId("title").textContent = title;
  byId("title").title = title;
  document.title = title;
  byId("badges").hidden = true;
  for (const it of document.querySelectorAll("[data-action=projector]")) it.setAttribute("aria-pressed", String(shown.big));
  const lang = document.querySelector("[data-action=lang]");
  lang.textContent = shown.lang === "zh" ? "English" : "中文";
  lang.lang = shown.lang === "zh" ? "en" : "zh-Hans";
}

/** The words of a view in the other language. */
function courseWords() {
  if (walk.view === "course") lessonList.render();
  if (walk.view === "booklet") drawBooklet();
  if (walk.view === "present") drawSlide();
  if (desk.lesson) {
    drawLesson();
    desk.editor?.say(editorWords());
    if (desk.ran) desk.editor?.look();
  }
}

/** The part of the address that is the course's. */
function courseAddress() {
  if (walk.view === "booklet") return [booklet.kind];
  if (walk.view === "present") return [`present=${present.lesson.name}`];
  return desk.lesson ? [`lesson=${desk.lesson.name}`] : [];
}

/** Goes where the address says. */
function followCourse() {
  goTo();
  return true;
}

function goTo() {
  const parts = location.hash.replace(/^#/, "").split("&");
  const lesson = parts.find((it) => it.startsWith("lesson="))?.slice(7);
  const shows = parts.find((it) => it === "present" || it.startsWith("present="));
  const kind = parts.find((it) => it === "handout" || it === "solutions");
  if (kind) return walk.view === "booklet" && booklet.kind === kind ? undefined : openBooklet(kind);
  if (shows) return walk.view === "present" ? undefined : openPresent(shows.slice(8) || lessonList.shown()[0]?.name);
  if (lesson === index.course.exam && desk.lesson?.name !== lesson) return openExam();
  if (lesson && lessonNamed(lesson)) return ["lesson", "walk"].includes(walk.view) && desk.lesson?.name === lesson ? undefined : openLesson(lesson);
  return walk.view === "course" ? undefined : openList();
}

/** Keys of the views that are no walk. */
function courseKey(event) {
  if (walk.view === "present") return presentKey(event);
  const goes = event.key === "Escape" && walk.view !== "course";
  if (goes) {
    event.preventDefault();
    goBack();
    return true;
  }
  return false;
}

Object.assign(around, {
  views: new Set(["course", "lesson", "present", "booklet"]),
  head: courseHead, words: courseWords, address: courseAddress, key: courseKey, follow: followCourse, start: startCourse,
  paper: () => (walk.view === "booklet" ? bookletBody() : printed()),
  state: () => ({ lesson: desk.lesson?.name ?? null, stage: desk.lesson ? stageOf() : null, progress: pupil.text }),
});

/** What is printed of a lesson, or of the list. */
function printed() {
  const { lesson } = walk.view === "present" ? present : desk;
  const list = () => el("ol", {}, ...lessonList.shown().map((it) => el("li", { text: pick(it.title) })));
  return lesson ? [el("h2", { text: pick(lesson.title) }), ...handoutOf(lesson)] : [el("h2", { text: pick(index.course.title) }), list()];
}

/** Starts the page. */
async function startCourse() {
  const { course } = index;
  course.lessons = JSON.parse(new TextDecoder().decode(await archive.unpack("lessons")));
  document.documentElement.classList.add("course");
  actions.index = goBack;
  byId("to-index").setAttribute("aria-label", word("back_to_list"));
  byId("to-index").dataset.label = "back_to_list";
  byId("to-index").title = word("back_to_list");
  if (walk.still) {
    say(walk.still);
    return false;
  }
  await pupil.start();
  walk.view = "none";
  walk.awake = true;
  followCourse();
  return true;
}
