/* A long list of choices as a field that one types into: words narrow the list, arrows and Enter choose.

   The select stays what the form sends, and what everybody without a script uses. */

const SHOWN = 12;

/** Put a combobox in the place of `select`. */
export function filtered(select) {
  const label = document.querySelector(`label[for="${select.id}"]`);
  const input = Object.assign(document.createElement("input"), {
    type: "text", id: `${select.id}-words`, autocomplete: "off", dir: "auto", required: select.required });
  const list = Object.assign(document.createElement("ul"), { id: `${select.id}-list`, className: "choices", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", label.textContent);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
    "aria-controls": list.id })) input.setAttribute(name, value);
  if (select.hasAttribute("aria-describedby")) input.setAttribute("aria-describedby", select.getAttribute("aria-describedby"));
  label.htmlFor = input.id;
  select.required = false;
  select.hidden = true;
  select.after(input, list);
  let active = -1;

  const chosen = () => (select.value ? select.selectedOptions[0].textContent : "");
  const open = () => {
    const words = input.value === chosen() ? [] : input.value.toLocaleLowerCase().split(/\s+/u).filter(Boolean);
    const fits = (option) => option.value && words.every((word) => option.textContent.toLocaleLowerCase().includes(word));
    const found = [...select.options].filter(fits).slice(0, SHOWN);
    list.replaceChildren(...found.map((option, n) => itemOf(option, n)));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(Boolean(found.length)));
    move(words.length && found.length ? 0 : -1);
  };
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    active = -1;
  };
  const itemOf = (option, n) => {
    const item = Object.assign(document.createElement("li"), { id: `${list.id}-${n}`, dir: "auto", textContent: option.textContent });
    item.setAttribute("role", "option");
    item.dataset.value = option.value;
    item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(item); });
    return item;
  };
  const move = (to) => {
    active = to;
    [...list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === active)));
    if (active < 0) return input.removeAttribute("aria-activedescendant");
    list.children[active].scrollIntoView({ block: "nearest" });
    return input.setAttribute("aria-activedescendant", list.children[active].id);
  };
  const choose = (item) => {
    select.value = item.dataset.value;
    input.value = item.textContent;
    close();
    select.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const restore = () => { input.value = chosen(); close(); };

  input.addEventListener("input", () => {
    const exact = [...select.options].find((option) => option.textContent === input.value);
    select.value = exact ? exact.value : "";
    open();
  });
  input.addEventListener("keydown", (event) => {
    const size = list.children.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return open();
      return move((active + (event.key === "ArrowDown" ? 1 : size - 1)) % size);
    }
    if (event.key === "Enter" && !list.hidden && active >= 0) {
      event.preventDefault();
      return choose(list.children[active]);
    }
    if (event.key === "Escape" && !list.hidden) { event.preventDefault(); event.stopPropagation(); close(); }
    return undefined;
  });
  input.addEventListener("blur", () => { if (select.value) restore(); else close(); });
  select.form.addEventListener("reset", () => setTimeout(restore));
  restore();
}
