// The exam: a lesson that the core draws from the learner's name, the same one as `coexist lesson exam` draws.

const exam = {
  /** For whom it was drawn, and the lesson. */
  of: null,
  lesson: null,
};

/** The name from which the exam is drawn. */
const examinee = () => pupil.done.learner.trim();

/** Whether somebody has begun his exam: then it stays his, whatever he would be called. */
const examBegun = () => pupil.state(index.course.exam) !== "new";

/** Opens the exam of the learner, who is asked for his name if nobody knows it. */
async function openExam() {
  const name = examinee();
  if (name === "") return askName();
  if (exam.of !== name) {
    const told = await fromAfar({ op: "exam", name }).catch(calledOff);
    if (!told) return walk.view === "none" ? openList() : undefined;
    Object.assign(exam, { of: name, lesson: told.lesson });
  }
  return openLesson(index.course.exam);
}

/** Asks for the name from which the exam is drawn. */
function askName() {
  if (walk.view !== "course") openList();
  const field = el("input", { id: "exam-name", attrs: { required: "", autocomplete: "name", maxlength: "100" } });
  openDialog(word("exam"), el("form", { id: "exam-asks", on: { submit: async (event) => {
    event.preventDefault();
    const name = field.value.trim();
    if (name === "") return field.focus();
    await pupil.did({ renamed: name });
    byId("dialog").close();
    lessonList.render();
    return openExam();
  } } },
  el("p", { text: word("exam_name_text") }),
  el("p", {}, el("label", { text: `${word("your_name")} `, attrs: { for: "exam-name" } }), field),
  el("p", { class: "buttons" }, el("button", { type: "submit", class: "main", text: word("begin") }))));
  field.focus();
}

/** What stands where a lesson has its explanation: whoever made the exam has written none. */
const afterExam = () => [el("p", { text: word("exam_passed") }),
  el("p", { class: "buttons" }, el("button", { id: "hand-in", class: "main", text: word("export_progress"), on: { click: () => lessonList.hand() } }))];
