/* Intake: files are dropped or chosen, announced so that each has a line, and sent, a few at a time. */
import { ask, say } from "desk/asking";
import { addWaiting, announceWaiting } from "desk/announcing";
import { filesOfDrop, filesOfInput } from "desk/dropped";
import { addLine, filled, showOverall } from "desk/sending-list";
import { Unreadable, startSending } from "desk/uploading";

const AT_ONCE = 3;
const section = document.querySelector("[data-sending]");
const said = section.dataset;
const known = JSON.parse(document.getElementById("expected-files")?.textContent ?? "[]");
const entries = [];
let isPaused = false;
let going = 0;
const report = { isAsked: false, isUnderWay: false };

const zone = section.querySelector("[data-drop]");
const problem = (words) => { section.querySelector("[data-problem]").textContent = words; };
const overall = () => showOverall(section, entries, isPaused);

/** Take files into the list; those that the batch expects go on, the others are announced. */
function take(chosen) {
  problem(chosen.length ? "" : said.noFiles);
  const fresh = [];
  for (const { file, name } of chosen) {
    const place = placeOf(name, file.size);
    if (place < 0) fresh.push(newEntry(file, name));
    else begin(newEntry(file, known[place].name), known.splice(place, 1)[0]);
  }
  addWaiting(fresh, Number(said.mostFiles));
  announceAll();
}

/** Where in `known` a file is expected that may be this one: the same path and size, or the same name and size. */
function placeOf(name, size) {
  const last = (path) => path.split("/").pop();
  const exact = known.findIndex((one) => one.name === name && one.size === size);
  return exact >= 0 ? exact : known.findIndex((one) => last(one.name) === last(name) && one.size === size);
}

function newEntry(file, name) {
  const entry = { file, name, size: file.size, share: 0, isSettled: false, line: addLine(section, name, file.size) };
  entry.line.show("waiting", 0);
  entries.push(entry);
  overall();
  return entry;
}

const announceAll = () => announceWaiting(announce, notAnnounced);

async function announce({ key, entries: fresh }) {
  const files = fresh.map(({ name, size }) => ({ name, size }));
  const collection = document.querySelector("[data-collection]")?.value ?? "";
  const answer = await ask(said.announce, { files, batch: said.batch, collection, key });
  if (!said.batch) history.replaceState(null, "", answer.address);
  Object.assign(said, { batch: answer.batch, address: answer.address });
  document.querySelector("[data-collection]")?.setAttribute("disabled", "");
  say(filled(said.begun, { n: fresh.length }));
  fresh.forEach((entry, place) => begin(entry, answer.lines[place]));
}

function notAnnounced(waiting, error) {
  problem(error.message);
  waiting.forEach((entry) => entry.line.fail(error.message, () => {
    problem("");
    waiting.forEach(({ line }) => line.show("waiting", 0));
    announceAll();
  }));
}

function begin(entry, told) {
  Object.assign(entry, { told, name: told.name });
  entry.line.element.querySelector(".name").textContent = told.name;
  if (told.is_settled) settle(entry, told);
  else entry.line.show("waiting", 0);
  next();
}

/** Start what waits, while fewer than AT_ONCE files are under way. */
function next() {
  overall();
  if (isPaused || going >= AT_ONCE) return;
  const entry = entries.find((one) => one.told && !one.isSettled && !one.course && !one.hasFailed);
  if (!entry) return;
  going += 1;
  send(entry).finally(() => {
    going -= 1;
    entry.course = null;
    next();
  });
  next();
}

async function send(entry) {
  const tell = (state, share) => {
    if (state !== "comparing" && share !== undefined) entry.share = share;
    entry.isInterrupted = state === "interrupted";
    entry.line.show(state, share);
    overall();
  };
  entry.course = startSending(entry.file, entry.told, tell, said.worker);
  try {
    settle(entry, await entry.course.done);
  } catch (error) {
    if (error.status === 409 && !entry.isAnother) another(entry);
    else fail(entry, error instanceof Unreadable ? said.unreadable : error.message);
  }
}

/** Another file than the one that is expected under this name: that stays expected, this one is new. */
function another(entry) {
  known.push(entry.told);
  Object.assign(entry, { told: null, isAnother: true });
  addWaiting([entry], 1);
  announceAll();
}

function fail(entry, words) {
  Object.assign(entry, { hasFailed: true, isInterrupted: false });
  entry.line.fail(words, () => {
    entry.hasFailed = false;
    entry.line.show("waiting", entry.share);
    next();
  });
  say(`${entry.name}: ${said.failed}. ${words}`);
}

function settle(entry, answer) {
  Object.assign(entry, { isSettled: true, isInterrupted: false, share: 1 });
  entry.line.settle(answer);
  if (answer.outcome === "refused") say(`${entry.name}: ${answer.words}. ${answer.reason}`);
  if (entries.every((one) => one.isSettled)) {
    say(said.ended);
    if (!known.length) section.querySelector("[data-invite]").textContent = said.invitation;
  }
  refreshReport();
}

/** Show the server's sum again, and on the page of a batch its lines; one request at a time. */
async function refreshReport() {
  report.isAsked = true;
  if (report.isUnderWay) return;
  report.isUnderWay = true;
  while (report.isAsked) {
    report.isAsked = false;
    const page = await fetch(said.address).then((answer) => answer.text()).catch(() => null);
    const fetched = page && new DOMParser().parseFromString(page, "text/html");
    if (!fetched?.querySelector("[data-report]")) continue;
    for (const part of ["[data-report]", "[data-facts]", "[data-items]", "[data-expected-files]"]) {
      const here = document.querySelector(part);
      const there = fetched.querySelector(part);
      if (here && there) here.replaceWith(document.adoptNode(there));
      else here?.remove();
    }
    const hasNext = document.querySelector("[data-report] .primary") !== null;
    section.querySelector("[data-choose=files]").classList.toggle("primary", !hasNext);
  }
  report.isUnderWay = false;
}

function setPaused(value) {
  isPaused = value;
  entries.forEach(({ course }) => (value ? course?.pause() : course?.goOn()));
  next();
}

section.hidden = false;
document.querySelectorAll("[data-needs-script]").forEach((one) => { one.hidden = false; });
for (const what of ["files", "folder"]) {
  const input = section.querySelector(`[data-${what}]`);
  section.querySelector(`[data-choose=${what}]`).addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    take(filesOfInput(input));
    input.value = "";
  });
}
for (const kind of ["dragenter", "dragover"]) {
  document.addEventListener(kind, (event) => {
    event.preventDefault();
    zone.classList.add("is-over");
  });
}
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) zone.classList.remove("is-over"); });
document.addEventListener("drop", (event) => {
  event.preventDefault();
  zone.classList.remove("is-over");
  filesOfDrop(event.dataTransfer).then(take, (error) => problem(error.message));
});
section.querySelector("[data-pause]").addEventListener("click", () => setPaused(true));
addEventListener("online", () => {
  setPaused(isPaused);
  announceAll();
});
section.querySelector("[data-go-on]").addEventListener("click", () => setPaused(false));
