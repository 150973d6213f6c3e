"""The file as an extractor sees it: an open descriptor, never a path."""

import io
import os
from functools import cached_property

HEAD_BYTES = 64 * 1024


class Refused(Exception):
    """A stage declines the file; the message is the reason that the curator reads."""


class Source:
    """A seekable binary file with its size and the lower-case extension of its name."""

    def __init__(self, file: io.BufferedIOBase, suffix: str = ""):
        self.file = file
        self.suffix = suffix.lower()
        self.size = file.seek(0, os.SEEK_END)

    @cached_property
    def head(self) -> bytes:
        """The first 64 KiB, enough to say what the file is."""
        self.file.seek(0)
        return self.file.read(HEAD_BYTES)

    def rewound(self) -> io.BufferedIOBase:
        """Return the file, at its start."""
        self.file.seek(0)
        return self.file

    def read(self, at_most: int) -> bytes:
        """Return the whole content; raise Refused if it is larger than `at_most` bytes."""
        if self.size > at_most:
            raise Refused(f"The file has {self.size:,} bytes; files of this type are read up to {at_most:,}.")
        return self.rewound().read(at_most)
