"""The door: `extract` hands a file to a confined process and never raises for its content.

    with ExtractionSandbox() as sandbox:
        extraction = sandbox.extract(path, filename="letter.docx")

Safe to share between threads: each call uses its own zygote, up to `workers` of them at
once; more callers wait.
"""

import os
import stat
from contextlib import ExitStack, suppress
from pathlib import Path

from archive.ingest.extraction.assembly import assemble, failed
from archive.ingest.extraction.control import MAX_DESCRIPTORS
from archive.ingest.extraction.limits import Limits
from archive.ingest.extraction.pool import NotRead, ZygotePool
from archive.ingest.extraction.types import Extraction
from archive.ingest.extraction.wire import sections
from archive.ingest.extraction.zygote import LIGHT_ENTRY, STANDARD_ENTRY

MAX_SUFFIX = 16
BATCH = MAX_DESCRIPTORS - 1
ENDED_WELL = {"exit": 0}


class ExtractionSandbox:
    """Two pools of zygotes, started when first needed and ended with the `with` block.

    One has every parser and forks a process for each file; the other has no native
    parser and reads many plain files in one. `entry` names other parsers for the first.
    """

    def __init__(self, limits: Limits | None = None, workers: int = 4, entry: str = STANDARD_ENTRY):
        self.limits = Limits() if limits is None else limits
        self.parsers = ZygotePool(entry, self.limits, workers)
        self.light = ZygotePool(LIGHT_ENTRY, self.limits, workers)

    def __enter__(self) -> "ExtractionSandbox":
        return self

    def __exit__(self, *exception) -> None:
        self.close()

    @property
    def layers(self) -> tuple[str, ...]:
        """The protections that hold on this machine; known after the first file."""
        return self.parsers.layers or self.light.layers

    def extract(self, path: str | os.PathLike, filename: str | None = None) -> Extraction:
        """Return all that can be read from the regular file at `path`.

        Of `filename` (default: the path's own name) only the extension is used, to choose
        between equally plausible textual types.
        """
        try:
            descriptor = _open_regular(path)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            return failed("opening", f"The file could not be opened: {reason}.")
        try:
            return assemble(*self.parsers.read([descriptor], [_suffix(path, filename)]), self.limits)
        except NotRead as error:
            return failed("extraction", str(error))
        finally:
            os.close(descriptor)

    def extract_many(self, files: list[tuple[str | os.PathLike, str]]) -> list[Extraction]:
        """As `extract`, for several (path, filename): those that need no native parser share a process."""
        batches = [files[start:start + BATCH] for start in range(0, len(files), BATCH)]
        found = [plain for batch in batches for plain in self._read_plain(batch)]
        return [plain or self.extract(*file) for plain, file in zip(found, files, strict=True)]

    def close(self) -> None:
        """End all zygotes that wait for work, and refuse more."""
        self.parsers.close()
        self.light.close()

    def _read_plain(self, files: list) -> list[Extraction | None]:
        """The Extraction of each file that could be read plainly; None for the others."""
        found = []
        with ExitStack() as opened, suppress(OSError, ValueError, NotRead):
            descriptors = []
            for path, _filename in files:
                descriptors.append(_open_regular(path))
                opened.callback(os.close, descriptors[-1])
            data, _is_too_much, _ending = self.light.read(
                descriptors, [_suffix(*file) for file in files], is_batch=True)
            found = [assemble(section, False, ENDED_WELL, self.limits) if section else None
                     for section in sections(data)][:len(files)]
        return found + [None] * (len(files) - len(found))


def _suffix(path, filename: str | None) -> str:
    return Path(filename if filename is not None else path).suffix[:MAX_SUFFIX]


def _open_regular(path) -> int:
    """Open a regular file for reading, without waiting on a pipe or a device."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise ValueError("it is not a regular file")
    return descriptor
