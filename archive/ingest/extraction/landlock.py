"""Takes the file system away, except for reading Python's own files (Linux, Landlock).

Without it an entity trick in an uploaded XML file, or a bug in a native parser, could
read a secret from disk into an extracted text. Descriptors that are already open keep
working, and the file to read arrives as one. Numbers are from linux/landlock.h.
"""

import ctypes
import os
import struct
import sys
from collections.abc import Iterable

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
VERSION_FLAG, PATH_BENEATH = 1, 1
READ_FILE, READ_DIR = 1 << 2, 1 << 3
PR_SET_NO_NEW_PRIVS = 38


def allow_reading_only(libc: ctypes.CDLL, roots: Iterable[str]) -> bool:
    """Restrict this process and its children for good; return whether the system took it."""
    if sys.platform != "linux":
        return False
    version = libc.syscall(CREATE_RULESET, None, 0, VERSION_FLAG)
    if version < 1:
        return False
    attributes = struct.pack("QQ", _handled_files(version), 3)
    size = 16 if version >= 4 else 8
    ruleset = libc.syscall(CREATE_RULESET, attributes, size, 0)
    if ruleset < 0:
        return False
    try:
        for root in roots:
            _allow(libc, ruleset, root)
        libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        return libc.syscall(RESTRICT_SELF, ruleset, 0) == 0
    finally:
        os.close(ruleset)


def _handled_files(version: int) -> int:
    rights = (1 << 13) - 1
    for since, right in ((2, 1 << 13), (3, 1 << 14), (5, 1 << 15)):
        if version >= since:
            rights |= right
    return rights


def _allow(libc: ctypes.CDLL, ruleset: int, root: str) -> None:
    try:
        parent = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:
        return
    try:
        rule = struct.pack("=Qi", READ_FILE | READ_DIR, parent)
        libc.syscall(ADD_RULE, ruleset, PATH_BENEATH, rule, 0)
    finally:
        os.close(parent)
