"""What the desk's benchmark measures on is what an archive holds: its rules are kept and its pages open."""
import json
from collections import Counter

import pytest
from django.db import connection
from django.urls import reverse

from archive.curation.queues import QUEUES
from archive.models import Document, Event, Revision, StanceAnnotation
from archive.provenance.canonical import canonical_json
from archive.provenance.ledger import record_event
from archive.provenance.snapshot import snapshot_document
from archive.provenance.verification import verify_ledger
from bench.desk.documents import Documents
from bench.desk.material import generate, make_people
from bench.desk.person import entries_of
from bench.desk.tasks import known_of

N = 300
pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    if connection.vendor != "sqlite":
        pytest.skip("the generated database is SQLite's")
    people = make_people()
    generate(connection.connection, N, people)
    return people


@pytest.fixture
def reviewer(client, people):
    client.force_login(people[0])
    return client


def test_every_reference_leads_to_a_row_and_every_rule_of_the_tables_is_kept(people):
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA foreign_key_check").fetchall() == []
        assert cursor.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    for document in Document.objects.all():
        document.full_clean()


def test_the_states_are_as_they_are_in_a_real_archive(people):
    states = Counter(Document.objects.values_list("state", flat=True))
    assert states == {"published": 255, "draft": 24, "in_review": 12, "withdrawn": 9}


def test_each_revision_says_what_a_snapshot_of_its_document_says(people):
    revisions = {row.record_id: row.snapshot for row in Revision.objects.all()}
    labelled = Document.objects.filter(stances__isnull=False)[:5]
    sample = [*Document.objects.order_by("pk")[:40], *labelled]
    assert len(labelled) == 5
    for document in sample:
        assert json.loads(revisions[document.identifier]) == snapshot_document(document)
        assert revisions[document.identifier] == canonical_json(snapshot_document(document))


def test_the_ledger_is_whole_and_goes_on(people):
    record_event("ingestion", Document.objects.first(), by=people[0])
    assert Event.objects.count() > 2 * N
    report = verify_ledger()
    assert report.is_good, report.fault


def test_the_same_seed_gives_the_same_documents_and_another_seed_others(people):
    def identifiers(seed):
        return [one["identifier"] for _rows, ones in Documents(N, people, seed).chunks() for one in ones]

    assert identifiers(3) == list(Document.objects.order_by("pk").values_list("identifier", flat=True))
    assert identifiers(4) != identifiers(3)


def test_every_page_of_the_desk_opens_on_them(reviewer, people):
    for name in ("desk", "documents", "overview", "intake", "changes", "agreement"):
        assert reviewer.get(reverse(f"curation:{name}")).status_code == 200, name
    for name in QUEUES:
        assert reviewer.get(reverse("curation:queue", args=[name])).status_code == 200, name
    for document in Document.objects.order_by("pk")[80:100]:
        answer = reviewer.get(reverse("curation:document", args=[document.identifier]))
        assert document.title in answer.content.decode()
        assert reviewer.get(reverse("curation:history", args=[document.identifier])).status_code == 200


def test_the_queues_that_are_measured_are_not_empty(reviewer, people):
    shown = reviewer.get(reverse("curation:desk")).content.decode()
    for name in ("returned", "deciding", "assigned", "comments", "mine"):
        assert f"/curation/queues/{name}/" in shown, name
    assert set(known_of(people[0])["queues"]) == set(QUEUES) - {"people"}


def test_the_forms_of_a_page_are_read_as_a_browser_sends_them(reviewer, people):
    document = Document.objects.filter(state="draft").first()
    address = reverse("curation:describe", args=[document.identifier])
    said = entries_of(reviewer.get(address).content.decode(), "describe")
    said["title"] = ["Another title"]
    answer = reviewer.post(address, {**said, "then": ""}, headers={"accept": "application/json"})
    assert answer.json()["version"] == 2, answer.json()
    before = json.loads(Revision.objects.get(record_id=document.identifier, version=1).snapshot)
    after = json.loads(Revision.objects.get(record_id=document.identifier, version=2).snapshot)
    assert after == {**before, "title": "Another title"}


def test_labels_stand_on_their_passages(people):
    labels = StanceAnnotation.objects.select_related("evidence__text_version")
    assert labels.count() > N // 20
    assert all(label.evidence.text_version.text[label.evidence.start:label.evidence.end] == label.evidence.exact
               for label in labels)
