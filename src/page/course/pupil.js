// What the learner has done: the file that `coexist lesson grade` reads. The core writes it, the browser keeps it.

/** Asks the core what has no walk behind it, and gives its answer. */
async function asked(question) {
  const answer = JSON.parse(await core.ask(question));
  if (answer.error !== undefined) throw new Error(pick(answer.error));
  return answer;
}

const pupil = {
  /** The file, and what stands in it. */
  text: null,
  done: { learner: "", lessons: {} },
  /** Whether the browser keeps it. */
  kept: true,

  get key() {
    return `coexist course: ${index.course.title[0]}`;
  },

  async start() {
    let found = null;
    try {
      found = localStorage.getItem(this.key);
    } catch {
      this.kept = false;
    }
    try {
      if (found !== null) return await this.take(found);
    } catch (error) {
      // What cannot be read is not written over: it waits under another name for whoever can.
      try {
        localStorage.setItem(`${this.key} (${new Date().toISOString()})`, found);
      } catch {
        this.kept = false;
      }
      say(word("progress_unreadable", error.message));
    }
    return this.did();
  },

  /** Takes a file in place of what was done. Throws where it is none. */
  async take(text) {
    const { progress, done, as_saved: asSaved } = await asked({ op: "progress", progress: text, did: [] });
    Object.assign(this, { text: progress, done });
    this.keep();
    return asSaved;
  },

  /** Writes down what was done. */
  async did(...did) {
    const { progress, done } = await asked({ op: "progress", progress: this.text, did });
    Object.assign(this, { text: progress, done });
    this.keep();
  },

  keep() {
    try {
      localStorage.setItem(this.key, this.text);
      this.kept = true;
    } catch {
      this.kept = false;
    }
  },

  async forget() {
    this.text = null;
    await this.did();
  },

  /** What was done in a lesson. */
  of(name) {
    return this.done.lessons[name] ?? { predictions: [], runs: 0, hints: 0, attempts: [], text: null, passed: false, gave_up: false };
  },

  /** How far a lesson is: `passed`, `begun` or `new`. */
  state(name) {
    const it = this.of(name);
    return it.passed ? "passed" : it.runs > 0 || it.predictions.length > 0 || it.attempts.length > 0 ? "begun" : "new";
  },
};
