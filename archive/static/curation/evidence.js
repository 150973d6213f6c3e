/* The passages of one form: shown as a list of quotes, kept in the rows that the form sends. */
import { say } from "desk/asking";

/** The row `number` of the form, which is not there yet. */
export function addRow(fieldset, number) {
  const total = fieldset.querySelector("[name$=-TOTAL_FORMS]");
  const made = document.createElement("template");
  made.innerHTML = fieldset.querySelector("[data-empty-row]").innerHTML.replaceAll("__prefix__", number);
  total.value = Math.max(Number(total.value), number + 1);
  const row = made.content.firstElementChild;
  fieldset.querySelector("[data-rows]").append(row);
  return row;
}

/** Turn the rows of `fieldset` into a list of quotes; returns {add, clear, first}. */
export function evidenceOf(fieldset, words) {
  const rows = fieldset.querySelector("[data-rows]");
  const byHand = fieldset.querySelector("[data-by-hand]");
  const field = (row, name) => row.querySelector(`[name$="-${name}"]`);
  const all = () => [...rows.querySelectorAll("[data-row]")];
  const filled = () => all().filter((row) => field(row, "exact").value.trim());
  const most = Number(fieldset.dataset.most);

  const fill = (row, { exact = "", start = "" }) => {
    row.querySelectorAll("input, textarea").forEach((input) => { input.value = ""; });
    field(row, "exact").value = exact;
    field(row, "start").value = start;
  };
  const empty = () => all().find((row) => !field(row, "exact").value.trim()) ?? another();
  const another = () => {
    const total = Number(fieldset.querySelector("[name$=-TOTAL_FORMS]").value);
    return total < most ? addRow(fieldset, total) : null;
  };
  const show = () => {
    const list = fieldset.querySelector("[data-quotes]");
    list.replaceChildren(...filled().map((row) => quoteOf(row)));
    list.hidden = !filled().length;
    fieldset.querySelector("[data-none]").hidden = Boolean(filled().length) || !rows.hidden;
  };
  const quoteOf = (row) => {
    const item = document.createElement("li");
    const quote = document.createElement("blockquote");
    Object.assign(quote, { className: "words", dir: "auto", textContent: field(row, "exact").value });
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "plain", textContent: words.remove });
    button.setAttribute("aria-label", `${words.remove}: ${field(row, "exact").value.slice(0, 60)}`);
    button.addEventListener("click", () => {
      fill(row, {});
      show();
      say(words.removed);
      fieldset.querySelector("[data-quotes] button")?.focus();
    });
    item.append(quote, button);
    return item;
  };
  const add = (passage) => {
    const isThere = filled().some((row) => field(row, "exact").value === passage.exact
      && Number(field(row, "start").value) === passage.start);
    const row = isThere || (most === 1 ? all()[0] : empty());
    if (!row) return say(words.full);
    if (!isThere) fill(row, passage);
    show();
    return say(`${words.added} ${passage.exact}`);
  };

  rows.hidden = !fieldset.querySelector(".wrong");
  byHand.hidden = !rows.hidden;
  byHand.querySelector("button").addEventListener("click", () => {
    rows.hidden = false;
    byHand.hidden = true;
    show();
    rows.querySelector("textarea").focus();
  });
  rows.addEventListener("input", show);
  show();
  return { add, first: () => filled().map((row) => field(row, "start").value)[0],
    clear: () => { all().forEach((row) => fill(row, {})); show(); } };
}
