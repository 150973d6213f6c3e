"""What people at the desk write for each other never reaches readers: a canary in every such field, every address."""
import pytest
from django.db.models import CharField, JSONField, TextField
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from archive import models
from archive.authorities.distinct import tell_apart
from archive.authorities.kinds import KINDS
from archive.authorities.merge import merge_records
from archive.changes.change_set import note_change, open_change_set
from archive.discussion.comment import comment_on
from archive.models import DistinctRecords, Revision
from archive.provenance.revise import revising
from archive.workflow import transitions as move
from catalog.projection import project_document, project_stale, rebuild_projection
from tests.base import make_agent, make_codebook
from tests.catalog.material import give_contribution, make_full_document, make_public
from tests.catalog.test_leaks import CANARY, hits, known_addresses
from tests.catalog.test_leaks_in_rows import announce_everything, rows_with_canary

pytestmark = pytest.mark.django_db(databases="__all__")
# Models whose rows are the desk's alone, and texts of theirs that a person does not write.
OF_THE_DESK = ("Announcement", "BatchItem", "BlindLabel", "CaptureRequest", "ChangeSet", "ChangedDocument",
               "Comment", "DistinctRecords", "IngestBatch", "LoadedWord", "UnsavedEntries", "Upload")
GIVEN = {"identifier", "state", "kind", "outcome", "sha256", "announced_sha256", "one", "other"}


def write_for_the_desk(document, cast):
    """A row of everything that the desk keeps beside a document, the canary in all that somebody can write."""
    by = cast["cataloguer"]
    comment_on(document, by, CANARY, "title")
    models.Comment.objects.update(field=CANARY)
    models.UnsavedEntries.objects.create(document=document, curator=by, opened_version=1, entries={"title": CANARY})
    batch = models.IngestBatch.objects.create(label=CANARY, started_by=by, failure=CANARY)
    models.BatchItem.objects.create(batch=batch, name=CANARY, sheet=CANARY, outcome="refused", reason=CANARY,
                                    document=document)
    models.Upload.objects.create(batch=batch, name=CANARY, size=1, sent_by=by)
    models.Announcement.objects.create(batch=batch, key=CANARY, names=[CANARY], sent_by=by)
    models.CaptureRequest.objects.create(address=f"https://{CANARY}.example/", asked_by=by, failure=CANARY,
                                         batch=batch, document=document)
    changes = open_change_set("edit", CANARY, by, batch=batch)
    note_change(changes, document, 1)
    models.ChangedDocument.objects.update(kept_because=CANARY)
    opened = models.LabellingRound.objects.create(document=document, opened_by=cast["reviewer"])
    models.BlindLabel.objects.create(round=opened, coder=by, label={"holder": CANARY}, evidence=[{"exact": CANARY}])
    models.LoadedWord.objects.create(phrase=CANARY, language=CANARY, reason=CANARY, instead=CANARY)


def unfilled():
    """Columns of the desk's models that hold no canary: a new column that is not enrolled here fails the test."""
    for name in OF_THE_DESK:
        model = getattr(models, name)
        row = model.objects.first()
        for field in model._meta.concrete_fields:
            is_written = isinstance(field, (CharField, TextField, JSONField)) and field.name not in GIVEN
            if is_written and CANARY not in str(getattr(row, field.name)):
                yield f"{name}.{field.name}"


@pytest.fixture
def document(cast):
    """A public document; its review, merging, telling apart and every row of the desk say the canary."""
    make_codebook()
    document = make_full_document(cast)
    primary, other = make_agent("Harbour Post"), make_agent("Harbor Post")
    give_contribution(document, other, "creator")
    move.submit_document(document, cast["cataloguer"])
    move.return_document(document, cast["reviewer"], CANARY)
    with revising(document, cast["cataloguer"], CANARY):
        document.save()
    make_public(document, cast)
    merge_records(KINDS["agents"], primary, other, cast["reviewer"], CANARY)
    tell_apart(KINDS["agents"], primary, make_agent("Harbour Poste"), cast["cataloguer"], CANARY)
    models.Curator.objects.filter(pk=cast["cataloguer"].pk).update(username=f"{CANARY}x", email=f"{CANARY}@example.org")
    models.Document.objects.filter(pk=document.pk).update(assigned_to=cast["cataloguer"], review_comment=CANARY)
    write_for_the_desk(document, cast)
    document.refresh_from_db()
    return document


def test_every_field_of_the_desk_holds_the_canary(document):
    assert list(unfilled()) == []
    assert DistinctRecords.objects.get().reason == CANARY
    assert Revision.objects.filter(reason=CANARY).count() >= 3


def test_nothing_of_the_desk_shows_on_any_public_page(document, client):
    walked = known_addresses([document])
    for again in (lambda: project_document(document.identifier), announce_everything, project_stale,
                  rebuild_projection):
        again()
        assert rows_with_canary() == set()
    assert hits(client, walked) == []


def test_a_person_without_a_role_sees_no_more_than_readers(document, cast):
    outsider = Client()
    outsider.force_login(cast["outsider"])
    assert hits(outsider, known_addresses([document])) == []
    comment = document.comments.filter(text=CANARY).first()
    for name, record in (("document", document), ("history", document), ("describe", document), ("round", document),
                         ("compare", document), ("settle-comment", comment)):
        answer = outsider.post(reverse(f"curation:{name}", args=[record.identifier]))
        assert (answer.status_code, CANARY in answer.content.decode()) == (403, False), name


def test_a_later_publication_takes_none_of_it_along(document, cast, client):
    models.LabellingRound.objects.update(closed_at=timezone.now())
    move.reopen_document(document, cast["cataloguer"])
    make_public(document, cast)
    project_document(document.identifier)
    assert rows_with_canary() == set()
    assert hits(client, known_addresses([document])) == []
