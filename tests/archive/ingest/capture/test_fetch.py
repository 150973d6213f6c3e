"""Fetching from a real server: redirects are checked anew, everything has an end, and every byte is kept."""
import gzip
import itertools
import socket
from types import SimpleNamespace

import pytest

from archive.ingest.capture.addresses import Rules
from archive.ingest.capture.allowance import Allowance
from archive.ingest.capture.coding import decode
from archive.ingest.capture.errors import AddressRefused, NoAnswer, OutOfAllowance
from archive.ingest.capture.fetch import fetch, user_agent
from tests.archive.ingest.capture.conftest import PAGE, answer, page, redirect, rules_for


def test_a_page_comes_with_its_head_and_every_byte(server, rules, allowance, at, tmp_path):
    server.answers["/a?b=%C3%A4"] = page()
    (hop,) = fetch(at("/a?b=ä") + "#part", rules, allowance, tmp_path)
    assert (hop.status, hop.ip, hop.is_complete) == (200, "127.0.0.1", True)
    assert hop.header("content-type") == "text/html; charset=utf-8"
    assert hop.raw.read_bytes() == page()
    assert hop.body.read_bytes() == PAGE


def test_the_server_learns_honestly_who_asks(server, rules, allowance, at, tmp_path, settings):
    settings.BASE_URL = "https://archive.example"
    server.answers["/"] = page()
    fetch(at(), rules, allowance, tmp_path)
    assert f"Host: site.test:{server.port}\r\n" in server.heads[0]
    assert "User-Agent: Standpoint/" in server.heads[0]
    assert "https://archive.example" in user_agent()
    assert "Cookie" not in server.heads[0]


def test_redirects_are_followed_and_kept(server, rules, allowance, at, tmp_path):
    server.answers |= {"/a": redirect("/b"), "/b": redirect(at("/c", "other.test") + "#x"), "/c": page()}
    hops = fetch(at("/a"), rules, allowance, tmp_path)
    assert [(hop.url, hop.status) for hop in hops] == [
        (at("/a"), 302), (at("/b"), 302), (at("/c", "other.test"), 200)]
    assert [hop.raw.read_bytes() for hop in hops] == [server.answers[path] for path in ("/a", "/b", "/c")]


@pytest.mark.parametrize("location", [
    "http://127.0.0.2:{port}/", "http://inside.test:{port}/", "http://metadata.test:{port}/", "file:///etc/passwd",
    "http://[::1]:{port}/", "http://user@site.test:{port}/", "http://site.test:22/", "ftp://site.test/",
    "http://both.test:{port}/", "//inside.test:{port}/",
])
def test_a_redirect_inside_is_refused(server, rules, allowance, at, tmp_path, location):
    server.answers["/"] = redirect(location.format(port=server.port))
    with pytest.raises(AddressRefused):
        fetch(at(), rules, allowance, tmp_path)
    assert server.asked == ["/"]


def test_a_name_that_changes_its_meaning_is_asked_where_it_was_found(server, allowance, tmp_path):
    meanings = iter([["127.0.0.1"], ["127.0.0.2"]])
    looked_up = []

    def rebinding(host):
        looked_up.append(host)
        return next(meanings)

    server.answers |= {"/": page(), "/on": redirect("/")}
    known = rules_for(server)
    rules = Rules(resolve=rebinding, is_allowed=known.is_allowed, ports=known.ports)
    (hop,) = fetch(f"http://site.test:{server.port}/", rules, allowance, tmp_path)
    assert (looked_up, hop.ip) == (["site.test"], "127.0.0.1")
    with pytest.raises(AddressRefused):
        fetch(f"http://site.test:{server.port}/on", rules, allowance, tmp_path)
    assert server.asked == ["/"]


def test_a_circle_of_redirects_ends(server, rules, allowance, at, tmp_path):
    server.answers |= {"/a": redirect("/b"), "/b": redirect("/a")}
    with pytest.raises(NoAnswer, match="in a circle"):
        fetch(at("/a"), rules, allowance, tmp_path)
    assert server.asked == ["/a", "/b"]


def test_a_chain_of_redirects_ends_after_ten(server, rules, allowance, at, tmp_path):
    server.answers |= {f"/{n}": redirect(f"/{n + 1}") for n in range(30)}
    with pytest.raises(NoAnswer, match="more than 10 times"):
        fetch(at("/0"), rules, allowance, tmp_path)
    assert len(server.asked) == 11


@pytest.mark.parametrize("head", ["Content-Length: 2000000\r\n", ""])
def test_what_is_too_large_is_given_up(server, rules, at, tmp_path, head):
    block = b"x" * 1000
    server.answers["/"] = itertools.chain([f"HTTP/1.1 200 OK\r\n{head}\r\n".encode()], itertools.repeat(block))
    with pytest.raises(OutOfAllowance, match=r"larger than 50\.0 KB"):
        fetch(at(), rules, Allowance(50_000, 20), tmp_path)
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) < 150_000


def test_redirects_and_page_share_one_allowance(server, rules, at, tmp_path):
    server.answers |= {"/": answer(b"x" * 600, "Location: /b", status="302 Found"), "/b": page(b"x" * 600)}
    with pytest.raises(OutOfAllowance):
        fetch(at(), rules, Allowance(1200, 20), tmp_path)


