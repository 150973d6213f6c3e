"""Undoing takes back what nobody touched since, in one act, and says why the rest stays."""
import json

import pytest

from archive.changes.change_set import note_change, open_change_set
from archive.changes.undo import UndoRefused, preview_undo, undo_change_set
from archive.models import (
    BatchItem,
    ChangeSet,
    Collection,
    CollectionGrant,
    Comment,
    Document,
    Event,
    IngestBatch,
    Revision,
    Subject,
)
from archive.provenance.restoring import same_description
from archive.provenance.revise import keep_revision, revising
from archive.provenance.verification import verify_ledger
from archive.workflow.transitions import reopen_document, submit_document
from tests.archive.curation.conftest import give_text
from tests.base import make_curator, make_document, publish

pytestmark = pytest.mark.django_db


def changed(document, by, change_set, title="Changed"):
    before = document.version
    with revising(document, by, "changed"):
        document.title = title
        document.save()
    note_change(change_set, document, before)
    return document


@pytest.fixture
def change_set(cast):
    return open_change_set("edit", "Language: en", cast["cataloguer"])


def lines(undo):
    return {row.identifier: row for row in undo.documents.all()}


def test_each_untouched_document_says_again_what_it_said_before(cast, change_set):
    documents = [changed(make_document(cast["cataloguer"], title=f"Title {n}"), cast["cataloguer"], change_set)
                 for n in range(3)]
    undo = undo_change_set(change_set, cast["reviewer"])
    assert (undo.kind, undo.undoes, undo.made_by) == ("undo", change_set, cast["reviewer"])
    assert list(Document.objects.order_by("pk").values_list("title", "version")) == [
        ("Title 0", 3), ("Title 1", 3), ("Title 2", 3)]
    for document in documents:
        row = lines(undo)[document.identifier]
        assert (row.version_before, row.version_after, row.kept_because) == (2, 3, "")
        first, last = (json.loads(Revision.objects.get(record_id=document.identifier, version=n).snapshot)
                       for n in (1, 3))
        assert same_description(first, last)
    detail = json.loads(Event.objects.order_by("sequence").last().detail)
    assert (detail["change_set"], detail["restored_version"]) == (undo.identifier, 1)
    assert verify_ledger().is_good


def test_what_was_changed_or_moved_since_stays_and_is_listed_with_the_reason(cast, change_set):
    by = cast["cataloguer"]
    _free, edited, sent, out, back = (
        changed(make_document(by, title=name), by, change_set) for name in ("free", "edited", "sent", "out", "back"))
    with revising(edited, cast["reviewer"]):
        edited.title = "Later"
        edited.save()
    submit_document(sent, by)
    publish(out, cast)
    publish(back, cast)
    reopen_document(back, by)
    undo = undo_change_set(change_set, by)
    kept = {row.document.title: row.kept_because for row in undo.documents.all()}
    assert kept == {
        "free": "", "back": "",
        "Later": "It was changed since: version 3 is saved now, this change was version 2.",
        "Changed": kept["Changed"],
    }
    assert "only a draft is changed" in kept["Changed"]
    assert set(Document.objects.values_list("title", flat=True)) == {"free", "Later", "Changed", "back"}
    back.refresh_from_db()
    assert back.published_revision.version == 2, "readers keep what was published"


def test_the_preview_says_what_undoing_does_and_writes_nothing(cast, change_set):
    by = cast["cataloguer"]
    free, edited = (changed(make_document(by, title=name), by, change_set) for name in ("free", "edited"))
    with revising(edited, by):
        pass
    events = Event.objects.count()
    seen = [(line.document, line.snapshot and line.snapshot["title"], line.kept_because[:20])
            for line in preview_undo(change_set, by)]
    assert seen == [(free, "free", ""), (edited, None, "It was changed since")]
    assert (Event.objects.count(), ChangeSet.objects.count()) == (events, 1)


def test_it_is_undone_once_and_an_undo_is_not_undone(cast, change_set):
    changed(make_document(cast["cataloguer"]), cast["cataloguer"], change_set)
    undo = undo_change_set(change_set, cast["cataloguer"])
    with pytest.raises(UndoRefused, match="undone already"):
        undo_change_set(change_set, cast["cataloguer"])
    with pytest.raises(UndoRefused, match="make the change again"):
        undo_change_set(undo, cast["cataloguer"])
    assert ChangeSet.objects.count() == 2
    assert Document.objects.get().version == 3


def test_whoever_has_no_role_for_one_of_the_documents_undoes_none(cast, change_set):
    mine, other = (Collection.objects.create(code=code, title=code) for code in ("mine", "other"))
    guest = make_curator("guest")
    CollectionGrant.objects.create(curator=guest, collection=mine, role="cataloguer", given_by=cast["administrator"])
    for collection in (mine, other):
        changed(make_document(cast["cataloguer"], title="Before", collection=collection), cast["cataloguer"],
                change_set)
    for verb in (preview_undo, undo_change_set):
        with pytest.raises(UndoRefused, match="for all of them"):
            verb(change_set, guest)
    assert set(Document.objects.values_list("title", flat=True)) == {"Changed"}
    undo_change_set(change_set, cast["cataloguer"])
    assert set(Document.objects.values_list("title", flat=True)) == {"Before"}


