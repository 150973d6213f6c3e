"""Readers are told which versions they have had and which fields changed, and of no other version."""
import datetime

import pytest

from archive.models import Document
from archive.workflow import transitions as move
from catalog.models import PublishedDocument
from catalog.projection import project_document
from tests.base import make_agent, make_document, publish
from tests.catalog.material import give_contribution, give_quotation, make_full_document, make_public, revise

pytestmark = pytest.mark.django_db(databases="__all__")

LATE = datetime.date(2199, 1, 1)


def versions(document):
    return PublishedDocument.objects.get(pk=document.identifier).record["versions"]


def changes(document):
    return [(entry["version"], entry["change"]) for entry in versions(document)]


def edit(document, cast, access=None, **fields):
    """Reopen, change, approve, project; with access=False the edit stays a draft."""
    move.reopen_document(document, cast["cataloguer"])
    Document.objects.filter(pk=document.pk).update(**fields)
    document.refresh_from_db()
    if access is not False:
        return make_public(document, cast, access)
    return revise(document, cast["cataloguer"])


def test_the_first_version_has_a_number_and_a_day_and_no_change(cast):
    document = make_public(make_full_document(cast), cast)
    assert versions(document) == [
        {"version": document.version, "published_at": versions(document)[0]["published_at"], "change": []}]
    told = datetime.datetime.fromisoformat(versions(document)[0]["published_at"])
    assert abs(told - document.published_at) < datetime.timedelta(seconds=5)


def test_each_approved_version_says_which_public_fields_changed(cast):
    document = make_public(make_full_document(cast), cast)
    first = document.version
    edit(document, cast, title="Another title", notes="private", embargo_reason="private")
    give_contribution(document, make_agent("Mira Tal"), "creator")
    document.quotations.update(note="private")
    document.stances.filter(position="favor").update(rationale="clearer")
    edit(document, cast)
    edit(document, cast, notes="only private")
    assert changes(document) == [
        (first, []), (first + 1, ["title"]), (first + 2, ["contributions", "stances"]), (first + 3, [])]
    assert "Another title" not in str(versions(document))


def test_versions_that_were_never_approved_are_not_told(cast):
    document = make_public(make_full_document(cast), cast)
    first = document.version
    edit(document, cast, access=False, title="Not this")
    for title in ("Nor this", "But this"):
        Document.objects.filter(pk=document.pk).update(title=title)
        revise(document, cast["cataloguer"])
    project_document(document.identifier)
    assert changes(document) == [(first, [])]
    publish(document, cast)
    project_document(document.identifier)
    assert changes(document) == [(first, []), (document.version, ["title"])]


def test_a_version_that_was_replaced_under_embargo_is_not_told(cast):
    document = make_full_document(cast, embargo_until=LATE, embargo_reason="a source")
    make_public(document, cast)
    edit(document, cast, title="Safe to read", embargo_until=None)
    assert changes(document) == [(document.version, [])]


def test_a_version_counts_from_the_end_of_its_embargo(cast):
    document = make_full_document(cast, embargo_until=datetime.date(2020, 5, 1))
    make_public(document, cast)
    move.embargo_document(document, cast["reviewer"], LATE, "a source")
    move.lift_embargo(document, cast["reviewer"])
    project_document(document.identifier)
    assert changes(document) == [(document.version, [])]


def test_a_withdrawal_and_fewer_readers_forget_what_was_before(cast):
    withdrawn = make_public(make_full_document(cast), cast)
    move.withdraw_document(withdrawn, cast["reviewer"], "safety", is_silent=True)
    move.restore_document(withdrawn, cast["reviewer"], "It can be read again.")
    Document.objects.filter(pk=withdrawn.pk).update(title="Redacted")
    make_public(Document.objects.get(pk=withdrawn.pk), cast)
    limited = make_public(make_full_document(cast), cast)
    edit(limited, cast, access="restricted", title="For few")
    edit(limited, cast, title="For all")
    for document in (withdrawn, limited):
        document.refresh_from_db()
        assert changes(document) == [(document.version, [])]


def test_a_version_of_a_part_is_not_told_if_its_whole_was_hidden(cast):
    whole = make_document(cast["cataloguer"], title="Digest", embargo_until=LATE, embargo_reason="a source")
    make_public(whole, cast)
    part = make_public(make_document(cast["cataloguer"], parent=whole, sequence=1), cast)
    edit(part, cast, title="A part")
    move.lift_embargo(whole, cast["reviewer"])
    project_document(whole.identifier)
    shown = part.version
    assert changes(part) == [(shown, [])]
    edit(part, cast, title="A part, mended")
    assert changes(part) == [(shown, []), (shown + 1, ["title"])]


def test_a_relation_to_a_document_that_may_be_hidden_is_no_change(cast):
    document = make_public(make_full_document(cast), cast)
    document.relations.create(kind="references", related=make_document(cast["cataloguer"]))
    edit(document, cast)
    document.relations.create(kind="source", described="A leaflet")
    give_quotation(document, document.quotations.get().evidence, speaker="Someone else")
    edit(document, cast)
    assert [change for _version, change in changes(document)] == [[], [], ["relations", "quotations"]]
