"""A description serves again: as a new draft of the same files, and for other drafts beside it."""
import json

import pytest
from django.urls import reverse

from archive.drafting.copying import copy_as_new
from archive.models import Collection, Contribution, Document, Event, Place, Revision, Subject
from archive.workflow.transitions import submit_document
from tests.archive.curation.conftest import everything
from tests.base import make_agent, make_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def described(draft):
    collection = Collection.objects.create(code="c", title="C")
    draft.collection, draft.rights, draft.language = collection, "Known", ["fa"]
    draft.save()
    draft.subjects.add(Subject.objects.create(label="dams"))
    Contribution.objects.create(document=draft, agent=make_agent("Valley Herald"), role="publisher",
                                basis="external", as_printed="VH")
    draft.places.create(place=Place.objects.create(label="Upper Valley"), note="dateline")
    return draft


def test_save_as_new_makes_a_second_draft_with_description_and_files(clients, described):
    answer = clients["cataloguer"].post(reverse("curation:copy-as-new", args=[described.identifier]))
    sibling = Document.objects.exclude(pk=described.pk).get()
    assert answer["Location"] == reverse("curation:describe", args=[sibling.identifier])
    assert (sibling.title, sibling.rights, sibling.language) == ("On the dam", "Known", ["fa"])
    assert (sibling.state, sibling.access_level, sibling.persons_at_risk) == ("draft", "restricted", "not-assessed")
    assert [one.original_id for one in sibling.holdings.all()] == [one.original_id for one in described.holdings.all()]
    assert sibling.contributions.get().agent.name == "Valley Herald"
    assert [subject.label for subject in sibling.subjects.all()] == ["dams"]
    assert sibling.places.get().note == "dateline"
    event = Event.objects.filter(object_id=sibling.identifier, type="ingestion").get()
    assert json.loads(event.detail)["copied_from"] == described.identifier
    assert json.loads(Revision.objects.get(record_id=sibling.identifier).snapshot)["rights"] == "Known"


def test_a_part_is_not_copied(clients, cast, described):
    part = make_document(cast["cataloguer"], title="Part", parent=described, sequence=1)
    before = everything()
    answer = clients["cataloguer"].post(reverse("curation:copy-as-new", args=[part.identifier]), follow=True)
    assert "A part is not copied" in answer.content.decode()
    assert everything() == before


def test_chosen_fields_are_written_into_chosen_drafts(clients, cast, described):
    other = make_document(cast["cataloguer"], title="Other", collection=described.collection, language=["en"])
    Contribution.objects.create(document=other, agent=make_agent("Wrong"), role="publisher", basis="inferred")
    left = make_document(cast["cataloguer"], title="Left", collection=described.collection)
    address = reverse("curation:carry", args=[described.identifier])
    page = clients["cataloguer"].get(address)
    assert set(page.context["form"].fields["onto"].queryset) == {other, left}
    answer = clients["cataloguer"].post(address, {"names": ["rights", "publisher"], "onto": [other.pk]})
    assert answer.status_code == 302
    other.refresh_from_db()
    assert (other.title, other.rights, other.language, other.version) == ("Other", "Known", ["en"], 2)
    assert other.contributions.get().agent.name == "Valley Herald"
    assert Document.objects.get(pk=left.pk).version == 1
    assert described.identifier in Revision.objects.get(record_id=other.identifier, version=2).reason


def test_only_drafts_beside_it_are_offered_and_taken(clients, cast, described):
    elsewhere = make_document(cast["cataloguer"], title="Elsewhere")
    submitted = make_document(cast["cataloguer"], title="Submitted", collection=described.collection)
    submit_document(submitted, cast["cataloguer"])
    before = everything()
    answer = clients["cataloguer"].post(reverse("curation:carry", args=[described.identifier]),
                                        {"names": ["rights"], "onto": [elsewhere.pk, submitted.pk]})
    assert answer.status_code == 422
    assert everything() == before


def test_a_title_and_a_risk_are_never_carried(clients, cast, described):
    other = make_document(cast["cataloguer"], title="Other", collection=described.collection)
    answer = clients["cataloguer"].post(reverse("curation:carry", args=[described.identifier]),
                                        {"names": ["title", "persons_at_risk"], "onto": [other.pk]})
    assert answer.status_code == 422
    assert Document.objects.get(pk=other.pk).title == "Other"


def test_copies_of_copies_name_the_same_bytes_once(cast, described):
    copy_as_new(copy_as_new(described, cast["cataloguer"]), cast["cataloguer"])
    assert len({holding.original_id for one in Document.objects.all() for holding in one.holdings.all()}) == 1
