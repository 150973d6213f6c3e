/* A form with words of one's own is sent only while somebody is logged in: else the page stays, with what was typed.

   Nothing is kept in the browser. A form says by data-still-in what to ask first; whoever logs in again in another
   window sends it as it stands. Without this script it is sent as any other. */
import { ask } from "desk/asking";

let isAsking = false;
let isSure = false;

addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (event.defaultPrevented || !form.dataset.stillIn || isSure || !hasWords(form)) return;
  event.preventDefault();
  if (!isAsking) sendIfIn(form, submitter);
});

const hasWords = (form) => [...form.querySelectorAll("textarea, input[type=text]")]
  .some((field) => field.value !== field.defaultValue);

async function sendIfIn(form, submitter) {
  isAsking = true;
  const words = await whyNot(form.dataset.stillIn);
  isAsking = false;
  form.querySelector("[data-held]")?.remove();
  if (words) hold(form, words);
  else send(form, submitter);
}

/** Why the form cannot be sent now, in words; "" if it can. What else the server refuses, it says on its own page. */
async function whyNot(address) {
  try {
    await ask(address);
    return "";
  } catch (error) {
    return error.status >= 400 ? "" : error.message;
  }
}

function hold(form, words) {
  const line = Object.assign(document.createElement("p"), { className: "comment" });
  line.setAttribute("role", "alert");
  line.dataset.held = "";
  line.append(Object.assign(document.createElement("strong"), { textContent: words }));
  form.append(line);
}

function send(form, submitter) {
  isSure = true;
  form.requestSubmit(submitter);
  isSure = false;
}
