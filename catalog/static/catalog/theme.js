/* Light or dark as the reader's system says, unless the reader says otherwise. Nothing here is needed to read. */
(function () {
  "use strict";
  var root = document.documentElement;
  var dark = window.matchMedia("(prefers-color-scheme: dark)");

  function kept() {
    try { return localStorage.getItem("theme"); } catch (error) { return null; }
  }

  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : dark.matches;
  }

  root.classList.add("has-script"); // what only works with a script is shown, before the page is drawn
  if (kept() === "dark" || kept() === "light") { root.dataset.theme = kept(); }

  document.addEventListener("DOMContentLoaded", function () {
    var button = document.getElementById("theme");
    button.addEventListener("click", function () {
      root.dataset.theme = isDark() ? "light" : "dark";
      try { localStorage.setItem("theme", root.dataset.theme); } catch (error) { /* only for this page, then */ }
    });
  });
})();
