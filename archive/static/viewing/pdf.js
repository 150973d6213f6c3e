/* Shows one page of a PDF at a time, drawn by pdf.js, with its text on top for selecting and for screen readers.
   The file is fetched in ranges, so a page of a very large file comes without the rest. It begins with the page
   `data-page`, and says with the event "page-shown" which page is seen. */
const MOST_PIXELS = 16e6; // of one canvas; more is drawn less finely
const STEP = 1.25, CLOSEST = 6, FARTHEST = 0.5;

export async function start({ stage, tools, find, library }) {
  const pdfjs = await import(library);
  pdfjs.GlobalWorkerOptions.workerSrc = stage.dataset.worker;
  const opened = await open(pdfjs, stage);
  const show = new Pages(pdfjs, opened, stage, find);
  await show.page(Math.min(Number(stage.dataset.page) || 1, show.count));
  connect(show, stage, tools, find);
}

function open(pdfjs, stage) {
  const folder = new URL(stage.dataset.folder, document.baseURI).href;
  return pdfjs.getDocument({
    url: stage.dataset.source, cMapUrl: `${folder}cmaps/`, standardFontDataUrl: `${folder}standard_fonts/`,
    wasmUrl: `${folder}wasm/`, iccUrl: `${folder}iccs/`,
    rangeChunkSize: 262144, disableAutoFetch: true, disableStream: true, enableXfa: false,
  }).promise;
}

class Pages {
  constructor(pdfjs, opened, stage, find) {
    Object.assign(this, { pdfjs, opened, stage, find, number: 0, zoom: 1, drawing: null, turn: 0 });
    this.count = opened.numPages;
    this.sheet = document.createElement("div");
    this.sheet.className = "sheet";
  }

  /* Draws page `number` (1 to count) at the present zoom; a newer call overtakes an older one. */
  async page(number) {
    const turn = ++this.turn;
    const isNew = number !== this.number;
    this.drawing?.cancel();
    const page = await this.opened.getPage(number);
    if (turn !== this.turn) { return; }
    const view = this.viewOf(page);
    const canvas = this.canvasOf(view);
    this.drawing = page.render({ canvas, viewport: view, transform: this.fineness(view) });
    try {
      await this.drawing.promise;
    } catch (error) {
      if (error.name === "RenderingCancelledException") { return; }
      throw error;
    }
    const words = await this.wordsOf(page, view);
    if (turn !== this.turn) { return; }
    this.place(view, canvas, words);
    this.number = number;
    if (isNew) { this.stage.scrollTo(0, 0); }
    this.tell();
  }

  /* At zoom 1 the page is as wide as the place that was kept for it. */
  viewOf(page) {
    return page.getViewport({ scale: this.zoom * widthOf(this.stage) / page.getViewport({ scale: 1 }).width });
  }

  pixels(view) {
    const wanted = window.devicePixelRatio || 1;
    return Math.min(wanted, Math.sqrt(MOST_PIXELS / (view.width * view.height)));
  }

  fineness(view) {
    const pixels = this.pixels(view);
    return pixels === 1 ? null : [pixels, 0, 0, pixels, 0, 0];
  }

  canvasOf(view) {
    const canvas = document.createElement("canvas");
    const pixels = this.pixels(view);
    canvas.width = Math.floor(view.width * pixels);
    canvas.height = Math.floor(view.height * pixels);
    canvas.setAttribute("aria-hidden", "true");
    return canvas;
  }

  async wordsOf(page, view) {
    const words = document.createElement("div");
    words.className = "textLayer";
    this.sheet.style.setProperty("--total-scale-factor", view.scale);
    const layer = new this.pdfjs.TextLayer({
      textContentSource: page.streamTextContent(), container: words, viewport: view,
    });
    await layer.render();
    return words;
  }

  place(view, canvas, words) {
    this.sheet.style.width = `${Math.floor(view.width)}px`;
    this.sheet.style.height = `${Math.floor(view.height)}px`;
    this.sheet.replaceChildren(canvas, words);
    const isFitting = this.zoom <= 1 && view.height <= this.stage.offsetHeight * 1.01;
    this.stage.classList.toggle("is-fitting", isFitting);
    if (!this.sheet.isConnected) { this.stage.replaceChildren(this.sheet); }
  }

  tell() {
    const [input, said] = [this.find("page"), this.find("said")];
    input.value = this.number;
    input.max = this.count;
    this.find("count").textContent = this.count;
    said.textContent = said.dataset.words.replace("{page}", this.number).replace("{count}", this.count);
    this.stage.dispatchEvent(new CustomEvent("page-shown", { detail: { number: this.number } }));
    this.find("previous").disabled = this.number <= 1;
    this.find("next").disabled = this.number >= this.count;
    this.find("nearer").disabled = this.zoom >= CLOSEST;
    this.find("farther").disabled = this.zoom <= FARTHEST;
  }

  go(number) {
    const wanted = Math.min(Math.max(Math.round(number) || 1, 1), this.count);
    if (wanted !== this.number) { this.page(wanted); } else { this.tell(); }
  }

  scale(zoom) {
    this.zoom = Math.min(Math.max(zoom, FARTHEST), CLOSEST);
    this.page(this.number);
  }
}

/* Without the border. A scrollbar counts only where it has a place of its own; else it would come and go for ever. */
function widthOf(stage) {
  if (getComputedStyle(stage).scrollbarGutter.startsWith("stable")) { return stage.clientWidth; }
  return stage.offsetWidth - 2 * stage.clientLeft;
}

function connect(show, stage, tools, find) {
  const deeds = {
    previous: () => show.go(show.number - 1), next: () => show.go(show.number + 1),
    nearer: () => show.scale(show.zoom * STEP), farther: () => show.scale(show.zoom / STEP),
    fit: () => show.scale(1),
  };
  for (const [name, deed] of Object.entries(deeds)) { find(name).addEventListener("click", deed); }
  find("page").addEventListener("change", (event) => show.go(Number(event.target.value)));
  stage.addEventListener("keydown", (event) => {
    const deed = { ...deeds, first: () => show.go(1), last: () => show.go(show.count) }[deedOf(event, stage)];
    if (deed) {
      event.preventDefault();
      deed();
    }
  });
  let width = widthOf(stage);
  new ResizeObserver(() => {
    if (stage.offsetWidth > 0 && widthOf(stage) !== width) { // a stage that is put away keeps its page
      width = widthOf(stage);
      show.page(show.number);
    }
  }).observe(stage);
  tools.hidden = false;
}

/* Page keys and + - 0 always; arrows turn pages only while there is nothing to scroll. */
function deedOf(event, stage) {
  if (event.ctrlKey || event.metaKey || event.altKey) { return ""; }
  const isRtl = getComputedStyle(stage.parentElement).direction === "rtl";
  const turns = { ArrowRight: isRtl ? "previous" : "next", ArrowLeft: isRtl ? "next" : "previous" };
  const keys = {
    PageDown: "next", PageUp: "previous", Home: "first", End: "last",
    "+": "nearer", "=": "nearer", "-": "farther", "0": "fit",
  };
  const isWide = stage.scrollWidth > stage.clientWidth;
  return keys[event.key] || (isWide ? "" : turns[event.key]) || "";
}
