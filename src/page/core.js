// The core: `src/page.rs`, compiled to WebAssembly. Its functions are those of `src/wasm.rs`.
//
// It keeps the runs that were opened and the walk through them. Once it has been started its answers come at once, so
// that a key that is pressed is answered before the next one.

class Core {
  #exports = null;
  #starting = null;
  /** The numbers under which runs were opened. */
  #opened = new Map();
  #next = 0;
  /** What it is made of, once it has been started. */
  bytes = null;

  async start() {
    if (typeof WebAssembly === "undefined") throw new Error(word("no_wasm"));
    this.#starting ??= archive.unpack("core").then((bytes) => {
      this.bytes = bytes;
      return WebAssembly.instantiate(bytes, {});
    });
    this.#exports = (await this.#starting).instance.exports;
  }

  /** Whether runs that were opened are still there. */
  get lives() {
    return this.#exports !== null;
  }

  /** Sends a question, an object or JSON, and gives the text of the answer. */
  async ask(question) {
    await this.start();
    return this.#call(typeof question === "string" ? question : JSON.stringify(question));
  }

  /** Sends a question of a walk and gives its answer, at once. */
  now(question) {
    const answer = JSON.parse(this.#call(JSON.stringify(question)));
    if (answer.error !== undefined) throw new Error(pick(answer.error));
    return answer;
  }

  /** Opens a run, so that it can be walked through. */
  async open(run) {
    await this.start();
    if (this.#opened.has(run)) return;
    const bytes = new Uint8Array(await run.bytes());
    this.#next += 1;
    const wrong = this.#guard((it) => {
      this.#write(bytes);
      return this.#read(it.coexist_open(this.#next));
    });
    if (wrong !== "") throw new Error(wrong);
    this.#opened.set(run, this.#next);
  }

  /** The number of a run that was opened. */
  number(run) {
    return this.#opened.get(run);
  }

  /** Forgets a run. */
  close(run) {
    if (!this.#opened.has(run) || !this.lives) return;
    this.#guard((it) => {
      this.#write(new Uint8Array(0));
      it.coexist_open(this.#opened.get(run));
    });
    this.#opened.delete(run);
  }

  #call(text) {
    return this.#guard((it) => {
      this.#write(new TextEncoder().encode(text));
      return this.#read(it.coexist_answer());
    });
  }

  #write(bytes) {
    const { memory, coexist_room } = this.#exports;
    // The buffer is another one after the memory has grown, so it is asked for last.
    const room = coexist_room(bytes.length);
    new Uint8Array(memory.buffer, room, bytes.length).set(bytes);
  }

  #read(length) {
    const { memory, coexist_text } = this.#exports;
    const text = coexist_text();
    return new TextDecoder().decode(new Uint8Array(memory.buffer, text, length));
  }

  #guard(what) {
    try {
      return what(this.#exports);
    } catch (error) {
      // After a trap the memory is not to be trusted: the next question starts a fresh one, and runs are opened anew.
      this.#exports = null;
      this.#starting = null;
      this.#opened.clear();
      throw new Error(word("core_failed", error.message));
    }
  }
}

const core = new Core();
