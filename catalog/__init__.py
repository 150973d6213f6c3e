"""The read side: finds, shows and hands out what is public.

The catalog is a projection. `projection/` listens to the archive's three signals
(`receivers.py`) and writes the reviewed revision of a document into the catalog's
own tables (`models/`), which hold no foreign key into the archive; withdrawing
leaves a tombstone. Anonymous requests read these tables and the files they list,
nothing else, so an unpublished thing cannot leak: it is not there.

projection/   from reviewed revisions to rows; `catalog_rebuild` recreates all of them
search/       an index made from these rows, kept up to date by their sequence of changes, and what is asked of it
pages/        what readers see, one file per page and per thing that pages share; urls.py is the map
metadata/     citations and the formats of others: pure functions
downloads.py  originals and thumbnails, allowed if and only if a row says so

filters.py    the query string of a list, validated, with parameters.py; list_links.py writes it
links.py      addresses; converters.py: what may stand in them
words.py      coded values in the reader's language, with languages.py; spoken.py remembers what was said
templating.py the Jinja2 environment of `templates/catalog`

A page asks the index what to show, reads plain values in a few queries however much there is, and
hands them to a template that decides nothing.
"""
