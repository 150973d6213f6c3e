"""Says for good that two records that look alike are two, and knows of which this was said."""
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from archive.models import DistinctRecords
from archive.models.provenance import EventType
from archive.permissions import require
from archive.provenance.ledger import record_event
from archive.provenance.named import living


class NotTwo(Exception):
    """This is one record, or one of both was merged: there is nothing to tell apart."""


def tell_apart(kind, one, other, by, reason=""):
    """Remember that `one` and `other` are different; saying it again changes nothing.

    Raises PermissionDenied and NotTwo.
    """
    require(by, "distinguish", kind.name)
    if one is None or other is None:
        raise NotTwo(_("One of these records is not there any more: look at the list again."))
    if one.pk == other.pk or one.merged_into_id or other.merged_into_id:
        raise NotTwo(_("One of these records was merged already: look at the list again."))
    keep_apart(kind, one, [other], by, reason)


def keep_apart(kind, record, others, by, reason=""):
    """A DistinctRecords and two events for each of `others` of which it was not said before; asks for no role."""
    for other in others:
        one, two = sorted((record, other), key=lambda either: either.identifier)
        try:
            with transaction.atomic():
                DistinctRecords.objects.create(
                    kind=kind.name, one=one.identifier, other=two.identifier, said_by=by, reason=reason)
                for this, that in ((one, two), (two, one)):
                    record_event(EventType.METADATA_MODIFICATION, this, by=by, action="told apart",
                                 other=that.identifier, reason=reason)
        except IntegrityError:
            continue  # somebody said so before


def pairs_apart(kind):
    """{frozenset of two primary keys} of records that are different; what was said of a merged one holds on."""
    said = list(DistinctRecords.objects.filter(kind=kind.name).values_list("one", "other"))
    found = living(kind.model, {identifier for pair in said for identifier in pair})
    return {frozenset(found[name].pk for name in pair) for pair in said if all(name in found for name in pair)}
