/* The side panel in which a missing record is added, without leaving the form or losing what was typed in it. */
import { ask } from "desk/asking";

const panel = () => document.getElementById("side-panel");

/** Open the form of `address` in the panel. `done(record, isNew)` is called with the record that was made or chosen;
    focus returns to `opener`. */
export async function openPanel({ address, title, opener, done }) {
  const dialog = panel();
  const body = dialog.querySelector("#side-panel-body");
  const finish = (record, isNew) => {
    dialog.close();
    done(record, isNew);
  };
  const draw = async (markup, isRefusal = false) => {
    body.innerHTML = markup; // our own server's form, under the page's content security policy
    const form = body.querySelector("form");
    form.querySelector("[data-close]").hidden = false;
    form.addEventListener("submit", (event) => send(event, form));
    form.addEventListener("click", ({ target }) => {
      if (target.matches("[data-close]")) dialog.close();
      if (target.matches("[data-use]")) finish({ label: target.dataset.use, id: target.dataset.id }, false);
    });
    const { attachAll } = await import("desk/combobox");
    attachAll(body);
    const first = form.querySelector(isRefusal ? ".wrong input, .near button, input:not([type=hidden])"
      : ".near button, input:not([type=hidden])");
    first?.focus();
  };
  const send = async (event, form) => {
    event.preventDefault();
    const button = form.querySelector("button.primary");
    button.disabled = true;
    try {
      const { record } = await ask(form.getAttribute("action"), new FormData(form));
      finish(record, true);
    } catch (error) {
      button.disabled = false;
      if (error.answer?.form) draw(error.answer.form, true);
      else complain(body, error.message);
    }
  };
  dialog.querySelector("h2").textContent = title;
  body.replaceChildren();
  dialog.addEventListener("close", () => opener.focus(), { once: true });
  dialog.showModal();
  try {
    await draw((await ask(address)).form);
  } catch (error) {
    complain(body, error.message);
  }
}

const complain = (body, message) => {
  const line = Object.assign(document.createElement("p"), { className: "comment", textContent: message });
  line.setAttribute("role", "alert");
  body.prepend(line);
};
