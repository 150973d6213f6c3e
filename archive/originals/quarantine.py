"""Moving a blob aside so that it is neither served nor lost: evidence of what went wrong."""
import os
import re
import uuid
from datetime import UTC, datetime

from .durability import sync_directory
from .errors import BlobMissing
from .layout import QUARANTINE

REASON_LENGTH = 60


def set_aside(store, source, reason):
    """Move one file to quarantine, durably; return its new path.

    The caller holds the store's exclusive lock. Raises BlobMissing, OSError.
    """
    folder = store.root / QUARANTINE
    store.folders.make(folder)
    target = folder / quarantined_name(source.name, reason)
    try:
        os.rename(source, target)
    except FileNotFoundError as error:
        raise BlobMissing(f"The store holds no original {source.name}.") from error
    sync_directory(folder)
    sync_directory(source.parent)
    store.folders.sync_above(folder)
    return target


def quarantined_name(name, reason):
    """Return `<digest>.<UTC time>.<reason>.<random>`: it cannot meet another."""
    now = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    slug = re.sub(r"[^a-z0-9]+", "-", reason.lower())[:REASON_LENGTH].strip("-")
    return f"{name}.{now}.{slug or 'unspecified'}.{uuid.uuid4().hex[:8]}"
