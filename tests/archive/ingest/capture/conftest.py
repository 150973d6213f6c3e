"""Real servers on this machine, and rules under which a capture may ask them (and nothing else here)."""
import shutil
import socketserver
import ssl
import subprocess
import threading
from contextlib import contextmanager

import pytest

from archive.accounts.switches import set_switch
from archive.ingest.capture.addresses import Rules, is_public
from archive.ingest.capture.allowance import Allowance

PAGE = (b"<html lang=en><head><title>On the dam</title><meta charset=utf-8></head><body><article><p>"
        + b"The dam is safe, the ministry said on Friday. " * 20 + b"</p></article></body></html>")


def answer(body, *headers, status="200 OK"):
    """The bytes of an answer with a length."""
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "Connection: close", "", ""]
    return "\r\n".join(lines).encode() + body


def page(body=PAGE, **more):
    return answer(body, "Content-Type: text/html; charset=utf-8", **more)


def redirect(location):
    return answer(b"", f"Location: {location}", status="302 Found")


class Server(socketserver.ThreadingTCPServer):
    """Sends the bytes that `answers` has for a path, and notes who asked for what."""

    daemon_threads, block_on_close, allow_reuse_address = True, False, True

    def __init__(self, context=None):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers, self.asked, self.heads, self.context = {}, [], [], context
        self.port, self.released = self.server_address[1], threading.Event()

    def handle_error(self, request, client_address):
        """A client that goes away is what several tests are about."""


class Handler(socketserver.StreamRequestHandler):
    def setup(self):
        if self.server.context:
            self.request = self.server.context.wrap_socket(self.request, server_side=True)
        super().setup()

    def handle(self):
        first = self.rfile.readline().decode("latin-1")
        head = first
        while (line := self.rfile.readline()) not in (b"\r\n", b""):
            head += line.decode("latin-1")
        path = first.split(" ")[1]
        self.server.asked.append(path)
        self.server.heads.append(head)
        sent = self.server.answers.get(path, answer(b"nothing here", status="404 Not Found"))
        for piece in [sent] if isinstance(sent, bytes) else sent:
            self.wfile.write(piece)


@contextmanager
def serving(context=None):
    with Server(context) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield server
        finally:
            server.released.set()
            server.shutdown()


@pytest.fixture
def server():
    with serving() as running:
        yield running


@pytest.fixture
def inside():
    """A server that no capture may reach."""
    with serving() as running:
        yield running


@pytest.fixture
def certificate(tmp_path):
    """(certificate file, key file) for site.test alone."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    made, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", made, "-days",
                    "2", "-subj", "/CN=site.test", "-addext", "subjectAltName=DNS:site.test"],
                   check=True, capture_output=True)
    return made, key


@pytest.fixture
def secure_server(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    with serving(context) as running:
        yield running


HOSTS = {"site.test": ["127.0.0.1"], "other.test": ["127.0.0.1"], "inside.test": ["127.0.0.2"],
         "both.test": ["127.0.0.1", "10.0.0.1"], "metadata.test": ["169.254.169.254"]}


def rules_for(*servers, secure=(), authorities=None):
    """Rules by which 127.0.0.1 counts as public at the ports of these servers; names are looked up in HOSTS."""
    return Rules(
        resolve=lambda host: HOSTS.get(host, [host]), is_allowed=lambda ip: ip == "127.0.0.1" or is_public(ip),
        ports={"http": tuple(one.port for one in servers), "https": tuple(one.port for one in secure)},
        authorities=authorities,
    )


@pytest.fixture
def rules(server):
    return rules_for(server)


@pytest.fixture
def allowance():
    return Allowance(1_000_000, 20)


@pytest.fixture
def at(server):
    """`at("/path")`: an address of the server."""
    return lambda path="/", host="site.test": f"http://{host}:{server.port}{path}"


@pytest.fixture
def switched_on(cast):
    set_switch("capture", True, cast["administrator"])
