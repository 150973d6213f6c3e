"""The panels beside a document: agreement, relations, parts, versions, files; in five questions, or six."""
import hashlib
import re

import pytest
from django.test.utils import CaptureQueriesContext

from archive.models import Place, StanceTarget, Subject
from archive.workflow import transitions as move
from catalog.models import PublishedDocument
from catalog.pages.document import page_of
from catalog.pages.document_rows import document_row
from catalog.pages.label_agreement import agreement_of_voice
from catalog.pages.media import media_in_words
from catalog.pages.versions import NAMES
from catalog.projection.fields import COLUMNS, RECORD_FIELDS
from tests.base import make_curator, make_document
from tests.catalog.material import (
    TEXT,
    catalog_connection,
    give_file,
    give_stance,
    give_thumbnail,
    make_full_document,
    make_public,
    span,
)
from tests.catalog.test_versions import edit

pytestmark = pytest.mark.django_db(databases="__all__")


def html_of(client, document):
    response = client.get(f"/documents/{document.identifier}/")
    assert response.status_code == 200
    return response.content.decode()


def panel(html, name):
    """The words of one panel."""
    found = re.search(rf'<section class="panel" id="{name}".*?</section>\s*(?=<section|</div>)', html, re.DOTALL)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


def label(coder, position):
    return {"coder": coder, "position": position, "position_word": {"favor": "in favour"}.get(position, position)}


@pytest.mark.parametrize(("labels", "said"), [
    ([label("A", "favor")], ""),
    ([label("A", "favor"), label("A", "against")], ""),
    ([label("A", "favor"), label("B", "favor")], "2 coders, who agree: 2 in favour"),
    ([label("A", "favor"), label("B", "against")], "2 coders, who differ: 1 in favour, 1 against"),
    ([label("A", "favor"), label("B", "against"), label("C", "favor")],
     "3 coders, who differ: 2 in favour, 1 against; 1 of 3 pairs of labels is the same"),
    ([label("A", "favor"), label("B", "against"), label("C", "neither")],
     "3 coders, who differ: 1 in favour, 1 against, 1 neither; 0 of 3 pairs of labels are the same"),
])
def test_agreement_is_told_by_counts_and_pairs(labels, said):
    assert agreement_of_voice(labels) == said


def test_a_passage_that_two_coders_chose_is_printed_once(cast, client):
    document = make_document(cast["cataloguer"])
    version = give_file(document, text=TEXT).texts.get()
    for name in ("cataloguer", "reviewer"):
        give_stance(document, cast[name], span(version, "called the strike unlawful"), position="against")
    html = html_of(client, make_public(document, cast))
    positions = panel(html, "positions")
    assert positions.count("called the strike unlawful") == 1
    assert "The same passage as for ■ 1" in positions
    target = StanceTarget.objects.get().identifier
    assert f'href="/targets/{target}/#agreement-title"' in html


def test_subjects_places_targets_and_the_collection_link_to_their_pages(cast, client):
    document = make_full_document(cast)
    document.subjects.add(Subject.objects.create(label="Strikes"))
    document.places.create(place=Place.objects.create(label="Velmora"))
    html = html_of(client, make_public(document, cast))
    for kind, label_ in (("subjects", "Strikes"), ("places", "Velmora"), ("targets", "the strike")):
        address = re.search(rf'<a href="(/{kind}/[0-9a-f-]+/)"><bdi>{label_}</bdi>', html)[1]
        assert client.get(address).status_code == 200


def test_a_relation_is_told_from_both_sides_and_its_two_documents_can_be_compared(cast, client):
    first, second = make_document(cast["cataloguer"], title="First"), make_document(cast["cataloguer"], title="Second")
    make_public(second, cast)
    first.relations.create(kind="isVersionOf", related=second)
    first.relations.create(kind="references", described="A leaflet of the union")
    make_public(first, cast)
    here, there = (html_of(client, one) for one in (first, second))
    assert "Is a version of Second Compare the two" in panel(here, "relations")
    assert "Refers to A leaflet of the union original not located" in panel(here, "relations")
    assert "Has the version First Compare the two" in panel(there, "relations")
    for html, one, other in ((here, first, second), (there, second, first)):
        address = f"/documents/compare/?a={one.identifier}&amp;b={other.identifier}"
        assert f'href="{address}"' in html
        assert client.get(address.replace("&amp;", "&")).status_code == 200
        assert f'href="/documents/compare/?a={one.identifier}"' in html


def test_documents_that_are_no_forms_of_each_other_are_not_offered_for_comparison(cast, client):
    first, second = make_document(cast["cataloguer"]), make_public(make_document(cast["cataloguer"]), cast)
    first.relations.create(kind="references", related=second)
    assert "Compare the two" not in html_of(client, make_public(first, cast))


@pytest.fixture
def family(cast):
    """(whole, [three parts], part of the second part), all public; sequence 3 is missing."""
    whole = make_public(make_document(cast["cataloguer"], title="Reader"), cast)
    parts = [make_public(make_document(cast["cataloguer"], title=title, parent=whole, sequence=sequence), cast)
             for sequence, title in ((1, "One"), (2, "Two"), (4, "Four"))]
    inner = make_public(make_document(cast["cataloguer"], title="Inner", parent=parts[1], sequence=1), cast)
    return whole, parts, inner


