// The editor of the Policy Lab. It attaches to every <textarea data-lingqu-editor>, or to one inside a
// <div data-lingqu-editor>, and keeps the textarea as it is, so that the form works without a script.
//   data-file             the name of the file, measures.lq
//   data-diagnostics-url  data-completions-url  data-hover-url  data-format-url  data-definition-url
//                         each asked by POST (law/editing/wire.py)
//   data-group            editors of one group are one folder; without it those of one form
//   data-files-from       the id of a <script type="application/json"> with the files that are not shown
//   data-lang             zh (default) or en;  data-csp-nonce, or <meta name="csp-nonce" content>
// It fires lingqu:changed {file, text}, lingqu:checking {word, text} while no answer is there, lingqu:checked (the answer)
// and lingqu:declared (a spot) on the textarea, and hears lingqu:set {text} and lingqu:goto {line, column} there.
// It does not know the rules.
import { closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentUnit } from "@codemirror/language";
import { lintGutter, lintKeymap, nextDiagnostic, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers, showPanel } from "@codemirror/view";
import { completion, explanation } from "./answers.mjs";
import { Asking, offsetOf, positionOf } from "./asking.mjs";
import { Group } from "./group.mjs";
import { colours } from "./language.mjs";
import { looks } from "./looks.mjs";
import { exampleMarks, tellExamples } from "./marks.mjs";
import { PHRASES, SAYINGS } from "./phrases.mjs";

const SEVERITIES = { error: "error", warning: "warning", remark: "info" };
const EXAMPLE = "example"; // the code of an example that comes out otherwise
const groups = new Map();
const attached = new Map();

class RuleEditor {
  constructor(element, textarea) {
    const { dataset } = element;
    this.textarea = textarea;
    this.file = dataset.file ?? textarea.name;
    this.lang = dataset.lang === "en" ? "en" : "zh";
    this.words = SAYINGS[this.lang];
    this.addresses = {
      diagnostics: dataset.diagnosticsUrl,
      completions: dataset.completionsUrl,
      hover: dataset.hoverUrl,
      format: dataset.formatUrl,
      definition: dataset.definitionUrl,
    };
    this.asking = new Asking(element);
    this.group = groupOf(element);
    this.group.editors.push(this);
    const nonce = dataset.cspNonce || document.querySelector("meta[name='csp-nonce']")?.content || "";
    this.view = new EditorView({ state: this.state(nonce) });
    // a page that htmx takes back from its history still holds the dead editor
    if (textarea.nextElementSibling?.matches(".cm-editor")) textarea.nextElementSibling.remove();
    textarea.after(this.view.dom);
    textarea.hidden = true;
    textarea.required = false; // a browser would refuse in silence to send a form with an empty hidden field
    this.listen();
    this.group.changed(0);
  }

  get text() {
    return this.view.state.doc.toString();
  }

  state(nonce) {
    const { textarea, words } = this;
    const parts = [
      EditorView.cspNonce.of(nonce),
      lineNumbers(),
      exampleMarks,
      history(),
      drawSelection(),
      highlightActiveLine(),
      bracketMatching({ brackets: "（）()「」" }),
      closeBrackets(),
      highlightSelectionMatches(),
      indentUnit.of("  "),
      EditorState.tabSize.of(2),
      EditorState.readOnly.of(textarea.readOnly),
      EditorView.contentAttributes.of({
        "aria-label": words.editor(this.file),
        "aria-description": words.leave,
        lang: "zh-CN",
        spellcheck: "false",
        tabindex: "0",
      }),
      ...(this.lang === "zh" ? [EditorState.phrases.of(PHRASES)] : []),
      ...(this.addresses.completions ? [completion(this)] : []),
      ...(this.addresses.hover ? [explanation(this)] : []),
      // examples have a gutter of their own
      lintGutter({ markerFilter: (told) => told.filter((each) => each.source !== EXAMPLE) }),
      ...(this.addresses.definition ? [this.jumping()] : []),
      keymap.of([
        ...closeBracketsKeymap,
        ...completionKeymap,
        ...lintKeymap,
        ...searchKeymap,
        ...historyKeymap,
        ...defaultKeymap,
        indentWithTab,
      ]),
      showPanel.of((view) => this.bar(view)),
      EditorView.updateListener.of((update) => update.docChanged && this.changed()),
      colours,
      looks,
    ];
    return EditorState.create({ doc: textarea.value, extensions: parts });
  }

  bar(view) {
    const dom = document.createElement("div");
    dom.className = "lq-bar";
    this.status = document.createElement("span");
    this.status.setAttribute("role", "status");
    const leave = document.createElement("span");
    leave.className = "lq-leave";
    leave.textContent = this.words.leave;
    dom.append(this.status, leave);
    this.button(dom, this.words.next, () => {
      nextDiagnostic(view);
      view.focus();
    });
    if (this.addresses.format && !this.textarea.readOnly) this.button(dom, this.words.format, () => this.format());
    return { dom, top: false };
  }

