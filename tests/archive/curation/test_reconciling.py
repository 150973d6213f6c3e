"""Sent is always the sum of what became of the files, on the page of a batch and in the lists."""
import hashlib
import io
from collections import Counter

import pytest
from django.conf import settings
from django.template import Context, Template
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from archive.curation.arrivals import batches_for, size_in_words
from archive.curation.reconciled import reconcile
from archive.ingest.uploads.announce import Announced, announce_uploads
from archive.ingest.uploads.digest import tell_digest
from archive.ingest.uploads.finish import finish_upload
from archive.ingest.uploads.give_up import give_up_upload
from archive.ingest.uploads.receive import append_bytes
from archive.models import Collection, CollectionGrant, Document, IngestBatch, Upload
from archive.originals.errors import StoreUnavailable
from archive.originals.store import OriginalStore
from tests.base import make_curator

pytestmark = pytest.mark.django_db
FATES = ("stored", "duplicate", "told", "empty", "changed on the way", "given up", "waits", "begun", "arrived")
COUNTED = {"stored": "stored", "duplicate": "duplicate", "told": "duplicate", "empty": "refused",
           "changed on the way": "refused", "given up": "given_up", "waits": "arriving", "begun": "arriving",
           "arrived": "arriving"}
WORDS = b"Words that are held from the beginning."


def words_of(number, fate):
    return {"duplicate": WORDS, "told": WORDS, "empty": b""}.get(fate, b"Words of letter %d." % number)


def meet(upload, fate, data, by):
    """Let an announced file have its fate."""
    if fate == "told":
        tell_digest(upload, hashlib.sha256(data).hexdigest(), by)
    elif fate == "given up":
        give_up_upload(upload, by)
    elif fate == "begun":
        append_bytes(upload, by, 0, io.BytesIO(data[:3]), 3)
    elif fate in ("stored", "duplicate", "changed on the way", "arrived"):
        if fate == "changed on the way":
            tell_digest(upload, "0" * 64, by)
        append_bytes(upload, by, 0, io.BytesIO(data), len(data))
        if fate != "arrived":
            finish_upload(upload, by)


