"""One zygote as the parent sees it: start it, give it a file, end it."""

import os
import select
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from archive.ingest.extraction import control
from archive.ingest.extraction.limits import Limits

PROJECT = Path(__file__).resolve().parents[3]
STANDARD_ENTRY = "archive.ingest.extraction.child:load_parsers"
LIGHT_ENTRY = "archive.ingest.extraction.child:load_light"
START_SECONDS = 60
GRACE_SECONDS = 5
BLOCK = 1024 * 1024

# With -I neither the environment nor the working directory decides what is imported; the
# project's folder is put last, so that it cannot shadow the standard library.
BOOTSTRAP = """
import sys
sys.path.append(sys.argv[1])
from importlib import import_module
from archive.ingest.extraction.child import main
module, _, name = sys.argv[2].partition(":")
main(getattr(import_module(module), name))
"""


class ZygoteFailed(Exception):
    """The zygote cannot be used (any more); the message says why."""


class Zygote:
    """A started zygote. Serves one request at a time; not for two threads at once."""

    def __init__(self, entry: str = STANDARD_ENTRY):
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-c", BOOTSTRAP, str(PROJECT), entry],
                stdin=theirs,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={"LC_ALL": "C.UTF-8"},
                cwd="/",
                start_new_session=True,
            )
        self._channel = ours
        self.layers = self._wait_until_ready()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    def read(self, files: list[int], suffixes: list[str], limits: Limits, is_batch: bool) -> tuple[bytes, bool, dict]:
        """Return what the child wrote, whether that was too much, and how the child ended.

        A batch is written as one section for each file (`wire.sections`), one file as frames.

        Raises ZygoteFailed if the zygote itself is lost; end it then.
        """
        deadline = time.monotonic() + limits.wall_seconds + GRACE_SECONDS
        output, theirs = os.pipe()
        try:
            request = {"suffixes": suffixes, "is_batch": is_batch, "limits": asdict(limits)}
            self._send(request, files, theirs)
            data, is_too_much = _drain(output, limits.max_output_bytes, deadline)
        finally:
            os.close(output)
        return data, is_too_much, self._receive(deadline)

    def end(self) -> None:
        """Kill the zygote; its child, if any, dies with it."""
        self._channel.close()
        with suppress(OSError):  # It may have ended already.
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _wait_until_ready(self) -> list[str]:
        try:
            message = self._receive(time.monotonic() + START_SECONDS)
        except ZygoteFailed:
            self.end()
            raise
        if "ready" not in message:
            self.end()
            raise ZygoteFailed(str(message.get("error")))
        return message["ready"]

    def _send(self, request: dict, files: list[int], output: int) -> None:
        try:
            control.send(self._channel, request, [*files, output])
        except OSError as error:
            raise ZygoteFailed("the extraction process is gone") from error
        finally:
            os.close(output)

    def _receive(self, deadline: float) -> dict:
        self._channel.settimeout(max(deadline - time.monotonic(), 0.001) + GRACE_SECONDS)
        try:
            message, _ = control.receive(self._channel)
        except (OSError, ValueError) as error:
            raise ZygoteFailed("the extraction process does not answer") from error
        if message is None:
            raise ZygoteFailed("the extraction process ended unexpectedly")
        return message


def _drain(output: int, at_most: int, deadline: float) -> tuple[bytes, bool]:
    """Read to the end, the size limit or the deadline; return the data and if there was more."""
    received = bytearray()
    poller = select.poll()
    poller.register(output, select.POLLIN)
    while len(received) <= at_most:
        left = deadline - time.monotonic()
        if left <= 0 or not poller.poll(left * 1000):
            break
        block = os.read(output, BLOCK)
        if not block:
            return bytes(received), False
        received += block
    return bytes(received[:at_most]), len(received) > at_most
