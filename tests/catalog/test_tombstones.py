"""What is said at the address of a withdrawn document, and what is not."""
import datetime

import pytest

from archive.workflow import transitions as move
from catalog.models import PublishedDocument, Tombstone
from catalog.projection import project_document, project_stale, rebuild_projection
from tests.base import publish
from tests.catalog.material import make_full_document, make_public, revise

pytestmark = pytest.mark.django_db(databases="__all__")


def withdraw(cast, **fields):
    document = make_public(make_full_document(cast), cast)
    said = {"reason": "rights", "note": "asked by letter of the heirs", **fields}
    move.withdraw_document(document, cast["reviewer"], **said)
    project_document(document.identifier)
    return document


def test_a_tombstone_gives_citation_reason_and_date(cast, client):
    document = withdraw(cast)
    response = client.get(f"/documents/{document.identifier}/")
    html = response.content.decode()
    assert response.status_code == 410
    assert "“Harbour strike enters its third week”" in html
    assert "About March 1998" in html
    assert "<dd>rights</dd>" in html
    assert str(document.withdrawn_at.year) in html


def test_a_tombstone_says_the_curators_note_escaped(cast, client):
    document = withdraw(cast, note="Asked by the heirs.\n<b>See</b> their letter.")
    html = client.get(f"/documents/{document.identifier}/").content.decode()
    assert '<dt>The curators say</dt><dd dir="auto">Asked by the heirs.<br>&lt;b&gt;See&lt;/b&gt; their' in html
    persian = client.get(f"/documents/{document.identifier}/", headers={"accept-language": "fa"}).content.decode()
    assert "سخن گردانندگان آرشیو" in persian


def test_a_tombstone_without_a_note_has_no_place_for_one(cast, client):
    html = client.get(f"/documents/{withdraw(cast, note='').identifier}/").content.decode()
    assert "The curators say" not in html


def test_a_tombstone_keeps_the_words_to_itself(cast, client):
    html = client.get(f"/documents/{withdraw(cast).identifier}/").content.decode()
    assert "400 workers" not in html
    assert "Report on a strike" not in html


def test_a_silent_tombstone_names_nothing(cast, client):
    document = withdraw(cast, is_silent=True)
    response = client.get(f"/documents/{document.identifier}/")
    html = response.content.decode()
    assert response.status_code == 410
    assert "Nothing more is said about it" in html
    for said in ("Harbour", "1998", "rights</dd>", "heirs"):
        assert said not in html


def test_a_note_that_was_not_projected_is_brought_up_to_date(cast):
    withdraw(cast)
    Tombstone.objects.update(note="")
    project_stale()
    assert Tombstone.objects.get().note == "asked by letter of the heirs"


def restore(document, cast):
    move.restore_document(document, cast["reviewer"], "The heirs agree now.")
    project_document(document.identifier)
    return document


@pytest.mark.parametrize("again", [lambda: None, rebuild_projection, project_stale])
def test_a_restored_draft_stands_behind_its_tombstone(cast, client, again):
    document = withdraw(cast)
    before = Tombstone.objects.values().get()
    restore(document, cast)
    type(document).objects.filter(pk=document.pk).update(title="Not yet reviewed")
    again()
    assert Tombstone.objects.values().get() == before
    html = client.get(f"/documents/{document.identifier}/").content.decode()
    assert "Harbour strike" in html
    assert "Not yet reviewed" not in html


def test_a_lost_tombstone_of_a_restored_draft_comes_back(cast):
    restore(withdraw(cast), cast)
    before = Tombstone.objects.values().get()
    Tombstone.objects.all().delete()
    project_stale()
    assert Tombstone.objects.values().get() == before


def test_publishing_a_restored_draft_takes_its_tombstone_away(cast, client):
    document = restore(withdraw(cast), cast)
    publish(revise(document, cast["cataloguer"]), cast)
    project_document(document.identifier)
    assert client.get(f"/documents/{document.identifier}/").status_code == 200
    assert not Tombstone.objects.exists()


def test_a_restored_draft_that_readers_never_had_leaves_no_tombstone(cast):
    never, restricted, embargoed = (make_full_document(cast) for _ in range(3))
    make_public(restricted, cast, "restricted")
    make_public(embargoed, cast)
    move.embargo_document(embargoed, cast["reviewer"], datetime.date(2199, 1, 1), "to protect a source")
    for document in (never, restricted, embargoed):
        move.withdraw_document(document, cast["reviewer"], "error")
        restore(document, cast)
    rebuild_projection()
    project_stale()
    assert not Tombstone.objects.exists()
    assert not PublishedDocument.objects.exists()


def test_a_document_that_was_published_again_for_fewer_readers_keeps_no_tombstone(cast):
    document = restore(withdraw(cast), cast)
    publish(revise(document, cast["cataloguer"]), cast, "restricted")
    project_document(document.identifier)
    move.withdraw_document(document, cast["reviewer"], "error")
    project_document(document.identifier)
    assert not Tombstone.objects.exists()


def test_a_part_stays_gone_while_its_restored_whole_is_a_draft(cast, digest):
    whole, part = digest
    move.withdraw_document(whole, cast["reviewer"], "error")
    restore(whole, cast)
    assert set(Tombstone.objects.values_list("pk", flat=True)) == {whole.identifier, part.identifier}
    before = list(Tombstone.objects.order_by("pk").values())
    rebuild_projection()
    assert list(Tombstone.objects.order_by("pk").values()) == before
