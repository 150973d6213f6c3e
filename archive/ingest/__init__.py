"""From a received file to an acknowledged draft, one small file per stage.

walk.py, intake.py  which files come: from folders, from the plain form (naming.py names them)
uploads/            files that are sent in pieces: resumable, and finished one by one
capture/            pages that are fetched by their address, by a process of its own
receive.py          a file's bytes go into the write-once store
reading.py          extraction/ takes media type, text, embedded metadata and thumbnails, in a child process
draft.py            the rows and events of new documents, in one transaction (suggestions.py)
batch.py            many files: resumable, idempotent, and a report that reconciles
described.py        files together with description/, the spreadsheets that say what they are
"""
