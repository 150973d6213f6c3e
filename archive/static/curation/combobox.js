/* Type-ahead for agents, subjects and places: the ARIA combobox pattern (1.2) with a listbox.

   Works on input[data-combobox=KIND] and, with chips, on textarea[data-combobox=KIND][data-several], of a page that
   includes `curation/_combobox.html`. The field keeps the heading in plain text, one a line where there are several,
   so that the form is sent as it would be without this script. */
import { ask, say } from "desk/asking";
import { chips } from "desk/chips";
import { openPanel } from "desk/side-panel";

const DELAY = 150;
const words = () => document.getElementById("combobox-words").dataset;
const capital = (text) => text[0].toUpperCase() + text.slice(1);
const address = (verb, kind) => words()[verb + capital(kind)];
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name]);

let number = 0;

class Combobox {
  constructor(input, { kind, take, label }) {
    Object.assign(this, { input, kind, take, options: [], active: -1, asked: 0 });
    this.list = document.createElement("ul");
    Object.assign(this.list, { id: `combobox-${(number += 1)}`, className: "options", hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", label);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
      "aria-controls": this.list.id, autocomplete: "off" })) input.setAttribute(name, value);
    input.removeAttribute("list");
    input.after(this.list);
    this.listen();
  }

  listen() {
    this.input.addEventListener("input", (event) => event.isTrusted && this.later());
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", ({ target }) => {
      const option = target.closest("[role=option]");
      if (option) this.choose(this.options.findIndex((one) => one.element === option));
    });
  }

  /** Ask once the typing pauses; until then nothing stays active, and no other words can be created. */
  later() {
    clearTimeout(this.timer);
    const isCreated = this.options.at(-1)?.typed !== undefined;
    if (isCreated) this.options.pop().element.remove();
    this.move(-1);
    this.timer = setTimeout(() => this.search(), DELAY);
  }

  async search() {
    const typed = this.input.value.trim();
    const mine = (this.asked += 1);
    if (!typed) return this.close();
    try {
      const answer = await ask(`${address("find", this.kind)}?q=${encodeURIComponent(typed)}`);
      if (mine === this.asked && document.activeElement === this.input) this.show(typed, answer);
    } catch (error) {
      say(error.message);
    }
  }

  show(typed, { found, near, may_create: mayCreate }) {
    const choice = (record) => ({ record, element: optionOf(record) });
    const nearby = near.map(choice);
    this.options = [...nearby, ...found.map(choice)];
    const rows = this.options.map((one) => one.element);
    if (nearby.length) rows.unshift(headed(words().near));
    if (mayCreate && !this.input.closest("dialog")) { // the panel holds one new record: another would take its place
      const element = line("create", filled(words().create, { name: typed }));
      this.options.push({ typed, element });
      rows.push(element);
    }
    this.list.replaceChildren(...rows);
    this.options.forEach((one, place) => Object.assign(one.element, { id: `${this.list.id}-${place}` }));
    this.list.hidden = !rows.length;
    this.input.setAttribute("aria-expanded", String(Boolean(rows.length)));
    this.move(-1);
    const count = found.length + near.length;
    say(count ? filled(words().count, { n: count }) : words().none);
  }

  move(place) {
    this.active = place;
    this.options.forEach((one, at) => one.element.setAttribute("aria-selected", String(at === place)));
    if (place < 0) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", this.options[place].element.id);
    return this.options[place].element.scrollIntoView({ block: "nearest" });
  }

  press(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const last = this.options.length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) return this.search();
      const step = event.key === "ArrowDown" ? this.active + 1 : this.active - 1;
      return this.move(step > last ? -1 : step < -1 ? last : step);
    }
    if (event.key === "Enter" && !this.list.hidden && this.active >= 0) {
      event.preventDefault();
      return this.choose(this.active);
    }
    if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      return this.close();
    }
    return undefined;
  }

  choose(place) {
    const { record, typed } = this.options[place];
    this.close();
    if (record) return this.done(record, words().chosen);
    return openPanel({
      address: `${address("create", this.kind)}?name=${encodeURIComponent(typed)}`,
      title: words()[`new${capital(this.kind)}`],
      opener: this.input,
      done: (made, isNew) => this.done(made, isNew ? words().added : words().chosen),
    });
  }

  done(record, sentence) {
    this.take(record);
    say(filled(sentence, { name: record.label }));
    this.input.dispatchEvent(new CustomEvent("record-chosen", { bubbles: true, detail: record }));
  }

  close() {
    clearTimeout(this.timer);
    this.asked += 1;
    this.options = [];
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

const line = (name, text) => {
  const row = Object.assign(document.createElement("li"), { className: name, textContent: text });
  row.setAttribute("role", "option");
  return row;
};

const headed = (text) => {
  const row = Object.assign(document.createElement("li"), { className: "headed", textContent: text });
  row.setAttribute("role", "presentation");
  return row;
};

const optionOf = (record) => {
  const row = line("record", "");
  const label = Object.assign(document.createElement("bdi"), { className: "heading", textContent: record.label });
  row.append(label);
  if (record.matched) row.append(" ", quiet(filled(words().also, { name: `\u2068${record.matched}\u2069` })));
  const uses = filled(words().uses, { n: record.uses });
  row.append(" ", quiet([record.detail, uses].filter(Boolean).join(" · ")));
  return row;
};

const quiet = (text) => Object.assign(document.createElement("span"), { className: "quiet", textContent: text });

const labelOf = (field) => document.querySelector(`label[for="${CSS.escape(field.id)}"]`)?.textContent.trim() || "";

/** Let this field suggest. Called for every such field of the page; call it for rows that are added later. */
export function attach(field) {
  if (field.dataset.attached) return;
  field.dataset.attached = "yes";
  const kind = field.dataset.combobox;
  const label = labelOf(field);
  if (field.matches("textarea")) {
    const { input, add } = chips(field, label, words(), filled);
    new Combobox(input, { kind, label, take: (record) => add(record.label) });
    return;
  }
  const take = (record) => {
    field.value = record.label;
    field.dataset.identifier = record.id;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  new Combobox(field, { kind, label, take });
}

/** Attach to every field below `root`. */
export const attachAll = (root = document) => {
  if (document.getElementById("combobox-words")) root.querySelectorAll("[data-combobox]").forEach(attach);
};

attachAll();
