/* Adds rows to a group of rows. Asked by its button, or by "desk:add-row" (detail.row is then the new row). */
import { attachAll } from "desk/combobox";

const form = document.getElementById("describe");

function addRow(group) {
  const total = group.querySelector("[name$=-TOTAL_FORMS]");
  const fragment = group.querySelector("template").content.cloneNode(true);
  const row = fragment.querySelector("[data-row]");
  row.innerHTML = row.innerHTML.replaceAll("__prefix__", total.value);
  total.value = Number(total.value) + 1;
  const rows = [...group.children].filter((child) => child.matches("[data-row]"));
  (rows.at(-1) || group.querySelector("[data-wrong-of]")).after(row);
  attachAll(row);
  return row;
}

/** The row that is empty from the start serves those without a script; beside others it only takes room. */
function leaveOut(group) {
  const rows = [...group.children].filter((child) => child.matches("[data-row]"));
  const isEmpty = (row) => !row.querySelector("input").value.trim();
  const isFirst = group.querySelector(".needed") || group.dataset.entry === "creator";
  if (isEmpty(rows.at(-1)) && (rows.length > 1 || !isFirst)) rows.at(-1).remove();
}

form.querySelectorAll(".rows").forEach(leaveOut);
for (const button of form.querySelectorAll("[data-add-row]")) {
  button.hidden = false;
  button.addEventListener("click", () => addRow(button.closest("[data-entry]")).querySelector("input").focus());
}
form.addEventListener("desk:add-row", (event) => { event.detail.row = addRow(event.target.closest("[data-entry]")); });
