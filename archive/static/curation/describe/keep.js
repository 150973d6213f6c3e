/* Keeps what is entered on the server a moment after each change, until it is saved: a closed page loses nothing.

   Leaving is held up only when something is on this page alone: the server did not answer, or it is too much to
   send while the page closes. */
import { ask, token } from "desk/asking";
import { entriesOf } from "desk/entries";

const DELAY = 2000;
const AGAIN = 5000;
const SENT_WHILE_CLOSING = 60_000;

const form = document.getElementById("describe");
const line = document.querySelector("[data-kept-line]");
let acknowledged = JSON.stringify(entriesOf(form));
let timer = 0;
let sending = null;
let hasFailed = false;
let isLeaving = false;

const now = () => JSON.stringify(entriesOf(form));

form.addEventListener("input", plan);
form.addEventListener("change", plan);

function plan() {
  clearTimeout(timer);
  timer = setTimeout(keep, DELAY);
}

function keep() {
  clearTimeout(timer);
  if (sending) return sending.then(keep);
  const entries = now();
  if (entries === acknowledged) return undefined;
  sending = send(entries).finally(() => { sending = null; });
  return sending;
}

async function send(entries) {
  try {
    const answer = await ask(form.dataset.keep, bodyOf(entries));
    acknowledged = entries;
    hasFailed = false;
    line.textContent = form.dataset.wordsKept.replace("{time}", timeOf(answer.kept_at));
  } catch (error) {
    hasFailed = true;
    line.textContent = error.status ? error.message : form.dataset.wordsOffline;
    if (!error.status) timer = setTimeout(keep, AGAIN);
  }
}

const bodyOf = (entries) => ({ version: Number(form.elements.version.value), entries: JSON.parse(entries) });
const timeOf = (moment) => new Date(moment).toLocaleTimeString(document.documentElement.lang,
  { hour: "2-digit", minute: "2-digit" });

form.addEventListener("desk:saving", ({ detail }) => {
  clearTimeout(timer);
  if (sending) detail.waits.push(sending);
});
form.addEventListener("desk:saved", ({ detail }) => {
  acknowledged = JSON.stringify(detail.entries);
  hasFailed = false;
  const version = form.elements.version.value;
  acknowledged = JSON.stringify({ ...JSON.parse(acknowledged), version });
  if (now() !== acknowledged) plan();
});
form.addEventListener("desk:refused", keep);
form.addEventListener("desk:leaving", () => { isLeaving = true; });
form.addEventListener("submit", (event) => { if (!event.defaultPrevented) isLeaving = true; });

addEventListener("beforeunload", (event) => {
  const entries = now();
  if (isLeaving || entries === acknowledged) return;
  if (hasFailed || entries.length > SENT_WHILE_CLOSING) event.preventDefault();
});
addEventListener("pagehide", () => {
  const entries = now();
  if (isLeaving || entries === acknowledged) return;
  fetch(form.dataset.keep, {
    method: "POST", keepalive: true, credentials: "same-origin", body: JSON.stringify(bodyOf(entries)),
    headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
  }).catch(() => {});
});
document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); });
