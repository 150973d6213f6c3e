"""Parts of a digest: they come and go with their whole, and never quote their neighbours."""
import pytest

from archive.workflow import transitions as move
from catalog.models import PublishedDocument, Tombstone
from catalog.projection import project_document
from tests.base import make_document
from tests.catalog.conftest import DIGEST, SECOND
from tests.catalog.material import give_file, make_public

pytestmark = pytest.mark.django_db(databases="__all__")


def test_a_part_has_its_own_range_of_the_text_and_nothing_else(digest):
    row = PublishedDocument.objects.get(pk=digest[1].identifier)
    assert row.text == SECOND
    passage = row.record["stances"][0]["evidence"][0]
    assert (passage["before"], passage["exact"], passage["after"]) == (
        "Second excerpt: ", "a baker stands with the strikers", ".")
    assert row.text[passage["start"]:passage["end"]] == passage["exact"]
    assert "ministry" not in str(row.record)


def test_the_whole_names_its_parts_in_its_text(digest, client):
    whole, part = digest
    page = client.get(f"/documents/{whole.identifier}/").content.decode()
    heading = page.index(f'class="part-mark" href="../{part.identifier}/">')
    assert page.index("It says no.") < heading < page.index("Second excerpt")


def test_a_part_says_of_what_it_is_part(digest, client):
    whole, part = digest
    page = client.get(f"/documents/{part.identifier}/").content.decode()
    assert f"/documents/{whole.identifier}/" in page
    assert "Part 1 of" in page


def test_parts_leave_with_their_whole_and_come_back_with_it(digest, cast):
    whole, part = digest
    move.withdraw_document(whole, cast["reviewer"], "rights")
    project_document(whole.identifier)
    assert not PublishedDocument.objects.exists()
    assert set(Tombstone.objects.values_list("pk", "reason")) == {
        (whole.identifier, "rights"), (part.identifier, "rights")}
    move.restore_document(whole, cast["reviewer"], "rights cleared")
    make_public(whole, cast)
    assert PublishedDocument.objects.count() == 2
    assert not Tombstone.objects.exists()


def test_a_silent_withdrawal_of_the_whole_silences_its_parts(digest, cast):
    whole, _part = digest
    move.withdraw_document(whole, cast["reviewer"], "safety", is_silent=True)
    project_document(whole.identifier)
    assert list(Tombstone.objects.values_list("is_silent", "citation", "reason")) == [(True, {}, "")] * 2


def test_a_part_is_absent_while_its_whole_is_hidden(cast, client):
    whole = make_document(cast["cataloguer"], title="Digest")
    version = give_file(whole, text=DIGEST).texts.get()
    part = make_document(cast["cataloguer"], parent=whole, sequence=1, part_text=version, part_start=0, part_end=5)
    make_public(whole, cast)
    move.reopen_document(whole, cast["cataloguer"])
    make_public(part, cast)
    make_public(whole, cast, "restricted")
    assert not PublishedDocument.objects.exists()
    assert client.get(f"/documents/{part.identifier}/").status_code == 404


def test_a_part_moved_in_a_draft_stays_where_the_reviewed_revision_puts_it(digest, cast):
    whole, part = digest
    elsewhere = make_public(make_document(cast["cataloguer"], title="Elsewhere"), cast)
    move.reopen_document(part, cast["cataloguer"])
    type(part).objects.filter(pk=part.pk).update(parent=elsewhere)
    project_document(elsewhere.identifier)
    project_document(whole.identifier)
    assert PublishedDocument.objects.get(pk=part.identifier).parent_id == whole.identifier
