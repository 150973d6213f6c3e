/* Reading and selecting a document's text with the keyboard: a caret that moves by word and sentence.

   Every element with data-text gets it. Left and Right follow what the eye sees, also in a text that runs
   from right to left. Enter (or f) on a selection dispatches `passage`, which pages listen to. */
import { offsetOf, rangeOf, selectedPassage, trimmed } from "desk/passages";
import { say } from "desk/asking";

/** Give `text` the caret and its keys. The element may be filled anew later; stops are found when needed. */
export function readable(text) {
  const state = { text, at: null, from: null, stops: null, of: null };
  text.addEventListener("keydown", (event) => pressed(event, state));
  text.addEventListener("focus", () => show(state));
  text.addEventListener("blur", () => hide(text));
  text.addEventListener("mouseup", () => follow(state));
}

/** Tell the page that the selected passage is meant as evidence; false if nothing is selected. */
export function mark(text) {
  const passage = selectedPassage(text);
  const found = passage && trimmed(passage);
  if (!found || !found.exact) return false;
  text.dispatchEvent(new CustomEvent("passage", { bubbles: true, detail: found }));
  getSelection().collapseToEnd();
  return true;
}

function pressed(event, state) {
  if (event.altKey || event.metaKey) return;
  if (event.key === "Escape") return clear(event, state);
  if (event.key === "Enter" || (event.key === "f" && !event.ctrlKey)) {
    if (!mark(state.text)) return;
    taken(event);
    follow(state);
    return;
  }
  const step = stepOf(event, getComputedStyle(state.text).direction === "rtl");
  if (!step) return;
  taken(event);
  go(state, step, event.shiftKey);
}

function taken(event) {
  event.preventDefault();
  event.stopPropagation();
}

/** [kind of stop, +1 or -1] of a key; null for keys that mean nothing here. */
function stepOf({ key, ctrlKey }, isRightToLeft) {
  const forward = isRightToLeft ? "ArrowLeft" : "ArrowRight";
  if (key === "ArrowLeft" || key === "ArrowRight") return ["words", key === forward ? 1 : -1];
  if (key === "ArrowDown" || key === "ArrowUp") return ["sentences", key === "ArrowDown" ? 1 : -1];
  if (key === "Home" || key === "End") return [ctrlKey ? "whole" : "edge", key === "End" ? 1 : -1];
  return null;
}

function go(state, [kind, way], isExtending) {
  measure(state);
  follow(state);
  const at = target(state, kind, way, isExtending);
  if (!isExtending) state.from = at;
  state.at = at;
  select(state);
  show(state);
  say(spoken(state));
}

/** Where the caret goes. Extending forward stops at ends, everything else at beginnings. */
function target({ stops, at }, kind, way, isExtending) {
  if (kind === "whole") return way > 0 ? stops.length : 0;
  const pieces = stops[kind === "words" ? "words" : "sentences"];
  if (kind === "edge") {
    const here = pieces.findLast(([start]) => start <= at) ?? pieces[0] ?? [0, 0];
    return way > 0 ? here[1] : here[0];
  }
  if (way < 0) return (pieces.findLast(([start]) => start < at) ?? [0])[0];
  const edge = isExtending ? 1 : 0;
  const next = pieces.find((piece) => piece[edge] > at);
  return next ? next[edge] : stops.length;
}

/** Words and sentences as [start, end] in code points from the element's first character, spaces left out. */
function measure(state) {
  if (state.of === state.text.textContent) return;
  state.of = state.text.textContent;
  state.stops = { words: cut(state.of, "word"), sentences: cut(state.of, "sentence"), length: [...state.of].length };
  state.at = state.from = Math.min(state.at ?? 0, state.stops.length);
}

function cut(string, granularity) {
  const language = document.documentElement.lang;
  const found = [];
  let place = 0;
  for (const { segment } of new Intl.Segmenter(language, { granularity }).segment(string)) {
    const size = [...segment].length;
    const bare = [...segment.trim()].length;
    const lead = size - [...segment.trimStart()].length;
    if (bare) found.push([place + lead, place + lead + bare]);
    place += size;
  }
  return found;
}

/** Take over what the mouse selected or where it clicked. */
function follow(state) {
  const selection = getSelection();
  if (!selection.rangeCount || !state.text.contains(selection.focusNode)) return;
  const first = Number(state.text.dataset.start);
  state.at = offsetOf(state.text, selection.focusNode, selection.focusOffset) - first;
  state.from = offsetOf(state.text, selection.anchorNode, selection.anchorOffset) - first;
  show(state);
}

function select({ text, at, from }) {
  const first = Number(text.dataset.start);
  const place = (offset) => {
    const range = rangeOf(text, first + offset, first + offset);
    return [range.startContainer, range.startOffset];
  };
  getSelection().setBaseAndExtent(...place(from), ...place(at));
}

function clear(event, state) {
  if (getSelection().isCollapsed) return;
  taken(event);
  state.from = state.at;
  select(state);
  show(state);
}

function show(state) {
  measure(state);
  const caret = state.text.querySelector(":scope > .caret") ?? document.createElement("span");
  caret.className = "caret";
  caret.setAttribute("aria-hidden", "true");
  if (!caret.isConnected) state.text.append(caret);
  const first = Number(state.text.dataset.start);
  const at = boxAt(state.text, first + state.at);
  const box = state.text.getBoundingClientRect();
  caret.style.top = `${at.top - box.top + state.text.scrollTop - state.text.clientTop}px`;
  caret.style.left = `${at.left - box.left + state.text.scrollLeft - state.text.clientLeft}px`;
  caret.style.height = `${at.height}px`;
  caret.scrollIntoView({ block: "nearest" });
}

/** Where a caret at this offset stands: beside the character after it, or else the one before it. */
function boxAt(text, offset) {
  const after = [...rangeOf(text, offset, offset + 1).getClientRects()].at(-1);
  const isRightToLeft = getComputedStyle(text).direction === "rtl";
  if (after?.height) return { top: after.top, height: after.height, left: isRightToLeft ? after.right : after.left };
  const before = [...rangeOf(text, Math.max(0, offset - 1), offset).getClientRects()].at(-1);
  if (before) return { top: before.top, height: before.height, left: isRightToLeft ? before.left : before.right };
  const box = text.getBoundingClientRect();
  return { top: box.top, height: 20, left: box.left };
}

function hide(text) {
  text.querySelector(":scope > .caret")?.remove();
}

/** What a screen reader hears: the selection, or the word at the caret. */
function spoken({ text, at, stops }) {
  const passage = selectedPassage(text);
  if (passage) return passage.exact;
  const word = stops.words.find(([, end]) => end > at);
  return word ? [...text.textContent].slice(...word).join("") : "";
}

document.querySelectorAll("[data-text]").forEach(readable);
