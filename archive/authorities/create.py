"""Makes a new authority record, once it is sure that it is not one that is there already."""
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from archive.authorities.distinct import keep_apart, pairs_apart
from archive.authorities.find import CLOSE, EXACT, find_records, near_records
from archive.models import Agent, AgentType
from archive.permissions import require
from archive.provenance.revise import keep_revision
from archive.workflow.announce import announce_name


class AlreadyThere(Exception):
    """There are records so like it that somebody has to say that this is another one; `near` are these, as Found."""

    def __init__(self, heading, near):
        super().__init__(_("There is already a record like “%(name)s”.") % {"name": heading})
        self.near = near


class HeadingTaken(Exception):
    """Two records cannot have one heading: it must say what tells them apart."""

    def __init__(self, heading):
        super().__init__(_("There is already a record with the heading “%(name)s”: add what tells them apart, "
                           "for example a place or a year.") % {"name": heading})


def create_record(kind, by, /, *, heading, names=(), types=(), is_another=False, reason="", **fields):
    """The new record of a Kind with its further names, revision and ledger event.

    That it `is_another` than the near ones is remembered, so that nobody is asked again.

    `names` are texts, `types` functions of an agent, `fields` its own columns. Raises AlreadyThere
    unless `is_another`, HeadingTaken, and PermissionDenied.
    """
    require(by, "add", kind.name)
    near = close_to(kind, [heading, *names], by)
    if near and not is_another:
        raise AlreadyThere(heading, near)
    try:
        with transaction.atomic():
            record = kind.model.objects.create(**{kind.heading: heading}, **fields)
            texts = [text for text in dict.fromkeys(names) if text != heading]
            kind.name_model.objects.bulk_create([kind.name_model(**{kind.owner: record}, text=text) for text in texts])
            if kind.model is Agent:
                AgentType.objects.bulk_create([AgentType(agent=record, type=one) for one in dict.fromkeys(types)])
            keep_revision(record, by, reason)
            keep_apart(kind, record, [one.record for one in near], by, reason)
            announce_name(record)
    except IntegrityError as error:
        if kind.model.objects.filter(**{kind.heading: heading}).exists():
            raise HeadingTaken(heading) from error
        raise
    return record


def close_to(kind, texts, by=None):
    """[Found, ...]: records that have one of these names already, or one so close that it may be the same.

    What is only close to a name, and was told apart from the record that has just this name, is left out.
    """
    found, apart = {}, pairs_apart(kind)
    for text in texts:
        same = [one for one in find_records(kind, text, by=by) if one.rank == EXACT]
        near = [one for one in near_records(kind, text, by=by) if one.likeness >= CLOSE]
        for one in [*same, *(one for one in near if not _is_told_apart(one, same, apart))]:
            found.setdefault(one.record.pk, one)
    return list(found.values())


def _is_told_apart(near, same, apart):
    return any(frozenset((near.record.pk, one.record.pk)) in apart for one in same)
