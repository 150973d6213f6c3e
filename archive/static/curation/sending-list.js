/* The list of files on a page of intake: a line for each, and the progress of all. */

const language = `${document.documentElement.lang}-u-nu-latn`; // the digits of the rest of the page
const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];

/** "1.5 MB", in the page's language. */
export function sizeInWords(bytes) {
  const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(bytes, 1)) / 3)));
  const format = { style: "unit", unit: UNITS[step], unitDisplay: step ? "short" : "long", maximumFractionDigits: 1 };
  return new Intl.NumberFormat(language, format).format(bytes / 1000 ** step);
}

/** `words` with each {name} replaced. */
export function filled(words, values) {
  return words.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
}

/** A line for `name` at the end of the list; {element, show(state, share), settle(answer), fail(words, again)}. */
export function addLine(section, name, size) {
  const element = section.querySelector("[data-line]").content.firstElementChild.cloneNode(true);
  const part = (what) => element.querySelector(what);
  part(".name").textContent = name;
  part(".size").textContent = sizeInWords(size);
  part("progress").setAttribute("aria-label", name);
  section.querySelector("[data-lines]").append(element);
  return {
    element,
    show(state, share) {
      element.className = state;
      part(".what").textContent = section.dataset[state];
      part(".why").textContent = "";
      part(".again").hidden = true;
      if (share !== undefined) part("progress").value = share;
    },
    settle(answer) {
      element.className = `is-settled ${answer.outcome}`;
      part(".what").textContent = answer.words;
      part(".why").textContent = answer.reason;
      part(".again").hidden = true;
      part("progress").value = 1;
      if (answer.document) {
        const link = part(".where");
        link.hidden = false;
        link.href = answer.document.address;
        link.textContent = answer.document.title;
      }
    },
    fail(words, again) {
      element.className = "failed";
      part(".what").textContent = section.dataset.failed;
      part(".why").textContent = words;
      part(".again").hidden = !again;
      part(".again").onclick = again;
    },
  };
}

/** Say how far all files are: `entries` have size, share, isSettled and isInterrupted. */
export function showOverall(section, entries, isPaused) {
  const all = entries.reduce((sum, one) => sum + one.size, 0);
  const sent = entries.reduce((sum, one) => sum + one.size * (one.isSettled ? 1 : one.share), 0);
  const done = entries.filter((one) => one.isSettled).length;
  section.querySelector("[data-overall-line]").hidden = !entries.length;
  section.querySelector("[data-overall-bar]").value = all ? sent / all : 1;
  const words = filled(section.dataset.overall, {
    done: done.toLocaleString(language), all: entries.length.toLocaleString(language),
    sent: sizeInWords(sent), size: sizeInWords(all),
  });
  section.querySelector("[data-overall-words]").textContent = isPaused ? `${words} · ${section.dataset.paused}` : words;
  section.querySelector("[data-pause]").hidden = isPaused || done === entries.length;
  section.querySelector("[data-go-on]").hidden = !isPaused && !entries.some((one) => one.isInterrupted);
}
