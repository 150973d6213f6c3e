/* A date as people write it becomes EDTF in their sight: below the field stands what was understood.

   Works on every input[data-date] of a page that includes `curation/_dates.html`, which has the address and words. */
import { ask } from "desk/asking";

const DELAY = 250;
const page = () => document.getElementById("date-words").dataset;

const lineOf = (input) => {
  let line = document.getElementById(`${input.id}_read`);
  if (!line) {
    line = Object.assign(document.createElement("span"), { id: `${input.id}_read`, className: "date-read" });
    line.setAttribute("aria-live", "polite");
    input.setAttribute("aria-describedby", `${input.getAttribute("aria-describedby") || ""} ${line.id}`.trim());
    input.after(line);
  }
  return line;
};

const put = (input, text) => {
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
};

/** Show the reading of what stands in the field; `isDone`: the person has left it, so write the EDTF there. */
const show = (input, reading, isDone) => {
  const line = lineOf(input);
  line.classList.toggle("wrong", Boolean(reading.problem));
  line.replaceChildren();
  if (reading.problem) {
    if (isDone) line.textContent = reading.problem;
  } else if (reading.edtf) {
    const kept = page().kept.replace("{edtf}", `\u2068${reading.edtf}\u2069`).replace("{words}", reading.words);
    line.textContent = kept;
    if (isDone && input.value.trim() !== reading.write) put(input, reading.write);
  } else {
    line.append(page().choose, " ", ...reading.alternatives.map((one) => choice(input, one)));
  }
};

const choice = (input, one) => {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "plain choice" });
  const edtf = Object.assign(document.createElement("bdi"), { textContent: one.edtf });
  button.append(one.words, " ", edtf);
  button.addEventListener("click", () => {
    put(input, one.write);
    input.focus();
    input.dispatchEvent(new CustomEvent("date-chosen", { bubbles: true, detail: one }));
    show(input, { edtf: one.edtf, words: one.words, write: one.write }, false);
  });
  return button;
};

const latest = new WeakMap();

const read = async (input, isDone) => {
  const text = input.value.trim();
  const mine = (latest.get(input) || 0) + 1;
  latest.set(input, mine);
  if (!text) return lineOf(input).replaceChildren();
  try {
    const reading = await ask(`${page().address}?q=${encodeURIComponent(text)}`);
    if (latest.get(input) === mine && input.value.trim() === text) show(input, reading, isDone);
  } catch (error) {
    if (latest.get(input) === mine) lineOf(input).textContent = error.message;
  }
};

const waiting = new WeakMap();
const isDate = (target) => target.matches?.("input[data-date]");

document.addEventListener("input", (event) => {
  if (!event.isTrusted || !isDate(event.target)) return;
  clearTimeout(waiting.get(event.target));
  waiting.set(event.target, setTimeout(() => read(event.target, false), DELAY));
});
document.addEventListener("change", ({ target }) => {
  if (!isDate(target)) return;
  clearTimeout(waiting.get(target));
  read(target, true);
});
