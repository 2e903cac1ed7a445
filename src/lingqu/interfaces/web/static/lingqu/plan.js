// Folded parts open for the address that points into them, and all at once by a button. The page works without it.
(() => {
  "use strict";
  const isEnglish = document.documentElement.lang === "en";
  const reveal = () => {
    const place = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    if (!place) return;
    for (let fold = place.closest("details"); fold; fold = fold.parentElement?.closest("details")) fold.open = true;
    place.scrollIntoView();
  };
  window.addEventListener("hashchange", reveal);
  document.addEventListener("DOMContentLoaded", () => {
    reveal();
    const button = document.querySelector("[data-opens-all]");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      const folds = [...document.querySelectorAll("#tasks details")];
      const isOpening = folds.some((fold) => !fold.open);
      folds.forEach((fold) => { fold.open = isOpening; });
      button.textContent = isOpening ? (isEnglish ? "Close all" : "全部收起") : (isEnglish ? "Open all" : "全部展开");
    });
  });
  window.addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((fold) => { fold.open = true; }));
})();
