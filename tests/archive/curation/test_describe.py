"""Describing a draft: every field arrives, a stale save saves nothing, only drafts are edited."""
import json

import pytest
from django.urls import reverse

from archive.discussion.comment import comment_on
from archive.models import Document, Event, Place, PlaceName, Revision, Subject, SubjectLabel
from archive.workflow.transitions import return_document, submit_document
from tests.archive.curation.conftest import everything, filled
from tests.base import make_agent

pytestmark = pytest.mark.django_db


def address_of(document):
    return reverse("curation:describe", args=[document.identifier])


def test_the_words_with_which_a_draft_came_back_stand_once_above_its_form(clients, draft, cast):
    submit_document(draft, cast["cataloguer"])
    return_document(draft, cast["reviewer"], "Which quay is meant?")
    comment_on(draft, cast["reviewer"], "And which day?")
    html = clients["cataloguer"].get(address_of(draft)).content.decode()
    assert html.count("Which quay is meant?") == html.count("And which day?") == 1


def test_what_a_cataloguer_writes_is_saved_as_one_revision_with_its_event(clients, draft):
    outlet = make_agent("Valley Herald")
    Subject.objects.create(label="dams")
    place = Place.objects.create(label="Upper Valley")
    PlaceName.objects.create(place=place, text="The Valley")
    page = clients["cataloguer"].get(address_of(draft))
    answer = clients["cataloguer"].post(address_of(draft), filled(
        page, title="  The dam\n is safe ", alternative="One\n\n Two ", language="en\nfa", issued="2018-02",
        issued_basis="printed", subjects="dams", persons_at_risk="no", reason="first description",
        **{"publisher-0-agent": "Valley Herald",
           "publisher-0-as_printed": "VALLEY HERALD", "publisher-0-basis": "printed",
           "places-0-place": "The Valley", "places-0-as_printed": "in the valley"},
    ))
    assert answer.status_code == 302
    saved = Document.objects.get(pk=draft.pk)
    assert (saved.title, saved.alternative, saved.language) == ("The dam is safe", ["One", "Two"], ["en", "fa"])
    assert saved.issued_earliest.isoformat() == "2018-02-01"
    assert saved.issued_latest.isoformat() == "2018-02-28"
    assert (saved.version, saved.state) == (2, "draft")
    row = saved.contributions.get()
    assert (row.agent, row.role, row.as_printed) == (outlet, "publisher", "VALLEY HERALD")
    assert saved.places.get().place == place
    assert [subject.label for subject in saved.subjects.all()] == ["dams"]
    revision = Revision.objects.get(record_id=draft.identifier, version=2)
    assert json.loads(revision.snapshot)["title"] == "The dam is safe"
    assert revision.reason == "first description"
    assert revision.sha256 in Event.objects.filter(object_id=draft.identifier).last().detail


def test_a_stale_save_shows_both_versions_and_saves_neither(clients, draft):
    page = clients["cataloguer"].get(address_of(draft))
    theirs = filled(page, title="Theirs <b>", description="Their words")
    assert clients["reviewer"].post(address_of(draft), theirs).status_code == 302
    before = everything()
    answer = clients["cataloguer"].post(address_of(draft), filled(
        page, title="Mine <i>", **{"creator-0-agent": "Nobody known"}
    ))
    assert answer.status_code == 409
    words = answer.content.decode()
    assert "Theirs &lt;b&gt;" in words
    assert "Mine &lt;i&gt;" in words
    assert "Nobody known" in words
    assert "Their words" in words
    assert "BCP" not in words
    assert everything() == before


def test_fields_on_which_both_agree_are_not_shown_as_a_clash(clients, draft):
    page = clients["cataloguer"].get(address_of(draft))
    clients["reviewer"].post(address_of(draft), filled(page, description="Their words"))
    answer = clients["cataloguer"].post(address_of(draft), filled(page, rights="Mine"))
    assert [clash.label.lower() for clash in answer.context["clashes"]] == ["rights", "description"]


