"""Loads the fictional demo collection through the same verbs that curators use.

Interrupted, it goes on where it stopped; once loaded (the ledger says so) it is
never loaded again, so nothing that somebody changed since is touched.
"""
import csv
import secrets

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction

from archive.ingest.described import ingest_described, plan_ingest
from archive.models import BatchItem, Collection, Curator, Event
from archive.models.provenance import EventType
from archive.provenance.ledger import Entry, record_events
from archive.provenance.revise import keep_revision
from archive.workflow import transitions

FOLDER = settings.PROJECT_ROOT / "fixtures" / "demo"
LABEL = "demo collection"
CATALOGUER, REVIEWER = "cataloguer", "reviewer"
LOADED = {"type": EventType.INGESTION_END, "object_type": "demo", "object_id": "loaded"}


def is_loaded():
    """Whether the demo collection was loaded completely before."""
    return Event.objects.filter(**LOADED).exists()


def load_demo(on_progress=None):
    """Create people, collection and documents, and take each document where workflow.csv says."""
    people = _people()
    collection = _collection(people[CATALOGUER])
    sources, sheets = plan_ingest([FOLDER / "files"], FOLDER / "description")
    batch = ingest_described(sources, sheets, people[CATALOGUER], label=LABEL, collection=collection,
                             on_progress=on_progress)
    _review(sheets["documents"], batch, people)
    with transaction.atomic():
        record_events([Entry(**LOADED)])


def demo_password():
    """The password of every demo login: made once, kept in VAR_ROOT, readable by the owner only."""
    path = settings.VAR_ROOT / "demo_password"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(9))
    return path.read_text()


def _rows(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as sheet:
        return list(csv.DictReader(sheet))


@transaction.atomic
def _people():
    """{user name: Curator} of people.csv; those who exist are kept as they are."""
    people = {}
    for row in _rows("people.csv"):
        curator = Curator.objects.filter(username=row["username"]).first()
        if curator is None:
            curator = Curator.objects.create_user(
                row["username"], password=demo_password(), pseudonym=row["pseudonym"], first_name=row["name"],
                is_staff=True)
            curator.groups.add(Group.objects.get(name=row["role"]))
        people[row["username"]] = curator
    return people


@transaction.atomic
def _collection(by):
    text = (FOLDER / "collection.txt").read_text(encoding="utf-8").strip()
    title, _blank, description = text.partition("\n\n")
    collection, is_new = Collection.objects.get_or_create(
        code="demo", defaults={"title": title, "description": description, "is_fictional": True})
    if is_new:
        keep_revision(collection, by, "demo collection")
    return collection


def _review(rows, batch, people):
    """Submit and decide every described document, wholes before parts."""
    plans = {row["document"]: row for row in _rows("workflow.csv")}
    items = {item.name: item.document for item in
             BatchItem.objects.filter(batch=batch, name__in=[row.name for row in rows]).select_related("document")}
    for row in sorted(rows, key=lambda row: bool(row["parent"])):
        plan = plans.get(row["id"]) or plans.get(row["parent"]) or {"transition": "publish"}
        document = items[row.name]
        document.refresh_from_db()
        if document.state == "draft" and not document.submitted_by_id:
            _move(document, plan, people)


def _move(document, plan, people):
    by = people[REVIEWER]
    if plan["transition"] == "draft":
        return
    with transaction.atomic():
        transitions.submit_document(document, people[CATALOGUER])
        if plan["transition"] == "return":
            transitions.return_document(document, by, plan["note"])
        elif plan["transition"] in ("publish", "withdraw"):
            transitions.publish_document(document, by)
        if plan["transition"] == "withdraw":
            transitions.withdraw_document(document, by, plan["reason"], plan["note"], plan["silent"] == "yes")
