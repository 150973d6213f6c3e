"""Names in any script, and headers under which no original can run."""
import re
from urllib.parse import unquote

import pytest

from archive.originals.attachment import inert_headers, inert_type, safe_filename

SHA256 = "0123456789ab" + "c" * 52
PERSIAN = "بیانیه‌ی کارگران ۱۴۰۱.pdf"  # with a zero-width non-joiner


def disposition(filename):
    return inert_headers("application/pdf", filename, SHA256)["Content-Disposition"]


@pytest.mark.parametrize(("given", "safe"), [
    ("report.pdf", "report.pdf"), (PERSIAN, PERSIAN),
    ("新聞 2024.txt", "新聞 2024.txt"), ("Ünïcode.txt", "Ünïcode.txt"),
    ("U\u0308.txt", "Ü.txt"), ('say "hi".txt', 'say "hi".txt'), ("../../etc/passwd", "_.._etc_passwd"),
    ("..\\..\\win.ini", "_.._win.ini"), ("..", ""), (".", ""), ("", ""), (None, ""), (".htaccess", "htaccess"),
    ("a\r\nSet-Cookie: b=c.txt", "aSet-Cookie: b=c.txt"), ("nul\0.txt", "nul.txt"), ("tab\t.txt", "tab.txt"),
    ("photo\u202egpj.exe", "photogpj.exe"), ("\u2066x\u2069\u200f\ufeff.txt", "x.txt"), ("a\u2028b.txt", "ab.txt"),
    ("broken\udcff.txt", "broken.txt"), ("  spaced .txt. . ", "spaced .txt"), ("\x7f\x85del.txt", "del.txt"),
])
def test_a_name_keeps_its_script_and_loses_what_misleads(given, safe):
    assert safe_filename(given) == safe


@pytest.mark.parametrize("name", ["ا" * 500 + ".pdf", "x" * 500 + ".jpeg", "a." + "b" * 500, "😀" * 300])
def test_a_long_name_is_shortened_between_characters_and_keeps_its_extension(name):
    short = safe_filename(name)
    assert 150 < len(short.encode()) <= 200
    assert "\ufffd" not in short
    if re.search(r"\.\w{1,10}$", name):
        assert short.endswith(name[name.rindex("."):])


def test_the_header_carries_the_name_and_can_be_decoded():
    assert disposition("report.pdf") == 'attachment; filename="report.pdf"'
    assert disposition('a"b.pdf') == 'attachment; filename="a\\"b.pdf"'
    encoded = disposition(PERSIAN).removeprefix("attachment; filename*=utf-8''")
    assert encoded.isascii()
    assert unquote(encoded) == PERSIAN


@pytest.mark.parametrize("name", ["", "..", "\u202e", "\n", "/"])
def test_there_is_always_a_name(name):
    assert re.fullmatch(r'attachment; filename="(original-0123456789ab|_)"', disposition(name))


@pytest.mark.parametrize("name", ["a\r\nX: y", "a\nb", "a;b", "a%0d%0a", "a\x00", "a'b", "\u0085"])
def test_no_name_can_end_the_header(name):
    assert disposition(name).isprintable()
    assert disposition(name).startswith("attachment; filename")


@pytest.mark.parametrize("active", [
    "text/html", "TEXT/HTML; charset=utf-8", "image/svg+xml", "application/xml", "text/xml", "application/xhtml+xml",
    "application/javascript", "text/javascript", "multipart/related", "message/rfc822", "text/css",
    "application/x-shockwave-flash", "application/wasm", "application/rdf+xml", "", None, "nonsense", "image/",
    "video/mp4\r\nX-Evil: 1", "audio/", "text/plain\n",
])
def test_a_type_that_is_not_known_to_be_inert_is_neutral(active):
    assert inert_type(active) in {"application/octet-stream"} | ({"text/plain"} if active == "text/plain\n" else set())


@pytest.mark.parametrize("inert", ["application/pdf", "image/jpeg", "text/plain", "audio/ogg", "video/mp4"])
def test_a_type_that_no_browser_runs_is_told(inert):
    assert inert_type(inert) == inert
    assert inert_type(f" {inert.upper()} ; charset=x") == inert
