"""Whatever is done to the ledger behind its back is found, and the first bad row is named."""
import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from archive.models import Event, LedgerHead, Original, Revision, TextVersion
from archive.provenance.canonical import sha256_of
from archive.provenance.revise import keep_revision
from archive.provenance.verification import verify_ledger
from tests.archive.provenance.damage import execute, rehash_from, swap, unguarded
from tests.base import make_document, publish

pytestmark = pytest.mark.django_db

# 1 and 5 record revisions of one document; 2, 3 and 4 the revision, submission and publication of another.
LAST = 5


@pytest.fixture(autouse=True)
def written(cast):
    """A ledger of five events and three revisions; its triggers are gone, so that it can be damaged."""
    document = make_document(cast["cataloguer"])
    publish(make_document(cast["cataloguer"], title="Another"), cast)
    document.version = 2
    keep_revision(document, cast["cataloguer"], "again, unchanged")
    assert verify_ledger().fault == ""
    assert (Event.objects.count(), Revision.objects.count()) == (LAST, 3)
    unguarded()
    return document


def event(sequence):
    return Event.objects.get(sequence=sequence)


@pytest.mark.parametrize(("field", "value"), [
    ("type", "deletion"), ("occurred_at", "2001-01-01 00:00:00+00:00"), ("agent", "curator:somebody else"),
    ("object_type", "agent"), ("object_id", "x"), ("outcome", "fail"), ("detail", '{"reason":"other"}'),
    ("hash", "f" * 64),
])
@pytest.mark.parametrize("sequence", [1, 3, LAST])
def test_an_altered_field_is_found(field, value, sequence):
    assert execute(f"UPDATE archive_event SET {field} = %s WHERE sequence = %s", value, sequence) == 1
    assert f"event {sequence} was altered" in verify_ledger().fault


def test_one_altered_letter_of_a_detail_is_found():
    execute("UPDATE archive_event SET detail = %s WHERE sequence = 3", event(3).detail.replace("submit", "submix"))
    assert "event 3 was altered" in verify_ledger().fault


@pytest.mark.parametrize("sequence", [1, 2, 4])
def test_a_deleted_row_is_found(sequence):
    execute("DELETE FROM archive_event WHERE sequence = %s", sequence)
    assert f"event {sequence} is missing" in verify_ledger().fault


@pytest.mark.parametrize("gone", [1, 2, LAST])
def test_deleted_rows_at_the_end_are_found_and_the_first_is_named(gone):
    execute("DELETE FROM archive_event WHERE sequence > %s", LAST - gone)
    fault = verify_ledger().fault
    assert f"event {LAST - gone + 1} is missing: the ledger ends at event {LAST - gone}" in fault


def test_a_ledger_emptied_with_its_head_is_found_by_a_noted_hash():
    noted = LedgerHead.objects.get().hash
    for table in ("archive_event", "archive_document", "archive_revision"):
        execute(f"DELETE FROM {table}")
    execute("UPDATE archive_ledgerhead SET sequence = 0, hash = %s", "0" * 64)
    assert verify_ledger().is_good
    assert "was rewritten" in verify_ledger(noted).fault


def test_a_missing_head_is_found():
    execute("DELETE FROM archive_ledgerhead")
    assert "head is missing" in verify_ledger().fault


@pytest.mark.parametrize(("first", "second"), [(1, 2), (2, 4), (4, LAST)])
def test_reordered_rows_are_found(first, second):
    swap("sequence", first, second)
    assert f"event {first} does not follow the row before it" in verify_ledger().fault


@pytest.mark.parametrize(("first", "second"), [(1, 2), (2, 4), (4, LAST)])
def test_swapped_hashes_are_found(first, second):
    swap("hash", first, second)
    assert f"event {first} was altered" in verify_ledger().fault


def test_a_row_added_past_the_head_is_found():
    execute("INSERT INTO archive_event (sequence, type, occurred_at, agent, object_type, object_id, outcome, detail, "
            "previous_hash, hash) SELECT sequence + 1, type, occurred_at, agent, object_type, object_id, outcome, "
            "detail, hash, 'forged' FROM archive_event WHERE sequence = %s", LAST)
    assert f"event {LAST + 1} was added past the head" in verify_ledger().fault


def test_a_replaced_last_row_is_found_by_the_head():
    head = LedgerHead.objects.get()
    execute("UPDATE archive_event SET agent = 'curator:other' WHERE sequence = %s", LAST)
    rehash_from(LAST)
    execute("UPDATE archive_ledgerhead SET hash = %s", head.hash)
    assert f"event {LAST} is not the one that the head names" in verify_ledger().fault


def test_a_chain_rewritten_as_a_whole_is_found_by_a_noted_hash():
    noted = event(2).hash
    execute("UPDATE archive_event SET outcome = 'fail' WHERE sequence = 1")
    rehash_from(1)
    assert verify_ledger().is_good, "forged well enough that only a noted hash can tell"
    assert "was rewritten" in verify_ledger(noted).fault


def test_a_hash_noted_before_the_rewriting_began_still_stands():
    noted = event(2).hash
    execute("UPDATE archive_event SET outcome = 'fail' WHERE sequence = 3")
    rehash_from(3)
    assert verify_ledger(noted).is_good


