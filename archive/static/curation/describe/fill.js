/* Fills a field with what is selected in the document, in its text or on a page of a PDF: a button beside
   each field, or Ctrl+Shift+F in it. */
import { say } from "desk/asking";
import { enter } from "desk/entries";
import { selectedPassage } from "desk/passages";

const form = document.getElementById("describe");
const text = document.querySelector("[data-text]");
// The curator's own words are not taken from the document.
const OWN_WORDS = new Set(["description", "notes", "reason"]);
const LINES = new Set(["alternative", "language", "extent", "medium", "subjects"]);
let passage = null;

const isFillable = (input) => input?.matches("textarea, input[type=text], input:not([type])") && !OWN_WORDS.has(input.name);

/** {exact} of what is selected; null if nothing is; undefined if the selection is not in the document. */
function selected() {
  const selection = getSelection();
  const { anchorNode } = selection;
  if (!selection.rangeCount || !anchorNode) return undefined;
  if (text?.contains(anchorNode)) return selectedPassage(text);
  const isOnPage = anchorNode.parentElement?.closest("[data-leaf] .textLayer");
  return isOnPage ? (selection.isCollapsed ? null : { exact: String(selection) }) : undefined;
}

function offer() {
  const now = selected();
  if (now === undefined) return;
  passage = now;
  form.classList.toggle("has-selection", Boolean(passage));
  for (const button of form.querySelectorAll("[data-fill]")) {
    button.hidden = !(passage && isFillable(document.getElementById(button.dataset.fill)));
  }
}

function fill(input) {
  if (!passage || !isFillable(input)) return;
  const words = passage.exact.split(/\s+/).filter(Boolean).join(" ");
  enter(input, LINES.has(input.name) && input.value.trim() ? `${input.value.trimEnd()}\n${words}` : words);
  input.dispatchEvent(new Event("lines-set"));
  if (input.name === "issued") alsoAsPrinted(words);
  say(words);
}

/** A date that is taken from the text is printed there. */
function alsoAsPrinted(words) {
  const { issued_as_printed: printed, issued_basis: basis } = form.elements;
  if (!printed.value.trim()) enter(printed, words);
  if (!basis.value) enter(basis, "printed");
}

document.addEventListener("selectionchange", offer);
// A button that takes the pointer would take the selection with it.
form.addEventListener("pointerdown", (event) => { if (event.target.closest("[data-fill]")) event.preventDefault(); });
form.addEventListener("mousedown", (event) => { if (event.target.closest("[data-fill]")) event.preventDefault(); });
form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-fill]");
  if (button) fill(document.getElementById(button.dataset.fill));
});
form.addEventListener("keydown", (event) => {
  if (event.ctrlKey && event.shiftKey && !event.altKey && event.code === "KeyF") {
    event.preventDefault();
    fill(event.target);
  }
});
