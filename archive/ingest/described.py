"""Takes in files together with a folder that describes them."""
import hashlib

from archive.ingest.batch import close_batch, ingest_sources, open_batch
from archive.ingest.description.apply import apply_description
from archive.ingest.description.check import bind_files, check_description, load_description
from archive.ingest.description.problems import DescriptionRefused
from archive.ingest.reading import reading_room
from archive.ingest.walk import NothingThere, find_sources


def plan_ingest(paths, description=None):
    """(Sources, sheets or None): what would be received, and how it is described, checked.

    Raises NothingThere, and DescriptionRefused with every bad cell; stores nothing.
    """
    if description is not None and not description.is_dir():
        raise NothingThere(f"{description}: there is no such folder of descriptions")
    sources = find_sources(paths, leaving_out=[description] if description else [])
    if description is None:
        return sources, None
    sheets = load_description(description)
    with reading_room() as sandbox:
        check_description(sheets, sources, sandbox)
    return bind_files(sources, sheets), sheets


def ingest_described(sources, sheets, by, *, label, collection=None, on_progress=None):
    """Receive `sources`, apply `sheets` (or None), and return the closed IngestBatch.

    Raises StoreUnavailable (the batch stays open: repeat it) and
    DescriptionRefused (the drafts are kept, nothing of the description is applied).
    """
    batch = open_batch(label, by, collection)
    ingest_sources(sources, batch, by, on_progress)
    if sheets is not None:
        try:
            apply_description(sheets, batch, by)
        except DescriptionRefused as refusal:
            close_batch(batch, by, "\n".join(map(str, refusal.problems)))
            raise
    close_batch(batch, by)
    return batch


def batch_label(paths, description=None):
    """A label that an interrupted ingest of the same paths is found by again."""
    resolved = [str(path.resolve()) for path in [*paths, *([description] if description else [])]]
    names = ", ".join(path.name or str(path) for path in paths)
    return f"{names[:200]} [{hashlib.sha256(chr(10).join(resolved).encode()).hexdigest()[:12]}]"
