/* Accepts what the document's own file suggests: a click, Alt+Enter in the field, Ctrl+Alt+Enter for all. */
import { say } from "desk/asking";
import { enter } from "desk/entries";
import { openPanel } from "desk/side-panel";

const form = document.getElementById("describe");
const waiting = (place = form) => [...place.querySelectorAll("[data-suggestion]")];

form.addEventListener("click", (event) => {
  const one = event.target.closest("[data-accept]");
  const all = event.target.closest("[data-accept-all]");
  if (!one && !all) return;
  event.preventDefault();
  if (all) return acceptAll();
  const input = accept(one.closest("[data-suggestion]"));
  input?.focus();
  say(form.dataset.wordsAccepted);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.altKey || event.shiftKey || event.metaKey) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.ctrlKey) {
    event.preventDefault();
    return acceptAll();
  }
  const mine = event.target.closest?.("[data-entry]");
  if (!mine || !waiting(mine).length) return;
  event.preventDefault();
  accept(waiting(mine)[0]);
  say(form.dataset.wordsAccepted);
});

/** Accept all that have a record, and go on to the first field that is asked for and still empty. */
function acceptAll() {
  if (!waiting().length) return;
  const filled = new Set();
  for (const suggestion of waiting().filter((one) => !one.dataset.missing)) {
    const name = suggestion.dataset.suggestion;
    const isRow = Boolean(suggestion.closest(".rows"));
    if (isRow || !filled.has(name)) accept(suggestion);
    filled.add(name);
  }
  form.querySelector("[data-accept-all]")?.remove();
  say(form.dataset.wordsAccepted);
  nextEmpty()?.focus();
}

function accept(suggestion) {
  const values = JSON.parse(suggestion.dataset.values);
  const group = suggestion.closest(".rows");
  const input = group ? intoRow(group, values, suggestion.dataset.missing) : intoFields(values);
  suggestion.remove();
  return input;
}

function intoFields(values) {
  let first = null;
  for (const [name, value] of Object.entries(values)) {
    const input = form.elements[name];
    enter(input, value);
    first = first || input;
  }
  return first;
}

function intoRow(group, values, missing) {
  const isFree = (row) => !row.querySelector("[name$=-agent]").value.trim();
  let row = [...group.querySelectorAll("[data-row]")].find(isFree);
  if (!row) {
    const asked = new CustomEvent("desk:add-row", { bubbles: true, detail: {} });
    group.dispatchEvent(asked);
    row = asked.detail.row;
  }
  for (const [name, value] of Object.entries(values)) enter(row.querySelector(`[name$=-${name}]`), value);
  const agent = row.querySelector("[name$=-agent]");
  if (missing) create(agent, missing);
  return missing ? null : agent;
}

/** The side panel for a name that has no record; what it makes or finds is written into the row. */
function create(agent, name) {
  const words = document.getElementById("combobox-words").dataset;
  openPanel({
    address: `${words.createAgents}?name=${encodeURIComponent(name)}`, title: words.newAgents, opener: agent,
    done: (record) => enter(agent, record.label),
  });
}

/** What is asked for at review and empty; “not assessed” is an answer that nobody gave. */
function nextEmpty() {
  for (const entry of form.querySelectorAll("[data-entry]:has(.needed)")) {
    const input = entry.querySelector("input:not([type=hidden], [type=checkbox]), select, textarea");
    if (input && (!input.value.trim() || input.value === "not-assessed")) return input;
  }
  return null;
}
