"""Work beside the request's own thread: tantivy counts and searches outside of Python's lock.

What is given here asks the index only, never the database, and starts no further
work of this kind: so nothing can wait for a thread that waits itself.
"""
import os
from concurrent.futures import ThreadPoolExecutor
from functools import cache


def in_background(function, *arguments):
    """Begin; return the Future."""
    return _threads().submit(function, *arguments)


@cache
def _threads():
    return ThreadPoolExecutor(os.cpu_count(), "search")


# Threads do not survive a fork: each process of the web server makes its own.
os.register_at_fork(after_in_child=_threads.cache_clear)
