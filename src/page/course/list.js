// The list of lessons: what there is, how far one has come, and what goes out of the page.

const MARKS = { passed: "✓", begun: "◐", new: "○" };

const lessonList = {
  track: "",

  /** The lessons of the track that is chosen, or all. */
  shown() {
    const track = index.course.tracks.find((it) => it.name === this.track);
    return track ? track.lessons.map((it) => lessonNamed(it)).filter(Boolean) : index.course.lessons;
  },

  render() {
    const { course } = index;
    const all = this.shown();
    const passed = all.filter((it) => pupil.state(it.name) === "passed").length;
    const next = all.find((it) => pupil.state(it.name) !== "passed");
    const minutes = (it) => it.minutes[0] + it.minutes[1];
    const tracks = course.tracks.length === 0 ? null : el("label", {}, `${word("track")} `,
      el("select", { id: "track", on: { change: (event) => {
        this.track = event.target.value;
        this.render();
        byId("track").focus();
      } } },
      el("option", { value: "", text: word("every_lesson") }),
      ...course.tracks.map((it) => el("option", { value: it.name, text: `${pick(it.title)} (${word("minutes", it.minutes)})` }))));
    fill(byId("course-view"),
      el("div", { class: "course-head" },
        el("p", { id: "course-tally", attrs: { role: "status" } },
          el("strong", { text: word("passed_of", passed, all.length) }),
          el("progress", { attrs: { max: String(Math.max(1, all.length)), value: String(passed), "aria-label": word("passed_of", passed, all.length) } })),
        tracks,
        next ? el("button", { class: "main", id: "go-on", text: word(passed > 0 || pupil.state(next.name) === "begun" ? "go_on" : "begin"),
          on: { click: () => openLesson(next.name) } })
          : el("strong", { class: "good", text: word("all_done") })),
      pupil.kept ? null : el("p", { class: "warning", attrs: { role: "alert" }, text: word("not_kept") }),
      el("ol", { class: "lessons" }, ...all.map((it) => this.row(it, minutes(it))), this.examRow()),
      this.pupil(), this.trainer());
    byId("track") && (byId("track").value = this.track);
  },

  row(lesson, minutes) {
    const needs = lesson.needs.filter((it) => pupil.state(it) !== "passed").map((it) => lessonNamed(it)).filter(Boolean);
    return this.item(lesson.name, pick(lesson.title), () => openLesson(lesson.name), [word("minutes", minutes), word(`level_${lesson.level}`),
      ...(needs.length > 0 ? [word("comes_after", needs.map((it) => pick(it.title)).join(word("comma")))] : [])].join(" · "));
  },

  /** The exam, behind the lessons of every track. */
  examRow() {
    const name = examinee();
    return this.item(index.course.exam, word("exam"), () => openExam(), name ? word("exam_of", name) : word("exam_text"));
  },

  item(name, title, open, note) {
    const state = pupil.state(name);
    return el("li", { class: state, data: { lesson: name } },
      el("span", { class: "mark", text: MARKS[state], attrs: { role: "img", "aria-label": word(`state_lesson_${state}`) } }),
      el("div", {}, el("button", { class: "link", data: { lesson: name }, text: title, on: { click: open } }), el("p", { class: "note", text: note })));
  },

  pupil() {
    const drawn = examBegun();
    const name = el("input", { id: "learner", value: pupil.done.learner,
      attrs: { autocomplete: "name", maxlength: "100", ...(drawn ? { readonly: "", "aria-describedby": "name-stays" } : {}) },
      on: { change: async (event) => {
        await pupil.did({ renamed: event.target.value.trim() });
        byId("course-view").querySelector(`li[data-lesson="${index.course.exam}"]`)?.replaceWith(this.examRow());
      } } });
    const file = el("input", { id: "import", type: "file", class: "hidden-text", attrs: { accept: ".json,application/json", tabindex: "-1", "aria-label": word("import_progress") },
      on: { change: (event) => this.take(event.target.files[0]) } });
    return el("section", { class: "card", attrs: { "aria-labelledby": "pupil-title" } },
      el("h2", { id: "pupil-title", text: word("your_progress") }),
      el("p", {}, el("label", { text: `${word("your_name")} `, attrs: { for: "learner" } }), name,
        drawn ? el("span", { id: "name-stays", class: "note", text: ` ${word("name_stays")}` }) : null),
      el("p", { class: "buttons" },
        el("button", { id: "export", text: word("export_progress"), on: { click: () => this.hand() } }),
        el("button", { text: word("import_progress"), on: { click: () => file.click() } }), file,
        el("button", { id: "forget", text: word("forget_progress"), on: { click: () => this.forget() } })),
      el("p", { class: "note" }, ...withCode(word("progress_text"))));
  },

  trainer() {
    return el("section", { class: "card", attrs: { "aria-labelledby": "trainer-title" } },
      el("h2", { id: "trainer-title", text: word("for_the_trainer") }),
      el("p", { class: "buttons" },
        el("button", { id: "to-present", text: word("present"), on: { click: () => openPresent(this.shown()[0].name) } }),
        el("button", { id: "to-handout", text: word("handout"), on: { click: () => openBooklet("handout") } }),
        el("button", { id: "to-solutions", text: word("solutions"), on: { click: () => openBooklet("solutions") } })),
      el("p", { class: "note", text: word("trainer_text") }));
  },

  /** Hands the progress out as a file. */
  hand() {
    const url = URL.createObjectURL(new Blob([pupil.text], { type: "application/json" }));
    const name = pupil.done.learner.replace(/[^\p{L}\p{N}.-]+/gu, "-").replace(/^[.-]+|[.-]+$/g, "");
    const link = el("a", { attrs: { href: url, download: name ? `progress-${name}.json` : "progress.json" } });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
  },

  async take(file) {
    if (!file) return;
    try {
      const before = pupil.text;
      const asSaved = await pupil.take(await file.text());
      openDialog(word("import_progress"), el("p", { text: word(asSaved ? "imported" : "imported_altered", pupil.done.learner || file.name) }),
        el("p", { class: "buttons" }, el("button", { text: word("take_back"), on: { click: async () => {
          await pupil.take(before);
          byId("dialog").close();
          this.render();
        } } })));
    } catch (error) {
      openDialog(word("import_progress"), el("p", { text: word("progress_unreadable", error.message) }));
    }
    this.render();
  },

  forget() {
    openDialog(word("forget_progress"), el("p", { text: word("forget_text") }),
      el("p", { class: "buttons" }, el("button", { class: "main", id: "forget-all", text: word("forget_progress"), on: { click: async () => {
        await pupil.forget();
        byId("dialog").close();
        this.render();
      } } })));
  },
};
