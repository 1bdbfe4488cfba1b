// The picture of the organisation: states change as the run goes on, and the current message travels along its line.

/** How far apart the points are that are taken from a curve, in units of the picture. */
const GRAIN = 6;

/** Pictures (with type of 14 pixels) that would get a smaller scale than the first get the second: at a desk, and on a
 * wall. */
const LEGIBLE = [0.62, 0.8];
const LEGIBLE_FROM_AFAR = [1.02, 1.15];

/** Where those who take part are shown and others left out, type is never smaller than 11 pixels, and no larger than
 * this. */
const LEGIBLE_IN_FOCUS = 0.79;
const CLOSEST = 1.1;
/** Around them is room for the lines that lead to them. */
const MARGIN_IN_FOCUS = 24;

/** Where less than this share of a picture is seen, all of it is shown small beside it. */
const MAPPED = 0.4;

/** Small organisations are not blown up beyond this. */
const LARGEST = 1.6;

class Picture {
  constructor(place) {
    this.place = place;
    this.zoom = 1;
    new ResizeObserver(() => this.resize()).observe(place);
    place.addEventListener("wheel", (event) => {
      // Fingers that spread on a touch pad are told as a wheel with the control key.
      if (!event.ctrlKey) return;
      event.preventDefault();
      this.resize(this.zoom * Math.exp(-event.deltaY / 300));
    }, { passive: false });
    place.addEventListener("scroll", () => this.follow?.(), { passive: true });
    place.addEventListener("click", (event) => this.#look(event.target));
  }

  /** Shows the organisation of a run: of a large one those who take part in the attempt of a record. */
  set(run, n = -1) {
    // Who takes part in an attempt would tell whom it comes to: while somebody predicts all are shown.
    const hides = predict.hides() && this.place.id === "picture";
    const whom = () => (hides ? [] : run.page.focus ?? []).findIndex((it) => it.attempts.includes(run.attempt[n]));
    const focus = n >= 0 ? whom() : this.run === run && this.hides === hides ? this.focus : -1;
    if (this.run === run && this.lang === shown.lang && this.focus === focus && this.hides === hides) return;
    this.stop();
    Object.assign(this, { run, focus, hides, lang: shown.lang, svg: null, ways: null, areas: null });
    if (!run.page.topology) {
      fill(this.place, el("p", { class: "note", text: word("no_picture") }));
      return;
    }
    // The only markup that is read as markup: written and escaped by `src/picture/topology/svg.rs`.
    this.place.innerHTML = pick(run.page.focus?.[focus]?.picture ?? run.page.topology);
    this.svg = this.place.querySelector("svg");
    // The title of the drawing would tell what comes; the heading of the panel names it.
    this.svg.querySelector(":scope > title")?.remove();
    this.svg.setAttribute("aria-label", word("picture"));
    const told = this.svg.querySelector(":scope > desc");
    const title = pick(run.page.title);
    if (told?.textContent.startsWith(title)) told.textContent = told.textContent.slice(title.length).replace(/^[:：]\s*/, "");
    this.size = ["width", "height"].map((it) => Number(this.svg.getAttribute(it)));
    // The page has the title above: here it would only take room.
    const heading = this.svg.querySelector("text.heading");
    if (heading) {
      this.svg.querySelector("text.title")?.remove();
      const top = Number(heading.getAttribute("y")) - 28;
      this.size[1] -= top;
      this.svg.setAttribute("viewBox", `0 ${top} ${this.size.join(" ")}`);
    }
    this.svg.removeAttribute("width");
    this.svg.removeAttribute("height");
    // What comes later is not there before, so that it tells nothing to those who look for it.
    this.held = new Map();
    this.comings = new Map();
    for (const it of this.svg.querySelectorAll("[data-mark], [data-reach]")) {
      const key = it.dataset.mark ?? it.dataset.reach;
      const tip = it.dataset.reach && it.nextElementSibling?.classList.contains("arrow") ? [it.nextElementSibling] : [];
      this.comings.set(key, [...(this.comings.get(key) ?? []), it, ...tip]);
    }
    for (const [key, all] of this.comings) if (all[0].classList.contains("gone")) this.#there(key, false);
    this.nodes = new Map();
    for (const it of this.svg.querySelectorAll("[data-node]")) {
      this.nodes.set(it.dataset.node, it);
      for (const key of (it.dataset.members ?? "").split(" ").filter(Boolean)) this.nodes.set(key, it);
    }
    this.chips = new Map();
    for (const it of this.svg.querySelectorAll("[data-service]")) this.chips.set(it.dataset.service, it);
    this.copies = [...this.svg.querySelectorAll("[data-copy]")];
    this.components = [...this.svg.querySelectorAll("[data-component]")];
    this.edges = [...this.svg.querySelectorAll("path.edge[data-from]")];
    this.led = new Map();
    this.links = (run.page.links ?? []).map((ends) => this.edges.filter((it) => {
      const of = [it.dataset.from, it.dataset.to];
      return it.classList.contains("link") && ends.every((end) => of.includes(`site:${end}`));
    }));
    if (this.hides) neutral(this.svg);
    this.party = focus >= 0 ? this.#frame() : null;
    this.overlay = draw("g", { class: "overlay", "aria-hidden": "true" });
    // What travels passes behind the boxes, so that it strikes no word of them out.
    this.below = draw("g", { class: "overlay", "aria-hidden": "true" });
    this.svg.insertBefore(this.below, this.svg.querySelector(":scope > .node"));
    this.svg.append(this.overlay);
    this.resize();
  }

  /** Shows all of it, however small that is; or again so that one can read it. */
  fit() {
    this.fitted = !this.fitted;
    this.resize(1);
  }

  /**
   * Fits the picture to its place. A tall one is not made so small that nobody could read it: rather it is scrolled,
   * and follows what happens.
   */
  resize(zoom = this.zoom) {
    this.zoom = Math.max(0.05, Math.min(6, zoom));
    if (!this.svg || this.place.clientWidth === 0) return;
    const [w, h] = this.size;
    const [width, height] = [this.place.offsetWidth - 4, this.place.offsetHeight - 4];
    const whole = Math.min(width / w, height / h, shown.big ? LARGEST * 1.3 : LARGEST);
    const [least, legible] = shown.big ? LEGIBLE_FROM_AFAR : LEGIBLE;
    // On a wall and on a telephone type is as large as it has to be, and the picture follows what happens.
    const forced = shown.big ? 1.02 : width < 600 ? 0.62 : 0;
    const fits = whole >= least ? whole : Math.max(whole, Math.min((width - 16) / w, legible));
    // Of a large organisation those are in view who take part; the others stand around them.
    const around = this.fitted || width < 600 ? null : this.party;
    const near = around && Math.min(CLOSEST, width / (around.width + 2 * MARGIN_IN_FOCUS), height / (around.height + MARGIN_IN_FOCUS));
    const first = this.fitted ? whole : Math.max(around ? Math.max(near, LEGIBLE_IN_FOCUS) : fits, forced);
    const scale = Math.max(whole, first * this.zoom);
    this.svg.style.width = `${Math.floor(w * scale)}px`;
    this.svg.style.height = `${Math.floor(h * scale)}px`;
    this.place.classList.toggle("zoomed", h * scale > height + 1 || w * scale > width + 1);
    if (around && this.zoom === 1) {
      const { x, y } = this.svg.viewBox.baseVal;
      this.place.scrollTo({ left: (around.x + around.width / 2 - x) * scale - this.place.clientWidth / 2,
        top: (around.y + around.height / 2 - y) * scale - this.place.clientHeight / 2 });
    }
    this.#map();
  }

  /** The frame around those who take part, where others are left out. */
  #frame() {
    const boxes = [...new Set(this.nodes.values())].filter((it) => !it.classList.contains("rest")).map((it) => this.#box(it));
    const [left, top] = [Math.min(...boxes.map((it) => it.x)), Math.min(...boxes.map((it) => it.y))];
    return { x: left, y: top, width: Math.max(...boxes.map((it) => it.x + it.width)) - left,
      height: Math.max(...boxes.map((it) => it.y + it.height)) - top };
  }

  /** Opens what can be changed of that which was clicked: a service, a server, a link, a name, a balancer. */
  #look(target) {
    if (!this.run || walk.view !== "walk") return;
    const entities = walk.base.page.entities;
    const named = (list, label) => entities.find((it) => it.list === list && it.label === label);
    const chip = target.closest("[data-service]");
    const node = target.closest("[data-node]");
    if (chip) {
      const [, server, service] = chip.dataset.service.split(":");
      const entity = named("servers", this.run.page.servers[Number(server)]);
      whatif.look(entity, entity && `${entity.path} ${SERVICES[service] ?? ""}`);
    } else if (node) {
      const [kind, number] = node.dataset.node.split(":");
      const list = { server: "servers", balancer: "load_balancers", name: "dns", client: "clients", database: "databases" }[kind];
      const label = kind === "server" ? this.run.page.servers[Number(number)] : node.querySelector("text.name")?.textContent;
      whatif.look(named(list, label));
    } else {
      const edge = target.closest("path.edge.link");
      const at = edge ? this.links.findIndex((edges) => edges.includes(edge)) : -1;
      const entity = at < 0 ? null : entities.filter((it) => it.list === "links")[Math.floor(at / 2)];
      if (entity) whatif.look(entity, `${entity.path} cut`);
    }
  }

