"""What is applied is what was previewed: one batch, one revision for each record; and it can be taken back."""
import pytest

from archive.changes.undo import undo_change_set
from archive.ingest.importing.apply import NotApplicable, PlanChanged, apply_import
from archive.ingest.importing.kept import SheetsMissing
from archive.ingest.importing.opening import ImportClosed, discard_import, plan_kept, replace_sheets
from archive.models import Agent, BatchItem, ChangeSet, Claim, Document, Event, Revision, StanceAnnotation
from archive.provenance.revise import revising
from tests.archive.ingest.description.material import workbook
from tests.archive.ingest.importing.conftest import desk_sheets, line, outcomes

pytestmark = pytest.mark.django_db


def said(document):
    """What the fields of a document say, without what the import machinery keeps."""
    return (document.title, document.issued, document.genre and document.genre.code, document.language,
            sorted(document.subjects.values_list("label", flat=True)),
            sorted(document.places.values_list("place__label", "note")),
            list(document.contributions.values_list("agent__name", "role", "as_printed", "basis", "certainty")))


def test_the_first_description_is_written_with_its_parts_labels_and_authorities(apply):
    opened, change_set = apply(desk_sheets())
    digest = Document.objects.get(title="Harbour digest")
    assert said(digest) == (
        "Harbour digest", "2011-04-02", "digest", ["en"], ["Ferries"], [("Eastport", "dateline")],
        [("Harbour Watch", "publisher", "", "inferred", "uncertain")])
    part = Document.objects.get(title="Ferry fares doubled")
    assert (part.parent, part.sequence) == (digest, 1)
    assert [span.exact for span in StanceAnnotation.objects.first().spans()] == ["The mayor said", "fares were “fair”"]
    assert Claim.objects.get().document == part
    assert Agent.objects.named("HW").get().name == "Harbour Watch"
    photo = Document.objects.get(title="[Pier from the east]")
    assert list(photo.contributions.values_list("as_printed", flat=True)) == ["hw"]
    assert photo.relations.get().related == digest
    assert opened.state == "finished"
    assert change_set.batch == opened


def test_what_happens_is_what_was_previewed_and_reconciles(plan, by):
    opened, planned = plan(desk_sheets())
    apply_import(opened, by, planned.token)
    items = {item.name: item.outcome for item in BatchItem.objects.filter(batch=opened)}
    assert items == outcomes(planned)
    counts = opened.counts()
    assert counts["received"] == counts["created"] + counts["changed"] + counts["unchanged"] + counts["refused"] == len(
        planned.lines)


def test_each_document_has_one_revision_and_stands_in_the_change_set_with_its_version_before(apply):
    digest = Document.objects.filter(holdings__filename="digest.txt")
    _opened, change_set = apply(desk_sheets())
    assert change_set.kind == ChangeSet.Kind.IMPORT
    befores = {row.document.title: (row.version_before, row.version_after) for row in change_set.documents.all()}
    assert befores == {"Harbour digest": (1, 2), "[Pier from the east]": (1, 2), "Ferry fares doubled": (0, 1),
                       "Pier stays shut": (0, 1)}
    assert Revision.objects.filter(record_id=digest.get().identifier).count() == 2


def test_a_change_is_written_and_what_is_not_said_stays(apply):
    apply(desk_sheets())
    digest = Document.objects.get(title="Harbour digest")
    opened, change_set = apply({"documents": [{
        "id": digest.identifier, "issued": "2012", "publisher": "A. Mayor; [HW?]", "places": "[empty]"}]})
    digest.refresh_from_db()
    assert said(digest) == (
        "Harbour digest", "2012", "digest", ["en"], ["Ferries"], [],
        [("A. Mayor", "publisher", "A. Mayor", "printed", "certain"),
         ("Harbour Watch", "publisher", "", "inferred", "uncertain")])
    assert digest.issued_earliest.year == 2012
    assert opened.counts() == {"received": 1, "created": 0, "changed": 1, "unchanged": 0, "refused": 0}
    assert change_set.documents.get().version_before == 2


def test_nothing_is_applied_if_the_archive_changed_since_the_preview(plan, by):
    opened, planned = plan(desk_sheets())
    digest = Document.objects.get(holdings__filename="digest.txt")
    with revising(digest, by, "meanwhile"):
        digest.title = "Meanwhile"
        digest.save()
    events = Event.objects.count()
    with pytest.raises(PlanChanged) as changed:
        apply_import(opened, by, planned.token)
    assert ("title", "Meanwhile", "Harbour digest") in line(changed.value.plan, "documents row 2").changes
    assert (Event.objects.count(), Agent.objects.count()) == (events, 0)
    apply_import(opened, by, changed.value.plan.token)
    assert Document.objects.filter(title="Harbour digest").exists()


