/* Leaving the page is held up while one of its forms holds what was entered and not sent. */
import { entriesOf } from "desk/entries";

const untouched = new Map();
const standing = (form) => JSON.stringify(entriesOf(form));

/** What stands in `form` now needs no question before leaving. Call it again when it was sent and the page stays. */
export const holdUp = (form) => untouched.set(form, standing(form));

addEventListener("submit", (event) => { if (!event.defaultPrevented) untouched.delete(event.target); });
addEventListener("beforeunload", (event) => {
  if ([...untouched].some(([form, entries]) => standing(form) !== entries)) event.preventDefault();
});
