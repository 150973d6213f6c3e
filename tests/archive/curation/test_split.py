"""The page on which a digest is split: rows of a form, the text with its boundaries, clear refusals."""
import pytest
from django.urls import reverse

from archive.parts.said import PartSaid
from archive.parts.split import split_document
from tests.archive.curation.conftest import everything, give_text
from tests.base import make_document

pytestmark = pytest.mark.django_db

LONG = "It rained for nine days, and then the people of the valley went to see what was left of it. "
TEXT = f"The Road Is Gone\n{LONG}\nMinister Denies It\n{LONG}"


@pytest.fixture
def digest(cast):
    document = make_document(cast["cataloguer"], title="A digest")
    give_text(document, TEXT)
    return document


@pytest.fixture
def address(digest):
    return reverse("curation:split", args=[digest.identifier])


def sent(version, *rows, initial=0):
    """What the browser sends: `rows` are (start, end, title, more)."""
    data = {"version": version, "part-TOTAL_FORMS": len(rows), "part-INITIAL_FORMS": initial}
    for number, (start, end, title, more) in enumerate(rows):
        fields = {"start": start, "end": end, "title": title, **more}
        data |= {f"part-{number}-{name}": value for name, value in fields.items()}
    return data


def test_proposed_parts_are_rows_that_are_not_saved(clients, digest, address):
    page = clients["cataloguer"].get(f"{address}?propose")
    rows = [form.initial for form in page.context["forms"]]
    assert [(row["title"], TEXT[row["start"]:row["start"] + 8]) for row in rows] == [
        ("The Road Is Gone", "The Road"), ("Minister Denies It", "Minister")]
    assert TEXT[rows[0]["end"] - 3:rows[0]["end"]] == "it."
    assert "Nothing is saved yet" in page.content.decode()
    assert not digest.parts.exists()


def test_what_is_sent_becomes_parts_in_the_order_of_the_text(clients, digest, address):
    second = TEXT.index("Minister")
    data = sent(1, (second, len(TEXT), "Minister Denies It", {}),
                (0, second - 1, "The  Road Is\nGone", {"printed_heading": "The Road Is Gone", "truncation": "marked"}))
    answer = clients["cataloguer"].post(address, data, follow=True)
    assert "Saved: 2 parts." in answer.content.decode()
    one, two = digest.parts.order_by("sequence")
    assert (one.title, one.truncation, two.part_start) == ("The Road Is Gone", "marked", second)
    assert clients["cataloguer"].get(f"{address}?propose").context["is_proposed"] is False


def test_saving_parts_that_are_as_they_were_changes_nothing(clients, digest, address):
    nothing = clients["cataloguer"].post(address, sent(1), follow=True)
    assert "Nothing changed; version 1 stands." in nothing.content.decode()
    clients["cataloguer"].post(address, sent(1, (0, 16, "The Road Is Gone", {})))
    part = digest.parts.get()
    again = sent(1, (0, 16, part.title, {"identifier": part.identifier}), initial=1)
    before = everything()
    assert "Nothing changed; version 2 stands." in clients["cataloguer"].post(
        address, again, follow=True).content.decode(), "and of an older version nothing is said that would be late"
    assert everything() == before
    gone = clients["cataloguer"].post(address, {**again, "version": 2, "part-0-DELETE": "on"}, follow=True)
    assert "Removed: The Road Is Gone." in gone.content.decode()
    digest.refresh_from_db()
    assert digest.version == 3


def test_words_in_no_part_are_listed(clients, cast, digest, address):
    split_document(digest, [PartSaid(0, 16, "The Road Is Gone")], cast["cataloguer"])
    page = clients["cataloguer"].get(address)
    [gap] = page.context["gaps"]
    assert gap["text"].startswith("It rained")
    assert "1 saved stretch of words in no part" in page.content.decode()


def test_a_refusal_stands_at_its_row_and_keeps_what_was_entered(clients, digest, address):
    answer = clients["cataloguer"].post(address, sent(1, (20, 60, "Second", {}), (0, 30, "First", {})))
    assert answer.status_code == 422
    row = answer.context["forms"].forms[0]
    assert "It overlaps the part before it by 10 characters" in str(row.non_field_errors())
    assert row["title"].value() == "Second"
    assert not digest.parts.exists()


def test_a_row_without_a_title_is_refused_at_its_field(clients, digest, address):
    answer = clients["cataloguer"].post(address, sent(1, (0, 30, "", {})))
    assert answer.status_code == 422
    assert answer.context["forms"].forms[0].errors["title"]


def test_a_title_that_nobody_can_see_is_none(clients, digest, address):
    answer = clients["cataloguer"].post(address, sent(1, (0, 5, "\u200b", {})))
    assert answer.status_code == 422
    assert "This field is required." in answer.content.decode()
    assert not digest.parts.exists()


def test_a_row_marked_for_removal_removes_its_part(clients, cast, digest, address):
    split_document(digest, [PartSaid(0, 16, "The Road"), PartSaid(17, 40, "It rained")], cast["cataloguer"])
    one, two = digest.parts.order_by("sequence")
    data = sent(digest.version, (0, 16, "The Road", {"identifier": one.identifier}),
                (17, 40, "It rained", {"identifier": two.identifier, "DELETE": "on"}), initial=2)
    answer = clients["cataloguer"].post(address, data, follow=True)
    assert "Removed: It rained." in answer.content.decode()
    assert [part.pk for part in digest.parts.all()] == [one.pk]


def test_somebody_who_was_slower_is_told_and_keeps_their_entries(clients, cast, digest, address):
    split_document(digest, [PartSaid(0, 16, "The Road")], cast["cataloguer"])
    answer = clients["cataloguer"].post(address, sent(1, (0, 30, "Mine", {})))
    assert answer.status_code == 409
    assert "Nothing was saved" in answer.content.decode()
    assert answer.context["forms"].forms[0]["title"].value() == "Mine"
    assert digest.parts.get().title == "The Road"


def test_the_page_of_a_part_leads_to_its_whole_and_a_document_in_review_is_locked(clients, cast, digest, address):
    split_document(digest, [PartSaid(0, 16, "The Road")], cast["cataloguer"])
    part = digest.parts.get()
    assert clients["cataloguer"].get(reverse("curation:split", args=[part.identifier])).url == address
    clients["cataloguer"].post(reverse("curation:submit", args=[digest.identifier]), {"version": digest.version})
    assert clients["cataloguer"].get(address).status_code == 409


def test_a_document_without_text_says_so(clients, cast):
    silent = make_document(cast["cataloguer"])
    page = clients["cataloguer"].get(reverse("curation:split", args=[silent.identifier])).content.decode()
    assert "it cannot be split" in page
