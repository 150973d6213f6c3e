"""Comparing the store with the rows that rely on it, in both directions.

`sweep_storage` only looks, and returns a report. What it found is put right by
verbs that a person or a schedule calls on purpose; nothing is ever deleted but
temporary files that no living process holds.
"""
import logging
import time
from dataclasses import dataclass, field

from .errors import InvalidDigest, StoreUnavailable, as_store_errors
from .layout import StoredFile, checked_digest
from .quarantine import set_aside
from .verification import MISSING, FixityResult

logger = logging.getLogger(__name__)
DAY = 24 * 3600


@dataclass(frozen=True)
class Finding:
    """One blob that a row relies on and that is not as the row says."""

    sha256: str
    expected_size: int | None
    result: FixityResult | None = None
    reason: str = ""


@dataclass
class StorageReport:
    """What a sweep found. Lists are in the order met; counts are of distinct blobs."""

    is_reading_bytes: bool
    checked: int = 0
    checked_bytes: int = 0
    good: int = 0
    missing: list[Finding] = field(default_factory=list)
    changed: list[Finding] = field(default_factory=list)
    unreadable: list[Finding] = field(default_factory=list)  # the check itself failed
    untracked: list[StoredFile] = field(default_factory=list)  # blobs without a row
    strangers: list[StoredFile] = field(default_factory=list)  # not blobs at all
    stale_incoming: list[StoredFile] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def is_intact(self):
        """Whether every blob that a row relies on is present and unchanged."""
        return not (self.missing or self.changed or self.unreadable)

    @property
    def is_clean(self):
        """Whether the store is intact and holds nothing else."""
        return self.is_intact and not (self.untracked or self.strangers or self.stale_incoming)


def sweep_storage(store, known, *, incoming_older_than=3600, is_reading_bytes=True):
    """Compare a store with `known`, an iterable of (sha256, size); return a StorageReport.

    The store is listed before `known` is asked, so that what is kept meanwhile
    is not taken for untracked: let `known` be lazy. Reading bytes finds every
    change; otherwise only presence and size are compared. A digest named twice
    is read once; two sizes for it cannot both be right, and one is reported.
    Memory grows with the number of blobs (under 1 KB each). Raises StoreUnavailable.
    """
    started = time.monotonic()
    report = StorageReport(is_reading_bytes)
    with as_store_errors():
        listed = list_files(store, report)
        checked = {}
        for sha256, size in known:
            listed.pop(check_known(store, report, checked, sha256, size), None)
        limit = time.time() - incoming_older_than
        report.stale_incoming = [one for one in store.iter_incoming() if one.modified_at <= limit]
    report.untracked = list(listed.values())
    report.seconds = time.monotonic() - started
    return report


def list_files(store, report):
    """Return the blobs by digest in bytes; enter all else as strangers."""
    listed = {}
    for found, is_blob in store.walk():
        if is_blob:
            listed[bytes.fromhex(found.name)] = found
        else:
            report.strangers.append(found)
    return listed


def check_known(store, report, checked, sha256, size):
    """Check one row's blob into the report; return the digest in bytes, or None."""
    try:
        key = bytes.fromhex(checked_digest(sha256))
    except InvalidDigest:
        report.missing.append(Finding(str(sha256), size, None, "the row's SHA-256 is malformed"))
        return None
    if key not in checked:
        checked[key] = size
        record_check(store, report, sha256, size)
    elif checked[key] != size:
        reason = f"another row says {checked[key]} bytes"
        report.changed.append(Finding(sha256, size, None, reason))
    return key


def record_check(store, report, sha256, size):
    """Verify one blob and enter what was found."""
    report.checked += 1
    try:
        result = store.verify(sha256, size, is_reading_bytes=report.is_reading_bytes)
    except StoreUnavailable as error:
        report.unreadable.append(Finding(sha256, size, None, error.message))
        return
    if report.is_reading_bytes:
        report.checked_bytes += result.size_found or 0
    if result.is_good:
        report.good += 1
    elif result.state == MISSING:
        report.missing.append(Finding(sha256, size, result, "no file of that name"))
    else:
        report.changed.append(Finding(sha256, size, result, reason_of(result, size)))


def reason_of(result, size):
    """Say in words what changed."""
    if result.size_found is None:
        return "not a readable file"
    if size is not None and result.size_found != size:
        return f"{result.size_found} bytes instead of {size}"
    return f"the bytes now have SHA-256 {result.sha256_found}"


def discard_stale_incoming(store, *, older_than=3600):
    """Remove temporary files of that age (seconds) whose process is dead; return their names."""
    return store.discard_incoming(older_than)


def quarantine_untracked(store, report, is_known, *, older_than=DAY):
    """Move untracked blobs of a report aside; return those moved.

    `is_known(sha256) -> bool` asks the rows again, at the last moment. A blob
    that was put, or put again, within `older_than` seconds stays: its row may
    be about to be committed.
    """
    moved = []
    for found in report.untracked:
        with store.exclusively():
            if is_takeable(store, found.name, is_known, older_than):
                set_aside(store, store.path(found.name), "untracked")
                logger.warning("Untracked blob %s was moved to quarantine.", found.name)
                moved.append(found)
    return moved


def is_takeable(store, sha256, is_known, older_than):
    """Whether a blob is still there, still old, and still without a row."""
    try:
        modified_at = store.path(sha256).lstat().st_mtime
    except FileNotFoundError:
        return False
    return time.time() - modified_at >= older_than and not is_known(sha256)
