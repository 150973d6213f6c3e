"""Tells readers' pages that a name they show has changed.

A published page names agents, subjects, places, a collection, a genre and stance
targets. When one of those records is saved, that is announced once, after commit,
so that no page keeps an old name; who shows it where is the listeners' to know.
"""
from django.db import transaction
from django.db.models import Q

from archive.models.document import Document
from archive.signals import name_changed
from archive.workflow.states import State

# Where the working copy of a document names a record of this kind.
NAMED_AT = {
    "agent": (
        "contributions__agent", "stances__holder_agent", "stances__target__agent",
        "quotations__speaker_agent", "contributions__agent__relations__related",
    ),
    "subject": ("subjects",),
    "place": ("places__place",),
    "collection": ("collection",),
    "genre": ("genre",),
    "stancetarget": ("stances__target",),
    "codebook": (),  # has a page of its own; documents name its version, which never changes
}


def documents_naming(record):
    """Published Documents whose public page names `record`; none for a kind that no page names.

    A document that is being edited is judged by its published revision, because
    that is what readers see; any other by its rows, which are indexed.
    """
    paths = NAMED_AT.get(record._meta.model_name, ())
    if not paths:
        return Document.objects.none()
    named = ~Q(state=State.PUBLISHED) & Q(published_revision__snapshot__contains=_trace(record))
    for path in paths:  # one indexed subquery each: joined, the paths would multiply each other
        named |= Q(pk__in=Document.objects.filter(**{path: record.pk}, state=State.PUBLISHED).values("pk"))
    return Document.objects.published().filter(named)


def announce_name(record):
    """After commit, send `name_changed`, if pages can name a record of this kind."""
    if record._meta.model_name in NAMED_AT:
        transaction.on_commit(lambda: name_changed.send(sender=type(record), record=record))


def _trace(record):
    """What a revision's canonical JSON contains if and only if it names `record`."""
    if record._meta.model_name == "genre":
        return f'"genre":"{record.code}"'
    return record.identifier
