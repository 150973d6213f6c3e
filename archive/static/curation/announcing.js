/* Files that wait to be announced, so that each has a line before a byte of it is sent.

   They are announced in order, and again under the same key if that failed: if only the answer was lost, the server
   answers with the lines that it made then, and no file is expected twice. */
const waiting = [];
let before = Promise.resolve();

/** Let `entries` wait for their announcement, at most `most` in one. */
export function addWaiting(entries, most) {
  for (let start = 0; start < entries.length; start += most) {
    waiting.push({ key: newKey(), entries: entries.slice(start, start + most) });
  }
}

/** Announce all that waits: `announce({key, entries})` for one group after the other, until one fails;
    `failed(entries, error)` hears what still waits then. */
export function announceWaiting(announce, failed) {
  before = before.then(async () => {
    while (waiting.length) {
      await announce(waiting[0]);
      waiting.shift();
    }
  }).catch((error) => failed(waiting.flatMap(({ entries }) => entries), error));
}

/** 32 random hexadecimal digits; `randomUUID` is not there without HTTPS. */
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
