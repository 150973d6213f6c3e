"""Runs one stage of an extractor so that its failure costs only its own result."""

import re
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from archive.ingest.extraction.findings import Failure, Finding
from archive.ingest.extraction.limits import Limits
from archive.ingest.extraction.source import Refused

MAX_REASON = 300


class OutOfTime(BaseException):
    """A stage took too long. Not an Exception: parsers swallow those."""


def attempt(stage: str, limits: Limits, produce: Callable, *args) -> Iterator[Finding]:
    """Yield what `produce(*args)` yields, or a Failure that says why it could not."""
    try:
        with _deadline(limits.stage_seconds):
            found = list(produce(*args))
    except Refused as refusal:
        found = [Failure(stage, str(refusal))]
    except MemoryError:
        found = [Failure(stage, "Reading the file needs more memory than is allowed.")]
    except RecursionError:
        found = [Failure(stage, "The file is nested too deeply to be read.")]
    except OutOfTime:
        found = [Failure(stage, f"This took longer than {limits.stage_seconds:g} seconds.")]
    except Exception as error:
        found = [Failure(stage, f"The file could not be read: {describe(error)}.")]
    yield from found


def describe(error: BaseException) -> str:
    """Return an exception as one short line without control characters."""
    message = re.sub(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+", " ", str(error)).strip(" .")
    name = type(error).__name__
    return (f"{message} ({name})" if message else name)[:MAX_REASON]


@contextmanager
def _deadline(seconds: float):
    """Raise OutOfTime in this thread after so many seconds; only a main thread can."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    previous = signal.signal(signal.SIGALRM, _raise_out_of_time)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


def _raise_out_of_time(signum, frame):
    raise OutOfTime
