"""A name that changed is shown everywhere: at once when it is announced, else after `catalog_rebuild --stale`."""
import pytest
from django.test.utils import CaptureQueriesContext

from archive.models import Agent, Collection, Genre, Place, StanceTarget, Subject
from archive.workflow.announce import announce_name
from catalog.models import (
    Change,
    PublishedAgent,
    PublishedCollection,
    PublishedDocument,
    PublishedHeading,
    PublishedName,
    PublishedStance,
)
from catalog.projection import project_document, project_name, project_stale, rebuild_projection
from tests.base import make_agent
from tests.catalog.material import catalog_connection, give_contribution, make_full_document, make_public
from tests.catalog.test_rebuild import all_rows

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


def lines():
    return [line for (line,) in PublishedDocument.objects.values_list("line")]


KINDS = {
    "genre": (Genre.objects.filter(code="news-report"), {"label": "bulletin"}, lambda: row().genre_label),
    "genre in Persian": (Genre.objects.filter(code="news-report"), {"label_fa": "خبر"}, lambda: row().genre_label_fa),
    "collection": (Collection.objects.all(), {"title": "Quays"}, lambda: PublishedCollection.objects.get().title),
    "target": (StanceTarget.objects.all(), {"label": "the walkout"},
               lambda: set(PublishedStance.objects.values_list("target_label", flat=True)).pop()),
    "target in lines": (StanceTarget.objects.all(), {"label": "the walkout"},
                        lambda: row().line["positions"][0]["target_label"]),
    "target in the record": (StanceTarget.objects.all(), {"label": "the walkout"},
                             lambda: row().record["stances"][1]["target"]["label"]),
    "subject": (Subject.objects.all(), {"label": "labour disputes"}, lambda: row().record["subjects"][0]["label"]),
    "place": (Place.objects.all(), {"label": "Orvan Bay"}, lambda: row().record["places"][0]["label"]),
    "heading": (Place.objects.all(), {"label": "Orvan Bay"}, lambda: PublishedHeading.objects.get(kind="place").label),
    "name": (Place.objects.all(), {"label": "Orvan Bay"}, lambda: PublishedName.objects.get(owner_kind="place").text),
    "agent": (Agent.objects.filter(contributions__document__collection__isnull=False), {"name": "Quay Post"},
              lambda: row().line["publishers"][0]["name"]),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_name_that_nobody_heard_of_is_found_and_shown(shown, kind):
    records, change, name_shown = KINDS[kind]
    pk = records.get().pk
    assert project_stale() == 0
    records.model.objects.filter(pk=pk).update(**change)
    changes = Change.objects.count()
    assert project_stale() == 1
    assert name_shown() in change.values()
    told = set(Change.objects.values_list("identifier", flat=True)[changes:])
    assert shown.identifier in told
    assert project_stale() == 0
    mended = all_rows()
    rebuild_projection()
    assert all_rows() == mended


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_name_that_is_announced_is_shown_and_told(shown, kind, django_capture_on_commit_callbacks):
    records, change, name_shown = KINDS[kind]
    record = records.get()
    records.model.objects.filter(pk=record.pk).update(**change)
    record.refresh_from_db()
    changes = Change.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        announce_name(record)
    assert name_shown() in change.values()
    assert list(Change.objects.values_list("identifier", flat=True)[changes:]) == [shown.identifier]
    assert project_stale() == 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_name_that_another_document_brings_reaches_all(shown, cast, kind):
    records, change, name_shown = KINDS[kind]
    records.model.objects.filter(pk=records.get().pk).update(**change)
    other = make_full_document(cast, collection=shown.collection)
    other.stances.update(target=shown.stances.first().target)
    other.subjects.set(shown.subjects.all())
    other.places.create(place=Place.objects.get())
    give_contribution(other, shown.contributions.get().agent, "creator")
    make_public(other, cast)
    if kind not in ("genre", "genre in Persian"):
        assert shown_by(shown, kind, name_shown) in change.values()
    project_stale()
    mended = all_rows()
    rebuild_projection()
    assert all_rows() == mended


def shown_by(document, kind, name_shown):
    """As `name_shown`, where two documents lie in the collection."""
    one = PublishedDocument.objects.get(pk=document.identifier)
    return {
        "target in lines": lambda: one.line["positions"][0]["target_label"],
        "target in the record": lambda: one.record["stances"][1]["target"]["label"],
        "subject": lambda: one.record["subjects"][0]["label"],
        "place": lambda: one.record["places"][0]["label"],
        "agent": lambda: one.line["publishers"][0]["name"],
    }.get(kind, name_shown)()


def test_a_collection_that_turned_out_to_be_fictional_says_so(shown):
    Collection.objects.update(is_fictional=True)
    project_stale()
    assert row().is_fictional


def test_a_target_that_was_linked_to_an_agent_leads_to_it(shown):
    agent = make_agent("The union")
    StanceTarget.objects.update(agent=agent)
    project_stale()
    assert set(PublishedStance.objects.values_list("target_agent", flat=True)) == {agent.identifier}
    assert PublishedHeading.objects.get(kind="target").record["agent"] == agent.identifier
    assert PublishedAgent.objects.get(pk=agent.identifier).mentions.count() == 1
    StanceTarget.objects.update(agent=None)
    project_stale()
    assert not PublishedAgent.objects.filter(pk=agent.identifier).exists()
    assert not PublishedName.objects.filter(owner=agent.identifier).exists()


@pytest.mark.parametrize("add", [
    lambda: Subject.objects.get().labels.create(text="Streik", language="de"),
    lambda: Place.objects.get().names.create(text="Streik", language="de"),
    lambda: Agent.objects.first().names.create(text="Streik", language="de"),
])
def test_a_further_form_of_a_name_is_found_without_a_new_version(shown, add):
    add()
    assert project_stale() == 1
    assert PublishedName.objects.get(text="Streik").language == "de"
    assert project_stale() == 0


def test_a_broader_subject_that_was_renamed_is_renamed_where_it_is_shown(shown, django_capture_on_commit_callbacks):
    broader = Subject.objects.create(label="labour")
    Subject.objects.filter(label="strikes").update(broader=broader)
    project_stale()
    assert PublishedHeading.objects.get(label="strikes").record["broader"]["label"] == "labour"
    broader.label = "work"
    broader.save()
    with django_capture_on_commit_callbacks(execute=True):
        announce_name(broader)
    assert PublishedHeading.objects.get(label="strikes").record["broader"]["label"] == "work"
    assert not PublishedHeading.objects.filter(label="work").exists()


def test_new_types_of_an_agent_reach_the_lines(shown, django_capture_on_commit_callbacks):
    agent = shown.contributions.get().agent
    agent.types.create(type="party")
    with django_capture_on_commit_callbacks(execute=True):
        announce_name(agent)
    assert row().line["publishers"][0]["types"] == ["news-outlet", "party"]


def test_a_name_that_is_in_no_public_document_stays_unknown(shown, django_capture_on_commit_callbacks):
    before = all_rows()
    records = (make_agent("Hidden"), Subject.objects.create(label="hidden"), Place.objects.create(label="hidden"),
               StanceTarget.objects.create(kind="entity", label="hidden"), Genre.objects.create(code="h", label="h"),
               Collection.objects.create(code="hidden", title="hidden"))
    changes = Change.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        for record in records:
            announce_name(record)
    assert all_rows() == before
    assert Change.objects.count() == changes


def test_a_renewal_that_fails_is_logged_and_mended_later(
    shown, caplog, monkeypatch, django_capture_on_commit_callbacks
):
    def fail(renamed):
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr("catalog.projection.project.renew_documents", fail)
    agent = shown.contributions.get().agent
    agent.name = "Quay Post"
    agent.save()
    with django_capture_on_commit_callbacks(execute=True):
        announce_name(agent)
    assert "catalog_rebuild --stale" in caplog.text
    assert PublishedAgent.objects.get(pk=agent.identifier).name != "Quay Post"
    monkeypatch.undo()
    assert project_stale() == 1
    assert row().line["publishers"][0]["name"] == "Quay Post"


def test_renewing_many_documents_takes_as_many_queries_as_renewing_few(shown, cast):
    agent, target = shown.contributions.get().agent, shown.stances.first().target

    def queries():
        Agent.objects.filter(pk=agent.pk).update(name=f"Post {Change.objects.count()}")
        StanceTarget.objects.filter(pk=target.pk).update(label=f"target {Change.objects.count()}")
        with CaptureQueriesContext(catalog_connection()) as captured:
            project_name(agent)
            project_name(target)
        return len(captured)

    few = queries()
    for _ in range(5):
        document = make_full_document(cast)
        document.stances.update(target=target)
        give_contribution(document, agent, "creator")
        make_public(document, cast)
    assert queries() == few
    assert sum(str(line).count(Agent.objects.get(pk=agent.pk).name) for line in lines()) == 6


def test_a_document_projected_while_its_names_changed_is_told_once_more_not_less(shown):
    Subject.objects.update(label="labour disputes")
    before = Change.objects.count()
    project_document(shown.identifier)
    assert set(Change.objects.values_list("identifier", flat=True)[before:]) == {shown.identifier}
    assert row().record["subjects"][0]["label"] == "labour disputes"
