"""How fast originals are handed out by the application alone.

The client runs in a process of its own, so that it does not hold the
interpreter lock of whoever started the server.
"""
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

from bench.http_client import download, exchange_many

CONNECTIONS = 8
SMALL_REQUESTS = 4000
BIG_TIMES = 5
PART = 1024 * 1024
OK, PARTIAL = 200, 206


class UnexpectedAnswer(Exception):
    """The server did not answer as it must, so its speed means nothing."""


def measure_downloads(host, port, big_path, small_paths):
    """Measure one large path and a list of small ones; return rows for the table."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as client:
        whole = client.submit(big_row, host, port, big_path).result()
        rows = [whole, client.submit(big_range_row, host, port, big_path).result()]
        rows += [
            client.submit(many_row, name, host, port, paths, status, method, headers).result()
            for name, paths, status, method, headers in exchanges(big_path, small_paths)
        ]
    return rows


def exchanges(big_path, small_paths):
    """Return (name, paths, expected status, method, headers) of each run of many requests."""
    return [
        ("download small", small_paths, OK, "GET", None),
        ("download small, range", small_paths, PARTIAL, "GET", {"Range": "bytes=100-1123"}),
        ("download small, HEAD", small_paths, OK, "HEAD", None),
        ("download big, HEAD", [big_path], OK, "HEAD", None),
    ]


def big_row(host, port, path):
    """Download the large file several times over one connection each; the median counts."""
    runs = [checked_download(host, port, path, OK) for _ in range(BIG_TIMES)]
    return speed_row("download big", runs)


def big_range_row(host, port, path):
    """Ask for all but the first megabyte, as a resumed download does."""
    headers = {"Range": f"bytes={PART}-"}
    runs = [checked_download(host, port, path, PARTIAL, headers) for _ in range(BIG_TIMES)]
    return speed_row("download big, range", runs)


def checked_download(host, port, path, expected, headers=None):
    """Return (bytes, seconds); raise UnexpectedAnswer."""
    status, received, seconds = download(host, port, path, headers)
    if status != expected or not received:
        raise UnexpectedAnswer(f"{path}: {status}, {received} bytes")
    return received, seconds


def speed_row(name, runs):
    """Return one row in MB/s from (bytes, seconds) pairs."""
    speeds = sorted(size / seconds / 1e6 for size, seconds in runs)
    return {"name": name, "n": len(runs), "unit": "MB/s", "value": speeds[len(speeds) // 2]}


def many_row(name, host, port, paths, expected, method, headers):
    """Return one row in requests/s with latencies; raise UnexpectedAnswer."""
    run = exchange_many(host, port, paths, connections=CONNECTIONS, count=SMALL_REQUESTS,
                        method=method, headers=headers)
    if run["statuses"] != {expected}:
        raise UnexpectedAnswer(f"{name}: {sorted(run['statuses'])}")
    times = run["latencies"]
    return {
        "name": f"{name}, {CONNECTIONS} connections",
        "n": len(times),
        "unit": "requests/s",
        "value": len(times) / run["seconds"],
        "p50_ms": times[len(times) // 2] * 1000,
        "p95_ms": times[int(len(times) * 0.95)] * 1000,
    }
