"""Pages give main text, all visible text, and what their tags say, unguessed."""

STORY = "The council met on the square, and several hundred people came to listen to it. "
PAGE = f"""<!DOCTYPE html><html lang="fa-IR"><head><title> The \n Title </title>
<meta name="author" content="Soheila"><meta property="article:published_time" content="12 Tir 1397">
<meta property="og:site_name" content="The Square Gazette"><style>p {{ color: red }}</style>
<script>var secret = "never seen";</script></head><body>
<nav><ul><li><a href="/">Home page of the paper</a></li><li><a href="/b">Sport</a></li></ul></nav>
<article><h1>The Title</h1><p>{STORY * 6}</p><p>Ten&nbsp;spaces&nbsp;kept.
   {STORY * 6}</p></article><p hidden>hidden words</p>
<table><tr><td>north</td><td>12</td></tr><tr><td>south</td><td>13</td></tr></table>
<footer>All rights reserved by nobody</footer></body></html>"""


def test_main_text_is_the_story_and_raw_text_is_everything_visible(extract):
    extraction = extract(PAGE.encode())
    main, raw = extraction.text("main"), extraction.text("raw")
    assert STORY.strip() in main
    assert "All rights reserved" not in main
    assert "Home page of the paper" in raw
    assert "All rights reserved by nobody" in raw
    assert "north\t12" in raw
    for unseen in ("never seen", "color: red", "hidden words"):
        assert unseen not in raw
        assert unseen not in main
    assert extraction.failures == ()


def test_no_break_spaces_stay_in_the_raw_text(extract):
    assert "Ten\u00a0spaces\u00a0kept. The council" in extract(PAGE.encode()).text("raw")


def test_metadata_is_taken_from_tags_as_it_stands(extract):
    metadata = extract(PAGE.encode()).metadata
    assert metadata.title == "The Title"
    assert metadata.author == "Soheila"
    assert metadata.date == "12 Tir 1397"
    assert metadata.site == "The Square Gazette"
    assert metadata.language == "fa-IR"


def test_a_page_that_says_nothing_about_itself_gets_no_metadata(extract):
    extraction = extract(b"<html><body><p>Published on 3 May 2018 by someone.</p></body></html>")
    assert set(vars(extraction.metadata).values()) == {None}


def test_linked_data_fills_what_tags_leave_open(extract):
    page = """<html><script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",
    "headline": "H", "author": [{"name": "A"}, "B"], "datePublished": "2018-07",
    "publisher": {"name": "P"}}]}</script><p>x</p></html>"""
    metadata = extract(page.encode()).metadata
    assert (metadata.title, metadata.author, metadata.date, metadata.site) == (
        "H", "A; B", "2018-07", "P")  # fmt: skip


def test_a_declared_encoding_is_used_if_it_fits(extract):
    page = '<html><meta charset="windows-1256"><p>' + "سلام دنيا" + "</p></html>"
    extraction = extract(page.encode("cp1256"))
    assert (extraction.encoding, extraction.text("raw")) == ("windows-1256", "سلام دنيا")


def test_a_wrongly_declared_encoding_is_not_believed(extract):
    page = '<html><meta charset="ascii-nonsense"><p>' + "سلام دنیا" + "</p></html>"
    extraction = extract(page.encode())
    assert (extraction.encoding, extraction.text("raw")) == ("utf-8", "سلام دنیا")


def test_a_page_nested_too_deeply_fails_only_in_words(extract):
    extraction = extract(b"<html><body>start " + b"<div>" * 50_000 + b"deep</body></html>")
    assert extraction.media_type == "text/html"
    assert extraction.failures
    assert not any("Traceback" in failure.reason for failure in extraction.failures)
