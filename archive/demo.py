"""Loads the fictional demo collection through the same verbs that curators use.

Interrupted, it goes on where it stopped; once loaded (the ledger says so) it is
never loaded again, so nothing that somebody changed since is touched. It is begun
only in an archive that holds no document, and takes over no account of anybody.
"""
import csv
import secrets

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q

from archive.ingest.described import ingest_described, plan_ingest
from archive.kept_secret import kept_secret
from archive.models import BatchItem, Collection, Curator, Document, Event
from archive.models.provenance import EventType
from archive.provenance.ledger import Entry, record_events
from archive.provenance.revise import keep_revision
from archive.workflow import transitions

FOLDER = settings.PROJECT_ROOT / "fixtures" / "demo"
LABEL = "demo collection"
CATALOGUER, REVIEWER = "cataloguer", "reviewer"
CODE = "demo"
BEGUN = {"type": EventType.INGESTION_START, "object_type": "demo", "object_id": "begun"}
LOADED = {"type": EventType.INGESTION_END, "object_type": "demo", "object_id": "loaded"}


class DemoRefused(Exception):
    """This archive is somebody's: the demo is not loaded into it; says why."""


def is_loaded():
    """Whether the demo collection was loaded completely before."""
    return Event.objects.filter(**LOADED).exists()


def load_demo(on_progress=None):
    """Create people, collection and documents, and take each document where workflow.csv says.

    Raises DemoRefused, before anything is written.
    """
    people, collection = _begin()
    sources, sheets = plan_ingest([FOLDER / "files"], FOLDER / "description")
    batch = ingest_described(sources, sheets, people[CATALOGUER], label=LABEL, collection=collection,
                             on_progress=on_progress)
    _review(sheets["documents"], batch, people)
    with transaction.atomic():
        record_events([Entry(**LOADED)])


def demo_password():
    """The password of every demo login: made once, kept in VAR_ROOT, readable by the owner only."""
    return kept_secret(settings.VAR_ROOT / "demo_password", lambda: secrets.token_urlsafe(9))


def _rows(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as sheet:
        return list(csv.DictReader(sheet))


@transaction.atomic
def _begin():
    """({user name: Curator}, the demo's Collection); made together with the event that says so, or found by it."""
    rows = _rows("people.csv")
    if not Event.objects.filter(**BEGUN).exists():
        _require_room(rows)
        record_events([Entry(**BEGUN)])
        people = {row["username"]: _person(row) for row in rows}
        return people, _collection(people[CATALOGUER])
    people = {one.username: one for one in Curator.objects.filter(username__in=[row["username"] for row in rows])}
    collection = Collection.objects.filter(code=CODE).first()
    if len(people) < len(rows) or collection is None:
        raise DemoRefused("The demo collection was begun here, but its people or its collection are gone: "
                          "it cannot be loaded to its end.")
    return people, collection


def _require_room(rows):
    if Document.objects.exists():
        raise DemoRefused("This archive holds documents of its own: the demo collection is not loaded into it.")
    people = Curator.objects.filter(Q(username__in=[row["username"] for row in rows])
                                    | Q(pseudonym__in=[row["pseudonym"] for row in rows]))
    taken = [f"account “{name}”" for name in people.order_by("username").values_list("username", flat=True)]
    taken += [f"collection “{code}”" for code in Collection.objects.filter(code=CODE).values_list("code", flat=True)]
    if taken:
        raise DemoRefused(f"The demo did not create {', '.join(taken)} and takes over nothing: "
                          "the demo collection is not loaded into this archive.")


def _person(row):
    curator = Curator.objects.create_user(
        row["username"], password=demo_password(), pseudonym=row["pseudonym"], first_name=row["name"], is_staff=True)
    curator.groups.add(Group.objects.get(name=row["role"]))
    return curator


def _collection(by):
    text = (FOLDER / "collection.txt").read_text(encoding="utf-8").strip()
    title, _blank, description = text.partition("\n\n")
    collection = Collection.objects.create(code=CODE, title=title, description=description, is_fictional=True)
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
