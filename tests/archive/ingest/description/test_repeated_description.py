"""A description applied twice, changed, interrupted, or raced: never half, never over somebody's work."""
import pytest

from archive.ingest import described
from archive.ingest.batch import ingest_sources, open_batch
from archive.ingest.described import batch_label, plan_ingest
from archive.ingest.description import apply
from archive.ingest.description.problems import DescriptionRefused
from archive.models import (
    Agent,
    BatchItem,
    Claim,
    Document,
    Event,
    EvidenceSpan,
    Holding,
    IngestBatch,
    Quotation,
    Revision,
    StanceAnnotation,
)
from archive.provenance.revise import revising
from archive.provenance.verification import verify_ledger
from tests.archive.ingest.description.material import (
    DIGEST,
    FIRST,
    SECOND,
    good_sheets,
    write_csv,
    write_files,
    write_xlsx,
)

COUNTED = (Document, Holding, Agent, StanceAnnotation, Claim, Quotation, EvidenceSpan, Revision)


def counts():
    return {model.__name__: model.objects.count() for model in COUNTED}


def test_a_repeated_description_changes_nothing_and_reads_nothing(describe, reads):
    describe(good_sheets())
    before = counts()
    reads.clear()
    batch = describe(good_sheets())
    assert counts() == before
    assert reads == []
    rows = sum(map(len, good_sheets().values()))
    assert batch.counts() == {"received": rows + 4, "created": 0, "unchanged": rows + 4, "refused": 0}
    assert all(item.reason for item in batch.items.all())


def test_the_same_description_as_a_workbook_changes_nothing(describe):
    describe(good_sheets())
    before = counts()
    assert describe(good_sheets(), write_xlsx).counts()["created"] == 0
    assert counts() == before


@pytest.mark.parametrize(("sheet", "row", "column", "value", "at"), [
    ("documents", 2, "title", "Another title", 2), ("documents", 3, "creator", "HW", 3),
    ("claims", 2, "value", "399", 3), ("relations", 2, "note", "see there", 6),
])
def test_a_changed_cell_is_refused_at_its_document(describe, problems, sheet, row, column, value, at):
    describe(good_sheets())
    before = counts(), Event.objects.count()
    sheets = good_sheets()
    sheets[sheet][row - 2][column] = value
    found = problems(sheets)
    assert [one[:3] for one in found] == [("documents", at, "id")]
    assert "is described already, and differently: edit it at the desk" in found[0][3]
    assert (counts(), Event.objects.count()) == before


def test_what_a_curator_edited_since_is_left_as_it_is(describe, by):
    describe(good_sheets())
    document = Document.objects.get(title="Harbour digest")
    with revising(document, by, "mended"):
        document.title = "Mended title"
        document.save()
    describe(good_sheets())
    document.refresh_from_db()
    assert (document.title, document.version) == ("Mended title", 3)


def test_a_draft_that_a_curator_has_edited_is_not_described_over(ingest, files, problems, by):
    ingest()
    document = Document.objects.get(title="[digest.txt]")
    with revising(document, by, "mended"):
        document.title = "Mended title"
        document.save()
    sheets = good_sheets()
    sheets["documents"] = [row for row in sheets["documents"] if row["id"] != "L"]
    sheets["relations"], sheets["quotations"] = sheets["relations"][:1], []
    assert [one[:3] for one in problems(sheets)] == [("documents", 2, "id")]


def test_files_that_were_received_before_are_described_later(describe, ingest, received):
    write_files(received, {"digest.txt": DIGEST.encode()})
    ingest(received / "digest.txt")
    draft = Document.objects.get()
    batch = describe(good_sheets())
    draft.refresh_from_db()
    assert draft.title == "Harbour digest"
    assert batch.items.get(name="digest.txt").outcome == "unchanged"
    assert batch.items.get(name="documents row 2").outcome == "created"


def test_a_crash_between_files_and_description_is_completed_by_repeating(describe, monkeypatch):
    def crash(*_arguments):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(described, "apply_description", crash)
        with pytest.raises(KeyboardInterrupt):
            describe(good_sheets())
    assert IngestBatch.objects.get().state == IngestBatch.State.RUNNING
    assert set(Document.objects.values_list("version", flat=True)) == {1}
    batch = describe(good_sheets())
    assert IngestBatch.objects.get() == batch
    assert batch.counts()["unchanged"] == batch.counts()["refused"] == 0
    assert Document.objects.filter(parent__isnull=False).count() == 2


