/* The list of all values of a facet, narrowed while typing; without script the form asks the server. */
(function () {
  "use strict";

  function folded(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f\u064b-\u065f]/g, "").replace(/ي/g, "ی").replace(/ك/g, "ک")
      .toLowerCase();
  }

  document.addEventListener("DOMContentLoaded", function () {
    var input = document.getElementById("find");
    var list = document.getElementById("all-values");
    if (!input || !list || list.hasAttribute("data-cut")) { return; }
    var lines = Array.from(list.children, function (line) {
      return {line: line, words: folded(line.querySelector(".value-label").textContent)};
    });
    input.addEventListener("input", function () {
      var wanted = folded(input.value.trim());
      lines.forEach(function (one) { one.line.hidden = !one.words.includes(wanted); });
    });
  });
})();
