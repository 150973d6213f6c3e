/* The files that a person dropped or chose, with their paths below the dropped folder: [{file, name}, ...]. */

/** Of a drop: folders are read to their depths. Entries must be taken before the event ends. */
export async function filesOfDrop(transfer) {
  const items = [...transfer.items].filter((item) => item.kind === "file");
  const entries = items.map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile());
  const found = await Promise.all(entries.filter(Boolean).map(filesBelow));
  return found.flat();
}

/** Of an input element: a chosen folder gives each file its path. */
export function filesOfInput(input) {
  return [...input.files].map((file) => ({ file, name: file.webkitRelativePath || file.name }));
}

async function filesBelow(entry) {
  if (entry instanceof File) return [{ file: entry, name: entry.name }];
  const name = entry.fullPath.replace(/^\//, "");
  if (entry.isFile) return [{ file: await new Promise((done, failed) => entry.file(done, failed)), name }];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) return found;
    for (const one of some) found.push(...await filesBelow(one));
  }
}
