// Questions to the page's own addresses, as law/editing/wire.py reads and answers them.
// Its one law: a later question of a kind takes the place of an earlier one, which is given up. It does not know what
// is done with an answer.

export class Refused extends Error {}

function token(element) {
  const meta = document.querySelector("meta[name='csrf-token']")?.content;
  const field = element.closest("form")?.querySelector("input[name='csrfmiddlewaretoken']")?.value;
  const cookie = /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie)?.[1];
  return meta || field || (cookie ? decodeURIComponent(cookie) : "");
}

export class Asking {
  constructor(element) {
    this.element = element;
    this.waiting = new Map();
  }

  // gives null where the question has been given up for a later one
  async ask(kind, address, question) {
    this.waiting.get(kind)?.abort();
    const control = new AbortController();
    this.waiting.set(kind, control);
    try {
      const answer = await fetch(address, {
        method: "POST",
        credentials: "same-origin",
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token(this.element) },
        body: JSON.stringify(question),
        signal: control.signal,
      });
      if (!answer.ok) throw new Refused(String(answer.status));
      return await answer.json();
    } catch (error) {
      if (control.signal.aborted) return null;
      throw error;
    } finally {
      if (this.waiting.get(kind) === control) this.waiting.delete(kind);
    }
  }

  giveUp() {
    for (const control of this.waiting.values()) control.abort();
  }
}

// the server counts columns in characters, the editor in units of 16 bits
export function offsetOf(doc, { line, column }) {
  const at = doc.line(Math.min(line + 1, doc.lines));
  let unit = 0;
  for (let seen = 0; seen < column && unit < at.text.length; seen += 1) {
    unit += at.text.codePointAt(unit) > 0xffff ? 2 : 1;
  }
  return at.from + unit;
}

export function positionOf(doc, offset) {
  const at = doc.lineAt(offset);
  return { line: at.number - 1, column: [...at.text.slice(0, offset - at.from)].length };
}
