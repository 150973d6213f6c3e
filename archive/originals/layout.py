"""Where each blob lies below the root, and what is found when the root is walked."""
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from .errors import InvalidDigest

INCOMING = ".incoming"
QUARANTINE = ".quarantine"
LOCK = ".lock"
OUR_OWN = (INCOMING, QUARANTINE, LOCK, "lost+found")

DIGEST = re.compile(r"[0-9a-f]{64}")
PAIR = re.compile(r"[0-9a-f]{2}")


@dataclass(frozen=True)
class StoredFile:
    """One file as the directory shows it; `name` is a digest or a temporary name."""

    name: str
    path: Path
    size: int
    modified_at: float  # seconds since the epoch


def checked_digest(sha256):
    """Return `sha256` if it is 64 lower-case hexadecimal digits; else raise InvalidDigest."""
    if not isinstance(sha256, str) or not DIGEST.fullmatch(sha256):
        raise InvalidDigest("A blob is named by 64 lower-case hexadecimal digits.")
    return sha256


def relative_name(sha256):
    """Return `ab/cd/<sha256>`, with forward slashes; raise InvalidDigest."""
    checked_digest(sha256)
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def sorted_entries(folder):
    """Return the entries of a folder by name; an absent folder is empty."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except FileNotFoundError:
        return []


def as_stored_file(entry):
    """Return the StoredFile of a directory entry, or None when it has just gone."""
    try:
        status = entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return None
    return StoredFile(entry.name, Path(entry.path), status.st_size, status.st_mtime)


def walk(root):
    """Yield every entry below the root as (os.DirEntry, is_blob), in name order.

    A blob is a regular file under its own digest in its own folder. All else
    is a stranger: a wrong name, a wrong folder, a link, a folder too deep.
    """
    for first in sorted_entries(root):
        if first.name in OUR_OWN:
            continue
        if not is_pair(first):
            yield first, False
            continue
        for second in sorted_entries(first.path):
            if not is_pair(second):
                yield second, False
                continue
            for entry in sorted_entries(second.path):
                yield entry, is_blob(entry, first.name, second.name)


def is_pair(entry):
    """Whether an entry is a folder of the fan-out."""
    return bool(PAIR.fullmatch(entry.name)) and entry.is_dir(follow_symlinks=False)


def is_blob(entry, first, second):
    """Whether an entry lies where its name says, as a regular file."""
    return (
        bool(DIGEST.fullmatch(entry.name))
        and entry.name.startswith(first + second)
        and entry.is_file(follow_symlinks=False)
    )


def is_regular(status):
    """Whether a stat result is of a regular file."""
    return stat.S_ISREG(status.st_mode)
