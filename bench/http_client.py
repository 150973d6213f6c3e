"""A cheap HTTP/1.1 client for measuring, since it shares the processor with the server.

It checks what it is given (status and length) and keeps no bytes. One thread
drives all connections, each of which always has one request under way.
"""
import selectors
import socket
import time
from itertools import chain

BUFFER = 1024 * 1024
HEAD_END = b"\r\n\r\n"
TIMEOUT = 120


def request_bytes(host, port, path, method="GET", headers=None):
    """Return one request, ready to be sent."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}:{port}"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")


def parsed_head(head):
    """Return (status, content length) of a response head."""
    first, *rest = head.decode("latin-1").split("\r\n")
    lengths = [line.split(":")[1] for line in rest if line.lower().startswith("content-length:")]
    return int(first.split()[1]), int(lengths[0]) if lengths else 0


def download(host, port, path, headers=None):
    """Fetch one path over a new connection; return (status, bytes received, seconds)."""
    buffer = bytearray(BUFFER)
    started = time.perf_counter()
    with socket.create_connection((host, port), timeout=TIMEOUT) as connection:
        connection.sendall(request_bytes(host, port, path, headers=headers))
        head = b""
        while HEAD_END not in head:
            data = connection.recv(65536)
            if not data:
                raise ConnectionError("the server closed before answering")
            head += data
        head, _, body = head.partition(HEAD_END)
        status, length = parsed_head(head)
        received = len(body)
        while received < length:
            count = connection.recv_into(buffer)
            if not count:
                break
            received += count
    return status, received, time.perf_counter() - started


class Exchange:
    """One connection that asks for one path after another; `latencies` in seconds."""

    def __init__(self, host, port, requests, is_head):
        self.connection = socket.create_connection((host, port), timeout=TIMEOUT)
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.requests = iter(requests)
        self.is_head = is_head
        self.latencies = []
        self.statuses = set()
        self.received = 0

    def ask(self):
        """Send the next request; return False when there is none."""
        request = next(self.requests, None)
        if request is None:
            return False
        self.data, self.expected = b"", None
        self.started = time.perf_counter()
        self.connection.sendall(request)
        return True

    def listen(self):
        """Take what has come; return whether the answer is complete."""
        data = self.connection.recv(65536)
        if not data:
            raise ConnectionError("the server closed a connection that was in use")
        self.data += data
        if self.expected is None and HEAD_END in self.data:
            end = self.data.index(HEAD_END)
            status, length = parsed_head(self.data[:end])
            self.statuses.add(status)
            self.expected = end + len(HEAD_END) + (0 if self.is_head else length)
        if self.expected is None or len(self.data) < self.expected:
            return False
        self.received += len(self.data)
        self.latencies.append(time.perf_counter() - self.started)
        return True


def exchange_many(host, port, paths, *, connections, count, method="GET", headers=None):
    """Ask for `paths` in turn, `count` times in all, over keep-alive connections.

    Returns {"seconds", "latencies" (sorted, seconds), "statuses", "received"}.
    """
    requests = [request_bytes(host, port, path, method, headers) for path in paths]
    shares = [
        [requests[turn % len(requests)] for turn in range(first, count, connections)]
        for first in range(connections)
    ]
    exchanges = [Exchange(host, port, share, method == "HEAD") for share in shares]
    started = time.perf_counter()
    drive(exchanges)
    seconds = time.perf_counter() - started
    for exchange in exchanges:
        exchange.connection.close()
    return {
        "seconds": seconds,
        "latencies": sorted(chain.from_iterable(exchange.latencies for exchange in exchanges)),
        "statuses": set().union(*(exchange.statuses for exchange in exchanges)),
        "received": sum(exchange.received for exchange in exchanges),
    }


def drive(exchanges):
    """Keep every exchange busy until none has anything left to ask."""
    with selectors.DefaultSelector() as selector:
        for exchange in exchanges:
            if exchange.ask():
                selector.register(exchange.connection, selectors.EVENT_READ, exchange)
        while selector.get_map():
            for key, _ in selector.select(TIMEOUT):
                if key.data.listen() and not key.data.ask():
                    selector.unregister(key.fileobj)
