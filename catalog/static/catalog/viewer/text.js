/* Marks what the reader chooses, at once. The form does the same by itself, with a new page;
   the rule is that of Highlight.lights in catalog/pages/highlight.py. */
const form = document.querySelector("[data-highlight]");
const words = document.querySelector(".own-words");
const POSITIONS = ["favor", "against", "neither"];

const isLit = (note, target, coder) =>
  (target === "all" || target === note.dataset.target)
  && (coder === "all" || coder === note.dataset.coder || (!note.dataset.coder && target === note.dataset.target));

const kindOf = (note) => [...note.classList].find((name) => name.startsWith("note-")).slice(5);

function classOf(kinds) {
  const positions = POSITIONS.filter((kind) => kinds.has(kind));
  return positions.length > 1 ? "mixed" : positions[0] || "plain";
}

/* A stretch is a <mark> while something is said of it, so that it is heard and printed as one. */
function light(stretch, kinds) {
  const isMark = kinds.size > 0;
  let element = stretch;
  if ((stretch.localName === "mark") !== isMark) {
    element = document.createElement(isMark ? "mark" : "span");
    element.dataset.notes = stretch.dataset.notes;
    element.append(...stretch.childNodes);
    stretch.replaceWith(element);
  }
  if (isMark) { element.className = classOf(kinds); }
}

function apply() {
  const target = form.elements.target.value;
  const coder = form.elements.coder?.value || "all";
  const lit = new Map();
  for (const note of words.querySelectorAll("[data-note]")) {
    note.hidden = !isLit(note, target, coder);
    if (!note.hidden) { lit.set(note.dataset.note, kindOf(note)); }
  }
  for (const stretch of words.querySelectorAll("[data-notes]")) {
    const said = stretch.dataset.notes.split(" ").filter((note) => lit.has(note));
    light(stretch, new Set(said.map((note) => lit.get(note))));
  }
  const address = new URL(location.href);
  for (const [name, value] of new FormData(form)) { address.searchParams.set(name, value); }
  history.replaceState(history.state, "", address);
}

if (form && words) {
  form.querySelector("[type=submit]").hidden = true;
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    apply();
  });
}
