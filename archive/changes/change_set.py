"""Opens a ChangeSet and notes the documents that it changed, in the caller's transaction."""
from archive.models import ChangedDocument, ChangeSet

LONGEST_LABEL = 500


def open_change_set(kind, label, by, batch=None, undoes=None):
    """A new ChangeSet: one act of `by`, told in `label` in words.

    `batch` is the IngestBatch of an applied spreadsheet, `undoes` the ChangeSet
    that an undo takes back.
    """
    return ChangeSet.objects.create(kind=kind, label=label[:LONGEST_LABEL], made_by=by, batch=batch, undoes=undoes)


def note_change(change_set, document, version_before):
    """Note that `document` came from `version_before` (0 if the set made it) to its present version."""
    return note_changes(change_set, [(document, version_before)])[0]


def note_changes(change_set, changes):
    """As `note_change`, for several (document, version before) at once."""
    return ChangedDocument.objects.bulk_create([
        ChangedDocument(change_set=change_set, document=document, identifier=document.identifier,
                        version_before=version_before, version_after=document.version)
        for document, version_before in changes
    ])