def test_a_crash_before_the_batch_is_closed_is_completed_by_repeating(describe, monkeypatch):
    def crash(*_arguments, **_more):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(described, "close_batch", crash)
        with pytest.raises(KeyboardInterrupt):
            describe(good_sheets())
    before = counts()
    batch = describe(good_sheets())
    assert (counts(), batch.state) == (before, IngestBatch.State.FINISHED)
    assert batch.counts()["unchanged"] == 0


def test_a_failure_in_the_middle_of_applying_leaves_nothing_of_it(describe, monkeypatch):
    def crash(*_arguments):
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(apply, "write_claim", crash)
        with pytest.raises(ZeroDivisionError):
            describe(good_sheets())
    assert not Agent.objects.exists()
    assert not StanceAnnotation.objects.exists()
    assert set(Document.objects.values_list("version", "genre")) == {(1, None)}
    assert not BatchItem.objects.filter(name__contains=" row ").exists()
    assert verify_ledger().is_good
    assert describe(good_sheets()).counts()["refused"] == 0


def test_what_changed_between_check_and_writing_is_refused_as_a_whole(files, tmp_path, by):
    folder = write_csv(tmp_path / "description", good_sheets())
    sources, sheets = plan_ingest([files], folder)
    batch = open_batch(batch_label([files], folder), by)
    ingest_sources(sources, batch, by)
    document = Document.objects.get(title="[photo.png]")
    with revising(document, by, "edited meanwhile"):
        document.save()
    with pytest.raises(DescriptionRefused, match="1 bad cell") as caught:
        apply.apply_description(sheets, batch, by)
    assert str(caught.value.problems[0]).startswith("documents, row 6, column id: ")
    assert not Agent.objects.exists()
    assert set(Document.objects.whole().values_list("version", flat=True)) == {1, 2}


def test_a_refusal_while_applying_fails_the_batch_and_keeps_the_drafts(describe, problems, monkeypatch):
    def refuse(sheets, batch, by):
        raise DescriptionRefused([sheets["documents"][0].problem("id", "changed meanwhile")])

    with monkeypatch.context() as patched:
        patched.setattr(described, "apply_description", refuse)
        problems(good_sheets())
    batch = IngestBatch.objects.get()
    assert (batch.state, batch.failure) == (IngestBatch.State.FAILED, "documents, row 2, column id: changed meanwhile")
    assert Document.objects.count() == 3
    assert describe(good_sheets()).state == IngestBatch.State.FINISHED


def test_a_new_part_joins_a_whole_that_is_described_already(describe):
    sheets = good_sheets()
    last = sheets["documents"].pop(2)
    sheets["stances"].pop()
    describe(sheets)
    sheets["documents"].append(last)
    batch = describe(sheets)
    part = Document.objects.get(title="Pier stays shut")
    assert (part.sequence, part.part_start) == (2, SECOND)
    assert batch.items.filter(outcome="created").get().document == part


def test_a_new_part_may_not_move_the_end_of_one_that_is_held(describe, problems):
    sheets = good_sheets()
    last = sheets["documents"].pop(2)
    sheets["stances"].pop()
    sheets["documents"][1]["closing"] = ""
    describe(sheets)
    assert Document.objects.get(title="Ferry fares doubled").part_end == len(DIGEST.rstrip())
    sheets["documents"].append(last)
    found = problems(sheets)
    assert [one[:3] for one in found] == [("documents", 3, "end")]
    assert f"is held as characters {FIRST} to" in found[0][3]


def test_parts_may_be_listed_in_any_order_if_they_are_numbered(describe):
    sheets = good_sheets()
    first, second = sheets["documents"][1:3]
    first["sequence"], second["sequence"] = "1", "2"
    sheets["documents"][1:3] = [second, first]
    describe(sheets)
    parts = Document.objects.filter(parent__isnull=False).order_by("sequence")
    assert [part.title for part in parts] == ["Ferry fares doubled", "Pier stays shut"]


def test_parts_of_a_whole_without_text_have_no_range(describe):
    sheets = good_sheets()
    sheets["documents"].append({"id": "P1", "parent": "P", "title": "[Left half]"})
    describe(sheets)
    part = Document.objects.get(title="[Left half]")
    assert (part.part_text, part.part_start, part.sequence) == (None, None, 1)
