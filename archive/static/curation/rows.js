/* Moves through the lines of a list by keyboard: j and k or the arrows, Enter opens (it is a link), / searches. */

const links = () => [...document.querySelectorAll("[data-rows] > li > a")];

/** Give the next (1) or previous (-1) line the focus; the first one if none has it. */
export function move(step) {
  const all = links();
  const at = all.indexOf(document.activeElement);
  const next = at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1);
  all[next]?.focus();
  all[next]?.scrollIntoView({ block: "nearest" });
}

const STEPS = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 };

document.addEventListener("keydown", (event) => {
  const isWriting = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  if (isWriting || event.ctrlKey || event.metaKey || event.altKey) return;
  const isArrow = event.key.startsWith("Arrow");
  if (event.key in STEPS && (!isArrow || links().includes(document.activeElement))) {
    event.preventDefault();
    move(STEPS[event.key]);
  } else if (event.key === "/") {
    const search = document.querySelector("[data-search] input[type=search]");
    if (search) {
      event.preventDefault();
      search.focus();
    }
  }
});
