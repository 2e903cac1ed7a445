// Completion and explanation, asked of the page's addresses and shown as plain text.
// Its one law: what a server answers is never taken as HTML. It does not know the rules.
import { autocompletion, pickedCompletion } from "@codemirror/autocomplete";
import { hoverTooltip } from "@codemirror/view";
import { offsetOf, positionOf } from "./asking.mjs";

const TYPES = {
  section: "class",
  field: "property",
  word: "keyword",
  fact: "variable",
  reading: "interface",
  alternative: "enum",
  choice: "enum",
  measure: "function",
  department: "namespace",
};

function lines(texts, className) {
  const box = document.createElement("div");
  box.className = className;
  texts.forEach((text, number) => {
    const line = document.createElement("div");
    if (number === 0) line.className = "lq-heading";
    line.textContent = text;
    box.append(line);
  });
  return box;
}

function option(doc, found, number) {
  const from = offsetOf(doc, found.span.start);
  const to = offsetOf(doc, found.span.end);
  return {
    label: found.label,
    detail: found.note,
    type: TYPES[found.kind] ?? "text",
    boost: -Math.min(number, 99),
    info: found.detail ? () => lines(found.detail.split("\n"), "lq-info") : undefined,
    apply: (view, picked) => {
      view.dispatch({
        changes: { from, to, insert: found.insert },
        selection: { anchor: from + found.insert.length },
        annotations: pickedCompletion.of(picked),
        userEvent: "input.complete",
      });
    },
    from,
  };
}

export function completion(editor) {
  const source = async (context) => {
    const { doc } = context.state;
    const before = doc.lineAt(context.pos).text.slice(0, context.pos - doc.lineAt(context.pos).from);
    if (!context.explicit && !before.trim()) return null;
    const answer = await editor.ask("completion", editor.addresses.completions, positionOf(doc, context.pos));
    if (!answer || context.aborted || !answer.completions.length) return null;
    const options = answer.completions.map((found, number) => option(doc, found, number));
    // the server has filtered and sorted already, and is asked again for each keystroke
    return { from: Math.min(...options.map((each) => each.from)), options, filter: false };
  };
  return autocompletion({ override: [source], icons: false, activateOnTypingDelay: 120, maxRenderedOptions: 60 });
}

export function explanation(editor) {
  return hoverTooltip(
    async (view, offset) => {
      const { doc } = view.state;
      const answer = await editor.ask("hover", editor.addresses.hover, positionOf(doc, offset));
      if (!answer?.span || view.state.doc !== doc) return null;
      return {
        pos: offsetOf(doc, answer.span.start),
        end: offsetOf(doc, answer.span.end),
        above: true,
        create: () => ({ dom: lines(answer.lines, "lq-hover") }),
      };
    },
    { hoverTime: 350 },
  );
}
