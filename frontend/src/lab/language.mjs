// The colours of rule files: words.json (written from the tables of the language) at work line by line.
// Its one law: no word of the language stands here. It does not know what a name means.
import { HighlightStyle, StreamLanguage, indentService, syntaxHighlighting } from "@codemirror/language";
import { tags } from "@lezer/highlight";
import words from "./words.json";

const TAGS = {
  section: tags.definitionKeyword,
  field: tags.propertyName,
  name: tags.variableName,
  title: tags.className,
  code: tags.atom,
  choice: tags.literal,
  number: tags.number,
  day: tags.integer,
  anchor: tags.link,
  law: tags.compareOperator,
  logic: tags.logicOperator,
  word: tags.keyword,
  outcome: tags.bool,
  sign: tags.operator,
  mark: tags.punctuation,
  text: tags.string,
  comment: tags.lineComment,
};

// a page may set the variables; the values beside them have a contrast of at least 4.5 on white
const STYLE = HighlightStyle.define([
  { tag: tags.definitionKeyword, color: "var(--lq-section, #7a1f5c)", fontWeight: "700" },
  { tag: tags.propertyName, color: "var(--lq-field, #5b4a8a)", fontWeight: "600" },
  { tag: tags.variableName, color: "var(--lq-name, #0b5a8f)" },
  { tag: tags.className, color: "var(--lq-title, #1f2d3d)", fontWeight: "700" },
  { tag: [tags.atom, tags.literal], color: "var(--lq-code, #0a6b58)" },
  { tag: [tags.number, tags.integer], color: "var(--lq-number, #9a4a00)" },
  { tag: tags.link, color: "var(--lq-anchor, #4a5a6a)", textDecoration: "underline dotted" },
  { tag: [tags.compareOperator, tags.logicOperator], color: "var(--lq-law, #b0202e)", fontWeight: "700" },
  { tag: tags.keyword, color: "var(--lq-word, #8a2a6a)" },
  { tag: tags.bool, color: "var(--lq-outcome, #1a6b2a)", fontWeight: "600" },
  { tag: tags.operator, color: "var(--lq-sign, #5f5f5f)" },
  { tag: tags.string, color: "var(--lq-text, #3d4a57)" },
  { tag: tags.lineComment, color: "var(--lq-comment, #5d6b78)", fontStyle: "italic" },
]);

const BLANK = "[ \\t\\u3000]";
const sticky = (pattern) => new RegExp(pattern, "y");
const section = sticky(`(?:${words.sections.join("|")})(?![\\u3400-\\u9fff])`);
const ruled = sticky(`(?:${words.ruled.join("|")})(?![\\u3400-\\u9fff])`);
const text = sticky(`(?:${words.text.join("|")})(?=${BLANK}|$)`);
const sub = sticky(`(?:${words.sub.join("|")})(?=${BLANK}|$)`);
const english = sticky(`${words.english}(?=${BLANK}|$)`);
const quoted = sticky("「[^「」]*」");
const rules = words.rules.map(([kind, pattern]) => [kind, sticky(pattern)]);

function matched(stream, pattern) {
  pattern.lastIndex = stream.pos;
  const found = pattern.exec(stream.string);
  if (!found || !found[0]) return false;
  stream.pos += found[0].length;
  return true;
}

function comment(stream) {
  const before = stream.string[stream.pos - 1];
  if (stream.peek() !== "#" || (before !== undefined && !/\s/.test(before))) return false;
  stream.skipToEnd();
  return true;
}

// what a line begins with decides how the rest of it, and the lines that continue it, are read
function begin(stream, state) {
  state.rest = null;
  const indent = stream.indentation();
  if (indent === 0) {
    state.mode = "head";
    state.titled = true;
    return matched(stream, section) ? "section" : null;
  }
  stream.eatSpace();
  if (indent >= words.continuation) {
    if (state.mode !== "ruled" || !matched(stream, sub)) return null;
    state.rest = "text";
    return "field";
  }
  for (const [mode, pattern] of [["ruled", ruled], ["text", text]]) {
    if (matched(stream, pattern)) {
      state.mode = mode;
      state.titled = words.titled.includes(stream.current().trim());
      return "field";
    }
  }
  state.mode = "ruled";
  state.titled = false;
  return null;
}

function untilSomething(stream) {
  // free text runs to the end of the line, to a comment, or to the English behind it
  stream.next();
  while (!stream.eol()) {
    const before = stream.string[stream.pos - 1];
    if (/[\s，,」]/.test(before)) {
      english.lastIndex = stream.pos;
      if (stream.peek() === "#" || english.test(stream.string)) break;
    }
    stream.next();
  }
  return "text";
}

function token(stream, state) {
  if (stream.sol()) {
    if (comment(stream)) return "comment";
    const kind = begin(stream, state);
    if (kind || stream.pos > stream.start) return kind;
  }
  if (stream.eatSpace()) return null;
  if (comment(stream)) return "comment";
  if (state.rest !== "text" && matched(stream, english)) {
    state.rest = "text";
    return "field";
  }
  if (state.rest === "text" || state.mode === "text") return untilSomething(stream);
  if (state.titled && matched(stream, quoted)) return "title";
  for (const [kind, pattern] of rules) if (matched(stream, pattern)) return kind;
  stream.next();
  return null;
}

export const ruleLanguage = StreamLanguage.define({
  name: "lingqu",
  startState: () => ({ mode: "head", rest: null, titled: false }),
  copyState: (state) => ({ ...state }),
  token,
  tokenTable: TAGS,
  languageData: {
    commentTokens: { line: "#" },
    closeBrackets: { brackets: ["「", "（", "(", "“"] },
  },
});

// behind the head of a block a field begins; behind a field the next one
const indents = indentService.of((context, position) => {
  const { text: above } = context.lineAt(position, -1);
  section.lastIndex = 0;
  if (section.test(above)) return 2;
  return /^ */.exec(above)[0].length;
});

export const colours = [ruleLanguage, syntaxHighlighting(STYLE), indents];
