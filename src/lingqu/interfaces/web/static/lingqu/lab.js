// The page of a draft: tabs for its files, the list of what is wrong, and the impact beside it, asked after each change
// that compiles. Its one law: a later question takes the place of an earlier one, and what is shown of an older text is
// faded. Without it the form works as it is.
(() => {
  "use strict";
  const form = document.querySelector(".lab-form");
  if (!form) return;
  const isEnglish = document.documentElement.lang === "en";
  const say = (zh, en) => (isEnglish ? en : zh);
  const make = (name, text, className) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  // --- files as tabs ---------------------------------------------------------------------------------------------------
  const panels = [...form.querySelectorAll(".lab-file")];
  const tabs = form.querySelector("[data-tabs]");
  const contents = form.querySelector("[data-contents]");
  const show = (chosen) => {
    for (const panel of panels) {
      const isChosen = panel.dataset.file === chosen;
      panel.hidden = !isChosen;
      panel.tab.setAttribute("aria-selected", String(isChosen));
      panel.tab.tabIndex = isChosen ? 0 : -1;
    }
    if (contents.open) list();
  };
  for (const panel of panels) {
    const tab = make("button", panel.dataset.holds);
    tab.type = "button";
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panel.id);
    tab.addEventListener("click", () => show(panel.dataset.file));
    tab.append(...(panel.dataset.holds ? [" "] : []), make("code", panel.dataset.file), make("span", "", "lab-count"));
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-label", `${panel.dataset.holds} ${panel.dataset.file}`.trim());
    panel.tab = tab;
    tabs.append(tab);
  }
  tabs.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const at = panels.findIndex((panel) => panel.tab === document.activeElement);
    const next = panels[(at + step + panels.length) % panels.length];
    show(next.dataset.file);
    next.tab.focus();
  });
  form.classList.add("lab-has-tabs");
  tabs.hidden = panels.length < 2;
  const wanted = panels.find((panel) => panel.dataset.file === form.dataset.open);
  if (panels.length) show((wanted ?? panels[0]).dataset.file);
  form.querySelector("[data-without-script]").hidden = true;
  form.querySelectorAll("[data-with-script]").forEach((each) => { each.hidden = false; });

  // --- what the chosen file holds, block by block; a block begins at the margin -----------------------------------------
  function list() {
    const panel = panels.find((each) => !each.hidden);
    const heads = panel.querySelector("textarea").value.split("\n").flatMap((line, number) => {
      const head = line.match(/^([^\s#]\S*)[ \t]+([^「\s]+)[^「]*(?:「([^」]*))?/);
      return head ? [{ text: [panel.dataset.file === "measures.lq" ? "" : head[1], head[2], head[3]].filter(Boolean).join(" "), number }] : [];
    });
    const listed = make("ul");
    for (const each of heads) {
      const item = make("li");
      const button = make("button", each.text);
      button.type = "button";
      button.addEventListener("click", () => lead({ file: panel.dataset.file, span: { start: { line: each.number, column: 0 } } }));
      item.append(button);
      listed.append(item);
    }
    contents.querySelector("ul, p")?.remove();
    contents.append(heads.length ? listed : make("p", say("还没有内容。", "Nothing yet.")));
  }
  contents.addEventListener("toggle", () => contents.open && list());

  // --- unsaved text ----------------------------------------------------------------------------------------------------
  const unsaved = form.querySelector("[data-unsaved]");
  const begun = new Map();
  let isDirty = false;
  let isSent = false;
  document.addEventListener("lingqu:changed", (event) => {
    const textarea = event.target;
    if (!begun.has(textarea)) begun.set(textarea, textarea.defaultValue);
    isDirty = [...begun].some(([area, text]) => area.value !== text);
    unsaved.hidden = !isDirty;
  });
  window.addEventListener("submit", (event) => {
    if (event.target === form) isSent = !event.defaultPrevented; // a question answered with no sends nothing
  });
  window.addEventListener("pageshow", () => {
    isSent = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (isDirty && !isSent) event.preventDefault();
  });

  // --- what is wrong ---------------------------------------------------------------------------------------------------
  const found = form.querySelector("[data-found]");
  const lead = (told) => {
    if (!told) return;
    const panel = panels.find((each) => each.dataset.file === told.file);
    if (!panel) return;
    show(told.file);
    panel.querySelector("textarea").dispatchEvent(new CustomEvent("lingqu:goto", { detail: told.span.start }));
  };
  const tell = (answer) => {
    const wrong = answer.diagnostics.filter((each) => each.severity !== "remark");
    found.hidden = false;
    found.classList.remove("lab-old");
    found.replaceChildren();
    const head = make("p");
    const faults = wrong.filter((each) => each.severity === "error" && each.code !== "example").length;
    head.append(make("span", faults ? say(`✗ ${faults} 处错误`, `✗ ${faults} faults`) : say("✓ 规则没有错误", "✓ no faults"), faults ? "lab-bad" : "lab-good"));
    if (answer.passed) head.append(" · ", make("span", say(`✓ 示例 ${answer.passed} 个通过`, `✓ ${answer.passed} examples pass`), "lab-good"));
    if (answer.failed) head.append(" · ", make("span", say(`✗ ${answer.failed} 个不符`, `✗ ${answer.failed} fail`), "lab-bad"));
    if (answer.not_run) head.append(" · ", make("span", say(`示例 ${answer.not_run} 个未运行`, `${answer.not_run} examples not run`)));
    found.append(head);
    const list = make("ul");
    for (const each of wrong.slice(0, 30)) {
      const item = make("li");
      const button = make("button", `${each.severity === "error" ? "✗" : "!"} ${each.file}:${each.span.start.line + 1} ${each.message}${each.advice ? `\n    ${each.advice}` : ""}`);
      button.type = "button";
      button.addEventListener("click", () => lead(each));
      item.append(button);
      list.append(item);
    }
    if (wrong.length) found.append(list);
    for (const panel of panels) {
      const count = wrong.filter((each) => each.file === panel.dataset.file).length;
      panel.tab.querySelector(".lab-count").textContent = count ? `✗${count}` : "";
    }
  };

  // until an answer is there, nothing is told of the text as it stands; the list of before stays, faded
  document.addEventListener("lingqu:checking", (event) => {
    if (event.target.form !== form) return;
    if (!found.firstElementChild) found.append(make("p"));
    found.firstElementChild.textContent = event.detail.text;
    found.classList.add("lab-old");
    found.setAttribute("aria-busy", String(event.detail.word === "checking")); // the bar of the editor speaks of it
  });
  document.addEventListener("lingqu:checked", () => found.removeAttribute("aria-busy"));

  document.addEventListener("lingqu:declared", (event) => lead(event.detail));

  // --- keys: save, search all files, add a file -------------------------------------------------------------------------
  const search = form.querySelector("[data-search]");
  document.addEventListener("keydown", (event) => {
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && !event.shiftKey && event.key.toLowerCase() === "s") {
      event.preventDefault();
      if (isDirty) form.querySelector("[data-save]")?.click();
    } else if (isCommand && event.shiftKey && event.key.toLowerCase() === "f") {
      event.preventDefault();
      search.focus();
      search.select();
    }
  });
  form.querySelector("[name=file_name]")?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    form.querySelector("[name=file_do][value=add]").click();
  });
  form.querySelector("[data-search-room]").hidden = false;
  const hits = form.querySelector("[data-hits]");
  const MOST_HITS = 100;
  const look = () => {
    const text = search.value.trim().toLowerCase();
    hits.replaceChildren();
    if (!text) return;
    const told = panels.flatMap((panel) =>
      panel.querySelector("textarea").value.split("\n").flatMap((line, number) => {
        const at = line.toLowerCase().indexOf(text);
        return at < 0 ? [] : [{ file: panel.dataset.file, line: line.trim(), span: { start: { line: number, column: [...line.slice(0, at)].length } } }];
      }),
    );
    const lines = told.length > MOST_HITS ? say(`${told.length} 行，列出前 ${MOST_HITS} 行`, `${told.length} lines, the first ${MOST_HITS} shown`) : say(`${told.length} 行`, `${told.length} lines`);
    hits.append(make("p", lines));
    const list = make("ul");
    for (const each of told.slice(0, MOST_HITS)) {
      const item = make("li");
      const button = make("button", `${each.file}:${each.span.start.line + 1} ${each.line}`);
      button.type = "button";
      button.addEventListener("click", () => lead(each));
      item.append(button);
      list.append(item);
    }
    if (told.length) hits.append(list);
  };
  search.addEventListener("input", look);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(); // it is no field of the form
    if (event.key === "Enter") hits.querySelector("button")?.click();
  });
  document.querySelectorAll("[data-lead]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => lead({ file: button.dataset.lead, span: { start: { line: Number(button.dataset.line) - 1, column: 0 } } }));
  });

  // --- impact ----------------------------------------------------------------------------------------------------------
  const room = document.querySelector("[data-impact]");
  const result = room.querySelector("[data-result]");
  const note = room.querySelector("[data-note]");
  const busy = room.querySelector("[data-busy]");
  const took = room.querySelector("[data-took]");
  const register = room.querySelector("[data-register]");
  let waiting = null;
  let typed = 0;
  let shown = "";
  let asked = "";
  let changes = 0;
  let timer = 0;
  const PAUSE = 200; // ms from the last keystroke to the question
  const files = () => Object.fromEntries(panels.map((panel) => [panel.dataset.file, panel.querySelector("textarea").value]));
  const ask = async () => {
    const wanted = `${changes} ${register.value}`;
    if (wanted === shown || wanted === asked) return;
    asked = wanted;
    waiting?.abort();
    const control = new AbortController();
    waiting = control;
    busy.hidden = false;
    result.classList.add("lab-old");
    try {
      const answer = await fetch(room.dataset.address, {
        method: "POST",
        credentials: "same-origin",
        headers: { "Content-Type": "application/json", "X-CSRFToken": document.querySelector('meta[name="csrf-token"]').content },
        body: JSON.stringify({ files: files(), file: panels[0].dataset.file, lang: isEnglish ? "en" : "zh", register: register.value }),
        signal: control.signal,
      });
      if (answer.status === 204) return;
      if (!answer.ok) throw new Error(String(answer.status));
      const html = await answer.text();
      if (control !== waiting) return;
      const isOld = answer.headers.has("Lingqu-No-Study");
      note.innerHTML = isOld ? html : ""; // our own page, escaped there
      result.classList.toggle("lab-old", isOld);
      if (isOld) return;
      result.innerHTML = html;
      shown = wanted;
      if (typed) {
        const milliseconds = Math.round(performance.now() - typed);
        took.textContent = say(`${(milliseconds / 1000).toFixed(2)} 秒`, `${(milliseconds / 1000).toFixed(2)} s`);
        room.dataset.milliseconds = String(milliseconds);
        typed = 0;
      }
    } catch (error) {
      if (control.signal.aborted) return;
      note.replaceChildren(make("p", say("测算没有完成：连接断了或服务器忙；您的文本仍在编辑器里，改动后会再试。", "The study did not finish; your text is still in the editor, and it is tried again after a change."), "alert alert-danger"));
    } finally {
      if (control === waiting) {
        waiting = null;
        asked = "";
        busy.hidden = true;
      }
    }
  };
  document.addEventListener("lingqu:changed", () => {
    typed = performance.now();
    changes += 1;
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  document.addEventListener("lingqu:checked", (event) => {
    if (event.target.dataset.file === panels[0].dataset.file) tell(event.detail); // each editor is told the same
  });
  const annexes = [...document.querySelectorAll("[data-annex]")];
  const name = () => annexes.forEach((each) => {
    each.href = `${each.pathname}?register=${register.value}`;
  });
  register.addEventListener("change", () => {
    typed = performance.now();
    name();
    ask();
  });
  name();
  ask();

  // an address that names a line leads to it, once the editors stand
  if (form.dataset.line) {
    document.addEventListener("lingqu:checking", () => lead({ file: form.dataset.open, span: { start: { line: Number(form.dataset.line) - 1, column: 0 } } }), { once: true });
  }
})();
