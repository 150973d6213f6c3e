"""A viewer that fits the file: what the page prepares for each kind, without asking the database again."""
import re

import pytest
from django.test.utils import CaptureQueriesContext

from catalog.models import PublishedDocument
from catalog.pages.viewer import viewer_of
from tests.base import make_document
from tests.catalog.conftest import SECOND
from tests.catalog.material import (
    catalog_connection,
    give_file,
    give_thumbnail,
    make_full_document,
    make_public,
)

pytestmark = pytest.mark.django_db(databases="__all__")


def page_of(client, document, query="", **headers):
    response = client.get(f"/documents/{document.identifier}/{query}", headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def public_with(cast, media_type, filename, *, has_thumbnail=False, data=b"bytes"):
    document = make_document(cast["cataloguer"])
    original = give_file(document, data, filename=filename, media_type=media_type)
    if has_thumbnail:
        give_thumbnail(original)
    return make_public(document, cast)


def test_a_pdf_page_names_the_original_the_library_and_the_worker(cast, client):
    html = page_of(client, public_with(cast, "application/pdf", "report.pdf", has_thumbnail=True))
    stage = re.search(r'<div class="stage".*?>', html, re.DOTALL)[0]
    assert re.search(r'data-source="/documents/[^"]+/files/[0-9a-f]{64}/report\.pdf"', stage)
    for name in ("data-viewer", "data-library", "data-worker", "data-folder"):
        assert re.search(rf'{name}="/static/[^"]+"', stage), name
    assert 'width="32" height="20"' in html


def test_a_picture_links_to_its_original_without_any_script(cast, client):
    html = page_of(client, public_with(cast, "image/png", "map.png", has_thumbnail=True))
    link = re.search(r'<a class="stage-picture" href="(/documents/[^"]+/map\.png)" download><img src="([^"]+)"', html)
    assert "/thumbnails/" in link[2]


def test_a_very_large_picture_waits_until_it_is_asked_for(cast, client):
    small = public_with(cast, "image/png", "small.png")
    large = public_with(cast, "image/png", "large.png", data=b"x" * (8 * 1024**2 + 1))
    assert "data-waits" not in page_of(client, small)
    assert "data-waits" in page_of(client, large)


@pytest.mark.parametrize(("media_type", "filename", "element"), [
    ("audio/mpeg", "talk.mp3", "audio"), ("video/webm", "march.webm", "video")])
def test_sound_and_film_play_from_the_original_and_say_what_else_to_do(cast, client, media_type, filename, element):
    html = page_of(client, public_with(cast, media_type, filename))
    player = re.search(rf"<{element} .*?>", html)[0]
    assert ' controls preload="metadata"' in player
    assert re.search(rf'src="/documents/[^"]+/{re.escape(filename)}"', player)
    assert "download the original and open it in a media player" in html
    if element == "video":
        assert 'width="16" height="9"' in player


@pytest.mark.parametrize("media_type", ["text/html", "image/svg+xml", "application/xhtml+xml", "application/xml"])
def test_what_a_browser_might_run_is_only_offered_for_download(cast, client, media_type):
    html = page_of(client, public_with(cast, media_type, "page.html"))
    assert not re.search(r"<(iframe|object|embed|audio|video)\b|data-viewer", html)
    for tag in re.findall(r'<[^>]+/files/[^>]+>', html):
        assert tag.startswith('<a class="download"'), tag


def test_the_original_stands_above_the_viewer(cast, client):
    html = page_of(client, public_with(cast, "application/pdf", "report.pdf"))
    assert html.index('class="download"') < html.index('class="stage')


def test_of_several_files_the_one_that_is_asked_for_is_shown(cast, client):
    document = make_document(cast["cataloguer"])
    give_file(document, b"front", filename="front.png", media_type="image/png", sequence=1)
    back = give_file(document, b"back", filename="back.mp3", media_type="audio/mpeg", sequence=2)
    make_public(document, cast)
    first, second = page_of(client, document), page_of(client, document, f"?file={back.sha256}&target=none")
    assert "viewer-image" in first
    assert "<audio" not in first
    assert f'href="?file={back.sha256}#document"' in first
    assert re.search(rf'href="\?target=none&amp;file={back.sha256}#document" aria-current="true"', second)
    assert "<audio" in second
    assert "viewer-image" in page_of(client, document, "?file=" + "0" * 64)


def test_the_viewer_stands_before_the_words_of_a_pdf_and_only_words_for_a_text(cast, client):
    document = make_document(cast["cataloguer"])
    give_file(document, text="Words of the report.", filename="report.pdf", media_type="application/pdf")
    html = page_of(client, make_public(document, cast))
    assert html.index('class="stage') < html.index('id="text"') < html.index("Words of the report.")
    assert 'href="#text"' in html
    html = page_of(client, make_public(make_full_document(cast), cast))
    assert 'class="stage' not in html
    assert "data-viewer" not in html


def test_a_part_shows_its_own_words_and_leads_to_their_place_in_the_whole(digest, client):
    whole, part = digest
    html = page_of(client, part)
    assert SECOND.split(" a baker")[0] in html
    place = re.search(r'href="([^"]+)#(part-1)">Read it in its place', html)
    assert place[1] == f"/documents/{whole.identifier}/"
    assert f'id="{place[2]}"' in page_of(client, whole)
    assert "Original of the whole:" in html


def test_a_document_without_files_or_words_has_no_viewer(cast, client):
    assert 'id="document"' not in page_of(client, make_public(make_document(cast["cataloguer"]), cast))


def test_the_viewer_asks_the_database_nothing(cast):
    row = PublishedDocument.objects.get(pk=make_public(make_full_document(cast), cast).identifier)
    with CaptureQueriesContext(catalog_connection()) as queries:
        assert viewer_of(row, [], {}).text.html
    assert len(queries) == 0


def test_a_hostile_query_changes_nothing_and_breaks_nothing(cast, client):
    document = make_public(make_full_document(cast), cast)
    evil = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E"
    html = page_of(client, document, f"?file={evil}&target={evil}&coder={evil}&target=%00")
    assert "alert(1)" not in html.replace(f"next={evil}", "").replace(evil, "")
    assert html.count("<mark class=") == page_of(client, document).count("<mark class=")
