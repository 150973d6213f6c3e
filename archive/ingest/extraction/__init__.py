"""Reads untrusted files in confined child processes, and hands back what they say.

Parsers are the part of an archive that an attacker talks to. So none of them ever
runs in a process that holds a database handle, a secret or a network:

1. `sandbox` (parent) opens the file and passes the open descriptor to a *zygote*.
2. `child` (zygote) has all parsers imported, reads no untrusted byte itself, and forks
   one short-lived process per file, so that a hostile file cannot poison the next.
   Plain files share a process of their own that has no native parser (`light`).
3. `confinement` takes network, file system, processes, memory and time from that process.
4. `identify` says what the file is; `dispatch` chooses the extractor for its format.
5. Each finding travels back over a pipe (`wire`) as soon as it is known, so that a crash
   loses only what was not yet found; `assembly` checks every one and builds an `Extraction`.

Nothing here imports Django. Whatever a file does, `extract` returns an `Extraction`, with
a plain-language reason in `failures` for everything that could not be read.
"""

from archive.ingest.extraction.limits import Limits
from archive.ingest.extraction.sandbox import ExtractionSandbox
from archive.ingest.extraction.types import (
    EmbeddedMetadata,
    ExtractedText,
    Extraction,
    Failure,
    Thumbnail,
    Tool,
)

__all__ = [
    "EmbeddedMetadata",
    "ExtractedText",
    "Extraction",
    "ExtractionSandbox",
    "Failure",
    "Limits",
    "Thumbnail",
    "Tool",
]
