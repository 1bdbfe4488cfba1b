// The core once more, in a thread of its own: what takes long is run there, so that the page goes on and one can call it
// off. What was asked for is told while it runs.

/** What the thread does. It is made of its own text, so it uses nothing that stands outside. */
function coreThread() {
  let core = null;
  self.onmessage = async ({ data }) => {
    try {
      if (data.bytes) core = (await WebAssembly.instantiate(data.bytes, {})).instance.exports;
      const bytes = new TextEncoder().encode(data.text);
      const room = core.coexist_room(bytes.length);
      new Uint8Array(core.memory.buffer, room, bytes.length).set(bytes);
      const length = core.coexist_answer();
      const text = new TextDecoder().decode(new Uint8Array(core.memory.buffer, core.coexist_text(), length));
      self.postMessage({ text });
    } catch (error) {
      self.postMessage({ error: String(error.message ?? error) });
    }
  };
}

/** What is told of a question that was called off: by hand, or by the next one. */
class CalledOff extends Error {
  constructor(byHand) {
    super();
    this.byHand = byHand;
  }
}

/** A thread with a core in it. */
class Thread {
  worker = null;
  /** The question that is under way: how to answer it. */
  under = null;

  /** Sends a question and promises the text of its answer. One is asked at a time: a new one calls off the one before. */
  async ask(question) {
    this.cancel();
    const text = JSON.stringify(question);
    if (typeof Worker === "undefined") return core.ask(text);
    let bytes = null;
    if (!this.worker) {
      bytes = core.bytes?.slice(0) ?? (await archive.unpack("core"));
      const url = URL.createObjectURL(new Blob([`(${coreThread})()`], { type: "text/javascript" }));
      this.worker = new Worker(url);
      this.worker.onmessage = ({ data }) => this.hear(data);
      this.worker.onerror = (event) => this.hear({ error: event.message });
    }
    return new Promise((tell, fail) => {
      this.under = { tell, fail };
      this.begun();
      this.worker.postMessage({ text, bytes }, bytes ? [bytes] : []);
    });
  }

  hear({ text, error }) {
    const { under } = this;
    this.end();
    // After a trap its memory is not to be trusted.
    if (error !== undefined) this.drop();
    if (error !== undefined) under?.fail(new Error(word("core_failed", error)));
    else under?.tell(text);
  }

  /** Calls off what is under way. */
  cancel(byHand = false) {
    const { under } = this;
    if (!under) return;
    this.end();
    this.drop();
    under.fail(new CalledOff(byHand));
  }

  drop() {
    this.worker?.terminate();
    this.worker = null;
  }

  end() {
    this.under = null;
    this.ended();
  }

  /** A question is under way, or no longer. Nobody needs to see it. */
  begun() {}

  ended() {}
}

/** What somebody asked for, and waits for. */
class Awaited extends Thread {
  clock = null;

  ended() {
    clearInterval(this.clock);
    byId("busy").hidden = true;
  }

  /** How long it has run, with a button that ends it. What is quick shows nothing. */
  begun() {
    const busy = byId("busy");
    const began = performance.now();
    clearInterval(this.clock);
    const say = el("span", { text: word("computing") });
    fill(busy, el("progress", { attrs: { "aria-label": word("computing") } }), say,
      el("button", { data: { action: "cancel" }, text: word("cancel") }));
    this.clock = setInterval(() => {
      const seconds = Math.floor((performance.now() - began) / 1000);
      busy.hidden = false;
      say.textContent = seconds < 1 ? word("computing") : word("computing_for", seconds);
    }, 250);
  }
}

const distant = new Awaited();
/** What is looked up while somebody goes on: whatever is asked next calls it off. */
const aside = new Thread();