def test_a_wrong_cell_saves_nothing_and_keeps_what_was_entered(clients, draft):
    page = clients["cataloguer"].get(address_of(draft))
    before = everything()
    answer = clients["cataloguer"].post(address_of(draft), filled(
        page, title="Changed", issued="1988-13", language="not a tag!", subjects="unheard of",
        **{"publisher-0-agent": "Nobody"},
    ))
    assert answer.status_code == 422
    words = answer.content.decode()
    assert "There is no record named “unheard of”" in words
    assert "There is no record named “Nobody”" in words
    assert "is not a language tag" in words
    assert 'name="title"' in words
    assert "Changed" in words
    assert everything() == before


@pytest.mark.parametrize("name", ["language", "translated_from"])
def test_the_name_of_a_language_is_no_tag_and_is_not_saved(clients, draft, name):
    page = clients["cataloguer"].get(address_of(draft))
    before = everything()
    answer = clients["cataloguer"].post(address_of(draft), filled(page, **{name: "Persian"}))
    assert answer.status_code == 422
    assert "“Persian” is not a language tag" in answer.content.decode()
    assert everything() == before


@pytest.mark.parametrize("tag", ["fa", "ckb", "zh-Hant", "fa-Latn-IR", "und", "mul", "mis", "zxx", "qaa-x-dam"])
def test_a_tag_is_saved_also_one_that_says_no_language(clients, draft, tag):
    page = clients["cataloguer"].get(address_of(draft))
    clients["cataloguer"].post(address_of(draft), filled(page, language=tag, translated_from=tag))
    saved = Document.objects.get(pk=draft.pk)
    assert (saved.language, saved.translated_from) == ([tag], tag)


def test_a_name_that_two_agents_share_is_not_guessed(clients, draft):
    for heading in ("First", "Second"):
        make_agent(heading).names.create(text="The Front")
    page = clients["cataloguer"].get(address_of(draft))
    answer = clients["cataloguer"].post(address_of(draft), filled(
        page, **{"creator-0-agent": "The Front",
                 "creator-0-basis": "inferred"}))
    assert answer.status_code == 422
    assert "is a name of several records" in answer.content.decode()


def test_a_subject_is_found_by_its_variant_label(clients, draft):
    subject = Subject.objects.create(label="dams")
    SubjectLabel.objects.create(subject=subject, text="سدها", language="fa")
    page = clients["cataloguer"].get(address_of(draft))
    clients["cataloguer"].post(address_of(draft), filled(page, subjects="سدها"))
    assert list(Document.objects.get(pk=draft.pk).subjects.all()) == [subject]


def test_a_printed_contribution_needs_the_printed_name(clients, draft):
    make_agent("Valley Herald")
    page = clients["cataloguer"].get(address_of(draft))
    answer = clients["cataloguer"].post(address_of(draft), filled(
        page, **{"publisher-0-agent": "Valley Herald",
                 "publisher-0-basis": "printed"}))
    assert "Give the name as the document prints it" in answer.content.decode()


def test_only_a_draft_is_edited_and_the_page_says_so(clients, cast, draft):
    page = clients["cataloguer"].get(address_of(draft))
    data = filled(page, title="Changed")
    submit_document(draft, cast["cataloguer"])
    before = everything()
    for answer in (clients["cataloguer"].get(address_of(draft)), clients["cataloguer"].post(address_of(draft), data)):
        assert answer.status_code == 409
        assert "Only a draft can be edited" in answer.content.decode()
    assert everything() == before


def test_no_form_field_reaches_state_access_or_embargo(clients, draft):
    page = clients["cataloguer"].get(address_of(draft))
    clients["cataloguer"].post(address_of(draft), filled(
        page, state="published", access_level="public", embargo_until="2000-01-01", identifier="x", review_comment="y"))
    saved = Document.objects.get(pk=draft.pk)
    assert (saved.state, saved.access_level, saved.embargo_until) == ("draft", "restricted", None)
    assert (saved.identifier, saved.review_comment) == (draft.identifier, "")
