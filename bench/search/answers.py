"""Whole answers over one connection, timed, and checked: a wrong answer quickly given is worth nothing."""
import re
from pathlib import Path
from urllib.parse import quote

from bench.downloads import OK, UnexpectedAnswer
from bench.http_client import HEAD_END, Exchange, exchange_many, parsed_head, request_bytes

HOST = "127.0.0.1"
TOTAL = re.compile(rb'class="result-count"[^>]*>\s*([\d,]+)')
MIB = 2**20
SAME_STEM = 1.01  # of the documents that hold a word
# Milliseconds at 1,000,000 documents, p50 and p95; at 100,000 a third of them.
TARGETS = {
    "browse": (40, 80), "one filter": (40, 80), "rare": (60, 120), "medium": (60, 120), "phrase": (60, 120),
    "common": (80, 150), "three filters": (120, 200), "page 500": (80, 150), "document": (15, 30),
}
SHARE_OF_TARGET = {1_000_000: 1, 100_000: 1 / 3}


def ask(port, requests):
    """Ask one after the other; return (seconds of each, sorted; bytes of each answer). Raise UnexpectedAnswer."""
    exchange = Exchange(HOST, port, [request_bytes(HOST, port, path) for path, _total in requests], False)
    sizes = []
    for path, total in requests:
        exchange.ask()
        while not exchange.listen():
            pass
        head, _, body = exchange.data.partition(HEAD_END)
        require_right(path, parsed_head(head)[0], body, total)
        sizes.append(len(body))
    exchange.connection.close()
    return sorted(exchange.latencies), sizes


def require_right(path, status, body, total):
    """Raise UnexpectedAnswer unless the page is there and says the total that is known.

    A word may find a few documents more: the vocabulary is made at random, so some rare word of it
    can have the same stem.
    """
    if status != OK:
        raise UnexpectedAnswer(f"{path}: {status}")
    if path.startswith("/documents/?"):
        said = TOTAL.search(body)
        number = int(said[1].replace(b",", b"")) if said else -1
        others = SAME_STEM if "?q=" in path else 1
        if number < (total or 0) or (total is not None and number > total * others):
            raise UnexpectedAnswer(f"{path}: says {said and said[1].decode()}, {total} expected")


def kind_rows(kind, n, port, requests, floor):
    """The rows of one kind, p50 and p95, beside what an empty answer takes (milliseconds)."""
    times, sizes = ask(port, requests)
    note = (f"{len(requests)} different, longest {times[-1] * 1000:.0f} ms, "
            f"{sorted(sizes)[len(sizes) // 2] / 1000:.0f} kB")
    rows = []
    for place, (name, share) in enumerate((("p50", 0.5), ("p95", 0.95))):
        row = {"name": f"search/{kind} {name}", "n": n, "unit": "ms", "value": _percentile(times, share),
               "floor": floor, "note": note}
        if kind in TARGETS and n in SHARE_OF_TARGET:
            row["target"] = TARGETS[kind][place] * SHARE_OF_TARGET[n]
        rows.append(row)
    return rows


def many_row(kind, n, port, requests, connections):
    """How many such requests are answered in a second over several connections."""
    paths = [path for path, _total in requests]
    run = exchange_many(HOST, port, paths, connections=connections, count=len(paths))
    if run["statuses"] != {OK}:
        raise UnexpectedAnswer(f"{kind}: {sorted(run['statuses'])}")
    return {"name": f"search/{kind}, {connections} connections", "n": n, "unit": "requests/s",
            "value": len(paths) / run["seconds"], "p50_ms": _percentile(run["latencies"], 0.5),
            "p95_ms": _percentile(run["latencies"], 0.95)}


def memory_rows(n, master):
    """The most that any web process holds: its own memory, and with the files that it has mapped."""
    processes = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    rows = []
    for name, key in (("memory of a web process", "RssAnon"), ("memory with mapped files", "VmRSS")):
        held = [_memory(process, key) / MIB for process in processes]
        row = {"name": f"search/{name}", "n": n, "unit": "MiB", "value": max(held),
               "note": f"{len(held)} processes: {', '.join(f'{size:.0f}' for size in held)}"}
        rows.append({**row, "target": 400} if key == "RssAnon" else row)
    return rows


def _memory(process, key):
    """Bytes of one line of /proc/<process>/status, whose kB are KiB."""
    line = re.search(rf"{key}:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    return int(line[1]) * 1024


def found_in(port, words):
    """Identifiers of the documents on the first page of results for these words."""
    exchange = Exchange(HOST, port, [request_bytes(HOST, port, f"/documents/?q={quote(words)}")], False)
    exchange.ask()
    while not exchange.listen():
        pass
    exchange.connection.close()
    return {found.decode() for found in re.findall(rb'href="[^"]*/documents/([0-9a-f-]{36})/', exchange.data)}


def _percentile(times, share):
    """Of sorted seconds, in milliseconds."""
    return times[int(len(times) * share)] * 1000