def test_a_server_that_sends_a_byte_now_and_then_is_given_up(server, rules, at, tmp_path):
    def drip():
        yield b"HTTP/1.1 200 OK\r\n\r\n"
        while not server.released.wait(0.05):
            yield b"x"

    server.answers["/"] = drip()
    with pytest.raises(OutOfAllowance, match=r"longer than 0.5 seconds"):
        fetch(at(), rules, Allowance(1_000_000, 0.5), tmp_path)


def test_a_server_that_says_nothing_is_given_up(server, rules, at, tmp_path):
    server.answers["/"] = iter(lambda: server.released.wait() and b"", b"")
    with pytest.raises(OutOfAllowance, match=r"longer than 0.5 seconds"):
        fetch(at(), rules, Allowance(1_000_000, 0.5), tmp_path)


def test_a_head_without_end_is_refused(server, rules, allowance, at, tmp_path):
    line = b"X-More: " + b"x" * 8000 + b"\r\n"
    server.answers["/"] = itertools.chain([b"HTTP/1.1 200 OK\r\n"], itertools.repeat(line, 60))
    with pytest.raises(OutOfAllowance, match="head of the answer"):
        fetch(at(), rules, allowance, tmp_path)


@pytest.mark.parametrize("sent", [b"", b"SSH-2.0-OpenSSH\r\n", b"\x00\x01\x02", b"HTTP/1.1 twohundred\r\n\r\n"])
def test_what_is_no_answer_of_the_web_is_said(server, rules, allowance, at, tmp_path, sent):
    server.answers["/"] = sent
    with pytest.raises(NoAnswer, match="nothing that is an answer"):
        fetch(at(), rules, allowance, tmp_path)


def test_nobody_listens(allowance, tmp_path):
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        port = deaf.getsockname()[1]
        with pytest.raises(NoAnswer, match="does not answer"):
            fetch(f"http://site.test:{port}/", rules_for(SimpleNamespace(port=port)), allowance, tmp_path)


def test_pieces_are_put_together_and_kept_as_they_came(server, rules, allowance, at, tmp_path):
    sent = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nThe \r\n8\r\ndam is s\r\n4\r\nafe.\r\n0\r\n\r\n"
    server.answers["/"] = sent
    (hop,) = fetch(at(), rules, allowance, tmp_path)
    assert (hop.raw.read_bytes(), hop.body.read_bytes(), hop.is_complete) == (sent, b"The dam is safe.", True)


@pytest.mark.parametrize(("sent", "body"), [
    (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nThe dam", b"The dam"),
    (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nThe \r\n8\r\ndam", b"The "),  # whole pieces only
])
def test_an_answer_that_breaks_off_is_kept_as_far_as_it_came(server, rules, allowance, at, tmp_path, sent, body):
    server.answers["/"] = sent
    (hop,) = fetch(at(), rules, allowance, tmp_path)
    assert (hop.is_complete, hop.raw.read_bytes(), hop.body.read_bytes()) == (False, sent, body)


def test_a_certificate_must_be_for_the_host(secure_server, certificate, allowance, tmp_path):
    secure_server.answers["/"] = page()
    rules = rules_for(secure=[secure_server], authorities=str(certificate[0]))
    (hop,) = fetch(f"https://site.test:{secure_server.port}/", rules, allowance, tmp_path)
    assert hop.body.read_bytes() == PAGE
    with pytest.raises(NoAnswer, match=r"certificate of “other\.test” is not valid"):
        fetch(f"https://other.test:{secure_server.port}/", rules, allowance, tmp_path)


def test_a_certificate_must_be_from_somebody_who_is_trusted(secure_server, allowance, tmp_path):
    with pytest.raises(NoAnswer, match="not valid"):
        fetch(f"https://site.test:{secure_server.port}/", rules_for(secure=[secure_server]), allowance, tmp_path)
    assert secure_server.asked == []


def decoded(tmp_path, body, coding, most=1_000_000):
    packed, target = tmp_path / "packed", tmp_path / "target"
    packed.write_bytes(body)
    return decode(packed, coding, target, most), target


def test_a_packed_file_is_unpacked_and_a_bomb_is_not(tmp_path):
    why_not, target = decoded(tmp_path, gzip.compress(b"%PDF-1.7 words", mtime=0), "gzip")
    assert (why_not, target.read_bytes()) == ("", b"%PDF-1.7 words")
    why_not, target = decoded(tmp_path, gzip.compress(b"\0" * 50_000_000, mtime=0), "gzip")
    assert why_not == "unpacked, it is larger than a capture may be"
    assert target.stat().st_size <= 1_000_000


@pytest.mark.parametrize(("body", "coding", "why"), [
    (b"words", "br", "packed as “br”"), (b"words", "gzip", "damaged"),
    (gzip.compress(b"words" * 99, mtime=0)[:-12], "gzip", "damaged"),
])
def test_what_cannot_be_unpacked_is_said(tmp_path, body, coding, why):
    assert why in decoded(tmp_path, body, coding)[0]
