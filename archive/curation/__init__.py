"""The curators' desk: plain screens over the verbs of the archive.

A view parses, authorises, calls one verb, responds. What may be done is decided
by `workflow/states.py` and `permissions.py`; the screens only ask them.

urls.py       the map of the desk
guards.py     the one decorator that lets a request in; found.py finds what its address names;
              told.py says what came of it
queues.py     what waits for whom, counted by counting.py; trouble.py what went wrong; glance.py the desk
checklist.py  what a record still lacks; wording.py finds words that take sides
reviewing.py  what a reviewer weighs beside the record
commenting.py the comments on a record as a thread
arrivals.py   what became of the files of a batch, reconciled.py in sums; fetched.py of the addresses asked for
decisions.py  the transitions that are open to this person now
conflict.py   two versions field by field, when somebody else saved first, and both put together
describing.py what the describing screen shows; suggested.py, proposals.py, printed_dates.py what the file itself
              says, proposed; accepting.py takes it without a script; leaf.py the document beside the form;
              neighbours.py the drafts before and after it in the list one came from
marking.py    a text with its evidence marked; text.py: that of a document, as screens show it
labelled.py   the same with every mark numbered, for the labelling screen
side_by_side.py  the labels of all coders of one voice
readable.py   a snapshot as a page for people
comparing.py  what differs between two snapshots, marked by the word
event_words.py  an event of the ledger in plain words, for the history, the ledger and a person's deeds
selection.py  the documents chosen for one act on many
forms/ views/ one file per task
"""
