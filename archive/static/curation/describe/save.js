/* Saves the describing form without leaving the page: the document stays in sight, and so does the place in the form.

   Tells the form "desk:saving" (listeners may add promises to detail.waits), "desk:saved" (detail.entries is what
   was saved) and "desk:refused". Without this script the form is sent as any other. */
import { ask, say, token } from "desk/asking";
import { entriesOf } from "desk/entries";

const form = document.getElementById("describe");
const wrongs = form.querySelector("[data-wrongs]");
const lacks = form.querySelector("[data-lacks]");
let isBusy = false;
let next = null; // what was asked for while a save was under way: done after it

form.addEventListener("submit", (event) => {
  const asked = event.submitter;
  if (asked && asked.name !== "then") return;
  event.preventDefault();
  const then = asked ? asked.value : "";
  if (isBusy) next = then;
  else save(then);
});
// While a save is under way its buttons are dead; what a key asks for then is done after it.
form.addEventListener("click", (event) => {
  if (isBusy && event.target.closest(".end button")) event.preventDefault();
});

function setBusy(busy) {
  isBusy = busy;
  form.classList.toggle("busy", busy);
  for (const button of form.querySelectorAll(".end button")) button.setAttribute("aria-disabled", String(busy));
}

async function save(then) {
  setBusy(true);
  const waits = [];
  form.dispatchEvent(new CustomEvent("desk:saving", { detail: { waits } }));
  await Promise.allSettled(waits);
  const data = new FormData(form);
  data.append("then", then);
  const entries = entriesOf(form);
  let isLeaving = false;
  try {
    isLeaving = took(await ask(location.href, data), entries);
  } catch (error) {
    isLeaving = refused(error, then);
  }
  setBusy(false);
  if (next === null || isLeaving) return;
  const asked = next;
  next = null;
  save(asked);
}

/** Show what was saved; whether the page is left for another one. */
function took(answer, entries) {
  form.elements.version.value = answer.version;
  for (const shown of document.querySelectorAll("[data-version]")) shown.textContent = answer.version;
  for (const shown of document.querySelectorAll("[data-title]")) shown.textContent = form.elements.title.value;
  removeRows(entries);
  form.dispatchEvent(new CustomEvent("desk:saved", { detail: { entries } }));
  if (answer.address) {
    location.assign(answer.address);
    return true;
  }
  showWrongs({});
  form.querySelector("[data-kept-notice]")?.remove();
  showLacks(answer.missing);
  const words = [answer.words, answer.refusal].filter(Boolean).join(" ");
  document.querySelector("[data-kept-line]").textContent = answer.words;
  if (answer.refusal) complain(answer.refusal);
  say(words);
  return false;
}

/** Rows that were removed by this save go from the page, and from what is known to be saved. */
function removeRows(entries) {
  for (const checkbox of form.querySelectorAll("[name$=-DELETE]")) {
    if (!(checkbox.name in entries)) continue;
    const row = checkbox.closest("[data-row]");
    for (const { name } of row.querySelectorAll("[name]")) delete entries[name];
    row.remove();
  }
}

/** Show why nothing was saved; whether the page is left for one that shows both versions. */
function refused(error, then) {
  if (error.answer?.conflict) {
    form.dispatchEvent(new CustomEvent("desk:leaving"));
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "then", value: then }));
    form.elements.csrfmiddlewaretoken.value = token();
    form.submit();
    return true;
  }
  form.dispatchEvent(new CustomEvent("desk:refused"));
  showWrongs(error.answer?.errors || {});
  complain(error.message);
  form.querySelector(".wrong :is(input, select, textarea)")?.focus();
  return false;
}

function complain(words) {
  const line = Object.assign(document.createElement("p"), { className: "comment" });
  line.append(Object.assign(document.createElement("strong"), { textContent: words }));
  wrongs.replaceChildren(line);
}

function showWrongs(errors) {
  wrongs.replaceChildren();
  for (const place of form.querySelectorAll("[data-wrong-of]")) {
    const said = errors[place.dataset.wrongOf] || [];
    place.replaceChildren(...said.map((html) => sentence(html)));
    place.closest(".cell, .entry").classList.toggle("wrong", said.length > 0);
  }
  for (const html of errors[""] || []) wrongs.append(sentence(html));
}

/** A complaint may be a list of choices, which the server wrote and escaped. */
function sentence(html) {
  const line = Object.assign(document.createElement("strong"), { className: "error" });
  line.innerHTML = html;
  return line;
}

function showLacks(missing) {
  lacks.hidden = !missing.length;
  lacks.querySelector("[data-lacks-count]").textContent = missing.length;
  lacks.querySelector("ul").replaceChildren(...missing.map(({ text, at }) => {
    const item = document.createElement("li");
    item.append(at ? Object.assign(document.createElement("a"), { href: `#${at}`, textContent: text }) : text);
    return item;
  }));
}
