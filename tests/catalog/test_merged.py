"""After a merge readers find everything under the primary, and the old address leads there."""
import pytest
from django.urls import reverse

from archive.authorities.kinds import KINDS
from archive.authorities.merge import merge_records
from archive.models import Agent, Place, Revision, Subject
from catalog.models import PublishedAgent, PublishedDocument, PublishedHeading, PublishedRedirect, PublishedStance
from catalog.projection import project_stale, rebuild_projection
from tests.base import make_agent
from tests.catalog.material import give_contribution, make_full_document, make_public
from tests.catalog.test_rebuild import all_rows

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def shown(cast):
    """A public document with a publisher, a subject and a place that all have a second record."""
    document = make_full_document(cast)
    document.subjects.add(Subject.objects.create(label="strike"), Subject.objects.create(label="strikes"))
    document.places.create(place=Place.objects.create(label="Orwan"))
    Place.objects.create(label="Orvan")
    return make_public(document, cast)


@pytest.fixture
def merge(cast, django_capture_on_commit_callbacks):
    def merged(key, primary, other):
        with django_capture_on_commit_callbacks(execute=True):
            merge_records(KINDS[key], primary, other, cast["reviewer"], is_sure=True)
    return merged


def publisher(document):
    return document.contributions.get(role="publisher").agent


def row():
    return PublishedDocument.objects.get()


def test_the_published_revision_stays_and_its_page_names_the_primary(shown, merge):
    other, primary = publisher(shown), make_agent("The one name")
    before = list(Revision.objects.filter(pk=shown.published_revision_id).values_list("snapshot", "sha256"))
    merge("agents", primary, other)
    assert list(Revision.objects.filter(pk=shown.published_revision_id).values_list("snapshot", "sha256")) == before
    assert other.identifier in before[0][0]
    assert row().line["publishers"] == [{"identifier": primary.identifier, "name": "The one name",
                                        "types": ["news-outlet"]}]
    assert not PublishedAgent.objects.filter(pk=other.identifier).exists()
    assert other.name in {name["text"] for name in PublishedAgent.objects.get(pk=primary.identifier).record["names"]}


def test_positions_are_held_by_the_primary(shown, merge, cast):
    other, primary = make_agent("Holder"), make_agent("The holder")
    stance = shown.stances.first()
    type(stance).objects.filter(pk=stance.pk).update(holder_agent=other)
    again = make_full_document(cast)
    type(stance).objects.filter(pk=again.stances.first().pk).update(holder_agent=other)
    make_public(again, cast)
    assert PublishedStance.objects.filter(holder_agent=other.identifier).count() == 1
    merge("agents", primary, other)
    assert PublishedStance.objects.filter(holder_agent=other.identifier).count() == 0
    assert PublishedStance.objects.filter(holder_agent=primary.identifier).count() == 1


@pytest.mark.parametrize(("key", "kind"), [("agents", "agent"), ("subjects", "subject"), ("places", "place")])
def test_the_old_address_leads_to_the_primary_for_good(shown, merge, client, search_index, key, kind):
    if key == "agents":
        other, primary = publisher(shown), make_agent("The one name")
    elif key == "subjects":
        other, primary = Subject.objects.get(label="strike"), Subject.objects.get(label="strikes")
    else:
        other, primary = Place.objects.get(label="Orwan"), Place.objects.get(label="Orvan")
    search_index()
    old, new = (reverse(f"catalog:{kind}", args=[record.identifier]) for record in (other, primary))
    assert client.get(old).status_code == 200
    merge(key, primary, other)
    search_index()
    for _again in range(2):
        answer = client.get(old)
        assert (answer.status_code, answer["Location"]) == (301, new)
        assert str(primary) in client.get(new).content.decode()
        rebuild_projection()


def test_a_document_that_named_both_names_one(shown, merge, cast):
    one, two = Subject.objects.get(label="strikes"), Subject.objects.get(label="strike")
    merge("subjects", one, two)
    assert [subject["label"] for subject in row().record["subjects"]] == ["strikes"]
    assert PublishedHeading.objects.filter(kind="subject").count() == 1


def test_both_as_publisher_are_one_publisher(merge, cast):
    document = make_full_document(cast)
    other = give_contribution(document, make_agent("Second form"), "publisher").agent
    make_public(document, cast)
    merge("agents", document.contributions.filter(role="publisher").first().agent, other)
    assert len(row().line["publishers"]) == 1


def test_a_chain_of_merges_leads_to_the_last(shown, merge, client):
    first, second, third = publisher(shown), make_agent("Second"), make_agent("Third")
    merge("agents", second, first)
    merge("agents", third, Agent.objects.get(pk=second.pk))
    leads = dict(PublishedRedirect.objects.values_list("identifier", "to"))
    assert leads == {first.identifier: third.identifier, second.identifier: third.identifier}
    assert client.get(reverse("catalog:agent", args=[first.identifier]))["Location"].endswith(f"{third.identifier}/")


def test_a_record_that_was_never_public_leaves_no_trace(shown, merge, client):
    secret = make_agent("Secret voice")
    merge("agents", publisher(shown), secret)
    assert PublishedRedirect.objects.count() == 0
    assert client.get(reverse("catalog:agent", args=[secret.identifier])).status_code == 404


def test_a_merge_that_nobody_heard_of_is_mended_and_a_rebuild_gives_the_same(shown, cast):
    other, primary = publisher(shown), make_agent("The one name")
    merge_records(KINDS["agents"], primary, other, cast["reviewer"], is_sure=True)
    assert PublishedAgent.objects.filter(pk=other.identifier).exists(), "nothing was announced"
    assert project_stale() > 0
    assert PublishedRedirect.objects.get().to == primary.identifier
    assert not PublishedAgent.objects.filter(pk=other.identifier).exists()
    assert project_stale() == 0
    mended = all_rows()
    rebuild_projection()
    assert all_rows() == mended


def test_where_the_primary_is_not_public_any_longer_nothing_is_found(shown, merge, client):
    other, primary = publisher(shown), make_agent("The one name")
    merge("agents", primary, other)
    PublishedDocument.objects.all().delete()
    PublishedAgent.objects.filter(pk=primary.identifier).delete()
    assert client.get(reverse("catalog:agent", args=[other.identifier])).status_code == 404


def test_a_list_that_was_narrowed_to_the_old_record_leads_to_the_list_of_the_primary(shown, merge, client):
    other, primary = publisher(shown), make_agent("The one name")
    merge("agents", primary, other)
    for name in ("publisher", "creator", "agent"):
        answer = client.get("/documents/", {name: other.identifier, "q": "the"})
        assert answer.status_code == 302
        assert answer["Location"] == f"/documents/?{name}={primary.identifier}&q=the"
    assert client.get("/documents/", {"publisher": primary.identifier}).status_code != 302
