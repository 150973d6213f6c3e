"""Processes that read and fold documents while the index of a large catalog is built.

Folding is Python's work and one process does about 4,000 documents a second of
it, less than the index can take in. The processes end with the one that started
them, however it ends: their pipe is then closed.
"""
import gc
from collections import deque
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing import get_context

PROCESSES = 2
AHEAD = 2  # batches that each has at hand


def entries_by_readers(identifiers):
    """What `entry.entries_of` yields, in the same order, read by other processes."""
    from catalog.search.entry import batches_of

    waiting = deque()
    with ExitStack() as stack:
        pipes = [stack.enter_context(_reader()) for _number in range(PROCESSES)]
        for number, batch in enumerate(batches_of(identifiers)):
            pipe = pipes[number % PROCESSES]
            pipe.send(batch)
            waiting.append(pipe)
            if len(waiting) > PROCESSES * AHEAD:
                yield from _answer_of(waiting.popleft())
        while waiting:
            yield from _answer_of(waiting.popleft())


@contextmanager
def _reader():
    """The pipe to a process that reads; it is over when the pipe is closed."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), daemon=True, name="search-reader")
    process.start()
    theirs.close()
    try:
        yield ours
    finally:
        ours.close()
        process.join()


def _answer_of(pipe):
    answer = pipe.recv()
    if isinstance(answer, Exception):
        raise answer
    return answer


def _serve(pipe):
    """Read batch after batch until the other side is gone; a new process, so Django is prepared first."""
    import django

    gc.disable()  # what is made here has no cycles, and looking for some takes a fifth of the time
    django.setup()
    from catalog.search.entry import entries_of_batch
    from catalog.search.labels import Labels

    labels = Labels()
    while True:
        try:
            batch = pipe.recv()
        except EOFError:
            return
        try:
            answer = entries_of_batch(batch, labels)
        except Exception as error:
            answer = error
        with suppress(BrokenPipeError):
            pipe.send(answer)
