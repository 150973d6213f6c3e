"""Files made to harm: whatever they hold, an Extraction comes back and no secret is in it."""

import random

import pytest

from tests.archive.ingest.extraction.samples import letter_document, pdf, picture

EMAIL = b"From: a@b.example\nMessage-ID: <1@b>\nMIME-Version: 1.0\nContent-Type: text/html\n\n<p>x"
SEEDS = {
    "pdf": pdf("Some words", information="/Title (T)"),
    "docx": letter_document("Some words"),
    "png": picture("PNG"),
    "jpeg": picture("JPEG"),
    "gif": picture("GIF"),
    "webp": picture("WEBP"),
    "tiff": picture("TIFF"),
    "html": b"<html lang=en><title>T</title><p>Some words</p></html>",
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg'><text>Some words</text></svg>",
    "eml": EMAIL,
}


@pytest.fixture
def canary(tmp_path):
    path = tmp_path / "canary-file.txt"
    path.write_text("CANARY-83ab")
    return path


@pytest.mark.parametrize("container", ["svg", "html", "xhtml", "xml"])
def test_external_entities_are_not_read(extract, canary, container):
    root = {"svg": "svg", "html": "html", "xhtml": "html", "xml": "tei"}[container]
    declaration = "" if container == "html" else "<?xml version='1.0'?>"
    content = (
        f"{declaration}<!DOCTYPE {root} [<!ENTITY x SYSTEM '{canary.as_uri()}'>"
        f"<!ENTITY % p SYSTEM '{canary.as_uri()}'> %p;]><{root}><text>before &x; after</text></{root}>"
    )
    extraction = extract(content.encode(), f"x.{container}")
    assert "CANARY" not in repr(extraction)
    assert canary.name not in repr(extraction.texts)


def test_xinclude_is_not_followed(extract, canary):
    content = (
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xi='http://www.w3.org/2001/XInclude'>"
        f"<text>x</text><xi:include parse='text' href='{canary.as_uri()}'/></svg>"
    )
    assert extract(content.encode()).text("raw") == "x"


def test_an_entity_bomb_is_harmless(extract):
    entities = "<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
    content = f"<?xml version='1.0'?><!DOCTYPE svg [{entities}]><svg><text>&a11;</text></svg>"
    extraction = extract(content.encode())
    assert extraction.media_type == "image/svg+xml"
    assert "haha" not in repr(extraction)
    assert extraction.failures


def test_scripts_leave_no_trace_in_the_text(extract):
    page = b"<html><script>steal()</script><p onclick='steal()'>words</p><iframe srcdoc='steal()'>"
    extraction = extract(page)
    assert extraction.text("raw") == "words"
    assert "steal" not in repr(extraction)


def test_an_svg_is_words_and_no_picture(extract):
    content = b"<svg xmlns='http://www.w3.org/2000/svg'><script>steal()</script><text>words</text></svg>"
    extraction = extract(content)
    assert extraction.text("raw") == "words"
    assert extraction.thumbnails == ()


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_damaged_bytes_never_break_extraction(extract, name):
    chance = random.Random(name)
    for _ in range(12):
        content = bytearray(SEEDS[name])
        for _ in range(chance.randint(1, 30)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        extraction = extract(bytes(content), f"x.{name}")
        assert "/" in extraction.media_type
        for failure in extraction.failures:
            assert "\n" not in failure.reason
            assert len(failure.reason) < 500
        assert not any("\x00" in text.text for text in extraction.texts)


@pytest.mark.parametrize("size", [1, 3, 1000, 100_000])
def test_random_bytes_never_break_extraction(extract, size):
    assert "/" in extract(random.Random(size).randbytes(size)).media_type


def test_html_bombs_end_in_time(extract):
    for content in (b"<table>" * 20_000, b"<a href='" + b"x" * 2_000_000, b"&amp;" * 200_000):
        assert "/" in extract(b"<html><body>" + content).media_type
