"""From a received file to an acknowledged draft, one small file per stage.

receive.py  a file's bytes go into the write-once store
extraction/ media type, text, embedded metadata and thumbnails, in a child process
draft.py    the rows and events of one document, in one transaction
batch.py    many files: resumable, idempotent, and a report that reconciles
description/ spreadsheets that describe what was received
"""
