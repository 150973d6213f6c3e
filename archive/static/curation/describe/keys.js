/* The keys of the describing screen; `?` shows all of them. */

const form = document.getElementById("describe");
const help = document.getElementById("keys");
const opener = document.querySelector("[data-opens-help]");
const isRightToLeft = getComputedStyle(document.documentElement).direction === "rtl";
const [BEFORE, AFTER] = isRightToLeft ? ["ArrowRight", "ArrowLeft"] : ["ArrowLeft", "ArrowRight"];

const isTyping = (target) => Boolean(target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]"));
const press = (then) => form.requestSubmit(form.querySelector(`button[name=then][value="${then}"]`)
  || form.querySelector('button[name=then][value=""]'));

opener.hidden = false;
opener.addEventListener("click", () => help.showModal());

document.addEventListener("keydown", (event) => {
  const action = actionOf(event);
  if (!action) return;
  event.preventDefault();
  if (!document.querySelector("dialog[open]")) action(); // what lies beneath is not saved, sent or left from there
});

function actionOf(event) {
  const isControl = event.ctrlKey || event.metaKey;
  if (isControl && !event.altKey && event.code === "KeyS") return () => press(event.shiftKey ? "next" : "");
  if (isControl && !event.altKey && event.key === "Enter") return () => press("submit");
  if (isControl && [BEFORE, AFTER].includes(event.key) && (event.altKey || !isTyping(event.target))) {
    return () => document.querySelector(event.key === BEFORE ? "[data-key-before]" : "[data-key-after]")?.click();
  }
  if (event.key === "F6") return changeSides;
  if (event.key === "?" && !isControl && !isTyping(event.target)) return () => help.showModal();
  return null;
}

function changeSides() {
  const shown = document.querySelectorAll("[data-leaf] :is([tabindex='0'], audio, video)");
  const leaf = [...shown].find((element) => element.checkVisibility());
  if (form.contains(document.activeElement)) leaf?.focus();
  else form.querySelector("textarea, input:not([type=hidden])").focus();
}
