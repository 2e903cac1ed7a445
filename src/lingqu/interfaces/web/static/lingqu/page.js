// What every page does beyond its text: fragments carry the token of the form, a button pressed twice acts once,
// choices submit themselves, and a lost connection is said instead of swallowed. No page depends on it.
(() => {
  "use strict";
  const token = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";
  const isEnglish = document.documentElement.lang === "en";
  const say = (zh, en) => (isEnglish ? en : zh);

  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-CSRFToken"] = token();
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented) return;
    if (form.dataset.sent === "yes") {
      event.preventDefault();
      return;
    }
    const question = event.submitter?.dataset.confirm ?? form.dataset.confirm;
    if (question && !window.confirm(question)) {
      event.preventDefault();
      return;
    }
    if (form.method === "post") form.dataset.sent = "yes";
  });
  // back in history shows the page as it was left: forms must be usable again
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-submits]")) event.target.form?.requestSubmit();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-prints],[data-copies]");
    if (!button) return;
    if (button.dataset.copies !== undefined) {
      navigator.clipboard?.writeText(document.querySelector(button.dataset.copies).value ?? "").then(() => {
        button.textContent = say("已复制", "Copied");
      });
    } else window.print();
  });

  // the cards that narrow screens make of rows carry the headings of their columns
  const label = (root) => {
    root.querySelectorAll("table.stacked").forEach((table) => {
      const headings = [...(table.tHead?.rows[0]?.cells ?? [])].map((each) => each.textContent.replace(/\s+/g, " ").trim());
      if (table.tHead) table.tHead.rows[0].dataset.label = say("排序", "Sort by");
      [...table.tBodies].flatMap((body) => [...body.rows]).forEach((row) => {
        [...row.cells].forEach((cell, place) => { if (headings[place]) cell.dataset.label = headings[place]; });
      });
    });
  };
  // without an end the year of a day takes six digits, and eight typed in a row become the year 202403
  const bound = (root) => root.querySelectorAll("input[type=date]:not([max])").forEach((day) => { day.max = "9999-12-31"; });
  // a day that is picked is spelled by the browser: how it is typed is told where there is no picker
  const spell = (root) => root.querySelectorAll("[data-when-typed]").forEach((hint) => { hint.hidden = document.getElementById(hint.dataset.whenTyped)?.type === "date"; });
  const prepare = (root) => { label(root); bound(root); spell(root); };
  // who sent a form and is given a whole page goes on at what is told of it, not at the top; a field that takes the
  // focus itself keeps it, and the message is spoken for being put in anew
  const arrive = () => {
    const isRefused = performance.getEntriesByType("navigation")[0]?.responseStatus >= 400;
    const told = document.querySelector("main .notes") ?? (isRefused ? document.querySelector("main .alert-danger[role=alert]") : null);
    if (!told || window.location.hash) return;
    if (document.activeElement && document.activeElement !== document.body) {
      const parts = [...told.childNodes];
      told.replaceChildren();
      setTimeout(() => told.replaceChildren(...parts), 100);
      return;
    }
    if (!told.hasAttribute("tabindex")) told.tabIndex = -1;
    told.focus();
  };
  document.addEventListener("DOMContentLoaded", () => {
    prepare(document);
    arrive();
  });
  document.addEventListener("htmx:afterSettle", (event) => prepare(event.detail.elt));

  // who pressed something that a swap took away goes on where the new text begins, not at the top of the page
  let stood = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    stood = event.detail.target.contains(document.activeElement) ? event.detail.target : null;
  });
  document.addEventListener("htmx:afterSettle", () => {
    const place = stood;
    stood = null;
    if (!place?.isConnected || (document.activeElement && document.activeElement !== document.body)) return;
    const arrival = place.querySelector("[data-arrives]") ?? place;
    if (!arrival.hasAttribute("tabindex")) arrival.tabIndex = -1;
    arrival.focus({ preventScroll: true });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    const menu = document.querySelector("#site-menu.show");
    const opener = document.querySelector('[data-bs-target="#site-menu"]');
    if (!menu || !opener?.checkVisibility() || !opener.closest("header").contains(document.activeElement)) return;
    opener.click();
    opener.focus();
  });

  const tell = (text) => {
    const note = document.getElementById("connection-note") ?? document.body.appendChild(document.createElement("div"));
    note.id = "connection-note";
    note.className = "connection-note";
    note.setAttribute("role", "alert");
    note.textContent = text;
  };
  document.addEventListener("htmx:sendError", () => tell(say("连接断了：已填的内容还在本页，恢复后再试。", "The connection is lost: what you entered is still on this page; try again later.")));
  document.addEventListener("htmx:responseError", (event) => tell(say(`服务器没有完成（${event.detail.xhr.status}）：已填的内容还在本页，请再试。`, `The server did not finish (${event.detail.xhr.status}): what you entered is still on this page; please try again.`)));
  document.addEventListener("htmx:afterOnLoad", () => document.getElementById("connection-note")?.remove());
})();
