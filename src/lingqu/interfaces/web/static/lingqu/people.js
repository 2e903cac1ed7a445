// Passkeys that fail say so on the page: the library only writes to the console.
(() => {
  "use strict";
  const isEnglish = document.documentElement.lang === "en";
  const words = (name) =>
    ({
      NotAllowedError: ["没有完成：已取消或超时，请再试一次。", "Not finished: cancelled or timed out. Try again."],
      InvalidStateError: ["这个通行密钥已经添加过。", "This passkey has been added already."],
      NotSupportedError: ["这台设备或浏览器不支持通行密钥。", "This device or browser has no passkeys."],
      SecurityError: ["当前地址不能使用通行密钥：需要 https 或 localhost。", "Passkeys need https or localhost."],
    })[name] ?? ["通行密钥没有成功，请再试或用密码登录。", "The passkey did not work; try again or use a password."];

  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    const place = document.querySelector("main .page-top") ?? document.querySelector("main");
    document.getElementById("passkey-fault")?.remove();
    const note = document.createElement("div");
    note.id = "passkey-fault";
    note.className = "alert alert-danger";
    note.setAttribute("role", "alert");
    note.textContent = words(event.detail.exception?.name)[isEnglish ? 1 : 0];
    place.after(note);
  });
})();
