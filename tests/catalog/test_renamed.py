"""A name that changed while nobody listened is brought up to date by `catalog_rebuild --stale`."""
import pytest

from archive.models import Collection, Genre, Place, StanceTarget, Subject
from catalog.models import Change, PublishedCollection, PublishedDocument, PublishedStance
from catalog.projection import project_stale
from catalog.projection.renamed import renamed_documents
from tests.base import make_agent
from tests.catalog.material import make_full_document, make_public

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def shown(cast):
    """A public document that names one record of each kind; another that names none of these."""
    document = make_full_document(cast, collection=Collection.objects.create(code="h", title="Harbour"))
    document.subjects.add(Subject.objects.create(label="strikes"))
    document.places.create(place=Place.objects.create(label="Orvan"))
    make_public(document, cast)
    other = make_full_document(cast, genre=Genre.objects.create(code="letter", label="letter"))
    other.stances.all().delete()
    make_public(other, cast)
    return document


def row():
    return PublishedDocument.objects.get(collection__isnull=False)


KINDS = {
    "genre": (Genre.objects.filter(code="news-report"), {"label": "bulletin"}, lambda: row().genre_label),
    "collection": (Collection.objects.all(), {"title": "Quays"}, lambda: PublishedCollection.objects.get().title),
    "target": (StanceTarget.objects.all(), {"label": "the walkout"},
               lambda: set(PublishedStance.objects.values_list("target_label", flat=True))),
    "subject": (Subject.objects.all(), {"label": "labour disputes"}, lambda: row().record["subjects"][0]["label"]),
    "place": (Place.objects.all(), {"label": "Orvan Bay"}, lambda: row().record["places"][0]["label"]),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_name_is_found_and_shown(shown, kind):
    records, change, name_shown = KINDS[kind]
    assert renamed_documents() == set()
    records.all().update(**change)
    assert renamed_documents() == {shown.identifier}
    assert project_stale() == 1
    assert name_shown() in (set(change.values()), *change.values())
    assert renamed_documents() == set()


def test_a_collection_that_turned_out_to_be_fictional_says_so(shown):
    Collection.objects.update(is_fictional=True)
    project_stale()
    assert row().is_fictional


def test_a_target_that_was_linked_to_an_agent_leads_to_it(shown):
    agent = make_agent("The union")
    StanceTarget.objects.update(agent=agent)
    project_stale()
    assert set(PublishedStance.objects.values_list("target_agent", flat=True)) == {agent.identifier}


def test_a_new_name_is_told_to_what_is_derived_from_the_projection(shown):
    before = Change.objects.count()
    Subject.objects.update(label="labour disputes")
    project_stale()
    assert list(Change.objects.values_list("identifier", flat=True)[before:]) == [shown.identifier]


def test_names_are_compared_in_few_queries(shown, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        renamed_documents()
