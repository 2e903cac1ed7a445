// The interview beyond its forms: after a step the reader stands at the new question, and the switches at the top lead
// back to the answers as they are now. On paper every reason is open; what was refused has one line each.
(() => {
  "use strict";
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.id !== "interview-room") return;
    const fault = document.querySelector("#interview-room [aria-invalid=true]");
    const heading = document.getElementById("question-heading");
    (fault ?? heading)?.focus({ preventScroll: true });
    document.getElementById("interview-room").scrollIntoView({ block: "nearest" });
    if (heading) document.title = `${heading.textContent} · ${document.title.split(" · ").slice(-2).join(" · ")}`;
  });
  document.addEventListener("htmx:pushedIntoHistory", (event) => {
    document.querySelectorAll(".site-tools input[name=next]").forEach((field) => {
      field.value = event.detail.path;
    });
  });

  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("main details:not([open])")].filter((each) => !each.parentElement.closest(".refused"));
    closed.forEach((each) => { each.open = true; });
  });
  window.addEventListener("afterprint", () => closed.forEach((each) => { each.open = false; }));
})();
