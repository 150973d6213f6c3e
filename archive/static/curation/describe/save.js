/* Saves the describing form without leaving the page: the document stays in sight, and so does the place in the form.

   Tells the form "desk:saving" (listeners may add promises to detail.waits) and "desk:saved" (detail.entries is what
   was saved). Without this script the form is sent as any other. */
import { ask, say } from "desk/asking";
import { entriesOf } from "desk/entries";

const form = document.getElementById("describe");
const wrongs = form.querySelector("[data-wrongs]");
const lacks = form.querySelector("[data-lacks]");
let isBusy = false;

form.addEventListener("submit", (event) => {
  const asked = event.submitter;
  if (asked && asked.name !== "then") return;
  event.preventDefault();
  if (!isBusy) save(asked ? asked.value : "");
});

async function save(then) {
  isBusy = true;
  form.classList.add("busy");
  const waits = [];
  form.dispatchEvent(new CustomEvent("desk:saving", { detail: { waits } }));
  await Promise.allSettled(waits);
  const data = new FormData(form);
  data.append("then", then);
  const entries = entriesOf(form);
  try {
    took(await ask(location.href, data), entries);
  } catch (error) {
    refused(error, then);
  }
  isBusy = false;
  form.classList.remove("busy");
}

function took(answer, entries) {
  form.elements.version.value = answer.version;
  for (const shown of document.querySelectorAll("[data-version]")) shown.textContent = answer.version;
  form.dispatchEvent(new CustomEvent("desk:saved", { detail: { entries } }));
  if (answer.address) return location.assign(answer.address);
  showWrongs({});
  for (const checkbox of form.querySelectorAll("[name$=-DELETE]:checked")) checkbox.closest("[data-row]").remove();
  form.querySelector("[data-kept-notice]")?.remove();
  showLacks(answer.missing);
  const words = [answer.words, answer.refusal].filter(Boolean).join(" ");
  document.querySelector("[data-kept-line]").textContent = answer.words;
  if (answer.refusal) complain(answer.refusal);
  say(words);
}

function refused(error, then) {
  if (error.answer?.conflict) {
    form.dispatchEvent(new CustomEvent("desk:leaving"));
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "then", value: then }));
    return form.submit();
  }
  showWrongs(error.answer?.errors || {});
  complain(error.message);
  form.querySelector(".wrong :is(input, select, textarea)")?.focus();
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
