/* Leaving the page is held up while one of its forms holds what was entered and not sent. A form that says how
   (data-remember-as) is also remembered in this tab, for the page that is loaded again. */
import { entriesOf } from "desk/entries";
import { remember } from "desk/remembered";

const untouched = new Map();
const standing = (form) => JSON.stringify(entriesOf(form));

/** What stands in `form` now needs no question before leaving. Call it again when it was sent and the page stays. */
export const holdUp = (form) => untouched.set(form, standing(form));
const touched = () => [...untouched].filter(([form, entries]) => standing(form) !== entries).map(([form]) => form);

addEventListener("submit", ({ target, defaultPrevented }) => {
  if (defaultPrevented) return;
  keep(target); // until the page of what was saved, or of why not, has another version or is left again
  untouched.delete(target);
});
addEventListener("beforeunload", (event) => { if (touched().length) event.preventDefault(); });
addEventListener("pagehide", () => touched().forEach(keep));

function keep(form) {
  if (form.dataset.rememberAs) remember(form, entriesOf(form));
}
