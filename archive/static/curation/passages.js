/* Passages of a document's text, as a person selects them on a page.

   A text is an element with data-text: what it contains, character for character, is one stretch of
   a text version that begins at data-start. Every offset here counts Unicode code points from the
   beginning of the version, as the server does; a DOM offset counts UTF-16 units. */

import "desk/caret"; // every text can be read and selected with the keyboard

const points = (string) => [...string].length;

/** The passage without the spaces and line ends around it. */
export function trimmed({ start, exact }) {
  const first = start + points(exact) - points(exact.trimStart());
  const bare = exact.trim();
  return { start: first, end: first + points(bare), exact: bare };
}

/** {start, end, exact} of what is selected inside `text`, or null if nothing of it is. */
export function selectedPassage(text) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
  const exact = range.toString();
  const start = offsetOf(text, range.startContainer, range.startOffset);
  return { start, end: start + points(exact), exact };
}

/** Offset, in the text version, of a place in the page. */
export function offsetOf(text, node, offset) {
  const before = document.createRange();
  before.selectNodeContents(text);
  before.setEnd(node, offset);
  return Number(text.dataset.start) + points(before.toString());
}

/** A DOM Range over the code points from `start` to `end` of the text version; cut at the text's edges. */
export function rangeOf(text, start, end) {
  const first = Number(text.dataset.start);
  const range = document.createRange();
  range.setStart(...placeOf(text, Math.max(0, start - first)));
  range.setEnd(...placeOf(text, Math.max(0, end - first)));
  return range;
}

function placeOf(text, wanted) {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let left = wanted;
  let node = walker.nextNode();
  let last = [text, 0];
  while (node) {
    const length = points(node.data);
    if (left <= length) return [node, [...node.data].slice(0, left).join("").length];
    left -= length;
    last = [node, node.data.length];
    node = walker.nextNode();
  }
  return last;
}

/** Select code points `start` to `end` and bring them into view. */
export function selectPassage(text, start, end) {
  const range = rangeOf(text, start, end);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  range.startContainer.parentElement?.scrollIntoView({ block: "nearest" });
}
