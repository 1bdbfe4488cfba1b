// Texts that were written in Markdown. The program made trees of them: a string, or a list of a tag, what it has, and
// its children. Only these tags become elements, so that a text can do nothing but be read.

const TAGS = new Set(["p", "ul", "ol", "li", "strong", "em", "code", "pre", "blockquote", "h3", "h4", "h5", "table", "thead", "tbody",
  "tr", "th", "td", "hr", "br", "del"]);

function treed(node) {
  if (typeof node === "string") return document.createTextNode(node);
  const [tag, has, ...children] = node;
  const inner = children.map(treed);
  if (tag === "a" && /^https?:\/\//.test(has.href)) {
    return el("a", { attrs: { href: has.href, rel: "noreferrer noopener", target: "_blank" } }, ...inner);
  }
  if (!TAGS.has(tag)) return el("span", {}, ...inner);
  const attrs = tag === "ol" && has.start > 1 ? { start: String(has.start) } : tag === "pre" || tag === "table" ? { tabindex: "0" } : {};
  return el(tag, { attrs }, ...inner);
}

/** A text of both languages, in the one that is read. */
const prose = (text, props = {}) => el("div", { ...props, class: `prose ${props.class ?? ""}`.trim() }, ...pick(text).map(treed));

/** The story of a lesson without its heading, which stands above it already. */
function storyOf(lesson) {
  const made = prose(lesson.story);
  if (made.firstChild?.textContent.trim() === pick(lesson.title)) made.firstChild.remove();
  return made;
}

/** The picture of an organisation at its start: nothing has happened there, and no color says what will. */
function pictureOf(lesson) {
  const place = el("div", { class: "picture still-picture", attrs: { tabindex: "0", role: "group", "aria-label": word("picture") } });
  // Written and escaped by `src/picture/topology/svg.rs`.
  place.innerHTML = pick(lesson.picture);
  const svg = place.querySelector("svg");
  if (!svg) return el("p", { class: "note", text: word("no_picture") });
  for (const it of svg.querySelectorAll(":scope > title, :scope > desc, text.title")) it.remove();
  neutral(svg);
  const [width, height] = ["width", "height"].map((it) => Number(svg.getAttribute(it)));
  // The title of the lesson stands above: here it would only take room.
  const top = Math.max(0, Number(svg.querySelector("text.heading")?.getAttribute("y") ?? 28) - 28);
  svg.setAttribute("viewBox", `0 ${top} ${width} ${height - top}`);
  svg.setAttribute("aria-label", word("picture"));
  svg.removeAttribute("width");
  svg.removeAttribute("height");
  return place;
}

/** Lines of a scenario as they stand in its file. */
const listing = (text) => el("pre", { class: "listing", text: text.trimEnd(), attrs: { tabindex: "0" } });
