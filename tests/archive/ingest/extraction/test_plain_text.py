"""A text version is the exact decoding of the file, or there is none and a reason."""

import pytest

PERSIAN = "اين متن فارسي است. مردم در ميدان شهر گرد آمدند و خبرنگاران گزارش دادند.\r\n" * 3
FRENCH = "Le café était fermé – « déjà vu » à l’été, une naïve façade, 5 €.\n" * 3
RUSSIAN = "Люди собрались на площади города, сообщили журналисты.\n" * 3
MIXED = "plain \u00a0 no-break, \u200c joiner, e\u0301 combining, \r\n and \r alone\n\x0bend  "


@pytest.mark.parametrize(
    ("text", "codec", "named"),
    [
        ("", "utf-8", None),
        (MIXED, "utf-8", "utf-8"),
        (MIXED, "utf-8-sig", "utf-8-sig"),
        (MIXED, "utf-16", "utf-16"),
        (MIXED, "utf-32", "utf-32"),
        (PERSIAN, "utf-16-le", "utf-16-le"),
        (PERSIAN, "utf-16-be", "utf-16-be"),
        (FRENCH, "utf-16-le", "utf-16-le"),
        (PERSIAN, "cp1256", "windows-1256"),
        (FRENCH, "cp1252", "windows-1252"),
        (RUSSIAN, "cp1251", "windows-1251"),
        ("日本の新聞は昨日の集会について報じた。\n" * 5, "shift_jis", None),
    ],
)
def test_the_text_is_the_exact_decoding_of_the_bytes(extract, text, codec, named):
    content = text.encode(codec)
    extraction = extract(content, "note.txt")
    if not text:
        assert extraction.media_type == "application/x-empty"
        assert "empty" in extraction.failures[0].reason
        return
    assert extraction.media_type == "text/plain"
    assert extraction.text("main") == text
    assert content.decode(extraction.encoding) == text
    assert named is None or extraction.encoding == named
    assert extraction.failures == ()


def test_ten_no_break_spaces_survive(extract):
    text = "one\u00a0two " * 10
    assert extract(text.encode()).text("main").count("\u00a0") == 10
    assert extract(text.encode("cp1252") + b" caf\xe9").text("main").count("\u00a0") == 10


def test_a_text_with_nul_is_refused_with_its_position(extract):
    extraction = extract(b"first line\nsecond" + b" word" * 100 + b"\x00 end")
    assert extraction.texts == ()
    assert "NUL" in extraction.failures[0].reason
    assert "517" in extraction.failures[0].reason


def test_a_huge_single_line_is_read_whole(extract):
    line = "word \u00a0" * 500_000
    assert extract(line.encode()).text("main") == line


def test_a_text_over_the_limit_is_refused_and_not_cut(extract):
    extraction = extract(b"a" * 5_000_001)
    assert extraction.texts == ()
    assert "5,000,001 characters" in extraction.failures[0].reason


def test_text_that_ends_within_a_character_of_the_sampled_head_is_still_utf_8(extract):
    text = "a" + "é" * 50_000
    extraction = extract(text.encode())
    assert (extraction.encoding, extraction.text("main")) == ("utf-8", text)