  /** Shows states, by their keys, and the message of a record. */
  show(n, states, { moving = false, period = 900 } = {}) {
    nextFrame.ask(this, () => this.#show(n, states, moving, period));
  }

  #show(n, states, moving, period) {
    if (this.run?.page.focus?.length) this.set(this.run, n);
    if (!this.svg) return;
    this.#states(states);
    this.#message(n, moving && !calm(), period);
  }

  #states(states) {
    for (const [key, state] of states) {
      const chip = this.chips.get(key);
      if (chip) this.#chip(chip, state);
      else if (key.startsWith("server:")) this.nodes.get(key)?.classList.toggle("off", state === "off");
      else if (key.startsWith("database:")) this.#copy(key, state);
      else if (/^(mark|reach):/.test(key)) this.#there(key, state === "on");
      else if (key.startsWith("link:")) this.#link(Number(key.slice(5)), states);
      else if (/^(name|balancer):/.test(key)) this.#targets(key, state);
    }
    for (const it of this.components) {
      const [, server, component] = it.dataset.component.split(":");
      const held = ["MSExchangeIMAP4", "MSExchangePOP3"].map((at) => states.get(`held:${server}:${at}`) ?? "");
      const by = held.find((text) => text.split(" ")[0] === component);
      // Whether it drains is not told by these states: then what was drawn at first stays.
      if (by) this.#chip(it, "inactive");
      else if (it.dataset.state === "inactive" || it.dataset.was === "inactive") this.#chip(it, "active");
    }
  }

  #chip(chip, state) {
    if (chip.dataset.state === state) return;
    chip.dataset.was = chip.dataset.state;
    chip.classList.remove(chip.dataset.state);
    chip.classList.add(state);
    chip.dataset.state = state;
    const text = chip.querySelector("text.state");
    if (text && chip.dataset[state]) text.textContent = chip.dataset[state];
    this.#flash(chip);
  }

  /** Each copy of a database is a chip of its server. */
  #copy(key, state) {
    for (const it of this.copies) {
      const [database, server] = it.dataset.copy.split("@");
      if (database === key) this.#chip(it, `server:${server}` === state ? "active" : "passive");
    }
  }

  /** Takes out of the document what is not there yet, and what is there no longer. */
  #hold(mark) {
    if (this.held.has(mark)) return;
    const place = document.createComment("");
    this.held.set(mark, place);
    mark.replaceWith(place);
  }

  #release(mark) {
    this.held.get(mark)?.replaceWith(mark);
    this.held.delete(mark);
  }

  /** What stands on a box or leads from it at some moments only. */
  #there(key, on) {
    for (const it of this.comings.get(key) ?? []) {
      it.classList.toggle("gone", !on);
      if (on) this.#release(it);
      else this.#hold(it);
    }
  }

  /** What a mark says, and on which box it stands. */
  markOf(key) {
    const mark = this.comings?.get(key)?.[0];
    const text = [...(mark?.querySelectorAll("text") ?? [])].map((it) => it.lastChild.data).join(" ");
    const on = mark?.closest(".node")?.querySelector("text.name")?.textContent;
    return text ? `${on ? `${on}: ` : ""}${text}` : null;
  }

  /** What a key is called: `server:2`. */
  called(key) {
    const [kind, number] = key.split(":");
    if (kind === "server") return this.run.page.servers?.[Number(number)] ?? key;
    return this.nodes.get(key)?.querySelector("text.name")?.textContent ?? key;
  }

  /** Lines of a node that name others name those who hold now. `first` and `now` are lists of keys. */
  #retext(key, first, now, only = -1) {
    const names = (keys) => keys.split(",").filter(Boolean).map((it) => this.called(it)).join(", ");
    const [before, after] = [names(first), names(now)];
    const lines = [...(this.nodes.get(key)?.querySelectorAll("text.line") ?? [])];
    for (const line of only < 0 ? lines : lines.slice(only, only + 1)) {
      const own = line.lastChild;
      line.dataset.first ??= own.data;
      if (before && line.dataset.first.includes(before)) {
        own.data = line.dataset.first.replace(before, () => after || "—");
        return;
      }
    }
  }

  /** To whom a name points, or a balancer forwards: lines that no longer hold vanish, new ones are drawn straight. */
  #targets(key, state) {
    if ((this.led.get(key) ?? this.run.page.states.initial[key]) === state) return;
    this.led.set(key, state);
    const targets = new Set(state.split(/[,;]/).filter(Boolean));
    const views = [this.run.page.states.initial[key], state].map((it) => it.split(";"));
    // A name has a line for each of its views.
    views[0].forEach((first, view) => this.#retext(key, first, views[1][view] ?? "", view));
    for (const it of this.edges.filter((edge) => edge.dataset.from === key)) {
      const holds = targets.delete(it.dataset.to);
      it.classList.toggle("gone", !holds);
      const tip = it.nextElementSibling;
      if (tip?.classList.contains("arrow")) tip.classList.toggle("gone", !holds);
    }
    for (const to of targets) {
      const [a, b] = [this.nodes.get(key), this.nodes.get(to)];
      if (!a || !b) continue;
      const line = draw("path", { class: "edge points new", d: this.#around(a, b), "data-from": key, "data-to": to });
      // Behind the boxes, as the lines that were drawn at first.
      this.svg.insertBefore(line, this.svg.querySelector(".node"));
      this.edges.push(line);
    }
    const node = this.nodes.get(key);
    if (node) this.#flash(node);
  }

  #link(number, states) {
    for (const edge of this.links[number] ?? []) {
      // A line stands for both directions: it is cut as soon as one of them is.
      const cut = this.links.some((edges, at) => edges.includes(edge) && states.get(`link:${at}`) === "cut");
      edge.classList.toggle("cut", cut);
      const tabs = edge.nextElementSibling;
      if (tabs?.tagName !== "g" || !tabs.classList.contains("link")) continue;
      tabs.classList.toggle("cut", cut);
      for (const text of tabs.querySelectorAll("text")) {
        const plain = text.textContent.replace(/ · ✕ .*$/, "");
        text.textContent = cut ? `${plain} · ✕ ${word("is_cut")}` : plain;
      }
    }
  }

  #flash(of) {
    if (calm() || !of.animate) return;
    of.animate([{ opacity: 0.25 }, { opacity: 1 }, { opacity: 0.25 }, { opacity: 1 }], { duration: 700 });
  }

  #message(n, moving, period) {
    this.stop();
    this.overlay.replaceChildren();
    this.below.replaceChildren();
    for (const it of this.svg.querySelectorAll(".acting")) it.classList.remove("acting");
    const { run } = this;
    const node = (lane) => (lane < 0 ? null : this.nodes.get(run.page.lanes[lane].node) ?? null);
    const [from, to] = [node(run.lane[n]), node(run.to[n])];
    for (const it of [from, to]) it?.classList.add("acting");
    if (!from) return;
    if (this.place.classList.contains("zoomed")) this.#reveal(from, to ?? from);
    const bad = run.bad[n] > 0 && !predict.hides();
    this.#trail(n);
    this.#meters(n);
    if (!to) {
      this.#badge(from, bad);
      return;
    }
    const points = this.#course(n, from, to);
    const lengths = [0];
    for (let at = 1; at < points.length; at += 1) {
      const [a, b] = [points[at - 1], points[at]];
      lengths.push(lengths[at - 1] + Math.hypot(b[0] - a[0], b[1] - a[1]));
    }
    const whole = lengths.at(-1);
    const kind = run.kind[n];
    const dashed = kind === KIND.reply || kind === KIND.accepts;
    const d = points.map((it, at) => `${at ? "L" : "M"}${it[0].toFixed(1)} ${it[1].toFixed(1)}`).join(" ");
    this.below.append(
      draw("path", { class: "halo", d }),
      draw("path", { class: `message${dashed ? " dashed" : ""}${bad ? " bad" : ""}`, d }),
    );
    const dot = draw("g", { class: `dot${bad ? " bad" : ""}` }, draw("circle", { r: 11 }));
    dot.append(bad ? draw("path", { d: "M-5 -5 L5 5 M5 -5 L-5 5" }) : draw("path", { d: "M-4 -5 L5 0 L-4 5" }));
    this.overlay.append(dot);
    const at = (length) => {
      let low = 1;
      while (low < lengths.length - 1 && lengths[low] < length) low += 1;
      const [a, b] = [points[low - 1], points[low]];
      const share = lengths[low] > lengths[low - 1] ? (length - lengths[low - 1]) / (lengths[low] - lengths[low - 1]) : 1;
      const turn = bad ? 0 : (Math.atan2(b[1] - a[1], b[0] - a[0]) * 180) / Math.PI;
      const [x, y] = [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
      dot.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${turn.toFixed(0)})`);
    };
    if (!moving) {
      at(Math.max(0, whole - 12));
      return;
    }
    const long = Math.min(900, period * 0.8);
    const began = performance.now();
    const frame = (time) => {
      const share = Math.min(1, Math.max(0, (time - began) / long));
      const eased = share < 0.5 ? 2 * share * share : 1 - ((2 - 2 * share) ** 2) / 2;
      at(Math.max(0, whole - 12) * eased);
      this.frame = share < 1 ? requestAnimationFrame(frame) : null;
    };
    at(0);
    this.frame = requestAnimationFrame(frame);
  }

  /** The ways that this attempt has gone so far, each with how often. */
  #trail(n) {
    const { run } = this;
    if (run.attempt[n] < 0) return;
    const fold = foldAt(run, n);
    const until = fold ? fold.last : n;
    const ways = new Map();
    for (const it of run.recordsOf(run.attempt[n])) {
      if (it > until) break;
      if (run.kind[it] !== KIND.connects || run.to[it] < 0) continue;
      const [from, to] = [run.lane[it], run.to[it]].map((lane) => this.nodes.get(run.page.lanes[lane].node));
      if (!from || !to || from === to) continue;
      const key = `${from.dataset.node} ${to.dataset.node}`;
      const known = ways.get(key) ?? { from, to, times: 0 };
      known.times += 1;
      ways.set(key, known);
    }
    this.ways ??= new Map();
    for (const [key, { from, to, times }] of ways) {
      if (!this.ways.has(key)) this.ways.set(key, this.#way(from, to));
      const points = this.ways.get(key);
      const middle = points[Math.floor(points.length / 2)];
      this.below.append(draw("path", { class: "trail", d: points.map((it, at) => `${at ? "L" : "M"}${it[0].toFixed(1)} ${it[1].toFixed(1)}`).join(" ") }));
      if (times < 2) continue;
      const text = draw("text", { class: "times", x: middle[0], y: middle[1] - 14, "text-anchor": "middle" });
      text.textContent = `×${times}`;
      this.overlay.append(text);
    }
  }

  /** Below the boxes at which something comes near its limit: how near. */
  #meters(n) {
    const below = new Map();
    for (const it of metersAt(this.run, n)) {
      const node = this.nodes.get(it.meter.node);
      if (!node) continue;
      const { x, y, width, height } = this.#box(node);
      const top = y + height + 2 + (below.get(node) ?? 0);
      below.set(node, (below.get(node) ?? 0) + 24);
      const text = draw("text", { class: "meter-text", x: x + 8, y: top + 14 });
      text.textContent = meterWords(this.run, it);
      const bar = draw("rect", { class: "meter-bar", x: x + 1, y: top + 17, height: 4, rx: 2, width: 0 });
      const box = draw("rect", { class: "meter-box", x, y: top, height: 22, rx: 4 });
      this.overlay.append(draw("g", { class: `meter${it.now >= it.limit ? " full" : ""}` }, box, bar, text));
      const wide = Math.max(width, text.getComputedTextLength() + 16);
      box.setAttribute("width", wide);
      bar.setAttribute("width", Math.max(1, (wide - 2) * Math.min(1, it.now / it.limit)));
    }
  }

  /** Where there is more than one sees: all of it, small, with what is seen; a click goes there. */
  #map() {
    this.small?.remove();
    this.small = null;
    const [w, h] = this.size;
    const whole = this.svg.getBoundingClientRect();
    // A little that is hidden is found by scrolling; the map would only hide more.
    const share = Math.min(1, this.place.clientWidth / whole.width) * Math.min(1, this.place.clientHeight / whole.height);
    if (share > MAPPED || this.place.clientWidth < 500 || this.place.id !== "picture") return;
    const wide = Math.min(190, this.place.clientWidth * 0.2);
    const high = Math.min(150, (wide * h) / w);
    const { viewBox } = this.svg;
    const small = draw("svg", { class: "map", width: Math.round((high * w) / h), height: Math.round(high), viewBox: this.svg.getAttribute("viewBox"), "aria-hidden": "true" });
    small.append(draw("rect", { class: "ground", x: viewBox.baseVal.x, y: viewBox.baseVal.y, width: w, height: h }));
    for (const node of new Set(this.nodes.values())) {
      const { x, y, width, height } = this.#box(node);
      small.append(draw("rect", { class: "box", x, y, width, height }));
    }
    const sight = draw("rect", { class: "sight", x: 0, y: 0, width: 1, height: 1 });
    small.append(sight);
    this.follow = () => {
      const scale = this.svg.getBoundingClientRect().width / w;
      const set = { x: viewBox.baseVal.x + this.place.scrollLeft / scale, y: viewBox.baseVal.y + this.place.scrollTop / scale,
        width: this.place.clientWidth / scale, height: this.place.clientHeight / scale };
      for (const [key, value] of Object.entries(set)) sight.setAttribute(key, String(Math.round(value)));
    };
    small.addEventListener("click", (event) => {
      const box = small.getBoundingClientRect();
      const svg = this.svg.getBoundingClientRect();
      this.place.scrollTo({ left: ((event.clientX - box.left) / box.width) * svg.width - this.place.clientWidth / 2,
        top: ((event.clientY - box.top) / box.height) * svg.height - this.place.clientHeight / 2 });
    });
    this.place.parentElement.append(small);
    this.small = small;
    this.follow();
    this.#aside(small);
  }

  /** Puts the small one into a corner where it hides none of those who take part; where there is none, it is left out. */
  #aside(small) {
    if (!this.party) return;
    const boxes = [...new Set(this.nodes.values())].filter((it) => !it.classList.contains("rest")).map((it) => it.getBoundingClientRect());
    const corners = ["", "left", "top", "top left"];
    const free = corners.find((corner) => {
      small.setAttribute("class", `map ${corner}`);
      const own = small.getBoundingClientRect();
      return boxes.every((it) => it.right < own.left || it.left > own.right || it.bottom < own.top || it.top > own.bottom);
    });
    if (free === undefined) {
      small.remove();
      this.small = null;
    }
  }

  stop() {
    if (this.frame) cancelAnimationFrame(this.frame);
    this.frame = null;
  }

  /** A mark at a node that does something on its own. */
  #badge(node, bad) {
    const box = this.#box(node);
    const badge = draw("g", { class: `dot${bad ? " bad" : ""}`, transform: `translate(${box.x + box.width} ${box.y})` });
    badge.append(
      draw("circle", { r: 11 }),
      bad ? draw("path", { d: "M-5 -5 L5 5 M5 -5 L-5 5" }) : draw("circle", { class: "pip", r: 3.5 }),
    );
    this.overlay.append(badge);
  }

  #box(node) {
    return (node.querySelector(".outline") ?? node).getBBox();
  }

  /** Brings into sight who does something and to whom; where both have no room, to whom. */
  #reveal(from, to) {
    const outer = this.place.getBoundingClientRect();
    const both = [from, to].map((it) => it.getBoundingClientRect());
    const edge = (key, which) => which(...both.map((it) => it[key]));
    let inner = { left: edge("left", Math.min), right: edge("right", Math.max), top: edge("top", Math.min), bottom: edge("bottom", Math.max) };
    if (inner.right - inner.left > outer.width || inner.bottom - inner.top > outer.height) [, inner] = both;
    if (inner.left < outer.left || inner.right > outer.right || inner.top < outer.top || inner.bottom > outer.bottom) {
      this.place.scrollBy({
        left: (inner.left + inner.right - outer.left - outer.right) / 2,
        top: (inner.top + inner.bottom - outer.top - outer.bottom) / 2,
        behavior: calm() ? "auto" : "smooth",
      });
    }
  }

  /** The way of a record: through the balancer to which its connection was opened, where it was one. */
  #course(n, from, to) {
    const { run } = this;
    if (!run.opened) {
      run.opened = new Map();
      for (let it = 0; it < run.count; it += 1) {
        // What a balancer passes on is told of the same connection, later.
        if (run.kind[it] === KIND.connects && run.to[it] >= 0 && !run.opened.has(run.connection[it])) run.opened.set(run.connection[it], run.to[it]);
      }
    }
    const lane = run.opened.get(run.connection[n]);
    const via = lane === undefined ? null : this.nodes.get(run.page.lanes[lane].node);
    if (!via || via === from || via === to || !via.classList.contains("balancer") || run.connection[n] < 0) return this.#way(from, to);
    return [...this.#way(from, via), ...this.#way(via, to)];
  }

  /** The points along which a message travels: along drawn lines where they lead there, else straight. */
  #way(from, to) {
    if (from === to) {
      const { x, y, width } = this.#box(from);
      const [a, b, top] = [x + width * 0.3, x + width * 0.7, y - 34];
      const curve = draw("path", { d: `M${a} ${y} C${a} ${top} ${b} ${top} ${b} ${y}` });
      return sampled(curve);
    }
    const edges = this.#path(from.dataset.node, to.dataset.node);
    if (edges) {
      return edges.flatMap(([edge, back]) => (back ? sampled(edge).reverse() : sampled(edge)));
    }
    const link = this.#overLinks(from, to);
    if (link) return sampled(draw("path", { d: link.map((it, at) => `${at ? "L" : "M"}${it.join(" ")}`).join("") }));
    return sampled(draw("path", { d: this.#around(from, to) }));
  }

  /** The key of the site in which a box stands. */
  #siteOf(node) {
    const { x, y, width, height } = this.#box(node);
    this.areas ??= [...this.svg.querySelectorAll(".area[data-area]")].map((it) => [it.dataset.area, it.querySelector("rect").getBBox()]);
    const [cx, cy] = [x + width / 2, y + height / 2];
    return this.areas.find(([, it]) => cx >= it.x && cx <= it.x + it.width && cy >= it.y && cy <= it.y + it.height)?.[0] ?? null;
  }

  /** From a box to one in another site: along the lines of the links between them, where they are drawn. */
  #overLinks(from, to) {
    const [start, end] = [this.#siteOf(from), this.#siteOf(to)];
    if (!start || !end || start === end) return null;
    // Where sites stand beside each other a link is told below them, and is no line between them.
    const lines = this.edges.filter((it) => it.classList.contains("link") && it.getBBox().height > 30);
    const before = new Map([[start, null]]);
    const open = [start];
    while (open.length > 0 && !before.has(end)) {
      const at = open.shift();
      for (const it of lines) {
        const ends = [it.dataset.from, it.dataset.to];
        const next = ends[0] === at ? ends[1] : ends[1] === at ? ends[0] : null;
        if (!next || before.has(next)) continue;
        before.set(next, [at, it, ends[1] === at]);
        open.push(next);
      }
    }
    if (!before.has(end)) return null;
    const hops = [];
    for (let step = before.get(end); step; step = before.get(step[0])) hops.unshift(step);
    const [a, b] = [this.#box(from), this.#box(to)];
    const points = [[a.x + a.width, a.y + a.height / 2]];
    hops.forEach(([, line, back], hop) => {
      const all = sampled(line);
      const lane = Math.max(...all.map(([x]) => x));
      const last = back ? all[0] : all.at(-1);
      points.push([lane, points.at(-1)[1]], [lane, hop === hops.length - 1 ? b.y + b.height / 2 : last[1]]);
    });
    return [...points, [b.x + b.width, b.y + b.height / 2]];
  }

  /** A line between two boxes that have none: straight, or around the boxes that stand between them. */
  #around(from, to) {
    const [a, b] = [this.#box(from), this.#box(to)];
    const middle = (box) => [box.x + box.width / 2, box.y + box.height / 2];
    const [start, end] = [border(a, middle(b)), border(b, middle(a))];
    const between = [];
    for (const node of new Set(this.nodes.values())) {
      if (node === from || node === to) continue;
      const box = this.#box(node);
      const steps = 24;
      for (let at = 1; at < steps; at += 1) {
        const [x, y] = [0, 1].map((i) => start[i] + ((end[i] - start[i]) * at) / steps);
        if (x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height) {
          between.push(box);
          break;
        }
      }
    }
    if (between.length === 0) return `M${start.join(" ")}L${end.join(" ")}`;
    // A curve comes three quarters as far as its handles.
    const beyond = (from_, far) => from_ + (far - from_) / 0.75;
    if (Math.abs(end[0] - start[0]) > Math.abs(end[1] - start[1])) {
      const [ax, bx] = [middle(a)[0], middle(b)[0]];
      const top = Math.min(a.y, b.y);
      const handle = beyond(top, Math.min(top, ...between.map((it) => it.y)) - 18);
      return `M${ax} ${a.y}C${ax} ${handle} ${bx} ${handle} ${bx} ${b.y}`;
    }
    const [ay, by] = [middle(a)[1], middle(b)[1]];
    const [ar, br] = [a.x + a.width, b.x + b.width];
    const right = Math.max(ar, br);
    const handle = beyond(right, Math.max(right, ...between.map((it) => it.x + it.width)) + 18);
    return `M${ar} ${ay}C${handle} ${ay} ${handle} ${by} ${br} ${by}`;
  }

  /**
   * The lines that lead from one node to another. Names and balancers are passed on the way only by clients: what two
   * servers say to each other does not take the way of the clients, although lines would lead along it.
   */
  #path(from, to) {
    const is = (edge, kind) => edge.classList.contains(kind);
    const lines = this.edges.filter((it) => !is(it, "reaches") && !is(it, "link") && !is(it, "gone"));
    const passing = from.startsWith("client:") || to.startsWith("client:");
    const before = new Map([[from, null]]);
    const open = [from];
    while (open.length > 0 && !before.has(to)) {
      const at = open.shift();
      if (at !== from && (!passing || !/^(name|balancer):/.test(at))) continue;
      for (const it of lines) {
        const ends = [it.dataset.from, it.dataset.to];
        if (!ends.includes(at)) continue;
        const next = ends[0] === at ? ends[1] : ends[0];
        if (before.has(next)) continue;
        before.set(next, [at, it, ends[1] === at]);
        open.push(next);
      }
    }
    if (!before.has(to)) return null;
    const edges = [];
    for (let step = before.get(to); step; step = before.get(step[0])) edges.unshift([step[1], step[2]]);
    return edges;
  }
}

/** Takes out of a picture what would tell where something is going to fail: which services are needed, to whom settings
 *  lead that are nobody's own, and what comes later. */
function neutral(svg) {
  for (const it of svg.querySelectorAll(".chip.needed")) {
    it.classList.remove("needed");
    for (const [state, sign] of [["stopped", "○"], ["hung", "◐"]]) {
      if (!it.dataset[state]) continue;
      const told = it.dataset[state].replace("✕", sign);
      const text = it.querySelector("text.state");
      if (text.textContent === it.dataset[state]) text.textContent = told;
      it.dataset[state] = told;
    }
  }
  for (const it of svg.querySelectorAll(".foreign, .reaches")) it.classList.add("plain");
  for (const it of svg.querySelectorAll(".foreign")) it.classList.remove("foreign");
  // The legend tells what is in the picture at some time.
  const keys = [...(svg.querySelector(".legend")?.children ?? [])];
  keys.forEach((it, at) => {
    if (!it.matches(".tag, .reaches")) return;
    const text = keys.slice(at).find((other) => other.matches(".legend-text"));
    it.remove();
    text?.remove();
  });
  for (const it of svg.querySelectorAll(".node > title")) it.textContent = it.textContent.replaceAll("✕", "○");
}

function sampled(path) {
  const whole = path.getTotalLength();
  const many = Math.max(1, Math.ceil(whole / GRAIN));
  return Array.from({ length: many + 1 }, (_, at) => {
    const { x, y } = path.getPointAtLength((whole * at) / many);
    return [x, y];
  });
}

/** Where a straight line from the middle of a box to a point leaves it. */
function border(box, [x, y]) {
  const [cx, cy] = [box.x + box.width / 2, box.y + box.height / 2];
  const [dx, dy] = [x - cx, y - cy];
  const share = Math.min(
    dx === 0 ? Infinity : box.width / 2 / Math.abs(dx),
    dy === 0 ? Infinity : box.height / 2 / Math.abs(dy),
  );
  return Number.isFinite(share) ? [cx + dx * share, cy + dy * share] : [cx, cy];
}