def test_refused_rows_are_left_out_only_when_somebody_says_so(plan, by):
    sheets = desk_sheets()
    sheets["agents"][1]["kind"] = "mayor"
    opened, planned = plan(sheets)
    with pytest.raises(NotApplicable):
        apply_import(opened, by, planned.token)
    assert not Agent.objects.exists()
    apply_import(opened, by, planned.token, leaving_out=True)
    assert list(Agent.objects.values_list("name", flat=True)) == ["Harbour Watch"]
    assert not Document.objects.filter(title="Ferry fares doubled").exists()
    assert Document.objects.filter(title="Pier stays shut").exists()
    refused = BatchItem.objects.get(batch=opened, name="documents row 3")
    assert refused.reason == "creator: needs agents row 3, which is refused"


def test_undoing_gives_back_what_was_said_before_and_removes_parts_that_nobody_built_on(apply, by):
    sheets = desk_sheets()
    for name in ("stances", "claims", "relations", "contributions", "captures"):
        del sheets[name]
    before = {one.pk: said(one) for one in Document.objects.all()}
    _opened, change_set = apply(sheets)
    assert {one.pk: said(one) for one in Document.objects.all()} != before
    undo_change_set(change_set, by)
    assert {one.pk: said(one) for one in Document.objects.all()} == before
    assert Agent.objects.filter(name="Harbour Watch").exists()


def test_undoing_a_change_gives_back_the_old_values(apply, by):
    apply(desk_sheets())
    digest = Document.objects.get(title="Harbour digest")
    before = said(digest)
    _opened, change_set = apply({"documents": [{"id": digest.identifier, "title": "Other", "publisher": "A. Mayor",
                                                "subjects": "Transport", "places": "[empty]"}]})
    digest.refresh_from_db()
    assert said(digest) != before
    undo_change_set(change_set, by)
    digest.refresh_from_db()
    assert said(digest) == before


def test_mended_sheets_take_the_place_of_the_first(plan, by, held):
    sheets = desk_sheets()
    sheets["documents"][0]["issued"] = "someday"
    opened, planned = plan(sheets)
    assert not planned.is_applicable()
    replace_sheets(opened, [("mended.xlsx", workbook(desk_sheets()))], by, held)
    mended = plan_kept(opened, by)
    assert mended.is_applicable()
    with pytest.raises(PlanChanged):
        apply_import(opened, by, planned.token)
    apply_import(opened, by, mended.token)


def test_an_import_is_applied_once_and_a_discarded_one_never(plan, by):
    opened, planned = plan(desk_sheets())
    apply_import(opened, by, planned.token)
    with pytest.raises(ImportClosed):
        apply_import(opened, by, planned.token)
    other, planned = plan(desk_sheets())
    discard_import(other, by)
    with pytest.raises(ImportClosed):
        apply_import(other, by, planned.token)


def test_sheets_whose_bytes_were_altered_are_not_applied(plan, by, settings):
    opened, planned = plan(desk_sheets())
    kept = settings.MEDIA_ROOT / "imports" / opened.identifier / "0"
    assert kept.stat().st_mode & 0o777 == 0o600
    kept.write_bytes(kept.read_bytes() + b"x")
    with pytest.raises(SheetsMissing):
        apply_import(opened, by, planned.token)


def test_the_ledger_keeps_the_hash_of_the_sheets_and_not_their_names(plan):
    opened, _planned = plan(desk_sheets())
    event = Event.objects.get(object_id=opened.identifier)
    assert event.type == "ingestion start"
    assert '"sha256":' in event.detail
    assert "sheets.xlsx" not in event.detail


def test_a_changed_authority_is_announced(apply, django_capture_on_commit_callbacks):
    from archive.signals import name_changed

    apply(desk_sheets())
    heard = []
    name_changed.connect(lambda record, **_more: heard.append(record.name), weak=False, dispatch_uid="heard")
    try:
        with django_capture_on_commit_callbacks(execute=True):
            apply({"agents": [{"name": "A. Mayor", "seat": "Eastport"}, {"name": "Somebody New"}]})
    finally:
        name_changed.disconnect(dispatch_uid="heard")
    assert heard == ["A. Mayor"]
    assert Agent.objects.get(name="A. Mayor").version == 2
