"""Keeps the uploaded sheets of an import, so that what is applied is what was previewed.

Each import has a folder below MEDIA_ROOT/imports/ named by its batch. Files in it
have numbers for names; `sheets.json` says what they were called, and their hashes.
"""
import hashlib
import json
import os
import shutil
from pathlib import Path

from django.conf import settings

from archive.ingest.naming import storable

LIST = "sheets.json"


class SheetsMissing(Exception):
    """The uploaded sheets are not there, or are not what was uploaded: upload them again."""


def keep_sheets(batch, files, files_of=""):
    """Replace the sheets of an import by `files`, [(name, bytes)]; return their list as kept.

    `files_of`: identifier of the batch of intake whose file names the rows use, or "".
    The new folder is complete before it takes the place of the old.
    """
    kept = [{"name": storable(name), "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
            for name, content in files]
    contents = {str(number): content for number, (_name, content) in enumerate(files)}
    contents[LIST] = json.dumps({"files_of": files_of, "sheets": kept}).encode()
    _replace_folder(_folder(batch), contents)
    return kept


def _replace_folder(folder, contents):
    fresh, old = folder.with_suffix(".new"), folder.with_suffix(".old")
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)
    fresh.mkdir(mode=0o700, parents=True)
    for name, content in contents.items():
        _write(fresh / name, content)
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def kept_sheets(batch):
    """({"files_of": identifier or "", "sheets": [...]}, [(name, bytes)]). Raises SheetsMissing."""
    folder = _folder(batch)
    try:
        kept = json.loads((folder / LIST).read_bytes())
        files = [(one["name"], (folder / str(number)).read_bytes()) for number, one in enumerate(kept["sheets"])]
    except (OSError, ValueError, KeyError) as error:
        raise SheetsMissing(str(batch)) from error
    for one, (_name, content) in zip(kept["sheets"], files, strict=True):
        if hashlib.sha256(content).hexdigest() != one["sha256"]:
            raise SheetsMissing(str(batch))
    return kept, files


def _folder(batch):
    return Path(settings.MEDIA_ROOT) / "imports" / batch.identifier


def _write(path, content):
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
