// The page of `coexist report`: a run that one walks through. This file comes last and starts it.
//
// The parts, in the order in which `src/cli/report/assemble.rs` puts them together: `base.js` tools, `run.js` the data,
// `core.js` the core, which decides where one is and what may be seen, `picture.js` the organisation, `sequence.js` the
// list of rows, `walk.js` buttons, keys, address, `folds.js` what is one row, `step.js` the current step and the rules, `why.js` explanations and
// remedies, `predict.js` the card of a question, `lines.js` lines that are typed, `whatif.js` edits, `compare.js` two
// runs, `paper.js` print. All of it is inside one function: nothing is global but this:
//
//   window.coexist = {
//     ready,           a promise: the first run (or the index) is shown; its value is false if it could not be
//     goto(record),    goes to a record as a link does; a question that is not answered holds it up
//     draw(),          draws at once what waits for the next frame of the screen
//     position(),      the record that is shown; -1 on the index
//     count(),         how many records the page has of the run that is shown
//     ask(question),   sends a question (an object or JSON) to the core; a promise of the answer's text
//     rows(),          the records that are rows: all, or without those that stand together as one row
//     open(number),    opens a run of the index; a promise
//     state(),         { view, run, lang, theme, predicting, variant, flipped, parting }: what is shown now
//   }
//
// What tests can hold on to, beside it:
//
//   #title #verdict[data-overall] #tally #step[data-record] #when #step-rules #place #scrubber #speed #client #lanes
//   [data-action]   buttons: play|pause first back next last, next-/previous-decision|failure|attempt|change, predict, compare,
//                   part, flip, discard, ron, what-if, lang, theme, projector, print, help, verdict, index,
//                   zoom-in|out|fit, layout-picture|both|sequence, close-dialog
//   [data-record]   rows of #sequence (.row, with [data-row], .bad, .current, .apart), also #step and #question
//   [data-rule]     buttons with a rule's id, [data-assumed] with its switch; they open #dialog
//   [data-decision] the card of a decision; in it [data-candidate][data-state=chosen|rejected|candidate]
//   [data-toggle]   in a row: closes (shut:N, fold:N) what begins there; .fold[data-span], .fold[data-fold] such a row
//   #meters [data-meter]  what comes near its limit: user, address, service, sessions
//   [data-goto]     links to a record
//   [data-remedy]   "run with it", with [data-failure]
//   #tab-step|why|whatif|rules, #panel-…; [data-edit=PATH] an edit in its list; .trouble an error of the core
//   #question[data-ask] the form before a decision: radios accepted (yes|no), server ("s" + name, "" for nobody),
//                   security (SSL|TLS|plaintext|""); [data-answer] its buttons; .feedback[data-right]
//   #banner.after|before, #compare-view, [data-side=0|1] [data-outcome], #parting[data-parting]
//   of a course: #course-view, #lesson-view, [data-lesson], #predictions [data-ask], #store, #run, #check, #hint, #solution, #reset,
//                   [data-result][data-right], [data-goal][data-met], #next-lesson, #lesson-editor, #present-view [data-slide][data-open]
//   #index-view, #index-search, [data-open=N]; #command-line, #ron, #download; #message

function say(text, ...more) {
  const message = byId("message");
  message.hidden = false;
  fill(message, byId("top").hidden ? el("h1", { text: "coexist" }) : null, el("p", { text }), ...more);
}

/** Opens a run at a record. */
async function openRun(number, record = 0) {
  stop();
  let run;
  try {
    run = await archive.run(number);
    if (!walk.still) await core.open(run);
  } catch (error) {
    say(word("cannot_open", error.message));
    return false;
  }
  whatif.clear();
  if (walk.base && !walk.still) {
    dropVariant();
    if (walk.base !== run) core.close(walk.base);
  }
  Object.assign(walk, { view: "walk", number, base: run, failure: 0, spokenOf: null });
  walk.hidden.clear();
  byId("index-view").hidden = true;
  if (walk.still) {
    standStill();
    return true;
  }
  begin(run, record);
  walk.tab = record > 0 || predict.hides() ? "step" : "summary";
  byId("walk-view").hidden = false;
  render();
  return true;
}

/** Shows what can be shown without the core: what came out, and why. */
function standStill() {
  walk.track = new Track(walk.base);
  renderHead();
  say(walk.still);
  paper.make({ still: true });
}

async function start() {
  const { theme, lang, big } = readAddress();
  Object.assign(shown, { theme: theme ?? "system", lang: lang ?? shown.lang, big: big ?? false });
  predict.on = index.predict === true;
  byId("app").hidden = false;
  setTheme(shown.theme);
  document.documentElement.classList.toggle("big", shown.big);
  wordsOfTemplate();
  fill(byId("speed"), ...SPEEDS.map((it) => el("option", { value: String(it), text: `${it}×` })));
  byId("speed").value = String(SPEED);
  views.picture = new Picture(byId("picture"));
  views.sequence = new Sequence(byId("sequence"), { label: "sequence", pick: (row) => move({ to: row }) });
  listen();
  byId("index-search").addEventListener("input", () => runList.render());
  if (typeof DecompressionStream === "undefined") {
    byId("top").hidden = true;
    say(word("no_decompression"));
    return false;
  }
  try {
    await core.start();
  } catch (error) {
    walk.still = error.message;
  }
  if (around.start) return around.start();
  walk.view = hasIndex() ? "index" : "walk";
  const isThere = await followAddress();
  watchFile();
  walk.awake = true;
  saveAddress();
  return isThere;
}

/** Looks at the picture beside a page that is written again and again: where it is another one, so is the page. */
function watchFile() {
  if (!index.watched) return;
  let known = null;
  setInterval(() => {
    const mark = new Image();
    mark.addEventListener("load", () => {
      known ??= mark.naturalWidth;
      // The address keeps where one is, and what was changed.
      if (mark.naturalWidth !== known && !walk.playing) location.reload();
    });
    mark.src = `${encodeURIComponent(index.watched)}?${Date.now()}`;
  }, 700);
}

const ready = start().catch((error) => {
  say(word("cannot_open", error.message));
  return false;
});

window.coexist = {
  ready,
  goto: (record) => { stop(); goto(record); nextFrame.now(); },
  draw: () => nextFrame.now(),
  position: () => (walk.view === "index" || !walk.now ? -1 : walk.record),
  count: () => (walk.base ? walk.run.count : 0),
  ask: (question) => core.ask(question),
  rows: () => (walk.track ? Array.from({ length: walk.track.length }, (_, row) => walk.track.record(row)) : []),
  open: (number) => openRun(number),
  state: () => ({
    view: walk.view, run: walk.number, lang: shown.lang, theme: document.documentElement.dataset.theme,
    ...around.state?.(), predicting: predict.on, variant: walk.variant?.kind ?? null, flipped: walk.flipped, parting: walk.view === "compare" ? compare.now.parting ?? -1 : null,
  }),
};
