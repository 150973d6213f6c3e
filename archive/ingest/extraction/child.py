"""The confined side: a zygote that forks one short-lived process for each file.

The zygote imports every parser once and reads no untrusted byte. A request carries two
descriptors, the file to read and the pipe for what is found. The zygote watches the child
through a third pipe that only the child holds: it closes when the child ends, however it
ends. The control socket closes when the parent ends, however that ends.

Started by `zygote.Zygote`; see `confinement` for what is taken away, and when.
"""

import gc
import logging
import os
import select
import signal
import socket
import time
import warnings
from collections.abc import Callable
from contextlib import suppress

from archive.ingest.extraction import control
from archive.ingest.extraction.confinement import confine_child, confine_zygote, held_memory
from archive.ingest.extraction.limits import Limits
from archive.ingest.extraction.source import Source
from archive.ingest.extraction.stages import describe
from archive.ingest.extraction.wire import write_frames, write_section

CHECK_PARENT_SECONDS = 5
UNEXPECTED = 3


def main(load: Callable[[], Callable]) -> None:
    """Serve until the parent goes away. `load()` imports the parsers and returns extract_file."""
    channel = socket.socket(fileno=os.dup(0))
    parent = os.getppid()
    try:
        extract = load()
        silence()
        baseline = held_memory()
        layers = confine_zygote()
    except Exception as error:
        control.send(channel, {"error": describe(error)})
        return
    gc.collect()
    gc.freeze()
    control.send(channel, {"ready": layers})
    while wait_for_request(channel, parent):
        request, descriptors = control.receive(channel)
        if request is None or len(descriptors) != len(request["suffixes"]) + 1:
            return
        control.send(channel, serve(channel, request, descriptors, baseline, extract))


def silence() -> None:
    """Keep parsers' messages, which quote untrusted files, out of every log."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)


def wait_for_request(channel: socket.socket, parent: int) -> bool:
    """Return True when a request or the end is there to be read, False if the parent died."""
    while os.getppid() == parent:
        if select.select([channel], [], [], CHECK_PARENT_SECONDS)[0]:
            return True
    return False


def serve(channel, request: dict, descriptors: list[int], baseline: int, extract) -> dict:
    """Fork the reader of one file, wait for its end, and return how it ended."""
    limits = Limits(**request["limits"])
    alive, held = os.pipe()
    zygote = os.getpid()
    try:
        child = os.fork()
    except OSError as error:
        _close(*descriptors, alive, held)
        return {"error": describe(error)}
    if child == 0:
        _become_reader(channel, alive, request, descriptors, limits, baseline, zygote, extract)
    _set_group(child)
    _close(*descriptors, held)
    timed_out = watch(channel, alive, limits.wall_seconds)
    _close(alive)
    _kill(child)
    _, status = os.waitpid(child, 0)
    return {"exit": os.waitstatus_to_exitcode(status), "timed_out": timed_out}


def watch(channel: socket.socket, alive: int, seconds: float) -> bool:
    """Wait for the child; return True if its time ran out. End at once if the parent does."""
    deadline = time.monotonic() + seconds
    poller = select.poll()
    poller.register(alive, 0)  # Only its closing counts, not what a hostile child writes to it.
    poller.register(channel.fileno(), select.POLLIN)
    while (left := deadline - time.monotonic()) > 0:
        ready = [descriptor for descriptor, _ in poller.poll(left * 1000)]
        if alive in ready:
            return False
        if ready:
            return True
    return True


def _become_reader(channel, alive, request, descriptors, limits, baseline, zygote, extract):
    """Read the files of one request in the forked child. Never returns."""
    code = UNEXPECTED
    try:
        os.setpgid(0, 0)
        channel.close()
        os.close(alive)
        *files, output = descriptors
        opened = [os.fdopen(file, "rb") for file in files]
        sources = [Source(file, suffix) for file, suffix in zip(opened, request["suffixes"], strict=True)]
        confine_child(limits, baseline, zygote)
        write = write_section if request["is_batch"] else write_frames
        for source in sources:
            write(output, extract(source, limits))
        code = 0
    finally:
        os._exit(code)


def _set_group(child: int) -> None:
    with suppress(OSError):  # The child did so itself, or has ended.
        os.setpgid(child, child)


def _kill(child: int) -> None:
    """Kill the child's group, so that nothing it may have started survives it."""
    for kill in (os.killpg, os.kill):
        with suppress(OSError):  # Ended already; it stays a zombie until it is waited for.
            kill(child, signal.SIGKILL)


def _close(*descriptors: int) -> None:
    for descriptor in descriptors:
        os.close(descriptor)


def load_light() -> Callable:
    """Import what needs no native parser, and return extract_light."""
    from archive.ingest.extraction.light import load

    return load()


def load_parsers() -> Callable:
    """Import the parsers, let each read a small file of our own, and return extract_file."""
    from archive.ingest.extraction.warm_up import load

    return load()
