/* Keys through the results, and choices that submit themselves. Everything can be done without. */
(function () {
  "use strict";

  function isWriting(element) {
    return element && (element.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName));
  }

  function titles() { return Array.from(document.querySelectorAll(".results .result-title")); }

  function step(by) {
    var all = titles();
    if (!all.length) { return; }
    var here = all.indexOf(document.activeElement);
    var next = here < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + by, 0), all.length - 1);
    all[next].focus();
    all[next].scrollIntoView({block: "nearest"});
  }

  function follow(selector) {
    var link = document.querySelector(selector);
    if (link) { link.click(); }
  }

  function showKeys() {
    var dialog = document.getElementById("keys");
    if (dialog && !dialog.open) { dialog.showModal(); }
  }

  // Arrows move only between titles, so that they still scroll the page elsewhere.
  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) { return; }
    if (isWriting(event.target) || document.querySelector("dialog[open]")) { return; }
    var isOnTitle = event.target.classList && event.target.classList.contains("result-title");
    var action = {
      "j": function () { step(1); },
      "k": function () { step(-1); },
      "ArrowDown": isOnTitle && function () { step(1); },
      "ArrowUp": isOnTitle && function () { step(-1); },
      "n": function () { follow(".pages a[rel=next]"); },
      "p": function () { follow(".pages a[rel=prev]"); },
      "/": function () { var words = document.getElementById("words"); if (words) { words.focus(); words.select(); } },
      "?": showKeys
    }[event.key];
    if (action) { event.preventDefault(); action(); }
  }

  document.addEventListener("keydown", onKey);
  document.addEventListener("DOMContentLoaded", function () {
    var button = document.getElementById("show-keys");
    if (button) { button.addEventListener("click", showKeys); }
    document.querySelectorAll("select[data-submits]").forEach(function (select) {
      select.addEventListener("change", function () { select.form.requestSubmit(); });
    });
  });
})();
