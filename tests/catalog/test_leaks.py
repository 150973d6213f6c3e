"""Nothing private or unpublished is in any anonymous answer: a canary in every field, every address walked."""
import datetime
import re

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.models import Capture, Collection, Genre, Place, StanceTarget, Subject
from archive.workflow import transitions as move
from catalog import urls
from catalog.models import PublishedAgent, PublishedDocument
from catalog.projection import project_document, rebuild_projection
from catalog.search.facet import FACETS
from catalog.search.update import bring_up_to_date
from tests.base import make_agent, make_document, publish
from tests.catalog.material import (
    give_claim,
    give_contribution,
    give_file,
    give_quotation,
    give_stance,
    give_thumbnail,
    make_full_document,
    make_public,
    revise,
    span,
)

pytestmark = pytest.mark.django_db(databases="__all__")

CANARY = "Kanarienvogel7391"
PREFIX = "Kanarien"
ENTITIES = (("subject", Subject), ("place", Place), ("target", StanceTarget), ("collection", Collection))
HEADERS = ({}, {"accept_language": "fa"})


def addresses(documents, agents, files):
    """Every address of every route. A new route that is not enrolled here fails the test."""
    enrolled = {
        "home": [()], "documents": [()], "language": [()], "healthz": [()], "robots": [()],
        "favicon": [()], "documents_feed": [()], "mix": [()], "suggest": [()],
        "codebook": [()], "codebook_version": [("1.0",)],
        "facet": [(name,) for name in FACETS],
        "compare": [()], **{name: [()] for name in ("agents", "subjects", "places", "targets", "collections")},
        **{name: [(one,) for one in model.objects.values_list("identifier", flat=True)] for name, model in ENTITIES},
        **{name: [(one,) for one in documents] for name in ("document", "cite_bibtex", "cite_ris", "concern")},
        "agent": [(one,) for one in agents],
        "file": [(one, sha256, "name") for one in documents for sha256 in files],
        "thumbnail": [(one, sha256) for one in documents for sha256 in files],
    }
    assert {pattern.name for pattern in urls.urlpatterns} == set(enrolled), "enrol the new route"
    walked = [reverse(f"catalog:{name}", args=args) for name, many in enrolled.items() for args in many]
    return [*walked, f"/documents/?q={PREFIX}*", f"/documents/suggest/?q={PREFIX}", "/documents/?sort=published",
            f"/documents/?publisher={PREFIX}"]


def hits(client, walked):
    """Addresses whose answer (head or body, whatever the status) holds the canary."""
    bring_up_to_date()
    found = []
    for address in walked:
        for headers in HEADERS:
            response = client.get(address, headers=headers)
            body = b"".join(response) if response.streaming else response.content
            answer = body.decode("utf-8", "replace") + repr(sorted(response.items()))
            if CANARY in answer:
                found.append(address)
    return found


def fill_with_canary(cast, **fields):
    """A document with the canary in everything that a curator can write."""
    number = Genre.objects.count()
    genre = Genre.objects.create(code=f"g{number}", label=f"{CANARY} genre {number}")
    collection = Collection.objects.create(code=f"c{number}", title=f"{CANARY} c", description=CANARY)
    document = make_document(cast["cataloguer"], **{
        "title": f"{CANARY} title", "alternative": [CANARY], "description": CANARY, "notes": CANARY, "genre": genre,
        "collection": collection, "content_notes": CANARY, "rights": CANARY, "embargo_reason": CANARY,
        "issued_as_printed": CANARY, "temporal": CANARY, "printed_heading": CANARY, **fields})
    agent = make_agent(f"{CANARY} {number}", note=CANARY, seat=CANARY)
    agent.names.create(text=CANARY)
    agent.characterisations.create(kind="self", statement=CANARY, speaker=CANARY, citation=CANARY)
    give_contribution(document, agent)
    original = give_file(document, text=f"{number} {CANARY} stands here", filename=f"{CANARY}.txt")
    give_thumbnail(original, f"{CANARY} {number}".encode())
    evidence = span(original.texts.get(), f"{CANARY} stands")
    target = StanceTarget.objects.create(label=f"{CANARY} {number}", kind="entity", scope_note=CANARY,
                                         agent=make_agent(f"{CANARY} target {number}"))
    give_stance(document, cast["cataloguer"], evidence, rationale=CANARY, holder=CANARY, target=target)
    give_claim(document, evidence, claimant=CANARY)
    give_quotation(document, evidence, note=CANARY)
    subject = Subject.objects.create(label=f"{CANARY} {number}", scope_note=CANARY)
    subject.labels.create(text=f"{CANARY} label")
    document.subjects.add(subject)
    place = Place.objects.create(label=f"{CANARY} {number}")
    place.names.create(text=f"{CANARY} name")
    document.places.create(place=place, as_printed=CANARY)
    return document


