"""The read side: finds, shows and hands out what is public.

The catalog is a projection. `projection/` listens to the archive's two signals
(`receivers.py`) and writes the reviewed revision of a document into the catalog's
own tables (`models/`), which hold no foreign key into the archive; withdrawing
leaves a tombstone. Anonymous requests read these tables and the files they list,
nothing else, so an unpublished thing cannot leak: it is not there.

projection/   from reviewed revisions to rows; `catalog_rebuild` recreates all of them
pages/        what readers see, one file per page; urls.py is the map
downloads.py  originals and thumbnails, allowed if and only if a row says so
metadata/     citations and the formats of others: pure functions
filters.py    the query string of a list, validated
"""
