/* Splits a text into parts on the page: the rows of the form hold what will be saved, the text shows it. */
import { say } from "desk/asking";
import { holdUp } from "desk/leaving";
import { offsetOf, rangeOf, selectPassage, selectedPassage } from "desk/passages";

const text = document.querySelector("[data-text]");
const form = document.querySelector(".parts-said");
if (text && form) begin();

function begin() {
  const first = Number(text.dataset.start);
  const characters = [...text.textContent];
  const last = first + characters.length;
  const list = form.querySelector(".rows");
  const slice = (start, end) => characters.slice(start - first, end - first).join("");
  const field = (row, name) => row.querySelector(`[name$="-${name}"]`);
  /** A part that lies elsewhere has no fields: it is where it is. */
  const isFixed = (row) => "start" in row.dataset;
  const entered = (row, name) => (isFixed(row) ? row.dataset[name] : field(row, name).value);
  const value = (row, name) => Number(entered(row, name));
  const leaves = (row) => field(row, "DELETE")?.checked;
  let cursor = null;

  /** Code point of the text where the cursor was last put, or null. */
  function rememberCursor() {
    const selection = getSelection();
    if (selection.rangeCount && text.contains(selection.focusNode)) {
      cursor = offsetOf(text, selection.focusNode, selection.focusOffset);
    }
  }

  const rows = () => [...list.querySelectorAll("[data-part]")].filter((row) => !leaves(row) && entered(row, "end"))
    .sort((one, other) => value(one, "start") - value(other, "start"));

  /** The same range without white space at its ends. */
  function trimmed(start, end) {
    const words = slice(start, end);
    const before = [...words].length - [...words.trimStart()].length;
    const after = [...words].length - [...words.trimEnd()].length;
    return before === [...words].length ? null : [start + before, end - after];
  }

  function place(row, start, end) {
    field(row, "start").value = start;
    field(row, "end").value = end;
  }

  function addRow(start, end) {
    const total = form.querySelector('[name$="TOTAL_FORMS"]');
    const fresh = document.getElementById("new-part").innerHTML.replaceAll("__prefix__", total.value);
    total.value = Number(total.value) + 1;
    list.insertAdjacentHTML("beforeend", fresh);
    const row = list.lastElementChild;
    place(row, start, end);
    const line = slice(start, end).split("\n", 1)[0].trim().replace(/\s+/g, " ");
    const isHeading = line.length < 160 && line.length < end - start;
    field(row, "printed_heading").value = isHeading ? line : "";
    field(row, "title").value = isHeading ? line : `[${[...line].slice(0, 80).join("")}]`;
    form.querySelector(".nothing-yet")?.remove();
    return row;
  }

  function splitAt(offset) {
    const around = rows().find((row) => value(row, "start") < offset && offset < value(row, "end"));
    const next = rows().find((row) => value(row, "start") >= offset);
    const end = around ? value(around, "end") : next ? value(next, "start") : last;
    const range = offset < end && !(around && isFixed(around)) && trimmed(offset, end);
    const rest = around && trimmed(value(around, "start"), offset);
    if (!range || (around && !rest)) return say(form.dataset.inside);
    if (around) place(around, ...rest);
    settle(addRow(...range));
  }

  function takeSelection() {
    const passage = selectedPassage(text);
    const range = passage && trimmed(passage.start, passage.end);
    if (!range) return say(form.dataset.nothing);
    for (const row of rows().filter((one) => !isFixed(one))) {
      const [start, end] = [value(row, "start"), value(row, "end")];
      if (start < range[0] && end > range[0]) place(row, ...(trimmed(start, range[0]) || [start, end]));
      else if (start >= range[0] && start < range[1] && end > range[1]) place(row, ...trimmed(range[1], end) || [start, end]);
    }
    settle(addRow(...range));
  }

  function settle(row) {
    draw();
    say(form.dataset.done.replace("%n", row.querySelector(".number").textContent));
    row.scrollIntoView({ block: "nearest" });
    text.querySelector(`.flag[data-number="${row.querySelector(".number").textContent}"]`)?.scrollIntoView({ block: "nearest" });
    field(row, "title").focus({ preventScroll: true });
    field(row, "title").select();
  }

  const actions = {
    show: (row) => { selectPassage(text, value(row, "start"), value(row, "end")); choose(row); },
    from: (row) => move(row, cursor, value(row, "end")),
    to: (row) => move(row, value(row, "start"), cursor),
    join: (row) => {
      const before = rows()[rows().indexOf(row) - 1];
      if (!before || isFixed(before)) return;
      place(before, value(before, "start"), Math.max(value(before, "end"), value(row, "end")));
      remove(row);
    },
  };

  function move(row, start, end) {
    if (cursor === null) return say(form.dataset.nothing);
    const range = start < end && trimmed(start, end);
    if (!range) return say(form.dataset.inside);
    place(row, ...range);
    draw();
  }

  /** A row that is saved is marked for removal; a new one just goes. */
  function remove(row) {
    if (field(row, "identifier").value) field(row, "DELETE").checked = true;
    else place(row, "", ""), row.hidden = true, field(row, "title").value = "", field(row, "DELETE").checked = true;
    draw();
  }

  function choose(row) {
    highlight("chosen-part", row ? [rangeOf(text, value(row, "start"), value(row, "end"))] : []);
  }

  function draw() {
    const shown = rows();
    for (const row of list.querySelectorAll("[data-part]")) row.classList.toggle("leaves", Boolean(leaves(row)));
    shown.forEach((row, index) => describe(row, index, shown[index - 1]));
    shown.forEach((row) => list.append(row));
    drawFlags(shown);
    report(shown);
  }

  function describe(row, index, before) {
    const [start, end] = [value(row, "start"), value(row, "end")];
    row.querySelector(".number").textContent = index + 1;
    row.querySelector(".range").textContent = form.dataset.length
      .replace("%start", start).replace("%end", end).replace("%length", end - start);
    row.querySelector('[data-do="show"]').hidden = false;
    if (isFixed(row)) return;
    const words = slice(start, end).replace(/\s+/g, " ");
    row.querySelector(".ends").textContent = words.length > 60 ? `${words.slice(0, 30)} … ${words.slice(-30)}` : words;
    row.querySelector('[data-do="join"]').hidden = !before || isFixed(before);
    for (const name of ["from", "to"]) row.querySelector(`[data-do="${name}"]`).hidden = false;
  }

  /** Numbers at the margin where parts begin; a line across, or a small one if a part begins within a line. */
  function drawFlags(shown) {
    for (const flag of text.querySelectorAll(".flag")) flag.remove();
    const frame = text.getBoundingClientRect();
    const flags = shown.filter((row) => value(row, "start") < last).map((row, index) => {
      const start = value(row, "start");
      const box = rangeOf(text, start, Math.min(start + 1, last)).getBoundingClientRect();
      const flag = document.createElement("span");
      const isMiddle = start > first && slice(start - 1, start) !== "\n" && slice(start - 2, start).trim() !== "";
      flag.className = isMiddle ? "flag middle" : "flag";
      flag.dataset.number = index + 1;
      flag.style.top = `${box.top - frame.top + text.scrollTop}px`;
      if (isMiddle) flag.style.left = `${box.left - frame.left}px`;
      return flag;
    });
    text.append(...flags);
    highlight("other-parts", shown.filter((row, index) => index % 2).map((row) => rangeOf(text, value(row, "start"), value(row, "end"))));
  }

  function report(shown) {
    const gaps = [];
    const overlaps = [];
    let reached = first;
    for (const row of shown) {
      const [start, end] = [value(row, "start"), value(row, "end")];
      if (start > reached && slice(reached, start).trim()) gaps.push([reached, start]);
      if (start < reached) overlaps.push([start, Math.min(reached, end)]);
      reached = Math.max(reached, end);
    }
    if (reached < last && slice(reached, last).trim()) gaps.push([reached, last]);
    highlight("no-part", shown.length ? gaps.map((gap) => rangeOf(text, ...gap)) : []);
    highlight("shared", overlaps.map((both) => rangeOf(text, ...both)));
    const line = form.querySelector(".status-line");
    line.textContent = form.dataset.status.replace("%parts", shown.length).replace("%gaps", gaps.length).replace("%overlaps", overlaps.length);
    line.classList.toggle("amiss", overlaps.length > 0);
  }

  function highlight(name, ranges) {
    if (CSS.highlights) CSS.highlights.set(name, new Highlight(...ranges));
  }

  document.addEventListener("selectionchange", rememberCursor);
  document.querySelector(".tools").hidden = false;
  const splitHere = () => (cursor === null ? say(form.dataset.nothing) : splitAt(cursor));
  document.querySelector('[data-do="split"]').addEventListener("click", splitHere);
  document.querySelector('[data-do="select"]').addEventListener("click", takeSelection);
  text.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "s") splitHere(), event.preventDefault();
    if (event.key === "p") takeSelection(), event.preventDefault();
  });
  list.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-do]");
    if (button) actions[button.dataset.do](button.closest("[data-part]"));
  });
  list.addEventListener("focusin", ({ target }) => choose(target.closest("[data-part]")));
  list.addEventListener("change", draw);
  for (const button of form.querySelectorAll("[data-show]")) {
    button.addEventListener("click", () => selectPassage(text, Number(button.dataset.show), Number(button.dataset.to)));
  }
  addEventListener("resize", () => drawFlags(rows()));
  draw();
  holdUp(form);
}
