"""A preview is the very page that readers will see, and leaves nothing behind that they could see."""
import re

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from archive.models import Document, Event, Revision
from archive.provenance.revise import revising
from archive.workflow.parts import move_with_parts
from archive.workflow.transitions import publish_document, reopen_document, submit_document, withdraw_document
from catalog.projection import project_document
from tests.base import make_document
from tests.catalog.material import give_file, give_stance, give_thumbnail, make_full_document, make_public, revise, span

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(cast):
    browser = Client()
    browser.force_login(cast["reviewer"])
    return browser


@pytest.fixture
def waiting(cast):
    """A full document with a picture, in review, and nothing else."""
    document = make_full_document(cast)
    give_thumbnail(document.holdings.get().original)
    submit_document(revise(document, cast["cataloguer"]), cast["cataloguer"])
    return document


def look(browser, document):
    return browser.get(reverse("preview", args=[document.identifier]))


def page_of(words):
    """The main element without what may differ: where files are handed out, and the minute of publication."""
    main = re.search(r"<main.*</main>", words, re.DOTALL)[0]
    main = re.sub(r"/curation(/documents/[0-9a-f-]{36}/(?:files|thumbnails)/[0-9a-f]{64})/", r"\1", main)
    main = re.sub(r"(/documents/[0-9a-f-]{36}/files/[0-9a-f]{64})/[^\"'#?\s<]+", r"\1", main)
    return re.sub(r"\d{4}-\d\d-\d\dT[\d:.+]+|\d\d:\d\d(:\d\d)? UTC", "(moment)", main)


def all_rows():
    return {model.__name__: [*map(str, model.objects.order_by("pk").values())]
            for model in apps.get_app_config("catalog").get_models() if model.__name__ != "WriterLine"}


def recorded():
    return (list(Document.objects.order_by("pk").values()), Event.objects.count(), Revision.objects.count())


def test_a_preview_is_the_page_that_readers_find_after_publication(cast, reviewer, waiting, client):
    assert client.get(f"/documents/{waiting.identifier}/").status_code == 404
    seen = page_of(look(reviewer, waiting).content.decode())
    assert "Harbour strike enters its third week" in seen
    assert "at least 400 workers had joined" in seen
    move_with_parts(waiting, cast["reviewer"], "publish")
    project_document(waiting.identifier)
    assert seen == page_of(client.get(f"/documents/{waiting.identifier}/").content.decode())


def test_a_preview_leaves_no_row_and_no_change_behind(cast, reviewer, waiting):
    other = make_public(make_full_document(cast, title="Public already"), cast)
    rows, archive = all_rows(), recorded()
    assert rows["PublishedDocument"]
    assert look(reviewer, waiting).status_code == 200
    assert look(reviewer, other).status_code == 200
    assert all_rows() == rows
    assert recorded() == archive


def test_a_preview_says_outside_of_the_page_that_readers_do_not_see_it(reviewer, waiting):
    words = look(reviewer, waiting).content.decode()
    assert words.index("Preview: readers do not see this yet.") < words.index("<main")
    assert "Preview:" not in page_of(words)
    Document.objects.filter(pk=waiting.pk).update(proposed_access="restricted")
    assert "Access “restricted” is proposed" in look(reviewer, waiting).content.decode()


def test_a_preview_takes_its_files_from_the_desk(cast, reviewer, client):
    scan = make_document(cast["cataloguer"], title="A scan")
    give_thumbnail(give_file(scan, b"%PDF-1.4 scan", filename="scan.pdf", media_type="application/pdf"))
    revise(scan, cast["cataloguer"])
    words = look(reviewer, scan).content.decode()
    thumbnail = re.search(rf"/curation/documents/{scan.identifier}/thumbnails/[0-9a-f]{{64}}/", words)[0]
    file = re.search(rf"/curation/documents/{scan.identifier}/files/[0-9a-f]{{64}}/", words)[0]
    assert not re.search(r"[\"'( ]/documents/[0-9a-f-]{36}/(files|thumbnails)/", words)
    assert (reviewer.get(file).status_code, reviewer.get(thumbnail).status_code) == (200, 200)
    assert client.get(file).status_code == 302


def test_only_the_desk_may_frame_it_and_nobody_keeps_it(reviewer, waiting):
    answer = look(reviewer, waiting)
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]


def test_without_a_role_nobody_previews(cast, waiting, client):
    assert look(client, waiting).status_code == 302
    outsider = Client()
    outsider.force_login(cast["outsider"])
    assert look(outsider, waiting).status_code == 403


@pytest.fixture
def digest(cast):
    """(whole, first part, second part), drafts."""
    text = "First excerpt: the ministry answers. Second excerpt: a baker stands with the strikers."
    whole = make_document(cast["cataloguer"], title="Digest")
    version = give_file(whole, text=text).texts.get()
    revise(whole, cast["cataloguer"])
    parts = []
    for number, (start, end) in enumerate(((0, 37), (37, len(text))), start=1):
        part = make_document(cast["cataloguer"], title=f"Excerpt {number}", parent=whole, sequence=number,
                             part_text=version, part_start=start, part_end=end)
        parts.append(part)
    give_stance(parts[1], cast["cataloguer"], span(version, "a baker stands with the strikers"))
    revise(parts[1], cast["cataloguer"])
    return whole, *parts


def test_a_part_is_previewed_with_its_whole_and_its_neighbours(cast, reviewer, digest, client):
    whole, _first, second = digest
    move_with_parts(whole, cast["cataloguer"], "submit")
    seen = {one.pk: page_of(look(reviewer, one).content.decode()) for one in digest}
    assert "Excerpt 1" in seen[second.pk]
    assert "a baker stands with the strikers" in seen[second.pk]
    assert "Excerpt 2" in seen[whole.pk]
    whole.refresh_from_db()
    move_with_parts(whole, cast["reviewer"], "publish")
    project_document(whole.identifier)
    for one in digest:
        assert seen[one.pk] == page_of(client.get(f"/documents/{one.identifier}/").content.decode())


def test_an_edited_document_is_previewed_as_edited_and_stays_as_it_was_for_readers(cast, reviewer, waiting, client):
    publish_document(waiting, cast["reviewer"])
    project_document(waiting.identifier)
    reopen_document(waiting, cast["cataloguer"])
    with revising(waiting, cast["cataloguer"]):
        waiting.title = "Another title"
        waiting.save()
    assert "Another title" in look(reviewer, waiting).content.decode()
    assert "Another title" not in client.get(f"/documents/{waiting.identifier}/").content.decode()


def test_a_withdrawn_document_has_no_preview(cast, reviewer, waiting):
    withdraw_document(waiting, cast["reviewer"], "error")
    assert look(reviewer, waiting).status_code == 404
