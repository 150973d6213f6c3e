"""Stands in for parsers that an attacker has taken over; loaded by zygotes of these tests.

The content of the file names the attack. Native calls use a libc handle that was opened
before confinement, as a taken-over native parser would have one.
"""

import ctypes
import json
import os
import socket
import stat
import struct
import subprocess
import sys
import time

from archive.ingest.extraction.types import ExtractedText

LIBC = ctypes.CDLL(None, use_errno=True)


def load():
    return attack


def attack(source, limits):
    name, _, argument = source.rewound().read().decode().partition(" ")
    outcome = ATTACKS[name](argument)
    yield ExtractedText("main", str(outcome), "hostile")


def refused(function, *arguments, **options):
    try:
        function(*arguments, **options)
    except Exception as error:
        return f"refused: {type(error).__name__}"
    return "done"


def native_connect(port):
    descriptor = LIBC.socket(socket.AF_INET, socket.SOCK_STREAM, 0)
    if descriptor < 0:
        return "refused: socket"
    address = struct.pack("!HH4s8x", 0, int(port), bytes([127, 0, 0, 1]))
    address = struct.pack("H", socket.AF_INET) + address[2:]
    return "done" if LIBC.connect(descriptor, address, len(address)) == 0 else "refused: connect"


def native_open(path):
    descriptor = LIBC.open(path.encode(), os.O_RDONLY)
    return "refused: open" if descriptor < 0 else os.read(descriptor, 100).decode()


def native_write(path):
    descriptor = LIBC.open(path.encode(), os.O_WRONLY | os.O_CREAT, 0o600)
    return "refused: open" if descriptor < 0 else f"wrote {LIBC.write(descriptor, b'x', 1)}"


def native_fork(_):
    return "refused: fork" if LIBC.fork() < 0 else "done"


def output() -> int:
    """The pipe for findings: the first pipe among the open descriptors."""
    for descriptor in range(3, 64):
        try:
            if stat.S_ISFIFO(os.fstat(descriptor).st_mode):
                return descriptor
        except OSError:
            continue
    raise LookupError("no pipe")


def raw_output(text):
    os.write(output(), text.encode())
    os._exit(0)


def flood(_):
    while True:
        os.write(output(), struct.pack(">I", 2**31) + bytes(1_000_000))


def frame(text):
    os.write(output(), struct.pack(">I", len(text)) + text.encode())
    os._exit(0)


def seen(_):
    django = any(name.partition(".")[0] == "django" for name in sys.modules)
    return json.dumps({"environment": dict(os.environ), "django": django, "path": sys.path})


ATTACKS = {
    "hello": lambda argument: "hello " + argument,
    "abort": lambda _: os.abort(),
    "segfault": lambda _: ctypes.string_at(0),
    "exit": lambda _: os._exit(7),
    "sleep": lambda seconds: time.sleep(float(seconds)),
    "spin": lambda _: [None for _ in iter(int, 1)],
    "swallow": lambda _: len(bytearray(8 << 30)),
    "connect": lambda port: refused(socket.create_connection, ("127.0.0.1", int(port))),
    "native-connect": native_connect,
    "read": lambda path: refused(open, path),
    "native-read": native_open,
    "write": lambda path: refused(open, path, "w"),
    "native-write": native_write,
    "run": lambda _: refused(subprocess.run, ["true"]),
    "system": lambda _: refused(os.system, "true"),
    "fork": lambda _: refused(os.fork),
    "native-fork": native_fork,
    "kill-parent": lambda _: LIBC.kill(os.getppid(), 9),
    "raw": raw_output,
    "flood": flood,
    "frame": frame,
    "seen": seen,
}
