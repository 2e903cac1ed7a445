// A mark beside each example: passed, failed, not run.
// Its one law: a mark is a sign and a word, never a colour alone. It does not know how an example is judged.
import { RangeSet, StateEffect, StateField } from "@codemirror/state";
import { GutterMarker, gutter } from "@codemirror/view";

const SIGNS = { passed: "✓", failed: "✗", not_run: "·" };

class ExampleMark extends GutterMarker {
  constructor(state, title) {
    super();
    this.state = state;
    this.title = title;
  }

  eq(other) {
    return this.state === other.state && this.title === other.title;
  }

  toDOM() {
    const mark = document.createElement("span");
    mark.className = `lq-example lq-${this.state}`;
    mark.textContent = SIGNS[this.state];
    mark.title = this.title;
    mark.setAttribute("role", "img");
    mark.setAttribute("aria-label", this.title);
    return mark;
  }
}

const told = StateEffect.define();

const marks = StateField.define({
  create: () => RangeSet.empty,
  update(value, transaction) {
    let kept = value.map(transaction.changes);
    for (const effect of transaction.effects) if (effect.is(told)) kept = effect.value;
    return kept;
  },
});

export const exampleMarks = [marks, gutter({ class: "lq-examples", markers: (view) => view.state.field(marks) })];

// examples of this file, in the order of the text
export function tellExamples(doc, examples, words) {
  const ranges = examples
    .filter((each) => each.span.start.line < doc.lines)
    .map((each) => {
      const title = [words.states[each.state], each.difference].filter(Boolean).join("：");
      return new ExampleMark(each.state, title).range(doc.line(each.span.start.line + 1).from);
    });
  return told.of(RangeSet.of(ranges, true));
}
