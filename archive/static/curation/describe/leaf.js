/* What is shown of the document beside the form: text or pages, which file, which page of it. All of it is
   remembered while the tab is open, so that a save that loads the page again finds the place again. */

const leaf = document.querySelector("[data-leaf]");
const isMarked = (button, value) => button.setAttribute("aria-pressed", String(button.value === value));

/* A row of buttons of which one is pressed; `show` gets its value. */
function connect(control, key, show) {
  if (!control) return;
  const buttons = [...control.querySelectorAll("button")];
  const choose = (value) => {
    buttons.forEach((button) => isMarked(button, value));
    show(value);
    sessionStorage.setItem(key, value);
  };
  control.hidden = false;
  control.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button) choose(button.value);
  });
  const before = sessionStorage.getItem(key);
  choose(buttons.some((button) => button.value === before) ? before
    : buttons.find((button) => button.getAttribute("aria-pressed") === "true").value);
}

const showFile = (number) => {
  for (const file of leaf.querySelectorAll("[data-leaf-file]")) file.hidden = file.dataset.leafFile !== number;
};

connect(leaf.querySelector("[data-leaf-switch]"), "leaf-shows", (what) => { leaf.dataset.shows = what; });
connect(leaf.querySelector("[data-leaf-files]"), `leaf-file ${location.pathname}`, showFile);

for (const stage of leaf.querySelectorAll(".viewer-pdf .stage")) {
  const key = `leaf-page ${stage.dataset.source}`;
  stage.dataset.page = sessionStorage.getItem(key) ?? "1";
  stage.addEventListener("page-shown", ({ detail }) => sessionStorage.setItem(key, detail.number));
}
