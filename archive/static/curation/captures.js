/* Captures: while one waits or runs, the list is fetched again and put in place; who is in it keeps their place. */
import { say } from "desk/asking";

const LOOK_AGAIN = 2000;

const list = (page) => page.querySelector("[data-captures]");
const unfinished = (part) => part.querySelectorAll("tr.waiting, tr.running").length;

async function look() {
  const response = await fetch(location.href, { credentials: "same-origin", headers: { Accept: "text/html" } });
  if (!response.ok || response.redirected) return;
  const fresh = list(new DOMParser().parseFromString(await response.text(), "text/html"));
  const shown = list(document);
  if (!fresh) return;
  const hasEnded = unfinished(fresh) < unfinished(shown);
  if (!shown.contains(document.activeElement) && fresh.innerHTML !== shown.innerHTML) shown.replaceWith(fresh);
  if (hasEnded) say(fresh.dataset.done);
  if (fresh.dataset.looksAgain === "yes" || unfinished(list(document))) setTimeout(again, LOOK_AGAIN);
}

/** A server that cannot be reached for a moment is asked again. */
const again = () => look().catch(() => setTimeout(again, LOOK_AGAIN * 2));

setTimeout(again, LOOK_AGAIN);
