"""The WARC holds what was asked and answered, byte for byte; and what the page says is read from it."""
import gzip

import pytest
from warcio.archiveiterator import ArchiveIterator

from archive.ingest.capture.fetch import fetch
from archive.ingest.capture.warc import write_warc
from archive.ingest.extraction.sandbox import ExtractionSandbox
from tests.archive.ingest.capture.conftest import PAGE, answer, page, redirect


@pytest.fixture(scope="module")
def sandbox():
    with ExtractionSandbox() as room:
        yield room


def records(path):
    with path.open("rb") as file:
        for record in ArchiveIterator(file, no_record_parse=True):
            yield record.rec_headers, record.raw_stream.read()


@pytest.fixture
def captured(server, rules, allowance, at, tmp_path):
    """`captured(answers)`: the path of the WARC of what `/` leads to."""
    def capture(**answers):
        server.answers |= {f"/{path.removeprefix('root')}": sent for path, sent in answers.items()}
        path = tmp_path / "page.warc.gz"
        write_warc(fetch(at("/"), rules, allowance, tmp_path), path)
        return path

    return capture


def test_each_question_and_answer_is_a_record_with_exactly_the_bytes_that_came(server, captured, at):
    odd = b"HTTP/1.1 200 Fine\r\ncontent-TYPE:   text/html\r\nX-Odd:a\r\nX-Odd: b\r\n\r\n" + PAGE
    kept = list(records(captured(root=redirect("/b"), b=odd)))
    assert [(head["WARC-Type"], head["WARC-Target-URI"]) for head, _block in kept] == [
        ("warcinfo", None), ("response", at("/")), ("request", at("/")), ("response", at("/b")), ("request", at("/b"))]
    blocks = [block for _head, block in kept]
    assert (blocks[1], blocks[3]) == (redirect("/b"), odd)
    assert blocks[2].decode().startswith("GET / HTTP/1.1\r\nHost: site.test")
    assert all(head["WARC-IP-Address"] == "127.0.0.1" for head, _block in kept[1:])
    assert kept[2][0]["WARC-Concurrent-To"] == kept[1][0]["WARC-Record-ID"]
    assert all(head["WARC-Block-Digest"].startswith("sha1:") for head, _block in kept[1:])


def test_digests_of_the_payload_are_those_of_what_follows_the_head(captured):
    with captured(root=page()).open("rb") as file:
        read = [(record.rec_type, record.content_stream().read())
                for record in ArchiveIterator(file, check_digests="raise")]
    assert [kind for kind, _content in read] == ["warcinfo", "response", "request"]
    assert read[1][1] == PAGE


def test_an_answer_that_broke_off_is_marked(captured):
    kept = list(records(captured(root=b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nThe dam")))
    assert kept[1][0]["WARC-Truncated"] == "disconnect"


def test_the_page_is_read_from_its_warc(captured, sandbox):
    found = sandbox.extract(captured(root=redirect("/b"), b=page()), filename="page.warc.gz")
    assert (found.media_type, found.encoding) == ("application/warc", None)
    assert (found.metadata.title, found.metadata.language) == ("On the dam", "en")
    assert found.text("main").startswith("The dam is safe, the ministry said on Friday.")
    assert found.private_metadata["capture"]["status"] == 200


def test_the_last_answer_that_succeeded_is_the_page(captured, sandbox, tmp_path):
    first = captured(root=page())
    both = tmp_path / "both.warc.gz"
    lost = page(b"<html><body><p>Not found, sorry.</p></body></html>", status="404 Not Found")
    both.write_bytes(first.read_bytes() + captured(root=lost).read_bytes())
    assert sandbox.extract(both, filename="b.warc.gz").metadata.title == "On the dam"
    assert sandbox.extract(captured(root=lost), filename="c.warc.gz").text("raw") == "Not found, sorry."


@pytest.mark.parametrize(("head", "body"), [
    ("Content-Type: text/html; charset=windows-1256", "<html><body><p>سلام دنيا</p>".encode("cp1256")),
    ("Content-Type: text/html\r\nContent-Encoding: gzip",
     gzip.compress("<html><meta charset=utf-8><p>سلام دنيا</p>".encode(), mtime=0)),
    ("Content-Type: text/plain", "سلام دنيا".encode()),
])
def test_the_servers_own_words_about_the_coding_count(captured, sandbox, head, body):
    found = sandbox.extract(captured(root=answer(body, head)), filename="page.warc.gz")
    assert (found.text("raw") or found.text("main")) == "سلام دنيا"


def test_a_page_in_pieces_is_put_together(captured, sandbox):
    sent = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n" \
           b"6\r\n<html>\r\n12\r\n<p>It is safe.</p>\r\n0\r\n\r\n"
    assert sandbox.extract(captured(root=sent), filename="page.warc.gz").text("raw") == "It is safe."


@pytest.mark.parametrize(("content", "why"), [
    (b"WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 2\r\n\r\nab\r\n\r\n", "holds no answer"),
    (b"WARC/1.1\r\nWARC-Type: response\r\n\r\nab", "does not say how long"),
    (b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 2\r\n\r\nabcdef", "does not begin where it should"),
    (b"WARC/1.1\r\n" + b"A: b\r\n" * 300, "does not end"),
])
def test_a_damaged_web_archive_is_kept_with_the_reason_why_it_was_not_read(sandbox, tmp_path, content, why):
    for name, written in (("a.warc", content), ("a.warc.gz", gzip.compress(content))):
        (tmp_path / name).write_bytes(written)
        found = sandbox.extract(tmp_path / name, filename=name)
        assert found.media_type == "application/warc"
        assert why in found.failures[0].reason


def test_bombs_are_not_unpacked(captured, sandbox, tmp_path):
    inner = captured(root=answer(gzip.compress(b"<p>" + b"0" * 200_000_000), "Content-Encoding: gzip"))
    assert "larger than" in sandbox.extract(inner, filename="a.warc.gz").failures[0].reason
    outer = tmp_path / "bomb.warc.gz"
    head = b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 400000000\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"
    outer.write_bytes(gzip.compress(head + bytes(400_000_000), 1))
    assert "larger than" in sandbox.extract(outer, filename="b.warc.gz").failures[0].reason
