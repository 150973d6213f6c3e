/* The labelling screen: passages from the text, keys for every choice, saving without leaving the page. */
import { ask, say } from "desk/asking";
import { mark, readable } from "desk/caret";
import "desk/combobox";
import { putBack } from "desk/entries";
import { addRow, evidenceOf } from "desk/evidence";
import { filtered } from "desk/filtered";
import { holdUp } from "desk/leaving";
import { offsetOf, selectPassage } from "desk/passages";
import { forget, recall } from "desk/remembered";

const screen = document.querySelector("[data-labelling]");
const words = { added: screen.dataset.added, removed: screen.dataset.removed, remove: screen.dataset.remove, full: screen.dataset.full };
const sheets = [...document.querySelectorAll("[data-sheet]")];
sheets.forEach(holdUp);
sheets.forEach(bringBack); // before anything is built on the fields
const evidence = new Map(sheets.map((sheet) => [sheet, evidenceOf(sheet.querySelector("[data-evidence]"), words)]));
let voices = JSON.parse(document.getElementById("voices").textContent);

const text = () => document.querySelector("[data-text]");
const open = () => sheets.find((sheet) => !sheet.hidden);
const isTyping = (element) => element.matches?.("textarea, select, input:not([type=radio], [type=checkbox])");

document.querySelectorAll("select[data-filtered]").forEach(filtered);
sheets.forEach(prepare);

/** What a sheet was left with stands there again, and says so; about a row that was saved meanwhile it is no more. */
function bringBack(sheet) {
  const left = recall(sheet);
  forget(sheet); // while it stands on the page, leaving it remembers it anew
  if (!left || left.entries.version !== sheet.elements.version?.value) return;
  putBack(sheet, left.entries, (_group, number) => addRow(sheet.querySelector("[data-evidence]"), number),
    (input, value) => { input.value = value; });
  const notice = sheet.querySelector("[data-left]");
  const when = new Date(left.at).toLocaleString(`${document.documentElement.lang}-u-ca-gregory`, { dateStyle: "long", timeStyle: "short" });
  notice.querySelector("span").textContent = notice.dataset.words.replace("{time}", when);
  notice.querySelector("button").addEventListener("click", () => {
    holdUp(sheet);
    location.reload();
  });
  notice.hidden = false;
}

// Passages -------------------------------------------------------------------------------------------

document.addEventListener("passage", ({ detail }) => {
  evidence.get(open()).add(detail);
  suggestHolder(open());
});
const button = document.querySelector("[data-mark]");
button.hidden = !text();
button.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
button.addEventListener("click", () => { if (!mark(text())) say(screen.dataset.noneSelected); });

/** Who speaks in the first passage: the voice quoted there, or nobody. */
function voiceAt(sheet) {
  const start = evidence.get(sheet).first();
  return start ? voices.find((voice) => voice.start <= Number(start) && Number(start) < voice.end) : undefined;
}

/** Fill in the holder of a label, or the claimant, unless a person wrote something else. */
function suggestHolder(sheet) {
  const voice = voiceAt(sheet);
  if (sheet.dataset.sheet === "claim") return suggest(sheet.elements.claimant, voice?.speaker ?? "narrator");
  if (sheet.dataset.sheet !== "stance") return undefined;
  const kinds = [...sheet.querySelectorAll("[name=holder_kind]")];
  if (!kinds.some((kind) => kind.checked)) kinds.find((kind) => kind.value === (voice ? "quoted" : "narrator")).checked = true;
  const kind = kinds.find((one) => one.checked).value;
  const named = { narrator: "narrator", headline: "headline", compiler: "compiler", signatories: "signatories", quoted: voice?.speaker };
  suggest(sheet.elements.holder, named[kind] ?? "");
  return suggest(sheet.elements.holder_agent, (kind === "quoted" && voice?.agent) || "");
}

function suggest(input, value) {
  if (!input || (input.value && input.value !== input.dataset.suggested)) return;
  input.value = value;
  input.dataset.suggested = value;
}

// Keys -----------------------------------------------------------------------------------------------

const PLACES = {
  o: "[name=holder], [name=claimant], [name=speaker]", g: "[name=holder_agent], [name=speaker_agent]",
  r: "[name=rationale], [name=note]",
};

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) return; // a record is being added: the keys are its form's
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    event.preventDefault();
    open().requestSubmit();
    return;
  }
  if (event.key === "Escape" && isTyping(event.target)) event.target.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (act(event.key)) event.preventDefault();
});

