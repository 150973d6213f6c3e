"""Django's admin for authorities, vocabularies, users and the read-only audit trail.

site.py        whom it lets in, and in which order its screens stand
screens.py     every screen by its model: what is not named here is not here
by_role.py     permissions from roles, not from Django's per-model permissions
revised.py     a save of a record claims its version and keeps a revision
recorded.py    a save of a plain vocabulary row writes its ledger event
unused.py      only what nothing refers to can be deleted
read_only.py   what is looked at and never edited
"""
