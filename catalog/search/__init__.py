"""Search: a derived index (tantivy) over the public projection, and the questions asked of it.

folding.py    one way to read words, for the index and for queries alike; stemming.py cuts English endings
facet.py      by what a set of documents can be narrowed and counted
schema.py     the fields of the index

A question, from words to an answer:
asked.py      one request: words, filters, order, page
query.py      what readers type, parsed without ever failing; notes.py says what was read otherwise
expansion.py  the other forms of the names in it (grams.py: where a name could stand)
reading.py    these together; highlighting.py: what is to be marked in hits
matching.py   what the index executes for the words, filtering.py for the filters, ordering.py for order and page
counting.py   exact counts by facet (aggregating.py), in background.py's threads, kept for a while by cache.py
finding.py    the one entry point of pages; found.py is its answer
mix.py        who speaks in a set, from its counts

Beside it:
snippets.py   the passage of a hit that shows best why it was found, with marking.py
suggesting.py names and titles while somebody types
spelling.py   did you mean

The index itself:
place.py      where it lies: folders, the pointer to the current one, locks
index.py      how readers hold it; whatever is wrong with it is noticed here
entry.py      from rows of the projection to documents of the index; labels.py, title_order.py, readers.py help
writer.py     writes into one index
update.py     applies what changed, or builds anew; `bring_up_to_date()` does what is needed
follow.py     does so while the site runs

Everything here can be deleted and built again: `catalog_rebuild --index`.
"""
