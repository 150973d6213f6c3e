/* Looks into a picture: OpenSeadragon over the original file itself, with buttons that say what they do. */
const STEP = 1.5, MOVE = 0.1;

export async function start({ stage, tools, find, library }) {
  await load(library);
  leaveStylesToUs();
  const viewer = OpenSeadragon({
    element: stage, tileSources: { type: "image", url: stage.dataset.source },
    showNavigationControl: false, showSequenceControl: false, keyboardNavEnabled: false, tabIndex: "",
    cooperativeGestures: true, maxZoomPixelRatio: 4, visibilityRatio: 0.8, minZoomImageRatio: 1, zoomPerClick: 1,
    drawer: "canvas", animationTime: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 0.4,
  });
  viewer.addHandler("canvas-cooperative-gesture", (event) => {
    event.message = event.gesture === "scroll" ? stage.dataset.wheel : stage.dataset.touch;
  });
  await opened(viewer);
  stage.querySelector(":scope > a")?.remove();
  connect(viewer, stage, find);
  if (stage.hasAttribute("data-fills")) { fitWidth(viewer, true); }
  tools.hidden = false;
}

/* A scan is read at the width of its place, from the top, as a page of a PDF is. */
function fitWidth(viewer, isAtOnce = false) {
  const whole = viewer.world.getItemAt(0).getBounds();
  const height = whole.width / viewer.viewport.getAspectRatio();
  if (height >= whole.height) { viewer.viewport.goHome(isAtOnce); return; }
  viewer.viewport.fitBounds(new OpenSeadragon.Rect(whole.x, whole.y, whole.width, height), isAtOnce);
}

/* OpenSeadragon writes a style into the page unless it finds its own; the site's policy forbids that, rightly.
   What it finds has only the name of one, without HTML's namespace, so there is nothing to forbid. */
function leaveStylesToUs() {
  const found = document.createElementNS(null, "style");
  found.setAttribute("data-openseadragon-mobile-css", "true");
  document.head.append(found);
}

function load(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = resolve;
    script.onerror = () => reject(new Error("the library did not load"));
    document.head.append(script);
  });
}

function opened(viewer) {
  return new Promise((resolve, reject) => {
    viewer.addOnceHandler("open", resolve);
    viewer.addOnceHandler("open-failed", () => {
      viewer.destroy();
      reject(new Error("the picture did not open"));
    });
  });
}

function connect(viewer, stage, find) {
  const view = viewer.viewport;
  const zoom = (factor) => { view.zoomBy(factor); view.applyConstraints(); };
  const move = (x, y) => {
    const seen = view.getBounds();
    view.panBy(new OpenSeadragon.Point(x * seen.width, y * seen.height));
    view.applyConstraints();
  };
  const deeds = {
    nearer: () => zoom(STEP), farther: () => zoom(1 / STEP), whole: () => view.goHome(), width: () => fitWidth(viewer),
    turn: () => view.setRotation(view.getRotation() + 90),
    full: () => (document.fullscreenElement ? document.exitFullscreen() : stage.closest(".viewer").requestFullscreen()),
  };
  find("full").hidden = !document.fullscreenEnabled;
  document.addEventListener("fullscreenchange", () => viewer.setCooperativeGestures(!document.fullscreenElement));
  for (const [name, deed] of Object.entries(deeds)) { find(name)?.addEventListener("click", deed); }
  const keys = {
    "+": deeds.nearer, "=": deeds.nearer, "-": deeds.farther, "0": deeds.whole, w: deeds.width, r: deeds.turn, f: deeds.full,
    ArrowLeft: () => move(-MOVE, 0), ArrowRight: () => move(MOVE, 0),
    ArrowUp: () => move(0, -MOVE), ArrowDown: () => move(0, MOVE),
  };
  stage.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) { return; }
    event.preventDefault();
    keys[event.key]();
  });
  const tell = () => { stage.dataset.zoom = view.getZoom(false).toFixed(3); };
  viewer.addHandler("zoom", tell);
  tell();
}
