// The editors of one folder on a page: checked together, for a change in one file may break another.
// Its one law: an answer to a text that has changed since is thrown away. It does not know how it is shown.
import { Asking, Refused } from "./asking.mjs";

const PAUSE = 200; // ms from the last keystroke to the question
const AGAIN = 5000; // ms until an unreachable server is asked again

export class Group {
  constructor(element) {
    this.editors = [];
    this.asking = new Asking(element);
    this.others = otherFiles(element);
    this.changes = 0;
    this.timer = 0;
  }

  get files() {
    const shown = this.editors.map((editor) => [editor.file, editor.text]);
    return { ...this.others, ...Object.fromEntries(shown) };
  }

  changed(pause = PAUSE) {
    this.changes += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.check(), pause);
  }

  async check() {
    const [first] = this.editors;
    if (!first?.addresses.diagnostics) return;
    const asked = this.changes;
    this.say("checking");
    try {
      const question = { files: this.files, file: first.file, lang: first.lang };
      const answer = await this.asking.ask("diagnostics", first.addresses.diagnostics, question);
      if (answer && asked === this.changes) this.editors.forEach((editor) => editor.tell(answer));
    } catch (error) {
      const refused = error instanceof Refused;
      this.say(refused ? "refused" : "unreachable");
      if (!refused) this.timer = setTimeout(() => this.check(), AGAIN);
    }
  }

  // the page hears it as well, or it would go on telling what was found in an older text
  say(word) {
    this.editors.forEach((editor) => editor.say(editor.words[word]));
    this.editors[0]?.fire("lingqu:checking", { word, text: this.editors[0].words[word] });
  }

  leave(editor) {
    this.editors = this.editors.filter((each) => each !== editor);
    if (!this.editors.length) {
      clearTimeout(this.timer);
      this.asking.giveUp();
    }
  }
}

// the files of the folder that no editor shows: {name: text} in a script element that the page names
function otherFiles(element) {
  const script = document.getElementById(element.dataset.filesFrom ?? "");
  return script ? JSON.parse(script.textContent) : {};
}