  button(bar, label, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.addEventListener("click", act);
    bar.append(made);
  }

  listen() {
    const { textarea } = this;
    textarea.addEventListener("lingqu:set", (event) => this.set(event.detail.text));
    textarea.addEventListener("lingqu:goto", (event) => {
      const anchor = offsetOf(this.view.state.doc, event.detail);
      this.view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
      this.view.focus();
    });
    // a label of the textarea, and a fault the form finds in it, lead into the editor
    textarea.addEventListener("focus", () => this.view.focus());
    textarea.labels?.forEach((label) => label.addEventListener("click", () => this.view.focus()));
    textarea.form?.addEventListener("reset", () => setTimeout(() => this.set(textarea.value)));
  }

  changed() {
    this.textarea.value = this.text;
    this.fire("lingqu:changed", { file: this.file, text: this.text });
    this.group.changed();
  }

  fire(name, detail) {
    this.textarea.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }

  ask(kind, address, position) {
    const question = { files: this.group.files, file: this.file, lang: this.lang, ...position };
    return this.asking.ask(kind, address, question).catch(() => null);
  }

  // one change for what differs alone, so that cursor, history and marks stay where they are
  set(text) {
    const old = this.text;
    let start = 0;
    while (start < old.length && start < text.length && old[start] === text[start]) start += 1;
    let end = 0;
    const room = Math.min(old.length, text.length) - start;
    while (end < room && old[old.length - 1 - end] === text[text.length - 1 - end]) end += 1;
    if (old === text) return;
    this.view.dispatch({ changes: { from: start, to: old.length - end, insert: text.slice(start, text.length - end) } });
  }

  async format() {
    const { doc } = this.view.state;
    const answer = await this.ask("format", this.addresses.format, {});
    if (!answer || this.view.state.doc !== doc) return this.say(answer ? "" : this.words.unreachable);
    if (answer.text === null) return this.say(answer.reason);
    this.set(answer.text);
    return this.say(this.words.formatted);
  }

  // F12, or a click with Ctrl or Cmd: the page is told where the name is declared, for that may be another file
  jumping() {
    return [
      keymap.of([{ key: "F12", preventDefault: true, run: (view) => this.jump(view.state.selection.main.head) }]),
      EditorView.domEventHandlers({
        mousedown: (event, view) => {
          if (!(event.ctrlKey || event.metaKey) || event.button !== 0) return false;
          const offset = view.posAtCoords({ x: event.clientX, y: event.clientY });
          if (offset === null) return false;
          event.preventDefault();
          return this.jump(offset);
        },
      }),
    ];
  }

  jump(offset) {
    const position = positionOf(this.view.state.doc, offset);
    this.ask("definition", this.addresses.definition, position).then((answer) => {
      if (answer?.spots.length) this.fire("lingqu:declared", answer.spots[0]);
      else this.say(this.words.undeclared);
    });
    return true;
  }

  say(text) {
    this.status.textContent = text;
  }

  tell(answer) {
    const { view } = this;
    const { doc } = view.state;
    const own = answer.diagnostics.filter((each) => each.file === this.file);
    const told = own.map((each) => ({
      from: offsetOf(doc, each.span.start),
      to: offsetOf(doc, each.span.end),
      severity: SEVERITIES[each.severity],
      source: each.code,
      message: [each.message, each.advice].filter(Boolean).join("\n"),
    }));
    view.dispatch(setDiagnostics(view.state, told));
    const examples = answer.examples.filter((each) => each.file === this.file);
    view.dispatch({ effects: tellExamples(doc, examples, this.words) });
    this.say(this.summary(answer));
    this.fire("lingqu:checked", answer);
  }

  summary(answer) {
    const rules = answer.diagnostics.filter((each) => each.code !== EXAMPLE);
    const count = (severity) => rules.filter((each) => each.severity === severity).length;
    const [errors, warnings] = [count("error"), count("warning")];
    const faults = errors + warnings ? this.words.faults(errors, warnings) : this.words.sound;
    return `${faults} · ${this.words.examples(answer.passed, answer.failed, answer.not_run)}`;
  }

  close() {
    this.group.leave(this);
    this.asking.giveUp();
    this.view.destroy();
    for (const [key, group] of groups) if (!group.editors.length) groups.delete(key);
  }
}

function groupOf(element) {
  const key = element.dataset.group ?? element.closest("form") ?? document;
  if (!groups.has(key)) groups.set(key, new Group(element));
  return groups.get(key);
}

function attach() {
  for (const [textarea, editor] of attached) {
    if (!textarea.isConnected) {
      editor.close();
      attached.delete(textarea);
    }
  }
  for (const element of document.querySelectorAll("[data-lingqu-editor]")) {
    const textarea = element.matches("textarea") ? element : element.querySelector("textarea");
    if (textarea && !attached.has(textarea)) attached.set(textarea, new RuleEditor(element, textarea));
  }
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", attach);
else attach();
document.addEventListener("htmx:afterSettle", attach);
document.addEventListener("htmx:historyRestore", attach);
