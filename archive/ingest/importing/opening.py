"""Opens an import, replaces its sheets, plans it and discards it."""
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from archive.ingest.batch import close_batch
from archive.ingest.description.excerpts import is_excerpt_form, read_excerpt_form
from archive.ingest.description.problems import DescriptionRefused
from archive.ingest.importing.kept import keep_sheets, kept_sheets
from archive.ingest.importing.plan import plan_import
from archive.ingest.importing.unpacking import read_uploaded
from archive.models import IngestBatch
from archive.models.provenance import EventType
from archive.permissions import has_role_everywhere, require_role
from archive.provenance.ledger import record_event
from archive.workflow.states import Role

LONGEST_LABEL = 300


class ImportClosed(Exception):
    """The import was applied or discarded already."""


@transaction.atomic
def open_import(files, by, files_of=None):
    """A new import of `files`, [(name, bytes)]; returns its IngestBatch.

    `files_of` is the IngestBatch of intake whose file names the rows use. Raises
    DescriptionRefused for files that cannot be opened at all; nothing is kept then.
    """
    require_role(by, Role.CATALOGUER)
    read_uploaded(files)
    batch = IngestBatch.objects.create(kind=IngestBatch.Kind.IMPORT, label=_label(files), started_by=by)
    kept = keep_sheets(batch, files, files_of.identifier if files_of else "")
    record_event(EventType.INGESTION_START, batch, by=by, sheets=_hashes(kept))
    return batch


@transaction.atomic
def replace_sheets(batch, files, by, files_of=None):
    """Put mended sheets in the place of those that the import has; as `open_import`. Raises ImportClosed."""
    _require_open(batch, by)
    read_uploaded(files)
    kept = keep_sheets(batch, files, files_of.identifier if files_of else "")
    batch.label = _label(files)
    batch.save(update_fields=["label"])
    record_event(EventType.TRANSFER, batch, by=by, sheets=_hashes(kept))


@transaction.atomic
def discard_import(batch, by):
    """Close an import without applying it; its sheets stay on record."""
    _require_open(batch, by)
    close_batch(batch, by, _("discarded before it was applied"))


def plan_kept(batch, by):
    """The Plan of the sheets that an import keeps. Raises SheetsMissing."""
    kept, files = kept_sheets(batch)
    sheets, problems = read_uploaded(files)
    if is_excerpt_form(sheets):
        try:
            sheets = read_excerpt_form(sheets)
        except DescriptionRefused as refusal:
            sheets, problems = {}, [*problems, *refusal.problems]
    return plan_import(sheets, by, files_batch(kept["files_of"]), problems)


def files_batch(identifier):
    """The IngestBatch of intake that an import looks for file names in, or None."""
    return IngestBatch.objects.filter(identifier=identifier).first() if identifier else None


def may_open(batch, user):
    """Whether the import is this person's own, or they may see all documents that it could be about."""
    return batch.started_by_id == user.pk or has_role_everywhere(user, Role.CATALOGUER)


def _require_open(batch, by):
    require_role(by, Role.CATALOGUER)
    if not may_open(batch, by):
        raise PermissionDenied(_("this import was opened by somebody else"))
    if IngestBatch.objects.select_for_update().get(pk=batch.pk).state != IngestBatch.State.RUNNING:
        raise ImportClosed(str(batch))


def _label(files):
    return ", ".join(name for name, _content in files)[:LONGEST_LABEL]


def _hashes(kept):
    """What the ledger keeps of uploaded sheets: no names, which may tell of persons."""
    return [{"sha256": one["sha256"], "size": one["size"]} for one in kept]