def test_what_was_no_description_is_said_to_stay(cast, change_set):
    document = make_document(cast["cataloguer"])
    with revising(document, cast["cataloguer"]):
        pass
    note_change(change_set, document, 1)
    undo = undo_change_set(change_set, cast["cataloguer"])
    assert "labels and files are not undone" in undo.documents.get().kept_because
    assert Document.objects.get().version == 2


@pytest.fixture
def imported(cast):
    """An import that made three parts of a digest: its ChangeSet, the whole, and the parts."""
    by = cast["cataloguer"]
    whole = make_document(by, title="Digest")
    batch = IngestBatch.objects.create(label="sheet.csv", started_by=by)
    change_set = open_change_set("import", "sheet.csv", by, batch=batch)
    parts = []
    for n in (1, 2, 3):
        part = Document.objects.create(title=f"Part {n}", parent=whole, sequence=n)
        part.subjects.add(Subject.objects.get_or_create(label="dams")[0])
        keep_revision(part, by, "imported")
        BatchItem.objects.create(batch=batch, name=f"row {n}", outcome="created", document=part)
        note_change(change_set, part, 0)
        parts.append(part)
    return change_set, whole, parts


def test_a_part_that_the_import_made_is_removed_with_an_event_and_its_revisions_stay(cast, imported):
    change_set, whole, parts = imported
    identifiers = [part.identifier for part in parts]
    undo = undo_change_set(change_set, cast["cataloguer"])
    assert list(Document.objects.all()) == [whole]
    assert [(row.identifier, row.document, row.version_after) for row in undo.documents.all()] == [
        (identifier, None, 0) for identifier in identifiers]
    assert list(Event.objects.filter(type="deletion").values_list("object_id", flat=True)) == identifiers
    assert Revision.objects.filter(record_id__in=identifiers).count() == 3
    assert {item.reason for item in BatchItem.objects.all()} == {
        "It was made, and removed when the import was undone."}
    assert verify_ledger().is_good


def test_a_part_that_somebody_built_on_stays(cast, imported):
    change_set, _whole, (commented, parted, free) = imported
    Comment.objects.create(document=commented, text="See page 2.", made_by=cast["reviewer"])
    Document.objects.create(title="Part of the part", parent=parted, sequence=1)
    undo = undo_change_set(change_set, cast["cataloguer"])
    kept = {row.identifier: row.kept_because for row in undo.documents.all()}
    assert kept[commented.identifier] == "Something refers to it: comments."
    assert kept[parted.identifier] == "Something refers to it: documents."
    assert not Document.objects.filter(pk=free.pk).exists()
    assert Document.objects.filter(pk__in=[commented.pk, parted.pk]).count() == 2


def test_a_part_that_was_published_once_stays(cast, imported):
    change_set, whole, (out, *_others) = imported
    publish(whole, cast)
    Document.objects.filter(pk=out.pk).update(persons_at_risk="no", language=["en"], genre=whole.genre)
    out.refresh_from_db()
    publish(out, cast)
    reopen_document(out, cast["cataloguer"])
    undo = undo_change_set(change_set, cast["cataloguer"])
    assert undo.documents.get(identifier=out.identifier).kept_because == "It has been published."
    assert Document.objects.filter(pk=out.pk).exists()


def test_a_received_file_that_the_import_described_goes_back_to_its_first_draft(cast):
    by = cast["cataloguer"]
    change_set = open_change_set("import", "sheet.csv", by)
    document = make_document(by, title="scan.pdf")
    give_text(document)
    with revising(document, by, "described"):
        document.title = "On the dam"
        document.save()
    note_change(change_set, document, 0)
    undo = undo_change_set(change_set, by)
    document.refresh_from_db()
    assert (document.title, document.version, document.holdings.count()) == ("scan.pdf", 3, 1)
    assert undo.documents.get().kept_because == ""


def test_what_fails_midway_undoes_the_undo(cast, change_set):
    for n in range(2):
        changed(make_document(cast["cataloguer"], title=f"Title {n}"), cast["cataloguer"], change_set)
    Revision.objects.create(record_type="document", record_id=Document.objects.first().identifier, version=3,
                            snapshot="{}", sha256="0" * 64, made_by=cast["cataloguer"])
    with pytest.raises(Exception, match=r"(?i)unique"):
        undo_change_set(change_set, cast["cataloguer"])
    assert set(Document.objects.values_list("title", "version")) == {("Changed", 2)}
    assert ChangeSet.objects.count() == 1


def test_the_queries_of_a_preview_do_not_grow(cast, django_assert_max_num_queries, django_assert_num_queries):
    def preview(count):
        change_set = open_change_set("edit", "many", cast["cataloguer"])
        for n in range(count):
            changed(make_document(cast["cataloguer"], title=f"{n}"), cast["cataloguer"], change_set)
        return change_set

    few, many = preview(2), preview(12)
    preview_undo(few, cast["cataloguer"])  # learns the roles, once
    with django_assert_max_num_queries(30) as first:
        assert len(preview_undo(few, cast["cataloguer"])) == 2
    with django_assert_num_queries(len(first)):
        assert len(preview_undo(many, cast["cataloguer"])) == 12
