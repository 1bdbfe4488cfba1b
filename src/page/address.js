// The address: what is shown stands in it, so that it survives a reload and can be sent to somebody who has the file.
//
//   #run=2&r42&lang=zh&theme=dark&big&tab=why&layout=picture&client=anna&set=PATH=VALUE&lines=…&remedy=0.1&plan&before
//   &compare=before.0~run-3.1.12&shut=a0.l1:1:anna

/** An address that is much longer is cut by mail programs. */
const SHUT_IN_ADDRESS = 12;

/** What the address says. */
function readAddress() {
  const found = { sets: [], lines: [], shut: [] };
  for (const part of location.hash.replace(/^#/, "").split("&")) {
    const record = /^r(\d+)$/.exec(part);
    const [key, ...rest] = part.split("=");
    let value = rest.join("=");
    try {
      value = decodeURIComponent(value);
    } catch {
      continue;
    }
    const remedy = /^(\d+)\.(\d+)$/.exec(value);
    if (record) found.record = Number(record[1]);
    else if (key === "run" && /^\d+$/.test(value)) found.run = Number(value);
    else if (key === "lang" && (value === "en" || value === "zh")) found.lang = value;
    else if (key === "theme" && (value === "light" || value === "dark")) found.theme = value;
    else if (key === "big") found.big = true;
    else if (key === "tab" && TABS.includes(value)) found.tab = value;
    else if (key === "layout" && ["picture", "sequence"].includes(value)) found.layout = value;
    else if (key === "client" && value) found.client = value;
    else if (key === "set" && value.includes("=")) found.sets.push(value);
    else if (key === "lines") found.lines = linesOf(value);
    else if (key === "remedy" && remedy) found.remedy = [Number(remedy[1]), Number(remedy[2])];
    else if (key === "plan") found.plan = true;
    else if (key === "before") found.before = true;
    else if (key === "compare") found.compare = sidesOf(value);
    else if (key === "shut" && value) found.shut.push(value);
  }
  return found;
}

/** Lines that were typed, as the address keeps them. */
function linesOf(text) {
  try {
    const all = JSON.parse(text);
    return Array.isArray(all) ? all.filter((it) => typeof it?.run === "string")
      .map(({ run, at, on }) => ({ run, at: typeof at === "string" ? at : null, on: typeof on === "string" ? on : "", told: [] })) : [];
  } catch {
    return [];
  }
}

/** What stands beside what, and at which step both are: `before.0~run-3.1.12`. */
function sidesOf(text) {
  const it = /^([a-z]+(?:-\d+)?)\.(-1|\d+)~([a-z]+(?:-\d+)?)\.(-1|\d+)(?:\.(\d+))?$/.exec(text);
  if (!it) return { sides: null };
  return { sides: [[it[1], it[2]], [it[3], it[4]]].map(([source, attempt]) => ({ source, attempt: Number(attempt) })),
    step: it[5] === undefined ? null : Number(it[5]) };
}

/** What was made of the run, as the address keeps it. */
function variantOf(wanted) {
  const { sets, lines, remedy, plan } = wanted;
  return JSON.stringify([sets ?? [], (lines ?? []).map(({ run, at, on }) => [run, at || null, on || ""]), remedy ?? null, plan === true]);
}

/** The same of what is shown. */
const variantNow = () => variantOf(walk.variant ? {
  sets: walk.variant.kind === "sets" ? walk.variant.sets : [], lines: walk.variant.kind === "sets" ? typed.blocks : [],
  remedy: walk.variant.remedy, plan: walk.variant.kind === "plan",
} : {});

function address() {
  const parts = [];
  const onIndex = walk.view === "index";
  if (index.runs.length > 1 && !onIndex) parts.push(`run=${walk.number}`);
  if (!onIndex && walk.track) parts.push(`r${walk.record}`);
  if (shown.lang !== (index.lang === "zh" ? "zh" : "en")) parts.push(`lang=${shown.lang}`);
  if (shown.theme !== "system") parts.push(`theme=${shown.theme}`);
  if (shown.big) parts.push("big");
  if (around.follow) return `#${[...around.address(), ...parts.filter((it) => !/^r\d/.test(it))].join("&")}`;
  if (!onIndex && walk.track && !predict.on) {
    const layout = byId("stage").dataset.layout;
    if (walk.tab !== (walk.record > 0 ? "step" : "summary")) parts.push(`tab=${walk.tab}`);
    if (layout !== "both") parts.push(`layout=${layout}`);
    if (walk.now.client) parts.push(`client=${encodeURIComponent(walk.now.client)}`);
    const { variant } = walk;
    if (variant?.kind === "sets") {
      parts.push(...variant.sets.map((it) => `set=${encodeURIComponent(it)}`));
      if (typed.any) parts.push(`lines=${encodeURIComponent(JSON.stringify(typed.asked()))}`);
    }
    if (variant?.remedy) parts.push(`remedy=${variant.remedy.join(".")}`);
    if (variant?.kind === "plan") parts.push("plan");
    if (variant && !walk.flipped) parts.push("before");
    if (walk.view === "compare") parts.push(`compare=${compare.address()}`);
    const { shut_keys: shut = [] } = walk.now;
    if (shut.length <= SHUT_IN_ADDRESS) parts.push(...shut.map((it) => `shut=${encodeURIComponent(it)}`));
  }
  return `#${parts.join("&")}`;
}

/** Browsers allow only so many changes of the address in a while, so it follows at some distance. */
function saveAddress() {
  if (walk.saving || !walk.awake) return;
  walk.saving = setTimeout(() => {
    walk.saving = null;
    if (location.hash === address()) return;
    try {
      // One can go back from a run to the list, and from one run to another.
      const place = around.follow ? around.address().join() : `${walk.view === "index"}|${walk.number}`;
      const moved = walk.place !== undefined && walk.place !== place;
      walk.place = place;
      history[moved ? "pushState" : "replaceState"](null, "", address());
    } catch {
      // A file that some browser does not let keep a history: then the address stays as it was.
    }
  }, 150);
}

/** Goes where the address says. */
async function followAddress() {
  const wanted = readAddress();
  if (wanted.theme && wanted.theme !== shown.theme) setTheme(wanted.theme);
  if (wanted.big !== undefined && !shown.big) setBig(true);
  if (wanted.lang && wanted.lang !== shown.lang) setLang(wanted.lang);
  if (around.follow) return around.follow();
  // In front of the only run is its overview, where nothing is asked of the run.
  const isAsked = !index.overview || wanted.record !== undefined || wanted.sets.length + wanted.lines.length > 0;
  const number = wanted.run ?? (index.runs.length === 1 && isAsked ? 0 : null);
  if (number === null || number >= index.runs.length) {
    if (hasIndex()) openIndex();
    return true;
  }
  const isOther = walk.view === "index" || number !== walk.number || !walk.base;
  if (isOther && !(await openRun(number, wanted.record ?? 0))) return false;
  if (walk.still || !walk.now) return true;
  if (!predict.on && variantOf(wanted) !== variantNow()) await makeVariant(wanted);
  if (!predict.on && walk.variant && wanted.before === walk.flipped) flip();
  if (!predict.on && (wanted.client ?? null) !== walk.now.client) command({ client: wanted.client ?? null });
  if (!predict.on && [...wanted.shut].sort().join() !== walk.now.shut_keys.join()) command({ shut_keys: wanted.shut });
  if (wanted.record !== undefined && wanted.record !== walk.record) goto(wanted.record);
  if (wanted.layout) setLayout(wanted.layout);
  if (!predict.on) openTab(wanted.tab ?? (walk.record > 0 ? "step" : "summary"));
  if (!wanted.compare && walk.view === "compare") closeCompare();
  const isSame = walk.view === "compare" && (!wanted.compare?.sides || location.hash.includes(compare.address()));
  if (wanted.compare && !predict.on && !isSame) await openCompare(wanted.compare.sides ? wanted.compare : null);
  return true;
}

/** Makes of the run what the address says. */
async function makeVariant(wanted) {
  whatif.clear();
  if (walk.variant) discard();
  if (wanted.plan && walk.base.page.plan) await runPlan(byId("play"));
  else if (wanted.remedy) await runRemedy(...wanted.remedy, byId("play"));
  else if (wanted.sets.length > 0 || wanted.lines.length > 0) {
    for (const it of wanted.sets) {
      const at = it.indexOf("=");
      whatif.edits.set(it.slice(0, at), it.slice(at + 1));
    }
    typed.blocks = wanted.lines;
    await whatif.run();
  }
}