function act(key) {
  const tab = { s: "stance", c: "claim", q: "quotation" }[key];
  if (tab && document.querySelector(`[data-kind=${tab}]`)) return show(tab);
  if (key === "w") return focus(text());
  if (key === "t") return focus(open().querySelector("select[name=target] ~ [role=combobox]"));
  if (key === "?") return help();
  if (PLACES[key]) return focus(open().querySelector(PLACES[key]));
  const radio = /^[a-z1-9]$/.test(key) && open().querySelector(`[data-key="${key}"]`);
  if (!radio || !radio.checkVisibility()) return false;
  radio.click();
  radio.focus();
  say(radio.labels[0].innerText);
  return true;
}

/** What was only suggested is replaced by what is typed. */
function focus(element) {
  element?.focus();
  if (element?.value && element.value === element.dataset.suggested) element.select();
  return Boolean(element);
}

function help() {
  const keys = document.querySelector("[data-keys]");
  keys.open = !keys.open;
  keys.querySelector("summary").focus();
  return true;
}

document.querySelector(".kinds")?.addEventListener("click", (event) => {
  const tab = event.target.closest("[data-kind]");
  if (tab && show(tab.dataset.kind)) event.preventDefault();
});

/** Open another of the forms; what was entered in the others stays there. */
function show(name) {
  sheets.forEach((sheet) => { sheet.hidden = sheet.dataset.sheet !== name; });
  document.querySelectorAll("[data-kind]").forEach((tab) => tab.toggleAttribute("aria-current", false));
  const tab = document.querySelector(`[data-kind=${name}]`);
  tab.setAttribute("aria-current", "page");
  document.querySelector("h1").textContent = tab.dataset.title;
  history.replaceState(null, "", tab.href);
  say(tab.dataset.title);
  return true;
}

// Saving ---------------------------------------------------------------------------------------------

function prepare(sheet) {
  const rationale = sheet.querySelector("textarea[maxlength]");
  if (rationale) count(rationale);
  sheet.addEventListener("change", ({ target }) => {
    if (target.name === "holder_kind") suggestHolder(sheet);
    if (target.name === "target") sheet.querySelector("[name=position]")?.focus(); // the keys choose again
  });
  if (!sheet.hasAttribute("data-leaves")) sheet.addEventListener("submit", (event) => { event.preventDefault(); save(sheet); });
}

function count(textarea) {
  const shown = Object.assign(document.createElement("small"), { className: "help counter" });
  const tell = () => { shown.textContent = `${[...textarea.value].length} / ${textarea.maxLength}`; };
  textarea.after(shown);
  textarea.addEventListener("input", tell);
  textarea.form.addEventListener("reset", () => setTimeout(tell));
  tell();
}

async function save(sheet) {
  const saving = sheet.querySelector(".primary");
  if (saving.disabled) return;
  saving.disabled = true;
  unmark(sheet);
  try {
    renew(sheet, await ask(sheet.action, new FormData(sheet)));
  } catch (error) {
    refuse(sheet, error);
  } finally {
    saving.disabled = false;
  }
}

function renew(sheet, answer) {
  const scrolled = text()?.scrollTop ?? 0;
  const { focusNode, focusOffset } = getSelection();
  const at = text()?.contains(focusNode) ? offsetOf(text(), focusNode, focusOffset) : null;
  document.querySelector("[data-text-place]").innerHTML = answer.text;
  document.querySelector("[data-marks]").innerHTML = answer.marks;
  voices = answer.voices;
  sheet.reset();
  sheet.querySelectorAll("[data-suggested]").forEach((input) => { input.dataset.suggested = ""; });
  evidence.get(sheet).clear();
  sheet.querySelector("[data-left]").hidden = true;
  holdUp(sheet);
  if (text()) {
    readable(text());
    if (at !== null) selectPassage(text(), at, at);
    text().focus({ preventScroll: true });
    text().scrollTop = scrolled;
  }
  say(answer.said);
}

function unmark(sheet) {
  sheet.querySelectorAll(".wrong").forEach((field) => field.classList.remove("wrong"));
  sheet.querySelectorAll(".error").forEach((error) => error.remove());
  sheet.querySelector("[data-refusal]").replaceChildren();
}

function refuse(sheet, error) {
  const shown = Object.assign(document.createElement("p"), { className: "comment", textContent: error.message });
  sheet.querySelector("[data-refusal]").replaceChildren(shown);
  for (const [name, errors] of Object.entries(error.answer?.fields ?? {})) {
    const field = name && sheet.querySelector(`[name="${name}"]`)?.closest(".field, .choice");
    if (!field) continue;
    field.classList.add("wrong");
    field.append(...errors.map((said) => Object.assign(document.createElement("strong"), { className: "error", textContent: said })));
  }
  const first = sheet.querySelector(".wrong input:not([hidden]), .wrong select:not([hidden]), .wrong textarea");
  if (first) first.focus(); else shown.scrollIntoView({ block: "nearest" });
}
