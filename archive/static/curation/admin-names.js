/* Gives the administration's fields the names that Django writes only above their columns, for those who hear the page. */

function nameFields(table) {
  const headings = [...table.querySelectorAll("thead th")];
  for (const row of table.querySelectorAll("tbody tr")) {
    [...row.cells].forEach((cell, column) => {
      const name = headings[column]?.textContent.trim();
      for (const field of cell.querySelectorAll("input:not([type=hidden]), select, textarea")) {
        if (name && !field.labels.length) field.setAttribute("aria-label", name);
      }
    });
  }
}

function nameEverything() {
  document.querySelectorAll(".tabular table").forEach(nameFields);
  for (const empty of document.querySelectorAll("thead th")) {
    if (!empty.textContent.trim() && !empty.children.length) {
      empty.replaceWith(Object.assign(document.createElement("td"), { className: empty.className }));
    }
  }
  const search = document.getElementById("searchbar");
  search?.setAttribute("aria-label", search.form.querySelector("[type=submit]").value);
  for (const select of document.querySelectorAll("select.select2-hidden-accessible")) {
    const name = select.labels[0]?.textContent.trim().replace(/:$/, "") || select.getAttribute("aria-label");
    for (const part of select.nextElementSibling?.querySelectorAll("[role=combobox], [role=textbox]") || []) {
      if (name) part.setAttribute("aria-label", name);
      part.removeAttribute("aria-labelledby");
    }
  }
}

// Rows and lists of choices are put in by Django's own scripts, whenever those are ready.
addEventListener("load", () => {
  nameEverything();
  new MutationObserver(nameEverything).observe(document.body, { childList: true, subtree: true });
});
