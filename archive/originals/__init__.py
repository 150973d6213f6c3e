"""The originals store: bytes go in once, under the name of their SHA-256, and stay.

It knows files and digests only: no model, no row, no user's file name. Rows
that say what a blob *is* live in `archive.models`; a blob may serve many rows.

On disk, below one root:

    ab/cd/<sha256>   a blob, mode 0440; `ab` and `cd` are its first four digits
    .incoming/       what is being received; nothing here was ever acknowledged
    .quarantine/     damaged or untracked blobs, moved aside, never deleted
    .lock            serialises the two moves that could cross (adopt, quarantine)

How one original is kept (`store.put`, promise 1 of the custody rules):

1. refused       `limits.py` says no, before writing, to what is too large or
                 would fill the disk; it keeps counting while bytes arrive.
2. received      `intake.py` writes a temporary file, hashing beside the write.
3. made durable  the file is synced to the device.
4. re-read       what the device gives back, past the page cache, must have the
                 same bytes (`rereading.py`).
5. installed     `os.link` gives it its name; it cannot overwrite (`installation.py`).
6. anchored      the directory and every directory made for it are synced
                 (`durability.py`). Only now does `put` return.

A blob that exists already is re-read before it is trusted: good, and the new
copy is discarded; damaged, and the damaged one goes to quarantine while the
good one takes its place. `fixity.py` compares the store with the rows, both
ways. `serving.py` hands originals out, inert, and checks each byte it sends.

One operating-system user owns the store. The file system must have hard links.
"""
