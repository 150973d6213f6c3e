"""The document's page shows what the issue promises, in the right voice, language and direction."""
import re
from itertools import pairwise

import pytest

from archive.models import Collection
from tests.base import make_document
from tests.catalog.material import (
    give_contribution,
    give_file,
    give_stance,
    make_full_document,
    make_public,
    span,
)

pytestmark = pytest.mark.django_db(databases="__all__")


def page_of(client, document, **headers):
    response = client.get(f"/documents/{document.identifier}/", headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def words_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_page_says_what_the_document_is_and_who_speaks(cast, client):
    words = words_of(page_of(client, make_public(make_full_document(cast), cast)))
    for said in ("Harbour strike enters its third week", "(news outlet)", "about March 1998", "news report", "English",
                 "Report on a strike.", "at least 400 workers", "exactly 150 workers", "the port authority",
                 "Approved by a second person and published", "SHA-256", "Standpoint digital archive"):
        assert said in words, said


def test_labels_of_several_coders_stand_side_by_side_with_status_and_pseudonym(cast, client):
    words = words_of(page_of(client, make_public(make_full_document(cast), cast)))
    assert "2 coders, who differ: 1 in favour, 1 against" in words
    assert "●1 in favour accepted after review" in words
    assert "■2 against proposed, not yet reviewed" in words
    assert "coded by Coder Cataloguer" in words
    assert "coded by Coder Reviewer" in words


def test_evidence_links_to_its_passage_in_the_text(cast, client):
    html = page_of(client, make_public(make_full_document(cast), cast))
    links = set(re.findall(r'href="#(passage-\d+-\d+)"', html))
    assert len(links) == 4
    for target in links:
        assert html.count(f'id="{target}"') == 1
    assert re.search(r"<mark [^>]+>(<span[^>]+></span>)*at least 400 workers had joined</mark>", html)


def test_what_is_not_known_is_said(cast, client):
    words = words_of(page_of(client, make_public(make_document(cast["cataloguer"]), cast)))
    for said in ("publisher not stated", "date not stated", "Not described yet", "No file is held",
                 "How this came to the archive before"):
        assert said in words, said


def test_a_creator_that_was_inferred_says_so(cast, client):
    document = make_full_document(cast)
    agent = document.contributions.get().agent
    give_contribution(document, agent, "creator", as_printed="", basis="inferred", certainty="uncertain")
    words = words_of(page_of(client, make_public(document, cast)))
    assert f"{agent.name} inferred uncertain" in words


def test_a_fictional_collection_is_announced_on_the_page_and_its_part(cast, client):
    collection = Collection.objects.create(code="demo", title="Demo", is_fictional=True)
    whole = make_public(make_document(cast["cataloguer"], collection=collection), cast)
    part = make_public(make_document(cast["cataloguer"], parent=whole, sequence=1), cast)
    for document in (whole, part):
        assert "Nothing in it happened" in page_of(client, document)


def test_hostile_words_stay_words(cast, client, search_index):
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
    document = make_document(cast["cataloguer"], title=evil, description=evil, content_notes=evil,
                             alternative=[evil], language=['"><script>'])
    version = give_file(document, text=f"Before {evil} after. Marked {evil[:8]} end", filename=f"{evil}/../..%2f.txt")
    text = version.texts.get()
    give_stance(document, cast["cataloguer"], span(text, f"Marked {evil[:8]}"), rationale=evil, holder=evil)
    html = page_of(client, make_public(document, cast))
    assert "<img src=x" not in html
    assert "alert(1)</script>" not in html
    scripts = set(re.findall(r"<script[^>]*>", html)) - {'<script type="application/ld+json">'}
    assert all(' src="/static/catalog/' in tag for tag in scripts)
    assert "&lt;script&gt;alert(1)" in html
    search_index()
    assert client.get("/documents/").status_code == 200


def test_persian_words_carry_language_and_direction_on_an_english_page(cast, client):
    document = make_document(cast["cataloguer"], title="اعتصاب بندر", language=["fa"])
    give_file(document, text="متن فارسی (Velmora)")
    html = page_of(client, make_public(document, cast))
    assert '<html lang="en-gb" dir="ltr">' in html
    assert '<h1 class="document-title"><bdi lang="fa" dir="rtl">اعتصاب بندر</bdi></h1>' in html
    assert '<div class="own-words" lang="fa" dir="rtl">متن' in html


def test_english_words_keep_their_direction_on_a_persian_page(cast, client):
    html = page_of(client, make_public(make_full_document(cast), cast), accept_language="fa")
    assert '<html lang="fa" dir="rtl">' in html
    assert '<bdi lang="en" dir="ltr">Harbour strike enters its third week</bdi>' in html
    assert '<div class="own-words" lang="en" dir="ltr">' in html


def test_words_of_an_unknown_language_find_their_own_direction(cast, client):
    html = page_of(client, make_public(make_document(cast["cataloguer"], language=["und"]), cast))
    assert '<h1 class="document-title"><bdi dir="auto">' in html


def test_nothing_on_the_page_needs_inline_style_or_script(cast, client):
    html = page_of(client, make_public(make_full_document(cast), cast))
    assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", html)


def test_headings_follow_each_other_in_order(cast, client):
    html = page_of(client, make_public(make_full_document(cast), cast))
    levels = [int(level) for level in re.findall(r"<h(\d)", html)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_language_switch_keeps_a_cookie_and_comes_back(cast, client):
    response = client.post("/language/", {"language": "fa", "next": "/documents/"})
    assert (response.status_code, response.url) == (302, "/documents/")
    assert '<html lang="fa" dir="rtl">' in client.get("/documents/").content.decode()
    assert "sessionid" not in client.cookies
    assert client.post("/language/", {"language": "fa", "next": "https://elsewhere.example/"}).url == "/"
