/* One file on its way: compared with what is held, sent in pieces (tus), and what became of it asked.

   `tell(state, share)` hears "comparing", "going", "interrupted", "reading"; shares run from 0 to 1. */
import { ask, token } from "desk/asking";

const PIECE = 8 * 1024 * 1024; // bytes in one request
const PAUSES = [0, 1000, 2000, 5000, 10000, 20000, 40000, 60000]; // milliseconds

let worker = null;
let asked = 0;
const waiting = new Map();

/** The file cannot be read here any more: it was moved, changed or deleted. */
export class Unreadable extends Error {}

/** Begin to send `file`; return {done, pause, goOn}. `done` is a promise of the server's last word;
    `goOn` ends a pause, and the waiting for another try. */
export function startSending(file, line, tell, address) {
  const course = { isPaused: false, isWaiting: false, upload: null, resume: null };
  const done = (async () => {
    tell("comparing", 0);
    const sha256 = await digestOf(file, address, (share) => tell("comparing", share));
    const held = await patiently(course, tell, () => ask(line.digest, { sha256 }));
    if (held.is_settled) return held;
    await sendBytes(course, file, line, tell);
    tell("reading", 1);
    const now = await patiently(course, tell, () => ask(line.address));
    return now.is_settled ? now : patiently(course, tell, () => ask(line.take_in, {}));
  })();
  return {
    done,
    pause() {
      course.isPaused = true;
      course.upload?.abort();
    },
    goOn() {
      const isIdle = course.isPaused || course.isWaiting;
      course.isPaused = course.isWaiting = false;
      if (isIdle && course.upload) {
        course.upload.abort();
        course.upload.start();
      }
      course.resume?.();
    },
  };
}

function digestOf(file, address, onShare) {
  if (!worker) {
    worker = new Worker(address, { type: "module" });
    worker.onmessage = hear;
    worker.onerror = giveUp;
  }
  const id = ++asked;
  return new Promise((done, failed) => {
    waiting.set(id, { done, failed, onShare });
    worker.postMessage({ id, file });
  });
}

/** The worker did not load: who tries again gets another. */
function giveUp() {
  worker.terminate();
  worker = null;
  waiting.forEach(({ failed }) => failed(new Error(document.body.dataset.offline)));
  waiting.clear();
}

function hear({ data }) {
  const { done, failed, onShare } = waiting.get(data.id);
  if (data.share !== undefined) return onShare(data.share);
  waiting.delete(data.id);
  return data.isUnreadable ? failed(new Unreadable()) : done(data.sha256);
}

/** Ask again, with growing pauses, while the server cannot be reached or is busy. */
async function patiently(course, tell, task) {
  for (let tries = 0; ; tries += 1) {
    try {
      return await task();
    } catch (error) {
      const mayPass = !error.status || error.status >= 500 || error.status === 423;
      if (!mayPass || tries >= PAUSES.length) throw error;
      tell("interrupted");
      await pause(course, PAUSES[tries]);
    }
  }
}

/** Wait; being told to go on ends it early. */
function pause(course, milliseconds) {
  return new Promise((done) => {
    const timer = setTimeout(() => end(), milliseconds);
    const end = () => {
      clearTimeout(timer);
      course.resume = null;
      done();
    };
    course.resume = end;
  });
}

function sendBytes(course, file, line, tell) {
  return new Promise((done, failed) => {
    course.upload = new tus.Upload(file, {
      uploadUrl: line.address,
      chunkSize: PIECE,
      retryDelays: PAUSES,
      storeFingerprintForResuming: false,
      headers: { "X-CSRFToken": token() },
      onShouldRetry: (error) => {
        const status = error.originalResponse ? error.originalResponse.getStatus() : 0;
        const mayPass = !status || status >= 500 || [409, 423, 460].includes(status);
        course.isWaiting = mayPass;
        if (mayPass) tell("interrupted");
        return mayPass;
      },
      onProgress: (sent, all) => {
        course.isWaiting = false;
        tell(sent < all ? "going" : "reading", sent / all);
      },
      onError: (error) => failed(inWords(error)),
      onSuccess: done,
    });
    if (!course.isPaused) course.upload.start();
  });
}

/** The server's words about a refused piece, as an Error with its status. */
function inWords(error) {
  const response = error.originalResponse;
  if (!response) return new Error(document.body.dataset.offline);
  let words = "";
  try {
    words = JSON.parse(response.getBody()).error;
  } catch {
    words = document.body.dataset.refused;
  }
  return Object.assign(new Error(words), { status: response.getStatus() });
}
