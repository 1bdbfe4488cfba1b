// What stands together as one row: what repeats, and what somebody folds by hand — an attempt, a leg, a wait in vain.
//
// Which rows there are is the core's business (`src/page/walk/rows.rs`); here is what such a row says, and what opens
// and closes.

/** The spans in which a record stands, the innermost first. */
function spansAt(run, n) {
  const all = [];
  for (let it = run.span[n]; it >= 0; it = run.page.spans[it].parent ?? -1) all.push(it);
  return all;
}

/** For what the row of a record stands: `{ key, first, last }` and whether it is a fold or a span; else nothing. */
function foldAt(run, n) {
  if (!walk.now) return null;
  const { unfolded: open, shut = [] } = walk.now;
  const number = run.fold[n];
  const fold = number < 0 || !open || open.includes(number) ? null : run.page.folds[number];
  const span = shut.length === 0 ? undefined : spansAt(run, n).filter((it) => shut.includes(it)).at(-1);
  if (span !== undefined) {
    const it = run.page.spans[span];
    if (!fold || it.first < fold.first || it.last > fold.last) return { ...it, span, opens: { reopen: span } };
  }
  return fold && { ...fold, fold: number, opens: { unfold: number } };
}

/** What a row says that stands for several records. */
function foldWords(run, it) {
  if (it.span === undefined) return `${run.text(it.text)} ${word("folded_records", grouped(it.first), grouped(it.last))}`;
  return `${spanName(run, it)} · ${spanTold(run, it)} ${word("folded_records", grouped(it.first), grouped(it.last))}`;
}

function spanName(run, it) {
  const { client, number } = run.page.attempts[it.attempt];
  if (it.kind === "attempt") return word("attempt_of", client, number);
  if (it.kind === "wait") return word("span_wait", run.actor(it.last));
  return word("span_leg", Math.max(0, run.depth[it.first]), run.actor(it.first), run.target(it.first) ?? run.words(it.first).split("\n")[0]);
}

/** How many records, how long, and how it ended. */
function spanTold(run, it) {
  const outcome = it.kind === "attempt" ? run.page.attempts[it.attempt].outcome : null;
  const end = outcome ?? `${run.actor(it.end)} ${run.words(it.end).split("\n")[0]}`;
  return word("span_told", grouped(it.records), moment(run.time[it.last] - run.time[it.first]), end);
}

/** What opens or closes at a record: what begins there. The larger comes first. */
function togglesAt(run, n) {
  if (!walk.now || walk.now.predicting) return [];
  const { unfolded } = walk.now;
  const all = [];
  const fold = run.fold[n];
  if (fold >= 0 && unfolded?.includes(fold) && run.page.folds[fold].first === n) all.push({ fold });
  for (const span of spansAt(run, n).reverse()) if (run.page.spans[span].first === n) all.push({ shut: span });
  return all;
}

/** Opens the row where one is, or closes what repeats around it, or what begins here, or the innermost around. */
function toggleHere() {
  const { run, now } = walk;
  if (walk.view !== "walk" || !walk.track?.length || now.predicting) return;
  const n = walk.record;
  const here = foldAt(run, n);
  const fold = run.fold[n];
  stop();
  if (here) command(here.opens);
  else if (fold >= 0 && now.unfolded?.includes(fold)) command({ fold });
  else {
    const shut = togglesAt(run, n)[0] ?? (run.span[n] >= 0 ? { shut: run.span[n] } : null);
    if (shut) command(shut);
  }
}

/** Folds what is around: the wait, then the leg, then the leg around it, then the attempt. */
function shutAround() {
  const { run, now } = walk;
  if (walk.view !== "walk" || !walk.track?.length || now.predicting) return;
  const all = spansAt(run, walk.record);
  const here = foldAt(run, walk.record);
  const next = here?.span === undefined ? all[0] : all[all.indexOf(here.span) + 1];
  if (next === undefined) return;
  stop();
  command({ shut: next });
}

/* ---- what comes near its limit ---- */

/** How many there are at a record, and how many there may be: `[now, limit]`. */
function meterAt(meter, n) {
  let [low, high] = [0, meter.marks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (meter.marks[middle][0] <= n) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? [0, meter.marks[0][2]] : meter.marks[low - 1].slice(1);
}

/** What comes near its limit in the attempt of a record, the fullest first: where a row stands for several, at its end,
 *  with what it was at its beginning. */
function metersAt(run, n) {
  const attempt = run.attempt[n];
  if (attempt < 0 || predict.hides()) return [];
  const fold = foldAt(run, n);
  return run.page.meters.filter((it) => {
    it.of ??= new Set(it.attempts);
    return it.near && it.of.has(attempt);
  }).map((meter) => {
    const [now, limit] = meterAt(meter, fold ? fold.last : n);
    const [before] = fold ? meterAt(meter, Math.max(0, fold.first - 1)) : [now];
    return { meter, now, limit, before };
  }).filter((it) => it.limit !== null && (Math.max(it.now, it.before) > 1 || it.now >= it.limit))
    .sort((a, b) => b.now / b.limit - a.now / a.limit).slice(0, 3);
}

/** What is counted: `connections of anna on EX13`. */
function countName(run, meter) {
  const at = run.text(meter.at);
  return meter.kind === "service" ? word("count_service", at) : word(`count_${meter.kind}`, meter.who, at);
}

function meterWords(run, { meter, now, limit, before }) {
  const count = before === now ? grouped(now) : `${grouped(before)} → ${grouped(now)}`;
  return word("meter", countName(run, meter), count, grouped(limit));
}

/** The meters of the current step, below its sentence. */
function renderMeters(run, n) {
  const all = metersAt(run, n);
  const place = byId("meters");
  place.hidden = all.length === 0;
  fill(place, ...all.map((it) => {
    const bar = el("span", { class: "fills" });
    bar.style.width = `${Math.min(100, (100 * it.now) / it.limit)}%`;
    return el("span", { class: `meter${it.now >= it.limit ? " full" : ""}`, data: { meter: it.meter.kind } },
      el("span", { class: "gauge", attrs: { "aria-hidden": "true" } }, bar), ` ${meterWords(run, it)}`);
  }));
}