def hide(state, document, cast):
    """Bring a document into one unpublished state."""
    today, reviewer = datetime.date(2199, 1, 1), cast["reviewer"]
    if state == "in review":
        move.submit_document(revise(document, cast["cataloguer"]), cast["cataloguer"])
    elif state == "restricted":
        publish(revise(document, cast["cataloguer"]), cast, "restricted")
    elif state == "embargoed":
        move.embargo_document(make_public(document, cast), reviewer, today, CANARY)
    elif state == "withdrawn unpublished":
        move.withdraw_document(document, reviewer, "error", CANARY)
    elif state == "withdrawn silently":
        move.withdraw_document(make_public(document, cast), reviewer, "safety", CANARY, is_silent=True)
    elif state == "restored":
        move.withdraw_document(make_public(document, cast), reviewer, "error", CANARY, is_silent=True)
        move.restore_document(document, reviewer, CANARY)
    project_document(document.identifier)


STATES = ("draft", "in review", "restricted", "embargoed", "withdrawn unpublished", "withdrawn silently", "restored")


def known_addresses(documents):
    digests = {text for document in documents for holding in document.holdings.all()
               for text in (holding.original.sha256, *holding.original.derivatives.values_list("sha256", flat=True))}
    agents = {row.agent.identifier for document in documents for row in document.contributions.all()}
    return addresses([document.identifier for document in documents], agents, digests)


def test_no_unpublished_state_shows_anywhere(cast, client):
    visible = make_public(make_full_document(cast), cast)
    documents = [visible]
    for state in STATES:
        document = fill_with_canary(cast)
        document.relations.create(kind="references", related=visible)
        visible.relations.create(kind="references", related=document)
        hide(state, document, cast)
        documents.append(document)
    part = fill_with_canary(cast, parent=documents[3], sequence=1)
    hide("restricted", part, cast)
    move.reopen_document(visible, cast["cataloguer"])
    make_public(visible, cast)
    walked = known_addresses([*documents, part])
    assert hits(client, walked) == []
    rebuild_projection()
    assert hits(client, walked) == []
    assert set(PublishedDocument.objects.values_list("pk", flat=True)) == {visible.identifier}


def test_no_private_field_of_a_public_document_shows_anywhere(cast, client):
    agent = make_agent("Harbour Post", note=CANARY)
    agent.names.create(text=CANARY, kind="pejorative")
    document = make_full_document(cast, notes=CANARY, embargo_reason=CANARY)
    give_contribution(document, agent, "creator")
    document.quotations.update(note=CANARY)
    document.relations.create(kind="source", described="A leaflet", note=CANARY)
    Capture.objects.create(document=document, collector=CANARY, custody=CANARY, headers={"Server": CANARY})
    original = document.holdings.get().original
    original.private_metadata = {"gps": CANARY}
    original.save()
    for name in ("cataloguer", "reviewer"):
        type(cast[name]).objects.filter(pk=cast[name].pk).update(username=f"{CANARY}{name}", first_name=CANARY)
    make_public(document, cast)
    document.takedown_cases.create(request=CANARY, ground="rights", requested_by=CANARY)
    assert PublishedAgent.objects.count() == 2
    assert hits(client, known_addresses([document])) == []


def test_an_edit_in_progress_shows_nowhere(cast, client):
    document = make_public(make_full_document(cast), cast)
    move.reopen_document(document, cast["cataloguer"])
    for name in ("title", "description", "rights", "content_notes"):
        setattr(document, name, CANARY)
    document.save()
    document.stances.update(rationale=CANARY)
    document.claims.update(claimant=CANARY)
    give_contribution(document, make_agent(CANARY), "creator")
    document.subjects.add(Subject.objects.create(label=CANARY))
    revise(document, cast["cataloguer"])
    project_document(document.identifier)
    assert hits(client, known_addresses([document])) == []


def test_the_detector_finds_what_is_seeded(cast, client):
    document = make_public(fill_with_canary(cast), cast)
    found = hits(client, known_addresses([document]))
    for kind in ("/", "/documents/", f"/documents/{document.identifier}/", "/agents/", "/files/", "/thumbnails/"):
        assert any(kind in address for address in found), kind
    seeded = PublishedDocument.objects.get(pk=document.identifier)
    assert CANARY in seeded.text


def test_anonymous_pages_read_catalog_tables_only(cast, client):
    document = make_public(make_full_document(cast), cast)
    withdrawn = make_public(make_full_document(cast), cast)
    move.withdraw_document(withdrawn, cast["reviewer"], "rights")
    project_document(withdrawn.identifier)
    bring_up_to_date()
    read = {}
    for address in known_addresses([document, withdrawn]):
        tables = set()
        for alias in connections:
            with CaptureQueriesContext(connections[alias]) as queries:
                client.get(address)
            for query in queries:
                tables |= set(re.findall(r'(?:FROM|JOIN|INTO|UPDATE)\s+"(\w+)"', query["sql"]))
        assert all(table.startswith("catalog_") for table in tables), (address, tables)
        read[address] = tables
    assert "catalog_publisheddocument" in read[f"/documents/{document.identifier}/"], "the detector sees queries"
