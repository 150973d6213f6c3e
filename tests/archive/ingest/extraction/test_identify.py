"""The media type comes from the content; an extension only decides between kinds of text."""

import gzip
import io
import subprocess
import sys
import wave
import zipfile
from pathlib import Path

import pytest

from archive.ingest.extraction import identify as identification
from archive.ingest.extraction.identify import identify
from archive.ingest.extraction.limits import Limits
from archive.ingest.extraction.source import Source
from archive.ingest.extraction.types import Failure
from tests.archive.ingest.extraction.samples import letter_document, pdf, picture

PROJECT = Path(__file__).resolve().parents[4]
OFFICE = "application/vnd.openxmlformats-officedocument."
EMAIL = b"Received: from a.example\nFrom: A <a@b.example>\nSubject: S\n\nBody.\n"
LETTER = b"From: the council\nTo: the people\nSubject: water\n\nWe have decided.\n"
OGG = b"OggS\x00\x02" + bytes(20) + b"\x01\x1e\x01vorbis" + bytes(20)
MP4 = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isommp42" + bytes(64)
WEBM = b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm"


def archive_of(**parts: bytes) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as container:
        for name, content in parts.items():
            container.writestr(name, content)
    return saved.getvalue()


def sound() -> bytes:
    saved = io.BytesIO()
    with wave.open(saved, "wb") as out:
        out.setparams((2, 2, 8000, 0, "NONE", "none"))
        out.writeframes(bytes(32000))
    return saved.getvalue()


CASES = [
    (letter_document("x"), "x.zip", OFFICE + "wordprocessingml.document"),
    (archive_of(mimetype=b"application/vnd.oasis.opendocument.text"), "x.docx",
     "application/vnd.oasis.opendocument.text"),
    (archive_of(mimetype=b"application/epub+zip"), "x.zip", "application/epub+zip"),
    (archive_of(mimetype=b"text/html"), "x.html", "application/zip"),
    (archive_of(a=b"b"), "x.docx", "application/zip"),
    (pdf("A"), "x.txt", "application/pdf"),
    (picture("PNG"), "x.jpg", "image/png"),
    (picture("JPEG"), "x.png", "image/jpeg"),
    (picture("GIF"), "x", "image/gif"),
    (picture("WEBP"), "x", "image/webp"),
    (picture("TIFF"), "x", "image/tiff"),
    (picture("BMP"), "x", "image/bmp"),
    (sound(), "x.mp3", "audio/wav"),
    (b"ID3\x04" + bytes(64), "x", "audio/mpeg"),
    (OGG, "x", "audio/ogg"),
    (MP4, "x", "video/mp4"),
    (WEBM, "x", "video/webm"),
    (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n\r\n", "x", "application/warc"),
    (gzip.compress(b"WARC/1.0\r\nWARC-Type: warcinfo\r\n\r\n"), "x.gz", "application/warc"),
    (gzip.compress(b"other"), "x.warc.gz", "application/gzip"),
    (b"<!-- c --><!DOCTYPE html><p>x</p>", "x.txt", "text/html"),
    ("\ufeff<html><p>متن</p>".encode(), "x", "text/html"),
    ("<html><p>متن</p>".encode("utf-16"), "x", "text/html"),
    (b"<?xml version='1.0'?><!-- c --><svg xmlns='http://www.w3.org/2000/svg'/>", "x.xml",
     "image/svg+xml"),
    (b"<?xml version='1.0'?><tei><p>x</p></tei>", "x.html", "application/xml"),
    (EMAIL, "x.txt", "message/rfc822"),
    (LETTER, "x.eml", "message/rfc822"),
    (LETTER, "x.txt", "text/plain"),
    (b"# Title\n\nWords *and* words.\n", "x.md", "text/plain"),
    (b"name,place\nA,B\nC,D\n", "x.csv", "text/csv"),
    (b"name;place\nA;B\nC;D\n", "x.csv", "text/csv"),
    (b"Words without any columns.\nMore, words.\n", "x.csv", "text/plain"),
    (b"A page may begin with <html> and still be words.", "x.txt", "text/plain"),
    (b"{\"a\": [1, 2]}", "x", "application/json"),
    (b"\x00\x01\x02\x03" * 20, "x.txt", "application/octet-stream"),
]  # fmt: skip


# Some of these files hold the time of their making, so their bytes cannot name a test.
@pytest.mark.parametrize(
    ("content", "filename", "media_type"),
    CASES,
    ids=[f"{number} {case[1]} is {case[2]}" for number, case in enumerate(CASES)],
)
def test_the_content_decides(extract, content, filename, media_type):
    assert extract(content, filename).media_type == media_type


def test_a_polyglot_is_what_its_first_bytes_say(extract):
    container = archive_of(a=b"b")
    assert extract(pdf("A") + container, "x.zip").media_type == "application/pdf"
    gif = picture("GIF") + b"<html><script>alert(1)</script>" + container
    assert extract(gif, "x.html").media_type == "image/gif"


def test_a_type_without_extractor_is_named(extract):
    failure = extract(MP4).failures[0]
    assert failure.reason == "There is no text extractor for video/mp4."


def test_where_the_system_has_no_libmagic_the_one_of_pylibmagic_serves():
    asked = ("import gzip, os, runpy; loaded = runpy.run_path('archive/ingest/extraction/libmagic.py');"
             "magic = loaded['with_bundled_library'](); found = magic.from_buffer(gzip.compress(b'x'), mime=True);"
             "print(found, 'pylibmagic/libmagic.so' in open('/proc/self/maps').read(), 'MAGIC' in os.environ)")
    ended = subprocess.run([sys.executable, "-c", asked], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert ended.stdout.split() == ["application/gzip", "True", "False"]


def test_without_libmagic_signatures_still_work_and_the_lack_is_said(monkeypatch):
    monkeypatch.setattr(identification, "magic", None)
    found = list(identify(Source(io.BytesIO(b"\x00\x01\x02\x03" * 20)), Limits()))
    assert any(isinstance(f, Failure) and "libmagic is not installed" in f.reason for f in found)
    found = list(identify(Source(io.BytesIO(picture("PNG"))), Limits()))
    assert [f.value for f in found if hasattr(f, "value")] == ["image/png"]
    assert not [f for f in found if isinstance(f, Failure)]
