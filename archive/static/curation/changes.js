/* Ticking documents in the list: all of a page, a range with Shift, up and down with the arrow keys. */

const form = document.querySelector("[data-choosing]");
const boxes = form ? [...form.querySelectorAll("input[name=chosen]")] : [];
const shown = form?.querySelector("[data-all-shown]");
const found = form?.querySelector("input[name=all]");
const count = form?.querySelector("[data-chosen]");
let last = null;

function tell() {
  const chosen = boxes.filter((box) => box.checked).length;
  count.textContent = chosen && !found.checked ? count.dataset.words.replace("{n}", chosen) : "";
  shown.checked = chosen === boxes.length;
  shown.indeterminate = chosen > 0 && chosen < boxes.length;
}

/** Tick or untick everything between two boxes, both included. */
function range(from, to, isChecked) {
  const [first, end] = [boxes.indexOf(from), boxes.indexOf(to)].sort((a, b) => a - b);
  boxes.slice(first, end + 1).forEach((box) => { box.checked = isChecked; });
}

function go(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const next = boxes[boxes.indexOf(event.currentTarget) + step];
  event.preventDefault();
  if (!next) return;
  if (event.shiftKey) { event.currentTarget.checked = true; next.checked = true; tell(); }
  next.focus();
}

if (form) {
  shown.hidden = false;
  document.querySelector("[data-keys]").hidden = false;
  shown.addEventListener("change", () => {
    boxes.forEach((box) => { box.checked = shown.checked; });
    tell();
  });
  boxes.forEach((box) => {
    box.addEventListener("click", (event) => {
      if (event.shiftKey && last) range(last, box, box.checked);
      last = box;
      tell();
    });
    box.addEventListener("keydown", go);
  });
  found.addEventListener("change", tell);
  tell();
}
