// What the editor says, in Chinese and in English.
// Its one law: every text exists in both. It does not know the rules.
export const SAYINGS = {
  zh: {
    editor: (file) => `规则文件 ${file}`,
    leave: "编辑器里 Tab 键缩进；先按 Esc 再按 Tab 离开。F8 到下一处错误，Ctrl 加空格补全，F12 到定义处。",
    undeclared: "这里没有可以跳到的定义。",
    format: "整理排版",
    next: "下一处",
    checking: "正在检查 …",
    unreachable: "检查不到：连不上服务器，改动仍在，稍后会再试。",
    refused: "服务器没有接受这次检查。",
    sound: "规则没有错误",
    faults: (errors, warnings) => `${errors} 处错误${warnings ? `，${warnings} 处注意` : ""}`,
    examples: (passed, failed, waiting) =>
      waiting ? `示例 ${waiting} 个未运行` : `示例 ${passed} 个通过${failed ? `，${failed} 个不符` : ""}`,
    formatted: "已整理。",
    states: { passed: "示例通过", failed: "示例不符", not_run: "改好错误后再运行" },
  },
  en: {
    editor: (file) => `Rule file ${file}`,
    leave: "Tab indents here; press Esc, then Tab, to leave the editor. F8 goes to the next fault, Ctrl-Space completes, F12 goes to the definition.",
    undeclared: "Nothing here has a definition to go to.",
    format: "Format",
    next: "Next fault",
    checking: "Checking …",
    unreachable: "Not checked: the server cannot be reached; your text is kept and will be checked again.",
    refused: "The server did not take this check.",
    sound: "No faults in the rules",
    faults: (errors, warnings) =>
      `${errors} fault${errors === 1 ? "" : "s"}${warnings ? `, ${warnings} warning${warnings === 1 ? "" : "s"}` : ""}`,
    examples: (passed, failed, waiting) =>
      waiting ? `${waiting} examples not run` : `${passed} examples passed${failed ? `, ${failed} failed` : ""}`,
    formatted: "Formatted.",
    states: { passed: "The example passes", failed: "The example comes out otherwise", not_run: "Run once the faults are mended" },
  },
};

// the editor's own words; it speaks English by itself
export const PHRASES = {
  Find: "查找",
  Replace: "替换为",
  next: "下一个",
  previous: "上一个",
  all: "全部",
  "match case": "分大小写",
  regexp: "正则",
  "by word": "整词",
  replace: "替换",
  "replace all": "全部替换",
  close: "关闭",
  "current match": "当前",
  "replaced match on line $": "替换了第 $ 行的一处",
  "replaced $ matches": "替换了 $ 处",
  "on line": "在第",
  "Go to line": "跳到行",
  go: "跳",
  Diagnostics: "错误",
  "No diagnostics": "没有错误",
  Completions: "补全",
  "Control character": "控制字符",
  "Selection deleted": "已删去所选",
};
