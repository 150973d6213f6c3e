"""The write side: what we hold, where it came from, who decided what.

The archive is private. It stores each document's original bytes, describes
them, records who said so, and decides what becomes public. The public catalog
is a separate app that listens to two signals and is never imported from here.

The life of a document:

1. received   `ingest/receive.py` streams a file into the write-once store of
              `originals/` and learns its SHA-256.
2. read       `ingest/extraction/` identifies the media type and takes text,
              embedded metadata and thumbnails in a child process with limits.
3. drafted    `ingest/draft.py` writes the Document, its Original, TextVersions
              and ledger events in one transaction: from here it is acknowledged.
4. described  a curator (or a description folder) fills in Dublin Core,
              contributions, parts; `provenance/revise.py` keeps every revision.
5. labelled   `stance/` anchors evidence in the text and records who stands
              where; claims and quotations are marked in the same way.
6. reviewed   `workflow/transitions.py` moves it from draft to in review; nobody
              approves what they submitted.
7. published  the reviewed revision is announced by `document_published`; the
              catalog projects that revision, and only that one. A name on its
              page that changes later is announced by `name_changed`.
8. withdrawn  `document_withdrawn` is announced; the catalog leaves a tombstone.

Every step writes a PREMIS-typed, hash-chained event in the same transaction as
its effect (`provenance/ledger.py`, the only writer).
"""

VERSION = "0.1.0"
