/* What stands in a form, as the browser would send it. */

const NOT_ENTRIES = new Set(["csrfmiddlewaretoken", "from"]);

/** {name: text, or texts where a name stands more than once}. */
export function entriesOf(form) {
  const data = new FormData(form);
  const entries = {};
  for (const name of new Set(data.keys())) {
    if (NOT_ENTRIES.has(name)) continue;
    const values = data.getAll(name).map(String);
    entries[name] = values.length === 1 ? values[0] : values;
  }
  return entries;
}

/** Put `value` into an input as if it had been typed and left. */
export function enter(input, value) {
  input.value = value;
  for (const kind of ["input", "change"]) input.dispatchEvent(new Event(kind, { bubbles: true }));
}
