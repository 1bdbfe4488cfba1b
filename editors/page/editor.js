// The editor in a page: CodeMirror, which asks the core for everything that it knows of the text.
//
// It stands in a shadow root: there its style comes as a sheet of its own, where a document with a content security
// policy would refuse an element with style.

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, snippet } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching } from "@codemirror/language";
import { forceLinting, lintGutter, lintKeymap, linter } from "@codemirror/lint";
import { Compartment, EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";

/** Of a longer text no word is colored: nobody reads it here. */
const COLORED = 400000;
/** After so many milliseconds without a key what is typed is looked at. */
const COLORS_AFTER = 40;
const REMARKS_AFTER = 500;

const recolored = StateEffect.define();

/** The colors of words: those of before move along until the core has told the new ones. */
const colors = StateField.define({
  create: () => Decoration.none,
  update(now, change) {
    const told = change.effects.find((it) => it.is(recolored));
    return told ? told.value : now.map(change.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function painted(told, length) {
  const marks = told.filter(([from, to]) => from < to && to <= length)
    .map(([from, to, kind]) => Decoration.mark({ class: `ron-${kind}` }).range(from, to));
  return Decoration.set(marks, true);
}

/** A text of several lines with `code` and **strong** in it. */
function rich(text) {
  const whole = document.createElement("div");
  for (const [at, part] of text.split("`").entries()) {
    const made = document.createElement(at % 2 ? "code" : "span");
    made.textContent = part.replaceAll("**", "");
    whole.append(made);
  }
  return whole;
}

const style = EditorView.theme({
  "&": { backgroundColor: "var(--panel)", color: "var(--ink)", height: "100%", fontSize: "inherit" },
  "&.cm-focused": { outline: "3px solid var(--focus)", outlineOffset: "-3px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.45", overflow: "auto" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--raised)", color: "var(--quiet)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--accent) 7%, transparent)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--accent-soft)", outline: "1px solid var(--accent)" },
  ".cm-tooltip": { backgroundColor: "var(--panel)", color: "var(--ink)", border: "1px solid var(--edge)", maxWidth: "min(36rem, 92vw)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", maxHeight: "14em" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--on-accent)" },
  ".cm-completionInfo": { padding: "0.4rem 0.6rem", fontFamily: "var(--sans)", whiteSpace: "pre-wrap" },
  ".cm-diagnostic": { whiteSpace: "pre-wrap", fontFamily: "var(--sans)", padding: "0.3rem 0.6rem" },
  ".cm-panels": { backgroundColor: "var(--raised)", color: "var(--ink)" },
  ".cm-panel.cm-panel-lint ul": { maxHeight: "9em" },
  ".cm-panel.cm-panel-lint ul [aria-selected]": { backgroundColor: "var(--accent-soft)", color: "var(--ink)" },
  ".cm-lint-marker": { width: "0.8em", height: "0.8em" },
  ".ron-class": { color: "var(--accent)", fontWeight: "600" },
  ".ron-property": { color: "var(--quiet)" },
  ".ron-member, .ron-truth": { color: "var(--now)" },
  ".ron-number": { color: "var(--warn)" },
  ".ron-text": { color: "var(--good)" },
  ".ron-name": { color: "var(--good)", fontWeight: "600", textDecoration: "underline dotted" },
  ".ron-comment": { color: "var(--quiet)", fontStyle: "italic" },
});

/**
 * Opens an editor in `place`. The core is asked through `asks`: `colors(text)` and `offers(text, at)` at once,
 * `remarks(text)` with a promise of `{ from, to, worth, code, message }`, all in UTF-16 places.
 * `changed(text)` is told what was typed; `phrases` are the words of the editor itself.
 */
export function open(place, { text, label, phrases, locked, asks, changed }) {
  const root = place.shadowRoot ?? place.attachShadow({ mode: "open" });
  root.replaceChildren();
  const [lock, words] = [new Compartment(), new Compartment()];
  let view = null;
  let timer = null;

  const paint = () => {
    const now = view.state.doc.toString();
    const told = now.length > COLORED ? [] : asks.colors(now);
    view.dispatch({ effects: recolored.of(painted(told, now.length)) });
  };
  const locking = (is) => [EditorState.readOnly.of(is), linter(is ? null : async (it) => {
    const shown = it.state.doc.toString();
    const told = await asks.remarks(shown);
    const severity = { error: "error", warning: "warning", advice: "info" };
    // What is told of a text that was typed over is told again in a moment.
    return told.filter(({ to }) => to <= shown.length).map(({ from, to, worth, code, message }) => ({
      from, to: Math.max(from, to), severity: severity[worth], message: `${code}: ${message}`,
      renderMessage: () => rich(`${code}: ${message}`),
    }));
  }, { delay: REMARKS_AFTER })];
  const wording = (it) => [EditorState.phrases.of(it.phrases), EditorView.contentAttributes.of({ "aria-label": it.label })];

  view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(), lintGutter(), history(), bracketMatching(), closeBrackets(), highlightActiveLine(),
        EditorView.lineWrapping, colors, style,
        autocompletion({ override: [(context) => {
          const before = context.matchBefore(/[\p{L}\p{N}_.-]+|[(\[:,"]\s*/u);
          if (!context.explicit && !before) return null;
          const { from, options } = asks.offers(context.state.doc.toString(), context.pos);
          return options.length === 0 ? null : { from, options: options.map((it) => ({
            label: it.label,
            type: { field: "property", variant: "enum", value: "constant" }[it.kind],
            info: it.doc ? () => rich(it.doc) : undefined,
            apply: it.snippet ? snippet(it.snippet) : it.insert,
          })) };
        }] }),
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap]),
        lock.of(locking(locked)), words.of(wording({ phrases, label })),
        EditorView.updateListener.of((it) => {
          if (!it.docChanged) return;
          clearTimeout(timer);
          timer = setTimeout(paint, COLORS_AFTER);
          changed(it.state.doc.toString());
        }),
      ],
    }),
  });
  paint();
  return {
    get text() { return view.state.doc.toString(); },
    set text(other) { view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: other } }); },
    lock(is) { view.dispatch({ effects: lock.reconfigure(locking(is)) }); },
    say(it) { view.dispatch({ effects: words.reconfigure(wording(it)) }); },
    look() { forceLinting(view); },
    focus() { view.focus(); },
    /** Goes to a line, counted from 1. */
    goto(line) {
      const at = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines)).from;
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
      view.focus();
    },
    close() {
      clearTimeout(timer);
      view.destroy();
    },
  };
}
