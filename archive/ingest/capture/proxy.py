"""The only way out for Chromium: a proxy on this machine that lets through what a capture itself may ask.

Each connection is looked up, checked and pinned as in `fetch.py`, and all share the
allowance of the screenshot. It ends with the block that it is used in.
"""
import select
import socket
import socketserver
import threading
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

from archive.ingest.capture.errors import CaptureError

MAX_HEAD = 64 * 1024
MAX_HEAD_SECONDS = 10
BLOCK = 64 * 1024
HOP_HEADERS = (b"proxy-", b"connection:", b"keep-alive:")
REFUSED = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
ESTABLISHED = b"HTTP/1.1 200 Connection established\r\n\r\n"


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads, block_on_close, allow_reuse_address = True, False, True

    def handle_error(self, request, client_address):
        """A connection that broke off is no news: the page is shown without what it would have brought."""


@contextmanager
def way_out(rules, allowance):
    """The port on 127.0.0.1 at which the proxy listens."""
    handler = type("Handler", (_Connection,), {"rules": rules, "allowance": allowance})
    with _Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()


class _Connection(socketserver.BaseRequestHandler):
    """One connection of the browser: its first line says where to, then bytes go both ways."""

    rules = allowance = None

    def handle(self):
        try:
            head, rest = self._head()
            line, _end, headers = head.partition(b"\r\n")
            method, target, _version = line.decode("ascii").split(" ")
            outside, greeting = self._open(method, target, headers)
        except (CaptureError, OSError, ValueError):
            with suppress(OSError):
                self.request.sendall(REFUSED)
            return
        with outside, suppress(CaptureError, OSError):
            if greeting:
                outside.sendall(greeting)
            else:
                self.request.sendall(ESTABLISHED)
            if rest:
                outside.sendall(rest)
            self._relay(outside)

    def _head(self):
        """(head of the request without the empty line behind it, what came after)."""
        self.request.settimeout(MAX_HEAD_SECONDS)
        came = b""
        while b"\r\n\r\n" not in came:
            block = self.request.recv(BLOCK)
            came += block
            if not block or len(came) > MAX_HEAD:
                raise ValueError("no request")
        head, _end, rest = came.partition(b"\r\n\r\n")
        return head, rest

    def _open(self, method, target, headers):
        """(socket to the address that is meant, what to send first; nothing for a tunnel)."""
        is_tunnel = method == "CONNECT"
        asked = self.rules.read(self._tunnelled(target) if is_tunnel else target)
        if not is_tunnel and asked.scheme != "http":
            raise ValueError("HTTPS goes through a tunnel")
        ip = self.rules.pin(asked.host, self.allowance.seconds_left())
        outside = socket.create_connection((ip, asked.port), timeout=self.allowance.seconds_left())
        if is_tunnel:
            return outside, b""
        kept = [line for line in headers.split(b"\r\n") if line and not line.lower().startswith(HOP_HEADERS)]
        first = f"{method} {asked.path} HTTP/1.1".encode("ascii")
        return outside, b"\r\n".join([first, *kept, b"Connection: close", b"", b""])

    def _tunnelled(self, target):
        """The address of a tunnel, `host:port`: of the scheme whose port it is."""
        port = urlsplit(f"//{target}").port
        scheme = next((name for name, ports in self.rules.ports.items() if port in ports), "https")
        return f"{scheme}://{target}/"

    def _relay(self, outside):
        """Pass bytes both ways until one side ends; count what comes from outside."""
        other = {self.request: outside, outside: self.request}
        for one in other:
            one.settimeout(self.allowance.seconds_left())
        while True:
            ready, _w, _x = select.select(list(other), [], [], self.allowance.seconds_left())
            for one in ready:
                block = one.recv(BLOCK)
                if not block:
                    return
                if one is outside:
                    self.allowance.take(len(block))
                other[one].sendall(block)
