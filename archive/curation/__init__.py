"""The curators' desk: plain screens over the verbs of the archive.

A view parses, authorises, calls one verb, responds. What may be done is decided
by `workflow/states.py` and `permissions.py`; the screens only ask them.

urls.py       the map of the desk
guards.py     the one decorator that lets a request in
queues.py     what waits for whom
checklist.py  what a record still lacks
decisions.py  the transitions that are open to this person now
conflict.py   two versions side by side, when somebody else saved first
marking.py    a text with its evidence marked
readable.py   a snapshot as a page for people
forms/ views/ one file per task
"""
