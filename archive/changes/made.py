"""What an import made, and when undoing it may remove it again.

Only a part is ever removed, and only as long as nobody built on it: it was never
public, and no label, comment, file or other record refers to it.
"""
from django.utils.translation import gettext as _

from archive.models import Document, Event
from archive.models.provenance import EventType
from archive.provenance.ledger import record_event

# What belongs to a document's description, or says only that it was made: no reason to keep it.
NOT_BUILT_ON = {"contributions", "relations", "places", "unsaved_entries", "changes", "batch_items"}


def reasons_to_keep(documents):
    """{primary key: sentence} of those `documents` that must stay, in a number of queries that does not grow."""
    keys = [document.pk for document in documents]
    reasons = {document.pk: _("It is no part: withdraw it if it should go.")
               for document in documents if document.parent_id is None}
    for document in _published_once(documents):
        reasons.setdefault(document.pk, _("It has been published."))
    for relation in Document._meta.related_objects:
        if relation.get_accessor_name() in NOT_BUILT_ON:
            continue
        name = relation.field.name
        rows = relation.related_model._base_manager.filter(**{f"{name}__in": keys})
        for key in rows.values_list(name, flat=True).distinct():
            reasons.setdefault(key, _("Something refers to it: %(what)s.")
                               % {"what": relation.related_model._meta.verbose_name_plural})
    return reasons


def _published_once(documents):
    decided = set(Event.objects.filter(
        object_type="document", object_id__in=[document.identifier for document in documents],
        type=EventType.POLICY_ASSIGNMENT, detail__contains='"transition":"publish"',
    ).values_list("object_id", flat=True))
    return [document for document in documents if document.identifier in decided or document.published_revision_id]


def remove_part(document, by, change_set):
    """Delete a part that an import made; its revisions and its events stay."""
    record_event(EventType.DELETION, document, by=by, version=document.version, change_set=change_set.identifier,
                 reason=change_set.label)
    for item in document.batch_items.all():
        item.document = None
        item.reason = _("It was made, and removed when the import was undone.")
        item.save(update_fields=["document", "reason"])
    document.delete()
