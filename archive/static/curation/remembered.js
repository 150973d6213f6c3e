/* What was entered and not sent, kept in this tab while its page is away: a reload, or a log-in, brings it back.

   What is sent while a page closes may reach the server after the page that is loaded next, so sending alone is not
   enough. A form says by data-remember-as under which name; its person stands in the name, so nobody else gets it. */

const nameOf = (form) => `entered ${form.dataset.rememberAs}`;

/** Keep `entries` of `form` ({name: text, or texts}), which stood there at `at` (milliseconds). */
export function remember(form, entries, at = Date.now()) {
  try {
    sessionStorage.setItem(nameOf(form), JSON.stringify({ at, entries }));
  } catch { // no room, or not allowed: the browser asks before leaving, as without this
    forget(form);
  }
}

/** {at, entries} of what was kept of `form`, or null. */
export const recall = (form) => JSON.parse(sessionStorage.getItem(nameOf(form)));
export const forget = (form) => sessionStorage.removeItem(nameOf(form));
