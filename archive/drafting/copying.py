"""Descriptions that serve again: a sibling of a draft, and fields carried onto other drafts."""
from django.db import transaction
from django.utils.translation import gettext as _

from archive.models import Contribution, Document, DocumentPlace, Holding
from archive.models.provenance import EventType
from archive.permissions import require
from archive.provenance.ledger import record_event
from archive.provenance.revise import keep_revision, revising

# What a sibling begins with: the description, and not what a reviewer decided or where a part stands.
COPIED = (
    "title", "alternative", "type", "genre", "language", "translated_from", "issued", "issued_as_printed",
    "issued_basis", "created", "modified", "valid", "date_copyrighted", "temporal", "extent", "medium",
    "description", "rights", "license", "rights_holder", "collection", "notes", "proposed_access",
    "content_notes", "embargo_until", "embargo_reason",
)
ROWS = ("publisher", "creator", "contributor")
# What may be carried onto other drafts: a title and a risk are said of one document alone.
CARRIED = tuple(name for name in COPIED if name not in ("title", "alternative", "embargo_until", "embargo_reason"))
CARRIED_ROWS = (*ROWS, "subjects", "places")


class NotCopied(Exception):
    """This has no files of its own to make a second document of; says what to do."""


@transaction.atomic
def copy_as_new(document, by):
    """A new draft with the description and the files of `document`; return it.

    The bytes are held once and named by both. Persons at risk are assessed anew.
    Raises NotCopied for a part: its text is a range of its whole.
    """
    require(by, "add", "document", document)
    if document.is_part:
        raise NotCopied(_("A part is not copied: mark another range of its whole instead."))
    sibling = Document.objects.create(**{name: getattr(document, name) for name in COPIED})
    for name in ROWS:
        _carry_contributions(document, sibling, name)
    sibling.subjects.set(document.subjects.all())
    _carry_places(document, sibling)
    holdings = [*document.holdings.all()]
    Holding.objects.bulk_create([
        Holding(document=sibling, original_id=one.original_id, filename=one.filename, sequence=one.sequence)
        for one in holdings
    ])
    record_event(EventType.INGESTION, sibling, by=by, copied_from=document.identifier,
                 copied_version=document.version, files=[one.original.sha256 for one in holdings])
    keep_revision(sibling, by, f"copied from {document.identifier}, version {document.version}")
    return sibling


@transaction.atomic
def carry_description(document, onto, names, by):
    """Write the fields `names` of `document` into each draft of `onto`: all of them or none.

    Each gets its own revision. Raises StaleRecord, NotEditable, PermissionDenied.
    """
    for other in onto:
        require(by, "describe", "document", other)
        with revising(other, by, f"described as {document.identifier}, version {document.version}"):
            _carry_fields(document, other, [name for name in names if name in CARRIED])
            _carry_rows(document, other, [name for name in names if name in CARRIED_ROWS])


def _carry_fields(document, other, names):
    for name in names:
        setattr(other, name, getattr(document, name))
    if names:
        other.save(update_fields=[*names, "issued_earliest", "issued_latest"])


def _carry_rows(document, other, names):
    for name in names:
        if name == "subjects":
            other.subjects.set(document.subjects.all())
        elif name == "places":
            other.places.all().delete()
            _carry_places(document, other)
        else:
            other.contributions.filter(role=name).delete()
            _carry_contributions(document, other, name)


def _carry_contributions(document, other, role):
    Contribution.objects.bulk_create([
        Contribution(document=other, agent_id=row.agent_id, role=row.role, as_printed=row.as_printed,
                     basis=row.basis, certainty=row.certainty, sequence=row.sequence)
        for row in document.contributions.all() if row.role == role
    ])


def _carry_places(document, other):
    DocumentPlace.objects.bulk_create([
        DocumentPlace(document=other, place_id=row.place_id, as_printed=row.as_printed, note=row.note)
        for row in document.places.all()
    ])
