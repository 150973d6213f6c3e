/* Several records in one field: each a chip with a button that removes it. The textarea stays what is sent. */
import { say } from "desk/asking";

/** Put chips and an input in place of `field`; returns the input, and `add(text)`. */
export function chips(field, label, words, filled) {
  const box = Object.assign(document.createElement("div"), { className: "chips" });
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", label);
  const input = Object.assign(document.createElement("input"), { type: "text", id: `${field.id}_typed`, dir: "auto" });
  input.setAttribute("aria-label", label);
  if (field.getAttribute("aria-describedby")) {
    input.setAttribute("aria-describedby", field.getAttribute("aria-describedby"));
  }
  const list = document.createElement("ul");
  box.append(list, input);
  field.hidden = true;
  field.after(box);
  document.querySelector(`label[for="${CSS.escape(field.id)}"]`)?.setAttribute("for", input.id);

  const lines = () => field.value.split("\n").map((one) => one.trim()).filter(Boolean);
  const write = (texts) => {
    field.value = texts.join("\n");
    draw();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const remove = (text) => {
    write(lines().filter((one) => one !== text));
    say(filled(words.removed, { name: text }));
    input.focus();
  };
  const chip = (text) => {
    const item = document.createElement("li");
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: "×" });
    button.setAttribute("aria-label", filled(words.remove, { name: text }));
    button.addEventListener("click", () => remove(text));
    item.append(Object.assign(document.createElement("bdi"), { textContent: text }), button);
    return item;
  };
  const draw = () => {
    list.hidden = !lines().length;
    list.replaceChildren(...lines().map(chip));
  };
  const put = (text) => {
    input.value = "";
    write([...new Set([...lines(), text])]);
  };
  const add = (text) => {
    put(text);
    input.focus();
  };

  input.addEventListener("keydown", (event) => {
    const isPlainEnter = event.key === "Enter" && !event.defaultPrevented && !event.ctrlKey && !event.metaKey;
    if (isPlainEnter && !event.isComposing) {
      event.preventDefault(); // it would send the form
      if (input.value.trim() && !input.hasAttribute("aria-activedescendant")) add(input.value.trim());
    }
    if (event.key === "Backspace" && !input.value && lines().length) remove(lines().at(-1));
  });
  // What was typed and not chosen is sent too: the server says if it knows no such name.
  const take = () => input.value.trim() && put(input.value.trim());
  input.addEventListener("blur", () => {
    // a record of this name may be being made, and be called otherwise in the end
    if (document.activeElement !== input && !document.querySelector("dialog[open]")) take();
  });
  field.form?.addEventListener("desk:saving", take);
  field.addEventListener("lines-set", draw); // for whoever sets the textarea's value
  draw();
  return { input, add };
}
