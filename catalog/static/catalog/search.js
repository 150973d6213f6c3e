/* Suggestions under every search box (ARIA combobox with a list). The box works without them. */
(function () {
  "use strict";
  var WAIT = 120; // milliseconds of rest before a question is asked
  var made = 0;

  function option(entry, id) {
    var line = document.createElement("li");
    var words = document.createElement("bdi");
    line.id = id;
    line.setAttribute("role", "option");
    line.setAttribute("aria-selected", "false");
    line.className = "suggestion";
    words.textContent = entry.text;
    words.dir = "auto";
    line.append(words);
    if (entry.note) {
      var note = document.createElement("bdi");
      note.className = "suggestion-note";
      note.textContent = entry.note;
      line.append(" (", note, ")");
    }
    var kind = document.createElement("span");
    kind.className = "suggestion-kind";
    kind.textContent = entry.word;
    line.append(" ", kind);
    return line;
  }

  function attach(holder) {
    var input = holder.querySelector("input");
    var list = document.createElement("ul");
    var asked = "";
    var entries = [];
    var active = -1;
    var waiting = null;
    var question = null;
    list.id = "suggestions-" + (made += 1);
    list.className = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", holder.dataset.label || "");
    holder.append(list);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");

    function close() {
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function show(found) {
      entries = found;
      list.replaceChildren.apply(list, found.map(function (entry, place) {
        return option(entry, list.id + "-" + place);
      }));
      active = -1;
      input.removeAttribute("aria-activedescendant");
      list.hidden = !found.length;
      input.setAttribute("aria-expanded", String(found.length > 0));
    }

    function move(to) {
      var lines = list.children;
      if (active >= 0) { lines[active].setAttribute("aria-selected", "false"); }
      active = (to + lines.length + 1) % (lines.length + 1);
      if (active === lines.length) { active = -1; }
      if (active < 0) { input.removeAttribute("aria-activedescendant"); return; }
      lines[active].setAttribute("aria-selected", "true");
      lines[active].scrollIntoView({block: "nearest"});
      input.setAttribute("aria-activedescendant", lines[active].id);
    }

    function choose(entry) {
      close();
      if (entry.address) { window.location.assign(entry.address); return; }
      input.value = entry.query || entry.text;
      input.form.requestSubmit();
    }

    function ask() {
      var words = input.value.trim();
      if (words === asked) { return; }
      asked = words;
      if (question) { question.abort(); }
      if (words.length < 2) { close(); return; }
      question = new AbortController();
      fetch(holder.dataset.suggest + "?q=" + encodeURIComponent(words), {signal: question.signal})
        .then(function (answer) { return answer.ok ? answer.json() : {suggestions: []}; })
        .then(function (answer) {
          if (document.activeElement === input && input.value.trim() === words) { show(answer.suggestions); }
        })
        .catch(function () { /* another question was asked, or there is no line: the box works without */ });
    }

    input.addEventListener("input", function () {
      clearTimeout(waiting);
      waiting = setTimeout(ask, WAIT);
    });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", function (event) {
      if (event.isComposing) { return; }
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (list.hidden) { if (entries.length && asked === input.value.trim()) { show(entries); } else { return; } }
        event.preventDefault();
        move(event.key === "ArrowDown" ? active + 1 : (active < 0 ? entries.length - 1 : active - 1));
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
      } else if (event.key === "Enter" && active >= 0) {
        event.preventDefault();
        choose(entries[active]);
      }
    });
    list.addEventListener("mousedown", function (event) { event.preventDefault(); });
    list.addEventListener("click", function (event) {
      var line = event.target.closest("[role=option]");
      if (line) { choose(entries[Array.prototype.indexOf.call(list.children, line)]); }
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("[data-suggest]").forEach(attach);
  });
})();
