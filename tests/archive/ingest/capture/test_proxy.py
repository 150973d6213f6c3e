"""Chromium's only way out: it leads to public addresses and to nothing inside."""
import socket

import pytest

from archive.ingest.capture.allowance import Allowance
from archive.ingest.capture.proxy import way_out
from tests.archive.ingest.capture.conftest import PAGE, page, rules_for


def ask(port, sent):
    """All bytes that the proxy sends back."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(sent)
        came = b""
        while block := connection.recv(65536):
            came += block
        return came


@pytest.mark.parametrize("target", [
    "127.0.0.2:{port}", "localhost:{port}", "[::1]:{port}", "inside.test:{port}", "both.test:{port}",
    "169.254.169.254:{port}", "metadata.test:{port}", "site.test:22", "site.test", "2130706433:{port}", "::1:{port}",
])
def test_no_tunnel_leads_inside(server, allowance, target):
    with way_out(rules_for(server), allowance) as port:
        assert ask(port, f"CONNECT {target.format(port=server.port)} HTTP/1.1\r\n\r\n".encode()).startswith(
            b"HTTP/1.1 403")
    assert server.asked == []


@pytest.mark.parametrize("address", [
    "http://127.0.0.2:{port}/", "http://localhost:{port}/", "http://[::1]:{port}/", "http://inside.test:{port}/",
    "http://metadata.test:{port}/latest/", "http://site.test:22/", "http://u:p@site.test:{port}/", "/", "ftp://site.test/",
    "https://site.test/",
])
def test_no_question_leads_inside(server, allowance, address):
    with way_out(rules_for(server), allowance) as port:
        assert ask(port, f"GET {address.format(port=server.port)} HTTP/1.1\r\n\r\n".encode()).startswith(
            b"HTTP/1.1 403")
    assert server.asked == []


def test_under_the_real_rules_this_machine_is_not_reached_at_all(server, allowance):
    from archive.ingest.capture.addresses import Rules

    with way_out(Rules(ports={"http": (server.port,), "https": (server.port,)}), allowance) as port:
        for sent in (f"CONNECT 127.0.0.1:{server.port} HTTP/1.1\r\n\r\n",
                     f"GET http://127.0.0.1:{server.port}/ HTTP/1.1\r\n\r\n"):
            assert ask(port, sent.encode()).startswith(b"HTTP/1.1 403")
    assert server.asked == []


def test_a_question_to_a_public_address_is_passed_on(server, allowance, at):
    server.answers["/a"] = page()
    with way_out(rules_for(server), allowance) as port:
        came = ask(port, f"GET {at('/a')} HTTP/1.1\r\nHost: site.test\r\nProxy-Authorization: x\r\n\r\n".encode())
    assert came == page()
    assert server.heads == ["GET /a HTTP/1.1\r\nHost: site.test\r\nConnection: close\r\n"]


def test_a_tunnel_to_a_public_address_passes_bytes_both_ways(server, allowance):
    server.answers["/a"] = page()
    with way_out(rules_for(secure=[server]), allowance) as port:
        sent = f"CONNECT site.test:{server.port} HTTP/1.1\r\n\r\nGET /a HTTP/1.1\r\n\r\n"
        assert ask(port, sent.encode()) == b"HTTP/1.1 200 Connection established\r\n\r\n" + page()


def test_what_comes_is_counted_for_all_connections_together(server, at):
    server.answers["/a"] = page()
    with way_out(rules_for(server), Allowance(len(page()) + len(PAGE) // 2, 20)) as port:
        question = f"GET {at('/a')} HTTP/1.1\r\n\r\n".encode()
        assert ask(port, question) == page()
        assert ask(port, question) == b""


@pytest.mark.parametrize("sent", [b"\r\n\r\n", b"GET\r\n\r\n", b"\xff\xfe a b\r\n\r\n", b"x" * 100_000])
def test_nonsense_is_refused(server, allowance, sent):
    with way_out(rules_for(server), allowance) as port:
        try:
            came = ask(port, sent)
        except ConnectionResetError:
            came = b""
    assert not came or came.startswith(b"HTTP/1.1 403")
    assert server.asked == []
