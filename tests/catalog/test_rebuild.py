"""`catalog_rebuild` gives what projecting one by one gave; `--stale` mends what is behind."""
import datetime
import io

import pytest
from django.apps import apps
from django.core.management import call_command

from archive.authorities.kinds import KINDS
from archive.authorities.merge import merge_records
from archive.models import Agent, Collection, Document
from archive.workflow import transitions as move
from catalog.models import Change, PublishedAgent, PublishedDocument, Tombstone, WriterLine
from catalog.projection import project_document, project_name
from tests.base import make_agent, make_document, publish
from tests.catalog.material import give_contribution, give_file, give_thumbnail, make_full_document, make_public, revise

pytestmark = pytest.mark.django_db(databases="__all__")


def all_rows():
    """Every row of the projection without its key, in an order of its own."""
    return {
        model.__name__: sorted(repr({name: value for name, value in row.items() if name != "id"})
                               for row in model.objects.values())
        for model in apps.get_app_config("catalog").get_models() if model not in (Change, WriterLine)
    }


def rebuild(*flags):
    call_command("catalog_rebuild", *flags, verbosity=0, stdout=io.StringIO())


@pytest.fixture
def mixed(cast, digest):
    """A catalog with a digest, full documents that relate, a tombstone, a silent one, and hidden things."""
    collection = Collection.objects.create(code="harbour", title="Harbour")
    first, second = make_full_document(cast, collection=collection), make_full_document(cast)
    give_thumbnail(first.holdings.get().original)
    first.relations.create(kind="references", related=second)
    publishers = [document.contributions.get().agent for document in (first, second)]
    publishers[0].relations.create(kind="owner", related=publishers[1], certainty="disputed", source="A register")
    former = make_agent("A former name")
    give_contribution(second, former, "creator")
    for document in (first, second):
        make_public(document, cast)
    merge_records(KINDS["agents"], publishers[1], former, cast["reviewer"])
    project_name(former)
    second.refresh_from_db()
    for is_silent in (False, True):
        gone = make_public(make_full_document(cast), cast)
        move.withdraw_document(gone, cast["reviewer"], "rights", is_silent=is_silent)
        project_document(gone.identifier)
    make_full_document(cast)
    make_public(make_full_document(cast), cast, "restricted")
    move.reopen_document(first, cast["cataloguer"])
    Document.objects.filter(pk=first.pk).update(title="Not yet")
    return first, second


def test_a_rebuild_gives_the_same_rows(mixed):
    before = all_rows()
    assert all(before.values()), "every table is compared with rows in it"
    rebuild()
    assert all_rows() == before


def test_a_rebuild_repairs_what_was_damaged_and_removes_what_is_not_due(mixed):
    before = all_rows()
    PublishedDocument.objects.filter(pk=mixed[1].identifier).update(title="Damaged")
    PublishedDocument.objects.create(identifier="stray", title="Stray", type="Text", record_version=1,
                                     published_at="2020-01-01T00:00:00Z")
    rebuild()
    assert all_rows() == before
    assert Change.objects.filter(identifier="stray", is_removal=True).exists()


def test_a_rebuild_that_fails_leaves_the_old_state(mixed, monkeypatch):
    before = all_rows()

    def fail(identifier):
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr("catalog.projection.rebuild.project_in_transaction", fail)
    with pytest.raises(RuntimeError):
        rebuild()
    assert all_rows() == before


def test_what_was_committed_but_not_projected_is_found(mixed, cast):
    first, second = mixed
    fresh = revise(make_full_document(cast), cast["cataloguer"])
    publish(fresh, cast)
    move.withdraw_document(second, cast["reviewer"], "error")
    publish(revise(Document.objects.get(pk=first.pk), cast["cataloguer"]), cast)
    Agent.objects.filter(pk=fresh.contributions.get(role="publisher").agent_id).update(name="Renamed", version=2)
    rebuild("--stale")
    assert PublishedDocument.objects.get(pk=first.identifier).title == "Not yet"
    assert PublishedDocument.objects.filter(pk=fresh.identifier).exists()
    assert Tombstone.objects.filter(pk=second.identifier).exists()
    stale = all_rows()
    rebuild()
    assert all_rows() == stale


def test_nothing_behind_means_nothing_is_written(mixed):
    changes = Change.objects.count()
    rebuild("--stale")
    assert Change.objects.count() == changes


def test_an_edited_agent_is_brought_up_to_date(mixed):
    agent = mixed[1].contributions.get(role="publisher").agent
    Agent.objects.filter(pk=agent.pk).update(name="Another name", version=9)
    rebuild("--stale")
    assert PublishedAgent.objects.get(pk=agent.identifier).name == "Another name"


def test_a_document_appears_on_the_day_its_embargo_ends_and_no_other_leaves(cast, monkeypatch):
    shown = make_public(make_document(cast["cataloguer"]), cast)
    held_back = make_document(cast["cataloguer"], embargo_until=datetime.date(2199, 1, 1))
    give_file(held_back)
    make_public(held_back, cast)
    rebuild("--stale")
    assert set(PublishedDocument.objects.values_list("pk", flat=True)) == {shown.identifier}
    real = datetime.datetime(2199, 1, 1, tzinfo=datetime.UTC)
    monkeypatch.setattr("archive.querysets.timezone.now", lambda: real)
    rebuild("--stale")
    assert set(PublishedDocument.objects.values_list("pk", flat=True)) == {shown.identifier, held_back.identifier}


def test_a_digest_whose_projection_was_lost_comes_back_with_its_parts(digest):
    before = all_rows()
    PublishedDocument.objects.all().delete()
    rebuild("--stale")
    assert all_rows() == before