def test_parts_stand_as_a_tree(family, client):
    whole, parts, inner = family
    html = html_of(client, whole)
    links = re.findall(r'<a class="result-title" href="/documents/([^/]+)/">', html)
    assert links == [parts[0].identifier, parts[1].identifier, inner.identifier, parts[2].identifier]
    assert html.count('<ol class="results parts">') == 2


def test_a_part_leads_to_its_neighbours_and_up(family, client):
    whole, (one, two, four), inner = family
    steps = {part: {rel: address for address, rel in re.findall(
        r'<a class="step" href="/documents/([^/]+)/" rel="(\w+)">', html_of(client, part))}
        for part in (one, two, four, inner)}
    up = whole.identifier
    assert steps == {
        one: {"up": up, "next": two.identifier}, inner: {"up": two.identifier},
        two: {"prev": one.identifier, "up": up, "next": four.identifier}, four: {"prev": two.identifier, "up": up}}


def test_versions_tell_which_fields_changed_newest_first(cast, client):
    document = make_public(make_full_document(cast), cast)
    assert "This is the only version that readers have had." in panel(html_of(client, document), "versions")
    edit(document, cast, title="Another title")
    edit(document, cast)
    words = panel(html_of(client, document), "versions")
    number = document.version
    assert "This is the latest of 3 versions that readers have had." in words
    assert re.search(rf"Version {number} · Nothing changed that readers see .*Version {number - 1} · Changed: title "
                     rf".*Version {number - 2} · The first version that readers had", words)


def test_every_field_that_a_version_may_change_has_a_word():
    others = {"genre", "collection", "parent", "subjects", "places", "contributions", "relations", "files", "text",
              "captures", "stances", "claims", "quotations"}
    assert set(NAMES) == {*COLUMNS, *RECORD_FIELDS, *others}


def test_a_file_is_told_with_its_kind_size_and_checksum(cast, client):
    document = make_document(cast["cataloguer"])
    give_file(document, b"%PDF-1.7 a file", filename="strike.pdf", media_type="application/pdf")
    words = panel(html_of(client, make_public(document, cast)), "files")
    assert f"PDF document · 15\xa0bytes · application/pdf SHA-256 {hashlib.sha256(b'%PDF-1.7 a file').hexdigest()}" in (
        words.replace("15 bytes", "15\xa0bytes"))
    assert "sha256sum FILE" in words


@pytest.mark.parametrize(("media_type", "words"), [
    ("text/html", "web page (HTML)"), ("image/jpeg", "picture (JPEG)"), ("image/svg+xml", "picture (SVG)"),
    ("audio/x-flac", "sound (FLAC)"), ("application/x-odd", "application/x-odd"), ("", "kind of file not known")])
def test_a_media_type_has_words(media_type, words):
    assert media_in_words(media_type) == words


def test_each_file_has_its_own_first_picture(cast):
    document = make_document(cast["cataloguer"])
    first = give_file(document, b"one", filename="1.txt")
    second = give_file(document, b"two", filename="2.txt", sequence=2)
    pictures = [give_thumbnail(second, b"picture of two"), give_thumbnail(first, b"picture of one")]
    make_public(document, cast)
    files = page_of(document_row(document.identifier), {})["files"]
    assert [(held["file"]["filename"], held["thumbnail"]["sha256"]) for held in files] == [
        ("1.txt", pictures[1].sha256), ("2.txt", pictures[0].sha256)]


def test_the_row_is_what_the_model_reads(cast):
    document = make_public(make_full_document(cast), cast)
    row, model = document_row(document.identifier), PublishedDocument.objects.get(pk=document.identifier)
    for field in PublishedDocument._meta.concrete_fields:
        assert getattr(row, field.attname) == getattr(model, field.attname), field.name
    assert row.whole is None


def questions(client, document):
    with CaptureQueriesContext(catalog_connection()) as asked:
        html_of(client, document)
    return len(asked)


def test_a_page_asks_five_questions_however_much_it_shows_and_six_for_a_part(cast, client, family):
    whole, parts, inner = family
    plain, full = make_document(cast["cataloguer"]), make_full_document(cast)
    for number in range(3):
        full.relations.create(kind="references", described=f"leaflet {number}")
        coder = make_curator(f"coder{number}", "cataloguer")
        give_stance(full, coder, full.claims.first().evidence, position="against")
    assert questions(client, make_public(plain, cast)) == questions(client, make_public(full, cast)) == 5
    assert questions(client, whole) == 5
    assert [questions(client, part) for part in (*parts, inner)] == [6, 6, 6, 6]


def test_the_notice_of_an_earlier_version_disappears_with_a_withdrawal(cast, client):
    document = make_public(make_full_document(cast), cast)
    edit(document, cast, title="Another title")
    assert "earlier ones" in html_of(client, document)
    move.withdraw_document(document, cast["reviewer"], "safety", is_silent=True)
    move.restore_document(document, cast["reviewer"], "It can be read again.")
    make_public(type(document).objects.get(pk=document.pk), cast)
    assert "earlier ones" not in html_of(client, document)
