"""Loads the parsers into the zygote, and lets each read a small file written here.

Parsers compile patterns and load tables when first used. Forked processes share what was
loaded before the fork, so this is paid once and not for every file. The samples are our
own words: the zygote reads no byte from outside.
"""

import gzip
import io
import logging
import warnings
import wave
from collections.abc import Callable
from email.message import EmailMessage

import docx
from PIL import Image

from archive.ingest.extraction.dispatch import extract_file
from archive.ingest.extraction.limits import Limits
from archive.ingest.extraction.source import Source

SENTENCE = "A caf\u00e9 stood on the square, and people met there every day. "
PAGE = f"<html lang=en><title>T</title><body><article><p>{SENTENCE * 20}</p></article></body></html>"


def load() -> Callable:
    """Return extract_file, with every parser loaded and warm."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    Image.init()
    for sample in _samples():
        for _ in extract_file(Source(io.BytesIO(sample)), Limits()):
            pass
    return extract_file


def _samples() -> list[bytes]:
    text = (SENTENCE * 5).encode()
    return [
        text,
        (SENTENCE * 5).encode("cp1252"),
        "\u0633\u0644\u0627\u0645 \u062f\u0646\u064a\u0627. ".encode("cp1256") * 20,
        PAGE.encode(),
        b"<svg xmlns='http://www.w3.org/2000/svg'><text>T</text></svg>",
        _picture("PNG"), _picture("JPEG"), _picture("PDF"),
        _letter(), _document(), _sound(), _web_archive(), b"\x00\x01unknown\x02",
    ]  # fmt: skip


def _picture(format: str) -> bytes:
    saved = io.BytesIO()
    Image.new("RGB", (8, 8)).save(saved, format)
    return saved.getvalue()


def _letter() -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "a@b.example", "T", "<1@b.example>"
    message.set_content(SENTENCE)
    message.add_alternative(PAGE, subtype="html")
    return message.as_bytes()


def _document() -> bytes:
    saved, document = io.BytesIO(), docx.Document()
    document.add_paragraph(SENTENCE)
    document.save(saved)
    return saved.getvalue()


def _sound() -> bytes:
    saved = io.BytesIO()
    with wave.open(saved, "wb") as sound:
        sound.setparams((1, 1, 8000, 0, "NONE", "none"))
        sound.writeframes(b"\x80" * 80)
    return saved.getvalue()


def _web_archive() -> bytes:
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{PAGE}".encode()
    head = f"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: {len(answer)}\r\n\r\n".encode()
    return gzip.compress(head + answer + b"\r\n\r\n")
