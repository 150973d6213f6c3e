/* Keeps what is entered on the server a moment after each change, until it is saved: a closed page loses nothing.

   What is sent while the page goes may come too late for the page that follows: so it is remembered in this tab as
   well, and stands there again unless the server kept something newer (each sending says when it was typed).
   Leaving is held up only when something is on this page alone: the server did not answer, or it is too much to
   send while the page closes. */
import { ask, token } from "desk/asking";
import { enter, entriesOf, putBack } from "desk/entries";
import { forget, recall, remember } from "desk/remembered";

const DELAY = 2000;
const LONGEST = 10_000; // for whoever types without a pause
const AGAIN = 5000;
const SENT_WHILE_CLOSING = 60_000;

const form = document.getElementById("describe");
const line = document.querySelector("[data-kept-line]");
let acknowledged = JSON.stringify(entriesOf(form));
let timer = 0;
let waitsSince = 0;
let sending = null;
let hasFailed = false;
let isLeaving = false;

const now = () => JSON.stringify(entriesOf(form));

form.addEventListener("input", plan);
form.addEventListener("change", plan);

function plan() {
  clearTimeout(timer);
  waitsSince ||= Date.now();
  timer = setTimeout(keep, Math.max(0, Math.min(DELAY, waitsSince + LONGEST - Date.now())));
}

function keep() {
  clearTimeout(timer);
  waitsSince = 0;
  if (sending) return sending.then(keep);
  const entries = now();
  if (entries === acknowledged) return undefined;
  sending = send(entries).finally(() => { sending = null; });
  return sending;
}

async function send(entries) {
  try {
    const answer = await ask(form.dataset.keep, bodyOf(JSON.parse(entries), Date.now()));
    acknowledged = entries;
    hasFailed = false;
    forget(form);
    line.textContent = form.dataset.wordsKept.replace("{time}", timeOf(answer.kept_at));
  } catch (error) {
    failed(error);
    if (!error.status) timer = setTimeout(keep, AGAIN);
  }
}

function failed(error) {
  hasFailed = true;
  line.textContent = error.status ? error.message : form.dataset.wordsOffline;
}

const bodyOf = (entries, typedAt) => ({ version: Number(entries.version), entries: { ...entries, typed_at: String(typedAt) } });
const timeOf = (moment) => new Date(moment).toLocaleTimeString(document.documentElement.lang,
  { hour: "2-digit", minute: "2-digit" });

form.addEventListener("desk:saving", ({ detail }) => {
  clearTimeout(timer);
  if (sending) detail.waits.push(sending);
});
form.addEventListener("desk:saved", ({ detail }) => {
  acknowledged = JSON.stringify(detail.entries);
  hasFailed = false;
  forget(form);
  const version = form.elements.version.value;
  acknowledged = JSON.stringify({ ...JSON.parse(acknowledged), version });
  if (now() !== acknowledged) plan();
});
form.addEventListener("desk:refused", keep);
form.addEventListener("desk:leaving", leave);
form.addEventListener("submit", (event) => { if (!event.defaultPrevented) leave(); });

function leave() {
  isLeaving = true;
  forget(form);
}

addEventListener("beforeunload", (event) => {
  const entries = now();
  if (isLeaving || entries === acknowledged) return;
  if (hasFailed || entries.length > SENT_WHILE_CLOSING) event.preventDefault();
});
addEventListener("pagehide", () => {
  const entries = now();
  if (isLeaving || entries === acknowledged) return;
  const [standing, at] = [JSON.parse(entries), Date.now()];
  remember(form, standing, at);
  fetch(form.dataset.keep, {
    method: "POST", keepalive: true, credentials: "same-origin", body: JSON.stringify(bodyOf(standing, at)),
    headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
  }).catch(() => {});
});
document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); });

// What this page was left with ------------------------------------------------------------------------

const left = recall(form);
if (left) bringBack(left);

function bringBack({ at, entries }) {
  if (at <= Number(form.dataset.keptTyped)) return forget(form);
  if (entries.version !== form.elements.version.value) return showBoth(at, entries);
  putBack(form, entries, addRow, (input, value) => {
    enter(input, value);
    input.dispatchEvent(new Event("lines-set"));
  });
  return keep();
}

function addRow(group, number) {
  const total = form.elements[`${group}-TOTAL_FORMS`];
  const last = Number(total.value);
  total.value = number;
  total.dispatchEvent(new CustomEvent("desk:add-row", { bubbles: true, detail: {} }));
  total.value = Math.max(last, number + 1);
}

/** Somebody saved meanwhile: the server has a page for what was entered about an older version. */
async function showBoth(at, entries) {
  form.inert = true;
  try {
    await ask(form.dataset.keep, bodyOf(entries, at));
    leave();
    location.reload();
  } catch (error) {
    form.inert = false;
    failed(error);
  }
}
