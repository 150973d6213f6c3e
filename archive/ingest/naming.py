"""The names under which received files are listed: any database takes them, and no two are equal."""
import hashlib
import re
from pathlib import PurePosixPath

MAX_LENGTH = 1000
MAX_FILENAME = 255
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(name):
    """`name` with U+FFFD for NUL and for bytes that are not text; a very long one keeps its end and a digest."""
    name = UNSTORABLE.sub("\ufffd", name)
    if len(name) <= MAX_LENGTH:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:12]
    return f"[{digest}]{name[-(MAX_LENGTH - 100):]}"


def shown(name):
    """`name` for a line of a terminal or log: what could break the line or steer a terminal is escaped."""
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in name)


class Names:
    """Gives each file of an intake a name that no other has: the second `a.txt` is `a (2).txt`."""

    def __init__(self):
        self._taken = set()

    def give(self, *wished):
        """The first of the `wished` names that is free, else the last of them with a number."""
        wished = [storable(name) for name in wished]
        free = next((name for name in wished if name not in self._taken), None)
        number = 1
        while free is None or free in self._taken:
            number += 1
            free = _numbered(wished[-1], number)
        self._taken.add(free)
        return free


def _numbered(name, number):
    suffix = PurePosixPath(name).suffix
    return storable(f"{name.removesuffix(suffix)} ({number}){suffix}")
