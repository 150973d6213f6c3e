"""Many documents changed in one act: seen before, applied as seen, taken back in one act.

A preview is a plan: for each document what would change, or why nothing will,
and the version that it was made for. Applying refuses, document by document,
what somebody saved since; it overwrites nothing. Each document gets one
revision, and the ChangeSet knows the version before it and the one after.

change_set.py  opens a ChangeSet and notes the documents that it changed
plan.py        what would change, and applying it as it was shown
fields.py      the fields that a batch edit may change
edit.py        a batch edit: set, add, remove or clear one field
replace.py     find and replace in the words of chosen fields
undo.py        takes a ChangeSet back, where nothing was changed since
made.py        what an import made, and when undoing may remove it
"""

MOST_DOCUMENTS = 500  # in one act: each is shown in the preview and gets a revision
