/* A worker that works out the SHA-256 of files, slice by slice, so that size needs no memory.

   It is asked {id, file} and answers {id, share} on the way, then {id, sha256} or {id, isUnreadable}. */
import { sha256 } from "./vendor/noble-hashes/sha2.js";

const SLICE = 8 * 1024 * 1024;
let before = Promise.resolve();

onmessage = ({ data }) => {
  before = before.then(() => answer(data));
};

async function answer({ id, file }) {
  try {
    postMessage({ id, sha256: await digestOf(id, file) });
  } catch {
    postMessage({ id, isUnreadable: true });
  }
}

async function digestOf(id, file) {
  const hash = sha256.create();
  for (let start = 0; start < file.size; start += SLICE) {
    hash.update(new Uint8Array(await file.slice(start, start + SLICE).arrayBuffer()));
    postMessage({ id, share: Math.min(1, (start + SLICE) / file.size) });
  }
  return Array.from(hash.digest(), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
