/* On a phone the panels of a document are folded: after its words stands a list of titles, each opens its panel.
   Without a script, on a wide screen and on paper all are open. What is folded is still found by the browser's own
   search (hidden="until-found"), and opened by every link that leads into it. */
const NARROW = matchMedia("(max-width: 39.99rem)");
const KEPT_OPEN = "catalogue-title"; // what the document is

class Panel {
  constructor(section, number) {
    this.title = section.querySelector(":scope > .section-title");
    this.section = section;
    this.rest = document.createElement("div"); // everything but the title, once it was folded
    this.rest.id = `panel-${number}`;
    this.rest.addEventListener("beforematch", () => this.open());
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "fold";
    this.button.setAttribute("aria-controls", this.rest.id);
    this.button.addEventListener("click", () => (this.rest.hidden ? this.open() : this.close()));
  }

  fold(isOpen) {
    this.rest.append(...[...this.section.childNodes].filter((node) => node !== this.title && node !== this.rest));
    this.section.append(this.rest);
    this.button.append(...this.title.childNodes);
    this.title.append(this.button);
    if (isOpen) { this.open(); } else { this.close(); }
  }

  unfold() {
    this.open();
    this.title.append(...this.button.childNodes);
    this.button.remove();
  }

  open() {
    this.rest.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
  }

  close() {
    this.rest.setAttribute("hidden", "until-found");
    this.button.setAttribute("aria-expanded", "false");
  }
}

const panels = [...document.querySelectorAll(".document-side > .panel, .document-rest > .panel")]
  .map((section, place) => new Panel(section, place + 1));

function targetOf(hash) {
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch (error) {
    return null; // no address of ours
  }
}

/* Shows where a link leads, if that lies in a folded panel. */
function reveal(target) {
  const panel = panels.find((one) => one.section.contains(target));
  if (panel?.rest.hidden) {
    panel.open();
    target.scrollIntoView();
  }
}

function arrange() {
  const target = targetOf(location.hash);
  for (const panel of panels) {
    if (NARROW.matches) {
      panel.fold(panel.title.id === KEPT_OPEN || panel.section.contains(target));
    } else if (panel.button.isConnected) {
      panel.unfold();
    }
  }
  if (target && NARROW.matches) { target.scrollIntoView(); }
}

arrange();
NARROW.addEventListener("change", arrange);
addEventListener("hashchange", () => reveal(targetOf(location.hash)));
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']"); // also one whose address is shown already
  if (link) { reveal(targetOf(link.hash)); }
});
