"""What a line of a list shows is written with the document, and follows its whole."""
import pytest

from archive.models import StanceTarget
from archive.workflow import transitions as move
from catalog.models import PublishedDocument
from catalog.projection import project_document
from tests.base import make_agent, make_document
from tests.catalog.material import (
    give_contribution,
    give_file,
    give_stance,
    give_thumbnail,
    make_full_document,
    make_public,
    revise,
)

pytestmark = pytest.mark.django_db(databases="__all__")


def line(document):
    return PublishedDocument.objects.get(pk=document.identifier).line


def test_a_line_says_who_published_and_who_wrote(cast):
    document = make_full_document(cast)
    publisher, writer = document.contributions.get().agent, make_agent("Mira Tal")
    publisher.types.create(type="news-outlet", period="1990/1999")
    publisher.types.create(type="state-media")
    give_contribution(document, writer, "creator")
    give_contribution(document, make_agent("A helper"), "contributor")
    make_public(document, cast)
    assert line(document)["publishers"] == [
        {"identifier": publisher.identifier, "name": publisher.name, "types": ["news-outlet", "state-media"]}]
    assert line(document)["creators"] == [{"identifier": writer.identifier, "name": "Mira Tal", "types": []}]


def test_a_line_has_one_position_for_each_target_holder_and_side_whoever_coded_it(cast):
    document = make_full_document(cast)
    first = document.stances.get(position="favor")
    give_stance(document, cast["reviewer"], first.evidence)
    document.stances.filter(position="against").update(holder="the port authority")
    make_public(document, cast)
    target = StanceTarget.objects.get().identifier
    assert line(document)["positions"] == [
        {"target": target, "target_label": "the strike", "holder": "narrator", "position": "favor", "spans": 1},
        {"target": target, "target_label": "the strike", "holder": "the port authority", "position": "against",
         "spans": 1},
    ]


def test_a_line_has_the_first_picture_of_the_first_file(cast):
    document = make_document(cast["cataloguer"])
    give_thumbnail(give_file(document, b"second", sequence=2, filename="b"), b"second picture")
    first = give_file(document, b"first", sequence=1, filename="a")
    page = give_thumbnail(first, b"page two")
    type(page).objects.filter(pk=page.pk).update(page=2)
    picture = give_thumbnail(first, b"page one")
    make_public(document, cast)
    assert line(document)["thumbnail"] == {"sha256": picture.sha256, "width": 32, "height": 20}


def test_a_line_of_a_document_without_anything_is_complete(cast):
    document = make_public(make_document(cast["cataloguer"]), cast)
    assert line(document) == {"publishers": [], "creators": [], "positions": [], "thumbnail": None, "parent": None}


def test_a_part_names_its_whole_and_has_no_picture_of_it(digest):
    whole, part = digest
    assert line(part)["parent"] == {"identifier": whole.identifier, "title": "Digest", "language": "en"}
    assert line(part)["thumbnail"] is None
    assert line(whole)["parent"] is None


def test_the_line_of_a_part_follows_its_whole(digest, cast):
    whole, part = digest
    move.reopen_document(whole, cast["cataloguer"])
    type(whole).objects.filter(pk=whole.pk).update(title="Digest, mended", language=["en", "fa"])
    whole.refresh_from_db()
    revise(whole, cast["cataloguer"])
    project_document(whole.identifier)
    assert line(part)["parent"]["title"] == "Digest"
    make_public(whole, cast)
    assert line(part)["parent"] == {"identifier": whole.identifier, "title": "Digest, mended", "language": ""}


def test_a_part_that_is_published_later_finds_its_whole(cast):
    whole = make_document(cast["cataloguer"], title="Digest")
    give_file(whole, b"bytes")
    make_public(whole, cast)
    part = make_public(make_document(cast["cataloguer"], parent=whole, sequence=1), cast)
    assert line(part)["parent"]["title"] == "Digest"
