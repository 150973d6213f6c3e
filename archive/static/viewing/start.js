/* Brings the viewers of a page to life: only those that are seen, and only where a script is welcome.
   Nothing here is needed to read: without it the small picture stands there, and links to the original. */
const stages = document.querySelectorAll("[data-viewer]");

async function start(stage) {
  const frame = stage.closest(".viewer");
  const say = (name) => {
    for (const message of frame.querySelectorAll("[data-message]")) {
      message.hidden = message.dataset.message !== name;
    }
  };
  keepPlace(stage);
  stage.setAttribute("aria-busy", "true");
  try {
    const viewer = await import(stage.dataset.viewer);
    await viewer.start({
      stage, say, library: new URL(stage.dataset.library, document.baseURI).href,
      tools: frame.querySelector("[data-tools]"),
      find: (name) => frame.querySelector(`[data-do="${name}"]`),
    });
    stage.tabIndex = 0;
    frame.dataset.state = "open";
  } catch (error) {
    say(error.name === "PasswordException" ? "locked" : "broken");
    frame.querySelector("[data-tools]").hidden = true;
    frame.dataset.state = "broken";
  }
  stage.removeAttribute("aria-busy");
}

/* The viewer takes exactly the room of the small picture, so that nothing moves, unless its page gives it room. */
function keepPlace(stage) {
  if (stage.hasAttribute("data-fills")) { return; }
  const picture = stage.querySelector("img");
  if (picture) { stage.style.aspectRatio = `${picture.getAttribute("width")} / ${picture.getAttribute("height")}`; }
}

function whenSeen(stage) {
  new IntersectionObserver((entries, watcher) => {
    if (entries.some((entry) => entry.isIntersecting)) {
      watcher.disconnect();
      start(stage);
    }
  }, { rootMargin: "200px" }).observe(stage);
}

for (const stage of stages) {
  const button = stage.closest(".viewer").querySelector("[data-open]");
  if (stage.hasAttribute("data-waits") || navigator.connection?.saveData) {
    button.hidden = false;
    button.addEventListener("click", () => {
      button.hidden = true;
      start(stage);
    });
  } else {
    whenSeen(stage);
  }
}