@pytest.mark.parametrize("detail", ["not JSON", '"a word"', "[]"])
def test_a_forger_who_writes_no_readable_detail_is_found(detail):
    execute("UPDATE archive_event SET detail = %s WHERE sequence = 3", detail)
    rehash_from(3)
    assert "event 3 was altered" in verify_ledger().fault


@pytest.mark.parametrize("value", ["yesterday", "2001-99-99 00:00:00", 5])
def test_a_time_that_cannot_be_read_is_found_as_altered(value):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite keeps in a column for times what is no time")
    execute("UPDATE archive_event SET occurred_at = %s WHERE sequence = 3", value)
    assert "event 3 was altered" in verify_ledger().fault


@pytest.mark.parametrize(("field", "value"), [
    ("snapshot", "{}"), ("sha256", "f" * 64), ("record_id", "x"), ("record_type", "agent"), ("version", 9),
    ("reason", "other"),
])
def test_an_altered_revision_is_found(written, field, value):
    execute(f"UPDATE archive_revision SET {field} = %s WHERE record_id = %s AND version = 2",
            value, written.identifier)
    changed = Revision.objects.get(**{field: value})
    assert f"revision {changed} was altered" in verify_ledger().fault


@pytest.mark.parametrize("made_at", ["2001-01-01 00:00:00", "yesterday"])
def test_a_revision_dated_away_from_its_event_is_found(written, made_at):
    if made_at == "yesterday" and connection.vendor != "sqlite":
        pytest.skip("only SQLite keeps in a column for times what is no time")
    execute("UPDATE archive_revision SET made_at = %s WHERE version = 2", made_at)
    assert f"revision document {written.identifier} v2 was altered" in verify_ledger().fault


def test_a_revision_given_to_another_author_is_found(written, cast):
    execute("UPDATE archive_revision SET made_by_id = %s WHERE version = 2", cast["reviewer"].pk)
    assert f"revision document {written.identifier} v2 was altered" in verify_ledger().fault


def test_a_revision_altered_together_with_its_hash_is_found(written):
    snapshot = json.dumps({"title": "forged"})
    execute("UPDATE archive_revision SET snapshot = %s, sha256 = %s WHERE version = 2", snapshot, sha256_of(snapshot))
    assert f"revision document {written.identifier} v2 was altered" in verify_ledger().fault


@pytest.mark.parametrize("version", [1, 2])
def test_a_deleted_revision_is_found_even_if_another_has_the_same_content(written, version):
    assert len(set(Revision.objects.filter(record_id=written.identifier).values_list("sha256"))) == 1
    execute("DELETE FROM archive_revision WHERE record_id = %s AND version = %s", written.identifier, version)
    assert f"revision document {written.identifier} v{version} is missing" in verify_ledger().fault


@pytest.mark.parametrize("forged", ["THE TEXT OF THE PAGE", "another length"])
def test_an_altered_text_is_found_and_its_original_is_named(forged):
    original = Original.objects.create(sha256="a" * 64, size=20, media_type="text/plain")
    for kind, text in (("raw", "The text of the page"), ("main", "Its main text")):
        TextVersion.objects.create(original=original, kind=kind, text=text, sha256=sha256_of(text), length=len(text),
                                   tool="tests")
    report = verify_ledger()
    assert (report.fault, report.texts) == ("", 2)
    execute("UPDATE archive_textversion SET text = %s, length = %s WHERE kind = 'raw'", forged, len(forged))
    assert f"(raw) of original {'a' * 64} was altered" in verify_ledger().fault


def test_a_deleted_event_is_named_before_the_revision_that_it_recorded():
    execute("DELETE FROM archive_event WHERE sequence = %s", LAST)
    assert f"event {LAST} is missing" in verify_ledger().fault


def test_the_command_succeeds_on_a_good_ledger_and_says_the_head():
    said = io.StringIO()
    call_command("archive_verify_ledger", expect=event(2).hash, stdout=said)
    assert "5 events, 3 revisions and 0 texts are as written" in said.getvalue()
    assert LedgerHead.objects.get().hash in said.getvalue()


@pytest.mark.parametrize("arguments", [[], ["--expect", "0" * 64]])
def test_the_command_fails_on_a_bad_ledger(arguments):
    if not arguments:
        execute("UPDATE archive_event SET outcome = 'fail' WHERE sequence = 2")
    with pytest.raises(CommandError, match=r"NOT AS WRITTEN: (event 2 was altered|the expected head)") as refusal:
        call_command("archive_verify_ledger", *arguments)
    assert refusal.value.returncode == 1


@pytest.mark.parametrize("expected", ["abc", "g" * 64, "a" * 63])
def test_an_expected_hash_that_is_no_hash_is_refused_in_words(expected):
    with pytest.raises(CommandError, match="takes the 64 hexadecimal digits"):
        call_command("archive_verify_ledger", expect=expected)


def test_an_expected_hash_may_be_typed_in_capitals():
    call_command("archive_verify_ledger", expect=f" {event(2).hash.upper()}", stdout=io.StringIO())