@given(fates=st.lists(st.sampled_from(FATES), min_size=1, max_size=6))
@how(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_mix_of_fates_adds_up_and_each_file_has_a_place_on_the_page(cast, clients, fates):
    by = cast["cataloguer"]
    if not Document.objects.exists():
        _batch, (held,) = announce_uploads([Announced("held.txt", len(WORDS))], by)
        meet(held, "stored", WORDS, by)
    start = Document.objects.count() * 1000 + Upload.objects.count()
    contents = [words_of(start + place, fate) for place, fate in enumerate(fates)]
    batch, lines = announce_uploads(
        [Announced(f"{place}.txt", len(data)) for place, data in enumerate(contents)], by)
    for line, fate, data in zip(lines, fates, contents, strict=True):
        if fate != "empty":
            meet(line, fate, data, by)
    counts = reconcile([batch])[batch.pk]
    expected = Counter(COUNTED[fate] for fate in fates)
    assert {name: getattr(counts, name) for name in set(COUNTED.values())} == {
        name: expected[name] for name in set(COUNTED.values())}
    assert counts.sent == len(fates)
    batch.refresh_from_db()
    assert (batch.state == "running") == bool(expected["arriving"])
    page = clients["cataloguer"].get(reverse("curation:batch", args=[batch.identifier])).content.decode()
    for place in range(len(fates)):
        assert f"{place}.txt" in page


@pytest.fixture
def mixed(cast):
    """A batch with one file stored, one refused and one expected."""
    by = cast["cataloguer"]
    batch, lines = announce_uploads([Announced("a.txt", len(WORDS)), Announced("b.txt", 0), Announced("c.txt", 9)], by)
    meet(lines[0], "stored", WORDS, by)
    return batch


@pytest.mark.parametrize(("outcome", "shown", "hidden"), [
    ("created", "a.txt", "b.txt"), ("refused", "b.txt", "[a.txt]"), ("nonsense", "b.txt", "zzz")])
def test_lines_are_narrowed_to_an_outcome(clients, mixed, outcome, shown, hidden):
    page = clients["cataloguer"].get(reverse("curation:batch", args=[mixed.identifier]), {"outcome": outcome})
    table = page.content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    assert shown in table
    assert hidden not in table


def test_the_first_draft_is_the_first_in_the_order_that_was_sent(clients, cast):
    by = cast["cataloguer"]
    batch, lines = announce_uploads([Announced("first.txt", 5), Announced("second.txt", 6)], by)
    for line, data in ((lines[1], b"second"), (lines[0], b"first")):
        meet(line, "stored", data, by)
    page = clients["cataloguer"].get(reverse("curation:batch", args=[batch.identifier]))
    first = Document.objects.get(title="[first.txt]")
    assert page.context["first_draft"] == first
    assert reverse("curation:describe", args=[first.identifier]) in page.content.decode()


def test_intake_shows_what_is_unfinished_first_with_how_much_of_it(clients, mixed):
    page = clients["cataloguer"].get(reverse("curation:intake")).content.decode()
    assert "1 of 3 files still expected: go on" in page
    assert "Not finished" not in clients["reviewer"].get(reverse("curation:intake")).content.decode()


def test_the_lists_of_batches_ask_a_constant_number_of_questions(clients, cast):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    by, counts = cast["cataloguer"], []
    for number in range(2):
        for place in range(1 + 3 * number):
            _batch, lines = announce_uploads([Announced(f"{place}.txt", 9), Announced("b.txt", 0)], by)
            if place % 2:
                give_up_upload(lines[0], by)
        with CaptureQueriesContext(connection) as asked:
            clients["cataloguer"].get(reverse("curation:intake"))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_batch_asks_a_constant_number_of_questions_however_many_lines(clients, cast):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    by, counts = cast["cataloguer"], []
    for many in (2, 8):
        batch, lines = announce_uploads(
            [Announced(f"{many}-{place}.txt", len(b"words %d-%d" % (many, place))) for place in range(many)], by)
        for place, line in enumerate(lines[1:], start=1):
            meet(line, "stored", b"words %d-%d" % (many, place), by)
        with CaptureQueriesContext(connection) as asked:
            clients["cataloguer"].get(reverse("curation:batch", args=[batch.identifier]))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_grant_shows_batches_of_its_collection_and_ones_own_only(cast, mixed):
    shelf, guest = Collection.objects.create(code="shelf", title="Shelf"), make_curator("guest")
    CollectionGrant.objects.create(curator=guest, collection=shelf, role="cataloguer", given_by=cast["administrator"])
    theirs, _lines = announce_uploads([Announced("a.txt", 3)], cast["cataloguer"], shelf)
    assert list(batches_for(guest)) == [theirs]
    assert set(batches_for(cast["reviewer"])) == {theirs, mixed}


def test_giving_up_the_rest_ends_the_batch(clients, mixed):
    answer = clients["cataloguer"].post(reverse("curation:give-up-rest", args=[mixed.identifier]))
    assert answer["Location"] == reverse("curation:batch", args=[mixed.identifier])
    mixed.refresh_from_db()
    assert mixed.state == "finished"
    assert reconcile([mixed])[mixed.pk].given_up == 1


def test_what_arrived_while_the_store_failed_is_taken_in_by_a_button(clients, cast, monkeypatch):
    by = cast["cataloguer"]
    batch, (upload,) = announce_uploads([Announced("a.txt", 5)], by)
    append_bytes(upload, by, 0, io.BytesIO(b"words"), 5)
    address = reverse("curation:take-in", args=[upload.identifier])
    with monkeypatch.context() as broken:
        broken.setattr(OriginalStore, "put_many", lambda *given: (_ for _ in ()).throw(StoreUnavailable("disk full")))
        answer = clients["cataloguer"].post(address)
        assert (answer.status_code, answer.json()["error"]) == (503, "disk full")
    page = clients["cataloguer"].get(reverse("curation:batch", args=[batch.identifier])).content.decode()
    assert "received, not yet taken in" in page
    assert address in page
    clients["cataloguer"].post(address)
    assert reconcile([batch])[batch.pk].stored == 1
    assert IngestBatch.objects.get().state == "finished"


@pytest.mark.parametrize(("size", "words"), [
    (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1500, "1.5 kB"), (8_388_608, "8.4 MB"),
    (21_474_836_480, "21.5 GB"), (3 * 10**15, "3000.0 TB")])
def test_sizes_are_said_as_refusals_say_them(size, words):
    assert size_in_words(size) == words
    assert Template("{% load sizes %}{{ size|size_in_words }}").render(Context({"size": size})) == words


def test_no_page_of_the_desk_says_sizes_otherwise():
    pages = (settings.PROJECT_ROOT / "archive" / "templates").rglob("*.html")
    assert [page.name for page in pages if "filesizeformat" in page.read_text()] == []
