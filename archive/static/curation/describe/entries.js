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

/** Put `entries` back where they stood. `addRow(group, number)` makes a row that the page does not have, and
    `put(input, value)` writes a text. How many rows there are is not written: the page knows that itself. */
export function putBack(form, entries, addRow, put) {
  for (const name of Object.keys(entries)) {
    const [, group, number] = name.match(/^(.+)-(\d+)-/) ?? [];
    if (group && !form.elements[name]) addRow(group, Number(number));
  }
  const left = Object.fromEntries(Object.entries(entries).map(([name, value]) => [name, [value].flat()]));
  for (const input of [...form.elements]) {
    if (!input.name || NOT_ENTRIES.has(input.name) || /_FORMS$/.test(input.name)) continue;
    const values = left[input.name] ?? [];
    if (input.matches("[type=checkbox], [type=radio]")) input.checked = values.includes(input.value);
    else if (values.length && values[0] !== input.value) put(input, values.shift());
    else values.shift();
  }
}

/** Put `value` into an input as if it had been typed and left. */
export function enter(input, value) {
  input.value = value;
  for (const kind of ["input", "change"]) input.dispatchEvent(new Event(kind, { bubbles: true }));
}
